package builtin

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// idStringIteratorPrototype is %StringIteratorPrototype%.
var idStringIteratorPrototype = object.NewIntrinsic()

// stringIteratorGroup declares %StringIteratorPrototype%
// (sec-%stringiteratorprototype%-object).
var stringIteratorGroup = &object.Group{
	Proto:       idStringIteratorPrototype,
	ProtoParent: object.IteratorPrototype,
	Rows: []object.Row{
		{Name: "next", Fn: stringIteratorNext, Intrinsic: object.StringIteratorNext, Step: stepStringIterator},
		{Name: "@@toStringTag", Str: "String Iterator", Flags: object.RowString},
	},
}

// stringIterator is String.prototype[@@iterator] (sec-string.prototype-%symbol.iterator%).
func stringIterator(c *object.Call) (heap.Value, error) {
	s, err := thisText(c, "[Symbol.iterator]")
	if err != nil {
		return heap.Undefined, err
	}
	it := c.RT.NewIntrinsicObject(heap.ClassIterator, idStringIteratorPrototype)
	c.RT.Heap.SetInternal(it, iterTag, heap.Int(int32(tagString)))
	c.RT.Heap.SetInternal(it, iterTarget, s.Value())
	c.RT.Heap.SetInternal(it, iterIndex, heap.Int(0))
	return it.Value(), nil
}

// stepStringIterator is one step of a string iterator without result object.
func stepStringIterator(rt *object.Runtime, iter heap.Value) (v heap.Value, done, ok bool, err error) {
	if !isIterator(iter, tagString) {
		return heap.Undefined, false, false, nil
	}
	it := iter.Object()
	target := it.Internal(iterTarget)
	if target.IsUndefined() {
		return heap.Undefined, true, true, nil
	}
	s, i := target.Str(), int(it.Internal(iterIndex).AsInt())
	if i >= s.Len() {
		rt.Heap.SetInternal(it, iterTarget, heap.Undefined)
		return heap.Undefined, true, true, nil
	}
	u, n := s.At(rt.Heap, i), 1
	if u&0xFC00 == 0xD800 {
		_, n = codePointAt(s.Flat(rt.Heap), i)
	}
	rt.Heap.SetInternal(it, iterIndex, heap.Int(int32(i+n)))
	if n == 1 {
		return rt.Heap.SingleChar(u).Value(), false, true, nil
	}
	return rt.Heap.Substring(s, i, i+n).Value(), false, true, nil
}

// stringIteratorNext is %StringIteratorPrototype%.next
// (sec-%stringiteratorprototype%.next).
func stringIteratorNext(c *object.Call) (heap.Value, error) {
	return nextOf(c, stepStringIterator, "String Iterator.prototype.next")
}

// stringHTMLRows are the methods of sec-additional-properties-of-the-string.prototype-object
// that wrap the receiver in an HTML element.
var stringHTMLRows = []object.Row{
	htmlRow("anchor", "a", "name"),
	htmlRow("big", "big", ""),
	htmlRow("blink", "blink", ""),
	htmlRow("bold", "b", ""),
	htmlRow("fixed", "tt", ""),
	htmlRow("fontcolor", "font", "color"),
	htmlRow("fontsize", "font", "size"),
	htmlRow("italics", "i", ""),
	htmlRow("link", "a", "href"),
	htmlRow("small", "small", ""),
	htmlRow("strike", "strike", ""),
	htmlRow("sub", "sub", ""),
	htmlRow("sup", "sup", ""),
}

// htmlRow declares a method that is CreateHTML (sec-createhtml).
func htmlRow(method, tag, attribute string) object.Row {
	length := 0
	if attribute != "" {
		length = 1
	}
	return object.Row{Name: method, Length: length, Fn: func(c *object.Call) (heap.Value, error) {
		s, err := thisText(c, method)
		if err != nil {
			return heap.Undefined, err
		}
		b := c.RT.Heap.Builder()
		b.Latin1("<" + tag)
		if attribute != "" {
			v, err := c.RT.ToString(c.Arg(0))
			if err != nil {
				return heap.Undefined, err
			}
			b.Latin1(" " + attribute + `="`)
			f := v.Flat(c.RT.Heap)
			c.RT.Work(4 * f.Len())
			for i := range f.Len() {
				if u := f.At(i); u == '"' {
					b.Latin1("&quot;")
				} else {
					b.Unit(u)
				}
			}
			b.Latin1(`"`)
		}
		b.Latin1(">")
		b.Str(s)
		b.Latin1("</" + tag + ">")
		return c.RT.BuiltString(&b)
	}}
}
