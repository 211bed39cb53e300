package asm

import (
	"encoding/binary"
	"fmt"
	"math"
)

// Reg is a general register.
type Reg uint8

// The general registers by their hardware numbers.
const (
	AX Reg = iota
	CX
	DX
	BX
	SP
	BP
	SI
	DI
	R8
	R9
	R10
	R11
	R12
	R13
	R14
	R15
	// NoReg marks an absent base or index.
	NoReg Reg = 0xFF
)

// XReg is a vector register, used for one double in its low half.
type XReg uint8

// Cond is a condition code as the hardware numbers it.
type Cond uint8

// The conditions; A, B, AE and BE compare unsigned numbers and doubles, G, L, GE and LE signed integers.
const (
	O  Cond = 0
	NO Cond = 1
	B  Cond = 2
	AE Cond = 3
	E  Cond = 4
	NE Cond = 5
	BE Cond = 6
	A  Cond = 7
	S  Cond = 8
	NS Cond = 9
	P  Cond = 10
	NP Cond = 11
	L  Cond = 12
	GE Cond = 13
	LE Cond = 14
	G  Cond = 15
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

// AtIndex is the operand [base+index*scale+disp]. The index cannot be SP.
func AtIndex(base, index Reg, scale uint8, disp int32) Mem {
	return Mem{Base: base, Index: index, Scale: scale, Disp: disp}
}

// Label is a position in the code, known once Bind has been called.
type Label int

// Assembler collects machine code. The zero value is ready.
type Assembler struct {
	buf    []byte
	labels []int32 // offset of each label, -1 while unbound
	fixups []fixup
}

type fixup struct {
	at    int32 // offset of a 32-bit displacement relative to the byte after it
	label Label
}

// NewLabel makes a label that is bound later.
func (a *Assembler) NewLabel() Label {
	a.labels = append(a.labels, -1)
	return Label(len(a.labels) - 1)
}

// Bind sets the label to the current position.
func (a *Assembler) Bind(l Label) { a.labels[l] = int32(len(a.buf)) }

// Bound tells whether the label has a position.
func (a *Assembler) Bound(l Label) bool { return a.labels[l] >= 0 }

// Offset is the bound label's position in bytes from the start.
func (a *Assembler) Offset(l Label) int { return int(a.labels[l]) }

// Len is the number of bytes assembled.
func (a *Assembler) Len() int { return len(a.buf) }

// Finish resolves all jumps and returns the code, which is position independent as long as only labels were used.
func (a *Assembler) Finish() ([]byte, error) {
	for _, f := range a.fixups {
		target := a.labels[f.label]
		if target < 0 {
			return nil, fmt.Errorf("label %d is used at %#x and bound nowhere", f.label, f.at)
		}
		binary.LittleEndian.PutUint32(a.buf[f.at:], uint32(target-f.at-4))
	}
	return a.buf, nil
}

func (a *Assembler) byte(b ...byte) { a.buf = append(a.buf, b...) }
func (a *Assembler) imm32(v int32)  { a.buf = binary.LittleEndian.AppendUint32(a.buf, uint32(v)) }
func (a *Assembler) imm64(v uint64) { a.buf = binary.LittleEndian.AppendUint64(a.buf, v) }
func fits8(v int32) bool            { return v >= math.MinInt8 && v <= math.MaxInt8 }
func (a *Assembler) rel32(l Label) {
	a.fixups = append(a.fixups, fixup{at: int32(len(a.buf)), label: l})
	a.imm32(0)
}

// rex appends a REX prefix when one is needed. force is for byte operations on SI, DI and the like.
func (a *Assembler) rex(w bool, reg, index, base uint8, force bool) {
	b := byte(0x40)
	if w {
		b |= 8
	}
	b |= reg >> 3 & 1 << 2
	if index != uint8(NoReg) {
		b |= index >> 3 & 1 << 1
	}
	if base != uint8(NoReg) {
		b |= base >> 3 & 1
	}
	if b != 0x40 || force {
		a.byte(b)
	}
}

func (a *Assembler) modRR(reg, rm uint8) { a.byte(0xC0 | reg&7<<3 | rm&7) }

func (a *Assembler) modRM(reg uint8, m Mem) {
	r := reg & 7 << 3
	if m.Base == NoReg {
		// [index*scale+disp32]
		a.byte(r|4, scaleBits(m.Scale)|byte(m.Index)&7<<3|5)
		a.imm32(m.Disp)
		return
	}
	mod := byte(0x80)
	switch {
	case m.Disp == 0 && m.Base&7 != BP:
		mod = 0
	case fits8(m.Disp):
		mod = 0x40
	}
	switch {
	case m.Index != NoReg:
		a.byte(mod|r|4, scaleBits(m.Scale)|byte(m.Index)&7<<3|byte(m.Base)&7)
	case m.Base&7 == SP:
		a.byte(mod|r|4, 0x24)
	default:
		a.byte(mod | r | byte(m.Base)&7)
	}
	switch mod {
	case 0x40:
		a.byte(byte(m.Disp))
	case 0x80:
		a.imm32(m.Disp)
	}
}

func scaleBits(s uint8) byte {
	switch s {
	case 2:
		return 0x40
	case 4:
		return 0x80
	case 8:
		return 0xC0
	}
	return 0
}

func (a *Assembler) opRR(w bool, op byte, reg, rm Reg) {
	a.rex(w, uint8(reg), uint8(NoReg), uint8(rm), false)
	a.byte(op)
	a.modRR(uint8(reg), uint8(rm))
}

func (a *Assembler) opRM(w bool, op byte, reg Reg, m Mem) {
	a.rex(w, uint8(reg), uint8(m.Index), uint8(m.Base), false)
	a.byte(op)
	a.modRM(uint8(reg), m)
}

func (a *Assembler) op0FRR(w bool, op byte, reg, rm Reg) {
	a.rex(w, uint8(reg), uint8(NoReg), uint8(rm), false)
	a.byte(0x0F, op)
	a.modRR(uint8(reg), uint8(rm))
}

// sse appends an SSE instruction with a mandatory prefix (0 for none).
func (a *Assembler) sseRR(prefix byte, w bool, op byte, reg, rm uint8) {
	if prefix != 0 {
		a.byte(prefix)
	}
	a.rex(w, reg, uint8(NoReg), rm, false)
	a.byte(0x0F, op)
	a.modRR(reg, rm)
}

func (a *Assembler) sseRM(prefix byte, op byte, reg uint8, m Mem) {
	if prefix != 0 {
		a.byte(prefix)
	}
	a.rex(false, reg, uint8(m.Index), uint8(m.Base), false)
	a.byte(0x0F, op)
	a.modRM(reg, m)
}
