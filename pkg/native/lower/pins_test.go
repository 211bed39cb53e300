package lower

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// countdown is the unit of: s = 0; do { s = s + i; i = i - 1 } while (i > 0); return s
// with i in register 7 and s in register 8.
func countdown(seen ir.Mask) *ir.Unit {
	u := &ir.Unit{Registers: 10, Types: make([]ir.Mask, 10)}
	for r := range u.Types {
		u.Types[r] = ir.Any
	}
	zero, one := u.AddConstant(heap.Int(0)), u.AddConstant(heap.Int(1))
	add := func(b *ir.Block, in ir.Inst) {
		in.Handler = -1
		b.Insts = append(b.Insts, in)
	}
	head, body, exit := &ir.Block{Falls: true, Succ: []int32{1}}, &ir.Block{PC: 1, Falls: true, Succ: []int32{1, 2}}, &ir.Block{PC: 5}
	add(head, ir.Inst{Op: ir.OpMove, Dst: 8, A: zero, B: ir.NoReg, C: ir.NoReg})
	add(body, ir.Inst{Op: ir.OpAdd, Dst: 8, A: 8, B: 7, C: ir.NoReg, Seen: seen, PC: 1})
	add(body, ir.Inst{Op: ir.OpSub, Dst: 7, A: 7, B: one, C: ir.NoReg, PC: 2})
	add(body, ir.Inst{Op: ir.OpJumpCmp, Cond: syntax.OpGT, Sense: true, Dst: ir.NoReg, A: 7, B: zero, C: ir.NoReg, PC: 3, Target: 1})
	add(exit, ir.Inst{Op: ir.OpReturn, Dst: ir.NoReg, A: 8, B: ir.NoReg, C: ir.NoReg, PC: 5})
	u.Blocks = []*ir.Block{head, body, exit}
	u.Link()
	u.FindLoops()
	u.Liveness()
	ChoosePins(u, Registers{General: 3, Vector: 10})
	return u
}

func TestLoopIsFoundAndPinned(t *testing.T) {
	for _, c := range []struct {
		name string
		seen ir.Mask
		sum  ir.Form
	}{
		{"ints", 0, ir.Int32},
		{"a sum that leaves the ints", ir.Double, ir.Float64},
	} {
		t.Run(c.name, func(t *testing.T) {
			u := countdown(c.seen)
			require.Len(t, u.Loops, 1)
			l := u.Loops[0]
			require.EqualValues(t, 1, l.Header)
			require.Equal(t, []int32{1}, l.Blocks)
			kinds := map[ir.Operand]ir.Form{}
			for _, p := range l.Pins {
				kinds[p.R] = p.Form
				require.True(t, p.Set)
			}
			require.Equal(t, map[ir.Operand]ir.Form{7: ir.Int32, 8: c.sum}, kinds)
		})
	}
}

func TestLiveness(t *testing.T) {
	u := countdown(0)
	live := func(b int) (out []ir.Operand) {
		u.Blocks[b].LiveIn.Each(func(r ir.Operand) { out = append(out, r) })
		return out
	}
	require.Equal(t, []ir.Operand{7}, live(0))
	require.Equal(t, []ir.Operand{7, 8}, live(1))
	require.Equal(t, []ir.Operand{8}, live(2))
}

// A register that a handler reads is live at every operation that may throw to it.
func TestHandlersKeepRegistersAlive(t *testing.T) {
	u := &ir.Unit{Registers: 10}
	call := ir.Inst{Op: ir.OpService, Dst: ir.NoReg, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg, Handler: 1, Target: -1}
	u.Blocks = []*ir.Block{
		{Insts: []ir.Inst{call, {Op: ir.OpReturn, Dst: ir.NoReg, A: u.AddConstant(heap.Undefined), B: ir.NoReg, C: ir.NoReg, Handler: -1}}},
		{Insts: []ir.Inst{{Op: ir.OpReturn, Dst: ir.NoReg, A: 9, B: ir.NoReg, C: ir.NoReg, Handler: -1}}},
	}
	u.Link()
	u.Liveness()
	require.True(t, u.Blocks[0].LiveIn.Has(9))
}

func TestSecondEntryMakesNoLoop(t *testing.T) {
	u := &ir.Unit{Registers: 8}
	jump := ir.Inst{Op: ir.OpNop, Dst: ir.NoReg, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg, Handler: -1}
	u.Blocks = []*ir.Block{
		{Insts: []ir.Inst{jump}, Succ: []int32{1, 2}},
		{Insts: []ir.Inst{jump}, Succ: []int32{2}},
		{Insts: []ir.Inst{jump}, Succ: []int32{1}},
	}
	u.Link()
	u.FindLoops()
	require.Empty(t, u.Loops)
}

func TestMasks(t *testing.T) {
	require.Equal(t, ir.Int, ir.MaskOf(heap.Int(-3)))
	require.Equal(t, ir.Double, ir.MaskOf(heap.Float(3)))
	require.Equal(t, ir.Bool, ir.MaskOf(heap.True))
	require.Equal(t, ir.Other, ir.MaskOf(heap.Undefined))
	require.Equal(t, ir.Other, ir.MaskOf(heap.TDZ))
	require.True(t, ir.Int.Only(ir.Num))
	require.False(t, (ir.Int | ir.Object).Only(ir.Num))
}
