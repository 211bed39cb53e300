package macro

import "github.com/kilnjs/kiln/pkg/native/arm64/asm"

// ALU is an operation on two words.
type ALU uint8

// The operations; Cmp sets flags only.
const (
	Add ALU = iota
	Sub
	And
	Or
	Xor
	Cmp
)

// Shift is how a word is shifted.
type Shift = asm.Shift

// The shifts: left, right filling zeros, right filling the sign.
const (
	Shl = asm.Lsl
	Shr = asm.Lsr
	Sar = asm.Asr
)

// operations are the machine's.
var operations = [...]asm.Op{Add: asm.AddS, Sub: asm.SubS, And: asm.AndS, Or: asm.Orr, Xor: asm.Eor, Cmp: asm.SubS}

// op is d = n op m.
func (a *Assembler) op(w asm.Width, op ALU, d, n, m Reg) {
	if op == Cmp {
		d = asm.ZR
	}
	a.Op3(w, operations[op], d, n, m)
	a.after(w, op, d)
}

// after says what the flags mean now.
func (a *Assembler) after(w asm.Width, op ALU, d Reg) {
	if op == Or || op == Xor {
		a.pend(ofResult, d, w)
	} else {
		a.flags = ofInts
	}
}

// opImm is d = n op v; spare takes constants that no instruction has.
func (a *Assembler) opImm(w asm.Width, op ALU, d, n Reg, v int64, spare Reg) {
	if op == Cmp {
		d = asm.ZR
	}
	switch op {
	case Add, Sub, Cmp:
		what, size := operations[op], v
		if v < 0 {
			// The flags are the same, but for the carry of 0, which is not negative.
			what, size = what^asm.AddS^asm.SubS, -v
		}
		if asm.FitsAdd(uint64(size)) {
			a.AddImm(w, what, d, n, uint64(size))
			a.after(w, op, d)
			return
		}
	default:
		if asm.FitsLogical(w, uint64(v)) {
			a.LogicalImm(w, operations[op], d, n, uint64(v))
			a.after(w, op, d)
			return
		}
	}
	if w == asm.W32 {
		v = int64(uint32(v))
	}
	a.Assembler.MovImm(spare, uint64(v))
	a.op(w, op, d, n, spare)
}

// add is d = n + v without flags.
func (a *Assembler) add(w asm.Width, d, n Reg, v int32) {
	a.writes(d)
	size, what := int64(v), asm.Add
	if v < 0 {
		size, what = -size, asm.Sub
	}
	switch {
	case size == 0 && w == asm.W64:
		if d != n {
			a.Mov(w, d, n)
		}
	case asm.FitsAdd(uint64(size)):
		a.AddImm(w, what, d, n, uint64(size))
	default:
		a.Assembler.MovImm(valueReg, uint64(size))
		a.Op3(w, what, d, n, valueReg)
	}
}

// MovRR copies 64 bits.
func (a *Assembler) MovRR(dst, src Reg) {
	a.writes(dst)
	a.Mov(asm.W64, dst, src)
}

// MovRR32 copies 32 bits and clears the upper half.
func (a *Assembler) MovRR32(dst, src Reg) {
	a.writes(dst)
	a.Mov(asm.W32, dst, src)
}

// MovImm sets all 64 bits.
func (a *Assembler) MovImm(dst Reg, v uint64) {
	a.writes(dst)
	a.Assembler.MovImm(dst, v)
}

// Load reads 64 bits.
func (a *Assembler) Load(dst Reg, m Mem) { a.load(asm.Load64, dst, m) }

// Load32 reads 32 bits and clears the upper half.
func (a *Assembler) Load32(dst Reg, m Mem) { a.load(asm.Load32, dst, m) }

// Load16 reads 16 bits and clears the rest.
func (a *Assembler) Load16(dst Reg, m Mem) { a.load(asm.Load16, dst, m) }

// Load8 reads a byte and clears the rest.
func (a *Assembler) Load8(dst Reg, m Mem) { a.load(asm.Load8, dst, m) }

// LoadSigned16 reads 16 bits and extends the sign to 32 bits; the upper half is cleared.
func (a *Assembler) LoadSigned16(dst Reg, m Mem) { a.load(asm.LoadS16, dst, m) }

// LoadSigned8 reads a byte and extends the sign to 32 bits; the upper half is cleared.
func (a *Assembler) LoadSigned8(dst Reg, m Mem) { a.load(asm.LoadS8, dst, m) }

// Store writes 64 bits.
func (a *Assembler) Store(m Mem, src Reg) { a.store(asm.Store64, m, src) }

// Store32 writes 32 bits.
func (a *Assembler) Store32(m Mem, src Reg) { a.store(asm.Store32, m, src) }

// Store16 writes the low 16 bits.
func (a *Assembler) Store16(m Mem, src Reg) { a.store(asm.Store16, m, src) }

// Store8 writes the low byte.
func (a *Assembler) Store8(m Mem, src Reg) { a.store(asm.Store8, m, src) }

// StoreImm32 writes 32 bits.
func (a *Assembler) StoreImm32(m Mem, v int32) {
	at, src := a.mem(asm.Store32, m), asm.ZR
	if v != 0 {
		src = valueReg
		a.Assembler.MovImm(src, uint64(uint32(v)))
	}
	a.Access(asm.Store32, src, at)
}

// Lea computes an address.
func (a *Assembler) Lea(dst Reg, m Mem) { a.lea(asm.W64, dst, m) }

// Lea32 computes an address and keeps its low 32 bits.
func (a *Assembler) Lea32(dst Reg, m Mem) { a.lea(asm.W32, dst, m) }

func (a *Assembler) lea(w asm.Width, dst Reg, m Mem) {
	if m.Index == NoReg {
		a.add(w, dst, m.Base, m.Disp)
		return
	}
	a.writes(dst)
	a.Op3Shift(w, asm.Add, dst, m.Base, m.Index, asm.Lsl, log2(m.Scale))
	if m.Disp != 0 {
		a.add(w, dst, dst, m.Disp)
	}
}

// OpRR is dst = dst op src on 64 bits.
func (a *Assembler) OpRR(op ALU, dst, src Reg) { a.op(asm.W64, op, dst, dst, src) }

// OpRR32 is dst = dst op src on 32 bits.
func (a *Assembler) OpRR32(op ALU, dst, src Reg) { a.op(asm.W32, op, dst, dst, src) }

// OpRM is dst = dst op memory on 64 bits.
func (a *Assembler) OpRM(op ALU, dst Reg, m Mem) {
	a.Access(asm.Load64, valueReg, a.mem(asm.Load64, m))
	a.op(asm.W64, op, dst, dst, valueReg)
}

// OpRM32 is dst = dst op memory on 32 bits.
func (a *Assembler) OpRM32(op ALU, dst Reg, m Mem) {
	a.Access(asm.Load32, valueReg, a.mem(asm.Load32, m))
	a.op(asm.W32, op, dst, dst, valueReg)
}

// OpRI is dst = dst op constant on 64 bits, the constant sign-extended.
func (a *Assembler) OpRI(op ALU, dst Reg, v int32) {
	a.opImm(asm.W64, op, dst, dst, int64(v), valueReg)
}

// OpRI32 is dst = dst op constant on 32 bits.
func (a *Assembler) OpRI32(op ALU, dst Reg, v int32) {
	a.opImm(asm.W32, op, dst, dst, int64(v), valueReg)
}

// OpMI is memory = memory op constant on 64 bits, the constant sign-extended.
func (a *Assembler) OpMI(op ALU, m Mem, v int32) {
	a.opMem(asm.W64, asm.Load64, asm.Store64, op, m, v)
}

// OpMI32 is memory = memory op constant on 32 bits.
func (a *Assembler) OpMI32(op ALU, m Mem, v int32) {
	a.opMem(asm.W32, asm.Load32, asm.Store32, op, m, v)
}

func (a *Assembler) opMem(w asm.Width, load, store asm.Access, op ALU, m Mem, v int32) {
	at := a.mem(load, m)
	a.Access(load, valueReg, at)
	a.opImm(w, op, valueReg, valueReg, int64(v), spareReg)
	if op != Cmp {
		a.Access(store, valueReg, at)
		a.settle()
	}
}

// OpMI8 compares a byte of memory with a constant; op is Cmp, and the flags tell
// whether they are equal.
func (a *Assembler) OpMI8(op ALU, m Mem, v int8) {
	a.Access(asm.Load8, valueReg, a.mem(asm.Load8, m))
	a.opImm(asm.W32, op, valueReg, valueReg, int64(uint8(v)), spareReg)
}

// test sets the flags of r and a constant.
func (a *Assembler) test(r Reg, v uint32) {
	if asm.FitsLogical(asm.W32, uint64(v)) {
		a.LogicalImm(asm.W32, asm.AndS, asm.ZR, r, uint64(v))
	} else {
		a.Assembler.MovImm(spareReg, uint64(v))
		a.Tst(asm.W32, r, spareReg)
	}
	a.flags = ofInts
}

// TestMI8 sets the flags of a byte of memory and a constant; the sign is not among them.
func (a *Assembler) TestMI8(m Mem, v uint8) {
	a.Access(asm.Load8, valueReg, a.mem(asm.Load8, m))
	a.test(valueReg, uint32(v))
}

// TestRI32 sets the flags of the low 32 bits and a constant.
func (a *Assembler) TestRI32(x Reg, v int32) { a.test(x, uint32(v)) }

// TestRR sets the flags of x and y on 64 bits.
func (a *Assembler) TestRR(x, y Reg) { a.testRegs(asm.W64, x, y) }

// TestRR32 sets the flags of x and y on 32 bits.
func (a *Assembler) TestRR32(x, y Reg) { a.testRegs(asm.W32, x, y) }

func (a *Assembler) testRegs(w asm.Width, x, y Reg) {
	if x == y {
		a.pend(ofTest, x, w)
		return
	}
	a.Tst(w, x, y)
	a.flags = ofInts
}

// Imul32 is dst = dst * src on 32 bits; the overflow flag tells whether the product did not fit.
func (a *Assembler) Imul32(dst, src Reg) {
	a.Smull(valueReg, dst, src)
	a.Mov(asm.W32, dst, valueReg)
	a.Op3Signed(asm.SubS, asm.ZR, valueReg, dst)
	a.flags = ofProducts
}

// Imul is dst = dst * src on 64 bits. It has no flags.
func (a *Assembler) Imul(dst, src Reg) {
	a.writes(dst)
	a.Madd(asm.W64, dst, dst, src, asm.ZR)
}

// Neg32 negates 32 bits.
func (a *Assembler) Neg32(r Reg) {
	a.Op3(asm.W32, asm.SubS, r, asm.ZR, r)
	a.flags = ofInts
}

// Not32 inverts 32 bits.
func (a *Assembler) Not32(r Reg) {
	a.writes(r)
	a.Op3(asm.W32, asm.Orn, r, asm.ZR, r)
}

// ShiftRI shifts 64 bits by a constant.
func (a *Assembler) ShiftRI(op Shift, dst Reg, n uint8) {
	a.ShiftImm(asm.W64, op, dst, dst, n)
	a.pend(ofResult, dst, asm.W64)
}

// ShiftRI32 shifts 32 bits by a constant.
func (a *Assembler) ShiftRI32(op Shift, dst Reg, n uint8) {
	a.ShiftImm(asm.W32, op, dst, dst, n)
	a.pend(ofResult, dst, asm.W32)
}

// ShiftCL32 shifts 32 bits by the low five bits of CX.
func (a *Assembler) ShiftCL32(op Shift, dst Reg) {
	a.ShiftReg(asm.W32, op, dst, dst, CX)
	a.pend(ofResult, dst, asm.W32)
}

// Strip turns the word of a cell pointer into the address of the cell.
func (a *Assembler) Strip(r Reg) {
	a.writes(r)
	a.Ubfm(asm.W64, r, r, 0, 47)
}

// Set writes 1 or 0 into a register.
func (a *Assembler) Set(c Cond, dst Reg) {
	machine := a.cond(c)
	a.Cset(asm.W32, dst, machine)
}

// MovZero8 extends a low byte with zeros.
func (a *Assembler) MovZero8(dst, src Reg) {
	a.writes(dst)
	a.Ubfm(asm.W32, dst, src, 0, 7)
}

// Cmov32 copies 32 bits when the condition holds, and clears the upper half of dst in any case.
func (a *Assembler) Cmov32(c Cond, dst, src Reg) {
	machine := a.cond(c)
	a.Csel(asm.W32, dst, src, dst, machine)
}

// Bsr32 is the number of the highest bit that is set; the zero flag tells that there is none.
func (a *Assembler) Bsr32(dst, src Reg) {
	a.Tst(asm.W32, src, src)
	a.flags = ofInts
	a.Clz(asm.W32, valueReg, src)
	a.MovZ(asm.W32, dst, 31, 0)
	a.Op3(asm.W32, asm.Sub, dst, dst, valueReg)
}

// Remainder puts the remainder of the int32 in AX by the positive one in CX into AX.
func (a *Assembler) Remainder(bool) {
	a.Sdiv(asm.W32, valueReg, AX, CX)
	a.Msub(asm.W32, AX, valueReg, CX, AX)
}
