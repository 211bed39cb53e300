package baseline

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
)

// Elements whose key is a text: properties, which machine code looks for in the caches that all
// sites share, like tier 1. The keys there are never indices and are not kept alive, so that only
// a string that is the one cell of its text may be compared with them: for another one that is found first (keyOfText).

// takesNames tells whether an access to an element has met keys that are no numbers.
func (g *gen) takesNames(in *ir.Inst) bool {
	return in.Generic && in.Fed&bytecode.SeenName != 0 && g.u.TypeOf(in.B(), g.types)&ir.String != 0 && g.u.TypeOf(in.A(), g.types)&ir.Object != 0
}

// names binds the label where an access goes whose key, the Value in key, is no number: it goes to slow or,
// where it has met such, on with body, with the key in AX and the address of the object in DX, whose Value is in base.
func (g *gen) names(label asm.Label, in *ir.Inst, base, key asm.Reg, slow asm.Label, body func()) {
	if !in.Generic {
		return // what is no int leaves the unit
	}
	takes, known := g.takesNames(in), g.u.TypeOf(in.A(), g.types)
	g.later(func() {
		g.Bind(label)
		if !takes {
			g.Jmp(slow)
			return
		}
		g.MovRR(asm.CX, key)
		g.ShiftRI(asm.Shr, asm.CX, 48)
		g.OpRI32(asm.Cmp, asm.CX, heap.TagString)
		g.Jcc(asm.NE, slow)
		g.MovRR(asm.AX, key)
		g.strip(asm.AX)
		find, have := g.NewLabel(), g.NewLabel()
		g.TestMI8(asm.At(asm.AX, lower.SubFlagsOffset), lower.InternedBit)
		g.Jcc(asm.E, find)
		g.Bind(have)
		g.addressOf(base, known, slow)
		g.MovImm(asm.CX, heap.TagString<<48)
		g.OpRR(asm.Or, asm.AX, asm.CX)
		body()
		g.Bind(find)
		g.Call(g.keyOfText())
		g.TestRR(asm.AX, asm.AX)
		g.Jcc(asm.E, slow)
		g.Jmp(have)
	})
}

// readNamed reads the property whose key is in AX of the object at DX into AX, and goes to done or to slow.
func (g *gen) readNamed(done, slow asm.Label) {
	g.Call(g.sharedLabel(&g.sharedReads, g.sharedRead))
	g.TestRR32(asm.CX, asm.CX)
	g.Jcc(asm.E, slow)
	g.Jmp(done)
}

// writeNamed stores value as the property whose key is in AX of the object at DX, and goes to done or to slow.
func (g *gen) writeNamed(value asm.Reg, done, slow asm.Label) {
	g.Store(ctxAt(unsafe.Offsetof(lower.Context{}.Scratch)), value)
	g.Call(g.sharedLabel(&g.sharedWrites, g.sharedWrite))
	g.TestRR32(asm.CX, asm.CX)
	g.Jcc(asm.E, slow)
	g.Jmp(done)
}
