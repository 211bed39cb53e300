package fdlibm

import "math"

// hyperbolicMax is the largest argument for which sinh and cosh are finite.
const hyperbolicMax = 0x1.633ce8fb9f87dp+9

// The functions of this file take more care than those that fdlibm has: it makes
// them of rounded results of Exp, Expm1 and Log1p, which leaves them 2 units in the
// last place off. Here the parts are sums of two doubles, rounded at the end.

// double is hi + lo, where lo is less than the last place of hi.
type double struct{ hi, lo float64 }

// sum is a + b with |a| ≥ |b|.
func sum(a, b float64) double {
	s := a + b
	return double{s, b - (s - a)}
}

// quotient returns a/b.
func quotient(a, b double) double {
	q := a.hi / b.hi
	rest := math.FMA(-q, b.hi, a.hi) + (a.lo - float64(q*b.lo))
	return double{q, rest / b.hi}
}

// root returns the square root of a.
func root(a double) double {
	r := math.Sqrt(a.hi)
	return double{r, (math.FMA(-r, r, a.hi) + a.lo) / (2 * r)}
}

// expSum returns e^x·2^-k as a sum, for x from ln(2)/2 to 709, within 2^-55.
func expSum(x float64) (e double, k int) {
	k = nearestLn2(x)
	t := float64(k)
	hi := x - float64(t*ln2Hi)
	lo := float64(t * ln2Lo)
	r := hi - lo
	t = float64(r * r)
	c := r - float64(t*madd(exp1, t, madd(exp2, t, madd(exp3, t, madd(exp4, t, exp5)))))
	q := sum(hi, -(lo - float64(r*c)/(2-c)))
	e = sum(1, q.hi)
	e.lo += q.lo
	return e, k
}

// expBoth returns e^x and e^-x for x from ln(2)/2 to 22.
func expBoth(x float64) (e, inverse double) {
	e, k := expSum(x)
	scale := twoTo(k)
	e.hi = float64(e.hi * scale)
	e.lo = float64(e.lo * scale)
	return e, quotient(double{1, 0}, e)
}

// The coefficients of sinh(x)/x in powers of x²: 1/3!, 1/5!, …
const (
	sinh1 = 1.0 / 6
	sinh2 = sinh1 / (4 * 5)
	sinh3 = sinh2 / (6 * 7)
	sinh4 = sinh3 / (8 * 9)
	sinh5 = sinh4 / (10 * 11)
	sinh6 = sinh5 / (12 * 13)
	sinh7 = sinh6 / (14 * 15)
	sinh8 = sinh7 / (16 * 17)
	sinh9 = sinh8 / (18 * 19)
)

// sinhSmall is the hyperbolic sine of x, |x| ≤ 1.
func sinhSmall(x float64) double {
	z := float64(x * x)
	p := madd(sinh4, z, madd(sinh5, z, madd(sinh6, z, madd(sinh7, z, madd(sinh8, z, sinh9)))))
	return sum(x, float64(float64(x*z)*madd(sinh1, z, madd(sinh2, z, madd(sinh3, z, p)))))
}

// Sinh returns the hyperbolic sine of x.
func Sinh(x float64) float64 {
	ax := math.Abs(x)
	var y float64
	switch {
	case ax < 0x1p-28 || x != x:
		return x
	case ax < 1:
		return sinhSmall(x).hi
	case ax < 22:
		e, i := expBoth(ax)
		y = float64(0.5 * (e.hi - (i.hi - (e.lo - i.lo))))
	default:
		y = expHalved(ax)
	}
	return math.Copysign(y, x)
}

// expHalved returns e^x/2 for x ≥ 22.
func expHalved(x float64) float64 {
	switch {
	case x < 709:
		return float64(0.5 * Exp(x))
	case x <= hyperbolicMax:
		e, k := expSum(x)
		return float64(float64((e.hi+e.lo)*twoTo(k-2)) * 2)
	}
	return math.Inf(1)
}

// Cosh returns the hyperbolic cosine of x.
func Cosh(x float64) float64 {
	ax := math.Abs(x)
	switch h := high(x); {
	case h < 0x3C800000: // 2^-55
		return 1
	case h <= highHalfLn2:
		t := Expm1(ax)
		w := 1 + t
		return 1 + float64(t*t)/(w+w)
	case ax < 22:
		e, i := expBoth(ax)
		return float64(0.5 * (e.hi + (i.hi + (e.lo + i.lo))))
	case x != x:
		return x
	}
	return expHalved(ax)
}

// Tanh returns the hyperbolic tangent of x.
func Tanh(x float64) float64 {
	ax := math.Abs(x)
	var z float64
	switch {
	case ax < 0x1p-28 || x != x:
		return x
	case ax < 0.35:
		z = tanhSmall(ax)
	case ax < 22:
		// (e^2x - 1)/(e^2x + 1)
		e, k := expSum(float64(2 * ax))
		scale := twoTo(k)
		upper := sum(float64(e.hi*scale), -1)
		lower := sum(float64(e.hi*scale), 1)
		upper.lo += float64(e.lo * scale)
		lower.lo += float64(e.lo * scale)
		q := quotient(upper, lower)
		z = q.hi + q.lo
	default:
		z = 1
	}
	return math.Copysign(z, x)
}

// tanhSmall is the hyperbolic tangent of x from 0 to 0.35, the quotient of sine
// and cosine.
func tanhSmall(x float64) float64 {
	s := sinhSmall(x)
	// cosh(x) - 1 is s²/(1 + sqrt(1+s²)).
	square := float64(s.hi * s.hi)
	q := quotient(s, sum(1, square/(1+math.Sqrt(1+square))))
	return q.hi + q.lo
}

// logTwice returns ln(2x) for x ≥ 2^28.
func logTwice(x float64) float64 {
	k, m := split(x)
	return logOf(m, k+1)
}

// Asinh returns the inverse hyperbolic sine of x.
func Asinh(x float64) float64 {
	ax := math.Abs(x)
	switch {
	case ax < 0x1p-28 || !(ax <= math.MaxFloat64):
		return x
	case ax >= 1<<28:
		return math.Copysign(logTwice(ax), x)
	}
	// ln(1 + ax + ax²/(1 + sqrt(1+ax²)))
	square := double{hi: float64(ax * ax)}
	square.lo = math.FMA(ax, ax, -square.hi)
	return math.Copysign(log1pSum(plus(ax, quotient(square, onePlus(root(onePlus(square)))))), x)
}

// onePlus returns 1 + a for a positive a.
func onePlus(a double) double {
	s := 1 + a.hi
	if a.hi > 1 {
		return double{s, (1 - (s - a.hi)) + a.lo}
	}
	return double{s, (a.hi - (s - 1)) + a.lo}
}

// plus returns a + b, for b ≤ a, in two parts.
func plus(a float64, b double) (hi, lo float64) {
	s := sum(a, b.hi)
	return s.hi, s.lo + b.lo
}

// Acosh returns the inverse hyperbolic cosine of x, NaN for x < 1.
func Acosh(x float64) float64 {
	switch {
	case x == 1:
		return 0
	case !(x > 1):
		return math.NaN()
	case x > math.MaxFloat64:
		return x
	case x >= 1<<28:
		return logTwice(x)
	}
	// ln(1 + t + sqrt(t·(t+2))) with t = x-1, which is exact.
	t := x - 1
	u := t + 2
	uLo := t - (u - 2)
	p := double{hi: float64(t * u)}
	p.lo = madd(math.FMA(t, u, -p.hi), t, uLo)
	r := root(p)
	s := r.hi + t
	return log1pSum(s, t-(s-r.hi)+r.lo)
}

// Atanh returns the inverse hyperbolic tangent of x, NaN for |x| > 1.
func Atanh(x float64) float64 {
	ax := math.Abs(x)
	switch {
	case ax == 1:
		return math.Copysign(math.Inf(1), x)
	case !(ax < 1):
		return math.NaN()
	case ax < 0x1p-28:
		return x
	}
	// ln(1 + 2·ax/(1-ax))/2
	d := 1 - ax
	q := quotient(double{float64(2 * ax), 0}, double{d, (1 - d) - ax})
	return math.Copysign(float64(0.5*log1pSum(q.hi, q.lo)), x)
}
