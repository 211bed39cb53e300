package builtin

import (
	"math"

	"github.com/kilnjs/kiln/internal/num"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var (
	idParseFloat = object.NewIntrinsic() // %parseFloat%
	idParseInt   = object.NewIntrinsic() // %parseInt%
)

// globalRows are the properties of the global object that belong to no
// constructor (sec-global-object).
var globalRows = []object.Row{
	{Name: "globalThis", Flags: object.RowGlobalThis | object.RowAttrs, Attrs: heap.HiddenAttrs},
	{Name: "Infinity", Num: math.Inf(1), Flags: object.RowNumber},
	{Name: "NaN", Num: math.NaN(), Flags: object.RowNumber},
	{Name: "undefined", Flags: object.RowUndefined},
	{Name: "eval", Length: 1, Fn: globalEval, Intrinsic: object.EvalFunction},
	{Name: "isFinite", Length: 1, Fn: globalIsFinite, Leaf: leafOfNumber(isFinite)},
	{Name: "isNaN", Length: 1, Fn: globalIsNaN, Leaf: leafOfNumber(math.IsNaN)},
	{Name: "parseFloat", Length: 1, Fn: globalParseFloat, Leaf: leafParseFloat, Intrinsic: idParseFloat},
	{Name: "parseInt", Length: 2, Fn: globalParseInt, Leaf: leafParseInt, Intrinsic: idParseInt},
	{Name: "decodeURI", Length: 1, Fn: globalDecodeURI},
	{Name: "decodeURIComponent", Length: 1, Fn: globalDecodeURIComponent},
	{Name: "encodeURI", Length: 1, Fn: globalEncodeURI},
	{Name: "encodeURIComponent", Length: 1, Fn: globalEncodeURIComponent},
	{Name: "escape", Length: 1, Fn: globalEscape},
	{Name: "unescape", Length: 1, Fn: globalUnescape},
}

// globalEval is eval called as an ordinary function (sec-eval-x).
func globalEval(c *object.Call) (heap.Value, error) {
	return c.RT.IndirectEval(c.Realm, c.Arg(0))
}

// globalIsFinite is isFinite (sec-isfinite-number).
func globalIsFinite(c *object.Call) (heap.Value, error) {
	f, err := c.RT.ToNumber(c.Arg(0))
	return heap.Bool(f-f == 0), err
}

// globalIsNaN is isNaN (sec-isnan-number).
func globalIsNaN(c *object.Call) (heap.Value, error) {
	f, err := c.RT.ToNumber(c.Arg(0))
	return heap.Bool(f != f), err
}

// globalParseFloat is parseFloat (sec-parsefloat-string).
func globalParseFloat(c *object.Call) (heap.Value, error) {
	if v := c.Arg(0); v.IsInt() {
		return v, nil
	}
	s, err := c.RT.ToGoString(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	return heap.Number(num.ParseFloatPrefix(s)), nil
}

// globalParseInt is parseInt (sec-parseint-string-radix).
func globalParseInt(c *object.Call) (heap.Value, error) {
	v := c.Arg(0)
	if c.Arg(1).IsUndefined() || c.Arg(1) == heap.Int(10) {
		if v.IsInt() {
			return v, nil
		}
		if v.IsString() {
			if n, ok := c.RT.ShortDecimal(v.Str()); ok {
				return heap.Int(n), nil
			}
		}
	}
	s, err := c.RT.ToGoString(v)
	if err != nil {
		return heap.Undefined, err
	}
	radix, err := c.RT.ToInt32(c.Arg(1))
	if err != nil {
		return heap.Undefined, err
	}
	return heap.Number(num.ParseIntPrefix(s, radix)), nil
}
