package baseline

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/native/opt"
)

// goOn ends a block that has one successor: phis get their values, and what the loop that
// begins there wants is loaded.
func (g *graphGen) goOn(b *opt.Block) {
	to := b.Succ[0]
	g.movePhis(b, to)
	for _, l := range g.alloc.Reloads(b) {
		if l.V.Rep == opt.Float64 {
			g.LoadSD(vectorReg(l.Reg), g.memory(l.V))
			continue
		}
		g.Load(generalReg(l.Reg), g.memory(l.V))
		if l.V.Rep == opt.Object {
			g.strip(generalReg(l.Reg))
		}
	}
	g.cross(b)
	if g.way[to.ID] != g.next[b.ID] {
		g.Jmp(g.blocks[to.ID])
	}
}

// branchOn ends a block with a branch on a flag.
func (g *graphGen) branchOn(b *opt.Block, flag *opt.Value) {
	then, otherwise := b.Succ[0], b.Succ[1]
	if !opt.Fused(flag) {
		r := g.general(flag, asm.AX)
		g.TestRR32(r, r)
		g.jump(b, asm.NE, false, then, otherwise)
		return
	}
	c, unordered := g.condition(flag)
	g.jump(b, c, unordered, then, otherwise)
}

// jump goes to one of two blocks. With unordered, parity decides first: an equality of
// doubles does not hold then, and its opposite does.
func (g *graphGen) jump(b *opt.Block, c asm.Cond, unordered bool, then, otherwise *opt.Block) {
	if unordered {
		if c == asm.E {
			g.Jcc(asm.P, g.blocks[otherwise.ID])
		} else {
			g.Jcc(asm.P, g.blocks[then.ID])
		}
	}
	switch {
	case g.way[then.ID] == g.next[b.ID]:
		g.Jcc(c.Not(), g.blocks[otherwise.ID])
	case g.way[otherwise.ID] == g.next[b.ID]:
		g.Jcc(c, g.blocks[then.ID])
	default:
		g.Jcc(c, g.blocks[then.ID])
		g.Jmp(g.blocks[otherwise.ID])
	}
}

// condition sets the machine's flags for a flag and returns the condition under which it is
// 1. AX, CX, X0 and X1 are lost.
func (g *graphGen) condition(flag *opt.Value) (c asm.Cond, unordered bool) {
	switch flag.Op {
	case opt.OpCmpInt:
		a := g.general(flag.Args[0], asm.AX)
		if k, ok := flag.Args[1].Int(); ok {
			g.OpRI32(asm.Cmp, a, k)
		} else if reg, ok := g.regOf(flag.Args[1]); ok {
			g.OpRR32(asm.Cmp, a, generalReg(reg))
		} else {
			g.OpRM32(asm.Cmp, a, g.memory(flag.Args[1]))
		}
		return condInt[flag.Cond], false
	case opt.OpCmpFloat:
		a := g.vector(flag.Args[0], 0)
		return g.compareDoubles(flag.Cond, a, g.vector(flag.Args[1], 1))
	case opt.OpSame:
		a := g.general(flag.Args[0], asm.AX)
		g.OpRR(asm.Cmp, a, g.general(flag.Args[1], asm.CX))
		return asm.E, false
	case opt.OpIsNil:
		g.nullish(g.general(flag.Args[0], asm.AX))
		return asm.E, false
	case opt.OpIsType:
		g.generalTo(flag.Args[0], asm.CX)
		g.ShiftRI(asm.Shr, asm.CX, 48)
		tag := int32(heap.TagObject)
		if flag.Want == ir.Int {
			tag = heap.TagInt
		}
		g.OpRI32(asm.Cmp, asm.CX, tag)
		return asm.E, false
	case opt.OpIsCode:
		other, o := g.NewLabel(), g.general(flag.Args[0], asm.AX)
		g.OpMI8(asm.Cmp, asm.At(o, lower.ClassOffset), int8(heap.ClassFunction))
		g.Jcc(asm.NE, other)
		g.OpMI32(asm.Cmp, asm.At(o, lower.FunctionCode), int32(uint32(flag.Bits)))
		g.Bind(other)
		return asm.E, false
	case opt.OpFlagNot:
		if opt.Virtual(flag.Args[0]) {
			panic("baseline: a flag without a register")
		}
		r := g.general(flag.Args[0], asm.AX)
		g.TestRR32(r, r)
		return asm.E, false
	}
	r := g.general(flag, asm.AX)
	g.TestRR32(r, r)
	return asm.NE, false
}

// flag makes a flag a 0 or 1 in a register.
func (g *graphGen) flag(v *opt.Value) {
	if opt.Virtual(v) {
		return
	}
	if v.Op == opt.OpIsNil && v.Index == 1 {
		g.equalsNil(v)
		return
	}
	c, unordered := g.condition(v)
	g.Set(c, asm.AX)
	g.MovZero8(asm.AX, asm.AX)
	if unordered {
		g.orderedOnly(c)
	}
	g.done(asm.AX)
}

// truthy decides ToBoolean; what is rare is asked of Go.
func (g *graphGen) truthy(v *opt.Value) {
	slow, done, isTrue, isFalse := g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel()
	g.generalTo(v.Args[0], asm.DX)
	g.decide(isTrue, isFalse, slow)
	g.Bind(isTrue)
	g.MovImm(asm.AX, 1)
	g.Jmp(done)
	g.Bind(isFalse)
	g.MovImm(asm.AX, 0)
	g.Bind(done)
	g.done(asm.AX)
	// done is where AX is 0 or 1.
	g.goBeside(lower.ExitTruthy, slow, done, func() { g.generalTo(v.Args[0], asm.AX) }, func() {
		g.MovImm(asm.CX, uint64(heap.False))
		g.OpRR(asm.Sub, asm.AX, asm.CX)
	})
}

// choose ends a block with a jump table: a chain of comparisons, the middle one first, so
// that it takes as many steps as there are bits in the number of clauses.
func (g *graphGen) choose(b *opt.Block, v *opt.Value) {
	g.generalTo(v.Args[0], asm.AX)
	first := int32(uint32(v.Bits))
	rest := g.blocks[b.Succ[v.Index].ID]
	var search func(lo, hi int)
	search = func(lo, hi int) {
		if hi-lo <= 3 {
			for i := lo; i < hi; i++ {
				if t := v.Table[i]; t != v.Index {
					g.OpRI32(asm.Cmp, asm.AX, first+int32(i))
					g.Jcc(asm.E, g.blocks[b.Succ[t].ID])
				}
			}
			g.Jmp(rest)
			return
		}
		mid, above := (lo+hi)/2, g.NewLabel()
		g.OpRI32(asm.Cmp, asm.AX, first+int32(mid))
		g.Jcc(asm.GE, above)
		search(lo, mid)
		g.Bind(above)
		search(mid, hi)
	}
	search(0, len(v.Table))
}

// call calls a function. Its frame begins behind the frame of this code.
func (g *graphGen) call(v *opt.Value) {
	if v.In.Call().Tail {
		g.leaveDeepTail(v)
	}
	in := g.frameBehind(v, v.Args)
	g.saved = g.savedState(false)
	g.callFrame(in)
	g.saved = nil
	g.done(asm.AX)
}

// leaveDeepTail leaves a tail call to tier 1 when the stack is deep, as code of units does.
func (g *graphGen) leaveDeepTail(v *opt.Value) {
	deep := g.NewLabel()
	g.Load(asm.AX, ctxAt(unsafe.Offsetof(lower.Context{}.Tail)))
	g.OpRR(asm.Cmp, frameReg, asm.AX)
	g.Jcc(asm.AE, deep)
	g.aside(func() {
		g.Bind(deep)
		g.leaveNow(v.In)
	})
}

// frameBehind puts a callee, this and arguments into a frame behind the frame of this code,
// and returns the call or construct of that.
func (g *graphGen) frameBehind(v *opt.Value, args []*opt.Value) *ir.Inst {
	in, call := *v.In, *v.In.Call()
	call.Base, call.Tier1 = ir.Operand(g.code.Words)-v.Base(), call.Base
	in.Aux = &call
	if in.Handler < 0 {
		in.Handler = v.State.Caught // of a caller that it is inlined in
	}
	base := int32(g.code.Words) * 8
	for i, x := range args {
		at := base + int32(lower.ArgsOffset) + int32(i-2)*8
		switch i {
		case 0:
			at = base + lower.CalleeOffset
		case 1:
			at = base + lower.ThisOffset
		}
		g.Store(asm.At(frameReg, at), g.general(x, asm.AX))
	}
	return &in
}

// construct constructs with a frame that begins behind the frame of this code.
func (g *graphGen) construct(v *opt.Value) {
	args, target := v.Args, v.Args[0]
	if v.In.Op == ir.OpSuper {
		args = args[1:]
	}
	in := g.frameBehind(v, args)
	g.Store(asm.At(frameReg, g.calleeAt(in)+lower.NewTargetOffset), g.general(target, asm.AX))
	g.saved = g.savedState(false)
	done := g.NewLabel()
	if in.Call().Makes != 0 {
		g.makeDirectly(in, done)
	}
	g.constructFrame(in, in.Call().Argc)
	g.saved = nil
	g.Bind(done)
	g.done(asm.AX)
}

// initFields initialises the elements of an object that a class declares: both are in the frame,
// and the function for the fields gets a frame behind that.
func (g *graphGen) initFields(v *opt.Value) {
	in, call := *v.In, *v.In.Call()
	call.Base, call.Tier1 = ir.Operand(g.code.Words), call.Base
	in.Aux = &call
	g.saved = g.savedState(false)
	g.gen.initFields(&in, g.NewLabel())
	g.saved = nil
}

// inGo lets Go do an operation: what it reads is put into the registers of the bytecode.
func (g *graphGen) inGo(v *opt.Value) {
	n := 0
	for _, r := range v.In.Args {
		if r < 0 {
			continue
		}
		x := v.Args[n]
		n++
		home := r + v.Base()
		if h, ok := g.alloc.Home(x); ok && h == home {
			continue
		}
		g.Store(homeOf(home), g.general(x, asm.AX))
	}
	kind := lower.ExitOp
	switch v.In.Op {
	case ir.OpInitFields:
		g.initFields(v)
		return
	case ir.OpService:
		kind = lower.ExitStep
	case ir.OpThrow:
		kind = lower.ExitRaise
	case ir.OpCmp, ir.OpJumpCmp:
		kind = lower.ExitCompare
	}
	g.exitTo(lower.Exit{Kind: kind, PC: v.State.PC, Code: g.code, Inst: v.In, Saved: g.savedState(false)})
	g.done(asm.AX)
}

// equalsNil makes the result 1 when a value is undefined, null or an object that is equal
// to them, as one relic of browsers is.
func (g *graphGen) equalsNil(v *opt.Value) {
	object, set := g.NewLabel(), g.NewLabel()
	x := g.general(v.Args[0], asm.DX)
	g.MovRR(asm.CX, x)
	g.ShiftRI(asm.Shr, asm.CX, 48)
	g.OpRI32(asm.Cmp, asm.CX, heap.TagObject)
	g.Jcc(asm.E, object)
	g.nullish(x)
	g.Set(asm.E, asm.AX)
	g.MovZero8(asm.AX, asm.AX)
	g.Bind(set)
	g.done(asm.AX)
	g.aside(func() {
		g.Bind(object)
		g.generalTo(v.Args[0], asm.AX)
		g.OpRR(asm.Xor, asm.AX, objectTag)
		g.Load8(asm.AX, asm.At(asm.AX, lower.FlagsOffset))
		g.OpRI32(asm.And, asm.AX, int32(heap.FlagHTMLDDA))
		g.Set(asm.NE, asm.AX)
		g.MovZero8(asm.AX, asm.AX)
		g.Jmp(set)
	})
}
