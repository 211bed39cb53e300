package kiln

import (
	"fmt"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Flag is an attribute of a property, which a [Property] may leave open.
type Flag uint8

// The flags. What is Unset stays as it is, and is No for a property that was not there.
const (
	Unset Flag = iota
	Yes
	No
)

// toFlag is the Flag of a known attribute.
func toFlag(on bool) Flag {
	if on {
		return Yes
	}
	return No
}

// Property says how a property shall be: the argument of Object.defineProperty. A field that is
// nil or Unset is left open: it stays as it is, and where no property was there it is
// undefined or No.
type Property struct {
	// Value is the value of a data property, converted as by [Runtime.ToValue]; nil leaves
	// it open, and Undefined() is the value undefined.
	Value any
	// Get and Set make an accessor: a function of scripts, a func(Call) (Value, error), or what else
	// becomes a function by [Runtime.ToValue]. Such a property has no Value and is not Writable.
	Get, Set any
	// Writable lets assignments change the Value.
	Writable Flag
	// Enumerable makes for-in, Object.keys, JSON and the like show the property.
	Enumerable Flag
	// Configurable lets the property be deleted, and be defined otherwise.
	Configurable Flag
}

// Descriptor says how a property is: what Object.getOwnPropertyDescriptor gives.
type Descriptor struct {
	// Value is the value of a data property.
	Value Value
	// Accessor says that Get and Set are asked instead; either may be undefined.
	Accessor bool
	Get, Set Value
	// Writable, Enumerable and Configurable are what Property says of them.
	Writable, Enumerable, Configurable bool
}

// Property gives what d says in the form that defines a property.
func (d Descriptor) Property() Property {
	p := Property{Enumerable: toFlag(d.Enumerable), Configurable: toFlag(d.Configurable)}
	if d.Accessor {
		p.Get, p.Set = d.Get, d.Set
	} else {
		p.Value, p.Writable = d.Value, toFlag(d.Writable)
	}
	return p
}

// DefineProperty makes or changes the own property name of an object. No setter runs. The error
// is an *Exception with a TypeError when the object does not allow the change.
func (v Value) DefineProperty(name string, p Property) error {
	return v.define(func(o *object.Runtime) (heap.Value, error) { return nameKey(o, name), nil }, p)
}

// DefinePropertyKey is DefineProperty for any key: a symbol, or what v[key] turns into a string.
func (v Value) DefinePropertyKey(key Value, p Property) error {
	return v.define(func(o *object.Runtime) (heap.Value, error) { return v.propertyKey(o, key) }, p)
}

// DefineAccessor makes a property that get answers for and set stores, which is enumerable and
// configurable. Each is a function as of [Property.Get]; without set, which is then nil, assignments fail.
func (v Value) DefineAccessor(name string, get, set any) error {
	return v.DefineProperty(name, Property{Get: get, Set: set, Enumerable: Yes, Configurable: Yes})
}

// OwnProperty tells of the own property name of an object; ok is false when there is none.
func (v Value) OwnProperty(name string) (d Descriptor, ok bool, err error) {
	return v.ownProperty(func(o *object.Runtime) (heap.Value, error) { return nameKey(o, name), nil })
}

// OwnPropertyKey is OwnProperty for any key: a symbol, or what v[key] turns into a string.
func (v Value) OwnPropertyKey(key Value) (d Descriptor, ok bool, err error) {
	return v.ownProperty(func(o *object.Runtime) (heap.Value, error) { return v.propertyKey(o, key) })
}

// OwnKeys lists the keys of all own properties of an object, strings and symbols, enumerable or
// not: array indices ascending, other strings, then symbols.
func (v Value) OwnKeys() (keys []Value, err error) {
	err = v.onObject("list the properties of", func(o *object.Runtime, x *heap.Object) error {
		list, err := o.OwnPropertyKeys(x)
		for _, key := range list {
			if err := o.Step(); err != nil {
				return err
			}
			keys = append(keys, v.rt.value(o.KeyToValue(key)))
		}
		return err
	})
	return keys, err
}

// Prototype returns the prototype of an object: another object, or null.
func (v Value) Prototype() (proto Value, err error) {
	err = v.onObject("find the prototype of", func(o *object.Runtime, x *heap.Object) error {
		p, err := o.GetPrototypeOf(x)
		if err == nil {
			proto = v.rt.value(p)
		}
		return err
	})
	return proto, err
}

// SetPrototype makes an object or null the prototype of an object. The error is an *Exception
// with a TypeError when that is not possible: for a prototype that inherits from v itself, or a v
// that is not extensible.
func (v Value) SetPrototype(proto Value) error {
	return v.onObject("set the prototype of", func(o *object.Runtime, x *heap.Object) error {
		p, err := v.rt.own(proto)
		if err != nil {
			return fmt.Errorf("kiln: prototype: %w", err)
		}
		if !p.IsObject() && !p.IsNull() {
			return o.TypeError("Object prototype may only be an Object or null: %s", o.Describe(p))
		}
		ok, err := o.SetPrototypeOf(x, p)
		if err == nil && !ok {
			err = o.TypeError("Cannot set the prototype of %s", o.Describe(x.Value()))
		}
		return err
	})
}

// Freeze makes an object keep its properties as they are, as Object.freeze does. The error of
// an object that cannot be frozen is an *Exception with a TypeError.
func (v Value) Freeze() error {
	return v.onObject("freeze", func(o *object.Runtime, x *heap.Object) error {
		ok, err := o.SetIntegrityLevel(x, object.Frozen)
		if err == nil && !ok {
			err = o.TypeError("Cannot freeze %s", o.Describe(x.Value()))
		}
		return err
	})
}

// PreventExtensions makes an object get no more properties. The error of an object that does not
// allow that is an *Exception with a TypeError.
func (v Value) PreventExtensions() error {
	return v.onObject("prevent extensions of", func(o *object.Runtime, x *heap.Object) error {
		ok, err := o.PreventExtensions(x)
		if err == nil && !ok {
			err = o.TypeError("Cannot prevent extensions of %s", o.Describe(x.Value()))
		}
		return err
	})
}

// IsExtensible reports whether an object may get more properties.
func (v Value) IsExtensible() (ok bool, err error) {
	err = v.onObject("extend", func(o *object.Runtime, x *heap.Object) error {
		ok, err = o.IsExtensible(x)
		return err
	})
	return ok, err
}

// nameKey is the property key of a name.
func nameKey(o *object.Runtime, name string) heap.Value {
	return o.Heap.KeyFromString(o.Heap.NewString(name))
}

func (v Value) propertyKey(o *object.Runtime, key Value) (heap.Value, error) {
	k, err := v.rt.key(key)
	if err != nil {
		return heap.Undefined, err
	}
	return o.ToPropertyKey(k)
}

func (v Value) define(key func(o *object.Runtime) (heap.Value, error), p Property) error {
	return v.onObject("define a property of", func(o *object.Runtime, x *heap.Object) error {
		k, err := key(o)
		if err != nil {
			return err
		}
		d, err := v.rt.descriptor(k, p)
		if err != nil {
			return fmt.Errorf("kiln: property %s: %w", o.KeyText(k), err)
		}
		return o.DefinePropertyOrThrow(x, k, &d)
	})
}

func (v Value) ownProperty(key func(o *object.Runtime) (heap.Value, error)) (out Descriptor, ok bool, err error) {
	err = v.onObject("find a property of", func(o *object.Runtime, x *heap.Object) error {
		k, err := key(o)
		if err != nil {
			return err
		}
		var d object.Descriptor
		if d, ok, err = o.GetOwnProperty(x, k); ok && err == nil {
			out = v.rt.fromDescriptor(&d)
		}
		return err
	})
	return out, ok, err
}

// descriptor is what p says of the property key; its values are kept.
func (rt *Runtime) descriptor(key heap.Value, p Property) (d object.Descriptor, err error) {
	if p.Value != nil {
		d.Has |= object.HasValue
		if d.Value, err = rt.toHeap(p.Value); err != nil {
			return d, err
		}
	}
	accessor := func(f any, has object.Fields, prefix string, length int) heap.Value {
		if f == nil || err != nil {
			return heap.Undefined
		}
		d.Has |= has
		var v heap.Value
		if raw, ok := f.(func(Call) (Value, error)); ok {
			return rt.rawFunction(rt.obj.FunctionName(key, prefix).Str().Go(rt.obj.Heap), length, raw)
		}
		if v, err = rt.toHeap(f); err == nil && !v.IsUndefined() && !rt.obj.IsCallable(v) {
			err = fmt.Errorf("%ster: a %T is no function", prefix, f)
		}
		return v
	}
	d.Get = accessor(p.Get, object.HasGet, "get", 0)
	d.Set = accessor(p.Set, object.HasSet, "set", 1)
	if err != nil {
		return d, err
	}
	attribute := func(f Flag, has object.Fields, a heap.Attrs) {
		if f != Unset {
			d.Has |= has
		}
		if f == Yes {
			d.Attrs |= a
		}
	}
	attribute(p.Writable, object.HasWritable, heap.Writable)
	attribute(p.Enumerable, object.HasEnumerable, heap.Enumerable)
	attribute(p.Configurable, object.HasConfigurable, heap.Configurable)
	if d.IsAccessor() && d.IsData() {
		err = fmt.Errorf("an accessor has no value and is not writable")
	}
	return d, err
}

// fromDescriptor is a complete descriptor for Go.
func (rt *Runtime) fromDescriptor(d *object.Descriptor) Descriptor {
	out := Descriptor{Enumerable: d.Enumerable(), Configurable: d.Configurable()}
	if d.IsAccessor() {
		out.Accessor, out.Get, out.Set = true, rt.value(d.Get), rt.value(d.Set)
	} else {
		out.Value, out.Writable = rt.value(d.Value), d.Writable()
	}
	return out
}
