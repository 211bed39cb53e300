package interp

import (
	"errors"
	"sort"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// How a walk through a suspendable body works
//
// Every node that contains a yield or await of its own function has registers
// in FuncInfo.Resume. Only the first is used: it holds the progress of the walk
// through the node, an Int whose meaning the variant of the node decides; nodes
// with one part need none. The operands stay where they are: the operand area is
// part of the frame and is saved with it. After a resumption the walk starts
// again at the body with resuming set: each node on the path reads its progress
// instead of starting at 0, puts the operand pointer where it was, and goes
// down. Lists of statements find their element by the source position of the
// suspension. The yield or await that is reached ends the descent.
//
// A suspension leaves the walk as the error errSuspended, a return() of the
// consumer as errReturned with the value in ret; neither is ever visible outside
// of this file and the resume_ files.

var (
	errSuspended = errors.New("interp: suspended")
	errReturned  = errors.New("interp: returned by the consumer")
)

// notStarted is the position of a frame whose body has not run yet.
var notStarted = heap.Int(-1)

// Resume is the object.ResumeFunc of tier 0.
func Resume(rt *object.Runtime, code *object.Code, fp int, mode object.Resumption, v heap.Value) (heap.Value, object.Suspension, error) {
	rec := recordOf(code)
	var x frame
	if err := x.open(rt, code, rec, fp); err != nil {
		return heap.Undefined, object.Finished, err
	}
	if !x.deepen(int(rec.depth)) {
		return heap.Undefined, object.Finished, rt.StackOverflow()
	}
	x.env = x.hd[stack.Env]
	x.mark = x.h.OpenScope()
	if x.hd[stack.Pos] == notStarted {
		x.pos(x.fn.From)
	} else {
		x.resuming = true
		x.at = syntax.Pos(x.hd[stack.Pos].AsInt())
		x.mode, x.sent = mode, v
	}
	r, why, err := x.run()
	rt.Stack.GoDepth -= int(rec.depth)
	return r, why, err
}

// run walks the body to its next suspension or its end.
func (x *frame) run() (heap.Value, object.Suspension, error) {
	c := ctlNormal
	if x.fn.Expr != nil {
		if x.rt.StepsWatched && !x.resuming {
			x.rt.TellStep(x.code, x.fn.Expr.Pos(), "")
		}
		v, err := x.evalR(x.fn.Expr)
		if err != nil {
			c = x.failR(err)
		} else {
			c, x.ret = ctlReturn, v
		}
	} else {
		sc := x.fn.Scope
		if x.fn.BodyScope != nil {
			sc = x.fn.BodyScope
		}
		if !x.disposing(sc) {
			c = x.listR(x.fn.Body)
		}
		if sc.HasUsing {
			c = x.disposeR(sc, c, x.fn.BodyPos)
		}
	}
	if c == ctlSuspend {
		return x.ret, x.waiting, nil
	}
	v, err := x.completion(c)
	return v, object.Finished, err
}

// failR completes a statement with the error of an expression that may be
// suspended.
func (x *frame) failR(err error) ctl {
	switch err {
	case errSuspended:
		return ctlSuspend
	case errReturned:
		return ctlReturn
	}
	return x.fail(err)
}

// progress returns how far the walk through the node with register reg has come.
func (x *frame) progress(reg uint32) int {
	if x.resuming {
		return int(x.r[reg].AsInt())
	}
	x.r[reg] = heap.Int(0)
	return 0
}

// reached records the progress of the node with register reg.
func (x *frame) reached(reg uint32, n int) { x.r[reg] = heap.Int(int32(n)) }

// suspend leaves the walk at a suspension point that starts at p.
func (x *frame) suspend(p syntax.Pos, v heap.Value, why object.Suspension) error {
	x.pos(p)
	x.ret, x.waiting = v, why
	return errSuspended
}

// resume ends the descent at the suspension point: it returns what was sent, or
// throws it, or returns it from the function.
func (x *frame) resume() (heap.Value, error) {
	x.resuming = false
	switch x.mode {
	case object.ResumeThrow:
		return heap.Undefined, x.rt.Throw(x.sent)
	case object.ResumeReturn:
		x.ret = x.sent
		return heap.Undefined, errReturned
	}
	return x.sent, nil
}

// contains reports whether the suspension point lies in n.
func (x *frame) contains(n syntax.Node) bool { return n.Pos() <= x.at && x.at < n.End() }

// listR executes statements of which some may suspend.
func (x *frame) listR(body []syntax.Stmt) ctl {
	first := 0
	if x.resuming {
		first = sort.Search(len(body), func(i int) bool { return body[i].End() > x.at })
	}
	for _, s := range body[first:] {
		if c := x.execR(s); c != ctlNormal {
			return c
		}
	}
	return ctlNormal
}

// yield evaluates a yield expression.
func (x *frame) yield(n *syntax.YieldExpr, reg uint32) (heap.Value, error) {
	if n.Delegate {
		return x.delegate(n, reg)
	}
	const (
		operand = iota
		awaiting
		yielded
	)
	switch x.progress(reg) {
	case operand:
		v := heap.Undefined
		if n.X != nil {
			var err error
			if v, err = x.evalR(n.X); err != nil {
				return v, err
			}
		}
		if x.fn.IsAsync {
			x.reached(reg, awaiting)
			return heap.Undefined, x.suspend(n.From, v, object.Awaiting)
		}
		x.reached(reg, yielded)
		return heap.Undefined, x.suspend(n.From, v, object.Yielded)
	case awaiting:
		v, err := x.resume()
		if err != nil {
			return v, err
		}
		x.reached(reg, yielded)
		return heap.Undefined, x.suspend(n.From, v, object.Yielded)
	}
	return x.resume()
}

// delegate evaluates `yield*`. Iterator and next method are operands; the
// progress is 0 during the operand and afterwards 1 + the state of the delegation.
func (x *frame) delegate(n *syntax.YieldExpr, reg uint32) (heap.Value, error) {
	b := x.sp
	state := x.progress(reg)
	mode, v := x.mode, x.sent
	if state == 0 {
		src, err := x.evalR(n.X)
		if err != nil {
			return src, err
		}
		x.pos(n.From)
		x.spill(src, heap.Undefined)
		if x.fn.IsAsync {
			x.r[b], x.r[b+1], err = x.rt.GetAsyncIterator(src, n)
		} else {
			x.r[b], x.r[b+1], err = x.rt.GetIteratorOf(src, n)
		}
		if err != nil {
			return heap.Undefined, err
		}
		state, mode, v = 1, object.ResumeNext, heap.Undefined
	} else {
		x.resuming = false
	}
	x.pos(n.From)
	x.r[b+2] = v
	x.sp = b + 3
	out, next, action, err := x.rt.Delegate(x.r[b], x.r[b+1], int32(state-1), mode, v, x.fn.IsAsync)
	x.sp = b
	if err != nil {
		return heap.Undefined, err
	}
	x.reached(reg, int(next)+1)
	switch action {
	case object.DelegateYield:
		return heap.Undefined, x.suspend(n.From, out, object.Yielded)
	case object.DelegateYieldResult:
		return heap.Undefined, x.suspend(n.From, out, object.YieldedResult)
	case object.DelegateAwait:
		return heap.Undefined, x.suspend(n.From, out, object.Awaiting)
	case object.DelegateReturn:
		x.ret = out
		return heap.Undefined, errReturned
	}
	return out, nil
}

// await evaluates an await expression.
func (x *frame) await(n *syntax.AwaitExpr, reg uint32) (heap.Value, error) {
	if x.progress(reg) == 0 {
		v, err := x.evalR(n.X)
		if err != nil {
			return v, err
		}
		x.reached(reg, 1)
		return heap.Undefined, x.suspend(n.From, v, object.Awaiting)
	}
	return x.resume()
}
