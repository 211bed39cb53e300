package bytecode

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// callee evaluates the callee of a call into word Callee and the receiver into
// word This of the frame at b.
func (c *compiler) callee(e syntax.Expr, b reg) {
	mark := c.next
	defer func() { c.next = mark }()
	f, this := b+stack.Callee, b+stack.This
	switch n := e.(type) {
	case *syntax.Ident:
		if n.Kind == syntax.RefDynamic {
			c.at(n.From)
			c.emit(OpGetDynamic, f, c.dynamic(c.f, n.Index, n.Name), 0)
			return
		}
	case *syntax.MemberExpr:
		base := c.any(n.Object)
		c.link(n.Optional, base)
		c.at(n.From)
		c.getMethod(f, this, base, n.Name)
		return
	case *syntax.IndexExpr:
		base := c.held(n.Object, n.Index)
		c.link(n.Optional, base)
		if name, ok := literalName(n.Index); ok {
			c.at(n.From)
			c.getMethod(f, this, base, name)
			return
		}
		key := c.any(n.Index)
		c.move(this, base)
		c.at(n.From)
		c.emit(OpGetElem, f, this, key)
		return
	case *syntax.PrivateMember:
		base := c.any(n.Object)
		c.link(n.Optional, base)
		c.move(this, base)
		name := c.loadUse(&n.Private, n.Name)
		c.at(n.From)
		c.emit(OpGetPrivate, f, this, name)
		return
	case *syntax.SuperMember:
		t := c.openSuperMember(n)
		c.at(n.From)
		c.emit(OpGetSuper, f, t, 0)
		c.move(this, t+1)
		return
	case *syntax.SuperIndex:
		t := c.openSuperIndex(n)
		c.at(n.From)
		c.emit(OpGetSuper, f, t, 0)
		c.move(this, t+1)
		return
	case *syntax.OptionalChain:
		outer := c.skip
		c.skip = c.newLabel()
		end := c.newLabel()
		c.callee(n.X, b)
		c.jump(OpJump, 0, end)
		c.bind(c.skip)
		c.special(f, heap.Undefined)
		c.special(this, heap.Undefined)
		c.bind(end)
		c.skip = outer
		return
	}
	c.to(e, f)
	c.special(this, heap.Undefined)
}

// frame takes the temporaries of a callee's frame with argc arguments.
func (c *compiler) frame(argc int) reg { return c.temps(stack.Header + argc) }

// args evaluates arguments into the frame at b, which begins at the top of the
// temporaries, and returns how many there are.
func (c *compiler) args(list []syntax.Expr, b reg) {
	for i, a := range list {
		c.next = b + stack.Header + reg(i)
		dst := c.temp()
		c.to(a, dst)
	}
}

// spreadArgs evaluates arguments with spreads into the frame at b and returns how many words they
// take, the last of which is an array whose elements are arguments.
func (c *compiler) spreadArgs(list []syntax.Expr, b reg) reg {
	last := slices.IndexFunc(list, isSpread)
	if last != len(list)-1 {
		c.next = b + stack.Header
		c.elements(list, c.temp())
		return 1
	}
	s := list[last].(*syntax.SpreadElement)
	c.args(list[:last], b)
	c.next = b + stack.Header + reg(last)
	a := c.temp()
	v := c.any(s.X)
	c.at(s.From)
	c.note(c.emit(OpSpreadList, a, v, 0), s)
	return reg(len(list))
}

func isSpread(e syntax.Expr) bool {
	_, ok := e.(*syntax.SpreadElement)
	return ok
}

func (c *compiler) call(n *syntax.CallExpr, dst reg) { c.callWith(n, dst, OpCall, OpCallEval) }

// callWith compiles a call with the given instructions for plain calls and for
// calls that may be a direct eval.
func (c *compiler) callWith(n *syntax.CallExpr, dst reg, plain, eval Op) {
	if c.bodyCall(n, dst) {
		return
	}
	b := c.frame(0)
	c.callee(n.Callee, b)
	c.link(n.Optional, b)
	if n.HasSpread {
		argc := c.spreadArgs(n.Args, b)
		c.at(n.From)
		op := OpCallSpread
		if n.Eval != nil {
			op = OpEvalSpread
		}
		c.note(c.emit(op, b, argc, dst), n)
		return
	}
	c.args(n.Args, b)
	c.at(n.From)
	op := plain
	if n.Eval != nil {
		op = eval
		c.reserveArg(b)
	}
	c.note(c.emit(op, b, reg(len(n.Args)), dst), n)
}

// reserveArg makes the frame at b large enough for one argument.
func (c *compiler) reserveArg(b reg) { c.words = max(c.words, b+stack.Header+1) }

func (c *compiler) newExpr(n *syntax.NewExpr, dst reg) {
	b := c.frame(0)
	c.to(n.Callee, b)
	c.special(b+stack.This, heap.Undefined)
	if n.HasSpread {
		argc := c.spreadArgs(n.Args, b)
		c.at(n.From)
		c.note(c.emit(OpNewSpread, b, argc, dst), n)
		return
	}
	c.args(n.Args, b)
	c.at(n.From)
	c.note(c.emit(OpNew, b, reg(len(n.Args)), dst), n)
}

// superCall compiles super(Args)
// (sec-super-keyword-runtime-semantics-evaluation): the parent is read before
// the arguments are evaluated and checked after.
func (c *compiler) superCall(n *syntax.SuperCall, dst reg) {
	b := c.frame(0)
	mark := c.next
	active := c.loadUse(&n.Callee, "super")
	c.at(n.From)
	c.emit(OpSuperCtor, b, active, 0)
	c.special(b+stack.This, heap.Undefined)
	c.loadUseTo(&n.Target, "new.target", b+stack.NewTarget)
	c.next = mark
	v := b
	if n.HasSpread {
		argc := c.spreadArgs(n.Args, b)
		c.at(n.From)
		c.emit(OpSuperSpread, b, argc, v)
	} else {
		c.args(n.Args, b)
		c.at(n.From)
		c.emit(OpSuperCall, b, reg(len(n.Args)), v)
	}
	// Bind this, then initialise the fields of the active function.
	c.next = b + 1
	var old reg
	switch n.This.Kind {
	case syntax.RefEnv:
		old = c.temp()
		c.emit(OpGetEnvRaw, old, reg(n.This.Index), reg(n.This.Hops))
	case syntax.RefReg:
		old = local(n.This.Index)
	default:
		old = regThis
	}
	c.emit(OpCheckUnbound, old, 0, 0)
	switch n.This.Kind {
	case syntax.RefEnv:
		c.setEnv(uint32(n.This.Hops), n.This.Index, v)
	case syntax.RefReg:
		c.move(local(n.This.Index), v)
	default:
		c.move(regThis, v)
	}
	active = c.loadUse(&n.Callee, "super")
	c.at(n.From)
	c.emit(OpInitFields, v, active, 0)
	c.move(dst, v)
}

// tagged compiles a tagged template.
func (c *compiler) tagged(n *syntax.TaggedTemplate, dst reg) { c.taggedWith(n, dst, OpCall) }

func (c *compiler) taggedWith(n *syntax.TaggedTemplate, dst reg, op Op) {
	b := c.frame(0)
	c.callee(n.Tag, b)
	c.next = b + stack.Header
	t := c.temp()
	c.at(n.From)
	c.note(c.emit(OpTemplate, t, 0, 0), n)
	for i, e := range n.Quasi.Exprs {
		c.next = b + stack.Header + 1 + reg(i)
		c.to(e, c.temp())
	}
	c.at(n.From)
	c.note(c.emit(op, b, reg(len(n.Quasi.Exprs)+1), dst), n)
}

// mayTail reports whether a return here may be a tail call: strict code, and
// nothing to do between the call and the return (sec-isintailposition).
func (c *compiler) mayTail() bool {
	f := c.f
	if !c.strict() || f.IsAsync || f.IsGenerator || f.ReturnThis != nil || c.result != noReg {
		return false
	}
	for _, e := range c.exits {
		if e.kind != exitTarget {
			return false
		}
	}
	return true
}

// tail compiles the return of e, which is in tail position
// (sec-hascallintailposition).
func (c *compiler) tail(e syntax.Expr) {
	mark := c.next
	switch n := e.(type) {
	case *syntax.CallExpr:
		dst := c.temp()
		c.callWith(n, dst, OpTailCall, OpTailEval)
		c.emitReturn(dst)
	case *syntax.TaggedTemplate:
		dst := c.temp()
		c.taggedWith(n, dst, OpTailCall)
		c.emitReturn(dst)
	case *syntax.CondExpr:
		no := c.newLabel()
		c.cond(n.Test, no, false)
		c.tail(n.Then)
		c.bind(no)
		c.tail(n.Else)
	case *syntax.LogicalExpr:
		done := c.newLabel()
		v := c.temp()
		c.to(n.Left, v)
		switch n.Op {
		case syntax.OpAnd:
			c.jump(OpJFalse, v, done)
		case syntax.OpOr:
			c.jump(OpJTrue, v, done)
		default:
			c.jump(OpJNotNullish, v, done)
		}
		c.tail(n.Right)
		c.bind(done)
		c.emitReturn(v)
	case *syntax.SequenceExpr:
		end := len(n.Exprs) - 1
		for _, x := range n.Exprs[:end] {
			c.effect(x)
		}
		c.tail(n.Exprs[end])
	default:
		v := c.any(e)
		c.countLong()
		c.at(e.Pos())
		c.emitReturn(v)
	}
	c.next = mark
}
