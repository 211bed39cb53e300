package streams

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// resolvedWith is a promise resolved with v (https://webidl.spec.whatwg.org/#a-promise-resolved-with).
func resolvedWith(rt *object.Runtime, v heap.Value) (*heap.Object, error) {
	p := rt.NewPromise()
	return p, rt.ResolvePromise(p, v)
}

// resolved is a promise resolved with undefined.
func resolved(rt *object.Runtime) *heap.Object {
	p := rt.NewPromise()
	_ = rt.ResolvePromise(p, heap.Undefined) // calls nothing
	return p
}

// rejectedWith is a promise rejected with e (https://webidl.spec.whatwg.org/#a-promise-rejected-with).
func rejectedWith(rt *object.Runtime, e heap.Value) *heap.Object {
	p := rt.NewPromise()
	_ = rt.RejectPromise(p, e) // calls nothing
	return p
}

// rejectedHandled is rejectedWith whose [[PromiseIsHandled]] is true.
func rejectedHandled(rt *object.Runtime, e heap.Value) heap.Value {
	p := rt.NewPromise()
	rt.MarkHandled(p)
	_ = rt.RejectPromise(p, e) // calls nothing
	return p.Value()
}

// resolveUndefined resolves the promise p with undefined.
func resolveUndefined(rt *object.Runtime, p heap.Value) {
	if pending(p) {
		_ = rt.ResolvePromise(p.Object(), heap.Undefined) // calls nothing
	}
}

// resolve resolves the promise p. Whoever resolves one of this package does so once, unless it
// was settled before.
func resolve(rt *object.Runtime, p, v heap.Value) error {
	if !pending(p) {
		return nil
	}
	return rt.ResolvePromise(p.Object(), v)
}

// reject rejects the promise p.
func reject(rt *object.Runtime, p, e heap.Value) {
	if pending(p) {
		_ = rt.RejectPromise(p.Object(), e) // calls nothing
	}
}

// rejectSilently is reject that nobody needs to handle.
func rejectSilently(rt *object.Runtime, p, e heap.Value) {
	rt.MarkHandled(p.Object())
	reject(rt, p, e)
}

func pending(p heap.Value) bool {
	state, _ := object.StateOf(p.Object())
	return state == object.PromisePending
}

// promised is the result of a function whose type is a promise: what err has thrown rejects it.
func promised(rt *object.Runtime, p *heap.Object, err error) (heap.Value, error) {
	if err != nil {
		reason, err := caught(err)
		if err != nil {
			return heap.Undefined, err
		}
		p = rejectedWith(rt, reason)
	}
	return p.Value(), nil
}

// promising makes the function of a method or getter that returns a promise.
func promising(f func(c *object.Call) (*heap.Object, error)) object.HostFunc {
	return func(c *object.Call) (heap.Value, error) {
		p, err := f(c)
		return promised(c.RT, p, err)
	}
}

// invoke calls a function of a script that returns a promise, or makes one of what it returns or
// throws (https://webidl.spec.whatwg.org/#invoke-a-callback-function). Without function the
// promise is resolved with undefined.
func invoke(rt *object.Runtime, f, this heap.Value, args ...heap.Value) (*heap.Object, error) {
	if f.IsUndefined() {
		return resolved(rt), nil
	}
	v, err := rt.Call(f, this, args...)
	if err == nil {
		return resolvedWith(rt, v)
	}
	reason, err := caught(err)
	if err != nil {
		return nil, err
	}
	return rejectedWith(rt, reason), nil
}

// A step is what follows a promise and has a result for another one: a function that gets the
// value, and in Data(0) the object of a struct. Data(1) is free.
type step = object.Row

// then is the promise for what the step has as result (https://webidl.spec.whatwg.org/#dfn-perform-steps-once-promise-is-settled);
// nil passes on.
func then(rt *object.Runtime, p *heap.Object, fulfilled, rejected *step, data ...heap.Value) *heap.Object {
	result := rt.NewPromise()
	capability := object.PromiseCapability{Promise: result.Value(), Resolve: heap.Undefined, Reject: heap.Undefined}
	rt.PerformPromiseThen(p, function(rt, fulfilled, data...), function(rt, rejected, data...), &capability)
	return result
}

// function makes the function of a step, Undefined for nil.
func function(rt *object.Runtime, s *step, data ...heap.Value) heap.Value {
	if s == nil {
		return heap.Undefined
	}
	return rt.NewHostFunction(rt.Cur.HostCode(s), data...).Value()
}

// toUndefined is the step that forgets the value.
var toUndefined = &step{Length: 1, Fn: func(*object.Call) (heap.Value, error) { return heap.Undefined, nil }}

// microtask calls the step in a job of its own.
func microtask(rt *object.Runtime, s *step, data ...heap.Value) {
	rt.EnqueueCallback(function(rt, s, data...))
}
