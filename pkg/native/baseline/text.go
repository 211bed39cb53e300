package baseline

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
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

// emitConcat joins the parts of a template: a few strings here, one after the other; where one of
// them is something else, all of them in Go.
func (g *gen) emitConcat(in *ir.Inst) {
	if len(in.Args) > maxJoined || len(in.Args) == 1 {
		g.inlineService(lower.ExitOp, in.Dst)
		return
	}
	for _, r := range in.Args {
		if g.u.TypeOf(r, g.types) == ir.Int {
			g.inlineService(lower.ExitOp, in.Dst)
			return
		}
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
		if g.u.TypeOf(r, g.types) != ir.String {
			g.MovRR(asm.DX, to)
			g.ShiftRI(asm.Shr, asm.DX, 48)
			g.OpRI32(asm.Cmp, asm.DX, heap.TagString)
			g.Jcc(asm.NE, slow)
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

// joinStrings puts the text of two Values into AX, if both are strings that machine
// code can join; else it goes to slow. CX and DX are lost.
func (g *gen) joinStrings(t texts, slow asm.Label) {
	a, b := t.a, t.b
	g.unlessString(t.knownA, a, slow)
	g.unlessString(t.knownB, b, slow)
	// b may be CX, a DX.
	g.MovRR(asm.AX, a)
	if b != asm.CX {
		g.MovRR(asm.CX, b)
	}
	g.Call(g.joinTexts())
	g.TestRR32(asm.CX, asm.CX)
	g.Jcc(asm.E, slow)
}

// joinTexts is the unit's routine that joins the strings in AX and CX, two Values, like
// heap.Concat: the result is in AX, and 1 in CX, or 0 when it has done nothing. It loses DX.
//
// What it makes is younger than all that it refers to, so that no barrier is due.
func (g *gen) joinTexts() asm.Label {
	if g.joiner != 0 {
		return g.joiner
	}
	g.joiner = g.NewLabel()
	g.later(func() {
		j := &joining{gen: g, saved: []asm.Reg{asm.SI, asm.DI, asm.R8, asm.R9}, no: g.NewLabel()}
		g.Bind(g.joiner)
		g.Begin()
		for _, r := range j.saved {
			g.Push(r)
		}
		j.emit()
		g.Bind(j.no)
		g.MovImm(asm.CX, 0)
		j.leave()
	})
	return g.joiner
}

// joining emits joinTexts. Throughout it R8 and R9 are the addresses of the two strings, SI
// and DI their lengths, neither 0, and DX the sum until a cell is made.
type joining struct {
	*gen
	saved []asm.Reg
	no    asm.Label
}

func (j *joining) leave() {
	for i := range j.saved {
		j.Pop(j.saved[len(j.saved)-1-i])
	}
	j.Ret()
}

// done leaves with the string at AX.
func (j *joining) done() {
	j.MovImm(asm.CX, heap.TagString<<48)
	j.OpRR(asm.Or, asm.AX, asm.CX)
	j.MovImm(asm.CX, 1)
	j.leave()
}

func (j *joining) emit() {
	g, long, rope := j.gen, j.NewLabel(), j.NewLabel()
	g.MovRR(asm.R8, asm.AX)
	g.MovRR(asm.R9, asm.CX)
	g.strip(asm.R8)
	g.strip(asm.R9)
	g.Load32(asm.SI, asm.At(asm.R8, lower.StringLength))
	g.Load32(asm.DI, asm.At(asm.R9, lower.StringLength))
	g.TestRR32(asm.SI, asm.SI)
	g.Jcc(asm.E, j.no)
	g.TestRR32(asm.DI, asm.DI)
	g.Jcc(asm.E, j.no)
	g.Lea32(asm.DX, asm.AtIndex(asm.SI, asm.DI, 1, 0))
	g.OpRI32(asm.Cmp, asm.DX, heap.MinRope)
	g.Jcc(asm.AE, long)
	g.unlessBytes(asm.R8, j.no)
	g.unlessBytes(asm.R9, j.no)
	j.copyShort()

	g.Bind(long)
	g.OpRI32(asm.Cmp, asm.DX, object.LargeText)
	g.Jcc(asm.A, j.no)
	g.MovImm(asm.CX, 0) // the depth of the first
	j.unlessNarrow(asm.R9)
	g.OpMI8(asm.Cmp, asm.At(asm.R8, lower.KindOffset), int8(heap.KindSlice))
	slice := g.NewLabel()
	g.Jcc(asm.E, slice)
	j.unlessNarrow(asm.R8)
	g.OpMI8(asm.Cmp, asm.At(asm.R8, lower.KindOffset), int8(heap.KindRope))
	g.Jcc(asm.NE, rope)
	g.Load32(asm.CX, asm.At(asm.R8, lower.StringStart))
	g.OpRI32(asm.Cmp, asm.CX, heap.BufferDepth-1)
	g.Jcc(asm.AE, j.no)
	g.Bind(rope)
	j.makeRope()

	g.Bind(slice)
	g.Load(asm.AX, asm.At(asm.R8, lower.StringBase))
	g.strip(asm.AX)
	g.expectKind(asm.AX, heap.KindLatin1, heap.KindUTF16, heap.KindBufLatin1, heap.KindBufUTF16)
	g.OpMI8(asm.Cmp, asm.At(asm.AX, lower.KindOffset), int8(heap.KindLatin1))
	g.Jcc(asm.E, rope)
	g.OpMI8(asm.Cmp, asm.At(asm.AX, lower.KindOffset), int8(heap.KindBufLatin1))
	g.Jcc(asm.NE, j.no)
	j.extend(rope)
}

// unlessNarrow gives up unless all of the string at reg is in bytes. AX is lost.
func (j *joining) unlessNarrow(reg asm.Reg) {
	g, yes, slice := j.gen, j.NewLabel(), j.NewLabel()
	g.Load8(asm.AX, asm.At(reg, lower.KindOffset))
	g.OpRI32(asm.Cmp, asm.AX, int32(heap.KindLatin1))
	g.Jcc(asm.E, yes)
	g.OpRI32(asm.Cmp, asm.AX, int32(heap.KindSlice))
	g.Jcc(asm.E, slice)
	g.OpRI32(asm.Cmp, asm.AX, int32(heap.KindRope))
	g.Jcc(asm.NE, j.no)
	g.TestMI8(asm.At(reg, lower.SubFlagsOffset), lower.WideBit)
	g.Jcc(asm.NE, j.no)
	g.Jmp(yes)
	g.Bind(slice)
	g.Load(asm.AX, asm.At(reg, lower.StringBase))
	g.strip(asm.AX)
	g.Load8(asm.AX, asm.At(asm.AX, lower.KindOffset))
	g.OpRI32(asm.Cmp, asm.AX, int32(heap.KindLatin1))
	g.Jcc(asm.E, yes)
	g.OpRI32(asm.Cmp, asm.AX, int32(heap.KindBufLatin1))
	g.Jcc(asm.NE, j.no)
	g.Bind(yes)
}

// make makes a string cell at AX whose length is in DX, and the other half of its word in CX.
func (j *joining) make(kind heap.Kind, words int) {
	header, class, bytes := heap.StringCell(kind, words)
	full, ok := j.NewLabel(), j.NewLabel()
	j.Push(asm.DX)
	j.Push(asm.CX)
	j.bump(header, class, bytes, full)
	j.Pop(asm.CX)
	j.Pop(asm.DX)
	j.Store32(asm.At(asm.AX, lower.StringLength), asm.DX)
	j.Store32(asm.At(asm.AX, lower.StringStart), asm.CX)
	j.Jmp(ok)
	j.Bind(full)
	j.Pop(asm.CX)
	j.Pop(asm.DX)
	j.Jmp(j.no)
	j.Bind(ok)
}

func (j *joining) makeRope() {
	g := j.gen
	g.OpRI32(asm.Add, asm.CX, 1)
	j.make(heap.KindRope, 4)
	g.MovImm(asm.CX, heap.TagString<<48)
	g.OpRR(asm.Or, asm.R8, asm.CX)
	g.OpRR(asm.Or, asm.R9, asm.CX)
	g.Store(asm.At(asm.AX, lower.RopeLeft), asm.R8)
	g.Store(asm.At(asm.AX, lower.RopeRight), asm.R9)
	j.done()
}

// copyShort makes a flat string of both texts.
func (j *joining) copyShort() {
	g, made := j.gen, j.NewLabel()
	g.MovImm(asm.CX, 0)
	for words := 3; ; words++ {
		next := g.NewLabel()
		last := 8*(words-2) >= heap.MinRope-1
		if !last {
			g.OpRI32(asm.Cmp, asm.DX, int32(8*(words-2)))
			g.Jcc(asm.A, next)
		}
		j.make(heap.KindLatin1, words)
		if last {
			break
		}
		g.Jmp(made)
		g.Bind(next)
	}
	g.Bind(made)
	// The first by words, which are all within the new cell; the second overwrites the rest.
	copied := g.NewLabel()
	for at := int32(0); at < heap.MinRope-1; at += 8 {
		g.Load(asm.CX, asm.At(asm.R8, lower.StringUnits+at))
		g.Store(asm.At(asm.AX, lower.StringUnits+at), asm.CX)
		g.OpRI32(asm.Cmp, asm.SI, at+8)
		g.Jcc(asm.BE, copied)
	}
	g.Bind(copied)
	g.Lea(asm.DX, asm.AtIndex(asm.AX, asm.SI, 1, lower.StringUnits))
	j.copySecond()
	j.done()
}

// copySecond copies the second text, which is flat, in bytes and shorter than a word of
// lengths allows, to DX and on. SI, CX and DI are lost.
func (j *joining) copySecond() {
	g, words, few, next, done := j.gen, j.NewLabel(), j.NewLabel(), j.NewLabel(), j.NewLabel()
	g.OpRI32(asm.Cmp, asm.DI, 8)
	g.Jcc(asm.B, few)
	g.MovImm(asm.SI, 0)
	g.Bind(words)
	g.Load(asm.CX, asm.AtIndex(asm.R9, asm.SI, 1, lower.StringUnits))
	g.Store(asm.AtIndex(asm.DX, asm.SI, 1, 0), asm.CX)
	g.OpRI32(asm.Add, asm.SI, 8)
	g.Lea32(asm.CX, asm.At(asm.SI, 8))
	g.OpRR32(asm.Cmp, asm.CX, asm.DI)
	g.Jcc(asm.BE, words)
	g.Load(asm.CX, asm.AtIndex(asm.R9, asm.DI, 1, lower.StringUnits-8))
	g.Store(asm.AtIndex(asm.DX, asm.DI, 1, -8), asm.CX)
	g.Jmp(done)
	g.Bind(few)
	g.Bind(next)
	g.Load8(asm.CX, asm.AtIndex(asm.R9, asm.DI, 1, lower.StringUnits-1))
	g.Store8(asm.AtIndex(asm.DX, asm.DI, 1, -1), asm.CX)
	g.OpRI32(asm.Sub, asm.DI, 1)
	g.Jcc(asm.NE, next)
	g.Bind(done)
}

// maxExtended is how much is appended to a buffer here.
const maxExtended = 256

// extend appends the second text in the room behind the buffer at AX, of which the first is a
// slice, like Heap.extend. Where the first does not end where the buffer does it goes to rope.
func (j *joining) extend(rope asm.Label) {
	g, branch := j.gen, j.NewLabel()
	g.Load32(asm.CX, asm.At(asm.R8, lower.StringStart))
	g.OpRR32(asm.Add, asm.SI, asm.CX)
	g.OpRM32(asm.Cmp, asm.SI, asm.At(asm.AX, lower.StringLength))
	g.Jcc(asm.NE, branch)
	g.unlessBytes(asm.R9, j.no)
	g.OpRI32(asm.Cmp, asm.DI, maxExtended)
	g.Jcc(asm.A, j.no)
	g.OpRR32(asm.Add, asm.SI, asm.DI)
	g.OpRM32(asm.Cmp, asm.SI, asm.At(asm.AX, lower.StringStart))
	g.Jcc(asm.A, j.no)
	j.make(heap.KindSlice, 3)
	g.Load(asm.CX, asm.At(asm.R8, lower.StringBase))
	g.Store(asm.At(asm.AX, lower.StringBase), asm.CX)
	g.MovRR(asm.R8, asm.CX)
	g.strip(asm.R8)
	g.Store32(asm.At(asm.R8, lower.StringLength), asm.SI)
	g.OpRR32(asm.Sub, asm.SI, asm.DI)
	g.Lea(asm.DX, asm.AtIndex(asm.R8, asm.SI, 1, lower.StringUnits))
	j.copySecond()
	j.done()
	g.Bind(branch)
	g.MovImm(asm.CX, 0)
	g.Jmp(rope)
}
