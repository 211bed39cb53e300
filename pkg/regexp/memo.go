package regexp

// A pattern without back-references has the same chances at a choice whenever it
// comes there with the same position, whatever happened before: if it failed
// there once, it fails there always. A match that takes too long writes down the
// choices it comes to and fails at once where it has been already. Backtracking
// then takes time proportional to the number of choices in the program and the
// length of the text, and finds what it would have found.
//
// What else the future of a choice depends on is part of what is written down:
// the counters of the loops around it, and for loops whose turns must not be empty,
// whether the present turn has moved. Of those only the innermost counts, because
// an inner turn that ends has moved, and the outer one with it; a counted loop may
// have required turns that are empty, so inside of one all count.
//
// Of two visits that differ only in how many of the optional turns of a loop are
// spent, the one that spent fewer can do all that the other can: where it failed,
// the other fails. So of the choices in loops with many optional turns only those
// that spent least are kept. The first optional turn is told from the later ones,
// for the required turn before it may have been empty: then the two come to the
// same place one after the other, and are both of them to be tried.
//
// The body of a lookaround is a match of its own: that it fails from some position
// does not depend on what is around it. If it succeeds, its choices have not
// failed, and are struck out again.

// choicePoint is a choice, by what its future depends on besides the position.
type choicePoint struct {
	bit      int32      // its place among the bits of a position; -1 if it is kept in the table
	look     bool       // it stands in a lookaround
	marks    []int32    // registers with the positions where turns began
	counters []loopName // the counted loops around it
}

// loopName is a counted loop and the register of its counter.
type loopName struct{ loop, reg int32 }

// maxMarks and maxCounters bound how deep a choice may stand in loops to be
// remembered.
const (
	maxMarks    = 16
	maxCounters = 4
)

// memo is the memory of choices.
type memo struct {
	on     bool
	always bool // on from the beginning of every match, for tests
	base   int
	width  int
	bits   []uint64
	// sparse takes the place of bits in a long text: each choice overwrites what
	// was in its place, so that some are forgotten.
	sparse []uint64
	// counted has the choices that have no bits.
	counted countedTable
	// log has the places of bits that were set since the outermost lookaround began,
	// if the program has any; lost says that there were more than maxLog.
	log     []int64
	logging bool
	lost    bool
}

const (
	// maxMemoBits bounds the bits, to 32 MiB.
	maxMemoBits = 1 << 28
	// sparseSize is the number of entries of sparse, 16 MiB.
	sparseSize = 1 << 21
	// maxLog bounds the log, to 8 MiB.
	maxLog = 1 << 20
	// keepMemo bounds the words of bits that are kept for the next match.
	keepMemo = 1 << 12
)

// start begins to remember the choices in a text of n units, from base on.
func (o *memo) start(p *Program, base, n int) {
	o.on, o.width = true, int(p.pointBits)
	o.log, o.logging, o.lost = o.log[:0], p.looks, false
	o.counted.clear()
	// A search in the middle of a surrogate pair begins one unit earlier, a
	// lookbehind goes anywhere.
	if o.base = max(0, base-1); p.looks {
		o.base = 0
	}
	if need := (n - o.base + 1) * o.width; need <= maxMemoBits {
		words := need/64 + 1
		if cap(o.bits) < words {
			o.bits = make([]uint64, words)
		} else {
			o.bits = o.bits[:words]
			clear(o.bits)
		}
		o.sparse = nil
		return
	}
	o.bits = o.bits[:0]
	o.sparse = make([]uint64, sparseSize)
}

// shrink gives back what a long text needed.
func (o *memo) shrink() {
	if !o.on {
		return
	}
	o.on = false
	o.sparse = nil
	o.counted.shrink()
	if cap(o.bits) > keepMemo {
		o.bits = nil
	}
	if cap(o.log) > keepMemo {
		o.log = nil
	}
}

// insert enters a place and reports whether it is new.
func (o *memo) insert(place int64) bool {
	if o.sparse != nil {
		key := uint64(place) + 1
		slot := &o.sparse[key*0x9E3779B97F4A7C15>>(64-21)]
		if *slot == key {
			return false
		}
		*slot = key
	} else {
		word, bit := &o.bits[place>>6], uint64(1)<<(place&63)
		if *word&bit != 0 {
			return false
		}
		*word |= bit
	}
	if o.logging {
		if len(o.log) < maxLog {
			o.log = append(o.log, place)
		} else {
			o.lost = true
		}
	}
	return true
}

func (o *memo) remove(place int64) {
	if o.sparse != nil {
		key := uint64(place) + 1
		if slot := &o.sparse[key*0x9E3779B97F4A7C15>>(64-21)]; *slot == key {
			*slot = 0
		}
		return
	}
	o.bits[place>>6] &^= 1 << (place & 63)
}

// enter begins a lookaround; outer says that it stands in no other.
func (o *memo) enter(height *int32, flag uint8) {
	if !o.on {
		*height = 0
		return
	}
	if flag&lookOuter != 0 {
		o.log, o.lost = o.log[:0], false
	}
	*height = int32(len(o.log))
}

// leave ends a lookaround whose body matched.
func (o *memo) leave(height int32) {
	if !o.on {
		return
	}
	o.counted.leave()
	if o.lost {
		// Forgetting everything is always right.
		clear(o.bits)
		clear(o.sparse)
		o.log, o.lost = o.log[:0], false
		return
	}
	height = min(height, int32(len(o.log)))
	for _, place := range o.log[height:] {
		o.remove(place)
	}
	o.log = o.log[:height]
}

// visit comes to the choice at pc, at pos in a subject of n units, and reports
// whether it is the first time.
func (m *Captures) visit(p *Program, pc, pos, n int) bool {
	at := p.pointAt[pc]
	if at < 0 {
		return true
	}
	pt := &p.points[at]
	marks := int32(0)
	for i, r := range pt.marks {
		if m.regs[r] != int32(pos) {
			marks |= 1 << i
		}
	}
	if pt.bit >= 0 {
		for _, c := range pt.counters {
			l := &p.loops[c.loop]
			marks = marks*l.counts() + min(m.regs[c.reg], l.min+1)
		}
		return m.memo.insert(int64(pos-m.memo.base)*int64(m.memo.width) + int64(pt.bit+marks))
	}
	key := countedChoice{pc: int32(pc), pos: int32(pos), marks: marks}
	for i, c := range pt.counters {
		count := m.regs[c.reg]
		if l := &p.loops[c.loop]; count > l.min && int(l.max-count) >= n-pos {
			count = l.min + 1 // the text ends before the turns do
		}
		key.counts[i] = count
	}
	return m.memo.counted.insert(p, pt, key)
}
