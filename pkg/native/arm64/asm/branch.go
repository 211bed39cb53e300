package asm

// B jumps.
func (a *Assembler) B(l Label) { a.emitTo(0x14000000, l, reach26) }

// Bl calls: the address behind it is in X30.
func (a *Assembler) Bl(l Label) { a.emitTo(0x94000000, l, reach26) }

// BCond jumps when the condition holds.
func (a *Assembler) BCond(c Cond, l Label) { a.emitTo(0x54000000|uint32(c), l, reach19) }

// Cbz jumps when the register is zero.
func (a *Assembler) Cbz(w Width, r Reg, l Label) { a.emitTo(uint32(w)|0x34000000|rd(r), l, reach19) }

// Cbnz jumps when the register is not zero.
func (a *Assembler) Cbnz(w Width, r Reg, l Label) { a.emitTo(uint32(w)|0x35000000|rd(r), l, reach19) }

// Tbz jumps when a bit of the register is clear.
func (a *Assembler) Tbz(r Reg, bit uint8, l Label) { a.emitTo(0x36000000|testBit(r, bit), l, reach14) }

// Tbnz jumps when a bit of the register is set.
func (a *Assembler) Tbnz(r Reg, bit uint8, l Label) { a.emitTo(0x37000000|testBit(r, bit), l, reach14) }

func testBit(r Reg, bit uint8) uint32 {
	return uint32(bit)>>5<<31 | uint32(bit)&31<<19 | rd(r)
}

// Br jumps to the address in a register.
func (a *Assembler) Br(r Reg) { a.emit(0xD61F0000 | rn(r)) }

// Blr calls the address in a register.
func (a *Assembler) Blr(r Reg) { a.emit(0xD63F0000 | rn(r)) }

// Ret returns to the address in a register.
func (a *Assembler) Ret(r Reg) { a.emit(0xD65F0000 | rn(r)) }

// Adr takes the address of a label.
func (a *Assembler) Adr(d Reg, l Label) { a.emitTo(0x10000000|rd(d), l, reach21) }

// Brk traps.
func (a *Assembler) Brk(n uint16) { a.emit(0xD4200000 | uint32(n)<<5) }

// Nop does nothing.
func (a *Assembler) Nop() { a.emit(0xD503201F) }
