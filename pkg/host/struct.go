package host

import (
	"reflect"
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// liveStruct keeps the properties of the object that is a struct: its fields.
type liveStruct struct {
	b       *Bridge
	s       *typeState
	v       reflect.Value // addressable
	at      unsafe.Pointer
	byValue bool // a copy that no Go code knows
}

// liveTraits are those of all objects that stand for Go values. Such an object goes when no script
// holds it, and another one comes when the Go value does: what is not the Go value's would be lost.
const liveTraits = object.HostQuiet | object.HostDistinctKeys | object.HostFixed

// HostTraits implements object.HostExotic.
func (*liveStruct) HostTraits() object.HostTraits { return liveTraits }

// of returns the field, not valid where it is in an embedded struct that is not there.
func (f *field) of(v reflect.Value) reflect.Value {
	if f.first >= 0 {
		return v.Field(f.first)
	}
	for i, n := range f.index {
		if i > 0 && v.Kind() == reflect.Pointer {
			if v.IsNil() {
				return reflect.Value{}
			}
			v = v.Elem()
		}
		v = v.Field(n)
	}
	return v
}

// lookup finds the field that is the property key; nil without one. The value is not valid
// where it is in an embedded struct that is not there.
func (x *liveStruct) lookup(key heap.Value) (*field, reflect.Value) {
	i := x.s.find(key)
	if i < 0 {
		return nil, reflect.Value{}
	}
	f := &x.s.plan.fields[i]
	v := f.of(x.v)
	if f.omitEmpty && v.IsValid() && v.IsZero() {
		return f, reflect.Value{}
	}
	return f, v
}

// HostHas implements object.HostExotic.
func (x *liveStruct) HostHas(rt *object.Runtime, _ *heap.Object, key heap.Value) (heap.Attrs, bool, error) {
	f, v := x.lookup(key)
	if f == nil {
		if at := x.s.plan.methodNamed(x.b, key); at >= 0 && x.b.rules.OwnMethods {
			return heap.DefaultAttrs, true, nil
		}
		return 0, false, nil
	}
	return heap.DefaultAttrs, v.IsValid(), nil
}

// HostGet implements object.HostExotic.
func (x *liveStruct) HostGet(rt *object.Runtime, _ *heap.Object, key heap.Value) (heap.Value, heap.Attrs, bool, error) {
	if i := x.s.find(key); i >= 0 {
		if f := &x.s.plan.fields[i]; f.direct {
			if v, ok := f.load(x.b, x.at); ok {
				return v, heap.DefaultAttrs, true, nil
			}
		}
	}
	f, v := x.lookup(key)
	if f == nil {
		if x.b.rules.OwnMethods {
			if at := x.s.plan.methodNamed(x.b, key); at >= 0 {
				return x.b.boundMethod(x.v.Addr(), &x.s.plan.methods[at]), heap.DefaultAttrs, true, nil
			}
		}
		return heap.Undefined, 0, false, nil
	}
	if !v.IsValid() {
		return heap.Undefined, 0, false, nil
	}
	r, err := f.plan.ready().in(x.b, v)
	if err != nil {
		return heap.Undefined, 0, false, x.failed(f, err)
	}
	return r, heap.DefaultAttrs, true, nil
}

// failed is the TypeError for a field that cannot be converted.
func (x *liveStruct) failed(f *field, err error) error {
	return x.b.throwing(within(err, "field "+x.s.plan.t.Name()+"."+f.name))
}

// HostSet implements object.HostExotic. What is no field is refused.
func (x *liveStruct) HostSet(rt *object.Runtime, _ *heap.Object, key, v heap.Value) (bool, error) {
	i := x.s.find(key)
	if i < 0 {
		return false, nil
	}
	f := &x.s.plan.fields[i]
	dst := f.of(x.v)
	if !dst.IsValid() || !dst.CanSet() {
		return false, nil
	}
	x.b.converted = 0
	if err := f.plan.ready().out(x.b, v, dst); err != nil {
		return false, x.failed(f, err)
	}
	if x.b.converted > 0 {
		return true, x.b.stored(dst)
	}
	return true, nil
}

// HostDelete implements object.HostExotic.
func (x *liveStruct) HostDelete(*object.Runtime, *heap.Object, heap.Value) (bool, error) {
	return false, nil
}

// HostKeys implements object.HostExotic.
func (x *liveStruct) HostKeys(rt *object.Runtime, _ *heap.Object) ([]heap.Value, error) {
	keys := make([]heap.Value, 0, len(x.s.list)+len(x.s.plan.methods))
	for i, key := range x.s.list {
		f := &x.s.plan.fields[i]
		if v := f.of(x.v); v.IsValid() && !(f.omitEmpty && v.IsZero()) {
			keys = append(keys, key)
		}
	}
	if x.b.rules.OwnMethods {
		for i := range x.s.plan.methods {
			key := x.b.rt.Heap.KeyFromGo(x.s.plan.methods[i].name)
			if x.s.find(key) < 0 {
				keys = append(keys, key)
			}
		}
	}
	rt.Work(len(keys))
	return keys, nil
}

// GoValue implements Live.
func (x *liveStruct) GoValue() reflect.Value {
	if x.byValue {
		return x.v
	}
	return x.v.Addr()
}

// variable implements live.
func (x *liveStruct) variable() reflect.Value { return x.v }

// Live is a HostExotic that stands for a Go value.
type Live interface {
	object.HostExotic
	// GoValue is the value: a pointer to a struct, or the struct where a copy was given in.
	GoValue() reflect.Value
	// variable is the value as a variable that it can be addressed by, if it is one.
	variable() reflect.Value
}

// Holder is the Go value of a host object, or a HostExotic, that holds a value of the embedder
// which Export gives and ExportTo takes, but is nothing that In has made.
type Holder interface {
	// Held is the value.
	Held() any
	// HeldAs is the value, or a part of it, that can be assigned to a variable of type t.
	HeldAs(t reflect.Type) (any, bool)
}

// holderOf returns what holds the value of v, nil if nothing does.
func (b *Bridge) holderOf(v heap.Value) Holder {
	if x, ok := b.rt.HostExoticOf(v).(Holder); ok {
		return x
	}
	x, _ := object.HostValue[Holder](b.rt, v)
	return x
}

// liveOf returns what v stands for.
func (b *Bridge) liveOf(v heap.Value) Live {
	x, _ := b.rt.HostExoticOf(v).(Live)
	return x
}
