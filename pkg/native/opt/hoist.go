package opt

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/native/ir"
)

// Hoist moves what gives the same in every turn of a loop in front of it, checks included:
// what fails there leaves before the loop begins. It goes from inner loops to outer ones.
//
// A load may rest on a check that is no argument of it: of the shape of its object, of its
// index. So what has a check that stays in the loop keeps its loads there too.
func (g *Graph) Hoist() {
	dom := g.dominators()
	var loops []*Loop
	for _, b := range g.Blocks {
		if b.Loop != nil && b.Loop.Header == b {
			loops = append(loops, b.Loop)
		}
	}
	slices.SortStableFunc(loops, func(a, b *Loop) int { return b.Depth - a.Depth })
	for _, l := range loops {
		h := &hoister{g: g, l: l, checked: map[*Value]bool{}}
		if h.prepare() {
			var every []*Block
			for _, b := range l.Blocks {
				if h.always(dom, b) {
					every = append(every, b)
					continue
				}
				for _, v := range b.Values {
					if v.Op.Is(Exits) {
						h.stays(v)
					}
				}
			}
			for _, b := range every {
				h.block(b)
			}
		}
		l.Entry = nil // only checks that were moved need it
	}
}

// hoister moves values out of one loop.
type hoister struct {
	g       *Graph
	l       *Loop
	before  *Block // the block in front of the loop
	writes  Memory
	guards  bool            // checks may be moved
	checked map[*Value]bool // by a check that stays
	epoch   bool            // a check of the prototype epoch stays
}

// prepare finds the block in front of the loop and what the loop writes.
func (h *hoister) prepare() bool {
	for _, p := range h.l.Header.Pred {
		if !h.l.Contains(p) {
			if h.before != nil || len(p.Succ) != 1 {
				return false
			}
			h.before = p
		}
	}
	for _, b := range h.l.Blocks {
		for _, v := range b.Values {
			h.writes |= v.Writes()
		}
	}
	h.guards = h.g.guarded(h.l)
	return h.before != nil
}

// guarded tells that checks may stand in front of the loop.
func (g *Graph) guarded(l *Loop) bool {
	unit := g.Unit
	if l.Entry != nil && l.Entry.Frame != nil {
		unit = l.Entry.Frame.Unit
	}
	return l.Entry != nil && unit.Leaves[^l.Header.PC] < ir.Patience
}

// always tells that each turn runs through the block, and that it belongs to no inner loop.
func (h *hoister) always(dom []*Block, b *Block) bool {
	if b.Loop != h.l {
		return false
	}
	for _, p := range h.l.Header.Pred {
		if h.l.Contains(p) && !dominates(dom, b, p) {
			return false
		}
	}
	return true
}

// block moves what it can out of one block.
func (h *hoister) block(b *Block) {
	b.Values = slices.DeleteFunc(b.Values, func(v *Value) bool {
		if h.constant(v) {
			h.move(v)
			return true
		}
		if v.Op.Is(Exits) {
			h.stays(v)
		}
		return false
	})
}

// stays notes on what values a check that is not moved bears.
func (h *hoister) stays(v *Value) {
	if v.Op == OpCheckEpoch || v.Op == OpCheckLexical {
		h.epoch = true
	}
	for _, a := range v.Args {
		h.checked[a] = true
	}
}

// constant tells that a value may be moved.
func (h *hoister) constant(v *Value) bool {
	row := v.Op.Row()
	switch {
	case !v.Op.Pure() || v.Rep == Flag || row.Reads&h.writes != 0, v.Op.Is(Exits) && !h.guards:
		return false
	}
	if v.Owner != nil && h.l.Contains(v.Owner.Block) {
		return false
	}
	for _, a := range v.Args {
		if h.l.Contains(a.Block) || h.checked[a] || h.epoch && a.Op == OpConst && a.Rep == Object {
			return false
		}
	}
	return true
}

// move puts a value in front of the loop.
func (h *hoister) move(v *Value) {
	v.Block, v.Frame = h.before, h.before.Last().Frame
	if v.Op.Is(Exits) {
		v.State = h.l.Entry
	}
	n := len(h.before.Values)
	h.before.Values = slices.Insert(h.before.Values, n-1, v)
}
