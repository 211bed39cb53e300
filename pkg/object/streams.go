package object

import "github.com/kilnjs/kiln/pkg/heap"

// Streams is what a library with streams offers to Go code.
type Streams struct {
	// NewReadable makes a ReadableStream of bytes of the running realm, NewWritable a
	// WritableStream.
	NewReadable func(rt *Runtime, source StreamSource) (stream heap.Value, err error)
	NewWritable func(rt *Runtime, sink StreamSink) (stream heap.Value, err error)
	// Enqueue gives a copy of data to a stream of NewReadable, Close ends it, Error ends it with
	// an error. They do nothing to one that has ended.
	Enqueue func(rt *Runtime, stream heap.Value, data []byte) error
	Close   func(rt *Runtime, stream heap.Value) error
	Error   func(rt *Runtime, stream, reason heap.Value) error
	// Lock makes the reader of a ReadableStream; a TypeError for what is none or is locked.
	Lock func(rt *Runtime, stream heap.Value) (reader heap.Value, err error)
	// Read asks a reader of Lock for a chunk.
	Read func(rt *Runtime, reader heap.Value, to StreamTaker) error
	// Cancel cancels the stream of a reader of Lock, and unlocks it.
	Cancel func(rt *Runtime, reader, reason heap.Value) error
}

// StreamSource is the underlying source of a ReadableStream in Go. The promises are settled when
// it has done what it was asked for.
type StreamSource interface {
	// Pull asks for bytes for the stream.
	Pull(rt *Runtime, stream heap.Value) (*heap.Object, error)
	// Cancel says that nobody wants more.
	Cancel(rt *Runtime, reason heap.Value) (*heap.Object, error)
}

// StreamSink is the underlying sink of a WritableStream in Go. It is asked for one thing at a time;
// the promises are settled when that is done.
type StreamSink interface {
	Write(rt *Runtime, chunk heap.Value) (*heap.Object, error)
	Close(rt *Runtime) (*heap.Object, error)
	Abort(rt *Runtime, reason heap.Value) (*heap.Object, error)
}

// StreamTaker gets what a read has found: one of its functions is called, once.
type StreamTaker interface {
	Chunk(v heap.Value) error
	End() error
	Fail(reason heap.Value) error
}

// Streams returns what the libraries of the runtime offer of streams, nil for nothing.
func (rt *Runtime) Streams() *Streams { return rt.libraries.streams }
