package baseline

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
)

// Sites that have met more shapes than their code knows ask the caches that all
// sites of the runtime share (object.KeyedCache), like tier 1. The way there is one
// routine per unit for reads and one for stores.

// readShared reads property key of the object at DX into AX, or goes to slow.
func (g *gen) readShared(key heap.Value, slow asm.Label) {
	g.MovImm(asm.AX, uint64(key))
	g.Call(g.sharedLabel(&g.sharedReads, g.sharedRead))
	g.TestRR32(asm.CX, asm.CX)
	g.Jcc(asm.E, slow)
}

// writeShared stores value as property key of the object at DX, or goes to slow.
func (g *gen) writeShared(key heap.Value, value asm.Reg, slow asm.Label) {
	g.Store(ctxAt(unsafe.Offsetof(lower.Context{}.Scratch)), value)
	g.MovImm(asm.AX, uint64(key))
	g.Call(g.sharedLabel(&g.sharedWrites, g.sharedWrite))
	g.TestRR32(asm.CX, asm.CX)
	g.Jcc(asm.E, slow)
}

// sharedLabel is the unit's routine that body emits; *at is its label once wanted.
func (g *gen) sharedLabel(at *asm.Label, body func(miss asm.Label)) asm.Label {
	if *at == 0 {
		*at = g.NewLabel()
		g.later(func() {
			miss := g.NewLabel()
			g.Bind(*at)
			g.Begin()
			g.Push(asm.SI)
			body(miss)
			g.MovImm(asm.CX, 1)
			g.Pop(asm.SI)
			g.Ret()
			g.Bind(miss)
			g.MovImm(asm.CX, 0)
			g.Pop(asm.SI)
			g.Ret()
		})
	}
	return *at
}

// keyedOffset puts into SI the byte offset of the entry for the Value AX and the
// shape of the object at DX, in a table with entries of size bytes whose index is
// what shift leaves of the hash: see object.KeyedIndex. CX is lost.
func (g *gen) keyedOffset(shift uint8, size uint64) {
	g.MovImm(asm.CX, object.KeyedShapeFactor)
	g.Load32(asm.SI, asm.At(asm.DX, lower.ShapeOffset))
	g.Imul32(asm.SI, asm.CX)
	g.MovRR(asm.CX, asm.AX)
	g.ShiftRI(asm.Shr, asm.CX, object.KeyedKeyShift)
	g.OpRR32(asm.Xor, asm.SI, asm.CX)
	g.MovImm(asm.CX, object.KeyedFactor)
	g.Imul32(asm.SI, asm.CX)
	g.ShiftRI32(asm.Shr, asm.SI, shift)
	g.MovImm(asm.CX, size)
	g.Imul32(asm.SI, asm.CX)
}

// findShared puts the address of the entry of *cache for key AX of the object at
// DX into SI and its kind into CX.
func (g *gen) findShared(cache **object.KeyedCache, miss asm.Label) {
	g.MovImm(asm.CX, uint64(uintptr(unsafe.Pointer(cache))))
	g.Load(asm.CX, asm.At(asm.CX, 0))
	g.TestRR(asm.CX, asm.CX)
	g.Jcc(asm.E, miss)
	g.Push(asm.CX)
	g.keyedOffset(object.KeyedIndexShift, lower.KeyedSize)
	g.Pop(asm.CX)
	g.OpRR(asm.Add, asm.SI, asm.CX)
	g.OpRM(asm.Cmp, asm.AX, asm.At(asm.SI, lower.KeyedKey))
	g.Jcc(asm.NE, miss)
	g.Load32(asm.CX, asm.At(asm.DX, lower.ShapeOffset))
	g.OpRM32(asm.Cmp, asm.CX, asm.At(asm.SI, lower.KeyedShape))
	g.Jcc(asm.NE, miss)
	g.Load8(asm.CX, asm.At(asm.SI, lower.KeyedKind))
}

// checkSharedEpoch goes to miss when the prototypes have changed since the entry at
// SI was made. AX is lost.
func (g *gen) checkSharedEpoch(miss asm.Label) {
	g.Load(asm.AX, ctxAt(unsafe.Offsetof(lower.Context{}.Epoch)))
	g.Load32(asm.AX, asm.At(asm.AX, 0))
	g.OpRM32(asm.Cmp, asm.AX, asm.At(asm.SI, lower.KeyedEpoch))
	g.Jcc(asm.NE, miss)
}

func (g *gen) sharedRead(miss asm.Label) {
	own, overflow, inherited, absent, done := g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel()
	g.findShared(&g.m.Runtime.Reads, miss)
	g.OpRI32(asm.Cmp, asm.CX, int32(object.ICOwn))
	g.Jcc(asm.E, own)
	g.OpRI32(asm.Cmp, asm.CX, int32(object.ICOwnOverflow))
	g.Jcc(asm.E, overflow)
	g.OpRI32(asm.Cmp, asm.CX, int32(object.ICProto))
	g.Jcc(asm.B, miss)
	g.checkSharedEpoch(miss)
	g.OpRI32(asm.Cmp, asm.CX, int32(object.ICAbsent))
	g.Jcc(asm.E, absent)
	g.OpRI32(asm.Cmp, asm.CX, int32(object.ICProtoOverflow))
	g.Jcc(asm.A, miss)
	g.Bind(inherited)
	g.Load(asm.DX, asm.At(asm.SI, lower.KeyedHolder))
	g.strip(asm.DX)
	g.expectKind(asm.DX, heap.KindObject)
	// The comparison before still stands: above ICOwnOverflow the offset tells.
	g.OpMI32(asm.Cmp, asm.At(asm.SI, lower.KeyedOffset), 0)
	g.Jcc(asm.L, overflow)
	g.Bind(own)
	g.Load32(asm.AX, asm.At(asm.SI, lower.KeyedOffset))
	g.Load(asm.AX, asm.AtIndex(asm.DX, asm.AX, 8, 0))
	g.Jmp(done)
	g.Bind(overflow)
	g.sharedOverflow()
	g.Load(asm.AX, asm.AtIndex(asm.DX, asm.AX, 8, lower.SlotsFirst))
	g.Jmp(done)
	g.Bind(absent)
	g.MovImm(asm.AX, uint64(heap.Undefined))
	g.Bind(done)
}

// sharedOverflow puts the overflow slots of the object at DX into DX and the
// number of the slot that the entry at SI means into AX.
func (g *gen) sharedOverflow() {
	g.Load32(asm.AX, asm.At(asm.SI, lower.KeyedOffset))
	g.Not32(asm.AX)
	g.Load(asm.DX, asm.At(asm.DX, lower.SlotsOffset))
	g.strip(asm.DX)
}

func (g *gen) sharedWrite(miss asm.Label) {
	own, overflow, store, done, more := g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel()
	g.findShared(&g.m.Runtime.Stores, miss)
	g.OpRI32(asm.Cmp, asm.CX, int32(object.ICOwn))
	g.Jcc(asm.E, own)
	g.OpRI32(asm.Cmp, asm.CX, int32(object.ICOwnOverflow))
	g.Jcc(asm.E, overflow)
	g.OpRI32(asm.Cmp, asm.CX, int32(object.ICAddOverflow))
	g.Jcc(asm.E, more)
	g.OpRI32(asm.Cmp, asm.CX, int32(object.ICAdd))
	g.Jcc(asm.NE, miss)
	g.checkSharedEpoch(miss)
	// The shape of a prototype would change the epoch.
	g.TestMI8(asm.At(asm.DX, lower.FlagsOffset), uint8(heap.FlagIsProto))
	g.Jcc(asm.NE, miss)
	g.sharedValue(miss)
	g.Load32(asm.AX, asm.At(asm.SI, lower.KeyedNewShape))
	g.Store32(asm.At(asm.DX, lower.ShapeOffset), asm.AX)
	g.Jmp(store)
	g.Bind(own)
	g.sharedValue(miss)
	g.Bind(store)
	g.Load32(asm.AX, asm.At(asm.SI, lower.KeyedOffset))
	g.Store(asm.AtIndex(asm.DX, asm.AX, 8, 0), asm.CX)
	g.Jmp(done)
	g.Bind(overflow)
	g.sharedOverflow()
	g.Push(asm.AX)
	blocked := g.NewLabel()
	g.sharedValue(blocked)
	g.Pop(asm.AX)
	g.Store(asm.AtIndex(asm.DX, asm.AX, 8, lower.SlotsFirst), asm.CX)
	g.Jmp(done)
	g.Bind(blocked)
	g.Pop(asm.AX)
	g.Jmp(miss)
	g.Bind(more)
	g.sharedAddOverflow(done, miss)
	g.Bind(done)
}

// sharedAddOverflow adds the property of the entry at SI to the object at DX, in an overflow slot for which there is
// room, and goes to done.
func (g *gen) sharedAddOverflow(done, miss asm.Label) {
	blocked := g.NewLabel()
	g.checkSharedEpoch(miss)
	g.TestMI8(asm.At(asm.DX, lower.FlagsOffset), uint8(heap.FlagIsProto))
	g.Jcc(asm.NE, miss)
	g.Load(asm.CX, asm.At(asm.DX, lower.SlotsOffset))
	g.MovRR(asm.AX, asm.CX)
	g.ShiftRI(asm.Shr, asm.AX, 48)
	g.OpRI32(asm.Cmp, asm.AX, heap.TagCell)
	g.Jcc(asm.NE, miss)
	g.strip(asm.CX)
	g.expectKind(asm.CX, heap.KindSlots)
	g.Load32(asm.AX, asm.At(asm.SI, lower.KeyedOffset))
	g.Not32(asm.AX)
	g.OpRM32(asm.Cmp, asm.AX, asm.At(asm.CX, lower.SlotsCapacity))
	g.Jcc(asm.AE, miss)
	g.Push(asm.DX)
	g.Push(asm.AX)
	g.MovRR(asm.DX, asm.CX)
	g.sharedValue(blocked)
	g.Pop(asm.AX)
	g.Store(asm.AtIndex(asm.DX, asm.AX, 8, lower.SlotsFirst), asm.CX)
	g.Pop(asm.DX)
	g.Load32(asm.AX, asm.At(asm.SI, lower.KeyedNewShape))
	g.Store32(asm.At(asm.DX, lower.ShapeOffset), asm.AX)
	g.Jmp(done)
	g.Bind(blocked)
	g.Pop(asm.AX)
	g.Pop(asm.DX)
	g.Jmp(miss)
}

// sharedValue brings the value to be stored into the cell at DX into CX. AX is lost.
func (g *gen) sharedValue(miss asm.Label) {
	g.Load(asm.CX, ctxAt(unsafe.Offsetof(lower.Context{}.Scratch)))
	g.barrier(asm.DX, asm.CX, ir.Any, miss)
}
