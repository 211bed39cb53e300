package streams

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var (
	idDefaultReaderPrototype = object.NewIntrinsic()
	idBYOBReaderPrototype    = object.NewIntrinsic()
)

// readRequest is a read request or a read-into request (https://streams.spec.whatwg.org/#read-request):
// exactly one of its functions is called, once.
type readRequest interface {
	chunk(v heap.Value) error // chunk steps
	close(v heap.Value) error // close steps; v is Undefined or, of a read-into request, what is left of its view
	fail(e heap.Value) error  // error steps
	root() heap.Value         // all that it holds
}

// requestBytes is about what a request takes in Go.
const requestBytes = 48

// reader is a *defaultReader or a *byobReader.
type reader interface {
	owned
	base() *genericReader
}

// genericReader is ReadableStreamGenericReader with the list of requests, which both classes have.
type genericReader struct {
	cell
	stream        *readableStream // nil once it is released
	closedPromise heap.Value
	requests      []readRequest // [[readRequests]] or [[readIntoRequests]]
}

// defaultReader is a ReadableStreamDefaultReader, byobReader a ReadableStreamBYOBReader.
type (
	defaultReader struct{ genericReader }
	byobReader    struct{ genericReader }
)

func (r *genericReader) base() *genericReader { return r }

// TraceCells implements heap.Tracer.
func (r *genericReader) TraceCells(m *heap.Marker) {
	mark(m, r.stream)
	m.Value(r.closedPromise)
	for _, request := range r.requests {
		m.Value(request.root())
	}
}

var defaultReaderGroup = &object.Group{
	Name:   "ReadableStreamDefaultReader",
	Length: 1,
	Fn: func(c *object.Call) (heap.Value, error) {
		return newReader(c, idDefaultReaderPrototype, func(proto heap.Value, s *readableStream) (heap.Value, error) {
			r := &defaultReader{}
			r.make(c.RT, proto, r)
			return r.object, setUpDefaultReader(r, s)
		})
	},
	Proto:  idDefaultReaderPrototype,
	Global: true,
	Rows: enumerable(
		object.Row{Name: "closed", Get: promising(readerClosed[defaultReader])},
		object.Row{Name: "cancel", Fn: promising(readerCancel[defaultReader])},
		object.Row{Name: "read", Fn: promising(defaultReaderRead)},
		object.Row{Name: "releaseLock", Fn: defaultReaderReleaseLock},
		tag("ReadableStreamDefaultReader"),
	),
}

var byobReaderGroup = &object.Group{
	Name:   "ReadableStreamBYOBReader",
	Length: 1,
	Fn: func(c *object.Call) (heap.Value, error) {
		return newReader(c, idBYOBReaderPrototype, func(proto heap.Value, s *readableStream) (heap.Value, error) {
			r := &byobReader{}
			r.make(c.RT, proto, r)
			return r.object, setUpBYOBReader(r, s)
		})
	},
	Proto:  idBYOBReaderPrototype,
	Global: true,
	Rows: enumerable(
		object.Row{Name: "closed", Get: promising(readerClosed[byobReader])},
		object.Row{Name: "cancel", Fn: promising(readerCancel[byobReader])},
		object.Row{Name: "read", Length: 1, Fn: promising(byobReaderRead)},
		object.Row{Name: "releaseLock", Fn: byobReaderReleaseLock},
		tag("ReadableStreamBYOBReader"),
	),
}

// newReader is the constructor of a reader.
func newReader(c *object.Call, id object.IntrinsicID, with func(proto heap.Value, s *readableStream) (heap.Value, error)) (heap.Value, error) {
	if c.NewTarget.IsUndefined() {
		return heap.Undefined, c.NeedsNew()
	}
	s := structOf[readableStream](c.RT, c.Arg(0))
	if s == nil {
		return heap.Undefined, c.RT.TypeError("A reader reads a ReadableStream, not %s", c.RT.Describe(c.Arg(0)))
	}
	proto, err := c.RT.GetPrototypeFromConstructor(c.NewTarget, id)
	if err != nil {
		return heap.Undefined, err
	}
	return with(proto.Value(), s)
}

// acquireDefaultReader is AcquireReadableStreamDefaultReader.
func acquireDefaultReader(s *readableStream) (*defaultReader, error) {
	r := &defaultReader{}
	r.makeOf(s.rt, idDefaultReaderPrototype, r)
	return r, setUpDefaultReader(r, s)
}

// acquireBYOBReader is AcquireReadableStreamBYOBReader.
func acquireBYOBReader(s *readableStream) (*byobReader, error) {
	r := &byobReader{}
	r.makeOf(s.rt, idBYOBReaderPrototype, r)
	return r, setUpBYOBReader(r, s)
}

// setUpDefaultReader is SetUpReadableStreamDefaultReader.
func setUpDefaultReader(r *defaultReader, s *readableStream) error {
	if s.locked() {
		return s.rt.TypeError("The stream is locked: another reader reads it")
	}
	r.initialize(r, s)
	return nil
}

// setUpBYOBReader is SetUpReadableStreamBYOBReader.
func setUpBYOBReader(r *byobReader, s *readableStream) error {
	if s.locked() {
		return s.rt.TypeError("The stream is locked: another reader reads it")
	}
	if _, ok := s.controller.(*byteController); !ok {
		return s.rt.TypeError("A reader of mode \"byob\" reads streams of bytes alone")
	}
	r.initialize(r, s)
	return nil
}

// initialize is ReadableStreamReaderGenericInitialize.
func (r *genericReader) initialize(self reader, s *readableStream) {
	rt := r.rt
	r.stream, s.reader = s, self
	switch s.state {
	case readable:
		r.closedPromise = rt.NewPromise().Value()
	case closed:
		r.closedPromise = resolved(rt).Value()
	default:
		r.closedPromise = rejectedHandled(rt, s.storedError)
	}
	r.touch()
	s.touch()
}

// cancel is ReadableStreamReaderGenericCancel.
func (r *genericReader) cancel(reason heap.Value) (*heap.Object, error) {
	return r.stream.cancel(reason)
}

// release is ReadableStreamReaderGenericRelease and what both classes do after it
// (ReadableStreamDefaultReaderRelease, ReadableStreamBYOBReaderRelease).
func (r *genericReader) release() error {
	rt, s := r.rt, r.stream
	e := typeError(rt, "The reader was released")
	if s.state == readable && pending(r.closedPromise) {
		rejectSilently(rt, r.closedPromise, e)
	} else {
		r.closedPromise = rejectedHandled(rt, e)
		r.touch()
	}
	s.controller.releaseSteps()
	s.reader, r.stream = nil, nil
	return r.errorRequests(typeError(rt, "The reader was released"))
}

// addRequest is ReadableStreamAddReadRequest and ReadableStreamAddReadIntoRequest.
func (r *genericReader) addRequest(request readRequest) (err error) {
	r.requests, err = grown(&r.cell, r.requests, requestBytes, request, 0)
	return err
}

// takeRequest removes the first request.
func (r *genericReader) takeRequest() readRequest {
	request := r.requests[0]
	r.requests[0] = nil
	r.requests = r.requests[1:]
	r.rt.Heap.Keep(request.root())
	return request
}

// finishRequests empties the list and does something with each request.
func (r *genericReader) finishRequests(finish func(request readRequest) error) error {
	requests := r.requests
	r.requests = nil
	for _, request := range requests {
		r.rt.Work(1)
		r.rt.Heap.Keep(request.root())
	}
	for _, request := range requests {
		if err := r.rt.Step(); err != nil {
			return err
		}
		if err := finish(request); err != nil {
			return err
		}
	}
	return nil
}

// errorRequests is ReadableStreamDefaultReaderErrorReadRequests and
// ReadableStreamBYOBReaderErrorReadIntoRequests.
func (r *genericReader) errorRequests(e heap.Value) error {
	return r.finishRequests(func(request readRequest) error { return request.fail(e) })
}

// read is ReadableStreamDefaultReaderRead.
func (r *defaultReader) read(request readRequest) error {
	s := r.stream
	s.disturbed = true
	switch s.state {
	case closed:
		return request.close(heap.Undefined)
	case errored:
		return request.fail(s.storedError)
	}
	return s.controller.pullSteps(request)
}

// read is ReadableStreamBYOBReaderRead.
func (r *byobReader) read(view object.BufferView, min int64, request readRequest) error {
	s := r.stream
	s.disturbed = true
	if s.state == errored {
		return request.fail(s.storedError)
	}
	return s.controller.(*byteController).pullInto(view, min, request)
}

// promiseRequest is the request of a method read: its promise gets the result of an iterator.
type promiseRequest struct {
	rt      *object.Runtime
	promise heap.Value
}

func (r *promiseRequest) chunk(v heap.Value) error {
	return resolve(r.rt, r.promise, r.rt.CreateIterResultObject(v, false))
}

func (r *promiseRequest) close(v heap.Value) error {
	return resolve(r.rt, r.promise, r.rt.CreateIterResultObject(v, true))
}

func (r *promiseRequest) fail(e heap.Value) error {
	reject(r.rt, r.promise, e)
	return nil
}

func (r *promiseRequest) root() heap.Value { return r.promise }

// readerOf returns the receiver as a reader of type T.
func readerOf[T any, P interface {
	*T
	reader
}](c *object.Call, method string) (*genericReader, error) {
	r, err := this[T](c, method)
	if err != nil {
		return nil, err
	}
	return P(r).base(), nil
}

// readerClosed is the getter closed of readers.
func readerClosed[T any, P interface {
	*T
	reader
}](c *object.Call) (*heap.Object, error) {
	r, err := readerOf[T, P](c, "closed")
	if err != nil {
		return nil, err
	}
	return r.closedPromise.Object(), nil
}

// readerCancel is the method cancel of readers.
func readerCancel[T any, P interface {
	*T
	reader
}](c *object.Call) (*heap.Object, error) {
	r, err := readerOf[T, P](c, "cancel")
	if err != nil {
		return nil, err
	}
	if r.stream == nil {
		return nil, c.RT.TypeError("The reader was released")
	}
	return r.cancel(c.Arg(0))
}

// defaultReaderRead is ReadableStreamDefaultReader.prototype.read.
func defaultReaderRead(c *object.Call) (*heap.Object, error) {
	r, err := this[defaultReader](c, "ReadableStreamDefaultReader.prototype.read")
	if err != nil {
		return nil, err
	}
	if r.stream == nil {
		return nil, c.RT.TypeError("The reader was released")
	}
	p := c.RT.NewPromise()
	return p, r.read(&promiseRequest{c.RT, p.Value()})
}

// byobReaderRead is ReadableStreamBYOBReader.prototype.read.
func byobReaderRead(c *object.Call) (*heap.Object, error) {
	rt := c.RT
	r, err := this[byobReader](c, "ReadableStreamBYOBReader.prototype.read")
	if err != nil {
		return nil, err
	}
	if _, err := bufferView(rt, c.Arg(0)); err != nil {
		return nil, err
	}
	d := dictionary{rt: rt, v: c.Arg(1)}
	least, ok := d.integer("min")
	if !ok {
		least = 1
	}
	if d.err != nil {
		return nil, d.err
	}
	view, err := bufferView(rt, c.Arg(0)) // after the getter of min, which may have changed it
	if err != nil {
		return nil, err
	}
	if err := notEmpty(rt, view); err != nil {
		return nil, err
	}
	switch {
	case least == 0:
		return nil, rt.TypeError("The least number of elements to read must not be 0")
	case least > view.Length/view.ElementSize:
		return nil, rt.RangeError("The least number of elements to read is more than the view has")
	case r.stream == nil:
		return nil, rt.TypeError("The reader was released")
	}
	p := rt.NewPromise()
	return p, r.read(view, least, &promiseRequest{rt, p.Value()})
}

// defaultReaderReleaseLock is ReadableStreamDefaultReader.prototype.releaseLock.
func defaultReaderReleaseLock(c *object.Call) (heap.Value, error) {
	r, err := this[defaultReader](c, "ReadableStreamDefaultReader.prototype.releaseLock")
	if err != nil || r.stream == nil {
		return heap.Undefined, err
	}
	return heap.Undefined, r.release()
}

// byobReaderReleaseLock is ReadableStreamBYOBReader.prototype.releaseLock.
func byobReaderReleaseLock(c *object.Call) (heap.Value, error) {
	r, err := this[byobReader](c, "ReadableStreamBYOBReader.prototype.releaseLock")
	if err != nil || r.stream == nil {
		return heap.Undefined, err
	}
	return heap.Undefined, r.release()
}
