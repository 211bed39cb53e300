package builtin

import (
	"math/bits"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// idDataViewPrototype is %DataView.prototype%.
var idDataViewPrototype = object.NewIntrinsic()

// Internal slots of a DataView.
const (
	viewBuffer = iota // [[ViewedArrayBuffer]]
	viewOffset        // [[ByteOffset]]
	viewLength        // [[ByteLength]]; Undefined stands for auto
	viewMemory        // the handle of the buffer's memory
)

// dataViewGroup declares %DataView% and its prototype (sec-dataview-objects).
var dataViewGroup = &object.Group{
	Name:   "DataView",
	Length: 1,
	Fn:     dataViewConstructor,
	Proto:  idDataViewPrototype,
	Global: true,
	Rows:   dataViewRows(),
}

func dataViewRows() []object.Row {
	rows := []object.Row{
		{Name: "buffer", Get: dataViewBuffer},
		{Name: "byteLength", Get: dataViewByteLength},
		{Name: "byteOffset", Get: dataViewByteOffset},
		{Name: "@@toStringTag", Str: "DataView", Flags: object.RowString},
	}
	for elem := range numElementTypes {
		if elem == elementUint8C {
			continue
		}
		name := elements[elem].name
		name = name[:len(name)-len("Array")]
		rows = append(rows,
			object.Row{Name: "get" + name, Length: 1, Fn: func(c *object.Call) (heap.Value, error) { return getViewValue(c, elem) }, Leaf: leafGetView(elem)},
			object.Row{Name: "set" + name, Length: 2, Fn: func(c *object.Call) (heap.Value, error) { return setViewValue(c, elem) }, Leaf: leafSetView(elem)})
	}
	return rows
}

// dataViewConstructor is DataView (sec-dataview-buffer-byteoffset-bytelength).
func dataViewConstructor(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if c.NewTarget.IsUndefined() {
		return heap.Undefined, rt.TypeError("Constructor DataView requires 'new'")
	}
	if !isBuffer(c.Arg(0)) {
		return heap.Undefined, rt.TypeError("First argument to DataView constructor must be an ArrayBuffer")
	}
	offset, err := rt.ToIndex(c.Arg(1), "DataView offset")
	if err != nil {
		return heap.Undefined, err
	}
	buf := c.Arg(0).Object()
	b := bufferOf(rt, buf)
	if b.detached {
		return heap.Undefined, errDetached(rt, "DataView")
	}
	size := int64(len(b.data()))
	if offset > size {
		return heap.Undefined, rt.RangeError("Start offset %d is outside the bounds of the buffer", offset)
	}
	n := int64(-1)
	switch {
	case !c.Arg(2).IsUndefined():
		if n, err = rt.ToIndex(c.Arg(2), "DataView length"); err != nil {
			return heap.Undefined, err
		}
		if n > size-offset {
			return heap.Undefined, rt.RangeError("Invalid DataView length %d", n)
		}
	case b.max < 0:
		n = size - offset
	}
	o, err := rt.OrdinaryCreateFromConstructor(c.NewTarget, idDataViewPrototype, heap.ClassDataView)
	if err != nil {
		return heap.Undefined, err
	}
	// Conversions and getters may have detached the buffer or changed its size.
	size = int64(len(b.data()))
	switch {
	case b.detached:
		return heap.Undefined, errDetached(rt, "DataView")
	case offset > size:
		return heap.Undefined, rt.RangeError("Start offset %d is outside the bounds of the buffer", offset)
	case n > size-offset:
		return heap.Undefined, rt.RangeError("Invalid DataView length %d", n)
	}
	rt.Heap.SetInternal(o, viewBuffer, buf.Value())
	rt.Heap.SetInternal(o, viewOffset, heap.Int64(offset))
	if n >= 0 {
		rt.Heap.SetInternal(o, viewLength, heap.Int64(n))
	}
	rt.Heap.SetInternal(o, viewMemory, buf.Internal(bufferHandle))
	return o.Value(), nil
}

// dataViewRange gives length, offset and buffer of a DataView, the length 0 when it is out
// of bounds.
func dataViewRange(rt *object.Runtime, o *heap.Object) (length, offset int64, buf heap.Value) {
	buf = o.Internal(viewBuffer)
	offset, end, ok := viewExtent(o, bufferOf(rt, buf.Object()))
	if ok {
		length = end - offset
	}
	return length, offset, buf
}

// thisDataView is the receiver, which must be a DataView.
func thisDataView(c *object.Call, name string) (*heap.Object, *buffer, error) {
	if c.This.IsObject() && c.This.Object().Class() == heap.ClassDataView {
		o := c.This.Object()
		return o, c.RT.Heap.HandleAt(o.Internal(viewMemory).Handle()).(*buffer), nil
	}
	return nil, nil, c.Incompatible("DataView.prototype." + name)
}

// viewBytes are the bytes that a DataView shows; a TypeError when it is out of
// bounds (sec-isviewoutofbounds).
func viewBytes(rt *object.Runtime, o *heap.Object, b *buffer) ([]byte, error) {
	offset, end, ok := viewExtent(o, b)
	if !ok {
		return nil, errDetached(rt, "DataView method")
	}
	return b.data()[offset:end], nil
}

// viewExtent gives where in its buffer b a DataView begins and ends; ok is false when it is
// out of bounds (sec-isviewoutofbounds).
func viewExtent(o *heap.Object, b *buffer) (offset, end int64, ok bool) {
	size := int64(len(b.data()))
	offset, end = int64(o.Internal(viewOffset).Float64()), size
	if n := o.Internal(viewLength); !n.IsUndefined() {
		end = offset + int64(n.Float64())
	}
	return offset, end, !b.detached && offset <= size && end <= size
}

// dataViewBuffer is the getter of DataView.prototype.buffer
// (sec-get-dataview.prototype.buffer).
func dataViewBuffer(c *object.Call) (heap.Value, error) {
	o, _, err := thisDataView(c, "buffer")
	if err != nil {
		return heap.Undefined, err
	}
	return o.Internal(viewBuffer), nil
}

// dataViewByteLength is the getter of DataView.prototype.byteLength
// (sec-get-dataview.prototype.bytelength).
func dataViewByteLength(c *object.Call) (heap.Value, error) {
	o, b, err := thisDataView(c, "byteLength")
	if err != nil {
		return heap.Undefined, err
	}
	bytes, err := viewBytes(c.RT, o, b)
	return heap.Int64(int64(len(bytes))), err
}

// dataViewByteOffset is the getter of DataView.prototype.byteOffset
// (sec-get-dataview.prototype.byteoffset).
func dataViewByteOffset(c *object.Call) (heap.Value, error) {
	o, b, err := thisDataView(c, "byteOffset")
	if err != nil {
		return heap.Undefined, err
	}
	_, err = viewBytes(c.RT, o, b)
	return o.Internal(viewOffset), err
}

// viewSlot is the place of an element in the bytes of a DataView.
func viewSlot(rt *object.Runtime, o *heap.Object, b *buffer, index int64, elem elementType) ([]byte, error) {
	bytes, err := viewBytes(rt, o, b)
	if err != nil {
		return nil, err
	}
	if index+elem.size() > int64(len(bytes)) {
		return nil, rt.RangeError("Offset is outside the bounds of the DataView")
	}
	return bytes[index:][:elem.size()], nil
}

// getViewValue is GetViewValue (sec-getviewvalue).
func getViewValue(c *object.Call, elem elementType) (heap.Value, error) {
	rt := c.RT
	o, b, err := thisDataView(c, "get method")
	if err != nil {
		return heap.Undefined, err
	}
	index, err := rt.ToIndex(c.Arg(0), "DataView offset")
	if err != nil {
		return heap.Undefined, err
	}
	little := object.ToBoolean(c.Arg(1))
	slot, err := viewSlot(rt, o, b, index, elem)
	if err != nil {
		return heap.Undefined, err
	}
	if little {
		return elem.load(rt, slot), nil
	}
	var swapped [8]byte
	elem.store(swapped[:], elem.swap(elem.bits(slot)))
	return elem.load(rt, swapped[:]), nil
}

// swap reverses the bytes of an element.
func (t elementType) swap(b uint64) uint64 { return bits.ReverseBytes64(b) >> (64 - 8*t.size()) }

// setViewValue is SetViewValue (sec-setviewvalue).
func setViewValue(c *object.Call, elem elementType) (heap.Value, error) {
	rt := c.RT
	o, b, err := thisDataView(c, "set method")
	if err != nil {
		return heap.Undefined, err
	}
	if b.immutable {
		return heap.Undefined, rt.TypeError("Cannot write to an immutable ArrayBuffer")
	}
	index, err := rt.ToIndex(c.Arg(0), "DataView offset")
	if err != nil {
		return heap.Undefined, err
	}
	raw, err := elem.raw(rt, c.Arg(1))
	if err != nil {
		return heap.Undefined, err
	}
	little := object.ToBoolean(c.Arg(2))
	slot, err := viewSlot(rt, o, b, index, elem)
	if err != nil {
		return heap.Undefined, err
	}
	if !little {
		raw = elem.swap(raw)
	}
	elem.store(slot, raw)
	return heap.Undefined, nil
}
