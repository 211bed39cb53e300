package native

import (
	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/build"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
)

// Calls and constructs that machine code does not know how to do: Go looks at the
// callee, fills the header of its frame and answers with the address of its
// machine code; or it does everything, leaves the result in the context and
// answers with 0.

// A function of tier 1 that machine code has called warmCalls times knows its
// types; from then on each such call counts like callWeight calls for its
// promotion, because it costs so much more than one within tier 1.
const (
	warmCalls  = 64
	callWeight = 512
)

// whole returns the machine code of a function, which is offered to this tier
// when it is called often from here, or nil.
func (e *engine) whole(code *object.Code) *lower.Code {
	if e.Runtime.FramesWatched {
		return nil
	}
	if code.Body != nil {
		return e.wholeBody(code)
	}
	if code.Func.DefaultCtor {
		return e.implied(code)
	}
	if code.Tier == object.TierBytecode && code.Calls >= warmCalls && e.Runtime.Tiers.OnCall != nil {
		code.Calls += callWeight
		functionOf(e.owner, code).wanted = true
		e.Runtime.Tiers.OnCall(e.Runtime, code)
	}
	if f, ok := code.T2.(*function); ok {
		return f.whole
	}
	return nil
}

// wholeBody returns the machine code of the body of a built-in function, or nil. Its calls
// from machine code are counted here.
func (e *engine) wholeBody(code *object.Code) *lower.Code {
	const declined = 1 << object.TierNative
	if f, ok := code.T2.(*function); ok && f.whole != nil {
		return f.whole
	}
	if code.Calls++; code.Calls < warmCalls || code.NoPromote&declined != 0 || code.T1 == nil {
		return nil
	}
	if _, reason := e.owner.Compile(e.Runtime, code); reason != "" {
		code.NoPromote |= declined
		return nil
	}
	return functionOf(e.owner, code).whole
}

// implied returns the machine code of a constructor that was not written, or nil.
// No tier calls it, so its constructs are counted here.
func (e *engine) implied(code *object.Code) *lower.Code {
	const declined = 1 << object.TierNative
	if code.Calls++; code.Calls < warmCalls || code.NoPromote&declined != 0 {
		return nil
	}
	f := functionOf(e.owner, code)
	if f.whole == nil {
		f.wanted = true
		if _, reason := e.owner.Compile(e.Runtime, code); reason != "" {
			code.NoPromote |= declined
		}
	}
	return f.whole
}

// begin fills the header of the frame at base of function f, which the frame at
// fp calls, and returns where to enter it.
func (e *engine) begin(c *lower.Code, f *heap.Object, fp, base int, bits stack.LinkBits) heap.Value {
	vals := e.Runtime.Stack.Vals
	vals[base+stack.Env] = object.ClosureEnv(f)
	vals[base+stack.Link] = stack.MakeLink(fp, stack.TierNative|bits)
	vals[base+stack.Pos] = heap.Int(0)
	if bits&stack.LinkConstruct != 0 {
		return heap.Value(c.Construct)
	}
	return heap.Value(c.Region.Base())
}

// raise puts Top above the arguments of the frame at base.
func (e *engine) raise(base int) {
	s := e.Runtime.Stack
	s.Top = max(s.Top, base+stack.Header+int(s.Vals[base+stack.Argc].AsInt()))
}

// showCall puts the operands of the call at x where tier 1 has them, which code of a graph has
// put into a frame behind its own.
func (e *engine) showCall(x *lower.Exit, fp int) {
	call, ok := x.Inst.Aux.(*ir.Call)
	if !ok || !x.Code.Graph {
		return
	}
	vals := e.Runtime.Stack.Vals
	from, to := fp+int(call.Base), fp+int(call.Tier1)
	vals[to+stack.Callee], vals[to+stack.This] = vals[from+stack.Callee], vals[from+stack.This]
	if x.Inst.Op == ir.OpSuperSpread {
		vals[to+stack.NewTarget] = vals[from+stack.NewTarget]
	}
	first := from + stack.Header
	copy(vals[to+stack.Header:], vals[first:first+int(call.Argc)])
}

// spreads tells that an operation calls or constructs with a list for its last argument: machine code has put the
// elements into the frame, and their number.
func spreads(op ir.Op) bool {
	return op == ir.OpCallSpread || op == ir.OpNewSpread || op == ir.OpSuperSpread
}

// calleeFrame is where the frame of what is called at x begins, and how many arguments it has: lower.Unspread where
// the last one is a list still.
func (e *engine) calleeFrame(x *lower.Exit, fp int) (base int, argc int32) {
	register, argc := x.Inst.Frame()
	base = fp + int(register)
	if spreads(x.Inst.Op) {
		argc = e.Runtime.Stack.Vals[base+stack.Argc].AsInt()
	}
	return base, argc
}

// spread puts the elements of a list in its place in the frame at base of what is called at x, and returns the number
// of arguments.
func (e *engine) spread(x *lower.Exit, base int) (int32, error) {
	_, argc := x.Inst.Frame()
	return e.Runtime.SpreadArgs(base, argc)
}

// prepareCall looks at the callee of a call. Bound functions and the methods call
// and apply of functions are replaced by what they call.
func (e *engine) prepareCall(x *lower.Exit, fp int) (heap.Value, error) {
	rt, fn := e.Runtime, x.Function()
	base, argc := e.calleeFrame(x, fp)
	vals := rt.Stack.Vals
	if !rt.IsCallable(vals[base+stack.Callee]) {
		// Tier 1 words the error.
		e.showCall(x, fp)
		_, err := fn.Step(fp, x.PC)
		return 0, err
	}
	if argc == lower.Unspread {
		var err error
		if argc, err = e.spread(x, base); err != nil {
			return 0, err
		}
	}
	vals[base+stack.Argc] = heap.Int(argc)
	if spreads(x.Inst.Op) {
		e.raise(base) // there may be more than the running frame has room for
	}
	for {
		o := vals[base+stack.Callee].Object()
		switch o.Class() {
		case heap.ClassFunction:
			code := rt.CodeOf(o)
			switch {
			case code.Kind <= object.KindMethod:
				if c := e.whole(code); c != nil {
					vals[base+stack.NewTarget] = heap.Undefined
					return e.begin(c, o, fp, base, 0), nil
				}
			case code.Body != nil && code.Realm == x.Record().Realm && !rt.FramesWatched:
				vals[base+stack.NewTarget] = heap.Undefined
				if c := e.whole(code); c != nil {
					return e.begin(c, o, fp, base, 0), nil
				}
				e.raise(base)
				v, err := rt.CallBody(code, base, bytecode.Enter)
				e.ctx.Result = uint64(v)
				return 0, err
			case code.Kind == object.KindHost && code.Realm == x.Record().Realm && fn.Forward(fp, base):
				x.Hits = relearn // the callee of the site is not what is called
				continue
			}
		case heap.ClassBoundFunction:
			if err := rt.UnwrapBound(base); err != nil {
				return 0, err
			}
			continue
		}
		e.raise(base)
		v, err := rt.CallFrame(base)
		e.ctx.Result = uint64(v)
		return 0, err
	}
}

// callHost does the call at x of a host function without the way through serve, if it is one
// that has no other business here: for a leaf nothing of the engine's state need be set up.
func (e *engine) callHost(x *lower.Exit) (done bool, err error) {
	vals := e.Runtime.Stack.Vals
	fp := e.fpAt(x)
	base, argc := e.calleeFrame(x, fp)
	f := vals[base+stack.Callee]
	if !f.IsObject() || f.Object().Class() != heap.ClassFunction || argc == lower.Unspread {
		return false, nil
	}
	// Machine code has its own way for those with a shortcut, once it knows the callee.
	code := e.Runtime.CodeOf(f.Object())
	if code.Kind != object.KindHost && code.Leaf == nil || code.Body != nil || build.HasShortcut(code, argc) {
		return false, nil
	}
	if code.Leaf != nil && code.Realm == e.Runtime.Cur && !e.Runtime.Heap.Sampling() && e.callLeaf(x, code.Leaf, fp, base, argc) {
		return true, nil
	}
	if code.Forwards && e.callForwarded(x, f, fp, base, argc) {
		return true, nil
	}
	// What only calls its receiver gives way to that: see prepareCall.
	if code.Kind != object.KindHost || code.Forwards || x.Inst.Op.Row().Learns != ir.LearnsCallee && x.Inst.Op != ir.OpCallSpread {
		return false, nil
	}
	ctx := e.ctx
	frame, sp := ctx.FP, ctx.SP
	e.beginHost(x, fp, base, argc)
	vals[base+stack.NewTarget] = heap.Undefined
	var v heap.Value
	resumed := false
	if _, steps := code.Data.(object.StepFunc); steps {
		v, resumed, err = x.Function().CallNext(fp, base)
	}
	if !resumed {
		v, err = e.Runtime.CallHostFrame(code, base)
	}
	ctx.SP, ctx.FP = sp, frame
	ctx.Result, ctx.Acc = uint64(v), 0
	return true, err
}

// callForwarded takes the short way of the function that f, if it is Function.prototype.call, calls, and
// reports whether that did it.
func (e *engine) callForwarded(x *lower.Exit, f heap.Value, fp, base int, argc int32) bool {
	rt, vals := e.Runtime, e.Runtime.Stack.Vals
	target := vals[base+stack.This]
	if argc == 0 || rt.Heap.Sampling() || f != rt.Cur.Intrinsic(object.FunctionProtoCall).Value() || !target.IsObject() || target.Object().Class() != heap.ClassFunction {
		return false
	}
	code := rt.CodeOf(target.Object())
	return code.Leaf != nil && code.Realm == rt.Cur && e.callLeafOn(x, code.Leaf, fp, vals[base+stack.Header], base+stack.Header+1, argc-1)
}

// beginHost sets up the frame at fp for a call or construct at x of a host function, whose
// frame stands at base.
func (e *engine) beginHost(x *lower.Exit, fp, base int, argc int32) {
	s := e.Runtime.Stack
	whole := fp - x.Frame.Offset()
	e.showInlined(x.Frame, whole)
	s.FP, s.Top = fp, max(e.above(x, whole), base+stack.Header+int(argc))
	setPos(s, fp, x.PC)
	if heap.Checked {
		x.Function().CheckFrame(fp, x.PC)
	}
	s.Vals[base+stack.Argc] = heap.Int(argc)
	x.Taken++
}

// callLeaf takes the short way of a host function, and reports whether that did it.
func (e *engine) callLeaf(x *lower.Exit, leaf object.LeafFunc, fp, base int, argc int32) bool {
	return e.callLeafOn(x, leaf, fp, e.Runtime.Stack.Vals[base+stack.This], base+stack.Header, argc)
}

// callLeafOn is callLeaf with this and argc arguments, which stand at first.
func (e *engine) callLeafOn(x *lower.Exit, leaf object.LeafFunc, fp int, this heap.Value, first int, argc int32) bool {
	vals := e.Runtime.Stack.Vals
	if e.owner.sight != nil {
		e.Runtime.Stack.FP = fp
		setPos(e.Runtime.Stack, fp, x.PC)
	}
	last := first + int(argc)
	v, ok := leaf(e.Runtime, this, vals[first:last:last])
	if ok {
		e.ctx.Result, e.ctx.Acc = uint64(v), 0
	}
	return ok
}

// shortcutLeaf does the call at x of a function for which machine code has a way of its own, but
// not for these operands, by its short way, and reports whether that did it.
func (e *engine) shortcutLeaf(x *lower.Exit) bool {
	vals := e.Runtime.Stack.Vals
	register, argc := x.Inst.Frame()
	fp := e.fpAt(x)
	base := fp + int(register)
	f := vals[base+stack.Callee]
	if !f.IsObject() || f.Object().Class() != heap.ClassFunction || e.Runtime.Heap.Sampling() {
		return false
	}
	code := e.Runtime.CodeOf(f.Object())
	if code.Leaf == nil || code.Realm != e.Runtime.Cur || !e.callLeaf(x, code.Leaf, fp, base, argc) {
		return false
	}
	x.Taken++
	e.ctx.Acc = e.ctx.Result
	return true
}

// replacesFrame tells that the callee of a shortcut's call is not what was expected, but a function
// that is to take the place of the frame, because the call is a tail call and the stack is deep: tier 1
// does that. A graph has left before (opt.byUnit).
func (e *engine) replacesFrame(x *lower.Exit, fp int) bool {
	if !x.Inst.Call().Tail || x.Code.Graph || fp < bytecode.TailDepth {
		return false
	}
	register, _ := x.Inst.Frame()
	f := e.Runtime.Stack.Vals[fp+int(register)+stack.Callee]
	return f != x.Inst.Call().Callee
}

// callWhole does a call in Go and returns its result.
func (e *engine) callWhole(x *lower.Exit, fp int) (heap.Value, error) {
	register, argc := x.Inst.Frame()
	base := fp + int(register)
	vals := e.Runtime.Stack.Vals
	if !e.Runtime.IsCallable(vals[base+stack.Callee]) {
		return e.prepareCall(x, fp)
	}
	if call := x.Inst.Call(); call.Tail && vals[base+stack.Callee] != call.Callee {
		// A tail call of another function shall not make the stack deeper: the next code leaves it to tier 1.
		functionOf(e.owner, x.Record()).leaves[x.PC] += ir.GiveUp
		e.onLearn(x.Code)
	}
	vals[base+stack.Argc] = heap.Int(argc)
	e.raise(base)
	return e.Runtime.CallFrame(base)
}
