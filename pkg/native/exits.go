package native

import (
	"cmp"
	"slices"

	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/native/lower"
)

// Exit counts how often machine code went to Go for one reason at one kind of
// instruction.
type Exit struct {
	Why string // what Go was asked for
	Op  string // the instruction of the bytecode
	N   uint64
	// The function where it happened most often.
	Function string
	Line     int
}

// Exits returns how often machine code went to Go, by reason and instruction, the
// most frequent first.
func (e *Engine) Exits() []Exit {
	if e.machine == nil {
		return nil
	}
	type key struct{ why, op string }
	sums, most := map[key]*Exit{}, map[key]uint64{}
	for i := range e.machine.Exits {
		x := &e.machine.Exits[i]
		if x.Taken == 0 {
			continue
		}
		k := key{lower.ExitNames[x.Kind], bytecode.FunctionOf(x.Record()).OpAt(x.PC)}
		s := sums[k]
		if s == nil {
			s = &Exit{Why: k.why, Op: k.op}
			sums[k] = s
		}
		s.N += x.Taken
		if x.Taken > most[k] {
			most[k] = x.Taken
			f := x.Function().Proto().Func
			s.Function = f.Name
			s.Line, _ = f.Program.Source.Position(x.Function().Proto().Position(x.PC))
		}
	}
	out := make([]Exit, 0, len(sums))
	for _, s := range sums {
		out = append(out, *s)
	}
	slices.SortFunc(out, func(a, b Exit) int {
		return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Why, b.Why), cmp.Compare(a.Op, b.Op))
	})
	return out
}
