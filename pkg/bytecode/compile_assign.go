package bytecode

import (
	"github.com/kilnjs/kiln/pkg/syntax"
)

// target is a simple assignment target whose parts have been evaluated.
type target struct {
	node syntax.Pattern
	base reg // object; SuperMember, SuperIndex: first of base, receiver, key
	key  reg // IndexExpr: the key; PrivateMember: the private name
	name reg // Ident: where the name was found, or noReg
}

// open evaluates the parts of a simple target. The expressions in after are
// evaluated before the target is used.
func (c *compiler) open(p syntax.Pattern, after ...syntax.Expr) target {
	t := target{node: p, base: noReg, key: noReg, name: noReg}
	switch n := p.(type) {
	case *syntax.Ident:
		t.name = c.resolve(&n.Use, n.Name)
	case *syntax.MemberExpr:
		t.base = c.held(n.Object, after...)
	case *syntax.IndexExpr:
		t.base = c.held(n.Object, append([]syntax.Expr{n.Index}, after...)...)
		if _, ok := literalName(n.Index); !ok {
			t.key = c.held(n.Index, after...)
		}
	case *syntax.PrivateMember:
		t.base = c.held(n.Object, after...)
		t.key = c.loadUse(&n.Private, n.Name)
	case *syntax.SuperMember:
		t.base = c.openSuperMember(n)
	case *syntax.SuperIndex:
		t.base = c.openSuperIndex(n)
	case *syntax.CallExpr:
		c.effect(n)
		c.at(n.From)
		c.emit(OpBadTarget, 0, 0, 0)
	default:
		c.decline("unknown assignment target")
	}
	return t
}

// get reads the target into dst. The key of an IndexExpr is converted to a
// property key there, once.
func (c *compiler) get(t *target, dst reg) {
	switch n := t.node.(type) {
	case *syntax.Ident:
		if n.Kind == syntax.RefDynamic {
			c.at(n.From)
			c.emit(OpGetResolved, dst, c.dynamic(c.f, n.Index, n.Name), t.name)
			return
		}
		c.loadUseTo(&n.Use, n.Name, dst)
	case *syntax.MemberExpr:
		c.at(n.From)
		c.getNamed(dst, t.base, n.Name)
	case *syntax.IndexExpr:
		c.at(n.From)
		if name, ok := literalName(n.Index); ok {
			c.getNamed(dst, t.base, name)
			return
		}
		if !keyLiteral(n.Index) {
			k := c.temp()
			c.emit(OpToObjectKey, k, t.base, t.key)
			t.key = k
		}
		c.emit(OpGetElem, dst, t.base, t.key)
	case *syntax.PrivateMember:
		c.at(n.From)
		c.emit(OpGetPrivate, dst, t.base, t.key)
	case *syntax.SuperMember:
		c.at(n.From)
		c.emit(OpGetSuper, dst, t.base, 0)
	case *syntax.SuperIndex:
		c.at(n.From)
		c.emit(OpToKey, t.base+2, t.base+2, 0)
		c.emit(OpGetSuper, dst, t.base, 0)
	}
}

// keyLiteral reports whether an index needs no conversion to a property key.
func keyLiteral(e syntax.Expr) bool {
	switch e.(type) {
	case *syntax.NumberLit, *syntax.StringLit:
		return true
	}
	return false
}

// literalName returns the name that an index is, when a string is written there: then the access is
// one by name.
func literalName(e syntax.Expr) (name string, ok bool) {
	s, ok := e.(*syntax.StringLit)
	if !ok {
		return "", false
	}
	return s.Value, true
}

// put stores v into the target. With read the same operation has read it.
func (c *compiler) put(t *target, v reg, read bool) {
	switch n := t.node.(type) {
	case *syntax.Ident:
		if t.name != noReg {
			c.storeResolved(&n.Use, n.Name, t.name, v)
			return
		}
		c.storeUse(&n.Use, n.Name, v, read)
	case *syntax.MemberExpr:
		c.at(n.From)
		c.setNamed(t.base, v, n.Name)
	case *syntax.IndexExpr:
		c.at(n.From)
		if name, ok := literalName(n.Index); ok {
			c.setNamed(t.base, v, name)
			return
		}
		c.emitN(OpSetElem, c.strictFlag(), t.base, t.key, v)
	case *syntax.PrivateMember:
		c.at(n.From)
		c.emit(OpSetPrivate, t.base, t.key, v)
	case *syntax.SuperMember, *syntax.SuperIndex:
		c.at(n.Pos())
		c.emitN(OpSetSuper, c.strictFlag(), v, t.base, 0)
	}
}

// assign compiles `Target = Value`; dst, unless it is noReg, gets the value.
func (c *compiler) assign(n *syntax.AssignExpr, dst reg) {
	switch t := n.Target.(type) {
	case *syntax.ArrayPattern, *syntax.ObjectPattern:
		v := c.held(n.Value)
		if !c.isTemp(v) {
			// The pattern may assign the local.
			t := c.temp()
			c.move(t, v)
			v = t
		}
		c.bindPattern(t, v)
		c.move(dst, v)
		return
	case *syntax.Ident:
		if t.Kind == syntax.RefReg && t.Flags&(syntax.RefTDZ|syntax.RefImmutable) == 0 {
			c.toLocal(n.Value, local(t.Index))
			c.move(dst, local(t.Index))
			return
		}
	}
	t := c.open(n.Target, n.Value)
	v := c.any(n.Value)
	c.put(&t, v, false)
	c.move(dst, v)
}

// compoundLocal compiles `x Op= Value` for a local x.
func (c *compiler) compoundLocal(n *syntax.CompoundAssign, x reg) {
	a := x
	budget := 24
	if c.mayAssign(n.Value, &budget) {
		a = c.temp()
		c.move(a, x)
	}
	c.operator(n.Op, x, a, n.Value, n.From)
}

// compound compiles `Target Op= Value`; dst, unless it is noReg, gets the new value.
func (c *compiler) compound(n *syntax.CompoundAssign, dst reg) {
	t := c.open(n.Target, n.Value)
	v := c.temp()
	c.get(&t, v)
	c.operator(n.Op, v, v, n.Value, n.From)
	c.put(&t, v, true)
	c.move(dst, v)
}

// logicalAssign compiles `&&=`, `||=` and `??=`; dst is a temporary.
func (c *compiler) logicalAssign(n *syntax.LogicalAssign, dst reg) {
	end := c.newLabel()
	t := c.open(n.Target, n.Value)
	c.get(&t, dst)
	switch n.Op {
	case syntax.OpAnd:
		c.jump(OpJFalse, dst, end)
	case syntax.OpOr:
		c.jump(OpJTrue, dst, end)
	default:
		c.jump(OpJNotNullish, dst, end)
	}
	c.to(n.Value, dst)
	c.put(&t, dst, true)
	c.bind(end)
}

func stepOp(op syntax.Op) Op {
	if op == syntax.OpAdd {
		return OpInc
	}
	return OpDec
}

// updateEffect compiles ++ or -- whose value nobody needs.
func (c *compiler) updateEffect(n *syntax.UpdateExpr) {
	if t, ok := n.X.(*syntax.Ident); ok && t.Kind == syntax.RefReg && t.Flags&(syntax.RefImmutable|syntax.RefTDZ) == 0 {
		c.at(n.From)
		c.emit(stepOp(n.Op), local(t.Index), local(t.Index), 0)
		return
	}
	t := c.open(n.X)
	v := c.temp()
	c.get(&t, v)
	c.at(n.From)
	c.emit(stepOp(n.Op), v, v, 0)
	c.put(&t, v, true)
}

// update compiles ++ or --; dst gets the new value, or the old one as a number.
func (c *compiler) update(n *syntax.UpdateExpr, dst reg) {
	t := c.open(n.X)
	v := c.temp()
	c.get(&t, v)
	c.at(n.From)
	if n.Prefix {
		c.emit(stepOp(n.Op), v, v, 0)
		c.put(&t, v, true)
		c.move(dst, v)
		return
	}
	old := c.temp()
	c.emit(OpToNumeric, old, v, 0)
	c.emit(stepOp(n.Op), v, old, 0)
	c.put(&t, v, true)
	c.move(dst, old)
}

// ---- Patterns

// withDefault returns a register with v, or the value of def when v is undefined.
func (c *compiler) withDefault(def syntax.Expr, v reg) reg {
	end := c.newLabel()
	dst := c.temp()
	c.move(dst, v)
	c.jump(OpJNotUndef, dst, end)
	c.to(def, dst)
	c.bind(end)
	return dst
}

// bindPattern stores v, which no code of the pattern changes, into a pattern of
// a binding or an assignment.
func (c *compiler) bindPattern(p syntax.Pattern, v reg) {
	mark := c.next
	switch n := p.(type) {
	case *syntax.Ident:
		c.storeUse(&n.Use, n.Name, v, false)
	case *syntax.ArrayPattern:
		c.arrayPattern(n, v)
	case *syntax.ObjectPattern:
		c.objectPattern(n, v)
	default:
		t := c.open(p)
		c.put(&t, v, false)
	}
	c.next = mark
}

// static reports whether a target needs no evaluation before its value is known.
func static(p syntax.Pattern) bool {
	switch t := p.(type) {
	case *syntax.Ident:
		return t.Kind == syntax.RefReg || t.Kind == syntax.RefEnv || t.Kind == syntax.RefGlobal && (t.Has(syntax.RefInit) || t.Binding != nil)
	case *syntax.ArrayPattern, *syntax.ObjectPattern:
		return true
	}
	return false
}

// element compiles one target with its default: value loads the value into the
// register it gets, after the parts of the target have been evaluated.
func (c *compiler) element(p syntax.Pattern, def syntax.Expr, value func(dst reg)) {
	mark := c.next
	if static(p) {
		v := c.temp()
		if id, ok := p.(*syntax.Ident); ok && id.Kind == syntax.RefReg && def == nil &&
			(id.Has(syntax.RefInit) || id.Flags&(syntax.RefTDZ|syntax.RefImmutable) == 0) {
			value(local(id.Index))
			c.next = mark
			return
		}
		value(v)
		if def != nil {
			v = c.withDefault(def, v)
		}
		c.bindPattern(p, v)
		c.next = mark
		return
	}
	t := c.open(p)
	v := c.temp()
	value(v)
	if def != nil {
		v = c.withDefault(def, v)
	}
	c.put(&t, v, false)
	c.next = mark
}

// arrayPattern implements the array forms of
// sec-runtime-semantics-bindinginitialization and
// sec-runtime-semantics-destructuringassignmentevaluation. The iterator register
// is undefined once the iterator is done or has thrown.
func (c *compiler) arrayPattern(n *syntax.ArrayPattern, v reg) {
	c.at(n.From)
	iter := c.temps(2)
	c.note(c.emit(OpGetIter, iter, v, 0), n)
	e := c.protectIterator(iter, n.From)
	for i := range n.Elems {
		el := &n.Elems[i]
		if el.Target == nil {
			mark := c.next
			c.at(n.From)
			c.emit(OpIterStep, c.temp(), iter, 0)
			c.next = mark
			continue
		}
		c.element(el.Target, el.Default, func(dst reg) {
			c.at(n.From)
			c.emit(OpIterStep, dst, iter, 0)
		})
	}
	if n.Rest != nil {
		c.element(n.Rest, nil, func(dst reg) {
			c.at(n.From)
			c.emit(OpIterRest, dst, iter, 0)
		})
	}
	c.unprotectIterator(e)
	c.at(n.From)
	c.emit(OpIterClose, iter, 0, 0)
}

// objectPattern implements the object forms of the same operations.
func (c *compiler) objectPattern(n *syntax.ObjectPattern, v reg) {
	c.at(n.From)
	c.note(c.emit(OpRequireObject, v, 0, 0), n)
	keys := noReg
	if n.Rest != nil {
		keys = c.temps(len(n.Props))
		if len(n.Props) > 255 {
			c.decline("too many properties before a rest property")
		}
	}
	for i := range n.Props {
		c.patternProp(&n.Props[i], v, keys, i)
	}
	if n.Rest == nil {
		return
	}
	c.element(n.Rest, nil, func(dst reg) {
		c.at(n.From)
		c.emitN(OpCopyRest, uint8(len(n.Props)), dst, v, max(keys, 0))
	})
}

// patternProp compiles property i of an object pattern; its key is kept in
// keys+i when there is a rest property.
func (c *compiler) patternProp(p *syntax.PatternProp, v, keys reg, i int) {
	mark := c.next
	var key reg
	computed := p.Key.Kind == syntax.KeyComputed
	if computed || keys != noReg {
		key = c.temp()
		if keys != noReg {
			key = keys + reg(i)
		}
		if computed {
			c.to(p.Key.Expr, key)
			c.at(p.Key.From)
			c.emit(OpToKey, key, key, 0)
		} else {
			c.loadString(key, p.Key.Name)
		}
	}
	c.element(p.Target, p.Default, func(dst reg) {
		c.at(p.Key.From)
		if computed {
			c.emit(OpGetElem, dst, v, key)
		} else {
			c.getNamed(dst, v, p.Key.Name)
		}
	})
	c.next = mark
}
