package baseline

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/opt"
	"github.com/kilnjs/kiln/pkg/stack"
)

// byUnit emits an operation as code of a unit does it, between two frames that are whole as far
// as the operation looks: what it reads is put into the registers of the bytecode, and what it
// writes beside its result is there afterwards. All machine registers are lost; the values of the
// state are in the frame all the time, so that it may leave at any place.
//
// Frames of callees, which stand in registers of the bytecode in code of units, begin behind the
// frame of this code. The code of an inlined function's operation runs with the frame register at the
// frame of that function.
func (g *graphGen) byUnit(v *opt.Value) {
	at, after, words := g.at, writesOf(v.In), g.code.Words-int(v.Base())+stack.Header+len(v.Args)
	if v.Frame != nil {
		g.u = v.Frame.Unit
	}
	in, types := g.placed(v, words)
	g.places, g.age, g.clock = make([]place, words), make([]int, words), 0
	for i := range g.ownerG {
		g.ownerG[i], g.ownerX[i] = ir.NoReg, ir.NoReg
	}
	g.at, g.types, g.block = in, types, &ir.Block{Loop: -1}
	g.live, g.after = ir.NewBitset(words), ir.NewBitset(words)
	in.Uses(g.live.Add)
	for _, r := range after {
		g.after.Add(r)
	}
	jumps := in.Target() >= 0
	taken, decided := g.NewLabel(), g.NewLabel()
	if jumps {
		g.labels = make([]asm.Label, len(g.u.Blocks))
		for i := range g.labels {
			g.labels[i] = taken
		}
	}
	g.saved, g.leaving = g.savedState(false), g.leavesLate(v)
	g.shift()
	emitters[in.Op](&g.gen, in)
	g.unlockAll()
	g.saved, g.leaving = nil, nil
	for _, r := range after {
		if r == in.Dst && !jumps {
			g.placeTo(asm.AX, r)
		} else if p := g.places[r]; p.dirty {
			g.gen.store(saved{r, p})
		}
	}
	g.at, g.block, g.labels = at, nil, nil
	clear(g.places)
	if jumps {
		g.MovImm(asm.AX, 0)
		g.aside(func() {
			g.Bind(taken)
			g.MovImm(asm.AX, 1)
			g.Jmp(decided)
		})
		g.Bind(decided)
	}
	g.unshift()
	g.u = g.code.Unit
	g.done(asm.AX)
}

// writesOf are the registers that an operation writes.
func writesOf(in *ir.Inst) []ir.Operand {
	out := slices.Clone(in.Writes())
	if in.Dst >= 0 {
		out = append(out, in.Dst)
	}
	if in.Op.Is(ir.Advances) {
		out = append(out, in.B())
	}
	return out
}

// placed puts the operands of an operation where it reads them, and returns it as it is to be
// done there, and the types of so many words.
func (g *graphGen) placed(v *opt.Value, words int) (*ir.Inst, []ir.Mask) {
	in, types := *v.In, opt.UnitTypes(v, words)
	base := v.Base()
	behind := ir.Operand(g.code.Words) - base
	if in.Handler < 0 {
		in.Handler = v.State.Caught // of a caller that it is inlined in
	}
	to := slices.Clone(in.Args)
	switch aux := in.Aux.(type) {
	case *ir.Call:
		call := *aux
		if call.Base, call.Tier1 = behind, call.Base; in.Op == ir.OpShortcut {
			to = []ir.Operand{behind + stack.Header, behind + stack.Header + 1, behind + stack.Callee, behind + stack.This}
		}
		if first, ok := spreadFrame[in.Op]; ok {
			for i := range to {
				if i < len(first) {
					to[i] = behind + first[i]
				} else {
					to[i] = behind + stack.Header + ir.Operand(i-len(first))
				}
			}
		}
		in.Aux = &call
	case *ir.Member:
		member := *aux
		member.Base = behind
		in.Aux = &member
	}
	n := 0
	for i, r := range in.Args {
		switch {
		case r >= 0:
			x := v.Args[n]
			n++
			types[to[i]] = x.Type
			if h, ok := g.alloc.Home(x); !ok || h != to[i]+base {
				g.Store(homeOf(to[i]+base), g.general(x, asm.AX))
			}
		case r == ir.NoReg:
			to[i] = r
		case r != to[i]:
			c := g.u.Constant(r)
			types[to[i]] = ir.MaskOf(c)
			g.MovImm(asm.AX, g.u.ConstantBits(r))
			g.Store(homeOf(to[i]+base), asm.AX)
		}
	}
	in.Args = to
	return &in, types
}

// spreadFrame is where in the frame of a callee the first operands of calls are whose last argument is a list; the
// arguments follow.
var spreadFrame = map[ir.Op][]ir.Operand{
	ir.OpCallSpread:  {stack.Callee, stack.This},
	ir.OpNewSpread:   {stack.Callee, stack.This},
	ir.OpSuperSpread: {stack.NewTarget, stack.Callee, stack.This},
}

// leavesLate makes the label where v leaves when machine registers have been lost, in the frame of its
// function.
func (g *graphGen) leavesLate(v *opt.Value) failure {
	var out asm.Label
	return func() asm.Label {
		if out != 0 {
			return out
		}
		out = g.NewLabel()
		g.aside(func() {
			g.Bind(out)
			g.unshift()
			g.v, g.lost = v, true
			g.leaveNow(nil)
			g.lost = false
		})
		return out
	}
}

// placeTo puts the value of a register of the bytecode into a machine register, as a Value.
func (g *graphGen) placeTo(to asm.Reg, r ir.Operand) {
	switch p := g.places[r]; p.kind {
	case ir.Boxed:
		g.MovRR(to, asm.Reg(p.reg))
	case ir.Int32:
		g.MovRR(to, asm.Reg(p.reg))
		g.OpRR(asm.Or, to, intTag)
	case ir.Float64:
		g.MovRX(to, asm.XReg(p.reg))
	default:
		g.Load(to, homeOf(r))
	}
}
