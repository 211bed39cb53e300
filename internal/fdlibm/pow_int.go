package fdlibm

import "math"

// mul returns a·b.
func (a double) mul(b double) double {
	p := float64(a.hi * b.hi)
	e := math.FMA(a.hi, b.hi, -p) + (float64(a.hi*b.lo) + float64(a.lo*b.hi))
	s := p + e
	return double{s, e - (s - p)}
}

// powInt raises x to an integer power other than 0 by squaring in double-double
// arithmetic, with the exponent kept apart so that no intermediate result
// overflows or loses bits to a subnormal. It is faster than powPositive for small
// exponents, and rounds nearly always to the nearest.
func powInt(x float64, n int64) float64 {
	neg := n < 0
	if neg {
		n = -n
	}
	if ax := math.Abs(x); n <= 64 && ax > 0x1p-14 && ax < 0x1p14 {
		return powSmall(x, n, neg)
	}
	m, e := math.Frexp(x)
	r, re := double{1, 0}, int64(0)
	b, be := double{m, 0}, int64(e)
	for {
		if n&1 != 0 {
			r, re = normalise(r.mul(b), re+be)
		}
		n >>= 1
		if n == 0 {
			break
		}
		b, be = normalise(b.mul(b), be*2)
	}
	if neg {
		r, re = r.reciprocal(), -re
	}
	return ldexpSum(r, re)
}

// powSmall is powInt where neither the result nor an intermediate one can
// leave the normal range.
func powSmall(x float64, n int64, neg bool) float64 {
	r, b := double{1, 0}, double{x, 0}
	for ; ; b = b.mul(b) {
		if n&1 != 0 {
			r = r.mul(b)
		}
		if n >>= 1; n == 0 {
			break
		}
	}
	if neg {
		r = r.reciprocal()
	}
	return r.hi
}

// reciprocal returns 1/a, the low part by one Newton step.
func (a double) reciprocal() double {
	q := 1 / a.hi
	lo := math.FMA(-q, a.hi, 1) - float64(q*a.lo)
	return sum(q, float64(lo*q))
}

// normalise brings the high part of a into 0.5 … 1, exactly.
func normalise(a double, e int64) (double, int64) {
	hi, k := math.Frexp(a.hi)
	return double{hi, math.Ldexp(a.lo, -k)}, e + int64(k)
}

// ldexpSum returns (hi+lo)·2^e, rounded once.
func ldexpSum(a double, e int64) float64 {
	switch {
	case e > 1100:
		return math.Copysign(math.Inf(1), a.hi)
	case e < -1200:
		return math.Copysign(0, a.hi)
	case e >= -1020:
		return math.Ldexp(a.hi+a.lo, int(e))
	}
	// The result is subnormal: the sum must be rounded at the place where the
	// double ends, not before. hi is truncated to that place, and the rest
	// decides.
	scaled := math.Ldexp(a.hi, int(e))
	rest := (a.hi - math.Ldexp(scaled, int(-e))) + a.lo
	unit := math.Ldexp(math.SmallestNonzeroFloat64, int(-e))
	switch {
	case rest > unit/2:
		return scaled + math.SmallestNonzeroFloat64
	case rest < -unit/2:
		return scaled - math.SmallestNonzeroFloat64
	}
	return scaled
}
