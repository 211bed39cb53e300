package builtin

import (
	"math"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// thisTyped is the receiver, which must be a typed array; it may be out of bounds.
func thisTyped(c *object.Call, name string) (*heap.Object, error) {
	if c.This.IsObject() && c.This.Object().Class() == heap.ClassTypedArray {
		return c.This.Object(), nil
	}
	return nil, c.Incompatible("TypedArray.prototype." + name)
}

// typedGetBuffer is the getter of %TypedArray%.prototype.buffer
// (sec-get-%typedarray%.prototype.buffer).
func typedGetBuffer(c *object.Call) (heap.Value, error) {
	o, err := thisTyped(c, "buffer")
	if err != nil {
		return heap.Undefined, err
	}
	return o.Internal(typedBuffer), nil
}

// typedGetByteLength is the getter of %TypedArray%.prototype.byteLength
// (sec-get-%typedarray%.prototype.bytelength).
func typedGetByteLength(c *object.Call) (heap.Value, error) {
	o, err := thisTyped(c, "byteLength")
	if err != nil {
		return heap.Undefined, err
	}
	v, _ := viewOf(c.RT, o)
	return heap.Int64(int64(len(v.bytes))), nil
}

// typedGetByteOffset is the getter of %TypedArray%.prototype.byteOffset
// (sec-get-%typedarray%.prototype.byteoffset).
func typedGetByteOffset(c *object.Call) (heap.Value, error) {
	o, err := thisTyped(c, "byteOffset")
	if err != nil {
		return heap.Undefined, err
	}
	if _, ok := viewOf(c.RT, o); !ok {
		return heap.Int(0), nil
	}
	return o.Internal(typedOffset), nil
}

// typedGetLength is the getter of %TypedArray%.prototype.length
// (sec-get-%typedarray%.prototype.length).
func typedGetLength(c *object.Call) (heap.Value, error) {
	o, err := thisTyped(c, "length")
	if err != nil {
		return heap.Undefined, err
	}
	v, ok := viewOf(c.RT, o)
	if !ok {
		return heap.Int(0), nil
	}
	return heap.Int64(v.n), nil
}

// typedToStringTag is the getter of %TypedArray%.prototype[@@toStringTag]
// (sec-get-%typedarray%.prototype-%symbol.tostringtag%).
func typedToStringTag(c *object.Call) (heap.Value, error) {
	if !c.This.IsObject() || c.This.Object().Class() != heap.ClassTypedArray {
		return heap.Undefined, nil
	}
	return c.RT.Heap.InternGo(elements[c.This.Object().Internal(typedElement).AsInt()].name), nil
}

// typedAt is %TypedArray%.prototype.at (sec-%typedarray%.prototype.at).
func typedAt(c *object.Call) (heap.Value, error) {
	v, err := validateTyped(c.RT, c.This, false)
	if err != nil {
		return heap.Undefined, err
	}
	k, err := c.RT.ToIntegerOrInfinity(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	if k < 0 {
		k += float64(v.n)
	}
	if k < 0 || k >= float64(v.n) {
		return heap.Undefined, nil
	}
	return elementOf(c.RT, v.o, int64(k)), nil
}

func typedIterator(c *object.Call, kind int32) (heap.Value, error) {
	v, err := validateTyped(c.RT, c.This, false)
	if err != nil {
		return heap.Undefined, err
	}
	return createArrayIterator(c.RT, v.o, kind), nil
}

// typedEntries is %TypedArray%.prototype.entries (sec-%typedarray%.prototype.entries).
func typedEntries(c *object.Call) (heap.Value, error) { return typedIterator(c, iterEntries) }

// typedKeys is %TypedArray%.prototype.keys (sec-%typedarray%.prototype.keys).
func typedKeys(c *object.Call) (heap.Value, error) { return typedIterator(c, iterKeys) }

// typedValues is %TypedArray%.prototype.values (sec-%typedarray%.prototype.values).
func typedValues(c *object.Call) (heap.Value, error) { return typedIterator(c, iterValues) }

// callEach calls argument 0 for each element: f gets the element, its index and
// what the callback returned. It returns the array and its length at the beginning.
func callEach(c *object.Call, f func(v heap.Value, k int64, result heap.Value) error) error {
	view, fn, err := typedCallback(c)
	if err != nil {
		return err
	}
	return callElements(c, &view, fn, f)
}

// typedCallback is the receiver, and argument 0, which must be callable.
func typedCallback(c *object.Call) (typedView, heap.Value, error) {
	view, err := validateTyped(c.RT, c.This, false)
	if err != nil {
		return view, heap.Undefined, err
	}
	fn, err := c.CallableArg(0)
	return view, fn, err
}

func callElements(c *object.Call, view *typedView, fn heap.Value, f func(v heap.Value, k int64, result heap.Value) error) error {
	rt := c.RT
	cb := rt.NewCallback(fn)
	for k := int64(0); k < view.n; k++ {
		mark := rt.Heap.OpenScope()
		v := elementOf(rt, view.o, k)
		r, err := cb.Call3(c.Arg(1), v, heap.Int64(k), view.o.Value())
		if err == nil && f != nil {
			err = f(v, k, rt.Heap.Keep(r))
		}
		if err != nil {
			return rt.CloseScope(mark, err)
		}
		rt.Heap.CloseScope(mark)
	}
	return nil
}

// typedForEach is %TypedArray%.prototype.forEach (sec-%typedarray%.prototype.foreach).
func typedForEach(c *object.Call) (heap.Value, error) { return heap.Undefined, callEach(c, nil) }

// typedEvery is %TypedArray%.prototype.every (sec-%typedarray%.prototype.every).
func typedEvery(c *object.Call) (heap.Value, error) {
	every := true
	err := callEach(c, func(_ heap.Value, _ int64, r heap.Value) error {
		if object.ToBoolean(r) {
			return nil
		}
		every = false
		return errStop
	})
	return heap.Bool(every), stopped(err)
}

// typedSome is %TypedArray%.prototype.some (sec-%typedarray%.prototype.some).
func typedSome(c *object.Call) (heap.Value, error) {
	some := false
	err := callEach(c, func(_ heap.Value, _ int64, r heap.Value) error {
		if !object.ToBoolean(r) {
			return nil
		}
		some = true
		return errStop
	})
	return heap.Bool(some), stopped(err)
}

// findTyped is FindViaPredicate (sec-findviapredicate) on a typed array.
func findTyped(c *object.Call, last bool) (found heap.Value, at int64, err error) {
	rt := c.RT
	view, fn, err := typedCallback(c)
	if err != nil {
		return heap.Undefined, -1, err
	}
	found, at = heap.Undefined, -1
	loop := eachIndex
	if last {
		loop = eachIndexDown
	}
	cb := rt.NewCallback(fn)
	err = loop(rt, 0, view.n, func(k int64) error {
		v := elementOf(rt, view.o, k)
		r, err := cb.Call3(c.Arg(1), v, heap.Int64(k), view.o.Value())
		if err == nil && object.ToBoolean(r) {
			found, at = v, k
			return errStop
		}
		return err
	})
	return rt.Heap.Keep(found), at, stopped(err)
}

// typedFind is %TypedArray%.prototype.find (sec-%typedarray%.prototype.find).
func typedFind(c *object.Call) (heap.Value, error) {
	v, _, err := findTyped(c, false)
	return v, err
}

// typedFindIndex is %TypedArray%.prototype.findIndex (sec-%typedarray%.prototype.findindex).
func typedFindIndex(c *object.Call) (heap.Value, error) {
	_, k, err := findTyped(c, false)
	return heap.Int64(k), err
}

// typedFindLast is %TypedArray%.prototype.findLast (sec-%typedarray%.prototype.findlast).
func typedFindLast(c *object.Call) (heap.Value, error) {
	v, _, err := findTyped(c, true)
	return v, err
}

// typedFindLastIndex is %TypedArray%.prototype.findLastIndex
// (sec-%typedarray%.prototype.findlastindex).
func typedFindLastIndex(c *object.Call) (heap.Value, error) {
	_, k, err := findTyped(c, true)
	return heap.Int64(k), err
}

// typedMap is %TypedArray%.prototype.map (sec-%typedarray%.prototype.map).
func typedMap(c *object.Call) (heap.Value, error) {
	view, fn, err := typedCallback(c)
	if err != nil {
		return heap.Undefined, err
	}
	out, err := speciesCreate(c, view.o, view.n)
	if err != nil {
		return heap.Undefined, err
	}
	err = callElements(c, &view, fn, func(_ heap.Value, k int64, r heap.Value) error {
		return c.RT.Set(out, c.RT.KeyFromInt(k), r, true)
	})
	return out.Value(), err
}

// typedFilter is %TypedArray%.prototype.filter (sec-%typedarray%.prototype.filter).
func typedFilter(c *object.Call) (heap.Value, error) {
	rt := c.RT
	view, fn, err := typedCallback(c)
	if err != nil {
		return heap.Undefined, err
	}
	kept := rt.NewArray()
	err = callElements(c, &view, fn, func(v heap.Value, _ int64, r heap.Value) error {
		if !object.ToBoolean(r) {
			return nil
		}
		return rt.AppendElement(kept, v)
	})
	if err != nil {
		return heap.Undefined, err
	}
	n := int64(object.ArrayLength(kept))
	out, err := speciesCreate(c, view.o, n)
	if err != nil {
		return heap.Undefined, err
	}
	return out.Value(), eachIndex(rt, 0, n, func(k int64) error {
		return rt.Set(out, rt.KeyFromInt(k), kept.Dense()[k], true)
	})
}

// typedReduce is %TypedArray%.prototype.reduce (sec-%typedarray%.prototype.reduce).
func typedReduce(c *object.Call) (heap.Value, error) { return reduceTyped(c, false) }

// typedReduceRight is %TypedArray%.prototype.reduceRight
// (sec-%typedarray%.prototype.reduceright).
func typedReduceRight(c *object.Call) (heap.Value, error) { return reduceTyped(c, true) }

func reduceTyped(c *object.Call, right bool) (heap.Value, error) {
	rt := c.RT
	view, fn, err := typedCallback(c)
	if err != nil {
		return heap.Undefined, err
	}
	at := func(k int64) int64 {
		if right {
			return view.n - 1 - k
		}
		return k
	}
	acc := c.Arg(1)
	from := int64(0)
	if len(c.Args) < 2 {
		if view.n == 0 {
			return heap.Undefined, rt.TypeError("Reduce of empty array with no initial value")
		}
		acc = elementOf(rt, view.o, at(0))
		from = 1
	}
	cb := rt.NewCallback(fn)
	for k := from; k < view.n; k++ {
		mark := rt.Heap.OpenScope()
		i := at(k)
		acc, err = cb.Call4(heap.Undefined, acc, elementOf(rt, view.o, i), heap.Int64(i), view.o.Value())
		if err != nil {
			return heap.Undefined, rt.CloseScope(mark, err)
		}
		rt.Heap.CloseScope(mark)
		rt.Heap.Keep(acc)
	}
	return acc, nil
}

// typedIncludes is %TypedArray%.prototype.includes (sec-%typedarray%.prototype.includes).
func typedIncludes(c *object.Call) (heap.Value, error) {
	rt := c.RT
	view, from, err := typedSearch(c)
	if err != nil || view.n == 0 {
		return heap.False, err
	}
	found := false
	err = eachIndex(rt, from, view.n, func(k int64) error {
		if rt.SameValueZero(elementOf(rt, view.o, k), c.Arg(0)) {
			found = true
			return errStop
		}
		return nil
	})
	return heap.Bool(found), stopped(err)
}

// typedSearch is the receiver and where includes and indexOf begin.
func typedSearch(c *object.Call) (view typedView, from int64, err error) {
	if view, err = validateTyped(c.RT, c.This, false); err != nil || view.n == 0 {
		return view, 0, err
	}
	from, err = c.RT.RelativeIndex(c.Arg(1), view.n, 0)
	return view, from, err
}

// typedIndexOf is %TypedArray%.prototype.indexOf (sec-%typedarray%.prototype.indexof).
func typedIndexOf(c *object.Call) (heap.Value, error) {
	view, from, err := typedSearch(c)
	if err != nil {
		return heap.Undefined, err
	}
	return indexOfTyped(c, &view, from, view.n, eachIndex)
}

// typedLastIndexOf is %TypedArray%.prototype.lastIndexOf
// (sec-%typedarray%.prototype.lastindexof).
func typedLastIndexOf(c *object.Call) (heap.Value, error) {
	view, err := validateTyped(c.RT, c.This, false)
	if err != nil || view.n == 0 {
		return heap.Int(-1), err
	}
	from := float64(view.n - 1)
	if len(c.Args) > 1 {
		i, err := c.RT.ToIntegerOrInfinity(c.Args[1])
		if err != nil {
			return heap.Undefined, err
		}
		if i < 0 {
			i += float64(view.n)
		}
		from = math.Min(i, from)
	}
	if from < 0 {
		return heap.Int(-1), nil
	}
	return indexOfTyped(c, &view, 0, int64(from)+1, eachIndexDown)
}

func indexOfTyped(c *object.Call, view *typedView, from, to int64, loop func(rt *object.Runtime, from, to int64, f func(k int64) error) error) (heap.Value, error) {
	rt := c.RT
	found := int64(-1)
	err := loop(rt, from, to, func(k int64) error {
		if v := elementOf(rt, view.o, k); !v.IsUndefined() && rt.IsStrictlyEqual(v, c.Arg(0)) {
			found = k
			return errStop
		}
		return nil
	})
	return heap.Int64(found), stopped(err)
}

// typedJoin is %TypedArray%.prototype.join (sec-%typedarray%.prototype.join).
func typedJoin(c *object.Call) (heap.Value, error) {
	rt := c.RT
	view, err := validateTyped(rt, c.This, false)
	if err != nil {
		return heap.Undefined, err
	}
	sep := rt.Heap.SingleChar(',')
	if v := c.Arg(0); !v.IsUndefined() {
		if sep, err = rt.ToString(v); err != nil {
			return heap.Undefined, err
		}
	}
	return joinTyped(rt, &view, sep, func(v heap.Value) (*heap.String, error) { return rt.ToString(v) })
}

// typedToLocaleString is %TypedArray%.prototype.toLocaleString
// (sec-%typedarray%.prototype.tolocalestring).
func typedToLocaleString(c *object.Call) (heap.Value, error) {
	rt := c.RT
	view, err := validateTyped(rt, c.This, false)
	if err != nil {
		return heap.Undefined, err
	}
	return joinTyped(rt, &view, rt.Heap.SingleChar(','), func(v heap.Value) (*heap.String, error) { return elementToLocaleString(c, v) })
}

func joinTyped(rt *object.Runtime, view *typedView, sep *heap.String, convert func(v heap.Value) (*heap.String, error)) (heap.Value, error) {
	b := rt.Heap.Builder()
	err := eachIndex(rt, 0, view.n, func(k int64) error {
		if k > 0 {
			b.Str(sep)
		}
		v := elementOf(rt, view.o, k)
		if v.IsUndefined() {
			return nil
		}
		s, err := convert(v)
		if err == nil {
			b.Str(s)
		}
		if err == nil && b.Err() != nil {
			err = rt.RangeError("Invalid string length")
		}
		return err
	})
	if err != nil {
		return heap.Undefined, err
	}
	return rt.BuiltString(&b)
}
