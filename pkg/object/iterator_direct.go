package object

import "github.com/kilnjs/kiln/pkg/heap"

// Steps of iterators over arrays, Maps and Sets that run no scripts, throw nothing and reach
// no safepoint.

// What is in IteratorTag of such iterators, in its lowest 8 bits; above is the kind.
const (
	ArrayIteratorTag = 1
	MapIteratorTag   = 6
	SetIteratorTag   = 7

	IteratorKindShift = 8
)

// The kinds of iterators.
const (
	IterateKeys = iota
	IterateValues
	IterateEntries
)

// DirectStep is IteratorStepValue where that needs nothing but the iterator: of a Map, a Set or
// an array that has what is next, whose next method is the original one of the running realm.
// ok is false, and nothing done, for anything else.
func (rt *Runtime) DirectStep(iter, next heap.Value) (v heap.Value, done, ok bool) {
	if !iter.IsObject() || !next.IsObject() {
		return heap.Undefined, false, false
	}
	it := iter.Object()
	if it.Class() != heap.ClassIterator {
		return heap.Undefined, false, false
	}
	r := rt.Cur
	switch tag := it.Internal(IteratorTag); tag.AsInt() & (1<<IteratorKindShift - 1) {
	case MapIteratorTag:
		if next == r.Made(MapIteratorNext) {
			v, done = rt.StepTable(it)
			return v, done, true
		}
	case SetIteratorTag:
		if next == r.Made(SetIteratorNext) {
			v, done = rt.StepTable(it)
			return v, done, true
		}
	case ArrayIteratorTag:
		if next == r.Made(ArrayIteratorNext) {
			v, ok = rt.StepDense(it)
			return v, false, ok
		}
	}
	return heap.Undefined, false, false
}

// StepTable takes the next value of an iterator over a Map or a Set
// (sec-createmapiterator, sec-createsetiterator).
func (rt *Runtime) StepTable(it *heap.Object) (v heap.Value, done bool) {
	target := it.Internal(IteratorTarget)
	if target.IsUndefined() {
		return heap.Undefined, true
	}
	k, v, next, more := target.OrderedTable().Next(heap.CursorFromValue(it.Internal(IteratorIndex)))
	if !more {
		rt.Heap.SetInternal(it, IteratorTarget, heap.Undefined)
		return heap.Undefined, true
	}
	rt.Heap.SetInternal(it, IteratorIndex, next.Value())
	switch it.Internal(IteratorTag).AsInt() >> IteratorKindShift {
	case IterateKeys:
		v = k
	case IterateEntries:
		return rt.NewArray(k, v).Value(), false
	}
	return rt.Heap.Keep(v), false
}

// StepDense takes the next value of an iterator over an array whose next element is dense; ok
// is false, and nothing done, for any other (sec-createarrayiterator).
func (rt *Runtime) StepDense(it *heap.Object) (v heap.Value, ok bool) {
	target, at := it.Internal(IteratorTarget), it.Internal(IteratorIndex)
	if !target.IsObject() || !at.IsInt() {
		return heap.Undefined, false
	}
	o := target.Object()
	if o.Class() != heap.ClassArray {
		return heap.Undefined, false
	}
	i, d := uint32(at.AsInt()), o.Dense()
	if int(i) >= len(d) || d[i] == heap.Hole || i >= ArrayLength(o) {
		return heap.Undefined, false
	}
	rt.Heap.SetInternal(it, IteratorIndex, heap.Int(int32(i+1)))
	switch it.Internal(IteratorTag).AsInt() >> IteratorKindShift {
	case IterateKeys:
		return at, true
	case IterateEntries:
		return rt.NewArray(at, d[i]).Value(), true
	}
	return rt.Heap.Keep(d[i]), true
}
