package native

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/build"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
)

// relearn is how often an instruction goes to Go before its unit is compiled again
// because something has been learned that it did not know.
const relearn = 16

// setPos records where the frame is.
func setPos(s *stack.Stack, fp int, pc int32) { s.Vals[fp+stack.Pos] = heap.Int(pc) }

// catch throws err in the frame at fp, which machine code has left at x. The frame
// goes on at the machine code of the handler that catches it; where there is none,
// its activation ends.
func (e *engine) catch(x *lower.Exit, fp int, frame, sp uintptr, err error) {
	var v heap.Value
	e.putBack(x, fp-x.Frame.Offset())
	if target, ok := x.Function().Catch(fp, x.PC, err); ok {
		if x.Caught == 0 && x.Frame == nil {
			x.Caught = x.Code.Handlers[target]
		}
		if x.Caught != 0 {
			e.ctx.SP, e.ctx.FP = sp, frame
			e.ctx.GoOn(x.Caught)
			return
		}
		if x.Code.Graph {
			e.owner.caught(x.Code, x.Record())
		}
		v, err = e.continueAt(x, fp, target)
	} else if e.rejects(x, fp) {
		v, err = e.started(x, fp, heap.Undefined, object.Finished, err)
	}
	v, err = e.finishInlined(x, fp, v, err)
	e.finish(x, frame, sp, v, err)
}

// showInlined makes the frames of inlined functions around the exit x frames of the call stack:
// their links, and where their callers are. fp is the frame of the code.
func (e *engine) showInlined(f *lower.Inlined, fp int) {
	if f == nil {
		return
	}
	e.showInlined(f.Caller, fp)
	s := e.Runtime.Stack
	caller := fp + f.Caller.Offset()
	s.Vals[fp+int(f.Base)+stack.Link] = stack.MakeLink(caller, stack.TierNative|f.Bits)
	setPos(s, caller, f.PC)
}

// finishInlined goes on after tier 1 has ended the frame at fp, of an inlined function, with v or
// err: tier 1 ends its callers, too, up to the frame of the code, whose result is returned.
func (e *engine) finishInlined(x *lower.Exit, fp int, v heap.Value, err error) (heap.Value, error) {
	s := e.Runtime.Stack
	for f := x.Frame; f != nil; f = f.Caller {
		fn := x.Code.Function
		if f.Caller != nil {
			fn = f.Caller.Function
		}
		callee := fp
		fp += f.Caller.Offset() - f.Offset()
		s.FP, s.Top = fp, max(callee, fp+fn.Proto().Words)
		setPos(s, fp, f.PC)
		switch {
		case err == nil:
			if f.Dst >= 0 {
				s.Vals[fp+int(f.Dst)] = v
			}
			v, err = fn.ContinueAt(fp, f.PC+1)
		default:
			if target, ok := fn.Catch(fp, f.PC, err); ok {
				e.owner.caught(x.Code, fn.Code())
				v, err = fn.ContinueAt(fp, target)
			}
		}
	}
	return v, err
}

// makeVirtual makes the objects that code of a graph, whose frame is at fp, has not made. Nothing is collected
// meanwhile; the function of the code keeps their shapes.
func (e *engine) makeVirtual(x *lower.Exit, fp int) {
	h, vals := e.Runtime.Heap, e.Runtime.Stack.Vals
	for i := range x.Virtual {
		o := &x.Virtual[i]
		fields := vals[fp+int(o.From):][:o.Fields]
		var made heap.Value
		if o.Array {
			made = h.NewArray(h.Shape(o.Shape), fields...).Value()
		} else {
			made = h.AllocWith(h.Shape(o.Shape), fields).Value()
		}
		for _, r := range o.Into {
			vals[fp+int(r)] = made
		}
	}
}

// putBack puts the registers of the bytecode that code of a graph keeps elsewhere into their
// words, for tier 1.
func (e *engine) putBack(x *lower.Exit, fp int) {
	if len(x.Saved) == 0 {
		return
	}
	vals := e.Runtime.Stack.Vals
	words := make([]heap.Value, len(x.Saved))
	for i, s := range x.Saved {
		switch {
		case s.From < 0:
			words[i] = s.Value
		case s.Int:
			words[i] = heap.Int(int32(uint32(vals[fp+int(s.From)])))
		default:
			words[i] = vals[fp+int(s.From)]
		}
	}
	for i, s := range x.Saved {
		vals[fp+int(s.R)] = words[i]
	}
}

// operandValue returns an operand of an operation of the frame at fp.
func (e *engine) operandValue(x *lower.Exit, fp int, o ir.Operand) heap.Value {
	if o < 0 {
		return x.Unit().Constant(o)
	}
	return e.Runtime.Stack.Vals[fp+int(o)]
}

// perform does one operation in Go. The result is the answer.
func (e *engine) perform(x *lower.Exit, fp int) (heap.Value, error) {
	rt := e.Runtime
	fn := x.Function()
	switch x.Kind {
	case lower.ExitStep:
		e.offerNext(x, fp)
		next, err := fn.Step(fp, x.PC)
		if next != x.PC+1 {
			return 1, err
		}
		return 0, err
	case lower.ExitOp:
		switch x.Inst.Op {
		case ir.OpConcat:
			parts := x.Inst.Args // registers in a row
			first := fp + int(parts[0])
			return rt.ConcatParts(rt.Stack.Vals[first : first+len(parts)])
		case ir.OpToNum:
			if a := e.operandValue(x, fp, x.Inst.A()); a.IsString() {
				return heap.Number(rt.StringToNumber(a.Str())), nil
			}
		case ir.OpAdd:
			a, b := e.operandValue(x, fp, x.Inst.A()), e.operandValue(x, fp, x.Inst.B())
			if a.IsString() && (b.IsString() || b.IsNumber()) || a.IsNumber() && b.IsString() {
				return rt.Add(a, b) // which runs nothing
			}
		}
		question := e.question(x, fp)
		e.share(x, fp)
		_, err := fn.Step(fp, x.PC)
		if err != nil || x.Inst.Dst < 0 {
			return heap.Undefined, err
		}
		v := rt.Stack.Vals[fp+int(x.Inst.Dst)]
		e.learnInstance(question, v)
		return v, nil
	case lower.ExitObject:
		o := &x.Virtual[0]
		fields := rt.Stack.Vals[fp-x.Frame.Offset()+int(o.From):][:o.Fields]
		return rt.Heap.Keep(rt.Heap.AllocWith(rt.Heap.Shape(o.Shape), fields).Value()), nil
	case lower.ExitCompare:
		a, b := e.operandValue(x, fp, x.Inst.A()), e.operandValue(x, fp, x.Inst.B())
		ok, err := rt.Compare(x.Inst.Cond(), a, b)
		return heap.Bool(ok), err
	case lower.ExitFlatten:
		if x.Inst == nil {
			heap.Value(e.ctx.Acc).Str().Flat(rt.Heap)
			return heap.Undefined, nil
		}
		rt.Stack.Vals[fp+int(x.Inst.Call().Base)+stack.This].Str().Flat(rt.Heap)
		return heap.Undefined, nil
	case lower.ExitBarrier:
		rt.Heap.Barrier(heap.Value(e.ctx.Acc), int(e.ctx.Scratch))
		return heap.Undefined, nil
	case lower.ExitTruthy:
		if x.Inst == nil {
			return heap.Bool(object.ToBoolean(heap.Value(e.ctx.Acc))), nil
		}
		return heap.Bool(object.ToBoolean(e.operandValue(x, fp, x.Inst.A()))), nil
	}
	switch x.Kind {
	case lower.ExitShortcut:
		return e.callWhole(x, fp)
	case lower.ExitCall:
		return e.prepareCall(x, fp)
	case lower.ExitFields:
		return e.fields(x, fp)
	case lower.ExitParent:
		return e.parent(x, fp)
	}
	return e.prepareConstruct(x, fp)
}

// shortBigInts does an operation on short BigInts, and reports whether x is one: it throws
// nothing and runs no scripts, so the frame need not be told where it is.
func (e *engine) shortBigInts(x *lower.Exit) bool {
	if x.Kind == lower.ExitOp {
		v, ok := x.Function().ShortBigInts(e.fpAt(x), x.PC)
		if ok {
			x.Taken++
			e.ctx.Acc = uint64(v)
		}
		return ok
	}
	a, b := e.operandValue(x, e.fpAt(x), x.Inst.A()), e.operandValue(x, e.fpAt(x), x.Inst.B())
	if !a.IsBigInt() || !b.IsBigInt() && !b.IsNumber() {
		return false
	}
	x.Taken++
	holds, _ := e.Runtime.Compare(x.Inst.Cond(), a, b) // no errors: neither is a string or an object
	e.ctx.Acc = uint64(heap.Bool(holds))
	return true
}

// power raises a number to a power, and reports whether the operation at x is that.
func (e *engine) power(x *lower.Exit) bool {
	if x.Inst == nil || x.Inst.Op != ir.OpPower {
		return false
	}
	fp := e.fpAt(x)
	a, b := e.operandValue(x, fp, x.Inst.A()), e.operandValue(x, fp, x.Inst.B())
	if !a.IsNumber() || !b.IsNumber() {
		return false
	}
	x.Taken++
	e.ctx.Acc = uint64(heap.Number(object.Pow(a.Float64(), b.Float64())))
	return true
}

// stepDirectly steps an iterator where that runs no scripts and throws nothing, and reports
// whether it has.
func (e *engine) stepDirectly(x *lower.Exit) bool {
	if x.Inst == nil || x.Inst.Op != ir.OpIterNext && x.Inst.Op != ir.OpIterStep || e.Runtime.Heap.Sampling() {
		return false
	}
	vals, fp := e.Runtime.Stack.Vals, e.fpAt(x)
	iter := fp + int(x.Inst.A())
	v, done, ok := e.Runtime.DirectStep(vals[iter], vals[fp+int(x.Inst.B())])
	if !ok {
		return false
	}
	x.Taken++
	switch {
	case x.Kind == lower.ExitOp: // of destructuring
		if done {
			vals[iter] = heap.Undefined
		}
		e.ctx.Acc = uint64(v)
	case done:
		e.ctx.Acc = 1
	default:
		vals[fp+int(x.Inst.Dst)] = v
		e.ctx.Acc = 0
	}
	return true
}

// share tells all sites what tier 1 knows already of the access to a member at x. The
// first accesses of a site that go to Go are left out: what they meet may be worth a
// place in its code.
func (e *engine) share(x *lower.Exit, fp int) {
	if x.Inst.Op != ir.OpGetMember && x.Inst.Op != ir.OpSetMember || !x.Inst.Member().Shared || !x.Inst.Generic && x.Hits < relearn {
		return
	}
	base := e.Runtime.Stack.Vals[fp+int(x.Inst.A())]
	switch ic := x.Function().CacheAt(x.PC); {
	case !base.IsObject():
	case x.Inst.Op == ir.OpGetMember:
		e.Runtime.ShareRead(base.Object(), x.Inst.Member().Name, ic)
	default:
		e.Runtime.ShareStore(base.Object(), x.Inst.Member().Name, ic)
	}
}

// learns tells that the code which left at x is thrown away, because it did not
// know what the instruction meets: the frame goes on in tier 1 after it.
func (e *engine) learns(x *lower.Exit, fp int) bool {
	if x.Inst == nil || x.Inst.Generic {
		return false
	}
	if x.Hits++; x.Hits != relearn {
		return false
	}
	if x.Inst.Op.Row().Learns == ir.LearnsCallee {
		f := functionOf(e.owner, x.Record())
		callee := e.Runtime.Stack.Vals[fp+int(x.Inst.Call().Base)+stack.Callee]
		if _, known := f.learned[x.PC]; known || build.ShortcutOf(e.Runtime, callee) == object.NoShortcut {
			return false
		}
		x.Record().KeepConstant(callee)
		f.learned[x.PC] = callee
		return e.onLearn(x.Code)
	}
	return outdated(x.Function(), x.Inst) && e.onLearn(x.Code)
}

// outdated tells that tier 1 has met more at an instruction of fn than the machine code was made for.
func outdated(fn *bytecode.Function, in *ir.Inst) bool {
	switch in.Op.Row().Learns {
	case ir.LearnsCache:
		ic := fn.CacheAt(in.PC)
		return ic != nil && grown(in, ic)
	case ir.LearnsSite:
		ic, _ := fn.SiteAt(in.PC)
		return ic != nil && grown(in, ic)
	case ir.LearnsFeedback:
		return fn.Feedback(int(in.PC)) != in.Fed
	}
	return false
}

// grown tells that the inline cache of the operation knows a way that the machine
// code does not.
func grown(in *ir.Inst, ic *object.IC) bool {
	return slices.ContainsFunc(build.Ways(in, ic), func(e object.ICEntry) bool { return !slices.Contains(in.Member().Entries, e) })
}

// question returns what an instanceof at x is about to ask, for the table of answers;
// no proto when it is not for the table. It keeps words only: the operation may run
// scripts, and a collection.
func (e *engine) question(x *lower.Exit, fp int) lower.Instance {
	if x.Inst.Op != ir.OpInstanceOf {
		return lower.Instance{}
	}
	h := e.Runtime.Heap
	ic, _ := x.Function().SiteAt(x.PC)
	v, target := e.operandValue(x, fp, x.Inst.A()), e.operandValue(x, fp, x.Inst.B())
	if ic == nil || !v.IsObject() || !target.IsObject() || v.Object().Shape(h).IsDictionary() {
		return lower.Instance{}
	}
	epoch, ok := e.Runtime.WatchedChain(v)
	if !ok {
		return lower.Instance{}
	}
	q, f := lower.Instance{Shape: v.Object().ShapeID(), Epoch: epoch}, target.Object()
	ic.Entries(func(entry *object.ICEntry) {
		if entry.Shape == f.ShapeID() && entry.Epoch == q.Epoch {
			q.Proto = f.SlotAt(entry.Offset)
		}
	})
	return q
}

// learnInstance notes the answer that Go has given to a question.
func (e *engine) learnInstance(q lower.Instance, answer heap.Value) {
	if q.Proto.IsObject() && q.Epoch == e.Runtime.Heap.ProtoEpoch {
		q.Answer = answer
		e.LearnInstance(q)
	}
}
