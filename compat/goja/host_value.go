package goja

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// hostObject keeps the properties of an object around something of Go.
type hostObject interface {
	object.HostExotic
	className() string
	// export gives back what the object is around.
	export() any
	exportType() reflect.Type
	isArray() bool
}

// hostValue is what the objects around Go values have in common.
type hostValue struct {
	r      *Runtime
	origin reflect.Value // what ToValue was given
	v      reflect.Value // what its pointers lead to; a copy with an address if it has none
	// views are the objects of structs and arrays within v, by field or index.
	views map[int]view
	// bound are the functions of the methods that scripts have asked for.
	bound  map[int]heap.Value
	handle uint32
}

// view is the object around a struct or an array that lies within another value.
type view struct {
	cell heap.Value
	host part
}

// part keeps an object of a part of another value.
type part interface {
	// detach makes it one around a copy, because its place gets another value.
	detach()
	// move says that the place is another one now.
	move(place reflect.Value)
}

// HostTraits implements object.HostExotic.
func (h *hostValue) HostTraits() object.HostTraits {
	return object.HostQuiet | object.HostDistinctKeys
}

func (h *hostValue) export() any {
	if h.origin.Kind() == reflect.Pointer || !h.v.CanInterface() {
		return h.origin.Interface()
	}
	return h.v.Interface()
}

func (h *hostValue) exportType() reflect.Type { return h.origin.Type() }
func (h *hostValue) isArray() bool            { return false }

// HostPreventExtensions implements object.HostExtensible.
func (h *hostValue) HostPreventExtensions(*object.Runtime, *heap.Object) (bool, error) {
	return true, nil
}

func (h *hostValue) className() string { return "Object" }

// TraceCells implements heap.Tracer.
func (h *hostValue) TraceCells(m *heap.Marker) {
	for _, v := range h.views {
		m.Value(v.cell)
	}
	for _, v := range h.bound {
		m.Value(v)
	}
}

// attach tells h the handle by which the collector knows it.
func (h *hostValue) attach(handle uint32) { h.handle = handle }

// touch says that h has got another Value, after that was stored.
func (h *hostValue) touch() { h.r.obj.Heap.TouchHandle(h.handle) }

func (h *hostValue) detach() {
	place := reflect.New(h.v.Type()).Elem()
	place.Set(h.v)
	h.v, h.origin, h.bound = place, place, nil
}

func (h *hostValue) move(place reflect.Value) {
	for i := range h.views {
		h.leave(i)
	}
	h.v, h.origin, h.bound = place, place, nil
}

// method is the function of a method of v.
func (h *hostValue) method(i int) heap.Value {
	if f, ok := h.bound[i]; ok {
		return f
	}
	owner := h.v
	if owner.Kind() != reflect.Interface {
		owner = owner.Addr()
	}
	f := h.r.cell(h.r.toValue(owner.Method(i)))
	if h.bound == nil {
		h.bound = map[int]heap.Value{}
	}
	h.bound[i] = f
	h.touch()
	return f
}

// child is the value of a part of h: a struct or an array has one object as long as it is
// not assigned to.
func (h *hostValue) child(i int, v reflect.Value) heap.Value {
	if k := v.Kind(); k != reflect.Struct && k != reflect.Array && k != reflect.Slice || !v.CanAddr() {
		return h.r.reflected(v)
	}
	if known, ok := h.views[i]; ok {
		return known.cell
	}
	cell := h.r.cell(h.r.toValue(v))
	if !cell.IsObject() {
		return cell
	}
	if host, ok := h.r.obj.HostExoticOf(cell).(part); ok {
		if h.views == nil {
			h.views = map[int]view{}
		}
		h.views[i] = view{cell, host}
		h.touch()
	}
	return cell
}

// assign gives a part of h another value.
func (h *hostValue) assign(i int, place reflect.Value, v heap.Value) error {
	if h.r.plainToGo(v, place) {
		return nil
	}
	value := reflect.New(place.Type()).Elem()
	if err := h.r.toGo(h.r.value(v), value, new(exportContext)); err != nil {
		return h.r.obj.TypeError("Go type conversion error: %s", err.Error())
	}
	h.leave(i)
	place.Set(value)
	return nil
}

// leave detaches the view of a part.
func (h *hostValue) leave(i int) {
	if known, ok := h.views[i]; ok {
		delete(h.views, i)
		known.host.detach()
	}
}

// hostMap is an object around a map whose keys are strings or numbers.
type hostMap struct{ hostValue }

// key is the key of the map for a property; false if it has none.
func (h *hostMap) key(key heap.Value) (reflect.Value, bool) {
	text := h.r.keyText(key)
	t := h.v.Type().Key()
	out := reflect.New(t).Elem()
	switch k := t.Kind(); {
	case k == reflect.String:
		out.SetString(text)
	case k >= reflect.Int && k <= reflect.Int64:
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil || out.OverflowInt(n) {
			return out, false
		}
		out.SetInt(n)
	case k >= reflect.Uint && k <= reflect.Uintptr:
		n, err := strconv.ParseUint(text, 10, 64)
		if err != nil || out.OverflowUint(n) {
			return out, false
		}
		out.SetUint(n)
	default:
		f := parseNumber(text)
		if f != f {
			return out, false
		}
		out.SetFloat(f)
	}
	return out, true
}

const hostAttrs = heap.Writable | heap.Enumerable | heap.Configurable

// HostHas implements object.HostExotic.
func (h *hostMap) HostHas(_ *object.Runtime, _ *heap.Object, key heap.Value) (heap.Attrs, bool, error) {
	k, ok := h.key(key)
	return hostAttrs, ok && h.v.MapIndex(k).IsValid(), nil
}

// HostGet implements object.HostExotic.
func (h *hostMap) HostGet(_ *object.Runtime, _ *heap.Object, key heap.Value) (heap.Value, heap.Attrs, bool, error) {
	if h.v.Type() == typePlainMap && h.v.CanInterface() {
		if x, ok := h.v.Interface().(map[string]any)[h.r.keyText(key)]; ok {
			return h.r.given(x), hostAttrs, true, nil
		}
		return heap.Undefined, 0, false, nil
	}
	if k, ok := h.key(key); ok {
		if v := h.v.MapIndex(k); v.IsValid() {
			return h.r.reflected(v), hostAttrs, true, nil
		}
	}
	return heap.Undefined, 0, false, nil
}

// HostSet implements object.HostExotic.
func (h *hostMap) HostSet(_ *object.Runtime, _ *heap.Object, key, v heap.Value) (bool, error) {
	k, ok := h.key(key)
	if !ok || h.v.IsNil() {
		return false, nil
	}
	value := reflect.New(h.v.Type().Elem()).Elem()
	if err := h.r.toGo(h.r.value(v), value, new(exportContext)); err != nil {
		return false, h.r.obj.TypeError("Go type conversion error: %s", err.Error())
	}
	h.v.SetMapIndex(k, value)
	return true, nil
}

// HostDelete implements object.HostExotic.
func (h *hostMap) HostDelete(_ *object.Runtime, _ *heap.Object, key heap.Value) (bool, error) {
	if k, ok := h.key(key); ok {
		h.v.SetMapIndex(k, reflect.Value{})
	}
	return true, nil
}

// HostKeys implements object.HostExotic.
func (h *hostMap) HostKeys(rt *object.Runtime, _ *heap.Object) ([]heap.Value, error) {
	names := make([]string, 0, h.v.Len())
	for iter := h.v.MapRange(); iter.Next(); {
		names = append(names, h.r.toValue(iter.Key()).String())
	}
	slices.Sort(names)
	return h.r.keys(names), nil
}

// keys makes property keys of names, indices first.
func (r *Runtime) keys(names []string) []heap.Value {
	h := r.obj.Heap
	list := make([]heap.Value, 0, len(names))
	for _, name := range names {
		list = append(list, h.Keep(h.KeyFromGo(name)))
	}
	slices.SortStableFunc(list, func(a, b heap.Value) int {
		x, y := heap.KeyIsIndex(a), heap.KeyIsIndex(b)
		switch {
		case x && y:
			return int(heap.KeyIndex(a)) - int(heap.KeyIndex(b))
		case x:
			return -1
		case y:
			return 1
		}
		return 0
	})
	return list
}

// hostSlice is an array around a slice or a Go array.
type hostSlice struct {
	hostValue
	fixed bool        // its length cannot change
	plan  *structPlan // its methods, nil without any
}

func (h *hostSlice) isArray() bool     { return true }
func (h *hostSlice) className() string { return "Array" }

// index is the index that a key is, -1 for no index.
func index(key heap.Value) int {
	if heap.KeyIsIndex(key) {
		return int(heap.KeyIndex(key))
	}
	return -1
}

// HostHas implements object.HostExotic.
func (h *hostSlice) HostHas(rt *object.Runtime, o *heap.Object, key heap.Value) (heap.Attrs, bool, error) {
	if key == rt.Heap.Names.Length {
		return h.lengthAttrs(), true, nil
	}
	if i := index(key); i >= 0 {
		return hostAttrs, i < h.v.Len(), nil
	}
	if _, ok := h.methodOf(key); ok {
		return methodAttrs, true, nil
	}
	return heap.Writable | heap.Configurable, h.text(o, key) != nil, nil
}

// text is what toString does if the Go value says that. A prototype that somebody has set
// knows better.
func (h *hostSlice) text(o *heap.Object, key heap.Value) func() string {
	if h.plan == nil || !key.IsString() || h.r.keyText(key) != "toString" {
		return nil
	}
	if o.Proto(h.r.obj.Heap) != h.r.realm.Intrinsic(object.ArrayPrototype).Value() {
		return nil
	}
	switch x := h.v.Addr().Interface().(type) {
	case fmt.Stringer:
		return x.String
	case error:
		return x.Error
	}
	return nil
}

// methodOf is the method that a key names.
func (h *hostSlice) methodOf(key heap.Value) (i int, ok bool) {
	if h.plan == nil || !key.IsString() {
		return 0, false
	}
	i, ok = h.plan.methods[h.r.keyText(key)]
	return i, ok
}

func (h *hostSlice) lengthAttrs() heap.Attrs {
	if h.fixed {
		return 0
	}
	return heap.Writable
}

// HostGet implements object.HostExotic.
func (h *hostSlice) HostGet(rt *object.Runtime, o *heap.Object, key heap.Value) (heap.Value, heap.Attrs, bool, error) {
	if key == rt.Heap.Names.Length {
		return heap.Number(float64(h.v.Len())), h.lengthAttrs(), true, nil
	}
	if i := index(key); i >= 0 && i < h.v.Len() {
		return h.child(i, h.v.Index(i)), hostAttrs, true, nil
	}
	if i, ok := h.methodOf(key); ok {
		return h.method(i), methodAttrs, true, nil
	}
	if text := h.text(o, key); text != nil {
		f := h.r.nativeFunction("toString", nil, func(FunctionCall) Value { return newString(text()) })
		return h.r.cell(f), heap.Writable | heap.Configurable, true, nil
	}
	return heap.Undefined, 0, false, nil
}

// HostSet implements object.HostExotic.
func (h *hostSlice) HostSet(rt *object.Runtime, _ *heap.Object, key, v heap.Value) (bool, error) {
	if key == rt.Heap.Names.Length {
		n, err := rt.ToNumber(v)
		if err != nil {
			return false, err
		}
		if n < 0 || n != float64(uint32(n)) {
			return false, rt.RangeError("Invalid array length")
		}
		return h.resize(int(n)), nil
	}
	i := index(key)
	if i < 0 || i >= h.v.Len() && !h.resize(i+1) {
		return false, nil
	}
	return true, h.assign(i, h.v.Index(i), v)
}

// resize makes the slice n long.
func (h *hostSlice) resize(n int) bool {
	old := h.v.Len()
	if n == old {
		return true
	}
	if h.fixed {
		return false
	}
	for i := n; i < old; i++ {
		h.leave(i)
	}
	switch {
	case n < old:
		clearElements(h.v, n, old)
		h.v.SetLen(n)
	case n <= h.v.Cap():
		h.v.SetLen(n)
		clearElements(h.v, old, n)
	default:
		grown := reflect.MakeSlice(h.v.Type(), n, n+n/4)
		reflect.Copy(grown, h.v)
		h.v.Set(grown)
		for i, known := range h.views {
			known.host.move(grown.Index(i))
		}
	}
	return true
}

func clearElements(v reflect.Value, from, to int) {
	for i := from; i < to; i++ {
		v.Index(i).SetZero()
	}
}

// HostDelete implements object.HostExotic.
func (h *hostSlice) HostDelete(_ *object.Runtime, _ *heap.Object, key heap.Value) (bool, error) {
	if i := index(key); i >= 0 && i < h.v.Len() {
		h.leave(i)
		h.v.Index(i).SetZero()
		return true, nil
	}
	return false, nil
}

// HostKeys implements object.HostExotic.
func (h *hostSlice) HostKeys(rt *object.Runtime, _ *heap.Object) ([]heap.Value, error) {
	list, err := rt.MakeList(int64(h.v.Len() + 1))
	if err != nil {
		return nil, err
	}
	for i := range h.v.Len() {
		list = append(list, heap.IndexKey(uint32(i)))
	}
	list = append(list, rt.Heap.Names.Length)
	if h.plan != nil {
		list = append(list, h.r.keys(h.plan.names)...)
	}
	return list, nil
}
