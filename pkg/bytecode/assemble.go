package bytecode

import (
	"math"

	"github.com/kilnjs/kiln/pkg/syntax"
)

// label is a place in the code that jumps go to; it is an index in
// assembler.labels, where its instruction is kept, -1 while it is not known.
type label int

// fixup is a jump whose distance waits for its label.
type fixup struct {
	pc int32
	to label
}

// assembler collects the instructions of one function.
type assembler struct {
	p      *Proto
	wide   bool // conditional jumps may be too far for 16 bits
	tooFar bool // one was, and wide was not set
	labels []int32
	fixups []fixup
	tables []tableFixup
	pos    syntax.Pos
	depth  int32 // environments pushed where the next instruction stands

	consts map[Const]int32
	funcs  map[*syntax.FuncInfo]int32
	reason string // why the function is declined, "" if it is not
}

// tableFixup is a jump table whose entries wait for their labels.
type tableFixup struct {
	table int
	pc    int32
	to    []label
}

const noLabel label = -1

func newAssembler(p *Proto, wide bool) *assembler {
	return &assembler{p: p, wide: wide, consts: map[Const]int32{}, pos: p.Func.From}
}

// decline makes Compile fail; the first reason counts.
func (a *assembler) decline(reason string) {
	if a.reason == "" {
		a.reason = reason
	}
}

func (a *assembler) pc() int32 { return int32(len(a.p.Code)) }

// at sets the source position of the instructions that follow.
func (a *assembler) at(p syntax.Pos) { a.pos = p }

func addMark(marks []mark, pc, v int32) []mark {
	n := len(marks)
	if n > 0 && marks[n-1].Value == v {
		return marks
	}
	if n > 0 && marks[n-1].PC == pc {
		marks[n-1].Value = v
		return marks
	}
	return append(marks, mark{pc, v})
}

func (a *assembler) operand(v int) uint16 {
	if uint(v) > math.MaxUint16 {
		a.decline("operand too large")
		return 0
	}
	return uint16(v)
}

func (a *assembler) add(i Instr) int32 {
	pc := a.pc()
	a.p.positions = addMark(a.p.positions, pc, int32(a.pos))
	a.p.depths = addMark(a.p.depths, pc, a.depth)
	a.p.Code = append(a.p.Code, i)
	return pc
}

// emit appends an instruction with register or small operands.
func (a *assembler) emit(op Op, x, y, z reg) int32 {
	return a.add(Instr{Op: op, A: a.operand(int(x)), B: a.operand(int(y)), C: a.operand(int(z))})
}

// emitN is emit with flags.
func (a *assembler) emitN(op Op, n uint8, x, y, z reg) int32 {
	return a.add(Instr{Op: op, N: n, A: a.operand(int(x)), B: a.operand(int(y)), C: a.operand(int(z))})
}

// emitWide appends an instruction with a 32-bit operand.
func (a *assembler) emitWide(op Op, x reg, v int32) int32 {
	i := Instr{Op: op, A: a.operand(int(x))}
	i.setWide(v)
	return a.add(i)
}

// emitImm appends an instruction whose C is a signed immediate.
func (a *assembler) emitImm(op Op, x, y reg, v int16) int32 {
	return a.add(Instr{Op: op, A: a.operand(int(x)), B: a.operand(int(y)), C: uint16(v)})
}

// note ties the instruction at pc to a node.
func (a *assembler) note(pc int32, n syntax.Node) {
	a.p.Notes = append(a.p.Notes, note{pc, n})
}

func (a *assembler) newLabel() label {
	a.labels = append(a.labels, -1)
	return label(len(a.labels) - 1)
}

// bind makes l the place of the next instruction.
func (a *assembler) bind(l label) {
	a.labels[l] = a.pc()
}

// jump appends a jump with a 32-bit distance; x is its register, if it has one.
func (a *assembler) jump(op Op, x reg, to label) {
	pc := a.emitWide(op, x, 0)
	a.fixups = append(a.fixups, fixup{pc, to})
}

// branch appends a jump with a 16-bit distance.
func (a *assembler) branch(op Op, x, y reg, to label) {
	a.branchInstr(Instr{Op: op, A: a.operand(int(x)), B: a.operand(int(y))}, to)
}

// branchImm is branch with an immediate in B.
func (a *assembler) branchImm(op Op, x reg, v int16, to label) {
	a.branchInstr(Instr{Op: op, A: a.operand(int(x)), B: uint16(v)}, to)
}

func (a *assembler) branchInstr(i Instr, to label) {
	if !a.wide {
		pc := a.add(i)
		a.fixups = append(a.fixups, fixup{pc, to})
		return
	}
	// Too far for 16 bits: jump over a jump to a jump.
	i.C = 1
	a.add(i)
	a.emitWide(OpJump, 0, 1)
	a.jump(OpJump, 0, to)
}

// finish fills in all distances. It reports false when one does not fit.
func (a *assembler) finish() bool {
	code := a.p.Code
	for _, f := range a.fixups {
		d := a.labels[f.to] - (f.pc + 1)
		in := &code[f.pc]
		if _, wide := in.Op.jumps(); wide {
			in.setWide(d)
			continue
		}
		if d != int32(int16(d)) {
			a.tooFar = true
			return false
		}
		in.C = uint16(d)
	}
	for _, t := range a.tables {
		targets := a.p.Tables[t.table].Targets
		for i, l := range t.to {
			if l != noLabel {
				targets[i] = a.labels[l] - (t.pc + 1)
			}
		}
	}
	return true
}

// constant returns the index of a constant.
func (a *assembler) constant(k Const) int32 {
	if k.Kind == ConstNumber && k.Num != k.Num {
		k.Num, k.Text = 0, "NaN" // a NaN is no key of a map
	} else if k.Kind == ConstNumber && k.Num == 0 && math.Signbit(k.Num) {
		k.Num, k.Text = 0, "-0"
	}
	if i, ok := a.consts[k]; ok {
		return i
	}
	i := int32(len(a.p.Consts))
	a.consts[k] = i
	switch k.Text {
	case "NaN":
		if k.Kind == ConstNumber {
			k.Num = math.NaN()
		}
	case "-0":
		if k.Kind == ConstNumber {
			k.Num = math.Copysign(0, -1)
		}
	}
	a.p.Consts = append(a.p.Consts, k)
	return i
}

// function returns the index of an inner function.
func (a *assembler) function(f *syntax.FuncInfo) int32 {
	if a.funcs == nil {
		a.funcs = map[*syntax.FuncInfo]int32{}
	}
	if i, ok := a.funcs[f]; ok {
		return i
	}
	i := int32(len(a.p.Funcs))
	a.funcs[f] = i
	a.p.Funcs = append(a.p.Funcs, f)
	return i
}

// cache adds an inline cache for a name.
func (a *assembler) cache(name string) int32 {
	a.p.CacheNames = append(a.p.CacheNames, name)
	return int32(len(a.p.CacheNames) - 1)
}

// dynamic adds a dynamic use.
func (a *assembler) dynamic(f *syntax.FuncInfo, index uint32, name string) reg {
	a.p.Dynamics = append(a.p.Dynamics, dynamicUse{&f.Dynamic[index], name})
	return reg(len(a.p.Dynamics) - 1)
}
