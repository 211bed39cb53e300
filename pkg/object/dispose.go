package object

import "github.com/kilnjs/kiln/pkg/heap"

// Explicit resource management. The [[DisposableResourceStack]] of a scope or of
// a DisposableStack is a list of Env cells, newest first; Undefined is the empty
// stack.
const (
	resourceNext = iota
	resourceValue
	resourceMethod
	resourceHint // Int: a DisposeHint
	resourceSlots
)

// DisposeHint says how a resource is disposed of.
type DisposeHint int32

// The hints. DisposeAsyncFromSync is an async disposal by a method found under
// @@dispose: what the method returns is not awaited
// (sec-getdisposemethod).
const (
	DisposeSync DisposeHint = iota
	DisposeAsync
	DisposeAsyncFromSync
)

// AddDisposableResource pushes v on a resource stack and returns the new stack
// (sec-adddisposableresource); async is the hint of `await using`. A nullish v
// is left out, except that an async one will still await once.
func (rt *Runtime) AddDisposableResource(stack, v heap.Value, async bool) (heap.Value, error) {
	if v.IsNullish() {
		if !async {
			return stack, nil
		}
		return rt.PushResource(stack, heap.Undefined, heap.Undefined, DisposeAsync), nil
	}
	if !v.IsObject() {
		return stack, rt.TypeError("%s is not an object", rt.Describe(v))
	}
	method, hint, err := rt.GetDisposeMethod(v, async)
	if err != nil {
		return stack, err
	}
	return rt.PushResource(stack, v, method, hint), nil
}

// GetDisposeMethod finds the method that disposes of v
// (sec-getdisposemethod); its absence is a TypeError.
func (rt *Runtime) GetDisposeMethod(v heap.Value, async bool) (method heap.Value, hint DisposeHint, err error) {
	symbols := &rt.Heap.Symbols
	if async {
		method, err = rt.GetMethod(v, symbols.AsyncDispose)
		if err != nil || !method.IsUndefined() {
			return method, DisposeAsync, err
		}
		hint = DisposeAsyncFromSync
	}
	method, err = rt.GetMethod(v, symbols.Dispose)
	if err == nil && method.IsUndefined() {
		name := "Symbol.dispose"
		if async {
			name = "Symbol.asyncDispose"
		}
		err = rt.TypeError("Property [%s] is not a function.", name)
	}
	return method, hint, err
}

// PushResource pushes a resource whose method is known; an undefined method
// with an async hint awaits only.
func (rt *Runtime) PushResource(stack, v, method heap.Value, hint DisposeHint) heap.Value {
	h := rt.Heap
	h.Keep(stack)
	e := h.NewEnv(heap.Undefined, 0, resourceSlots, heap.Undefined)
	h.SetEnvSlot(e, resourceNext, stack)
	h.SetEnvSlot(e, resourceValue, v)
	h.SetEnvSlot(e, resourceMethod, method)
	h.SetEnvSlot(e, resourceHint, heap.Int(int32(hint)))
	return e.Value()
}

// Bits of Disposal.State.
const (
	disposeNeedsAwait = 1 << iota
	disposeHasAwaited
	disposeAwaitsResult // the await in progress is for the result of a method
)

// Disposal is the state of DisposeResources between two awaits. Its owner keeps
// the three values where the collector sees them.
type Disposal struct {
	Stack heap.Value // resources left
	// Thrown is the value of a throw completion, Empty for any other.
	Thrown heap.Value
	State  int32
}

// DisposeStep performs DisposeResources (sec-disposeresources) up to its next
// await. It begins with state 0 and (ResumeNext, Undefined); with await true the
// owner awaits v and calls again with the outcome. At the end d.Thrown tells the
// completion. err is never a *Throw.
func (rt *Runtime) DisposeStep(d *Disposal, mode Resumption, sent heap.Value) (v heap.Value, await bool, err error) {
	if d.State&disposeAwaitsResult != 0 {
		d.State &^= disposeAwaitsResult
		d.State |= disposeHasAwaited
		if mode == ResumeThrow {
			rt.suppress(d, sent)
		}
	}
	for d.Stack.IsCell() {
		r := d.Stack.Env()
		hint := DisposeHint(r.Slot(resourceHint).AsInt())
		if hint == DisposeSync && d.State&(disposeNeedsAwait|disposeHasAwaited) == disposeNeedsAwait {
			d.State &^= disposeNeedsAwait
			return heap.Undefined, true, nil
		}
		d.Stack = rt.Heap.Keep(r.Slot(resourceNext))
		method := r.Slot(resourceMethod)
		if method.IsUndefined() {
			d.State |= disposeNeedsAwait
			continue
		}
		v, err := rt.Call(method, r.Slot(resourceValue))
		t, threw := err.(*Throw)
		if err != nil && !threw {
			return heap.Undefined, false, err
		}
		if hint == DisposeAsyncFromSync {
			v = heap.Undefined
			if threw {
				p := rt.NewPromise()
				if err := rt.RejectPromise(p, t.Value); err != nil {
					return heap.Undefined, false, err
				}
				v, threw = p.Value(), false
			}
		}
		switch {
		case threw:
			rt.suppress(d, t.Value)
		case hint != DisposeSync:
			d.State |= disposeAwaitsResult
			return v, true, nil
		}
	}
	if d.State&(disposeNeedsAwait|disposeHasAwaited) == disposeNeedsAwait {
		d.State &^= disposeNeedsAwait
		return heap.Undefined, true, nil
	}
	return heap.Undefined, false, nil
}

// suppress makes thrown the completion of a disposal; a throw before it is
// wrapped together with it into a SuppressedError.
func (rt *Runtime) suppress(d *Disposal, thrown heap.Value) {
	if d.Thrown != heap.Empty {
		h := rt.Heap
		rt.Heap.Keep(d.Thrown)
		e := rt.NewError(SuppressedErrorPrototype, "An error was suppressed during disposal.")
		h.AddProperty(e, h.InternGo("error"), thrown, heap.HiddenAttrs)
		h.AddProperty(e, h.InternGo("suppressed"), d.Thrown, heap.HiddenAttrs)
		thrown = e.Value()
	}
	d.Thrown = rt.Heap.Keep(thrown)
}
