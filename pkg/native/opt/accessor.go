package opt

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
)

// Getters and setters are inlined where the inline cache knows one only. That the property of a prototype is
// still what it was, the shape and the epoch say as for other properties of prototypes, and that its word is
// the same Accessor cell; what that has is read, and its code checked. Where objects have the property
// themselves, as private accessors, the cell is theirs, and the inline cache has the code of a function that was met.

// accessorOf is the Accessor cell that all entries of an access find, 0 where each object has its own, the word of
// the cell that it calls, and the id of the code there, plus one; ok is false when there is more than one, or something else.
func accessorOf(in *ir.Inst) (a heap.Value, half int32, id uint32, ok bool) {
	m, kind := in.Member(), object.ICProtoGetter
	if half = lower.AccessorGet; in.Op == ir.OpSetMember {
		kind, half = object.ICSetter, lower.AccessorSet
	}
	if !m.Accessor || m.Name == 0 && m.Key == 0 || in.Generic || len(m.Entries) > maxShapes {
		return 0, 0, 0, false
	}
	first := &m.Entries[0]
	if first.Kind == object.ICOwnGetter {
		kind = first.Kind
	}
	if slices.ContainsFunc(m.Entries, func(e object.ICEntry) bool {
		return e.Kind != kind || e.Holder != first.Holder || e.Offset != first.Offset || e.Epoch != first.Epoch || e.Code != first.Code || e.Shape >= object.ShapeOfString
	}) {
		return 0, 0, 0, false
	}
	if first.Kind == object.ICOwnGetter {
		return 0, half, first.Code, first.Code != 0
	}
	if a = first.Holder.Object().SlotAt(first.Offset); a.CellKind() != heap.KindAccessor {
		return 0, 0, 0, false
	}
	f := a.Accessor().Get
	if half == lower.AccessorSet {
		f = a.Accessor().Set
	}
	if !f.IsObject() || f.Object().Class() != heap.ClassFunction {
		return 0, 0, 0, false
	}
	return a, half, f.Object().CodeID() + 1, true
}

// accessorInlinee is inlinee for an access that calls a getter or setter.
func (b *builder) accessorInlinee(in *ir.Inst) *builder {
	_, _, id, ok := accessorOf(in)
	if !ok || b.u.Leaves[in.PC] > 0 {
		return nil
	}
	return b.bodyOf(in, id-1)
}

// inlineAccess puts the body of a getter or setter in the place of the current access.
func (b *builder) inlineAccess(c *builder) {
	in := b.in
	a, half, _, _ := accessorOf(in)
	o := b.object(b.operand(in.A()))
	receiver := b.operand(in.Member().This)
	b.checkKey()
	entries := in.Member().Entries
	b.checkShape(o, shapesOf(entries))
	e := &entries[0]
	var f *Value
	if e.Kind == object.ICOwnGetter {
		f = b.loadFrom(OpLoadAccessorOf, b.slot(o, e.Offset), nil, half)
	} else {
		b.checkEpoch(e.Epoch)
		word := b.slot(b.objectConstant(e.Holder), e.Offset)
		b.checkValue(word, a)
		l := load{OpLoadAccessor, word, nil, half}
		if f = b.now.loads[l]; f == nil {
			f = b.add(OpLoadAccessor)
			f.Bits, f.Index = uint64(a), half
			b.now.loads[l] = f
		}
	}
	args := []*Value{b.tagged(receiver)}
	if in.Op == ir.OpSetMember {
		args = append(args, b.operand(in.B()))
	}
	b.inlineCall(c, f, args)
}
