package baseline

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
)

// Members beyond plain properties: getters and setters, which machine code calls on
// a frame above its registers, and what has its key in a register: private elements
// and properties of super.

// checkKey goes to slow unless the key in a register is what the entries are for.
// AX and CX are lost. What else the operation needs is in its registers already.
func (g *gen) checkKey(in *ir.Inst, slow asm.Label) {
	if in.Member().Key == 0 {
		return
	}
	r := g.peek(in.C(), asm.CX)
	g.code.Keep(in.Member().Key)
	g.MovImm(asm.AX, uint64(in.Member().Key))
	g.OpRR(asm.Cmp, r, asm.AX)
	g.Jcc(asm.NE, slow)
}

// emitAccess reads or writes a member at a site that has met getters or setters.
func (g *gen) emitAccess(in *ir.Inst) {
	g.flush(g.live)
	slow, done, call := g.NewLabel(), g.NewLabel(), g.NewLabel()
	kind, half := exitGetMember, int32(lower.AccessorGet)
	value, known := asm.AX, ir.Mask(0)
	if in.Op == ir.OpSetMember {
		kind, half = exitSetMember, lower.AccessorSet
		value, known = g.valueOf(in.B()), g.u.TypeOf(in.B(), g.types)
	}
	g.objectOf(in.A(), asm.DX, g.fail)
	g.checkKey(in, slow)
	g.Load32(asm.CX, asm.At(asm.DX, lower.ShapeOffset))
	g.eachEntry(in.Member().Entries, slow, done, func(e *object.ICEntry) {
		switch {
		case ir.IsAccessor(e):
			if e.Kind != object.ICOwnGetter {
				g.checkEpoch(e.Epoch, slow)
				g.code.Keep(e.Holder)
				g.MovImm(asm.DX, uint64(e.Holder)&heap.AddressMask)
				g.expectKind(asm.DX, heap.KindObject)
			}
			g.loadSlot(asm.DX, e.Offset)
			g.Jmp(call)
		case in.Op == ir.OpSetMember:
			g.writeEntry(in, e, value, known, slow, slow)
		default:
			g.readEntry(e, slow)
		}
	})
	if last := &in.Member().Entries[len(in.Member().Entries)-1]; !ir.IsAccessor(last) {
		g.Jmp(done)
	}
	g.Bind(call)
	// A slot is a place of scripts: with another tag than that of internal cells this
	// is no address of the process, and a fault.
	g.MovImm(asm.CX, heap.TagCell<<48)
	g.OpRR(asm.Xor, asm.AX, asm.CX)
	g.expectKind(asm.AX, heap.KindAccessor)
	g.Load(asm.AX, asm.At(asm.AX, half))
	// Go knows what to do without a getter or setter.
	g.MovImm(asm.CX, uint64(heap.Undefined))
	g.OpRR(asm.Cmp, asm.AX, asm.CX)
	g.Jcc(asm.E, slow)
	base := int32(in.Member().Base) * 8
	g.Store(asm.At(frameReg, base+lower.CalleeOffset), asm.AX)
	if in.Op == ir.OpSetMember {
		g.Store(asm.At(frameReg, base+lower.ArgsOffset), value)
	}
	g.Load(asm.AX, slotOf(in.Member().This))
	g.Store(asm.At(frameReg, base+lower.ThisOffset), asm.AX)
	g.callFrame(in)
	g.Bind(done)
	g.later(func() {
		g.Bind(slow)
		g.exitTo(lower.Exit{Kind: kind, PC: in.PC, Code: g.code, Inst: in})
		g.Jmp(done)
	})
	g.afterGo(in.Dst)
}

// emitHasPrivate tells whether an object has a private element.
func (g *gen) emitHasPrivate(in *ir.Inst) {
	if len(in.Member().Entries) == 0 {
		g.inlineService(lower.ExitOp, in.Dst)
		return
	}
	slow, done := g.NewLabel(), g.NewLabel()
	g.objectOf(in.A(), asm.DX, func() asm.Label { return slow })
	g.checkKey(in, slow)
	g.service(lower.ExitOp, slow, done, in.Dst)
	hit := g.verified(done, in.Dst)
	g.Load32(asm.CX, asm.At(asm.DX, lower.ShapeOffset))
	g.eachEntry(in.Member().Entries, slow, hit, func(e *object.ICEntry) {
		// That objects lack a private element, their shape says, which is of no dictionary.
		g.MovImm(asm.AX, uint64(heap.Bool(e.Kind != object.ICAbsent)))
	})
	g.hit(hit, done)
	g.Bind(done)
	g.unlockAll()
	g.setBoxed(in.Dst, asm.AX)
}

// emitPrototype finds the prototype of a function or of its home object.
func (g *gen) emitPrototype(in *ir.Inst) {
	if len(in.Member().Entries) == 0 {
		g.inlineService(lower.ExitOp, in.Dst)
		return
	}
	e := &in.Member().Entries[0]
	slow, done := g.NewLabel(), g.NewLabel()
	g.objectOf(in.A(), asm.DX, func() asm.Label { return slow })
	if in.Member().Home {
		g.Load(asm.DX, asm.At(asm.DX, lower.FunctionHome))
		g.OpRR(asm.Xor, asm.DX, objectTag)
		g.MovRR(asm.CX, asm.DX)
		g.ShiftRI(asm.Shr, asm.CX, 48)
		g.Jcc(asm.NE, slow)
	}
	g.OpMI32(asm.Cmp, asm.At(asm.DX, lower.ShapeOffset), int32(e.Shape))
	g.Jcc(asm.NE, slow)
	g.code.Keep(e.Holder)
	g.MovImm(asm.AX, uint64(e.Holder))
	g.service(lower.ExitOp, slow, done, in.Dst)
	g.hit(g.verified(done, in.Dst), done)
	g.Bind(done)
	g.unlockAll()
	g.setBoxed(in.Dst, asm.AX)
}
