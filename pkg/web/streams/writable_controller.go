package streams

import (
	"context"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var idWritableControllerPrototype = object.NewIntrinsic()

// writableController is a WritableStreamDefaultController.
type writableController struct {
	cell
	queue         queue
	stream        *writableStream
	sink          sink       // nil once it is cleared
	size          heap.Value // Null once it is cleared
	signal        heap.Value // of [[abortController]], Undefined without a library that has signals
	highWaterMark float64
	started       bool
}

// TraceCells implements heap.Tracer.
func (c *writableController) TraceCells(m *heap.Marker) {
	c.queue.trace(m)
	mark(m, c.stream)
	if c.sink != nil {
		c.sink.trace(m)
	}
	m.Value(c.size)
	m.Value(c.signal)
}

// closeSentinel is the close sentinel (https://streams.spec.whatwg.org/#close-sentinel), which no script has.
const closeSentinel = heap.Hole

var writableControllerGroup = &object.Group{
	Name:   "WritableStreamDefaultController",
	Fn:     illegal,
	Proto:  idWritableControllerPrototype,
	Global: true,
	Rows: enumerable(
		object.Row{Name: "signal", Get: func(call *object.Call) (heap.Value, error) {
			c, err := this[writableController](call, "get WritableStreamDefaultController.prototype.signal")
			if err != nil {
				return heap.Undefined, err
			}
			return c.signal, nil
		}},
		object.Row{Name: "error", Fn: func(call *object.Call) (heap.Value, error) {
			c, err := this[writableController](call, "WritableStreamDefaultController.prototype.error")
			if err != nil || c.stream.state != writable {
				return heap.Undefined, err
			}
			return heap.Undefined, c.error(call.Arg(0))
		}},
		tag("WritableStreamDefaultController"),
	),
}

// setUpController is SetUpWritableStreamDefaultController. What start throws is thrown.
func (s *writableStream) setUpController(start func(c *writableController) (heap.Value, error), sink sink, mark float64, size heap.Value) error {
	rt := s.rt
	c := &writableController{stream: s, sink: sink, size: size, highWaterMark: mark, signal: heap.Undefined}
	c.makeOf(rt, idWritableControllerPrototype, c)
	if signals := rt.Signals(); signals != nil {
		c.signal = signals.New(rt, context.Background()).Value()
		c.touch()
	}
	s.controller = c
	s.touch()
	s.updateBackpressure(c.hasBackpressure())
	v, err := start(c)
	if err != nil {
		return err
	}
	p, err := resolvedWith(rt, v)
	if err == nil {
		rt.ThenNative(p, writableStarted, c.object)
	}
	return err
}

func (c *writableController) onStarted(v heap.Value, rejected bool) error {
	c.started = true
	if rejected {
		return c.stream.dealWithRejection(v)
	}
	return c.advanceQueueIfNeeded()
}

// signalAbort aborts the signal of the controller.
func (c *writableController) signalAbort(reason heap.Value) error {
	if !c.signal.IsObject() {
		return nil
	}
	return c.rt.Signals().Abort(c.rt, c.signal.Object(), reason)
}

// advanceQueueIfNeeded is WritableStreamDefaultControllerAdvanceQueueIfNeeded.
func (c *writableController) advanceQueueIfNeeded() error {
	s := c.stream
	switch {
	case !c.started || !s.inFlightWriteRequest.IsUndefined():
		return nil
	case s.state == erroring:
		return s.finishErroring()
	case len(c.queue.entries) == 0:
		return nil
	}
	if chunk := c.queue.entries[0].value; chunk != closeSentinel {
		return c.processWrite(c.rt.Heap.Keep(chunk))
	}
	return c.processClose()
}

// clearAlgorithms is WritableStreamDefaultControllerClearAlgorithms.
func (c *writableController) clearAlgorithms() { c.sink, c.size = nil, heap.Null }

// abortSteps is [[AbortSteps]].
func (c *writableController) abortSteps(reason heap.Value) (*heap.Object, error) {
	if c.sink == nil { // an error of the controller has ended the stream before
		return resolved(c.rt), nil
	}
	p, err := c.sink.abort(c.rt, reason)
	c.clearAlgorithms()
	return p, err
}

// close is WritableStreamDefaultControllerClose.
func (c *writableController) close() error {
	if err := c.queue.enqueueValueWithSize(&c.cell, closeSentinel, 0); err != nil {
		return err
	}
	return c.advanceQueueIfNeeded()
}

// error is WritableStreamDefaultControllerError.
func (c *writableController) error(e heap.Value) error {
	c.clearAlgorithms()
	return c.stream.startErroring(e)
}

// errorIfNeeded is WritableStreamDefaultControllerErrorIfNeeded.
func (c *writableController) errorIfNeeded(e heap.Value) error {
	if c.stream.state != writable {
		return nil
	}
	return c.error(e)
}

// desiredSize is WritableStreamDefaultControllerGetDesiredSize.
func (c *writableController) desiredSize() float64 { return c.highWaterMark - c.queue.total }

// hasBackpressure is WritableStreamDefaultControllerGetBackpressure.
func (c *writableController) hasBackpressure() bool { return c.desiredSize() <= 0 }

// chunkSize is WritableStreamDefaultControllerGetChunkSize.
func (c *writableController) chunkSize(chunk heap.Value) (float64, error) {
	if c.size.IsNull() {
		return 1, nil
	}
	size, err := chunkSize(c.rt, c.size, chunk)
	if err == nil {
		return size, nil
	}
	e, err := caught(err)
	if err != nil {
		return 0, err
	}
	return 1, c.errorIfNeeded(e)
}

// processClose is WritableStreamDefaultControllerProcessClose.
func (c *writableController) processClose() error {
	s := c.stream
	s.inFlightCloseRequest, s.closeRequest = s.closeRequest, heap.Undefined // WritableStreamMarkCloseRequestInFlight
	s.touch()
	c.queue.dequeueValue(c.rt)
	p, err := c.sink.close(c.rt)
	c.clearAlgorithms()
	if err == nil {
		c.rt.ThenNative(p, sinkClosed, c.object)
	}
	return err
}

func (c *writableController) onSinkClosed(v heap.Value, rejected bool) error {
	if rejected {
		return c.stream.finishInFlightCloseWithError(v)
	}
	c.stream.finishInFlightClose()
	return nil
}

// processWrite is WritableStreamDefaultControllerProcessWrite.
func (c *writableController) processWrite(chunk heap.Value) error {
	s := c.stream
	s.inFlightWriteRequest = s.writeRequests[0] // WritableStreamMarkFirstWriteRequestInFlight
	s.writeRequests[0] = 0
	s.writeRequests = s.writeRequests[1:]
	s.touch()
	p, err := c.sink.write(c, chunk)
	if err == nil {
		c.rt.ThenNative(p, sinkWritten, c.object)
	}
	return err
}

func (c *writableController) onSinkWritten(v heap.Value, rejected bool) error {
	s := c.stream
	if rejected {
		if s.state == writable {
			c.clearAlgorithms()
		}
		return s.finishInFlightWriteWithError(v)
	}
	s.finishInFlightWrite()
	c.queue.dequeueValue(c.rt)
	if !s.closeQueuedOrInFlight() && s.state == writable {
		s.updateBackpressure(c.hasBackpressure())
	}
	return c.advanceQueueIfNeeded()
}

// write is WritableStreamDefaultControllerWrite.
func (c *writableController) write(chunk heap.Value, size float64) error {
	if err := c.queue.enqueueValueWithSize(&c.cell, chunk, size); err != nil {
		e, err := caught(err)
		if err != nil {
			return err
		}
		return c.errorIfNeeded(e)
	}
	s := c.stream
	if !s.closeQueuedOrInFlight() && s.state == writable {
		s.updateBackpressure(c.hasBackpressure())
	}
	return c.advanceQueueIfNeeded()
}
