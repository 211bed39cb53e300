package export

import (
	"io"
	"slices"
	"time"

	"github.com/kilnjs/kiln/internal/prof/script"
)

// The version of the processed format that Firefox writes; later ones of the Firefox
// Profiler read it. Gecko is that of the format of the browser itself, which nobody looks
// at but for being there.
const (
	firefoxVersion = 48
	geckoVersion   = 30
)

// firefoxColours are the colours of categories, which are pageTiers.
var firefoxColours = map[string]string{"interp": "yellow", "bytecode": "blue", "native": "green", script.InGo: "orange", "host": "purple", "engine": "grey"}

// column makes one value for each of n rows.
func column(n int, value func(i int) any) []any {
	list := make([]any, n)
	for i := range list {
		list[i] = value(i)
	}
	return list
}

// orNull is a number, and null for 0.
func orNull(n int) any {
	if n == 0 {
		return nil
	}
	return n
}

func constant(v any) func(int) any { return func(int) any { return v } }

// Firefox writes the processed format of the Firefox Profiler: one thread, tiers as
// categories, turns of the event loop as markers.
func Firefox(w io.Writer, p *script.Profile) error {
	var text texts
	text.of("")
	category := func(f *script.Frame) int { return 1 + max(slices.Index(pageTiers, p.Label(f)), 0) }
	categories := []any{map[string]any{"name": "Other", "color": "grey", "subcategories": []string{"Other"}}}
	for _, tier := range pageTiers {
		categories = append(categories, map[string]any{"name": tier, "color": firefoxColours[tier], "subcategories": []string{"Other"}})
	}
	fn := func(i int) *script.Func { return &p.Funcs[i] }
	isScript := func(i int) any { return fn(i).File != "" }
	functions := map[string]any{
		"length": len(p.Funcs),
		"name":   column(len(p.Funcs), func(i int) any { return text.of(fn(i).Name) }),
		"isJS":   column(len(p.Funcs), isScript), "relevantForJS": column(len(p.Funcs), constant(false)),
		"resource": column(len(p.Funcs), constant(-1)),
		"fileName": column(len(p.Funcs), func(i int) any {
			if fn(i).File == "" {
				return nil
			}
			return text.of(fn(i).File)
		}),
		"lineNumber": column(len(p.Funcs), func(i int) any { return orNull(fn(i).Line) }), "columnNumber": column(len(p.Funcs), func(i int) any { return orNull(fn(i).Col) }),
	}
	frames := map[string]any{
		"length": len(p.Frames), "address": column(len(p.Frames), constant(-1)), "inlineDepth": column(len(p.Frames), constant(0)),
		"category": column(len(p.Frames), func(i int) any { return category(&p.Frames[i]) }), "subcategory": column(len(p.Frames), constant(0)),
		"func":         column(len(p.Frames), func(i int) any { return p.Frames[i].Func }),
		"nativeSymbol": column(len(p.Frames), constant(nil)), "innerWindowID": column(len(p.Frames), constant(0)), "implementation": column(len(p.Frames), constant(nil)),
		"line": column(len(p.Frames), func(i int) any { return orNull(p.Frames[i].Line) }), "column": column(len(p.Frames), func(i int) any { return orNull(p.Frames[i].Col) }),
	}
	stacks := map[string]any{
		"length": len(p.Nodes) - 1,
		"frame":  column(len(p.Nodes)-1, func(i int) any { return p.Nodes[i+1].Frame }),
		"prefix": column(len(p.Nodes)-1, func(i int) any {
			if p.Nodes[i+1].Parent == 0 {
				return nil
			}
			return p.Nodes[i+1].Parent - 1
		}),
		"category": column(len(p.Nodes)-1, func(i int) any { return category(p.FrameOf(i + 1)) }), "subcategory": column(len(p.Nodes)-1, constant(0)),
	}
	var passed float64
	samples := map[string]any{
		"length": len(p.Samples), "weightType": "tracing-ms",
		"weight": column(len(p.Samples), func(i int) any { return milliseconds(p.Samples[i].Weight) }),
		"stack":  column(len(p.Samples), func(i int) any { return p.Samples[i].Node - 1 }),
		"time": column(len(p.Samples), func(i int) any {
			at := passed
			passed += milliseconds(p.Samples[i].Weight)
			return at
		}),
	}
	thread := map[string]any{
		"name": "script", "isMainThread": true, "processType": "default", "processName": "kiln", "pid": "1", "tid": 1,
		"processStartupTime": 0, "processShutdownTime": nil, "registerTime": 0, "unregisterTime": nil, "pausedRanges": []any{},
		"samples": samples, "markers": firefoxTurns(p, &text), "stackTable": stacks, "frameTable": frames, "funcTable": functions,
		"resourceTable": map[string]any{"length": 0, "lib": []any{}, "name": []any{}, "host": []any{}, "type": []any{}},
		"nativeSymbols": map[string]any{"length": 0, "libIndex": []any{}, "address": []any{}, "name": []any{}, "functionSize": []any{}},
	}
	thread["stringArray"] = text.list
	return encode(w, map[string]any{
		"meta": map[string]any{
			"version": geckoVersion, "preprocessedProfileVersion": firefoxVersion, "product": "kiln", "processType": 0, "stackwalk": 1, "debug": false,
			"interval": milliseconds(p.Period), "startTime": float64(p.Start.UnixMicro()) / 1000, "symbolicated": true, "categories": categories, "markerSchema": []any{},
			"extensions":  map[string]any{"length": 0, "id": []any{}, "name": []any{}, "baseURL": []any{}},
			"sampleUnits": map[string]string{"time": "ms", "eventDelay": "ms", "threadCPUDelta": "µs"},
		},
		"libs": []any{}, "pages": []any{}, "threads": []any{thread},
	})
}

// firefoxTurns makes markers of the turns of the event loop.
func firefoxTurns(p *script.Profile, text *texts) map[string]any {
	const interval = 1
	n := len(p.Turns)
	at := func(i int) float64 { return milliseconds(p.Turns[i].At) }
	return map[string]any{
		"length": n, "name": column(n, func(int) any { return text.of("turn") }), "phase": column(n, constant(interval)), "category": column(n, constant(0)),
		"startTime": column(n, func(i int) any { return at(i) }), "endTime": column(n, func(i int) any { return at(i) + milliseconds(p.Turns[i].Took) }),
		"data": column(n, func(i int) any { return map[string]string{"type": "Text", "name": p.Turns[i].String()} }),
	}
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
