//go:build amd64

package native

import (
	"slices"

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
