package builtin

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var (
	idMapPrototype = object.NewIntrinsic() // %Map.prototype%
	idMapSet       = object.NewIntrinsic() // %Map.prototype.set%
)

// mapGroup declares %Map% and %Map.prototype% (sec-map-objects).
var mapGroup = &object.Group{
	Name:    "Map",
	Fn:      mapConstructor,
	LeafNew: leafNewTable(heap.ClassMap, idMapPrototype),
	Proto:   idMapPrototype,
	Global:  true,
	Static: []object.Row{
		{Name: "groupBy", Length: 2, Fn: mapGroupBy},
		{Name: "@@species", Get: object.ReturnThis},
	},
	Rows: []object.Row{
		{Name: "get", Length: 1, Fn: mapGet, Leaf: leafMapGet, Shortcut: object.ShortcutMapGet},
		{Name: "set", Length: 2, Fn: mapSet, Leaf: leafMapSet, Shortcut: object.ShortcutMapSet, Intrinsic: idMapSet},
		{Name: "has", Length: 1, Fn: mapHas, Leaf: leafHas(heap.ClassMap), Shortcut: object.ShortcutMapHas},
		{Name: "delete", Length: 1, Fn: mapDelete, Leaf: leafDelete(heap.ClassMap)},
		{Name: "clear", Fn: mapClear},
		{Name: "entries", Fn: mapEntries},
		{Name: "forEach", Length: 1, Fn: mapForEach},
		{Name: "getOrInsert", Length: 2, Fn: mapGetOrInsert},
		{Name: "getOrInsertComputed", Length: 2, Fn: mapGetOrInsertComputed},
		{Name: "keys", Fn: mapKeys},
		{Name: "size", Get: mapSize, Leaf: leafSize(heap.ClassMap)},
		{Name: "values", Fn: mapValues},
		{Name: "@@iterator", Alias: "entries"},
		{Name: "@@toStringTag", Str: "Map", Flags: object.RowString},
	},
}

// tableOf is the table of the receiver, which must be of class.
func tableOf(c *object.Call, class heap.Class, method string) (*heap.OrderedTable, error) {
	if c.This.IsObject() {
		if o := c.This.Object(); o.Class() == class {
			return o.Internal(0).OrderedTable(), nil
		}
	}
	return nil, c.Incompatible(method)
}

// put is Put for a table that may become large: what it grows by must fit, else
// the script ends.
func put(rt *object.Runtime, t *heap.OrderedTable, k, v heap.Value) error {
	if n := t.TableBytes(); n > leafGrowth {
		if err := rt.CheckAlloc(int(n)); err != nil {
			return err
		}
	}
	t.Put(rt.Heap, k, v)
	return nil
}

// newCollection is what the constructors Map and Set have in common: an object
// of class with an empty table.
func newCollection(c *object.Call, class heap.Class, proto object.IntrinsicID) (*heap.Object, error) {
	rt := c.RT
	if c.NewTarget.IsUndefined() {
		return nil, rt.TypeError("Constructor %s requires 'new'", class)
	}
	o, err := rt.OrdinaryCreateFromConstructor(c.NewTarget, proto, class)
	if err != nil {
		return nil, err
	}
	rt.Heap.SetInternal(o, 0, rt.Heap.NewOrderedTable(class == heap.ClassMap).Value())
	return o, nil
}

// mapConstructor is Map (sec-map-iterable).
func mapConstructor(c *object.Call) (heap.Value, error) {
	o, err := newCollection(c, heap.ClassMap, idMapPrototype)
	if err != nil {
		return heap.Undefined, err
	}
	if c.Arg(0).IsNullish() {
		return o.Value(), nil
	}
	rt := c.RT
	set, err := rt.Get(o, rt.Heap.Names.Set)
	if err != nil {
		return heap.Undefined, err
	}
	if !rt.IsCallable(set) {
		return heap.Undefined, rt.TypeError("'%s' returned for property 'set' of object '#<Map>' is not a function", rt.Describe(set))
	}
	plain := set == rt.Cur.Intrinsic(idMapSet).Value()
	table := o.Internal(0).OrderedTable()
	err = addEntries(rt, c.Arg(0), func(k, v heap.Value) error {
		if plain {
			return put(rt, table, k, v)
		}
		_, err := rt.Call(set, o.Value(), k, v)
		return err
	})
	return o.Value(), err
}

// addEntries is AddEntriesFromIterable (sec-add-entries-from-iterable).
func addEntries(rt *object.Runtime, iterable heap.Value, add func(k, v heap.Value) error) error {
	return rt.Iterate(iterable, func(item heap.Value) error {
		if !item.IsObject() {
			return rt.TypeError("Iterator value %s is not an entry object", rt.Describe(item))
		}
		if d := item.Object().Dense(); len(d) >= 2 && item.Object().Class() == heap.ClassArray && d[0] != heap.Hole && d[1] != heap.Hole {
			return add(rt.Heap.Keep(d[0]), rt.Heap.Keep(d[1]))
		}
		k, err := rt.Get(item.Object(), heap.IndexKey(0))
		if err != nil {
			return err
		}
		v, err := rt.Get(item.Object(), heap.IndexKey(1))
		if err != nil {
			return err
		}
		return add(k, v)
	})
}

// mapGroupBy is Map.groupBy (sec-map.groupby).
func mapGroupBy(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if err := rt.RequireObjectCoercible(c.Arg(0), "Map.groupBy"); err != nil {
		return heap.Undefined, err
	}
	fn, err := c.CallableArg(1)
	if err != nil {
		return heap.Undefined, err
	}
	m := rt.NewIntrinsicObject(heap.ClassMap, idMapPrototype)
	table := rt.Heap.NewOrderedTable(true)
	rt.Heap.SetInternal(m, 0, table.Value())
	k := int64(0)
	err = rt.Iterate(c.Arg(0), func(v heap.Value) error {
		key, err := rt.Call(fn, heap.Undefined, v, heap.Int64(k))
		if err != nil {
			return err
		}
		k++
		group, ok := table.Get(rt.Heap, key)
		if !ok {
			group = rt.NewArray().Value()
			if err := put(rt, table, key, group); err != nil {
				return err
			}
		}
		return rt.AppendElement(group.Object(), v)
	})
	return m.Value(), err
}

// mapGet is Map.prototype.get (sec-map.prototype.get).
func mapGet(c *object.Call) (heap.Value, error) {
	t, err := tableOf(c, heap.ClassMap, "Map.prototype.get")
	if err != nil {
		return heap.Undefined, err
	}
	v, _ := t.Get(c.RT.Heap, c.Arg(0))
	return v, nil
}

// mapSet is Map.prototype.set (sec-map.prototype.set).
func mapSet(c *object.Call) (heap.Value, error) {
	t, err := tableOf(c, heap.ClassMap, "Map.prototype.set")
	if err != nil {
		return heap.Undefined, err
	}
	return c.This, put(c.RT, t, c.Arg(0), c.Arg(1))
}

// mapHas is Map.prototype.has (sec-map.prototype.has).
func mapHas(c *object.Call) (heap.Value, error) {
	t, err := tableOf(c, heap.ClassMap, "Map.prototype.has")
	if err != nil {
		return heap.Undefined, err
	}
	return heap.Bool(t.Has(c.RT.Heap, c.Arg(0))), nil
}

// mapDelete is Map.prototype.delete (sec-map.prototype.delete).
func mapDelete(c *object.Call) (heap.Value, error) {
	t, err := tableOf(c, heap.ClassMap, "Map.prototype.delete")
	if err != nil {
		return heap.Undefined, err
	}
	return heap.Bool(t.Delete(c.RT.Heap, c.Arg(0))), nil
}

// mapClear is Map.prototype.clear (sec-map.prototype.clear).
func mapClear(c *object.Call) (heap.Value, error) {
	t, err := tableOf(c, heap.ClassMap, "Map.prototype.clear")
	if err == nil {
		t.Clear(c.RT.Heap)
	}
	return heap.Undefined, err
}

// mapSize is the getter of Map.prototype.size (sec-get-map.prototype.size).
func mapSize(c *object.Call) (heap.Value, error) {
	t, err := tableOf(c, heap.ClassMap, "get Map.prototype.size")
	if err != nil {
		return heap.Undefined, err
	}
	return heap.Int(int32(t.Len())), nil
}

// mapForEach is Map.prototype.forEach (sec-map.prototype.foreach).
func mapForEach(c *object.Call) (heap.Value, error) {
	return tableForEach(c, heap.ClassMap, "Map.prototype.forEach")
}

// tableForEach calls argument 0 for each entry of the receiver, those that arrive
// meanwhile included. In a set key and value are the same.
func tableForEach(c *object.Call, class heap.Class, method string) (heap.Value, error) {
	rt := c.RT
	t, err := tableOf(c, class, method)
	if err != nil {
		return heap.Undefined, err
	}
	fn, err := c.CallableArg(0)
	if err != nil {
		return heap.Undefined, err
	}
	cb := rt.NewCallback(fn)
	for at := heap.Cursor(0); ; {
		k, v, next, ok := t.Next(at)
		if !ok {
			return heap.Undefined, nil
		}
		at = next
		if _, err := cb.Call3(c.Arg(1), v, k, c.This); err != nil {
			return heap.Undefined, err
		}
	}
}

// mapGetOrInsert is Map.prototype.getOrInsert (sec-map.prototype.getorinsert).
func mapGetOrInsert(c *object.Call) (heap.Value, error) {
	t, err := tableOf(c, heap.ClassMap, "Map.prototype.getOrInsert")
	if err != nil {
		return heap.Undefined, err
	}
	if v, ok := t.Get(c.RT.Heap, c.Arg(0)); ok {
		return v, nil
	}
	return c.Arg(1), put(c.RT, t, c.Arg(0), c.Arg(1))
}

// mapGetOrInsertComputed is Map.prototype.getOrInsertComputed
// (sec-map.prototype.getorinsertcomputed).
func mapGetOrInsertComputed(c *object.Call) (heap.Value, error) {
	t, err := tableOf(c, heap.ClassMap, "Map.prototype.getOrInsertComputed")
	if err != nil {
		return heap.Undefined, err
	}
	fn, err := c.CallableArg(1)
	if err != nil {
		return heap.Undefined, err
	}
	key := heap.NormalizeKey(c.Arg(0))
	if v, ok := t.Get(c.RT.Heap, key); ok {
		return v, nil
	}
	v, err := c.RT.Call(fn, heap.Undefined, key)
	if err != nil {
		return heap.Undefined, err
	}
	return v, put(c.RT, t, key, v)
}

// mapEntries is Map.prototype.entries (sec-map.prototype.entries).
func mapEntries(c *object.Call) (heap.Value, error) {
	return newTableIterator(c, heap.ClassMap, iterEntries, "Map.prototype.entries")
}

// mapKeys is Map.prototype.keys (sec-map.prototype.keys).
func mapKeys(c *object.Call) (heap.Value, error) {
	return newTableIterator(c, heap.ClassMap, iterKeys, "Map.prototype.keys")
}

// mapValues is Map.prototype.values (sec-map.prototype.values).
func mapValues(c *object.Call) (heap.Value, error) {
	return newTableIterator(c, heap.ClassMap, iterValues, "Map.prototype.values")
}
