package object

import "github.com/kilnjs/kiln/pkg/heap"

// A private name is a Symbol marked as private: no script can make or see one.
// Private elements are own properties keyed by it, which inline caches serve
// like any other; internal methods, key lists and proxies never meet them.

// NewPrivateName makes a private name; name includes the "#".
func (rt *Runtime) NewPrivateName(name heap.Value) heap.Value {
	s := rt.Heap.NewSymbol(name)
	s.MarkPrivate()
	return s.Value()
}

func isPrivateName(key heap.Value) bool {
	return key.IsSymbol() && key.Symbol().IsPrivate()
}

// privateText is the name with its "#".
func (rt *Runtime) privateText(name heap.Value) string {
	d := name.Symbol().Description()
	if d.IsString() {
		return d.Str().Go(rt.Heap)
	}
	return "#private"
}

// privateSlot finds the private element name of base.
func (rt *Runtime) privateSlot(base, name heap.Value) (heap.Prop, bool) {
	if !base.IsObject() {
		return heap.Prop{}, false
	}
	return rt.Heap.Lookup(base.Object(), name)
}

// PrivateHas is `name in base` for an object base (PrivateElementFind, sec-privateelementfind).
// ic, unless nil, is the cache of a site for that name; it learns the answer for
// objects like base.
func (rt *Runtime) PrivateHas(base, name heap.Value, ic *IC) (bool, error) {
	if !base.IsObject() {
		return false, rt.TypeError("Cannot use 'in' operator to search for '%s' in %s", rt.privateText(name), rt.Describe(base))
	}
	p, ok := rt.privateSlot(base, name)
	if ok {
		rt.learnPrivate(base, p, ic, false)
	} else if o := base.Object(); ic != nil && rt.knowsAbsence(o, name) {
		ic.putOver(rt.newEntry(ICAbsent, o.ShapeID(), nil, 0))
	}
	return ok, nil
}

// PrivateGet is the operation of that name (sec-privateget).
func (rt *Runtime) PrivateGet(base, name heap.Value) (heap.Value, error) {
	v, getter, err := rt.FindPrivate(base, name, nil)
	if getter {
		return rt.Call(v, base)
	}
	return v, err
}

// FindPrivate is PrivateGet up to the call of a getter: with getter, v is the
// function to be called on base. ic, unless nil, is the cache of a site for that
// name; it learns where data is.
func (rt *Runtime) FindPrivate(base, name heap.Value, ic *IC) (v heap.Value, getter bool, err error) {
	p, ok := rt.privateSlot(base, name)
	if !ok {
		if base.IsNullish() {
			return heap.Undefined, false, rt.cannotRead(base, rt.privateText(name))
		}
		return heap.Undefined, false, rt.TypeError("Cannot read private member %s from an object whose class did not declare it", rt.privateText(name))
	}
	v = base.Object().SlotAt(p.Offset)
	rt.learnPrivate(base, p, ic, false)
	if p.Attrs&heap.AccessorProp == 0 {
		return rt.Heap.Keep(v), false, nil
	}
	get := v.Accessor().Get
	if get.IsUndefined() {
		return heap.Undefined, false, rt.TypeError("'%s' was defined without a getter", rt.privateText(name))
	}
	return rt.Heap.Keep(get), true, nil
}

// learnPrivate notes in the cache of a site, which may be one that stores, where the element p of base is.
func (rt *Runtime) learnPrivate(base heap.Value, p heap.Prop, ic *IC, stores bool) {
	if ic != nil {
		e := rt.ownEntry(base.Object(), p)
		rt.guessGetter(&e, base.Object(), stores)
		ic.putOver(e)
	}
}

// PrivateSet is the operation of that name (sec-privateset).
func (rt *Runtime) PrivateSet(base, name, v heap.Value) error {
	set, err := rt.StorePrivate(base, name, v, nil)
	if err == nil && !set.IsUndefined() {
		_, err = rt.Call(set, base, v)
	}
	return err
}

// StorePrivate is PrivateSet up to the call of a setter: it returns the function
// to be called on base with v, or Undefined. ic is as for FindPrivate.
func (rt *Runtime) StorePrivate(base, name, v heap.Value, ic *IC) (setter heap.Value, err error) {
	p, ok := rt.privateSlot(base, name)
	switch {
	case !ok && base.IsNullish():
		return heap.Undefined, rt.cannotWrite(base, rt.privateText(name))
	case !ok:
		return heap.Undefined, rt.TypeError("Cannot write private member %s to an object whose class did not declare it", rt.privateText(name))
	case p.Attrs&heap.AccessorProp != 0:
		rt.learnPrivate(base, p, ic, true)
		set := base.Object().SlotAt(p.Offset).Accessor().Set
		if set.IsUndefined() {
			return heap.Undefined, rt.TypeError("'%s' was defined without a setter", rt.privateText(name))
		}
		return rt.Heap.Keep(set), nil
	case p.Attrs&heap.Writable == 0:
		return heap.Undefined, rt.TypeError("Private method '%s' is not writable", rt.privateText(name))
	}
	rt.learnPrivate(base, p, ic, true)
	rt.Heap.SetSlotAt(base.Object(), p.Offset, v)
	return heap.Undefined, nil
}

// privateAdd adds a private element of any kind.
func (rt *Runtime) privateAdd(o *heap.Object, name, v heap.Value, attrs heap.Attrs) error {
	if _, ok := rt.Heap.Lookup(o, name); ok {
		return rt.TypeError("Cannot initialize %s twice on the same object", rt.privateText(name))
	}
	if o.Class() != heap.ClassProxy && o.Has(heap.FlagNotExtensible) || rt.IsFixed(o) {
		return rt.TypeError("Cannot define private member %s on a non-extensible object", rt.privateText(name))
	}
	rt.materializeAll(o)
	rt.Heap.AddProperty(o, name, v, attrs)
	return nil
}

// PrivateFieldAdd is the operation of that name (sec-privatefieldadd); o is the
// value being initialised, an object.
func (rt *Runtime) PrivateFieldAdd(o, name, v heap.Value) error {
	return rt.privateAdd(o.Object(), name, v, heap.Writable)
}

// PrivateMethodOrAccessorAdd is the operation of that name
// (sec-privatemethodoraccessoradd): v is the method, or an Accessor cell.
func (rt *Runtime) PrivateMethodOrAccessorAdd(o *heap.Object, name, v heap.Value) error {
	attrs := heap.Attrs(0)
	if v.IsCell() {
		attrs = heap.AccessorProp
	}
	return rt.privateAdd(o, name, v, attrs)
}
