// Package macro adds to the assembler for x86-64 what takes several instructions and is another sequence on each
// machine. With that it is the machine's side of package asm in pkg/native.
//
// The package may import amd64/asm.
package macro

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/native/amd64/asm"
)

// Assembler is the assembler with them.
type Assembler struct {
	asm.Assembler
	called []asm.Label
	begins []int // offsets of Begin
}

// Begin is the first of what is called: the return address is on the machine stack already.
// It has no code, and Finish looks at it for the sake of other machines.
func (a *Assembler) Begin() { a.begins = append(a.begins, a.Len()) }

// Call calls a label, where Begin is.
func (a *Assembler) Call(l asm.Label) {
	a.called = append(a.called, l)
	a.Assembler.Call(l)
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

// Moved is where Finish has put what was at an offset.
func (a *Assembler) Moved(offset int) int { return offset }

// Truncate puts the low 32 bits of the double in x, truncated, into dst, upper half
// zero; what does not fit 64 bits goes to out. AX is lost.
func (a *Assembler) Truncate(dst asm.Reg, x asm.XReg, out asm.Label) {
	a.CvtSDInt64(dst, x)
	// 1<<63 stands for everything that does not fit.
	a.MovRR(asm.AX, dst)
	a.OpRI(asm.Sub, asm.AX, 1)
	a.Jcc(asm.O, out)
	a.MovRR32(dst, dst)
}

// TruncateInt truncates the double in x to an int32; what does not fit, and the smallest
// int, goes to out.
func (a *Assembler) TruncateInt(dst asm.Reg, x asm.XReg, out asm.Label) {
	a.CvtSDInt(dst, x)
	// The smallest int stands for everything that does not fit.
	a.OpRI32(asm.Cmp, dst, 1)
	a.Jcc(asm.O, out)
}

// Remainder puts the remainder of the int32 in AX by the positive one in CX into AX;
// natural tells that AX is not negative. DX is lost.
func (a *Assembler) Remainder(natural bool) {
	if natural {
		a.OpRR32(asm.Xor, asm.DX, asm.DX)
	} else {
		a.Cdq()
	}
	a.Idiv32(asm.CX)
	a.MovRR32(asm.AX, asm.DX)
}

// AllRemainders tells that DoubleRemainder never goes to out.
const AllRemainders = true

// DoubleRemainder replaces X0 by its remainder modulo X1, whose sign is that of the
// dividend. AX and the word at scratch are lost. The result is exact, however far apart
// the operands are: the machine takes a step at a time.
func (a *Assembler) DoubleRemainder(scratch asm.Mem, _ asm.Label) {
	again := a.NewLabel()
	a.StoreSD(scratch, 1)
	a.FLoad(scratch)
	a.StoreSD(scratch, 0)
	a.FLoad(scratch)
	a.Bind(again)
	a.FRem()
	a.FStatus()
	a.TestRI32(asm.AX, 1<<10)
	a.Jcc(asm.NE, again)
	a.FStore(scratch)
	a.FDrop()
	a.LoadSD(0, scratch)
}

// Trap stands where control must never arrive.
func (a *Assembler) Trap() { a.Int3() }

// Strip turns the word of a cell pointer into the address of the cell.
func (a *Assembler) Strip(r asm.Reg) {
	a.ShiftRI(asm.Shl, r, 16)
	a.ShiftRI(asm.Shr, r, 16)
}
