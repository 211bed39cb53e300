package builtin

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var (
	idWeakMapPrototype = object.NewIntrinsic() // %WeakMap.prototype%
	idWeakSetPrototype = object.NewIntrinsic() // %WeakSet.prototype%
)

// canBeHeldWeakly is CanBeHeldWeakly (sec-canbeheldweakly).
func canBeHeldWeakly(v heap.Value) bool {
	return v.IsObject() || v.IsSymbol() && !v.Symbol().IsRegistered()
}

// weakTableOf is the table of the receiver, which must be of class.
func weakTableOf(c *object.Call, class heap.Class, method string) (*heap.WeakTable, error) {
	if c.This.IsObject() {
		if o := c.This.Object(); o.Class() == class {
			return c.RT.Heap.HandleAt(o.Internal(0).Handle()).(*heap.WeakTable), nil
		}
	}
	return nil, c.Incompatible(method)
}

// newWeakCollection is what the constructors WeakMap and WeakSet have in common.
func newWeakCollection(c *object.Call, class heap.Class, proto object.IntrinsicID) (*heap.Object, *heap.WeakTable, error) {
	rt := c.RT
	if c.NewTarget.IsUndefined() {
		return nil, nil, rt.TypeError("Constructor %s requires 'new'", class)
	}
	o, err := rt.OrdinaryCreateFromConstructor(c.NewTarget, proto, class)
	if err != nil {
		return nil, nil, err
	}
	table, id := rt.Heap.NewWeakTable()
	rt.Heap.SetInternal(o, 0, heap.HandleValue(id))
	return o, table, nil
}

// adder is the method of a new collection that takes the entries of the
// constructor's argument.
func adder(rt *object.Runtime, o *heap.Object, name string) (heap.Value, error) {
	add, err := rt.Get(o, rt.Heap.InternGo(name))
	if err == nil && !rt.IsCallable(add) {
		err = rt.TypeError("'%s' returned for property '%s' of object '#<%s>' is not a function", rt.Describe(add), name, o.Class())
	}
	return add, err
}

// weakHas is the method has of WeakMap and WeakSet.
func weakHas(class heap.Class) object.HostFunc {
	return func(c *object.Call) (heap.Value, error) {
		t, err := weakTableOf(c, class, class.String()+".prototype.has")
		if err != nil {
			return heap.Undefined, err
		}
		return heap.Bool(t.Has(c.Arg(0))), nil
	}
}

// weakDelete is the method delete of WeakMap and WeakSet.
func weakDelete(class heap.Class) object.HostFunc {
	return func(c *object.Call) (heap.Value, error) {
		t, err := weakTableOf(c, class, class.String()+".prototype.delete")
		if err != nil {
			return heap.Undefined, err
		}
		return heap.Bool(t.Delete(c.Arg(0))), nil
	}
}

// weakMapGroup declares %WeakMap% and %WeakMap.prototype% (sec-weakmap-objects).
var weakMapGroup = &object.Group{
	Name:   "WeakMap",
	Fn:     weakMapConstructor,
	Proto:  idWeakMapPrototype,
	Global: true,
	Rows: []object.Row{
		{Name: "delete", Length: 1, Fn: weakDelete(heap.ClassWeakMap)},
		{Name: "get", Length: 1, Fn: weakMapGet, Leaf: leafWeakGet},
		{Name: "getOrInsert", Length: 2, Fn: weakMapGetOrInsert},
		{Name: "getOrInsertComputed", Length: 2, Fn: weakMapGetOrInsertComputed},
		{Name: "has", Length: 1, Fn: weakHas(heap.ClassWeakMap), Leaf: leafWeakHas(heap.ClassWeakMap)},
		{Name: "set", Length: 2, Fn: weakMapSet, Leaf: leafWeakPut(heap.ClassWeakMap)},
		{Name: "@@toStringTag", Str: "WeakMap", Flags: object.RowString},
	},
}

// weakMapConstructor is WeakMap (sec-weakmap-iterable).
func weakMapConstructor(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, _, err := newWeakCollection(c, heap.ClassWeakMap, idWeakMapPrototype)
	if err != nil {
		return heap.Undefined, err
	}
	if c.Arg(0).IsNullish() {
		return o.Value(), nil
	}
	set, err := adder(rt, o, "set")
	if err != nil {
		return heap.Undefined, err
	}
	err = addEntries(rt, c.Arg(0), func(k, v heap.Value) error {
		_, err := rt.Call(set, o.Value(), k, v)
		return err
	})
	return o.Value(), err
}

// weakMapGet is WeakMap.prototype.get (sec-weakmap.prototype.get).
func weakMapGet(c *object.Call) (heap.Value, error) {
	t, err := weakTableOf(c, heap.ClassWeakMap, "WeakMap.prototype.get")
	if err != nil {
		return heap.Undefined, err
	}
	v, _ := t.Get(c.Arg(0))
	return v, nil
}

// weakMapKey is the table of the receiver, and argument 0 where it can be a key.
func weakMapKey(c *object.Call, method string) (*heap.WeakTable, heap.Value, error) {
	t, err := weakTableOf(c, heap.ClassWeakMap, method)
	if err == nil && !canBeHeldWeakly(c.Arg(0)) {
		err = c.RT.TypeError("Invalid value used as weak map key")
	}
	return t, c.Arg(0), err
}

// weakMapSet is WeakMap.prototype.set (sec-weakmap.prototype.set).
func weakMapSet(c *object.Call) (heap.Value, error) {
	t, key, err := weakMapKey(c, "WeakMap.prototype.set")
	if err != nil {
		return heap.Undefined, err
	}
	t.Put(key, c.Arg(1))
	return c.This, nil
}

// weakMapGetOrInsert is WeakMap.prototype.getOrInsert
// (sec-weakmap.prototype.getorinsert).
func weakMapGetOrInsert(c *object.Call) (heap.Value, error) {
	t, key, err := weakMapKey(c, "WeakMap.prototype.getOrInsert")
	if err != nil {
		return heap.Undefined, err
	}
	if v, ok := t.Get(key); ok {
		return v, nil
	}
	t.Put(key, c.Arg(1))
	return c.Arg(1), nil
}

// weakMapGetOrInsertComputed is WeakMap.prototype.getOrInsertComputed
// (sec-weakmap.prototype.getorinsertcomputed).
func weakMapGetOrInsertComputed(c *object.Call) (heap.Value, error) {
	t, key, err := weakMapKey(c, "WeakMap.prototype.getOrInsertComputed")
	if err != nil {
		return heap.Undefined, err
	}
	fn, err := c.CallableArg(1)
	if err != nil {
		return heap.Undefined, err
	}
	if v, ok := t.Get(key); ok {
		return v, nil
	}
	v, err := c.RT.Call(fn, heap.Undefined, key)
	if err != nil {
		return heap.Undefined, err
	}
	t.Put(key, v)
	return v, nil
}

// weakSetGroup declares %WeakSet% and %WeakSet.prototype% (sec-weakset-objects).
var weakSetGroup = &object.Group{
	Name:   "WeakSet",
	Fn:     weakSetConstructor,
	Proto:  idWeakSetPrototype,
	Global: true,
	Rows: []object.Row{
		{Name: "add", Length: 1, Fn: weakSetAdd, Leaf: leafWeakPut(heap.ClassWeakSet)},
		{Name: "delete", Length: 1, Fn: weakDelete(heap.ClassWeakSet)},
		{Name: "has", Length: 1, Fn: weakHas(heap.ClassWeakSet), Leaf: leafWeakHas(heap.ClassWeakSet)},
		{Name: "@@toStringTag", Str: "WeakSet", Flags: object.RowString},
	},
}

// weakSetConstructor is WeakSet (sec-weakset-iterable).
func weakSetConstructor(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, _, err := newWeakCollection(c, heap.ClassWeakSet, idWeakSetPrototype)
	if err != nil {
		return heap.Undefined, err
	}
	if c.Arg(0).IsNullish() {
		return o.Value(), nil
	}
	add, err := adder(rt, o, "add")
	if err != nil {
		return heap.Undefined, err
	}
	err = rt.Iterate(c.Arg(0), func(v heap.Value) error {
		_, err := rt.Call(add, o.Value(), v)
		return err
	})
	return o.Value(), err
}

// weakSetAdd is WeakSet.prototype.add (sec-weakset.prototype.add).
func weakSetAdd(c *object.Call) (heap.Value, error) {
	t, err := weakTableOf(c, heap.ClassWeakSet, "WeakSet.prototype.add")
	if err != nil {
		return heap.Undefined, err
	}
	if !canBeHeldWeakly(c.Arg(0)) {
		return heap.Undefined, c.RT.TypeError("Invalid value used in weak set")
	}
	t.Put(c.Arg(0), heap.Undefined)
	return c.This, nil
}
