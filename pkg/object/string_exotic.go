package object

import "github.com/kilnjs/kiln/pkg/heap"

// stringData is the internal slot of a String object that holds its value.
const stringData = 0

func init() {
	RegisterExotic(heap.ClassString, &Exotic{
		GetOwnProperty:    stringGetOwnProperty,
		DefineOwnProperty: stringDefineOwnProperty,
		Delete:            stringDelete,
		OwnPropertyKeys:   stringOwnKeys,
		Cacheable:         true,
		OwnLength:         true,
	})
	RegisterExotic(heap.ClassObject, &Exotic{
		SetPrototypeOf: immutableSetPrototypeOf,
		Cacheable:      true,
	})
}

// immutableSetPrototypeOf is [[SetPrototypeOf]] of immutable prototype exotic
// objects, of which %Object.prototype% is the one
// (sec-immutable-prototype-exotic-objects-setprototypeof-v).
func immutableSetPrototypeOf(rt *Runtime, o *heap.Object, proto heap.Value) (bool, error) {
	return o.Proto(rt.Heap) == proto, nil
}

// StringCreate is the operation of that name (sec-stringcreate).
func (rt *Runtime) StringCreate(s *heap.String, proto *heap.Object) *heap.Object {
	o := rt.NewObjectOf(heap.ClassString, proto.Value())
	rt.Heap.SetInternal(o, stringData, s.Value())
	return o
}

// stringSlot is StringGetOwnProperty (sec-stringgetownproperty), length included.
func (rt *Runtime) stringSlot(o *heap.Object, key heap.Value) (Descriptor, bool) {
	s := o.Internal(stringData)
	if !s.IsString() {
		return Descriptor{}, false
	}
	v, ok := rt.stringOwn(s.Str(), key)
	if !ok {
		return Descriptor{}, false
	}
	attrs := heap.Enumerable
	if !heap.KeyIsIndex(key) {
		attrs = 0
	}
	return DataDescriptor(v, attrs), true
}

// stringGetOwnProperty is sec-string-exotic-objects-getownproperty-p.
func stringGetOwnProperty(rt *Runtime, o *heap.Object, key heap.Value) (Descriptor, bool, error) {
	if d, ok := rt.stringSlot(o, key); ok {
		return d, true, nil
	}
	d, ok := rt.OrdinaryGetOwnProperty(o, key)
	return d, ok, nil
}

// stringDefineOwnProperty is sec-string-exotic-objects-defineownproperty-p-desc.
func stringDefineOwnProperty(rt *Runtime, o *heap.Object, key heap.Value, d *Descriptor) (bool, error) {
	if cur, ok := rt.stringSlot(o, key); ok {
		return rt.IsCompatible(cur.Attrs, cur.Value, d), nil
	}
	return rt.defineOrdinary(o, key, d)
}

func stringDelete(rt *Runtime, o *heap.Object, key heap.Value) (bool, error) {
	if _, ok := rt.stringSlot(o, key); ok {
		return false, nil
	}
	return rt.OrdinaryDelete(o, key)
}

// stringOwnKeys is sec-string-exotic-objects-ownpropertykeys.
func stringOwnKeys(rt *Runtime, o *heap.Object) ([]heap.Value, error) {
	n := 0
	if s := o.Internal(stringData); s.IsString() {
		n = s.Str().Len()
	}
	keys, err := rt.keyList(o, n)
	if err != nil {
		return nil, err
	}
	rt.Work(n)
	for i := range n {
		keys = append(keys, heap.IndexKey(uint32(i)))
	}
	keys = rt.appendIndexKeys(keys, o)
	keys = append(keys, rt.Heap.Names.Length)
	return rt.appendNamedKeys(keys, o.Shape(rt.Heap)), nil
}
