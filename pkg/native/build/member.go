package build

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
)

// member adds an access to a member. Accessors are called like functions: their
// frame begins above the registers of the running one.
func (b *builder) member(op ir.Op, dst ir.Operand, m *ir.Member, args ...ir.Operand) {
	if m.Accessor = callsAccessor(m.Entries); m.Accessor {
		m.Base = ir.Operand(b.u.Registers)
		b.need(stack.Header + 1)
	}
	m.Shared = m.Name != 0 && !m.Accessor && (m.Shared || len(m.Entries) > 0)
	b.op(op, dst, m, args...)
}

// atSite translates an instruction with a site: what the site has met is for the
// key that it has met.
func (b *builder) atSite(ins bytecode.Instr) {
	A, B, C := ir.Operand(ins.A), ir.Operand(ins.B), ir.Operand(ins.C)
	m := &ir.Member{}
	switch ins.Op {
	case bytecode.OpGetPrivate:
		m.This = B
		b.learnSite(ir.OpGetMember, m)
		b.member(ir.OpGetMember, A, m, B, ir.NoReg, C)
	case bytecode.OpSetPrivate:
		m.This = A
		b.learnSite(ir.OpSetMember, m)
		b.member(ir.OpSetMember, ir.NoReg, m, A, C, B)
	case bytecode.OpAddPrivate:
		b.learnSite(ir.OpSetMember, m)
		b.member(ir.OpSetMember, ir.NoReg, m, A, C, B)
	case bytecode.OpPrivateIn:
		b.learnSite(ir.OpHasPrivate, m)
		b.member(ir.OpHasPrivate, A, m, B, ir.NoReg, C)
	case bytecode.OpGetSuper:
		m.This = B + 1
		b.learnSite(ir.OpGetMember, m)
		b.member(ir.OpGetMember, A, m, B, ir.NoReg, B+2, B+1)
	case bytecode.OpSuperBase, bytecode.OpSuperCtor:
		m.Home = ins.Op == bytecode.OpSuperBase
		b.learnSite(ir.OpPrototype, m)
		b.member(ir.OpPrototype, A, m, B)
	}
}

// learnSite has from the site of the current instruction what machine code can do.
func (b *builder) learnSite(op ir.Op, m *ir.Member) {
	ic, key := b.fn.SiteAt(b.pc)
	if ic == nil {
		return
	}
	switch op {
	case ir.OpPrototype:
		// The shape keeps the prototype.
		if ic.Kind == object.ICProto && b.rt.Heap.Shape(ic.Shape) != nil {
			m.Entries = []object.ICEntry{ic.ICEntry}
		}
	case ir.OpSetMember:
		ic.Prune(b.rt.Heap)
		m.Key = key
		m.Entries = slices.DeleteFunc(memberWrites(ic), func(e object.ICEntry) bool {
			return (e.Kind == object.ICAdd || e.Kind == object.ICAddOverflow) && b.rt.Heap.Shape(e.NewShape) == nil
		})
	default:
		// A shape with the property keeps the key, which may be gone otherwise.
		ic.Prune(b.rt.Heap)
		m.Key, m.Entries = key, memberReads(ic)
		if with := withProperty(slices.Clone(m.Entries)); op != ir.OpHasPrivate || len(with) == 0 {
			m.Entries = with
		}
	}
}
