package heap

import (
	"slices"
	"time"
	"unsafe"
)

// A full collection that grows due at a safepoint is done in steps, so that none of them takes
// long: a cycle. The steps:
//
//	sweep    the blocks that the full collection before left unswept
//	begin    change the colour, mark the roots
//	mark     look at marked cells, as many as a step may
//	end      mark the roots once more, then what is weak, then free: at once
//
// Each step follows a young collection at once, so that a step meets no young cells, no old cell
// in the remembered set and no touched handle. Between the steps scripts run, and young
// collections go on. What has been marked may be changed meanwhile; the barrier is that of young
// collections, which notes the container of each cell pointer that is stored into an old cell, so
// that machine code knows nothing of cycles. Nothing that lives is lost:
//
//   - The next young collection looks at all words of what was noted, at touched handles and at
//     the roots, and marks for the cycle the old cells that these refer to (Marker.cycle).
//   - What survives a young collection gets the new colour, and all that it refers to is marked.
//   - What has no barrier is marked when it is stored: a handle in an internal slot, the shape that
//     an object gets. Caches change shapes without asking, but only to pinned ones, which are
//     marked with their parents; shapes that Go code gets from the tree are marked, too.
//   - The last step comes behind a young collection. So each marked cell refers to marked cells
//     only, and what is not marked can be reached by no way.
//
// What is allocated during a cycle lives until it is at an end, unless it dies young, and what
// dies after it was marked lives as long. How much is done in a step depends on how much was
// allocated, never on the time that it takes: what is weak ends at the same instruction in every
// run. Whoever needs all garbage to be gone (Collect, the limit) gives the cycle up and collects
// at once.
type cyclePhase uint8

const (
	cycleNone cyclePhase = iota
	cycleSweep
	cycleMark
)

const (
	// stepWork is how much a step marks at least, in units of about 4 nanoseconds.
	stepWork = 3 << 18
	// maxStepWork bounds a step of a heap that grows faster than it is marked.
	maxStepWork = 2 * stepWork
	// stepBytes is how much is allocated between two steps at most.
	stepBytes = 2 << 20
	// sweepWork is what sweeping a block counts as: it is about 1,000 words.
	sweepWork = 1 << 10
	// handleWork is what tracing a handle or a shape counts as beside its Values.
	handleWork = 32
)

// stepCycle does a step of a cycle, or the first step of a new one. It must follow a young
// collection.
func (h *Heap) stepCycle() {
	g := &h.gc
	g.collecting = true
	start, before := time.Now(), h.Bytes()
	done := h.advanceCycle(h.workOfStep())
	took := time.Since(start)
	g.fullNanos += int64(took)
	if done && h.OnCollect != nil {
		h.OnCollect(true, took, before-h.Bytes())
	}
	g.collecting = false
	if h.stress {
		h.verifyInStress()
	}
}

// workOfStep is how much the next step does: so much that the cycle ends before a quarter more is
// in use than when it began.
func (h *Heap) workOfStep() int {
	if h.stress {
		return h.gc.stressWork()
	}
	due := max(h.gc.fullAt/4, 8*stepBytes)
	steps := due / h.turnInCycle()
	return int(min(max(h.old/(2*steps), stepWork), maxStepWork))
}

// turn is how much is allocated until the next young collection.
func (h *Heap) turn() int64 {
	if h.gc.phase != cycleNone {
		return h.turnInCycle()
	}
	return h.nursery
}

// turnInCycle is turn during a cycle.
func (h *Heap) turnInCycle() int64 { return min(h.nursery, stepBytes) }

func (h *Heap) advanceCycle(work int) (done bool) {
	g := &h.gc
	if g.phase == cycleNone {
		g.phase = cycleSweep
	}
	begins := g.phase == cycleSweep
	if begins {
		if work = h.sweepSome(work); work <= 0 {
			return false
		}
		h.releaseSlabs()
		h.beginMarking()
	}
	left := g.cycle.advance(work)
	// The end is a step of its own when much was done before it, and never the step of the
	// beginning: a handle that was made shortly before may not be in its object yet (see NewHandle).
	if left <= 0 || begins || left < work/2 && !g.last {
		g.last = left > 0
		return false
	}
	g.last = false
	return h.endMarking()
}

// sweepSome sweeps blocks until none waits for it or the work is done, and returns what is left
// of that.
func (h *Heap) sweepSome(work int) int {
	s := &h.blocks
	for class := range s.unswept {
		for len(s.unswept[class]) > 0 {
			if work <= 0 {
				return 0
			}
			work -= sweepWork
			h.sweepAway(h.popUnswept(uint32(class)))
		}
	}
	return work
}

// beginMarking marks the roots.
func (h *Heap) beginMarking() {
	g := &h.gc
	g.phase = cycleMark
	g.serial++
	g.epoch++
	g.fulls++
	last := h.colour
	h.changeColour()
	h.white = last
	h.unpinShapes()
	g.cycle = &Marker{h: h, full: true, steps: true, serial: g.serial}
	g.cycle.stack = g.cycleStack[:0]
	g.cycleStack = nil
	g.last = false
	h.markRoots(g.cycle)
	g.cycle.flush()
}

// endMarking finds out what is weak and frees what is not marked. It reports false when that was given up
// before anything was freed.
func (h *Heap) endMarking() bool {
	g := &h.gc
	m, white := g.cycle, h.white
	g.cycle, g.phase = nil, cycleNone
	m.steps = false
	m.giveUp, m.turns = h.GiveUp, 0
	h.white = h.colour
	g.serial++
	m.serial = g.serial
	m.dropTwice()
	h.retireRuns()
	h.markRoots(m)
	m.drain()
	h.keepShapes(m)
	m.drain()
	m.finishEphemerons()
	if m.stopped {
		g.cycle, g.phase, h.white = m, cycleMark, white
		h.dropCycle()
		h.want, h.wantFull = true, true
		return false
	}
	g.voidColour = 0
	h.old = 0
	h.finish(m, true)
	h.afterFull()
	if cap(m.stack) <= 1<<16 {
		g.cycleStack = m.stack[:0]
	}
	return true
}

// dropCycle gives a cycle up: see Heap.giveUp. A full collection follows.
func (h *Heap) dropCycle() {
	g := &h.gc
	if g.phase == cycleMark {
		g.dropped++
		h.finishSweep() // as long as it is known what has not been marked yet
		g.void, g.voidColour = true, h.white
		h.white = h.colour
	}
	g.cycle, g.phase = nil, cycleNone
}

// advance looks at marked cells until none is left or the work is done, and returns how much of
// that is left: 0 or less when there may be more to look at.
func (m *Marker) advance(work int) int {
	m.shapeID = 0 // ids may have started over since the last step
	for work > 0 {
		n := len(m.stack) - 1
		if n < 0 {
			if m.flush(); len(m.stack) > 0 {
				continue
			}
		}
		switch {
		case n >= 0:
			c := (*cell)(ptr(m.stack[n]))
			m.stack = m.stack[:n]
			work -= 4 + int(classBytes[c.sizeClass()])/8
			m.scan(c)
		case len(m.parts) > 0:
			work -= partWords
			m.scanPart()
		case len(m.traced) > 0:
			work -= handleWork
			m.traceOne()
		case len(m.shapes) > 0:
			work -= handleWork
			m.scanOneShape()
		default:
			return work
		}
	}
	m.flush()
	return 0
}

// flush marks the cells that are on the way from memory.
func (m *Marker) flush() {
	for i, v := range m.coming {
		if v != 0 {
			m.coming[i] = 0
			m.mark(v)
		}
	}
}

// dropTwice leaves each weak structure in the lists once: those that were touched have been met
// more often.
func (m *Marker) dropTwice() {
	m.tables = slices.DeleteFunc(m.tables, func(t *WeakTable) bool {
		twice := t.epoch == m.serial
		t.epoch = m.serial
		return twice
	})
	m.registries = slices.DeleteFunc(m.registries, func(r *Registry) bool {
		twice := r.epoch == m.serial
		r.epoch = m.serial
		return twice
	})
	m.weakValues = slices.DeleteFunc(m.weakValues, func(w *WeakValues) bool {
		twice := w.epoch == m.serial
		w.epoch = m.serial
		return twice
	})
}

// shadeHandle marks a handle for a cycle; id may be a number that is not in use.
func (h *Heap) shadeHandle(v Value) {
	if m := h.gc.cycle; m != nil && v.IsHandle() && uint(v.Handle()) < uint(len(h.handles.table)) {
		m.handle(v.Handle())
	}
}

// shadeShape marks a shape for a cycle.
func (h *Heap) shadeShape(s *Shape) *Shape {
	if m := h.gc.cycle; m != nil && s != nil {
		m.markShape(s)
	}
	return s
}

// lives reports whether a cell with the header is old and not known to be dead.
func (h *Heap) lives(header uint64) bool {
	c := header & colourMask
	return c == h.colour || c == h.white
}

// stressWork lets the steps of a cycle be of several sizes: most cycles take a few.
func (g *collector) stressWork() int {
	g.stressSteps++
	switch g.stressSteps % 4 {
	case 0:
		return 40
	case 1:
		return 500
	case 2:
		return sweepWork * 8
	}
	return maxStepWork
}

// largePart is a piece of a large cell that waits to be looked at: the cell may begin elsewhere
// until then (see moveFront), so that it is known by its index.
type largePart struct {
	index uint32
	from  int // word of the block
}

// scanPart marks what a piece of a large cell refers to.
func (m *Marker) scanPart() {
	n := len(m.parts) - 1
	p := m.parts[n]
	m.parts = m.parts[:n]
	l := m.h.larges.cells[p.index]
	c := l.cell()
	end := l.words
	switch c.kind() {
	case KindElements:
		end = elemWords + int((*Elements)(unsafe.Pointer(c)).len())
	case KindGenState:
		end = genWords + int((*GenState)(unsafe.Pointer(c)).n)
	}
	from := max(p.from-l.front(), firstWord(c.kind()))
	to := min(from+partWords, end)
	if to < end {
		m.parts = append(m.parts, largePart{p.index, to + l.front()})
	}
	if from < to {
		m.Values(c.words(from, to-from))
	}
}
