package bench

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/kilnjs/kiln/internal/prof/script"
	"github.com/kilnjs/kiln/internal/stats"
)

// curveWidth is the number of bars of a curve in a table.
const curveWidth = 16

var bars = []rune("▁▂▃▄▅▆▇█")

// Curve draws the iterations of a run, each bar the median of its part. The scale begins
// at the least bar and is never finer than half of that, so that noise looks like noise.
func Curve(iterations []float64) string {
	var points []float64
	for i := range min(curveWidth, len(iterations)) {
		n := min(curveWidth, len(iterations))
		points = append(points, stats.Median(iterations[i*len(iterations)/n:(i+1)*len(iterations)/n]))
	}
	if len(points) == 0 {
		return ""
	}
	low := slices.Min(points)
	high := max(slices.Max(points), 1.5*low, math.SmallestNonzeroFloat64)
	var b strings.Builder
	for _, p := range points {
		b.WriteRune(bars[min(int((p-low)/(high-low)*float64(len(bars))), len(bars)-1)])
	}
	return b.String()
}

// newTable makes a table whose columns after the first are right-aligned, but for those
// that hold curves and words.
func newTable(columns int, left ...int) table.Writer {
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	t.Style().Options = table.OptionsNoBordersAndSeparators
	t.Style().Format.Header, t.Style().Format.Footer = text.FormatDefault, text.FormatDefault
	t.Style().Box.PaddingLeft, t.Style().Box.PaddingRight = "", "  "
	t.SuppressTrailingSpaces()
	configs := make([]table.ColumnConfig, columns)
	for i := range configs {
		align := text.AlignRight
		if i == 0 || slices.Contains(left, i) {
			align = text.AlignLeft
		}
		configs[i] = table.ColumnConfig{Number: i + 1, Align: align, AlignHeader: align, AlignFooter: align}
	}
	t.SetColumnConfigs(configs)
	return t
}

// overview is one row for each program: the steady state of each engine and how many times
// as fast as the first one it is, then the curve of the last engine.
func (r *Report) overview() table.Writer {
	engines, shown := r.Engines(), r.shown()
	columns := 2 * len(engines)
	t := newTable(columns+2, columns, columns+1)
	header := table.Row{"milliseconds"}
	for i, e := range engines {
		header = append(header, e)
		if i > 0 {
			header = append(header, "")
		}
	}
	t.AppendHeader(append(header, shown+" over time", ""))
	for _, program := range r.Programs() {
		row := table.Row{program}
		first := r.Result(program, engines[0])
		for i, e := range engines {
			x := r.Result(program, e)
			if !x.measured() {
				row = append(row, missing(x))
				if i > 0 {
					row = append(row, "")
				}
				continue
			}
			row = append(row, x.steady())
			if i > 0 {
				row = append(row, ratioTo(first, x))
			}
		}
		if x := r.Result(program, shown); x.measured() {
			row = append(row, Curve(x.typical().Iterations), x.state())
		}
		t.AppendRow(row)
	}
	if len(engines) > 1 && len(r.Programs()) > 1 {
		row := table.Row{"geometric mean", ""}
		for _, e := range engines[1:] {
			pairs := r.pairs(engines[0], e)
			if len(pairs) == 0 {
				row = append(row, "", "")
				continue
			}
			g := stats.GeoMeanRatio(pairs)
			row = append(row, span(g.Low, g.High, ""), figures(g.Center)+"×")
		}
		t.AppendFooter(row)
	}
	return t
}

// shown is the engine whose curve and verdict an overview shows: auto, or the last.
func (r *Report) shown() string {
	engines := r.Engines()
	if slices.Contains(engines, "auto") {
		return "auto"
	}
	return engines[len(engines)-1]
}

func missing(x *Result) string {
	if x != nil && x.Error != "" {
		return "failed"
	}
	return "–"
}

// steady shows the median of the steady state and half the width of its interval.
func (r *Result) steady() string {
	return fmt.Sprintf("%s ±%.0f%%", figures(r.Median), 50*(r.High-r.Low)/math.Max(r.Median, math.SmallestNonzeroFloat32))
}

func ratioTo(first, x *Result) string {
	if !first.measured() {
		return ""
	}
	return figures(stats.Ratio(first.sample, x.sample).Center) + "×"
}

// state is the class of a result in a few words.
func (r *Result) state() string {
	switch r.class {
	case stats.WarmUp:
		return fmt.Sprintf("warm after %d", r.WarmAfter)
	case stats.Short:
		return ""
	}
	return r.Class
}

// typical returns the run whose steady state is nearest to the median of all.
func (r *Result) typical() *Run {
	medians := r.sample.Processes()
	best := 0
	for i, m := range medians {
		if math.Abs(m-r.Median) < math.Abs(medians[best]-r.Median) {
			best = i
		}
	}
	return r.Runs[best]
}

// details is one row for each engine, with all that is known of a program.
func (r *Report) details(program string) table.Writer {
	t := newTable(11, 5, 6)
	t.AppendHeader(table.Row{program, "first", "worst", "steady", "", "over time", "", "compiled", "collected", "memory", "processor"})
	engines := r.Engines()
	first := r.Result(program, engines[0])
	for i, e := range engines {
		x := r.Result(program, e)
		if !x.measured() {
			t.AppendRow(table.Row{"  " + e, missing(x)})
			continue
		}
		ratio := ""
		if i > 0 {
			ratio = ratioTo(first, x)
		}
		run := x.typical()
		t.AppendRow(table.Row{
			"  " + e, figures(x.First), figures(x.Worst), x.steady(), ratio, Curve(run.Iterations), x.state(),
			run.Activity.compiled(), run.Activity.collected(), megabytes(x.Memory), processor(run),
		})
	}
	return t
}

// counted says for each engine what the processor counted in its typical process.
func (r *Report) counted(program string) []string {
	var lines []string
	for _, e := range r.Engines() {
		if x := r.Result(program, e); x.measured() {
			if text := x.typical().Hardware.String(); text != "" {
				lines = append(lines, e+": "+text)
			}
		}
	}
	return lines
}

// whereTime says for each engine that tells where its time goes how it divides, what took
// most first.
func (r *Report) whereTime(program string) []string {
	var lines []string
	for _, e := range r.Engines() {
		x := r.Result(program, e)
		if x == nil || len(x.Shares) == 0 {
			continue
		}
		names := slices.SortedFunc(maps.Keys(x.Shares), func(a, b string) int {
			return cmp.Or(cmp.Compare(x.Shares[b], x.Shares[a]), cmp.Compare(a, b))
		})
		var parts []string
		for _, name := range names {
			if x.Shares[name] >= 0.005 {
				parts = append(parts, fmt.Sprintf("%.0f%% %s", 100*x.Shares[name], shareNames(name)))
			}
		}
		lines = append(lines, e+": of the time "+strings.Join(parts, ", "))
	}
	return lines
}

// shareNames says what a key of Result.Shares is.
func shareNames(key string) string {
	switch key {
	case "host":
		return "in built-in functions"
	case script.InGo:
		return "in Go for machine code and bytecode"
	}
	if strings.HasPrefix(key, "(") {
		return key
	}
	return "in " + key
}

func processor(run *Run) string {
	if run.Processor == 0 {
		return ""
	}
	return figures(run.Processor)
}

func megabytes(n int64) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%.0f MB", float64(n)/(1<<20))
}

func (a *Activity) compiled() string {
	if a == nil {
		return ""
	}
	var parts []string
	for _, tier := range []string{"bytecode", "native"} {
		if s := a.Compiled[tier]; s != nil {
			parts = append(parts, fmt.Sprintf("%d %s %.1f ms %d KB", s.Count, tier, s.Millis, (s.Bytes+512)>>10))
		}
	}
	return strings.Join(parts, ", ")
}

func (a *Activity) collected() string {
	if a == nil {
		return ""
	}
	count, spent := 0, 0.0
	for _, s := range a.Collected {
		count, spent = count+s.Count, spent+s.Millis
	}
	if count == 0 {
		return ""
	}
	return fmt.Sprintf("%d in %.1f ms", count, spent)
}

// shownChanges is how many functions the details of a program list.
const shownChanges = 12

// moves is what happened to a function.
type moves struct {
	name  string
	what  []string
	count map[string]int // index of what, by kind, tier and reason, for things that repeat
	times []int
}

// changes lists for each function in the typical process of an engine when it changed
// tier, the functions with the most changes first.
func (r *Report) changes(program, engine string) []string {
	x := r.Result(program, engine)
	if !x.measured() || x.typical().Activity == nil {
		return nil
	}
	a := x.typical().Activity
	byName := map[string]*moves{}
	var all []*moves
	for _, e := range a.Events {
		if e.Kind == "compile" || e.Kind == "collect" {
			continue
		}
		name := e.where()
		m := byName[name]
		if m == nil {
			m = &moves{name: name, count: map[string]int{}}
			byName[name] = m
			all = append(all, m)
		}
		m.add(e)
	}
	slices.SortStableFunc(all, func(a, b *moves) int { return len(b.what) - len(a.what) })
	var out []string
	for _, m := range all[:min(len(all), shownChanges)] {
		out = append(out, m.String())
	}
	if more := len(all) - len(out); more > 0 {
		out = append(out, fmt.Sprintf("and %s (--json has all)", plural(more, "function more", "functions more")))
	}
	if a.EventsLost > 0 {
		out = append(out, fmt.Sprintf("(of the first %d events; there were %d more)", len(a.Events), a.EventsLost))
	}
	return out
}

func (m *moves) add(e Event) {
	key := e.Kind + e.To + e.Reason
	if i, ok := m.count[key]; ok {
		m.times[i]++
		return
	}
	m.count[key] = len(m.what)
	m.what, m.times = append(m.what, e.String()), append(m.times, 1)
}

func (m *moves) String() string {
	parts := make([]string, len(m.what))
	for i, what := range m.what {
		parts[i] = what
		if n := m.times[i]; n > 1 {
			parts[i] += fmt.Sprintf(" (%d times)", n)
		}
	}
	return m.name + ": " + strings.Join(parts, ", ")
}

// where names the function of an event.
func (e Event) where() string {
	name := e.Function
	if name == "" {
		name = "(anonymous)"
	}
	return fmt.Sprintf("%s (%s:%d)", name, e.File, e.Line)
}

// verbs say what happened to a function, by kind of event.
var verbs = map[string]string{"promote": "to %s", "replace": "in a loop to %s", "leave": "back to %s", "discard": "its code discarded for %s", "decline": "declined by %s"}

// String says what happened, and in which iteration.
func (e Event) String() string {
	text := fmt.Sprintf(verbs[e.Kind], e.To)
	if e.Kind == "discard" || e.Kind == "leave" || e.Kind == "decline" {
		text += " (" + e.Reason + ")"
	}
	if e.Iteration < 0 {
		return text + " before the first iteration"
	}
	return fmt.Sprintf("%s in iteration %d", text, e.Iteration+1)
}

// WriteText shows the report to a person. Details are shown of every program when
// detailed is set.
func (r *Report) WriteText(w io.Writer, detailed bool) {
	engines := r.Engines()
	if len(engines) == 0 {
		return
	}
	fmt.Fprintln(w, r.overview().Render())
	fmt.Fprintln(w)
	width := 0
	for _, program := range r.Programs() {
		width = max(width, len([]rune(program)))
	}
	for _, program := range r.Programs() {
		for _, e := range engines[min(1, len(engines)-1):] {
			if verdict := r.Verdict(program, engines[0], e); verdict != "" && (detailed || e == r.shown()) {
				fmt.Fprintf(w, "%-*s  %s\n", width, program, verdict)
			}
		}
	}
	if detailed {
		for _, program := range r.Programs() {
			fmt.Fprintf(w, "\n%s\n", r.details(program).Render())
			for _, line := range append(r.counted(program), r.whereTime(program)...) {
				fmt.Fprintf(w, "  %s\n", line)
			}
			for _, e := range engines {
				changes := r.changes(program, e)
				if e != "auto" || len(changes) == 0 {
					continue
				}
				fmt.Fprintf(w, "  functions in %s:\n    %s\n", e, strings.Join(changes, "\n    "))
			}
		}
	}
	r.writeNotes(w)
}

func (r *Report) writeNotes(w io.Writer) {
	fmt.Fprintf(w, "\nTimes are medians of the steady state over %s, with %.0f%% intervals; × is how many times as fast as %s.\n",
		plural(r.processes(), "process", "processes"), 100*stats.Confidence, r.Engines()[0])
	if r.Interrupted {
		fmt.Fprintln(w, "The measurement was interrupted; this is what there was.")
	}
	for _, x := range r.Failed() {
		fmt.Fprintf(w, "%s in %s: %s\n", x.Program, x.Engine, x.Error)
	}
}

// processes returns how many there were for each result, the most if they differ.
func (r *Report) processes() int {
	n := 0
	for _, x := range r.Results {
		n = max(n, len(x.Runs))
	}
	return n
}

// FirstLook shows a program after its first processes as a line.
func FirstLook(results []*Result) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-16s", results[0].Program)
	for i, x := range results {
		if !x.measured() {
			fmt.Fprintf(&b, "  %s failed", x.Engine)
			continue
		}
		fmt.Fprintf(&b, "  %s %s", x.Engine, figures(x.Median))
		if i > 0 && results[0].measured() {
			fmt.Fprintf(&b, " (%s×)", figures(results[0].Median/x.Median))
		}
	}
	return b.String()
}
