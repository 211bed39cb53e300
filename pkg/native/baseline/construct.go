package baseline

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/stack"
)

// linkFrame fills the header of a callee's frame at byte offset base: argument
// count, link and position. With argc < 0 the count is that of the running frame.
// AX is lost.
func (g *gen) linkFrame(base, argc int32, bits stack.LinkBits) {
	if argc >= 0 {
		g.Lea(asm.AX, asm.At(intTag, argc))
	} else {
		g.Load(asm.AX, asm.At(frameReg, lower.ArgcOffset))
	}
	g.Store(asm.At(frameReg, base+lower.ArgcOffset), asm.AX)
	g.linkTo(base, bits)
}

// linkTo is linkFrame but for the number of arguments.
func (g *gen) linkTo(base int32, bits stack.LinkBits) {
	g.linkOnly(base, bits)
	g.Store(asm.At(frameReg, base+lower.PosOffset), intTag)
}

// linkOnly writes the link of the frame at base. AX is lost.
func (g *gen) linkOnly(base int32, bits stack.LinkBits) { g.linkAbove(base, 0, bits) }

// linkAbove writes the link of the frame at base, whose caller is so many words above the frame of the code. AX is
// lost.
func (g *gen) linkAbove(base, caller int32, bits stack.LinkBits) {
	g.MovRR(asm.AX, frameReg)
	g.OpRM(asm.Sub, asm.AX, ctxAt(unsafe.Offsetof(lower.Context{}.StackBase)))
	g.ShiftRI(asm.Shr, asm.AX, 3)
	g.OpRI32(asm.Add, asm.AX, int32(uint32(stack.MakeLink(g.offset()+int(caller), stack.TierNative|bits))))
	g.OpRR(asm.Or, asm.AX, intTag)
	g.Store(asm.At(frameReg, base+lower.LinkOffset), asm.AX)
}

// enterOrFinish goes on after Go has looked at a call or construct: to enter with
// the address of the callee's machine code in CX, or with the result in AX.
func (g *gen) enterOrFinish(enter asm.Label) {
	finished := g.NewLabel()
	g.TestRR(asm.AX, asm.AX)
	g.Jcc(asm.E, finished)
	g.MovRR(asm.CX, asm.AX)
	g.Jmp(enter)
	g.Bind(finished)
	g.Load(asm.AX, ctxAt(unsafe.Offsetof(lower.Context{}.Result)))
}

// spreadArguments says that the frame of a construct has the number of its arguments already.
const spreadArguments = -2

// emitConstruct constructs with the frame that stands at register base. Where the
// site knows the constructor its object is made here; else Go prepares the frame
// and answers with the address of the machine code, or with 0 when it has done
// everything. All cached registers are free: the flush has written them.
func (g *gen) emitConstruct(in *ir.Inst) {
	g.flush(g.live)
	if in.Op == ir.OpNew {
		base := int32(in.Call().Base) * 8
		g.Load(asm.DX, asm.At(frameReg, base+lower.CalleeOffset))
		g.Store(asm.At(frameReg, base+lower.NewTargetOffset), asm.DX)
	}
	done := g.NewLabel()
	if in.Call().Makes != 0 {
		g.makeDirectly(in, done)
	}
	g.constructFrame(in, in.Call().Argc)
	g.Bind(done)
	g.afterGo(in.Dst)
}

// constructFrame constructs with the frame that stands at register base: callee,
// new.target and arguments are in place, argc of them, or as many as the running
// frame has for argc < 0, or as it says itself for spreadArguments. AX is the result. It
// returns where Go does it all.
func (g *gen) constructFrame(in *ir.Inst, argc int32) (inGo asm.Label) {
	base := g.calleeAt(in)
	s := g.m.NewSite()
	slow, done, failed, enter, derived, link, again := g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel()
	at := func(offset uintptr) asm.Mem { return asm.At(asm.CX, int32(offset)) }
	g.MovImm(asm.CX, uint64(uintptr(unsafe.Pointer(s))))
	g.Bind(again)
	g.Load(asm.DX, asm.At(frameReg, base+lower.CalleeOffset))
	g.OpRM(asm.Cmp, asm.DX, at(unsafe.Offsetof(s.Callee)))
	g.Jcc(asm.NE, slow)
	g.OpRR(asm.Xor, asm.DX, objectTag)
	g.MovImm(asm.R10, uint64(heap.Undefined))
	g.Load(asm.AX, asm.At(asm.DX, lower.FunctionEnv))
	g.Store(asm.At(frameReg, base+lower.EnvOffset), asm.AX)
	g.Load(asm.R11, at(unsafe.Offsetof(s.Bytes)))
	g.TestRR(asm.R11, asm.R11)
	g.Jcc(asm.E, derived)
	g.checkTarget(s, base, slow)
	g.allocate(s, slow)
	g.Bind(link)
	g.Store(asm.At(frameReg, base+lower.ThisOffset), asm.AX)
	if argc == spreadArguments {
		g.linkTo(base, stack.LinkConstruct)
	} else {
		g.linkFrame(base, argc, stack.LinkConstruct)
	}
	g.setPos(in.PC)
	g.Load(asm.CX, at(unsafe.Offsetof(s.Entry)))
	g.Bind(enter)
	g.Lea(frameReg, asm.At(frameReg, base))
	g.CallR(asm.CX)
	g.Lea(frameReg, asm.At(frameReg, -base))
	g.MovImm(asm.CX, uint64(lower.Thrown))
	g.OpRR(asm.Cmp, asm.AX, asm.CX)
	g.Jcc(asm.E, failed)
	g.MovRR(asm.CX, asm.AX)
	g.ShiftRI(asm.Shr, asm.CX, 48)
	g.OpRI32(asm.Cmp, asm.CX, heap.TagObject)
	g.Jcc(asm.E, done)
	g.Load(asm.AX, asm.At(frameReg, base+lower.ThisOffset))
	g.Bind(done)
	pc := in.PC
	inGo = g.NewLabel()
	g.later(func() {
		g.Bind(derived)
		g.MovImm(asm.AX, uint64(heap.TDZ))
		g.Jmp(link)
		g.Bind(failed)
		g.passThrow(in)
		g.Bind(slow)
		g.Load(asm.CX, at(unsafe.Offsetof(s.Next)))
		g.TestRR(asm.CX, asm.CX)
		g.Jcc(asm.NE, again)
		g.Bind(inGo)
		g.exitTo(lower.Exit{Kind: lower.ExitNew, PC: pc, Code: g.code, Inst: in, Site: s})
		g.enterOrFinish(enter)
		g.Jmp(done)
	})
	return inGo
}

// checkTarget goes to slow unless new.target and its prototype are what the site
// knows. CX is the site; R8 and R9 are lost.
func (g *gen) checkTarget(s *lower.Site, base int32, slow asm.Label) {
	at := func(offset uintptr) asm.Mem { return asm.At(asm.CX, int32(offset)) }
	inline := g.NewLabel()
	g.Load(asm.R8, asm.At(frameReg, base+lower.NewTargetOffset))
	g.OpRM(asm.Cmp, asm.R8, at(unsafe.Offsetof(s.Target)))
	g.Jcc(asm.NE, slow)
	g.OpRR(asm.Xor, asm.R8, objectTag)
	g.Load32(asm.R9, asm.At(asm.R8, lower.ShapeOffset))
	g.OpRM32(asm.Cmp, asm.R9, at(unsafe.Offsetof(s.TargetShape)))
	g.Jcc(asm.NE, slow)
	g.OpMI32(asm.Cmp, at(unsafe.Offsetof(s.Overflow)), 0)
	g.Jcc(asm.E, inline)
	g.Load(asm.R8, asm.At(asm.R8, lower.SlotsOffset))
	g.strip(asm.R8)
	g.Bind(inline)
	g.Load(asm.R9, at(unsafe.Offsetof(s.ProtoOffset)))
	g.Load(asm.R9, asm.AtIndex(asm.R8, asm.R9, 1, 0))
	g.OpRM(asm.Cmp, asm.R9, at(unsafe.Offsetof(s.Proto)))
	g.Jcc(asm.NE, slow)
}

// allocate makes the object of a site, whose address is in CX and whose bytes are
// in R11: AX is its Value. R10 is Undefined; R8 and R9 are lost.
func (g *gen) allocate(s *lower.Site, slow asm.Label) {
	at := func(offset uintptr) asm.Mem { return asm.At(asm.CX, int32(offset)) }
	fill, filled := g.NewLabel(), g.NewLabel()
	g.Load(asm.R8, at(unsafe.Offsetof(s.AllocState)))
	g.Load(asm.AX, asm.At(asm.R8, lower.AllocNext))
	g.Lea(asm.R9, asm.AtIndex(asm.AX, asm.R11, 1, 0))
	g.OpRM(asm.Cmp, asm.R9, asm.At(asm.R8, lower.AllocEnd))
	g.Jcc(asm.A, slow)
	g.Store(asm.At(asm.R8, lower.AllocNext), asm.R9)
	g.Load(asm.R8, at(unsafe.Offsetof(s.Header)))
	g.Store(asm.At(asm.AX, 0), asm.R8)
	g.Store(asm.At(asm.AX, lower.SlotsOffset), asm.R10)
	g.MovImm(asm.R8, g.m.EmptyElements())
	g.Store(asm.At(asm.AX, lower.ElementsOffset), asm.R8)
	g.Lea(asm.R8, asm.At(asm.AX, lower.InternalOffset))
	g.Bind(fill)
	g.OpRR(asm.Cmp, asm.R9, asm.R8)
	g.Jcc(asm.BE, filled)
	g.OpRI(asm.Sub, asm.R9, 8)
	g.Store(asm.At(asm.R9, 0), asm.R10)
	g.Jmp(fill)
	g.Bind(filled)
	g.OpRR(asm.Or, asm.AX, objectTag)
}
