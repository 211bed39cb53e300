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
	return writePage(w, title, string(r.list()), "")
}

// writePage writes the page with records and, where more of them will come, the address
// that they come from.
func writePage(w io.Writer, title, records, live string) error {
	_, err := strings.NewReplacer(
		"{{title}}", html.EscapeString(title), "{{style}}", page.Style, "{{ownStyle}}", pageStyle, "{{script}}", pageScript,
		"{{live}}", live, "{{recording}}", "["+records+"]",
	).WriteString(w, pageShell)
	return err
}
