package native

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/heap"
	asm "github.com/kilnjs/kiln/pkg/native/amd64"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
)

// Members beyond plain properties: getters and setters, which machine code calls on
// a frame above its registers, and what has its key in a register: private elements
// and properties of super.

// member adds an access to a member. Accessors are called like functions: their
// frame begins above the registers of the running one.
func (b *builder) member(in inst) {
	if in.accessor = callsAccessor(in.entries); in.accessor {
		in.base = operand(b.u.nregs)
		if in.op == opSetMember {
			in.imm = 1
		}
		b.need(stack.Header + 1)
	}
	in.shared = in.name != 0 && !in.accessor && (in.shared || len(in.entries) > 0)
	b.add(in)
}

// atSite translates an instruction with a site: what the site has met is for the
// key that it has met.
func (b *builder) atSite(ins bytecode.Instr) {
	A, B, C := operand(ins.A), operand(ins.B), operand(ins.C)
	var in inst
	switch ins.Op {
	case bytecode.OpGetPrivate:
		in = inst{op: opGetMember, dst: A, a: B, b: noReg, c: C, this: B}
	case bytecode.OpSetPrivate:
		in = inst{op: opSetMember, dst: noReg, a: A, b: C, c: B, this: A}
	case bytecode.OpAddPrivate:
		in = inst{op: opSetMember, dst: noReg, a: A, b: C, c: B}
	case bytecode.OpPrivateIn:
		in = inst{op: opHasPrivate, dst: A, a: B, b: noReg, c: C}
	case bytecode.OpGetSuper:
		in = inst{op: opGetMember, dst: A, a: B, b: noReg, c: B + 2, this: B + 1, reads: []operand{B + 1}}
	case bytecode.OpSuperBase, bytecode.OpSuperCtor:
		in = inst{op: opPrototype, sense: ins.Op == bytecode.OpSuperBase, dst: A, a: B, b: noReg, c: noReg}
	}
	if ic, key := b.fn.SiteAt(b.pc); ic != nil {
		switch {
		case in.op == opPrototype:
			// The shape keeps the prototype.
			if ic.Kind == object.ICProto && b.rt.Heap.Shape(ic.Shape) != nil {
				in.entries = []object.ICEntry{ic.ICEntry}
			}
		case in.op == opSetMember:
			ic.Prune(b.rt.Heap)
			in.key = key
			in.entries = slices.DeleteFunc(memberWrites(ic), func(e object.ICEntry) bool {
				return e.Kind == object.ICAdd && b.rt.Heap.Shape(e.NewShape) == nil
			})
		default:
			// The shape with the property keeps the key, which may be gone otherwise.
			ic.Prune(b.rt.Heap)
			in.key, in.entries = key, withProperty(memberReads(ic))
		}
	}
	b.member(in)
}

// checkKey goes to slow unless the key in a register is what the entries are for.
// AX and CX are lost. What else the operation needs is in its registers already.
func (g *gen) checkKey(in *inst, slow asm.Label) {
	if in.key == 0 {
		return
	}
	r := g.peek(in.c, asm.CX)
	g.code.keep(in.key)
	g.MovImm(asm.AX, uint64(in.key))
	g.OpRR(asm.Cmp, r, asm.AX)
	g.Jcc(asm.NE, slow)
}

// emitAccess reads or writes a member at a site that has met getters or setters.
func (g *gen) emitAccess(in *inst) {
	g.flush(g.live)
	slow, done, call := g.NewLabel(), g.NewLabel(), g.NewLabel()
	kind, half := exitGetMember, int32(heap.OffsetAccessorGet)
	value, known := asm.AX, mask(0)
	if in.op == opSetMember {
		kind, half = exitSetMember, heap.OffsetAccessorSet
		value, known = g.valueOf(in.b), g.u.typeOf(in.b, g.types)
	}
	g.objectOf(in.a, asm.DX, g.fail)
	g.checkKey(in, slow)
	g.Load32(asm.CX, asm.At(asm.DX, shapeOffset))
	g.eachEntry(in.entries, slow, done, func(e *object.ICEntry) {
		switch {
		case isAccessor(e):
			if e.Kind != object.ICOwnGetter {
				g.checkEpoch(e.Epoch, slow)
				g.code.keep(e.Holder)
				g.MovImm(asm.DX, uint64(e.Holder)&heap.AddressMask)
				g.expectKind(asm.DX, heap.KindObject)
			}
			g.loadSlot(asm.DX, e.Offset)
			g.Jmp(call)
		case in.op == opSetMember:
			g.writeEntry(in, e, value, known, slow, slow)
		default:
			g.readEntry(e, slow)
		}
	})
	if last := &in.entries[len(in.entries)-1]; !isAccessor(last) {
		g.Jmp(done)
	}
	g.Bind(call)
	// A slot is a place of scripts: with another tag than that of internal cells this
	// is no address of the process, and a fault.
	g.MovImm(asm.CX, heap.TagCell<<48)
	g.OpRR(asm.Xor, asm.AX, asm.CX)
	g.expectKind(asm.AX, heap.KindAccessor)
	g.Load(asm.AX, asm.At(asm.AX, half))
	// Go knows what to do without a getter or setter.
	g.MovImm(asm.CX, uint64(heap.Undefined))
	g.OpRR(asm.Cmp, asm.AX, asm.CX)
	g.Jcc(asm.E, slow)
	base := int32(in.base) * 8
	g.Store(asm.At(frameReg, base+calleeOffset), asm.AX)
	if in.op == opSetMember {
		g.Store(asm.At(frameReg, base+stack.Header*8), value)
	}
	g.Load(asm.AX, slotOf(in.this))
	g.Store(asm.At(frameReg, base+stack.This*8), asm.AX)
	g.callFrame(in)
	g.Bind(done)
	g.later(func() {
		g.Bind(slow)
		g.exitTo(exitInfo{kind: kind, pc: in.pc, code: g.code, inst: in})
		g.Jmp(done)
	})
	g.afterGo(in.dst)
}

// emitHasPrivate tells whether an object has a private element.
func (g *gen) emitHasPrivate(in *inst) {
	if len(in.entries) == 0 {
		g.inlineService(exitOp, in.dst)
		return
	}
	slow, done := g.NewLabel(), g.NewLabel()
	g.objectOf(in.a, asm.DX, func() asm.Label { return slow })
	g.checkKey(in, slow)
	g.OpMI32(asm.Cmp, asm.At(asm.DX, shapeOffset), int32(in.entries[0].Shape))
	g.Jcc(asm.NE, slow)
	g.MovImm(asm.AX, uint64(heap.True))
	g.service(exitOp, slow, done, in.dst)
	g.hit(g.verified(done, in.dst), done)
	g.Bind(done)
	g.unlockAll()
	g.setBoxed(in.dst, asm.AX)
}

// emitPrototype finds the prototype of a function or of its home object.
func (g *gen) emitPrototype(in *inst) {
	if len(in.entries) == 0 {
		g.inlineService(exitOp, in.dst)
		return
	}
	e := &in.entries[0]
	slow, done := g.NewLabel(), g.NewLabel()
	g.objectOf(in.a, asm.DX, func() asm.Label { return slow })
	if in.sense {
		g.Load(asm.DX, asm.At(asm.DX, object.OffsetHome))
		g.OpRR(asm.Xor, asm.DX, objectTag)
		g.MovRR(asm.CX, asm.DX)
		g.ShiftRI(asm.Shr, asm.CX, 48)
		g.Jcc(asm.NE, slow)
	}
	g.OpMI32(asm.Cmp, asm.At(asm.DX, shapeOffset), int32(e.Shape))
	g.Jcc(asm.NE, slow)
	g.code.keep(e.Holder)
	g.MovImm(asm.AX, uint64(e.Holder))
	g.service(exitOp, slow, done, in.dst)
	g.hit(g.verified(done, in.dst), done)
	g.Bind(done)
	g.unlockAll()
	g.setBoxed(in.dst, asm.AX)
}
