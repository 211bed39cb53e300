package queue

import (
	"container/heap"
	"time"

	kheap "github.com/kilnjs/kiln/pkg/heap"
)

// TimerID names a timer, from 1 on.
type TimerID int64

type timer struct {
	id       TimerID
	due      time.Duration
	seq      uint64        // order among timers that are due at the same time
	interval time.Duration // < 0: fires once
	index    int           // in the heap
	run      func() error
	roots    []kheap.Value

	background bool // see SetBackgroundTimer
}

// timerHeap orders timers by due time, then by creation.
type timerHeap []*timer

// Len implements heap.Interface.
func (h timerHeap) Len() int { return len(h) }

// Less implements heap.Interface.
func (h timerHeap) Less(i, j int) bool {
	return h[i].due < h[j].due || h[i].due == h[j].due && h[i].seq < h[j].seq
}

// Swap implements heap.Interface.
func (h timerHeap) Swap(i, j int) {
	h[i], h[j] = h[j], h[i]
	h[i].index, h[j].index = i, j
}

// Push implements heap.Interface.
func (h *timerHeap) Push(x any) {
	t := x.(*timer)
	t.index = len(*h)
	*h = append(*h, t)
}

// Pop implements heap.Interface.
func (h *timerHeap) Pop() any {
	old := *h
	n := len(old) - 1
	t := old[n]
	old[n] = nil
	*h = old[:n]
	return t
}

// SetTimer calls run after delay, and keeps roots alive until then.
func (q *Queue) SetTimer(delay time.Duration, run func() error, roots ...kheap.Value) TimerID {
	return q.addTimer(delay, -1, run, roots)
}

// SetBackgroundTimer is SetTimer for what is not worth waiting for: a loop that has nothing else
// to wait for ends.
func (q *Queue) SetBackgroundTimer(delay time.Duration, run func() error, roots ...kheap.Value) TimerID {
	id := q.addTimer(delay, -1, run, roots)
	q.byID[id].background = true
	q.background++
	return id
}

// SetInterval calls run after each interval until the timer is cleared.
func (q *Queue) SetInterval(interval time.Duration, run func() error, roots ...kheap.Value) TimerID {
	interval = max(interval, time.Millisecond)
	return q.addTimer(interval, interval, run, roots)
}

func (q *Queue) addTimer(delay, interval time.Duration, run func() error, roots []kheap.Value) TimerID {
	q.lastID++
	q.seq++
	t := &timer{id: q.lastID, due: q.clock.Now() + max(delay, 0), seq: q.seq, interval: interval, run: run, roots: roots}
	q.byID[t.id] = t
	heap.Push(&q.timers, t)
	q.timerBytes += t.bytes()
	q.account()
	if q.Watcher != nil {
		q.Watcher.Added(t.entry())
	}
	return t.id
}

func (t *timer) bytes() int64 { return timerBytes + valueBytes*int64(cap(t.roots)) }

// LastTimer returns the id of the timer that was made last.
func (q *Queue) LastTimer() TimerID { return q.lastID }

// SkipTimers has timers that are made from now on get ids after id.
func (q *Queue) SkipTimers(id TimerID) { q.lastID = max(q.lastID, id) }

// forget takes a timer that is in no list any more out of the accounts.
func (q *Queue) forget(t *timer) {
	delete(q.byID, t.id)
	if t.background {
		q.background--
	}
	q.timerBytes -= t.bytes()
	q.account()
}

// ClearTimer removes a timer and reports whether it was there.
func (q *Queue) ClearTimer(id TimerID) bool {
	t := q.byID[id]
	if t == nil {
		return false
	}
	if t.index >= 0 {
		heap.Remove(&q.timers, t.index)
	}
	q.forget(t)
	if q.Watcher != nil {
		q.Watcher.Removed(t.entry())
	}
	return true
}

// fire makes a task of a timer that is due. A repeating timer is set again.
func (q *Queue) fire(t *timer, now time.Duration) {
	heap.Pop(&q.timers)
	t.index = -1
	if q.Watcher != nil {
		q.Watcher.Begins(t.entry())
	}
	if t.interval < 0 {
		q.forget(t)
	} else {
		q.seq++
		t.due, t.seq = max(t.due+t.interval, now), q.seq
		heap.Push(&q.timers, t)
	}
	q.addTask(t.run, t.roots)
}
