package inside

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"
)

// WriteText writes for each function that ran what happened to it. Functions that were
// never called are counted at the end.
func (t *Tiers) WriteText(w io.Writer) error {
	out := &printer{w: w}
	out.printf("%s: %s\n", t.File, t.summary())
	never := 0
	for _, f := range t.Functions {
		if f.Tier == "" && f.Work == 0 && len(f.Events) == 0 {
			never++
			continue
		}
		out.printf("\n")
		f.write(out, t)
	}
	if never > 0 {
		out.printf("\n%s never called\n", count(int64(never), "function was", "functions were"))
	}
	return out.err
}

// summary says what all of it took.
func (t *Tiers) summary() string {
	text := count(t.Work, "call or turn", "calls and turns of loops")
	if t.Time == 0 {
		return text
	}
	text += " in " + millis(t.Time)
	names := slices.SortedFunc(maps.Keys(t.Engine), func(a, b string) int {
		return cmp.Or(cmp.Compare(t.Engine[b], t.Engine[a]), cmp.Compare(a, b))
	})
	for i, name := range names {
		sep := ", "
		if i == 0 {
			sep = "; beside them "
		}
		text += fmt.Sprintf("%s%s %s", sep, name, millis(t.Engine[name]))
	}
	return text
}

func count(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func (f *TierFunc) write(out *printer, t *Tiers) {
	out.printf("%s (%s:%d:%d)", f.Name, t.File, f.Line, f.Column)
	if f.Time > 0 {
		out.printf(", %s: %s", millis(f.Time), strings.Join(tierShares(f.TimeByTier, f.Time), ", "))
	}
	if f.Work > 0 && t.Work > 0 {
		out.printf(", about %.0f%% of calls and turns", 100*float64(f.Work)/float64(t.Work))
		if f.Time == 0 {
			out.printf(": %s", strings.Join(tierShares(f.ByTier, f.Work), ", "))
		}
	}
	if f.Counted != nil && f.Counted.text() != "" {
		out.printf(", %s", f.Counted.text())
	}
	out.printf("\n")
	if f.Tier != "" {
		out.printf("  runs in %s%s\n", f.Tier, f.madeText())
	}
	for _, d := range f.Declined {
		out.printf("  declined by %s\n", d)
	}
	if text := f.eventText(); text != "" {
		out.printf("  %s\n", text)
	}
	for _, line := range f.lineNumbers() {
		out.printf("%5d | %s\n", line, strings.TrimSpace(t.source.Line(line)))
		for _, text := range f.at(line) {
			out.printf("        %s\n", text)
		}
	}
	for _, a := range f.Advice {
		out.printf("  → %s\n", a)
	}
}

// madeText says what was compiled: how often, how large the last one is, and how long all
// took.
func (f *TierFunc) madeText() string {
	text := ""
	for _, tier := range []string{"bytecode", "native"} {
		n, took, bytes := 0, time.Duration(0), int64(0)
		for _, m := range f.Made {
			if m.Tier == tier {
				n, took, bytes = n+1, took+m.Took, m.Bytes
			}
		}
		switch {
		case n == 1:
			text += fmt.Sprintf("; %s of %d bytes made in %v", tier, bytes, took.Round(time.Microsecond))
		case n > 1:
			text += fmt.Sprintf("; %s made %d times in %v, last of %d bytes", tier, n, took.Round(time.Microsecond), bytes)
		}
	}
	return text
}

// strength names the code that a function was promoted to: what native is promoted to is native, made by
// the optimizing compiler.
func strength(from, to string) string {
	if from == to {
		return "optimized " + to
	}
	return to
}

// eventText tells the changes of tier in order, equal ones that follow each other once.
func (f *TierFunc) eventText() string {
	var parts []string
	last, times := "", 0
	flush := func() {
		switch {
		case times == 1:
			parts = append(parts, last)
		case times > 1:
			parts = append(parts, fmt.Sprintf("%s (%d times)", last, times))
		}
	}
	for _, e := range f.Events {
		text := ""
		switch e.Kind {
		case "promote":
			text = "promoted to " + strength(e.From, e.To)
		case "replace":
			text = fmt.Sprintf("replaced on the stack in loop %d by %s", e.Loop, strength(e.From, e.To))
		case "leave":
			text = "left to bytecode at " + e.Reason
		case "discard":
			text = "thrown away: " + e.Reason
		default:
			continue // declined: told elsewhere
		}
		if text != last {
			flush()
			last, times = text, 0
		}
		times++
	}
	flush()
	if f.MoreEvents > 0 {
		parts = append(parts, fmt.Sprintf("and %d more", f.MoreEvents))
	}
	return strings.Join(parts, ", ")
}

// shownExits is how often machine code must go to Go at one place to be shown: what it
// meets first always does.
const shownExits = 50

// lineNumbers returns the lines of which there is something to say.
func (f *TierFunc) lineNumbers() []int {
	lines := map[int]bool{}
	for _, l := range f.Lines {
		lines[l.Line] = true
	}
	for _, w := range f.Leaves {
		lines[w.Line] = true
	}
	for _, w := range f.Exits {
		lines[w.Line] = lines[w.Line] || w.Times >= shownExits
	}
	maps.DeleteFunc(lines, func(_ int, shown bool) bool { return !shown })
	for _, c := range f.Caches {
		if c.State != "mono" {
			lines[c.Line] = true
		}
	}
	if f.Counted != nil {
		for _, l := range f.Counted.Lines {
			lines[l.Line] = true
		}
	}
	delete(lines, 0)
	return slices.Sorted(maps.Keys(lines))
}

// at tells what happened in a line.
func (f *TierFunc) at(line int) []string {
	var out []string
	if text := f.Counted.runs(line); text != "" {
		out = append(out, text)
	}
	for _, l := range f.Lines {
		if l.Line == line {
			out = append(out, l.text())
		}
	}
	for _, w := range f.Leaves {
		if w.Line == line {
			out = append(out, w.leaveText())
		}
	}
	for _, w := range f.Exits {
		if w.Line == line && w.Times >= shownExits {
			out = append(out, w.exitText())
		}
	}
	for _, c := range f.Caches {
		if c.Line == line && c.State != "mono" {
			if text := c.text(); !slices.Contains(out, text) {
				out = append(out, text)
			}
		}
	}
	return out
}

func (l *LineWork) text() string {
	var parts []string
	if l.Time > 0 {
		parts = append(parts, millis(l.Time))
	}
	if l.Work > 0 {
		parts = append(parts, count(l.Work, "call or turn", "calls and turns"))
	}
	return strings.Join(parts, ", ") + " in " + tierName(l.Tier)
}

func (w *WayOut) leaveText() string {
	return fmt.Sprintf("left %s at %s%s", count(int64(w.Times), "time", "times"), w.Instruction, w.difference())
}

func (w *WayOut) exitText() string {
	return fmt.Sprintf("went to Go %s at %s (%s)", count(int64(w.Times), "time", "times"), w.Instruction, w.Why)
}

func (c *CacheSite) text() string { return fmt.Sprintf(".%s is %s", c.Key, c.Cache.String()) }

// difference says what the code was made for and what it has met.
func (w *WayOut) difference() string {
	if w.Seen == nil || w.Expected == nil {
		return ""
	}
	return fmt.Sprintf(": made for %s, met %s", strings.Join(w.Expected, " or "), strings.Join(w.Seen, " or "))
}
