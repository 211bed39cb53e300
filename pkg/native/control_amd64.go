package native

import (
	"slices"
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	asm "github.com/kilnjs/kiln/pkg/native/amd64"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Byte offsets of header words in a frame.
const (
	calleeOffset = stack.Callee * 8
	envOffset    = stack.Env * 8
	posOffset    = stack.Pos * 8
	argcOffset   = stack.Argc * 8
)

// thrown is the word that a function returns in AX when it throws; the error
// itself is with the engine. No script ever sees this Value.
const thrown = heap.Empty

// emitInst emits one operation.
func (g *gen) emitInst(b *block, in *inst) {
	switch in.op {
	case opMove:
		g.emitMove(in)
	case opAdd, opSub, opMul, opMod:
		g.emitArith(in)
	case opDiv:
		g.emitDiv(in)
	case opNeg, opToNum:
		g.emitNeg(in)
	case opAnd, opOr, opXor, opShl, opShr, opUshr, opBitNot:
		g.emitBits(in)
	case opNot:
		g.emitNot(in)
	case opCmp:
		g.emitCmp(in)
	case opGetMember:
		g.emitGetMember(in)
	case opSetMember:
		g.emitSetMember(in)
	case opGetGlobal:
		g.emitGetGlobal(in)
	case opSloppyThis:
		g.emitSloppyThis()
	case opHasPrivate:
		g.emitHasPrivate(in)
	case opPrototype:
		g.emitPrototype(in)
	case opGetElem:
		g.emitGetElem(in)
	case opSetElem:
		g.emitSetElem(in)
	case opGetEnv:
		g.emitGetEnv(in)
	case opSetEnv:
		g.emitSetEnv(in)
	case opCall:
		g.emitCall(in)
	case opNew, opSuper:
		g.emitConstruct(in)
	case opSuperAll:
		g.emitSuperAll(in)
	case opInitFields:
		g.emitInitFields(in)
	case opClosure:
		g.emitClosure(in)
	case opPushEnv:
		g.emitPushEnv(in)
	case opMakeObject:
		g.emitMakeObject(in)
	case opLoop:
		g.countBudget()
	case opService:
		g.emitService(b, in)
	case opRequireObject:
		g.emitRequireObject(in)
	case opGetLength:
		g.emitGetLength(in)
	case opGetText:
		g.emitGetText(in)
	case opSetGlobal:
		g.emitSetGlobal(in)
	case opTypeof:
		g.emitTypeof(in)
	case opInstanceOf:
		g.emitInstanceOf(in)
	case opShortcut:
		g.emitShortcut(in)
	case opGetIter:
		g.emitGetIter(in)
	case opIterNext:
		g.emitIterNext(b, in)
	case opIterStep:
		g.emitIterStep(in)
	case opIterClose:
		g.emitIterClose(in)
	case opCheckTDZ:
		g.MovImm(asm.CX, uint64(heap.TDZ))
		g.OpRR(asm.Cmp, g.boxedOf(in.a, asm.AX), asm.CX)
		g.Jcc(senseCond(in.sense), g.fail())
	case opThrow:
		g.inlineService(exitRaise, noReg)
	case opLeave:
		g.leaveUnit(in.pc, g.dirtyLive(g.live))
	case opReturn:
		if r := g.boxedOf(in.a, asm.AX); r != asm.AX {
			g.MovRR(asm.AX, r)
		}
		g.Ret()
	case opJump:
		g.emitEdge(b, in.target)
		g.Jmp(g.labels[in.target])
	case opJumpCmp:
		g.emitJumpCmp(b, in)
	case opJumpIf:
		g.emitJumpIf(b, in)
	case opJumpEq:
		r := g.boxedOf(in.a, asm.AX)
		g.MovImm(asm.CX, in.imm)
		g.OpRR(asm.Cmp, r, asm.CX)
		g.branch(b, in, senseCond(in.sense))
	case opJumpObject:
		g.MovRR(asm.CX, g.boxedOf(in.a, asm.AX))
		g.ShiftRI(asm.Shr, asm.CX, 48)
		g.OpRI32(asm.Cmp, asm.CX, heap.TagObject)
		g.branch(b, in, senseCond(in.sense))
	case opSwitch:
		g.emitSwitch(b, in)
	case opPopEnv:
		g.Load(asm.AX, asm.At(frameReg, envOffset))
		for range in.imm {
			g.strip(asm.AX)
			g.expectKind(asm.AX, heap.KindEnv)
			g.Load(asm.AX, asm.At(asm.AX, envParent))
		}
		g.Store(asm.At(frameReg, envOffset), asm.AX)
	case opJumpNil:
		// Undefined and null differ in the lowest bit.
		r := g.boxedOf(in.a, asm.AX)
		g.MovRR(asm.CX, r)
		g.ShiftRI(asm.Shr, asm.CX, 1)
		g.MovImm(asm.AX, uint64(heap.Undefined)>>1)
		g.OpRR(asm.Cmp, asm.CX, asm.AX)
		g.branch(b, in, senseCond(in.sense))
	}
}

func senseCond(sense bool) asm.Cond {
	if sense {
		return asm.E
	}
	return asm.NE
}

// emitMove copies a register in the form it is at hand.
func (g *gen) emitMove(in *inst) {
	if in.a == in.dst {
		return
	}
	if in.a < 0 {
		v := g.u.constant(in.a)
		switch {
		case v.IsInt():
			g.MovImm(asm.AX, uint64(uint32(v)))
			g.setInt(in.dst, asm.AX)
		case v.IsFloat():
			g.loadDoubleConst(0, v.Float64())
			g.setDouble(in.dst, 0)
		default:
			g.MovImm(asm.AX, uint64(v))
			g.setBoxed(in.dst, asm.AX)
		}
		return
	}
	form := g.places[in.a].kind
	if g.types[in.a] == tInt && form == isDouble {
		form = isInt
	}
	if pin := g.pinned(in.dst); pin != nil {
		form = pin.kind
	}
	switch form {
	case isInt:
		g.setInt(in.dst, g.intOf(in.a, asm.DX, g.fail))
	case isDouble:
		g.setDouble(in.dst, g.doubleOf(in.a, 0, g.fail))
	default:
		g.setBoxed(in.dst, g.boxedOf(in.a, asm.AX))
	}
}

// branch ends a block: to the target when c holds, else on.
func (g *gen) branch(b *block, in *inst, c asm.Cond) {
	if !g.edgeWork(b, in.target) {
		g.Jcc(c, g.labels[in.target])
		return
	}
	edge := g.NewLabel()
	g.Jcc(c, edge)
	places, types, l := slices.Clone(g.places), slices.Clone(g.types), g.loop
	g.later(func() {
		g.places, g.types, g.loop = places, types, l
		g.Bind(edge)
		g.emitEdge(b, in.target)
		g.Jmp(g.labels[in.target])
	})
}

func (g *gen) emitJumpCmp(b *block, in *inst) {
	if g.identity(in) {
		g.compareWords(in)
		g.settle(b, in)
		g.branch(b, in, senseCond(in.sense == (in.cond == syntax.OpStrictEq)))
		return
	}
	if g.nilCompare(in) {
		g.settle(b, in)
		g.branch(b, in, senseCond(in.sense == (in.cond == syntax.OpEq)))
		return
	}
	if g.strict(in) {
		g.strictEqual(in)
		g.settle(b, in)
		g.branch(b, in, senseCond(in.sense == (in.cond == syntax.OpStrictEq || in.cond == syntax.OpEq)))
		return
	}
	c, unordered, ok := g.compare(in)
	if !ok {
		g.mixedCompare(in)
		g.TestRR32(asm.AX, asm.AX)
		g.settle(b, in)
		g.branch(b, in, senseCond(!in.sense))
		return
	}
	g.settle(b, in)
	if !in.sense {
		c = c.Not()
	}
	if unordered {
		// Parity means NaN: equality is false.
		if c == asm.E {
			skip := g.NewLabel()
			g.Jcc(asm.P, skip)
			g.branch(b, in, c)
			g.Bind(skip)
			return
		}
		g.branch(b, in, asm.P)
	}
	g.branch(b, in, c)
}

// settle applies what a comparison proves about its operands, so that the edges see it.
func (g *gen) settle(_ *block, in *inst) { g.u.transfer(in, g.types) }

// emitJumpIf branches on ToBoolean.
func (g *gen) emitJumpIf(b *block, in *inst) {
	switch known := g.u.typeOf(in.a, g.types); {
	case known == tBool:
		r := g.boxedOf(in.a, asm.AX)
		g.MovImm(asm.CX, uint64(heap.True))
		g.OpRR(asm.Cmp, r, asm.CX)
		g.branch(b, in, senseCond(in.sense))
	case known == tInt && in.a >= 0 && g.places[in.a].kind != isDouble:
		r := g.intOf(in.a, asm.DX, g.fail)
		g.TestRR32(r, r)
		g.branch(b, in, senseCond(!in.sense))
	case known == tObject:
		// Objects are true, but for one relic of browsers.
		g.objectOf(in.a, asm.DX, g.fail)
		g.TestMI8(asm.At(asm.DX, flagsOffset), uint8(heap.FlagHTMLDDA))
		g.branch(b, in, senseCond(in.sense))
	default:
		g.truthy(in)
		g.branch(b, in, senseCond(in.sense))
	}
}

// truthy sets the equal flag when ToBoolean of the operand is true. Values that
// need a look inside and are rare are decided in Go.
func (g *gen) truthy(in *inst) {
	r := g.boxedOf(in.a, asm.AX)
	slow, done, isTrue, isFalse, other := g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel()
	g.MovRR(asm.DX, r)
	g.MovImm(asm.CX, uint64(heap.True))
	g.OpRR(asm.Cmp, asm.DX, asm.CX)
	g.Jcc(asm.E, done)
	// Undefined, null and false come right before true.
	g.OpRR(asm.Sub, asm.CX, asm.DX)
	g.OpRI(asm.Cmp, asm.CX, int32(heap.True-heap.Undefined))
	g.Jcc(asm.BE, isFalse)
	g.MovRR(asm.CX, asm.DX)
	g.ShiftRI(asm.Shr, asm.CX, 48)
	g.OpRI32(asm.Cmp, asm.CX, heap.TagInt)
	g.Jcc(asm.NE, other)
	g.TestRR32(asm.DX, asm.DX)
	g.Jcc(asm.E, isFalse)
	g.Bind(isTrue)
	g.OpRR(asm.Cmp, asm.AX, asm.AX)
	g.Jmp(done)
	g.Bind(isFalse)
	g.TestRR(budgetReg, budgetReg)
	g.truthyService(slow, isTrue, isFalse)
	g.Bind(done)
	g.later(func() { g.truthyOther(other, slow, isTrue, isFalse) })
}

// truthyOther decides about the Value in DX whose tag, which is not that of an
// int, is in CX.
func (g *gen) truthyOther(entry, slow, isTrue, isFalse asm.Label) {
	object, text := g.NewLabel(), g.NewLabel()
	g.Bind(entry)
	g.OpRI32(asm.Cmp, asm.CX, heap.TagObject)
	g.Jcc(asm.E, object)
	g.OpRI32(asm.Cmp, asm.CX, heap.TagString)
	g.Jcc(asm.E, text)
	g.OpRI32(asm.Cmp, asm.CX, heap.TagInt)
	g.Jcc(asm.A, slow)
	// A double: zeros and NaN are false.
	g.MovXR(0, asm.DX)
	g.XorPD(1, 1)
	g.UcomiSD(0, 1)
	g.Jcc(asm.P, isFalse)
	g.Jcc(asm.E, isFalse)
	g.Jmp(isTrue)
	g.Bind(object)
	g.strip(asm.DX)
	g.TestMI8(asm.At(asm.DX, flagsOffset), uint8(heap.FlagHTMLDDA))
	g.Jcc(asm.NE, isFalse)
	g.Jmp(isTrue)
	g.Bind(text)
	g.strip(asm.DX)
	g.OpMI32(asm.Cmp, asm.At(asm.DX, heap.OffsetString), 0)
	g.Jcc(asm.E, isFalse)
	g.Jmp(isTrue)
}

func (g *gen) truthyService(slow, isTrue, isFalse asm.Label) {
	answer := g.NewLabel()
	g.service(exitTruthy, slow, answer, noReg)
	g.later(func() {
		g.Bind(answer)
		g.MovImm(asm.CX, uint64(heap.True))
		g.OpRR(asm.Cmp, asm.AX, asm.CX)
		g.Jcc(asm.E, isTrue)
		g.Jmp(isFalse)
	})
}

func (g *gen) emitNot(in *inst) {
	g.truthy(in)
	g.setBool(in.dst, false)
}

// setBool makes dst true when the equal flag is as sense says.
func (g *gen) setBool(dst operand, sense bool) {
	g.Set(senseCond(sense), asm.AX)
	g.MovZero8(asm.AX, asm.AX)
	g.boolFromAX(dst)
}

// boolFromAX turns 0 or 1 in AX into a Value of dst.
func (g *gen) boolFromAX(dst operand) {
	g.MovImm(asm.CX, uint64(heap.False))
	g.OpRR(asm.Add, asm.AX, asm.CX)
	g.setBoxed(dst, asm.AX)
}

// emitSwitch compares an int with the clauses one after the other.
func (g *gen) emitSwitch(b *block, in *inst) {
	g.flush(g.live)
	skip := g.NewLabel()
	g.MovRR(asm.DX, g.boxedOf(in.a, asm.DX))
	g.MovRR(asm.CX, asm.DX)
	g.ShiftRI(asm.Shr, asm.CX, 48)
	g.OpRI32(asm.Cmp, asm.CX, heap.TagInt)
	g.Jcc(asm.NE, skip)
	for i, t := range in.targets {
		if t >= 0 {
			g.OpRI32(asm.Cmp, asm.DX, int32(uint32(in.imm))+int32(i))
			g.branch(b, &inst{target: t}, asm.E)
		}
	}
	g.Bind(skip)
}

// emitService lets tier 1 do the instruction; where it jumps, the answer in AX
// tells whether it did.
func (g *gen) emitService(b *block, in *inst) {
	if in.tail {
		g.flush(g.live)
		g.leaveDeepTail(in)
	}
	g.inlineService(exitStep, noReg)
	for _, r := range in.writes {
		if g.places[r].kind != inMemory && g.pinned(r) == nil {
			g.forget(r)
		}
	}
	if in.target < 0 {
		return
	}
	g.u.transfer(in, g.types)
	g.OpRI(asm.Cmp, asm.AX, 1)
	g.branch(b, in, asm.E)
}

// emitCall calls the function in the frame that stands at register base.
func (g *gen) emitCall(in *inst) {
	g.flush(g.live)
	if in.tail {
		g.leaveDeepTail(in)
	}
	g.callFrame(in)
	g.afterGo(in.dst)
}

// callFrame calls the function in the frame that stands at register base, where
// this and the arguments are in place: AX is the result. All machine registers are
// lost.
func (g *gen) callFrame(in *inst) {
	base := int32(in.base) * 8
	slow, done, enter := g.NewLabel(), g.NewLabel(), g.NewLabel()
	if in.forwards() {
		g.emitForward(in, slow, enter)
	}
	g.entryOf(base+calleeOffset, slow)
	g.beginCall(base, in)
	g.linkFrame(base, int32(in.imm), 0)
	g.Bind(enter)
	g.Lea(frameReg, asm.At(frameReg, base))
	g.CallR(asm.CX)
	g.Lea(frameReg, asm.At(frameReg, -base))
	g.MovImm(asm.CX, uint64(thrown))
	g.OpRR(asm.Cmp, asm.AX, asm.CX)
	failed := g.NewLabel()
	g.Jcc(asm.E, failed)
	g.Bind(done)
	pc := in.pc
	g.later(func() {
		g.Bind(failed)
		g.passThrow(in)
		g.Bind(slow)
		g.exitTo(exitInfo{kind: exitCall, pc: pc, code: g.code, inst: in})
		g.enterOrFinish(enter)
		g.Jmp(done)
	})
}

// passThrow goes on after a callee has thrown: AX is `thrown`. Go looks for the
// handler that catches it; without one the frame throws what its callee has thrown.
func (g *gen) passThrow(in *inst) {
	if in.handler < 0 {
		g.Ret()
		return
	}
	g.exitTo(exitInfo{kind: exitThrow, pc: in.pc, code: g.code})
}

// emitHandlers emits where Go goes on with a frame that has caught something:
// everything is in the frame, and the pins of the handler's loop are loaded.
func (g *gen) emitHandlers() map[int32]asm.Label {
	entries := map[int32]asm.Label{}
	for i, b := range g.u.blocks {
		if _, handler := g.u.caught[int32(i)]; !handler || b.typeIn == nil {
			continue
		}
		l := g.NewLabel()
		entries[b.pc] = l
		g.Bind(l)
		if b.loop >= 0 {
			types := b.typeIn
			if g.u.loops[b.loop].header == int32(i) {
				types = g.u.types // pins are checked
			}
			g.loadPins(g.u.loops[b.loop], b, types)
		}
		g.Jmp(g.labels[i])
	}
	return entries
}

// entryOf puts the address of the machine code of the function at the given offset
// of the frame into CX and that of its cell into DX; where there is none it goes to
// slow. AX is lost.
func (g *gen) entryOf(offset int32, slow asm.Label) {
	g.Load(asm.DX, asm.At(frameReg, offset))
	g.OpRR(asm.Xor, asm.DX, objectTag)
	g.MovRR(asm.CX, asm.DX)
	g.ShiftRI(asm.Shr, asm.CX, 48)
	g.Jcc(asm.NE, slow)
	g.OpMI8(asm.Cmp, asm.At(asm.DX, 1), int8(heap.ClassFunction))
	g.Jcc(asm.NE, slow)
	g.Load32(asm.AX, asm.At(asm.DX, internalOffset))
	g.Load(asm.CX, ctxAt(unsafe.Offsetof(Context{}.entries)))
	g.Load(asm.CX, asm.AtIndex(asm.CX, asm.AX, 8, 0))
	g.TestRR(asm.CX, asm.CX)
	g.Jcc(asm.E, slow)
}

// beginCall fills the header of the frame of a call of the function at DX but for
// its link, and sets the position of the caller. AX is lost.
func (g *gen) beginCall(base int32, in *inst) {
	g.MovImm(asm.AX, uint64(heap.Undefined))
	g.Store(asm.At(frameReg, base+stack.NewTarget*8), asm.AX)
	g.Load(asm.AX, asm.At(asm.DX, internalOffset+8))
	g.Store(asm.At(frameReg, base+envOffset), asm.AX)
	g.setPos(in.pc)
}

// leaveDeepTail leaves a tail call to tier 1, which lets the callee replace the
// frame, when the stack is deep. All registers are in the frame.
func (g *gen) leaveDeepTail(in *inst) {
	deep := g.NewLabel()
	g.Load(asm.AX, ctxAt(unsafe.Offsetof(Context{}.tail)))
	g.OpRR(asm.Cmp, frameReg, asm.AX)
	g.Jcc(asm.AE, deep)
	pc := in.pc
	g.later(func() {
		g.Bind(deep)
		g.exitTo(exitInfo{kind: exitDeopt, pc: pc, code: g.code, inst: in})
	})
}

// emitEntry emits what comes before the first block: for a function its
// prologue, for a loop that is replaced on the stack the way to its header.
func (g *gen) emitEntry() {
	u := g.u
	entry := u.blocks[u.entry]
	g.places = make([]place, u.nregs)
	g.types = append(g.types[:0], u.types...)
	for i := range g.ownerG {
		g.ownerG[i], g.ownerX[i] = noReg, noReg
	}
	g.live, g.after = entry.liveIn, entry.liveIn
	g.at = &inst{pc: entry.pc, handler: -1}
	if entry.pc == 0 {
		g.emitPrologue()
	} else {
		g.checkFrame()
	}
	begin := g.NewLabel()
	g.Bind(begin)
	if entry.loop >= 0 {
		if l := u.loops[entry.loop]; l.header == u.entry {
			g.loadPins(l, entry, u.types)
		}
	}
	g.Jmp(g.labels[u.entry])
	if entry.pc == 0 && g.code.code.Kind == object.KindBase {
		g.emitConstructEntry(begin)
	}
}

// emitPrologue makes room for the frame and fills missing arguments.
func (g *gen) emitPrologue() {
	g.checkFrame()
	grow, ok := g.NewLabel(), g.NewLabel()
	g.Lea(asm.AX, asm.At(frameReg, int32(g.u.nregs+g.u.above)*8))
	g.OpRM(asm.Cmp, asm.AX, ctxAt(unsafe.Offsetof(Context{}.limit)))
	g.Jcc(asm.A, grow)
	g.Bind(ok)
	g.later(func() {
		g.Bind(grow)
		g.exitTo(exitInfo{kind: exitGrow, code: g.code})
		g.Jmp(ok)
	})
	if n := g.code.formals; n > 0 {
		fill, filled := g.NewLabel(), g.NewLabel()
		g.OpMI32(asm.Cmp, asm.At(frameReg, argcOffset), int32(n))
		g.Jcc(asm.L, fill)
		g.Bind(filled)
		g.later(func() {
			g.Bind(fill)
			g.MovImm(asm.AX, uint64(heap.Undefined))
			for i := n - 1; i >= 0; i-- {
				g.OpMI32(asm.Cmp, asm.At(frameReg, argcOffset), int32(i))
				g.Jcc(asm.G, filled)
				g.Store(slotOf(operand(stack.Header+i)), asm.AX)
			}
			g.Jmp(filled)
		})
	}
	if f := g.code.code.Func; !f.DefaultCtor || g.code.code.Kind == object.KindDerived {
		// The implied constructor of a base class is not called in any tier.
		g.countBudget()
	}
}
