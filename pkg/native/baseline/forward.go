package baseline

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
)

// Calls through Function.prototype.call and apply, and of bound functions: where machine
// code knows the function that they call, the frame becomes that of its call. Everything
// else goes to Go with the frame as it was.

// maxApplied is the longest list that machine code spreads into a frame.
const maxApplied = 64

// emitForward goes to enter, with the machine code of the function in CX, when the
// callee is the one that the site expects; with another callee it goes on.
func (g *gen) emitForward(in *ir.Inst, slow, enter asm.Label) {
	call := in.Call()
	base := g.calleeAt(in)
	other := g.NewLabel()
	g.MovImm(asm.CX, uint64(call.Callee))
	g.OpRM(asm.Cmp, asm.CX, asm.At(frameReg, base+lower.CalleeOffset))
	g.Jcc(asm.NE, other)
	g.entryOf(base+lower.ThisOffset, slow)
	args := base + lower.ArgsOffset
	if call.Applies {
		g.Lea(asm.SI, asm.At(frameReg, args))
		g.Call(g.applyLabel())
		// AX is the number of arguments as a Value, or 0.
		g.TestRR(asm.AX, asm.AX)
		g.Jcc(asm.E, slow)
		g.Store(asm.At(frameReg, base+lower.ArgcOffset), asm.AX)
		g.Load(asm.AX, asm.At(frameReg, base+lower.ThisOffset))
		g.Store(asm.At(frameReg, base+lower.CalleeOffset), asm.AX)
		g.Store(asm.At(frameReg, base+lower.ThisOffset), asm.DI)
		g.beginCall(base, in)
		g.linkTo(base, 0)
		g.Jmp(enter)
		g.Bind(other)
		return
	}
	g.Load(asm.AX, asm.At(frameReg, base+lower.ThisOffset))
	g.Store(asm.At(frameReg, base+lower.CalleeOffset), asm.AX)
	if call.Argc == 0 {
		g.MovImm(asm.AX, uint64(heap.Undefined))
	} else {
		g.Load(asm.AX, asm.At(frameReg, args))
	}
	g.Store(asm.At(frameReg, base+lower.ThisOffset), asm.AX)
	for i := int32(1); i < call.Argc; i++ {
		g.Load(asm.AX, asm.At(frameReg, args+i*8))
		g.Store(asm.At(frameReg, args+i*8-8), asm.AX)
	}
	g.beginCall(base, in)
	g.linkFrame(base, max(call.Argc-1, 0), 0)
	g.Jmp(enter)
	g.Bind(other)
}

// applyLabel is the unit's routine that spreads the list in the second of the two
// arguments at SI. It leaves the number of elements as a Value in AX and the first
// argument in DI; or 0 in AX, and has changed nothing. It keeps CX and DX and
// loses SI, R8 to R11.
//
// The list is an array, or an arguments object that nobody has changed, without
// holes: what CreateListFromArrayLike would read, and no script can see that
// (sec-createlistfromarraylike).
func (g *gen) applyLabel() asm.Label {
	if g.applier != 0 {
		return g.applier
	}
	g.applier = g.NewLabel()
	g.later(func() {
		no, length, listed := g.NewLabel(), g.NewLabel(), g.NewLabel()
		g.Bind(g.applier)
		g.Begin()
		g.Load(asm.R8, asm.At(asm.SI, 8))
		g.OpRR(asm.Xor, asm.R8, objectTag)
		g.MovRR(asm.AX, asm.R8)
		g.ShiftRI(asm.Shr, asm.AX, 48)
		g.Jcc(asm.NE, no)
		g.TestMI8(asm.At(asm.R8, lower.FlagsOffset), uint8(heap.FlagSparseElements))
		g.Jcc(asm.NE, no)
		g.OpMI8(asm.Cmp, asm.At(asm.R8, lower.ClassOffset), int8(heap.ClassArray))
		g.Jcc(asm.E, length)
		shape := g.code.Record.Realm.ArgumentsShape()
		if shape == nil {
			g.Jmp(no)
		} else {
			g.OpMI32(asm.Cmp, asm.At(asm.R8, lower.ShapeOffset), int32(shape.ID()))
			g.Jcc(asm.NE, no)
			g.Load(asm.AX, asm.At(asm.R8, int32(lower.ArgumentsLength)))
			g.Jmp(listed)
		}
		g.Bind(length)
		g.Load(asm.AX, asm.At(asm.R8, lower.ArrayLength))
		g.Bind(listed)
		g.Load(asm.R8, asm.At(asm.R8, lower.ElementsOffset))
		g.strip(asm.R8)
		g.expectKind(asm.R8, heap.KindElements)
		// The length must be the int that is the number of elements.
		g.Load32(asm.R9, asm.At(asm.R8, lower.ElemsLen))
		g.OpRI32(asm.Cmp, asm.R9, maxApplied)
		g.Jcc(asm.A, no)
		g.MovRR(asm.R10, asm.R9)
		g.OpRR(asm.Or, asm.R10, intTag)
		g.OpRR(asm.Cmp, asm.AX, asm.R10)
		g.Jcc(asm.NE, no)
		g.Lea(asm.R10, asm.AtIndex(asm.SI, asm.R9, 8, 0))
		g.OpRM(asm.Cmp, asm.R10, ctxAt(unsafe.Offsetof(lower.Context{}.Limit)))
		g.Jcc(asm.A, no)
		g.MovImm(asm.R11, uint64(heap.Hole))
		g.holesIn(asm.R8, asm.R9, no)
		g.Load(asm.DI, asm.At(asm.SI, 0))
		g.copyArguments()
		g.Ret()
		g.Bind(no)
		g.MovImm(asm.AX, 0)
		g.Ret()
	})
	return g.applier
}

// copyArguments copies the R9 elements at R8 into the words at SI. R10 and R11 are lost.
func (g *gen) copyArguments() {
	next, end := g.NewLabel(), g.NewLabel()
	g.OpRR32(asm.Xor, asm.R10, asm.R10)
	g.Bind(next)
	g.OpRR32(asm.Cmp, asm.R10, asm.R9)
	g.Jcc(asm.AE, end)
	g.Load(asm.R11, asm.AtIndex(asm.R8, asm.R10, 8, lower.ElemsFirst))
	g.Store(asm.AtIndex(asm.SI, asm.R10, 8, 0), asm.R11)
	g.OpRI32(asm.Add, asm.R10, 1)
	g.Jmp(next)
	g.Bind(end)
}

// unwrapBound goes to enter, with the machine code of the target in CX, when the callee of
// the frame at base is a bound function whose target has some; with another one it goes on.
func (g *gen) unwrapBound(base, argc int32, in *ir.Inst, enter asm.Label) {
	other := g.NewLabel()
	if argc < 0 {
		return
	}
	g.Lea(asm.SI, asm.At(frameReg, base))
	g.MovImm(asm.DI, uint64(argc))
	g.Call(g.boundLabel())
	g.TestRR(asm.AX, asm.AX)
	g.Jcc(asm.E, other)
	g.beginCall(base, in)
	g.linkTo(base, 0)
	g.Jmp(enter)
	g.Bind(other)
}

// boundLabel is the unit's routine that makes the frame at SI, with DI arguments, of a call of
// a bound function that of its target, as object.Runtime.UnwrapBound does: AX is not 0, CX the
// machine code of the target and DX its cell. Otherwise AX is 0, and it has changed nothing;
// Go polls when the budget is used up. It loses SI, DI and R8 to R11.
func (g *gen) boundLabel() asm.Label {
	if g.unwrapper != 0 {
		return g.unwrapper
	}
	g.unwrapper = g.NewLabel()
	g.later(func() {
		no, shift, shifted, fill, filled := g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel()
		g.Bind(g.unwrapper)
		g.Begin()
		g.Load(asm.R8, asm.At(asm.SI, lower.CalleeOffset))
		g.OpRR(asm.Xor, asm.R8, objectTag)
		g.MovRR(asm.AX, asm.R8)
		g.ShiftRI(asm.Shr, asm.AX, 48)
		g.Jcc(asm.NE, no)
		g.OpMI8(asm.Cmp, asm.At(asm.R8, lower.ClassOffset), int8(heap.ClassBoundFunction))
		g.Jcc(asm.NE, no)
		g.Load(asm.DX, asm.At(asm.R8, lower.BoundTarget))
		g.strip(asm.DX)
		g.OpMI8(asm.Cmp, asm.At(asm.DX, lower.ClassOffset), int8(heap.ClassFunction))
		g.Jcc(asm.NE, no)
		g.Load32(asm.AX, asm.At(asm.DX, lower.FunctionCode))
		g.Load(asm.CX, ctxAt(unsafe.Offsetof(lower.Context{}.Entries)))
		g.Load(asm.CX, asm.AtIndex(asm.CX, asm.AX, 8, 0))
		g.TestRR(asm.CX, asm.CX)
		g.Jcc(asm.E, no)
		g.Load(asm.R9, asm.At(asm.R8, lower.BoundArgs))
		g.strip(asm.R9)
		g.expectKind(asm.R9, heap.KindElements)
		g.Load32(asm.R10, asm.At(asm.R9, lower.ElemsLen))
		g.OpRR32(asm.Add, asm.DI, asm.R10)
		// Up to so many the work is one step of the budget.
		g.OpRI32(asm.Cmp, asm.DI, maxApplied)
		g.Jcc(asm.AE, no)
		g.Lea(asm.AX, asm.AtIndex(asm.SI, asm.DI, 8, lower.ArgsOffset))
		g.OpRM(asm.Cmp, asm.AX, ctxAt(unsafe.Offsetof(lower.Context{}.Limit)))
		g.Jcc(asm.A, no)
		g.OpMI(asm.Cmp, asm.At(budgetReg, 0), 1)
		g.Jcc(asm.LE, no)
		g.OpMI(asm.Sub, asm.At(budgetReg, 0), 1)
		g.Load(asm.AX, asm.At(asm.R8, lower.BoundThis))
		g.Store(asm.At(asm.SI, lower.ThisOffset), asm.AX)
		g.Load(asm.AX, asm.At(asm.R8, lower.BoundTarget))
		g.Store(asm.At(asm.SI, lower.CalleeOffset), asm.AX)
		g.MovRR(asm.AX, asm.DI)
		g.OpRR(asm.Or, asm.AX, intTag)
		g.Store(asm.At(asm.SI, lower.ArgcOffset), asm.AX)
		// DI counts down from the last argument to where the bound ones end, R8 with it.
		g.MovRR(asm.R8, asm.DI)
		g.OpRR32(asm.Sub, asm.R8, asm.R10)
		g.Bind(shift)
		g.TestRR32(asm.R8, asm.R8)
		g.Jcc(asm.E, shifted)
		g.OpRI32(asm.Sub, asm.R8, 1)
		g.OpRI32(asm.Sub, asm.DI, 1)
		g.Load(asm.R11, asm.AtIndex(asm.SI, asm.R8, 8, lower.ArgsOffset))
		g.Store(asm.AtIndex(asm.SI, asm.DI, 8, lower.ArgsOffset), asm.R11)
		g.Jmp(shift)
		g.Bind(shifted)
		g.Bind(fill)
		g.TestRR32(asm.R10, asm.R10)
		g.Jcc(asm.E, filled)
		g.OpRI32(asm.Sub, asm.R10, 1)
		g.Load(asm.R11, asm.AtIndex(asm.R9, asm.R10, 8, lower.ElemsFirst))
		g.Store(asm.AtIndex(asm.SI, asm.R10, 8, lower.ArgsOffset), asm.R11)
		g.Jmp(fill)
		g.Bind(filled)
		g.Ret()
		g.Bind(no)
		g.MovImm(asm.AX, 0)
		g.Ret()
	})
	return g.unwrapper
}

// holesIn goes to no when one of the R9 elements of the cell at R8 is the Value in
// R11. R10 is lost.
func (g *gen) holesIn(cell, n asm.Reg, no asm.Label) {
	next, end := g.NewLabel(), g.NewLabel()
	g.OpRR32(asm.Xor, asm.R10, asm.R10)
	g.Bind(next)
	g.OpRR32(asm.Cmp, asm.R10, n)
	g.Jcc(asm.AE, end)
	g.OpRM(asm.Cmp, asm.R11, asm.AtIndex(cell, asm.R10, 8, lower.ElemsFirst))
	g.Jcc(asm.E, no)
	g.OpRI32(asm.Add, asm.R10, 1)
	g.Jmp(next)
	g.Bind(end)
}
