package goja

import (
	"reflect"
	"strconv"
	"sync"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// DynamicObject keeps the properties of an object that NewDynamicObject has made. All are
// writable, enumerable and configurable, and their keys are strings.
type DynamicObject interface {
	// Get returns the value of a property, nil if there is none.
	Get(key string) Value
	// Set gives a property a value; false refuses.
	Set(key string, val Value) bool
	// Has reports whether there is a property.
	Has(key string) bool
	// Delete removes a property, if it is there; false refuses.
	Delete(key string) bool
	// Keys lists the properties, each once.
	Keys() []string
}

// DynamicArray keeps the elements of an array that NewDynamicArray has made. Indices are any
// integers; scripts see those from 0 up to the length as own properties.
type DynamicArray interface {
	// Len returns the length.
	Len() int
	// Get returns an element, undefined or nil where there is none.
	Get(idx int) Value
	// Set gives an element a value, and makes the array longer if it must; false refuses.
	Set(idx int, val Value) bool
	// SetLen changes the length; new elements are zero. false refuses.
	SetLen(int) bool
}

// NewDynamicObject makes an object whose properties d keeps. Export gives d back.
func (r *Runtime) NewDynamicObject(d DynamicObject) *Object {
	return r.fromHost(func() Value {
		return r.objectOf(r.newHost(&dynamicObject{r, d}).Value())
	}).(*Object)
}

// NewDynamicArray makes an array whose elements a keeps. Export gives a back.
func (r *Runtime) NewDynamicArray(a DynamicArray) *Object {
	return r.fromHost(func() Value {
		return r.objectOf(r.newHost(&dynamicArray{r, a}).Value())
	}).(*Object)
}

// sharedObject makes one object in each runtime that sees it.
type sharedObject struct {
	host  func(*Runtime) hostObject
	array bool
}

func (s *sharedObject) in(r *Runtime) heap.Value {
	if v, ok := r.shared[s]; ok {
		return v
	}
	v := r.obj.NewHostExotic(s.host(r), heap.Null, s.array).Value()
	if r.shared == nil {
		r.shared = map[*sharedObject]heap.Value{}
	}
	r.shared[s] = v
	return v
}

// NewSharedDynamicObject makes an object whose properties d keeps, for any number of
// runtimes and goroutines. It has no prototype.
func NewSharedDynamicObject(d DynamicObject) *Object {
	return newShared(false, func(r *Runtime) hostObject { return &dynamicObject{r, d} })
}

// NewSharedDynamicArray makes an array whose elements a keeps, for any number of runtimes
// and goroutines. It has no prototype.
func NewSharedDynamicArray(a DynamicArray) *Object {
	return newShared(true, func(r *Runtime) hostObject { return &dynamicArray{r, a} })
}

func newShared(array bool, host func(*Runtime) hostObject) *Object {
	return &Object{shared: &sharedObject{host, array}}
}

// sharedRuntime is where Go code looks at objects that have no runtime.
var sharedRuntime = sync.OnceValue(New)

type dynamicObject struct {
	r *Runtime
	d DynamicObject
}

func (h *dynamicObject) className() string        { return "Object" }
func (h *dynamicObject) export() any              { return h.d }
func (h *dynamicObject) exportType() reflect.Type { return reflect.TypeOf(h.d) }
func (h *dynamicObject) isArray() bool            { return false }

// HostTraits implements object.HostExotic.
func (h *dynamicObject) HostTraits() object.HostTraits { return object.HostSymbols }

// HostHas implements object.HostExotic.
func (h *dynamicObject) HostHas(_ *object.Runtime, _ *heap.Object, key heap.Value) (_ heap.Attrs, ok bool, err error) {
	if key.IsSymbol() {
		return 0, false, nil
	}
	defer h.r.rescue(&err)
	return hostAttrs, h.d.Has(h.r.keyText(key)), nil
}

// HostGet implements object.HostExotic.
func (h *dynamicObject) HostGet(_ *object.Runtime, _ *heap.Object, key heap.Value) (_ heap.Value, _ heap.Attrs, ok bool, err error) {
	if key.IsSymbol() {
		return heap.Undefined, 0, false, nil
	}
	defer h.r.rescue(&err)
	v := h.d.Get(h.r.keyText(key))
	if v == nil {
		return heap.Undefined, 0, false, nil
	}
	return h.r.cell(v), hostAttrs, true, nil
}

// HostSet implements object.HostExotic.
func (h *dynamicObject) HostSet(_ *object.Runtime, _ *heap.Object, key, v heap.Value) (ok bool, err error) {
	if key.IsSymbol() {
		return false, h.r.obj.TypeError("Dynamic objects do not support symbol properties")
	}
	defer h.r.rescue(&err)
	return h.d.Set(h.r.keyText(key), h.r.value(v)), nil
}

// HostDelete implements object.HostExotic.
func (h *dynamicObject) HostDelete(_ *object.Runtime, _ *heap.Object, key heap.Value) (ok bool, err error) {
	defer h.r.rescue(&err)
	return h.d.Delete(h.r.keyText(key)), nil
}

// HostKeys implements object.HostExotic.
func (h *dynamicObject) HostKeys(*object.Runtime, *heap.Object) (keys []heap.Value, err error) {
	defer h.r.rescue(&err)
	for _, name := range h.d.Keys() {
		keys = append(keys, h.r.obj.Heap.Keep(h.r.obj.Heap.KeyFromGo(name)))
	}
	return keys, nil
}

type dynamicArray struct {
	r *Runtime
	a DynamicArray
}

func (h *dynamicArray) className() string        { return "Array" }
func (h *dynamicArray) export() any              { return h.a }
func (h *dynamicArray) exportType() reflect.Type { return reflect.TypeOf(h.a) }
func (h *dynamicArray) isArray() bool            { return true }

// HostTraits implements object.HostExotic.
func (h *dynamicArray) HostTraits() object.HostTraits { return object.HostSymbols }

// index is the index that a key stands for.
func (h *dynamicArray) index(key heap.Value) (int, bool) {
	if heap.KeyIsIndex(key) {
		return int(heap.KeyIndex(key)), true
	}
	if !key.IsString() {
		return 0, false
	}
	text := h.r.keyText(key)
	n, err := strconv.Atoi(text)
	return n, err == nil && strconv.Itoa(n) == text
}

// HostHas implements object.HostExotic.
func (h *dynamicArray) HostHas(rt *object.Runtime, _ *heap.Object, key heap.Value) (_ heap.Attrs, ok bool, err error) {
	if key == rt.Heap.Names.Length {
		return heap.Writable, true, nil
	}
	defer h.r.rescue(&err)
	i, ok := h.index(key)
	return hostAttrs, ok && i >= 0 && i < h.a.Len(), nil
}

// HostGet implements object.HostExotic.
func (h *dynamicArray) HostGet(rt *object.Runtime, _ *heap.Object, key heap.Value) (_ heap.Value, _ heap.Attrs, ok bool, err error) {
	defer h.r.rescue(&err)
	if key == rt.Heap.Names.Length {
		return heap.Number(float64(h.a.Len())), heap.Writable, true, nil
	}
	if i, ok := h.index(key); ok {
		v := h.a.Get(i)
		if in := i >= 0 && i < h.a.Len(); in || v != nil && v != _undefined {
			return h.r.cell(v), hostAttrs, true, nil
		}
	}
	return heap.Undefined, 0, false, nil
}

// HostSet implements object.HostExotic.
func (h *dynamicArray) HostSet(rt *object.Runtime, _ *heap.Object, key, v heap.Value) (ok bool, err error) {
	if key == rt.Heap.Names.Length {
		n, err := rt.ToNumber(v)
		if err != nil {
			return false, err
		}
		defer h.r.rescue(&err)
		return h.a.SetLen(int(n)), nil
	}
	defer h.r.rescue(&err)
	if i, ok := h.index(key); ok {
		return h.a.Set(i, h.r.value(v)), nil
	}
	return false, rt.TypeError("Cannot set property %q on a dynamic array", rt.KeyText(key))
}

// HostDelete implements object.HostExotic.
func (h *dynamicArray) HostDelete(_ *object.Runtime, _ *heap.Object, key heap.Value) (ok bool, err error) {
	defer h.r.rescue(&err)
	if i, ok := h.index(key); ok {
		return h.a.Set(i, _undefined), nil
	}
	return false, nil
}

// HostKeys implements object.HostExotic.
func (h *dynamicArray) HostKeys(rt *object.Runtime, _ *heap.Object) (keys []heap.Value, err error) {
	defer h.r.rescue(&err)
	n := h.a.Len()
	keys, err = rt.MakeList(int64(n + 1))
	if err != nil {
		return nil, err
	}
	for i := range n {
		keys = append(keys, heap.IndexKey(uint32(i)))
	}
	return append(keys, rt.Heap.Names.Length), nil
}
