package fdlibm

import "math"

// Upper halves of doubles (see high) that bound the intervals below.
const (
	highQuarterPi = 0x3FE921FB // π/4
	highInf       = 0x7FF00000
	highOne       = 0x3FF00000
)

// Sin returns the sine of x, which is in radians.
func Sin(x float64) float64 {
	switch h := high(x); {
	case h <= highQuarterPi:
		return sinKernel(x)
	case h >= highInf:
		return math.NaN()
	}
	n, r, tail := reduce(x)
	switch n & 3 {
	case 0:
		return sinKernelTail(r, tail)
	case 1:
		return cosKernel(r, tail)
	case 2:
		return -sinKernelTail(r, tail)
	}
	return -cosKernel(r, tail)
}

// Cos returns the cosine of x, which is in radians.
func Cos(x float64) float64 {
	switch h := high(x); {
	case h <= highQuarterPi:
		return cosKernel(x, 0)
	case h >= highInf:
		return math.NaN()
	}
	n, r, tail := reduce(x)
	switch n & 3 {
	case 0:
		return cosKernel(r, tail)
	case 1:
		return -sinKernelTail(r, tail)
	case 2:
		return -cosKernel(r, tail)
	}
	return sinKernelTail(r, tail)
}

// Tan returns the tangent of x, which is in radians.
func Tan(x float64) float64 {
	switch h := high(x); {
	case h <= highQuarterPi:
		return tanKernel(x, 0, false)
	case h >= highInf:
		return math.NaN()
	}
	n, r, tail := reduce(x)
	return tanKernel(r, tail, n&1 != 0)
}

// The coefficients of sin(x)/x - 1 in powers of x², within 2^-58 up to π/4.
const (
	sin1 = -0x1.5555555555549p-3
	sin2 = 0x1.111111110f8a6p-7
	sin3 = -0x1.a01a019c161d5p-13
	sin4 = 0x1.71de357b1fe7dp-19
	sin5 = -0x1.ae5e68a2b9cebp-26
	sin6 = 0x1.5d93a5acfd57cp-33
)

// tiny27 is the upper half of 2^-27: below it the square of x does not count.
const tiny27 = 0x3E400000

// sinKernel is the sine of x, |x| ≤ π/4.
func sinKernel(x float64) float64 {
	if high(x) < tiny27 {
		return x
	}
	z := float64(x * x)
	r := madd(sin2, z, madd(sin3, z, madd(sin4, z, madd(sin5, z, sin6))))
	return madd(x, float64(z*x), madd(sin1, z, r))
}

// sinKernelTail is the sine of x+tail, |x| ≤ π/4.
func sinKernelTail(x, tail float64) float64 {
	if high(x) < tiny27 {
		return x
	}
	z := float64(x * x)
	v := float64(z * x)
	r := madd(sin2, z, madd(sin3, z, madd(sin4, z, madd(sin5, z, sin6))))
	inner := float64(0.5*tail) - float64(v*r)
	return x - ((float64(z*inner) - tail) - float64(v*sin1))
}

// The coefficients of (cos(x) - 1 + x²/2)/x⁴ in powers of x², within 2^-58 up to π/4.
const (
	cos1 = 0x1.555555555554cp-5
	cos2 = -0x1.6c16c16c15177p-10
	cos3 = 0x1.a01a019cb159p-16
	cos4 = -0x1.27e4f809c52adp-22
	cos5 = 0x1.1ee9ebdb4b1c4p-29
	cos6 = -0x1.8fae9be8838d4p-37
)

// cosKernel is the cosine of x+tail, |x| ≤ π/4.
func cosKernel(x, tail float64) float64 {
	h := high(x)
	if h < tiny27 {
		return 1
	}
	z := float64(x * x)
	r := float64(z * madd(cos1, z, madd(cos2, z, madd(cos3, z, madd(cos4, z, madd(cos5, z, cos6))))))
	rest := float64(z*r) - float64(x*tail)
	if h < 0x3FD33333 { // 0.3
		return 1 - (float64(0.5*z) - rest)
	}
	// Near x/4 the differences 1-q and x²/2-q are exact.
	q := 0.28125
	if h <= 0x3FE90000 { // 0.78125
		q = fromHigh(h - 0x00200000)
	}
	return (1 - q) - ((float64(0.5*z) - q) - rest)
}

// The coefficients of tan(x)/x - 1 in powers of x², within 2^-59 up to 0.67434.
const (
	tan0  = 0x1.5555555555563p-2
	tan1  = 0x1.111111110fe7ap-3
	tan2  = 0x1.ba1ba1bb341fep-5
	tan3  = 0x1.664f48406d637p-6
	tan4  = 0x1.226e3e96e8493p-7
	tan5  = 0x1.d6d22c9560328p-9
	tan6  = 0x1.7dbc8fee08315p-10
	tan7  = 0x1.344d8f2f26501p-11
	tan8  = 0x1.026f71a8d1068p-12
	tan9  = 0x1.47e88a03792a6p-14
	tan10 = 0x1.2b80f32f0a7e9p-14
	tan11 = -0x1.375cbdb605373p-16
	tan12 = 0x1.b2a7074bf7ad4p-16
)

// π/4 as a sum of two doubles.
const (
	quarterPiHi = 0x1.921fb54442d18p-1
	quarterPiLo = 0x1.1a62633145c07p-55
)

// tanKernel is the tangent of x+tail, or -1 over it when inverse is set; |x| ≤ π/4.
func tanKernel(x, tail float64, inverse bool) float64 {
	h := high(x)
	if h < 0x3E300000 { // 2^-28
		if inverse {
			return minusInverse(x, tail)
		}
		return x
	}
	large := h >= 0x3FE59428 // 0.6744: from here by tan(π/4 - x)
	negative := x < 0
	if large {
		if negative {
			x, tail = -x, -tail
		}
		x = (quarterPiHi - x) + (quarterPiLo - tail)
		tail = 0
	}
	z := float64(x * x)
	w := float64(z * z)
	r := madd(tan1, w, madd(tan3, w, madd(tan5, w, madd(tan7, w, madd(tan9, w, tan11)))))
	v := float64(z * madd(tan2, w, madd(tan4, w, madd(tan6, w, madd(tan8, w, madd(tan10, w, tan12))))))
	s := float64(z * x)
	r = madd(tail, z, madd(tail, s, r+v))
	r = madd(r, tan0, s)
	w = x + r
	if large {
		one := 1.0
		if inverse {
			one = -1
		}
		y := one - float64(2*(x-(float64(w*w)/(w+one)-r)))
		if negative {
			return -y
		}
		return y
	}
	if inverse {
		return minusInverse(x, r)
	}
	return w
}

// minusInverse returns -1/(x+tail), corrected for what the quotient loses.
func minusInverse(x, tail float64) float64 {
	w := x + tail
	z := head(w)
	v := tail - (z - x)
	a := -1 / w
	t := head(a)
	s := madd(1, t, z)
	return madd(t, a, madd(s, t, v))
}
