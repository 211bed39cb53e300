package kiln

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"

	"github.com/kilnjs/kiln/pkg/object"
)

// ErrClosed is what the *LimitError wraps that every entry into a closed runtime gets.
var ErrClosed = errors.New("kiln: the runtime is closed")

// scope is the context of what runs now, as the caller and as Go functions have it.
type scope struct {
	given   context.Context // by the caller; nil if none was
	asked   context.Context // what Context has made of it; nil until somebody asks
	end     context.CancelFunc
	outside *scope // around a run within a run
}

// life is what ends with a runtime: it does not point to it.
type life struct {
	ctx    context.Context
	cancel context.CancelFunc
	closed atomic.Bool
	parked atomic.Pointer[object.Termination] // while it waits in a pool
	run    atomic.Pointer[context.CancelFunc] // ends what Context gave to the outermost run
}

func newLife() *life {
	l := new(life)
	l.ctx, l.cancel = context.WithCancel(context.Background())
	return l
}

// RunContext is Run until ctx ends, which interrupts the script: the *LimitError wraps the
// error of ctx. Go functions that the script calls get ctx from Context.
func (rt *Runtime) RunContext(ctx context.Context, p *Program) (v Value, err error) {
	err = rt.within(ctx, func() error {
		v, err = rt.Run(p)
		return err
	})
	return v, err
}

// CallContext is Call until ctx ends, as in RunContext.
func (rt *Runtime) CallContext(ctx context.Context, f Value, this any, args ...any) (v Value, err error) {
	err = rt.within(ctx, func() error {
		v, err = rt.Call(f, this, args...)
		return err
	})
	return v, err
}

var errNoContext = errors.New("kiln: the context is nil")

// within runs f, which enters the engine, with ctx as the context of the run.
func (rt *Runtime) within(ctx context.Context, f func() error) error {
	if ctx == nil {
		return errNoContext
	}
	if ctx == context.Background() && rt.scope != nil {
		return f() // a loop inside a run is part of that
	}
	if ctx.Done() != nil {
		defer rt.obj.EndWith(ctx)()
	}
	outside := rt.scope
	rt.scope = &scope{given: ctx, outside: outside}
	defer func() {
		rt.scope.close(rt)
		rt.scope = outside
	}()
	return f()
}

// Context returns the context of the run, for Go functions that a script calls: it has the
// values of the context that the run was begun with, if it was with one, and ends with that,
// with Interrupt, at the deadline, and at the latest when the run returns. Outside of a run
// it is the background.
func (rt *Runtime) Context() context.Context {
	if rt.depth == 0 {
		return context.Background()
	}
	if rt.scope == nil {
		rt.scope = new(scope)
	}
	return rt.scope.context(rt)
}

func (s *scope) context(rt *Runtime) context.Context {
	if s.asked != nil {
		return s.asked
	}
	ctx := s.given
	if ctx == nil {
		ctx = context.Background()
	}
	ctx, cancel := context.WithCancel(ctx)
	s.end = cancel
	if d := rt.obj.Deadline(); !d.IsZero() {
		var stop context.CancelFunc
		ctx, stop = context.WithDeadline(ctx, d)
		s.end = func() { stop(); cancel() }
	}
	s.asked = ctx
	if s.outside != nil {
		unlink := context.AfterFunc(s.outside.context(rt), cancel)
		end := s.end
		s.end = func() { unlink(); end() }
		return ctx
	}
	rt.life.run.Store(&cancel)
	if rt.obj.Interrupted() {
		cancel()
	}
	return ctx
}

// over reports whether a Go function has been told that the run is to end, so that the script
// ends at once when the function returns.
func (s *scope) over() bool { return s != nil && s.asked != nil && s.asked.Err() != nil }

// ended is the end of the script when the context is over.
func (s *scope) ended(rt *Runtime) error {
	if err := rt.obj.Poll(); err != nil {
		return err
	}
	return object.Ended(s.asked.Err())
}

// close ends the context, when what it belongs to has returned.
func (s *scope) close(rt *Runtime) {
	if s.asked == nil {
		return
	}
	s.end()
	if s.outside == nil {
		rt.life.run.Store(nil)
	}
}

// endRun is called when the outermost entry returns.
func (rt *Runtime) endRun() {
	if !rt.time.begun.IsZero() {
		rt.time.stop(rt.obj)
	}
	if s := rt.scope; s != nil && s.given == nil {
		s.close(rt)
		rt.scope = nil
	}
}

// linger returns a context for work that goes on when the run has returned: with the values of
// the context that the run was begun with, whose end is its end, as is that of the runtime.
func (rt *Runtime) linger() (context.Context, context.CancelFunc) {
	base := context.Background()
	if rt.scope != nil && rt.scope.given != nil {
		base = rt.scope.given
	}
	ctx, cancel := context.WithCancel(base)
	unlink := context.AfterFunc(rt.life.ctx, cancel)
	return ctx, sync.OnceFunc(func() {
		unlink()
		cancel()
	})
}

// Close ends a runtime for good, from any goroutine: the script that runs, the contexts of
// functions made by Async and of signals, and every later entry, with a *LimitError that wraps
// ErrClosed. Memory needs no Close: what Go lets go of is given back, and these contexts end
// then, too.
func (rt *Runtime) Close() {
	rt.life.closed.Store(true)
	rt.obj.Shut(&object.Termination{Kind: LimitInterrupt, Reason: "the runtime is closed", Cause: ErrClosed})
	rt.endContexts()
	rt.life.cancel()
	rt.obj.Queue.Wake()
}

// park makes a runtime refuse what somebody still wants of it who has put it back into a pool, so
// that its next user finds nothing of that.
func (rt *Runtime) park() {
	t := &object.Termination{Kind: LimitInterrupt, Reason: "the runtime was put back into its pool"}
	rt.life.parked.Store(t)
	rt.obj.Shut(t)
	if rt.life.closed.Load() {
		rt.Close() // at the same time, so that park may have taken its place
	}
}

// unpark ends park. It returns false for a runtime that was closed meanwhile.
func (rt *Runtime) unpark() bool {
	if t := rt.life.parked.Swap(nil); t != nil {
		rt.obj.Open(t)
	}
	return !rt.life.closed.Load()
}

// endContexts ends what Context has given to the run, from any goroutine.
func (rt *Runtime) endContexts() {
	if cancel := rt.life.run.Load(); cancel != nil {
		(*cancel)()
	}
}
