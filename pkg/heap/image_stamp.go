package heap

import (
	"fmt"
	"unsafe"
)

// Stamp is a heap in the making: see Image.Stamp.
type Stamp struct {
	// Heap is the heap. Until Finish there may be no collection. Allocating, charging and
	// NewHandle are fine.
	Heap *Heap

	m      *Image
	deltas []uint64 // by region: what makes a Ref an address
}

// Value returns the Value that a Ref of the image stands for.
func (s *Stamp) Value(ref Value) Value {
	if ref < minCell {
		return ref
	}
	return ref + Value(s.deltas[ref>>refRegionShift&(maxRegions-1)])
}

// Values sets dst to what refs, as many, stand for.
func (s *Stamp) Values(dst, refs []Value) {
	for i, ref := range refs {
		dst[i] = s.Value(ref)
	}
}

// SetHandle sets the object of a handle that Image.Handles has. What is accounted to it stays.
func (s *Stamp) SetHandle(id uint32, x any) {
	e := &s.Heap.handles.table[id]
	e.x = x
	_, e.always = x.(AlwaysTraced)
}

// words returns a copy of words with addresses in place of the Refs.
func (s *Stamp) words(w *imageWords) []uint64 {
	memory := append([]uint64(nil), w.words...) // not cleared before
	relocate(memory, w.runs, s.deltas)
	return memory
}

// Stamp begins a heap that holds what the image does: the same cells elsewhere, shapes and
// handles of the same numbers, the same epoch. Its cells are old. The caller sets the objects of
// the handles, does what is done after New, and calls Finish.
//
// All heaps have the seed of the first one for the hashes of strings, see internTable.
//
// The error is a *LimitError: the heap would be over its limit.
func (m *Image) Stamp(o Options) (*Stamp, error) {
	h := newHeap(o)
	if need := m.StampedBytes(); need > h.maxBytes {
		return nil, &LimitError{Need: need, Max: h.maxBytes}
	}
	return m.stamp(h, o.ShapeIDs), nil
}

// stamp fills the heap h, which is new.
func (m *Image) stamp(h *Heap, shapeIDs uint32) *Stamp {
	s := &Stamp{Heap: h, m: m, deltas: make([]uint64, len(m.regions))}
	h.colour, h.white, h.ProtoEpoch = m.colour, m.colour, m.protoEpoch
	h.gc.epoch, h.gc.serial = m.epoch, m.serial
	h.old, h.committed, h.goBytes = m.cellBytes, m.committed, m.goBytes
	h.gc.fullAt = max(h.gc.fullAt, 2*(h.old+h.goBytes))
	s.stampRegions()
	s.stampNames()
	h.interns = internTable{slots: s.words(&m.interns), used: m.count, count: m.count, seed: m.seed, young: make([]uint64, 0, firstYoung)}
	s.stampShapes()
	if shapeIDs != 0 {
		h.shapes.maxID = shapeIDs
	}
	s.stampHandles()
	for _, t := range m.rehash {
		s.Value(t).OrderedTable().relink(h)
	}
	return s
}

// stampRegions makes the slabs and the large cells.
func (s *Stamp) stampRegions() {
	h, m := s.Heap, s.m
	memory := make([][]uint64, len(m.regions))
	for i := range m.regions {
		r := &m.regions[i]
		mem := append([]uint64(nil), r.words...) // not cleared before
		memory[i] = mem
		s.deltas[i] = addrOf(unsafe.Pointer(unsafe.SliceData(mem))) - uint64(i)<<refRegionShift
	}
	for i := range m.regions {
		relocate(memory[i], m.regions[i].runs, s.deltas)
	}
	h.blocks.full = make([]*block, 0, m.blocks)
	h.blocks.slabs = make([]*slab, 0, m.slabs+2)
	for i := range m.slabs {
		h.addStamped(&m.regions[i], memory[i])
	}
	large := m.regions[m.slabs:]
	if len(large) == 0 {
		return
	}
	h.larges.cells = make([]*largeCell, len(large), len(large)+2)
	for i, mem := range memory[m.slabs:] {
		l := &largeCell{block: mem, mem: mem, words: len(mem) - 1}
		h.larges.cells[i] = l
		h.larges.bytes += l.bytes()
		watchLarge(l)
	}
}

// addStamped makes a slab of a region.
func (h *Heap) addStamped(r *imageRegion, mem []uint64) {
	bs := &h.blocks
	n := len(r.blocks)
	sl := &slab{mem: mem, blocks: make([]block, n+r.free), free: r.free, size: r.size}
	free := &bs.freeList
	if r.size == shortBytes {
		free = &bs.short
	}
	start := addrOf(unsafe.Pointer(unsafe.SliceData(mem)))
	partial := make([]*block, 0, numClasses)
	for i := range sl.blocks {
		b := &sl.blocks[i]
		b.start = start + uint64(i)*uint64(r.size)
		b.slab = sl
		if i >= n {
			*free = append(*free, b)
			continue
		}
		from := &r.blocks[i]
		b.class = from.class
		size := uint64(classBytes[b.class])
		b.limit = b.start + uint64(r.size)/size*size
		if r.size == shortBytes {
			bs.shorts[b.class]++
		}
		if from.full {
			b.state = blockFull
			bs.full = append(bs.full, b)
			continue
		}
		b.state = blockPartial
		b.run = b.start + uint64(from.run)
		if bs.partial[b.class] == nil && len(partial) < cap(partial) {
			at := len(partial)
			partial = append(partial, b)
			bs.partial[b.class] = partial[at : at+1 : at+1]
		} else {
			bs.partial[b.class] = append(bs.partial[b.class], b)
		}
	}
	bs.slabs = append(bs.slabs, sl)
	bs.reserved += int64(len(mem)) * 8
	watchSlab(sl)
}

func (s *Stamp) stampNames() {
	h, m := s.Heap, s.m
	words := s.words(&m.names)
	h.emptyElements = Value(words[0])
	names := h.Names.all()
	for i := range names {
		names[i] = Value(words[1+i])
	}
	symbols := h.Symbols.all()
	for i := range symbols {
		symbols[i] = Value(words[1+len(names)+i])
	}
	h.empty = s.Value(m.empty).Str()
	for i := range m.singles {
		h.singles[m.singles[i].char] = s.Value(m.singles[i].text).Str()
	}
}

// Finish ends the making of the heap. It panics if a handle of Image.Handles has no object.
func (s *Stamp) Finish() *Heap {
	h := s.Heap
	table := h.handles.table
	for _, id := range s.m.handles.wanted {
		if table[id].x == nil {
			panic(fmt.Sprintf("heap: handle %d of a stamped heap has no object", id))
		}
		if table[id].always {
			h.handles.every = append(h.handles.every, id)
		}
	}
	for i := range s.m.windows {
		w := &s.m.windows[i]
		x, ok := table[w.handle].x.(Windowed)
		if !ok {
			panic(fmt.Sprintf("heap: handle %d of a stamped heap has a %T for a typed array, which has no window", w.handle, table[w.handle].x))
		}
		*s.Value(w.array).Object().word(windowWord) = x.HandleWindow().Word()
	}
	return h
}

// relink makes the chains of t anew, after cells that its keys are have got other addresses.
func (t *OrderedTable) relink(h *Heap) {
	heads := t.heads()
	clear(heads)
	for i, used := 0, t.used(); i < used; i++ {
		e := t.entry(i)
		if e[0] == Hole {
			continue
		}
		head := &heads[h.hashValue(e[0])&uint32(len(heads)-1)]
		e[len(e)-1] = link(entrySeq(e), *head)
		*head = uint32(i + 1)
	}
}
