package native

import (
	"fmt"
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
)

// brokenAt ends the runtime: something that machine code takes for granted does not hold.
func (e *engine) brokenAt(x *lower.Exit) {
	b, found := e.Beliefs[int(e.ctx.Exit)], heap.Value(e.ctx.Acc)
	where := x.Place()
	if b.R == ir.NoReg {
		kind := *(*heap.Kind)(unsafe.Add(nil, uintptr(e.ctx.Acc)))
		panic(fmt.Sprintf("%s: expected %s, found kind %d at %#x", where, b.What, kind, e.ctx.Acc))
	}
	panic(fmt.Sprintf("%s: register %d is %#x (%v), expected %v %s", where, b.R, uint64(found), ir.MaskOf(found), b.Want, b.What))
}

// verify compares what machine code has found, or stored, with the plain operation.
// The found value is the answer.
func (e *engine) verify(x *lower.Exit, fp int) (heap.Value, error) {
	found := heap.Value(e.ctx.Acc)
	if fault := e.wrong(x, fp, found); fault != "" {
		panic(x.Place() + ": " + fault)
	}
	return found, nil
}

// wrong tells what is wrong with what machine code has found at x, or has stored, by
// looking at the objects again; "" for nothing.
func (e *engine) wrong(x *lower.Exit, fp int, found heap.Value) string {
	rt, in := e.Runtime, x.Inst
	value := func(o ir.Operand) heap.Value { return e.operandValue(x, fp, o) }
	switch in.Op {
	case ir.OpGetMember, ir.OpGetText:
		return rt.VerifyRead(value(in.A()), e.keyAt(x, fp), found, false)
	case ir.OpSetMember:
		// What has been stored is there now, of the object itself.
		o, key := value(in.A()).Object(), e.keyAt(x, fp)
		if _, ok := rt.Heap.Lookup(o, key); !ok {
			return "what was stored is not there"
		}
		return rt.VerifyRead(o.Value(), key, value(in.B()), false)
	case ir.OpGetGlobal, ir.OpSetGlobal:
		return rt.VerifyGlobal(x.Record().Realm, in.Member().Name, &in.Member().Entries[0], in.Op == ir.OpSetGlobal)
	case ir.OpHasPrivate:
		if _, ok := rt.Heap.Lookup(value(in.A()).Object(), value(in.C())); heap.Bool(ok) != found {
			return "whether there is such a private element is not so"
		}
	case ir.OpPrototype:
		o := value(in.A()).Object()
		if in.Member().Home {
			o = o.Internal((lower.FunctionHome - lower.InternalOffset) / 8).Object()
		}
		return rt.VerifyPrototype(o, found)
	case ir.OpInstanceOf:
		return rt.VerifyInstance(value(in.A()), value(in.B()), found == heap.True)
	case ir.OpGetElem:
		return e.elementFault(value(in.A()), value(in.B()), found)
	case ir.OpSetElem, ir.OpDefine:
		return e.elementFault(value(in.A()), value(in.B()), value(in.C()))
	case ir.OpGetIter:
		return rt.VerifyIteratesDirectly(x.Record().Realm, found)
	case ir.OpCaseOf:
		table := x.Function().Proto().Cases[x.Function().Proto().Code[x.PC].C]
		if want := rt.CaseOf(table, value(in.A())); want != int(int32(uint32(found))) {
			return fmt.Sprintf("found clause %d, expected %d", int32(uint32(found)), want)
		}
	case ir.OpShortcut:
		return e.shortcutFault(x, fp, found)
	case ir.OpAdd:
		return e.textFault(value(in.A()), value(in.B()), found)
	}
	return ""
}

// keyAt is the property key of the access to a member at x.
func (e *engine) keyAt(x *lower.Exit, fp int) heap.Value {
	if m, ok := x.Inst.Aux.(*ir.Member); ok && m.Key != 0 {
		return e.operandValue(x, fp, x.Inst.C())
	}
	_, name := x.Function().Cache(int(x.Function().Proto().Code[x.PC].C))
	return name
}

// elementFault tells what is wrong with v as an element of a string or of an object
// that is no typed array; those are read by bounds that machine code always checks.
func (e *engine) elementFault(base, key, v heap.Value) string {
	if key.IsString() {
		key = e.Runtime.Heap.Intern(key.Str()).Value()
		return e.Runtime.VerifyRead(base, key, v, false)
	}
	i := key.Float64()
	switch {
	case base.IsString():
		if want := e.Runtime.Heap.SingleChar(base.Str().At(e.Runtime.Heap, int(i))).Value(); v != want {
			return fmt.Sprintf("found %#x, expected %#x", uint64(v), uint64(want))
		}
		return ""
	case base.Object().Class() == heap.ClassTypedArray:
		return ""
	}
	return e.Runtime.VerifyElement(base.Object(), uint32(i), v)
}

// textFault tells what is wrong with found as the sum of a and b, one of which is a string and the other one or an int.
func (e *engine) textFault(a, b, found heap.Value) string {
	rt := e.Runtime
	want, err := rt.Add(a, b)
	if err != nil || !rt.Heap.StringsEqual(want.Str(), found.Str()) {
		return fmt.Sprintf("found %q, expected %q", found.Str().Go(rt.Heap), want.Str().Go(rt.Heap))
	}
	return ""
}

// shortcutFault calls the built-in function that machine code has done the work of.
func (e *engine) shortcutFault(x *lower.Exit, fp int, found heap.Value) string {
	if s := x.Inst.Call().Shortcut; s == object.ShortcutPush || s == object.ShortcutPop {
		return ""
	}
	want, err := e.callWhole(x, fp)
	if err != nil {
		return fmt.Sprint("the function throws ", err)
	}
	if !e.Runtime.SameValue(found, want) {
		return fmt.Sprintf("found %s, the function returns %s", e.Runtime.Describe(found), e.Runtime.Describe(want))
	}
	return ""
}
