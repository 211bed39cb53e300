package build

import (
	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/stack"
)

// spread translates a call or construct of the frame at base with argc arguments, for the last of which the
// elements of the list there stand.
func (b *builder) spread(op bytecode.Op, base, dst ir.Operand, argc int) {
	args := append([]ir.Operand{base + stack.Callee, base + stack.This}, registers(base+stack.Header, argc)...)
	does := ir.OpCallSpread
	switch op {
	case bytecode.OpNewSpread:
		does = ir.OpNewSpread
	case bytecode.OpSuperSpread:
		does = ir.OpSuperSpread
		args = append([]ir.Operand{base + stack.NewTarget}, args...)
	}
	b.op(does, dst, &ir.Call{Base: base, Argc: int32(argc)}, args...)
}
