package object

import (
	"github.com/kilnjs/kiln/pkg/heap"
)

// StartAsync is called by the entry of an async function, or of a module with
// top-level await, when its parameters are bound: it runs the body to its first
// await and returns the promise of its completion (sec-async-functions-abstract-operations-async-function-start).
// tier is the one that resume belongs to.
func (rt *Runtime) StartAsync(code *Code, fp int, tier Tier, resume ResumeFunc) (heap.Value, error) {
	r, why, err := resume(rt, code, fp, ResumeNext, heap.Undefined)
	return rt.AsyncStarted(fp, tier, resume, r, why, err)
}

// AsyncStarted is the rest of StartAsync when the body has run, on the frame at fp, to its first
// await of r or to its end with r or err: it makes the promise.
func (rt *Runtime) AsyncStarted(fp int, tier Tier, resume ResumeFunc, r heap.Value, why Suspension, err error) (heap.Value, error) {
	if t, ok := err.(*Throw); ok {
		rt.Heap.Keep(t.Value)
	}
	rt.Heap.Keep(r)
	if why == Awaiting && err == nil {
		rt.resumers[tier] = resume
		co := rt.newGenerator(heap.ClassGenerator, heap.Null, tier)
		p := rt.NewPromise()
		rt.Heap.SetInternal(co, genQueue, p.Value())
		rt.saveFrame(co, fp)
		return p.Value(), rt.awaitIn(co, r)
	}
	p := rt.NewPromise()
	if err != nil {
		return p.Value(), rt.RejectWith(p, err)
	}
	return p.Value(), rt.ResolvePromise(p, r)
}

// AsyncReject makes the promise that an async function returns when binding its
// parameters fails; an err that is no *Throw is returned.
func (rt *Runtime) AsyncReject(err error) (heap.Value, error) {
	if _, ok := err.(*Throw); !ok {
		return heap.Undefined, err
	}
	p := rt.NewPromise()
	return p.Value(), rt.RejectWith(p, err)
}

// awaitIn suspends the async function co, whose frame is saved, until v settles
// (sec-await). When v cannot even be made a promise the body continues at once
// with the throw.
func (rt *Runtime) awaitIn(co *heap.Object, v heap.Value) error {
	err := rt.AwaitNative(v, asyncResumed, co.Value())
	if t, ok := err.(*Throw); ok {
		return rt.resumeAsync(co, ResumeThrow, t.Value)
	}
	return err
}

var asyncResumed, asyncGeneratorResumed, asyncGeneratorReturned ReactionID

func init() {
	asyncResumed = RegisterReaction(func(rt *Runtime, data, value heap.Value, rejected bool) error {
		return rt.resumeAsync(data.Object(), resumption(rejected), value)
	})
	asyncGeneratorResumed = RegisterReaction(onAsyncGeneratorAwait)
	asyncGeneratorReturned = RegisterReaction(onAsyncGeneratorReturn)
}

func resumption(rejected bool) Resumption {
	if rejected {
		return ResumeThrow
	}
	return ResumeNext
}

// resumeAsync continues an async function.
func (rt *Runtime) resumeAsync(co *heap.Object, mode Resumption, v heap.Value) error {
	for {
		r, why, err := rt.resumeWaiting(co, mode, v)
		p := co.Internal(genQueue).Object()
		if err != nil {
			return rt.RejectWith(p, err)
		}
		if why == Finished {
			return rt.ResolvePromise(p, r)
		}
		err = rt.AwaitNative(r, asyncResumed, co.Value())
		t, ok := err.(*Throw)
		if !ok {
			return err
		}
		mode, v = ResumeThrow, t.Value
	}
}

// A request of an async generator (sec-asyncgeneratorrequest-records) is an Env
// cell in a ring; slot genQueue of the generator holds the last one.
const (
	requestNext = iota
	requestMode // Int: a Resumption
	requestValue
	requestPromise
	requestSlots
)

// What an await of an async generator is for (slot genAwait).
const (
	awaitBody   = iota // the body awaits
	awaitReturn        // the value of return() is awaited before the body sees it
)

// AsyncGeneratorRequest is next, throw and return of async generators
// (sec-asyncgenerator-prototype-next and the two after it): it queues a request
// and returns its promise.
func (rt *Runtime) AsyncGeneratorRequest(v heap.Value, mode Resumption, arg heap.Value, what string) (heap.Value, error) {
	p := rt.NewPromise()
	if !v.IsObject() || v.Object().Class() != heap.ClassAsyncGenerator {
		return p.Value(), rt.RejectWith(p, rt.TypeError("Method AsyncGenerator.prototype.%s called on incompatible receiver %s", what, rt.Describe(v)))
	}
	g := v.Object()
	state := generatorState(g)
	if mode == ResumeThrow && state == GenSuspendedStart {
		rt.completeAsyncGenerator(g)
		state = GenCompleted
	}
	if state == GenCompleted {
		switch mode {
		case ResumeNext:
			return p.Value(), rt.ResolvePromise(p, rt.CreateIterResultObject(heap.Undefined, true))
		case ResumeThrow:
			return p.Value(), rt.RejectPromise(p, arg)
		}
	}
	rt.asyncGeneratorEnqueue(g, mode, arg, p)
	var err error
	switch state {
	case GenSuspendedStart, GenCompleted:
		if mode == ResumeReturn {
			rt.setGeneratorState(g, GenDrainingQueue)
			rt.Heap.SetInternal(g, genFrame, heap.Undefined)
			err = rt.asyncGeneratorAwaitReturn(g)
		} else {
			err = rt.asyncGeneratorResume(g, mode, arg)
		}
	case GenSuspendedYield:
		err = rt.asyncGeneratorResume(g, mode, arg)
	}
	return p.Value(), err
}

func (rt *Runtime) completeAsyncGenerator(g *heap.Object) {
	rt.setGeneratorState(g, GenCompleted)
	rt.Heap.SetInternal(g, genFrame, heap.Undefined)
}

// asyncGeneratorEnqueue implements sec-asyncgeneratorenqueue.
func (rt *Runtime) asyncGeneratorEnqueue(g *heap.Object, mode Resumption, v heap.Value, p *heap.Object) {
	h := rt.Heap
	r := h.NewEnv(heap.Undefined, 0, requestSlots, heap.Undefined)
	h.SetEnvSlot(r, requestMode, heap.Int(int32(mode)))
	h.SetEnvSlot(r, requestValue, v)
	h.SetEnvSlot(r, requestPromise, p.Value())
	if last := g.Internal(genQueue); last.IsUndefined() {
		h.SetEnvSlot(r, requestNext, r.Value())
	} else {
		h.SetEnvSlot(r, requestNext, last.Env().Slot(requestNext))
		h.SetEnvSlot(last.Env(), requestNext, r.Value())
	}
	h.SetInternal(g, genQueue, r.Value())
}

// firstRequest returns the oldest request, nil when there is none.
func firstRequest(g *heap.Object) *heap.Env {
	last := g.Internal(genQueue)
	if last.IsUndefined() {
		return nil
	}
	return last.Env().Slot(requestNext).Env()
}

// dropRequest takes the oldest request off the queue.
func (rt *Runtime) dropRequest(g *heap.Object) {
	last := g.Internal(genQueue).Env()
	first := last.Slot(requestNext).Env()
	if first == last {
		rt.Heap.SetInternal(g, genQueue, heap.Undefined)
		return
	}
	rt.Heap.SetEnvSlot(last, requestNext, first.Slot(requestNext))
}

// asyncGeneratorCompleteStep settles the oldest request
// (sec-asyncgeneratorcompletestep); thrown, if not nil, is a *Throw.
func (rt *Runtime) asyncGeneratorCompleteStep(g *heap.Object, v heap.Value, thrown error, done bool) error {
	r := firstRequest(g)
	p := r.Slot(requestPromise).Object()
	rt.Heap.Keep(p.Value())
	rt.dropRequest(g)
	if thrown != nil {
		return rt.RejectWith(p, thrown)
	}
	return rt.ResolvePromise(p, rt.CreateIterResultObject(v, done))
}

// asyncGeneratorResume continues the body with a request's completion
// (sec-asyncgeneratorresume, sec-asyncgeneratorunwrapyieldresumption): at a
// yield, the value of a return is awaited first.
func (rt *Runtime) asyncGeneratorResume(g *heap.Object, mode Resumption, v heap.Value) error {
	atYield := generatorState(g) == GenSuspendedYield
	rt.setGeneratorState(g, GenExecuting)
	if mode == ResumeReturn && atYield {
		return rt.asyncGeneratorUnwrapReturn(g, v)
	}
	return rt.runAsyncGenerator(g, mode, v)
}

// asyncGeneratorUnwrapReturn awaits the value of a return before the body gets
// it.
func (rt *Runtime) asyncGeneratorUnwrapReturn(g *heap.Object, v heap.Value) error {
	rt.Heap.SetInternal(g, genAwait, heap.Int(awaitReturn))
	err := rt.AwaitNative(v, asyncGeneratorResumed, g.Value())
	if t, ok := err.(*Throw); ok {
		return rt.runAsyncGenerator(g, ResumeThrow, t.Value)
	}
	return err
}

// onAsyncGeneratorAwait continues an async generator after an await.
func onAsyncGeneratorAwait(rt *Runtime, data, value heap.Value, rejected bool) error {
	g := data.Object()
	mode := resumption(rejected)
	if !rejected && g.Internal(genAwait) == heap.Int(awaitReturn) {
		mode = ResumeReturn
	}
	return rt.runAsyncGenerator(g, mode, value)
}

// runAsyncGenerator runs the body until it awaits, waits for a request, or
// ends.
func (rt *Runtime) runAsyncGenerator(g *heap.Object, mode Resumption, v heap.Value) error {
	for {
		r, why, err := rt.resumeWaiting(g, mode, v)
		switch {
		case err != nil || why == Finished:
			if _, ok := err.(*Throw); err != nil && !ok {
				return err
			}
			rt.setGeneratorState(g, GenDrainingQueue)
			if err := rt.asyncGeneratorCompleteStep(g, r, err, true); err != nil {
				return err
			}
			return rt.asyncGeneratorDrainQueue(g)
		case why == Awaiting:
			rt.Heap.SetInternal(g, genAwait, heap.Int(awaitBody))
			err = rt.AwaitNative(r, asyncGeneratorResumed, g.Value())
			t, ok := err.(*Throw)
			if !ok {
				return err
			}
			mode, v = ResumeThrow, t.Value
			continue
		}
		// A yield (sec-asyncgeneratoryield). With another request waiting the body
		// goes on at once.
		if err := rt.asyncGeneratorCompleteStep(g, r, nil, false); err != nil {
			return err
		}
		next := firstRequest(g)
		if next == nil {
			rt.setGeneratorState(g, GenSuspendedYield)
			return nil
		}
		mode, v = Resumption(next.Slot(requestMode).AsInt()), next.Slot(requestValue)
		rt.Heap.Keep(v)
		if mode == ResumeReturn {
			return rt.asyncGeneratorUnwrapReturn(g, v)
		}
		if err := rt.Step(); err != nil {
			return err
		}
	}
}

// asyncGeneratorAwaitReturn implements sec-asyncgeneratorawaitreturn: the oldest
// request is a return to a generator that has ended.
func (rt *Runtime) asyncGeneratorAwaitReturn(g *heap.Object) error {
	for {
		err := rt.AwaitNative(firstRequest(g).Slot(requestValue), asyncGeneratorReturned, g.Value())
		if _, ok := err.(*Throw); !ok {
			return err
		}
		if err := rt.asyncGeneratorCompleteStep(g, heap.Undefined, err, true); err != nil {
			return err
		}
		if more, err := rt.drainToReturn(g); !more || err != nil {
			return err
		}
	}
}

// onAsyncGeneratorReturn completes a return to a generator that has ended.
func onAsyncGeneratorReturn(rt *Runtime, data, value heap.Value, rejected bool) error {
	g := data.Object()
	var thrown error
	if rejected {
		thrown = rt.Throw(value)
	}
	if err := rt.asyncGeneratorCompleteStep(g, value, thrown, true); err != nil {
		return err
	}
	return rt.asyncGeneratorDrainQueue(g)
}

// asyncGeneratorDrainQueue implements sec-asyncgeneratordrainqueue.
func (rt *Runtime) asyncGeneratorDrainQueue(g *heap.Object) error {
	more, err := rt.drainToReturn(g)
	if !more || err != nil {
		return err
	}
	return rt.asyncGeneratorAwaitReturn(g)
}

// drainToReturn settles the requests of an ended generator up to the first
// return, which it leaves in the queue and reports. Without one the generator is
// completed.
func (rt *Runtime) drainToReturn(g *heap.Object) (bool, error) {
	for {
		r := firstRequest(g)
		if r == nil {
			rt.completeAsyncGenerator(g)
			return false, nil
		}
		var thrown error
		switch Resumption(r.Slot(requestMode).AsInt()) {
		case ResumeReturn:
			return true, nil
		case ResumeThrow:
			thrown = rt.Throw(r.Slot(requestValue))
		}
		if err := rt.asyncGeneratorCompleteStep(g, heap.Undefined, thrown, true); err != nil {
			return false, err
		}
		if err := rt.Step(); err != nil {
			return false, err
		}
	}
}
