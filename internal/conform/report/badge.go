package report

import (
	"fmt"
	"html"
	"io"

	"github.com/kilnjs/kiln/internal/conform/runner"
)

// WriteBadge writes a small SVG image that says what part of the run passed in its first
// engine.
func (r *Run) WriteBadge(w io.Writer) error {
	engines := r.Engines()
	if len(engines) == 0 {
		return fmt.Errorf("there is nothing to show")
	}
	t := r.ByEngine()[engines[0]]
	colour := "#a33"
	switch share := float64(t[runner.Pass]) / float64(t.Total()); {
	case share >= 0.95:
		colour = "#2a7d32"
	case share >= 0.8:
		colour = "#8a6d00"
	}
	label, value := r.Name(), t.Share()
	// Verdana at 11 pixels is about 7 wide; textLength makes it fit everywhere.
	const letter, margin = 7, 6
	left, right := len(label)*letter+2*margin, len(value)*letter+2*margin
	text := func(at, width int, s string) string {
		return fmt.Sprintf(`<text x="%d" y="14" textLength="%d" lengthAdjust="spacingAndGlyphs">%s</text>`, at+margin, width-2*margin, html.EscapeString(s))
	}
	_, err := fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" width="%[1]d" height="20" role="img" aria-label="%[2]s: %[3]s"><title>%[2]s: %[3]s, %[4]d of %[5]d</title>`+
		`<clipPath id="r"><rect width="%[1]d" height="20" rx="3"/></clipPath><g clip-path="url(#r)"><rect width="%[6]d" height="20" fill="#444"/><rect x="%[6]d" width="%[7]d" height="20" fill="%[8]s"/></g>`+
		`<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">%[9]s%[10]s</g></svg>`+"\n",
		left+right, html.EscapeString(label), value, t[runner.Pass], t.Total(), left, right, colour, text(0, left, label), text(left, right, value))
	return err
}
