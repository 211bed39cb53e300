package heap

import (
	"slices"
	"unicode/utf8"
	"unsafe"
)

// Graph is everything that a heap keeps alive and what refers to what, as a full
// collection finds it. Cells in it are valid until the heap is used again.
//
// What an object keeps in cells of its own stands at the object: its overflow
// properties and its elements are edges of the object, and the cells that hold them
// have none.
type Graph struct {
	// Nodes begin with the root; nearer ones come before those that are farther from it.
	Nodes []GraphNode
	// Edges stand in the order of the nodes that they come from.
	Edges []GraphEdge
	// Groups are the names of the roots: the word of a NodeGroup is an index.
	Groups []string
}

// GraphNode is something that takes memory, or a group of roots.
type GraphNode struct {
	What  Value  // the cell, the handle, or the number of what is neither
	Bytes int64  // as the heap accounts them: see Heap.Bytes
	First uint32 // its first edge; its last is before the first one of the next node
	ID    uint32 // odd; see Heap.KeepIDs
	Kind  NodeKind
	owned bool // its edges are those of the object that owns it
}

// NodeKind says what a GraphNode is.
type NodeKind uint8

// The kinds of nodes.
const (
	NodeRoot   NodeKind = iota
	NodeGroup           // what one part of the engine holds
	NodeCell            // What is the cell
	NodeHandle          // What is the handle
	NodeShape           // What is the id of the shape
	NodeKeys            // the keys of shapes; What is the id of a shape that has them
	NodeTables          // tables of the engine that are no nodes
)

// GraphEdge is a reference.
type GraphEdge struct {
	To   uint32 // a node
	At   uint32 // where it is, see EdgeKind
	Kind EdgeKind
}

// EdgeKind says what GraphEdge.At means.
type EdgeKind uint8

// The kinds of edges.
const (
	EdgeWord     EdgeKind = iota // a word of a cell
	EdgeProperty                 // the number of a property slot of the shape
	EdgeElement                  // an index
	EdgeListed                   // a number in a list
	EdgeShape                    // the shape of an object, or one that Go code holds
	EdgeParent                   // the shape that a shape was made from
	EdgeProto                    // the prototype of a shape
	EdgeKeys                     // the keys of a shape
	EdgeWeak                     // a word or a number; it keeps nothing alive
	EdgeEntry                    // from the key to the value of an entry of a weak table, whose node At is
)

// graphPage finds the nodes of cells within 8 KB: no two cells begin within 16 bytes.
type graphPage [graphPageBytes / 16]uint32

const graphPageBytes = 8 << 10

// walker makes a Graph.
type walker struct {
	h       *Heap
	m       Marker
	g       *Graph
	pages   map[uint64]*graphPage // nodes of cells, and 1
	last    *graphPage            // of lastAt
	lastAt  uint64
	handles []uint32 // nodes by handle, and 1
	shapes  map[*Shape]uint32
	tables  map[*propTable]uint32
	roots   [][]graphRoot // by group

	cell *cell   // whose words are being looked at; nil: a list
	base int     // word of the first property
	skip uint32  // number of the first property in cell
	what holding // what its words are
	n    uint32  // of the list

	late    []lateEdge
	weak    []uint32     // nodes of weak cells, weak tables and registries
	waiting waitingTable // numbers of entries whose keys have no nodes yet
	woken   []Value      // numbers of entries whose keys have got one
	entries []tableEntry
}

// graphRoot is what a group of roots holds.
type graphRoot struct {
	v Value
	s *Shape
}

// tableEntry is an entry of a weak table.
type tableEntry struct {
	table      uint32
	key, value Value
}

// lateEdge is an edge of a node whose edges were complete already.
type lateEdge struct {
	from uint32
	edge GraphEdge
}

// holding says what the words of a cell are that is looked at.
type holding uint8

const (
	holdsWords holding = iota
	holdsObject
	holdsOverflow
	holdsElements
)

// Walk collects garbage and returns what is left. The sum of the bytes of all nodes is
// then Heap.Bytes. What must survive is rooted, as for Collect.
func (h *Heap) Walk() *Graph {
	fresh := len(h.handles.young) > 0 // these survive a collection whether they are used or not
	h.Collect(true)
	if fresh {
		h.Collect(true)
	}
	w := &walker{
		h: h, g: &Graph{}, pages: map[uint64]*graphPage{}, lastAt: ^uint64(0), handles: make([]uint32, len(h.handles.table)),
		shapes: make(map[*Shape]uint32, h.shapes.live), tables: map[*propTable]uint32{},
	}
	w.m = Marker{h: h, full: true, visit: w.visit, visitShape: w.visitShape, begin: w.group}
	w.add(GraphNode{Kind: NodeRoot})
	w.findRoots()
	for i := range w.g.Groups {
		w.edge(w.add(GraphNode{Kind: NodeGroup, What: Value(i)}), EdgeListed, uint32(i))
	}
	for next := 1; ; {
		for ; next < len(w.g.Nodes); next++ {
			w.expand(uint32(next))
		}
		if !w.wake() && !w.findRest() {
			break
		}
	}
	w.findWeak()
	w.addLate()
	w.addTables()
	h.identify(w.g)
	return w.g
}

// findRoots fills the groups.
func (w *walker) findRoots() {
	add := func(r graphRoot) {
		last := len(w.roots) - 1
		if list := w.roots[last]; len(list) == 0 || list[len(list)-1] != r {
			w.roots[last] = append(list, r)
		}
	}
	w.m.visit = func(v Value, _ *Value) {
		if v >= minCell || v.IsHandle() {
			add(graphRoot{v: v})
		}
	}
	w.m.visitShape = func(s *Shape) { add(graphRoot{s: s}) }
	w.h.markRoots(&w.m)
	w.m.visit, w.m.visitShape, w.m.begin = w.visit, w.visitShape, nil
}

// group begins a group of roots.
func (w *walker) group(name string) {
	w.g.Groups = append(w.g.Groups, name)
	w.roots = append(w.roots, nil)
}

func (w *walker) add(n GraphNode) uint32 {
	w.g.Nodes = append(w.g.Nodes, n)
	return uint32(len(w.g.Nodes) - 1)
}

func (w *walker) edge(to uint32, kind EdgeKind, at uint32) {
	w.g.Edges = append(w.g.Edges, GraphEdge{to, at, kind})
}

// slot returns where the node of the cell at addr is noted, and 1.
func (w *walker) slot(addr uint64) *uint32 {
	if at := addr / graphPageBytes; at != w.lastAt {
		p := w.pages[at]
		if p == nil {
			p = new(graphPage)
			w.pages[at] = p
		}
		w.last, w.lastAt = p, at
	}
	return &w.last[addr%graphPageBytes/16]
}

// node returns the node of a cell or a handle, which it makes if there is none.
func (w *walker) node(v Value) uint32 {
	if v < minCell {
		n := &w.handles[v.Handle()]
		if *n == 0 {
			*n = 1 + w.add(GraphNode{What: v, Kind: NodeHandle, Bytes: handleBytes + w.h.handles.table[v.Handle()].size})
		}
		return *n - 1
	}
	n := w.slot(v.Addr())
	if *n == 0 {
		c := v.cell()
		bytes := int64(classBytes[c.sizeClass()])
		if c.sizeClass() == classLarge {
			bytes = w.h.larges.of(c).bytes()
		}
		*n = 1 + w.add(GraphNode{What: v, Kind: NodeCell, Bytes: bytes})
		if w.waiting.n > 0 {
			w.woken = w.waiting.take(v.Addr(), w.woken)
		}
	}
	return *n - 1
}

// known returns the node of a cell if it has one.
func (w *walker) known(v Value) (node uint32, ok bool) {
	if v < minCell {
		return 0, false
	}
	n := *w.slot(v.Addr())
	return n - 1, n != 0
}

func (w *walker) shape(s *Shape) uint32 {
	n, ok := w.shapes[s]
	if !ok {
		bytes := shapeBytes
		if s.many != nil {
			bytes += mapEdgeBytes * int64(s.many.count)
		}
		if w.h.shapes.roots.find(s.rootKey().transition()) == s {
			bytes += rootBytes
		}
		n = w.add(GraphNode{What: Value(s.id), Kind: NodeShape, Bytes: bytes})
		w.shapes[s] = n
	}
	return n
}

// visit is told what a cell or a list refers to, and from where.
func (w *walker) visit(v Value, at *Value) {
	if w.cell == nil {
		w.n++
		if v >= minCell || v.IsHandle() {
			w.edge(w.node(v), EdgeListed, w.n-1)
		}
		return
	}
	if v < minCell && !v.IsHandle() {
		return
	}
	word := uint32((addrOf(unsafe.Pointer(at)) - addrOf(unsafe.Pointer(w.cell))) / 8)
	switch {
	case w.what == holdsObject && word == 2 && v == w.h.emptyElements:
	case w.what == holdsObject && int(word) >= w.base:
		w.edge(w.node(v), EdgeProperty, word-uint32(w.base))
	case w.what == holdsOverflow:
		w.edge(w.node(v), EdgeProperty, w.skip+word-1)
	case w.what == holdsElements:
		w.edge(w.node(v), EdgeElement, word-elemWords)
	default:
		w.edge(w.node(v), EdgeWord, word)
	}
}

func (w *walker) visitShape(s *Shape) {
	w.edge(w.shape(s), EdgeShape, w.n)
	w.n++
}

// look visits what a cell refers to.
func (w *walker) look(c *cell, what holding) {
	w.cell, w.what = c, what
	w.m.scan(c)
	w.cell = nil
}

// expand adds the edges of a node.
func (w *walker) expand(i uint32) {
	n := &w.g.Nodes[i]
	n.First = uint32(len(w.g.Edges))
	w.n = 0
	switch n.Kind {
	case NodeGroup:
		for _, r := range w.roots[n.What] {
			if r.s != nil {
				w.visitShape(r.s)
			} else {
				w.visit(r.v, nil)
			}
		}
	case NodeCell:
		switch c := n.What.cell(); {
		case n.owned || isLeaf(c.kind()):
		case c.kind() == KindObject:
			w.object((*Object)(unsafe.Pointer(c)))
		case c.kind() == KindWeak:
			w.weak = append(w.weak, i)
		default:
			w.look(c, holdsWords)
		}
	case NodeHandle:
		if !n.owned {
			w.handle(i, w.h.handles.table[n.What.Handle()].x)
		}
	case NodeShape:
		w.expandShape(w.h.Shape(uint32(n.What)))
	case NodeKeys:
		s := w.h.Shape(uint32(n.What))
		for _, e := range s.keyTable().entries {
			w.visit(e.key, nil)
		}
	}
}

// object adds the edges of an object, and those of the cells that are its own.
func (w *walker) object(o *Object) {
	s := o.Shape(w.h)
	w.edge(w.shape(s), EdgeShape, 0)
	w.base = int(s.base)
	w.look(&o.cell, holdsObject)
	if o.slots != Undefined {
		w.own(o.slots)
		w.skip = uint32(s.inlineCap)
		w.look(o.slots.cell(), holdsOverflow)
	}
	if o.elems == w.h.emptyElements {
		return
	}
	w.own(o.elems)
	e := o.elements()
	if e.hdr&subSparse == 0 {
		w.look(&e.cell, holdsElements)
		return
	}
	handle := *e.word(elemWords)
	w.edge(w.node(handle), EdgeWord, elemWords)
	w.own(handle)
	t, ok := w.h.HandleAt(handle.Handle()).(*sparseTable)
	if !ok {
		return
	}
	for _, c := range t.chunks {
		for i := range c.entries {
			if v := c.entries[i].value; v >= minCell || v.IsHandle() {
				w.edge(w.node(v), EdgeElement, c.entries[i].key)
			}
		}
	}
}

// own says that the edges of a cell or a handle are those of what refers to it.
func (w *walker) own(v Value) { w.g.Nodes[w.node(v)].owned = true }

// handle adds the edges of a handle.
func (w *walker) handle(i uint32, x any) {
	switch t := x.(type) {
	case *WeakTable:
		w.weak = append(w.weak, i)
		for key, value := range t.entries {
			w.entries = append(w.entries, tableEntry{i, key, value})
			number := Value(len(w.entries))
			if _, ok := w.known(key); ok {
				w.woken = append(w.woken, number)
			} else {
				w.waiting.put(key.Addr(), number)
			}
		}
	case *Registry:
		w.weak = append(w.weak, i)
		t.epoch = w.m.serial
		t.TraceCells(&w.m)
	case Tracer:
		t.TraceCells(&w.m)
	}
}

func (w *walker) expandShape(s *Shape) {
	if s.parent != nil {
		w.edge(w.shape(s.parent), EdgeParent, 0)
	}
	if s.proto >= minCell {
		w.edge(w.node(s.proto), EdgeProto, 0)
	}
	s.eachChild(func(c *Shape) {
		if c.pinned {
			w.visitShape(c)
		}
	})
	t := s.keyTable()
	if t == nil {
		return
	}
	n, ok := w.tables[t]
	if !ok {
		n = w.add(GraphNode{What: Value(s.id), Kind: NodeKeys, Bytes: t.accounted})
		w.tables[t] = n
	}
	w.edge(n, EdgeKeys, 0)
}

// keyTable returns the table of the keys of s, which others may share, or nil.
func (s *Shape) keyTable() *propTable {
	if s.dict != nil {
		return s.dict
	}
	return s.table
}

// wake adds the values of weak tables whose keys have been reached, and reports whether
// there were any.
func (w *walker) wake() bool {
	found := len(w.woken) > 0
	for len(w.woken) > 0 {
		last := len(w.woken) - 1
		e := w.entries[w.woken[last]-1]
		w.woken = w.woken[:last]
		if e.value < minCell && !e.value.IsHandle() {
			continue
		}
		key, _ := w.known(e.key)
		w.late = append(w.late, lateEdge{key, GraphEdge{w.node(e.value), e.table, EdgeEntry}})
	}
	return found
}

// findRest adds what a collection spares though nothing refers to it: shapes that may be
// needed again and fresh handles. It reports whether there was any.
func (w *walker) findRest() bool {
	const name = "spare"
	if last := len(w.g.Groups) - 1; w.g.Groups[last] == name {
		return false
	}
	w.group(name)
	rest := &w.roots[len(w.roots)-1]
	w.h.shapes.each(func(s *Shape) {
		if _, ok := w.shapes[s]; !ok {
			*rest = append(*rest, graphRoot{s: s})
		}
	})
	for id := range w.h.handles.table {
		if w.handles[id] == 0 && w.h.handles.table[id].x != nil {
			*rest = append(*rest, graphRoot{v: HandleValue(uint32(id))})
		}
	}
	n := w.add(GraphNode{Kind: NodeGroup, What: Value(len(w.g.Groups) - 1)})
	w.late = append(w.late, lateEdge{0, GraphEdge{n, uint32(n), EdgeListed}})
	return true
}

// findWeak adds the references that keep nothing alive.
func (w *walker) findWeak() {
	weak := func(from uint32, v Value, at int) {
		if to, ok := w.known(v); ok {
			w.late = append(w.late, lateEdge{from, GraphEdge{to, uint32(at), EdgeWeak}})
		}
	}
	for _, i := range w.weak {
		n := w.g.Nodes[i]
		if n.Kind == NodeCell {
			weak(i, *n.What.cell().word(1), 1)
			continue
		}
		if r, ok := w.h.HandleAt(n.What.Handle()).(*Registry); ok {
			for k, e := range r.entries {
				weak(i, e.target, k)
			}
		}
	}
	for k, e := range w.entries {
		weak(e.table, e.key, k)
	}
}

// addTables adds what the heap accounts for beside cells and nodes.
func (w *walker) addTables() {
	rest := w.h.Bytes()
	for i := range w.g.Nodes {
		rest -= w.g.Nodes[i].Bytes
	}
	w.late = []lateEdge{{0, GraphEdge{uint32(len(w.g.Nodes)), uint32(len(w.g.Nodes)), EdgeListed}}}
	w.addLate()
	w.add(GraphNode{Kind: NodeTables, Bytes: rest, First: uint32(len(w.g.Edges))})
}

// addLate puts the late edges where they belong, at the end of those of their node.
func (w *walker) addLate() {
	if len(w.late) == 0 {
		return
	}
	slices.SortFunc(w.late, func(a, b lateEdge) int {
		switch {
		case a.from != b.from:
			return int(a.from) - int(b.from)
		case a.edge.To != b.edge.To:
			return int(a.edge.To) - int(b.edge.To)
		}
		return int(a.edge.At) - int(b.edge.At)
	})
	nodes, old := w.g.Nodes, len(w.g.Edges)
	w.g.Edges = append(w.g.Edges, make([]GraphEdge, len(w.late))...)
	// From the end, so that nothing is overwritten that has not moved.
	to, left := len(w.g.Edges), len(w.late)
	for i := len(nodes) - 1; left > 0; i-- {
		for left > 0 && w.late[left-1].from == uint32(i) {
			left--
			to--
			w.g.Edges[to] = w.late[left].edge
		}
		n := old - int(nodes[i].First)
		copy(w.g.Edges[to-n:to], w.g.Edges[old-n:old])
		to -= n
		old -= n
		nodes[i].First = uint32(to)
	}
	w.late = nil
}

// Beginning returns the text of the first n code units of s, or of less when s is a deep
// rope, and whether that is all of it. It changes nothing.
func (s *String) Beginning(n int) (text string, whole bool) {
	var out []byte
	var rest []*String // what comes after, the nearest last
	for {
		for s.kind() == KindRope {
			if len(rest) > bufferPerLink {
				return string(out), false
			}
			rest = append(rest, s.word(wordRight).Str())
			s = s.word(wordLeft).Str()
		}
		length, from, base := s.Len(), 0, s
		if s.kind() == KindSlice {
			from, base = s.offset(), s.word(wordBase).Str()
		}
		take := min(length, n)
		if isWide(base.kind()) {
			out = appendUnitsWTF8(out, base.units(from + take)[from:])
		} else {
			for _, c := range base.bytes(from + take)[from:] {
				out = utf8.AppendRune(out, rune(c))
			}
		}
		if take < length {
			return string(out), false
		}
		n -= take
		if len(rest) == 0 {
			return string(out), true
		}
		s, rest = rest[len(rest)-1], rest[:len(rest)-1]
	}
}

// EntryOf tells which entry of the data of an OrderedTable a word of its cell belongs to,
// and whether it is the key.
func (h *Heap) EntryOf(data Value, word int) (entry int, key bool) {
	c := data.cell()
	stride := (h.cellWords(c) - 1) / int(c.hdr>>upperShift)
	return (word - 1) / stride, (word-1)%stride == 0
}

// Base returns the word of the first inline property of the objects.
func (s *Shape) Base() int { return int(s.base) }
