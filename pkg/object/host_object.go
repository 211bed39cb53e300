package object

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
)

// Internal slots of a host object (ClassHost): an object that a library or the embedder
// makes for something in Go.
const (
	hostValue = iota // handle of the Go value, Undefined without one
	// HostModuleSource is the class name of a module source object
	// (sec-%abstractmodulesource%), Undefined for other objects.
	HostModuleSource
	hostSlots // Elements cell with the hidden values, Undefined without any
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

// NewHostObjectOf makes a host object with prototype proto (an object or Null) and n hidden
// values, all Undefined (see HostSlot). It has no Go value before SetHostValue.
func (rt *Runtime) NewHostObjectOf(proto heap.Value, n int) *heap.Object {
	o := rt.NewObjectOf(heap.ClassHost, proto)
	if n > 0 {
		slots := slices.Repeat([]heap.Value{heap.Undefined}, n)
		rt.Heap.SetInternal(o, hostSlots, rt.Heap.NewElements(slots...).Value())
	}
	return o
}

// SetHostValue gives a host object its Go value, which is not nil, and accounts n bytes of
// Go memory to it.
func (rt *Runtime) SetHostValue(o *heap.Object, x any, n int64) {
	id := rt.Heap.NewHandle(x)
	rt.Heap.SetInternal(o, hostValue, heap.HandleValue(id))
	rt.Heap.SetHandleSize(id, n)
}

// SetHostSize accounts n bytes of Go memory to the Go value of a host object, in place of
// what was accounted before.
func (rt *Runtime) SetHostSize(o *heap.Object, n int64) {
	if slot := o.Internal(hostValue); slot.IsHandle() {
		rt.Heap.SetHandleSize(slot.Handle(), n)
	}
}

// TouchHost is the write barrier of the Go value of a host object: it must be called after a
// Value was stored into it (see heap.Heap.TouchHandle).
func (rt *Runtime) TouchHost(o *heap.Object) {
	if slot := o.Internal(hostValue); slot.IsHandle() {
		rt.Heap.TouchHandle(slot.Handle())
	}
}

// HostSlot returns hidden value i of a host object: one that no script can reach, that the
// object keeps alive.
func HostSlot(o *heap.Object, i int) heap.Value { return o.Internal(hostSlots).Elements().Values()[i] }

// SetHostSlot replaces hidden value i of a host object.
func (rt *Runtime) SetHostSlot(o *heap.Object, i int, v heap.Value) {
	rt.Heap.SetElementsAt(o.Internal(hostSlots).Elements(), i, v)
}

// NeedsNew is the TypeError of a class constructor that is called without new.
func (c *Call) NeedsNew() error { return c.RT.classCallError(c.Code) }
