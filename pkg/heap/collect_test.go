package heap

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestSmallHeapsGrowMoreBetweenFullCollections(t *testing.T) {
	for _, c := range []struct{ live, limit, want int64 }{
		{1 << 20, 0, minFullThreshold},
		{50 << 20, 0, 200 << 20},
		{100 << 20, 0, 292 << 20},
		{500 << 20, 0, 1000 << 20},
		{50 << 20, 256 << 20, 128 << 20}, // half of the limit
		{100 << 20, 256 << 20, 200 << 20},
	} {
		h := New(Options{MaxBytes: c.limit})
		require.Equal(t, c.want, h.growth(c.live), "%d MB of %d", c.live>>20, c.limit>>20)
	}
}

func TestBlocksInWhichNearlyAllLivesAreSweptByFullCollectionsOnly(t *testing.T) {
	h := New(Options{})
	if h.Stress() {
		t.Skip("sweeps always")
	}
	waiting := func() (n int) {
		for _, l := range h.blocks.unswept {
			n += len(l)
		}
		return n
	}
	shape := h.RootShape(Null, ClassObject, 4)
	fill := func(every int) {
		mark := h.OpenScope()
		list := h.NewArray(h.RootShape(Null, ClassArray, 0))
		inner := h.OpenScope()
		for i := range 20_000 {
			o := h.NewObject(shape)
			if i%every != 0 {
				h.AppendElement(list, o.Value())
			}
			h.CloseScope(inner)
		}
		h.Collect(false)
		require.NoError(t, h.Verify())
		h.CloseScope(mark)
	}
	h.Collect(true)
	before := h.committed
	fill(20)
	require.Zero(t, waiting())
	fill(2)
	require.NotZero(t, waiting())
	h.Collect(true)
	require.Less(t, h.committed, before+before/2, "what was not swept is found")
	require.NoError(t, h.Verify())
}
