package interp

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// frame is one activation of the walker: a view of a frame of the call stack
// and what the walk needs to know. It lives on Go's stack.
//
//	Vals[fp …]   header   registers         operands
//	             hd       r[0 … operands)   r[operands … sp … words)
type frame struct {
	rt   *object.Runtime
	h    *heap.Heap
	st   *stack.Stack
	hd   *[stack.Header]heap.Value
	r    []heap.Value
	sp   int        // first free operand
	env  heap.Value // current environment; also in hd[stack.Env]
	rec  *record
	fn   *syntax.FuncInfo
	code *object.Code
	fp   int
	mark int // rooting scope of the activation

	// What the completion code of a statement refers to.
	err    error      // ctlThrow; with ctlReplaced: how the other tier ended, or nil
	ret    heap.Value // ctlReturn, ctlReplaced; the value of a suspension
	target syntax.Pos // ctlBreak, ctlContinue: start of the statement

	// pinned counts constructs around the current statement whose progress
	// another tier could not pick up: no loop inside them is replaced.
	pinned int32
	// noTail counts constructs around the current statement that must see it
	// complete: a return inside them makes no tail call.
	noTail int32
	// inClass counts class definitions around the current expression: their code
	// is strict.
	inClass int32

	// Generators and async functions.
	resuming bool              // the walk is on its way to the suspension point
	at       syntax.Pos        // position of the suspension point while resuming
	mode     object.Resumption // how the suspension point goes on
	sent     heap.Value        // value sent with mode
	waiting  object.Suspension // kind of the suspension in progress
}

// ctl is how a statement completes.
type ctl uint8

const (
	ctlNormal ctl = iota
	ctlBreak
	ctlContinue
	ctlReturn
	ctlThrow
	ctlSuspend  // yield or await: leave the frame as it is
	ctlReplaced // another tier has run the rest of the function
)

// open makes x the activation of code on the frame at fp, whose header and
// arguments are in place, and makes room for it.
func (x *frame) open(rt *object.Runtime, code *object.Code, rec *record, fp int) error {
	s := rt.Stack
	top := fp + stack.Header + rec.words
	if top > s.Limit {
		if err := reserve(s, fp, top); err != nil {
			return rt.StackOverflow()
		}
	}
	s.FP, s.Top = fp, top
	x.rt, x.h, x.st = rt, rt.Heap, s
	x.hd = (*[stack.Header]heap.Value)(s.Vals[fp:])
	x.r = s.Vals[fp+stack.Header : top : top]
	x.sp = rec.operands
	x.rec, x.code, x.fn, x.fp = rec, code, code.Func, fp
	return nil
}

// setEnv makes env the current environment.
func (x *frame) setEnv(env heap.Value) {
	x.env = env
	x.hd[stack.Env] = env
}

// popEnv makes the parent of the current environment current.
func (x *frame) popEnv() { x.setEnv(x.env.Env().Parent()) }

// pos stores the position of what comes next.
func (x *frame) pos(p syntax.Pos) { x.hd[stack.Pos] = heap.Int(int32(p)) }

// push makes v the topmost operand.
func (x *frame) push(v heap.Value) {
	x.r[x.sp] = v
	x.sp++
}

// pop removes and returns the topmost operand.
func (x *frame) pop() heap.Value {
	x.sp--
	return x.r[x.sp]
}

// spill roots two values in the words above the operands while an operation
// runs on them.
func (x *frame) spill(a, b heap.Value) {
	r := x.r[x.sp:]
	r[0], r[1] = a, b
}

// fail completes a statement with err.
func (x *frame) fail(err error) ctl {
	x.err = err
	return ctlThrow
}

// reserve makes room for the frame at fp, which is the running one when it has been resumed.
func reserve(s *stack.Stack, fp, top int) error {
	if s.FP == fp {
		return s.ReserveRunning(top)
	}
	return s.Reserve(top)
}

// Enter is the object.EntryFunc of tier 0.
func Enter(rt *object.Runtime, code *object.Code, fp int) (heap.Value, error) {
	rec, ok := code.T0.(*record)
	if !ok {
		if err := rt.CompleteCallee(code, fp); err != nil {
			return heap.Undefined, err
		}
		rec = recordOf(code)
	}
	var x frame
	if err := x.open(rt, code, rec, fp); err != nil {
		return heap.Undefined, err
	}
	v, err := x.enter()
	if err == errTail {
		return x.tailCalls()
	}
	return v, err
}

// deepen counts n more units of Go recursion, if they are available.
func (x *frame) deepen(n int) bool {
	if x.st.GoDepth+n > x.st.MaxGoDepth {
		return false
	}
	x.st.GoDepth += n
	return true
}

// enter completes the arguments, counts the call and runs the body.
func (x *frame) enter() (heap.Value, error) {
	rt, code, rec := x.rt, x.code, x.rec
	argc := int(x.hd[stack.Argc].AsInt())
	for i := argc; i < rec.params; i++ {
		x.r[i] = heap.Undefined
	}
	x.pos(x.fn.From)
	x.setEnv(object.ClosureEnv(x.hd[stack.Callee].Object()))
	x.countText(x.fn.To - x.fn.From)
	rt.Budget--
	if rt.Budget <= 0 {
		// Surplus arguments lie where locals and operands will be; they are part of
		// the frame already.
		x.st.Top = max(x.st.Top, x.fp+stack.Header+argc)
		if err := rt.Poll(); err != nil {
			return heap.Undefined, err
		}
		x.st.Top = x.fp + stack.Header + len(x.r)
	}
	code.Calls++
	if code.Calls == rt.Tiers.CallThreshold && rt.Tiers.OnCall != nil {
		rt.Tiers.OnCall(rt, code)
		if code.Tier != object.TierInterp {
			return code.Entry(rt, code, x.fp)
		}
	}
	x.mark = x.h.OpenScope()
	if rec.sloppyThis && !x.hd[stack.This].IsObject() {
		x.hd[stack.This] = rt.SloppyThis(code, x.hd[stack.This])
	}
	if rec.depth > 1 {
		return x.enterTall(argc)
	}
	if !rec.simple {
		return x.enterGeneral(argc)
	}
	locals := x.r[rec.params:rec.operands]
	for i := range locals {
		locals[i] = heap.Undefined
	}
	return x.body()
}

// enterTall runs a body whose tall trees count as more than one level of Go
// recursion.
func (x *frame) enterTall(argc int) (heap.Value, error) {
	more := int(x.rec.depth) - 1
	if !x.deepen(more) {
		return heap.Undefined, x.rt.StackOverflow()
	}
	v, err := x.enterGeneral(argc)
	x.st.GoDepth -= more
	return v, err
}

// body runs the body of a function that never suspends.
func (x *frame) body() (heap.Value, error) {
	if x.fn.Expr != nil {
		if x.rt.StepsWatched {
			x.rt.TellStep(x.code, x.fn.Expr.Pos(), "")
		}
		if x.mayTail() {
			return x.tailEval(x.fn.Expr)
		}
		return x.eval(x.fn.Expr)
	}
	for _, s := range x.fn.Body {
		if c := x.exec(s); c != ctlNormal {
			return x.completion(c)
		}
	}
	return x.completion(ctlNormal)
}

// completion turns the completion of the body into the result of the call.
func (x *frame) completion(c ctl) (heap.Value, error) {
	switch c {
	case ctlReturn:
		if x.fn.ReturnThis != nil && !x.ret.IsObject() {
			return x.derivedResult()
		}
		return x.ret, nil
	case ctlReplaced:
		return x.ret, x.err
	case ctlThrow:
		return heap.Undefined, x.err
	}
	if x.fn.CompletionReg >= 0 {
		return x.r[x.fn.CompletionReg], nil
	}
	if this := x.fn.ReturnThis; this != nil {
		return x.loadThis(this)
	}
	return heap.Undefined, nil
}

// derivedResult is the result of a derived constructor that returned something
// else than an object (sec-ecmascript-function-objects-construct-argumentslist-newtarget).
func (x *frame) derivedResult() (heap.Value, error) {
	if !x.ret.IsUndefined() {
		return heap.Undefined, x.rt.DerivedResult()
	}
	return x.loadThis(x.fn.ReturnThis)
}
