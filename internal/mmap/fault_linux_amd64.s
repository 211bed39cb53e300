#include "go_asm.h"
#include "textflag.h"

// Registers of the interrupted code within the ucontext that the kernel hands to a handler.
#define contextDX 136
#define contextCX 152
#define contextIP 168
// The address that could not be reached, within siginfo.
#define infoAddress 16

// handler is called by the kernel with DI = signal, SI = siginfo and DX = ucontext, on the signal stack. It uses no
// memory but that, the table of code and two words that are set before it is installed, calls nothing, and needs no
// goroutine. Returning goes through the restorer to sigreturn, which takes all registers from the ucontext.
TEXT ·handler(SB), NOSPLIT|NOFRAME|TOPFRAME, $0-0
	MOVQ contextIP(DX), AX
	SHRQ $const_chunkBits, AX
	MOVQ $const_chunkHash, CX
	IMULQ AX, CX
	SHRQ $const_chunkHashShift, CX
	LEAQ ·codeTable(SB), R8
	MOVQ $const_codeTableSize, R10
search:
	MOVQ (R8)(CX*8), R9
	CMPQ R9, AX
	JEQ  found
	INCQ CX
	ANDQ $(const_codeTableSize-1), CX
	TESTQ R9, R9
	JZ   others
	DECQ R10
	JNZ  search

others:
	LEAQ ·previous(SB), R8
	MOVQ (R8)(DI*8), AX
	JMP  AX

found:
	MOVQ contextIP(DX), AX
	MOVQ AX, contextCX(DX)
	MOVQ infoAddress(SI), AX
	MOVQ AX, contextDX(DX)
	MOVQ ·landing(SB), AX
	MOVQ AX, contextIP(DX)
	RET

// func handlerAddress() uintptr
TEXT ·handlerAddress(SB), NOSPLIT, $0-8
	LEAQ ·handler(SB), AX
	MOVQ AX, ret+0(FP)
	RET
