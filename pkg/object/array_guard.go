package object

import "github.com/kilnjs/kiln/pkg/heap"

// ArrayGuard is what a realm knows about its arrays: that nobody has changed what
// iterating over one, making one like it, and adding an element to one look up. All
// tiers ask it; the loop of tier 1 and machine code read it where it is, which is
// the same place as long as the runtime lives.
//
// Each fact has the epoch for which it was found; it holds while Heap.ProtoEpoch is
// the same: see cache_entry.go. What the properties hold, and elements, change
// without an epoch and are looked at each time.
//
// Direct iteration is that of an array by its index: no script ever sees an
// iterator. That is so when, as it begins, Array.prototype[Symbol.iterator] and
// %ArrayIteratorPrototype%.next are the original functions and no prototype of array
// iterators has a method named return. Later changes of the first two do not
// matter, because the iterator would have been made; closing looks for return again.
type ArrayGuard struct {
	// Epoch is that of direct iteration: arrays of these shapes have %Array.prototype%
	// as their prototype and no @@iterator of their own, that one has a data property
	// @@iterator at Iter, %ArrayIteratorPrototype% a data property next at Next, and
	// nothing there a property return. While Epoch is old the others mean nothing.
	Epoch      uint32
	Shape      uint32 // Realm.ArrayShape
	Other      uint32 // the last other one that was met, such as that of matches of a regular expression
	Iter, Next int32  // as Prop.Offset
	// unlike is the epoch for which there was found to be no direct iteration.
	unlike uint32

	// Species is the epoch for which %Array.prototype% has a data property
	// constructor, at Ctor, and %Array% an accessor @@species, at Getter.
	Species      uint32
	Ctor, Getter int32

	// Plain is the epoch for which the prototypes of arrays of shape PlainShape, which is
	// Realm.ArrayShape, are %Array.prototype%, %Object.prototype% and no more, and these
	// have no index properties: what such an array does not have at an index is
	// undefined, and may be stored. The first index property of a watched object
	// advances the epoch (Heap.NeverElements).
	Plain, PlainShape uint32
}

// EndOfIteration is the index at which direct iteration has ended, whatever becomes of the array: no array is that
// dense, and nobody waits for a sparse one to be walked so far.
const EndOfIteration = 1<<31 - 1

// ArrayGuard returns what the realm knows about its arrays, with direct iteration
// looked up if that had not been done.
func (r *Realm) ArrayGuard() *ArrayGuard {
	r.rt.iteration(r)
	return &r.Arrays
}

// iteration returns the guard of r if arrays can be iterated directly, and nil
// otherwise.
func (rt *Runtime) iteration(r *Realm) *ArrayGuard {
	g := &r.Arrays
	if g.Epoch != rt.Heap.ProtoEpoch && (g.unlike == rt.Heap.ProtoEpoch || !rt.findIteration(r)) {
		return nil
	}
	return g
}

func (rt *Runtime) findIteration(r *Realm) bool {
	h, g := rt.Heap, &r.Arrays
	proto, iterProto := r.Intrinsic(ArrayPrototype), r.Intrinsic(ArrayIteratorPrototype)
	r.Intrinsic(ArrayProtoValues)
	r.Intrinsic(ArrayIteratorNext)
	// Looking at them as ownData does makes built-ins that nobody has touched.
	_, hasIter := rt.ownData(proto, h.Symbols.Iterator)
	_, hasNext := rt.ownData(iterProto, h.Names.Next)
	known := hasIter && hasNext && rt.noReturn(r, iterProto)
	epoch := rt.Watched(proto, iterProto)
	if _, ok := rt.WatchedChain(iterProto.Value()); !ok || !known {
		g.unlike = epoch
		return false
	}
	iter, _ := h.Lookup(proto, h.Symbols.Iterator)
	next, _ := h.Lookup(iterProto, h.Names.Next)
	shape := r.ArrayShape.ID()
	g.Epoch, g.Shape, g.Other, g.Iter, g.Next = epoch, shape, shape, iter.Offset, next.Offset
	return true
}

// noReturn reports whether no object on the chain of iterProto has, or makes up, a
// property return.
func (rt *Runtime) noReturn(r *Realm, iterProto *heap.Object) bool {
	hops := 0
	for p := iterProto.Value(); p.IsObject(); p = p.Object().Proto(rt.Heap) {
		hops++
		rt.chargeChain(hops)
		o := p.Object()
		if o.Has(heap.FlagExotic) && o != r.Intrinsic(ObjectPrototype) {
			return false
		}
		if _, has := rt.Heap.Lookup(o, rt.Heap.Names.Return); has {
			return false
		}
	}
	return true
}

// knows reports whether o is an array of which the guard says that it inherits
// @@iterator, and is iterated directly as far as next and return are concerned.
func (g *ArrayGuard) knows(h *heap.Heap, o *heap.Object) bool {
	return g.Epoch == h.ProtoEpoch && g.Shape == o.ShapeID()
}

// learns has the guard look at o, which it does not know.
func (rt *Runtime) learns(r *Realm, o *heap.Object) bool {
	if o.Class() != heap.ClassArray {
		return false
	}
	g := rt.iteration(r)
	return g != nil && (g.Shape == o.ShapeID() || g.Other == o.ShapeID() || rt.inheritsIterator(r, o))
}

// inheritsIterator reports whether arrays of the shape of o inherit @@iterator from
// %Array.prototype% directly, and has the guard know that.
func (rt *Runtime) inheritsIterator(r *Realm, o *heap.Object) bool {
	s := o.Shape(rt.Heap)
	if s.IsDictionary() || s.Proto() != r.intrinsics[ArrayPrototype] {
		return false
	}
	if _, own := s.Lookup(rt.Heap.Symbols.Iterator); own {
		return false
	}
	r.Arrays.Other = s.ID()
	return true
}

// IteratesDirectly reports whether iterating over v in realm r is direct: v is an
// array, and nobody has changed how those are iterated. Checked builds look at the
// answer again with VerifyIteratesDirectly, where they can name the instruction.
func (rt *Runtime) IteratesDirectly(r *Realm, v heap.Value) bool {
	if !v.IsObject() {
		return false
	}
	g, o := &r.Arrays, v.Object()
	return (g.knows(rt.Heap, o) || rt.learns(r, o)) && r.originalValues() && r.originalNext()
}

// originalValues and originalNext compare what the properties that the guard knows
// hold.
func (r *Realm) originalValues() bool {
	return r.intrinsics[ArrayPrototype].Object().SlotAt(r.Arrays.Iter) == r.intrinsics[ArrayProtoValues]
}

func (r *Realm) originalNext() bool {
	return r.intrinsics[ArrayIteratorPrototype].Object().SlotAt(r.Arrays.Next) == r.intrinsics[ArrayIteratorNext]
}

// ClosesDirectly reports that iterators over arrays of realm r, had they been made,
// would have no method to be called when a loop is left. Checked builds look again
// with VerifyNoReturn.
func (rt *Runtime) ClosesDirectly(r *Realm) bool { return r.Arrays.Epoch == rt.Heap.ProtoEpoch }

// inheritedArrayValues reports whether Get(v, @@iterator) is %Array.prototype.values%
// of the running realm, as far as the guard knows.
func (rt *Runtime) inheritedArrayValues(v heap.Value) bool {
	if !v.IsObject() {
		return false
	}
	r, o := rt.Cur, v.Object()
	is := (r.Arrays.knows(rt.Heap, o) || rt.learns(r, o)) && r.originalValues()
	if heap.Checked && is {
		key := rt.Heap.Symbols.Iterator
		rt.verified("a spread", key, rt.VerifyRead(v, key, r.intrinsics[ArrayProtoValues], false))
	}
	return is
}

// originalArrayNext reports whether %ArrayIteratorPrototype%.next of the running
// realm is the original.
func (rt *Runtime) originalArrayNext() bool {
	r, next := rt.Cur, rt.Heap.Names.Next
	if r.Arrays.Epoch != rt.Heap.ProtoEpoch && rt.iteration(r) == nil {
		v, ok := rt.ownData(r.Intrinsic(ArrayIteratorPrototype), next)
		return ok && v == r.Intrinsic(ArrayIteratorNext).Value()
	}
	is := r.originalNext()
	if heap.Checked && is {
		rt.verified("an iteration", next, rt.VerifyRead(r.intrinsics[ArrayIteratorPrototype], next, r.intrinsics[ArrayIteratorNext], false))
	}
	return is
}

// inheritedArrayConstructor reports whether Get(o, "constructor") is %Array% of the
// running realm, as far as the guard knows.
func (rt *Runtime) inheritedArrayConstructor(o *heap.Object) bool {
	r := rt.Cur
	if o.ShapeID() != r.ArrayShape.ID() || r.Arrays.Species != rt.Heap.ProtoEpoch && !rt.findSpecies(r) {
		return false
	}
	is := r.Intrinsic(ArrayPrototype).SlotAt(r.Arrays.Ctor) == r.Intrinsic(ArrayConstructor).Value()
	if heap.Checked && is {
		key := rt.Heap.Names.Constructor
		rt.verified("a method of an array", key, rt.VerifyRead(o.Value(), key, r.Intrinsic(ArrayConstructor).Value(), false))
	}
	return is
}

func (rt *Runtime) findSpecies(r *Realm) bool {
	h := rt.Heap
	proto, array := r.Intrinsic(ArrayPrototype), r.Intrinsic(ArrayConstructor)
	if _, ok := rt.ownData(proto, h.Names.Constructor); !ok {
		return false
	}
	ctor, _ := h.Lookup(proto, h.Names.Constructor)
	if _, _, ok := rt.ownAttrs(array, h.Symbols.Species); !ok {
		return false
	}
	getter, _ := h.Lookup(array, h.Symbols.Species)
	r.Arrays.Species, r.Arrays.Ctor, r.Arrays.Getter = rt.Watched(proto, array), ctor.Offset, getter.Offset
	return true
}

// PlainSpecies tells that what ArraySpeciesCreate of an array of the realm's shape looks up, as far as the
// guard knows now, makes a plain array: %Array% in slot Ctor of %Array.prototype%, and in slot Getter of
// %Array% the word getter, of the accessor that it was made with (isOwnSpecies).
func (r *Realm) PlainSpecies() (getter heap.Value, ok bool) {
	rt := r.rt
	if r.Arrays.Species != rt.Heap.ProtoEpoch && !rt.findSpecies(r) {
		return 0, false
	}
	array := r.Intrinsic(ArrayConstructor)
	return array.SlotAt(r.Arrays.Getter), rt.isOwnSpecies(array.Value()) && r.Intrinsic(ArrayPrototype).SlotAt(r.Arrays.Ctor) == array.Value()
}

// NoIndexedPrototype reports whether no object on the prototype chain of o can
// have, or react to, an index property.
func (rt *Runtime) NoIndexedPrototype(o *heap.Object) bool {
	h := rt.Heap
	if rt.isPlainArray(o) {
		return true
	}
	hops := 0
	for p := o.Proto(h); p.IsObject(); {
		hops++
		rt.chargeChain(hops)
		q := p.Object()
		if q.HasElements() || q.Has(heap.FlagExotic) && q.Class() != heap.ClassObject {
			return false
		}
		p = q.Proto(h)
	}
	return true
}

// isPlainArray reports whether o is an array of which the running realm knows that it
// inherits no index properties. It is extensible, and its length can be written.
func (rt *Runtime) isPlainArray(o *heap.Object) bool {
	r := rt.Cur
	if o.ShapeID() != r.ArrayShape.ID() || r.Arrays.Plain != rt.Heap.ProtoEpoch && !rt.findPlainArrays(r) {
		return false
	}
	if heap.Checked {
		rt.verified("an element", heap.Undefined, rt.verifyPlainChain(r, o))
	}
	return true
}

func (rt *Runtime) findPlainArrays(r *Realm) bool {
	h, array, object := rt.Heap, r.intrinsics[ArrayPrototype], r.intrinsics[ObjectPrototype]
	if r.ArrayShape.Proto() != array || array.Object().Proto(h) != object || !object.Object().Proto(h).IsNull() ||
		!h.NeverElements(array.Object()) || !h.NeverElements(object.Object()) {
		return false
	}
	r.Arrays.Plain, r.Arrays.PlainShape = rt.Watched(array.Object(), object.Object()), r.ArrayShape.ID()
	return r.Arrays.Plain == h.ProtoEpoch
}
