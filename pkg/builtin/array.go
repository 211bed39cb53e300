package builtin

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// idArrayToString is %Array.prototype.toString%.
var idArrayToString = object.NewIntrinsic()

// arrayGroup declares %Array% and %Array.prototype% (sec-array-objects).
var arrayGroup = &object.Group{
	Name:       "Array",
	Length:     1,
	Fn:         arrayConstructor,
	Ctor:       object.ArrayConstructor,
	Proto:      object.ArrayPrototype,
	ProtoClass: heap.ClassArray,
	Global:     true,
	Static: []object.Row{
		{Name: "from", Length: 1, Fn: arrayFrom},
		{Name: "fromAsync", Length: 1, Fn: arrayFromAsync},
		{Name: "isArray", Length: 1, Fn: arrayIsArray, Leaf: leafIsArray},
		{Name: "of", Fn: arrayOf},
		{Name: "@@species", Get: object.ReturnThis},
	},
	Rows: []object.Row{
		{Name: "at", Length: 1, Fn: arrayAt, Leaf: leafArrayAt},
		{Name: "concat", Length: 1, Fn: arrayConcat},
		{Name: "copyWithin", Length: 2, Fn: arrayCopyWithin},
		{Name: "entries", Fn: arrayEntries},
		{Name: "every", Length: 1, Fn: arrayEvery, Body: bodyEvery},
		{Name: "fill", Length: 1, Fn: arrayFill},
		{Name: "filter", Length: 1, Fn: arrayFilter, Body: bodyFilter},
		{Name: "find", Length: 1, Fn: arrayFind, Body: bodyFind},
		{Name: "findIndex", Length: 1, Fn: arrayFindIndex, Body: bodyFindIndex},
		{Name: "findLast", Length: 1, Fn: arrayFindLast, Body: bodyFindLast},
		{Name: "findLastIndex", Length: 1, Fn: arrayFindLastIndex, Body: bodyFindLastIndex},
		{Name: "flat", Fn: arrayFlat},
		{Name: "flatMap", Length: 1, Fn: arrayFlatMap},
		{Name: "forEach", Length: 1, Fn: arrayForEach, Body: bodyForEach},
		{Name: "includes", Length: 1, Fn: arrayIncludes, Leaf: leafIncludes},
		{Name: "indexOf", Length: 1, Fn: arrayIndexOf, Leaf: leafIndexOf},
		{Name: "join", Length: 1, Fn: arrayJoin},
		{Name: "keys", Fn: arrayKeys},
		{Name: "lastIndexOf", Length: 1, Fn: arrayLastIndexOf},
		{Name: "map", Length: 1, Fn: arrayMap, Body: bodyMap},
		{Name: "pop", Fn: arrayPop, Leaf: leafPop, Shortcut: object.ShortcutPop},
		{Name: "push", Length: 1, Fn: arrayPush, Leaf: leafPush, Shortcut: object.ShortcutPush},
		{Name: "reduce", Length: 1, Fn: arrayReduce, Body: bodyReduce},
		{Name: "reduceRight", Length: 1, Fn: arrayReduceRight, Body: bodyReduceRight},
		{Name: "reverse", Fn: arrayReverse, Leaf: leafReverse},
		{Name: "shift", Fn: arrayShift, Leaf: leafShift},
		{Name: "slice", Length: 2, Fn: arraySlice, Leaf: leafArraySlice},
		{Name: "some", Length: 1, Fn: arraySome, Body: bodySome},
		{Name: "sort", Length: 1, Fn: arraySort},
		{Name: "splice", Length: 2, Fn: arraySplice},
		{Name: "toLocaleString", Fn: arrayToLocaleString},
		{Name: "toReversed", Fn: arrayToReversed},
		{Name: "toSorted", Length: 1, Fn: arrayToSorted},
		{Name: "toSpliced", Length: 2, Fn: arrayToSpliced},
		{Name: "toString", Fn: arrayToString, Intrinsic: idArrayToString},
		{Name: "unshift", Length: 1, Fn: arrayUnshift, Leaf: leafUnshift},
		{Name: "values", Fn: arrayValues, Intrinsic: object.ArrayProtoValues},
		{Name: "with", Length: 2, Fn: arrayWith},
		{Name: "@@iterator", Alias: "values"},
	},
	Setup: arraySetup,
}

// unscopables are the names that `with` does not find in an array
// (sec-array.prototype-%symbol.unscopables%).
var unscopables = [...]string{
	"at", "copyWithin", "entries", "fill", "find", "findIndex", "findLast", "findLastIndex",
	"flat", "flatMap", "includes", "keys", "toReversed", "toSorted", "toSpliced", "values",
}

func arraySetup(rt *object.Runtime, r *object.Realm, _, proto *heap.Object) {
	h := rt.Heap
	h.SetInternal(proto, 0, heap.Int(0))
	o := rt.OrdinaryObjectCreate(heap.Null)
	h.ToDictionary(o) // no other object will have its shape
	h.ExpectProperties(o, len(unscopables))
	for _, name := range unscopables {
		h.AddProperty(o, h.InternGo(name), heap.True, heap.DefaultAttrs)
	}
	h.AddProperty(proto, h.Symbols.Unscopables, o.Value(), heap.Configurable)
}

// arrayConstructor is Array (sec-array).
func arrayConstructor(c *object.Call) (heap.Value, error) {
	rt := c.RT
	newTarget := c.NewTarget
	proto := heap.Empty
	if !newTarget.IsUndefined() && newTarget != c.Callee.Value() {
		p, err := rt.GetPrototypeFromConstructor(newTarget, object.ArrayPrototype)
		if err != nil {
			return heap.Undefined, err
		}
		proto = p.Value()
	}
	if len(c.Args) == 1 && c.Args[0].IsNumber() {
		n := c.Args[0].Float64()
		if n < 0 || n > object.MaxArrayLength || n != float64(uint32(n)) {
			return heap.Undefined, rt.RangeError("Invalid array length")
		}
		if proto == heap.Empty {
			return rt.NewArrayOfLength(uint32(n)).Value(), nil
		}
		a, err := rt.ArrayCreate(int64(n), proto)
		if err != nil {
			return heap.Undefined, err
		}
		return a.Value(), nil
	}
	a, err := rt.ArrayCreate(0, proto)
	if err != nil {
		return heap.Undefined, err
	}
	rt.Heap.WriteElements(a, 0, c.Args)
	rt.Heap.SetInternal(a, 0, heap.Int64(int64(len(c.Args))))
	return a.Value(), nil
}

// arrayIsArray is Array.isArray (sec-array.isarray).
func arrayIsArray(c *object.Call) (heap.Value, error) {
	is, err := c.RT.IsArray(c.Arg(0))
	return heap.Bool(is), err
}

// constructFor makes the result object of Array.from and Array.of: this when it
// is a constructor, else an array. args are its arguments.
func constructFor(c *object.Call, length int64, args ...heap.Value) (*heap.Object, error) {
	rt := c.RT
	if rt.IsConstructor(c.This) && c.This != c.Realm.Intrinsic(object.ArrayConstructor).Value() {
		v, err := rt.Construct(c.This, c.This, args...)
		if err != nil {
			return nil, err
		}
		return v.Object(), nil
	}
	return rt.ArrayCreate(length, heap.Empty)
}

// arrayOf is Array.of (sec-array.of).
func arrayOf(c *object.Call) (heap.Value, error) {
	rt := c.RT
	n := int64(len(c.Args))
	a, err := constructFor(c, n, heap.Int64(n))
	if err != nil {
		return heap.Undefined, err
	}
	for i, v := range c.Args {
		if err := rt.Step(); err != nil {
			return heap.Undefined, err
		}
		if err := rt.DefineElem(a, int64(i), v); err != nil {
			return heap.Undefined, err
		}
	}
	return a.Value(), setLength(rt, a, n)
}

// arrayFrom is Array.from (sec-array.from).
func arrayFrom(c *object.Call) (heap.Value, error) {
	rt := c.RT
	items, mapper := c.Arg(0), c.Arg(1)
	if !mapper.IsUndefined() {
		if _, err := c.CallableArg(1); err != nil {
			return heap.Undefined, err
		}
	}
	method, err := rt.GetMethod(items, rt.Heap.Symbols.Iterator)
	if err != nil {
		return heap.Undefined, err
	}
	if method.IsUndefined() {
		return arrayFromLike(c, items, mapper)
	}
	a, err := constructFor(c, 0)
	if err != nil {
		return heap.Undefined, err
	}
	if d, ok := rt.PlainArrayIteration(items, method); ok && mapper.IsUndefined() && fresh(rt, a) && rt.CheckAlloc(len(d)*8) == nil {
		fillFresh(rt, a, d)
		return a.Value(), rt.Steps(len(d) >> 6)
	}
	iter, next, err := rt.GetIteratorFromMethod(items, method)
	if err != nil {
		return heap.Undefined, err
	}
	r := object.IteratorRecord{Iterator: iter, Next: next}
	k := int64(0)
	var cb object.Callback
	if !mapper.IsUndefined() {
		cb = rt.NewCallback(mapper)
	}
	err = rt.IterateRecord(&r, func(v heap.Value) error {
		if !mapper.IsUndefined() {
			var err error
			if v, err = cb.Call2(c.Arg(2), v, heap.Int64(k)); err != nil {
				return err
			}
			rt.Heap.Keep(v)
		}
		if err := rt.DefineElem(a, k, v); err != nil {
			return err
		}
		k++
		return nil
	})
	if err != nil {
		return heap.Undefined, err
	}
	return a.Value(), setLength(rt, a, k)
}

// arrayFromLike is Array.from for an array-like object without iterator.
func arrayFromLike(c *object.Call, items, mapper heap.Value) (heap.Value, error) {
	rt := c.RT
	src, err := rt.ToObject(items)
	if err != nil {
		return heap.Undefined, err
	}
	n, err := rt.LengthOfArrayLike(src)
	if err != nil {
		return heap.Undefined, err
	}
	a, err := constructFor(c, n, heap.Int64(n))
	if err != nil {
		return heap.Undefined, err
	}
	var cb object.Callback
	if !mapper.IsUndefined() {
		cb = rt.NewCallback(mapper)
	}
	err = eachIndex(rt, 0, n, func(k int64) error {
		v, err := getAt(rt, src, k)
		if err != nil {
			return err
		}
		if !mapper.IsUndefined() {
			if v, err = cb.Call2(c.Arg(2), v, heap.Int64(k)); err != nil {
				return err
			}
			rt.Heap.Keep(v)
		}
		return rt.DefineElem(a, k, v)
	})
	if err != nil {
		return heap.Undefined, err
	}
	return a.Value(), setLength(rt, a, n)
}

// thisObject is ToObject of this for a method of Array.prototype, which the error
// names.
func thisObject(c *object.Call) (*heap.Object, error) {
	return c.RT.ThisArrayObject(c.Code, c.This)
}

// thisArrayLike converts this and reads its length: the first two steps of most
// array methods.
func thisArrayLike(c *object.Call) (*heap.Object, int64, error) {
	return c.RT.ThisArrayLike(c.Code, c.This)
}

// eachIndex calls f for from <= k < to, in a rooting scope of its own each time.
func eachIndex(rt *object.Runtime, from, to int64, f func(k int64) error) error {
	for k := from; k < to; k++ {
		mark := rt.Heap.OpenScope()
		if err := f(k); err != nil {
			return rt.CloseScope(mark, err)
		}
		rt.Heap.CloseScope(mark)
		if err := rt.Step(); err != nil {
			return err
		}
	}
	return nil
}

// eachIndexDown is eachIndex from to-1 down to from.
func eachIndexDown(rt *object.Runtime, from, to int64, f func(k int64) error) error {
	for k := to - 1; k >= from; k-- {
		mark := rt.Heap.OpenScope()
		if err := f(k); err != nil {
			return rt.CloseScope(mark, err)
		}
		rt.Heap.CloseScope(mark)
		if err := rt.Step(); err != nil {
			return err
		}
	}
	return nil
}

// getAt is Get(o, k).
func getAt(rt *object.Runtime, o *heap.Object, k int64) (heap.Value, error) {
	if d := o.Dense(); uint64(k) < uint64(len(d)) && d[k] != heap.Hole {
		return rt.Heap.Keep(d[k]), nil
	}
	return rt.Get(o, rt.KeyFromInt(k))
}

// setAt is Set(o, k, v, true).
func setAt(rt *object.Runtime, o *heap.Object, k int64, v heap.Value) error {
	if d := o.Dense(); uint64(k) < uint64(len(d)) && d[k] != heap.Hole {
		rt.Heap.SetElement(o, uint32(k), v)
		return nil
	}
	if k < object.MaxArrayLength && object.ExtensibleArray(o) && k < int64(object.ArrayLength(o)) && rt.NoIndexedPrototype(o) {
		rt.Heap.SetElement(o, uint32(k), v)
		return nil
	}
	return rt.Set(o, rt.KeyFromInt(k), v, true)
}

// deleteAt is DeletePropertyOrThrow(o, k).
func deleteAt(rt *object.Runtime, o *heap.Object, k int64) error {
	return rt.DeletePropertyOrThrow(o, rt.KeyFromInt(k))
}

// setLength is Set(o, "length", n, true).
func setLength(rt *object.Runtime, o *heap.Object, n int64) error {
	if o.Class() == heap.ClassArray && int64(object.ArrayLength(o)) == n && !o.Has(heap.FlagLengthReadonly) {
		return nil
	}
	return rt.Set(o, rt.Heap.Names.Length, heap.Int64(n), true)
}

// truncate sets the length of a plain dense array to n, which is not longer.
func truncate(rt *object.Runtime, o *heap.Object, n int64) {
	rt.Heap.TruncateElements(o, uint32(n))
	rt.Heap.SetInternal(o, 0, heap.Int64(n))
}

// denseHoley returns the elements of an array whose length is that of its dense
// elements, and on whose prototype chain there are no index properties: then a
// Hole is an absent property that reads as undefined. The slice is the array's own
// memory, valid until the array changes.
func denseHoley(rt *object.Runtime, o *heap.Object) ([]heap.Value, bool) {
	if o.Class() != heap.ClassArray || o.ElementsLen() != int(object.ArrayLength(o)) || !rt.NoIndexedPrototype(o) {
		return nil, false
	}
	return o.Dense(), true
}

// densePlain is denseHoley for a plain array: the methods that move elements work
// on them directly, as moving a Hole is deleting the property.
func densePlain(rt *object.Runtime, o *heap.Object) ([]heap.Value, bool) {
	if !object.ExtensibleArray(o) {
		return nil, false
	}
	return denseHoley(rt, o)
}

// present is the value that an element reads as.
func present(v heap.Value) heap.Value {
	if v == heap.Hole {
		return heap.Undefined
	}
	return v
}

// arrayAt is Array.prototype.at (sec-array.prototype.at).
func arrayAt(c *object.Call) (heap.Value, error) {
	o, n, err := thisArrayLike(c)
	if err != nil {
		return heap.Undefined, err
	}
	i, err := c.RT.ToIntegerOrInfinity(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	if i < 0 {
		i += float64(n)
	}
	if i < 0 || i >= float64(n) {
		return heap.Undefined, nil
	}
	return getAt(c.RT, o, int64(i))
}

// arrayPush is Array.prototype.push (sec-array.prototype.push).
func arrayPush(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, n, err := thisArrayLike(c)
	if err != nil {
		return heap.Undefined, err
	}
	if n+int64(len(c.Args)) <= 1<<27 && n == int64(o.ElementsLen()) && object.ExtensibleArray(o) && rt.NoIndexedPrototype(o) {
		for _, v := range c.Args {
			if err := rt.AppendElement(o, v); err != nil {
				return heap.Undefined, err
			}
		}
		return heap.Int64(n + int64(len(c.Args))), nil
	}
	if n+int64(len(c.Args)) > object.MaxSafeInteger {
		return heap.Undefined, rt.TypeError("Pushing %d elements on an array-like of length %d is disallowed, as the total surpasses 2**53-1", len(c.Args), n)
	}
	for _, v := range c.Args {
		if err := rt.Set(o, rt.KeyFromInt(n), v, true); err != nil {
			return heap.Undefined, err
		}
		n++
	}
	return heap.Int64(n), rt.Set(o, rt.Heap.Names.Length, heap.Int64(n), true)
}

// arrayPop is Array.prototype.pop (sec-array.prototype.pop).
func arrayPop(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, n, err := thisArrayLike(c)
	if err != nil {
		return heap.Undefined, err
	}
	if n == 0 {
		return heap.Undefined, rt.Set(o, rt.Heap.Names.Length, heap.Int(0), true)
	}
	if d := o.Dense(); n == int64(len(d)) && d[n-1] != heap.Hole && object.ExtensibleArray(o) {
		v := rt.Heap.Keep(d[n-1])
		truncate(rt, o, n-1)
		return v, nil
	}
	v, err := rt.Get(o, rt.KeyFromInt(n-1))
	if err != nil {
		return heap.Undefined, err
	}
	if err := deleteAt(rt, o, n-1); err != nil {
		return heap.Undefined, err
	}
	return v, rt.Set(o, rt.Heap.Names.Length, heap.Int64(n-1), true)
}

// moveAt copies element from to index to, or deletes to when from is absent.
func moveAt(rt *object.Runtime, o *heap.Object, from, to int64) error {
	v, ok, err := rt.FindElem(o, from)
	if err != nil {
		return err
	}
	if ok {
		return setAt(rt, o, to, v)
	}
	return deleteAt(rt, o, to)
}

// arrayShift is Array.prototype.shift (sec-array.prototype.shift).
func arrayShift(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, n, err := thisArrayLike(c)
	if err != nil {
		return heap.Undefined, err
	}
	if n == 0 {
		return heap.Undefined, rt.Set(o, rt.Heap.Names.Length, heap.Int(0), true)
	}
	if d, ok := densePlain(rt, o); ok {
		v := rt.Heap.Keep(present(d[0]))
		rt.Heap.ShiftElements(o)
		rt.Heap.SetInternal(o, 0, heap.Int64(n-1))
		return v, rt.Step()
	}
	first, err := rt.Get(o, rt.KeyFromInt(0))
	if err != nil {
		return heap.Undefined, err
	}
	if err := eachIndex(rt, 1, n, func(k int64) error { return moveAt(rt, o, k, k-1) }); err != nil {
		return heap.Undefined, err
	}
	if err := deleteAt(rt, o, n-1); err != nil {
		return heap.Undefined, err
	}
	return first, rt.Set(o, rt.Heap.Names.Length, heap.Int64(n-1), true)
}

// arrayUnshift is Array.prototype.unshift (sec-array.prototype.unshift).
func arrayUnshift(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, n, err := thisArrayLike(c)
	if err != nil {
		return heap.Undefined, err
	}
	argc := int64(len(c.Args))
	if _, ok := densePlain(rt, o); ok && argc > 0 && n+argc <= 1<<26 {
		if err := rt.CheckAlloc(int(rt.Heap.UnshiftBytes(o, int(argc)))); err != nil {
			return heap.Undefined, err
		}
		rt.Heap.UnshiftElements(o, int(argc))
		rt.Heap.SetInternal(o, 0, heap.Int64(n+argc))
		rt.Heap.WriteElements(o, 0, c.Args)
		return heap.Int64(n + argc), rt.Steps(int(argc) >> 6)
	}
	if argc > 0 {
		if n+argc > object.MaxSafeInteger {
			return heap.Undefined, rt.TypeError("Invalid array length")
		}
		if err := eachIndexDown(rt, 0, n, func(k int64) error { return moveAt(rt, o, k, k+argc) }); err != nil {
			return heap.Undefined, err
		}
		for i, v := range c.Args {
			if err := rt.Step(); err != nil {
				return heap.Undefined, err
			}
			if err := setAt(rt, o, int64(i), v); err != nil {
				return heap.Undefined, err
			}
		}
	}
	return heap.Int64(n + argc), rt.Set(o, rt.Heap.Names.Length, heap.Int64(n+argc), true)
}

// arrayReverse is Array.prototype.reverse (sec-array.prototype.reverse).
func arrayReverse(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, n, err := thisArrayLike(c)
	if err != nil {
		return heap.Undefined, err
	}
	if _, ok := densePlain(rt, o); ok {
		rt.Heap.ReverseElements(o)
		return o.Value(), rt.Steps(int(n) >> 6)
	}
	err = eachIndex(rt, 0, n/2, func(low int64) error {
		high := n - 1 - low
		lv, lok, err := rt.FindElem(o, low)
		if err != nil {
			return err
		}
		hv, hok, err := rt.FindElem(o, high)
		if err != nil {
			return err
		}
		if hok {
			err = setAt(rt, o, low, hv)
		} else if lok {
			err = deleteAt(rt, o, low)
		}
		if err != nil {
			return err
		}
		if lok {
			return setAt(rt, o, high, lv)
		} else if hok {
			return deleteAt(rt, o, high)
		}
		return nil
	})
	return o.Value(), err
}

// arrayFill is Array.prototype.fill (sec-array.prototype.fill).
func arrayFill(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, n, err := thisArrayLike(c)
	if err != nil {
		return heap.Undefined, err
	}
	from, to, err := relativeRange(c, 1, n)
	if err != nil {
		return heap.Undefined, err
	}
	v := c.Arg(0)
	// The conversions above may have changed the array.
	if from < to && object.ExtensibleArray(o) && from <= int64(o.ElementsLen()) && to <= min(int64(object.ArrayLength(o)), 1<<26) && rt.NoIndexedPrototype(o) {
		if more := to - int64(o.ElementsLen()); more <= 0 || rt.Heap.CheckAlloc(to*8) == nil {
			rt.Heap.ReserveElements(o, int(to))
			rt.Heap.FillElements(o, int(from), int(to), v)
			return o.Value(), rt.Steps(int(to-from) >> 6)
		}
	}
	err = eachIndex(rt, from, to, func(k int64) error { return setAt(rt, o, k, v) })
	return o.Value(), err
}

// relativeRange converts arguments i and i+1, start and end, to a range within
// 0 … n.
func relativeRange(c *object.Call, i int, n int64) (from, to int64, err error) {
	if from, err = c.RT.RelativeIndex(c.Arg(i), n, 0); err != nil {
		return 0, 0, err
	}
	to, err = c.RT.RelativeIndex(c.Arg(i+1), n, n)
	return from, to, err
}

// arrayCopyWithin is Array.prototype.copyWithin (sec-array.prototype.copywithin).
func arrayCopyWithin(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, n, err := thisArrayLike(c)
	if err != nil {
		return heap.Undefined, err
	}
	to, err := rt.RelativeIndex(c.Arg(0), n, 0)
	if err != nil {
		return heap.Undefined, err
	}
	from, end, err := relativeRange(c, 1, n)
	if err != nil {
		return heap.Undefined, err
	}
	count := min(end-from, n-to)
	if from < to && to < from+count {
		err = eachIndexDown(rt, 0, count, func(k int64) error { return moveAt(rt, o, from+k, to+k) })
	} else {
		err = eachIndex(rt, 0, count, func(k int64) error { return moveAt(rt, o, from+k, to+k) })
	}
	return o.Value(), err
}
