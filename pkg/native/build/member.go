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
func (b *builder) member(in ir.Inst) {
	if in.Accessor = callsAccessor(in.Entries); in.Accessor {
		in.Base = ir.Operand(b.u.Registers)
		if in.Op == ir.OpSetMember {
			in.Imm = 1
		}
		b.need(stack.Header + 1)
	}
	in.Shared = in.Name != 0 && !in.Accessor && (in.Shared || len(in.Entries) > 0)
	b.add(in)
}

// atSite translates an instruction with a site: what the site has met is for the
// key that it has met.
func (b *builder) atSite(ins bytecode.Instr) {
	A, B, C := ir.Operand(ins.A), ir.Operand(ins.B), ir.Operand(ins.C)
	var in ir.Inst
	switch ins.Op {
	case bytecode.OpGetPrivate:
		in = ir.Inst{Op: ir.OpGetMember, Dst: A, A: B, B: ir.NoReg, C: C, This: B}
	case bytecode.OpSetPrivate:
		in = ir.Inst{Op: ir.OpSetMember, Dst: ir.NoReg, A: A, B: C, C: B, This: A}
	case bytecode.OpAddPrivate:
		in = ir.Inst{Op: ir.OpSetMember, Dst: ir.NoReg, A: A, B: C, C: B}
	case bytecode.OpPrivateIn:
		in = ir.Inst{Op: ir.OpHasPrivate, Dst: A, A: B, B: ir.NoReg, C: C}
	case bytecode.OpGetSuper:
		in = ir.Inst{Op: ir.OpGetMember, Dst: A, A: B, B: ir.NoReg, C: B + 2, This: B + 1, Reads: []ir.Operand{B + 1}}
	case bytecode.OpSuperBase, bytecode.OpSuperCtor:
		in = ir.Inst{Op: ir.OpPrototype, Sense: ins.Op == bytecode.OpSuperBase, Dst: A, A: B, B: ir.NoReg, C: ir.NoReg}
	}
	if ic, key := b.fn.SiteAt(b.pc); ic != nil {
		switch {
		case in.Op == ir.OpPrototype:
			// The shape keeps the prototype.
			if ic.Kind == object.ICProto && b.rt.Heap.Shape(ic.Shape) != nil {
				in.Entries = []object.ICEntry{ic.ICEntry}
			}
		case in.Op == ir.OpSetMember:
			ic.Prune(b.rt.Heap)
			in.Key = key
			in.Entries = slices.DeleteFunc(memberWrites(ic), func(e object.ICEntry) bool {
				return e.Kind == object.ICAdd && b.rt.Heap.Shape(e.NewShape) == nil
			})
		default:
			// The shape with the property keeps the key, which may be gone otherwise.
			ic.Prune(b.rt.Heap)
			in.Key, in.Entries = key, withProperty(memberReads(ic))
		}
	}
	b.member(in)
}
