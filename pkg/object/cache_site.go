package object

import "github.com/kilnjs/kiln/pkg/heap"

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

// putOver is put for sites that no cache stands behind: a full cache begins anew.
func (ic *IC) putOver(e ICEntry) {
	if ic.N == MaxPolymorphic && ic.find(e.Shape, e.Epoch) == nil {
		ic.ICEntry, ic.N = e, 1
		return
	}
	ic.put(e)
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
	if e := ic.find(shape, rt.Heap.ProtoEpoch); e != nil {
		v, getter = rt.readEntry(e, base)
		if heap.Checked {
			rt.verified("a read", key, rt.VerifyRead(base, key, v, getter))
		}
		return v, getter, nil
	}
	if base.IsObject() && base.Object().Class().RunsCode() {
		v, err = rt.GetFrom(base.Object(), key, base)
		return v, false, err
	}
	if ic.Mega {
		return rt.findKeyed(base, key)
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

// FindSuperIC reads super[key] at a site with an inline cache for that key: base
// comes from SuperBase, this is the receiver. With getter, v is the function to
// be called on this.
func (rt *Runtime) FindSuperIC(base, key, this heap.Value, ic *IC) (v heap.Value, getter bool, err error) {
	if base.IsObject() && !heap.KeyIsIndex(key) {
		shape := base.Object().ShapeID()
		if e := ic.find(shape, rt.Heap.ProtoEpoch); e != nil {
			v, getter = rt.readEntry(e, base)
			if heap.Checked {
				rt.verified("a read by super", key, rt.VerifyRead(base, key, v, getter))
			}
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
	if o.Class().RunsCode() {
		return heap.Undefined, rt.SetMember(base, key, v, strict)
	}
	if key == rt.Heap.Names.Length && rt.shorten(o, v) {
		return heap.Undefined, nil
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

// writeEntry performs the store that e describes, up to the call of a setter; its
// guard holds.
func (rt *Runtime) writeEntry(e *ICEntry, o *heap.Object, key, v heap.Value, strict bool) (setter heap.Value, err error) {
	if heap.Checked {
		rt.verified("a store", key, rt.VerifyWrite(o, key, e))
	}
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

// addAt adds the own property key to o from the cache of a site that does
// nothing else; false means that it has done nothing.
func (rt *Runtime) addAt(o *heap.Object, key, v heap.Value, attrs heap.Attrs, ic *IC) bool {
	if e := ic.find(o.ShapeID(), rt.Heap.ProtoEpoch); e != nil {
		if heap.Checked {
			rt.verified("an addition", key, rt.VerifyDefine(o, key, e, attrs))
		}
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
	answer := false
	hops := 0
	for p := v; p.IsObject() && !answer; {
		hops++
		rt.chargeChain(hops)
		o := p.Object()
		if o.Has(heap.FlagExotic) {
			return rt.OrdinaryHasInstance(target, p)
		}
		p = o.Proto(rt.Heap)
		answer = p == proto
	}
	if heap.Checked {
		rt.verified("instanceof", rt.Heap.Names.Prototype, rt.VerifyInstance(v, target, answer))
	}
	return answer, nil
}
