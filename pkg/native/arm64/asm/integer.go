package asm

import "math/bits"

// Op is an operation on two registers that has the form of Op3.
type Op uint32

// The operations; those with S set the flags. Orn, Eon and Bic invert their second operand.
const (
	Add  Op = 0x0B000000
	AddS Op = 0x2B000000
	Sub  Op = 0x4B000000
	SubS Op = 0x6B000000
	And  Op = 0x0A000000
	Bic  Op = 0x0A200000
	Orr  Op = 0x2A000000
	Orn  Op = 0x2A200000
	Eor  Op = 0x4A000000
	Eon  Op = 0x4A200000
	AndS Op = 0x6A000000
)

// Shift is how an operand is shifted, by its hardware number.
type Shift uint32

// The shifts: left, right filling zeros, right filling the sign.
const (
	Lsl Shift = iota
	Lsr
	Asr
)

func rd(r Reg) uint32 { return uint32(r) }
func rn(r Reg) uint32 { return uint32(r) << 5 }
func rm(r Reg) uint32 { return uint32(r) << 16 }
func ra(r Reg) uint32 { return uint32(r) << 10 }

// Op3 is d = n op m.
func (a *Assembler) Op3(w Width, op Op, d, n, m Reg) {
	a.emit(uint32(w) | uint32(op) | rd(d) | rn(n) | rm(m))
}

// Op3Shift is d = n op (m shifted).
func (a *Assembler) Op3Shift(w Width, op Op, d, n, m Reg, s Shift, by uint8) {
	a.emit(uint32(w) | uint32(op) | uint32(s)<<22 | rd(d) | rn(n) | rm(m) | uint32(by)<<10)
}

// Op3Signed is d = n op m on 64 bits, where m is the low half with its sign; op is a
// sum or a difference.
func (a *Assembler) Op3Signed(op Op, d, n, m Reg) {
	a.emit(uint32(W64) | uint32(op) | 1<<21 | 6<<13 | rd(d) | rn(n) | rm(m))
}

// FitsAdd tells whether AddImm takes v: 12 bits, or 12 bits and 12 zeros.
func FitsAdd(v uint64) bool { return v < 1<<12 || v < 1<<24 && v&0xFFF == 0 }

// AddImm is d = n op v; op is a sum or a difference. Without S, d and n may be SP.
func (a *Assembler) AddImm(w Width, op Op, d, n Reg, v uint64) {
	shift := uint32(0)
	if v >= 1<<12 {
		v, shift = v>>12, 1<<22
	}
	a.emit(uint32(w) | uint32(op)&^0x1F000000 | 0x11000000 | shift | rd(d) | rn(n) | uint32(v)<<10)
}

// Cmp sets the flags of n - m.
func (a *Assembler) Cmp(w Width, n, m Reg) { a.Op3(w, SubS, ZR, n, m) }

// Tst sets the flags of n and m.
func (a *Assembler) Tst(w Width, n, m Reg) { a.Op3(w, AndS, ZR, n, m) }

// Mov copies.
func (a *Assembler) Mov(w Width, d, m Reg) { a.Op3(w, Orr, d, ZR, m) }

// FitsLogical tells whether LogicalImm takes v: a run of ones in each of equal parts of
// the word, but not everywhere.
func FitsLogical(w Width, v uint64) bool {
	_, ok := logical(w, v)
	return ok
}

// LogicalImm is d = n op v; op is And, AndS, Orr or Eor.
func (a *Assembler) LogicalImm(w Width, op Op, d, n Reg, v uint64) {
	code, _ := logical(w, v)
	a.emit(uint32(w) | uint32(op)&0x60000000 | 0x12000000 | code<<10 | rd(d) | rn(n))
}

// logical finds the 13 bits that mean v: size of a part, ones in it, and how far they
// are rotated to the right.
func logical(w Width, v uint64) (code uint32, ok bool) {
	if w == W32 {
		v &= 1<<32 - 1
		v |= v << 32
	}
	if v == 0 || v == ^uint64(0) {
		return 0, false
	}
	size := 64
	for size > 2 && v == bits.RotateLeft64(v, size/2) {
		size /= 2
	}
	mask := ^uint64(0) >> (64 - size)
	part := v & mask
	ones := bits.OnesCount64(part)
	for turn := range size {
		if part == 1<<ones-1 {
			n := uint32(0)
			if size == 64 {
				n = 1 << 12
			}
			sizes := uint32(^(2*size - 1)) & 0x3F
			return n | uint32(turn)<<6 | sizes | uint32(ones-1), true
		}
		part = (part<<1 | part>>(size-1)) & mask
	}
	return 0, false
}

// MovZ sets 16 bits of a register, which are part lane of it, and clears the others.
func (a *Assembler) MovZ(w Width, d Reg, v uint16, lane uint8) {
	a.emit(uint32(w) | 0x52800000 | uint32(lane)<<21 | uint32(v)<<5 | rd(d))
}

// MovN is MovZ with all bits inverted.
func (a *Assembler) MovN(w Width, d Reg, v uint16, lane uint8) {
	a.emit(uint32(w) | 0x12800000 | uint32(lane)<<21 | uint32(v)<<5 | rd(d))
}

// MovK sets 16 bits and keeps the others.
func (a *Assembler) MovK(w Width, d Reg, v uint16, lane uint8) {
	a.emit(uint32(w) | 0x72800000 | uint32(lane)<<21 | uint32(v)<<5 | rd(d))
}

// MovImm sets all 64 bits of a register, in up to four instructions. It leaves the
// flags alone.
func (a *Assembler) MovImm(d Reg, v uint64) {
	zeros, ones := 0, 0
	for lane := range 4 {
		switch uint16(v >> (16 * lane)) {
		case 0:
			zeros++
		case 0xFFFF:
			ones++
		}
	}
	if zeros < 3 && ones < 3 && FitsLogical(W64, v) {
		a.LogicalImm(W64, Orr, d, ZR, v)
		return
	}
	if v>>32 == 0 && ones > 0 && uint16(v) == 0xFFFF != (uint16(v>>16) == 0xFFFF) {
		// One half of 32 bits is ones.
		if uint16(v) == 0xFFFF {
			a.MovN(W32, d, ^uint16(v>>16), 1)
		} else {
			a.MovN(W32, d, ^uint16(v), 0)
		}
		return
	}
	skip, first := uint16(0), true
	if ones > zeros {
		skip = 0xFFFF
	}
	for lane := range uint8(4) {
		part := uint16(v >> (16 * lane))
		if part == skip {
			continue
		}
		switch {
		case !first:
			a.MovK(W64, d, part, lane)
		case skip == 0:
			a.MovZ(W64, d, part, lane)
		default:
			a.MovN(W64, d, ^part, lane)
		}
		first = false
	}
	if first && skip == 0 {
		a.MovZ(W64, d, 0, 0)
	} else if first {
		a.MovN(W64, d, 0, 0)
	}
}

func nBit(w Width) uint32 { return uint32(w) >> 31 << 22 }

// Ubfm moves bits with zeros around them: from low up to high when high >= low, else
// as many low ones to where low says.
func (a *Assembler) Ubfm(w Width, d, n Reg, low, high uint8) {
	a.emit(uint32(w) | 0x53000000 | nBit(w) | uint32(low)<<16 | uint32(high)<<10 | rd(d) | rn(n))
}

// Sbfm is Ubfm with the sign to the left.
func (a *Assembler) Sbfm(w Width, d, n Reg, low, high uint8) {
	a.emit(uint32(w) | 0x13000000 | nBit(w) | uint32(low)<<16 | uint32(high)<<10 | rd(d) | rn(n))
}

// ShiftImm shifts by a constant less than the width.
func (a *Assembler) ShiftImm(w Width, s Shift, d, n Reg, by uint8) {
	last := uint8(31)
	if w == W64 {
		last = 63
	}
	switch s {
	case Lsl:
		a.Ubfm(w, d, n, -by&last, last-by)
	case Lsr:
		a.Ubfm(w, d, n, by, last)
	default:
		a.Sbfm(w, d, n, by, last)
	}
}

// ShiftReg shifts by the low bits of m.
func (a *Assembler) ShiftReg(w Width, s Shift, d, n, m Reg) {
	a.emit(uint32(w) | 0x1AC02000 | uint32(s)<<10 | rd(d) | rn(n) | rm(m))
}

// Sdiv divides signed integers; by zero it gives zero.
func (a *Assembler) Sdiv(w Width, d, n, m Reg) {
	a.emit(uint32(w) | 0x1AC00C00 | rd(d) | rn(n) | rm(m))
}

// Madd is d = c + n*m.
func (a *Assembler) Madd(w Width, d, n, m, c Reg) {
	a.emit(uint32(w) | 0x1B000000 | rd(d) | rn(n) | rm(m) | ra(c))
}

// Msub is d = c - n*m.
func (a *Assembler) Msub(w Width, d, n, m, c Reg) {
	a.emit(uint32(w) | 0x1B008000 | rd(d) | rn(n) | rm(m) | ra(c))
}

// Smull is d = n*m, signed 32 bits to 64.
func (a *Assembler) Smull(d, n, m Reg) { a.emit(0x9B207C00 | rd(d) | rn(n) | rm(m)) }

// Clz counts the zeros above the highest bit that is set.
func (a *Assembler) Clz(w Width, d, n Reg) { a.emit(uint32(w) | 0x5AC01000 | rd(d) | rn(n)) }

// Csel is d = c ? n : m.
func (a *Assembler) Csel(w Width, d, n, m Reg, c Cond) {
	a.emit(uint32(w) | 0x1A800000 | rd(d) | rn(n) | rm(m) | uint32(c)<<12)
}

// Csinc is d = c ? n : m+1.
func (a *Assembler) Csinc(w Width, d, n, m Reg, c Cond) {
	a.emit(uint32(w) | 0x1A800400 | rd(d) | rn(n) | rm(m) | uint32(c)<<12)
}

// Cset is d = c ? 1 : 0.
func (a *Assembler) Cset(w Width, d Reg, c Cond) { a.Csinc(w, d, ZR, ZR, c.Not()) }
