package baseline

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/native/opt"
	"github.com/kilnjs/kiln/pkg/object"
)

// Bodies of built-in functions that call a function for each element: how they begin, and the arrays that they
// make (object.Body).

// emitBeginBody begins a body: this is an array, and what is to be called can be.
func (g *gen) emitBeginBody(in *ir.Inst) {
	slow, done := g.NewLabel(), g.NewLabel()
	for _, r := range in.Writes() {
		if g.places[r].kind != ir.InMemory {
			g.forget(r)
		}
	}
	g.service(lower.ExitStep, slow, done, ir.NoReg)
	g.copyBoxed(in.B(), asm.AX)
	g.addressOf(asm.AX, g.u.TypeOf(in.B(), g.types), slow)
	g.TestMI8(asm.At(asm.DX, lower.FlagsOffset), uint8(heap.FlagCallable))
	g.Jcc(asm.E, slow)
	g.copyBoxed(in.A(), asm.AX)
	g.addressOf(asm.AX, g.u.TypeOf(in.A(), g.types), slow)
	g.OpMI8(asm.Cmp, asm.At(asm.DX, lower.ClassOffset), int8(heap.ClassArray))
	g.Jcc(asm.NE, slow)
	g.Load(asm.CX, asm.At(asm.DX, lower.ArrayLength))
	g.Store(slotOf(in.Writes()[0]), asm.AX)
	g.Store(slotOf(in.Writes()[1]), asm.CX)
	g.Bind(done)
	for _, r := range in.Writes() {
		if g.places[r].kind != ir.InMemory {
			g.forget(r)
		}
	}
}

// checkSpecies goes to slow unless ArraySpeciesCreate of the object at DX makes a plain array: it is one itself,
// and what is looked up there holds what object.ArrayGuard says. CX and DX are lost.
func (g *gen) checkSpecies(slow asm.Label) {
	r := g.code.Record.Realm
	getter, ok := r.PlainSpecies()
	if !ok {
		g.Jmp(slow)
		return
	}
	a := &r.Arrays
	g.OpMI32(asm.Cmp, asm.At(asm.DX, lower.ShapeOffset), int32(r.ArrayShape.ID()))
	g.Jcc(asm.NE, slow)
	g.arrayGuard(asm.CX)
	g.Load(asm.DX, ctxAt(unsafe.Offsetof(lower.Context{}.Epoch)))
	g.Load32(asm.DX, asm.At(asm.DX, 0))
	g.OpRM32(asm.Cmp, asm.DX, asm.At(asm.CX, lower.GuardSpecies))
	g.Jcc(asm.NE, slow)
	g.OpMI32(asm.Cmp, asm.At(asm.CX, lower.GuardCtor), a.Ctor)
	g.Jcc(asm.NE, slow)
	g.OpMI32(asm.Cmp, asm.At(asm.CX, lower.GuardGetter), a.Getter)
	g.Jcc(asm.NE, slow)
	array := r.Intrinsic(object.ArrayConstructor)
	g.slotIs(r.Intrinsic(object.ArrayPrototype), a.Ctor, array.Value(), slow)
	g.slotIs(array, a.Getter, getter, slow)
}

// emitSpecies makes an array like a.
func (g *gen) emitSpecies(in *ir.Inst) {
	g.flush(g.live)
	g.dropAll()
	slow, done := g.NewLabel(), g.NewLabel()
	g.service(lower.ExitOp, slow, done, in.Dst)
	g.copyBoxed(in.A(), asm.AX)
	g.addressOf(asm.AX, g.u.TypeOf(in.A(), g.types), slow)
	g.checkSpecies(slow)
	g.copyBoxed(in.B(), asm.DI)
	g.emptyArray(slow)
	g.Bind(done)
	g.setBoxed(in.Dst, asm.AX)
}

// reserve takes a cell for as many elements as the Value in DI says: SI is it, or the one of no elements. What is no
// int, or too many, goes to slow. R8 to R11 are lost.
func (g *gen) reserve(slow asm.Label) {
	empty := g.NewLabel()
	g.MovImm(asm.SI, g.m.EmptyElements())
	g.MovRR(asm.R9, asm.DI)
	g.ShiftRI(asm.Shr, asm.R9, 32)
	g.OpRI32(asm.Cmp, asm.R9, lower.IntUpper)
	g.Jcc(asm.NE, slow)
	g.MovRR32(asm.R9, asm.DI)
	g.OpRI32(asm.Cmp, asm.R9, lower.MaxElements)
	g.Jcc(asm.AE, slow)
	g.TestRR32(asm.R9, asm.R9)
	g.Jcc(asm.E, empty)
	exact, _ := g.m.ElementsCells()
	g.bumpElements(exact, slow)
	g.Store(asm.At(asm.R10, lower.ElemsLen), asm.R11)
	g.MovImm(asm.SI, uint64(heap.TagCell)<<48)
	g.OpRR(asm.Or, asm.SI, asm.R10)
	g.Bind(empty)
}

// emptyArray makes an array in AX whose length is the Value in DI, with room for as many elements. CX, DX, SI and R8
// to R11 are lost.
func (g *gen) emptyArray(slow asm.Label) {
	shape := g.code.Record.Realm.ArrayShape
	g.reserve(slow)
	g.bumpObject(shape, 0, slow)
	g.Store(asm.At(asm.AX, lower.ElementsOffset), asm.SI)
	g.Store(asm.At(asm.AX, lower.ArrayLength), asm.DI)
	for at := lower.ArrayLength + 8; at < shape.ObjectBytes(); at += 8 {
		g.Store(asm.At(asm.AX, int32(at)), asm.DX)
	}
	g.OpRR(asm.Or, asm.AX, objectTag)
}

// makeSpecies makes the array of OpSpecies, for which it borrows registers.
func (g *graphGen) makeSpecies(v *opt.Value, slow asm.Label) {
	used := []asm.Reg{asm.SI, asm.DI, asm.R8, asm.R9, asm.R10, asm.R11}
	back := func() {
		for i := range used {
			g.Pop(used[len(used)-1-i])
		}
	}
	full := g.NewLabel()
	g.generalTo(v.Args[1], asm.AX)
	for _, r := range used {
		g.Push(r)
	}
	g.MovRR(asm.DI, asm.AX)
	g.emptyArray(full)
	back()
	g.aside(func() {
		g.Bind(full)
		back()
		g.Jmp(slow)
	})
}

// define appends an element to an array that nobody else has yet, which OpSpecies has made.
func (g *graphGen) define(v *opt.Value) {
	slow, done, beyond, longer := g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel()
	g.generalTo(v.Args[0], asm.DX)
	g.Load(asm.AX, asm.At(asm.DX, lower.ElementsOffset))
	g.strip(asm.AX)
	g.expectKind(asm.AX, heap.KindElements)
	g.generalTo(v.Args[1], asm.CX)
	g.OpRM32(asm.Cmp, asm.CX, asm.At(asm.AX, lower.ElemsLen))
	g.Jcc(asm.NE, beyond)
	g.OpRM32(asm.Cmp, asm.CX, asm.At(asm.AX, lower.ElemsCap))
	g.Jcc(asm.AE, beyond)
	g.OpRM32(asm.Cmp, asm.CX, asm.At(asm.DX, lower.ArrayLength))
	g.Jcc(asm.AE, longer)
	ready := g.NewLabel()
	g.Bind(ready)
	g.OpMI32(asm.Add, asm.At(asm.AX, lower.ElemsLen), 1)
	g.Lea(asm.DX, asm.AtIndex(asm.AX, asm.CX, 8, lower.ElemsFirst))
	g.putWord(v, done)
	g.Bind(done)
	g.aside(func() {
		g.Bind(longer) // the length is an int: see reserve
		g.OpRI32(asm.Add, asm.CX, 1)
		g.Store32(asm.At(asm.DX, lower.ArrayLength), asm.CX)
		g.OpRI32(asm.Sub, asm.CX, 1)
		g.Jmp(ready)
		g.appendBeyond(v, beyond, slow, done)
	})
	g.storeBeside(v, slow, done)
}
