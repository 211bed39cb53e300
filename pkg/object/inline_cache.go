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

// Prune drops the entries of a member site that cannot hit any more. Caches keep
// nothing alive: the holder that such an entry names may be gone.
func (ic *IC) Prune(h *heap.Heap) {
	kept := 0
	for i := range int(ic.N) {
		e := *ic.at(i)
		if (e.Shape >= ShapeOfString || h.Shape(e.Shape) != nil) && (e.Kind < ICProto || e.Epoch == h.ProtoEpoch) {
			*ic.at(kept) = e
			kept++
		}
	}
	if ic.N = uint8(kept); kept == 0 {
		ic.ICEntry = ICEntry{}
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

// KeyedCache is the cache that all sites of a runtime share that have met too
// many shapes, or whose key is not fixed: direct mapped by shape and key. There
// is one for reads and one for stores. It keeps nothing alive and needs no
// clearing: while the shape of an entry lives so do the keys of its properties,
// and what an entry says of prototypes ends with the epoch.
type KeyedCache struct {
	Entries [KeyedEntries]KeyedEntry
}

// KeyedEntries is the number of entries of a KeyedCache.
const KeyedEntries = 1 << keyedBits

const keyedBits = 10

// The constants of KeyedIndex, for tiers that compute it themselves.
const (
	KeyedShapeFactor = 0x85EBCA6B
	KeyedKeyShift    = 3
	KeyedFactor      = 0x9E3779B1
	KeyedIndexShift  = 32 - keyedBits
)

// KeyedEntry says how reads or stores of Key go on objects of one shape. Key is a
// property key, never an array index.
type KeyedEntry struct {
	Key heap.Value
	ICEntry
}

// KeyedIndex returns which entry of a KeyedCache is for a shape and a key.
func KeyedIndex(shape uint32, key heap.Value) uint32 {
	return (shape*KeyedShapeFactor ^ uint32(key>>KeyedKeyShift)) * KeyedFactor >> KeyedIndexShift
}

// find returns the entry for a shape and a key whose epoch, if it has one, is
// current. c may be nil.
func (c *KeyedCache) find(shape uint32, key heap.Value, epoch uint32) *ICEntry {
	if c == nil {
		return nil
	}
	e := &c.Entries[KeyedIndex(shape, key)]
	if e.Key != key || e.Shape != shape || e.Kind >= ICProto && e.Epoch != epoch {
		return nil
	}
	return &e.ICEntry
}

// keepKeyed stores e in *c, which it makes if there is none.
func keepKeyed(c **KeyedCache, key heap.Value, e ICEntry) {
	if *c == nil {
		*c = new(KeyedCache)
	}
	(*c).Entries[KeyedIndex(e.Shape, key)] = KeyedEntry{key, e}
}

// maxKeyedProps is the size from which dictionary objects are left out of the
// keyed caches: their properties would push out everything else, and finding one
// by its key costs as much.
const maxKeyedProps = KeyedEntries / 2

// forgetShapes voids every cache that holds shape ids, if all tiers can.
func (rt *Runtime) forgetShapes() bool {
	if rt.Tiers != nil && rt.Tiers.ForgetShapes != nil && !rt.Tiers.ForgetShapes(rt) {
		return false
	}
	rt.enum = enumCache{}
	rt.Reads, rt.Stores = nil, nil
	rt.rests = nil
	for _, code := range rt.Codes {
		if code != nil {
			code.newFunc, code.privates = 0, privatesPlan{}
		}
	}
	return true
}

// GetMemberIC is GetMember at a site with inline cache ic: it answers from the
// cache, or does the read and fills the cache. key is a property key, not an
// array index.
func (rt *Runtime) GetMemberIC(base, key heap.Value, ic *IC) (heap.Value, error) {
	v, getter, err := rt.FindMemberIC(base, key, ic)
	if getter {
		return rt.Call(v, base)
	}
	return v, err
}

// FindMemberIC is GetMemberIC up to the call of a getter that a tier can make
// itself: with getter, v is the function to be called on base.
func (rt *Runtime) FindMemberIC(base, key heap.Value, ic *IC) (v heap.Value, getter bool, err error) {
	shape, ok := rt.receiverShape(base)
	if !ok {
		v, err = rt.GetMember(base, key)
		return v, false, err
	}
	epoch := rt.Heap.ProtoEpoch
	if e := ic.find(shape, epoch); e != nil {
		v, getter = rt.readEntry(e, base)
		return v, getter, nil
	}
	if ic.Mega {
		return rt.findKeyed(base, shape, key)
	}
	e, ok := rt.lookupEntry(base, shape, key)
	if !ok {
		v, err = rt.GetMember(base, key)
		return v, false, err
	}
	ic.put(e)
	v, getter = rt.readEntry(&e, base)
	return v, getter, nil
}

// FindKeyed reads property key, which is no array index, of any object at a site
// that has another key each time, up to the call of a getter as FindMemberIC.
func (rt *Runtime) FindKeyed(o *heap.Object, key heap.Value) (v heap.Value, getter bool, err error) {
	return rt.findKeyed(o.Value(), o.ShapeID(), key)
}

// PeekKeyed tells what the cache of reads knows of property key of o: the value of
// a data property, or Undefined and found false for none; ok is false when it
// does not know, or there is an accessor.
func (rt *Runtime) PeekKeyed(o *heap.Object, key heap.Value) (v heap.Value, found, ok bool) {
	e := rt.Reads.find(o.ShapeID(), key, rt.Heap.ProtoEpoch)
	if e == nil || e.Kind == ICOwnGetter || e.Kind == ICProtoGetter {
		return heap.Undefined, false, false
	}
	v, _ = rt.readEntry(e, o.Value())
	return v, e.Kind != ICAbsent, true
}

// PokeKeyed stores v as property key of o if the cache of stores knows it as a
// data property of o; otherwise it does nothing and returns false.
func (rt *Runtime) PokeKeyed(o *heap.Object, key, v heap.Value) bool {
	e := rt.Stores.find(o.ShapeID(), key, rt.Heap.ProtoEpoch)
	if e == nil || e.Kind != ICOwn && e.Kind != ICOwnOverflow {
		return false
	}
	rt.Heap.SetSlotAt(o, e.Offset, v)
	return true
}

func (rt *Runtime) findKeyed(base heap.Value, shape uint32, key heap.Value) (v heap.Value, getter bool, err error) {
	e := rt.Reads.find(shape, key, rt.Heap.ProtoEpoch)
	if e == nil {
		made, ok := rt.keyedEntry(base, shape, key)
		if !ok {
			v, err = rt.GetMember(base, key)
			return v, false, err
		}
		e = &made
	}
	v, getter = rt.readEntry(e, base)
	return v, getter, nil
}

// keyedEntry is lookupEntry that keeps the entry in the cache of reads.
func (rt *Runtime) keyedEntry(base heap.Value, shape uint32, key heap.Value) (ICEntry, bool) {
	if base.IsObject() && rt.isLargeDictionary(base.Object()) {
		return ICEntry{}, false
	}
	e, ok := rt.lookupEntry(base, shape, key)
	if ok {
		keepKeyed(&rt.Reads, key, e)
	}
	return e, ok
}

// ShareRead tells all sites what inline cache ic knows of reads of key on o.
func (rt *Runtime) ShareRead(o *heap.Object, key heap.Value, ic *IC) {
	if e := ic.find(o.ShapeID(), rt.Heap.ProtoEpoch); e != nil && !rt.isLargeDictionary(o) {
		keepKeyed(&rt.Reads, key, *e)
	}
}

// ShareStore tells all sites what inline cache ic knows of stores of key on o.
func (rt *Runtime) ShareStore(o *heap.Object, key heap.Value, ic *IC) {
	if e := ic.find(o.ShapeID(), rt.Heap.ProtoEpoch); e != nil && !rt.isLargeDictionary(o) {
		keepKeyed(&rt.Stores, key, *e)
	}
}

func (rt *Runtime) isLargeDictionary(o *heap.Object) bool {
	s := o.Shape(rt.Heap)
	return s.IsDictionary() && s.Count() > maxKeyedProps
}

// FindSuperIC reads super[key] at a site with an inline cache for that key: base
// comes from SuperBase, this is the receiver. With getter, v is the function to
// be called on this.
func (rt *Runtime) FindSuperIC(base, key, this heap.Value, ic *IC) (v heap.Value, getter bool, err error) {
	if base.IsObject() && !heap.KeyIsIndex(key) {
		shape := base.Object().ShapeID()
		if e := ic.find(shape, rt.Heap.ProtoEpoch); e != nil {
			v, getter = rt.readEntry(e, base)
			return v, getter, nil
		}
		if e, ok := rt.lookupEntry(base, shape, key); ok {
			ic.put(e)
			v, getter = rt.readEntry(&e, base)
			return v, getter, nil
		}
	}
	v, err = rt.GetSuper(base, key, this)
	return v, false, err
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

// readEntry performs the read that e describes, up to the call of a getter; its
// guard holds.
func (rt *Runtime) readEntry(e *ICEntry, base heap.Value) (v heap.Value, getter bool) {
	h := rt.Heap
	switch e.Kind {
	case ICOwn, ICOwnOverflow:
		return h.Keep(base.Object().SlotAt(e.Offset)), false
	case ICArrayLength:
		return base.Object().Internal(0), false
	case ICProto, ICProtoOverflow:
		return h.Keep(e.Holder.Object().SlotAt(e.Offset)), false
	case ICOwnGetter, ICProtoGetter:
		holder := e.Holder
		if e.Kind == ICOwnGetter {
			holder = base
		}
		v = h.Keep(holder.Object().SlotAt(e.Offset).Accessor().Get)
		return v, !v.IsUndefined()
	}
	return heap.Undefined, false
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
		rt.chargeChain(depth + 1)
		if !own || depth > 0 {
			h.Watch(holder)
		}
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
		if own && depth == 0 && !rt.knowsAbsence(holder, key) {
			return ICEntry{}, false
		}
		proto := holder.Proto(h)
		if !proto.IsObject() {
			return ICEntry{Shape: shape, Kind: ICAbsent, Epoch: h.ProtoEpoch}, true
		}
		holder = proto.Object()
	}
}

// knowsAbsence reports whether all objects of the shape of o lack key, as o does:
// a dictionary gets properties and keeps its shape, and functions without any
// property share theirs with those whose first properties are still to be made.
func (rt *Runtime) knowsAbsence(o *heap.Object, key heap.Value) bool {
	s := o.Shape(rt.Heap)
	return !s.IsDictionary() && !(o.Class() == heap.ClassFunction && s.Count() == 0 && rt.isMaterialized(key))
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
	set, err := rt.StoreMemberIC(base, key, v, strict, ic)
	if err == nil && !set.IsUndefined() {
		_, err = rt.Call(set, base, v)
	}
	return err
}

// StoreMemberIC is SetMemberIC up to the call of a setter that a tier can make
// itself: it returns the function to be called on base with v, or Undefined.
func (rt *Runtime) StoreMemberIC(base, key, v heap.Value, strict bool, ic *IC) (setter heap.Value, err error) {
	if !base.IsObject() {
		return heap.Undefined, rt.SetMember(base, key, v, strict)
	}
	o := base.Object()
	if e := ic.find(o.ShapeID(), rt.Heap.ProtoEpoch); e != nil {
		return rt.writeEntry(e, o, key, v, strict)
	}
	if ic.Mega {
		if e := rt.Stores.find(o.ShapeID(), key, rt.Heap.ProtoEpoch); e != nil {
			return rt.writeEntry(e, o, key, v, strict)
		}
	}
	e, ok := rt.storeEntry(o, key)
	if !ok {
		return heap.Undefined, rt.SetMember(base, key, v, strict)
	}
	if !ic.Mega {
		ic.put(e)
	} else if !rt.isLargeDictionary(o) {
		keepKeyed(&rt.Stores, key, e)
	}
	return rt.writeEntry(&e, o, key, v, strict)
}

// StoreKeyed stores property key, which is no array index, of any object at a
// site that has another key each time, up to the call of a setter as
// StoreMemberIC. Additions are not kept: an object that is used as a map would
// fill the cache with shapes that never come again.
func (rt *Runtime) StoreKeyed(o *heap.Object, key, v heap.Value, strict bool) (setter heap.Value, err error) {
	if e := rt.Stores.find(o.ShapeID(), key, rt.Heap.ProtoEpoch); e != nil {
		return rt.writeEntry(e, o, key, v, strict)
	}
	if p, ok := rt.Heap.Lookup(o, key); ok && p.Attrs&heap.AccessorProp == 0 && !rt.isLargeDictionary(o) {
		if e, ok := rt.storeEntry(o, key); ok {
			keepKeyed(&rt.Stores, key, e)
			return rt.writeEntry(&e, o, key, v, strict)
		}
	}
	return heap.Undefined, rt.SetMember(o.Value(), key, v, strict)
}

// writeEntry performs the store that e describes, up to the call of a setter; its
// guard holds.
func (rt *Runtime) writeEntry(e *ICEntry, o *heap.Object, key, v heap.Value, strict bool) (setter heap.Value, err error) {
	switch e.Kind {
	case ICOwn, ICOwnOverflow:
		rt.Heap.SetSlotAt(o, e.Offset, v)
		return heap.Undefined, nil
	case ICAdd, ICAddOverflow:
		if rt.applyAdd(e, o, v) {
			return heap.Undefined, nil
		}
	case ICSetter, ICOwnGetter:
		holder := o
		if e.Kind == ICSetter {
			holder = e.Holder.Object()
		}
		if set := holder.SlotAt(e.Offset).Accessor().Set; !set.IsUndefined() {
			return rt.Heap.Keep(set), nil
		}
	}
	return heap.Undefined, rt.SetMember(o.Value(), key, v, strict)
}

// applyAdd adds the property that e describes, of kind ICAdd or ICAddOverflow.
func (rt *Runtime) applyAdd(e *ICEntry, o *heap.Object, v heap.Value) bool {
	to := rt.Heap.Shape(e.NewShape)
	if to != nil {
		rt.Heap.ApplyTransition(o, to, v)
	}
	return to != nil
}

// addEntry describes the addition of key, which o does not have, with the given
// attributes; false when it cannot be cached: lazy functions, whose shape has no
// properties, get others first.
func (rt *Runtime) addEntry(o *heap.Object, key heap.Value, attrs heap.Attrs) (ICEntry, bool) {
	h := rt.Heap
	shape := o.Shape(h)
	if shape.IsDictionary() || shape.Count() >= maxCachedAdd || shape.Count() == 0 && o.Class() == heap.ClassFunction {
		return ICEntry{}, false
	}
	next := h.Transition(shape, key, attrs)
	h.PinTransition(next)
	p, _ := next.Lookup(key)
	e := ICEntry{Shape: shape.ID(), Kind: ICAdd, Epoch: h.ProtoEpoch, Offset: p.Offset, NewShape: next.ID()}
	if p.Offset < 0 {
		e.Kind = ICAddOverflow
	}
	return e, true
}

// addAt adds the own property key to o from the cache of a site that does
// nothing else; false means that it has done nothing.
func (rt *Runtime) addAt(o *heap.Object, key, v heap.Value, attrs heap.Attrs, ic *IC) bool {
	if e := ic.find(o.ShapeID(), rt.Heap.ProtoEpoch); e != nil {
		return rt.applyAdd(e, o, v)
	}
	if o.Has(heap.FlagExotic|heap.FlagNotExtensible) || o.Class() != heap.ClassObject {
		return false
	}
	if _, exists := rt.Heap.Lookup(o, key); exists {
		return false
	}
	e, ok := rt.addEntry(o, key, attrs)
	if !ok {
		return false
	}
	if !ic.Mega {
		ic.put(e)
	}
	return rt.applyAdd(&e, o, v)
}

// CreateDataPropertyIC is CreateDataPropertyOrThrow at a site with inline cache ic.
func (rt *Runtime) CreateDataPropertyIC(o *heap.Object, key, v heap.Value, ic *IC) error {
	if !heap.KeyIsIndex(key) && rt.addAt(o, key, v, heap.DefaultAttrs, ic) {
		return nil
	}
	return rt.CreateDataPropertyOrThrow(o, key, v)
}

// PrivateFieldAddIC is PrivateFieldAdd at a site with an inline cache for that name.
func (rt *Runtime) PrivateFieldAddIC(o *heap.Object, name, v heap.Value, ic *IC) error {
	if rt.addAt(o, name, v, heap.Writable, ic) {
		return nil
	}
	return rt.PrivateFieldAdd(o.Value(), name, v)
}

// HasKeyed is HasIn for a prop that is a string or a symbol, by way of the cache
// of reads.
func (rt *Runtime) HasKeyed(prop, v heap.Value) (bool, error) {
	if v.IsObject() {
		key, err := rt.ToPropertyKey(prop)
		if err != nil {
			return false, err
		}
		if !heap.KeyIsIndex(key) {
			shape := v.Object().ShapeID()
			if e := rt.Reads.find(shape, key, rt.Heap.ProtoEpoch); e != nil {
				return e.Kind != ICAbsent, nil
			}
			if e, ok := rt.keyedEntry(v, shape, key); ok {
				return e.Kind != ICAbsent, nil
			}
		}
	}
	return rt.HasIn(prop, v)
}

// InstanceofIC is InstanceofOperator at a site with inline cache ic. An entry
// says that a function of the shape inherits the @@hasInstance method of
// Function.prototype, which nobody can change, and where its prototype property is.
func (rt *Runtime) InstanceofIC(v, target heap.Value, ic *IC) (bool, error) {
	if !target.IsObject() || target.Object().Class() != heap.ClassFunction {
		return rt.InstanceofOperator(v, target)
	}
	f := target.Object()
	e := ic.find(f.ShapeID(), rt.Heap.ProtoEpoch)
	if e == nil {
		made, ok := rt.instanceofEntry(f)
		if !ok {
			return rt.InstanceofOperator(v, target)
		}
		ic.put(made)
		e = &made
	}
	proto := f.SlotAt(e.Offset)
	if !proto.IsObject() {
		return rt.InstanceofOperator(v, target)
	}
	for v.IsObject() {
		o := v.Object()
		if o.Has(heap.FlagExotic) {
			return rt.OrdinaryHasInstance(target, v)
		}
		if v = o.Proto(rt.Heap); v == proto {
			return true, nil
		}
	}
	return false, nil
}

func (rt *Runtime) instanceofEntry(f *heap.Object) (ICEntry, bool) {
	h := rt.Heap
	rt.materializeAll(f)
	e, ok := rt.lookupEntry(f.Value(), f.ShapeID(), h.Symbols.HasInstance)
	if !ok || e.Kind != ICProto && e.Kind != ICProtoOverflow || e.Holder != rt.Cur.Intrinsic(FunctionPrototype).Value() {
		return ICEntry{}, false
	}
	p, ok := h.Lookup(f, h.Names.Prototype)
	if !ok || p.Attrs&heap.AccessorProp != 0 || isLazy(f.SlotAt(p.Offset)) {
		return ICEntry{}, false
	}
	return ICEntry{Shape: f.ShapeID(), Kind: ICProto, Epoch: h.ProtoEpoch, Offset: p.Offset}, true
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
		h.Watch(holder)
		rt.materializeFor(holder, key)
		p, ok := h.Lookup(holder, key)
		if !ok {
			continue
		}
		if p.Attrs&heap.AccessorProp != 0 && rt.knowsAbsence(o, key) {
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
	return rt.addEntry(o, key, heap.DefaultAttrs)
}

// maxCachedAdd is the number of properties from which additions go through the
// heap, which knows when to turn to a dictionary.
const maxCachedAdd = 128
