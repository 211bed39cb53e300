package object

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/stack"
)

// Class data (slot funcClass of a class constructor): an Elements cell
//
//	0        the function object of FieldsInit, or Undefined
//	1, 2 …   pairs of private name and method (or Accessor cell) that each instance gets
//
// Undefined when instances need neither.

// ClassHeritage evaluates the checks on the value of an extends clause: it
// returns the prototype of the class's prototype object and that of its
// constructor (sec-runtime-semantics-classdefinitionevaluation, steps 8.a to 8.g).
func (rt *Runtime) ClassHeritage(super heap.Value) (protoParent, ctorParent heap.Value, err error) {
	if super.IsNull() {
		return heap.Null, rt.Cur.Intrinsic(FunctionPrototype).Value(), nil
	}
	if !rt.IsConstructor(super) {
		return heap.Undefined, heap.Undefined, rt.TypeError("Class extends value %s is not a constructor or null", rt.Describe(super))
	}
	protoParent, err = rt.Get(super.Object(), rt.Heap.Names.Prototype)
	if err != nil {
		return heap.Undefined, heap.Undefined, err
	}
	if !protoParent.IsObject() && !protoParent.IsNull() {
		return heap.Undefined, heap.Undefined, rt.TypeError("Class extends value does not have valid prototype property %s", rt.Describe(protoParent))
	}
	return protoParent, super, nil
}

// MakeClass makes the constructor of a class and its prototype object. code is
// the record of ClassLit.Constructor. protoParent and ctorParent come from
// ClassHeritage; Empty means a class without extends.
func (rt *Runtime) MakeClass(code *Code, env, protoParent, ctorParent heap.Value) (ctor, proto *heap.Object) {
	h := rt.Heap
	if protoParent == heap.Empty {
		protoParent = rt.Cur.Intrinsic(ObjectPrototype).Value()
		ctorParent = rt.Cur.Intrinsic(FunctionPrototype).Value()
	}
	proto = rt.NewObjectOf(heap.ClassObject, protoParent)
	ctor = h.NewObject(h.RootShape(ctorParent, heap.ClassFunction, classInlineCap))
	ctor.SetFlags(heap.FlagConstructor)
	h.SetInternal(ctor, funcCode, heap.HandleValue(code.ID))
	h.SetInternal(ctor, funcEnv, env)
	h.SetInternal(ctor, funcHome, proto.Value())
	h.AddProperty(ctor, h.Names.Length, heap.Int(int32(code.Length)), heap.Configurable)
	h.AddProperty(ctor, h.Names.Name, code.Name, heap.Configurable)
	h.AddProperty(ctor, h.Names.Prototype, proto.Value(), 0)
	h.AddProperty(proto, h.Names.Constructor, ctor.Value(), heap.HiddenAttrs)
	return ctor, proto
}

const classInlineCap = 4

// MethodKind says what DefineMethod defines.
type MethodKind uint8

// The kinds of methods.
const (
	DefineNormal MethodKind = iota
	DefineGetter
	DefineSetter
)

// DefineMethod defines a method or accessor of a class or an object literal:
// f was made with target as home object (sec-runtime-semantics-methoddefinitionevaluation).
// Object literals pass enumerable. The function is named already.
func (rt *Runtime) DefineMethod(target *heap.Object, key heap.Value, f *heap.Object, kind MethodKind, enumerable bool) error {
	attrs := heap.Configurable
	if enumerable {
		attrs |= heap.Enumerable
	}
	var d Descriptor
	switch kind {
	case DefineNormal:
		d = DataDescriptor(f.Value(), attrs|heap.Writable)
	case DefineGetter:
		d = Descriptor{Get: f.Value(), Attrs: attrs, Has: HasGet | HasEnumerable | HasConfigurable}
	case DefineSetter:
		d = Descriptor{Set: f.Value(), Attrs: attrs, Has: HasSet | HasEnumerable | HasConfigurable}
	}
	if target.Class() == heap.ClassObject && !target.Has(heap.FlagExotic|heap.FlagNotExtensible) && kind == DefineNormal &&
		!heap.KeyIsIndex(key) {
		if _, exists := rt.Heap.Lookup(target, key); !exists {
			rt.Heap.AddProperty(target, key, f.Value(), attrs|heap.Writable)
			return nil
		}
	}
	return rt.DefinePropertyOrThrow(target, key, &d)
}

// classData returns the class data of ctor with at least n words, making it.
func (rt *Runtime) appendClassData(ctor *heap.Object, v ...heap.Value) {
	h := rt.Heap
	old := ctor.Internal(funcClass)
	words := []heap.Value{heap.Undefined}
	if old.IsCell() {
		words = append(words[:0], old.Elements().Values()...)
	}
	h.SetInternal(ctor, funcClass, h.NewElements(append(words, v...)...).Value())
}

// SetClassFields makes f, the function of ClassLit.FieldsInit, run on each new
// instance of ctor.
func (rt *Runtime) SetClassFields(ctor, f *heap.Object) {
	if !ctor.Internal(funcClass).IsCell() {
		rt.appendClassData(ctor)
	}
	rt.Heap.SetElementsAt(ctor.Internal(funcClass).Elements(), 0, f.Value())
}

// DefinePrivateMethod defines a private method or accessor of a class. For a
// static one target is the constructor, which gets it at once; for others each
// instance of ctor gets it. Getter and setter of one name combine.
func (rt *Runtime) DefinePrivateMethod(ctor *heap.Object, name heap.Value, f *heap.Object, kind MethodKind, static bool) error {
	h := rt.Heap
	var existing *heap.Accessor
	if static {
		if p, ok := h.Lookup(ctor, name); ok && p.Attrs&heap.AccessorProp != 0 {
			existing = ctor.SlotAt(p.Offset).Accessor()
		}
	} else if data := ctor.Internal(funcClass); data.IsCell() {
		words := data.Elements().Values()
		for i := 1; i+1 < len(words); i += 2 {
			if words[i] == name {
				existing = words[i+1].Accessor()
			}
		}
	}
	v := f.Value()
	switch {
	case kind == DefineNormal:
	case existing != nil && kind == DefineGetter:
		h.SetAccessor(existing, f.Value(), existing.Set)
		return nil
	case existing != nil:
		h.SetAccessor(existing, existing.Get, f.Value())
		return nil
	case kind == DefineGetter:
		v = h.NewAccessor(f.Value(), heap.Undefined).Value()
	default:
		v = h.NewAccessor(heap.Undefined, f.Value()).Value()
	}
	if static {
		return rt.PrivateMethodOrAccessorAdd(ctor, name, v)
	}
	rt.appendClassData(ctor, name, v)
	return nil
}

// HasInstanceElements reports whether instances of the constructor f need
// InitializeInstanceElements.
func HasInstanceElements(f *heap.Object) bool { return f.Internal(funcClass).IsCell() }

// AddPrivateMethods adds the private methods and accessors of the constructor f
// to its new instance o: the first part of InitializeInstanceElements.
func (rt *Runtime) AddPrivateMethods(o, f *heap.Object) error {
	data := f.Internal(funcClass)
	if !data.IsCell() {
		return nil
	}
	words := data.Elements().Values()
	if len(words) == 1 {
		return nil
	}
	code, from := rt.CodeOf(f), o.ShapeID()
	if p := &code.privates; p.data == data && p.from == from {
		rt.Heap.ApplyTransitions(o, p.to, words[2:], 2)
		return nil
	}
	for i := 1; i+1 < len(words); i += 2 {
		if err := rt.PrivateMethodOrAccessorAdd(o, words[i], words[i+1]); err != nil {
			return err
		}
	}
	if to := o.Shape(rt.Heap); !to.IsDictionary() && to.Count() <= to.InlineCap() && o.Class() == heap.ClassObject {
		code.privates = privatesPlan{data, from, to}
		code.Touch()
	}
	return nil
}

// privatesPlan says that objects of the shape from have the shape to once they
// have the private methods of the class data, all of them inline.
type privatesPlan struct {
	data heap.Value
	from uint32
	to   *heap.Shape
}

// PrivateMethods is how objects of a shape get the private methods of a class, for tiers: the epoch says that the
// shapes are there, as for an ICEntry of kind ICAdd.
type PrivateMethods struct {
	Data  heap.Value // the class data, which the constructor must have
	From  *heap.Shape
	Epoch uint32
	Adds  []PrivateMethod // in order
}

// PrivateMethod is one of them: the word that it is stored into, and the shape with it.
type PrivateMethod struct {
	Value heap.Value
	Word  int32
	Shape uint32
}

// PrivateMethods tells that for objects of the shape from; of the shape that was met last, where it is nil. The result is
// nil where nothing is known, or not all would be inline.
func (code *Code) PrivateMethods(from *heap.Shape) *PrivateMethods {
	p, h := &code.privates, code.Realm.rt.Heap
	if p.to == nil {
		return nil
	}
	if from == nil {
		from = h.Shape(p.from)
	}
	words := p.data.Elements().Values()
	if from == nil || from.IsDictionary() || from.NotExtensible() || from.Class() != heap.ClassObject || from.Count()+len(words)/2 > from.InlineCap() {
		return nil
	}
	m := &PrivateMethods{Data: p.data, From: from}
	for i := 1; i+1 < len(words); i += 2 {
		attrs := heap.Attrs(0)
		if words[i+1].IsCell() {
			attrs = heap.AccessorProp
		}
		if _, has := from.Lookup(words[i]); has {
			return nil
		}
		from = h.Transition(from, words[i], attrs)
		h.PinTransition(from)
		at, _ := from.Lookup(words[i])
		m.Adds = append(m.Adds, PrivateMethod{words[i+1], at.Offset, from.ID()})
	}
	m.Epoch = h.Epoch()
	return m
}

// FieldsFunction returns the function that initialises the fields of instances
// of the constructor f, which has instance elements; Undefined when it has no
// fields.
func FieldsFunction(f *heap.Object) heap.Value { return f.Internal(funcClass).Elements().Values()[0] }

// InitializeInstanceElements is the operation of that name
// (sec-initializeinstanceelements) for the constructor f: private methods, then
// fields.
func (rt *Runtime) InitializeInstanceElements(o, f *heap.Object) error {
	if !HasInstanceElements(f) {
		return nil
	}
	if err := rt.AddPrivateMethods(o, f); err != nil {
		return err
	}
	fields := FieldsFunction(f)
	if fields.IsUndefined() {
		return nil
	}
	rt.CodeOf(f).NoteFields(rt.CodeOf(fields.Object()))
	_, err := rt.Call(fields, o.Value())
	return err
}

// DefineField is DefineField for a public key (sec-definefield): a field
// initialiser stores v into its own property of this.
func (rt *Runtime) DefineField(this, key, v heap.Value) error {
	return rt.CreateDataPropertyOrThrow(this.Object(), key, v)
}

// SuperConstructor returns what super() constructs: the [[GetPrototypeOf]] of the
// active function (sec-getsuperconstructor). The tier checks that it is a
// constructor after evaluating the arguments (NotSuperConstructor).
func (rt *Runtime) SuperConstructor(active *heap.Object) (heap.Value, error) {
	return rt.GetPrototypeOf(active)
}

// NotSuperConstructor is the TypeError for super() where v is not a constructor.
func (rt *Runtime) NotSuperConstructor(v heap.Value, active *heap.Object) error {
	of := "anonymous class"
	if name := rt.FunctionDisplayName(active, rt.CodeOf(active)); name != "" {
		of = "class '" + name + "'"
	}
	what := rt.Describe(v)
	if v == rt.CodeOf(active).Realm.Intrinsic(FunctionPrototype).Value() {
		what = "null" // what the source says, and what `extends null` makes of it
	}
	return rt.TypeError("Super constructor %s of %s is not a constructor", what, of)
}

// defaultDerivedEntry is the EntryFunc of a derived constructor that was not
// written: it passes its arguments on, without the iteration protocol
// (sec-runtime-semantics-classdefinitionevaluation, step 14.a).
func defaultDerivedEntry(rt *Runtime, _ *Code, fp int) (heap.Value, error) {
	s := rt.Stack
	args := rt.frameArguments(fp)
	s.FP, s.Top = fp, fp+stack.Header+len(args)
	if err := rt.Step(); err != nil {
		return heap.Undefined, err
	}
	active := s.Vals[fp+stack.Callee].Object()
	parent, err := rt.SuperConstructor(active)
	if err != nil {
		return heap.Undefined, err
	}
	if !rt.IsConstructor(parent) {
		return heap.Undefined, rt.NotSuperConstructor(parent, active)
	}
	this, err := rt.Construct(parent, s.Vals[fp+stack.NewTarget], args...)
	if err != nil {
		return heap.Undefined, err
	}
	return this, rt.BindSuperThis(active, this)
}

// BindSuperThis completes super(): active is the function whose constructor call
// it is, this the object that the parent made; its fields are initialised.
// The tier has stored this into its binding before.
func (rt *Runtime) BindSuperThis(active *heap.Object, this heap.Value) error {
	if !HasInstanceElements(active) {
		return nil
	}
	return rt.InitializeInstanceElements(this.Object(), active)
}

// SuperBase returns where a super property of code with the function object f is
// looked up: the [[GetPrototypeOf]] of its home object (sec-getsuperbase).
func (rt *Runtime) SuperBase(f *heap.Object) (heap.Value, error) {
	home := f.Internal(funcHome)
	if !home.IsObject() {
		return heap.Undefined, nil
	}
	return rt.GetPrototypeOf(home.Object())
}

// GetSuper reads super[key]: base comes from SuperBase.
func (rt *Runtime) GetSuper(base, key, this heap.Value) (heap.Value, error) {
	if !base.IsObject() {
		return heap.Undefined, rt.nullishRead(base, key)
	}
	return rt.GetFrom(base.Object(), key, this)
}

// GetSuperMember is GetSuper with the base of the function object f.
func (rt *Runtime) GetSuperMember(f *heap.Object, key, this heap.Value) (heap.Value, error) {
	base, err := rt.SuperBase(f)
	if err != nil {
		return heap.Undefined, err
	}
	return rt.GetSuper(base, key, this)
}

// GetSuperElem is GetSuperMember for a key of any type.
func (rt *Runtime) GetSuperElem(f *heap.Object, prop, this heap.Value) (heap.Value, error) {
	base, err := rt.SuperBase(f)
	if err != nil {
		return heap.Undefined, err
	}
	key, err := rt.ToPropertyKey(prop)
	if err != nil {
		return heap.Undefined, err
	}
	return rt.GetSuper(base, key, this)
}

// SetSuper stores v into super[key]: base comes from SuperBase.
func (rt *Runtime) SetSuper(base, key, v, this heap.Value, strict bool) error {
	if !base.IsObject() {
		return rt.nullishWrite(base, key)
	}
	ok, err := rt.SetOn(base.Object(), key, v, this)
	if err == nil && !ok && strict {
		err = rt.readOnly(this, key)
	}
	return err
}
