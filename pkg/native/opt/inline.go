package opt

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
)

// Inlining. Where tier 1 has called one function, and no frame has left because it was another
// one, its body stands in the graph instead of the call, built by a builder of its own that shares
// the graph and what is known. Its frame comes into being when tier 1 goes on with it: states hold
// the registers of all frames around. Only where Go or another function may look at the call
// stack, machine code fills its header at the beginning.

// Limits of inlining, in instructions of the bytecode.
const (
	MaxInlined    = 100  // of one function
	maxInlinedAll = 600  // in one graph
	maxLookedAt   = 2400 // of functions that are looked at for one graph, and those in them
	maxNesting    = 5
)

// inlining is what the builders of one graph share.
type inlining struct {
	callee   Inliner
	stands   int // instructions that stand in the graph
	lookedAt int // instructions of functions that were looked at
}

// Callee is a function that may be inlined, with the unit of it, ready for a graph.
type Callee struct {
	Record   *object.Code
	Function *bytecode.Function
	Unit     *ir.Unit
}

// Inliner returns the function whose code has an id, or nil if there is none that may be inlined.
type Inliner func(id uint32) *Callee

// site is an operation of a unit: its block, and its number there.
type site struct{ block, num int32 }

// result is what a function returns at one place.
type result struct {
	arrival
	v *Value
}

// inlinee returns the builder of the function that call num of a block shall be replaced by, its ways
// decided; nil if it stays a call.
func (b *builder) inlinee(bl *ir.Block, num int) *builder {
	in := &bl.Insts[num]
	if in.Call().Forwards() {
		return b.forwarded(bl, num)
	}
	id := b.codeIn(bl, num, in.Args[0])
	if id == 0 && b.fn.Code().Body == nil && !in.Generic && b.u.Leaves[in.PC] == 0 {
		id = in.Fed // what the body of a built-in function has met says little: other callers met it
	}
	if id == 0 {
		return nil
	}
	c := b.bodyOf(in, id-1)
	if c == nil {
		return nil
	}
	b.give(c, in.Args[2:], bl, num)
	return b.decided(c)
}

// forwarded is inlinee for a call through Function.prototype.call, of the function that this is there.
func (b *builder) forwarded(bl *ir.Block, num int) *builder {
	in := &bl.Insts[num]
	if in.Call().Applies || in.Generic || b.u.Leaves[in.PC] > 0 {
		return nil
	}
	id := b.codeIn(bl, num, in.Args[1])
	if id == 0 {
		id = in.Fed
	}
	if id == 0 {
		return nil
	}
	c := b.bodyOf(in, id-1)
	if c == nil {
		return nil
	}
	b.give(c, in.Args[min(3, len(in.Args)):], bl, num)
	return b.decided(c)
}

// inlineForwarded puts c in the place of such a call.
func (b *builder) inlineForwarded(c *builder) {
	in := b.in
	b.checkValue(b.tagged(b.operand(in.Args[0])), in.Call().Callee)
	args := []*Value{b.constant(heap.Undefined)}
	for i, r := range in.Args[2:] {
		if i == 0 {
			args[0] = b.operand(r)
		} else {
			args = append(args, b.operand(r))
		}
	}
	b.inlineCall(c, b.tagged(b.operand(in.Args[1])), args)
}

// bodyOf returns a builder of the function whose code has an id, for the operation in that calls it; nil
// if the function cannot be inlined there.
func (b *builder) bodyOf(in *ir.Inst, id uint32) *builder {
	all := b.inlining
	if all.callee == nil || b.nesting >= maxNesting || all.stands >= maxInlinedAll || all.lookedAt >= maxLookedAt {
		return nil
	}
	callee := all.callee(id)
	if callee == nil {
		return nil
	}
	if code := callee.Record; code.Body == nil {
		if code.Kind > object.KindMethod && !constructs(in) {
			return nil
		}
		for f := b; f != nil; f = f.caller {
			if f.fn == callee.Function {
				return nil
			}
		}
	}
	u, n := callee.Unit, len(callee.Function.Proto().Code)
	all.lookedAt += n
	if all.stands+n > maxInlinedAll || u.Shown != 0 || u.Blocks[u.Entry].Loop >= 0 {
		return nil
	}
	for _, bl := range u.Blocks {
		if slices.ContainsFunc(bl.Insts, func(in ir.Inst) bool { return in.Op == ir.OpRest }) {
			return nil
		}
	}
	c := newBuilder(b.g, u, callee.Function)
	c.inlining, c.caller, c.nesting = all, b, b.nesting+1
	c.frame = &lower.Inlined{Record: callee.Record, Function: callee.Function, Unit: u, Caller: b.frame, PC: in.PC, Dst: in.Dst}
	if c.suits() != nil || c.first > 0 {
		return nil
	}
	return c
}

// constructs tells that an operation constructs.
func constructs(in *ir.Inst) bool {
	return in.Op == ir.OpNew || in.Op == ir.OpSuper || in.Op == ir.OpSuperAll
}

// decided decides the ways of c, which will stand in the graph.
func (b *builder) decided(c *builder) *builder {
	if c != nil {
		c.plan()
		b.inlining.stands += len(c.fn.Proto().Code)
	}
	return c
}

// allWrites is what the function of the builder writes.
func (b *builder) allWrites() (m Memory) {
	for _, w := range b.writes {
		m |= w
	}
	return m
}

// base is the word of the frame where the registers of the builder's function begin.
func (b *builder) base() ir.Operand { return ir.Operand(b.frame.Offset()) }

// inlineCall puts the body of c in the place of the current operation, which calls callee with this and
// arguments.
func (b *builder) inlineCall(c *builder, callee *Value, args []*Value) {
	b.inlineBody(c, callee, b.constant(heap.Undefined), args)
}

// inlineBody is inlineCall with a new.target.
func (b *builder) inlineBody(c *builder, callee, target *Value, args []*Value) {
	in, f := b.in, c.frame
	o := b.object(callee)
	b.checkCode(o, f.Record.ID)
	// What is inlined one after the other has the same words.
	f.Base = ir.Operand(b.end)
	c.end = b.end + max(c.u.Registers, stack.Header+len(args)+1)
	b.g.Words = max(b.g.Words, c.end)
	b.g.Inlined = append(b.g.Inlined, f)

	// What the caller will go on with, if tier 1 ends the callee.
	live := slices.Clone(b.lives[b.num+1])
	if in.Dst >= 0 {
		live.Remove(in.Dst)
	}
	if in.Handler >= 0 {
		live.Union(b.u.Blocks[in.Handler].LiveIn)
	}
	c.outside = b.stateAt(in.PC, live, false).Slots
	c.outsideCaught = max(in.Handler, b.outsideCaught)

	caller := b.now.regs
	regs := make([]*Value, c.u.Registers)
	regs[stack.Callee], regs[stack.This] = callee, b.tagged(args[0])
	regs[stack.NewTarget], regs[stack.Argc] = target, b.constant(heap.Int(int32(len(args)-1)))
	regs[stack.Env] = b.loadFrom(OpClosureEnv, o, nil, 0)
	for i := range c.fn.Proto().NumFormals {
		if i+1 < len(args) {
			regs[stack.Header+i] = args[i+1]
		} else {
			regs[stack.Header+i] = b.constant(heap.Undefined)
		}
	}
	c.u.Blocks[c.u.Entry].LiveIn.Each(func(r ir.Operand) {
		if r >= stack.Header && regs[r] == nil {
			regs[r] = b.constant(heap.Undefined)
		}
	})
	c.around = b.block.Loop
	c.block, c.now = b.block, b.now
	c.now.regs = regs
	c.showAt, c.showBlock = len(b.block.Values), b.block
	c.in = &ir.Inst{Op: ir.OpNop, PC: c.u.Blocks[c.u.Entry].PC, Dst: ir.NoReg, Handler: -1}
	c.add(OpBudget)
	c.into[c.u.Entry] = []arrival{{c.block, c.now}}
	header := slices.Clone(regs[:stack.Header])
	if c.before != nil {
		if c.before(); c.block == nil {
			c.into[c.u.Entry] = nil
		} else {
			c.into[c.u.Entry] = []arrival{{c.block, c.now}}
		}
	}
	for i := range c.u.Blocks {
		if c.err != nil || b.u.Stop() {
			break
		}
		c.buildBlock(int32(i))
	}
	if c.shown {
		c.showFrame(header)
		b.shown = true
	}
	if c.err != nil {
		b.err = c.err
	}
	if f.Bits&stack.LinkConstruct != 0 && c.fn.Code().Kind != object.KindDerived {
		c.results = b.constructed(c.results, args[0])
	}
	b.comeBack(c, caller)
}

// checkCode makes sure that object o is a function of the code with an id.
func (b *builder) checkCode(o *Value, id uint32) {
	if o.Op == OpConst {
		if f := heap.Value(o.Bits).Object(); f.Class() == heap.ClassFunction && f.CodeID() == id {
			return
		}
	}
	l := load{OpCheckCode, o, nil, int32(id)}
	if b.now.loads[l] == nil {
		v := b.add(OpCheckCode, o)
		v.Bits = uint64(id)
		b.now.loads[l] = v
	}
}

// showFrame fills the header of the frame where the function begins.
func (b *builder) showFrame(header []*Value) {
	b.frame.Shown = true
	var shown []*Value
	add := func(op Op, args ...*Value) *Value {
		v := b.g.newValue(op, args...)
		v.Block, v.Frame, v.PC = b.showBlock, b.frame, 0
		shown = append(shown, v)
		return v
	}
	for r, v := range header {
		if v != nil {
			add(OpSetHome, v).Index = b.base() + ir.Operand(r)
		}
	}
	add(OpShowFrame)
	b.showBlock.Values = slices.Insert(b.showBlock.Values, b.showAt, shown...)
}

// comeBack goes on behind the inlined call, where all that c returns meets.
func (b *builder) comeBack(c *builder, regs []*Value) { b.meet(c.results, c.around, regs) }

// meet goes on with one of several results of the current operation, in a loop, with the registers as
// they were before it.
func (b *builder) meet(results []result, around *Loop, regs []*Value) {
	b.state = nil
	if len(results) == 0 {
		b.block = nil
		return
	}
	for _, r := range results {
		r.w.regs = slices.Clone(regs)
	}
	first := results[0]
	if len(results) == 1 {
		b.block, b.now = first.from, first.w
		b.set(b.in.Dst, first.v)
		return
	}
	n := b.g.newBlock(b.in.PC)
	n.Loop = around
	w := first.w.clone()
	same, types := true, first.w.typeOf(first.v)
	for _, r := range results[1:] {
		w.merge(r.w)
		same = same && r.v == first.v
		types |= r.w.typeOf(r.v)
	}
	v := first.v
	if !same {
		v = b.g.newValue(OpPhi)
		v.Block, v.Type, v.Rep, v.Args = n, types, formFor(types), make([]*Value, len(results))
		n.Phis = append(n.Phis, v)
	}
	for k, r := range results {
		b.leaveTo(n, r.arrival, func() {
			if !same {
				v.Args[k] = b.inForm(r.v, v.Rep)
			}
		})
	}
	b.block, b.now = n, w
	b.set(b.in.Dst, v)
}

// Relocate moves the frames of inlined functions up by some words, which the allocation takes
// behind the registers of the unit.
func (g *Graph) Relocate(words int) {
	first, by := ir.Operand(g.Unit.Registers), ir.Operand(words)
	seen := map[*State]bool{}
	g.All(func(v *Value) {
		if (v.Op == OpHome || v.Op == OpSetHome) && v.Index >= first {
			v.Index += by
		}
		if v.State == nil || seen[v.State] {
			return
		}
		seen[v.State] = true
		for i := range v.State.Slots {
			if s := &v.State.Slots[i]; s.R >= first {
				s.R += by
			}
		}
	})
	for _, f := range g.Inlined {
		f.Base += by
	}
	g.Words += words
}
