package baseline

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
)

// Texts that are compared and joined: flat ones in bytes, and what is made of them by
// appending. Everything else goes to Go.

// maxCompared is the length of the longest texts that machine code compares, since it looks at
// nothing else meanwhile.
const maxCompared = 1 << 12

// unlessString jumps to other when the Value in reg, whose type is known, is no string. AX is lost.
func (g *gen) unlessString(known ir.Mask, reg asm.Reg, other asm.Label) {
	if known == ir.String {
		return
	}
	g.MovRR(asm.AX, reg)
	g.ShiftRI(asm.Shr, asm.AX, 48)
	g.OpRI32(asm.Cmp, asm.AX, heap.TagString)
	g.Jcc(asm.NE, other)
}

// unlessBytes jumps to other when the string at reg is not flat and in bytes.
func (g *gen) unlessBytes(reg asm.Reg, other asm.Label) {
	g.OpMI8(asm.Cmp, asm.At(reg, lower.KindOffset), int8(heap.KindLatin1))
	g.Jcc(asm.NE, other)
}

// sameBytes is the unit's routine that sets the equal flag when the texts at AX and DX,
// flat and in bytes, are the same; CX is the length of both, not 0. It loses CX.
func (g *gen) sameBytes() asm.Label {
	if g.sameTexts != 0 {
		return g.sameTexts
	}
	g.sameTexts = g.NewLabel()
	g.later(func() {
		next, short, few, out := g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel()
		g.Bind(g.sameTexts)
		g.Begin()
		g.Push(asm.SI)
		g.Push(asm.DI)
		g.OpRI32(asm.Cmp, asm.CX, 8)
		g.Jcc(asm.B, short)
		g.MovImm(asm.SI, 0)
		g.Bind(next)
		g.Load(asm.DI, asm.AtIndex(asm.AX, asm.SI, 1, lower.StringUnits))
		g.OpRM(asm.Cmp, asm.DI, asm.AtIndex(asm.DX, asm.SI, 1, lower.StringUnits))
		g.Jcc(asm.NE, out)
		g.OpRI32(asm.Add, asm.SI, 8)
		g.Lea32(asm.DI, asm.At(asm.SI, 8))
		g.OpRR32(asm.Cmp, asm.DI, asm.CX)
		g.Jcc(asm.BE, next)
		// The last eight, some of them for the second time.
		g.Load(asm.DI, asm.AtIndex(asm.AX, asm.CX, 1, lower.StringUnits-8))
		g.OpRM(asm.Cmp, asm.DI, asm.AtIndex(asm.DX, asm.CX, 1, lower.StringUnits-8))
		g.Jmp(out)
		g.Bind(short)
		g.OpRI32(asm.Cmp, asm.CX, 4)
		g.Jcc(asm.B, few)
		g.Load32(asm.DI, asm.At(asm.AX, lower.StringUnits))
		g.OpRM32(asm.Cmp, asm.DI, asm.At(asm.DX, lower.StringUnits))
		g.Jcc(asm.NE, out)
		g.Load32(asm.DI, asm.AtIndex(asm.AX, asm.CX, 1, lower.StringUnits-4))
		g.OpRM32(asm.Cmp, asm.DI, asm.AtIndex(asm.DX, asm.CX, 1, lower.StringUnits-4))
		g.Jmp(out)
		g.Bind(few)
		// One to three: the first, the last and the middle one.
		compare := func(at asm.Reg, offset int32) {
			from, with := asm.AtIndex(asm.AX, at, 1, offset), asm.AtIndex(asm.DX, at, 1, offset)
			g.Load8(asm.DI, from)
			g.Load8(asm.SI, with)
			g.OpRR32(asm.Cmp, asm.DI, asm.SI)
		}
		compare(asm.CX, lower.StringUnits-1)
		g.Jcc(asm.NE, out)
		g.ShiftRI32(asm.Shr, asm.CX, 1)
		compare(asm.CX, lower.StringUnits)
		g.Jcc(asm.NE, out)
		g.MovImm(asm.CX, 0)
		compare(asm.CX, lower.StringUnits)
		g.Bind(out)
		g.Pop(asm.DI)
		g.Pop(asm.SI)
		g.Ret()
	})
	return g.sameTexts
}

// sameStrings goes to same or differ when it can tell whether the strings in AX and DX, two
// Values, are equal, else to slow. AX, CX and DX are lost.
func (g *gen) sameStrings(same, differ, slow asm.Label) {
	look := g.NewLabel()
	g.strip(asm.AX)
	g.strip(asm.DX)
	g.TestMI8(asm.At(asm.AX, lower.SubFlagsOffset), lower.InternedBit)
	g.Jcc(asm.E, look)
	g.TestMI8(asm.At(asm.DX, lower.SubFlagsOffset), lower.InternedBit)
	g.Jcc(asm.NE, differ)
	g.Bind(look)
	g.Load32(asm.CX, asm.At(asm.AX, lower.StringLength))
	g.OpRM32(asm.Cmp, asm.CX, asm.At(asm.DX, lower.StringLength))
	g.Jcc(asm.NE, differ)
	g.unlessBytes(asm.AX, slow)
	g.unlessBytes(asm.DX, slow)
	g.OpRI32(asm.Sub, asm.CX, 1)
	g.OpRI32(asm.Cmp, asm.CX, maxCompared)
	g.Jcc(asm.AE, slow) // or empty
	g.OpRI32(asm.Add, asm.CX, 1)
	g.Call(g.sameBytes())
	g.Jcc(asm.NE, differ)
	g.Jmp(same)
}

// orderBytes is the unit's routine that sets the flags for the order of the texts at AX
// and CX, flat and in bytes, as a comparison of ints does. It loses AX, CX and DX.
func (g *gen) orderBytes() asm.Label {
	if g.orderTexts != 0 {
		return g.orderTexts
	}
	g.orderTexts = g.NewLabel()
	g.later(func() {
		next, end, out := g.NewLabel(), g.NewLabel(), g.NewLabel()
		g.Bind(g.orderTexts)
		g.Begin()
		g.Push(asm.SI)
		g.Push(asm.DI)
		g.Push(asm.R8)
		g.Load32(asm.SI, asm.At(asm.AX, lower.StringLength))
		g.Load32(asm.DX, asm.At(asm.CX, lower.StringLength))
		g.MovRR32(asm.DI, asm.SI)
		g.OpRR32(asm.Sub, asm.SI, asm.DX) // who has this sign is the longer one
		g.OpRR32(asm.Cmp, asm.DI, asm.DX)
		g.Cmov32(asm.L, asm.DX, asm.DI)
		g.Bind(next)
		g.OpRI32(asm.Sub, asm.DX, 1)
		g.Jcc(asm.S, end)
		g.Load8(asm.DI, asm.At(asm.AX, lower.StringUnits))
		g.Load8(asm.R8, asm.At(asm.CX, lower.StringUnits))
		g.OpRI(asm.Add, asm.AX, 1)
		g.OpRI(asm.Add, asm.CX, 1)
		g.OpRR32(asm.Cmp, asm.DI, asm.R8)
		g.Jcc(asm.E, next)
		g.Jmp(out)
		g.Bind(end)
		g.OpRI32(asm.Cmp, asm.SI, 0)
		g.Bind(out)
		g.Pop(asm.R8)
		g.Pop(asm.DI)
		g.Pop(asm.SI)
		g.Ret()
	})
	return g.orderTexts
}

// texts are two operands at hand, with their types where that is: out of line, where the work
// is done, the generator's types are others.
type texts struct {
	a, b           asm.Reg
	knownA, knownB ir.Mask
}

func (g *gen) textsOf(in *ir.Inst, a, b asm.Reg) texts {
	return texts{a, b, g.u.TypeOf(in.A(), g.types), g.u.TypeOf(in.B(), g.types)}
}

// orderStrings puts 1 into AX when a comparison by order of two Values holds, else
// 0, if both are short texts, flat and in bytes; else it goes to slow. CX and DX are lost.
func (g *gen) orderStrings(in *ir.Inst, t texts, slow asm.Label) {
	a, b := t.a, t.b
	g.unlessString(t.knownA, a, slow)
	g.unlessString(t.knownB, b, slow)
	// b may be CX, a DX.
	g.MovRR(asm.AX, a)
	if b != asm.CX {
		g.MovRR(asm.CX, b)
	}
	for _, r := range [2]asm.Reg{asm.AX, asm.CX} {
		g.strip(r)
		g.unlessBytes(r, slow)
		g.OpMI32(asm.Cmp, asm.At(r, lower.StringLength), maxCompared)
		g.Jcc(asm.A, slow)
	}
	g.Call(g.orderBytes())
	g.Set(condInt[in.Cond()], asm.AX)
	g.MovZero8(asm.AX, asm.AX)
}

// addsTexts tells that an addition has met strings, or is of nothing else.
func (g *gen) addsTexts(in *ir.Inst) bool {
	return in.Op == ir.OpAdd && (in.Seen&ir.String != 0 || g.u.TypeOf(in.A(), g.types)|g.u.TypeOf(in.B(), g.types) == ir.String)
}

// emitAddTexts adds two operands of which strings have been met.
func (g *gen) emitAddTexts(in *ir.Inst) {
	a, b := g.boxedOf(in.A(), asm.DX), g.boxedOf(in.B(), asm.CX)
	operands := g.textsOf(in, a, b)
	slow, done := g.NewLabel(), g.NewLabel()
	g.service(lower.ExitOp, slow, done, in.Dst)
	hit := g.verified(done, in.Dst)
	if g.u.Impossible(in, g.types) {
		g.joinStrings(operands, slow)
		g.hit(hit, done)
	} else {
		numbers, texts, large := g.NewLabel(), g.NewLabel(), g.NewLabel()
		g.unlessInt(in.A(), a, numbers)
		g.unlessInt(in.B(), b, numbers)
		g.mixedInts(in, a, b, numbers, slow, large)
		g.later(func() {
			g.Bind(numbers)
			g.mixedDoubles(in, a, b, texts, large)
			g.Jmp(done)
			g.Bind(texts)
			g.joinStrings(operands, slow)
			g.Jmp(hit)
		})
	}
	g.Bind(done)
	g.unlockAll()
	g.setBoxed(in.Dst, asm.AX)
}

// emitToPart makes a part of a template: strings and ints are parts as they are.
func (g *gen) emitToPart(in *ir.Inst) {
	value := g.boxedOf(in.A(), asm.DX)
	slow, done, is := g.NewLabel(), g.NewLabel(), g.NewLabel()
	g.service(lower.ExitOp, slow, done, in.Dst)
	if known := g.u.TypeOf(in.A(), g.types); !known.Only(ir.Int | ir.String) {
		g.MovRR(asm.AX, value)
		g.ShiftRI(asm.Shr, asm.AX, 48)
		g.OpRI32(asm.Cmp, asm.AX, heap.TagString)
		g.Jcc(asm.E, is)
		g.unlessInt(in.A(), value, slow)
	}
	g.Bind(is)
	g.MovRR(asm.AX, value)
	g.Bind(done)
	g.unlockAll()
	g.setBoxed(in.Dst, asm.AX)
}

// maxJoined is how many parts of a template machine code joins one by one.
const maxJoined = 4

// emitConcat joins the parts of a template: a few here, one after the other.
func (g *gen) emitConcat(in *ir.Inst) {
	if len(in.Args) > maxJoined || len(in.Args) == 1 {
		g.inlineService(lower.ExitOp, in.Dst)
		return
	}
	slow, done := g.NewLabel(), g.NewLabel()
	g.service(lower.ExitOp, slow, done, in.Dst)
	for i, r := range in.Args {
		to := asm.CX
		if i == 0 {
			to = asm.AX
		}
		if from := g.peek(r, to); from != to {
			g.MovRR(to, from)
		}
		if i > 0 {
			g.Call(g.joinTexts())
			g.TestRR32(asm.CX, asm.CX)
			g.Jcc(asm.E, slow)
		}
	}
	g.Bind(done)
	g.unlockAll()
	g.setBoxed(in.Dst, asm.AX)
}

// joinStrings puts the text of two operands into AX, if each is a string or an int that machine code can join; else it
// goes to slow. CX and DX are lost.
func (g *gen) joinStrings(t texts, slow asm.Label) {
	// b may be CX, a DX.
	g.MovRR(asm.AX, t.a)
	if t.b != asm.CX {
		g.MovRR(asm.CX, t.b)
	}
	g.Call(g.joinTexts())
	g.TestRR32(asm.CX, asm.CX)
	g.Jcc(asm.E, slow)
}
