#include "textflag.h"

// func flush(base, size uintptr)
//
// Makes instruction fetches see what has been written: the lines of the data cache go to where both caches meet, then those
// of the instruction cache are thrown away. Both may be done outside of the kernel on Linux. Other cores see it at the
// latest when the system switches to a thread there, which is a barrier.
TEXT ·flush(SB), NOSPLIT, $0-16
	MOVD base+0(FP), R1
	MOVD size+8(FP), R2
	ADD  R1, R2
	WORD $0xD53B0023 // MRS R3, CTR_EL0
	// Lines of the data cache are 4 << DminLine bytes.
	UBFX $16, R3, $4, R4
	MOVD $4, R5
	LSL  R4, R5, R4
	SUB  $1, R4, R6
	BIC  R6, R1, R0
data:
	WORD $0xD50B7B20 // DC CVAU, R0
	ADD  R4, R0
	CMP  R2, R0
	BLO  data
	WORD $0xD5033B9F // DSB ISH
	// And those of the instruction cache 4 << IminLine.
	AND  $15, R3, R4
	LSL  R4, R5, R4
	SUB  $1, R4, R6
	BIC  R6, R1, R0
instructions:
	WORD $0xD50B7520 // IC IVAU, R0
	ADD  R4, R0
	CMP  R2, R0
	BLO  instructions
	WORD $0xD5033B9F // DSB ISH
	WORD $0xD5033FDF // ISB
	RET
