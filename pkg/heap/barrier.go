package heap

import "unsafe"

// The write barrier. A young collection marks only what was allocated since
// the last collection, so an old cell into which a cell pointer was stored
// must be looked at again: it is put into the remembered set. The barrier bit
// of a header is set exactly while the cell is old and not in the set (for a
// large cell: while it is old, since its cards are finer than the set, unless
// all of them are dirty: see wholeWords).

// barrier must follow each store of v into word i of c.
func (h *Heap) barrier(c *cell, i int, v Value) {
	if v >= minCell && c.hdr&barrierBit != 0 {
		h.remember(c, i)
	}
}

// wholeWords is the size of the largest large Slots cell that is noted as a whole: the slots of a
// global object whose variables are assigned in loops ask once until the next collection.
const wholeWords = 1 << 12

func (h *Heap) remember(c *cell, i int) {
	if c.sizeClass() == classLarge {
		l := h.larges.of(c)
		l.markCard(i)
		if !l.dirty {
			l.dirty = true
			h.gc.dirtyLarge = append(h.gc.dirtyLarge, uint32(h.larges.index(c)))
		}
		if c.kind() == KindSlots && l.words <= wholeWords {
			for k := range l.cards {
				l.cards[k] = 1
			}
			c.hdr &^= barrierBit
		}
		return
	}
	c.hdr &^= barrierBit
	if h.noted.cur == h.noted.end {
		h.takeNotes()
	}
	*(*uint64)(ptr(h.noted.cur)) = addrOf(unsafe.Pointer(c))
	h.noted.cur += 8
}

// maxNotes is how many cells the remembered set has room for that machine code puts into it between
// two that go through Go.
const maxNotes = 1 << 10

// takeNotes moves what is in gc.notes into gc.remembered, and makes room. Machine code puts cells there
// as remember does; it goes to Go when there is no room.
func (h *Heap) takeNotes() {
	g := &h.gc
	if n := len(g.notes); n > 0 {
		base := addrOf(unsafe.Pointer(&g.notes[0]))
		g.remembered = append(g.remembered, g.notes[:(h.noted.cur-base)/8]...)
	}
	if n := len(g.notes); n < maxNotes && len(g.remembered) >= 2*n {
		g.notes = make([]uint64, max(2*n, 64))
	}
	base := addrOf(unsafe.Pointer(&g.notes[0]))
	h.noted = bump{cur: base, end: base + uint64(len(g.notes))*8}
}

// forgetNotes empties gc.notes.
func (h *Heap) forgetNotes() { h.noted.cur = h.noted.end - uint64(len(h.gc.notes))*8 }

// barrierAll must follow stores of many values into the words of c.
func (h *Heap) barrierAll(c *cell) { h.barrierRange(c, 0, h.cellWords(c)) }

// barrierRange must follow stores into words from up to but not including to.
func (h *Heap) barrierRange(c *cell, from, to int) {
	if c.hdr&barrierBit == 0 || from >= to {
		return
	}
	if c.sizeClass() != classLarge {
		h.remember(c, 0)
		return
	}
	for i := from; i < to; i += cardWords {
		h.remember(c, i)
	}
	h.remember(c, to-1)
}

// Barrier records that a cell pointer was stored into word (an index from the
// header on) of the cell container refers to. Tiers whose machine code stores
// by itself call it when the header of the container has HeaderBarrierBit.
func (h *Heap) Barrier(container Value, word int) {
	c := container.cell()
	if c.hdr&barrierBit != 0 && uint(word) < uint(h.cellWords(c)) {
		h.remember(c, word)
	}
}
