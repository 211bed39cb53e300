package kiln

import (
	"context"
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/queue"
)

// RunLoop runs the event loop until nothing is pending: promise jobs, timers,
// posted callbacks. It ends early with the first uncaught error, or when a limit
// is reached. The loop does not run inside a script or a callback: that is ErrNested.
func (rt *Runtime) RunLoop() error { return rt.RunLoopContext(context.Background()) }

// RunLoopContext is RunLoop until ctx ends, which also interrupts the callback that
// runs then: the *LimitError wraps the error of ctx.
func (rt *Runtime) RunLoopContext(ctx context.Context) error { return rt.runLoop(ctx, queue.Loop{}) }

// RunReady runs what is ready and returns where RunLoop would wait: for a host with an event
// loop of its own, which calls it after what it has done for scripts, and when NextTimer
// says so.
func (rt *Runtime) RunReady() error {
	return rt.runLoop(context.Background(), queue.Loop{Ready: true})
}

// RunLoopUntil is RunLoop until done reports true, which is asked between callbacks, when
// no promise job is left.
func (rt *Runtime) RunLoopUntil(done func() bool) error {
	return rt.runLoop(context.Background(), queue.Loop{Done: done})
}

// runLoop runs the queue as loop says.
func (rt *Runtime) runLoop(ctx context.Context, loop queue.Loop) error {
	if rt.depth > 0 {
		return ErrNested
	}
	if d := rt.obj.Deadline(); !d.IsZero() && ctx != nil {
		var cancel context.CancelFunc
		ctx, cancel = context.WithDeadline(ctx, d)
		defer cancel()
	}
	return rt.within(ctx, func() error {
		return rt.do(func() error {
			loop.Queue, loop.Drain, loop.Poll = rt.obj.Queue, rt.drain, rt.obj.Poll
			err := loop.Run(ctx)
			if ended := ctx.Err(); ended != nil && err == ended {
				return object.Ended(ended)
			}
			return err
		})
	})
}

// DrainJobs runs promise jobs until none is left.
func (rt *Runtime) DrainJobs() error {
	return rt.do(rt.drain)
}

// drain runs the job queue and what follows it, and reports unhandled rejections.
func (rt *Runtime) drain() error {
	if err := rt.obj.RunJobs(); err != nil {
		return err
	}
	rt.obj.Heap.ClearKept()
	rt.finalize()
	return rt.reportRejections()
}

// reportRejections tells of the promises that were rejected and have no handler.
func (rt *Runtime) reportRejections() error {
	for {
		p := rt.rejected.next()
		if p == nil {
			return nil
		}
		rt.obj.MarkReported(p)
		_, reason := object.StateOf(p)
		if rt.rejected.unhandled == nil {
			e := rt.exception(rt.rejection(reason).(*object.Throw))
			e.Rejection = true
			return e
		}
		if err := rt.rejected.unhandled(rt.value(p.Value()), rt.value(reason)); err != nil {
			return err
		}
		// What the function did may have made jobs, which come before the next promise.
		if err := rt.obj.RunJobs(); err != nil {
			return err
		}
	}
}

// finalize makes tasks of the finalization registries that have something to clean up.
func (rt *Runtime) finalize() {
	cleanup := rt.obj.Language().CleanupRegistry
	if cleanup == nil {
		return
	}
	for _, owner := range rt.obj.Heap.TakeFinalized() {
		rt.obj.Queue.AddTask(func() error { return cleanup(rt.obj, owner) }, owner)
	}
}

// trackRejection answers object.Hooks.RejectionTracker.
func (rt *Runtime) trackRejection(_ *object.Runtime, promise *heap.Object, handled bool) {
	switch {
	case !handled:
		rt.rejected.add(promise)
	case object.WasReported(promise):
		rt.tellHandled(promise)
	default:
		rt.rejected.drop()
	}
}

// tellHandled makes a task that tells of a promise which got its handler late.
func (rt *Runtime) tellHandled(promise *heap.Object) {
	if rt.rejected.late == nil {
		return
	}
	rt.obj.Queue.AddTask(func() error {
		if rt.rejected.late == nil {
			return nil
		}
		_, reason := object.StateOf(promise)
		return rt.rejected.late(rt.value(promise.Value()), rt.value(reason))
	}, promise.Value())
}

// rejections are the promises that were rejected without handler, in order. Some of
// them may have got one since: these leave the list when they are half of it.
type rejections struct {
	list    []heap.Value
	handled int // at most this many of the list have a handler
	memory  heap.Account

	unhandled, late func(promise, reason Value) error // of the host, nil without
}

func (r *rejections) add(promise *heap.Object) {
	if len(r.list) == cap(r.list) {
		r.list = slices.Grow(r.list, 1)
		r.account()
	}
	r.list = append(r.list, promise.Value())
}

func isHandled(promise heap.Value) bool { return object.IsHandled(promise.Object()) }

// drop hears that a promise of the list gets a handler.
func (r *rejections) drop() {
	r.handled++
	if r.handled <= len(r.list)/2 {
		return
	}
	r.list = slices.DeleteFunc(r.list, isHandled)
	if r.handled = 0; len(r.list) < cap(r.list)/4 {
		r.list = slices.Clone(r.list)
	}
	r.account()
}

// next takes out the first promise that still has no handler; nil: there is none.
func (r *rejections) next() *heap.Object {
	for i, v := range r.list {
		if p := v.Object(); !object.IsHandled(p) {
			r.list = r.list[i+1:]
			return p
		}
	}
	r.list, r.handled = nil, 0
	r.account()
	return nil
}

// account counts the list twice, since it is when it grows.
func (r *rejections) account() { r.memory.Set(16 * int64(cap(r.list))) }
