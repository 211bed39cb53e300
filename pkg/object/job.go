package object

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/queue"
)

// Kinds of jobs, with their arguments.
const (
	jobFulfilled uint32 = iota // reaction, value
	jobRejected                // reaction, reason
	jobThenable                // promise, thenable, then
	jobCallback                // function
)

// enqueueJob is HostEnqueuePromiseJob (sec-hostenqueuepromisejob).
func (rt *Runtime) enqueueJob(kind uint32, a, b, c heap.Value) {
	j := queue.Job{Kind: kind}
	j.Args[0], j.Args[1], j.Args[2] = a, b, c
	rt.Queue.Enqueue(j)
	if n := rt.Queue.Jobs(); n%queueStep == 0 {
		rt.ChargeQueue(QueueJobs, n)
	}
}

// QueueEntry says what ChargeQueue counts.
type QueueEntry uint8

// The kinds of entries of the queue.
const (
	QueueJobs QueueEntry = iota
	QueueTimers
	numQueueEntries
)

// queueStep is how many entries may come or go between two accounts of the
// memory they take; queueEntryBytes is about what one takes.
const (
	queueStep       = 1 << 10
	queueEntryBytes = 160
)

// queueCharge holds the account of the queue's memory, which lies outside the
// heap but counts toward its limit.
type queueCharge struct {
	handle uint32
	counts [numQueueEntries]int
}

// ChargeQueue accounts n entries that wait in the queue, in place of what was
// accounted before for entries of that kind.
func (rt *Runtime) ChargeQueue(kind QueueEntry, n int) {
	q := &rt.queued
	if q.handle == 0 {
		q.handle = rt.Heap.NewHandle(q)
	}
	q.counts[kind] = n
	total := 0
	for _, c := range q.counts {
		total += c
	}
	rt.Heap.SetHandleSize(q.handle, int64(total)*queueEntryBytes)
}

// EnqueueCallback makes a job that calls f without arguments, as queueMicrotask
// does.
func (rt *Runtime) EnqueueCallback(f heap.Value) {
	rt.enqueueJob(jobCallback, f, heap.Undefined, heap.Undefined)
}

// RunJobs runs the job queue until it is empty (sec-jobs). The first error, a
// *Throw of a callback or a *Termination, ends it; the other jobs stay.
func (rt *Runtime) RunJobs() error { return rt.Queue.RunJobs(rt.runJob) }

func (rt *Runtime) runJob(j *queue.Job) error {
	h := rt.Heap
	if n := rt.Queue.Jobs(); n%queueStep == 0 && rt.queued.counts[QueueJobs] != n {
		rt.ChargeQueue(QueueJobs, n)
	}
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
