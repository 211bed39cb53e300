package kiln

import (
	"context"
	"iter"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Iterate goes through an iterable, such as an array, a Map, a Set, a string or a generator, as
// for (const x of v) does in a script. Whatever goes wrong comes as the last pair: its error
// is an *Exception or a *LimitError. A loop that is left early closes the iterator, what its
// method return throws then is lost.
func (v Value) Iterate() iter.Seq2[Value, error] {
	return func(yield func(Value, error) bool) {
		var iterator, next Value
		err := v.on(func(o *object.Runtime, x heap.Value) error {
			i, n, err := o.GetIterator(x)
			if err == nil {
				iterator, next = v.rt.value(i), v.rt.value(n)
			}
			return err
		})
		for err == nil {
			var item Value
			done := false
			err = iterator.on(func(o *object.Runtime, x heap.Value) error {
				r, end, err := o.IteratorStepValue(x, o.Heap.Keep(next.raw()))
				if done = end; err == nil && !end {
					item = v.rt.value(r)
				}
				return err
			})
			if err == nil && done {
				return
			}
			if err == nil && !yield(item, nil) {
				_ = iterator.on(func(o *object.Runtime, x heap.Value) error { return o.IteratorClose(x, nil) })
				return
			}
		}
		yield(Value{}, err)
	}
}

// Elements goes through the elements of an array or anything else with a length, from 0 up to
// the length, which is looked at before each: holes are undefined. Whatever goes wrong comes as
// the last pair.
func (v Value) Elements() iter.Seq2[Value, error] {
	return func(yield func(Value, error) bool) {
		for i := 0; ; i++ {
			n, err := v.Len()
			if err == nil && i >= n {
				return
			}
			var item Value
			if err == nil {
				item, err = v.Index(i)
			}
			if !yield(item, err) || err != nil {
				return
			}
		}
	}
}

// Entry is a property of an object.
type Entry struct {
	// Key is the name of the property, Value what it holds.
	Key   string
	Value Value
}

// Entries goes through the enumerable own properties of v whose keys are no symbols, as they
// were when the loop began and in the order of Object.entries; a property that has gone by its
// turn is left out. Whatever goes wrong comes as the last pair.
func (v Value) Entries() iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		names, err := v.Keys()
		for _, name := range names {
			e, there := Entry{Key: name}, false
			if e.Value, there, err = v.own(name); err != nil {
				break
			}
			if there && !yield(e, nil) {
				return
			}
		}
		if err != nil {
			yield(Entry{}, err)
		}
	}
}

// own reads an own property that is still there and enumerable.
func (v Value) own(name string) (x Value, there bool, err error) {
	err = v.on(func(o *object.Runtime, of heap.Value) error {
		from, err := o.ToObject(of)
		if err != nil {
			return err
		}
		key := o.Heap.KeyFromGo(name)
		if there, err = o.IsEnumerableOwn(from, key); err != nil || !there {
			return err
		}
		r, err := o.GetMember(of, key)
		if err == nil {
			x = v.rt.value(r)
		}
		return err
	})
	return x, there, err
}

// IterateAsync goes through an async iterable, or an iterable whose elements may be promises, as
// for await (const x of v) does in a script: for each element the event loop runs until it is
// there, as in Await. Whatever goes wrong comes as the last pair: the errors are those of Await.
// A loop that is left early closes the iterator and awaits that; what its method return throws
// then is lost.
func (v Value) IterateAsync(ctx context.Context) iter.Seq2[Value, error] {
	return func(yield func(Value, error) bool) {
		var iterator, next Value
		err := v.on(func(o *object.Runtime, x heap.Value) error {
			i, n, err := o.GetAsyncIterator(x, nil)
			if err == nil {
				iterator, next = v.rt.value(i), v.rt.value(n)
			}
			return err
		})
		for err == nil {
			var item Value
			var done bool
			if item, done, err = iterator.stepAsync(ctx, next); err != nil {
				break
			}
			if done {
				return
			}
			if !yield(item, nil) {
				iterator.closeAsync(ctx)
				return
			}
		}
		yield(Value{}, err)
	}
}

// stepAsync awaits the next element of an async iterator.
func (v Value) stepAsync(ctx context.Context, next Value) (item Value, done bool, err error) {
	r, err := next.Call(v)
	if err == nil {
		r, err = v.rt.Await(ctx, r)
	}
	if err != nil {
		return Value{}, false, err
	}
	err = r.on(func(o *object.Runtime, x heap.Value) error {
		if !x.IsObject() {
			return o.TypeError("Iterator result %s is not an object", o.Describe(x))
		}
		if done, err = o.IteratorComplete(x.Object()); err != nil || done {
			return err
		}
		x, err := o.IteratorValue(x.Object())
		if err == nil {
			item = v.rt.value(x)
		}
		return err
	})
	return item, done, err
}

// closeAsync ends an async iterator that has more elements.
func (v Value) closeAsync(ctx context.Context) {
	var closed Value
	err := v.on(func(o *object.Runtime, x heap.Value) error {
		r, _, err := o.AsyncIteratorClose(x)
		if err == nil {
			closed = v.rt.value(r)
		}
		return err
	})
	if err == nil {
		_, _ = v.rt.Await(ctx, closed)
	}
}
