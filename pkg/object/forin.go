package object

import (
	"github.com/kilnjs/kiln/pkg/heap"
)

// The state of a for-in loop is an Env cell that the tier keeps in a register.
// It walks one object of the prototype chain at a time
// (sec-enumerate-object-properties): the keys of an object are read when the
// walk reaches it, keys of earlier objects are left out, and each key is looked
// at once more before it is given to the loop, so that a deleted property is not
// visited.
const (
	forInObject = iota // the object whose keys are being visited, Undefined at the end
	forInKeys          // array of its keys (property keys, not language values)
	forInNext          // Int: index of the next key
	forInShape         // Int: shape id at which every string key is known to be an enumerable property, or Undefined
	forInSeen          // array of all keys of the objects before, hidden ones included; Undefined when there are none
	forInHidden        // array of the keys of this object that are not enumerable; Undefined when there are none
	forInSlots
)

// enumCache remembers for some shapes the array of the keys of their properties,
// where all of those with string keys are enumerable. forgetShapes empties it
// before shape ids start over; only a dictionary gets properties without changing
// its shape's id.
type enumCache [64]struct {
	shape uint32
	keys  heap.Value // array, which nobody changes; 0 in an unused entry
}

func (c *enumCache) trace(m *heap.Marker) {
	for i := range c {
		m.Value(c[i].keys)
	}
}

// enumerableNames returns the property keys of an ordinary object that has no
// index properties and whose string keyed properties are all enumerable, nil for
// any other object. The array is shared: it must not change.
func (rt *Runtime) enumerableNames(o *heap.Object) *heap.Object {
	if o.Class() != heap.ClassObject || o.Has(heap.FlagExotic) || o.HasElements() {
		return nil
	}
	e := &rt.enum[o.ShapeID()%uint32(len(rt.enum))]
	if e.keys != 0 && e.shape == o.ShapeID() {
		return e.keys.Object()
	}
	shape := o.Shape(rt.Heap)
	if shape.IsDictionary() {
		return nil
	}
	names := make([]heap.Value, 0, shape.Count())
	plain := true
	shape.ForEach(func(key heap.Value, p heap.Prop) bool {
		if key.IsString() {
			plain = p.Attrs&heap.Enumerable != 0
			names = append(names, key)
		}
		return plain
	})
	if !plain {
		return nil
	}
	e.shape, e.keys = o.ShapeID(), rt.CreateArrayFromList(names).Value()
	return e.keys.Object()
}

// EnumerableNames returns the names that Object.keys gives for o, where that is
// known from its shape. The slice must be copied before anything else happens.
func (rt *Runtime) EnumerableNames(o *heap.Object) ([]heap.Value, bool) {
	if keys := rt.enumerableNames(o); keys != nil {
		return keys.Dense(), true
	}
	return nil, false
}

// ForInStart begins a for-in loop over v and returns its state
// (sec-runtime-semantics-forinofheadevaluation, enumerate). For undefined and
// null the loop ends at once.
func (rt *Runtime) ForInStart(v heap.Value) (heap.Value, error) {
	if v.IsNullish() {
		return heap.Undefined, nil
	}
	o, err := rt.ToObject(v)
	if err != nil {
		return heap.Undefined, err
	}
	st := rt.Heap.NewEnv(heap.Undefined, 0, forInSlots, heap.Undefined)
	if err := rt.forInEnter(st, o); err != nil {
		return heap.Undefined, err
	}
	return st.Value(), nil
}

// ForInNext returns the next key of the loop as a string, or done.
func (rt *Runtime) ForInNext(state heap.Value) (key heap.Value, done bool, err error) {
	if state.IsUndefined() {
		return heap.Undefined, true, nil
	}
	h := rt.Heap
	st := state.Env()
	for {
		ov := st.Slot(forInObject)
		if ov.IsUndefined() {
			return heap.Undefined, true, nil
		}
		o := ov.Object()
		keys := st.Slot(forInKeys).Object().Dense()
		i := int(st.Slot(forInNext).AsInt())
		if i < len(keys) {
			h.SetEnvSlot(st, forInNext, heap.Int(int32(i+1)))
			key := keys[i]
			shape := st.Slot(forInShape)
			if !shape.IsInt() || uint32(shape.AsInt()) != o.ShapeID() || heap.KeyIsIndex(key) {
				ok, err := rt.forInVisible(o, key)
				if err != nil {
					return heap.Undefined, true, err
				}
				if !ok {
					if err := rt.Step(); err != nil {
						return heap.Undefined, true, err
					}
					continue
				}
			}
			return rt.KeyToValue(key), false, nil
		}
		if err := rt.forInLeave(st, o); err != nil {
			return heap.Undefined, true, err
		}
	}
}

// forInVisible reports whether key is still an enumerable property of o.
func (rt *Runtime) forInVisible(o *heap.Object, key heap.Value) (bool, error) {
	if heap.KeyIsIndex(key) {
		d := o.Dense()
		if i := heap.KeyIndex(key); int(i) < len(d) && d[i] != heap.Hole {
			return true, nil
		}
	}
	d, ok, err := rt.GetOwnProperty(o, key)
	return ok && d.Enumerable(), err
}

// forInEnter reads the keys of o.
func (rt *Runtime) forInEnter(st *heap.Env, o *heap.Object) error {
	h := rt.Heap
	if st.Slot(forInSeen).IsUndefined() {
		if keys := rt.enumerableNames(o); keys != nil {
			h.SetEnvSlot(st, forInObject, o.Value())
			h.SetEnvSlot(st, forInKeys, keys.Value())
			h.SetEnvSlot(st, forInNext, heap.Int(0))
			h.SetEnvSlot(st, forInShape, heap.Int(int32(o.ShapeID())))
			h.SetEnvSlot(st, forInHidden, heap.Undefined)
			return nil
		}
	}
	all, err := rt.OwnPropertyKeys(o)
	if err != nil {
		return err
	}
	if err := rt.Steps(len(all)); err != nil {
		return err
	}
	visit := all[:0:0]
	var hidden []heap.Value
	shape := heap.Undefined
	seen := rt.forInSeenSet(st)
	plain := !o.Has(heap.FlagExotic)
	for _, key := range all {
		if key.IsSymbol() {
			continue
		}
		if seen != nil {
			if _, ok := seen[key]; ok {
				continue
			}
		}
		if plain && !heap.KeyIsIndex(key) {
			isLength := o.Class() == heap.ClassArray && key == h.Names.Length // not in the shape
			if p, ok := o.Shape(h).Lookup(key); isLength || ok && p.Attrs&heap.Enumerable == 0 {
				hidden = append(hidden, key)
				continue
			}
		}
		visit = append(visit, key)
	}
	if plain {
		shape = heap.Int(int32(o.ShapeID()))
	}
	h.SetEnvSlot(st, forInObject, o.Value())
	h.SetEnvSlot(st, forInKeys, rt.CreateArrayFromList(visit).Value())
	h.SetEnvSlot(st, forInNext, heap.Int(0))
	h.SetEnvSlot(st, forInShape, shape)
	if hidden != nil {
		h.SetEnvSlot(st, forInHidden, rt.CreateArrayFromList(hidden).Value())
	} else {
		h.SetEnvSlot(st, forInHidden, heap.Undefined)
	}
	return nil
}

// forInSeenSet returns the keys of the objects before, nil when there are none.
func (rt *Runtime) forInSeenSet(st *heap.Env) map[heap.Value]struct{} {
	v := st.Slot(forInSeen)
	if v.IsUndefined() {
		return nil
	}
	keys := v.Object().Dense()
	seen := make(map[heap.Value]struct{}, len(keys))
	for _, k := range keys {
		seen[k] = struct{}{}
	}
	return seen
}

// forInLeave goes on to the next object of the prototype chain that has an
// enumerable property, or ends the loop.
func (rt *Runtime) forInLeave(st *heap.Env, o *heap.Object) error {
	h := rt.Heap
	remembered := false
	for {
		proto, err := rt.GetPrototypeOf(o)
		if err != nil {
			return err
		}
		if err := rt.Step(); err != nil {
			return err
		}
		if !proto.IsObject() {
			h.SetEnvSlot(st, forInObject, heap.Undefined)
			return nil
		}
		o = proto.Object()
		if rt.nothingEnumerable(o) {
			continue
		}
		if !remembered {
			if err := rt.forInRemember(st); err != nil {
				return err
			}
		}
		if err := rt.forInEnter(st, o); err != nil {
			return err
		}
		if st.Slot(forInKeys).Object().ElementsLen() > 0 {
			return nil
		}
		remembered = false
	}
}

// nothingEnumerable reports that o has no enumerable property with a string
// key, where that is quick to see.
func (rt *Runtime) nothingEnumerable(o *heap.Object) bool {
	if o.Has(heap.FlagExotic) && o != rt.Cur.Intrinsic(ObjectPrototype) || o.ElementsLen() != 0 || o.IsSparse() {
		return false
	}
	none := true
	o.Shape(rt.Heap).ForEach(func(key heap.Value, p heap.Prop) bool {
		none = key.IsSymbol() || p.Attrs&heap.Enumerable == 0
		return none
	})
	return none
}

// forInRemember adds the keys of the object just visited to those that later
// objects of the chain must not give again.
func (rt *Runtime) forInRemember(st *heap.Env) error {
	h := rt.Heap
	seen := st.Slot(forInSeen)
	if seen.IsUndefined() {
		seen = rt.NewArray().Value()
		h.SetEnvSlot(st, forInSeen, seen)
	}
	for _, slot := range [...]int{forInKeys, forInHidden} {
		v := st.Slot(slot)
		if v.IsUndefined() {
			continue
		}
		for _, k := range v.Object().Dense() {
			if err := rt.AppendElement(seen.Object(), k); err != nil {
				return err
			}
		}
	}
	return nil
}
