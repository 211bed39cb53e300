package streams

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// native is what Go code does with streams: see object.Streams.
var native = &object.Streams{
	NewReadable: newNativeReadable,
	NewWritable: newNativeWritable,
	Enqueue:     nativeEnqueue,
	Close:       nativeClose,
	Error: func(rt *object.Runtime, stream, reason heap.Value) error {
		return structOf[readableStream](rt, stream).controller.error(reason)
	},
	Lock: func(rt *object.Runtime, stream heap.Value) (heap.Value, error) {
		s := structOf[readableStream](rt, stream)
		if s == nil {
			return heap.Undefined, rt.TypeError("%s is no ReadableStream", rt.Describe(stream))
		}
		r, err := acquireDefaultReader(s)
		if err != nil {
			return heap.Undefined, err
		}
		return r.object, nil
	},
	Read: func(rt *object.Runtime, reader heap.Value, to object.StreamTaker) error {
		return structOf[defaultReader](rt, reader).read(takerRequest{to})
	},
	Cancel: func(rt *object.Runtime, reader, reason heap.Value) error {
		r := structOf[defaultReader](rt, reader)
		if r.stream == nil {
			return nil
		}
		p, err := r.cancel(reason)
		if err != nil {
			return err
		}
		rt.MarkHandled(p)
		return r.release()
	},
}

// nativeEnqueue gives a copy of data to the stream.
func nativeEnqueue(rt *object.Runtime, stream heap.Value, data []byte) error {
	c := structOf[readableStream](rt, stream).controller
	buffer, err := newBuffer(rt, int64(len(data)))
	if err == nil {
		rt.Work(len(data) >> 2)
		copy(bufferBytes(rt, buffer), data)
		err = c.enqueue(newUint8Array(rt, buffer, 0, int64(len(data))))
	}
	return failed(c, err)
}

// nativeClose ends the stream.
func nativeClose(rt *object.Runtime, stream heap.Value) error {
	s := structOf[readableStream](rt, stream)
	if err := failed(s.controller, s.controller.close()); err != nil || s.state != closed {
		return err
	}
	if c := s.controller.(*byteController); len(c.pendingPullIntos) > 0 {
		return c.respond(0)
	}
	return nil
}

// failed makes what err has thrown the error of the stream of c.
func failed(c readableController, err error) error {
	if err == nil {
		return nil
	}
	e, err := caught(err)
	if err != nil {
		return err
	}
	return c.error(e)
}

// HandleReleased tells a source in Go that nobody has its stream any more.
func (c *byteController) HandleReleased() {
	if s, ok := c.source.(*nativeSource); ok {
		released(s.StreamSource)
	}
}

// HandleReleased tells a sink in Go that nobody has its stream any more.
func (c *writableController) HandleReleased() {
	if s, ok := c.sink.(nativeSink); ok {
		released(s.StreamSink)
	}
}

func released(x any) {
	if r, ok := x.(heap.Released); ok {
		r.HandleReleased()
	}
}

// takerRequest is the read request of Go code.
type takerRequest struct{ to object.StreamTaker }

func (r takerRequest) chunk(v heap.Value) error { return r.to.Chunk(v) }
func (r takerRequest) close(heap.Value) error   { return r.to.End() }
func (r takerRequest) fail(e heap.Value) error  { return r.to.Fail(e) }
func (r takerRequest) root() heap.Value         { return heap.Undefined }

// nativeSource is a source in Go.
type nativeSource struct {
	object.StreamSource
	stream *readableStream
}

func newNativeReadable(rt *object.Runtime, source object.StreamSource) (heap.Value, error) {
	src := &nativeSource{StreamSource: source}
	s := initializeReadableStream(rt, rt.Cur.Intrinsic(idReadablePrototype).Value())
	src.stream = s
	return s.object, s.setUp(newByteController(rt), startAtOnce, src, 0)
}

func (s *nativeSource) pull(c readableController) (*heap.Object, error) {
	return s.Pull(c.owner().rt, s.stream.object)
}

func (s *nativeSource) cancel(rt *object.Runtime, reason heap.Value) (*heap.Object, error) {
	return s.Cancel(rt, reason)
}

func (s *nativeSource) trace(m *heap.Marker) { mark(m, s.stream) }

// nativeSink is a sink in Go.
type nativeSink struct{ object.StreamSink }

func newNativeWritable(rt *object.Runtime, sink object.StreamSink) (heap.Value, error) {
	s, err := createWritableStream(rt, func(*writableController) (heap.Value, error) { return heap.Undefined, nil }, nativeSink{sink}, 1, heap.Undefined)
	if err != nil {
		return heap.Undefined, err
	}
	return s.object, nil
}

func (s nativeSink) write(c *writableController, chunk heap.Value) (*heap.Object, error) {
	return s.Write(c.rt, chunk)
}

func (s nativeSink) close(rt *object.Runtime) (*heap.Object, error) { return s.Close(rt) }

func (s nativeSink) abort(rt *object.Runtime, reason heap.Value) (*heap.Object, error) {
	return s.Abort(rt, reason)
}

func (s nativeSink) trace(*heap.Marker) {}
