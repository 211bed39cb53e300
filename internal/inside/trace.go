package inside

import (
	"io"

	"github.com/kilnjs/kiln/internal/traceevent"
	"github.com/kilnjs/kiln/pkg/watch"
)

// maxTraced is how many events a trace keeps.
const maxTraced = 1 << 20

// Trace keeps what happens to the code of a run, and what the collector does, for viewers
// of traces.
type Trace struct {
	events []watch.Event
	lost   int
}

// WatchTrace listens to s, from before the program runs.
func WatchTrace(s *watch.Stream) *Trace {
	t := &Trace{}
	s.Listen(watch.Tiers|watch.Compilation|watch.Collection, func(e *watch.Event) {
		if len(t.events) == maxTraced {
			t.lost++
			return
		}
		t.events = append(t.events, *e)
	})
	return t
}

// The lanes of a trace.
const (
	laneCode = 1 + iota
	laneBytecode
	laneNative
	laneCollector
)

var laneNames = map[int]string{laneCode: "changes of tier", laneBytecode: "making bytecode", laneNative: "making machine code", laneCollector: "collector"}

// Write writes the trace as JSON, an event a line.
func (t *Trace) Write(w io.Writer) error {
	return traceevent.Write(w, func(yield func(traceevent.Event) bool) {
		if !yield(traceevent.Process("kiln")) {
			return
		}
		for lane := laneCode; lane <= laneCollector; lane++ {
			if !yield(traceevent.Thread(lane, laneNames[lane])) {
				return
			}
		}
		for i := range t.events {
			if !yield(traced(&t.events[i])) {
				return
			}
		}
	}, map[string]any{"eventsLost": t.lost})
}

// traced makes a trace event: a span for what took time, an instant for a change of tier.
func traced(e *watch.Event) traceevent.Event {
	name, args := "the engine", map[string]any{}
	if e.Function != nil {
		file, line := e.Function.Location()
		if name = e.Function.FunctionName(); name == "" {
			name = "(anonymous)"
		}
		args["file"], args["line"] = file, line
	}
	if e.Reason != "" {
		args["reason"] = e.Reason
	}
	var out traceevent.Event
	switch kind := e.Kind.String(); {
	case e.Kind == watch.Collect:
		out = traceevent.Span(laneCollector, kind, e.Reason+" collection", max(0, e.At-e.Took))
	case e.Kind == watch.Compile && e.To == watch.Native:
		out = traceevent.Span(laneNative, kind, name, max(0, e.At-e.Took))
	case e.Kind == watch.Compile:
		out = traceevent.Span(laneBytecode, kind, name, max(0, e.At-e.Took))
	default:
		out = traceevent.Instant(laneCode, kind, kind+" "+name, e.At)
		args["from"], args["to"] = e.From.String(), e.To.String()
		if e.Loop >= 0 {
			args["loop"] = e.Loop
		}
	}
	if out.Scope == "" {
		out.Last(e.Took)
		args["bytes"] = e.Bytes
	}
	out.Args = args
	return out
}
