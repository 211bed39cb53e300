package builtin

import (
	"math"
	"slices"

	"github.com/kilnjs/kiln/internal/num"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// jsonWriter is the state of SerializeJSONProperty (sec-json-serialization-record).
type jsonWriter struct {
	rt       *object.Runtime
	out      heap.StringBuilder
	replacer heap.Value   // function, or Undefined
	keys     []heap.Value // property list
	listed   bool         // keys is the property list
	gap      string
	asciiGap bool
	indent   string               // a line break and the indent, of the deepest object so far
	depth    int                  // how many gaps of it the running object has
	open     []*heap.Object       // the objects being written, outermost first
	openKeys []heap.Value         // the key under which each was found
	depths   map[*heap.Object]int // where each is in open, once they are many
	buf      []byte               // of quoteShort
	units    []uint16             // of quoteShortWide
	toJSON   heap.Value
	lookup   object.IC // of toJSON
}

func newJSONWriter(rt *object.Runtime) jsonWriter {
	return jsonWriter{rt: rt, out: rt.Heap.Builder(), replacer: heap.Undefined, toJSON: rt.Heap.InternGo("toJSON")}
}

// jsonStringify is JSON.stringify (sec-json.stringify).
func jsonStringify(c *object.Call) (heap.Value, error) {
	rt := c.RT
	w := newJSONWriter(rt)
	if err := w.setReplacer(c.Arg(1)); err != nil {
		return heap.Undefined, err
	}
	if err := w.setGap(c.Arg(2)); err != nil {
		return heap.Undefined, err
	}
	// Only a replacing function gets to see the holder.
	var holder *heap.Object
	if !w.replacer.IsUndefined() {
		holder = rt.NewObject()
		if _, err := rt.CreateDataProperty(holder, rt.Heap.Names.Empty, c.Arg(0)); err != nil {
			return heap.Undefined, err
		}
	}
	return w.text(holder, c.Arg(0))
}

// stringifyJSON is JSON.stringify without replacer and space.
func stringifyJSON(rt *object.Runtime, v heap.Value) (heap.Value, error) {
	w := newJSONWriter(rt)
	return w.text(nil, v)
}

// appendJSON is stringifyJSON in UTF-8, appended to dst.
func appendJSON(rt *object.Runtime, dst []byte, v heap.Value) (text []byte, written bool, err error) {
	w := newJSONWriter(rt)
	w.out = rt.Heap.UTF8Builder(dst)
	if written, err = w.property(nil, rt.Heap.Names.Empty, v); err == nil && w.out.Err() != nil {
		_, err = rt.BuiltString(&w.out)
	}
	if err != nil || !written {
		return dst, false, err
	}
	return w.out.UTF8(), true, nil
}

// text is a property of holder as JSON, Undefined if that has no form for it.
func (w *jsonWriter) text(holder *heap.Object, v heap.Value) (heap.Value, error) {
	written, err := w.property(holder, w.rt.Heap.Names.Empty, v)
	if err != nil || !written {
		return heap.Undefined, err
	}
	return w.rt.BuiltString(&w.out)
}

func (w *jsonWriter) setReplacer(v heap.Value) error {
	rt := w.rt
	if rt.IsCallable(v) {
		w.replacer = v
		return nil
	}
	array, err := rt.IsArray(v)
	if err != nil || !array {
		return err
	}
	w.listed = true
	n, err := rt.LengthOfArrayLike(v.Object())
	if err != nil {
		return err
	}
	seen := map[heap.Value]bool{}
	for k := int64(0); k < n; k++ {
		item, err := getAt(rt, v.Object(), k)
		if err != nil {
			return err
		}
		name := item.IsString() || item.IsNumber()
		if item.IsObject() {
			class := item.Object().Class()
			name = class == heap.ClassString || class == heap.ClassNumber
		}
		if name {
			s, err := rt.ToString(item)
			if err != nil {
				return err
			}
			key := rt.Heap.KeyFromString(s)
			if !seen[key] {
				seen[key] = true
				w.keys = append(w.keys, key)
			}
		}
		if err := rt.Step(); err != nil {
			return err
		}
	}
	return nil
}

const maxGap = 10

func (w *jsonWriter) setGap(v heap.Value) error {
	rt := w.rt
	if v.IsObject() {
		switch v.Object().Class() {
		case heap.ClassNumber:
			f, err := rt.ToNumber(v)
			if err != nil {
				return err
			}
			v = heap.Number(f)
		case heap.ClassString:
			s, err := rt.ToString(v)
			if err != nil {
				return err
			}
			v = s.Value()
		}
	}
	switch {
	case v.IsNumber():
		n, _ := rt.ToIntegerOrInfinity(v)
		w.gap = "          "[:int(max(0, min(n, maxGap)))]
	case v.IsString():
		s := v.Str()
		w.gap = rt.Heap.Substring(s, 0, min(s.Len(), maxGap)).Go(rt.Heap)
	}
	w.indent, w.asciiGap = "\n", ascii([]byte(w.gap))
	return nil
}

// property is SerializeJSONProperty (sec-serializejsonproperty) of a value that
// has been read already. It reports whether anything was written.
func (w *jsonWriter) property(holder *heap.Object, key, v heap.Value) (bool, error) {
	rt := w.rt
	if v.IsObject() || v.IsBigInt() {
		f, err := rt.GetMemberIC(v, w.toJSON, &w.lookup)
		if err != nil {
			return false, err
		}
		if rt.IsCallable(f) {
			if v, err = rt.Call(f, v, rt.Heap.KeyToString(key).Value()); err != nil {
				return false, err
			}
		}
	}
	if !w.replacer.IsUndefined() {
		var err error
		if v, err = rt.Call(w.replacer, holder.Value(), rt.Heap.KeyToString(key).Value(), v); err != nil {
			return false, err
		}
	}
	if v.IsObject() {
		var err error
		if v, err = w.unwrap(v); err != nil {
			return false, err
		}
	}
	switch {
	case v.IsNull():
		w.out.Latin1("null")
	case v == heap.True:
		w.out.Latin1("true")
	case v == heap.False:
		w.out.Latin1("false")
	case v.IsString():
		return true, w.quote(v.Str().Flat(rt.Heap))
	case v.IsNumber():
		w.number(v)
	case v.IsBigInt():
		return false, rt.TypeError("Do not know how to serialize a BigInt")
	case v.IsObject() && !v.Object().IsCallable():
		return true, w.object(v.Object(), key)
	default:
		return false, nil
	}
	return true, nil
}

// unwrap turns wrapper objects into their primitives and writes raw JSON.
func (w *jsonWriter) unwrap(v heap.Value) (heap.Value, error) {
	rt := w.rt
	switch v.Object().Class() {
	case heap.ClassNumber:
		f, err := rt.ToNumber(v)
		return heap.Number(f), err
	case heap.ClassString:
		s, err := rt.ToString(v)
		if err != nil {
			return heap.Undefined, err
		}
		return s.Value(), nil
	case heap.ClassBoolean, heap.ClassBigInt:
		return v.Object().Internal(0), nil
	}
	return v, nil
}

func (w *jsonWriter) number(v heap.Value) {
	if v.IsInt() {
		w.out.Int(v.AsInt())
		return
	}
	f := v.Float64()
	if math.IsNaN(f) || math.IsInf(f, 0) {
		w.out.Latin1("null")
		return
	}
	var text [32]byte
	w.out.Flat(heap.FlatLatin1(num.AppendNumber(text[:0], f)))
}

const lowerHex = "0123456789abcdef"

// quote is QuoteJSONString (sec-quotejsonstring).
func (w *jsonWriter) quote(f heap.Flat) error {
	if !f.IsWide() {
		return w.quoteLatin1(f.Latin1(), `"`)
	}
	n := plainUnits(f.UTF16())
	if n < f.Len() && f.Len() <= longLiteral {
		return w.quoteShortWide(f.UTF16(), n)
	}
	w.out.Unit('"')
	for text := f.UTF16(); ; {
		w.out.Flat(heap.FlatUTF16(text[:n]))
		if n == len(text) {
			break
		}
		if err := w.rt.Step(); err != nil {
			return err
		}
		w.escape(text[n])
		text = text[n+1:]
		n = plainUnits(text)
	}
	w.out.Unit('"')
	return nil
}

// quoteLatin1 is quote for a text in bytes; what follows the text begins with the quote.
func (w *jsonWriter) quoteLatin1(text []byte, after string) error {
	before := `"`
	if n, _ := plainPrefix(text); n < len(text) && len(text) <= longLiteral {
		return w.quoteShort(text, n, after)
	}
	for {
		n, _ := plainPrefix(text)
		if n == len(text) {
			w.out.Enclosed(before, text, after)
			return nil
		}
		w.out.Enclosed(before, text[:n], "")
		if err := w.rt.Step(); err != nil {
			return err
		}
		w.escape(uint16(text[n]))
		before, text = "", text[n+1:]
	}
}

// quoteShort is quoteLatin1 for a short text of which the first n bytes need no escape.
func (w *jsonWriter) quoteShort(text []byte, n int, after string) error {
	b, escapes := w.buf[:0], 0
	for {
		b = append(b, text[:n]...)
		if n == len(text) {
			break
		}
		b = appendEscape(b, uint16(text[n]))
		escapes++
		text = text[n+1:]
		n, _ = plainPrefix(text)
	}
	w.buf = b
	w.out.Enclosed(`"`, b, after)
	return w.rt.Steps(escapes)
}

// quoteShortWide is quote for a short text of which the first n units need no escape.
func (w *jsonWriter) quoteShortWide(text []uint16, n int) error {
	b, escapes := append(w.units[:0], '"'), 0
	for n < len(text) {
		b = appendEscape(append(b, text[:n]...), text[n])
		escapes++
		text = text[n+1:]
		n = plainUnits(text)
	}
	w.units = append(append(b, text...), '"')
	w.out.Flat(heap.FlatUTF16(w.units))
	return w.rt.Steps(escapes)
}

// plainUnits is plainPrefix for text in 16-bit units, where surrogates have to be in pairs.
func plainUnits(text []uint16) int {
	for i := 0; i < len(text); i++ {
		u := text[i]
		if u >= 0x20 && u != '"' && u != '\\' && u&^0x7FF != 0xD800 {
			continue
		}
		if u&^0x3FF != 0xD800 || i+1 == len(text) || text[i+1]&^0x3FF != 0xDC00 {
			return i
		}
		i++
	}
	return len(text)
}

// escape writes a unit that a string literal cannot have as it is.
func (w *jsonWriter) escape(u uint16) {
	var text [6]byte
	w.out.Flat(heap.FlatLatin1(appendEscape(text[:0], u)))
}

// appendEscape appends the escape of such a unit to b.
func appendEscape[unit byte | uint16](b []unit, u uint16) []unit {
	short := byte(0)
	switch u {
	case '\b':
		short = 'b'
	case '\t':
		short = 't'
	case '\n':
		short = 'n'
	case '\f':
		short = 'f'
	case '\r':
		short = 'r'
	case '"', '\\':
		short = byte(u)
	default:
		return append(b, '\\', 'u', unit(lowerHex[u>>12]), unit(lowerHex[u>>8&15]), unit(lowerHex[u>>4&15]), unit(lowerHex[u&15]))
	}
	return append(b, '\\', unit(short))
}

// object writes an object or array.
func (w *jsonWriter) object(o *heap.Object, key heap.Value) error {
	rt := w.rt
	if o.Class() == heap.ClassRawJSON {
		raw, err := rt.Get(o, rt.Heap.InternGo("rawJSON"))
		if err == nil {
			w.out.Str(raw.Str())
		}
		return err
	}
	if i, ok := w.isOpen(o); ok {
		return w.circular(i, key)
	}
	if len(w.open) >= maxJSONDepth {
		return rt.StackOverflow()
	}
	if w.out.Err() != nil {
		_, err := rt.BuiltString(&w.out)
		return err
	}
	if err := rt.Step(); err != nil { // the steps between parts do not come before the depth is too great
		return err
	}
	w.enter(o, key)
	if w.depth++; w.gap != "" && len(w.indent) <= w.depth*len(w.gap) {
		w.indent += w.gap
	}
	array, err := rt.IsArray(o.Value())
	if err == nil {
		if array {
			err = w.elements(o)
		} else {
			err = w.members(o)
		}
	}
	w.depth--
	w.leave()
	return err
}

// separator begins the next part of an object or array.
func (w *jsonWriter) separator(first bool) {
	if !first {
		w.out.Unit(',')
	}
	w.newline(w.depth)
}

// newline begins a line at a depth, where there are lines.
func (w *jsonWriter) newline(depth int) {
	switch indent := w.indent; {
	case w.gap == "":
	case w.asciiGap:
		w.out.Latin1(indent[:1+depth*len(w.gap)])
	default:
		w.out.Go(indent[:1+depth*len(w.gap)])
	}
}

// elements is SerializeJSONArray (sec-serializejsonarray).
func (w *jsonWriter) elements(o *heap.Object) error {
	rt := w.rt
	n, err := rt.LengthOfArrayLike(o)
	if err != nil {
		return err
	}
	w.out.Unit('[')
	for k := int64(0); k < n; k++ {
		mark := rt.Heap.OpenScope()
		w.separator(k == 0)
		v, err := getAt(rt, o, k)
		written := false
		if err == nil {
			written, err = w.property(o, rt.KeyFromInt(k), v)
		}
		if err == nil && !written {
			w.out.Latin1("null")
		}
		if err == nil && w.out.Err() != nil {
			_, err = rt.BuiltString(&w.out)
		}
		if err == nil {
			err = rt.Step()
		}
		if err != nil {
			return rt.CloseScope(mark, err)
		}
		rt.Heap.CloseScope(mark)
	}
	if n > 0 {
		w.newline(w.depth - 1)
	}
	w.out.Unit(']')
	return nil
}

// members is SerializeJSONObject (sec-serializejsonobject).
func (w *jsonWriter) members(o *heap.Object) error {
	rt := w.rt
	keys := w.keys
	var plain *heap.Shape
	if !w.listed {
		plain = rt.PlainShape(o)
	}
	count := len(keys)
	if plain != nil {
		count = plain.Count()
	} else if !w.listed {
		names, err := rt.EnumerableOwnProperties(o, object.ListKeys)
		if err != nil {
			return err
		}
		keys = names
		rt.Work(8 * len(names))
		for i, name := range names {
			keys[i] = rt.Heap.KeyFromString(name.Str())
		}
		count = len(keys)
	}
	w.out.Unit('{')
	first := true
	for i := range count {
		mark := rt.Heap.OpenScope()
		key, v, err := w.member(o, plain, keys, i)
		if err != nil {
			return rt.CloseScope(mark, err)
		}
		before := w.out.Len()
		w.separator(first)
		written := false
		if err = w.name(rt.Heap.KeyToString(key).Flat(rt.Heap)); err == nil {
			written, err = w.property(o, key, v)
		}
		if err == nil {
			err = rt.Step()
		}
		if err != nil {
			return rt.CloseScope(mark, err)
		}
		rt.Heap.CloseScope(mark)
		if !written {
			w.out.Truncate(before)
			continue
		}
		first = false
	}
	if !first {
		w.newline(w.depth - 1)
	}
	w.out.Unit('}')
	return nil
}

// name writes the name of a property and what stands between that and its value.
func (w *jsonWriter) name(f heap.Flat) error {
	if !f.IsWide() && w.gap == "" {
		return w.quoteLatin1(f.Latin1(), `":`)
	}
	if err := w.quote(f); err != nil {
		return err
	}
	if w.out.Unit(':'); w.gap != "" {
		w.out.Unit(' ')
	}
	return nil
}

// member returns key and value of member i of o: an entry of its PlainShape, as
// long as it has that, else what the key reads as.
func (w *jsonWriter) member(o *heap.Object, plain *heap.Shape, keys []heap.Value, i int) (key, v heap.Value, err error) {
	if plain == nil {
		v, err = w.rt.Get(o, keys[i])
		return keys[i], v, err
	}
	key, p := plain.EntryAt(i)
	if o.Shape(w.rt.Heap) == plain {
		return key, w.rt.Heap.Keep(o.SlotAt(p.Offset)), nil
	}
	v, err = w.rt.Get(o, key)
	return key, v, err
}

// deepJSON is the depth from which on open objects are found by a map.
const deepJSON = 64

// isOpen returns the depth at which o is being written, if it is.
func (w *jsonWriter) isOpen(o *heap.Object) (int, bool) {
	if w.depths != nil {
		i, ok := w.depths[o]
		return i, ok
	}
	i := slices.Index(w.open, o)
	return i, i >= 0
}

func (w *jsonWriter) enter(o *heap.Object, key heap.Value) {
	w.open, w.openKeys = append(w.open, o), append(w.openKeys, key)
	switch n := len(w.open); {
	case w.depths != nil:
		w.depths[o] = n - 1
	case n == deepJSON:
		w.depths = make(map[*heap.Object]int, 2*n)
		for i, open := range w.open {
			w.depths[open] = i
		}
	}
}

func (w *jsonWriter) leave() {
	last := len(w.open) - 1
	if w.depths != nil {
		delete(w.depths, w.open[last])
	}
	w.open, w.openKeys = w.open[:last], w.openKeys[:last]
}

// circular is the TypeError for an object that contains itself; open[from] is
// reached again under key.
func (w *jsonWriter) circular(from int, key heap.Value) error {
	rt := w.rt
	name := func(o *heap.Object) string {
		if c, err := rt.Get(o, rt.Heap.Names.Constructor); err == nil && c.IsObject() {
			if n, err := rt.Get(c.Object(), rt.Heap.Names.Name); err == nil && n.IsString() {
				return n.Str().Go(rt.Heap)
			}
		}
		return "Object"
	}
	place := func(k heap.Value) string {
		if heap.KeyIsIndex(k) {
			return "index " + rt.Heap.KeyToString(k).Go(rt.Heap)
		}
		return "property '" + rt.Heap.KeyToString(k).Go(rt.Heap) + "'"
	}
	text := "Converting circular structure to JSON\n    --> starting at object with constructor '" + name(w.open[from]) + "'"
	last := len(w.open) - 1
	for i := from + 1; i <= last; i++ {
		if i > from+2 && i < last {
			text += "\n    |     ..."
			i = last
		}
		text += "\n    |     " + place(w.openKeys[i]) + " -> object with constructor '" + name(w.open[i]) + "'"
	}
	return rt.TypeError("%s", text+"\n    --- "+place(key)+" closes the circle")
}
