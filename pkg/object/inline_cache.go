package object

import "github.com/kilnjs/kiln/pkg/heap"

// ICKind says what an ICEntry holds. The guard of every entry is that the
// receiver is an object with shape id Shape; those of kinds from ICProto on also
// need Epoch == heap.ProtoEpoch.
type ICKind uint8

// The kinds of inline cache entries. Offset is a Prop.Offset.
const (
	ICNone          ICKind = iota
	ICOwn                  // own data property at word Offset (>= 0)
	ICOwnOverflow          // own data property in overflow slot ^Offset
	ICOwnGetter            // own accessor property at Offset (any sign)
	ICArrayLength          // length of an array: internal slot 0
	ICProto                // data property of Holder at word Offset
	ICProtoOverflow        // data property of Holder in overflow slot ^Offset
	ICProtoGetter          // accessor property of Holder at Offset (any sign)
	ICAbsent               // no such property: undefined
	ICAdd                  // store adds at word Offset and changes the shape to NewShape
	ICAddOverflow          // store adds in an overflow slot and changes the shape to NewShape
	ICSetter               // accessor property of Holder, store calls its setter
)

// Shape ids that stand for primitive receivers in an ICEntry: the guard is then
// the type of the value. No object has such a shape.
const (
	ShapeOfString uint32 = 0xFFFFFFF0 + iota
	ShapeOfNumber
	ShapeOfBoolean
	ShapeOfSymbol
	ShapeOfBigInt
)

// ICEntry is one way that a member access site was seen to go.
type ICEntry struct {
	Shape    uint32
	Kind     ICKind
	Epoch    uint32
	Offset   int32
	NewShape uint32
	Holder   heap.Value // an object for kinds ICProto, ICProtoOverflow, ICProtoGetter, ICSetter
}

// MaxPolymorphic is the number of entries of an IC before it turns megamorphic.
const MaxPolymorphic = 4

// IC is the inline cache of one member access site. The first entry is inline
// for the tier's fast path; the zero IC is empty.
type IC struct {
	ICEntry
	More *[MaxPolymorphic - 1]ICEntry
	N    uint8 // entries in use
	Mega bool  // too many shapes: the site asks the global cache

	restarts uint8 // how often the cache was full and began anew
}

// maxRestarts is how often a full cache begins anew before it turns megamorphic.
const maxRestarts = 2

// Reset empties the cache.
func (ic *IC) Reset() { *ic = IC{} }

// Entries calls f for each entry in use.
func (ic *IC) Entries(f func(e *ICEntry)) {
	for i := range int(ic.N) {
		f(ic.at(i))
	}
}

func (ic *IC) at(i int) *ICEntry {
	if i == 0 {
		return &ic.ICEntry
	}
	return &ic.More[i-1]
}

// find returns the entry for a shape whose epoch, if it has one, is current.
func (ic *IC) find(shape, epoch uint32) *ICEntry {
	for i := range int(ic.N) {
		e := ic.at(i)
		if e.Shape == shape && (e.Kind < ICProto || e.Epoch == epoch) {
			return e
		}
	}
	return nil
}

// put stores e, in place of an older entry for its shape if there is one.
func (ic *IC) put(e ICEntry) {
	for i := range int(ic.N) {
		if old := ic.at(i); old.Shape == e.Shape {
			*old = e
			return
		}
	}
	switch {
	case ic.N == 0:
		ic.ICEntry = e
	case ic.N < MaxPolymorphic:
		if ic.More == nil {
			ic.More = new([MaxPolymorphic - 1]ICEntry)
		}
		ic.More[ic.N-1] = e
	case ic.restarts < maxRestarts:
		// The shapes of the first objects may be gone for good: constructors learn
		// from them how large later ones are made.
		ic.restarts++
		ic.ICEntry, ic.N = e, 1
		return
	default:
		ic.Mega = true
		return
	}
	ic.N++
}

// megaCache is the cache that all megamorphic sites of a runtime share: direct
// mapped by shape and key, for reads only.
type megaCache struct {
	entries [megaSize]megaEntry
}

const megaSize = 1024

type megaEntry struct {
	key heap.Value
	ICEntry
}

func megaIndex(shape uint32, key heap.Value) uint32 {
	h := shape*0x9E3779B1 ^ uint32(key>>3) ^ uint32(key>>19)
	return h & (megaSize - 1)
}

// forgetShapes voids every cache that holds shape ids.
func (rt *Runtime) forgetShapes() {
	rt.enum = enumCache{}
	rt.mega = nil
	if rt.Tiers != nil && rt.Tiers.ForgetShapes != nil {
		rt.Tiers.ForgetShapes(rt)
	}
}

// GetMemberIC is GetMember at a site with inline cache ic: it answers from the
// cache, or does the read and fills the cache. key is a property key, not an
// array index.
func (rt *Runtime) GetMemberIC(base, key heap.Value, ic *IC) (heap.Value, error) {
	shape, ok := rt.receiverShape(base)
	if !ok {
		return rt.GetMember(base, key)
	}
	epoch := rt.Heap.ProtoEpoch
	if e := ic.find(shape, epoch); e != nil {
		return rt.readEntry(e, base)
	}
	if ic.Mega {
		if rt.mega == nil {
			rt.mega = new(megaCache)
		}
		m := &rt.mega.entries[megaIndex(shape, key)]
		if m.key == key && m.Shape == shape && (m.Kind < ICProto || m.Epoch == epoch) {
			return rt.readEntry(&m.ICEntry, base)
		}
	}
	e, ok := rt.lookupEntry(base, shape, key)
	if !ok {
		return rt.GetMember(base, key)
	}
	if ic.Mega {
		rt.mega.entries[megaIndex(shape, key)] = megaEntry{key, e}
	} else {
		ic.put(e)
	}
	return rt.readEntry(&e, base)
}

// receiverShape returns the shape id that guards reads on base, and false for
// null and undefined.
func (rt *Runtime) receiverShape(base heap.Value) (uint32, bool) {
	switch {
	case base.IsObject():
		return base.Object().ShapeID(), true
	case base.IsString():
		return ShapeOfString, true
	case base.IsNumber():
		return ShapeOfNumber, true
	case base.IsBool():
		return ShapeOfBoolean, true
	case base.IsSymbol():
		return ShapeOfSymbol, true
	case base.IsBigInt():
		return ShapeOfBigInt, true
	}
	return 0, false
}

// readEntry performs the read that e describes; its guard holds.
func (rt *Runtime) readEntry(e *ICEntry, base heap.Value) (heap.Value, error) {
	h := rt.Heap
	switch e.Kind {
	case ICOwn, ICOwnOverflow:
		return h.Keep(base.Object().SlotAt(e.Offset)), nil
	case ICOwnGetter:
		return rt.callGetter(base.Object().SlotAt(e.Offset), base)
	case ICArrayLength:
		return base.Object().Internal(0), nil
	case ICProto, ICProtoOverflow:
		return h.Keep(e.Holder.Object().SlotAt(e.Offset)), nil
	case ICProtoGetter:
		return rt.callGetter(e.Holder.Object().SlotAt(e.Offset), base)
	}
	return heap.Undefined, nil
}

// lookupEntry finds how a read of key on base goes and describes it as an entry;
// false when it cannot be cached. The shape of base may change on the way (a lazy
// function), so the entry carries the one it is valid for.
func (rt *Runtime) lookupEntry(base heap.Value, shape uint32, key heap.Value) (ICEntry, bool) {
	h := rt.Heap
	var o *heap.Object
	own := base.IsObject()
	if own {
		o = base.Object()
		rt.materializeFor(o, key)
		if o.Class() == heap.ClassArray && key == h.Names.Length {
			return ICEntry{Shape: o.ShapeID(), Kind: ICArrayLength}, true
		}
		shape = o.ShapeID()
	} else {
		if base.IsString() && key == h.Names.Length {
			return ICEntry{}, false
		}
		o = rt.primitiveProto(base)
	}
	for holder, depth := o, 0; ; depth++ {
		if holder.Has(heap.FlagExotic) {
			if t := exoticOf(holder); !t.caches(rt, key) {
				return ICEntry{}, false
			}
		}
		rt.materializeFor(holder, key)
		if p, ok := h.Lookup(holder, key); ok {
			if v := holder.SlotAt(p.Offset); isLazy(v) {
				rt.resolveSlot(holder, key, v)
			}
			return describeHit(holder, p, shape, h.ProtoEpoch, own && depth == 0), true
		}
		if holder.Class() == heap.ClassArray && key == h.Names.Length {
			return ICEntry{}, false
		}
		if own && depth == 0 && holder.Shape(h).IsDictionary() {
			return ICEntry{}, false
		}
		proto := holder.Proto(h)
		if !proto.IsObject() {
			return ICEntry{Shape: shape, Kind: ICAbsent, Epoch: h.ProtoEpoch}, true
		}
		holder = proto.Object()
	}
}

func describeHit(holder *heap.Object, p heap.Prop, shape, epoch uint32, own bool) ICEntry {
	e := ICEntry{Shape: shape, Offset: p.Offset, Epoch: epoch}
	accessor := p.Attrs&heap.AccessorProp != 0
	if own {
		switch {
		case accessor:
			e.Kind = ICOwnGetter
		case p.Offset >= 0:
			e.Kind = ICOwn
		default:
			e.Kind = ICOwnOverflow
		}
		return e
	}
	e.Holder = holder.Value()
	switch {
	case accessor:
		e.Kind = ICProtoGetter
	case p.Offset >= 0:
		e.Kind = ICProto
	default:
		e.Kind = ICProtoOverflow
	}
	return e
}

// SetMemberIC is SetMember at a site with inline cache ic. key is a property
// key, not an array index.
func (rt *Runtime) SetMemberIC(base, key, v heap.Value, strict bool, ic *IC) error {
	if !base.IsObject() {
		return rt.SetMember(base, key, v, strict)
	}
	o := base.Object()
	if e := ic.find(o.ShapeID(), rt.Heap.ProtoEpoch); e != nil {
		return rt.writeEntry(e, o, key, v, strict)
	}
	if ic.Mega {
		return rt.SetMember(base, key, v, strict)
	}
	e, ok := rt.storeEntry(o, key)
	if !ok {
		return rt.SetMember(base, key, v, strict)
	}
	ic.put(e)
	return rt.writeEntry(&e, o, key, v, strict)
}

// writeEntry performs the store that e describes; its guard holds.
func (rt *Runtime) writeEntry(e *ICEntry, o *heap.Object, key, v heap.Value, strict bool) error {
	h := rt.Heap
	switch e.Kind {
	case ICOwn, ICOwnOverflow:
		h.SetSlotAt(o, e.Offset, v)
		return nil
	case ICAdd, ICAddOverflow:
		if to := h.Shape(e.NewShape); to != nil {
			h.ApplyTransition(o, to, v)
			return nil
		}
	case ICSetter, ICOwnGetter:
		holder := o
		if e.Kind == ICSetter {
			holder = e.Holder.Object()
		}
		if set := holder.SlotAt(e.Offset).Accessor().Set; !set.IsUndefined() {
			_, err := rt.Call(set, o.Value(), v)
			return err
		}
	}
	return rt.SetMember(o.Value(), key, v, strict)
}

// storeEntry describes a store of key on o; false when it cannot be cached.
func (rt *Runtime) storeEntry(o *heap.Object, key heap.Value) (ICEntry, bool) {
	h := rt.Heap
	if o.Has(heap.FlagExotic) && !exoticOf(o).caches(rt, key) || o.Class() == heap.ClassArray && key == h.Names.Length {
		return ICEntry{}, false
	}
	rt.materializeAll(o)
	shape := o.Shape(h)
	if p, ok := shape.Lookup(key); ok {
		switch {
		case p.Attrs&heap.AccessorProp != 0:
			if isLazy(o.SlotAt(p.Offset)) {
				rt.resolveSlot(o, key, o.SlotAt(p.Offset))
			}
			return ICEntry{Shape: shape.ID(), Kind: ICOwnGetter, Offset: p.Offset}, true
		case p.Attrs&heap.Writable == 0:
			return ICEntry{}, false
		case p.Offset >= 0:
			return ICEntry{Shape: shape.ID(), Kind: ICOwn, Offset: p.Offset}, true
		}
		return ICEntry{Shape: shape.ID(), Kind: ICOwnOverflow, Offset: p.Offset}, true
	}
	if o.Has(heap.FlagNotExtensible) {
		return ICEntry{}, false
	}
	for proto := o.Proto(h); proto.IsObject(); proto = proto.Object().Proto(h) {
		holder := proto.Object()
		if holder.Has(heap.FlagExotic) && !exoticOf(holder).caches(rt, key) || holder.Class() == heap.ClassArray && key == h.Names.Length {
			return ICEntry{}, false
		}
		rt.materializeFor(holder, key)
		p, ok := h.Lookup(holder, key)
		if !ok {
			continue
		}
		if p.Attrs&heap.AccessorProp != 0 && !shape.IsDictionary() {
			if isLazy(holder.SlotAt(p.Offset)) {
				rt.resolveSlot(holder, key, holder.SlotAt(p.Offset))
			}
			return ICEntry{Shape: shape.ID(), Kind: ICSetter, Epoch: h.ProtoEpoch, Offset: p.Offset, Holder: proto}, true
		}
		if p.Attrs&(heap.AccessorProp|heap.Writable) != heap.Writable {
			return ICEntry{}, false
		}
		break
	}
	if shape.IsDictionary() || shape.Count() >= maxCachedAdd {
		return ICEntry{}, false
	}
	next := h.Transition(shape, key, heap.DefaultAttrs)
	h.PinTransition(next)
	p, _ := next.Lookup(key)
	e := ICEntry{Shape: shape.ID(), Kind: ICAdd, Epoch: h.ProtoEpoch, Offset: p.Offset, NewShape: next.ID()}
	if p.Offset < 0 {
		e.Kind = ICAddOverflow
	}
	return e, true
}

// maxCachedAdd is the number of properties from which additions go through the
// heap, which knows when to turn to a dictionary.
const maxCachedAdd = 128
