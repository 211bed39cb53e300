package ir

import (
	"strings"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/assert"
)

// TestEveryOperationHasItsRow: a name of its own, and effects that fit each other.
func TestEveryOperationHasItsRow(t *testing.T) {
	names := map[string]Op{}
	for op := range Op(NumOps) {
		row := op.Row()
		if !assert.NotEmpty(t, row.Name, "operation %d", op) {
			continue
		}
		other, twice := names[row.Name]
		assert.False(t, twice, "%d and %d are both %s", op, other, row.Name)
		names[row.Name] = op
		assert.False(t, row.Result != 0 && row.Types != nil, "%s has two result types", op)
		_, call := row.Aux.(*Call)
		_, branch := row.Aux.(*Branch)
		_, service := row.Aux.(*Service)
		_, table := row.Aux.(*Switch)
		_, member := row.Aux.(*Member)
		assert.Equal(t, branch || service || table, op.Is(Branches), "%s branches", op)
		if op.Is(Overwrites) {
			assert.True(t, call, "%s overwrites from the base of a call", op)
		}
		if op.Is(Advances) {
			assert.True(t, branch, "%s advances on one of two ways", op)
			assert.Len(t, strings.Fields(row.Args), 2)
		}
		if op.Is(Calls) {
			assert.Equal(t, all, row.Effects&all, "%s calls", op)
		}
		if row.Lower == Served {
			assert.Equal(t, all, row.Effects&all, "%s is served", op)
		}
		if row.Wants == WantsObject || row.Learns == LearnsCache || row.Learns == LearnsSite {
			assert.True(t, member, "%s has an inline cache", op)
		}
		if row.Learns == LearnsCallee {
			assert.True(t, call, "%s has a callee", op)
		}
	}
}

// TestSizeOfOperations: units are walked often.
func TestSizeOfOperations(t *testing.T) {
	assert.LessOrEqual(t, unsafe.Sizeof(Inst{}), uintptr(64))
}

func TestCheckFindsWhatDoesNotFit(t *testing.T) {
	for name, in := range map[string]Inst{
		"it has no b":                          {Op: OpAdd, Dst: 1, Args: []Operand{1}},
		"it has too many operands":             {Op: OpMove, Dst: 1, Args: []Operand{1, 2}},
		"it has no a":                          {Op: OpMove, Dst: 1, Args: []Operand{NoReg}},
		"there is no operand 99":               {Op: OpMove, Dst: 1, Args: []Operand{99}},
		"there is no operand -1":               {Op: OpMove, Dst: 1, Args: []Operand{-1}},
		"it has <nil>, not *ir.Branch":         {Op: OpJump, Dst: NoReg},
		"it has no result":                     {Op: OpReturn, Dst: 1, Args: []Operand{1}},
		"it goes to a block that is not there": {Op: OpJump, Dst: NoReg, Aux: &Branch{Target: 9}},
	} {
		u := &Unit{Registers: 8, Blocks: []*Block{{Insts: []Inst{in}}}}
		assert.ErrorContains(t, u.Check(), ": "+name)
	}
	assert.NoError(t, countdown().Check())
}

func TestDump(t *testing.T) {
	assert.Equal(t, `block 0, entry
     0  r8 = move 0
        -> [1]
block 1, loop 0 begins
     1  r8 = add r8 r7
     2  r7 = sub r7 1
     3  jumpcmp r7 0 > to block 1
        -> [1 2]
block 2
     5  return value=r8
`, countdown().Dump())
}
