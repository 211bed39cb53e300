package heap

import (
	"math/rand/v2"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

func TestUTF8(t *testing.T) {
	h := New(Options{})
	r := rand.New(rand.NewPCG(1, 2))
	limits := []rune{0x80, 0x100, 0x120, 0x800, 0x10000, 0x110000}
	for range 20_000 {
		var text []byte
		top := limits[r.IntN(len(limits))]
		for range r.IntN(40) {
			c := rune(r.IntN(int(top)))
			if r.IntN(2) == 0 {
				c = rune(r.IntN(128))
			}
			text = utf8.AppendRune(text, c)
		}
		if r.IntN(8) == 0 && len(text) > 0 {
			text[r.IntN(len(text))] = byte(r.Uint32())
		}
		want := utf16.Encode([]rune(string(text)))
		m := h.OpenScope()
		s := h.NewUTF8(text)
		require.Equal(t, len(want), s.Len(), "%q", text)
		wide := false
		for i, u := range want {
			require.Equal(t, u, s.At(h, i), "unit %d of %q", i, text)
			wide = wide || u > 255
		}
		require.Equal(t, !wide, s.IsLatin1(h), "%q", text)
		require.Equal(t, h.KeyFromString(s), h.KeyFromUTF8(text), "%q", text)
		b := h.UTF8Builder([]byte("-"))
		b.Flat(s.Flat(h))
		b.UTF8Text(text)
		require.NoError(t, b.Err())
		again := string([]rune(string(text)))
		require.Equal(t, "-"+again+again, string(b.UTF8()))
		h.CloseScope(m)
		h.Safepoint()
	}
}

func TestUTF8BuilderOfUnits(t *testing.T) {
	h := New(Options{})
	b := h.UTF8Builder(nil)
	b.Latin1("a")
	b.Unit(0xE9)
	b.CodePoint(0x1F600)
	b.Flat(FlatLatin1([]byte{0xFF, 'x'}))
	b.Flat(FlatUTF16([]uint16{0xD83D, 0xDE00, 0xD83D, 'y', 0xDE00, 0x4E16}))
	b.Enclosed("<", []byte{'b', 0xE9}, ">")
	b.Int(-5)
	n := b.Len()
	b.Go("世")
	b.Truncate(n)
	require.Equal(t, "aé😀ÿx😀\uFFFDy\uFFFD世<bé>-5", string(b.UTF8()))
}

// What UTF8 gives away is not memory that the heap keeps for its builders.
func TestUTF8BuilderBorrowsNothing(t *testing.T) {
	h := New(Options{})
	s := h.Builder()
	s.Latin1("kept")
	s.Release()
	b := h.UTF8Builder(nil)
	b.Latin1("away")
	require.Less(t, cap(b.UTF8()), spareText)
	s = h.Builder()
	s.Latin1("next")
	require.Equal(t, "away", string(b.UTF8()))
	require.Equal(t, "next", s.String().Go(h))
}
