package bytecode

import (
	"math"
	"strconv"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// any compiles e and returns a register that holds its value: the register of a
// local, or a temporary.
func (c *compiler) any(e syntax.Expr) reg {
	switch n := e.(type) {
	case *syntax.Ident:
		return c.loadUse(&n.Use, n.Name)
	case *syntax.ThisExpr:
		return c.loadThis(&n.Use)
	case *syntax.NewTarget:
		return c.loadUse(&n.Use, "new.target")
	case *syntax.AssignExpr:
		if id, ok := n.Target.(*syntax.Ident); ok && id.Kind == syntax.RefReg && id.Flags&(syntax.RefTDZ|syntax.RefImmutable) == 0 {
			c.to(n, local(id.Index))
			return local(id.Index)
		}
	}
	dst := c.temp()
	c.to(e, dst)
	return dst
}

// held is any for a value that must survive the evaluation of the expressions
// after it: a local that they may assign is copied.
func (c *compiler) held(e syntax.Expr, after ...syntax.Expr) reg {
	r := c.any(e)
	if c.isTemp(r) || r < local(0) {
		return r
	}
	for _, a := range after {
		budget := 24
		if a != nil && c.mayAssign(a, &budget) {
			t := c.temp()
			c.move(t, r)
			return t
		}
	}
	return r
}

// mayAssign reports whether evaluating e may assign a local of this function.
// It gives up on large trees, so that it costs little.
func (c *compiler) mayAssign(e syntax.Expr, budget *int) bool {
	*budget--
	if *budget < 0 {
		return true
	}
	switch n := e.(type) {
	case nil, *syntax.Ident, *syntax.ThisExpr, *syntax.NewTarget, *syntax.NullLit, *syntax.BoolLit,
		*syntax.NumberLit, *syntax.StringLit, *syntax.BigIntLit, *syntax.RegExpLit, *syntax.FunctionLit,
		*syntax.ImportMeta:
		return false
	case *syntax.MemberExpr:
		return c.mayAssign(n.Object, budget)
	case *syntax.IndexExpr:
		return c.mayAssign(n.Object, budget) || c.mayAssign(n.Index, budget)
	case *syntax.PrivateMember:
		return c.mayAssign(n.Object, budget)
	case *syntax.OptionalChain:
		return c.mayAssign(n.X, budget)
	case *syntax.BinaryExpr:
		return c.mayAssign(n.Left, budget) || c.mayAssign(n.Right, budget)
	case *syntax.LogicalExpr:
		return c.mayAssign(n.Left, budget) || c.mayAssign(n.Right, budget)
	case *syntax.UnaryExpr:
		return c.mayAssign(n.X, budget)
	case *syntax.TypeofExpr:
		return c.mayAssign(n.X, budget)
	case *syntax.CondExpr:
		return c.mayAssign(n.Test, budget) || c.mayAssign(n.Then, budget) || c.mayAssign(n.Else, budget)
	case *syntax.CallExpr:
		return c.mayAssign(n.Callee, budget) || c.anyAssigns(n.Args, budget)
	case *syntax.NewExpr:
		return c.mayAssign(n.Callee, budget) || c.anyAssigns(n.Args, budget)
	case *syntax.SpreadElement:
		return c.mayAssign(n.X, budget)
	case *syntax.ArrayLit:
		return c.anyAssigns(n.Elems, budget)
	case *syntax.TemplateLit:
		return c.anyAssigns(n.Exprs, budget)
	}
	return true
}

func (c *compiler) anyAssigns(list []syntax.Expr, budget *int) bool {
	for _, e := range list {
		if e != nil && c.mayAssign(e, budget) {
			return true
		}
	}
	return false
}

// last reports whether to writes its destination only with the last
// instruction that e needs, so that the destination may be a local that e reads
// and a throw in e leaves it as it was.
func last(e syntax.Expr) bool {
	switch n := e.(type) {
	case *syntax.LogicalExpr, *syntax.CondExpr, *syntax.OptionalChain, *syntax.LogicalAssign,
		*syntax.ClassLit, *syntax.ObjectLit, *syntax.ArrayLit, *syntax.TemplateLit, *syntax.YieldExpr,
		*syntax.AwaitExpr, *syntax.CompoundAssign, *syntax.SuperCall, *syntax.DeleteExpr, *syntax.AssignExpr,
		*syntax.UpdateExpr, *syntax.TaggedTemplate:
		return false
	case *syntax.UnaryExpr:
		return n.Op != syntax.OpNot
	case *syntax.BinaryExpr:
		return true
	case *syntax.SequenceExpr:
		return last(n.Exprs[len(n.Exprs)-1])
	}
	return true
}

// toLocal compiles e into a local.
func (c *compiler) toLocal(e syntax.Expr, dst reg) {
	if last(e) {
		c.to(e, dst)
		return
	}
	mark := c.next
	r := c.any(e)
	c.move(dst, r)
	c.next = mark
}

// to compiles e with its value in dst, a temporary unless last(e).
func (c *compiler) to(e syntax.Expr, dst reg) {
	mark := c.next
	c.expr(e, dst)
	c.next = mark
}

func (c *compiler) expr(e syntax.Expr, dst reg) {
	switch n := e.(type) {
	case *syntax.Ident:
		c.loadUseTo(&n.Use, n.Name, dst)
	case *syntax.NumberLit:
		c.number(n.Value, dst)
	case *syntax.StringLit:
		c.loadString(dst, n.Value)
	case *syntax.MemberExpr:
		c.member(n, dst)
	case *syntax.IndexExpr:
		c.index(n, dst)
	case *syntax.CallExpr:
		c.call(n, dst)
	case *syntax.BinaryExpr:
		c.binary(n, dst)
	case *syntax.AssignExpr:
		c.assign(n, dst)
	case *syntax.CompoundAssign:
		c.compound(n, dst)
	case *syntax.LogicalAssign:
		c.logicalAssign(n, dst)
	case *syntax.UpdateExpr:
		c.update(n, dst)
	case *syntax.ThisExpr:
		c.move(dst, c.loadThis(&n.Use))
	case *syntax.LogicalExpr:
		c.logical(n, dst)
	case *syntax.CondExpr:
		c.conditional(n, dst)
	case *syntax.UnaryExpr:
		c.unary(n, dst)
	case *syntax.FunctionLit:
		c.at(n.From)
		c.emitWide(OpClosure, dst, c.function(n.Func))
	case *syntax.ObjectLit:
		c.objectLit(n, dst)
	case *syntax.ArrayLit:
		c.arrayLit(n, dst)
	case *syntax.NewExpr:
		c.newExpr(n, dst)
	default:
		c.rareExpr(e, dst)
	}
}

func (c *compiler) rareExpr(e syntax.Expr, dst reg) {
	switch n := e.(type) {
	case *syntax.NullLit:
		c.special(dst, heap.Null)
	case *syntax.BoolLit:
		c.special(dst, heap.Bool(n.Value))
	case *syntax.BigIntLit:
		c.loadConst(dst, Const{Kind: ConstBigInt, Text: n.Text})
	case *syntax.RegExpLit:
		c.at(n.From)
		c.note(c.emit(OpRegExp, dst, 0, 0), n)
	case *syntax.TemplateLit:
		c.template(n, dst)
	case *syntax.TaggedTemplate:
		c.tagged(n, dst)
	case *syntax.TypeofExpr:
		c.typeof(n, dst)
	case *syntax.DeleteExpr:
		c.delete(n, dst)
	case *syntax.PrivateIn:
		v := c.held(n.Right)
		name := c.loadUse(&n.Private, n.Name)
		c.at(n.From)
		c.emit(OpPrivateIn, dst, v, name)
	case *syntax.SequenceExpr:
		end := len(n.Exprs) - 1
		for _, x := range n.Exprs[:end] {
			c.countLong()
			c.effect(x)
		}
		c.expr(n.Exprs[end], dst)
	case *syntax.PrivateMember:
		c.privateMember(n, dst)
	case *syntax.SuperMember:
		t := c.openSuperMember(n)
		c.at(n.From)
		c.emit(OpGetSuper, dst, t, 0)
	case *syntax.SuperIndex:
		t := c.openSuperIndex(n)
		c.at(n.From)
		c.emit(OpGetSuper, dst, t, 0)
	case *syntax.OptionalChain:
		c.optionalChain(n, dst)
	case *syntax.SuperCall:
		c.superCall(n, dst)
	case *syntax.ImportCall:
		c.importCall(n, dst)
	case *syntax.ImportMeta:
		c.at(n.From)
		c.emit(OpImportMeta, dst, 0, 0)
	case *syntax.NewTarget:
		c.loadUseTo(&n.Use, "new.target", dst)
	case *syntax.ClassLit:
		c.class(n, dst, noReg)
	case *syntax.YieldExpr:
		c.yield(n, dst)
	case *syntax.AwaitExpr:
		v := c.any(n.X)
		c.at(n.From)
		c.emit(OpAwait, dst, v, 0)
	default:
		c.decline("unknown expression")
	}
}

// effect compiles an expression whose value nobody needs.
func (c *compiler) effect(e syntax.Expr) {
	mark := c.next
	switch n := e.(type) {
	case *syntax.UpdateExpr:
		c.updateEffect(n)
	case *syntax.AssignExpr:
		if id, ok := n.Target.(*syntax.Ident); ok && id.Kind == syntax.RefReg && id.Flags&(syntax.RefTDZ|syntax.RefImmutable) == 0 {
			c.toLocal(n.Value, local(id.Index))
			break
		}
		c.assign(n, noReg)
	case *syntax.CompoundAssign:
		if id, ok := n.Target.(*syntax.Ident); ok && id.Kind == syntax.RefReg && id.Flags&(syntax.RefTDZ|syntax.RefImmutable) == 0 {
			c.compoundLocal(n, local(id.Index))
			break
		}
		c.compound(n, noReg)
	case *syntax.LogicalExpr:
		c.logicalEffect(n)
	case *syntax.CondExpr:
		no, end := c.newLabel(), c.newLabel()
		c.cond(n.Test, no, false)
		c.effect(n.Then)
		c.jump(OpJump, 0, end)
		c.bind(no)
		c.effect(n.Else)
		c.bind(end)
	case *syntax.Ident:
		if n.Kind != syntax.RefFrame {
			c.any(e)
		}
	case *syntax.StringLit, *syntax.NumberLit, *syntax.FunctionLit:
	default:
		c.any(e)
	}
	c.next = mark
}

func (c *compiler) logicalEffect(n *syntax.LogicalExpr) {
	end := c.newLabel()
	switch n.Op {
	case syntax.OpAnd:
		c.cond(n.Left, end, false)
	case syntax.OpOr:
		c.cond(n.Left, end, true)
	default:
		c.jump(OpJNotNullish, c.any(n.Left), end)
	}
	c.effect(n.Right)
	c.bind(end)
}

// number loads a numeric constant.
func (c *compiler) number(v float64, dst reg) {
	if i := int32(v); float64(i) == v && !(i == 0 && math.Signbit(v)) {
		c.emitWide(OpLoadInt, dst, i)
		return
	}
	c.loadConst(dst, Const{Kind: ConstNumber, Num: v})
}

// smallInt returns the value of e when it is an integer literal of 16 bits.
func smallInt(e syntax.Expr) (int16, bool) {
	sign := 1.0
	if u, ok := e.(*syntax.UnaryExpr); ok && u.Op == syntax.OpMinus {
		e, sign = u.X, -1
	}
	n, ok := e.(*syntax.NumberLit)
	if !ok {
		return 0, false
	}
	v := n.Value * sign
	i := int16(v)
	return i, float64(i) == v && (i != 0 || sign > 0 && !math.Signbit(v))
}

var binaryOps = map[syntax.Op]Op{
	syntax.OpAdd: OpAdd, syntax.OpSub: OpSub, syntax.OpMul: OpMul, syntax.OpDiv: OpDiv, syntax.OpMod: OpMod,
	syntax.OpExp: OpExp, syntax.OpBitAnd: OpBitAnd, syntax.OpBitOr: OpBitOr, syntax.OpBitXor: OpBitXor,
	syntax.OpShl: OpShl, syntax.OpShr: OpShr, syntax.OpUShr: OpUShr, syntax.OpLT: OpLt, syntax.OpGT: OpGt,
	syntax.OpLE: OpLe, syntax.OpGE: OpGe, syntax.OpEq: OpEq, syntax.OpNE: OpNe, syntax.OpStrictEq: OpSEq,
	syntax.OpStrictNE: OpSNe, syntax.OpIn: OpIn, syntax.OpInstanceof: OpInstanceOf,
}

// immediateOps are the instructions with an integer as right operand.
var immediateOps = map[syntax.Op]Op{
	syntax.OpAdd: OpAddI, syntax.OpSub: OpSubI, syntax.OpMul: OpMulI, syntax.OpBitAnd: OpBitAndI,
	syntax.OpBitOr: OpBitOrI, syntax.OpShl: OpShlI, syntax.OpShr: OpShrI, syntax.OpUShr: OpUShrI,
}

// operator emits dst = a op right, where right has not been compiled yet.
func (c *compiler) operator(op syntax.Op, dst, a reg, right syntax.Expr, pos syntax.Pos) {
	if imm, ok := immediateOps[op]; ok {
		if i, ok := smallInt(right); ok {
			c.at(pos)
			c.emitImm(imm, dst, a, i)
			return
		}
	}
	b := c.any(right)
	c.at(pos)
	c.emit(binaryOps[op], dst, a, b)
}

func (c *compiler) binary(n *syntax.BinaryExpr, dst reg) {
	// A chain a + b + c … is deep on the left; the walk down is a loop.
	var chain []*syntax.BinaryExpr
	left := syntax.Expr(n)
	for {
		b, ok := left.(*syntax.BinaryExpr)
		if !ok {
			break
		}
		chain = append(chain, b)
		left = b.Left
	}
	end := len(chain) - 1
	a := c.held(left, chain[end].Right)
	for i := end; i >= 0; i-- {
		mark := c.next
		to := dst
		if i > 0 {
			if !c.isTemp(a) {
				mark++
				to = c.temp()
			} else {
				to = a
			}
		}
		c.operator(chain[i].Op, to, a, chain[i].Right, chain[i].From)
		a = to
		c.next = mark
	}
}

func (c *compiler) logical(n *syntax.LogicalExpr, dst reg) {
	// dst is a temporary: see last.
	end := c.newLabel()
	c.to(n.Left, dst)
	switch n.Op {
	case syntax.OpAnd:
		c.jump(OpJFalse, dst, end)
	case syntax.OpOr:
		c.jump(OpJTrue, dst, end)
	default:
		c.jump(OpJNotNullish, dst, end)
	}
	c.to(n.Right, dst)
	c.bind(end)
}

func (c *compiler) conditional(n *syntax.CondExpr, dst reg) {
	no, end := c.newLabel(), c.newLabel()
	c.cond(n.Test, no, false)
	c.to(n.Then, dst)
	c.jump(OpJump, 0, end)
	c.bind(no)
	c.to(n.Else, dst)
	c.bind(end)
}

func (c *compiler) unary(n *syntax.UnaryExpr, dst reg) {
	switch n.Op {
	case syntax.OpNot:
		v := c.any(n.X)
		c.emit(OpNot, dst, v, 0)
		return
	case syntax.OpVoid:
		c.effect(n.X)
		c.special(dst, heap.Undefined)
		return
	case syntax.OpMinus:
		if lit, ok := n.X.(*syntax.NumberLit); ok {
			c.number(-lit.Value, dst)
			return
		}
	}
	v := c.any(n.X)
	c.at(n.From)
	switch n.Op {
	case syntax.OpMinus:
		c.emit(OpNeg, dst, v, 0)
	case syntax.OpPlus:
		c.emit(OpPlus, dst, v, 0)
	default:
		c.emit(OpBitNot, dst, v, 0)
	}
}

func (c *compiler) typeof(n *syntax.TypeofExpr, dst reg) {
	if id, ok := n.X.(*syntax.Ident); ok {
		switch id.Kind {
		case syntax.RefGlobal:
			c.at(n.From)
			c.emitWide(OpTypeofGlobal, dst, c.constant(Const{Kind: ConstKey, Text: id.Name}))
			return
		case syntax.RefDynamic:
			c.at(n.From)
			c.emit(OpTypeofDynamic, dst, c.dynamic(c.f, id.Index, id.Name), 0)
			return
		}
	}
	v := c.any(n.X)
	c.emit(OpTypeof, dst, v, 0)
}

func (c *compiler) delete(n *syntax.DeleteExpr, dst reg) {
	switch t := n.X.(type) {
	case *syntax.Ident:
		c.at(n.From)
		switch t.Kind {
		case syntax.RefGlobal:
			c.emitWide(OpDeleteGlobal, dst, c.constant(Const{Kind: ConstKey, Text: t.Name}))
		case syntax.RefDynamic:
			c.emit(OpDeleteDynamic, dst, c.dynamic(c.f, t.Index, t.Name), 0)
		default:
			c.special(dst, heap.False)
		}
	case *syntax.MemberExpr, *syntax.IndexExpr:
		c.deleteMember(n.X, n, dst)
	case *syntax.SuperMember:
		c.loadThis(&t.This)
		c.at(n.From)
		c.emit(OpDelSuper, 0, 0, 0)
	case *syntax.SuperIndex:
		c.loadThis(&t.This)
		c.any(t.Index)
		c.at(n.From)
		c.emit(OpDelSuper, 0, 0, 0)
	case *syntax.OptionalChain:
		c.inChain(dst, heap.True, func() { c.deleteMember(t.X, n, dst) })
	default:
		c.effect(n.X)
		c.special(dst, heap.True)
	}
}

// deleteMember deletes the property that x, the operand of n or the end of an
// optional chain in it, refers to.
func (c *compiler) deleteMember(x syntax.Expr, n *syntax.DeleteExpr, dst reg) {
	var base, key reg
	switch t := x.(type) {
	case *syntax.MemberExpr:
		base = c.any(t.Object)
		c.link(t.Optional, base)
		key = c.temp()
		c.loadString(key, t.Name)
	case *syntax.IndexExpr:
		base = c.held(t.Object, t.Index)
		c.link(t.Optional, base)
		key = c.any(t.Index)
	default:
		c.effect(x)
		c.special(dst, heap.True)
		return
	}
	c.at(n.From)
	c.emitN(OpDelElem, flag(n.Strict), dst, base, key)
}

// ---- Members

// getNamed emits dst = obj.name.
func (c *compiler) getNamed(dst, obj reg, name string) {
	if len(c.p.CacheNames) > math.MaxUint16 || isIndexName(name) {
		mark := c.next
		key := c.temp()
		c.loadKey(key, name)
		c.emit(OpGetElem, dst, obj, key)
		c.next = mark
		return
	}
	op := OpGetProp
	if name == "length" {
		op = OpGetLength
	}
	c.emit(op, dst, obj, reg(c.cache(name)))
}

// getMethod emits f = base.name and this = base, for a call: this is the register behind f.
func (c *compiler) getMethod(f, this, base reg, name string) {
	if len(c.p.CacheNames) > math.MaxUint16 || isIndexName(name) {
		c.move(this, base)
		c.getNamed(f, this, name)
		return
	}
	c.emit(OpGetMethod, f, base, reg(c.cache(name)))
}

// setNamed emits obj.name = v.
func (c *compiler) setNamed(obj, v reg, name string) {
	if len(c.p.CacheNames) > math.MaxUint16 || isIndexName(name) {
		mark := c.next
		key := c.temp()
		c.loadKey(key, name)
		c.emitN(OpSetElem, c.strictFlag(), obj, key, v)
		c.next = mark
		return
	}
	c.emitN(OpSetProp, c.strictFlag(), obj, v, reg(c.cache(name)))
}

// isIndexName reports whether a property name is a canonical array index.
func isIndexName(s string) bool {
	if len(s) == 0 || len(s) > 10 || s[0] < '0' || s[0] > '9' || s[0] == '0' && len(s) > 1 {
		return false
	}
	i, err := strconv.ParseUint(s, 10, 32)
	return err == nil && i < math.MaxUint32
}

// link emits what a link of an optional chain does when it is written `?.`.
func (c *compiler) link(optional bool, base reg) {
	if optional {
		c.jump(OpJNullish, base, c.skip)
	}
}

func (c *compiler) member(n *syntax.MemberExpr, dst reg) {
	base := c.any(n.Object)
	c.link(n.Optional, base)
	c.at(n.From)
	c.getNamed(dst, base, n.Name)
}

func (c *compiler) index(n *syntax.IndexExpr, dst reg) {
	base := c.held(n.Object, n.Index)
	c.link(n.Optional, base)
	if name, ok := literalName(n.Index); ok {
		c.at(n.From)
		c.getNamed(dst, base, name)
		return
	}
	key := c.any(n.Index)
	c.at(n.From)
	c.emit(OpGetElem, dst, base, key)
}

func (c *compiler) privateMember(n *syntax.PrivateMember, dst reg) {
	base := c.any(n.Object)
	c.link(n.Optional, base)
	name := c.loadUse(&n.Private, n.Name)
	c.at(n.From)
	c.emit(OpGetPrivate, dst, base, name)
}

// optionalChain compiles a chain; dst is a temporary.
func (c *compiler) optionalChain(n *syntax.OptionalChain, dst reg) {
	c.inChain(dst, heap.Undefined, func() { c.to(n.X, dst) })
}

// inChain compiles a chain whose value is other when it ends early.
func (c *compiler) inChain(dst reg, other heap.Value, f func()) {
	outer := c.skip
	c.skip = c.newLabel()
	end := c.newLabel()
	f()
	c.jump(OpJump, 0, end)
	c.bind(c.skip)
	c.special(dst, other)
	c.bind(end)
	c.skip = outer
}

// superBase loads the base and the receiver of a super property into t and t+1;
// the receiver was checked before.
func (c *compiler) superBase(home, this *syntax.Use, t reg) {
	mark := c.next
	c.move(t+1, c.loadThis(this))
	f := c.loadUse(home, "super")
	c.emit(OpSuperBase, t, f, 0)
	c.next = mark
}

// openSuperMember evaluates the parts of super.name: base, receiver, key.
func (c *compiler) openSuperMember(n *syntax.SuperMember) reg {
	t := c.temps(3)
	c.at(n.From)
	c.superBase(&n.Home, &n.This, t)
	c.loadString(t+2, n.Name)
	return t
}

// openSuperIndex evaluates the parts of super[index]: this, the index, then the
// prototype of the home object (sec-super-keyword-runtime-semantics-evaluation).
func (c *compiler) openSuperIndex(n *syntax.SuperIndex) reg {
	t := c.temps(3)
	mark := c.next
	c.loadThis(&n.This)
	c.next = mark
	c.to(n.Index, t+2)
	c.at(n.From)
	c.superBase(&n.Home, &n.This, t)
	return t
}

func (c *compiler) importCall(n *syntax.ImportCall, dst reg) {
	spec := c.held(n.Specifier, n.Options)
	var options reg
	if n.Options != nil {
		options = c.any(n.Options)
	} else {
		options = c.temp()
		c.special(options, heap.Undefined)
	}
	c.at(n.From)
	c.emitN(OpImportCall, uint8(n.Phase), dst, spec, options)
}

// yield compiles yield and yield*.
func (c *compiler) yield(n *syntax.YieldExpr, dst reg) {
	if n.Delegate {
		c.delegate(n, dst)
		return
	}
	var v reg
	if n.X != nil {
		v = c.any(n.X)
	} else {
		v = c.temp()
		c.special(v, heap.Undefined)
	}
	if c.f.IsAsync {
		// sec-yield: the operand of an async generator's yield is awaited first.
		t := c.temp()
		c.at(n.From)
		c.emit(OpAwait, t, v, 0)
		v = t
	}
	c.at(n.From)
	c.emit(OpYield, dst, v, 0)
	c.resumedReturn(dst)
}

// resumedReturn compiles the instruction that a suspension goes on with when
// the generator shall return v: out of line, so that the normal way skips one
// instruction.
func (c *compiler) resumedReturn(v reg) {
	ret, on := c.newLabel(), c.newLabel()
	c.jump(OpJump, 0, ret)
	c.jump(OpJump, 0, on)
	c.bind(ret)
	c.emitReturn(v)
	c.bind(on)
}

// delegate compiles yield*: iterator, next method, state, value, mode.
func (c *compiler) delegate(n *syntax.YieldExpr, dst reg) {
	t := c.temps(5)
	mark := c.next
	v := c.any(n.X)
	c.at(n.From)
	if c.f.IsAsync {
		c.note(c.emit(OpGetAsyncIter, t, v, 0), n)
	} else {
		c.note(c.emitN(OpGetIter, 1, t, v, 0), n)
	}
	c.next = mark
	c.emitWide(OpLoadInt, t+2, 0)
	c.special(t+3, heap.Undefined)
	c.emitWide(OpLoadInt, t+4, 0)
	c.emit(OpDelegate, t, 0, 0)
	c.resumedReturn(t + 3)
	c.move(dst, t+3)
}
