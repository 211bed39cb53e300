package kiln

import (
	"context"
	"errors"
	"io"
	"runtime"
	"sync"
	"weak"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var (
	errNoStreams = errors.New("kiln: no library of Options.Libraries has streams, as web.Streams does")
	errNoReader  = errors.New("kiln: the reader is nil")
	errNoWriter  = errors.New("kiln: the writer is nil")
	errCanceled  = errors.New("kiln: the stream was canceled")
)

// ReadableStream makes r a ReadableStream of bytes, as a value for Runtime.Set, ToValue, a result of
// a function or whatever else becomes a value:
//
//	rt.Set("body", kiln.ReadableStream(response.Body))
//
// When a script asks for bytes, r is read on a goroutine, once at a time and without reading ahead;
// the event loop waits for it. An error of r other than io.EOF is that of the stream. An r that is
// an io.Closer is closed when it has come to its end or to an error, when the script cancels the
// stream, when nobody has the stream any more, at the latest when the runtime is closed or goes back
// to a checkpoint from before the stream; struct{ io.Reader }{r} hides that it can be. Each conversion makes another stream, so a value is to be
// converted once. Options.Libraries must have web.Streams.
//
// Without it a Go value with a method Read stays an object with that method: what a script sees of it
// does not depend on which interfaces it happens to have.
func ReadableStream(r io.Reader) Valuer { return readable{r} }

// WritableStream makes w a WritableStream, as a value like that of ReadableStream. Chunks are typed
// arrays, DataViews, ArrayBuffers, or strings, which are written as UTF-8. They are written on a
// goroutine, one after the other; the stream is ready for more when that is done, and the event loop
// waits for it. An error of w ends the stream. A w that is an io.Closer is closed when the script
// closes or aborts the stream, and as ReadableStream says; one with a method CloseWithError, such as
// an *io.PipeWriter, gets the reason of an abort by that.
func WritableStream(w io.Writer) Valuer { return writable{w} }

type (
	readable struct{ r io.Reader }
	writable struct{ w io.Writer }
)

// ScriptValue implements Valuer.
func (s readable) ScriptValue(rt *Runtime) (Value, error) {
	if s.r == nil {
		return Value{}, errNoReader
	}
	return rt.newStream(s.r, func(o *object.Streams, end *streamEnd) (heap.Value, error) {
		return o.NewReadable(rt.obj, &readerSource{r: s.r, end: end, owner: rt, realm: rt.obj.Cur.ID})
	})
}

// ScriptValue implements Valuer.
func (s writable) ScriptValue(rt *Runtime) (Value, error) {
	if s.w == nil {
		return Value{}, errNoWriter
	}
	return rt.newStream(s.w, func(o *object.Streams, end *streamEnd) (heap.Value, error) {
		return o.NewWritable(rt.obj, &writerSink{w: s.w, end: end, owner: rt})
	})
}

// newStream makes a stream, whose end in Go is x.
func (rt *Runtime) newStream(x any, f func(o *object.Streams, end *streamEnd) (heap.Value, error)) (Value, error) {
	o := rt.obj.Streams()
	if o == nil {
		return Value{}, errNoStreams
	}
	end := rt.newStreamEnd(x)
	v, err := f(o, end)
	if err != nil {
		rt.finish(end)
		return Value{}, err
	}
	return rt.value(v), nil
}

// streamEnd is the end of a stream in Go: a reader or writer that is closed once.
type streamEnd struct {
	era   uint32 // of the stream
	close func(reason error) error
	stop  func() bool // the end of the runtime no longer closes it
}

// newStreamEnd makes the end of x, which the end of the runtime closes, and a Restore to before it.
func (rt *Runtime) newStreamEnd(x any) *streamEnd {
	var once sync.Once
	e := &streamEnd{era: rt.eras.now, close: func(reason error) (err error) {
		once.Do(func() {
			if c, ok := x.(interface{ CloseWithError(error) error }); ok && reason != nil {
				err = c.CloseWithError(reason)
			} else if c, ok := x.(io.Closer); ok {
				err = c.Close()
			}
		})
		return err
	}}
	e.stop = context.AfterFunc(rt.life.ctx, func() { _ = e.close(ErrClosed) })
	rt.keepEnd(e)
	return e
}

// keepEnd remembers the end until finish.
func (rt *Runtime) keepEnd(e *streamEnd) {
	if rt.streamEnds == nil {
		rt.streamEnds = map[*streamEnd]struct{}{}
	}
	rt.streamEnds[e] = struct{}{}
}

// finish forgets the end e, on the goroutine of the loop. It is closed there or elsewhere.
func (rt *Runtime) finish(e *streamEnd) {
	e.stop()
	delete(rt.streamEnds, e)
}

// finishBeside is finish that closes the end on a goroutine, since that may take its time.
func (rt *Runtime) finishBeside(e *streamEnd, reason error) {
	rt.finish(e)
	go func() { _ = e.close(reason) }()
}

// endStreams closes what belongs to streams that are no more, after a Restore.
func (rt *Runtime) endStreams() {
	for e := range rt.streamEnds {
		if rt.eras.over(e.era) {
			rt.finishBeside(e, errOver)
		}
	}
}

// readerSource is an io.Reader as the source of a stream.
type readerSource struct {
	r       io.Reader
	end     *streamEnd
	owner   *Runtime
	realm   uint16
	pending error // came with the last bytes
}

// readSize is how much is read at once.
const readSize = 32 << 10

// noProgress is how often a reader may give nothing, and no error, before it is said to be broken.
const noProgress = 100

// readSome reads until there is something.
func readSome(r io.Reader, p []byte) (n int, err error) {
	for range noProgress {
		if n, err = r.Read(p); n > 0 || err != nil {
			return min(max(n, 0), len(p)), err
		}
	}
	return 0, io.ErrNoProgress
}

// Pull implements object.StreamSource.
func (s *readerSource) Pull(_ *object.Runtime, stream heap.Value) (*heap.Object, error) {
	rt := s.owner
	if s.pending != nil {
		err := s.deliver(rt, stream, nil, s.pending)
		p := rt.obj.NewPromise()
		if err == nil {
			err = rt.obj.ResolvePromise(p, heap.Undefined)
		}
		return p, err
	}
	r, source := s.r, weak.Make(s) // the goroutine does not keep the runtime alive
	return rt.beside(readSize, func() func(rt *Runtime) (any, error) {
		buffer := make([]byte, readSize)
		n, err := readSome(r, buffer)
		return func(rt *Runtime) (any, error) {
			if s := source.Value(); s != nil {
				return Undefined(), s.deliver(rt, stream, buffer[:n], err)
			}
			return Undefined(), nil
		}
	}, stream)
}

// deliver gives the stream what was read, on the goroutine of the loop.
func (s *readerSource) deliver(rt *Runtime, stream heap.Value, data []byte, failed error) (err error) {
	o := rt.obj.Streams()
	saved := rt.obj.Cur
	rt.obj.Cur = rt.obj.Realms[s.realm]
	defer func() { rt.obj.Cur = saved }()
	if s.pending = nil; len(data) > 0 {
		s.pending = failed
		return o.Enqueue(rt.obj, stream, data)
	}
	s.shut(rt)
	if failed == io.EOF {
		return o.Close(rt.obj, stream)
	}
	reason, err := rt.reason(failed)
	if err != nil {
		return err
	}
	return o.Error(rt.obj, stream, reason)
}

// shut closes the reader.
func (s *readerSource) shut(rt *Runtime) {
	rt.finishBeside(s.end, nil)
}

// Cancel implements object.StreamSource.
func (s *readerSource) Cancel(*object.Runtime, heap.Value) (*heap.Object, error) {
	rt, end := s.owner, s.end
	rt.finish(end)
	return rt.beside(0, func() func(rt *Runtime) (any, error) {
		err := end.close(errCanceled)
		return func(*Runtime) (any, error) { return Undefined(), err }
	}, heap.Undefined)
}

// HandleReleased closes the reader of a stream that nobody has any more.
func (s *readerSource) HandleReleased() { s.owner.finishBeside(s.end, errCanceled) }

// beside runs work on a goroutine of its own, for which n bytes are counted, and what that returns on
// the goroutine of the loop, where the result settles a promise. keep lives until then.
func (rt *Runtime) beside(n int64, work func() func(rt *Runtime) (any, error), keep heap.Value) (*heap.Object, error) {
	if err := rt.obj.CheckAlloc(int(n) + asyncBytes); err != nil {
		return nil, err
	}
	promise := rt.obj.NewPromise()
	s := newSettler(rt, rt.value(promise.Value()))
	s.taken = n + asyncBytes
	rt.background.Add(s.taken)
	kept := rt.value(keep).pin
	go func() {
		answer := func(*Runtime) (any, error) { return nil, errVanished }
		defer func() { // also when the reader or writer ends the goroutine
			s.answer(func(rt *Runtime) error {
				mark := rt.obj.Heap.OpenScope()
				x, err := answer(rt)
				runtime.KeepAlive(kept)
				switch {
				case isTermination(err):
				case err != nil:
					err = rt.settle(s.promise, err, true)
				default:
					err = rt.settle(s.promise, x, false)
				}
				return rt.obj.CloseScope(mark, err)
			})
		}()
		answer = guarded(work)
	}()
	return promise, nil
}

// guarded calls work; a panic becomes an error.
func guarded(work func() func(rt *Runtime) (any, error)) (answer func(rt *Runtime) (any, error)) {
	err := guard(func() error { answer = work(); return nil })
	if err != nil {
		return func(*Runtime) (any, error) { return nil, err }
	}
	return answer
}

// writerSink is an io.Writer as the sink of a stream.
type writerSink struct {
	w     io.Writer
	end   *streamEnd
	owner *Runtime
}

// Write implements object.StreamSink.
func (s *writerSink) Write(o *object.Runtime, chunk heap.Value) (*heap.Object, error) {
	rt, w, end := s.owner, s.w, s.end
	data, err := rt.chunkBytes(chunk)
	if err != nil {
		p := o.NewPromise()
		return p, o.RejectWith(p, err)
	}
	return rt.beside(int64(len(data)), func() func(rt *Runtime) (any, error) {
		n, err := w.Write(data)
		if err == nil && n < len(data) {
			err = io.ErrShortWrite
		}
		return func(rt *Runtime) (any, error) {
			if err != nil {
				rt.finishBeside(end, err)
			}
			return Undefined(), err
		}
	}, heap.Undefined)
}

// Close implements object.StreamSink.
func (s *writerSink) Close(*object.Runtime) (*heap.Object, error) { return s.shut(nil) }

// Abort implements object.StreamSink.
func (s *writerSink) Abort(o *object.Runtime, reason heap.Value) (*heap.Object, error) {
	return s.shut(s.owner.rejectionError(reason))
}

func (s *writerSink) shut(reason error) (*heap.Object, error) {
	rt, end := s.owner, s.end
	rt.finish(end)
	return rt.beside(0, func() func(rt *Runtime) (any, error) {
		err := end.close(reason)
		return func(*Runtime) (any, error) { return Undefined(), err }
	}, heap.Undefined)
}

// HandleReleased closes the writer of a stream that nobody has any more.
func (s *writerSink) HandleReleased() { s.owner.finishBeside(s.end, errCanceled) }

// rejectionError is a reason of scripts as an error.
func (rt *Runtime) rejectionError(reason heap.Value) error {
	if t, ok := rt.rejection(reason).(*object.Throw); ok {
		return rt.exception(t)
	}
	return errCanceled
}

// chunkBytes copies the bytes of a chunk: of a string its UTF-8. The error is a TypeError for what has
// none.
func (rt *Runtime) chunkBytes(v heap.Value) ([]byte, error) {
	o := rt.obj
	var data []byte
	ok := false
	switch l := o.Language(); {
	case v.IsString():
		if err := o.CheckAlloc(3 * v.Str().Len()); err != nil {
			return nil, err
		}
		o.Work(v.Str().Len())
		return []byte(v.Str().Go(o.Heap)), nil
	case !v.IsObject():
	case v.Object().Class() == heap.ClassTypedArray || v.Object().Class() == heap.ClassDataView:
		data, ok = l.ViewBytes(o, v.Object())
	case v.Object().Class() == heap.ClassArrayBuffer || v.Object().Class() == heap.ClassSharedArrayBuffer:
		data, ok = l.BufferBytes(o, v.Object())
	}
	if !ok {
		return nil, o.TypeError("A stream of Go takes bytes or strings, not %s", o.Describe(v))
	}
	if err := o.CheckAlloc(len(data)); err != nil {
		return nil, err
	}
	o.Work(len(data) >> 2)
	return append([]byte(nil), data...), nil
}
