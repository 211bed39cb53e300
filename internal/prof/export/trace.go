package export

import (
	"io"
	"time"

	"github.com/kilnjs/kiln/internal/prof/script"
)

// traceEvent is one of the format of Chrome's tracing, which Perfetto reads as well. Times
// are in microseconds.
type traceEvent struct {
	Name     string         `json:"name"`
	Category string         `json:"cat,omitempty"`
	Phase    string         `json:"ph"`
	At       float64        `json:"ts"`
	Took     *float64       `json:"dur,omitempty"`
	Process  int            `json:"pid"`
	Thread   int            `json:"tid"`
	Args     map[string]any `json:"args,omitempty"`
}

// The threads of a trace.
const (
	traceStacks = 1 + iota
	traceTurns
)

func micros(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1000 }

// Trace writes trace events: each frame as a slice as long as samples one after the other
// have it, and the turns of the event loop as a thread beside.
func Trace(w io.Writer, p *script.Profile) error {
	name := func(thread int, kind, text string) traceEvent {
		return traceEvent{Name: kind, Phase: "M", Process: 1, Thread: thread, Args: map[string]any{"name": text}}
	}
	events := []traceEvent{name(0, "process_name", "kiln"), name(traceStacks, "thread_name", "script")}
	if len(p.Turns) > 0 {
		events = append(events, name(traceTurns, "thread_name", "event loop"))
	}
	for _, t := range p.Turns {
		took := micros(t.Took)
		args := map[string]any{"jobs": t.Jobs}
		if t.File != "" {
			args["file"], args["line"] = t.File, t.Line
		}
		events = append(events, traceEvent{Name: t.What, Category: "turn", Phase: "X", At: micros(t.At), Took: &took, Process: 1, Thread: traceTurns, Args: args})
	}
	type open struct{ fn, event int }
	var stack []open
	var path []int // nodes, outermost first
	var now time.Duration
	end := func(keep int) {
		for ; len(stack) > keep; stack = stack[:len(stack)-1] {
			took := micros(now) - events[stack[len(stack)-1].event].At
			events[stack[len(stack)-1].event].Took = &took
		}
	}
	for _, s := range p.Samples {
		path = path[:0]
		for n := range p.Stack(s.Node) {
			path = append(path, n)
		}
		depth := 0
		for depth < len(path) && depth < len(stack) && stack[depth].fn == p.FrameOf(path[len(path)-1-depth]).Func {
			depth++
		}
		end(depth)
		for ; depth < len(path); depth++ {
			f := p.FrameOf(path[len(path)-1-depth])
			fn := &p.Funcs[f.Func]
			e := traceEvent{Name: fn.Name, Category: p.Label(f), Phase: "X", At: micros(now), Process: 1, Thread: traceStacks}
			if fn.File != "" {
				e.Args = map[string]any{"file": fn.File, "line": fn.Line, "tier": p.Label(f)}
			}
			stack = append(stack, open{f.Func, len(events)})
			events = append(events, e)
		}
		now += s.Weight
	}
	end(0)
	return encode(w, map[string]any{"displayTimeUnit": "ms", "traceEvents": events})
}
