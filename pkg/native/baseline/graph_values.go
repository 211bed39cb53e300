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

// emitValue emits one value of a block.
func (g *graphGen) emitValue(b *opt.Block, v *opt.Value) {
	switch v.Op {
	case opt.OpConst, opt.OpVirtual:
	case opt.OpReg, opt.OpHome:
		if !opt.Virtual(v) {
			if _, home := g.alloc.Home(v); home {
				if _, ok := g.alloc.Result(v); !ok {
					return
				}
			}
			r := g.target(asm.AX)
			g.Load(r, homeOf(v.Index))
			g.done(r)
		}
	case opt.OpSetHome:
		g.Store(homeOf(v.Index), g.general(v.Args[0], asm.AX))
	case opt.OpJump:
		g.goOn(b)
	case opt.OpBranch:
		g.branchOn(b, v.Args[0])
	case opt.OpSwitch:
		g.choose(b, v)
	case opt.OpReturn:
		if g.counts(b) {
			g.putBudget(asm.AX)
			g.MovRR(budgetReg, asm.AX)
		}
		g.generalTo(v.Args[0], asm.AX)
		g.Ret()
	case opt.OpLeave:
		g.leaveNow(nil)
	case opt.OpShowFrame:
		g.frame = v.Frame.Caller
		g.linkTo(v.Frame.Base*8, v.Frame.Bits)
		g.setPos(v.Frame.PC)
	case opt.OpBudget:
		g.budget()
	case opt.OpCount:
		g.MovImm(asm.AX, uint64(uintptr(unsafe.Pointer(&v.Count.N))))
		g.OpMI(asm.Add, asm.At(asm.AX, 0), 1)
	case opt.OpCall:
		g.call(v)
	case opt.OpConstruct:
		g.construct(v)
	case opt.OpMake:
		g.make(v)
	case opt.OpByUnit:
		g.byUnit(v)
	case opt.OpGo:
		g.inGo(v)
	case opt.OpCmpInt, opt.OpCmpFloat, opt.OpSame, opt.OpIsNil, opt.OpIsType, opt.OpIsCode, opt.OpFlagNot:
		g.flag(v)
	case opt.OpTruthy:
		g.truthy(v)
	default:
		if !g.conversion(v) && !g.ints(v) && !g.doubles(v) && !g.access(v) {
			panic("baseline: no machine code for " + v.Op.String())
		}
	}
}

// conversion emits what brings a value into another form, or checks it.
func (g *graphGen) conversion(v *opt.Value) bool {
	switch v.Op {
	case opt.OpCheckInt:
		r := g.general(v.Args[0], asm.AX)
		g.MovRR(asm.CX, r)
		g.ShiftRI(asm.Shr, asm.CX, 32)
		g.OpRI32(asm.Cmp, asm.CX, lower.IntUpper)
		g.Jcc(asm.NE, g.leave())
		g.lowHalf(r)
	case opt.OpUnboxInt:
		g.lowHalf(g.general(v.Args[0], asm.AX))
	case opt.OpCheckNumber, opt.OpUnboxNumber:
		known := v.Args[0].Type
		if v.Op == opt.OpUnboxNumber && !known.Only(ir.Num) {
			known = ir.Num
		}
		r, to := g.general(v.Args[0], asm.DX), g.vectorTarget()
		g.unboxNumber(to, r, known, g.leave)
		g.doneVector(to)
	case opt.OpCheckObject:
		r := g.general(v.Args[0], asm.AX)
		g.MovRR(asm.CX, r)
		g.ShiftRI(asm.Shr, asm.CX, 48)
		g.OpRI32(asm.Cmp, asm.CX, heap.TagObject)
		g.Jcc(asm.NE, g.leave())
		g.withoutTag(r)
	case opt.OpUnboxObject:
		g.withoutTag(g.general(v.Args[0], asm.AX))
	case opt.OpUnboxEnv:
		g.generalTo(v.Args[0], asm.AX)
		g.strip(asm.AX)
		g.expectKind(asm.AX, heap.KindEnv)
		g.done(asm.AX)
	case opt.OpBoxInt:
		to := g.target(asm.AX)
		g.generalTo(v.Args[0], to)
		g.OpRR(asm.Or, to, intTag)
		g.done(to)
	case opt.OpBoxObject:
		to := g.target(asm.AX)
		g.generalTo(v.Args[0], to)
		g.OpRR(asm.Or, to, objectTag)
		g.done(to)
	case opt.OpBoxFloat:
		to := g.target(asm.AX)
		g.MovRX(to, g.vector(v.Args[0], 0))
		g.done(to)
	case opt.OpBoxFlag:
		g.generalTo(v.Args[0], asm.AX)
		g.MovImm(asm.CX, uint64(heap.False))
		g.OpRR(asm.Add, asm.AX, asm.CX)
		g.done(asm.AX)
	case opt.OpFloatOfInt:
		to := g.vectorTarget()
		g.XorPD(to, to)
		g.CvtIntSD(to, g.general(v.Args[0], asm.AX))
		g.doneVector(to)
	case opt.OpFloatOfUint:
		to := g.vectorTarget()
		g.MovRR32(asm.AX, g.general(v.Args[0], asm.AX))
		g.XorPD(to, to)
		g.CvtInt64SD(to, asm.AX)
		g.doneVector(to)
	case opt.OpCheckIntOf:
		g.exactInt(asm.DX, g.vector(v.Args[0], 0), g.leave())
		g.done(asm.DX)
	case opt.OpTruncate:
		g.Truncate(asm.DX, g.vector(v.Args[0], 0), g.leave())
		g.done(asm.DX)
	case opt.OpRound:
		if x := g.vector(v.Args[0], 0); x != 0 {
			g.MovXX(0, x)
		}
		g.roundX0(object.Shortcut(v.Index), g.leave())
		g.MovRR32(asm.AX, asm.AX)
		g.done(asm.AX)
	case opt.OpCheckType:
		g.checkTypes(v)
	case opt.OpCheckValue, opt.OpCheckNot:
		if heap.Value(v.Bits).IsCellPointer() {
			g.code.Keep(heap.Value(v.Bits))
		}
		r := g.general(v.Args[0], asm.AX)
		g.MovImm(asm.CX, v.Bits)
		g.OpRR(asm.Cmp, r, asm.CX)
		g.Jcc(senseCond(v.Op == opt.OpCheckNot), g.leave())
	case opt.OpCheckUnsigned:
		r := g.general(v.Args[0], asm.AX)
		g.TestRR32(r, r)
		g.Jcc(asm.S, g.leave())
		g.done(r)
	default:
		return false
	}
	return true
}

// lowHalf makes the lower half of r, a Value that is an int, the result.
func (g *graphGen) lowHalf(r asm.Reg) {
	to := g.target(asm.AX)
	g.MovRR32(to, r)
	g.done(to)
}

// withoutTag makes the address of the object in r, a Value, the result.
func (g *graphGen) withoutTag(r asm.Reg) {
	to := g.target(asm.AX)
	if to != r {
		g.MovRR(to, r)
	}
	g.OpRR(asm.Xor, to, objectTag)
	g.done(to)
}

// checkTypes leaves unless a Value is of one of the types wanted. Only sets that end where
// tags do are asked for: all but what is no number, boolean, object or string.
func (g *graphGen) checkTypes(v *opt.Value) {
	g.generalTo(v.Args[0], asm.CX)
	g.ShiftRI(asm.Shr, asm.CX, 48)
	ok := g.NewLabel()
	pass := func(tag int32) {
		g.OpRI32(asm.Cmp, asm.CX, tag)
		g.Jcc(asm.E, ok)
	}
	if v.Want&ir.Object != 0 {
		pass(heap.TagObject)
	}
	if v.Want&ir.String != 0 {
		pass(heap.TagString)
	}
	if v.Want&ir.Int != 0 {
		pass(heap.TagInt)
	}
	if v.Want&ir.Double != 0 {
		g.OpRI32(asm.Cmp, asm.CX, heap.TagInt)
		g.Jcc(asm.B, ok)
	}
	if v.Want&ir.Bool != 0 {
		g.generalTo(v.Args[0], asm.AX)
		g.MovImm(asm.CX, uint64(heap.False))
		g.OpRR(asm.Sub, asm.AX, asm.CX)
		g.OpRI(asm.Cmp, asm.AX, 1)
		g.Jcc(asm.BE, ok)
	}
	g.Jmp(g.leave())
	g.Bind(ok)
}

// intALU are the operations that the machine has as they are.
var intALU = map[opt.Op]asm.ALU{opt.OpAddInt: asm.Add, opt.OpSubInt: asm.Sub, opt.OpAdd32: asm.Add, opt.OpSub32: asm.Sub,
	opt.OpAnd: asm.And, opt.OpOr: asm.Or, opt.OpXor: asm.Xor}

// ints emits operations on ints.
func (g *graphGen) ints(v *opt.Value) bool {
	if op, ok := intALU[v.Op]; ok {
		g.alu(v, op)
		return true
	}
	switch v.Op {
	case opt.OpMulInt, opt.OpMul32:
		g.multiply(v)
	case opt.OpModInt:
		a := g.general(v.Args[0], asm.AX)
		g.remainder(a, g.general(v.Args[1], asm.CX), g.leave)
		g.done(asm.AX)
	case opt.OpNegInt:
		g.generalTo(v.Args[0], asm.AX)
		g.TestRI32(asm.AX, 0x7FFFFFFF)
		g.Jcc(asm.E, g.leave())
		g.Neg32(asm.AX)
		g.done(asm.AX)
	case opt.OpNot32:
		g.MovRR32(asm.AX, g.general(v.Args[0], asm.AX))
		g.Not32(asm.AX)
		g.done(asm.AX)
	case opt.OpShl, opt.OpSar, opt.OpShr:
		shift := asm.Shl
		switch v.Op {
		case opt.OpSar:
			shift = asm.Sar
		case opt.OpShr:
			shift = asm.Shr
		}
		if k, ok := v.Args[1].Int(); ok {
			to := g.target(asm.AX)
			g.MovRR32(to, g.general(v.Args[0], to))
			g.ShiftRI32(shift, to, uint8(k&31))
			g.done(to)
			return true
		}
		g.generalTo(v.Args[1], asm.CX)
		g.generalTo(v.Args[0], asm.AX)
		g.ShiftCL32(shift, asm.AX)
		g.MovRR32(asm.AX, asm.AX)
		g.done(asm.AX)
	case opt.OpAbsInt:
		g.generalTo(v.Args[0], asm.AX)
		g.MovRR32(asm.CX, asm.AX)
		g.Neg32(asm.CX)
		g.Jcc(asm.O, g.leave())
		g.Cmov32(asm.NS, asm.AX, asm.CX)
		g.done(asm.AX)
	case opt.OpMinInt, opt.OpMaxInt:
		c := asm.G
		if v.Op == opt.OpMaxInt {
			c = asm.L
		}
		g.generalTo(v.Args[0], asm.AX)
		b := g.general(v.Args[1], asm.CX)
		g.OpRR32(asm.Cmp, asm.AX, b)
		g.Cmov32(c, asm.AX, b)
		g.done(asm.AX)
	case opt.OpClz:
		zero, counted := g.NewLabel(), g.NewLabel()
		g.Bsr32(asm.CX, g.general(v.Args[0], asm.AX))
		g.Jcc(asm.E, zero)
		g.MovImm(asm.AX, 31)
		g.OpRR32(asm.Sub, asm.AX, asm.CX)
		g.Bind(counted)
		g.done(asm.AX)
		g.aside(func() {
			g.Bind(zero)
			g.MovImm(asm.AX, 32)
			g.Jmp(counted)
		})
	default:
		return false
	}
	return true
}

// alu emits an operation with two operands, in the target where nothing can fail.
func (g *graphGen) alu(v *opt.Value, op asm.ALU) {
	checked := v.Op == opt.OpAddInt || v.Op == opt.OpSubInt
	k, constant := v.Args[1].Int()
	b := asm.NoReg
	if reg, ok := g.regOf(v.Args[1]); ok && !constant {
		b = generalReg(reg)
	}
	to := g.target(asm.AX)
	reg, inReg := g.regOf(v.Args[0])
	undone := checked && to != b && inReg && generalReg(reg) == to && v.Args[0] != v.Args[1]
	if to == b || checked && !undone && g.wanted(to) {
		to = asm.AX
	}
	a := g.general(v.Args[0], to)
	if a != to {
		g.MovRR32(to, a)
	}
	operate := func(op asm.ALU) {
		switch {
		case constant:
			g.OpRI32(op, to, k)
		case b != asm.NoReg:
			g.OpRR32(op, to, b)
		default:
			g.OpRM32(op, to, g.memory(v.Args[1]))
		}
	}
	operate(op)
	switch {
	case undone:
		// Who leaves has the argument again.
		over := g.NewLabel()
		g.Jcc(asm.O, over)
		g.aside(func() {
			g.Bind(over)
			operate(map[asm.ALU]asm.ALU{asm.Add: asm.Sub, asm.Sub: asm.Add}[op])
			g.leaveNow(nil)
		})
	case checked:
		g.Jcc(asm.O, g.leave())
	}
	g.done(to)
}

// wanted tells that who leaves at the current value, or goes on there, wants what is in a register
// that its result is made in.
func (g *graphGen) wanted(r asm.Reg) (wanted bool) {
	g.v.Operands(func(p **opt.Value) {
		if reg, ok := g.regOf(*p); ok && (*p).Rep != opt.Float64 && generalReg(reg) == r {
			wanted = true
		}
	})
	return wanted
}

func (g *graphGen) multiply(v *opt.Value) {
	g.generalTo(v.Args[0], asm.AX)
	b := g.general(v.Args[1], asm.DX)
	a := g.general(v.Args[0], asm.CX)
	g.Imul32(asm.AX, b)
	if v.Op == opt.OpMulInt {
		g.checkProduct(a, b, g.leave)
	}
	g.lowHalf(asm.AX)
}

var floatSSE = map[opt.Op]asm.SSE{opt.OpAddFloat: asm.AddSD, opt.OpSubFloat: asm.SubSD, opt.OpMulFloat: asm.MulSD, opt.OpDivFloat: asm.DivSD}

// doubles emits operations on doubles.
func (g *graphGen) doubles(v *opt.Value) bool {
	if op, ok := floatSSE[v.Op]; ok {
		b := g.vector(v.Args[1], 1)
		to := asm.XReg(0)
		if reg, ok := g.alloc.Result(v); ok && vectorReg(reg) != b {
			to = vectorReg(reg)
		}
		if a := g.vector(v.Args[0], to); a != to {
			g.MovXX(to, a)
		}
		g.SSERR(op, to, b)
		g.doneVector(to)
		return true
	}
	switch v.Op {
	case opt.OpModFloat:
		if b := g.vector(v.Args[1], 1); b != 1 {
			g.MovXX(1, b)
		}
		if a := g.vector(v.Args[0], 0); a != 0 {
			g.MovXX(0, a)
		}
		g.doubleRemainder(g.leave())
	case opt.OpNegFloat:
		g.MovRX(asm.AX, g.vector(v.Args[0], 0))
		g.MovImm(asm.CX, 1<<63)
		g.OpRR(asm.Xor, asm.AX, asm.CX)
		g.MovXR(0, asm.AX)
	case opt.OpAbsFloat:
		g.MovRX(asm.AX, g.vector(v.Args[0], 0))
		g.ShiftRI(asm.Shl, asm.AX, 1)
		g.ShiftRI(asm.Shr, asm.AX, 1)
		g.MovXR(0, asm.AX)
	case opt.OpSqrt:
		to := g.vectorTarget()
		g.SSERR(asm.SqrtSD, to, g.vector(v.Args[0], 0))
		g.doneVector(to)
		return true
	case opt.OpRoundToFloat32:
		g.CvtSDSS(0, g.vector(v.Args[0], 0))
		g.CvtSSSD(0, 0)
	case opt.OpMinFloat, opt.OpMaxFloat:
		g.extreme(v)
	default:
		return false
	}
	g.doneVector(0)
	return true
}

// extreme puts the smaller or larger argument into X0: NaN if one is, and -0 is below 0.
func (g *graphGen) extreme(v *opt.Value) {
	if b := g.vector(v.Args[1], 1); b != 1 {
		g.MovXX(1, b)
	}
	if a := g.vector(v.Args[0], 0); a != 0 {
		g.MovXX(0, a)
	}
	g.chooseX(v.Op == opt.OpMaxFloat)
}

// access emits what reads and writes memory beyond the frame.
func (g *graphGen) access(v *opt.Value) bool {
	switch v.Op {
	case opt.OpCheckShape:
		g.checkShapes(v)
	case opt.OpCheckEpoch:
		g.checkEpoch(uint32(v.Index), g.leave())
	case opt.OpCheckLexical:
		g.MovImm(asm.CX, uint64(uintptr(unsafe.Pointer(&g.code.Record.Realm.LexicalEpoch))))
		g.OpMI32(asm.Cmp, asm.At(asm.CX, 0), v.Index)
		g.Jcc(asm.NE, g.leave())
	case opt.OpLoadAccessor:
		g.code.Keep(heap.Value(v.Bits))
		g.MovImm(asm.AX, v.Bits&heap.AddressMask)
		g.expectKind(asm.AX, heap.KindAccessor)
		g.word(asm.At(asm.AX, v.Index))
	case opt.OpLoadAccessorOf:
		// A slot is a place of scripts: with another tag than that of internal cells this is no address of the process.
		g.generalTo(v.Args[0], asm.AX)
		g.MovImm(asm.CX, heap.TagCell<<48)
		g.OpRR(asm.Xor, asm.AX, asm.CX)
		g.MovRR(asm.CX, asm.AX)
		g.ShiftRI(asm.Shr, asm.CX, 48)
		g.Jcc(asm.NE, g.leave())
		g.expectKind(asm.AX, heap.KindAccessor)
		g.word(asm.At(asm.AX, v.Index))
	case opt.OpCheckCode:
		o := g.general(v.Args[0], asm.AX)
		g.OpMI8(asm.Cmp, asm.At(o, lower.ClassOffset), int8(heap.ClassFunction))
		g.Jcc(asm.NE, g.leave())
		g.OpMI32(asm.Cmp, asm.At(o, lower.FunctionCode), int32(uint32(v.Bits)))
		g.Jcc(asm.NE, g.leave())
	case opt.OpClosureEnv:
		g.word(asm.At(g.general(v.Args[0], asm.AX), lower.FunctionEnv))
	case opt.OpClosureHome:
		g.word(asm.At(g.general(v.Args[0], asm.AX), lower.FunctionHome))
	case opt.OpClosureClass:
		g.word(asm.At(g.general(v.Args[0], asm.AX), lower.FunctionClass))
	case opt.OpClassFields:
		g.generalTo(v.Args[0], asm.AX)
		g.MovImm(asm.CX, uint64(heap.Undefined))
		g.OpRR(asm.Cmp, asm.AX, asm.CX)
		g.Jcc(asm.E, g.leave())
		g.strip(asm.AX)
		g.expectKind(asm.AX, heap.KindElements)
		g.OpMI32(asm.Cmp, asm.At(asm.AX, lower.ElemsLen), v.Index)
		g.Jcc(asm.NE, g.leave())
		g.word(asm.At(asm.AX, lower.ElemsFirst))
	case opt.OpCheckArray:
		g.OpMI8(asm.Cmp, asm.At(g.general(v.Args[0], asm.AX), lower.ClassOffset), int8(heap.ClassArray))
		g.Jcc(asm.NE, g.leave())
	case opt.OpCheckCallable:
		g.TestMI8(asm.At(g.general(v.Args[0], asm.AX), lower.FlagsOffset), uint8(heap.FlagCallable))
		g.Jcc(asm.E, g.leave())
	case opt.OpCheckSpecies:
		g.generalTo(v.Args[0], asm.DX)
		g.checkSpecies(g.leave())
	case opt.OpCheckTyped:
		o := g.general(v.Args[0], asm.AX)
		g.OpMI8(asm.Cmp, asm.At(o, lower.ClassOffset), int8(heap.ClassTypedArray))
		g.Jcc(asm.NE, g.leave())
		g.OpMI32(asm.Cmp, asm.At(o, lower.TypedElement), v.Index)
		g.Jcc(asm.NE, g.leave())
	case opt.OpLoadField:
		g.word(asm.At(g.general(v.Args[0], asm.AX), v.Index))
	case opt.OpLoadSlot:
		g.word(asm.At(g.general(v.Args[0], asm.AX), lower.SlotsFirst+v.Index*8))
	case opt.OpLoadEnv:
		g.word(asm.At(g.general(v.Args[0], asm.AX), lower.EnvFirst+v.Index*8))
	case opt.OpArrayLength:
		g.word(asm.At(g.general(v.Args[0], asm.AX), lower.ArrayLength))
	case opt.OpLoadSlots:
		g.cell(asm.At(g.general(v.Args[0], asm.AX), lower.SlotsOffset), heap.KindSlots)
	case opt.OpLoadElements:
		g.cell(asm.At(g.general(v.Args[0], asm.AX), lower.ElementsOffset), heap.KindElements)
	case opt.OpOuterEnv:
		g.word(asm.At(g.general(v.Args[0], asm.AX), lower.EnvParent))
	case opt.OpEnvParent:
		g.cell(asm.At(g.general(v.Args[0], asm.AX), lower.EnvParent), heap.KindEnv)
	case opt.OpElementsLen:
		if !opt.Fused(v) {
			g.half(asm.At(g.general(v.Args[0], asm.AX), lower.ElemsLen))
		}
	case opt.OpTypedLength:
		g.half(asm.At(g.general(v.Args[0], asm.AX), lower.TypedLength))
	case opt.OpCheckBounds:
		g.bounds(v)
	case opt.OpLoadElement:
		g.word(g.elementAt(v))
	case opt.OpStoreField:
		o := g.general(v.Args[0], asm.AX)
		g.store(asm.At(o, v.Index), o, v.Args[1], opt.Object, v.Index/8)
	case opt.OpStoreSlot:
		o := g.general(v.Args[0], asm.AX)
		g.store(asm.At(o, lower.SlotsFirst+v.Index*8), o, v.Args[1], opt.Cell, lower.SlotsFirst/8+v.Index)
	case opt.OpStoreEnv:
		o := g.general(v.Args[0], asm.AX)
		g.store(asm.At(o, lower.EnvFirst+v.Index*8), o, v.Args[1], opt.Cell, lower.EnvFirst/8+v.Index)
	case opt.OpStoreElement:
		g.store(g.elementAt(v), g.general(v.Args[0], asm.AX), v.Args[2], opt.Cell, -1)
	case opt.OpAddField:
		o := g.general(v.Args[0], asm.AX)
		g.TestMI8(asm.At(o, lower.FlagsOffset), uint8(heap.FlagIsProto))
		g.Jcc(asm.NE, g.leave())
		g.StoreImm32(asm.At(o, lower.ShapeOffset), int32(uint32(v.Bits)))
		g.store(asm.At(o, v.Index), o, v.Args[1], opt.Object, v.Index/8)
	case opt.OpTypedData:
		g.typedData(v)
	case opt.OpLoadTyped:
		g.loadTyped(v)
	case opt.OpStoreTyped:
		g.storeTyped(v)
	case opt.OpMember:
		g.member(v)
	case opt.OpDefine:
		g.define(v)
	case opt.OpAppend, opt.OpPutElement:
		g.put(v)
	case opt.OpLength:
		g.length(v)
	case opt.OpCodeUnit:
		g.unit(v)
	default:
		return false
	}
	return true
}

// word, half and cell make what is at m the result.
func (g *graphGen) word(m asm.Mem) {
	to := g.target(asm.AX)
	g.Load(to, m)
	g.done(to)
}

func (g *graphGen) half(m asm.Mem) {
	to := g.target(asm.AX)
	g.Load32(to, m)
	g.done(to)
}

func (g *graphGen) cell(m asm.Mem, kind heap.Kind) {
	to := g.target(asm.AX)
	g.Load(to, m)
	g.strip(to)
	g.expectKind(to, kind)
	g.done(to)
}

// elementAt is the place of element b of elements a. AX and CX are lost.
func (g *graphGen) elementAt(v *opt.Value) asm.Mem {
	elements := g.general(v.Args[0], asm.AX)
	if k, ok := v.Args[1].Int(); ok && k >= 0 && k < 1<<20 {
		return asm.At(elements, lower.ElemsFirst+k*8)
	}
	return asm.AtIndex(elements, g.general(v.Args[1], asm.CX), 8, lower.ElemsFirst)
}

func (g *graphGen) bounds(v *opt.Value) {
	i, n := v.Args[0], v.Args[1]
	k, constant := i.Int()
	if constant && k < 0 {
		g.Jmp(g.leave())
		return
	}
	switch reg, inReg := g.regOf(n); {
	case opt.Fused(n):
		length := asm.At(g.general(n.Args[0], asm.CX), lower.ElemsLen)
		if constant {
			g.OpMI32(asm.Cmp, length, k)
		} else {
			g.OpRM32(asm.Cmp, g.general(i, asm.AX), length)
		}
	case constant:
		g.OpRI32(asm.Cmp, g.general(n, asm.CX), k)
	case inReg:
		g.OpRR32(asm.Cmp, g.general(i, asm.AX), generalReg(reg))
	case n.Op == opt.OpConst:
		g.OpRR32(asm.Cmp, g.general(i, asm.AX), g.general(n, asm.CX))
	default:
		g.OpRM32(asm.Cmp, g.general(i, asm.AX), g.memory(n))
	}
	if constant {
		g.Jcc(asm.BE, g.leave())
	} else {
		g.Jcc(asm.AE, g.leave())
	}
}

func (g *graphGen) checkShapes(v *opt.Value) {
	shape := asm.At(g.general(v.Args[0], asm.AX), lower.ShapeOffset)
	if len(v.Shapes) == 1 {
		g.OpMI32(asm.Cmp, shape, int32(v.Shapes[0]))
		g.Jcc(asm.NE, g.leave())
		return
	}
	ok := g.NewLabel()
	g.Load32(asm.CX, shape)
	for i, s := range v.Shapes {
		g.OpRI32(asm.Cmp, asm.CX, int32(s))
		if i < len(v.Shapes)-1 {
			g.Jcc(asm.E, ok)
		}
	}
	g.Jcc(asm.NE, g.leave())
	g.Bind(ok)
}

// store writes a Value into word number index of the cell at base; -1 stands for the element
// that v is about. Where the collector wants to know, Go tells it.
func (g *graphGen) store(m asm.Mem, base asm.Reg, x *opt.Value, rep opt.Rep, index int32) {
	value := g.general(x, asm.DX)
	g.Store(m, value)
	if k, ok := x.Constant(); ok && !k.IsCellPointer() || x.Type.Only(ir.Num|ir.Bool) {
		return
	}
	slow, back := g.NewLabel(), g.NewLabel()
	if !x.Type.Only(ir.Object | ir.String) {
		g.MovImm(asm.DX, uint64(heap.MinCell))
		if value == asm.DX {
			g.generalTo(x, asm.CX)
			value = asm.CX
		}
		g.OpRR(asm.Cmp, value, asm.DX)
		g.Jcc(asm.B, back)
	}
	g.TestMI8(asm.At(base, lower.BarrierByte), lower.BarrierMask)
	g.Jcc(asm.NE, slow)
	g.Bind(back)
	g.goBeside(lower.ExitBarrier, slow, back, func() {
		full := g.NewLabel()
		g.remember(base, asm.DX, asm.CX, full)
		g.Jmp(back)
		g.Bind(full)
		if index < 0 {
			g.generalTo(g.v.Args[1], asm.CX)
			g.OpRI32(asm.Add, asm.CX, lower.ElemsFirst/8)
		} else {
			g.MovImm(asm.CX, uint64(index))
		}
		g.Store(ctxAt(unsafe.Offsetof(lower.Context{}.Scratch)), asm.CX)
		g.generalTo(g.v.Args[0], asm.AX)
		g.MovImm(asm.CX, tagOf(rep))
		g.OpRR(asm.Or, asm.AX, asm.CX)
	}, nil)
}

func (g *graphGen) typedData(v *opt.Value) {
	window := int32(lower.WindowRead)
	if v.Index == 1 {
		window = lower.WindowWrite
	}
	o := g.general(v.Args[0], asm.AX)
	g.Load(asm.CX, asm.At(o, lower.TypedWindow))
	g.Load(asm.CX, asm.At(asm.CX, window))
	g.TestRR(asm.CX, asm.CX)
	g.Jcc(asm.E, g.leave())
	g.Load32(asm.DX, asm.At(o, lower.TypedOffset))
	g.OpRR(asm.Add, asm.CX, asm.DX)
	g.done(asm.CX)
}

func (g *graphGen) loadTyped(v *opt.Value) {
	g.generalTo(v.Args[0], asm.CX)
	index := g.general(v.Args[1], asm.DX)
	t := object.ElementType(v.Index)
	if v.Rep == opt.Float64 {
		g.loadDouble(t, index)
		g.doneVector(0)
		return
	}
	g.loadInt(t, index)
	g.done(asm.AX)
}

// member does an access by the entry whose shape the object has.
func (g *graphGen) member(v *opt.Value) {
	g.generalTo(v.Args[0], asm.DX)
	done, out := g.NewLabel(), g.leave()
	g.Load32(asm.CX, asm.At(asm.DX, lower.ShapeOffset))
	if v.In.Op == ir.OpGetMember {
		g.eachEntry(v.In.Member().Entries, out, done, func(e *object.ICEntry) { g.readEntry(e, out) })
		g.Bind(done)
		g.done(asm.AX)
		return
	}
	g.eachEntry(v.In.Member().Entries, out, done, func(e *object.ICEntry) { g.storeEntry(v, e, out) })
	g.Bind(done)
}
