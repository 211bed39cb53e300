package build

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/object"
)

// reads lists the entries of an inline cache that machine code can read through;
// nil when the site sees too many shapes, primitives, or nothing yet.
func reads(ic *object.IC) []object.ICEntry {
	return usable(ic, object.ICOwn, object.ICOwnOverflow, object.ICArrayLength, object.ICProto, object.ICProtoOverflow, object.ICAbsent)
}

// memberReads is reads with the getters that machine code calls.
func memberReads(ic *object.IC) []object.ICEntry {
	return usable(ic, object.ICOwn, object.ICOwnOverflow, object.ICArrayLength, object.ICProto, object.ICProtoOverflow, object.ICAbsent,
		object.ICOwnGetter, object.ICProtoGetter)
}

// memberWrites is the same for stores.
func memberWrites(ic *object.IC) []object.ICEntry {
	return usable(ic, object.ICOwn, object.ICOwnOverflow, object.ICAdd, object.ICAddOverflow, object.ICSetter, object.ICOwnGetter)
}

// callsAccessor tells that some of the entries are getters or setters.
func callsAccessor(entries []object.ICEntry) bool {
	return slices.ContainsFunc(entries, func(e object.ICEntry) bool { return ir.IsAccessor(&e) })
}

// withProperty drops the entries of objects that do not have the property.
func withProperty(entries []object.ICEntry) []object.ICEntry {
	return slices.DeleteFunc(entries, func(e object.ICEntry) bool { return e.Kind == object.ICAbsent })
}

// Ways lists what the inline cache of the operation holds that machine code can do.
func Ways(in *ir.Inst, ic *object.IC) []object.ICEntry {
	switch in.Op {
	case ir.OpSetMember:
		return memberWrites(ic)
	case ir.OpGetMember, ir.OpHasPrivate, ir.OpPrototype:
		if text := textReads(ic); text != nil {
			return text
		}
		return memberReads(ic)
	}
	return reads(ic)
}

// textReads lists the entry of an inline cache that has met only primitive values of one
// type, for what they inherit; nil for other caches.
func textReads(ic *object.IC) []object.ICEntry {
	if ic.N != 1 || ic.Mega || ir.TagOfShape(ic.Shape) == 0 || ic.Kind != object.ICProto && ic.Kind != object.ICProtoOverflow {
		return nil
	}
	return []object.ICEntry{ic.ICEntry}
}

// typedLength lists the entry of an inline cache that has met only typed arrays
// of one shape, for their length.
func (b *builder) typedLength(ic *object.IC) []object.ICEntry {
	if ic.N != 1 || !b.readsTypedLength(ic.ICEntry) {
		return nil
	}
	return []object.ICEntry{ic.ICEntry}
}

// readsTypedLength tells that an entry finds the getter of the length of typed arrays.
func (b *builder) readsTypedLength(e object.ICEntry) bool {
	if e.Kind != object.ICProtoGetter {
		return false
	}
	getter := slotAt(e.Holder, e.Offset)
	return getter.CellKind() == heap.KindAccessor && ShortcutOf(b.rt, getter.Accessor().Get) == object.ShortcutTypedLength
}

func usable(ic *object.IC, kinds ...object.ICKind) []object.ICEntry {
	var out []object.ICEntry
	primitive := ic.Mega
	ic.Entries(func(e *object.ICEntry) {
		primitive = primitive || e.Shape >= object.ShapeOfString
		if slices.Contains(kinds, e.Kind) {
			out = append(out, *e)
		}
	})
	if primitive {
		return nil
	}
	return out
}
