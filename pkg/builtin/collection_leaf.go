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

// leafDelete is the short way of delete in Map and Set.
func leafDelete(class heap.Class) object.LeafFunc {
	return func(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
		t, key, ok := leafKey(this, args, class)
		if !ok {
			return heap.Undefined, false
		}
		return heap.Bool(t.Delete(rt.Heap, key)), true
	}
}

// maxLeafTable is how many entries a table has at most that a leaf fills.
const maxLeafTable = 32

// leafNewSet is the short way of the constructor Set: of an empty one, or of the elements of a
// short array, where nobody has changed how arrays are iterated and what add does.
func leafNewSet(rt *object.Runtime, f heap.Value, args []heap.Value) (heap.Value, bool) {
	if len(args) == 0 || args[0].IsNullish() {
		return leafNewTable(heap.ClassSet, idSetPrototype)(rt, f, args)
	}
	if !rt.IteratesDirectly(rt.Cur, args[0]) {
		return heap.Undefined, false
	}
	d, ok := rt.DenseElements(args[0].Object())
	if !ok || len(d) > maxLeafTable {
		return heap.Undefined, false
	}
	add, ok := rt.OwnData(rt.Cur.Intrinsic(idSetPrototype), rt.Heap.Names.Add)
	if !ok || add != rt.Cur.Intrinsic(idSetAdd).Value() {
		return heap.Undefined, false
	}
	o := rt.NewIntrinsicObject(heap.ClassSet, idSetPrototype)
	table := rt.Heap.NewOrderedTable(false)
	rt.Heap.SetInternal(o, 0, table.Value())
	table.Reserve(rt.Heap, len(d))
	rt.Work(len(d))
	for _, v := range d {
		table.Put(rt.Heap, v, heap.Undefined)
	}
	return o.Value(), true
}

// leafNewTable is the short way of the constructors Map and Set: of an empty one.
func leafNewTable(class heap.Class, proto object.IntrinsicID) object.LeafFunc {
	return func(rt *object.Runtime, _ heap.Value, args []heap.Value) (heap.Value, bool) {
		if len(args) > 0 && !args[0].IsNullish() {
			return heap.Undefined, false
		}
		o := rt.NewIntrinsicObject(class, proto)
		rt.Heap.SetInternal(o, 0, rt.Heap.NewOrderedTable(class == heap.ClassMap).Value())
		return o.Value(), true
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

// maxLeafPush is how many values a leaf appends to an array.
const maxLeafPush = 8

func leafPush(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
	if len(args) == 0 || len(args) > maxLeafPush {
		return heap.Undefined, false
	}
	o, n, ok := leafArray(rt, this)
	if !ok || !rt.NoIndexedPrototype(o) || o.GrowthBytes(len(args)) > leafGrowth || n > 1<<27 {
		return heap.Undefined, false
	}
	rt.Work(len(args))
	for i, v := range args {
		rt.Heap.SetElement(o, uint32(n)+uint32(i), v)
	}
	length := heap.Int(int32(n) + int32(len(args)))
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

func leafShift(rt *object.Runtime, this heap.Value, _ []heap.Value) (heap.Value, bool) {
	o, n, ok := leafArray(rt, this)
	if !ok || n == 0 || n > maxLeafSlice || !rt.NoIndexedPrototype(o) {
		return heap.Undefined, false
	}
	v := rt.Heap.Keep(present(o.Dense()[0]))
	rt.Heap.ShiftElements(o)
	rt.Heap.SetInternal(o, 0, heap.Int(int32(n-1)))
	return v, true
}

func leafUnshift(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
	o, n, ok := leafArray(rt, this)
	count := len(args)
	if !ok || count == 0 || count > maxLeafPush || n > maxLeafSlice || !rt.NoIndexedPrototype(o) {
		return heap.Undefined, false
	}
	rt.Heap.UnshiftElements(o, count)
	length := heap.Int(int32(n) + int32(count))
	rt.Heap.SetInternal(o, 0, length)
	rt.Heap.WriteElements(o, 0, args)
	return length, true
}

func leafReverse(rt *object.Runtime, this heap.Value, _ []heap.Value) (heap.Value, bool) {
	o, n, ok := leafArray(rt, this)
	if !ok || n > maxLeafSlice || !rt.NoIndexedPrototype(o) {
		return heap.Undefined, false
	}
	rt.Heap.ReverseElements(o)
	return this, true
}

func leafArrayAt(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
	o, n, ok := leafArray(rt, this)
	if !ok || len(args) == 0 || !args[0].IsInt() {
		return heap.Undefined, false
	}
	i := int64(args[0].AsInt())
	if i < 0 {
		i += n
	}
	if i < 0 || i >= n {
		return heap.Undefined, true
	}
	v := o.Dense()[i]
	return rt.Heap.Keep(v), v != heap.Hole
}

// leafHasOwn is HasOwnProperty(o, key) of an object that answers by itself and a key that no
// script makes.
func leafHasOwn(rt *object.Runtime, o, key heap.Value) (heap.Value, bool) {
	if !o.IsObject() || o.Object().Has(heap.FlagExotic) || !key.IsString() && !key.IsInt() && !key.IsSymbol() {
		return heap.Undefined, false
	}
	k, err := rt.ToPropertyKey(key)
	if err != nil {
		return heap.Undefined, false
	}
	has, err := rt.HasOwnProperty(o.Object(), k)
	return heap.Bool(has), err == nil
}

func leafHasOwnProperty(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
	if len(args) == 0 {
		return heap.Undefined, false
	}
	return leafHasOwn(rt, this, args[0])
}

func leafObjectHasOwn(rt *object.Runtime, _ heap.Value, args []heap.Value) (heap.Value, bool) {
	if len(args) < 2 {
		return heap.Undefined, false
	}
	return leafHasOwn(rt, args[0], args[1])
}

// leafWeak is the table of this, when that is of class.
func leafWeak(rt *object.Runtime, this heap.Value, class heap.Class) (*heap.WeakTable, bool) {
	if !this.IsObject() || this.Object().Class() != class {
		return nil, false
	}
	return rt.Heap.HandleAt(this.Object().Internal(0).Handle()).(*heap.WeakTable), true
}

func leafWeakGet(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
	t, ok := leafWeak(rt, this, heap.ClassWeakMap)
	if !ok || len(args) == 0 {
		return heap.Undefined, false
	}
	v, _ := t.Get(args[0])
	return v, true
}

// leafWeakHas is the short way of has in WeakMap and WeakSet.
func leafWeakHas(class heap.Class) object.LeafFunc {
	return func(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
		t, ok := leafWeak(rt, this, class)
		if !ok || len(args) == 0 {
			return heap.Undefined, false
		}
		return heap.Bool(t.Has(args[0])), true
	}
}

// leafWeakPut is the short way of set in WeakMap and of add in WeakSet.
func leafWeakPut(class heap.Class) object.LeafFunc {
	return func(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
		t, ok := leafWeak(rt, this, class)
		if !ok || len(args) == 0 || !args[0].IsObject() {
			return heap.Undefined, false
		}
		v := heap.Undefined
		if class == heap.ClassWeakMap && len(args) > 1 {
			v = args[1]
		}
		t.Put(args[0], v)
		return this, true
	}
}
