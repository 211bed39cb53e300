package pattern

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/regexp"
)

// Loops over single characters.

const offsetSpare = unsafe.Offsetof(state{}.spare)

// worked counts scanned units as steps: those from the position in CX to pos, one for 1<<shift. It
// takes AX.
func (g *gen) worked(shift uint8) {
	g.MovRR(asm.AX, pos)
	g.OpRR(asm.Sub, asm.AX, asm.CX)
	g.ShiftRI(asm.Shr, asm.AX, shift)
	g.OpRR(asm.Sub, steps, asm.AX)
}

// repeat is OpRepeat or OpRepeatU.
func (g *gen) repeat(pc int, in regexp.Inst) {
	least, most, _ := g.p.Counts(in.Y)
	next, possessive := g.p.Follows(in.Y)
	set, _ := g.p.Set(in.X)
	if least > 1<<20 {
		g.declined = true
		return
	}
	g.wantUnits(least)
	g.avail = 0
	g.MovRR(asm.CX, pos)
	done := g.NewLabel()
	switch bounded := most != regexp.Unlimited; {
	case g.p.HasAll(in.X) && !bounded:
		g.MovRR(pos, length)
	default:
		limit := length
		if bounded {
			// The limit is the lesser one of two.
			limit = asm.AX
			short := g.NewLabel()
			g.Lea(asm.AX, asm.At(pos, most))
			g.OpRR(asm.Cmp, asm.AX, length)
			g.Jcc(asm.BE, short)
			g.MovRR(asm.AX, length)
			g.Bind(short)
			g.Store(field(offsetSpare), asm.AX)
		}
		if g.p.HasAll(in.X) {
			g.MovRR(pos, limit)
			break
		}
		ended := func() {
			switch {
			case bounded && g.wide:
				// The test of a set may need the spare word.
				g.Lea(asm.AX, asm.At(asm.CX, most))
				g.OpRR(asm.Cmp, pos, asm.AX)
				g.Jcc(asm.AE, done)
				g.OpRR(asm.Cmp, pos, length)
			case bounded:
				g.OpRM(asm.Cmp, pos, field(offsetSpare))
			default:
				g.OpRR(asm.Cmp, pos, length)
			}
		}
		loop := g.NewLabel()
		ended()
		g.Jcc(asm.AE, done)
		g.Bind(loop)
		g.loadUnit(asm.AX, pos, 0)
		g.unlessIn(in.X, set, done)
		g.OpRI(asm.Add, pos, 1)
		ended()
		g.Jcc(asm.B, loop)
	}
	g.Bind(done)
	g.worked(3)
	switch {
	case least == 1:
		g.OpRR(asm.Cmp, pos, asm.CX)
		g.Jcc(asm.E, g.fail)
	case least > 1:
		g.Lea(asm.AX, asm.At(asm.CX, least))
		g.OpRR(asm.Cmp, pos, asm.AX)
		g.Jcc(asm.B, g.fail)
	}
	if possessive || least == most {
		return
	}
	if least > 0 {
		g.OpRI(asm.Add, asm.CX, least)
	}
	// CX is the least position.
	found := g.NewLabel()
	if next >= 0 {
		try, shorter := g.NewLabel(), g.NewLabel()
		g.Bind(try)
		g.unlessPossible(next, shorter)
		g.avail = 0
		g.later = append(g.later, func() {
			g.Bind(shorter)
			g.OpRR(asm.Cmp, pos, asm.CX)
			g.Jcc(asm.BE, g.fail)
			g.OpRI(asm.Sub, pos, 1)
			g.Jmp(try)
		})
	}
	g.OpRR(asm.Cmp, pos, asm.CX)
	g.Jcc(asm.E, found)
	g.room(2)
	back := g.NewLabel()
	place := g.place(back)
	g.StoreImm32(asm.At(sp, 0), g.dataPlace())
	g.Store32(asm.At(sp, 4), asm.CX)
	g.OpRI(asm.Add, sp, 8)
	g.push(place)
	g.Bind(found)
	g.later = append(g.later, func() { g.giveBack(pc, next, back) })
}

// giveBack makes a loop shorter: sp is at its upper word, which has been popped.
func (g *gen) giveBack(pc int, next int32, back asm.Label) {
	keep, last := g.NewLabel(), g.NewLabel()
	g.Bind(back)
	g.Load32(asm.CX, asm.At(sp, -4))
	if next < 0 {
		g.OpRI(asm.Sub, pos, 1)
	} else {
		loop, more := g.NewLabel(), g.NewLabel()
		found := g.NewLabel()
		g.Bind(loop)
		g.OpRI(asm.Sub, pos, 1)
		g.avail = 0
		g.unlessPossible(next, more)
		g.Jmp(found)
		g.Bind(more)
		g.OpRR(asm.Cmp, pos, asm.CX)
		g.Jcc(asm.A, loop)
		g.gaveBack()
		g.OpRI(asm.Sub, sp, 8)
		g.Jmp(g.fail)
		g.Bind(found)
		g.gaveBack()
	}
	g.OpRR(asm.Cmp, pos, asm.CX)
	g.Jcc(asm.E, last)
	g.Bind(keep)
	g.Store32(asm.At(sp, 4), pos)
	g.OpRI(asm.Add, sp, 8)
	g.jump(pc + 1)
	g.Bind(last)
	g.OpRI(asm.Sub, sp, 8)
	g.jump(pc + 1)
}

// gaveBack counts the units from pos to where the loop ended before as steps.
func (g *gen) gaveBack() {
	g.Load32(asm.AX, asm.At(sp, 4))
	g.OpRR(asm.Sub, asm.AX, pos)
	g.ShiftRI(asm.Shr, asm.AX, 4)
	g.OpRR(asm.Sub, steps, asm.AX)
}

// lazy is OpLazy or OpLazyU. CX is how many characters it may still take, if that is bounded.
func (g *gen) lazy(pc int, in regexp.Inst) {
	least, most, _ := g.p.Counts(in.Y)
	next, _ := g.p.Follows(in.Y)
	set, _ := g.p.Set(in.X)
	bounded := most != regexp.Unlimited
	if least > 8 {
		g.declined = true
		return
	}
	for range least {
		g.wantUnits(g.off + 1)
		g.loadUnit(asm.AX, pos, g.off)
		g.unlessIn(in.X, set, g.fail)
		g.off++
	}
	g.settle()
	if bounded {
		g.MovImm(asm.CX, uint64(most-least))
	}
	begun := field(unsafe.Offsetof(state{}.begun))
	g.Store(begun, pos)
	loop, take, failed := g.NewLabel(), g.NewLabel(), g.NewLabel()
	count := func() {
		g.MovRR(asm.AX, pos)
		g.OpRM(asm.Sub, asm.AX, begun)
		g.ShiftRI(asm.Shr, asm.AX, 4)
		g.OpRR(asm.Sub, steps, asm.AX)
	}
	g.avail = 0
	g.Bind(loop)
	g.unlessPossible(next, take)
	g.avail = 0
	count()
	back := g.NewLabel()
	place := g.place(back)
	if bounded {
		g.room(2)
		g.StoreImm32(asm.At(sp, 0), g.dataPlace())
		g.Store32(asm.At(sp, 4), asm.CX)
		g.OpRI(asm.Add, sp, 8)
	} else {
		g.room(1)
	}
	g.push(place)
	g.later = append(g.later, func() {
		// The words have been popped.
		g.Bind(back)
		if bounded {
			g.OpRI(asm.Sub, sp, 8)
			g.Load32(asm.CX, asm.At(sp, 4))
		}
		g.Store(begun, pos)
		g.Bind(take)
		if bounded {
			g.OpRI32(asm.Sub, asm.CX, 1)
			g.Jcc(asm.S, failed)
		}
		g.OpRR(asm.Cmp, pos, length)
		g.Jcc(asm.AE, failed)
		g.loadUnit(asm.AX, pos, 0)
		g.unlessIn(in.X, set, failed)
		g.OpRI(asm.Add, pos, 1)
		g.Jmp(loop)
		g.Bind(failed)
		count()
		g.Jmp(g.fail)
	})
}
