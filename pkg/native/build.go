//go:build amd64

package native

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Limits of what is worth compiling: the analyses are quadratic in the worst case.
const (
	maxInstructions = 6000
	maxRegisters    = 600
)

// After patience leaves at one instruction a piece of machine code is thrown
// away, to be compiled again with what tier 1 has learned since. An instruction
// that made frames leave giveUp times in all gets no guard any more but is done
// in Go. A function that was compiled maxCompiles times stays as it is.
const (
	patience    = 2
	giveUp      = 2 * patience
	maxCompiles = 12
)

// builder turns bytecode into a unit.
type builder struct {
	u       *unit
	proto   *bytecode.Proto
	fn      *bytecode.Function
	rt      *object.Runtime
	leaves  map[int32]int          // how often frames left at an instruction
	learned map[int32]heap.Value   // what calls were seen to reach, by instruction
	known   map[operand]heap.Value // what registers are likely to hold
	blockAt []int32                // by instruction: the block that begins there, -1: none
	pc      int32
	cur     *block
}

// constant returns the Value of a constant operand.
func (u *unit) constant(o operand) heap.Value { return heap.Value(u.consts[^o]) }

func (u *unit) constantBits(o operand) uint64 { return u.consts[^o] }

// konst makes v an operand.
func (u *unit) konst(v heap.Value) operand {
	i := slices.Index(u.consts, uint64(v))
	if i < 0 {
		i = len(u.consts)
		u.consts = append(u.consts, uint64(v))
	}
	return ^operand(i)
}

// leaders numbers the instructions where blocks begin. With an entry other than
// the first instruction number 0 is left for the block that execution starts in.
func leaders(p *bytecode.Proto, entry int32) []int32 {
	at := make([]int32, len(p.Code)+1)
	for i := range at {
		at[i] = -1
	}
	at[0], at[entry] = 0, 0
	for pc, ins := range p.Code {
		next := int32(pc) + 1
		if t, ok := ins.Jump(int32(pc)); ok {
			at[t], at[next] = 0, 0
		}
		for _, t := range p.SwitchTargets(int32(pc)) {
			at[t], at[next] = 0, 0
		}
		if ins.Skips() {
			at[next], at[next+1] = 0, 0
		}
		if !ins.FallsThrough() || ins.Suspends() {
			at[next] = 0
		}
	}
	for _, h := range p.Handlers {
		at[h.Target] = 0
	}
	n := int32(0)
	if entry != 0 {
		n = 1
	}
	for i := range p.Code {
		if at[i] == 0 {
			at[i] = n
			n++
		}
	}
	at[len(p.Code)] = -1
	return at
}

// build makes the unit of a function from instruction entry on.
func build(rt *object.Runtime, fn *bytecode.Function, entry int32, leaves map[int32]int, learned map[int32]heap.Value) *unit {
	p := fn.Proto()
	b := &builder{proto: p, fn: fn, rt: rt, leaves: leaves, learned: learned, known: map[operand]heap.Value{}, blockAt: leaders(p, entry)}
	b.u = &unit{nregs: p.Words, leaves: leaves, shown: operand(p.Shown)}
	if entry != 0 {
		b.u.blocks = append(b.u.blocks, nil)
	}
	for pc := range p.Code {
		if n := b.blockAt[pc]; n >= 0 {
			b.cur = &block{pc: int32(pc)}
			b.u.blocks = append(b.u.blocks, b.cur)
		}
		b.pc = int32(pc)
		b.instruction(p.Code[pc])
		if b.blockAt[pc+1] >= 0 && p.Code[pc].FallsThrough() && !b.left() {
			b.cur.succ = append(b.cur.succ, b.blockAt[pc+1])
			b.cur.falls = true
		}
	}
	if entry != 0 {
		// A copy of the block, so that a loop which is entered at its test still
		// has one header only.
		first := *b.u.blocks[b.blockAt[entry]]
		b.u.blocks[0] = &first
	}
	b.handlers()
	b.u.types = make([]mask, b.u.nregs)
	for r := range b.u.types {
		b.u.types[r] = tAny
	}
	b.u.types[stack.Callee] = tObject
	if fn.Code().Kind == object.KindBase {
		b.need(stack.Header)
	}
	return b.u
}

// need makes room for so many words above the registers.
func (b *builder) need(words int) { b.u.above = max(b.u.above, words) }

// handlers makes the handlers of exceptions successors of the blocks that they guard.
func (b *builder) handlers() {
	b.u.caught = map[int32]operand{}
	for i := range b.proto.Handlers {
		h := &b.proto.Handlers[i]
		b.u.caught[b.blockAt[h.Target]] = operand(h.Value)
	}
	for _, bl := range b.u.blocks {
		for i := range bl.insts {
			if h := bl.insts[i].handler; h >= 0 && !slices.Contains(bl.succ, h) {
				bl.succ = append([]int32{h}, bl.succ...)
			}
		}
	}
}

// left tells whether the last operation was opLeave.
func (b *builder) left() bool {
	n := len(b.cur.insts)
	return n > 0 && b.cur.insts[n-1].op == opLeave
}

// add appends an operation at the current instruction.
func (b *builder) add(in inst) *inst {
	in.pc = b.pc
	in.handler = -1
	if h := b.proto.Handler(b.pc); h != nil {
		in.handler = b.blockAt[h.Target]
	}
	in.fed = b.fn.Feedback(int(b.pc))
	if in.seen == 0 {
		in.seen = mask(in.fed) & tAny
	}
	named := (in.op == opGetElem || in.op == opSetElem) && in.fed&bytecode.SeenName != 0
	if in.op == opCmp || in.op == opJumpCmp {
		b.foldNil(&in)
	}
	if named || b.leaves[b.pc] >= giveUp {
		in.seen, in.entries, in.generic = tAny, nil, true
	}
	b.cur.insts = append(b.cur.insts, in)
	return &b.cur.insts[len(b.cur.insts)-1]
}

// foldNil makes an operand of a comparison a constant that the instructions right
// before have set to undefined or null.
func (b *builder) foldNil(in *inst) {
	for _, o := range [2]*operand{&in.b, &in.a} {
		if *o < 0 {
			continue
		}
		if k := b.nilIn(*o); k != noReg {
			in.reads = append(in.reads, *o)
			*o = k
			return
		}
	}
}

// nilIn returns the constant undefined or null that register r surely holds after
// the operations of the current block, or noReg.
func (b *builder) nilIn(r operand) operand {
	for i := len(b.cur.insts) - 1; i >= 0; i-- {
		in := &b.cur.insts[i]
		if in.dst == r {
			if in.op == opMove && in.a < 0 && b.u.constant(in.a).IsNullish() {
				return in.a
			}
			return noReg
		}
		if slices.Contains(in.writes, r) {
			return noReg
		}
	}
	return noReg
}

// jump appends an operation that may go to the jump target of ins.
func (b *builder) jump(ins bytecode.Instr, in inst) {
	t, _ := ins.Jump(b.pc)
	in.target = b.blockAt[t]
	b.add(in)
	b.cur.succ = append(b.cur.succ, in.target)
}

// Arithmetic and comparisons by their opcode.
var (
	binaryOps = map[bytecode.Op]opcode{
		bytecode.OpAdd: opAdd, bytecode.OpSub: opSub, bytecode.OpMul: opMul, bytecode.OpDiv: opDiv, bytecode.OpMod: opMod,
		bytecode.OpBitAnd: opAnd, bytecode.OpBitOr: opOr, bytecode.OpBitXor: opXor,
		bytecode.OpShl: opShl, bytecode.OpShr: opShr, bytecode.OpUShr: opUshr,
	}
	immediateOps = map[bytecode.Op]opcode{
		bytecode.OpAddI: opAdd, bytecode.OpSubI: opSub, bytecode.OpMulI: opMul,
		bytecode.OpBitAndI: opAnd, bytecode.OpBitOrI: opOr,
		bytecode.OpShlI: opShl, bytecode.OpShrI: opShr, bytecode.OpUShrI: opUshr,
	}
	compareOps = map[bytecode.Op]syntax.Op{
		bytecode.OpLt: syntax.OpLT, bytecode.OpLe: syntax.OpLE, bytecode.OpGt: syntax.OpGT, bytecode.OpGe: syntax.OpGE,
		bytecode.OpEq: syntax.OpEq, bytecode.OpNe: syntax.OpNE, bytecode.OpSEq: syntax.OpStrictEq, bytecode.OpSNe: syntax.OpStrictNE,
	}
	jumpOps = map[bytecode.Op]compareJump{
		bytecode.OpJLt: {syntax.OpLT, true, false, false}, bytecode.OpJLe: {syntax.OpLE, true, false, false},
		bytecode.OpJGt: {syntax.OpGT, true, false, false}, bytecode.OpJGe: {syntax.OpGE, true, false, false},
		bytecode.OpJNotLt: {syntax.OpLT, false, false, false}, bytecode.OpJNotLe: {syntax.OpLE, false, false, false},
		bytecode.OpJNotGt: {syntax.OpGT, false, false, false}, bytecode.OpJNotGe: {syntax.OpGE, false, false, false},
		bytecode.OpJLtI: {syntax.OpLT, true, true, false}, bytecode.OpJLeI: {syntax.OpLE, true, true, false},
		bytecode.OpJGtI: {syntax.OpGT, true, true, false}, bytecode.OpJGeI: {syntax.OpGE, true, true, false},
		bytecode.OpJNotLtI: {syntax.OpLT, false, true, false}, bytecode.OpJNotLeI: {syntax.OpLE, false, true, false},
		bytecode.OpJNotGtI: {syntax.OpGT, false, true, false}, bytecode.OpJNotGeI: {syntax.OpGE, false, true, false},
		bytecode.OpJEq: {syntax.OpEq, true, false, false}, bytecode.OpJNe: {syntax.OpNE, true, false, false},
		bytecode.OpJSEq: {syntax.OpStrictEq, true, false, false}, bytecode.OpJSNe: {syntax.OpStrictNE, true, false, false},
		bytecode.OpJSEqI: {syntax.OpStrictEq, true, true, false}, bytecode.OpJSNeI: {syntax.OpStrictNE, true, true, false},
		bytecode.OpLoopLt: {syntax.OpLT, true, false, true}, bytecode.OpLoopLe: {syntax.OpLE, true, false, true},
		bytecode.OpLoopGt: {syntax.OpGT, true, false, true}, bytecode.OpLoopGe: {syntax.OpGE, true, false, true},
		bytecode.OpLoopLtI: {syntax.OpLT, true, true, true}, bytecode.OpLoopGeI: {syntax.OpGE, true, true, true},
	}
)

type compareJump struct {
	cond      syntax.Op
	sense     bool
	immediate bool
	loop      bool // a back edge: counts down the budget
}

func (b *builder) int16(v uint16) operand { return b.u.konst(heap.Int(int32(int16(v)))) }

// instruction translates one instruction.
func (b *builder) instruction(ins bytecode.Instr) {
	A, B, C := operand(ins.A), operand(ins.B), operand(ins.C)
	if op, ok := binaryOps[ins.Op]; ok {
		b.add(inst{op: op, dst: A, a: B, b: C, c: noReg})
		return
	}
	if op, ok := immediateOps[ins.Op]; ok {
		b.add(inst{op: op, dst: A, a: B, b: b.int16(ins.C), c: noReg})
		return
	}
	if c, ok := compareOps[ins.Op]; ok {
		b.add(inst{op: opCmp, cond: c, dst: A, a: B, b: C, c: noReg})
		return
	}
	if j, ok := jumpOps[ins.Op]; ok {
		if j.loop {
			b.add(inst{op: opLoop, dst: noReg, a: noReg, b: noReg, c: noReg})
		}
		if j.immediate {
			B = b.int16(ins.B)
		}
		b.jump(ins, inst{op: opJumpCmp, cond: j.cond, sense: j.sense, dst: noReg, a: A, b: B, c: noReg})
		return
	}
	switch ins.Op {
	case bytecode.OpNop:
	case bytecode.OpMove:
		b.add(inst{op: opMove, dst: A, a: B, b: noReg, c: noReg})
	case bytecode.OpLoadK:
		// Tier 1 keeps its constants reachable, so the code may hold their addresses.
		b.add(inst{op: opMove, dst: A, a: b.u.konst(b.fn.Constant(int(ins.Wide()))), b: noReg, c: noReg})
	case bytecode.OpLoadInt:
		b.add(inst{op: opMove, dst: A, a: b.u.konst(heap.Int(ins.Wide())), b: noReg, c: noReg})
	case bytecode.OpLoadSpecial:
		b.add(inst{op: opMove, dst: A, a: b.u.konst(heap.Undefined + heap.Value(ins.N)), b: noReg, c: noReg})
	case bytecode.OpFillUndef:
		for i := range operand(ins.B) {
			b.add(inst{op: opMove, dst: A + i, a: b.u.konst(heap.Undefined), b: noReg, c: noReg})
		}
	case bytecode.OpInc, bytecode.OpDec:
		op := opAdd
		if ins.Op == bytecode.OpDec {
			op = opSub
		}
		b.add(inst{op: op, dst: A, a: B, b: b.u.konst(heap.Int(1)), c: noReg})
	case bytecode.OpNeg:
		b.add(inst{op: opNeg, dst: A, a: B, b: noReg, c: noReg})
	case bytecode.OpPlus, bytecode.OpToNumeric:
		b.add(inst{op: opToNum, dst: A, a: B, b: noReg, c: noReg})
	case bytecode.OpBitNot:
		b.add(inst{op: opBitNot, dst: A, a: B, b: noReg, c: noReg})
	case bytecode.OpNot:
		b.add(inst{op: opNot, dst: A, a: B, b: noReg, c: noReg})
	case bytecode.OpJump:
		b.jump(ins, inst{op: opJump, dst: noReg, a: noReg, b: noReg, c: noReg})
	case bytecode.OpLoop:
		b.add(inst{op: opLoop, dst: noReg, a: noReg, b: noReg, c: noReg})
		b.jump(ins, inst{op: opJump, dst: noReg, a: noReg, b: noReg, c: noReg})
	case bytecode.OpJTrue, bytecode.OpJFalse, bytecode.OpLoopTrue:
		if ins.Op == bytecode.OpLoopTrue {
			b.add(inst{op: opLoop, dst: noReg, a: noReg, b: noReg, c: noReg})
		}
		b.jump(ins, inst{op: opJumpIf, sense: ins.Op != bytecode.OpJFalse, dst: noReg, a: A, b: noReg, c: noReg})
	case bytecode.OpJNullish, bytecode.OpJNotNullish:
		b.jump(ins, inst{op: opJumpNil, sense: ins.Op == bytecode.OpJNullish, dst: noReg, a: A, b: noReg, c: noReg})
	case bytecode.OpJUndef, bytecode.OpJNotUndef:
		b.jump(ins, inst{op: opJumpEq, sense: ins.Op == bytecode.OpJUndef, imm: uint64(heap.Undefined), dst: noReg, a: A, b: noReg, c: noReg})
	case bytecode.OpJObject:
		b.jump(ins, inst{op: opJumpObject, sense: true, dst: noReg, a: A, b: noReg, c: noReg})
	case bytecode.OpSwitch:
		b.switchTable(A)
	case bytecode.OpPopEnv:
		b.add(inst{op: opPopEnv, dst: noReg, a: noReg, b: noReg, c: noReg, imm: uint64(ins.B)})
	case bytecode.OpCheckTDZ, bytecode.OpCheckThis:
		b.add(inst{op: opCheckTDZ, sense: true, dst: noReg, a: A, b: noReg, c: noReg})
	case bytecode.OpCheckUnbound:
		b.add(inst{op: opCheckTDZ, dst: noReg, a: A, b: noReg, c: noReg})
	case bytecode.OpThrow:
		b.add(inst{op: opThrow, dst: noReg, a: A, b: noReg, c: noReg})
	case bytecode.OpReturn:
		b.add(inst{op: opReturn, dst: noReg, a: A, b: noReg, c: noReg})
	case bytecode.OpReturnUndef:
		b.add(inst{op: opReturn, dst: noReg, a: b.u.konst(heap.Undefined), b: noReg, c: noReg})
	default:
		b.access(ins)
	}
}

// maxSwitch is the longest jump table that is compiled: a chain of comparisons.
const maxSwitch = 128

func (b *builder) switchTable(a operand) {
	first, targets := b.proto.SwitchTable(b.pc)
	if len(targets) > maxSwitch {
		b.leave()
		return
	}
	in := inst{op: opSwitch, dst: noReg, a: a, b: noReg, c: noReg, imm: uint64(uint32(first))}
	for _, t := range targets {
		block := int32(-1)
		if t >= 0 {
			block = b.blockAt[t]
			if !slices.Contains(b.cur.succ, block) {
				b.cur.succ = append(b.cur.succ, block)
			}
		}
		in.targets = append(in.targets, block)
	}
	b.add(in)
}

// access translates instructions that reach into the heap, calls, and the rest.
func (b *builder) access(ins bytecode.Instr) {
	A, B, C := operand(ins.A), operand(ins.B), operand(ins.C)
	switch ins.Op {
	case bytecode.OpGetProp, bytecode.OpGetLength, bytecode.OpGetMethod:
		if ins.Op == bytecode.OpGetMethod {
			b.add(inst{op: opMove, dst: A + 1, a: B, b: noReg, c: noReg})
		}
		b.getMember(ins.Op, A, B, int(ins.C))
	case bytecode.OpSetProp:
		ic, name := b.memberCache(int(ins.C))
		b.member(inst{op: opSetMember, dst: noReg, a: A, b: B, c: noReg, this: A, entries: memberWrites(ic), name: name, shared: ic.Mega})
	case bytecode.OpDefName:
		ic, _ := b.memberCache(int(ins.C))
		b.member(inst{op: opSetMember, dst: noReg, a: A, b: B, c: noReg, entries: memberWrites(ic)})
	case bytecode.OpGetPrivate, bytecode.OpSetPrivate, bytecode.OpAddPrivate, bytecode.OpPrivateIn, bytecode.OpGetSuper, bytecode.OpSuperBase, bytecode.OpSuperCtor:
		b.atSite(ins)
	case bytecode.OpGetGlobal:
		// The holder of a global name stays as long as the realm.
		ic, name := b.fn.Cache(int(ins.Wide()))
		entries := reads(ic)
		b.add(inst{op: opGetGlobal, dst: A, a: noReg, b: noReg, c: noReg, entries: entries, name: name})
		b.predictGlobal(A, entries)
	case bytecode.OpSetGlobal:
		ic, name := b.fn.Cache(int(ins.Wide()))
		b.add(inst{op: opSetGlobal, dst: noReg, a: A, b: noReg, c: noReg, entries: reads(ic), name: name})
	case bytecode.OpRequireObject:
		b.add(inst{op: opRequireObject, dst: noReg, a: A, b: noReg, c: noReg, target: -1})
	case bytecode.OpInstanceOf:
		in := inst{op: opInstanceOf, dst: A, a: B, b: C, c: noReg}
		if ic, _ := b.fn.SiteAt(b.pc); ic != nil {
			ic.Prune(b.rt.Heap)
			in.entries = reads(ic)
		}
		b.add(in)
	case bytecode.OpTypeof:
		b.add(inst{op: opTypeof, dst: A, a: B, b: noReg, c: noReg})
	case bytecode.OpGetIter:
		if ins.N != 0 {
			b.service(ins)
			return
		}
		b.add(inst{op: opGetIter, dst: noReg, a: B, b: noReg, c: noReg, writes: []operand{A, A + 1}, base: A, target: -1})
	case bytecode.OpIterNext:
		b.jump(ins, inst{op: opIterNext, dst: A, a: B, b: B + 1, c: noReg, keeps: true})
	case bytecode.OpIterStep:
		b.add(inst{op: opIterStep, dst: A, a: B, b: B + 1, c: noReg, writes: []operand{B, B + 1}})
	case bytecode.OpIterClose:
		b.add(inst{op: opIterClose, dst: noReg, a: A, b: A + 1, c: noReg, target: -1})
	case bytecode.OpSloppyThis:
		b.add(inst{op: opSloppyThis, dst: noReg, a: noReg, b: noReg, c: noReg})
	case bytecode.OpGetElem:
		b.add(inst{op: opGetElem, dst: A, a: B, b: C, c: noReg})
	case bytecode.OpSetElem:
		b.add(inst{op: opSetElem, dst: noReg, a: A, b: B, c: C})
	case bytecode.OpGetEnv0, bytecode.OpGetEnv1, bytecode.OpGetEnv2:
		b.env(opGetEnv, A, noReg, uint64(ins.Op-bytecode.OpGetEnv0), uint64(ins.B), true)
	case bytecode.OpGetEnv, bytecode.OpGetEnvRaw:
		b.env(opGetEnv, A, noReg, uint64(ins.C), uint64(ins.B), ins.Op == bytecode.OpGetEnv)
	case bytecode.OpSetEnv0, bytecode.OpSetEnv1, bytecode.OpSetEnv2:
		b.env(opSetEnv, noReg, A, uint64(ins.Op-bytecode.OpSetEnv0), uint64(ins.B), false)
	case bytecode.OpSetEnv:
		b.env(opSetEnv, noReg, A, uint64(ins.C), uint64(ins.B), false)
	case bytecode.OpInitFields:
		b.add(inst{op: opInitFields, dst: noReg, a: A, b: B, c: noReg, base: operand(b.u.nregs), target: -1})
		b.need(stack.Header)
	case bytecode.OpSuperAll:
		b.add(inst{op: opSuperAll, dst: A, a: noReg, b: noReg, c: noReg, base: operand(b.u.nregs + superArgs)})
		b.need(superArgs + stack.Header + superArgs)
	case bytecode.OpClosure:
		b.closure(A, noReg, int(ins.Wide()))
	case bytecode.OpMethod:
		b.closure(A, B, int(ins.C))
	case bytecode.OpPushEnv:
		b.add(inst{op: opPushEnv, dst: noReg, a: noReg, b: noReg, c: noReg, imm: uint64(ins.C)<<32 | uint64(ins.B), target: -1})
	case bytecode.OpNewObject:
		b.add(inst{op: opMakeObject, dst: A, a: noReg, b: noReg, c: noReg, shape: b.fn.Code().Realm.ObjectShape})
	case bytecode.OpMakeObject:
		in := inst{op: opMakeObject, dst: A, a: noReg, b: noReg, c: noReg, shape: b.fn.LiteralShape(int(ins.C))}
		for i := range b.proto.Shapes[ins.C] {
			in.reads = append(in.reads, B+operand(i))
		}
		b.add(in)
	case bytecode.OpCall, bytecode.OpTailCall, bytecode.OpNew, bytecode.OpSuperCall:
		if ins.Op == bytecode.OpCall && b.shortcut(ins) {
			return
		}
		in := inst{op: opCall, tail: ins.Op == bytecode.OpTailCall, dst: C, a: noReg, b: noReg, c: noReg, base: A, imm: uint64(ins.B)}
		switch ins.Op {
		case bytecode.OpNew:
			in.op = opNew
		case bytecode.OpSuperCall:
			in.op = opSuper
			in.reads = append(in.reads, A+stack.NewTarget)
		}
		b.forward(&in)
		in.reads = append(in.reads, A+stack.Callee, A+stack.This)
		for i := range operand(ins.B) {
			in.reads = append(in.reads, A+stack.Header+i)
		}
		b.add(in)
	default:
		b.service(ins)
	}
}

// getMember translates a read of a property.
func (b *builder) getMember(op bytecode.Op, dst, base operand, cache int) {
	ic, name := b.memberCache(cache)
	in := inst{op: opGetMember, dst: dst, a: base, b: noReg, c: noReg, this: base, entries: memberReads(ic), name: name, shared: ic.Mega}
	if op == bytecode.OpGetLength && callsAccessor(in.entries) {
		in.entries = nil
	}
	switch {
	case len(in.entries) > 0:
	case op == bytecode.OpGetLength && !ic.Mega:
		in.op, in.entries = opGetLength, b.typedLength(ic)
	default:
		if in.entries = textReads(ic); in.entries != nil {
			in.op = opGetText
		}
	}
	b.member(in)
	b.predictMember(dst, base, ic)
}

// memberCache returns the inline cache of a member site with what holds now,
// and the property key that it is for.
func (b *builder) memberCache(i int) (*object.IC, heap.Value) {
	ic, name := b.fn.Cache(i)
	ic.Prune(b.rt.Heap)
	return ic, name
}

func (b *builder) env(op opcode, dst, a operand, hops, slot uint64, check bool) {
	b.add(inst{op: op, dst: dst, a: a, b: noReg, c: noReg, imm: hops<<32 | slot, sense: check})
}

// service lets tier 1 do the instruction. Where that may go on somewhere else
// than at the next instruction, the unit follows.
func (b *builder) service(ins bytecode.Instr) {
	in := inst{op: opService, tail: ins.Op == bytecode.OpTailEval, dst: noReg, a: noReg, b: noReg, c: noReg, target: -1}
	b.proto.Reads(b.pc, func(r int) { in.reads = append(in.reads, operand(r)) })
	b.proto.Writes(b.pc, func(r int) { in.writes = append(in.writes, operand(r)) })
	if t, ok := ins.Jump(b.pc); ok {
		in.target, in.keeps = b.blockAt[t], ins.Keeps()
		b.cur.succ = append(b.cur.succ, in.target)
	}
	if ins.Skips() || ins.Suspends() || !ins.FallsThrough() {
		b.cur.succ = nil
		b.leave()
		return
	}
	b.add(in)
}

// leave ends the unit here: tier 1 knows where the instruction leads, so
// everything that a register may hold is wanted.
func (b *builder) leave() {
	in := inst{op: opLeave, dst: noReg, a: noReg, b: noReg, c: noReg, target: -1}
	for r := range operand(b.u.nregs) {
		in.reads = append(in.reads, r)
	}
	b.add(in)
}
