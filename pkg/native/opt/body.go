package opt

import (
	"github.com/kilnjs/kiln/pkg/native/ir"
)

// Bodies of built-in functions that call a function for each element (object.Body).

// beginBody begins one: this is an array, whose length is known from then on.
func (b *builder) beginBody() {
	in := b.in
	this := b.tagged(b.operand(in.A()))
	o := b.object(this)
	b.checkOnce(OpCheckArray, o)
	if f := b.tagged(b.operand(in.B())); f.Op != OpMake || f.In.Op != ir.OpClosure {
		b.checkOnce(OpCheckCallable, b.object(f))
	}
	b.set(in.Writes()[0], this)
	b.set(in.Writes()[1], b.loadFrom(OpArrayLength, o, nil, 0))
}

// checkOnce appends a check of what an object is for ever.
func (b *builder) checkOnce(op Op, o *Value) {
	l := load{op, o, nil, 0}
	if b.now.loads[l] == nil {
		b.now.loads[l] = b.add(op, o)
	}
}

// species makes an array like another one: what that looks up is as it was, so Go is asked for a cell at most.
func (b *builder) species() {
	in := b.in
	a := b.tagged(b.operand(in.A()))
	b.add(OpCheckSpecies, b.object(a))
	v := b.g.newValue(OpMake, a, b.tagged(b.operand(in.B())))
	v.In = in
	b.append(v)
	b.set(in.Dst, v)
}

// definesHidden tells that an operation, done in way w, defines an element of what OpSpecies has made, which
// nothing else writes: see define.
func (b *builder) definesHidden(in *ir.Inst, w way) bool {
	if in.Op != ir.OpDefine || w != dense {
		return false
	}
	if b.givenOnly == nil {
		b.findWriters()
	}
	made := b.writer[in.A()]
	return made != nil && made.Op == ir.OpSpecies && b.u.Leaves[made.PC] < ir.Patience
}

// define defines an element of an array. That of a body which has just made it is hidden from all else until the
// body returns it.
func (b *builder) define() {
	in := b.in
	a := b.operand(in.A())
	o, i, v := b.object(a), b.int(b.operand(in.B())), b.tagged(b.operand(in.C()))
	if a.Op == OpMake && a.In.Op == ir.OpSpecies {
		b.add(OpDefine, o, i, v).In = in
		return
	}
	b.add(OpPutElement, o, i, v).In = in
	b.now.forget(OpPutElement.Row().Writes)
}
