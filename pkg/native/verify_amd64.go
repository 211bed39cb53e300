package native

import (
	"fmt"

	"github.com/kilnjs/kiln/pkg/heap"
	asm "github.com/kilnjs/kiln/pkg/native/amd64"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/object"
)

// Builds with heap.Checked do again in Go what machine code has answered by a cache or
// a fast path, by the plain operation, and compare.

// verified returns where a fast path goes on that has its answer in AX: to done, in
// builds that check by way of Go. It is called like service, when no place changes any
// more before the answer becomes the result.
func (g *gen) verified(done asm.Label, result ir.Operand) asm.Label {
	if !heap.Checked {
		return done
	}
	hit := g.NewLabel()
	g.service(exitVerify, hit, done, result)
	return hit
}

// hit goes on at the label that verified has returned, where done comes next.
func (g *gen) hit(hit, done asm.Label) {
	if hit != done {
		g.Jmp(hit)
	}
}

// verify compares what machine code has found, or stored, with the plain operation.
// The found value goes back to AX.
func (e *engine) verify(x *exitInfo, fp int) (heap.Value, error) {
	found := heap.Value(e.ctx.acc)
	if fault := e.wrong(x, fp, found); fault != "" {
		panic(x.place() + ": " + fault)
	}
	return found, nil
}

// place names the instruction of an exit for a message.
func (x *exitInfo) place() string {
	p := x.code.fn.Proto()
	line, _ := p.Func.Program.Source.Position(p.Position(x.pc))
	return fmt.Sprintf("native: %s (line %d), at %d %s", p.Func.Name, line, x.pc, p.Text(int(x.pc)))
}

// wrong tells what is wrong with what machine code has found at x, or has stored, by
// looking at the objects again; "" for nothing.
func (e *engine) wrong(x *exitInfo, fp int, found heap.Value) string {
	rt, in := e.rt, x.inst
	value := func(o ir.Operand) heap.Value { return e.operandValue(x, fp, o) }
	switch in.Op {
	case ir.OpGetMember, ir.OpGetText:
		return rt.VerifyRead(value(in.A), e.keyAt(x, fp), found, false)
	case ir.OpSetMember:
		// What has been stored is there now, of the object itself.
		o, key := value(in.A).Object(), e.keyAt(x, fp)
		if _, ok := rt.Heap.Lookup(o, key); !ok {
			return "what was stored is not there"
		}
		return rt.VerifyRead(o.Value(), key, value(in.B), false)
	case ir.OpGetGlobal, ir.OpSetGlobal:
		return rt.VerifyGlobal(x.code.code.Realm, in.Name, &in.Entries[0], in.Op == ir.OpSetGlobal)
	case ir.OpHasPrivate:
		if _, ok := rt.Heap.Lookup(value(in.A).Object(), value(in.C)); !ok {
			return "there is no such private element"
		}
	case ir.OpPrototype:
		o := value(in.A).Object()
		if in.Sense {
			o = o.Internal((object.OffsetHome - internalOffset) / 8).Object()
		}
		return rt.VerifyPrototype(o, found)
	case ir.OpInstanceOf:
		return rt.VerifyInstance(value(in.A), value(in.B), found == heap.True)
	case ir.OpGetElem:
		return e.elementFault(value(in.A), value(in.B), found)
	case ir.OpSetElem:
		return e.elementFault(value(in.A), value(in.B), value(in.C))
	case ir.OpGetIter:
		return rt.VerifyIteratesDirectly(x.code.code.Realm, found)
	case ir.OpShortcut:
		return e.shortcutFault(x, fp, found)
	}
	return ""
}

// keyAt is the property key of the access to a member at x.
func (e *engine) keyAt(x *exitInfo, fp int) heap.Value {
	if x.inst.Key != 0 {
		return e.operandValue(x, fp, x.inst.C)
	}
	_, name := x.code.fn.Cache(int(x.code.fn.Proto().Code[x.pc].C))
	return name
}

// elementFault tells what is wrong with v as an element of a string or of an object
// that is no typed array; those are read by bounds that machine code always checks.
func (e *engine) elementFault(base, key, v heap.Value) string {
	i := key.Float64()
	switch {
	case base.IsString():
		if want := e.rt.Heap.SingleChar(base.Str().At(e.rt.Heap, int(i))).Value(); v != want {
			return fmt.Sprintf("found %#x, expected %#x", uint64(v), uint64(want))
		}
		return ""
	case base.Object().Class() == heap.ClassTypedArray:
		return ""
	}
	return e.rt.VerifyElement(base.Object(), uint32(i), v)
}

// shortcutFault calls the built-in function that machine code has done the work of.
func (e *engine) shortcutFault(x *exitInfo, fp int, found heap.Value) string {
	if s := x.inst.Shortcut; s == object.ShortcutPush || s == object.ShortcutPop {
		return ""
	}
	want, err := e.callWhole(x, fp)
	if err != nil {
		return fmt.Sprint("the function throws ", err)
	}
	if !e.rt.SameValue(found, want) {
		return fmt.Sprintf("found %s, the function returns %s", e.rt.Describe(found), e.rt.Describe(want))
	}
	return ""
}
