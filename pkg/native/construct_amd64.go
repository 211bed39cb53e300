package native

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	asm "github.com/kilnjs/kiln/pkg/native/amd64"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/stack"
)

// site is what machine code knows about one construct: a constructor that it
// has met, and how the object that this begins as is made. Go fills it when
// machine code has asked; every collection empties it, so it keeps nothing alive.
type site struct {
	callee      uint64  // Value; noCallee when empty
	target      uint64  // Value of new.target
	proto       uint64  // Value of the property prototype of new.target …
	protoOffset uint64  // … which is at this byte of its cell, or of its Slots cell
	targetShape uint32  // shape of new.target
	overflow    uint32  // 1: protoOffset is in the Slots cell
	bump        uintptr // address of the allocation state of the size class of the object
	header      uint64  // of the object
	bytes       uint64  // size of the object; 0 for a derived constructor, which makes none
	entry       uintptr // machine code of the constructor
	next        *site   // what else the construct has met, or nil
}

// siteWays is how many sites one construct has: classes that share a parent call its
// constructor at one place.
const siteWays = 3

// noCallee is a word that no script ever sees.
const noCallee = uint64(thrown)

func (s *site) forget() { *s = site{callee: noCallee, next: s.next} }

// learn keeps what is known about a constructor in a free site of the construct, or
// else in the one that turn chooses.
func (s *site) learn(known site, turn int) {
	at := s
	for w := s; w != nil; w = w.next {
		if w.callee == noCallee || w.callee == known.callee && w.target == known.target {
			at = w
			break
		}
		if turn%siteWays == 0 {
			at = w
		}
		turn--
	}
	known.next = at.next
	*at = known
}

// forgetSites empties all sites: cells or machine code that they name may go away.
func (e *engine) forgetSites() {
	for _, s := range e.sites {
		s.forget()
	}
}

// newSite makes the sites of one construct.
func (e *engine) newSite() *site {
	ways := make([]site, siteWays)
	for i := range ways {
		ways[i].callee = noCallee
		if i > 0 {
			ways[i-1].next = &ways[i]
		}
		e.sites = append(e.sites, &ways[i])
	}
	return &ways[0]
}

// allocAddress is the address of the allocation state of a size class.
func (e *engine) allocAddress(sizeClass int) uintptr {
	return uintptr(unsafe.Pointer(e.rt.Heap)) + heap.OffsetAlloc + uintptr(sizeClass)*heap.AllocStride
}

// emptyElements is the Value of the Elements cell that objects without elements share.
func (e *engine) emptyElements() uint64 {
	return *(*uint64)(unsafe.Add(unsafe.Pointer(e.rt.Heap), heap.OffsetEmptyElements))
}

// Byte offsets of internal slots of functions.
const (
	functionEnv   = internalOffset + 8
	functionHome  = internalOffset + 16
	functionClass = internalOffset + 24
)

// linkFrame fills the header of a callee's frame at byte offset base: argument
// count, link and position. With argc < 0 the count is that of the running frame.
// AX is lost.
func (g *gen) linkFrame(base, argc int32, bits stack.LinkBits) {
	if argc >= 0 {
		g.Lea(asm.AX, asm.At(intTag, argc))
	} else {
		g.Load(asm.AX, asm.At(frameReg, argcOffset))
	}
	g.Store(asm.At(frameReg, base+argcOffset), asm.AX)
	g.linkTo(base, bits)
}

// linkTo is linkFrame but for the number of arguments.
func (g *gen) linkTo(base int32, bits stack.LinkBits) {
	g.MovRR(asm.AX, frameReg)
	g.OpRM(asm.Sub, asm.AX, ctxAt(unsafe.Offsetof(Context{}.stackBase)))
	g.ShiftRI(asm.Shr, asm.AX, 3)
	g.OpRI32(asm.Add, asm.AX, int32(uint32(stack.MakeLink(0, stack.TierNative|bits))))
	g.OpRR(asm.Or, asm.AX, intTag)
	g.Store(asm.At(frameReg, base+stack.Link*8), asm.AX)
	g.Store(asm.At(frameReg, base+posOffset), intTag)
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
	g.Load(asm.AX, ctxAt(unsafe.Offsetof(Context{}.result)))
}

// emitConstruct constructs with the frame that stands at register base. Where the
// site knows the constructor its object is made here; else Go prepares the frame
// and answers with the address of the machine code, or with 0 when it has done
// everything. All cached registers are free: the flush has written them.
func (g *gen) emitConstruct(in *ir.Inst) {
	g.flush(g.live)
	if in.Op == ir.OpNew {
		base := int32(in.Base) * 8
		g.Load(asm.DX, asm.At(frameReg, base+calleeOffset))
		g.Store(asm.At(frameReg, base+stack.NewTarget*8), asm.DX)
	}
	g.constructFrame(in, int32(in.Imm))
	g.afterGo(in.Dst)
}

// constructFrame constructs with the frame that stands at register base: callee,
// new.target and arguments are in place, argc of them, or as many as the running
// frame has for argc < 0. AX is the result.
func (g *gen) constructFrame(in *ir.Inst, argc int32) {
	base := int32(in.Base) * 8
	s := g.e.newSite()
	slow, done, failed, enter, derived, link, again := g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel()
	at := func(offset uintptr) asm.Mem { return asm.At(asm.CX, int32(offset)) }
	g.MovImm(asm.CX, uint64(uintptr(unsafe.Pointer(s))))
	g.Bind(again)
	g.Load(asm.DX, asm.At(frameReg, base+calleeOffset))
	g.OpRM(asm.Cmp, asm.DX, at(unsafe.Offsetof(s.callee)))
	g.Jcc(asm.NE, slow)
	g.OpRR(asm.Xor, asm.DX, objectTag)
	g.MovImm(asm.R10, uint64(heap.Undefined))
	g.Load(asm.AX, asm.At(asm.DX, functionEnv))
	g.Store(asm.At(frameReg, base+envOffset), asm.AX)
	g.Load(asm.R11, at(unsafe.Offsetof(s.bytes)))
	g.TestRR(asm.R11, asm.R11)
	g.Jcc(asm.E, derived)
	g.checkTarget(s, base, slow)
	g.allocate(s, slow)
	g.Bind(link)
	g.Store(asm.At(frameReg, base+stack.This*8), asm.AX)
	g.linkFrame(base, argc, stack.LinkConstruct)
	g.setPos(in.PC)
	g.Load(asm.CX, at(unsafe.Offsetof(s.entry)))
	g.Bind(enter)
	g.Lea(frameReg, asm.At(frameReg, base))
	g.CallR(asm.CX)
	g.Lea(frameReg, asm.At(frameReg, -base))
	g.MovImm(asm.CX, uint64(thrown))
	g.OpRR(asm.Cmp, asm.AX, asm.CX)
	g.Jcc(asm.E, failed)
	g.MovRR(asm.CX, asm.AX)
	g.ShiftRI(asm.Shr, asm.CX, 48)
	g.OpRI32(asm.Cmp, asm.CX, heap.TagObject)
	g.Jcc(asm.E, done)
	g.Load(asm.AX, asm.At(frameReg, base+stack.This*8))
	g.Bind(done)
	pc := in.PC
	g.later(func() {
		g.Bind(derived)
		g.MovImm(asm.AX, uint64(heap.TDZ))
		g.Jmp(link)
		g.Bind(failed)
		g.passThrow(in)
		g.Bind(slow)
		g.Load(asm.CX, at(unsafe.Offsetof(s.next)))
		g.TestRR(asm.CX, asm.CX)
		g.Jcc(asm.NE, again)
		g.exitTo(exitInfo{kind: exitNew, pc: pc, code: g.code, inst: in, site: s})
		g.enterOrFinish(enter)
		g.Jmp(done)
	})
}

// checkTarget goes to slow unless new.target and its prototype are what the site
// knows. CX is the site; R8 and R9 are lost.
func (g *gen) checkTarget(s *site, base int32, slow asm.Label) {
	at := func(offset uintptr) asm.Mem { return asm.At(asm.CX, int32(offset)) }
	inline := g.NewLabel()
	g.Load(asm.R8, asm.At(frameReg, base+stack.NewTarget*8))
	g.OpRM(asm.Cmp, asm.R8, at(unsafe.Offsetof(s.target)))
	g.Jcc(asm.NE, slow)
	g.OpRR(asm.Xor, asm.R8, objectTag)
	g.Load32(asm.R9, asm.At(asm.R8, shapeOffset))
	g.OpRM32(asm.Cmp, asm.R9, at(unsafe.Offsetof(s.targetShape)))
	g.Jcc(asm.NE, slow)
	g.OpMI32(asm.Cmp, at(unsafe.Offsetof(s.overflow)), 0)
	g.Jcc(asm.E, inline)
	g.Load(asm.R8, asm.At(asm.R8, slotsOffset))
	g.strip(asm.R8)
	g.Bind(inline)
	g.Load(asm.R9, at(unsafe.Offsetof(s.protoOffset)))
	g.Load(asm.R9, asm.AtIndex(asm.R8, asm.R9, 1, 0))
	g.OpRM(asm.Cmp, asm.R9, at(unsafe.Offsetof(s.proto)))
	g.Jcc(asm.NE, slow)
}

// allocate makes the object of a site, whose address is in CX and whose bytes are
// in R11: AX is its Value. R10 is Undefined; R8 and R9 are lost.
func (g *gen) allocate(s *site, slow asm.Label) {
	at := func(offset uintptr) asm.Mem { return asm.At(asm.CX, int32(offset)) }
	fill, filled := g.NewLabel(), g.NewLabel()
	g.Load(asm.R8, at(unsafe.Offsetof(s.bump)))
	g.Load(asm.AX, asm.At(asm.R8, 0))
	g.Lea(asm.R9, asm.AtIndex(asm.AX, asm.R11, 1, 0))
	g.OpRM(asm.Cmp, asm.R9, asm.At(asm.R8, heap.OffsetAllocEnd))
	g.Jcc(asm.A, slow)
	g.Store(asm.At(asm.R8, 0), asm.R9)
	g.Load(asm.R8, at(unsafe.Offsetof(s.header)))
	g.Store(asm.At(asm.AX, 0), asm.R8)
	g.Store(asm.At(asm.AX, slotsOffset), asm.R10)
	g.MovImm(asm.R8, g.e.emptyElements())
	g.Store(asm.At(asm.AX, elementsOffset), asm.R8)
	g.Lea(asm.R8, asm.At(asm.AX, internalOffset))
	g.Bind(fill)
	g.OpRR(asm.Cmp, asm.R9, asm.R8)
	g.Jcc(asm.BE, filled)
	g.OpRI(asm.Sub, asm.R9, 8)
	g.Store(asm.At(asm.R9, 0), asm.R10)
	g.Jmp(fill)
	g.Bind(filled)
	g.OpRR(asm.Or, asm.AX, objectTag)
}
