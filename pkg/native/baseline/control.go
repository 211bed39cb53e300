package baseline

import (
	"math"
	"slices"
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

func senseCond(sense bool) asm.Cond {
	if sense {
		return asm.E
	}
	return asm.NE
}

// emitMove copies a register in the form it is at hand.
func (g *gen) emitMove(in *ir.Inst) {
	if in.A() == in.Dst {
		return
	}
	if in.A() < 0 {
		v := g.u.Constant(in.A())
		switch {
		case v.IsInt():
			g.MovImm(asm.AX, uint64(uint32(v)))
			g.setInt(in.Dst, asm.AX)
		case v.IsFloat():
			g.loadDoubleConst(0, v.Float64())
			g.setDouble(in.Dst, 0)
		default:
			g.MovImm(asm.AX, uint64(v))
			g.setBoxed(in.Dst, asm.AX)
		}
		return
	}
	form := g.places[in.A()].kind
	if g.types[in.A()] == ir.Int && form == ir.Float64 {
		form = ir.Int32
	}
	if pin := g.pinned(in.Dst); pin != nil {
		form = pin.Form
	}
	switch form {
	case ir.Int32:
		g.setInt(in.Dst, g.intOf(in.A(), asm.DX, g.fail))
	case ir.Float64:
		g.setDouble(in.Dst, g.doubleOf(in.A(), 0, g.fail))
	default:
		g.setBoxed(in.Dst, g.boxedOf(in.A(), asm.AX))
	}
}

// branch goes to the target when c holds, else on.
func (g *gen) branch(target int32, c asm.Cond) {
	b := g.block
	if !g.edgeWork(b, target) {
		g.Jcc(c, g.labels[target])
		return
	}
	edge := g.NewLabel()
	g.Jcc(c, edge)
	places, types, l := slices.Clone(g.places), slices.Clone(g.types), g.loop
	g.later(func() {
		g.places, g.types, g.loop = places, types, l
		g.Bind(edge)
		g.emitEdge(b, target)
		g.Jmp(g.labels[target])
	})
}

func (g *gen) emitJumpCmp(in *ir.Inst) {
	target, sense, cond := in.Target(), in.Branch().Sense, in.Cond()
	if g.identity(in) {
		g.compareWords(in)
		g.settle(in)
		g.branch(target, senseCond(sense == (cond == syntax.OpStrictEq)))
		return
	}
	if g.nilCompare(in) {
		g.settle(in)
		g.branch(target, senseCond(sense == (cond == syntax.OpEq)))
		return
	}
	if g.strict(in) {
		g.strictEqual(in)
		g.settle(in)
		g.branch(target, senseCond(sense == (cond == syntax.OpStrictEq || cond == syntax.OpEq)))
		return
	}
	c, unordered, ok := g.compare(in)
	if !ok {
		g.mixedCompare(in)
		g.TestRR32(asm.AX, asm.AX)
		g.settle(in)
		g.branch(target, senseCond(!sense))
		return
	}
	g.settle(in)
	if !sense {
		c = c.Not()
	}
	if unordered {
		// Parity means NaN: equality is false.
		if c == asm.E {
			skip := g.NewLabel()
			g.Jcc(asm.P, skip)
			g.branch(target, c)
			g.Bind(skip)
			return
		}
		g.branch(target, asm.P)
	}
	g.branch(target, c)
}

// settle applies what a comparison proves about its operands, so that the edges see it.
func (g *gen) settle(in *ir.Inst) { g.u.Transfer(in, g.types) }

// emitJumpIf branches on ToBoolean.
func (g *gen) emitJumpIf(in *ir.Inst) {
	target, sense := in.Target(), in.Branch().Sense
	switch known := g.u.TypeOf(in.A(), g.types); {
	case known == ir.Bool:
		r := g.boxedOf(in.A(), asm.AX)
		g.MovImm(asm.CX, uint64(heap.True))
		g.OpRR(asm.Cmp, r, asm.CX)
		g.branch(target, senseCond(sense))
	case known == ir.Int && in.A() >= 0 && g.places[in.A()].kind != ir.Float64:
		r := g.intOf(in.A(), asm.DX, g.fail)
		g.TestRR32(r, r)
		g.branch(target, senseCond(!sense))
	case known == ir.Object:
		// Objects are true, but for one relic of browsers.
		g.objectOf(in.A(), asm.DX, g.fail)
		g.TestMI8(asm.At(asm.DX, lower.FlagsOffset), uint8(heap.FlagHTMLDDA))
		g.branch(target, senseCond(sense))
	default:
		g.truthy(in)
		g.branch(target, senseCond(sense))
	}
}

// truthy sets the equal flag when ToBoolean of the operand is true. Values that
// need a look inside and are rare are decided in Go.
func (g *gen) truthy(in *ir.Inst) {
	r := g.boxedOf(in.A(), asm.AX)
	slow, done, isTrue, isFalse := g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel()
	g.MovRR(asm.DX, r)
	g.decide(isTrue, isFalse, slow)
	g.Bind(isTrue)
	g.OpRR(asm.Cmp, asm.AX, asm.AX)
	g.Jmp(done)
	g.Bind(isFalse)
	g.TestRR(frameReg, frameReg)
	g.truthyService(slow, isTrue, isFalse)
	g.Bind(done)
}

// decide goes to isFalse when ToBoolean of the Value in DX is false, to slow when only Go can
// tell, and else on, where isTrue must be. CX is lost.
func (g *gen) decide(isTrue, isFalse, slow asm.Label) {
	other := g.NewLabel()
	g.MovImm(asm.CX, uint64(heap.True))
	g.OpRR(asm.Cmp, asm.DX, asm.CX)
	g.Jcc(asm.E, isTrue)
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
	g.TestMI8(asm.At(asm.DX, lower.FlagsOffset), uint8(heap.FlagHTMLDDA))
	g.Jcc(asm.NE, isFalse)
	g.Jmp(isTrue)
	g.Bind(text)
	g.strip(asm.DX)
	g.OpMI32(asm.Cmp, asm.At(asm.DX, lower.StringLength), 0)
	g.Jcc(asm.E, isFalse)
	g.Jmp(isTrue)
}

func (g *gen) truthyService(slow, isTrue, isFalse asm.Label) {
	answer := g.NewLabel()
	g.service(lower.ExitTruthy, slow, answer, ir.NoReg)
	g.later(func() {
		g.Bind(answer)
		g.MovImm(asm.CX, uint64(heap.True))
		g.OpRR(asm.Cmp, asm.AX, asm.CX)
		g.Jcc(asm.E, isTrue)
		g.Jmp(isFalse)
	})
}

func (g *gen) emitNot(in *ir.Inst) {
	g.truthy(in)
	g.setBool(in.Dst, false)
}

// setBool makes dst true when the equal flag is as sense says.
func (g *gen) setBool(dst ir.Operand, sense bool) {
	g.Set(senseCond(sense), asm.AX)
	g.MovZero8(asm.AX, asm.AX)
	g.boolFromAX(dst)
}

// boolFromAX turns 0 or 1 in AX into a Value of dst.
func (g *gen) boolFromAX(dst ir.Operand) {
	g.MovImm(asm.CX, uint64(heap.False))
	g.OpRR(asm.Add, asm.AX, asm.CX)
	g.setBoxed(dst, asm.AX)
}

// emitSwitch compares an int with the clauses one after the other.
func (g *gen) emitSwitch(in *ir.Inst) {
	table := in.Switch()
	g.flush(g.live)
	skip := g.NewLabel()
	g.MovRR(asm.DX, g.boxedOf(in.A(), asm.DX))
	g.MovRR(asm.CX, asm.DX)
	g.ShiftRI(asm.Shr, asm.CX, 48)
	g.OpRI32(asm.Cmp, asm.CX, heap.TagInt)
	g.Jcc(asm.NE, skip)
	var cases []switchCase
	for i, t := range table.Targets {
		if t >= 0 {
			cases = append(cases, switchCase{table.First + int32(i), t})
		}
	}
	g.chooseCase(cases, skip)
	g.Bind(skip)
}

// switchCase is the block that an int leads to.
type switchCase struct{ value, target int32 }

// fewCases are compared in turn.
const fewCases = 4

// chooseCase goes to the block of the int in DX, which is among cases in their order, or to
// skip.
func (g *gen) chooseCase(cases []switchCase, skip asm.Label) {
	if len(cases) > fewCases {
		below := g.NewLabel()
		half := len(cases) / 2
		g.OpRI32(asm.Cmp, asm.DX, cases[half].value)
		g.Jcc(asm.L, below)
		g.chooseCase(cases[half:], skip)
		g.Bind(below)
		g.chooseCase(cases[:half], skip)
		return
	}
	for _, c := range cases {
		g.OpRI32(asm.Cmp, asm.DX, c.value)
		g.branch(c.target, asm.E)
	}
	g.Jmp(skip)
}

// emitCaseOf finds the clause of a switch for an int or a text; Go does so for everything else.
func (g *gen) emitCaseOf(in *ir.Inst) {
	value := g.boxedOf(in.A(), asm.DX)
	slow, done := g.NewLabel(), g.NewLabel()
	g.service(lower.ExitOp, slow, done, in.Dst)
	g.MovRR(asm.CX, value)
	g.ShiftRI(asm.Shr, asm.CX, 48)
	if value != asm.DX {
		g.MovRR(asm.DX, value)
	}
	other, text, clause := slow, g.NewLabel(), g.NewLabel()
	if len(in.Cases().Texts) > 0 {
		other = text
	}
	g.OpRI32(asm.Cmp, asm.CX, heap.TagInt)
	g.Jcc(asm.NE, other)
	g.chooseClause(in.Cases().Ints, clause)
	g.Jmp(clause)
	if other == text {
		g.Bind(text)
		g.OpRI32(asm.Cmp, asm.CX, heap.TagString)
		g.Jcc(asm.NE, slow)
		g.chooseText(in, clause, slow)
	}
	g.Bind(clause)
	g.hit(g.verified(done, in.Dst), done)
	g.Bind(done)
	g.MovRR32(asm.AX, asm.AX) // Go has answered with a Value
	g.unlockAll()
	g.setInt(in.Dst, asm.AX)
}

// chooseClause puts the clause of the int in DX, which is among cases, by value, into AX, or -1, and
// goes to done, except at its own end.
func (g *gen) chooseClause(cases []syntax.IntCase, done asm.Label) {
	if len(cases) > fewCases {
		below := g.NewLabel()
		half := len(cases) / 2
		g.OpRI32(asm.Cmp, asm.DX, cases[half].Value)
		g.Jcc(asm.L, below)
		g.chooseClause(cases[half:], done)
		g.Jmp(done)
		g.Bind(below)
		g.chooseClause(cases[:half], done)
		return
	}
	for _, c := range cases {
		g.MovImm(asm.AX, uint64(uint32(c.Clause)))
		g.OpRI32(asm.Cmp, asm.DX, c.Value)
		g.Jcc(asm.E, done)
	}
	g.MovImm(asm.AX, uint64(math.MaxUint32))
}

// emitService lets tier 1 do the instruction; where it jumps, the answer in AX
// tells whether it did.
func (g *gen) emitService(in *ir.Inst) {
	service := in.Service()
	if service.Tail {
		g.flush(g.live)
		g.leaveDeepTail(in)
	}
	g.inlineService(lower.ExitStep, ir.NoReg)
	for _, r := range service.Writes {
		if g.places[r].kind != ir.InMemory && g.pinned(r) == nil {
			g.forget(r)
		}
	}
	if service.Target < 0 {
		return
	}
	g.u.Transfer(in, g.types)
	g.OpRI(asm.Cmp, asm.AX, 1)
	g.branch(service.Target, asm.E)
}

// emitCall calls the function in the frame that stands at register base.
func (g *gen) emitCall(in *ir.Inst) {
	g.flush(g.live)
	if in.Call().Tail {
		g.leaveDeepTail(in)
	}
	g.callFrame(in)
	g.afterGo(in.Dst)
}

// callFrame calls the function in the frame that stands at register base, where
// this and the arguments are in place: AX is the result. All machine registers are
// lost.
func (g *gen) callFrame(in *ir.Inst) {
	_, argc := in.Frame()
	base := g.calleeAt(in)
	slow, done, enter := g.NewLabel(), g.NewLabel(), g.NewLabel()
	if call, ok := in.Aux.(*ir.Call); ok && call.Forwards() {
		g.emitForward(in, slow, enter)
	}
	if call, ok := in.Aux.(*ir.Call); ok && call.Resumes && in.Op == ir.OpCall && g.frame == nil {
		g.callNext(in, base, done)
	}
	g.entryOf(base+lower.CalleeOffset, slow)
	g.beginCall(base, in)
	g.linkFrame(base, argc, 0)
	g.Bind(enter)
	g.Lea(frameReg, asm.At(frameReg, base))
	g.CallR(asm.CX)
	g.Lea(frameReg, asm.At(frameReg, -base))
	g.MovImm(asm.CX, uint64(lower.Thrown))
	g.OpRR(asm.Cmp, asm.AX, asm.CX)
	failed := g.NewLabel()
	g.Jcc(asm.E, failed)
	g.Bind(done)
	pc := in.PC
	g.later(func() {
		g.Bind(failed)
		g.passThrow(in)
		g.Bind(slow)
		g.unwrapBound(base, argc, in, enter)
		g.exitTo(lower.Exit{Kind: lower.ExitCall, PC: pc, Code: g.code, Inst: in})
		g.enterOrFinish(enter)
		g.Jmp(done)
	})
}

// calleeAt is where the frame of what the operation calls begins, in bytes from the frame of the code.
func (g *gen) calleeAt(in *ir.Inst) int32 {
	register, _ := in.Frame()
	return (int32(g.offset()) + register) * 8
}

// passThrow goes on after a callee has thrown: AX is `thrown`. Go looks for the
// handler that catches it; without one the frame throws what its callee has thrown.
func (g *gen) passThrow(in *ir.Inst) {
	if in.Handler < 0 && !g.isAsyncFunction() {
		shifted := g.shifted
		g.unshift()
		g.Ret()
		g.shifted = shifted
		return
	}
	g.exitTo(lower.Exit{Kind: lower.ExitThrow, PC: in.PC, Code: g.code})
}

// emitHandlers emits where Go goes on with a frame that has caught something:
// everything is in the frame, and the pins of the handler's loop are loaded.
func (g *gen) emitHandlers() map[int32]asm.Label {
	entries := map[int32]asm.Label{}
	for i, b := range g.u.Blocks {
		if _, handler := g.u.Caught[int32(i)]; !handler || b.TypeIn == nil {
			continue
		}
		l := g.NewLabel()
		entries[b.PC] = l
		g.Bind(l)
		if b.Loop >= 0 {
			types := b.TypeIn
			if g.u.Loops[b.Loop].Header == int32(i) {
				types = g.u.Types // pins are checked
			}
			g.loadPins(g.u.Loops[b.Loop], b, types)
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
	g.OpMI8(asm.Cmp, asm.At(asm.DX, lower.ClassOffset), int8(heap.ClassFunction))
	g.Jcc(asm.NE, slow)
	g.Load32(asm.AX, asm.At(asm.DX, lower.FunctionCode))
	g.Load(asm.CX, ctxAt(unsafe.Offsetof(lower.Context{}.Entries)))
	g.Load(asm.CX, asm.AtIndex(asm.CX, asm.AX, 8, 0))
	g.TestRR(asm.CX, asm.CX)
	g.Jcc(asm.E, slow)
}

// beginCall fills the header of the frame of a call of the function at DX but for
// its link, and sets the position of the caller. AX is lost.
func (g *gen) beginCall(base int32, in *ir.Inst) {
	g.MovImm(asm.AX, uint64(heap.Undefined))
	g.Store(asm.At(frameReg, base+lower.NewTargetOffset), asm.AX)
	g.Load(asm.AX, asm.At(asm.DX, lower.FunctionEnv))
	g.Store(asm.At(frameReg, base+lower.EnvOffset), asm.AX)
	g.setPos(in.PC)
}

// leaveDeepTail leaves a tail call to tier 1, which lets the callee replace the
// frame, when the stack is deep. All registers are in the frame.
func (g *gen) leaveDeepTail(in *ir.Inst) {
	deep := g.NewLabel()
	g.Load(asm.AX, ctxAt(unsafe.Offsetof(lower.Context{}.Tail)))
	g.OpRR(asm.Cmp, frameReg, asm.AX)
	g.Jcc(asm.AE, deep)
	pc := in.PC
	g.later(func() {
		g.Bind(deep)
		g.exitTo(lower.Exit{Kind: lower.ExitDeopt, PC: pc, Code: g.code, Inst: in})
	})
}

// emitEntry emits what comes before the first block: for a function its
// prologue, for a loop that is replaced on the stack the way to its header.
func (g *gen) emitEntry() {
	u := g.u
	entry := u.Blocks[u.Entry]
	g.Begin()
	g.places = make([]place, u.Registers)
	g.types = append(g.types[:0], u.Types...)
	for i := range g.ownerG {
		g.ownerG[i], g.ownerX[i] = ir.NoReg, ir.NoReg
	}
	g.live, g.after = entry.LiveIn, entry.LiveIn
	g.at = &ir.Inst{PC: entry.PC, Handler: -1}
	if entry.PC == 0 {
		g.emitPrologue()
	} else {
		g.checkFrame()
	}
	begin := g.NewLabel()
	g.Bind(begin)
	if entry.Loop >= 0 {
		if l := u.Loops[entry.Loop]; l.Header == u.Entry {
			g.loadPins(l, entry, u.Types)
		}
	}
	g.Jmp(g.labels[u.Entry])
	if entry.PC == 0 && g.code.Record.Kind == object.KindBase {
		g.emitConstructEntry(begin)
	}
}

// emitPrologue makes room for the frame and fills missing arguments.
func (g *gen) emitPrologue() {
	g.checkFrame()
	grow, ok := g.NewLabel(), g.NewLabel()
	g.Lea(asm.AX, asm.At(frameReg, int32(g.u.Registers+g.u.Above)*8))
	g.OpRM(asm.Cmp, asm.AX, ctxAt(unsafe.Offsetof(lower.Context{}.Limit)))
	g.Jcc(asm.A, grow)
	g.Bind(ok)
	g.later(func() {
		g.Bind(grow)
		g.exitTo(lower.Exit{Kind: lower.ExitGrow, Code: g.code})
		g.Jmp(ok)
	})
	if n := g.code.Formals; n > 0 {
		fill, filled := g.NewLabel(), g.NewLabel()
		g.OpMI32(asm.Cmp, asm.At(frameReg, lower.ArgcOffset), int32(n))
		g.Jcc(asm.L, fill)
		g.Bind(filled)
		g.later(func() {
			g.Bind(fill)
			g.MovImm(asm.AX, uint64(heap.Undefined))
			for i := n - 1; i >= 0; i-- {
				g.OpMI32(asm.Cmp, asm.At(frameReg, lower.ArgcOffset), int32(i))
				g.Jcc(asm.G, filled)
				g.Store(slotOf(ir.Operand(stack.Header+i)), asm.AX)
			}
			g.Jmp(filled)
		})
	}
	if f := g.code.Record.Definition(); !f.DefaultCtor || g.code.Record.Kind == object.KindDerived {
		// The implied constructor of a base class is not called in any tier.
		g.countBudget()
	}
}

// emitCount counts in the memory of Go, which the tree of the program keeps.
func (g *gen) emitCount(in *ir.Inst) {
	g.MovImm(asm.AX, uint64(uintptr(unsafe.Pointer(&in.Count().Counter.N))))
	g.OpMI(asm.Add, asm.At(asm.AX, 0), 1)
}

func (g *gen) emitCheckTDZ(in *ir.Inst) {
	g.MovImm(asm.CX, uint64(heap.TDZ))
	g.OpRR(asm.Cmp, g.boxedOf(in.A(), asm.AX), asm.CX)
	g.Jcc(senseCond(in.Op == ir.OpCheckTDZ), g.fail())
}

func (g *gen) emitThrow(*ir.Inst) { g.inlineService(lower.ExitRaise, ir.NoReg) }

func (g *gen) emitLeave(in *ir.Inst) { g.leaveUnit(in.PC, g.dirtyLive(g.live)) }

func (g *gen) emitLoop(*ir.Inst) { g.countBudget() }

func (g *gen) emitReturn(in *ir.Inst) {
	if r := g.boxedOf(in.A(), asm.AX); r != asm.AX {
		g.MovRR(asm.AX, r)
	}
	g.unlessFirst(in)
	g.Ret()
}

func (g *gen) emitJump(in *ir.Inst) {
	g.emitEdge(g.block, in.Target())
	g.Jmp(g.labels[in.Target()])
}

func (g *gen) emitJumpEq(in *ir.Inst) {
	r := g.boxedOf(in.A(), asm.AX)
	g.MovImm(asm.CX, uint64(in.Branch().Value))
	g.OpRR(asm.Cmp, r, asm.CX)
	g.branch(in.Target(), senseCond(in.Branch().Sense))
}

func (g *gen) emitJumpObject(in *ir.Inst) {
	g.MovRR(asm.CX, g.boxedOf(in.A(), asm.AX))
	g.ShiftRI(asm.Shr, asm.CX, 48)
	g.OpRI32(asm.Cmp, asm.CX, heap.TagObject)
	g.branch(in.Target(), senseCond(in.Branch().Sense))
}

func (g *gen) emitJumpNil(in *ir.Inst) {
	// Undefined and null differ in the lowest bit.
	r := g.boxedOf(in.A(), asm.AX)
	g.MovRR(asm.CX, r)
	g.ShiftRI(asm.Shr, asm.CX, 1)
	g.MovImm(asm.AX, uint64(heap.Undefined)>>1)
	g.OpRR(asm.Cmp, asm.CX, asm.AX)
	g.branch(in.Target(), senseCond(in.Branch().Sense))
}
