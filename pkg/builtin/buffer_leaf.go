package builtin

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// The short ways (object.LeafFunc) of typed arrays and DataViews.

// maxLeafBuffer is how many bytes a buffer has that a leaf makes without asking whether they fit.
const maxLeafBuffer = 1 << 10

// leafNewTyped is the short way of the constructor of typed arrays with elem as elements: of a
// few zeros.
func leafNewTyped(elem elementType) object.LeafFunc {
	info := &elements[elem]
	return func(rt *object.Runtime, _ heap.Value, args []heap.Value) (heap.Value, bool) {
		n := int64(0)
		if len(args) > 0 {
			if !args[0].IsInt() || args[0].AsInt() < 0 {
				return heap.Undefined, false
			}
			n = int64(args[0].AsInt())
		}
		size := n * info.size
		if size > maxLeafBuffer {
			return heap.Undefined, false
		}
		rt.Work(int(size >> 2))
		buf := newArrayBuffer(rt, make([]byte, size))
		return newTypedArray(rt, rt.Cur.Intrinsic(info.proto), elem, buf, 0, n).Value(), true
	}
}

// leafView is the place of the element at position in a DataView, ok false unless it is in
// there.
func leafView(rt *object.Runtime, this, position heap.Value, elem elementType) (b *buffer, slot []byte, ok bool) {
	if !this.IsObject() || this.Object().Class() != heap.ClassDataView || !position.IsInt() {
		return nil, nil, false
	}
	o, at := this.Object(), int64(position.AsInt())
	b = rt.Heap.HandleAt(o.Internal(viewMemory).Handle()).(*buffer)
	offset, end, ok := viewExtent(o, b)
	if !ok || at < 0 || at+elem.size() > end-offset {
		return nil, nil, false
	}
	return b, b.data()[offset+at:][:elem.size()], true
}

// leafGetView is the short way of the methods of DataView that read an element.
func leafGetView(elem elementType) object.LeafFunc {
	return func(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
		if len(args) == 0 {
			return heap.Undefined, false
		}
		_, slot, ok := leafView(rt, this, args[0], elem)
		if !ok {
			return heap.Undefined, false
		}
		if elem.size() == 1 || len(args) > 1 && object.ToBoolean(args[1]) {
			return elem.load(rt, slot), true
		}
		var swapped [8]byte
		elem.store(swapped[:], elem.swap(elem.bits(slot)))
		return elem.load(rt, swapped[:]), true
	}
}

// leafSetView is the short way of the methods of DataView that write a number.
func leafSetView(elem elementType) object.LeafFunc {
	return func(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
		if len(args) < 2 || !args[1].IsNumber() || elem.big() {
			return heap.Undefined, false
		}
		b, slot, ok := leafView(rt, this, args[0], elem)
		if !ok || b.immutable {
			return heap.Undefined, false
		}
		raw, err := elem.raw(rt, args[1])
		if err != nil {
			return heap.Undefined, false
		}
		if len(args) < 3 || !object.ToBoolean(args[2]) {
			raw = elem.swap(raw)
		}
		elem.store(slot, raw)
		return heap.Undefined, true
	}
}
