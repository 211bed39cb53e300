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

// jobRing is a first-in first-out queue in a ring.
type jobRing struct {
	ring []Job // length a power of two
	head int
	n    int
}

func (r *jobRing) push(j Job) {
	if r.n == len(r.ring) {
		bigger := make([]Job, max(16, 2*len(r.ring)))
		for i := 0; i < r.n; i++ {
			bigger[i] = r.ring[(r.head+i)&(len(r.ring)-1)]
		}
		r.ring, r.head = bigger, 0
	}
	r.ring[(r.head+r.n)&(len(r.ring)-1)] = j
	r.n++
}

func (r *jobRing) pop() Job {
	i := r.head
	j := r.ring[i]
	r.ring[i] = Job{}
	r.head = (i + 1) & (len(r.ring) - 1)
	r.n--
	if r.n == 0 && len(r.ring) > 4096 {
		r.ring, r.head = nil, 0
	}
	return j
}

// Enqueue adds a job (sec-hostenqueuepromisejob).
func (q *Queue) Enqueue(j Job) { q.jobs.push(j) }

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
		q.current = q.jobs.pop()
		var err error
		if q.current.Run != nil {
			err = q.current.Run()
		} else {
			err = exec(&q.current)
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
func (q *Queue) DropJobs() { q.jobs = jobRing{} }
