package baseline

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
)

// barrier jumps to slow when storing value into the cell at cell must be recorded, and is not
// here: the value is a cell pointer, and the cell is a large one, or there is no room. AX is lost.
func (g *gen) barrier(cell, value asm.Reg, known ir.Mask, slow asm.Label) {
	if known.Only(ir.Num | ir.Bool) {
		return
	}
	plain, old := g.NewLabel(), g.NewLabel()
	if !known.Only(ir.Object | ir.String) {
		g.MovImm(asm.AX, uint64(heap.MinCell))
		g.OpRR(asm.Cmp, value, asm.AX)
		g.Jcc(asm.B, plain)
	}
	g.TestMI8(asm.At(cell, lower.BarrierByte), lower.BarrierMask)
	g.Jcc(asm.NE, old)
	g.Bind(plain)
	second := asm.CX
	for _, r := range []asm.Reg{asm.DX, asm.SI} {
		if second == cell || second == value {
			second = r
		}
	}
	g.later(func() {
		g.Bind(old)
		full := g.NewLabel()
		g.Push(second)
		g.remember(cell, asm.AX, second, full)
		g.Pop(second)
		g.Jmp(plain)
		g.Bind(full)
		g.Pop(second)
		g.Jmp(slow)
	})
}

// remember puts a cell with the barrier bit into the remembered set, as heap.Heap does, but goes to
// slow when it is a large one, whose cards are Go's, or when there is no room. first and second are lost.
func (g *gen) remember(cell, first, second asm.Reg, slow asm.Label) {
	g.MovImm(second, uint64(g.m.NotedAddress()))
	g.Load(first, asm.At(second, lower.AllocNext))
	g.OpRM(asm.Cmp, first, asm.At(second, lower.AllocEnd))
	g.Jcc(asm.E, slow)
	g.Load8(first, asm.At(cell, lower.BarrierByte))
	g.OpRI32(asm.And, first, ^int32(lower.BarrierMask))
	g.OpRI32(asm.Cmp, first, lower.LargeCell)
	g.Jcc(asm.AE, slow)
	g.Store8(asm.At(cell, lower.BarrierByte), first)
	g.Load(first, asm.At(second, lower.AllocNext))
	g.Store(asm.At(first, 0), cell)
	g.Lea(first, asm.At(first, 8))
	g.Store(asm.At(second, lower.AllocNext), first)
}
