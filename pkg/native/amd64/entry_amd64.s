#include "go_asm.h"
#include "textflag.h"

// func Enter(ctx *Context)
//
// Leaves Go's stack for the machine stack in ctx and goes on at the address that lies on top of it. Machine code comes
// back by a jump to leave. Go's unwinder meets no return address that it knows while machine code runs, and gives up
// quietly (machine code never writes BP, so that frame pointers stay sound); Go never scans the goroutine meanwhile, because it is not at a safepoint.
TEXT ·Enter(SB), NOSPLIT, $0-8
	MOVQ ctx+0(FP), R12
	MOVQ SP, context_GoSP(R12)
	MOVQ context_FP(R12), BX
	MOVQ context_Acc(R12), AX
	MOVQ $0xFFF9000000000000, R13
	MOVQ $0xFFFE000000000000, R14
	MOVQ context_Budget(R12), R15
	MOVQ context_SP(R12), SP
	POPQ CX
	JMP  CX

// leave is called by machine code with R12 = ctx, BX = frame, AX = a result and CX = the number of the exit.
TEXT ·leave(SB), NOSPLIT|NOFRAME, $0-0
	MOVQ AX, context_Acc(R12)
	MOVQ CX, context_Exit(R12)
	MOVQ SP, context_SP(R12)
	MOVQ BX, context_FP(R12)
	MOVQ context_GoSP(R12), SP
	XORPS X15, X15
	// The processor foresees returns by counting calls and returns. At the end of an activation, which is exit 0, they are
	// even again with this one; at other exits it would foresee a return to the machine code that has called, and goes on there soon.
	TESTQ CX, CX
	JNZ   soon
	RET

soon:
	POPQ CX
	JMP  CX

// fault is where machine code goes on after a fault (mmap.OnFault): it leaves through an exit of its own. Whatever the
// fault was, R12 and BX are what they always are, and the machine stack is not used.
TEXT ·fault(SB), NOSPLIT|NOFRAME, $0-0
	MOVQ CX, context_FaultAt(R12)
	MOVQ DX, context_FaultAddress(R12)
	MOVQ $const_faultExit, CX
	JMP ·leave(SB)

// func faultAddress() uintptr
TEXT ·faultAddress(SB), NOSPLIT, $0-8
	LEAQ ·fault(SB), AX
	MOVQ AX, ret+0(FP)
	RET

// func leaveAddress() uintptr
TEXT ·leaveAddress(SB), NOSPLIT, $0-8
	LEAQ ·leave(SB), AX
	MOVQ AX, ret+0(FP)
	RET
