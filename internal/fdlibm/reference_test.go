package fdlibm

import (
	"math"
	"math/big"
)

// The functions again with some 160 right bits, by series and by steps of Newton
// and Halley from what package math returns: as slow as simple.

const precision = 192

func newBig() *big.Float             { return new(big.Float).SetPrec(precision) }
func bigOf(x float64) *big.Float     { return newBig().SetFloat64(x) }
func add(a, b *big.Float) *big.Float { return newBig().Add(a, b) }
func sub(a, b *big.Float) *big.Float { return newBig().Sub(a, b) }
func mul(a, b *big.Float) *big.Float { return newBig().Mul(a, b) }
func quo(a, b *big.Float) *big.Float { return newBig().Quo(a, b) }
func sqrt(a *big.Float) *big.Float   { return newBig().Sqrt(a) }
func half(a *big.Float) *big.Float   { return mul(a, bigOf(0.5)) }

// approx returns a rounded to a double.
func approx(a *big.Float) float64 {
	f, _ := a.Float64()
	return f
}

var (
	one     = bigOf(1)
	bigLn2  = bigLog1p(bigOf(1))
	bigLn10 = bigLog(bigOf(10))
	bigPi   = machin()
)

// machin returns π with 1,400 bits: 16·atan(1/5) - 4·atan(1/239).
func machin() *big.Float {
	const bits = 1400
	unit := new(big.Int).Lsh(big.NewInt(1), bits+16)
	arctan := func(n int64) *big.Int {
		sum, square := new(big.Int), big.NewInt(n*n)
		term := new(big.Int).Quo(unit, big.NewInt(n))
		for k := int64(1); term.Sign() != 0; k += 2 {
			part := new(big.Int).Quo(term, big.NewInt(k))
			if k%4 == 1 {
				sum.Add(sum, part)
			} else {
				sum.Sub(sum, part)
			}
			term.Quo(term, square)
		}
		return sum
	}
	pi := new(big.Int).Mul(arctan(5), big.NewInt(16))
	pi.Sub(pi, new(big.Int).Mul(arctan(239), big.NewInt(4)))
	f := new(big.Float).SetPrec(bits).SetInt(pi)
	return f.SetMantExp(f, -bits-16)
}

// series sums first + first·q(1) + first·q(1)·q(2) + … until the terms vanish;
// square is in each quotient, divided by divisor(k).
func series(first, square *big.Float, divisor func(k int) float64) *big.Float {
	sum, term := newBig().Set(first), newBig().Set(first)
	for k := 1; term.Sign() != 0 && term.MantExp(nil) > sum.MantExp(nil)-precision; k++ {
		term = quo(mul(term, square), bigOf(divisor(k)))
		sum = add(sum, term)
	}
	return sum
}

func bigExpm1(t *big.Float) *big.Float {
	if a := math.Abs(approx(t)); a > 0.05 {
		// e^t - 1 = (e^(t/2) - 1)·(e^(t/2) + 1)
		if a > 0.7 {
			return sub(bigExp(t), one)
		}
		e := bigExpm1(half(t))
		return mul(e, add(e, bigOf(2)))
	}
	return series(t, t, func(k int) float64 { return float64(k + 1) })
}

func bigExp(t *big.Float) *big.Float {
	k := math.RoundToEven(approx(t) / math.Ln2)
	if math.Abs(k) > 1<<20 {
		k = math.Copysign(1<<20, k)
		return newBig().SetMantExp(one, int(k))
	}
	r := bigOf(0)
	if k != 0 {
		r = mul(bigLn2, bigOf(k))
	}
	e := add(bigExpm1(sub(t, r)), one)
	return e.SetMantExp(e, int(k))
}

func bigLog1p(u *big.Float) *big.Float {
	y := bigOf(math.Log1p(approx(u)))
	if u.Sign() == 0 || u.MantExp(nil) < -400 {
		return u
	}
	for range 2 {
		e := bigExpm1Plain(y)
		y = add(y, quo(mul(bigOf(2), sub(u, e)), add(add(u, e), bigOf(2))))
	}
	return y
}

// bigExpm1Plain is bigExpm1 without ln 2, which rests on it.
func bigExpm1Plain(t *big.Float) *big.Float {
	if math.Abs(approx(t)) > 0.05 {
		e := bigExpm1Plain(half(t))
		return mul(e, add(e, bigOf(2)))
	}
	return series(t, t, func(k int) float64 { return float64(k + 1) })
}

func bigLog(x *big.Float) *big.Float {
	m := newBig()
	k := x.MantExp(m)
	if approx(m) < math.Sqrt2/2 {
		m = mul(m, bigOf(2))
		k--
	}
	l := bigLog1p(sub(m, one))
	if k == 0 {
		return l
	}
	return add(l, mul(bigLn2, bigOf(float64(k))))
}

// bigReduce returns n mod 4 and x - n·π/2.
func bigReduce(x float64) (int, *big.Float) {
	wide := func() *big.Float { return new(big.Float).SetPrec(1400) }
	halfPi := wide().Quo(bigPi, big.NewFloat(2))
	q := wide().Quo(wide().SetFloat64(x), halfPi)
	n, _ := q.Add(q, big.NewFloat(math.Copysign(0.5, x))).Int(nil)
	r := wide().Mul(halfPi, wide().SetInt(n))
	r.Sub(wide().SetFloat64(x), r)
	return int(new(big.Int).And(n, big.NewInt(3)).Int64()), newBig().Set(r)
}

func bigSinCos(r *big.Float) (sin, cos *big.Float) {
	minus := newBig().Neg(mul(r, r))
	sin = series(r, minus, func(k int) float64 { return float64(2 * k * (2*k + 1)) })
	cos = series(one, minus, func(k int) float64 { return float64(2 * k * (2*k - 1)) })
	return sin, cos
}

// bigTrig returns the sine and the cosine of x.
func bigTrig(x float64) (sin, cos *big.Float) {
	n, r := bigReduce(x)
	s, c := bigSinCos(r)
	switch n {
	case 1:
		return c, s.Neg(s)
	case 2:
		return s.Neg(s), c.Neg(c)
	case 3:
		return c.Neg(c), s
	}
	return s, c
}

func bigAtan(x *big.Float) *big.Float {
	y := bigOf(math.Atan(approx(x)))
	if x.Sign() == 0 || x.MantExp(nil) < -400 {
		return x
	}
	s, c := bigSinCos(y)
	// atan(x) = y + atan(u), where u is tiny.
	u := quo(sub(mul(x, c), s), add(c, mul(x, s)))
	return add(y, sub(u, quo(mul(u, mul(u, u)), bigOf(3))))
}

// bigAngle is atan2 of a point off the axes or on the upper half of the y axis.
func bigAngle(y, x *big.Float) *big.Float {
	switch {
	case x.Sign() == 0:
		return half(bigPi)
	case x.Sign() > 0:
		return bigAtan(quo(y, x))
	}
	a := bigAtan(quo(y, x))
	if y.Sign() < 0 {
		return sub(a, bigPi)
	}
	return add(a, bigPi)
}

func bigSinh(x *big.Float) *big.Float {
	if x.Sign() < 0 {
		y := bigSinh(newBig().Neg(x))
		return y.Neg(y)
	}
	e := bigExpm1(x)
	return half(add(e, quo(e, add(e, one))))
}

func bigCosh(x *big.Float) *big.Float {
	e := bigExp(x)
	return half(add(e, quo(one, e)))
}

func bigTanh(x *big.Float) *big.Float {
	e := bigExpm1(mul(x, bigOf(2)))
	return quo(e, add(e, bigOf(2)))
}

func bigAsinh(x *big.Float) *big.Float {
	if x.Sign() < 0 {
		y := bigAsinh(newBig().Neg(x))
		return y.Neg(y)
	}
	square := mul(x, x)
	u := add(x, quo(square, add(one, sqrt(add(one, square)))))
	if u.MantExp(nil) > 1 {
		return bigLog(add(u, one))
	}
	return bigLog1p(u)
}

func bigAcosh(x *big.Float) *big.Float {
	t := sub(x, one)
	u := add(t, sqrt(mul(t, add(t, bigOf(2)))))
	if u.MantExp(nil) > 1 {
		return bigLog(add(u, one))
	}
	return bigLog1p(u)
}

func bigAtanh(x *big.Float) *big.Float {
	u := quo(mul(x, bigOf(2)), sub(one, x))
	if math.Abs(approx(u)) > 0.5 {
		return half(bigLog(add(u, one)))
	}
	return half(bigLog1p(u))
}

func bigCbrt(x *big.Float) *big.Float {
	y := bigOf(math.Cbrt(approx(x)))
	for range 3 {
		square := mul(y, y)
		y = sub(y, quo(sub(mul(square, y), x), mul(square, bigOf(3))))
	}
	return y
}

// complement returns sqrt(1 - x²).
func complement(x *big.Float) *big.Float { return sqrt(mul(sub(one, x), add(one, x))) }

// of1 makes a reference of a function of big arguments.
func of1(f func(*big.Float) *big.Float) func(x float64) *big.Float {
	return func(x float64) *big.Float { return f(bigOf(x)) }
}
