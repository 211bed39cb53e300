package baseline

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/stack"
)

// Fields of classes. Machine code calls the function that initialises the fields of
// a class itself, on a frame above its registers. For a base class the code of the
// constructor does so before it begins, when it is entered as a construct from
// machine code; Go has done it already when it enters the function.

// emitInitFields is InitializeInstanceElements(a, b).
func (g *gen) emitInitFields(in *ir.Inst) {
	g.flush(g.live)
	g.initFields(in, g.NewLabel())
	g.afterGo(ir.NoReg)
}

// initFields initialises the instance elements of a for the class b, both in the
// frame. Go adds private methods, and does everything from slow on.
func (g *gen) initFields(in *ir.Inst, slow asm.Label) {
	call, done := g.NewLabel(), g.NewLabel()
	base := int32(in.Call().Base) * 8
	g.Load(asm.DX, slotOf(in.B()))
	g.OpRR(asm.Xor, asm.DX, objectTag)
	g.expectClass(asm.DX, heap.ClassFunction)
	g.Load(asm.AX, asm.At(asm.DX, lower.FunctionClass))
	g.MovImm(asm.CX, uint64(heap.Undefined))
	g.OpRR(asm.Cmp, asm.AX, asm.CX)
	g.Jcc(asm.E, done)
	g.strip(asm.AX)
	g.OpMI32(asm.Cmp, asm.At(asm.AX, lower.ElemsLen), 1)
	begin := g.NewLabel()
	g.Jcc(asm.NE, g.privateMethods(in, begin, done, slow))
	g.Bind(begin)
	g.Load(asm.AX, asm.At(asm.AX, lower.ElemsFirst))
	g.Bind(call)
	g.Store(asm.At(frameReg, base+lower.CalleeOffset), asm.AX)
	g.Load(asm.AX, slotOf(in.A()))
	g.Store(asm.At(frameReg, base+lower.ThisOffset), asm.AX)
	g.callFrame(in)
	g.Bind(done)
	g.later(func() {
		g.Bind(slow)
		g.exitTo(lower.Exit{Kind: lower.ExitFields, PC: in.PC, Code: g.code, Inst: in})
		g.MovImm(asm.CX, uint64(heap.Undefined))
		g.OpRR(asm.Cmp, asm.AX, asm.CX)
		g.Jcc(asm.E, done)
		g.Jmp(call)
	})
}

// privateMethods returns where an object that is not there yet gets private methods, before its fields are initialised
// from begin on; the class data is at AX. It is slow unless the running function is the constructor of the class, and the
// shape of the object is the one that was met.
func (g *gen) privateMethods(in *ir.Inst, begin, done, slow asm.Label) asm.Label {
	methods := g.code.Record.PrivateMethods(nil)
	if methods == nil {
		return slow
	}
	add := g.NewLabel()
	g.later(func() {
		g.Bind(add)
		g.code.Keep(methods.Data)
		g.MovImm(asm.CX, uint64(methods.Data)&heap.AddressMask)
		g.OpRR(asm.Cmp, asm.AX, asm.CX)
		g.Jcc(asm.NE, slow)
		g.Load(asm.DX, slotOf(in.A()))
		g.OpRR(asm.Xor, asm.DX, objectTag)
		g.MovRR(asm.CX, asm.DX)
		g.ShiftRI(asm.Shr, asm.CX, 48)
		g.Jcc(asm.NE, slow)
		g.OpMI32(asm.Cmp, asm.At(asm.DX, lower.ShapeOffset), int32(methods.From.ID()))
		g.Jcc(asm.NE, slow)
		g.TestMI8(asm.At(asm.DX, lower.FlagsOffset), uint8(heap.FlagIsProto))
		g.Jcc(asm.NE, slow)
		g.TestMI8(asm.At(asm.DX, lower.BarrierByte), lower.BarrierMask)
		g.Jcc(asm.NE, slow)
		g.checkEpoch(methods.Epoch, slow)
		for _, m := range methods.Adds {
			g.code.Keep(m.Value)
			g.MovImm(asm.CX, uint64(m.Value))
			g.Store(asm.At(asm.DX, m.Word*8), asm.CX)
		}
		g.StoreImm32(asm.At(asm.DX, lower.ShapeOffset), int32(methods.Adds[len(methods.Adds)-1].Shape))
		g.MovImm(asm.AX, uint64(methods.Data)&heap.AddressMask)
		g.Load(asm.AX, asm.At(asm.AX, lower.ElemsFirst))
		g.MovImm(asm.CX, uint64(heap.Undefined))
		g.OpRR(asm.Cmp, asm.AX, asm.CX)
		g.Jcc(asm.E, done)
		g.MovImm(asm.AX, uint64(methods.Data)&heap.AddressMask)
		g.Jmp(begin)
	})
	return add
}

// emitConstructEntry is where machine code enters the constructor of a base class:
// this is in the frame, and its elements come first.
func (g *gen) emitConstructEntry(begin asm.Label) {
	g.constructs = g.NewLabel()
	g.Bind(g.constructs)
	g.Begin()
	g.emitPrologue()
	g.at = &ir.Inst{
		Op: ir.OpInitFields, Dst: ir.NoReg, Args: []ir.Operand{stack.This, stack.Callee},
		Aux: &ir.Call{Base: ir.Operand(g.u.Registers)}, Handler: -1,
	}
	slow := g.NewLabel()
	g.OpMI32(asm.Cmp, asm.At(frameReg, lower.ArgcOffset), int32(g.u.Registers-stack.Header))
	g.Jcc(asm.G, slow)
	g.initFields(g.at, slow)
	g.Jmp(begin)
}

// emitSuperAll is an implied super(...args): the frame of the parent stands where
// its arguments do not overlap those of the running frame.
func (g *gen) emitSuperAll(in *ir.Inst) {
	g.flush(g.live)
	base := int32(in.Call().Base) * 8
	s := g.m.NewSite()
	look, found, many, done, next, copied := g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel()
	g.OpMI32(asm.Cmp, asm.At(frameReg, lower.ArgcOffset), ir.MaxSuperArgs)
	g.Jcc(asm.G, many)
	g.Load(asm.DX, asm.At(frameReg, lower.CalleeOffset))
	g.OpRR(asm.Xor, asm.DX, objectTag)
	g.expectClass(asm.DX, heap.ClassFunction)
	g.Load32(asm.AX, asm.At(asm.DX, lower.ShapeOffset))
	g.MovImm(asm.CX, uint64(uintptr(unsafe.Pointer(s))))
	g.OpRM32(asm.Cmp, asm.AX, asm.At(asm.CX, int32(unsafe.Offsetof(s.TargetShape))))
	g.Jcc(asm.NE, look)
	g.Load(asm.AX, asm.At(asm.CX, int32(unsafe.Offsetof(s.Proto))))
	g.Bind(found)
	g.Store(asm.At(frameReg, base+lower.CalleeOffset), asm.AX)
	g.Load(asm.AX, asm.At(frameReg, lower.NewTargetOffset))
	g.Store(asm.At(frameReg, base+lower.NewTargetOffset), asm.AX)
	g.Load32(asm.CX, asm.At(frameReg, lower.ArgcOffset))
	g.Bind(next)
	g.OpRI32(asm.Sub, asm.CX, 1)
	g.Jcc(asm.B, copied)
	g.Load(asm.AX, asm.AtIndex(frameReg, asm.CX, 8, lower.ArgsOffset))
	g.Store(asm.AtIndex(frameReg, asm.CX, 8, base+lower.ArgsOffset), asm.AX)
	g.Jmp(next)
	g.Bind(copied)
	g.constructFrame(in, -1)
	g.Bind(done)
	g.later(func() {
		g.Bind(look)
		g.exitTo(lower.Exit{Kind: lower.ExitParent, PC: in.PC, Code: g.code, Inst: in, Site: s})
		g.Jmp(found)
		g.Bind(many)
		g.exitTo(lower.Exit{Kind: lower.ExitOp, PC: in.PC, Code: g.code, Inst: in})
		g.Jmp(done)
	})
	g.afterGo(in.Dst)
}
