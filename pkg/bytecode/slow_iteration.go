package bytecode

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
)

// Registers of a Delegate instruction: the iterator and its next method; where the yield* is; and what the frame is
// resumed with, and how, which is also what it suspends with.
const (
	DelegateIter = iota
	DelegateNext
	DelegateState
	DelegateValue
	DelegateMode
)

// nextMethod returns what stands for the next method of an iterator. An int in its
// place would mean direct iteration: as no method it may as well be a double.
func nextMethod(next heap.Value) heap.Value {
	if next.IsInt() {
		return heap.Float(float64(next.AsInt()))
	}
	return next
}

// iterResult puts the value of the iterator result object r into register A, or
// jumps when it says that the iterator is done.
func (m *machine) iterResult(i Instr, r heap.Value) error {
	if !r.IsObject() {
		return m.rt.TypeError("Iterator result %s is not an object", m.rt.Describe(r))
	}
	done, err := m.rt.IteratorComplete(r.Object())
	if err != nil {
		return err
	}
	if done {
		m.jump16(i)
		return nil
	}
	v, err := m.rt.IteratorValue(r.Object())
	if err == nil {
		m.set(i.A, v)
	}
	return err
}

// seeIterator notes what an IterNext meets, of a typed array also its type.
func (m *machine) seeIterator(iter heap.Value) {
	m.see(iter)
	if !iter.IsObject() || iter.Object().Class() != heap.ClassIterator {
		return
	}
	if of := iter.Object().Internal(object.IteratorTarget); of.IsObject() && of.Object().Class() == heap.ClassTypedArray {
		m.fn.feeds[m.pc] |= SeenTyped << object.TypedElementOf(of.Object())
	}
}

var slowIteration = opTable{
	OpGetIter: func(m *machine, i Instr) error {
		if v := m.get(i.B); i.N == 0 && m.iteratesDirectly(v) {
			m.set(i.A, v)
			m.set(i.A+1, heap.Int(0))
			return nil
		}
		iter, next, err := m.rt.GetIteratorOf(m.get(i.B), m.fn.proto.node(m.pc))
		if err == nil {
			m.set(i.A, iter)
			m.set(i.A+1, nextMethod(next))
		}
		return err
	},
	OpGetAsyncIter: func(m *machine, i Instr) error {
		iter, next, err := m.rt.GetAsyncIterator(m.get(i.B), m.fn.proto.node(m.pc))
		if err == nil {
			m.set(i.A, iter)
			m.set(i.A+1, nextMethod(next))
		}
		return err
	},
	OpIterNext: func(m *machine, i Instr) error {
		if !m.get(i.B + 1).IsInt() {
			m.seeIterator(m.get(i.B))
		}
		v, done, err := m.stepIterator(i.B)
		switch {
		case err != nil:
			return err
		case done:
			m.jump16(i)
		default:
			m.set(i.A, v)
		}
		return nil
	},
	OpIterCall: func(m *machine, i Instr) error {
		v, err := m.rt.Call(m.get(i.B+1), m.get(i.B))
		if err == nil {
			m.set(i.A, v)
		}
		return err
	},
	OpIterResult: func(m *machine, i Instr) error { return m.iterResult(i, m.get(i.B)) },
	OpIterStep: func(m *machine, i Instr) error {
		iter := m.get(i.B)
		if iter.IsUndefined() {
			m.set(i.A, heap.Undefined)
			return nil
		}
		v, done, err := m.stepIterator(i.B)
		if done || err != nil {
			m.set(i.B, heap.Undefined)
			v = heap.Undefined
		}
		if err == nil {
			m.set(i.A, v)
		}
		return err
	},
	OpIterRest: func(m *machine, i Instr) error {
		iter, next := m.get(i.B), m.get(i.B+1)
		if next.IsInt() && iter.IsObject() {
			if values, ok := m.rt.DenseElements(iter.Object()); ok {
				values = values[min(int(next.AsInt()), len(values)):]
				if err := m.rt.CheckAlloc(len(values) * 8); err != nil {
					return err
				}
				m.set(i.B, heap.Undefined)
				m.set(i.A, m.rt.NewArray(values...).Value())
				return m.rt.Steps(len(values)) // as iterating would
			}
		}
		list := m.rt.NewArray()
		if !iter.IsUndefined() {
			// Only the iterator itself can fail from here on.
			m.set(i.B, heap.Undefined)
			if err := m.collect(list, iter, next); err != nil {
				return err
			}
		}
		m.set(i.A, list.Value())
		return nil
	},
	OpIterClose: func(m *machine, i Instr) error {
		iter := m.get(i.A)
		if iter.IsUndefined() {
			return nil
		}
		return m.closeIterator(iter, m.get(i.A+1), nil)
	},
	OpIterAbort: func(m *machine, i Instr) error {
		iter, err := m.get(i.A), m.rt.Throw(m.get(i.B))
		if iter.IsUndefined() {
			return err
		}
		return m.closeIterator(iter, m.get(i.A+1), err)
	},
	OpAsyncClose: func(m *machine, i Instr) error {
		r, await, err := m.rt.AsyncIteratorClose(m.get(i.B))
		switch {
		case err != nil:
			return err
		case await:
			m.set(i.A, r)
		default:
			m.jump16(i)
		}
		return nil
	},
	OpAsyncAbort: func(m *machine, i Instr) error {
		r, await, err := m.rt.AsyncIteratorClose(m.get(i.B))
		if err != nil {
			if _, ok := err.(*object.Throw); !ok {
				return err
			}
			await = false
		}
		if await {
			m.set(i.A, r)
		} else {
			m.jump16(i)
		}
		return nil
	},
	OpCheckClosed: func(m *machine, i Instr) error { return m.rt.AsyncIteratorCloseResult(m.get(i.A)) },
	OpForInStart: func(m *machine, i Instr) error {
		v, err := m.rt.ForInStart(m.get(i.B))
		if err == nil {
			m.set(i.A, v)
		}
		return err
	},
	OpForInNext: func(m *machine, i Instr) error {
		key, done, err := m.rt.ForInNext(m.get(i.B))
		switch {
		case err != nil:
			return err
		case done:
			m.jump16(i)
		default:
			m.set(i.A, key)
		}
		return nil
	},

	OpStart: func(m *machine, i Instr) error {
		code, fp := m.fn.code, m.fp
		if code.Func.IsGenerator {
			v, err := m.rt.StartGenerator(code, fp, object.TierBytecode, Resume)
			if err == nil {
				m.leave(v)
			}
			return err
		}
		link := m.stack.Vals[fp+stack.Link]
		v, err := m.rt.StartAsync(code, fp, object.TierBytecode, Resume)
		m.stack.Vals[fp+stack.Link] = link
		if err == nil {
			m.leave(v)
		}
		return err
	},
	OpYield: func(m *machine, i Instr) error { return m.suspend(m.get(i.B), object.Yielded) },
	OpAwait: func(m *machine, i Instr) error { return m.suspend(m.get(i.B), object.Awaiting) },
	OpDelegate: func(m *machine, i Instr) error {
		action, out, err := m.fn.StepDelegate(m.fp, m.pc)
		if err != nil {
			return err
		}
		switch action {
		case object.DelegateDone:
			m.next = m.pc + 2
		case object.DelegateReturn:
			m.next = m.pc + 1
		case object.DelegateYield:
			return m.suspend(out, object.Yielded)
		case object.DelegateYieldResult:
			return m.suspend(out, object.YieldedResult)
		case object.DelegateAwait:
			return m.suspend(out, object.Awaiting)
		}
		return nil
	},

	OpAddResource: func(m *machine, i Instr) error {
		s, err := m.rt.AddDisposableResource(m.get(i.A), m.get(i.B), i.N != 0)
		if err == nil {
			m.set(i.A, s)
		}
		return err
	},
	OpDispose: func(m *machine, i Instr) error {
		r, sent := m.regs(i.A, 4), m.regs(i.B, 2)
		d := object.Disposal{Stack: r[usingStack], Thrown: heap.Empty, State: r[usingProgress].AsInt()}
		if r[usingKind] == heap.Int(completeThrow) {
			d.Thrown = r[usingValue]
		}
		v, await, err := m.rt.DisposeStep(&d, object.Resumption(sent[1].AsInt()), sent[0])
		if err != nil {
			return err
		}
		r[usingStack], r[usingProgress] = d.Stack, heap.Int(d.State)
		if d.Thrown != heap.Empty {
			r[usingKind], r[usingValue] = heap.Int(completeThrow), d.Thrown
		}
		if await {
			sent[0] = v
		} else {
			m.jump16(i)
		}
		return nil
	},
}
