package build

import (
	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
)

// What the builder finds out beyond the types of numbers: which built-in function
// a call reaches, and what kind of object an element access meets. All of it is
// checked when the code runs.

// slotAt reads a property slot of an object at compile time.
func slotAt(holder heap.Value, offset int32) heap.Value { return holder.Object().SlotAt(offset) }

// predictMember notes what a read of a member of the value in register base is
// likely to give register dst.
func (b *builder) predictMember(dst, base ir.Operand, ic *object.IC) {
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

// overwrite forgets what was probably in the register that an operation writes, unless it is copied
// there. Reads of members and names tell themselves what they give (predictMember, predictGlobal).
func (b *builder) overwrite(in *ir.Inst) {
	switch in.Op {
	case ir.OpGetMember, ir.OpGetText, ir.OpGetLength, ir.OpGetGlobal:
		return
	}
	if in.Dst < 0 {
		return
	}
	delete(b.known, in.Dst)
	if in.Op == ir.OpMove && in.A() >= 0 {
		if v, ok := b.known[in.A()]; ok {
			b.known[in.Dst] = v
		}
	}
}

// predictGlobal is predictMember for a global name.
func (b *builder) predictGlobal(dst ir.Operand, entries []object.ICEntry) {
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
	object.ShortcutTypedLength: -1, object.ShortcutPow: -1, // see hasShortcut
	object.ShortcutMapGet: 1, object.ShortcutMapHas: 1, object.ShortcutMapSet: 2, object.ShortcutSetHas: 1, object.ShortcutSetAdd: 1,
}

// ShortcutOf returns what tiers may do instead of calling v.
func ShortcutOf(rt *object.Runtime, v heap.Value) object.Shortcut {
	if !v.IsObject() || v.Object().Class() != heap.ClassFunction {
		return object.NoShortcut
	}
	code := rt.CodeOf(v.Object())
	if code.Func != nil || code.Realm != rt.Realms[0] {
		return object.NoShortcut
	}
	return code.Shortcut
}

// HasShortcut tells that machine code does calls of code with argc arguments itself, once it
// knows the callee.
func HasShortcut(code *object.Code, argc int32) bool {
	return code.Shortcut != object.NoShortcut && shortcutArgs[code.Shortcut] == int(argc)
}

// shortcut translates the call of a built-in function that machine code knows to
// do itself, and reports whether it is one.
func (b *builder) shortcut(ins bytecode.Instr) bool {
	callee, ok := b.learned[b.pc]
	if !ok {
		callee = b.known[ir.Operand(ins.A)]
	}
	if callee == 0 || b.leaves[b.pc] >= ir.GiveUp {
		return false
	}
	s := ShortcutOf(b.rt, callee)
	if !b.hasShortcut(s, ir.Operand(ins.A), int(ins.B)) {
		return false
	}
	base := ir.Operand(ins.A)
	first, second := ir.NoReg, ir.NoReg
	switch ins.B {
	case 2:
		second = base + stack.Header + 1
		fallthrough
	case 1:
		first = base + stack.Header
	}
	call := &ir.Call{Base: base, Argc: int32(ins.B), Shortcut: s, Callee: callee, Tail: ins.Op == bytecode.OpTailCall}
	b.op(ir.OpShortcut, ir.Operand(ins.C), call, first, second, base+stack.Callee, base+stack.This)
	return true
}

// makes notes that the construct at the current instruction probably makes a plain array
// or object.
func (b *builder) makes(call *ir.Call) {
	realm := b.fn.Realm()
	switch callee := b.known[call.Base+stack.Callee]; callee {
	case 0:
	case realm.Intrinsic(object.ArrayConstructor).Value():
		if call.Argc <= 1 {
			call.Makes = callee
		}
	case realm.Intrinsic(object.ObjectConstructor).Value():
		if call.Argc == 0 {
			call.Makes = callee
		}
	}
}

// forward notes that the call at the current instruction probably reaches
// Function.prototype.call or apply.
func (b *builder) forward(call *ir.Call) {
	realm := b.fn.Realm()
	switch callee := b.known[call.Base+stack.Callee]; callee {
	case 0:
	case realm.Intrinsic(object.FunctionProtoCall).Value():
		call.Callee = callee
	case realm.Intrinsic(object.GeneratorNext).Value():
		call.Resumes = true
	case realm.Intrinsic(object.FunctionProtoApply).Value():
		if call.Argc == 2 {
			call.Callee, call.Applies = callee, true
		}
	}
}
