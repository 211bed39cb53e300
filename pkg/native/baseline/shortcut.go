package baseline

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
)

// Calls of built-in functions that machine code does itself, as long as the
// callee is the function it was compiled for.

// number is an operand of a shortcut at hand: a double in x, or a Value in reg
// (noX).
type number struct {
	reg   asm.Reg
	x     asm.XReg
	known ir.Mask
}

// numberAt brings an operand to hand. The scratch registers take what is in no
// register yet.
func (g *gen) numberAt(o ir.Operand, reg asm.Reg, x asm.XReg) number {
	known := g.u.TypeOf(o, g.types)
	if known.Only(ir.Double) || known != ir.Int && o >= 0 && g.places[o].kind == ir.Float64 {
		return number{x: g.doubleOf(o, x, g.fail), known: ir.Double}
	}
	return number{reg: g.peek(o, reg), x: noX, known: known}
}

// double puts a number into x; what is none goes to slow. AX is lost.
func (g *gen) double(n number, x asm.XReg, slow asm.Label) {
	switch {
	case n.x == noX:
		g.numberTo(x, n.reg, n.known, slow)
	case n.x != x:
		g.MovXX(x, n.x)
	}
}

// emitShortcut does the work of a built-in function.
func (g *gen) emitShortcut(in *ir.Inst) {
	switch in.Call().Shortcut {
	case object.ShortcutCharAt, object.ShortcutCharCodeAt, object.ShortcutCodePointAt:
		g.emitCharacter(in)
		return
	case object.ShortcutPush:
		g.emitPush(in)
		return
	case object.ShortcutPop:
		g.emitPop(in)
		return
	case object.ShortcutMapGet, object.ShortcutMapHas, object.ShortcutMapSet, object.ShortcutSetHas, object.ShortcutSetAdd:
		g.emitTable(in)
		return
	}
	a, b := g.numberAt(in.A(), asm.DX, 0), number{}
	if in.B() != ir.NoReg {
		b = g.numberAt(in.B(), asm.CX, 1)
		if b.x == noX && b.reg == asm.CX {
			b.reg = g.temporary()
			g.MovRR(b.reg, asm.CX)
		}
	}
	if a.x == noX && a.reg == asm.DX {
		a.reg = g.temporary()
		g.MovRR(a.reg, asm.DX)
	}
	result, leaves := g.u.ShortcutResult(in, g.types)
	slow, done := g.shortcutSlow(in, leaves)
	g.checkCallee(in, slow)
	switch in.Call().Shortcut {
	case object.ShortcutSqrt, object.ShortcutPow, object.ShortcutFround:
		g.double(a, 0, slow)
		switch in.Call().Shortcut {
		case object.ShortcutSqrt:
			g.SSERR(asm.SqrtSD, 0, 0)
		case object.ShortcutPow: // a square
			g.SSERR(asm.MulSD, 0, 0)
		default:
			g.CvtSDSS(0, 0)
			g.CvtSSSD(0, 0)
		}
		g.shortcutDouble(in, result, done)
		return
	case object.ShortcutFloor, object.ShortcutCeil, object.ShortcutRound, object.ShortcutTrunc:
		g.rounding(in.Call().Shortcut, a, slow)
	case object.ShortcutImul:
		g.elementBits(a.reg, a.x, a.known, slow)
		g.MovRR32(asm.CX, asm.AX)
		g.elementBits(b.reg, b.x, b.known, slow)
		g.Imul32(asm.AX, asm.CX)
	case object.ShortcutClz32:
		zero, counted := g.NewLabel(), g.NewLabel()
		g.elementBits(a.reg, a.x, a.known, slow)
		g.Bsr32(asm.CX, asm.AX)
		g.Jcc(asm.E, zero)
		g.MovImm(asm.AX, 31)
		g.OpRR32(asm.Sub, asm.AX, asm.CX)
		g.Bind(counted)
		g.later(func() {
			g.Bind(zero)
			g.MovImm(asm.AX, 32)
			g.Jmp(counted)
		})
	case object.ShortcutSign:
		if a.x != noX {
			g.exactInt(asm.AX, a.x, slow)
		} else {
			g.intIn(a, slow)
		}
		g.MovRR32(asm.CX, asm.AX)
		g.ShiftRI32(asm.Sar, asm.AX, 31)
		g.Neg32(asm.CX)
		g.ShiftRI32(asm.Shr, asm.CX, 31)
		g.OpRR32(asm.Or, asm.AX, asm.CX)
	case object.ShortcutFromCharCode:
		g.intIn(a, slow)
		g.character(slow)
		g.hit(g.verified(done, in.Dst), done)
		g.Bind(done)
		g.unlockAll()
		g.setBoxed(in.Dst, asm.AX)
		return
	default:
		g.choose(in, a, b, result, slow, done)
		return
	}
	g.shortcutInt(in, result, done)
}

// shortcutSlow makes the label where a shortcut gives up: to leave the unit, or to
// have the call done in Go and go on at done. No place may change after it.
func (g *gen) shortcutSlow(in *ir.Inst, leaves bool) (slow, done asm.Label) {
	if leaves {
		return g.fail(), g.NewLabel()
	}
	slow, done = g.NewLabel(), g.NewLabel()
	g.service(lower.ExitShortcut, slow, done, in.Dst)
	return slow, done
}

// checkCallee goes to slow unless the callee is the expected function. AX and CX
// are lost.
func (g *gen) checkCallee(in *ir.Inst, slow asm.Label) {
	g.code.Keep(in.Call().Callee)
	r := g.peek(in.C(), asm.CX)
	g.MovImm(asm.AX, uint64(in.Call().Callee))
	g.OpRR(asm.Cmp, r, asm.AX)
	g.Jcc(asm.NE, slow)
}

// shortcutInt makes the int in AX the result, in the form that the type says.
func (g *gen) shortcutInt(in *ir.Inst, result ir.Mask, done asm.Label) {
	if result == ir.Int {
		if heap.Checked {
			g.OpRR(asm.Or, asm.AX, intTag)
			g.hit(g.verified(done, in.Dst), done)
		}
		g.Bind(done)
		if heap.Checked {
			g.MovRR32(asm.AX, asm.AX)
		}
		g.unlockAll()
		g.setInt(in.Dst, asm.AX)
		return
	}
	g.OpRR(asm.Or, asm.AX, intTag)
	g.hit(g.verified(done, in.Dst), done)
	g.Bind(done)
	g.unlockAll()
	g.setBoxed(in.Dst, asm.AX)
}

// shortcutDouble makes the double in X0 the result.
func (g *gen) shortcutDouble(in *ir.Inst, result ir.Mask, done asm.Label) {
	if result == ir.Double {
		g.Bind(done)
		g.unlockAll()
		g.setDouble(in.Dst, 0)
		return
	}
	g.MovRX(asm.AX, 0)
	g.hit(g.verified(done, in.Dst), done)
	g.Bind(done)
	g.unlockAll()
	g.setBoxed(in.Dst, asm.AX)
}

// intIn puts an int into AX, upper half zero; everything else goes to slow.
func (g *gen) intIn(n number, slow asm.Label) {
	if n.x != noX {
		g.integral(asm.AX, n.x, slow)
		return
	}
	if n.known != ir.Int {
		g.MovRR(asm.AX, n.reg)
		g.ShiftRI(asm.Shr, asm.AX, 32)
		g.OpRI32(asm.Cmp, asm.AX, lower.IntUpper)
		g.Jcc(asm.NE, slow)
	}
	g.MovRR32(asm.AX, n.reg)
}

// rounding puts Math.floor, ceil, round or trunc of a number into AX, if it is an
// int: -0 is none.
func (g *gen) rounding(s object.Shortcut, n number, slow asm.Label) {
	done, other := g.NewLabel(), g.NewLabel()
	if n.x == noX {
		if n.known == ir.Int {
			g.MovRR32(asm.AX, n.reg)
			return
		}
		g.MovRR(asm.AX, n.reg)
		g.ShiftRI(asm.Shr, asm.AX, 32)
		g.OpRI32(asm.Cmp, asm.AX, lower.IntUpper)
		g.Jcc(asm.NE, other)
		g.MovRR32(asm.AX, n.reg)
		g.later(func() {
			g.Bind(other)
			g.OpRR(asm.Cmp, n.reg, intTag)
			g.Jcc(asm.AE, slow)
			g.MovXR(0, n.reg)
			g.roundX0(s, slow)
			g.Jmp(done)
		})
	} else {
		if n.x != 0 {
			g.MovXX(0, n.x)
		}
		g.roundX0(s, slow)
	}
	g.Bind(done)
}

// roundX0 is rounding of the double in X0. X1 and CX are lost.
func (g *gen) roundX0(s object.Shortcut, slow asm.Label) {
	done, exact := g.NewLabel(), g.NewLabel()
	g.TruncateInt(asm.AX, 0, slow)
	if s != object.ShortcutTrunc {
		g.XorPD(1, 1)
		g.CvtIntSD(1, asm.AX)
		g.UcomiSD(1, 0)
		if s == object.ShortcutCeil {
			g.Jcc(asm.AE, exact)
			g.OpRI32(asm.Add, asm.AX, 1)
			g.Jcc(asm.O, slow)
		} else {
			g.Jcc(asm.BE, exact)
			g.OpRI32(asm.Sub, asm.AX, 1)
		}
		g.Bind(exact)
	}
	if s == object.ShortcutRound {
		// Half goes up; the difference to the floor is exact enough to tell.
		down := g.NewLabel()
		g.MovXX(1, 0)
		g.XorPD(0, 0)
		g.CvtIntSD(0, asm.AX)
		g.SSERR(asm.SubSD, 1, 0)
		g.MovImm(asm.CX, uint64(heap.Float(0.5)))
		g.MovXR(0, asm.CX)
		g.UcomiSD(1, 0)
		g.Jcc(asm.B, down)
		g.OpRI32(asm.Add, asm.AX, 1)
		g.Jcc(asm.O, slow)
		// Zero from below is -0.
		g.Jcc(asm.E, slow)
		g.Bind(down)
		g.TestRR32(asm.AX, asm.AX)
		g.Jcc(asm.NE, done)
		g.MovRX(asm.CX, 1)
	} else {
		g.TestRR32(asm.AX, asm.AX)
		g.Jcc(asm.NE, done)
		g.MovRX(asm.CX, 0)
	}
	g.TestRR(asm.CX, asm.CX)
	g.Jcc(asm.S, slow)
	g.Bind(done)
}

// choose does Math.abs, min and max.
func (g *gen) choose(in *ir.Inst, a, b number, result ir.Mask, slow, done asm.Label) {
	two := in.B() != ir.NoReg
	switch result {
	case ir.Double:
		g.chooseDouble(in, a, b, slow)
		g.shortcutDouble(in, result, done)
		return
	case ir.Int:
		g.chooseInt(in, a, b, slow)
		g.shortcutInt(in, result, done)
		return
	}
	numbers := g.NewLabel()
	if a.x != noX || two && b.x != noX {
		g.chooseDouble(in, a, b, slow)
		g.shortcutDouble(in, result, done)
		g.later(func() { g.Bind(numbers) })
		return
	}
	g.otherThanInt(a, numbers)
	if two {
		g.otherThanInt(b, numbers)
	}
	g.chooseInt(in, a, b, slow)
	g.later(func() {
		g.Bind(numbers)
		g.chooseDouble(in, a, b, slow)
		g.MovRX(asm.AX, 0)
		g.Jmp(done)
	})
	g.shortcutInt(in, result, done)
}

// otherThanInt goes to other unless the Value is an int. AX is lost.
func (g *gen) otherThanInt(n number, other asm.Label) {
	if n.known == ir.Int {
		return
	}
	g.MovRR(asm.AX, n.reg)
	g.ShiftRI(asm.Shr, asm.AX, 32)
	g.OpRI32(asm.Cmp, asm.AX, lower.IntUpper)
	g.Jcc(asm.NE, other)
}

func (g *gen) chooseInt(in *ir.Inst, a, b number, slow asm.Label) {
	g.MovRR32(asm.AX, a.reg)
	switch in.Call().Shortcut {
	case object.ShortcutAbs:
		g.MovRR32(asm.CX, asm.AX)
		g.Neg32(asm.CX)
		g.Jcc(asm.O, slow)
		g.Cmov32(asm.NS, asm.AX, asm.CX)
	case object.ShortcutMax:
		g.OpRR32(asm.Cmp, asm.AX, b.reg)
		g.Cmov32(asm.L, asm.AX, b.reg)
	default:
		g.OpRR32(asm.Cmp, asm.AX, b.reg)
		g.Cmov32(asm.G, asm.AX, b.reg)
	}
}

// chooseDouble leaves the result in X0. A NaN wins, and of two zeros that with
// the right sign (sec-math.max).
func (g *gen) chooseDouble(in *ir.Inst, a, b number, slow asm.Label) {
	if in.Call().Shortcut == object.ShortcutAbs {
		g.double(a, 0, slow)
		g.MovRX(asm.AX, 0)
		g.ShiftRI(asm.Shl, asm.AX, 1)
		g.ShiftRI(asm.Shr, asm.AX, 1)
		g.MovXR(0, asm.AX)
		return
	}
	// The second first: a may be in X0 already and stays there.
	g.double(b, 1, slow)
	g.double(a, 0, slow)
	g.chooseX(in.Call().Shortcut == object.ShortcutMax)
}

// chooseX puts the larger, or smaller, one of X0 and X1 into X0.
func (g *gen) chooseX(larger bool) {
	nan, equal, done := g.NewLabel(), g.NewLabel(), g.NewLabel()
	g.UcomiSD(0, 1)
	g.Jcc(asm.P, nan)
	g.Jcc(asm.E, equal)
	if larger {
		g.SSERR(asm.MaxSD, 0, 1)
	} else {
		g.SSERR(asm.MinSD, 0, 1)
	}
	g.Bind(done)
	g.later(func() {
		g.Bind(nan)
		g.SSERR(asm.AddSD, 0, 1)
		g.Jmp(done)
		g.Bind(equal)
		if larger {
			g.AndPD(0, 1)
		} else {
			g.OrPD(0, 1)
		}
		g.Jmp(done)
	})
}

// emitCharacter does charCodeAt, codePointAt and charAt of a string.
func (g *gen) emitCharacter(in *ir.Inst) {
	again := g.NewLabel()
	g.Bind(again)
	before := g.atHand(g.live)
	_, leaves := g.u.ShortcutResult(in, g.types)
	this := g.baseOf(in.Call().Base + stack.This)
	index := g.temporary()
	n := g.numberAt(in.A(), asm.DX, 0)
	slow, done := g.shortcutSlow(in, leaves)
	rope := g.NewLabel()
	dirty := g.dirtyLive(g.live)
	g.later(func() {
		g.Bind(rope)
		for _, s := range dirty {
			g.store(s)
		}
		g.exitTo(lower.Exit{Kind: lower.ExitFlatten, PC: in.PC, Code: g.code, Inst: in})
		for _, s := range before {
			g.load(s)
		}
		g.Jmp(again)
	})
	g.intIn(n, slow)
	g.MovRR32(index, asm.AX)
	g.checkCallee(in, slow)
	g.textAddress(this, slow)
	g.OpRM32(asm.Cmp, index, asm.At(asm.DX, lower.StringLength))
	g.Jcc(asm.AE, slow)
	g.codeUnit(index, rope)
	result, _ := g.u.ShortcutResult(in, g.types)
	switch in.Call().Shortcut {
	case object.ShortcutCharAt:
		g.character(slow)
		g.hit(g.verified(done, in.Dst), done)
		g.Bind(done)
		g.unlockAll()
		g.setBoxed(in.Dst, asm.AX)
		return
	case object.ShortcutCodePointAt:
		// A surrogate may be half of a code point.
		g.Lea32(asm.CX, asm.At(asm.AX, -0xD800))
		g.OpRI32(asm.Cmp, asm.CX, 0x800)
		g.Jcc(asm.B, slow)
	}
	g.shortcutInt(in, result, done)
}

// arrayAddress puts the address of the array in reg into DX; what is no array
// goes to other. CX is lost.
func (g *gen) arrayAddress(reg asm.Reg, known ir.Mask, other asm.Label) {
	g.addressOf(reg, known, other)
	g.OpMI8(asm.Cmp, asm.At(asm.DX, lower.ClassOffset), int8(heap.ClassArray))
	g.Jcc(asm.NE, other)
}

// emitPush does Array.prototype.push of one value. Where the elements must grow
// Go does it; its result is an int because the length is.
func (g *gen) emitPush(in *ir.Inst) {
	value := g.valueOf(in.A())
	this := g.baseOf(in.Call().Base + stack.This)
	length := g.temporary()
	result, leaves := g.u.ShortcutResult(in, g.types)
	known := g.u.TypeOf(in.Call().Base+stack.This, g.types)
	slow, called := g.NewLabel(), g.NewLabel()
	g.service(lower.ExitShortcut, slow, called, in.Dst)
	out := slow
	if leaves {
		out = g.fail()
	}
	g.checkCallee(in, out)
	g.arrayAddress(this, known, out)
	g.Load(length, asm.At(asm.DX, lower.ArrayLength))
	g.MovRR(asm.CX, length)
	g.ShiftRI(asm.Shr, asm.CX, 32)
	g.OpRI32(asm.Cmp, asm.CX, lower.IntUpper)
	g.Jcc(asm.NE, out)
	g.MovRR32(asm.CX, length)
	g.OpRI32(asm.Cmp, asm.CX, 1<<30)
	g.Jcc(asm.AE, out)
	g.MovRR(asm.AX, value)
	g.Call(g.appendLabel())
	g.TestRR32(asm.CX, asm.CX)
	g.Jcc(asm.E, slow)
	g.Lea32(asm.AX, asm.At(length, 1))
	if result == ir.Int {
		g.Bind(called)
		g.MovRR32(asm.AX, asm.AX)
		g.unlockAll()
		g.setInt(in.Dst, asm.AX)
		return
	}
	g.shortcutInt(in, result, called)
}

// emitPop does Array.prototype.pop of an array whose elements are all dense.
func (g *gen) emitPop(in *ir.Inst) {
	this := g.baseOf(in.Call().Base + stack.This)
	last := g.temporary()
	known := g.u.TypeOf(in.Call().Base+stack.This, g.types)
	slow, done := g.shortcutSlow(in, false)
	roomy := g.NewLabel()
	g.checkCallee(in, slow)
	g.arrayAddress(this, known, slow)
	g.OpMI32(asm.Cmp, asm.At(asm.DX, lower.ShapeOffset), int32(g.code.Record.Realm.ArrayShape.ID()))
	g.Jcc(asm.NE, slow)
	g.Load(last, asm.At(asm.DX, lower.ArrayLength))
	g.MovRR(asm.CX, last)
	g.ShiftRI(asm.Shr, asm.CX, 32)
	g.OpRI32(asm.Cmp, asm.CX, lower.IntUpper)
	g.Jcc(asm.NE, slow)
	g.Load(asm.CX, asm.At(asm.DX, lower.ElementsOffset))
	g.strip(asm.CX)
	g.expectKind(asm.CX, heap.KindElements)
	g.OpRM32(asm.Cmp, last, asm.At(asm.CX, lower.ElemsLen))
	g.Jcc(asm.NE, slow)
	g.OpRI32(asm.Sub, last, 1)
	g.Jcc(asm.S, slow)
	// Much room is given back in Go.
	g.Load32(asm.AX, asm.At(asm.CX, lower.ElemsCap))
	g.OpRI32(asm.Cmp, asm.AX, 64)
	g.Jcc(asm.BE, roomy)
	g.ShiftRI32(asm.Shr, asm.AX, 2)
	g.OpRR32(asm.Cmp, last, asm.AX)
	g.Jcc(asm.B, slow)
	g.Bind(roomy)
	g.Load(asm.AX, asm.AtIndex(asm.CX, last, 8, lower.ElemsFirst))
	g.Store32(asm.At(asm.CX, lower.ElemsLen), last)
	g.MovImm(asm.CX, uint64(heap.Hole))
	g.OpRR(asm.Cmp, asm.AX, asm.CX)
	hole := g.NewLabel()
	g.Jcc(asm.E, hole)
	g.OpRR(asm.Or, last, intTag)
	g.Store(asm.At(asm.DX, lower.ArrayLength), last)
	g.later(func() {
		g.Bind(hole)
		g.Load(asm.CX, asm.At(asm.DX, lower.ElementsOffset))
		g.strip(asm.CX)
		g.OpRI32(asm.Add, last, 1)
		g.Store32(asm.At(asm.CX, lower.ElemsLen), last)
		g.Jmp(slow)
	})
	g.Bind(done)
	g.unlockAll()
	g.setBoxed(in.Dst, asm.AX)
}
