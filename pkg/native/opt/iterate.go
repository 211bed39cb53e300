package opt

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Iteration of arrays, by the index that stands beside an array for its iterator. That nobody has changed how arrays
// are iterated rests on the epoch of the realm's guard and the values of the properties that it knows, which are checked
// where iteration begins; what closes it rests on the epoch.

// iteratesArrays tells that what begins an iteration has probably met arrays, whose iteration nobody has changed.
func (b *builder) iteratesArrays(in *ir.Inst, types []ir.Mask) bool {
	if b.u.Leaves[in.PC] >= ir.Patience || b.u.TypeOf(in.A(), types)&ir.Object == 0 || !b.guardHolds() {
		return false
	}
	for _, bl := range b.u.Blocks {
		for i := range bl.Insts {
			next := &bl.Insts[i]
			if next.Op == ir.OpIterNext && next.A() == in.Writes()[0] && !next.IteratesDirectly() {
				return false
			}
		}
	}
	return true
}

// beginsDirectly tells that all that begin an iteration in a register are such.
func (b *builder) beginsDirectly(iterator ir.Operand) bool {
	any := make([]ir.Mask, b.u.Registers)
	for r := range any {
		any[r] = ir.Any
	}
	for _, bl := range b.u.Blocks {
		for i := range bl.Insts {
			in := &bl.Insts[i]
			if w := in.Writes(); len(w) > 0 && w[0] == iterator && (in.Op == ir.OpService || in.Op == ir.OpGetIter && !b.iteratesArrays(in, any)) {
				return false
			}
		}
	}
	return true
}

// guardHolds tells that arrays are iterated directly now.
func (b *builder) guardHolds() bool {
	return b.realm.ArrayGuard().Epoch == b.g.heap.ProtoEpoch
}

// iterator begins the iteration of an array, as object.Runtime.IteratesDirectly says.
func (b *builder) iterator() {
	in, r, a := b.in, b.realm, b.realm.ArrayGuard()
	v := b.operand(in.A())
	b.checkShape(b.object(v), []uint32{r.ArrayShape.ID()})
	b.checkEpoch(a.Epoch)
	b.checkValue(b.slot(b.objectConstant(r.Intrinsic(object.ArrayPrototype).Value()), a.Iter), r.Intrinsic(object.ArrayProtoValues).Value())
	b.checkValue(b.slot(b.objectConstant(r.Intrinsic(object.ArrayIteratorPrototype).Value()), a.Next), r.Intrinsic(object.ArrayIteratorNext).Value())
	b.set(in.Writes()[0], v)
	b.set(in.Writes()[1], b.intConstant(0))
}

// Elements of an array that the graph has made are known until something may have written elements: loads has them
// under its address, and at atCount how many there are.
const atCount = -1

// madeArray notes the elements of an array that v has just made, if none is missing.
func (b *builder) madeArray(v *Value, elements []*Value) {
	o := b.object(v)
	f := b.now.facts[o]
	f.shapes = []uint32{b.realm.ArrayShape.ID()}
	b.now.facts[o] = f
	if slices.ContainsFunc(elements, func(x *Value) bool { return x.Op == OpConst && heap.Value(x.Bits) == heap.Hole }) {
		return // what is missing is looked for in prototypes
	}
	b.now.loads[load{OpLoadElement, o, nil, atCount}] = b.intConstant(int32(len(elements)))
	for i, x := range elements {
		b.now.loads[load{OpLoadElement, o, nil, int32(i)}] = x
	}
}

// step takes the next value of an array for destructuring: undefined at its end, from where on the index is
// bytecode's last one, so that the iteration has ended whatever becomes of the array.
func (b *builder) step() {
	in := b.in
	o, i := b.object(b.operand(in.A())), b.int(b.operand(in.B()))
	ended := b.intConstant(object.EndOfIteration)
	if n := b.now.loads[load{OpLoadElement, o, nil, atCount}]; n != nil && i.Op == OpConst {
		if at := int32(uint32(i.Bits)); at < int32(uint32(n.Bits)) {
			b.set(in.B(), b.intConstant(at+1))
			b.set(in.Dst, b.now.loads[load{OpLoadElement, o, nil, at}])
		} else {
			b.set(in.B(), ended)
			b.set(in.Dst, b.constant(heap.Undefined))
		}
		return
	}
	n := b.int(b.loadFrom(OpArrayLength, o, nil, 0))
	more, end := b.split(b.compare(OpCmpInt, syntax.OpLT, i, n))
	last := arrival{end, b.now.clone()}
	b.block = more
	elements := b.elements(o, i)
	v := b.loadPart(OpLoadElement, elements, i, 0, o)
	b.checkNot(v, heap.Hole)
	next := b.fold(OpAdd32, i, b.intConstant(1))
	some := arrival{b.block, b.now}

	to := b.g.newBlock(in.PC)
	to.Loop = b.block.Loop
	w := b.now.clone()
	w.merge(last.w)
	value, index := b.g.newValue(OpPhi, v, b.constant(heap.Undefined)), b.g.newValue(OpPhi, next, ended)
	value.Block, value.Rep, value.Type = to, Tagged, ir.Any
	index.Block, index.Rep, index.Type = to, Int32, ir.Int
	to.Phis = append(to.Phis, value, index)
	b.leaveTo(to, some, func() {})
	b.leaveTo(to, last, func() {})
	b.block, b.now = to, w
	b.set(in.B(), index)
	b.set(in.Dst, value)
}

// closeIterator ends an iteration of an array: there is nothing to do while no iterator of arrays has a method return.
func (b *builder) closeIterator() {
	b.int(b.operand(b.in.B()))
	b.checkEpoch(b.realm.ArrayGuard().Epoch)
}
