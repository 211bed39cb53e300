package inside

import (
	"fmt"
	"strings"

	"github.com/kilnjs/kiln/pkg/syntax"
)

// Counted is how often a function, its loops and its lines began, exactly.
type Counted struct {
	Calls uint64      `json:"calls"`
	Turns uint64      `json:"turns"`
	Lines []LineCount `json:"lines"` // in order; those that nothing reached too
}

// LineCount is how often what begins in a line did: of its statements the one that began
// most often.
type LineCount struct {
	Line int    `json:"line"`
	Runs uint64 `json:"runs"`
}

// Count takes over what the program has counted, which was parsed with counts.
func (t *Tiers) Count(counts *syntax.Counts) {
	functions := map[*syntax.FuncInfo]*TierFunc{}
	for _, f := range t.Functions {
		functions[f.info] = f
		f.Counted = &Counted{Lines: []LineCount{}}
	}
	for _, c := range counts.All() {
		f := functions[c.Func]
		if f == nil {
			continue
		}
		switch c.Kind {
		case syntax.CountCalls:
			f.Counted.Calls += c.N
		case syntax.CountTurns:
			f.Counted.Turns += c.N
		}
		if at, ok := c.Begins(); ok {
			line, _ := t.source.Position(at)
			f.Counted.run(line, c.N)
		}
	}
}

// run keeps that something in a line began n times. Counters come in the order of the text.
func (c *Counted) run(line int, n uint64) {
	if last := len(c.Lines) - 1; last >= 0 && c.Lines[last].Line == line {
		c.Lines[last].Runs = max(c.Lines[last].Runs, n)
		return
	}
	c.Lines = append(c.Lines, LineCount{line, n})
}

// text says how often a function was called and its loops turned.
func (c *Counted) text() string {
	var parts []string
	if c.Calls > 0 {
		parts = append(parts, count(int64(c.Calls), "call", "calls"))
	}
	if c.Turns > 0 {
		parts = append(parts, count(int64(c.Turns), "turn", "turns of loops"))
	}
	if len(parts) == 0 {
		return ""
	}
	return "exactly " + strings.Join(parts, " and ")
}

// runs says how often a line began, "" when that was not counted.
func (c *Counted) runs(line int) string {
	if c != nil {
		for _, l := range c.Lines {
			if l.Line == line {
				return fmt.Sprintf("began %s", count(int64(l.Runs), "time", "times"))
			}
		}
	}
	return ""
}
