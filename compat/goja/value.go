package goja

import (
	"math"
	"math/big"
	"reflect"
	"strconv"

	"github.com/kilnjs/kiln/pkg/heap"
)

// Value is a JavaScript value: undefined, null, a boolean, a number, a BigInt, a String, a
// *Symbol or an *Object. All but *Object belong to no runtime and to no goroutine.
//
// Export gives nil for undefined and null, bool, int64 for integral numbers of at most 53
// bits but -0, float64 for all others, string, *big.Int, the description of a symbol, and
// for objects what Object.Export says.
type Value interface {
	ToInteger() int64
	ToString() Value
	String() string
	ToFloat() float64
	ToNumber() Value
	ToBoolean() bool
	ToObject(*Runtime) *Object
	SameAs(Value) bool
	Equals(Value) bool
	StrictEquals(Value) bool
	Export() interface{}
	ExportType() reflect.Type

	// cell is the value in the heap of r.
	cell(r *Runtime) heap.Value
}

type (
	valueUndefined struct{}
	valueNull      struct{}
	valueBool      bool
	valueInt       int64
	valueFloat     float64
	valueBigInt    struct{ x *big.Int }
)

// maxSafe is the largest integer that all smaller ones share with it to be a Number.
const maxSafe = 1<<53 - 1

var (
	_undefined Value = valueUndefined{}
	_null      Value = valueNull{}
	_nan       Value = valueFloat(math.NaN())
	_plusInf   Value = valueFloat(math.Inf(1))
	_minusInf  Value = valueFloat(math.Inf(-1))
)

var (
	typeInt64  = reflect.TypeFor[int64]()
	typeFloat  = reflect.TypeFor[float64]()
	typeBool   = reflect.TypeFor[bool]()
	typeString = reflect.TypeFor[string]()
	typeBigInt = reflect.TypeFor[*big.Int]()
)

// Undefined returns the value undefined, whatever a script made of the global name.
func Undefined() Value { return _undefined }

// Null returns the value null.
func Null() Value { return _null }

// NaN returns the Number NaN.
func NaN() Value { return _nan }

// PositiveInf returns the Number +Infinity.
func PositiveInf() Value { return _plusInf }

// NegativeInf returns the Number -Infinity.
func NegativeInf() Value { return _minusInf }

// IsUndefined reports whether v is undefined.
func IsUndefined(v Value) bool { return v == _undefined }

// IsNull reports whether v is null.
func IsNull(v Value) bool { return v == _null }

// IsNaN reports whether v is the Number NaN.
func IsNaN(v Value) bool {
	f, ok := v.(valueFloat)
	return ok && math.IsNaN(float64(f))
}

// IsInfinity reports whether v is the Number +Infinity or -Infinity.
func IsInfinity(v Value) bool { return v == _plusInf || v == _minusInf }

// IsNumber reports whether v is a Number.
func IsNumber(v Value) bool {
	switch v.(type) {
	case valueInt, valueFloat:
		return true
	}
	return false
}

// IsBigInt reports whether v is a BigInt.
func IsBigInt(v Value) bool {
	_, ok := v.(*valueBigInt)
	return ok
}

// IsString reports whether v is a string.
func IsString(v Value) bool {
	_, ok := v.(String)
	return ok
}

// numberValue is the Value of a Number.
func numberValue(f float64) Value {
	if n := int64(f); float64(n) == f && n >= -maxSafe && n <= maxSafe && (n != 0 || !math.Signbit(f)) {
		return valueInt(n)
	}
	return valueFloat(f)
}

// intValue is the Value of an integer as a Number.
func intValue(n int64) Value {
	if n >= -maxSafe && n <= maxSafe {
		return valueInt(n)
	}
	return valueFloat(float64(n))
}

// toInteger is ToIntegerOrInfinity, kept within int64.
func toInteger(f float64) int64 {
	switch {
	case f != f:
		return 0
	case f >= math.MaxInt64:
		return math.MaxInt64
	case f <= math.MinInt64:
		return math.MinInt64
	}
	return int64(f)
}

// sameValue is SameValue of two primitives, with strict false for numbers that compare by ==.
func strictEquals(a, b Value) bool {
	x, isNumber := floatOf(a)
	if y, ok := floatOf(b); ok || isNumber {
		return ok && isNumber && x == y
	}
	return sameAs(a, b)
}

// sameAs is SameValue.
func sameAs(a, b Value) bool {
	switch x := a.(type) {
	case valueInt:
		return a == b
	case valueFloat:
		y, ok := b.(valueFloat)
		return ok && math.Float64bits(float64(x)) == math.Float64bits(float64(y)) || ok && x != x && y != y
	case *valueBigInt:
		y, ok := b.(*valueBigInt)
		return ok && x.x.Cmp(y.x) == 0
	case *Object:
		y, ok := b.(*Object)
		return ok && x.same(y)
	case stringValue, *textValue:
		s, _ := stringForm(a)
		t, ok := stringForm(b)
		return ok && s == t
	case nil:
		return b == nil
	}
	return b != nil && a == b
}

// looselyEquals is IsLooselyEqual.
func looselyEquals(a, b Value) bool {
	if b == nil {
		return false
	}
	aNullish, bNullish := a == _undefined || a == _null, b == _undefined || b == _null
	if aNullish || bNullish {
		return aNullish && bNullish
	}
	aObject, aIs := a.(*Object)
	bObject, bIs := b.(*Object)
	switch {
	case aIs && bIs:
		return aObject.same(bObject)
	case aIs:
		return looselyEquals(aObject.primitive(), b)
	case bIs:
		return looselyEquals(a, bObject.primitive())
	}
	_, aSymbol := a.(*Symbol)
	_, bSymbol := b.(*Symbol)
	if aSymbol || bSymbol {
		return a == b
	}
	aText, aString := stringForm(a)
	bText, bString := stringForm(b)
	if aString && bString {
		return aText == bText
	}
	aBig, aIsBig := a.(*valueBigInt)
	bBig, bIsBig := b.(*valueBigInt)
	switch {
	case aIsBig && bIsBig:
		return aBig.x.Cmp(bBig.x) == 0
	case aIsBig:
		return bigEqualsPrimitive(aBig.x, b)
	case bIsBig:
		return bigEqualsPrimitive(bBig.x, a)
	}
	return a.ToFloat() == b.ToFloat()
}

func bigEqualsPrimitive(x *big.Int, v Value) bool {
	if s, ok := v.(String); ok {
		y, ok := parseBigInt(s.String())
		return ok && x.Cmp(y) == 0
	}
	f := v.ToFloat()
	if f != math.Trunc(f) || math.IsInf(f, 0) {
		return false
	}
	y, _ := new(big.Float).SetFloat64(f).Int(nil)
	return x.Cmp(y) == 0
}

func floatOf(v Value) (float64, bool) {
	switch v := v.(type) {
	case valueInt:
		return float64(v), true
	case valueFloat:
		return float64(v), true
	}
	return 0, false
}

func (valueUndefined) ToInteger() int64            { return 0 }
func (valueUndefined) ToString() Value             { return newString("undefined") }
func (valueUndefined) String() string              { return "undefined" }
func (valueUndefined) ToFloat() float64            { return math.NaN() }
func (valueUndefined) ToNumber() Value             { return _nan }
func (valueUndefined) ToBoolean() bool             { return false }
func (valueUndefined) ToObject(r *Runtime) *Object { return r.nullish() }
func (v valueUndefined) SameAs(o Value) bool       { return sameAs(v, o) }
func (v valueUndefined) Equals(o Value) bool       { return looselyEquals(v, o) }
func (v valueUndefined) StrictEquals(o Value) bool { return strictEquals(v, o) }
func (valueUndefined) Export() interface{}         { return nil }
func (valueUndefined) ExportType() reflect.Type    { return nil }
func (valueUndefined) cell(*Runtime) heap.Value    { return heap.Undefined }

func (valueNull) ToInteger() int64            { return 0 }
func (valueNull) ToString() Value             { return newString("null") }
func (valueNull) String() string              { return "null" }
func (valueNull) ToFloat() float64            { return 0 }
func (valueNull) ToNumber() Value             { return valueInt(0) }
func (valueNull) ToBoolean() bool             { return false }
func (valueNull) ToObject(r *Runtime) *Object { return r.nullish() }
func (v valueNull) SameAs(o Value) bool       { return sameAs(v, o) }
func (v valueNull) Equals(o Value) bool       { return looselyEquals(v, o) }
func (v valueNull) StrictEquals(o Value) bool { return strictEquals(v, o) }
func (valueNull) Export() interface{}         { return nil }
func (valueNull) ExportType() reflect.Type    { return nil }
func (valueNull) cell(*Runtime) heap.Value    { return heap.Null }

func (v valueBool) ToInteger() int64 {
	if v {
		return 1
	}
	return 0
}
func (v valueBool) ToString() Value             { return newString(v.String()) }
func (v valueBool) String() string              { return strconv.FormatBool(bool(v)) }
func (v valueBool) ToFloat() float64            { return float64(v.ToInteger()) }
func (v valueBool) ToNumber() Value             { return valueInt(v.ToInteger()) }
func (v valueBool) ToBoolean() bool             { return bool(v) }
func (v valueBool) ToObject(r *Runtime) *Object { return r.toObject(v) }
func (v valueBool) SameAs(o Value) bool         { return sameAs(v, o) }
func (v valueBool) Equals(o Value) bool         { return looselyEquals(v, o) }
func (v valueBool) StrictEquals(o Value) bool   { return strictEquals(v, o) }
func (v valueBool) Export() interface{}         { return bool(v) }
func (valueBool) ExportType() reflect.Type      { return typeBool }
func (v valueBool) cell(*Runtime) heap.Value    { return heap.Bool(bool(v)) }

func (v valueInt) ToInteger() int64            { return int64(v) }
func (v valueInt) ToString() Value             { return stringValue(v.String()) }
func (v valueInt) String() string              { return strconv.FormatInt(int64(v), 10) }
func (v valueInt) ToFloat() float64            { return float64(v) }
func (v valueInt) ToNumber() Value             { return v }
func (v valueInt) ToBoolean() bool             { return v != 0 }
func (v valueInt) ToObject(r *Runtime) *Object { return r.toObject(v) }
func (v valueInt) SameAs(o Value) bool         { return sameAs(v, o) }
func (v valueInt) Equals(o Value) bool         { return looselyEquals(v, o) }
func (v valueInt) StrictEquals(o Value) bool   { return strictEquals(v, o) }
func (v valueInt) Export() interface{}         { return int64(v) }
func (valueInt) ExportType() reflect.Type      { return typeInt64 }
func (v valueInt) cell(*Runtime) heap.Value    { return heap.Number(float64(v)) }

func (v valueFloat) ToInteger() int64            { return toInteger(float64(v)) }
func (v valueFloat) ToString() Value             { return stringValue(v.String()) }
func (v valueFloat) String() string              { return formatNumber(float64(v)) }
func (v valueFloat) ToFloat() float64            { return float64(v) }
func (v valueFloat) ToNumber() Value             { return v }
func (v valueFloat) ToBoolean() bool             { return v != 0 && v == v }
func (v valueFloat) ToObject(r *Runtime) *Object { return r.toObject(v) }
func (v valueFloat) SameAs(o Value) bool         { return sameAs(v, o) }
func (v valueFloat) Equals(o Value) bool         { return looselyEquals(v, o) }
func (v valueFloat) StrictEquals(o Value) bool   { return strictEquals(v, o) }
func (v valueFloat) Export() interface{}         { return float64(v) }
func (valueFloat) ExportType() reflect.Type      { return typeFloat }
func (v valueFloat) cell(*Runtime) heap.Value    { return heap.Number(float64(v)) }

// ToInteger panics, as conversions of a BigInt to a Number do in scripts.
func (v *valueBigInt) ToInteger() int64 {
	panic(typeErrorText("Cannot convert a BigInt value to a number"))
}
func (v *valueBigInt) ToString() Value { return stringValue(v.String()) }
func (v *valueBigInt) String() string  { return v.x.String() }
func (v *valueBigInt) ToFloat() float64 {
	panic(typeErrorText("Cannot convert a BigInt value to a number"))
}
func (v *valueBigInt) ToNumber() Value {
	panic(typeErrorText("Cannot convert a BigInt value to a number"))
}
func (v *valueBigInt) ToBoolean() bool             { return v.x.Sign() != 0 }
func (v *valueBigInt) ToObject(r *Runtime) *Object { return r.toObject(v) }
func (v *valueBigInt) SameAs(o Value) bool         { return sameAs(v, o) }
func (v *valueBigInt) Equals(o Value) bool         { return looselyEquals(v, o) }
func (v *valueBigInt) StrictEquals(o Value) bool   { return sameAs(v, o) }
func (v *valueBigInt) Export() interface{}         { return new(big.Int).Set(v.x) }
func (*valueBigInt) ExportType() reflect.Type      { return typeBigInt }
func (v *valueBigInt) cell(r *Runtime) heap.Value {
	b, err := r.obj.NewBigInt(v.x)
	if err != nil {
		panic(r.failure(err))
	}
	return b
}
