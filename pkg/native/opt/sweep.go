package opt

import "slices"

// Sweep takes out what nobody uses and what has no effect.
func (g *Graph) Sweep() {
	g.CountUses()
	for changed := true; changed; {
		changed = false
		drop := func(v *Value) bool {
			if v.Uses > 0 || v.Op.Is(Pinned|Control|Exits|Resumes) {
				return false
			}
			v.Operands(func(p **Value) { (*p).Uses-- })
			changed = true
			return true
		}
		for _, b := range slices.Backward(g.Blocks) {
			for i := len(b.Values) - 1; i >= 0; i-- {
				if drop(b.Values[i]) {
					b.Values = slices.Delete(b.Values, i, i+1)
				}
			}
			b.Phis = slices.DeleteFunc(b.Phis, drop)
		}
	}
	g.dropCircles()
}

// dropCircles takes out phis that only phis use, in circles.
func (g *Graph) dropCircles() {
	used := map[*Value]bool{}
	var mark func(v *Value)
	mark = func(v *Value) {
		if v.Op != OpPhi || used[v] {
			return
		}
		used[v] = true
		for _, a := range v.Args {
			mark(a)
		}
	}
	for _, b := range g.Blocks {
		for _, v := range b.Values {
			v.Operands(func(p **Value) { mark(*p) })
		}
	}
	gone := false
	for _, b := range g.Blocks {
		n := len(b.Phis)
		b.Phis = slices.DeleteFunc(b.Phis, func(v *Value) bool { return !used[v] })
		gone = gone || len(b.Phis) < n
	}
	if gone {
		g.Sweep()
	}
}
