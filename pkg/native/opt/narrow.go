package opt

import "slices"

// Narrow checks values once that are checked twice in a block: first not to be a hole, or a variable without a value, then to be
// a number, an int or an object, which those are not. Tier 1 goes on where the first check stood, if nobody has left
// there yet: then it is told apart which of the two fails.
func (g *Graph) Narrow() {
	instead := map[*Value]*Value{}
	for _, b := range g.Blocks {
		for i, v := range b.Values {
			if v.Op != OpCheckNot || g.leavesAt(v) > 0 {
				continue
			}
			for _, later := range b.Values[i+1:] {
				if instead[later] == nil && narrows(later.Op) && later.Args[0] == v.Args[0] {
					row := later.Op.Row()
					v.Op, v.Rep, v.Type, v.Bits = later.Op, row.Rep, row.Type, 0
					instead[later] = v
					break
				}
			}
		}
	}
	if len(instead) == 0 {
		return
	}
	g.substitute(instead)
}

// narrows tells that a check fails for whatever is no value of the language.
func narrows(op Op) bool { return op == OpCheckNumber || op == OpCheckInt || op == OpCheckObject }

// substitute puts values in the places of others, which go.
func (g *Graph) substitute(instead map[*Value]*Value) {
	g.Operands(func(p **Value) {
		if n := instead[*p]; n != nil {
			*p = n
		}
	})
	for _, b := range g.Blocks {
		b.Values = slices.DeleteFunc(b.Values, func(v *Value) bool { return instead[v] != nil })
	}
}
