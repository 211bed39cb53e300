package ucd

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestOrderRun compares the order of long runs with that of a stable sort.
func TestOrderRun(t *testing.T) {
	for _, n := range []int{0, 1, 2, shortRun, shortRun + 1, 1000} {
		run := make([]classed, n)
		for i := range run {
			run[i] = classed{rune(i), []uint8{1, 9, 220, 230, 255}[rand.IntN(5)]}
		}
		want := slices.Clone(run)
		slices.SortStableFunc(want, func(a, b classed) int { return cmp.Compare(a.class, b.class) })
		orderRun(run)
		assert.Equal(t, want, run)
	}
}
