package bytecode

import (
	"github.com/kilnjs/kiln/pkg/bytecode/internal/optable"
	"github.com/kilnjs/kiln/pkg/stack"
)

// Instr is one instruction. A 32-bit operand has its low half in B and its
// high half in C.
type Instr struct {
	Op      Op
	N       uint8
	A, B, C uint16
}

// Wide returns the 32-bit operand in B and C.
func (i Instr) Wide() int32 { return int32(uint32(i.B) | uint32(i.C)<<16) }

func (i *Instr) setWide(v int32) { i.B, i.C = uint16(uint32(v)), uint16(uint32(v)>>16) }

// reg is a register: a word offset from the base of a frame.
type reg int

// Registers that are header words.
const (
	regCallee    reg = stack.Callee
	regThis      reg = stack.This
	regNewTarget reg = stack.NewTarget
	regEnv       reg = stack.Env
	noReg        reg = -1
)

// local returns the register of local i.
func local(i uint32) reg { return reg(stack.Header + i) }

// String returns the name of the instruction.
func (o Op) String() string {
	if int(o) < len(opRows) {
		return opRows[o].Name
	}
	return "?"
}

// jumps reports whether the instruction has a jump distance, and whether that
// takes 32 bits.
func (o Op) jumps() (ok, wide bool) {
	r := &opRows[o]
	return r.B == optable.Jump32 || r.C == optable.Jump16, r.B == optable.Jump32
}
