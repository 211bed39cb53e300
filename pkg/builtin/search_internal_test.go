package builtin

import (
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/kilnjs/kiln/pkg/heap"
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

// TestSearchText compares the searches, in both widths, with those of the
// standard library.
func TestSearchText(t *testing.T) {
	random := func(n int) string {
		b := make([]byte, n)
		for i := range b {
			b[i] = "ab"[rand.IntN(2)]
		}
		return string(b)
	}
	wide := func(s string) heap.Flat {
		u := make([]uint16, len(s))
		for i := range len(s) {
			u[i] = uint16(s[i])
		}
		return heap.Flat{UTF16: u}
	}
	narrow := func(s string) heap.Flat { return heap.Flat{Latin1: []byte(s)} }
	for range 500 {
		s, needle := random(rand.IntN(60)), random(1+rand.IntN(6))
		first, last := strings.Index(s, needle), strings.LastIndex(s, needle)
		assert.Equal(t, first, indexOf(narrow(s), narrow(needle), 0))
		assert.Equal(t, last, lastIndexOf(narrow(s), narrow(needle), len(s)))
		if s == "" {
			continue
		}
		assert.Equal(t, first, indexOf(wide(s), wide(needle), 0))
		assert.Equal(t, last, lastIndexOf(wide(s), wide(needle), len(s)))
		assert.Equal(t, first, linearIndex(len(s), len(needle), 0, wide(s).At, wide(needle).At))
	}
	// So many near misses that the search in linear time takes over.
	s, needle := strings.Repeat("a", 2000)+"b", strings.Repeat("a", 900)+"b"
	assert.Equal(t, 1100, indexOf(wide(s), wide(needle), 0))
	assert.Equal(t, -1, indexOf(wide(s), wide(needle+"c"), 0))
	s, needle = "b"+strings.Repeat("a", 2000), "b"+strings.Repeat("a", 900)
	assert.Equal(t, 0, lastIndexOf(wide(s), wide(needle), len(s)))
	assert.Equal(t, -1, lastIndexOf(wide(s), wide("c"+needle), len(s)))
}
