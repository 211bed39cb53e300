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
	last *Object // what was asked for last
	open *objectBlock
	at   uint32 // number of the open block
	used int    // Objects of open

	index   heldIndex
	blocks  []heldBlock
	vacant  []uint32 // numbers of blocks that are free
	singles []heldSingle
	spare   []uint32 // numbers of singles that are free

	probe weak.Pointer[gone]
	cycle uint32 // collections of Go's that probe has told of
}

// blockObjects is how many Objects share a weak pointer.
const blockObjects = 32

type objectBlock struct{ list [blockObjects]*Object }

// heldBlock is what is known of a block: the cells of its Objects, and when it was begun.
type heldBlock struct {
	block weak.Pointer[objectBlock]
	cells [blockObjects]heap.Value // Undefined: none
	cycle uint32
	taken bool
}

// heldSingle is an Object with a weak pointer of its own.
type heldSingle struct {
	object weak.Pointer[Object]
	cell   heap.Value // Undefined: the number is free
}

// gone is an object that nobody holds: when it is gone Go has collected.
type gone struct{ _ *gone }

// place is where an Object is: number and index of a block, or the number of a single.
type place uint32

const singlePlace place = 1 << 31

func inBlock(n uint32, i int) place { return place(n*blockObjects + uint32(i)) }

// at is the Object at a place, nil if Go does not hold it any more.
func (l *held) object(p place) *Object {
	if p&singlePlace != 0 {
		return l.singles[p&^singlePlace].object.Value()
	}
	n, i := uint32(p)/blockObjects, p%blockObjects
	b := l.open
	if b == nil || n != l.at {
		b = l.blocks[n].block.Value()
	}
	if b == nil {
		return nil
	}
	return b.list[i]
}

// of returns the Object for a cell.
func (l *held) of(r *Runtime, v heap.Value) *Object {
	if l.last != nil && l.last.v == v {
		return l.last
	}
	s := l.index.entry(v)
	if s.cell == v {
		if o := l.object(s.at); o != nil {
			l.last = o
			return o
		}
	}
	if l.open == nil || l.used == blockObjects {
		l.begin()
	}
	o := &Object{r: r, v: v, of: l.open}
	l.open.list[l.used] = o
	l.blocks[l.at].cells[l.used] = v
	l.index.set(s, v, inBlock(l.at, l.used))
	l.used++
	l.last = o
	return o
}

// begin opens a block.
func (l *held) begin() {
	l.open, l.used = new(objectBlock), 0
	if n := len(l.vacant); n > 0 {
		l.at, l.vacant = l.vacant[n-1], l.vacant[:n-1]
	} else {
		l.at = uint32(len(l.blocks))
		l.blocks = append(l.blocks, heldBlock{})
	}
	l.blocks[l.at] = heldBlock{block: weak.Make(l.open), cycle: l.cycle, taken: true}
	clearCells(&l.blocks[l.at].cells)
}

func clearCells(cells *[blockObjects]heap.Value) {
	for i := range cells {
		cells[i] = heap.Undefined
	}
}

// agedCycles is the number of probes after which one collection of Go's was complete.
const agedCycles = 2

// trace marks what Go holds, and forgets what it does not hold any more.
func (l *held) trace(m *heap.Marker) {
	if l.probe.Value() == nil {
		l.probe = weak.Make(new(gone))
		l.cycle++
	}
	if l.open != nil && l.cycle-l.blocks[l.at].cycle > agedCycles {
		l.close()
	}
	l.dropBlocks(func(b *heldBlock) bool { return l.cycle-b.cycle > agedCycles })
	l.dropSingles()
	l.index.trim()
	for i := range l.blocks {
		if b := &l.blocks[i]; b.taken {
			m.Values(b.cells[:])
		}
		if i%blockObjects == 0 && !m.Breathe() {
			return
		}
	}
	for i := range l.singles {
		m.Value(l.singles[i].cell)
		if i%(blockObjects*blockObjects) == 0 && !m.Breathe() {
			return
		}
	}
}

// dropBlocks forgets the blocks that Go does not hold, and makes singles of the Objects of those
// that are old.
func (l *held) dropBlocks(old func(*heldBlock) bool) {
	for n := range l.blocks {
		b := &l.blocks[n]
		if !b.taken || l.open != nil && uint32(n) == l.at {
			continue
		}
		block := b.block.Value()
		if block != nil && !old(b) {
			continue
		}
		for i, v := range b.cells {
			p := inBlock(uint32(n), i)
			switch {
			case v == heap.Undefined || !l.index.holds(v, p): // another Object stands for the cell
			case block == nil:
				l.index.remove(v, p)
			default:
				l.index.put(v, l.single(block.list[i]))
			}
		}
		*b = heldBlock{}
		l.vacant = append(l.vacant, uint32(n))
	}
	if len(l.vacant) == len(l.blocks) {
		l.blocks, l.vacant = nil, nil
	}
}

// single gives an Object a weak pointer of its own.
func (l *held) single(o *Object) place {
	o.of = nil
	s := heldSingle{weak.Make(o), o.v}
	if n := len(l.spare); n > 0 {
		at := l.spare[n-1]
		l.spare = l.spare[:n-1]
		l.singles[at] = s
		return singlePlace | place(at)
	}
	l.singles = append(l.singles, s)
	return singlePlace | place(len(l.singles)-1)
}

// dropSingles forgets the singles that Go does not hold, and returns how many there were.
func (l *held) dropSingles() (dropped int) {
	for i := range l.singles {
		s := &l.singles[i]
		if s.cell == heap.Undefined || s.object.Value() != nil {
			continue
		}
		l.index.remove(s.cell, singlePlace|place(i))
		*s = heldSingle{cell: heap.Undefined}
		l.spare = append(l.spare, uint32(i))
		dropped++
	}
	if len(l.spare) == len(l.singles) {
		l.singles, l.spare = nil, nil
	}
	return dropped
}

// close leaves what was made last to those who hold it.
func (l *held) close() { l.open, l.last = nil, nil }

// release makes Go collect, for a heap that is full, and reports whether there was anything
// to let go of.
func (l *held) release() bool {
	l.close()
	l.dropBlocks(func(*heldBlock) bool { return true })
	if len(l.singles) == 0 {
		return false
	}
	runtime.GC()
	return l.dropSingles() > 0
}
