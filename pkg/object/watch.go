package object

import (
	"time"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/queue"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
	"github.com/kilnjs/kiln/pkg/watch"
)

// watch makes the runtime tell s what it does.
func (rt *Runtime) watch(s *watch.Stream) {
	rt.Watch = s
	rt.FramesWatched = s.WantsAny(watch.Frames)
	rt.StepsWatched = s.Wants(watch.Step)
	rt.Queue.Watcher = &queueWatcher{rt: rt}
	rt.Heap.OnCollect = func(full bool, took time.Duration, freed int64) {
		if s.Wants(watch.Collect) {
			e := watch.Event{Kind: watch.Collect, Took: took, Bytes: freed, Loop: -1, Reason: "young"}
			if full {
				e.Reason = "full"
			}
			s.Emit(&e)
		}
	}
}

// EnterWatched is the EntryFunc of all code while frames are watched: code.Entry, told
// of.
func EnterWatched(rt *Runtime, code *Code, fp int) (heap.Value, error) {
	if code.Tier == TierHost {
		return code.Entry(rt, code, fp)
	}
	how := "call"
	if !rt.Stack.Vals[fp+stack.NewTarget].IsUndefined() {
		how = "construct"
	}
	rt.pushed(code, code.Tier, fp, how)
	v, err := code.Entry(rt, code, fp)
	if callee := rt.Stack.Vals[fp+stack.Callee]; callee.IsObject() { // see ReplacedFrame
		code = rt.CodeOf(callee.Object())
	}
	rt.popped(code, err, false)
	return v, err
}

// ReplacedFrame tells who watches frames that the one of a tail call has taken the
// place of that of from.
func (rt *Runtime) ReplacedFrame(from, to *Code) {
	if rt.FramesWatched {
		rt.popped(from, nil, false)
		rt.pushed(to, to.Tier, -1, "call")
	}
}

// tellSlice tells of a slice of the budget, with the innermost frame of a script.
func (rt *Runtime) tellSlice(used int64) {
	e := watch.Event{Kind: watch.Slice, Count: used, Loop: -1}
	rt.WalkFrames(func(callee heap.Value, pos int32, tier Tier) bool {
		if !callee.IsObject() || callee.Object().Class() != heap.ClassFunction {
			return true
		}
		code := rt.CodeOf(callee.Object())
		if code.Func == nil {
			return true
		}
		e.Function, e.Code, e.To = code.Func, code.ID, tier
		e.Line, _ = code.Func.Program.Source.Position(rt.FramePosition(code, pos, tier))
		return false
	})
	rt.Watch.Emit(&e)
}

func (rt *Runtime) pushed(code *Code, tier Tier, fp int, how string) {
	if rt.Watch.Wants(watch.Push) {
		rt.event = watch.Event{Kind: watch.Push, To: tier, Function: code.function(), Code: code.ID, Loop: -1, Frame: fp, Reason: how}
		rt.Watch.Emit(&rt.event)
	}
}

func (rt *Runtime) popped(code *Code, err error, suspended bool) {
	if !rt.Watch.Wants(watch.Pop) {
		return
	}
	how := "return"
	switch {
	case err != nil:
		how = "throw"
	case suspended:
		how = "suspend"
	}
	rt.event = watch.Event{Kind: watch.Pop, Function: code.function(), Code: code.ID, Loop: -1, Reason: how}
	rt.Watch.Emit(&rt.event)
}

// TellStep tells of a statement of code that begins at pos, or with what "turn" of one
// more turn of the loop that does. The frame that runs it is the current one.
func (rt *Runtime) TellStep(code *Code, pos syntax.Pos, what string) {
	rt.event = watch.Event{Kind: watch.Step, Function: code.Func, Code: code.ID, Loop: -1, Pos: uint32(pos), Reason: what}
	rt.Watch.Emit(&rt.event)
}

// tellReaction tells that a reaction waits for p, or would if p were not settled.
func (rt *Runtime) tellReaction(p *heap.Object, r *heap.Env) {
	e := &rt.event
	*e = watch.Event{Kind: watch.React, Loop: -1, Promise: uint64(p.Value()), Reaction: uint64(r.Value()), Result: reactionResult(r)}
	e.Function, e.Reason = rt.describeReaction(r, false)
	if e.Function == nil {
		e.Function = rt.functionOf(r.Slot(reactFailure))
	}
	rt.Watch.Emit(e)
}

// tellSettled tells that p has its state.
func (rt *Runtime) tellSettled(p *heap.Object, state PromiseState) {
	e := &rt.event
	*e = watch.Event{Kind: watch.Settle, Loop: -1, Promise: uint64(p.Value()), Reason: "fulfilled"}
	if state == PromiseRejected {
		e.Reason = "rejected"
		if !IsHandled(p) {
			e.Reason = "unhandled"
		}
	}
	rt.Watch.Emit(e)
}

// reactionResult names the promise that a reaction settles, 0 if there is none.
func reactionResult(r *heap.Env) uint64 {
	v := r.Slot(reactPromise)
	if id := ReactionID(r.Slot(reactKind).AsInt()); id == asyncResumed && v.IsObject() {
		v = v.Object().Internal(genQueue)
	}
	if !IsPromise(v) {
		return 0
	}
	return uint64(v)
}

// function is what events about the code name; nil for host functions.
func (code *Code) function() watch.Function {
	if code.Func == nil {
		return nil
	}
	return code.Func
}

// queueWatcher makes events of what happens to the queue.
type queueWatcher struct {
	rt      *Runtime
	running []running // the task and the job that run, the inner one last
}

// running is what was said when an entry began.
type running struct {
	begun time.Time
	event watch.Event
}

// The kinds of events by sort of entry.
var (
	addKinds   = [...]watch.Kind{queue.JobEntry: watch.AddJob, queue.TaskEntry: watch.AddTask, queue.TimerEntry: watch.AddTimer}
	beginKinds = [...]watch.Kind{queue.JobEntry: watch.BeginJob, queue.TaskEntry: watch.BeginTask, queue.TimerEntry: watch.FireTimer}
	endKinds   = [...]watch.Kind{queue.JobEntry: watch.EndJob, queue.TaskEntry: watch.EndTask}
)

// Added implements queue.Watcher.
func (w *queueWatcher) Added(e queue.Entry) {
	if w.Wants() {
		w.emit(addKinds[e.Sort], e)
	}
}

// Wants implements queue.Watcher.
func (w *queueWatcher) Wants() bool { return w.rt.Watch.WantsAny(watch.Queue) }

// Begins implements queue.Watcher.
func (w *queueWatcher) Begins(e queue.Entry) {
	if !w.rt.Watch.WantsAny(watch.Queue) {
		return
	}
	r := running{event: w.emit(beginKinds[e.Sort], e)}
	if e.Sort == queue.TimerEntry {
		return
	}
	if w.rt.Watch.Wants(endKinds[e.Sort]) {
		r.begun = time.Now()
	}
	w.running = append(w.running, r)
}

// Ends implements queue.Watcher. What the entry was about may be gone, and it may have begun
// when nobody listened.
func (w *queueWatcher) Ends(e queue.Entry) {
	last := len(w.running) - 1
	if last < 0 || w.running[last].event.Kind != beginKinds[e.Sort] || w.running[last].event.ID != e.ID {
		return
	}
	r := w.running[last]
	w.running = w.running[:last]
	if r.event.Kind = endKinds[e.Sort]; w.rt.Watch.Wants(r.event.Kind) && !r.begun.IsZero() {
		r.event.Took = time.Since(r.begun)
		w.rt.Watch.Emit(&r.event)
	}
}

// Removed implements queue.Watcher.
func (w *queueWatcher) Removed(e queue.Entry) {
	if w.rt.Watch.WantsAny(watch.Queue) {
		w.emit(watch.RemoveTimer, e)
	}
}

// Waited implements queue.Watcher.
func (w *queueWatcher) Waited(took time.Duration) {
	if w.rt.Watch.Wants(watch.Wait) {
		w.rt.Watch.Emit(&watch.Event{Kind: watch.Wait, Took: took, Loop: -1})
	}
}

// emit returns the event.
func (w *queueWatcher) emit(kind watch.Kind, e queue.Entry) (event watch.Event) {
	s := w.rt.Watch
	event = watch.Event{Kind: kind, ID: e.ID, Due: e.Due, Interval: e.Interval, Loop: -1}
	if e.Job != nil {
		event.Function, event.Reason = w.rt.describeJob(e.Job)
		switch a := e.Job.Args[0]; {
		case e.Job.Run != nil || e.Job.Kind == jobCallback:
		case e.Job.Kind == jobThenable:
			event.Promise, event.Result = uint64(e.Job.Args[1]), uint64(a)
		case e.Job.Kind >= jobNativeFulfilled: // it was enqueued when nobody watched
		default:
			event.Reaction, event.Result = uint64(a), reactionResult(a.Env())
		}
	}
	if len(e.Roots) > 0 {
		event.Function = w.rt.functionOf(e.Roots[0])
	}
	if s.Wants(kind) {
		s.Emit(&event)
	}
	return event
}

// describeJob returns the function of a script that the job will call or resume, if
// it is known, and what the job is.
func (rt *Runtime) describeJob(j *queue.Job) (watch.Function, string) {
	a, c := j.Args[0], j.Args[2]
	switch {
	case j.Run != nil:
		return nil, "host"
	case j.Kind == jobThenable:
		return rt.functionOf(c), "thenable"
	case j.Kind == jobCallback:
		return rt.functionOf(a), "callback"
	case j.Kind >= jobNativeFulfilled:
		return rt.describeNative(ReactionID(c.AsInt()), a)
	}
	return rt.describeReaction(a.Env(), j.Kind == jobRejected)
}

// describeReaction is describeJob for the job of a reaction.
func (rt *Runtime) describeReaction(r *heap.Env, rejected bool) (watch.Function, string) {
	switch ReactionID(r.Slot(reactKind).AsInt()) {
	case 0:
		if !rejected {
			return rt.functionOf(r.Slot(reactFulfil)), "reaction"
		}
		return rt.functionOf(r.Slot(reactFailure)), "reaction"
	}
	return rt.describeNative(ReactionID(r.Slot(reactKind).AsInt()), r.Slot(reactPromise))
}

// describeNative is describeReaction for a reaction of ThenNative.
func (rt *Runtime) describeNative(id ReactionID, data heap.Value) (watch.Function, string) {
	if id == asyncResumed || id == asyncGeneratorResumed {
		return rt.suspendedFunction(data), "await"
	}
	return nil, "reaction"
}

// functionOf returns what events say of the function v; nil when it is none of a script.
func (rt *Runtime) functionOf(v heap.Value) watch.Function {
	if !v.IsObject() || v.Object().Class() != heap.ClassFunction {
		return nil
	}
	return rt.CodeOf(v.Object()).function()
}

// suspendedFunction is functionOf for the callee of the frame that g has saved.
func (rt *Runtime) suspendedFunction(g heap.Value) watch.Function {
	if !g.IsObject() {
		return nil
	}
	switch g.Object().Class() {
	case heap.ClassGenerator, heap.ClassAsyncGenerator:
		if saved := g.Object().Internal(genFrame); saved.IsCell() {
			return rt.functionOf(saved.GenState().At(stack.Callee))
		}
	}
	return nil
}
