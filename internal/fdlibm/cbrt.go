package fdlibm

import "math"

// Cbrt returns the cube root of x.
func Cbrt(x float64) float64 {
	h := high(x)
	if x == 0 || h >= highInf {
		return x
	}
	// A third of the exponent, and of the significand with it, is within 4% of the
	// root; the constant is (1023 - 1023/3 - 0.03306235651)·2^20.
	const bias, scaledBias = 715094163, 696219795
	h3 := h/3 + bias
	if h < 0x00100000 {
		h3 = high(float64(x*0x1p54))/3 + scaledBias
	}
	t := math.Copysign(fromHigh(h3), x)
	// The root of t³/x, within 2^-23.5.
	r := float64(float64(t*t) * (t / x))
	a := madd(0x1.e03e60f61e692p+0, r, madd(-0x1.e28e092f0242p+0, r, 0x1.9f1604a49d6c2p+0))
	t = float64(t * madd(a, float64(float64(r*r)*r), madd(-0x1.844cbbee751d9p-1, r, 0x1.2b000d4e4edd7p-3)))
	// Rounded to 23 bits, away from zero, the square of t is exact; one step of
	// Newton's method does the rest.
	t = math.Float64frombits((math.Float64bits(t) + 1<<31) &^ (1<<30 - 1))
	s := float64(t * t)
	r = x / s
	w := t + t
	r = (r - t) / (w + r)
	return madd(t, t, r)
}
