package host

import (
	"math"
	"math/big"
	"reflect"
	"strings"
	"time"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// maxExact is the largest integer up to which every one is a Number.
const maxExact = 1 << 53

// ToValue makes the value of scripts for x; nil is null. The result is kept. The error is a
// *ConvertError, or what ends the script.
func (b *Bridge) ToValue(x any) (heap.Value, error) {
	switch x := x.(type) {
	case nil:
		return heap.Null, nil
	case bool:
		return heap.Bool(x), nil
	case int:
		return b.integer(int64(x)), nil
	case int64:
		return b.integer(x), nil
	case float64:
		return heap.Number(x), nil
	case string:
		return b.text(x)
	}
	return b.reflected(reflect.ValueOf(x))
}

// reflected makes the value of scripts for v.
func (b *Bridge) reflected(v reflect.Value) (heap.Value, error) {
	return b.rules.planOf(v.Type()).ready().in(b, v)
}

// integer is a Number if all near it are, else a BigInt.
func (b *Bridge) integer(i int64) heap.Value {
	if i > maxExact || i < -maxExact {
		return b.rt.Heap.NewBigIntInt64(i).Value()
	}
	return heap.Int64(i)
}

// largeText is the length in bytes from which room for a text is asked for.
const largeText = 1 << 16

// text makes a string; bytes that are not UTF-8 become U+FFFD.
func (b *Bridge) text(s string) (heap.Value, error) {
	if len(s) > largeText {
		if len(s) > b.rt.Heap.MaxStringLength() {
			return heap.Undefined, b.rt.RangeError("Invalid string length")
		}
		if err := b.rt.CheckAlloc(len(s)); err != nil {
			return heap.Undefined, err
		}
		b.rt.Work(len(s) >> 3)
	}
	if len(s) > 1 && len(s) <= textMax {
		return b.shortText(s), nil
	}
	return b.rt.Heap.NewString(s).Value(), nil
}

// inOf chooses how values of the type become values of scripts.
func (p *plan) inOf() InFunc {
	t := p.t
	switch t {
	case timeType:
		return func(b *Bridge, v reflect.Value) (heap.Value, error) { return b.date(v.Interface().(time.Time)), nil }
	case durationType:
		return func(_ *Bridge, v reflect.Value) (heap.Value, error) {
			return heap.Number(float64(v.Int()) / float64(time.Millisecond)), nil
		}
	case bigIntType:
		return func(b *Bridge, v reflect.Value) (heap.Value, error) {
			if v.CanAddr() {
				return b.rt.NewBigInt(v.Addr().Interface().(*big.Int))
			}
			x := v.Interface().(big.Int)
			return b.rt.NewBigInt(&x)
		}
	}
	if t.Kind() != reflect.Interface && isError(t) {
		return inError
	}
	if t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Uint8 && t.Implements(jsonMarshaler) {
		return inJSON
	}
	switch t.Kind() {
	case reflect.Bool:
		return func(_ *Bridge, v reflect.Value) (heap.Value, error) { return heap.Bool(v.Bool()), nil }
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return func(b *Bridge, v reflect.Value) (heap.Value, error) { return b.integer(v.Int()), nil }
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return inUint
	case reflect.Float32, reflect.Float64:
		return func(_ *Bridge, v reflect.Value) (heap.Value, error) { return heap.Number(v.Float()), nil }
	case reflect.String:
		return func(b *Bridge, v reflect.Value) (heap.Value, error) { return b.text(v.String()) }
	case reflect.Interface:
		return func(b *Bridge, v reflect.Value) (heap.Value, error) {
			if v.IsNil() {
				return heap.Null, nil
			}
			return b.reflected(v.Elem())
		}
	case reflect.Pointer:
		return p.inPointer
	case reflect.Struct:
		return p.inStruct
	case reflect.Map:
		return p.inMap
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return inBytes
		}
		return p.inSlice
	case reflect.Array:
		return p.inArray
	case reflect.Func:
		return p.inFunc()
	case reflect.Chan:
		if t.ChanDir()&reflect.RecvDir != 0 {
			return inChannel
		}
	}
	return func(*Bridge, reflect.Value) (heap.Value, error) { return heap.Undefined, noValue(t) }
}

func inUint(b *Bridge, v reflect.Value) (heap.Value, error) {
	u := v.Uint()
	if u > maxExact {
		return b.rt.Heap.NewBigIntUint64(u).Value(), nil
	}
	return heap.Int64(int64(u)), nil
}

func inError(b *Bridge, v reflect.Value) (heap.Value, error) {
	if (v.Kind() == reflect.Pointer || v.Kind() == reflect.Map || v.Kind() == reflect.Slice || v.Kind() == reflect.Func) && v.IsNil() {
		return heap.Null, nil
	}
	err := v.Interface().(error)
	if thrown, ok := b.thrownValue(err); ok && thrown.IsObject() {
		return thrown, nil // what is no object would not look like an error
	}
	return b.errorTree(err).Value(), nil
}

// inJSON parses what a json.RawMessage, or a type like it, holds.
func inJSON(b *Bridge, v reflect.Value) (heap.Value, error) {
	if v.IsNil() {
		return heap.Null, nil
	}
	return b.jsonOf(v)
}

// jsonOf is the value that the json.Marshaler v gives.
func (b *Bridge) jsonOf(v reflect.Value) (heap.Value, error) {
	data, err := b.marshal(v)
	if err != nil {
		return heap.Undefined, b.Throw(err)
	}
	return b.rt.Language().ParseJSON(b.rt, data)
}

// date makes a Date; times that none can be are an invalid one.
func (b *Bridge) date(t time.Time) heap.Value {
	ms := float64(t.Unix())*1000 + float64(t.Nanosecond()/int(time.Millisecond))
	if t.Year() < -271821 || t.Year() > 275760 {
		ms = math.NaN()
	}
	return b.rt.Heap.Keep(b.rt.Language().NewDate(b.rt, ms))
}

func inBytes(b *Bridge, v reflect.Value) (heap.Value, error) {
	data := v.Bytes()
	if len(data) == 0 {
		return b.rt.Language().ShareBytes(b.rt, nil)
	}
	id := identity{address: v.Pointer(), t: v.Type(), n: len(data)}
	if o, ok := b.known(id); ok {
		if now, ok := b.rt.Language().ViewBytes(b.rt, o); ok && len(now) == len(data) && &now[0] == &data[0] {
			return o.Value(), nil
		}
		return b.rt.Language().ShareBytes(b.rt, data) // the script has given the buffer away
	}
	u, err := b.rt.Language().ShareBytes(b.rt, data)
	if err == nil {
		b.remember(id, u.Object())
	}
	return u, err
}

// inPointer goes to what the pointer points to.
func (p *plan) inPointer(b *Bridge, v reflect.Value) (heap.Value, error) {
	if v.IsNil() {
		return heap.Null, nil
	}
	if k := p.elem.t.Kind(); k != reflect.Pointer && k != reflect.Interface {
		return p.elem.ready().in(b, v.Elem())
	}
	if b.pointers >= maxPointers {
		return heap.Undefined, &ConvertError{Type: p.t, Text: "a " + p.t.String() + " that points to itself cannot become a JavaScript value"}
	}
	b.pointers++
	r, err := p.elem.ready().in(b, v.Elem())
	b.pointers--
	return r, err
}

// maxPointers is how many pointers in a row are followed to pointers and interfaces.
const maxPointers = 100

func (p *plan) inStruct(b *Bridge, v reflect.Value) (heap.Value, error) {
	byValue := !v.CanAddr()
	if byValue {
		c := reflect.New(p.t).Elem()
		c.Set(v)
		v = c
	}
	id := identity{address: v.Addr().Pointer(), t: p.t}
	if o, ok := b.known(id); ok {
		return o.Value(), nil
	}
	s := b.state(p)
	proto, err := b.proto(s)
	if err != nil {
		return heap.Undefined, err
	}
	o := b.rt.NewHostExotic(&liveStruct{b: b, s: s, v: v, at: v.Addr().UnsafePointer(), byValue: byValue}, proto, false)
	b.remember(id, o)
	b.fresh = o.Value()
	if byValue {
		b.rt.Heap.SetHandleSize(object.HostHandle(o), int64(p.t.Size()))
	}
	return o.Value(), nil
}

func (p *plan) inMap(b *Bridge, v reflect.Value) (heap.Value, error) {
	if v.IsNil() {
		return heap.Null, nil
	}
	id := identity{address: v.Pointer(), t: p.t}
	if o, ok := b.known(id); ok {
		return o.Value(), nil
	}
	if !p.hasTextKeys() {
		return heap.Undefined, &ConvertError{Type: p.t, Text: "a " + p.t.String() + " cannot become a JavaScript object: its keys are no strings"}
	}
	s := b.state(p)
	proto, err := b.proto(s)
	if err != nil {
		return heap.Undefined, err
	}
	dict, _ := v.Interface().(map[string]any)
	o := b.rt.NewHostExotic(&liveMap{b: b, s: s, v: v, dict: dict}, proto, false)
	b.remember(id, o)
	b.fresh = o.Value()
	return o.Value(), nil
}

// inSlice makes an array over the elements; it can change the length of the slice itself only
// where that is a variable that the script reaches, such as a field.
func (p *plan) inSlice(b *Bridge, v reflect.Value) (heap.Value, error) {
	id := identity{}
	if v.CanSet() {
		id = identity{address: v.Addr().Pointer(), t: p.t}
	} else {
		own := reflect.New(p.t).Elem()
		if !v.IsNil() {
			own.Set(v.Slice3(0, v.Len(), v.Len()))
		}
		return b.newList(p, own, identity{}, true)
	}
	return b.newList(p, v, id, false)
}

func (p *plan) inArray(b *Bridge, v reflect.Value) (heap.Value, error) {
	byValue := !v.CanSet()
	if byValue {
		c := reflect.New(p.t).Elem()
		c.Set(v)
		v = c
	}
	return b.newList(p, v, identity{address: v.Addr().Pointer(), t: p.t}, byValue)
}

// newList makes an array of the host, or finds it.
func (b *Bridge) newList(p *plan, v reflect.Value, id identity, byValue bool) (heap.Value, error) {
	if id.t != nil {
		if o, ok := b.known(id); ok {
			return o.Value(), nil
		}
	}
	s := b.state(p)
	proto, err := b.proto(s)
	if err != nil {
		return heap.Undefined, err
	}
	o := b.rt.NewHostExotic(&liveList{b: b, s: s, v: v, byValue: byValue}, proto, true)
	b.fresh = o.Value()
	if id.t != nil {
		b.remember(id, o)
	}
	if byValue {
		b.rt.Heap.SetHandleSize(object.HostHandle(o), int64(p.t.Size()))
	}
	return o.Value(), nil
}

// inFunc chooses between functions and what is a sequence for range.
func (p *plan) inFunc() InFunc {
	if t := p.t; t.PkgPath() == "iter" && (strings.HasPrefix(t.Name(), "Seq[") || strings.HasPrefix(t.Name(), "Seq2[")) {
		return inSequence
	}
	return func(b *Bridge, v reflect.Value) (heap.Value, error) {
		if v.IsNil() {
			return heap.Null, nil
		}
		return b.function(p.call, v), nil
	}
}

// proto returns the prototype of the live values of a type: that of its kind, or an object
// with the methods that inherits from that.
func (b *Bridge) proto(s *typeState) (heap.Value, error) {
	if s.proto != 0 {
		return s.proto, nil
	}
	rt, r := b.rt, b.rt.Cur
	parent := r.Intrinsic(object.ObjectPrototype)
	if k := s.plan.t.Kind(); k == reflect.Slice || k == reflect.Array {
		parent = r.Intrinsic(object.ArrayPrototype)
	}
	if len(s.plan.methods) == 0 && s.plan.t.Kind() != reflect.Struct {
		s.proto = parent.Value()
		return s.proto, nil
	}
	o := rt.NewObjectOf(heap.ClassObject, parent.Value())
	h := rt.Heap
	h.Keep(o.Value())
	if name := s.plan.t.Name(); name != "" {
		h.AddProperty(o, h.Symbols.ToStringTag, h.InternGo(name), heap.Configurable)
	}
	b.addMethods(o, s.plan)
	s.proto = o.Value()
	return s.proto, nil
}
