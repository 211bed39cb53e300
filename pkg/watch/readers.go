package watch

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Trace writes a line to w for each event of the given kinds.
func Trace(s *Stream, kinds Kinds, w io.Writer) (stop func()) {
	return s.Listen(kinds, func(e *Event) { fmt.Fprintln(w, e) })
}

// Recorder keeps the last events.
type Recorder struct {
	ring []Event
	n    int
}

// Record keeps the last size events of the given kinds, at least one.
func Record(s *Stream, kinds Kinds, size int) *Recorder {
	r := &Recorder{}
	size = max(size, 1)
	s.Listen(kinds, func(e *Event) {
		if len(r.ring) < size {
			r.ring = append(r.ring, *e)
		} else {
			r.ring[r.n%size] = *e
		}
		r.n++
	})
	return r
}

// Events returns the events that are kept, oldest first.
func (r *Recorder) Events() []Event {
	if r.n == len(r.ring) {
		return slices.Clone(r.ring)
	}
	first := r.n % len(r.ring)
	return slices.Concat(r.ring[first:], r.ring[:first])
}

// Seen returns how many events there were, those included that are gone.
func (r *Recorder) Seen() int { return r.n }

// Total is the number of events of one kind, tier and reason.
type Total struct {
	Kind   Kind
	To     Tier
	Reason string
	N      int
}

// Totals counts events.
type Totals struct {
	counts map[Total]int // by total with N 0
}

// Count counts the events of the given kinds.
func Count(s *Stream, kinds Kinds) *Totals {
	t := &Totals{counts: map[Total]int{}}
	s.Listen(kinds, func(e *Event) { t.counts[Total{Kind: e.Kind, To: e.To, Reason: e.Reason}]++ })
	return t
}

// Of returns how many events of kind k led to tier to, for whatever reason.
func (t *Totals) Of(k Kind, to Tier) int {
	n := 0
	for total, c := range t.counts {
		if total.Kind == k && total.To == to {
			n += c
		}
	}
	return n
}

// All returns the totals, ordered by kind, tier and reason.
func (t *Totals) All() []Total {
	out := make([]Total, 0, len(t.counts))
	for total, n := range t.counts {
		total.N = n
		out = append(out, total)
	}
	slices.SortFunc(out, func(a, b Total) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.To, b.To), cmp.Compare(a.Reason, b.Reason))
	})
	return out
}

// String shows the totals, one per line.
func (t *Totals) String() string {
	var b strings.Builder
	for _, total := range t.All() {
		what := total.Kind.String()
		if (Tiers | Compilation).Has(total.Kind) {
			what += " to " + total.To.String()
		}
		fmt.Fprintf(&b, "%-22s %d", what, total.N)
		if total.Reason != "" {
			fmt.Fprintf(&b, " (%s)", total.Reason)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
