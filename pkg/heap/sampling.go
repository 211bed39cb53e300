package heap

import (
	"math"
	"math/rand/v2"
	"unsafe"
)

// AllocSample is a cell whose allocation was sampled.
type AllocSample struct {
	Kind   Kind
	Class  Class   // of an object
	Shape  *Shape  // of an object
	Bytes  int64   // of the cell
	Weight float64 // how many cells of its size it stands for
}

// Sampling takes samples of allocations: each byte is as likely as any other to have its
// cell sampled. It costs nothing where cells are made, in Go and in machine code: the
// runs that they come from end where the next sample is.
type Sampling struct {
	h     *Heap
	mean  float64
	found func(AllocSample)
	rand  *rand.Rand
	left  [numClasses]int64 // bytes from here to the one whose cell is the next sample
	due   bool              // the next small cell is one
	busy  bool
	alive []sampledCell
	count int
}

// sampledCell is a cell that was sampled and has not died.
type sampledCell struct {
	address uint64
	large   *largeCell // nil for small cells
	number  int
}

// Sample begins to take samples of what is allocated from now on, one in so many bytes
// on average. found is told of each of them before the words of its cell are written: it
// must not use the cell and may not collect. Only one sampling can be under way.
func (h *Heap) Sample(mean int64, seed uint64, found func(AllocSample)) *Sampling {
	s := &Sampling{h: h, mean: float64(mean), found: found, rand: rand.New(rand.NewPCG(seed, seed))}
	for class := range s.left {
		s.left[class] = s.next()
	}
	for class := range h.alloc {
		h.giveBack(class)
	}
	h.sampling = s
	return s
}

// Stop ends the sampling.
func (s *Sampling) Stop() { s.h.sampling = nil }

// Alive returns the numbers of the samples whose cells the last collection has not found
// dead, from 0 in the order in which they were taken.
func (s *Sampling) Alive() []int {
	list := make([]int, len(s.alive))
	for i, c := range s.alive {
		list[i] = c.number
	}
	return list
}

// Sampling reports whether samples of allocations are taken: whoever allocates must then
// stand where the walk of the stack finds it.
func (h *Heap) Sampling() bool { return h.sampling != nil }

// next chooses how far the next sample is.
func (s *Sampling) next() int64 { return int64(s.rand.ExpFloat64() * s.mean) }

// cut returns how much of a run of free cells may be used until the next sample, and
// notes when that is the first of them.
func (s *Sampling) cut(class uint32, bytes uint64) uint64 {
	size := uint64(classBytes[class])
	before := uint64(s.left[class]) / size * size
	switch {
	case before >= bytes:
		s.left[class] -= int64(bytes)
		return bytes
	case before == 0:
		s.due = true
		s.left[class] = s.next()
		return size
	}
	s.left[class] -= int64(before)
	return before
}

// take tells of a cell that was allocated.
func (s *Sampling) take(c *cell, bytes int64, l *largeCell) {
	if s.busy {
		return // a name was made flat for another sample
	}
	s.busy = true
	a := AllocSample{Kind: c.kind(), Bytes: bytes, Weight: 1 / -math.Expm1(-float64(bytes)/s.mean)}
	if a.Kind == KindObject {
		o := (*Object)(unsafe.Pointer(c))
		a.Class, a.Shape = o.Class(), o.Shape(s.h)
	}
	s.alive = append(s.alive, sampledCell{addrOf(unsafe.Pointer(c)), l, s.count})
	s.count++
	s.found(a)
	s.busy = false
}

// large decides whether a cell that lies alone is a sample.
func (s *Sampling) large(c *cell, l *largeCell) {
	n := l.bytes()
	if s.left[classLarge] -= n; s.left[classLarge] < 0 {
		s.left[classLarge] = s.next()
		s.take(c, n, l)
	}
}

// sweep forgets the cells that a collection has found dead. It must follow the marking
// at once.
func (s *Sampling) sweep() {
	kept := s.alive[:0]
	for _, c := range s.alive {
		header := uint64(0)
		if c.large == nil {
			header = (*cell)(ptr(c.address)).hdr
		} else {
			header = c.large.mem[1] // where the cell begins now
		}
		if s.h.lives(header) {
			kept = append(kept, c)
		}
	}
	clear(s.alive[len(kept):])
	s.alive = kept
}

// giveBack returns the rest of the run that cells of a class come from to its block.
func (h *Heap) giveBack(class int) {
	a, b := &h.alloc[class], h.blocks.current[class]
	if a.cur == a.end || b == nil {
		return
	}
	head := (*[2]uint64)(ptr(a.cur))
	head[0], head[1] = (a.end-a.cur)<<runShift, b.run
	b.run = a.cur
	h.young -= int64(a.end - a.cur)
	*a = bump{}
}
