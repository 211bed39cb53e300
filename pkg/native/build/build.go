package build

import (
	"maps"
	"slices"

	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Limits of what is worth compiling: the analyses are quadratic in the worst case.
const (
	MaxInstructions = 6000
	MaxRegisters    = 600
)

// builder turns bytecode into a unit.
type builder struct {
	u       *ir.Unit
	proto   *bytecode.Proto
	fn      *bytecode.Function
	rt      *object.Runtime
	leaves  map[int32]int             // how often frames left at an instruction
	learned map[int32]heap.Value      // what calls were seen to reach, by instruction
	known   map[ir.Operand]heap.Value // what registers are likely to hold
	blockAt []int32                   // by instruction: the block that begins there, -1: none
	pc      int32
	cur     *ir.Block
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
		if ins.Op == bytecode.OpDelegate {
			at[pc] = 0
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

// Unit makes the unit of a function from instruction entry on.
func Unit(rt *object.Runtime, fn *bytecode.Function, entry int32, leaves map[int32]int, learned map[int32]heap.Value) *ir.Unit {
	p := fn.Proto()
	leaves = withEqualities(fn, leaves)
	b := &builder{proto: p, fn: fn, rt: rt, leaves: leaves, learned: learned, known: map[ir.Operand]heap.Value{}, blockAt: leaders(p, entry)}
	b.u = &ir.Unit{Registers: p.Words, Leaves: leaves, Shown: ir.Operand(p.Shown)}
	if entry != 0 {
		b.u.Blocks = append(b.u.Blocks, nil)
	}
	for pc := range p.Code {
		if n := b.blockAt[pc]; n >= 0 {
			b.cur = &ir.Block{PC: int32(pc)}
			b.u.Blocks = append(b.u.Blocks, b.cur)
		}
		b.pc = int32(pc)
		b.instruction(p.Code[pc])
		if b.blockAt[pc+1] >= 0 && p.Code[pc].FallsThrough() && !b.left() {
			b.cur.Succ = append(b.cur.Succ, b.blockAt[pc+1])
			b.cur.Falls = true
		}
	}
	if entry != 0 {
		// A copy of the block, so that a loop which is entered at its test still
		// has one header only.
		first := *b.u.Blocks[b.blockAt[entry]]
		b.u.Blocks[0] = &first
	}
	if entry == 0 {
		b.resumptions()
	}
	b.handlers()
	b.u.Types = make([]ir.Mask, b.u.Registers)
	for r := range b.u.Types {
		b.u.Types[r] = ir.Any
	}
	b.u.Types[stack.Callee] = ir.Object
	if fn.Code().Kind == object.KindBase {
		b.need(stack.Header)
	}
	return b.u
}

// withEqualities adds to the leaves those of all comparisons for equality that tier 1 has seen nothing
// but ints at, or has never come to, when a frame has left at one of them: a switch over what is no
// number leaves at each of its cases once that is met, and whatever is compared there may be so
// without looking at its type first.
func withEqualities(fn *bytecode.Function, leaves map[int32]int) map[int32]int {
	p := fn.Proto()
	left := false
	for pc, n := range leaves {
		left = left || n > 0 && pc >= 0 && forEquality(p.Code[pc].Op)
	}
	if !left {
		return leaves
	}
	leaves = maps.Clone(leaves)
	for pc, ins := range p.Code {
		if forEquality(ins.Op) && ir.Mask(fn.Feedback(pc))&ir.Any == 0 {
			leaves[int32(pc)] = max(leaves[int32(pc)], ir.GiveUp)
		}
	}
	return leaves
}

// forEquality tells that an instruction compares for equality.
func forEquality(op bytecode.Op) bool {
	cond, ok := compareOps[op]
	if !ok {
		cond = jumpOps[op].cond
	}
	return cond >= syntax.OpEq
}

// need makes room for so many words above the registers.
func (b *builder) need(words int) { b.u.Above = max(b.u.Above, words) }

// handlers makes the handlers of exceptions successors of the blocks that they guard.
func (b *builder) handlers() {
	b.u.Caught = map[int32]ir.Operand{}
	for i := range b.proto.Handlers {
		h := &b.proto.Handlers[i]
		b.u.Caught[b.blockAt[h.Target]] = ir.Operand(h.Value)
	}
	for _, bl := range b.u.Blocks {
		for i := range bl.Insts {
			if h := bl.Insts[i].Handler; h >= 0 && !slices.Contains(bl.Succ, h) {
				bl.Succ = append([]int32{h}, bl.Succ...)
			}
		}
	}
}

// left tells whether the last operation was OpLeave.
func (b *builder) left() bool {
	n := len(b.cur.Insts)
	return n > 0 && b.cur.Insts[n-1].Op.Is(ir.Resumes)
}

// op appends an operation at the current instruction.
func (b *builder) op(op ir.Op, dst ir.Operand, aux ir.Aux, args ...ir.Operand) {
	in := ir.Inst{Op: op, Dst: dst, Aux: aux, PC: b.pc, Handler: -1}
	if h := b.proto.Handler(b.pc); h != nil {
		in.Handler = b.blockAt[h.Target]
	}
	in.Fed = b.fn.Feedback(int(b.pc))
	in.Seen = ir.Mask(in.Fed) & ir.Any
	named := (op == ir.OpGetElem || op == ir.OpSetElem) && in.Fed&bytecode.SeenName != 0
	if op == ir.OpCmp || op == ir.OpJumpCmp {
		args = b.foldNil(args)
	}
	in.Args = b.u.List(args...)
	if named || b.leaves[b.pc] >= ir.GiveUp {
		in.Seen, in.Generic = ir.Any, true
		if m, ok := aux.(*ir.Member); ok {
			m.Entries = nil
		}
	}
	b.cur.Insts = append(b.cur.Insts, in)
	b.overwrite(&in)
}

// foldNil makes an operand of a comparison a constant that the instructions right
// before have set to undefined or null. The register stays an operand, after both.
func (b *builder) foldNil(args []ir.Operand) []ir.Operand {
	for _, i := range [2]int{1, 0} {
		if r := args[i]; r >= 0 {
			if k := b.nilIn(r); k != ir.NoReg {
				args[i] = k
				return append(args, r)
			}
		}
	}
	return args
}

// constantIn returns the constant that register r surely holds after the operations of the current block, or NoReg.
func (b *builder) constantIn(r ir.Operand) ir.Operand {
	for i := len(b.cur.Insts) - 1; i >= 0; i-- {
		in := &b.cur.Insts[i]
		if in.Dst == r {
			if a := in.A(); in.Op == ir.OpMove && a < 0 && a != ir.NoReg {
				return a
			}
			return ir.NoReg
		}
		if slices.Contains(in.Writes(), r) || in.Op.Is(ir.Advances) && in.B() == r || in.Op.Is(ir.Overwrites) && r >= in.Call().Base {
			return ir.NoReg
		}
	}
	return ir.NoReg
}

// nilIn is constantIn for undefined and null.
func (b *builder) nilIn(r ir.Operand) ir.Operand {
	if k := b.constantIn(r); k != ir.NoReg && b.u.Constant(k).IsNullish() {
		return k
	}
	return ir.NoReg
}

// jump appends an operation that may go to the jump target of ins.
func (b *builder) jump(ins bytecode.Instr, op ir.Op, dst ir.Operand, branch ir.Branch, args ...ir.Operand) {
	t, _ := ins.Jump(b.pc)
	branch.Target = b.blockAt[t]
	b.op(op, dst, &branch, args...)
	b.cur.Succ = append(b.cur.Succ, branch.Target)
}

// Arithmetic and comparisons by their opcode.
var (
	binaryOps = map[bytecode.Op]ir.Op{
		bytecode.OpAdd: ir.OpAdd, bytecode.OpSub: ir.OpSub, bytecode.OpMul: ir.OpMul, bytecode.OpDiv: ir.OpDiv, bytecode.OpMod: ir.OpMod,
		bytecode.OpBitAnd: ir.OpAnd, bytecode.OpBitOr: ir.OpOr, bytecode.OpBitXor: ir.OpXor,
		bytecode.OpShl: ir.OpShl, bytecode.OpShr: ir.OpShr, bytecode.OpUShr: ir.OpUshr,
	}
	immediateOps = map[bytecode.Op]ir.Op{
		bytecode.OpAddI: ir.OpAdd, bytecode.OpSubI: ir.OpSub, bytecode.OpMulI: ir.OpMul,
		bytecode.OpBitAndI: ir.OpAnd, bytecode.OpBitOrI: ir.OpOr,
		bytecode.OpShlI: ir.OpShl, bytecode.OpShrI: ir.OpShr, bytecode.OpUShrI: ir.OpUshr,
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

func (b *builder) int16(v uint16) ir.Operand { return b.u.AddConstant(heap.Int(int32(int16(v)))) }

// instruction translates one instruction.
func (b *builder) instruction(ins bytecode.Instr) {
	A, B, C := ir.Operand(ins.A), ir.Operand(ins.B), ir.Operand(ins.C)
	if op, ok := binaryOps[ins.Op]; ok {
		b.op(op, A, nil, B, C)
		return
	}
	if op, ok := immediateOps[ins.Op]; ok {
		b.op(op, A, nil, B, b.int16(ins.C))
		return
	}
	if c, ok := compareOps[ins.Op]; ok {
		b.op(ir.OpCmp, A, &ir.Compare{Cond: c}, B, C)
		return
	}
	if j, ok := jumpOps[ins.Op]; ok {
		if j.loop {
			b.op(ir.OpLoop, ir.NoReg, nil)
		}
		if j.immediate {
			B = b.int16(ins.B)
		}
		b.jump(ins, ir.OpJumpCmp, ir.NoReg, ir.Branch{Cond: j.cond, Sense: j.sense}, A, B)
		return
	}
	switch ins.Op {
	case bytecode.OpExp:
		b.power(A, B, C)
	case bytecode.OpNop:
	case bytecode.OpMove:
		b.op(ir.OpMove, A, nil, B)
	case bytecode.OpMove2, bytecode.OpMove3:
		for i := range ir.Operand(ins.Op-bytecode.OpMove2) + 2 {
			b.op(ir.OpMove, A+i, nil, B+i)
		}
	case bytecode.OpLoadK:
		// Tier 1 keeps its constants reachable, so the code may hold their addresses.
		b.op(ir.OpMove, A, nil, b.u.AddConstant(b.fn.Constant(int(ins.Wide()))))
	case bytecode.OpLoadInt:
		b.op(ir.OpMove, A, nil, b.u.AddConstant(heap.Int(ins.Wide())))
	case bytecode.OpLoadSpecial:
		b.op(ir.OpMove, A, nil, b.u.AddConstant(heap.Undefined+heap.Value(ins.N)))
	case bytecode.OpFillUndef:
		for i := range ir.Operand(ins.B) {
			b.op(ir.OpMove, A+i, nil, b.u.AddConstant(heap.Undefined))
		}
	case bytecode.OpInc:
		// Not an addition, which joins strings.
		b.op(ir.OpSub, A, nil, B, b.u.AddConstant(heap.Int(-1)))
	case bytecode.OpDec:
		b.op(ir.OpSub, A, nil, B, b.u.AddConstant(heap.Int(1)))
	case bytecode.OpNeg:
		b.op(ir.OpNeg, A, nil, B)
	case bytecode.OpPlus, bytecode.OpToNumeric:
		b.op(ir.OpToNum, A, nil, B)
	case bytecode.OpBitNot:
		b.op(ir.OpBitNot, A, nil, B)
	case bytecode.OpNot:
		b.op(ir.OpNot, A, nil, B)
	case bytecode.OpJump:
		b.jump(ins, ir.OpJump, ir.NoReg, ir.Branch{})
	case bytecode.OpLoop:
		b.op(ir.OpLoop, ir.NoReg, nil)
		b.jump(ins, ir.OpJump, ir.NoReg, ir.Branch{})
	case bytecode.OpJTrue, bytecode.OpJFalse, bytecode.OpLoopTrue:
		if ins.Op == bytecode.OpLoopTrue {
			b.op(ir.OpLoop, ir.NoReg, nil)
		}
		b.jump(ins, ir.OpJumpIf, ir.NoReg, ir.Branch{Sense: ins.Op != bytecode.OpJFalse}, A)
	case bytecode.OpJNullish, bytecode.OpJNotNullish:
		b.jump(ins, ir.OpJumpNil, ir.NoReg, ir.Branch{Sense: ins.Op == bytecode.OpJNullish}, A)
	case bytecode.OpJUndef, bytecode.OpJNotUndef:
		b.jump(ins, ir.OpJumpEq, ir.NoReg, ir.Branch{Sense: ins.Op == bytecode.OpJUndef, Value: heap.Undefined}, A)
	case bytecode.OpJAbsent:
		b.jump(ins, ir.OpJumpEq, ir.NoReg, ir.Branch{Sense: true, Value: heap.TDZ}, A)
	case bytecode.OpJObject:
		b.jump(ins, ir.OpJumpObject, ir.NoReg, ir.Branch{Sense: true}, A)
	case bytecode.OpSwitch:
		b.switchTable(A)
	case bytecode.OpPopEnv:
		b.op(ir.OpPopEnv, ir.NoReg, &ir.Scope{Levels: uint32(ins.B)})
	case bytecode.OpCheckTDZ, bytecode.OpCheckThis:
		b.op(ir.OpCheckTDZ, ir.NoReg, nil, A)
	case bytecode.OpCount:
		b.op(ir.OpCount, ir.NoReg, &ir.Count{Counter: b.fn.Counter(b.pc)})
	case bytecode.OpCheckUnbound:
		b.op(ir.OpCheckUnbound, ir.NoReg, nil, A)
	case bytecode.OpThrow:
		b.op(ir.OpThrow, ir.NoReg, nil, A)
	case bytecode.OpReturn:
		b.op(ir.OpReturn, ir.NoReg, nil, A)
	case bytecode.OpReturnUndef:
		b.op(ir.OpReturn, ir.NoReg, nil, b.u.AddConstant(heap.Undefined))
	case bytecode.OpStart:
		switch f := b.fn.Code().Func; {
		case f.IsGenerator:
			b.op(ir.OpStart, ir.NoReg, nil, registers(0, b.u.Registers)...)
		default:
			b.op(ir.OpBegin, ir.NoReg, nil)
		}
	case bytecode.OpYield:
		b.suspend(object.Yielded, B)
	case bytecode.OpAwait:
		b.suspend(object.Awaiting, B)
	case bytecode.OpDelegate:
		d := &ir.Delegate{Return: b.blockAt[b.pc+1], Done: b.blockAt[b.pc+2]}
		copy(d.Registers[:], registers(A, 5))
		b.op(ir.OpDelegate, ir.NoReg, d, registers(0, b.u.Registers)...)
		b.cur.Succ = append(b.cur.Succ, d.Return, d.Done)
	default:
		b.access(ins)
	}
}

// maxSwitch is the longest jump table that is compiled: comparisons that halve what is left.
const maxSwitch = 1024

// Clauses that texts select are looked for in machine code as long as there are no more than maxTextCases, and none has
// more bytes than maxCaseText.
const (
	maxTextCases = 256
	maxCaseText  = 1024
)

func (b *builder) switchTable(a ir.Operand) {
	first, targets := b.proto.SwitchTable(b.pc)
	if len(targets) > maxSwitch {
		b.leave()
		return
	}
	table := &ir.Switch{First: first, Targets: make([]int32, 0, len(targets))}
	known := map[int32]bool{}
	for _, t := range targets {
		block := int32(-1)
		if t >= 0 {
			block = b.blockAt[t]
			if !known[block] {
				known[block] = true
				b.cur.Succ = append(b.cur.Succ, block)
			}
		}
		table.Targets = append(table.Targets, block)
	}
	b.op(ir.OpSwitch, ir.NoReg, table, a)
}

// access translates instructions that reach into the heap, calls, and the rest.
func (b *builder) access(ins bytecode.Instr) {
	A, B, C := ir.Operand(ins.A), ir.Operand(ins.B), ir.Operand(ins.C)
	switch ins.Op {
	case bytecode.OpGetProp, bytecode.OpGetLength, bytecode.OpGetMethod:
		if ins.Op == bytecode.OpGetMethod {
			b.op(ir.OpMove, A+1, nil, B)
		}
		b.getMember(ins.Op, A, B, int(ins.C))
	case bytecode.OpSetProp:
		ic, name := b.memberCache(int(ins.C))
		b.member(ir.OpSetMember, ir.NoReg, &ir.Member{This: A, Entries: memberWrites(ic), Name: name, Shared: ic.Mega}, A, B)
	case bytecode.OpDefName:
		ic, _ := b.memberCache(int(ins.C))
		b.member(ir.OpSetMember, ir.NoReg, &ir.Member{Entries: memberWrites(ic)}, A, B)
	case bytecode.OpGetPrivate, bytecode.OpSetPrivate, bytecode.OpAddPrivate, bytecode.OpPrivateIn, bytecode.OpGetSuper, bytecode.OpSuperBase, bytecode.OpSuperCtor:
		b.atSite(ins)
	case bytecode.OpGetGlobal:
		// The holder of a global name stays as long as the realm.
		ic, name := b.fn.Cache(int(ins.Wide()))
		entries := reads(ic)
		b.op(ir.OpGetGlobal, A, &ir.Member{Entries: entries, Name: name})
		b.predictGlobal(A, entries)
	case bytecode.OpSetGlobal:
		ic, name := b.fn.Cache(int(ins.Wide()))
		b.op(ir.OpSetGlobal, ir.NoReg, &ir.Member{Entries: reads(ic), Name: name}, A)
	case bytecode.OpRequireObject:
		b.op(ir.OpRequireObject, ir.NoReg, nil, A)
	case bytecode.OpInstanceOf:
		m := &ir.Member{}
		if ic, _ := b.fn.SiteAt(b.pc); ic != nil {
			ic.Prune(b.rt.Heap)
			m.Entries = reads(ic)
		}
		b.op(ir.OpInstanceOf, A, m, B, C)
	case bytecode.OpCaseOf:
		t := b.proto.Cases[ins.C]
		if ints, texts := t.Ints(), t.Texts(); len(ints) <= maxSwitch && len(texts) <= maxTextCases && t.Longest() <= maxCaseText {
			b.op(ir.OpCaseOf, A, &ir.Cases{Ints: ints, Texts: texts, Longest: t.Longest()}, B)
		} else {
			b.service(ins)
		}
	case bytecode.OpTypeof:
		b.op(ir.OpTypeof, A, nil, B)
	case bytecode.OpToPart:
		b.op(ir.OpToPart, A, nil, B)
	case bytecode.OpConcat:
		b.op(ir.OpConcat, A, nil, registers(B, int(ins.C))...)
	case bytecode.OpGetIter:
		if ins.N != 0 {
			b.service(ins)
			return
		}
		b.op(ir.OpGetIter, ir.NoReg, &ir.Iterator{Writes: [2]ir.Operand{A, A + 1}}, B)
	case bytecode.OpIterNext:
		b.jump(ins, ir.OpIterNext, A, ir.Branch{}, B, B+1)
		b.need(stack.Header) // of the next method
	case bytecode.OpIterStep:
		b.op(ir.OpIterStep, A, &ir.Iterator{Writes: [2]ir.Operand{B, B + 1}}, B, B+1)
	case bytecode.OpIterClose:
		b.op(ir.OpIterClose, ir.NoReg, nil, A, A+1)
	case bytecode.OpIterAbort:
		b.op(ir.OpIterAbort, ir.NoReg, nil, A, A+1, B)
	case bytecode.OpSpreadList:
		b.op(ir.OpSpread, A, nil, B)
	case bytecode.OpCallSpread, bytecode.OpNewSpread, bytecode.OpSuperSpread:
		b.spread(ins.Op, A, C, int(ins.B))
	case bytecode.OpSloppyThis:
		b.op(ir.OpSloppyThis, ir.NoReg, nil)
	case bytecode.OpGetElem:
		b.op(ir.OpGetElem, A, nil, B, C)
	case bytecode.OpFindElem:
		b.op(ir.OpFindElem, A, nil, B, C)
	case bytecode.OpToObjectKey:
		b.op(ir.OpObjectKey, A, nil, B, C)
	case bytecode.OpSetElem:
		b.op(ir.OpSetElem, ir.NoReg, nil, A, B, C)
	case bytecode.OpDefElem:
		b.op(ir.OpDefine, ir.NoReg, nil, A, B, C)
	case bytecode.OpBegin:
		b.op(ir.OpBeginBody, ir.NoReg, &ir.Iterator{Writes: [2]ir.Operand{A, A + 1}}, stack.This, B)
	case bytecode.OpBodyOp:
		b.bodyOp(ins)
	case bytecode.OpGetEnv0, bytecode.OpGetEnv1, bytecode.OpGetEnv2:
		b.op(ir.OpGetEnv, A, &ir.Slot{Hops: uint32(ins.Op - bytecode.OpGetEnv0), Index: uint32(ins.B), Check: true})
	case bytecode.OpGetEnv, bytecode.OpGetEnvRaw:
		b.op(ir.OpGetEnv, A, &ir.Slot{Hops: uint32(ins.C), Index: uint32(ins.B), Check: ins.Op == bytecode.OpGetEnv})
	case bytecode.OpSetEnv0, bytecode.OpSetEnv1, bytecode.OpSetEnv2:
		b.op(ir.OpSetEnv, ir.NoReg, &ir.Slot{Hops: uint32(ins.Op - bytecode.OpSetEnv0), Index: uint32(ins.B)}, A)
	case bytecode.OpSetEnv:
		b.op(ir.OpSetEnv, ir.NoReg, &ir.Slot{Hops: uint32(ins.C), Index: uint32(ins.B)}, A)
	case bytecode.OpInitFields:
		b.op(ir.OpInitFields, ir.NoReg, &ir.Call{Base: ir.Operand(b.u.Registers)}, A, B)
		b.need(stack.Header)
	case bytecode.OpSuperAll:
		b.op(ir.OpSuperAll, A, &ir.Call{Base: ir.Operand(b.u.Registers + ir.MaxSuperArgs)})
		b.need(ir.MaxSuperArgs + stack.Header + ir.MaxSuperArgs)
	case bytecode.OpClosure:
		b.closure(A, ir.NoReg, int(ins.Wide()))
	case bytecode.OpMethod:
		b.closure(A, B, int(ins.C))
	case bytecode.OpPushEnv:
		b.op(ir.OpPushEnv, ir.NoReg, &ir.Scope{ID: uint32(ins.C), Slots: uint32(ins.B)})
	case bytecode.OpEntryArgs:
		if ins.N == bytecode.EntryArguments && b.arguments(A) {
			return
		}
		if ins.N != bytecode.EntryRest {
			b.service(ins)
			return
		}
		// Only then is its register written: an argument may stand there.
		b.op(ir.OpRest, A+1, &ir.Rest{From: int32(b.fn.Formals())})
		b.op(ir.OpMove, A, nil, b.u.AddConstant(heap.Undefined))
	case bytecode.OpTemplate:
		v, made := b.fn.TemplateAt(b.pc)
		if !made {
			b.service(ins)
			return
		}
		b.op(ir.OpMove, A, nil, b.u.AddConstant(v))
	case bytecode.OpCopyEnv:
		b.op(ir.OpCopyEnv, ir.NoReg, nil)
	case bytecode.OpNewArray:
		b.op(ir.OpMakeArray, A, nil, registers(B, int(ins.C))...)
	case bytecode.OpNewObject:
		b.op(ir.OpMakeObject, A, &ir.Make{Shape: b.fn.Code().Realm.ObjectShape})
	case bytecode.OpMakeObject:
		b.op(ir.OpMakeObject, A, &ir.Make{Shape: b.fn.LiteralShape(int(ins.C))}, registers(B, len(b.proto.Shapes[ins.C]))...)
	case bytecode.OpCall, bytecode.OpTailCall, bytecode.OpNew, bytecode.OpSuperCall:
		if (ins.Op == bytecode.OpCall || ins.Op == bytecode.OpTailCall) && b.shortcut(ins) {
			return
		}
		op, call := ir.OpCall, &ir.Call{Base: A, Argc: int32(ins.B), Tail: ins.Op == bytecode.OpTailCall}
		var target []ir.Operand
		switch ins.Op {
		case bytecode.OpNew:
			op = ir.OpNew
			b.makes(call)
		case bytecode.OpSuperCall:
			op, target = ir.OpSuper, []ir.Operand{A + stack.NewTarget}
		default:
			b.forward(call)
		}
		args := append(target, A+stack.Callee, A+stack.This)
		b.op(op, C, call, append(args, registers(A+stack.Header, int(ins.B))...)...)
	default:
		b.service(ins)
	}
}

// getMember translates a read of a property.
func (b *builder) getMember(op bytecode.Op, dst, base ir.Operand, cache int) {
	ic, name := b.memberCache(cache)
	m := &ir.Member{This: base, Entries: memberReads(ic), Name: name, Shared: ic.Mega}
	does := ir.OpGetMember
	if op == bytecode.OpGetLength && slices.ContainsFunc(m.Entries, b.readsTypedLength) {
		m.Entries = nil
	}
	switch {
	case len(m.Entries) > 0:
	case op == bytecode.OpGetLength && !ic.Mega:
		does, m.Entries = ir.OpGetLength, b.typedLength(ic)
	default:
		if m.Entries = textReads(ic); m.Entries != nil {
			does = ir.OpGetText
		}
	}
	b.member(does, dst, m, base)
	b.predictMember(dst, base, ic)
}

// memberCache returns the inline cache of a member site with what holds now,
// and the property key that it is for.
func (b *builder) memberCache(i int) (*object.IC, heap.Value) {
	ic, name := b.fn.Cache(i)
	ic.Prune(b.rt.Heap)
	return ic, name
}

// service lets tier 1 do the instruction. Where that may go on somewhere else
// than at the next instruction, the unit follows.
func (b *builder) service(ins bytecode.Instr) {
	s := &ir.Service{Target: -1, Tail: ins.Op == bytecode.OpTailEval}
	var read []ir.Operand
	b.proto.Reads(b.pc, func(r int) { read = append(read, ir.Operand(r)) })
	b.proto.Writes(b.pc, func(r int) { s.Writes = append(s.Writes, ir.Operand(r)) })
	if t, ok := ins.Jump(b.pc); ok {
		s.Target, s.Keeps = b.blockAt[t], ins.Keeps()
		b.cur.Succ = append(b.cur.Succ, s.Target)
	}
	if ins.Skips() || ins.Suspends() || !ins.FallsThrough() {
		b.cur.Succ = nil
		b.leave()
		return
	}
	b.op(ir.OpService, ir.NoReg, s, read...)
}

// suspend ends the unit here as the frame is left with v. Another tier may resume it, so everything
// that a register may hold is wanted.
func (b *builder) suspend(why object.Suspension, v ir.Operand) {
	b.op(ir.OpSuspend, ir.NoReg, &ir.Suspend{Why: why}, append([]ir.Operand{v}, registers(0, b.u.Registers)...)...)
}

// resumptions finds where suspended frames go on in the unit of a whole function. For the analyses
// all of that follows the instruction that makes the generator, or begins the body of an async function.
func (b *builder) resumptions() {
	started := b.fn.Started()
	if started < 0 {
		return
	}
	begin := b.u.Blocks[0]
	for pc, ins := range b.proto.Code {
		pc, r := int32(pc), ir.Resumption{PC: int32(pc), Dst: ir.Operand(ins.A), Mode: ir.NoReg}
		switch ins.Op {
		case bytecode.OpStart:
			r.Block, r.Dst = b.blockAt[pc+1], ir.NoReg
		case bytecode.OpYield:
			r.Block = b.blockAt[pc+2]
		case bytecode.OpAwait:
			r.Block = b.blockAt[pc+1]
		case bytecode.OpDelegate:
			r.Block, r.Dst, r.Mode = b.blockAt[pc], r.Dst+bytecode.DelegateValue, r.Dst+bytecode.DelegateMode
		default:
			continue
		}
		b.u.Resumed = append(b.u.Resumed, r)
	}
	for _, bl := range b.u.Blocks {
		for i := range bl.Insts {
			if bl.Insts[i].PC == started && (bl.Insts[i].Op == ir.OpStart || bl.Insts[i].Op == ir.OpBegin) {
				begin = bl
			}
		}
	}
	var to []int32
	for _, r := range b.u.Resumed {
		to = append(to, r.Block)
	}
	begin.Succ = append(to, begin.Succ...)
}

// leave ends the unit here: tier 1 knows where the instruction leads, so
// everything that a register may hold is wanted.
func (b *builder) leave() { b.op(ir.OpLeave, ir.NoReg, nil, registers(0, b.u.Registers)...) }

// registers lists n registers from first on.
func registers(first ir.Operand, n int) []ir.Operand {
	list := make([]ir.Operand, n)
	for i := range list {
		list[i] = first + ir.Operand(i)
	}
	return list
}

// closure translates the making of a function.
func (b *builder) closure(dst, home ir.Operand, number int) {
	code := b.fn.InnerCode(number)
	shape, _ := code.Realm.Runtime().ClosureShape(code)
	b.op(ir.OpClosure, dst, &ir.Make{Shape: shape, Function: number}, home)
}

// arguments makes the arguments object of the function in register a, if machine code can. A
// collection may end the shape only with the realm, which has it from then on.
func (b *builder) arguments(a ir.Operand) bool {
	shape, iterator, callee := b.fn.Code().Realm.PlainArguments(b.fn.Code().Func)
	if shape == nil {
		return false
	}
	b.op(ir.OpRest, a, &ir.Rest{Shape: shape, Iterator: iterator, Callee: callee})
	b.op(ir.OpMove, a+1, nil, b.u.AddConstant(heap.Undefined))
	return true
}
