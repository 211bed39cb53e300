package native

import (
	"fmt"

	"github.com/kilnjs/kiln/pkg/heap"
	asm "github.com/kilnjs/kiln/pkg/native/amd64"
	"github.com/kilnjs/kiln/pkg/object"
)

// Builds with heap.Checked do again in Go what machine code has answered by a cache or
// a fast path, by the plain operation, and compare.

// verified returns where a fast path goes on that has its answer in AX: to done, in
// builds that check by way of Go. It is called like service, when no place changes any
// more before the answer becomes the result.
func (g *gen) verified(done asm.Label, result operand) asm.Label {
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
	want, known, err := e.plainly(x, fp)
	if err != nil {
		panic(fmt.Sprintf("%s: the plain operation throws %v", x.place(), err))
	}
	if x.inst.dst < 0 && known {
		found = e.operandValue(x, fp, x.inst.stored())
	}
	if known && !e.rt.SameValue(found, want) {
		panic(fmt.Sprintf("%s: found %s (%#x), the plain operation %s (%#x)", x.place(),
			e.rt.Describe(found), uint64(found), e.rt.Describe(want), uint64(want)))
	}
	return found, nil
}

// place names the instruction of an exit for a message.
func (x *exitInfo) place() string {
	p := x.code.fn.Proto()
	line, _ := p.Func.Program.Source.Position(p.Position(x.pc))
	return fmt.Sprintf("native: %s (line %d), at %d %s", p.Func.Name, line, x.pc, p.Text(int(x.pc)))
}

// stored is the operand that a store writes.
func (in *inst) stored() operand {
	switch in.op {
	case opSetElem:
		return in.c
	case opSetGlobal:
		return in.a
	}
	return in.b
}

// plainly does the operation at x again, without running a script and without caches;
// for stores it reads what is there now. known is false where that cannot be said.
func (e *engine) plainly(x *exitInfo, fp int) (want heap.Value, known bool, err error) {
	rt, in := e.rt, x.inst
	value := func(o operand) heap.Value { return e.operandValue(x, fp, o) }
	switch in.op {
	case opGetMember, opGetText:
		want, known = e.plainMember(value(in.a), e.keyAt(x, fp))
	case opSetMember:
		// What has a setter is not stored.
		if o := value(in.a).Object(); !callsAccessor(in.entries) {
			if p, ok := rt.Heap.Lookup(o, e.keyAt(x, fp)); ok {
				return o.Slot(p), true, nil
			}
			return heap.Empty, true, nil
		}
	case opGetGlobal, opSetGlobal:
		want, known = rt.PlainGlobal(x.code.code, in.name)
	case opHasPrivate:
		_, ok := rt.Heap.Lookup(value(in.a).Object(), value(in.c))
		return heap.Bool(ok), true, nil
	case opPrototype:
		o := value(in.a).Object()
		if in.sense {
			o = o.Internal((object.OffsetHome - internalOffset) / 8).Object()
		}
		return o.Proto(rt.Heap), true, nil
	case opInstanceOf:
		for p := value(in.a); p.IsObject(); p = p.Object().Proto(rt.Heap) {
			if p.Object().Class() == heap.ClassProxy {
				return heap.Undefined, false, nil
			}
		}
		ok, err := rt.OrdinaryHasInstance(value(in.b), value(in.a))
		return heap.Bool(ok), err == nil, err
	case opGetElem:
		want, known = e.plainElement(value(in.a), value(in.b))
	case opSetElem:
		if o := value(in.a).Object(); o.Class() != heap.ClassTypedArray {
			want, known = e.plainElement(o.Value(), value(in.b))
		}
	case opShortcut:
		if in.shortcut != object.ShortcutPush && in.shortcut != object.ShortcutPop {
			want, err = e.callWhole(x, fp)
			return want, err == nil, err
		}
	}
	return want, known, nil
}

// keyAt is the property key of the access to a member at x.
func (e *engine) keyAt(x *exitInfo, fp int) heap.Value {
	if x.inst.key != 0 {
		return e.operandValue(x, fp, x.inst.c)
	}
	_, name := x.code.fn.Cache(int(x.code.fn.Proto().Code[x.pc].C))
	return name
}

// plainMember reads a property as the specification does it. Only data properties and
// absent ones are known, and lengths that exotic objects compute.
func (e *engine) plainMember(base, key heap.Value) (heap.Value, bool) {
	rt := e.rt
	switch {
	case base.IsString():
		if key == rt.Heap.Names.Length {
			return heap.Int(int32(base.Str().Len())), true
		}
		base = rt.Realms[0].Intrinsic(object.StringPrototype).Value()
	case !base.IsObject():
		return heap.Undefined, false
	}
	o := base.Object()
	switch {
	case o.Class() == heap.ClassArray && key == rt.Heap.Names.Length:
		return heap.Number(float64(object.ArrayLength(o))), true
	case o.Class() == heap.ClassTypedArray && key == rt.Heap.Names.Length:
		return heap.Undefined, false
	}
	if v, ok := rt.LookupData(o, key); ok {
		return v, true
	}
	for o.Proto(rt.Heap).IsObject() && !o.Has(heap.FlagExotic) {
		o = o.Proto(rt.Heap).Object()
	}
	// Absent, or a getter that nobody has called.
	return heap.Undefined, !o.Has(heap.FlagExotic)
}

// plainElement reads an element of a string or of an object that is no typed array.
func (e *engine) plainElement(base, key heap.Value) (heap.Value, bool) {
	i := key.Float64()
	switch {
	case base.IsString():
		return e.rt.Heap.SingleChar(base.Str().At(e.rt.Heap, int(i))).Value(), true
	case base.Object().Class() == heap.ClassTypedArray:
		return heap.Undefined, false
	}
	return e.rt.LookupData(base.Object(), heap.IndexKey(uint32(i)))
}
