package baseline

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
)

// Spreads of arrays that are iterated directly into calls and constructs: the array is the list of its
// elements, which are copied into the frame of the callee.

// maxSpread is the longest array whose elements machine code looks at for a spread.
const maxSpread = 256

// directlyIterated goes to slow unless the Value in value, which is AX or kept, is an array that nobody has changed how
// to iterate over, as object.Runtime.IteratesDirectly: the guard of arrays is compared here. DX and CX are lost.
func (g *gen) directlyIterated(value asm.Reg, known ir.Mask, slow asm.Label) {
	if value == asm.AX {
		g.MovRR(asm.DX, asm.AX)
		g.OpRR(asm.Xor, asm.DX, objectTag)
	} else {
		g.MovRR(asm.DX, objectTag)
		g.OpRR(asm.Xor, asm.DX, value)
	}
	if known != ir.Object {
		g.MovRR(asm.CX, asm.DX)
		g.ShiftRI(asm.Shr, asm.CX, 48)
		g.Jcc(asm.NE, slow)
	}
	g.OpMI8(asm.Cmp, asm.At(asm.DX, lower.ClassOffset), int8(heap.ClassArray))
	g.Jcc(asm.NE, slow)
	g.Load32(asm.DX, asm.At(asm.DX, lower.ShapeOffset))
	a := g.arrayGuard(asm.CX)
	array := g.NewLabel()
	g.OpRM32(asm.Cmp, asm.DX, asm.At(asm.CX, lower.GuardShape))
	g.Jcc(asm.E, array)
	g.OpRM32(asm.Cmp, asm.DX, asm.At(asm.CX, lower.GuardOther))
	g.Jcc(asm.NE, slow)
	g.Bind(array)
	g.sameEpoch(slow)
	r := g.code.Record.Realm
	g.OpMI32(asm.Cmp, asm.At(asm.CX, lower.GuardIter), a.Iter)
	g.Jcc(asm.NE, slow)
	g.OpMI32(asm.Cmp, asm.At(asm.CX, lower.GuardNext), a.Next)
	g.Jcc(asm.NE, slow)
	g.slotIs(r.Intrinsic(object.ArrayPrototype), a.Iter, r.Intrinsic(object.ArrayProtoValues).Value(), slow)
	g.slotIs(r.Intrinsic(object.ArrayIteratorPrototype), a.Next, r.Intrinsic(object.ArrayIteratorNext).Value(), slow)
}

// emitSpread makes the list of the values of an iterable: an array that is iterated directly and has no holes is
// that itself (object.Runtime.DenseElements).
func (g *gen) emitSpread(in *ir.Inst) {
	g.flush(g.live)
	slow, done := g.NewLabel(), g.NewLabel()
	g.Load(asm.AX, slotOf(in.A()))
	g.directlyIterated(asm.AX, g.u.TypeOf(in.A(), g.types), slow)
	g.MovRR(asm.SI, asm.AX)
	g.OpRR(asm.Xor, asm.SI, objectTag)
	g.Load(asm.DI, asm.At(asm.SI, lower.ArrayLength))
	g.Load(asm.R8, asm.At(asm.SI, lower.ElementsOffset))
	g.strip(asm.R8)
	g.expectKind(asm.R8, heap.KindElements)
	g.Load32(asm.R9, asm.At(asm.R8, lower.ElemsLen))
	g.OpRI32(asm.Cmp, asm.R9, maxSpread)
	g.Jcc(asm.A, slow)
	g.MovRR(asm.R10, asm.R9)
	g.OpRR(asm.Or, asm.R10, intTag)
	g.OpRR(asm.Cmp, asm.DI, asm.R10)
	g.Jcc(asm.NE, slow)
	g.MovImm(asm.R11, uint64(heap.Hole))
	g.holesIn(asm.R8, asm.R9, slow)
	g.Bind(done)
	g.later(func() {
		g.Bind(slow)
		g.exitTo(lower.Exit{Kind: lower.ExitOp, PC: in.PC, Code: g.code, Inst: in})
		g.Jmp(done)
	})
	g.afterGo(in.Dst)
}

// emitCallSpread calls the function in the frame that stands at register base, with the elements of the list that is
// the last argument there for that.
func (g *gen) emitCallSpread(in *ir.Inst) {
	g.flush(g.live)
	base := g.calleeAt(in)
	long, slow, done, failed, enter := g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel()
	g.spreadList(in, base, long)
	g.entryOf(base+lower.CalleeOffset, slow)
	g.beginCall(base, in)
	g.linkTo(base, 0)
	g.Bind(enter)
	g.Lea(frameReg, asm.At(frameReg, base))
	g.CallR(asm.CX)
	g.Lea(frameReg, asm.At(frameReg, -base))
	g.MovImm(asm.CX, uint64(lower.Thrown))
	g.OpRR(asm.Cmp, asm.AX, asm.CX)
	g.Jcc(asm.E, failed)
	g.Bind(done)
	g.later(func() {
		g.Bind(failed)
		g.passThrow(in)
		g.Bind(slow)
		g.exitTo(lower.Exit{Kind: lower.ExitCall, PC: in.PC, Code: g.code, Inst: in})
		g.enterOrFinish(enter)
		g.Jmp(done)
		g.Bind(long)
		g.unspread(base)
		g.Jmp(slow)
	})
	g.afterGo(in.Dst)
}

// spreadList puts the elements of the list in the last argument of the frame at base in its place, and the number of
// arguments into the frame; a long list goes to slow, where nothing has changed. CX and DX are kept, AX, SI and R8 to
// R11 are lost.
func (g *gen) spreadList(in *ir.Inst, base int32, slow asm.Label) {
	before := in.Call().Argc - 1
	g.Lea(asm.SI, asm.At(frameReg, base+lower.ArgsOffset+before*8))
	g.Call(g.spreadLabel())
	// AX is the number of elements as a Value, or 0.
	g.TestRR(asm.AX, asm.AX)
	g.Jcc(asm.E, slow)
	if before > 0 {
		g.OpRI32(asm.Add, asm.AX, before)
		g.OpRR(asm.Or, asm.AX, intTag)
	}
	g.Store(asm.At(frameReg, base+lower.ArgcOffset), asm.AX)
}

// unspread says in the frame at base that its last argument is a list still. AX is lost.
func (g *gen) unspread(base int32) {
	g.MovImm(asm.AX, uint64(heap.Int(lower.Unspread)))
	g.Store(asm.At(frameReg, base+lower.ArgcOffset), asm.AX)
}

// spreadLabel is the unit's routine that puts the elements of the array at SI, which has no holes, there. It leaves
// their number as a Value in AX; or 0, and has changed nothing. It keeps CX and DX and loses R8 to R11.
func (g *gen) spreadLabel() asm.Label {
	if g.spreader != 0 {
		return g.spreader
	}
	g.spreader = g.NewLabel()
	g.later(func() {
		no := g.NewLabel()
		g.Bind(g.spreader)
		g.Begin()
		g.Load(asm.R8, asm.At(asm.SI, 0))
		g.OpRR(asm.Xor, asm.R8, objectTag)
		g.expectClass(asm.R8, heap.ClassArray)
		g.Load(asm.R8, asm.At(asm.R8, lower.ElementsOffset))
		g.strip(asm.R8)
		g.expectKind(asm.R8, heap.KindElements)
		g.Load32(asm.R9, asm.At(asm.R8, lower.ElemsLen))
		g.OpRI32(asm.Cmp, asm.R9, maxApplied)
		g.Jcc(asm.A, no)
		g.Lea(asm.R10, asm.AtIndex(asm.SI, asm.R9, 8, 0))
		g.OpRM(asm.Cmp, asm.R10, ctxAt(unsafe.Offsetof(lower.Context{}.Limit)))
		g.Jcc(asm.A, no)
		g.copyArguments()
		g.MovRR(asm.AX, asm.R9)
		g.OpRR(asm.Or, asm.AX, intTag)
		g.Ret()
		g.Bind(no)
		g.MovImm(asm.AX, 0)
		g.Ret()
	})
	return g.spreader
}

// emitNewSpread is emitConstruct for a list of arguments; new.target is in the frame, or the callee.
func (g *gen) emitNewSpread(in *ir.Inst) {
	g.flush(g.live)
	base := g.calleeAt(in)
	if in.Op == ir.OpNewSpread {
		g.Load(asm.DX, asm.At(frameReg, base+lower.CalleeOffset))
		g.Store(asm.At(frameReg, base+lower.NewTargetOffset), asm.DX)
	}
	long := g.NewLabel()
	g.spreadList(in, base, long)
	slow := g.constructFrame(in, spreadArguments)
	g.later(func() {
		g.Bind(long)
		g.unspread(base)
		g.Jmp(slow)
	})
	g.afterGo(in.Dst)
}
