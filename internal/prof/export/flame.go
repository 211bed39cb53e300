package export

import (
	_ "embed" // the page
	"encoding/json"
	"fmt"
	"html"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/kilnjs/kiln/internal/page"
	"github.com/kilnjs/kiln/internal/prof/script"
)

//go:embed flame.html
var flameShell string

//go:embed flame.js
var flameScript string

// pageTiers are the tiers in the order of their colours.
var pageTiers = []string{"interp", "bytecode", "native", script.InGo, "host", "engine"}

// Bounds of what a page has beside the stacks.
const (
	maxPageRows  = 40
	maxPageLines = 500 // of source
	maxPageTurns = 20  // of the event loop
)

// flame is what the script of the page reads: see flame.js.
type flame struct {
	Compare   bool              `json:"compare"`
	Took      [2]int64          `json:"took"`
	Tiers     []string          `json:"tiers"`
	Functions [][2]string       `json:"functions"`
	Frames    [][3]int          `json:"frames"`
	Stacks    [][4]int64        `json:"stacks"`
	Lines     map[string]string `json:"lines"`
}

// HTML writes a flame graph: one page that needs nothing else.
func HTML(w io.Writer, p *script.Profile) error {
	d := flame{Took: [2]int64{p.Took.Nanoseconds()}, Tiers: pageTiers, Lines: map[string]string{}}
	for i := range p.Funcs {
		d.Functions = append(d.Functions, [2]string{p.Funcs[i].Name, where(&p.Funcs[i])})
	}
	for i := range p.Frames {
		f := &p.Frames[i]
		d.Frames = append(d.Frames, [3]int{f.Func, f.Line, max(slices.Index(pageTiers, p.Label(f)), 0)})
	}
	took := make([]int64, len(p.Nodes))
	for _, s := range p.Samples {
		took[s.Node] += s.Weight.Nanoseconds()
	}
	for n := 1; n < len(p.Nodes); n++ {
		d.Stacks = append(d.Stacks, [4]int64{int64(p.Nodes[n].Parent - 1), int64(p.Nodes[n].Frame), took[n], 0})
	}
	s := p.Summarize()
	for _, row := range s.Rows {
		f := &p.Funcs[row.Func]
		for _, l := range row.Lines {
			if f.Source != nil && len(d.Lines) < maxPageLines {
				d.Lines[fmt.Sprintf("%d:%d", row.Func, l.Line)] = sourceLine(f, l.Line)
			}
		}
	}
	var legend strings.Builder
	for _, tier := range pageTiers {
		for _, share := range s.Tiers {
			if share.Tier == tier {
				fmt.Fprintf(&legend, "<li><i style=\"background:var(--fill-%s)\"></i>%s %.1f%%</li>", tier, tierTitles[tier], percent(p, share.Took))
			}
		}
	}
	return writeFlame(w, &d, map[string]string{
		"title": pageTitle(p), "summary": title(p), "legend": legend.String(), "heading": "Functions", "table": flameTable(p, s), "controls": "", "turns": flameTurns(p),
	})
}

var tierTitles = map[string]string{"interp": "interp", "bytecode": "bytecode", "native": "native", script.InGo: "Go for bytecode and native", "host": "built-in functions", "engine": "the engine beside them"}

// pageTitle is the name of the script, as far as the profile knows it.
func pageTitle(p *script.Profile) string {
	for i := range p.Funcs {
		if f := &p.Funcs[i]; f.File != "" && (f.Name == "(script)" || f.Name == "(module)") {
			return "Profile of " + filepath.Base(f.File)
		}
	}
	return "Profile"
}

// flameTable makes the table below the graph.
func flameTable(p *script.Profile, s script.Summary) string {
	var b strings.Builder
	b.WriteString("<thead><tr><th class=\"n\">Itself</th><th class=\"n\">With callees</th><th>Function</th><th class=\"wide\">Where</th><th class=\"wide\">Tiers</th></tr></thead>\n<tbody>\n")
	for i, row := range s.Rows {
		if i == maxPageRows || percent(p, row.Total) < minRow {
			break
		}
		f := &p.Funcs[row.Func]
		fmt.Fprintf(&b, "<tr><td class=\"n\">%.1f%%</td><td class=\"n\">%.1f%%</td><td><button type=\"button\" class=\"name\">%s</button></td><td class=\"wide\">%s</td><td class=\"wide\">%s</td></tr>\n",
			percent(p, row.Self), percent(p, row.Total), html.EscapeString(f.Name), html.EscapeString(where(f)), inTiers(f, row))
	}
	b.WriteString("</tbody>")
	return b.String()
}

// flameTurns makes the section of the turns of the event loop, which is empty without them.
func flameTurns(p *script.Profile) string {
	sum, _ := turnTexts(p)
	if sum == "" {
		return ""
	}
	list := longestTurns(p)
	var b strings.Builder
	fmt.Fprintf(&b, "<h2>Turns of the event loop</h2>\n<p class=\"key\">%s.</p>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Turns of the event loop\"><table>\n", html.EscapeString(strings.TrimPrefix(sum, "turns of the event loop: ")))
	b.WriteString("<thead><tr><th class=\"n\">Took</th><th class=\"n\">At</th><th>Turn</th><th>Length</th></tr></thead>\n<tbody>\n")
	for _, t := range list[:min(len(list), maxPageTurns)] {
		fmt.Fprintf(&b, "<tr><td class=\"n\">%s</td><td class=\"n\">%s</td><td>%s</td><td class=\"bar\"><i style=\"width:%.1f%%\"></i></td></tr>\n",
			round(t.Took), round(t.At), html.EscapeString(t.String()), 100*float64(t.Took)/float64(max(list[0].Took, 1)))
	}
	b.WriteString("</tbody></table></div>\n")
	return b.String()
}

// writeFlame fills the page; parts are HTML, but for title, summary and heading.
func writeFlame(w io.Writer, d *flame, parts map[string]string) error {
	data, err := json.Marshal(d) // which has no < in it
	if err != nil {
		return err
	}
	_, err = strings.NewReplacer(
		"{{title}}", html.EscapeString(parts["title"]), "{{summary}}", html.EscapeString(parts["summary"]), "{{heading}}", html.EscapeString(parts["heading"]),
		"{{legend}}", parts["legend"], "{{table}}", parts["table"], "{{controls}}", parts["controls"], "{{turns}}", parts["turns"],
		"{{style}}", page.Style, "{{theme}}", page.Theme, "{{script}}", flameScript, "{{data}}", string(data),
	).WriteString(w, flameShell)
	return err
}
