package streams

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var idWriterPrototype = object.NewIntrinsic()

// writer is a WritableStreamDefaultWriter.
type writer struct {
	cell
	stream        *writableStream // nil once it is released
	closedPromise heap.Value
	readyPromise  heap.Value
}

// TraceCells implements heap.Tracer.
func (w *writer) TraceCells(m *heap.Marker) {
	mark(m, w.stream)
	m.Value(w.closedPromise)
	m.Value(w.readyPromise)
}

var writerGroup = &object.Group{
	Name:   "WritableStreamDefaultWriter",
	Length: 1,
	Fn:     newWriter,
	Proto:  idWriterPrototype,
	Global: true,
	Rows: enumerable(
		object.Row{Name: "closed", Get: promising(func(c *object.Call) (*heap.Object, error) {
			w, err := this[writer](c, "get WritableStreamDefaultWriter.prototype.closed")
			if err != nil {
				return nil, err
			}
			return w.closedPromise.Object(), nil
		})},
		object.Row{Name: "desiredSize", Get: writerDesiredSize},
		object.Row{Name: "ready", Get: promising(func(c *object.Call) (*heap.Object, error) {
			w, err := this[writer](c, "get WritableStreamDefaultWriter.prototype.ready")
			if err != nil {
				return nil, err
			}
			return w.readyPromise.Object(), nil
		})},
		object.Row{Name: "abort", Fn: promising(writerAbort)},
		object.Row{Name: "close", Fn: promising(writerClose)},
		object.Row{Name: "releaseLock", Fn: writerReleaseLock},
		object.Row{Name: "write", Fn: promising(writerWrite)},
		tag("WritableStreamDefaultWriter"),
	),
}

// newWriter is WritableStreamDefaultWriter.
func newWriter(c *object.Call) (heap.Value, error) {
	if c.NewTarget.IsUndefined() {
		return heap.Undefined, c.NeedsNew()
	}
	s := structOf[writableStream](c.RT, c.Arg(0))
	if s == nil {
		return heap.Undefined, c.RT.TypeError("A writer writes a WritableStream, not %s", c.RT.Describe(c.Arg(0)))
	}
	proto, err := c.RT.GetPrototypeFromConstructor(c.NewTarget, idWriterPrototype)
	if err != nil {
		return heap.Undefined, err
	}
	w := &writer{}
	w.make(c.RT, proto.Value(), w)
	return w.object, w.setUp(s)
}

// acquireWriter is AcquireWritableStreamDefaultWriter.
func acquireWriter(s *writableStream) (*writer, error) {
	w := &writer{}
	w.makeOf(s.rt, idWriterPrototype, w)
	return w, w.setUp(s)
}

// setUp is SetUpWritableStreamDefaultWriter.
func (w *writer) setUp(s *writableStream) error {
	rt := w.rt
	if s.writer != nil {
		return rt.TypeError("The stream is locked: another writer writes it")
	}
	w.stream, s.writer = s, w
	switch s.state {
	case writable:
		if !s.closeQueuedOrInFlight() && s.backpressure {
			w.readyPromise = rt.NewPromise().Value()
		} else {
			w.readyPromise = resolved(rt).Value()
		}
		w.closedPromise = rt.NewPromise().Value()
	case erroring:
		w.readyPromise = rejectedHandled(rt, s.storedError)
		w.closedPromise = rt.NewPromise().Value()
	case closed:
		w.readyPromise = resolved(rt).Value()
		w.closedPromise = resolved(rt).Value()
	default:
		w.readyPromise = rejectedHandled(rt, s.storedError)
		w.closedPromise = rejectedHandled(rt, s.storedError)
	}
	w.touch()
	s.touch()
	return nil
}

// closeWithErrorPropagation is WritableStreamDefaultWriterCloseWithErrorPropagation.
func (w *writer) closeWithErrorPropagation() (*heap.Object, error) {
	s := w.stream
	switch {
	case s.closeQueuedOrInFlight() || s.state == closed:
		return resolved(w.rt), nil
	case s.state == errored:
		return rejectedWith(w.rt, s.storedError), nil
	}
	return s.close()
}

// ensureClosedRejected is WritableStreamDefaultWriterEnsureClosedPromiseRejected.
func (w *writer) ensureClosedRejected(e heap.Value) {
	if pending(w.closedPromise) {
		rejectSilently(w.rt, w.closedPromise, e)
		return
	}
	w.closedPromise = rejectedHandled(w.rt, e)
	w.touch()
}

// ensureReadyRejected is WritableStreamDefaultWriterEnsureReadyPromiseRejected.
func (w *writer) ensureReadyRejected(e heap.Value) {
	if pending(w.readyPromise) {
		rejectSilently(w.rt, w.readyPromise, e)
		return
	}
	w.readyPromise = rejectedHandled(w.rt, e)
	w.touch()
}

// release is WritableStreamDefaultWriterRelease.
func (w *writer) release() {
	e := typeError(w.rt, "The writer was released")
	w.ensureReadyRejected(e)
	w.ensureClosedRejected(e)
	w.stream.writer, w.stream = nil, nil
}

// write is WritableStreamDefaultWriterWrite.
func (w *writer) write(chunk heap.Value) (*heap.Object, error) {
	rt, s := w.rt, w.stream
	size, err := s.controller.chunkSize(chunk)
	if err != nil {
		return nil, err
	}
	switch {
	case w.stream != s:
		return nil, rt.TypeError("The writer was released")
	case s.state == errored:
		return rejectedWith(rt, s.storedError), nil
	case s.closeQueuedOrInFlight() || s.state == closed:
		return nil, rt.TypeError("The stream takes no chunks: it was closed, or is about to be")
	case s.state == erroring:
		return rejectedWith(rt, s.storedError), nil
	}
	p, err := s.addWriteRequest()
	if err != nil {
		return nil, err
	}
	return p, s.controller.write(chunk, size)
}

// writerDesiredSize is the getter desiredSize (WritableStreamDefaultWriterGetDesiredSize).
func writerDesiredSize(c *object.Call) (heap.Value, error) {
	w, err := this[writer](c, "get WritableStreamDefaultWriter.prototype.desiredSize")
	if err != nil {
		return heap.Undefined, err
	}
	s := w.stream
	switch {
	case s == nil:
		return heap.Undefined, c.RT.TypeError("The writer was released")
	case s.state == errored || s.state == erroring:
		return heap.Null, nil
	case s.state == closed:
		return heap.Int(0), nil
	}
	return heap.Number(s.controller.desiredSize()), nil
}

// owning returns the receiver of a method, which must have its stream.
func owning(c *object.Call, method string) (*writer, error) {
	w, err := this[writer](c, method)
	if err == nil && w.stream == nil {
		err = c.RT.TypeError("The writer was released")
	}
	return w, err
}

// writerAbort is WritableStreamDefaultWriter.prototype.abort.
func writerAbort(c *object.Call) (*heap.Object, error) {
	w, err := owning(c, "WritableStreamDefaultWriter.prototype.abort")
	if err != nil {
		return nil, err
	}
	return w.stream.abort(c.Arg(0))
}

// writerClose is WritableStreamDefaultWriter.prototype.close.
func writerClose(c *object.Call) (*heap.Object, error) {
	w, err := owning(c, "WritableStreamDefaultWriter.prototype.close")
	if err != nil {
		return nil, err
	}
	if w.stream.closeQueuedOrInFlight() {
		return nil, c.RT.TypeError("The stream is being closed already")
	}
	return w.stream.close()
}

// writerWrite is WritableStreamDefaultWriter.prototype.write.
func writerWrite(c *object.Call) (*heap.Object, error) {
	w, err := owning(c, "WritableStreamDefaultWriter.prototype.write")
	if err != nil {
		return nil, err
	}
	return w.write(c.Arg(0))
}

// writerReleaseLock is WritableStreamDefaultWriter.prototype.releaseLock.
func writerReleaseLock(c *object.Call) (heap.Value, error) {
	w, err := this[writer](c, "WritableStreamDefaultWriter.prototype.releaseLock")
	if err == nil && w.stream != nil {
		w.release()
	}
	return heap.Undefined, err
}
