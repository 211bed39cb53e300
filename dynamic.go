package kiln

import (
	"fmt"
	"math"
	"reflect"
	"strconv"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// DynamicObject keeps the own properties of an object of scripts, which
// [Runtime.NewDynamicObject] makes: whatever a script does with the object, the methods
// answer each time. Keys are the names of properties, array indices in decimal ("7"). Properties are
// enumerable, writable and configurable. Properties with symbols for keys are ordinary ones of the object,
// which these methods never hear of.
//
// An error is thrown in the script as that of a function (see [Runtime.NewFunction]). The
// methods may run scripts and may be called again meanwhile.
type DynamicObject interface {
	// Get returns the property key; without ok there is none, and the prototype is asked.
	Get(key string) (v Value, ok bool, err error)
	// Set stores v into the property key, or adds it; setters of the prototype are not asked.
	// Without ok the script gets a TypeError (in strict code; elsewhere nothing happens).
	Set(key string, v Value) (ok bool, err error)
	// Has reports whether there is a property key.
	Has(key string) (bool, error)
	// Delete removes the property key, which is there. Without ok it stays, and the
	// script gets a TypeError like that of Set.
	Delete(key string) (ok bool, err error)
	// Keys lists the properties in the order that scripts see. A key that is in the list twice
	// counts once, and one that Has does not know is none for Object.keys and for-in.
	Keys() ([]string, error)
}

// DynamicArray keeps the elements of an array of scripts, which [Runtime.NewDynamicArray]
// makes: Array.isArray says true, and the methods of arrays work on it. It has no holes, so
// deleting an element stores undefined there, and no own properties but elements and length.
//
// Errors are thrown as those of a [DynamicObject] are.
type DynamicArray interface {
	// Len returns the number of elements, which is less than 1<<32.
	Len() (int, error)
	// Get returns element i, which is less than Len.
	Get(i int) (Value, error)
	// Set stores v into element i. At Len or beyond, the array grows to hold it. Without
	// ok the script gets a TypeError (in strict code; elsewhere nothing happens).
	Set(i int, v Value) (ok bool, err error)
	// SetLen makes the array longer or shorter, as an assignment to its length does. Without ok
	// the script gets a TypeError, as with Set.
	SetLen(n int) (ok bool, err error)
}

// NewDynamicObject makes an object whose properties d keeps. Its prototype is
// Object.prototype; [Value.SetPrototype] changes that. Scripts cannot freeze it.
func (rt *Runtime) NewDynamicObject(d DynamicObject) Value {
	return rt.make(func() heap.Value {
		proto := rt.obj.Cur.Intrinsic(object.ObjectPrototype)
		return rt.obj.NewHostExotic(&dynamicObject{rt, d}, proto.Value(), false).Value()
	})
}

// NewDynamicArray makes an array whose elements d keeps. Its prototype is Array.prototype.
// Scripts cannot freeze it.
func (rt *Runtime) NewDynamicArray(d DynamicArray) Value {
	return rt.make(func() heap.Value {
		proto := rt.obj.Cur.Intrinsic(object.ArrayPrototype)
		return rt.obj.NewHostExotic(&dynamicArray{rt, d}, proto.Value(), true).Value()
	})
}

// Dynamic returns the DynamicObject or the DynamicArray that keeps the properties of v; nil
// if v is no such object.
func (v Value) Dynamic() any {
	if v.rt == nil {
		return nil
	}
	switch x := v.rt.obj.HostExoticOf(v.raw()).(type) {
	case *dynamicObject:
		return x.d
	case *dynamicArray:
		return x.d
	}
	return nil
}

// protectHost makes the panic of a method of the host an error that no script can catch. It is
// deferred where no part of the engine is inside of the host's code.
func (rt *Runtime) protectHost(err *error) {
	if p := recover(); p != nil {
		*err = rt.thrown(hostPanic(p, rt.runningFrames()))
	}
}

// keyTexts are the names of properties that were asked for last, as texts of Go, so that
// asking again makes none.
type keyTexts [1 << keyTextBits]struct {
	key  heap.Value // 0 after a collection, since another string may lie there now
	text string
}

const keyTextBits = 6

// forgetCells hears of a collection.
func (k *keyTexts) forgetCells() {
	if k != nil {
		for i := range k {
			k[i].key = 0
		}
	}
}

// keyText is a key as a text of Go.
func (rt *Runtime) keyText(key heap.Value) string {
	if heap.KeyIsIndex(key) {
		return strconv.FormatUint(uint64(heap.KeyIndex(key)), 10)
	}
	if rt.keyTexts == nil {
		rt.keyTexts = new(keyTexts)
	}
	known := &rt.keyTexts[(key>>4^key>>(4+keyTextBits))%(1<<keyTextBits)]
	if known.key == key {
		return known.text
	}
	f := key.Str().Flat(rt.obj.Heap)
	if f.IsWide() || len(f.Latin1()) > maxKeyText {
		return key.Str().Go(rt.obj.Heap)
	}
	if string(f.Latin1()) != known.text { // compared as bytes: equal means ASCII
		text := key.Str().Go(rt.obj.Heap)
		if len(text) != len(f.Latin1()) {
			return text
		}
		known.text = text
	}
	known.key = key
	return known.text
}

// maxKeyText is how long a text may be that keyTexts keeps.
const maxKeyText = 64

// dynamicObject is the object.HostExotic of a DynamicObject.
type dynamicObject struct {
	rt *Runtime
	d  DynamicObject
}

// Held implements host.Holder.
func (x *dynamicObject) Held() any { return x.d }

// HeldAs implements host.Holder.
func (x *dynamicObject) HeldAs(t reflect.Type) (any, bool) {
	return x.d, reflect.TypeOf(x.d).AssignableTo(t)
}

func (x *dynamicObject) HostTraits() object.HostTraits { return object.HostSetsAll }

func (x *dynamicObject) HostHas(_ *object.Runtime, _ *heap.Object, key heap.Value) (_ heap.Attrs, ok bool, err error) {
	defer x.rt.protectHost(&err)
	if ok, err = x.d.Has(x.rt.keyText(key)); err != nil {
		return 0, false, x.rt.thrown(err)
	}
	return heap.DefaultAttrs, ok, nil
}

func (x *dynamicObject) HostGet(_ *object.Runtime, _ *heap.Object, key heap.Value) (r heap.Value, _ heap.Attrs, _ bool, err error) {
	defer x.rt.protectHost(&err)
	v, ok, err := x.d.Get(x.rt.keyText(key))
	if err == nil && !ok {
		return heap.Undefined, 0, false, nil
	}
	if err == nil {
		if r, err = x.rt.own(v); err != nil {
			err = fmt.Errorf("kiln: property %q of a dynamic object: %w", x.rt.keyText(key), err)
		}
	}
	if err != nil {
		return heap.Undefined, 0, false, x.rt.thrown(err)
	}
	return r, heap.DefaultAttrs, true, nil
}

func (x *dynamicObject) HostSet(_ *object.Runtime, _ *heap.Object, key, v heap.Value) (ok bool, err error) {
	defer x.rt.protectHost(&err)
	if ok, err = x.d.Set(x.rt.keyText(key), x.rt.value(v)); err != nil {
		return false, x.rt.thrown(err)
	}
	return ok, nil
}

func (x *dynamicObject) HostDelete(_ *object.Runtime, _ *heap.Object, key heap.Value) (ok bool, err error) {
	defer x.rt.protectHost(&err)
	if ok, err = x.d.Delete(x.rt.keyText(key)); err != nil {
		return false, x.rt.thrown(err)
	}
	return ok, nil
}

func (x *dynamicObject) HostKeys(rt *object.Runtime, _ *heap.Object) (keys []heap.Value, err error) {
	names, err := x.names()
	if err != nil {
		return nil, err
	}
	keys, err = rt.MakeList(int64(len(names)))
	for _, name := range names {
		if err == nil {
			err = rt.Step()
		}
		if err != nil {
			return nil, err
		}
		keys = append(keys, rt.Heap.KeyFromGo(name))
	}
	return keys, err
}

func (x *dynamicObject) names() (names []string, err error) {
	defer x.rt.protectHost(&err)
	if names, err = x.d.Keys(); err != nil {
		return nil, x.rt.thrown(err)
	}
	return names, nil
}

// dynamicArray is the object.HostExotic of a DynamicArray.
type dynamicArray struct {
	rt *Runtime
	d  DynamicArray
}

// Held implements host.Holder.
func (x *dynamicArray) Held() any { return x.d }

// HeldAs implements host.Holder.
func (x *dynamicArray) HeldAs(t reflect.Type) (any, bool) {
	return x.d, reflect.TypeOf(x.d).AssignableTo(t)
}

func (x *dynamicArray) HostTraits() object.HostTraits { return object.HostDistinctKeys }

func (x *dynamicArray) len() (n int, err error) {
	defer x.rt.protectHost(&err)
	n, err = x.d.Len()
	switch {
	case err != nil:
		return 0, x.rt.thrown(err)
	case n < 0 || n > math.MaxUint32:
		return 0, x.rt.thrown(fmt.Errorf("kiln: a dynamic array says that its length is %d", n))
	}
	return n, nil
}

// has reports whether key is an element.
func (x *dynamicArray) has(key heap.Value) (i int, ok bool, err error) {
	if !heap.KeyIsIndex(key) {
		return 0, false, nil
	}
	n, err := x.len()
	i = int(heap.KeyIndex(key))
	return i, i < n, err
}

func (x *dynamicArray) HostHas(rt *object.Runtime, _ *heap.Object, key heap.Value) (heap.Attrs, bool, error) {
	if key == rt.Heap.Names.Length {
		return heap.Writable, true, nil
	}
	_, ok, err := x.has(key)
	return heap.DefaultAttrs, ok, err
}

func (x *dynamicArray) HostGet(rt *object.Runtime, _ *heap.Object, key heap.Value) (heap.Value, heap.Attrs, bool, error) {
	if key == rt.Heap.Names.Length {
		n, err := x.len()
		return heap.Number(float64(n)), heap.Writable, true, err
	}
	i, ok, err := x.has(key)
	if err != nil || !ok {
		return heap.Undefined, 0, false, err
	}
	r, err := x.get(i)
	return r, heap.DefaultAttrs, err == nil, err
}

func (x *dynamicArray) get(i int) (r heap.Value, err error) {
	defer x.rt.protectHost(&err)
	v, err := x.d.Get(i)
	if err == nil {
		if r, err = x.rt.own(v); err != nil {
			err = fmt.Errorf("kiln: element %d of a dynamic array: %w", i, err)
		}
	}
	if err != nil {
		return heap.Undefined, x.rt.thrown(err)
	}
	return r, nil
}

func (x *dynamicArray) HostSet(rt *object.Runtime, _ *heap.Object, key, v heap.Value) (ok bool, err error) {
	n := uint32(0)
	if key == rt.Heap.Names.Length {
		if n, err = rt.ArrayLength(v); err != nil {
			return false, err
		}
	}
	defer x.rt.protectHost(&err)
	switch {
	case heap.KeyIsIndex(key):
		ok, err = x.d.Set(int(heap.KeyIndex(key)), x.rt.value(v))
	case key == rt.Heap.Names.Length:
		ok, err = x.d.SetLen(int(n))
	}
	if err != nil {
		return false, x.rt.thrown(err)
	}
	return ok, nil
}

func (x *dynamicArray) HostDelete(rt *object.Runtime, o *heap.Object, key heap.Value) (bool, error) {
	return x.HostSet(rt, o, key, heap.Undefined)
}

func (x *dynamicArray) HostKeys(rt *object.Runtime, _ *heap.Object) ([]heap.Value, error) {
	n, err := x.len()
	if err != nil {
		return nil, err
	}
	keys, err := rt.MakeList(int64(n) + 1)
	if err != nil {
		return nil, err
	}
	for i := range n {
		if err := rt.Step(); err != nil {
			return nil, err
		}
		keys = append(keys, heap.IndexKey(uint32(i)))
	}
	return append(keys, rt.Heap.Names.Length), nil
}
