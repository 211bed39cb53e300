package export

import (
	"bufio"
	"cmp"
	"fmt"
	"html"
	"io"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/kilnjs/kiln/internal/prof/script"
)

// Diff is what two profiles have in common and in what they differ. Functions of one name
// and file are the same, wherever they stand in it.
type Diff struct {
	Before, After         *script.Profile
	BeforeName, AfterName string
	Rows                  []DiffRow // the largest difference first
}

// DiffRow is a function of two profiles.
type DiffRow struct {
	Func          script.Func      // of After, if it is there
	Before, After [2]time.Duration // in the function itself, and with what it called
}

// Points returns by how many points the share of the function itself has grown.
func (d *Diff) Points(r DiffRow) float64 {
	return percent(d.After, r.After[0]) - percent(d.Before, r.Before[0])
}

// diffKey is what makes functions of two profiles one.
type diffKey struct{ name, file string }

func diffKeyOf(f *script.Func) diffKey { return diffKey{f.Name, f.File} }

// NewDiff compares two profiles.
func NewDiff(before, after *script.Profile, beforeName, afterName string) *Diff {
	d := &Diff{Before: before, After: after, BeforeName: beforeName, AfterName: afterName}
	rows := map[diffKey]*DiffRow{}
	for _, p := range []*script.Profile{before, after} {
		for _, row := range p.Summarize().Rows {
			f := &p.Funcs[row.Func]
			r := rows[diffKeyOf(f)]
			if r == nil {
				r = &DiffRow{}
				rows[diffKeyOf(f)] = r
			}
			r.Func = *f
			of := &r.Before
			if p == after {
				of = &r.After
			}
			of[0] += row.Self
			of[1] += row.Total
		}
	}
	for _, r := range rows {
		d.Rows = append(d.Rows, *r)
	}
	slices.SortFunc(d.Rows, func(a, b DiffRow) int {
		return cmp.Or(cmp.Compare(math.Abs(d.Points(b)), math.Abs(d.Points(a))), cmp.Compare(a.Func.Name, b.Func.Name), cmp.Compare(a.Func.File, b.Func.File))
	})
	return d
}

// DiffFormats are the ways to write a difference.
var DiffFormats = []DiffFormat{
	{"table", []string{".txt"}, "", func(w io.Writer, d *Diff) error { return d.Table(w) }},
	{"markdown", []string{".md"}, "", func(w io.Writer, d *Diff) error { return d.Markdown(w) }},
	{"json", []string{".json"}, "", func(w io.Writer, d *Diff) error { return d.JSON(w) }},
	{"html", []string{".html", ".htm"}, "", func(w io.Writer, d *Diff) error { return d.HTML(w) }},
}

// DiffFormat is a way to write a difference.
type DiffFormat = FormatOf[*Diff]

// DiffAs returns the format of differences of that name, or what the name of a file means.
func DiffAs(name, file string) (*DiffFormat, error) {
	f, names := chosen(DiffFormats, name, file)
	if f == nil {
		return nil, fmt.Errorf("differences are written as %s, not as %q", names, cmp.Or(name, file))
	}
	return f, nil
}

// title says what is compared.
func (d *Diff) title() string {
	change := ""
	if d.Before.Took > 0 {
		change = fmt.Sprintf(" (%+.1f%%)", 100*(float64(d.After.Took)/float64(d.Before.Took)-1))
	}
	return fmt.Sprintf("%s took %s, %s %s%s", d.BeforeName, round(d.Before.Took), d.AfterName, round(d.After.Took), change)
}

// shown are the rows that people want to see.
func (d *Diff) shown(most int) []DiffRow {
	n := 0
	for n < len(d.Rows) && n < most && math.Abs(d.Points(d.Rows[n])) >= minRow {
		n++
	}
	return d.Rows[:n]
}

// Table writes a difference for people to read.
func (d *Diff) Table(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "%s\nshares of the time in the function itself\n\n%8s %8s %8s  %-28s %s\n", d.title(), "before", "after", "points", "function", "where")
	for _, r := range d.shown(maxRows) {
		fmt.Fprintf(b, "%7.1f%% %7.1f%% %+8.1f  %s\n", percent(d.Before, r.Before[0]), percent(d.After, r.After[0]), d.Points(r),
			strings.TrimSpace(fmt.Sprintf("%-28s %s", r.Func.Name, where(&r.Func))))
	}
	return b.Flush()
}

// Markdown writes what Table writes as Markdown.
func (d *Diff) Markdown(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "# Two profiles\n\n%s. Shares of the time in the function itself.\n\n| before | after | points | function | where |\n|---:|---:|---:|---|---|\n", d.title())
	for _, r := range d.shown(maxRows) {
		fmt.Fprintf(b, "| %.1f%% | %.1f%% | %+.1f | %s | %s |\n", percent(d.Before, r.Before[0]), percent(d.After, r.After[0]), d.Points(r), code(r.Func.Name), code(where(&r.Func)))
	}
	return b.Flush()
}

// JSON writes all of a difference. Times are in nanoseconds.
func (d *Diff) JSON(w io.Writer) error {
	type side struct {
		File   string `json:"file"`
		TookNS int64  `json:"tookNs"`
	}
	type row struct {
		Name          string  `json:"name"`
		File          string  `json:"file,omitempty"`
		Line          int     `json:"line,omitempty"`
		BeforeSelfNS  int64   `json:"beforeSelfNs"`
		AfterSelfNS   int64   `json:"afterSelfNs"`
		BeforeTotalNS int64   `json:"beforeTotalNs"`
		AfterTotalNS  int64   `json:"afterTotalNs"`
		Points        float64 `json:"points"`
	}
	out := struct {
		Before    side  `json:"before"`
		After     side  `json:"after"`
		Functions []row `json:"functions"`
	}{side{d.BeforeName, d.Before.Took.Nanoseconds()}, side{d.AfterName, d.After.Took.Nanoseconds()}, []row{}}
	for _, r := range d.Rows {
		out.Functions = append(out.Functions, row{r.Func.Name, r.Func.File, r.Func.Line, r.Before[0].Nanoseconds(), r.After[0].Nanoseconds(),
			r.Before[1].Nanoseconds(), r.After[1].Nanoseconds(), d.Points(r)})
	}
	return encode(w, &out)
}

// diffTree joins the stacks of two profiles.
type diffTree struct {
	flame  flame
	funcs  map[diffKey]int
	frames map[[3]int]int
	stacks map[[2]int64]int
}

func (t *diffTree) add(p *script.Profile, side int) {
	frames := make([]int, len(p.Frames))
	for i := range p.Frames {
		f := &p.Funcs[p.Frames[i].Func]
		fn, ok := t.funcs[diffKeyOf(f)]
		if !ok {
			fn = len(t.flame.Functions)
			t.funcs[diffKeyOf(f)] = fn
			t.flame.Functions = append(t.flame.Functions, [2]string{f.Name, where(f)})
		}
		key := [3]int{fn, p.Frames[i].Line, 0} // tiers differ from run to run
		frame, ok := t.frames[key]
		if !ok {
			frame = len(t.flame.Frames)
			t.frames[key] = frame
			t.flame.Frames = append(t.flame.Frames, key)
		}
		frames[i] = frame
	}
	of := make([]int64, len(p.Nodes))
	of[0] = -1
	for n := 1; n < len(p.Nodes); n++ {
		key := [2]int64{of[p.Nodes[n].Parent], int64(frames[p.Nodes[n].Frame])}
		stack, ok := t.stacks[key]
		if !ok {
			stack = len(t.flame.Stacks)
			t.stacks[key] = stack
			t.flame.Stacks = append(t.flame.Stacks, [4]int64{key[0], key[1]})
		}
		of[n] = int64(stack)
	}
	for _, s := range p.Samples {
		t.flame.Stacks[of[s.Node]][2+side] += s.Weight.Nanoseconds()
	}
	t.flame.Took[side] = p.Took.Nanoseconds()
}

// HTML writes a flame graph of both: what takes more of the time than before is red, what
// takes less is blue.
func (d *Diff) HTML(w io.Writer) error {
	t := diffTree{funcs: map[diffKey]int{}, frames: map[[3]int]int{}, stacks: map[[2]int64]int{}, flame: flame{Compare: true, Tiers: pageTiers, Lines: map[string]string{}}}
	t.add(d.After, 0)
	t.add(d.Before, 1)
	var b strings.Builder
	b.WriteString("<thead><tr><th class=\"n\">Before</th><th class=\"n\">After</th><th class=\"n\">Points</th><th>Function</th><th class=\"wide\">Where</th></tr></thead>\n<tbody>\n")
	for _, r := range d.shown(maxPageRows) {
		class := "more"
		if d.Points(r) < 0 {
			class = "less"
		}
		fmt.Fprintf(&b, "<tr><td class=\"n\">%.1f%%</td><td class=\"n\">%.1f%%</td><td class=\"n %s\">%+.1f</td><td><button type=\"button\" class=\"name\">%s</button></td><td class=\"wide\">%s</td></tr>\n",
			percent(d.Before, r.Before[0]), percent(d.After, r.After[0]), class, d.Points(r), html.EscapeString(r.Func.Name), html.EscapeString(where(&r.Func)))
	}
	b.WriteString("</tbody>")
	return writeFlame(w, &t.flame, map[string]string{
		"title": "Two profiles", "summary": d.title(), "heading": "What has changed most", "table": b.String(),
		"legend":   "<li><i style=\"background:var(--grown)\"></i>takes more of the time than before</li><li><i style=\"background:var(--shrunk)\"></i>less</li>",
		"controls": "<button id=\"before\" type=\"button\" aria-pressed=\"false\">As wide as before</button>\n",
	})
}
