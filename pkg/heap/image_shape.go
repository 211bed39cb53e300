package heap

import (
	"maps"
	"slices"
	"unsafe"
)

// imageShapes are the shapes of an image. A stamped heap gets them, their tables and the keys in
// one piece of memory each.
type imageShapes struct {
	shapes []imageShape
	tables []propTable // without entries
	ranges []keyRange  // of the tables, in keys
	keys   imageWords  // []propEntry
	pages  []uint32    // the upper bits of ids, in order
	space  shapeSpace  // its numbers

	accounted int64
}

// imageShape is a shape whose Values are Refs. The numbers are those of shapes and tables, and 1.
type imageShape struct {
	shape              Shape // without Go pointers
	parent, one, table uint32
	many               []uint32 // shapes
	root               bool     // in shapeSpace.roots
}

type keyRange struct{ from, to, room uint32 }

// dictRoom is how many properties a dictionary of a stamped heap can get before it moves.
const dictRoom = 8

const propEntryWords = int(unsafe.Sizeof(propEntry{}) / 8)

func (s *imageShapes) bytes() int64 {
	return int64(len(s.shapes))*int64(unsafe.Sizeof(imageShape{})) + int64(len(s.tables))*tableBytes
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
	for _, s := range list {
		out.shapes = append(out.shapes, b.copyShape(s, number, tables))
		if page := s.id >> shapePageBits; len(out.pages) == 0 || out.pages[len(out.pages)-1] != page {
			out.pages = append(out.pages, page)
		}
	}
	out.space = shapeSpace{nextID: sp.nextID, maxID: sp.maxID, reserved: maps.Clone(sp.reserved), live: sp.live, pins: sp.pins, maxPins: sp.maxPins}
	out.accounted += int64(len(list))*shapeBytes + int64(len(sp.roots))*rootBytes + int64(len(sp.reserved))*reservedBytes +
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

func (b *imager) copyShape(s *Shape, number map[*Shape]uint32, tables map[*propTable]uint32) imageShape {
	c := imageShape{shape: *s, parent: number[s.parent], one: number[s.one], root: b.h.shapes.roots[s.rootKey()] == s}
	if t := s.keyTable(); t != nil {
		c.table = tables[t]
	}
	for _, child := range s.many {
		c.many = append(c.many, number[child])
		b.m.shapes.accounted += mapEdgeBytes
	}
	x := &c.shape
	x.table, x.dict, x.parent, x.one, x.many = nil, nil, nil, nil, nil
	if s.dict != nil {
		x.dict = new(propTable) // says that it is a dictionary
	}
	x.touched = false
	x.proto = b.ref(s.proto, "a shape")
	x.edge.key = b.ref(s.edge.key, "a shape")
	if x.oneKey = (transition{}); s.one != nil {
		x.oneKey = s.oneKey
		x.oneKey.key = b.ref(s.oneKey.key, "a shape")
	}
	return c
}

// stampShapes makes the shapes.
func (s *Stamp) stampShapes() {
	in, h := &s.m.shapes, s.Heap
	sp := &h.shapes
	*sp = in.space
	sp.reserved = maps.Clone(in.space.reserved)
	sp.roots = make(map[rootKey]*Shape)
	tables := s.stampTables()
	shapes := make([]Shape, len(in.shapes))
	pages := make([]shapePage, len(in.pages))
	page := -1
	for i := range in.shapes {
		from, c := &in.shapes[i], &shapes[i]
		*c = from.shape
		c.proto = s.Value(c.proto)
		c.edge.key = s.Value(c.edge.key)
		if from.parent != 0 {
			c.parent = &shapes[from.parent-1]
		}
		if from.one != 0 {
			c.oneKey.key = s.Value(c.oneKey.key)
			c.one = &shapes[from.one-1]
		}
		switch {
		case from.table == 0:
		case c.dict != nil:
			c.dict = &tables[from.table-1]
		default:
			c.table = &tables[from.table-1]
		}
		if page < 0 || in.pages[page] != c.id>>shapePageBits {
			page++
			sp.enterPage(in.pages[page], &pages[page])
		}
		pages[page].shapes[c.id%shapePageSize] = c
		pages[page].used++
		if from.root {
			sp.roots[c.rootKey()] = c
		}
	}
	for i := range in.shapes {
		if many := in.shapes[i].many; many != nil {
			children := make(map[transition]*Shape, len(many))
			for _, n := range many {
				children[shapes[n-1].edge] = &shapes[n-1]
			}
			shapes[i].many = children
		}
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
