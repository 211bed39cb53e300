package inside

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/prof/script"
	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
	"github.com/kilnjs/kiln/pkg/watch"
)

// TierLog remembers what happened to functions.
type TierLog struct {
	functions map[watch.Function]*functionLog
	total     int64
}

type functionLog struct {
	events []watch.Event // of tiers, the first maxEvents
	more   int           // events beyond
	made   []Made
	work   [watch.Host]int64
	lines  map[lineTier]int64
}

type lineTier struct {
	line int
	tier watch.Tier
}

// maxEvents is how many events of one function are kept one by one.
const maxEvents = 100

// WatchTiers listens to s, from before the program runs.
func WatchTiers(s *watch.Stream) *TierLog {
	l := &TierLog{functions: map[watch.Function]*functionLog{}}
	s.Listen(watch.Tiers|watch.Compilation|watch.Slices, l.hear)
	return l
}

func (l *TierLog) hear(e *watch.Event) {
	if e.Kind == watch.Slice {
		l.total += e.Count
	}
	if e.Function == nil {
		return
	}
	f := l.functions[e.Function]
	if f == nil {
		f = &functionLog{lines: map[lineTier]int64{}}
		l.functions[e.Function] = f
	}
	switch {
	case e.Kind == watch.Slice:
		f.work[e.To] += e.Count
		f.lines[lineTier{e.Line, e.To}] += e.Count
	case e.Kind == watch.Compile:
		f.made = append(f.made, Made{Tier: e.To.String(), Loop: e.Reason == "loop", Bytes: e.Bytes, Took: e.Took})
	case len(f.events) < maxEvents:
		f.events = append(f.events, *e)
	default:
		f.more++
	}
}

// Tiers says what got hot in a program and what happened to it.
type Tiers struct {
	File string `json:"file"`
	// Work is how many calls and turns of loops there were, in whatever code.
	Work int64 `json:"work"`
	// Time is how long all took, and Engine the part of it in which no code of the
	// program ran, by what the engine did.
	Time      time.Duration            `json:"nanoseconds"`
	Engine    map[string]time.Duration `json:"engineNanoseconds,omitempty"`
	Functions []*TierFunc              `json:"functions"` // the ones that cost most first

	source *syntax.Source
}

// TierFunc says what happened to one function. Its calls and turns are about: each slice
// of some thousands counts for the function that ran when it ended.
type TierFunc struct {
	Name     string `json:"name"`
	Place           // where it begins
	EndLine  int    `json:"endLine"`
	Tier     string `json:"tier"` // that runs calls now; "" when it was never called
	Bytecode int    `json:"bytecodeBytes"`

	Time       time.Duration            `json:"nanoseconds"` // by samples; not in functions that it called
	TimeByTier map[string]time.Duration `json:"nanosecondsByTier,omitempty"`
	Counted    *Counted                 `json:"counted,omitempty"`
	Work       int64                    `json:"work"` // calls and turns
	ByTier     map[string]int64         `json:"byTier"`
	Lines      []LineWork               `json:"lines"`

	Made         []Made      `json:"made"`
	Events       []TierEvent `json:"events"`
	MoreEvents   int         `json:"moreEvents,omitempty"` // beyond those that are kept
	Replacements int         `json:"replacements"`
	Declined     []string    `json:"declined,omitempty"`
	Leaves       []WayOut    `json:"leaves"` // frames that went back to bytecode
	Exits        []WayOut    `json:"exits"`  // work that machine code left to Go
	Caches       []CacheSite `json:"caches"`
	Advice       []string    `json:"advice"`

	info *syntax.FuncInfo
}

// LineWork is how many calls and turns a line had in a tier, and its time.
type LineWork struct {
	Line int           `json:"line"`
	Tier string        `json:"tier"`
	Work int64         `json:"work"`
	Time time.Duration `json:"nanoseconds"`
}

// Made is a compilation.
type Made struct {
	Tier  string        `json:"tier"`
	Loop  bool          `json:"loop,omitempty"` // for a frame that was in a loop
	Bytes int64         `json:"bytes"`
	Took  time.Duration `json:"nanoseconds"`
}

// TierEvent is a change of tier.
type TierEvent struct {
	At     time.Duration `json:"at"` // nanoseconds since the runtime was made
	Kind   string        `json:"kind"`
	From   string        `json:"from"`
	To     string        `json:"to"`
	Loop   int32         `json:"loop"` // -1: none
	Reason string        `json:"reason,omitempty"`
}

// WayOut is a place where machine code went to Go.
type WayOut struct {
	PC          int32    `json:"pc"`
	Line        int      `json:"line"`
	Instruction string   `json:"instruction"`
	Expression  string   `json:"expression,omitempty"` // of source, of arithmetic and comparisons
	Why         string   `json:"why"`
	Times       uint64   `json:"times"`
	Expected    []string `json:"expected,omitempty"` // types or shapes that the code was made for
	Seen        []string `json:"seen,omitempty"`     // what the instruction has met beside them
}

// CacheSite is an access with an inline cache that is not empty.
type CacheSite struct {
	PC   int `json:"pc"`
	Line int `json:"line"`
	Cache
}

// NewTiers says what happened to functions of a program in r, to whose stream log has
// listened. profile, which may be nil, is of the same run.
func NewTiers(s *Selection, r *kiln.Runtime, log *TierLog, profile *script.Profile) *Tiers {
	t := &Tiers{File: s.Program.Source.Name, Work: r.Stats().Spent, Functions: []*TierFunc{}, source: s.Program.Source}
	codes := codesOf(r.Object())
	for _, f := range s.Functions {
		t.Functions = append(t.Functions, tierFunc(s, f, codes[f], r, log.functions[f]))
	}
	if profile != nil {
		t.spend(profile)
	}
	slices.SortStableFunc(t.Functions, func(a, b *TierFunc) int {
		return cmp.Or(cmp.Compare(b.Time, a.Time), cmp.Compare(b.Work, a.Work), cmp.Compare(len(b.Events), len(a.Events)))
	})
	return t
}

func tierFunc(s *Selection, f *syntax.FuncInfo, code *object.Code, r *kiln.Runtime, log *functionLog) *TierFunc {
	src := f.Program.Source
	out := &TierFunc{
		info: f, Name: s.Name(f), Place: placeOf(src, f.From), ByTier: map[string]int64{}, Lines: []LineWork{}, Made: []Made{},
		Events: []TierEvent{}, Leaves: []WayOut{}, Exits: []WayOut{}, Caches: []CacheSite{}, Advice: []string{},
	}
	out.EndLine, _ = src.Position(f.To)
	if log != nil {
		out.tell(log)
	}
	if code == nil {
		return out
	}
	fn := bytecode.FunctionOf(code)
	if fn != nil || code.Calls > 0 {
		out.Tier = code.Tier.String()
	}
	if fn != nil {
		out.Bytecode = fn.CodeBytes()
		out.look(s, r, fn, code)
	}
	out.advise()
	return out
}

// tell takes over what a log says.
func (out *TierFunc) tell(log *functionLog) {
	for tier, n := range log.work {
		if n > 0 {
			out.Work += n
			out.ByTier[watch.Tier(tier).String()] = n
		}
	}
	for at, n := range log.lines {
		out.Lines = append(out.Lines, LineWork{Line: at.line, Tier: at.tier.String(), Work: n})
	}
	out.sortLines()
	out.Made = append(out.Made, log.made...)
	out.MoreEvents = log.more
	for i := range log.events {
		e := &log.events[i]
		out.Events = append(out.Events, TierEvent{e.At, e.Kind.String(), e.From.String(), e.To.String(), e.Loop, e.Reason})
		switch e.Kind {
		case watch.Replace:
			out.Replacements++
		case watch.Decline:
			text := e.To.String() + ": " + e.Reason
			if !slices.Contains(out.Declined, text) {
				out.Declined = append(out.Declined, text)
			}
		}
	}
}

// look finds caches and ways to Go.
func (out *TierFunc) look(s *Selection, r *kiln.Runtime, fn *bytecode.Function, code *object.Code) {
	rt := r.Object()
	line := func(pc int) int {
		n, _ := code.Func.Program.Source.Position(fn.Proto().Position(int32(pc)))
		return n
	}
	for pc := range fn.Proto().Code {
		name, _ := fn.Proto().CacheName(pc)
		if met := metOf(s, rt, fn, pc, name); met != nil && met.Cache != nil {
			out.Caches = append(out.Caches, CacheSite{pc, line(pc), *met.Cache})
		}
	}
	for _, w := range r.Tiers().Ways(code) {
		way := WayOut{PC: w.PC, Line: line(int(w.PC)), Instruction: strings.Join(strings.Fields(fn.Proto().Text(int(w.PC))), " "), Why: w.Why, Times: w.Taken}
		if w.Expected != 0 {
			way.Expression = expressionAt(code.Func, fn.Proto().Position(w.PC))
		}
		name, _ := fn.Proto().CacheName(int(w.PC))
		met := metOf(s, rt, fn, int(w.PC), name)
		for i, text := range seenNames {
			if w.Expected>>i&1 != 0 {
				way.Expected = append(way.Expected, text)
			}
		}
		for _, id := range w.Shapes {
			way.Expected = append(way.Expected, shapeText(rt, id))
		}
		if met != nil && w.Expected != 0 {
			way.Seen = others(met.Types, way.Expected)
		}
		if met != nil && met.Cache != nil && w.Shapes != nil {
			var shapes []string
			for _, e := range met.Cache.Entries {
				shapes = append(shapes, e.Shape)
			}
			way.Seen = others(shapes, way.Expected)
		}
		if w.Leaves() {
			out.Leaves = append(out.Leaves, way)
		} else {
			out.Exits = append(out.Exits, way)
		}
	}
}

// expressionAt returns the text of the arithmetic or comparison in f that begins at pos, ""
// if there is none.
func expressionAt(f *syntax.FuncInfo, pos syntax.Pos) string {
	text := ""
	var visit func(n syntax.Node)
	visit = func(n syntax.Node) {
		switch n.(type) {
		case *syntax.BinaryExpr, *syntax.CompoundAssign, *syntax.UpdateExpr, *syntax.UnaryExpr:
			if n.Pos() == pos {
				text = f.Program.Source.Text[n.Pos():n.End()] // the innermost is visited last
			}
		}
		syntax.Children(n, visit)
	}
	for _, s := range f.Body {
		visit(s)
	}
	if f.Expr != nil {
		visit(f.Expr)
	}
	return strings.Join(strings.Fields(oneLine(text)), " ")
}

// others returns what is in list and not in known.
func others(list, known []string) []string {
	var out []string
	for _, x := range list {
		if !slices.Contains(known, x) {
			out = append(out, x)
		}
	}
	return out
}
