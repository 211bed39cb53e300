package builtin

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// The variables of a running Array.fromAsync are an Env cell: the coroutine of
// the proposal with its await points numbered.
const (
	fromPoint   = iota // Int: the await that is under way
	fromPromise        // the promise of the result
	fromTarget         // the array being filled
	fromMapper         // mapping function or Undefined
	fromThis           // this for it
	fromIter           // iterator, or the array-like object
	fromNext           // its next method
	fromIndex          // number of the next element
	fromLength         // length of the array-like object
	fromSlots
)

// The await points.
const (
	pointNext    = iota // the result of next
	pointMapped         // what the mapping function returned
	pointElement        // an element of an array-like object
	pointMapElem        // what the mapping function returned for it
	pointClosed         // the return method of the iterator, called before rejecting
)

var fromAsyncResumed object.ReactionID

func init() { fromAsyncResumed = object.RegisterReaction(resumeFromAsync) }

// arrayFromAsync is Array.fromAsync (sec-array.fromAsync).
func arrayFromAsync(c *object.Call) (heap.Value, error) {
	rt := c.RT
	p := rt.NewPromise()
	st := rt.Heap.NewEnv(heap.Undefined, 0, fromSlots, heap.Undefined)
	f := &fromAsync{rt: rt, st: st}
	f.set(fromPromise, p.Value())
	f.set(fromMapper, c.Arg(1))
	f.set(fromThis, c.Arg(2))
	f.set(fromIndex, heap.Int(0))
	err := f.start(c)
	return p.Value(), f.settle(err)
}

// fromAsync is one running call.
type fromAsync struct {
	rt *object.Runtime
	st *heap.Env
}

func (f *fromAsync) get(i int) heap.Value    { return f.st.Slot(i) }
func (f *fromAsync) set(i int, v heap.Value) { f.rt.Heap.SetEnvSlot(f.st, i, v) }

// settle rejects the promise with a throw.
func (f *fromAsync) settle(err error) error {
	if err == nil {
		return nil
	}
	return f.rt.RejectWith(f.get(fromPromise).Object(), err)
}

// await suspends until v settles.
func (f *fromAsync) await(point int32, v heap.Value) error {
	f.set(fromPoint, heap.Int(point))
	return f.rt.AwaitNative(v, fromAsyncResumed, f.st.Value())
}

// finish sets the length and resolves the promise.
func (f *fromAsync) finish() error {
	a := f.get(fromTarget).Object()
	if err := f.rt.Set(a, f.rt.Heap.Names.Length, f.get(fromIndex), true); err != nil {
		return err
	}
	return f.rt.ResolvePromise(f.get(fromPromise).Object(), a.Value())
}

func (f *fromAsync) start(c *object.Call) error {
	rt := f.rt
	items := c.Arg(0)
	if !f.get(fromMapper).IsUndefined() {
		if _, err := c.CallableArg(1); err != nil {
			return err
		}
	}
	async, err := rt.GetMethod(items, rt.Heap.Symbols.AsyncIterator)
	if err != nil {
		return err
	}
	sync := heap.Undefined
	if async.IsUndefined() {
		if sync, err = rt.GetMethod(items, rt.Heap.Symbols.Iterator); err != nil {
			return err
		}
		if sync.IsUndefined() {
			return f.startLike(c, items)
		}
	}
	a, err := constructFor(c, 0)
	if err != nil {
		return err
	}
	f.set(fromTarget, a.Value())
	method := async
	if async.IsUndefined() {
		method = sync
	}
	iter, next, err := rt.GetIteratorFromMethod(items, method)
	if err != nil {
		return err
	}
	if async.IsUndefined() {
		if iter, next, err = rt.CreateAsyncFromSyncIterator(iter, next); err != nil {
			return err
		}
	}
	f.set(fromIter, iter)
	f.set(fromNext, next)
	return f.next()
}

// startLike begins the loop over an array-like object.
func (f *fromAsync) startLike(c *object.Call, items heap.Value) error {
	rt := f.rt
	src, err := rt.ToObject(items)
	if err != nil {
		return err
	}
	n, err := rt.LengthOfArrayLike(src)
	if err != nil {
		return err
	}
	a, err := constructFor(c, n, heap.Int64(n))
	if err != nil {
		return err
	}
	f.set(fromTarget, a.Value())
	f.set(fromIter, src.Value())
	f.set(fromLength, heap.Int64(n))
	return f.nextLike()
}

// next asks the iterator for its next value.
func (f *fromAsync) next() error {
	r, err := f.rt.Call(f.get(fromNext), f.get(fromIter))
	if err != nil {
		return err
	}
	return f.await(pointNext, r)
}

// nextLike reads the next element of the array-like object.
func (f *fromAsync) nextLike() error {
	k := f.get(fromIndex)
	if k.Float64() >= f.get(fromLength).Float64() {
		return f.finish()
	}
	v, err := f.rt.Get(f.get(fromIter).Object(), f.rt.KeyFromInt(int64(k.Float64())))
	if err != nil {
		return err
	}
	return f.await(pointElement, v)
}

// mapped calls the mapping function.
func (f *fromAsync) mapped(v heap.Value) (heap.Value, error) {
	return f.rt.Call(f.get(fromMapper), f.get(fromThis), v, f.get(fromIndex))
}

// store defines the next element of the result.
func (f *fromAsync) store(v heap.Value) error {
	k := int64(f.get(fromIndex).Float64())
	if err := f.rt.DefineElem(f.get(fromTarget).Object(), k, v); err != nil {
		return err
	}
	f.set(fromIndex, heap.Int64(k+1))
	return nil
}

// resumeFromAsync continues after an await.
func resumeFromAsync(rt *object.Runtime, data, value heap.Value, rejected bool) error {
	f := &fromAsync{rt: rt, st: data.Env()}
	return f.settle(f.resume(value, rejected))
}

func (f *fromAsync) resume(v heap.Value, rejected bool) error {
	var err error
	if rejected {
		err = f.rt.Throw(v)
	}
	switch f.get(fromPoint).AsInt() {
	case pointNext:
		if err != nil {
			return err
		}
		return f.gotResult(v)
	case pointMapped:
		if err == nil {
			err = f.store(v)
		}
		if err != nil {
			return f.close(err)
		}
		return f.next()
	case pointElement:
		if err == nil && !f.get(fromMapper).IsUndefined() {
			if v, err = f.mapped(v); err == nil {
				return f.await(pointMapElem, v)
			}
		}
		if err == nil {
			err = f.store(v)
		}
	case pointMapElem:
		if err == nil {
			err = f.store(v)
		}
	case pointClosed:
		// The error that closed the iterator wins over what closing gave.
		return f.rt.Throw(f.get(fromThis))
	}
	if err != nil {
		return err
	}
	return f.nextLike()
}

// gotResult handles an iterator result.
func (f *fromAsync) gotResult(r heap.Value) error {
	rt := f.rt
	if !r.IsObject() {
		return rt.TypeError("Iterator result %s is not an object", rt.Describe(r))
	}
	done, err := rt.IteratorComplete(r.Object())
	if err != nil {
		return err
	}
	if done {
		return f.finish()
	}
	v, err := rt.IteratorValue(r.Object())
	if err != nil {
		return err
	}
	if !f.get(fromMapper).IsUndefined() {
		if v, err = f.mapped(v); err == nil {
			err = f.await(pointMapped, v)
		}
		if err != nil {
			return f.close(err)
		}
		return nil
	}
	if err := f.store(v); err != nil {
		return f.close(err)
	}
	return f.next()
}

// close closes the async iterator after a throw, which is then rethrown.
func (f *fromAsync) close(err error) error {
	t, ok := err.(*object.Throw)
	if !ok {
		return err
	}
	r, await, closeErr := f.rt.AsyncIteratorClose(f.get(fromIter))
	if _, ok := closeErr.(*object.Throw); closeErr != nil && !ok {
		return closeErr
	}
	if closeErr != nil || !await {
		return err
	}
	f.set(fromThis, t.Value)
	if awaitErr := f.await(pointClosed, r); awaitErr != nil {
		return err
	}
	return nil
}
