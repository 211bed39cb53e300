package host

import (
	"reflect"

	"github.com/kilnjs/kiln/pkg/heap"
)

// walk is the state of what Export and ExportTo make: they may meet an object again, below
// itself too, and then use what they have made of it.
type walk struct {
	depth  int
	few    []seenObject // the first fewSeen objects; the list is used again by the next walk
	seen   map[seenKey]reflect.Value
	bytes  int64
	asked  int64
	memory heap.Scratch
}

type seenKey struct {
	v heap.Value
	t reflect.Type
}

// seenObject is an object with what was made of it.
type seenObject struct {
	seenKey
	x reflect.Value
}

// fewSeen is how many objects are looked through one by one.
const fewSeen = 12

// maxDepth is how deep objects may be nested in what is exported.
const maxDepth = 10_000

// seenCost is about what an object takes in a walk.
const seenCost = 96

// enterOut begins with the object v that becomes a t; leave ends it.
func (b *Bridge) enterOut(v heap.Value, t reflect.Type) (leave func(), err error) {
	w := &b.walk
	if w.depth >= maxDepth {
		return nil, b.noGo(v, t, "it is nested too deep")
	}
	if w.depth == 0 {
		w.memory = b.rt.Heap.Scratch()
	}
	if err := b.rt.Step(); err != nil {
		return nil, err
	}
	b.rt.Heap.Keep(v)
	w.depth++
	return b.leaveOut, nil
}

func (b *Bridge) leaveOut() {
	w := &b.walk
	if w.depth--; w.depth == 0 {
		w.memory.Set(0)
		b.converted += w.bytes
		clear(w.few)
		*w = walk{few: w.few[:0]}
	}
}

// made returns what has been made of v as a t.
func (b *Bridge) made(v heap.Value, t reflect.Type) (reflect.Value, bool) {
	for i := range b.walk.few {
		if e := &b.walk.few[i]; e.v == v && e.t == t {
			return e.x, true
		}
	}
	x, ok := b.walk.seen[seenKey{v, t}]
	return x, ok
}

// making says that x is made of v as a t.
func (b *Bridge) making(v heap.Value, t reflect.Type, x reflect.Value) error {
	w := &b.walk
	if len(w.few) < fewSeen {
		w.few = append(w.few, seenObject{seenKey{v, t}, x})
		return b.needs(seenCost)
	}
	if w.seen == nil {
		w.seen = make(map[seenKey]reflect.Value)
	}
	w.seen[seenKey{v, t}] = x
	return b.needs(seenCost)
}

// needs counts n bytes of Go's memory until the walk is over.
func (b *Bridge) needs(n int64) error {
	w := &b.walk
	if w.bytes += n; w.bytes-w.asked < largeText {
		return nil
	}
	if err := b.rt.CheckAlloc(int(w.bytes - w.asked)); err != nil {
		return err
	}
	b.rt.Work(int(w.bytes-w.asked) >> 3)
	w.asked = w.bytes
	w.memory.Set(w.bytes)
	return nil
}
