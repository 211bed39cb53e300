package heap

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func units(s string) []uint16 { return utf16.Encode([]rune(s)) }

func (s *String) allUnits(h *Heap) []uint16 {
	u := make([]uint16, s.Len())
	s.Flat(h).copyTo(u)
	return u
}

func TestNewString(t *testing.T) {
	h := New(Options{})
	for _, c := range []struct {
		text   string
		len    int
		latin1 bool
	}{
		{"", 0, true}, {"a", 1, true}, {"hello", 5, true}, {"\u00e4\u00ff", 2, true}, {"\u0100", 1, false},
		{"a\u4e2d", 2, false}, {"\U0001F600", 2, false}, {"\xed\xa0\x80", 1, false}, {"x\xed\xbf\xbfy", 3, false},
	} {
		s := h.NewString(c.text)
		assert.Equal(t, c.len, s.Len(), c.text)
		assert.Equal(t, c.latin1, s.IsLatin1(h), c.text)
		assert.Equal(t, c.text, s.Go(h))
	}
	assert.Equal(t, "\ufffd\ufffd", h.NewString("\xff\xfe").Go(h))
	assert.True(t, h.NewUTF16([]uint16{'a', 'b'}).IsLatin1(h))
	assert.Equal(t, "\U0001F600", h.NewUTF16([]uint16{0xD83D, 0xDE00}).Go(h))
	assert.Same(t, h.SingleChar('q'), h.NewString("q"))
	assert.Same(t, h.EmptyString(), h.NewUTF16(nil))
}

// Every way to build a text gives a string that is equal in every respect.
func TestRandomStrings(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			h := New(Options{Stress: seed%2 == 0})
			r := rand.New(rand.NewPCG(seed, 3))
			type pair struct {
				s *String
				u []uint16
			}
			pieces := []string{"a", "", "hello world, this is a longer piece of text", "\u00e9t\u00e9", "\u4e2d\u6587", "\U0001F600x", "xyz"}
			var pool []pair
			h.AddRoots("test", func(m *Marker) {
				for _, p := range pool {
					m.Value(p.s.Value())
				}
			})
			add := func(s *String, u []uint16) {
				require.Equal(t, len(u), s.Len())
				if len(pool) < 60 {
					pool = append(pool, pair{s, u})
				} else {
					pool[r.IntN(len(pool))] = pair{s, u}
				}
			}
			for _, p := range pieces {
				add(h.NewString(p), units(p))
			}
			for range 2000 {
				m := h.OpenScope()
				a, b := pool[r.IntN(len(pool))], pool[r.IntN(len(pool))]
				switch r.IntN(8) {
				case 0, 1, 2:
					if len(a.u)+len(b.u) < 20000 {
						add(h.Concat(a.s, b.s), append(a.u[:len(a.u):len(a.u)], b.u...))
					}
				case 3:
					i := r.IntN(len(a.u) + 1)
					j := i + r.IntN(len(a.u)-i+1)
					add(h.Substring(a.s, i, j), a.u[i:j])
				case 4:
					s, u := a.s, a.u[:len(a.u):len(a.u)]
					for range r.IntN(200) {
						c := h.NewString(pieces[r.IntN(len(pieces))])
						if len(u)+c.Len() > 20000 {
							break
						}
						s, u = h.Concat(s, c), append(u, c.allUnits(h)...)
					}
					add(s, u)
				case 5:
					if len(a.u) > 0 {
						i := r.IntN(len(a.u))
						require.Equal(t, a.u[i], a.s.At(h, i))
					}
				case 6:
					bl := h.Builder()
					bl.Str(a.s)
					bl.Unit('!')
					bl.Str(b.s)
					require.NoError(t, bl.Err())
					add(bl.String(), append(append(a.u[:len(a.u):len(a.u)], '!'), b.u...))
				case 7:
					x, y := h.NewUTF16(a.u), h.NewUTF16(b.u)
					require.True(t, h.StringsEqual(x, a.s))
					require.Equal(t, h.HashString(x), h.HashString(a.s))
					require.Equal(t, h.StringsEqual(a.s, b.s), string(utf16.Decode(a.u)) == string(utf16.Decode(b.u)))
					require.Equal(t, h.CompareStrings(a.s, b.s) < 0, h.CompareStrings(x, y) < 0)
					require.Same(t, h.Intern(a.s), h.Intern(x))
				}
				h.CloseScope(m)
				h.Safepoint()
			}
			for _, p := range pool {
				require.Equal(t, p.u, append([]uint16{}, p.s.allUnits(h)...))
			}
			require.NoError(t, h.Verify())
		})
	}
}

// A part of a wide text shares its units, even if bytes could hold them.
func TestSubstringOfWideText(t *testing.T) {
	h := New(Options{})
	text := h.NewUTF16(append(units("a beginning that fits into bytes, and an end: "), 0x4E2D))
	part := h.Substring(text, 2, 40)
	assert.Equal(t, KindSlice, part.kind())
	assert.Equal(t, text.Value(), *part.word(wordBase))
	inner := h.Substring(part, 2, 37)
	assert.Equal(t, text.Value(), *inner.word(wordBase))
	assert.Equal(t, "ginning that fits into bytes, and a", inner.Go(h))
	assert.Same(t, h.Intern(h.NewString(inner.Go(h))), h.Intern(inner))
	require.NoError(t, h.Verify())
}

// An appended string shares its buffer with the shorter ones before it: they
// must not see what is appended later.
func TestAppendKeepsOldStrings(t *testing.T) {
	h := New(Options{})
	s := h.EmptyString()
	var all []*String
	for i := range 500 {
		s = h.Concat(s, h.NewString(string(rune('a'+i%26))))
		all = append(all, s)
	}
	fork := h.Concat(all[300], h.NewString("FORK"))
	whole := s.Go(h)
	for i, x := range all {
		require.Equal(t, whole[:i+1], x.Go(h))
	}
	assert.Equal(t, whole[:301]+"FORK", fork.Go(h))
}

func TestDeepRopes(t *testing.T) {
	h := New(Options{})
	piece := h.NewString(strings.Repeat("p", 30))
	left, right, both := piece, piece, piece
	n := 30
	for range 200_000 {
		m := h.OpenScope()
		right = h.Concat(piece, right)
		h.CloseScope(m)
		n += 30
	}
	require.Equal(t, n, right.Len())
	require.EqualValues(t, 'p', right.At(h, n-1))
	for i := range 1000 {
		if i%2 == 0 {
			left = h.Concat(left, h.SingleChar(0x4e2d))
		} else {
			left = h.Concat(h.SingleChar('y'), left)
		}
	}
	assert.EqualValues(t, 'y', left.At(h, 0))
	assert.EqualValues(t, 0x4e2d, left.At(h, left.Len()-1))
	for range 15 {
		both = h.Concat(both, both)
	}
	assert.Equal(t, strings.Repeat("p", 30<<15), both.Go(h))
}

func TestKeys(t *testing.T) {
	h := New(Options{})
	for _, c := range []struct {
		text  string
		index bool
	}{
		{"0", true}, {"7", true}, {"42", true}, {"4294967294", true}, {"4294967295", false}, {"4294967296", false}, {"9999999999", false},
		{"", false}, {"01", false}, {"-1", false}, {"1.5", false}, {"1e3", false}, {"a", false}, {"12345678901", false}, {" 1", false}, {"\u0661", false},
	} {
		for range 2 {
			k := h.KeyFromString(h.NewString(c.text))
			assert.Equal(t, c.index, KeyIsIndex(k), c.text)
			assert.Equal(t, k, h.KeyFromGo(c.text), c.text)
			assert.Equal(t, c.text, h.KeyToString(k).Go(h))
		}
	}
	assert.Equal(t, h.Names.Length, h.InternGo("length"))
	assert.Equal(t, h.Names.Empty, h.EmptyString().Value())
	assert.Equal(t, h.InternGo("\u4e2d"), h.Intern(h.NewString("\u4e2d")).Value())
	rope := h.Concat(h.NewString(strings.Repeat("ab", 20)), h.NewString("cdcd"))
	assert.Equal(t, h.InternGo(strings.Repeat("ab", 20)+"cdcd"), h.Intern(rope).Value())
}

func TestInternTableForgets(t *testing.T) {
	h := New(Options{NurseryBytes: 64 << 10})
	before := h.Stats().Interned
	m := h.OpenScope()
	keep := h.InternGo("kept name")
	inner := h.OpenScope()
	for i := range 100_000 {
		h.InternGo(fmt.Sprint("name", i))
		h.CloseScope(inner)
		h.Safepoint()
	}
	h.Collect(true)
	assert.LessOrEqual(t, h.Stats().Interned, before+1)
	assert.Equal(t, keep, h.InternGo("kept name"))
	assert.LessOrEqual(t, len(h.interns.slots), 4096)
	h.CloseScope(m)
}

func TestStringBuilderLimits(t *testing.T) {
	h := New(Options{MaxBytes: 16 << 20})
	b := h.Builder()
	for range 1 << 30 {
		b.Latin1(strings.Repeat("x", 1000))
		if b.Err() != nil {
			break
		}
	}
	require.Error(t, b.Err())
	assert.LessOrEqual(t, b.Len(), h.MaxStringLength())
	n := b.Len()
	b.Unit('y')
	assert.Equal(t, n, b.Len())
	b.Truncate(2)
	assert.Equal(t, 2, b.Len())
}
