package export

import (
	_ "embed" // the page
	"fmt"
	"html"
	"io"
	"math"
	"path/filepath"
	"strings"

	"github.com/kilnjs/kiln/internal/page"
	"github.com/kilnjs/kiln/internal/prof/script"
)

//go:embed counts.html
var countShell string

// CountHTML writes a page that needs nothing else: the functions, and the sources with the
// number of each line in its margin.
func CountHTML(w io.Writer, c *script.Counts) error {
	var functions strings.Builder
	title, files := "Counts", map[string]int{}
	for _, l := range c.Lines {
		if files[l.File] == 0 {
			files[l.File] = len(files) + 1
			if len(files) == 1 {
				title = "Counts of " + filepath.Base(l.File)
			}
		}
	}
	for i := range c.Funcs {
		f := &c.Funcs[i]
		if i == maxPageRows {
			fmt.Fprintf(&functions, "<tr><td></td><td></td><td>%d more</td><td class=\"wide\"></td></tr>\n", len(c.Funcs)-i)
			break
		}
		fmt.Fprintf(&functions, "<tr><td class=\"n\">%s</td><td class=\"n\">%s</td><td><a href=\"#F%dL%d\">%s</a></td><td class=\"wide\">%s</td></tr>\n",
			thousands(f.Calls), thousands(f.Turns), files[f.File], f.Line, html.EscapeString(f.Name), html.EscapeString(where(&f.Func)))
	}
	_, err := strings.NewReplacer(
		"{{title}}", html.EscapeString(title), "{{summary}}", html.EscapeString(countTitle(c)), "{{style}}", page.Style, "{{theme}}", page.Theme,
		"{{functions}}", functions.String(), "{{sources}}", countSources(c, files),
	).WriteString(w, countShell)
	return err
}

// countSources makes a section for each source, which have numbers.
func countSources(c *script.Counts, files map[string]int) string {
	most := uint64(1)
	for _, l := range c.Lines {
		most = max(most, l.Runs)
	}
	var b strings.Builder
	for i := 0; i < len(c.Lines); {
		file, src := c.Lines[i].File, c.Lines[i].Source
		name := html.EscapeString(file)
		fmt.Fprintf(&b, "<h2>%s</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\"><table class=\"source\">\n<thead hidden><tr><th>Line</th><th>Bar</th><th>Runs</th><th>Text</th></tr></thead>\n<tbody>\n", name, name)
		number := 0
		for text := range strings.Lines(src.Text) {
			number++
			class, runs, width := "", "", 0.0
			if i < len(c.Lines) && c.Lines[i].File == file && c.Lines[i].Line == number {
				n := c.Lines[i].Runs
				runs = thousands(n)
				width = 60 * math.Log1p(float64(n)) / math.Log1p(float64(most))
				if n == 0 {
					class = " class=\"never\""
				}
				i++
			}
			fmt.Fprintf(&b, "<tr%s id=\"F%dL%d\"><td class=\"no\">%d</td><td class=\"heat\"><span><i style=\"width:%.0fpx\"></i></span></td><td class=\"n\">%s</td><td>%s</td></tr>\n",
				class, files[file], number, number, width, runs, html.EscapeString(strings.TrimRight(text, "\r\n")))
		}
		b.WriteString("</tbody></table></div>\n")
		for i < len(c.Lines) && c.Lines[i].File == file {
			i++ // of another text of that name, as evals have
		}
	}
	return b.String()
}
