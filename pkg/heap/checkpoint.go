package heap

import (
	"slices"
	"unsafe"
	"weak"
)

// Checkpoint is what the cells of a heap held at a moment. What the heap itself holds in Go
// objects is saved and restored by others (package image), before Restore comes to the cells.
//
// As long as a checkpoint can be reached and no older one was restored, all that it has lives:
// cells keep their places, handles and shapes their numbers, and nothing that a collection tells
// of a death is said of them.
type Checkpoint struct {
	blocks  []savedBlock
	larges  []savedLarge
	words   []uint64 // of all blocks
	handles []any    // by id
	shapes  []*Shape
	bytes   int64
}

type savedBlock struct {
	b     *block
	class uint8
	words []uint64
}

type savedLarge struct {
	l     *largeCell
	mem   []uint64
	words []uint64
}

// Bytes returns what the checkpoint takes.
func (c *Checkpoint) Bytes() int64 { return c.bytes }

// Checkpoint collects all garbage and copies what is left. Nothing may be in use: no scope
// is open and the stack is empty.
func (h *Heap) Checkpoint() *Checkpoint {
	h.temps = h.temps[:0]
	h.Collect(true)
	c := new(Checkpoint)
	n := 0
	used := func(f func(b *block, words int)) {
		for _, s := range h.blocks.slabs {
			for i := range s.blocks {
				if b := &s.blocks[i]; b.state != blockFree {
					f(b, int(b.limit-b.start)/8)
				}
			}
		}
	}
	used(func(_ *block, words int) { n += words })
	c.words = make([]uint64, 0, n)
	used(func(b *block, words int) {
		at := len(c.words)
		c.words = append(c.words, unsafe.Slice((*uint64)(ptr(b.start)), words)...)
		c.blocks = append(c.blocks, savedBlock{b, b.class, c.words[at:len(c.words):len(c.words)]})
	})
	c.bytes = 8 * int64(n)
	for _, l := range h.larges.cells {
		if l != nil {
			c.larges = append(c.larges, savedLarge{l, l.mem, slices.Clone(l.mem)})
			c.bytes += 8 * int64(len(l.mem))
		}
	}
	c.handles = make([]any, len(h.handles.table))
	for i := range c.handles {
		c.handles[i] = h.handles.table[i].x
	}
	h.shapes.each(func(s *Shape) { c.shapes = append(c.shapes, s) })
	c.bytes += 16*int64(len(c.handles)) + 8*int64(len(c.shapes))
	h.checkpoints = append(h.checkpoints, weak.Make(c))
	return c
}

// CountCheckpoint counts c toward the limit, and n bytes that others have saved with it, until
// a full collection finds that nobody has it any more.
func (h *Heap) CountCheckpoint(c *Checkpoint, n int64) {
	c.bytes += n
	h.checkpointBytes += c.bytes
	h.charge()
}

// Busy says why no checkpoint can be taken or restored now; "" if it can.
func (h *Heap) Busy() string {
	switch {
	case h.gc.collecting:
		return "a collection is under way"
	case h.sampling != nil:
		return "a profile of the heap is under way"
	}
	return ""
}

// Restore puts back what c has. goObjects restores the Go objects of the heap. What has been
// made since c ends: handles hear that they are released, and younger checkpoints are over.
func (h *Heap) Restore(c *Checkpoint, goObjects func()) {
	h.gc.cycle = nil // what else there is of a cycle is put back
	h.releaseSince(c)
	h.forgetSince(c)
	for _, l := range h.larges.cells {
		if l != nil {
			unwatchLarge(l)
		}
	}
	slabs := h.blocks.slabs
	goObjects()
	for i := range c.blocks {
		s := &c.blocks[i]
		copy(unsafe.Slice((*uint64)(ptr(s.b.start)), len(s.words)), s.words)
	}
	for i := range c.larges {
		s := &c.larges[i]
		copy(s.mem, s.words)
		watchLarge(s.l)
	}
	h.keepSlabs(slabs)
}

// forgetSince forgets the checkpoints taken after c, whose cells are no more once c is restored:
// no collection may follow them, though somebody may have them still.
func (h *Heap) forgetSince(c *Checkpoint) {
	at := slices.IndexFunc(h.checkpoints, func(w weak.Pointer[Checkpoint]) bool { return w.Value() == c })
	for _, w := range h.checkpoints[at+1:] {
		if younger := w.Value(); younger != nil {
			h.checkpointBytes -= younger.bytes
		}
	}
	clear(h.checkpoints[at+1:])
	h.checkpoints = h.checkpoints[:at+1]
}

// releaseSince tells the handles that c does not have that they are gone.
func (h *Heap) releaseSince(c *Checkpoint) {
	for id := range h.handles.table {
		x := h.handles.table[id].x
		if x == nil || id < len(c.handles) && c.handles[id] == x {
			continue
		}
		if r, ok := x.(Released); ok {
			r.HandleReleased()
		}
	}
}

// keepSlabs makes the blocks of slabs that have come since the checkpoint free ones: the next
// script will need them again. More than a nursery of them goes to Go.
func (h *Heap) keepSlabs(slabs []*slab) {
	s := &h.blocks
	known := len(s.slabs)
	for _, sl := range slabs {
		free, enough := &s.freeList, h.spareBlocks()
		if sl.size == shortBytes {
			free, enough = &s.short, shortSlab
		}
		if int64(len(*free)) >= enough || slices.Contains(s.slabs[:known], sl) {
			continue
		}
		if h.stress {
			clear(sl.mem)
		}
		s.slabs = append(s.slabs, sl)
		s.reserved += int64(len(sl.mem)) * 8
		sl.free = len(sl.blocks)
		for i := range sl.blocks {
			b := &sl.blocks[i]
			b.state, b.run = blockFree, 0
			*free = append(*free, b)
		}
	}
}

// DropCheckpoint forgets a checkpoint: what only it kept may go.
func (h *Heap) DropCheckpoint(c *Checkpoint) {
	n := len(h.checkpoints)
	h.checkpoints = slices.DeleteFunc(h.checkpoints, func(w weak.Pointer[Checkpoint]) bool { return w.Value() == c })
	if len(h.checkpoints) < n {
		h.checkpointBytes -= c.bytes
	}
}

// traceCheckpoints marks what the checkpoints have, in a full collection.
func (h *Heap) traceCheckpoints(m *Marker) {
	if !m.full || m.visit != nil {
		return
	}
	for _, s := range h.shapes.held {
		m.Shape(s)
	}
	h.checkpointBytes = 0
	kept := h.checkpoints[:0]
	for _, w := range h.checkpoints {
		if c := w.Value(); c != nil {
			kept = append(kept, w)
			h.checkpointBytes += c.bytes
			c.trace(m)
		}
	}
	clear(h.checkpoints[len(kept):])
	h.checkpoints = kept
}

func (c *Checkpoint) trace(m *Marker) {
	for i := range c.blocks {
		s := &c.blocks[i]
		size := uint64(classBytes[s.class])
		for n := range uint64(len(s.words)*8) / size {
			if s.words[n*size/8]&kindMask != 0 {
				m.mark(tagged(TagCell, ptr(s.b.start+n*size)))
			}
		}
		if !m.Breathe() {
			return
		}
	}
	for i := range c.larges {
		m.mark(tagged(TagCell, unsafe.Pointer(c.larges[i].l.cell())))
	}
	for id, x := range c.handles {
		if x != nil {
			m.handle(uint32(id))
		}
	}
	for _, s := range c.shapes {
		m.Shape(s)
	}
}
