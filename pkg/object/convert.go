package object

import (
	"fmt"
	"math"
	"strconv"
	"unicode/utf8"

	"github.com/kilnjs/kiln/internal/num"
	"github.com/kilnjs/kiln/pkg/heap"
)

// Hint tells ToPrimitive which kind of primitive its caller would like
// (sec-toprimitive).
type Hint uint8

// The hints of sec-toprimitive.
const (
	HintDefault Hint = iota
	HintString
	HintNumber
)

// MaxSafeInteger is 2^53 - 1, the largest length and the largest index of an
// array-like object (sec-tolength).
const MaxSafeInteger = 1<<53 - 1

// ToPrimitive converts an object to a primitive value and returns every other
// value as it is (sec-toprimitive).
func (rt *Runtime) ToPrimitive(v heap.Value, hint Hint) (heap.Value, error) {
	if !v.IsObject() {
		return v, nil
	}
	h := rt.Heap
	exotic, err := rt.GetMethod(v, h.Symbols.ToPrimitive)
	if err != nil {
		return heap.Undefined, err
	}
	if exotic.IsUndefined() {
		return rt.OrdinaryToPrimitive(v.Object(), hint)
	}
	name := h.Names.Default
	switch hint {
	case HintString:
		name = h.Names.String
	case HintNumber:
		name = h.Names.Number
	}
	r, err := rt.Call(exotic, v, name)
	if err != nil {
		return heap.Undefined, err
	}
	if r.IsObject() {
		return heap.Undefined, rt.TypeError("Cannot convert object to primitive value")
	}
	return r, nil
}

// OrdinaryToPrimitive asks toString and valueOf, in the order the hint says
// (sec-ordinarytoprimitive).
func (rt *Runtime) OrdinaryToPrimitive(o *heap.Object, hint Hint) (heap.Value, error) {
	h := rt.Heap
	names := [2]heap.Value{h.Names.ValueOf, h.Names.ToString}
	if hint == HintString {
		names[0], names[1] = names[1], names[0]
	}
	for _, name := range names {
		f, err := rt.Get(o, name)
		if err != nil {
			return heap.Undefined, err
		}
		if !rt.IsCallable(f) {
			continue
		}
		r, err := rt.Call(f, o.Value())
		if err != nil {
			return heap.Undefined, err
		}
		if !r.IsObject() {
			return r, nil
		}
	}
	return heap.Undefined, rt.TypeError("Cannot convert object to primitive value")
}

// ToBoolean implements sec-toboolean, and B.3.6.1 for the object whose
// [[IsHTMLDDA]] makes it false.
func ToBoolean(v heap.Value) bool {
	switch {
	case v.IsBool():
		return v == heap.True
	case v.IsInt():
		return v.AsInt() != 0
	case v.IsFloat():
		f := v.AsFloat()
		return f != 0 && f == f
	case v.IsObject():
		return !v.Object().Has(heap.FlagHTMLDDA)
	case v.IsString():
		return v.Str().Len() != 0
	case v.IsBigInt():
		return v.BigInt().Sign() != 0
	}
	return v.IsSymbol()
}

// ToNumber implements sec-tonumber. ToNumberValue is the same with a Value as
// result.
func (rt *Runtime) ToNumber(v heap.Value) (float64, error) {
	switch {
	case v.IsInt():
		return float64(v.AsInt()), nil
	case v.IsFloat():
		return v.AsFloat(), nil
	}
	return rt.toNumberSlow(v)
}

func (rt *Runtime) toNumberSlow(v heap.Value) (float64, error) {
	switch {
	case v.IsNumber():
		return v.Float64(), nil
	case v.IsUndefined():
		return math.NaN(), nil
	case v == heap.True:
		return 1, nil
	case v.IsNull(), v == heap.False:
		return 0, nil
	case v.IsString():
		return rt.StringToNumber(v.Str()), nil
	case v.IsSymbol():
		return 0, rt.TypeError("Cannot convert a Symbol value to a number")
	case v.IsBigInt():
		return 0, rt.TypeError("Cannot convert a BigInt value to a number")
	}
	p, err := rt.ToPrimitive(v, HintNumber)
	if err != nil {
		return 0, err
	}
	return rt.ToNumber(p)
}

// ToNumberValue is ToNumber with the result as a Value, in int form where the
// number is an int32 (sec-tonumber). It is the unary plus operator
// (sec-unary-plus-operator).
func (rt *Runtime) ToNumberValue(v heap.Value) (heap.Value, error) {
	if v.IsNumber() {
		return v, nil
	}
	f, err := rt.toNumberSlow(v)
	if err != nil {
		return heap.Undefined, err
	}
	return heap.Number(f), nil
}

// StringToNumber implements sec-stringtonumber.
func (rt *Runtime) StringToNumber(s *heap.String) float64 {
	if s.Len() == 0 {
		return 0
	}
	if n, ok := rt.ShortDecimal(s); ok {
		return float64(n)
	}
	f := s.Flat(rt.Heap)
	rt.Heap.Work(f.Len())
	from, to := 0, f.Len()
	for from < to && num.IsSpace(rune(f.At(from))) {
		from++
	}
	for to > from && num.IsSpace(rune(f.At(to-1))) {
		to--
	}
	if f = f.Slice(from, to); !f.IsWide() {
		return num.ParseNumber(string(f.Latin1()))
	}
	text := make([]byte, 0, 32)
	for _, u := range f.UTF16() {
		if u >= utf8.RuneSelf {
			return math.NaN()
		}
		text = append(text, byte(u))
	}
	return num.ParseNumber(string(text))
}

// ShortDecimal returns the number of which s is the decimal digits, if it is
// nothing but at most nine of them.
func (rt *Runtime) ShortDecimal(s *heap.String) (n int32, ok bool) {
	if s.Len() == 0 || s.Len() > 9 {
		return 0, false
	}
	f := s.Flat(rt.Heap)
	if f.IsWide() {
		return 0, false
	}
	for _, c := range f.Latin1() {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = 10*n + int32(c-'0')
	}
	return n, true
}

// ToNumeric converts to a Number or a BigInt (sec-tonumeric).
func (rt *Runtime) ToNumeric(v heap.Value) (heap.Value, error) {
	if v.IsNumber() || v.IsBigInt() {
		return v, nil
	}
	p, err := rt.ToPrimitive(v, HintNumber)
	if err != nil || p.IsBigInt() {
		return p, err
	}
	return rt.ToNumberValue(p)
}

// ToIntegerOrInfinity implements sec-tointegerorinfinity. The result is
// integral or infinite, never NaN or -0.
func (rt *Runtime) ToIntegerOrInfinity(v heap.Value) (float64, error) {
	if v.IsInt() {
		return float64(v.AsInt()), nil
	}
	f, err := rt.ToNumber(v)
	if err != nil || f != f {
		return 0, err
	}
	return math.Trunc(f) + 0, nil
}

// ToInt32 implements sec-toint32.
func (rt *Runtime) ToInt32(v heap.Value) (int32, error) {
	if v.IsInt() {
		return v.AsInt(), nil
	}
	f, err := rt.ToNumber(v)
	if err != nil {
		return 0, err
	}
	return num.ToInt32(f), nil
}

// ToUint32 implements sec-touint32.
func (rt *Runtime) ToUint32(v heap.Value) (uint32, error) {
	i, err := rt.ToInt32(v)
	return uint32(i), err
}

// ToInt16 implements sec-toint16.
func (rt *Runtime) ToInt16(v heap.Value) (int16, error) {
	i, err := rt.ToInt32(v)
	return int16(i), err
}

// ToUint16 implements sec-touint16.
func (rt *Runtime) ToUint16(v heap.Value) (uint16, error) {
	i, err := rt.ToInt32(v)
	return uint16(i), err
}

// ToInt8 implements sec-toint8.
func (rt *Runtime) ToInt8(v heap.Value) (int8, error) {
	i, err := rt.ToInt32(v)
	return int8(i), err
}

// ToUint8 implements sec-touint8.
func (rt *Runtime) ToUint8(v heap.Value) (uint8, error) {
	i, err := rt.ToInt32(v)
	return uint8(i), err
}

// ToUint8Clamp implements sec-touint8clamp: rounds to nearest, ties to even,
// and clamps to 0 … 255.
func (rt *Runtime) ToUint8Clamp(v heap.Value) (uint8, error) {
	f, err := rt.ToNumber(v)
	if err != nil || f != f {
		return 0, err
	}
	return uint8(math.RoundToEven(min(max(f, 0), 255))), nil
}

// ToLength converts to the length of an array-like object, an integer from 0
// to MaxSafeInteger (sec-tolength).
func (rt *Runtime) ToLength(v heap.Value) (int64, error) {
	if v.IsInt() {
		return max(int64(v.AsInt()), 0), nil
	}
	f, err := rt.ToIntegerOrInfinity(v)
	if err != nil {
		return 0, err
	}
	return int64(min(max(f, 0), MaxSafeInteger)), nil
}

// ToIndex converts to an integer index from 0 to MaxSafeInteger and throws a
// RangeError for anything outside (sec-toindex).
func (rt *Runtime) ToIndex(v heap.Value, what string) (int64, error) {
	if v.IsInt() && v.AsInt() >= 0 {
		return int64(v.AsInt()), nil
	}
	f, err := rt.ToIntegerOrInfinity(v)
	if err != nil {
		return 0, err
	}
	if f < 0 || f > MaxSafeInteger {
		return 0, rt.RangeError("Invalid %s: %s", what, num.FormatNumber(f))
	}
	return int64(f), nil
}

// RelativeIndex converts an argument that counts from the end when it is
// negative, as slice and many others take it, to an integer from 0 to length.
// An undefined argument gives def.
func (rt *Runtime) RelativeIndex(v heap.Value, length, def int64) (int64, error) {
	if v.IsUndefined() {
		return def, nil
	}
	if v.IsInt() {
		i := int64(v.AsInt())
		if i < 0 {
			return max(i+length, 0), nil
		}
		return min(i, length), nil
	}
	f, err := rt.ToIntegerOrInfinity(v)
	if err != nil {
		return 0, err
	}
	if f < 0 {
		return int64(max(f+float64(length), 0)), nil
	}
	return int64(min(f, float64(length))), nil
}

// ToString implements sec-tostring.
func (rt *Runtime) ToString(v heap.Value) (*heap.String, error) {
	if v.IsString() {
		return v.Str(), nil
	}
	return rt.toStringSlow(v)
}

func (rt *Runtime) toStringSlow(v heap.Value) (*heap.String, error) {
	n := &rt.Heap.Names
	switch {
	case v.IsInt():
		return rt.intToString(v.AsInt()), nil
	case v.IsNumber():
		return rt.NumberToString(v.Float64()), nil
	case v.IsUndefined():
		return n.Undefined.Str(), nil
	case v.IsNull():
		return n.Null.Str(), nil
	case v == heap.True:
		return n.True.Str(), nil
	case v == heap.False:
		return n.False.Str(), nil
	case v.IsSymbol():
		return nil, rt.TypeError("Cannot convert a Symbol value to a string")
	case v.IsBigInt():
		return rt.BigIntToString(v.BigInt(), 10)
	case !v.IsObject():
		panic(fmt.Sprintf("object: ToString of %#x, which is no Value", uint64(v)))
	}
	p, err := rt.ToPrimitive(v, HintString)
	if err != nil {
		return nil, err
	}
	return rt.ToString(p)
}

// intToString returns the decimal text of i; single digits are shared.
func (rt *Runtime) intToString(i int32) *heap.String {
	if uint32(i) < 10 {
		return rt.Heap.SingleChar('0' + uint16(i))
	}
	var buf [12]byte
	return rt.Heap.NewLatin1(strconv.AppendInt(buf[:0], int64(i), 10))
}

// NumberToString implements Number::toString with radix 10
// (sec-numeric-types-number-tostring).
func (rt *Runtime) NumberToString(f float64) *heap.String {
	if i, ok := num.IsInt32(f); ok {
		return rt.intToString(i)
	}
	var buf [32]byte
	return rt.Heap.NewLatin1(num.AppendNumber(buf[:0], f))
}

// ToGoString is ToString as a Go string in WTF-8 (sec-tostring).
func (rt *Runtime) ToGoString(v heap.Value) (string, error) {
	s, err := rt.ToString(v)
	if err != nil {
		return "", err
	}
	return s.Go(rt.Heap), nil
}

// ToPropertyKey converts a value to a property key: an index key, an interned
// string or a symbol (sec-topropertykey).
func (rt *Runtime) ToPropertyKey(v heap.Value) (heap.Value, error) {
	switch {
	case v.IsInt() && v.AsInt() >= 0:
		return heap.IndexKey(uint32(v.AsInt())), nil
	case v.IsString():
		return rt.Heap.KeyFromString(v.Str()), nil
	case v.IsSymbol():
		return v, nil
	case v.IsFloat():
		if f := v.AsFloat(); f >= 0 && f <= num.MaxIndex {
			if u := uint32(f); float64(u) == f {
				return heap.IndexKey(u), nil
			}
		}
	case v.IsObject():
		p, err := rt.ToPrimitive(v, HintString)
		if err != nil {
			return heap.Undefined, err
		}
		return rt.ToPropertyKey(p)
	}
	s, err := rt.ToString(v)
	if err != nil {
		return heap.Undefined, err
	}
	return rt.Heap.KeyFromString(s), nil
}

// KeyFromInt returns the property key of a non-negative integer, which need
// not be an array index (sec-topropertykey).
func (rt *Runtime) KeyFromInt(i int64) heap.Value {
	if i <= num.MaxIndex {
		return heap.IndexKey(uint32(i))
	}
	return rt.Heap.KeyFromString(rt.Heap.NewString(num.FormatInt(i)))
}

// KeyToValue returns the language value of a property key: a string for an
// index, the key itself otherwise.
func (rt *Runtime) KeyToValue(key heap.Value) heap.Value {
	if heap.KeyIsIndex(key) {
		return rt.indexToString(heap.KeyIndex(key)).Value()
	}
	return key
}

func (rt *Runtime) indexToString(i uint32) *heap.String {
	if i <= math.MaxInt32 {
		return rt.intToString(int32(i))
	}
	return rt.NumberToString(float64(i))
}

// KeyText returns a property key as text for messages; a symbol as
// Symbol(description).
func (rt *Runtime) KeyText(key heap.Value) string {
	if key.IsSymbol() {
		return rt.SymbolText(key.Symbol())
	}
	return rt.KeyToValue(key).Str().Go(rt.Heap)
}

// ToObject implements sec-toobject.
func (rt *Runtime) ToObject(v heap.Value) (*heap.Object, error) {
	if v.IsObject() {
		return v.Object(), nil
	}
	switch {
	case v.IsNullish():
		return nil, rt.TypeError("Cannot convert undefined or null to object")
	case v.IsString():
		return rt.StringCreate(v.Str(), rt.Cur.Intrinsic(StringPrototype)), nil
	case v.IsNumber():
		return rt.newWrapper(rt.Cur.Intrinsic(NumberPrototype), heap.ClassNumber, v), nil
	case v.IsBool():
		return rt.newWrapper(rt.Cur.Intrinsic(BooleanPrototype), heap.ClassBoolean, v), nil
	case v.IsSymbol():
		return rt.newWrapper(rt.Cur.Intrinsic(SymbolPrototype), heap.ClassSymbol, v), nil
	}
	return rt.newWrapper(rt.Cur.Intrinsic(BigIntPrototype), heap.ClassBigInt, v), nil
}

// newWrapper makes the object form of a primitive; internal slot 0 holds it.
func (rt *Runtime) newWrapper(proto *heap.Object, class heap.Class, v heap.Value) *heap.Object {
	o := rt.Heap.NewObject(rt.Heap.RootShape(proto.Value(), class, 0))
	rt.Heap.SetInternal(o, 0, v)
	return o
}

// RequireObjectCoercible throws a TypeError for undefined and null
// (sec-requireobjectcoercible). what names the caller, as in
// "String.prototype.trim".
func (rt *Runtime) RequireObjectCoercible(v heap.Value, what string) error {
	if v.IsNullish() {
		return rt.TypeError("%s called on null or undefined", what)
	}
	return nil
}

// CanonicalNumericIndexString reports whether a string key is the canonical
// text of a number, and which (sec-canonicalnumericindexstring).
func (rt *Runtime) CanonicalNumericIndexString(s *heap.String) (float64, bool) {
	n := s.Len()
	if n == 0 || n > 32 {
		return 0, false
	}
	switch c := s.At(rt.Heap, 0); {
	case c >= '0' && c <= '9', c == '-', c == 'I', c == 'N':
	default:
		return 0, false
	}
	text := s.Go(rt.Heap)
	if text == "-0" {
		return math.Copysign(0, -1), true
	}
	f := num.ParseNumber(text)
	return f, num.FormatNumber(f) == text
}

// SymbolText returns Symbol(description), sec-symboldescriptivestring.
func (rt *Runtime) SymbolText(s *heap.Symbol) string {
	d := s.Description()
	if !d.IsString() {
		return "Symbol()"
	}
	return "Symbol(" + d.Str().Go(rt.Heap) + ")"
}

// truncateText shortens text for a message to about n bytes, at a character
// boundary.
func truncateText(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "..."
}
