package interp

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// A call builds the frame of the callee among the operands of the caller:
//
//	r[b+Callee] r[b+This] … r[b+Header] r[b+Header+1] …
//	callee      receiver    arguments
//
// b is the operand pointer at the start of the call.

// call evaluates a call expression.
func (x *frame) call(n *syntax.CallExpr) (heap.Value, error) {
	b := x.sp
	f, err := x.callee(n.Callee, b)
	if err != nil {
		x.sp = b
		return heap.Undefined, err
	}
	if f == heap.Empty || n.Optional && f.IsNullish() {
		x.sp = b
		return heap.Empty, nil
	}
	x.r[b+stack.Callee] = f
	if n.HasSpread {
		return x.spreadCall(n, b)
	}
	x.sp = b + stack.Header
	for _, a := range n.Args {
		v := x.register(a)
		if v == heap.Empty {
			if v, err = x.eval(a); err != nil {
				x.sp = b
				return v, err
			}
		}
		x.r[x.sp] = v
		x.sp++
	}
	x.sp = b
	if n.Eval != nil {
		if v, done, err := x.directEval(n, b, len(n.Args)); done {
			return v, err
		}
	}
	return x.callAt(n, b, len(n.Args))
}

// callee evaluates the callee of a call, stores the receiver in its place and
// returns the function: heap.Empty at the end of an optional chain.
func (x *frame) callee(e syntax.Expr, b int) (heap.Value, error) {
	switch c := e.(type) {
	case *syntax.Ident:
		if c.Kind == syntax.RefDynamic {
			x.pos(c.From)
			f, this, err := x.rt.CallDynamic(x.code, x.fp, &x.fn.Dynamic[c.Index], c.Name)
			x.r[b+stack.This] = this
			return f, err
		}
		x.r[b+stack.This] = heap.Undefined
		return x.ident(c)
	case *syntax.MemberExpr:
		base, err := x.eval(c.Object)
		if err != nil {
			return base, err
		}
		x.r[b+stack.This] = base
		x.sp = b + stack.This + 1
		return x.member(c, base)
	case *syntax.IndexExpr:
		base, err := x.eval(c.Object)
		if err != nil || base == heap.Empty || c.Optional && base.IsNullish() {
			if err == nil {
				base = heap.Empty
			}
			return base, err
		}
		x.r[b+stack.This] = base
		x.sp = b + stack.This + 1
		key, err := x.eval(c.Index)
		if err != nil {
			return key, err
		}
		return x.element(c, x.r[b+stack.This], key)
	case *syntax.PrivateMember:
		base, err := x.eval(c.Object)
		if err != nil {
			return base, err
		}
		x.r[b+stack.This] = base
		x.sp = b + stack.This + 1
		return x.privateMember(c, base)
	case *syntax.SuperMember, *syntax.SuperIndex:
		f, err := x.eval(e)
		if err != nil {
			return f, err
		}
		use := superThis(e)
		x.r[b+stack.This], err = x.loadThis(use)
		return f, err
	case *syntax.OptionalChain:
		f, err := x.callee(c.X, b)
		if f == heap.Empty {
			x.r[b+stack.This] = heap.Undefined
			f = heap.Undefined
		}
		return f, err
	}
	x.r[b+stack.This] = heap.Undefined
	f, err := x.eval(e)
	x.r[b+stack.This] = heap.Undefined
	return f, err
}

func superThis(e syntax.Expr) *syntax.Use {
	if m, ok := e.(*syntax.SuperMember); ok {
		return &m.This
	}
	return &e.(*syntax.SuperIndex).This
}

// callAt calls the function in the frame at b with argc arguments.
func (x *frame) callAt(n *syntax.CallExpr, b, argc int) (heap.Value, error) {
	x.r[b+stack.Argc] = heap.Int(int32(argc))
	x.pos(n.From)
	if f := x.r[b+stack.Callee]; f.IsObject() {
		if o := f.Object(); o.Class() == heap.ClassFunction {
			code := x.rt.CodeOf(o)
			if code.Kind <= object.KindMethod && code.Realm == x.code.Realm {
				x.r[b+stack.NewTarget] = heap.Undefined
				return x.invoke(code, x.fp+stack.Header+b)
			}
		} else if !o.IsCallable() {
			return heap.Undefined, x.notCallable(n.Callee)
		}
		return x.rt.CallFrame(x.fp + stack.Header + b)
	}
	return heap.Undefined, x.notCallable(n.Callee)
}

// invoke runs code on the frame at fp, as Runtime.CallFrame does for a script
// function of the running realm.
func (x *frame) invoke(code *object.Code, fp int) (heap.Value, error) {
	s := x.st
	if s.GoDepth >= s.MaxGoDepth {
		return heap.Undefined, x.rt.StackOverflow()
	}
	s.GoDepth++
	s.Vals[fp+stack.Link] = stack.MakeLink(x.fp, stack.LinkBits(code.Tier)|stack.LinkEntry)
	mark := x.h.OpenScope()
	run := code.Entry
	if x.rt.FramesWatched {
		run = object.EnterWatched
	}
	v, err := run(x.rt, code, fp)
	x.h.CloseScope(mark)
	s.GoDepth--
	s.FP, s.Top = x.fp, x.fp+stack.Header+len(x.r)
	if err != nil {
		if t, ok := err.(*object.Throw); ok {
			x.h.Keep(t.Value)
		}
		return heap.Undefined, err
	}
	return v, nil
}

// notCallable is the TypeError about a callee.
func (x *frame) notCallable(callee syntax.Expr) error {
	return x.rt.NotCallable(syntax.Describe(callee))
}

// spreadCall is the rest of a call whose arguments contain a spread; callee
// and receiver are in the frame at b.
func (x *frame) spreadCall(n *syntax.CallExpr, b int) (heap.Value, error) {
	list, err := x.spreadArgs(n.Args, b)
	x.sp = b
	if err != nil {
		return heap.Undefined, err
	}
	return x.callList(n, b, list)
}

// callList calls the function in the frame at b with the elements of an array.
func (x *frame) callList(n *syntax.CallExpr, b int, list *heap.Object) (heap.Value, error) {
	f, this := x.r[b+stack.Callee], x.r[b+stack.This]
	x.pos(n.From)
	if !x.rt.IsCallable(f) {
		return heap.Undefined, x.notCallable(n.Callee)
	}
	args := list.Dense()
	if n.Eval != nil && x.rt.IsEval(f) {
		x.r[b+stack.Header] = heap.Undefined
		if len(args) > 0 {
			x.r[b+stack.Header] = args[0]
		}
		v, _, err := x.directEval(n, b, min(len(args), 1))
		return v, err
	}
	return x.rt.Call(f, this, args...)
}

// spreadArgs evaluates arguments with spreads into an array, which is kept in
// the first argument word of the frame at b.
func (x *frame) spreadArgs(args []syntax.Expr, b int) (*heap.Object, error) {
	list := x.rt.NewArray()
	x.sp = b + stack.Header
	x.push(list.Value())
	for _, a := range args {
		if err := x.accumulate(list, a); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// accumulate appends an argument or element to an array.
func (x *frame) accumulate(list *heap.Object, e syntax.Expr) error {
	s, ok := e.(*syntax.SpreadElement)
	if !ok {
		v, err := x.eval(e)
		if err != nil {
			return err
		}
		x.spill(v, heap.Undefined)
		return x.appendTo(list, v)
	}
	v, err := x.eval(s.X)
	if err != nil {
		return err
	}
	return x.spreadInto(list, s, v)
}

func (x *frame) spreadInto(list *heap.Object, s *syntax.SpreadElement, v heap.Value) error {
	x.pos(s.From)
	x.spill(v, heap.Undefined)
	return x.rt.AppendSpread(list, v, s)
}

func (x *frame) appendTo(list *heap.Object, v heap.Value) error {
	return x.rt.AppendElement(list, v)
}

// directEval performs a direct eval when the callee in the frame at b is %eval%
// (sec-function-calls-runtime-semantics-evaluation).
func (x *frame) directEval(n *syntax.CallExpr, b, argc int) (v heap.Value, done bool, err error) {
	if !x.rt.IsEval(x.r[b+stack.Callee]) {
		return heap.Undefined, false, nil
	}
	if argc == 0 {
		return heap.Undefined, true, nil
	}
	x.pos(n.From)
	v, err = x.rt.DirectEval(x.fp, n.Eval, x.r[b+stack.Header])
	return v, true, err
}

// newExpr evaluates `new Callee(Args)`.
func (x *frame) newExpr(n *syntax.NewExpr) (heap.Value, error) {
	b := x.sp
	f, err := x.eval(n.Callee)
	if err != nil {
		return f, err
	}
	x.r[b+stack.Callee] = f
	x.r[b+stack.This] = heap.Undefined
	if n.HasSpread {
		list, err := x.spreadArgs(n.Args, b)
		x.sp = b
		if err != nil {
			return heap.Undefined, err
		}
		return x.newList(n, b, list)
	}
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
	return x.newAt(n, b, len(n.Args))
}

// newAt constructs the callee in the frame at b with argc arguments.
func (x *frame) newAt(n *syntax.NewExpr, b, argc int) (heap.Value, error) {
	x.pos(n.From)
	f := x.r[b+stack.Callee]
	if !x.rt.IsConstructor(f) {
		return heap.Undefined, x.rt.NotConstructor(syntax.Describe(n.Callee))
	}
	x.r[b+stack.NewTarget] = f
	x.r[b+stack.Argc] = heap.Int(int32(argc))
	return x.rt.ConstructFrame(x.fp + stack.Header + b)
}

func (x *frame) newList(n *syntax.NewExpr, b int, list *heap.Object) (heap.Value, error) {
	x.pos(n.From)
	f := x.r[b+stack.Callee]
	if !x.rt.IsConstructor(f) {
		return heap.Undefined, x.rt.NotConstructor(syntax.Describe(n.Callee))
	}
	return x.rt.Construct(f, f, list.Dense()...)
}

// superCall evaluates `super(Args)` (sec-super-keyword-runtime-semantics-evaluation).
func (x *frame) superCall(n *syntax.SuperCall) (heap.Value, error) {
	b := x.sp
	if err := x.openSuperCall(n, b); err != nil {
		return heap.Undefined, err
	}
	if n.HasSpread {
		list, err := x.spreadArgs(n.Args, b)
		x.sp = b
		if err != nil {
			return heap.Undefined, err
		}
		return x.superList(n, b, list)
	}
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
	return x.superAt(n, b, len(n.Args))
}

// openSuperCall stores the parent constructor and new.target in the frame at b.
// The parent is read before the arguments are evaluated.
func (x *frame) openSuperCall(n *syntax.SuperCall, b int) error {
	active, err := x.load(&n.Callee, "super")
	if err != nil {
		return err
	}
	target, err := x.load(&n.Target, "new.target")
	if err != nil {
		return err
	}
	x.pos(n.From)
	parent, err := x.rt.SuperConstructor(active.Object())
	x.r[b+stack.Callee] = parent
	x.r[b+stack.This] = heap.Undefined
	x.r[b+stack.NewTarget] = target
	x.sp = b + stack.NewTarget + 1
	return err
}

func (x *frame) superAt(n *syntax.SuperCall, b, argc int) (heap.Value, error) {
	x.pos(n.From)
	if f := x.r[b+stack.Callee]; !x.rt.IsConstructor(f) {
		return heap.Undefined, x.superNotConstructor(n, f)
	}
	x.r[b+stack.Argc] = heap.Int(int32(argc))
	v, err := x.rt.ConstructFrame(x.fp + stack.Header + b)
	if err != nil {
		return v, err
	}
	return x.bindSuper(n, v)
}

func (x *frame) superList(n *syntax.SuperCall, b int, list *heap.Object) (heap.Value, error) {
	x.pos(n.From)
	f := x.r[b+stack.Callee]
	if !x.rt.IsConstructor(f) {
		return heap.Undefined, x.superNotConstructor(n, f)
	}
	v, err := x.rt.Construct(f, x.r[b+stack.NewTarget], list.Dense()...)
	if err != nil {
		return v, err
	}
	return x.bindSuper(n, v)
}

// superNotConstructor is the TypeError for super() whose parent is f.
func (x *frame) superNotConstructor(n *syntax.SuperCall, f heap.Value) error {
	active, err := x.load(&n.Callee, "super")
	if err != nil {
		return err
	}
	return x.rt.NotSuperConstructor(f, active.Object())
}

// bindSuper binds this to the result of a parent constructor and initialises
// the fields of the active function.
func (x *frame) bindSuper(n *syntax.SuperCall, v heap.Value) (heap.Value, error) {
	var old heap.Value
	switch n.This.Kind {
	case syntax.RefFrame:
		old = x.hd[stack.This]
	case syntax.RefReg:
		old = x.r[n.This.Index]
	default:
		old = x.scopeAt(n.This.Hops).Slot(int(n.This.Index))
	}
	if old != heap.TDZ {
		return heap.Undefined, x.rt.SuperCalledTwice()
	}
	switch n.This.Kind {
	case syntax.RefFrame:
		x.hd[stack.This] = v
	case syntax.RefReg:
		x.r[n.This.Index] = v
	default:
		x.h.SetEnvSlot(x.scopeAt(n.This.Hops), int(n.This.Index), v)
	}
	active, err := x.load(&n.Callee, "super")
	if err != nil {
		return heap.Undefined, err
	}
	x.spill(v, active)
	return v, x.rt.BindSuperThis(active.Object(), v)
}
