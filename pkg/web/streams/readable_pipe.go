package streams

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// pipe is a ReadableStreamPipeTo under way (https://streams.spec.whatwg.org/#readable-stream-pipe-to).
type pipe struct {
	cell
	pipeOptions
	source       *readableStream
	dest         *writableStream
	reader       *defaultReader
	writer       *writer
	promise      heap.Value
	lastWrite    heap.Value // settled once all chunks that were read have been written
	awaited      heap.Value // what shutting down waits for
	shuttingDown bool
	action       pipeAction // of shutting down
	failed       bool       // with reason
	reason       heap.Value
}

// pipeAction is what a pipe does when it shuts down.
type pipeAction uint8

const (
	noAction pipeAction = iota
	abortDest
	cancelSource
	closeDest
	abortBoth // as the options say, for a signal
)

// pipeOptions are StreamPipeOptions.
type pipeOptions struct {
	preventAbort, preventCancel, preventClose bool
	signal                                    heap.Value // Undefined without
}

// TraceCells implements heap.Tracer.
func (p *pipe) TraceCells(m *heap.Marker) {
	mark(m, p.source)
	mark(m, p.dest)
	mark(m, p.reader)
	mark(m, p.writer)
	for _, v := range [...]heap.Value{p.signal, p.promise, p.lastWrite, p.awaited, p.reason} {
		m.Value(v)
	}
}

func readPipeOptions(rt *object.Runtime, v heap.Value) (o pipeOptions, err error) {
	d := dictionary{rt: rt, v: v}
	o.preventAbort = d.flag("preventAbort")
	o.preventCancel = d.flag("preventCancel")
	o.preventClose = d.flag("preventClose")
	o.signal = d.get("signal")
	if d.err == nil && !o.signal.IsUndefined() {
		ok := false
		if signals := rt.Signals(); signals != nil {
			_, _, ok = signals.Reason(rt, o.signal)
		}
		if !ok {
			d.err = rt.TypeError("The option signal must be an AbortSignal, not %s", rt.Describe(o.signal))
		}
	}
	return o, d.err
}

// readablePipeTo is ReadableStream.prototype.pipeTo.
func readablePipeTo(c *object.Call) (*heap.Object, error) {
	rt := c.RT
	s, err := this[readableStream](c, "ReadableStream.prototype.pipeTo")
	if err != nil {
		return nil, err
	}
	dest := structOf[writableStream](rt, c.Arg(0))
	if dest == nil {
		return nil, rt.TypeError("A stream is piped to a WritableStream, not %s", rt.Describe(c.Arg(0)))
	}
	o, err := readPipeOptions(rt, c.Arg(1))
	if err != nil {
		return nil, err
	}
	if err := unlocked(s, dest); err != nil {
		return nil, err
	}
	return pipeTo(s, dest, o)
}

// readablePipeThrough is ReadableStream.prototype.pipeThrough.
func readablePipeThrough(c *object.Call) (heap.Value, error) {
	rt := c.RT
	s, err := this[readableStream](c, "ReadableStream.prototype.pipeThrough")
	if err != nil {
		return heap.Undefined, err
	}
	d := dictionary{rt: rt, v: c.Arg(0)}
	r := structOf[readableStream](rt, d.get("readable"))
	if d.err == nil && r == nil {
		d.err = rt.TypeError("A stream is piped through a pair whose member readable is a ReadableStream")
	}
	w := structOf[writableStream](rt, d.get("writable"))
	if d.err == nil && w == nil {
		d.err = rt.TypeError("A stream is piped through a pair whose member writable is a WritableStream")
	}
	if d.err != nil {
		return heap.Undefined, d.err
	}
	o, err := readPipeOptions(rt, c.Arg(1))
	if err != nil {
		return heap.Undefined, err
	}
	if err := unlocked(s, w); err != nil {
		return heap.Undefined, err
	}
	p, err := pipeTo(s, w, o)
	if err != nil {
		return heap.Undefined, err
	}
	rt.MarkHandled(p)
	return r.object, nil
}

// unlocked is a TypeError if one of the streams is locked.
func unlocked(source *readableStream, dest *writableStream) error {
	switch {
	case source.locked():
		return source.rt.TypeError("Cannot pipe a locked stream")
	case dest.writer != nil:
		return source.rt.TypeError("Cannot pipe to a locked stream")
	}
	return nil
}

// pipeTo is ReadableStreamPipeTo.
func pipeTo(source *readableStream, dest *writableStream, o pipeOptions) (*heap.Object, error) {
	rt := source.rt
	r, err := acquireDefaultReader(source)
	if err != nil {
		return nil, err
	}
	w, err := acquireWriter(dest)
	if err != nil {
		return nil, err
	}
	source.disturbed = true
	p := &pipe{
		pipeOptions: o, source: source, dest: dest, reader: r, writer: w,
		promise: rt.NewPromise().Value(), lastWrite: resolved(rt).Value(), awaited: heap.Undefined, reason: heap.Undefined,
	}
	p.make(rt, heap.Null, p)
	promise := p.promise.Object()
	if !o.signal.IsUndefined() {
		signals := rt.Signals()
		reason, aborted, _ := signals.Reason(rt, o.signal)
		if aborted {
			return promise, p.shutdown(abortBoth, true, reason)
		}
		if err := signals.Follow(rt, o.signal.Object(), p.object, pipeAborted); err != nil {
			return nil, err
		}
	}
	return promise, p.begin()
}

// begin looks at the states of both streams, and again when they change.
func (p *pipe) begin() error {
	rt := p.rt
	if p.source.state == errored {
		if err := p.sourceErrored(p.source.storedError); err != nil {
			return err
		}
	} else if p.source.state == readable {
		rt.ThenNative(p.reader.closedPromise.Object(), pipeSourceSettled, p.object)
	}
	if p.dest.state == errored {
		if err := p.destErrored(p.dest.storedError); err != nil {
			return err
		}
	} else if p.dest.state != closed {
		rt.ThenNative(p.writer.closedPromise.Object(), pipeDestSettled, p.object)
	}
	if p.source.state == closed {
		if err := p.sourceClosed(); err != nil {
			return err
		}
	}
	if p.dest.closeQueuedOrInFlight() || p.dest.state == closed {
		e := typeError(rt, "The stream that is piped to was closed")
		action := cancelSource
		if p.preventCancel {
			action = noAction
		}
		if err := p.shutdown(action, true, e); err != nil {
			return err
		}
	}
	p.next()
	return nil
}

// pipeAborted is the abort algorithm of the pipe with the object data.
func pipeAborted(rt *object.Runtime, data heap.Value) error {
	p := structOf[pipe](rt, data)
	reason, _, _ := rt.Signals().Reason(rt, p.signal)
	return p.shutdown(abortBoth, true, reason)
}

func (p *pipe) onSourceSettled(e heap.Value, rejected bool) error {
	if rejected {
		return p.sourceErrored(e)
	}
	return p.sourceClosed()
}

func (p *pipe) onDestSettled(e heap.Value, rejected bool) error {
	if rejected {
		return p.destErrored(e)
	}
	return nil
}

// sourceErrored propagates an error forward.
func (p *pipe) sourceErrored(e heap.Value) error {
	if p.preventAbort {
		return p.shutdown(noAction, true, e)
	}
	return p.shutdown(abortDest, true, e)
}

// destErrored propagates an error backward.
func (p *pipe) destErrored(e heap.Value) error {
	if p.preventCancel {
		return p.shutdown(noAction, true, e)
	}
	return p.shutdown(cancelSource, true, e)
}

// sourceClosed propagates the end forward.
func (p *pipe) sourceClosed() error {
	if p.preventClose {
		return p.shutdown(noAction, false, heap.Undefined)
	}
	return p.shutdown(closeDest, false, heap.Undefined)
}

// next reads a chunk once the writer is ready.
func (p *pipe) next() {
	if !p.shuttingDown {
		p.rt.ThenNative(p.writer.readyPromise.Object(), pipeReady, p.object)
	}
}

func (p *pipe) onReady(_ heap.Value, rejected bool) error {
	if rejected || p.shuttingDown {
		return nil
	}
	return p.reader.read(&pipeRequest{p})
}

// pipeRequest is the read request of a pipe.
type pipeRequest struct{ p *pipe }

func (r *pipeRequest) root() heap.Value { return r.p.object }

// chunk writes the chunk in a job of its own, since who has enqueued it may still run.
func (r *pipeRequest) chunk(v heap.Value) error {
	p := r.p
	p.lastWrite = p.rt.NewPromise().Value()
	p.touch()
	microtask(p.rt, pipeWriteStep, p.object, v, p.lastWrite)
	return nil
}

func (r *pipeRequest) close(heap.Value) error { return nil }
func (r *pipeRequest) fail(heap.Value) error  { return nil }

// pipeWriteStep writes the chunk Data(1) of the pipe Data(0) and settles Data(2) when that was done.
var pipeWriteStep = &step{Fn: func(c *object.Call) (heap.Value, error) {
	rt := c.RT
	p := structOf[pipe](rt, c.Data(0))
	w, err := p.writer.write(c.Data(1))
	if err != nil {
		if _, err := caught(err); err != nil {
			return heap.Undefined, err
		}
		resolveUndefined(rt, c.Data(2)) // the destination was closed meanwhile
	} else {
		rt.ThenNative(w, pipeWritten, c.Data(2))
	}
	p.next()
	return heap.Undefined, nil
}}

// shutdown is shutting down, with an action or without: what was read is written before.
func (p *pipe) shutdown(action pipeAction, failed bool, reason heap.Value) error {
	if p.shuttingDown {
		return nil
	}
	p.shuttingDown = true
	p.action, p.failed, p.reason = action, failed, reason
	p.touch()
	if p.dest.state == writable && !p.dest.closeQueuedOrInFlight() {
		p.waitForWrites()
		return nil
	}
	return p.act()
}

func (p *pipe) waitForWrites() {
	p.awaited = p.lastWrite
	p.touch()
	p.rt.ThenNative(p.lastWrite.Object(), pipeWaited, p.object)
}

func (p *pipe) onWaited(heap.Value, bool) error {
	if p.awaited != p.lastWrite {
		p.waitForWrites()
		return nil
	}
	return p.act()
}

// act performs the action and finalizes when it was done.
func (p *pipe) act() error {
	rt := p.rt
	var done *heap.Object
	var err error
	switch p.action {
	case noAction:
		return p.finalize(p.failed, p.reason)
	case abortDest:
		done, err = p.dest.abort(p.reason)
	case cancelSource:
		done, err = p.source.cancel(p.reason)
	case closeDest:
		done, err = p.writer.closeWithErrorPropagation()
	case abortBoth:
		return p.actOnSignal()
	}
	if err == nil {
		rt.ThenNative(done, pipeActed, p.object)
	}
	return err
}

// actOnSignal aborts the destination and cancels the source, as far as the options want it.
func (p *pipe) actOnSignal() error {
	rt := p.rt
	done := resolved(rt)
	var err error
	if !p.preventAbort && p.dest.state == writable {
		if done, err = p.dest.abort(p.reason); err != nil {
			return err
		}
	}
	if !p.preventCancel && p.source.state == readable {
		other, err := p.source.cancel(p.reason)
		if err != nil {
			return err
		}
		// The first that fails is known to its step; the second is waited for after the first.
		rt.MarkHandled(other)
		done = then(rt, done, passOnStep, nil, other.Value())
	}
	rt.ThenNative(done, pipeActed, p.object)
	return nil
}

// passOnStep waits for the promise Data(0).
var passOnStep = &step{Fn: func(c *object.Call) (heap.Value, error) { return c.Data(0), nil }}

func (p *pipe) onActed(e heap.Value, rejected bool) error {
	if rejected {
		return p.finalize(true, e)
	}
	return p.finalize(p.failed, p.reason)
}

// finalize ends the pipe.
func (p *pipe) finalize(failed bool, e heap.Value) error {
	rt := p.rt
	p.writer.release()
	if err := p.reader.release(); err != nil {
		return err
	}
	if !p.signal.IsUndefined() {
		rt.Signals().Unfollow(rt, p.signal.Object(), p.object)
	}
	if failed {
		reject(rt, p.promise, e)
	} else {
		resolveUndefined(rt, p.promise)
	}
	return nil
}
