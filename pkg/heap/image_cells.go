package heap

import (
	"fmt"
	"unsafe"
)

// imager makes an image.
type imager struct {
	h     *Heap
	m     *Image
	cells []*cell // the small ones, in the order of their places in the image
	err   error
}

func (b *imager) fail(format string, args ...any) {
	if b.err == nil {
		b.err = fmt.Errorf("heap: image: "+format, args...)
	}
}

// eachSmall calls f for the cells that lie in blocks.
func (h *Heap) eachSmall(f func(c *cell, class uint8)) {
	for _, s := range h.blocks.slabs {
		for i := range s.blocks {
			b := &s.blocks[i]
			if b.state == blockFree {
				continue
			}
			for p := b.start; p < b.limit; p += uint64(classBytes[b.class]) {
				if c := (*cell)(ptr(p)); c.kind() != KindFree {
					f(c, b.class)
				}
			}
		}
	}
}

// layOut chooses the place of each cell: those of a size class one after another, in whole blocks
// and, as far as shortShare of them hold the rest, in short ones.
func (b *imager) layOut() {
	h, m := b.h, b.m
	var cells [numClasses][]*cell
	h.eachSmall(func(c *cell, class uint8) { cells[class] = append(cells[class], c) })
	var wholes, shorts []imageBlock
	var rests [numClasses][]*cell // cells in short blocks
	blocks := func(list []imageBlock, class, n, bytes int) []imageBlock {
		for size := int(classBytes[class]); n > 0; n -= bytes / size {
			room := bytes / size
			list = append(list, imageBlock{class: uint8(class), run: uint32(min(n, room) * size), full: n >= room})
		}
		return list
	}
	for class, list := range cells {
		n := len(list)
		if n == 0 {
			continue
		}
		perWhole := blockBytes / int(classBytes[class])
		rest := n % perWhole
		if rest > shortShare*(shortBytes/int(classBytes[class])) {
			rest = 0
		}
		cells[class], rests[class] = list[:n-rest], list[n-rest:]
		wholes = blocks(wholes, class, n-rest, blockBytes)
		shorts = blocks(shorts, class, rest, shortBytes)
	}
	first := b.addSlabs(wholes, blockBytes, 1)
	b.addSlabs(shorts, shortBytes, shortSlab)
	m.slabs = len(m.regions)
	m.blocks = len(wholes) + len(shorts)
	b.place(&cells, 0, blockBytes)
	b.place(&rests, first, shortBytes)
	for _, l := range h.larges.cells {
		if l == nil {
			continue
		}
		m.move(addrOf(unsafe.Pointer(l.cell())), uint64(len(m.regions))<<refRegionShift|8)
		m.regions = append(m.regions, imageRegion{imageWords: imageWords{words: make([]uint64, len(l.mem))}})
	}
	if len(m.regions) > maxRegions {
		b.fail("%d large cells", len(m.regions))
	}
}

// place gives cells their places, in blocks of so many bytes from a region on.
func (b *imager) place(cells *[numClasses][]*cell, region, bytes int) {
	block := 0
	for class, list := range cells {
		size := int(classBytes[class])
		for n, c := range list {
			at := (block+n/(bytes/size))*bytes + n%(bytes/size)*size
			b.m.move(addrOf(unsafe.Pointer(c)), uint64(region+at/regionBytes)<<refRegionShift|uint64(at%regionBytes))
		}
		if n := len(list); n > 0 {
			block += (n + bytes/size - 1) / (bytes / size)
		}
		b.cells = append(b.cells, list...)
	}
}

// addSlabs adds regions of the blocks, of at least so many each, and returns how many.
func (b *imager) addSlabs(blocks []imageBlock, size int64, least int) (regions int) {
	most := regionBytes / int(size)
	for ; len(blocks) > 0; regions++ {
		n := min(len(blocks), most)
		room := max(n, least)
		words := make([]uint64, room*int(size)/8)
		for i := range n {
			if bl := &blocks[i]; !bl.full {
				cell := uint64(classBytes[bl.class])
				words[i*int(size)/8+int(bl.run)/8] = (uint64(size)/cell*cell - uint64(bl.run)) << runShift
			}
		}
		b.m.regions = append(b.m.regions, imageRegion{imageWords: imageWords{words: words}, size: size, blocks: blocks[:n:n], free: room - n})
		blocks = blocks[n:]
	}
	return regions
}

// copyCells fills the regions.
func (b *imager) copyCells() {
	m := b.m
	writers := make([]refWriter, len(m.regions))
	scan := &Marker{h: b.h, full: true}
	var c *cell        // being copied
	var to []uint64    // its copy
	var region, at int // where that is
	scan.visit = func(v Value, from *Value) {
		if v < minCell {
			return
		}
		ref := b.ref(v, c.kind())
		word := int(addrOf(unsafe.Pointer(from))-addrOf(unsafe.Pointer(c))) / 8
		to[word] = uint64(ref)
		writers[region].add(at+word, refTarget(uint64(ref)))
	}
	copyCell := func(from *cell, words int) {
		c = from
		ref, _ := m.movedTo(addrOf(unsafe.Pointer(c)))
		region, at = int(refTarget(ref)), int(ref&(1<<refRegionShift-1)/8)
		to = m.regions[region].words[at : at+words]
		for i, w := range c.words(0, words) {
			to[i] = uint64(w)
		}
		switch c.kind() {
		case KindElements:
			clear(to[elemWords+(*Elements)(unsafe.Pointer(c)).len():])
			if c.hdr&subSparse != 0 {
				to[elemWords] = uint64(*c.word(elemWords))
			}
		case KindWeak:
			scan.visit(*c.word(1), c.word(1))
			return
		case KindTable:
			b.table((*OrderedTable)(unsafe.Pointer(c)))
		case KindObject:
			b.window((*Object)(unsafe.Pointer(c)))
		}
		if !isLeaf(c.kind()) {
			scan.scan(c)
		}
	}
	for _, c := range b.cells {
		copyCell(c, b.h.cellWords(c))
	}
	index := uint64(0)
	for _, l := range b.h.larges.cells {
		if l != nil {
			copyCell(l.cell(), l.words)
			m.regions[m.slabs+int(index)].words[0] = index
			index++
		}
	}
	for i := range writers {
		m.regions[i].runs = writers[i].runs
	}
}

// ref returns the Ref of v, which a cell or something else holds.
func (b *imager) ref(v Value, holder any) Value {
	ref, ok := b.m.Ref(v)
	if !ok {
		b.fail("%v refers to %#x, which is no live cell", holder, uint64(v))
	}
	return ref
}

// table notes a table some of whose keys are found by their address.
func (b *imager) table(t *OrderedTable) {
	for i := range t.used() {
		switch key := t.entry(i)[0]; {
		case key >= minCell && !key.IsString() && !key.IsBigInt():
			b.m.rehash = append(b.m.rehash, b.ref(t.Value(), "a table"))
			return
		}
	}
}

// window notes a typed array with the address of a window. One that belongs to no handle is
// the same in all heaps of the process.
func (b *imager) window(o *Object) {
	if o.Class() != ClassTypedArray {
		return
	}
	memory, word := *o.word(memoryWord), *o.word(windowWord)
	if !memory.IsHandle() || word == Undefined {
		return
	}
	x, ok := b.h.HandleAt(memory.Handle()).(Windowed)
	switch {
	case !ok:
		b.fail("a typed array whose memory is in a %T, which has no window", b.h.HandleAt(memory.Handle()))
	case x.HandleWindow().Word() == word:
		b.m.windows = append(b.m.windows, imageWindow{b.ref(o.Value(), "a typed array"), memory.Handle()})
	}
}

// words makes words of what lies in Go memory; the numbers of those that are cell pointers
// come from cells, and plain says that they are addresses without tags.
func (b *imager) copyWords(words []uint64, plain bool, holder string) imageWords {
	w := imageWords{words: make([]uint64, len(words))}
	var refs refWriter
	for i, x := range words {
		tag := uint64(0)
		switch {
		case plain && x > InternLeft:
			tag = TagString << tagShift
		case plain || x < uint64(minCell):
			w.words[i] = x
			continue
		}
		ref := uint64(b.ref(Value(x|tag), holder))
		refs.add(i, refTarget(ref))
		w.words[i] = ref &^ tag
	}
	w.runs = refs.runs
	return w
}

func (b *imager) copyNames() {
	h, m := b.h, b.m
	all := append(append([]Value{h.emptyElements}, h.Names.all()...), h.Symbols.all()...)
	m.names = b.copyWords(unsafe.Slice((*uint64)(unsafe.SliceData(all)), len(all)), false, "the names")
	m.empty = b.ref(h.empty.Value(), "the names")
	for i, s := range h.singles {
		if s != nil {
			m.singles = append(m.singles, imageSingle{uint8(i), b.ref(s.Value(), "the characters")})
		}
	}
}

// copyInterns copies the table of interned strings without what has left it.
func (b *imager) copyInterns() {
	t := b.h.interns
	size := firstInterns
	for size*3 <= t.count*4 {
		size *= 2
	}
	slots := make([]uint64, size)
	for _, a := range t.slots {
		if a > InternLeft {
			i := int(stringAt(a).hdr>>upperShift) & (size - 1)
			for slots[i] != 0 {
				i = (i + 1) & (size - 1)
			}
			slots[i] = a
		}
	}
	b.m.interns = b.copyWords(slots, true, "the table of interned strings")
	b.m.count = t.count
}
