package inside

import (
	_ "embed"
	"fmt"
	"html"
	"io"
	"slices"
	"strings"

	"github.com/kilnjs/kiln/internal/page"
	"github.com/kilnjs/kiln/pkg/syntax"
)

//go:embed page.html
var pageShell string

// note is a remark at a line of the page.
type note struct{ class, text string }

// tiersPage makes the page of a Tiers.
type tiersPage struct {
	t      *Tiers
	tokens []syntax.Token
	work   map[int]map[string]*LineWork // by line and tier
	notes  map[int][]note
	most   int64 // the largest cost of a line

	counted bool // the lines have runs, exact ones
	runs    map[int]uint64
}

// cost is what the bars show: time, or where there was no profile calls and turns.
func (p *tiersPage) cost(l *LineWork) int64 {
	if p.t.Time > 0 {
		return int64(l.Time)
	}
	return l.Work
}

// WriteHTML writes a page that needs nothing else: the functions, and the source with what
// happened to each line in its margin.
func (t *Tiers) WriteHTML(w io.Writer, s *Selection) error {
	p := &tiersPage{t: t, tokens: syntax.Tokens(s.Program), work: map[int]map[string]*LineWork{}, notes: map[int][]note{}, runs: map[int]uint64{}}
	for _, f := range t.Functions {
		p.collect(f)
	}
	_, err := strings.NewReplacer(
		"{{title}}", html.EscapeString(t.File),
		"{{summary}}", html.EscapeString(t.summary())+".",
		"{{numbers}}", p.numbers(),
		"{{style}}", page.Style, "{{theme}}", page.Theme,
		"{{functions}}", p.functions(),
		"{{source}}", p.source(),
	).WriteString(w, pageShell)
	return err
}

// numbers says what the numbers beside the lines are.
func (p *tiersPage) numbers() string {
	if p.counted {
		return "The numbers say how often what begins in a line did, exactly."
	}
	return "Calls and turns are about: each slice of some thousands counts for what ran at its end."
}

// collect sorts what happened to a function by line.
func (p *tiersPage) collect(f *TierFunc) {
	for _, l := range f.Lines {
		if p.work[l.Line] == nil {
			p.work[l.Line] = map[string]*LineWork{}
		}
		if sum := p.work[l.Line][l.Tier]; sum != nil {
			sum.Work, sum.Time = sum.Work+l.Work, sum.Time+l.Time
		} else {
			p.work[l.Line][l.Tier] = &l
		}
		cost := int64(0)
		for _, l := range p.work[l.Line] {
			cost += p.cost(l)
		}
		p.most = max(p.most, cost)
	}
	if text := f.eventText(); text != "" {
		p.note(f.Line, "", f.Name+": "+text)
	}
	if f.Counted != nil {
		p.counted = true
		for _, l := range f.Counted.Lines {
			p.runs[l.Line] = max(p.runs[l.Line], l.Runs)
		}
		if text := f.Counted.text(); text != "" {
			p.note(f.Line, "", f.Name+": "+text)
		}
	}
	for _, d := range f.Declined {
		p.note(f.Line, "declined", f.Name+": declined by "+d)
	}
	for _, w := range f.Leaves {
		p.note(w.Line, "leave", w.leaveText())
	}
	for _, w := range f.Exits {
		if w.Times >= shownExits {
			p.note(w.Line, "exit", w.exitText())
		}
	}
	for _, c := range f.Caches {
		if c.State != "mono" {
			p.note(c.Line, "cache", c.text())
		}
	}
	for _, a := range f.Advice {
		var line int
		text := a
		if n, err := fmt.Sscanf(a, "line %d:", &line); n == 1 && err == nil {
			_, text, _ = strings.Cut(a, ": ")
		} else {
			line, text = f.Line, f.Name+": "+a
		}
		p.note(line, "advice", text)
	}
}

func (p *tiersPage) note(line int, class, text string) {
	if n := (note{class, text}); !slices.Contains(p.notes[line], n) {
		p.notes[line] = append(p.notes[line], n)
	}
}

// functions makes the rows of the table of functions.
func (p *tiersPage) functions() string {
	var b strings.Builder
	for _, f := range p.t.Functions {
		share, took := "–", "–"
		if f.Time > 0 {
			took = fmt.Sprintf("%s, %.0f%%", millis(f.Time), 100*float64(f.Time)/float64(p.t.Time))
		}
		if f.Work > 0 && p.t.Work > 0 {
			share = fmt.Sprintf("%.0f%%", 100*float64(f.Work)/float64(p.t.Work))
		}
		tier := f.Tier
		if tier == "" {
			tier = "never called"
		}
		machine := "–"
		for _, m := range f.Made {
			if m.Tier == "native" {
				machine = fmt.Sprintf("%d bytes", m.Bytes)
			}
		}
		happened := f.eventText()
		if len(f.Declined) > 0 {
			happened += "; declined by " + strings.Join(f.Declined, ", ")
		}
		fmt.Fprintf(&b, "<tr><td><a href=\"#L%d\">%s</a> <small>line %d</small></td><td class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"tier %s\">%s</td><td class=\"n\">%s</td><td>%s</td></tr>\n",
			f.Line, html.EscapeString(f.Name), f.Line, took, share, html.EscapeString(f.Tier), tier, machine, html.EscapeString(strings.TrimPrefix(happened, "; ")))
	}
	return b.String()
}

// source makes the rows of the source, those with notes below their lines.
func (p *tiersPage) source() string {
	var b strings.Builder
	src := p.t.source
	last, _ := src.Position(syntax.Pos(len(src.Text)))
	lines := p.highlighted(last)
	for n := 1; n <= last; n++ {
		work, sum := p.work[n], int64(0)
		for _, l := range work {
			sum += l.Work
		}
		fmt.Fprintf(&b, "<tr class=\"line\" id=\"L%d\"><td class=\"no\">%d</td><td class=\"bar\"><span>%s</span></td>", n, n, p.bar(work))
		shown := ""
		if runs, ok := p.runs[n]; ok {
			shown = fmt.Sprint(runs)
		} else if sum > 0 && !p.counted {
			shown = fmt.Sprint(sum)
		}
		fmt.Fprintf(&b, "<td class=\"work\">%s</td><td class=\"mark\">", shown)
		notes := p.notes[n]
		// What is worth advice is open from the start.
		open := slices.ContainsFunc(notes, func(x note) bool { return x.class == "advice" })
		hidden := " hidden"
		if open {
			hidden = ""
		}
		if len(notes) > 0 {
			fmt.Fprintf(&b, "<button type=\"button\" aria-expanded=\"%v\" aria-controls=\"N%d\" aria-label=\"%s at line %d\">%d</button>",
				open, n, count(int64(len(notes)), "note", "notes"), n, len(notes))
		}
		fmt.Fprintf(&b, "</td><td>%s</td></tr>\n", lines[n-1])
		if len(notes) == 0 {
			continue
		}
		fmt.Fprintf(&b, "<tr class=\"notes\" id=\"N%d\"%s><td colspan=\"5\"><ul>", n, hidden)
		for _, x := range notes {
			fmt.Fprintf(&b, "<li class=\"%s\">%s</li>", x.class, html.EscapeString(x.text))
		}
		b.WriteString("</ul></td></tr>\n")
	}
	return b.String()
}

// bar makes the bar of a line: as long as its share of the line that has most, in the
// colours of the tiers.
func (p *tiersPage) bar(work map[string]*LineWork) string {
	const width = 60
	var b strings.Builder
	for _, tier := range slices.Backward(shownTiers) {
		if l := work[tier]; l != nil && p.cost(l) > 0 {
			fmt.Fprintf(&b, "<i class=\"%s\" style=\"width:%.1fpx\" title=\"%s\"></i>", tier, max(1, width*float64(p.cost(l))/float64(p.most)), l.text())
		}
	}
	return b.String()
}

var tokenClasses = map[syntax.TokenKind]string{
	syntax.TokenKeyword: "k", syntax.TokenString: "s", syntax.TokenTemplate: "s", syntax.TokenRegExp: "s",
	syntax.TokenNumber: "d", syntax.TokenBigInt: "d",
}

// highlighted returns the lines of the source as HTML: tokens by kind, comments apart.
func (p *tiersPage) highlighted(lines int) []string {
	src := p.t.source
	out := make([]strings.Builder, lines)
	piece := func(from, to syntax.Pos, class string) {
		line, _ := src.Position(from)
		for part := range strings.Lines(src.Text[from:to]) {
			text := html.EscapeString(strings.TrimRight(part, "\r\n"))
			if class != "" && strings.TrimSpace(text) != "" {
				text = "<span class=\"" + class + "\">" + text + "</span>"
			}
			if line <= lines {
				out[line-1].WriteString(text)
			}
			line++
		}
	}
	at := syntax.Pos(0)
	for _, k := range p.tokens {
		piece(at, k.From, "c")
		piece(k.From, k.To, tokenClasses[k.Kind])
		at = k.To
	}
	piece(at, syntax.Pos(len(src.Text)), "c")
	list := make([]string, lines)
	for i := range out {
		list[i] = out[i].String()
	}
	return list
}
