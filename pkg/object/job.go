package object

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/queue"
)

// Kinds of jobs, with their arguments.
const (
	jobFulfilled       uint32 = iota // reaction, value
	jobRejected                      // reaction, reason
	jobThenable                      // promise, thenable, then
	jobCallback                      // function
	jobNativeFulfilled               // data of a reaction of ThenNative, value, Int: ReactionID, and the realm id above bit 16
	jobNativeRejected                // the same with the reason
)

// enqueueJob is HostEnqueuePromiseJob (sec-hostenqueuepromisejob).
func (rt *Runtime) enqueueJob(kind uint32, a, b, c heap.Value) {
	j := queue.Job{Kind: kind}
	j.Args[0], j.Args[1], j.Args[2] = a, b, c
	rt.Queue.Enqueue(j)
}

// EnqueueCallback makes a job that calls f without arguments, as queueMicrotask
// does.
func (rt *Runtime) EnqueueCallback(f heap.Value) {
	rt.enqueueJob(jobCallback, f, heap.Undefined, heap.Undefined)
}

// RunJobs runs the job queue until it is empty (sec-jobs). The first error, a
// *Throw of a callback or a *Termination, ends it; the other jobs stay.
func (rt *Runtime) RunJobs() error {
	if rt.Queue.RunningJobs() {
		return nil
	}
	if rt.Queue.Jobs() == 0 {
		rt.Usage.Jobs = 0
		return nil
	}
	defer func() { rt.Usage.Jobs = 0 }()
	return rt.Queue.RunJobs(rt.runJob)
}

func (rt *Runtime) runJob(j *queue.Job) error {
	if err := rt.countJob(); err != nil {
		return err
	}
	h := rt.Heap
	saved := rt.Cur
	if saved == nil {
		rt.Cur = rt.Realms[0]
	}
	mark := h.OpenScope()
	a, b, c := j.Args[0], j.Args[1], j.Args[2]
	var err error
	switch j.Kind {
	case jobFulfilled:
		err = rt.runReaction(a, b, false)
	case jobRejected:
		err = rt.runReaction(a, b, true)
	case jobThenable:
		err = rt.runThenable(a, b, c)
	case jobNativeFulfilled:
		err = rt.runNative(a, b, c, false)
	case jobNativeRejected:
		err = rt.runNative(a, b, c, true)
	case jobCallback:
		_, err = rt.Call(a, heap.Undefined)
	}
	h.CloseScope(mark)
	if t, ok := err.(*Throw); ok {
		h.Keep(t.Value)
	}
	rt.Cur = saved
	if err != nil {
		return err
	}
	return rt.Step()
}
