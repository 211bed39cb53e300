package ir

import (
	"math/bits"

	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Inst is one operation.
type Inst struct {
	Op       Op
	Cond     syntax.Op // of OpCmp and OpJumpCmp
	Sense    bool
	Generic  bool // no guard holds here: done in Go
	Seen     Mask // types that tier 1 has met here; 0: nothing recorded, which means ints
	Dst      Operand
	A, B, C  Operand
	Reads    []Operand // further registers that are read
	Writes   []Operand // further registers that are written
	Handler  int32     // block of the handler that sees a throw of this operation, -1: none
	Base     Operand   // of calls, also of accessors: the register where the callee's frame begins
	Imm      uint64
	PC       int32            // instruction to which tier 1 returns when this one cannot be done here
	Target   int32            // block, for jumps
	Targets  []int32          // of OpSwitch: blocks, -1 where there is no clause
	Wraps    bool             // of sums: only the result modulo 2^32 is looked at
	Accessor bool             // of members: some of what they have met are getters or setters
	This     Operand          // of members: the receiver that getters and setters get
	Key      heap.Value       // of members whose key is in register c: what it must be
	Tail     bool             // of tail calls: deep on the stack tier 1 does it
	Keeps    bool             // writes nothing when it goes to target
	Entries  []object.ICEntry // of members and globals: what machine code can do
	Name     heap.Value       // of members: the property key
	Shared   bool             // of members: asks the cache that all sites share

	Fed      uint32          // the whole feedback word when the unit was built
	Shortcut object.Shortcut // of OpShortcut
	Callee   heap.Value      // of OpShortcut; of OpCall: Function.prototype.call or apply, or 0
	Applies  bool            // of OpCall: that is apply
	Shape    *heap.Shape     // of OpMakeObject and OpClosure
}

// Uses calls f for each register that the operation reads.
func (in *Inst) Uses(f func(r Operand)) {
	for _, r := range [3]Operand{in.A, in.B, in.C} {
		if r >= 0 {
			f(r)
		}
	}
	for _, r := range in.Reads {
		f(r)
	}
}

// Step takes live from after the operation to before it.
func (in *Inst) Step(live Bitset, u *Unit) {
	if in.Dst >= 0 {
		live.remove(in.Dst)
	}
	for _, r := range in.Writes {
		live.remove(r)
	}
	if in.Keeps {
		live.union(u.Blocks[in.Target].LiveIn)
	}
	in.Uses(live.Add)
	if u.Shown != 0 {
		live.Add(u.Shown)
	}
	if in.Handler >= 0 {
		live.union(u.Blocks[in.Handler].LiveIn)
	}
}

// bitwise tells that the operation applies ToInt32 or ToUint32 to its numbers.
func (in *Inst) bitwise() bool {
	switch in.Op {
	case OpAnd, OpOr, OpXor, OpShl, OpShr, OpUshr, OpBitNot:
		return true
	}
	return false
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

// Forwards tells that the call probably reaches Function.prototype.call or apply.
func (in *Inst) Forwards() bool { return in.Op == OpCall && in.Callee != 0 }

// MaxSuperArgs is how many arguments an implied super(...) passes on in machine code.
const MaxSuperArgs = 8

// IsAccessor tells that the entry is of a getter or a setter.
func IsAccessor(e *object.ICEntry) bool {
	return e.Kind == object.ICOwnGetter || e.Kind == object.ICProtoGetter || e.Kind == object.ICSetter
}
