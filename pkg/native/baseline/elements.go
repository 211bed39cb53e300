package baseline

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
)

// Elements: of arrays and other objects with dense elements, and characters of
// strings. Typed arrays are in typed.go.

// emitGetElem reads an element.
func (g *gen) emitGetElem(in *ir.Inst) {
	base := g.u.TypeOf(in.A(), g.types)
	if base&(ir.Object|ir.String) == 0 || g.u.TypeOf(in.B(), g.types)&ir.Num == 0 && !g.takesNames(in) {
		g.inlineService(exitGetElem, in.Dst)
		return
	}
	if t, result, ok := g.u.TypedRead(in, g.types); ok {
		g.emitGetTyped(in, t, result)
		return
	}
	slow, done := g.NewLabel(), g.NewLabel()
	value := g.baseOf(in.A())
	names := g.NewLabel()
	index := g.elementIndex(in, slow, names)
	g.service(exitGetElem, slow, done, in.Dst)
	hit := g.verified(done, in.Dst)
	g.names(names, in, value, index, slow, func() { g.readNamed(hit, slow) })
	absent := g.absent(index, hit, slow)
	text := in.Fed&bytecode.SeenText != 0 || base == ir.String
	switch {
	case text:
		dense := g.NewLabel()
		g.readText(value, index, dense, slow)
		if base&ir.Object != 0 {
			g.later(func() {
				g.Bind(dense)
				g.readDense(value, index, base, absent, slow)
				g.Jmp(hit)
			})
		} else {
			g.later(func() { g.Bind(dense); g.Jmp(slow) })
		}
	case in.Fed >= bytecode.SeenTyped:
		notDense := g.NewLabel()
		g.readDense(value, index, base, notDense, slow)
		g.later(func() {
			g.Bind(notDense)
			g.readAnyTyped(in, value, index, absent, slow)
			g.Jmp(hit)
		})
	default:
		g.readDense(value, index, base, absent, slow)
	}
	g.hit(hit, done)
	g.Bind(done)
	g.unlockAll()
	g.setBoxed(in.Dst, asm.AX)
}

// emitFindElem reads an element of the object of a body, or finds that there is none.
func (g *gen) emitFindElem(in *ir.Inst) {
	slow, done := g.NewLabel(), g.NewLabel()
	value := g.baseOf(in.A())
	index := g.elementIndex(in, slow, slow)
	g.service(exitGetElem, slow, done, in.Dst)
	g.readDense(value, index, ir.Any, slow, slow)
	g.Bind(done)
	g.unlockAll()
	g.setBoxed(in.Dst, asm.AX)
}

// emitObjectKey makes an operand the key of a read and a store. Go converts what is no
// int and no string.
func (g *gen) emitObjectKey(in *ir.Inst) {
	known := g.u.TypeOf(in.B(), g.types)
	if known == ir.Int {
		g.setInt(in.Dst, g.intOf(in.B(), asm.DX, g.fail))
		return
	}
	slow, done := g.NewLabel(), g.NewLabel()
	key := g.boxedOf(in.B(), asm.AX)
	g.service(lower.ExitOp, slow, done, in.Dst)
	if key != asm.AX {
		g.MovRR(asm.AX, key)
	}
	if !known.Only(ir.Int | ir.String) {
		g.MovRR(asm.CX, asm.AX)
		g.ShiftRI(asm.Shr, asm.CX, 48)
		g.OpRI32(asm.Cmp, asm.CX, heap.TagInt)
		g.Jcc(asm.E, done)
		g.OpRI32(asm.Cmp, asm.CX, heap.TagString)
		g.Jcc(asm.NE, slow)
	}
	g.Bind(done)
	g.unlockAll()
	g.setBoxed(in.Dst, asm.AX)
}

// elementIndex brings an index into a register that survives the access, upper
// half zero. What is no index leaves the unit; where that has happened too often
// it goes to slow, and what is no number to names, with the Value in that register.
func (g *gen) elementIndex(in *ir.Inst, slow, names asm.Label) asm.Reg {
	if !in.Generic {
		r := g.intOf(in.B(), asm.DX, g.fail)
		if r == asm.DX {
			r = g.temporary()
			g.MovRR32(r, asm.DX)
		}
		return r
	}
	r := g.temporary()
	g.copyBoxed(in.B(), r)
	other, done := g.NewLabel(), g.NewLabel()
	g.unlessInt(in.B(), r, other)
	g.MovRR32(r, r)
	g.Bind(done)
	g.later(func() {
		g.Bind(other)
		g.OpRR(asm.Cmp, r, intTag)
		g.Jcc(asm.AE, names)
		g.MovXR(0, r)
		g.CvtSDInt(r, 0)
		g.XorPD(1, 1)
		g.CvtIntSD(1, r)
		g.UcomiSD(0, 1)
		g.Jcc(asm.NE, slow)
		g.Jcc(asm.P, slow)
		g.Jmp(done)
	})
	return r
}

// copyBoxed puts an operand as a Value into a register of the caller's.
func (g *gen) copyBoxed(o ir.Operand, to asm.Reg) {
	if o >= 0 && g.places[o].kind == ir.Boxed {
		g.MovRR(to, asm.Reg(g.places[o].reg))
	} else if r := g.peek(o, to); r != to {
		g.MovRR(to, r)
	}
}

// peek brings an operand as a Value into a register, scratch unless it is in one
// already: no place changes.
func (g *gen) peek(o ir.Operand, scratch asm.Reg) asm.Reg {
	if o >= 0 && g.places[o].kind == ir.InMemory {
		g.Load(scratch, slotOf(o))
		return scratch
	}
	return g.boxedOf(o, scratch)
}

// temporary takes a general register until the end of the operation.
func (g *gen) temporary() asm.Reg {
	r := g.takeG(ir.NoReg)
	g.lock(r)
	return r
}

// addressOf puts the cell address of the Value in reg into DX and goes to other
// unless the Value has the tag of objects. CX is lost.
func (g *gen) addressOf(reg asm.Reg, known ir.Mask, other asm.Label) {
	if reg == asm.DX {
		g.OpRR(asm.Xor, asm.DX, objectTag)
	} else {
		g.MovRR(asm.DX, objectTag)
		g.OpRR(asm.Xor, asm.DX, reg)
	}
	if known != ir.Object {
		g.MovRR(asm.CX, asm.DX)
		g.ShiftRI(asm.Shr, asm.CX, 48)
		g.Jcc(asm.NE, other)
	}
}

// absent makes the label where a read of an element goes on when nothing dense is
// there, with the object's address in DX: to hit with undefined in AX, if the object is an
// array that inherits no elements.
func (g *gen) absent(index asm.Reg, hit, slow asm.Label) asm.Label {
	l := g.NewLabel()
	g.later(func() {
		g.Bind(l)
		g.TestRR32(index, index)
		g.Jcc(asm.S, slow)
		g.Call(g.plainLabel())
		g.Jcc(asm.NE, slow)
		g.MovImm(asm.AX, uint64(heap.Undefined))
		g.Jmp(hit)
	})
	return l
}

// plainLabel is the unit's routine that tells, with the condition E, that the object at
// DX is an array as object.ArrayGuard.Plain says, whose elements are not in a sparse
// table. It loses AX and CX.
func (g *gen) plainLabel() asm.Label {
	if g.plainArray != 0 {
		return g.plainArray
	}
	g.plainArray = g.NewLabel()
	g.later(func() {
		no := g.NewLabel()
		g.Bind(g.plainArray)
		g.Begin()
		g.OpMI32(asm.Cmp, asm.At(asm.DX, lower.ShapeOffset), int32(g.code.Record.Realm.ArrayShape.ID()))
		g.Jcc(asm.NE, no)
		g.arrayGuard(asm.CX)
		g.Load(asm.AX, ctxAt(unsafe.Offsetof(lower.Context{}.Epoch)))
		g.Load32(asm.AX, asm.At(asm.AX, 0))
		g.OpRM32(asm.Cmp, asm.AX, asm.At(asm.CX, lower.GuardPlain))
		g.Jcc(asm.NE, no)
		g.TestMI8(asm.At(asm.DX, lower.FlagsOffset), uint8(heap.FlagSparseElements))
		g.Bind(no)
		g.Ret()
	})
	return g.plainArray
}

// readDense loads the dense element of the object in value into AX. An index
// beyond them and a hole go to absent, with the object's address in DX; what is
// no object to slow. CX and DX are lost.
func (g *gen) readDense(value, index asm.Reg, known ir.Mask, absent, slow asm.Label) {
	g.addressOf(value, known, slow)
	g.Load(asm.AX, asm.At(asm.DX, lower.ElementsOffset))
	g.strip(asm.AX)
	g.expectKind(asm.AX, heap.KindElements)
	g.OpRM32(asm.Cmp, index, asm.At(asm.AX, lower.ElemsLen))
	g.Jcc(asm.AE, absent)
	g.Load(asm.AX, asm.AtIndex(asm.AX, index, 8, lower.ElemsFirst))
	g.MovImm(asm.CX, uint64(heap.Hole))
	g.OpRR(asm.Cmp, asm.AX, asm.CX)
	g.Jcc(asm.E, absent)
}

// baseOf brings an operand as a Value into a register that survives the operation.
func (g *gen) baseOf(o ir.Operand) asm.Reg {
	r := g.boxedOf(o, asm.DX)
	if r == asm.DX {
		r = g.temporary()
		g.MovRR(r, asm.DX)
	}
	return r
}

// readText loads the character at index of the string in value into AX. What is
// no string goes to other. CX and DX are lost.
func (g *gen) readText(value, index asm.Reg, other, slow asm.Label) {
	g.textAddress(value, other)
	g.OpRM32(asm.Cmp, index, asm.At(asm.DX, lower.StringLength))
	g.Jcc(asm.AE, slow)
	g.codeUnit(index, slow)
	g.character(slow)
}

// textAddress puts the cell address of the string in value into DX. What is no
// string goes to other. CX is lost.
func (g *gen) textAddress(value asm.Reg, other asm.Label) {
	g.MovRR(asm.CX, value)
	if value != asm.DX {
		g.MovRR(asm.DX, value)
	}
	g.ShiftRI(asm.Shr, asm.CX, 48)
	g.OpRI32(asm.Cmp, asm.CX, heap.TagString)
	g.Jcc(asm.NE, other)
	g.strip(asm.DX)
}

// character turns the code unit in AX into the string of it; CX is lost.
func (g *gen) character(slow asm.Label) {
	g.OpRI32(asm.Cmp, asm.AX, 256)
	g.Jcc(asm.AE, slow)
	g.MovImm(asm.CX, g.m.Singles)
	g.Load(asm.AX, asm.AtIndex(asm.CX, asm.AX, 8, 0))
	g.TestRR(asm.AX, asm.AX)
	g.Jcc(asm.E, slow)
	g.MovImm(asm.CX, heap.TagString<<48)
	g.OpRR(asm.Or, asm.AX, asm.CX)
}

// codeUnit loads the code unit at index, which is in range, of the string at DX
// into AX. Ropes go to slow. CX and DX are lost.
func (g *gen) codeUnit(index asm.Reg, slow asm.Label) {
	other, done, wide := g.NewLabel(), g.NewLabel(), g.NewLabel()
	g.OpMI8(asm.Cmp, asm.At(asm.DX, lower.KindOffset), int8(heap.KindLatin1))
	g.Jcc(asm.NE, other)
	g.Load8(asm.AX, asm.AtIndex(asm.DX, index, 1, lower.StringUnits))
	g.Bind(done)
	g.later(func() {
		wideSlice := g.NewLabel()
		g.Bind(other)
		g.Load8(asm.AX, asm.At(asm.DX, lower.KindOffset))
		g.OpRI32(asm.Cmp, asm.AX, int32(heap.KindUTF16))
		g.Jcc(asm.E, wide)
		g.OpRI32(asm.Cmp, asm.AX, int32(heap.KindSlice))
		g.Jcc(asm.NE, slow)
		g.Load32(asm.CX, asm.At(asm.DX, lower.StringStart))
		g.OpRR32(asm.Add, asm.CX, index)
		g.Load(asm.DX, asm.At(asm.DX, lower.StringBase))
		g.strip(asm.DX)
		g.expectKind(asm.DX, heap.KindLatin1, heap.KindUTF16, heap.KindBufLatin1, heap.KindBufUTF16)
		g.Load8(asm.AX, asm.At(asm.DX, lower.KindOffset))
		g.OpRI32(asm.Cmp, asm.AX, int32(heap.KindUTF16))
		g.Jcc(asm.E, wideSlice)
		g.OpRI32(asm.Cmp, asm.AX, int32(heap.KindBufUTF16))
		g.Jcc(asm.E, wideSlice)
		g.Load8(asm.AX, asm.AtIndex(asm.DX, asm.CX, 1, lower.StringUnits))
		g.Jmp(done)
		g.Bind(wide)
		g.MovRR32(asm.CX, index)
		g.Bind(wideSlice)
		g.Load16(asm.AX, asm.AtIndex(asm.DX, asm.CX, 2, lower.StringUnits))
		g.Jmp(done)
	})
}

// emitSetElem writes an element.
func (g *gen) emitSetElem(in *ir.Inst) {
	if g.u.TypeOf(in.A(), g.types)&ir.Object == 0 || g.u.TypeOf(in.B(), g.types)&ir.Num == 0 && !g.takesNames(in) {
		g.inlineService(exitSetElem, ir.NoReg)
		return
	}
	slow, done := g.NewLabel(), g.NewLabel()
	if t, ok := in.OneElementType(); ok {
		g.emitSetTyped(in, t, slow, done)
		g.Bind(done)
		return
	}
	value := g.valueOf(in.C())
	array := g.baseOf(in.A())
	names := g.NewLabel()
	index := g.elementIndex(in, slow, names)
	g.service(exitSetElem, slow, done, ir.NoReg)
	hit := g.verified(done, ir.NoReg)
	g.names(names, in, array, index, slow, func() { g.writeNamed(value, hit, slow) })
	g.writeDense(array, index, value, g.u.TypeOf(in.A(), g.types), g.u.TypeOf(in.C(), g.types), slow, hit)
	g.hit(hit, done)
	g.Bind(done)
}

// writeDense overwrites or appends a dense element. AX, CX and DX are lost.
func (g *gen) writeDense(array, index, value asm.Reg, known, kind ir.Mask, slow, done asm.Label) {
	beyond := g.NewLabel()
	g.addressOf(array, known, slow)
	g.Load(asm.AX, asm.At(asm.DX, lower.ElementsOffset))
	g.strip(asm.AX)
	g.expectKind(asm.AX, heap.KindElements)
	g.OpRM32(asm.Cmp, index, asm.At(asm.AX, lower.ElemsLen))
	g.Jcc(asm.AE, beyond)
	hole, store := g.NewLabel(), g.NewLabel()
	g.MovImm(asm.CX, uint64(heap.Hole))
	g.OpRM(asm.Cmp, asm.CX, asm.AtIndex(asm.AX, index, 8, lower.ElemsFirst))
	g.Jcc(asm.E, hole)
	g.MovRR(asm.DX, asm.AX)
	g.Bind(store)
	g.later(func() {
		g.Bind(hole)
		g.Call(g.plainLabel())
		g.Jcc(asm.NE, slow)
		g.Load(asm.DX, asm.At(asm.DX, lower.ElementsOffset))
		g.strip(asm.DX)
		g.Jmp(store)
	})
	g.barrier(asm.DX, value, kind, slow)
	g.Store(asm.AtIndex(asm.DX, index, 8, lower.ElemsFirst), value)
	g.later(func() {
		g.Bind(beyond)
		g.append(index, value, slow)
		g.Jmp(done)
	})
}

// append adds value at index of the array at DX, which is where its elements
// end. What needs more than a store goes to slow. AX, CX and DX are lost.
func (g *gen) append(index, value asm.Reg, slow asm.Label) {
	g.MovRR32(asm.CX, index)
	g.MovRR(asm.AX, value)
	g.Call(g.appendLabel())
	g.TestRR32(asm.CX, asm.CX)
	g.Jcc(asm.E, slow)
}

// appendLabel is the unit's routine that appends the Value in AX at index CX of
// the object at DX, behind holes where the array has room and length for that. It leaves 1 in CX when it did, else 0. It loses AX and DX.
//
// The object is an array with the shape of array literals, so that it is extensible
// and its length can be written; its prototypes have no elements.
func (g *gen) appendLabel() asm.Label {
	if g.appender != 0 {
		return g.appender
	}
	g.appender = g.NewLabel()
	g.later(func() {
		g.Bind(g.appender)
		g.Begin()
		no, stored, longer := g.NewLabel(), g.NewLabel(), g.NewLabel()
		g.Push(asm.SI)
		g.Push(asm.DI)
		g.Push(asm.AX)
		g.MovRR32(asm.SI, asm.CX)
		g.Call(g.plainLabel())
		g.Pop(asm.AX)
		g.MovRR32(asm.CX, asm.SI)
		g.Jcc(asm.NE, no)
		g.Load(asm.SI, asm.At(asm.DX, lower.ArrayLength))
		g.MovRR(asm.DI, asm.SI)
		g.ShiftRI(asm.Shr, asm.DI, 32)
		g.OpRI32(asm.Cmp, asm.DI, lower.IntUpper)
		g.Jcc(asm.NE, no)
		g.OpRR32(asm.Cmp, asm.CX, asm.SI)
		g.Jcc(asm.A, no)
		g.OpRI32(asm.Cmp, asm.CX, 0x7FFFFFFE)
		g.Jcc(asm.AE, no)
		g.Load(asm.DI, asm.At(asm.DX, lower.ElementsOffset))
		g.strip(asm.DI)
		g.expectKind(asm.DI, heap.KindElements)
		roomy, gap := g.NewLabel(), g.NewLabel()
		g.OpRM32(asm.Cmp, asm.CX, asm.At(asm.DI, lower.ElemsLen))
		g.Jcc(asm.NE, gap)
		g.OpRM32(asm.Cmp, asm.CX, asm.At(asm.DI, lower.ElemsCap))
		g.Jcc(asm.B, roomy)
		g.grow(no)
		g.Bind(roomy)
		g.Push(asm.SI)
		g.MovImm(asm.SI, uint64(heap.MinCell))
		g.OpRR(asm.Cmp, asm.AX, asm.SI)
		g.Pop(asm.SI)
		g.Jcc(asm.B, stored)
		g.TestMI8(asm.At(asm.DI, lower.BarrierByte), lower.BarrierMask)
		g.Jcc(asm.NE, no)
		g.Bind(stored)
		g.Store(asm.AtIndex(asm.DI, asm.CX, 8, lower.ElemsFirst), asm.AX)
		g.Lea32(asm.AX, asm.At(asm.CX, 1))
		g.Store32(asm.At(asm.DI, lower.ElemsLen), asm.AX)
		g.OpRR32(asm.Cmp, asm.CX, asm.SI)
		g.Jcc(asm.NE, longer)
		g.OpRR(asm.Or, asm.AX, intTag)
		g.Store(asm.At(asm.DX, lower.ArrayLength), asm.AX)
		g.Bind(longer)
		g.MovImm(asm.CX, 1)
		g.Pop(asm.DI)
		g.Pop(asm.SI)
		g.Ret()
		g.Bind(no)
		g.MovImm(asm.CX, 0)
		g.Pop(asm.DI)
		g.Pop(asm.SI)
		g.Ret()
		g.Bind(gap)
		g.Jcc(asm.B, no)
		g.OpRM32(asm.Cmp, asm.CX, asm.At(asm.DI, lower.ElemsCap))
		g.Jcc(asm.AE, no)
		g.fillHoles()
		g.Jmp(roomy)
	})
	return g.appender
}

// fillHoles makes holes of what is between the last of the elements at DI and index CX, which is above.
func (g *gen) fillHoles() {
	again := g.NewLabel()
	g.Push(asm.AX)
	g.Push(asm.DX)
	g.MovImm(asm.DX, uint64(heap.Hole))
	g.Load32(asm.AX, asm.At(asm.DI, lower.ElemsLen))
	g.Bind(again)
	g.Store(asm.AtIndex(asm.DI, asm.AX, 8, lower.ElemsFirst), asm.DX)
	g.OpRI32(asm.Add, asm.AX, 1)
	g.OpRR32(asm.Cmp, asm.AX, asm.CX)
	g.Jcc(asm.B, again)
	g.Pop(asm.DX)
	g.Pop(asm.AX)
}

// grow gives the array at DX a larger Elements cell than the one at DI, all of whose CX
// elements are there, and leaves it in DI. What is watched, old, or has many goes to no: the
// first elements of a watched object advance the epoch (see heap.Heap.NeverElements).
func (g *gen) grow(no asm.Label) {
	failed, copied, again, grown := g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel()
	used := []asm.Reg{asm.R8, asm.R9, asm.R10, asm.R11}
	g.OpRI32(asm.Cmp, asm.CX, lower.MaxElements)
	g.Jcc(asm.AE, no)
	g.TestMI8(asm.At(asm.DX, lower.FlagsOffset), uint8(heap.FlagIsProto))
	g.Jcc(asm.NE, no)
	g.TestMI8(asm.At(asm.DX, lower.BarrierByte), lower.BarrierMask)
	g.Jcc(asm.NE, no)
	for _, r := range used {
		g.Push(r)
	}
	g.MovRR32(asm.R9, asm.CX)
	_, grownCells := g.m.ElementsCells()
	g.bumpElements(grownCells, failed)
	g.OpRR(asm.Or, asm.R11, asm.CX)
	g.Store(asm.At(asm.R10, lower.ElemsLen), asm.R11)
	g.MovRR32(asm.R9, asm.CX)
	g.Bind(again)
	g.OpRI(asm.Sub, asm.R9, 1)
	g.Jcc(asm.S, copied)
	g.Load(asm.R11, asm.AtIndex(asm.DI, asm.R9, 8, lower.ElemsFirst))
	g.Store(asm.AtIndex(asm.R10, asm.R9, 8, lower.ElemsFirst), asm.R11)
	g.Jmp(again)
	g.Bind(copied)
	g.MovRR(asm.DI, asm.R10)
	g.MovImm(asm.R11, uint64(heap.TagCell)<<48)
	g.OpRR(asm.Or, asm.R10, asm.R11)
	g.Store(asm.At(asm.DX, lower.ElementsOffset), asm.R10)
	for i := range used {
		g.Pop(used[len(used)-1-i])
	}
	g.Jmp(grown)
	g.Bind(failed)
	for i := range used {
		g.Pop(used[len(used)-1-i])
	}
	g.Jmp(no)
	g.Bind(grown)
}

// emitGetLength reads the length of an array, a string, or a typed array of the
// shape that the site has met.
func (g *gen) emitGetLength(in *ir.Inst) {
	known := g.u.TypeOf(in.A(), g.types)
	if known&(ir.Object|ir.String) == 0 && !g.u.LengthLeaves(in) {
		g.inlineService(exitGetMember, in.Dst)
		return
	}
	value := g.boxedOf(in.A(), asm.DX)
	slow, done := g.NewLabel(), g.NewLabel()
	leaves := g.u.LengthLeaves(in)
	if leaves {
		slow = g.fail()
	} else {
		g.service(exitGetMember, slow, done, in.Dst)
	}
	g.lengthOf(value, known, in.Member().Entries, slow, done)
	if leaves {
		g.MovRR32(asm.AX, asm.AX)
		g.unlockAll()
		g.setInt(in.Dst, asm.AX)
	} else {
		g.unlockAll()
		g.setBoxed(in.Dst, asm.AX)
	}
}

// lengthOf puts the length of the array, string or, as the entry knows it, typed array in value
// into AX, a Value, and binds done there. All else, and a length that is no int, goes to slow.
// CX and DX are lost.
func (g *gen) lengthOf(value asm.Reg, known ir.Mask, entries []object.ICEntry, slow, done asm.Label) {
	other, notArray := g.NewLabel(), slow
	if len(entries) > 0 {
		notArray = g.NewLabel()
	}
	g.addressOf(value, known, other)
	g.OpMI8(asm.Cmp, asm.At(asm.DX, lower.ClassOffset), int8(heap.ClassArray))
	g.Jcc(asm.NE, notArray)
	g.Load(asm.AX, asm.At(asm.DX, lower.ArrayLength))
	g.MovRR(asm.CX, asm.AX)
	g.ShiftRI(asm.Shr, asm.CX, 32)
	g.OpRI32(asm.Cmp, asm.CX, lower.IntUpper)
	g.Jcc(asm.NE, slow)
	g.Bind(done)
	g.later(func() {
		g.Bind(other)
		// DX is the Value with the tag of objects taken off, so that of strings is there.
		g.OpRR(asm.Xor, asm.DX, objectTag)
		g.MovRR(asm.CX, asm.DX)
		g.ShiftRI(asm.Shr, asm.CX, 48)
		g.OpRI32(asm.Cmp, asm.CX, heap.TagString)
		g.Jcc(asm.NE, slow)
		g.strip(asm.DX)
		g.Load32(asm.AX, asm.At(asm.DX, lower.StringLength))
		g.OpRR(asm.Or, asm.AX, intTag)
		g.Jmp(done)
		if len(entries) > 0 {
			g.Bind(notArray)
			g.typedLength(&entries[0], slow)
			g.Jmp(done)
		}
	})
}

// typedLength puts the length of the typed array at DX into AX, a Value, if the
// getter that entry e found is what reads it.
func (g *gen) typedLength(e *object.ICEntry, slow asm.Label) {
	g.OpMI8(asm.Cmp, asm.At(asm.DX, lower.ClassOffset), int8(heap.ClassTypedArray))
	g.Jcc(asm.NE, slow)
	g.OpMI32(asm.Cmp, asm.At(asm.DX, lower.ShapeOffset), int32(e.Shape))
	g.Jcc(asm.NE, slow)
	g.checkEpoch(e.Epoch, slow)
	g.code.Keep(e.Holder)
	getter := e.Holder.Object().SlotAt(e.Offset)
	g.code.Keep(getter)
	g.MovImm(asm.CX, uint64(e.Holder)&heap.AddressMask)
	if e.Offset < 0 {
		g.Load(asm.CX, asm.At(asm.CX, lower.SlotsOffset))
		g.strip(asm.CX)
		g.Load(asm.CX, asm.At(asm.CX, lower.SlotsFirst+^e.Offset*8))
	} else {
		g.Load(asm.CX, asm.At(asm.CX, e.Offset*8))
	}
	g.MovImm(asm.AX, uint64(getter))
	g.OpRR(asm.Cmp, asm.CX, asm.AX)
	g.Jcc(asm.NE, slow)
	g.MovImm(asm.CX, uint64(getter)&heap.AddressMask)
	g.Load(asm.CX, asm.At(asm.CX, lower.AccessorGet))
	g.MovImm(asm.AX, uint64(getter.Accessor().Get))
	g.OpRR(asm.Cmp, asm.CX, asm.AX)
	g.Jcc(asm.NE, slow)
	g.Load(asm.CX, asm.At(asm.DX, lower.TypedWindow))
	g.OpMI(asm.Cmp, asm.At(asm.CX, lower.WindowRead), 0)
	g.Jcc(asm.E, slow)
	g.Load(asm.AX, asm.At(asm.DX, lower.TypedLength))
}

// emitGetText reads what strings, numbers, symbols or BigInts inherit.
func (g *gen) emitGetText(in *ir.Inst) {
	if len(in.Member().Entries) == 0 {
		g.inlineService(exitGetMember, in.Dst)
		return
	}
	value := g.boxedOf(in.A(), asm.DX)
	slow, done := g.NewLabel(), g.NewLabel()
	g.service(exitGetMember, slow, done, in.Dst)
	g.MovRR(asm.CX, value)
	g.ShiftRI(asm.Shr, asm.CX, 48)
	e := &in.Member().Entries[0]
	tag := ir.TagOfShape(e.Shape)
	if g.OpRI32(asm.Cmp, asm.CX, tag); tag == heap.TagInt {
		g.Jcc(asm.A, slow) // doubles are below
	} else {
		g.Jcc(asm.NE, slow)
	}
	hit := g.verified(done, in.Dst)
	g.readEntry(e, slow)
	g.hit(hit, done)
	g.Bind(done)
	g.unlockAll()
	g.setBoxed(in.Dst, asm.AX)
}
