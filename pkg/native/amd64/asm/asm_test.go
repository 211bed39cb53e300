package asm

import (
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/arch/x86/x86asm"
)

// TestEncodings disassembles every instruction form with low, high and awkward registers and compares with what was meant.
func TestEncodings(t *testing.T) {
	cases := []struct {
		want string
		emit func(a *Assembler)
	}{
		{"mov rax, r15", func(a *Assembler) { a.MovRR(AX, R15) }},
		{"mov r8d, ecx", func(a *Assembler) { a.MovRR32(R8, CX) }},
		{"mov rax, qword ptr [rbp]", func(a *Assembler) { a.Load(AX, At(BP, 0)) }},
		{"mov r9, qword ptr [r13]", func(a *Assembler) { a.Load(R9, At(R13, 0)) }},
		{"mov r9, qword ptr [r12+0x8]", func(a *Assembler) { a.Load(R9, At(R12, 8)) }},
		{"mov rdx, qword ptr [rsp]", func(a *Assembler) { a.Load(DX, At(SP, 0)) }},
		{"mov rdx, qword ptr [rsp+0x1000]", func(a *Assembler) { a.Load(DX, At(SP, 0x1000)) }},
		{"mov rdx, qword ptr [rbx+8*r14-0x10]", func(a *Assembler) { a.Load(DX, AtIndex(BX, R14, 8, -16)) }},
		{"mov rdx, qword ptr [r13+4*r12]", func(a *Assembler) { a.Load(DX, AtIndex(R13, R12, 4, 0)) }},
		{"mov rdx, qword ptr [8*rcx+0x20]", func(a *Assembler) { a.Load(DX, AtIndex(NoReg, CX, 8, 32)) }},
		{"mov esi, dword ptr [rdi+0x4]", func(a *Assembler) { a.Load32(SI, At(DI, 4)) }},
		{"movzx esi, byte ptr [rdi+0x4]", func(a *Assembler) { a.Load8(SI, At(DI, 4)) }},
		{"movzx r10d, word ptr [rdi+2*rax+0x4]", func(a *Assembler) { a.Load16(R10, AtIndex(DI, AX, 2, 4)) }},
		{"movsxd rcx, dword ptr [rax]", func(a *Assembler) { a.LoadSigned32(CX, At(AX, 0)) }},
		{"movsxd rcx, eax", func(a *Assembler) { a.MovSignedRR(CX, AX) }},
		{"mov qword ptr [rbx+0x80], r11", func(a *Assembler) { a.Store(At(BX, 128), R11) }},
		{"mov dword ptr [rbx+0x8], r11d", func(a *Assembler) { a.Store32(At(BX, 8), R11) }},
		{"mov byte ptr [rbx], sil", func(a *Assembler) { a.Store8(At(BX, 0), SI) }},
		{"mov qword ptr [rbx], -0x1", func(a *Assembler) { a.StoreImm(At(BX, 0), -1) }},
		{"mov dword ptr [rbx], 0x5", func(a *Assembler) { a.StoreImm32(At(BX, 0), 5) }},
		{"mov eax, -0x10", func(a *Assembler) { a.MovImm(AX, 0xFFFFFFF0) }},
		{"mov r12, 0xfff9000000000000", func(a *Assembler) { a.MovImm(R12, 0xFFF9<<48) }},
		{"mov rdi, -0x2", func(a *Assembler) { a.MovImm(DI, ^uint64(1)) }},
		{"lea rax, ptr [rbx+rcx+0x7]", func(a *Assembler) { a.Lea(AX, AtIndex(BX, CX, 1, 7)) }},
		{"lea eax, ptr [rbx+0x7]", func(a *Assembler) { a.Lea32(AX, At(BX, 7)) }},
		{"add rax, r8", func(a *Assembler) { a.OpRR(Add, AX, R8) }},
		{"sub eax, edx", func(a *Assembler) { a.OpRR32(Sub, AX, DX) }},
		{"cmp r10, qword ptr [rbx+0x8]", func(a *Assembler) { a.OpRM(Cmp, R10, At(BX, 8)) }},
		{"and r10d, dword ptr [rbx+0x8]", func(a *Assembler) { a.OpRM32(And, R10, At(BX, 8)) }},
		{"xor r9, 0x7f", func(a *Assembler) { a.OpRI(Xor, R9, 127) }},
		{"or ecx, 0x80", func(a *Assembler) { a.OpRI32(Or, CX, 128) }},
		{"sub qword ptr [r12+0x30], 0x1", func(a *Assembler) { a.OpMI(Sub, At(R12, 48), 1) }},
		{"cmp dword ptr [rax+0x4], 0x12345", func(a *Assembler) { a.OpMI32(Cmp, At(AX, 4), 0x12345) }},
		{"cmp byte ptr [rax], 0x7", func(a *Assembler) { a.OpMI8(Cmp, At(AX, 0), 7) }},
		{"add qword ptr [rax], r9", func(a *Assembler) { a.OpMR(Add, At(AX, 0), R9) }},
		{"test rax, rdx", func(a *Assembler) { a.TestRR(AX, DX) }},
		{"test eax, r9d", func(a *Assembler) { a.TestRR32(AX, R9) }},
		{"test dword ptr [rax], 0x100", func(a *Assembler) { a.TestMI32(At(AX, 0), 256) }},
		{"test byte ptr [rax+0x2], 0x81", func(a *Assembler) { a.TestMI8(At(AX, 2), 0x81) }},
		{"test ecx, 0x8", func(a *Assembler) { a.TestRI32(CX, 8) }},
		{"imul r8d, eax", func(a *Assembler) { a.Imul32(R8, AX) }},
		{"imul r8, rax", func(a *Assembler) { a.Imul(R8, AX) }},
		{"neg r9d", func(a *Assembler) { a.Neg32(R9) }},
		{"not eax", func(a *Assembler) { a.Not32(AX) }},
		{"cdq", func(a *Assembler) { a.Cdq() }},
		{"idiv ecx", func(a *Assembler) { a.Idiv32(CX) }},
		{"shl rax, 0x30", func(a *Assembler) { a.ShiftRI(Shl, AX, 48) }},
		{"sar r9d, 0x3", func(a *Assembler) { a.ShiftRI32(Sar, R9, 3) }},
		{"shr eax, cl", func(a *Assembler) { a.ShiftCL32(Shr, AX) }},
		{"setl sil", func(a *Assembler) { a.Set(L, SI) }},
		{"movzx eax, sil", func(a *Assembler) { a.MovZero8(AX, SI) }},
		{"cmovz rax, r9", func(a *Assembler) { a.Cmov(E, AX, R9) }},
		{"push r12", func(a *Assembler) { a.Push(R12) }},
		{"pop rax", func(a *Assembler) { a.Pop(AX) }},
		{"jmp r11", func(a *Assembler) { a.JmpR(R11) }},
		{"jmp qword ptr [r12+0x10]", func(a *Assembler) { a.JmpM(At(R12, 16)) }},
		{"call rax", func(a *Assembler) { a.CallR(AX) }},
		{"call qword ptr [r12+0x10]", func(a *Assembler) { a.CallM(At(R12, 16)) }},
		{"ret", func(a *Assembler) { a.Ret() }},
		{"addsd xmm1, xmm9", func(a *Assembler) { a.SSERR(AddSD, 1, 9) }},
		{"mulsd xmm8, qword ptr [rbx+0x10]", func(a *Assembler) { a.SSERM(MulSD, 8, At(BX, 16)) }},
		{"movsd xmm0, qword ptr [r13]", func(a *Assembler) { a.LoadSD(0, At(R13, 0)) }},
		{"movsd qword ptr [rbx], xmm15", func(a *Assembler) { a.StoreSD(At(BX, 0), 15) }},
		{"movaps xmm2, xmm3", func(a *Assembler) { a.MovXX(2, 3) }},
		{"movq xmm1, r9", func(a *Assembler) { a.MovXR(1, R9) }},
		{"movq rax, xmm10", func(a *Assembler) { a.MovRX(AX, 10) }},
		{"ucomisd xmm0, xmm1", func(a *Assembler) { a.UcomiSD(0, 1) }},
		{"xorpd xmm9, xmm9", func(a *Assembler) { a.XorPD(9, 9) }},
		{"andpd xmm0, xmm1", func(a *Assembler) { a.AndPD(0, 1) }},
		{"cvtsi2sd xmm1, eax", func(a *Assembler) { a.CvtIntSD(1, AX) }},
		{"cvttsd2si eax, xmm1", func(a *Assembler) { a.CvtSDInt(AX, 1) }},
		{"cvttsd2si r9, xmm1", func(a *Assembler) { a.CvtSDInt64(R9, 1) }},
		{"movsx r9d, byte ptr [rdi+rax+0x4]", func(a *Assembler) { a.LoadSigned8(R9, AtIndex(DI, AX, 1, 4)) }},
		{"movsx eax, word ptr [rdi+2*rax]", func(a *Assembler) { a.LoadSigned16(AX, AtIndex(DI, AX, 2, 0)) }},
		{"mov word ptr [rdx+2*r9], ax", func(a *Assembler) { a.Store16(AtIndex(DX, R9, 2, 0), AX) }},
		{"movss xmm9, dword ptr [rdx+4*rcx]", func(a *Assembler) { a.LoadSS(9, AtIndex(DX, CX, 4, 0)) }},
		{"movss dword ptr [rdx+4*rcx], xmm1", func(a *Assembler) { a.StoreSS(AtIndex(DX, CX, 4, 0), 1) }},
		{"cvtss2sd xmm1, xmm9", func(a *Assembler) { a.CvtSSSD(1, 9) }},
		{"cvtsd2ss xmm0, xmm9", func(a *Assembler) { a.CvtSDSS(0, 9) }},
		{"cvtsd2si eax, xmm9", func(a *Assembler) { a.CvtSDIntRound(AX, 9) }},
		{"orpd xmm0, xmm9", func(a *Assembler) { a.OrPD(0, 9) }},
		{"cmovnle eax, r9d", func(a *Assembler) { a.Cmov32(G, AX, R9) }},
		{"bsr eax, r9d", func(a *Assembler) { a.Bsr32(AX, R9) }},
		{"fld st0, qword ptr [r12+0x40]", func(a *Assembler) { a.FLoad(At(R12, 64)) }},
		{"fstp qword ptr [r12+0x40], st0", func(a *Assembler) { a.FStore(At(R12, 64)) }},
		{"fstp st0, st0", func(a *Assembler) { a.FDrop() }},
		{"fprem st0, st1", func(a *Assembler) { a.FRem() }},
		{"fnstsw ax", func(a *Assembler) { a.FStatus() }},
		{"roundsd xmm1, xmm2, 0x9", func(a *Assembler) { a.RoundSD(1, 2, RoundFloor) }},
	}
	for _, c := range cases {
		t.Run(c.want, func(t *testing.T) {
			var a Assembler
			c.emit(&a)
			code, err := a.Finish()
			require.NoError(t, err)
			inst, err := x86asm.Decode(code, 64)
			require.NoError(t, err, "% x", code)
			require.Equal(t, len(code), inst.Len, "% x", code)
			require.Equal(t, c.want, x86asm.IntelSyntax(inst, 0, nil), "% x", code)
		})
	}
}

func TestJumpsAndLabels(t *testing.T) {
	var a Assembler
	back, ahead := a.NewLabel(), a.NewLabel()
	a.Bind(back)
	a.Jcc(NE, ahead)
	a.Jmp(back)
	a.Call(back)
	a.LeaLabel(R9, ahead)
	a.Bind(ahead)
	a.Ret()
	code, err := a.Finish()
	require.NoError(t, err)
	var got []string
	for pc := 0; pc < len(code); {
		inst, err := x86asm.Decode(code[pc:], 64)
		require.NoError(t, err)
		got = append(got, x86asm.GNUSyntax(inst, uint64(pc), nil))
		pc += inst.Len
	}
	require.Equal(t, []string{"jne .+0x11", "jmpq 0x0", "callq 0x0", "lea (%rip),%r9", "retq"}, got)
}

func TestUnboundLabelIsAnError(t *testing.T) {
	var a Assembler
	a.Jmp(a.NewLabel())
	_, err := a.Finish()
	require.ErrorContains(t, err, "bound nowhere")
}
