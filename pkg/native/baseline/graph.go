package baseline

import (
	"fmt"
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/native/opt"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
)

// graphRegisters is how many machine registers the values of a graph may take: those that
// hold frame registers in code of a unit.
var graphRegisters = lower.Registers{General: len(cacheRegs), Vector: asm.EndX - firstCacheX}

// graphGen emits the machine code of a graph.
//
// The frame of such code is, from word 0 on: the registers of the bytecode, where values are
// put for tier 1 and for Go; the slots of the allocation; a word for each machine register,
// where it is saved while Go works beside the hot path; the frames of inlined functions, each
// behind that of its caller, because what Go does in a frame may use all that is behind it. The
// frames of callees begin behind.
type graphGen struct {
	gen
	graph   *opt.Graph
	alloc   *opt.Allocation
	blocks  []asm.Label        // by block, of where it leads
	way     []*opt.Block       // by block, the first one on the way from it that has code: itself, or what an empty one leads to
	next    []*opt.Block       // by block, the one whose code is behind its own
	v       *opt.Value         // being emitted
	out     asm.Label          // where v leaves; 0 while it does not
	inst    *ir.Inst           // what Go does beside the hot path, if not that of v
	virtual []lower.Virtual    // what Go makes beside the hot path for v
	counted map[*opt.Loop]bool // see graph_budget.go
	lost    bool               // machine registers have been lost: values are in the frame
}

// GenerateGraph makes the machine code of a graph; c.Unit is the graph's. It sets how many
// words the frame has.
func GenerateGraph(m *lower.Machine, c *lower.Code, graph *opt.Graph) (lower.Text, error) {
	g := &graphGen{gen: gen{u: c.Unit, m: m, code: c}, graph: graph, alloc: opt.Allocate(graph, graphRegisters)}
	c.Graph = true
	kept := g.virtualFrom() + virtualWords(graph)
	graph.Relocate(kept)
	c.Words = graph.Words
	for _, l := range c.Unit.Loops {
		l.Pins = nil
	}
	graph.All(func(v *opt.Value) {
		if v.Op == opt.OpCall || v.Op == opt.OpConstruct || v.Op == opt.OpAppend || v.Op == opt.OpByUnit {
			c.Unit.Above = max(c.Unit.Above, stack.Header+len(v.Args))
		}
	})
	if g.emitGraph(); c.Unit.Late {
		return lower.Text{}, nil
	}
	bytes, err := g.Finish()
	if err != nil {
		return lower.Text{}, err
	}
	for i := range g.marks {
		g.marks[i].Offset = g.Moved(g.marks[i].Offset)
	}
	t := lower.Text{Bytes: bytes, Handlers: map[int32]int{}, Marks: g.marks}
	if c.Record.Kind == object.KindBase && c.Entry == 0 {
		t.Construct = g.Offset(g.constructs)
	}
	return t, nil
}

func (g *graphGen) emitGraph() {
	g.blocks = make([]asm.Label, len(g.graph.Blocks))
	for i := range g.blocks {
		g.blocks[i] = g.NewLabel()
	}
	entry := g.u.Blocks[g.u.Entry]
	g.mark(nil, "entry")
	g.Begin()
	g.at = &ir.Inst{PC: entry.PC, Handler: -1}
	if entry.PC == 0 {
		// The prologue makes room for the whole frame, and for the header of a callee's.
		registers := g.u.Registers
		g.u.Registers = g.code.Words
		g.emitPrologue()
		g.u.Registers = registers
		if g.code.Record.Kind == object.KindBase {
			begin := g.NewLabel()
			g.Bind(begin)
			g.later(func() {
				g.u.Registers = g.code.Words
				g.emitConstructEntry(begin)
				g.u.Registers = registers
			})
		}
	}
	g.findCounted()
	g.layOut()
	for i, b := range g.graph.Blocks {
		if g.u.Stop() {
			return
		}
		if g.way[i] != b {
			continue
		}
		g.Bind(g.blocks[i])
		for _, v := range b.Values {
			g.v, g.out = v, 0
			g.frame, _ = g.position()
			g.markValue()
			g.emitValue(b, v)
		}
	}
	for len(g.delayed) > 0 {
		d := g.delayed
		g.delayed = nil
		for _, f := range d {
			f()
		}
	}
}

// layOut finds the blocks that are nothing but a jump without work: who goes there goes on
// to their successor.
func (g *graphGen) layOut() {
	blocks := g.graph.Blocks
	g.way, g.next = make([]*opt.Block, len(blocks)), make([]*opt.Block, len(blocks))
	var last *opt.Block
	for i, b := range slices.Backward(blocks) {
		g.way[i], g.next[i] = b, last
		if len(b.Values) != 1 || b.Values[0].Op != opt.OpJump || !g.idle(b) {
			last = b
			continue
		}
		if to := b.Succ[0]; !b.IsBack(to) {
			g.way[i] = g.way[to.ID]
		} else if len(to.Values) > 1 {
			g.way[i] = to
		} else {
			last = b
			continue
		}
		g.blocks[i] = g.blocks[g.way[i].ID]
	}
}

// idle tells that the jump at the end of b moves nothing.
func (g *graphGen) idle(b *opt.Block) bool {
	to, at := b.Succ[0], b.Values[0]
	n := slices.Index(to.Pred, b)
	return len(g.alloc.Reloads(b)) == 0 && !g.crosses(b) && !slices.ContainsFunc(to.Phis, func(phi *opt.Value) bool {
		if opt.Virtual(phi) {
			return false
		}
		if _, ok := g.alloc.Slot(phi); ok {
			return true
		}
		into, _ := g.alloc.Result(phi)
		from, ok := g.alloc.Reg(phi.Args[n], at)
		return !ok || from != into
	})
}

// markValue notes that the code from here on is of v, if somebody will look at it.
func (g *graphGen) markValue() {
	if g.m.Listings {
		g.marks = append(g.marks, lower.Mark{Offset: g.Len(), Inst: g.v.In, Frame: g.v.Frame, PC: g.v.PC, What: g.v.Op.String(), Cold: g.cold})
	}
}

// position is where v is for who looks at the call stack: its frame, and the instruction there.
func (g *graphGen) position() (f *lower.Inlined, pc int32) {
	f, pc = g.v.Frame, g.v.PC
	for f != nil && !f.Shown {
		f, pc = f.Caller, f.PC
	}
	return f, pc
}

// aside queues code for the end of the graph, which is about the same value.
func (g *graphGen) aside(f func()) {
	v, out := g.v, g.out
	g.later(func() {
		g.v, g.out = v, out
		f()
	})
}

func homeOf(r ir.Operand) asm.Mem { return asm.At(frameReg, r*8) }

func (g *graphGen) slotAt(slot int32) asm.Mem {
	return asm.At(frameReg, (int32(g.code.Unit.Registers)+slot)*8)
}

// saveAt is where machine register n of the allocation is saved.
func (g *graphGen) saveAt(v *opt.Value, n int8) asm.Mem {
	at := int32(g.code.Unit.Registers+g.alloc.Slots) + int32(n)
	if v.Rep == opt.Float64 {
		at += int32(graphRegisters.General)
	}
	return asm.At(frameReg, at*8)
}

func generalReg(n int8) asm.Reg { return cacheRegs[n] }
func vectorReg(n int8) asm.XReg { return asm.XReg(firstCacheX + n) }

// tagOf is the tag of a cell whose address is a value of the form.
func tagOf(r opt.Rep) uint64 {
	if r == opt.Object {
		return heap.TagObject << 48
	}
	return heap.TagCell << 48
}

// regOf is the machine register that has a value where v reads it.
func (g *graphGen) regOf(x *opt.Value) (reg int8, ok bool) {
	if g.lost {
		return -1, false
	}
	return g.alloc.Reg(x, g.v)
}

// general brings a value into a general register: its own, or scratch, as the operation v
// reads it.
func (g *graphGen) general(x *opt.Value, scratch asm.Reg) asm.Reg {
	if reg, ok := g.regOf(x); ok {
		return generalReg(reg)
	}
	g.generalTo(x, scratch)
	return scratch
}

// generalTo puts a value into a general register of the emitter's.
func (g *graphGen) generalTo(x *opt.Value, to asm.Reg) {
	if x.Op == opt.OpConst {
		bits := x.Bits
		if x.Rep == opt.Object {
			g.code.Keep(heap.Value(bits))
			bits &= heap.AddressMask
		} else if x.Rep == opt.Tagged && heap.Value(bits).IsCellPointer() {
			g.code.Keep(heap.Value(bits))
		}
		g.MovImm(to, bits)
		return
	}
	if reg, ok := g.regOf(x); ok {
		if r := generalReg(reg); r != to {
			g.MovRR(to, r)
		}
		return
	}
	g.Load(to, g.memory(x))
	if x.Rep == opt.Object {
		g.strip(to)
	}
}

// memory is where the frame has a value.
func (g *graphGen) memory(x *opt.Value) asm.Mem {
	if r, ok := g.alloc.Home(x); ok {
		return homeOf(r)
	}
	slot, ok := g.alloc.Slot(x)
	if !ok {
		panic(fmt.Sprintf("baseline: value %d (%s) is nowhere for %d (%s)", x.ID, x.Op, g.v.ID, g.v.Op))
	}
	return g.slotAt(slot)
}

// vector brings a double into a vector register: its own, or scratch. AX is lost.
func (g *graphGen) vector(x *opt.Value, scratch asm.XReg) asm.XReg {
	if f, ok := x.Float(); ok {
		g.loadDoubleConst(scratch, f)
		return scratch
	}
	if reg, ok := g.regOf(x); ok {
		return vectorReg(reg)
	}
	g.LoadSD(scratch, g.memory(x))
	return scratch
}

// target is the register that v is made in; scratch where it has none.
func (g *graphGen) target(scratch asm.Reg) asm.Reg {
	if reg, ok := g.alloc.Result(g.v); ok {
		return generalReg(reg)
	}
	return scratch
}

// vectorTarget is the vector register that v is made in; the first scratch register where it has none.
func (g *graphGen) vectorTarget() asm.XReg {
	if reg, ok := g.alloc.Result(g.v); ok {
		return vectorReg(reg)
	}
	return 0
}

// done makes what is in a general register the result of v.
func (g *graphGen) done(r asm.Reg) { g.doneOf(g.v, r) }

func (g *graphGen) doneOf(v *opt.Value, r asm.Reg) {
	if reg, ok := g.alloc.Result(v); ok && generalReg(reg) != r {
		g.MovRR(generalReg(reg), r)
	}
	if slot, ok := g.alloc.Slot(v); ok {
		g.storeWord(g.slotAt(slot), v.Rep, r)
	}
}

// storeWord writes a value of a form into the frame, in the form of slots. AX is lost where it
// is the address of an object.
func (g *graphGen) storeWord(m asm.Mem, rep opt.Rep, r asm.Reg) {
	if rep == opt.Object {
		if r != asm.AX {
			g.MovRR(asm.AX, r)
		}
		g.OpRR(asm.Or, asm.AX, objectTag)
		g.Store(m, asm.AX)
		return
	}
	g.Store(m, r)
}

// doneVector makes what is in a vector register the result of v.
func (g *graphGen) doneVector(x asm.XReg) {
	if reg, ok := g.alloc.Result(g.v); ok && vectorReg(reg) != x {
		g.MovXX(vectorReg(reg), x)
	}
	if slot, ok := g.alloc.Slot(g.v); ok {
		g.StoreSD(g.slotAt(slot), x)
	}
}

// leave is the label where v leaves: tier 1 goes on at its state.
func (g *graphGen) leave() asm.Label {
	if g.out != 0 {
		return g.out
	}
	g.out = g.NewLabel()
	g.aside(func() {
		g.Bind(g.out)
		g.leaveNow(nil)
	})
	return g.out
}

// leaveNow puts the state of v into the registers of the bytecode and leaves: because of the operation in, which
// tier 1 does; nil where a guard fails.
func (g *graphGen) leaveNow(in *ir.Inst) {
	s := g.v.State
	if g.counts(g.v.Block) {
		g.putBudget(asm.AX)
		g.MovRR(budgetReg, asm.AX)
	}
	virtual := g.writeVirtual(s)
	g.writeState(s)
	g.frame = s.Frame
	g.exitTo(lower.Exit{Kind: lower.ExitDeopt, Header: s.Header, PC: s.PC, Code: g.code, Inst: in, Virtual: virtual})
}

// writeState puts the values of a state into the registers of the bytecode. All registers
// may be lost.
func (g *graphGen) writeState(s *opt.State) {
	var moved []opt.Slot // from one register of the frame to another
	for _, slot := range s.Slots {
		if r, ok := g.alloc.Home(slot.V); ok {
			if _, reg := g.regOf(slot.V); r == slot.R {
				continue
			} else if !reg {
				moved = append(moved, slot)
			}
		}
	}
	// What others may overwrite is read first.
	for _, slot := range moved {
		g.Load(asm.AX, g.memory(slot.V))
		g.Push(asm.AX)
	}
	for _, slot := range s.Slots {
		if r, ok := g.alloc.Home(slot.V); ok && r == slot.R || slices.Contains(moved, slot) {
			continue
		}
		g.writeHome(slot.R, slot.V)
	}
	for _, slot := range slices.Backward(moved) {
		g.Pop(asm.AX)
		g.Store(homeOf(slot.R), asm.AX)
	}
}

// virtualFrom is the word, counted from the slots of the allocation, at which those for objects begin
// that are made by who leaves.
func (g *graphGen) virtualFrom() int {
	return g.alloc.Slots + graphRegisters.General + graphRegisters.Vector
}

// firstVirtual is the word of the frame that this is.
func (g *graphGen) firstVirtual() ir.Operand {
	return ir.Operand(g.code.Unit.Registers + g.virtualFrom())
}

// virtualWords is how many words the objects of a state take, and those that Go makes beside the hot path.
func virtualWords(graph *opt.Graph) (words int) {
	graph.All(func(v *opt.Value) {
		if v.Op == opt.OpMake {
			words = max(words, len(v.Args))
		}
		if v.State == nil {
			return
		}
		n := 0
		for i := range v.State.Objects {
			n += len(v.State.Objects[i].Fields)
		}
		words = max(words, n)
	})
	return words
}

// writeVirtual puts what the objects of a state hold into the frame, for Go to make them. AX is lost.
func (g *graphGen) writeVirtual(s *opt.State) []lower.Virtual {
	var out []lower.Virtual
	at := g.firstVirtual()
	for _, o := range s.Objects {
		x := lower.Virtual{Shape: o.Shape, Array: o.Array, From: at, Fields: len(o.Fields)}
		for _, slot := range s.Slots {
			if slot.V == o.V {
				x.Into = append(x.Into, slot.R)
			}
		}
		for _, f := range o.Fields {
			g.writeHome(at, f)
			at++
		}
		out = append(out, x)
	}
	return out
}

// writeHome puts a value into a register of the bytecode. AX is lost.
func (g *graphGen) writeHome(r ir.Operand, x *opt.Value) {
	if x.Op == opt.OpVirtual {
		g.MovImm(asm.AX, uint64(heap.Undefined)) // until it is made
		g.Store(homeOf(r), asm.AX)
		return
	}
	if x.Rep == opt.Float64 {
		g.StoreSD(homeOf(r), g.vector(x, 0))
		return
	}
	g.boxedTo(x, asm.AX)
	g.Store(homeOf(r), asm.AX)
}

// boxedTo puts a value that is no double into a register as a Value.
func (g *graphGen) boxedTo(x *opt.Value, to asm.Reg) {
	g.generalTo(x, to)
	switch x.Rep {
	case opt.Int32:
		g.OpRR(asm.Or, to, intTag)
	case opt.Object:
		g.OpRR(asm.Or, to, objectTag)
	case opt.Tagged:
	default:
		panic("baseline: a state with a " + x.Op.String())
	}
}

// goBeside lets Go do something beside the hot path, which goes on at back with all its
// registers; before makes AX what Go gets, and after takes the answer from AX.
func (g *graphGen) goBeside(kind lower.ExitKind, entry, back asm.Label, before, after func()) {
	virtual := g.virtual
	g.virtual = nil
	g.aside(func() {
		g.Bind(entry)
		if before != nil {
			before()
		}
		live := g.alloc.Live(g.v)
		if len(live) > 0 {
			g.Push(asm.AX)
		}
		for _, l := range live {
			if l.V.Rep == opt.Float64 {
				g.StoreSD(g.saveAt(l.V, l.Reg), vectorReg(l.Reg))
			} else {
				g.storeWord(g.saveAt(l.V, l.Reg), l.V.Rep, generalReg(l.Reg))
			}
		}
		if len(live) > 0 {
			g.Pop(asm.AX)
		}
		counts := g.counts(g.v.Block)
		if counts {
			g.Push(asm.AX)
			g.putBudget(asm.AX)
			g.Pop(asm.AX)
		}
		inst := g.v.In
		if g.inst != nil {
			inst, g.inst = g.inst, nil
		}
		_, pc := g.position()
		g.exitTo(lower.Exit{Kind: kind, PC: pc, Code: g.code, Inst: inst, Saved: g.savedState(true), Virtual: virtual})
		if counts {
			g.takeBudget() // Go has come back with the address
		}
		for _, l := range live {
			if l.V.Rep == opt.Float64 {
				g.LoadSD(vectorReg(l.Reg), g.saveAt(l.V, l.Reg))
				continue
			}
			g.Load(generalReg(l.Reg), g.saveAt(l.V, l.Reg))
			if l.V.Rep == opt.Object {
				g.strip(generalReg(l.Reg))
			}
		}
		if after != nil {
			after()
		}
		g.Jmp(back)
	})
}

// savedState says where the frame has the state of v while Go does what may throw, if
// somebody catches that; beside tells that machine registers are saved.
func (g *graphGen) savedState(beside bool) []lower.Saved {
	s := g.v.State
	if s == nil || s.Caught < 0 {
		return nil
	}
	var out []lower.Saved
	for _, slot := range s.Slots {
		if slot.V.Op == opt.OpVirtual {
			panic("baseline: an object that is not there, where Go looks at it")
		}
		if g.readsInPlace(slot.R) {
			continue
		}
		saved := lower.Saved{R: slot.R, Int: slot.V.Rep == opt.Int32}
		reg, inReg := g.alloc.Reg(slot.V, g.v)
		if h, ok := g.alloc.Home(slot.V); ok {
			saved.From = h
		} else if c, ok := constantValue(slot.V); ok {
			saved.From, saved.Value, saved.Int = -1, c, false
		} else if inReg && beside {
			saved.From = g.saveAt(slot.V, reg).Disp / 8
		} else {
			saved.From = g.memory(slot.V).Disp / 8
		}
		out = append(out, saved)
	}
	return out
}

// readsInPlace tells that v has put an operand into word r of the frame, which is a register of its
// function: what it does there is what a handler finds, as when an iterator is forgotten that threw.
func (g *graphGen) readsInPlace(r ir.Operand) bool {
	v := g.v
	if v.Op != opt.OpGo && (v.Op != opt.OpByUnit || v.In.Op == ir.OpShortcut) {
		return false
	}
	own := r - v.Base()
	return own >= 0 && slices.Contains(v.In.Args, own)
}

// constantValue is the Value of a constant in any form.
func constantValue(v *opt.Value) (heap.Value, bool) {
	if v.Op != opt.OpConst {
		return 0, false
	}
	if i, ok := v.Int(); ok {
		return heap.Int(i), true
	}
	return heap.Value(v.Bits), true
}
