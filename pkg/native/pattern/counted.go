package pattern

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/regexp"
)

// Loops that count their turns, lookarounds and back-references.

// loop is OpLoop.
func (g *gen) loop(pc int, in regexp.Inst) {
	least, most, lazy := g.p.Counts(in.Y)
	_, exit, _, body, next := g.p.Turns(in.Y)
	g.step()
	turn, counter := g.NewLabel(), asm.At(regs, 4*in.X)
	g.Load32(asm.AX, counter)
	if most != regexp.Unlimited {
		g.OpRI32(asm.Cmp, asm.AX, most)
		g.Jcc(asm.GE, g.at[exit])
	}
	if least > 0 {
		g.OpRI32(asm.Cmp, asm.AX, least)
		g.Jcc(asm.L, turn)
	}
	g.avail = 0
	g.unlessPossible(body, g.at[exit])
	g.avail = 0
	g.unlessPossible(next, turn)
	g.avail = 0
	g.room(1)
	if lazy {
		g.push(g.place(turn))
		g.jump(int(exit))
	} else {
		g.push(g.choice(int(exit)))
	}
	g.Bind(turn)
	g.room(1)
	on := g.NewLabel()
	if most == regexp.Unlimited {
		g.OpMI32(asm.Cmp, counter, least)
		g.Jcc(asm.G, on)
	}
	g.undo(in.X)
	g.OpMI32(asm.Add, counter, 1)
	g.Bind(on)
}

// loopEnd is OpLoopEnd: a turn that was not required must not be empty.
func (g *gen) loopEnd(in regexp.Inst) {
	least, _, _ := g.p.Counts(in.Y)
	head, _, mark, _, _ := g.p.Turns(in.Y)
	if mark >= 0 {
		g.OpMI32(asm.Cmp, asm.At(regs, 4*in.X), least)
		g.Jcc(asm.LE, g.at[head])
		g.OpRM32(asm.Cmp, pos, asm.At(regs, 4*mark))
		g.Jcc(asm.E, g.fail)
	}
	g.jump(int(head))
}

var baseOffset = unsafe.Offsetof(state{}.base)

// height puts how high the stack is into a register of the program, in bytes.
func (g *gen) height(r int32) {
	g.MovRR(asm.AX, sp)
	g.OpRM(asm.Sub, asm.AX, field(baseOffset))
	g.Store32(asm.At(regs, 4*r), asm.AX)
}

// undoes reports whether the instructions from pc back to the beginning of their lookaround, whose
// register is r, push undo words.
func (g *gen) undoes(pc int, r int32) bool {
	for pc--; ; pc-- {
		switch in := g.p.At(pc); in.Op {
		case regexp.OpLook, regexp.OpNot:
			if in.X == r {
				return false
			}
		case regexp.OpSave:
			if g.undone[in.X] {
				return true
			}
		case regexp.OpSetReg, regexp.OpClear, regexp.OpLoop:
			return true
		}
	}
}

// lookEnd is OpLookEnd: choices above the height go, undo words stay.
func (g *gen) lookEnd(pc int, in regexp.Inst) {
	g.avail = 0
	g.Load32(asm.AX, asm.At(regs, 4*in.X))
	g.OpRM(asm.Add, asm.AX, field(baseOffset))
	if g.undoes(pc, in.X) {
		loop, next, done := g.NewLabel(), g.NewLabel(), g.NewLabel()
		g.MovRR(asm.CX, asm.AX)
		g.Bind(loop)
		g.OpRR(asm.Cmp, asm.AX, sp)
		g.Jcc(asm.AE, done)
		g.Load(asm.DX, asm.At(asm.AX, 0))
		g.OpRI32(asm.Cmp, asm.DX, g.dataPlace())
		g.Jcc(asm.AE, next)
		g.Store(asm.At(asm.CX, 0), asm.DX)
		g.OpRI(asm.Add, asm.CX, 8)
		g.Bind(next)
		g.OpRI(asm.Add, asm.AX, 8)
		g.Jmp(loop)
		g.Bind(done)
		g.MovRR(sp, asm.CX)
	} else {
		g.MovRR(sp, asm.AX)
	}
	g.Load32(pos, asm.At(regs, 4*in.X+4))
}

// notEnd is OpNotEnd: all above the height is undone.
func (g *gen) notEnd(pc int, in regexp.Inst) {
	g.Load32(asm.CX, asm.At(regs, 4*in.X))
	g.OpRM(asm.Add, asm.CX, field(baseOffset))
	if g.undoes(pc, in.X) {
		loop, done := g.NewLabel(), g.NewLabel()
		g.Bind(loop)
		g.OpRR(asm.Cmp, sp, asm.CX)
		g.Jcc(asm.BE, done)
		g.OpRI(asm.Sub, sp, 8)
		g.Load32(asm.AX, asm.At(sp, 0))
		g.OpRI32(asm.Cmp, asm.AX, g.dataPlace())
		g.Jcc(asm.AE, loop)
		g.Load32(asm.DX, asm.At(sp, 4))
		g.Store32(asm.AtIndex(regs, asm.AX, 4, 0), asm.DX)
		g.Jmp(loop)
		g.Bind(done)
	} else {
		g.MovRR(sp, asm.CX)
	}
	g.Jmp(g.fail)
}

// backref is OpBackref: CX goes through what the group captured, pos through what follows.
func (g *gen) backref(pc int, in regexp.Inst) {
	fold := g.p.IgnoresCase(pc)
	if in.X < 0 || g.p.Backward(pc) || fold && g.wide {
		g.declined = true
		return
	}
	g.avail = 0
	loop, done := g.NewLabel(), g.NewLabel()
	from, to := asm.At(regs, 8*in.X), asm.At(regs, 8*in.X+4)
	g.OpMI32(asm.Cmp, from, 0)
	g.Jcc(asm.L, done)
	g.OpMI32(asm.Cmp, to, 0)
	g.Jcc(asm.L, done)
	g.Load32(asm.CX, from)
	g.Load32(asm.AX, to)
	g.OpRR(asm.Sub, asm.AX, asm.CX)
	g.MovRR(asm.DX, asm.AX)
	g.ShiftRI(asm.Shr, asm.DX, 4)
	g.OpRR(asm.Sub, steps, asm.DX)
	g.OpRR(asm.Add, asm.AX, pos)
	g.OpRR(asm.Cmp, asm.AX, length)
	g.Jcc(asm.A, g.fail)
	g.Bind(loop)
	g.OpRM32(asm.Cmp, asm.CX, to)
	g.Jcc(asm.GE, done)
	g.loadUnit(asm.AX, asm.CX, 0)
	g.loadUnit(asm.DX, pos, 0)
	if fold {
		if g.folds < 0 {
			g.folds = int32(len(g.data))
			table := g.p.Folded()
			g.data = append(g.data, table[:]...)
		}
		g.Load8(asm.AX, asm.AtIndex(tables, asm.AX, 1, g.folds))
		g.Load8(asm.DX, asm.AtIndex(tables, asm.DX, 1, g.folds))
	}
	g.OpRR32(asm.Cmp, asm.AX, asm.DX)
	g.Jcc(asm.NE, g.fail)
	g.OpRI(asm.Add, asm.CX, 1)
	g.OpRI(asm.Add, pos, 1)
	g.Jmp(loop)
	g.Bind(done)
}
