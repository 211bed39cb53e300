package object

import "math"

// Mod implements Number::remainder (sec-numeric-types-number-remainder): the
// result has the sign of x and a magnitude below that of y, exact.
func Mod(x, y float64) float64 {
	ax, ay := math.Abs(x), math.Abs(y)
	if ax < 1<<53 && ay >= 1 && ay < 1<<53 {
		i, j := int64(ax), int64(ay)
		if float64(i) == ax && float64(j) == ay {
			return math.Copysign(float64(i%j), x)
		}
	}
	if q := ax / ay; q < 1<<52 && ay >= 0x1p-900 && ay <= math.MaxFloat64 {
		// q is rounded, so its integral part is right or one too large, and
		// ax - trunc(q)*ay is a double: the fused operation is exact.
		r := math.FMA(-math.Trunc(q), ay, ax)
		if r < 0 {
			r += ay
		}
		return math.Copysign(r, x)
	}
	return math.Mod(x, y)
}

// Pow implements Number::exponentiate
// (sec-numeric-types-number-exponentiate). It differs from math.Pow for a base
// of 1 or -1 with an infinite or NaN exponent, and rounds more carefully: the
// result is within one unit in the last place, and exact where x**y is a
// double and y an integer.
func Pow(x, y float64) float64 {
	switch {
	case y != y:
		return math.NaN()
	case y == 0:
		return 1
	case math.IsInf(y, 0):
		if x == 1 || x == -1 {
			return math.NaN()
		}
		return math.Pow(x, y)
	case x == 0 || x != x || math.IsInf(x, 0) || x == 1:
		return math.Pow(x, y)
	case y == 2:
		return x * x
	case y == 0.5:
		return math.Sqrt(x)
	}
	if n := int64(y); float64(n) == y && n >= -1<<20 && n <= 1<<20 {
		return powInt(x, n)
	}
	if x < 0 && math.Trunc(y) != y {
		return math.NaN()
	}
	return powReal(x, y)
}

// double is an unevaluated sum hi+lo with |lo| at most half a unit in the last
// place of hi.
type double struct{ hi, lo float64 }

func (a double) mul(b double) double {
	p := a.hi * b.hi
	e := math.FMA(a.hi, b.hi, -p) + (a.hi*b.lo + a.lo*b.hi)
	s := p + e
	return double{s, e - (s - p)}
}

// quickSum returns hi+lo normalised; |hi| must not be below |lo|.
func quickSum(hi, lo float64) double {
	s := hi + lo
	return double{s, lo - (s - hi)}
}

func (a double) add(b double) double {
	s := a.hi + b.hi
	v := s - a.hi
	e := (a.hi - (s - v)) + (b.hi - v)
	return quickSum(s, e+a.lo+b.lo)
}

// powInt raises x to an integer power by squaring in double-double
// arithmetic, with the exponent kept apart so that no intermediate result
// overflows or loses bits to a subnormal.
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
	lo := math.FMA(-q, a.hi, 1) - q*a.lo
	return quickSum(q, lo*q)
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
		return math.Inf(1) * a.hi
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

// ln2 as a sum of two doubles.
var ln2 = double{math.Ln2, 2.3190468138462996e-17}

// powReal computes |x|**y for any y, with the sign of x where y is odd. The
// logarithm is carried with about 80 bits: its error is multiplied by y.
func powReal(x, y float64) float64 {
	ax := math.Abs(x)
	sign := 1.0
	if x < 0 && math.Mod(y, 2) != 0 {
		sign = -1
	}
	l := logDouble(ax).mul(double{y, 0})
	switch {
	case l.hi > 710:
		return sign * math.Inf(1)
	case l.hi < -746:
		return sign * 0
	}
	r, e := expDouble(l)
	r.hi, r.lo = r.hi*sign, r.lo*sign
	return ldexpSum(r, e)
}

// logDouble returns the natural logarithm of x > 0: the library's logarithm
// improved by a Newton step, l + x·e^-l - 1.
func logDouble(x float64) double {
	m, e := math.Frexp(x)
	if m < math.Sqrt2/2 {
		m *= 2
		e--
	}
	l := math.Log(m)
	r, k := expDouble(double{-l, 0})
	r.hi, r.lo = math.Ldexp(r.hi, int(k)), math.Ldexp(r.lo, int(k))
	p := r.mul(double{m, 0})
	d := (p.hi - 1) + p.lo
	// log(1+d) = d - d²/2 + …, and d is below 2^-50.
	return ln2.mul(double{float64(e), 0}).add(quickSum(l, d-d*d/2))
}

// expDouble returns e^a as r·2^k.
func expDouble(a double) (r double, k int64) {
	n := math.RoundToEven(a.hi / math.Ln2)
	t := a.add(ln2.mul(double{-n, 0}))
	// |t| is at most 0.35, divided by 2^5 at most 0.011: the terms up to the
	// fourth power are summed with twice the precision, the rest is below 2^-39
	// and needs none.
	const squarings = 5
	t.hi, t.lo = t.hi/(1<<squarings), t.lo/(1<<squarings)
	x := t.hi
	tail := x * x * x * x * x / 120 * (1 + x/6*(1+x/7*(1+x/8*(1+x/9))))
	one := double{1, 0}
	s := double{t.hi / 4, t.lo / 4}.add(one)
	s = divSmall(s.mul(t), 3).add(one)
	s = s.mul(double{t.hi / 2, t.lo / 2}).add(one)
	s = s.mul(t).add(double{tail, 0}).add(one)
	for range squarings {
		s = s.mul(s)
	}
	return s, int64(n)
}

// divSmall divides by a small integer.
func divSmall(a double, n float64) double {
	q := a.hi / n
	r := math.FMA(-q, n, a.hi) + a.lo
	return quickSum(q, r/n)
}
