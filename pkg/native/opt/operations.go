package opt

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// operation builds the current operation of the unit.
func (b *builder) operation() {
	in, w := b.in, b.ways[b.blockNumber()][b.num]
	if w == viaBody {
		b.inlineAccess(b.bodies[site{b.blockNumber(), int32(b.num)}])
		return
	}
	if w == inGo {
		b.doInGo()
		return
	}
	switch in.Op {
	case ir.OpNop:
	case ir.OpMove:
		b.set(in.Dst, b.operand(in.A()))
	case ir.OpAdd, ir.OpSub, ir.OpMul, ir.OpDiv, ir.OpMod, ir.OpAnd, ir.OpOr, ir.OpXor, ir.OpShl, ir.OpShr, ir.OpUshr, ir.OpNeg, ir.OpToNum, ir.OpBitNot:
		b.set(in.Dst, b.arithmetic(w))
	case ir.OpCmp:
		b.set(in.Dst, b.tagged(b.compareFlag(w)))
	case ir.OpNot:
		b.set(in.Dst, b.tagged(b.fold(OpFlagNot, b.truth(b.operand(in.A())))))
	case ir.OpGetMember:
		b.set(in.Dst, b.member(w))
	case ir.OpGetText:
		e := &in.Member().Entries[0]
		if e.Shape == object.ShapeOfString {
			b.narrow(b.operand(in.A()), ir.String)
		} // else it is known to be a number: see ways
		b.checkEpoch(e.Epoch)
		b.set(in.Dst, b.slot(b.objectConstant(e.Holder), e.Offset))
	case ir.OpSetMember:
		b.setMember(w)
	case ir.OpHasPrivate:
		b.set(in.Dst, b.hasPrivate())
	case ir.OpGetElem, ir.OpFindElem:
		b.set(in.Dst, b.element(w))
	case ir.OpSetElem:
		b.setElement(w)
	case ir.OpDefine:
		b.define()
	case ir.OpBeginBody:
		b.beginBody()
	case ir.OpSpecies:
		b.species()
	case ir.OpGetLength:
		b.set(in.Dst, b.length())
	case ir.OpGetEnv:
		b.set(in.Dst, b.variable())
	case ir.OpSetEnv:
		b.setVariable()
	case ir.OpPopEnv:
		env := b.now.regs[envRegister]
		if n := in.Scope().Levels; n > 0 {
			env = b.loadPart(OpOuterEnv, b.environment(n-1), nil, 0, env)
		}
		b.set(envRegister, env)
		b.add(OpSetHome, env).Index = b.base() + envRegister
	case ir.OpGetGlobal:
		b.set(in.Dst, b.global())
	case ir.OpSetGlobal:
		b.setGlobal()
	case ir.OpShortcut:
		b.set(in.Dst, b.shortcut())
	case ir.OpCheckTDZ:
		b.checkNot(b.tagged(b.operand(in.A())), heap.TDZ)
	case ir.OpCheckUnbound:
		b.checkValue(b.tagged(b.operand(in.A())), heap.TDZ)
	case ir.OpSloppyThis:
		b.object(b.now.regs[thisRegister])
	case ir.OpRequireObject:
		v := b.operand(in.A())
		b.narrow(v, ir.Any&^ir.Other)
	case ir.OpCount:
		b.add(OpCount).Count = in.Count().Counter
	case ir.OpLoop:
		b.add(OpBudget)
	case ir.OpMakeObject, ir.OpMakeArray, ir.OpClosure, ir.OpPushEnv, ir.OpCopyEnv:
		b.make()
	case ir.OpIterNext:
		b.nextOfArray()
	case ir.OpGetIter:
		b.iterator()
	case ir.OpIterStep:
		b.step()
	case ir.OpIterClose:
		b.closeIterator()
	case ir.OpCall:
		at := site{b.blockNumber(), int32(b.num)}
		if s := b.sides[at]; s != nil {
			b.inlineSeveral(s)
		} else if c := b.bodies[at]; c != nil && in.Call().Forwards() {
			b.inlineForwarded(c)
		} else if c != nil {
			args := make([]*Value, len(in.Args)-1)
			for i, r := range in.Args[1:] {
				args[i] = b.operand(r)
			}
			b.inlineCall(c, b.tagged(b.operand(in.Args[0])), args)
		} else {
			b.call(OpCall, in.Args)
		}
	case ir.OpNew, ir.OpSuper, ir.OpSuperAll:
		if k := b.constructs[site{b.blockNumber(), int32(b.num)}]; k != nil {
			b.inlineConstruct(k)
		} else {
			b.call(OpConstruct, in.Args)
		}
	case ir.OpInitFields:
		b.initFields()
	case ir.OpPrototype:
		b.set(in.Dst, b.prototype())
	default:
		b.control(w)
	}
}

// blockNumber is the number of the current block of the unit.
func (b *builder) blockNumber() int32 { return b.number[b.from] }

// doInGo appends the current operation as one that leaves the graph for a while: as code of
// units does it, or in Go. All that it reads is in the frame, and what it writes is there
// afterwards.
func (b *builder) doInGo() {
	in := b.in
	switch {
	case in.Op == ir.OpThrow, in.Op == ir.OpIterAbort:
		b.inGo()
		b.add(OpLeave) // never comes here
		b.block = nil
		return
	case in.Op == ir.OpService && in.Service().Target < 0:
		v := b.inGo()
		b.set(in.Dst, v)
		b.written(nil)
		return
	}
	v, types := b.byUnit()
	if v.Rep != Flag {
		if in.Dst >= 0 {
			v.Type = types[in.Dst]
			b.set(in.Dst, v)
		}
		b.written(types)
		return
	}
	then, otherwise := b.split(v)
	w := b.now
	b.block, b.now = then, w.clone()
	if in.Op == ir.OpService && !in.Service().Keeps {
		b.written(types)
	}
	b.goTo(in.Target())
	b.block, b.now = otherwise, w
	if in.Dst >= 0 {
		b.home(in.Dst, types)
	}
	b.written(types)
}

// home makes what the frame has in a register its value; with types of all registers at hand, of
// that type.
func (b *builder) home(r ir.Operand, types []ir.Mask) {
	h := b.add(OpHome)
	h.Index, h.Type = b.base()+r, ir.Any
	if types != nil {
		h.Type = types[r]
	}
	b.set(r, h)
}

// written takes from the frame what the current operation has written there beside its result.
func (b *builder) written(types []ir.Mask) {
	in := b.in
	for _, r := range in.Writes() {
		b.home(r, types)
	}
	switch in.Op {
	case ir.OpIterNext:
		b.home(in.B(), types)
	case ir.OpPushEnv, ir.OpPopEnv, ir.OpCopyEnv, ir.OpService:
		b.home(envRegister, nil)
	case ir.OpSloppyThis:
		b.home(thisRegister, nil)
	}
}

// inGo appends the current operation as one that Go does. Its arguments are those operands
// that are registers.
func (b *builder) inGo() *Value {
	v := b.g.newValue(OpGo, b.registers()...)
	v.In = b.in
	if t := b.in.Op.Row().Result; t != 0 {
		v.Type = t
	}
	b.append(v)
	b.now.forget(Everything)
	return v
}

// registers are the operands of the current operation that are registers.
func (b *builder) registers() []*Value {
	var args []*Value
	for _, r := range b.in.Args {
		if r >= 0 {
			args = append(args, b.tagged(b.operand(r)))
		}
	}
	return args
}

// byUnit appends the current operation as one that code of units does, and returns what types
// registers have afterwards. Its arguments are as those of inGo. What may jump is a flag.
func (b *builder) byUnit() (v *Value, types []ir.Mask) {
	in := b.in
	if in.Op == ir.OpShortcut && in.Call().Tail {
		b.checkShortcut() // tier 1 lets another callee take the place of the frame
	}
	v = b.g.newValue(OpByUnit, b.registers()...)
	v.In, v.Rep = in, Tagged
	types = UnitTypes(v, b.u.Registers)
	b.u.Transfer(in, types)
	if in.Target() >= 0 {
		v.Rep, v.Type = Flag, ir.Bool
	}
	b.append(v)
	b.now.forget(Everything)
	return v, types
}

// UnitTypes are the types that registers have where code of a unit does the operation of v: all
// but its operands may be anything.
func UnitTypes(v *Value, registers int) []ir.Mask {
	types := make([]ir.Mask, registers)
	for r := range types {
		types[r] = ir.Any
	}
	n := 0
	for _, r := range v.In.Args {
		if r >= 0 {
			types[r] = v.Args[n].Type
			n++
		}
	}
	return types
}

// call appends a call or construct. The callee's frame is above all that is in use, so nothing of this
// frame is lost.
func (b *builder) call(op Op, operands []ir.Operand) {
	in := b.in
	args := make([]*Value, len(operands))
	for i, r := range operands {
		args[i] = b.tagged(b.operand(r))
	}
	v := b.g.newValue(op, args...)
	v.In = in
	b.append(v)
	b.now.forget(Everything)
	b.set(in.Dst, v)
}

// truth is ToBoolean of a value as a flag.
func (b *builder) truth(v *Value) *Value {
	if f := b.flagOf(v); f != nil {
		return f
	}
	if b.now.typeOf(v) == ir.Int {
		return b.compare(OpCmpInt, syntax.OpNE, b.int(v), b.intConstant(0))
	}
	return b.add(OpTruthy, b.tagged(v))
}

// control builds the operations that end a block, or may.
func (b *builder) control(way) {
	in := b.in
	switch in.Op {
	case ir.OpJump:
		b.goTo(in.Target())
	case ir.OpJumpCmp:
		b.branch(b.compareFlag(b.ways[b.blockNumber()][b.num]), in.Target(), in.Branch().Sense)
	case ir.OpJumpIf:
		b.branch(b.truth(b.operand(in.A())), in.Target(), in.Branch().Sense)
	case ir.OpJumpEq:
		b.branch(b.fold(OpSame, b.tagged(b.operand(in.A())), b.constant(in.Branch().Value)), in.Target(), in.Branch().Sense)
	case ir.OpJumpNil:
		b.branch(b.fold(OpIsNil, b.tagged(b.operand(in.A()))), in.Target(), in.Branch().Sense)
	case ir.OpJumpObject:
		f := b.g.newValue(OpIsType, b.tagged(b.operand(in.A())))
		f.Want = ir.Object
		b.branch(b.append(f), in.Target(), in.Branch().Sense)
	case ir.OpSwitch:
		b.choose()
	case ir.OpReturn:
		if b.caller != nil {
			b.results = append(b.results, result{arrival{b.block, b.now}, b.operand(in.A())})
			b.block = nil
			return
		}
		b.add(OpReturn, b.tagged(b.operand(in.A())))
		b.block = nil
	case ir.OpLeave:
		b.add(OpLeave)
		b.block = nil
	case ir.OpThrow:
		b.doInGo()
	default:
		b.err = ErrShape
	}
}

// choose builds a jump by an int; what is none, or has no clause, goes on.
func (b *builder) choose() {
	in := b.in
	table := in.Switch()
	v := b.operand(in.A())
	if b.now.typeOf(v) != ir.Int {
		f := b.g.newValue(OpIsType, b.tagged(v))
		f.Want = ir.Int
		ints, others := b.split(b.append(f))
		on := b.now.clone()
		b.block = ints
		b.now.learn(v, ir.Int)
		b.switchOn(b.int(v), table, &arrival{others, on})
		return
	}
	b.switchOn(b.int(v), table, nil)
}

// switchOn ends the block with a jump table. What goes on is where other goes on too, if
// there is one.
func (b *builder) switchOn(i *Value, table *ir.Switch, other *arrival) {
	s := b.g.newValue(OpSwitch, i)
	s.Bits = uint64(uint32(table.First))
	from, w := b.block, b.now
	b.append(s)
	side := map[int32]int32{}
	for _, t := range table.Targets {
		if _, ok := side[t]; !ok && t >= 0 {
			side[t] = int32(len(from.Succ))
			n := b.side(from)
			b.block, b.now = n, w.clone()
			b.goTo(t)
		}
	}
	rest := int32(len(from.Succ))
	for _, t := range table.Targets {
		if n, ok := side[t]; ok {
			s.Table = append(s.Table, n)
		} else {
			s.Table = append(s.Table, rest)
		}
	}
	s.Index = rest
	b.block, b.now = b.side(from), w
	if other == nil {
		return
	}
	// Both go on behind the switch; values are the same, but not what is known.
	n := b.g.newBlock(from.PC)
	n.Loop = from.Loop
	merged := w.clone()
	merged.merge(other.w)
	b.leaveTo(n, arrival{b.block, w}, func() {})
	b.leaveTo(n, *other, func() {})
	b.block, b.now = n, merged
}
