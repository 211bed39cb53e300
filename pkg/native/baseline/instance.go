package baseline

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
)

// emitInstanceOf is sec-instanceofoperator for functions that inherit the original
// @@hasInstance method.
func (g *gen) emitInstanceOf(in *ir.Inst) {
	if len(in.Member().Entries) == 0 {
		g.inlineService(lower.ExitOp, in.Dst)
		return
	}
	value := g.valueOf(in.A())
	slow, done := g.NewLabel(), g.NewLabel()
	g.anyObject(in.B(), asm.DX, slow)
	g.service(lower.ExitOp, slow, done, in.Dst)
	g.OpMI8(asm.Cmp, asm.At(asm.DX, lower.ClassOffset), int8(heap.ClassFunction))
	g.Jcc(asm.NE, slow)
	found := g.NewLabel()
	g.Load32(asm.CX, asm.At(asm.DX, lower.ShapeOffset))
	g.eachEntry(in.Member().Entries, slow, found, func(e *object.ICEntry) {
		g.checkEpoch(e.Epoch, slow)
		g.loadSlot(asm.DX, e.Offset)
	})
	g.Bind(found)
	// The prototype in AX must be an object; what is none has no prototypes.
	g.MovRR(asm.CX, asm.AX)
	g.ShiftRI(asm.Shr, asm.CX, 48)
	g.OpRI32(asm.Cmp, asm.CX, heap.TagObject)
	g.Jcc(asm.NE, slow)
	primitive := g.NewLabel()
	g.MovRR(asm.DX, objectTag)
	g.OpRR(asm.Xor, asm.DX, value)
	if g.u.TypeOf(in.A(), g.types) != ir.Object {
		g.MovRR(asm.CX, asm.DX)
		g.ShiftRI(asm.Shr, asm.CX, 48)
		g.Jcc(asm.NE, primitive)
	}
	g.Call(g.sharedLabel(&g.instances, g.findInstance))
	g.TestRR32(asm.CX, asm.CX)
	g.Jcc(asm.E, slow)
	g.hit(g.verified(done, in.Dst), done)
	g.Bind(done)
	g.later(func() {
		g.Bind(primitive)
		g.MovImm(asm.AX, uint64(heap.False))
		g.Jmp(done)
	})
	g.unlockAll()
	g.setBoxed(in.Dst, asm.AX)
}

// findInstance puts into AX whether the object at DX has the prototype in AX, if
// the table knows.
func (g *gen) findInstance(miss asm.Label) {
	g.keyedOffset(32-lower.InstanceBits, lower.InstanceSize)
	g.MovImm(asm.CX, uint64(uintptr(unsafe.Pointer(&g.m.Instances[0]))))
	g.OpRR(asm.Add, asm.SI, asm.CX)
	second, found := g.NewLabel(), g.NewLabel()
	g.Load32(asm.CX, asm.At(asm.DX, lower.ShapeOffset))
	g.OpRM(asm.Cmp, asm.AX, asm.At(asm.SI, lower.InstanceProto))
	g.Jcc(asm.NE, second)
	g.OpRM32(asm.Cmp, asm.CX, asm.At(asm.SI, lower.InstanceShape))
	g.Jcc(asm.E, found)
	g.Bind(second)
	g.OpRI(asm.Add, asm.SI, int32(lower.InstanceSize))
	g.OpRM(asm.Cmp, asm.AX, asm.At(asm.SI, lower.InstanceProto))
	g.Jcc(asm.NE, miss)
	g.OpRM32(asm.Cmp, asm.CX, asm.At(asm.SI, lower.InstanceShape))
	g.Jcc(asm.NE, miss)
	g.Bind(found)
	g.Load(asm.CX, ctxAt(unsafe.Offsetof(lower.Context{}.Epoch)))
	g.Load32(asm.CX, asm.At(asm.CX, 0))
	g.OpRM32(asm.Cmp, asm.CX, asm.At(asm.SI, lower.InstanceEpoch))
	g.Jcc(asm.NE, miss)
	g.Load(asm.AX, asm.At(asm.SI, lower.InstanceAnswer))
}
