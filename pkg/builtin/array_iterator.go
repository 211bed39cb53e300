package builtin

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Internal slots of an array iterator (ClassIterator). The tag tells the kinds
// of built-in iterators apart.
const (
	iterTag    = object.IteratorTag    // Int: an iteratorTag, and the kind of result above bit 8
	iterTarget = object.IteratorTarget // the object iterated over; Undefined at the end
	iterIndex  = object.IteratorIndex  // the next index
)

// iteratorTag says which built-in made an object of ClassIterator. Slots 0 of
// such objects hold one.
type iteratorTag int32

const (
	tagArray iteratorTag = iota + 1
	tagHelper
	tagWrap
	tagConcat
	tagZip
	tagMap
	tagSet
	tagString
	tagRegExp
)

// What package object and machine code know iterators by.
var (
	_ = [1]struct{}{}[tagString-object.StringIteratorTag]
	_ = [1]struct{}{}[tagArray-object.ArrayIteratorTag]
	_ = [1]struct{}{}[tagMap-object.MapIteratorTag]
	_ = [1]struct{}{}[tagSet-object.SetIteratorTag]
)

// The kinds of result of array, map and set iterators.
const (
	iterKeys    = object.IterateKeys
	iterValues  = object.IterateValues
	iterEntries = object.IterateEntries
)

// isIterator reports whether v is a built-in iterator object with tag.
func isIterator(v heap.Value, tag iteratorTag) bool {
	if !v.IsObject() || v.Object().Class() != heap.ClassIterator {
		return false
	}
	t := v.Object().Internal(iterTag)
	return t.IsInt() && iteratorTag(t.AsInt()&0xFF) == tag
}

// arrayIteratorGroup declares %ArrayIteratorPrototype%
// (sec-%arrayiteratorprototype%-object).
var arrayIteratorGroup = &object.Group{
	Proto:       object.ArrayIteratorPrototype,
	ProtoParent: object.IteratorPrototype,
	Rows: []object.Row{
		{Name: "next", Fn: arrayIteratorNext, Intrinsic: object.ArrayIteratorNext, Step: stepArrayIterator},
		{Name: "@@toStringTag", Str: "Array Iterator", Flags: object.RowString},
	},
}

// CreateArrayIterator makes an array iterator (sec-createarrayiterator).
func createArrayIterator(rt *object.Runtime, o *heap.Object, kind int32) heap.Value {
	it := rt.NewIntrinsicObject(heap.ClassIterator, object.ArrayIteratorPrototype)
	rt.Heap.SetInternal(it, iterTag, heap.Int(int32(tagArray)|kind<<object.IteratorKindShift))
	rt.Heap.SetInternal(it, iterTarget, o.Value())
	rt.Heap.SetInternal(it, iterIndex, heap.Int(0))
	return it.Value()
}

func arrayIteratorOf(c *object.Call, kind int32) (heap.Value, error) {
	o, err := thisObject(c)
	if err != nil {
		return heap.Undefined, err
	}
	return createArrayIterator(c.RT, o, kind), nil
}

// arrayEntries is Array.prototype.entries (sec-array.prototype.entries).
func arrayEntries(c *object.Call) (heap.Value, error) { return arrayIteratorOf(c, iterEntries) }

// arrayKeys is Array.prototype.keys (sec-array.prototype.keys).
func arrayKeys(c *object.Call) (heap.Value, error) { return arrayIteratorOf(c, iterKeys) }

// arrayValues is Array.prototype.values (sec-array.prototype.values).
func arrayValues(c *object.Call) (heap.Value, error) { return arrayIteratorOf(c, iterValues) }

// arrayIteratorNext is %ArrayIteratorPrototype%.next
// (sec-%arrayiteratorprototype%.next).
func arrayIteratorNext(c *object.Call) (heap.Value, error) {
	v, done, ok, err := stepArrayIterator(c.RT, c.This)
	if err != nil {
		return heap.Undefined, err
	}
	if !ok {
		return heap.Undefined, c.Incompatible("Array Iterator.prototype.next")
	}
	return c.RT.CreateIterResultObject(v, done), nil
}

// stepArrayIterator is one step of an array iterator without result object.
func stepArrayIterator(rt *object.Runtime, iter heap.Value) (v heap.Value, done, ok bool, err error) {
	if !isIterator(iter, tagArray) {
		return heap.Undefined, false, false, nil
	}
	it := iter.Object()
	target := it.Internal(iterTarget)
	if target.IsUndefined() {
		return heap.Undefined, true, true, nil
	}
	if v, ok := rt.StepDense(it); ok {
		return v, false, true, nil
	}
	o := target.Object()
	at := it.Internal(iterIndex)
	kind := it.Internal(iterTag).AsInt() >> object.IteratorKindShift
	k := int64(at.Float64())
	n, err := iterationLength(rt, o)
	if err != nil {
		return heap.Undefined, true, true, err
	}
	if k >= n {
		rt.Heap.SetInternal(it, iterTarget, heap.Undefined)
		return heap.Undefined, true, true, nil
	}
	rt.Heap.SetInternal(it, iterIndex, heap.Int64(k+1))
	if kind == iterKeys {
		return heap.Int64(k), false, true, nil
	}
	v, err = getAt(rt, o, k)
	if err != nil {
		return heap.Undefined, true, true, err
	}
	if kind == iterEntries {
		v = rt.NewArray(heap.Int64(k), v).Value()
	}
	return v, false, true, nil
}

// iterationLength is the length of an object as an array iterator sees it: a
// typed array that is out of bounds is a TypeError.
func iterationLength(rt *object.Runtime, o *heap.Object) (int64, error) {
	switch o.Class() {
	case heap.ClassArray:
		return int64(object.ArrayLength(o)), nil
	case heap.ClassTypedArray:
		v, ok := viewOf(rt, o)
		if !ok {
			return 0, errDetached(rt, "%ArrayIteratorPrototype%.next")
		}
		return v.n, nil
	}
	return rt.LengthOfArrayLike(o)
}
