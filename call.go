package kiln

import (
	"context"
	"fmt"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Call is one call of a Go function by a script. It is valid until the function returns: any
// use later, or on another goroutine meanwhile, is a mistake, and after the return a panic.
type Call struct {
	rt     *Runtime
	c      *object.Call
	serial uint64 // what c.Serial is until the function returns
}

// NewFunction makes a function of scripts that runs f. name and length are the properties of
// that name: length is how many arguments f expects. It is no constructor.
//
// An error of f is thrown: that of an *Exception is the value itself, any other is a new Error
// with the text of err, from which errors.Is and errors.As find err again where it comes out
// of the script. Its property cause is for what err wraps, so for what was thrown if that is an
// *Exception; several are in errors. A *LimitError of the same runtime ends the script, also one
// that is wrapped. The zero Value is undefined.
func (rt *Runtime) NewFunction(name string, length int, f func(Call) (Value, error)) Value {
	return rt.make(func() heap.Value { return rt.rawFunction(name, length, f) })
}

// rawFunction makes the function object of NewFunction.
func (rt *Runtime) rawFunction(name string, length int, f func(Call) (Value, error)) heap.Value {
	o := rt.obj.Cur.NewBuiltin(name, length, func(c *object.Call) (heap.Value, error) {
		return rt.callGo(c, f)
	}, object.KindHost)
	rt.obj.CodeOf(o).Data = goEntry(f)
	return o.Value()
}

// callGo runs f for the call c of a host function.
func (rt *Runtime) callGo(c *object.Call, f func(Call) (Value, error)) (v heap.Value, err error) {
	c.Serial++
	ended := false
	defer func() {
		if !ended {
			rt.callPanicked(c, recover(), &err)
		}
	}()
	out, err := f(Call{rt, c, c.Serial})
	ended = true
	c.Serial++
	if rt.scope.over() {
		return heap.Undefined, rt.scope.ended(rt)
	}
	if err != nil {
		return heap.Undefined, rt.thrown(err)
	}
	r := out.raw()
	if r.IsCellPointer() && out.rt != rt {
		return heap.Undefined, rt.thrown(fmt.Errorf("kiln: result of a Go function: %w", errForeign))
	}
	return rt.obj.Heap.Keep(r), nil
}

// callPanicked ends a call whose Go function has panicked, or ends its goroutine.
func (rt *Runtime) callPanicked(c *object.Call, p any, err *error) {
	c.Serial++
	if p != nil {
		*err = rt.thrown(hostPanic(p, rt.runningFrames()))
	}
}

// thrown is what a script gets for an error of a Go function: see throwOwn.
func (rt *Runtime) thrown(err error) error { return rt.bridge().Throw(err) }

// frame is the call, if its function still runs.
func (c Call) frame() *object.Call {
	if c.c == nil || c.c.Serial != c.serial {
		panic("kiln: a Call is used after its function has returned")
	}
	return c.c
}

// Len returns the number of arguments.
func (c Call) Len() int { return len(c.frame().Args) }

// Arg returns argument i, undefined if there are not so many.
func (c Call) Arg(i int) Value {
	if args := c.frame().Args; uint(i) < uint(len(args)) {
		return c.rt.value(args[i])
	}
	return Value{}
}

// Args returns all arguments, in a slice of its own.
func (c Call) Args() []Value {
	args := c.frame().Args
	list := make([]Value, len(args))
	for i, v := range args {
		list[i] = c.rt.value(v)
	}
	return list
}

// This returns the receiver: what stands before the dot of a method call, else undefined.
func (c Call) This() Value { return c.rt.value(c.frame().This) }

// NewTarget returns new.target: the constructor that `new` was applied to, undefined for a call
// without new.
func (c Call) NewTarget() Value { return c.rt.value(c.frame().NewTarget) }

// IsConstruct reports whether the call is one with new.
func (c Call) IsConstruct() bool { return !c.frame().NewTarget.IsUndefined() }

// Runtime returns the runtime whose script calls.
func (c Call) Runtime() *Runtime { return c.rt }

// Context returns a context that ends with the run that the call belongs to: see
// Runtime.Context.
func (c Call) Context() context.Context {
	c.frame()
	return c.rt.Context()
}
