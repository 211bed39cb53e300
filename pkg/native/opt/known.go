package opt

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/stack"
)

// Functions that a call reaches whatever tier 1 has met there: those that the function makes itself,
// and those that its caller, which it is inlined in, gives it. So the callback of a built-in method
// stands in the body of that method, which all callers share, where they call it. OpCheckCode
// checks them like those that were met.

// codeIn returns the id of the code of the function that register r has before operation num of a
// block of the unit, plus one; 0 when that is not known.
func (b *builder) codeIn(bl *ir.Block, num int, r ir.Operand) uint32 {
	for _, in := range slices.Backward(bl.Insts[:num]) {
		switch {
		case in.Dst == r && in.Op == ir.OpMove && in.A() >= 0:
			r = in.A()
		case in.Dst == r:
			return b.madeBy(&in)
		case writesBeside(&in, r):
			return 0
		}
	}
	return b.codeOf(r)
}

// codeOf is codeIn for a register that has the same function wherever it is read.
func (b *builder) codeOf(r ir.Operand) uint32 {
	if b.givenOnly == nil {
		b.findWriters()
	}
	if w, ok := b.writer[r]; ok {
		if w == nil {
			return 0
		}
		return b.madeBy(w)
	}
	return b.givenOnly[r]
}

// madeBy is the id of the code of the function that an operation makes, plus one.
func (b *builder) madeBy(in *ir.Inst) uint32 {
	if in.Op != ir.OpClosure {
		return 0
	}
	return b.fn.InnerCode(in.Make().Function).ID + 1
}

// findWriters finds the operation that writes each register, nil where there are several, and what the
// caller gives to parameters that nothing writes.
func (b *builder) findWriters() {
	b.writer, b.givenOnly = map[ir.Operand]*ir.Inst{}, map[ir.Operand]uint32{}
	for _, bl := range b.u.Blocks {
		for j := range bl.Insts {
			in := &bl.Insts[j]
			if in.Dst >= 0 {
				if _, more := b.writer[in.Dst]; more {
					in = nil
				}
				b.writer[bl.Insts[j].Dst] = in
			}
			in = &bl.Insts[j]
			for _, r := range in.Writes() {
				b.writer[r] = nil
			}
			if in.Op.Is(ir.Advances) {
				b.writer[in.B()] = nil
			}
		}
	}
	for r, id := range b.given {
		if _, written := b.writer[r]; !written {
			b.givenOnly[r] = id
		}
	}
}

// writesBeside tells that an operation writes register r beside its result.
func writesBeside(in *ir.Inst, r ir.Operand) bool {
	return slices.Contains(in.Writes(), r) || in.Op.Is(ir.Advances) && in.B() == r
}

// give tells c, which stands for call num of a block, of the functions that are its arguments.
func (b *builder) give(c *builder, operands []ir.Operand, bl *ir.Block, num int) {
	for i := range min(c.fn.Proto().NumFormals, len(operands)) {
		if r := operands[i]; r >= 0 {
			if id := b.codeIn(bl, num, r); id != 0 {
				c.given[ir.Operand(stack.Header+i)] = id
			}
		}
	}
}
