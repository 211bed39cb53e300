package asm

// FOp is an operation on two doubles.
type FOp uint32

// The operations. Of a number and a quiet NaN Fmaxnm and Fminnm take the number.
const (
	Fmul   FOp = 0x1E600800
	Fdiv   FOp = 0x1E601800
	Fadd   FOp = 0x1E602800
	Fsub   FOp = 0x1E603800
	Fmax   FOp = 0x1E604800
	Fmin   FOp = 0x1E605800
	Fmaxnm FOp = 0x1E606800
	Fminnm FOp = 0x1E607800
)

// FOp1 is an operation on one double.
type FOp1 uint32

// The operations. Frint rounds to an integral double: M down, P up, Z towards zero, N
// to the nearest, ties to even, A to the nearest, ties away from zero.
const (
	Fmov   FOp1 = 0x1E604000
	Fabs   FOp1 = 0x1E60C000
	Fneg   FOp1 = 0x1E614000
	Fsqrt  FOp1 = 0x1E61C000
	Frintn FOp1 = 0x1E644000
	Frintp FOp1 = 0x1E64C000
	Frintm FOp1 = 0x1E654000
	Frintz FOp1 = 0x1E65C000
	Frinta FOp1 = 0x1E664000
	FcvtSD FOp1 = 0x1E624000 // to a float32
	FcvtDS FOp1 = 0x1E22C000 // from a float32
	fcmpOp      = 0x1E602000
)

// VOp is an operation on all bits of two vector registers.
type VOp uint32

// The operations.
const (
	VAnd VOp = 0x4E201C00
	VOrr VOp = 0x4EA01C00
	VEor VOp = 0x6E201C00
)

func vd(v VReg) uint32 { return uint32(v) }
func vn(v VReg) uint32 { return uint32(v) << 5 }
func vm(v VReg) uint32 { return uint32(v) << 16 }

// F3 is d = n op m on doubles.
func (a *Assembler) F3(op FOp, d, n, m VReg) { a.emit(uint32(op) | vd(d) | vn(n) | vm(m)) }

// F2 is d = op n.
func (a *Assembler) F2(op FOp1, d, n VReg) { a.emit(uint32(op) | vd(d) | vn(n)) }

// V3 is d = n op m on 128 bits.
func (a *Assembler) V3(op VOp, d, n, m VReg) { a.emit(uint32(op) | vd(d) | vn(n) | vm(m)) }

// Fmsub is d = c - n*m, rounded once.
func (a *Assembler) Fmsub(d, n, m, c VReg) {
	a.emit(0x1F408000 | vd(d) | vn(n) | vm(m) | uint32(c)<<10)
}

// Fcmp compares doubles.
func (a *Assembler) Fcmp(n, m VReg) { a.emit(fcmpOp | vn(n) | vm(m)) }

// FcmpZero compares with 0.
func (a *Assembler) FcmpZero(n VReg) { a.emit(fcmpOp | 8 | vn(n)) }

// FZero sets 0.
func (a *Assembler) FZero(d VReg) { a.emit(0x2F00E400 | vd(d)) }

// FmovTo copies 64 bits from a general register.
func (a *Assembler) FmovTo(d VReg, n Reg) { a.emit(0x9E670000 | vd(d) | rn(n)) }

// FmovFrom copies 64 bits to a general register.
func (a *Assembler) FmovFrom(d Reg, n VReg) { a.emit(0x9E660000 | rd(d) | vn(n)) }

// Scvtf converts a signed integer.
func (a *Assembler) Scvtf(w Width, d VReg, n Reg) { a.emit(uint32(w) | 0x1E620000 | vd(d) | rn(n)) }

// Ucvtf converts an unsigned integer.
func (a *Assembler) Ucvtf(w Width, d VReg, n Reg) { a.emit(uint32(w) | 0x1E630000 | vd(d) | rn(n)) }

// Fcvtzs truncates to a signed integer; what does not fit gives the one that is nearest,
// NaN gives 0.
func (a *Assembler) Fcvtzs(w Width, d Reg, n VReg) { a.emit(uint32(w) | 0x1E780000 | rd(d) | vn(n)) }

// Fcvtns is Fcvtzs that rounds to the nearest, ties to even.
func (a *Assembler) Fcvtns(w Width, d Reg, n VReg) { a.emit(uint32(w) | 0x1E600000 | rd(d) | vn(n)) }
