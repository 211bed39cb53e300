//go:build amd64

package native

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// reads lists the entries of an inline cache that machine code can read through;
// nil when the site sees too many shapes, primitives, or nothing yet.
func reads(ic *object.IC) []object.ICEntry {
	return usable(ic, object.ICOwn, object.ICOwnOverflow, object.ICArrayLength, object.ICProto, object.ICProtoOverflow, object.ICAbsent)
}

// writes is the same for stores.
func writes(ic *object.IC) []object.ICEntry {
	return usable(ic, object.ICOwn, object.ICOwnOverflow, object.ICAdd)
}

// cached tells that the inline cache of the operation holds something that machine
// code can do.
func (in *inst) cached(ic *object.IC) bool {
	if in.op == opSetMember {
		return len(writes(ic)) > 0
	}
	return len(reads(ic)) > 0 || in.op == opGetMember && textReads(ic) != nil
}

// textReads lists the entry of an inline cache that has met only strings, for
// what they inherit; nil for other caches.
func textReads(ic *object.IC) []object.ICEntry {
	if ic.N != 1 || ic.Mega || ic.Shape != object.ShapeOfString || ic.Kind != object.ICProto && ic.Kind != object.ICProtoOverflow {
		return nil
	}
	return []object.ICEntry{ic.ICEntry}
}

// typedLength lists the entry of an inline cache that has met only typed arrays
// of one shape, for their length.
func (b *builder) typedLength(ic *object.IC) []object.ICEntry {
	if ic.N != 1 || ic.Kind != object.ICProtoGetter {
		return nil
	}
	getter := slotAt(ic.Holder, ic.Offset)
	if getter.CellKind() != heap.KindAccessor || shortcutOf(b.rt, getter.Accessor().Get) != object.ShortcutTypedLength {
		return nil
	}
	return []object.ICEntry{ic.ICEntry}
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
