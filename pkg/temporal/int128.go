package temporal

import (
	"math"
	"math/big"
	"math/bits"
	"strconv"
)

// int128 is an integer of two words in two's complement. The largest numbers here are time
// durations, of 84 bits, times an increment of 30.
type int128 struct {
	hi int64
	lo uint64
}

func wide(i int64) int128 { return int128{i >> 63, uint64(i)} }

// mul64 is a × b.
func mul64(a, b int64) int128 {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	if a < 0 {
		hi -= uint64(b)
	}
	if b < 0 {
		hi -= uint64(a)
	}
	return int128{int64(hi), lo}
}

// wideFloat is an integral number below 2^127 in magnitude.
func wideFloat(f float64) int128 {
	if math.Abs(f) < 1<<63 {
		return wide(int64(f))
	}
	frac, exp := math.Frexp(f)
	x := wide(int64(frac * (1 << 53)))
	n := uint(exp - 53)
	if n >= 64 {
		return int128{int64(x.lo << (n - 64)), 0}
	}
	return int128{x.hi<<n | int64(x.lo>>(64-n)), x.lo << n}
}

func (x int128) isInt64() bool { return x.hi == int64(x.lo)>>63 }

func (x int128) add(y int128) int128 {
	lo, carry := bits.Add64(x.lo, y.lo, 0)
	hi, _ := bits.Add64(uint64(x.hi), uint64(y.hi), carry)
	return int128{int64(hi), lo}
}

func (x int128) sub(y int128) int128 {
	lo, borrow := bits.Sub64(x.lo, y.lo, 0)
	hi, _ := bits.Sub64(uint64(x.hi), uint64(y.hi), borrow)
	return int128{int64(hi), lo}
}

func (x int128) neg() int128 { return int128{}.sub(x) }

func (x int128) abs() int128 {
	if x.hi < 0 {
		return x.neg()
	}
	return x
}

func (x int128) sign() int {
	switch {
	case x.hi < 0:
		return -1
	case x == int128{}:
		return 0
	}
	return 1
}

func (x int128) cmp(y int128) int {
	switch {
	case x.hi < y.hi || x.hi == y.hi && x.lo < y.lo:
		return -1
	case x == y:
		return 0
	}
	return 1
}

// mul is x × y, whose magnitude must be below 2^127.
func (x int128) mul(y int64) int128 {
	hi, lo := bits.Mul64(x.lo, uint64(y))
	hi += uint64(x.hi) * uint64(y)
	if y < 0 {
		hi -= x.lo
	}
	return int128{int64(hi), lo}
}

// quoRem divides and truncates the quotient: the remainder has the sign of x.
func (x int128) quoRem(y int128) (q, r int128) {
	if x.isInt64() && y.isInt64() {
		a, b := int64(x.lo), int64(y.lo)
		if b != -1 {
			return wide(a / b), wide(a % b)
		}
		return x.neg(), int128{}
	}
	q, r = quoRemUnsigned(x.abs(), y.abs())
	if x.hi^y.hi < 0 {
		q = q.neg()
	}
	if x.hi < 0 {
		r = r.neg()
	}
	return q, r
}

// quoRemUnsigned divides numbers that are not negative.
func quoRemUnsigned(x, y int128) (q, r int128) {
	if y.hi == 0 {
		high := uint64(x.hi) / y.lo
		low, rest := bits.Div64(uint64(x.hi)%y.lo, x.lo, y.lo)
		return int128{int64(high), low}, int128{0, rest}
	}
	// The quotient fits into one word. It is estimated with the upper words, after shifting so
	// that the divisor fills its upper word; the estimate is at most one too large when it is
	// lowered by one first.
	n := uint(bits.LeadingZeros64(uint64(y.hi)))
	top := uint64(y.hi)<<n | y.lo>>(64-n)
	guess, _ := bits.Div64(uint64(x.hi)>>1, uint64(x.hi)<<63|x.lo>>1, top)
	guess >>= 63 - n
	if guess != 0 {
		guess--
	}
	hi, lo := bits.Mul64(guess, y.lo)
	r = x.sub(int128{int64(hi + guess*uint64(y.hi)), lo})
	if r.cmp(y) >= 0 {
		guess++
		r = r.sub(y)
	}
	return int128{0, guess}, r
}

// floorDiv divides and rounds the quotient down; the remainder is not negative for y > 0.
func (x int128) floorDiv(y int64) (q int128, r int64) {
	quotient, rest := x.quoRem(wide(y))
	r = int64(rest.lo)
	if r < 0 {
		return quotient.sub(wide(1)), r + y
	}
	return quotient, r
}

// float is the nearest float64, as 𝔽 is.
func (x int128) float() float64 {
	if x.isInt64() {
		return float64(int64(x.lo))
	}
	f, _ := new(big.Float).SetInt(x.big()).Float64()
	return f
}

func (x int128) big() *big.Int {
	m := x.abs()
	b := new(big.Int).SetUint64(uint64(m.hi))
	b.Lsh(b, 64).Or(b, new(big.Int).SetUint64(m.lo))
	if x.hi < 0 {
		b.Neg(b)
	}
	return b
}

// wideBig is a number below 2^127 in magnitude.
func wideBig(b *big.Int) int128 {
	var m, low big.Int
	m.Abs(b)
	x := int128{lo: low.And(&m, new(big.Int).SetUint64(math.MaxUint64)).Uint64()}
	x.hi = int64(m.Rsh(&m, 64).Uint64())
	if b.Sign() < 0 {
		return x.neg()
	}
	return x
}

// quotient is the float64 nearest to x / y.
func (x int128) quotient(y int128) float64 {
	const exact = 1 << 53
	if x.isInt64() && y.isInt64() {
		a, b := int64(x.lo), int64(y.lo)
		if a%b == 0 {
			return float64(a / b)
		}
		if -exact <= a && a <= exact && -exact <= b && b <= exact {
			return float64(a) / float64(b)
		}
	}
	f, _ := new(big.Rat).SetFrac(x.big(), y.big()).Float64()
	return f
}

// String is the decimal number.
func (x int128) String() string {
	if x.isInt64() {
		return strconv.FormatInt(int64(x.lo), 10)
	}
	return x.big().String()
}
