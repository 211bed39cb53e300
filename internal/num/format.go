package num

import (
	"math"
	"math/big"
	"math/bits"
	"strconv"
)

// maxExactInt bounds the integers that AppendNumber prints through the integer
// formatter: below it every integral double prints all its digits.
const maxExactInt = 1 << 53

// FormatInt returns the decimal text of i.
func FormatInt(i int64) string { return strconv.FormatInt(i, 10) }

// FormatNumber returns the text of f as Number::toString with radix 10 gives
// it (sec-numeric-types-number-tostring): the shortest digits that read back
// as f, the closest to f among those.
func FormatNumber(f float64) string {
	if i := int64(f); float64(i) == f && i > -maxExactInt && i < maxExactInt {
		return strconv.FormatInt(i, 10)
	}
	switch {
	case f != f:
		return "NaN"
	case f > math.MaxFloat64:
		return "Infinity"
	case f < -math.MaxFloat64:
		return "-Infinity"
	}
	var buf [32]byte
	return string(AppendNumber(buf[:0], f))
}

// AppendNumber appends what FormatNumber returns to dst.
func AppendNumber(dst []byte, f float64) []byte {
	if i := int64(f); float64(i) == f && i > -maxExactInt && i < maxExactInt {
		return strconv.AppendInt(dst, i, 10)
	}
	switch {
	case f != f:
		return append(dst, "NaN"...)
	case math.IsInf(f, 0):
		if f < 0 {
			dst = append(dst, '-')
		}
		return append(dst, "Infinity"...)
	}
	if f < 0 {
		dst = append(dst, '-')
		f = -f
	}
	var buf [32]byte
	digits, e := shortestDigits(buf[:0], f)
	n, k := e+1, len(digits)
	switch {
	case k <= n && n <= 21:
		dst = append(dst, digits...)
		return appendZeros(dst, n-k)
	case 0 < n && n <= 21:
		dst = append(dst, digits[:n]...)
		dst = append(dst, '.')
		return append(dst, digits[n:]...)
	case -6 < n && n <= 0:
		dst = append(dst, "0."...)
		dst = appendZeros(dst, -n)
		return append(dst, digits...)
	}
	return appendExponential(dst, digits, e)
}

// shortestDigits returns the shortest digits that identify the positive
// finite f, and e such that f is about d.ddd × 10^e. The digits have no
// trailing zeros and live in buf's memory.
func shortestDigits(buf []byte, f float64) (digits []byte, e int) {
	return splitExponent(strconv.AppendFloat(buf, f, 'e', -1, 64))
}

// splitExponent takes the text d.ddde±xx apart. The digits returned overlay b.
func splitExponent(b []byte) (digits []byte, e int) {
	i := len(b) - 1
	for b[i] != 'e' {
		i--
	}
	for _, c := range b[i+2:] {
		e = e*10 + int(c-'0')
	}
	if b[i+1] == '-' {
		e = -e
	}
	if i == 1 {
		return b[:1], e
	}
	b[1] = b[0]
	return b[1:i:i], e
}

func appendZeros(dst []byte, n int) []byte {
	for ; n > 0; n-- {
		dst = append(dst, '0')
	}
	return dst
}

// appendExponential appends d.ddde±x.
func appendExponential(dst, digits []byte, e int) []byte {
	dst = append(dst, digits[0])
	if len(digits) > 1 {
		dst = append(dst, '.')
		dst = append(dst, digits[1:]...)
	}
	dst = append(dst, 'e')
	if e < 0 {
		dst = append(dst, '-')
		e = -e
	} else {
		dst = append(dst, '+')
	}
	return strconv.AppendInt(dst, int64(e), 10)
}

// nonFinite returns the text of NaN and the infinities.
func nonFinite(f float64) (string, bool) {
	switch {
	case f != f:
		return "NaN", true
	case f > math.MaxFloat64:
		return "Infinity", true
	case f < -math.MaxFloat64:
		return "-Infinity", true
	}
	return "", false
}

// lowBit decomposes the positive finite f into m × 2^e with m odd.
func lowBit(f float64) (m uint64, e int) {
	b := math.Float64bits(f)
	e = int(b >> 52 & 0x7ff)
	m = b & (1<<52 - 1)
	if e == 0 {
		e = 1
	} else {
		m |= 1 << 52
	}
	z := bits.TrailingZeros64(m)
	return m >> z, e - 1075 + z
}

// isTie reports whether the positive finite f lies exactly between two
// neighbouring multiples of 10^p.
//
// With f = m·2^e, m odd, that means m·2^e = (2n+1)·10^p/2. For p ≤ 0 the
// powers of five are on f's side and the statement is e = p-1. For p > 0, m
// must be a multiple of 5^p as well, possible up to 5^22 < 2^53.
func isTie(f float64, p int) bool {
	if f == 0 {
		return false
	}
	m, e := lowBit(f)
	if e != p-1 {
		return false
	}
	for ; p > 0; p-- {
		if m%5 != 0 {
			return false
		}
		m /= 5
	}
	return true
}

// roundUp adds one unit in the last place to the decimal digits, in place. It
// reports whether a carry ran out of the front; the digits are all '0' then.
func roundUp(digits []byte) (carry bool) {
	for i := len(digits) - 1; i >= 0; i-- {
		if digits[i] != '9' {
			digits[i]++
			return false
		}
		digits[i] = '0'
	}
	return true
}

// roundedDigits returns count significant digits of the positive finite f,
// rounded to nearest, ties up, and the exponent of the first digit.
func roundedDigits(buf []byte, f float64, count int) (digits []byte, e int) {
	if f == 0 {
		return appendZeros(buf, count), 0
	}
	// strconv breaks ties to even. A tie has exactly one more digit, a 5.
	digits, e = splitExponent(strconv.AppendFloat(buf, f, 'e', count, 64))
	if !isTie(f, e-count+1) {
		return splitExponent(strconv.AppendFloat(buf, f, 'e', count-1, 64))
	}
	digits = digits[:count]
	if roundUp(digits) {
		digits[0] = '1'
		e++
	}
	return digits, e
}

// ToFixed implements the formatting of sec-number.prototype.tofixed with
// 0 ≤ digits ≤ 100: digits places after the point, exact, ties away from zero,
// and Number::toString for magnitudes of 10^21 and more.
func ToFixed(f float64, digits int) string {
	if f != f || f >= 1e21 || f <= -1e21 {
		return FormatNumber(f)
	}
	neg := f < 0
	f = math.Abs(f)
	buf := make([]byte, 1, 128)
	buf[0] = '-'
	if isTie(f, -digits) {
		b := strconv.AppendFloat(buf, f, 'f', digits+1, 64)
		b = b[:len(b)-1]
		if digits == 0 {
			b = b[:len(b)-1]
		}
		buf = roundUpPoint(b)
	} else {
		buf = strconv.AppendFloat(buf, f, 'f', digits, 64)
	}
	if !neg {
		buf = buf[1:]
	}
	return string(buf)
}

// roundUpPoint adds one unit in the last place to a text of the form -ddd.ddd.
func roundUpPoint(b []byte) []byte {
	for i := len(b) - 1; i > 0; i-- {
		switch b[i] {
		case '.':
		case '9':
			b[i] = '0'
		default:
			b[i]++
			return b
		}
	}
	b = append(b, 0)
	copy(b[2:], b[1:])
	b[1] = '1'
	return b
}

// ToExponential implements the formatting of sec-number.prototype.toexponential
// with 0 ≤ digits ≤ 100 places after the point, exact, ties away from zero. A
// negative digits asks for as many as identify f.
func ToExponential(f float64, digits int) string {
	if s, ok := nonFinite(f); ok {
		return s
	}
	var dst, buf [128]byte
	out := dst[:0]
	if f < 0 {
		out = append(out, '-')
	}
	f = math.Abs(f)
	var ds []byte
	var e int
	if digits < 0 {
		ds, e = shortestDigits(buf[:0], f)
	} else {
		ds, e = roundedDigits(buf[:0], f, digits+1)
	}
	return string(appendExponential(out, ds, e))
}

// ToPrecision implements the formatting of sec-number.prototype.toprecision
// with 1 ≤ precision ≤ 100 significant digits, exact, ties away from zero.
func ToPrecision(f float64, precision int) string {
	if s, ok := nonFinite(f); ok {
		return s
	}
	var dst, buf [128]byte
	out := dst[:0]
	if f < 0 {
		out = append(out, '-')
	}
	ds, e := roundedDigits(buf[:0], math.Abs(f), precision)
	switch {
	case e < -6 || e >= precision:
		out = appendExponential(out, ds, e)
	case e == precision-1:
		out = append(out, ds...)
	case e >= 0:
		out = append(out, ds[:e+1]...)
		out = append(out, '.')
		out = append(out, ds[e+1:]...)
	default:
		out = append(out, "0."...)
		out = appendZeros(out, -e-1)
		out = append(out, ds...)
	}
	return string(out)
}

const radixDigits = "0123456789abcdefghijklmnopqrstuvwxyz"

// FormatRadix returns the text of f in the given radix, 2 to 36, as
// Number::toString gives it (sec-numeric-types-number-tostring). An integral
// part is exact; a fraction has as many digits as tell f from its neighbours.
func FormatRadix(f float64, radix int) string {
	if radix == 10 {
		return FormatNumber(f)
	}
	if s, ok := nonFinite(f); ok {
		return s
	}
	if i := int64(f); float64(i) == f && i > -maxExactInt && i < maxExactInt {
		return strconv.FormatInt(i, radix)
	}
	neg := f < 0
	f = math.Abs(f)
	whole, frac := math.Modf(f)
	if frac == 0 {
		n, _ := new(big.Float).SetFloat64(whole).Int(nil)
		if neg {
			n.Neg(n)
		}
		return n.Text(radix)
	}
	// A double with a fraction is below 2^53, so whole fits an int64, and
	// 1074 binary places are the most a fraction has.
	fraction := make([]byte, 0, 64)
	// delta is half the distance to the next double: the digits so far
	// identify f once what is left of it is below delta.
	delta := math.Max(0.5*(math.Nextafter(f, math.Inf(1))-f), math.SmallestNonzeroFloat64)
	base := float64(radix)
	carry := false
	for frac >= delta {
		// Rounded here, on machines too that would fuse a product with a sum.
		frac = float64(frac * base)
		delta = float64(delta * base)
		d := int(frac)
		fraction = append(fraction, byte(d))
		frac -= float64(d)
		// Round to nearest, half to even, where the rest rounds past one.
		if frac > 0.5 || frac == 0.5 && d&1 == 1 {
			if frac+delta > 1 {
				fraction, carry = roundUpFraction(fraction, radix)
				break
			}
		}
	}
	if carry {
		whole++
	}
	out := make([]byte, 0, 80)
	if neg {
		out = append(out, '-')
	}
	out = strconv.AppendInt(out, int64(whole), radix)
	if len(fraction) > 0 {
		out = append(out, '.')
		for _, d := range fraction {
			out = append(out, radixDigits[d])
		}
	}
	return string(out)
}

// roundUpFraction adds one to the last of the digit values after a radix
// point, dropping digits that become zero. It reports a carry into the
// integral part.
func roundUpFraction(fraction []byte, radix int) ([]byte, bool) {
	for n := len(fraction); n > 0; n-- {
		d := int(fraction[n-1]) + 1
		if d < radix {
			fraction[n-1] = byte(d)
			return fraction[:n], false
		}
	}
	return fraction[:0], true
}

// DecimalLength is how many bytes the decimal text of i takes.
func DecimalLength(i int32) int {
	n, u := 1, uint32(i)
	if i < 0 {
		n, u = 2, -u
	}
	for ; u >= 1000; u /= 1000 {
		n += 3
	}
	if u >= 100 {
		return n + 2
	} else if u >= 10 {
		return n + 1
	}
	return n
}
