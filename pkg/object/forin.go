package object

import (
	"github.com/kilnjs/kiln/pkg/heap"
)

// The state of a for-in loop is an Env cell that the tier keeps in a register.
// It walks one object of the prototype chain at a time, as the iterator of
// sec-createforiniterator does: the keys of an object are read when the walk
// reaches it, and each key is looked at when its turn comes. Whether it is
// visited, enumerable or not, it then hides the properties of that name further
// up; a key that is gone by then hides nothing.
const (
	forInObject  = iota // the object whose keys are being visited, Undefined at the end
	forInKeys           // array of its string keys (property keys, not language values), without those in forInVisited
	forInNext           // Int: index of the next key
	forInShape          // Int: shape id at which every key that is no index is known to be an enumerable property, or Undefined
	forInVisited        // table of the keys that objects before had; Undefined while there are none
	forInGone           // table of the keys of this object that were gone when their turn came; Undefined when there are none
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
		if heap.Checked {
			rt.verified("the keys of an object", heap.Undefined, rt.verifyNames(o, e.keys.Object().Dense()))
		}
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
				there, enumerable, err := rt.forInLook(o, key)
				if err != nil {
					return heap.Undefined, true, err
				}
				if !there {
					rt.forInNote(st, forInGone, key)
				}
				if !enumerable {
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

// forInLook reports whether key is still a property of o, and an enumerable one.
func (rt *Runtime) forInLook(o *heap.Object, key heap.Value) (there, enumerable bool, err error) {
	if heap.KeyIsIndex(key) {
		d := o.Dense()
		if i := heap.KeyIndex(key); int(i) < len(d) && d[i] != heap.Hole {
			return true, true, nil
		}
	} else if !o.Has(heap.FlagExotic) {
		if p, ok := o.Shape(rt.Heap).Lookup(key); ok {
			return true, p.Attrs&heap.Enumerable != 0, nil
		}
	}
	d, ok, err := rt.GetOwnProperty(o, key)
	return ok, ok && d.Enumerable(), err
}

// forInNote adds key to the table in a slot of the state.
func (rt *Runtime) forInNote(st *heap.Env, slot int, key heap.Value) {
	h := rt.Heap
	if st.Slot(slot).IsUndefined() {
		h.SetEnvSlot(st, slot, h.NewOrderedTable(false).Value())
	}
	st.Slot(slot).OrderedTable().Put(h, key, heap.Undefined)
}

// forInHas reports whether key is in the table in a slot of the state.
func (rt *Runtime) forInHas(st *heap.Env, slot int, key heap.Value) bool {
	t := st.Slot(slot)
	return !t.IsUndefined() && t.OrderedTable().Has(rt.Heap, key)
}

// forInEnter reads the keys of o.
func (rt *Runtime) forInEnter(st *heap.Env, o *heap.Object) error {
	h := rt.Heap
	h.SetEnvSlot(st, forInObject, o.Value())
	h.SetEnvSlot(st, forInNext, heap.Int(0))
	h.SetEnvSlot(st, forInShape, heap.Undefined)
	h.SetEnvSlot(st, forInGone, heap.Undefined)
	if st.Slot(forInVisited).IsUndefined() {
		if keys := rt.enumerableNames(o); keys != nil {
			h.SetEnvSlot(st, forInKeys, keys.Value())
			h.SetEnvSlot(st, forInShape, heap.Int(int32(o.ShapeID())))
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
	visit := all[:0]
	for _, key := range all {
		if !key.IsSymbol() && !rt.forInHas(st, forInVisited, key) {
			visit = append(visit, key)
		}
	}
	if len(visit) > smallSlice/8 {
		if err := rt.CheckAlloc(len(visit) * 8); err != nil {
			return err
		}
	}
	h.SetEnvSlot(st, forInKeys, rt.CreateArrayFromList(visit).Value())
	if !o.Has(heap.FlagExotic) && o.Class() != heap.ClassArray && namesEnumerable(o.Shape(h)) {
		h.SetEnvSlot(st, forInShape, heap.Int(int32(o.ShapeID())))
	}
	return nil
}

// namesEnumerable reports that all properties of a shape with a string key are
// enumerable.
func namesEnumerable(s *heap.Shape) bool {
	all := true
	s.ForEach(func(key heap.Value, p heap.Prop) bool {
		all = !key.IsString() || p.Attrs&heap.Enumerable != 0
		return all
	})
	return all
}

// forInLeave goes on to the next object of the prototype chain that has an
// enumerable property, or ends the loop.
func (rt *Runtime) forInLeave(st *heap.Env, o *heap.Object) error {
	h := rt.Heap
	var passed []*heap.Object // objects whose keys hide what comes, if something comes
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
			passed = append(passed, o)
			continue
		}
		if err := rt.forInRemember(st, passed); err != nil {
			return err
		}
		if err := rt.forInEnter(st, o); err != nil {
			return err
		}
		if st.Slot(forInKeys).Object().ElementsLen() > 0 {
			return nil
		}
		passed = passed[:0]
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

// visitedBytes is about what a key takes in a table.
const visitedBytes = 32

// forInRemember adds the keys of the object just visited, and of those that were
// passed without a visit, to the keys that later objects of the chain must not give
// again.
func (rt *Runtime) forInRemember(st *heap.Env, passed []*heap.Object) error {
	h := rt.Heap
	n := st.Slot(forInKeys).Object().ElementsLen()
	if err := rt.Steps(n); err != nil {
		return err
	}
	if err := rt.CheckAlloc(n * visitedBytes); err != nil {
		return err
	}
	for _, key := range st.Slot(forInKeys).Object().Dense() {
		if !rt.forInHas(st, forInGone, key) {
			rt.forInNote(st, forInVisited, key)
		}
	}
	for _, o := range passed {
		shape := o.Shape(h)
		if err := rt.Steps(shape.Count()); err != nil {
			return err
		}
		shape.ForEach(func(key heap.Value, _ heap.Prop) bool {
			if key.IsString() {
				rt.forInNote(st, forInVisited, key)
			}
			return true
		})
		if o.Class() == heap.ClassArray {
			rt.forInNote(st, forInVisited, h.Names.Length)
		}
	}
	return nil
}
