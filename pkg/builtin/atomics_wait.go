package builtin

import (
	"math"
	"slices"
	"time"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// waiter is an agent that waits for a notification (sec-waiter-record). Its
// fields are guarded by the mutex of the block.
type waiter struct {
	notified bool
	wake     chan struct{} // closed by notify; nil for waitAsync
	post     func()        // tells the queue of a waiter of waitAsync; nil for wait
}

// waitBytes is what a waiter of waitAsync takes with its closures.
const waitBytes = 256

// waitPoll is how often a waiting agent looks at interrupts and limits.
const waitPoll = 5 * time.Millisecond

// notifyWork is what it takes to tell a waiter, in units of Heap.Work.
const notifyWork = 500

// remove takes w out of the list of a place; the block is locked.
func (b *sharedBlock) remove(place int, w *waiter) {
	list := b.waiters[place]
	if len(list) > 0 && list[0] == w {
		list[0] = nil
		list = list[1:]
	} else if i := slices.Index(list, w); i >= 0 {
		list = slices.Delete(list, i, i+1)
	}
	if len(list) == 0 {
		delete(b.waiters, place)
		return
	}
	b.waiters[place] = list
}

// waitRequest is what wait and waitAsync have in common (sec-dowait).
type waitRequest struct {
	view     typedView
	k        int64
	place    int
	expected uint64
	timeout  float64
}

func newWaitRequest(c *object.Call) (r waitRequest, err error) {
	rt := c.RT
	if r.view, err = integerArray(c, true, false); err != nil {
		return r, err
	}
	if r.view.buf.shared == nil {
		return r, rt.TypeError("Atomics.wait needs a typed array of a SharedArrayBuffer")
	}
	if r.k, err = atomicAccess(c, &r.view); err != nil {
		return r, err
	}
	r.place = int(int64(r.view.o.Internal(typedOffset).Float64()) + r.k*r.view.size)
	if r.expected, err = expectedBits(rt, r.view.elem, c.Arg(2)); err != nil {
		return r, err
	}
	if r.timeout, err = waitTimeout(rt, c.Arg(3)); err != nil {
		return r, err
	}
	return r, revalidate(rt, &r.view, r.k)
}

// delay is the timeout as a duration; false when it is infinite.
func (r *waitRequest) delay() (time.Duration, bool) {
	if r.timeout > float64(math.MaxInt64/int64(time.Millisecond))/2 {
		return 0, false
	}
	return time.Duration(r.timeout * float64(time.Millisecond)), true
}

// atomicsWait is Atomics.wait (sec-atomics.wait).
func atomicsWait(c *object.Call) (heap.Value, error) {
	rt := c.RT
	r, err := newWaitRequest(c)
	if err != nil {
		return heap.Undefined, err
	}
	if rt.CannotBlock {
		return heap.Undefined, rt.TypeError("Atomics.wait cannot be called in this context")
	}
	block := r.view.buf.shared
	block.mu.Lock()
	if r.view.elem.bits(r.view.at(r.k)) != r.expected {
		block.mu.Unlock()
		return rt.Text("not-equal"), nil
	}
	w := &waiter{wake: make(chan struct{})}
	block.waiters[r.place] = append(block.waiters[r.place], w)
	block.mu.Unlock()
	delay, finite := r.delay()
	end := time.Now().Add(delay)
	for {
		step := waitPoll
		if finite {
			step = min(step, time.Until(end))
		}
		select {
		case <-w.wake:
			return rt.Text("ok"), nil
		case <-time.After(step):
		}
		err := rt.Poll()
		if err == nil && (!finite || time.Now().Before(end)) {
			continue
		}
		block.mu.Lock()
		notified := w.notified
		if !notified {
			block.remove(r.place, w)
		}
		block.mu.Unlock()
		switch {
		case err != nil:
			return heap.Undefined, err
		case notified:
			return rt.Text("ok"), nil
		}
		return rt.Text("timed-out"), nil
	}
}

// atomicsWaitAsync is Atomics.waitAsync (sec-atomics.waitasync).
func atomicsWaitAsync(c *object.Call) (heap.Value, error) {
	rt := c.RT
	r, err := newWaitRequest(c)
	if err != nil {
		return heap.Undefined, err
	}
	// Before the block is locked: the heap may refuse.
	promise, memory := rt.NewPromise(), &state(rt).waitMemory
	memory.Add(waitBytes)
	block := r.view.buf.shared
	block.mu.Lock()
	equal := r.view.elem.bits(r.view.at(r.k)) == r.expected
	if !equal || r.timeout == 0 {
		block.mu.Unlock()
		memory.Add(-waitBytes)
		if equal {
			return waitResult(rt, false, rt.Text("timed-out")), nil
		}
		return waitResult(rt, false, rt.Text("not-equal")), nil
	}
	w := &waiter{}
	r.enqueue(rt, w, promise)
	block.waiters[r.place] = append(block.waiters[r.place], w)
	block.mu.Unlock()
	return waitResult(rt, true, promise.Value()), nil
}

// enqueue prepares w to settle a new promise from the runtime's queue. The
// promise stays alive through the state of the runtime.
func (r *waitRequest) enqueue(rt *object.Runtime, w *waiter, promise *heap.Object) {
	state(rt).waits[w] = promise.Value()
	settle := func(outcome string) error {
		// The state may be another one than it was: a runtime can go back in time.
		s := state(rt)
		p, ok := s.waits[w]
		if !ok {
			return nil
		}
		delete(s.waits, w)
		s.waitMemory.Add(-waitBytes)
		mark := rt.Heap.OpenScope()
		defer rt.Heap.CloseScope(mark)
		return rt.ResolvePromise(rt.Heap.Keep(p).Object(), rt.Text(outcome))
	}
	q, place, block := rt.Queue, r.place, r.view.buf.shared
	if delay, finite := r.delay(); finite {
		timer := q.SetTimer(delay, func() error {
			block.mu.Lock()
			notified := w.notified
			if !notified {
				block.remove(place, w)
			}
			block.mu.Unlock()
			if notified {
				return nil
			}
			return settle("timed-out")
		})
		w.post = func() {
			q.Post(func() error {
				q.ClearTimer(timer)
				return settle("ok")
			})
		}
		return
	}
	release := q.Hold()
	w.post = func() {
		q.Post(func() error {
			release()
			return settle("ok")
		})
	}
}

// waitResult is the object that waitAsync returns.
func waitResult(rt *object.Runtime, async bool, v heap.Value) heap.Value {
	o := rt.NewObject()
	rt.Heap.AddProperty(o, rt.Heap.InternGo("async"), heap.Bool(async), heap.DefaultAttrs)
	rt.Heap.AddProperty(o, rt.Heap.Names.Value, v, heap.DefaultAttrs)
	return o.Value()
}

// atomicsNotify is Atomics.notify (sec-atomics.notify).
func atomicsNotify(c *object.Call) (heap.Value, error) {
	rt := c.RT
	view, k, err := atomicPlace(c, true, false)
	if err != nil {
		return heap.Undefined, err
	}
	count := math.Inf(1)
	if v := c.Arg(2); !v.IsUndefined() {
		f, err := rt.ToIntegerOrInfinity(v)
		if err != nil {
			return heap.Undefined, err
		}
		count = math.Max(f, 0)
	}
	block := view.buf.shared
	if block == nil {
		return heap.Int(0), nil
	}
	place := int(int64(view.o.Internal(typedOffset).Float64()) + k*view.size)
	block.mu.Lock()
	defer block.mu.Unlock()
	n := int32(0)
	for float64(n) < count && len(block.waiters[place]) > 0 {
		w := block.waiters[place][0]
		block.remove(place, w)
		w.notified = true
		if w.wake != nil {
			close(w.wake)
		} else {
			w.post()
		}
		n++
		rt.Work(notifyWork)
	}
	return heap.Int(n), nil
}
