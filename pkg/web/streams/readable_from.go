package streams

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// iterableSource is the source of a stream that ReadableStream.from makes.
type iterableSource struct{ iterator, next heap.Value }

func (s *iterableSource) trace(m *heap.Marker) {
	m.Value(s.iterator)
	m.Value(s.next)
}

// readableFrom is ReadableStream.from (https://streams.spec.whatwg.org/#readable-stream-from-iterable).
func readableFrom(c *object.Call) (heap.Value, error) {
	if len(c.Args) == 0 {
		return heap.Undefined, c.RT.TypeError("ReadableStream.from needs an iterable")
	}
	iter, next, err := c.RT.GetAsyncIterator(c.Arg(0), nil)
	if err != nil {
		return heap.Undefined, err
	}
	s, err := createReadableStream(c.RT, startAtOnce, &iterableSource{iter, next}, 0, heap.Undefined)
	if err != nil {
		return heap.Undefined, err
	}
	return s.object, nil
}

func (s *iterableSource) pull(c readableController) (*heap.Object, error) {
	rt := c.owner().rt
	result, err := rt.IteratorNext(s.iterator, s.next)
	if err != nil {
		reason, err := caught(err)
		return rejectedWith(rt, reason), err
	}
	p, err := resolvedWith(rt, result.Value())
	if err != nil {
		return nil, err
	}
	return then(rt, p, iteratedStep, nil, c.owner().object), nil
}

// iteratedStep gets the result of an iterator for the controller Data(0).
var iteratedStep = &step{Length: 1, Fn: func(call *object.Call) (heap.Value, error) {
	rt := call.RT
	c := structOf[defaultController](rt, call.Data(0))
	if !call.Arg(0).IsObject() {
		return heap.Undefined, rt.TypeError("The result of an iterator is an object, not %s", rt.Describe(call.Arg(0)))
	}
	done, err := rt.IteratorComplete(call.Arg(0).Object())
	if err != nil {
		return heap.Undefined, err
	}
	if done {
		return heap.Undefined, c.close()
	}
	v, err := rt.IteratorValue(call.Arg(0).Object())
	if err != nil {
		return heap.Undefined, err
	}
	return heap.Undefined, c.enqueue(v)
}}

func (s *iterableSource) cancel(rt *object.Runtime, reason heap.Value) (*heap.Object, error) {
	p, err := s.end(rt, reason)
	if err != nil {
		reason, err := caught(err)
		return rejectedWith(rt, reason), err
	}
	return p, nil
}

// end calls the method return of the iterator. What it throws is thrown.
func (s *iterableSource) end(rt *object.Runtime, reason heap.Value) (*heap.Object, error) {
	f, err := rt.GetMethod(s.iterator, rt.Heap.Names.Return)
	if err != nil {
		return nil, err
	}
	if f.IsUndefined() {
		return resolved(rt), nil
	}
	v, err := rt.Call(f, s.iterator, reason)
	if err != nil {
		return nil, err
	}
	p, err := resolvedWith(rt, v)
	if err != nil {
		return nil, err
	}
	return then(rt, p, iteratorReturnedStep, nil), nil
}

var iteratorReturnedStep = &step{Length: 1, Fn: func(c *object.Call) (heap.Value, error) {
	if !c.Arg(0).IsObject() {
		return heap.Undefined, c.RT.TypeError("The result of an iterator is an object, not %s", c.RT.Describe(c.Arg(0)))
	}
	return heap.Undefined, nil
}}
