package opt

import (
	"fmt"
	"slices"
)

// Verify holds the graph against its invariants:
//
//   - a block that can be reached ends in one control operation, with as many successors as
//     that has ways, and edges are known at both ends;
//   - arguments have the forms that the table says, and phis one argument for each edge, of
//     their own form;
//   - what a value refers to stands before it on every way there;
//   - what may leave has a State.
func (g *Graph) Verify() error {
	dom := g.dominators()
	at := make(map[*Value]int)
	for _, b := range g.Blocks {
		for _, v := range b.Phis {
			at[v] = -1
		}
		for i, v := range b.Values {
			if _, twice := at[v]; twice {
				return fmt.Errorf("v%d stands twice", v.ID)
			}
			at[v] = i
		}
	}
	for _, b := range g.Blocks {
		if dom[b.ID] == nil {
			return fmt.Errorf("block %d cannot be reached", b.ID)
		}
		if err := b.verifyEdges(); err != nil {
			return err
		}
		for _, v := range b.Phis {
			if v.Op != OpPhi || v.Block != b {
				return fmt.Errorf("v%d is no phi of block %d", v.ID, b.ID)
			}
			if len(v.Args) != len(b.Pred) {
				return fmt.Errorf("v%d has %d arguments for %d edges", v.ID, len(v.Args), len(b.Pred))
			}
			for i, a := range v.Args {
				if _, ok := at[a]; !ok {
					return fmt.Errorf("v%d refers to v%d, which is nowhere", v.ID, a.ID)
				}
				if a.Rep != v.Rep {
					return fmt.Errorf("v%d gets v%d in another form", v.ID, a.ID)
				}
				if !dominates(dom, a.Block, b.Pred[i]) {
					return fmt.Errorf("v%d, an argument of v%d, does not reach edge %d", a.ID, v.ID, i)
				}
			}
		}
		for i, v := range b.Values {
			if err := v.verify(b); err != nil {
				return err
			}
			var err error
			v.Operands(func(p **Value) {
				a := *p
				place, ok := at[a]
				switch {
				case !ok:
					err = fmt.Errorf("v%d refers to v%d, which is nowhere", v.ID, a.ID)
				case a.Block == b && place >= i, a.Block != b && !dominates(dom, a.Block, b):
					err = fmt.Errorf("v%d comes before v%d, which it refers to", v.ID, a.ID)
				}
			})
			if err != nil {
				return err
			}
		}
		if l := b.Loop; l != nil && l.Header == b && l.Entry != nil {
			var err error
			entry := Value{State: l.Entry}
			entry.Operands(func(p **Value) {
				if _, ok := at[*p]; !ok || (*p).Block == b || !dominates(dom, (*p).Block, b) {
					err = fmt.Errorf("where the loop of block %d begins there is no v%d", b.ID, (*p).ID)
				}
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *Block) verifyEdges() error {
	last := b.Last()
	if last == nil {
		return fmt.Errorf("block %d has no end", b.ID)
	}
	ways := map[Op]int{OpJump: 1, OpBranch: 2, OpReturn: 0, OpLeave: 0, OpSwitch: len(b.Succ)}[last.Op]
	if len(b.Succ) != ways {
		return fmt.Errorf("block %d has %d successors after %s", b.ID, len(b.Succ), last.Op)
	}
	if last.Op == OpSwitch {
		for _, t := range last.Table {
			if int(t) >= len(b.Succ) {
				return fmt.Errorf("v%d goes to a successor that block %d does not have", last.ID, b.ID)
			}
		}
	}
	for _, s := range b.Succ {
		if !slices.Contains(s.Pred, b) {
			return fmt.Errorf("block %d does not know its predecessor %d", s.ID, b.ID)
		}
	}
	for _, p := range b.Pred {
		if !slices.Contains(p.Succ, b) {
			return fmt.Errorf("block %d does not know its successor %d", p.ID, b.ID)
		}
	}
	return nil
}

// verify holds one value that is no phi against its row.
func (v *Value) verify(b *Block) error {
	row := v.Op.Row()
	switch {
	case v.Block != b:
		return fmt.Errorf("v%d does not know its block %d", v.ID, b.ID)
	case row.Traits&Control != 0 && v != b.Last():
		return fmt.Errorf("v%d is in the middle of block %d", v.ID, b.ID)
	case row.Traits&(Exits|Resumes) != 0 && v.State == nil:
		return fmt.Errorf("v%d, %s, has no state", v.ID, v.Op)
	case !row.Many && len(v.Args) != len(row.Args):
		return fmt.Errorf("v%d, %s, has %d arguments", v.ID, v.Op, len(v.Args))
	case row.Rep != NoRep && v.Rep != row.Rep:
		return fmt.Errorf("v%d, %s, has another form", v.ID, v.Op)
	case v.Op == OpPhi:
		return fmt.Errorf("v%d, a phi, is among the values of block %d", v.ID, b.ID)
	}
	for i, a := range v.Args {
		if len(row.Args) == 0 {
			break
		}
		if want := row.Args[min(i, len(row.Args)-1)]; a.Rep != want {
			return fmt.Errorf("v%d, %s, gets v%d in another form", v.ID, v.Op, a.ID)
		}
	}
	return nil
}

// dominators returns the immediate dominator of each block, by number; the entry has
// itself, and what cannot be reached nil. Blocks come after their dominators, so one pass
// from front to back settles all but what back edges change, and those change nothing in
// loops with one entry.
func (g *Graph) dominators() []*Block {
	dom := make([]*Block, len(g.Blocks))
	dom[g.Entry.ID] = g.Entry
	for changed := true; changed; {
		changed = false
		for _, b := range g.Blocks {
			if b == g.Entry {
				continue
			}
			var d *Block
			for _, p := range b.Pred {
				switch {
				case dom[p.ID] == nil:
				case d == nil:
					d = p
				default:
					d = meet(dom, d, p)
				}
			}
			if d != dom[b.ID] {
				dom[b.ID] = d
				changed = true
			}
		}
	}
	return dom
}

// meet is the nearest block that dominates both.
func meet(dom []*Block, a, b *Block) *Block {
	for a != b {
		if a.ID < b.ID {
			a, b = b, a
		}
		a = dom[a.ID]
	}
	return a
}

// dominates tells that every way to b leads through a.
func dominates(dom []*Block, a, b *Block) bool {
	for b.ID > a.ID && dom[b.ID] != nil && dom[b.ID] != b {
		b = dom[b.ID]
	}
	return a == b
}
