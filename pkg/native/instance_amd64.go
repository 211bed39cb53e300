package native

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	asm "github.com/kilnjs/kiln/pkg/native/amd64"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/object"
)

// instance is one answer of instanceof: whether objects of a shape, none of whose
// prototypes is exotic, have proto among their prototypes. It holds for one epoch:
// the shape names the first prototype, and whatever changes the further ones ends
// the epoch, so that not even another object in the place of proto makes it wrong.
// Collections empty the table all the same.
type instance struct {
	proto  heap.Value
	answer heap.Value
	shape  uint32
	epoch  uint32
}

// instanceBits gives the size of the table of answers, which is direct mapped.
const instanceBits = 8

const (
	instanceProto  = int32(unsafe.Offsetof(instance{}.proto))
	instanceAnswer = int32(unsafe.Offsetof(instance{}.answer))
	instanceShape  = int32(unsafe.Offsetof(instance{}.shape))
	instanceEpoch  = int32(unsafe.Offsetof(instance{}.epoch))
	instanceSize   = uint64(unsafe.Sizeof(instance{}))
)

// instanceIndex is where the answer is; machine code has it from keyedOffset.
func instanceIndex(shape uint32, proto heap.Value) uint32 {
	return (shape*object.KeyedShapeFactor ^ uint32(proto>>object.KeyedKeyShift)) * object.KeyedFactor >> (32 - instanceBits)
}

// question returns what an instanceof at x is about to ask, for the table of answers;
// no proto when it is not for the table. It keeps words only: the operation may run
// scripts, and a collection.
func (e *engine) question(x *exitInfo, fp int) instance {
	if x.inst.Op != ir.OpInstanceOf {
		return instance{}
	}
	h := e.rt.Heap
	ic, _ := x.code.fn.SiteAt(x.pc)
	v, target := e.operandValue(x, fp, x.inst.A), e.operandValue(x, fp, x.inst.B)
	if ic == nil || !v.IsObject() || !target.IsObject() || v.Object().Shape(h).IsDictionary() {
		return instance{}
	}
	epoch, ok := e.rt.WatchedChain(v)
	if !ok {
		return instance{}
	}
	q, f := instance{shape: v.Object().ShapeID(), epoch: epoch}, target.Object()
	ic.Entries(func(entry *object.ICEntry) {
		if entry.Shape == f.ShapeID() && entry.Epoch == q.epoch {
			q.proto = f.SlotAt(entry.Offset)
		}
	})
	return q
}

// learnInstance notes the answer that Go has given to a question.
func (e *engine) learnInstance(q instance, answer heap.Value) {
	if q.proto.IsObject() && q.epoch == e.rt.Heap.ProtoEpoch {
		q.answer = answer
		e.instances[instanceIndex(q.shape, q.proto)] = q
	}
}

// emitInstanceOf is sec-instanceofoperator for functions that inherit the original
// @@hasInstance method.
func (g *gen) emitInstanceOf(in *ir.Inst) {
	if len(in.Entries) == 0 {
		g.inlineService(exitOp, in.Dst)
		return
	}
	value := g.valueOf(in.A)
	slow, done := g.NewLabel(), g.NewLabel()
	g.anyObject(in.B, asm.DX, slow)
	g.service(exitOp, slow, done, in.Dst)
	g.OpMI8(asm.Cmp, asm.At(asm.DX, 1), int8(heap.ClassFunction))
	g.Jcc(asm.NE, slow)
	found := g.NewLabel()
	g.Load32(asm.CX, asm.At(asm.DX, shapeOffset))
	g.eachEntry(in.Entries, slow, found, func(e *object.ICEntry) {
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
	if g.u.TypeOf(in.A, g.types) != ir.Object {
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
	g.keyedOffset(32-instanceBits, instanceSize)
	g.MovImm(asm.CX, uint64(uintptr(unsafe.Pointer(&g.e.instances[0]))))
	g.OpRR(asm.Add, asm.SI, asm.CX)
	g.OpRM(asm.Cmp, asm.AX, asm.At(asm.SI, instanceProto))
	g.Jcc(asm.NE, miss)
	g.Load32(asm.CX, asm.At(asm.DX, shapeOffset))
	g.OpRM32(asm.Cmp, asm.CX, asm.At(asm.SI, instanceShape))
	g.Jcc(asm.NE, miss)
	g.Load(asm.CX, ctxAt(unsafe.Offsetof(Context{}.epoch)))
	g.Load32(asm.CX, asm.At(asm.CX, 0))
	g.OpRM32(asm.Cmp, asm.CX, asm.At(asm.SI, instanceEpoch))
	g.Jcc(asm.NE, miss)
	g.Load(asm.AX, asm.At(asm.SI, instanceAnswer))
}
