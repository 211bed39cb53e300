package heap

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestTransient: what a heap gave up, or takes for a moment only, is counted until Go
// has collected it.
func TestTransient(t *testing.T) {
	h := New(Options{MaxBytes: 32 << 20, Prompt: true})
	before := h.dead
	h.Transient(smallTransient - 1)
	assert.Equal(t, before, h.dead)
	h.Transient(1 << 20)
	assert.Equal(t, before+1<<20, h.dead)

	mark := h.OpenScope()
	s := h.Scratch()
	s.Set(1 << 20)
	s.Set(3 << 20) // a larger list beside the old one
	assert.Equal(t, before+2<<20, h.dead)
	h.CloseScope(mark)
	h.settleScratch()
	assert.Equal(t, before+5<<20, h.dead)

	h.Transient(40 << 20) // more than the limit: Go collects first
	assert.EqualValues(t, 40<<20, h.dead)
}

// TestGoText compares the text of strings that have every kind of unit with the units
// that it is made of.
func TestGoText(t *testing.T) {
	h := New(Options{})
	for _, text := range []string{"", "plain", "é÷ÿ", "\u0430\u2003x", "\U0001F600a\u00e9", "\xed\xa0\x80", "x\xed\xb0\x80\u0430"} {
		for _, text := range []string{text, strings.Repeat(text, 20_000)} {
			assert.Equal(t, text, h.NewString(text).Go(h))
		}
	}
}
