package script

import (
	"cmp"
	"slices"
	"time"
)

// Summary is a profile added up by function.
type Summary struct {
	Rows  []Row // the most time in the function itself first
	Tiers []Share
}

// Row is what one function took.
type Row struct {
	Func  int
	Self  time.Duration // in the function itself
	Total time.Duration // with what it called; recursion counts once
	Tiers []Share       // of Self, the largest first
	Lines []Line        // of Self, the largest first; none unless the function is of a script
}

// Share is what was spent in one tier.
type Share struct {
	Tier string // "engine": not in code
	Took time.Duration
}

// Line is what was spent in one line.
type Line struct {
	Line int
	Took time.Duration
}

// Summarize adds a profile up.
func (p *Profile) Summarize() Summary {
	rows := make([]Row, len(p.Funcs))
	tiers := make([]map[string]time.Duration, len(p.Funcs))
	lines := make([]map[int]time.Duration, len(p.Funcs))
	all := map[string]time.Duration{}
	for i := range rows {
		rows[i].Func, tiers[i], lines[i] = i, map[string]time.Duration{}, map[int]time.Duration{}
	}
	seen := make([]int, len(p.Funcs)) // the sample that was last counted, from 1
	for n, s := range p.Samples {
		f := p.FrameOf(s.Node)
		rows[f.Func].Self += s.Weight
		label := p.Label(f)
		tiers[f.Func][label] += s.Weight
		all[label] += s.Weight
		if f.Line > 0 {
			lines[f.Func][f.Line] += s.Weight
		}
		for node := range p.Stack(s.Node) {
			if fn := p.FrameOf(node).Func; seen[fn] != n+1 {
				seen[fn] = n + 1
				rows[fn].Total += s.Weight
			}
		}
	}
	for i := range rows {
		rows[i].Tiers = shares(tiers[i])
		for line, took := range lines[i] {
			rows[i].Lines = append(rows[i].Lines, Line{line, took})
		}
		slices.SortFunc(rows[i].Lines, func(a, b Line) int {
			return cmp.Or(cmp.Compare(b.Took, a.Took), cmp.Compare(a.Line, b.Line))
		})
	}
	rows = slices.DeleteFunc(rows, func(r Row) bool { return r.Total == 0 })
	slices.SortStableFunc(rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(b.Self, a.Self), cmp.Compare(b.Total, a.Total))
	})
	return Summary{Rows: rows, Tiers: shares(all)}
}

// shares sorts a sum by tier.
func shares(took map[string]time.Duration) []Share {
	var list []Share
	for tier, d := range took {
		list = append(list, Share{tier, d})
	}
	slices.SortFunc(list, func(a, b Share) int {
		return cmp.Or(cmp.Compare(b.Took, a.Took), cmp.Compare(a.Tier, b.Tier))
	})
	return list
}
