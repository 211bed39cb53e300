package bytecode

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

const (
	// maxBatch is how many elements of an array literal are collected in
	// registers before they are stored.
	maxBatch = 64
	// maxLiteral is the number of properties up to which an object literal is
	// made in one step.
	maxLiteral = 48
)

// elements makes an array of a list of elements, with holes and spreads, in dst,
// a temporary.
func (c *compiler) elements(list []syntax.Expr, dst reg) {
	mark := c.next
	made := false
	first := c.next
	n := 0
	flush := func() {
		if made && n == 0 {
			return
		}
		if made {
			c.emit(OpAppendRegs, dst, first, reg(n))
		} else {
			c.emit(OpNewArray, dst, first, reg(n))
			made = true
		}
		c.next, n = first, 0
	}
	for _, e := range list {
		c.countLong()
		if s, ok := e.(*syntax.SpreadElement); ok {
			flush()
			v := c.any(s.X)
			c.at(s.From)
			c.note(c.emit(OpAppendSpread, dst, v, 0), s)
			c.next = first
			continue
		}
		v := c.temp()
		if e == nil {
			c.special(v, heap.Hole)
		} else {
			c.to(e, v)
		}
		if n++; n == maxBatch {
			flush()
		}
	}
	flush()
	c.next = mark
}

func (c *compiler) arrayLit(n *syntax.ArrayLit, dst reg) {
	c.at(n.From)
	c.elements(n.Elems, dst)
}

// plainLiteral reports whether an object literal has only data properties with
// distinct fixed names, so that its shape is known, and methods in it need no
// home object.
func plainLiteral(n *syntax.ObjectLit) bool {
	if len(n.Props) == 0 || len(n.Props) > maxLiteral {
		return false
	}
	for i := range n.Props {
		p := &n.Props[i]
		if p.Kind != syntax.PropInit || p.Key.Kind == syntax.KeyComputed || isIndexName(p.Key.Name) {
			return false
		}
		for j := range n.Props[:i] {
			if n.Props[j].Key.Name == p.Key.Name {
				return false
			}
		}
	}
	return true
}

func (c *compiler) objectLit(n *syntax.ObjectLit, dst reg) {
	if plainLiteral(n) {
		names := make([]string, len(n.Props))
		first := c.next
		for i := range n.Props {
			names[i] = n.Props[i].Key.Name
			c.to(n.Props[i].Value, c.temp())
		}
		c.p.Shapes = append(c.p.Shapes, names)
		c.at(n.From)
		c.emit(OpMakeObject, dst, first, reg(len(c.p.Shapes)-1))
		return
	}
	c.at(n.From)
	c.emit(OpNewObject, dst, 0, 0)
	for i := range n.Props {
		if i%maxDefinitions == maxDefinitions-1 {
			c.count()
		}
		mark := c.next
		c.property(dst, &n.Props[i])
		c.next = mark
	}
}

// property defines one property of the object literal in o
// (sec-runtime-semantics-propertydefinitionevaluation).
func (c *compiler) property(o reg, p *syntax.Property) {
	if p.Kind == syntax.PropSpread {
		v := c.any(p.Value)
		c.at(p.Value.Pos())
		c.emit(OpCopyProps, o, v, 0)
		return
	}
	if p.Kind == syntax.PropProto {
		v := c.any(p.Value)
		c.at(p.Value.Pos())
		c.emit(OpSetProto, o, v, 0)
		return
	}
	computed := p.Key.Kind == syntax.KeyComputed
	if p.Kind == syntax.PropInit && !computed && !isIndexName(p.Key.Name) && len(c.p.CacheNames) < 1<<16 {
		v := c.any(p.Value)
		c.at(p.Key.From)
		c.emit(OpDefName, o, v, reg(c.cache(p.Key.Name)))
		return
	}
	key := c.propertyKey(&p.Key)
	if p.Kind == syntax.PropInit {
		v := c.temp()
		if p.NameFromKey {
			c.namedValue(p.Value, key, v, 0)
		} else {
			c.to(p.Value, v)
		}
		c.at(p.Key.From)
		c.emit(OpDefProp, o, key, v)
		return
	}
	f := p.Value.(*syntax.FunctionLit)
	v := c.temp()
	c.at(f.From)
	c.emit(OpMethod, v, o, reg(c.function(f.Func)))
	kind := uint8(p.Kind - syntax.PropMethod)
	c.emitN(OpSetName, kind, v, key, 0)
	c.emitN(OpDefMethod, kind|4, o, key, v)
}

// propertyKey evaluates a property name into a temporary, as a property key.
func (c *compiler) propertyKey(k *syntax.Key) reg {
	key := c.temp()
	if k.Kind == syntax.KeyComputed {
		c.to(k.Expr, key)
		c.at(k.From)
		c.emit(OpToKey, key, key, 0)
		return key
	}
	c.loadKey(key, k.Name)
	return key
}

// namedValue compiles an anonymous function or class that takes its name from a
// property key.
func (c *compiler) namedValue(e syntax.Expr, key, dst reg, prefix uint8) {
	switch n := e.(type) {
	case *syntax.FunctionLit:
		c.at(n.From)
		c.emitWide(OpClosure, dst, c.function(n.Func))
		c.emitN(OpSetName, prefix, dst, key, 0)
	case *syntax.ClassLit:
		c.class(n, dst, key)
	default:
		c.to(e, dst)
	}
}

// template compiles an untagged template.
func (c *compiler) template(n *syntax.TemplateLit, dst reg) {
	first := c.next
	parts := 0
	for i := range n.Quasis {
		if s := n.Quasis[i].Cooked; s != "" {
			c.loadString(c.temp(), s)
			parts++
		}
		if i < len(n.Exprs) {
			v := c.temp()
			c.to(n.Exprs[i], v)
			c.at(n.Exprs[i].Pos())
			c.emit(OpToPart, v, v, 0)
			parts++
		}
		if parts >= maxBatch {
			c.at(n.From)
			c.emit(OpConcat, first, first, reg(parts))
			c.next, parts = first+1, 1
		}
	}
	c.at(n.From)
	switch parts {
	case 0:
		c.loadString(dst, "")
	default:
		c.emit(OpConcat, dst, first, reg(parts))
	}
}

// ---- Classes

// class compiles a class definition
// (sec-runtime-semantics-classdefinitionevaluation). key is the register of the
// property key that names it, or noReg. dst is a temporary.
func (c *compiler) class(n *syntax.ClassLit, dst, key reg) {
	for _, d := range n.Decorators {
		c.effect(d)
	}
	c.inClass++
	mark := c.next
	if n.Scope != nil {
		c.enter(n.Scope)
		c.privateNames(n.Scope)
	}
	ctor := c.temps(2)
	c.classHead(n, ctor, key)
	for _, m := range n.Members {
		m1 := c.next
		for _, d := range m.Decorators {
			c.effect(d)
		}
		c.classMember(m, ctor)
		c.next = m1
	}
	c.classTail(n, ctor)
	if n.Scope != nil {
		c.leave(n.Scope)
	}
	c.move(dst, ctor)
	c.next = mark
	c.inClass--
}

// privateNames makes the private names of a class.
func (c *compiler) privateNames(sc *syntax.Scope) {
	for _, b := range sc.Bindings {
		if b.Kind != syntax.BindPrivate {
			continue
		}
		k := c.constant(Const{Kind: ConstString, Text: b.Name})
		switch b.Store {
		case syntax.StoreReg:
			c.emitWide(OpPrivateName, local(b.Index), k)
		case syntax.StoreEnv:
			mark := c.next
			t := c.temp()
			c.emitWide(OpPrivateName, t, k)
			c.setEnv(sc.EnvDepth-b.Scope.Host.EnvDepth, b.Index, t)
			c.next = mark
		}
	}
}

// classHead evaluates the heritage and makes constructor and prototype in ctor
// and ctor+1.
func (c *compiler) classHead(n *syntax.ClassLit, ctor, key reg) {
	mark := c.next
	if n.Heritage != nil {
		v := c.any(n.Heritage)
		c.at(n.Heritage.Pos())
		c.emit(OpHeritage, ctor, v, 0)
	} else {
		c.special(ctor, heap.Empty)
		c.special(ctor+1, heap.Empty)
	}
	c.next = mark
	c.at(n.From)
	c.emit(OpMakeClass, ctor, reg(c.function(n.Constructor)), 0)
	if key != noReg {
		c.emit(OpSetName, ctor, key, 0)
	}
}

// classMember defines a method or accessor, or keeps the computed key of a field.
func (c *compiler) classMember(m *syntax.ClassMember, ctor reg) {
	target := ctor + 1
	if m.Static {
		target = ctor
	}
	switch m.Kind {
	case syntax.MemberStaticBlock:
		return
	case syntax.MemberField:
		if m.Key.Kind == syntax.KeyComputed {
			key := c.propertyKey(&m.Key)
			c.storeUse(&m.KeySlot, "", key, false)
		}
		return
	case syntax.MemberAccessor:
		c.autoAccessor(m, ctor, target)
		return
	}
	kind := uint8(m.Kind - syntax.MemberMethod)
	var key reg
	if m.Key.Kind != syntax.KeyPrivate {
		key = c.propertyKey(&m.Key)
	}
	f := c.temp()
	c.at(m.From)
	c.emit(OpMethod, f, target, reg(c.function(m.Value.Func)))
	if m.Key.Kind == syntax.KeyPrivate {
		name := c.loadUse(&m.Private, m.Key.Name)
		c.emitN(OpDefPrivate, kind|flag(m.Static)<<2, ctor, name, f)
		return
	}
	if m.Key.Kind == syntax.KeyComputed {
		c.emitN(OpSetName, kind, f, key, 0)
	}
	c.emitN(OpDefMethod, kind, target, key, f)
}

// classTail initialises the inner name and the fields, then runs the static
// elements.
func (c *compiler) classTail(n *syntax.ClassLit, ctor reg) {
	if n.Inner.Binding != nil {
		c.storeUse(&n.Inner, n.Name, ctor, false)
	}
	c.at(n.From)
	if n.FieldsInit != nil {
		f := c.temp()
		c.emit(OpMethod, f, ctor+1, reg(c.function(n.FieldsInit)))
		c.emit(OpSetFields, ctor, f, 0)
	}
	if n.StaticInit != nil {
		b := c.frame(0)
		c.emit(OpMethod, b, ctor, reg(c.function(n.StaticInit)))
		c.move(b+1, ctor)
		c.note(c.emit(OpCall, b, 0, b), n)
	}
}

// fieldDef compiles a field definition in the function that initialises fields.
func (c *compiler) fieldDef(n *syntax.FieldDef) {
	mark := c.next
	var key reg
	if n.ByUse() {
		key = c.loadUse(&n.Key, n.Member.Key.Name)
	} else {
		if !n.Member.NameFromKey && !isIndexName(n.Member.Key.Name) && len(c.p.CacheNames) < 1<<16 {
			v := regThis
			if n.Init == nil {
				v = c.temp()
				c.special(v, heap.Undefined)
			} else {
				v = c.any(n.Init)
			}
			c.at(n.From)
			c.emit(OpDefName, regThis, v, reg(c.cache(n.Member.Key.Name)))
			c.next = mark
			return
		}
		key = c.temp()
		c.loadKey(key, n.Member.Key.Name)
	}
	v := c.temp()
	switch {
	case n.Init == nil:
		c.special(v, heap.Undefined)
	case n.Member.NameFromKey:
		c.namedValue(n.Init, key, v, 0)
	default:
		c.to(n.Init, v)
	}
	c.at(n.From)
	if n.Member.Key.Kind == syntax.KeyPrivate || n.Member.Kind == syntax.MemberAccessor {
		c.emit(OpAddPrivate, regThis, key, v)
	} else {
		c.emit(OpAddField, regThis, key, v)
	}
	c.next = mark
}
