package object

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Internal slots of a mapped arguments object: the environment that holds the
// parameters, and an Elements cell whose element i is the slot of the parameter
// that index i is mapped to, or Undefined.
const (
	mappedEnv = iota
	mappedMap
)

func init() {
	RegisterExotic(heap.ClassMappedArguments, &Exotic{
		GetOwnProperty:    argumentsGetOwnProperty,
		DefineOwnProperty: argumentsDefineOwnProperty,
		Get:               argumentsGet,
		Set:               argumentsSet,
		Delete:            argumentsDelete,
		OwnPropertyKeys:   argumentsOwnKeys,
		Cacheable:         true,
	})
}

// frameArguments are the arguments of the frame at fp as the caller passed them.
func (rt *Runtime) frameArguments(fp int) []heap.Value {
	s := rt.Stack
	argc := int(s.Vals[fp+stack.Argc].AsInt())
	base := fp + stack.Header
	return s.Vals[base : base+argc]
}

// CreateRest makes the array of the rest parameter of the frame at fp: the
// arguments from index from on. Entry code calls it before anything else has
// used the words above the formals.
func (rt *Runtime) CreateRest(fp, from int) *heap.Object {
	args := rt.frameArguments(fp)
	if from >= len(args) {
		return rt.NewArray()
	}
	return rt.NewArray(args[from:]...)
}

// CreateArguments makes the arguments object of the frame at fp, before anything
// has used the words above the formals: a mapped one when the function is so,
// with env as the environment of its parameters (sec-createunmappedargumentsobject,
// sec-createmappedargumentsobject).
func (rt *Runtime) CreateArguments(code *Code, fp int, env heap.Value) *heap.Object {
	h := rt.Heap
	args := rt.frameArguments(fp)
	class := heap.ClassArguments
	sloppy := !code.Func.Strict && code.Func.SimpleParams
	mapped := code.Func.Mapped && len(args) > 0 && len(code.Func.Params) > 0
	if shape, callee := code.Realm.plainArguments(code.Func, rt.Stack.Vals[fp+stack.Callee]); shape != nil && !mapped {
		return rt.fillArguments(shape, callee, code.Realm, fp)
	}
	if mapped {
		class = heap.ClassMappedArguments
	}
	o := h.NewObject(h.RootShape(code.Realm.Intrinsic(ObjectPrototype).Value(), class, argumentsInlineCap))
	unmapped := 0
	if mapped {
		unmapped = rt.mapArguments(o, code.Func, len(args), env)
	}
	if unmapped < len(args) {
		h.ReserveElements(o, len(args))
		for i, v := range args {
			if mapped {
				if _, _, ok := mappedSlot(o, heap.IndexKey(uint32(i))); ok {
					continue
				}
			}
			h.SetElement(o, uint32(i), v)
		}
	}
	h.AddProperty(o, h.Names.Length, heap.Int(int32(len(args))), heap.HiddenAttrs)
	h.AddProperty(o, h.Symbols.Iterator, code.Realm.Intrinsic(ArrayProtoValues).Value(), heap.HiddenAttrs)
	if sloppy {
		h.AddProperty(o, h.Names.Callee, rt.Stack.Vals[fp+stack.Callee], heap.HiddenAttrs)
		if !mapped {
			code.Realm.arguments = o.Shape(h)
		}
	} else {
		// Nothing can change the accessor, since the property is not configurable: all have the same.
		thrower := code.Realm.Intrinsic(ThrowTypeError).Value()
		poison := h.NewAccessor(thrower, thrower).Value()
		h.AddProperty(o, h.Names.Callee, poison, heap.AccessorProp)
		code.Realm.strictArguments, code.Realm.poison = o.Shape(h), poison
	}
	return o
}

const argumentsInlineCap = 3

// plainArguments returns the shape of the arguments objects of the function f when they are not
// mapped, and what they have as callee, which is own for sloppy functions; nil while there was none.
func (r *Realm) plainArguments(f *syntax.FuncInfo, own heap.Value) (shape *heap.Shape, callee heap.Value) {
	if !f.Strict && f.SimpleParams {
		return r.arguments, own
	}
	return r.strictArguments, r.poison
}

// PlainArguments is for machine code that makes the arguments objects of f: their shape, the
// methods that they iterate by, and the callee of strict functions, Undefined for sloppy ones,
// which have themselves there. The shape is nil where that is not so simple.
func (r *Realm) PlainArguments(f *syntax.FuncInfo) (shape *heap.Shape, iterator, callee heap.Value) {
	if f.Mapped && len(f.Params) > 0 {
		return nil, heap.Undefined, heap.Undefined
	}
	shape, callee = r.plainArguments(f, heap.Undefined)
	return shape, r.Intrinsic(ArrayProtoValues).Value(), callee
}

// fillArguments makes what CreateArguments makes for most functions, when the realm has the
// shape already.
func (rt *Runtime) fillArguments(shape *heap.Shape, callee heap.Value, r *Realm, fp int) *heap.Object {
	h := rt.Heap
	args := rt.frameArguments(fp)
	o := h.NewObject(shape)
	if len(args) > 0 {
		h.ReserveElements(o, len(args)) // a cell of the size that machine code takes
		h.WriteElements(o, 0, args)
	}
	h.SetSlotAt(o, ArgumentsLength, heap.Int(int32(len(args))))
	h.SetSlotAt(o, ArgumentsIterator, r.Intrinsic(ArrayProtoValues).Value())
	h.SetSlotAt(o, ArgumentsCallee, callee)
	return o
}

// The slots of an unmapped arguments object.
const (
	ArgumentsLength int32 = 3 + iota
	ArgumentsIterator
	ArgumentsCallee
)

// ArgumentsShape is the shape of unmapped arguments objects of sloppy functions
// that nobody has changed, or nil while there was none.
func (r *Realm) ArgumentsShape() *heap.Shape { return r.arguments }

// mapArguments connects the indices of a mapped arguments object with the
// parameters and returns the first index that is certainly not mapped. A mapped
// index has no element, unless somebody redefined it: fast paths miss it and ask.
func (rt *Runtime) mapArguments(o *heap.Object, f *syntax.FuncInfo, argc int, env heap.Value) int {
	h := rt.Heap
	n := min(argc, len(f.Params))
	slots := make([]heap.Value, n)
	complete := true
	for i := range slots {
		slots[i] = heap.Undefined
		id, ok := f.Params[i].Target.(*syntax.Ident)
		if ok && id.Binding != nil && id.Binding.Store == syntax.StoreEnv && !hidden(f.Params[i+1:], id.Name) {
			slots[i] = heap.Int(int32(id.Binding.Index))
		} else {
			complete = false
		}
	}
	h.SetInternal(o, mappedEnv, env)
	h.SetInternal(o, mappedMap, h.NewElements(slots...).Value())
	if !complete {
		return 0
	}
	return n
}

// hidden reports whether a later parameter has the name.
func hidden(later []syntax.Param, name string) bool {
	for i := range later {
		if id, ok := later[i].Target.(*syntax.Ident); ok && id.Name == name {
			return true
		}
	}
	return false
}

// mappedSlot is the environment slot that index key of o is mapped to.
func mappedSlot(o *heap.Object, key heap.Value) (env *heap.Env, slot int, ok bool) {
	if !heap.KeyIsIndex(key) {
		return nil, 0, false
	}
	m := o.Internal(mappedMap)
	slots := m.Elements().Values()
	i := heap.KeyIndex(key)
	if int64(i) >= int64(len(slots)) || !slots[i].IsInt() {
		return nil, 0, false
	}
	return o.Internal(mappedEnv).Env(), int(slots[i].AsInt()), true
}

func (rt *Runtime) unmap(o *heap.Object, key heap.Value) {
	rt.Heap.SetElementsAt(o.Internal(mappedMap).Elements(), int(heap.KeyIndex(key)), heap.Undefined)
}

// argumentsGetOwnProperty is sec-arguments-exotic-objects-getownproperty-p.
func argumentsGetOwnProperty(rt *Runtime, o *heap.Object, key heap.Value) (Descriptor, bool, error) {
	d, ok := rt.OrdinaryGetOwnProperty(o, key)
	if env, slot, mapped := mappedSlot(o, key); mapped {
		if !ok {
			d = DataDescriptor(heap.Undefined, heap.DefaultAttrs)
		}
		d.Value = rt.Heap.Keep(env.Slot(slot))
		return d, true, nil
	}
	return d, ok, nil
}

// argumentsDefineOwnProperty is sec-arguments-exotic-objects-defineownproperty-p-desc.
func argumentsDefineOwnProperty(rt *Runtime, o *heap.Object, key heap.Value, d *Descriptor) (bool, error) {
	env, slot, mapped := mappedSlot(o, key)
	if !mapped {
		return rt.defineOrdinary(o, key, d)
	}
	if _, _, ok := rt.ownAttrs(o, key); !ok {
		rt.Heap.SetElement(o, heap.KeyIndex(key), env.Slot(slot))
	}
	rt.Heap.ForceSparse(o)
	next := *d
	if d.IsData() && d.Has&HasValue == 0 && d.Has&HasWritable != 0 && !d.Writable() {
		next.Value = env.Slot(slot)
		next.Has |= HasValue
	}
	if ok, err := rt.defineOrdinary(o, key, &next); !ok || err != nil {
		return false, err
	}
	if d.IsAccessor() {
		rt.unmap(o, key)
		return true, nil
	}
	if d.Has&HasValue != 0 {
		rt.Heap.SetEnvSlot(env, slot, d.Value)
	}
	if d.Has&HasWritable != 0 && !d.Writable() {
		rt.unmap(o, key)
	}
	return true, nil
}

// argumentsGet is sec-arguments-exotic-objects-get-p-receiver.
func argumentsGet(rt *Runtime, o *heap.Object, key, receiver heap.Value) (heap.Value, error) {
	if env, slot, mapped := mappedSlot(o, key); mapped {
		return rt.Heap.Keep(env.Slot(slot)), nil
	}
	return rt.OrdinaryGet(o, key, receiver)
}

// argumentsSet is sec-arguments-exotic-objects-set-p-v-receiver.
func argumentsSet(rt *Runtime, o *heap.Object, key, v, receiver heap.Value) (bool, error) {
	if receiver == o.Value() {
		if env, slot, mapped := mappedSlot(o, key); mapped {
			rt.Heap.SetEnvSlot(env, slot, v)
			return true, nil
		}
	}
	return rt.OrdinarySet(o, key, v, receiver)
}

// argumentsDelete is sec-arguments-exotic-objects-delete-p.
func argumentsDelete(rt *Runtime, o *heap.Object, key heap.Value) (bool, error) {
	ok, err := rt.OrdinaryDelete(o, key)
	if _, _, mapped := mappedSlot(o, key); ok && mapped {
		rt.unmap(o, key)
	}
	return ok, err
}

func argumentsOwnKeys(rt *Runtime, o *heap.Object) ([]heap.Value, error) {
	n := uint32(0)
	if m := o.Internal(mappedMap); m.IsCell() {
		n = uint32(len(m.Elements().Values()))
	}
	keys, err := rt.keyList(o, int(n))
	if err != nil {
		return nil, err
	}
	for i := range n {
		key := heap.IndexKey(i)
		_, _, mapped := mappedSlot(o, key)
		if _, own := rt.Heap.GetElement(o, i); own || mapped {
			keys = append(keys, key)
		}
	}
	for i, ok := rt.Heap.NextElement(o, n); ok; i, ok = rt.Heap.NextElement(o, i+1) {
		keys = append(keys, heap.IndexKey(i))
	}
	return rt.appendNamedKeys(keys, o.Shape(rt.Heap)), nil
}
