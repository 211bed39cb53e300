package streams

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var idDefaultControllerPrototype = object.NewIntrinsic()

// defaultController is a ReadableStreamDefaultController.
type defaultController struct {
	controllerBase
	queue queue
	size  heap.Value
}

// TraceCells implements heap.Tracer.
func (c *defaultController) TraceCells(m *heap.Marker) {
	c.trace(m)
	c.queue.trace(m)
	m.Value(c.size)
}

var defaultControllerGroup = &object.Group{
	Name:   "ReadableStreamDefaultController",
	Fn:     illegal,
	Proto:  idDefaultControllerPrototype,
	Global: true,
	Rows: enumerable(
		object.Row{Name: "desiredSize", Get: func(call *object.Call) (heap.Value, error) {
			c, err := this[defaultController](call, "get ReadableStreamDefaultController.prototype.desiredSize")
			if err != nil {
				return heap.Undefined, err
			}
			return c.stream.desiredSizeValue(c.desiredSize()), nil
		}},
		object.Row{Name: "close", Fn: defaultControllerClose},
		object.Row{Name: "enqueue", Fn: defaultControllerEnqueue},
		object.Row{Name: "error", Fn: func(call *object.Call) (heap.Value, error) {
			c, err := this[defaultController](call, "ReadableStreamDefaultController.prototype.error")
			if err != nil {
				return heap.Undefined, err
			}
			return heap.Undefined, c.error(call.Arg(0))
		}},
		tag("ReadableStreamDefaultController"),
	),
}

func newDefaultController(rt *object.Runtime) *defaultController {
	c := &defaultController{size: heap.Undefined}
	c.makeOf(rt, idDefaultControllerPrototype, c)
	return c
}

// setUpDefaultController is SetUpReadableStreamDefaultController. What start throws is thrown.
func (s *readableStream) setUpDefaultController(c *defaultController, start start, src source, mark float64, size heap.Value) error {
	c.size = size
	return s.setUp(c, start, src, mark)
}

// shouldCallPull is ReadableStreamDefaultControllerShouldCallPull.
func (c *defaultController) shouldCallPull() bool {
	return c.canCloseOrEnqueue() && c.started && (c.stream.numReadRequests() > 0 || c.desiredSize() > 0)
}

// clearAlgorithms is ReadableStreamDefaultControllerClearAlgorithms.
func (c *defaultController) clearAlgorithms() { c.source, c.size = nil, heap.Undefined }

// close is ReadableStreamDefaultControllerClose.
func (c *defaultController) close() error {
	if !c.canCloseOrEnqueue() {
		return nil
	}
	c.closeRequested = true
	if len(c.queue.entries) > 0 {
		return nil
	}
	c.clearAlgorithms()
	return c.stream.close()
}

// enqueue is ReadableStreamDefaultControllerEnqueue, which may throw.
func (c *defaultController) enqueue(chunk heap.Value) error {
	if !c.canCloseOrEnqueue() {
		return nil
	}
	if c.stream.numReadRequests() > 0 {
		if err := c.stream.fulfillRequest(chunk, false); err != nil {
			return err
		}
		return c.callPullIfNeeded()
	}
	size, err := chunkSize(c.rt, c.size, chunk)
	if err == nil {
		err = c.queue.enqueueValueWithSize(&c.cell, chunk, size)
	}
	if err != nil {
		if e, end := caught(err); end == nil {
			if end := c.error(e); end != nil {
				return end
			}
		}
		return err
	}
	return c.callPullIfNeeded()
}

// error is ReadableStreamDefaultControllerError.
func (c *defaultController) error(e heap.Value) error {
	if c.stream.state != readable {
		return nil
	}
	c.queue.resetQueue()
	c.clearAlgorithms()
	return c.stream.error(e)
}

// desiredSize is ReadableStreamDefaultControllerGetDesiredSize of a stream that is readable.
func (c *defaultController) desiredSize() float64 { return c.highWaterMark - c.queue.total }

// desiredSizeValue is desiredSize as scripts see it: null or 0 once the stream has ended.
func (s *readableStream) desiredSizeValue(size float64) heap.Value {
	switch s.state {
	case errored:
		return heap.Null
	case closed:
		return heap.Int(0)
	}
	return heap.Number(size)
}

// hasBackpressure is ReadableStreamDefaultControllerHasBackpressure.
func (c *defaultController) hasBackpressure() bool { return !c.shouldCallPull() }

// canCloseOrEnqueue is ReadableStreamDefaultControllerCanCloseOrEnqueue.
func (c *defaultController) canCloseOrEnqueue() bool {
	return !c.closeRequested && c.stream.state == readable
}

func (c *defaultController) cancelSteps(reason heap.Value) (*heap.Object, error) {
	c.queue.resetQueue()
	p, err := c.source.cancel(c.rt, reason)
	c.clearAlgorithms()
	return p, err
}

func (c *defaultController) pullSteps(request readRequest) error {
	if len(c.queue.entries) == 0 {
		if err := c.stream.reader.base().addRequest(request); err != nil {
			return err
		}
		return c.callPullIfNeeded()
	}
	chunk := c.queue.dequeueValue(c.rt)
	var err error
	if c.closeRequested && len(c.queue.entries) == 0 {
		c.clearAlgorithms()
		err = c.stream.close()
	} else {
		err = c.callPullIfNeeded()
	}
	if err != nil {
		return err
	}
	return request.chunk(chunk)
}

func (c *defaultController) releaseSteps() {}

// defaultControllerClose is ReadableStreamDefaultController.prototype.close.
func defaultControllerClose(call *object.Call) (heap.Value, error) {
	c, err := this[defaultController](call, "ReadableStreamDefaultController.prototype.close")
	if err != nil {
		return heap.Undefined, err
	}
	if !c.canCloseOrEnqueue() {
		return heap.Undefined, call.RT.TypeError("The stream cannot be closed: it has ended already, or is about to")
	}
	return heap.Undefined, c.close()
}

// defaultControllerEnqueue is ReadableStreamDefaultController.prototype.enqueue.
func defaultControllerEnqueue(call *object.Call) (heap.Value, error) {
	c, err := this[defaultController](call, "ReadableStreamDefaultController.prototype.enqueue")
	if err != nil {
		return heap.Undefined, err
	}
	if !c.canCloseOrEnqueue() {
		return heap.Undefined, call.RT.TypeError("The stream takes no chunks: it has ended already, or is about to")
	}
	return heap.Undefined, c.enqueue(call.Arg(0))
}
