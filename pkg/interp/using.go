package interp

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Registers from Scope.UsingTemp.
const (
	usingStack    = iota // resources
	usingKind            // Int: completion of the scope
	usingValue           // its value
	usingProgress        // Int while the disposal is suspended
)

// addResource makes v a resource of the scope that n declares in.
func (x *frame) addResource(n *syntax.VarDecl, v heap.Value) error {
	sc := n.Decls[0].Target.(*syntax.Ident).Binding.Scope
	p := &x.r[sc.UsingTemp+usingStack]
	x.pos(n.From)
	x.push(v)
	s, err := x.rt.AddDisposableResource(*p, v, n.Kind == syntax.VarAwaitUsing)
	x.sp--
	if err == nil {
		*p = s
	}
	return err
}

// dispose disposes of the resources of a scope that completes with c and has no
// `await using`. The result is the new completion.
func (x *frame) dispose(sc *syntax.Scope, c ctl) ctl {
	if !x.keepUsing(sc, c) {
		return c
	}
	d := x.disposal(sc, 0)
	if _, _, err := x.disposeStep(sc, &d, object.ResumeNext, heap.Undefined); err != nil {
		return x.fail(err)
	}
	return x.disposed(sc, &d)
}

// keepUsing keeps completion c in the registers of sc; false means that nothing
// is to be disposed of.
func (x *frame) keepUsing(sc *syntax.Scope, c ctl) bool {
	t := sc.UsingTemp
	if c >= ctlSuspend || !interruptible(c, x.err) || !x.r[t+usingStack].IsCell() {
		return false
	}
	if c == ctlThrow {
		x.sp = x.rec.operands
	}
	x.r[t+usingKind] = heap.Int(int32(c))
	switch c {
	case ctlReturn:
		x.r[t+usingValue] = x.ret
	case ctlThrow:
		x.r[t+usingValue] = x.err.(*object.Throw).Value
	case ctlBreak, ctlContinue:
		x.r[t+usingValue] = heap.Int(int32(x.target))
	}
	return true
}

// disposal is the disposal that the registers of sc describe.
func (x *frame) disposal(sc *syntax.Scope, state int32) object.Disposal {
	t := sc.UsingTemp
	d := object.Disposal{Stack: x.r[t+usingStack], Thrown: heap.Empty, State: state}
	if ctl(x.r[t+usingKind].AsInt()) == ctlThrow {
		d.Thrown = x.r[t+usingValue]
	}
	return d
}

func (x *frame) disposeStep(sc *syntax.Scope, d *object.Disposal, mode object.Resumption, sent heap.Value) (heap.Value, bool, error) {
	x.pinned++
	x.spill(sent, heap.Undefined)
	v, await, err := x.rt.DisposeStep(d, mode, sent)
	x.pinned--
	return v, await, err
}

// disposed is the completion of sc after its disposal.
func (x *frame) disposed(sc *syntax.Scope, d *object.Disposal) ctl {
	t := sc.UsingTemp
	x.r[t+usingStack], x.r[t+usingProgress] = heap.Undefined, heap.Undefined
	if d.Thrown != heap.Empty {
		return x.fail(x.rt.Throw(d.Thrown))
	}
	c := ctl(x.r[t+usingKind].AsInt())
	switch c {
	case ctlReturn:
		x.ret = x.r[t+usingValue]
	case ctlBreak, ctlContinue:
		x.target = syntax.Pos(x.r[t+usingValue].AsInt())
	}
	return c
}

// disposing reports whether the suspension point is the disposal of sc.
func (x *frame) disposing(sc *syntax.Scope) bool {
	return x.resuming && sc.HasUsing && x.r[sc.UsingTemp+usingProgress].IsInt()
}

// exitR is exit for a scope that may have `await using`: the disposal may
// suspend at position at, and c does not count when the walk resumes there.
func (x *frame) exitR(sc *syntax.Scope, c ctl, at syntax.Pos) ctl {
	if sc.HasUsing {
		c = x.disposeR(sc, c, at)
	}
	x.leave(sc, c)
	return c
}

func (x *frame) disposeR(sc *syntax.Scope, c ctl, at syntax.Pos) ctl {
	mode, sent, state := object.ResumeNext, heap.Undefined, int32(0)
	if x.disposing(sc) {
		state = x.r[sc.UsingTemp+usingProgress].AsInt()
		mode, sent = x.mode, x.sent
		x.resuming = false
	} else if !x.keepUsing(sc, c) {
		return c
	}
	d := x.disposal(sc, state)
	v, await, err := x.disposeStep(sc, &d, mode, sent)
	if err != nil {
		return x.fail(err)
	}
	if !await {
		return x.disposed(sc, &d)
	}
	t := sc.UsingTemp
	x.r[t+usingStack] = d.Stack
	if d.Thrown != heap.Empty {
		x.r[t+usingKind], x.r[t+usingValue] = heap.Int(int32(ctlThrow)), d.Thrown
	}
	x.r[t+usingProgress] = heap.Int(d.State)
	return x.failR(x.suspend(at, v, object.Awaiting))
}
