package asm

// ALU is one of the eight two-operand integer operations that share their encodings.
type ALU uint8

// The operations by their hardware numbers; Cmp sets flags only.
const (
	Add ALU = 0
	Or  ALU = 1
	And ALU = 4
	Sub ALU = 5
	Xor ALU = 6
	Cmp ALU = 7
)

// Shift is a shift operation by its hardware number.
type Shift uint8

// The shifts: left, right filling zeros, right filling the sign.
const (
	Shl Shift = 4
	Shr Shift = 5
	Sar Shift = 7
)

// MovRR copies 64 bits.
func (a *Assembler) MovRR(dst, src Reg) { a.opRR(true, 0x89, src, dst) }

// MovRR32 copies 32 bits and clears the upper half.
func (a *Assembler) MovRR32(dst, src Reg) { a.opRR(false, 0x89, src, dst) }

// Load reads 64 bits.
func (a *Assembler) Load(dst Reg, m Mem) { a.opRM(true, 0x8B, dst, m) }

// Load32 reads 32 bits and clears the upper half.
func (a *Assembler) Load32(dst Reg, m Mem) { a.opRM(false, 0x8B, dst, m) }

// Load8 reads a byte and clears the rest.
func (a *Assembler) Load8(dst Reg, m Mem) {
	a.rex(false, uint8(dst), uint8(m.Index), uint8(m.Base), false)
	a.byte(0x0F, 0xB6)
	a.modRM(uint8(dst), m)
}

// Load16 reads 16 bits and clears the rest.
func (a *Assembler) Load16(dst Reg, m Mem) {
	a.rex(false, uint8(dst), uint8(m.Index), uint8(m.Base), false)
	a.byte(0x0F, 0xB7)
	a.modRM(uint8(dst), m)
}

// LoadSigned32 reads 32 bits and extends the sign to 64.
func (a *Assembler) LoadSigned32(dst Reg, m Mem) { a.opRM(true, 0x63, dst, m) }

// MovSignedRR extends the sign of the low 32 bits to 64.
func (a *Assembler) MovSignedRR(dst, src Reg) { a.opRR(true, 0x63, dst, src) }

// Store writes 64 bits.
func (a *Assembler) Store(m Mem, src Reg) { a.opRM(true, 0x89, src, m) }

// Store32 writes 32 bits.
func (a *Assembler) Store32(m Mem, src Reg) { a.opRM(false, 0x89, src, m) }

// Store8 writes the low byte.
func (a *Assembler) Store8(m Mem, src Reg) {
	a.rex(false, uint8(src), uint8(m.Index), uint8(m.Base), src >= SP)
	a.byte(0x88)
	a.modRM(uint8(src), m)
}

// StoreImm writes a sign-extended 32-bit constant as 64 bits.
func (a *Assembler) StoreImm(m Mem, v int32) {
	a.opRM(true, 0xC7, 0, m)
	a.imm32(v)
}

// StoreImm32 writes 32 bits.
func (a *Assembler) StoreImm32(m Mem, v int32) {
	a.opRM(false, 0xC7, 0, m)
	a.imm32(v)
}

// MovImm sets all 64 bits, in the shortest form. It leaves the flags alone.
func (a *Assembler) MovImm(dst Reg, v uint64) {
	switch {
	case v <= 0xFFFFFFFF:
		a.rex(false, 0, uint8(NoReg), uint8(dst), false)
		a.byte(0xB8 | byte(dst)&7)
		a.imm32(int32(uint32(v)))
	case int64(v) == int64(int32(v)):
		a.opRR(true, 0xC7, 0, dst)
		a.imm32(int32(v))
	default:
		a.rex(true, 0, uint8(NoReg), uint8(dst), false)
		a.byte(0xB8 | byte(dst)&7)
		a.imm64(v)
	}
}

// Lea computes an address.
func (a *Assembler) Lea(dst Reg, m Mem) { a.opRM(true, 0x8D, dst, m) }

// Lea32 computes an address and keeps its low 32 bits.
func (a *Assembler) Lea32(dst Reg, m Mem) { a.opRM(false, 0x8D, dst, m) }

// LeaLabel takes a label's address.
func (a *Assembler) LeaLabel(dst Reg, l Label) {
	a.rex(true, uint8(dst), uint8(NoReg), 0, false)
	a.byte(0x8D, byte(dst)&7<<3|5)
	a.rel32(l)
}

// OpRR is dst = dst op src on 64 bits.
func (a *Assembler) OpRR(op ALU, dst, src Reg) { a.opRR(true, byte(op)<<3|1, src, dst) }

// OpRR32 is dst = dst op src on 32 bits.
func (a *Assembler) OpRR32(op ALU, dst, src Reg) { a.opRR(false, byte(op)<<3|1, src, dst) }

// OpRM is dst = dst op memory on 64 bits.
func (a *Assembler) OpRM(op ALU, dst Reg, m Mem) { a.opRM(true, byte(op)<<3|3, dst, m) }

// OpRM32 is dst = dst op memory on 32 bits.
func (a *Assembler) OpRM32(op ALU, dst Reg, m Mem) { a.opRM(false, byte(op)<<3|3, dst, m) }

// OpRI is dst = dst op constant on 64 bits, the constant sign-extended.
func (a *Assembler) OpRI(op ALU, dst Reg, v int32) { a.opImm(true, op, dst, v) }

// OpRI32 is dst = dst op constant on 32 bits.
func (a *Assembler) OpRI32(op ALU, dst Reg, v int32) { a.opImm(false, op, dst, v) }

func (a *Assembler) opImm(w bool, op ALU, dst Reg, v int32) {
	if fits8(v) {
		a.opRR(w, 0x83, Reg(op), dst)
		a.byte(byte(v))
		return
	}
	a.opRR(w, 0x81, Reg(op), dst)
	a.imm32(v)
}

// OpMI is memory = memory op constant on 64 bits, the constant sign-extended.
func (a *Assembler) OpMI(op ALU, m Mem, v int32) { a.opMemImm(true, op, m, v) }

// OpMI32 is memory = memory op constant on 32 bits.
func (a *Assembler) OpMI32(op ALU, m Mem, v int32) { a.opMemImm(false, op, m, v) }

func (a *Assembler) opMemImm(w bool, op ALU, m Mem, v int32) {
	if fits8(v) {
		a.opRM(w, 0x83, Reg(op), m)
		a.byte(byte(v))
		return
	}
	a.opRM(w, 0x81, Reg(op), m)
	a.imm32(v)
}

// OpMI8 is memory = memory op constant on one byte.
func (a *Assembler) OpMI8(op ALU, m Mem, v int8) {
	a.opRM(false, 0x80, Reg(op), m)
	a.byte(byte(v))
}

// OpMR is memory = memory op src on 64 bits.
func (a *Assembler) OpMR(op ALU, m Mem, src Reg) { a.opRM(true, byte(op)<<3|1, src, m) }

// TestRR sets the flags of x AND y on 64 bits.
func (a *Assembler) TestRR(x, y Reg) { a.opRR(true, 0x85, y, x) }

// TestRR32 sets the flags of x AND y on 32 bits.
func (a *Assembler) TestRR32(x, y Reg) { a.opRR(false, 0x85, y, x) }

// TestMI32 sets the flags of 32 bits of memory AND a constant.
func (a *Assembler) TestMI32(m Mem, v int32) {
	a.opRM(false, 0xF7, 0, m)
	a.imm32(v)
}

// TestMI8 sets the flags of a byte of memory AND a constant.
func (a *Assembler) TestMI8(m Mem, v uint8) {
	a.opRM(false, 0xF6, 0, m)
	a.byte(v)
}

// TestRI32 sets the flags of the low 32 bits AND a constant.
func (a *Assembler) TestRI32(x Reg, v int32) {
	a.opRR(false, 0xF7, 0, x)
	a.imm32(v)
}

// Imul32 is dst = dst * src on 32 bits; the overflow flag tells whether the product did not fit.
func (a *Assembler) Imul32(dst, src Reg) { a.op0FRR(false, 0xAF, dst, src) }

// Imul is dst = dst * src on 64 bits.
func (a *Assembler) Imul(dst, src Reg) { a.op0FRR(true, 0xAF, dst, src) }

// Neg32 negates 32 bits.
func (a *Assembler) Neg32(r Reg) { a.opRR(false, 0xF7, 3, r) }

// Not32 inverts 32 bits.
func (a *Assembler) Not32(r Reg) { a.opRR(false, 0xF7, 2, r) }

// Cdq extends the sign of AX's low half into DX.
func (a *Assembler) Cdq() { a.byte(0x99) }

// Idiv32 divides DX:AX by r: quotient in AX, remainder in DX. It faults on zero and on overflow.
func (a *Assembler) Idiv32(r Reg) { a.opRR(false, 0xF7, 7, r) }

// ShiftRI shifts 64 bits by a constant.
func (a *Assembler) ShiftRI(op Shift, dst Reg, n uint8) {
	a.opRR(true, 0xC1, Reg(op), dst)
	a.byte(n)
}

// ShiftRI32 shifts 32 bits by a constant.
func (a *Assembler) ShiftRI32(op Shift, dst Reg, n uint8) {
	a.opRR(false, 0xC1, Reg(op), dst)
	a.byte(n)
}

// ShiftCL32 shifts 32 bits by the low five bits of CX.
func (a *Assembler) ShiftCL32(op Shift, dst Reg) { a.opRR(false, 0xD3, Reg(op), dst) }

// Set writes 1 or 0 into a register's low byte; clear or extend the rest with MovZero8.
func (a *Assembler) Set(c Cond, dst Reg) {
	a.rex(false, 0, uint8(NoReg), uint8(dst), dst >= SP)
	a.byte(0x0F, 0x90|byte(c))
	a.modRR(0, uint8(dst))
}

// MovZero8 extends a low byte with zeros.
func (a *Assembler) MovZero8(dst, src Reg) {
	a.rex(false, uint8(dst), uint8(NoReg), uint8(src), src >= SP)
	a.byte(0x0F, 0xB6)
	a.modRR(uint8(dst), uint8(src))
}

// Cmov copies 64 bits when the condition holds.
func (a *Assembler) Cmov(c Cond, dst, src Reg) { a.op0FRR(true, 0x40|byte(c), dst, src) }

// Push pushes a register.
func (a *Assembler) Push(r Reg) {
	a.rex(false, 0, uint8(NoReg), uint8(r), false)
	a.byte(0x50 | byte(r)&7)
}

// Pop pops into a register.
func (a *Assembler) Pop(r Reg) {
	a.rex(false, 0, uint8(NoReg), uint8(r), false)
	a.byte(0x58 | byte(r)&7)
}

// Jmp jumps to a label.
func (a *Assembler) Jmp(l Label) {
	a.byte(0xE9)
	a.rel32(l)
}

// Jcc jumps to a label when the condition holds.
func (a *Assembler) Jcc(c Cond, l Label) {
	a.byte(0x0F, 0x80|byte(c))
	a.rel32(l)
}

// Call calls a label.
func (a *Assembler) Call(l Label) {
	a.byte(0xE8)
	a.rel32(l)
}

// JmpR jumps to the address in a register.
func (a *Assembler) JmpR(r Reg) { a.opRR(false, 0xFF, 4, r) }

// JmpM jumps to the address in memory.
func (a *Assembler) JmpM(m Mem) { a.opRM(false, 0xFF, 4, m) }

// CallR calls the address in a register.
func (a *Assembler) CallR(r Reg) { a.opRR(false, 0xFF, 2, r) }

// CallM calls the address in memory.
func (a *Assembler) CallM(m Mem) { a.opRM(false, 0xFF, 2, m) }

// Ret returns.
func (a *Assembler) Ret() { a.byte(0xC3) }

// Int3 traps: it stands where control must never arrive.
func (a *Assembler) Int3() { a.byte(0xCC) }

// Align pads with one-byte no-operations up to a multiple of n bytes.
func (a *Assembler) Align(n int) {
	for len(a.buf)%n != 0 {
		a.byte(0x90)
	}
}

// SSE is an arithmetic operation on doubles by its opcode.
type SSE uint8

// The operations on doubles; Ucomisd sets the flags (P when unordered).
const (
	SqrtSD SSE = 0x51
	AddSD  SSE = 0x58
	MulSD  SSE = 0x59
	SubSD  SSE = 0x5C
	MinSD  SSE = 0x5D
	DivSD  SSE = 0x5E
	MaxSD  SSE = 0x5F
)

// SSERR is dst = dst op src on doubles.
func (a *Assembler) SSERR(op SSE, dst, src XReg) {
	a.sseRR(0xF2, false, byte(op), uint8(dst), uint8(src))
}

// SSERM is dst = dst op memory on doubles.
func (a *Assembler) SSERM(op SSE, dst XReg, m Mem) { a.sseRM(0xF2, byte(op), uint8(dst), m) }

// LoadSD reads a double and clears the upper half.
func (a *Assembler) LoadSD(dst XReg, m Mem) { a.sseRM(0xF2, 0x10, uint8(dst), m) }

// StoreSD writes a double.
func (a *Assembler) StoreSD(m Mem, src XReg) { a.sseRM(0xF2, 0x11, uint8(src), m) }

// MovXX copies a whole vector register.
func (a *Assembler) MovXX(dst, src XReg) { a.sseRR(0, false, 0x28, uint8(dst), uint8(src)) }

// MovXR copies 64 bits from a general register.
func (a *Assembler) MovXR(dst XReg, src Reg) { a.sseRR(0x66, true, 0x6E, uint8(dst), uint8(src)) }

// MovRX copies 64 bits to a general register.
func (a *Assembler) MovRX(dst Reg, src XReg) { a.sseRR(0x66, true, 0x7E, uint8(src), uint8(dst)) }

// UcomiSD compares doubles: flags as for unsigned integers, P when either is NaN.
func (a *Assembler) UcomiSD(x, y XReg) { a.sseRR(0x66, false, 0x2E, uint8(x), uint8(y)) }

// XorPD is dst = dst xor src, all bits.
func (a *Assembler) XorPD(dst, src XReg) { a.sseRR(0x66, false, 0x57, uint8(dst), uint8(src)) }

// AndPD is dst = dst and src, all bits.
func (a *Assembler) AndPD(dst, src XReg) { a.sseRR(0x66, false, 0x54, uint8(dst), uint8(src)) }

// CvtIntSD converts a signed 32-bit integer; clear dst first (XorPD) to break the dependency on its old value.
func (a *Assembler) CvtIntSD(dst XReg, src Reg) {
	a.sseRR(0xF2, false, 0x2A, uint8(dst), uint8(src))
}

// CvtInt64SD converts a signed 64-bit integer.
func (a *Assembler) CvtInt64SD(dst XReg, src Reg) {
	a.sseRR(0xF2, true, 0x2A, uint8(dst), uint8(src))
}

// CvtSDInt truncates to a signed 32-bit integer; out of range and NaN give 0x80000000.
func (a *Assembler) CvtSDInt(dst Reg, src XReg) {
	a.sseRR(0xF2, false, 0x2C, uint8(dst), uint8(src))
}

// CvtSDInt64 truncates to a signed 64-bit integer; out of range and NaN give 1<<63.
func (a *Assembler) CvtSDInt64(dst Reg, src XReg) {
	a.sseRR(0xF2, true, 0x2C, uint8(dst), uint8(src))
}

// RoundMode is an SSE4.1 rounding mode.
type RoundMode uint8

// The rounding modes, inexact results not reported.
const (
	RoundFloor RoundMode = 9
	RoundCeil  RoundMode = 10
	RoundTrunc RoundMode = 11
)

// RoundSD rounds a double to an integral double; needs SSE4.1.
func (a *Assembler) RoundSD(dst, src XReg, mode RoundMode) {
	a.byte(0x66)
	a.rex(false, uint8(dst), uint8(NoReg), uint8(src), false)
	a.byte(0x0F, 0x3A, 0x0B)
	a.modRR(uint8(dst), uint8(src))
	a.byte(byte(mode))
}

// LoadSigned8 reads a byte and extends the sign to 32 bits; the upper half is cleared.
func (a *Assembler) LoadSigned8(dst Reg, m Mem) {
	a.rex(false, uint8(dst), uint8(m.Index), uint8(m.Base), false)
	a.byte(0x0F, 0xBE)
	a.modRM(uint8(dst), m)
}

// LoadSigned16 reads 16 bits and extends the sign to 32 bits; the upper half is cleared.
func (a *Assembler) LoadSigned16(dst Reg, m Mem) {
	a.rex(false, uint8(dst), uint8(m.Index), uint8(m.Base), false)
	a.byte(0x0F, 0xBF)
	a.modRM(uint8(dst), m)
}

// Store16 writes the low 16 bits.
func (a *Assembler) Store16(m Mem, src Reg) {
	a.byte(0x66)
	a.opRM(false, 0x89, src, m)
}

// LoadSS reads a float32 and clears the rest.
func (a *Assembler) LoadSS(dst XReg, m Mem) { a.sseRM(0xF3, 0x10, uint8(dst), m) }

// StoreSS writes a float32.
func (a *Assembler) StoreSS(m Mem, src XReg) { a.sseRM(0xF3, 0x11, uint8(src), m) }

// CvtSSSD widens a float32 to a double.
func (a *Assembler) CvtSSSD(dst, src XReg) { a.sseRR(0xF3, false, 0x5A, uint8(dst), uint8(src)) }

// CvtSDSS rounds a double to a float32.
func (a *Assembler) CvtSDSS(dst, src XReg) { a.sseRR(0xF2, false, 0x5A, uint8(dst), uint8(src)) }

// CvtSDIntRound rounds a double to the nearest signed 32-bit integer, ties to
// even; out of range and NaN give 0x80000000.
func (a *Assembler) CvtSDIntRound(dst Reg, src XReg) {
	a.sseRR(0xF2, false, 0x2D, uint8(dst), uint8(src))
}

// OrPD is dst = dst or src, all bits.
func (a *Assembler) OrPD(dst, src XReg) { a.sseRR(0x66, false, 0x56, uint8(dst), uint8(src)) }

// Cmov32 copies 32 bits when the condition holds, and clears the upper half of dst in any case.
func (a *Assembler) Cmov32(c Cond, dst, src Reg) { a.op0FRR(false, 0x40|byte(c), dst, src) }

// Bsr32 is the number of the highest bit that is set; the zero flag tells that there is none.
func (a *Assembler) Bsr32(dst, src Reg) { a.op0FRR(false, 0xBD, dst, src) }

// FLoad pushes a double onto the x87 stack.
func (a *Assembler) FLoad(m Mem) { a.opRM(false, 0xDD, 0, m) }

// FStore pops a double off the x87 stack.
func (a *Assembler) FStore(m Mem) { a.opRM(false, 0xDD, 3, m) }

// FDrop pops the x87 stack.
func (a *Assembler) FDrop() { a.byte(0xDD, 0xD8) }

// FRem replaces the top of the x87 stack by its remainder modulo the value below,
// or by a step towards it: then the status word has bit 10 set.
func (a *Assembler) FRem() { a.byte(0xD9, 0xF8) }

// FStatus puts the x87 status word into the low half of EAX.
func (a *Assembler) FStatus() { a.byte(0xDF, 0xE0) }
