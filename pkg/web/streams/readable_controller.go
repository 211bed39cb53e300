package streams

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// controllerBase is what controllers of both kinds have, and do by the same steps: to start, and to
// pull, once at a time.
type controllerBase struct {
	cell
	self           readableController // the controller that this is part of
	stream         *readableStream
	source         source // nil once it is cleared
	highWaterMark  float64
	started        bool
	closeRequested bool
	pulling        bool
	pullAgain      bool
}

func (c *controllerBase) base() *controllerBase { return c }

// trace marks what the fields refer to.
func (c *controllerBase) trace(m *heap.Marker) {
	mark(m, c.stream)
	if c.source != nil {
		c.source.trace(m)
	}
}

// setUp is SetUpReadableStreamDefaultController and SetUpReadableByteStreamController, but for what
// only one of them has. What start throws is thrown.
func (s *readableStream) setUp(controller readableController, start start, src source, mark float64) error {
	c := controller.base()
	c.self, c.stream, c.source, c.highWaterMark = controller, s, src, mark
	c.touch()
	s.controller = controller
	s.touch()
	v, err := start(controller)
	if err != nil {
		return err
	}
	p, err := resolvedWith(c.rt, v)
	if err == nil {
		c.rt.ThenNative(p, controllerStarted, c.object)
	}
	return err
}

func (c *controllerBase) onStarted(v heap.Value, rejected bool) error {
	if rejected {
		return c.self.error(v)
	}
	c.started = true
	return c.callPullIfNeeded()
}

// callPullIfNeeded is ReadableStreamDefaultControllerCallPullIfNeeded and
// ReadableByteStreamControllerCallPullIfNeeded.
func (c *controllerBase) callPullIfNeeded() error {
	if !c.self.shouldCallPull() {
		return nil
	}
	if c.pulling {
		c.pullAgain = true
		return nil
	}
	c.pulling = true
	p, err := c.source.pull(c.self)
	if err == nil {
		c.rt.ThenNative(p, controllerPulled, c.object)
	}
	return err
}

func (c *controllerBase) onPulled(v heap.Value, rejected bool) error {
	if rejected {
		return c.self.error(v)
	}
	c.pulling = false
	if !c.pullAgain {
		return nil
	}
	c.pullAgain = false
	return c.callPullIfNeeded()
}

// baseReaction is reaction for a controller of either kind.
func baseReaction(f func(c *controllerBase, v heap.Value, rejected bool) error) object.ReactionID {
	return object.RegisterReaction(func(rt *object.Runtime, data, v heap.Value, rejected bool) error {
		c, _ := object.HostValue[readableController](rt, data)
		return f(c.base(), v, rejected)
	})
}
