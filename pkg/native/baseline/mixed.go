package baseline

import (
	"math"
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Arithmetic and comparisons whose operands have been seen to be of several
// types: nothing is guarded, ints and doubles are done here and the rest in Go.
// The result is a Value of any type.

// emitMixed does an arithmetic operation on any two operands, or one.
func (g *gen) emitMixed(in *ir.Inst) {
	if g.addsTexts(in) {
		g.emitAddTexts(in)
		return
	}
	if g.onlyBigInts(in) {
		g.emitBigInts(in)
		return
	}
	if g.numbersOfTexts(in) {
		g.emitNumberOfText(in)
		return
	}
	if g.u.Impossible(in, g.types) {
		g.inlineService(lower.ExitOp, in.Dst)
		return
	}
	a, b := g.boxedOf(in.A(), asm.DX), asm.NoReg
	if in.B() != ir.NoReg {
		b = g.boxedOf(in.B(), asm.CX)
	}
	slow, done, numbers := g.NewLabel(), g.NewLabel(), g.NewLabel()
	g.unlessInt(in.A(), a, numbers)
	if b != asm.NoReg {
		g.unlessInt(in.B(), b, numbers)
	}
	large := g.NewLabel()
	g.mixedInts(in, a, b, numbers, slow, large)
	g.service(lower.ExitOp, slow, done, in.Dst)
	g.Bind(done)
	g.later(func() {
		g.Bind(numbers)
		g.mixedDoubles(in, a, b, slow, large)
		g.Jmp(done)
		g.Bind(large)
		g.CvtInt64SD(0, asm.AX)
		g.MovRX(asm.AX, 0)
		g.Jmp(done)
	})
	g.unlockAll()
	g.setBoxed(in.Dst, asm.AX)
}

// unlessInt jumps to other when the Value of operand o, which is in reg, is not in
// int form. AX is lost.
func (g *gen) unlessInt(o ir.Operand, reg asm.Reg, other asm.Label) {
	if g.u.TypeOf(o, g.types) == ir.Int {
		return
	}
	g.MovRR(asm.AX, reg)
	g.ShiftRI(asm.Shr, asm.AX, 32)
	g.OpRI32(asm.Cmp, asm.AX, lower.IntUpper)
	g.Jcc(asm.NE, other)
}

// mixedInts puts the Value of the operation on ints into AX. A result that is no
// int goes to numbers, or to slow where that is rare, or as an unsigned integer in
// AX to large.
func (g *gen) mixedInts(in *ir.Inst, a, b asm.Reg, numbers, slow, large asm.Label) {
	switch in.Op {
	case ir.OpDiv:
		g.Jmp(numbers)
		return
	case ir.OpNeg:
		g.MovRR32(asm.AX, a)
		g.TestRI32(asm.AX, 0x7FFFFFFF)
		g.Jcc(asm.E, slow)
		g.Neg32(asm.AX)
	case ir.OpToNum:
		g.MovRR(asm.AX, a)
		return
	case ir.OpMod:
		g.remainder(a, b, func() asm.Label { return slow })
	case ir.OpAdd, ir.OpSub:
		g.MovRR32(asm.AX, a)
		op := asm.Add
		if in.Op == ir.OpSub {
			op = asm.Sub
		}
		g.OpRR32(op, asm.AX, b)
		g.Jcc(asm.O, numbers)
	case ir.OpMul:
		g.MovRR32(asm.AX, a)
		g.Imul32(asm.AX, b)
		g.Jcc(asm.O, numbers)
		g.TestRR32(asm.AX, asm.AX)
		g.Jcc(asm.E, numbers)
	default:
		g.MovRR32(asm.AX, a)
		g.bitsInAX(in, b, large)
	}
	g.OpRR(asm.Or, asm.AX, intTag)
}

// bitsInAX applies a bitwise operator to the int32 in AX and that in b. A result
// that is no int32 goes to large.
func (g *gen) bitsInAX(in *ir.Inst, b asm.Reg, large asm.Label) {
	switch in.Op {
	case ir.OpBitNot:
		g.Not32(asm.AX)
		return
	case ir.OpAnd:
		g.OpRR32(asm.And, asm.AX, b)
		return
	case ir.OpOr:
		g.OpRR32(asm.Or, asm.AX, b)
		return
	case ir.OpXor:
		g.OpRR32(asm.Xor, asm.AX, b)
		return
	}
	if b != asm.CX {
		g.MovRR32(asm.CX, b)
	}
	switch in.Op {
	case ir.OpShl:
		g.ShiftCL32(asm.Shl, asm.AX)
	case ir.OpShr:
		g.ShiftCL32(asm.Sar, asm.AX)
	case ir.OpUshr:
		g.ShiftCL32(asm.Shr, asm.AX)
		g.TestRR32(asm.AX, asm.AX)
		g.Jcc(asm.S, large)
	}
}

// mixedDoubles puts the Value of the operation on numbers into AX.
func (g *gen) mixedDoubles(in *ir.Inst, a, b asm.Reg, slow, large asm.Label) {
	undefined := math.NaN()
	if in.Op.Is(ir.Truncates) {
		undefined = 0
	}
	g.numberOf(0, a, undefined, slow)
	if b != asm.NoReg {
		g.numberOf(1, b, undefined, slow)
	}
	switch in.Op {
	case ir.OpAdd:
		g.SSERR(asm.AddSD, 0, 1)
	case ir.OpSub:
		g.SSERR(asm.SubSD, 0, 1)
	case ir.OpMul:
		g.SSERR(asm.MulSD, 0, 1)
	case ir.OpDiv:
		g.SSERR(asm.DivSD, 0, 1)
	case ir.OpMod:
		g.doubleRemainder(slow)
	case ir.OpToNum:
	case ir.OpNeg:
		g.MovRX(asm.AX, 0)
		g.MovImm(asm.CX, 1<<63)
		g.OpRR(asm.Xor, asm.AX, asm.CX)
		return
	default:
		if b != asm.NoReg {
			g.Truncate(asm.CX, 1, slow)
		}
		g.Truncate(asm.DX, 0, slow)
		g.MovRR32(asm.AX, asm.DX)
		g.bitsInAX(in, asm.CX, large)
		g.OpRR(asm.Or, asm.AX, intTag)
		return
	}
	g.MovRX(asm.AX, 0)
}

// numberIn converts the Value in reg to a double in x; what is no number goes to
// slow. AX is lost.
func (g *gen) numberIn(x asm.XReg, reg asm.Reg, slow asm.Label) {
	isInt, done := g.NewLabel(), g.NewLabel()
	g.OpRR(asm.Cmp, reg, intTag)
	g.Jcc(asm.AE, isInt)
	g.MovXR(x, reg)
	g.Jmp(done)
	g.Bind(isInt)
	g.MovRR(asm.AX, reg)
	g.ShiftRI(asm.Shr, asm.AX, 32)
	g.OpRI32(asm.Cmp, asm.AX, lower.IntUpper)
	g.Jcc(asm.NE, slow)
	g.XorPD(x, x)
	g.CvtIntSD(x, reg)
	g.Bind(done)
}

// numberOf is numberIn for operands that may be null or a boolean too, which become
// numbers, and undefined, which becomes the number given.
func (g *gen) numberOf(x asm.XReg, reg asm.Reg, undefined float64, slow asm.Label) {
	other, nothing, done := g.NewLabel(), g.NewLabel(), g.NewLabel()
	g.numberIn(x, reg, other)
	g.Bind(done)
	g.later(func() {
		g.Bind(other)
		g.OpRI32(asm.Cmp, asm.AX, lower.SpecialUpper)
		g.Jcc(asm.NE, slow)
		g.MovRR32(asm.AX, reg)
		g.TestRR32(asm.AX, asm.AX)
		g.Jcc(asm.E, nothing)
		g.OpRI32(asm.Cmp, asm.AX, int32(heap.True&0xFF))
		g.Jcc(asm.A, slow)
		// Null and false are 0: only true has both bits.
		g.ShiftRI32(asm.Shr, asm.AX, 1)
		g.OpRR32(asm.And, asm.AX, reg)
		g.CvtIntSD(x, asm.AX)
		g.Jmp(done)
		g.Bind(nothing)
		g.loadDoubleConst(x, undefined)
		g.Jmp(done)
	})
}

// remainder puts the remainder of the ints in a and b into AX. A zero remainder
// of a negative dividend is -0 and fails. CX and DX are lost.
func (g *gen) remainder(a, b asm.Reg, fail failure) {
	out, negative, done := fail(), g.NewLabel(), g.NewLabel()
	g.MovRR32(asm.AX, a)
	if b != asm.CX {
		g.MovRR32(asm.CX, b)
	}
	g.TestRR32(asm.CX, asm.CX)
	g.Jcc(asm.LE, out)
	g.TestRR32(asm.AX, asm.AX)
	g.Jcc(asm.S, negative)
	g.Remainder(true)
	g.Bind(done)
	g.later(func() {
		g.Bind(negative)
		g.Remainder(false)
		g.TestRR32(asm.AX, asm.AX)
		g.Jcc(asm.E, out)
		g.Jmp(done)
	})
}

// doubleRemainder replaces X0 by its remainder modulo X1, whose sign is that of
// the dividend (sec-numeric-types-number-remainder). AX is lost. What the machine has no
// short way for goes to out.
func (g *gen) doubleRemainder(out asm.Label) {
	g.DoubleRemainder(ctxAt(unsafe.Offsetof(lower.Context{}.Scratch)), out)
}

// mixedCompare puts 1 into AX when a comparison of any two operands holds, else 0.
func (g *gen) mixedCompare(in *ir.Inst) {
	if in.Seen == ir.Other && !isEquality(in.Cond()) {
		g.compareBigInts(in)
		return
	}
	slow, done, numbers := g.NewLabel(), g.NewLabel(), g.NewLabel()
	a := g.boxedOf(in.A(), asm.DX)
	b := g.boxedOf(in.B(), asm.CX)
	answer := g.NewLabel()
	g.service(lower.ExitCompare, slow, answer, ir.NoReg)
	g.unlessInt(in.A(), a, numbers)
	g.unlessInt(in.B(), b, numbers)
	g.OpRR32(asm.Cmp, a, b)
	g.Set(condInt[in.Cond()], asm.AX)
	g.MovZero8(asm.AX, asm.AX)
	g.Bind(done)
	operands := g.textsOf(in, a, b)
	g.later(func() {
		g.Bind(answer)
		// True and false differ in the lowest bit.
		g.OpRI32(asm.And, asm.AX, 1)
		g.Jmp(done)
		g.Bind(numbers)
		texts := slow
		if in.Seen&ir.String != 0 {
			texts = g.NewLabel()
		}
		if isEquality(in.Cond()) {
			g.numberIn(0, a, texts)
			g.numberIn(1, b, texts)
		} else {
			g.numberOf(0, a, math.NaN(), texts)
			g.numberOf(1, b, math.NaN(), texts)
		}
		c, unordered := g.compareDoubles(in.Cond(), 0, 1)
		g.Set(c, asm.AX)
		g.MovZero8(asm.AX, asm.AX)
		if unordered {
			g.orderedOnly(c)
		}
		g.Jmp(done)
		if texts != slow {
			g.Bind(texts)
			g.orderStrings(in, operands, slow)
			g.Jmp(done)
		}
	})
}

// isEquality tells that a comparison is no relation of numbers.
func isEquality(c syntax.Op) bool {
	return c == syntax.OpEq || c == syntax.OpNE || c == syntax.OpStrictEq || c == syntax.OpStrictNE
}

// compareDoubles sets the flags for a comparison of doubles: see compare.
func (g *gen) compareDoubles(c syntax.Op, a, b asm.XReg) (holds asm.Cond, unordered bool) {
	switch c {
	case syntax.OpLT:
		g.UcomiSD(b, a)
		return asm.A, false
	case syntax.OpLE:
		g.UcomiSD(b, a)
		return asm.AE, false
	case syntax.OpGT:
		g.UcomiSD(a, b)
		return asm.A, false
	case syntax.OpGE:
		g.UcomiSD(a, b)
		return asm.AE, false
	case syntax.OpEq, syntax.OpStrictEq:
		g.UcomiSD(a, b)
		return asm.E, true
	}
	g.UcomiSD(a, b)
	return asm.NE, true
}

// orderedOnly corrects the answer in AX of an equality of doubles (c is E) or of
// its opposite (NE) for NaN: the parity flag is still that of the comparison. CX
// is lost.
func (g *gen) orderedOnly(c asm.Cond) {
	g.Set(asm.P, asm.CX)
	g.MovZero8(asm.CX, asm.CX)
	if c == asm.E {
		g.OpRI32(asm.Xor, asm.CX, 1)
		g.OpRR32(asm.And, asm.AX, asm.CX)
	} else {
		g.OpRR32(asm.Or, asm.AX, asm.CX)
	}
}
