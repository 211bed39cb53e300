package bytecode

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/bytecode/internal/optable"
	"github.com/kilnjs/kiln/pkg/stack"
)

// Reads calls f for each register that the instruction reads as an operand.
// What it reads of the frame without naming it (the environment, the active
// function) is not listed.
func (i Instr) Reads(f func(reg int)) { i.registers(f, false) }

// Writes calls f for each register that the instruction may write.
func (i Instr) Writes(f func(reg int)) { i.registers(f, true) }

func (i Instr) registers(f func(reg int), writes bool) {
	row := &opRows[i.Op]
	run := func(first uint16, n int) {
		for k := range n {
			f(int(first) + k)
		}
	}
	for field, operand := range [3]uint16{i.A, i.B, i.C} {
		kind := [3]optable.Kind{row.A, row.B, row.C}[field]
		if writes {
			run(operand, writtenRegisters(kind, field, i))
		} else {
			run(operand, readRegisters(kind, field, i))
		}
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
	case optable.Mod5:
		return 5
	case optable.Regs:
		return i.following(field)
	case optable.RegsN:
		return int(i.N)
	case optable.Frame:
		return stack.Header + i.following(field)
	case optable.FrameOne:
		return stack.Header + 1
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
