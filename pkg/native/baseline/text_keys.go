package baseline

import (
	"cmp"
	"slices"
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
)

// Texts that are looked for among others, by their hashes: property keys that were made at run time, and the clauses of
// a switch.

// maxHashed is the length of the longest texts whose hashes machine code finds out.
const maxHashed = 64

// hashText is the unit's routine that puts the hash of the string at DX, flat and in bytes, into AX, like
// heap.Heap.HashString, and into the string. It loses CX.
func (g *gen) hashText() asm.Label {
	if g.textHash != 0 {
		return g.textHash
	}
	g.textHash = g.NewLabel()
	g.later(func() {
		next, end, known, some := g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel()
		g.Bind(g.textHash)
		g.Begin()
		g.Load32(asm.AX, asm.At(asm.DX, lower.StringHash))
		g.TestRR32(asm.AX, asm.AX)
		g.Jcc(asm.NE, known)
		g.Push(asm.SI)
		g.Push(asm.DI)
		g.MovImm(asm.AX, uint64(uintptr(unsafe.Pointer(g.m.Runtime.Heap.HashSeed()))))
		g.Load(asm.AX, asm.At(asm.AX, 0))
		g.MovImm(asm.DI, heap.TextHashFactor)
		g.MovImm(asm.CX, 0)
		g.Bind(next)
		g.OpRM32(asm.Cmp, asm.CX, asm.At(asm.DX, lower.StringLength))
		g.Jcc(asm.AE, end)
		g.Load8(asm.SI, asm.AtIndex(asm.DX, asm.CX, 1, lower.StringUnits))
		g.OpRR(asm.Xor, asm.AX, asm.SI)
		g.Imul(asm.AX, asm.DI)
		g.MovRR(asm.SI, asm.AX)
		g.ShiftRI(asm.Shr, asm.SI, heap.TextHashShift)
		g.OpRR(asm.Xor, asm.AX, asm.SI)
		g.OpRI(asm.Add, asm.CX, 1)
		g.Jmp(next)
		g.Bind(end)
		g.MovImm(asm.DI, heap.TextHashEnd)
		g.Imul(asm.AX, asm.DI)
		g.ShiftRI(asm.Shr, asm.AX, 32)
		g.Pop(asm.DI)
		g.Pop(asm.SI)
		g.TestRR32(asm.AX, asm.AX)
		g.Jcc(asm.NE, some)
		g.MovImm(asm.AX, 1)
		g.Bind(some)
		g.Store32(asm.At(asm.DX, lower.StringHash), asm.AX)
		g.Bind(known)
		g.Ret()
	})
	return g.textHash
}

// keyOfText is the unit's routine that finds the one cell of the text of the string at AX that property keys use, if
// there is one, like heap.Heap.Intern: its address is in AX, or 0 when this is left to Go, as for what may be an index. It
// loses CX and DX. Nothing may keep what it finds but what refers to it already: the table does not hold its strings.
func (g *gen) keyOfText() asm.Label {
	if g.textKey != 0 {
		return g.textKey
	}
	g.textKey = g.NewLabel()
	g.later(func() {
		next, other, found, none := g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel()
		table := g.m.Runtime.Heap.InternSlots()
		g.Bind(g.textKey)
		g.Begin()
		g.Push(asm.SI)
		g.Push(asm.DI)
		g.Push(asm.R8)
		g.MovRR(asm.DX, asm.AX)
		g.unlessBytes(asm.DX, none)
		g.Load32(asm.CX, asm.At(asm.DX, lower.StringLength))
		g.OpRI32(asm.Sub, asm.CX, 1)
		g.OpRI32(asm.Cmp, asm.CX, maxHashed)
		g.Jcc(asm.AE, none) // or empty
		g.Load8(asm.CX, asm.At(asm.DX, lower.StringUnits))
		g.OpRI32(asm.Sub, asm.CX, '0')
		g.OpRI32(asm.Cmp, asm.CX, 10)
		g.Jcc(asm.B, none)
		g.Call(g.hashText())
		g.MovRR32(asm.SI, asm.AX)
		g.MovRR(asm.R8, asm.DX)
		g.Bind(next)
		g.MovImm(asm.DI, uint64(uintptr(unsafe.Pointer(table))))
		g.Load(asm.CX, asm.At(asm.DI, 8)) // its length, a power of two
		g.OpRI(asm.Sub, asm.CX, 1)
		g.OpRR(asm.And, asm.AX, asm.CX)
		g.Load(asm.DI, asm.At(asm.DI, 0))
		g.Load(asm.DI, asm.AtIndex(asm.DI, asm.AX, 8, 0))
		g.OpRI(asm.Cmp, asm.DI, heap.InternLeft)
		g.Jcc(asm.B, none)
		g.Jcc(asm.E, other)
		g.Load32(asm.CX, asm.At(asm.DI, lower.StringHash))
		g.OpRR32(asm.Cmp, asm.CX, asm.SI)
		g.Jcc(asm.NE, other)
		g.Load32(asm.CX, asm.At(asm.DI, lower.StringLength))
		g.OpRM32(asm.Cmp, asm.CX, asm.At(asm.R8, lower.StringLength))
		g.Jcc(asm.NE, other)
		g.unlessBytes(asm.DI, other)
		g.Push(asm.AX)
		g.MovRR(asm.AX, asm.DI)
		g.MovRR(asm.DX, asm.R8)
		g.Call(g.sameBytes())
		g.Pop(asm.AX)
		g.Jcc(asm.E, found)
		g.Bind(other)
		g.OpRI(asm.Add, asm.AX, 1)
		g.Jmp(next)
		g.Bind(found)
		g.MovRR(asm.AX, asm.DI)
		out := g.NewLabel()
		g.Bind(out)
		g.Pop(asm.R8)
		g.Pop(asm.DI)
		g.Pop(asm.SI)
		g.Ret()
		g.Bind(none)
		g.MovImm(asm.AX, 0)
		g.Jmp(out)
	})
	return g.textKey
}

// textCase is a clause of a switch that a text selects.
type textCase struct {
	text   heap.Value
	hash   uint32
	clause int32
}

// textCases lists the clauses that texts in bytes select, by hash. The code keeps the texts.
func (g *gen) textCases(in *ir.Inst) []textCase {
	h := g.m.Runtime.Heap
	var out []textCase
	for _, c := range in.Cases().Texts {
		text := h.InternGo(c.Text)
		if !text.Str().IsLatin1(h) {
			continue // no text in bytes is the same
		}
		g.code.Keep(text)
		out = append(out, textCase{text, h.HashString(text.Str()), c.Clause})
	}
	slices.SortFunc(out, func(a, b textCase) int { return cmp.Compare(a.hash, b.hash) })
	return out
}

// chooseText puts the clause that the string in DX, a Value, selects into AX, or -1, and goes to done. A text that is not
// flat and in bytes goes to slow.
func (g *gen) chooseText(in *ir.Inst, done, slow asm.Label) {
	none := g.NewLabel()
	g.strip(asm.DX)
	g.OpMI32(asm.Cmp, asm.At(asm.DX, lower.StringLength), int32(in.Cases().Longest))
	g.Jcc(asm.A, none)
	g.unlessBytes(asm.DX, slow)
	g.Call(g.hashText())
	g.chooseHash(g.textCases(in), none, done)
	g.Bind(none)
	g.MovImm(asm.AX, 1<<32-1)
	g.Jmp(done)
}

// chooseHash is chooseText among cases, with the address of the text in DX and its hash in AX; it goes on where there is
// none, or to none.
func (g *gen) chooseHash(cases []textCase, none, done asm.Label) {
	if len(cases) > fewCases {
		half := len(cases) / 2
		for half < len(cases) && cases[half].hash == cases[half-1].hash {
			half++
		}
		if half < len(cases) {
			below := g.NewLabel()
			g.OpRI32(asm.Cmp, asm.AX, int32(cases[half].hash))
			g.Jcc(asm.B, below)
			g.chooseHash(cases[half:], none, done)
			g.Jmp(none)
			g.Bind(below)
			g.chooseHash(cases[:half], none, done)
			return
		}
	}
	for _, c := range cases {
		next := g.NewLabel()
		g.OpRI32(asm.Cmp, asm.AX, int32(c.hash))
		g.Jcc(asm.NE, next)
		g.MovImm(asm.AX, uint64(c.text)&heap.AddressMask)
		g.Call(g.sameCase())
		g.MovImm(asm.CX, uint64(uint32(c.clause)))
		g.TestRR32(asm.AX, asm.AX)
		g.MovRR32(asm.AX, asm.CX)
		g.Jcc(asm.NE, done)
		// Another text of the same hash.
		g.Load32(asm.AX, asm.At(asm.DX, lower.StringHash))
		g.Bind(next)
	}
}

// sameCase is the unit's routine that tells in AX, with 1 or 0, whether the texts at AX and DX, flat and in bytes, are the
// same. It loses CX.
func (g *gen) sameCase() asm.Label {
	if g.caseText != 0 {
		return g.caseText
	}
	g.caseText = g.NewLabel()
	g.later(func() {
		yes, no := g.NewLabel(), g.NewLabel()
		g.Bind(g.caseText)
		g.Begin()
		g.OpRR(asm.Cmp, asm.AX, asm.DX)
		g.Jcc(asm.E, yes)
		g.Load32(asm.CX, asm.At(asm.AX, lower.StringLength))
		g.OpRM32(asm.Cmp, asm.CX, asm.At(asm.DX, lower.StringLength))
		g.Jcc(asm.NE, no)
		g.TestRR32(asm.CX, asm.CX)
		g.Jcc(asm.E, yes)
		g.Call(g.sameBytes())
		g.Jcc(asm.NE, no)
		g.Bind(yes)
		g.MovImm(asm.AX, 1)
		g.Ret()
		g.Bind(no)
		g.MovImm(asm.AX, 0)
		g.Ret()
	})
	return g.caseText
}
