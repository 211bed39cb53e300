package builtin

import (
	"math"
	"math/big"
)

// exactSum adds doubles without rounding: an accumulator wide enough for any
// double, as a fixed-point integer in units of 2^-1074.
type exactSum struct {
	total    big.Int
	term     big.Int
	minus    bool // only -0 so far
	nan      bool
	infinity float64
}

func newExactSum() *exactSum { return &exactSum{minus: true} }

const leastExponent = -1074

func (s *exactSum) add(x float64) {
	switch {
	case math.IsNaN(x):
		s.nan = true
	case math.IsInf(x, 0):
		s.nan = s.nan || s.infinity != 0 && s.infinity != x
		s.infinity = x
	}
	if x != 0 || !math.Signbit(x) {
		s.minus = false
	}
	if s.nan || s.infinity != 0 || x == 0 {
		return
	}
	frac, exp := math.Frexp(x)
	mantissa := int64(frac * (1 << 53))
	shift := exp - 53 - leastExponent
	if shift < 0 {
		mantissa >>= -shift
		shift = 0
	}
	s.term.SetInt64(mantissa)
	s.total.Add(&s.total, s.term.Lsh(&s.term, uint(shift)))
}

// value is the sum rounded once, ties to even.
func (s *exactSum) value() float64 {
	switch {
	case s.nan:
		return math.NaN()
	case s.infinity != 0:
		return s.infinity
	case s.minus:
		return math.Copysign(0, -1)
	}
	f := new(big.Float).SetMode(big.ToNearestEven).SetPrec(0).SetInt(&s.total)
	if s.total.Sign() == 0 {
		return 0
	}
	f.SetMantExp(f, leastExponent)
	x, _ := f.Float64()
	return x
}
