package ir

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/object"
)

// InferTypes runs the types forward until nothing changes. On entry to a loop
// the types are narrowed to what the loop's uses ask for (loop.spec through
// pins); the edge checks it.
func (u *Unit) InferTypes(spec map[int32][]Mask) {
	for _, b := range u.Blocks {
		b.TypeIn = nil
	}
	u.Blocks[u.Entry].TypeIn = slices.Clone(u.Types)
	if s := spec[u.Entry]; s != nil {
		narrow(u.Blocks[u.Entry].TypeIn, s)
	}
	work := []int32{u.Entry}
	queued := make([]bool, len(u.Blocks))
	types := make([]Mask, u.Registers)
	for len(work) > 0 && !u.Stop() {
		slices.Sort(work)
		i := work[0]
		work = work[1:]
		queued[i] = false
		b := u.Blocks[i]
		copy(types, b.TypeIn)
		flow := func(s int32, out []Mask) {
			t := u.Blocks[s]
			out = u.Leaving(b, t, out)
			if sp := spec[s]; sp != nil && b.Loop != t.Loop {
				out = slices.Clone(out)
				narrow(out, sp)
			}
			if joinTypes(&t.TypeIn, out) && !queued[s] {
				queued[s] = true
				work = append(work, s)
			}
		}
		for j := range b.Insts {
			if in := &b.Insts[j]; in.Handler >= 0 {
				flow(in.Handler, u.typesThrown(in, types))
			}
			u.Transfer(&b.Insts[j], types)
		}
		for _, s := range b.Succ {
			flow(s, types)
		}
	}
}

// typesThrown are the types that a handler meets when the operation throws, which
// has written nothing but what it writes beside its result.
func (u *Unit) typesThrown(in *Inst, types []Mask) []Mask {
	out := slices.Clone(types)
	for _, r := range in.Writes {
		out[r] = Any
	}
	if in.Op == OpIterNext {
		out[in.B] = Any
	}
	out[u.Caught[in.Handler]] = Any
	return out
}

// narrow intersects where a specification is given and possible. A number that
// shall be a double may arrive as an int: the edge converts it.
func narrow(types, spec []Mask) {
	for r, m := range spec {
		switch {
		case m == 0:
		case m == Double && types[r]&Num != 0:
			types[r] = Double
		case types[r]&m != 0:
			types[r] &= m
		}
	}
}

func joinTypes(into *[]Mask, types []Mask) bool {
	if *into == nil {
		*into = slices.Clone(types)
		return true
	}
	changed := false
	for r, m := range types {
		if m&^(*into)[r] != 0 {
			(*into)[r] |= m
			changed = true
		}
	}
	return changed
}

func (u *Unit) TypeOf(o Operand, types []Mask) Mask {
	switch {
	case o >= 0:
		return types[o]
	case o == NoReg:
		return 0
	}
	return MaskOf(u.Constant(o))
}

// ArithMode says how an arithmetic operation or comparison is done.
type ArithMode uint8

const (
	AsInt    ArithMode = iota // both operands are checked to be ints
	AsDouble                  // both operands become doubles
	AsOther                   // in Go
)

// Mode chooses how to do an arithmetic operation from what tier 1 has met and
// what is known about the operands.
func (u *Unit) Mode(in *Inst, types []Mask) ArithMode {
	known := u.TypeOf(in.A, types)
	if in.B != NoReg {
		known |= u.TypeOf(in.B, types)
	}
	if in.Wraps && known.Only(Int) {
		return AsInt
	}
	seen := in.Seen
	if known.Only(Num) && known&Double != 0 && !seen.BeyondNumbers() {
		seen |= Double
	}
	switch {
	case in.Generic || seen.BeyondNumbers() || u.Impossible(in, types):
		return AsOther
	case seen&Double != 0:
		return AsDouble
	}
	return AsInt
}

// Impossible tells that an operand is surely no number.
func (u *Unit) Impossible(in *Inst, types []Mask) bool {
	if u.TypeOf(in.A, types)&Num == 0 {
		return true
	}
	return in.B != NoReg && u.TypeOf(in.B, types)&Num == 0
}

// Transfer applies one operation to the types. It must say exactly what the
// emitted code guarantees.
func (u *Unit) Transfer(in *Inst, types []Mask) {
	set := func(m Mask) {
		if in.Dst >= 0 {
			types[in.Dst] = m
		}
	}
	check := func(o Operand, m Mask) {
		if o >= 0 && types[o]&m != 0 {
			types[o] &= m
		}
	}
	switch in.Op {
	case OpMove:
		set(u.TypeOf(in.A, types))
	case OpAdd, OpSub, OpMul, OpMod:
		switch u.Mode(in, types) {
		case AsInt:
			check(in.A, Int)
			check(in.B, Int)
			set(Int)
		case AsDouble:
			check(in.A, Num)
			check(in.B, Num)
			set(Double)
		default:
			set(Any)
		}
	case OpDiv:
		if u.Mode(in, types) == AsOther {
			set(Any)
			return
		}
		check(in.A, Num)
		check(in.B, Num)
		set(Double)
	case OpNeg, OpToNum:
		switch u.Mode(in, types) {
		case AsInt:
			check(in.A, Int)
			set(Int)
		case AsDouble:
			check(in.A, Num)
			set(Double)
		default:
			set(Any)
		}
	case OpAnd, OpOr, OpXor, OpShl, OpShr, OpUshr, OpBitNot:
		if u.Mode(in, types) == AsOther {
			set(Any)
			return
		}
		check(in.A, Num)
		check(in.B, Num)
		if in.Op == OpUshr && in.Seen&Double != 0 {
			set(Double)
		} else {
			set(Int)
		}
	case OpInstanceOf:
		set(Bool)
	case OpNot, OpCmp:
		if in.Op == OpCmp {
			u.checkCompare(in, types, check)
		}
		set(Bool)
	case OpJumpCmp:
		u.checkCompare(in, types, check)
	case OpGetMember:
		if len(in.Entries) > 0 {
			check(in.A, Object)
		}
		set(Any)
	case OpSetMember:
		if len(in.Entries) > 0 {
			check(in.A, Object)
		}
	case OpGetElem:
		_, result, ok := u.TypedRead(in, types)
		if ok {
			check(in.A, Object)
		}
		set(result)
	case OpGetLength:
		if u.LengthLeaves(in) {
			set(Int)
		} else {
			set(Any)
		}
	case OpShortcut:
		result, _ := u.ShortcutResult(in, types)
		overwrite(in, types)
		set(result)
	case OpTypeof:
		set(String)
	case OpHasPrivate:
		set(Bool)
	case OpIterNext:
		if in.IteratesDirectly() {
			check(in.A, Object)
			types[in.B] = Int
		} else {
			types[in.B] = Any
		}
		types[in.Dst] = Any
	case OpCheckTDZ:
	case OpNew, OpSuper:
		overwrite(in, types)
		set(Object)
	case OpCall:
		overwrite(in, types)
		set(Any)
	case OpClosure, OpMakeObject, OpSuperAll:
		set(Object)
	case OpGetEnv, OpGetGlobal, OpService, OpGetText, OpGetIter, OpIterStep, OpPrototype:
		set(Any)
		for _, r := range in.Writes {
			types[r] = Any
		}
	}
}

// overwrite forgets the types of the registers where the callee's frame has been.
func overwrite(in *Inst, types []Mask) {
	for r := int(in.Base); r < len(types); r++ {
		types[r] = Any
	}
}

// checkCompare narrows the operands of a comparison that is done on numbers.
func (u *Unit) checkCompare(in *Inst, types []Mask, check func(Operand, Mask)) {
	switch u.Mode(in, types) {
	case AsInt:
		check(in.A, Int)
		check(in.B, Int)
	case AsDouble:
		check(in.A, Num)
		check(in.B, Num)
	}
}

// TypedRead tells how a read of an element that has met one type of typed arrays
// is done: all else leaves the unit, so that the type of the result is known. With
// ok false the result may be anything.
func (u *Unit) TypedRead(in *Inst, types []Mask) (t object.ElementType, result Mask, ok bool) {
	t, ok = in.OneElementType()
	if !ok || in.Generic || u.TypeOf(in.A, types)&Object == 0 || u.TypeOf(in.B, types)&Num == 0 {
		return t, Any, false
	}
	often := u.Leaves[in.PC] >= Patience
	switch {
	case often && t == object.ElementUint32:
		return t, Double, true
	case often:
		return t, Any, false
	case FloatElement(t):
		return t, Double, true
	}
	return t, Int, true
}

// ShortcutResult returns the type of a shortcut's result, and whether arguments of
// other types than it expects leave the unit; else they are called for in Go.
func (u *Unit) ShortcutResult(in *Inst, types []Mask) (result Mask, leaves bool) {
	if u.Leaves[in.PC] >= Patience {
		return Any, false
	}
	a, b := u.TypeOf(in.A, types), u.TypeOf(in.B, types)
	switch in.Shortcut {
	case object.ShortcutSqrt, object.ShortcutFround:
		if a&Num != 0 {
			return Double, true
		}
	case object.ShortcutImul, object.ShortcutClz32, object.ShortcutFloor, object.ShortcutCeil, object.ShortcutRound, object.ShortcutTrunc:
		return Int, true
	case object.ShortcutCharCodeAt, object.ShortcutCodePointAt, object.ShortcutPush:
		return Int, true
	case object.ShortcutAbs:
		switch {
		case a == Int:
			return Int, true
		case a.Only(Num):
			return Double, true
		}
	case object.ShortcutMin, object.ShortcutMax:
		switch {
		case a == Int && b == Int:
			return Int, true
		case a.Only(Num) && b.Only(Num):
			return Double, true
		}
	}
	return Any, false
}

// LengthLeaves tells that reading a length leaves the unit when it is no int, or
// of something else than an array, a string or a typed array.
func (u *Unit) LengthLeaves(in *Inst) bool { return !in.Generic && u.Leaves[in.PC] < Patience }

// Leaving returns the types on an edge out of a block, which are those in the block but
// for pins of doubles: their loop leaves them in the frame as doubles, ints too.
func (u *Unit) Leaving(from, to *Block, types []Mask) []Mask {
	if from.Loop < 0 || from.Loop == to.Loop {
		return types
	}
	out := types
	for _, p := range u.Loops[from.Loop].Pins {
		if p.Form == Float64 && out[p.R]&Int != 0 {
			if &out[0] == &types[0] {
				out = slices.Clone(types)
			}
			out[p.R] = Double
		}
	}
	return out
}
