package object

import (
	"math"

	"github.com/kilnjs/kiln/pkg/heap"
)

// SameValue implements sec-samevalue: NaN is NaN, 0 is not -0.
func (rt *Runtime) SameValue(a, b heap.Value) bool {
	if a == b {
		return true
	}
	if a.IsNumber() && b.IsNumber() {
		x, y := a.Float64(), b.Float64()
		if x != x {
			return y != y
		}
		return math.Float64bits(x) == math.Float64bits(y)
	}
	return rt.sameValueNonNumber(a, b)
}

// SameValueZero implements sec-samevaluezero: NaN is NaN, 0 is -0.
func (rt *Runtime) SameValueZero(a, b heap.Value) bool {
	if a == b {
		return true
	}
	if a.IsNumber() && b.IsNumber() {
		x, y := a.Float64(), b.Float64()
		return x == y || x != x && y != y
	}
	return rt.sameValueNonNumber(a, b)
}

// sameValueNonNumber compares two different words that are not both numbers
// (sec-samevaluenonnumber).
func (rt *Runtime) sameValueNonNumber(a, b heap.Value) bool {
	switch {
	case a.IsString():
		return b.IsString() && rt.Heap.StringsEqual(a.Str(), b.Str())
	case a.IsBigInt():
		return b.IsBigInt() && rt.Heap.BigIntsEqual(a.BigInt(), b.BigInt())
	}
	return false
}

// IsStrictlyEqual implements the operator === (sec-isstrictlyequal).
func (rt *Runtime) IsStrictlyEqual(a, b heap.Value) bool {
	if a == b {
		return !a.IsFloat() || !math.IsNaN(a.AsFloat())
	}
	if a.IsNumber() {
		return b.IsNumber() && a.Float64() == b.Float64()
	}
	return rt.sameValueNonNumber(a, b)
}

// IsLooselyEqual implements the operator == (sec-islooselyequal).
func (rt *Runtime) IsLooselyEqual(a, b heap.Value) (bool, error) {
	for {
		switch {
		case a.IsNumber() && b.IsNumber(),
			a.IsString() && b.IsString(),
			a.IsObject() && b.IsObject(),
			a.IsBool() && b.IsBool(),
			a.IsSymbol() && b.IsSymbol(),
			a.IsBigInt() && b.IsBigInt():
			return rt.IsStrictlyEqual(a, b), nil
		case a.IsNullish():
			return b.IsNullish() || b.IsObject() && b.Object().Has(heap.FlagHTMLDDA), nil
		case b.IsNullish():
			return a.IsObject() && a.Object().Has(heap.FlagHTMLDDA), nil
		case a.IsBool():
			a = boolToNumber(a)
			continue
		case b.IsBool():
			b = boolToNumber(b)
			continue
		}
		// What is left has an object on one side, or mixes strings, symbols,
		// numbers and BigInts.
		var err error
		switch {
		case a.IsObject():
			a, err = rt.ToPrimitive(a, HintDefault)
		case b.IsObject():
			b, err = rt.ToPrimitive(b, HintDefault)
		default:
			return rt.looselyEqualPrimitives(a, b)
		}
		if err != nil {
			return false, err
		}
	}
}

func boolToNumber(v heap.Value) heap.Value {
	if v == heap.True {
		return heap.Int(1)
	}
	return heap.Int(0)
}

// looselyEqualPrimitives compares strings, numbers and BigInts of different
// types; a symbol equals none of them.
func (rt *Runtime) looselyEqualPrimitives(a, b heap.Value) (bool, error) {
	switch {
	case a.IsSymbol() || b.IsSymbol():
		return false, nil
	case a.IsNumber() && b.IsString():
		return a.Float64() == rt.StringToNumber(b.Str()), nil
	case a.IsString() && b.IsNumber():
		return rt.StringToNumber(a.Str()) == b.Float64(), nil
	case b.IsBigInt():
		a, b = b, a
	}
	// a is a BigInt, b a string or a number.
	if b.IsString() {
		n, ok, err := rt.StringToBigInt(b.Str())
		if _, throws := err.(*Throw); throws {
			return false, nil // one that is too large equals none
		}
		return ok && rt.viewBig(a.BigInt(), &rt.big.x).Cmp(n) == 0, err
	}
	return compareBigFloat(a.BigInt(), b.Float64()) == ordEqual, nil
}

// order is the result of a comparison.
type order int8

const (
	ordLess order = iota - 1
	ordEqual
	ordGreater
	ordUndefined // one side is NaN, or text that is no number
)

// compareFloats orders two doubles.
func compareFloats(x, y float64) order {
	switch {
	case x < y:
		return ordLess
	case x > y:
		return ordGreater
	case x == y:
		return ordEqual
	}
	return ordUndefined
}

// reversed returns the order of the operands exchanged.
func (o order) reversed() order {
	if o == ordUndefined {
		return o
	}
	return -o
}

// compare converts both operands to primitives, left first, and orders them;
// it is the core of IsLessThan (sec-islessthan) without the double evaluation
// that LeftFirst stands for: operands of > and <= are evaluated left to right
// as well, so their conversion always runs left to right.
func (rt *Runtime) compare(a, b heap.Value) (order, error) {
	if a.IsNumber() && b.IsNumber() {
		return compareFloats(a.Float64(), b.Float64()), nil
	}
	if a.IsString() && b.IsString() {
		return order(rt.Heap.CompareStrings(a.Str(), b.Str())), nil
	}
	if a.IsBigInt() && (b.IsBigInt() || b.IsNumber()) {
		return rt.compareNumerics(a, b), nil
	}
	a, err := rt.ToPrimitive(a, HintNumber)
	if err != nil {
		return ordUndefined, err
	}
	b, err = rt.ToPrimitive(b, HintNumber)
	if err != nil {
		return ordUndefined, err
	}
	if a.IsString() {
		if b.IsString() {
			return order(rt.Heap.CompareStrings(a.Str(), b.Str())), nil
		}
		if b.IsBigInt() {
			n, ok, err := rt.StringToBigInt(a.Str())
			if !ok {
				return ordUndefined, err
			}
			return order(n.Cmp(rt.viewBig(b.BigInt(), &rt.big.x))), nil
		}
	} else if a.IsBigInt() && b.IsString() {
		n, ok, err := rt.StringToBigInt(b.Str())
		if !ok {
			return ordUndefined, err
		}
		return order(rt.viewBig(a.BigInt(), &rt.big.x).Cmp(n)), nil
	}
	if a, err = rt.ToNumeric(a); err != nil {
		return ordUndefined, err
	}
	if b, err = rt.ToNumeric(b); err != nil {
		return ordUndefined, err
	}
	return rt.compareNumerics(a, b), nil
}

// compareNumerics orders Numbers and BigInts.
func (rt *Runtime) compareNumerics(a, b heap.Value) order {
	switch {
	case a.IsBigInt() && b.IsBigInt():
		return order(rt.compareBigs(a.BigInt(), b.BigInt()))
	case a.IsBigInt():
		return compareBigFloat(a.BigInt(), b.Float64())
	case b.IsBigInt():
		return compareBigFloat(b.BigInt(), a.Float64()).reversed()
	}
	return compareFloats(a.Float64(), b.Float64())
}

// LessThan implements a < b (sec-relational-operators).
func (rt *Runtime) LessThan(a, b heap.Value) (bool, error) {
	if a.IsInt() && b.IsInt() {
		return a.AsInt() < b.AsInt(), nil
	}
	c, err := rt.compare(a, b)
	return c == ordLess, err
}

// LessEqual implements a <= b (sec-relational-operators).
func (rt *Runtime) LessEqual(a, b heap.Value) (bool, error) {
	if a.IsInt() && b.IsInt() {
		return a.AsInt() <= b.AsInt(), nil
	}
	c, err := rt.compare(a, b)
	return c == ordLess || c == ordEqual, err
}

// GreaterThan implements a > b (sec-relational-operators).
func (rt *Runtime) GreaterThan(a, b heap.Value) (bool, error) {
	if a.IsInt() && b.IsInt() {
		return a.AsInt() > b.AsInt(), nil
	}
	c, err := rt.compare(a, b)
	return c == ordGreater, err
}

// GreaterEqual implements a >= b (sec-relational-operators).
func (rt *Runtime) GreaterEqual(a, b heap.Value) (bool, error) {
	if a.IsInt() && b.IsInt() {
		return a.AsInt() >= b.AsInt(), nil
	}
	c, err := rt.compare(a, b)
	return c == ordGreater || c == ordEqual, err
}
