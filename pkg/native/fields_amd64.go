package native

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	asm "github.com/kilnjs/kiln/pkg/native/amd64"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/object"
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
	base := int32(in.Base) * 8
	g.Load(asm.DX, slotOf(in.B))
	g.OpRR(asm.Xor, asm.DX, objectTag)
	g.expectClass(asm.DX, heap.ClassFunction)
	g.Load(asm.AX, asm.At(asm.DX, functionClass))
	g.MovImm(asm.CX, uint64(heap.Undefined))
	g.OpRR(asm.Cmp, asm.AX, asm.CX)
	g.Jcc(asm.E, done)
	g.strip(asm.AX)
	g.OpMI32(asm.Cmp, asm.At(asm.AX, elemsLen), 1)
	g.Jcc(asm.NE, slow)
	g.Load(asm.AX, asm.At(asm.AX, elemsFirst))
	g.Bind(call)
	g.Store(asm.At(frameReg, base+calleeOffset), asm.AX)
	g.Load(asm.AX, slotOf(in.A))
	g.Store(asm.At(frameReg, base+stack.This*8), asm.AX)
	g.callFrame(in)
	g.Bind(done)
	g.later(func() {
		g.Bind(slow)
		g.exitTo(exitInfo{kind: exitFields, pc: in.PC, code: g.code, inst: in})
		g.MovImm(asm.CX, uint64(heap.Undefined))
		g.OpRR(asm.Cmp, asm.AX, asm.CX)
		g.Jcc(asm.E, done)
		g.Jmp(call)
	})
}

// fields adds the private methods of a class to an object and returns the function
// that initialises its fields, Undefined when there is none. While surplus arguments
// are in the way of its frame it does everything.
func (e *engine) fields(x *exitInfo, fp int) (heap.Value, error) {
	o, class := e.operandValue(x, fp, x.inst.A).Object(), e.operandValue(x, fp, x.inst.B).Object()
	if stack.Header+int(e.rt.Stack.Vals[fp+stack.Argc].AsInt()) > int(x.inst.Base) {
		return heap.Undefined, e.rt.InitializeInstanceElements(o, class)
	}
	if err := e.rt.AddPrivateMethods(o, class); err != nil {
		return heap.Undefined, err
	}
	return object.FieldsFunction(class), nil
}

// emitConstructEntry is where machine code enters the constructor of a base class:
// this is in the frame, and its elements come first.
func (g *gen) emitConstructEntry(begin asm.Label) {
	g.constructs = g.NewLabel()
	g.Bind(g.constructs)
	g.emitPrologue()
	g.at = &ir.Inst{Op: ir.OpInitFields, Dst: ir.NoReg, A: stack.This, B: stack.Callee, C: ir.NoReg, Base: ir.Operand(g.u.Registers), Handler: -1}
	slow := g.NewLabel()
	g.OpMI32(asm.Cmp, asm.At(frameReg, argcOffset), int32(g.u.Registers-stack.Header))
	g.Jcc(asm.G, slow)
	g.initFields(g.at, slow)
	g.Jmp(begin)
}

// emitSuperAll is an implied super(...args): the frame of the parent stands where
// its arguments do not overlap those of the running frame.
func (g *gen) emitSuperAll(in *ir.Inst) {
	g.flush(g.live)
	base := int32(in.Base) * 8
	s := g.e.newSite()
	look, found, many, done, next, copied := g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel()
	g.OpMI32(asm.Cmp, asm.At(frameReg, argcOffset), ir.MaxSuperArgs)
	g.Jcc(asm.G, many)
	g.Load(asm.DX, asm.At(frameReg, calleeOffset))
	g.OpRR(asm.Xor, asm.DX, objectTag)
	g.expectClass(asm.DX, heap.ClassFunction)
	g.Load32(asm.AX, asm.At(asm.DX, shapeOffset))
	g.MovImm(asm.CX, uint64(uintptr(unsafe.Pointer(s))))
	g.OpRM32(asm.Cmp, asm.AX, asm.At(asm.CX, int32(unsafe.Offsetof(s.targetShape))))
	g.Jcc(asm.NE, look)
	g.Load(asm.AX, asm.At(asm.CX, int32(unsafe.Offsetof(s.proto))))
	g.Bind(found)
	g.Store(asm.At(frameReg, base+calleeOffset), asm.AX)
	g.Load(asm.AX, asm.At(frameReg, stack.NewTarget*8))
	g.Store(asm.At(frameReg, base+stack.NewTarget*8), asm.AX)
	g.Load32(asm.CX, asm.At(frameReg, argcOffset))
	g.Bind(next)
	g.OpRI32(asm.Sub, asm.CX, 1)
	g.Jcc(asm.B, copied)
	g.Load(asm.AX, asm.AtIndex(frameReg, asm.CX, 8, stack.Header*8))
	g.Store(asm.AtIndex(frameReg, asm.CX, 8, base+stack.Header*8), asm.AX)
	g.Jmp(next)
	g.Bind(copied)
	g.constructFrame(in, -1)
	g.Bind(done)
	g.later(func() {
		g.Bind(look)
		g.exitTo(exitInfo{kind: exitParent, pc: in.PC, code: g.code, inst: in, site: s})
		g.Jmp(found)
		g.Bind(many)
		g.exitTo(exitInfo{kind: exitOp, pc: in.PC, code: g.code, inst: in})
		g.Jmp(done)
	})
	g.afterGo(in.Dst)
}

// parent finds the parent of the running constructor, and tells machine code what
// functions of its shape have.
func (e *engine) parent(x *exitInfo, fp int) (heap.Value, error) {
	f := e.rt.Stack.Vals[fp+stack.Callee].Object()
	v, err := e.rt.SuperConstructor(f)
	if err == nil && v.IsObject() && !f.Has(heap.FlagExotic) && !f.Shape(e.rt.Heap).IsDictionary() {
		x.site.targetShape, x.site.proto = f.ShapeID(), uint64(v)
	}
	return v, err
}
