package builtin

import (
	"math"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var (
	idSetPrototype = object.NewIntrinsic() // %Set.prototype%
	idSetAdd       = object.NewIntrinsic() // %Set.prototype.add%
)

// setGroup declares %Set% and %Set.prototype% (sec-set-objects).
var setGroup = &object.Group{
	Name:    "Set",
	Fn:      setConstructor,
	LeafNew: leafNewSet,
	Proto:   idSetPrototype,
	Global:  true,
	Static: []object.Row{
		{Name: "@@species", Get: object.ReturnThis},
	},
	Rows: []object.Row{
		{Name: "has", Length: 1, Fn: setHas, Leaf: leafHas(heap.ClassSet), Shortcut: object.ShortcutSetHas},
		{Name: "add", Length: 1, Fn: setAdd, Leaf: leafSetAdd, Shortcut: object.ShortcutSetAdd, Intrinsic: idSetAdd},
		{Name: "delete", Length: 1, Fn: setDelete, Leaf: leafDelete(heap.ClassSet)},
		{Name: "difference", Length: 1, Fn: setDifference},
		{Name: "clear", Fn: setClear},
		{Name: "entries", Fn: setEntries},
		{Name: "forEach", Length: 1, Fn: setForEach},
		{Name: "intersection", Length: 1, Fn: setIntersection},
		{Name: "isDisjointFrom", Length: 1, Fn: setIsDisjointFrom},
		{Name: "isSubsetOf", Length: 1, Fn: setIsSubsetOf},
		{Name: "isSupersetOf", Length: 1, Fn: setIsSupersetOf},
		{Name: "size", Get: setSize, Leaf: leafSize(heap.ClassSet)},
		{Name: "symmetricDifference", Length: 1, Fn: setSymmetricDifference},
		{Name: "union", Length: 1, Fn: setUnion},
		{Name: "values", Fn: setValues},
		{Name: "keys", Alias: "values"},
		{Name: "@@iterator", Alias: "values"},
		{Name: "@@toStringTag", Str: "Set", Flags: object.RowString},
	},
}

// setConstructor is Set (sec-set-iterable).
func setConstructor(c *object.Call) (heap.Value, error) {
	if c.NewTarget == c.Callee.Value() {
		// Which takes less fuel, so that the function must not take another way.
		if v, ok := leafNewSet(c.RT, c.NewTarget, c.Args); ok {
			return v, nil
		}
	}
	o, err := newCollection(c, heap.ClassSet, idSetPrototype)
	if err != nil {
		return heap.Undefined, err
	}
	if c.Arg(0).IsNullish() {
		return o.Value(), nil
	}
	rt := c.RT
	add, err := rt.Get(o, rt.Heap.Names.Add)
	if err != nil {
		return heap.Undefined, err
	}
	if !rt.IsCallable(add) {
		return heap.Undefined, rt.TypeError("'%s' returned for property 'add' of object '#<Set>' is not a function", rt.Describe(add))
	}
	plain := add == rt.Cur.Intrinsic(idSetAdd).Value()
	table := o.Internal(0).OrderedTable()
	err = rt.Iterate(c.Arg(0), func(v heap.Value) error {
		if plain {
			return put(rt, table, v, heap.Undefined)
		}
		_, err := rt.Call(add, o.Value(), v)
		return err
	})
	return o.Value(), err
}

// setHas is Set.prototype.has (sec-set.prototype.has).
func setHas(c *object.Call) (heap.Value, error) {
	t, err := tableOf(c, heap.ClassSet, "Set.prototype.has")
	if err != nil {
		return heap.Undefined, err
	}
	return heap.Bool(t.Has(c.RT.Heap, c.Arg(0))), nil
}

// setAdd is Set.prototype.add (sec-set.prototype.add).
func setAdd(c *object.Call) (heap.Value, error) {
	t, err := tableOf(c, heap.ClassSet, "Set.prototype.add")
	if err != nil {
		return heap.Undefined, err
	}
	return c.This, put(c.RT, t, c.Arg(0), heap.Undefined)
}

// setDelete is Set.prototype.delete (sec-set.prototype.delete).
func setDelete(c *object.Call) (heap.Value, error) {
	t, err := tableOf(c, heap.ClassSet, "Set.prototype.delete")
	if err != nil {
		return heap.Undefined, err
	}
	return heap.Bool(t.Delete(c.RT.Heap, c.Arg(0))), nil
}

// setClear is Set.prototype.clear (sec-set.prototype.clear).
func setClear(c *object.Call) (heap.Value, error) {
	t, err := tableOf(c, heap.ClassSet, "Set.prototype.clear")
	if err == nil {
		t.Clear(c.RT.Heap)
	}
	return heap.Undefined, err
}

// setSize is the getter of Set.prototype.size (sec-get-set.prototype.size).
func setSize(c *object.Call) (heap.Value, error) {
	t, err := tableOf(c, heap.ClassSet, "get Set.prototype.size")
	if err != nil {
		return heap.Undefined, err
	}
	return heap.Int(int32(t.Len())), nil
}

// setForEach is Set.prototype.forEach (sec-set.prototype.foreach).
func setForEach(c *object.Call) (heap.Value, error) {
	return tableForEach(c, heap.ClassSet, "Set.prototype.forEach")
}

// setEntries is Set.prototype.entries (sec-set.prototype.entries).
func setEntries(c *object.Call) (heap.Value, error) {
	return newTableIterator(c, heap.ClassSet, iterEntries, "Set.prototype.entries")
}

// setValues is Set.prototype.values (sec-set.prototype.values).
func setValues(c *object.Call) (heap.Value, error) {
	return newTableIterator(c, heap.ClassSet, iterValues, "Set.prototype.values")
}

// setRecord is a Set Record (sec-set-records).
type setRecord struct {
	rt        *object.Runtime
	set       *heap.Object
	size      float64
	has, keys heap.Value
}

// getSetRecord is GetSetRecord (sec-getsetrecord).
func getSetRecord(rt *object.Runtime, v heap.Value) (setRecord, error) {
	if !v.IsObject() {
		return setRecord{}, rt.TypeError("%s is not an object", rt.Describe(v))
	}
	r := setRecord{rt: rt, set: v.Object()}
	size, err := rt.Get(r.set, rt.Heap.InternGo("size"))
	if err != nil {
		return r, err
	}
	n, err := rt.ToNumber(size)
	if err != nil {
		return r, err
	}
	if math.IsNaN(n) {
		return r, rt.TypeError("The 'size' property must be a number")
	}
	if r.size = math.Trunc(n); r.size < 0 {
		return r, rt.RangeError("'%s' is an invalid size", rt.Describe(size))
	}
	if r.has, err = r.method("has"); err != nil {
		return r, err
	}
	r.keys, err = r.method("keys")
	return r, err
}

func (r *setRecord) method(name string) (heap.Value, error) {
	f, err := r.rt.Get(r.set, r.rt.Heap.InternGo(name))
	if err == nil && !r.rt.IsCallable(f) {
		err = r.rt.TypeError("The '%s' property must be a function", name)
	}
	return f, err
}

// contains is SetDataHas by way of the record's has method.
func (r *setRecord) contains(v heap.Value) (bool, error) {
	b, err := r.rt.Call(r.has, r.set.Value(), v)
	return object.ToBoolean(b), err
}

// each calls f with the record's keys until it asks to stop, and then closes the
// iterator (sec-getiteratorfrommethod of keys).
func (r *setRecord) each(f func(v heap.Value) (stop bool, err error)) error {
	return r.eachAfter(nil, f)
}

// eachAfter is each with a step, unless it is nil, between opening the iterator
// and the first value.
func (r *setRecord) eachAfter(opened func() error, f func(v heap.Value) (stop bool, err error)) error {
	rt := r.rt
	it, err := rt.Call(r.keys, r.set.Value())
	if err != nil {
		return err
	}
	if !it.IsObject() {
		return rt.TypeError("%s is not an object", rt.Describe(it))
	}
	iter, err := rt.GetIteratorDirect(it.Object())
	if err == nil && opened != nil {
		err = opened()
	}
	if err != nil {
		return err
	}
	for {
		mark := rt.Heap.OpenScope()
		v, done, err := rt.StepValue(&iter)
		if err != nil || done {
			return rt.CloseScope(mark, err)
		}
		stop, err := f(v)
		if err == nil {
			err = rt.Step()
		}
		if err != nil {
			return rt.CloseScope(mark, err)
		}
		rt.Heap.CloseScope(mark)
		if stop {
			return rt.IteratorClose(iter.Iterator, nil)
		}
	}
}

// setOperands are the receiver's table and the record of argument 0.
func setOperands(c *object.Call, method string) (*heap.OrderedTable, setRecord, error) {
	t, err := tableOf(c, heap.ClassSet, "Set.prototype."+method)
	if err != nil {
		return nil, setRecord{}, err
	}
	r, err := getSetRecord(c.RT, c.Arg(0))
	return t, r, err
}

// eachMember calls f for the elements of t, those that arrive meanwhile included.
func eachMember(rt *object.Runtime, t *heap.OrderedTable, f func(v heap.Value) (stop bool, err error)) error {
	for at := heap.Cursor(0); ; {
		k, _, next, ok := t.Next(at)
		if !ok {
			return nil
		}
		at = next
		mark := rt.Heap.OpenScope()
		stop, err := f(k)
		if err == nil {
			err = rt.Step()
		}
		if err != nil {
			return rt.CloseScope(mark, err)
		}
		rt.Heap.CloseScope(mark)
		if stop {
			return nil
		}
	}
}

// newSet makes a Set over a fresh table.
func newSet(rt *object.Runtime) (*heap.Object, *heap.OrderedTable) {
	o := rt.NewIntrinsicObject(heap.ClassSet, idSetPrototype)
	t := rt.Heap.NewOrderedTable(false)
	rt.Heap.SetInternal(o, 0, t.Value())
	return o, t
}

// copySet makes a Set with the elements of t.
func copySet(rt *object.Runtime, t *heap.OrderedTable) (*heap.Object, *heap.OrderedTable, error) {
	o, out := newSet(rt)
	err := eachMember(rt, t, func(v heap.Value) (bool, error) {
		return false, put(rt, out, v, heap.Undefined)
	})
	return o, out, err
}

// setUnion is Set.prototype.union (sec-set.prototype.union).
func setUnion(c *object.Call) (heap.Value, error) {
	rt := c.RT
	t, r, err := setOperands(c, "union")
	if err != nil {
		return heap.Undefined, err
	}
	o, out := newSet(rt)
	fill := func() error {
		return eachMember(rt, t, func(v heap.Value) (bool, error) {
			return false, put(rt, out, v, heap.Undefined)
		})
	}
	// The elements of the receiver are taken once the iterator is open.
	err = r.eachAfter(fill, func(v heap.Value) (bool, error) {
		return false, put(rt, out, v, heap.Undefined)
	})
	return o.Value(), err
}

// setIntersection is Set.prototype.intersection (sec-set.prototype.intersection).
func setIntersection(c *object.Call) (heap.Value, error) {
	rt := c.RT
	t, r, err := setOperands(c, "intersection")
	if err != nil {
		return heap.Undefined, err
	}
	o, out := newSet(rt)
	if float64(t.Len()) <= r.size {
		err = eachMember(rt, t, func(v heap.Value) (bool, error) {
			in, err := r.contains(v)
			if err == nil && in {
				err = put(rt, out, v, heap.Undefined)
			}
			return false, err
		})
		return o.Value(), err
	}
	err = r.each(func(v heap.Value) (bool, error) {
		if t.Has(rt.Heap, v) {
			return false, put(rt, out, v, heap.Undefined)
		}
		return false, nil
	})
	return o.Value(), err
}

// setDifference is Set.prototype.difference (sec-set.prototype.difference).
func setDifference(c *object.Call) (heap.Value, error) {
	rt := c.RT
	t, r, err := setOperands(c, "difference")
	if err != nil {
		return heap.Undefined, err
	}
	o, out, err := copySet(rt, t)
	if err != nil {
		return heap.Undefined, err
	}
	if float64(t.Len()) <= r.size {
		// The copy is asked for its elements: has may change the receiver.
		err = eachMember(rt, out, func(v heap.Value) (bool, error) {
			in, err := r.contains(v)
			if err == nil && in {
				out.Delete(rt.Heap, v)
			}
			return false, err
		})
		return o.Value(), err
	}
	err = r.each(func(v heap.Value) (bool, error) {
		out.Delete(rt.Heap, v)
		return false, nil
	})
	return o.Value(), err
}

// setSymmetricDifference is Set.prototype.symmetricDifference
// (sec-set.prototype.symmetricdifference).
func setSymmetricDifference(c *object.Call) (heap.Value, error) {
	rt := c.RT
	t, r, err := setOperands(c, "symmetricDifference")
	if err != nil {
		return heap.Undefined, err
	}
	o, out := newSet(rt)
	fill := func() error {
		return eachMember(rt, t, func(v heap.Value) (bool, error) {
			return false, put(rt, out, v, heap.Undefined)
		})
	}
	err = r.eachAfter(fill, func(v heap.Value) (bool, error) {
		if t.Has(rt.Heap, v) {
			out.Delete(rt.Heap, v)
			return false, nil
		}
		return false, put(rt, out, v, heap.Undefined)
	})
	return o.Value(), err
}

// setIsSubsetOf is Set.prototype.isSubsetOf (sec-set.prototype.issubsetof).
func setIsSubsetOf(c *object.Call) (heap.Value, error) {
	t, r, err := setOperands(c, "isSubsetOf")
	if err != nil || float64(t.Len()) > r.size {
		return heap.False, err
	}
	all := true
	err = eachMember(c.RT, t, func(v heap.Value) (bool, error) {
		in, err := r.contains(v)
		all = in
		return !in, err
	})
	return heap.Bool(all), err
}

// setIsSupersetOf is Set.prototype.isSupersetOf (sec-set.prototype.issupersetof).
func setIsSupersetOf(c *object.Call) (heap.Value, error) {
	t, r, err := setOperands(c, "isSupersetOf")
	if err != nil || float64(t.Len()) < r.size {
		return heap.False, err
	}
	all := true
	err = r.each(func(v heap.Value) (bool, error) {
		all = t.Has(c.RT.Heap, v)
		return !all, nil
	})
	return heap.Bool(all), err
}

// setIsDisjointFrom is Set.prototype.isDisjointFrom (sec-set.prototype.isdisjointfrom).
func setIsDisjointFrom(c *object.Call) (heap.Value, error) {
	t, r, err := setOperands(c, "isDisjointFrom")
	if err != nil {
		return heap.False, err
	}
	none := true
	if float64(t.Len()) <= r.size {
		err = eachMember(c.RT, t, func(v heap.Value) (bool, error) {
			in, err := r.contains(v)
			none = !in
			return in, err
		})
		return heap.Bool(none), err
	}
	err = r.each(func(v heap.Value) (bool, error) {
		none = !t.Has(c.RT.Heap, v)
		return !none, nil
	})
	return heap.Bool(none), err
}
