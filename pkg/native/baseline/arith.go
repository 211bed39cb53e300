package baseline

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// emitArith emits + - * on numbers.
func (g *gen) emitArith(in *ir.Inst) {
	switch g.u.Mode(in, g.types) {
	case ir.AsInt:
		g.emitIntArith(in)
	case ir.AsDouble:
		g.emitDoubleArith(in)
	default:
		g.emitMixed(in)
	}
}

func (g *gen) emitIntArith(in *ir.Inst) {
	if in.Op == ir.OpMod {
		g.emitIntMod(in)
		return
	}
	a := g.intOf(in.A(), asm.DX, g.fail)
	if in.B() < 0 && in.B() != ir.NoReg && in.Op != ir.OpMul {
		g.MovRR32(asm.AX, a)
		op := asm.Add
		if in.Op == ir.OpSub {
			op = asm.Sub
		}
		g.OpRI32(op, asm.AX, int32(uint32(g.u.ConstantBits(in.B()))))
	} else {
		b := g.intOf(in.B(), asm.CX, g.fail)
		g.MovRR32(asm.AX, a)
		switch in.Op {
		case ir.OpAdd:
			g.OpRR32(asm.Add, asm.AX, b)
		case ir.OpSub:
			g.OpRR32(asm.Sub, asm.AX, b)
		case ir.OpMul:
			g.Imul32(asm.AX, b)
		}
		if in.Op == ir.OpMul {
			g.checkProduct(b, a, g.fail)
			g.setInt(in.Dst, asm.AX)
			return
		}
	}
	if !in.Wraps {
		g.Jcc(asm.O, g.fail())
	}
	g.setInt(in.Dst, asm.AX)
}

// checkProduct fails unless the product of a and b, which AX has right after the multiplication, is an
// int: when a factor is negative, a zero is -0. CX is lost; b is another register.
func (g *gen) checkProduct(a, b asm.Reg, fail failure) {
	zero, done := g.NewLabel(), g.NewLabel()
	out, negative := fail(), fail()
	g.Jcc(asm.O, out)
	g.TestRR32(asm.AX, asm.AX)
	g.Jcc(asm.E, zero)
	g.Bind(done)
	g.later(func() {
		g.Bind(zero)
		g.MovRR32(asm.CX, a)
		g.OpRR32(asm.Or, asm.CX, b)
		g.Jcc(asm.S, negative)
		g.Jmp(done)
	})
}

// emitIntMod is the remainder of an int by a positive one.
func (g *gen) emitIntMod(in *ir.Inst) {
	a := g.intOf(in.A(), asm.DX, g.fail)
	b := g.intOf(in.B(), asm.CX, g.fail)
	g.remainder(a, b, g.fail)
	g.setInt(in.Dst, asm.AX)
}

func (g *gen) emitDoubleArith(in *ir.Inst) {
	a := g.doubleOf(in.A(), 0, g.fail)
	g.lockX(a)
	b := g.doubleOf(in.B(), 1, g.fail)
	if a != 0 {
		g.MovXX(0, a)
	}
	if in.Op == ir.OpMod {
		if b != 1 {
			g.MovXX(1, b)
		}
		g.remainderInX0(in)
		g.setDouble(in.Dst, 0)
		return
	}
	op := map[ir.Op]asm.SSE{ir.OpAdd: asm.AddSD, ir.OpSub: asm.SubSD, ir.OpMul: asm.MulSD, ir.OpDiv: asm.DivSD}[in.Op]
	g.SSERR(op, 0, b)
	g.setDouble(in.Dst, 0)
}

// remainderInX0 is doubleRemainder, with Go where the machine has no way.
func (g *gen) remainderInX0(in *ir.Inst) {
	if asm.AllRemainders {
		g.doubleRemainder(0)
		return
	}
	slow, answer, done := g.NewLabel(), g.NewLabel(), g.NewLabel()
	g.service(lower.ExitOp, slow, answer, in.Dst)
	g.doubleRemainder(slow)
	g.Bind(done)
	g.later(func() {
		g.Bind(answer)
		g.unboxNumber(0, asm.AX, ir.Num, nil)
		g.Jmp(done)
	})
}

// emitDiv divides doubles; the result stays a double.
func (g *gen) emitDiv(in *ir.Inst) {
	if g.u.Mode(in, g.types) == ir.AsOther {
		g.emitMixed(in)
		return
	}
	g.emitDoubleArith(in)
}

// emitNeg is unary minus and, for ir.OpToNum, unary plus.
func (g *gen) emitNeg(in *ir.Inst) {
	mode := g.u.Mode(in, g.types)
	switch {
	case mode == ir.AsOther:
		g.emitMixed(in)
	case mode == ir.AsInt && in.Op == ir.OpToNum:
		g.setInt(in.Dst, g.intOf(in.A(), asm.AX, g.fail))
	case mode == ir.AsInt:
		a := g.intOf(in.A(), asm.AX, g.fail)
		out := g.fail()
		if a != asm.AX {
			g.MovRR32(asm.AX, a)
		}
		// 0 would become -0 and the smallest int has no opposite.
		g.TestRI32(asm.AX, 0x7FFFFFFF)
		g.Jcc(asm.E, out)
		g.Neg32(asm.AX)
		g.setInt(in.Dst, asm.AX)
	default:
		a := g.doubleOf(in.A(), 0, g.fail)
		if in.Op == ir.OpToNum {
			g.setDouble(in.Dst, a)
			return
		}
		g.MovRX(asm.AX, a)
		g.MovImm(asm.CX, 1<<63)
		g.OpRR(asm.Xor, asm.AX, asm.CX)
		g.MovXR(0, asm.AX)
		g.setDouble(in.Dst, 0)
	}
}

// int32Of is ToInt32 of a number operand: an int as it is, a double truncated
// when it is in the range of 64 bits. The result may be a place's register.
func (g *gen) int32Of(o ir.Operand, scratch asm.Reg) asm.Reg {
	known := g.u.TypeOf(o, g.types)
	if o < 0 || known == ir.Int && g.places[o].kind != ir.Float64 || g.at.Seen&ir.Double == 0 && known&ir.Int != 0 && g.places[o].kind != ir.Float64 {
		return g.intOf(o, scratch, g.fail)
	}
	x := g.doubleOf(o, 0, g.fail)
	out := g.fail()
	g.Truncate(scratch, x, out)
	return scratch
}

// emitBits emits the bitwise operators and shifts.
func (g *gen) emitBits(in *ir.Inst) {
	if g.u.Mode(in, g.types) == ir.AsOther {
		g.emitMixed(in)
		return
	}
	if in.Op == ir.OpBitNot {
		a := g.int32Of(in.A(), asm.DX)
		g.MovRR32(asm.AX, a)
		g.Not32(asm.AX)
		g.setInt(in.Dst, asm.AX)
		return
	}
	a := g.int32Of(in.A(), asm.DX)
	if a != asm.DX {
		g.lock(a)
	}
	b := g.int32Of(in.B(), asm.CX)
	switch in.Op {
	case ir.OpAnd, ir.OpOr, ir.OpXor:
		g.MovRR32(asm.AX, a)
		op := map[ir.Op]asm.ALU{ir.OpAnd: asm.And, ir.OpOr: asm.Or, ir.OpXor: asm.Xor}[in.Op]
		g.OpRR32(op, asm.AX, b)
		g.setInt(in.Dst, asm.AX)
		return
	}
	if b != asm.CX {
		g.MovRR32(asm.CX, b)
	}
	g.MovRR32(asm.AX, a)
	switch in.Op {
	case ir.OpShl:
		g.ShiftCL32(asm.Shl, asm.AX)
	case ir.OpShr:
		g.ShiftCL32(asm.Sar, asm.AX)
	case ir.OpUshr:
		g.ShiftCL32(asm.Shr, asm.AX)
		if in.Seen&ir.Double != 0 {
			g.MovRR32(asm.AX, asm.AX)
			g.CvtInt64SD(0, asm.AX)
			g.setDouble(in.Dst, 0)
			return
		}
		g.TestRR32(asm.AX, asm.AX)
		g.Jcc(asm.S, g.fail())
	}
	g.setInt(in.Dst, asm.AX)
}

// condInt and condFloat are the machine conditions of comparisons; floats are
// compared with operands swapped for < and <=, so that NaN makes all but NE false.
var condInt = map[syntax.Op]asm.Cond{syntax.OpLT: asm.L, syntax.OpLE: asm.LE, syntax.OpGT: asm.G, syntax.OpGE: asm.GE, syntax.OpEq: asm.E, syntax.OpNE: asm.NE, syntax.OpStrictEq: asm.E, syntax.OpStrictNE: asm.NE}

// compare sets the flags for a comparison of numbers and returns the condition
// under which it holds; unordered tells that the parity flag decides first (for
// equality of doubles: parity set means not equal). ok is false when it must be done in Go.
func (g *gen) compare(in *ir.Inst) (c asm.Cond, unordered, ok bool) {
	switch g.u.Mode(in, g.types) {
	case ir.AsInt:
		a := g.intOf(in.A(), asm.DX, g.fail)
		if in.B() < 0 {
			g.OpRI32(asm.Cmp, a, int32(uint32(g.u.ConstantBits(in.B()))))
		} else {
			b := g.intOf(in.B(), asm.CX, g.fail)
			g.OpRR32(asm.Cmp, a, b)
		}
		return condInt[in.Cond()], false, true
	case ir.AsDouble:
		a := g.doubleOf(in.A(), 0, g.fail)
		g.lockX(a)
		b := g.doubleOf(in.B(), 1, g.fail)
		c, unordered = g.compareDoubles(in.Cond(), a, b)
		return c, unordered, true
	}
	return 0, false, false
}

// identity tells that strict equality of the operands is equality of their words.
func (g *gen) identity(in *ir.Inst) bool {
	if in.Cond() != syntax.OpStrictEq && in.Cond() != syntax.OpStrictNE {
		return false
	}
	const plain = ir.Bool | ir.Object
	return g.u.TypeOf(in.A(), g.types).Only(plain) || g.u.TypeOf(in.B(), g.types).Only(plain) ||
		g.isNilConstant(in.A()) || g.isNilConstant(in.B())
}

// emitCmp puts the result of a comparison into dst.
func (g *gen) emitCmp(in *ir.Inst) {
	if g.identity(in) {
		g.compareWords(in)
		g.setBool(in.Dst, in.Cond() == syntax.OpStrictEq)
		return
	}
	if g.nilCompare(in) {
		g.setBool(in.Dst, in.Cond() == syntax.OpEq)
		return
	}
	if g.strict(in) {
		g.strictEqual(in)
		g.setBool(in.Dst, in.Cond() == syntax.OpStrictEq || in.Cond() == syntax.OpEq)
		return
	}
	c, unordered, ok := g.compare(in)
	if !ok {
		g.mixedCompare(in)
		g.boolFromAX(in.Dst)
		return
	}
	g.Set(c, asm.AX)
	g.MovZero8(asm.AX, asm.AX)
	if unordered {
		g.orderedOnly(c)
	}
	g.boolFromAX(in.Dst)
}

// compareWords sets the flags of a == b as words.
func (g *gen) compareWords(in *ir.Inst) {
	a := g.boxedOf(in.A(), asm.AX)
	b := g.boxedOf(in.B(), asm.CX)
	g.OpRR(asm.Cmp, a, b)
}

// strictEqual sets the equal flag when the operands are strictly equal; with ==
// and != when they are loosely equal. What needs a look inside is decided in Go.
func (g *gen) strictEqual(in *ir.Inst) {
	a := g.boxedOf(in.A(), asm.AX)
	b := g.boxedOf(in.B(), asm.DX)
	slow, done, same, differ, answer, notString := g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel()
	negate := in.Cond() == syntax.OpStrictNE || in.Cond() == syntax.OpNE
	loose := in.Cond() == syntax.OpEq || in.Cond() == syntax.OpNE
	g.service(lower.ExitCompare, slow, answer, ir.NoReg)
	g.OpRR(asm.Cmp, a, b)
	g.Jcc(asm.E, same)
	g.MovRR(asm.CX, a)
	g.ShiftRI(asm.Shr, asm.CX, 48)
	g.OpRI32(asm.Cmp, asm.CX, heap.TagString)
	g.Jcc(asm.NE, notString)
	g.MovRR(asm.CX, b)
	g.ShiftRI(asm.Shr, asm.CX, 48)
	g.OpRI32(asm.Cmp, asm.CX, heap.TagString)
	if loose {
		g.Jcc(asm.NE, slow)
	} else {
		g.Jcc(asm.NE, differ)
	}
	if a != asm.AX {
		g.MovRR(asm.AX, a)
	}
	if b != asm.DX {
		g.MovRR(asm.DX, b)
	}
	equal := g.NewLabel()
	g.sameStrings(equal, differ, slow)
	g.Bind(notString)
	if loose {
		g.bothTagged(a, b, heap.TagObject, differ)
		g.looselyNil(a, b, same, differ)
		g.looselyNil(b, a, same, differ)
		g.bothTagged(a, b, heap.TagSpecial, differ) // booleans
	} else {
		for _, r := range [2]asm.Reg{a, b} {
			g.MovRR(asm.CX, r)
			g.ShiftRI(asm.Shr, asm.CX, 48)
			g.OpRI32(asm.Cmp, asm.CX, heap.TagObject)
			g.Jcc(asm.E, differ)
			g.OpRI32(asm.Cmp, asm.CX, heap.TagSpecial)
			g.Jcc(asm.E, differ)
		}
	}
	g.bothTagged(a, b, heap.TagInt, differ)
	g.Jmp(slow)
	g.Bind(same)
	// A double may be NaN.
	g.OpRR(asm.Cmp, a, intTag)
	g.Jcc(asm.B, slow)
	g.Bind(equal)
	g.OpRR(asm.Cmp, asm.AX, asm.AX)
	g.Jmp(done)
	g.Bind(differ)
	g.TestRR(frameReg, frameReg)
	g.Bind(done)
	g.later(func() {
		g.Bind(answer)
		g.MovImm(asm.CX, uint64(heap.Bool(!negate)))
		g.OpRR(asm.Cmp, asm.AX, asm.CX)
		g.Jmp(done)
	})
}

// nilCompare sets the equal flag when an operand is loosely equal to null, which
// the other one is by constant, or undefined. It reports whether it did.
func (g *gen) nilCompare(in *ir.Inst) bool {
	if in.Cond() != syntax.OpEq && in.Cond() != syntax.OpNE {
		return false
	}
	o := in.A()
	switch {
	case g.isNullish(in.B()):
	case g.isNullish(in.A()):
		o = in.B()
	default:
		return false
	}
	done, relic := g.NewLabel(), g.NewLabel()
	value := g.boxedOf(o, asm.DX)
	g.nullish(value)
	g.Jcc(asm.E, done)
	g.MovRR(asm.CX, objectTag)
	g.OpRR(asm.Xor, asm.CX, value)
	if g.u.TypeOf(o, g.types) != ir.Object {
		g.MovRR(asm.AX, asm.CX)
		g.ShiftRI(asm.Shr, asm.AX, 48)
		g.Jcc(asm.NE, done)
	}
	g.TestMI8(asm.At(asm.CX, lower.FlagsOffset), uint8(heap.FlagHTMLDDA))
	g.Jcc(asm.NE, relic)
	g.TestRR(frameReg, frameReg)
	g.Bind(done)
	g.later(func() {
		g.Bind(relic)
		g.OpRR(asm.Cmp, asm.AX, asm.AX)
		g.Jmp(done)
	})
	g.unlockAll()
	return true
}

// nullish sets the equal flag when the Value in reg is undefined or null, which
// differ in the lowest bit. AX and CX are lost.
func (g *gen) nullish(reg asm.Reg) {
	g.MovRR(asm.CX, reg)
	g.ShiftRI(asm.Shr, asm.CX, 1)
	g.MovImm(asm.AX, uint64(heap.Undefined)>>1)
	g.OpRR(asm.Cmp, asm.CX, asm.AX)
}

func (g *gen) isNullish(o ir.Operand) bool {
	return o < 0 && o != ir.NoReg && g.u.Constant(o).IsNullish()
}

// looselyNil compares a with b loosely where that is easy and a is undefined or
// null; else it goes on. CX is lost.
func (g *gen) looselyNil(a, b asm.Reg, same, differ asm.Label) {
	on := g.NewLabel()
	g.MovRR(asm.CX, a)
	g.ShiftRI(asm.Shr, asm.CX, 48)
	g.OpRI32(asm.Cmp, asm.CX, heap.TagSpecial)
	g.Jcc(asm.NE, on)
	g.MovRR(asm.CX, a)
	g.ShiftRI(asm.Shl, asm.CX, 16)
	g.OpRI(asm.Cmp, asm.CX, int32(heap.Null-heap.Undefined)<<16)
	g.Jcc(asm.A, on)
	special := g.NewLabel()
	g.MovRR(asm.CX, b)
	g.ShiftRI(asm.Shr, asm.CX, 48)
	g.OpRI32(asm.Cmp, asm.CX, heap.TagSpecial)
	g.Jcc(asm.E, special)
	g.OpRI32(asm.Cmp, asm.CX, heap.TagObject)
	g.Jcc(asm.NE, differ)
	g.MovRR(asm.CX, b)
	g.strip(asm.CX)
	g.TestMI8(asm.At(asm.CX, lower.FlagsOffset), uint8(heap.FlagHTMLDDA))
	g.Jcc(asm.E, differ)
	g.Jmp(same)
	g.Bind(special)
	g.MovRR(asm.CX, b)
	g.ShiftRI(asm.Shl, asm.CX, 16)
	g.OpRI(asm.Cmp, asm.CX, int32(heap.Null-heap.Undefined)<<16)
	g.Jcc(asm.BE, same)
	g.Jmp(differ)
	g.Bind(on)
}

// bothTagged goes to yes when both Values have a tag, else on. CX is lost.
func (g *gen) bothTagged(a, b asm.Reg, tag int32, yes asm.Label) {
	no := g.NewLabel()
	g.MovRR(asm.CX, a)
	g.ShiftRI(asm.Shr, asm.CX, 48)
	g.OpRI32(asm.Cmp, asm.CX, tag)
	g.Jcc(asm.NE, no)
	g.MovRR(asm.CX, b)
	g.ShiftRI(asm.Shr, asm.CX, 48)
	g.OpRI32(asm.Cmp, asm.CX, tag)
	g.Jcc(asm.E, yes)
	g.Bind(no)
}

// strict tells that the comparison is done by strictEqual.
func (g *gen) strict(in *ir.Inst) bool {
	return in.Cond() >= syntax.OpEq && g.u.Mode(in, g.types) == ir.AsOther
}

// isNilConstant tells that an operand is undefined, null or a boolean by constant.
func (g *gen) isNilConstant(o ir.Operand) bool {
	return o < 0 && o != ir.NoReg && ir.MaskOf(g.u.Constant(o))&^(ir.Other|ir.Bool) == 0
}
