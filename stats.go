package kiln

import (
	"fmt"
	"strings"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native"
	"github.com/kilnjs/kiln/pkg/tier"
)

// maxExits is how many kinds of exits Stats.String shows.
const maxExits = 20

// Stats are counters of a runtime.
type Stats struct {
	Heap      heap.Stats
	StackHigh int   // high-water mark of the call stack in bytes
	Spent     int64 // calls and loop turns so far
	Codes     int   // code records alive
	Realms    int
	Tiers     tier.Stats
	// Exits are the ways of machine code to Go, the most frequent first.
	Exits []native.Exit
}

// Stats returns the counters.
func (rt *Runtime) Stats() Stats {
	s := Stats{
		Heap:      rt.obj.Heap.Stats(),
		StackHigh: rt.obj.Stack.HighWater * 8,
		Spent:     rt.obj.Spent(),
		Realms:    len(rt.obj.Realms),
		Tiers:     rt.tiers.Stats(),
		Exits:     rt.tiers.Exits(),
	}
	for _, c := range rt.obj.Codes {
		if c != nil {
			s.Codes++
		}
	}
	return s
}

// String shows the counters, one per line.
func (s Stats) String() string {
	var b strings.Builder
	line := func(name, format string, args ...any) {
		fmt.Fprintf(&b, "%-22s "+format+"\n", append([]any{name}, args...)...)
	}
	line("heap", "%d KB of cells and tables, %d KB reserved", s.Heap.Bytes>>10, s.Heap.Reserved>>10)
	line("collections", "%d young in %.1f ms, %d full in %.1f ms",
		s.Heap.Minor, float64(s.Heap.MinorNanos)/1e6, s.Heap.Full, float64(s.Heap.FullNanos)/1e6)
	line("shapes", "%d", s.Heap.Shapes)
	line("call stack", "%d KB at most", s.StackHigh>>10)
	line("calls and turns", "%d", s.Spent)
	line("functions compiled", "%d in %d realms", s.Codes, s.Realms)
	b.WriteString(s.Tiers.String())
	for _, x := range s.Exits[:min(len(s.Exits), maxExits)] {
		line("exits to Go", "%d %s at %s, most in %s:%d", x.N, x.Why, x.Op, x.Function, x.Line)
	}
	return b.String()
}
