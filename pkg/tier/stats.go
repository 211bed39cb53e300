package tier

import (
	"fmt"
	"iter"
	"strings"

	"github.com/kilnjs/kiln/pkg/object"
)

// Stats say what ran where.
type Stats struct {
	// Codes counts the code records of script functions by the tier that runs them.
	Codes [object.TierHost]int
	// Totals are the events so far.
	Totals []Total
}

// Stats returns the counters.
func (c *Manager) Stats() Stats {
	s := Stats{Totals: c.Totals()}
	for _, code := range c.rt.Codes {
		if code != nil && code.Tier < object.TierHost {
			s.Codes[code.Tier]++
		}
	}
	return s
}

// Functions gives the number of code records for each tier, the lowest first.
func (s Stats) Functions() iter.Seq2[object.Tier, int] {
	return func(yield func(object.Tier, int) bool) {
		for t, n := range s.Codes {
			if !yield(object.Tier(t), n) {
				return
			}
		}
	}
}

// String shows the counters, one per line.
func (s Stats) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-22s", "functions by tier")
	for t, n := range s.Functions() {
		sep := ","
		if t == 0 {
			sep = ""
		}
		fmt.Fprintf(&b, "%s %d %s", sep, n, t)
	}
	b.WriteByte('\n')
	for _, t := range s.Totals {
		what := fmt.Sprintf("%s to %s", t.Kind, t.To)
		fmt.Fprintf(&b, "%-22s %d", what, t.N)
		if t.Reason != "" {
			fmt.Fprintf(&b, " (%s)", t.Reason)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
