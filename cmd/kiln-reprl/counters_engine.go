//go:build !reprlcover

package main

import (
	"fmt"
	"hash/fnv"
	"math/bits"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/watch"
)

// engineEdges is the number of edges without instrumentation: a power of two.
const engineEdges = 1 << 16

// counters are what the engine counts of itself: events of tiers with their
// reasons, exits of machine code by opcode, collections, shapes. Each of them is
// an edge for each order of magnitude of its count.
type counters struct{}

func (counters) edges() int { return engineEdges }
func (counters) reset()     {}

func (counters) visit(rt *kiln.Runtime, totals *watch.Totals, edge func(int)) {
	note := func(n int, what ...any) {
		for magnitude := range bits.Len(uint(n)) {
			h := fnv.New32a()
			fmt.Fprintln(h, magnitude, what)
			edge(int(h.Sum32() % engineEdges))
		}
	}
	s := rt.Stats()
	for _, t := range totals.All() {
		note(t.N, "event", t.Kind, t.To, t.Reason)
	}
	for _, x := range s.Exits {
		note(int(x.N), "exit", x.Why, x.Op)
	}
	for tier, n := range s.Tiers.Functions() {
		note(n, "functions", tier)
	}
	note(int(s.Heap.Shapes), "shapes")
	note(int(s.Heap.Minor), "young")
	note(int(s.Heap.Full), "full")
	note(s.StackHigh, "stack")
	note(int(s.Spent), "spent")
}
