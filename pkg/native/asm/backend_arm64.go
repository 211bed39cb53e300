package asm

import "github.com/kilnjs/kiln/pkg/native/arm64/macro"

// The types of the assembler for arm64.
type (
	Assembler = macro.Assembler
	Reg       = macro.Reg
	XReg      = macro.XReg
	Cond      = macro.Cond
	Mem       = macro.Mem
	Label     = macro.Label
	ALU       = macro.ALU
	SSE       = macro.SSE
)

// Register use in machine code.
const (
	FrameReg  = macro.FrameReg  // address of word 0 of the current frame
	CtxReg    = macro.CtxReg    // *lower.Context
	IntTag    = macro.IntTag    // TagInt << 48
	ObjectTag = macro.ObjectTag // TagObject << 48
	BudgetReg = macro.BudgetReg // address of the runtime's budget

	FirstCacheX = macro.FirstCacheX // the first vector register for frame registers
	EndX        = macro.EndX        // and the end of them
	NumRegs     = 32                // numbers of registers of either kind are below this
	PinGeneral  = macro.PinGeneral  // how many general registers the pins of a loop may take
	PinVector   = macro.PinVector   // and vector registers

	AllRemainders = macro.AllRemainders
)

// CacheRegs are the general registers for frame registers. Pins have the last ones.
var CacheRegs = macro.CacheRegs

// The registers that have names of their own.
const (
	AX    = macro.AX
	CX    = macro.CX
	DX    = macro.DX
	SI    = macro.SI
	DI    = macro.DI
	R8    = macro.R8
	R9    = macro.R9
	R10   = macro.R10
	R11   = macro.R11
	NoReg = macro.NoReg
)

// The operations and conditions.
const (
	Add = macro.Add
	Or  = macro.Or
	And = macro.And
	Sub = macro.Sub
	Xor = macro.Xor
	Cmp = macro.Cmp

	Shl = macro.Shl
	Shr = macro.Shr
	Sar = macro.Sar

	O  = macro.O
	B  = macro.B
	AE = macro.AE
	E  = macro.E
	NE = macro.NE
	BE = macro.BE
	A  = macro.A
	S  = macro.S
	NS = macro.NS
	P  = macro.P
	NP = macro.NP
	L  = macro.L
	GE = macro.GE
	LE = macro.LE
	G  = macro.G

	SqrtSD = macro.SqrtSD
	AddSD  = macro.AddSD
	MulSD  = macro.MulSD
	SubSD  = macro.SubSD
	MinSD  = macro.MinSD
	DivSD  = macro.DivSD
	MaxSD  = macro.MaxSD
)

// At is the operand [base+disp].
func At(base Reg, disp int32) Mem { return macro.At(base, disp) }

// AtIndex is the operand [base+index*scale+disp].
func AtIndex(base, index Reg, scale uint8, disp int32) Mem {
	return macro.AtIndex(base, index, scale, disp)
}
