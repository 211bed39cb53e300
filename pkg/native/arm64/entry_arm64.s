#include "go_asm.h"
#include "textflag.h"

// func Enter(ctx *Context)
//
// Goes on at the address that lies on top of the machine stack in ctx. That stack is R26: the stack pointer of the machine
// stays Go's, in the frame of Enter, where machine code comes back to by a call of what Leave says. Of Go's registers it never
// writes R18, R28, R29 and the stack pointer. Go's unwinder meets no code that it knows while machine code runs, and gives up
// quietly; Go never scans the goroutine meanwhile, because it is not at a safepoint.
TEXT ·Enter(SB), NOSPLIT, $16-8
	MOVD ctx+0(FP), R20
	ADR  leave, R1
	MOVD R1, context_Leave(R20)
	MOVD context_FP(R20), R19
	MOVD context_Acc(R20), R0
	MOVD $0xFFF9000000000000, R21
	MOVD $0xFFFE000000000000, R22
	MOVD context_Budget(R20), R23
	MOVD context_SP(R20), R26
	MOVD.P 8(R26), R1
	JMP  (R1)

// R20 = ctx, R19 = frame, R0 = a result, R1 = the number of the exit and R30 where to go on.
leave:
	MOVD.W R30, -8(R26)
	MOVD R0, context_Acc(R20)
	MOVD R1, context_Exit(R20)
	MOVD R26, context_SP(R20)
	MOVD R19, context_FP(R20)
	// The assembler saw no call, and would return to where R30 is.
	MOVD 0(RSP), R30
	RET

// fault is where machine code goes on after a fault (mmap.OnFault): it leaves through an exit of its own. Whatever the
// fault was, R20 and R19 are what they always are, and the machine stack is not used: the frame ends here.
TEXT ·fault(SB), NOSPLIT|NOFRAME, $0-0
	MOVD R16, context_FaultAt(R20)
	MOVD R17, context_FaultAddress(R20)
	MOVD context_SP(R20), R26
	ADD  $8, R26
	MOVD $const_faultExit, R1
	MOVD context_Leave(R20), R2
	JMP  (R2)

// func faultAddress() uintptr
TEXT ·faultAddress(SB), NOSPLIT, $0-8
	MOVD $·fault(SB), R0
	MOVD R0, ret+0(FP)
	RET
