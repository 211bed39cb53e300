package numfmt

import (
	"math"
	"strconv"
)

type form uint8

const (
	finite form = iota
	infinite
	notANumber
)

// Decimal is an exact decimal number, negative zero, an infinity or NaN. The zero Decimal is zero. Its memory
// is used again when it is set.
type Decimal struct {
	form     form
	negative bool
	// digits are '0' to '9', neither the first nor the last is '0'; the number is 0.digits × 10^exp.
	// Zero has none, and exp does not matter.
	digits []byte
	exp    int
}

// IsNaN reports whether the number is NaN.
func (d *Decimal) IsNaN() bool { return d.form == notANumber }

// IsFinite reports whether the number is neither NaN nor an infinity.
func (d *Decimal) IsFinite() bool { return d.form == finite }

// IsNegative reports whether the number is below zero or negative zero.
func (d *Decimal) IsNegative() bool { return d.negative }

// IsZero reports whether the number is zero of either sign.
func (d *Decimal) IsZero() bool { return d.form == finite && len(d.digits) == 0 }

// Len is how many digits the number has, zeros before and behind the separator included.
func (d *Decimal) Len() int {
	return max(len(d.digits), len(d.digits)-d.exp, d.exp)
}

// SetNaN makes the number NaN.
func (d *Decimal) SetNaN() { *d = Decimal{form: notANumber, digits: d.digits[:0]} }

// SetInfinity makes the number infinite.
func (d *Decimal) SetInfinity(negative bool) {
	*d = Decimal{form: infinite, negative: negative, digits: d.digits[:0]}
}

// SetInt64 sets the number to an integer.
func (d *Decimal) SetInt64(x int64) {
	*d = Decimal{negative: x < 0, digits: d.digits[:0]}
	u := uint64(x)
	if x < 0 {
		u = -u
	}
	d.digits = strconv.AppendUint(d.digits, u, 10)
	d.exp = len(d.digits)
	d.trim()
}

// SetFloat64 sets the number to the shortest decimal that stands for x, as Number::toString gives it.
func (d *Decimal) SetFloat64(x float64) {
	switch {
	case math.IsNaN(x):
		d.SetNaN()
		return
	case math.IsInf(x, 0):
		d.SetInfinity(x < 0)
		return
	}
	const exactIntegers = 1 << 53
	if -exactIntegers < x && x < exactIntegers && x == math.Trunc(x) {
		d.SetInt64(int64(x))
		d.negative = math.Signbit(x)
		return
	}
	*d = Decimal{negative: x < 0, digits: d.digits[:0]}
	text := strconv.AppendFloat(d.digits, math.Abs(x), 'e', -1, 64) // d.ddde±dd
	n := len(text) - 1
	for text[n] != 'e' {
		n--
	}
	exp, _ := strconv.Atoi(string(text[n+1:]))
	if n > 1 {
		copy(text[1:], text[2:n])
		n--
	}
	d.digits, d.exp = text[:n], exp+1
	d.trim()
}

// SetDigits sets the number to digits × 10^exponent. The digits are '0' to '9' and are copied.
func (d *Decimal) SetDigits(negative bool, digits []byte, exponent int) {
	*d = Decimal{negative: negative, digits: append(d.digits[:0], digits...), exp: exponent + len(digits)}
	d.trim()
}

// set copies a number.
func (d *Decimal) set(x *Decimal) {
	digits := append(d.digits[:0], x.digits...)
	*d = *x
	d.digits = digits
}

// trim takes off zeros at both ends.
func (d *Decimal) trim() {
	n := len(d.digits)
	for n > 0 && d.digits[n-1] == '0' {
		n--
	}
	lead := 0
	for lead < n && d.digits[lead] == '0' {
		lead++
	}
	if lead > 0 {
		copy(d.digits, d.digits[lead:n])
	}
	d.digits = d.digits[:n-lead]
	d.exp -= lead
	if n == lead {
		d.exp = 0
	}
}

// magnitude is e where the number is d.ddd × 10^e; that of zero is zero.
func (d *Decimal) magnitude() int {
	if len(d.digits) == 0 {
		return 0
	}
	return d.exp - 1
}

// at is the digit of 10^power.
func (d *Decimal) at(power int) byte {
	if i := d.exp - 1 - power; 0 <= i && i < len(d.digits) {
		return d.digits[i]
	}
	return '0'
}

// fraction is how many digits there are behind the separator.
func (d *Decimal) fraction() int {
	if len(d.digits) == 0 {
		return 0
	}
	return max(len(d.digits)-d.exp, 0)
}

// Compare compares numbers that are not NaN as mathematical values: negative zero is less than zero.
func (d *Decimal) Compare(x *Decimal) int {
	switch {
	case d.negative && !x.negative:
		return -1
	case !d.negative && x.negative:
		return 1
	case d.negative:
		return x.compareAbs(d)
	}
	return d.compareAbs(x)
}

func (d *Decimal) compareAbs(x *Decimal) int {
	switch {
	case d.form != x.form:
		return int(d.form) - int(x.form)
	case d.form != finite:
		return 0
	case len(d.digits) == 0 || len(x.digits) == 0:
		return len(d.digits) - len(x.digits)
	case d.exp != x.exp:
		return d.exp - x.exp
	}
	a, b := string(d.digits), string(x.digits)
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
