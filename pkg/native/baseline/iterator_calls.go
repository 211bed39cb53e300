package baseline

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
)

// stepOwn calls the next method, which is in next, of an iterator of the script's own, if it is a function with machine
// code: what the object is that it returns, the shape of iterator results says (Realm.IterResultShape, that of a literal
// with value and done); another one is for Go. AX, CX and DX are lost where it is another function, which goes to slow;
// everything is in the frame afterwards.
func (g *gen) stepOwn(in *ir.Inst, next asm.Reg, dirty []saved, to stepping) {
	shape := g.code.Record.Realm.IterResultShape()
	failed, whole, more := g.NewLabel(), g.NewLabel(), g.NewLabel()
	base := int32(g.code.Words) * 8
	g.MovRR(asm.DX, objectTag)
	g.OpRR(asm.Xor, asm.DX, next)
	g.MovRR(asm.CX, asm.DX)
	g.ShiftRI(asm.Shr, asm.CX, 48)
	g.Jcc(asm.NE, to.slow)
	g.OpMI8(asm.Cmp, asm.At(asm.DX, lower.ClassOffset), int8(heap.ClassFunction))
	g.Jcc(asm.NE, to.slow)
	g.MovRR(asm.AX, next)
	for _, s := range dirty {
		g.store(s)
	}
	g.Store(asm.At(frameReg, base+lower.CalleeOffset), asm.AX)
	g.entryOf(base+lower.CalleeOffset, to.stored)
	g.Load(asm.AX, slotOf(in.A()))
	g.Store(asm.At(frameReg, base+lower.ThisOffset), asm.AX)
	g.beginCall(base, in)
	g.linkFrame(base, 0, 0)
	g.Lea(frameReg, asm.At(frameReg, base))
	g.CallR(asm.CX)
	g.Lea(frameReg, asm.At(frameReg, -base))
	g.MovImm(asm.CX, uint64(lower.Thrown))
	g.OpRR(asm.Cmp, asm.AX, asm.CX)
	g.Jcc(asm.E, failed)
	g.MovRR(asm.DX, asm.AX)
	g.OpRR(asm.Xor, asm.DX, objectTag)
	g.MovRR(asm.CX, asm.DX)
	g.ShiftRI(asm.Shr, asm.CX, 48)
	g.Jcc(asm.NE, whole)
	g.OpMI32(asm.Cmp, asm.At(asm.DX, lower.ShapeOffset), int32(shape.ID()))
	g.Jcc(asm.NE, whole)
	g.Load(asm.DX, asm.At(asm.DX, int32(lower.ResultDone)))
	g.MovImm(asm.CX, uint64(heap.False))
	g.OpRR(asm.Cmp, asm.DX, asm.CX)
	g.Jcc(asm.E, more)
	g.MovImm(asm.CX, uint64(heap.True))
	g.OpRR(asm.Cmp, asm.DX, asm.CX)
	g.Jcc(asm.E, to.ended)
	g.Bind(whole)
	g.exitTo(lower.Exit{Kind: lower.ExitWhole, PC: in.PC, Code: g.code, Inst: in})
	g.OpRI(asm.Cmp, asm.AX, 1)
	g.Jcc(asm.E, to.ended)
	g.Jmp(to.reload)
	g.Bind(more)
	g.OpRR(asm.Xor, asm.AX, objectTag)
	g.Load(asm.AX, asm.At(asm.AX, int32(lower.ResultValue)))
	g.Store(slotOf(in.Dst), asm.AX)
	g.Jmp(to.reload)
	g.Bind(failed)
	g.passThrow(in)
}
