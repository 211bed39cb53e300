package builtin

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// callable returns argument i when it is callable, else a TypeError.
func callable(c *object.Call, i int) (heap.Value, error) {
	f := c.Arg(i)
	if !c.RT.IsCallable(f) {
		return heap.Undefined, c.RT.NotCallable(c.RT.Describe(f))
	}
	return f, nil
}

// length64 makes the Value of a length or an index.
func length64(n int64) heap.Value {
	if n <= 1<<31-1 {
		return heap.Int(int32(n))
	}
	return heap.Number(float64(n))
}

// text makes a string Value.
func text(rt *object.Runtime, s string) heap.Value { return rt.Heap.NewString(s).Value() }

// rethrow keeps the value of a *Throw alive beyond the inner scope that began at
// mark, which it closes.
func rethrow(rt *object.Runtime, mark int, err error) error {
	rt.Heap.CloseScope(mark)
	if t, ok := err.(*object.Throw); ok {
		rt.Heap.Keep(t.Value)
	}
	return err
}

// returnThis is the getter of every @@species and %IteratorPrototype%[@@iterator].
func returnThis(c *object.Call) (heap.Value, error) { return c.This, nil }

// incompatible is the TypeError of a method called on the wrong kind of object.
func incompatible(c *object.Call, method string) error {
	return c.RT.TypeError("Method %s called on incompatible receiver %s", method, c.RT.Describe(c.This))
}

// objectArg returns argument i when it is an object, else a TypeError.
func objectArg(c *object.Call, i int, what string) (*heap.Object, error) {
	v := c.Arg(i)
	if !v.IsObject() {
		return nil, c.RT.TypeError("%s called on non-object", what)
	}
	return v.Object(), nil
}

// receiverObject returns the receiver when it is an object, else a TypeError.
func receiverObject(c *object.Call, method string) (*heap.Object, error) {
	if !c.This.IsObject() {
		return nil, incompatible(c, method)
	}
	return c.This.Object(), nil
}
