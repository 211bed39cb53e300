package host

import (
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// methodNamed returns the index of the method for a property key, -1 if there is none.
func (p *plan) methodNamed(b *Bridge, key heap.Value) int {
	if !key.IsString() || len(p.methods) == 0 {
		return -1
	}
	name := b.rt.KeyText(key)
	for i := range p.methods {
		if p.methods[i].name == name {
			return i
		}
	}
	return -1
}

// addMethods gives the prototype of live values of a type its methods, and what scripts call
// of their own accord: toString and toJSON.
func (b *Bridge) addMethods(o *heap.Object, p *plan) {
	h := b.rt.Heap
	add := func(name string, f heap.Value) {
		key := h.KeyFromGo(name)
		h.Keep(key)
		if _, ok := h.Lookup(o, key); !ok {
			h.AddProperty(o, key, f, heap.HiddenAttrs)
		}
	}
	if !b.rules.OwnMethods {
		for i := range p.methods {
			m := &p.methods[i]
			if !heap.KeyIsIndex(h.KeyFromGo(m.name)) {
				add(m.name, b.method(p, m))
			}
		}
	}
	t := p.t
	if t.Kind() == reflect.Struct {
		t = reflect.PointerTo(t)
	}
	if t.Implements(stringerType) {
		add("toString", b.newMethod("toString", 0, p, b.callString))
	}
	if t.Implements(jsonMarshaler) || t.Implements(textMarshaler) {
		add("toJSON", b.newMethod("toJSON", 1, p, b.jsonOf))
	}
}

// newMethod makes a method without arguments.
func (b *Bridge) newMethod(name string, length int, p *plan, f func(v reflect.Value) (heap.Value, error)) heap.Value {
	return b.rt.Heap.Keep(b.rt.Cur.NewBuiltin(name, length, func(c *object.Call) (heap.Value, error) {
		v, err := b.receiver(c, p, name)
		if err != nil {
			return heap.Undefined, err
		}
		return f(v)
	}, object.KindHost).Value())
}

// structOf returns what keeps the properties of v if that is a struct of the type of p.
func (b *Bridge) structOf(v heap.Value, p *plan) *liveStruct {
	if x, ok := b.rt.HostExoticOf(v).(*liveStruct); ok && x.s.plan == p {
		return x
	}
	return nil
}

// directMethod gives the short way of a method of a struct, if there is one.
func (b *Bridge) directMethod(p *plan, f reflect.Value) methodFunc {
	if b.rules.Coerce || p.t.Kind() != reflect.Struct {
		return nil
	}
	return directMethod(f)
}

// receiver is the Go value that a method is called on: a pointer to a struct.
func (b *Bridge) receiver(c *object.Call, p *plan, name string) (reflect.Value, error) {
	if x := b.structOf(c.This, p); x != nil {
		return x.v.Addr(), nil
	}
	x := b.liveOf(c.This)
	if x == nil || x.variable().Type() != p.t {
		return reflect.Value{}, b.rt.TypeError("Method %s of %s called on incompatible receiver %s", name, p.t.String(), b.rt.Describe(c.This))
	}
	v := x.variable()
	if p.t.Kind() == reflect.Struct {
		v = v.Addr()
	}
	return v, nil
}

// method makes the function of the prototype for a method.
func (b *Bridge) method(p *plan, m *method) heap.Value {
	t := p.t
	if t.Kind() == reflect.Struct {
		t = reflect.PointerTo(t)
	}
	f := t.Method(m.index).Func
	call := func(c *object.Call) (heap.Value, error) {
		v, err := b.receiver(c, p, m.name)
		if err != nil {
			return heap.Undefined, err
		}
		return b.invoke(c, m.call, f, v)
	}
	if direct := b.directMethod(p, f); direct != nil {
		call = func(c *object.Call) (heap.Value, error) {
			x := b.structOf(c.This, p)
			if x == nil {
				_, err := b.receiver(c, p, m.name)
				return heap.Undefined, err
			}
			return direct(b, c, x.v.Addr().UnsafePointer())
		}
	}
	o := b.rt.Cur.NewBuiltin(m.name, m.call.length(), call, object.KindHost)
	b.rt.CodeOf(o).Data = object.GoEntry(f.Pointer())
	return b.rt.Heap.Keep(o.Value())
}

// boundMethod makes the function for a method of v.
func (b *Bridge) boundMethod(v reflect.Value, m *method) heap.Value {
	f := v.Type().Method(m.index).Func
	return b.newFunction(m.name, m.call.length(), func(c *object.Call) (heap.Value, error) {
		return b.invoke(c, m.call, f, v)
	}, v.Method(m.index))
}

// callString is toString of a fmt.Stringer.
func (b *Bridge) callString(v reflect.Value) (heap.Value, error) {
	text, err := b.stringOf(v)
	if err != nil {
		return heap.Undefined, err
	}
	return b.text(text)
}

func (b *Bridge) stringOf(v reflect.Value) (text string, err error) {
	defer b.protect(&err)
	return v.Interface().(fmt.Stringer).String(), nil
}

// marshal is the JSON of a json.Marshaler or encoding.TextMarshaler.
func (b *Bridge) marshal(v reflect.Value) (data []byte, err error) {
	defer b.protect(&err)
	switch m := v.Interface().(type) {
	case json.Marshaler:
		return m.MarshalJSON()
	case encoding.TextMarshaler:
		text, err := m.MarshalText()
		if err != nil {
			return nil, err
		}
		return json.Marshal(string(text))
	}
	return json.Marshal(v.Interface())
}
