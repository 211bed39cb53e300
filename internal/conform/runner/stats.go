package runner

import (
	"cmp"
	"slices"
)

// Stats say what ran in which tier, as the engine counts it, in one scenario or
// summed over many.
type Stats struct {
	// Scenarios is how many were summed.
	Scenarios int `json:"scenarios"`
	// Functions counts the functions that ran, by the tier that ran them last.
	Functions []TierCount `json:"functions"`
	// Events count what happened to functions, ordered by kind, tier and reason.
	Events []EventCount `json:"events,omitempty"`
}

// TierCount is a number of functions in a tier.
type TierCount struct {
	Tier string `json:"tier"`
	N    int    `json:"n"`
}

// EventCount is how often one thing happened.
type EventCount struct {
	// Kind is the engine's word: promote, replace, leave, discard or decline.
	Kind string `json:"kind"`
	// Tier is the one that the function came to, or that declined it.
	Tier string `json:"tier"`
	// Reason is "" where there is nothing to say.
	Reason string `json:"reason,omitempty"`
	N      int    `json:"n"`
}

// Add adds the counters of other.
func (s *Stats) Add(other *Stats) {
	s.Scenarios += other.Scenarios
	for _, f := range other.Functions {
		// Few tiers, and always in their own order.
		i := slices.IndexFunc(s.Functions, func(g TierCount) bool { return g.Tier == f.Tier })
		if i < 0 {
			s.Functions = append(s.Functions, f)
		} else {
			s.Functions[i].N += f.N
		}
	}
	for _, e := range other.Events {
		i, found := slices.BinarySearchFunc(s.Events, e, compareEvents)
		if found {
			s.Events[i].N += e.N
		} else {
			s.Events = slices.Insert(s.Events, i, e)
		}
	}
}

// Sort brings the events into the order that Add keeps.
func (s *Stats) Sort() { slices.SortFunc(s.Events, compareEvents) }

func compareEvents(a, b EventCount) int {
	return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Tier, b.Tier), cmp.Compare(a.Reason, b.Reason))
}
