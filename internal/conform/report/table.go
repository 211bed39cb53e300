package report

import (
	"fmt"
	"io"
	"sort"
	"strings"
	"time"

	"github.com/kilnjs/kiln/internal/conform/runner"
)

// Tally counts verdicts.
type Tally map[runner.Status]int

// Total is the number of scenarios counted.
func (t Tally) Total() int {
	n := 0
	for _, count := range t {
		n += count
	}
	return n
}

// Share is the part that passed, in percent; it is 100 only if all did.
func (t Tally) Share() string {
	total := t.Total()
	if total == 0 {
		return "-"
	}
	if t[runner.Pass] < total && t[runner.Pass]*10000/total == 9999 {
		return "99.99%"
	}
	return fmt.Sprintf("%.2f%%", float64(t[runner.Pass])*100/float64(total))
}

// Count tallies all results.
func Count(results []runner.Result) Tally {
	t := Tally{}
	for _, r := range results {
		t[r.Status]++
	}
	return t
}

// CountBy tallies results by the groups that group names; a result may belong
// to several groups or to none.
func CountBy(results []runner.Result, group func(runner.Result) []string) map[string]Tally {
	groups := map[string]Tally{}
	for _, r := range results {
		for _, name := range group(r) {
			if groups[name] == nil {
				groups[name] = Tally{}
			}
			groups[name][r.Status]++
		}
	}
	return groups
}

// Folder returns the first depth folders of a path.
func Folder(path string, depth int) string {
	parts := strings.Split(path, "/")
	return strings.Join(parts[:min(depth, max(len(parts)-1, 1))], "/")
}

// WriteTable prints one line per group: scenarios, share and the failures by
// kind. With hidePassed, groups without a failure are summed up in one line.
func WriteTable(out io.Writer, results []runner.Result, g Group, hidePassed bool) {
	title, groups := g.Title, CountBy(results, g.Names)
	width := len(title)
	for name := range groups {
		width = max(width, len(name))
	}
	fmt.Fprintf(out, "%-*s %8s %8s", width, title, "total", "passed")
	for _, status := range runner.Statuses {
		fmt.Fprintf(out, " %7s", status)
	}
	fmt.Fprintln(out)
	whole := 0
	for _, name := range g.names(groups) {
		t := groups[name]
		if hidePassed && t[runner.Pass] == t.Total() {
			whole++
			continue
		}
		fmt.Fprintf(out, "%-*s %8d %8s", width, name, t.Total(), t.Share())
		for _, status := range runner.Statuses {
			if t[status] == 0 {
				fmt.Fprintf(out, " %7s", ".")
			} else {
				fmt.Fprintf(out, " %7d", t[status])
			}
		}
		fmt.Fprintln(out)
	}
	if whole > 0 {
		fmt.Fprintf(out, "and %d without a failure\n", whole)
	}
	fmt.Fprintln(out)
}

// WriteShares prints one line per group: scenarios, and what part of them passed in each
// engine. With hidePassed, groups without a failure are summed up in one line.
func WriteShares(out io.Writer, r *Run, g Group, hidePassed bool) {
	engines, all := r.Engines(), CountBy(r.Results, g.Names)
	by := map[string]map[string]Tally{}
	width := len(g.Title)
	for name := range all {
		width = max(width, len(name))
	}
	fmt.Fprintf(out, "%-*s %8s", width, g.Title, "total")
	for _, engine := range engines {
		by[engine] = CountBy(r.Split(engine).Results, g.Names)
		fmt.Fprintf(out, " %*s", max(8, len(engine)), engine)
	}
	fmt.Fprintln(out)
	whole := 0
	for _, name := range g.names(all) {
		if hidePassed && all[name][runner.Pass] == all[name].Total() {
			whole++
			continue
		}
		most := 0
		for _, engine := range engines {
			most = max(most, by[engine][name].Total())
		}
		fmt.Fprintf(out, "%-*s %8d", width, name, most)
		for _, engine := range engines {
			fmt.Fprintf(out, " %*s", max(8, len(engine)), by[engine][name].Share())
		}
		fmt.Fprintln(out)
	}
	if whole > 0 {
		fmt.Fprintf(out, "and %d without a failure\n", whole)
	}
	fmt.Fprintln(out)
}

// WriteFailures prints failures grouped by the first line of their reason, the
// most frequent first, with up to examples scenarios each.
func WriteFailures(out io.Writer, results []runner.Result, examples int) {
	groups := map[string][]runner.Result{}
	for _, r := range results {
		if r.Status != runner.Pass {
			groups[firstLine(r)] = append(groups[firstLine(r)], r)
		}
	}
	reasons := sortedKeys(groups)
	sort.SliceStable(reasons, func(i, j int) bool { return len(groups[reasons[i]]) > len(groups[reasons[j]]) })
	for _, reason := range reasons {
		fmt.Fprintf(out, "%6d  %s\n", len(groups[reason]), reason)
		for _, r := range groups[reason][:min(examples, len(groups[reason]))] {
			fmt.Fprintf(out, "          %s [%s;%s]\n", r.Path, r.Mode, r.Tier)
		}
	}
}

func firstLine(r runner.Result) string {
	line, _, _ := strings.Cut(r.Message, "\n")
	const longest = 160
	if runes := []rune(line); len(runes) > longest {
		line = string(runes[:longest]) + "…"
	}
	if r.Status != runner.Fail {
		return strings.ToUpper(string(r.Status)) + " " + line
	}
	return line
}

// WriteSlowest prints the n scenarios that took longest.
func WriteSlowest(out io.Writer, results []runner.Result, n int) {
	slow := append([]runner.Result(nil), results...)
	sort.SliceStable(slow, func(i, j int) bool { return slow[i].Millis > slow[j].Millis })
	for _, r := range slow[:min(n, len(slow))] {
		fmt.Fprintf(out, "%9.1f ms  %s [%s;%s]\n", r.Millis, r.Path, r.Mode, r.Tier)
	}
	fmt.Fprintln(out)
}

// WriteStats prints the counters of the scenarios that ran in a tier: functions by
// the tier they ended in, then one line for each thing that happened to them.
func WriteStats(out io.Writer, tier string, s *runner.Stats) {
	fmt.Fprintf(out, "%s, %d scenarios\n", tier, s.Scenarios)
	for _, f := range s.Functions {
		fmt.Fprintf(out, "%10d  functions in %s\n", f.N, f.Tier)
	}
	for _, e := range s.Events {
		fmt.Fprintf(out, "%10d  %s to %s", e.N, e.Kind, e.Tier)
		if e.Reason != "" {
			fmt.Fprintf(out, ": %s", e.Reason)
		}
		fmt.Fprintln(out)
	}
	fmt.Fprintln(out)
}

// WriteDifference prints what changed between two runs.
func WriteDifference(out io.Writer, d *Difference, limit int) {
	for _, part := range d.parts() {
		if len(part.changes) == 0 {
			continue
		}
		fmt.Fprintf(out, "%d: %s\n", len(part.changes), part.title)
		for i, c := range part.changes {
			if i == limit {
				fmt.Fprintf(out, "  … and %d more\n", len(part.changes)-limit)
				break
			}
			message, _, _ := strings.Cut(c.Message, "\n")
			fmt.Fprintf(out, "  %s [%s;%s] %s -> %s: %s\n", c.Item.Path, c.Item.Mode, c.Item.Tier, c.Old, c.New, message)
		}
	}
	if d.OnlyOld+d.OnlyNew > 0 {
		fmt.Fprintf(out, "%d only in the first run, %d only in the second\n", d.OnlyOld, d.OnlyNew)
	}
	if len(d.Broken)+len(d.Fixed)+len(d.Other) == 0 {
		fmt.Fprintln(out, "no scenario that both have differs")
	}
}

// Progress shows how far a run has come: on a terminal in one line that is
// rewritten, elsewhere in a line now and then.
type Progress struct {
	out      io.Writer
	total    int
	terminal bool
	start    time.Time
	shown    time.Time
	done     int
	failed   int
}

// NewProgress starts the clock. A nil out shows nothing.
func NewProgress(out io.Writer, total int, terminal bool) *Progress {
	now := time.Now()
	return &Progress{out: out, total: total, terminal: terminal, start: now, shown: now}
}

// Add counts one result.
func (p *Progress) Add(r runner.Result) {
	p.done++
	if r.Status != runner.Pass {
		p.failed++
	}
	interval := 10 * time.Second
	if p.terminal {
		interval = 200 * time.Millisecond
	}
	if p.out == nil || time.Since(p.shown) < interval {
		return
	}
	p.shown = time.Now()
	elapsed := time.Since(p.start)
	left := time.Duration(float64(elapsed) / float64(p.done) * float64(p.total-p.done))
	line := fmt.Sprintf("%d of %d (%d%%), %d failed, %s left", p.done, p.total, p.done*100/p.total, p.failed, left.Round(time.Second))
	if p.terminal {
		fmt.Fprintf(p.out, "\r%-70s", line)
	} else {
		fmt.Fprintln(p.out, line)
	}
}

// Finish removes the line from a terminal.
func (p *Progress) Finish() {
	if p.out != nil && p.terminal {
		fmt.Fprintf(p.out, "\r%-70s\r", "")
	}
}
