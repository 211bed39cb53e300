package object

import "github.com/kilnjs/kiln/pkg/heap"

// HostTraits say how the properties of a HostExotic are to be treated.
type HostTraits uint8

// The traits.
const (
	// HostQuiet says that no method runs code of a script or takes long, so that
	// whoever shows values to people may look at the properties.
	HostQuiet HostTraits = 1 << iota
	// HostDistinctKeys says that HostKeys never gives a key twice.
	HostDistinctKeys
	// HostSymbols says that the host keeps properties with symbols for keys too. Without
	// it those are ordinary properties of the object.
	HostSymbols
	// HostSetsAll says that an assignment to the object itself is one HostSet: nobody asks
	// before whether the property is there and may be written, and no setter that the
	// prototype has is called.
	HostSetsAll
	// HostFixed says that the object has nothing of its own beside what the host keeps: another
	// object may take its place at any time. So it gets no properties with symbols and no private
	// names, and its prototype stays as it is.
	HostFixed
)

// HostExotic keeps the own properties of an object of ClassHostExotic or ClassHostArray
// (see NewHostExotic): it is asked each time, and no cache holds what it says. A key is a
// property key: an index, a string, or with HostSymbols a symbol.
//
// The engine sees to the invariants of sec-invariants-of-the-essential-internal-methods:
// the properties are configurable, the length of an array aside, so that they may come and
// go, and none is added once the object is not extensible.
//
// An implementation that holds Values is a heap.Tracer, and one that is large says so with
// Heap.SetHandleSize. Values that it returns are kept, or held by something that is alive.
// It may implement HostExtensible.
type HostExotic interface {
	HostTraits() HostTraits
	// HostHas reports whether there is an own property key, and its attributes.
	HostHas(rt *Runtime, o *heap.Object, key heap.Value) (attrs heap.Attrs, ok bool, err error)
	// HostGet gives the own property key: with AccessorProp in attrs v is an Accessor cell.
	HostGet(rt *Runtime, o *heap.Object, key heap.Value) (v heap.Value, attrs heap.Attrs, ok bool, err error)
	// HostSet stores v into the own property key, which is writable, or adds it; false is a
	// refusal, a TypeError in strict code.
	HostSet(rt *Runtime, o *heap.Object, key, v heap.Value) (bool, error)
	// HostDelete removes the own property key, which is there; false is a refusal.
	HostDelete(rt *Runtime, o *heap.Object, key heap.Value) (bool, error)
	// HostKeys lists the own properties in the order that scripts see; indices and strings,
	// then with HostSymbols symbols. Long lists come from Runtime.MakeList.
	HostKeys(rt *Runtime, o *heap.Object) ([]heap.Value, error)
}

// HostExtensible is a HostExotic that is asked when a script wants the object not to be
// extensible; without it that is refused. After a true the host adds no properties.
type HostExtensible interface {
	HostPreventExtensions(rt *Runtime, o *heap.Object) (bool, error)
}

// hostHandle is the internal slot of the handle of a HostExotic.
const hostHandle = 0

func init() {
	table := &Exotic{
		SetPrototypeOf:    hostSetPrototypeOf,
		PreventExtensions: hostPreventExtensions,
		GetOwnProperty:    hostGetOwnProperty,
		DefineOwnProperty: hostDefineOwnProperty,
		HasOwn:            hostHasOwn,
		GetOwn:            hostGetOwn,
		SetOwn:            hostSetOwn,
		Delete:            hostDelete,
		OwnPropertyKeys:   hostOwnPropertyKeys,
	}
	RegisterExotic(heap.ClassHostExotic, table)
	RegisterExotic(heap.ClassHostArray, table)
}

// NewHostExotic makes an object whose own properties x keeps; proto is an object or Null.
// With array it is an array for Array.isArray and what asks like it: JSON, concat, flat.
func (rt *Runtime) NewHostExotic(x HostExotic, proto heap.Value, array bool) *heap.Object {
	class := heap.ClassHostExotic
	if array {
		class = heap.ClassHostArray
	}
	o := rt.NewObjectOf(class, proto)
	rt.Heap.SetInternal(o, hostHandle, heap.HandleValue(rt.Heap.NewHandle(x)))
	return o
}

// HostExoticOf returns what keeps the properties of v, nil if v is no such object.
func (rt *Runtime) HostExoticOf(v heap.Value) HostExotic {
	if !v.IsObject() || !isHostExotic(v.Object()) {
		return nil
	}
	return rt.hostOf(v.Object())
}

// HostHandle returns the id of the handle of an object that NewHostExotic has made, for
// Heap.SetHandleSize and Heap.TouchHandle.
func HostHandle(o *heap.Object) uint32 { return o.Internal(hostHandle).Handle() }

// Quiet reports whether the properties of o may be looked at without running code of a
// script. Getters are to be left alone all the same.
func (rt *Runtime) Quiet(o *heap.Object) bool {
	switch {
	case !o.Class().RunsCode():
		return true
	case isHostExotic(o):
		return rt.hostOf(o).HostTraits()&HostQuiet != 0
	}
	return false
}

func isHostExotic(o *heap.Object) bool {
	return o.Class() == heap.ClassHostExotic || o.Class() == heap.ClassHostArray
}

func (rt *Runtime) hostOf(o *heap.Object) HostExotic {
	return rt.Heap.HandleAt(HostHandle(o)).(HostExotic)
}

// hostKeeps returns what keeps the property key of o, nil if it is an ordinary one.
func (rt *Runtime) hostKeeps(o *heap.Object, key heap.Value) HostExotic {
	x := rt.hostOf(o)
	if key.IsSymbol() && x.HostTraits()&HostSymbols == 0 {
		return nil
	}
	return x
}

// hostAttrs are the attributes that a property of o has, by what the host says.
func (rt *Runtime) hostAttrs(o *heap.Object, key heap.Value, attrs heap.Attrs) heap.Attrs {
	if o.Class() == heap.ClassHostArray && key == rt.Heap.Names.Length {
		return attrs
	}
	return attrs | heap.Configurable
}

// hasOrdinaryPrototype reports whether the [[GetPrototypeOf]] of o is the ordinary one: then a
// chain that leads through o can be seen to come back.
func (rt *Runtime) hasOrdinaryPrototype(o *heap.Object) bool {
	return isHostExotic(o) || !o.Class().RunsCode()
}

// IsFixed reports whether o is an object of the host with HostFixed.
func (rt *Runtime) IsFixed(o *heap.Object) bool {
	return isHostExotic(o) && rt.hostOf(o).HostTraits()&HostFixed != 0
}

func hostSetPrototypeOf(rt *Runtime, o *heap.Object, proto heap.Value) (bool, error) {
	if rt.IsFixed(o) {
		return o.Proto(rt.Heap) == proto, nil
	}
	return rt.OrdinarySetPrototypeOf(o, proto)
}

func hostPreventExtensions(rt *Runtime, o *heap.Object) (bool, error) {
	x, ok := rt.hostOf(o).(HostExtensible)
	if !ok {
		return false, nil
	}
	if ok, err := x.HostPreventExtensions(rt, o); !ok || err != nil {
		return false, err
	}
	return rt.OrdinaryPreventExtensions(o), nil
}

func hostGetOwnProperty(rt *Runtime, o *heap.Object, key heap.Value) (Descriptor, bool, error) {
	x := rt.hostKeeps(o, key)
	if x == nil {
		d, ok := rt.OrdinaryGetOwnProperty(o, key)
		return d, ok, nil
	}
	v, attrs, ok, err := x.HostGet(rt, o, key)
	if !ok || err != nil {
		return Descriptor{}, false, err
	}
	rt.Heap.Keep(v)
	attrs = rt.hostAttrs(o, key, attrs)
	if attrs&heap.AccessorProp != 0 {
		acc := v.Accessor()
		return AccessorDescriptor(acc.Get, acc.Set, attrs&^heap.AccessorProp), true, nil
	}
	return DataDescriptor(v, attrs), true, nil
}

func hostGetOwn(rt *Runtime, o *heap.Object, key, receiver heap.Value) (heap.Value, bool, error) {
	x := rt.hostKeeps(o, key)
	if x == nil {
		d, ok := rt.OrdinaryGetOwnProperty(o, key)
		if !ok {
			return heap.Undefined, false, nil
		}
		v, err := rt.descriptorValue(&d, receiver)
		return v, true, err
	}
	v, attrs, ok, err := x.HostGet(rt, o, key)
	if !ok || err != nil {
		return heap.Undefined, false, err
	}
	rt.Heap.Keep(v)
	if attrs&heap.AccessorProp != 0 {
		v, err = rt.callGetter(v, receiver)
	}
	return v, true, err
}

func hostHasOwn(rt *Runtime, o *heap.Object, key heap.Value) (bool, error) {
	x := rt.hostKeeps(o, key)
	if x == nil {
		return rt.hasOwnOrdinary(o, key), nil
	}
	_, ok, err := x.HostHas(rt, o, key)
	return ok, err
}

func hostSetOwn(rt *Runtime, o *heap.Object, key, v heap.Value) (done, ok bool, err error) {
	x := rt.hostKeeps(o, key)
	if x == nil {
		return false, false, nil
	}
	if x.HostTraits()&HostSetsAll != 0 {
		ok, err = x.HostSet(rt, o, key, v)
		return true, ok, err
	}
	attrs, ok, err := x.HostHas(rt, o, key)
	switch {
	case err != nil:
		return true, false, err
	case !ok || attrs&heap.AccessorProp != 0:
		return false, false, nil
	case attrs&heap.Writable == 0:
		return true, false, nil
	}
	ok, err = x.HostSet(rt, o, key, v)
	return true, ok, err
}

// hostDefineOwnProperty defines a property when its descriptor is that of a data property and
// asks for no other attributes than the property has, or would have: all three.
func hostDefineOwnProperty(rt *Runtime, o *heap.Object, key heap.Value, d *Descriptor) (bool, error) {
	x := rt.hostKeeps(o, key)
	if x == nil {
		if rt.IsFixed(o) {
			return false, nil
		}
		return rt.defineOrdinary(o, key, d)
	}
	attrs, exists, err := x.HostHas(rt, o, key)
	if err != nil || !exists && o.Has(heap.FlagNotExtensible) {
		return false, err
	}
	if exists {
		attrs = rt.hostAttrs(o, key, attrs)
	} else {
		attrs = heap.DefaultAttrs
	}
	if d.IsAccessor() || attrs&heap.AccessorProp != 0 || d.Attrs&d.present() != attrs&d.present() {
		return false, nil
	}
	switch {
	case d.Has&HasValue == 0 && exists:
		return true, nil
	case attrs&heap.Writable == 0:
		v, _, ok, err := x.HostGet(rt, o, key)
		return ok && rt.SameValue(v, d.Value), err
	case d.Has&HasValue == 0:
		return x.HostSet(rt, o, key, heap.Undefined)
	}
	return x.HostSet(rt, o, key, d.Value)
}

func hostDelete(rt *Runtime, o *heap.Object, key heap.Value) (bool, error) {
	x := rt.hostKeeps(o, key)
	if x == nil {
		return rt.OrdinaryDelete(o, key)
	}
	attrs, ok, err := x.HostHas(rt, o, key)
	if err != nil || !ok {
		return err == nil, err
	}
	if rt.hostAttrs(o, key, attrs)&heap.Configurable == 0 {
		return false, nil
	}
	return x.HostDelete(rt, o, key)
}

func hostOwnPropertyKeys(rt *Runtime, o *heap.Object) ([]heap.Value, error) {
	x := rt.hostOf(o)
	keys, err := x.HostKeys(rt, o)
	if err != nil {
		return nil, err
	}
	rt.Work(2 * len(keys))
	for _, key := range keys {
		rt.Heap.Keep(key)
	}
	traits := x.HostTraits()
	if traits&HostDistinctKeys == 0 {
		if keys, err = rt.distinct(keys); err != nil {
			return nil, err
		}
	}
	if traits&HostSymbols == 0 && o.Shape(rt.Heap).Count() > 0 {
		keys = rt.appendNamedKeys(keys, o.Shape(rt.Heap))
	}
	return keys, nil
}

// distinct returns the keys without those that came before.
func (rt *Runtime) distinct(keys []heap.Value) ([]heap.Value, error) {
	if err := rt.Steps(len(keys)); err != nil {
		return nil, err
	}
	memory := rt.Heap.Scratch()
	memory.Set(int64(len(keys)) * seenBytes)
	seen := make(map[heap.Value]bool, len(keys))
	out := keys[:0]
	for _, key := range keys {
		if !seen[key] {
			seen[key] = true
			out = append(out, key)
		}
	}
	return out, nil
}
