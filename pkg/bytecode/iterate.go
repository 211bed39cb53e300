package bytecode

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Direct iteration. An iterator over an array that nobody has changed the ways
// of is never seen by a script: the two registers then hold the array and the
// next index instead of an iterator and its next method. That is so when, as
// GetIter runs, Array.prototype[Symbol.iterator] and %ArrayIteratorPrototype%.next
// are the original functions and no prototype of array iterators has a method
// named return. Later changes of the first two do not matter, because the
// iterator has been made; closing looks for return again.

// ArrayIteration is where the machine found these functions. It holds for the
// realm that looked last.
type ArrayIteration struct {
	Realm *object.Realm
	Epoch uint32 // for which the rest holds; there is no return method
	Shape uint32 // arrays of this shape inherit from Array.prototype directly
	Iter  int32  // offset of Symbol.iterator in Array.prototype
	Next  int32  // offset of next in %ArrayIteratorPrototype%
}

// ArrayIteration returns what the machine of the runtime knows. It stays where it
// is as long as the runtime lives.
func (fn *Function) ArrayIteration() *ArrayIteration {
	m := fn.m
	if a := &m.arrays; a.Realm != fn.realm || a.Epoch != m.heap.ProtoEpoch {
		m.findArrayIteration(fn.realm, m.heap.NewArray(fn.realm.ArrayShape))
	}
	return &m.arrays
}

// iteratesDirectly reports whether v is an array for direct iteration.
func (m *machine) iteratesDirectly(v heap.Value) bool {
	if !v.IsObject() || v.Object().Class() != heap.ClassArray {
		return false
	}
	a, r := &m.arrays, m.fn.realm
	if a.Epoch != m.heap.ProtoEpoch || a.Shape != v.Object().ShapeID() || a.Realm != r {
		if !m.findArrayIteration(r, v.Object()) {
			return false
		}
	}
	plain := r.Intrinsic(object.ArrayPrototype).SlotAt(a.Iter) == r.Intrinsic(object.ArrayProtoValues).Value() &&
		r.Intrinsic(object.ArrayIteratorPrototype).SlotAt(a.Next) == r.Intrinsic(object.ArrayIteratorNext).Value()
	if heap.Checked && plain {
		m.failed(m.fn, m.fn.instr(m.pc), m.heap.Symbols.Iterator, m.rt.VerifyIteratesDirectly(r, v))
	}
	return plain
}

// plainElements returns the elements of an array for direct iteration that has no
// holes: what iterating over it gives. The slice is the array's own memory.
func (m *machine) plainElements(v heap.Value) ([]heap.Value, bool) {
	if !m.iteratesDirectly(v) {
		return nil, false
	}
	return m.rt.DenseElements(v.Object())
}

// findArrayIteration looks up for the shape of o what ArrayIteration holds.
func (m *machine) findArrayIteration(r *object.Realm, o *heap.Object) bool {
	h := m.heap
	proto, iterProto := r.Intrinsic(object.ArrayPrototype), r.Intrinsic(object.ArrayIteratorPrototype)
	// Built-ins come into being when they are touched.
	m.touch(proto, h.Symbols.Iterator)
	m.touch(iterProto, h.Names.Next)
	if o.Proto(h) != proto.Value() || o.Shape(h).IsDictionary() {
		return false
	}
	if _, own := h.Lookup(o, h.Symbols.Iterator); own {
		return false
	}
	iter, ok := h.Lookup(proto, h.Symbols.Iterator)
	if !ok || iter.Attrs&heap.AccessorProp != 0 {
		return false
	}
	next, ok := h.Lookup(iterProto, h.Names.Next)
	if !ok || next.Attrs&heap.AccessorProp != 0 {
		return false
	}
	for p := iterProto.Value(); p.IsObject(); p = p.Object().Proto(h) {
		if p.Object().Has(heap.FlagExotic) && p != r.Intrinsic(object.ObjectPrototype).Value() {
			return false
		}
		if _, has := h.Lookup(p.Object(), h.Names.Return); has {
			return false
		}
	}
	if _, ok = m.rt.WatchedChain(iterProto.Value()); !ok {
		return false
	}
	m.arrays = ArrayIteration{Realm: r, Epoch: m.rt.Watched(proto, iterProto), Shape: o.ShapeID(), Iter: iter.Offset, Next: next.Offset}
	return true
}

// touch makes the value of an own data property of o, if that has not been done.
func (m *machine) touch(o *heap.Object, key heap.Value) {
	if p, ok := m.heap.Lookup(o, key); ok && p.Attrs&heap.AccessorProp == 0 {
		_, _ = m.rt.Get(o, key) // runs no script: nothing can fail
	}
}

// stepIterator takes the next value of the iterator in registers at and at+1.
func (m *machine) stepIterator(at uint16) (v heap.Value, done bool, err error) {
	iter, next := m.get(at), m.get(at+1)
	if !next.IsInt() {
		return m.rt.IteratorStepValue(iter, next)
	}
	v, done, err = m.stepArray(iter, &next)
	m.set(at+1, next)
	return v, done, err
}

// maxIndex is where direct iteration ends: no array is that dense, and nobody
// waits for a sparse one to be walked so far.
const maxIndex = 1<<31 - 1

// stepArray takes the next value of an array that is iterated directly
// (sec-createarrayiterator, values).
func (m *machine) stepArray(array heap.Value, index *heap.Value) (v heap.Value, done bool, err error) {
	i := *index
	if uint32(i.AsInt()) >= object.ArrayLength(array.Object()) || i.AsInt() == maxIndex {
		return heap.Undefined, true, nil
	}
	*index = heap.Int(i.AsInt() + 1)
	v, err = m.rt.GetElem(array, i)
	return v, err != nil, err
}

// collect appends the remaining values of an iterator to list.
func (m *machine) collect(list *heap.Object, iter, next heap.Value) error {
	m.heap.Keep(iter)
	m.heap.Keep(next)
	if !next.IsInt() {
		r := object.IteratorRecord{Iterator: iter, Next: next}
		return m.rt.IterateRecord(&r, func(v heap.Value) error { return m.rt.AppendElement(list, v) })
	}
	for {
		v, done, err := m.stepArray(iter, &next)
		if done || err != nil {
			return err
		}
		if err := m.rt.AppendElement(list, v); err != nil {
			return err
		}
		if err := m.rt.Step(); err != nil {
			return err
		}
	}
}

// knowsNoReturn reports that iterators over arrays, had they been made, would have
// no method to be called when the loop is left.
func (m *machine) knowsNoReturn() bool {
	known := m.arrays.Epoch == m.heap.ProtoEpoch && m.arrays.Realm == m.fn.realm
	if heap.Checked && known {
		m.failed(m.fn, m.fn.instr(m.pc), m.heap.Names.Return, m.rt.VerifyNoReturn(m.fn.realm))
	}
	return known
}

// closeIterator is IteratorClose for the iterator in two registers.
func (m *machine) closeIterator(iter, next heap.Value, completion error) error {
	if next.IsInt() {
		if m.knowsNoReturn() {
			return completion
		}
		it, err := m.rt.Call(m.fn.realm.Intrinsic(object.ArrayProtoValues).Value(), iter)
		if err != nil {
			return err
		}
		iter = it
	}
	return m.rt.IteratorClose(iter, completion)
}
