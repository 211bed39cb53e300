package native

import (
	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
)

// Generators and async functions in machine code. Their frames belong to tier 1 while they are
// suspended: both tiers keep the same words in them, and what resumes them, Code.ResumeEntry or
// bytecode.Resume, is looked up each time.

// suspends tells that frames of the code may be suspended.
func suspends(code *object.Code) bool {
	f := code.Definition()
	return f != nil && (f.IsAsync || f.IsGenerator)
}

// resume is the object.ResumedFunc of this tier.
func resume(rt *object.Runtime, code *object.Code, fp int, v heap.Value) (heap.Value, object.Suspension, error) {
	f, _ := code.T2.(*function)
	if f == nil || f.whole == nil || f.whole.Resume == 0 {
		code.ResumeEntry = nil
		return bytecode.Resume(rt, code, fp, object.ResumeNext, v)
	}
	c, s := f.whole, rt.Stack
	if s.ReserveRunning(fp+c.Words+c.Unit.Above) != nil {
		return heap.Undefined, object.Finished, rt.StackOverflow()
	}
	link := &s.Vals[fp+stack.Link]
	*link = stack.MakeLink(stack.LinkCaller(*link), stack.TierNative|stack.LinkEntry)
	v, why, err := f.engine.machine.run(c.Resume, fp, v)
	s.FP, s.Top = fp, fp+c.Words
	return v, why, err
}

// beginSuspendable makes the generator that the frame becomes which machine code has left at x, or the promise
// of the body of an async function that leaves it for the first time. The engine's state need not be set up.
func (e *engine) beginSuspendable(x *lower.Exit) (err error) {
	ctx, s, fp := e.ctx, e.Runtime.Stack, e.fp(x)
	frame, sp, v := ctx.FP, ctx.SP, heap.Value(ctx.Acc)
	x.Taken++
	setPos(s, fp, x.PC)
	if heap.Checked {
		x.Function().CheckFrame(fp, x.PC)
	}
	s.FP, s.Top = fp, fp+x.Code.Words
	switch {
	case x.Kind == lower.ExitStart:
		v, err = e.Runtime.StartGenerator(x.Code.Record, fp, object.TierBytecode, bytecode.Resume)
	case x.Inst.Op == ir.OpSuspend:
		v, err = e.started(x, fp, v, x.Inst.Suspend().Why, nil)
	default:
		v, err = e.started(x, fp, v, object.Finished, nil)
	}
	ctx.SP, ctx.FP, ctx.Acc = sp, frame, uint64(v)
	return err
}

// started makes the promise of the async function whose body has run on the frame at fp for the first time.
func (e *engine) started(x *lower.Exit, fp int, v heap.Value, why object.Suspension, err error) (heap.Value, error) {
	e.Runtime.Stack.FP, e.Runtime.Stack.Top = fp, fp+x.Code.Words
	return e.Runtime.AsyncStarted(fp, object.TierBytecode, bytecode.Resume, v, why, err)
}

// runsFirst tells that the frame at fp, which machine code has left at x, is of an async function whose
// body runs for the first time, so that its caller gets a promise.
func (e *engine) runsFirst(x *lower.Exit, fp int) bool {
	return x.Frame == nil && stack.LinkFlags(e.Runtime.Stack.Vals[fp+stack.Link])&stack.LinkBits(lower.FirstRun) != 0
}

// rejects tells that what is thrown in the frame at fp, which machine code has left at x, rejects the
// promise of its call: so does what binding the parameters throws (sec-async-function-definitions).
func (e *engine) rejects(x *lower.Exit, fp int) bool {
	f := x.Code.Record.Definition()
	return x.Frame == nil && f.IsAsync && !f.IsGenerator && (x.PC < x.Code.Function.Started() || e.runsFirst(x, fp))
}

// continueAt has tier 1 go on with the frame at fp, which machine code has left at x, at instruction pc, and
// tells who has resumed the frame how it was left.
func (e *engine) continueAt(x *lower.Exit, fp int, pc int32) (heap.Value, error) {
	first := e.runsFirst(x, fp)
	v, why, err := x.Function().ContinueToSuspension(fp, pc)
	if first {
		return e.started(x, fp, v, why, err)
	}
	if err == nil {
		e.ctx.Why = uint64(why)
	}
	return v, err
}

// offerNext offers the next method of an iterator of the script's own, which the IterNext at x calls, to this tier:
// machine code calls it once it has machine code.
func (e *engine) offerNext(x *lower.Exit, fp int) {
	if x.Inst == nil || x.Inst.Op != ir.OpIterNext {
		return
	}
	next := e.operandValue(x, fp, x.Inst.B())
	if !next.IsObject() || next.Object().Class() != heap.ClassFunction {
		return
	}
	if code := e.Runtime.CodeOf(next.Object()); code.Kind <= object.KindMethod && code.Func != nil && code.Realm == x.Record().Realm {
		e.whole(code)
	}
}

// takeWhole takes the value out of the iterator result object that an IterNext has got whole, and tells whether
// that says that the iterator is done.
func (e *engine) takeWhole(x *lower.Exit, fp int) (heap.Value, error) {
	rt, result := e.Runtime, e.Runtime.Heap.Keep(heap.Value(e.ctx.Acc))
	if !result.IsObject() {
		return 0, rt.TypeError("Iterator result %s is not an object", rt.Describe(result))
	}
	done, err := rt.IteratorComplete(result.Object())
	if done || err != nil {
		return 1, err
	}
	v, err := rt.IteratorValue(result.Object())
	if err == nil {
		rt.Stack.Vals[fp+int(x.Inst.Dst)] = v
	}
	return 0, err
}

// delegate does a step of yield* that machine code does not.
func (e *engine) delegate(x *lower.Exit, fp int) (heap.Value, error) {
	action, v, err := x.Function().StepDelegate(fp, x.PC)
	why := object.Yielded
	switch action {
	case object.DelegateDone:
		return lower.DelegatedDone, err
	case object.DelegateReturn:
		return lower.DelegatedReturn, err
	case object.DelegateYieldResult:
		why = object.YieldedResult
	case object.DelegateAwait:
		why = object.Awaiting
	}
	e.ctx.Result, e.ctx.Scratch = uint64(v), uint64(why)
	return lower.DelegatedSuspend, err
}
