package builtin

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// arraySlice is Array.prototype.slice (sec-array.prototype.slice).
func arraySlice(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, n, err := thisArrayLike(c)
	if err != nil {
		return heap.Undefined, err
	}
	from, to, err := relativeRange(c, 0, n)
	if err != nil {
		return heap.Undefined, err
	}
	count := max(to-from, 0)
	a, err := rt.ArraySpeciesCreate(o, count)
	if err != nil {
		return heap.Undefined, err
	}
	return a.Value(), copyRange(rt, o, from, a, count)
}

// copyRange defines the present ones of count elements of o, from index from on,
// in a from index 0 on, and sets a's length. a is what ArraySpeciesCreate gave.
func copyRange(rt *object.Runtime, o *heap.Object, from int64, a *heap.Object, count int64) error {
	if d, ok := denseHoley(rt, o); ok && from+count <= int64(len(d)) && fresh(rt, a) && o != a {
		if rt.Heap.CheckAlloc(count*8) == nil {
			fillFresh(rt, a, d[from:from+count])
			return rt.Steps(int(count) >> 6)
		}
	}
	err := sparseLoop(rt, o, from, from+count, func(k int64) error {
		v, ok, err := rt.FindElem(o, k)
		if !ok || err != nil {
			return err
		}
		return rt.DefineElem(a, k-from, v)
	})
	if err != nil {
		return err
	}
	return setLength(rt, a, count)
}

// fresh reports that a is a plain array without elements, whatever its length.
func fresh(rt *object.Runtime, a *heap.Object) bool {
	return object.ExtensibleArray(a) && a.ElementsLen() == 0
}

// fillFresh makes values, which may be holes, the elements of a fresh array.
func fillFresh(rt *object.Runtime, a *heap.Object, values []heap.Value) {
	rt.Heap.ReserveElements(a, len(values))
	rt.Heap.WriteElements(a, 0, values)
	rt.Heap.SetInternal(a, 0, heap.Int64(int64(len(values))))
}

// arraySplice is Array.prototype.splice (sec-array.prototype.splice).
func arraySplice(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, n, err := thisArrayLike(c)
	if err != nil {
		return heap.Undefined, err
	}
	start, skip, items, err := spliceArgs(c, n)
	if err != nil {
		return heap.Undefined, err
	}
	added := int64(len(items))
	if n+added-skip > object.MaxSafeInteger {
		return heap.Undefined, rt.TypeError("Invalid array length")
	}
	a, err := rt.ArraySpeciesCreate(o, skip)
	if err != nil {
		return heap.Undefined, err
	}
	if d, ok := densePlain(rt, o); ok && int64(len(d)) == n && fresh(rt, a) && n+added <= 1<<26 && rt.Heap.CheckAlloc((skip+added)*8) == nil {
		fillFresh(rt, a, d[start:start+skip])
		spliceDense(rt, o, n, start, skip, items)
		return a.Value(), rt.Steps(int(n) >> 6)
	}
	if err := copyRange(rt, o, start, a, skip); err != nil {
		return heap.Undefined, err
	}
	if err := spliceSlow(rt, o, n, start, skip, items); err != nil {
		return heap.Undefined, err
	}
	return a.Value(), rt.Set(o, rt.Heap.Names.Length, heap.Int64(n+added-skip), true)
}

// spliceArgs converts the arguments of splice and toSpliced: where to begin, how
// many elements to leave out and what to put there.
func spliceArgs(c *object.Call, n int64) (start, skip int64, items []heap.Value, err error) {
	if start, err = c.RT.RelativeIndex(c.Arg(0), n, 0); err != nil {
		return 0, 0, nil, err
	}
	switch len(c.Args) {
	case 0:
		return start, 0, nil, nil
	case 1:
		return start, n - start, nil, nil
	}
	count, err := c.RT.ToIntegerOrInfinity(c.Args[1])
	if err != nil {
		return 0, 0, nil, err
	}
	return start, int64(min(max(count, 0), float64(n-start))), c.Args[2:], nil
}

// spliceDense replaces skip elements of a dense array of n by items.
func spliceDense(rt *object.Runtime, o *heap.Object, n, start, skip int64, items []heap.Value) {
	added := int64(len(items))
	if added > skip {
		rt.Heap.FillElements(o, int(n), int(n+added-skip), heap.Undefined)
		rt.Heap.SetInternal(o, 0, heap.Int64(n+added-skip))
	}
	if added != skip {
		rt.Heap.MoveElements(o, uint32(start+added), uint32(start+skip), uint32(n-start-skip))
	}
	rt.Heap.WriteElements(o, int(start), items)
	if added < skip {
		truncate(rt, o, n+added-skip)
	}
}

// spliceSlow is the same by the book; the length is the caller's to set.
func spliceSlow(rt *object.Runtime, o *heap.Object, n, start, skip int64, items []heap.Value) error {
	added := int64(len(items))
	var err error
	if added < skip {
		err = eachIndex(rt, start, n-skip, func(k int64) error { return moveAt(rt, o, k+skip, k+added) })
		if err == nil {
			err = eachIndexDown(rt, n-skip+added, n, func(k int64) error { return deleteAt(rt, o, k) })
		}
	} else if added > skip {
		err = eachIndexDown(rt, start, n-skip, func(k int64) error { return moveAt(rt, o, k+skip, k+added) })
	}
	for i, v := range items {
		if err == nil {
			err = rt.Step()
		}
		if err == nil {
			err = setAt(rt, o, start+int64(i), v)
		}
	}
	return err
}

// arrayConcat is Array.prototype.concat (sec-array.prototype.concat).
func arrayConcat(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, err := thisObject(c)
	if err != nil {
		return heap.Undefined, err
	}
	a, err := rt.ArraySpeciesCreate(o, 0)
	if err != nil {
		return heap.Undefined, err
	}
	n := int64(0)
	if n, err = concatOne(rt, a, n, o.Value()); err != nil {
		return heap.Undefined, err
	}
	for _, v := range c.Args {
		if err := rt.Step(); err != nil {
			return heap.Undefined, err
		}
		if n, err = concatOne(rt, a, n, v); err != nil {
			return heap.Undefined, err
		}
	}
	return a.Value(), setLength(rt, a, n)
}

// concatOne appends v, or the elements of v when it is spreadable, at index n of
// a and returns the next index.
func concatOne(rt *object.Runtime, a *heap.Object, n int64, v heap.Value) (int64, error) {
	spread, err := isConcatSpreadable(rt, v)
	if err != nil {
		return 0, err
	}
	if !spread {
		if n >= object.MaxSafeInteger {
			return 0, rt.TypeError("Invalid array length")
		}
		return n + 1, rt.DefineElem(a, n, v)
	}
	e := v.Object()
	m, err := rt.LengthOfArrayLike(e)
	if err != nil {
		return 0, err
	}
	if n+m > object.MaxSafeInteger {
		return 0, rt.TypeError("Invalid array length")
	}
	if d, ok := denseHoley(rt, e); ok && e != a && object.ExtensibleArray(a) && n == int64(a.ElementsLen()) && n+m <= 1<<26 && rt.Heap.CheckAlloc((n+m)*8) == nil {
		rt.Heap.ReserveElements(a, int(n+m))
		rt.Heap.WriteElements(a, int(n), d)
		rt.Heap.SetInternal(a, 0, heap.Int64(n+m))
		return n + m, rt.Steps(len(d) >> 6)
	}
	err = sparseLoop(rt, e, 0, m, func(k int64) error {
		x, ok, err := rt.FindElem(e, k)
		if !ok || err != nil {
			return err
		}
		return rt.DefineElem(a, n+k, x)
	})
	return n + m, err
}

// isConcatSpreadable is IsConcatSpreadable (sec-isconcatspreadable).
func isConcatSpreadable(rt *object.Runtime, v heap.Value) (bool, error) {
	if !v.IsObject() {
		return false, nil
	}
	// The caches of the runtime know that plain arrays have none.
	flag, getter, err := rt.FindKeyed(v.Object(), rt.Heap.Symbols.IsConcatSpreadable)
	if getter {
		flag, err = rt.Call(flag, v)
	}
	if err != nil {
		return false, err
	}
	if !flag.IsUndefined() {
		return object.ToBoolean(flag), nil
	}
	return rt.IsArray(v)
}

// newArrayOf makes an array of exactly n elements, each given by at; a length
// that no array can have is a RangeError (sec-arraycreate).
func newArrayOf(rt *object.Runtime, n int64, at func(k int64) (heap.Value, error)) (heap.Value, error) {
	a, err := rt.ArrayCreate(n, heap.Empty)
	if err != nil {
		return heap.Undefined, err
	}
	err = eachIndex(rt, 0, n, func(k int64) error {
		v, err := at(k)
		if err != nil {
			return err
		}
		rt.Heap.SetElement(a, uint32(k), v)
		return nil
	})
	return a.Value(), err
}

// arrayToReversed is Array.prototype.toReversed (sec-array.prototype.toreversed).
func arrayToReversed(c *object.Call) (heap.Value, error) {
	o, n, err := thisArrayLike(c)
	if err != nil {
		return heap.Undefined, err
	}
	return newArrayOf(c.RT, n, func(k int64) (heap.Value, error) { return getAt(c.RT, o, n-1-k) })
}

// arrayToSpliced is Array.prototype.toSpliced (sec-array.prototype.tospliced).
func arrayToSpliced(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, n, err := thisArrayLike(c)
	if err != nil {
		return heap.Undefined, err
	}
	start, skip, items, err := spliceArgs(c, n)
	if err != nil {
		return heap.Undefined, err
	}
	added := int64(len(items))
	if n+added-skip > object.MaxSafeInteger {
		return heap.Undefined, rt.TypeError("Invalid array length")
	}
	return newArrayOf(rt, n+added-skip, func(k int64) (heap.Value, error) {
		switch {
		case k < start:
			return getAt(rt, o, k)
		case k < start+added:
			return items[k-start], nil
		}
		return getAt(rt, o, k-added+skip)
	})
}

// arrayWith is Array.prototype.with (sec-array.prototype.with).
func arrayWith(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, n, err := thisArrayLike(c)
	if err != nil {
		return heap.Undefined, err
	}
	i, err := rt.ToIntegerOrInfinity(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	if i < 0 {
		i += float64(n)
	}
	if i < 0 || i >= float64(n) {
		return heap.Undefined, rt.RangeError("Invalid index : %s", rt.Describe(c.Arg(0)))
	}
	return newArrayOf(rt, n, func(k int64) (heap.Value, error) {
		if k == int64(i) {
			return c.Arg(1), nil
		}
		return getAt(rt, o, k)
	})
}
