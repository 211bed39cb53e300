package macro

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/native/arm64/asm"
)

// The types of the assembler for arm64 that the vocabulary takes over.
type (
	Reg   = asm.Reg
	XReg  = asm.VReg
	Label = asm.Label
)

// NoReg marks an absent index.
const NoReg Reg = 0xFF

// Registers that the sequences here use, and nobody else.
const (
	addressReg = asm.X16 // addresses
	valueReg   = asm.X17 // what is in memory, constants
	spareReg   = asm.X27 // constants beside both
	stackReg   = asm.X26 // the machine stack
	linkReg    = asm.X30 // where a call returns to

	spareX0 XReg = 29
	spareX1 XReg = 30
	spareX2 XReg = 31
)

// Cond is a condition, as x86-64 has them; see package asm in pkg/native.
type Cond uint8

// The conditions: A, B, AE and BE compare unsigned integers and doubles, G, L, GE and LE
// signed integers.
const (
	O Cond = iota
	NO
	B
	AE
	E
	NE
	BE
	A
	S
	NS
	P
	NP
	L
	GE
	LE
	G
)

// Not is the opposite condition.
func (c Cond) Not() Cond { return c ^ 1 }

// Mem is a memory operand: Base + Index*Scale + Disp.
type Mem struct {
	Base  Reg
	Index Reg
	Scale uint8 // 1, 2, 4 or 8; ignored when Index is NoReg
	Disp  int32
}

// At is the operand [base+disp].
func At(base Reg, disp int32) Mem { return Mem{Base: base, Index: NoReg, Disp: disp} }

// AtIndex is the operand [base+index*scale+disp].
func AtIndex(base, index Reg, scale uint8, disp int32) Mem {
	return Mem{Base: base, Index: index, Scale: scale, Disp: disp}
}

// flags says what the machine's flags mean.
type flags uint8

const (
	ofInts     flags = iota
	ofDoubles        // of a comparison of doubles
	ofProducts       // not equal: the product did not fit
	ofResult         // not set yet: they are those of a register
	ofTest           // the same, and they may be wanted at labels too
)

// Assembler assembles in the vocabulary. The zero value is ready.
type Assembler struct {
	asm.Assembler
	flags  flags
	result Reg       // of ofResult and ofTest: whose zero and sign
	width  asm.Width // of result
	called []Label
	begins []int // offsets of Begin
}

// pend makes the flags those of a register, which are set when they are wanted.
func (a *Assembler) pend(f flags, r Reg, w asm.Width) { a.flags, a.result, a.width = f, r, w }

// pending tells that the flags are not set yet.
func (a *Assembler) pending() bool { return a.flags >= ofResult }

// settle sets the flags.
func (a *Assembler) settle() {
	if a.pending() {
		a.Tst(a.width, a.result, a.result)
		a.flags = ofInts
	}
}

// writes comes before an instruction that writes r and leaves the flags alone.
func (a *Assembler) writes(r Reg) {
	if a.pending() && a.result == r {
		a.leave()
	}
}

// leave comes before control goes elsewhere, or comes from there, and before the
// register of the flags is written. Those of a test are set then, unless they have
// been asked already; those of a result are lost.
func (a *Assembler) leave() {
	if a.flags == ofTest {
		a.settle()
	}
	if a.flags == ofResult {
		a.flags = ofInts
	}
}

// Bind sets the label to the current position.
func (a *Assembler) Bind(l Label) {
	a.leave()
	a.Assembler.Bind(l)
}

// log2 of a scale.
func log2(scale uint8) uint8 {
	switch scale {
	case 2:
		return 1
	case 4:
		return 2
	case 8:
		return 3
	}
	return 0
}

// mem is the operand of an access, by way of addressReg where no instruction has it.
// valueReg is lost then.
func (a *Assembler) mem(x asm.Access, m Mem) asm.Mem {
	if m.Index == NoReg {
		at := asm.At(m.Base, m.Disp)
		if !x.Fits(at) {
			a.Assembler.MovImm(addressReg, uint64(int64(m.Disp)))
			return asm.AtIndex(m.Base, addressReg, false)
		}
		return at
	}
	by := log2(m.Scale)
	if m.Disp == 0 && (by == 0 || by == x.Size()) {
		return asm.AtIndex(m.Base, m.Index, by != 0)
	}
	a.Op3Shift(asm.W64, asm.Add, addressReg, m.Base, m.Index, asm.Lsl, by)
	at := asm.At(addressReg, m.Disp)
	if !x.Fits(at) {
		a.Assembler.MovImm(valueReg, uint64(int64(m.Disp)))
		a.Op3(asm.W64, asm.Add, addressReg, addressReg, valueReg)
		return asm.At(addressReg, 0)
	}
	return at
}

func (a *Assembler) load(x asm.Access, dst Reg, m Mem) {
	a.writes(dst)
	a.Access(x, dst, a.mem(x, m))
}

func (a *Assembler) store(x asm.Access, m Mem, src Reg) { a.Access(x, src, a.mem(x, m)) }

// conditions are the machine's, after ints and after doubles.
var conditions = [2][16]asm.Cond{
	{asm.VS, asm.VC, asm.LO, asm.HS, asm.EQ, asm.NE, asm.LS, asm.HI, asm.MI, asm.PL, asm.VS, asm.VC, asm.LT, asm.GE, asm.LE, asm.GT},
	{asm.VS, asm.VC, asm.LT, asm.GE, asm.EQ, asm.NE, asm.LE, asm.GT, asm.MI, asm.PL, asm.VS, asm.VC, asm.LT, asm.GE, asm.LE, asm.GT},
}

// cond is the machine's condition, with the flags set.
func (a *Assembler) cond(c Cond) asm.Cond {
	a.settle()
	switch {
	case a.flags == ofDoubles:
		return conditions[1][c]
	case a.flags == ofProducts && c == O:
		return asm.NE
	case a.flags == ofProducts && c == NO:
		return asm.EQ
	}
	return conditions[0][c]
}

// Jcc jumps to a label when the condition holds.
func (a *Assembler) Jcc(c Cond, l Label) {
	if a.pending() {
		sign := uint8(31)
		if a.width == asm.W64 {
			sign = 63
		}
		jumps := true
		switch c {
		case E:
			a.Cbz(a.width, a.result, l)
		case NE:
			a.Cbnz(a.width, a.result, l)
		case S:
			a.Tbnz(a.result, sign, l)
		case NS:
			a.Tbz(a.result, sign, l)
		default:
			jumps = false
		}
		if jumps {
			a.flags = ofResult
			return
		}
	}
	a.BCond(a.cond(c), l)
}

// Jmp jumps to a label.
func (a *Assembler) Jmp(l Label) {
	a.leave()
	a.B(l)
	a.flags = ofInts // of what comes next, from elsewhere
}

// Begin is the first of what is called: it puts the return address on the machine stack.
func (a *Assembler) Begin() {
	a.begins = append(a.begins, a.Len())
	a.Push(linkReg)
}

// Finish is that of the assembler; it panics when something is called that has no Begin.
func (a *Assembler) Finish() ([]byte, error) {
	for _, l := range a.called {
		if !slices.Contains(a.begins, a.Offset(l)) {
			panic("native: what is called does not begin with Begin")
		}
	}
	return a.Assembler.Finish()
}

// BeginBytes is how long that is.
const BeginBytes = 4

// Call calls a label, where Begin is.
func (a *Assembler) Call(l Label) {
	a.leave()
	a.called = append(a.called, l)
	a.Bl(l)
	a.flags = ofInts
}

// CallR calls the address in a register, where Begin is.
func (a *Assembler) CallR(r Reg) {
	a.leave()
	a.Blr(r)
}

// CallM calls the address in memory.
func (a *Assembler) CallM(m Mem) {
	a.leave()
	a.load(asm.Load64, addressReg, m)
	a.Blr(addressReg)
}

// JmpR jumps to the address in a register.
func (a *Assembler) JmpR(r Reg) {
	a.leave()
	a.Br(r)
	a.flags = ofInts
}

// JmpM jumps to the address in memory.
func (a *Assembler) JmpM(m Mem) {
	a.leave()
	a.load(asm.Load64, addressReg, m)
	a.Br(addressReg)
	a.flags = ofInts
}

// Ret returns.
func (a *Assembler) Ret() {
	a.leave()
	a.Pop(linkReg)
	a.Assembler.Ret(linkReg)
	a.flags = ofInts
}

// Push puts a register on the machine stack.
func (a *Assembler) Push(r Reg) {
	a.Access(asm.Store64, r, asm.Mem{Base: stackReg, Index: asm.ZR, Disp: -8, Mode: asm.Pre})
}

// Pop takes a register from there.
func (a *Assembler) Pop(r Reg) {
	a.writes(r)
	a.Access(asm.Load64, r, asm.Mem{Base: stackReg, Index: asm.ZR, Disp: 8, Mode: asm.Post})
}

// Trap stands where control must never arrive.
func (a *Assembler) Trap() { a.Brk(0) }
