package queue

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/heap"
)

func newQueue() (*heap.Heap, *Queue, *[]string, func(string) func() error) {
	h := heap.New(heap.Options{})
	q := New(h, &VirtualClock{})
	log := &[]string{}
	return h, q, log, func(s string) func() error {
		return func() error { *log = append(*log, s); return nil }
	}
}

func TestJobsRunInOrderBeforeTasks(t *testing.T) {
	_, q, log, say := newQueue()
	q.AddTask(func() error {
		*log = append(*log, "task1")
		q.Enqueue(Job{Run: say("job-of-task1")})
		return nil
	})
	q.AddTask(say("task2"))
	for i := range 40 {
		q.Enqueue(Job{Run: func() error {
			if i == 3 {
				q.Enqueue(Job{Run: say("late")})
			}
			if i < 2 {
				*log = append(*log, fmt.Sprint("job", i))
			}
			return nil
		}})
	}
	require.NoError(t, (&Loop{Queue: q}).Run(context.Background()))
	assert.Equal(t, []string{"job0", "job1", "late", "task1", "job-of-task1", "task2"}, *log)
	assert.False(t, q.Pending())
}

func TestExecutorGetsArgs(t *testing.T) {
	_, q, _, _ := newQueue()
	for i := range 100 {
		q.Enqueue(Job{Kind: uint32(i), Args: [maxJobArgs]heap.Value{heap.Int(int32(i))}})
	}
	n := 0
	require.NoError(t, q.RunJobs(func(j *Job) error {
		assert.Equal(t, uint32(n), j.Kind)
		assert.Equal(t, heap.Int(int32(n)), j.Args[0])
		n++
		return q.RunJobs(nil)
	}))
	assert.Equal(t, 100, n)
}

func TestJobErrorKeepsTheRest(t *testing.T) {
	_, q, log, say := newQueue()
	boom := errors.New("boom")
	q.Enqueue(Job{Run: func() error { return boom }})
	q.Enqueue(Job{Run: say("after")})
	seen := 0
	l := &Loop{Queue: q, OnError: func(err error) error { seen++; assert.Equal(t, boom, err); return nil }}
	require.NoError(t, l.Run(context.Background()))
	assert.Equal(t, 1, seen)
	assert.Equal(t, []string{"after"}, *log)
	q.AddTask(func() error { return boom })
	assert.Equal(t, boom, (&Loop{Queue: q}).Run(context.Background()))
}

func TestTimers(t *testing.T) {
	_, q, log, say := newQueue()
	q.SetTimer(30*time.Millisecond, say("30"))
	q.SetTimer(10*time.Millisecond, say("10a"))
	q.SetTimer(10*time.Millisecond, say("10b"))
	dead := q.SetTimer(5*time.Millisecond, say("never"))
	assert.True(t, q.ClearTimer(dead))
	assert.False(t, q.ClearTimer(dead))
	n := 0
	var id TimerID
	id = q.SetInterval(4*time.Hour, func() error {
		n++
		if n == 3 {
			q.ClearTimer(id)
		}
		return nil
	})
	start := time.Now()
	require.NoError(t, (&Loop{Queue: q}).Run(context.Background()))
	assert.Less(t, time.Since(start), time.Minute)
	assert.Equal(t, []string{"10a", "10b", "30"}, *log)
	assert.Equal(t, 3, n)
	assert.Equal(t, 12*time.Hour, q.Clock().Now())
}

func TestPostFromGoroutines(t *testing.T) {
	h := heap.New(heap.Options{})
	q := New(h, nil)
	var wg sync.WaitGroup
	sum := 0
	for i := range 50 {
		release := q.Hold()
		wg.Add(1)
		go func() {
			defer wg.Done()
			q.Post(func() error { sum += i; return nil })
			release()
			release()
		}()
	}
	require.NoError(t, (&Loop{Queue: q}).Run(context.Background()))
	wg.Wait()
	assert.Equal(t, 49*50/2, sum)
}

func TestContextEndsTheLoop(t *testing.T) {
	h := heap.New(heap.Options{})
	for name, prepare := range map[string]func(q *Queue){
		"held":  func(q *Queue) { q.Hold() },
		"timer": func(q *Queue) { q.SetTimer(time.Hour, func() error { return nil }) },
	} {
		t.Run(name, func(t *testing.T) {
			q := New(h, nil)
			prepare(q)
			ctx, cancel := context.WithCancel(context.Background())
			time.AfterFunc(5*time.Millisecond, cancel)
			assert.ErrorIs(t, (&Loop{Queue: q}).Run(ctx), context.Canceled)
			q.Drop()
			assert.Empty(t, q.timers)
		})
	}
}

func TestRoots(t *testing.T) {
	h, q, _, _ := newQueue()
	shape := h.RootShape(heap.Null, heap.ClassObject, 1)
	var weak []*heap.WeakCell
	object := func() heap.Value {
		o := h.AllocObject(shape)
		weak = append(weak, h.NewWeakCell(o.Value()))
		return o.Value()
	}
	alive := func() (n int) {
		h.Collect(true)
		require.NoError(t, h.Verify())
		for _, w := range weak {
			if w.Target() != heap.Undefined {
				n++
			}
		}
		return n
	}
	q.Enqueue(Job{Args: [maxJobArgs]heap.Value{object(), object()}})
	q.AddTask(func() error { assert.Equal(t, 2, alive()); return nil }, object())
	q.SetTimer(time.Second, func() error { assert.Equal(t, 1, alive()); return nil }, object())
	l := &Loop{Queue: q, Drain: func() error {
		return q.RunJobs(func(*Job) error { assert.Equal(t, 4, alive()); return nil })
	}}
	require.NoError(t, l.Run(context.Background()))
	assert.Equal(t, 0, alive())
}
