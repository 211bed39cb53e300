package build

import (
	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
)

// bodyOp translates an operation of the body of a built-in function (object.Body).
func (b *builder) bodyOp(ins bytecode.Instr) {
	A, C := ir.Operand(ins.A), ir.Operand(ins.C)
	switch object.BodyOp(ins.B) {
	case object.BodyGiven:
		b.op(ir.OpMove, A, nil, stack.Argc)
	case object.BodySpecies:
		b.op(ir.OpSpecies, A, nil, C, C+1)
	default:
		b.service(ins)
	}
}
