package object

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// CaseOf returns the index of the clause of a switch that is strictly equal to v, -1 when
// there is none (sec-runtime-semantics-caseblockevaluation). All tiers ask it, so that a switch
// costs the same in each; only a jump table of bytecode does without, for ints, which cost nothing here.
func (rt *Runtime) CaseOf(t *syntax.CaseTable, v heap.Value) int {
	switch {
	case v.IsNumber():
		return t.OfNumber(v.Float64())
	case v.IsString() && v.Str().Len() <= t.Longest():
		s := v.Str()
		rt.Work(s.Len() >> 2)
		f := s.Flat(rt.Heap)
		if !f.IsWide() && !slices.ContainsFunc(f.Latin1(), func(c byte) bool { return c >= 0x80 }) {
			return t.OfText(f.Latin1())
		}
		return t.OfText([]byte(s.Go(rt.Heap)))
	}
	return -1
}
