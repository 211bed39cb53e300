package object

import "github.com/kilnjs/kiln/pkg/heap"

// Exotic is the table of internal methods of a class of exotic objects
// (sec-built-in-exotic-object-internal-methods-and-slots). A nil entry means
// the ordinary behaviour. Objects of such a class carry the header flag Exotic.
type Exotic struct {
	GetPrototypeOf    func(rt *Runtime, o *heap.Object) (heap.Value, error)
	SetPrototypeOf    func(rt *Runtime, o *heap.Object, proto heap.Value) (bool, error)
	IsExtensible      func(rt *Runtime, o *heap.Object) (bool, error)
	PreventExtensions func(rt *Runtime, o *heap.Object) (bool, error)
	GetOwnProperty    func(rt *Runtime, o *heap.Object, key heap.Value) (Descriptor, bool, error)
	DefineOwnProperty func(rt *Runtime, o *heap.Object, key heap.Value, d *Descriptor) (bool, error)
	HasProperty       func(rt *Runtime, o *heap.Object, key heap.Value) (bool, error)
	Get               func(rt *Runtime, o *heap.Object, key, receiver heap.Value) (heap.Value, error)
	Set               func(rt *Runtime, o *heap.Object, key, v, receiver heap.Value) (bool, error)
	// HasOwn is whether GetOwnProperty would find key, for objects that need not make
	// the value. GetOwn is what [[Get]] gives for the own property that GetOwnProperty
	// would find. SetOwn stores v into an own property of the receiver o; done is false
	// where the ordinary steps of [[Set]] are to be taken.
	HasOwn          func(rt *Runtime, o *heap.Object, key heap.Value) (bool, error)
	GetOwn          func(rt *Runtime, o *heap.Object, key, receiver heap.Value) (v heap.Value, ok bool, err error)
	SetOwn          func(rt *Runtime, o *heap.Object, key, v heap.Value) (done, ok bool, err error)
	Delete          func(rt *Runtime, o *heap.Object, key heap.Value) (bool, error)
	OwnPropertyKeys func(rt *Runtime, o *heap.Object) ([]heap.Value, error)
	// Cacheable says that a property whose key is a string that is no array
	// index, or a symbol, behaves as on an ordinary object, so that inline caches
	// may hold it.
	Cacheable bool
	// NumericKeys says that CanonicalNumericIndexString takes some string keys out
	// of that: "1.5", "-0", "NaN".
	NumericKeys bool
	// OwnLength says that `length` is not cacheable.
	OwnLength bool
}

// caches reports whether inline caches may hold the property key.
func (t *Exotic) caches(rt *Runtime, key heap.Value) bool {
	if t.NumericKeys && key.IsString() {
		if _, numeric := rt.CanonicalNumericIndexString(key.Str()); numeric {
			return false
		}
	}
	return t.Cacheable && !(t.OwnLength && key == rt.Heap.Names.Length)
}

// ordinaryTable serves exotic objects of classes without a table: none today,
// but a flag set by mistake must not crash the engine.
var ordinaryTable = Exotic{}

var exotics [256]*Exotic

// RegisterExotic makes table the internal methods of objects of class whose
// header says Exotic. It is called from package initialisation only.
func RegisterExotic(class heap.Class, table *Exotic) { exotics[class] = table }

// exoticOf returns the table of an exotic object.
func exoticOf(o *heap.Object) *Exotic {
	if t := exotics[o.Class()]; t != nil {
		return t
	}
	return &ordinaryTable
}

// GetPrototypeOf is the internal method [[GetPrototypeOf]].
func (rt *Runtime) GetPrototypeOf(o *heap.Object) (heap.Value, error) {
	if o.Has(heap.FlagExotic) {
		if t := exoticOf(o); t.GetPrototypeOf != nil {
			return t.GetPrototypeOf(rt, o)
		}
	}
	return rt.Heap.Keep(o.Shape(rt.Heap).Proto()), nil
}

// SetPrototypeOf is the internal method [[SetPrototypeOf]]; proto is an object or Null.
func (rt *Runtime) SetPrototypeOf(o *heap.Object, proto heap.Value) (bool, error) {
	if o.Has(heap.FlagExotic) {
		if t := exoticOf(o); t.SetPrototypeOf != nil {
			return t.SetPrototypeOf(rt, o, proto)
		}
	}
	return rt.OrdinarySetPrototypeOf(o, proto)
}

// IsExtensible is the internal method [[IsExtensible]].
func (rt *Runtime) IsExtensible(o *heap.Object) (bool, error) {
	if o.Has(heap.FlagExotic) {
		if t := exoticOf(o); t.IsExtensible != nil {
			return t.IsExtensible(rt, o)
		}
	}
	return !o.Has(heap.FlagNotExtensible), nil
}

// PreventExtensions is the internal method [[PreventExtensions]].
func (rt *Runtime) PreventExtensions(o *heap.Object) (bool, error) {
	if o.Has(heap.FlagExotic) {
		if t := exoticOf(o); t.PreventExtensions != nil {
			return t.PreventExtensions(rt, o)
		}
	}
	return rt.OrdinaryPreventExtensions(o), nil
}

// GetOwnProperty is the internal method [[GetOwnProperty]]; the bool is false
// where the specification returns undefined. The descriptor is complete.
func (rt *Runtime) GetOwnProperty(o *heap.Object, key heap.Value) (Descriptor, bool, error) {
	if o.Has(heap.FlagExotic) {
		if t := exoticOf(o); t.GetOwnProperty != nil {
			return t.GetOwnProperty(rt, o, key)
		}
	}
	d, ok := rt.OrdinaryGetOwnProperty(o, key)
	return d, ok, nil
}

// DefineOwnProperty is the internal method [[DefineOwnProperty]].
func (rt *Runtime) DefineOwnProperty(o *heap.Object, key heap.Value, d *Descriptor) (bool, error) {
	if o.Has(heap.FlagExotic) {
		if t := exoticOf(o); t.DefineOwnProperty != nil {
			return t.DefineOwnProperty(rt, o, key, d)
		}
	}
	return rt.OrdinaryDefineOwnProperty(o, key, d)
}

// HasProperty is the internal method [[HasProperty]], and the operation of that
// name (sec-hasproperty).
func (rt *Runtime) HasProperty(o *heap.Object, key heap.Value) (bool, error) {
	for hops := 1; ; hops++ {
		rt.chargeChain(hops)
		if o.Has(heap.FlagExotic) {
			if t := exoticOf(o); t.HasProperty != nil {
				return t.HasProperty(rt, o, key)
			} else if t.HasOwn != nil {
				if ok, err := t.HasOwn(rt, o, key); ok || err != nil {
					return ok, err
				}
			} else if t.GetOwnProperty != nil {
				_, ok, err := t.GetOwnProperty(rt, o, key)
				if ok || err != nil {
					return ok, err
				}
			} else if rt.hasOwnOrdinary(o, key) {
				return true, nil
			}
		} else if rt.hasOwnOrdinary(o, key) {
			return true, nil
		}
		parent, err := rt.GetPrototypeOf(o)
		if err != nil || !parent.IsObject() {
			return false, err
		}
		o = parent.Object()
	}
}

// GetFrom is the internal method [[Get]].
func (rt *Runtime) GetFrom(o *heap.Object, key, receiver heap.Value) (heap.Value, error) {
	for hops := 1; ; hops++ {
		rt.chargeChain(hops)
		if o.Has(heap.FlagExotic) {
			t := exoticOf(o)
			if t.Get != nil {
				return t.Get(rt, o, key, receiver)
			}
			if t.GetOwnProperty != nil && (t.GetOwn != nil || heap.KeyIsIndex(key) || !t.caches(rt, key)) {
				v, ok, err := rt.getOwn(t, o, key, receiver)
				if ok || err != nil {
					return v, err
				}
				parent, err := rt.GetPrototypeOf(o)
				if err != nil || !parent.IsObject() {
					return heap.Undefined, err
				}
				o = parent.Object()
				continue
			}
		}
		p, v, ok := rt.ownSlot(o, key)
		if ok {
			if p&heap.AccessorProp == 0 {
				return rt.Heap.Keep(v), nil
			}
			return rt.callGetter(v, receiver)
		}
		proto := o.Shape(rt.Heap).Proto()
		if !proto.IsObject() {
			return heap.Undefined, nil
		}
		o = proto.Object()
	}
}

// getOwn is what [[Get]] gives for an own property of an object that t serves.
func (rt *Runtime) getOwn(t *Exotic, o *heap.Object, key, receiver heap.Value) (v heap.Value, ok bool, err error) {
	if t.GetOwn != nil {
		return t.GetOwn(rt, o, key, receiver)
	}
	d, ok, err := t.GetOwnProperty(rt, o, key)
	if !ok || err != nil {
		return heap.Undefined, false, err
	}
	v, err = rt.descriptorValue(&d, receiver)
	return v, true, err
}

// Delete is the internal method [[Delete]].
func (rt *Runtime) Delete(o *heap.Object, key heap.Value) (bool, error) {
	if o.Has(heap.FlagExotic) {
		if t := exoticOf(o); t.Delete != nil {
			return t.Delete(rt, o, key)
		}
	}
	return rt.OrdinaryDelete(o, key)
}

// OwnPropertyKeys is the internal method [[OwnPropertyKeys]]: array indices in
// ascending order, other strings and then symbols in order of creation. The keys
// are kept.
//
// The making of the list is counted against the budget, and so is a walk over it
// that does little.
func (rt *Runtime) OwnPropertyKeys(o *heap.Object) ([]heap.Value, error) {
	if o.Has(heap.FlagExotic) {
		if t := exoticOf(o); t.OwnPropertyKeys != nil {
			keys, err := t.OwnPropertyKeys(rt, o)
			if err == nil {
				err = rt.Steps(len(keys) >> keysPerStep)
			}
			return keys, err
		}
	}
	keys, err := rt.OrdinaryOwnPropertyKeys(o)
	if err == nil {
		err = rt.Steps(len(keys) >> keysPerStep)
	}
	return keys, err
}

// callGetter calls the getter of an Accessor cell, or gives Undefined.
func (rt *Runtime) callGetter(accessor, receiver heap.Value) (heap.Value, error) {
	get := accessor.Accessor().Get
	if get.IsUndefined() {
		return heap.Undefined, nil
	}
	return rt.Call(get, receiver)
}

// descriptorValue is the value that [[Get]] gives for an own property.
func (rt *Runtime) descriptorValue(d *Descriptor, receiver heap.Value) (heap.Value, error) {
	if !d.IsAccessor() {
		return d.Value, nil
	}
	if d.Get.IsUndefined() {
		return heap.Undefined, nil
	}
	return rt.Call(d.Get, receiver)
}
