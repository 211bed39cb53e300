package baseline

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/opt"
)

// What phis get at the end of a block, all at once: from registers and words of the frame into registers and words
// of the frame.

// move is one of several that happen at once: the value from into the machine register of a phi, or into its slot.
type move struct {
	phi, from *opt.Value
	toSlot    bool
}

// location numbers machine registers and words of the frame; none is what no move changes.
type location int32

const none location = -1

// movePhis gives the phis of a block the values that come by the edge from b.
func (g *graphGen) movePhis(b, to *opt.Block) {
	n := slices.Index(to.Pred, b)
	var moves []move
	for _, phi := range to.Phis {
		if opt.Virtual(phi) {
			continue
		}
		if slot, ok := g.alloc.Slot(phi); ok && !g.isIn(phi.Args[n], slot) {
			moves = append(moves, move{phi, phi.Args[n], true})
		}
		if _, ok := g.alloc.Result(phi); ok {
			moves = append(moves, move{phi, phi.Args[n], false})
		}
	}
	g.together(moves)
}

// isIn tells that a value is in the slot.
func (g *graphGen) isIn(x *opt.Value, slot int32) bool {
	own, ok := g.alloc.Slot(x)
	return ok && own == slot
}

// source is where a move reads.
func (g *graphGen) source(m move) location {
	if m.from.Op == opt.OpConst {
		return none
	}
	if reg, ok := g.regOf(m.from); ok {
		return registerOf(m.from, reg)
	}
	if slot, ok := g.alloc.Slot(m.from); ok {
		if _, home := g.alloc.Home(m.from); !home {
			return location(int(asm.NumRegs)*2 + int(slot))
		}
	}
	return none
}

// into is where a move writes.
func (g *graphGen) into(m move) location {
	if m.toSlot {
		slot, _ := g.alloc.Slot(m.phi)
		return location(int(asm.NumRegs)*2 + int(slot))
	}
	reg, _ := g.alloc.Result(m.phi)
	return registerOf(m.phi, reg)
}

func registerOf(v *opt.Value, reg int8) location {
	if v.Rep == opt.Float64 {
		return location(int(asm.NumRegs) + int(reg))
	}
	return location(reg)
}

// together does moves as if at once: those whose target nobody reads any more come first; a ring is opened
// by one that is put aside. AX, CX and X0 are lost.
func (g *graphGen) together(moves []move) {
	moves = slices.DeleteFunc(moves, func(m move) bool { return g.source(m) == g.into(m) })
	for len(moves) > 0 {
		i := slices.IndexFunc(moves, func(m move) bool {
			return !slices.ContainsFunc(moves, func(o move) bool { return o != m && g.source(o) == g.into(m) })
		})
		if i >= 0 {
			g.move(moves[i])
			moves = slices.Delete(moves, i, i+1)
			continue
		}
		first := moves[0]
		g.pushWord(first.from)
		g.together(moves[1:])
		g.popWord(first)
		return
	}
}

// move does one move.
func (g *graphGen) move(m move) {
	switch {
	case m.toSlot && m.from.Rep == opt.Float64:
		slot, _ := g.alloc.Slot(m.phi)
		g.StoreSD(g.slotAt(slot), g.vector(m.from, 0))
	case m.toSlot:
		slot, _ := g.alloc.Slot(m.phi)
		g.storeWord(g.slotAt(slot), m.from.Rep, g.general(m.from, asm.AX))
	case m.phi.Rep == opt.Float64:
		reg, _ := g.alloc.Result(m.phi)
		if x := g.vector(m.from, vectorReg(reg)); x != vectorReg(reg) {
			g.MovXX(vectorReg(reg), x)
		}
	default:
		reg, _ := g.alloc.Result(m.phi)
		g.generalTo(m.from, generalReg(reg))
	}
}

// pushWord puts a value on the machine stack, and popWord takes it from there for a phi.
func (g *graphGen) pushWord(x *opt.Value) {
	if x.Rep == opt.Float64 {
		g.MovRX(asm.AX, g.vector(x, 0))
	} else {
		g.generalTo(x, asm.AX)
	}
	g.Push(asm.AX)
}

func (g *graphGen) popWord(m move) {
	g.Pop(asm.AX)
	if m.toSlot {
		slot, _ := g.alloc.Slot(m.phi)
		g.storeWord(g.slotAt(slot), m.phi.Rep, asm.AX)
		return
	}
	reg, _ := g.alloc.Result(m.phi)
	if m.phi.Rep == opt.Float64 {
		g.MovXR(vectorReg(reg), asm.AX)
	} else {
		g.MovRR(generalReg(reg), asm.AX)
	}
}
