package bytecode

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// class compiles a class definition
// (sec-runtime-semantics-classdefinitionevaluation). key is the register of the
// property key that names it, or noReg. dst is a temporary.
func (c *compiler) class(n *syntax.ClassLit, dst, key reg) {
	mark := c.next
	record := noReg
	if n.Decorated() {
		record = c.temps(2)
		c.emit(OpNewArray, record, record, 0)
		c.emit(OpNewArray, record+1, record+1, 0)
		c.decorators(n.Decorators, record)
	}
	c.inClass++
	if n.Scope != nil {
		c.enter(n.Scope)
		c.privateNames(n.Scope)
	}
	if n.Decorated() {
		c.storeUse(&n.Initializers, "", record+1, false)
	}
	ctor := c.temps(2)
	c.classHead(n, ctor, key)
	for _, m := range n.Members {
		m1 := c.next
		c.decorators(m.Decorators, record)
		c.classMember(m, ctor, record)
		c.next = m1
	}
	c.classTail(n, ctor, record)
	if n.Scope != nil {
		c.leave(n.Scope)
	}
	c.move(dst, ctor)
	c.next = mark
	c.inClass--
}

// decorators appends decorators and their receivers to the record of a class
// (object.DecorateClass).
func (c *compiler) decorators(list []syntax.Expr, record reg) {
	for _, d := range list {
		mark := c.next
		b := c.frame(0)
		c.callee(d, b)
		v := c.temps(2)
		c.move(v, b+stack.Callee)
		c.move(v+1, b+stack.This)
		c.at(d.Pos())
		c.emit(OpAppendRegs, record, v, 2)
		c.next = mark
	}
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
// Elements of a decorated class go into its record, which is noReg for others.
func (c *compiler) classMember(m *syntax.ClassMember, ctor, record reg) {
	target := ctor + 1
	if m.Static {
		target = ctor
	}
	switch m.Kind {
	case syntax.MemberStaticBlock:
		return
	case syntax.MemberField:
		c.fieldKey(m, record)
		return
	case syntax.MemberAccessor:
		c.autoAccessor(m, ctor, target, record)
		return
	}
	kind := uint8(m.Kind - syntax.MemberMethod)
	key := noReg
	if record != noReg || m.Key.Kind != syntax.KeyPrivate {
		key = c.memberKey(m, record)
	}
	f := c.temp()
	c.at(m.From)
	c.emit(OpMethod, f, target, reg(c.function(m.Value.Func)))
	if m.Key.Kind == syntax.KeyComputed {
		c.emitN(OpSetName, kind, f, key, 0)
	}
	switch {
	case record != noReg:
		c.emit(OpAppendRegs, record, key, 2)
	case m.Key.Kind == syntax.KeyPrivate:
		name := c.loadUse(&m.Private, m.Key.Name)
		c.emitN(OpDefPrivate, kind|flag(m.Static)<<2, ctor, name, f)
	default:
		c.emitN(OpDefMethod, kind, target, key, f)
	}
}

// memberKey loads the property key or private name of a member. What follows it in
// the record of a decorated class comes into the registers after it.
func (c *compiler) memberKey(m *syntax.ClassMember, record reg) reg {
	if m.Key.Kind != syntax.KeyPrivate {
		key := c.propertyKey(&m.Key)
		c.next = key + 1
		return key
	}
	if record == noReg {
		return c.loadUse(&m.Private, m.Key.Name)
	}
	key := c.temp()
	c.move(key, c.loadUse(&m.Private, m.Key.Name))
	c.next = key + 1
	return key
}

// fieldKey evaluates the computed key of a field, and records a field that has decorators.
func (c *compiler) fieldKey(m *syntax.ClassMember, record reg) {
	key := noReg
	if m.Key.Kind == syntax.KeyComputed {
		key = c.propertyKey(&m.Key)
		c.storeUse(&m.KeySlot, "", key, false)
	}
	if m.Decorators == nil {
		return
	}
	if m.Key.Kind != syntax.KeyComputed {
		key = c.memberKey(m, record)
	}
	c.at(m.From)
	c.emit(OpAppendRegs, record, key, 1)
}

// autoAccessor defines getter and setter of an `accessor` class element.
func (c *compiler) autoAccessor(m *syntax.ClassMember, ctor, target, record reg) {
	key := c.memberKey(m, record)
	f := noReg
	if record != noReg {
		f = c.temps(2)
	}
	storage := c.loadUse(&m.Storage, m.Key.Name)
	if record == noReg {
		f = c.temps(2)
	}
	c.at(m.From)
	c.emit(OpAutoAccessor, f, storage, 0)
	for i, kind := range []uint8{uint8(object.DefineGetter), uint8(object.DefineSetter)} {
		fn := f + reg(i)
		c.emitN(OpSetName, kind, fn, key, 0)
		switch {
		case record != noReg:
		case m.Key.Kind == syntax.KeyPrivate:
			c.emitN(OpDefPrivate, kind|flag(m.Static)<<2, ctor, key, fn)
		default:
			c.emitN(OpDefMethod, kind, target, key, fn)
		}
	}
	if record != noReg {
		c.emit(OpAppendRegs, record, key, 3)
	}
}

// classTail makes the functions that initialise, applies decorators, initialises
// the inner name, then runs the static elements.
func (c *compiler) classTail(n *syntax.ClassLit, ctor, record reg) {
	if n.Inner.Binding != nil && record == noReg {
		c.storeUse(&n.Inner, n.Name, ctor, false)
	}
	c.at(n.From)
	if n.FieldsInit != nil {
		f := c.temp()
		c.emit(OpMethod, f, ctor+1, reg(c.function(n.FieldsInit)))
		c.emit(OpSetFields, ctor, f, 0)
	}
	b := noReg
	if n.StaticInit != nil {
		b = c.frame(0)
		c.emit(OpMethod, b, ctor, reg(c.function(n.StaticInit)))
	}
	if record != noReg {
		// The home of static elements is the constructor, whatever the class becomes.
		c.note(c.emit(OpDecorateClass, ctor, ctor+1, record), n)
		if n.Inner.Binding != nil {
			c.storeUse(&n.Inner, n.Name, ctor, false)
			c.at(n.From)
		}
	}
	if n.StaticInit != nil {
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
		if !n.Member.NameFromKey && n.Extra == nil && !isIndexName(n.Member.Key.Name) && len(c.p.CacheNames) < 1<<16 {
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
	lists := noReg
	if n.Extra != nil {
		lists = c.temp()
	}
	switch {
	case n.Init == nil:
		c.special(v, heap.Undefined)
	case n.Member.NameFromKey:
		c.namedValue(n.Init, key, v, 0)
	default:
		c.to(n.Init, v)
	}
	if n.Extra != nil {
		c.move(lists, c.loadUse(&n.Extra.Lists, ""))
		c.at(n.From)
		c.emit(OpInitialValue, v, regThis, reg(n.Extra.List-1))
	}
	c.at(n.From)
	if n.Member.Key.Kind == syntax.KeyPrivate || n.Member.Kind == syntax.MemberAccessor {
		c.emit(OpAddPrivate, regThis, key, v)
	} else {
		c.emit(OpAddField, regThis, key, v)
	}
	if n.Extra != nil {
		c.callInitializers(n.From, lists, n.Extra.List)
	}
	c.next = mark
}

// callInitializers calls the functions of a list on this.
func (c *compiler) callInitializers(at syntax.Pos, lists reg, list uint32) {
	c.at(at)
	c.emit(OpCallInitializers, regThis, lists, reg(list))
}
