package bytecode

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Direct iteration: for an array that nobody has changed the ways of (see
// object.ArrayGuard) the two registers of an iterator hold the array and the next
// index, instead of the iterator and its next method.

// iteratesDirectly reports whether v is an array for direct iteration.
func (m *machine) iteratesDirectly(v heap.Value) bool {
	direct := m.rt.IteratesDirectly(m.fn.realm, v)
	if heap.Checked && direct {
		m.failed(m.fn, m.fn.instr(m.pc), m.heap.Symbols.Iterator, m.rt.VerifyIteratesDirectly(m.fn.realm, v))
	}
	return direct
}

// closesDirectly reports that there is no method to be called when a loop over an
// array is left.
func (m *machine) closesDirectly() bool {
	direct := m.rt.ClosesDirectly(m.fn.realm)
	if heap.Checked && direct {
		m.failed(m.fn, m.fn.instr(m.pc), m.heap.Names.Return, m.rt.VerifyNoReturn(m.fn.realm))
	}
	return direct
}

// plainElements returns the elements of an array for direct iteration that has no
// holes: what iterating over it gives. The slice is the array's own memory.
func (m *machine) plainElements(v heap.Value) ([]heap.Value, bool) {
	if !m.iteratesDirectly(v) {
		return nil, false
	}
	return m.rt.DenseElements(v.Object())
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

// stepArray takes the next value of an array that is iterated directly
// (sec-createarrayiterator, values).
func (m *machine) stepArray(array heap.Value, index *heap.Value) (v heap.Value, done bool, err error) {
	i := *index
	if uint32(i.AsInt()) >= object.ArrayLength(array.Object()) || i.AsInt() == object.EndOfIteration {
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
	if m.fn.realm.IteratesText(iter, next) {
		return m.rt.AppendCharacters(list, iter.Object())
	}
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

// closeIterator is IteratorClose for the iterator in two registers.
func (m *machine) closeIterator(iter, next heap.Value, completion error) error {
	if next.IsInt() {
		if next.AsInt() == object.EndOfIteration || m.closesDirectly() {
			return completion
		}
		it, err := m.rt.ArrayIteratorAt(m.fn.realm, iter, next)
		if err != nil {
			return err
		}
		iter = it
	}
	return m.rt.IteratorClose(iter, completion)
}

// stepDirectly does the IterNext or IterStep at ip where that runs no scripts and throws
// nothing, so that the frame need not be told where it is. It returns the instruction to go on
// with, nil when it has done nothing.
func (m *machine) stepDirectly(fn *Function, ip *Instr, fp unsafe.Pointer) *Instr {
	if m.heap.Sampling() {
		return nil
	}
	iter := at(fp, ip.B)
	v, done, ok := m.rt.DirectStep(*iter, *at(fp, ip.B+1))
	if !ok {
		return nil
	}
	m.heap.CloseScope(m.mark)
	if ip.Op == OpIterStep {
		if *at(fp, ip.A) = v; done {
			*iter = heap.Undefined
		}
		return next(ip)
	}
	feed(fn, ip, SeenObject)
	if done {
		return skip(ip, int(int16(ip.C)))
	}
	*at(fp, ip.A) = v
	return next(ip)
}
