package queue

import "github.com/kilnjs/kiln/pkg/heap"

// maxJobArgs is the number of Values a Job carries without an allocation.
const maxJobArgs = 6

// Job is one entry of the job queue (sec-jobs). Either Run is set, or Kind and
// Args say what to do to the function given to RunJobs.
type Job struct {
	Run  func() error
	Kind uint32
	Data any                    // Go data for the executor; holds no Values that nothing else roots
	Args [maxJobArgs]heap.Value // unused ones are zero, which is a number
}

// chunkJobs is the number of jobs in a chunk of a jobList.
const chunkJobs = 64

type jobChunk struct {
	jobs       [chunkJobs]Job
	head, tail int // jobs[head:tail] wait
	next       *jobChunk
}

// jobList is a first-in first-out queue in a chain of chunks: a long one that grows
// is never copied.
type jobList struct {
	first, last *jobChunk // nil until the first job
	spare       *jobChunk // empty, or nil
	n           int
	chunks      int // without the spare one
}

func (l *jobList) push(j Job) {
	if l.last == nil {
		l.first = new(jobChunk)
		l.last = l.first
		l.chunks = 1
	} else if l.last.tail == chunkJobs {
		if l.spare == nil {
			l.spare = new(jobChunk)
		}
		l.last.next = l.spare
		l.last, l.spare = l.spare, nil
		l.chunks++
	}
	c := l.last
	c.jobs[c.tail] = j
	c.tail++
	l.n++
}

func (l *jobList) pop() Job {
	c := l.first
	j := c.jobs[c.head]
	c.jobs[c.head] = Job{}
	c.head++
	l.n--
	switch {
	case c.head < c.tail:
	case c.next != nil:
		l.first = c.next
		c.head, c.tail, c.next = 0, 0, nil
		l.spare = c
		l.chunks--
	default: // the only chunk starts over
		c.head, c.tail = 0, 0
	}
	return j
}

func (l *jobList) trace(m *heap.Marker) {
	for c := l.first; c != nil; c = c.next {
		for i := c.head; i < c.tail; i++ {
			m.Values(c.jobs[i].Args[:])
		}
		if !m.Breathe() {
			return
		}
	}
}

// Enqueue adds a job (sec-hostenqueuepromisejob).
func (q *Queue) Enqueue(j Job) {
	chunks := q.jobs.chunks
	q.jobs.push(j)
	if q.jobs.chunks != chunks {
		q.account()
	}
	q.lastJob++
	if q.Watcher != nil && q.Watcher.Wants() {
		// Where it lies now: the argument itself would be moved to Go's heap for each job.
		c := q.jobs.last
		q.Watcher.Added(q.jobEntry(q.lastJob, &c.jobs[c.tail-1]))
	}
}

// RunningJobs reports whether RunJobs is active.
func (q *Queue) RunningJobs() bool { return q.running }

// Jobs returns the number of jobs that wait.
func (q *Queue) Jobs() int { return q.jobs.n }

// RunJobs runs jobs until none is left, those included that jobs enqueue. exec
// runs the jobs that have no Run function. It stops at the first error and
// returns it; the other jobs stay. A call from within a job does nothing: the
// outer one runs all jobs.
func (q *Queue) RunJobs(exec func(*Job) error) error {
	if q.running {
		return nil
	}
	q.running = true
	defer q.endJobs()
	for q.jobs.n > 0 {
		chunks := q.jobs.chunks
		q.current = q.jobs.pop()
		if q.jobs.chunks != chunks {
			q.account()
		}
		id := q.lastJob - uint64(q.jobs.n)
		if q.Watcher != nil {
			q.Watcher.Begins(q.jobEntry(id, &q.current))
		}
		var err error
		if q.current.Run != nil {
			err = q.current.Run()
		} else {
			err = exec(&q.current)
		}
		if q.Watcher != nil {
			q.Watcher.Ends(q.jobEntry(id, &q.current))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (q *Queue) endJobs() {
	q.running = false
	q.current = Job{}
}

// DropJobs forgets all jobs, for a runtime whose script was terminated.
func (q *Queue) DropJobs() {
	q.jobs = jobList{}
	q.account()
}
