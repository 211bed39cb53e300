package object

import "github.com/kilnjs/kiln/pkg/heap"

// arrayGuard is where a realm has the properties that nearly every method of
// arrays, and every spread of one, looks up. What they hold is compared each time.
type arrayGuard struct {
	// epoch is the one for which %Array.prototype% has data properties constructor
	// and @@iterator at the offsets ctor and iter; 0 while that is not known.
	epoch      uint32
	ctor, iter int32
	// nextEpoch is the same for %ArrayIteratorPrototype% and next.
	nextEpoch uint32
	next      int32
}

// arrayGuardOf returns the guard that holds for o; nil when o is no array of the
// running realm to which nothing was done but giving it elements, or when
// %Array.prototype% lacks a property.
func (rt *Runtime) arrayGuardOf(o *heap.Object) *arrayGuard {
	r := rt.Cur
	if o.ShapeID() != r.ArrayShape.ID() || r.arrays.epoch != rt.Heap.ProtoEpoch && !rt.findArrayGuard() {
		return nil
	}
	return &r.arrays
}

func (rt *Runtime) findArrayGuard() bool {
	r, h := rt.Cur, rt.Heap
	proto := r.Intrinsic(ArrayPrototype)
	// Looking at them as ownData does makes built-ins that nobody has touched.
	_, ctor := rt.ownData(proto, h.Names.Constructor)
	_, iter := rt.ownData(proto, h.Symbols.Iterator)
	if !ctor || !iter || r.ArrayShape.Proto() != proto.Value() {
		return false
	}
	c, _ := h.Lookup(proto, h.Names.Constructor)
	i, _ := h.Lookup(proto, h.Symbols.Iterator)
	r.arrays.epoch, r.arrays.ctor, r.arrays.iter = rt.Watched(proto), c.Offset, i.Offset
	return true
}

// inheritedArrayConstructor reports whether Get(o, "constructor") is %Array% of the
// running realm, as far as the guard knows.
func (rt *Runtime) inheritedArrayConstructor(o *heap.Object) bool {
	g := rt.arrayGuardOf(o)
	is := g != nil && rt.Cur.Intrinsic(ArrayPrototype).SlotAt(g.ctor) == rt.Cur.Intrinsic(ArrayConstructor).Value()
	if heap.Checked && is {
		key := rt.Heap.Names.Constructor
		rt.verified("a method of an array", key, rt.VerifyRead(o.Value(), key, rt.Cur.Intrinsic(ArrayConstructor).Value(), false))
	}
	return is
}

// inheritedArrayValues reports whether Get(v, @@iterator) is %Array.prototype.values%
// of the running realm, as far as the guard knows.
func (rt *Runtime) inheritedArrayValues(v heap.Value) bool {
	if !v.IsObject() {
		return false
	}
	g := rt.arrayGuardOf(v.Object())
	is := g != nil && rt.Cur.Intrinsic(ArrayPrototype).SlotAt(g.iter) == rt.Cur.Intrinsic(ArrayProtoValues).Value()
	if heap.Checked && is {
		key := rt.Heap.Symbols.Iterator
		rt.verified("a spread", key, rt.VerifyRead(v, key, rt.Cur.Intrinsic(ArrayProtoValues).Value(), false))
	}
	return is
}

// originalArrayNext reports whether %ArrayIteratorPrototype%.next of the running
// realm is the original.
func (rt *Runtime) originalArrayNext() bool {
	r, h := rt.Cur, rt.Heap
	proto, original := r.Intrinsic(ArrayIteratorPrototype), r.Intrinsic(ArrayIteratorNext).Value()
	g := &r.arrays
	if g.nextEpoch == h.ProtoEpoch {
		is := proto.SlotAt(g.next) == original
		if heap.Checked && is {
			rt.verified("an iteration", h.Names.Next, rt.VerifyRead(proto.Value(), h.Names.Next, original, false))
		}
		return is
	}
	next, ok := rt.ownData(proto, h.Names.Next)
	if ok {
		p, _ := h.Lookup(proto, h.Names.Next)
		g.nextEpoch, g.next = rt.Watched(proto), p.Offset
	}
	return ok && next == original
}
