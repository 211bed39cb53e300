package heap

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestPrefixesOfStrings(t *testing.T) {
	h := New(Options{})
	text := func(s string) *String { return h.NewString(s) }
	concat := func(parts ...string) *String {
		s := text(parts[0])
		for _, p := range parts[1:] {
			s = h.Concat(s, text(p))
		}
		return s
	}
	long := strings.Repeat("0123456789", 10)
	left := concat(long, "é"+long, "€"+long)
	right := h.Concat(text(long), h.Concat(text(long), text(long)))
	for _, s := range []*String{text(""), text("a"), text("é"), text("€"), left, right, h.Concat(left, right)} {
		whole := []rune(s.Go(h))
		for _, n := range []int{0, 1, 99, 100, 101, 150, 201, len(whole)} {
			if n <= len(whole) {
				assert.Equal(t, string(whole[:n]), s.GoPrefix(h, n))
			}
		}
	}
	// A rope that is not read beyond what is asked for stays one.
	rope := h.Concat(text(strings.Repeat("x", 1000)), text(strings.Repeat("y", 1000)))
	assert.Equal(t, "xxx", rope.GoPrefix(h, 3))
	assert.Equal(t, KindRope, rope.kind())
	assert.Equal(t, "a", text("a😀").GoPrefix(h, 2))
	assert.Equal(t, "a😀", text("a😀b").GoPrefix(h, 3))
	cut := h.Concat(h.NewUTF16(append([]uint16(nil), 0x20AC, 0xD83D)), text("")) // a pair that two parts have
	cut = h.Concat(h.Concat(text(long), cut), h.Concat(h.NewUTF16([]uint16{0xDE00}), text(long)))
	assert.Equal(t, long+"€😀0", cut.GoPrefix(h, 104))
}
