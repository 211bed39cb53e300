package object

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/stack"
)

// Resumption says how a suspended body goes on.
type Resumption uint8

// The resumptions. ResumeNext delivers the value as the result of the yield or
// await; ResumeThrow throws it there; ResumeReturn returns it from there, through
// the finally blocks.
const (
	ResumeNext Resumption = iota
	ResumeThrow
	ResumeReturn
)

// Suspension says why a body gave control back.
type Suspension uint8

// The suspensions. Finished comes with the completion value, or with the error
// that ended the body. YieldedResult is Yielded with an iterator result object
// that goes to the caller as it is (`yield*` of a sync generator).
const (
	Finished Suspension = iota
	Yielded
	YieldedResult
	Awaiting
)

// ResumeFunc runs the body of a generator or async function on the frame at fp
// until its next suspension or its end. The first call starts the body
// (ResumeNext, Undefined). It leaves Stack.FP and Stack.Top as they are for the
// frame: everything from fp to Top is saved. The frame may stand at another fp
// each time; nothing in it but the Link word knows its place.
type ResumeFunc func(rt *Runtime, code *Code, fp int, mode Resumption, v heap.Value) (heap.Value, Suspension, error)

// Internal slots of generators, async generators, and of the objects that stand
// for running async functions, which no script sees.
const (
	genState = iota // Int: a GeneratorState, and the tier of the frame from bit 8 on
	genFrame        // the saved frame; Undefined while it runs and at the end
	genQueue        // async generators: last of the ring of requests; async functions: the promise
	genAwait        // async generators: Int, what an await in progress is for
)

// The internal slots of generators that a tier may read and write by itself when
// it resumes its own: the state as an Int, with the tier from bit 8 on, and the
// saved frame.
const (
	GeneratorStateSlot = genState
	GeneratorFrameSlot = genFrame
)

// GeneratorState is [[GeneratorState]] or [[AsyncGeneratorState]].
type GeneratorState uint8

// The states of a generator.
const (
	GenSuspendedStart GeneratorState = iota
	GenSuspendedYield
	GenExecuting
	GenDrainingQueue
	GenCompleted
)

func generatorState(g *heap.Object) GeneratorState {
	return GeneratorState(g.Internal(genState).AsInt())
}

func (rt *Runtime) setGeneratorState(g *heap.Object, s GeneratorState) {
	old := g.Internal(genState).AsInt()
	rt.Heap.SetInternal(g, genState, heap.Int(old&^0xFF|int32(s)))
}

// SuspendedFrame returns the saved frame of the generator g if tier may resume it
// by itself, with GeneratorRuns and its counterparts: nil for any other object,
// and when g is running, has ended or belongs to another tier.
func SuspendedFrame(g *heap.Object, tier Tier) *heap.GenState {
	if g.Class() != heap.ClassGenerator {
		return nil
	}
	switch s := g.Internal(genState).AsInt() - int32(tier)<<8; GeneratorState(s) {
	case GenSuspendedStart, GenSuspendedYield:
		if s>>8 == 0 {
			return g.Internal(genFrame).GenState()
		}
	}
	return nil
}

// GeneratorRuns says that the tier of g has put its frame on the stack and runs it.
func (rt *Runtime) GeneratorRuns(g *heap.Object) { rt.setGeneratorState(g, GenExecuting) }

// GeneratorYields saves the frame of g, words words at fp, at a yield.
func (rt *Runtime) GeneratorYields(g *heap.Object, fp, words int) {
	rt.saveWords(g, fp, fp+words)
	rt.setGeneratorState(g, GenSuspendedYield)
}

// GeneratorEnds says that the body of g has returned or thrown.
func (rt *Runtime) GeneratorEnds(g *heap.Object) {
	rt.Heap.SetInternal(g, genFrame, heap.Undefined)
	rt.setGeneratorState(g, GenCompleted)
}

// newGenerator makes an object that holds the frame at fp, which has not run
// yet: its state is GenSuspendedStart.
func (rt *Runtime) newGenerator(class heap.Class, proto heap.Value, tier Tier) *heap.Object {
	g := rt.NewObjectOf(class, proto)
	rt.Heap.SetInternal(g, genState, heap.Int(int32(tier)<<8))
	return g
}

// StartGenerator is called by the entry of a generator or async generator
// function when its parameters are bound: it moves the frame at fp into a new
// generator object, which is the result of the call (sec-generatorstart,
// sec-asyncgeneratorstart). tier is the one that resume belongs to.
func (rt *Runtime) StartGenerator(code *Code, fp int, tier Tier, resume ResumeFunc) (heap.Value, error) {
	class, fallback := heap.ClassGenerator, GeneratorPrototype
	if code.Func.IsAsync {
		class, fallback = heap.ClassAsyncGenerator, AsyncGeneratorPrototype
	}
	proto, err := rt.generatorPrototype(code, rt.Stack.Vals[fp+stack.Callee].Object())
	if err != nil {
		return heap.Undefined, err
	}
	if !proto.IsObject() {
		proto = code.Realm.Intrinsic(fallback).Value()
	}
	g := rt.newGenerator(class, proto, tier)
	rt.resumers[tier] = resume
	rt.saveFrame(g, fp)
	return g.Value(), nil
}

// generatorPrototype reads the property prototype of the generator function f of code. Where
// it is data is kept with the shape that f has then (see Code.newFunc).
func (rt *Runtime) generatorPrototype(code *Code, f *heap.Object) (heap.Value, error) {
	if f.ShapeID() == code.newFunc && code.newFunc != 0 {
		return f.SlotAt(code.newAt), nil
	}
	proto, err := rt.Get(f, rt.Heap.Names.Prototype)
	if p, ok := rt.Heap.Lookup(f, rt.Heap.Names.Prototype); ok && err == nil && p.Attrs&heap.AccessorProp == 0 && !f.Shape(rt.Heap).IsDictionary() {
		code.newFunc, code.newAt = f.ShapeID(), p.Offset
	}
	return proto, err
}

// saveFrame copies the frame at fp up to Stack.Top into g.
func (rt *Runtime) saveFrame(g *heap.Object, fp int) { rt.saveWords(g, fp, rt.Stack.Top) }

// saveWords copies the words from fp up to but not including top into g.
func (rt *Runtime) saveWords(g *heap.Object, fp, top int) {
	s := rt.Stack
	if saved := g.Internal(genFrame); saved.IsCell() {
		if f := saved.GenState(); f.Len() == top-fp {
			s.SaveInto(rt.Heap, f, fp)
			return
		}
	}
	rt.Heap.SetInternal(g, genFrame, s.Save(rt.Heap, fp, top).Value())
}

// ResumeWork is the work of a resumption, besides the copying of the frame: a chain
// of yield* has one for each of its generators between two turns of a loop.
const ResumeWork = 64

// resumeFrame puts the saved frame of g above the running one, runs it to its
// next suspension and saves it again.
func (rt *Runtime) resumeFrame(g *heap.Object, mode Resumption, v heap.Value) (heap.Value, Suspension, error) {
	s := rt.Stack
	frame := g.Internal(genFrame).GenState()
	fp := s.Top
	if s.GoDepth >= s.MaxGoDepth {
		return heap.Undefined, Finished, rt.StackOverflow()
	}
	top, err := s.Restore(frame, fp)
	if err != nil {
		return heap.Undefined, Finished, rt.StackOverflow()
	}
	savedFP, savedTop, savedRealm := s.FP, s.Top, rt.Cur
	tier := Tier(g.Internal(genState).AsInt() >> 8)
	s.Vals[fp+stack.Link] = stack.MakeLink(savedFP, stack.LinkBits(tier)|stack.LinkEntry)
	s.FP, s.Top = fp, top
	code := rt.CodeOf(s.Vals[fp+stack.Callee].Object())
	rt.Cur = code.Realm
	s.GoDepth++
	rt.Heap.Work(ResumeWork + top - fp)
	mark := rt.Heap.OpenScope()
	if rt.FramesWatched {
		rt.pushed(code, tier, -1, "resume")
	}
	r, why, err := rt.resumers[tier](rt, code, fp, mode, v)
	if rt.FramesWatched {
		rt.popped(code, err, why != Finished)
	}
	rt.Heap.CloseScope(mark)
	s.GoDepth--
	if why == Finished || err != nil {
		rt.Heap.SetInternal(g, genFrame, heap.Undefined)
		why = Finished
	} else {
		rt.saveFrame(g, fp)
	}
	s.FP, s.Top, rt.Cur = savedFP, savedTop, savedRealm
	if t, ok := err.(*Throw); ok {
		rt.Heap.Keep(t.Value)
	}
	return rt.Heap.Keep(r), why, err
}

// GeneratorStep resumes a generator (sec-generatorresume,
// sec-generatorresumeabrupt). With whole, value is an iterator result object to
// be passed on; else value and done are its fields.
func (rt *Runtime) GeneratorStep(g *heap.Object, mode Resumption, v heap.Value) (value heap.Value, done, whole bool, err error) {
	state := generatorState(g)
	switch state {
	case GenExecuting:
		return heap.Undefined, true, false, rt.TypeError("Generator is already running")
	case GenSuspendedStart:
		if mode != ResumeNext {
			rt.setGeneratorState(g, GenCompleted)
			rt.Heap.SetInternal(g, genFrame, heap.Undefined)
			state = GenCompleted
		}
	}
	if state == GenCompleted {
		switch mode {
		case ResumeThrow:
			return heap.Undefined, true, false, rt.Throw(v)
		case ResumeReturn:
			return v, true, false, nil
		}
		return heap.Undefined, true, false, nil
	}
	rt.setGeneratorState(g, GenExecuting)
	r, why, err := rt.resumeFrame(g, mode, v)
	if why == Finished {
		rt.setGeneratorState(g, GenCompleted)
		return r, true, false, err
	}
	rt.setGeneratorState(g, GenSuspendedYield)
	return r, false, why == YieldedResult, nil
}

// GeneratorResume is GeneratorStep with an iterator result object as result;
// what names the method for the error when v is no generator.
func (rt *Runtime) GeneratorResume(v heap.Value, mode Resumption, arg heap.Value, what string) (heap.Value, error) {
	if !v.IsObject() || v.Object().Class() != heap.ClassGenerator {
		return heap.Undefined, rt.TypeError("Method Generator.prototype.%s called on incompatible receiver %s", what, rt.Describe(v))
	}
	r, done, whole, err := rt.GeneratorStep(v.Object(), mode, arg)
	if err != nil || whole {
		return r, err
	}
	return rt.CreateIterResultObject(r, done), nil
}

// StepGenerator is the StepFunc of %GeneratorPrototype%.next.
func StepGenerator(rt *Runtime, iter heap.Value) (v heap.Value, done, ok bool, err error) {
	if !iter.IsObject() || iter.Object().Class() != heap.ClassGenerator {
		return heap.Undefined, false, false, nil
	}
	v, done, whole, err := rt.GeneratorStep(iter.Object(), ResumeNext, heap.Undefined)
	if err != nil || !whole {
		return v, done, true, err
	}
	if !v.IsObject() {
		return heap.Undefined, true, true, rt.iteratorResultNotObject(v)
	}
	if done, err = rt.IteratorComplete(v.Object()); done || err != nil {
		return heap.Undefined, true, true, err
	}
	v, err = rt.IteratorValue(v.Object())
	return v, false, true, err
}

// DelegateAction is what the body of a generator does next in a `yield*`.
type DelegateAction uint8

// The actions. DelegateDone ends the yield* with the value as its result;
// DelegateReturn returns the value from the generator, through finally blocks;
// the others suspend with the value, and the next call of Delegate gets the
// resumption.
const (
	DelegateDone DelegateAction = iota
	DelegateReturn
	DelegateYield
	DelegateYieldResult
	DelegateAwait
)

// States of a yield*, kept by the tier between calls of Delegate.
const (
	DelegateReceive     int32 = iota // the last suspension was a yield, or none yet
	DelegateResult                   // the resumption has what next, throw or return of the inner iterator gave
	delegateReturned                 // the same, and it was return
	delegatePlainReturn              // awaiting the value of a return that the inner iterator cannot take
	delegateClosed                   // awaiting the inner iterator's return, to throw afterwards
)

// Delegate performs one step of `yield*` over (iter, next)
// (sec-generator-function-definitions-runtime-semantics-evaluation, yield*).
// The tier starts with state 0 and (ResumeNext, Undefined), suspends as action
// says and passes state and the resumption back.
func (rt *Runtime) Delegate(iter, next heap.Value, state int32, mode Resumption, v heap.Value, async bool) (out heap.Value, newState int32, action DelegateAction, err error) {
	switch state {
	case DelegateReceive:
		return rt.delegateCall(iter, next, mode, v, async)
	case delegatePlainReturn:
		if mode == ResumeThrow {
			return heap.Undefined, 0, 0, rt.Throw(v)
		}
		return v, 0, DelegateReturn, nil
	case delegateClosed:
		if mode == ResumeThrow {
			return heap.Undefined, 0, 0, rt.Throw(v)
		}
		if !v.IsObject() {
			return heap.Undefined, 0, 0, rt.iteratorResultNotObject(v)
		}
		return heap.Undefined, 0, 0, rt.noThrowMethod()
	}
	if mode == ResumeThrow {
		return heap.Undefined, 0, 0, rt.Throw(v)
	}
	return rt.delegateResult(v, state == delegateReturned, async)
}

func (rt *Runtime) noThrowMethod() error {
	return rt.TypeError("The iterator does not provide a 'throw' method")
}

// delegateCall passes a resumption to the inner iterator.
func (rt *Runtime) delegateCall(iter, next heap.Value, mode Resumption, v heap.Value, async bool) (heap.Value, int32, DelegateAction, error) {
	var r heap.Value
	var err error
	state := DelegateResult
	switch mode {
	case ResumeNext:
		r, err = rt.Call(next, iter, v)
	case ResumeThrow:
		var method heap.Value
		if method, err = rt.GetMethod(iter, rt.Heap.Names.Throw); err != nil {
			return heap.Undefined, 0, 0, err
		}
		if method.IsUndefined() {
			return rt.delegateClose(iter, async)
		}
		r, err = rt.Call(method, iter, v)
	case ResumeReturn:
		state = delegateReturned
		var method heap.Value
		if method, err = rt.GetMethod(iter, rt.Heap.Names.Return); err != nil {
			return heap.Undefined, 0, 0, err
		}
		if method.IsUndefined() {
			if async {
				return v, delegatePlainReturn, DelegateAwait, nil
			}
			return v, 0, DelegateReturn, nil
		}
		r, err = rt.Call(method, iter, v)
	}
	if err != nil {
		return heap.Undefined, 0, 0, err
	}
	if async {
		return r, state, DelegateAwait, nil
	}
	return rt.delegateResult(r, state == delegateReturned, async)
}

// delegateClose closes an inner iterator that has no throw method and makes the
// TypeError about it.
func (rt *Runtime) delegateClose(iter heap.Value, async bool) (heap.Value, int32, DelegateAction, error) {
	if !async {
		if err := rt.IteratorClose(iter, nil); err != nil {
			return heap.Undefined, 0, 0, err
		}
		return heap.Undefined, 0, 0, rt.noThrowMethod()
	}
	r, await, err := rt.AsyncIteratorClose(iter)
	if err != nil {
		return heap.Undefined, 0, 0, err
	}
	if await {
		return r, delegateClosed, DelegateAwait, nil
	}
	return heap.Undefined, 0, 0, rt.noThrowMethod()
}

// delegateResult looks at what the inner iterator gave.
func (rt *Runtime) delegateResult(r heap.Value, returned, async bool) (heap.Value, int32, DelegateAction, error) {
	if !r.IsObject() {
		return heap.Undefined, 0, 0, rt.iteratorResultNotObject(r)
	}
	done, err := rt.IteratorComplete(r.Object())
	if err != nil {
		return heap.Undefined, 0, 0, err
	}
	if !done && !async {
		return r, DelegateReceive, DelegateYieldResult, nil
	}
	v, err := rt.IteratorValue(r.Object())
	if err != nil {
		return heap.Undefined, 0, 0, err
	}
	switch {
	case !done:
		return v, DelegateReceive, DelegateYield, nil
	case returned:
		return v, 0, DelegateReturn, nil
	}
	return v, 0, DelegateDone, nil
}
