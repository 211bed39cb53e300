package object

import "github.com/kilnjs/kiln/pkg/heap"

// promiseGuard is what a realm knows about its promises that have no properties of their own:
// where %Promise.prototype% has the data properties constructor and then. It holds while
// Heap.ProtoEpoch is the same (see cache_entry.go); what the properties hold changes without
// an epoch and is looked at each time.
type promiseGuard struct {
	epoch      uint32
	ctor, then int32 // as Prop.Offset
}

// knownPromise reports whether v is a promise of the running realm's %Promise.prototype%
// without own properties, with the guard looked up.
func (rt *Runtime) knownPromise(v heap.Value) bool {
	r := rt.Cur
	if !v.IsObject() || r.promise == nil || v.Object().ShapeID() != r.promise.ID() {
		return false
	}
	return r.promises.epoch == rt.Heap.ProtoEpoch || rt.findPromise()
}

func (rt *Runtime) findPromise() bool {
	r, h := rt.Cur, rt.Heap
	proto := r.Intrinsic(PromisePrototype)
	r.Intrinsic(PromiseConstructor)
	r.Intrinsic(PromiseThen)
	// Looking at them as ownData does makes built-ins that nobody has touched.
	_, hasCtor := rt.ownData(proto, h.Names.Constructor)
	_, hasThen := rt.ownData(proto, h.Names.Then)
	if !hasCtor || !hasThen {
		return false
	}
	ctor, _ := h.Lookup(proto, h.Names.Constructor)
	then, _ := h.Lookup(proto, h.Names.Then)
	r.promises = promiseGuard{epoch: rt.Watched(proto), ctor: ctor.Offset, then: then.Offset}
	return r.promises.epoch == h.ProtoEpoch
}

// inheritsPromise reports whether Get(v, "constructor") is %Promise% of the running realm, as
// far as the guard knows.
func (rt *Runtime) inheritsPromise(v heap.Value) bool {
	return rt.knownPromise(v) && rt.inheritsAt(v, rt.Heap.Names.Constructor, rt.Cur.promises.ctor, PromiseConstructor)
}

// inheritsThen reports whether Get(v, "then") is %Promise.prototype.then% of the running
// realm, as far as the guard knows.
func (rt *Runtime) inheritsThen(v heap.Value) bool {
	return rt.knownPromise(v) && rt.inheritsAt(v, rt.Heap.Names.Then, rt.Cur.promises.then, PromiseThen)
}

// inheritsAt reports whether the property key of %Promise.prototype%, which a known promise v
// inherits and the guard has found at offset, holds an intrinsic of the running realm.
func (rt *Runtime) inheritsAt(v, key heap.Value, offset int32, id IntrinsicID) bool {
	r := rt.Cur
	is := r.intrinsics[PromisePrototype].Object().SlotAt(offset) == r.intrinsics[id]
	if heap.Checked && is {
		rt.verified("a promise", key, rt.VerifyRead(v, key, r.intrinsics[id], false))
	}
	return is
}

// plainPromise reports whether SpeciesConstructor of v is %Promise% of the running realm and
// nobody sees that it is asked.
func (rt *Runtime) plainPromise(v heap.Value) bool {
	return rt.inheritsPromise(v) && rt.isOwnSpecies(rt.Cur.intrinsics[PromiseConstructor])
}

// ThenAlone is Invoke(v, "then", onFulfilled, onRejected) where nobody sees the promise that it
// makes, which is not made where v is a plain promise. Neither function throws.
func (rt *Runtime) ThenAlone(v, onFulfilled, onRejected heap.Value) error {
	if rt.inheritsThen(v) && rt.plainPromise(v) && !rt.promisesWatched() {
		rt.PerformPromiseThen(v.Object(), onFulfilled, onRejected, nil)
		return nil
	}
	_, err := rt.Invoke(v, rt.Heap.Names.Then, onFulfilled, onRejected)
	return err
}

// PromiseSpecies is SpeciesConstructor(p, %Promise%).
func (rt *Runtime) PromiseSpecies(p *heap.Object) (heap.Value, error) {
	if rt.plainPromise(p.Value()) {
		return rt.Cur.intrinsics[PromiseConstructor], nil
	}
	return rt.SpeciesConstructor(p, rt.Cur.Intrinsic(PromiseConstructor))
}
