package object

import "github.com/kilnjs/kiln/pkg/heap"

// KeyedCache is the cache that all sites of a runtime share that have met too
// many shapes, or whose key is not fixed: direct mapped by shape and key. There
// is one for reads and one for stores. It keeps nothing alive. Shapes and epochs
// are never used again, but keys are: what dies is dropped, for an index may be
// spelled where the name of a property that was absent lay.
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

// dropDead drops the entries whose keys do not survive a collection.
func (c *KeyedCache) dropDead(alive func(v heap.Value) bool) {
	if c == nil {
		return
	}
	for i := range c.Entries {
		if e := &c.Entries[i]; e.Key != 0 && !alive(e.Key) {
			*e = KeyedEntry{}
		}
	}
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
	rt.peeked = peekCache{}
	rt.rests = nil
	for _, code := range rt.Codes {
		if code != nil && code != unmade {
			code.newFunc, code.privates = 0, privatesPlan{}
		}
	}
	for _, l := range rt.libraries.list {
		if l.ForgetShapes != nil {
			l.ForgetShapes(rt)
		}
	}
	return true
}

// FindKeyed reads property key, which is no array index, of any object at a site
// that has another key each time, up to the call of a getter as FindMemberIC.
func (rt *Runtime) FindKeyed(o *heap.Object, key heap.Value) (v heap.Value, getter bool, err error) {
	return rt.findKeyed(o.Value(), key)
}

// getKeyed is Get for what the engine itself reads of any object, again and again: the shared
// cache of reads knows also what is absent.
func (rt *Runtime) getKeyed(o *heap.Object, key heap.Value) (heap.Value, error) {
	return rt.GetKeyedFrom(o, key, o.Value())
}

// GetKeyedFrom is GetFrom for a key that is no array index, by the shared cache of reads.
func (rt *Runtime) GetKeyedFrom(o *heap.Object, key, receiver heap.Value) (heap.Value, error) {
	e := rt.Reads.find(o.ShapeID(), key, rt.Heap.ProtoEpoch)
	if e == nil {
		made, ok := rt.keyedEntry(o, key)
		if !ok {
			return rt.GetFrom(o, key, receiver)
		}
		e = &made
	}
	v, getter := rt.readEntry(e, o.Value())
	if heap.Checked {
		rt.verified("a shared read", key, rt.VerifyRead(o.Value(), key, v, getter))
	}
	if getter {
		return rt.Call(v, receiver)
	}
	return v, nil
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
	if heap.Checked {
		rt.verified("a shared read", key, rt.VerifyRead(o.Value(), key, v, false))
	}
	return v, e.Kind != ICAbsent, true
}

// PokeKeyed stores v as property key of o if the cache of stores knows it as a
// data property of o, or one to be added; otherwise it does nothing and returns false.
func (rt *Runtime) PokeKeyed(o *heap.Object, key, v heap.Value) bool {
	e := rt.Stores.find(o.ShapeID(), key, rt.Heap.ProtoEpoch)
	if e == nil || e.Kind != ICOwn && e.Kind != ICOwnOverflow && e.Kind != ICAdd && e.Kind != ICAddOverflow {
		return false
	}
	if heap.Checked {
		rt.verified("a shared store", key, rt.VerifyWrite(o, key, e))
	}
	if e.Kind == ICAdd || e.Kind == ICAddOverflow {
		return rt.applyAdd(e, o, v)
	}
	rt.Heap.SetSlotAt(o, e.Offset, v)
	return true
}

// findKeyed is FindKeyed for base, which is not nullish. What a primitive inherits
// is kept as what its prototype has: realms share the cache, and have their own.
func (rt *Runtime) findKeyed(base, key heap.Value) (v heap.Value, getter bool, err error) {
	o := base
	if !base.IsObject() {
		if base.IsString() && key == rt.Heap.Names.Length {
			v, err = rt.GetMember(base, key)
			return v, false, err
		}
		o = rt.primitiveProto(base).Value()
	}
	e := rt.Reads.find(o.Object().ShapeID(), key, rt.Heap.ProtoEpoch)
	if e == nil {
		made, ok := rt.keyedEntry(o.Object(), key)
		if !ok {
			v, err = rt.GetMember(base, key)
			return v, false, err
		}
		e = &made
	}
	v, getter = rt.readEntry(e, o)
	if heap.Checked {
		rt.verified("a shared read", key, rt.VerifyRead(base, key, v, getter))
	}
	return v, getter, nil
}

// keyedEntry is lookupEntry that keeps the entry in the cache of reads.
func (rt *Runtime) keyedEntry(o *heap.Object, key heap.Value) (ICEntry, bool) {
	if rt.isLargeDictionary(o) {
		return ICEntry{}, false
	}
	e, ok := rt.lookupEntry(o.Value(), o.ShapeID(), key)
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

// StoreKeyed stores property key, which is no array index, of any object at a
// site that has another key each time, up to the call of a setter as
// StoreMemberIC. Additions are kept that objects of the shape have had before, since an object that is used as a map
// would fill the cache with shapes that never come again.
func (rt *Runtime) StoreKeyed(o *heap.Object, key, v heap.Value, strict bool) (setter heap.Value, err error) {
	if e := rt.Stores.find(o.ShapeID(), key, rt.Heap.ProtoEpoch); e != nil {
		return rt.writeEntry(e, o, key, v, strict)
	}
	if rt.storesAgain(o, key) {
		if e, ok := rt.storeEntry(o, key); ok {
			keepKeyed(&rt.Stores, key, e)
			return rt.writeEntry(&e, o, key, v, strict)
		}
	}
	return heap.Undefined, rt.SetMember(o.Value(), key, v, strict)
}

// storesAgain reports whether a store of key of o is one that may come again: of a property that is there, or one that
// other objects of the shape have got.
func (rt *Runtime) storesAgain(o *heap.Object, key heap.Value) bool {
	s := o.Shape(rt.Heap)
	if p, ok := s.Lookup(key); ok {
		return p.Attrs&heap.AccessorProp == 0 && !(s.IsDictionary() && s.Count() > maxKeyedProps)
	}
	return !s.IsDictionary() && s.Count() < maxKeyedAdd && s.HasTransition(key, heap.DefaultAttrs)
}

// maxKeyedAdd is the number of properties from which additions by computed keys are not kept.
const maxKeyedAdd = 64

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
				if heap.Checked {
					rt.verified("in", key, rt.VerifyHas(v.Object(), key, e.Kind != ICAbsent))
				}
				return e.Kind != ICAbsent, nil
			}
			if e, ok := rt.keyedEntry(v.Object(), key); ok {
				return e.Kind != ICAbsent, nil
			}
		}
	}
	return rt.HasIn(prop, v)
}
