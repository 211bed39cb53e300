package object

import "github.com/kilnjs/kiln/pkg/heap"

// Fields says which fields of a Descriptor are present.
type Fields uint8

// The fields of a property descriptor.
const (
	HasValue Fields = 1 << iota
	HasWritable
	HasGet
	HasSet
	HasEnumerable
	HasConfigurable

	hasAttrs = HasWritable | HasEnumerable | HasConfigurable
)

// Descriptor is a Property Descriptor (sec-property-descriptor-specification-type).
// Absent fields have no bit in Has; their values are not looked at. Get and Set
// hold a callable object or Undefined.
type Descriptor struct {
	Value    heap.Value
	Get, Set heap.Value
	Attrs    heap.Attrs // Writable, Enumerable, Configurable
	Has      Fields
}

// DataDescriptor makes a complete data descriptor.
func DataDescriptor(v heap.Value, attrs heap.Attrs) Descriptor {
	return Descriptor{Value: v, Attrs: attrs, Has: HasValue | hasAttrs}
}

// AccessorDescriptor makes a complete accessor descriptor.
func AccessorDescriptor(get, set heap.Value, attrs heap.Attrs) Descriptor {
	return Descriptor{Get: get, Set: set, Attrs: attrs &^ heap.Writable, Has: HasGet | HasSet | HasEnumerable | HasConfigurable}
}

// IsAccessor is IsAccessorDescriptor (sec-isaccessordescriptor).
func (d *Descriptor) IsAccessor() bool { return d.Has&(HasGet|HasSet) != 0 }

// IsData is IsDataDescriptor (sec-isdatadescriptor).
func (d *Descriptor) IsData() bool { return d.Has&(HasValue|HasWritable) != 0 }

// IsGeneric is IsGenericDescriptor (sec-isgenericdescriptor).
func (d *Descriptor) IsGeneric() bool { return !d.IsAccessor() && !d.IsData() }

// Writable reports the field, false when absent.
func (d *Descriptor) Writable() bool { return d.Has&HasWritable != 0 && d.Attrs&heap.Writable != 0 }

// Enumerable reports the field, false when absent.
func (d *Descriptor) Enumerable() bool {
	return d.Has&HasEnumerable != 0 && d.Attrs&heap.Enumerable != 0
}

// Configurable reports the field, false when absent.
func (d *Descriptor) Configurable() bool {
	return d.Has&HasConfigurable != 0 && d.Attrs&heap.Configurable != 0
}

// Complete is CompletePropertyDescriptor (sec-completepropertydescriptor).
func (d *Descriptor) Complete() {
	if d.IsAccessor() {
		if d.Has&HasGet == 0 {
			d.Get = heap.Undefined
		}
		if d.Has&HasSet == 0 {
			d.Set = heap.Undefined
		}
		d.Has |= HasGet | HasSet
	} else {
		if d.Has&HasValue == 0 {
			d.Value = heap.Undefined
		}
		if d.Has&HasWritable == 0 {
			d.Attrs &^= heap.Writable
		}
		d.Has |= HasValue | HasWritable
	}
	if d.Has&HasEnumerable == 0 {
		d.Attrs &^= heap.Enumerable
	}
	if d.Has&HasConfigurable == 0 {
		d.Attrs &^= heap.Configurable
	}
	d.Has |= HasEnumerable | HasConfigurable
}

// FromPropertyDescriptor is the operation of that name (sec-frompropertydescriptor).
func (rt *Runtime) FromPropertyDescriptor(d *Descriptor) *heap.Object {
	o := rt.NewObject()
	names := &rt.Heap.Names
	put := func(key, v heap.Value) { rt.createOwn(o, key, v, heap.DefaultAttrs) }
	if d.Has&HasValue != 0 {
		put(names.Value, d.Value)
	}
	if d.Has&HasWritable != 0 {
		put(names.Writable, heap.Bool(d.Attrs&heap.Writable != 0))
	}
	if d.Has&HasGet != 0 {
		put(names.Get, d.Get)
	}
	if d.Has&HasSet != 0 {
		put(names.Set, d.Set)
	}
	if d.Has&HasEnumerable != 0 {
		put(names.Enumerable, heap.Bool(d.Attrs&heap.Enumerable != 0))
	}
	if d.Has&HasConfigurable != 0 {
		put(names.Configurable, heap.Bool(d.Attrs&heap.Configurable != 0))
	}
	return o
}

// ToPropertyDescriptor is the operation of that name (sec-topropertydescriptor).
func (rt *Runtime) ToPropertyDescriptor(v heap.Value) (d Descriptor, err error) {
	if !v.IsObject() {
		return d, rt.TypeError("Property description must be an object: %s", rt.Describe(v))
	}
	o := v.Object()
	names := &rt.Heap.Names
	d.Get, d.Set, d.Value = heap.Undefined, heap.Undefined, heap.Undefined
	fields := [...]struct {
		key  heap.Value
		bit  Fields
		attr heap.Attrs
	}{
		{names.Enumerable, HasEnumerable, heap.Enumerable},
		{names.Configurable, HasConfigurable, heap.Configurable},
		{names.Value, HasValue, 0},
		{names.Writable, HasWritable, heap.Writable},
		{names.Get, HasGet, 0},
		{names.Set, HasSet, 0},
	}
	for _, f := range fields {
		has, err := rt.HasProperty(o, f.key)
		if err != nil {
			return d, err
		}
		if !has {
			continue
		}
		x, err := rt.Get(o, f.key)
		if err != nil {
			return d, err
		}
		d.Has |= f.bit
		switch f.bit {
		case HasValue:
			d.Value = x
		case HasGet:
			if !x.IsUndefined() && !rt.IsCallable(x) {
				return d, rt.TypeError("Getter must be a function: %s", rt.Describe(x))
			}
			d.Get = x
		case HasSet:
			if !x.IsUndefined() && !rt.IsCallable(x) {
				return d, rt.TypeError("Setter must be a function: %s", rt.Describe(x))
			}
			d.Set = x
		default:
			if ToBoolean(x) {
				d.Attrs |= f.attr
			}
		}
	}
	if d.IsAccessor() && d.IsData() {
		return d, rt.TypeError("Invalid property descriptor. Cannot both specify accessors and a value or writable attribute")
	}
	return d, nil
}
