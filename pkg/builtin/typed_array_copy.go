package builtin

import (
	"math"
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// again looks at the array of a view anew, after scripts ran; it is a TypeError
// when it is out of bounds now.
func (v *typedView) again(rt *object.Runtime) error {
	view, ok := viewOf(rt, v.o)
	if !ok {
		return errDetached(rt, "%TypedArray% method")
	}
	*v = view
	return nil
}

// typedCopyWithin is %TypedArray%.prototype.copyWithin
// (sec-%typedarray%.prototype.copywithin).
func typedCopyWithin(c *object.Call) (heap.Value, error) {
	rt := c.RT
	view, err := validateTyped(rt, c.This, true)
	if err != nil {
		return heap.Undefined, err
	}
	to, err := rt.RelativeIndex(c.Arg(0), view.n, 0)
	if err != nil {
		return heap.Undefined, err
	}
	from, end, err := relativeRange(c, 1, view.n)
	if err != nil {
		return heap.Undefined, err
	}
	count := min(end-from, view.n-to)
	if count <= 0 {
		return c.This, nil
	}
	if err := view.again(rt); err != nil {
		return heap.Undefined, err
	}
	count = min(count, view.n-from, view.n-to)
	if count > 0 {
		rt.Work(int(count*view.size) >> 2)
		copy(view.at(to), view.at(from)[:count*view.size])
	}
	return c.This, nil
}

// typedFill is %TypedArray%.prototype.fill (sec-%typedarray%.prototype.fill).
func typedFill(c *object.Call) (heap.Value, error) {
	rt := c.RT
	view, err := validateTyped(rt, c.This, true)
	if err != nil {
		return heap.Undefined, err
	}
	bits, err := view.elem.raw(rt, c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	from, to, err := relativeRange(c, 1, view.n)
	if err != nil {
		return heap.Undefined, err
	}
	if err := view.again(rt); err != nil {
		return heap.Undefined, err
	}
	if n := min(to, view.n); from < n {
		b := view.at(from)[:(n-from)*view.size]
		view.elem.store(b, bits)
		for done := int(view.size); done < len(b); done *= 2 {
			copy(b[done:], b[:done])
		}
	}
	return c.This, rt.Steps(int(max(to-from, 0) >> 4))
}

// reversePiece is how many elements are reversed between two looks at the limits.
const reversePiece = 1 << 16

// typedReverse is %TypedArray%.prototype.reverse (sec-%typedarray%.prototype.reverse).
func typedReverse(c *object.Call) (heap.Value, error) {
	view, err := validateTyped(c.RT, c.This, true)
	if err != nil {
		return heap.Undefined, err
	}
	for i, j := int64(0), view.n-1; i < j; i, j = i+1, j-1 {
		a, b := view.elem.bits(view.at(i)), view.elem.bits(view.at(j))
		view.elem.store(view.at(i), view.elem.settled(b))
		view.elem.store(view.at(j), view.elem.settled(a))
		if i%reversePiece == reversePiece-1 {
			if err := c.RT.Steps(reversePiece >> 3); err != nil {
				return heap.Undefined, err
			}
		}
	}
	return c.This, c.RT.Steps(int(view.n >> 4 % (reversePiece >> 3)))
}

// typedToReversed is %TypedArray%.prototype.toReversed
// (sec-%typedarray%.prototype.toreversed).
func typedToReversed(c *object.Call) (heap.Value, error) {
	view, err := validateTyped(c.RT, c.This, false)
	if err != nil {
		return heap.Undefined, err
	}
	o, err := sameTypeCreate(c, view.elem, view.n)
	if err != nil {
		return heap.Undefined, err
	}
	to, _ := viewOf(c.RT, o)
	for k := range view.n {
		to.elem.store(to.at(view.n-1-k), view.elem.settled(view.elem.bits(view.at(k))))
		if k%reversePiece == reversePiece-1 {
			if err := c.RT.Steps(reversePiece >> 4); err != nil {
				return heap.Undefined, err
			}
		}
	}
	return o.Value(), c.RT.Steps(int(view.n % reversePiece >> 4))
}

// typedWith is %TypedArray%.prototype.with (sec-%typedarray%.prototype.with).
func typedWith(c *object.Call) (heap.Value, error) {
	rt := c.RT
	view, err := validateTyped(rt, c.This, false)
	if err != nil {
		return heap.Undefined, err
	}
	n := view.n
	at, err := rt.ToIntegerOrInfinity(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	if at < 0 {
		at += float64(n)
	}
	bits, err := view.elem.raw(rt, c.Arg(1))
	if err != nil {
		return heap.Undefined, err
	}
	if at < 0 || at >= maxBufferBytes || !validIndex(rt, view.o, int64(at)) {
		return heap.Undefined, rt.RangeError("Invalid typed array index")
	}
	o, err := sameTypeCreate(c, view.elem, n)
	if err != nil {
		return heap.Undefined, err
	}
	to, _ := viewOf(rt, o)
	if from, ok := viewOf(rt, view.o); ok {
		copy(to.bytes, from.bytes)
		to.settle(min(from.n, n))
		rt.Work(len(to.bytes))
		for k := from.n; k < n && !to.elem.big(); k++ {
			to.elem.store(to.at(k), to.elem.rawFloat(math.NaN()))
		}
	}
	if at < float64(n) {
		to.elem.store(to.at(int64(at)), bits)
	}
	return o.Value(), nil
}

// settle gives the NaNs among the first n elements the form of their type.
func (v *typedView) settle(n int64) {
	if v.elem < elementFloat16 {
		return
	}
	for k := range n {
		v.elem.store(v.at(k), v.elem.settled(v.elem.bits(v.at(k))))
	}
}

// typedSetFrom is %TypedArray%.prototype.set (sec-%typedarray%.prototype.set).
func typedSetFrom(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, err := thisTyped(c, "set")
	if err != nil {
		return heap.Undefined, err
	}
	if immutableView(rt, o) {
		return heap.Undefined, rt.TypeError("Cannot write to an immutable ArrayBuffer")
	}
	offset, err := rt.ToIntegerOrInfinity(c.Arg(1))
	if err != nil {
		return heap.Undefined, err
	}
	if offset < 0 {
		return heap.Undefined, rt.RangeError("offset is out of bounds")
	}
	to, ok := viewOf(rt, o)
	if !ok {
		return heap.Undefined, errDetached(rt, "%TypedArray%.prototype.set")
	}
	if v := c.Arg(0); v.IsObject() && v.Object().Class() == heap.ClassTypedArray {
		return heap.Undefined, setFromTyped(rt, &to, v.Object(), offset)
	}
	return heap.Undefined, setFromLike(rt, &to, c.Arg(0), offset)
}

// setFromTyped is SetTypedArrayFromTypedArray (sec-settypedarrayfromtypedarray).
func setFromTyped(rt *object.Runtime, to *typedView, source *heap.Object, offset float64) error {
	from, ok := viewOf(rt, source)
	if !ok {
		return errDetached(rt, "%TypedArray%.prototype.set")
	}
	if err := sameContent(rt, to.o, source); err != nil {
		return err
	}
	if float64(from.n)+offset > float64(to.n) {
		return rt.RangeError("offset is out of bounds")
	}
	if from.elem != to.elem && from.n > 0 && to.n > 0 && sameMemory(from.buf, to.buf) {
		if err := rt.CheckAlloc(len(from.bytes)); err != nil {
			return err
		}
		from.bytes = slices.Clone(from.bytes)
	}
	copyElements(to, int64(offset), &from, 0, from.n)
	return rt.Steps(int(from.n >> 4))
}

func sameMemory(a, b *buffer) bool { return a == b || a.shared != nil && a.shared == b.shared }

// setFromLike is SetTypedArrayFromArrayLike (sec-settypedarrayfromarraylike).
func setFromLike(rt *object.Runtime, to *typedView, source heap.Value, offset float64) error {
	src, err := rt.ToObject(source)
	if err != nil {
		return err
	}
	n, err := rt.LengthOfArrayLike(src)
	if err != nil {
		return err
	}
	if float64(n)+offset > float64(to.n) {
		return rt.RangeError("offset is out of bounds")
	}
	return eachIndex(rt, 0, n, func(k int64) error {
		v, err := getAt(rt, src, k)
		if err != nil {
			return err
		}
		return setElementOf(rt, to.o, int64(offset)+k, v)
	})
}

// typedSlice is %TypedArray%.prototype.slice (sec-%typedarray%.prototype.slice).
func typedSlice(c *object.Call) (heap.Value, error) {
	rt := c.RT
	view, err := validateTyped(rt, c.This, false)
	if err != nil {
		return heap.Undefined, err
	}
	from, to, err := relativeRange(c, 0, view.n)
	if err != nil {
		return heap.Undefined, err
	}
	count := max(to-from, 0)
	out, err := speciesCreate(c, view.o, count)
	if err != nil || count == 0 {
		return objectOrUndefined(out), err
	}
	if err := view.again(rt); err != nil {
		return heap.Undefined, err
	}
	target, ok := viewOf(rt, out)
	if !ok {
		return heap.Undefined, errDetached(rt, "%TypedArray%.prototype.slice")
	}
	count = min(count, max(view.n-from, 0), target.n)
	if target.elem == view.elem && count > 0 {
		// Byte by byte in ascending order, as overlapping memory shows.
		src, dst := view.at(from)[:count*view.size], target.bytes
		if sameMemory(view.buf, target.buf) {
			rt.Work(len(src))
			//lint:ignore S1001 the copy runs over what it has written
			for i := range src {
				dst[i] = src[i]
			}
		} else {
			copy(dst, src)
		}
		return out.Value(), nil
	}
	return out.Value(), eachIndex(rt, 0, count, func(k int64) error {
		return rt.Set(out, rt.KeyFromInt(k), elementOf(rt, view.o, from+k), true)
	})
}

// typedSubarray is %TypedArray%.prototype.subarray
// (sec-%typedarray%.prototype.subarray).
func typedSubarray(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, err := thisTyped(c, "subarray")
	if err != nil {
		return heap.Undefined, err
	}
	view, _ := viewOf(rt, o)
	n := int64(len(view.bytes)) / view.size
	from, err := rt.RelativeIndex(c.Arg(0), n, 0)
	if err != nil {
		return heap.Undefined, err
	}
	args := []heap.Value{o.Internal(typedBuffer), heap.Int64(int64(o.Internal(typedOffset).Float64()) + from*view.size)}
	if !o.Internal(typedLength).IsUndefined() || !c.Arg(1).IsUndefined() {
		to, err := rt.RelativeIndex(c.Arg(1), n, n)
		if err != nil {
			return heap.Undefined, err
		}
		args = append(args, heap.Int64(max(to-from, 0)))
	}
	ctor, err := speciesOf(c, o)
	if err != nil {
		return heap.Undefined, err
	}
	v, err := rt.Construct(ctor, ctor, args...)
	if err != nil {
		return heap.Undefined, err
	}
	if _, err := validateTyped(rt, v, false); err != nil {
		return heap.Undefined, err
	}
	return v, sameContent(rt, v.Object(), o)
}

// comparator is the argument of sort and toSorted.
func comparator(c *object.Call) (heap.Value, error) {
	if fn := c.Arg(0); !fn.IsUndefined() && !c.RT.IsCallable(fn) {
		return fn, c.RT.TypeError("The comparison function must be either a function or undefined")
	}
	return c.Arg(0), nil
}

// typedSort is %TypedArray%.prototype.sort (sec-%typedarray%.prototype.sort).
func typedSort(c *object.Call) (heap.Value, error) {
	fn, err := comparator(c)
	if err != nil {
		return heap.Undefined, err
	}
	view, err := validateTyped(c.RT, c.This, true)
	if err != nil {
		return heap.Undefined, err
	}
	if fn.IsUndefined() {
		return c.This, sortElements(c.RT, &view)
	}
	return c.This, sortByFunction(c.RT, &view, view.o, fn)
}

// typedToSorted is %TypedArray%.prototype.toSorted (sec-%typedarray%.prototype.tosorted).
func typedToSorted(c *object.Call) (heap.Value, error) {
	fn, err := comparator(c)
	if err != nil {
		return heap.Undefined, err
	}
	view, err := validateTyped(c.RT, c.This, false)
	if err != nil {
		return heap.Undefined, err
	}
	o, err := sameTypeCreate(c, view.elem, view.n)
	if err != nil {
		return heap.Undefined, err
	}
	if !fn.IsUndefined() {
		return o.Value(), sortByFunction(c.RT, &view, o, fn)
	}
	to, _ := viewOf(c.RT, o)
	copy(to.bytes, view.bytes)
	return o.Value(), sortElements(c.RT, &to)
}

// sortByFunction sorts the elements of a view by fn and stores them in target.
func sortByFunction(rt *object.Runtime, view *typedView, target *heap.Object, fn heap.Value) error {
	list := rt.NewArray()
	err := eachIndex(rt, 0, view.n, func(k int64) error { return rt.AppendElement(list, elementOf(rt, view.o, k)) })
	if err != nil {
		return err
	}
	sorted, err := sortValues(rt, list, fn)
	if err != nil {
		return err
	}
	return eachIndex(rt, 0, view.n, func(k int64) error { return setElementOf(rt, target, k, sorted.Dense()[k]) })
}

// sortElements sorts by CompareTypedArrayElements (sec-comparetypedarrayelements)
// without a function: each element becomes an integer that sorts as it does.
func sortElements(rt *object.Runtime, view *typedView) error {
	if err := rt.CheckAlloc(int(view.n) * 8); err != nil {
		return err
	}
	keys := make([]uint64, view.n)
	for k := range keys {
		keys[k] = view.elem.sortKey(view.elem.bits(view.at(int64(k))))
	}
	slices.Sort(keys)
	for k, key := range keys {
		view.elem.store(view.at(int64(k)), view.elem.fromSortKey(key))
	}
	return rt.Steps(int(view.n))
}

// signBit is the highest bit of an element of the type.
func (t elementType) signBit() uint64 { return 1 << (8*t.size() - 1) }

// sortKey maps the bits of an element to an integer in the order of the numbers,
// -0 before 0 and NaN last.
func (t elementType) sortKey(bits uint64) uint64 {
	sign := t.signBit()
	switch t {
	case elementInt8, elementInt16, elementInt32, elementBigInt64:
		return bits ^ sign
	case elementFloat16, elementFloat32, elementFloat64:
		if bits = t.settled(bits); bits&sign != 0 {
			return ^bits & (sign<<1 - 1)
		}
		return bits | sign
	}
	return bits
}

// fromSortKey is the inverse of sortKey, but for the form of NaN.
func (t elementType) fromSortKey(key uint64) uint64 {
	sign := t.signBit()
	switch t {
	case elementInt8, elementInt16, elementInt32, elementBigInt64:
		return key ^ sign
	case elementFloat16, elementFloat32, elementFloat64:
		if key&sign == 0 {
			return ^key & (sign<<1 - 1)
		}
		return key &^ sign
	}
	return key
}

// infinity is the bits of positive infinity of a floating point type.
func (t elementType) infinity() uint64 {
	switch t {
	case elementFloat16:
		return 0x7C00
	case elementFloat32:
		return uint64(math.Float32bits(float32(math.Inf(1))))
	}
	return math.Float64bits(math.Inf(1))
}
