// Package asm is the assembler of this platform in the vocabulary that the emitters of package baseline use. That is the
// one of x86-64: two operands, memory as one of them, flags, and its names. A machine that has other instructions makes
// several of one word; the methods of its Assembler mean the same, and so do the registers, which say what they are for:
//
//	AX CX DX       scratch
//	SI DI R8–R11   frame registers, the first of CacheRegs
//	FrameReg …     what machine code always has at hand
//	0, 1           scratch among the vector registers
//
// The machine stack is for return addresses, by CallR, CallM, Call, Begin and Ret, and for what a routine saves, by Push and
// Pop. What is called begins with Begin.
//
//	backend_*.go   which machine it is: the only files that depend on it
//
// # Invariants
//
//   - Flags are those of the instruction before that has them on x86-64, but: those of a shift, of Or and of Xor tell zero and
//     sign only, and are lost at a label and where their register is written; so are those of a test after a jump has asked them.
//   - A and AE hold for doubles that are ordered; B and BE hold also where one is NaN. E and NE say nothing of NaN: P comes first.
//
// The package may import amd64/macro, arm64/macro and what these import.
package asm
