package heap

import (
	"slices"
	"unsafe"
)

// Object is a JavaScript object:
//
//	word 0      header, shape id in the upper half
//	word 1      Slots cell with the overflow properties, or Undefined
//	word 2      Elements cell; a shared empty one when there are no dense elements
//	word 3 …    internal slots, as many as the class has
//	then        inline properties, as many as Shape.InlineCap says
type Object struct {
	cell
	slots Value
	elems Value
}

const objectBase = 3

// Offsets in bytes that machine code uses.
const (
	OffsetSlots       = 8            // object: the Slots cell
	OffsetElements    = 16           // object: the Elements cell
	OffsetInternals   = 24           // object: internal slot 0
	OffsetOverflow    = 8            // Slots cell: overflow property 0
	OffsetElemLen     = 8            // Elements cell: uint32 length
	OffsetElemCap     = 12           // Elements cell: uint32 capacity
	OffsetElemData    = 16           // Elements cell: element 0
	OffsetEnvParent   = 8            // Env cell: the parent
	OffsetEnvSlots    = 16           // Env cell: variable 0
	OffsetGenLen      = 8            // GenState cell: how many words the frame has
	OffsetGenWords    = 16           // GenState cell: word 0 of the frame
	OffsetString      = 8            // String cell: uint32 length
	OffsetStringStart = 12           // String cell, a slice: uint32 start in its base
	OffsetStringBase  = 16           // String cell, a slice: the base
	OffsetRopeLeft    = 16           // String cell, a rope: the left part
	OffsetRopeRight   = 24           // String cell, a rope: the right part
	OffsetStringUnits = stringHeader // String cell, flat: code unit 0
	OffsetAccessorGet = 8            // Accessor cell: the getter
	OffsetAccessorSet = 16           // Accessor cell: the setter
)

// slotsCell holds overflow properties; its capacity is in the upper half of the header.
type slotsCell struct{ cell }

func (s *slotsCell) capacity() int { return int(s.hdr >> upperShift) }

// Attrs are the attributes of a property.
type Attrs uint8

// The attributes. AccessorProp says that the slot holds an Accessor cell.
const (
	Writable Attrs = 1 << iota
	Enumerable
	Configurable
	AccessorProp

	// DefaultAttrs are those of a property made by assignment.
	DefaultAttrs = Writable | Enumerable | Configurable
	// HiddenAttrs are those of most built-in properties.
	HiddenAttrs = Writable | Configurable
)

// Prop tells where a property of a shape lives. Offset >= 0 is a word of the
// object cell; Offset < 0 is overflow property ^Offset of the Slots cell.
type Prop struct {
	Offset int32
	Attrs  Attrs
}

// NewObject makes an object of shape s with all slots Undefined and roots it
// in the current scope.
func (h *Heap) NewObject(s *Shape) *Object {
	o := h.AllocObject(s)
	h.root(o.Value())
	return o
}

// AllocObject is NewObject for callers that store the object into a frame or a
// cell at once: it is not rooted.
func (h *Heap) AllocObject(s *Shape) *Object {
	a := &h.alloc[s.sizeClass]
	p := a.cur
	n := p + uint64(s.bytes)
	var o *Object
	if n <= a.end {
		a.cur = n
		o = (*Object)(ptr(p))
		o.hdr = s.header
	} else {
		o = (*Object)(h.allocSlow(uint32(s.sizeClass), s.header&^sizeMask))
	}
	o.slots = Undefined
	o.elems = h.emptyElements
	q := unsafe.Pointer(o)
	for i := uintptr(objectBase * 8); i < uintptr(s.bytes); i += 8 {
		*(*Value)(unsafe.Add(q, i)) = Undefined
	}
	return o
}

// AllocWith is AllocObject with the words from the first slot of a plain object on.
func (h *Heap) AllocWith(s *Shape, words []Value) *Object {
	o := h.AllocObject(s)
	copy(unsafe.Slice((*Value)(unsafe.Add(unsafe.Pointer(o), objectBase*8)), len(words)), words)
	return o
}

// ShapeID returns the id of the object's shape, which inline caches compare.
func (o *Object) ShapeID() uint32 { return uint32(o.hdr >> upperShift) }

// Shape returns the shape of o.
func (o *Object) Shape(h *Heap) *Shape { return h.Shape(uint32(o.hdr >> upperShift)) }

func (h *Heap) setShape(o *Object, s *Shape) {
	h.shadeShape(s)
	o.hdr = o.hdr&(1<<upperShift-1) | uint64(s.id)<<upperShift
}

// Class returns the class of o.
func (o *Object) Class() Class { return Class(o.hdr >> classShift) }

// Proto returns [[Prototype]] of an ordinary object: an Object or Null.
func (o *Object) Proto(h *Heap) Value { return o.Shape(h).proto }

// Flags returns the flags of o.
func (o *Object) Flags() Flags { return Flags(o.hdr >> flagShift) }

// Has reports whether o has any of the flags f.
func (o *Object) Has(f Flags) bool { return o.hdr&(uint64(f)<<flagShift) != 0 }

// SetFlags sets flags. FlagNotExtensible and FlagSparseElements are not for callers.
func (o *Object) SetFlags(f Flags) { o.hdr |= uint64(f) << flagShift }

// ClearFlags clears flags.
func (o *Object) ClearFlags(f Flags) { o.hdr &^= uint64(f) << flagShift }

// IsCallable reports whether o has [[Call]].
func (o *Object) IsCallable() bool { return o.hdr&(uint64(FlagCallable)<<flagShift) != 0 }

// IsConstructor reports whether o has [[Construct]].
func (o *Object) IsConstructor() bool { return o.hdr&(uint64(FlagConstructor)<<flagShift) != 0 }

// Slot returns the value of property p, which must come from the current shape of o.
func (o *Object) Slot(p Prop) Value { return o.SlotAt(p.Offset) }

// SlotAt returns the value at a Prop.Offset of the current shape of o.
func (o *Object) SlotAt(offset int32) Value {
	if offset >= 0 {
		return *(*Value)(unsafe.Add(unsafe.Pointer(o), int(offset)*8))
	}
	return *(*Value)(unsafe.Add(ptr(uint64(o.slots)&addrMask), int(-offset)*8))
}

// SetSlot sets the value of property p, which must come from the current shape of o.
func (h *Heap) SetSlot(o *Object, p Prop, v Value) { h.SetSlotAt(o, p.Offset, v) }

// SetSlotAt sets the value at a Prop.Offset of the current shape of o.
func (h *Heap) SetSlotAt(o *Object, offset int32, v Value) {
	if offset >= 0 {
		*(*Value)(unsafe.Add(unsafe.Pointer(o), int(offset)*8)) = v
		if v >= minCell && o.hdr&barrierBit != 0 {
			h.remember(&o.cell, int(offset))
		}
		return
	}
	c := o.slots.cell()
	*c.word(int(-offset)) = v
	if v >= minCell && c.hdr&barrierBit != 0 {
		h.remember(c, int(-offset))
	}
}

// CodeID is the handle of the code record of a function object (ClassFunction): its first
// internal slot.
func (o *Object) CodeID() uint32 { return *(*uint32)(unsafe.Add(unsafe.Pointer(o), OffsetInternals)) }

// Internal returns internal slot i of o; i must be below ClassInfo.Internals.
func (o *Object) Internal(i int) Value {
	if uint(i) >= uint(Classes[o.Class()].Internals) {
		panic("heap: no such internal slot")
	}
	return *o.word(objectBase + i)
}

// SetInternal sets internal slot i of o; i must be below ClassInfo.Internals.
func (h *Heap) SetInternal(o *Object, i int, v Value) {
	if uint(i) >= uint(Classes[o.Class()].Internals) {
		panic("heap: no such internal slot")
	}
	*o.word(objectBase + i) = v
	if v >= minCell && o.hdr&barrierBit != 0 {
		h.remember(&o.cell, objectBase+i)
	}
	h.shadeHandle(v)
}

// Lookup finds the own property key of o. Index keys are not in shapes: see GetElement.
func (h *Heap) Lookup(o *Object, key Value) (Prop, bool) { return o.Shape(h).Lookup(key) }

// growSlots makes the Slots cell of o hold at least n overflow properties.
func (h *Heap) growSlots(o *Object, n int) {
	old := 0
	var from []Value
	if o.slots != Undefined {
		c := (*slotsCell)(unsafe.Pointer(o.slots.cell()))
		old = c.capacity()
		from = c.words(1, old)
	}
	if n <= old {
		return
	}
	words := slotsWords(old, n)
	c := (*slotsCell)(h.allocCell(words, uint64(KindSlots)|uint64(words-1)<<upperShift))
	to := c.words(1, words-1)
	for i := copy(to, from); i < len(to); i++ {
		to[i] = Undefined
	}
	o.slots = c.value()
	h.barrier(&o.cell, 1, o.slots)
}

// slotsWords is how many words the Slots cell has that takes the place of one with room for
// old properties and must hold n.
func slotsWords(old, n int) int {
	words := 1 + max(n, 3, old+old/2+1)
	if words <= maxSmallWords {
		words = int(classBytes[wordClass[words]]) / 8
	}
	return words
}

// SlotsHeader returns the header, size class and size in bytes of the Slots cell that takes
// the place of one with room for old properties when one more is added, for machine code
// that makes it. bytes is 0 for a cell that only the heap can make.
func SlotsHeader(old int) (header uint64, sizeClass, bytes int) {
	words := slotsWords(old, old+1)
	if words > maxSmallWords {
		return 0, 0, 0
	}
	class := wordClass[words]
	return uint64(KindSlots) | uint64(words-1)<<upperShift | uint64(class)<<sizeShift, int(class), words * 8
}

// Watch makes every later change of the shape of o advance ProtoEpoch. Whoever
// keeps what it has found by looking at o, and compares Epoch and not the shape of
// o, watches it first. Prototypes of shapes are watched from the start.
func (h *Heap) Watch(o *Object) { o.SetFlags(FlagIsProto) }

// bumpEpoch must follow each change of the shape of o.
func (h *Heap) bumpEpoch(o *Object) {
	if o.hdr&(uint64(FlagIsProto)<<flagShift) != 0 {
		h.advanceEpoch()
	}
}

// lastEpoch is where ProtoEpoch stays. What was kept before has an older epoch,
// what is kept from then on has epoch 0: neither holds ever again.
const lastEpoch = ^uint32(0)

func (h *Heap) advanceEpoch() {
	if h.ProtoEpoch != lastEpoch {
		h.ProtoEpoch++
	}
}

// Epoch returns the epoch to be kept with what has been found by looking at
// watched objects. It holds while it equals ProtoEpoch: never, when there are no
// epochs left.
func (h *Heap) Epoch() uint32 {
	if h.ProtoEpoch == lastEpoch {
		return 0
	}
	return h.ProtoEpoch
}

// AddProperty gives o a new own property. key must not be an index and must
// be absent; whether o is extensible is the caller's business.
func (h *Heap) AddProperty(o *Object, key, v Value, attrs Attrs) {
	h.addProperty(o, key, v, attrs, maxTreeProps)
}

// AddComputed is AddProperty for a key that was computed at run time: objects
// that are used as maps get their dictionary form sooner.
func (h *Heap) AddComputed(o *Object, key, v Value, attrs Attrs) {
	h.addProperty(o, key, v, attrs, maxComputedProps)
}

// PropertyGrowth returns how many bytes adding a property to o may allocate, for
// CheckAlloc: 0 unless o is a dictionary that must grow.
func (h *Heap) PropertyGrowth(o *Object) int64 {
	d := o.Shape(h).dict
	if d == nil || len(d.entries) < cap(d.entries) {
		return 0
	}
	return int64(cap(d.entries)) * (2*entryBytes + 8)
}

func (h *Heap) addProperty(o *Object, key, v Value, attrs Attrs, limit uint32) {
	s := o.Shape(h)
	if s.dict == nil && s.count >= limit {
		s = h.toDictionary(o, s)
	}
	if s.dict == nil {
		h.ApplyTransition(o, h.Transition(s, key, attrs), v)
		return
	}
	slot := h.dictAdd(s, key, attrs)
	h.storeNew(o, s, slot, v)
	h.bumpEpoch(o)
}

// ApplyTransition moves o from its shape to the shape to, which Transition
// made from it, and sets the new property to v. An inline cache of an added
// property does the same.
func (h *Heap) ApplyTransition(o *Object, to *Shape, v Value) {
	h.storeNew(o, to, to.count-1, v)
	h.setShape(o, to)
	h.bumpEpoch(o)
}

// ApplyTransitions moves o from its shape to the shape to, which has a property
// more for every stride-th of the values, all of them inline.
func (h *Heap) ApplyTransitions(o *Object, to *Shape, values []Value, stride int) {
	at := to.offset(to.count - uint32((len(values)+stride-1)/stride))
	for i := 0; i < len(values); i += stride {
		h.SetSlotAt(o, at, values[i])
		at++
	}
	h.setShape(o, to)
	h.bumpEpoch(o)
}

// storeNew puts v into property slot number n, growing the Slots cell if needed.
func (h *Heap) storeNew(o *Object, s *Shape, n uint32, v Value) {
	if n >= uint32(s.inlineCap) {
		over := int(n) - int(s.inlineCap)
		if o.slots == Undefined || over >= (*slotsCell)(unsafe.Pointer(o.slots.cell())).capacity() {
			h.growSlots(o, over+1)
		}
	}
	h.SetSlotAt(o, s.offset(n), v)
}

// RemoveProperty removes the own property key of o and reports whether it was there.
func (h *Heap) RemoveProperty(o *Object, key Value) bool {
	s := o.Shape(h)
	p, ok := s.Lookup(key)
	if !ok {
		return false
	}
	if s.parent != nil && s.edge.op == opAdd && s.edge.key == key {
		*o.slotWord(p.Offset) = Undefined
		h.setShape(o, s.parent)
		h.bumpEpoch(o)
		return true
	}
	if s.dict == nil {
		s = h.toDictionary(o, s)
	}
	*o.slotWord(p.Offset) = Undefined
	h.dictRemove(o, s, key)
	h.bumpEpoch(o)
	return true
}

func (o *Object) slotWord(offset int32) *Value {
	if offset >= 0 {
		return o.word(int(offset))
	}
	return o.slots.cell().word(int(-offset))
}

// ChangeAttrs changes the attributes of the own property key of o, if there is
// one. The value stays; when it turns from data to accessor the caller stores
// the new value after this call, through a fresh Lookup.
func (h *Heap) ChangeAttrs(o *Object, key Value, attrs Attrs) {
	s := o.Shape(h)
	p, ok := s.Lookup(key)
	if !ok || p.Attrs == attrs {
		return
	}
	if s.dict == nil && s.count > maxReconfigured {
		s = h.toDictionary(o, s)
	}
	if s.dict != nil {
		s.dict.setAttrs(key, attrs)
		h.renewID(s)
		h.setShape(o, s)
	} else {
		h.setShape(o, h.reconfigure(s, key, attrs))
	}
	h.bumpEpoch(o)
}

// RestrictAttrs takes attributes from all own properties of o that are in its
// shape, in one step: Configurable, and Writable from data properties only.
func (h *Heap) RestrictAttrs(o *Object, remove Attrs) {
	s := o.Shape(h)
	h.Work(8 * s.Count())
	if s.dict != nil {
		s.dict.restrict(remove)
		h.renewID(s)
		h.setShape(o, s)
	} else {
		h.setShape(o, h.restricted(s, remove))
	}
	h.bumpEpoch(o)
}

// SetProto changes [[Prototype]] of o to an Object or Null. Cycles and
// extensibility are the caller's business.
func (h *Heap) SetProto(o *Object, proto Value) {
	s := o.Shape(h)
	if s.proto == proto {
		return
	}
	h.markProto(proto)
	if s.dict != nil {
		s.proto = proto
		h.touchShape(s)
		h.renewID(s)
		h.setShape(o, s)
	} else {
		t := h.RootShape(proto, s.class, int(s.inlineCap))
		for i := uint32(0); i < s.count; i++ {
			e := &s.table.entries[i]
			t = h.Transition(t, e.key, e.attrs)
		}
		if s.notExtensible {
			t = h.sealedShape(t)
		}
		h.setShape(o, t)
	}
	h.bumpEpoch(o)
}

// PreventExtensions makes o not extensible. Its shape changes, so that no
// cached addition applies any more.
func (h *Heap) PreventExtensions(o *Object) {
	if o.Has(FlagNotExtensible) {
		return
	}
	o.SetFlags(FlagNotExtensible)
	s := o.Shape(h)
	if s.dict != nil {
		s.notExtensible = true
		h.renewID(s)
		h.setShape(o, s)
	} else {
		h.setShape(o, h.sealedShape(s))
	}
	o.trim()
	h.bumpEpoch(o)
}

// ExpectProperties makes room in o, of dictionary shape, for n more properties, so that
// adding them one by one moves nothing.
func (h *Heap) ExpectProperties(o *Object, n int) {
	s := o.Shape(h)
	d := s.dict
	if d == nil || n <= 0 {
		return
	}
	d.entries = slices.Grow(d.entries, n)
	if len(d.entries)+n > linearProps {
		d.indexFor(len(d.entries) + n)
	}
	h.accountTable(d)
	if over := int(d.nextSlot) + n - len(d.freeSlots) - int(s.inlineCap); over > 0 {
		h.growSlots(o, over)
	}
}

// ExpectSlots makes room in o for n properties in all.
func (h *Heap) ExpectSlots(o *Object, n int) {
	if over := n - int(o.Shape(h).inlineCap); over > 0 {
		h.growSlots(o, over)
	}
}

// ExpectedKey returns the key of the property that objects got next which had the shape of
// o, and its text, if all of them got the same and the text is in Latin-1. Adding it with
// DefaultAttrs is a transition that exists.
func (h *Heap) ExpectedKey(o *Object) (key Value, text []byte) {
	s := o.Shape(h)
	if s.one == nil || s.one.edge.op != opAdd || s.one.edge.attrs != DefaultAttrs || !s.one.edge.key.IsString() {
		return Undefined, nil
	}
	k := s.one.edge.key.Str()
	if k.kind() != KindLatin1 {
		return Undefined, nil
	}
	return s.one.edge.key, k.bytes(k.Len())
}

// ToDictionary gives o a shape of its own in dictionary form, if it has none.
func (h *Heap) ToDictionary(o *Object) {
	if s := o.Shape(h); s.dict == nil {
		h.toDictionary(o, s)
		h.bumpEpoch(o)
	}
}
