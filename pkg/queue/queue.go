package queue

import (
	"context"
	"sync"
	"time"

	"github.com/kilnjs/kiln/pkg/heap"
)

// Queue holds the jobs, tasks and timers of one runtime.
type Queue struct {
	// Watcher may be nil. It is set before anything is added.
	Watcher Watcher

	jobs    jobList
	current Job    // the running job
	running bool   // RunJobs is active
	lastJob uint64 // number of the job that was added last

	tasks      []task // due tasks, in order
	task       task   // the running task
	lastTask   uint64
	timers     timerHeap
	byID       map[TimerID]*timer
	background int // timers that no loop waits for
	lastID     TimerID
	seq        uint64
	clock      Clock
	begun      time.Time // wall time when the clock showed zero, for a clock without one

	timerBytes int64        // what timers and their roots take
	memory     heap.Account // of all that waits

	mu     sync.Mutex
	posted []func() error
	held   *holds
}

// task is a callback and the Values that it needs.
type task struct {
	run   func() error
	roots []heap.Value
	id    uint64
}

// New makes a queue whose contents are roots of h. A nil clock is the real one.
func New(h *heap.Heap, clock Clock) *Queue {
	if clock == nil {
		clock = NewRealClock()
	}
	q := &Queue{clock: clock, byID: map[TimerID]*timer{}, memory: h.Account(), held: newHolds()}
	if _, ok := clock.(WallClock); !ok {
		q.begun = time.Now().Add(-clock.Now())
	}
	h.AddRoots("queue", q.roots)
	return q
}

func (q *Queue) roots(m *heap.Marker) {
	q.jobs.trace(m)
	m.Values(q.current.Args[:])
	for i := range q.tasks {
		m.Values(q.tasks[i].roots)
	}
	m.Values(q.task.roots)
	for _, t := range q.timers {
		m.Values(t.roots)
	}
}

// About what an entry takes, with the closure that it calls (bytes).
const (
	jobBytes   = 80
	taskBytes  = 128
	timerBytes = 320
	valueBytes = 8
)

// account tells the heap what the queue takes, which counts toward its limit.
func (q *Queue) account() {
	q.memory.Set(int64(q.jobs.chunks)*chunkJobs*jobBytes + int64(len(q.tasks))*taskBytes + q.timerBytes)
}

// Clock returns the clock of the timers.
func (q *Queue) Clock() Clock { return q.clock }

// Time returns the wall time by the clock of the timers: its own if it is a
// WallClock, else the machine's when the queue was made, moved on as the clock moves.
func (q *Queue) Time() time.Time {
	if c, ok := q.clock.(WallClock); ok {
		return c.Time()
	}
	return q.begun.Add(q.clock.Now())
}

// NextTimer returns when the next timer is due, on the clock; ok is false without one.
func (q *Queue) NextTimer() (due time.Duration, ok bool) {
	if len(q.timers) == 0 {
		return 0, false
	}
	return q.timers[0].due, true
}

// Timers returns the number of timers that wait.
func (q *Queue) Timers() int { return len(q.timers) }

// AddTask adds a task after those that are due already. roots are kept alive
// until it ran.
func (q *Queue) AddTask(run func() error, roots ...heap.Value) {
	q.addTask(run, roots)
	q.account()
}

// Post adds a task from any goroutine. run is called on the goroutine of the loop.
func (q *Queue) Post(run func() error) {
	q.mu.Lock()
	q.posted = append(q.posted, run)
	q.mu.Unlock()
	q.held.signal()
}

// Hold says that work is under way somewhere which will Post: the loop waits
// for it. The returned function, which may be called from any goroutine and
// more than once, says that it is done. It does not keep the queue alive.
func (q *Queue) Hold() (release func()) { return q.held.hold() }

// Busy says why what waits is not all there is, so that it cannot be saved; "" if it is.
func (q *Queue) Busy() string {
	q.mu.Lock()
	defer q.mu.Unlock()
	switch {
	case len(q.posted) > 0:
		return "callbacks have been posted that have not run"
	case q.held.any():
		return "work in Go is under way that holds the event loop"
	}
	return ""
}

// Running reports whether a job or a task runs.
func (q *Queue) Running() bool { return q.running || q.task.run != nil }

// Forget drops what was posted, and what Hold waits for, whatever it is.
func (q *Queue) Forget() {
	q.mu.Lock()
	q.posted = nil
	q.mu.Unlock()
	q.held.forget()
}

// Wake ends the wait of a loop, from any goroutine.
func (q *Queue) Wake() { q.held.signal() }

// takePosted moves what other goroutines posted to the tasks and reports whether work is
// held: what that has posted before it was done is among these.
func (q *Queue) takePosted() (held bool) {
	held = q.held.any()
	q.mu.Lock()
	posted := q.posted
	q.posted = nil
	q.mu.Unlock()
	for _, run := range posted {
		q.addTask(run, nil)
	}
	if len(posted) > 0 {
		q.account()
	}
	return held
}

// Pending reports whether anything waits: a job, a task, a timer or held work.
func (q *Queue) Pending() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.jobs.n > 0 || len(q.tasks) > 0 || len(q.timers) > q.background || len(q.posted) > 0 || q.held.any()
}

// Drop forgets all jobs, tasks and timers.
func (q *Queue) Drop() {
	q.DropJobs()
	q.tasks = nil
	q.timers, q.background = nil, 0
	q.timerBytes = 0
	clear(q.byID)
	q.account()
	q.mu.Lock()
	q.posted = nil
	q.mu.Unlock()
}

// RunTask runs the next task that is due, if there is one, and reports whether
// there was. It does not run jobs.
func (q *Queue) RunTask() (ran bool, err error) {
	q.takePosted()
	if len(q.tasks) == 0 {
		q.takeDue()
	}
	if len(q.tasks) == 0 {
		return false, nil
	}
	q.task = q.tasks[0]
	q.tasks[0] = task{}
	q.tasks = q.tasks[1:]
	if len(q.tasks) == 0 {
		q.tasks = nil
	}
	q.account()
	if q.Watcher != nil {
		q.Watcher.Begins(q.task.entry())
	}
	err = q.task.run()
	if q.Watcher != nil {
		q.Watcher.Ends(q.task.entry())
	}
	q.task = task{}
	return true, err
}

// takeDue makes tasks of the timers that are due.
func (q *Queue) takeDue() {
	now := q.clock.Now()
	for len(q.timers) > 0 && q.timers[0].due <= now && len(q.tasks) == 0 {
		t := q.timers[0]
		q.fire(t, now)
	}
}

// Loop runs a queue: jobs until there are none, then one task, and again.
type Loop struct {
	Queue *Queue
	// Drain runs all jobs; nil means Queue.RunJobs for jobs with a Run function.
	Drain func() error
	// OnError gets the error of a task or of Drain. When it returns an error the
	// loop ends with it; nil means that every error ends the loop.
	OnError func(error) error
	// Done, when not nil, is asked whenever no job is left, and ends the loop when it
	// reports true.
	Done func() bool
	// Poll, when not nil, is called whenever the loop has waited, and ends it with its error.
	Poll func() error
	// Ready makes the loop end where it would wait.
	Ready bool
}

// Run runs the loop until nothing is pending, ctx ends or an error ends it.
func (l *Loop) Run(ctx context.Context) error {
	q := l.Queue
	for {
		if err := l.drain(); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if l.Done != nil && l.Done() {
			return nil
		}
		ran, err := q.RunTask()
		if err = l.report(err); err != nil {
			return err
		}
		if ran || q.jobs.n > 0 {
			continue
		}
		if l.Ready {
			return nil
		}
		begun := time.Now()
		done, err := q.wait(ctx)
		if q.Watcher != nil && !done {
			q.Watcher.Waited(time.Since(begun))
		}
		if done || err != nil {
			return err
		}
		if l.Poll != nil {
			if err := l.Poll(); err != nil {
				return err
			}
		}
	}
}

func (l *Loop) drain() error {
	for {
		var err error
		if l.Drain != nil {
			err = l.Drain()
		} else {
			err = l.Queue.RunJobs(func(*Job) error { return nil })
		}
		if err == nil {
			return nil
		}
		if err = l.report(err); err != nil {
			return err
		}
	}
}

func (l *Loop) report(err error) error {
	if err != nil && l.OnError != nil {
		return l.OnError(err)
	}
	return err
}

// wait waits for the next timer or post. done: nothing can come any more.
func (q *Queue) wait(ctx context.Context) (done bool, err error) {
	held := q.takePosted()
	if len(q.tasks) > 0 {
		return false, nil
	}
	if !held && len(q.timers) == q.background {
		return true, nil
	}
	if len(q.timers) == 0 {
		select {
		case <-q.held.wake:
			return false, nil
		case <-ctx.Done():
			return true, ctx.Err()
		}
	}
	return false, q.clock.Wait(ctx, q.timers[0].due, q.held.wake, held)
}
