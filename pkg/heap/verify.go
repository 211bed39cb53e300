package heap

import (
	"fmt"
	"slices"
	"sort"
	"unsafe"
)

// stressPoison fills freed cells in stress mode: read as a Value it is an
// object at an address that faults.
const stressPoison = 0xFFFE_DEAD_BEEF_DEAD

func poison(p, size uint64) {
	words := unsafe.Slice((*uint64)(ptr(p)), size/8)
	for i := range words {
		words[i] = stressPoison
	}
}

// verifier walks everything reachable and checks what must hold at any time
// between two operations.
type verifier struct {
	h      *Heap
	seen   map[uint64]struct{}
	work   []uint64
	starts []*block // by address
	larges map[uint64]*largeCell
	holder holder
	old    bool            // the holder is old and not remembered: it must not refer to young cells
	black  bool            // a cycle has looked at the holder, which has not changed: it must not refer to white cells
	grey   map[uint64]bool // cells that a cycle will look at
	err    error
}

// holder is what is being looked at. Only a message makes a text of it.
type holder struct {
	what string // "cell", "shape" or "handle", "" for a root
	at   uint64 // address of the cell, number of the others
	x    any    // what the handle holds
}

func (o holder) String() string {
	switch o.what {
	case "cell":
		return fmt.Sprintf("%s cell %#x", (*cell)(ptr(o.at)).kind(), o.at)
	case "shape":
		return fmt.Sprintf("shape %d", o.at)
	case "handle":
		return fmt.Sprintf("handle %d (%T)", o.at, o.x)
	}
	return "a root"
}

// Verify walks the heap from the roots and returns an error that names the
// first thing that is wrong: a reference to freed memory, a header that does
// not fit its place, a shape that is not registered, or a reference from an
// old cell to a young one that the write barrier did not record.
func (h *Heap) Verify() error {
	v := &verifier{h: h, seen: h.gc.verified, larges: map[uint64]*largeCell{}}
	if v.seen == nil {
		v.seen = map[uint64]struct{}{}
		h.gc.verified = v.seen
	}
	clear(v.seen)
	for _, s := range h.blocks.slabs {
		for i := range s.blocks {
			v.starts = append(v.starts, &s.blocks[i])
		}
	}
	sort.Slice(v.starts, func(i, j int) bool { return v.starts[i].start < v.starts[j].start })
	for _, l := range h.larges.cells {
		if l != nil {
			v.larges[addrOf(unsafe.Pointer(l.cell()))] = l
		}
	}
	m := &Marker{h: h, full: true}
	m.visit, m.visitShape = v.visit, v.marked
	if c := h.gc.cycle; c != nil {
		v.grey = map[uint64]bool{}
		for _, a := range c.stack {
			v.grey[a] = true
		}
	}
	h.markRoots(m)
	v.shapes(m)
	v.handles(m)
	for len(v.work) > 0 && v.err == nil {
		a := v.work[len(v.work)-1]
		v.work = v.work[:len(v.work)-1]
		c := (*cell)(ptr(a))
		v.holder = holder{what: "cell", at: a}
		v.old = c.hdr&barrierBit != 0 && c.sizeClass() != classLarge
		v.black = v.old && h.gc.cycle != nil && c.hdr&colourMask == h.colour && !v.grey[a]
		if !isLeaf(c.kind()) {
			m.scan(c)
		}
		if c.kind() == KindObject && v.black {
			v.marked((*Object)(unsafe.Pointer(c)).Shape(h))
		}
		v.old, v.black = false, false
		if c.kind() == KindObject {
			v.object((*Object)(unsafe.Pointer(c)))
		}
	}
	if v.err == nil {
		v.accounts()
	}
	return v.err
}

func (v *verifier) fail(format string, args ...any) {
	if v.err == nil {
		v.err = fmt.Errorf("heap: %s", fmt.Sprintf(format, args...))
	}
}

func (v *verifier) visit(x Value, _ *Value) {
	if v.err != nil {
		return
	}
	if x.IsHandle() {
		id := x.Handle()
		if v.h.HandleAt(id) == nil {
			v.fail("%s refers to released handle %d", v.holder, id)
		} else if e := &v.h.handles.table[id]; v.black && e.mark != v.h.gc.epoch && !e.listed {
			v.fail("%s was looked at and refers to handle %d, which is not marked", v.holder, id)
		}
		return
	}
	if x < minCell {
		return
	}
	a := x.Addr()
	if _, seen := v.seen[a]; !seen {
		v.seen[a] = struct{}{}
		if !v.place(x, a) {
			return
		}
		v.work = append(v.work, a)
	}
	if want := tagOf((*cell)(ptr(a)).kind()); uint64(x>>tagShift) != want {
		v.fail("%s refers to %s cell %#x under tag %#x", v.holder, x.CellKind(), a, uint64(x>>tagShift))
		return
	}
	if v.old && !v.h.gc.void && (*cell)(ptr(a)).hdr&colourMask == 0 {
		v.fail("%s is old and refers to young %s cell %#x without a record", v.holder, x.CellKind(), a)
	}
	if v.black && (*cell)(ptr(a)).hdr&colourMask == v.h.white {
		v.fail("%s was looked at and refers to %s cell %#x, which is not marked", v.holder, x.CellKind(), a)
	}
}

// tagOf returns the tag under which cells of kind k are referred to.
func tagOf(k Kind) uint64 {
	switch k {
	case KindLatin1, KindUTF16, KindRope, KindSlice, KindBufLatin1, KindBufUTF16:
		return TagString
	case KindSymbol:
		return TagSymbol
	case KindBigInt:
		return TagBigInt
	case KindObject:
		return TagObject
	}
	return TagCell
}

// place checks that a cell is where a cell can be and looks like one.
func (v *verifier) place(x Value, a uint64) bool {
	class := uint32(classLarge)
	if v.larges[a] == nil {
		i := sort.Search(len(v.starts), func(i int) bool { return v.starts[i].start > a }) - 1
		if i < 0 || a >= v.starts[i].limit || v.starts[i].state == blockFree {
			v.fail("%s refers to %#x, which is no heap memory in use", v.holder, a)
			return false
		}
		b := v.starts[i]
		class = uint32(b.class)
		if (a-b.start)%uint64(classBytes[class]) != 0 {
			v.fail("%s refers into the middle of a cell at %#x", v.holder, a)
			return false
		}
	}
	c := (*cell)(ptr(a))
	k := c.kind()
	if k == KindFree || k >= numKinds {
		v.fail("%s refers to a freed cell at %#x (header %#x)", v.holder, a, c.hdr)
		return false
	}
	if c.sizeClass() != class {
		v.fail("cell %#x has size class %d in a place of class %d", a, c.sizeClass(), class)
		return false
	}
	if col := c.hdr & colourMask; col != 0 && !v.h.lives(c.hdr) && !v.h.gc.void {
		v.fail("%s refers to %s cell %#x that the last full collection found dead", v.holder, k, a)
		return false
	}
	return true
}

func (v *verifier) object(o *Object) {
	s := o.Shape(v.h)
	switch {
	case s == nil:
		v.fail("object %#x has shape %d, which does not exist", o.Value().Addr(), o.ShapeID())
		return
	case s.class != o.Class():
		v.fail("object %#x of class %s has a shape of class %s", o.Value().Addr(), o.Class(), s.class)
	case o.elems.CellKind() != KindElements:
		v.fail("object %#x has no elements cell", o.Value().Addr())
	case s.notExtensible != o.Has(FlagNotExtensible):
		v.fail("object %#x and its shape differ on extensibility", o.Value().Addr())
	}
	slots := 0
	if o.slots != Undefined {
		slots = (*slotsCell)(unsafe.Pointer(o.slots.cell())).capacity()
	}
	s.ForEach(func(_ Value, p Prop) bool {
		if p.Offset < 0 && int(^p.Offset) >= slots || int(p.Offset) >= int(s.base)+int(s.inlineCap) {
			v.fail("object %#x has a property outside its slots", o.Value().Addr())
		}
		return true
	})
}

// shapes checks that old shapes which no list mentions hold old cells only.
func (v *verifier) shapes(m *Marker) {
	young := map[*Shape]bool{}
	for _, s := range v.h.shapes.young {
		young[s] = true
	}
	grey := map[*Shape]bool{}
	if c := v.h.gc.cycle; c != nil {
		for _, s := range c.shapes {
			grey[s] = true
		}
	}
	v.h.shapes.each(func(s *Shape) {
		v.holder = holder{what: "shape", at: uint64(s.id)}
		v.old = !young[s] && !s.touched
		v.black = v.old && v.h.gc.cycle != nil && s.mark == v.h.gc.epoch && !grey[s]
		if v.black {
			v.marked(s.parent)
		}
		m.Value(s.proto)
		for _, e := range s.view() {
			if e.key != Empty {
				m.Value(e.key)
			}
		}
		v.old, v.black = false, false
	})
}

// handles checks that handles which nobody touched hold old cells only.
func (v *verifier) handles(m *Marker) {
	grey := map[uint32]bool{}
	if c := v.h.gc.cycle; c != nil {
		for _, id := range c.traced {
			grey[id] = true
		}
	}
	for id := range v.h.handles.table {
		e := &v.h.handles.table[id]
		t, ok := e.x.(Tracer)
		if !ok {
			continue
		}
		v.holder = holder{what: "handle", at: uint64(id), x: e.x}
		if t, weak := e.x.(*WeakTable); weak {
			v.entries(t)
			continue
		}
		if r, ok := e.x.(*Registry); ok {
			r.epoch = m.serial
		}
		v.old = !e.listed && !e.always
		v.black = v.old && v.h.gc.cycle != nil && e.mark == v.h.gc.epoch && !grey[uint32(id)]
		t.TraceCells(m)
		v.old, v.black = false, false
	}
}

// marked checks that a cycle knows a shape that something refers to that it has looked at, or will
// meet it as a pinned descendant of one that it has still to look at.
func (v *verifier) marked(s *Shape) {
	if s == nil || !v.black {
		return
	}
	known := s
	for known.mark != v.h.gc.epoch && known.pinned {
		known = known.parent
	}
	if known.mark != v.h.gc.epoch || known != s && !slices.Contains(v.h.gc.cycle.shapes, known) {
		v.fail("%s was looked at and has shape %d, which is not marked", v.holder, s.id)
	}
}

// entries checks that what a weak table holds is there: keys that have died were
// removed, and the value of a key that lives was kept.
func (v *verifier) entries(t *WeakTable) {
	for key, value := range t.entries {
		v.place(key, key.Addr())
		if value >= minCell {
			v.place(value, value.Addr())
		}
		if v.err != nil {
			return
		}
	}
}

// accounts checks the counters against the blocks.
func (v *verifier) accounts() {
	h := v.h
	used := h.larges.bytes
	for _, b := range v.starts {
		if b.state != blockFree {
			used += b.slab.size
		}
	}
	if used != h.committed {
		v.fail("%d bytes are in use, but %d are accounted", used, h.committed)
	}
}
