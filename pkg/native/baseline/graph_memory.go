package baseline

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/native/opt"
	"github.com/kilnjs/kiln/pkg/object"
)

// storeEntry writes the property as entry e says; DX is the address of the object.
func (g *graphGen) storeEntry(v *opt.Value, e *object.ICEntry, out asm.Label) {
	rep, at, index := opt.Object, asm.At(asm.DX, e.Offset*8), e.Offset
	if e.Offset < 0 {
		g.Load(asm.DX, asm.At(asm.DX, lower.SlotsOffset))
		g.strip(asm.DX)
		g.expectKind(asm.DX, heap.KindSlots)
		index = lower.SlotsFirst/8 + ^e.Offset
		rep, at = opt.Cell, asm.At(asm.DX, index*8)
	}
	if e.Kind == object.ICAdd {
		g.checkEpoch(e.Epoch, out)
		g.TestMI8(asm.At(asm.DX, lower.FlagsOffset), uint8(heap.FlagIsProto))
		g.Jcc(asm.NE, out)
		g.StoreImm32(asm.At(asm.DX, lower.ShapeOffset), int32(e.NewShape))
	}
	value := g.general(v.Args[1], asm.AX)
	g.Store(at, value)
	slow, back := g.NewLabel(), g.NewLabel()
	g.MovImm(asm.CX, uint64(heap.MinCell))
	g.OpRR(asm.Cmp, value, asm.CX)
	g.Jcc(asm.B, back)
	g.TestMI8(asm.At(asm.DX, lower.BarrierByte), lower.BarrierMask)
	g.Jcc(asm.NE, slow)
	g.Bind(back)
	g.goBeside(lower.ExitBarrier, slow, back, func() {
		full := g.NewLabel()
		g.remember(asm.DX, asm.AX, asm.CX, full)
		g.Jmp(back)
		g.Bind(full)
		g.MovImm(asm.CX, uint64(index))
		g.Store(ctxAt(unsafe.Offsetof(lower.Context{}.Scratch)), asm.CX)
		g.MovImm(asm.AX, tagOf(rep))
		g.OpRR(asm.Or, asm.AX, asm.DX)
	}, nil)
}

// storeTyped writes an element of a typed array.
func (g *graphGen) storeTyped(v *opt.Value) {
	t, x := object.ElementType(v.Index), v.Args[2]
	g.generalTo(v.Args[0], asm.CX)
	index := g.general(v.Args[1], asm.DX)
	switch {
	case ir.FloatElement(t):
		g.storeDouble(t, index, g.vector(x, 1), ir.Double)
	case t == object.ElementUint8C && x.Rep == opt.Float64:
		if r := g.vector(x, 0); r != 0 {
			g.MovXX(0, r)
		}
		g.clamp()
		g.Store8(asm.AtIndex(asm.CX, index, 1, 0), asm.AX)
	case t == object.ElementUint8C:
		g.XorPD(0, 0)
		g.CvtIntSD(0, g.general(x, asm.AX))
		g.clamp()
		g.Store8(asm.AtIndex(asm.CX, index, 1, 0), asm.AX)
	default:
		g.generalTo(x, asm.AX)
		g.storeInt(t, index)
	}
}

// put stores an element or appends it; what needs more than a store Go does.
func (g *graphGen) put(v *opt.Value) {
	slow, done, beyond := g.NewLabel(), g.NewLabel(), g.NewLabel()
	if v.Op == opt.OpAppend {
		g.append(v, slow, done)
		return
	}
	hole, store := g.NewLabel(), g.NewLabel()
	g.generalTo(v.Args[0], asm.DX)
	g.Load(asm.AX, asm.At(asm.DX, lower.ElementsOffset))
	g.strip(asm.AX)
	g.expectKind(asm.AX, heap.KindElements)
	g.generalTo(v.Args[1], asm.CX)
	g.OpRM32(asm.Cmp, asm.CX, asm.At(asm.AX, lower.ElemsLen))
	g.Jcc(asm.AE, beyond)
	g.Lea(asm.DX, asm.AtIndex(asm.AX, asm.CX, 8, lower.ElemsFirst))
	g.MovImm(asm.CX, uint64(heap.Hole))
	g.OpRM(asm.Cmp, asm.CX, asm.At(asm.DX, 0))
	g.Jcc(asm.E, hole)
	g.Bind(store)
	g.putWord(v, done)
	g.Bind(done)
	g.aside(func() {
		g.Bind(hole) // a plain array gets an element there without asking its prototypes
		g.generalTo(v.Args[0], asm.DX)
		g.Call(g.plainLabel())
		g.Jcc(asm.NE, slow)
		g.Load(asm.AX, asm.At(asm.DX, lower.ElementsOffset))
		g.strip(asm.AX)
		g.generalTo(v.Args[1], asm.CX)
		g.Lea(asm.DX, asm.AtIndex(asm.AX, asm.CX, 8, lower.ElemsFirst))
		g.Jmp(store)
		g.appendBeyond(v, beyond, slow, done)
	})
	g.storeBeside(v, slow, done)
}

// appendBeyond binds beyond, where the element that v stores may be the one behind the last of the object at DX.
func (g *graphGen) appendBeyond(v *opt.Value, beyond, slow, done asm.Label) {
	g.Bind(beyond)
	g.generalTo(v.Args[2], asm.AX)
	g.Call(g.appendLabel())
	g.TestRR32(asm.CX, asm.CX)
	g.Jcc(asm.E, slow)
	g.Jmp(done)
}

// storeBeside binds slow, where Go stores the element that v stores.
func (g *graphGen) storeBeside(v *opt.Value, slow, done asm.Label) {
	g.goBeside(lower.ExitOp, slow, done, func() {
		for i, r := range v.In.Args {
			if r >= 0 {
				g.writeHome(r+v.Base(), v.Args[i])
			}
		}
	}, nil)
}

// putWord writes the element at DX, one of the elements at AX. Of a cell in elements that the collector watches
// Go tells it, and goes on at done.
func (g *graphGen) putWord(v *opt.Value, done asm.Label) {
	x := v.Args[2]
	if c, constant := x.Constant(); !x.Type.Only(ir.Num|ir.Bool) && (!constant || c.IsCellPointer()) {
		watched, plain, remember := g.NewLabel(), g.NewLabel(), g.NewLabel()
		g.TestMI8(asm.At(asm.AX, lower.BarrierByte), lower.BarrierMask)
		g.Jcc(asm.NE, watched)
		g.Bind(plain)
		g.aside(func() {
			g.Bind(watched)
			g.Push(asm.DX)
			g.MovImm(asm.DX, uint64(heap.MinCell))
			g.OpRR(asm.Cmp, g.general(x, asm.CX), asm.DX)
			g.Pop(asm.DX)
			g.Jcc(asm.B, plain)
			g.Store(asm.At(asm.DX, 0), g.general(x, asm.CX))
			g.Jmp(remember)
		})
		g.goBeside(lower.ExitBarrier, remember, done, func() {
			g.generalTo(v.Args[1], asm.CX)
			g.OpRI32(asm.Add, asm.CX, lower.ElemsFirst/8)
			g.Store(ctxAt(unsafe.Offsetof(lower.Context{}.Scratch)), asm.CX)
			g.MovImm(asm.CX, tagOf(opt.Cell))
			g.OpRR(asm.Or, asm.AX, asm.CX)
		}, nil)
	}
	g.Store(asm.At(asm.DX, 0), g.general(x, asm.CX))
}

// append adds b at the end of array a; the new length is the result.
func (g *graphGen) append(v *opt.Value, slow, done asm.Label) {
	g.generalTo(v.Args[0], asm.DX)
	g.OpMI8(asm.Cmp, asm.At(asm.DX, lower.ClassOffset), int8(heap.ClassArray))
	g.Jcc(asm.NE, slow)
	g.Load(asm.CX, asm.At(asm.DX, lower.ArrayLength))
	g.MovRR(asm.AX, asm.CX)
	g.ShiftRI(asm.Shr, asm.AX, 32)
	g.OpRI32(asm.Cmp, asm.AX, lower.IntUpper)
	g.Jcc(asm.NE, slow)
	g.MovRR32(asm.CX, asm.CX)
	g.OpRI32(asm.Cmp, asm.CX, 1<<30)
	g.Jcc(asm.AE, slow)
	g.Push(asm.CX)
	g.generalTo(v.Args[1], asm.AX)
	g.Call(g.appendLabel())
	g.Pop(asm.AX)
	g.TestRR32(asm.CX, asm.CX)
	g.Jcc(asm.E, slow)
	g.OpRI32(asm.Add, asm.AX, 1)
	g.Bind(done)
	g.done(asm.AX)
	g.goBeside(lower.ExitShortcut, slow, done, func() {
		call := *v.In.Call()
		call.Base, call.Tier1 = ir.Operand(g.code.Words)-v.Base(), call.Base
		in := *v.In
		in.Aux = &call
		g.inst = &in
		base := int32(g.code.Words) * 8
		g.MovImm(asm.AX, uint64(call.Callee))
		g.Store(asm.At(frameReg, base+lower.CalleeOffset), asm.AX)
		g.boxedTo(v.Args[0], asm.AX)
		g.Store(asm.At(frameReg, base+lower.ThisOffset), asm.AX)
		g.Store(asm.At(frameReg, base+lower.ArgsOffset), g.general(v.Args[1], asm.AX))
	}, func() { g.MovRR32(asm.AX, asm.AX) })
}

// length puts the length of an array, a string or a typed array into the result.
func (g *graphGen) length(v *opt.Value) {
	g.lengthOf(g.general(v.Args[0], asm.DX), v.Args[0].Type, v.In.Member().Entries, g.leave(), g.NewLabel())
	g.MovRR32(asm.AX, asm.AX)
	g.done(asm.AX)
}

// unit puts a code unit of a string into the result.
func (g *graphGen) unit(v *opt.Value) {
	out := g.leave()
	again, rope := g.NewLabel(), g.NewLabel()
	g.Bind(again)
	g.textAddress(g.general(v.Args[0], asm.DX), out)
	g.OpMI8(asm.Cmp, asm.At(asm.DX, lower.KindOffset), int8(heap.KindRope))
	g.Jcc(asm.E, rope)
	g.goBeside(lower.ExitFlatten, rope, again, func() { g.generalTo(v.Args[0], asm.AX) }, nil)
	index := g.general(v.Args[1], asm.AX)
	if index == asm.AX {
		// The routine wants AX, CX and DX for itself.
		g.Push(asm.SI)
		g.MovRR32(asm.SI, asm.AX)
		leave, ready := g.NewLabel(), g.NewLabel()
		g.OpRM32(asm.Cmp, asm.SI, asm.At(asm.DX, lower.StringLength))
		g.Jcc(asm.AE, leave)
		g.codeUnit(asm.SI, leave)
		g.Pop(asm.SI)
		g.Bind(ready)
		g.done(asm.AX)
		g.aside(func() {
			g.Bind(leave)
			g.Pop(asm.SI)
			g.Jmp(out)
		})
		return
	}
	g.OpRM32(asm.Cmp, index, asm.At(asm.DX, lower.StringLength))
	g.Jcc(asm.AE, out)
	g.codeUnit(index, out)
	g.done(asm.AX)
}
