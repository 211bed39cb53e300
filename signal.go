package kiln

import (
	"context"
	"errors"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var (
	errNoSignals = errors.New("kiln: no library of Options.Libraries has AbortSignal, as web.Events does")
	errNoSignal  = errors.New("kiln: not an AbortSignal")
)

// NewAbortSignal makes an AbortSignal that aborts when ctx ends: with a TimeoutError at a
// deadline, else with an AbortError whose text is that of the cause, or where that is an
// *Exception with what was thrown. It does so on the event loop, which does not wait for it. Options.Libraries must have web.Events.
func (rt *Runtime) NewAbortSignal(ctx context.Context) (Value, error) {
	if ctx == nil {
		return Value{}, errNoContext
	}
	var out Value
	err := rt.do(func() error {
		v, err := rt.signal(ctx)
		if err == nil {
			out = rt.value(v)
		}
		return err
	})
	return out, err
}

func (rt *Runtime) signal(ctx context.Context) (heap.Value, error) {
	s := rt.obj.Signals()
	if s == nil {
		return heap.Undefined, errNoSignals
	}
	return rt.obj.Heap.Keep(s.New(rt.obj, ctx).Value()), nil
}

// SignalContext returns a context that ends when the AbortSignal v aborts, when parent ends, and
// when cancel is called. The cause (context.Cause) of the first is an *Exception with the reason.
func (rt *Runtime) SignalContext(parent context.Context, v Value) (ctx context.Context, cancel context.CancelFunc, err error) {
	if parent == nil {
		return nil, nil, errNoContext
	}
	parent, cancel = context.WithCancel(parent)
	err = rt.do(func() error {
		x, err := rt.toHeap(v)
		if err == nil {
			ctx, err = rt.contextOf(parent, x)
		}
		return err
	})
	if err != nil {
		cancel()
		return nil, nil, err
	}
	return ctx, cancel, nil
}

// contextOf is a context that ends with parent and when the signal v aborts.
func (rt *Runtime) contextOf(parent context.Context, v heap.Value) (context.Context, error) {
	s := rt.obj.Signals()
	if s == nil {
		return nil, errNoSignals
	}
	ctx, end := context.WithCancelCause(parent)
	ok, err := s.Watch(rt.obj, v, func(reason heap.Value) {
		if t, ok := rt.rejection(reason).(*object.Throw); ok {
			end(rt.exception(t))
		}
	})
	if err == nil && !ok {
		err = errNoSignal
	}
	if err != nil {
		end(nil)
		return nil, err
	}
	return ctx, nil
}
