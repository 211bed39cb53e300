package goja

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"reflect"
	"time"
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// exportContext remembers what has been exported, so that cycles end.
type exportContext struct {
	values map[heap.Value]any
	typed  map[exportKey]reflect.Value
}

type exportKey struct {
	cell heap.Value
	t    reflect.Type
}

func (c *exportContext) put(cell heap.Value, x any) {
	if c.values == nil {
		c.values = map[heap.Value]any{}
	}
	c.values[cell] = x
}

func (c *exportContext) putTyped(cell heap.Value, v reflect.Value) {
	if c.typed == nil {
		c.typed = map[exportKey]reflect.Value{}
	}
	c.typed[exportKey{cell, v.Type()}] = v
}

// Export converts the object to Go: one around a Go value to that; functions to
// func(FunctionCall) Value and classes to func(ConstructorCall) *Object, which panic with
// what is thrown; arrays to []interface{}, a Map to [][2]interface{}, a Set to
// []interface{}; Date to time.Time in local time; typed arrays to slices over the same
// memory; ArrayBuffer, Proxy and Promise to the types of those names; objects around
// primitives to those; any other to a map[string]interface{} of its enumerable own
// properties. It panics with an *Exception when a script's code throws.
func (o *Object) Export() (x interface{}) {
	o.do(func(rt *object.Runtime, self *heap.Object) (err error) {
		x, err = o.home().exportObject(self, new(exportContext))
		return err
	})
	return x
}

func (r *Runtime) export(v heap.Value, ctx *exportContext) (any, error) {
	switch {
	case v.IsInt():
		return int64(v.AsInt()), nil
	case v.IsObject():
		return r.exportObject(v.Object(), ctx)
	case v.IsString():
		return r.goText(v.Str()), nil
	}
	return r.value(v).Export(), nil
}

func (r *Runtime) exportObject(o *heap.Object, ctx *exportContext) (any, error) {
	if x, ok := ctx.values[o.Value()]; ok {
		return x, nil
	}
	if h := r.hostOf(o); h != nil {
		return h.export(), nil
	}
	switch o.Class() {
	case heap.ClassFunction, heap.ClassBoundFunction:
		return r.exportFunction(o), nil
	case heap.ClassBoolean, heap.ClassNumber, heap.ClassSymbol, heap.ClassBigInt:
		return r.value(o.Internal(0)).Export(), nil
	case heap.ClassDate:
		return dateTime(o.Internal(0).Float64()), nil
	case heap.ClassMap, heap.ClassSet:
		return r.exportTable(o, ctx)
	case heap.ClassPromise:
		return r.promiseOf(o), nil
	case heap.ClassProxy:
		return Proxy{r.objectOf(o.Value())}, nil
	case heap.ClassArrayBuffer:
		return ArrayBuffer{r.objectOf(o.Value())}, nil
	case heap.ClassTypedArray:
		return r.typedSlice(o), nil
	case heap.ClassArray, heap.ClassArguments, heap.ClassMappedArguments:
		return r.exportArray(o, ctx)
	}
	return r.exportProperties(o, ctx)
}

func (r *Runtime) exportArray(o *heap.Object, ctx *exportContext) (any, error) {
	n, err := r.obj.LengthOfArrayLike(o)
	if err != nil {
		return nil, err
	}
	list := make([]any, n)
	ctx.put(o.Value(), list)
	for i := range list {
		v, sight := r.obj.Peek(o, heap.IndexKey(uint32(i)))
		if sight != object.Present {
			if v, err = r.obj.Get(o, r.obj.KeyFromInt(int64(i))); err != nil {
				return nil, err
			}
		}
		list[i], err = r.export(v, ctx)
		if err != nil {
			return nil, err
		}
	}
	return list, nil
}

func (r *Runtime) exportProperties(o *heap.Object, ctx *exportContext) (any, error) {
	keys, err := r.obj.OwnPropertyKeys(o)
	if err != nil {
		return nil, err
	}
	// Which are enumerable is asked before any is read: a getter may change that.
	n := 0
	for _, key := range keys {
		if ok, err := r.isEnumerableName(o, key); err != nil {
			return nil, err
		} else if ok {
			keys[n] = key
			n++
		}
	}
	m := make(map[string]any, n)
	ctx.put(o.Value(), m)
	for _, key := range keys[:n] {
		v, err := r.obj.Get(o, key)
		if err == nil {
			m[r.keyText(key)], err = r.export(v, ctx)
		}
		if err != nil {
			return nil, err
		}
	}
	return m, nil
}

// isEnumerableName reports whether key is that of an enumerable own property and no symbol.
func (r *Runtime) isEnumerableName(o *heap.Object, key heap.Value) (bool, error) {
	if key.IsSymbol() {
		return false, nil
	}
	return r.obj.IsEnumerableOwn(o, key)
}

// entries are the entries of a Map or Set.
func (r *Runtime) entries(o *heap.Object) (keys, values []heap.Value) {
	table := o.Internal(0).OrderedTable()
	var at heap.Cursor
	for {
		k, v, next, ok := table.Next(at)
		if !ok {
			return keys, values
		}
		keys, values, at = append(keys, k), append(values, v), next
	}
}

func (r *Runtime) exportTable(o *heap.Object, ctx *exportContext) (any, error) {
	keys, values := r.entries(o)
	if o.Class() == heap.ClassSet {
		list := make([]any, len(keys))
		ctx.put(o.Value(), list)
		for i, k := range keys {
			var err error
			if list[i], err = r.export(k, ctx); err != nil {
				return nil, err
			}
		}
		return list, nil
	}
	list := make([][2]any, len(keys))
	ctx.put(o.Value(), list)
	for i := range keys {
		for j, v := range [2]heap.Value{keys[i], values[i]} {
			var err error
			if list[i][j], err = r.export(v, ctx); err != nil {
				return nil, err
			}
		}
	}
	return list, nil
}

func (r *Runtime) isClass(o *heap.Object) bool {
	if o.Class() != heap.ClassFunction {
		return false
	}
	k := r.obj.CodeOf(o).Kind
	return k == object.KindBase || k == object.KindDerived
}

func (r *Runtime) exportFunction(o *heap.Object) any {
	if f := r.hostFunctionOf(o); f != nil && f.export != nil {
		return f.export
	}
	fn := r.objectOf(o.Value())
	if r.isClass(o) {
		return exportClass(fn)
	}
	return func(call FunctionCall) Value {
		f, _ := AssertFunction(fn)
		v, err := f(call.This, call.Arguments...)
		if err != nil {
			panic(err)
		}
		return v
	}
}

// askClass is the this with which a function that exportClass has made tells its class.
var askClass = new(Object)

// exportClass is what Export gives for a class. It is not inlined, so that all that it returns
// has one address of code.
//
//go:noinline
func exportClass(class *Object) func(ConstructorCall) *Object {
	return func(call ConstructorCall) *Object {
		if call.This == askClass {
			return class
		}
		f, _ := AssertConstructor(class)
		made, err := f(call.NewTarget, call.Arguments...)
		if err != nil {
			panic(err)
		}
		return made
	}
}

// classOf is the class of this runtime that f was exported from, or nil: what comes back is the
// class again.
func (r *Runtime) classOf(f func(ConstructorCall) *Object) *Object {
	if reflect.ValueOf(f).Pointer() != reflect.ValueOf(exportClass(nil)).Pointer() {
		return nil
	}
	if class := f(ConstructorCall{This: askClass}); class.r == r {
		return class
	}
	return nil
}

// dateTime is the time of a Date, the zero time for an invalid one.
func dateTime(ms float64) time.Time {
	if ms != ms {
		return time.Time{}
	}
	return time.UnixMilli(int64(ms))
}

var typedTypes = [object.NumElementTypes]reflect.Type{
	object.ElementInt8:      reflect.TypeFor[[]int8](),
	object.ElementUint8:     reflect.TypeFor[[]uint8](),
	object.ElementUint8C:    reflect.TypeFor[[]uint8](),
	object.ElementInt16:     reflect.TypeFor[[]int16](),
	object.ElementUint16:    reflect.TypeFor[[]uint16](),
	object.ElementInt32:     reflect.TypeFor[[]int32](),
	object.ElementUint32:    reflect.TypeFor[[]uint32](),
	object.ElementBigInt64:  reflect.TypeFor[[]int64](),
	object.ElementBigUint64: reflect.TypeFor[[]uint64](),
	object.ElementFloat16:   reflect.TypeFor[[]uint16](),
	object.ElementFloat32:   reflect.TypeFor[[]float32](),
	object.ElementFloat64:   reflect.TypeFor[[]float64](),
}

// typedBytes is the memory of a typed array.
func (r *Runtime) typedBytes(o *heap.Object) ([]byte, int) {
	t := typedTypes[object.TypedElementOf(o)]
	n := int(r.obj.Language().TypedArrayLength(r.obj, o))
	b, ok := r.obj.Language().BufferBytes(r.obj, o.Internal(object.TypedBuffer).Object())
	if !ok || n == 0 {
		return nil, 0
	}
	at := int(o.Internal(object.TypedOffset).Float64())
	return b[at : at+n*int(t.Elem().Size())], n
}

// typedSlice is the memory of a typed array as a slice of its elements.
func (r *Runtime) typedSlice(o *heap.Object) any {
	t := typedTypes[object.TypedElementOf(o)]
	b, n := r.typedBytes(o)
	if n == 0 {
		return reflect.MakeSlice(t, 0, 0).Interface()
	}
	return reflect.SliceAt(t.Elem(), unsafe.Pointer(unsafe.SliceData(b)), n).Interface()
}

// exportType is the type of what exportObject gives.
func (r *Runtime) exportType(o *heap.Object) reflect.Type {
	if h := r.hostOf(o); h != nil {
		return h.exportType()
	}
	switch o.Class() {
	case heap.ClassFunction, heap.ClassBoundFunction:
		return reflect.TypeOf(r.exportFunction(o))
	case heap.ClassBoolean, heap.ClassNumber, heap.ClassSymbol, heap.ClassBigInt:
		return r.value(o.Internal(0)).ExportType()
	case heap.ClassDate:
		return reflect.TypeFor[time.Time]()
	case heap.ClassMap:
		return reflect.TypeFor[[][2]any]()
	case heap.ClassSet, heap.ClassArray:
		return reflect.TypeFor[[]any]()
	case heap.ClassPromise:
		return reflect.TypeFor[*Promise]()
	case heap.ClassProxy:
		return reflect.TypeFor[Proxy]()
	case heap.ClassArrayBuffer:
		return reflect.TypeFor[ArrayBuffer]()
	case heap.ClassTypedArray:
		return typedTypes[object.TypedElementOf(o)]
	}
	return reflect.TypeFor[map[string]any]()
}

// ExportTo converts v to the type that target points to.
//
// Numbers are converted as scripts do (ToInt32 and the like), anything becomes a string or a
// bool. An object becomes a struct by its properties, a map by its enumerable own ones, a
// Map a map; whatever is iterable or has a length a slice, or an array of that length; a
// function a Go function of any type, whose last result, if it is an error, is what the
// script throws. undefined and null are zero. An object around a Go value becomes that.
func (r *Runtime) ExportTo(v Value, target interface{}) error {
	dst := reflect.ValueOf(target)
	if dst.Kind() != reflect.Pointer || dst.IsNil() {
		return errors.New("target must be a non-nil pointer")
	}
	var failed error
	err := r.enter(func() error {
		failed = r.toGo(v, dst.Elem(), new(exportContext))
		switch failed.(type) {
		case *object.Throw, *object.Termination:
			return failed
		}
		return nil
	})
	if err != nil {
		return err
	}
	return failed
}

var (
	typeValue    = reflect.TypeFor[Value]()
	typeObject   = reflect.TypeFor[*Object]()
	typeTime     = reflect.TypeFor[time.Time]()
	typeCallable = reflect.TypeFor[Callable]()
	typeNative   = reflect.TypeFor[func(FunctionCall) Value]()
	typeCtor     = reflect.TypeFor[func(ConstructorCall) *Object]()
	typeBytes    = reflect.TypeFor[[]byte]()
)

func cannot(v Value, t reflect.Type) error {
	return fmt.Errorf("could not convert %v to %v", v, t)
}

// toGo converts v into dst.
func (r *Runtime) toGo(v Value, dst reflect.Value, ctx *exportContext) (err error) {
	t := dst.Type()
	if v == nil {
		v = _undefined
	}
	if t == typeValue {
		dst.Set(reflect.ValueOf(&v).Elem())
		return nil
	}
	o, isObject := v.(*Object)
	if isObject {
		if t == typeObject {
			dst.Set(reflect.ValueOf(o))
			return nil
		}
		if done, err := r.hostToGo(o, dst); done {
			return err
		}
	}
	if x := reflect.ValueOf(v); t.Kind() == reflect.Interface && t.NumMethod() > 0 && x.Type().AssignableTo(t) {
		dst.Set(x)
		return nil
	}
	if done, err := r.basicToGo(v, dst); done {
		return err
	}
	if v == _undefined || v == _null {
		dst.SetZero()
		return nil
	}
	if isObject {
		if done, ok := ctx.typed[exportKey{o.v, t}]; ok {
			dst.Set(done)
			return nil
		}
		if done, err := r.objectToGo(o, dst, ctx); done {
			return err
		}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return r.pointerToGo(v, dst, ctx)
	case reflect.Interface:
		x, err := r.export(r.cell(v), ctx)
		if err != nil {
			return err
		}
		if x == nil {
			dst.SetZero()
			return nil
		}
		if value := reflect.ValueOf(x); value.Type().AssignableTo(t) {
			dst.Set(value)
			return nil
		}
		return cannot(v, t)
	}
	if et := v.ExportType(); et != nil && et.AssignableTo(t) {
		dst.Set(reflect.ValueOf(v.Export()))
		return nil
	}
	return primitiveToGo(v, dst)
}

// primitiveToGo converts what else can come of a primitive.
func primitiveToGo(v Value, dst reflect.Value) error {
	switch x := v.(type) {
	case *valueBigInt:
		if b, ok := dst.Addr().Interface().(*big.Int); ok {
			b.Set(x.x)
			return nil
		}
	case String:
		switch dst.Type() {
		case typeBytes:
			dst.SetBytes([]byte(x.String()))
			return nil
		case typeTime:
			t, err := time.Parse(time.RFC3339, x.String())
			if err == nil {
				dst.Set(reflect.ValueOf(t))
			}
			return err
		}
	}
	return cannot(v, dst.Type())
}

// hostToGo takes the Go value out of an object that is around one.
func (r *Runtime) hostToGo(o *Object, dst reflect.Value) (done bool, err error) {
	h := r.hostOf(o.cell(r).Object())
	if h == nil {
		return false, nil
	}
	x := reflect.ValueOf(h.export())
	t := dst.Type()
	if t.Kind() == reflect.Interface && t.NumMethod() > 0 && x.IsValid() && !x.Type().Implements(t) {
		return false, nil
	}
	for x.IsValid() {
		if x.Type().AssignableTo(t) {
			dst.Set(x)
			return true, nil
		}
		if x.Kind() != reflect.Pointer || x.IsNil() {
			break
		}
		x = x.Elem()
	}
	switch {
	case !x.IsValid():
		return false, nil
	case t.Kind() == reflect.Pointer && x.Type() == t.Elem():
		place := reflect.New(t.Elem())
		if v, ok := h.(interface{ place() reflect.Value }); ok && v.place().CanAddr() {
			place = v.place().Addr()
		} else {
			place.Elem().Set(x)
		}
		dst.Set(place)
		return true, nil
	case x.Type().ConvertibleTo(t) && x.Kind() == t.Kind() && x.Kind() != reflect.Slice && x.Kind() != reflect.Map:
		dst.Set(x.Convert(t))
		return true, nil
	}
	return false, nil
}

// place is where the value stands.
func (h *hostValue) place() reflect.Value { return h.v }

// basicToGo converts to booleans, strings and numbers.
func (r *Runtime) basicToGo(v Value, dst reflect.Value) (done bool, err error) {
	switch k := dst.Kind(); {
	case k == reflect.Bool:
		dst.SetBool(v.ToBoolean())
	case k == reflect.String:
		dst.SetString(v.String())
	case k >= reflect.Int && k <= reflect.Int64:
		dst.SetInt(wrapInt(v, dst.Type().Bits()))
	case k >= reflect.Uint && k <= reflect.Uintptr:
		dst.SetUint(uint64(wrapInt(v, 64)) & (math.MaxUint64 >> (64 - dst.Type().Bits())))
	case k == reflect.Float32 || k == reflect.Float64:
		dst.SetFloat(v.ToFloat())
	default:
		return false, nil
	}
	return true, nil
}

// plainToGo converts v into dst if both are of the same primitive type; false if they are not.
func (r *Runtime) plainToGo(v heap.Value, dst reflect.Value) bool {
	switch k := dst.Kind(); {
	case v.IsInt() && k >= reflect.Int && k <= reflect.Int64:
		dst.SetInt(wrapInt(valueInt(v.AsInt()), dst.Type().Bits()))
	case v.IsNumber() && (k == reflect.Float32 || k == reflect.Float64):
		dst.SetFloat(v.Float64())
	case v.IsBool() && k == reflect.Bool:
		dst.SetBool(v == heap.True)
	case v.IsString() && k == reflect.String:
		dst.SetString(v.Str().Go(r.obj.Heap))
	default:
		return false
	}
	return true
}

// wrapInt is ToInt8 and so on, by bits; of 64 bits it is an integer that is kept in range.
func wrapInt(v Value, bits int) int64 {
	if n, ok := v.(valueInt); ok {
		return int64(n) << (64 - bits) >> (64 - bits)
	}
	if b, ok := v.(*valueBigInt); ok {
		return new(big.Int).And(b.x, new(big.Int).SetUint64(math.MaxUint64)).Int64() << (64 - bits) >> (64 - bits)
	}
	f := v.ToFloat()
	if f != f || math.IsInf(f, 0) {
		return 0
	}
	if bits < 64 {
		f = math.Mod(math.Trunc(f), 1<<32)
	}
	return toInteger(f) << (64 - bits) >> (64 - bits)
}

// objectToGo converts an object by what it is.
func (r *Runtime) objectToGo(o *Object, dst reflect.Value, ctx *exportContext) (done bool, err error) {
	t := dst.Type()
	self := o.cell(r).Object()
	switch t.Kind() {
	case reflect.Func:
		f, ok := AssertFunction(o)
		switch {
		case !ok:
			return true, cannot(o, t)
		case t == typeNative || t == typeCtor:
			if x := reflect.ValueOf(r.exportFunction(self)); x.Type() == t {
				dst.Set(x)
				return true, nil
			}
		case t == typeCallable:
			dst.Set(reflect.ValueOf(f))
			return true, nil
		}
		if f := r.hostFunctionOf(self); f != nil && f.export != nil && reflect.TypeOf(f.export).AssignableTo(t) {
			dst.Set(reflect.ValueOf(f.export))
			return true, nil
		}
		dst.Set(r.gateway(f, t))
		return true, nil
	case reflect.Struct:
		if et := r.exportType(self); et.AssignableTo(t) {
			x, err := r.exportObject(self, ctx)
			if err == nil {
				dst.Set(reflect.ValueOf(x))
			}
			return true, err
		}
		return true, r.structToGo(self, dst, ctx)
	case reflect.Map:
		return true, r.mapToGo(self, dst, ctx)
	case reflect.Slice, reflect.Array:
		return true, r.listToGo(o, self, dst, ctx)
	}
	return false, nil
}

func (r *Runtime) pointerToGo(v Value, dst reflect.Value, ctx *exportContext) error {
	t := dst.Type()
	if et := v.ExportType(); et != nil && et.AssignableTo(t) {
		dst.Set(reflect.ValueOf(v.Export()))
		return nil
	}
	place := reflect.New(t.Elem())
	if o, ok := v.(*Object); ok {
		ctx.putTyped(o.v, place)
	}
	if err := r.toGo(v, place.Elem(), ctx); err != nil {
		return err
	}
	dst.Set(place)
	return nil
}

func (r *Runtime) structToGo(o *heap.Object, dst reflect.Value, ctx *exportContext) error {
	t := dst.Type()
	if dst.CanAddr() {
		ctx.putTyped(o.Value(), dst.Addr())
	}
	for i := range t.NumField() {
		f := t.Field(i)
		if !f.IsExported() {
			continue
		}
		name := f.Name
		if r.mapper != nil {
			name = r.mapper.FieldName(t, f)
		}
		if f.Anonymous {
			if err := r.toGo(r.objectOf(o.Value()), dst.Field(i), ctx); err != nil {
				return err
			}
			continue
		}
		if name == "" {
			continue
		}
		v, err := r.lookup(o, r.obj.Heap.KeyFromGo(name))
		if err != nil {
			return err
		}
		if v == nil {
			continue
		}
		if err := r.toGo(v, dst.Field(i), ctx); err != nil {
			return fmt.Errorf("could not convert struct value %v to %v for field %s: %w", v, f.Type, f.Name, err)
		}
	}
	return nil
}

func (r *Runtime) mapToGo(o *heap.Object, dst reflect.Value, ctx *exportContext) error {
	t := dst.Type()
	m := reflect.MakeMap(t)
	ctx.putTyped(o.Value(), m)
	put := func(key, v Value) error {
		k, x := reflect.New(t.Key()).Elem(), reflect.New(t.Elem()).Elem()
		if err := r.toGo(key, k, ctx); err != nil {
			return fmt.Errorf("could not convert map key %v to %v: %w", key, t.Key(), err)
		}
		if v != nil {
			if err := r.toGo(v, x, ctx); err != nil {
				return fmt.Errorf("could not convert map value %v to %v at key %v: %w", v, t.Elem(), key, err)
			}
		}
		m.SetMapIndex(k, x)
		return nil
	}
	switch o.Class() {
	case heap.ClassMap, heap.ClassSet:
		keys, values := r.entries(o)
		for i, k := range keys {
			var v Value
			if o.Class() == heap.ClassMap {
				v = r.value(values[i])
			}
			if err := put(r.value(k), v); err != nil {
				return err
			}
		}
	default:
		names, err := r.ownKeys(o, true)
		if err != nil {
			return err
		}
		for _, name := range names {
			v, err := r.obj.Get(o, r.obj.Heap.KeyFromGo(name))
			if err == nil {
				err = put(newString(name), r.value(v))
			}
			if err != nil {
				return err
			}
		}
	}
	dst.Set(m)
	return nil
}

// listToGo converts what is iterable, or has a length, to a slice or an array.
func (r *Runtime) listToGo(o *Object, self *heap.Object, dst reflect.Value, ctx *exportContext) error {
	t := dst.Type()
	if t == typeBytes {
		switch self.Class() {
		case heap.ClassArrayBuffer:
			b, _ := r.obj.Language().BufferBytes(r.obj, self)
			dst.SetBytes(b)
			return nil
		case heap.ClassTypedArray:
			b, _ := r.typedBytes(self)
			dst.SetBytes(b)
			return nil
		case heap.ClassDataView:
			n, at, buffer := r.obj.Language().DataViewRange(r.obj, self)
			b, _ := r.obj.Language().BufferBytes(r.obj, buffer.Object())
			dst.SetBytes(b[at : at+n])
			return nil
		}
	}
	if t.Kind() == reflect.Slice && self.Class() == heap.ClassTypedArray && typedTypes[object.TypedElementOf(self)] == t {
		dst.Set(reflect.ValueOf(r.typedSlice(self)))
		return nil
	}
	list, err := r.list(o, self, t)
	if err != nil {
		return err
	}
	out := dst
	if t.Kind() == reflect.Slice {
		out = reflect.MakeSlice(t, len(list), len(list))
		ctx.putTyped(o.v, out)
	} else if len(list) != dst.Len() {
		return fmt.Errorf("cannot convert %v to %v: lengths mismatch: have %d, need %d", o, t, len(list), dst.Len())
	}
	for i, v := range list {
		if err := r.toGo(r.value(v), out.Index(i), ctx); err != nil {
			return fmt.Errorf("could not convert array element %v to %v at %d: %w", r.value(v), t.Elem(), i, err)
		}
	}
	if t.Kind() == reflect.Slice {
		dst.Set(out)
	}
	return nil
}

func (r *Runtime) list(o *Object, self *heap.Object, t reflect.Type) ([]heap.Value, error) {
	rt := r.obj
	if self.Class() == heap.ClassSet {
		keys, _ := r.entries(self)
		return keys, nil
	}
	method, err := rt.GetMethod(self.Value(), rt.Heap.Symbols.Iterator)
	if err != nil {
		return nil, err
	}
	if !method.IsUndefined() {
		return rt.CollectIterable(self.Value(), method)
	}
	if has, err := rt.HasProperty(self, rt.Heap.Names.Length); err != nil {
		return nil, err
	} else if !has || self.IsCallable() {
		return nil, fmt.Errorf("cannot convert %v to %v: not an array or iterable", o, t)
	}
	return rt.CreateListFromArrayLike(self.Value())
}
