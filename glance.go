package kiln

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// What only looks at a property that is there, or overwrites it, is no entry into the engine:
// object.Runtime.Calm says why it needs none. All of it falls back to an entry.

// glance is Get of a property that is data, or missing, for a name that Go has used lately.
func (v Value) glance(name string) (Value, bool) {
	rt := v.rt
	if rt == nil || !v.v.IsObject() || v.over() || !rt.obj.Calm() {
		return Value{}, false
	}
	key, ok := rt.obj.Heap.KnownKey(name)
	if !ok {
		return Value{}, false
	}
	r, sight := rt.obj.Peek(v.v.Object(), key)
	if sight == object.Unknown {
		return Value{}, false
	}
	return rt.value(r), true
}

// put is Set of a property that is there, to what takes no memory.
func (v Value) put(name string, x any) bool {
	rt := v.rt
	if rt == nil || !v.v.IsObject() || v.over() || !rt.obj.Calm() {
		return false
	}
	key, ok := rt.obj.Heap.KnownKey(name)
	if !ok {
		return false
	}
	r, ok := rt.plain(x)
	return ok && rt.obj.Poke(v.v.Object(), key, r)
}

// glanceIndex is Index of an element that is there.
func (v Value) glanceIndex(i int) (Value, bool) {
	rt := v.rt
	if rt == nil || !v.v.IsObject() || v.over() || uint(i) > maxGlanceIndex || !rt.obj.Calm() {
		return Value{}, false
	}
	r, sight := rt.obj.Peek(v.v.Object(), heap.IndexKey(uint32(i)))
	if sight == object.Unknown {
		return Value{}, false
	}
	return rt.value(r), true
}

// maxGlanceIndex is an index that every array may have.
const maxGlanceIndex = 1 << 30

// plain is toHeap of what takes no memory and can be no error.
func (rt *Runtime) plain(x any) (heap.Value, bool) {
	switch x := x.(type) {
	case nil:
		return heap.Null, true
	case bool:
		return heap.Bool(x), true
	case int:
		if x == int(int32(x)) {
			return heap.Int(int32(x)), true
		}
	case float64:
		return heap.Number(x), true
	case Value:
		if r := x.raw(); !x.over() && (!r.IsCellPointer() || x.rt == rt) {
			return r, true
		}
	}
	return heap.Undefined, false
}
