package loop

import (
	_ "embed"
	"html"
	"io"
	"strings"

	"github.com/kilnjs/kiln/internal/page"
)

// The parts of the page.
var (
	//go:embed page.html
	pageShell string
	//go:embed page.css
	pageStyle string
	//go:embed page.js
	pageScript string
)

// WriteHTML writes a page that needs nothing else, in which one steps through the recording.
func (r *Recording) WriteHTML(w io.Writer, title string) error {
	before, after := shell(title, "")
	return r.writeBetween(w, before+"[", "]"+after)
}

// shell returns what stands before and after the list of records in a page, which gets
// more of them from the address live if that is not empty.
func shell(title, live string) (before, after string) {
	before, after, _ = strings.Cut(pageShell, "{{recording}}")
	fill := strings.NewReplacer(
		"{{title}}", html.EscapeString(title), "{{live}}", html.EscapeString(live),
		"{{style}}", page.Style, "{{theme}}", page.Theme, "{{ownStyle}}", pageStyle, "{{script}}", pageScript,
	)
	return fill.Replace(before), fill.Replace(after)
}
