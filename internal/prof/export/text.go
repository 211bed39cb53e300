package export

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/kilnjs/kiln/internal/prof/script"
)

// Bounds of what is shown to people.
const (
	maxRows     = 15
	maxHot      = 3    // functions of which the hottest lines are shown
	maxLines    = 3    // for each of them
	minRow      = 0.05 // percent of all time that a function must have taken to be shown
	minLine     = 2.0  // the same of a line
	sourceWidth = 90
)

// percent returns how much of the whole profile took is.
func percent(p *script.Profile, took time.Duration) float64 {
	if p.Took == 0 {
		return 0
	}
	return 100 * float64(took) / float64(p.Took)
}

// where says where a function begins; "" when it is no function of a script.
func where(f *script.Func) string {
	if f.File == "" {
		return ""
	}
	if f.Col == 0 {
		return fmt.Sprintf("%s:%d", f.File, f.Line)
	}
	return fmt.Sprintf("%s:%d:%d", f.File, f.Line, f.Col)
}

// title says what a profile is.
func title(p *script.Profile) string {
	clock := "of time"
	if p.Clock == script.CPU {
		clock = "of processor time"
	}
	return fmt.Sprintf("%s %s, %d samples, one each %s", round(p.Took), clock, len(p.Samples), round(p.Period))
}

func round(d time.Duration) time.Duration {
	switch {
	case d >= time.Second:
		return d.Round(time.Millisecond)
	case d >= time.Millisecond:
		return d.Round(10 * time.Microsecond)
	}
	return d.Round(10 * time.Nanosecond)
}

// tiers says in words how a time is made up.
func tiers(list []script.Share) string {
	var all time.Duration
	for _, s := range list {
		all += s.Took
	}
	var words []string
	for _, s := range list {
		share := 100 * float64(s.Took) / float64(max(all, 1))
		if share < 0.5 {
			continue
		}
		words = append(words, fmt.Sprintf("%s %.0f%%", s.Tier, share))
	}
	return strings.Join(words, ", ")
}

// inTiers is tiers for the row of a function of a script, and "" for others.
func inTiers(f *script.Func, row script.Row) string {
	if f.Kind != script.Script || row.Self == 0 {
		return ""
	}
	return tiers(row.Tiers)
}

// shown are the rows that people want to see, and how many there are beside them.
func shown(p *script.Profile, s script.Summary) (rows []script.Row, more int) {
	for _, row := range s.Rows {
		switch {
		case percent(p, row.Total) < minRow:
		case len(rows) == maxRows:
			more++
		default:
			rows = append(rows, row)
		}
	}
	return rows, more
}

// excerpt yields the hottest lines of the functions that took most, with their source.
func excerpt(p *script.Profile, s script.Summary, yield func(f *script.Func, lines []script.Line)) {
	functions := 0
	for _, row := range s.Rows {
		f := &p.Funcs[row.Func]
		var hot []script.Line
		for _, l := range row.Lines {
			if percent(p, l.Took) >= minLine && len(hot) < maxLines {
				hot = append(hot, l)
			}
		}
		if f.Source == nil || len(hot) == 0 {
			continue
		}
		yield(f, hot)
		if functions++; functions == maxHot {
			return
		}
	}
}

// sourceLine is a line of the source as it is shown.
func sourceLine(f *script.Func, line int) string { return excerptOf(f.Source.Line(line)) }

func excerptOf(source string) string {
	text := []rune(strings.TrimSpace(source))
	if len(text) > sourceWidth {
		text = append(text[:sourceWidth-1], '…')
	}
	return string(text)
}

// maxTurns is how many turns of the event loop are shown.
const maxTurns = 5

// longestTurns returns the turns of the event loop, the longest first.
func longestTurns(p *script.Profile) []script.Turn {
	list := slices.Clone(p.Turns)
	slices.SortStableFunc(list, func(a, b script.Turn) int { return cmp.Compare(b.Took, a.Took) })
	return list
}

// turnTexts describes the turns of the event loop: a sum, and the longest ones.
func turnTexts(p *script.Profile) (sum string, longest []string) {
	list := longestTurns(p)
	if len(list) == 0 {
		return "", nil
	}
	at := func(q float64) time.Duration { return list[int((1-q)*float64(len(list)-1))].Took }
	sum = fmt.Sprintf("turns of the event loop: %d, the longest %s, 99%% up to %s, half of them up to %s", len(list), round(at(1)), round(at(0.99)), round(at(0.5)))
	for _, t := range list[:min(len(list), maxTurns)] {
		longest = append(longest, fmt.Sprintf("%s at %s: %s", round(t.Took), round(t.At), t))
	}
	return sum, longest
}

// Table writes a profile for people to read: the functions that took most, by tier, and
// their hottest lines.
func Table(w io.Writer, p *script.Profile) error {
	b := bufio.NewWriter(w)
	s := p.Summarize()
	fmt.Fprintf(b, "%s\nby tier: %s\n\n", title(p), tiers(s.Tiers))
	fmt.Fprintf(b, "%7s %10s %7s %10s  %-28s %s\n", "self", "", "total", "", "function", "where, tiers")
	rows, more := shown(p, s)
	for _, row := range rows {
		f := &p.Funcs[row.Func]
		fmt.Fprintf(b, "%6.1f%% %10s %6.1f%% %10s  %s\n", percent(p, row.Self), round(row.Self), percent(p, row.Total), round(row.Total), strings.TrimSpace(fmt.Sprintf("%-28s %s  %s", f.Name, where(f), inTiers(f, row))))
	}
	if more > 0 {
		fmt.Fprintf(b, "%39s%d more\n", "", more)
	}
	if sum, longest := turnTexts(p); sum != "" {
		fmt.Fprintf(b, "\n%s\n  %s\n", sum, strings.Join(longest, "\n  "))
	}
	excerpt(p, s, func(f *script.Func, lines []script.Line) {
		fmt.Fprintf(b, "\n%s (%s)\n", f.Name, where(f))
		for _, l := range lines {
			fmt.Fprintf(b, "%6.1f%% %10s %5d | %s\n", percent(p, l.Took), round(l.Took), l.Line, sourceLine(f, l.Line))
		}
	})
	return b.Flush()
}

// Markdown writes what Table writes as Markdown.
func Markdown(w io.Writer, p *script.Profile) error {
	b := bufio.NewWriter(w)
	s := p.Summarize()
	fmt.Fprintf(b, "# Profile\n\n%s. By tier: %s.\n\n", title(p), tiers(s.Tiers))
	fmt.Fprint(b, "| self | | total | | function | where | tiers |\n|---:|---:|---:|---:|---|---|---|\n")
	rows, _ := shown(p, s)
	for _, row := range rows {
		f := &p.Funcs[row.Func]
		fmt.Fprintf(b, "| %.1f%% | %s | %.1f%% | %s | %s | %s | %s |\n", percent(p, row.Self), round(row.Self), percent(p, row.Total), round(row.Total), code(f.Name), code(where(f)), inTiers(f, row))
	}
	if sum, longest := turnTexts(p); sum != "" {
		fmt.Fprintf(b, "\n%s:\n\n", strings.ToUpper(sum[:1])+sum[1:])
		for _, t := range longest {
			fmt.Fprintf(b, "- %s\n", code(t))
		}
	}
	first := true
	excerpt(p, s, func(f *script.Func, lines []script.Line) {
		if first {
			fmt.Fprint(b, "\n## Hot lines\n")
		}
		first = false
		fmt.Fprintf(b, "\n%s, %s\n\n| | line | source |\n|---:|---:|---|\n", code(f.Name), code(where(f)))
		for _, l := range lines {
			fmt.Fprintf(b, "| %.1f%% | %d | %s |\n", percent(p, l.Took), l.Line, code(sourceLine(f, l.Line)))
		}
	})
	return b.Flush()
}

// code quotes a text of one line for a cell of a table in Markdown.
func code(text string) string {
	if text == "" {
		return ""
	}
	fence := "`"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	pad := ""
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") {
		pad = " "
	}
	return fence + pad + strings.ReplaceAll(text, "|", `\|`) + pad + fence
}

// Collapsed writes a line for each stack: its functions, outermost first and separated by
// semicolons, and the microseconds that it took.
func Collapsed(w io.Writer, p *script.Profile) error {
	b := bufio.NewWriter(w)
	t := newTree(p)
	for i, n := range t.nodes {
		if us := n.self.Microseconds(); us > 0 {
			var names []string
			for k := i; k > 0; k = t.nodes[k].parent {
				names = append(names, collapsedName(&p.Funcs[t.nodes[k].fn]))
			}
			for k := len(names) - 1; k > 0; k-- {
				b.WriteString(names[k] + ";")
			}
			fmt.Fprintf(b, "%s %d\n", names[0], us)
		}
	}
	return b.Flush()
}

// collapsedName is the name of a function without what separates names and lines.
func collapsedName(f *script.Func) string {
	name := f.Name
	if f.File != "" {
		name += fmt.Sprintf(" %s:%d", f.File, f.Line)
	}
	return strings.NewReplacer(";", ":", "\n", " ", "\r", " ").Replace(name)
}
