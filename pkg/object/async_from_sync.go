package object

import (
	"github.com/kilnjs/kiln/pkg/heap"
)

// Internal slots of an Async-from-Sync Iterator (ClassIterator).
const (
	fromSyncIterator = iota
	fromSyncNext
)

// Slots of the Env cell that waits for a value of a sync iterator.
const (
	unwrapPromise = iota // the promise that next, return or throw has returned
	unwrapDone           // Bool: done of the sync result
	unwrapClose          // the sync iterator to close on a rejection, or Undefined
	unwrapSlots
)

var fromSyncUnwrap = RegisterReaction(onFromSyncValue)

// CreateAsyncFromSyncIterator implements sec-createasyncfromsynciterator.
func (rt *Runtime) CreateAsyncFromSyncIterator(iter, next heap.Value) (asyncIter, asyncNext heap.Value, err error) {
	o := rt.NewIntrinsicObject(heap.ClassIterator, AsyncFromSyncIteratorPrototype)
	rt.Heap.SetInternal(o, fromSyncIterator, iter)
	rt.Heap.SetInternal(o, fromSyncNext, next)
	asyncNext, err = rt.Get(o, rt.Heap.Names.Next)
	return o.Value(), asyncNext, err
}

// AsyncFromSync is next, return and throw of %AsyncFromSyncIteratorPrototype%
// (sec-%asyncfromsynciteratorprototype%.next and the two after it). args is
// empty when the method was called without argument.
func (rt *Runtime) AsyncFromSync(this heap.Value, mode Resumption, args []heap.Value) (heap.Value, error) {
	p := rt.NewPromise()
	o := this.Object()
	iter := o.Internal(fromSyncIterator)
	if len(args) > 1 {
		args = args[:1]
	}
	err := rt.asyncFromSyncStep(p, iter, o.Internal(fromSyncNext), mode, args)
	if err != nil {
		err = rt.RejectWith(p, err)
	}
	return p.Value(), err
}

func (rt *Runtime) asyncFromSyncStep(p *heap.Object, iter, next heap.Value, mode Resumption, args []heap.Value) error {
	h := rt.Heap
	method := next
	var err error
	switch mode {
	case ResumeReturn:
		if method, err = rt.GetMethod(iter, h.Names.Return); err != nil {
			return err
		}
		if method.IsUndefined() {
			v := heap.Undefined
			if len(args) > 0 {
				v = args[0]
			}
			return rt.ResolvePromise(p, rt.CreateIterResultObject(v, true))
		}
	case ResumeThrow:
		if method, err = rt.GetMethod(iter, h.Names.Throw); err != nil {
			return err
		}
		if method.IsUndefined() {
			if err := rt.IteratorClose(iter, nil); err != nil {
				return err
			}
			return rt.noThrowMethod()
		}
	}
	r, err := rt.Call(method, iter, args...)
	if err != nil {
		return err
	}
	if !r.IsObject() {
		return rt.iteratorResultNotObject(r)
	}
	return rt.asyncFromSyncContinuation(p, iter, r.Object(), mode != ResumeReturn)
}

// asyncFromSyncContinuation implements sec-asyncfromsynciteratorcontinuation.
func (rt *Runtime) asyncFromSyncContinuation(p *heap.Object, iter heap.Value, result *heap.Object, closeIter bool) error {
	h := rt.Heap
	done, err := rt.IteratorComplete(result)
	if err != nil {
		return err
	}
	v, err := rt.IteratorValue(result)
	if err != nil {
		return err
	}
	closeIter = closeIter && !done
	data := h.NewEnv(heap.Undefined, 0, unwrapSlots, heap.Undefined)
	h.SetEnvSlot(data, unwrapPromise, p.Value())
	h.SetEnvSlot(data, unwrapDone, heap.Bool(done))
	if closeIter {
		h.SetEnvSlot(data, unwrapClose, iter)
	}
	err = rt.AwaitNative(v, fromSyncUnwrap, data.Value())
	if err != nil && closeIter {
		err = rt.IteratorClose(iter, err)
	}
	return err
}

// onFromSyncValue passes an awaited value of a sync iterator on.
func onFromSyncValue(rt *Runtime, data, value heap.Value, rejected bool) error {
	d := data.Env()
	p := d.Slot(unwrapPromise).Object()
	if !rejected {
		return rt.ResolvePromise(p, rt.CreateIterResultObject(value, d.Slot(unwrapDone) == heap.True))
	}
	err := rt.Throw(value)
	if iter := d.Slot(unwrapClose); !iter.IsUndefined() {
		err = rt.IteratorClose(iter, err)
	}
	return rt.RejectWith(p, err)
}
