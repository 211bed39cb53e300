package baseline

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
)

// joinTexts is the unit's routine that joins the texts of AX and CX, two Values, each a string or an int, like
// heap.Concat: the result is in AX, and 1 in CX, or 0 when it has done nothing. It loses DX.
//
// What it makes is younger than all that it refers to, so that no barrier is due.
func (g *gen) joinTexts() asm.Label {
	if g.joiner != 0 {
		return g.joiner
	}
	g.joiner = g.NewLabel()
	g.later(func() {
		j := &joining{gen: g, saved: []asm.Reg{asm.SI, asm.DI, asm.R8, asm.R9, asm.R10, asm.R11}, no: g.NewLabel()}
		g.Bind(g.joiner)
		g.Begin()
		for _, r := range j.saved {
			g.Push(r)
		}
		j.operand(asm.R8, asm.AX)
		j.operand(asm.R9, asm.CX)
		j.emit()
		g.Bind(j.no)
		g.MovImm(asm.CX, 0)
		j.leave()
	})
	return g.joiner
}

// joining emits joinTexts. Throughout it R8 and R9 are the addresses of the two strings, SI
// and DI their lengths, and DX the sum until a cell is made.
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

// operand puts the address of the string that a Value is, or of the digits of an int, into to.
func (j *joining) operand(to, value asm.Reg) {
	g, other, is := j.gen, j.NewLabel(), j.NewLabel()
	g.MovRR(to, value)
	g.MovRR(asm.DX, value)
	g.ShiftRI(asm.Shr, asm.DX, 48)
	g.OpRI32(asm.Cmp, asm.DX, heap.TagString)
	g.Jcc(asm.NE, other)
	g.strip(to)
	g.Bind(is)
	g.later(func() {
		g.Bind(other)
		g.OpRI32(asm.Cmp, asm.DX, heap.TagInt)
		g.Jcc(asm.NE, j.no)
		// The second operand waits in CX.
		g.Push(asm.CX)
		g.MovRR32(asm.AX, to)
		g.Call(g.digits())
		g.MovRR(to, asm.AX)
		g.Pop(asm.CX)
		g.TestRR(to, to)
		g.Jcc(asm.E, j.no)
		g.Jmp(is)
	})
}

// digits is the unit's routine that puts the address of the text of the int in AX into AX, or 0 when it has none.
// It loses CX, DX, SI, DI, R10 and R11.
func (g *gen) digits() asm.Label {
	if g.digitTexts != 0 {
		return g.digitTexts
	}
	g.digitTexts = g.NewLabel()
	g.later(func() {
		const size = int32(unsafe.Sizeof(lower.Context{}.Digits) / 2)
		at := int32(unsafe.Offsetof(lower.Context{}.Digits))
		next, several, positive, long, made, none := g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel()
		g.Bind(g.digitTexts)
		g.Begin()
		g.OpRI32(asm.Cmp, asm.AX, 10)
		g.Jcc(asm.AE, several)
		g.MovImm(asm.CX, g.m.Singles)
		g.Load(asm.AX, asm.AtIndex(asm.CX, asm.AX, 8, '0'*8))
		g.Ret()
		g.Bind(several)
		g.MovRR32(asm.SI, asm.AX)
		g.MovRR32(asm.R10, asm.AX)
		g.TestRR32(asm.SI, asm.SI)
		g.Jcc(asm.NS, positive)
		g.Neg32(asm.SI)
		g.Bind(positive)
		// The digits from the last one on, into the first half: SI is what remains, DI the place of the digit before.
		g.MovImm(asm.DI, uint64(size))
		g.MovImm(asm.R11, 0xCCCCCCCD)
		g.Bind(next)
		g.MovRR32(asm.AX, asm.SI)
		g.Imul(asm.AX, asm.R11)
		g.ShiftRI(asm.Shr, asm.AX, 35) // a tenth
		g.Lea32(asm.CX, asm.AtIndex(asm.AX, asm.AX, 4, 0))
		g.OpRR32(asm.Add, asm.CX, asm.CX)
		g.OpRR32(asm.Sub, asm.SI, asm.CX)
		g.OpRI32(asm.Add, asm.SI, '0')
		g.OpRI(asm.Sub, asm.DI, 1)
		g.Store8(asm.AtIndex(ctxReg, asm.DI, 1, at), asm.SI)
		g.MovRR32(asm.SI, asm.AX)
		g.TestRR32(asm.SI, asm.SI)
		g.Jcc(asm.NE, next)
		g.TestRR32(asm.R10, asm.R10)
		unsigned := g.NewLabel()
		g.Jcc(asm.NS, unsigned)
		g.MovImm(asm.AX, '-')
		g.OpRI(asm.Sub, asm.DI, 1)
		g.Store8(asm.AtIndex(ctxReg, asm.DI, 1, at), asm.AX)
		g.Bind(unsigned)
		g.MovImm(asm.R10, uint64(size))
		g.OpRR32(asm.Sub, asm.R10, asm.DI)
		g.OpRI32(asm.Cmp, asm.R10, 8)
		g.Jcc(asm.A, long)
		g.shortText(1, none)
		g.Bind(made)
		g.Load(asm.CX, asm.AtIndex(ctxReg, asm.DI, 1, at))
		g.Store(asm.At(asm.AX, lower.StringUnits), asm.CX)
		g.Store(asm.At(asm.AX, lower.StringLength), asm.R10)
		g.Ret()
		g.Bind(long)
		g.shortText(2, none)
		g.Load(asm.CX, asm.AtIndex(ctxReg, asm.DI, 1, at+8))
		g.Store(asm.At(asm.AX, lower.StringUnits+8), asm.CX)
		g.Jmp(made)
		g.Bind(none)
		g.MovImm(asm.AX, 0)
		g.Ret()
	})
	return g.digitTexts
}

// shortText makes a flat string in bytes at AX whose text takes so many words.
func (g *gen) shortText(words int, slow asm.Label) {
	header, class, bytes := heap.StringCell(heap.KindLatin1, words+lower.StringUnits/8)
	g.bump(header, class, bytes, slow)
}

func (j *joining) emit() {
	g, long, rope, large, first, second := j.gen, j.NewLabel(), j.NewLabel(), j.NewLabel(), j.NewLabel(), j.NewLabel()
	g.Load32(asm.SI, asm.At(asm.R8, lower.StringLength))
	g.Load32(asm.DI, asm.At(asm.R9, lower.StringLength))
	g.TestRR32(asm.SI, asm.SI)
	g.Jcc(asm.E, second)
	g.TestRR32(asm.DI, asm.DI)
	g.Jcc(asm.E, first)
	g.Lea32(asm.DX, asm.AtIndex(asm.SI, asm.DI, 1, 0))
	g.OpRI32(asm.Cmp, asm.DX, heap.MinRope)
	g.Jcc(asm.AE, long)
	wide := g.NewLabel()
	g.unlessBytes(asm.R8, wide)
	g.unlessBytes(asm.R9, wide)
	j.copyShort()

	g.Bind(first)
	g.MovRR(asm.AX, asm.R8)
	j.done()
	g.Bind(second)
	g.MovRR(asm.AX, asm.R9)
	j.done()

	g.Bind(long)
	g.OpRI32(asm.Cmp, asm.DX, heap.MinLongestString)
	g.Jcc(asm.A, large)
	fits, slice, deep, wideRope, shallow := g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel()
	g.Bind(fits)
	g.Load8(asm.AX, asm.At(asm.R8, lower.KindOffset))
	g.OpRI32(asm.Cmp, asm.AX, int32(heap.KindSlice))
	g.Jcc(asm.E, slice)
	g.OpRI32(asm.Cmp, asm.AX, int32(heap.KindRope))
	g.Jcc(asm.E, deep)
	g.Bind(shallow)
	g.MovImm(asm.CX, 0) // the depth of the first
	g.Bind(rope)
	j.ifWide(asm.R8, wideRope)
	j.ifWide(asm.R9, wideRope)
	j.makeRope(0)
	g.Bind(wideRope)
	j.makeRope(heap.HeaderWideBit)

	g.Bind(deep)
	g.Load32(asm.CX, asm.At(asm.R8, lower.StringStart))
	g.OpRI32(asm.Cmp, asm.CX, heap.BufferDepth-1)
	g.Jcc(asm.B, rope)
	// Go moves such a text into a buffer, except where it has many units per link or the second is the longer one.
	g.MovRR32(asm.AX, asm.SI)
	g.ShiftRI32(asm.Shr, asm.AX, heap.BufferLinkShift)
	g.OpRR32(asm.Cmp, asm.CX, asm.AX)
	g.Jcc(asm.B, rope)
	g.OpRR32(asm.Cmp, asm.DI, asm.SI)
	g.Jcc(asm.B, j.no)
	g.Jmp(rope)

	// How long texts can be depends on the limit, see heap.Heap.MaxStringLength.
	g.Bind(large)
	g.OpRI32(asm.Cmp, asm.DX, heap.MaxStringLength)
	g.Jcc(asm.A, j.no)
	g.MovRR32(asm.AX, asm.DX)
	g.ShiftRI(asm.Shl, asm.AX, 2)
	g.MovImm(asm.CX, uint64(uintptr(unsafe.Pointer(g.m.Runtime.Heap.Limit()))))
	g.OpRM(asm.Cmp, asm.AX, asm.At(asm.CX, 0))
	g.Jcc(asm.A, j.no)
	g.Jmp(fits)

	g.Bind(wide)
	j.copyShortWide()

	g.Bind(slice)
	j.extend(shallow)
}

// ifWide goes to wide unless all of the string at reg is in bytes. AX is lost.
func (j *joining) ifWide(reg asm.Reg, wide asm.Label) {
	g, no, slice := j.gen, j.NewLabel(), j.NewLabel()
	g.Load8(asm.AX, asm.At(reg, lower.KindOffset))
	g.OpRI32(asm.Cmp, asm.AX, int32(heap.KindLatin1))
	g.Jcc(asm.E, no)
	g.OpRI32(asm.Cmp, asm.AX, int32(heap.KindSlice))
	g.Jcc(asm.E, slice)
	g.OpRI32(asm.Cmp, asm.AX, int32(heap.KindRope))
	g.Jcc(asm.NE, wide)
	g.TestMI8(asm.At(reg, lower.SubFlagsOffset), lower.WideBit)
	g.Jcc(asm.NE, wide)
	g.Jmp(no)
	g.Bind(slice)
	g.Load(asm.AX, asm.At(reg, lower.StringBase))
	g.strip(asm.AX)
	g.Load8(asm.AX, asm.At(asm.AX, lower.KindOffset))
	g.OpRI32(asm.Cmp, asm.AX, int32(heap.KindLatin1))
	g.Jcc(asm.E, no)
	g.OpRI32(asm.Cmp, asm.AX, int32(heap.KindBufLatin1))
	g.Jcc(asm.NE, wide)
	g.Bind(no)
}

// make makes a string cell at AX whose length is in DX, and the other half of its word in CX.
func (j *joining) make(kind heap.Kind, flags uint64, words int) {
	header, class, bytes := heap.StringCell(kind, words)
	full, ok := j.NewLabel(), j.NewLabel()
	j.Push(asm.DX)
	j.Push(asm.CX)
	j.bump(header|flags, class, bytes, full)
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

func (j *joining) makeRope(flags uint64) {
	g := j.gen
	g.OpRI32(asm.Add, asm.CX, 1)
	j.make(heap.KindRope, flags, 4)
	g.MovImm(asm.CX, heap.TagString<<48)
	g.OpRR(asm.Or, asm.R8, asm.CX)
	g.OpRR(asm.Or, asm.R9, asm.CX)
	g.Store(asm.At(asm.AX, lower.RopeLeft), asm.R8)
	g.Store(asm.At(asm.AX, lower.RopeRight), asm.R9)
	j.done()
}

// makeShort makes a flat string for all DX units, which are fewer than heap.MinRope, so many in a word.
func (j *joining) makeShort(kind heap.Kind, unitsInWord int) {
	g, made := j.gen, j.NewLabel()
	g.MovImm(asm.CX, 0)
	for words := 1; ; words++ {
		next := g.NewLabel()
		last := unitsInWord*words >= heap.MinRope-1
		if !last {
			g.OpRI32(asm.Cmp, asm.DX, int32(unitsInWord*words))
			g.Jcc(asm.A, next)
		}
		j.make(kind, 0, words+lower.StringUnits/8)
		if last {
			break
		}
		g.Jmp(made)
		g.Bind(next)
	}
	g.Bind(made)
}

// copyShort makes a flat string of both texts.
func (j *joining) copyShort() {
	g := j.gen
	j.makeShort(heap.KindLatin1, 8)
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

// copyShortWide makes a flat string of both texts, one of which is not in bytes.
func (j *joining) copyShortWide() {
	g := j.gen
	for _, r := range [2]asm.Reg{asm.R8, asm.R9} {
		flat := g.NewLabel()
		g.Load8(asm.AX, asm.At(r, lower.KindOffset))
		g.OpRI32(asm.Cmp, asm.AX, int32(heap.KindLatin1))
		g.Jcc(asm.E, flat)
		g.OpRI32(asm.Cmp, asm.AX, int32(heap.KindUTF16))
		g.Jcc(asm.NE, j.no)
		g.Bind(flat)
	}
	j.makeShort(heap.KindUTF16, 4)
	g.Lea(asm.DX, asm.At(asm.AX, lower.StringUnits))
	for _, part := range [2][2]asm.Reg{{asm.R8, asm.SI}, {asm.R9, asm.DI}} {
		text, n := part[0], part[1]
		again, copied := g.NewLabel(), g.NewLabel()
		g.OpMI8(asm.Cmp, asm.At(text, lower.KindOffset), int8(heap.KindUTF16))
		narrow := g.NewLabel()
		g.Jcc(asm.NE, narrow)
		g.Bind(again)
		g.Load16(asm.CX, asm.At(text, lower.StringUnits))
		g.Store16(asm.At(asm.DX, 0), asm.CX)
		g.OpRI(asm.Add, text, 2)
		g.OpRI(asm.Add, asm.DX, 2)
		g.OpRI32(asm.Sub, n, 1)
		g.Jcc(asm.NE, again)
		g.Jmp(copied)
		g.Bind(narrow)
		j.widen(text, n)
		g.Bind(copied)
	}
	j.done()
}

// widen copies a text in bytes, of n units, more than none, to DX as units of two bytes, and moves text and DX behind it.
// CX and n are lost.
func (j *joining) widen(text, n asm.Reg) {
	g, again := j.gen, j.NewLabel()
	g.Bind(again)
	g.Load8(asm.CX, asm.At(text, lower.StringUnits))
	g.Store16(asm.At(asm.DX, 0), asm.CX)
	g.OpRI(asm.Add, text, 1)
	g.OpRI(asm.Add, asm.DX, 2)
	g.OpRI32(asm.Sub, n, 1)
	g.Jcc(asm.NE, again)
}

// copySecond copies DI bytes, more than none, of the second text, which is behind what would be its header at R9, to DX
// and on. SI, CX and DI are lost.
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

// maxExtended is how many units are appended to a buffer here.
const maxExtended = 1 << 12

// extend appends the second text in the room behind the buffer of which the first is a slice, like Heap.extend. Where the
// first is no slice that ends where a buffer does, and where the buffer is in bytes but the second is not, it goes to
// rope. What needs another buffer is left to Go.
func (j *joining) extend(rope asm.Label) {
	g, narrow, fits, wide, done := j.gen, j.NewLabel(), j.NewLabel(), j.NewLabel(), j.NewLabel()
	g.Load(asm.CX, asm.At(asm.R8, lower.StringBase))
	g.strip(asm.CX)
	g.expectKind(asm.CX, heap.KindLatin1, heap.KindUTF16, heap.KindBufLatin1, heap.KindBufUTF16)
	g.Load8(asm.AX, asm.At(asm.CX, lower.KindOffset))
	g.OpRI32(asm.Cmp, asm.AX, int32(heap.KindBufLatin1))
	g.Jcc(asm.E, narrow)
	g.OpRI32(asm.Cmp, asm.AX, int32(heap.KindBufUTF16))
	g.Jcc(asm.NE, rope)
	g.Jmp(fits)
	g.Bind(narrow)
	j.ifWide(asm.R9, rope)
	g.Bind(fits)
	g.Load32(asm.AX, asm.At(asm.R8, lower.StringStart))
	g.OpRR32(asm.Add, asm.AX, asm.SI)
	g.OpRM32(asm.Cmp, asm.AX, asm.At(asm.CX, lower.StringLength))
	g.Jcc(asm.NE, rope)
	g.MovRR32(asm.SI, asm.AX)
	g.OpRI32(asm.Cmp, asm.DI, maxExtended)
	g.Jcc(asm.A, j.no)
	g.OpRR32(asm.Add, asm.SI, asm.DI)
	g.OpRM32(asm.Cmp, asm.SI, asm.At(asm.CX, lower.StringStart))
	g.Jcc(asm.A, j.no)
	j.resolveSecond()
	g.Load32(asm.CX, asm.At(asm.R8, lower.StringStart))
	j.make(heap.KindSlice, 0, 3)
	g.Load(asm.CX, asm.At(asm.R8, lower.StringBase))
	g.Store(asm.At(asm.AX, lower.StringBase), asm.CX)
	g.MovRR(asm.R8, asm.CX)
	g.strip(asm.R8)
	g.Store32(asm.At(asm.R8, lower.StringLength), asm.SI)
	g.OpRR32(asm.Sub, asm.SI, asm.DI)
	g.OpMI8(asm.Cmp, asm.At(asm.R8, lower.KindOffset), int8(heap.KindBufUTF16))
	g.Jcc(asm.E, wide)
	g.Lea(asm.DX, asm.AtIndex(asm.R8, asm.SI, 1, lower.StringUnits))
	g.Bind(done)
	j.copySecond()
	j.done()
	g.Bind(wide)
	g.Lea(asm.DX, asm.AtIndex(asm.R8, asm.SI, 2, lower.StringUnits))
	g.OpRR32(asm.Add, asm.DI, asm.DI)
	g.TestRR32(asm.R10, asm.R10)
	g.Jcc(asm.NE, done)
	g.ShiftRI32(asm.Shr, asm.DI, 1)
	j.widen(asm.R9, asm.DI)
	j.done()
}

// resolveSecond makes R9 the address before the second text as before that of a flat string, and R10 tell whether its units
// have two bytes. Ropes are left to Go. AX and R11 are lost.
func (j *joining) resolveSecond() {
	g, flat, wideSlice := j.gen, j.NewLabel(), j.NewLabel()
	g.MovImm(asm.R10, 0)
	g.Load8(asm.AX, asm.At(asm.R9, lower.KindOffset))
	g.OpRI32(asm.Cmp, asm.AX, int32(heap.KindLatin1))
	g.Jcc(asm.E, flat)
	g.OpRI32(asm.Cmp, asm.AX, int32(heap.KindRope))
	g.Jcc(asm.E, j.no)
	g.MovImm(asm.R10, 1)
	g.OpRI32(asm.Cmp, asm.AX, int32(heap.KindSlice))
	g.Jcc(asm.NE, flat)
	g.Load32(asm.R11, asm.At(asm.R9, lower.StringStart))
	g.Load(asm.R9, asm.At(asm.R9, lower.StringBase))
	g.strip(asm.R9)
	g.expectKind(asm.R9, heap.KindLatin1, heap.KindUTF16, heap.KindBufLatin1, heap.KindBufUTF16)
	g.Load8(asm.AX, asm.At(asm.R9, lower.KindOffset))
	g.OpRI32(asm.Cmp, asm.AX, int32(heap.KindUTF16))
	g.Jcc(asm.E, wideSlice)
	g.OpRI32(asm.Cmp, asm.AX, int32(heap.KindBufUTF16))
	g.Jcc(asm.E, wideSlice)
	g.MovImm(asm.R10, 0)
	g.OpRR(asm.Add, asm.R9, asm.R11)
	g.Jmp(flat)
	g.Bind(wideSlice)
	g.Lea(asm.R9, asm.AtIndex(asm.R9, asm.R11, 2, 0))
	g.Bind(flat)
}

// numbersOfTexts tells that an operation makes numbers of operands among which strings have been met.
func (g *gen) numbersOfTexts(in *ir.Inst) bool {
	return in.Op == ir.OpToNum && (in.Seen&ir.String != 0 || g.u.TypeOf(in.A(), g.types) == ir.String)
}

// emitNumberOfText makes a number of what is one, or a text of a few digits.
func (g *gen) emitNumberOfText(in *ir.Inst) {
	a := g.boxedOf(in.A(), asm.DX)
	slow, done := g.NewLabel(), g.NewLabel()
	g.service(lower.ExitOp, slow, done, in.Dst)
	g.MovRR(asm.AX, a)
	if g.u.TypeOf(in.A(), g.types) != ir.String {
		other := g.NewLabel()
		g.OpRR(asm.Cmp, asm.AX, intTag)
		g.Jcc(asm.B, done) // a double
		g.ShiftRI(asm.Shr, asm.AX, 32)
		g.OpRI32(asm.Cmp, asm.AX, lower.IntUpper)
		g.Jcc(asm.NE, other)
		g.MovRR(asm.AX, a)
		g.Jmp(done)
		g.Bind(other)
		g.MovRR(asm.AX, a)
	}
	g.Call(g.valueOfDigits())
	g.TestRR32(asm.CX, asm.CX)
	g.Jcc(asm.E, slow)
	g.Bind(done)
	g.unlockAll()
	g.setBoxed(in.Dst, asm.AX)
}

// maxDigits is how many digits every int has.
const maxDigits = 9

// valueOfDigits is the unit's routine that puts the int that the text of AX says, a Value, into AX, and 1 into CX, or 0
// when AX is not a text of a few digits that is flat and in bytes. It loses DX.
func (g *gen) valueOfDigits() asm.Label {
	if g.digitsValue != 0 {
		return g.digitsValue
	}
	g.digitsValue = g.NewLabel()
	g.later(func() {
		next, no, out := g.NewLabel(), g.NewLabel(), g.NewLabel()
		g.Bind(g.digitsValue)
		g.Begin()
		g.Push(asm.SI)
		g.MovRR(asm.DX, asm.AX)
		g.ShiftRI(asm.Shr, asm.DX, 48)
		g.OpRI32(asm.Cmp, asm.DX, heap.TagString)
		g.Jcc(asm.NE, no)
		g.strip(asm.AX)
		g.unlessBytes(asm.AX, no)
		g.Load32(asm.DX, asm.At(asm.AX, lower.StringLength))
		g.Lea32(asm.CX, asm.At(asm.DX, -1))
		g.OpRI32(asm.Cmp, asm.CX, maxDigits)
		g.Jcc(asm.AE, no) // or empty
		g.MovImm(asm.SI, 0)
		g.Bind(next)
		g.Load8(asm.CX, asm.At(asm.AX, lower.StringUnits))
		g.OpRI32(asm.Sub, asm.CX, '0')
		g.OpRI32(asm.Cmp, asm.CX, 10)
		g.Jcc(asm.AE, no)
		g.Lea32(asm.SI, asm.AtIndex(asm.SI, asm.SI, 4, 0))
		g.Lea32(asm.SI, asm.AtIndex(asm.CX, asm.SI, 2, 0))
		g.OpRI(asm.Add, asm.AX, 1)
		g.OpRI32(asm.Sub, asm.DX, 1)
		g.Jcc(asm.NE, next)
		g.MovRR32(asm.AX, asm.SI)
		g.OpRR(asm.Or, asm.AX, intTag)
		g.MovImm(asm.CX, 1)
		g.Bind(out)
		g.Pop(asm.SI)
		g.Ret()
		g.Bind(no)
		g.MovImm(asm.CX, 0)
		g.Jmp(out)
	})
	return g.digitsValue
}
