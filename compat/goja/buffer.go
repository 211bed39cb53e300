package goja

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// ArrayBuffer stands for an ArrayBuffer in Go. ToValue gives that object.
type ArrayBuffer struct{ buffer *Object }

func (a ArrayBuffer) toValue(*Runtime) Value {
	if a.buffer == nil {
		return _null
	}
	return a.buffer
}

// NewArrayBuffer makes an ArrayBuffer over data, which is not copied.
func (r *Runtime) NewArrayBuffer(data []byte) (a ArrayBuffer) {
	r.must(func() error {
		array, err := r.obj.Language().ShareBytes(r.obj, data)
		if err == nil {
			a.buffer = r.objectOf(array.Object().Internal(object.TypedBuffer))
		}
		return err
	})
	return a
}

// Bytes returns the memory, nil once it is detached.
func (a ArrayBuffer) Bytes() (b []byte) {
	if a.buffer == nil {
		return nil
	}
	a.buffer.do(func(rt *object.Runtime, self *heap.Object) error {
		if data, ok := rt.Language().BufferBytes(rt, self); ok {
			b = data
		}
		return nil
	})
	return b
}

// Detach takes the memory away from scripts; false if that had been done.
func (a ArrayBuffer) Detach() (done bool) {
	if a.Detached() {
		return false
	}
	a.buffer.do(func(rt *object.Runtime, self *heap.Object) error {
		return rt.Language().DetachArrayBuffer(rt, self.Value())
	})
	return true
}

// Detached reports whether the memory was taken away.
func (a ArrayBuffer) Detached() (detached bool) {
	if a.buffer == nil {
		return true
	}
	a.buffer.do(func(rt *object.Runtime, self *heap.Object) error {
		_, ok := rt.Language().BufferBytes(rt, self)
		detached = !ok
		return nil
	})
	return detached
}
