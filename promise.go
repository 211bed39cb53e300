package kiln

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync/atomic"
	"weak"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/queue"
)

var (
	// ErrDeadlock is the error of Await for a promise that nothing can settle any more: it is
	// pending, and no job, timer or work of Go is left.
	ErrDeadlock = errors.New("kiln: the promise is pending and nothing is left that could settle it")

	// ErrNested is the error of a function that runs the event loop when it is called by the
	// loop or by a script: they would have to go on before they have ended.
	ErrNested = errors.New("kiln: the event loop cannot run inside a script or callback")
)

// NewPromise makes a pending promise with the functions that settle it, which may be called
// from any goroutine; only the first call of one of them counts. The value is converted as by
// ToValue, and the promise settled, on the goroutine of the event loop, at its next turn: what
// cannot be converted rejects it. resolve follows a promise that it is given, as in a script, and
// reject of an *Exception rejects with what was thrown.
//
// The event loop waits until the promise is settled, or until Go code has let go of both
// functions, so that nobody can settle it.
func (rt *Runtime) NewPromise() (promise Value, resolve, reject func(x any)) {
	promise = rt.make(func() heap.Value { return rt.obj.NewPromise().Value() })
	s := newSettler(rt, promise)
	return promise, func(x any) { s.settle(x, false) }, func(x any) { s.settle(x, true) }
}

// settler settles a promise from any goroutine. It does not keep the runtime alive: who only
// waits to settle a promise does not need one that nobody runs any more.
type settler struct {
	done    atomic.Bool
	rt      weak.Pointer[Runtime]
	promise heap.Value
	pin     *pin
	release func()
	taken   int64 // bytes of Runtime.background that the work on it has
}

func newSettler(rt *Runtime, promise Value) *settler {
	s := &settler{rt: weak.Make(rt), promise: promise.v, pin: promise.pin, release: rt.Hold()}
	runtime.AddCleanup(s, func(release func()) { release() }, s.release)
	return s
}

func (s *settler) settle(x any, rejected bool) {
	s.answer(func(rt *Runtime) error { return rt.settle(s.promise, x, rejected) })
}

// answer settles the promise by f, on the goroutine of the loop.
func (s *settler) answer(f func(rt *Runtime) error) {
	if s.done.Swap(true) {
		return
	}
	rt := s.rt.Value()
	if rt == nil {
		return
	}
	rt.obj.Queue.Post(func() error {
		if rt.eras.over(s.pin.era) {
			return nil // the promise is no more: the runtime went back to before it
		}
		rt.background.Add(-s.taken)
		err := f(rt)
		runtime.KeepAlive(s.pin)
		return err
	})
	s.release()
}

// settle resolves or rejects a promise with a Go value, on the goroutine of the loop.
func (rt *Runtime) settle(promise heap.Value, x any, rejected bool) error {
	mark := rt.obj.Heap.OpenScope()
	p := rt.obj.Heap.Keep(promise).Object()
	var v heap.Value
	var err error
	if reason, ok := x.(error); ok && rejected {
		v, err = rt.reason(reason)
	} else {
		v, err = rt.toHeap(x)
	}
	if err != nil && !isTermination(err) {
		what := "resolve"
		if rejected {
			what = "reject"
		}
		rejected = true
		v, err = rt.reason(fmt.Errorf("kiln: %s a promise: %w", what, err))
	}
	switch {
	case err != nil:
	case rejected:
		err = rt.obj.RejectPromise(p, v)
	default:
		err = rt.obj.ResolvePromise(p, v)
	}
	return rt.obj.CloseScope(mark, err)
}

// reason is what a promise is rejected with for an error of Go: the value that a script threw,
// or an Error that stands for err.
func (rt *Runtime) reason(err error) (heap.Value, error) {
	if v, ok := thrownValue(rt.bridge(), err); ok {
		return v, nil
	}
	return rt.bridge().ToValue(err)
}

// Await runs the event loop until the promise v is settled, and returns its value, or as an
// *Exception what it was rejected with, which counts as handled. What is no promise is awaited
// as in a script: it is its own result, or that of its then method. The error is ErrDeadlock
// when nothing is left to run, that of RunLoop when an uncaught error or a limit ends the loop
// before, and a *LimitError that wraps the error of ctx when ctx ends. Await within a callback
// or a Go function that a script calls is ErrNested: such a function returns the promise.
func (rt *Runtime) Await(ctx context.Context, v Value) (Value, error) {
	if rt.depth > 0 {
		return Value{}, ErrNested
	}
	var promise Value
	err := rt.do(func() error {
		x, err := rt.toHeap(v)
		if err != nil {
			return err
		}
		p, err := rt.obj.ToPromise(x)
		if err == nil {
			promise = rt.value(p.Value())
		}
		return err
	})
	if err != nil {
		return Value{}, err
	}
	p := promise.v.Object()
	rt.handle(p)
	settled := func() bool { return !isPending(p) }
	err = rt.runLoop(ctx, queue.Loop{Done: settled})
	runtime.KeepAlive(promise.pin)
	if err != nil {
		return Value{}, err
	}
	result, done, err := promise.Settled()
	if !done {
		return Value{}, ErrDeadlock
	}
	return result, err
}

// rejection is what a promise was rejected with, as an error that knows the Go error for which
// that stands.
func (rt *Runtime) rejection(reason heap.Value) error {
	err := rt.obj.Throw(reason)
	if t, ok := err.(*object.Throw); ok && t.Cause == nil && rt.values != nil {
		t.Cause = rt.values.GoError(reason)
	}
	return err
}

// handle makes the rejection of p count as handled.
func (rt *Runtime) handle(p *heap.Object) {
	if !object.IsHandled(p) {
		rt.obj.MarkHandled(p)
		rt.rejected.drop()
	}
}

func isPending(p *heap.Object) bool {
	state, _ := object.StateOf(p)
	return state == object.PromisePending
}

// OnUnhandledRejection makes the event loop call f for each promise that is rejected without
// handler, when no promise job is left, instead of ending with the error. What f returns ends
// the loop. nil restores that.
func (rt *Runtime) OnUnhandledRejection(f func(promise, reason Value) error) {
	rt.rejected.unhandled = f
}

// OnRejectionHandled makes the event loop call f for each promise that gets a handler after it
// was reported as unhandled, to the function of OnUnhandledRejection or as an error. What f
// returns ends the loop. nil ends that.
func (rt *Runtime) OnRejectionHandled(f func(promise, reason Value) error) { rt.rejected.late = f }
