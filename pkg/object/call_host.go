package object

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/stack"
)

// HostFunc is a function that Go code provides. NewTarget is Undefined for
// [[Call]]. What it allocates or reads stays alive until it returns.
type HostFunc func(c *Call) (heap.Value, error)

// Call is one invocation of a host function. It is valid until the function
// returns; the struct is used again for later calls.
type Call struct {
	RT        *Runtime
	Realm     *Realm
	Code      *Code
	Callee    *heap.Object
	This      heap.Value
	NewTarget heap.Value
	Args      []heap.Value // on the stack, valid during the call
	FP        int          // base of the frame
	// Serial is for an embedder that hands calls out to tell those that have returned. It
	// is kept from use to use.
	Serial uint64
}

// LeafFunc is a short way that a host function may offer beside its HostFunc, for
// receivers and arguments that are the common ones. It runs without a frame: it
// calls nothing that could run a script, throw, poll or collect, and what it
// allocates is rooted in the caller's scope. With ok false it has done nothing,
// and the HostFunc is called. It is asked only where the realm of the function is
// the current one.
type LeafFunc func(rt *Runtime, this heap.Value, args []heap.Value) (v heap.Value, ok bool)

// Arg returns argument i, Undefined when it is missing.
func (c *Call) Arg(i int) heap.Value {
	if i < len(c.Args) {
		return c.Args[i]
	}
	return heap.Undefined
}

// CallableArg returns argument i when it is callable, else a TypeError.
func (c *Call) CallableArg(i int) (heap.Value, error) {
	f := c.Arg(i)
	if !c.RT.IsCallable(f) {
		return heap.Undefined, c.RT.NotCallable(c.RT.Describe(f))
	}
	return f, nil
}

// ObjectArg returns argument i when it is an object, else a TypeError that names the
// function: what.
func (c *Call) ObjectArg(i int, what string) (*heap.Object, error) {
	v := c.Arg(i)
	if !v.IsObject() {
		return nil, c.RT.TypeError("%s called on non-object", what)
	}
	return v.Object(), nil
}

// ReceiverObject returns the this value when it is an object, else a TypeError.
func (c *Call) ReceiverObject(method string) (*heap.Object, error) {
	if !c.This.IsObject() {
		return nil, c.Incompatible(method)
	}
	return c.This.Object(), nil
}

// Incompatible is the TypeError of a method called on the wrong kind of object.
func (c *Call) Incompatible(method string) error {
	return c.RT.TypeError("Method %s called on incompatible receiver %s", method, c.RT.Describe(c.This))
}

// ReturnThis is the function of every getter of @@species, and of iterators that
// return themselves.
func ReturnThis(c *Call) (heap.Value, error) { return c.This, nil }

// Data returns value i (0, 1 or 2) of what NewHostFunction stored with the callee.
func (c *Call) Data(i int) heap.Value { return c.Callee.Internal(funcEnv + i) }

// SetData replaces value i of what NewHostFunction stored with the callee.
func (c *Call) SetData(i int, v heap.Value) { c.RT.Heap.SetInternal(c.Callee, funcEnv+i, v) }

// CallHost performs [[Call]] of a host function on the frame at fp: header words
// Callee, This and Argc and the arguments are in place, NewTarget is Undefined.
// Neither the result nor what is thrown is rooted beyond what the function itself
// has rooted, in the caller's scope. Stack.FP, Stack.Top and the realm are as before.
func (rt *Runtime) CallHost(code *Code, fp int) (heap.Value, error) {
	s := rt.Stack
	frame := s.Vals[fp:]
	argc := int(frame[stack.Argc].AsInt())
	args := frame[stack.Header : stack.Header+argc : stack.Header+argc]
	if code.Leaf != nil && code.Realm == rt.Cur {
		if v, ok := code.Leaf(rt, frame[stack.This], args); ok {
			return v, nil
		}
	}
	return rt.callHostFrame(code, fp, args)
}

// ConstructHost performs [[Construct]] of a host constructor on the frame at fp, whose header
// words Callee, NewTarget and Argc and whose arguments are in place. Otherwise it is like
// CallHost.
func (rt *Runtime) ConstructHost(code *Code, fp int) (heap.Value, error) {
	frame := rt.Stack.Vals[fp:]
	frame[stack.This] = heap.Undefined
	argc := int(frame[stack.Argc].AsInt())
	return rt.callHostFrame(code, fp, frame[stack.Header:stack.Header+argc:stack.Header+argc])
}

// callHostFrame runs the host function on its frame as a call or construct of the running one.
func (rt *Runtime) callHostFrame(code *Code, fp int, args []heap.Value) (heap.Value, error) {
	s := rt.Stack
	frame := s.Vals[fp:]
	savedFP, savedTop, savedRealm := s.FP, s.Top, rt.Cur
	if s.GoDepth >= s.MaxGoDepth {
		return heap.Undefined, rt.StackOverflow()
	}
	s.GoDepth++
	frame[stack.Link] = stack.MakeLink(savedFP, stack.TierHost|stack.LinkEntry)
	if savedRealm != code.Realm {
		rt.Cur = code.Realm
	}
	v, err := rt.runHost(code, fp, args)
	if savedRealm != code.Realm {
		rt.Cur = savedRealm
	}
	s.GoDepth--
	s.FP, s.Top = savedFP, savedTop
	return v, err
}

// hostEntry is the EntryFunc of every host function.
func hostEntry(rt *Runtime, code *Code, fp int) (heap.Value, error) {
	frame := rt.Stack.Vals[fp:]
	argc := int(frame[stack.Argc].AsInt())
	return rt.runHost(code, fp, frame[stack.Header:stack.Header+argc:stack.Header+argc])
}

// runHost makes the frame at fp the current one and runs the function on it.
func (rt *Runtime) runHost(code *Code, fp int, args []heap.Value) (heap.Value, error) {
	s := rt.Stack
	s.FP, s.Top = fp, fp+stack.Header+len(args)
	n := rt.callsUsed
	if n == len(rt.calls) {
		rt.calls = append(rt.calls, &Call{RT: rt})
	}
	c := rt.calls[n]
	rt.callsUsed = n + 1
	frame := (*[stack.Header]heap.Value)(s.Vals[fp:])
	c.Realm, c.Code, c.FP = code.Realm, code, fp
	c.Callee = frame[stack.Callee].Object()
	c.This = frame[stack.This]
	c.NewTarget = frame[stack.NewTarget]
	c.Args = args
	v, err := code.Host(c)
	rt.callsUsed = n
	if err != nil {
		return v, rt.hostError(err)
	}
	return v, nil
}

// hostError asks the host about an error that the engine does not know.
func (rt *Runtime) hostError(err error) error {
	switch err.(type) {
	case *Throw, *Termination, *heap.LimitError:
		return err
	}
	if rt.Hooks.HostError != nil {
		return rt.Hooks.HostError(rt, err)
	}
	return err
}
