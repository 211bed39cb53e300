package object

import "github.com/kilnjs/kiln/pkg/heap"

// ownSlot finds an own property of o as an ordinary object sees it: its
// attributes and its value, or its Accessor cell when the attributes say
// AccessorProp. Markers are resolved and lazy functions materialised on the way.
// The value is not kept.
func (rt *Runtime) ownSlot(o *heap.Object, key heap.Value) (heap.Attrs, heap.Value, bool) {
	h := rt.Heap
	if heap.KeyIsIndex(key) {
		v, a, ok := h.GetElementProp(o, heap.KeyIndex(key))
		return a, v, ok
	}
	rt.materializeFor(o, key)
	p, ok := h.Lookup(o, key)
	if !ok {
		if o.Class() == heap.ClassArray && key == h.Names.Length {
			return arrayLengthAttrs(o), o.Internal(arrayLength), true
		}
		return 0, heap.Undefined, false
	}
	v := o.SlotAt(p.Offset)
	if isLazy(v) {
		v = rt.resolveSlot(o, key, v)
	}
	return p.Attrs, v, true
}

// resolveSlot puts the built-in that a marker stands for into the slot of key.
func (rt *Runtime) resolveSlot(o *heap.Object, key, marker heap.Value) heap.Value {
	v := rt.Heap.Keep(rt.resolveLazy(marker))
	if p, ok := rt.Heap.Lookup(o, key); ok && o.SlotAt(p.Offset) == marker {
		rt.Heap.SetSlotAt(o, p.Offset, v)
	}
	return v
}

// hasOwnOrdinary is whether o has an own property key, as an ordinary object.
func (rt *Runtime) hasOwnOrdinary(o *heap.Object, key heap.Value) bool {
	h := rt.Heap
	if heap.KeyIsIndex(key) {
		_, _, ok := h.GetElementProp(o, heap.KeyIndex(key))
		return ok
	}
	rt.materializeFor(o, key)
	if _, ok := h.Lookup(o, key); ok {
		return true
	}
	return o.Class() == heap.ClassArray && key == h.Names.Length
}

// ownData returns the value of an own data property of an object without running
// script code; false when there is none or it is an accessor.
func (rt *Runtime) ownData(o *heap.Object, key heap.Value) (heap.Value, bool) {
	if o.Has(heap.FlagExotic) && exoticOf(o).GetOwnProperty != nil {
		return heap.Undefined, false
	}
	a, v, ok := rt.ownSlot(o, key)
	if !ok || a&heap.AccessorProp != 0 {
		return heap.Undefined, false
	}
	return v, true
}

// OwnData is the value of an own data property of an object, without running script code; false
// when there is none or it is an accessor.
func (rt *Runtime) OwnData(o *heap.Object, key heap.Value) (heap.Value, bool) {
	return rt.ownData(o, key)
}

// OrdinaryGetOwnProperty is the operation of that name (sec-ordinarygetownproperty).
// The values in the descriptor are kept.
func (rt *Runtime) OrdinaryGetOwnProperty(o *heap.Object, key heap.Value) (Descriptor, bool) {
	a, v, ok := rt.ownSlot(o, key)
	if !ok {
		return Descriptor{}, false
	}
	if a&heap.AccessorProp != 0 {
		acc := v.Accessor()
		return AccessorDescriptor(rt.Heap.Keep(acc.Get), rt.Heap.Keep(acc.Set), a&^heap.AccessorProp), true
	}
	return DataDescriptor(rt.Heap.Keep(v), a), true
}

// OrdinaryDefineOwnProperty is the operation of that name
// (sec-ordinarydefineownproperty); arrays get their own rules for length and
// indices (sec-array-exotic-objects-defineownproperty-p-desc).
func (rt *Runtime) OrdinaryDefineOwnProperty(o *heap.Object, key heap.Value, d *Descriptor) (bool, error) {
	if o.Class() == heap.ClassArray {
		return rt.arrayDefineOwnProperty(o, key, d)
	}
	return rt.defineOrdinary(o, key, d)
}

// makeRoom asks for the memory that a property key which the ordinary object o lacks may
// need, when that is much: what grows beyond the limit at once would end the runtime, and
// the error ends the script alone.
func (rt *Runtime) makeRoom(o *heap.Object, key heap.Value) error {
	var grow int64
	if heap.KeyIsIndex(key) {
		grow = rt.Heap.StoreGrowth(o, heap.KeyIndex(key))
	} else {
		grow = rt.Heap.PropertyGrowth(o)
	}
	if grow > largeGrowth {
		return rt.CheckAlloc(int(grow))
	}
	if grow > 0 && rt.Heap.Stress() { // what must live across this shows before it is rare
		rt.Heap.Safepoint()
	}
	return nil
}

// defineOrdinary is ValidateAndApplyPropertyDescriptor (sec-validateandapplypropertydescriptor)
// for an own property of o.
func (rt *Runtime) defineOrdinary(o *heap.Object, key heap.Value, d *Descriptor) (bool, error) {
	h := rt.Heap
	rt.materializeAll(o)
	attrs, cur, exists := rt.ownSlot(o, key)
	if !exists {
		if o.Has(heap.FlagNotExtensible) {
			return false, nil
		}
		if err := rt.makeRoom(o, key); err != nil {
			return false, err
		}
		if d.IsAccessor() {
			get, set := d.getSet(heap.Undefined, heap.Undefined)
			a := d.attrs(heap.Enumerable|heap.Configurable) | heap.AccessorProp
			rt.createOwn(o, key, h.NewAccessor(get, set).Value(), a)
		} else {
			v := heap.Undefined
			if d.Has&HasValue != 0 {
				v = d.Value
			}
			rt.createOwn(o, key, v, d.attrs(heap.DefaultAttrs))
		}
		return true, nil
	}
	if !rt.IsCompatible(attrs, cur, d) {
		return false, nil
	}
	mask := heap.Enumerable | heap.Configurable
	next := attrs&mask&^d.present() | d.attrs(mask)
	switch {
	case d.IsAccessor():
		get, set := heap.Undefined, heap.Undefined
		if attrs&heap.AccessorProp != 0 {
			get, set = cur.Accessor().Get, cur.Accessor().Set
		}
		get, set = d.getSet(get, set)
		rt.replaceOwn(o, key, attrs, h.NewAccessor(get, set).Value(), next|heap.AccessorProp)
	case d.IsData():
		v := cur
		next |= attrs&heap.Writable&^d.present() | d.attrs(heap.Writable)
		if attrs&heap.AccessorProp != 0 {
			v, next = heap.Undefined, next&^heap.Writable|d.attrs(heap.Writable)
		}
		if d.Has&HasValue != 0 {
			v = d.Value
		}
		rt.replaceOwn(o, key, attrs, v, next)
	default:
		rt.replaceOwn(o, key, attrs, cur, next|attrs&(heap.AccessorProp|heap.Writable))
	}
	return true, nil
}

// IsCompatible holds the checks of ValidateAndApplyPropertyDescriptor against an
// existing property.
func (rt *Runtime) IsCompatible(attrs heap.Attrs, cur heap.Value, d *Descriptor) bool {
	if attrs&heap.Configurable != 0 {
		return true
	}
	if d.Configurable() || d.Has&HasEnumerable != 0 && d.Attrs&heap.Enumerable != attrs&heap.Enumerable {
		return false
	}
	isAccessor := attrs&heap.AccessorProp != 0
	switch {
	case d.IsGeneric():
	case d.IsAccessor() != isAccessor:
		return false
	case isAccessor:
		acc := cur.Accessor()
		if d.Has&HasGet != 0 && d.Get != acc.Get || d.Has&HasSet != 0 && d.Set != acc.Set {
			return false
		}
	case attrs&heap.Writable == 0:
		if d.Writable() || d.Has&HasValue != 0 && !rt.SameValue(d.Value, cur) {
			return false
		}
	}
	return true
}

// present is the set of attributes that the descriptor mentions.
func (d *Descriptor) present() heap.Attrs {
	a := heap.Attrs(0)
	if d.Has&HasWritable != 0 {
		a |= heap.Writable
	}
	if d.Has&HasEnumerable != 0 {
		a |= heap.Enumerable
	}
	if d.Has&HasConfigurable != 0 {
		a |= heap.Configurable
	}
	return a
}

// attrs are the attributes that the descriptor sets, within mask.
func (d *Descriptor) attrs(mask heap.Attrs) heap.Attrs { return d.Attrs & d.present() & mask }

func (d *Descriptor) getSet(get, set heap.Value) (heap.Value, heap.Value) {
	if d.Has&HasGet != 0 {
		get = d.Get
	}
	if d.Has&HasSet != 0 {
		set = d.Set
	}
	return get, set
}

// createOwn adds a property that o does not have. A lazy function has been
// materialised.
func (rt *Runtime) createOwn(o *heap.Object, key, v heap.Value, attrs heap.Attrs) {
	h := rt.Heap
	if !heap.KeyIsIndex(key) {
		h.AddProperty(o, key, v, attrs)
		return
	}
	i := heap.KeyIndex(key)
	if attrs == heap.DefaultAttrs {
		h.SetElement(o, i, v)
	} else {
		h.DefineElement(o, i, v, attrs)
	}
	if o.Class() == heap.ClassArray && i >= arrayLen(o) {
		setArrayLen(h, o, i+1)
	}
}

// replaceOwn changes value and attributes of a property that o has.
func (rt *Runtime) replaceOwn(o *heap.Object, key heap.Value, old heap.Attrs, v heap.Value, attrs heap.Attrs) {
	h := rt.Heap
	if heap.KeyIsIndex(key) {
		if i := heap.KeyIndex(key); attrs == heap.DefaultAttrs && old == attrs {
			h.SetElement(o, i, v)
		} else {
			h.DefineElement(o, i, v, attrs)
		}
		return
	}
	if attrs != old {
		h.ChangeAttrs(o, key, attrs)
	}
	if p, ok := h.Lookup(o, key); ok {
		h.SetSlotAt(o, p.Offset, v)
	}
}

// OrdinaryDelete is the operation of that name (sec-ordinarydelete).
func (rt *Runtime) OrdinaryDelete(o *heap.Object, key heap.Value) (bool, error) {
	rt.materializeAll(o)
	a, _, ok := rt.ownAttrs(o, key)
	if !ok {
		return true, nil
	}
	if a&heap.Configurable == 0 {
		return false, nil
	}
	if heap.KeyIsIndex(key) {
		rt.Heap.DeleteElement(o, heap.KeyIndex(key))
	} else {
		rt.Heap.RemoveProperty(o, key)
	}
	return true, nil
}

// ownAttrs is ownSlot without resolving markers.
func (rt *Runtime) ownAttrs(o *heap.Object, key heap.Value) (heap.Attrs, heap.Value, bool) {
	h := rt.Heap
	if heap.KeyIsIndex(key) {
		v, a, ok := h.GetElementProp(o, heap.KeyIndex(key))
		return a, v, ok
	}
	rt.materializeFor(o, key)
	if p, ok := h.Lookup(o, key); ok {
		return p.Attrs, o.SlotAt(p.Offset), true
	}
	if o.Class() == heap.ClassArray && key == h.Names.Length {
		return arrayLengthAttrs(o), o.Internal(arrayLength), true
	}
	return 0, heap.Undefined, false
}

// OrdinaryOwnPropertyKeys is the operation of that name (sec-ordinaryownpropertykeys).
// Private names are not among the keys.
func (rt *Runtime) OrdinaryOwnPropertyKeys(o *heap.Object) ([]heap.Value, error) {
	rt.materializeAll(o)
	keys, err := rt.keyList(o, 0)
	if err != nil {
		return nil, err
	}
	keys = rt.appendIndexKeys(keys, o)
	if o.Class() == heap.ClassArray {
		keys = append(keys, rt.Heap.Names.Length)
	}
	return rt.appendNamedKeys(keys, o.Shape(rt.Heap)), nil
}

// keyList returns an empty list with room for the keys of o, that of an array's
// length and more others. A long one counts as long as the rooting scope is open.
func (rt *Runtime) keyList(o *heap.Object, more int) ([]heap.Value, error) {
	n := more + o.Shape(rt.Heap).Count() + 1
	if o.IsSparse() {
		n += rt.Heap.CountElements(o)
	} else {
		n += o.ElementsLen()
	}
	if n <= smallSlice/8 {
		return make([]heap.Value, 0, n), nil
	}
	return rt.MakeList(int64(n))
}

// appendIndexKeys appends the index keys of o in ascending order.
func (rt *Runtime) appendIndexKeys(keys []heap.Value, o *heap.Object) []heap.Value {
	h := rt.Heap
	h.Work(2 * h.CountElements(o))
	for i, ok := h.NextElement(o, 0); ok; i, ok = h.NextElement(o, i+1) {
		keys = append(keys, heap.IndexKey(i))
	}
	return keys
}

// appendNamedKeys appends the strings of shape, then its symbols, and keeps them.
func (rt *Runtime) appendNamedKeys(keys []heap.Value, shape *heap.Shape) []heap.Value {
	symbols := 0
	shape.ForEach(func(key heap.Value, _ heap.Prop) bool {
		if key.IsString() {
			keys = append(keys, rt.Heap.Keep(key))
		} else {
			symbols++
		}
		return true
	})
	if symbols == 0 {
		return keys
	}
	shape.ForEach(func(key heap.Value, _ heap.Prop) bool {
		if key.IsSymbol() && !isPrivateName(key) {
			keys = append(keys, rt.Heap.Keep(key))
		}
		return true
	})
	return keys
}

// OrdinarySetPrototypeOf is the operation of that name (sec-ordinarysetprototypeof).
func (rt *Runtime) OrdinarySetPrototypeOf(o *heap.Object, proto heap.Value) (bool, error) {
	h := rt.Heap
	if o.Proto(h) == proto {
		return true, nil
	}
	if o.Has(heap.FlagNotExtensible) {
		return false, nil
	}
	hops := 0
	for p := proto; p.IsObject(); p = p.Object().Proto(h) {
		hops++
		rt.chargeChain(hops)
		if p == o.Value() {
			return false, nil
		}
		if !rt.hasOrdinaryPrototype(p.Object()) {
			break
		}
	}
	rt.materializeAll(o)
	h.SetProto(o, proto)
	return true, nil
}

// OrdinaryPreventExtensions is the operation of that name (sec-ordinarypreventextensions).
func (rt *Runtime) OrdinaryPreventExtensions(o *heap.Object) bool {
	if !o.Has(heap.FlagNotExtensible) {
		rt.materializeAll(o)
		rt.Heap.PreventExtensions(o)
	}
	return true
}

// SetOn is the internal method [[Set]] (sec-ordinaryset for ordinary objects).
func (rt *Runtime) SetOn(o *heap.Object, key, v, receiver heap.Value) (bool, error) {
	h := rt.Heap
	start := o
	for hops := 1; ; hops++ {
		rt.chargeChain(hops)
		if o.Has(heap.FlagExotic) {
			t := exoticOf(o)
			if t.Set != nil {
				return t.Set(rt, o, key, v, receiver)
			}
			if t.SetOwn != nil && receiver == o.Value() {
				if done, ok, err := t.SetOwn(rt, o, key, v); done || err != nil {
					return ok, err
				}
			}
			if t.GetOwnProperty != nil {
				d, ok, err := t.GetOwnProperty(rt, o, key)
				if err != nil {
					return false, err
				}
				if ok {
					return rt.OrdinarySetWithOwnDescriptor(o, key, v, receiver, &d)
				}
				proto, err := rt.GetPrototypeOf(o)
				if err != nil {
					return false, err
				}
				if !proto.IsObject() {
					return rt.setOnReceiver(receiver, key, v)
				}
				o = proto.Object()
				continue
			}
		}
		a, slot, ok := rt.ownAttrs(o, key)
		if ok {
			switch {
			case a&heap.AccessorProp != 0:
				return rt.callSetter(o, key, v, receiver)
			case a&heap.Writable == 0:
				return false, nil
			case receiver != o.Value() || o.Has(heap.FlagExotic):
				return rt.setOnReceiver(receiver, key, v)
			}
			return rt.overwrite(o, key, slot, v)
		}
		proto := o.Proto(h)
		if !proto.IsObject() {
			if receiver == start.Value() && !start.Has(heap.FlagExotic) {
				return rt.addOwn(start, key, v)
			}
			return rt.setOnReceiver(receiver, key, v)
		}
		o = proto.Object()
	}
}

// overwrite stores v into an own writable data property of an ordinary object.
func (rt *Runtime) overwrite(o *heap.Object, key, _, v heap.Value) (bool, error) {
	h := rt.Heap
	if heap.KeyIsIndex(key) {
		h.SetElement(o, heap.KeyIndex(key), v)
		return true, nil
	}
	if p, ok := h.Lookup(o, key); ok {
		h.SetSlotAt(o, p.Offset, v)
		return true, nil
	}
	d := Descriptor{Value: v, Has: HasValue}
	return rt.arraySetLength(o, &d)
}

// addOwn is CreateDataProperty of a property that the ordinary object o lacks.
func (rt *Runtime) addOwn(o *heap.Object, key, v heap.Value) (bool, error) {
	if o.Has(heap.FlagNotExtensible) {
		return false, nil
	}
	if o.Class() == heap.ClassArray && heap.KeyIsIndex(key) && heap.KeyIndex(key) >= arrayLen(o) && !arrayLengthWritable(o) {
		return false, nil
	}
	rt.materializeAll(o)
	if err := rt.makeRoom(o, key); err != nil {
		return false, err
	}
	if !heap.KeyIsIndex(key) {
		// Stores under names that the source gives go through inline caches.
		rt.Heap.AddComputed(o, key, v, heap.DefaultAttrs)
		return true, nil
	}
	rt.createOwn(o, key, v, heap.DefaultAttrs)
	return true, nil
}

// callSetter runs the setter of the own accessor property key of o.
func (rt *Runtime) callSetter(o *heap.Object, key, v, receiver heap.Value) (bool, error) {
	_, acc, _ := rt.ownSlot(o, key)
	set := acc.Accessor().Set
	if set.IsUndefined() {
		return false, nil
	}
	_, err := rt.Call(set, receiver, v)
	return err == nil, err
}

// OrdinarySetWithOwnDescriptor is the operation of that name
// (sec-ordinarysetwithowndescriptor) for an own property that exists.
func (rt *Runtime) OrdinarySetWithOwnDescriptor(o *heap.Object, key, v, receiver heap.Value, own *Descriptor) (bool, error) {
	if own.IsAccessor() {
		if own.Set.IsUndefined() {
			return false, nil
		}
		_, err := rt.Call(own.Set, receiver, v)
		return err == nil, err
	}
	if !own.Writable() {
		return false, nil
	}
	return rt.setOnReceiver(receiver, key, v)
}

// setOnReceiver is the part of OrdinarySetWithOwnDescriptor that changes the receiver.
func (rt *Runtime) setOnReceiver(receiver, key, v heap.Value) (bool, error) {
	if !receiver.IsObject() {
		return false, nil
	}
	r := receiver.Object()
	existing, ok, err := rt.GetOwnProperty(r, key)
	if err != nil {
		return false, err
	}
	if !ok {
		return rt.CreateDataProperty(r, key, v)
	}
	if existing.IsAccessor() || !existing.Writable() {
		return false, nil
	}
	return rt.DefineOwnProperty(r, key, &Descriptor{Value: v, Has: HasValue})
}

// OrdinarySet is [[Set]] with the steps of an ordinary object, for exotic
// objects that fall back to it (sec-ordinaryset).
func (rt *Runtime) OrdinarySet(o *heap.Object, key, v, receiver heap.Value) (bool, error) {
	own, ok, err := rt.GetOwnProperty(o, key)
	if err != nil {
		return false, err
	}
	if ok {
		return rt.OrdinarySetWithOwnDescriptor(o, key, v, receiver, &own)
	}
	proto, err := rt.GetPrototypeOf(o)
	if err != nil {
		return false, err
	}
	if proto.IsObject() {
		return rt.SetOn(proto.Object(), key, v, receiver)
	}
	return rt.setOnReceiver(receiver, key, v)
}

// OrdinaryGet is [[Get]] with the steps of an ordinary object, for exotic
// objects that fall back to it (sec-ordinaryget).
func (rt *Runtime) OrdinaryGet(o *heap.Object, key, receiver heap.Value) (heap.Value, error) {
	own, ok, err := rt.GetOwnProperty(o, key)
	if err != nil {
		return heap.Undefined, err
	}
	if ok {
		return rt.descriptorValue(&own, receiver)
	}
	proto, err := rt.GetPrototypeOf(o)
	if err != nil || !proto.IsObject() {
		return heap.Undefined, err
	}
	return rt.GetFrom(proto.Object(), key, receiver)
}
