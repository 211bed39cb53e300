package queue

import (
	"time"

	"github.com/kilnjs/kiln/pkg/heap"
)

// Sort tells the entries of a queue apart.
type Sort uint8

// The sorts of entries.
const (
	JobEntry Sort = iota
	TaskEntry
	TimerEntry
)

// Entry is what a Watcher is told about.
type Entry struct {
	Sort  Sort
	ID    uint64       // each sort counts for itself, from 1
	Job   *Job         // of a job
	Roots []heap.Value // of a task or a timer
	// Due and Interval are those of a timer, by the clock of the queue; a negative
	// Interval says that it fires once.
	Due, Interval time.Duration
}

// Watcher hears what happens to the entries of a queue, on the goroutine of its
// loop, jobs and tasks that Drop forgets excepted. It must not use the queue.
type Watcher interface {
	// Wants reports whether the next call of Added is heard.
	Wants() bool
	// Added: the entry waits.
	Added(e Entry)
	// Begins: a job or task begins to run, or a timer fires.
	Begins(e Entry)
	// Ends: a job or task has run.
	Ends(e Entry)
	// Removed: a timer was cleared.
	Removed(e Entry)
	// Waited: nothing was there to do for that long.
	Waited(took time.Duration)
}

func (q *Queue) jobEntry(id uint64, j *Job) Entry { return Entry{Sort: JobEntry, ID: id, Job: j} }

func (t *task) entry() Entry { return Entry{Sort: TaskEntry, ID: t.id, Roots: t.roots} }

func (t *timer) entry() Entry {
	return Entry{Sort: TimerEntry, ID: uint64(t.id), Roots: t.roots, Due: t.due, Interval: t.interval}
}

// addTask appends a task.
func (q *Queue) addTask(run func() error, roots []heap.Value) {
	q.lastTask++
	q.tasks = append(q.tasks, task{run, roots, q.lastTask})
	if q.Watcher != nil {
		q.Watcher.Added(q.tasks[len(q.tasks)-1].entry())
	}
}
