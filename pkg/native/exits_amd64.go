package native

import (
	"cmp"
	"slices"

	"github.com/kilnjs/kiln/pkg/bytecode"
)

var exitNames = [numExits]string{
	exitDone: "return", exitDeopt: "leave", exitPoll: "poll", exitGrow: "grow", exitStep: "step", exitOp: "step",
	exitCompare: "compare", exitTruthy: "truth", exitCall: "call", exitNew: "construct", exitShortcut: "shortcut",
	exitFlatten: "flatten", exitThrow: "throw", exitRaise: "throw", exitFields: "fields", exitParent: "parent",
	exitFault:  "fault",
	exitBroken: "broken", exitVerify: "verify",
}

// leave is the key under which a leave at x counts: the instruction, or the complement
// of the first one of a loop whose pins want other types, so that this instruction
// keeps its guards.
func (x *exitInfo) leave() int32 {
	if x.header {
		return ^x.pc
	}
	return x.pc
}

// Exits returns how often machine code went to Go, by reason and instruction, the
// most frequent first.
func (e *Engine) Exits() []Exit {
	if e.machine == nil {
		return nil
	}
	type key struct{ why, op string }
	sums, most := map[key]*Exit{}, map[key]uint64{}
	for i := range e.machine.exits {
		x := &e.machine.exits[i]
		if x.taken == 0 {
			continue
		}
		k := key{exitNames[x.kind], bytecode.FunctionOf(x.code.code).OpAt(x.pc)}
		s := sums[k]
		if s == nil {
			s = &Exit{Why: k.why, Op: k.op}
			sums[k] = s
		}
		s.N += x.taken
		if x.taken > most[k] {
			most[k] = x.taken
			f := x.code.code.Func
			s.Function = f.Name
			s.Line, _ = f.Program.Source.Position(bytecode.Position(x.code.code, x.pc))
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
