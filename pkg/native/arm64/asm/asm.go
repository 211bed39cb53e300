package asm

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// Reg is a general register by its hardware number.
type Reg uint8

// The general registers.
const (
	X0 Reg = iota
	X1
	X2
	X3
	X4
	X5
	X6
	X7
	X8
	X9
	X10
	X11
	X12
	X13
	X14
	X15
	X16
	X17
	X18
	X19
	X20
	X21
	X22
	X23
	X24
	X25
	X26
	X27
	X28
	X29
	X30
	// ZR reads as zero and takes nothing. Where an instruction adds to a base or a
	// constant, its number is that of the stack pointer.
	ZR
	SP = ZR
)

// VReg is a vector register, used for one double in its low half.
type VReg uint8

// Width says how much of a register an instruction works on; the upper half of the
// result of 32 bits is zero.
type Width uint32

// The widths.
const (
	W32 Width = 0
	W64 Width = 1 << 31
)

// Cond is a condition by its hardware number.
type Cond uint8

// The conditions. HS, LO, HI and LS compare unsigned numbers. After a comparison of
// doubles MI, LS, GT and GE are the ordered ones, VS tells that one is NaN.
const (
	EQ Cond = iota
	NE
	HS
	LO
	MI
	PL
	VS
	VC
	HI
	LS
	GE
	LT
	GT
	LE
)

// Not is the opposite condition.
func (c Cond) Not() Cond { return c ^ 1 }

// Label is a position in the code, known once Bind has been called.
type Label int

// Assembler collects machine code. The zero value is ready.
type Assembler struct {
	buf    []byte
	labels []int32 // offset of each label, -1 while unbound
	fixups []fixup
	grown  []int32 // offsets at which Finish put in an instruction, as they were before
}

// fixup is an instruction that wants the distance to a label.
type fixup struct {
	at    int32
	label Label
	reach reach
}

// reach is where an instruction has its distance, and how far that goes.
type reach uint8

const (
	reach26 reach = iota // 26 bits of words: jumps and calls
	reach19              // 19 bits of words: conditional jumps
	reach14              // 14 bits of words: tests of one bit
	reach21              // 21 bits of bytes: addresses
)

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

func (a *Assembler) emit(w uint32) { a.buf = binary.LittleEndian.AppendUint32(a.buf, w) }

// emitTo appends an instruction that wants the distance to a label.
func (a *Assembler) emitTo(w uint32, l Label, r reach) {
	a.fixups = append(a.fixups, fixup{at: int32(len(a.buf)), label: l, reach: r})
	a.emit(w)
}

// Finish resolves all jumps and returns the code, which is position independent.
func (a *Assembler) Finish() ([]byte, error) {
	for _, f := range a.fixups {
		if a.labels[f.label] < 0 {
			return nil, fmt.Errorf("label %d is used at %#x and bound nowhere", f.label, f.at)
		}
	}
	a.extend()
	for _, f := range a.fixups {
		distance := a.labels[f.label] - f.at
		word := binary.LittleEndian.Uint32(a.buf[f.at:])
		switch f.reach {
		case reach26:
			word |= uint32(distance) >> 2 & (1<<26 - 1)
		case reach19:
			word |= uint32(distance) >> 2 & (1<<19 - 1) << 5
		case reach14:
			word |= uint32(distance) >> 2 & (1<<14 - 1) << 5
		case reach21:
			if distance < -1<<20 || distance >= 1<<20 {
				return nil, fmt.Errorf("label %d is too far from the address at %#x", f.label, f.at)
			}
			word |= uint32(distance)&3<<29 | uint32(distance)>>2&(1<<19-1)<<5
		}
		binary.LittleEndian.PutUint32(a.buf[f.at:], word)
	}
	return a.buf, nil
}

// extend replaces conditional jumps that do not reach by their opposites, over a
// jump. Each that is replaced moves others farther away, so it looks again until all reach.
func (a *Assembler) extend() {
	if len(a.buf) < 1<<15 {
		return
	}
	far := make([]bool, len(a.fixups)) // fixups are in the order of the code
	for more := true; more; {
		more = false
		for i, f := range a.fixups {
			d := a.Moved(int(a.labels[f.label])) - a.Moved(int(f.at))
			if limit := f.reach.limit() - 8; (d < -limit || d >= limit) && !far[i] {
				far[i], more = true, true
			}
		}
		a.grown = a.grown[:0]
		for i, f := range a.fixups {
			if far[i] {
				a.grown = append(a.grown, f.at)
			}
		}
	}
	if len(a.grown) == 0 {
		return
	}
	old := a.buf
	a.buf = make([]byte, 0, len(old)+4*len(a.grown))
	from := 0
	for _, at := range a.grown {
		a.buf = append(a.buf, old[from:at]...)
		// Such an instruction has its sense in one bit: of its condition, or of the operation.
		word := binary.LittleEndian.Uint32(old[at:])
		if word>>24 == 0x54 {
			word ^= 1
		} else {
			word ^= 1 << 24
		}
		a.emit(word | 2<<5)
		a.emit(0x14 << 24)
		from = int(at) + 4
	}
	a.buf = append(a.buf, old[from:]...)
	for i := range a.fixups {
		f := &a.fixups[i]
		f.at = int32(a.Moved(int(f.at)))
		if far[i] {
			f.at, f.reach = f.at+4, reach26
		}
	}
	for i, at := range a.labels {
		if at >= 0 {
			a.labels[i] = int32(a.Moved(int(at)))
		}
	}
}

// limit is how far an instruction reaches, in bytes. An address that is too far is an
// error of Finish: nothing can stand in its place.
func (r reach) limit() int {
	switch r {
	case reach19:
		return 1 << 20
	case reach14:
		return 1 << 15
	}
	return 1 << 27
}

// Moved is where Finish has put what was at an offset.
func (a *Assembler) Moved(offset int) int {
	n, _ := slices.BinarySearch(a.grown, int32(offset))
	return offset + 4*n
}
