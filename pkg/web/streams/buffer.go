package streams

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// bufferView is what an argument of type ArrayBufferView shows; a TypeError for other values and for
// buffers that are shared or not of fixed length.
func bufferView(rt *object.Runtime, v heap.Value) (object.BufferView, error) {
	if f := rt.Language().BufferView; f != nil {
		if view, ok := f(rt, v); ok {
			if !view.Fixed {
				return view, rt.TypeError("The buffer of the view must be an ArrayBuffer of fixed length")
			}
			return view, nil
		}
	}
	return object.BufferView{}, rt.TypeError("%s is no ArrayBufferView", rt.Describe(v))
}

// notEmpty is a TypeError for a view without bytes, and one of a buffer without bytes.
func notEmpty(rt *object.Runtime, view object.BufferView) error {
	switch {
	case detached(rt, view.Buffer):
		return rt.TypeError("The buffer of the view is detached")
	case view.Length == 0:
		return rt.TypeError("The view must not be empty")
	}
	return nil
}

func detached(rt *object.Runtime, buffer *heap.Object) bool {
	_, ok := rt.Language().BufferBytes(rt, buffer)
	return !ok
}

// bufferBytes is the memory of an ArrayBuffer, to be used at once.
func bufferBytes(rt *object.Runtime, buffer *heap.Object) []byte {
	b, _ := rt.Language().BufferBytes(rt, buffer)
	return b
}

// transfer is TransferArrayBuffer (https://streams.spec.whatwg.org/#transfer-array-buffer).
func transfer(rt *object.Runtime, buffer *heap.Object) (*heap.Object, error) {
	return rt.Language().TransferBuffer(rt, buffer)
}

// newBuffer makes an ArrayBuffer of n bytes.
func newBuffer(rt *object.Runtime, n int64) (*heap.Object, error) {
	f := rt.Language().NewBuffer
	if f == nil {
		return nil, rt.TypeError("There is no ArrayBuffer")
	}
	return f(rt, n)
}

// cloneBuffer is CloneArrayBuffer (sec-clonearraybuffer) of an ArrayBuffer.
func cloneBuffer(rt *object.Runtime, buffer *heap.Object, offset, length int64) (*heap.Object, error) {
	clone, err := newBuffer(rt, length)
	if err == nil {
		rt.Work(int(length >> 2))
		copy(bufferBytes(rt, clone), bufferBytes(rt, buffer)[offset:])
	}
	return clone, err
}

// cloneAsUint8Array is https://streams.spec.whatwg.org/#abstract-opdef-cloneasuint8array.
func cloneAsUint8Array(rt *object.Runtime, view object.BufferView) (heap.Value, error) {
	clone, err := cloneBuffer(rt, view.Buffer, view.Offset, view.Length)
	if err != nil {
		return heap.Undefined, err
	}
	return newUint8Array(rt, clone, 0, view.Length), nil
}

func newUint8Array(rt *object.Runtime, buffer *heap.Object, offset, length int64) heap.Value {
	return newView(rt, object.ElementUint8, buffer, offset, length)
}

// newView makes a view of length bytes.
func newView(rt *object.Runtime, element object.ElementType, buffer *heap.Object, offset, length int64) heap.Value {
	return rt.Language().NewBufferView(rt, object.BufferView{Buffer: buffer, Offset: offset, Length: length, Element: element}).Value()
}
