package builtin

import (
	"math"

	"github.com/kilnjs/kiln/internal/num"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

const maxSafeInteger = 1<<53 - 1

// numberGroup declares %Number% and %Number.prototype% (sec-number-objects).
var numberGroup = &object.Group{
	Name:       "Number",
	Length:     1,
	Fn:         numberConstructor,
	Leaf:       leafNumber,
	Proto:      object.NumberPrototype,
	ProtoClass: heap.ClassNumber,
	Global:     true,
	Static: []object.Row{
		{Name: "EPSILON", Num: 0x1p-52, Flags: object.RowNumber},
		{Name: "MAX_SAFE_INTEGER", Num: maxSafeInteger, Flags: object.RowNumber},
		{Name: "MAX_VALUE", Num: math.MaxFloat64, Flags: object.RowNumber},
		{Name: "MIN_SAFE_INTEGER", Num: -maxSafeInteger, Flags: object.RowNumber},
		{Name: "MIN_VALUE", Num: math.SmallestNonzeroFloat64, Flags: object.RowNumber},
		{Name: "NaN", Num: math.NaN(), Flags: object.RowNumber},
		{Name: "NEGATIVE_INFINITY", Num: math.Inf(-1), Flags: object.RowNumber},
		{Name: "POSITIVE_INFINITY", Num: math.Inf(1), Flags: object.RowNumber},
		{Name: "isFinite", Length: 1, Fn: numberIsFinite, Leaf: leafOfNumber(isFinite)},
		{Name: "isInteger", Length: 1, Fn: numberIsInteger},
		{Name: "isNaN", Length: 1, Fn: numberIsNaN, Leaf: leafOfNumber(math.IsNaN)},
		{Name: "isSafeInteger", Length: 1, Fn: numberIsSafeInteger},
		{Name: "parseFloat", Intrinsic: idParseFloat},
		{Name: "parseInt", Intrinsic: idParseInt},
	},
	Rows: []object.Row{
		{Name: "toExponential", Length: 1, Fn: numberToExponential},
		{Name: "toFixed", Length: 1, Fn: numberToFixed},
		{Name: "toLocaleString", Fn: numberToLocaleString},
		{Name: "toPrecision", Length: 1, Fn: numberToPrecision},
		{Name: "toString", Length: 1, Fn: numberToString, Leaf: leafNumberToString},
		{Name: "valueOf", Fn: numberValueOf},
	},
	Setup: func(rt *object.Runtime, _ *object.Realm, _, proto *heap.Object) {
		rt.Heap.SetInternal(proto, 0, heap.Int(0))
	},
}

// numberConstructor is Number (sec-number-constructor-number-value).
func numberConstructor(c *object.Call) (heap.Value, error) {
	n := heap.Int(0)
	if len(c.Args) > 0 {
		v, err := c.RT.ToNumeric(c.Args[0])
		if err != nil {
			return heap.Undefined, err
		}
		if v.IsBigInt() {
			v = heap.Number(c.RT.BigIntToNumber(v.BigInt()))
		}
		n = v
	}
	if c.NewTarget.IsUndefined() {
		return n, nil
	}
	o, err := c.RT.OrdinaryCreateFromConstructor(c.NewTarget, object.NumberPrototype, heap.ClassNumber)
	if err != nil {
		return heap.Undefined, err
	}
	c.RT.Heap.SetInternal(o, 0, n)
	return o.Value(), nil
}

// numberIsFinite is Number.isFinite (sec-number.isfinite).
func numberIsFinite(c *object.Call) (heap.Value, error) {
	v := c.Arg(0)
	return heap.Bool(v.IsInt() || v.IsFloat() && !math.IsInf(v.AsFloat(), 0) && !math.IsNaN(v.AsFloat())), nil
}

func isIntegral(v heap.Value) bool {
	if v.IsInt() {
		return true
	}
	return v.IsFloat() && math.Trunc(v.AsFloat()) == v.AsFloat() && !math.IsInf(v.AsFloat(), 0)
}

// numberIsInteger is Number.isInteger (sec-number.isinteger).
func numberIsInteger(c *object.Call) (heap.Value, error) {
	return heap.Bool(isIntegral(c.Arg(0))), nil
}

// numberIsNaN is Number.isNaN (sec-number.isnan).
func numberIsNaN(c *object.Call) (heap.Value, error) {
	v := c.Arg(0)
	return heap.Bool(v.IsFloat() && math.IsNaN(v.AsFloat())), nil
}

// numberIsSafeInteger is Number.isSafeInteger (sec-number.issafeinteger).
func numberIsSafeInteger(c *object.Call) (heap.Value, error) {
	v := c.Arg(0)
	return heap.Bool(isIntegral(v) && math.Abs(v.Float64()) <= maxSafeInteger), nil
}

// thisNumber is ThisNumberValue (sec-thisnumbervalue).
func thisNumber(c *object.Call, method string) (float64, error) {
	if c.This.IsNumber() {
		return c.This.Float64(), nil
	}
	if c.This.IsObject() && c.This.Object().Class() == heap.ClassNumber {
		return c.This.Object().Internal(0).Float64(), nil
	}
	return 0, c.Incompatible(method)
}

// digitsArg is argument 0 as a number of digits from low to high, which is
// checked after non-finite numbers were sorted out by finite.
func digitsArg(c *object.Call, x float64, method string, low, high float64) (digits int, finite bool, err error) {
	f, err := c.RT.ToIntegerOrInfinity(c.Arg(0))
	if err != nil {
		return 0, false, err
	}
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return 0, false, nil
	}
	if f < low || f > high {
		return 0, true, c.RT.RangeError("%s argument must be between %d and %d", method, int(low), int(high))
	}
	return int(f), true, nil
}

// numberToExponential is Number.prototype.toExponential (sec-number.prototype.toexponential).
func numberToExponential(c *object.Call) (heap.Value, error) {
	x, err := thisNumber(c, "Number.prototype.toExponential")
	if err != nil {
		return heap.Undefined, err
	}
	d, finite, err := digitsArg(c, x, "toExponential()", 0, 100)
	switch {
	case err != nil:
		return heap.Undefined, err
	case !finite:
		return c.RT.Text(num.FormatNumber(x)), nil
	case c.Arg(0).IsUndefined():
		d = -1
	}
	return c.RT.Text(num.ToExponential(x, d)), nil
}

// numberToFixed is Number.prototype.toFixed (sec-number.prototype.tofixed).
func numberToFixed(c *object.Call) (heap.Value, error) {
	x, err := thisNumber(c, "Number.prototype.toFixed")
	if err != nil {
		return heap.Undefined, err
	}
	f, err := c.RT.ToIntegerOrInfinity(c.Arg(0))
	switch {
	case err != nil:
		return heap.Undefined, err
	case f < 0 || f > 100:
		return heap.Undefined, c.RT.RangeError("toFixed() digits argument must be between 0 and 100")
	case math.IsNaN(x) || math.Abs(x) >= 1e21:
		return c.RT.Text(num.FormatNumber(x)), nil
	}
	return c.RT.Text(num.ToFixed(x, int(f))), nil
}

// numberToLocaleString is Number.prototype.toLocaleString
// (sec-number.prototype.tolocalestring): grouped as in English, but for
// the library of ECMA-402.
func numberToLocaleString(c *object.Call) (heap.Value, error) {
	x, err := thisNumber(c, "Number.prototype.toLocaleString")
	if err != nil {
		return heap.Undefined, err
	}
	if l := c.RT.Locales(); l != nil {
		return l.NumberToLocaleString(c.RT, heap.Number(x), c.Arg(0), c.Arg(1))
	}
	return c.RT.Text(localNumber(x)), nil
}

// localNumber formats x with at most three fraction digits and commas between
// groups of three digits.
func localNumber(x float64) string {
	switch {
	case math.IsNaN(x):
		return "NaN"
	case math.IsInf(x, 0):
		if x < 0 {
			return "-∞"
		}
		return "∞"
	}
	s := num.ToFixed(math.Abs(x), 3)
	whole, fraction := s[:len(s)-4], s[len(s)-4:]
	for len(fraction) > 0 && (fraction[len(fraction)-1] == '0' || fraction == ".") {
		fraction = fraction[:len(fraction)-1]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if math.Signbit(x) {
		whole = "-" + whole
	}
	return whole + fraction
}

// numberToPrecision is Number.prototype.toPrecision (sec-number.prototype.toprecision).
func numberToPrecision(c *object.Call) (heap.Value, error) {
	x, err := thisNumber(c, "Number.prototype.toPrecision")
	if err != nil {
		return heap.Undefined, err
	}
	if c.Arg(0).IsUndefined() {
		return c.RT.Text(num.FormatNumber(x)), nil
	}
	p, finite, err := digitsArg(c, x, "toPrecision()", 1, 100)
	switch {
	case err != nil:
		return heap.Undefined, err
	case !finite:
		return c.RT.Text(num.FormatNumber(x)), nil
	}
	return c.RT.Text(num.ToPrecision(x, p)), nil
}

// numberToString is Number.prototype.toString (sec-number.prototype.tostring).
func numberToString(c *object.Call) (heap.Value, error) {
	x, err := thisNumber(c, "Number.prototype.toString")
	if err != nil {
		return heap.Undefined, err
	}
	radix := 10.0
	if r := c.Arg(0); !r.IsUndefined() {
		if radix, err = c.RT.ToIntegerOrInfinity(r); err != nil {
			return heap.Undefined, err
		}
	}
	if radix < 2 || radix > 36 {
		return heap.Undefined, c.RT.RangeError("toString() radix argument must be between 2 and 36")
	}
	if radix == 10 {
		s, err := c.RT.ToString(heap.Number(x))
		if err != nil {
			return heap.Undefined, err
		}
		return s.Value(), nil
	}
	return c.RT.Text(num.FormatRadix(x, int(radix))), nil
}

// numberValueOf is Number.prototype.valueOf (sec-number.prototype.valueof).
func numberValueOf(c *object.Call) (heap.Value, error) {
	x, err := thisNumber(c, "Number.prototype.valueOf")
	return heap.Number(x), err
}
