package heap

import (
	"maps"
	"slices"
	"unsafe"
)

// imageShapes are the shapes of an image. A stamped heap gets them, their tables and the keys in
// one piece of memory each.
type imageShapes struct {
	shapes   []Shape // without Go pointers; Values are Refs
	runs     []refRun
	links    []shapeLinks // of the shapes
	children []shapeChildren
	roots    []uint32    // numbers of the shapes in shapeSpace.roots
	tables   []propTable // without entries
	ranges   []keyRange  // of the tables, in keys
	keys     imageWords  // []propEntry
	pages    []uint32    // the upper bits of ids, in order
	space    shapeSpace  // its numbers

	accounted int64
}

// shapeLinks are the numbers, and 1, of what a shape refers to.
type shapeLinks struct {
	parent, one, table uint32
	dict               bool // the table is a dictionary
}

// shapeChildren are the children of a shape that has several.
type shapeChildren struct {
	parent   uint32
	children []uint32
}

type keyRange struct{ from, to, room uint32 }

// dictRoom is how many properties a dictionary of a stamped heap can get before it moves.
const dictRoom = 8

const propEntryWords = int(unsafe.Sizeof(propEntry{}) / 8)

func (s *imageShapes) bytes() int64 {
	return int64(len(s.shapes))*(shapeBytes+int64(unsafe.Sizeof(shapeLinks{}))) + int64(len(s.tables))*tableBytes + runBytes(s.runs)
}

// copyShapes copies the shapes, in the order of their ids.
func (b *imager) copyShapes() {
	sp, out := &b.h.shapes, &b.m.shapes
	number := map[*Shape]uint32{}
	var list []*Shape
	sp.each(func(s *Shape) {
		list = append(list, s)
		number[s] = uint32(len(list))
	})
	tables := map[*propTable]uint32{}
	var entries []propEntry
	for _, s := range list {
		t := s.keyTable()
		if t == nil || tables[t] != 0 {
			continue
		}
		r := keyRange{from: uint32(len(entries))}
		entries = append(entries, t.entries...)
		r.to = uint32(len(entries))
		if s.dict != nil {
			entries = append(entries, make([]propEntry, dictRoom)...)
		}
		r.room = uint32(len(entries))
		c := propTable{refs: t.refs, live: t.live, nextSlot: t.nextSlot, freeSlots: slices.Clip(slices.Clone(t.freeSlots)), marked: t.marked, markEpoch: t.markEpoch}
		c.accounted = tableBytes + int64(r.room-r.from)*entryBytes + int64(cap(c.freeSlots))*4
		out.accounted += c.accounted
		out.tables = append(out.tables, c)
		out.ranges = append(out.ranges, r)
		tables[t] = uint32(len(out.tables))
	}
	out.keys = b.copyKeys(entries)
	out.shapes = make([]Shape, len(list))
	var refs refWriter
	for i, s := range list {
		b.copyShape(uint32(i), s, number, &refs)
		l := shapeLinks{parent: number[s.parent], one: number[s.one], dict: s.dict != nil}
		if t := s.keyTable(); t != nil {
			l.table = tables[t]
		}
		out.links = append(out.links, l)
		if page := s.id >> shapePageBits; len(out.pages) == 0 || out.pages[len(out.pages)-1] != page {
			out.pages = append(out.pages, page)
		}
	}
	out.runs = refs.runs
	out.space = shapeSpace{nextID: sp.nextID, maxID: sp.maxID, reserved: maps.Clone(sp.reserved), live: sp.live, pins: sp.pins, maxPins: sp.maxPins}
	out.accounted += int64(len(list))*shapeBytes + int64(len(out.roots))*rootBytes + int64(len(sp.reserved))*reservedBytes +
		int64(len(out.pages))*shapePageBytes
	for i, page := range out.pages {
		if dir := page >> shapeDirBits; i == 0 || dir != out.pages[i-1]>>shapeDirBits {
			out.accounted += shapeDirBytes
		}
	}
	if n := len(out.pages); n > 0 {
		out.accounted += 8 * (int64(out.pages[n-1]>>shapeDirBits) + 1)
	}
}

// copyKeys makes words of entries.
func (b *imager) copyKeys(entries []propEntry) imageWords {
	keys := make([]uint64, len(entries)*propEntryWords)
	for i := range entries {
		e := &entries[i]
		(*propEntry)(unsafe.Pointer(&keys[i*propEntryWords])).slot = e.slot
		(*propEntry)(unsafe.Pointer(&keys[i*propEntryWords])).attrs = e.attrs
	}
	w := imageWords{words: keys}
	var refs refWriter
	for i := range entries {
		key := b.ref(entries[i].key, "a shape")
		if keys[i*propEntryWords] = uint64(key); key >= minCell {
			refs.add(i*propEntryWords, refTarget(uint64(key)))
		}
	}
	w.runs = refs.runs
	return w
}

func (b *imager) copyShape(i uint32, s *Shape, number map[*Shape]uint32, refs *refWriter) {
	out := &b.m.shapes
	c := &out.shapes[i]
	*c = *s
	c.table, c.dict, c.parent, c.one, c.many = nil, nil, nil, nil, nil
	c.touched = false
	word := int(i) * int(shapeBytes/8)
	for _, at := range []*Value{&c.proto, &c.edge.key} {
		if *at = b.ref(*at, "a shape"); *at >= minCell {
			refs.add(word+int(addrOf(unsafe.Pointer(at))-addrOf(unsafe.Pointer(c)))/8, refTarget(uint64(*at)))
		}
	}
	if s.many != nil {
		list := shapeChildren{parent: i}
		s.many.each(func(child *Shape) { list.children = append(list.children, number[child]-1) })
		out.children = append(out.children, list)
		out.accounted += mapEdgeBytes * int64(len(list.children))
	}
	if b.h.shapes.roots.find(s.rootKey().transition()) == s {
		out.roots = append(out.roots, i)
	}
}

// firstRoots is how many more roots there is room for at first.
const firstRoots = 12

// stampShapes makes the shapes.
func (s *Stamp) stampShapes() {
	in, h := &s.m.shapes, s.Heap
	sp := &h.shapes
	*sp = in.space
	sp.reserved = maps.Clone(in.space.reserved)
	tables := s.stampTables()
	shapes := append([]Shape(nil), in.shapes...)
	relocate(unsafe.Slice((*uint64)(unsafe.Pointer(unsafe.SliceData(shapes))), len(shapes)*int(shapeBytes/8)), in.runs, s.deltas)
	pages := make([]shapePage, len(in.pages))
	page := -1
	for i := range in.links {
		l, c := &in.links[i], &shapes[i]
		if l.parent != 0 {
			c.parent = &shapes[l.parent-1]
		}
		if l.one != 0 {
			c.one = &shapes[l.one-1]
		}
		switch {
		case l.table == 0:
		case l.dict:
			c.dict = &tables[l.table-1]
		default:
			c.table = &tables[l.table-1]
		}
		if page < 0 || in.pages[page] != c.id>>shapePageBits {
			page++
			sp.enterPage(in.pages[page], &pages[page])
		}
		pages[page].shapes[c.id%shapePageSize] = c
		pages[page].used++
	}
	sp.roots = makeShapeMap(len(in.roots) + firstRoots)
	for _, i := range in.roots {
		sp.roots.put(shapes[i].rootKey().transition(), &shapes[i])
	}
	for i := range in.children {
		from := &in.children[i]
		children := makeShapeMap(len(from.children))
		for _, k := range from.children {
			children.put(shapes[k].edge, &shapes[k])
		}
		shapes[from.parent].many = &children
	}
}

// enterPage makes a page be found by the upper bits of its ids.
func (s *shapeSpace) enterPage(number uint32, page *shapePage) {
	d := int(number >> shapeDirBits)
	if n := d + 1 - len(s.dirs); n > 0 {
		s.dirs = append(s.dirs, make([]*shapeDir, n)...)
	}
	if s.dirs[d] == nil {
		s.dirs[d] = new(shapeDir)
	}
	s.dirs[d].pages[number%shapeDirSize] = page
	s.dirs[d].used++
}

// stampTables makes the tables of the shapes. Their indices follow when they are needed: they
// are made of addresses.
func (s *Stamp) stampTables() []propTable {
	in := &s.m.shapes
	words := s.words(&in.keys)
	entries := unsafe.Slice((*propEntry)(unsafe.Pointer(unsafe.SliceData(words))), len(words)/propEntryWords)
	tables := append([]propTable(nil), in.tables...)
	for i := range tables {
		t, r := &tables[i], in.ranges[i]
		t.entries = entries[r.from:r.to:r.room]
		if t.freeSlots != nil {
			t.freeSlots = slices.Clip(slices.Clone(t.freeSlots))
		}
	}
	return tables
}
