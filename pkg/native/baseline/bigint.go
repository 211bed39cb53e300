package baseline

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
)

// BigInts of one limb. What is longer, and what is no BigInt, goes to Go; so do products, quotients
// and shifts.

// bigOp is how an operator is done here: sums of two numbers below smallBits fit a limb.
func bigOp(op ir.Op) (alu asm.ALU, ok bool) {
	switch op {
	case ir.OpAdd:
		return asm.Add, true
	case ir.OpSub:
		return asm.Sub, true
	case ir.OpAnd:
		return asm.And, true
	case ir.OpOr:
		return asm.Or, true
	case ir.OpXor:
		return asm.Xor, true
	}
	return 0, false
}

// smallBits bounds the magnitudes of operands.
const smallBits = 62

// onlyBigInts tells that an operation has met nothing but what is neither a number nor a string,
// which for arithmetic means BigInts, and can be done here.
func (g *gen) onlyBigInts(in *ir.Inst) bool {
	_, known := bigOp(in.Op)
	return known && in.Seen == ir.Other
}

// emitBigInts does an operation on BigInts of one limb: the result is a cell of its own.
func (g *gen) emitBigInts(in *ir.Inst) {
	slow, done := g.NewLabel(), g.NewLabel()
	code := g.function().Proto().Code[in.PC].Op
	step := code == bytecode.OpInc || code == bytecode.OpDec // the second operand is the int that they subtract
	a, b := g.boxedOf(in.A(), asm.DX), asm.NoReg
	if !step {
		b = g.boxedOf(in.B(), asm.CX)
	}
	g.service(lower.ExitOp, slow, done, in.Dst)
	g.smallBig(asm.DX, a, slow)
	if step {
		g.MovImm(asm.CX, uint64(int64(g.u.Constant(in.B()).AsInt())))
	} else {
		g.smallBig(asm.CX, b, slow)
	}
	op, _ := bigOp(in.Op)
	g.OpRR(op, asm.DX, asm.CX)
	// The sign as a word of zeros or ones, then the magnitude, then the word of both.
	g.MovRR(asm.CX, asm.DX)
	g.ShiftRI(asm.Sar, asm.CX, 63)
	g.OpRR(asm.Xor, asm.DX, asm.CX)
	g.OpRR(asm.Sub, asm.DX, asm.CX)
	g.ShiftRI(asm.Shr, asm.CX, 63)
	g.ShiftRI(asm.Shl, asm.CX, 32)
	g.TestRR(asm.DX, asm.DX)
	g.Set(asm.NE, asm.AX)
	g.MovZero8(asm.AX, asm.AX)
	g.OpRR(asm.Or, asm.CX, asm.AX)
	limb, meta := ctxAt(unsafe.Offsetof(lower.Context{}.Scratch)), ctxAt(unsafe.Offsetof(lower.Context{}.Result))
	g.Store(limb, asm.DX)
	g.Store(meta, asm.CX)
	header, class, bytes := heap.SmallBigIntHeader()
	g.bump(header, class, bytes, slow)
	g.Load(asm.CX, meta)
	g.Store(asm.At(asm.AX, lower.BigMeta), asm.CX)
	g.Load(asm.CX, limb)
	g.Store(asm.At(asm.AX, lower.BigLimbs), asm.CX)
	g.MovImm(asm.CX, heap.TagBigInt<<48)
	g.OpRR(asm.Or, asm.AX, asm.CX)
	g.Bind(done)
	g.unlockAll()
	g.setBoxed(in.Dst, asm.AX)
}

// smallBig puts the number of the BigInt v into x, which may be v, as 64 bits in two's
// complement; what is no BigInt, or not below smallBits, goes to slow. AX is lost.
func (g *gen) smallBig(x, v asm.Reg, slow asm.Label) {
	g.MovRR(asm.AX, v)
	g.ShiftRI(asm.Shr, asm.AX, 48)
	g.OpRI32(asm.Cmp, asm.AX, heap.TagBigInt)
	g.Jcc(asm.NE, slow)
	if x != v {
		g.MovRR(x, v)
	}
	g.strip(x)
	g.Load(asm.AX, asm.At(x, lower.BigLimbs)) // which zero has too
	g.ShiftRI(asm.Shr, asm.AX, smallBits)
	g.TestRR(asm.AX, asm.AX)
	g.Jcc(asm.NE, slow)
	g.Load(asm.AX, asm.At(x, lower.BigMeta))
	g.OpRI32(asm.Cmp, asm.AX, 1)
	g.Jcc(asm.A, slow)
	g.ShiftRI(asm.Shl, asm.AX, 31) // the sign is bit 32
	g.ShiftRI(asm.Sar, asm.AX, 63)
	g.Load(x, asm.At(x, lower.BigLimbs))
	g.OpRR(asm.Xor, x, asm.AX)
	g.OpRR(asm.Sub, x, asm.AX)
}

// compareBigInts puts 1 into AX when a relation of two BigInts of one limb holds, else 0.
func (g *gen) compareBigInts(in *ir.Inst) {
	slow, answer, done := g.NewLabel(), g.NewLabel(), g.NewLabel()
	a := g.boxedOf(in.A(), asm.DX)
	b := g.boxedOf(in.B(), asm.CX)
	g.service(lower.ExitCompare, slow, answer, ir.NoReg)
	g.smallBig(asm.DX, a, slow)
	g.smallBig(asm.CX, b, slow)
	g.OpRR(asm.Cmp, asm.DX, asm.CX)
	g.Set(condInt[in.Cond()], asm.AX)
	g.MovZero8(asm.AX, asm.AX)
	g.Bind(done)
	g.later(func() {
		g.Bind(answer)
		g.OpRI32(asm.And, asm.AX, 1) // true and false differ in the lowest bit
		g.Jmp(done)
	})
}
