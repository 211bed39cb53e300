package bench

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/browsertest"
)

func pageOfTwo(t *testing.T) string {
	var b bytes.Buffer
	require.NoError(t, measured(t, 3, 1, engine("interp", 20, 1), engine("auto", 2, 2)).WriteHTML(&b))
	return b.String()
}

func TestPageForEverybody(t *testing.T) { browsertest.Check(t, pageOfTwo(t)) }

// TestPageInBrowser sorts the table, hides an engine and changes the theme in a browser.
func TestPageInBrowser(t *testing.T) {
	text := pageOfTwo(t)
	for _, v := range browsertest.Views {
		t.Run(v.Name, func(t *testing.T) {
			p := browsertest.Open(t, text, v)
			for _, want := range []string{"p q ascending true", "q p descending true"} {
				p.Eval("heads[0].querySelector('button').focus()", nil)
				p.Press("Enter")
				assert.Equal(t, want, p.Text(`[...table.tBodies[0].rows].map((r) => r.cells[0].textContent).join(" ") + " " +
					heads[0].getAttribute("aria-sort") + " " + (document.activeElement === heads[0].querySelector("button"))`))
			}
			p.Eval("boxes[0].click()", nil)
			assert.Equal(t, "none, inline", p.Text(`["e0", "e1"].map((e) => getComputedStyle(document.querySelector("svg .curve." + e)).display).join(", ")`))
			const paper = "getComputedStyle(document.body).backgroundColor"
			before := p.Text(paper)
			p.Click("#theme")
			assert.NotEqual(t, before, p.Text(paper))
			assert.Empty(t, p.Faults())
		})
	}
}
