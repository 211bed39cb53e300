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
//
// and, of a decorated class, r[b+4] the record and r[b+5] the lists of initializers
// (object.DecorateClass).
func (x *frame) class(n *syntax.ClassLit, key heap.Value) (heap.Value, error) {
	b := x.sp
	x.beginClass(n, key, b)
	err := x.decorators(n.Decorators, b)
	if err == nil {
		x.inClass++
		if err = x.openClass(n, b); err == nil {
			err = x.classBody(n, b)
		}
		x.closeClass(n)
		x.inClass--
	}
	x.sp = b
	return x.r[b], err
}

// classOperands is how many operands a class definition has.
const classOperands = 6

// beginClass sets the operands of a class definition at r[b].
func (x *frame) beginClass(n *syntax.ClassLit, key heap.Value, b int) {
	r := x.r[b : b+classOperands]
	for i := range r {
		r[i] = heap.Undefined
	}
	r[2] = key
	if n.Decorated() {
		r[4] = x.rt.NewArray().Value()
		r[5] = x.rt.NewArray().Value()
	}
	x.sp = b + classOperands
}

// decorators evaluates decorators with their receivers into the record of the
// class with its operands at r[b].
func (x *frame) decorators(list []syntax.Expr, b int) error {
	for _, e := range list {
		if err := x.decorator(e, b, x.callee); err != nil {
			return err
		}
	}
	return nil
}

// decorator evaluates a decorator by callee.
func (x *frame) decorator(e syntax.Expr, b int, callee func(syntax.Expr, int) (heap.Value, error)) error {
	at := x.sp
	f, err := callee(e, at)
	x.sp = at
	if err != nil {
		return err
	}
	this := x.r[at+stack.This]
	x.spill(f, this)
	return x.recordElement(b, f, this)
}

// recordElement appends values to the record of a decorated class.
func (x *frame) recordElement(b int, values ...heap.Value) error {
	for _, v := range values {
		if err := x.rt.AppendElement(x.r[b+4].Object(), v); err != nil {
			return err
		}
	}
	return nil
}

// openClass enters the scope of the class, makes its private names and stores the
// lists of initializers.
func (x *frame) openClass(n *syntax.ClassLit, b int) error {
	if n.Scope == nil {
		return nil
	}
	x.enterScope(n.Scope)
	for _, bound := range n.Scope.Bindings {
		if bound.Kind != syntax.BindPrivate {
			continue
		}
		name := x.rt.NewPrivateName(x.h.InternGo(bound.Name))
		switch bound.Store {
		case syntax.StoreReg:
			x.r[bound.Index] = name
		case syntax.StoreEnv:
			x.h.SetEnvSlot(x.scopeAt(uint16(n.Scope.EnvDepth-bound.Scope.Host.EnvDepth)), int(bound.Index), name)
		}
	}
	if n.Decorated() {
		return x.store(&n.Initializers, "", x.r[b+5])
	}
	return nil
}

func (x *frame) closeClass(n *syntax.ClassLit) {
	if n.Scope != nil {
		x.leave(n.Scope, ctlNormal)
	}
}

func (x *frame) classBody(n *syntax.ClassLit, b int) error {
	if err := x.makeClass(n, b, x.eval); err != nil {
		return err
	}
	for _, m := range n.Members {
		if err := x.decorators(m.Decorators, b); err != nil {
			return err
		}
		if err := x.classMember(n, m, b, x.eval); err != nil {
			return err
		}
	}
	return x.finishClass(n, b)
}

// makeClass makes constructor and prototype object at r[b] and r[b+1]. eval evaluates the extends
// clause.
func (x *frame) makeClass(n *syntax.ClassLit, b int, eval func(syntax.Expr) (heap.Value, error)) error {
	protoParent, ctorParent := heap.Empty, heap.Empty
	if n.Heritage != nil {
		super, err := eval(n.Heritage)
		if err != nil {
			return err
		}
		x.pos(n.Heritage.Pos())
		x.r[b] = super
		if protoParent, ctorParent, err = x.rt.ClassHeritage(super); err != nil {
			x.r[b] = heap.Undefined
			return err
		}
	}
	x.pos(n.From)
	ctor, proto := x.rt.MakeClass(x.code.Inner(n.Constructor), x.env, protoParent, ctorParent)
	x.r[b], x.r[b+1] = ctor.Value(), proto.Value()
	if name := x.r[b+2]; name != heap.Empty {
		x.rt.SetFunctionName(ctor, name, "")
	}
	return nil
}

// classMember evaluates the key of a member by eval and defines the member.
func (x *frame) classMember(n *syntax.ClassLit, m *syntax.ClassMember, b int, eval func(syntax.Expr) (heap.Value, error)) error {
	key := heap.Undefined
	if m.Key.Kind == syntax.KeyComputed {
		v, err := eval(m.Key.Expr)
		if err == nil {
			key, err = x.propertyKey(m.Key.From, v)
		}
		if err != nil {
			return err
		}
	}
	x.r[b+3] = key
	return x.defineMember(n, m, b, key)
}

// defineMember defines a method or accessor, or keeps the key of a field. Elements
// of a decorated class go into its record. key is the property key when that is computed.
func (x *frame) defineMember(n *syntax.ClassLit, m *syntax.ClassMember, b int, key heap.Value) error {
	ctor, target := x.r[b].Object(), x.r[b+1].Object()
	if m.Static {
		target = ctor
	}
	if m.Kind == syntax.MemberStaticBlock {
		return nil
	}
	if m.Kind == syntax.MemberField {
		if m.Key.Kind == syntax.KeyComputed {
			// The slot holds a language value: the initializer may run in another tier.
			if err := x.store(&m.KeySlot, "", x.rt.KeyToValue(key)); err != nil {
				return err
			}
		}
		if m.Decorators == nil {
			return nil
		}
	}
	name, err := x.memberName(m, key)
	if err != nil {
		return err
	}
	if m.Kind == syntax.MemberAccessor {
		return x.autoAccessor(n, m, target, b, name)
	}
	f := heap.Undefined
	if m.Kind != syntax.MemberField {
		f = x.rt.MakeFunction(x.code.Inner(m.Value.Func), x.env, target.Value()).Value()
	}
	x.spill(f, name)
	x.pos(m.From)
	kind := methodKind(m.Kind)
	if m.Kind != syntax.MemberField && m.Key.Kind == syntax.KeyComputed {
		x.rt.SetFunctionName(f.Object(), key, methodPrefix(kind))
	}
	switch {
	case m.Kind == syntax.MemberField:
		return x.recordElement(b, x.rt.KeyToValue(name))
	case n.Decorated():
		return x.recordElement(b, x.rt.KeyToValue(name), f)
	case m.Key.Kind == syntax.KeyPrivate:
		return x.rt.DefinePrivateMethod(ctor, name, f.Object(), kind, m.Static)
	}
	return x.rt.DefineMethod(target, name, f.Object(), kind, false)
}

// memberName is the property key or private name of a member; key is what has
// been computed.
func (x *frame) memberName(m *syntax.ClassMember, key heap.Value) (heap.Value, error) {
	switch m.Key.Kind {
	case syntax.KeyPrivate:
		return x.load(&m.Private, m.Key.Name)
	case syntax.KeyComputed:
		return key, nil
	}
	return x.key(m.Key.Name), nil
}

// autoAccessor defines an `accessor` element: getter and setter over a private
// storage, which the FieldDef initialises.
func (x *frame) autoAccessor(n *syntax.ClassLit, m *syntax.ClassMember, target *heap.Object, b int, name heap.Value) error {
	storage, err := x.load(&m.Storage, m.Key.Name)
	if err != nil {
		return err
	}
	x.pos(m.From)
	get, set := x.rt.MakeAutoAccessor(storage)
	x.spill(get.Value(), set.Value())
	x.rt.SetFunctionName(get, name, "get")
	x.rt.SetFunctionName(set, name, "set")
	if n.Decorated() {
		return x.recordElement(b, x.rt.KeyToValue(name), get.Value(), set.Value())
	}
	if m.Key.Kind == syntax.KeyPrivate {
		ctor := x.r[b].Object()
		if err := x.rt.DefinePrivateMethod(ctor, name, get, object.DefineGetter, m.Static); err != nil {
			return err
		}
		return x.rt.DefinePrivateMethod(ctor, name, set, object.DefineSetter, m.Static)
	}
	if err := x.rt.DefineMethod(target, name, get, object.DefineGetter, false); err != nil {
		return err
	}
	return x.rt.DefineMethod(target, name, set, object.DefineSetter, false)
}

// methodKind is how a member of the given kind is defined.
func methodKind(k syntax.MemberKind) object.MethodKind {
	switch k {
	case syntax.MemberGet:
		return object.DefineGetter
	case syntax.MemberSet:
		return object.DefineSetter
	}
	return object.DefineNormal
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

// finishClass makes the functions that initialise, applies decorators, initialises
// the inner name, then runs the static elements.
func (x *frame) finishClass(n *syntax.ClassLit, b int) error {
	ctor, proto := x.r[b].Object(), x.r[b+1].Object()
	if n.FieldsInit != nil {
		f := x.rt.MakeFunction(x.code.Inner(n.FieldsInit), x.env, proto.Value())
		x.spill(f.Value(), heap.Undefined)
		x.rt.SetClassFields(ctor, f)
	}
	x.pos(n.From)
	if n.Decorated() {
		x.r[b+3] = ctor.Value() // the home of static elements, whatever the class becomes
		v, err := x.rt.DecorateClass(n, ctor, proto, x.r[b+4].Object(), x.r[b+5].Object())
		if err != nil {
			return err
		}
		x.r[b] = v
	}
	if n.Inner.Binding != nil {
		if err := x.store(&n.Inner, n.Name, x.r[b]); err != nil {
			return err
		}
	}
	if n.StaticInit != nil {
		f := x.rt.MakeFunction(x.code.Inner(n.StaticInit), x.env, ctor.Value())
		x.pos(n.From)
		_, err := x.rt.Call(f.Value(), x.r[b])
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
	if n.Extra == nil {
		x.spill(v, key)
		return x.addField(this, key, v, private)
	}
	x.push(key)
	err = x.addDecorated(n, this, key, v, private)
	x.sp--
	return err
}

func (x *frame) addField(this, key, v heap.Value, private bool) error {
	if private {
		return x.rt.PrivateFieldAdd(this, key, v)
	}
	return x.rt.DefineField(this, key, v)
}

// addDecorated is InitializeFieldOrAccessor for a member with decorators. The
// caller has rooted key.
func (x *frame) addDecorated(n *syntax.FieldDef, this, key, v heap.Value, private bool) error {
	lists, err := x.load(&n.Extra.Lists, "")
	if err != nil {
		return err
	}
	x.spill(v, heap.Undefined)
	if v, err = x.rt.InitialValue(this, lists, n.Extra.List-1, v); err != nil {
		return err
	}
	x.spill(v, heap.Undefined)
	if err := x.addField(this, key, v, private); err != nil {
		return err
	}
	return x.rt.CallInitializers(this, lists, n.Extra.List)
}

// extraInitializers calls what decorators have added.
func (x *frame) extraInitializers(n *syntax.ExtraInitializers) ctl {
	lists, err := x.load(&n.Lists, "")
	if err == nil {
		x.pos(n.From)
		err = x.rt.CallInitializers(x.hd[stack.This], lists, n.List)
	}
	if err != nil {
		return x.fail(err)
	}
	return ctlNormal
}

func (x *frame) staticBlock(n *syntax.StaticBlock) ctl {
	if n.Scope == nil {
		return x.list(n.Body)
	}
	x.enterScope(n.Scope)
	return x.exit(n.Scope, x.list(n.Body))
}
