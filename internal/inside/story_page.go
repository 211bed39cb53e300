package inside

import (
	"bytes"
	_ "embed"
	"fmt"
	"html"
	"io"
	"strings"

	"github.com/kilnjs/kiln/internal/page"
)

//go:embed story.html
var storyShell string

// WriteHTML writes the story as a page that needs nothing else.
func (s *Story) WriteHTML(w io.Writer) error {
	var contents, chapters strings.Builder
	for i, c := range s.chapters() {
		fmt.Fprintf(&contents, "<a href=\"#chapter%d\">%s</a>\n", i+1, html.EscapeString(c.title))
		fmt.Fprintf(&chapters, "<section id=\"chapter%d\"><h2>%d. %s</h2>\n<p>%s", i+1, i+1, html.EscapeString(c.title), html.EscapeString(c.about))
		if c.title == stepsTitle {
			chapters.WriteString(" The keys <kbd>n</kbd> and <kbd>p</kbd> go to the next and the previous step.")
		}
		fmt.Fprintf(&chapters, "</p>\n<div class=\"box\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">", html.EscapeString(c.title))
		if c.title == stepsTitle {
			s.stepRows(&chapters)
		} else {
			var text bytes.Buffer
			if err := c.write(&text); err != nil {
				return err
			}
			chapters.WriteString("<pre>" + html.EscapeString(text.String()) + "</pre>")
		}
		chapters.WriteString("</div></section>\n")
	}
	_, err := strings.NewReplacer(
		"{{title}}", html.EscapeString(s.Tree.File), "{{style}}", page.Style, "{{theme}}", page.Theme, "{{contents}}", contents.String(), "{{chapters}}", chapters.String(),
	).WriteString(w, storyShell)
	return err
}

// stepClasses tells steps apart on the page; those of frames have the colour of their tier.
var stepClasses = map[string]string{
	"output": "output", "more": "quiet",
	"promote": "event", "replace": "event", "leave": "event", "discard": "event", "decline": "event", "compile": "event", "collect": "event",
}

// stepRows makes the table of the steps.
func (s *Story) stepRows(b *strings.Builder) {
	b.WriteString("<table class=\"steps\"><thead><tr><th>Heap</th><th>Jobs</th><th>Callbacks</th><th>Timers</th><th>What happens</th></tr></thead><tbody>\n")
	number := func(n int) string {
		if n == 0 {
			return "<td class=\"zero\">0</td>"
		}
		return fmt.Sprintf("<td>%d</td>", n)
	}
	for i := range s.Steps {
		x := &s.Steps[i]
		tier := ""
		if x.Kind == "push" || stepClasses[x.Kind] == "event" {
			tier = x.Tier
		}
		fmt.Fprintf(b, "<tr class=\"%s\"><td>%d KB</td>%s%s%s<td style=\"padding-left:%dem\"><span class=\"%s\">%s</span></td></tr>\n",
			stepClasses[x.Kind], x.Heap>>10, number(x.Jobs), number(x.Tasks), number(x.Timers), 1+min(x.Depth, 20)*2, tier, html.EscapeString(x.What))
	}
	b.WriteString("</tbody></table>")
	if s.Missed > 0 {
		fmt.Fprintf(b, "<p>… and %d steps more</p>", s.Missed)
	}
	fmt.Fprintf(b, "<p>At the end functions run so: %s.</p>", html.EscapeString(strings.Join(s.Tiers, ", ")))
}
