// Package traceevent writes the Trace Event Format, which Perfetto and Chrome's tracing open.
package traceevent

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"time"
)

// Event is an event of a trace. Times are in microseconds.
type Event struct {
	Name     string         `json:"name"`
	Category string         `json:"cat,omitempty"`
	Phase    string         `json:"ph"`
	At       float64        `json:"ts"`
	Took     *float64       `json:"dur,omitempty"`
	Process  int            `json:"pid"`
	Thread   int            `json:"tid"`
	Scope    string         `json:"s,omitempty"`
	Args     map[string]any `json:"args,omitempty"`
}

// process is the number of the only process of a trace.
const process = 1

// Microseconds converts a time.
func Microseconds(d time.Duration) float64 { return float64(d) / float64(time.Microsecond) }

// Process names the process.
func Process(name string) Event { return named("process_name", 0, name) }

// Thread names a thread.
func Thread(thread int, name string) Event { return named("thread_name", thread, name) }

func named(kind string, thread int, name string) Event {
	return Event{Name: kind, Phase: "M", Process: process, Thread: thread, Args: map[string]any{"name": name}}
}

// Span is something that begins at a time. Took may be set later.
func Span(thread int, category, name string, at time.Duration) Event {
	return Event{Name: name, Category: category, Phase: "X", At: Microseconds(at), Process: process, Thread: thread}
}

// Instant is something that happens on a thread at a time.
func Instant(thread int, category, name string, at time.Duration) Event {
	return Event{Name: name, Category: category, Phase: "i", At: Microseconds(at), Process: process, Thread: thread, Scope: "t"}
}

// Last sets how long a span takes.
func (e *Event) Last(d time.Duration) {
	took := Microseconds(d)
	e.Took = &took
}

// Write writes a trace as JSON, an event a line. other is what viewers show of the trace as
// a whole.
func Write(w io.Writer, events iter.Seq[Event], other map[string]any) error {
	out := bufio.NewWriter(w)
	sep := "{\"displayTimeUnit\": \"ms\", \"traceEvents\": [\n"
	for e := range events {
		text, err := json.Marshal(e)
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(out, "%s%s", sep, text); err != nil {
			return err
		}
		sep = ",\n"
	}
	text, err := json.Marshal(other)
	if err != nil {
		return err
	}
	if other != nil {
		_, err = fmt.Fprintf(out, "\n], \"otherData\": %s}\n", text)
	} else {
		_, err = out.WriteString("\n]}\n")
	}
	if err != nil {
		return err
	}
	return out.Flush()
}
