package export

import (
	"io"
	"slices"
	"time"

	"github.com/kilnjs/kiln/internal/prof/script"
	"github.com/kilnjs/kiln/internal/traceevent"
)

// The threads of a trace.
const (
	traceStacks = 1 + iota
	traceTurns
)

// Trace writes trace events: each frame as a slice as long as samples one after the other
// have it, and the turns of the event loop as a thread beside.
func Trace(w io.Writer, p *script.Profile) error {
	events := []traceevent.Event{traceevent.Process("kiln"), traceevent.Thread(traceStacks, "script")}
	if len(p.Turns) > 0 {
		events = append(events, traceevent.Thread(traceTurns, "event loop"))
	}
	for _, t := range p.Turns {
		e := traceevent.Span(traceTurns, "turn", t.What, t.At)
		e.Last(t.Took)
		e.Args = map[string]any{"jobs": t.Jobs}
		if t.File != "" {
			e.Args["file"], e.Args["line"] = t.File, t.Line
		}
		events = append(events, e)
	}
	type open struct {
		fn, event int
		at        time.Duration
	}
	var stack []open
	var path []int // nodes, outermost first
	var now time.Duration
	end := func(keep int) {
		for ; len(stack) > keep; stack = stack[:len(stack)-1] {
			top := stack[len(stack)-1]
			events[top.event].Last(now - top.at)
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
			e := traceevent.Span(traceStacks, p.Label(f), fn.Name, now)
			if fn.File != "" {
				e.Args = map[string]any{"file": fn.File, "line": fn.Line, "tier": p.Label(f)}
			}
			stack = append(stack, open{f.Func, len(events), now})
			events = append(events, e)
		}
		now += s.Weight
	}
	end(0)
	return traceevent.Write(w, slices.Values(events), nil)
}
