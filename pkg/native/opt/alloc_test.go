package opt

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/kilnjs/kiln/pkg/native/lower"
)

// checkPlaces says what is wrong with the places of a graph's values: a register that its kind doesn't have,
// two values in one register at a time, a value that is nowhere where an operation reads it.
func (a *Allocation) checkPlaces(g *Graph) error {
	var all [2][]*piece
	g.All(func(v *Value) {
		for _, p := range a.at[v.ID].pieces {
			if p.reg < 0 {
				continue
			}
			kind := 0
			if v.Rep == Float64 {
				kind = 1
			}
			all[kind] = append(all[kind], p)
		}
	})
	for kind, pieces := range all {
		n := []int{a.regs.General, a.regs.Vector}[kind]
		slices.SortStableFunc(pieces, func(x, y *piece) int { return cmp.Compare(x.start, y.start) })
		until := map[int8]*piece{}
		for _, p := range pieces {
			if int(p.reg) >= n {
				return fmt.Errorf("value %d has register %d of %d", p.v.ID, p.reg, n)
			}
			if q := until[p.reg]; q != nil && q.v != p.v && q.end > p.start {
				return fmt.Errorf("values %d and %d are both in register %d at %d", q.v.ID, p.v.ID, p.reg, p.start)
			}
			until[p.reg] = p
		}
	}
	for _, b := range g.Blocks {
		for _, v := range b.Values {
			for _, x := range v.Args {
				_, inReg := a.Reg(x, v)
				_, inSlot := a.Slot(x)
				_, atHome := a.Home(x)
				if !inReg && !inSlot && !atHome && !Virtual(x) {
					return fmt.Errorf("value %d (%s) is nowhere for %d (%s)", x.ID, x.Op, v.ID, v.Op)
				}
			}
		}
	}
	return nil
}

// Registers of machines, which have more for doubles: so few that values wait for them, and about what amd64 has.
var (
	fewRegisters  = lower.Registers{General: 3, Vector: 5}
	manyRegisters = lower.Registers{General: 6, Vector: 12}
)
