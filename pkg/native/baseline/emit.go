package baseline

import (
	"slices"
	"unsafe"

	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
)

// Exits that do what tier 1 does at the instruction.
const (
	exitGetMember = lower.ExitOp
	exitSetMember = lower.ExitOp
	exitGetElem   = lower.ExitOp
	exitSetElem   = lower.ExitOp
	exitSetEnv    = lower.ExitOp
)

// gen emits the machine code of one unit.
type gen struct {
	asm.Assembler
	u      *ir.Unit
	m      *lower.Machine
	code   *lower.Code
	labels []asm.Label // by block

	loop    *ir.Loop // loop with pins of the block being emitted, or nil
	places  []place
	types   []ir.Mask
	live    ir.Bitset // before the operation being emitted
	after   ir.Bitset // after it
	ownerG  [asm.NumRegs]ir.Operand
	ownerX  [asm.NumRegs]ir.Operand
	locked  [asm.NumRegs]bool
	lockedX [asm.NumRegs]bool
	age     []int
	clock   int
	at      *ir.Inst
	block   *ir.Block // the block being emitted
	delayed []func()
	marks   []lower.Mark
	cold    bool // the hot paths are done

	saved      []lower.Saved       // of what a graph does, for who catches what that throws
	leaving    failure             // where an operation of a graph leaves, nil: see fail
	handlers   map[int32]asm.Label // entries of handlers by instruction
	constructs asm.Label           // see emitConstructEntry; 0 without
	resumes    asm.Label           // see emitResumptions; 0 without
	// Routines of the unit; 0 while not needed.
	appender     asm.Label          // see appendLabel
	plainArray   asm.Label          // see plainLabel
	sharedReads  asm.Label          // see readShared
	sharedWrites asm.Label          // see writeShared
	applier      asm.Label          // see applyLabel
	spreader     asm.Label          // see spreadLabel
	unwrapper    asm.Label          // see boundLabel
	instances    asm.Label          // see findInstance
	sameTexts    asm.Label          // see sameBytes
	orderTexts   asm.Label          // see orderBytes
	joiner       asm.Label          // see joinTexts
	digitTexts   asm.Label          // see digits
	digitsValue  asm.Label          // see valueOfDigits
	textHash     asm.Label          // see hashText
	textKey      asm.Label          // see keyOfText
	caseText     asm.Label          // see sameCase
	findInMap    asm.Label          // see findEntry
	findInSet    asm.Label          // likewise
	checker      asm.Label          // see typeChecker
	alive        *bytecode.Liveness // what tier 1 reads: see checkEntry
	frame        *lower.Inlined     // of the function that the code is of, if that is inlined
	shifted      bool               // the frame register has that frame, not the one of the code: see shift
}

// later queues code for the end of the unit, out of the way of the hot path. What it asks
// about types is answered as it would be now.
func (g *gen) later(f func()) {
	if g.m.Listings {
		f = g.marked(f)
	}
	u, types, labels, saved, leaving, frame, shifted := g.u, slices.Clone(g.types), g.labels, g.saved, g.leaving, g.frame, g.shifted
	g.delayed = append(g.delayed, func() {
		g.u, g.types, g.labels, g.saved, g.leaving, g.frame, g.shifted = u, types, labels, saved, leaving, frame, shifted
		f()
		g.saved, g.leaving = nil, nil
	})
}

// marked makes the code of f one that belongs to the operation that is emitted now.
func (g *gen) marked(f func()) func() {
	at := g.at
	return func() {
		g.cold = true
		g.mark(at, "")
		f()
	}
}

// mark notes what the code from here on comes from, if somebody will look at it.
func (g *gen) mark(in *ir.Inst, what string) {
	if g.m.Listings {
		pc := int32(-1)
		if in != nil {
			pc = in.PC
		}
		g.marks = append(g.marks, lower.Mark{Offset: g.Len(), Inst: in, Frame: g.frame, PC: pc, What: what, Cold: g.cold})
	}
}

func ctxAt(offset uintptr) asm.Mem { return asm.At(ctxReg, int32(offset)) }

// emitUnit emits all blocks. The entry stub comes first.
func (g *gen) emitUnit() {
	u := g.u
	g.labels = make([]asm.Label, len(u.Blocks))
	for i := range g.labels {
		g.labels[i] = g.NewLabel()
	}
	g.places = make([]place, u.Registers)
	g.age = make([]int, u.Registers)
	g.mark(nil, "entry")
	g.emitEntry()
	for i := range u.Blocks {
		if u.Stop() {
			return
		}
		if u.Blocks[i].TypeIn != nil {
			g.emitBlock(int32(i))
		}
	}
	g.mark(nil, "handlers")
	g.handlers = g.emitHandlers()
	g.emitResumptions()
	for len(g.delayed) > 0 {
		d := g.delayed
		g.delayed = nil
		for _, f := range d {
			f()
		}
	}
}

// enterBlock sets the state that holds at the start of every block: everything
// is in memory but the pins of its loop.
func (g *gen) enterBlock(b *ir.Block) {
	g.loop = nil
	if b.Loop >= 0 && len(g.u.Loops[b.Loop].Pins) > 0 {
		g.loop = g.u.Loops[b.Loop]
	}
	clear(g.places)
	for i := range g.ownerG {
		g.ownerG[i], g.ownerX[i] = ir.NoReg, ir.NoReg
	}
	if g.loop != nil {
		for _, p := range g.loop.Pins {
			reg := pinReg(&p)
			g.places[p.R] = place{kind: p.Form, reg: reg, dirty: p.Set}
			if p.Form == ir.Float64 {
				g.ownerX[reg] = p.R
			} else {
				g.ownerG[reg] = p.R
			}
		}
	}
	g.types = append(g.types[:0], b.TypeIn...)
}

func (g *gen) emitBlock(i int32) {
	b := g.u.Blocks[i]
	g.Bind(g.labels[i])
	g.block = b
	g.enterBlock(b)
	lives := g.livePoints(b)
	g.checkEntry(b)
	for j := range b.Insts {
		in := &b.Insts[j]
		g.at, g.live, g.after = in, lives[j], lives[j+1]
		g.mark(in, "")
		g.checkOperands(in)
		emitters[in.Op](g, in)
		g.unlockAll()
		g.u.Transfer(in, g.types)
		g.checkResult(in)
		g.dropDead()
	}
	if b.Falls {
		g.live, g.after = lives[len(b.Insts)], lives[len(b.Insts)]
		to := b.Succ[len(b.Succ)-1]
		g.mark(nil, "edge")
		g.emitEdge(b, to)
		if !g.nextIs(i, to) {
			g.Jmp(g.labels[to])
		}
	}
}

// nextIs tells whether block to is emitted right after block i.
func (g *gen) nextIs(i, to int32) bool {
	for n := i + 1; n < int32(len(g.u.Blocks)); n++ {
		if g.u.Blocks[n].TypeIn != nil {
			return n == to
		}
	}
	return false
}

// livePoints returns what is live before each operation and at the end.
func (g *gen) livePoints(b *ir.Block) []ir.Bitset {
	out := make([]ir.Bitset, len(b.Insts)+1)
	out[len(b.Insts)] = g.u.LiveOut(b)
	for j := len(b.Insts) - 1; j >= 0; j-- {
		live := append(ir.Bitset(nil), out[j+1]...)
		b.Insts[j].Step(live, g.u)
		out[j] = live
	}
	return out
}

// dropDead forgets places of registers that nobody reads any more.
func (g *gen) dropDead() {
	for r := range g.places {
		if g.places[r].kind != ir.InMemory && !g.after.Has(ir.Operand(r)) && g.pinned(ir.Operand(r)) == nil {
			g.forget(ir.Operand(r))
		}
	}
}

// edgeWork tells whether the edge needs code.
func (g *gen) edgeWork(from *ir.Block, to int32) bool {
	t := g.u.Blocks[to]
	for r := range g.places {
		if g.places[r].dirty && t.LiveIn.Has(ir.Operand(r)) && (g.pinned(ir.Operand(r)) == nil || t.Loop != from.Loop) {
			return true
		}
	}
	return t.Loop != from.Loop && t.Loop >= 0 && len(g.u.Loops[t.Loop].Pins) > 0
}

// emitEdge brings the state at the end of a block to what the target expects.
// It does not change the generator's own picture of the places.
func (g *gen) emitEdge(from *ir.Block, to int32) {
	t := g.u.Blocks[to]
	for r := range g.places {
		if p := g.places[r]; p.dirty && t.LiveIn.Has(ir.Operand(r)) && (g.pinned(ir.Operand(r)) == nil || t.Loop != from.Loop) {
			g.store(saved{ir.Operand(r), p})
		}
	}
	if t.Loop != from.Loop && t.Loop >= 0 {
		g.loadPins(g.u.Loops[t.Loop], t, g.u.Leaving(from, t, g.types))
	}
}

// loadPins fills the pins on entry to a loop. Everything is in memory. What is
// not of the expected type leaves to tier 1 at the header.
func (g *gen) loadPins(l *ir.Loop, header *ir.Block, types []ir.Mask) {
	var out asm.Label
	made := false
	fail := func() asm.Label {
		if !made {
			made = true
			out = g.NewLabel()
			pc := header.PC
			g.later(func() {
				g.Bind(out)
				g.exitTo(lower.Exit{Kind: lower.ExitDeopt, Header: true, PC: pc, Code: g.code})
			})
		}
		return out
	}
	for _, p := range l.Pins {
		switch p.Form {
		case ir.Float64:
			g.Load(asm.AX, slotOf(p.R))
			g.unboxNumber(asm.XReg(pinReg(&p)), asm.AX, types[p.R], fail)
			if types[p.R] != ir.Double {
				// From now on the frame may be read as a double again.
				g.StoreSD(slotOf(p.R), asm.XReg(pinReg(&p)))
			}
		case ir.Int32:
			if types[p.R] != ir.Int {
				g.OpMI32(asm.Cmp, upperOf(p.R), lower.IntUpper)
				g.Jcc(asm.NE, fail())
			}
			g.Load32(asm.Reg(pinReg(&p)), slotOf(p.R))
		case ir.Boxed:
			g.Load(asm.Reg(pinReg(&p)), slotOf(p.R))
			if known := types[p.R]; p.Object && known != ir.Object && known&ir.Object != 0 {
				g.MovRR(asm.AX, asm.Reg(pinReg(&p)))
				g.ShiftRI(asm.Shr, asm.AX, 48)
				g.OpRI32(asm.Cmp, asm.AX, heap.TagObject)
				g.Jcc(asm.NE, fail())
			}
		}
	}
}

// fail returns a label that writes the state as it is now and goes on in tier 1
// at the current operation.
func (g *gen) fail() asm.Label {
	if g.leaving != nil {
		return g.leaving()
	}
	l := g.NewLabel()
	dirty := g.dirtyLive(g.live)
	pc := g.at.PC
	g.later(func() {
		g.Bind(l)
		g.leaveUnit(pc, dirty)
	})
	return l
}

// leaveUnit ends the activation in machine code: tier 1 goes on at pc.
func (g *gen) leaveUnit(pc int32, dirty []saved) {
	for _, s := range dirty {
		g.store(s)
	}
	g.exitTo(lower.Exit{Kind: lower.ExitDeopt, PC: pc, Code: g.code})
}

// exitTo leaves to Go with the exit registered; control comes back at the next
// instruction, with AX as Go set it, and all other registers lost but BX, R12 and the tags.
func (g *gen) exitTo(x lower.Exit) (id int) {
	x.Frame, x.Shifted = g.frame, g.shifted
	if x.Saved == nil {
		x.Saved = g.saved
	}
	id = g.m.AddExit(x)
	g.mark(x.Inst, lower.ExitNames[x.Kind])
	g.MovImm(asm.CX, uint64(id))
	g.CallM(ctxAt(unsafe.Offsetof(lower.Context{}.Leave)))
	return id
}

// service emits a call of Go that does the operation, out of line. The result is
// in AX where the hot path goes on at done.
func (g *gen) service(kind lower.ExitKind, entry, done asm.Label, result ir.Operand) {
	dirty := g.dirtyLive(g.live)
	keep := g.atHand(g.after)
	in := g.at
	g.later(func() {
		g.Bind(entry)
		for _, s := range dirty {
			g.store(s)
		}
		g.exitTo(lower.Exit{Kind: kind, PC: in.PC, Code: g.code, Inst: in})
		for _, s := range keep {
			if s.r != result {
				g.load(s)
			}
		}
		g.Jmp(done)
	})
}

// inlineService does an operation in Go on the main path: everything is written
// before and forgotten after.
func (g *gen) inlineService(kind lower.ExitKind, dst ir.Operand) {
	g.flush(g.live)
	g.exitTo(lower.Exit{Kind: kind, PC: g.at.PC, Code: g.code, Inst: g.at})
	g.afterGo(dst)
}

// afterGo restores the pins after machine registers were lost, and takes AX as dst.
func (g *gen) afterGo(dst ir.Operand) {
	g.dropAll()
	if g.loop != nil {
		for _, p := range g.loop.Pins {
			if p.R != dst {
				g.load(saved{p.R, place{kind: p.Form, reg: pinReg(&p)}})
			}
		}
	}
	if dst >= 0 {
		g.setBoxed(dst, asm.AX)
	}
}

// countBudget counts one turn or call; at zero Go looks around.
func (g *gen) countBudget() {
	entry, done := g.NewLabel(), g.NewLabel()
	g.OpMI(asm.Sub, asm.At(budgetReg, 0), 1)
	g.Jcc(asm.LE, entry)
	g.Bind(done)
	dirty := g.dirtyLive(g.live)
	keep := g.atHand(g.live)
	pc := g.at.PC
	g.later(func() {
		g.Bind(entry)
		for _, s := range dirty {
			g.store(s)
		}
		g.exitTo(lower.Exit{Kind: lower.ExitPoll, PC: pc, Code: g.code})
		for _, s := range keep {
			g.load(s)
		}
		g.Jmp(done)
	})
}

// setPos records where the frame is, for stack traces and for handlers.
func (g *gen) setPos(pc int32) {
	g.StoreImm32(asm.At(frameReg, int32(g.offset())*8+lower.PosOffset), pc)
}

// function is the function that the code is of.
func (g *gen) function() *bytecode.Function {
	if g.frame != nil {
		return g.frame.Function
	}
	return g.code.Function
}

// offset is the word, counted from where the frame register is, at which the frame begins of
// the function that the code is of.
func (g *gen) offset() int {
	if g.shifted {
		return 0
	}
	return g.frame.Offset()
}

// shift moves the frame register to the frame of the inlined function that the code is of, so that
// what is written for units finds its registers. Exits are marked (lower.Exit.Shifted); whatever
// ends the frame of the code moves it back before.
func (g *gen) shift() {
	if g.frame != nil && !g.shifted {
		g.shifted = true
		g.Lea(frameReg, asm.At(frameReg, int32(g.frame.Offset())*8))
	}
}

// unshift moves the frame register back to the frame of the code.
func (g *gen) unshift() {
	if g.shifted {
		g.shifted = false
		g.Lea(frameReg, asm.At(frameReg, -int32(g.frame.Offset())*8))
	}
}
