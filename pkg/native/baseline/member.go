package baseline

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
)

// strip turns a cell pointer Value into the cell's address.
func (g *gen) strip(r asm.Reg) { g.Strip(r) }

// emitGetMember reads a property through what the inline cache has learned.
func (g *gen) emitGetMember(in *ir.Inst) {
	if len(in.Member().Entries) == 0 && !in.Member().Shared {
		g.inlineService(exitGetMember, in.Dst)
		return
	}
	if in.Member().Accessor && len(in.Member().Entries) > 0 {
		g.emitAccess(in)
		return
	}
	slow, done := g.NewLabel(), g.NewLabel()
	if len(in.Member().Entries) == 0 {
		g.anyObject(in.A(), asm.DX, slow)
		g.service(exitGetMember, slow, done, in.Dst)
		hit := g.verified(done, in.Dst)
		g.readShared(in.Member().Name, slow)
		g.hit(hit, done)
	} else {
		g.objectOf(in.A(), asm.DX, g.fail)
		g.checkKey(in, slow)
		g.service(exitGetMember, slow, done, in.Dst)
		hit := g.verified(done, in.Dst)
		missed := g.missed(in, slow, hit, func() { g.readShared(in.Member().Name, slow) })
		g.Load32(asm.CX, asm.At(asm.DX, lower.ShapeOffset))
		g.eachEntry(in.Member().Entries, missed, hit, func(e *object.ICEntry) { g.readEntry(e, missed) })
		g.hit(hit, done)
	}
	g.Bind(done)
	g.setBoxed(in.Dst, asm.AX)
}

// anyObject puts the cell address of an operand into dst; what is no object goes
// to slow. CX is lost.
func (g *gen) anyObject(o ir.Operand, dst asm.Reg, slow asm.Label) {
	g.objectOf(o, dst, func() asm.Label { return slow })
}

// eachEntry compares the shape in CX with those of the entries and does the one that fits.
func (g *gen) eachEntry(entries []object.ICEntry, slow, done asm.Label, do func(e *object.ICEntry)) {
	last := len(entries) - 1
	for i := range entries {
		next := slow
		if i < last {
			next = g.NewLabel()
		}
		g.OpRI32(asm.Cmp, asm.CX, int32(entries[i].Shape))
		g.Jcc(asm.NE, next)
		do(&entries[i])
		if i < last {
			g.Jmp(done)
			g.Bind(next)
		}
	}
}

// readEntry loads AX as entry e says; DX is the receiver's address.
func (g *gen) readEntry(e *object.ICEntry, slow asm.Label) {
	from := asm.DX
	switch e.Kind {
	case object.ICProto, object.ICProtoOverflow, object.ICAbsent:
		g.checkEpoch(e.Epoch, slow)
		if e.Kind != object.ICAbsent {
			g.code.Keep(e.Holder)
			g.MovImm(asm.DX, uint64(e.Holder)&heap.AddressMask)
			g.expectKind(asm.DX, heap.KindObject)
		}
	}
	switch e.Kind {
	case object.ICArrayLength:
		g.Load(asm.AX, asm.At(from, lower.ArrayLength))
	case object.ICAbsent:
		g.MovImm(asm.AX, uint64(heap.Undefined))
	default:
		g.loadSlot(from, e.Offset)
	}
}

// loadSlot reads property slot offset of the object at from into AX.
func (g *gen) loadSlot(from asm.Reg, offset int32) {
	if offset >= 0 {
		g.Load(asm.AX, asm.At(from, offset*8))
		return
	}
	g.Load(asm.AX, asm.At(from, lower.SlotsOffset))
	g.strip(asm.AX)
	g.expectKind(asm.AX, heap.KindSlots)
	g.Load(asm.AX, asm.At(asm.AX, lower.SlotsFirst+^offset*8))
}

func (g *gen) checkEpoch(epoch uint32, slow asm.Label) {
	g.Load(asm.AX, ctxAt(unsafe.Offsetof(lower.Context{}.Epoch)))
	g.OpMI32(asm.Cmp, asm.At(asm.AX, 0), int32(epoch))
	g.Jcc(asm.NE, slow)
}

// valueOf brings a value that is stored into a cell into a register that
// survives the way there.
func (g *gen) valueOf(o ir.Operand) asm.Reg {
	r := g.boxedOf(o, asm.AX)
	if r == asm.AX {
		r = g.takeG(ir.NoReg)
		g.lock(r)
		g.MovRR(r, asm.AX)
	}
	return r
}

// emitSetMember writes a property.
func (g *gen) emitSetMember(in *ir.Inst) {
	if len(in.Member().Entries) == 0 && !in.Member().Shared {
		g.inlineService(exitSetMember, ir.NoReg)
		return
	}
	if in.Member().Accessor && len(in.Member().Entries) > 0 {
		g.emitAccess(in)
		return
	}
	value := g.valueOf(in.B())
	slow, done := g.NewLabel(), g.NewLabel()
	if len(in.Member().Entries) == 0 {
		g.anyObject(in.A(), asm.DX, slow)
		g.service(exitSetMember, slow, done, ir.NoReg)
		hit := g.verified(done, ir.NoReg)
		g.writeShared(in.Member().Name, value, slow)
		g.hit(hit, done)
		g.Bind(done)
		return
	}
	g.objectOf(in.A(), asm.DX, g.fail)
	g.checkKey(in, slow)
	g.service(exitSetMember, slow, done, ir.NoReg)
	hit := g.verified(done, ir.NoReg)
	missed := g.missed(in, slow, hit, func() { g.writeShared(in.Member().Name, value, slow) })
	known := g.u.TypeOf(in.B(), g.types)
	g.Load32(asm.CX, asm.At(asm.DX, lower.ShapeOffset))
	g.eachEntry(in.Member().Entries, missed, hit, func(e *object.ICEntry) { g.writeEntry(in, e, value, known, missed, slow) })
	g.hit(hit, done)
	g.Bind(done)
}

// missed returns where an access goes whose object has no shape that its entries
// know: to slow, or first to the cache that all sites share, which ask asks; the
// address of the object is in DX.
func (g *gen) missed(in *ir.Inst, slow, done asm.Label, ask func()) asm.Label {
	if !in.Member().Shared {
		return slow
	}
	missed := g.NewLabel()
	g.later(func() {
		g.Bind(missed)
		ask()
		g.Jmp(done)
	})
	return missed
}

// writeEntry stores value as entry e says; DX is the receiver's address, and still
// is at missed.
func (g *gen) writeEntry(in *ir.Inst, e *object.ICEntry, value asm.Reg, known ir.Mask, missed, slow asm.Label) {
	switch e.Kind {
	case object.ICOwnOverflow:
		g.Load(asm.DX, asm.At(asm.DX, lower.SlotsOffset))
		g.strip(asm.DX)
		g.expectKind(asm.DX, heap.KindSlots)
		g.barrier(asm.DX, value, known, slow)
		g.Store(asm.At(asm.DX, lower.SlotsFirst+^e.Offset*8), value)
		return
	case object.ICAddOverflow:
		stored := g.NewLabel()
		g.checkEpoch(e.Epoch, missed)
		g.TestMI8(asm.At(asm.DX, lower.FlagsOffset), uint8(heap.FlagIsProto))
		g.Jcc(asm.NE, slow)
		grow := g.growSlots(e, value, stored, slow)
		g.Load(asm.CX, asm.At(asm.DX, lower.SlotsOffset))
		g.MovRR(asm.AX, asm.CX)
		g.ShiftRI(asm.Shr, asm.AX, 48)
		g.OpRI32(asm.Cmp, asm.AX, heap.TagCell)
		if e.Offset == -1 {
			g.Jcc(asm.NE, grow) // no property has needed it yet
		} else {
			g.Jcc(asm.NE, slow)
		}
		g.strip(asm.CX)
		g.expectKind(asm.CX, heap.KindSlots)
		g.OpMI32(asm.Cmp, asm.At(asm.CX, lower.SlotsCapacity), ^e.Offset)
		if e.Offset == -1 {
			g.Jcc(asm.BE, slow)
		} else {
			g.Jcc(asm.BE, grow)
		}
		g.barrier(asm.CX, value, known, slow)
		g.StoreImm32(asm.At(asm.DX, lower.ShapeOffset), int32(e.NewShape))
		g.Store(asm.At(asm.CX, lower.SlotsFirst+^e.Offset*8), value)
		g.Bind(stored)
		return
	case object.ICAdd:
		g.checkEpoch(e.Epoch, missed)
		g.TestMI8(asm.At(asm.DX, lower.FlagsOffset), uint8(heap.FlagIsProto))
		g.Jcc(asm.NE, slow)
		g.barrier(asm.DX, value, known, slow)
		g.StoreImm32(asm.At(asm.DX, lower.ShapeOffset), int32(e.NewShape))
	default:
		g.barrier(asm.DX, value, known, slow)
	}
	g.Store(asm.At(asm.DX, e.Offset*8), value)
}

// growSlots returns where the Slots cell of the object at DX, full or not there, gives way to
// the one that heap.Heap would make, with value in it as e says: then it goes to stored. Where
// a cell is full that did not grow one by one, and where there is no room, it goes to slow.
func (g *gen) growSlots(e *object.ICEntry, value asm.Reg, stored, slow asm.Label) asm.Label {
	old := int(^e.Offset)
	header, class, bytes := heap.SlotsHeader(old)
	if bytes == 0 || bytes/8 > maxInlineWords {
		return slow
	}
	grow := g.NewLabel()
	g.later(func() {
		g.Bind(grow)
		if old > 0 {
			g.OpMI32(asm.Cmp, asm.At(asm.CX, lower.SlotsCapacity), int32(old))
			g.Jcc(asm.NE, slow)
		}
		g.TestMI8(asm.At(asm.DX, lower.BarrierByte), lower.BarrierMask)
		g.Jcc(asm.NE, slow)
		receiver := ctxAt(unsafe.Offsetof(lower.Context{}.Scratch))
		g.Store(receiver, asm.DX)
		g.bump(header, class, bytes, slow)
		g.Load(asm.DX, receiver)
		if old > 0 {
			g.Load(asm.CX, asm.At(asm.DX, lower.SlotsOffset))
			g.strip(asm.CX)
			for i := range int32(old) {
				g.LoadSD(0, asm.At(asm.CX, lower.SlotsFirst+i*8))
				g.StoreSD(asm.At(asm.AX, lower.SlotsFirst+i*8), 0)
			}
		}
		g.Store(asm.At(asm.AX, lower.SlotsFirst+int32(old)*8), value)
		g.MovImm(asm.CX, uint64(heap.Undefined))
		for at := lower.SlotsFirst + int32(old+1)*8; at < int32(bytes); at += 8 {
			g.Store(asm.At(asm.AX, at), asm.CX)
		}
		g.MovImm(asm.CX, uint64(heap.TagCell)<<48)
		g.OpRR(asm.Or, asm.AX, asm.CX)
		g.Store(asm.At(asm.DX, lower.SlotsOffset), asm.AX)
		g.StoreImm32(asm.At(asm.DX, lower.ShapeOffset), int32(e.NewShape))
		g.Jmp(stored)
	})
	return grow
}

// envAt puts the address of the environment hops up into DX.
func (g *gen) envAt(hops uint32) {
	g.Load(asm.DX, asm.At(frameReg, lower.EnvOffset))
	g.strip(asm.DX)
	g.expectKind(asm.DX, heap.KindEnv)
	for range hops {
		g.Load(asm.DX, asm.At(asm.DX, lower.EnvParent))
		g.strip(asm.DX)
		g.expectKind(asm.DX, heap.KindEnv)
	}
}

func (g *gen) emitGetEnv(in *ir.Inst) {
	slot := in.Slot()
	g.envAt(slot.Hops)
	g.Load(asm.AX, asm.At(asm.DX, lower.EnvFirst+int32(slot.Index)*8))
	if slot.Check {
		g.MovImm(asm.CX, uint64(heap.TDZ))
		g.OpRR(asm.Cmp, asm.AX, asm.CX)
		g.Jcc(asm.E, g.fail())
	}
	g.setBoxed(in.Dst, asm.AX)
}

// emitSloppyThis makes sure that this is an object.
func (g *gen) emitSloppyThis(*ir.Inst) {
	slow, done := g.NewLabel(), g.NewLabel()
	g.Load(asm.AX, asm.At(frameReg, lower.ThisOffset))
	g.ShiftRI(asm.Shr, asm.AX, 48)
	g.OpRI32(asm.Cmp, asm.AX, heap.TagObject)
	g.Jcc(asm.NE, slow)
	g.service(lower.ExitOp, slow, done, ir.NoReg)
	g.Bind(done)
}

func (g *gen) emitSetEnv(in *ir.Inst) {
	value := g.valueOf(in.A())
	slow, done := g.NewLabel(), g.NewLabel()
	g.envAt(in.Slot().Hops)
	g.barrier(asm.DX, value, g.u.TypeOf(in.A(), g.types), slow)
	g.Store(asm.At(asm.DX, lower.EnvFirst+int32(in.Slot().Index)*8), value)
	g.service(exitSetEnv, slow, done, ir.NoReg)
	g.Bind(done)
}

func (g *gen) emitPopEnv(in *ir.Inst) {
	g.Load(asm.AX, asm.At(frameReg, lower.EnvOffset))
	for range in.Scope().Levels {
		g.strip(asm.AX)
		g.expectKind(asm.AX, heap.KindEnv)
		g.Load(asm.AX, asm.At(asm.AX, lower.EnvParent))
	}
	g.Store(asm.At(frameReg, lower.EnvOffset), asm.AX)
}
