package interp

import (
	"errors"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Tail calls (sec-tail-position-calls): a call in tail position of strict code
// replaces the frame of its caller. Stack traces would lose those callers, so
// that it happens only when the stack is deep already; shallower calls cannot be
// told apart otherwise.

// tailDepth is the depth of Go recursion from which on tail calls replace their
// frame.
const tailDepth = 1000

// errTail leaves a body whose frame the call among its operands is to replace:
// its frame begins at the first operand.
var errTail = errors.New("interp: tail call")

// mayTail reports whether a call in tail position would replace the frame.
func (x *frame) mayTail() bool {
	return x.rec.tail && x.st.GoDepth >= tailDepth && x.noTail == 0 && x.hd[stack.NewTarget] == heap.Undefined
}

// tailEval evaluates an expression in tail position
// (sec-static-semantics-hascallintailposition).
func (x *frame) tailEval(e syntax.Expr) (heap.Value, error) {
	switch n := e.(type) {
	case *syntax.CallExpr:
		return x.tailCall(n)
	case *syntax.TaggedTemplate:
		return x.tailTag(n)
	case *syntax.CondExpr:
		b, err := x.cond(n.Test)
		if err != nil {
			return heap.Undefined, err
		}
		if b {
			return x.tailEval(n.Then)
		}
		return x.tailEval(n.Else)
	case *syntax.LogicalExpr:
		v, err := x.eval(n.Left)
		if err != nil || !takesRight(n.Op, v) {
			return v, err
		}
		return x.tailEval(n.Right)
	case *syntax.SequenceExpr:
		last := len(n.Exprs) - 1
		for _, e := range n.Exprs[:last] {
			if err := x.void(e); err != nil {
				return heap.Undefined, err
			}
		}
		return x.tailEval(n.Exprs[last])
	}
	return x.eval(e)
}

// tailCall builds the frame of a call and leaves the body with errTail when the
// callee is a script function; any other call just happens.
func (x *frame) tailCall(n *syntax.CallExpr) (heap.Value, error) {
	if n.HasSpread || n.Optional {
		return x.eval(n)
	}
	b := x.sp
	f, err := x.callee(n.Callee, b)
	if err != nil {
		x.sp = b
		return heap.Undefined, err
	}
	x.r[b+stack.Callee] = f
	x.sp = b + stack.Header
	for _, a := range n.Args {
		v, err := x.eval(a)
		if err != nil {
			x.sp = b
			return v, err
		}
		x.push(v)
	}
	x.sp = b
	if n.Eval != nil {
		if v, done, err := x.directEval(n, b, len(n.Args)); done {
			return v, err
		}
	}
	if x.replaceable(b) {
		x.r[b+stack.Argc] = heap.Int(int32(len(n.Args)))
		return heap.Undefined, errTail
	}
	return x.callAt(n, b, len(n.Args))
}

func (x *frame) tailTag(n *syntax.TaggedTemplate) (heap.Value, error) {
	b := x.sp
	if err := x.openTag(n, b); err != nil {
		x.sp = b
		return heap.Undefined, err
	}
	if x.replaceable(b) {
		x.r[b+stack.Argc] = heap.Int(int32(len(n.Quasi.Exprs) + 1))
		return heap.Undefined, errTail
	}
	return x.tagAt(n, b)
}

// replaceable reports whether the callee in the frame at b, the first operand,
// can take the place of this frame.
func (x *frame) replaceable(b int) bool {
	f := x.r[b+stack.Callee]
	if b != x.rec.operands || !f.IsObject() || f.Object().Class() != heap.ClassFunction {
		return false
	}
	return x.rt.CodeOf(f.Object()).Kind <= object.KindMethod
}

// tailCalls replaces the frame by that of the call among its operands until a
// body does not end in such a call.
func (x *frame) tailCalls() (heap.Value, error) {
	rt, fp := x.rt, x.fp
	for {
		argc := int(x.r[x.rec.operands+stack.Argc].AsInt())
		words := x.r[x.rec.operands : x.rec.operands+stack.Header+argc]
		link := x.hd[stack.Link]
		copy(rt.Stack.Vals[fp:], words)
		x.hd[stack.Link] = link
		x.hd[stack.NewTarget] = heap.Undefined
		x.h.CloseScope(x.mark)
		code := rt.CodeOf(x.hd[stack.Callee].Object())
		rt.ReplacedFrame(x.code, code)
		rt.Cur = code.Realm
		if code.Tier != object.TierInterp {
			rt.Stack.Top = fp + stack.Header + argc
			return code.Entry(rt, code, fp)
		}
		*x = frame{}
		if err := rt.CompleteCallee(code, fp); err != nil {
			return heap.Undefined, err
		}
		if err := x.open(rt, code, recordOf(code), fp); err != nil {
			return heap.Undefined, err
		}
		v, err := x.enter()
		if err != errTail {
			return v, err
		}
	}
}
