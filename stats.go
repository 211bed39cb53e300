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
	Heap      heap.Stats // of memory and its collector
	StackHigh int        // high-water mark of the call stack in bytes
	Spent     int64      // calls and loop turns so far
	Codes     int        // code records alive
	Realms    int        // realms alive
	Tiers     tier.Stats // of promotions and compilations
	// Limits is what the limits of the runtime have measured.
	Limits LimitStats
	// Exits are the ways of machine code to Go, the most frequent first.
	Exits []native.Exit
}

// LimitStats is what limits have measured: those of Options, or of WithLimits where that is
// called now.
type LimitStats struct {
	Memory Usage // bytes
	Time   Usage // nanoseconds; measured only where Options.Limits has a limit of time
	Fuel   Usage // calls and turns of loops
	Depth  Usage // calls inside each other; there is no peak
	Jobs   Usage // promise jobs since the last callback; the peak is of all such
	Timers Usage // timers that wait
	Output Usage // bytes
	// Ended is how often each limit has ended a run, by its kind.
	Ended map[LimitKind]int64
}

// Usage is how far a limit is used up.
type Usage struct {
	Used  int64 // now
	Limit int64 // that Used may reach; 0 means any number
	Peak  int64 // the most that Used has been, where it may become less
}

// limitStats measures what is limited.
func (rt *Runtime) limitStats(h heap.Stats) LimitStats {
	o := rt.obj
	l := LimitStats{
		Memory: Usage{Used: h.Committed, Limit: o.Heap.MaxBytes(), Peak: h.Peak},
		Time:   Usage{Used: int64(rt.time.spent()), Limit: int64(rt.time.limit)},
		Fuel:   Usage{Used: o.Spent()},
		Depth:  Usage{Used: int64(o.Stack.Depth()), Limit: int64(o.Stack.MaxFrames())},
		Jobs:   Usage{Used: o.Usage.Jobs, Limit: max(o.Quotas.Jobs, 0), Peak: o.Usage.MostJobs},
		Timers: Usage{Used: int64(o.Queue.Timers()), Limit: max(o.Quotas.Timers, 0), Peak: o.Usage.MostTimers},
		Output: Usage{Used: o.Usage.Output, Limit: max(o.Quotas.Output, 0)},
		Ended:  map[LimitKind]int64{},
	}
	if left := o.Fuel(); left >= 0 {
		l.Fuel.Limit = o.Spent() + left
	}
	for kind, n := range rt.ended {
		if n > 0 {
			l.Ended[LimitKind(kind)] = n
		}
	}
	return l
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
	s.Limits = rt.limitStats(s.Heap)
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
