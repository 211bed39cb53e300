package bench

import (
	"fmt"
	"io"
	"slices"

	"github.com/jedib0t/go-pretty/v6/table"

	"github.com/kilnjs/kiln/internal/stats"
)

// Change is what became of a program in an engine from one report to another.
type Change struct {
	Program, Engine string
	Before, After   *Result
	stats.Test      // of after and before: with a ratio above 1 it became slower
}

// Comparison is what became of all that two reports have in common.
type Comparison struct {
	Changes []*Change
	Means   []Mean
	// Missing says what cannot be compared, or not well: what only one report has, other sizes,
	// other machines.
	Missing []string
	// Threshold is the part by which something may get slower without being a regression.
	Threshold float64
}

// Mean is the geometric mean over the programs of an engine.
type Mean struct {
	Engine string
	Ratio  stats.Interval
}

// Compare compares two reports, by program and engine.
func Compare(before, after *Report, threshold float64) *Comparison {
	c := &Comparison{Threshold: threshold}
	if a, b := before.machine(), after.machine(); a != b {
		c.Missing = append(c.Missing, fmt.Sprintf("the reports are from different machines: %s and %s", a, b))
	}
	pairs := map[string][][2]*stats.Sample{}
	for _, a := range before.Results {
		b := after.Result(a.Program, a.Engine)
		switch {
		case b == nil:
			c.Missing = append(c.Missing, fmt.Sprintf("%s in %s is in the first report only", a.Program, a.Engine))
		case !a.measured() || !b.measured():
			c.Missing = append(c.Missing, fmt.Sprintf("%s in %s was not measured in both", a.Program, a.Engine))
		case a.N != b.N:
			c.Missing = append(c.Missing, fmt.Sprintf("%s in %s has another size: n = %d and %d", a.Program, a.Engine, a.N, b.N))
		case a.Checksum != b.Checksum:
			c.Missing = append(c.Missing, fmt.Sprintf("%s in %s has another result: %s and %s", a.Program, a.Engine, a.Checksum, b.Checksum))
		default:
			// The samples of one name have been drawn from one seed.
			c.Changes = append(c.Changes, &Change{a.Program, a.Engine, a, b, stats.Compare(b.sample, a.sample)})
			pairs[a.Engine] = append(pairs[a.Engine], [2]*stats.Sample{b.sample, a.sample})
		}
	}
	for _, b := range after.Results {
		if before.Result(b.Program, b.Engine) == nil {
			c.Missing = append(c.Missing, fmt.Sprintf("%s in %s is in the second report only", b.Program, b.Engine))
		}
	}
	for _, engine := range before.Engines() {
		if p := pairs[engine]; len(p) > 0 {
			c.Means = append(c.Means, Mean{engine, stats.GeoMeanRatio(p)})
		}
	}
	return c
}

// Regressions returns what became slower by more than the threshold, for sure.
func (c *Comparison) Regressions() []*Change {
	return slices.DeleteFunc(slices.Clone(c.Changes), func(x *Change) bool { return !x.Differs || x.Ratio.Center <= 1+c.Threshold })
}

// verdict says what became of it in words.
func (c *Change) verdict() string {
	switch {
	case c.Differs && c.Ratio.Center > 1:
		return "slower"
	case c.Differs:
		return "faster"
	case c.TooFew:
		return "too few processes to tell"
	}
	return "no difference"
}

// WriteText shows the comparison.
func (c *Comparison) WriteText(w io.Writer) {
	t := newTable(7, 1, 6)
	t.AppendHeader(table.Row{"milliseconds", "in", "before", "after", "change", "p", ""})
	for _, x := range c.Changes {
		mark := ""
		if x.Disturbed {
			mark = " *"
		}
		t.AppendRow(table.Row{
			x.Program, x.Engine, x.Before.steady(), x.After.steady(), change(x.Ratio), fmt.Sprintf("%.3f", x.P), x.verdict() + mark,
		})
	}
	for _, m := range c.Means {
		t.AppendFooter(table.Row{"geometric mean", m.Engine, "", "", change(m.Ratio), "", ""})
	}
	fmt.Fprintln(w, t.Render())
	if slices.ContainsFunc(c.Changes, func(x *Change) bool { return x.Disturbed }) {
		fmt.Fprintln(w, "* compared by the fastest iterations of each process, since the machine was disturbed")
	}
	for _, m := range c.Missing {
		fmt.Fprintln(w, m)
	}
	if r := c.Regressions(); len(r) > 0 {
		fmt.Fprintf(w, "\n%s by more than %.3g%%:\n", plural(len(r), "measurement became slower", "measurements became slower"), 100*c.Threshold)
		for _, x := range r {
			fmt.Fprintf(w, "  %s in %s takes %s of the time (%s)\n", x.Program, x.Engine, percent(x.Ratio.Center), change(x.Ratio))
		}
		return
	}
	fmt.Fprintf(w, "\nNothing became slower by more than %.3g%%.\n", 100*c.Threshold)
}

func percent(x float64) string { return fmt.Sprintf("%.1f%%", 100*x) }

// change shows how much more or less time something takes.
func change(r stats.Interval) string {
	return fmt.Sprintf("%+.1f%% (%+.1f to %+.1f)", 100*(r.Center-1), 100*(r.Low-1), 100*(r.High-1))
}
