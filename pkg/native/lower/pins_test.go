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
	u.Blocks = []*ir.Block{
		{Falls: true, Succ: []int32{1}, Insts: []ir.Inst{
			{Op: ir.OpMove, Dst: 8, Args: u.List(zero), Handler: -1},
		}},
		{PC: 1, Falls: true, Succ: []int32{1, 2}, Insts: []ir.Inst{
			{Op: ir.OpAdd, Dst: 8, Args: u.List(8, 7), Handler: -1, Seen: seen, PC: 1},
			{Op: ir.OpSub, Dst: 7, Args: u.List(7, one), Handler: -1, PC: 2},
			{Op: ir.OpJumpCmp, Dst: ir.NoReg, Args: u.List(7, zero), Aux: &ir.Branch{Target: 1, Cond: syntax.OpGT, Sense: true}, Handler: -1, PC: 3},
		}},
		{PC: 5, Insts: []ir.Inst{
			{Op: ir.OpReturn, Dst: ir.NoReg, Args: u.List(8), Handler: -1, PC: 5},
		}},
	}
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
