package baseline

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
)

// Cells that machine code makes itself: it takes them from the run of their size
// class like the heap does, and leaves to Go when that is used up. The heap has
// accounted the whole run already.

// maxInlineWords is the size of the largest cell whose words are filled one by one.
const maxInlineWords = 24

// bump takes a cell from the run of its size class: its address is in AX. CX and
// DX are lost.
func (g *gen) bump(header uint64, sizeClass, bytes int, slow asm.Label) {
	g.MovImm(asm.DX, uint64(g.m.AllocAddress(sizeClass)))
	g.Load(asm.AX, asm.At(asm.DX, lower.AllocNext))
	g.Lea(asm.CX, asm.At(asm.AX, int32(bytes)))
	g.OpRM(asm.Cmp, asm.CX, asm.At(asm.DX, lower.AllocEnd))
	g.Jcc(asm.A, slow)
	g.Store(asm.At(asm.DX, lower.AllocNext), asm.CX)
	g.MovImm(asm.CX, header)
	g.Store(asm.At(asm.AX, 0), asm.CX)
}

// bumpObject makes an object of a shape in AX; its properties and internal slots
// are the caller's to write. DX is Undefined, CX is lost.
func (g *gen) bumpObject(shape *heap.Shape, flags heap.Flags, slow asm.Label) {
	header, class := shape.ObjectHeader()
	g.bump(header|uint64(flags)<<heap.HeaderFlagShift, class, shape.ObjectBytes(), slow)
	g.MovImm(asm.CX, g.m.EmptyElements())
	g.Store(asm.At(asm.AX, lower.ElementsOffset), asm.CX)
	g.MovImm(asm.DX, uint64(heap.Undefined))
	g.Store(asm.At(asm.AX, lower.SlotsOffset), asm.DX)
}

// emitClosure makes a function.
func (g *gen) emitClosure(in *ir.Inst) {
	slow, done := g.NewLabel(), g.NewLabel()
	code := g.function().InnerCode(in.Make().Function)
	_, flags := g.m.Runtime.ClosureShape(code)
	home := asm.DX
	if in.A() >= 0 {
		home = g.valueOf(in.A())
	}
	g.bumpObject(in.Make().Shape, flags, slow)
	g.MovImm(asm.CX, uint64(heap.HandleValue(code.ID)))
	g.Store(asm.At(asm.AX, lower.FunctionCode), asm.CX)
	g.Load(asm.CX, asm.At(frameReg, lower.EnvOffset))
	g.Store(asm.At(asm.AX, lower.FunctionEnv), asm.CX)
	g.Store(asm.At(asm.AX, lower.FunctionHome), home)
	g.Store(asm.At(asm.AX, lower.FunctionClass), asm.DX)
	g.OpRR(asm.Or, asm.AX, objectTag)
	g.service(lower.ExitOp, slow, done, in.Dst)
	g.Bind(done)
	g.setBoxed(in.Dst, asm.AX)
}

// emitMakeObject makes an object with the properties of a literal.
func (g *gen) emitMakeObject(in *ir.Inst) {
	shape := in.Make().Shape
	words := shape.ObjectBytes() / 8
	if words > maxInlineWords {
		g.inlineService(lower.ExitOp, in.Dst)
		return
	}
	// With everything in the frame no value needs a register that is taken.
	g.flush(g.live)
	slow, done := g.NewLabel(), g.NewLabel()
	g.bumpObject(shape, 0, slow)
	for i := lower.InternalOffset / 8; i < words; i++ {
		value, to := asm.DX, asm.At(asm.AX, int32(i)*8)
		if k := i - lower.InternalOffset/8; k < len(in.Args) {
			r := in.Args[k]
			if p := g.places[r]; p.kind == ir.Boxed {
				value = asm.Reg(p.reg)
			} else {
				value = asm.CX
				g.Load(value, slotOf(r))
			}
		}
		g.Store(to, value)
	}
	g.OpRR(asm.Or, asm.AX, objectTag)
	g.service(lower.ExitOp, slow, done, in.Dst)
	g.Bind(done)
	g.setBoxed(in.Dst, asm.AX)
}

// emitMakeArray makes an array of the operands.
func (g *gen) emitMakeArray(in *ir.Inst) {
	n := len(in.Args)
	shape := g.code.Record.Realm.ArrayShape
	header, class, bytes, room := heap.ElementsHeader(n)
	if n > maxInlineWords {
		g.inlineService(lower.ExitOp, in.Dst)
		return
	}
	elements := asm.NoReg
	if n > 0 {
		elements = g.temporary()
	}
	g.flush(g.live)
	slow, done := g.NewLabel(), g.NewLabel()
	if n > 0 {
		// The elements are whole before the array is taken, which may fail.
		g.bump(header, class, bytes, slow)
		g.MovImm(asm.CX, uint64(n)|uint64(room)<<32)
		g.Store(asm.At(asm.AX, lower.ElemsLen), asm.CX)
		for i, r := range in.Args {
			value := asm.CX
			if p := g.places[r]; p.kind == ir.Boxed {
				value = asm.Reg(p.reg)
			} else {
				g.Load(value, slotOf(r))
			}
			g.Store(asm.At(asm.AX, int32(lower.ElemsFirst+i*8)), value)
		}
		g.MovImm(asm.CX, uint64(heap.TagCell)<<48)
		g.OpRR(asm.Or, asm.AX, asm.CX)
		g.MovRR(elements, asm.AX)
	}
	g.bumpObject(shape, 0, slow)
	if n > 0 {
		g.Store(asm.At(asm.AX, lower.ElementsOffset), elements)
	}
	g.MovImm(asm.CX, uint64(heap.Int(int32(n))))
	g.Store(asm.At(asm.AX, lower.ArrayLength), asm.CX)
	for at := lower.ArrayLength + 8; at < shape.ObjectBytes(); at += 8 {
		g.Store(asm.At(asm.AX, int32(at)), asm.DX)
	}
	g.OpRR(asm.Or, asm.AX, objectTag)
	g.service(lower.ExitOp, slow, done, in.Dst)
	g.Bind(done)
	g.unlockAll()
	g.setBoxed(in.Dst, asm.AX)
}

// maxCopied is the largest size class of environments that machine code copies: up to
// there each is a word larger than the one before.
const maxCopied = 14

// bumpElements takes a cell of elements as the table cells says for the number in R9, which
// is below its length. R10 is its address, R11 the word with length 0 and its capacity,
// which is for the caller to write. R8 and R9 are lost.
func (g *gen) bumpElements(cells uintptr, slow asm.Label) {
	at := func(offset uintptr) asm.Mem { return asm.At(asm.R8, int32(offset)) }
	var e lower.Cell
	g.ShiftRI(asm.Shl, asm.R9, lower.CellShift)
	g.MovImm(asm.R8, uint64(cells))
	g.OpRR(asm.Add, asm.R8, asm.R9)
	g.Load(asm.R9, at(unsafe.Offsetof(e.AllocState)))
	g.Load(asm.R10, asm.At(asm.R9, lower.AllocNext))
	g.Load(asm.R11, at(unsafe.Offsetof(e.Bytes)))
	g.OpRR(asm.Add, asm.R11, asm.R10)
	g.OpRM(asm.Cmp, asm.R11, asm.At(asm.R9, lower.AllocEnd))
	g.Jcc(asm.A, slow)
	g.Store(asm.At(asm.R9, lower.AllocNext), asm.R11)
	g.Load(asm.R11, at(unsafe.Offsetof(e.Header)))
	g.Store(asm.At(asm.R10, 0), asm.R11)
	g.Load(asm.R11, at(unsafe.Offsetof(e.Room)))
}

// makeDirectly makes what a construct of %Array% or %Object% does, as
// object.Runtime.MakeDirectly, and goes to done with it in AX. It goes on when the callee is
// another function, or more is needed. All cached registers are free.
func (g *gen) makeDirectly(in *ir.Inst, done asm.Label) {
	call, realm := in.Call(), g.code.Record.Realm
	base := g.calleeAt(in)
	other := g.NewLabel()
	g.code.Keep(call.Makes)
	g.MovImm(asm.AX, uint64(call.Makes))
	g.OpRM(asm.Cmp, asm.AX, asm.At(frameReg, base+lower.CalleeOffset))
	g.Jcc(asm.NE, other)
	shape := realm.ObjectShape
	if call.Makes != realm.Intrinsic(object.ObjectConstructor).Value() {
		shape = realm.ArrayShape
		g.MovImm(asm.SI, g.m.EmptyElements())
		g.MovImm(asm.DI, uint64(heap.Int(0)))
	}
	if call.Argc == 1 {
		g.Load(asm.DI, asm.At(frameReg, base+lower.ArgsOffset))
		g.reserve(other)
	}
	g.bumpObject(shape, 0, other)
	from := lower.InternalOffset
	if shape == realm.ArrayShape {
		g.Store(asm.At(asm.AX, lower.ElementsOffset), asm.SI)
		g.Store(asm.At(asm.AX, lower.ArrayLength), asm.DI)
		from += 8
	}
	for at := from; at < shape.ObjectBytes(); at += 8 {
		g.Store(asm.At(asm.AX, int32(at)), asm.DX)
	}
	g.OpRR(asm.Or, asm.AX, objectTag)
	g.Jmp(done)
	g.Bind(other)
}

// emitRest makes the array of the surplus arguments of the frame, or its arguments object, before
// anything else has used their words.
func (g *gen) emitRest(in *ir.Inst) {
	g.flush(g.live)
	g.dropAll()
	shape := g.code.Record.Realm.ArrayShape
	if in.Rest().Shape != nil {
		shape = in.Rest().Shape
	}
	slow, done, empty, again := g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel()
	g.service(lower.ExitOp, slow, done, in.Dst)
	g.MovImm(asm.SI, g.m.EmptyElements())
	g.Load32(asm.DI, asm.At(frameReg, lower.ArgcOffset))
	g.OpRI32(asm.Sub, asm.DI, in.Rest().From)
	some := g.NewLabel()
	g.Jcc(asm.G, some)
	g.MovImm(asm.DI, 0)
	g.Jmp(empty)
	g.Bind(some)
	g.OpRI32(asm.Cmp, asm.DI, maxRest)
	g.Jcc(asm.A, slow)
	g.MovRR32(asm.R9, asm.DI)
	exact, _ := g.m.ElementsCells()
	g.bumpElements(exact, slow)
	g.OpRR(asm.Or, asm.R11, asm.DI)
	g.Store(asm.At(asm.R10, lower.ElemsLen), asm.R11)
	g.MovRR32(asm.R9, asm.DI)
	g.Bind(again)
	g.OpRI(asm.Sub, asm.R9, 1)
	g.Load(asm.R11, asm.AtIndex(frameReg, asm.R9, 8, lower.ArgsOffset+in.Rest().From*8))
	g.Store(asm.AtIndex(asm.R10, asm.R9, 8, lower.ElemsFirst), asm.R11)
	g.Jcc(asm.NE, again)
	g.MovImm(asm.SI, uint64(heap.TagCell)<<48)
	g.OpRR(asm.Or, asm.SI, asm.R10)
	g.Bind(empty)
	g.OpRR(asm.Or, asm.DI, intTag)
	g.bumpObject(shape, 0, slow)
	g.Store(asm.At(asm.AX, lower.ElementsOffset), asm.SI)
	from := lower.ArrayLength + 8
	if in.Rest().Shape != nil {
		g.argumentsProperties(in.Rest())
		from = lower.ArgumentsCallee + 8
	} else {
		g.Store(asm.At(asm.AX, lower.ArrayLength), asm.DI)
	}
	for at := from; at < shape.ObjectBytes(); at += 8 {
		g.Store(asm.At(asm.AX, int32(at)), asm.DX)
	}
	g.OpRR(asm.Or, asm.AX, objectTag)
	g.Bind(done)
	g.setBoxed(in.Dst, asm.AX)
}

// argumentsProperties writes the properties of the arguments object at AX, whose length is in DI.
// CX is lost.
func (g *gen) argumentsProperties(r *ir.Rest) {
	g.Store(asm.At(asm.AX, int32(lower.ArgumentsLength)), asm.DI)
	g.code.Keep(r.Iterator)
	g.MovImm(asm.CX, uint64(r.Iterator))
	g.Store(asm.At(asm.AX, int32(lower.ArgumentsIterator)), asm.CX)
	if r.Callee.IsUndefined() {
		g.Load(asm.CX, asm.At(frameReg, lower.CalleeOffset))
	} else {
		g.code.Keep(r.Callee)
		g.MovImm(asm.CX, uint64(r.Callee))
	}
	g.Store(asm.At(asm.AX, int32(lower.ArgumentsCallee)), asm.CX)
}

// maxRest is the length of the longest rest array that machine code makes.
const maxRest = 32

// emitCopyEnv makes a copy of the current environment and enters that.
func (g *gen) emitCopyEnv(in *ir.Inst) {
	state, copied := g.temporary(), g.temporary()
	slow, done := g.NewLabel(), g.NewLabel()
	g.service(lower.ExitOp, slow, done, ir.NoReg)
	g.copyEnv(state, copied, slow)
	g.Bind(done)
	g.unlockAll()
}

// copyEnv makes a copy of the current environment in copied, and enters that. State, AX, CX and
// DX are lost.
func (g *gen) copyEnv(state, copied asm.Reg, slow asm.Label) {
	again := g.NewLabel()
	g.envAt(0)
	g.Load(asm.CX, asm.At(asm.DX, 0))
	g.MovRR32(asm.AX, asm.CX)
	g.ShiftRI32(asm.Shr, asm.AX, heap.HeaderSizeShift)
	g.OpRI32(asm.And, asm.AX, 0x1F)
	g.OpRI32(asm.Cmp, asm.AX, maxCopied)
	g.Jcc(asm.A, slow)
	g.ShiftRI32(asm.Shl, asm.AX, 3)
	g.MovImm(state, uint64(g.m.AllocAddress(0)))
	g.Lea(state, asm.AtIndex(state, asm.AX, 1, 0))
	g.Lea(state, asm.AtIndex(state, asm.AX, 1, 0))
	g.Load(copied, asm.At(state, lower.AllocNext))
	g.Lea(asm.AX, asm.AtIndex(copied, asm.AX, 1, heap.SmallestCell))
	g.OpRM(asm.Cmp, asm.AX, asm.At(state, lower.AllocEnd))
	g.Jcc(asm.A, slow)
	g.Store(asm.At(state, lower.AllocNext), asm.AX)
	g.OpRR(asm.Sub, asm.AX, copied)
	g.OpRI(asm.And, asm.CX, ^int32(heap.HeaderColourMask|heap.HeaderBarrierBit))
	g.Store(asm.At(copied, 0), asm.CX)
	g.Bind(again)
	g.OpRI(asm.Sub, asm.AX, 8)
	g.Load(asm.CX, asm.AtIndex(asm.DX, asm.AX, 1, 0))
	g.Store(asm.AtIndex(copied, asm.AX, 1, 0), asm.CX)
	g.OpRI32(asm.Cmp, asm.AX, 8)
	g.Jcc(asm.A, again)
	g.MovImm(asm.CX, uint64(heap.TagCell)<<48)
	g.OpRR(asm.Or, copied, asm.CX)
	g.Store(asm.At(frameReg, lower.EnvOffset), copied)
}

// emitPushEnv makes an environment inside the current one.
func (g *gen) emitPushEnv(in *ir.Inst) {
	header, class, bytes := heap.EnvHeader(in.Scope().ID, int(in.Scope().Slots))
	if bytes == 0 || bytes/8 > maxInlineWords {
		g.inlineService(lower.ExitOp, ir.NoReg)
		return
	}
	slow, done := g.NewLabel(), g.NewLabel()
	g.bump(header, class, bytes, slow)
	g.Load(asm.CX, asm.At(frameReg, lower.EnvOffset))
	g.Store(asm.At(asm.AX, lower.EnvParent), asm.CX)
	g.MovImm(asm.CX, uint64(heap.Undefined))
	for at := lower.EnvFirst; at < bytes; at += 8 {
		g.Store(asm.At(asm.AX, int32(at)), asm.CX)
	}
	g.MovImm(asm.CX, uint64(heap.TagCell)<<48)
	g.OpRR(asm.Or, asm.AX, asm.CX)
	g.Store(asm.At(frameReg, lower.EnvOffset), asm.AX)
	g.service(lower.ExitOp, slow, done, ir.NoReg)
	g.Bind(done)
}
