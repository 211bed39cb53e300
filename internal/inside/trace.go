package inside

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"time"

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

// traceEvent is an event in the Trace Event Format, which Perfetto and Chrome open.
type traceEvent struct {
	Name     string         `json:"name"`
	Category string         `json:"cat,omitempty"`
	Phase    string         `json:"ph"`
	At       float64        `json:"ts"` // microseconds
	Took     float64        `json:"dur,omitempty"`
	Process  int            `json:"pid"`
	Thread   int            `json:"tid"`
	Scope    string         `json:"s,omitempty"`
	Args     map[string]any `json:"args,omitempty"`
}

// The lanes of a trace.
const (
	laneCode = 1 + iota
	laneBytecode
	laneNative
	laneCollector
)

var laneNames = map[int]string{laneCode: "changes of tier", laneBytecode: "making bytecode", laneNative: "making machine code", laneCollector: "collector"}

func microseconds(d time.Duration) float64 { return float64(d) / float64(time.Microsecond) }

// Write writes the trace as JSON, an event a line.
func (t *Trace) Write(w io.Writer) error {
	out := bufio.NewWriter(w)
	sep := "{\"displayTimeUnit\": \"ms\", \"traceEvents\": [\n"
	put := func(e traceEvent) error {
		text, err := json.Marshal(e)
		if err == nil {
			_, err = fmt.Fprintf(out, "%s%s", sep, text)
		}
		sep = ",\n"
		return err
	}
	if err := put(traceEvent{Name: "process_name", Phase: "M", Process: 1, Args: map[string]any{"name": "kiln"}}); err != nil {
		return err
	}
	for lane := laneCode; lane <= laneCollector; lane++ {
		if err := put(traceEvent{Name: "thread_name", Phase: "M", Process: 1, Thread: lane, Args: map[string]any{"name": laneNames[lane]}}); err != nil {
			return err
		}
	}
	for i := range t.events {
		if err := put(traced(&t.events[i])); err != nil {
			return err
		}
	}
	if _, err := fmt.Fprintf(out, "\n], \"otherData\": {\"eventsLost\": %d}}\n", t.lost); err != nil {
		return err
	}
	return out.Flush()
}

// traced makes a trace event: a span for what took time, an instant for a change of tier.
func traced(e *watch.Event) traceEvent {
	out := traceEvent{Category: e.Kind.String(), Phase: "i", At: microseconds(e.At), Process: 1, Thread: laneCode, Scope: "t", Args: map[string]any{}}
	name := "the engine"
	if e.Function != nil {
		file, line := e.Function.Location()
		if name = e.Function.FunctionName(); name == "" {
			name = "(anonymous)"
		}
		out.Args["file"], out.Args["line"] = file, line
	}
	if e.Reason != "" {
		out.Args["reason"] = e.Reason
	}
	switch e.Kind {
	case watch.Compile, watch.Collect:
		out.Phase, out.Scope, out.At, out.Took = "X", "", microseconds(max(0, e.At-e.Took)), microseconds(e.Took)
		out.Name, out.Args["bytes"] = name, e.Bytes
		switch {
		case e.Kind == watch.Collect:
			out.Name, out.Thread = e.Reason+" collection", laneCollector
		case e.To == watch.Native:
			out.Thread = laneNative
		default:
			out.Thread = laneBytecode
		}
	default:
		out.Name = fmt.Sprintf("%s %s", e.Kind, name)
		out.Args["from"], out.Args["to"] = e.From.String(), e.To.String()
		if e.Loop >= 0 {
			out.Args["loop"] = e.Loop
		}
	}
	return out
}
