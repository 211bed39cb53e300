package streams

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var (
	idTransformPrototype           = object.NewIntrinsic()
	idTransformControllerPrototype = object.NewIntrinsic()
)

// transformStream is a TransformStream.
type transformStream struct {
	cell
	backpressure              bool
	backpressureChangePromise heap.Value // Undefined before there is one
	controller                *transformController
	readable                  *readableStream
	writable                  *writableStream
}

// transformController is a TransformStreamDefaultController.
type transformController struct {
	cell
	stream        *transformStream
	transformer   *transformer // nil once it is cleared
	finishPromise heap.Value   // Undefined before there is one
}

// TraceCells implements heap.Tracer.
func (s *transformStream) TraceCells(m *heap.Marker) {
	m.Value(s.backpressureChangePromise)
	mark(m, s.controller)
	mark(m, s.readable)
	mark(m, s.writable)
}

// TraceCells implements heap.Tracer.
func (c *transformController) TraceCells(m *heap.Marker) {
	mark(m, c.stream)
	if t := c.transformer; t != nil {
		for _, v := range [...]heap.Value{t.object, t.startFn, t.transformFn, t.flushFn, t.cancelFn} {
			m.Value(v)
		}
	}
	m.Value(c.finishPromise)
}

var transformGroup = &object.Group{
	Name:   "TransformStream",
	Fn:     newTransformStream,
	Proto:  idTransformPrototype,
	Global: true,
	Rows: enumerable(
		object.Row{Name: "readable", Get: func(c *object.Call) (heap.Value, error) {
			s, err := this[transformStream](c, "get TransformStream.prototype.readable")
			if err != nil {
				return heap.Undefined, err
			}
			return s.readable.object, nil
		}},
		object.Row{Name: "writable", Get: func(c *object.Call) (heap.Value, error) {
			s, err := this[transformStream](c, "get TransformStream.prototype.writable")
			if err != nil {
				return heap.Undefined, err
			}
			return s.writable.object, nil
		}},
		tag("TransformStream"),
	),
}

var transformControllerGroup = &object.Group{
	Name:   "TransformStreamDefaultController",
	Fn:     illegal,
	Proto:  idTransformControllerPrototype,
	Global: true,
	Rows: enumerable(
		object.Row{Name: "desiredSize", Get: func(call *object.Call) (heap.Value, error) {
			c, err := this[transformController](call, "get TransformStreamDefaultController.prototype.desiredSize")
			if err != nil {
				return heap.Undefined, err
			}
			r := c.stream.readable
			return r.desiredSizeValue(c.stream.readableController().desiredSize()), nil
		}},
		object.Row{Name: "enqueue", Fn: func(call *object.Call) (heap.Value, error) {
			c, err := this[transformController](call, "TransformStreamDefaultController.prototype.enqueue")
			if err != nil {
				return heap.Undefined, err
			}
			return heap.Undefined, c.enqueue(call.Arg(0))
		}},
		object.Row{Name: "error", Fn: func(call *object.Call) (heap.Value, error) {
			c, err := this[transformController](call, "TransformStreamDefaultController.prototype.error")
			if err != nil {
				return heap.Undefined, err
			}
			return heap.Undefined, c.stream.error(call.Arg(0))
		}},
		object.Row{Name: "terminate", Fn: func(call *object.Call) (heap.Value, error) {
			c, err := this[transformController](call, "TransformStreamDefaultController.prototype.terminate")
			if err != nil {
				return heap.Undefined, err
			}
			return heap.Undefined, c.terminate()
		}},
		tag("TransformStreamDefaultController"),
	),
}

// transformer is a Transformer (https://streams.spec.whatwg.org/#dictdef-transformer).
type transformer struct{ object, startFn, transformFn, flushFn, cancelFn heap.Value }

func readTransformer(rt *object.Runtime, v heap.Value) (*transformer, error) {
	d := dictionary{rt: rt, v: v}
	t := &transformer{object: v}
	t.cancelFn = d.function("cancel")
	t.flushFn = d.function("flush")
	readableType := d.get("readableType")
	t.startFn = d.function("start")
	t.transformFn = d.function("transform")
	writableType := d.get("writableType")
	if d.err == nil && !(readableType.IsUndefined() && writableType.IsUndefined()) {
		d.err = rt.RangeError("A transformer has no readableType and no writableType")
	}
	return t, d.err
}

// newTransformStream is TransformStream (https://streams.spec.whatwg.org/#ts-constructor).
func newTransformStream(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if c.NewTarget.IsUndefined() {
		return heap.Undefined, c.NeedsNew()
	}
	if v := c.Arg(0); !v.IsUndefined() && !v.IsObject() {
		return heap.Undefined, rt.TypeError("A transformer must be an object, not %s", rt.Describe(v))
	}
	writableStrategy, err := readStrategy(rt, c.Arg(1))
	if err != nil {
		return heap.Undefined, err
	}
	readableStrategy, err := readStrategy(rt, c.Arg(2))
	if err != nil {
		return heap.Undefined, err
	}
	t, err := readTransformer(rt, c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	if readableStrategy.mark, err = readableStrategy.extractHighWaterMark(rt, 0); err != nil {
		return heap.Undefined, err
	}
	if writableStrategy.mark, err = writableStrategy.extractHighWaterMark(rt, 1); err != nil {
		return heap.Undefined, err
	}
	proto, err := rt.GetPrototypeFromConstructor(c.NewTarget, idTransformPrototype)
	if err != nil {
		return heap.Undefined, err
	}
	started := rt.NewPromise()
	s := &transformStream{backpressureChangePromise: heap.Undefined}
	s.make(rt, proto.Value(), s)
	if err := s.initialize(started.Value(), writableStrategy, readableStrategy); err != nil {
		return heap.Undefined, err
	}
	// SetUpTransformStreamDefaultControllerFromTransformer
	controller := &transformController{stream: s, transformer: t, finishPromise: heap.Undefined}
	controller.makeOf(rt, idTransformControllerPrototype, controller)
	s.controller = controller
	s.touch()
	v := heap.Undefined
	if !t.startFn.IsUndefined() {
		if v, err = rt.Call(t.startFn, t.object, controller.object); err != nil {
			return heap.Undefined, err
		}
	}
	return s.object, rt.ResolvePromise(started, v)
}

// initialize is InitializeTransformStream.
func (s *transformStream) initialize(started heap.Value, w, r strategy) (err error) {
	start := func(*writableController) (heap.Value, error) { return started, nil }
	if s.writable, err = createWritableStream(s.rt, start, transformSink{s}, w.mark, w.size); err != nil {
		return err
	}
	s.touch()
	s.readable, err = createReadableStream(s.rt, func(readableController) (heap.Value, error) { return started, nil },
		transformSource{s}, r.mark, r.size)
	if err != nil {
		return err
	}
	s.touch()
	s.setBackpressure(true)
	return nil
}

func (s *transformStream) readableController() *defaultController {
	return s.readable.controller.(*defaultController)
}

// error is TransformStreamError.
func (s *transformStream) error(e heap.Value) error {
	if err := s.readableController().error(e); err != nil {
		return err
	}
	return s.errorWritableAndUnblockWrite(e)
}

// errorWritableAndUnblockWrite is TransformStreamErrorWritableAndUnblockWrite.
func (s *transformStream) errorWritableAndUnblockWrite(e heap.Value) error {
	s.controller.clearAlgorithms()
	if err := s.writable.controller.errorIfNeeded(e); err != nil {
		return err
	}
	s.unblockWrite()
	return nil
}

// setBackpressure is TransformStreamSetBackpressure.
func (s *transformStream) setBackpressure(on bool) {
	if !s.backpressureChangePromise.IsUndefined() {
		resolveUndefined(s.rt, s.backpressureChangePromise)
	}
	s.backpressureChangePromise = s.rt.NewPromise().Value()
	s.backpressure = on
	s.touch()
}

// unblockWrite is TransformStreamUnblockWrite.
func (s *transformStream) unblockWrite() {
	if s.backpressure {
		s.setBackpressure(false)
	}
}

// clearAlgorithms is TransformStreamDefaultControllerClearAlgorithms.
func (c *transformController) clearAlgorithms() { c.transformer = nil }

// enqueue is TransformStreamDefaultControllerEnqueue, which may throw.
func (c *transformController) enqueue(chunk heap.Value) error {
	s := c.stream
	r := s.readableController()
	if !r.canCloseOrEnqueue() {
		return c.rt.TypeError("The stream takes no chunks: it has ended already, or is about to")
	}
	if err := r.enqueue(chunk); err != nil {
		e, err := caught(err)
		if err != nil {
			return err
		}
		if err := s.errorWritableAndUnblockWrite(e); err != nil {
			return err
		}
		return c.rt.Throw(s.readable.storedError)
	}
	if r.hasBackpressure() && !s.backpressure {
		s.setBackpressure(true)
	}
	return nil
}

// terminate is TransformStreamDefaultControllerTerminate.
func (c *transformController) terminate() error {
	if err := c.stream.readableController().close(); err != nil {
		return err
	}
	return c.stream.errorWritableAndUnblockWrite(typeError(c.rt, "The stream was terminated"))
}

// transform is the transform algorithm.
func (c *transformController) transform(chunk heap.Value) (*heap.Object, error) {
	t := c.transformer
	if t == nil {
		return resolved(c.rt), nil
	}
	if !t.transformFn.IsUndefined() {
		return invoke(c.rt, t.transformFn, t.object, chunk, c.object)
	}
	if err := c.enqueue(chunk); err != nil {
		e, err := caught(err)
		return rejectedWith(c.rt, e), err
	}
	return resolved(c.rt), nil
}

// performTransform is TransformStreamDefaultControllerPerformTransform.
func (c *transformController) performTransform(chunk heap.Value) (*heap.Object, error) {
	p, err := c.transform(chunk)
	if err != nil {
		return nil, err
	}
	return then(c.rt, p, nil, transformFailedStep, c.stream.object), nil
}

var transformFailedStep = &step{Length: 1, Fn: func(c *object.Call) (heap.Value, error) {
	if err := structOf[transformStream](c.RT, c.Data(0)).error(c.Arg(0)); err != nil {
		return heap.Undefined, err
	}
	return heap.Undefined, c.RT.Throw(c.Arg(0))
}}

// transformSink is the sink of the writable side.
type transformSink struct{ s *transformStream }

func (k transformSink) trace(m *heap.Marker) { mark(m, k.s) }

// write is TransformStreamDefaultSinkWriteAlgorithm.
func (k transformSink) write(_ *writableController, chunk heap.Value) (*heap.Object, error) {
	s := k.s
	if s.backpressure {
		return then(s.rt, s.backpressureChangePromise.Object(), unblockedStep, nil, s.object, chunk), nil
	}
	return s.controller.performTransform(chunk)
}

// unblockedStep goes on with the write of the chunk Data(1) to the stream Data(0).
var unblockedStep = &step{Fn: func(c *object.Call) (heap.Value, error) {
	s := structOf[transformStream](c.RT, c.Data(0))
	if s.writable.state == erroring {
		return heap.Undefined, c.RT.Throw(s.writable.storedError)
	}
	p, err := s.controller.performTransform(c.Data(1))
	return promised(c.RT, p, err)
}}

// abort is TransformStreamDefaultSinkAbortAlgorithm.
func (k transformSink) abort(_ *object.Runtime, reason heap.Value) (*heap.Object, error) {
	return k.s.controller.finish(reason, func(t *transformer) heap.Value { return t.cancelFn }, reason, sinkAbortedStep, readableFailedStep)
}

// close is TransformStreamDefaultSinkCloseAlgorithm.
func (k transformSink) close(*object.Runtime) (*heap.Object, error) {
	c := k.s.controller
	return c.finish(c.object, func(t *transformer) heap.Value { return t.flushFn }, heap.Undefined, sinkFlushedStep, readableFailedStep)
}

// transformSource is the source of the readable side.
type transformSource struct{ s *transformStream }

func (k transformSource) trace(m *heap.Marker) { mark(m, k.s) }

// pull is TransformStreamDefaultSourcePullAlgorithm.
func (k transformSource) pull(readableController) (*heap.Object, error) {
	k.s.setBackpressure(false)
	return k.s.backpressureChangePromise.Object(), nil
}

// cancel is TransformStreamDefaultSourceCancelAlgorithm.
func (k transformSource) cancel(_ *object.Runtime, reason heap.Value) (*heap.Object, error) {
	return k.s.controller.finish(reason, func(t *transformer) heap.Value { return t.cancelFn }, reason, sourceCanceledStep, sourceCancelFailedStep)
}

// finish calls a function of the transformer with arg, the last one that is called, and then one of
// the steps, whose Data are the stream and reason; the result is [[finishPromise]].
func (c *transformController) finish(arg heap.Value, which func(t *transformer) heap.Value, reason heap.Value, done, failed *step) (*heap.Object, error) {
	rt := c.rt
	if !c.finishPromise.IsUndefined() {
		return c.finishPromise.Object(), nil
	}
	finish := rt.NewPromise()
	c.finishPromise = finish.Value()
	c.touch()
	p := resolved(rt)
	if t := c.transformer; t != nil {
		var err error
		if p, err = invoke(rt, which(t), t.object, arg); err != nil {
			return nil, err
		}
	}
	c.clearAlgorithms()
	rt.PerformPromiseThen(p, function(rt, done, c.stream.object, reason), function(rt, failed, c.stream.object), nil)
	return finish, nil
}

// settle settles [[finishPromise]]: rejects it with e if failed.
func (c *transformController) settle(failed bool, e heap.Value) {
	if failed {
		reject(c.rt, c.finishPromise, e)
	} else {
		resolveUndefined(c.rt, c.finishPromise)
	}
}

// The steps after the last function of a transformer.
var (
	sinkAbortedStep = transformStep(func(s *transformStream, _, reason heap.Value) error {
		if s.readable.state == errored {
			s.controller.settle(true, s.readable.storedError)
			return nil
		}
		err := s.readableController().error(reason)
		s.controller.settle(false, heap.Undefined)
		return err
	})
	sinkFlushedStep = transformStep(func(s *transformStream, _, _ heap.Value) error {
		if s.readable.state == errored {
			s.controller.settle(true, s.readable.storedError)
			return nil
		}
		err := s.readableController().close()
		s.controller.settle(false, heap.Undefined)
		return err
	})
	readableFailedStep = transformStep(func(s *transformStream, e, _ heap.Value) error {
		err := s.readableController().error(e)
		s.controller.settle(true, e)
		return err
	})
	sourceCanceledStep = transformStep(func(s *transformStream, _, reason heap.Value) error {
		if s.writable.state == errored {
			s.controller.settle(true, s.writable.storedError)
			return nil
		}
		err := s.writable.controller.errorIfNeeded(reason)
		s.unblockWrite()
		s.controller.settle(false, heap.Undefined)
		return err
	})
	sourceCancelFailedStep = transformStep(func(s *transformStream, e, _ heap.Value) error {
		err := s.writable.controller.errorIfNeeded(e)
		s.unblockWrite()
		s.controller.settle(true, e)
		return err
	})
)

// transformStep makes a step that gets the stream Data(0), the value and Data(1).
func transformStep(f func(s *transformStream, v, reason heap.Value) error) *step {
	return &step{Length: 1, Fn: func(c *object.Call) (heap.Value, error) {
		return heap.Undefined, f(structOf[transformStream](c.RT, c.Data(0)), c.Arg(0), c.Data(1))
	}}
}
