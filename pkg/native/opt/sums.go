package opt

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/native/ir"
)

// Sums expects ints where a sum, of which only the bits count, has terms of which nothing is known but that they are
// numbers, beside others that are ints: operations meet doubles where sums of ints leave their range, as in hashes.
// Then Parallel computes the sum in ints. A term that is no int leaves, and is not expected to be one again.
func (g *Graph) Sums() {
	for _, b := range g.Blocks {
		for _, v := range slices.Clone(b.Values) { // the block gets others meanwhile
			if v.Op != OpTruncate {
				continue
			}
			t := terms{g: g}
			if t.of(v.Args[0], 0); t.other || !t.ints {
				continue
			}
			for _, n := range t.numbers {
				g.expectInt(n)
			}
		}
	}
}

// terms is what a sum is of.
type terms struct {
	g       *Graph
	numbers []*Value // checked to be numbers
	ints    bool     // there are ints
	other   bool     // and what is neither
}

func (t *terms) of(x *Value, depth int) {
	switch x.Op {
	case OpAddFloat, OpSubFloat:
		if depth == maxSum {
			t.other = true
			return
		}
		t.of(x.Args[0], depth+1)
		t.of(x.Args[1], depth+1)
	case OpFloatOfInt, OpFloatOfUint:
		t.ints = true
	case OpConst:
	case OpCheckNumber:
		if t.g.leavesAt(x) > 0 || x.Args[0].Type&ir.Int == 0 {
			t.other = true
		} else if !slices.Contains(t.numbers, x) {
			t.numbers = append(t.numbers, x)
		}
	default:
		t.other = true
	}
}

// leavesAt is how often the instruction was left where tier 1 goes on instead of v.
func (g *Graph) leavesAt(v *Value) int {
	s := v.State
	if s.Header {
		return ir.Patience // not for its own sake
	}
	if s.Frame != nil {
		return s.Frame.Unit.Leaves[s.PC]
	}
	return g.Unit.Leaves[s.PC]
}

// expectInt makes a check for a number one for an int, whose double is the value.
func (g *Graph) expectInt(v *Value) {
	c := g.newValue(OpCheckInt, v.Args[0])
	c.Block, c.Frame, c.PC, c.State = v.Block, v.Frame, v.PC, v.State
	b := v.Block
	b.Values = slices.Insert(b.Values, slices.Index(b.Values, v), c)
	v.Op, v.Args, v.State, v.Type = OpFloatOfInt, []*Value{c}, nil, OpFloatOfInt.Row().Type
}
