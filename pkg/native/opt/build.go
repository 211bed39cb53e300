package opt

import (
	"errors"
	"fmt"

	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
)

const (
	envRegister     = ir.Operand(stack.Env)
	thisRegister    = ir.Operand(stack.This)
	seenBeyondDense = bytecode.SeenText
)

// builder makes a graph of a unit, block by block and instruction by instruction.
type builder struct {
	g      *Graph
	u      *ir.Unit
	fn     *bytecode.Function
	realm  *object.Realm
	ways   [][]way
	writes []Memory
	into   [][]arrival // by block of the unit: the edges that lead there and are not built yet
	heads  []*Block    // by block of the unit: the loop header that it became
	loops  []*Loop     // by loop of the unit
	lives  []ir.Bitset // before each operation of the current block
	number map[*ir.Block]int32
	first  int // how many operations of the entry the entry block does: see beginFrame

	// Of inlining.
	inlining      *inlining
	bodies        map[site]*builder // of calls that are
	sides         map[site]*several // of calls that reach one of a few
	constructs    map[site]*construct
	target        *object.Code // of new.target; nil: not known
	allGiven      bool         // all arguments are known
	allArgs       []*Value     // them
	untilAll      int32        // the instruction from which on the frame has none but those of the parameters
	before        func()       // what comes before the first block, in the frame of the function
	caller        *builder     // nil: b builds the function of the graph
	nesting       int
	end           int            // word where the frame of the function ends
	frame         *lower.Inlined // nil: of the function of the graph
	around        *Loop          // in which the call is
	outside       []Slot         // what callers go on with
	outsideCaught int32          // a handler of a caller that sees what is thrown, -1: none
	results       []result
	shown         bool   // Go or a callee may look at the frame
	showBlock     *Block // where that begins
	showAt        int
	given         map[ir.Operand]uint32   // by parameter: id of the code of the function that the caller gives, plus one
	givenOnly     map[ir.Operand]uint32   // of those, what nothing writes; nil: not found out yet
	writer        map[ir.Operand]*ir.Inst // by register: the only operation that writes it, nil when there are several

	from  *ir.Block // the block of the unit
	num   int       // of the operation in it
	in    *ir.Inst
	block *Block
	now   *world
	state *State // of the current operation; nil while nobody has asked
	err   error
}

// arrival is an edge from a block that has no end yet, and what is known there.
type arrival struct {
	from *Block
	w    *world
}

// ErrShape declines a unit whose control flow or operations the graph cannot have.
var ErrShape = errors.New("not for the optimizing compiler")

// newBuilder makes a builder that adds a unit to a graph.
func newBuilder(g *Graph, u *ir.Unit, fn *bytecode.Function) *builder {
	b := &builder{g: g, u: u, fn: fn, end: u.Registers, realm: fn.Realm(), number: map[*ir.Block]int32{}, bodies: map[site]*builder{}, sides: map[site]*several{}, constructs: map[site]*construct{}, given: map[ir.Operand]uint32{}, outsideCaught: -1,
		into: make([][]arrival, len(u.Blocks)), heads: make([]*Block, len(u.Blocks)), loops: make([]*Loop, len(u.Loops))}
	for i, bl := range u.Blocks {
		b.number[bl] = int32(i)
	}
	return b
}

// Build makes the graph of a unit that has its loops and liveness. The unit's types are
// inferred anew. Functions that inline knows may stand in it instead of calls; nil knows none. What
// the passes do watch is told, unless it is nil.
func Build(u *ir.Unit, fn *bytecode.Function, inline Inliner, watch Watch) (*Graph, error) {
	b := newBuilder(&Graph{Unit: u, Words: u.Registers, heap: fn.Realm().Runtime().Heap, arrayShape: fn.Realm().ArrayShape.ID()}, u, fn)
	b.inlining = &inlining{callee: inline}
	if code := fn.Code(); code.Kind == object.KindDerived {
		b.target = code // most probably
	}
	if err := b.suits(); err != nil {
		return nil, err
	}
	b.plan()
	if u.Stop() {
		return nil, ErrShape
	}
	b.enter()
	for i := range u.Blocks {
		if u.Stop() || b.err != nil {
			break
		}
		b.buildBlock(int32(i))
	}
	if b.err != nil {
		return nil, b.err
	}
	b.finishLoops()
	b.g.Improve(watch)
	return b.g, nil
}

// suits declines units with loops that are entered at more than one place, and with
// operations that the graph has no form for.
func (b *builder) suits() error {
	b.first = b.untilSurplus()
	reached := b.reached()
	for i, bl := range b.u.Blocks {
		if !reached[i] {
			continue
		}
		for _, s := range bl.Succ {
			if s <= int32(i) && (b.u.Blocks[s].Loop < 0 || b.u.Loops[b.u.Blocks[s].Loop].Header != s) {
				return fmt.Errorf("%w: a loop with two entries", ErrShape)
			}
		}
		for j := range bl.Insts {
			if int32(i) == b.u.Entry && j < b.first {
				continue
			}
			switch in := &bl.Insts[j]; in.Op {
			case ir.OpSuperAll:
				if b.caller == nil {
					return fmt.Errorf("%w: %s", ErrShape, in.Op)
				}
			case ir.OpRest:
				return fmt.Errorf("%w: %s", ErrShape, in.Op)
			case ir.OpService:
				if in.Service().Tail || b.fn.Proto().CallsInPlace(in.PC) || b.looksAtSurplus(in) {
					return fmt.Errorf("%w: %s", ErrShape, in.Op)
				}
			}
		}
	}
	return nil
}

// reached tells which blocks of the unit control may come to.
func (b *builder) reached() []bool {
	reached := make([]bool, len(b.u.Blocks))
	reached[b.u.Entry] = true
	for work := []int32{b.u.Entry}; len(work) > 0; {
		i := work[len(work)-1]
		work = work[:len(work)-1]
		for _, s := range b.u.Blocks[i].Succ {
			if !reached[s] {
				reached[s] = true
				work = append(work, s)
			}
		}
	}
	return reached
}

// looksAtSurplus tells that an operation reads arguments that no parameter has.
func (b *builder) looksAtSurplus(in *ir.Inst) bool {
	return in.Op == ir.OpRest || in.Op == ir.OpService && b.fn.Proto().Code[in.PC].Op == bytecode.OpEntryArgs
}

// untilSurplus is how many operations a function begins with up to the one that looks at
// surplus arguments, 0 when none does.
func (b *builder) untilSurplus() int {
	entry := b.u.Blocks[b.u.Entry]
	if entry.PC != 0 || entry.Loop >= 0 {
		return 0
	}
	for j := range entry.Insts {
		switch in := &entry.Insts[j]; {
		case b.looksAtSurplus(in):
			return j + 1
		case in.Op != ir.OpPushEnv && in.Op != ir.OpSloppyThis:
			return 0
		}
	}
	return 0
}

// beginFrame does what a function begins with as long as surplus arguments stand above its
// parameters, where values of the graph would be put: on the frame as it is.
func (b *builder) beginFrame() {
	insts := b.u.Blocks[b.u.Entry].Insts
	for j := range b.first {
		in := insts[j]
		in.Args = nil // they are where they belong
		b.in, b.state = &in, &State{PC: in.PC, Caught: -1}
		if in.Op == ir.OpService {
			b.inGo()
			for _, r := range in.Writes() {
				b.home(r, nil)
			}
		} else if v, types := b.byUnit(); in.Dst >= 0 {
			v.Type = types[in.Dst]
			b.set(in.Dst, v)
		}
	}
	b.in, b.state = nil, nil
}

// enter makes the entry block, which has the registers of the frame.
func (b *builder) enter() {
	u := b.u
	b.g.Entry = b.g.newBlock(u.Blocks[u.Entry].PC)
	b.block, b.now = b.g.Entry, newWorld(u.Registers)
	b.beginFrame()
	reg := func(r ir.Operand) {
		v := b.add(OpReg)
		v.Index, v.Type = r, u.Types[r]
		b.now.regs[r] = v
	}
	for r := range ir.Operand(stack.Header) {
		if r != stack.Link && r != stack.Pos {
			reg(r)
		}
	}
	u.Blocks[u.Entry].LiveIn.Each(func(r ir.Operand) {
		if r >= stack.Header && b.now.regs[r] == nil {
			reg(r)
		}
	})
	b.into[u.Entry] = append(b.into[u.Entry], arrival{b.block, b.now})
}

// buildBlock builds a block of the unit, if an edge leads there.
func (b *builder) buildBlock(i int32) {
	arrivals := b.into[i]
	if len(arrivals) == 0 {
		return
	}
	b.from = b.u.Blocks[i]
	b.in, b.state = nil, nil
	if l := b.from.Loop; l >= 0 && b.u.Loops[l].Header == i {
		b.beginLoop(i, arrivals)
	} else {
		b.join(i, arrivals)
	}
	b.lives = b.livePoints(b.from)
	for j := range b.from.Insts {
		if i == b.u.Entry && j < b.first {
			continue // enter has done it
		}
		b.num, b.in, b.state = j, &b.from.Insts[j], nil
		b.operation()
		if b.block == nil || b.err != nil {
			return
		}
	}
	if b.from.Falls {
		b.goTo(b.from.Succ[len(b.from.Succ)-1])
	}
}

// livePoints returns what is live before each operation, and at the end.
func (b *builder) livePoints(bl *ir.Block) []ir.Bitset {
	out := make([]ir.Bitset, len(bl.Insts)+1)
	out[len(bl.Insts)] = b.u.LiveOut(bl)
	for j := len(bl.Insts) - 1; j >= 0; j-- {
		live := append(ir.Bitset(nil), out[j+1]...)
		bl.Insts[j].Step(live, b.u)
		out[j] = live
	}
	return out
}

// begin makes the block that block i of the unit becomes, with its place among the loops.
func (b *builder) begin(i int32) *Block {
	n := b.g.newBlock(b.u.Blocks[i].PC)
	n.Loop = b.around
	if l := b.u.Blocks[i].Loop; l >= 0 {
		n.Loop = b.loopOf(l)
	}
	return n
}

func (b *builder) loopOf(l int32) *Loop {
	if b.loops[l] == nil {
		n := &Loop{Parent: b.around}
		if p := b.u.Loops[l].Parent; p >= 0 {
			n.Parent = b.loopOf(p)
		}
		if n.Parent != nil {
			n.Depth = n.Parent.Depth + 1
		}
		b.loops[l] = n
	}
	return b.loops[l]
}

// join begins a block where edges meet: registers with different values get phis.
func (b *builder) join(i int32, arrivals []arrival) {
	n := b.begin(i)
	w := arrivals[0].w
	if len(arrivals) > 1 {
		w = w.clone()
		for _, a := range arrivals[1:] {
			w.merge(a.w)
		}
	}
	phis := map[ir.Operand]*Value{}
	for r := range w.regs {
		o := ir.Operand(r)
		if r >= stack.Header && !b.from.LiveIn.Has(o) && (i != b.u.Entry || b.first == 0) {
			w.regs[r] = nil
			continue
		}
		for _, a := range arrivals[1:] {
			if a.w.regs[r] != w.regs[r] && phis[o] == nil {
				phis[o] = b.phi(n, arrivals, r)
			}
		}
	}
	for k, a := range arrivals {
		b.leaveTo(n, a, func() {
			for r := range ir.Operand(b.u.Registers) {
				if phi := phis[r]; phi != nil {
					phi.Args[k] = b.inForm(b.now.regs[r], phi.Rep)
				}
			}
		})
	}
	b.block, b.now = n, w
	for r, phi := range phis {
		w.regs[r] = phi
	}
}

// phi makes the phi of register r where the arrivals meet, in a form that all their values
// have.
func (b *builder) phi(n *Block, arrivals []arrival, r int) *Value {
	v := b.g.newValue(OpPhi)
	v.Block, v.Args = n, make([]*Value, len(arrivals))
	for _, a := range arrivals {
		if a.w.regs[r] == nil {
			b.err = fmt.Errorf("opt: register %d is live and has no value", r)
			return v
		}
		v.Type |= a.w.typeOf(a.w.regs[r])
	}
	v.Rep = formFor(v.Type)
	n.Phis = append(n.Phis, v)
	return v
}

// formFor is the form for what may be of the given types.
func formFor(t ir.Mask) Rep {
	switch {
	case t == ir.Int:
		return Int32
	case t.Only(ir.Num):
		return Float64
	}
	return Tagged
}

// leaveTo ends the block of an arrival with a jump to n, after what f adds there.
func (b *builder) leaveTo(n *Block, a arrival, f func()) {
	block, now := b.block, b.now
	b.block, b.now = a.from, a.w
	f()
	b.add(OpJump)
	edge(b.block, n)
	b.block, b.now = block, now
}

// beginLoop begins the header of a loop. Registers that the loop writes get phis of the
// types that its operations ask for, and what it only reads is checked once, on the way in.
func (b *builder) beginLoop(i int32, arrivals []arrival) {
	u, l := b.u, b.from.Loop
	if len(arrivals) > 1 {
		b.join(i, arrivals)
		b.block.Loop = b.block.Loop.Parent
		arrivals = []arrival{{b.block, b.now}}
	}
	n := b.begin(i)
	n.Loop.Header = n
	b.heads[i] = n
	written, set := b.loopWrites(u.Loops[l])
	into := make([]*Value, u.Registers)
	b.leaveTo(n, arrivals[0], func() {
		b.state = b.stateAt(b.from.PC, b.from.LiveIn, true)
		n.Loop.Entry = b.state
		b.from.LiveIn.Each(func(r ir.Operand) {
			if r == stack.Link || r == stack.Pos {
				return // what leaves somewhere reads all words
			}
			v, want := b.now.regs[r], b.from.TypeIn[r]
			if v == nil {
				b.err = fmt.Errorf("opt: register %d is live and has no value", r)
				return
			}
			if !set.Has(r) {
				b.narrow(v, want)
				return
			}
			into[r] = b.inFormOf(v, want)
		})
		if set.Has(envRegister) {
			into[envRegister] = b.now.regs[envRegister]
		}
		if set.Has(thisRegister) && into[thisRegister] == nil {
			into[thisRegister] = b.now.regs[thisRegister]
		}
		b.state = nil
	})
	b.block, b.now = n, arrivals[0].w
	b.now.forget(written)
	for r, v := range into {
		if v == nil {
			continue
		}
		phi := b.g.newValue(OpPhi, v)
		phi.Block, phi.Rep, phi.Type, phi.Index = n, v.Rep, b.from.TypeIn[r], int32(r)
		if v.Rep == Float64 {
			phi.Type = ir.Num
		}
		n.Phis = append(n.Phis, phi)
		b.now.regs[r] = phi
	}
	for r := range b.now.regs {
		if r >= stack.Header && !b.from.LiveIn.Has(ir.Operand(r)) {
			b.now.regs[r] = nil
		}
	}
}

// goBack adds the current block, which ends here, to those from which a loop begins anew.
func (b *builder) goBack(n *Block, header *ir.Block) {
	b.state = b.stateAt(header.PC, header.LiveIn, true)
	for _, phi := range n.Phis {
		v := b.now.regs[phi.Index]
		if v == nil {
			b.err = fmt.Errorf("opt: register %d is live and has no value", phi.Index)
			return
		}
		want := header.TypeIn[phi.Index]
		if phi.Rep == Tagged {
			b.narrow(v, want)
		}
		phi.Args = append(phi.Args, b.inForm(v, phi.Rep))
	}
	b.add(OpJump)
	edge(b.block, n)
}

// goTo ends the current block with a jump to a block of the unit.
func (b *builder) goTo(target int32) {
	if n := b.heads[target]; n != nil {
		b.goBack(n, b.u.Blocks[target])
	} else {
		b.into[target] = append(b.into[target], arrival{b.block, b.now})
	}
	b.block = nil
}

// split ends the current block with a branch on flag and returns its two ways, as empty
// blocks.
func (b *builder) split(flag *Value) (then, otherwise *Block) {
	b.add(OpBranch, flag)
	from := b.block
	then, otherwise = b.side(from), b.side(from)
	return then, otherwise
}

// side adds an empty block behind another one.
func (b *builder) side(from *Block) *Block {
	n := b.g.newBlock(from.PC)
	n.Loop = from.Loop
	edge(from, n)
	return n
}

// branch ends the current block: to target when flag is sense, else on.
func (b *builder) branch(flag *Value, target int32, sense bool) {
	if flag.Op == OpFlagNot {
		flag, sense = flag.Args[0], !sense
	}
	then, otherwise := b.split(flag)
	if !sense {
		then, otherwise = otherwise, then
	}
	w := b.now
	b.block, b.now = then, w.clone()
	b.goTo(target)
	b.block, b.now = otherwise, w
}

// finishLoops lists the blocks of each loop. A loop that nothing comes back to is none.
func (b *builder) finishLoops() {
	for _, n := range b.g.Blocks {
		for l := n.Loop; l != nil; l = l.Parent {
			if l.Header != nil && len(l.Header.Pred) > 1 {
				l.Blocks = append(l.Blocks, n)
			}
		}
	}
	loop := func(l *Loop) *Loop {
		for l != nil && len(l.Blocks) == 0 {
			l = l.Parent
		}
		return l
	}
	for _, n := range b.g.Blocks {
		n.Loop = loop(n.Loop)
		for l := n.Loop; l != nil; l = l.Parent {
			l.Parent = loop(l.Parent)
		}
	}
}

// add appends an operation to the current block. One that has been done already is not
// done again: its value is returned.
func (b *builder) add(op Op, args ...*Value) *Value {
	v := b.g.newValue(op, args...)
	return b.append(v)
}

func (b *builder) append(v *Value) *Value {
	v.Block, v.Frame = b.block, b.frame
	if v.shows() {
		b.shown = b.frame != nil
	}
	if v.Op.Is(Exits | Resumes) {
		v.State = b.currentState()
	}
	if b.in != nil {
		v.PC = b.in.PC
	}
	b.block.Values = append(b.block.Values, v)
	return v
}

// currentState is where tier 1 goes on instead of the current operation.
func (b *builder) currentState() *State {
	if b.state == nil {
		b.state = b.stateAt(b.in.PC, b.lives[b.num], false)
		b.state.Caught = max(b.in.Handler, b.outsideCaught)
	}
	return b.state
}

// stateAt is the state at an instruction where the given registers are live. It keeps values in
// whatever form they are: only who leaves pays for Values.
func (b *builder) stateAt(pc int32, live ir.Bitset, header bool) *State {
	s := &State{PC: pc, Frame: b.frame, Header: header, Caught: b.outsideCaught}
	base := b.base()
	if b.frame != nil {
		for r, v := range b.now.regs[:stack.Header] {
			if v != nil {
				s.Slots = append(s.Slots, Slot{base + ir.Operand(r), v})
			}
		}
	}
	live.Each(func(r ir.Operand) {
		if v := b.now.regs[r]; v != nil && r != envRegister && (b.frame == nil || r >= stack.Header) {
			s.Slots = append(s.Slots, Slot{base + r, v})
		}
	})
	if pc < b.untilAll {
		// The frame still has all arguments, over registers that nothing is in.
		for i, v := range b.allArgs {
			s.Slots = append(s.Slots, Slot{base + ir.Operand(stack.Header+i), v})
		}
	}
	s.Slots = append(s.Slots, b.outside...)
	return s
}

// constant is a constant as a Value.
func (b *builder) constant(c heap.Value) *Value {
	v := b.g.newValue(OpConst)
	v.Bits, v.Rep, v.Type = uint64(c), Tagged, ir.MaskOf(c)
	return b.place(v)
}

// place puts a constant where everything can see it.
func (b *builder) place(v *Value) *Value {
	entry := b.g.Entry
	for _, o := range entry.Values {
		if o.Op == OpConst && o.Rep == v.Rep && o.Bits == v.Bits {
			return o
		}
	}
	v.Block = entry
	entry.Values = append([]*Value{v}, entry.Values...)
	return v
}

// operand is what an operand of the unit is.
func (b *builder) operand(o ir.Operand) *Value {
	if o < 0 {
		return b.constant(b.u.Constant(o))
	}
	v := b.now.regs[o]
	if v == nil {
		if b.err == nil {
			b.err = fmt.Errorf("opt: register %d is read at %d and has no value", o, b.in.PC)
		}
		return b.constant(heap.Undefined)
	}
	return v
}

// set makes v the value of a register. The one that Function.prototype.arguments looks at
// is in the frame at all times.
func (b *builder) set(r ir.Operand, v *Value) {
	if r < 0 {
		return
	}
	b.now.regs[r] = v
	if r == b.u.Shown && (v.Op != OpHome || v.Index != b.base()+r) {
		b.add(OpSetHome, b.tagged(v)).Index = b.base() + r
	}
}
