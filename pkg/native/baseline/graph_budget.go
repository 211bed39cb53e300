package baseline

import (
	"slices"
	"unsafe"

	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/native/opt"
)

// In loops in which nothing calls, the register that has the address of the budget has the budget itself: a turn of a short
// loop takes as long as a word of memory takes to be counted down, which is longer than what else it does.
// What goes to Go or leaves the loop writes the word, whose address the context has; nobody else writes it
// while machine code runs: an interruption waits for the next poll.

// counts tells that the budget is in its register in a block.
func (g *graphGen) counts(b *opt.Block) bool {
	for l := b.Loop; l != nil; l = l.Parent {
		if g.counted[l] {
			return true
		}
	}
	return false
}

// findCounted finds the outermost loops that can count in a register.
func (g *graphGen) findCounted() {
	g.counted = map[*opt.Loop]bool{}
	for _, b := range g.graph.Blocks {
		if l := b.Loop; l != nil && l.Header == b && !g.counts(b) && quiet(l) {
			g.counted[l] = true
		}
	}
}

// quiet tells that nothing in a loop looks at the budget but OpBudget, and that who comes and goes does so by jumps.
func quiet(l *opt.Loop) bool {
	for _, p := range l.Header.Pred {
		if !l.Contains(p) && p.Last().Op != opt.OpJump {
			return false
		}
	}
	return !slices.ContainsFunc(l.Blocks, func(b *opt.Block) bool {
		return b.Last().Op != opt.OpJump && slices.ContainsFunc(b.Succ, func(s *opt.Block) bool { return !l.Contains(s) }) ||
			slices.ContainsFunc(b.Values, func(v *opt.Value) bool {
				return v.Op.Is(opt.Resumes) || v.Op == opt.OpMake || v.Op == opt.OpMember
			})
	})
}

// crosses tells that the jump at the end of b begins or ends a loop that counts in a register.
func (g *graphGen) crosses(b *opt.Block) bool { return g.counts(b) != g.counts(b.Succ[0]) }

// cross puts the budget where the block has it to which the one that ends goes on. AX is lost.
func (g *graphGen) cross(b *opt.Block) {
	switch to := b.Succ[0]; {
	case !g.crosses(b):
	case g.counts(to):
		g.takeBudget()
	default:
		g.putBudget(asm.AX)
		g.MovRR(budgetReg, asm.AX)
	}
}

// takeBudget loads the budget into the register that has its address.
func (g *graphGen) takeBudget() { g.Load(budgetReg, asm.At(budgetReg, 0)) }

// putBudget writes the budget from its register, and its address into another one.
func (g *graphGen) putBudget(address asm.Reg) {
	g.Load(address, ctxAt(unsafe.Offsetof(lower.Context{}.Budget)))
	g.Store(asm.At(address, 0), budgetReg)
}

// budget counts one turn or call; at zero Go looks around.
func (g *graphGen) budget() {
	entry, back := g.NewLabel(), g.NewLabel()
	if g.counts(g.v.Block) {
		g.OpRI(asm.Sub, budgetReg, 1)
	} else {
		g.OpMI(asm.Sub, asm.At(budgetReg, 0), 1)
	}
	g.Jcc(asm.LE, entry)
	g.Bind(back)
	g.goBeside(lower.ExitPoll, entry, back, nil, nil)
}
