package fdlibm

import "math"

// π and π/2 as sums of two doubles.
const (
	piHi     = 0x1.921fb54442d18p+1
	piLo     = 0x1.1a62633145c07p-53
	halfPiHi = 0x1.921fb54442d18p+0
	halfPiLo = 0x1.1a62633145c07p-54
)

// The coefficients of the rational function that is asin(x)/x - 1 over x², within
// 2^-58 up to 1/2: asinP over 1 + asinQ, in powers of x².
const (
	asinP0 = 0x1.5555555555555p-3
	asinP1 = -0x1.4d61203eb6f7dp-2
	asinP2 = 0x1.9c1550e884455p-3
	asinP3 = -0x1.48228b5688f3bp-5
	asinP4 = 0x1.9efe07501b288p-11
	asinP5 = 0x1.23de10dfdf709p-15
	asinQ1 = -0x1.33a271c8a2d4bp+1
	asinQ2 = 0x1.02ae59c598ac8p+1
	asinQ3 = -0x1.6066c1b8d0159p-1
	asinQ4 = 0x1.3b8c5b12e9282p-4
)

// asinRest is asin(x)/x - 1 for z = x², x at most 1/2.
func asinRest(z float64) float64 {
	p := float64(z * madd(asinP0, z, madd(asinP1, z, madd(asinP2, z, madd(asinP3, z, madd(asinP4, z, asinP5))))))
	q := madd(1, z, madd(asinQ1, z, madd(asinQ2, z, madd(asinQ3, z, asinQ4))))
	return p / q
}

// Asin returns the arcsine of x in radians, NaN for |x| > 1.
func Asin(x float64) float64 {
	ax := math.Abs(x)
	switch {
	case ax < 0x1p-27:
		return x
	case ax < 0.5:
		return madd(x, x, asinRest(float64(x*x)))
	case ax == 1:
		return madd(float64(x*halfPiHi), x, halfPiLo)
	case !(ax < 1):
		return math.NaN()
	}
	// π/2 - 2·asin(sqrt((1-|x|)/2)).
	z := float64((1 - ax) * 0.5)
	rest := asinRest(z)
	s := math.Sqrt(z)
	var y float64
	if high(x) >= 0x3FEF3333 { // 0.975
		y = halfPiHi - (float64(2*madd(s, s, rest)) - halfPiLo)
	} else {
		f := head(s)
		c := (z - float64(f*f)) / (s + f) // sqrt(z) - f
		p := float64(float64(2*s)*rest) - (halfPiLo - float64(2*c))
		q := quarterPiHi - float64(2*f)
		y = quarterPiHi - (p - q)
	}
	return math.Copysign(y, x)
}

// Acos returns the arccosine of x in radians, NaN for |x| > 1.
func Acos(x float64) float64 {
	ax := math.Abs(x)
	switch {
	case high(x) <= 0x3C600000: // 2^-57
		return halfPiHi
	case ax < 0.5:
		return halfPiHi - (x - (halfPiLo - float64(x*asinRest(float64(x*x)))))
	case x == 1:
		return 0
	case x == -1:
		return piHi
	case !(ax < 1):
		return math.NaN()
	}
	z := float64((1 - ax) * 0.5)
	s := math.Sqrt(z)
	rest := asinRest(z)
	if x < 0 {
		w := float64(rest*s) - halfPiLo
		return piHi - float64(2*(s+w))
	}
	f := head(s)
	c := (z - float64(f*f)) / (s + f)
	return float64(2 * (f + madd(c, rest, s)))
}

// The arctangents of 1/2, 1, 3/2 and infinity as sums of two doubles.
var (
	atanHi = [4]float64{0x1.dac670561bb4fp-2, 0x1.921fb54442d18p-1, 0x1.f730bd281f69bp-1, 0x1.921fb54442d18p+0}
	atanLo = [4]float64{0x1.a2b7f222f65e2p-56, 0x1.1a62633145c07p-55, 0x1.007887af0cbbdp-56, 0x1.1a62633145c07p-54}
)

// The coefficients of 1 - atan(x)/x in powers of x², from the first, up to 7/16.
const (
	atan1  = 0x1.555555555550dp-2
	atan2  = -0x1.999999998ebc4p-3
	atan3  = 0x1.24924920083ffp-3
	atan4  = -0x1.c71c6fe231671p-4
	atan5  = 0x1.745cdc54c206ep-4
	atan6  = -0x1.3b0f2af749a6dp-4
	atan7  = 0x1.10d66a0d03d51p-4
	atan8  = -0x1.dde2d52defd9ap-5
	atan9  = 0x1.97b4b24760debp-5
	atan10 = -0x1.2b4442c6a6c2fp-5
	atan11 = 0x1.0ad3ae322da11p-6
)

// Atan returns the arctangent of x in radians.
func Atan(x float64) float64 {
	switch h := high(x); {
	case h >= 0x44100000: // 2^66
		if x != x {
			return x
		}
		return math.Copysign(halfPiHi, x)
	case h < tiny27:
		return x
	}
	a, b := atanParts(math.Abs(x))
	return math.Copysign(a-b, x)
}

// atanParts returns the arctangent of x, from 0 to 2^66, as a - b.
func atanParts(x float64) (a, b float64) {
	id := -1
	t := x
	switch h := high(x); {
	case h < 0x3FDC0000: // 7/16
	case h < 0x3FE60000: // 11/16
		id, t = 0, (float64(2*x)-1)/(2+x)
	case h < 0x3FF30000: // 19/16
		id, t = 1, (x-1)/(x+1)
	case h < 0x40038000: // 39/16
		id, t = 2, (x-1.5)/madd(1, 1.5, x)
	default:
		id, t = 3, -1/x
	}
	z := float64(t * t)
	w := float64(z * z)
	s := float64(z * madd(atan1, w, madd(atan3, w, madd(atan5, w, madd(atan7, w, madd(atan9, w, atan11))))))
	s += float64(w * madd(atan2, w, madd(atan4, w, madd(atan6, w, madd(atan8, w, atan10)))))
	if id < 0 {
		return x, float64(x * s)
	}
	return atanHi[id], (float64(t*s) - atanLo[id]) - t
}

// Atan2 returns the angle of the point (x, y) in radians, from -π to π; the signs
// of zeros count, and points at infinity lie on the axes or the diagonals.
func Atan2(y, x float64) float64 {
	if x != x || y != y {
		return math.NaN()
	}
	if x == 1 {
		return Atan(y)
	}
	ax, ay := math.Abs(x), math.Abs(y)
	switch k := int(high(y)>>20) - int(high(x)>>20); {
	case ay == 0 || ax > math.MaxFloat64 || ay > math.MaxFloat64:
		return math.Copysign(borderAngle(ay, x), y)
	case ax == 0 || k > 60:
		return math.Copysign(halfPiHi, y)
	case k < -60 && x < 0:
		return math.Copysign(piHi, y)
	}
	if ax < 0x1p-900 {
		// Away from the denormals, so that the rest of the division is exact.
		ax, ay = float64(ax*0x1p100), float64(ay*0x1p100)
	}
	// The angle of (ax, ay) as a - b, where b has what the quotient q lacks.
	q := ay / ax
	lack := math.FMA(-q, ax, ay) / ax
	if x > 0 && q < 0x1p-27 {
		return math.Copysign(q, y)
	}
	a, b := atanParts(q)
	b -= lack / madd(1, q, q)
	if x < 0 {
		d := sum(piHi, -a)
		return math.Copysign(d.hi+(d.lo+(piLo+b)), y)
	}
	return math.Copysign(a-b, y)
}

// borderAngle returns the angle of (x, y) for a y of 0 and for infinities; y is
// not negative.
func borderAngle(y, x float64) float64 {
	switch {
	case y <= math.MaxFloat64:
		if math.Signbit(x) {
			return piHi
		}
		return 0
	case x > math.MaxFloat64:
		return quarterPiHi
	case x < -math.MaxFloat64:
		return 3 * quarterPiHi
	}
	return halfPiHi
}
