package regexp

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/ucd"
)

// TestPageTable compares tables with the ranges that they are made from.
func TestPageTable(t *testing.T) {
	for _, pattern := range []string{`\p{L}`, `\P{L}`, `\p{Lu}`, `\p{Cn}`, `\P{Cn}`, `\p{Script=Greek}`, `\p{Emoji}`, `[\p{L}\u{FFFF0}-\u{10FFFF}]`, `[\P{Mn}--\p{Sc}]`} {
		tree, err := Parse(pattern, "v")
		require.NoError(t, err)
		set := newCharSet(tree.Root.(*Class).Set)
		table := newPageTable(set.high)
		for c := rune(256); c <= ucd.MaxRune; c++ {
			if setContains(set.high, c) != table.contains(c) {
				t.Fatalf("%s: %x", pattern, c)
			}
		}
	}
}

// BenchmarkProperty matches a text of all letters, in the order of their code
// points.
func BenchmarkProperty(b *testing.B) {
	p, err := Compile(`^\p{L}+$`, "u")
	require.NoError(b, err)
	tree, err := Parse(`\p{L}`, "u")
	require.NoError(b, err)
	var text []uint16
	for _, r := range tree.Root.(*Class).Set {
		for c := r.Lo; c <= r.Hi; c++ {
			if c > 0xFFFF {
				text = append(text, uint16(leadOf(c)), uint16(trailOf(c)))
			} else {
				text = append(text, uint16(c))
			}
		}
	}
	b.SetBytes(int64(2 * len(text)))
	var caps Captures
	for b.Loop() {
		ok, err := p.Find(Subject{UTF16: text}, 0, &caps, nil)
		require.NoError(b, err)
		require.True(b, ok)
	}
}
