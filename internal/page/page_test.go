package page

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/kilnjs/kiln/internal/browsertest"
)

// TestTheme: the button changes what is shown, and back, whatever the reader prefers.
func TestTheme(t *testing.T) {
	text := "<!doctype html><html lang=\"en\"><head><title>A page</title><style>" + Style + "</style></head><body><button id=\"theme\">Dark or light</button><script>" + Theme + "</script></body></html>"
	for _, v := range browsertest.Views {
		t.Run(v.Name, func(t *testing.T) {
			p := browsertest.Open(t, text, v)
			var paper []string
			for range 3 {
				paper = append(paper, p.Text("getComputedStyle(document.body).backgroundColor"))
				p.Click("#theme")
			}
			assert.NotEqual(t, paper[0], paper[1])
			assert.Equal(t, paper[0], paper[2])
			assert.Empty(t, p.Faults())
		})
	}
}
