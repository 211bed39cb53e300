package opt

import (
	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/native/ir"
)

// What an operation that the graph leaves to Go costs, where the baseline's machine code does it itself,
// compared with what the graph saves on another one: a round trip and a step of tier 1 take about
// 60 ns, and an operation of a graph saves a fifth of one.
const (
	inGoCost = 300
	// byUnitCost is that of what runs between two frames that are whole.
	byUnitCost = 8
	// maxWeighed is how many nested loops make an operation count for more, each loopWeight times.
	maxWeighed = 4
	loopWeight = 8
)

// Worthwhile tells whether the graph gains more by its plain operations than it loses by those that
// only the baseline does without Go.
func (g *Graph) Worthwhile(fn *bytecode.Function) bool {
	gain, loss := 0, 0
	for _, b := range g.Blocks {
		weight := 1
		for l, depth := b.Loop, 0; l != nil && depth < maxWeighed; l, depth = l.Parent, depth+1 {
			weight *= loopWeight
		}
		for _, v := range b.Values {
			in, leaves := fn, g.Unit.Leaves
			if v.Frame != nil {
				in, leaves = v.Frame.Function, v.Frame.Unit.Leaves
			}
			switch {
			case v.Op == OpByUnit && !met(in, v.In): // cold
			case v.Op == OpByUnit:
				loss += weight * byUnitCost
			case v.Op == OpCall && v.In.Op == ir.OpShortcut:
				loss += weight * inGoCost
			case v.Op != OpGo:
				gain += weight
			case v.In.Op == ir.OpThrow: // what throws is rare, or the baseline does not do it without Go either
			case v.In.Op.Row().Lower != ir.Served && (leaves[v.In.PC] > 0 || met(in, v.In)):
				loss += weight * inGoCost
			}
		}
	}
	return loss <= gain
}

// met tells that an operation has probably run: what has not is cold.
func met(fn *bytecode.Function, in *ir.Inst) bool {
	switch in.Op {
	case ir.OpGetMember, ir.OpSetMember, ir.OpGetGlobal, ir.OpSetGlobal:
		if in.Member().Name == 0 {
			return true
		}
		ic := fn.CacheAt(in.PC)
		return ic != nil && (ic.N > 0 || ic.Mega)
	}
	switch in.Op.Row().Wants {
	case ir.WantsNumbers, ir.WantsQuotient, ir.WantsBits:
		return in.Fed != 0 || in.Op == ir.OpCmp || in.Op == ir.OpJumpCmp // which meet strings and tell nobody
	}
	return true
}
