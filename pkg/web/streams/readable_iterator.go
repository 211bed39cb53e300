package streams

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var idIteratorPrototype = object.NewIntrinsic()

// iterator is an asynchronous iterator over a ReadableStream
// (https://webidl.spec.whatwg.org/#default-asynchronous-iterator-object).
type iterator struct {
	cell
	reader        *defaultReader
	preventCancel bool
	finished      bool
	ended         bool       // the last next has found the end of the stream
	ongoing       heap.Value // [[OngoingPromise]], Undefined for null
}

// TraceCells implements heap.Tracer.
func (it *iterator) TraceCells(m *heap.Marker) {
	mark(m, it.reader)
	m.Value(it.ongoing)
}

var iteratorGroup = &object.Group{
	Name:        "ReadableStreamAsyncIterator",
	Proto:       idIteratorPrototype,
	ProtoParent: object.AsyncIteratorPrototype,
	Rows: enumerable(
		object.Row{Name: "next", Fn: promising(iteratorNext)},
		object.Row{Name: "return", Length: 1, Fn: promising(iteratorReturn)},
		tag("ReadableStream AsyncIterator"),
	),
}

// readableValues is ReadableStream.prototype.values.
func readableValues(c *object.Call) (heap.Value, error) {
	s, err := this[readableStream](c, "ReadableStream.prototype.values")
	if err != nil {
		return heap.Undefined, err
	}
	d := dictionary{rt: c.RT, v: c.Arg(0)}
	preventCancel := d.flag("preventCancel")
	if d.err != nil {
		return heap.Undefined, d.err
	}
	r, err := acquireDefaultReader(s)
	if err != nil {
		return heap.Undefined, err
	}
	it := &iterator{reader: r, preventCancel: preventCancel, ongoing: heap.Undefined}
	it.makeOf(c.RT, idIteratorPrototype, it)
	return it.object, nil
}

// iteratorNext is the method next.
func iteratorNext(c *object.Call) (*heap.Object, error) {
	it, err := this[iterator](c, "next")
	if err != nil {
		return nil, err
	}
	return it.enqueue(nextStep, func() (*heap.Object, error) { return it.next() })
}

// iteratorReturn is the method return.
func iteratorReturn(c *object.Call) (*heap.Object, error) {
	it, err := this[iterator](c, "return")
	if err != nil {
		return nil, err
	}
	v := c.Arg(0)
	p, err := it.enqueue(returnStep, func() (*heap.Object, error) { return it.finish(v) }, v)
	if err != nil {
		return nil, err
	}
	return then(c.RT, p, returnedStep, nil, it.object, v), nil
}

// enqueue does something now, or when what the iterator does has ended.
func (it *iterator) enqueue(s *step, now func() (*heap.Object, error), data ...heap.Value) (p *heap.Object, err error) {
	if it.ongoing.IsUndefined() {
		p, err = now()
	} else {
		data = append([]heap.Value{it.object}, data...)
		p = then(it.rt, it.ongoing.Object(), s, s, data...)
	}
	if err == nil {
		it.ongoing = p.Value()
		it.touch()
	}
	return p, err
}

// The steps of an iterator, whose object is Data(0).
var (
	nextStep = &step{Fn: func(c *object.Call) (heap.Value, error) {
		p, err := structOf[iterator](c.RT, c.Data(0)).next()
		return promised(c.RT, p, err)
	}}
	returnStep = &step{Fn: func(c *object.Call) (heap.Value, error) {
		p, err := structOf[iterator](c.RT, c.Data(0)).finish(c.Data(1))
		return promised(c.RT, p, err)
	}}
	returnedStep = &step{Fn: func(c *object.Call) (heap.Value, error) {
		return c.RT.CreateIterResultObject(c.Data(1), true), nil
	}}
	gotNextStep = &step{Length: 1, Fn: func(c *object.Call) (heap.Value, error) {
		it := structOf[iterator](c.RT, c.Data(0))
		it.ongoing = heap.Undefined
		if it.ended {
			it.finished = true
			return c.RT.CreateIterResultObject(heap.Undefined, true), nil
		}
		return c.RT.CreateIterResultObject(c.Arg(0), false), nil
	}}
	failedNextStep = &step{Length: 1, Fn: func(c *object.Call) (heap.Value, error) {
		it := structOf[iterator](c.RT, c.Data(0))
		it.ongoing, it.finished = heap.Undefined, true
		return heap.Undefined, c.RT.Throw(c.Arg(0))
	}}
)

// next are the steps of the method next.
func (it *iterator) next() (*heap.Object, error) {
	rt := it.rt
	if it.finished {
		return resolvedWith(rt, rt.CreateIterResultObject(heap.Undefined, true))
	}
	p := rt.NewPromise()
	if err := it.reader.read(&iteratorRequest{it, p.Value()}); err != nil {
		return nil, err
	}
	return then(rt, p, gotNextStep, failedNextStep, it.object), nil
}

// finish are the steps of the method return.
func (it *iterator) finish(v heap.Value) (*heap.Object, error) {
	rt := it.rt
	if it.finished {
		return resolved(rt), nil
	}
	it.finished = true
	p := resolved(rt)
	if !it.preventCancel {
		var err error
		if p, err = it.reader.cancel(v); err != nil {
			return nil, err
		}
	}
	return p, it.reader.release()
}

// iteratorRequest is the read request of a next, whose promise gets the chunk.
type iteratorRequest struct {
	it      *iterator
	promise heap.Value
}

func (r *iteratorRequest) chunk(v heap.Value) error { return resolve(r.it.rt, r.promise, v) }

func (r *iteratorRequest) close(heap.Value) error {
	if err := r.it.reader.release(); err != nil {
		return err
	}
	r.it.ended = true
	resolveUndefined(r.it.rt, r.promise)
	return nil
}

func (r *iteratorRequest) fail(e heap.Value) error {
	if err := r.it.reader.release(); err != nil {
		return err
	}
	reject(r.it.rt, r.promise, e)
	return nil
}

// root is the promise, whose reaction has the iterator.
func (r *iteratorRequest) root() heap.Value { return r.promise }
