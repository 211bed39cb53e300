package object

import "github.com/kilnjs/kiln/pkg/heap"

// Internal slots of a host object (ClassHost): an object that a library or the embedder
// makes for something in Go.
const (
	hostValue = iota // handle of the Go value, Undefined without one
	// HostModuleSource is the class name of a module source object
	// (sec-%abstractmodulesource%), Undefined for other objects.
	HostModuleSource
)

// NewHostObject makes the object that a constructor returns for the Go value x, which
// is not nil: its prototype is that of new.target, or else the intrinsic proto of the
// realm of new.target. The error of a call without new is a TypeError.
//
// An x that is large says so with Heap.SetHandleSize; one that holds Values implements
// heap.Tracer.
func (c *Call) NewHostObject(proto IntrinsicID, x any) (*heap.Object, error) {
	if c.NewTarget.IsUndefined() {
		return nil, c.RT.TypeError("Constructor %s requires 'new'", c.Code.Name.Str().Go(c.RT.Heap))
	}
	o, err := c.RT.OrdinaryCreateFromConstructor(c.NewTarget, proto, heap.ClassHost)
	if err != nil {
		return nil, err
	}
	c.RT.Heap.SetInternal(o, hostValue, heap.HandleValue(c.RT.Heap.NewHandle(x)))
	return o, nil
}

// HostValue returns the Go value of v, if v is a host object with one of type T.
func HostValue[T any](rt *Runtime, v heap.Value) (x T, ok bool) {
	if !v.IsObject() || v.Object().Class() != heap.ClassHost {
		return x, false
	}
	if slot := v.Object().Internal(hostValue); slot.IsHandle() {
		x, ok = rt.Heap.HandleAt(slot.Handle()).(T)
	}
	return x, ok
}

// ThisHost returns the Go value of the receiver of a method; if that has none of type T
// the error is a TypeError.
func ThisHost[T any](c *Call, method string) (x T, err error) {
	x, ok := HostValue[T](c.RT, c.This)
	if !ok {
		err = c.Incompatible(method)
	}
	return x, err
}
