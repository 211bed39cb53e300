package tier

import (
	"fmt"
	"io"
	"sort"

	"github.com/kilnjs/kiln/pkg/object"
)

// EventKind says what happened.
type EventKind uint8

// The kinds of events.
const (
	Promote EventKind = iota // the entry of a function was replaced by that of a higher tier
	Replace                  // a running frame was handed over at a loop
	Leave                    // machine code gave a frame back to bytecode
	Discard                  // compiled code was thrown away
	Decline                  // a tier cannot run the function
	numKinds
)

var kindNames = [numKinds]string{"promote", "replace", "leave", "discard", "decline"}

// String returns the name of the kind.
func (k EventKind) String() string { return kindNames[k] }

// Event is one thing that happened to a function.
type Event struct {
	Kind     EventKind
	From, To object.Tier
	Function string // name of the function, "" if it has none
	File     string
	Line     int
	Loop     int // LoopID, -1 when no loop is concerned
	Reason   string
}

// String shows the event as a line of a trace.
func (e Event) String() string {
	name := e.Function
	if name == "" {
		name = "(anonymous)"
	}
	s := fmt.Sprintf("%-8s %s → %s  %s (%s:%d)", e.Kind, e.From, e.To, name, e.File, e.Line)
	if e.Loop >= 0 {
		s += fmt.Sprintf(" loop %d", e.Loop)
	}
	if e.Reason != "" {
		s += ": " + e.Reason
	}
	return s
}

// ringSize is the number of events that are kept.
const ringSize = 256

// Log records events. It belongs to one runtime.
type Log struct {
	trace  io.Writer
	ring   [ringSize]Event
	n      int
	counts map[Count]int
}

// Count is what events are counted by.
type Count struct {
	Kind   EventKind
	To     object.Tier
	Reason string
}

func (l *Log) add(kind EventKind, code *object.Code, from, to object.Tier, loop int, reason string) {
	if l.counts == nil {
		l.counts = make(map[Count]int)
	}
	l.counts[Count{kind, to, reason}]++
	e := Event{Kind: kind, From: from, To: to, Loop: loop, Reason: reason}
	if f := code.Func; f != nil {
		src := f.Program.Source
		e.Function, e.File = f.Name, src.Name
		if l.trace != nil {
			e.Line, _ = src.Position(f.From)
			fmt.Fprintln(l.trace, e)
		}
	}
	l.ring[l.n%ringSize] = e
	l.n++
}

// Events returns the last events, oldest first.
func (l *Log) Events() []Event {
	first := max(0, l.n-ringSize)
	out := make([]Event, 0, l.n-first)
	for i := first; i < l.n; i++ {
		out = append(out, l.ring[i%ringSize])
	}
	return out
}

// Total is the number of events of one kind, tier and reason.
type Total struct {
	Count
	N int
}

// Totals returns how often each thing happened, ordered by kind, tier and reason.
func (l *Log) Totals() []Total {
	out := make([]Total, 0, len(l.counts))
	for c, n := range l.counts {
		out = append(out, Total{c, n})
	}
	sort.Slice(out, func(i, j int) bool {
		a, b := out[i].Count, out[j].Count
		switch {
		case a.Kind != b.Kind:
			return a.Kind < b.Kind
		case a.To != b.To:
			return a.To < b.To
		}
		return a.Reason < b.Reason
	})
	return out
}

// Declined returns how many functions a tier declined.
func (l *Log) Declined(t object.Tier) int {
	n := 0
	for c, k := range l.counts {
		if c.Kind == Decline && c.To == t {
			n += k
		}
	}
	return n
}
