//go:build kilncheck || kilnstress

package heap

import (
	"fmt"
	"sync"
	"sync/atomic"
	"unsafe"
	"weak"
)

// Checked is true in builds with the tag kilncheck (which kilnstress implies):
// every tier then does again by the plain operation what a cache or a guarded
// fast path has answered, and what a cell pointer points to is looked at before
// it is followed. A difference is a panic that names the place.
const Checked = true

// The slabs of all heaps of the process by page, and the large cells by address.
// Neither keeps anything alive.
//
//	address: | 17 bits: place in slabPages | 17 bits: place in the directory | 13 bits |
const (
	pageBits      = 13 // what Go aligns allocations of the size of a slab to
	directoryBits = 17
)

type pageDirectory [1 << directoryBits]weak.Pointer[slab]

var (
	slabPages  [1 << (48 - pageBits - directoryBits)]atomic.Pointer[pageDirectory]
	largeCells sync.Map // of weak.Pointer[largeCell], by address
)

// watchSlab makes the cells of a slab known.
func watchSlab(s *slab) {
	base := s.blocks[0].start
	for a := base; a < base+uint64(len(s.blocks))*uint64(s.size); a += 1 << pageBits {
		top := &slabPages[a>>(pageBits+directoryBits)]
		if top.Load() == nil {
			top.CompareAndSwap(nil, new(pageDirectory))
		}
		top.Load()[a>>pageBits%(1<<directoryBits)] = weak.Make(s)
	}
}

// watchLarge makes a large cell known, at the address that it has now.
func watchLarge(l *largeCell) {
	largeCells.Store(addrOf(unsafe.Pointer(l.cell())), weak.Make(l))
}

// unwatchLarge forgets a large cell, before it moves or goes.
func unwatchLarge(l *largeCell) { largeCells.Delete(addrOf(unsafe.Pointer(l.cell()))) }

// CheckCell panics unless v refers to a cell of a heap: to where one begins, in a
// block that is in use, with the size class of its block.
func CheckCell(v Value) {
	if v < minCell {
		panic(fmt.Sprintf("heap: %#x is not a cell pointer", uint64(v)))
	}
	a := uint64(v) & addrMask
	if why := cellFault(a); why != "" {
		panic(fmt.Sprintf("heap: %#x is not a cell: %s", uint64(v), why))
	}
}

func cellFault(a uint64) string {
	if directory := slabPages[a>>(pageBits+directoryBits)].Load(); directory != nil {
		if s := directory[a>>pageBits%(1<<directoryBits)].Value(); s != nil {
			return s.cellFault(a)
		}
	}
	p, ok := largeCells.Load(a)
	if !ok {
		return "not in a heap"
	}
	if l := p.(weak.Pointer[largeCell]).Value(); l == nil {
		return "of a heap that is gone"
	}
	if c := (*cell)(ptr(a)); c.sizeClass() != classLarge || c.kind() == KindFree {
		return fmt.Sprintf("header %#x of a large cell", c.hdr)
	}
	return ""
}

func (s *slab) cellFault(a uint64) string {
	b := &s.blocks[(a-s.blocks[0].start)/uint64(s.size)]
	size := uint64(classBytes[b.class])
	switch {
	case b.state == blockFree:
		return "in a block that is not in use"
	case a >= b.limit || (a-b.start)%size != 0:
		return fmt.Sprintf("within a cell of %d bytes", size)
	}
	c := (*cell)(ptr(a))
	if c.kind() == KindFree || c.sizeClass() != uint32(b.class) {
		return fmt.Sprintf("header %#x in a block of class %d", c.hdr, b.class)
	}
	return ""
}

// checkKind panics unless v refers to a cell of a kind from first to last.
func checkKind(v Value, first, last Kind) {
	CheckCell(v)
	if k := (*cell)(ptr(uint64(v) & addrMask)).kind(); k < first || k > last {
		panic(fmt.Sprintf("heap: %#x refers to a cell of kind %v", uint64(v), k))
	}
}
