package object

import (
	"fmt"
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
)

// In builds with heap.Checked what a cache or a guarded fast path has answered is
// found again by looking at the objects, with no cache, no script code and nothing
// made on the way. The functions here return what is wrong, "" for nothing; the
// caller knows the place and panics.

// plainProperty is where a property stands, as seen without caches.
type plainProperty struct {
	holder *heap.Object // nil: there is none
	prop   heap.Prop
	value  heap.Value // what the slot holds, or the length of an array
	fault  string     // why no cache may know it
}

// findPlain searches for the named property key from o on, and for a private element
// on o alone, where no internal method is asked.
func (rt *Runtime) findPlain(o *heap.Object, key heap.Value) plainProperty {
	h := rt.Heap
	if isPrivateName(key) {
		p, ok := h.Lookup(o, key)
		if !ok {
			return plainProperty{}
		}
		return plainProperty{holder: o, prop: p, value: o.SlotAt(p.Offset)}
	}
	for {
		if o.Has(heap.FlagExotic) && !exoticOf(o).caches(rt, key) {
			return plainProperty{fault: "the way leads through an exotic object"}
		}
		if o.Has(heap.FlagLazyFunction) && o.Class() == heap.ClassFunction && rt.isMaterialized(key) {
			return plainProperty{fault: "the way leads through a function whose first properties are not made"}
		}
		if p, ok := h.Lookup(o, key); ok {
			f := plainProperty{holder: o, prop: p, value: o.SlotAt(p.Offset)}
			if isLazy(f.value) {
				f.fault = "the property is a built-in that is not made"
			}
			return f
		}
		if o.Class() == heap.ClassArray && key == h.Names.Length {
			return plainProperty{holder: o, prop: heap.Prop{Attrs: arrayLengthAttrs(o)}, value: o.Internal(arrayLength)}
		}
		proto := o.Proto(h)
		if !proto.IsObject() {
			return plainProperty{}
		}
		o = proto.Object()
	}
}

// VerifyRead tells what is wrong with got as the value of key of base, or with
// getter as its getter. key is no index, and may be a private name.
func (rt *Runtime) VerifyRead(base, key, got heap.Value, getter bool) string {
	if base.IsString() && key == rt.Heap.Names.Length {
		return rt.differ(heap.Int(int32(base.Str().Len())), got, false, getter)
	}
	o := rt.primitiveProto(base)
	if base.IsObject() {
		o = base.Object()
	}
	f := rt.findPlain(o, key)
	switch {
	case f.fault != "":
		return f.fault
	case f.holder == nil:
		return rt.differ(heap.Undefined, got, false, getter)
	case f.prop.Attrs&heap.AccessorProp != 0:
		get := f.value.Accessor().Get
		return rt.differ(get, got, !get.IsUndefined(), getter && !got.IsUndefined())
	}
	return rt.differ(f.value, got, false, getter)
}

func (rt *Runtime) differ(want, got heap.Value, wantGetter, getter bool) string {
	if wantGetter == getter && (want == got || want.IsNumber() && got.IsNumber() && rt.SameValue(want, got)) {
		return ""
	}
	return fmt.Sprintf("expected %s, found %s", rt.plainText(want, wantGetter), rt.plainText(got, getter))
}

// plainText describes v without running anything.
func (rt *Runtime) plainText(v heap.Value, getter bool) string {
	text := fmt.Sprintf("%#x", uint64(v))
	switch {
	case v.IsString() && v.Str().Len() < 100:
		text = fmt.Sprintf("%q", v.Str().Go(rt.Heap))
	case v.IsNumber(), v.IsUndefined(), v.IsNull(), v.IsBool():
		text = rt.primitiveText(v)
	case v.IsObject():
		text = fmt.Sprintf("object %#x of class %d", uint64(v), v.Object().Class())
	}
	if getter {
		return "getter " + text
	}
	return text
}

// VerifyHas tells what is wrong with has as the answer whether o has key.
func (rt *Runtime) VerifyHas(o *heap.Object, key heap.Value, has bool) string {
	f := rt.findPlain(o, key)
	if f.fault != "" {
		return f.fault
	}
	return rt.differ(heap.Bool(f.holder != nil), heap.Bool(has), false, false)
}

// VerifyWrite tells what is wrong with storing key of o as entry e says.
func (rt *Runtime) VerifyWrite(o *heap.Object, key heap.Value, e *ICEntry) string {
	f := rt.findPlain(o, key)
	switch {
	case f.fault != "":
		return f.fault
	case e.Kind == ICOwn || e.Kind == ICOwnOverflow:
		return rt.verifyOwnWrite(o, f, e)
	case e.Kind == ICAdd || e.Kind == ICAddOverflow:
		if f.holder != nil && (f.holder == o || f.prop.Attrs&heap.AccessorProp != 0 || f.prop.Attrs&heap.Writable == 0) {
			return "a property is added that is there, or inherited and not to be added"
		}
		return rt.verifyAdd(o, key, e, heap.DefaultAttrs)
	case e.Kind == ICOwnGetter || e.Kind == ICSetter:
		holder := o
		if e.Kind == ICSetter {
			holder = e.Holder.Object()
		}
		if f.holder != holder || f.prop.Attrs&heap.AccessorProp == 0 || f.prop.Offset != e.Offset {
			return "the accessor is not where it was"
		}
	}
	return ""
}

func (rt *Runtime) verifyOwnWrite(o *heap.Object, f plainProperty, e *ICEntry) string {
	switch {
	case f.holder != o:
		return "a property is stored that the object does not have"
	case f.prop.Attrs&heap.AccessorProp != 0:
		return "a property is stored that is an accessor"
	case f.prop.Attrs&heap.Writable == 0:
		return "a property is stored that is not writable"
	case f.prop.Offset != e.Offset:
		return fmt.Sprintf("expected the property at %d, found %d", f.prop.Offset, e.Offset)
	}
	return ""
}

// VerifyDefine tells what is wrong with giving o the property key with attributes
// attrs as entry e says.
func (rt *Runtime) VerifyDefine(o *heap.Object, key heap.Value, e *ICEntry, attrs heap.Attrs) string {
	if _, ok := rt.Heap.Lookup(o, key); ok {
		return "a property is added that is there"
	}
	return rt.verifyAdd(o, key, e, attrs)
}

func (rt *Runtime) verifyAdd(o *heap.Object, key heap.Value, e *ICEntry, attrs heap.Attrs) string {
	to := rt.Heap.Shape(e.NewShape)
	switch {
	case e.Kind != ICAdd && e.Kind != ICAddOverflow:
		return "the entry adds nothing"
	case o.Has(heap.FlagNotExtensible):
		return "the object is not extensible"
	case o.Has(heap.FlagLazyFunction) && o.Class() == heap.ClassFunction:
		return "the first properties of the function are not made"
	case to == nil:
		return "the shape with the property is gone"
	case to.Parent() != o.Shape(rt.Heap):
		return "the shape with the property was not made from that of the object"
	}
	if p, ok := to.Lookup(key); !ok || p.Offset != e.Offset || p.Attrs != attrs {
		return "the shape has another property"
	}
	return ""
}

// VerifyPrivate tells what is wrong with entry e as the place of the private
// element name of o; of a store when write.
func (rt *Runtime) VerifyPrivate(o *heap.Object, name heap.Value, e *ICEntry, write bool) string {
	p, ok := rt.Heap.Lookup(o, name)
	switch {
	case ok != (e.Kind != ICAbsent):
		return fmt.Sprintf("expected %v, found %v for whether there is the element", ok, !ok)
	case !ok:
		return ""
	case p.Offset != e.Offset || (p.Attrs&heap.AccessorProp != 0) != (e.Kind == ICOwnGetter):
		return "the element is not where it was, or no longer what it was"
	case write && p.Attrs&(heap.AccessorProp|heap.Writable) == 0:
		return "a private method is stored"
	}
	return ""
}

// VerifyElement tells what is wrong with got as element i of o.
func (rt *Runtime) VerifyElement(o *heap.Object, i uint32, got heap.Value) string {
	d, ok, fault := rt.plainElement(o, i)
	switch {
	case fault != "":
		return fault
	case !ok && got.IsUndefined():
		if o.Class() != heap.ClassArray || !rt.NoIndexedPrototype(o) {
			return "the element may be inherited"
		}
		return ""
	case !ok || d.IsAccessor():
		return "the element is not there, or an accessor"
	}
	return rt.differ(d.Value, got, false, false)
}

// VerifyStoreElement tells what is wrong with storing element i of o, which exists or
// is added to an array, as its last or within its length.
func (rt *Runtime) VerifyStoreElement(o *heap.Object, i uint32) string {
	d, ok, fault := rt.plainElement(o, i)
	switch {
	case fault == "" && !ok && o.Class() == heap.ClassArray:
		if o.Has(heap.FlagNotExtensible|heap.FlagLengthReadonly) || i > arrayLen(o) || !rt.NoIndexedPrototype(o) {
			return "the element cannot be added"
		}
		return ""
	case fault != "":
		return fault
	case !ok || d.IsAccessor() || !d.Writable():
		return "the element is not there, an accessor, or not writable"
	}
	if o.Class() == heap.ClassMappedArguments {
		if _, _, mapped := mappedSlot(o, heap.IndexKey(i)); mapped {
			return "the element is a parameter"
		}
	}
	return ""
}

func (rt *Runtime) plainElement(o *heap.Object, i uint32) (Descriptor, bool, string) {
	if o.Class().RunsCode() {
		return Descriptor{}, false, "the object answers with code"
	}
	d, ok, err := rt.GetOwnProperty(o, heap.IndexKey(i))
	if err != nil {
		return Descriptor{}, false, err.Error()
	}
	return d, ok, ""
}

// VerifyIteratesDirectly tells what is wrong with iterating over v, an array, by
// index in realm r.
func (rt *Runtime) VerifyIteratesDirectly(r *Realm, v heap.Value) string {
	if f := rt.findPlain(v.Object(), rt.Heap.Symbols.Iterator); f.fault != "" || f.value != r.Intrinsic(ArrayProtoValues).Value() {
		return "the array has another iterator " + f.fault
	}
	if f := rt.findPlain(r.Intrinsic(ArrayIteratorPrototype), rt.Heap.Names.Next); f.fault != "" || f.value != r.Intrinsic(ArrayIteratorNext).Value() {
		return "iterators of arrays have another method next " + f.fault
	}
	return rt.VerifyNoReturn(r)
}

// VerifyNoReturn tells what is wrong with leaving a loop over an array without
// closing an iterator in realm r.
func (rt *Runtime) VerifyNoReturn(r *Realm) string {
	if f := rt.findPlain(r.Intrinsic(ArrayIteratorPrototype), rt.Heap.Names.Return); f.fault != "" || f.holder != nil {
		return "iterators of arrays have a method return " + f.fault
	}
	return ""
}

// VerifyGlobal tells what is wrong with entry e as the place of the global name
// key in realm r; of a store when write.
func (rt *Runtime) VerifyGlobal(r *Realm, key heap.Value, e *ICEntry, write bool) string {
	holder, lexical := r.Scope.record, true
	p, ok := rt.Heap.Lookup(holder, key)
	if !ok {
		holder, lexical = r.Global, false
		p, ok = rt.Heap.Lookup(holder, key)
	}
	v := heap.Undefined
	if ok {
		v = holder.SlotAt(p.Offset)
	}
	switch {
	case !ok:
		return "the name is not bound"
	case lexical != (e.Kind == ICProto || e.Kind == ICProtoOverflow) || p.Offset != e.Offset || lexical && e.Holder != holder.Value():
		return "the binding is not where it was"
	case p.Attrs&heap.AccessorProp != 0 || isLazy(v) || v == heap.TDZ:
		return "the binding is an accessor, or has no value yet"
	case write && p.Attrs&heap.Writable == 0:
		return "the binding is constant"
	}
	return ""
}

// VerifyPrototype tells what is wrong with proto as the prototype of o.
func (rt *Runtime) VerifyPrototype(o *heap.Object, proto heap.Value) string {
	if o.Class().RunsCode() {
		return "the object answers with code"
	}
	return rt.differ(o.Proto(rt.Heap), proto, false, false)
}

// VerifyInstance tells what is wrong with answer as that of v instanceof target, a
// function that inherits the original @@hasInstance method.
func (rt *Runtime) VerifyInstance(v, target heap.Value, answer bool) string {
	if f := rt.findPlain(target.Object(), rt.Heap.Symbols.HasInstance); f.fault != "" || f.holder == nil || f.prop.Attrs != 0 || !f.value.IsObject() {
		return "the function has another method [Symbol.hasInstance] " + f.fault
	}
	f := rt.findPlain(target.Object(), rt.Heap.Names.Prototype)
	if f.fault != "" || f.prop.Attrs&heap.AccessorProp != 0 || !f.value.IsObject() {
		return "the prototype property of the function is no object " + f.fault
	}
	want := false
	for v.IsObject() && !want {
		if v.Object().Class().RunsCode() {
			return "an object that answers with code is among the prototypes"
		}
		v = v.Object().Proto(rt.Heap)
		want = v == f.value
	}
	return rt.differ(heap.Bool(want), heap.Bool(answer), false, false)
}

// verifyPlainChain tells what is wrong with the prototypes of the array o being
// those that arrays of realm r start with.
func (rt *Runtime) verifyPlainChain(r *Realm, o *heap.Object) string {
	array, object := r.intrinsics[ArrayPrototype], r.intrinsics[ObjectPrototype]
	if o.Proto(rt.Heap) != array || array.Object().Proto(rt.Heap) != object || !object.Object().Proto(rt.Heap).IsNull() {
		return "the array has other prototypes"
	}
	if array.Object().HasElements() || object.Object().HasElements() {
		return "the array inherits elements"
	}
	return ""
}

// verifyNames tells what is wrong with names as the keys of the enumerable
// properties of o with string keys, all of which it has.
func (rt *Runtime) verifyNames(o *heap.Object, names []heap.Value) (fault string) {
	n := 0
	o.Shape(rt.Heap).ForEach(func(key heap.Value, p heap.Prop) bool {
		if key.IsString() {
			if p.Attrs&heap.Enumerable == 0 || n >= len(names) || names[n] != key {
				fault = "the keys are others, or not enumerable"
			}
			n++
		}
		return true
	})
	if n != len(names) {
		return "there are more or fewer keys"
	}
	return fault
}

// verifyRest tells what is wrong with target as the shape of the copy of from
// without the excluded keys.
func (rt *Runtime) verifyRest(from *heap.Object, target *heap.Shape, excluded []heap.Value) string {
	keys := target.Keys()
	for _, key := range from.Shape(rt.Heap).Keys() {
		p, _ := rt.Heap.Lookup(from, key)
		switch {
		case !key.IsString() || p.Attrs&(heap.AccessorProp|heap.Enumerable) != heap.Enumerable:
			return "a property is no enumerable data property with a string key"
		case slices.Contains(excluded, key):
		case len(keys) == 0 || keys[0] != key:
			return "the copy has other keys"
		default:
			keys = keys[1:]
		}
	}
	if len(keys) != 0 {
		return "the copy has more keys"
	}
	return ""
}

// verified panics when fault says that a cache of this package was wrong about key.
func (rt *Runtime) verified(what string, key heap.Value, fault string) {
	if fault != "" {
		panic(fmt.Sprintf("object: %s of %s: %s", what, rt.PlainKey(key), fault))
	}
}

// PlainKey names a property key, for the message of a failed check.
func (rt *Runtime) PlainKey(key heap.Value) string {
	switch {
	case key.IsString():
		return fmt.Sprintf("%q", key.Str().Go(rt.Heap))
	case key.IsSymbol() && key.Symbol().Description().IsString():
		return "symbol " + key.Symbol().Description().Str().Go(rt.Heap)
	}
	return fmt.Sprintf("%#x", uint64(key))
}
