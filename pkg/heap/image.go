package heap

import (
	"fmt"
	"slices"
)

// Image is what a heap held at a moment, in a form whose addresses can be moved: Stamp makes
// heaps from it that hold the same. It has the cells without the gaps between them, in regions
// that a stamped heap gets as slabs or large cells:
//
//	region   words   cells as they lie in memory; a cell pointer is a Ref
//	         runs    which words are Refs to one region: the first, and the distances of the others
//
//	Ref      tag     16 bits, as in the Value that it stands for
//	         region  24 bits
//	         offset  24 bits: bytes in the region; a region has 1 MB, or is one large cell
//
// So stamping is copying, and the addition of one number per region to the words that the runs
// name. Names, interned strings and the keys of shapes are words of the same kind in Go memory.
//
// Until Seal the maker of an image translates what it keeps in Go. From then on the image does
// not change, and any number of goroutines may stamp heaps.
type Image struct {
	regions []imageRegion
	slabs   int // regions that are slabs; the others are large cells
	blocks  int // blocks in use

	names   imageWords // Names, Symbols and the empty Elements cell
	interns imageWords // the slots
	count   int        // interned strings
	seed    uint64
	singles []imageSingle
	empty   Value

	shapes  imageShapes
	handles imageHandles
	rehash  []Value       // OrderedTables with keys whose hash is their address
	windows []imageWindow // typed arrays that machine code finds bytes for

	colour     uint64
	epoch      uint32 // of full collections
	serial     uint32
	protoEpoch uint32

	cellBytes int64 // Heap.old
	committed int64
	spare     int64 // free blocks
	goBytes   int64
	bytes     int64

	moved map[uint64]*movedPage // until Seal
}

// imageWords is memory whose words are partly Refs.
type imageWords struct {
	words []uint64
	runs  []refRun
}

type imageRegion struct {
	imageWords
	size   int64        // of a block; 0: a large cell
	blocks []imageBlock // those in use; free ones follow
	free   int
}

type imageBlock struct {
	class uint8
	run   uint32 // where the free cells begin, in bytes from the start of the block; they go to the end
	full  bool   // there are none
}

type imageSingle struct {
	char uint8
	text Value
}

// imageWindow is a typed array whose internal slot for a window has the one of a handle.
type imageWindow struct {
	array  Value
	handle uint32
}

const (
	refRegionShift = 24
	regionBytes    = 1 << 20 // of a slab, at most
	maxRegions     = 1 << 24
	windowWord     = objectBase + 5 // of a typed array; see Classes
	memoryWord     = objectBase + 4
)

// Windowed is the object of a handle that memory for typed arrays belongs to.
type Windowed interface {
	// HandleWindow returns the window through which machine code finds the memory.
	HandleWindow() *Window
}

// movedPage has the Refs of the cells within 8 KB, without tags, and 1.
type movedPage [graphPageBytes / 16]uint64

// Image collects all garbage and makes an image of what is left. Nothing may be in use: no
// scope is open and the stack is empty. The error says why there can be no image.
//
// Not in an image are checkpoints, the numbers of KeepIDs, and what KeepDuringJob keeps.
func (h *Heap) Image() (*Image, error) {
	if why := h.Busy(); why != "" {
		return nil, fmt.Errorf("heap: image: %s", why)
	}
	if h.Exhausted || h.gc.idsGone {
		return nil, fmt.Errorf("heap: image: %w", &LimitError{Need: h.used(), Max: h.maxBytes})
	}
	h.temps = h.temps[:0]
	fresh := len(h.handles.young) > 0 // these survive a collection whether they are used or not
	h.Collect(true)
	if fresh {
		h.Collect(true)
	}
	m := &Image{
		seed: h.interns.seed, colour: h.colour, epoch: h.gc.epoch, serial: h.gc.serial, protoEpoch: h.ProtoEpoch,
		cellBytes: h.old, moved: map[uint64]*movedPage{},
	}
	b := &imager{h: h, m: m}
	b.layOut()
	b.copyCells()
	b.copyNames()
	b.copyInterns()
	b.copyShapes()
	b.copyHandles()
	if b.err != nil {
		return nil, b.err
	}
	m.account()
	return m, nil
}

// account adds up what a stamped heap has in use, and what the image takes.
func (m *Image) account() {
	for i := range m.regions {
		r := &m.regions[i]
		n := int64(len(r.words)) * 8
		if r.size == 0 {
			m.committed += n
		} else {
			m.committed += int64(len(r.blocks)) * r.size
			m.spare += int64(r.free) * r.size
		}
		m.bytes += n + runBytes(r.runs)
	}
	m.goBytes = int64(len(m.interns.words))*8 + m.shapes.accounted + m.handles.accounted
	for _, w := range []*imageWords{&m.names, &m.interns, &m.shapes.keys} {
		m.bytes += int64(len(w.words))*8 + runBytes(w.runs)
	}
	m.bytes += m.shapes.bytes() + int64(len(m.handles.table))*handleBytes
}

// Bytes returns about how much memory the image takes.
func (m *Image) Bytes() int64 { return m.bytes }

// StampedBytes returns how much of its limit a stamped heap has in use at first.
func (m *Image) StampedBytes() int64 {
	return m.committed + m.spare + m.goBytes + tempBytes*firstTemps
}

// Ref returns what stands for v, a Value of the heap that the image was made of: a word of the
// same tag if v is a cell pointer, else v. It is not ok if there is no such cell in the image.
// The heap must not have been used since.
func (m *Image) Ref(v Value) (ref Value, ok bool) {
	if v < minCell {
		return v, true
	}
	at, ok := m.movedTo(v.Addr())
	return v&^addrMask | Value(at), ok
}

// movedTo returns the Ref, without tag, of the cell at an address.
func (m *Image) movedTo(addr uint64) (at uint64, ok bool) {
	p := m.moved[addr/graphPageBytes]
	if p == nil {
		return 0, false
	}
	at = p[addr%graphPageBytes/16]
	return at - 1, at != 0
}

func (m *Image) move(addr, to uint64) {
	p := m.moved[addr/graphPageBytes]
	if p == nil {
		p = new(movedPage)
		m.moved[addr/graphPageBytes] = p
	}
	p[addr%graphPageBytes/16] = to + 1
}

// Handles returns the ids of the handles for which each stamped heap needs an object, in
// order: all but those that the heap has for itself, which it makes anew (WeakTable, Registry,
// WeakValues, elements of sparse arrays).
func (m *Image) Handles() []uint32 { return slices.Clone(m.handles.wanted) }

// Share makes x the object of a handle in all stamped heaps: something that does not change and
// holds no Values. SetHandle may still say otherwise.
func (m *Image) Share(id uint32, x any) {
	m.handles.table[id].x = x
	_, m.handles.table[id].always = x.(AlwaysTraced)
}

// Seal ends the making of the image.
func (m *Image) Seal() { m.moved = nil }
