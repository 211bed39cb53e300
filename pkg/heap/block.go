package heap

import (
	"slices"
	"unsafe"
)

// Small cells live in blocks of one size class; blocks are cut from slabs,
// which are pointer-free Go allocations. The first blocks of a class are short: a
// runtime that does little has a few cells of many sizes. A block is swept when the
// allocator needs it; its free cells are then linked into runs:
//
//	first word of a run   bytes of the run << 32 (kind byte 0: free)
//	second word           address of the next run of the block, or 0
//
// The header of every other free cell is 0, so that a sweep knows it.
const (
	blockBytes    = 16 << 10
	blockWords    = blockBytes / 8
	firstSlab     = 6  // blocks of the first slab
	maxSlab       = 32 // blocks of the largest slab made for blocks
	shortBytes    = 2 << 10
	shortSlab     = 16 // short blocks of a slab
	shortShare    = 4  // short blocks that a class gets before whole ones
	numClasses    = 32
	classLarge    = 31
	maxSmallWords = 256
	runShift      = 32
)

// classBytes is the cell size of each size class: steps of 8 bytes up to 128,
// then four steps for each doubling.
var classBytes = [numClasses]uint32{
	16, 24, 32, 40, 48, 56, 64, 72, 80, 88, 96, 104, 112, 120, 128,
	160, 192, 224, 256, 320, 384, 448, 512, 640, 768, 896, 1024, 1280, 1536, 1792, 2048,
	0,
}

// wordClass is the size class for a number of words.
var wordClass = func() (t [maxSmallWords + 1]uint8) {
	class := uint8(0)
	for w := range t {
		for uint32(w*8) > classBytes[class] {
			class++
		}
		t[w] = class
	}
	return t
}()

type block struct {
	start uint64 // address of the first cell
	limit uint64 // first address after the last cell
	slab  *slab
	class uint8
	state blockState
	run   uint64 // first run not yet taken, when state is blockPartial or blockCurrent
}

type blockState uint8

const (
	blockFree    blockState = iota // in no class
	blockCurrent                   // the allocator of its class takes runs from it
	blockFull                      // no run left, and nothing to sweep that is known
	blockUnswept                   // may hold dead cells; in the unswept list of its class
	blockPartial                   // swept, with runs; in the partial list of its class
)

type slab struct {
	mem    []uint64
	blocks []block
	free   int   // blocks in state blockFree
	size   int64 // bytes of a block: blockBytes or shortBytes
}

type blockSpace struct {
	slabs    []*slab
	freeList []*block             // whole blocks in state blockFree
	short    []*block             // short ones in that state
	shorts   [numClasses]uint8    // short blocks in use
	current  [numClasses]*block   // nil or the block in state blockCurrent
	unswept  [numClasses][]*block // state blockUnswept
	partial  [numClasses][]*block // state blockPartial
	touched  []*block             // blocks that cells were allocated from since the last collection
	full     []*block             // state blockFull, not in touched
	reserved int64                // bytes of all slabs
	next     int                  // blocks of the next slab
	probe    int                  // class where the next search for an empty block begins
}

// allocSlow finds a new run for the class and allocates the first cell from it.
func (h *Heap) allocSlow(class uint32, header uint64) unsafe.Pointer {
	h.refill(class)
	a := &h.alloc[class]
	c := ptr(a.cur)
	a.cur += uint64(classBytes[class])
	*(*uint64)(c) = header | uint64(class)<<sizeShift
	if s := h.sampling; s != nil && s.due {
		s.due = false
		s.take((*cell)(c), int64(classBytes[class]), nil)
	}
	return c
}

// refill gives the allocator of the class a run of at least one cell. Called
// only when its run is used up (the rest, if any, is smaller than a cell: none).
func (h *Heap) refill(class uint32) {
	s := &h.blocks
	for {
		b := s.current[class]
		if b == nil {
			b = h.nextBlock(class)
			b.state = blockCurrent
			s.current[class] = b
			s.touched = append(s.touched, b)
		}
		if b.run != 0 {
			h.takeRun(class, b)
			return
		}
		b.state = blockFull
		s.current[class] = nil
	}
}

func (h *Heap) takeRun(class uint32, b *block) {
	start := b.run
	head := (*[2]uint64)(ptr(start))
	bytes := head[0] >> runShift
	b.run = head[1]
	if h.sampling != nil {
		if n := h.sampling.cut(class, bytes); n < bytes {
			rest := (*[2]uint64)(ptr(start + n))
			rest[0], rest[1] = (bytes-n)<<runShift, b.run
			b.run, bytes = start+n, n
		}
	}
	h.alloc[class] = bump{cur: start, end: start + bytes}
	h.young += int64(bytes)
	h.charge()
}

// nextBlock returns a block of the class with at least one run, detached from its list.
func (h *Heap) nextBlock(class uint32) *block {
	s := &h.blocks
	if l := s.partial[class]; len(l) > 0 {
		b := l[len(l)-1]
		s.partial[class] = l[:len(l)-1]
		return b
	}
	for len(s.unswept[class]) > 0 {
		b := h.popUnswept(class)
		h.sweepBlock(b)
		if b.run != 0 {
			return b
		}
		b.state = blockFull
		s.full = append(s.full, b)
	}
	free := &s.freeList
	if s.shorts[class] < shortShare {
		free = &s.short
		if len(*free) == 0 {
			h.collectGo(shortSlab * shortBytes)
			h.addSlab(make([]uint64, shortSlab*shortBytes/8), shortBytes)
		}
	} else {
		if len(*free) == 0 {
			h.findEmpty()
		}
		if len(*free) == 0 {
			h.newSlab()
		}
	}
	b := (*free)[len(*free)-1]
	*free = (*free)[:len(*free)-1]
	h.formatBlock(b, class)
	return b
}

func (h *Heap) popUnswept(class uint32) *block {
	l := h.blocks.unswept[class]
	b := l[len(l)-1]
	h.blocks.unswept[class] = l[:len(l)-1]
	return b
}

// findEmpty sweeps a few blocks of other classes in search of one that is empty.
func (h *Heap) findEmpty() {
	s := &h.blocks
	for tries := 0; tries < 16 && len(s.freeList) == 0; {
		found := false
		for i := 0; i < numClasses && !found; i++ {
			s.probe = (s.probe + 1) % numClasses
			found = len(s.unswept[s.probe]) > 0
		}
		if !found {
			return
		}
		h.sweepAway(h.popUnswept(uint32(s.probe)))
		tries++
	}
}

// sweepAway sweeps a block and files it where it then belongs.
func (h *Heap) sweepAway(b *block) {
	s := &h.blocks
	empty := h.sweepBlock(b)
	switch {
	case empty:
		h.freeBlock(b)
	case b.run != 0:
		b.state = blockPartial
		s.partial[b.class] = append(s.partial[b.class], b)
	default:
		b.state = blockFull
		s.full = append(s.full, b)
	}
}

// formatBlock makes a free block one single run of cells of the class.
func (h *Heap) formatBlock(b *block, class uint32) {
	size := uint64(classBytes[class])
	n := uint64(b.slab.size) / size
	b.class = uint8(class)
	b.limit = b.start + n*size
	b.run = b.start
	b.slab.free--
	if b.slab.size == shortBytes {
		h.blocks.shorts[class]++
	}
	// A block that was in use before may have had cells of another size: its
	// headers would be read in the middle of old data.
	mem := unsafe.Slice((*uint64)(ptr(b.start)), b.slab.size/8)
	clear(mem)
	mem[0] = n * size << runShift
	mem[1] = 0
	h.committed += b.slab.size
	h.charge()
}

// freeBlock gives a block without live cells back.
func (h *Heap) freeBlock(b *block) {
	b.state = blockFree
	b.run = 0
	b.slab.free++
	h.committed -= b.slab.size
	if b.slab.size == shortBytes {
		h.blocks.shorts[b.class]--
		h.blocks.short = append(h.blocks.short, b)
		return
	}
	h.blocks.freeList = append(h.blocks.freeList, b)
}

func (h *Heap) newSlab() {
	s := &h.blocks
	if s.next == 0 {
		s.next = firstSlab
	}
	n := s.next
	s.next = min(2*n, maxSlab)
	h.collectGo(int64(n) * blockBytes)
	h.addSlab(make([]uint64, n*blockWords), blockBytes)
}

// addSlab cuts memory into free blocks of the given size.
func (h *Heap) addSlab(mem []uint64, size int64) {
	s := &h.blocks
	n := len(mem) * 8 / int(size)
	sl := &slab{mem: mem, blocks: make([]block, n), free: n, size: size}
	free := &s.freeList
	if size == shortBytes {
		free = &s.short
	}
	base := addrOf(unsafe.Pointer(unsafe.SliceData(sl.mem)))
	*free = slices.Grow(*free, n)
	for i := n - 1; i >= 0; i-- {
		b := &sl.blocks[i]
		b.start = base + uint64(i)*uint64(size)
		b.slab = sl
		*free = append(*free, b)
	}
	s.slabs = append(s.slabs, sl)
	watchSlab(sl)
	s.reserved += int64(n) * size
}

// sweepBlock links the free and the dead cells of the block into runs and
// reports whether nothing in it is alive. Dead is what Heap.lives is not
// true of.
func (h *Heap) sweepBlock(b *block) (empty bool) {
	size := uint64(classBytes[b.class])
	colour, white := h.colour, h.white
	var first, prev, run, live uint64
	link := func(end uint64) {
		head := (*[2]uint64)(ptr(run))
		head[0] = (end - run) << runShift
		head[1] = 0
		if prev == 0 {
			first = run
		} else {
			(*[2]uint64)(ptr(prev))[1] = run
		}
		prev, run = run, 0
	}
	for p := b.start; p < b.limit; p += size {
		hdr := (*uint64)(ptr(p))
		if c := *hdr & colourMask; *hdr&kindMask != 0 && (c == colour || c == white) {
			live++
			if run != 0 {
				link(p)
			}
			continue
		}
		if h.stress && *hdr&kindMask != 0 {
			poison(p, size)
		}
		*hdr = 0
		if run == 0 {
			run = p
		}
	}
	if run != 0 {
		link(b.limit)
	}
	b.run = first
	return live == 0
}

// finishSweep sweeps every block that waits for it and gives empty slabs back to Go.
func (h *Heap) finishSweep() {
	s := &h.blocks
	for class := range s.unswept {
		l := s.unswept[class]
		s.unswept[class] = nil
		for _, b := range l {
			h.sweepAway(b)
		}
	}
	h.releaseSlabs()
}

// spareBlocks is how many free blocks the next nursery will need; near the limit
// none is kept.
func (h *Heap) spareBlocks() int64 {
	if h.committed+h.goBytes > h.maxBytes-h.maxBytes/8 {
		return firstSlab
	}
	return h.nursery/blockBytes + firstSlab
}

// releaseSlabs drops the slabs without a block in use, but keeps what the
// next nursery will need.
func (h *Heap) releaseSlabs() {
	s := &h.blocks
	spare := h.spareBlocks()
	var drop map[*slab]bool
	given := int64(0)
	wholes, shorts := int64(len(s.freeList)), int64(len(s.short))
	kept := s.slabs[:0]
	for _, sl := range s.slabs {
		n := int64(len(sl.blocks))
		free, enough := &wholes, spare
		if sl.size == shortBytes {
			free, enough = &shorts, shortSlab
		}
		if sl.free == len(sl.blocks) && (*free-n >= enough || n > 2*enough) {
			*free -= n
			if drop == nil {
				drop = map[*slab]bool{}
			}
			drop[sl] = true
			given += n * sl.size
			continue
		}
		kept = append(kept, sl)
	}
	if drop == nil {
		return
	}
	clear(s.slabs[len(kept):])
	s.slabs = kept
	gone := func(b *block) bool { return drop[b.slab] }
	s.freeList = slices.DeleteFunc(s.freeList, gone)
	s.short = slices.DeleteFunc(s.short, gone)
	s.forgetPopped()
	s.reserved -= given
	h.dead += given
}

// forgetPopped clears what was taken from the ends of the lists: a block that is
// still there keeps its slab.
func (s *blockSpace) forgetPopped() {
	forget := func(l []*block) { clear(l[len(l):cap(l)]) }
	for class := range s.unswept {
		forget(s.unswept[class])
		forget(s.partial[class])
	}
	forget(s.freeList)
	forget(s.short)
	forget(s.touched)
	forget(s.full)
}

// retireRuns takes the unused rest of every run out of the count of young
// bytes, before a collection. Its cells have header 0 except the first.
func (h *Heap) retireRuns() {
	for class := range h.alloc {
		a := &h.alloc[class]
		rest := int64(a.end - a.cur)
		h.young -= rest
		if h.sampling != nil { // nothing will be allocated there
			h.sampling.left[class] += rest
		}
		*a = bump{}
	}
}
