package builtin

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// bufferView tells what a typed array or a DataView shows; false for any other value.
func bufferView(rt *object.Runtime, x heap.Value) (v object.BufferView, ok bool) {
	if !x.IsObject() {
		return v, false
	}
	o := x.Object()
	var b *buffer
	switch o.Class() {
	case heap.ClassTypedArray:
		array, inBounds := viewOf(rt, o)
		v = object.BufferView{Buffer: o.Internal(typedBuffer).Object(), Element: object.TypedElementOf(o)}
		v.ElementSize = elementType(v.Element).size()
		if inBounds {
			v.Offset, v.Length = int64(o.Internal(typedOffset).Float64()), array.n*array.size
		}
		b = array.buf
	case heap.ClassDataView:
		length, offset, buf := dataViewRange(rt, o)
		if !buf.IsObject() {
			return v, false
		}
		v = object.BufferView{Buffer: buf.Object(), Offset: offset, Length: length, Element: object.NumElementTypes, ElementSize: 1}
		b = bufferOf(rt, v.Buffer)
	default:
		return v, false
	}
	rt.Heap.Keep(v.Buffer.Value())
	v.Fixed = b.shared == nil && b.max < 0
	return v, true
}

// newBufferView makes a view as v describes it, in the running realm.
func newBufferView(rt *object.Runtime, v object.BufferView) *heap.Object {
	if v.Element != object.NumElementTypes {
		elem := elementType(v.Element)
		proto := rt.Cur.Intrinsic(elements[elem].proto)
		return newTypedArray(rt, proto, elem, v.Buffer, v.Offset, v.Length/elem.size())
	}
	o := rt.NewIntrinsicObject(heap.ClassDataView, idDataViewPrototype)
	rt.Heap.SetInternal(o, viewBuffer, v.Buffer.Value())
	rt.Heap.SetInternal(o, viewOffset, heap.Int64(v.Offset))
	rt.Heap.SetInternal(o, viewLength, heap.Int64(v.Length))
	rt.Heap.SetInternal(o, viewMemory, v.Buffer.Internal(bufferHandle))
	return o
}

// transferBuffer is ArrayBufferCopyAndDetach (sec-arraybuffercopyanddetach) of an ArrayBuffer
// whose length stays.
func transferBuffer(rt *object.Runtime, o *heap.Object) (*heap.Object, error) {
	if o.Class() != heap.ClassArrayBuffer {
		return nil, rt.TypeError("%s is not an ArrayBuffer", rt.Describe(o.Value()))
	}
	b := bufferOf(rt, o)
	switch {
	case b.detached:
		return nil, errDetached(rt, "transfer")
	case b.immutable:
		return nil, rt.TypeError("Cannot detach an immutable ArrayBuffer")
	}
	bytes, limit, given := b.bytes, b.max, b.given
	b.detach(rt, o)
	moved := newArrayBuffer(rt, bytes)
	to := bufferOf(rt, moved)
	to.max, to.given = limit, given
	to.expose()
	return moved, nil
}
