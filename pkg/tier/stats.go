package tier

import (
	"fmt"
	"iter"
	"strings"

	"github.com/kilnjs/kiln/pkg/object"
)

// Stats say what runs where.
type Stats struct {
	// Codes counts the code records of script functions by the tier that runs them.
	Codes [object.TierHost]int
}

// Stats returns the counters.
func (c *Manager) Stats() Stats {
	var s Stats
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

// String shows the counters as a line.
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
	return b.String()
}
