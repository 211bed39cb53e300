package kiln

import (
	"context"
	"errors"
	"io"
	"runtime"
	"weak"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var errReaderClosed = errors.New("kiln: the reader of the stream is closed")

// Reader reads the ReadableStream v, which it locks, from Go: its methods may be called from any
// goroutine, one at a time, while the event loop runs on that of the runtime. A Read there waits for
// ever, since it is the loop that answers. Chunks are bytes or strings as for WritableStream; any
// other is an error. An error of the stream is an *Exception. Close cancels
// the stream.
//
// The event loop waits until a Read has come to the end, an error included, or the reader is closed or
// gone. Reads end with an error that wraps ErrClosed when the runtime is closed, and with one when
// it goes back to a checkpoint from before the reader; so they do when ctx ends.
func (v Value) Reader(ctx context.Context) (io.ReadCloser, error) {
	if ctx == nil {
		return nil, errNoContext
	}
	var r *streamReader
	err := v.on(func(o *object.Runtime, x heap.Value) error {
		streams := o.Streams()
		if streams == nil {
			return errNoStreams
		}
		reader, err := streams.Lock(o, x)
		if err != nil {
			return err
		}
		rt := v.rt
		ctx, cancel := context.WithCancelCause(ctx)
		end := &streamEnd{era: rt.eras.now, close: func(reason error) error { cancel(reason); return nil }}
		end.stop = context.AfterFunc(rt.life.ctx, func() { cancel(ErrClosed) })
		rt.keepEnd(end)
		r = &streamReader{rt: rt, reader: rt.value(reader), ctx: ctx, end: end, release: rt.Hold()}
		release, owner := r.release, weak.Make(rt)
		runtime.AddCleanup(r, func(end *streamEnd) {
			release()
			_ = end.close(errReaderClosed)
			if rt := owner.Value(); rt != nil {
				rt.obj.Queue.Post(func() error { rt.finish(end); return nil })
			}
		}, end)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return r, nil
}

// streamReader is a ReadableStream as an io.ReadCloser.
type streamReader struct {
	rt      *Runtime
	reader  Value
	ctx     context.Context
	end     *streamEnd
	release func() // of the loop that waits
	rest    []byte // of the last chunk
	err     error  // after it
}

// streamRead is a read that waits for a chunk. answer has room for what there is.
type streamRead struct {
	rt     *Runtime
	end    *streamEnd
	answer chan streamAnswer
}

type streamAnswer struct {
	data  []byte
	err   error
	chunk bool // err says what is wrong with a chunk: the stream itself could go on
}

// Read implements io.Reader.
func (r *streamReader) Read(p []byte) (int, error) {
	for len(r.rest) == 0 && r.err == nil && len(p) > 0 {
		r.rest, r.err = r.next()
		if r.err != nil {
			_ = r.end.close(r.err)
			r.release()
		}
	}
	if len(r.rest) == 0 {
		return 0, r.err
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

// next waits for a chunk.
func (r *streamReader) next() ([]byte, error) {
	if r.ctx.Err() != nil {
		return nil, context.Cause(r.ctx)
	}
	read := &streamRead{r.rt, r.end, make(chan streamAnswer, 1)}
	r.rt.obj.Queue.Post(func() error {
		return r.reader.within(func(o *object.Runtime, reader heap.Value) error {
			return o.Streams().Read(o, reader, read)
		})
	})
	select {
	case a := <-read.answer:
		if a.chunk {
			r.cancel()
		}
		return a.data, a.err
	case <-r.ctx.Done():
		r.cancel()
		return nil, context.Cause(r.ctx)
	}
}

// cancel cancels the stream and unlocks it.
func (r *streamReader) cancel() {
	reader, end := r.reader, r.end
	reader.rt.obj.Queue.Post(func() error {
		reader.rt.finish(end)
		return reader.within(func(o *object.Runtime, x heap.Value) error {
			return o.Streams().Cancel(o, x, heap.Undefined)
		})
	})
}

// Close implements io.Closer.
func (r *streamReader) Close() error {
	if r.err == nil {
		r.rest, r.err = nil, errReaderClosed
		r.cancel()
		_ = r.end.close(errReaderClosed)
		r.release()
	}
	return nil
}

// within runs f with the cell of v in a rooting scope, on the goroutine of the loop; a v that is over
// is left alone.
func (v Value) within(f func(o *object.Runtime, x heap.Value) error) error {
	if v.over() {
		return nil
	}
	o := v.rt.obj
	mark := o.Heap.OpenScope()
	err := f(o, o.Heap.Keep(v.raw()))
	return o.CloseScope(mark, err)
}

// Chunk implements object.StreamTaker.
func (r *streamRead) Chunk(v heap.Value) error {
	data, err := r.rt.chunkBytes(v)
	if isTermination(err) {
		return err
	}
	if t, ok := err.(*object.Throw); ok {
		err = r.rt.exception(t)
	}
	r.answer <- streamAnswer{data, err, err != nil}
	return nil
}

// End implements object.StreamTaker.
func (r *streamRead) End() error {
	r.rt.finish(r.end)
	r.answer <- streamAnswer{err: io.EOF}
	return nil
}

// Fail implements object.StreamTaker.
func (r *streamRead) Fail(reason heap.Value) error {
	r.rt.finish(r.end)
	r.answer <- streamAnswer{err: r.rt.rejectionError(reason)}
	return nil
}
