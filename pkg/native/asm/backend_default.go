//go:build !arm64

package asm

import (
	x86 "github.com/kilnjs/kiln/pkg/native/amd64/asm"
	"github.com/kilnjs/kiln/pkg/native/amd64/macro"
)

// The types of the assembler for x86-64.
type (
	Assembler = macro.Assembler
	Reg       = x86.Reg
	XReg      = x86.XReg
	Cond      = x86.Cond
	Mem       = x86.Mem
	Label     = x86.Label
	ALU       = x86.ALU
	SSE       = x86.SSE
)

// Register use in machine code; BP belongs to Go and is never written.
const (
	FrameReg  = x86.BX  // address of word 0 of the current frame
	CtxReg    = x86.R12 // *lower.Context
	IntTag    = x86.R13 // TagInt << 48
	ObjectTag = x86.R14 // TagObject << 48
	BudgetReg = x86.R15 // address of the runtime's budget

	FirstCacheX = 2  // the first vector register for frame registers
	EndX        = 16 // and the end of them
	NumRegs     = 16 // numbers of registers of either kind are below this
	PinGeneral  = 3  // how many general registers the pins of a loop may take
	PinVector   = 10 // and vector registers

	AllRemainders = macro.AllRemainders
)

// CacheRegs are the general registers for frame registers. Pins have the last ones.
var CacheRegs = [...]Reg{SI, DI, R8, R9, R10, R11}

// The registers that have names of their own.
const (
	AX    = x86.AX
	CX    = x86.CX
	DX    = x86.DX
	SI    = x86.SI
	DI    = x86.DI
	R8    = x86.R8
	R9    = x86.R9
	R10   = x86.R10
	R11   = x86.R11
	NoReg = x86.NoReg
)

// The operations and conditions.
const (
	Add = x86.Add
	Or  = x86.Or
	And = x86.And
	Sub = x86.Sub
	Xor = x86.Xor
	Cmp = x86.Cmp

	Shl = x86.Shl
	Shr = x86.Shr
	Sar = x86.Sar

	O  = x86.O
	B  = x86.B
	AE = x86.AE
	E  = x86.E
	NE = x86.NE
	BE = x86.BE
	A  = x86.A
	S  = x86.S
	NS = x86.NS
	P  = x86.P
	NP = x86.NP
	L  = x86.L
	GE = x86.GE
	LE = x86.LE
	G  = x86.G

	SqrtSD = x86.SqrtSD
	AddSD  = x86.AddSD
	MulSD  = x86.MulSD
	SubSD  = x86.SubSD
	MinSD  = x86.MinSD
	DivSD  = x86.DivSD
	MaxSD  = x86.MaxSD
)

// At is the operand [base+disp].
func At(base Reg, disp int32) Mem { return x86.At(base, disp) }

// AtIndex is the operand [base+index*scale+disp].
func AtIndex(base, index Reg, scale uint8, disp int32) Mem {
	return x86.AtIndex(base, index, scale, disp)
}
