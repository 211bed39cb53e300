#include "go_asm.h"
#include "textflag.h"

// handler is called by the kernel with DI = signal, SI = siginfo and DX = ucontext, on the signal stack. It calls
// nothing and needs no goroutine. What this process has not sent goes to Go.
TEXT ·handler(SB), NOSPLIT|NOFRAME|TOPFRAME, $0-0
	MOVL siginfo_code(SI), AX
	CMPL AX, $const_codeQueue
	JNE  others
	MOVL siginfo_pid(SI), AX
	CMPL AX, ·self(SB)
	JNE  others
	MOVQ siginfo_word(SI), R8
	MOVQ $const_Taken, AX
	CMPQ (R8), AX
	JLT  done
	MOVQ $const_Amount, AX
	SUBQ AX, (R8)

done:
	RET

others:
	MOVQ ·previous(SB), AX
	JMP  AX

// func handlerAddress() uintptr
TEXT ·handlerAddress(SB), NOSPLIT, $0-8
	LEAQ ·handler(SB), AX
	MOVQ AX, ret+0(FP)
	RET
