package native

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/build"
	"github.com/kilnjs/kiln/pkg/native/ir"
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
func (e *engine) catch(x *exitInfo, fp int, frame, sp uintptr, err error) {
	var v heap.Value
	if target, ok := x.code.fn.Catch(fp, x.pc, err); ok {
		if x.caught == 0 {
			x.caught = x.code.handlers[target]
		}
		if x.caught != 0 {
			e.ctx.sp, e.ctx.fp = sp, frame
			e.ctx.goOn(x.caught)
			return
		}
		v, err = x.code.fn.ContinueAt(fp, target)
	}
	e.finish(frame, sp, v, err)
}

// operandValue returns an operand of an operation of the frame at fp.
func (e *engine) operandValue(x *exitInfo, fp int, o ir.Operand) heap.Value {
	if o < 0 {
		return x.code.unit.Constant(o)
	}
	return e.rt.Stack.Vals[fp+int(o)]
}

// perform does one operation in Go. The result goes to AX.
func (e *engine) perform(x *exitInfo, fp int) (heap.Value, error) {
	rt := e.rt
	fn := x.code.fn
	switch x.kind {
	case exitStep:
		next, err := fn.Step(fp, x.pc)
		if next != x.pc+1 {
			return 1, err
		}
		return 0, err
	case exitOp:
		if x.inst.Op == ir.OpAdd {
			a, b := e.operandValue(x, fp, x.inst.A), e.operandValue(x, fp, x.inst.B)
			if a.IsString() && b.IsString() {
				return rt.ConcatStrings(a.Str(), b.Str())
			}
		}
		question := e.question(x, fp)
		e.share(x, fp)
		_, err := fn.Step(fp, x.pc)
		if err != nil || x.inst.Dst < 0 {
			return heap.Undefined, err
		}
		v := rt.Stack.Vals[fp+int(x.inst.Dst)]
		e.learnInstance(question, v)
		return v, nil
	case exitCompare:
		a, b := e.operandValue(x, fp, x.inst.A), e.operandValue(x, fp, x.inst.B)
		ok, err := rt.Compare(x.inst.Cond, a, b)
		return heap.Bool(ok), err
	case exitFlatten:
		rt.Stack.Vals[fp+int(x.inst.Base)+stack.This].Str().Flat(rt.Heap)
		return heap.Undefined, nil
	case exitTruthy:
		return heap.Bool(object.ToBoolean(e.operandValue(x, fp, x.inst.A))), nil
	}
	switch x.kind {
	case exitShortcut:
		return e.callWhole(x, fp)
	case exitCall:
		return e.prepareCall(x, fp)
	case exitFields:
		return e.fields(x, fp)
	case exitParent:
		return e.parent(x, fp)
	}
	return e.prepareConstruct(x, fp)
}

// share tells all sites what tier 1 knows already of the access to a member at x. The
// first accesses of a site that go to Go are left out: what they meet may be worth a
// place in its code.
func (e *engine) share(x *exitInfo, fp int) {
	if x.inst.Op != ir.OpGetMember && x.inst.Op != ir.OpSetMember || !x.inst.Shared || !x.inst.Generic && x.hits < relearn {
		return
	}
	base := e.rt.Stack.Vals[fp+int(x.inst.A)]
	switch ic := x.code.fn.CacheAt(x.pc); {
	case !base.IsObject():
	case x.inst.Op == ir.OpGetMember:
		e.rt.ShareRead(base.Object(), x.inst.Name, ic)
	default:
		e.rt.ShareStore(base.Object(), x.inst.Name, ic)
	}
}

// learns tells that the code which left at x is thrown away, because it did not
// know what the instruction meets: the frame goes on in tier 1 after it.
func (e *engine) learns(x *exitInfo, fp int) bool {
	if x.inst == nil || x.inst.Generic {
		return false
	}
	if x.hits++; x.hits != relearn {
		return false
	}
	switch x.inst.Op {
	case ir.OpGetMember, ir.OpSetMember, ir.OpGetLength, ir.OpGetGlobal, ir.OpSetGlobal, ir.OpHasPrivate, ir.OpPrototype:
		ic := x.code.fn.CacheAt(x.pc)
		return ic != nil && grown(x.inst, ic) && e.onLearn(x.code)
	case ir.OpInstanceOf:
		ic, _ := x.code.fn.SiteAt(x.pc)
		return ic != nil && grown(x.inst, ic) && e.onLearn(x.code)
	case ir.OpGetElem, ir.OpSetElem:
		return x.code.fn.Feedback(int(x.pc)) != x.inst.Fed && e.onLearn(x.code)
	case ir.OpCall:
		f := x.code.code.T2.(*function)
		callee := e.rt.Stack.Vals[fp+int(x.inst.Base)+stack.Callee]
		if _, known := f.learned[x.pc]; known || build.ShortcutOf(e.rt, callee) == object.NoShortcut {
			return false
		}
		x.code.code.KeepConstant(callee)
		f.learned[x.pc] = callee
		return e.onLearn(x.code)
	}
	return false
}

// grown tells that the inline cache of the operation knows a way that the machine
// code does not.
func grown(in *ir.Inst, ic *object.IC) bool {
	return slices.ContainsFunc(build.Ways(in, ic), func(e object.ICEntry) bool { return !slices.Contains(in.Entries, e) })
}
