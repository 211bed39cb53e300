package bytecode

import (
	"github.com/kilnjs/kiln/internal/tap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Sight tells s where the loop is and how to know its frame.
func Sight(rt *object.Runtime, s *tap.Sight) {
	m := machineOf(rt)
	s.Depth = &m.depth
	s.Calls, s.CallSize, s.CallFrame = m.calls()
	s.Loop = [8]tap.Range{
		tap.Code(run), tap.Code((*machine).slow), tap.Code((*machine).callHost), tap.Code((*machine).resumeYield),
		tap.Code((*machine).yieldToLoop), tap.Code((*machine).beginConstruct),
	}
}

// InstructionIn returns the instruction of code that the loop was at when the registers of
// the processor were as given; without ok it is not known. Go keeps it in the same one
// nearly always: where several have one of the code, because what ran before is still in
// them, that which most often was the only one is believed.
func InstructionIn(code *object.Code, registers []uint64) (pc int32, ok bool) {
	fn := FunctionOf(code)
	if fn == nil {
		return 0, false
	}
	best, only := -1, true
	for i, r := range registers {
		if !fn.holds(r) {
			continue
		}
		if only = best < 0; only || fn.m.counters[i] > fn.m.counters[best] {
			best = i
		}
	}
	if best < 0 {
		return 0, false
	}
	if only {
		fn.m.counters[best]++
	}
	return fn.indexOf(registers[best]), true
}
