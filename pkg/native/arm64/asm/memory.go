package asm

// Mem is a memory operand: Base + Disp, or Base + Index shifted when Index is not ZR.
type Mem struct {
	Base  Reg
	Index Reg
	// Scaled multiplies the index by the size of what is read or written.
	Scaled bool
	Disp   int32
	Mode   Mode
}

// Mode is how an address is made.
type Mode uint8

// The modes. Pre and Post add Disp to Base, before and after the access.
const (
	Plain Mode = iota
	Pre
	Post
)

// At is the operand [base+disp].
func At(base Reg, disp int32) Mem { return Mem{Base: base, Index: ZR, Disp: disp} }

// AtIndex is the operand [base+index], scaled or not.
func AtIndex(base, index Reg, scaled bool) Mem { return Mem{Base: base, Index: index, Scaled: scaled} }

// Access is a load or a store.
type Access uint32

// The accesses. Loads of less than 32 bits clear the rest; those with S extend the
// sign, to 32 or to 64 bits.
const (
	Store8    Access = 0x38000000
	Load8     Access = 0x38400000
	LoadS8    Access = 0x38C00000
	Store16   Access = 0x78000000
	Load16    Access = 0x78400000
	LoadS16   Access = 0x78C00000
	Store32   Access = 0xB8000000
	Load32    Access = 0xB8400000
	LoadS32   Access = 0xB8800000
	Store64   Access = 0xF8000000
	Load64    Access = 0xF8400000
	StoreF32  Access = 0xBC000000
	LoadF32   Access = 0xBC400000
	StoreF64  Access = 0xFC000000
	LoadF64   Access = 0xFC400000
	unsigned         = 1 << 24
	byIndex          = 1<<21 | 2<<10
	plainLsl         = 3 << 13
	scaledBit        = 1 << 12
	preIndex         = 3 << 10
	postIndex        = 1 << 10
)

// Size is the number of bytes of an access, as a power of two.
func (x Access) Size() uint8 { return uint8(x >> 30) }

// Fits tells whether one instruction has the operand: a multiple of the size below
// 4096 of them, or 9 bits with sign; with an index no displacement.
func (x Access) Fits(m Mem) bool {
	switch {
	case m.Index != ZR:
		return m.Disp == 0
	case m.Mode != Plain:
		return m.Disp >= -256 && m.Disp < 256
	}
	return m.Disp >= -256 && m.Disp < 256 || m.Disp >= 0 && m.Disp&(1<<x.Size()-1) == 0 && m.Disp>>x.Size() < 4096
}

// Access loads or stores a register; of vector registers r is the number.
func (a *Assembler) Access(x Access, r Reg, m Mem) {
	w := uint32(x) | rd(r) | rn(m.Base)
	switch {
	case m.Index != ZR:
		w |= byIndex | plainLsl | rm(m.Index)
		if m.Scaled {
			w |= scaledBit
		}
	case m.Mode != Plain:
		w |= uint32(m.Disp) & 0x1FF << 12
		if m.Mode == Pre {
			w |= preIndex
		} else {
			w |= postIndex
		}
	case m.Disp >= 0 && m.Disp&(1<<x.Size()-1) == 0:
		w |= unsigned | uint32(m.Disp)>>x.Size()<<10
	default:
		w |= uint32(m.Disp) & 0x1FF << 12
	}
	a.emit(w)
}
