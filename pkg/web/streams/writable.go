package streams

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var idWritablePrototype = object.NewIntrinsic()

// writableStream is a WritableStream. A promise that the standard calls undefined is Undefined.
type writableStream struct {
	cell
	state                streamState
	backpressure         bool
	closeRequest         heap.Value
	inFlightWriteRequest heap.Value
	inFlightCloseRequest heap.Value
	pendingAbortRequest  *pendingAbort // nil for undefined
	storedError          heap.Value
	writer               *writer // nil if it is not locked
	controller           *writableController
	writeRequests        []heap.Value
}

// pendingAbort is a pending abort request (https://streams.spec.whatwg.org/#pending-abort-request).
type pendingAbort struct {
	promise, reason    heap.Value
	wasAlreadyErroring bool
}

// TraceCells implements heap.Tracer.
func (s *writableStream) TraceCells(m *heap.Marker) {
	for _, v := range [...]heap.Value{s.closeRequest, s.inFlightWriteRequest, s.inFlightCloseRequest, s.storedError} {
		m.Value(v)
	}
	if a := s.pendingAbortRequest; a != nil {
		m.Value(a.promise)
		m.Value(a.reason)
	}
	mark(m, s.writer)
	mark(m, s.controller)
	for _, v := range s.writeRequests {
		m.Value(v)
	}
}

// sink is what the algorithms of a writable stream are about (its underlying sink).
type sink interface {
	write(c *writableController, chunk heap.Value) (*heap.Object, error)
	close(rt *object.Runtime) (*heap.Object, error)
	abort(rt *object.Runtime, reason heap.Value) (*heap.Object, error)
	trace(m *heap.Marker)
}

var writableGroup = &object.Group{
	Name:   "WritableStream",
	Fn:     newWritableStream,
	Proto:  idWritablePrototype,
	Global: true,
	Rows: enumerable(
		object.Row{Name: "locked", Get: func(c *object.Call) (heap.Value, error) {
			s, err := this[writableStream](c, "get WritableStream.prototype.locked")
			return heap.Bool(err == nil && s.writer != nil), err
		}},
		object.Row{Name: "abort", Fn: promising(writableAbort)},
		object.Row{Name: "close", Fn: promising(writableClose)},
		object.Row{Name: "getWriter", Fn: writableGetWriter},
		tag("WritableStream"),
	),
}

// underlyingSink is an UnderlyingSink (https://streams.spec.whatwg.org/#dictdef-underlyingsink), a sink of
// a script.
type underlyingSink struct{ object, startFn, writeFn, closeFn, abortFn heap.Value }

func readUnderlyingSink(rt *object.Runtime, v heap.Value) (*underlyingSink, error) {
	d := dictionary{rt: rt, v: v}
	s := &underlyingSink{object: v}
	s.abortFn = d.function("abort")
	s.closeFn = d.function("close")
	s.startFn = d.function("start")
	kind := d.get("type")
	s.writeFn = d.function("write")
	if d.err == nil && !kind.IsUndefined() {
		d.err = rt.RangeError("An underlying sink has no type")
	}
	return s, d.err
}

func (s *underlyingSink) start(c *writableController) (heap.Value, error) {
	if s.startFn.IsUndefined() {
		return heap.Undefined, nil
	}
	return c.rt.Call(s.startFn, s.object, c.object)
}

func (s *underlyingSink) write(c *writableController, chunk heap.Value) (*heap.Object, error) {
	return invoke(c.rt, s.writeFn, s.object, chunk, c.object)
}

func (s *underlyingSink) close(rt *object.Runtime) (*heap.Object, error) {
	return invoke(rt, s.closeFn, s.object)
}

func (s *underlyingSink) abort(rt *object.Runtime, reason heap.Value) (*heap.Object, error) {
	return invoke(rt, s.abortFn, s.object, reason)
}

func (s *underlyingSink) trace(m *heap.Marker) {
	for _, v := range [...]heap.Value{s.object, s.startFn, s.writeFn, s.closeFn, s.abortFn} {
		m.Value(v)
	}
}

// newWritableStream is WritableStream (https://streams.spec.whatwg.org/#ws-constructor).
func newWritableStream(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if c.NewTarget.IsUndefined() {
		return heap.Undefined, c.NeedsNew()
	}
	if v := c.Arg(0); !v.IsUndefined() && !v.IsObject() {
		return heap.Undefined, rt.TypeError("An underlying sink must be an object, not %s", rt.Describe(v))
	}
	strategy, err := readStrategy(rt, c.Arg(1))
	if err != nil {
		return heap.Undefined, err
	}
	sink, err := readUnderlyingSink(rt, c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	mark, err := strategy.extractHighWaterMark(rt, 1)
	if err != nil {
		return heap.Undefined, err
	}
	proto, err := rt.GetPrototypeFromConstructor(c.NewTarget, idWritablePrototype)
	if err != nil {
		return heap.Undefined, err
	}
	s := initializeWritableStream(rt, proto.Value())
	return s.object, s.setUpController(sink.start, sink, mark, strategy.size)
}

// initializeWritableStream is InitializeWritableStream for a new object.
func initializeWritableStream(rt *object.Runtime, proto heap.Value) *writableStream {
	s := &writableStream{
		state: writable, closeRequest: heap.Undefined, storedError: heap.Undefined,
		inFlightWriteRequest: heap.Undefined, inFlightCloseRequest: heap.Undefined,
	}
	s.make(rt, proto, s)
	return s
}

// createWritableStream is CreateWritableStream.
func createWritableStream(rt *object.Runtime, start func(c *writableController) (heap.Value, error), sink sink, mark float64, size heap.Value) (*writableStream, error) {
	s := initializeWritableStream(rt, rt.Cur.Intrinsic(idWritablePrototype).Value())
	return s, s.setUpController(start, sink, mark, size)
}

// abort is WritableStreamAbort.
func (s *writableStream) abort(reason heap.Value) (*heap.Object, error) {
	rt := s.rt
	if s.state == closed || s.state == errored {
		return resolved(rt), nil
	}
	if err := s.controller.signalAbort(reason); err != nil {
		return nil, err
	}
	if s.state == closed || s.state == errored { // listeners may have done that
		return resolved(rt), nil
	}
	if s.pendingAbortRequest != nil {
		return s.pendingAbortRequest.promise.Object(), nil
	}
	was := s.state == erroring
	if was {
		reason = heap.Undefined
	}
	p := rt.NewPromise()
	s.pendingAbortRequest = &pendingAbort{p.Value(), reason, was}
	s.touch()
	if was {
		return p, nil
	}
	return p, s.startErroring(reason)
}

// close is WritableStreamClose.
func (s *writableStream) close() (*heap.Object, error) {
	rt := s.rt
	if s.state == closed || s.state == errored {
		return nil, rt.TypeError("The stream cannot be closed: it has ended already")
	}
	p := rt.NewPromise()
	s.closeRequest = p.Value()
	s.touch()
	if s.writer != nil && s.backpressure && s.state == writable {
		resolveUndefined(rt, s.writer.readyPromise)
	}
	return p, s.controller.close()
}

// addWriteRequest is WritableStreamAddWriteRequest.
func (s *writableStream) addWriteRequest() (p *heap.Object, err error) {
	p = s.rt.NewPromise()
	s.writeRequests, err = grown(&s.cell, s.writeRequests, 8, p.Value(), 0)
	return p, err
}

// closeQueuedOrInFlight is WritableStreamCloseQueuedOrInFlight.
func (s *writableStream) closeQueuedOrInFlight() bool {
	return !s.closeRequest.IsUndefined() || !s.inFlightCloseRequest.IsUndefined()
}

// dealWithRejection is WritableStreamDealWithRejection.
func (s *writableStream) dealWithRejection(e heap.Value) error {
	if s.state == writable {
		return s.startErroring(e)
	}
	return s.finishErroring()
}

// startErroring is WritableStreamStartErroring.
func (s *writableStream) startErroring(reason heap.Value) error {
	s.state, s.storedError = erroring, reason
	s.touch()
	if s.writer != nil {
		s.writer.ensureReadyRejected(reason)
	}
	if !s.hasOperationInFlight() && s.controller.started {
		return s.finishErroring()
	}
	return nil
}

// finishErroring is WritableStreamFinishErroring.
func (s *writableStream) finishErroring() error {
	rt := s.rt
	s.state = errored
	s.controller.queue.resetQueue() // [[ErrorSteps]]
	requests := s.writeRequests
	s.writeRequests = nil
	for _, p := range requests {
		rt.Work(reactionWork)
		reject(rt, p, s.storedError)
	}
	a := s.pendingAbortRequest
	if a == nil {
		s.rejectClosed()
		return nil
	}
	s.pendingAbortRequest = nil
	rt.Heap.Keep(a.promise)
	if a.wasAlreadyErroring {
		reject(rt, a.promise, s.storedError)
		s.rejectClosed()
		return nil
	}
	p, err := s.controller.abortSteps(rt.Heap.Keep(a.reason))
	if err != nil {
		return err
	}
	rt.PerformPromiseThen(p, function(rt, abortedStep, s.object, a.promise), function(rt, abortFailedStep, s.object, a.promise), nil)
	return nil
}

// reactionWork is what it takes to settle a promise, in units of Heap.Work.
const reactionWork = 100

// The steps after an abort algorithm: Data(0) is the stream, Data(1) the promise of the abort.
var (
	abortedStep = &step{Length: 1, Fn: func(c *object.Call) (heap.Value, error) {
		resolveUndefined(c.RT, c.Data(1))
		structOf[writableStream](c.RT, c.Data(0)).rejectClosed()
		return heap.Undefined, nil
	}}
	abortFailedStep = &step{Length: 1, Fn: func(c *object.Call) (heap.Value, error) {
		reject(c.RT, c.Data(1), c.Arg(0))
		structOf[writableStream](c.RT, c.Data(0)).rejectClosed()
		return heap.Undefined, nil
	}}
)

// finishInFlightWrite is WritableStreamFinishInFlightWrite.
func (s *writableStream) finishInFlightWrite() {
	resolveUndefined(s.rt, s.inFlightWriteRequest)
	s.inFlightWriteRequest = heap.Undefined
}

// finishInFlightWriteWithError is WritableStreamFinishInFlightWriteWithError.
func (s *writableStream) finishInFlightWriteWithError(e heap.Value) error {
	reject(s.rt, s.inFlightWriteRequest, e)
	s.inFlightWriteRequest = heap.Undefined
	return s.dealWithRejection(e)
}

// finishInFlightClose is WritableStreamFinishInFlightClose.
func (s *writableStream) finishInFlightClose() {
	rt := s.rt
	resolveUndefined(rt, s.inFlightCloseRequest)
	s.inFlightCloseRequest = heap.Undefined
	if s.state == erroring {
		s.storedError = heap.Undefined
		if a := s.pendingAbortRequest; a != nil {
			resolveUndefined(rt, a.promise)
			s.pendingAbortRequest = nil
		}
	}
	s.state = closed
	if s.writer != nil {
		resolveUndefined(rt, s.writer.closedPromise)
	}
}

// finishInFlightCloseWithError is WritableStreamFinishInFlightCloseWithError.
func (s *writableStream) finishInFlightCloseWithError(e heap.Value) error {
	reject(s.rt, s.inFlightCloseRequest, e)
	s.inFlightCloseRequest = heap.Undefined
	if a := s.pendingAbortRequest; a != nil {
		reject(s.rt, a.promise, e)
		s.pendingAbortRequest = nil
	}
	return s.dealWithRejection(e)
}

// hasOperationInFlight is WritableStreamHasOperationMarkedInFlight.
func (s *writableStream) hasOperationInFlight() bool {
	return !s.inFlightWriteRequest.IsUndefined() || !s.inFlightCloseRequest.IsUndefined()
}

// rejectClosed is WritableStreamRejectCloseAndClosedPromiseIfNeeded.
func (s *writableStream) rejectClosed() {
	if !s.closeRequest.IsUndefined() {
		reject(s.rt, s.closeRequest, s.storedError)
		s.closeRequest = heap.Undefined
	}
	if s.writer != nil {
		rejectSilently(s.rt, s.writer.closedPromise, s.storedError)
	}
}

// updateBackpressure is WritableStreamUpdateBackpressure.
func (s *writableStream) updateBackpressure(on bool) {
	if w := s.writer; w != nil && on != s.backpressure {
		if on {
			w.readyPromise = s.rt.NewPromise().Value()
			w.touch()
		} else {
			resolveUndefined(s.rt, w.readyPromise)
		}
	}
	s.backpressure = on
}

// writableAbort is WritableStream.prototype.abort.
func writableAbort(c *object.Call) (*heap.Object, error) {
	s, err := this[writableStream](c, "WritableStream.prototype.abort")
	if err != nil {
		return nil, err
	}
	if s.writer != nil {
		return nil, c.RT.TypeError("Cannot abort a locked stream")
	}
	return s.abort(c.Arg(0))
}

// writableClose is WritableStream.prototype.close.
func writableClose(c *object.Call) (*heap.Object, error) {
	s, err := this[writableStream](c, "WritableStream.prototype.close")
	if err != nil {
		return nil, err
	}
	if s.writer != nil {
		return nil, c.RT.TypeError("Cannot close a locked stream")
	}
	if s.closeQueuedOrInFlight() {
		return nil, c.RT.TypeError("The stream is being closed already")
	}
	return s.close()
}

// writableGetWriter is WritableStream.prototype.getWriter.
func writableGetWriter(c *object.Call) (heap.Value, error) {
	s, err := this[writableStream](c, "WritableStream.prototype.getWriter")
	if err != nil {
		return heap.Undefined, err
	}
	w, err := acquireWriter(s)
	if err != nil {
		return heap.Undefined, err
	}
	return w.object, nil
}
