package bytecode

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/bytecode/internal/optable"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Reads calls f for each register that the instruction at pc may read, also one
// that it does not name: the static binding of a dynamic name, and what Looks says.
// The environment, the argument count and the active function are not listed.
func (p *Proto) Reads(pc int32, f func(reg int)) {
	in := p.Code[pc]
	row := &opRows[in.Op]
	for field, operand := range [3]uint16{in.A, in.B, in.C} {
		first, kind := int(operand), [3]optable.Kind{row.A, row.B, row.C}[field]
		switch kind {
		case optable.DynamicR, optable.DynamicM:
			p.staticRegister(in.B, f)
		case optable.Frame:
			f(first + stack.Callee)
			f(first + stack.This)
			eachOf(first+stack.Header, int(in.B), f)
		case optable.FrameNew:
			f(first + stack.Callee)
			eachOf(first+stack.Header, int(in.B), f)
		case optable.FrameSuper:
			f(first + stack.Callee)
			f(first + stack.NewTarget)
			eachOf(first+stack.Header, int(in.B), f)
		case optable.Values:
			eachOf(first, len(p.Shapes[in.C]), f)
		default:
			eachOf(first, readRegisters(kind, field, in), f)
		}
	}
	if row.Effects&optable.Looks != 0 {
		f(stack.This)
		f(stack.NewTarget)
		eachOf(stack.Header, int(p.Func.NumParams), f)
	}
	if p.Shown != 0 && row.Effects&optable.Throws != 0 {
		f(p.Shown)
	}
}

// CallsInPlace tells that the instruction at pc calls what stands, as the frame of a callee,
// in registers of the running one.
func (p *Proto) CallsInPlace(pc int32) bool {
	row := &opRows[p.Code[pc].Op]
	for _, k := range [3]optable.Kind{row.A, row.B, row.C} {
		if k >= optable.Frame && k <= optable.FrameSuper {
			return true
		}
	}
	return false
}

// Writes calls f for each register that the instruction at pc may write.
func (p *Proto) Writes(pc int32, f func(reg int)) {
	if in := p.Code[pc]; opRows[in.Op].B == optable.DynamicM {
		p.staticRegister(in.B, f)
	}
	p.overwrites(pc, f)
}

// overwrites calls f for each register that the instruction at pc writes when it
// completes, unless it jumps and Keeps.
func (p *Proto) overwrites(pc int32, f func(reg int)) {
	in := p.Code[pc]
	row := &opRows[in.Op]
	for field, operand := range [3]uint16{in.A, in.B, in.C} {
		kind := [3]optable.Kind{row.A, row.B, row.C}[field]
		eachOf(int(operand), writtenRegisters(kind, field, in), f)
	}
}

// eachOf calls f for n registers from first on.
func eachOf(first, n int, f func(reg int)) {
	for k := range n {
		f(first + k)
	}
}

// staticRegister calls f for the register where a dynamic name is when no object
// along the environments has it.
func (p *Proto) staticRegister(index uint16, f func(reg int)) {
	switch ref := &p.Dynamics[index].Ref.Static; ref.Kind {
	case syntax.RefReg:
		f(stack.Header + int(ref.Index))
	case syntax.RefFrame:
		f([...]int{syntax.FrameThis: stack.This, syntax.FrameCallee: stack.Callee, syntax.FrameNewTarget: stack.NewTarget}[ref.Index])
	}
}

// following is the operand after field, which holds the length of a run.
func (i Instr) following(field int) int { return int([4]uint16{i.A, i.B, i.C, 0}[field+1]) }

func writtenRegisters(kind optable.Kind, field int, i Instr) int {
	switch kind {
	case optable.Dst, optable.Mod:
		return 1
	case optable.Dst2, optable.Mod2:
		return 2
	case optable.Dst3:
		return 3
	case optable.Mod4:
		return 4
	case optable.Mod5:
		return 5
	case optable.RegsW:
		return i.following(field)
	}
	return 0
}

func readRegisters(kind optable.Kind, field int, i Instr) int {
	switch kind {
	case optable.Src, optable.Mod:
		return 1
	case optable.Src2, optable.Mod2:
		return 2
	case optable.Src3:
		return 3
	case optable.Mod4:
		return 4
	case optable.Mod5:
		return 5
	case optable.Regs:
		return i.following(field)
	case optable.RegsN:
		return int(i.N)
	}
	return 0
}

// Jump returns the instruction to which the instruction at pc may jump.
func (i Instr) Jump(pc int32) (target int32, ok bool) {
	ok, wide := i.Op.jumps()
	switch {
	case !ok:
		return 0, false
	case wide:
		return pc + 1 + i.Wide(), true
	}
	return pc + 1 + int32(int16(i.C)), true
}

// FallsThrough tells whether the next instruction may run after this one.
func (i Instr) FallsThrough() bool { return opRows[i.Op].Effects&optable.Ends == 0 }

// Skips tells whether the instruction after the next one may run after this one.
func (i Instr) Skips() bool { return opRows[i.Op].Effects&optable.Skips != 0 }

// Suspends tells whether the instruction leaves the frame and comes back later.
func (i Instr) Suspends() bool { return opRows[i.Op].Effects&optable.Suspend != 0 }

// Keeps tells whether the instruction writes nothing when it jumps.
func (i Instr) Keeps() bool { return opRows[i.Op].Effects&optable.Keeps != 0 }

// Throws tells whether the instruction may throw, call or collect.
func (i Instr) Throws() bool { return opRows[i.Op].Effects&optable.Throws != 0 }

// SwitchTable returns the table of the Switch at pc: the instruction for each
// integer from first on, -1 where there is no clause.
func (p *Proto) SwitchTable(pc int32) (first int32, targets []int32) {
	t := &p.Tables[p.Code[pc].Wide()]
	targets = make([]int32, len(t.Targets))
	for i, d := range t.Targets {
		targets[i] = -1
		if d != 0 {
			targets[i] = pc + 1 + d
		}
	}
	return t.Min, targets
}

// SwitchTargets returns where the instruction at pc may jump through a table;
// nil for other instructions.
func (p *Proto) SwitchTargets(pc int32) []int32 {
	if p.Code[pc].Op != OpSwitch {
		return nil
	}
	_, targets := p.SwitchTable(pc)
	return slices.DeleteFunc(targets, func(t int32) bool { return t < 0 })
}

// Handler returns the handler for a throw at pc, nil if there is none.
func (p *Proto) Handler(pc int32) *Handler { return p.handler(pc) }
