package build

import (
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

// left tells whether the last operation was ir.OpLeave.
func (b *builder) left() bool {
	n := len(b.cur.Insts)
	return n > 0 && b.cur.Insts[n-1].Op == ir.OpLeave
}

// add appends an operation at the current instruction.
func (b *builder) add(in ir.Inst) *ir.Inst {
	in.PC = b.pc
	in.Handler = -1
	if h := b.proto.Handler(b.pc); h != nil {
		in.Handler = b.blockAt[h.Target]
	}
	in.Fed = b.fn.Feedback(int(b.pc))
	if in.Seen == 0 {
		in.Seen = ir.Mask(in.Fed) & ir.Any
	}
	named := (in.Op == ir.OpGetElem || in.Op == ir.OpSetElem) && in.Fed&bytecode.SeenName != 0
	if in.Op == ir.OpCmp || in.Op == ir.OpJumpCmp {
		b.foldNil(&in)
	}
	if named || b.leaves[b.pc] >= ir.GiveUp {
		in.Seen, in.Entries, in.Generic = ir.Any, nil, true
	}
	b.cur.Insts = append(b.cur.Insts, in)
	return &b.cur.Insts[len(b.cur.Insts)-1]
}

// foldNil makes an operand of a comparison a constant that the instructions right
// before have set to undefined or null.
func (b *builder) foldNil(in *ir.Inst) {
	for _, o := range [2]*ir.Operand{&in.B, &in.A} {
		if *o < 0 {
			continue
		}
		if k := b.nilIn(*o); k != ir.NoReg {
			in.Reads = append(in.Reads, *o)
			*o = k
			return
		}
	}
}

// nilIn returns the constant undefined or null that register r surely holds after
// the operations of the current block, or noReg.
func (b *builder) nilIn(r ir.Operand) ir.Operand {
	for i := len(b.cur.Insts) - 1; i >= 0; i-- {
		in := &b.cur.Insts[i]
		if in.Dst == r {
			if in.Op == ir.OpMove && in.A < 0 && b.u.Constant(in.A).IsNullish() {
				return in.A
			}
			return ir.NoReg
		}
		if slices.Contains(in.Writes, r) {
			return ir.NoReg
		}
	}
	return ir.NoReg
}

// jump appends an operation that may go to the jump target of ins.
func (b *builder) jump(ins bytecode.Instr, in ir.Inst) {
	t, _ := ins.Jump(b.pc)
	in.Target = b.blockAt[t]
	b.add(in)
	b.cur.Succ = append(b.cur.Succ, in.Target)
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
		b.add(ir.Inst{Op: op, Dst: A, A: B, B: C, C: ir.NoReg})
		return
	}
	if op, ok := immediateOps[ins.Op]; ok {
		b.add(ir.Inst{Op: op, Dst: A, A: B, B: b.int16(ins.C), C: ir.NoReg})
		return
	}
	if c, ok := compareOps[ins.Op]; ok {
		b.add(ir.Inst{Op: ir.OpCmp, Cond: c, Dst: A, A: B, B: C, C: ir.NoReg})
		return
	}
	if j, ok := jumpOps[ins.Op]; ok {
		if j.loop {
			b.add(ir.Inst{Op: ir.OpLoop, Dst: ir.NoReg, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg})
		}
		if j.immediate {
			B = b.int16(ins.B)
		}
		b.jump(ins, ir.Inst{Op: ir.OpJumpCmp, Cond: j.cond, Sense: j.sense, Dst: ir.NoReg, A: A, B: B, C: ir.NoReg})
		return
	}
	switch ins.Op {
	case bytecode.OpNop:
	case bytecode.OpMove:
		b.add(ir.Inst{Op: ir.OpMove, Dst: A, A: B, B: ir.NoReg, C: ir.NoReg})
	case bytecode.OpLoadK:
		// Tier 1 keeps its constants reachable, so the code may hold their addresses.
		b.add(ir.Inst{Op: ir.OpMove, Dst: A, A: b.u.AddConstant(b.fn.Constant(int(ins.Wide()))), B: ir.NoReg, C: ir.NoReg})
	case bytecode.OpLoadInt:
		b.add(ir.Inst{Op: ir.OpMove, Dst: A, A: b.u.AddConstant(heap.Int(ins.Wide())), B: ir.NoReg, C: ir.NoReg})
	case bytecode.OpLoadSpecial:
		b.add(ir.Inst{Op: ir.OpMove, Dst: A, A: b.u.AddConstant(heap.Undefined + heap.Value(ins.N)), B: ir.NoReg, C: ir.NoReg})
	case bytecode.OpFillUndef:
		for i := range ir.Operand(ins.B) {
			b.add(ir.Inst{Op: ir.OpMove, Dst: A + i, A: b.u.AddConstant(heap.Undefined), B: ir.NoReg, C: ir.NoReg})
		}
	case bytecode.OpInc, bytecode.OpDec:
		op := ir.OpAdd
		if ins.Op == bytecode.OpDec {
			op = ir.OpSub
		}
		b.add(ir.Inst{Op: op, Dst: A, A: B, B: b.u.AddConstant(heap.Int(1)), C: ir.NoReg})
	case bytecode.OpNeg:
		b.add(ir.Inst{Op: ir.OpNeg, Dst: A, A: B, B: ir.NoReg, C: ir.NoReg})
	case bytecode.OpPlus, bytecode.OpToNumeric:
		b.add(ir.Inst{Op: ir.OpToNum, Dst: A, A: B, B: ir.NoReg, C: ir.NoReg})
	case bytecode.OpBitNot:
		b.add(ir.Inst{Op: ir.OpBitNot, Dst: A, A: B, B: ir.NoReg, C: ir.NoReg})
	case bytecode.OpNot:
		b.add(ir.Inst{Op: ir.OpNot, Dst: A, A: B, B: ir.NoReg, C: ir.NoReg})
	case bytecode.OpJump:
		b.jump(ins, ir.Inst{Op: ir.OpJump, Dst: ir.NoReg, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg})
	case bytecode.OpLoop:
		b.add(ir.Inst{Op: ir.OpLoop, Dst: ir.NoReg, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg})
		b.jump(ins, ir.Inst{Op: ir.OpJump, Dst: ir.NoReg, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg})
	case bytecode.OpJTrue, bytecode.OpJFalse, bytecode.OpLoopTrue:
		if ins.Op == bytecode.OpLoopTrue {
			b.add(ir.Inst{Op: ir.OpLoop, Dst: ir.NoReg, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg})
		}
		b.jump(ins, ir.Inst{Op: ir.OpJumpIf, Sense: ins.Op != bytecode.OpJFalse, Dst: ir.NoReg, A: A, B: ir.NoReg, C: ir.NoReg})
	case bytecode.OpJNullish, bytecode.OpJNotNullish:
		b.jump(ins, ir.Inst{Op: ir.OpJumpNil, Sense: ins.Op == bytecode.OpJNullish, Dst: ir.NoReg, A: A, B: ir.NoReg, C: ir.NoReg})
	case bytecode.OpJUndef, bytecode.OpJNotUndef:
		b.jump(ins, ir.Inst{Op: ir.OpJumpEq, Sense: ins.Op == bytecode.OpJUndef, Imm: uint64(heap.Undefined), Dst: ir.NoReg, A: A, B: ir.NoReg, C: ir.NoReg})
	case bytecode.OpJObject:
		b.jump(ins, ir.Inst{Op: ir.OpJumpObject, Sense: true, Dst: ir.NoReg, A: A, B: ir.NoReg, C: ir.NoReg})
	case bytecode.OpSwitch:
		b.switchTable(A)
	case bytecode.OpPopEnv:
		b.add(ir.Inst{Op: ir.OpPopEnv, Dst: ir.NoReg, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg, Imm: uint64(ins.B)})
	case bytecode.OpCheckTDZ, bytecode.OpCheckThis:
		b.add(ir.Inst{Op: ir.OpCheckTDZ, Sense: true, Dst: ir.NoReg, A: A, B: ir.NoReg, C: ir.NoReg})
	case bytecode.OpCheckUnbound:
		b.add(ir.Inst{Op: ir.OpCheckTDZ, Dst: ir.NoReg, A: A, B: ir.NoReg, C: ir.NoReg})
	case bytecode.OpThrow:
		b.add(ir.Inst{Op: ir.OpThrow, Dst: ir.NoReg, A: A, B: ir.NoReg, C: ir.NoReg})
	case bytecode.OpReturn:
		b.add(ir.Inst{Op: ir.OpReturn, Dst: ir.NoReg, A: A, B: ir.NoReg, C: ir.NoReg})
	case bytecode.OpReturnUndef:
		b.add(ir.Inst{Op: ir.OpReturn, Dst: ir.NoReg, A: b.u.AddConstant(heap.Undefined), B: ir.NoReg, C: ir.NoReg})
	default:
		b.access(ins)
	}
}

// maxSwitch is the longest jump table that is compiled: a chain of comparisons.
const maxSwitch = 128

func (b *builder) switchTable(a ir.Operand) {
	first, targets := b.proto.SwitchTable(b.pc)
	if len(targets) > maxSwitch {
		b.leave()
		return
	}
	in := ir.Inst{Op: ir.OpSwitch, Dst: ir.NoReg, A: a, B: ir.NoReg, C: ir.NoReg, Imm: uint64(uint32(first))}
	for _, t := range targets {
		block := int32(-1)
		if t >= 0 {
			block = b.blockAt[t]
			if !slices.Contains(b.cur.Succ, block) {
				b.cur.Succ = append(b.cur.Succ, block)
			}
		}
		in.Targets = append(in.Targets, block)
	}
	b.add(in)
}

// access translates instructions that reach into the heap, calls, and the rest.
func (b *builder) access(ins bytecode.Instr) {
	A, B, C := ir.Operand(ins.A), ir.Operand(ins.B), ir.Operand(ins.C)
	switch ins.Op {
	case bytecode.OpGetProp, bytecode.OpGetLength, bytecode.OpGetMethod:
		if ins.Op == bytecode.OpGetMethod {
			b.add(ir.Inst{Op: ir.OpMove, Dst: A + 1, A: B, B: ir.NoReg, C: ir.NoReg})
		}
		b.getMember(ins.Op, A, B, int(ins.C))
	case bytecode.OpSetProp:
		ic, name := b.memberCache(int(ins.C))
		b.member(ir.Inst{Op: ir.OpSetMember, Dst: ir.NoReg, A: A, B: B, C: ir.NoReg, This: A, Entries: memberWrites(ic), Name: name, Shared: ic.Mega})
	case bytecode.OpDefName:
		ic, _ := b.memberCache(int(ins.C))
		b.member(ir.Inst{Op: ir.OpSetMember, Dst: ir.NoReg, A: A, B: B, C: ir.NoReg, Entries: memberWrites(ic)})
	case bytecode.OpGetPrivate, bytecode.OpSetPrivate, bytecode.OpAddPrivate, bytecode.OpPrivateIn, bytecode.OpGetSuper, bytecode.OpSuperBase, bytecode.OpSuperCtor:
		b.atSite(ins)
	case bytecode.OpGetGlobal:
		// The holder of a global name stays as long as the realm.
		ic, name := b.fn.Cache(int(ins.Wide()))
		entries := reads(ic)
		b.add(ir.Inst{Op: ir.OpGetGlobal, Dst: A, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg, Entries: entries, Name: name})
		b.predictGlobal(A, entries)
	case bytecode.OpSetGlobal:
		ic, name := b.fn.Cache(int(ins.Wide()))
		b.add(ir.Inst{Op: ir.OpSetGlobal, Dst: ir.NoReg, A: A, B: ir.NoReg, C: ir.NoReg, Entries: reads(ic), Name: name})
	case bytecode.OpRequireObject:
		b.add(ir.Inst{Op: ir.OpRequireObject, Dst: ir.NoReg, A: A, B: ir.NoReg, C: ir.NoReg, Target: -1})
	case bytecode.OpInstanceOf:
		in := ir.Inst{Op: ir.OpInstanceOf, Dst: A, A: B, B: C, C: ir.NoReg}
		if ic, _ := b.fn.SiteAt(b.pc); ic != nil {
			ic.Prune(b.rt.Heap)
			in.Entries = reads(ic)
		}
		b.add(in)
	case bytecode.OpTypeof:
		b.add(ir.Inst{Op: ir.OpTypeof, Dst: A, A: B, B: ir.NoReg, C: ir.NoReg})
	case bytecode.OpGetIter:
		if ins.N != 0 {
			b.service(ins)
			return
		}
		b.add(ir.Inst{Op: ir.OpGetIter, Dst: ir.NoReg, A: B, B: ir.NoReg, C: ir.NoReg, Writes: []ir.Operand{A, A + 1}, Base: A, Target: -1})
	case bytecode.OpIterNext:
		b.jump(ins, ir.Inst{Op: ir.OpIterNext, Dst: A, A: B, B: B + 1, C: ir.NoReg, Keeps: true})
	case bytecode.OpIterStep:
		b.add(ir.Inst{Op: ir.OpIterStep, Dst: A, A: B, B: B + 1, C: ir.NoReg, Writes: []ir.Operand{B, B + 1}})
	case bytecode.OpIterClose:
		b.add(ir.Inst{Op: ir.OpIterClose, Dst: ir.NoReg, A: A, B: A + 1, C: ir.NoReg, Target: -1})
	case bytecode.OpSloppyThis:
		b.add(ir.Inst{Op: ir.OpSloppyThis, Dst: ir.NoReg, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg})
	case bytecode.OpGetElem:
		b.add(ir.Inst{Op: ir.OpGetElem, Dst: A, A: B, B: C, C: ir.NoReg})
	case bytecode.OpSetElem:
		b.add(ir.Inst{Op: ir.OpSetElem, Dst: ir.NoReg, A: A, B: B, C: C})
	case bytecode.OpGetEnv0, bytecode.OpGetEnv1, bytecode.OpGetEnv2:
		b.env(ir.OpGetEnv, A, ir.NoReg, uint64(ins.Op-bytecode.OpGetEnv0), uint64(ins.B), true)
	case bytecode.OpGetEnv, bytecode.OpGetEnvRaw:
		b.env(ir.OpGetEnv, A, ir.NoReg, uint64(ins.C), uint64(ins.B), ins.Op == bytecode.OpGetEnv)
	case bytecode.OpSetEnv0, bytecode.OpSetEnv1, bytecode.OpSetEnv2:
		b.env(ir.OpSetEnv, ir.NoReg, A, uint64(ins.Op-bytecode.OpSetEnv0), uint64(ins.B), false)
	case bytecode.OpSetEnv:
		b.env(ir.OpSetEnv, ir.NoReg, A, uint64(ins.C), uint64(ins.B), false)
	case bytecode.OpInitFields:
		b.add(ir.Inst{Op: ir.OpInitFields, Dst: ir.NoReg, A: A, B: B, C: ir.NoReg, Base: ir.Operand(b.u.Registers), Target: -1})
		b.need(stack.Header)
	case bytecode.OpSuperAll:
		b.add(ir.Inst{Op: ir.OpSuperAll, Dst: A, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg, Base: ir.Operand(b.u.Registers + ir.MaxSuperArgs)})
		b.need(ir.MaxSuperArgs + stack.Header + ir.MaxSuperArgs)
	case bytecode.OpClosure:
		b.closure(A, ir.NoReg, int(ins.Wide()))
	case bytecode.OpMethod:
		b.closure(A, B, int(ins.C))
	case bytecode.OpPushEnv:
		b.add(ir.Inst{Op: ir.OpPushEnv, Dst: ir.NoReg, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg, Imm: uint64(ins.C)<<32 | uint64(ins.B), Target: -1})
	case bytecode.OpNewObject:
		b.add(ir.Inst{Op: ir.OpMakeObject, Dst: A, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg, Shape: b.fn.Code().Realm.ObjectShape})
	case bytecode.OpMakeObject:
		in := ir.Inst{Op: ir.OpMakeObject, Dst: A, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg, Shape: b.fn.LiteralShape(int(ins.C))}
		for i := range b.proto.Shapes[ins.C] {
			in.Reads = append(in.Reads, B+ir.Operand(i))
		}
		b.add(in)
	case bytecode.OpCall, bytecode.OpTailCall, bytecode.OpNew, bytecode.OpSuperCall:
		if ins.Op == bytecode.OpCall && b.shortcut(ins) {
			return
		}
		in := ir.Inst{Op: ir.OpCall, Tail: ins.Op == bytecode.OpTailCall, Dst: C, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg, Base: A, Imm: uint64(ins.B)}
		switch ins.Op {
		case bytecode.OpNew:
			in.Op = ir.OpNew
		case bytecode.OpSuperCall:
			in.Op = ir.OpSuper
			in.Reads = append(in.Reads, A+stack.NewTarget)
		}
		b.forward(&in)
		in.Reads = append(in.Reads, A+stack.Callee, A+stack.This)
		for i := range ir.Operand(ins.B) {
			in.Reads = append(in.Reads, A+stack.Header+i)
		}
		b.add(in)
	default:
		b.service(ins)
	}
}

// getMember translates a read of a property.
func (b *builder) getMember(op bytecode.Op, dst, base ir.Operand, cache int) {
	ic, name := b.memberCache(cache)
	in := ir.Inst{Op: ir.OpGetMember, Dst: dst, A: base, B: ir.NoReg, C: ir.NoReg, This: base, Entries: memberReads(ic), Name: name, Shared: ic.Mega}
	if op == bytecode.OpGetLength && callsAccessor(in.Entries) {
		in.Entries = nil
	}
	switch {
	case len(in.Entries) > 0:
	case op == bytecode.OpGetLength && !ic.Mega:
		in.Op, in.Entries = ir.OpGetLength, b.typedLength(ic)
	default:
		if in.Entries = textReads(ic); in.Entries != nil {
			in.Op = ir.OpGetText
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

func (b *builder) env(op ir.Op, dst, a ir.Operand, hops, slot uint64, check bool) {
	b.add(ir.Inst{Op: op, Dst: dst, A: a, B: ir.NoReg, C: ir.NoReg, Imm: hops<<32 | slot, Sense: check})
}

// service lets tier 1 do the instruction. Where that may go on somewhere else
// than at the next instruction, the unit follows.
func (b *builder) service(ins bytecode.Instr) {
	in := ir.Inst{Op: ir.OpService, Tail: ins.Op == bytecode.OpTailEval, Dst: ir.NoReg, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg, Target: -1}
	b.proto.Reads(b.pc, func(r int) { in.Reads = append(in.Reads, ir.Operand(r)) })
	b.proto.Writes(b.pc, func(r int) { in.Writes = append(in.Writes, ir.Operand(r)) })
	if t, ok := ins.Jump(b.pc); ok {
		in.Target, in.Keeps = b.blockAt[t], ins.Keeps()
		b.cur.Succ = append(b.cur.Succ, in.Target)
	}
	if ins.Skips() || ins.Suspends() || !ins.FallsThrough() {
		b.cur.Succ = nil
		b.leave()
		return
	}
	b.add(in)
}

// leave ends the unit here: tier 1 knows where the instruction leads, so
// everything that a register may hold is wanted.
func (b *builder) leave() {
	in := ir.Inst{Op: ir.OpLeave, Dst: ir.NoReg, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg, Target: -1}
	for r := range ir.Operand(b.u.Registers) {
		in.Reads = append(in.Reads, r)
	}
	b.add(in)
}

// closure translates the making of a function.
func (b *builder) closure(dst, home ir.Operand, number int) {
	code := b.fn.InnerCode(number)
	shape, _ := code.Realm.Runtime().ClosureShape(code)
	b.add(ir.Inst{Op: ir.OpClosure, Dst: dst, A: home, B: ir.NoReg, C: ir.NoReg, Imm: uint64(number), Shape: shape})
}
