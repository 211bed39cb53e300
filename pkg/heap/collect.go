package heap

import (
	"bytes"
	"time"
	"unsafe"
)

// collector is the state that collections share.
type collector struct {
	roots      []rootFunc
	marker     Marker
	remembered []uint64 // addresses of old cells that a cell pointer was stored into …
	notes      []uint64 // … and of others, up to Heap.noted
	dirtyLarge []uint32 // large cells with dirty cards

	epoch  uint32 // number of the last full collection
	serial uint32 // number of the last collection

	minNursery int64
	fullAt     int64 // bytes in use at which the next collection is a full one

	minors, fulls           int64 // that have begun
	dropped                 int64 // cycles given up for a full collection: see dropCycle
	minorNanos, fullNanos   int64
	futile                  int    // full collections forced by the limit that gained little
	idsGone                 bool   // no shape ids are left
	void                    bool   // the last collection was given up: the mark bits say nothing
	voidColour              uint64 // what it left in cells beside the current colour
	collecting              bool
	stressTurn, stressSteps int

	phase      cyclePhase
	last       bool     // nothing was left to mark: the next step may be the end
	cycle      *Marker  // that of the cycle under way, between beginMarking and endMarking; else nil
	cycleStack []uint64 // memory for the next one

	verified map[uint64]struct{} // what Verify has seen: kept, so that it need not grow at every call
}

// rootFunc marks what a part of the engine holds.
type rootFunc struct {
	group string
	mark  func(*Marker)
}

const (
	minFullThreshold = 16 << 20
	maxNursery       = 16 << 20
	maxGrowth        = 192 << 20
	smallHeap        = 64 << 20 // bytes up to which a heap rather has few collections than short ones
	maxFutile        = 8
	stressVerify     = 8 // in stress mode every so many collections are followed by Verify
	shapeAge         = 3 // full collections that a shape without objects survives
)

// Collect collects garbage: what was allocated since the last collection, or
// all of it. Everything live must be rooted: in the temps, in a cell, or by a
// root function.
//
// Collect(true) also sweeps at once and gives empty memory back to Go; a full
// collection at a safepoint leaves that for later.
func (h *Heap) Collect(full bool) {
	h.collectAt(full, nil)
	if full {
		h.finishSweep()
	}
}

// Reclaim is Collect(true), but GiveUp may end it: then the next safepoint collects.
func (h *Heap) Reclaim() {
	h.collectAt(true, h.GiveUp)
	h.finishSweep()
}

// collectAt collects; giveUp, which may be nil, is Heap.GiveUp.
// It reports whether a young collection was done, after which a step of a cycle may follow.
func (h *Heap) collectAt(full bool, giveUp func() bool) (young bool) {
	g := &h.gc
	if g.collecting {
		return false
	}
	g.collecting = true
	if h.BeforeCollect != nil {
		h.BeforeCollect()
	}
	start, before := time.Now(), h.Bytes()
	h.peak = max(h.peak, h.used())
	limited := !h.fits(0) || h.Exhausted
	full = full || limited || h.wantFull || g.void
	if full && giveUp != nil && giveUp() {
		h.want, h.wantFull = true, true
		g.collecting = false
		return false
	}
	if full {
		h.dropCycle()
	}
	if !h.collect(full, giveUp) || limited && !h.settleLimit(giveUp) {
		g.fullNanos += int64(time.Since(start))
		g.collecting = false
		return false
	}
	took := time.Since(start)
	if full {
		h.afterFull()
		g.fullNanos += int64(took)
	} else {
		g.minorNanos += int64(took)
	}
	if h.OnCollect != nil {
		h.OnCollect(full, took, before-h.Bytes())
	}
	h.want, h.wantFull = false, false
	g.collecting = false
	h.collectGo(0)
	if h.stress {
		h.finishSweep()
		h.verifyInStress()
	}
	return !full
}

// afterFull says when the next full collection is due.
func (h *Heap) afterFull() {
	h.endReserve()
	h.gc.fullAt = h.growth(h.old + h.goBytes)
}

// growth is how many bytes a heap may use before a full collection, when the last one left so many:
// twice as many, and of a heap that is not large up to four times. The collections of Octane's splay,
// which has 50 MB live, then take half of the time. Near the limit of the heap it is twice as many again,
// so that a cycle rather than the limit ends the garbage.
func (h *Heap) growth(live int64) int64 {
	more := min(3*live, max(live, maxGrowth))
	if live+more > h.maxBytes/2 {
		more = min(more, max(live, h.maxBytes/2-live))
	}
	return max(live+more, minFullThreshold)
}

// grown reports whether a full collection is due.
func (h *Heap) grown() bool { return h.old+h.young+h.goBytes >= h.gc.fullAt }

func (h *Heap) verifyInStress() {
	if h.gc.serial%stressVerify == 0 {
		if err := h.Verify(); err != nil {
			panic(err)
		}
	}
}

// settleLimit decides, after a full collection that the limit forced, whether
// the script can go on. What was made since the collection before is kept once
// (fresh handles), so a second look may find more. It reports false when that was given up.
func (h *Heap) settleLimit(giveUp func() bool) bool {
	g := &h.gc
	h.finishSweep()
	if !h.fits(0) {
		if !h.collect(true, giveUp) {
			return false
		}
		h.finishSweep()
	}
	if !h.fits(0) && h.OnLimit != nil && h.OnLimit() {
		if !h.collect(true, giveUp) {
			return false
		}
		h.finishSweep()
	}
	if h.fits(h.maxBytes / 32) {
		g.futile = 0
	} else {
		g.futile++
	}
	h.Exhausted = !h.fits(0) || g.futile > maxFutile || g.idsGone
	if h.Exhausted {
		g.futile = 0
	}
	return true
}

// collect marks and frees. It reports false when it was given up before anything
// was freed: see giveUp.
func (h *Heap) collect(full bool, giveUp func() bool) bool {
	g := &h.gc
	if full {
		h.finishSweep()
	}
	h.retireRuns()
	g.serial++
	m := &g.marker
	*m = Marker{h: h, full: full, cycle: g.cycle, serial: g.serial, stack: m.stack[:0], parts: m.parts[:0], traced: m.traced[:0], shapes: m.shapes[:0],
		tables: m.tables[:0], registries: m.registries[:0], weakCells: m.weakCells, weakValues: m.weakValues[:0]}
	old := h.old
	if full {
		if !g.void {
			m.giveUp = giveUp
		}
		g.epoch++
		g.fulls++
		h.changeColour()
		h.white = h.colour
		h.old = 0
		h.forgetRemembered()
		h.unpinShapes()
	} else {
		g.minors++
		h.scanRemembered(m)
	}
	h.markRoots(m)
	m.drain()
	if full {
		h.keepShapes(m)
		m.drain()
	}
	m.finishEphemerons()
	if m.stopped {
		h.giveUp(old)
		return false
	}
	if g.cycle != nil {
		g.cycle.bytes += m.bytes
	} else {
		g.void, g.voidColour = false, 0
	}
	h.finish(m, full)
	return true
}

// finish frees what was not marked.
func (h *Heap) finish(m *Marker, full bool) {
	m.finishWeak()
	if h.OnDeath != nil {
		h.OnDeath(h.alive)
	}
	if full && h.ids != nil {
		h.ids.sweep(h)
	}
	if h.sampling != nil {
		h.sampling.sweep()
	}
	h.interns.sweep(h, full)
	h.goTexts = [recentGoTexts]goText{}
	if full {
		if cap(h.spare) > spareText {
			h.spare = nil
		}
		h.sweepShapes()
		h.handles.sweep(h)
	}
	h.handles.settle()
	h.settleShapes()
	small := h.young - h.bornOld - h.larges.youngBytes()
	h.sweepLarges(full)
	if full || h.stress || m.bytes-m.largeBytes < small-small/mostLive {
		h.queueSweep(full)
	} else {
		h.keepTouched()
	}
	h.adapt(m, full)
	clear(m.tables)
	clear(m.registries)
	clear(m.weakValues)
	h.dead += m.weakCells.forget()
	if cap(m.stack) > 1<<16 {
		m.stack = nil
	}
	if cap(m.traced) > 1<<16 {
		m.traced = nil
	}
	if n := len(h.temps); cap(h.temps) > 1<<14 && n < cap(h.temps)/4 {
		h.dead += 8 * int64(cap(h.temps))
		h.temps = append(make([]Value, 0, 2*n+256), h.temps...)
	}
}

// changeColour begins a full collection: no cell may have the new colour. There are
// two, one of them current, and one more for the collection after one that was given up.
func (h *Heap) changeColour() {
	g := &h.gc
	last := h.colour
	for h.colour = 1 << colourShift; h.colour == last || h.colour == g.voidColour; {
		h.colour += 1 << colourShift
	}
	if !g.void {
		g.voidColour = last
	}
}

// giveUp ends a full collection that stopped marking. Nothing was freed, and no block
// waits to be swept. Which cells are marked says nothing, and the remembered set is
// gone: the next collection is a full one again, in a colour that no cell has, and is
// not given up. Young cells may have the barrier bit and old ones lack it, which only
// matters to young collections.
func (h *Heap) giveUp(old int64) {
	h.gc.void = true
	h.old = old
	h.want, h.wantFull = true, true
	h.gc.marker = Marker{h: h}
}

// maxSurvivors is how many bytes survive a young collection of a nursery that is not too large: in a heap with
// many old bytes as many as take less than a millisecond. In a small one, whose full collections are short, more: what lives
// for some time only would otherwise be marked again and again (a quarter of Octane's earley-boyer).
func maxSurvivors(old int64) int64 {
	if old < smallHeap {
		return 4 << 20
	}
	return 3 << 19
}

// adapt brings the accounts up to date and chooses the next nursery.
func (h *Heap) adapt(m *Marker, full bool) {
	g := &h.gc
	survived := m.bytes
	if !full && h.young > 0 {
		maxSurvivors := maxSurvivors(h.old)
		switch {
		case survived > maxSurvivors:
			h.nursery = max(h.nursery/2, g.minNursery/4)
		case survived < maxSurvivors/3 && h.nursery < g.minNursery || survived > h.young/4 && survived < maxSurvivors/2:
			h.nursery = min(2*h.nursery, max(g.minNursery, maxNursery), max(h.maxBytes/8, g.minNursery))
		case survived < h.young/32:
			h.nursery = max(h.nursery/2, min(h.nursery, g.minNursery))
		}
	}
	if h.old += survived; !full {
		h.old += h.bornOld
	}
	h.bornOld = 0
	h.young = 0
	h.goYoung = 0
}

// forgetRemembered empties the remembered set before a full collection, which
// sets every barrier bit anew.
func (h *Heap) forgetRemembered() {
	g := &h.gc
	g.remembered = g.remembered[:0]
	h.forgetNotes()
	for _, i := range g.dirtyLarge {
		if l := h.larges.cells[i]; l != nil {
			clear(l.cards)
			l.dirty = false
		}
	}
	g.dirtyLarge = g.dirtyLarge[:0]
}

// scanRemembered marks what was stored into old cells since the last collection.
func (h *Heap) scanRemembered(m *Marker) {
	g := &h.gc
	h.takeNotes()
	for _, a := range g.remembered {
		c := (*cell)(ptr(a))
		c.hdr |= barrierBit
		m.scan(c)
	}
	if cap(g.remembered) > 1<<18 {
		g.remembered = nil
	}
	g.remembered = g.remembered[:0]
	for _, i := range g.dirtyLarge {
		l := h.larges.cells[i]
		c := l.cell()
		c.hdr |= barrierBit
		end := l.words
		if c.kind() == KindElements {
			end = min(end, elemWords+int((*Elements)(unsafe.Pointer(c)).len()))
		}
		for k := 0; ; k++ {
			n := bytes.IndexByte(l.cards[k:], 1)
			if n < 0 {
				break
			}
			k += n
			l.cards[k] = 0
			at := k<<cardShift - l.front()
			from := max(at, firstWord(c.kind()))
			if to := min(at+cardWords, end); from < to {
				m.Values(c.words(from, to-from))
			}
		}
		l.dirty = false
	}
	g.dirtyLarge = g.dirtyLarge[:0]
}

// firstWord returns the first word of a cell that is a Value.
func firstWord(k Kind) int {
	switch k {
	case KindElements, KindGenState:
		return 2
	}
	return 1
}

func (h *Heap) markRoots(m *Marker) {
	m.group("Go code that runs")
	m.Lots(h.temps)
	m.group("names")
	m.Value(h.emptyElements)
	m.Values(h.Names.all())
	m.Values(h.Symbols.all())
	for _, s := range h.singles {
		if s != nil {
			m.Value(s.Value())
		}
	}
	m.Value(h.empty.Value())
	m.group("kept during a job")
	h.weak.trace(m)
	m.group("new in Go")
	hs := &h.handles
	for _, id := range hs.young {
		if e := &hs.table[id]; e.x != nil {
			if m.full {
				m.handle(id)
				continue
			}
			if m.cycle != nil {
				m.cycle.handle(id)
			}
			if t, ok := e.x.(Tracer); ok {
				t.TraceCells(m)
			}
		}
	}
	if !m.full {
		for _, id := range hs.every {
			if t, ok := hs.table[id].x.(Tracer); ok {
				t.TraceCells(m)
			}
		}
		for _, s := range h.shapes.young {
			m.Value(s.proto)
			m.Value(s.edge.key)
		}
		for _, s := range h.shapes.touched {
			m.Value(s.proto)
			for i := range s.dict.entries {
				m.Value(s.dict.entries[i].key)
			}
		}
	}
	for _, r := range h.gc.roots {
		m.group(r.group)
		r.mark(m)
	}
	h.traceCheckpoints(m)
}

// keepShapes lets shapes without objects live on while their prototype lives:
// roots as long as that, others for a few collections, so that the next object
// of the kind finds its shape and the caches that know it stay right. When
// shapes take much memory they go at once.
func (h *Heap) keepShapes(m *Marker) {
	if h.stress || h.goBytes > (16<<20)+h.old/4 || !h.fits(0) {
		return
	}
	h.shapes.each(func(s *Shape) {
		switch {
		case s.mark == h.gc.epoch:
			s.age = 0
		case s.dict != nil || s.age >= shapeAge && s.parent != nil || !h.alive(s.proto):
		default:
			m.markShape(s)
			s.age = min(s.age+1, shapeAge)
		}
	})
}

// unpinShapes lets all pinned shapes go when there are too many of them.
func (h *Heap) unpinShapes() {
	sp := &h.shapes
	if sp.pins <= sp.maxPins {
		return
	}
	h.shapes.each(func(s *Shape) { s.pinned = false })
	sp.pins = 0
	sp.maxPins = max(sp.live, minMaxPins)
	h.advanceEpoch()
}

// sweepShapes frees the shapes that were not marked.
func (h *Heap) sweepShapes() {
	h.shapes.each(func(s *Shape) {
		if s.mark != h.gc.epoch {
			h.freeShape(s)
		}
	})
	// The keys at the end of a shared table may belong to dead shapes only.
	h.shapes.each(func(s *Shape) {
		if t := s.table; t != nil && len(t.entries) > t.marked {
			clear(t.entries[t.marked:])
			t.entries = t.entries[:t.marked]
			t.index = nil
			h.accountTable(t)
		}
	})
}

func (h *Heap) freeShape(s *Shape) {
	sp := &h.shapes
	if p := s.parent; p != nil {
		if p.one == s {
			p.one = nil
		} else if p.mark == h.gc.epoch {
			if p.many != nil && p.many.remove(s.edge, s) {
				h.chargeGo(-mapEdgeBytes)
			}
		}
	} else if s.dict == nil {
		if sp.roots.remove(s.rootKey().transition(), s) {
			h.chargeGo(-rootBytes)
		}
	}
	if s.many != nil {
		h.chargeGo(-mapEdgeBytes * int64(s.many.count))
	}
	t := s.table
	if s.dict != nil {
		t = s.dict
	}
	if t != nil {
		if t.refs--; t.refs == 0 {
			h.chargeGo(-t.accounted)
		}
	}
	if s.pinned {
		sp.pins--
	}
	h.leaveID(s)
	sp.live--
	h.chargeGo(-shapeBytes)
	s.table, s.dict, s.many = nil, nil, nil // s may be part of the shapes of a stamped heap, which live on
}

// settleShapes makes all shapes old after a collection.
func (h *Heap) settleShapes() {
	sp := &h.shapes
	for _, s := range sp.touched {
		s.touched = false
	}
	clear(sp.touched)
	sp.touched = sp.touched[:0]
	clear(sp.young)
	sp.young = sp.young[:0]
	if cap(sp.young) > 1<<16 {
		sp.young = nil
	}
}

// queueSweep puts the blocks that may hold dead cells on the lists from which
// the allocator sweeps them.
func (h *Heap) queueSweep(full bool) {
	s := &h.blocks
	queue := func(l []*block) {
		for _, b := range l {
			b.state = blockUnswept
			b.run = 0
			s.unswept[b.class] = append(s.unswept[b.class], b)
		}
	}
	if full {
		for class := range s.partial {
			queue(s.partial[class])
			s.partial[class] = s.partial[class][:0]
		}
		queue(s.full)
		s.full = s.full[:0]
	}
	queue(s.touched)
	s.touched = s.touched[:0]
	s.current = [numClasses]*block{}
}

// mostLive: when less than this part of the young cells has died, their blocks are not swept: the
// next full collection finds the dead. In Octane's splay, where nearly all survive, sweeping took
// half as long as marking.
const mostLive = 8

// keepTouched files the blocks that cells were allocated from as if they had been swept.
func (h *Heap) keepTouched() {
	s := &h.blocks
	for _, b := range s.touched {
		if b.run != 0 {
			b.state = blockPartial
			s.partial[b.class] = append(s.partial[b.class], b)
			continue
		}
		b.state = blockFull
		s.full = append(s.full, b)
	}
	s.touched = s.touched[:0]
	s.current = [numClasses]*block{}
}
