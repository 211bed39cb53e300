//go:build !race

#include "go_asm.h"
#include "textflag.h"

// handler is called by the kernel with DI = signal, SI = siginfo and DX = ucontext, on the signal stack and with all
// signals blocked; what it changes in registers is forgotten. What no timer has sent goes to Go.
TEXT ·handler(SB), NOSPLIT|NOFRAME|TOPFRAME, $0-0
	MOVL siginfo_code(SI), AX
	CMPL AX, $const_codeTimer
	JNE  others
	MOVQ DX, CX
	RDTSC
	SHLQ $32, DX
	ORQ  DX, AX
	SUBQ $24, SP
	MOVQ siginfo_value(SI), R8
	MOVQ R8, 0(SP)
	MOVQ CX, 8(SP)
	MOVQ AX, 16(SP)
	CALL ·note(SB)
	ADDQ $24, SP
	RET

others:
	MOVQ ·previous(SB), AX
	JMP  AX

// func handlerAddress() uintptr
TEXT ·handlerAddress(SB), NOSPLIT, $0-8
	LEAQ ·handler(SB), AX
	MOVQ AX, ret+0(FP)
	RET

// func Cycles() uint64
TEXT ·Cycles(SB), NOSPLIT, $0-8
	RDTSC
	SHLQ $32, DX
	ORQ  DX, AX
	MOVQ AX, ret+0(FP)
	RET
