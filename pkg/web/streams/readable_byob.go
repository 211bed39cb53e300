package streams

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// readerType is [[readerType]] of a pull-into descriptor.
type readerType uint8

const (
	noReader readerType = iota
	forDefaultReader
	forBYOBReader
)

// pullIntoBytes is what a pullInto and its place in the list take.
const pullIntoBytes = 96

// pullInto is a pull-into descriptor (https://streams.spec.whatwg.org/#pull-into-descriptor): a view
// that bytes are read into.
type pullInto struct {
	buffer         heap.Value
	bufferLength   int64
	offset, length int64
	filled         int64
	minimumFill    int64
	elementSize    int64
	element        object.ElementType
	reader         readerType
}

var byobRequestGroup = &object.Group{
	Name:   "ReadableStreamBYOBRequest",
	Fn:     illegal,
	Proto:  idBYOBRequestPrototype,
	Global: true,
	Rows: enumerable(
		object.Row{Name: "view", Get: func(call *object.Call) (heap.Value, error) {
			r, err := this[byobRequest](call, "get ReadableStreamBYOBRequest.prototype.view")
			if err != nil {
				return heap.Undefined, err
			}
			return r.view, nil
		}},
		object.Row{Name: "respond", Length: 1, Fn: byobRequestRespond},
		object.Row{Name: "respondWithNewView", Length: 1, Fn: byobRequestRespondWithNewView},
		tag("ReadableStreamBYOBRequest"),
	),
}

// byobRequestRespond is ReadableStreamBYOBRequest.prototype.respond.
func byobRequestRespond(call *object.Call) (heap.Value, error) {
	rt := call.RT
	r, err := this[byobRequest](call, "ReadableStreamBYOBRequest.prototype.respond")
	if err != nil {
		return heap.Undefined, err
	}
	if len(call.Args) == 0 {
		return heap.Undefined, rt.TypeError("respond needs the number of bytes written")
	}
	n, err := enforceRange(rt, call.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	if r.controller == nil {
		return heap.Undefined, rt.TypeError("The request was answered already")
	}
	view, err := bufferView(rt, r.view)
	if err != nil {
		return heap.Undefined, err
	}
	if detached(rt, view.Buffer) {
		return heap.Undefined, rt.TypeError("The buffer of the request is detached")
	}
	return heap.Undefined, r.controller.respond(n)
}

// byobRequestRespondWithNewView is ReadableStreamBYOBRequest.prototype.respondWithNewView.
func byobRequestRespondWithNewView(call *object.Call) (heap.Value, error) {
	rt := call.RT
	r, err := this[byobRequest](call, "ReadableStreamBYOBRequest.prototype.respondWithNewView")
	if err != nil {
		return heap.Undefined, err
	}
	view, err := bufferView(rt, call.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	if r.controller == nil {
		return heap.Undefined, rt.TypeError("The request was answered already")
	}
	if detached(rt, view.Buffer) {
		return heap.Undefined, rt.TypeError("The buffer of the view is detached")
	}
	return heap.Undefined, r.controller.respondWithNewView(view)
}

// byobRequest is ReadableByteStreamControllerGetBYOBRequest, nil for null.
func (c *byteController) byobRequest() *byobRequest {
	if c.request == nil && len(c.pendingPullIntos) > 0 {
		d := c.pendingPullIntos[0]
		r := &byobRequest{view: newUint8Array(c.rt, d.buffer.Object(), d.offset+d.filled, d.length-d.filled), controller: c}
		r.makeOf(c.rt, idBYOBRequestPrototype, r)
		c.request = r
		c.touch()
	}
	return c.request
}

// invalidateBYOBRequest is ReadableByteStreamControllerInvalidateBYOBRequest.
func (c *byteController) invalidateBYOBRequest() {
	if c.request != nil {
		c.request.controller, c.request.view = nil, heap.Null
		c.request = nil
	}
}

// clearPendingPullIntos is ReadableByteStreamControllerClearPendingPullIntos.
func (c *byteController) clearPendingPullIntos() {
	c.invalidateBYOBRequest()
	c.pendingPullIntos = nil
}

func (c *byteController) addPullInto(d *pullInto) (err error) {
	c.pendingPullIntos, err = grown(&c.cell, c.pendingPullIntos, pullIntoBytes, d, cap(c.entries)*byteEntryBytes)
	return err
}

// shiftPendingPullInto is ReadableByteStreamControllerShiftPendingPullInto.
func (c *byteController) shiftPendingPullInto() *pullInto {
	d := c.pendingPullIntos[0]
	c.shiftPendingPullIntos(1)[0] = nil
	return d
}

// shiftPendingPullIntos is ReadableByteStreamControllerShiftPendingPullInto n times. The descriptors
// stay where they are, so that it takes no memory: who is done with one clears its place.
func (c *byteController) shiftPendingPullIntos(n int) []*pullInto {
	shifted := c.pendingPullIntos[:n:n]
	for _, d := range shifted {
		c.rt.Heap.Keep(d.buffer)
	}
	if c.pendingPullIntos = c.pendingPullIntos[n:]; len(c.pendingPullIntos) == 0 {
		c.pendingPullIntos = nil // as in takeEntry
	}
	return shifted
}

// transferHead makes what buffer becomes that of the first descriptor.
func (c *byteController) transferHead(d *pullInto, buffer *heap.Object) error {
	moved, err := transfer(c.rt, buffer)
	if err == nil {
		d.buffer = moved.Value()
		c.touch()
	}
	return err
}

// convertPullInto is ReadableByteStreamControllerConvertPullIntoDescriptor.
func (c *byteController) convertPullInto(d *pullInto) (heap.Value, error) {
	buffer, err := transfer(c.rt, d.buffer.Object())
	if err != nil {
		return heap.Undefined, err
	}
	return newView(c.rt, d.element, buffer, d.offset, d.filled), nil
}

// commit is ReadableByteStreamControllerCommitPullIntoDescriptor. The result of a request before may
// have run a getter then of Object.prototype, which may have left no request: nobody gets the view.
func (c *byteController) commit(d *pullInto) error {
	if c.stream.numReadRequests() == 0 && c.stream.numReadIntoRequests() == 0 {
		return nil
	}
	done := c.stream.state == closed
	view, err := c.convertPullInto(d)
	if err != nil {
		return err
	}
	return c.stream.fulfillRequest(view, done)
}

func (c *byteController) commitAll(filled []*pullInto) error {
	for i, d := range filled {
		if err := c.rt.Step(); err != nil {
			return err
		}
		filled[i] = nil
		if err := c.commit(d); err != nil {
			return err
		}
	}
	return nil
}

// enqueueDetachedPullInto is ReadableByteStreamControllerEnqueueDetachedPullIntoToQueue, which may
// throw.
func (c *byteController) enqueueDetachedPullInto(d *pullInto) error {
	if d.filled > 0 {
		if err := c.enqueueClonedChunk(d.buffer.Object(), d.offset, d.filled); err != nil {
			return err
		}
	}
	c.shiftPendingPullInto()
	return nil
}

// fillPullInto is ReadableByteStreamControllerFillPullIntoDescriptorFromQueue.
func (c *byteController) fillPullInto(d *pullInto) (ready bool) {
	most := min(c.total, d.length-d.filled)
	remaining := most
	if aligned := (d.filled + most) / d.elementSize * d.elementSize; aligned >= d.minimumFill {
		remaining = aligned - d.filled
		ready = true
	}
	to := bufferBytes(c.rt, d.buffer.Object())
	for remaining > 0 {
		head := &c.entries[0]
		n := min(remaining, head.length)
		c.rt.Work(int(n>>2) + 1)
		copy(to[d.offset+d.filled:][:n], bufferBytes(c.rt, head.buffer.Object())[head.offset:])
		if head.length == n {
			c.takeEntry()
		} else {
			head.offset += n
			head.length -= n
		}
		c.total -= n
		d.filled += n
		remaining -= n
	}
	return ready
}

// processPullIntos is ReadableByteStreamControllerProcessPullIntoDescriptorsUsingQueue.
func (c *byteController) processPullIntos() (filled []*pullInto) {
	n := 0
	for n < len(c.pendingPullIntos) && c.total > 0 {
		c.rt.Work(1)
		if c.fillPullInto(c.pendingPullIntos[n]) {
			n++
		}
	}
	return c.shiftPendingPullIntos(n)
}

// pullInto is ReadableByteStreamControllerPullInto.
func (c *byteController) pullInto(view object.BufferView, min int64, request readRequest) error {
	rt, s := c.rt, c.stream
	buffer, err := transfer(rt, view.Buffer)
	if err != nil {
		return failWith(request, err)
	}
	d := &pullInto{
		buffer: buffer.Value(), bufferLength: int64(len(bufferBytes(rt, buffer))),
		offset: view.Offset, length: view.Length,
		minimumFill: min * view.ElementSize, elementSize: view.ElementSize, element: view.Element, reader: forBYOBReader,
	}
	switch {
	case len(c.pendingPullIntos) > 0:
		if err := c.addPullInto(d); err != nil {
			return err
		}
		return s.reader.base().addRequest(request)
	case s.state == closed:
		return request.close(newView(rt, d.element, buffer, d.offset, 0))
	}
	if c.total > 0 {
		if c.fillPullInto(d) {
			filled, err := c.convertPullInto(d)
			if err != nil {
				return err
			}
			if err := c.handleQueueDrain(); err != nil {
				return err
			}
			return request.chunk(filled)
		}
		if c.closeRequested {
			e := typeError(rt, "The stream ends within an element of the view that is being read into")
			if err := c.error(e); err != nil {
				return err
			}
			return request.fail(e)
		}
	}
	if err := c.addPullInto(d); err != nil {
		return err
	}
	if err := s.reader.base().addRequest(request); err != nil {
		return err
	}
	return c.callPullIfNeeded()
}

// failWith performs the error steps with what err has thrown.
func failWith(request readRequest, err error) error {
	e, err := caught(err)
	if err != nil {
		return err
	}
	return request.fail(e)
}

// respond is ReadableByteStreamControllerRespond, which may throw.
func (c *byteController) respond(n int64) error {
	d := c.pendingPullIntos[0]
	switch {
	case c.stream.state == closed:
		if n != 0 {
			return c.rt.TypeError("A stream that is closed takes 0 bytes as answer, not %d", n)
		}
	case n == 0:
		return c.rt.TypeError("A stream that is not closed does not take 0 bytes as answer")
	case n > d.length-d.filled:
		return c.rt.RangeError("The answer is %d bytes, more than the view has room for", n)
	}
	if err := c.transferHead(d, d.buffer.Object()); err != nil {
		return err
	}
	return c.respondInternal(n)
}

// respondWithNewView is ReadableByteStreamControllerRespondWithNewView, which may throw.
func (c *byteController) respondWithNewView(view object.BufferView) error {
	d := c.pendingPullIntos[0]
	switch {
	case c.stream.state == closed:
		if view.Length != 0 {
			return c.rt.TypeError("A stream that is closed takes an empty view as answer")
		}
	case view.Length == 0:
		return c.rt.TypeError("A stream that is not closed does not take an empty view as answer")
	}
	switch {
	case d.offset+d.filled != view.Offset:
		return c.rt.RangeError("The view does not begin where the one of the request does")
	case d.bufferLength != int64(len(bufferBytes(c.rt, view.Buffer))):
		return c.rt.RangeError("The buffer of the view has not the length of that of the request")
	case view.Length > d.length-d.filled:
		return c.rt.RangeError("The view is larger than that of the request")
	}
	if err := c.transferHead(d, view.Buffer); err != nil {
		return err
	}
	return c.respondInternal(view.Length)
}

// respondInternal is ReadableByteStreamControllerRespondInternal, which may throw.
func (c *byteController) respondInternal(n int64) error {
	d := c.pendingPullIntos[0]
	c.invalidateBYOBRequest()
	var err error
	if c.stream.state == closed {
		err = c.respondInClosedState(d)
	} else {
		err = c.respondInReadableState(n, d)
	}
	if err != nil {
		return err
	}
	return c.callPullIfNeeded()
}

// respondInClosedState is ReadableByteStreamControllerRespondInClosedState.
func (c *byteController) respondInClosedState(first *pullInto) error {
	if first.reader == noReader {
		c.shiftPendingPullInto()
	}
	n := c.stream.numReadIntoRequests()
	c.rt.Work(n)
	return c.commitAll(c.shiftPendingPullIntos(n))
}

// respondInReadableState is ReadableByteStreamControllerRespondInReadableState, which may throw.
func (c *byteController) respondInReadableState(n int64, d *pullInto) error {
	d.filled += n
	if d.reader == noReader {
		if err := c.enqueueDetachedPullInto(d); err != nil {
			return err
		}
		return c.commitAll(c.processPullIntos())
	}
	if d.filled < d.minimumFill {
		return nil
	}
	c.shiftPendingPullInto()
	if rest := d.filled % d.elementSize; rest > 0 {
		if err := c.enqueueClonedChunk(d.buffer.Object(), d.offset+d.filled-rest, rest); err != nil {
			return err
		}
		d.filled -= rest
	}
	filled := c.processPullIntos()
	if err := c.commit(d); err != nil {
		return err
	}
	return c.commitAll(filled)
}
