package heap

import "unsafe"

// Marker marks what is reachable in one collection. Root functions and
// Tracers get one and pass it what they hold.
type Marker struct {
	h      *Heap
	full   bool
	serial uint32 // number of the collection

	stack      []uint64         // addresses of marked cells whose words are not looked at yet
	parts      []largePart      // rests of large cells
	traced     []uint32         // marked handles whose Values are not marked yet
	coming     [markDelay]Value // values that will be marked soon; 0: none
	next       uint
	bytes      int64 // bytes of the cells marked
	largeBytes int64 // … of the large ones among them

	shapeID    uint32   // of the last object looked at: its shape is marked
	shapes     []*Shape // marked shapes whose cells are not marked yet
	tables     []*WeakTable
	registries []*Registry
	weakCells  weakList
	weakValues []*WeakValues
	waiting    waitingTable // ephemerons whose keys are not marked
	woken      []Value      // values of those whose keys are marked now

	// cycle is, in a young collection during a cycle, the marker of that, which marks what is
	// not young; else nil. steps says that this is the one: it stops between two steps.
	cycle *Marker
	steps bool

	giveUp  func() bool // asked now and then whether marking shall stop; may be nil
	turns   int         // cells until it is asked again
	stopped bool        // nothing is marked any more

	// Verify and Walk set them, to be told what a collection would mark: where a value is,
	// nil for one that is in no slice or cell, shapes of Go code, and what group of roots begins.
	visit      func(v Value, at *Value)
	visitShape func(*Shape)
	begin      func(group string)
}

// markDelay is how many cells are on the way from memory at once. With the
// prefetch, BenchmarkMarkTree takes 0.55 of the time it took without any delay;
// a delay without prefetch gave 0.8.
const markDelay = 16

// partWords bounds how many words of a large cell are looked at in one go, and
// so how much the stack can grow by one cell.
const partWords = 1024

// stackBound is how many cells may wait when a long list goes on; each is a word of Go
// memory that the limit of the heap does not know of.
const stackBound = 8 * partWords

// giveUpEvery is how many cells are looked at before Heap.GiveUp is asked: less than
// a millisecond.
const giveUpEvery = 1 << 12

// stop counts n cells and reports whether marking shall stop.
func (m *Marker) stop(n int) bool {
	if m.turns -= n; m.turns < 0 {
		if m.turns = giveUpEvery; m.h.stress {
			m.turns = 0
		}
		m.stopped = m.stopped || m.giveUp != nil && m.giveUp()
	}
	return m.stopped
}

// Full reports whether the collection is a full one.
func (m *Marker) Full() bool { return m.full }

// Value marks v.
func (m *Marker) Value(v Value) {
	if m.visit != nil {
		m.visit(v, nil)
	} else if v >= minCell {
		m.mark(v)
	} else if v.IsHandle() {
		m.handle(v.Handle())
	}
}

// word is Value for a word of a cell.
func (m *Marker) word(at *Value) {
	if m.visit != nil {
		m.visit(*at, at)
	} else {
		m.Value(*at)
	}
}

// group says what part of the engine holds the roots that come next.
func (m *Marker) group(name string) {
	if m.begin != nil {
		m.begin(name)
	}
}

// Values marks all of vs.
func (m *Marker) Values(vs []Value) {
	if m.visit != nil {
		for i := range vs {
			m.visit(vs[i], &vs[i])
		}
		return
	}
	empty := m.h.emptyElements
	for _, v := range vs {
		if v >= minCell {
			if v != empty {
				m.soon(v)
			}
		} else if v.IsHandle() {
			m.handle(v.Handle())
		}
	}
}

// Lots is Values for lists that may be long, in root functions and Tracers.
func (m *Marker) Lots(vs []Value) {
	for len(vs) > partWords {
		m.Values(vs[:partWords])
		if m.stop(drainCost) || !m.Breathe() {
			return
		}
		vs = vs[partWords:]
	}
	m.Values(vs)
}

// Breathe looks at the cells that wait when they are many, and reports whether marking
// goes on: when it does not, a root function or a Tracer may return at once. Only what is
// not called in the course of that may call it: root functions and Tracers.
func (m *Marker) Breathe() bool {
	if len(m.stack) > stackBound && m.visit == nil && !m.steps {
		m.drainStack()
	}
	return !m.stop(1)
}

// Shape keeps a shape alive that Go code holds; nil is ignored.
func (m *Marker) Shape(s *Shape) {
	if s != nil && m.visitShape != nil {
		m.visitShape(s)
	}
	if s != nil && (m.full || m.cycle != nil) && m.visit == nil && s.mark != m.h.gc.epoch {
		m.markShape(s)
	}
}

// mark colours the cell v refers to.
func (m *Marker) mark(v Value) {
	c := (*cell)(ptr(uint64(v) & addrMask))
	hdr := c.hdr
	if hdr&colourMask == m.h.colour {
		return
	}
	if m.cycle != nil && hdr&colourMask != 0 {
		m.cycle.mark(v)
		return
	}
	c.hdr = hdr&^uint64(colourMask) | m.h.colour | barrierBit
	if m.waiting.n > 0 {
		m.woken = m.waiting.take(v.Addr(), m.woken)
	}
	k := Kind(hdr)
	if k == KindFree {
		panic("heap: a freed cell is reachable")
	}
	class := c.sizeClass()
	if class == classLarge {
		l := m.h.larges.of(c)
		m.bytes += l.bytes()
		m.largeBytes += l.bytes()
		if !isLeaf(k) {
			m.parts = append(m.parts, largePart{uint32(m.h.larges.index(c)), l.front()})
		}
		return
	}
	m.bytes += int64(classBytes[class])
	if isLeaf(k) {
		return
	}
	m.stack = append(m.stack, uint64(v)&addrMask)
}

// isLeaf reports whether cells of kind k hold no Values.
func isLeaf(k Kind) bool {
	return k <= KindBufUTF16 && k != KindRope && k != KindSlice || k == KindBigInt || k == KindBytes
}

func (m *Marker) handle(id uint32) {
	if m.visit != nil {
		m.visit(HandleValue(id), nil)
		return
	}
	if m.cycle != nil {
		m = m.cycle
	}
	h := m.h
	e := &h.handles.table[id]
	if !m.full || e.mark == h.gc.epoch {
		return
	}
	e.mark = h.gc.epoch
	m.traced = append(m.traced, id)
}

// drainCost is what a turn of drain counts as: a part of a large cell has up to partWords words.
const drainCost = 128

// drain marks everything that the marked cells refer to.
func (m *Marker) drain() {
	var spare []Value // what m.woken was before
	for {
		m.drainStack()
		if m.stop(drainCost) {
			return
		}
		switch {
		case len(m.parts) > 0:
			m.scanPart()
		case len(m.traced) > 0:
			m.traceOne()
		case len(m.shapes) > 0:
			m.scanOneShape()
		case len(m.woken) > 0:
			// Marking them wakes others, which need a list of their own.
			vs := m.woken
			m.woken = spare[:0]
			m.Lots(vs)
			spare = vs
		default:
			return
		}
	}
}

// traceOne marks what one of the marked handles holds.
func (m *Marker) traceOne() {
	n := len(m.traced) - 1
	id := m.traced[n]
	m.traced = m.traced[:n]
	if t, ok := m.h.handles.table[id].x.(Tracer); ok {
		t.TraceCells(m)
	}
}

// scanOneShape marks what one of the marked shapes refers to.
func (m *Marker) scanOneShape() {
	n := len(m.shapes) - 1
	s := m.shapes[n]
	m.shapes = m.shapes[:n]
	m.scanShape(s)
}

// drainStack looks at the marked cells one by one.
func (m *Marker) drainStack() {
	for {
		for n := len(m.stack) - 1; n >= 0; n = len(m.stack) - 1 {
			c := (*cell)(ptr(m.stack[n]))
			m.stack = m.stack[:n]
			m.scan(c)
			if m.stop(1) {
				return
			}
		}
		m.flush()
		if len(m.stack) == 0 {
			return
		}
	}
}

// soon marks v after a few others: its header is on the way from memory
// meanwhile. Until drain returns v may not be marked yet.
func (m *Marker) soon(v Value) {
	prefetch(uint64(v) & addrMask)
	i := m.next % markDelay
	m.next++
	old := m.coming[i]
	m.coming[i] = v
	if old != 0 && (*cell)(ptr(uint64(old)&addrMask)).hdr&colourMask != m.h.colour {
		m.mark(old)
	}
}

// scan marks what one cell refers to.
func (m *Marker) scan(c *cell) {
	switch c.kind() {
	case KindObject:
		if id := uint32(c.hdr >> upperShift); id != m.shapeID && (m.full || m.cycle != nil) && m.visit == nil {
			m.shapeID = id
			if s := m.h.Shape(id); s.mark != m.h.gc.epoch {
				m.markShape(s)
			}
		}
		n := int(classBytes[c.sizeClass()]) / 8
		m.Values(c.words(1, n-1))
	case KindElements:
		e := (*Elements)(unsafe.Pointer(c))
		n := int(e.len())
		if c.hdr&subSparse != 0 {
			n = 1
		}
		m.scanRange(c, elemWords, elemWords+n)
	case KindSlice:
		m.word(c.word(wordBase))
	case KindRope:
		m.word(c.word(wordLeft))
		m.word(c.word(wordRight))
	case KindSymbol, KindBox:
		m.word(c.word(1))
	case KindAccessor:
		m.word(c.word(1))
		m.word(c.word(2))
	case KindTable:
		m.word(c.word(2))
		m.word(c.word(3))
	case KindGenState:
		m.scanRange(c, genWords, genWords+int((*GenState)(unsafe.Pointer(c)).n))
	case KindWeak:
		m.weakCells.add((*WeakCell)(unsafe.Pointer(c)))
		if m.cycle != nil { // its target may be old
			m.cycle.weakCells.add((*WeakCell)(unsafe.Pointer(c)))
		}
	default: // KindEnv, KindSlots, KindTableData
		m.scanRange(c, 1, m.h.cellWords(c))
	}
}

// scanRange marks what the words from up to but not including to refer to.
func (m *Marker) scanRange(c *cell, from, to int) {
	m.Values(c.words(from, to-from))
}

// markShape marks a shape and its ancestors, in a full collection.
func (m *Marker) markShape(s *Shape) {
	if m.cycle != nil {
		m = m.cycle
	}
	for ; s != nil && s.mark != m.h.gc.epoch; s = s.parent {
		s.mark = m.h.gc.epoch
		m.shapes = append(m.shapes, s)
	}
}

// scanShape marks the prototype, the keys and the pinned children of a shape. Keys in a table that
// several shapes share are looked at once.
func (m *Marker) scanShape(s *Shape) {
	m.Value(s.proto)
	if m.h.shapes.pins > 0 {
		s.eachChild(func(c *Shape) {
			if c.pinned {
				m.markShape(c)
			}
		})
	}
	t, n := s.table, int(s.count)
	if s.dict != nil {
		t, n = s.dict, len(s.dict.entries)
	}
	if t == nil {
		return
	}
	if t.markEpoch != m.h.gc.epoch {
		t.markEpoch = m.h.gc.epoch
		t.marked = 0
	}
	for i := t.marked; i < n; i++ {
		m.Value(t.entries[i].key)
		m.Breathe()
	}
	t.marked = max(t.marked, n)
}
