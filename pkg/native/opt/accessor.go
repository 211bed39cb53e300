package opt

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
)

// Getters and setters of a prototype are inlined where the inline cache knows one only. That the
// property is still what it was, the shape and the epoch say as for other properties of
// prototypes, and that its word is the same Accessor cell; what that has is read, and its code checked.

// accessorOf is the Accessor cell that all entries of an access find, and the word of the cell that it
// calls; ok is false when there is more than one, or something else.
func accessorOf(in *ir.Inst) (a heap.Value, half int32, ok bool) {
	m, kind := in.Member(), object.ICProtoGetter
	if half = lower.AccessorGet; in.Op == ir.OpSetMember {
		kind, half = object.ICSetter, lower.AccessorSet
	}
	if !m.Accessor || m.Name == 0 || m.This != in.A() || in.Generic || len(m.Entries) > maxShapes {
		return 0, 0, false
	}
	first := &m.Entries[0]
	if slices.ContainsFunc(m.Entries, func(e object.ICEntry) bool {
		return e.Kind != kind || e.Holder != first.Holder || e.Offset != first.Offset || e.Epoch != first.Epoch || e.Shape >= object.ShapeOfString
	}) {
		return 0, 0, false
	}
	a = first.Holder.Object().SlotAt(first.Offset)
	return a, half, a.CellKind() == heap.KindAccessor
}

// accessorInlinee is inlinee for an access that calls a getter or setter.
func (b *builder) accessorInlinee(in *ir.Inst) *builder {
	a, half, ok := accessorOf(in)
	if !ok || b.u.Leaves[in.PC] > 0 {
		return nil
	}
	f := a.Accessor().Get
	if half == lower.AccessorSet {
		f = a.Accessor().Set
	}
	if !f.IsObject() || f.Object().Class() != heap.ClassFunction {
		return nil
	}
	return b.bodyOf(in, f.Object().CodeID())
}

// inlineAccess puts the body of a getter or setter in the place of the current access.
func (b *builder) inlineAccess(c *builder) {
	in := b.in
	a, half, _ := accessorOf(in)
	receiver := b.operand(in.A())
	o := b.object(receiver)
	entries := in.Member().Entries
	b.checkShape(o, shapesOf(entries))
	e := &entries[0]
	b.checkEpoch(e.Epoch)
	word := b.slot(b.objectConstant(e.Holder), e.Offset)
	b.checkValue(word, a)
	l := load{OpLoadAccessor, word, nil, half}
	f := b.now.loads[l]
	if f == nil {
		f = b.add(OpLoadAccessor)
		f.Bits, f.Index = uint64(a), half
		b.now.loads[l] = f
	}
	args := []*Value{b.tagged(receiver)}
	if in.Op == ir.OpSetMember {
		args = append(args, b.operand(in.B()))
	}
	b.inlineCall(c, f, args)
}
