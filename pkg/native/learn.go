//go:build amd64

package native

import (
	"math/bits"

	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
)

// What the builder finds out beyond the types of numbers: which built-in function
// a call reaches, and what kind of object an element access meets. All of it is
// checked when the code runs.

// relearn is how often an instruction goes to Go before its unit is compiled again
// because something has been learned that it did not know.
const relearn = 16

// slotAt reads a property slot of an object at compile time.
func slotAt(holder heap.Value, offset int32) heap.Value { return holder.Object().SlotAt(offset) }

// predictMember notes what a read of a member of the value in register base is
// likely to give register dst.
func (b *builder) predictMember(dst, base operand, ic *object.IC) {
	on, known := b.known[base]
	delete(b.known, dst)
	v := heap.Value(0)
	ic.Entries(func(e *object.ICEntry) {
		switch e.Kind {
		case object.ICProto, object.ICProtoOverflow:
			v = slotAt(e.Holder, e.Offset)
		case object.ICOwn, object.ICOwnOverflow:
			if known && on.IsObject() && on.Object().ShapeID() == e.Shape {
				v = slotAt(on, e.Offset)
			}
		}
	})
	if v.IsObject() {
		b.known[dst] = v
	}
}

// predictGlobal is predictMember for a global name.
func (b *builder) predictGlobal(dst operand, entries []object.ICEntry) {
	delete(b.known, dst)
	if len(entries) == 0 {
		return
	}
	e := &entries[0]
	holder := b.fn.Realm().Global.Value()
	if e.Kind == object.ICProto || e.Kind == object.ICProtoOverflow {
		holder = e.Holder
	}
	if holder.Object().ShapeID() == e.Shape {
		if v := slotAt(holder, e.Offset); v.IsObject() {
			b.known[dst] = v
		}
	}
}

// shortcutArgs is how many arguments a call must have for its shortcut; 0 means none.
var shortcutArgs = [...]int{
	object.ShortcutAbs: 1, object.ShortcutCeil: 1, object.ShortcutClz32: 1, object.ShortcutFloor: 1, object.ShortcutFround: 1,
	object.ShortcutImul: 2, object.ShortcutMax: 2, object.ShortcutMin: 2, object.ShortcutRound: 1, object.ShortcutSign: 1,
	object.ShortcutSqrt: 1, object.ShortcutTrunc: 1, object.ShortcutCharAt: 1, object.ShortcutCharCodeAt: 1,
	object.ShortcutCodePointAt: 1, object.ShortcutFromCharCode: 1, object.ShortcutPush: 1, object.ShortcutPop: 0,
	object.ShortcutTypedLength: -1,
}

// shortcutOf returns what tiers may do instead of calling v.
func shortcutOf(rt *object.Runtime, v heap.Value) object.Shortcut {
	if !v.IsObject() || v.Object().Class() != heap.ClassFunction {
		return object.NoShortcut
	}
	code := rt.CodeOf(v.Object())
	if code.Func != nil || code.Realm != rt.Realms[0] {
		return object.NoShortcut
	}
	return code.Shortcut
}

// shortcut translates the call of a built-in function that machine code knows to
// do itself, and reports whether it is one.
func (b *builder) shortcut(ins bytecode.Instr) bool {
	callee, ok := b.learned[b.pc]
	if !ok {
		callee = b.known[operand(ins.A)]
	}
	if callee == 0 || b.leaves[b.pc] >= giveUp {
		return false
	}
	s := shortcutOf(b.rt, callee)
	if s == object.NoShortcut || int(ins.B) != shortcutArgs[s] {
		return false
	}
	base := operand(ins.A)
	in := inst{op: opShortcut, shortcut: s, callee: callee, dst: operand(ins.C), a: noReg, b: noReg, c: base + stack.Callee, base: base, imm: uint64(ins.B)}
	switch ins.B {
	case 2:
		in.b = base + stack.Header + 1
		fallthrough
	case 1:
		in.a = base + stack.Header
	}
	in.reads = append(in.reads, base+stack.This)
	b.add(in)
	return true
}

// typedKind returns the one element type of typed arrays that an element access
// has met; ok is false when it has met others, or strings.
func (in *inst) typedKind() (t object.ElementType, ok bool) {
	kinds := in.fed / bytecode.SeenTyped
	if bits.OnesCount32(kinds) != 1 || in.fed&bytecode.SeenText != 0 {
		return 0, false
	}
	t = object.ElementType(bits.TrailingZeros32(kinds))
	return t, direct(t)
}

// direct reports whether machine code reads and writes elements of the type.
func direct(t object.ElementType) bool {
	return t != object.ElementBigInt64 && t != object.ElementBigUint64 && t != object.ElementFloat16
}

// typedRead tells how a read of an element that has met one type of typed arrays
// is done: all else leaves the unit, so that the type of the result is known. With
// ok false the result may be anything.
func (u *unit) typedRead(in *inst, types []mask) (t object.ElementType, result mask, ok bool) {
	t, ok = in.typedKind()
	if !ok || in.generic || u.typeOf(in.a, types)&tObject == 0 || u.typeOf(in.b, types)&tNum == 0 {
		return t, tAny, false
	}
	often := u.leaves[in.pc] >= patience
	switch {
	case often && t == object.ElementUint32:
		return t, tDouble, true
	case often:
		return t, tAny, false
	case isDoubleElement(t):
		return t, tDouble, true
	}
	return t, tInt, true
}

// shortcutResult returns the type of a shortcut's result, and whether arguments of
// other types than it expects leave the unit; else they are called for in Go.
func (u *unit) shortcutResult(in *inst, types []mask) (result mask, leaves bool) {
	if u.leaves[in.pc] >= patience {
		return tAny, false
	}
	a, b := u.typeOf(in.a, types), u.typeOf(in.b, types)
	switch in.shortcut {
	case object.ShortcutSqrt, object.ShortcutFround:
		if a&tNum != 0 {
			return tDouble, true
		}
	case object.ShortcutImul, object.ShortcutClz32, object.ShortcutFloor, object.ShortcutCeil, object.ShortcutRound, object.ShortcutTrunc:
		return tInt, true
	case object.ShortcutCharCodeAt, object.ShortcutCodePointAt, object.ShortcutPush:
		return tInt, true
	case object.ShortcutAbs:
		switch {
		case a == tInt:
			return tInt, true
		case a.only(tNum):
			return tDouble, true
		}
	case object.ShortcutMin, object.ShortcutMax:
		switch {
		case a == tInt && b == tInt:
			return tInt, true
		case a.only(tNum) && b.only(tNum):
			return tDouble, true
		}
	}
	return tAny, false
}
