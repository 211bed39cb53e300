package heap

import "unsafe"

// The limits of the tree form of shapes, in properties. Past them an object
// gets a dictionary of its own.
const (
	maxTreeProps     = 512
	maxComputedProps = 64
	maxReconfigured  = 128
	maxInlineCap     = 200
)

// Shape describes objects of one layout: class, prototype, and the keys, places
// and attributes of the properties. Shapes form trees: each addition of a
// property is a transition to a child, so objects built alike share a shape.
//
// The properties of a shape are the first count entries of its table, which it
// shares with its ancestors and with one line of descendants. A shape in
// dictionary form (dict != nil) belongs to one object and changes in place;
// its id changes when a property is deleted or reconfigured, but not when one
// is added: caches may hold own hits of a dictionary shape, never misses.
type Shape struct {
	header    uint64 // of a new object
	bytes     uint32 // of an object cell
	id        uint32
	count     uint32
	sizeClass uint8
	class     Class
	inlineCap uint8
	base      uint8 // word of the first inline property

	notExtensible bool
	touched       bool // in shapeSpace.touched
	pinned        bool // lives as long as its parent: see PinTransition
	age           uint8

	mark  uint32 // number of the last full collection that marked it
	proto Value
	edge  transition // how parent became s

	table  *propTable // nil when count is 0 or dict is set
	dict   *propTable
	parent *Shape // nil: a root, or a dictionary

	// Children: none, one, or several.
	one  *Shape
	many *shapeMap
}

// transition is the label of an edge between shapes.
type transition struct {
	key   Value
	attrs Attrs
	op    transitionOp
}

type transitionOp uint8

const (
	opAdd         transitionOp = iota // add key
	opReconfigure                     // change the attributes of key
	opRestrict                        // take attrs from every property
	opSeal                            // not extensible any more
)

type rootKey struct {
	proto     Value
	class     Class
	inlineCap uint8
}

// rootKey is where s is in shapeSpace.roots if it is a root.
func (s *Shape) rootKey() rootKey { return rootKey{s.proto, s.class, s.inlineCap} }

const (
	shapeBytes   = int64(unsafe.Sizeof(Shape{}))
	mapEdgeBytes = 48 // an entry of Shape.many
	rootBytes    = 40 // an entry of shapeSpace.roots
	minMaxPins   = 1 << 13
)

// eachChild calls f for the children of s.
func (s *Shape) eachChild(f func(*Shape)) {
	if s.one != nil {
		f(s.one)
	}
	if s.many != nil {
		s.many.each(f)
	}
}

// newShape registers a shape and accounts for it.
func (h *Heap) newShape(s *Shape) *Shape {
	h.enterID(s)
	if s.mark = h.gc.epoch; h.gc.cycle != nil {
		s.mark-- // what it refers to is not marked
		h.shadeShape(s)
	}
	h.shapes.live++
	h.shapes.young = append(h.shapes.young, s)
	h.chargeGo(shapeBytes)
	return s
}

// derive makes a shape with the layout of s and nothing else.
func (s *Shape) derive() *Shape {
	return &Shape{
		header: s.header, bytes: s.bytes, sizeClass: s.sizeClass, class: s.class, inlineCap: s.inlineCap, base: s.base,
		notExtensible: s.notExtensible, proto: s.proto, count: s.count,
	}
}

// RootShape returns the shape of an empty object with the given prototype (an
// Object or Null), class and number of inline property slots. It is cached;
// proto becomes flagged as a prototype.
func (h *Heap) RootShape(proto Value, class Class, inlineCap int) *Shape {
	inlineCap = min(max(inlineCap, 0), maxInlineCap)
	key := rootKey{proto, class, uint8(inlineCap)}.transition()
	if s := h.shapes.roots.find(key); s != nil {
		return h.shadeShape(s)
	}
	h.markProto(proto)
	info := &Classes[class]
	base := objectBase + int(info.Internals)
	sizeClass := wordClass[base+inlineCap]
	bytes := classBytes[sizeClass]
	s := h.newShape(&Shape{
		header: uint64(KindObject) | uint64(class)<<classShift | uint64(sizeClass)<<sizeShift | uint64(info.Flags)<<flagShift,
		bytes:  bytes, sizeClass: sizeClass, class: class, inlineCap: uint8(inlineCap), base: uint8(base),
		proto: proto,
	})
	h.shapes.roots.put(key, s)
	h.chargeGo(rootBytes)
	return s
}

func (h *Heap) markProto(proto Value) {
	if proto.IsObject() {
		proto.Object().SetFlags(FlagIsProto)
	}
}

// ID returns the id of the shape.
func (s *Shape) ID() uint32 { return s.id }

// Count returns the number of properties.
func (s *Shape) Count() int {
	if s.dict != nil {
		return s.dict.live
	}
	return int(s.count)
}

// IsDictionary reports whether the shape belongs to one object and changes in place.
func (s *Shape) IsDictionary() bool { return s.dict != nil }

// Proto returns [[Prototype]] of the objects: an Object or Null.
func (s *Shape) Proto() Value { return s.proto }

// Class returns the class of the objects.
func (s *Shape) Class() Class { return s.class }

// InlineCap returns the number of inline property slots.
func (s *Shape) InlineCap() int { return int(s.inlineCap) }

// Parent returns the shape that s was made from by adding a property, or nil.
func (s *Shape) Parent() *Shape {
	if s.edge.op == opAdd {
		return s.parent
	}
	return nil
}

// NotExtensible reports whether the objects are not extensible.
func (s *Shape) NotExtensible() bool { return s.notExtensible }

// ObjectBytes returns the size of an object cell of the shape.
func (s *Shape) ObjectBytes() int { return int(s.bytes) }

// ObjectHeader returns the header word of a new object and the index of its size
// class in the allocation state, for machine code that allocates.
func (s *Shape) ObjectHeader() (header uint64, sizeClass int) { return s.header, int(s.sizeClass) }

// offset converts a property slot number to a Prop.Offset.
func (s *Shape) offset(n uint32) int32 {
	if n < uint32(s.inlineCap) {
		return int32(s.base) + int32(n)
	}
	return ^int32(n - uint32(s.inlineCap))
}

// Lookup finds a property by key: an interned String or a Symbol.
func (s *Shape) Lookup(key Value) (Prop, bool) {
	t := s.table
	if s.dict != nil {
		t = s.dict
	} else if s.count <= linearProps {
		if s.count != 0 {
			es := t.entries[:s.count]
			for i := range es {
				if es[i].key == key {
					return Prop{s.offset(es[i].slot), es[i].attrs}, true
				}
			}
		}
		return Prop{}, false
	}
	i := t.find(key)
	if i < 0 || s.dict == nil && uint32(i) >= s.count {
		return Prop{}, false
	}
	e := &t.entries[i]
	return Prop{s.offset(e.slot), e.attrs}, true
}

// view returns the entries of the shape; those of a dictionary may be vacant.
func (s *Shape) view() []propEntry {
	if s.dict != nil {
		return s.dict.entries
	}
	if s.count == 0 {
		return nil
	}
	return s.table.entries[:s.count]
}

// Keys returns the keys of the properties in the order of their creation.
func (s *Shape) Keys() []Value {
	es := s.view()
	keys := make([]Value, 0, len(es))
	for i := range es {
		if es[i].key != Empty {
			keys = append(keys, es[i].key)
		}
	}
	return keys
}

// ForEach calls f for each property in the order of creation until f returns
// false. f must not change the object.
func (s *Shape) ForEach(f func(key Value, p Prop) bool) {
	es := s.view()
	for i := range es {
		e := &es[i]
		if e.key != Empty && !f(e.key, Prop{s.offset(e.slot), e.attrs}) {
			return
		}
	}
}

// EntryAt returns property i of a tree shape, in the order of creation; i is
// below Count.
func (s *Shape) EntryAt(i int) (key Value, p Prop) {
	e := &s.table.entries[:s.count][i]
	return e.key, Prop{s.offset(e.slot), e.attrs}
}

// child finds a transition, or nil.
func (s *Shape) child(t transition) *Shape {
	if s.one != nil && s.one.edge == t {
		return s.one
	}
	if s.many != nil {
		return s.many.find(t)
	}
	return nil
}

func (h *Heap) addChild(s *Shape, t transition, child *Shape) {
	child.parent, child.edge = s, t
	h.shadeShape(s)
	if s.one == nil && s.many == nil {
		s.one = child
		return
	}
	if s.many == nil {
		s.many = new(shapeMap)
		s.many.put(s.one.edge, s.one)
		s.one = nil
		h.chargeGo(mapEdgeBytes)
	}
	s.many.put(t, child)
	h.chargeGo(mapEdgeBytes)
}

// Transition returns the shape of an object of tree shape s after it got the
// property key. s must not be a dictionary and must not have key.
func (h *Heap) Transition(s *Shape, key Value, attrs Attrs) *Shape {
	t := transition{key, attrs, opAdd}
	if c := s.child(t); c != nil {
		return h.shadeShape(c)
	}
	c := s.derive()
	c.count++
	table := s.table
	if table == nil || len(table.entries) != int(s.count) {
		table = h.copyTable(s.view(), 1)
	}
	h.appendEntry(table, propEntry{key: key, slot: s.count, attrs: attrs})
	c.setTable(table)
	h.newShape(c)
	h.addChild(s, t, c)
	return c
}

// HasTransition reports whether objects of tree shape s have got the property key before, as Transition does it.
func (s *Shape) HasTransition(key Value, attrs Attrs) bool {
	return s.child(transition{key, attrs, opAdd}) != nil
}

// PinTransition keeps s, which Transition made, alive as long as the shape that
// it was made from. It must be called for each shape whose id a cache keeps in
// order to give it to objects: a cache of an added property compares the id of
// the parent and Heap.ProtoEpoch, and writes the id of s. (When pinned shapes
// become too many they are all let go, and the epoch advances.)
func (h *Heap) PinTransition(s *Shape) {
	h.shadeShape(s)
	if !s.pinned && s.parent != nil {
		s.pinned = true
		h.shapes.pins++
	}
}

// reconfigure returns the shape of s after key got other attributes.
func (h *Heap) reconfigure(s *Shape, key Value, attrs Attrs) *Shape {
	t := transition{key, attrs, opReconfigure}
	if c := s.child(t); c != nil {
		return h.shadeShape(c)
	}
	table := h.copyTable(s.view(), 0)
	table.setAttrs(key, attrs)
	return h.rebuilt(s, t, table)
}

// restricted returns the shape of s after every property lost attributes.
func (h *Heap) restricted(s *Shape, remove Attrs) *Shape {
	t := transition{Empty, remove, opRestrict}
	if c := s.child(t); c != nil {
		return h.shadeShape(c)
	}
	table := h.copyTable(s.view(), 0)
	table.restrict(remove)
	return h.rebuilt(s, t, table)
}

// sealedShape returns the shape of s after its object became not extensible.
func (h *Heap) sealedShape(s *Shape) *Shape {
	t := transition{Empty, 0, opSeal}
	if c := s.child(t); c != nil {
		return h.shadeShape(c)
	}
	c := h.rebuilt(s, t, h.copyTable(s.view(), 0))
	c.notExtensible = true
	c.header |= uint64(FlagNotExtensible) << flagShift
	return c
}

func (h *Heap) rebuilt(s *Shape, t transition, table *propTable) *Shape {
	c := s.derive()
	c.setTable(table)
	h.newShape(c)
	h.addChild(s, t, c)
	return c
}

func (s *Shape) setTable(t *propTable) {
	s.table = t
	t.refs++
}

// toDictionary gives o, of tree shape s, a dictionary shape of its own.
func (h *Heap) toDictionary(o *Object, s *Shape) *Shape {
	d := s.derive()
	d.dict = h.copyTable(s.view(), 8)
	d.dict.refs = 1
	d.dict.live = int(s.count)
	d.dict.nextSlot = s.count
	h.newShape(d)
	h.setShape(o, d)
	return d
}

// touchShape records that a dictionary shape may hold a young cell.
func (h *Heap) touchShape(s *Shape) {
	if !s.touched {
		s.touched = true
		h.shapes.touched = append(h.shapes.touched, s)
	}
}

// dictAdd adds a property to a dictionary shape and returns its slot number.
func (h *Heap) dictAdd(s *Shape, key Value, attrs Attrs) uint32 {
	d := s.dict
	var slot uint32
	if n := len(d.freeSlots); n > 0 {
		slot = d.freeSlots[n-1]
		d.freeSlots = d.freeSlots[:n-1]
	} else {
		slot = d.nextSlot
		d.nextSlot++
	}
	if len(d.entries) == cap(d.entries) && len(d.entries) >= 16 && d.live < len(d.entries)*3/4 {
		d.compact()
	}
	h.appendEntry(d, propEntry{key: key, slot: slot, attrs: attrs})
	d.live++
	h.touchShape(s)
	return slot
}

// dictRemove removes a property from the dictionary shape of o and packs the
// slots when most of them are vacant.
func (h *Heap) dictRemove(o *Object, s *Shape, key Value) {
	d := s.dict
	i := d.find(key)
	if i < 0 {
		return
	}
	d.freeSlots = append(d.freeSlots, d.entries[i].slot)
	d.vacate(i)
	h.renewID(s)
	h.setShape(o, s)
	if len(d.entries) >= 32 && d.live < len(d.entries)/4 {
		h.packSlots(o, s)
	}
}

// packSlots renumbers the slots of a dictionary object without gaps. Its shape
// has a fresh id: no cache knows the old places.
func (h *Heap) packSlots(o *Object, s *Shape) {
	d := s.dict
	d.compact()
	values := make([]Value, len(d.entries))
	for i := range d.entries {
		values[i] = o.SlotAt(s.offset(d.entries[i].slot))
		d.entries[i].slot = uint32(i)
	}
	d.nextSlot = uint32(len(values))
	d.freeSlots = nil
	o.slots = Undefined
	for i := 0; i < int(s.inlineCap); i++ {
		*o.word(int(s.base) + i) = Undefined
	}
	if over := len(values) - int(s.inlineCap); over > 0 {
		h.growSlots(o, over)
	}
	for i, v := range values {
		h.SetSlotAt(o, s.offset(uint32(i)), v)
	}
	entries := make([]propEntry, len(d.entries), len(d.entries)+len(d.entries)/2+8)
	copy(entries, d.entries)
	d.entries = entries
	h.accountTable(d)
}

// hashKey mixes a key: keys are compared by identity, so the address will do.
func hashKey(key Value) uint32 {
	x := uint64(key) * 0x9E3779B97F4A7C15
	return uint32(x >> 32)
}
