package builtin

import (
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// TestDigitsKey compares the order of keys with that of the texts.
func TestDigitsKey(t *testing.T) {
	ints := []int32{0, 1, -1, 9, 10, 11, 99, 100, -10, -9, math.MaxInt32, math.MinInt32, 1000000000, 2000000000, -2000000000}
	for range 300 {
		ints = append(ints, int32(rand.Uint32())>>rand.IntN(32))
	}
	byText, byKey := slices.Clone(ints), slices.Clone(ints)
	slices.SortStableFunc(byText, func(a, b int32) int {
		return strings.Compare(strconv.Itoa(int(a)), strconv.Itoa(int(b)))
	})
	slices.SortStableFunc(byKey, func(a, b int32) int {
		if digitsKey(a) < digitsKey(b) {
			return -1
		} else if digitsKey(a) > digitsKey(b) {
			return 1
		}
		return 0
	})
	assert.Equal(t, byText, byKey)
}

// textsOf are the forms in which a heap may store an ASCII text.
func textsOf(s string) []heap.Flat {
	u := make([]uint16, len(s))
	for i := range len(s) {
		u[i] = uint16(s[i])
	}
	return []heap.Flat{heap.FlatLatin1([]byte(s)), heap.FlatUTF16(u)}
}

// searchBoth looks for needle in s in all forms and both ways, and expects what
// the standard library finds.
func searchBoth(t *testing.T, rt *object.Runtime, s, needle string) {
	t.Helper()
	first, last := strings.Index(s, needle), strings.LastIndex(s, needle)
	for _, f := range textsOf(s) {
		for _, n := range textsOf(needle) {
			if s == "" {
				continue
			}
			at, err := indexOf(rt, f, n, 0)
			assert.NoError(t, err)
			assert.Equal(t, first, at, "%.40q in %.40q", needle, s)
			at, err = lastIndexOf(rt, f, n, len(s))
			assert.NoError(t, err)
			assert.Equal(t, last, at, "%.40q last in %.40q", needle, s)
			if needle == "" || !f.IsWide() && n.IsWide() {
				continue // the linear way has nothing to do, or a needle that fits
			}
			at, err = findLinear(rt, f, n, 0, len(s)-len(needle))
			assert.NoError(t, err)
			assert.Equal(t, first, at, "%.40q in %.40q, linearly", needle, s)
			at, err = findLinearLast(rt, f, n, len(s)-len(needle))
			assert.NoError(t, err)
			assert.Equal(t, last, at, "%.40q last in %.40q, linearly", needle, s)
		}
	}
}

// TestSearchText compares the searches, in all widths and both directions, with
// those of the standard library, over alphabets so small that everything repeats.
func TestSearchText(t *testing.T) {
	rt, err := object.New(object.Options{})
	require.NoError(t, err)
	random := func(n, letters int) string {
		b := make([]byte, n)
		for i := range b {
			b[i] = 'a' + byte(rand.IntN(letters))
		}
		return string(b)
	}
	for range 3000 {
		letters := 1 + rand.IntN(3)
		searchBoth(t, rt, random(rand.IntN(70), letters), random(rand.IntN(12), letters))
	}
	for range 300 { // needles longer than findPrefix that are there, nearly
		period := random(1+rand.IntN(5), 2)
		s := strings.Repeat(period, 400)
		needle := strings.Repeat(period, 10+rand.IntN(200))
		cut := rand.IntN(len(needle))
		searchBoth(t, rt, s, needle)
		searchBoth(t, rt, s, needle[cut:])
		searchBoth(t, rt, s, needle[:cut]+"c"+needle[cut:])
		searchBoth(t, rt, s+"c"+s, needle[:cut]+"c"+needle[cut:])
		searchBoth(t, rt, s[:len(s)/2]+needle[:cut]+"c"+needle[cut:]+s, needle[:cut]+"c"+needle[cut:])
	}
}

func BenchmarkIndexOf(b *testing.B) {
	rt, err := object.New(object.Options{})
	require.NoError(b, err)
	long := strings.Repeat("a", 1<<16)
	prose := strings.Repeat("the quick brown fox jumps over the lazy dog. ", 1<<10)
	for _, bench := range []struct{ name, s, needle string }{
		{"Word", prose, "nowhere"},
		{"Sentence", prose, "the quick brown fox jumps over the lazy dog! "},
		{"Quadratic", long, long[:1<<15] + "b" + long[:10]},
	} {
		for i, s := range textsOf(bench.s) {
			needle := textsOf(bench.needle)[i]
			b.Run(bench.name+[]string{"Narrow", "Wide"}[i], func(b *testing.B) {
				b.SetBytes(int64(len(bench.s)))
				for range b.N {
					_, _ = indexOf(rt, s, needle, 0)
				}
			})
			b.Run("Last"+bench.name+[]string{"Narrow", "Wide"}[i], func(b *testing.B) {
				b.SetBytes(int64(len(bench.s)))
				for range b.N {
					_, _ = lastIndexOf(rt, s, needle, s.Len())
				}
			})
		}
	}
}
