package builtin

import (
	"math"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// stringGroup declares %String% and %String.prototype% (sec-string-objects).
var stringGroup = &object.Group{
	Name:       "String",
	Length:     1,
	Fn:         stringConstructor,
	Leaf:       leafString,
	Proto:      object.StringPrototype,
	ProtoClass: heap.ClassString,
	Global:     true,
	Static: []object.Row{
		{Name: "fromCharCode", Length: 1, Fn: stringFromCharCode, Leaf: leafFromCharCode, Shortcut: object.ShortcutFromCharCode},
		{Name: "fromCodePoint", Length: 1, Fn: stringFromCodePoint, Leaf: leafFromCodePoint},
		{Name: "raw", Length: 1, Fn: stringRaw},
	},
	Rows: append([]object.Row{
		{Name: "at", Length: 1, Fn: stringAt, Leaf: leafAt},
		{Name: "charAt", Length: 1, Fn: stringCharAt, Leaf: leafCharAt, Shortcut: object.ShortcutCharAt},
		{Name: "charCodeAt", Length: 1, Fn: stringCharCodeAt, Leaf: leafCharCodeAt, Shortcut: object.ShortcutCharCodeAt},
		{Name: "codePointAt", Length: 1, Fn: stringCodePointAt, Leaf: leafCodePointAt, Shortcut: object.ShortcutCodePointAt},
		{Name: "concat", Length: 1, Fn: stringConcat},
		{Name: "endsWith", Length: 1, Fn: stringEndsWith, Leaf: leafEndsWith},
		{Name: "includes", Length: 1, Fn: stringIncludes, Leaf: leafTextIncludes},
		{Name: "indexOf", Length: 1, Fn: stringIndexOf, Leaf: leafTextIndexOf},
		{Name: "isWellFormed", Fn: stringIsWellFormed},
		{Name: "lastIndexOf", Length: 1, Fn: stringLastIndexOf, Leaf: leafLastIndexOf},
		{Name: "localeCompare", Length: 1, Fn: stringLocaleCompare},
		{Name: "match", Length: 1, Fn: stringMatch, Leaf: leafMatch},
		{Name: "matchAll", Length: 1, Fn: stringMatchAll},
		{Name: "normalize", Fn: stringNormalize},
		{Name: "padEnd", Length: 1, Fn: stringPadEnd, Leaf: leafPad(false)},
		{Name: "padStart", Length: 1, Fn: stringPadStart, Leaf: leafPad(true)},
		{Name: "repeat", Length: 1, Fn: stringRepeat, Leaf: leafRepeat},
		{Name: "replace", Length: 2, Fn: stringReplace, Leaf: leafReplace},
		{Name: "replaceAll", Length: 2, Fn: stringReplaceAll},
		{Name: "search", Length: 1, Fn: stringSearch},
		{Name: "slice", Length: 2, Fn: stringSlice, Leaf: leafSlice},
		{Name: "split", Length: 2, Fn: stringSplit},
		{Name: "startsWith", Length: 1, Fn: stringStartsWith, Leaf: leafStartsWith},
		{Name: "substring", Length: 2, Fn: stringSubstring, Leaf: leafSubstring},
		{Name: "toLocaleLowerCase", Fn: stringToLocaleLowerCase},
		{Name: "toLocaleUpperCase", Fn: stringToLocaleUpperCase},
		{Name: "toLowerCase", Fn: stringToLowerCase, Leaf: leafCase(false)},
		{Name: "toString", Fn: stringToString, Leaf: leafThisString},
		{Name: "toUpperCase", Fn: stringToUpperCase, Leaf: leafCase(true)},
		{Name: "toWellFormed", Fn: stringToWellFormed},
		{Name: "trim", Fn: stringTrim, Leaf: leafTrim(true, true)},
		{Name: "trimEnd", Fn: stringTrimEnd, Leaf: leafTrim(false, true)},
		{Name: "trimStart", Fn: stringTrimStart, Leaf: leafTrim(true, false)},
		{Name: "valueOf", Fn: stringValueOf, Leaf: leafThisString},
		{Name: "@@iterator", Fn: stringIterator},
		{Name: "substr", Length: 2, Fn: stringSubstr, Leaf: leafSubstr},
		{Name: "trimLeft", Alias: "trimStart"},
		{Name: "trimRight", Alias: "trimEnd"},
	}, stringHTMLRows...),
	Setup: func(rt *object.Runtime, _ *object.Realm, _, proto *heap.Object) {
		rt.Heap.SetInternal(proto, 0, rt.Heap.EmptyString().Value())
	},
}

// stringConstructor is String (sec-string-constructor-string-value).
func stringConstructor(c *object.Call) (heap.Value, error) {
	rt := c.RT
	s := rt.Heap.EmptyString()
	if len(c.Args) > 0 {
		if c.NewTarget.IsUndefined() && c.Args[0].IsSymbol() {
			return rt.Text(rt.SymbolText(c.Args[0].Symbol())), nil
		}
		var err error
		if s, err = rt.ToString(c.Args[0]); err != nil {
			return heap.Undefined, err
		}
	}
	if c.NewTarget.IsUndefined() {
		return s.Value(), nil
	}
	proto, err := rt.GetPrototypeFromConstructor(c.NewTarget, object.StringPrototype)
	if err != nil {
		return heap.Undefined, err
	}
	return rt.StringCreate(s, proto).Value(), nil
}

// thisText is the receiver as a string: RequireObjectCoercible and ToString.
func thisText(c *object.Call, method string) (*heap.String, error) {
	if c.This.IsString() {
		return c.This.Str(), nil
	}
	if err := c.RT.RequireObjectCoercible(c.This, "String.prototype."+method); err != nil {
		return nil, err
	}
	return c.RT.ToString(c.This)
}

// stringFromCharCode is String.fromCharCode (sec-string.fromcharcode).
func stringFromCharCode(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if len(c.Args) == 1 {
		u, err := rt.ToUint16(c.Args[0])
		if err != nil {
			return heap.Undefined, err
		}
		return rt.Heap.SingleChar(u).Value(), nil
	}
	b := rt.Heap.Builder()
	rt.Work(8 * len(c.Args))
	for i := range c.Args {
		u, err := rt.ToUint16(c.Args[i])
		if err != nil {
			return heap.Undefined, err
		}
		b.Unit(u)
	}
	return rt.BuiltString(&b)
}

// stringFromCodePoint is String.fromCodePoint (sec-string.fromcodepoint).
func stringFromCodePoint(c *object.Call) (heap.Value, error) {
	rt := c.RT
	b := rt.Heap.Builder()
	rt.Work(8 * len(c.Args))
	for i := range c.Args {
		f, err := rt.ToNumber(c.Args[i])
		if err != nil {
			return heap.Undefined, err
		}
		if f != math.Trunc(f) || f < 0 || f > 0x10FFFF || math.IsNaN(f) {
			return heap.Undefined, rt.RangeError("Invalid code point %s", rt.Describe(c.Args[i]))
		}
		if f < 0x10000 {
			b.Unit(uint16(f))
		} else {
			b.CodePoint(rune(f))
		}
	}
	return rt.BuiltString(&b)
}

// stringRaw is String.raw (sec-string.raw).
func stringRaw(c *object.Call) (heap.Value, error) {
	rt := c.RT
	cooked, err := rt.ToObject(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	raw, err := rt.Get(cooked, rt.Heap.InternGo("raw"))
	if err != nil {
		return heap.Undefined, err
	}
	literals, err := rt.ToObject(raw)
	if err != nil {
		return heap.Undefined, err
	}
	n, err := rt.LengthOfArrayLike(literals)
	if err != nil {
		return heap.Undefined, err
	}
	b := rt.Heap.Builder()
	add := func(v heap.Value) error {
		s, err := rt.ToString(v)
		if err == nil {
			b.Str(s)
			err = b.Err()
		}
		return err
	}
	for i := int64(0); i < n; i++ {
		v, err := getAt(rt, literals, i)
		if err == nil {
			err = add(v)
		}
		if err == nil && i+1 < n && i+1 < int64(len(c.Args)) {
			err = add(c.Args[i+1])
		}
		if err == nil {
			err = rt.Step()
		}
		if err != nil {
			return heap.Undefined, err
		}
	}
	return rt.BuiltString(&b)
}

// unitAt is what charAt, charCodeAt and at have in common: the receiver, and
// argument 0 as an index in it, or ok false when it is outside.
func unitAt(c *object.Call, method string, fromEnd bool) (s *heap.String, i int, ok bool, err error) {
	if s, err = thisText(c, method); err != nil {
		return nil, 0, false, err
	}
	if v := c.Arg(0); v.IsInt() {
		i = int(v.AsInt())
	} else {
		f, err := c.RT.ToIntegerOrInfinity(v)
		if err != nil {
			return nil, 0, false, err
		}
		i = int(max(min(f, math.MaxInt32), math.MinInt32))
	}
	if fromEnd && i < 0 {
		i += s.Len()
	}
	return s, i, i >= 0 && i < s.Len(), nil
}

// stringAt is String.prototype.at (sec-string.prototype.at).
func stringAt(c *object.Call) (heap.Value, error) {
	s, i, ok, err := unitAt(c, "at", true)
	if err != nil || !ok {
		return heap.Undefined, err
	}
	return c.RT.Heap.SingleChar(s.At(c.RT.Heap, i)).Value(), nil
}

// stringCharAt is String.prototype.charAt (sec-string.prototype.charat).
func stringCharAt(c *object.Call) (heap.Value, error) {
	s, i, ok, err := unitAt(c, "charAt", false)
	if err != nil {
		return heap.Undefined, err
	}
	if !ok {
		return c.RT.Heap.EmptyString().Value(), nil
	}
	return c.RT.Heap.SingleChar(s.At(c.RT.Heap, i)).Value(), nil
}

// stringCharCodeAt is String.prototype.charCodeAt (sec-string.prototype.charcodeat).
func stringCharCodeAt(c *object.Call) (heap.Value, error) {
	s, i, ok, err := unitAt(c, "charCodeAt", false)
	if err != nil {
		return heap.Undefined, err
	}
	if !ok {
		return heap.NaN, nil
	}
	return heap.Int(int32(s.At(c.RT.Heap, i))), nil
}

// codePointAt is CodePointAt (sec-codepointat): the code point that begins at i
// and the number of its units. A lone surrogate stands for itself.
func codePointAt(f heap.Flat, i int) (r rune, units int) {
	hi := f.At(i)
	if hi&0xFC00 == 0xD800 && i+1 < f.Len() {
		if lo := f.At(i + 1); lo&0xFC00 == 0xDC00 {
			return (rune(hi)-0xD800)<<10 + rune(lo) - 0xDC00 + 0x10000, 2
		}
	}
	return rune(hi), 1
}

// stringCodePointAt is String.prototype.codePointAt (sec-string.prototype.codepointat).
func stringCodePointAt(c *object.Call) (heap.Value, error) {
	s, i, ok, err := unitAt(c, "codePointAt", false)
	if err != nil || !ok {
		return heap.Undefined, err
	}
	r, _ := codePointAt(s.Flat(c.RT.Heap), i)
	return heap.Int(r), nil
}

// stringConcat is String.prototype.concat (sec-string.prototype.concat).
func stringConcat(c *object.Call) (heap.Value, error) {
	s, err := thisText(c, "concat")
	if err != nil {
		return heap.Undefined, err
	}
	v := s.Value()
	for i := range c.Args {
		next, err := c.RT.ToString(c.Args[i])
		if err != nil {
			return heap.Undefined, err
		}
		if v, err = c.RT.ConcatStrings(v.Str(), next); err != nil {
			return heap.Undefined, err
		}
	}
	return v, nil
}

// stringToString is String.prototype.toString (sec-string.prototype.tostring).
func stringToString(c *object.Call) (heap.Value, error) {
	return thisString(c, "String.prototype.toString")
}

// stringValueOf is String.prototype.valueOf (sec-string.prototype.valueof).
func stringValueOf(c *object.Call) (heap.Value, error) {
	return thisString(c, "String.prototype.valueOf")
}

// thisString is ThisStringValue (sec-thisstringvalue).
func thisString(c *object.Call, method string) (heap.Value, error) {
	if c.This.IsString() {
		return c.This, nil
	}
	if c.This.IsObject() && c.This.Object().Class() == heap.ClassString {
		return c.This.Object().Internal(0), nil
	}
	return heap.Undefined, c.Incompatible(method)
}

// relative turns a relative index (negative: from the end) into an absolute one
// between 0 and n; Undefined gives def.
func relative(rt *object.Runtime, v heap.Value, n int, def int) (int, error) {
	if v.IsUndefined() {
		return def, nil
	}
	f, err := rt.ToIntegerOrInfinity(v)
	if err != nil {
		return 0, err
	}
	if f < 0 {
		return int(max(f+float64(n), 0)), nil
	}
	return int(min(f, float64(n))), nil
}

// stringSlice is String.prototype.slice (sec-string.prototype.slice).
func stringSlice(c *object.Call) (heap.Value, error) {
	s, err := thisText(c, "slice")
	if err != nil {
		return heap.Undefined, err
	}
	from, err := relative(c.RT, c.Arg(0), s.Len(), 0)
	if err != nil {
		return heap.Undefined, err
	}
	to, err := relative(c.RT, c.Arg(1), s.Len(), s.Len())
	if err != nil {
		return heap.Undefined, err
	}
	return c.RT.Heap.Substring(s, from, max(from, to)).Value(), nil
}

// clamped is an integer argument between 0 and n; Undefined gives def.
func clamped(rt *object.Runtime, v heap.Value, n int, def int) (int, error) {
	if v.IsUndefined() {
		return def, nil
	}
	f, err := rt.ToIntegerOrInfinity(v)
	return int(max(0, min(f, float64(n)))), err
}

// stringSubstring is String.prototype.substring (sec-string.prototype.substring).
func stringSubstring(c *object.Call) (heap.Value, error) {
	s, err := thisText(c, "substring")
	if err != nil {
		return heap.Undefined, err
	}
	from, err := clamped(c.RT, c.Arg(0), s.Len(), 0)
	if err != nil {
		return heap.Undefined, err
	}
	to, err := clamped(c.RT, c.Arg(1), s.Len(), s.Len())
	if err != nil {
		return heap.Undefined, err
	}
	return c.RT.Heap.Substring(s, min(from, to), max(from, to)).Value(), nil
}

// stringSubstr is String.prototype.substr (sec-string.prototype.substr).
func stringSubstr(c *object.Call) (heap.Value, error) {
	s, err := thisText(c, "substr")
	if err != nil {
		return heap.Undefined, err
	}
	from, err := relative(c.RT, c.Arg(0), s.Len(), 0)
	if err != nil {
		return heap.Undefined, err
	}
	n, err := clamped(c.RT, c.Arg(1), s.Len()-from, s.Len()-from)
	if err != nil {
		return heap.Undefined, err
	}
	return c.RT.Heap.Substring(s, from, from+n).Value(), nil
}

// stringRepeat is String.prototype.repeat (sec-string.prototype.repeat).
func stringRepeat(c *object.Call) (heap.Value, error) {
	rt := c.RT
	s, err := thisText(c, "repeat")
	if err != nil {
		return heap.Undefined, err
	}
	n, err := rt.ToIntegerOrInfinity(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	if n < 0 || math.IsInf(n, 1) {
		return heap.Undefined, rt.RangeError("Invalid count value: %s", rt.Describe(c.Arg(0)))
	}
	if n == 0 || s.Len() == 0 {
		return rt.Heap.EmptyString().Value(), nil
	}
	return repeated(rt, s, n*float64(s.Len()))
}

// repeatedEnd is about how long the flat pieces of a repeated string are.
const repeatedEnd = 1 << 12

// repeated is as many copies of s as make length units, the last one cut off.
func repeated(rt *object.Runtime, s *heap.String, length float64) (heap.Value, error) {
	if length > float64(rt.Heap.MaxStringLength()) {
		return heap.Undefined, rt.RangeError("Invalid string length")
	}
	// Doubling makes a rope of a few cells, whose ends are long enough that making
	// it flat is copying.
	n := int(length)
	if s.Len() < repeatedEnd && n > s.Len() {
		b := rt.Heap.Builder()
		f := s.Flat(rt.Heap)
		rt.Work(min(n, repeatedEnd))
		for range min(n, repeatedEnd) / s.Len() {
			b.Flat(f)
		}
		s = b.String()
		b.Release()
	}
	v := s.Value()
	for v.Str().Len() < n {
		if need := n - v.Str().Len(); need < v.Str().Len() {
			rest := rt.Heap.Substring(v.Str(), 0, need)
			return rt.ConcatStrings(v.Str(), rest)
		}
		var err error
		if v, err = rt.ConcatStrings(v.Str(), v.Str()); err != nil {
			return heap.Undefined, err
		}
	}
	return rt.Heap.Substring(v.Str(), 0, n).Value(), nil
}

// padding is StringPad (sec-stringpad): the receiver and what has to be added.
func padding(c *object.Call, method string) (s *heap.String, pad heap.Value, err error) {
	rt := c.RT
	if s, err = thisText(c, method); err != nil {
		return nil, heap.Undefined, err
	}
	length, err := rt.ToLength(c.Arg(0))
	empty := rt.Heap.EmptyString()
	if err != nil || length <= int64(s.Len()) {
		return s, empty.Value(), err
	}
	filler := rt.Heap.SingleChar(' ')
	if v := c.Arg(1); !v.IsUndefined() {
		if filler, err = rt.ToString(v); err != nil {
			return nil, heap.Undefined, err
		}
	}
	if filler.Len() == 0 {
		return s, empty.Value(), nil
	}
	pad, err = repeated(rt, filler, float64(length)-float64(s.Len()))
	return s, pad, err
}

// stringPadEnd is String.prototype.padEnd (sec-string.prototype.padend).
func stringPadEnd(c *object.Call) (heap.Value, error) {
	s, pad, err := padding(c, "padEnd")
	if err != nil {
		return heap.Undefined, err
	}
	return c.RT.ConcatStrings(s, pad.Str())
}

// stringPadStart is String.prototype.padStart (sec-string.prototype.padstart).
func stringPadStart(c *object.Call) (heap.Value, error) {
	s, pad, err := padding(c, "padStart")
	if err != nil {
		return heap.Undefined, err
	}
	return c.RT.ConcatStrings(pad.Str(), s)
}
