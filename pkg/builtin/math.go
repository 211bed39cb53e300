package builtin

import (
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"

	"github.com/kilnjs/kiln/internal/fdlibm"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// mathGroup declares %Math% (sec-math-object).
var mathGroup = &object.Group{
	Name:   "Math",
	Global: true,
	Rows: []object.Row{
		{Name: "E", Num: math.E, Flags: object.RowNumber},
		{Name: "LN10", Num: math.Ln10, Flags: object.RowNumber},
		{Name: "LN2", Num: math.Ln2, Flags: object.RowNumber},
		{Name: "LOG10E", Num: math.Log10E, Flags: object.RowNumber},
		{Name: "LOG2E", Num: math.Log2E, Flags: object.RowNumber},
		{Name: "PI", Num: math.Pi, Flags: object.RowNumber},
		{Name: "SQRT1_2", Num: math.Sqrt2 / 2, Flags: object.RowNumber},
		{Name: "SQRT2", Num: math.Sqrt2, Flags: object.RowNumber},
		{Name: "@@toStringTag", Str: "Math", Flags: object.RowString},
		{Name: "abs", Length: 1, Fn: mathAbs, Leaf: leafAbs, Shortcut: object.ShortcutAbs},
		{Name: "acos", Length: 1, Fn: math1(fdlibm.Acos), Leaf: leaf1(fdlibm.Acos)},
		{Name: "acosh", Length: 1, Fn: math1(fdlibm.Acosh), Leaf: leaf1(fdlibm.Acosh)},
		{Name: "asin", Length: 1, Fn: math1(fdlibm.Asin), Leaf: leaf1(fdlibm.Asin)},
		{Name: "asinh", Length: 1, Fn: math1(fdlibm.Asinh), Leaf: leaf1(fdlibm.Asinh)},
		{Name: "atan", Length: 1, Fn: math1(fdlibm.Atan), Leaf: leaf1(fdlibm.Atan)},
		{Name: "atan2", Length: 2, Fn: math2(fdlibm.Atan2), Leaf: leaf2(fdlibm.Atan2)},
		{Name: "atanh", Length: 1, Fn: math1(fdlibm.Atanh), Leaf: leaf1(fdlibm.Atanh)},
		{Name: "cbrt", Length: 1, Fn: math1(fdlibm.Cbrt), Leaf: leaf1(fdlibm.Cbrt)},
		{Name: "ceil", Length: 1, Fn: mathRounding(math.Ceil), Leaf: leafRounding(math.Ceil), Shortcut: object.ShortcutCeil},
		{Name: "clz32", Length: 1, Fn: mathClz32, Leaf: leafClz32, Shortcut: object.ShortcutClz32},
		{Name: "cos", Length: 1, Fn: math1(fdlibm.Cos), Leaf: leaf1(fdlibm.Cos)},
		{Name: "cosh", Length: 1, Fn: math1(fdlibm.Cosh), Leaf: leaf1(fdlibm.Cosh)},
		{Name: "exp", Length: 1, Fn: math1(fdlibm.Exp), Leaf: leaf1(fdlibm.Exp)},
		{Name: "expm1", Length: 1, Fn: math1(fdlibm.Expm1), Leaf: leaf1(fdlibm.Expm1)},
		{Name: "f16round", Length: 1, Fn: math1(f16round), Leaf: leaf1(f16round)},
		{Name: "floor", Length: 1, Fn: mathRounding(math.Floor), Leaf: leafRounding(math.Floor), Shortcut: object.ShortcutFloor},
		{Name: "fround", Length: 1, Fn: math1(fround), Leaf: leaf1(fround), Shortcut: object.ShortcutFround},
		{Name: "hypot", Length: 2, Fn: mathHypot, Leaf: leafHypot},
		{Name: "imul", Length: 2, Fn: mathImul, Leaf: leafImul, Shortcut: object.ShortcutImul},
		{Name: "log", Length: 1, Fn: math1(fdlibm.Log), Leaf: leaf1(fdlibm.Log)},
		{Name: "log10", Length: 1, Fn: math1(fdlibm.Log10), Leaf: leaf1(fdlibm.Log10)},
		{Name: "log1p", Length: 1, Fn: math1(fdlibm.Log1p), Leaf: leaf1(fdlibm.Log1p)},
		{Name: "log2", Length: 1, Fn: math1(fdlibm.Log2), Leaf: leaf1(fdlibm.Log2)},
		{Name: "max", Length: 2, Fn: mathMax, Leaf: leafExtreme(math.Max, func(a, b int32) bool { return a >= b }), Shortcut: object.ShortcutMax},
		{Name: "min", Length: 2, Fn: mathMin, Leaf: leafExtreme(math.Min, func(a, b int32) bool { return a <= b }), Shortcut: object.ShortcutMin},
		{Name: "pow", Length: 2, Fn: math2(object.Pow), Leaf: leaf2(object.Pow), Shortcut: object.ShortcutPow},
		{Name: "random", Fn: mathRandom, Leaf: leafRandom},
		{Name: "round", Length: 1, Fn: mathRounding(round), Leaf: leafRounding(round), Shortcut: object.ShortcutRound},
		{Name: "sign", Length: 1, Fn: math1(sign), Leaf: leaf1(sign), Shortcut: object.ShortcutSign},
		{Name: "sin", Length: 1, Fn: math1(fdlibm.Sin), Leaf: leaf1(fdlibm.Sin)},
		{Name: "sinh", Length: 1, Fn: math1(fdlibm.Sinh), Leaf: leaf1(fdlibm.Sinh)},
		{Name: "sqrt", Length: 1, Fn: math1(math.Sqrt), Leaf: leaf1(math.Sqrt), Shortcut: object.ShortcutSqrt},
		{Name: "sumPrecise", Length: 1, Fn: mathSumPrecise},
		{Name: "tan", Length: 1, Fn: math1(fdlibm.Tan), Leaf: leaf1(fdlibm.Tan)},
		{Name: "tanh", Length: 1, Fn: math1(fdlibm.Tanh), Leaf: leaf1(fdlibm.Tanh)},
		{Name: "trunc", Length: 1, Fn: mathRounding(math.Trunc), Leaf: leafRounding(math.Trunc), Shortcut: object.ShortcutTrunc},
	},
}

// math1 makes the built-in of a function of one number (sec-function-properties-of-the-math-object).
func math1(f func(float64) float64) object.HostFunc {
	return func(c *object.Call) (heap.Value, error) {
		x, err := c.RT.ToNumber(c.Arg(0))
		if err != nil {
			return heap.Undefined, err
		}
		return heap.Number(f(x)), nil
	}
}

// mathRounding is math1 for functions that leave integers alone.
func mathRounding(f func(float64) float64) object.HostFunc {
	whole := math1(f)
	return func(c *object.Call) (heap.Value, error) {
		if v := c.Arg(0); v.IsInt() {
			return v, nil
		}
		return whole(c)
	}
}

// mathAbs is Math.abs (sec-math.abs).
func mathAbs(c *object.Call) (heap.Value, error) {
	if v := c.Arg(0); v.IsInt() && v.AsInt() >= 0 {
		return v, nil
	}
	x, err := c.RT.ToNumber(c.Arg(0))
	return heap.Number(math.Abs(x)), err
}

// round is the operation of Math.round (sec-math.round): half goes up.
func round(x float64) float64 {
	if x == 0 || math.IsNaN(x) || math.Abs(x) >= 1<<52 {
		return x
	}
	r := math.Floor(x)
	if x-r >= 0.5 {
		r++
	}
	return math.Copysign(r, x)
}

// sign is the operation of Math.sign (sec-math.sign).
func sign(x float64) float64 {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return x
}

// fround is the operation of Math.fround (sec-math.fround).
func fround(x float64) float64 { return float64(float32(x)) }

// f16round rounds to the nearest binary16 number, ties to even (sec-math.f16round).
func f16round(x float64) float64 {
	a := math.Abs(x)
	switch {
	case x == 0 || math.IsNaN(x) || math.IsInf(x, 0):
		return x
	case a >= 65520:
		return math.Copysign(math.Inf(1), x)
	case a < 0x1p-14:
		return math.Copysign(math.RoundToEven(a*0x1p24)*0x1p-24, x)
	}
	_, exp := math.Frexp(a)
	unit := math.Ldexp(1, exp-11)
	return math.Copysign(math.RoundToEven(a/unit)*unit, x)
}

// math2 is math1 for functions of two numbers.
func math2(f func(x, y float64) float64) object.HostFunc {
	return func(c *object.Call) (heap.Value, error) {
		x, err := c.RT.ToNumber(c.Arg(0))
		if err != nil {
			return heap.Undefined, err
		}
		y, err := c.RT.ToNumber(c.Arg(1))
		return heap.Number(f(x, y)), err
	}
}

// mathClz32 is Math.clz32 (sec-math.clz32).
func mathClz32(c *object.Call) (heap.Value, error) {
	n, err := c.RT.ToUint32(c.Arg(0))
	return heap.Int(int32(bits.LeadingZeros32(n))), err
}

// mathImul is Math.imul (sec-math.imul).
func mathImul(c *object.Call) (heap.Value, error) {
	a, err := c.RT.ToInt32(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	b, err := c.RT.ToInt32(c.Arg(1))
	return heap.Int(a * b), err
}

// mathHypot is Math.hypot (sec-math.hypot).
func mathHypot(c *object.Call) (heap.Value, error) {
	xs, err := numbers(c)
	if err != nil {
		return heap.Undefined, err
	}
	return heap.Number(fdlibm.Hypot(xs...)), nil
}

// numbers converts all arguments, in order.
func numbers(c *object.Call) ([]float64, error) {
	xs := make([]float64, len(c.Args))
	for i := range c.Args {
		x, err := c.RT.ToNumber(c.Args[i])
		if err != nil {
			return nil, err
		}
		xs[i] = x
	}
	return xs, nil
}

// mathMax is Math.max (sec-math.max).
func mathMax(c *object.Call) (heap.Value, error) { return extreme(c, math.Inf(-1), math.Max) }

// mathMin is Math.min (sec-math.min).
func mathMin(c *object.Call) (heap.Value, error) { return extreme(c, math.Inf(1), math.Min) }

func extreme(c *object.Call, x float64, pick func(a, b float64) float64) (heap.Value, error) {
	nan := false
	for i := range c.Args {
		y, err := c.RT.ToNumber(c.Args[i])
		if err != nil {
			return heap.Undefined, err
		}
		nan = nan || math.IsNaN(y)
		x = pick(x, y)
	}
	if nan {
		return heap.NaN, nil
	}
	return heap.Number(x), nil
}

// mathRandom is Math.random (sec-math.random).
func mathRandom(c *object.Call) (heap.Value, error) {
	source := c.RT.Sources.Random
	if source == nil {
		return heap.Float(rand.Float64()), nil
	}
	x := source()
	if !(x >= 0 && x < 1) {
		return heap.Undefined, fmt.Errorf("the source of random numbers gave %v, which is not from 0 up to but not including 1", x)
	}
	return heap.Float(x), nil
}

// mathSumPrecise is Math.sumPrecise (sec-math.sumprecise).
func mathSumPrecise(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if err := rt.RequireObjectCoercible(c.Arg(0), "Math.sumPrecise"); err != nil {
		return heap.Undefined, err
	}
	sum := newExactSum()
	err := rt.Iterate(c.Arg(0), func(v heap.Value) error {
		if !v.IsNumber() {
			return rt.TypeError("%s is not a number", rt.Describe(v))
		}
		sum.add(v.Float64())
		return rt.Step()
	})
	if err != nil {
		return heap.Undefined, err
	}
	return heap.Number(sum.value()), nil
}
