package script

import (
	"cmp"
	"slices"

	"github.com/kilnjs/kiln/pkg/syntax"
)

// NewCounts returns counters for the programs of one runtime: kiln.CompileCounted takes
// them, and object.Runtime.Counts for what the program loads.
func NewCounts() *Counters { return &Counters{} }

// Counters count while a program runs.
type Counters = syntax.Counts

// Counts is how often the parts of a program began: exactly, and the same in every tier.
type Counts struct {
	Funcs []FuncCount // those that were called, and what is no function but has turns or lines; the most calls first
	Lines []LineCount // by file and line
}

// FuncCount is how often a function was called, and its loops.
type FuncCount struct {
	Func
	Calls uint64 // of a script, module or eval code 0
	Turns uint64 // of all loops
	Loops []LoopCount
}

// LoopCount is how often the body of a loop began.
type LoopCount struct {
	Line, Col int
	Turns     uint64
}

// LineCount is how often what begins in a line did: of its statements the one that
// began most often.
type LineCount struct {
	File   string
	Line   int
	Runs   uint64
	Source *syntax.Source
}

// Count reads counters. Lines that were never reached have 0.
func Count(counts *Counters) *Counts {
	funcs := map[funcKey]*FuncCount{}
	lines := map[funcKey]*LineCount{} // by file and line
	for _, c := range counts.All() {
		src := c.Func.Program.Source
		line, col := src.Position(c.At)
		f := scriptFunc(c.Func, "")
		key := funcKey{f.Name, f.File, f.Line, f.Col, f.Kind}
		count := funcs[key]
		if count == nil {
			count = &FuncCount{Func: f}
			funcs[key] = count
		}
		switch c.Kind {
		case syntax.CountCalls:
			count.Calls += c.N
		case syntax.CountTurns:
			count.Turns += c.N
			count.Loops = append(count.Loops, LoopCount{line, col, c.N})
		}
		begins, ok := c.Begins()
		if !ok {
			continue
		}
		line, _ = src.Position(begins)
		at := funcKey{file: src.Name, line: line}
		l := lines[at]
		if l == nil {
			l = &LineCount{File: src.Name, Line: line, Source: src}
			lines[at] = l
		}
		l.Runs = max(l.Runs, c.N)
	}
	out := &Counts{}
	for _, f := range funcs {
		if f.Calls > 0 || f.Turns > 0 {
			out.Funcs = append(out.Funcs, *f)
		}
	}
	slices.SortFunc(out.Funcs, func(a, b FuncCount) int {
		return cmp.Or(cmp.Compare(b.Calls, a.Calls), cmp.Compare(b.Turns, a.Turns), cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
	})
	for _, l := range lines {
		out.Lines = append(out.Lines, *l)
	}
	slices.SortFunc(out.Lines, func(a, b LineCount) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	return out
}
