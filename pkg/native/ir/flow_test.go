package ir

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// countdown is the unit of: s = 0; do { s = s + i; i = i - 1 } while (i > 0); return s
// with i in register 7 and s in register 8.
func countdown() *Unit {
	u := &Unit{Registers: 10, Types: make([]Mask, 10)}
	for r := range u.Types {
		u.Types[r] = Any
	}
	zero, one := u.AddConstant(heap.Int(0)), u.AddConstant(heap.Int(1))
	u.Blocks = []*Block{
		{Falls: true, Succ: []int32{1}, Insts: []Inst{
			{Op: OpMove, Dst: 8, Args: u.List(zero), Handler: -1},
		}},
		{PC: 1, Falls: true, Succ: []int32{1, 2}, Insts: []Inst{
			{Op: OpAdd, Dst: 8, Args: u.List(8, 7), Handler: -1, PC: 1},
			{Op: OpSub, Dst: 7, Args: u.List(7, one), Handler: -1, PC: 2},
			{Op: OpJumpCmp, Dst: NoReg, Args: u.List(7, zero), Aux: &Branch{Target: 1, Cond: syntax.OpGT, Sense: true}, Handler: -1, PC: 3},
		}},
		{PC: 5, Insts: []Inst{
			{Op: OpReturn, Dst: NoReg, Args: u.List(8), Handler: -1, PC: 5},
		}},
	}
	u.Link()
	u.FindLoops()
	u.Liveness()
	return u
}

func TestTypesOfALoop(t *testing.T) {
	u := countdown()
	u.InferTypes(nil)
	require.Equal(t, Int, u.Blocks[1].TypeIn[8], "the sum")
	require.Equal(t, Any, u.Blocks[1].TypeIn[7], "what enters")
	require.Equal(t, Int, u.Blocks[2].TypeIn[7], "what has been counted down")
}

func TestLiveness(t *testing.T) {
	u := countdown()
	live := func(b int) (out []Operand) {
		u.Blocks[b].LiveIn.Each(func(r Operand) { out = append(out, r) })
		return out
	}
	require.Equal(t, []Operand{7}, live(0))
	require.Equal(t, []Operand{7, 8}, live(1))
	require.Equal(t, []Operand{8}, live(2))
}

// A register that a handler reads is live at every operation that may throw to it.
func TestHandlersKeepRegistersAlive(t *testing.T) {
	u := &Unit{Registers: 10}
	call := Inst{Op: OpService, Dst: NoReg, Aux: &Service{Target: -1}, Handler: 1}
	u.Blocks = []*Block{
		{Insts: []Inst{call, {Op: OpReturn, Dst: NoReg, Args: u.List(u.AddConstant(heap.Undefined)), Handler: -1}}},
		{Insts: []Inst{{Op: OpReturn, Dst: NoReg, Args: u.List(9), Handler: -1}}},
	}
	u.Link()
	u.Liveness()
	require.NoError(t, u.Check())
	require.True(t, u.Blocks[0].LiveIn.Has(9))
}

func TestSecondEntryMakesNoLoop(t *testing.T) {
	u := &Unit{Registers: 8}
	jump := Inst{Op: OpNop, Dst: NoReg, Handler: -1}
	u.Blocks = []*Block{
		{Insts: []Inst{jump}, Succ: []int32{1, 2}},
		{Insts: []Inst{jump}, Succ: []int32{2}},
		{Insts: []Inst{jump}, Succ: []int32{1}},
	}
	u.Link()
	u.FindLoops()
	require.Empty(t, u.Loops)
}

func TestMasks(t *testing.T) {
	require.Equal(t, Int, MaskOf(heap.Int(-3)))
	require.Equal(t, Double, MaskOf(heap.Float(3)))
	require.Equal(t, Bool, MaskOf(heap.True))
	require.Equal(t, Other, MaskOf(heap.Undefined))
	require.Equal(t, Other, MaskOf(heap.TDZ))
	require.True(t, Int.Only(Num))
	require.False(t, (Int | Object).Only(Num))
}
