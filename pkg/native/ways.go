package native

import (
	"cmp"
	"slices"

	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
)

// Way is a way that machine code of one function has taken to Go.
type Way struct {
	PC    int32  // the instruction of bytecode
	Why   string // what Go was asked for; "leave" when the frame went on in bytecode
	Taken uint64
	// Expected are the types (bits of bytecode.Seen…) that the machine code was made for, of
	// an operation that has met types; 0 for others.
	Expected uint32
	// Shapes are the ids of those that an access to a property was made for.
	Shapes []uint32
}

// Leaves tells that the frame went on in bytecode.
func (w *Way) Leaves() bool { return w.Why == lower.ExitNames[lower.ExitDeopt] }

// Ways returns the ways to Go that machine code of a function has taken, the most frequent
// first; polls, which come with every slice of the budget, are left out.
func (e *Engine) Ways(code *object.Code) []Way {
	if e.machine == nil {
		return nil
	}
	type key struct {
		pc  int32
		why string
	}
	ways := map[key]*Way{}
	for i := range e.machine.Exits {
		x := &e.machine.Exits[i]
		if x.Taken == 0 || x.Record() != code || x.Kind == lower.ExitPoll {
			continue
		}
		k := key{x.PC, lower.ExitNames[x.Kind]}
		w := ways[k]
		if w == nil {
			w = &Way{PC: k.pc, Why: k.why}
			ways[k] = w
			w.expect(x)
		}
		w.Taken += x.Taken
	}
	out := make([]Way, 0, len(ways))
	for _, w := range ways {
		out = append(out, *w)
	}
	slices.SortFunc(out, func(a, b Way) int {
		return cmp.Or(cmp.Compare(b.Taken, a.Taken), cmp.Compare(a.PC, b.PC), cmp.Compare(a.Why, b.Why))
	})
	return out
}

// expect finds what the code that leaves at x was made for.
func (w *Way) expect(x *lower.Exit) {
	for _, b := range x.Unit().Blocks {
		for i := range b.Insts {
			in := &b.Insts[i]
			if in.PC != x.PC {
				continue
			}
			if m, ok := in.Aux.(*ir.Member); ok {
				for k := range m.Entries {
					w.Shapes = append(w.Shapes, m.Entries[k].Shape)
				}
				return
			}
			switch in.Op.Row().Wants {
			case ir.WantsNumbers, ir.WantsQuotient, ir.WantsBits:
				w.Expected = uint32(ir.Int | in.Seen)
				return
			}
		}
	}
}
