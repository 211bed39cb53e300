package goja

import (
	"runtime"
	"weak"

	"github.com/kilnjs/kiln/pkg/heap"
)

// held are the Objects that Go holds, by the cell they stand for: the same cell is the same
// Object as long as Go holds it, and a root as long.
//
// What Go no longer holds is found through weak pointers. Those cost more than an Object does,
// so that Objects that are made one after the other share one, of a block that lives as long
// as any of them. What has survived a collection of Go's in its block gets a weak pointer of
// its own, so that an Object that is kept for long keeps no others alive.
type held struct {
	known map[heap.Value]holder
	last  *Object // what was asked for last
	open  *objectBlock
	weak  weak.Pointer[objectBlock] // to open
	used  int                       // Objects of open

	probe  weak.Pointer[gone]
	cycle  uint32 // collections of Go's that probe has told of
	opened uint32 // cycle when open began
}

// blockObjects is how many Objects share a weak pointer.
const blockObjects = 32

type objectBlock struct{ list [blockObjects]*Object }

// holder is how an Object is held: by its block, or alone.
type holder struct {
	block weak.Pointer[objectBlock]
	alone weak.Pointer[Object]
	at    uint32
	cycle uint32 // when it was made
}

// gone is an object that nobody holds: when it is gone Go has collected.
type gone struct{ _ *gone }

func (h *holder) object() *Object {
	if b := h.block.Value(); b != nil {
		return b.list[h.at]
	}
	return h.alone.Value()
}

// of returns the Object for a cell.
func (l *held) of(r *Runtime, v heap.Value) *Object {
	if l.last != nil && l.last.v == v {
		return l.last
	}
	o := (*Object)(nil)
	if h, ok := l.known[v]; ok {
		o = h.object()
	}
	if o == nil {
		o = l.add(r, v)
	}
	l.last = o
	return o
}

func (l *held) add(r *Runtime, v heap.Value) *Object {
	if l.open == nil || l.used == blockObjects {
		l.open, l.used, l.opened = new(objectBlock), 0, l.cycle
		l.weak = weak.Make(l.open)
	}
	o := &Object{r: r, v: v, of: l.open}
	l.open.list[l.used] = o
	l.known[v] = holder{block: l.weak, at: uint32(l.used), cycle: l.cycle}
	l.used++
	return o
}

// agedCycles is the number of probes after which one collection of Go's was complete.
const agedCycles = 2

// trace marks what Go holds, and forgets what it does not hold any more.
func (l *held) trace(m *heap.Marker) {
	if l.probe.Value() == nil {
		l.probe = weak.Make(new(gone))
		l.cycle++
	}
	if l.cycle-l.opened > agedCycles {
		l.close()
	}
	for v, h := range l.known {
		o := h.object()
		if o == nil {
			delete(l.known, v)
			continue
		}
		m.Value(v)
		if o.of != nil && o.of != l.open && l.cycle-h.cycle > agedCycles {
			o.of = nil
			l.known[v] = holder{alone: weak.Make(o)}
		}
	}
}

// close leaves what was made last to those who hold it.
func (l *held) close() { l.open, l.last = nil, nil }

// release makes Go collect, for a heap that is full, and reports whether there was anything
// to let go of.
func (l *held) release() bool {
	if len(l.known) == 0 {
		return false
	}
	l.close()
	for v, h := range l.known {
		if o := h.object(); o != nil && o.of != nil {
			o.of = nil
			l.known[v] = holder{alone: weak.Make(o)}
		}
	}
	before := len(l.known)
	runtime.GC()
	for v, h := range l.known {
		if h.object() == nil {
			delete(l.known, v)
		}
	}
	return len(l.known) < before
}
