package streams

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// tee is what the two branches of a stream have in common
// (https://streams.spec.whatwg.org/#abstract-opdef-readablestreamdefaulttee).
type tee struct {
	cell
	stream        *readableStream
	reader        reader
	branches      [2]*readableStream
	canceled      [2]bool
	reasons       [2]heap.Value
	cancelPromise heap.Value
	reading       bool
	readAgain     [2]bool // of a stream of bytes for each branch, else the first alone
}

// TraceCells implements heap.Tracer.
func (t *tee) TraceCells(m *heap.Marker) {
	mark(m, t.stream)
	m.Value(t.reader.owner().object)
	for i := range t.branches {
		mark(m, t.branches[i])
		m.Value(t.reasons[i])
	}
	m.Value(t.cancelPromise)
}

func newTee(s *readableStream) (*tee, error) {
	r, err := acquireDefaultReader(s)
	if err != nil {
		return nil, err
	}
	t := &tee{stream: s, reader: r, reasons: [2]heap.Value{heap.Undefined, heap.Undefined}, cancelPromise: s.rt.NewPromise().Value()}
	t.make(s.rt, heap.Null, t)
	return t, nil
}

// keep roots the tee for what follows in the scope: of the heap, the sources of the branches alone may
// hold it, and a branch that ends forgets its source.
func (t *tee) keep() { t.rt.Heap.Keep(t.object) }

// teeSource is the source of a branch.
type teeSource struct {
	t      *tee
	branch int
}

func (s *teeSource) trace(m *heap.Marker) { mark(m, s.t) }

func (s *teeSource) pull(readableController) (*heap.Object, error) {
	return resolved(s.t.rt), s.t.pull()
}

func (s *teeSource) cancel(rt *object.Runtime, reason heap.Value) (*heap.Object, error) {
	return s.t.cancel(s.branch, reason)
}

// cancel is the cancel algorithm of a branch.
func (t *tee) cancel(branch int, reason heap.Value) (*heap.Object, error) {
	t.keep()
	t.canceled[branch], t.reasons[branch] = true, reason
	t.touch()
	if t.canceled[0] && t.canceled[1] {
		p, err := t.stream.cancel(t.rt.NewArray(t.reasons[:]...).Value())
		if err == nil {
			err = resolve(t.rt, t.cancelPromise, p.Value())
		}
		if err != nil {
			return nil, err
		}
	}
	return t.cancelPromise.Object(), nil
}

// ended resolves the promise of the cancel algorithms, unless both branches are canceled.
func (t *tee) ended() {
	if !t.canceled[0] || !t.canceled[1] {
		resolveUndefined(t.rt, t.cancelPromise)
	}
}

// defaultTee is ReadableStreamDefaultTee.
func defaultTee(s *readableStream) (one, other *readableStream, err error) {
	t, err := newTee(s)
	if err != nil {
		return nil, nil, err
	}
	for i := range t.branches {
		if t.branches[i], err = createReadableStream(s.rt, startAtOnce, &teeSource{t, i}, 1, heap.Undefined); err != nil {
			return nil, nil, err
		}
	}
	t.touch()
	s.rt.ThenNative(t.reader.base().closedPromise.Object(), teeSourceClosed, t.object)
	return t.branches[0], t.branches[1], nil
}

func (t *tee) onSourceClosed(e heap.Value, rejected bool) error {
	if !rejected {
		return nil
	}
	for _, b := range t.branches {
		if err := b.controller.error(e); err != nil {
			return err
		}
	}
	t.ended()
	return nil
}

// pull is the pull algorithm of both branches.
func (t *tee) pull() error {
	if t.reading {
		t.readAgain[0] = true
		return nil
	}
	t.reading = true
	t.keep()
	return t.reader.(*defaultReader).read(&teeRequest{t})
}

// teeRequest is a read request of both branches.
type teeRequest struct{ t *tee }

func (r *teeRequest) root() heap.Value { return r.t.object }

func (r *teeRequest) chunk(v heap.Value) error {
	microtask(r.t.rt, teeChunkStep, r.t.object, v)
	return nil
}

var teeChunkStep = &step{Fn: func(c *object.Call) (heap.Value, error) {
	return heap.Undefined, structOf[tee](c.RT, c.Data(0)).distribute(c.Data(1))
}}

// distribute gives a chunk to the branches.
func (t *tee) distribute(v heap.Value) error {
	t.readAgain[0] = false
	for i, b := range t.branches {
		if !t.canceled[i] {
			if err := b.controller.enqueue(v); err != nil {
				return err
			}
		}
	}
	t.reading = false
	if t.readAgain[0] {
		return t.pull()
	}
	return nil
}

func (r *teeRequest) close(heap.Value) error {
	t := r.t
	t.reading = false
	for i, b := range t.branches {
		if !t.canceled[i] {
			if err := b.controller.close(); err != nil {
				return err
			}
		}
	}
	t.ended()
	return nil
}

func (r *teeRequest) fail(heap.Value) error {
	r.t.reading = false
	return nil
}
