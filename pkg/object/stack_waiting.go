package object

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/stack"
)

// resumedBody is the async function or async generator whose frame stands on the stack since
// a job resumed it: what waits for it is part of the stack of errors.
type resumedBody struct {
	body *heap.Object // nil: none
	fp   int
}

// resumeWaiting is resumeFrame for a body that somebody may wait for.
func (rt *Runtime) resumeWaiting(g *heap.Object, mode Resumption, v heap.Value) (heap.Value, Suspension, error) {
	saved := rt.resumed
	rt.resumed = resumedBody{g, rt.Stack.Top}
	r, why, err := rt.resumeFrame(g, mode, v)
	rt.resumed = saved
	return r, why, err
}

// maxWaits is how many promises lie between an error and the last async function that is
// told of.
const maxWaits = 4 * maxTrace

// captureWaiting adds the async functions to t that wait for body, and for one another.
func (rt *Runtime) captureWaiting(t *trace, body *heap.Object) {
	p := resultOf(body)
	for range maxWaits {
		if !IsPromise(p) || t.full() {
			break
		}
		var waiting *heap.Object
		waiting, p = rt.waiter(p.Object())
		if waiting == nil {
			continue
		}
		frame := waiting.Internal(genFrame)
		if !frame.IsCell() {
			break
		}
		callee, pos := frame.GenState().At(stack.Callee), frame.GenState().At(stack.Pos)
		if !pos.IsInt() {
			break
		}
		tier := waiting.Internal(genState).AsInt() >> 8
		word := int64(pos.AsInt())<<traceShift | traceAsync | int64(tier)
		t.add(callee, word)
	}
}

// resultOf is the promise that a running body settles, Undefined if there is none.
func resultOf(body *heap.Object) heap.Value {
	if body.Class() != heap.ClassAsyncGenerator {
		return body.Internal(genQueue)
	}
	if r := firstRequest(body); r != nil {
		return r.Slot(requestPromise)
	}
	return heap.Undefined
}

// waiter follows the one reaction that a pending promise has: to the body that awaits it, and
// to the promise that its result goes to.
func (rt *Runtime) waiter(p *heap.Object) (body *heap.Object, next heap.Value) {
	last := p.Internal(promiseReactions)
	if !last.IsCell() || last.Env().Slot(reactNext) != last {
		return nil, heap.Undefined
	}
	r := last.Env()
	data := r.Slot(reactPromise)
	switch ReactionID(r.Slot(reactKind).AsInt()) {
	case asyncResumed, asyncGeneratorResumed:
		return data.Object(), resultOf(data.Object())
	case adoptReaction:
		return nil, data
	case 0:
		if f := r.Slot(reactFulfil); f.IsObject() && f.Object().Class() == heap.ClassFunction {
			// A promise that was resolved with this one takes its result from it.
			if code := rt.CodeOf(f.Object()); code == code.Realm.hostCodes[resolveRow] {
				return nil, f.Object().Internal(funcEnv)
			}
		}
		return nil, data
	}
	return nil, heap.Undefined
}
