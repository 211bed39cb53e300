package fdlibm

import "math"

// ln 2 as a sum: products of the first part with integers below 2^20 are exact.
const (
	ln2Hi    = 0x1.62e42feep-1
	ln2Lo    = 0x1.a39ef35793c76p-33
	oneByLn2 = 0x1.71547652b82fep+0
)

// Bounds of the exponential function: above expMax it is infinite, below expMin zero.
const (
	expMax = 0x1.62e42fefa39efp+9
	expMin = -0x1.74910d52d3051p+9
)

// Upper halves of doubles: ln(2)/2 and 3·ln(2)/2.
const (
	highHalfLn2  = 0x3FD62E42
	high3HalfLn2 = 0x3FF0A2B2
)

// The coefficients of r·(e^r+1)/(e^r-1) - 2 in powers of r², within 2^-59 up to ln(2)/2.
const (
	exp1 = 0x1.555555555553ep-3
	exp2 = -0x1.6c16c16bebd93p-9
	exp3 = 0x1.1566aaf25de2cp-14
	exp4 = -0x1.bbd41c5d26bf1p-20
	exp5 = 0x1.6376972bea4dp-25
)

// Exp returns e^x.
func Exp(x float64) float64 {
	h := high(x)
	if h >= 0x40862E42 { // 709.78…
		switch {
		case x != x || x > math.MaxFloat64:
			return x
		case x > expMax:
			return math.Inf(1)
		case x < expMin:
			return 0
		}
	}
	k := 0
	hi, lo := x, 0.0
	switch {
	case h > highHalfLn2:
		switch {
		case x == 1:
			// The one argument whose result everybody looks at is off by one below.
			return math.E
		case h >= high3HalfLn2:
			k = nearestLn2(x)
			t := float64(k)
			hi = x - float64(t*ln2Hi)
			lo = float64(t * ln2Lo)
		case x > 0:
			k, hi, lo = 1, x-ln2Hi, ln2Lo
		default:
			k, hi, lo = -1, x+ln2Hi, -ln2Lo
		}
		x = hi - lo
	case h < 0x3E300000: // 2^-28
		return 1 + x
	}
	t := float64(x * x)
	c := x - float64(t*madd(exp1, t, madd(exp2, t, madd(exp3, t, madd(exp4, t, exp5)))))
	if k == 0 {
		return 1 - (float64(x*c)/(c-2) - x)
	}
	y := 1 - ((lo - float64(x*c)/(2-c)) - hi)
	switch {
	case k == 1024:
		return float64(float64(y*2) * 0x1p1023)
	case k >= -1021:
		return float64(y * twoTo(k))
	}
	return float64(float64(y*twoTo(k+1000)) * 0x1p-1000)
}

// nearestLn2 returns the integer next to x/ln(2).
func nearestLn2(x float64) int {
	return int(madd(math.Copysign(0.5, x), oneByLn2, x))
}

// The coefficients of 6/r·((e^r+1)/(e^r-1) - 2/r) - 1 in powers of r²/2, within
// 2^-61 up to ln(2)/2.
const (
	expm1Q1 = -0x1.11111111110f4p-5
	expm1Q2 = 0x1.a01a019fe5585p-10
	expm1Q3 = -0x1.4ce199eaadbb7p-14
	expm1Q4 = 0x1.0cfca86e65239p-18
	expm1Q5 = -0x1.afdb76e09c32dp-23
)

// Expm1 returns e^x - 1, precise for small x too.
func Expm1(x float64) float64 {
	h := high(x)
	if h >= 0x4043687A { // 56·ln(2)
		switch {
		case x != x:
			return x
		case x > expMax:
			return math.Inf(1)
		case x < 0:
			return -1
		}
	}
	k, c := 0, 0.0
	switch {
	case h > highHalfLn2:
		var hi, lo float64
		switch {
		case h >= high3HalfLn2:
			k = nearestLn2(x)
			t := float64(k)
			hi = x - float64(t*ln2Hi)
			lo = float64(t * ln2Lo)
		case x > 0:
			k, hi, lo = 1, x-ln2Hi, ln2Lo
		default:
			k, hi, lo = -1, x+ln2Hi, -ln2Lo
		}
		x = hi - lo
		c = (hi - x) - lo
	case h < 0x3C900000: // 2^-54
		return x
	}
	half := float64(0.5 * x)
	z := float64(x * half)
	r := madd(1, z, madd(expm1Q1, z, madd(expm1Q2, z, madd(expm1Q3, z, madd(expm1Q4, z, expm1Q5)))))
	t := 3 - float64(r*half)
	e := float64(z * ((r - t) / (6 - float64(x*t))))
	if k == 0 {
		return x - (float64(x*e) - z)
	}
	e = (float64(x*(e-c)) - c) - z
	switch {
	case k == -1:
		return float64(0.5*(x-e)) - 0.5
	case k == 1 && x < -0.25:
		return float64(-2 * (e - (x + 0.5)))
	case k == 1:
		return madd(1, 2, x-e)
	case k == 1024:
		return float64(float64((1-(e-x))*2)*0x1p1023) - 1
	case k < 0 || k > 56:
		return float64((1-(e-x))*twoTo(k)) - 1
	case k < 20:
		return float64(((1 - twoTo(-k)) - (e - x)) * twoTo(k))
	}
	return float64(((x - (e + twoTo(-k))) + 1) * twoTo(k))
}
