package num

import (
	"math"
	"math/bits"
)

// Arithmetic of short integers without math/big, and without memory of Go's. A magnitude
// is its limbs of 64 bits, least significant first, the last one not 0; zero has none.
// Results are written to z, which has room for them and may be x or y where nothing else
// is said, and the slice returned is their magnitude.

// trim leaves out the limbs above the highest that is not 0.
func trim(z []uint64) []uint64 {
	n := len(z)
	for n > 0 && z[n-1] == 0 {
		n--
	}
	return z[:n]
}

// CompareLimbs returns -1, 0 or 1 as x is less than, equal to or greater than y.
func CompareLimbs(x, y []uint64) int {
	if len(x) != len(y) {
		if len(x) < len(y) {
			return -1
		}
		return 1
	}
	for i := len(x) - 1; i >= 0; i-- {
		switch {
		case x[i] < y[i]:
			return -1
		case x[i] > y[i]:
			return 1
		}
	}
	return 0
}

// AddLimbs returns x + y in z, which has room for a limb more than the longer one.
func AddLimbs(z, x, y []uint64) []uint64 {
	if len(x) < len(y) {
		x, y = y, x
	}
	z = z[:len(x)+1]
	var carry uint64
	for i, l := range y {
		z[i], carry = bits.Add64(x[i], l, carry)
	}
	for i := len(y); i < len(x); i++ {
		z[i], carry = bits.Add64(x[i], 0, carry)
	}
	z[len(x)] = carry
	return z[:len(x)+int(carry)]
}

// SubLimbs returns x - y in z, for an x that is not less than y.
func SubLimbs(z, x, y []uint64) []uint64 {
	z = z[:len(x)]
	var borrow uint64
	for i, l := range y {
		z[i], borrow = bits.Sub64(x[i], l, borrow)
	}
	for i := len(y); i < len(x); i++ {
		z[i], borrow = bits.Sub64(x[i], 0, borrow)
	}
	return trim(z)
}

// SumLimbs returns the magnitude and the sign of the sum of two numbers, in z as AddLimbs.
func SumLimbs(z, x, y []uint64, xNegative, yNegative bool) ([]uint64, bool) {
	if xNegative == yNegative {
		return AddLimbs(z, x, y), xNegative
	}
	switch CompareLimbs(x, y) {
	case 0:
		return z[:0], false
	case 1:
		return SubLimbs(z, x, y), xNegative
	}
	return SubLimbs(z, y, x), yNegative
}

// MulLimbs returns x · y in z, which is neither of them and has room for the limbs of both.
func MulLimbs(z, x, y []uint64) []uint64 {
	if len(x) == 0 || len(y) == 0 {
		return z[:0]
	}
	z = z[:len(x)+len(y)]
	clear(z[:len(x)])
	for i, l := range y {
		z[len(x)+i] = addMul(z[i:i+len(x)], x, l)
	}
	return trim(z)
}

// addMul adds x · l to z, which has as many limbs as x, and returns the carry.
func addMul(z, x []uint64, l uint64) uint64 {
	z = z[:len(x)]
	var carry uint64
	for i, m := range x {
		hi, lo := bits.Mul64(m, l)
		lo, c := bits.Add64(lo, carry, 0)
		hi += c
		z[i], c = bits.Add64(lo, z[i], 0)
		carry = hi + c
	}
	return carry
}

// subMul subtracts x · l from z, which has as many limbs as x, and returns the borrow.
func subMul(z, x []uint64, l uint64) uint64 {
	z = z[:len(x)]
	var borrow uint64
	for i, m := range x {
		hi, lo := bits.Mul64(m, l)
		lo, c := bits.Add64(lo, borrow, 0)
		hi += c
		z[i], c = bits.Sub64(z[i], lo, 0)
		borrow = hi + c
	}
	return borrow
}

// DivLimb returns x / d in z, and the remainder.
func DivLimb(z, x []uint64, d uint64) ([]uint64, uint64) {
	z = z[:len(x)]
	var rem uint64
	for i := len(x) - 1; i >= 0; i-- {
		z[i], rem = bits.Div64(rem, x[i], d)
	}
	return trim(z), rem
}

// maxShortDivisor is the length in limbs of the longest divisor of QuoRemLimbs.
const maxShortDivisor = 32

// QuoRemLimbs returns the quotient and the remainder of x and y, which is not 0 and has
// maxShortDivisor limbs at most. The quotient is in q, with room for the limbs of x, the
// remainder in r, with room for one more. Neither is x or y.
func QuoRemLimbs(q, r, x, y []uint64) (quo, rem []uint64) {
	switch {
	case CompareLimbs(x, y) < 0:
		return q[:0], r[:copy(r, x)]
	case len(y) == 1:
		quo, l := DivLimb(q, x, y[0])
		r[0] = l
		return quo, trim(r[:1])
	}
	// Knuth, The Art of Computer Programming, volume 2, 4.3.1, algorithm D: the divisor is
	// shifted until its highest bit is set, so that a digit that is guessed from the highest
	// limbs is two too large at most.
	n, m := len(y), len(x)-len(y)
	shift := uint(bits.LeadingZeros64(y[n-1]))
	var room [maxShortDivisor]uint64
	d := room[:n]
	shiftUp(d, y, shift)
	r = r[:len(x)+1]
	r[len(x)] = shiftUp(r[:len(x)], x, shift)
	q = q[:m+1]
	d1, d2 := d[n-1], d[n-2]
	for j := m; j >= 0; j-- {
		guess := uint64(math.MaxUint64)
		if top := r[j+n]; top < d1 {
			var left uint64
			guess, left = bits.Div64(top, r[j+n-1], d1)
			hi, lo := bits.Mul64(guess, d2)
			for hi > left || hi == left && lo > r[j+n-2] {
				guess--
				before := left
				if left += d1; left < before {
					break
				}
				var c uint64
				lo, c = bits.Sub64(lo, d2, 0)
				hi -= c
			}
		}
		var borrow uint64
		r[j+n], borrow = bits.Sub64(r[j+n], subMul(r[j:j+n], d, guess), 0)
		for borrow > 0 { // the guess was too large
			guess--
			var carry uint64
			for i, l := range d {
				r[j+i], carry = bits.Add64(r[j+i], l, carry)
			}
			r[j+n], carry = bits.Add64(r[j+n], carry, 0)
			borrow -= carry
		}
		q[j] = guess
	}
	shiftDown(r[:n], r[:n], shift)
	return trim(q), trim(r[:n])
}

// shiftUp sets z to x shifted by fewer bits than a limb has, and returns what is shifted out.
// z may be x, or lie above it.
func shiftUp(z, x []uint64, n uint) uint64 {
	var above uint64
	if len(x) > 0 {
		above = x[len(x)-1] >> (64 - n)
	}
	for i := len(x) - 1; i > 0; i-- {
		z[i] = x[i]<<n | x[i-1]>>(64-n)
	}
	if len(x) > 0 {
		z[0] = x[0] << n
	}
	return above
}

// shiftDown sets z to x shifted by fewer bits than a limb has. z may be x, or lie below it.
func shiftDown(z, x []uint64, n uint) {
	for i := range x {
		above := uint64(0)
		if i+1 < len(x) {
			above = x[i+1]
		}
		z[i] = x[i]>>n | above<<(64-n)
	}
}

// ShlLimbs returns x shifted by n bits, in z, which has room for n/64 + 1 limbs more.
func ShlLimbs(z, x []uint64, n uint) []uint64 {
	if len(x) == 0 {
		return z[:0]
	}
	skip := int(n / 64)
	z = z[:len(x)+skip+1]
	z[len(x)+skip] = shiftUp(z[skip:len(x)+skip], x, n%64)
	clear(z[:skip])
	return trim(z)
}

// ShrLimbs returns x shifted by n bits to the right, rounded toward minus infinity when it
// is negative, in z, which has room for a limb more than the result of that.
func ShrLimbs(z, x []uint64, negative bool, n uint) []uint64 {
	skip := int(min(n/64, math.MaxInt32))
	if skip >= len(x) {
		if !negative {
			return z[:0]
		}
		z[0] = 1
		return z[:1]
	}
	lost := x[skip]&(1<<(n%64)-1) != 0
	for i := 0; i < skip && !lost; i++ {
		lost = x[i] != 0
	}
	z = z[:len(x)-skip]
	shiftDown(z, x[skip:], n%64)
	z = trim(z)
	if negative && lost {
		return AddLimbs(z[:len(z):cap(z)], z, one[:])
	}
	return z
}

// one is the number 1, which is read only.
var one = [1]uint64{1}

// A twos is a magnitude, read limb by limb as a number in two's complement without end.
type twos struct {
	x     []uint64
	flip  uint64 // all ones when the number is negative
	carry uint64
}

func makeTwos(x []uint64, negative bool) twos {
	if negative {
		return twos{x, math.MaxUint64, 1}
	}
	return twos{x: x}
}

// limb is limb i; they are read in turn.
func (t *twos) limb(i int) uint64 {
	l := t.flip
	if i < len(t.x) {
		l ^= t.x[i]
	}
	l, t.carry = bits.Add64(l, 0, t.carry)
	return l
}

// negateTwos makes the limbs in z, which stand for a negative number, its magnitude.
func negateTwos(z []uint64) []uint64 {
	carry := uint64(1)
	for i := range z {
		z[i], carry = bits.Add64(^z[i], 0, carry)
	}
	return trim(z)
}

// AndLimbs, OrLimbs and XorLimbs return the magnitude and the sign of what a bitwise
// operator makes of two numbers in two's complement, in z, which has room for a limb
// more than the longer one.
func AndLimbs(z, x, y []uint64, xNegative, yNegative bool) ([]uint64, bool) {
	if !xNegative && !yNegative {
		z = z[:min(len(x), len(y))]
		for i := range z {
			z[i] = x[i] & y[i]
		}
		return trim(z), false
	}
	a, b := makeTwos(x, xNegative), makeTwos(y, yNegative)
	z = z[:max(len(x), len(y))+1]
	for i := range z {
		z[i] = a.limb(i) & b.limb(i)
	}
	return fromTwos(z, xNegative && yNegative)
}

func OrLimbs(z, x, y []uint64, xNegative, yNegative bool) ([]uint64, bool) {
	a, b := makeTwos(x, xNegative), makeTwos(y, yNegative)
	z = z[:max(len(x), len(y))+1]
	for i := range z {
		z[i] = a.limb(i) | b.limb(i)
	}
	return fromTwos(z, xNegative || yNegative)
}

func XorLimbs(z, x, y []uint64, xNegative, yNegative bool) ([]uint64, bool) {
	a, b := makeTwos(x, xNegative), makeTwos(y, yNegative)
	z = z[:max(len(x), len(y))+1]
	for i := range z {
		z[i] = a.limb(i) ^ b.limb(i)
	}
	return fromTwos(z, xNegative != yNegative)
}

func fromTwos(z []uint64, negative bool) ([]uint64, bool) {
	if negative {
		return negateTwos(z), true
	}
	return trim(z), false
}

// WrapLimbs returns a number modulo 2 to the power of n, in z, which has room for n/64 + 1
// limbs; when signed, as a number of n bits in two's complement.
func WrapLimbs(z, x []uint64, negative bool, n uint, signed bool) ([]uint64, bool) {
	if n == 0 {
		return z[:0], false
	}
	t := makeTwos(x, negative)
	z = z[:(n+63)/64]
	for i := range z {
		z[i] = t.limb(i)
	}
	top, unused := len(z)-1, uint(len(z)*64)-n
	z[top] = z[top] << unused >> unused
	if !signed || z[top]>>(63-unused)&1 == 0 {
		return trim(z), false
	}
	z[top] |= ^(uint64(math.MaxUint64) >> unused)
	return negateTwos(z), true
}

// LimbsBitLen is the number of bits of x.
func LimbsBitLen(x []uint64) int {
	if len(x) == 0 {
		return 0
	}
	return 64*len(x) - bits.LeadingZeros64(x[len(x)-1])
}

// topBits are the highest 64 bits of x, which is not 0, and whether any bit below is set.
func topBits(x []uint64) (top uint64, below bool) {
	n := len(x) - 1
	shift := uint(bits.LeadingZeros64(x[n]))
	top = x[n] << shift
	if n > 0 {
		top |= x[n-1] >> (64 - shift)
		below = x[n-1]<<shift != 0
		for _, l := range x[:n-1] {
			below = below || l != 0
		}
	}
	return top, below
}

// LimbsToFloat returns the double nearest to x, ties to even, infinite when x is too large.
func LimbsToFloat(x []uint64) float64 {
	if len(x) == 0 {
		return 0
	}
	top, below := topBits(x)
	if below {
		top |= 1 // far below the last bit that is kept: a tie is none
	}
	return math.Ldexp(float64(top), LimbsBitLen(x)-64)
}

// CompareLimbsFloat returns -1, 0 or 1 as x is less than, equal to or greater than f, which
// is finite and not negative.
func CompareLimbsFloat(x []uint64, f float64) int {
	if f < 1 || len(x) == 0 {
		switch {
		case len(x) > 0:
			return 1
		case f > 0:
			return -1
		}
		return 0
	}
	mantissa, exp := math.Frexp(f) // exp bits stand before the point
	if n := LimbsBitLen(x); n != exp {
		if n < exp {
			return -1
		}
		return 1
	}
	top, below := topBits(x)
	switch of := uint64(math.Ldexp(mantissa, 64)); {
	case top < of:
		return -1
	case top > of || below:
		return 1
	}
	return 0
}

// FloatToLimbs returns the magnitude of an integer f of at least 1, in z, which has room for
// 17 limbs.
func FloatToLimbs(z []uint64, f float64) []uint64 {
	mantissa, exp := math.Frexp(f)
	top := [1]uint64{uint64(math.Ldexp(mantissa, 64))}
	if exp >= 64 {
		return ShlLimbs(z, top[:], uint(exp-64))
	}
	return ShrLimbs(z, top[:], false, uint(64-exp))
}

const (
	decimalsOfLimb = 19 // digits that always fit a limb
	powerOfLimb    = 1e19
)

// AppendLimbs appends the digits of x in radix 10 or a power of 2 up to 32 to text. It
// overwrites x.
func AppendLimbs(text []byte, x []uint64, radix int) []byte {
	const digits = "0123456789abcdefghijklmnopqrstuv"
	if len(x) == 0 {
		return append(text, '0')
	}
	start := len(text)
	if radix != 10 {
		width := uint(bits.TrailingZeros(uint(radix)))
		for i, n := uint(0), uint(LimbsBitLen(x)); i < n; i += width {
			l := x[i/64] >> (i % 64)
			if i%64+width > 64 && int(i/64)+1 < len(x) {
				l |= x[i/64+1] << (64 - i%64)
			}
			text = append(text, digits[l&(1<<width-1)])
		}
	}
	for radix == 10 && len(x) > 0 {
		var l uint64
		x, l = DivLimb(x, x, powerOfLimb)
		for i := 0; i < decimalsOfLimb && (l > 0 || len(x) > 0); i++ {
			text = append(text, '0'+byte(l%10))
			l /= 10
		}
	}
	for i, j := start, len(text)-1; i < j; i, j = i+1, j-1 {
		text[i], text[j] = text[j], text[i]
	}
	return text
}

// ParseLimbs returns the number that decimal digits stand for, in z, which has room for a
// limb for each 19 of them, and one.
func ParseLimbs[T string | []byte](z []uint64, text T) []uint64 {
	z = z[:0]
	for len(text) > 0 {
		n := min(len(text), decimalsOfLimb)
		var l, power uint64 = 0, 1
		for i := range n {
			l, power = 10*l+uint64(text[i]-'0'), power*10
		}
		text = text[n:]
		for i := range z {
			hi, lo := bits.Mul64(z[i], power)
			lo, c := bits.Add64(lo, l, 0)
			z[i], l = lo, hi+c
		}
		if l > 0 {
			z = append(z, l)
		}
	}
	return z
}
