package ir

import (
	"math/bits"

	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Operand is a register of the bytecode, that is a word of the frame (>= 0), or
// constant ^operand of the unit.
type Operand = int32

// NoReg is the operand that is not there.
const NoReg Operand = -1 << 30

// Inst is one operation: what its row in the table means with these operands.
type Inst struct {
	Op      Op
	Generic bool // no guard holds here: done in Go
	Seen    Mask // types that tier 1 has met here; 0: nothing recorded, which means ints
	Wraps   bool // only the result modulo 2^32 is looked at: see MarkWraps
	Dst     Operand
	PC      int32     // instruction to which tier 1 returns when this one cannot be done here
	Handler int32     // block of the handler that sees a throw of this operation, -1: none
	Fed     uint32    // the whole feedback word when the unit was built
	Args    []Operand // what is read, as the row says; NoReg where there is none
	Aux     Aux       // what else there is to know, as the row says
}

// A is the first operand.
func (in *Inst) A() Operand { return in.arg(0) }

// B is the second operand.
func (in *Inst) B() Operand { return in.arg(1) }

// C is the third operand.
func (in *Inst) C() Operand { return in.arg(2) }

func (in *Inst) arg(i int) Operand {
	if i < len(in.Args) {
		return in.Args[i]
	}
	return NoReg
}

// Uses calls f for each register that the operation reads.
func (in *Inst) Uses(f func(r Operand)) {
	for _, r := range in.Args {
		if r >= 0 {
			f(r)
		}
	}
}

// Step takes live from after the operation to before it.
func (in *Inst) Step(live Bitset, u *Unit) {
	if in.Dst >= 0 {
		live.Remove(in.Dst)
	}
	for _, r := range in.Writes() {
		live.Remove(r)
	}
	if in.keeps() {
		live.Union(u.Blocks[in.Target()].LiveIn)
	}
	for _, r := range in.Args {
		if r >= 0 {
			live.Add(r)
		}
	}
	if u.Shown != 0 {
		live.Add(u.Shown)
	}
	if in.Handler >= 0 {
		live.Union(u.Blocks[in.Handler].LiveIn)
	}
}

// Writes are the registers that the operation writes beside Dst.
func (in *Inst) Writes() []Operand {
	switch aux := in.Aux.(type) {
	case *Service:
		return aux.Writes
	case *Iterator:
		return aux.Writes[:]
	case *Delegate:
		return aux.Registers[:]
	}
	return nil
}

// Target is the block that the operation may go to, -1: none.
func (in *Inst) Target() int32 {
	switch aux := in.Aux.(type) {
	case *Branch:
		return aux.Target
	case *Service:
		return aux.Target
	}
	return -1
}

// keeps tells that nothing has been written when the operation goes to its target.
func (in *Inst) keeps() bool {
	switch aux := in.Aux.(type) {
	case *Branch:
		return in.Op.Is(Advances)
	case *Service:
		return aux.Keeps
	}
	return false
}

// Cond is the comparison of OpCmp and OpJumpCmp.
func (in *Inst) Cond() syntax.Op {
	if c, ok := in.Aux.(*Compare); ok {
		return c.Cond
	}
	return in.Branch().Cond
}

// OneElementType returns the one element type of typed arrays that an element access
// has met; ok is false when it has met others, or strings.
func (in *Inst) OneElementType() (t object.ElementType, ok bool) {
	kinds := in.Fed / bytecode.SeenTyped
	if bits.OnesCount32(kinds) != 1 || in.Fed&bytecode.SeenText != 0 {
		return 0, false
	}
	t = object.ElementType(bits.TrailingZeros32(kinds))
	return t, InlineElement(t)
}

// InlineElement reports whether machine code reads and writes elements of the type.
func InlineElement(t object.ElementType) bool {
	return t != object.ElementBigInt64 && t != object.ElementBigUint64 && t != object.ElementFloat16
}

// FloatElement reports whether elements of the type are doubles for machine code.
func FloatElement(t object.ElementType) bool {
	return t == object.ElementFloat32 || t == object.ElementFloat64
}

// IteratesDirectly tells that the site has met only arrays that are iterated directly.
func (in *Inst) IteratesDirectly() bool { return !in.Generic && !in.Seen.BeyondNumbers() }

// TagOfShape is the tag of the values for which inline caches keep a shape that no object has, 0
// where there is none, or more than one: that of ints stands for all numbers.
func TagOfShape(shape uint32) int32 {
	switch shape {
	case object.ShapeOfString:
		return heap.TagString
	case object.ShapeOfNumber:
		return heap.TagInt
	case object.ShapeOfSymbol:
		return heap.TagSymbol
	case object.ShapeOfBigInt:
		return heap.TagBigInt
	}
	return 0
}
