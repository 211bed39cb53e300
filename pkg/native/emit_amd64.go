package native

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/heap"
	asm "github.com/kilnjs/kiln/pkg/native/amd64"
)

// gen emits the machine code of one unit.
type gen struct {
	asm.Assembler
	u      *unit
	e      *engine
	code   *compiled
	labels []asm.Label // by block

	loop    *loop // loop with pins of the block being emitted, or nil
	places  []place
	types   []mask
	live    bitset // before the operation being emitted
	after   bitset // after it
	ownerG  [16]operand
	ownerX  [16]operand
	locked  [16]bool
	lockedX [16]bool
	age     []int
	clock   int
	at      *inst
	delayed []func()

	handlers   map[int32]asm.Label // entries of handlers by instruction
	constructs asm.Label           // see emitConstructEntry; 0 without
	// Routines of the unit; 0 while not needed.
	appender     asm.Label          // see appendLabel
	sharedReads  asm.Label          // see readShared
	sharedWrites asm.Label          // see writeShared
	applier      asm.Label          // see applyLabel
	instances    asm.Label          // see findInstance
	checker      asm.Label          // see typeChecker
	alive        *bytecode.Liveness // what tier 1 reads: see checkEntry
}

// later queues code for the end of the unit, out of the way of the hot path.
func (g *gen) later(f func()) { g.delayed = append(g.delayed, f) }

func ctxAt(offset uintptr) asm.Mem { return asm.At(ctxReg, int32(offset)) }

// emitUnit emits all blocks. The entry stub comes first.
func (g *gen) emitUnit() {
	u := g.u
	g.labels = make([]asm.Label, len(u.blocks))
	for i := range g.labels {
		g.labels[i] = g.NewLabel()
	}
	g.places = make([]place, u.nregs)
	g.age = make([]int, u.nregs)
	g.emitEntry()
	for i := range u.blocks {
		if u.stop() {
			return
		}
		if u.blocks[i].typeIn != nil {
			g.emitBlock(int32(i))
		}
	}
	g.handlers = g.emitHandlers()
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
func (g *gen) enterBlock(b *block) {
	g.loop = nil
	if b.loop >= 0 && len(g.u.loops[b.loop].pins) > 0 {
		g.loop = g.u.loops[b.loop]
	}
	clear(g.places)
	for i := range g.ownerG {
		g.ownerG[i], g.ownerX[i] = noReg, noReg
	}
	if g.loop != nil {
		for _, p := range g.loop.pins {
			g.places[p.r] = place{kind: p.kind, reg: p.reg, dirty: p.set}
			if p.kind == isDouble {
				g.ownerX[p.reg] = p.r
			} else {
				g.ownerG[p.reg] = p.r
			}
		}
	}
	g.types = append(g.types[:0], b.typeIn...)
}

func (g *gen) emitBlock(i int32) {
	b := g.u.blocks[i]
	g.Bind(g.labels[i])
	g.enterBlock(b)
	lives := g.livePoints(b)
	g.checkEntry(b)
	for j := range b.insts {
		in := &b.insts[j]
		g.at, g.live, g.after = in, lives[j], lives[j+1]
		g.checkOperands(in)
		g.emitInst(b, in)
		g.unlockAll()
		g.u.transfer(in, g.types)
		g.checkResult(in)
		g.dropDead()
	}
	if b.falls {
		g.live, g.after = lives[len(b.insts)], lives[len(b.insts)]
		to := b.succ[len(b.succ)-1]
		g.emitEdge(b, to)
		if !g.nextIs(i, to) {
			g.Jmp(g.labels[to])
		}
	}
}

// nextIs tells whether block to is emitted right after block i.
func (g *gen) nextIs(i, to int32) bool {
	for n := i + 1; n < int32(len(g.u.blocks)); n++ {
		if g.u.blocks[n].typeIn != nil {
			return n == to
		}
	}
	return false
}

// livePoints returns what is live before each operation and at the end.
func (g *gen) livePoints(b *block) []bitset {
	out := make([]bitset, len(b.insts)+1)
	out[len(b.insts)] = g.u.liveOut(b)
	for j := len(b.insts) - 1; j >= 0; j-- {
		live := append(bitset(nil), out[j+1]...)
		b.insts[j].step(live, g.u)
		out[j] = live
	}
	return out
}

// dropDead forgets places of registers that nobody reads any more.
func (g *gen) dropDead() {
	for r := range g.places {
		if g.places[r].kind != inMemory && !g.after.has(operand(r)) && g.pinned(operand(r)) == nil {
			g.forget(operand(r))
		}
	}
}

// edgeWork tells whether the edge needs code.
func (g *gen) edgeWork(from *block, to int32) bool {
	t := g.u.blocks[to]
	for r := range g.places {
		if g.places[r].dirty && t.liveIn.has(operand(r)) && (g.pinned(operand(r)) == nil || t.loop != from.loop) {
			return true
		}
	}
	return t.loop != from.loop && t.loop >= 0 && len(g.u.loops[t.loop].pins) > 0
}

// emitEdge brings the state at the end of a block to what the target expects.
// It does not change the generator's own picture of the places.
func (g *gen) emitEdge(from *block, to int32) {
	t := g.u.blocks[to]
	for r := range g.places {
		if p := g.places[r]; p.dirty && t.liveIn.has(operand(r)) && (g.pinned(operand(r)) == nil || t.loop != from.loop) {
			g.store(saved{operand(r), p})
		}
	}
	if t.loop != from.loop && t.loop >= 0 {
		g.loadPins(g.u.loops[t.loop], t, g.u.leaving(from, t, g.types))
	}
}

// loadPins fills the pins on entry to a loop. Everything is in memory. What is
// not of the expected type leaves to tier 1 at the header.
func (g *gen) loadPins(l *loop, header *block, types []mask) {
	var out asm.Label
	made := false
	fail := func() asm.Label {
		if !made {
			made = true
			out = g.NewLabel()
			pc := header.pc
			g.later(func() {
				g.Bind(out)
				g.exitTo(exitInfo{kind: exitDeopt, header: true, pc: pc, code: g.code})
			})
		}
		return out
	}
	for _, p := range l.pins {
		switch p.kind {
		case isDouble:
			g.Load(asm.AX, slotOf(p.r))
			g.unboxNumber(asm.XReg(p.reg), asm.AX, types[p.r], fail)
			if types[p.r] != tDouble {
				// From now on the frame may be read as a double again.
				g.StoreSD(slotOf(p.r), asm.XReg(p.reg))
			}
		case isInt:
			if types[p.r] != tInt {
				g.OpMI32(asm.Cmp, upperOf(p.r), intUpper)
				g.Jcc(asm.NE, fail())
			}
			g.Load32(asm.Reg(p.reg), slotOf(p.r))
		case isBoxed:
			g.Load(asm.Reg(p.reg), slotOf(p.r))
			if known := types[p.r]; p.object && known != tObject && known&tObject != 0 {
				g.MovRR(asm.AX, asm.Reg(p.reg))
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
	l := g.NewLabel()
	dirty := g.dirtyLive(g.live)
	pc := g.at.pc
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
	g.exitTo(exitInfo{kind: exitDeopt, pc: pc, code: g.code})
}

// exitTo leaves to Go with the exit registered; control comes back at the next
// instruction, with AX as Go set it, and all other registers lost but BX, R12 and the tags.
func (g *gen) exitTo(x exitInfo) (id int) {
	id = g.e.addExit(x)
	g.MovImm(asm.CX, uint64(id))
	g.CallM(ctxAt(unsafe.Offsetof(Context{}.leave)))
	return id
}

// service emits a call of Go that does the operation, out of line. The result is
// in AX where the hot path goes on at done.
func (g *gen) service(kind exitKind, entry, done asm.Label, result operand) {
	dirty := g.dirtyLive(g.live)
	keep := g.atHand(g.after)
	in := g.at
	g.later(func() {
		g.Bind(entry)
		for _, s := range dirty {
			g.store(s)
		}
		g.exitTo(exitInfo{kind: kind, pc: in.pc, code: g.code, inst: in})
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
func (g *gen) inlineService(kind exitKind, dst operand) {
	g.flush(g.live)
	g.exitTo(exitInfo{kind: kind, pc: g.at.pc, code: g.code, inst: g.at})
	g.afterGo(dst)
}

// afterGo restores the pins after machine registers were lost, and takes AX as dst.
func (g *gen) afterGo(dst operand) {
	g.dropAll()
	if g.loop != nil {
		for _, p := range g.loop.pins {
			if p.r != dst {
				g.load(saved{p.r, place{kind: p.kind, reg: p.reg}})
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
	pc := g.at.pc
	g.later(func() {
		g.Bind(entry)
		for _, s := range dirty {
			g.store(s)
		}
		g.exitTo(exitInfo{kind: exitPoll, pc: pc, code: g.code})
		for _, s := range keep {
			g.load(s)
		}
		g.Jmp(done)
	})
}

// setPos records where the frame is, for stack traces and for handlers.
func (g *gen) setPos(pc int32) {
	g.StoreImm32(asm.At(frameReg, posOffset), pc)
}
