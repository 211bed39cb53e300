package object

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Decorators (the proposal, with decorator metadata). A tier evaluates the
// decorators and the elements of a class in the order of the text into an array,
// the record:
//
//	decorator, receiver …          of the class
//	then, for each member that needs it:
//	decorator, receiver …          of the member
//	key                            a property key as a language value, or a private name
//	function                       of a method, getter or setter
//	getter, setter                 of an accessor
//
// Members that need it are methods, getters, setters and accessors, and fields
// with decorators. DecorateClass applies the decorators and defines the elements.
// What runs later it leaves in a second array, the lists, which a hidden binding of the
// class holds for the functions that initialise instances and the class:
// element i is undefined, or an array of functions (see syntax.InitMembers).
//
// Scripts see neither array.

// decoration is a class whose decorators are being applied.
type decoration struct {
	rt            *Runtime
	class         *syntax.ClassLit
	ctor, proto   *heap.Object
	record, lists *heap.Object
	metadata      heap.Value
}

// decoratedMember is a member in the record.
type decoratedMember struct {
	*syntax.ClassMember
	decorators int    // where its decorators begin
	at         int    // where its key is
	list       uint32 // its first list, when it is a field or accessor
}

// RecordsElement reports whether the record has an entry for m.
func RecordsElement(m *syntax.ClassMember) bool {
	return m.Kind != syntax.MemberStaticBlock && (m.Kind != syntax.MemberField || m.Decorators != nil)
}

// DecorateClass is what ClassDefinitionEvaluation does with the elements of a
// decorated class once they are evaluated, up to the initialisation of the inner
// binding: it returns the class, which a decorator may have replaced. ctor has
// its function for fields already. The caller has rooted all four objects.
func (rt *Runtime) DecorateClass(class *syntax.ClassLit, ctor, proto, record, lists *heap.Object) (heap.Value, error) {
	h := rt.Heap
	d := decoration{rt: rt, class: class, ctor: ctor, proto: proto, record: record, lists: lists}
	mark := h.OpenScope()
	v, err := d.apply()
	h.CloseScope(mark)
	if err != nil {
		rt.keepThrown(err)
		return heap.Undefined, err
	}
	return h.Keep(v), nil
}

func (d *decoration) apply() (heap.Value, error) {
	rt := d.rt
	name := d.className()
	if err := d.makeMetadata(); err != nil {
		return heap.Undefined, err
	}
	members, err := d.members()
	if err != nil {
		return heap.Undefined, err
	}
	for _, fields := range [...]bool{false, true} {
		for _, static := range [...]bool{true, false} {
			for i := range members {
				m := &members[i]
				if m.Static != static || (m.Kind == syntax.MemberField) != fields {
					continue
				}
				mark := rt.Heap.OpenScope()
				err := d.applyToElement(m)
				if err == nil && !fields {
					err = d.define(m)
				}
				rt.Heap.CloseScope(mark)
				if err != nil {
					rt.keepThrown(err)
					return heap.Undefined, err
				}
			}
		}
	}
	class, err := d.applyToClass(name)
	if err != nil {
		return heap.Undefined, err
	}
	desc := DataDescriptor(d.metadata, heap.Writable|heap.Configurable)
	return class, rt.DefinePropertyOrThrow(class.Object(), rt.Heap.Symbols.Metadata, &desc)
}

// className is the name of the class for its decorators, read before anything is
// defined on it: undefined for one without a name.
func (d *decoration) className() heap.Value {
	h := d.rt.Heap
	if p, ok := h.Lookup(d.ctor, h.Names.Name); ok && p.Attrs&heap.AccessorProp == 0 {
		if name := d.ctor.SlotAt(p.Offset); name != h.Names.Empty {
			return name
		}
	}
	return heap.Undefined
}

// makeMetadata makes the metadata object, which inherits from that of the parent class.
func (d *decoration) makeMetadata() error {
	rt := d.rt
	proto := heap.Null
	if d.class.Heritage != nil {
		parent, err := rt.GetPrototypeOf(d.ctor)
		if err == nil {
			proto, err = rt.Get(parent.Object(), rt.Heap.Symbols.Metadata)
		}
		switch {
		case err != nil:
			return err
		case proto.IsUndefined():
			proto = heap.Null
		case !proto.IsObject() && !proto.IsNull():
			return rt.TypeError("Class extends value has metadata that is no object: %s", rt.Describe(proto))
		}
	}
	d.metadata = rt.OrdinaryObjectCreate(proto).Value()
	return nil
}

// members finds the members in the record, and makes their lists.
func (d *decoration) members() ([]decoratedMember, error) {
	at := 2 * len(d.class.Decorators)
	numLists := syntax.InitMembers
	all := make([]decoratedMember, 0, len(d.class.Members))
	for _, c := range d.class.Members {
		if !RecordsElement(c) {
			continue
		}
		m := decoratedMember{ClassMember: c, decorators: at, at: at + 2*len(c.Decorators)}
		if c.Field != nil && c.Field.Extra != nil {
			m.list = c.Field.Extra.List - 1
			numLists = m.list + 2
		}
		switch at = m.at + 1; c.Kind {
		case syntax.MemberField:
		case syntax.MemberAccessor:
			at += 2
		default:
			at++
		}
		all = append(all, m)
	}
	for range numLists {
		if err := d.rt.AppendElement(d.lists, heap.Undefined); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// value is element i of the record.
func (d *decoration) value(i int) heap.Value { return d.record.Dense()[i] }

func (d *decoration) setValue(i int, v heap.Value) { d.rt.Heap.SetElement(d.record, uint32(i), v) }

// addToList appends the function f to list i.
func (rt *Runtime) addToList(lists *heap.Object, i uint32, f heap.Value) error {
	list := lists.Dense()[i]
	if list.IsUndefined() {
		list = rt.NewArray().Value()
		rt.Heap.SetElement(lists, i, list)
	}
	return rt.AppendElement(list.Object(), f)
}

// decoratedKinds are the texts of context.kind.
var decoratedKinds = [...]string{
	syntax.MemberMethod: "method", syntax.MemberGet: "getter", syntax.MemberSet: "setter",
	syntax.MemberField: "field", syntax.MemberAccessor: "accessor",
}

// applyToElement is ApplyDecoratorsToElementDefinition.
func (d *decoration) applyToElement(m *decoratedMember) error {
	if m.Decorators == nil {
		return nil
	}
	extra := m.list + 1
	if m.list == 0 {
		extra = syntax.InitInstanceMethods
		if m.Static {
			extra = syntax.InitStaticMethods
		}
	}
	rt := d.rt
	for i := len(m.Decorators) - 1; i >= 0; i-- {
		v := heap.Undefined
		switch m.Kind {
		case syntax.MemberField:
		case syntax.MemberAccessor:
			pair := rt.NewObject()
			rt.Heap.AddProperty(pair, rt.Heap.Names.Get, d.value(m.at+1), heap.DefaultAttrs)
			rt.Heap.AddProperty(pair, rt.Heap.Names.Set, d.value(m.at+2), heap.DefaultAttrs)
			v = pair.Value()
		default:
			v = d.value(m.at + 1)
		}
		context, err := d.elementContext(m)
		if err == nil {
			v, err = d.call(m.decorators+2*i, v, context, extra)
		}
		if err == nil && !v.IsUndefined() {
			err = d.take(m, v)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// take uses what a decorator of the member has returned.
func (d *decoration) take(m *decoratedMember, v heap.Value) error {
	rt := d.rt
	switch {
	case m.Kind == syntax.MemberAccessor:
		return d.takeAccessor(m, v)
	case !rt.IsCallable(v):
		return rt.TypeError("A %s decorator must return a function or undefined, not %s", decoratedKinds[m.Kind], rt.Describe(v))
	case m.Kind == syntax.MemberField:
		return rt.addToList(d.lists, m.list, v)
	}
	d.setValue(m.at+1, v)
	return nil
}

// takeAccessor uses the object that a decorator of an accessor has returned.
func (d *decoration) takeAccessor(m *decoratedMember, v heap.Value) error {
	rt := d.rt
	if !v.IsObject() {
		return rt.TypeError("An accessor decorator must return an object or undefined, not %s", rt.Describe(v))
	}
	for i, name := range [...]string{"get", "set", "init"} {
		f, err := rt.Get(v.Object(), rt.Heap.InternGo(name))
		switch {
		case err != nil:
			return err
		case f.IsUndefined():
		case !rt.IsCallable(f):
			return rt.TypeError("The %s that an accessor decorator returns must be a function, not %s", name, rt.Describe(f))
		case name == "init":
			if err := rt.addToList(d.lists, m.list, f); err != nil {
				return err
			}
		default:
			d.setValue(m.at+1+i, f)
		}
	}
	return nil
}

// call calls the decorator at the given place of the record with v and a context
// object, which gets what all kinds of them have at its end; addInitializer ends with the call.
func (d *decoration) call(at int, v heap.Value, context *heap.Object, extra uint32) (heap.Value, error) {
	rt, h := d.rt, d.rt.Heap
	add := rt.NewHostFunction(rt.Cur.HostCode(&addInitializerRow), d.lists.Value(), heap.Int(int32(extra)))
	h.AddProperty(context, h.InternGo("addInitializer"), add.Value(), heap.DefaultAttrs)
	h.AddProperty(context, h.InternGo("metadata"), d.metadata, heap.DefaultAttrs)
	v, err := rt.Call(d.value(at), d.value(at+1), v, context.Value())
	if err == nil {
		h.SetInternal(add, funcEnv, heap.Undefined)
	}
	return v, err
}

// addInitializerRow is the function that CreateAddInitializerFunction makes; its
// data is the lists, undefined when the decorator has finished, and the number of the list.
var addInitializerRow = Row{Name: "addInitializer", Length: 1, Fn: func(c *Call) (heap.Value, error) {
	rt, f := c.RT, c.Arg(0)
	switch {
	case c.Data(0).IsUndefined():
		return heap.Undefined, rt.TypeError("addInitializer cannot be called once the decorator has finished")
	case !rt.IsCallable(f):
		return heap.Undefined, rt.TypeError("An initializer must be a function, not %s", rt.Describe(f))
	}
	return heap.Undefined, rt.addToList(c.Data(0).Object(), uint32(c.Data(1).AsInt()), f)
}}

// elementContext is CreateDecoratorContextObject for a member.
func (d *decoration) elementContext(m *decoratedMember) (*heap.Object, error) {
	rt, h := d.rt, d.rt.Heap
	o := rt.NewObject()
	add := func(name string, v heap.Value) { h.AddProperty(o, h.InternGo(name), v, heap.DefaultAttrs) }
	key := d.value(m.at)
	private := m.Key.Kind == syntax.KeyPrivate
	name := key
	switch {
	case private:
		name = key.Symbol().Description()
	case key.IsNumber():
		s, err := rt.ToString(key)
		if err != nil {
			return nil, err
		}
		name = s.Value()
	}
	add("kind", h.InternGo(decoratedKinds[m.Kind]))
	add("access", d.accessObject(m.Kind, key).Value())
	add("static", heap.Bool(m.Static))
	add("private", heap.Bool(private))
	add("name", name)
	return o, nil
}

// accessObject is CreateDecoratorAccessObject.
func (d *decoration) accessObject(kind syntax.MemberKind, key heap.Value) *heap.Object {
	rt, h := d.rt, d.rt.Heap
	o := rt.NewObject()
	add := func(name heap.Value, row *Row) {
		h.AddProperty(o, name, rt.NewHostFunction(rt.Cur.HostCode(row), key).Value(), heap.DefaultAttrs)
	}
	if kind != syntax.MemberSet {
		add(h.Names.Get, &accessGetRow)
	}
	if kind == syntax.MemberField || kind == syntax.MemberAccessor || kind == syntax.MemberSet {
		add(h.Names.Set, &accessSetRow)
	}
	add(h.Names.Has, &accessHasRow)
	return o
}

// The functions of an access object; their data is the key or private name.
var (
	accessGetRow = Row{Name: "get", Length: 1, Fn: func(c *Call) (heap.Value, error) {
		o, key, err := c.accessed()
		switch {
		case err != nil:
			return heap.Undefined, err
		case isPrivateName(key):
			return c.RT.PrivateGet(o.Value(), key)
		}
		return c.RT.Get(o, key)
	}}
	accessSetRow = Row{Name: "set", Length: 2, Fn: func(c *Call) (heap.Value, error) {
		o, key, err := c.accessed()
		switch {
		case err != nil:
			return heap.Undefined, err
		case isPrivateName(key):
			return heap.Undefined, c.RT.PrivateSet(o.Value(), key, c.Arg(1))
		}
		return heap.Undefined, c.RT.Set(o, key, c.Arg(1), true)
	}}
	accessHasRow = Row{Name: "has", Length: 1, Fn: func(c *Call) (heap.Value, error) {
		o, key, err := c.accessed()
		has := false
		switch {
		case err != nil:
		case isPrivateName(key):
			_, has = c.RT.privateSlot(o.Value(), key)
		default:
			has, err = c.RT.HasProperty(o, key)
		}
		return heap.Bool(has), err
	}}
)

// accessed is the object that a function of an access object is given, and the key.
func (c *Call) accessed() (*heap.Object, heap.Value, error) {
	if !c.Arg(0).IsObject() {
		return nil, heap.Undefined, c.RT.TypeError("%s is not an object", c.RT.Describe(c.Arg(0)))
	}
	key, err := c.RT.ToPropertyKey(c.Data(0))
	return c.Arg(0).Object(), key, err
}

// define defines a method, getter, setter or accessor (DefineMethodProperty).
func (d *decoration) define(m *decoratedMember) error {
	switch m.Kind {
	case syntax.MemberGet:
		return d.defineAs(m, d.value(m.at+1), DefineGetter)
	case syntax.MemberSet:
		return d.defineAs(m, d.value(m.at+1), DefineSetter)
	case syntax.MemberAccessor:
		if err := d.defineAs(m, d.value(m.at+1), DefineGetter); err != nil {
			return err
		}
		return d.defineAs(m, d.value(m.at+2), DefineSetter)
	}
	return d.defineAs(m, d.value(m.at+1), DefineNormal)
}

func (d *decoration) defineAs(m *decoratedMember, f heap.Value, kind MethodKind) error {
	key := d.value(m.at)
	if m.Key.Kind == syntax.KeyPrivate {
		return d.rt.DefinePrivateMethod(d.ctor, key, f.Object(), kind, m.Static)
	}
	target := d.proto
	if m.Static {
		target = d.ctor
	}
	key, err := d.rt.ToPropertyKey(key)
	if err != nil {
		return err
	}
	return d.rt.DefineMethod(target, key, f.Object(), kind, false)
}

// applyToClass is ApplyDecoratorsToClassDefinition.
func (d *decoration) applyToClass(name heap.Value) (heap.Value, error) {
	rt, h := d.rt, d.rt.Heap
	class := d.ctor.Value()
	for i := len(d.class.Decorators) - 1; i >= 0; i-- {
		context := rt.NewObject()
		h.AddProperty(context, h.InternGo("kind"), h.InternGo("class"), heap.DefaultAttrs)
		h.AddProperty(context, h.Names.Name, name, heap.DefaultAttrs)
		v, err := d.call(2*i, class, context, syntax.InitClass)
		switch {
		case err != nil:
			return heap.Undefined, err
		case rt.IsCallable(v):
			class = v
		case !v.IsUndefined():
			return heap.Undefined, rt.TypeError("A class decorator must return a function or undefined, not %s", rt.Describe(v))
		}
	}
	return class, nil
}

// initializerList is list i of lists, nil when it is empty.
func initializerList(lists heap.Value, i uint32) *heap.Object {
	if all := lists.Object(); int(i) < all.ElementsLen() && all.Dense()[i].IsObject() {
		return all.Dense()[i].Object()
	}
	return nil
}

// InitialValue is what InitializeFieldOrAccessor makes of v, the value of the
// initializer in the text: each function of list i of lists gets what the one
// before it has returned, the one of the outermost decorator first.
func (rt *Runtime) InitialValue(this, lists heap.Value, i uint32, v heap.Value) (heap.Value, error) {
	list := initializerList(lists, i)
	if list == nil {
		return v, nil
	}
	for j := list.ElementsLen() - 1; j >= 0; j-- {
		mark := rt.Heap.OpenScope()
		w, err := rt.Call(list.Dense()[j], this, v)
		rt.Heap.CloseScope(mark)
		if err != nil {
			rt.keepThrown(err)
			return heap.Undefined, err
		}
		v = rt.Heap.Keep(w)
	}
	return v, nil
}

// CallInitializers calls the functions of list i of lists on this.
func (rt *Runtime) CallInitializers(this, lists heap.Value, i uint32) error {
	list := initializerList(lists, i)
	if list == nil {
		return nil
	}
	for j := 0; j < list.ElementsLen(); j++ {
		mark := rt.Heap.OpenScope()
		_, err := rt.Call(list.Dense()[j], this)
		rt.Heap.CloseScope(mark)
		if err != nil {
			rt.keepThrown(err)
			return err
		}
	}
	return nil
}
