package builtin

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// The short ways (object.LeafFunc) of Map, Set and Array methods: for receivers
// of the right class, and stores that need no large allocation.

// leafGrowth is how many bytes a leaf lets a container grow by without asking
// whether they fit.
const leafGrowth = 64 << 10

// leafTable is the table of this when that is of class.
func leafTable(this heap.Value, class heap.Class) (*heap.OrderedTable, bool) {
	if !this.IsObject() || this.Object().Class() != class {
		return nil, false
	}
	return this.Object().Internal(0).OrderedTable(), true
}

// leafKey is leafTable and the first argument.
func leafKey(this heap.Value, args []heap.Value, class heap.Class) (*heap.OrderedTable, heap.Value, bool) {
	if len(args) == 0 {
		return nil, heap.Undefined, false
	}
	t, ok := leafTable(this, class)
	return t, args[0], ok
}

func leafMapGet(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
	t, key, ok := leafKey(this, args, heap.ClassMap)
	if !ok {
		return heap.Undefined, false
	}
	v, _ := t.Get(rt.Heap, key)
	return v, true
}

func leafMapSet(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
	if len(args) < 2 {
		return heap.Undefined, false
	}
	t, ok := leafTable(this, heap.ClassMap)
	if !ok || t.TableBytes() > leafGrowth {
		return heap.Undefined, false
	}
	t.Put(rt.Heap, args[0], args[1])
	return this, true
}

func leafSetAdd(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
	t, key, ok := leafKey(this, args, heap.ClassSet)
	if !ok || t.TableBytes() > leafGrowth {
		return heap.Undefined, false
	}
	t.Put(rt.Heap, key, heap.Undefined)
	return this, true
}

// leafHas is the short way of has in Map and Set.
func leafHas(class heap.Class) object.LeafFunc {
	return func(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
		t, key, ok := leafKey(this, args, class)
		if !ok {
			return heap.Undefined, false
		}
		return heap.Bool(t.Has(rt.Heap, key)), true
	}
}

// leafSize is the short way of the getter size in Map and Set.
func leafSize(class heap.Class) object.LeafFunc {
	return func(_ *object.Runtime, this heap.Value, _ []heap.Value) (heap.Value, bool) {
		t, ok := leafTable(this, class)
		if !ok {
			return heap.Undefined, false
		}
		return heap.Int(int32(t.Len())), true
	}
}

func leafIsArray(_ *object.Runtime, _ heap.Value, args []heap.Value) (heap.Value, bool) {
	switch {
	case len(args) == 0 || !args[0].IsObject():
		return heap.False, true
	case args[0].Object().Class().RunsCode():
		return heap.Undefined, false
	}
	return heap.Bool(args[0].Object().Class() == heap.ClassArray), true
}

// leafArray is this when it is a plain array with nothing but its elements.
func leafArray(rt *object.Runtime, this heap.Value) (o *heap.Object, n int64, ok bool) {
	if !this.IsObject() {
		return nil, 0, false
	}
	o = this.Object()
	if !object.ExtensibleArray(o) {
		return nil, 0, false
	}
	n = int64(object.ArrayLength(o))
	return o, n, n == int64(o.ElementsLen())
}

func leafPush(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
	if len(args) != 1 {
		return heap.Undefined, false
	}
	o, n, ok := leafArray(rt, this)
	if !ok || !rt.NoIndexedPrototype(o) || o.GrowthBytes() > leafGrowth {
		return heap.Undefined, false
	}
	rt.Heap.SetElement(o, uint32(n), args[0])
	length := heap.Int(int32(n + 1))
	rt.Heap.SetInternal(o, 0, length)
	return length, true
}

// maxLeafSlice is how many elements a slice has at most that a leaf makes: copying them is no
// step of the budget.
const maxLeafSlice = 63

func leafArraySlice(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
	o, n, ok := leafArray(rt, this)
	if !ok || len(args) > 2 {
		return heap.Undefined, false
	}
	from, to := int64(0), n
	if len(args) > 0 {
		from, ok = leafIndex(args[0], n, 0)
	}
	if ok && len(args) > 1 {
		to, ok = leafIndex(args[1], n, n)
	}
	count := max(to-from, 0)
	if !ok || count > maxLeafSlice || !rt.NoIndexedPrototype(o) || !rt.SpeciesIsArray(o) {
		return heap.Undefined, false
	}
	return rt.NewArray(o.Dense()[from : from+count]...).Value(), true
}

// leafIndex is object.Runtime.RelativeIndex of an int or of Undefined.
func leafIndex(v heap.Value, n, def int64) (int64, bool) {
	switch {
	case v.IsUndefined():
		return def, true
	case !v.IsInt():
		return 0, false
	case v.AsInt() < 0:
		return max(n+int64(v.AsInt()), 0), true
	}
	return min(int64(v.AsInt()), n), true
}

func leafPop(rt *object.Runtime, this heap.Value, _ []heap.Value) (heap.Value, bool) {
	o, n, ok := leafArray(rt, this)
	if !ok || n == 0 {
		return heap.Undefined, false
	}
	v := o.Dense()[n-1]
	if v == heap.Hole {
		return heap.Undefined, false
	}
	rt.Heap.Keep(v)
	truncate(rt, o, n-1)
	return v, true
}
