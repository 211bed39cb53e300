package baseline

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
)

// globalHolder puts the address of the cell that holds a global name into DX, as
// its inline cache says: the lexical environment, or the global object while no
// lexical binding was declared since. What does not hold any more goes to slow.
func (g *gen) globalHolder(e *object.ICEntry, slow asm.Label) (lexical bool) {
	realm := g.code.Record.Realm
	lexical = e.Kind == object.ICProto || e.Kind == object.ICProtoOverflow
	holder := realm.Global.Value()
	if lexical {
		holder = e.Holder
	} else {
		g.MovImm(asm.CX, uint64(uintptr(unsafe.Pointer(&realm.LexicalEpoch))))
		g.OpMI32(asm.Cmp, asm.At(asm.CX, 0), int32(e.Epoch))
		g.Jcc(asm.NE, slow)
	}
	g.code.Keep(holder)
	g.MovImm(asm.DX, uint64(holder)&heap.AddressMask)
	g.expectKind(asm.DX, heap.KindObject)
	g.OpMI32(asm.Cmp, asm.At(asm.DX, lower.ShapeOffset), int32(e.Shape))
	g.Jcc(asm.NE, slow)
	return lexical
}

// emitGetGlobal reads a global name; a lexical binding must have been initialised.
func (g *gen) emitGetGlobal(in *ir.Inst) {
	if len(in.Member().Entries) == 0 {
		g.inlineService(lower.ExitOp, in.Dst)
		return
	}
	e := &in.Member().Entries[0]
	slow, done := g.NewLabel(), g.NewLabel()
	lexical := g.globalHolder(e, slow)
	g.loadSlot(asm.DX, e.Offset)
	if lexical {
		g.MovImm(asm.CX, uint64(heap.TDZ))
		g.OpRR(asm.Cmp, asm.AX, asm.CX)
		g.Jcc(asm.E, slow)
	}
	g.service(lower.ExitOp, slow, done, in.Dst)
	g.hit(g.verified(done, in.Dst), done)
	g.Bind(done)
	g.setBoxed(in.Dst, asm.AX)
}

// emitSetGlobal assigns a global name; a lexical binding must have been
// initialised. The cache holds only what may be written.
func (g *gen) emitSetGlobal(in *ir.Inst) {
	if len(in.Member().Entries) == 0 {
		g.inlineService(lower.ExitOp, ir.NoReg)
		return
	}
	e := &in.Member().Entries[0]
	value := g.valueOf(in.A())
	slow, done := g.NewLabel(), g.NewLabel()
	g.service(lower.ExitOp, slow, done, ir.NoReg)
	hit := g.verified(done, ir.NoReg)
	g.globalHolder(e, slow)
	at := asm.At(asm.DX, e.Offset*8)
	if e.Offset < 0 {
		g.Load(asm.DX, asm.At(asm.DX, lower.SlotsOffset))
		g.strip(asm.DX)
		g.expectKind(asm.DX, heap.KindSlots)
		at = asm.At(asm.DX, lower.SlotsFirst+^e.Offset*8)
	}
	g.MovImm(asm.CX, uint64(heap.TDZ))
	g.OpRM(asm.Cmp, asm.CX, at)
	g.Jcc(asm.E, slow)
	g.barrier(asm.DX, value, g.u.TypeOf(in.A(), g.types), slow)
	g.Store(at, value)
	g.hit(hit, done)
	g.Bind(done)
}

// emitRequireObject has tier 1 throw when the operand is null or undefined.
func (g *gen) emitRequireObject(in *ir.Inst) {
	if known := g.u.TypeOf(in.A(), g.types); known&ir.Other == 0 {
		return
	}
	slow, done := g.NewLabel(), g.NewLabel()
	value := g.boxedOf(in.A(), asm.DX)
	g.service(lower.ExitStep, slow, done, ir.NoReg)
	// Undefined and null differ in the lowest bit.
	g.MovRR(asm.CX, value)
	g.ShiftRI(asm.Shr, asm.CX, 1)
	g.MovImm(asm.AX, uint64(heap.Undefined)>>1)
	g.OpRR(asm.Cmp, asm.CX, asm.AX)
	g.Jcc(asm.E, slow)
	g.Bind(done)
}

// emitTypeof names the type of any value (sec-typeof-operator).
func (g *gen) emitTypeof(in *ir.Inst) {
	names := &g.m.Runtime.Heap.Names
	value := g.boxedOf(in.A(), asm.DX)
	done, object, rare := g.NewLabel(), g.NewLabel(), g.NewLabel()
	slow := g.NewLabel()
	g.service(lower.ExitOp, slow, done, in.Dst)
	g.MovRR(asm.CX, value)
	g.ShiftRI(asm.Shr, asm.CX, 48)
	g.OpRI32(asm.Cmp, asm.CX, heap.TagObject)
	g.Jcc(asm.E, object)
	g.MovImm(asm.AX, uint64(names.String))
	g.OpRI32(asm.Cmp, asm.CX, heap.TagString)
	g.Jcc(asm.E, done)
	g.MovImm(asm.AX, uint64(names.Number))
	g.OpRI32(asm.Cmp, asm.CX, heap.TagInt)
	g.Jcc(asm.BE, done)
	g.OpRI32(asm.Cmp, asm.CX, heap.TagSpecial)
	g.Jcc(asm.NE, rare)
	g.MovImm(asm.AX, uint64(names.Undefined))
	g.MovImm(asm.CX, uint64(heap.Undefined))
	g.OpRR(asm.Cmp, value, asm.CX)
	g.Jcc(asm.E, done)
	g.MovImm(asm.AX, uint64(names.Object))
	g.MovImm(asm.CX, uint64(heap.Null))
	g.OpRR(asm.Cmp, value, asm.CX)
	g.Jcc(asm.E, done)
	g.MovImm(asm.AX, uint64(names.Boolean))
	g.Jmp(done)
	g.Bind(object)
	if value != asm.DX {
		g.MovRR(asm.DX, value)
	}
	g.strip(asm.DX)
	g.MovImm(asm.AX, uint64(names.Object))
	g.TestMI8(asm.At(asm.DX, lower.FlagsOffset), uint8(heap.FlagCallable|heap.FlagHTMLDDA))
	g.Jcc(asm.E, done)
	g.TestMI8(asm.At(asm.DX, lower.FlagsOffset), uint8(heap.FlagHTMLDDA))
	g.Jcc(asm.NE, rare)
	g.MovImm(asm.AX, uint64(names.Function))
	g.Bind(done)
	g.later(func() {
		g.Bind(rare)
		g.Jmp(slow)
	})
	g.unlockAll()
	g.setBoxed(in.Dst, asm.AX)
}
