package asm

import (
	"encoding/binary"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/arch/arm64/arm64asm"
)

func text(t *testing.T, code []byte) string {
	t.Helper()
	inst, err := arm64asm.Decode(code)
	require.NoError(t, err, "% x", code)
	return strings.ToLower(arm64asm.GNUSyntax(inst))
}

// TestEncodings disassembles every instruction form with low, high and awkward operands and compares with what was meant.
func TestEncodings(t *testing.T) {
	cases := []struct {
		want string
		emit func(a *Assembler)
	}{
		{"add x0, x1, x30", func(a *Assembler) { a.Op3(W64, Add, X0, X1, X30) }},
		{"adds w3, w4, w5", func(a *Assembler) { a.Op3(W32, AddS, X3, X4, X5) }},
		{"sub w3, w4, w5", func(a *Assembler) { a.Op3(W32, Sub, X3, X4, X5) }},
		{"subs x26, x19, x20", func(a *Assembler) { a.Op3(W64, SubS, X26, X19, X20) }},
		{"negs w1, w1", func(a *Assembler) { a.Op3(W32, SubS, X1, ZR, X1) }},
		{"cmp x1, x30", func(a *Assembler) { a.Cmp(W64, X1, X30) }},
		{"and w3, w4, w5", func(a *Assembler) { a.Op3(W32, And, X3, X4, X5) }},
		{"bic x3, x4, x5", func(a *Assembler) { a.Op3(W64, Bic, X3, X4, X5) }},
		{"orr x3, x4, x5", func(a *Assembler) { a.Op3(W64, Orr, X3, X4, X5) }},
		{"mvn w0, w5", func(a *Assembler) { a.Op3(W32, Orn, X0, ZR, X5) }},
		{"eor x3, x4, x5", func(a *Assembler) { a.Op3(W64, Eor, X3, X4, X5) }},
		{"eon x3, x4, x5", func(a *Assembler) { a.Op3(W64, Eon, X3, X4, X5) }},
		{"ands x3, x4, x5", func(a *Assembler) { a.Op3(W64, AndS, X3, X4, X5) }},
		{"tst w9, w9", func(a *Assembler) { a.Tst(W32, X9, X9) }},
		{"mov x9, x27", func(a *Assembler) { a.Mov(W64, X9, X27) }},
		{"mov w9, w27", func(a *Assembler) { a.Mov(W32, X9, X27) }},
		{"add x17, x4, x5, lsl #3", func(a *Assembler) { a.Op3Shift(W64, Add, X17, X4, X5, Lsl, 3) }},
		{"eor x17, x4, x4, asr #63", func(a *Assembler) { a.Op3Shift(W64, Eor, X17, X4, X4, Asr, 63) }},
		{"cmp w17, w4, lsr #2", func(a *Assembler) { a.Op3Shift(W32, SubS, ZR, X17, X4, Lsr, 2) }},
		{"cmp x17, w4, sxtw", func(a *Assembler) { a.Op3Signed(SubS, ZR, X17, X4) }},
		{"add x0, x1, #0xfff", func(a *Assembler) { a.AddImm(W64, Add, X0, X1, 4095) }},
		{"sub sp, sp, #0x10", func(a *Assembler) { a.AddImm(W64, Sub, SP, SP, 16) }},
		{"subs w2, w1, #0x7, lsl #12", func(a *Assembler) { a.AddImm(W32, SubS, X2, X1, 7<<12) }},
		{"cmn w2, #0x70, lsl #12", func(a *Assembler) { a.AddImm(W32, AddS, ZR, X2, 0x70000) }},
		{"cmp x2, #0x1", func(a *Assembler) { a.AddImm(W64, SubS, ZR, X2, 1) }},
		{"and x5, x6, #0xffffffffffff", func(a *Assembler) { a.LogicalImm(W64, And, X5, X6, 1<<48-1) }},
		{"tst w5, #0x7fffffff", func(a *Assembler) { a.LogicalImm(W32, AndS, ZR, X5, 0x7FFFFFFF) }},
		{"eor w5, w6, #0x1", func(a *Assembler) { a.LogicalImm(W32, Eor, X5, X6, 1) }},
		{"orr x5, x6, #0xe0e0e0e0e0e0e0e0", func(a *Assembler) { a.LogicalImm(W64, Orr, X5, X6, 0xE0E0E0E0E0E0E0E0) }},
		{"mov x5, #0x12340000", func(a *Assembler) { a.MovZ(W64, X5, 0x1234, 1) }},
		{"movk x5, #0xabcd, lsl #48", func(a *Assembler) { a.MovK(W64, X5, 0xABCD, 3) }},
		{"mov w5, #0xfffffffe", func(a *Assembler) { a.MovN(W32, X5, 1, 0) }},
		{"lsl x1, x2, #16", func(a *Assembler) { a.ShiftImm(W64, Lsl, X1, X2, 16) }},
		{"lsr x1, x2, #48", func(a *Assembler) { a.ShiftImm(W64, Lsr, X1, X2, 48) }},
		{"lsl w1, w2, #3", func(a *Assembler) { a.ShiftImm(W32, Lsl, X1, X2, 3) }},
		{"asr w1, w2, #31", func(a *Assembler) { a.ShiftImm(W32, Asr, X1, X2, 31) }},
		{"asr x1, x2, #1", func(a *Assembler) { a.ShiftImm(W64, Asr, X1, X2, 1) }},
		{"sxtw x1, w2", func(a *Assembler) { a.Sbfm(W64, X1, X2, 0, 31) }},
		{"uxtb w1, w2", func(a *Assembler) { a.Ubfm(W32, X1, X2, 0, 7) }},
		{"lsl w0, w1, w2", func(a *Assembler) { a.ShiftReg(W32, Lsl, X0, X1, X2) }},
		{"lsr w0, w1, w2", func(a *Assembler) { a.ShiftReg(W32, Lsr, X0, X1, X2) }},
		{"asr x0, x1, x2", func(a *Assembler) { a.ShiftReg(W64, Asr, X0, X1, X2) }},
		{"sdiv w0, w1, w2", func(a *Assembler) { a.Sdiv(W32, X0, X1, X2) }},
		{"madd x0, x1, x2, x3", func(a *Assembler) { a.Madd(W64, X0, X1, X2, X3) }},
		{"mul w0, w1, w2", func(a *Assembler) { a.Madd(W32, X0, X1, X2, ZR) }},
		{"msub w0, w1, w2, w3", func(a *Assembler) { a.Msub(W32, X0, X1, X2, X3) }},
		{"smull x16, w1, w2", func(a *Assembler) { a.Smull(X16, X1, X2) }},
		{"clz w1, w2", func(a *Assembler) { a.Clz(W32, X1, X2) }},
		{"csel x0, x1, x2, lt", func(a *Assembler) { a.Csel(W64, X0, X1, X2, LT) }},
		{"csinc w0, w1, w2, mi", func(a *Assembler) { a.Csinc(W32, X0, X1, X2, MI) }},
		{"cset w0, hi", func(a *Assembler) { a.Cset(W32, X0, HI) }},
		{"ldr x0, [x19]", func(a *Assembler) { a.Access(Load64, X0, At(X19, 0)) }},
		{"ldr x0, [x19,#32760]", func(a *Assembler) { a.Access(Load64, X0, At(X19, 32760)) }},
		{"ldur x0, [x19,#-8]", func(a *Assembler) { a.Access(Load64, X0, At(X19, -8)) }},
		{"ldur w0, [x19,#255]", func(a *Assembler) { a.Access(Load32, X0, At(X19, 255)) }},
		{"str x0, [x26,#-8]!", func(a *Assembler) { a.Access(Store64, X0, Mem{Base: X26, Index: ZR, Disp: -8, Mode: Pre}) }},
		{"ldr x30, [x26],#8", func(a *Assembler) { a.Access(Load64, X30, Mem{Base: X26, Index: ZR, Disp: 8, Mode: Post}) }},
		{"ldr x0, [x19,x2,lsl #3]", func(a *Assembler) { a.Access(Load64, X0, AtIndex(X19, X2, true)) }},
		{"ldr x0, [x19,x2]", func(a *Assembler) { a.Access(Load64, X0, AtIndex(X19, X2, false)) }},
		{"ldr w0, [x19,#4]", func(a *Assembler) { a.Access(Load32, X0, At(X19, 4)) }},
		{"ldrsw x0, [x19,#4]", func(a *Assembler) { a.Access(LoadS32, X0, At(X19, 4)) }},
		{"ldrb w0, [x19,#3]", func(a *Assembler) { a.Access(Load8, X0, At(X19, 3)) }},
		{"ldrsb w0, [x19,x1]", func(a *Assembler) { a.Access(LoadS8, X0, AtIndex(X19, X1, false)) }},
		{"ldrh w0, [x19,x1,lsl #1]", func(a *Assembler) { a.Access(Load16, X0, AtIndex(X19, X1, true)) }},
		{"ldrsh w0, [x19,#2]", func(a *Assembler) { a.Access(LoadS16, X0, At(X19, 2)) }},
		{"strb w0, [x19,#3]", func(a *Assembler) { a.Access(Store8, X0, At(X19, 3)) }},
		{"strh w0, [x19,#6]", func(a *Assembler) { a.Access(Store16, X0, At(X19, 6)) }},
		{"str w0, [x19,x1,lsl #2]", func(a *Assembler) { a.Access(Store32, X0, AtIndex(X19, X1, true)) }},
		{"str xzr, [x19,#8]", func(a *Assembler) { a.Access(Store64, ZR, At(X19, 8)) }},
		{"ldr d3, [x19,#8]", func(a *Assembler) { a.Access(LoadF64, 3, At(X19, 8)) }},
		{"str d31, [x19,x1,lsl #3]", func(a *Assembler) { a.Access(StoreF64, 31, AtIndex(X19, X1, true)) }},
		{"ldr s3, [x19,#4]", func(a *Assembler) { a.Access(LoadF32, 3, At(X19, 4)) }},
		{"str s3, [x19,#4]", func(a *Assembler) { a.Access(StoreF32, 3, At(X19, 4)) }},
		{"br x16", func(a *Assembler) { a.Br(X16) }},
		{"blr x1", func(a *Assembler) { a.Blr(X1) }},
		{"ret", func(a *Assembler) { a.Ret(X30) }},
		{"brk #0x1", func(a *Assembler) { a.Brk(1) }},
		{"nop ", func(a *Assembler) { a.Nop() }},
		{"fadd d0, d1, d31", func(a *Assembler) { a.F3(Fadd, 0, 1, 31) }},
		{"fsub d0, d1, d2", func(a *Assembler) { a.F3(Fsub, 0, 1, 2) }},
		{"fmul d0, d1, d2", func(a *Assembler) { a.F3(Fmul, 0, 1, 2) }},
		{"fdiv d0, d1, d2", func(a *Assembler) { a.F3(Fdiv, 0, 1, 2) }},
		{"fmax d0, d1, d2", func(a *Assembler) { a.F3(Fmax, 0, 1, 2) }},
		{"fmin d0, d1, d2", func(a *Assembler) { a.F3(Fmin, 0, 1, 2) }},
		{"fmaxnm d0, d1, d2", func(a *Assembler) { a.F3(Fmaxnm, 0, 1, 2) }},
		{"fminnm d0, d1, d2", func(a *Assembler) { a.F3(Fminnm, 0, 1, 2) }},
		{"fmov d0, d9", func(a *Assembler) { a.F2(Fmov, 0, 9) }},
		{"fabs d0, d9", func(a *Assembler) { a.F2(Fabs, 0, 9) }},
		{"fneg d0, d9", func(a *Assembler) { a.F2(Fneg, 0, 9) }},
		{"fsqrt d0, d9", func(a *Assembler) { a.F2(Fsqrt, 0, 9) }},
		{"frintn d0, d9", func(a *Assembler) { a.F2(Frintn, 0, 9) }},
		{"frintp d0, d9", func(a *Assembler) { a.F2(Frintp, 0, 9) }},
		{"frintm d0, d9", func(a *Assembler) { a.F2(Frintm, 0, 9) }},
		{"frintz d0, d9", func(a *Assembler) { a.F2(Frintz, 0, 9) }},
		{"frinta d0, d9", func(a *Assembler) { a.F2(Frinta, 0, 9) }},
		{"fcvt s0, d9", func(a *Assembler) { a.F2(FcvtSD, 0, 9) }},
		{"fcvt d0, s9", func(a *Assembler) { a.F2(FcvtDS, 0, 9) }},
		{"fmsub d0, d1, d2, d3", func(a *Assembler) { a.Fmsub(0, 1, 2, 3) }},
		{"fcmp d1, d2", func(a *Assembler) { a.Fcmp(1, 2) }},
		{"fcmp d1, #0", func(a *Assembler) { a.FcmpZero(1) }},
		{"fmov d1, x9", func(a *Assembler) { a.FmovTo(1, X9) }},
		{"fmov x9, d1", func(a *Assembler) { a.FmovFrom(X9, 1) }},
		{"scvtf d1, w9", func(a *Assembler) { a.Scvtf(W32, 1, X9) }},
		{"scvtf d1, x9", func(a *Assembler) { a.Scvtf(W64, 1, X9) }},
		{"ucvtf d1, w9", func(a *Assembler) { a.Ucvtf(W32, 1, X9) }},
		{"fcvtzs w9, d1", func(a *Assembler) { a.Fcvtzs(W32, X9, 1) }},
		{"fcvtzs x9, d1", func(a *Assembler) { a.Fcvtzs(W64, X9, 1) }},
		{"fcvtns w9, d1", func(a *Assembler) { a.Fcvtns(W32, X9, 1) }},
		{"and v0.16b, v1.16b, v2.16b", func(a *Assembler) { a.V3(VAnd, 0, 1, 2) }},
		{"orr v0.16b, v1.16b, v2.16b", func(a *Assembler) { a.V3(VOrr, 0, 1, 2) }},
		{"eor v0.16b, v1.16b, v2.16b", func(a *Assembler) { a.V3(VEor, 0, 1, 2) }},
		{"movi d3, #0x0", func(a *Assembler) { a.FZero(3) }},
	}
	for _, c := range cases {
		t.Run(c.want, func(t *testing.T) {
			var a Assembler
			c.emit(&a)
			code, err := a.Finish()
			require.NoError(t, err)
			require.Len(t, code, 4)
			require.Equal(t, c.want, text(t, code), "%08x", binary.LittleEndian.Uint32(code))
		})
	}
}
