package heap

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestSampling compares what samples stand for with what was allocated.
func TestSampling(t *testing.T) {
	h := New(Options{})
	shape := h.RootShape(Null, ClassObject, 2)
	wide := h.RootShape(Null, ClassArray, 40)
	h.AddRoots("test", func(m *Marker) { m.Shape(shape); m.Shape(wide) })
	for range 100 { // runs are half used when it begins
		h.AllocObject(shape)
	}
	want, got := map[*Shape]float64{}, map[*Shape]float64{}
	var strings, gotStrings, large, gotLarge float64
	s := h.Sample(4<<10, 1, func(a AllocSample) {
		switch n := a.Weight * float64(a.Bytes); {
		case a.Kind == KindObject:
			assert.Equal(t, a.Shape.Class(), a.Class)
			got[a.Shape] += n
		case a.Kind == KindBytes:
			gotLarge += n
		case a.Kind == KindLatin1:
			gotStrings += n
		}
	})
	kept := h.NewObject(h.RootShape(Null, ClassArray, 0))
	for i := range 60_000 {
		m := h.OpenScope()
		o := h.NewObject(shape)
		want[shape] += float64(shape.ObjectBytes())
		if i%10 == 0 {
			h.NewObject(wide)
			want[wide] += float64(wide.ObjectBytes())
		}
		if i%4 == 0 {
			h.SetElement(kept, uint32(i/4), o.Value())
		}
		strings += float64(classBytes[wordClass[2+2]])
		h.NewLatin1([]byte("sixteen letters."))
		if i%200 == 0 {
			h.NewBytes(1 << 14)
			large += 1<<14 + 24
		}
		h.CloseScope(m)
		if i%5000 == 0 {
			h.Safepoint()
		}
	}
	assert.InEpsilon(t, want[shape], got[shape], 0.1)
	assert.InEpsilon(t, want[wide], got[wide], 0.15)
	assert.InEpsilon(t, strings, gotStrings, 0.1)
	assert.InEpsilon(t, large, gotLarge, 0.1)
	require.NoError(t, h.Verify())

	taken := s.count
	h.Collect(true)
	alive := len(s.Alive())
	// A quarter of the objects live, and the array.
	assert.InDelta(t, got[shape]/4/4096, alive, 60)
	for _, n := range s.Alive() {
		assert.Less(t, n, taken)
	}
	s.Stop()
	for range 1000 {
		h.AllocObject(wide)
	}
	assert.Equal(t, taken, s.count)
}

// TestSamplingOfMovedCells has large cells that begin elsewhere than when they were sampled.
func TestSamplingOfMovedCells(t *testing.T) {
	h := New(Options{})
	s := h.Sample(1, 1, func(AllocSample) {})
	o := h.NewObject(h.RootShape(Null, ClassArray, 0))
	for i := range uint32(1000) {
		h.SetElement(o, i, Int(1))
	}
	h.Collect(true)
	before := len(s.Alive())
	for range 300 {
		h.ShiftElements(o)
	}
	h.Collect(true)
	assert.Len(t, s.Alive(), before)
	s.Stop()
}
