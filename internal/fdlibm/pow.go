package fdlibm

import "math"

// The coefficients of (3/2)·(ln(x) - 2s - 2/3·s³) over s⁵ in powers of s², where
// s = (x-c)/(x+c).
const (
	powL1 = 0x1.3333333333303p-1
	powL2 = 0x1.b6db6db6fabffp-2
	powL3 = 0x1.55555518f264dp-2
	powL4 = 0x1.17460a91d4101p-2
	powL5 = 0x1.d864a93c9db65p-3
	powL6 = 0x1.a7e284a454eefp-3
)

// Constants in parts, the first of which has at most 24 bits.
const (
	log2of3Halves     = 0x1.2b8034p-1 // log2(3/2)
	log2of3HalvesRest = 0x1.cfdeb43cfd006p-27
	twoBy3Ln2         = 0x1.ec709dc3a03fdp-1 // 2/(3·ln(2))
	twoBy3Ln2Hi       = 0x1.ec709ep-1
	twoBy3Ln2Lo       = -0x1.e2fe0145b01f5p-28
	powLn2            = 0x1.62e42fefa39efp-1
	powLn2Hi          = 0x1.62e43p-1
	powLn2Lo          = -0x1.05c610ca86c39p-29
	// overflowRest is what log2 of the largest double plus half a unit lacks to 1024.
	overflowRest = 0x1.71547652b82fep-54
)

// Pow returns x^y as Number::exponentiate wants it: unlike IEEE 754's pow it is
// NaN for a NaN y whatever x is, and for 1 and -1 with an infinite y.
func Pow(x, y float64) float64 {
	switch {
	case y == 2:
		return float64(x * x)
	case y == 0:
		return 1
	case x != x || y != y:
		return math.NaN()
	case y == 1:
		return x
	case y == -1:
		return 1 / x
	case y == 0.5 && x >= 0:
		return math.Sqrt(x) + 0 // for -0 the result is 0
	}
	ax, ay := math.Abs(x), math.Abs(y)
	if ay > math.MaxFloat64 {
		switch {
		case ax == 1:
			return math.NaN()
		case (ax > 1) == (y > 0):
			return math.Inf(1)
		}
		return 0
	}
	sign := 1.0
	if math.Signbit(x) {
		switch whole, odd := parity(ay); {
		case !whole && ax != 0 && ax <= math.MaxFloat64:
			return math.NaN()
		case odd:
			sign = -1
		}
	}
	if ax == 0 || ax == 1 || ax > math.MaxFloat64 {
		if y < 0 {
			ax = 1 / ax
		}
		return float64(sign * ax)
	}
	if n := int64(y); ay <= 1<<20 && float64(n) == y {
		return powInt(x, n)
	}
	return float64(sign * powPositive(ax, y))
}

// parity tells whether y ≥ 0 is an integer, and whether an odd one.
func parity(y float64) (whole, odd bool) {
	if y >= 1<<53 {
		return true, false
	}
	n := int64(y)
	whole = float64(n) == y
	return whole, whole && n&1 != 0
}

// powPositive is x^y for a positive finite x other than 1 and a finite y: log2(x)
// in two parts, of which the first has 21 bits, so that its product with the first
// part of y is exact; then 2 to the power of the product.
func powPositive(x, y float64) float64 {
	t1, t2 := log2Parts(x)
	y1 := head(y)
	lo := madd(float64((y-y1)*t1), y, t2)
	hi := float64(y1 * t1)
	z := lo + hi
	switch {
	case z > 1024 || z == 1024 && lo+overflowRest > z-hi:
		return math.Inf(1)
	case z < -1075 || z == -1075 && lo <= z-hi:
		return 0
	}
	return exp2Parts(hi, lo)
}

// log2Parts returns log2(x) as the sum of a head and a rest.
func log2Parts(x float64) (hi, lo float64) {
	n := 0
	if x < 0x1p-1022 {
		x = float64(x * 0x1p53)
		n = -53
	}
	h := high(x)
	n += int(h>>20) - 1023
	fraction := h & 0xFFFFF
	h = fraction | highOne
	// c is 1 or 3/2, whichever the significand is near.
	c, cHi, cLo, step := 1.0, 0.0, 0.0, uint32(0)
	switch {
	case fraction <= 0x3988E: // sqrt(3/2)
	case fraction < 0xBB67A: // sqrt(3)
		c, cHi, cLo, step = 1.5, log2of3Halves, log2of3HalvesRest, 1<<18
	default:
		n++
		h -= 0x00100000
	}
	x = math.Float64frombits(uint64(h)<<32 | math.Float64bits(x)&(1<<32-1))

	// s = (x-c)/(x+c) as sHi + sLo.
	u := x - c
	v := 1 / (x + c)
	s := float64(u * v)
	sHi := head(s)
	tHi := fromHigh((h>>1 | 0x20000000) + 0x00080000 + step) // x+c
	tLo := x - (tHi - c)
	sLo := float64(v * ((u - float64(sHi*tHi)) - float64(sHi*tLo)))

	s2 := float64(s * s)
	r := float64(float64(s2*s2) * madd(powL1, s2, madd(powL2, s2, madd(powL3, s2, madd(powL4, s2, madd(powL5, s2, powL6))))))
	r = madd(r, sLo, sHi+s)
	s2 = float64(sHi * sHi)
	tHi = head(3 + s2 + r)
	tLo = r - ((tHi - 3) - s2)
	u = float64(sHi * tHi)
	v = madd(float64(sLo*tHi), tLo, s)
	pHi := head(u + v)
	pLo := v - (pHi - u)
	zHi := float64(twoBy3Ln2Hi * pHi)
	zLo := madd(float64(twoBy3Ln2Lo*pHi), pLo, twoBy3Ln2) + cLo
	t := float64(n)
	hi = head(((zHi + zLo) + cHi) + t)
	return hi, zLo - (((hi - t) - cHi) - zHi)
}

// sixteenths are the powers 2^(j/16).
var sixteenths = [16]double{
	{1, 0},
	{0x1.0b5586cf9890fp+0, 0x1.8a62e4adc610bp-54},
	{0x1.172b83c7d517bp+0, -0x1.19041b9d78a76p-55},
	{0x1.2387a6e756238p+0, 0x1.9b07eb6c70573p-54},
	{0x1.306fe0a31b715p+0, 0x1.6f46ad23182e4p-55},
	{0x1.3dea64c123422p+0, 0x1.ada0911f09ebcp-55},
	{0x1.4bfdad5362a27p+0, 0x1.d4397afec42e2p-56},
	{0x1.5ab07dd485429p+0, 0x1.6324c054647adp-54},
	{0x1.6a09e667f3bcdp+0, -0x1.bdd3413b26456p-54},
	{0x1.7a11473eb0187p+0, -0x1.41577ee04992fp-55},
	{0x1.8ace5422aa0dbp+0, 0x1.6e9f156864b27p-54},
	{0x1.9c49182a3f09p+0, 0x1.c7c46b071f2bep-56},
	{0x1.ae89f995ad3adp+0, 0x1.7a1cd345dcc81p-54},
	{0x1.c199bdd85529cp+0, 0x1.11065895048ddp-55},
	{0x1.d5818dcfba487p+0, 0x1.2ed02d75b3707p-55},
	{0x1.ea4afa2a490dap+0, -0x1.e9c23179c2893p-54},
}

// exp2Parts returns 2^(hi+lo), for a sum from -1075 to 1024.
func exp2Parts(hi, lo float64) float64 {
	z := lo + hi
	k := int(madd(math.Copysign(0.5, z), 16, z))
	hi -= float64(float64(k) / 16)
	t := head(lo + hi)
	u := float64(t * powLn2Hi)
	v := madd(float64((lo-(t-hi))*powLn2), t, powLn2Lo)
	z = u + v
	w := v - (z - u)
	t = float64(z * z)
	t1 := z - float64(t*madd(exp1, t, madd(exp2, t, exp3)))
	r := float64(z*t1)/(t1-2) - madd(w, z, w)
	power := sixteenths[k&15]
	y := power.hi + madd(power.lo, power.hi, z-r)
	n := k >> 4
	if e := int(math.Float64bits(y)>>52) + n; e > 0 {
		return math.Float64frombits(math.Float64bits(y) + uint64(n)<<52)
	}
	return float64(float64(y*twoTo(n+1000)) * 0x1p-1000)
}
