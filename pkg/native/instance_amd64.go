package native

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	asm "github.com/kilnjs/kiln/pkg/native/amd64"
	"github.com/kilnjs/kiln/pkg/object"
)

// instance is one answer of instanceof: whether objects of a shape, none of whose
// prototypes is exotic, have proto among their prototypes. It holds for one epoch:
// the shape names the first prototype, and whatever changes the further ones ends
// the epoch. Collections void it, because proto may go away.
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

func instanceIndex(shape uint32, proto heap.Value) uint32 {
	return (shape*object.KeyedShapeFactor ^ uint32(proto>>object.KeyedKeyShift)) * object.KeyedFactor >> (32 - instanceBits)
}

// learnInstance notes the answer of an instanceof that Go has just given.
func (e *engine) learnInstance(v, target, answer heap.Value, ic *object.IC) {
	h := e.rt.Heap
	if !v.IsObject() || !target.IsObject() || ic == nil {
		return
	}
	f, o := target.Object(), v.Object()
	proto := heap.Undefined
	ic.Entries(func(x *object.ICEntry) {
		if x.Shape == f.ShapeID() && x.Epoch == h.ProtoEpoch {
			proto = f.SlotAt(x.Offset)
		}
	})
	if !proto.IsObject() || o.Shape(h).IsDictionary() {
		return
	}
	for p := v; p.IsObject(); p = p.Object().Proto(h) {
		if p.Object().Class() == heap.ClassProxy {
			return
		}
	}
	e.instances[instanceIndex(o.ShapeID(), proto)] = instance{proto: proto, answer: answer, shape: o.ShapeID(), epoch: h.ProtoEpoch}
}

// emitInstanceOf is sec-instanceofoperator for functions that inherit the original
// @@hasInstance method.
func (g *gen) emitInstanceOf(in *inst) {
	if len(in.entries) == 0 {
		g.inlineService(exitOp, in.dst)
		return
	}
	value := g.valueOf(in.a)
	slow, done := g.NewLabel(), g.NewLabel()
	g.anyObject(in.b, asm.DX, slow)
	g.service(exitOp, slow, done, in.dst)
	g.OpMI8(asm.Cmp, asm.At(asm.DX, 1), int8(heap.ClassFunction))
	g.Jcc(asm.NE, slow)
	found := g.NewLabel()
	g.Load32(asm.CX, asm.At(asm.DX, shapeOffset))
	g.eachEntry(in.entries, slow, found, func(e *object.ICEntry) {
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
	if g.u.typeOf(in.a, g.types) != tObject {
		g.MovRR(asm.CX, asm.DX)
		g.ShiftRI(asm.Shr, asm.CX, 48)
		g.Jcc(asm.NE, primitive)
	}
	g.Call(g.sharedLabel(&g.instances, g.findInstance))
	g.TestRR32(asm.CX, asm.CX)
	g.Jcc(asm.E, slow)
	g.Bind(done)
	g.later(func() {
		g.Bind(primitive)
		g.MovImm(asm.AX, uint64(heap.False))
		g.Jmp(done)
	})
	g.unlockAll()
	g.setBoxed(in.dst, asm.AX)
}

// findInstance puts into AX whether the object at DX has the prototype in AX, if
// the table knows.
func (g *gen) findInstance(miss asm.Label) {
	// See instanceIndex.
	g.MovImm(asm.CX, object.KeyedShapeFactor)
	g.Load32(asm.SI, asm.At(asm.DX, shapeOffset))
	g.Imul32(asm.SI, asm.CX)
	g.MovRR(asm.CX, asm.AX)
	g.ShiftRI(asm.Shr, asm.CX, object.KeyedKeyShift)
	g.OpRR32(asm.Xor, asm.SI, asm.CX)
	g.MovImm(asm.CX, object.KeyedFactor)
	g.Imul32(asm.SI, asm.CX)
	g.ShiftRI32(asm.Shr, asm.SI, 32-instanceBits)
	g.MovImm(asm.CX, instanceSize)
	g.Imul32(asm.SI, asm.CX)
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
