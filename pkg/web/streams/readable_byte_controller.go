package streams

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var (
	idByteControllerPrototype = object.NewIntrinsic()
	idBYOBRequestPrototype    = object.NewIntrinsic()
)

// byteController is a ReadableByteStreamController.
type byteController struct {
	controllerBase
	entries               []byteEntry  // [[queue]]
	total                 int64        // [[queueTotalSize]]
	request               *byobRequest // [[byobRequest]], nil for null
	pendingPullIntos      []*pullInto
	autoAllocateChunkSize int64 // 0 for undefined
}

// byteEntry is an entry of the queue: bytes of an ArrayBuffer that nobody else has.
type byteEntry struct {
	buffer         heap.Value
	offset, length int64
}

const byteEntryBytes = 24

// byobRequest is a ReadableStreamBYOBRequest.
type byobRequest struct {
	cell
	controller *byteController // nil once it is invalid
	view       heap.Value
}

// TraceCells implements heap.Tracer.
func (r *byobRequest) TraceCells(m *heap.Marker) {
	mark(m, r.controller)
	m.Value(r.view)
}

// TraceCells implements heap.Tracer.
func (c *byteController) TraceCells(m *heap.Marker) {
	for _, e := range c.entries {
		m.Value(e.buffer)
	}
	for _, d := range c.pendingPullIntos {
		m.Value(d.buffer)
	}
	c.trace(m)
	mark(m, c.request)
}

var byteControllerGroup = &object.Group{
	Name:   "ReadableByteStreamController",
	Fn:     illegal,
	Proto:  idByteControllerPrototype,
	Global: true,
	Rows: enumerable(
		object.Row{Name: "byobRequest", Get: func(call *object.Call) (heap.Value, error) {
			c, err := this[byteController](call, "get ReadableByteStreamController.prototype.byobRequest")
			if err != nil {
				return heap.Undefined, err
			}
			if r := c.byobRequest(); r != nil {
				return r.object, nil
			}
			return heap.Null, nil
		}},
		object.Row{Name: "desiredSize", Get: func(call *object.Call) (heap.Value, error) {
			c, err := this[byteController](call, "get ReadableByteStreamController.prototype.desiredSize")
			if err != nil {
				return heap.Undefined, err
			}
			return c.stream.desiredSizeValue(c.desiredSize()), nil
		}},
		object.Row{Name: "close", Fn: byteControllerClose},
		object.Row{Name: "enqueue", Length: 1, Fn: byteControllerEnqueue},
		object.Row{Name: "error", Fn: func(call *object.Call) (heap.Value, error) {
			c, err := this[byteController](call, "ReadableByteStreamController.prototype.error")
			if err != nil {
				return heap.Undefined, err
			}
			return heap.Undefined, c.error(call.Arg(0))
		}},
		tag("ReadableByteStreamController"),
	),
}

func newByteController(rt *object.Runtime) *byteController {
	c := &byteController{}
	c.makeOf(rt, idByteControllerPrototype, c)
	return c
}

// shouldCallPull is ReadableByteStreamControllerShouldCallPull.
func (c *byteController) shouldCallPull() bool {
	s := c.stream
	return s.state == readable && !c.closeRequested && c.started &&
		(s.numReadRequests() > 0 || s.numReadIntoRequests() > 0 || c.desiredSize() > 0)
}

// clearAlgorithms is ReadableByteStreamControllerClearAlgorithms.
func (c *byteController) clearAlgorithms() { c.source = nil }

// resetQueue is ResetQueue.
func (c *byteController) resetQueue() { c.entries, c.total = nil, 0 }

// desiredSize is ReadableByteStreamControllerGetDesiredSize of a stream that is readable.
func (c *byteController) desiredSize() float64 { return c.highWaterMark - float64(c.total) }

// close is ReadableByteStreamControllerClose, which may throw.
func (c *byteController) close() error {
	if c.closeRequested || c.stream.state != readable {
		return nil
	}
	if c.total > 0 {
		c.closeRequested = true
		return nil
	}
	if len(c.pendingPullIntos) > 0 {
		if d := c.pendingPullIntos[0]; d.filled%d.elementSize != 0 {
			err := c.rt.TypeError("The stream ends within an element of the view that is being read into")
			e, end := caught(err)
			if end == nil {
				end = c.error(e)
			}
			if end != nil {
				return end
			}
			return err
		}
	}
	c.clearAlgorithms()
	return c.stream.close()
}

// error is ReadableByteStreamControllerError.
func (c *byteController) error(e heap.Value) error {
	if c.stream.state != readable {
		return nil
	}
	c.clearPendingPullIntos()
	c.resetQueue()
	c.clearAlgorithms()
	return c.stream.error(e)
}

// enqueue is ReadableByteStreamControllerEnqueue of a view, which may throw.
func (c *byteController) enqueue(chunk heap.Value) error {
	view, err := bufferView(c.rt, chunk)
	if err != nil {
		return err
	}
	return c.enqueueView(view)
}

func (c *byteController) enqueueView(view object.BufferView) error {
	rt, s := c.rt, c.stream
	if c.closeRequested || s.state != readable {
		return nil
	}
	if detached(rt, view.Buffer) {
		return rt.TypeError("The buffer of the chunk is detached")
	}
	buffer, err := transfer(rt, view.Buffer)
	if err != nil {
		return err
	}
	if len(c.pendingPullIntos) > 0 {
		first := c.pendingPullIntos[0]
		if detached(rt, first.buffer.Object()) {
			return rt.TypeError("The buffer of the view that is being read into is detached")
		}
		c.invalidateBYOBRequest()
		if err := c.transferHead(first, first.buffer.Object()); err != nil {
			return err
		}
		if first.reader == noReader {
			if err := c.enqueueDetachedPullInto(first); err != nil {
				return err
			}
		}
	}
	switch {
	case s.defaultReader() != nil:
		if err := c.processReadRequests(); err != nil {
			return err
		}
		if s.numReadRequests() == 0 {
			err = c.enqueueChunk(buffer, view.Offset, view.Length)
			break
		}
		if len(c.pendingPullIntos) > 0 {
			c.shiftPendingPullInto()
		}
		err = s.fulfillRequest(newUint8Array(rt, buffer, view.Offset, view.Length), false)
	case s.byobReader() != nil:
		if err := c.enqueueChunk(buffer, view.Offset, view.Length); err != nil {
			return err
		}
		err = c.commitAll(c.processPullIntos())
	default:
		err = c.enqueueChunk(buffer, view.Offset, view.Length)
	}
	if err != nil {
		return err
	}
	return c.callPullIfNeeded()
}

// enqueueChunk is ReadableByteStreamControllerEnqueueChunkToQueue.
func (c *byteController) enqueueChunk(buffer *heap.Object, offset, length int64) (err error) {
	c.entries, err = grown(&c.cell, c.entries, byteEntryBytes, byteEntry{buffer.Value(), offset, length}, cap(c.pendingPullIntos)*pullIntoBytes)
	if err == nil {
		c.total += length
	}
	return err
}

// enqueueClonedChunk is ReadableByteStreamControllerEnqueueClonedChunkToQueue, which may throw.
func (c *byteController) enqueueClonedChunk(buffer *heap.Object, offset, length int64) error {
	clone, err := cloneBuffer(c.rt, buffer, offset, length)
	if err != nil {
		if e, end := caught(err); end == nil {
			if end := c.error(e); end != nil {
				return end
			}
		}
		return err
	}
	return c.enqueueChunk(clone, 0, length)
}

// takeEntry removes the first entry of the queue.
func (c *byteController) takeEntry() byteEntry {
	e := c.entries[0]
	c.entries[0] = byteEntry{}
	if c.entries = c.entries[1:]; len(c.entries) == 0 {
		c.entries = nil // the memory before its end would count no more once the other list grows
	}
	c.rt.Heap.Keep(e.buffer)
	return e
}

// fillReadRequest is ReadableByteStreamControllerFillReadRequestFromQueue.
func (c *byteController) fillReadRequest(request readRequest) error {
	e := c.takeEntry()
	c.total -= e.length
	if err := c.handleQueueDrain(); err != nil {
		return err
	}
	return request.chunk(newUint8Array(c.rt, e.buffer.Object(), e.offset, e.length))
}

// handleQueueDrain is ReadableByteStreamControllerHandleQueueDrain.
func (c *byteController) handleQueueDrain() error {
	if c.total > 0 || !c.closeRequested {
		return c.callPullIfNeeded()
	}
	c.clearAlgorithms()
	return c.stream.close()
}

// processReadRequests is ReadableByteStreamControllerProcessReadRequestsUsingQueue.
func (c *byteController) processReadRequests() error {
	for c.stream.numReadRequests() > 0 && c.total > 0 {
		if err := c.rt.Step(); err != nil {
			return err
		}
		if err := c.fillReadRequest(c.stream.reader.base().takeRequest()); err != nil {
			return err
		}
	}
	return nil
}

func (c *byteController) cancelSteps(reason heap.Value) (*heap.Object, error) {
	c.clearPendingPullIntos()
	c.resetQueue()
	p, err := c.source.cancel(c.rt, reason)
	c.clearAlgorithms()
	return p, err
}

func (c *byteController) pullSteps(request readRequest) error {
	if c.total > 0 {
		return c.fillReadRequest(request)
	}
	if n := c.autoAllocateChunkSize; n > 0 {
		buffer, err := newBuffer(c.rt, n)
		if err != nil {
			e, err := caught(err)
			if err != nil {
				return err
			}
			return request.fail(e)
		}
		if err := c.addPullInto(&pullInto{
			buffer: buffer.Value(), bufferLength: n, length: n, minimumFill: 1,
			elementSize: 1, element: object.ElementUint8, reader: forDefaultReader,
		}); err != nil {
			return err
		}
	}
	if err := c.stream.reader.base().addRequest(request); err != nil {
		return err
	}
	return c.callPullIfNeeded()
}

func (c *byteController) releaseSteps() {
	if len(c.pendingPullIntos) > 0 {
		first := c.pendingPullIntos[0]
		first.reader = noReader
		c.pendingPullIntos = []*pullInto{first}
	}
}

// byteControllerClose is ReadableByteStreamController.prototype.close.
func byteControllerClose(call *object.Call) (heap.Value, error) {
	c, err := this[byteController](call, "ReadableByteStreamController.prototype.close")
	if err != nil {
		return heap.Undefined, err
	}
	if c.closeRequested || c.stream.state != readable {
		return heap.Undefined, call.RT.TypeError("The stream cannot be closed: it has ended already, or is about to")
	}
	return heap.Undefined, c.close()
}

// byteControllerEnqueue is ReadableByteStreamController.prototype.enqueue.
func byteControllerEnqueue(call *object.Call) (heap.Value, error) {
	c, err := this[byteController](call, "ReadableByteStreamController.prototype.enqueue")
	if err != nil {
		return heap.Undefined, err
	}
	view, err := bufferView(call.RT, call.Arg(0))
	if err == nil {
		err = notEmpty(call.RT, view)
	}
	if err != nil {
		return heap.Undefined, err
	}
	if c.closeRequested || c.stream.state != readable {
		return heap.Undefined, call.RT.TypeError("The stream takes no chunks: it has ended already, or is about to")
	}
	return heap.Undefined, c.enqueueView(view)
}
