package object

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
)

// restPlan is how the objects of one shape are copied without some of their
// properties: the source shape has data properties with string keys only, all of
// them enumerable; the copy has the shape target, and from says where its
// properties come from, as Prop.Offset. Keys are compared and not kept alive: one
// that is gone was no property of the shape.
type restPlan struct {
	shape, target uint32
	plain         uint32 // shape of the empty objects of the realm
	excluded      []heap.Value
	from          []int32
}

// restPlans is a direct-mapped cache of plans, which forgetShapes empties.
type restPlans [32]restPlan

// maxRestProps is the size of the largest copies that have plans: all their
// properties are inline.
const maxRestProps = 32

// CopyRest makes a new object with the own enumerable properties of source,
// which is not nullish, except those with the keys excluded: what a rest property
// of an object pattern binds (sec-runtime-semantics-restbindinginitialization).
func (rt *Runtime) CopyRest(source heap.Value, excluded []heap.Value) (*heap.Object, error) {
	if source.IsObject() {
		if o := rt.copyPlanned(source.Object(), excluded); o != nil {
			return o, rt.Steps(len(excluded) + 1)
		}
	}
	o := rt.NewObject()
	return o, rt.CopyDataProperties(o, source, excluded)
}

// copyPlanned is CopyRest of an object whose shape has a plan or can have one; for
// any other it returns nil.
func (rt *Runtime) copyPlanned(from *heap.Object, excluded []heap.Value) *heap.Object {
	if from.Class() != heap.ClassObject || from.Has(heap.FlagExotic) || from.HasElements() {
		return nil
	}
	h, shape, plain := rt.Heap, from.ShapeID(), rt.Cur.ObjectShape
	hash := shape
	if n := len(excluded); n > 0 {
		hash ^= uint32(excluded[n-1]>>4) + uint32(n)
	}
	if rt.rests == nil {
		rt.rests = new(restPlans)
	}
	p := &rt.rests[hash%uint32(len(rt.rests))]
	var target *heap.Shape
	if p.shape == shape && p.plain == plain.ID() && slices.Equal(p.excluded, excluded) {
		target = h.Shape(p.target)
	}
	if target == nil {
		if target = rt.planRest(p, from, excluded); target == nil {
			return nil
		}
	}
	if heap.Checked {
		rt.verified("a rest property", heap.Undefined, rt.verifyRest(from, target, excluded))
	}
	o := h.NewObject(target)
	base := heap.OffsetInternals / 8
	for i, offset := range p.from {
		v := from.SlotAt(offset)
		if isLazy(v) {
			return nil
		}
		h.SetSlotAt(o, int32(base+i), v)
	}
	return o
}

// planRest makes the plan for objects like from and returns the shape of the
// copies, or nil when there can be none.
func (rt *Runtime) planRest(p *restPlan, from *heap.Object, excluded []heap.Value) *heap.Shape {
	h, plain := rt.Heap, rt.Cur.ObjectShape
	s := rt.PlainShape(from)
	if s == nil || s.Count() > maxRestProps {
		return nil
	}
	kept := make([]int, 0, s.Count())
	for i := range s.Count() {
		if key, _ := s.EntryAt(i); !slices.Contains(excluded, key) {
			kept = append(kept, i)
		}
	}
	target := h.RootShape(plain.Proto(), heap.ClassObject, len(kept))
	offsets := make([]int32, len(kept))
	for i, k := range kept {
		key, prop := s.EntryAt(k)
		target = h.Transition(target, key, heap.DefaultAttrs)
		offsets[i] = prop.Offset
	}
	*p = restPlan{shape: s.ID(), target: target.ID(), plain: plain.ID(), excluded: slices.Clone(excluded), from: offsets}
	return target
}
