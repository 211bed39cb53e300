package heap

import "unsafe"

// A cell of more than maxSmallWords words lies alone in a Go allocation, its block:
//
//	block   mem[0]  index in largeSpace.cells
//	        mem[1]  header
//	        mem[2]  …
//
// The cell begins where its block does, or later: an array that loses elements at
// its front moves the index word and the header on (moveFront), and everything else
// stays where it is.
//
// Stores into a large old cell are recorded in cards of cardWords words of the
// block, so that a young collection looks at the changed parts only.
const (
	cardWords = 32
	cardShift = 5
)

type largeCell struct {
	block []uint64
	mem   []uint64 // block from front() on
	words int
	cards []uint8 // 1: a cell pointer was stored there since the last collection; nil until the first
	dirty bool    // in Heap.gc.dirtyLarge
	young bool
}

type largeSpace struct {
	cells []*largeCell // nil: free index
	free  []uint32
	young []uint32 // indices of cells allocated since the last collection
	bytes int64
}

func (s *largeSpace) index(c *cell) uint64 {
	return *(*uint64)(unsafe.Add(unsafe.Pointer(c), -8))
}

func (s *largeSpace) of(c *cell) *largeCell { return s.cells[s.index(c)] }

func (l *largeCell) cell() *cell { return (*cell)(unsafe.Pointer(&l.mem[1])) }

func (l *largeCell) bytes() int64 { return int64(len(l.block)) * 8 }

// front returns how many words of the block are before the index word.
func (l *largeCell) front() int { return len(l.block) - len(l.mem) }

// moveFront lets the cell begin n words later in its block, or earlier for a
// negative n, without its first words or with as many more. Whoever refers to the
// cell must learn the address that it has then.
func (l *largeCell) moveFront(n int) {
	unwatchLarge(l)
	index, header := l.mem[0], l.mem[1]
	l.mem = l.block[l.front()+n:]
	l.mem[0], l.mem[1] = index, header
	l.words -= n
	watchLarge(l)
}

// markCard records a store into word i of the cell.
func (l *largeCell) markCard(i int) {
	if l.cards == nil {
		l.cards = make([]uint8, len(l.block)>>cardShift+1)
	}
	l.cards[(l.front()+i)>>cardShift] = 1
}

// allocLarge allocates a cell that has no size class. Its words are zero.
func (h *Heap) allocLarge(words int, header uint64) unsafe.Pointer {
	s := &h.larges
	n := int64(words+1) * 8
	h.hold(n)
	h.collectGo(n)
	s.bytes += n
	h.committed += n
	h.young += n
	h.charge()
	block := make([]uint64, words+1)
	l := &largeCell{block: block, mem: block, words: words, young: true}
	var i uint32
	if n := len(s.free); n > 0 {
		i = s.free[n-1]
		s.free = s.free[:n-1]
		s.cells[i] = l
	} else {
		i = uint32(len(s.cells))
		s.cells = append(s.cells, l)
	}
	s.young = append(s.young, i)
	l.mem[0] = uint64(i)
	l.mem[1] = header | classLarge<<sizeShift
	watchLarge(l)
	if h.sampling != nil {
		h.sampling.large(l.cell(), l)
	}
	return unsafe.Pointer(&l.mem[1])
}

// succeed makes f, a new large cell that took what is in e, old when e is: a young collection
// then looks at what is young in it, not at all of an array that grows.
func (h *Heap) succeed(f, e *cell) {
	g := &h.gc
	if e.hdr&barrierBit == 0 || e.sizeClass() != classLarge || f.sizeClass() != classLarge || g.void {
		return
	}
	s := &h.larges
	to, from, index := s.of(f), s.of(e), uint32(s.index(f))
	to.young = false
	s.young = s.young[:len(s.young)-1] // allocLarge has put it there
	f.hdr |= h.colour | barrierBit
	h.bornOld += to.bytes()
	if g.cycle != nil {
		g.cycle.bytes += to.bytes()
		g.cycle.parts = append(g.cycle.parts, largePart{index, 0})
	}
	if !from.dirty {
		return
	}
	to.dirty = true
	g.dirtyLarge = append(g.dirtyLarge, index)
	for k, dirty := range from.cards {
		if dirty != 0 {
			at := max(k<<cardShift-from.front(), 0)
			to.markCard(min(at, to.words-1))
			to.markCard(min(at+cardWords-1, to.words-1))
		}
	}
}

func (h *Heap) freeLarge(i uint32) {
	s := &h.larges
	l := s.cells[i]
	n := l.bytes()
	s.bytes -= n
	h.committed -= n
	unwatchLarge(l)
	if h.stress {
		poison(addrOf(unsafe.Pointer(&l.mem[1])), uint64(l.words)*8)
		l.mem[1] = 0
	}
	s.cells[i] = nil
	s.free = append(s.free, i)
	spare := h.spareBlocks()
	if n := int64(len(l.block)) / blockWords; n > firstSlab && n <= spare && int64(len(h.blocks.freeList)) < spare {
		// Until Go's collector runs the memory would lie idle: an array that grows
		// leaves twice its size behind. More than small cells will need goes to Go,
		// since no large cell is ever made from it.
		h.addSlab(l.block, blockBytes)
		return
	}
	h.dead += n
}

// youngBytes returns the bytes of the cells that were allocated since the last collection.
func (s *largeSpace) youngBytes() int64 {
	n := int64(0)
	for _, i := range s.young {
		if l := s.cells[i]; l != nil {
			n += l.bytes()
		}
	}
	return n
}

// sweepLarges frees the large cells that were not marked: all of them after a
// full collection, the young ones after a young collection.
func (h *Heap) sweepLarges(full bool) {
	s := &h.larges
	sweep := func(i uint32) {
		l := s.cells[i]
		if l == nil {
			return
		}
		if !h.lives(l.mem[1]) {
			h.freeLarge(i)
			return
		}
		l.young = false
	}
	if full {
		for i := range s.cells {
			sweep(uint32(i))
		}
	} else {
		for _, i := range s.young {
			sweep(i)
		}
	}
	s.young = s.young[:0]
}
