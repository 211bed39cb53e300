package build

import (
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
)

// power translates dst = x ** y. A square is the product of x with itself, of doubles, as Number::exponentiate
// makes it (fdlibm.Pow): x is a number if nothing is thrown, since y is one. Tier 1 notes nothing about operands; where
// others than numbers came too often, Go looks at them.
func (b *builder) power(dst, x, y ir.Operand) {
	if !b.isTwo(y) || b.leaves[b.pc] >= ir.Patience {
		b.op(ir.OpPower, dst, nil, x, y)
		return
	}
	b.op(ir.OpMul, dst, nil, x, x, y)
	b.cur.Insts[len(b.cur.Insts)-1].Seen = ir.Num
}

// isTwo tells that register r surely holds the number 2 after the operations of the current block.
func (b *builder) isTwo(r ir.Operand) bool {
	k := b.constantIn(r)
	if k == ir.NoReg {
		return false
	}
	v := b.u.Constant(k)
	return v.IsNumber() && v.Float64() == 2
}

// hasShortcut tells that machine code does the call at the current instruction itself: of s, with argc arguments in
// the frame at base. Of powers it does squares.
func (b *builder) hasShortcut(s object.Shortcut, base ir.Operand, argc int) bool {
	if s == object.ShortcutPow {
		return argc == 2 && b.isTwo(base+stack.Header+1)
	}
	return s != object.NoShortcut && argc == shortcutArgs[s]
}
