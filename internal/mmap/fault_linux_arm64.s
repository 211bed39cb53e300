#include "go_asm.h"
#include "textflag.h"

// Registers of the interrupted code within the ucontext that the kernel hands to a handler.
#define contextR16 312
#define contextR17 320
#define contextPC 440
// The address that could not be reached, within siginfo.
#define infoAddress 16

// handler is called by the kernel with R0 = signal, R1 = siginfo and R2 = ucontext, on the signal stack. It uses no
// memory but that, the table of code and two words that are set before it is installed, calls nothing, and needs no
// goroutine. Returning goes to sigreturn, which takes all registers from the ucontext.
TEXT ·handler(SB), NOSPLIT|NOFRAME|TOPFRAME, $0-0
	MOVD contextPC(R2), R3
	LSR  $const_chunkBits, R3
	MOVD $const_chunkHash, R4
	MUL  R3, R4
	LSR  $const_chunkHashShift, R4
	MOVD $·codeTable(SB), R5
	MOVD $const_codeTableSize, R6
search:
	MOVD (R5)(R4<<3), R7
	CMP  R3, R7
	BEQ  found
	ADD  $1, R4
	AND  $(const_codeTableSize-1), R4
	CBZ  R7, others
	SUB  $1, R6
	CBNZ R6, search

others:
	MOVD $·previous(SB), R5
	MOVD (R5)(R0<<3), R5
	JMP  (R5)

found:
	MOVD contextPC(R2), R3
	MOVD R3, contextR16(R2)
	MOVD infoAddress(R1), R3
	MOVD R3, contextR17(R2)
	MOVD ·landing(SB), R3
	MOVD R3, contextPC(R2)
	RET

// func handlerAddress() uintptr
TEXT ·handlerAddress(SB), NOSPLIT, $0-8
	MOVD $·handler(SB), R0
	MOVD R0, ret+0(FP)
	RET
