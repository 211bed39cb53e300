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
func (rt *Runtime) PrivateHas(base, name heap.Value) (bool, error) {
	if !base.IsObject() {
		return false, rt.TypeError("Cannot use 'in' operator to search for '%s' in %s", rt.privateText(name), rt.Describe(base))
	}
	_, ok := rt.privateSlot(base, name)
	return ok, nil
}

// PrivateGet is the operation of that name (sec-privateget).
func (rt *Runtime) PrivateGet(base, name heap.Value) (heap.Value, error) {
	p, ok := rt.privateSlot(base, name)
	if !ok {
		return heap.Undefined, rt.TypeError("Cannot read private member %s from an object whose class did not declare it", rt.privateText(name))
	}
	v := base.Object().SlotAt(p.Offset)
	if p.Attrs&heap.AccessorProp == 0 {
		return rt.Heap.Keep(v), nil
	}
	get := v.Accessor().Get
	if get.IsUndefined() {
		return heap.Undefined, rt.TypeError("'%s' was defined without a getter", rt.privateText(name))
	}
	return rt.Call(get, base)
}

// PrivateSet is the operation of that name (sec-privateset).
func (rt *Runtime) PrivateSet(base, name, v heap.Value) error {
	p, ok := rt.privateSlot(base, name)
	switch {
	case !ok:
		return rt.TypeError("Cannot write private member %s to an object whose class did not declare it", rt.privateText(name))
	case p.Attrs&heap.AccessorProp != 0:
		set := base.Object().SlotAt(p.Offset).Accessor().Set
		if set.IsUndefined() {
			return rt.TypeError("'%s' was defined without a setter", rt.privateText(name))
		}
		_, err := rt.Call(set, base, v)
		return err
	case p.Attrs&heap.Writable == 0:
		return rt.TypeError("Private method '%s' is not writable", rt.privateText(name))
	}
	rt.Heap.SetSlotAt(base.Object(), p.Offset, v)
	return nil
}

// privateAdd adds a private element of any kind.
func (rt *Runtime) privateAdd(o *heap.Object, name, v heap.Value, attrs heap.Attrs) error {
	if _, ok := rt.Heap.Lookup(o, name); ok {
		return rt.TypeError("Cannot initialize %s twice on the same object", rt.privateText(name))
	}
	if o.Class() != heap.ClassProxy && o.Has(heap.FlagNotExtensible) {
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
