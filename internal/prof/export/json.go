package export

import (
	"encoding/json"
	"io"
	"maps"
	"slices"
	"strconv"

	"github.com/kilnjs/kiln/internal/prof/script"
)

// encode writes v as one line of JSON.
func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// The document that JSON writes. Times are in nanoseconds.
type (
	document struct {
		Clock     string           `json:"clock"`
		Start     string           `json:"start"`
		PeriodNS  int64            `json:"periodNs"`
		TookNS    int64            `json:"tookNs"`
		Tiers     map[string]int64 `json:"tiersNs"`
		Functions []function       `json:"functions"`
		Frames    []frame          `json:"frames"`
		Stacks    []stack          `json:"stacks"`
		Samples   [][3]int64       `json:"samples"` // stack, end since the start, weight
		Turns     []turn           `json:"turns,omitempty"`
	}
	turn struct {
		AtNS   int64  `json:"atNs"`
		TookNS int64  `json:"tookNs"`
		Name   string `json:"name"`
		File   string `json:"file,omitempty"`
		Line   int    `json:"line,omitempty"`
		Jobs   int    `json:"jobs"`
	}
	function struct {
		Name    string           `json:"name"`
		Kind    string           `json:"kind"`
		File    string           `json:"file,omitempty"`
		Line    int              `json:"line,omitempty"`
		Column  int              `json:"column,omitempty"`
		SelfNS  int64            `json:"selfNs"`
		TotalNS int64            `json:"totalNs"`
		Tiers   map[string]int64 `json:"tiersNs,omitempty"` // of selfNs
		Lines   map[string]int64 `json:"linesNs,omitempty"` // of selfNs, by line
	}
	frame struct {
		Function int    `json:"function"`
		Line     int    `json:"line,omitempty"`
		Column   int    `json:"column,omitempty"`
		Tier     string `json:"tier"`
	}
	stack struct {
		Parent int `json:"parent"` // -1: none
		Frame  int `json:"frame"`
	}
)

var kinds = [...]string{script.Script: "script", script.Builtin: "builtin", script.Engine: "engine"}

// JSON writes all of a profile: sums by function, and the samples with their stacks.
func JSON(w io.Writer, p *script.Profile) error {
	d := document{
		Clock: string(p.Clock), Start: p.Start.UTC().Format("2006-01-02T15:04:05.000Z"),
		PeriodNS: p.Period.Nanoseconds(), TookNS: p.Took.Nanoseconds(), Tiers: map[string]int64{},
		Functions: make([]function, len(p.Funcs)), Frames: []frame{}, Stacks: []stack{}, Samples: [][3]int64{},
	}
	for i := range p.Funcs {
		f := &p.Funcs[i]
		d.Functions[i] = function{Name: f.Name, Kind: kinds[f.Kind], File: f.File, Line: f.Line, Column: f.Col}
	}
	s := p.Summarize()
	for _, share := range s.Tiers {
		d.Tiers[share.Tier] = share.Took.Nanoseconds()
	}
	for _, row := range s.Rows {
		f := &d.Functions[row.Func]
		f.SelfNS, f.TotalNS = row.Self.Nanoseconds(), row.Total.Nanoseconds()
		f.Tiers, f.Lines = map[string]int64{}, map[string]int64{}
		for _, share := range row.Tiers {
			f.Tiers[share.Tier] = share.Took.Nanoseconds()
		}
		for _, l := range row.Lines {
			f.Lines[strconv.Itoa(l.Line)] = l.Took.Nanoseconds()
		}
	}
	for i := range p.Frames {
		f := &p.Frames[i]
		d.Frames = append(d.Frames, frame{f.Func, f.Line, f.Col, p.Label(f)})
	}
	for _, n := range p.Nodes[1:] {
		d.Stacks = append(d.Stacks, stack{n.Parent - 1, n.Frame}) // without node 0
	}
	for _, s := range p.Samples {
		d.Samples = append(d.Samples, [3]int64{int64(s.Node) - 1, s.At.Nanoseconds(), s.Weight.Nanoseconds()})
	}
	for _, t := range p.Turns {
		d.Turns = append(d.Turns, turn{t.At.Nanoseconds(), t.Took.Nanoseconds(), t.What, t.File, t.Line, t.Jobs})
	}
	return encode(w, &d)
}

// Speedscope writes the file format of speedscope, with a profile of all samples in their
// order of time. Frames are places, so that it can show lines.
func Speedscope(w io.Writer, p *script.Profile) error {
	type place struct {
		Name string `json:"name"`
		File string `json:"file,omitempty"`
		Line int    `json:"line,omitempty"`
		Col  int    `json:"col,omitempty"`
	}
	type profile struct {
		Type    string  `json:"type"`
		Name    string  `json:"name"`
		Unit    string  `json:"unit"`
		Start   int64   `json:"startValue"`
		End     int64   `json:"endValue"`
		Samples [][]int `json:"samples"`
		Weights []int64 `json:"weights"`
	}
	frames := make([]place, len(p.Funcs))
	for i := range p.Funcs {
		f := &p.Funcs[i]
		frames[i] = place{f.Name, f.File, f.Line, f.Col}
	}
	out := profile{Type: "sampled", Name: "script", Unit: "nanoseconds", End: p.Took.Nanoseconds(), Samples: [][]int{}, Weights: []int64{}}
	for _, s := range p.Samples {
		var stack []int
		for n := range p.Stack(s.Node) {
			stack = append(stack, p.FrameOf(n).Func)
		}
		slices.Reverse(stack)
		out.Samples = append(out.Samples, stack)
		out.Weights = append(out.Weights, s.Weight.Nanoseconds())
	}
	return encode(w, map[string]any{
		"$schema": "https://www.speedscope.app/file-format-schema.json", "exporter": "kiln", "name": "kiln prof",
		"activeProfileIndex": 0, "shared": map[string]any{"frames": frames}, "profiles": []profile{out},
	})
}

// CPUProfile writes what Chrome's DevTools call a .cpuprofile: lines and columns count
// from 0 in call frames and from 1 in ticks, times are in microseconds.
func CPUProfile(w io.Writer, p *script.Profile) error {
	type ticks struct {
		Line  int `json:"line"`
		Ticks int `json:"ticks"`
	}
	type node struct {
		ID            int       `json:"id"`
		CallFrame     callFrame `json:"callFrame"`
		HitCount      int       `json:"hitCount"`
		Children      []int     `json:"children,omitempty"`
		PositionTicks []ticks   `json:"positionTicks,omitempty"`
	}
	t := newTree(p)
	scripts := map[string]int{}
	nodes := make([]node, len(t.nodes))
	for i, n := range t.nodes {
		out := node{ID: i + 1, CallFrame: callFrame{FunctionName: "(root)", ScriptID: "0", LineNumber: -1, ColumnNumber: -1}, HitCount: n.hits}
		if n.fn >= 0 {
			out.CallFrame = callFrameOf(&p.Funcs[n.fn], scripts)
		}
		for _, c := range n.children {
			out.Children = append(out.Children, c+1)
		}
		for _, line := range slices.Sorted(maps.Keys(n.lineHits)) {
			out.PositionTicks = append(out.PositionTicks, ticks{line, n.lineHits[line]})
		}
		nodes[i] = out
	}
	start := p.Start.UnixMicro()
	samples, deltas := []int{}, []int64{}
	var passed, told int64 // nanoseconds that samples have, microseconds that deltas have
	for _, s := range p.Samples {
		samples = append(samples, t.of[s.Node]+1)
		passed += s.Weight.Nanoseconds()
		deltas = append(deltas, passed/1000-told)
		told = passed / 1000
	}
	return encode(w, map[string]any{"nodes": nodes, "startTime": start, "endTime": start + told, "samples": samples, "timeDeltas": deltas})
}
