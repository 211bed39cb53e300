package interp

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// class evaluates a class definition
// (sec-runtime-semantics-classdefinitionevaluation). key names the class when
// its name is computed, else it is Empty. Its operands are
//
//	r[b] constructor   r[b+1] prototype object   r[b+2] naming key   r[b+3] key of a member
func (x *frame) class(n *syntax.ClassLit, key heap.Value) (heap.Value, error) {
	b := x.sp
	x.r[b], x.r[b+1], x.r[b+2], x.r[b+3] = heap.Undefined, heap.Undefined, key, heap.Undefined
	x.sp = b + 4
	err := x.evalAll(n.Decorators)
	if err == nil {
		x.inClass++
		x.openClass(n)
		err = x.classBody(n, b)
		x.closeClass(n)
		x.inClass--
	}
	x.sp = b
	return x.r[b], err
}

func (x *frame) evalAll(list []syntax.Expr) error {
	for _, e := range list {
		if _, err := x.eval(e); err != nil {
			return err
		}
	}
	return nil
}

// openClass enters the scope of the class and makes its private names.
func (x *frame) openClass(n *syntax.ClassLit) {
	if n.Scope == nil {
		return
	}
	x.enterScope(n.Scope)
	for _, b := range n.Scope.Bindings {
		if b.Kind != syntax.BindPrivate {
			continue
		}
		name := x.rt.NewPrivateName(x.h.InternGo(b.Name))
		switch b.Store {
		case syntax.StoreReg:
			x.r[b.Index] = name
		case syntax.StoreEnv:
			x.h.SetEnvSlot(x.scopeAt(uint16(n.Scope.EnvDepth-b.Scope.Host.EnvDepth)), int(b.Index), name)
		}
	}
}

func (x *frame) closeClass(n *syntax.ClassLit) {
	if n.Scope != nil {
		x.leave(n.Scope, ctlNormal)
	}
}

func (x *frame) classBody(n *syntax.ClassLit, b int) error {
	super := heap.Empty
	if n.Heritage != nil {
		var err error
		if super, err = x.eval(n.Heritage); err != nil {
			return err
		}
	}
	if err := x.makeClass(n, b, super, x.r[b+2]); err != nil {
		return err
	}
	for _, m := range n.Members {
		if err := x.evalAll(m.Decorators); err != nil {
			return err
		}
		key := heap.Undefined
		if m.Key.Kind == syntax.KeyComputed {
			v, err := x.eval(m.Key.Expr)
			if err == nil {
				key, err = x.propertyKey(m.Key.From, v)
			}
			if err != nil {
				return err
			}
		}
		x.r[b+3] = key
		if err := x.classMember(m, x.r[b].Object(), x.r[b+1].Object(), key); err != nil {
			return err
		}
	}
	return x.finishClass(n, b)
}

// makeClass makes constructor and prototype object at r[b] and r[b+1]. super is
// the value of the extends clause, or Empty.
func (x *frame) makeClass(n *syntax.ClassLit, b int, super, name heap.Value) error {
	protoParent, ctorParent := heap.Empty, heap.Empty
	if n.Heritage != nil {
		x.pos(n.Heritage.Pos())
		x.r[b] = super
		var err error
		if protoParent, ctorParent, err = x.rt.ClassHeritage(super); err != nil {
			x.r[b] = heap.Undefined
			return err
		}
	}
	x.pos(n.From)
	ctor, proto := x.rt.MakeClass(x.code.Inner(n.Constructor), x.env, protoParent, ctorParent)
	x.r[b], x.r[b+1] = ctor.Value(), proto.Value()
	if name != heap.Empty {
		x.rt.SetFunctionName(ctor, name, "")
	}
	return nil
}

// classMember defines a method or accessor, or keeps the key of a field. key is
// the property key when that is computed.
func (x *frame) classMember(m *syntax.ClassMember, ctor, proto *heap.Object, key heap.Value) error {
	target := proto
	if m.Static {
		target = ctor
	}
	switch m.Kind {
	case syntax.MemberStaticBlock:
		return nil
	case syntax.MemberField:
		if m.Key.Kind == syntax.KeyComputed {
			// The slot holds a language value: the initializer may run in another tier.
			return x.store(&m.KeySlot, "", x.rt.KeyToValue(key))
		}
		return nil
	case syntax.MemberAccessor:
		return x.autoAccessor(m, target, ctor, key)
	}
	f := x.rt.MakeFunction(x.code.Inner(m.Value.Func), x.env, target.Value())
	x.spill(f.Value(), key)
	kind := object.DefineNormal
	switch m.Kind {
	case syntax.MemberGet:
		kind = object.DefineGetter
	case syntax.MemberSet:
		kind = object.DefineSetter
	}
	x.pos(m.From)
	switch m.Key.Kind {
	case syntax.KeyPrivate:
		name, err := x.load(&m.Private, m.Key.Name)
		if err != nil {
			return err
		}
		return x.rt.DefinePrivateMethod(ctor, name, f, kind, m.Static)
	case syntax.KeyComputed:
		x.rt.SetFunctionName(f, key, methodPrefix(kind))
	default:
		key = x.key(m.Key.Name)
	}
	return x.rt.DefineMethod(target, key, f, kind, false)
}

// autoAccessor defines an `accessor` element: getter and setter over a private
// storage, which the FieldDef initialises.
func (x *frame) autoAccessor(m *syntax.ClassMember, target, ctor *heap.Object, key heap.Value) error {
	storage, err := x.load(&m.Storage, m.Key.Name)
	if err != nil {
		return err
	}
	x.pos(m.From)
	get, set := x.rt.MakeAutoAccessor(storage)
	name := key
	switch m.Key.Kind {
	case syntax.KeyPrivate:
		if name, err = x.load(&m.Private, m.Key.Name); err != nil {
			return err
		}
	case syntax.KeyComputed:
	default:
		key = x.key(m.Key.Name)
		name = key
	}
	x.rt.SetFunctionName(get, name, "get")
	x.rt.SetFunctionName(set, name, "set")
	if m.Key.Kind == syntax.KeyPrivate {
		if err := x.rt.DefinePrivateMethod(ctor, name, get, object.DefineGetter, m.Static); err != nil {
			return err
		}
		return x.rt.DefinePrivateMethod(ctor, name, set, object.DefineSetter, m.Static)
	}
	if err := x.rt.DefineMethod(target, key, get, object.DefineGetter, false); err != nil {
		return err
	}
	return x.rt.DefineMethod(target, key, set, object.DefineSetter, false)
}

// methodPrefix is what the name of an accessor function begins with.
func methodPrefix(kind object.MethodKind) string {
	switch kind {
	case object.DefineGetter:
		return "get"
	case object.DefineSetter:
		return "set"
	}
	return ""
}

// finishClass initialises the inner name and the fields, then runs the static
// elements.
func (x *frame) finishClass(n *syntax.ClassLit, b int) error {
	ctor, proto := x.r[b].Object(), x.r[b+1]
	if n.Inner.Binding != nil {
		if err := x.store(&n.Inner, n.Name, x.r[b]); err != nil {
			return err
		}
	}
	if n.FieldsInit != nil {
		f := x.rt.MakeFunction(x.code.Inner(n.FieldsInit), x.env, proto)
		x.spill(f.Value(), heap.Undefined)
		x.rt.SetClassFields(ctor, f)
	}
	if n.StaticInit != nil {
		f := x.rt.MakeFunction(x.code.Inner(n.StaticInit), x.env, ctor.Value())
		x.pos(n.From)
		_, err := x.rt.Call(f.Value(), ctor.Value())
		return err
	}
	return nil
}

// fieldDef defines a field on this of the function that initialises fields.
func (x *frame) fieldDef(n *syntax.FieldDef) ctl {
	if err := x.defineField(n); err != nil {
		return x.fail(err)
	}
	return ctlNormal
}

func (x *frame) defineField(n *syntax.FieldDef) error {
	key := heap.Undefined
	var err error
	if n.ByUse() {
		if key, err = x.load(&n.Key, n.Member.Key.Name); err != nil {
			return err
		}
	} else {
		key = x.constKey(n.Site, n.Member.Key.Name)
	}
	private := n.Member.Key.Kind == syntax.KeyPrivate || n.Member.Kind == syntax.MemberAccessor
	if n.Member.Key.Kind == syntax.KeyComputed && !private {
		if key, err = x.rt.ToPropertyKey(key); err != nil {
			return err
		}
	}
	x.push(key)
	v := heap.Undefined
	if n.Init != nil {
		if n.Member.NameFromKey {
			v, err = x.named(n.Init, key)
		} else {
			v, err = x.eval(n.Init)
		}
	}
	x.sp--
	if err != nil {
		return err
	}
	this := x.hd[stack.This]
	x.pos(n.From)
	x.spill(v, key)
	if private {
		return x.rt.PrivateFieldAdd(this, key, v)
	}
	return x.rt.DefineField(this, key, v)
}

func (x *frame) staticBlock(n *syntax.StaticBlock) ctl {
	if n.Scope == nil {
		return x.list(n.Body)
	}
	x.enterScope(n.Scope)
	return x.exit(n.Scope, x.list(n.Body))
}
