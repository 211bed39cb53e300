package streams

import (
	"math"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// queue is a queue-with-sizes (https://streams.spec.whatwg.org/#queue-with-sizes).
type queue struct {
	entries []queueEntry
	total   float64 // [[queueTotalSize]]
}

type queueEntry struct {
	value heap.Value
	size  float64
}

// grown appends x to a list of the struct c and counts the memory of the list, whose elements
// have n bytes; the other lists of c take others bytes. The error ends the script.
func grown[T any](c *cell, list []T, n int, x T, others int) ([]T, error) {
	if len(list) == cap(list) {
		room := max(2*len(list), 4)
		if err := c.rt.CheckAlloc(room * n); err != nil {
			return list, err
		}
		longer := make([]T, len(list), room)
		copy(longer, list)
		c.rt.Work(len(list))
		list = longer
		c.rt.SetHostSize(c.object.Object(), int64(structBytes+room*n+others))
	}
	list = append(list, x)
	c.touch()
	return list, nil
}

// enqueueValueWithSize is https://streams.spec.whatwg.org/#enqueue-value-with-size for a queue of c.
func (q *queue) enqueueValueWithSize(c *cell, v heap.Value, size float64) (err error) {
	if !(size >= 0) || math.IsInf(size, 1) {
		return c.rt.RangeError("The size of a chunk must be a finite number from 0 on")
	}
	q.entries, err = grown(c, q.entries, 16, queueEntry{v, size}, 0)
	if err == nil {
		q.total += size
	}
	return err
}

// dequeueValue is https://streams.spec.whatwg.org/#dequeue-value.
func (q *queue) dequeueValue(rt *object.Runtime) heap.Value {
	e := q.entries[0]
	q.entries[0] = queueEntry{}
	q.entries = q.entries[1:]
	q.total = max(q.total-e.size, 0)
	return rt.Heap.Keep(e.value)
}

// resetQueue is https://streams.spec.whatwg.org/#reset-queue.
func (q *queue) resetQueue() { *q = queue{} }

func (q *queue) trace(m *heap.Marker) {
	for _, e := range q.entries {
		m.Value(e.value)
	}
}
