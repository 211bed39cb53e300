package macro

import (
	"math"

	"github.com/kilnjs/kiln/pkg/native/arm64/asm"
)

// SSE is an operation on doubles.
type SSE uint8

// The operations. MinSD and MaxSD of a number and a NaN are the number.
const (
	SqrtSD SSE = iota
	AddSD
	MulSD
	SubSD
	DivSD
	MinSD
	MaxSD
)

var doubles = [...]asm.FOp{AddSD: asm.Fadd, MulSD: asm.Fmul, SubSD: asm.Fsub, DivSD: asm.Fdiv, MinSD: asm.Fminnm, MaxSD: asm.Fmaxnm}

// SSERR is dst = dst op src on doubles; of one operand dst = op src.
func (a *Assembler) SSERR(op SSE, dst, src XReg) {
	if op == SqrtSD {
		a.F2(asm.Fsqrt, dst, src)
		return
	}
	a.F3(doubles[op], dst, dst, src)
}

// LoadSD reads a double.
func (a *Assembler) LoadSD(dst XReg, m Mem) {
	a.Access(asm.LoadF64, Reg(dst), a.mem(asm.LoadF64, m))
}

// StoreSD writes a double.
func (a *Assembler) StoreSD(m Mem, src XReg) {
	a.Access(asm.StoreF64, Reg(src), a.mem(asm.StoreF64, m))
}

// LoadSS reads a float32.
func (a *Assembler) LoadSS(dst XReg, m Mem) {
	a.Access(asm.LoadF32, Reg(dst), a.mem(asm.LoadF32, m))
}

// StoreSS writes a float32.
func (a *Assembler) StoreSS(m Mem, src XReg) {
	a.Access(asm.StoreF32, Reg(src), a.mem(asm.StoreF32, m))
}

// MovXX copies a double.
func (a *Assembler) MovXX(dst, src XReg) { a.F2(asm.Fmov, dst, src) }

// MovXR copies 64 bits from a general register.
func (a *Assembler) MovXR(dst XReg, src Reg) { a.FmovTo(dst, src) }

// MovRX copies 64 bits to a general register.
func (a *Assembler) MovRX(dst Reg, src XReg) {
	a.writes(dst)
	a.FmovFrom(dst, src)
}

// UcomiSD compares doubles.
func (a *Assembler) UcomiSD(x, y XReg) {
	a.Fcmp(x, y)
	a.flags = ofDoubles
}

// XorPD is dst = dst xor src, all bits.
func (a *Assembler) XorPD(dst, src XReg) {
	if dst == src {
		a.FZero(dst)
		return
	}
	a.V3(asm.VEor, dst, dst, src)
}

// AndPD is dst = dst and src, all bits.
func (a *Assembler) AndPD(dst, src XReg) { a.V3(asm.VAnd, dst, dst, src) }

// OrPD is dst = dst or src, all bits.
func (a *Assembler) OrPD(dst, src XReg) { a.V3(asm.VOrr, dst, dst, src) }

// CvtIntSD converts a signed 32-bit integer.
func (a *Assembler) CvtIntSD(dst XReg, src Reg) { a.Scvtf(asm.W32, dst, src) }

// CvtInt64SD converts a signed 64-bit integer.
func (a *Assembler) CvtInt64SD(dst XReg, src Reg) { a.Scvtf(asm.W64, dst, src) }

// CvtSDInt truncates to a signed 32-bit integer; what does not fit gives another number.
func (a *Assembler) CvtSDInt(dst Reg, src XReg) {
	a.writes(dst)
	a.Fcvtzs(asm.W32, dst, src)
}

// CvtSDIntRound rounds a double to the nearest signed 32-bit integer, ties to even.
func (a *Assembler) CvtSDIntRound(dst Reg, src XReg) {
	a.writes(dst)
	a.Fcvtns(asm.W32, dst, src)
}

// CvtSSSD widens a float32 to a double.
func (a *Assembler) CvtSSSD(dst, src XReg) { a.F2(asm.FcvtDS, dst, src) }

// CvtSDSS rounds a double to a float32.
func (a *Assembler) CvtSDSS(dst, src XReg) { a.F2(asm.FcvtSD, dst, src) }

// Truncate puts the low 32 bits of the double in x, truncated, into dst, upper half
// zero; what does not fit 64 bits goes to out. NaN gives 0, as in ToInt32.
func (a *Assembler) Truncate(dst Reg, x XReg, out Label) {
	a.Fcvtzs(asm.W64, dst, x)
	// The largest and the smallest integer stand for what does not fit.
	a.Op3Shift(asm.W64, asm.Eor, valueReg, dst, dst, asm.Asr, 63)
	a.AddImm(asm.W64, asm.AddS, asm.ZR, valueReg, 1)
	a.BCond(asm.VS, out)
	a.Mov(asm.W32, dst, dst)
	a.flags = ofInts
}

// TruncateInt truncates the double in x to an int32; what does not fit, and the smallest
// int, goes to out.
func (a *Assembler) TruncateInt(dst Reg, x XReg, out Label) {
	a.Fcvtzs(asm.W64, valueReg, x)
	a.Op3Signed(asm.SubS, asm.ZR, valueReg, valueReg)
	a.BCond(asm.NE, out)
	a.AddImm(asm.W32, asm.SubS, asm.ZR, valueReg, 1)
	a.BCond(asm.VS, out)
	// NaN has given 0.
	a.Fcmp(x, x)
	a.BCond(asm.VS, out)
	a.Mov(asm.W32, dst, valueReg)
	a.flags = ofInts
}

// AllRemainders is false: DoubleRemainder may go to out.
const AllRemainders = false

// DoubleRemainder replaces X0 by its remainder modulo X1, whose sign is that of the
// dividend. Where the quotient is not below 2^53, or something is NaN or infinite, it goes to out
// with both as they were.
//
// The quotient q is rounded, so its integral part is the right one or one farther from zero: q is an
// integer n at most when the true quotient is so close to n. Either way n*X1 is within X1 of X0, so that the
// difference is exact, and it has the other sign in the second case.
func (a *Assembler) DoubleRemainder(_ Mem, out Label) {
	const q, limit = spareX0, spareX1
	done, exact, zero, signed := a.NewLabel(), a.NewLabel(), a.NewLabel(), a.NewLabel()
	a.F3(asm.Fdiv, q, 0, 1)
	a.F2(asm.Frintz, q, q)
	a.F2(asm.Fabs, limit, q)
	a.Assembler.MovImm(valueReg, math.Float64bits(1<<53))
	a.FmovTo(spareX2, valueReg)
	a.Fcmp(limit, spareX2)
	a.BCond(asm.PL, out)
	a.Fmsub(q, q, 1, 0)
	a.FcmpZero(q)
	// An infinite divisor, by zero.
	a.BCond(asm.VS, out)
	a.BCond(asm.EQ, zero)
	a.FmovFrom(addressReg, q)
	a.FmovFrom(valueReg, 0)
	a.Op3(asm.W64, asm.Eor, addressReg, addressReg, valueReg)
	a.Tbz(addressReg, 63, exact)
	a.F2(asm.Fabs, limit, 1)
	a.Tbz(valueReg, 63, signed)
	a.F2(asm.Fneg, limit, limit)
	a.Assembler.Bind(signed)
	a.F3(asm.Fadd, q, q, limit)
	a.Assembler.Bind(exact)
	a.F2(asm.Fmov, 0, q)
	a.B(done)
	a.Assembler.Bind(zero)
	a.FmovFrom(valueReg, 0)
	a.LogicalImm(asm.W64, asm.And, valueReg, valueReg, 1<<63)
	a.FmovTo(0, valueReg)
	a.Assembler.Bind(done)
	a.flags = ofInts
}
