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
	for _, r := range u.Resumed {
		t := slices.Clone(u.Types)
		if s := spec[r.Block]; s != nil {
			narrow(t, s)
		}
		u.Blocks[r.Block].TypeIn = t
		work, queued[r.Block] = append(work, r.Block), true
	}
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
	for _, r := range in.Writes() {
		out[r] = Any
	}
	if in.Op.Is(Advances) {
		out[in.B()] = Any
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
	known := u.TypeOf(in.A(), types)
	if in.B() != NoReg {
		known |= u.TypeOf(in.B(), types)
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
	if u.TypeOf(in.A(), types)&Num == 0 {
		return true
	}
	return in.B() != NoReg && u.TypeOf(in.B(), types)&Num == 0
}

// typed is what a rule says: the type of Dst, and what operands a and b have been
// checked to be, 0 for nothing. Of what Advances, next is the type of b afterwards.
type typed struct{ result, a, b, next Mask }

// rule is the types of an operation that depend on those of its operands, which are as
// before it, and on feedback.
type rule func(u *Unit, in *Inst, types []Mask) typed

// Transfer applies one operation to the types. It must say exactly what the
// emitted code guarantees.
func (u *Unit) Transfer(in *Inst, types []Mask) {
	row := &table[in.Op]
	t := typed{result: row.Result}
	if row.Types != nil {
		t = row.Types(u, in, types)
		check(types, in.A(), t.a)
		check(types, in.B(), t.b)
	}
	if row.Effects&Overwrites != 0 {
		// The callee's frame has been there.
		for r := int(in.Call().Base); r < len(types); r++ {
			types[r] = Any
		}
	}
	for _, r := range in.Writes() {
		types[r] = Any
	}
	if row.Effects&Advances != 0 {
		types[in.B()] = t.next
	}
	if in.Dst >= 0 {
		types[in.Dst] = t.result
	}
}

// check narrows a register that has been checked to be of a type.
func check(types []Mask, o Operand, m Mask) {
	if o >= 0 && types[o]&m != 0 {
		types[o] &= m
	}
}

func copied(u *Unit, in *Inst, types []Mask) typed { return typed{result: u.TypeOf(in.A(), types)} }

func objectKey(u *Unit, in *Inst, types []Mask) typed {
	if t := u.TypeOf(in.B(), types); t.Only(Int | String) {
		return typed{result: t}
	}
	return typed{result: Any}
}

func arithmetic(u *Unit, in *Inst, types []Mask) typed {
	switch u.Mode(in, types) {
	case AsInt:
		return typed{Int, Int, Int, 0}
	case AsDouble:
		return typed{Double, Num, Num, 0}
	}
	return typed{result: Any}
}

func quotient(u *Unit, in *Inst, types []Mask) typed {
	if u.Mode(in, types) == AsOther {
		return typed{result: Any}
	}
	return typed{Double, Num, Num, 0}
}

// power is the types of an exponentiation: a number and a BigInt cannot be mixed.
func power(u *Unit, in *Inst, types []Mask) typed {
	if u.TypeOf(in.A(), types).Only(Num) || u.TypeOf(in.B(), types).Only(Num) {
		return typed{result: Num}
	}
	return typed{result: Any}
}

func bitwise(u *Unit, in *Inst, types []Mask) typed {
	if u.Mode(in, types) == AsOther {
		return typed{result: Any}
	}
	return typed{Int, Num, Num, 0}
}

// shiftedUp is bitwise where the result is an unsigned integer, which may be no int.
func shiftedUp(u *Unit, in *Inst, types []Mask) typed {
	t := bitwise(u, in, types)
	if t.result == Int && in.Seen&Double != 0 {
		t.result = Double
	}
	return t
}

// comparedOnly is a comparison without a Dst.
func comparedOnly(u *Unit, in *Inst, types []Mask) typed {
	switch u.Mode(in, types) {
	case AsInt:
		return typed{a: Int, b: Int}
	case AsDouble:
		return typed{a: Num, b: Num}
	}
	return typed{}
}

func compared(u *Unit, in *Inst, types []Mask) typed {
	t := comparedOnly(u, in, types)
	t.result = Bool
	return t
}

func read(u *Unit, in *Inst, types []Mask) typed {
	t := written(u, in, types)
	t.result = Any
	return t
}

func written(_ *Unit, in *Inst, _ []Mask) typed {
	if len(in.Member().Entries) > 0 {
		return typed{a: Object}
	}
	return typed{}
}

func element(u *Unit, in *Inst, types []Mask) typed {
	_, result, ok := u.TypedRead(in, types)
	if ok {
		return typed{result: result, a: Object}
	}
	return typed{result: result}
}

func length(u *Unit, in *Inst, _ []Mask) typed {
	if u.LengthLeaves(in) {
		return typed{result: Int}
	}
	return typed{result: Any}
}

func shortcut(u *Unit, in *Inst, types []Mask) typed {
	result, _ := u.ShortcutResult(in, types)
	return typed{result: result}
}

func iterated(_ *Unit, in *Inst, _ []Mask) typed {
	if in.IteratesDirectly() {
		return typed{result: Any, a: Object, next: Int}
	}
	return typed{result: Any, next: Any}
}

// TypedRead tells how a read of an element that has met one type of typed arrays
// is done: all else leaves the unit, so that the type of the result is known. With
// ok false the result may be anything.
func (u *Unit) TypedRead(in *Inst, types []Mask) (t object.ElementType, result Mask, ok bool) {
	t, ok = in.OneElementType()
	if !ok || in.Generic || u.TypeOf(in.A(), types)&Object == 0 || u.TypeOf(in.B(), types)&Num == 0 {
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
	a, b := u.TypeOf(in.A(), types), u.TypeOf(in.B(), types)
	switch in.Call().Shortcut {
	case object.ShortcutSqrt, object.ShortcutFround, object.ShortcutPow:
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
