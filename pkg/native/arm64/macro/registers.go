package macro

import "github.com/kilnjs/kiln/pkg/native/arm64/asm"

// The registers by the names of the vocabulary. X18 belongs to the system, X28, X29 and
// SP to Go: none is ever written.
const (
	AX  = asm.X0
	CX  = asm.X1
	DX  = asm.X2
	SI  = asm.X3
	DI  = asm.X4
	R8  = asm.X5
	R9  = asm.X6
	R10 = asm.X7
	R11 = asm.X8

	FrameReg  = asm.X19
	CtxReg    = asm.X20
	IntTag    = asm.X21
	ObjectTag = asm.X22
	BudgetReg = asm.X23
)

// CacheRegs are the general registers for frame registers. Pins have the last ones.
var CacheRegs = [...]Reg{SI, DI, R8, R9, R10, R11, asm.X9, asm.X10, asm.X11, asm.X12, asm.X13, asm.X14, asm.X15}

// How many of them pins take, and which vector registers there are.
const (
	PinGeneral  = 8
	FirstCacheX = 2
	EndX        = 29
	PinVector   = 20
)
