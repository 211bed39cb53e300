package baseline

import (
	"fmt"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/stack"
)

// Builds with heap.Checked look again at what machine code takes for granted: the
// types that package ir infers, at each use and each result; the kind of each cell that
// is read without a guard; the callee of the frame that a function is entered with.
// What does not hold leaves by lower.ExitBroken, which panics. What caches and fast paths
// answer is done again in verify.go. Ordinary builds have nothing of this.

// kindsOf lists the kinds of the cells that Values with a tag refer to.
var kindsOf = map[int32][]heap.Kind{
	heap.TagObject: {heap.KindObject},
	heap.TagString: {heap.KindLatin1, heap.KindUTF16, heap.KindSlice, heap.KindRope},
	heap.TagSymbol: {heap.KindSymbol},
	heap.TagBigInt: {heap.KindBigInt},
}

// broken makes the label of an exit for a belief that does not hold.
func (g *gen) broken(b lower.Belief) asm.Label {
	l, in := g.NewLabel(), g.at
	g.later(func() {
		g.Bind(l)
		g.m.Beliefs[g.exitTo(lower.Exit{Kind: lower.ExitBroken, PC: in.PC, Code: g.code, Inst: in})] = b
	})
	return l
}

// checkEntry looks at all registers that are alive where block b begins. Here all are
// alive where the frame may leave to tier 1; what that does not read is left out.
func (g *gen) checkEntry(b *ir.Block) {
	if !heap.Checked || len(b.Insts) == 0 {
		return
	}
	g.at = &b.Insts[0]
	if g.alive == nil {
		g.alive = g.code.Function.Proto().Liveness()
	}
	g.alive.Before(b.PC, func(r int) {
		if b.LiveIn.Has(ir.Operand(r)) {
			g.checkType(ir.Operand(r))
		}
	})
}

// checkOperands looks at the registers that an operation reads.
func (g *gen) checkOperands(in *ir.Inst) {
	if heap.Checked && !in.Op.Is(ir.Resumes) {
		in.Uses(g.checkType)
	}
}

// checkResult looks at what an operation has written.
func (g *gen) checkResult(in *ir.Inst) {
	if heap.Checked && in.Dst >= 0 && g.after.Has(in.Dst) {
		g.checkType(in.Dst)
	}
}

// checkType demands that the value of a register has one of its types, in the form
// in which it is at hand. AX, CX, DX and X0 are lost.
func (g *gen) checkType(r ir.Operand) {
	want := g.types[r]
	out := g.broken(lower.Belief{R: r, Want: want})
	switch p := g.places[r]; p.kind {
	case ir.InMemory:
		g.Load(asm.AX, slotOf(r))
	case ir.Boxed:
		g.MovRR(asm.AX, asm.Reg(p.reg))
	case ir.Int32:
		g.MovRR(asm.AX, asm.Reg(p.reg))
		g.MovRR(asm.CX, asm.AX)
		g.ShiftRI(asm.Shr, asm.CX, 32)
		g.Jcc(asm.NE, out)
		g.OpRR(asm.Or, asm.AX, intTag)
	case ir.Float64:
		x := asm.XReg(p.reg)
		g.MovRX(asm.AX, x)
		if want == ir.Int && g.pinned(r) != nil {
			g.exactInt(asm.CX, x, out)
			want = ir.Double
		}
	}
	g.MovImm(asm.CX, uint64(want))
	g.Call(g.typeChecker())
	g.TestRR32(asm.CX, asm.CX)
	g.Jcc(asm.E, out)
}

// typeChecker is the unit's routine that leaves in CX which of the types there the
// Value in AX has, 0 when none. It loses DX and X0. The Value must be well formed, and
// its cell of a kind that fits.
func (g *gen) typeChecker() asm.Label {
	if g.checker != 0 {
		return g.checker
	}
	g.checker = g.NewLabel()
	g.later(func() {
		no := g.NewLabel()
		is := func(m ir.Mask) {
			g.OpRI32(asm.And, asm.CX, int32(m))
			g.Ret()
		}
		g.Bind(g.checker)
		g.Begin()
		g.MovRR(asm.DX, asm.AX)
		g.ShiftRI(asm.Shr, asm.DX, 48)
		for _, tag := range []int32{heap.TagInt, heap.TagSpecial, heap.TagSymbol, heap.TagString, heap.TagBigInt, heap.TagObject, heap.TagCell} {
			next := g.NewLabel()
			g.OpRI32(asm.Cmp, asm.DX, tag)
			g.Jcc(asm.NE, next)
			switch tag {
			case heap.TagInt:
				g.MovRR(asm.DX, asm.AX)
				g.ShiftRI(asm.Shr, asm.DX, 32)
				g.OpRI32(asm.Cmp, asm.DX, lower.IntUpper)
				g.Jcc(asm.NE, no)
				is(ir.Int)
			case heap.TagSpecial:
				other := g.NewLabel()
				g.MovRR(asm.DX, asm.AX)
				g.OpRI32(asm.Sub, asm.DX, int32(heap.False&0xFF))
				g.OpRI32(asm.Cmp, asm.DX, 1)
				g.Jcc(asm.A, other)
				is(ir.Bool)
				g.Bind(other)
				is(ir.Other)
			default:
				g.MovRR(asm.DX, asm.AX)
				g.strip(asm.DX)
				g.unlessKind(asm.DX, no, kindsOf[tag]...)
				is(typeOfTag(tag))
			}
			g.Bind(next)
		}
		// A NaN is the one that Values know, or the other that the machine makes.
		double := g.NewLabel()
		g.MovXR(0, asm.AX)
		g.UcomiSD(0, 0)
		g.Jcc(asm.NP, double)
		g.MovRR(asm.DX, asm.AX)
		g.ShiftRI(asm.Shl, asm.DX, 13)
		g.Jcc(asm.NE, no)
		g.Bind(double)
		is(ir.Double)
		g.Bind(no)
		g.MovImm(asm.CX, 0)
		g.Ret()
	})
	return g.checker
}

// typeOfTag is the type of the cell pointers with a tag.
func typeOfTag(tag int32) ir.Mask {
	switch tag {
	case heap.TagObject:
		return ir.Object
	case heap.TagString:
		return ir.String
	}
	return ir.Other
}

// unlessKind goes to no unless the cell at reg is of one of the kinds; any will do
// when there are none.
func (g *gen) unlessKind(reg asm.Reg, no asm.Label, kinds ...heap.Kind) {
	if len(kinds) == 0 {
		return
	}
	yes := g.NewLabel()
	for _, k := range kinds {
		g.OpMI8(asm.Cmp, asm.At(reg, lower.KindOffset), int8(k))
		g.Jcc(asm.E, yes)
	}
	g.Jmp(no)
	g.Bind(yes)
}

// expectKind demands that the cell at reg, which machine code is about to read, is of
// one of the kinds. The flags are lost.
func (g *gen) expectKind(reg asm.Reg, kinds ...heap.Kind) {
	if !heap.Checked {
		return
	}
	bad, out := g.NewLabel(), g.broken(lower.Belief{R: ir.NoReg, What: fmt.Sprint("a cell of kind ", kinds)})
	g.unlessKind(reg, bad, kinds...)
	g.later(func() {
		g.Bind(bad)
		g.MovRR(asm.AX, reg)
		g.Jmp(out)
	})
}

// expectClass is expectKind for an object of a class.
func (g *gen) expectClass(reg asm.Reg, class heap.Class) {
	if !heap.Checked {
		return
	}
	bad, out := g.NewLabel(), g.broken(lower.Belief{R: ir.NoReg, What: fmt.Sprint("an object of class ", class)})
	g.unlessKind(reg, bad, heap.KindObject)
	g.OpMI8(asm.Cmp, asm.At(reg, lower.ClassOffset), int8(class))
	g.Jcc(asm.NE, bad)
	g.later(func() {
		g.Bind(bad)
		g.MovRR(asm.AX, reg)
		g.Jmp(out)
	})
}

// checkFrame demands that the frame is one of the function that the code is for.
func (g *gen) checkFrame() {
	if !heap.Checked {
		return
	}
	out := g.broken(lower.Belief{R: stack.Callee, What: "the function of this code", Want: ir.Object})
	g.Load(asm.AX, asm.At(frameReg, lower.CalleeOffset))
	g.MovRR(asm.DX, objectTag)
	g.OpRR(asm.Xor, asm.DX, asm.AX)
	g.MovRR(asm.CX, asm.DX)
	g.ShiftRI(asm.Shr, asm.CX, 48)
	g.Jcc(asm.NE, out)
	g.unlessKind(asm.DX, out, heap.KindObject)
	g.OpMI8(asm.Cmp, asm.At(asm.DX, lower.ClassOffset), int8(heap.ClassFunction))
	g.Jcc(asm.NE, out)
	g.OpMI32(asm.Cmp, asm.At(asm.DX, lower.FunctionCode), int32(g.code.Record.ID))
	g.Jcc(asm.NE, out)
}
