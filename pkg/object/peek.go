package object

import "github.com/kilnjs/kiln/pkg/heap"

// Calm reports whether nothing wants attention: Attend would return nil and do nothing. Then
// an operation that runs no script, reaches no safepoint and makes nothing needs no entry into
// the engine, no rooting scope and nothing to catch panics.
func (rt *Runtime) Calm() bool {
	return rt.Budget > 0 && rt.fuel != 0 && rt.deadline.IsZero() && rt.interrupted.Load() == nil &&
		rt.dead == nil && !rt.Heap.WantsCollect()
}

// Sight is what Peek has found.
type Sight uint8

// What Peek finds.
const (
	Unknown Sight = iota // it takes a [[Get]] to know
	Present
	Absent
)

// peekEntry says where the objects of one shape have an own data property.
type peekEntry struct {
	key      heap.Value
	shape    uint32
	offset   int32
	writable bool
}

// peekCache are the entries of own properties that Peek and Poke have found. Shape ids are never
// used again for others (until forgetShapes), and what objects of a shape have where does not
// change; keys may be, and so all entries end with each collection (OnDeath).
type peekCache [peekEntries]peekEntry

const peekEntries = 32

func (c *peekCache) at(shape uint32, key heap.Value) *peekEntry {
	return &c[(uint32(key>>KeyedKeyShift)^uint32(key>>9)^shape)%peekEntries]
}

// Peek is [[Get]] as far as that only looks: at ordinary objects, of which o is one, and at data
// properties that are there already. It makes, charges and roots nothing. What takes more is
// Unknown.
func (rt *Runtime) Peek(o *heap.Object, key heap.Value) (heap.Value, Sight) {
	if e := rt.peeked.at(o.ShapeID(), key); e.key == key && e.shape == o.ShapeID() && !o.Has(heap.FlagExotic|heap.FlagLazyFunction) {
		if v := o.SlotAt(e.offset); !isLazy(v) {
			return v, Present
		}
		return heap.Undefined, Unknown
	}
	return rt.peek(o, key)
}

func (rt *Runtime) peek(o *heap.Object, key heap.Value) (heap.Value, Sight) {
	if heap.KeyIsIndex(key) {
		return rt.peekElement(o, heap.KeyIndex(key))
	}
	h := rt.Heap
	for hops := range chainLength - 1 { // chargeChain counts no shorter walk
		if o.Has(heap.FlagLazyFunction) {
			return heap.Undefined, Unknown
		}
		if o.Has(heap.FlagExotic) {
			if t := exoticOf(o); t.Get != nil || t.GetOwnProperty != nil || t.GetPrototypeOf != nil {
				return heap.Undefined, Unknown
			}
		}
		if p, ok := h.Lookup(o, key); ok {
			v := o.SlotAt(p.Offset)
			if p.Attrs&heap.AccessorProp != 0 || isLazy(v) {
				return heap.Undefined, Unknown
			}
			if hops == 0 && !o.Has(heap.FlagExotic) {
				rt.foundOwn(o, key, p)
			}
			return v, Present
		}
		if o.Class() == heap.ClassArray && key == h.Names.Length {
			return o.Internal(arrayLength), Present
		}
		proto := o.Proto(h)
		if !proto.IsObject() {
			return heap.Undefined, Absent
		}
		o = proto.Object()
	}
	return heap.Undefined, Unknown
}

// foundOwn remembers that o has the data property key.
func (rt *Runtime) foundOwn(o *heap.Object, key heap.Value, p heap.Prop) {
	shape := o.ShapeID()
	*rt.peeked.at(shape, key) = peekEntry{key, shape, p.Offset, p.Attrs&heap.Writable != 0}
}

// peekElement is Peek for an index.
func (rt *Runtime) peekElement(o *heap.Object, i uint32) (heap.Value, Sight) {
	if !o.Has(heap.FlagExotic) && !o.IsSparse() { // sparse elements may be accessors
		if v, ok := rt.Heap.GetElement(o, i); ok {
			return v, Present
		}
	}
	return heap.Undefined, Unknown
}

// Poke is [[Set]] of o itself as far as that overwrites a writable data property of an ordinary
// object that has a name. It makes, charges and roots nothing. Without true nothing has happened.
func (rt *Runtime) Poke(o *heap.Object, key, v heap.Value) bool {
	if o.Has(heap.FlagExotic | heap.FlagLazyFunction) {
		return false
	}
	if e := rt.peeked.at(o.ShapeID(), key); e.key == key && e.shape == o.ShapeID() && e.writable {
		rt.Heap.SetSlotAt(o, e.offset, v)
		return true
	}
	if heap.KeyIsIndex(key) {
		return false
	}
	p, ok := rt.Heap.Lookup(o, key)
	if !ok || p.Attrs&(heap.AccessorProp|heap.Writable) != heap.Writable {
		return false
	}
	rt.foundOwn(o, key, p)
	rt.Heap.SetSlotAt(o, p.Offset, v)
	return true
}

// PeekGlobal is GlobalBinding as far as Peek goes.
func (rt *Runtime) PeekGlobal(r *Realm, key heap.Value) (heap.Value, Sight) {
	if p, ok := rt.lexical(r, key); ok {
		if v := r.Scope.record.SlotAt(p.Offset); v != heap.TDZ {
			return v, Present
		}
		return heap.Undefined, Unknown
	}
	return rt.Peek(r.Global, key)
}

// PokeGlobal is SetGlobalBinding as far as Poke goes.
func (rt *Runtime) PokeGlobal(r *Realm, key, v heap.Value) bool {
	if _, ok := rt.lexical(r, key); ok {
		return false
	}
	return rt.Poke(r.Global, key, v)
}
