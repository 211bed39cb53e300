package baseline

import (
	"math"

	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
)

// Elements of typed arrays, through the window of their memory.

// elementAddress puts the address of element 0 of the typed array at DX into CX,
// for reading or writing (the offset in the window says which), and checks the
// class, the type and the index; DX is lost.
func (g *gen) elementAddress(t object.ElementType, index asm.Reg, window int32, other, out asm.Label) {
	g.OpMI8(asm.Cmp, asm.At(asm.DX, lower.ClassOffset), int8(heap.ClassTypedArray))
	g.Jcc(asm.NE, other)
	g.OpMI32(asm.Cmp, asm.At(asm.DX, lower.TypedElement), int32(t))
	g.Jcc(asm.NE, other)
	g.OpRM32(asm.Cmp, index, asm.At(asm.DX, lower.TypedLength))
	g.Jcc(asm.AE, out)
	g.Load(asm.CX, asm.At(asm.DX, lower.TypedWindow))
	g.Load(asm.CX, asm.At(asm.CX, window))
	g.TestRR(asm.CX, asm.CX)
	g.Jcc(asm.E, out)
	g.Load32(asm.DX, asm.At(asm.DX, lower.TypedOffset))
	g.OpRR(asm.Add, asm.CX, asm.DX)
}

// emitGetTyped reads an element of a typed array of type t; everything else
// leaves the unit.
func (g *gen) emitGetTyped(in *ir.Inst, t object.ElementType, result ir.Mask) {
	value := g.baseOf(in.A())
	index := g.elementIndex(in, 0, 0)
	out := g.fail()
	g.addressOf(value, g.u.TypeOf(in.A(), g.types), out)
	g.elementAddress(t, index, lower.WindowRead, out, out)
	if result == ir.Double {
		g.loadDouble(t, index)
		g.unlockAll()
		g.setDouble(in.Dst, 0)
		return
	}
	g.loadInt(t, index)
	if t == object.ElementUint32 {
		g.TestRR32(asm.AX, asm.AX)
		g.Jcc(asm.S, out)
	}
	g.unlockAll()
	g.setInt(in.Dst, asm.AX)
}

// loadInt loads the element at index from CX into AX.
func (g *gen) loadInt(t object.ElementType, index asm.Reg) {
	switch t {
	case object.ElementInt8:
		g.LoadSigned8(asm.AX, asm.AtIndex(asm.CX, index, 1, 0))
	case object.ElementUint8, object.ElementUint8C:
		g.Load8(asm.AX, asm.AtIndex(asm.CX, index, 1, 0))
	case object.ElementInt16:
		g.LoadSigned16(asm.AX, asm.AtIndex(asm.CX, index, 2, 0))
	case object.ElementUint16:
		g.Load16(asm.AX, asm.AtIndex(asm.CX, index, 2, 0))
	default:
		g.Load32(asm.AX, asm.AtIndex(asm.CX, index, 4, 0))
	}
}

// loadDouble loads the element at index from CX into X0. A NaN becomes the one
// that Values know: other bits could look like an object.
func (g *gen) loadDouble(t object.ElementType, index asm.Reg) {
	switch t {
	case object.ElementUint32:
		g.Load32(asm.AX, asm.AtIndex(asm.CX, index, 4, 0))
		g.XorPD(0, 0)
		g.CvtInt64SD(0, asm.AX)
		return
	case object.ElementFloat32:
		g.LoadSS(0, asm.AtIndex(asm.CX, index, 4, 0))
		g.CvtSSSD(0, 0)
	default:
		g.LoadSD(0, asm.AtIndex(asm.CX, index, 8, 0))
	}
	nan, done := g.NewLabel(), g.NewLabel()
	g.UcomiSD(0, 0)
	g.Jcc(asm.P, nan)
	g.Bind(done)
	g.later(func() {
		g.Bind(nan)
		g.loadDoubleConst(0, math.NaN())
		g.Jmp(done)
	})
}

// loadElement loads the element at index from CX into AX as a Value. X0 is lost.
func (g *gen) loadElement(t object.ElementType, index asm.Reg) {
	if ir.FloatElement(t) {
		g.loadDouble(t, index)
		g.MovRX(asm.AX, 0)
		return
	}
	g.loadInt(t, index)
	if t != object.ElementUint32 {
		g.OpRR(asm.Or, asm.AX, intTag)
		return
	}
	large, done := g.NewLabel(), g.NewLabel()
	g.TestRR32(asm.AX, asm.AX)
	g.Jcc(asm.S, large)
	g.OpRR(asm.Or, asm.AX, intTag)
	g.Jmp(done)
	g.Bind(large)
	g.XorPD(0, 0)
	g.CvtInt64SD(0, asm.AX)
	g.MovRX(asm.AX, 0)
	g.Bind(done)
}

// readAnyTyped loads the element of the typed array at DX into AX as a Value, for
// the types that the site has met. An array of another type goes to other, and what is no
// typed array too, with its address in DX.
func (g *gen) readAnyTyped(in *ir.Inst, value, index asm.Reg, other, slow asm.Label) {
	done := g.NewLabel()
	for t := range object.NumElementTypes {
		if in.Fed&(bytecode.SeenTyped<<t) == 0 || !ir.InlineElement(t) {
			continue
		}
		next := g.NewLabel()
		g.MovRR(asm.DX, objectTag)
		g.OpRR(asm.Xor, asm.DX, value)
		g.elementAddress(t, index, lower.WindowRead, next, slow)
		g.loadElement(t, index)
		g.Jmp(done)
		g.Bind(next)
	}
	g.MovRR(asm.DX, objectTag)
	g.OpRR(asm.Xor, asm.DX, value)
	g.Jmp(other)
	g.Bind(done)
}

// noX marks an absent vector register.
const noX asm.XReg = 0xFF

// emitSetTyped writes an element of a typed array of type t, or a dense element.
func (g *gen) emitSetTyped(in *ir.Inst, t object.ElementType, slow, done asm.Label) {
	known := g.u.TypeOf(in.C(), g.types)
	var value asm.Reg
	kind, x, boxed := known, noX, true
	switch {
	case known.Only(ir.Double) || in.C() >= 0 && g.places[in.C()].kind == ir.Float64:
		x, boxed = g.doubleOf(in.C(), 1, g.fail), false
		known = ir.Double
	default:
		value = g.valueOf(in.C())
	}
	array := g.baseOf(in.A())
	index := g.elementIndex(in, slow, slow)
	base, dense := g.u.TypeOf(in.A(), g.types), g.NewLabel()
	g.service(exitSetElem, slow, done, ir.NoReg)
	hit := g.verified(done, ir.NoReg)
	g.addressOf(array, base, slow)
	g.elementAddress(t, index, lower.WindowWrite, dense, slow)
	switch {
	case ir.FloatElement(t):
		if known != ir.Double {
			x = 0
			g.numberTo(0, value, known, slow)
		}
		g.storeDouble(t, index, x, known)
	case t == object.ElementUint8C:
		if known != ir.Double {
			x = 0
			g.numberTo(0, value, known, slow)
		} else if x != 0 {
			g.MovXX(0, x)
		}
		g.clamp()
		g.Store8(asm.AtIndex(asm.CX, index, 1, 0), asm.AX)
	default:
		g.elementBits(value, x, known, slow)
		g.storeInt(t, index)
	}
	g.later(func() {
		g.Bind(dense)
		if boxed {
			g.writeDense(array, index, value, base, kind, slow, hit)
			g.Jmp(hit)
		} else {
			g.Jmp(slow)
		}
	})
}

// storeDouble writes the double in x to the element at index from CX. One form of
// NaN gets into memory, whatever operation made it. X0 and AX are lost.
func (g *gen) storeDouble(t object.ElementType, index asm.Reg, x asm.XReg, known ir.Mask) {
	nan, done := g.NewLabel(), g.NewLabel()
	single := t == object.ElementFloat32
	if known != ir.Int {
		g.UcomiSD(x, x)
		g.Jcc(asm.P, nan)
	}
	if single {
		g.CvtSDSS(0, x)
		g.StoreSS(asm.AtIndex(asm.CX, index, 4, 0), 0)
	} else {
		g.StoreSD(asm.AtIndex(asm.CX, index, 8, 0), x)
	}
	g.Bind(done)
	if known == ir.Int {
		return
	}
	g.later(func() {
		g.Bind(nan)
		if single {
			g.MovImm(asm.AX, uint64(math.Float32bits(float32(heap.NaN.AsFloat()))))
			g.Store32(asm.AtIndex(asm.CX, index, 4, 0), asm.AX)
		} else {
			g.MovImm(asm.AX, uint64(heap.NaN))
			g.Store(asm.AtIndex(asm.CX, index, 8, 0), asm.AX)
		}
		g.Jmp(done)
	})
}

// numberTo converts the Value in value to a double in x; what is no number goes
// to slow. AX is lost.
func (g *gen) numberTo(x asm.XReg, value asm.Reg, known ir.Mask, slow asm.Label) {
	if known == ir.Int {
		g.XorPD(x, x)
		g.CvtIntSD(x, value)
		return
	}
	g.numberIn(x, value, slow)
}

// elementBits puts ToInt32 of a number into AX: of the double in x if it is known
// to be one, else of the Value in value. DX is lost.
func (g *gen) elementBits(value asm.Reg, x asm.XReg, known ir.Mask, slow asm.Label) {
	switch known {
	case ir.Int:
		g.MovRR32(asm.AX, value)
		return
	case ir.Double:
		g.Truncate(asm.DX, x, slow)
		g.MovRR32(asm.AX, asm.DX)
		return
	}
	other, done := g.NewLabel(), g.NewLabel()
	g.MovRR(asm.AX, value)
	g.ShiftRI(asm.Shr, asm.AX, 32)
	g.OpRI32(asm.Cmp, asm.AX, lower.IntUpper)
	g.Jcc(asm.NE, other)
	g.MovRR32(asm.AX, value)
	g.Bind(done)
	g.later(func() {
		g.Bind(other)
		g.OpRR(asm.Cmp, value, intTag)
		g.Jcc(asm.AE, slow)
		g.MovXR(0, value)
		g.Truncate(asm.DX, 0, slow)
		g.MovRR32(asm.AX, asm.DX)
		g.Jmp(done)
	})
}

// storeInt writes AX to the element at index from CX.
func (g *gen) storeInt(t object.ElementType, index asm.Reg) {
	switch t {
	case object.ElementInt8, object.ElementUint8:
		g.Store8(asm.AtIndex(asm.CX, index, 1, 0), asm.AX)
	case object.ElementInt16, object.ElementUint16:
		g.Store16(asm.AtIndex(asm.CX, index, 2, 0), asm.AX)
	default:
		g.Store32(asm.AtIndex(asm.CX, index, 4, 0), asm.AX)
	}
}

// clamp is ToUint8Clamp (sec-touint8clamp) of the double in X0, into AX. X1 is lost.
func (g *gen) clamp() {
	// The maximum with a NaN as its first operand is the second.
	g.XorPD(1, 1)
	g.SSERR(asm.MaxSD, 0, 1)
	g.MovImm(asm.AX, math.Float64bits(255))
	g.MovXR(1, asm.AX)
	g.SSERR(asm.MinSD, 0, 1)
	g.CvtSDIntRound(asm.AX, 0)
}
