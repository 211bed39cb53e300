package object

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/stack"
)

// maxCallbackArgs is how many arguments a call of a Callback has at most.
const maxCallbackArgs = 4

// Callback is a function that a builtin calls again and again, as map and sort
// do: what rt.Call finds out for each call is found out once. It is valid until
// the builtin that made it returns.
//
// A call counts as a turn of a loop (see Step), unless the loop does. Its result is not rooted: it must
// be stored, or passed on, before the next safepoint.
type Callback struct {
	rt    *Runtime
	code  *Code // nil when f is no plain function, or a class constructor
	turn  bool  // a call of the function does not count as a turn by itself
	fp    int
	frame []heap.Value // the frame above that of the builtin; short when it does not fit
	f     heap.Value
}

// NewCallback prepares calls of f, which is callable.
func (rt *Runtime) NewCallback(f heap.Value) Callback {
	cb := Callback{rt: rt, f: f, fp: rt.Stack.Top, turn: true}
	if o := f.Object(); o.Class() == heap.ClassFunction {
		if code := rt.CodeOf(o); code.Kind != KindBase && code.Kind != KindDerived {
			cb.code = code
			cb.turn = code.Tier == TierHost
		}
	}
	// Once reserved the words stay so: a collection leaves more room than this
	// above the frame of the builtin.
	end := cb.fp + stack.Header + maxCallbackArgs
	if rt.Stack.Reserve(end) == nil {
		cb.frame = rt.Stack.Vals[cb.fp:end]
	}
	return cb
}

// NewCountedCallback is NewCallback for a loop that counts its turns itself.
func (rt *Runtime) NewCountedCallback(f heap.Value) Callback {
	cb := rt.NewCallback(f)
	cb.turn = false
	return cb
}

// begin writes the header of a call with argc arguments.
func (cb *Callback) begin(this heap.Value, argc int32) bool {
	if len(cb.frame) < stack.Header+maxCallbackArgs {
		return false
	}
	head := (*[stack.Header]heap.Value)(cb.frame)
	head[stack.Callee] = cb.f
	head[stack.This] = this
	head[stack.NewTarget] = heap.Undefined
	head[stack.Argc] = heap.Int(argc)
	head[stack.Env] = heap.Undefined
	head[stack.Pos] = heap.Int(0)
	return true
}

func (cb *Callback) run() (heap.Value, error) {
	switch {
	case cb.turn:
		return cb.runCounted()
	case cb.code == nil:
		return cb.rt.CallFrame(cb.fp)
	}
	return cb.rt.enterUnkept(cb.code, cb.fp)
}

// runCounted counts a turn before the call, with the frame below Stack.Top, where
// a collection sees it.
func (cb *Callback) runCounted() (heap.Value, error) {
	rt := cb.rt
	s := rt.Stack
	top := s.Top
	s.Top = cb.fp + len(cb.frame)
	err := rt.Step()
	s.Top = top
	if err != nil {
		return heap.Undefined, err
	}
	if cb.code == nil {
		return rt.CallFrame(cb.fp)
	}
	return rt.enterUnkept(cb.code, cb.fp)
}

// Call1 calls the function with one argument.
func (cb *Callback) Call1(this, a heap.Value) (heap.Value, error) {
	if !cb.begin(this, 1) {
		return heap.Undefined, cb.rt.StackOverflow()
	}
	cb.frame[stack.Header] = a
	return cb.run()
}

// Call2 calls the function with two arguments.
func (cb *Callback) Call2(this, a, b heap.Value) (heap.Value, error) {
	if !cb.begin(this, 2) {
		return heap.Undefined, cb.rt.StackOverflow()
	}
	args := (*[2]heap.Value)(cb.frame[stack.Header:])
	args[0], args[1] = a, b
	return cb.run()
}

// Call3 calls the function with three arguments.
func (cb *Callback) Call3(this, a, b, c heap.Value) (heap.Value, error) {
	if !cb.begin(this, 3) {
		return heap.Undefined, cb.rt.StackOverflow()
	}
	args := (*[3]heap.Value)(cb.frame[stack.Header:])
	args[0], args[1], args[2] = a, b, c
	return cb.run()
}

// Call4 calls the function with four arguments.
func (cb *Callback) Call4(this, a, b, c, d heap.Value) (heap.Value, error) {
	if !cb.begin(this, 4) {
		return heap.Undefined, cb.rt.StackOverflow()
	}
	args := (*[4]heap.Value)(cb.frame[stack.Header:])
	args[0], args[1], args[2], args[3] = a, b, c, d
	return cb.run()
}
