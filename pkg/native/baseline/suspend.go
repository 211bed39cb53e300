package baseline

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
)

// Generators and async functions. A frame that is suspended has all its registers in the frame and
// its Pos at the instruction, as tier 1 leaves it, so either tier can go on with it. It returns like
// any other with what it yields or awaits, and Context.Why says so to who has resumed it.
//
// The call of an async function runs its body at once on the frame of the call. A bit of the link
// says that nothing has left it yet: what leaves the frame then, an await, a return or a throw,
// is where Go makes the promise that the call returns.

// firstRun is the byte of the link with the bit.
const firstRun = lower.LinkOffset + 3

// isAsyncFunction tells that calls of the code return promises.
func (g *gen) isAsyncFunction() bool {
	f := g.code.Record.Definition()
	return f.IsAsync && !f.IsGenerator
}

// emitStart makes the generator, which the call returns.
func (g *gen) emitStart(in *ir.Inst) {
	g.flush(g.live)
	g.exitTo(lower.Exit{Kind: lower.ExitStart, PC: in.PC, Code: g.code, Inst: in})
	g.Ret()
}

// emitBegin notes that the body of an async function runs for the first time.
func (g *gen) emitBegin(*ir.Inst) {
	g.Load(asm.AX, asm.At(frameReg, lower.LinkOffset))
	g.MovImm(asm.CX, uint64(lower.FirstRun)<<stack.LinkShift)
	g.OpRR(asm.Or, asm.AX, asm.CX)
	g.Store(asm.At(frameReg, lower.LinkOffset), asm.AX)
}

// emitSuspend leaves the frame with a value.
func (g *gen) emitSuspend(in *ir.Inst) {
	g.flush(g.live)
	if r := g.boxedOf(in.A(), asm.AX); r != asm.AX {
		g.MovRR(asm.AX, r)
	}
	g.setPos(in.PC)
	g.unlessFirst(in)
	g.StoreImm32(ctxAt(unsafe.Offsetof(lower.Context{}.Why)), int32(in.Suspend().Why))
	g.Ret()
}

// unlessFirst has Go make the promise where the body of an async function is left for the first time
// with AX, which becomes the promise; the frame returns it.
func (g *gen) unlessFirst(in *ir.Inst) {
	if !g.isAsyncFunction() {
		return
	}
	first := g.NewLabel()
	g.TestMI8(asm.At(frameReg, firstRun), lower.FirstRun)
	g.Jcc(asm.NE, first)
	pc := in.PC
	g.later(func() {
		g.Bind(first)
		g.exitTo(lower.Exit{Kind: lower.ExitPromise, PC: pc, Code: g.code, Inst: in})
		g.Ret()
	})
}

// emitResumptions emits where suspended frames go on, with room above them: AX is what is delivered.
func (g *gen) emitResumptions() {
	if len(g.u.Resumed) == 0 {
		return
	}
	g.mark(nil, "resume")
	g.resumes = g.NewLabel()
	g.Bind(g.resumes)
	g.Begin()
	g.places = make([]place, g.u.Registers)
	g.types = append(g.types[:0], g.u.Types...)
	for i := range g.ownerG {
		g.ownerG[i], g.ownerX[i] = ir.NoReg, ir.NoReg
	}
	g.loop = nil
	g.Load32(asm.DX, asm.At(frameReg, lower.PosOffset))
	g.chooseResumption(g.u.Resumed)
}

// chooseResumption goes to where the frame goes on whose position, one of those of list, is in DX.
func (g *gen) chooseResumption(list []ir.Resumption) {
	if len(list) > 1 {
		below := g.NewLabel()
		half := len(list) / 2
		g.OpRI32(asm.Cmp, asm.DX, list[half].PC)
		g.Jcc(asm.L, below)
		g.chooseResumption(list[half:])
		g.Bind(below)
		g.chooseResumption(list[:half])
		return
	}
	r := list[0]
	if heap.Checked {
		ok := g.NewLabel()
		g.OpRI32(asm.Cmp, asm.DX, r.PC)
		g.Jcc(asm.E, ok)
		g.Trap()
		g.Bind(ok)
	}
	if r.Dst >= 0 {
		g.Store(slotOf(r.Dst), asm.AX)
	}
	if r.Mode >= 0 {
		g.Store(slotOf(r.Mode), intTag) // object.ResumeNext
	}
	b := g.u.Blocks[r.Block]
	g.at = &ir.Inst{PC: b.PC, Handler: -1}
	if b.Loop >= 0 {
		types := b.TypeIn
		if g.u.Loops[b.Loop].Header == r.Block {
			types = g.u.Types // pins are checked
		}
		g.loadPins(g.u.Loops[b.Loop], b, types)
	}
	g.Jmp(g.labels[r.Block])
}

// stepping is where a step of a generator goes on: the labels of an IterNext.
type stepping struct {
	other  asm.Label // another iterator: nothing is lost but AX, CX and DX
	slow   asm.Label // Go does it, the same is lost
	stored asm.Label // the same with all registers lost, and the frame written
	reload asm.Label // the value is in the frame
	ended  asm.Label // there is none
}

// stepGenerator steps the generator in iter, whose next method is in next. That the method is
// %GeneratorPrototype%.next and the object a generator is compared here.
func (g *gen) stepGenerator(in *ir.Inst, iter, next asm.Reg, known ir.Mask, dirty []saved, to stepping) {
	method := g.code.Record.Realm.Intrinsic(object.GeneratorNext).Value()
	g.code.Keep(method)
	g.MovImm(asm.AX, uint64(method))
	g.OpRR(asm.Cmp, next, asm.AX)
	g.Jcc(asm.NE, to.other)
	g.addressOf(iter, known, to.slow)
	g.OpMI8(asm.Cmp, asm.At(asm.DX, lower.ClassOffset), int8(heap.ClassGenerator))
	g.Jcc(asm.NE, to.slow)
	for _, s := range dirty {
		g.store(s)
	}
	base := int32(g.code.Words) * 8
	r := resumption{in: in, iter: in.A(), above: base}
	thrown, finished, whole := g.resumeGenerator(&r, func() { g.MovImm(asm.AX, uint64(heap.Undefined)) }, to.stored)
	g.Store(slotOf(in.Dst), asm.AX)
	g.Jmp(to.reload)
	g.Bind(whole)
	g.exitTo(lower.Exit{Kind: lower.ExitWhole, PC: in.PC, Code: g.code, Inst: in})
	g.OpRI(asm.Cmp, asm.AX, 1)
	g.Jcc(asm.E, to.ended)
	g.Jmp(to.reload)
	g.Bind(thrown)
	g.passThrow(in)
	g.Bind(finished)
	g.Jmp(to.ended)
}

// callNext does the call of %GeneratorPrototype%.next in the frame at base, if it is one, of a generator that is
// suspended in machine code, and goes to done with the result in AX. What else it meets goes on; everything is in
// the frame.
func (g *gen) callNext(in *ir.Inst, base int32, done asm.Label) {
	method := g.code.Record.Realm.Intrinsic(object.GeneratorNext).Value()
	shape := g.code.Record.Realm.IterResultShape()
	argc := in.Call().Argc
	g.code.Keep(method)
	other := g.NewLabel()
	g.MovImm(asm.AX, uint64(method))
	g.OpRM(asm.Cmp, asm.AX, asm.At(frameReg, base+lower.CalleeOffset))
	g.Jcc(asm.NE, other)
	g.Load(asm.DX, asm.At(frameReg, base+lower.ThisOffset))
	g.addressOf(asm.DX, ir.Any, other)
	g.OpMI8(asm.Cmp, asm.At(asm.DX, lower.ClassOffset), int8(heap.ClassGenerator))
	g.Jcc(asm.NE, other)
	// The frame of the call stays below that of the generator, where stack traces find it.
	call := base / 8
	r := resumption{in: in, iter: call + stack.This, above: base + (stack.Header+argc)*8, caller: call}
	thrown, finished, whole := g.resumeGenerator(&r, func() {
		g.MovImm(asm.AX, uint64(heap.Undefined))
		g.Store(asm.At(frameReg, base+lower.NewTargetOffset), asm.AX)
		g.linkFrame(base, argc, stack.TierHost|stack.LinkEntry)
		g.MovImm(asm.AX, uint64(heap.Undefined))
		if argc > 0 {
			g.Load(asm.AX, asm.At(frameReg, base+lower.ArgsOffset))
		}
	}, other)
	result, made, slow := g.NewLabel(), g.NewLabel(), g.NewLabel()
	g.MovImm(asm.R9, uint64(heap.False))
	g.Bind(result)
	g.MovRR(asm.R8, asm.AX)
	g.bumpObject(shape, 0, slow)
	g.Store(asm.At(asm.AX, int32(lower.ResultValue)), asm.R8)
	g.Store(asm.At(asm.AX, int32(lower.ResultDone)), asm.R9)
	g.OpRR(asm.Or, asm.AX, objectTag)
	g.Bind(made)
	g.Bind(whole)
	g.Jmp(done)
	g.later(func() {
		g.Bind(finished)
		g.MovImm(asm.R9, uint64(heap.True))
		g.Jmp(result)
		g.Bind(slow)
		g.MovRR(asm.AX, asm.R8)
		g.Store(ctxAt(unsafe.Offsetof(lower.Context{}.Scratch)), asm.R9)
		g.exitTo(lower.Exit{Kind: lower.ExitResult, PC: in.PC, Code: g.code, Inst: in})
		g.Jmp(made)
		g.Bind(thrown)
		g.passThrow(in)
	})
	g.Bind(other)
}

// emitDelegate does a step of yield*. Where the inner iterator is a generator that is suspended in machine code,
// that is resumed here, and what it yields goes on to who has resumed this one.
func (g *gen) emitDelegate(in *ir.Inst) {
	d := in.Delegate()
	iter, next := d.Registers[bytecode.DelegateIter], d.Registers[bytecode.DelegateNext]
	state, value, mode := d.Registers[bytecode.DelegateState], d.Registers[bytecode.DelegateValue], d.Registers[bytecode.DelegateMode]
	g.flush(g.live)
	g.dropAll()
	b := g.block
	slow, done := g.NewLabel(), g.NewLabel()
	if !g.code.Record.Definition().IsAsync {
		method := g.code.Record.Realm.Intrinsic(object.GeneratorNext).Value()
		g.code.Keep(method)
		g.OpMI32(asm.Cmp, slotOf(state), object.DelegateReceive)
		g.Jcc(asm.NE, slow)
		g.OpMI32(asm.Cmp, slotOf(mode), int32(object.ResumeNext))
		g.Jcc(asm.NE, slow)
		g.MovImm(asm.AX, uint64(method))
		g.OpRM(asm.Cmp, asm.AX, slotOf(next))
		g.Jcc(asm.NE, slow)
		g.Load(asm.DX, slotOf(iter))
		g.addressOf(asm.DX, ir.Any, slow)
		g.OpMI8(asm.Cmp, asm.At(asm.DX, lower.ClassOffset), int8(heap.ClassGenerator))
		g.Jcc(asm.NE, slow)
		// A chain of yield* takes no turn of a loop: what it takes counts as in other tiers, see heap.Work.
		g.MovImm(asm.AX, uint64(uintptr(unsafe.Pointer(g.m.Runtime.Heap.Worked()))))
		g.OpMI(asm.Add, asm.At(asm.AX, 0), int32(object.ResumeWork+g.code.Words))
		g.OpMI(asm.Cmp, asm.At(asm.AX, 0), heap.WorkSlice)
		g.Jcc(asm.GE, slow)
		r := resumption{in: in, iter: iter, above: int32(g.code.Words) * 8}
		thrown, finished, whole := g.resumeGenerator(&r, func() { g.Load(asm.AX, slotOf(value)) }, slow)
		g.Store(slotOf(value), asm.AX)
		g.setPos(in.PC)
		g.StoreImm32(ctxAt(unsafe.Offsetof(lower.Context{}.Why)), int32(object.Yielded))
		g.Ret()
		g.Bind(thrown)
		g.passThrow(in)
		g.Bind(whole)
		// The instruction goes on as if next had been called.
		g.Store(slotOf(value), asm.AX)
		g.StoreImm32(slotOf(state), object.DelegateResult)
		g.Jmp(slow)
		g.Bind(finished)
		g.Store(slotOf(value), asm.AX)
		g.Jmp(done)
	}
	g.Bind(slow)
	g.exitTo(lower.Exit{Kind: lower.ExitDelegate, PC: in.PC, Code: g.code, Inst: in})
	suspend := g.NewLabel()
	g.OpRI(asm.Cmp, asm.AX, lower.DelegatedSuspend)
	g.Jcc(asm.E, suspend)
	g.OpRI(asm.Cmp, asm.AX, lower.DelegatedDone)
	g.Jcc(asm.E, done)
	g.u.Transfer(in, g.types)
	g.emitEdge(b, d.Return)
	g.Jmp(g.labels[d.Return])
	g.Bind(suspend)
	g.Load(asm.AX, ctxAt(unsafe.Offsetof(lower.Context{}.Result)))
	g.Load(asm.CX, ctxAt(unsafe.Offsetof(lower.Context{}.Scratch)))
	g.Store(ctxAt(unsafe.Offsetof(lower.Context{}.Why)), asm.CX)
	g.Ret()
	g.Bind(done)
	g.emitEdge(b, d.Done)
	g.Jmp(g.labels[d.Done])
}

// resumption is where machine code resumes a generator: in which register of the frame that is, where its
// frame goes, in bytes from the frame of the code, and where the frame is, in words, that is its caller there.
type resumption struct {
	in     *ir.Inst
	iter   ir.Operand
	above  int32
	caller int32
}

// resumeGenerator resumes the generator of r if it stands at its start or at a yield of a function with machine
// code: its frame goes above the registers of this one, and comes back from there when it yields. That there is
// machine code, and that it is as good as now, is what the table of resumptions says. It goes on with what
// the generator yields in AX; at the label whole where that is an iterator result object to be passed on; at the label
// finished with what it returns, and at thrown; both say so of the generator. begin fills the frame of the call and puts what is delivered into AX; it loses nothing but AX. Where
// nothing was done, it goes to declined. All cached registers are lost, everything is in the frame.
func (g *gen) resumeGenerator(r *resumption, begin func(), declined asm.Label) (thrown, finished, whole asm.Label) {
	in := r.in
	g.Load(asm.DX, slotOf(r.iter))
	g.strip(asm.DX)
	g.Load(asm.CX, asm.At(asm.DX, lower.GeneratorState))
	g.MovImm(asm.AX, uint64(lower.GeneratorIn(object.GenSuspendedStart)))
	g.OpRR(asm.Sub, asm.CX, asm.AX)
	g.OpRI(asm.Cmp, asm.CX, int32(object.GenSuspendedYield))
	g.Jcc(asm.A, declined)
	g.Load(asm.SI, asm.At(asm.DX, lower.GeneratorFrame))
	g.strip(asm.SI)
	g.expectKind(asm.SI, heap.KindGenState)
	g.Load(asm.DX, asm.At(asm.SI, lower.SavedFirst+lower.CalleeOffset))
	g.strip(asm.DX)
	g.expectClass(asm.DX, heap.ClassFunction)
	g.Load32(asm.AX, asm.At(asm.DX, lower.FunctionCode))
	g.OpRR(asm.Add, asm.AX, asm.AX)
	g.Load(asm.R8, ctxAt(unsafe.Offsetof(lower.Context{}.Resumes)))
	g.Load(asm.CX, asm.AtIndex(asm.R8, asm.AX, 8, int32(unsafe.Offsetof(lower.Resume{}.Entry))))
	g.TestRR(asm.CX, asm.CX)
	g.Jcc(asm.E, declined)
	g.Load(asm.DX, asm.AtIndex(asm.R8, asm.AX, 8, int32(unsafe.Offsetof(lower.Resume{}.Bytes))))
	g.Lea(asm.DI, asm.At(frameReg, r.above))
	g.OpRR(asm.Add, asm.DX, asm.DI)
	g.OpRM(asm.Cmp, asm.DX, ctxAt(unsafe.Offsetof(lower.Context{}.Limit)))
	g.Jcc(asm.A, declined)
	g.copyWords(asm.SI, lower.SavedFirst, asm.DI, 0)
	g.linkAbove(r.above, r.caller, 0)
	g.generatorBecomes(r.iter, object.GenExecuting)
	g.setPos(in.PC)
	begin()
	g.Lea(frameReg, asm.At(frameReg, r.above))
	g.CallR(asm.CX)
	g.Lea(frameReg, asm.At(frameReg, -r.above))
	thrown, finished, whole = g.NewLabel(), g.NewLabel(), g.NewLabel()
	ended, failed, barrier, yielded := g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel()
	g.MovImm(asm.CX, uint64(lower.Thrown))
	g.OpRR(asm.Cmp, asm.AX, asm.CX)
	g.Jcc(asm.E, failed)
	g.OpMI32(asm.Cmp, ctxAt(unsafe.Offsetof(lower.Context{}.Why)), int32(object.Finished))
	g.Jcc(asm.E, ended)
	g.Load(asm.DX, slotOf(r.iter))
	g.strip(asm.DX)
	g.Load(asm.SI, asm.At(asm.DX, lower.GeneratorFrame))
	g.strip(asm.SI)
	g.TestMI8(asm.At(asm.SI, lower.BarrierByte), lower.BarrierMask)
	g.Jcc(asm.NE, barrier)
	g.Lea(asm.DI, asm.At(frameReg, r.above))
	g.copyWords(asm.DI, 0, asm.SI, lower.SavedFirst)
	g.generatorBecomes(r.iter, object.GenSuspendedYield)
	g.Bind(yielded)
	g.Load32(asm.CX, ctxAt(unsafe.Offsetof(lower.Context{}.Why)))
	g.StoreImm32(ctxAt(unsafe.Offsetof(lower.Context{}.Why)), int32(object.Finished))
	g.OpRI32(asm.Cmp, asm.CX, int32(object.YieldedResult))
	g.Jcc(asm.E, whole)
	iter, above := r.iter, r.above
	g.later(func() {
		g.Bind(barrier)
		g.m.Yields[g.exitTo(lower.Exit{Kind: lower.ExitYield, PC: in.PC, Code: g.code, Inst: in})] = lower.Yield{Generator: iter, Above: above / 8}
		g.Jmp(yielded)
		g.Bind(ended)
		g.generatorEnds(iter)
		g.Jmp(finished)
		g.Bind(failed)
		g.generatorEnds(iter)
		g.MovImm(asm.AX, uint64(lower.Thrown))
		g.Jmp(thrown)
	})
	return thrown, finished, whole
}

// copyWords copies as many words as the saved frame at SI has, from one place to another. DX and R8 are lost.
func (g *gen) copyWords(from asm.Reg, first int32, to asm.Reg, at int32) {
	again := g.NewLabel()
	g.Load(asm.DX, asm.At(asm.SI, lower.SavedWords))
	g.Bind(again)
	g.OpRI(asm.Sub, asm.DX, 1)
	g.Load(asm.R8, asm.AtIndex(from, asm.DX, 8, first))
	g.Store(asm.AtIndex(to, asm.DX, 8, at), asm.R8)
	g.Jcc(asm.NE, again)
}

// generatorBecomes sets the state of the generator in a register of the frame. DX and R8 are lost.
func (g *gen) generatorBecomes(r ir.Operand, s object.GeneratorState) {
	g.Load(asm.DX, slotOf(r))
	g.strip(asm.DX)
	g.MovImm(asm.R8, uint64(lower.GeneratorIn(s)))
	g.Store(asm.At(asm.DX, lower.GeneratorState), asm.R8) // no pointer: no barrier
}

// generatorEnds says that the generator in a register of the frame has ended. DX and R8 are lost.
func (g *gen) generatorEnds(r ir.Operand) {
	g.generatorBecomes(r, object.GenCompleted)
	g.MovImm(asm.R8, uint64(heap.Undefined))
	g.Store(asm.At(asm.DX, lower.GeneratorFrame), asm.R8)
}
