package goja

import (
	"math/big"
	"reflect"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// JsonEncodable is implemented by Go values that say what JSON.stringify makes of them.
type JsonEncodable interface {
	JsonEncodable() interface{}
}

// ToValue converts a Go value.
//
// Primitive types become primitive values; a *big.Int is copied into a BigInt; nil is null.
//
// Functions become functions. func(FunctionCall) Value and func(FunctionCall, *Runtime) Value
// get and give Values; func(ConstructorCall) *Object and func(ConstructorCall, *Runtime)
// *Object are constructors. Any other has its arguments converted, and its results: several
// become an array, a last error that is not nil is thrown. A panic with a Value or an
// *Exception throws it; any other goes on through the scripts that run to the Go code that
// called them.
//
// Structs, maps, slices, arrays and pointers to them become objects through which scripts
// see and change the Go value itself. Export gives it back. Objects that a script assigns
// into them are exported, and so copied. A struct or an array within another is a view of
// that; when it is assigned to, views that scripts hold go on as copies of what was there.
//
// A time.Time is like any struct; Date objects are another thing.
func (r *Runtime) ToValue(i interface{}) Value {
	switch x := i.(type) {
	case nil:
		return _null
	case string:
		return newString(x)
	case bool:
		return valueBool(x)
	case int:
		return intValue(int64(x))
	case int64:
		return intValue(x)
	case float64:
		return numberValue(x)
	case *Object:
		if x == nil {
			return _null
		}
		if x.shared == nil && x.r != r {
			panic(r.exceptionOf(typeErrorText("Illegal runtime transition of an Object")))
		}
		return x
	case Value:
		return x
	case valueContainer:
		return x.toValue(r)
	case *big.Int:
		if x == nil {
			return &valueBigInt{new(big.Int)}
		}
		return &valueBigInt{new(big.Int).Set(x)}
	case func(FunctionCall) Value:
		return r.fromHost(func() Value { return r.nativeFunction(functionName(reflect.ValueOf(i)), x, x) })
	case func(FunctionCall, *Runtime) Value:
		f := func(c FunctionCall) Value { return x(c, r) }
		return r.fromHost(func() Value { return r.nativeFunction(functionName(reflect.ValueOf(i)), f, f) })
	case func(ConstructorCall) *Object:
		if class := r.classOf(x); class != nil {
			return class
		}
		return r.fromHost(func() Value { return r.nativeConstructor(functionName(reflect.ValueOf(i)), x) })
	case func(ConstructorCall, *Runtime) *Object:
		f := func(c ConstructorCall) *Object { return x(c, r) }
		return r.fromHost(func() Value { return r.nativeConstructor(functionName(reflect.ValueOf(i)), f) })
	case Callable:
		f := func(c FunctionCall) Value {
			v, err := x(c.This, c.Arguments...)
			if err != nil {
				panic(err)
			}
			return v
		}
		return r.fromHost(func() Value { return r.nativeFunction("", i, f) })
	}
	return r.toValue(reflect.ValueOf(i))
}

// valueContainer is implemented by what stands for an object in Go.
type valueContainer interface {
	toValue(*Runtime) Value
}

// fromHost makes an object within an entry.
func (r *Runtime) fromHost(make func() Value) (v Value) {
	r.must(func() error {
		v = make()
		return nil
	})
	return v
}

// toValue is ToValue of a reflected value. One that is addressable stays where it is.
func (r *Runtime) toValue(v reflect.Value) Value {
	if !v.IsValid() {
		return _null
	}
	if v.Kind() == reflect.Interface {
		if v.IsNil() {
			return _null
		}
		v = v.Elem()
	}
	if t := v.Type(); t.PkgPath() == "" || t.Kind() == reflect.Interface {
		switch t.Kind() {
		case reflect.Bool:
			return valueBool(v.Bool())
		case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
			return intValue(v.Int())
		case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
			return uintValue(v.Uint())
		case reflect.Float32, reflect.Float64:
			return numberValue(v.Float())
		case reflect.String:
			return newString(v.String())
		}
	}
	if v.CanInterface() {
		switch x := v.Interface().(type) {
		case Value, valueContainer, *big.Int,
			func(FunctionCall) Value, func(FunctionCall, *Runtime) Value, func(ConstructorCall) *Object, func(ConstructorCall, *Runtime) *Object, Callable:
			return r.ToValue(x)
		}
	}
	return r.fromHost(func() Value { return r.wrap(v) })
}

// reflected is the value of toValue in the heap, alive until the entry ends.
func (r *Runtime) reflected(v reflect.Value) heap.Value {
	if v.Kind() == reflect.Interface && !v.IsNil() {
		v = v.Elem()
	}
	switch k := v.Kind(); {
	case !v.IsValid() || v.Type().PkgPath() != "":
	case k == reflect.Bool:
		return heap.Bool(v.Bool())
	case k >= reflect.Int && k <= reflect.Int64:
		if n := v.Int(); n == int64(int32(n)) {
			return heap.Int(int32(n))
		}
	case k == reflect.Float32 || k == reflect.Float64:
		return heap.Number(v.Float())
	case k == reflect.String:
		return r.textCell(v.String())
	}
	return r.cell(r.toValue(v))
}

func uintValue(n uint64) Value {
	if n <= maxSafe {
		return valueInt(n)
	}
	return valueFloat(float64(n))
}

// wrap makes the object around a Go value that has no primitive of its own.
func (r *Runtime) wrap(v reflect.Value) Value {
	origin := v
	for v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return _null
		}
		v = v.Elem()
	}
	switch v.Kind() {
	case reflect.Func:
		return r.typedFunction(v)
	case reflect.Map:
		if v.IsNil() && v.Type() == typePlainMap {
			return _null
		}
	case reflect.Interface:
		if v.IsNil() {
			return _null
		}
		if v.Elem().Kind() != reflect.Pointer {
			break
		}
		return r.toValue(v.Elem())
	}
	return r.wrapHost(origin, v)
}

// wrapHost makes the object around v, what the pointers of origin lead to, or finds the one
// that there is.
func (r *Runtime) wrapHost(origin, v reflect.Value) Value {
	key, shared := keyOf(origin)
	if shared {
		if o := r.wrapped.find(key); o.IsObject() {
			r.obj.Heap.Keep(o)
			return r.objectOf(o)
		}
	}
	o := r.newHost(r.hostFor(origin, v))
	if shared {
		r.wrapped.put(key, o.Value())
	}
	return r.objectOf(o.Value())
}

// keyOf tells by what a wrapped value is the same as another: pointers and maps have that.
func keyOf(v reflect.Value) (wrapKey, bool) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Chan, reflect.UnsafePointer:
		return wrapKey{reflect.ValueOf(v.Type()).Pointer(), v.Pointer()}, true
	}
	return wrapKey{}, false
}

// hostFor chooses how scripts see a Go value.
func (r *Runtime) hostFor(origin, v reflect.Value) hostObject {
	base := hostValue{r: r, origin: origin, v: v}
	switch v.Kind() {
	case reflect.Map:
		if v.Type().NumMethod() == 0 && plainKey(v.Type().Key().Kind()) {
			return &hostMap{hostValue: base}
		}
	case reflect.Slice, reflect.Array:
		base.v = addressable(v)
		h := &hostSlice{hostValue: base, fixed: v.Kind() == reflect.Array}
		if reflect.PointerTo(v.Type()).NumMethod() > 0 {
			h.plan = r.planOf(v.Type())
		}
		return h
	}
	base.v = addressable(v)
	return newHostStruct(base)
}

// addressable is v, or a copy of it that has an address.
func addressable(v reflect.Value) reflect.Value {
	if v.CanAddr() {
		return v
	}
	place := reflect.New(v.Type()).Elem()
	place.Set(v)
	return place
}

var typePlainMap = reflect.TypeFor[map[string]any]()

func plainKey(k reflect.Kind) bool {
	return k == reflect.String || k >= reflect.Int && k <= reflect.Float64
}

// newHost makes the object in the heap for h.
func (r *Runtime) newHost(h hostObject) *heap.Object {
	proto := object.ObjectPrototype
	if h.isArray() {
		proto = object.ArrayPrototype
	} else if p, ok := h.(*hostStruct); ok {
		proto = p.prototype()
	}
	o := r.obj.NewHostExotic(h, r.realm.Intrinsic(proto).Value(), h.isArray())
	if h, ok := h.(interface{ attach(handle uint32) }); ok {
		h.attach(object.HostHandle(o))
	}
	return o
}

// hostOf is what an object of a Go value is for this package, or nil.
func (r *Runtime) hostOf(o *heap.Object) hostObject {
	h, _ := r.obj.HostExoticOf(o.Value()).(hostObject)
	return h
}
