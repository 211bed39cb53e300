package streams

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var idReadablePrototype = object.NewIntrinsic()

// streamState is [[state]] of a stream.
type streamState uint8

const (
	readable streamState = iota // of a ReadableStream
	writable                    // of a WritableStream
	erroring                    // of a WritableStream
	closed
	errored
)

// readableStream is a ReadableStream.
type readableStream struct {
	cell
	state       streamState
	disturbed   bool
	reader      reader // nil if it is not locked
	controller  readableController
	storedError heap.Value
}

// TraceCells implements heap.Tracer.
func (s *readableStream) TraceCells(m *heap.Marker) {
	if s.reader != nil {
		m.Value(s.reader.owner().object)
	}
	if s.controller != nil {
		m.Value(s.controller.owner().object)
	}
	m.Value(s.storedError)
}

// readableController is a *defaultController or a *byteController.
type readableController interface {
	owned
	base() *controllerBase
	// cancelSteps is [[CancelSteps]].
	cancelSteps(reason heap.Value) (*heap.Object, error)
	// pullSteps is [[PullSteps]].
	pullSteps(request readRequest) error
	// releaseSteps is [[ReleaseSteps]].
	releaseSteps()
	// close, error, enqueue, shouldCallPull and callPullIfNeeded are the operations of these names.
	close() error
	error(e heap.Value) error
	enqueue(chunk heap.Value) error
	shouldCallPull() bool
	callPullIfNeeded() error
}

// source is what the algorithms of a readable stream are about (its underlying source).
type source interface {
	// pull is the pull algorithm: its promise is settled when the source has done what it was
	// asked for.
	pull(c readableController) (*heap.Object, error)
	// cancel is the cancel algorithm.
	cancel(rt *object.Runtime, reason heap.Value) (*heap.Object, error)
	trace(m *heap.Marker)
}

var readableGroup = &object.Group{
	Name:   "ReadableStream",
	Fn:     newReadableStream,
	Proto:  idReadablePrototype,
	Global: true,
	Static: enumerable(
		object.Row{Name: "from", Length: 1, Fn: readableFrom},
	),
	Rows: enumerable(
		object.Row{Name: "locked", Get: func(c *object.Call) (heap.Value, error) {
			s, err := this[readableStream](c, "get ReadableStream.prototype.locked")
			return heap.Bool(err == nil && s.locked()), err
		}},
		object.Row{Name: "cancel", Fn: promising(readableCancel)},
		object.Row{Name: "getReader", Fn: readableGetReader},
		object.Row{Name: "pipeThrough", Length: 1, Fn: readablePipeThrough},
		object.Row{Name: "pipeTo", Length: 1, Fn: promising(readablePipeTo)},
		object.Row{Name: "tee", Fn: readableTee},
		object.Row{Name: "values", Fn: readableValues},
		object.Row{Name: "@@asyncIterator", Alias: "values", Flags: object.RowAttrs, Attrs: heap.Writable | heap.Configurable},
		tag("ReadableStream"),
	),
}

// underlyingSource is an UnderlyingSource (https://streams.spec.whatwg.org/#dictdef-underlyingsource), a
// source of a script.
type underlyingSource struct {
	object                heap.Value
	startFn, pullFn       heap.Value
	cancelFn              heap.Value
	bytes                 bool
	autoAllocateChunkSize int64
	autoAllocates         bool
}

func readUnderlyingSource(rt *object.Runtime, v heap.Value) (*underlyingSource, error) {
	d := dictionary{rt: rt, v: v}
	s := &underlyingSource{object: v}
	s.autoAllocateChunkSize, s.autoAllocates = d.integer("autoAllocateChunkSize")
	s.cancelFn = d.function("cancel")
	s.pullFn = d.function("pull")
	s.startFn = d.function("start")
	if kind, ok := d.text("type"); ok {
		if s.bytes = kind == "bytes"; !s.bytes {
			return nil, rt.TypeError("The type of an underlying source is \"bytes\", not %q", kind)
		}
	}
	return s, d.err
}

func (s *underlyingSource) start(c readableController) (heap.Value, error) {
	if s.startFn.IsUndefined() {
		return heap.Undefined, nil
	}
	return c.owner().rt.Call(s.startFn, s.object, c.owner().object)
}

func (s *underlyingSource) pull(c readableController) (*heap.Object, error) {
	return invoke(c.owner().rt, s.pullFn, s.object, c.owner().object)
}

func (s *underlyingSource) cancel(rt *object.Runtime, reason heap.Value) (*heap.Object, error) {
	return invoke(rt, s.cancelFn, s.object, reason)
}

func (s *underlyingSource) trace(m *heap.Marker) {
	for _, v := range [...]heap.Value{s.object, s.startFn, s.pullFn, s.cancelFn} {
		m.Value(v)
	}
}

// newReadableStream is ReadableStream (https://streams.spec.whatwg.org/#rs-constructor).
func newReadableStream(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if c.NewTarget.IsUndefined() {
		return heap.Undefined, c.NeedsNew()
	}
	if v := c.Arg(0); !v.IsUndefined() && !v.IsObject() {
		return heap.Undefined, rt.TypeError("An underlying source must be an object, not %s", rt.Describe(v))
	}
	strategy, err := readStrategy(rt, c.Arg(1))
	if err != nil {
		return heap.Undefined, err
	}
	src, err := readUnderlyingSource(rt, c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	proto, err := rt.GetPrototypeFromConstructor(c.NewTarget, idReadablePrototype)
	if err != nil {
		return heap.Undefined, err
	}
	s := initializeReadableStream(rt, proto.Value())
	if src.bytes {
		if !strategy.size.IsUndefined() {
			return heap.Undefined, rt.RangeError("A stream of bytes has no strategy with a function size")
		}
		mark, err := strategy.extractHighWaterMark(rt, 0)
		if err != nil {
			return heap.Undefined, err
		}
		if src.autoAllocates && src.autoAllocateChunkSize == 0 {
			return heap.Undefined, rt.TypeError("autoAllocateChunkSize must not be 0")
		}
		b := newByteController(rt)
		b.autoAllocateChunkSize = src.autoAllocateChunkSize
		return s.object, s.setUp(b, src.start, src, mark)
	}
	mark, err := strategy.extractHighWaterMark(rt, 1)
	if err != nil {
		return heap.Undefined, err
	}
	return s.object, s.setUpDefaultController(newDefaultController(rt), src.start, src, mark, strategy.size)
}

// initializeReadableStream is https://streams.spec.whatwg.org/#initialize-readable-stream for a new object.
func initializeReadableStream(rt *object.Runtime, proto heap.Value) *readableStream {
	s := &readableStream{storedError: heap.Undefined}
	s.make(rt, proto, s)
	return s
}

// A start algorithm gives what the stream waits for before it begins.
type start func(c readableController) (heap.Value, error)

// startAtOnce is the start algorithm of streams that the standard itself makes.
func startAtOnce(readableController) (heap.Value, error) { return heap.Undefined, nil }

// createReadableStream is https://streams.spec.whatwg.org/#create-readable-stream.
func createReadableStream(rt *object.Runtime, start start, src source, mark float64, size heap.Value) (*readableStream, error) {
	s := initializeReadableStream(rt, rt.Cur.Intrinsic(idReadablePrototype).Value())
	return s, s.setUpDefaultController(newDefaultController(rt), start, src, mark, size)
}

// createReadableByteStream is https://streams.spec.whatwg.org/#abstract-opdef-createreadablebytestream.
func createReadableByteStream(rt *object.Runtime, src source) (*readableStream, error) {
	s := initializeReadableStream(rt, rt.Cur.Intrinsic(idReadablePrototype).Value())
	return s, s.setUp(newByteController(rt), startAtOnce, src, 0)
}

// locked is IsReadableStreamLocked.
func (s *readableStream) locked() bool { return s.reader != nil }

// defaultReader returns the reader if it is a ReadableStreamDefaultReader, else nil.
func (s *readableStream) defaultReader() *defaultReader {
	r, _ := s.reader.(*defaultReader)
	return r
}

// byobReader returns the reader if it is a ReadableStreamBYOBReader, else nil.
func (s *readableStream) byobReader() *byobReader {
	r, _ := s.reader.(*byobReader)
	return r
}

// numReadRequests is ReadableStreamGetNumReadRequests, 0 without default reader.
func (s *readableStream) numReadRequests() int {
	if r := s.defaultReader(); r != nil {
		return len(r.requests)
	}
	return 0
}

// numReadIntoRequests is ReadableStreamGetNumReadIntoRequests, 0 without BYOB reader.
func (s *readableStream) numReadIntoRequests() int {
	if r := s.byobReader(); r != nil {
		return len(r.requests)
	}
	return 0
}

// fulfillRequest is ReadableStreamFulfillReadRequest and ReadableStreamFulfillReadIntoRequest.
func (s *readableStream) fulfillRequest(chunk heap.Value, done bool) error {
	request := s.reader.base().takeRequest()
	if done {
		return request.close(chunk)
	}
	return request.chunk(chunk)
}

// cancel is ReadableStreamCancel.
func (s *readableStream) cancel(reason heap.Value) (*heap.Object, error) {
	rt := s.rt
	s.disturbed = true
	switch s.state {
	case closed:
		return resolved(rt), nil
	case errored:
		return rejectedWith(rt, s.storedError), nil
	}
	if err := s.close(); err != nil {
		return nil, err
	}
	if r := s.byobReader(); r != nil {
		if err := r.finishRequests(func(request readRequest) error { return request.close(heap.Undefined) }); err != nil {
			return nil, err
		}
	}
	// Cancelling a stream may cancel the one that it was made of.
	if rt.Stack.Enter() != nil {
		reason, err := caught(rt.StackOverflow())
		return rejectedWith(rt, reason), err
	}
	p, err := s.controller.cancelSteps(reason)
	rt.Stack.Leave()
	if err != nil {
		return nil, err
	}
	return then(rt, p, toUndefined, nil), nil
}

// close is ReadableStreamClose.
func (s *readableStream) close() error {
	s.state = closed
	if s.reader == nil {
		return nil
	}
	resolveUndefined(s.rt, s.reader.base().closedPromise)
	if r := s.defaultReader(); r != nil {
		return r.finishRequests(func(request readRequest) error { return request.close(heap.Undefined) })
	}
	return nil
}

// error is ReadableStreamError.
func (s *readableStream) error(e heap.Value) error {
	s.state, s.storedError = errored, e
	s.touch()
	if s.reader == nil {
		return nil
	}
	r := s.reader.base()
	rejectSilently(s.rt, r.closedPromise, e)
	return r.errorRequests(e)
}

// readableCancel is ReadableStream.prototype.cancel.
func readableCancel(c *object.Call) (*heap.Object, error) {
	s, err := this[readableStream](c, "ReadableStream.prototype.cancel")
	if err != nil {
		return nil, err
	}
	if s.locked() {
		return nil, c.RT.TypeError("Cannot cancel a locked stream")
	}
	return s.cancel(c.Arg(0))
}

// readableGetReader is ReadableStream.prototype.getReader.
func readableGetReader(c *object.Call) (heap.Value, error) {
	s, err := this[readableStream](c, "ReadableStream.prototype.getReader")
	if err != nil {
		return heap.Undefined, err
	}
	d := dictionary{rt: c.RT, v: c.Arg(0)}
	mode, ok := d.text("mode")
	if d.err != nil {
		return heap.Undefined, d.err
	}
	if !ok {
		r, err := acquireDefaultReader(s)
		if err != nil {
			return heap.Undefined, err
		}
		return r.object, nil
	}
	if mode != "byob" {
		return heap.Undefined, c.RT.TypeError("The mode of a reader is \"byob\", not %q", mode)
	}
	r, err := acquireBYOBReader(s)
	if err != nil {
		return heap.Undefined, err
	}
	return r.object, nil
}

// readableTee is ReadableStream.prototype.tee.
func readableTee(c *object.Call) (heap.Value, error) {
	s, err := this[readableStream](c, "ReadableStream.prototype.tee")
	if err != nil {
		return heap.Undefined, err
	}
	one, other, err := s.tee()
	if err != nil {
		return heap.Undefined, err
	}
	return c.RT.NewArray(one.object, other.object).Value(), nil
}

// tee is ReadableStreamTee.
func (s *readableStream) tee() (one, other *readableStream, err error) {
	if _, ok := s.controller.(*byteController); ok {
		return byteStreamTee(s)
	}
	return defaultTee(s)
}
