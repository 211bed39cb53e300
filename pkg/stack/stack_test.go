package stack

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/heap"
)

func push(t *testing.T, s *Stack, h *heap.Heap, size int, pos int32, bits LinkBits) int {
	fp := s.Top
	require.NoError(t, s.Reserve(fp+size))
	for i := Callee; i < Header; i++ {
		s.Vals[fp+i] = heap.Undefined
	}
	s.Vals[fp+Link] = MakeLink(s.FP, bits)
	s.Vals[fp+Pos] = heap.Int(pos)
	s.FP, s.Top = fp, fp+size
	return fp
}

func TestLink(t *testing.T) {
	for _, fp := range []int{-1, 0, 7, MaxWords} {
		for _, bits := range []LinkBits{TierInterp, TierHost | LinkEntry, TierNative | LinkConstruct | LinkUser2, 0x7F} {
			l := MakeLink(fp, bits)
			assert.True(t, l.IsInt())
			assert.Equal(t, fp, LinkCaller(l))
			assert.Equal(t, bits, LinkFlags(l))
		}
	}
}

func TestWalk(t *testing.T) {
	h := heap.New(heap.Options{})
	s := New(h, 0)
	assert.Equal(t, 0, s.Depth())
	push(t, s, h, 10, 1, TierInterp|LinkEntry)
	push(t, s, h, 12, 2, TierBytecode)
	push(t, s, h, 9, 3, TierHost)
	var pos []int
	var tops []int
	s.Walk(func(f FrameView) bool {
		pos = append(pos, f.Pos())
		tops = append(tops, f.Top)
		return f.Bits()&TierMask != TierBytecode
	})
	assert.Equal(t, []int{3, 2}, pos)
	assert.Equal(t, []int{31, 22}, tops)
	assert.Equal(t, 3, s.Depth())
	s.Reset()
	assert.Equal(t, 0, s.Depth())
}

func TestOverflow(t *testing.T) {
	h := heap.New(heap.Options{})
	s := New(h, 64<<10)
	n := 0
	for ; s.Reserve(s.Top+20) == nil; n++ {
		push(t, s, h, 20, 0, 0)
	}
	assert.Equal(t, (len(s.Vals)-Slack)/20, n)
	assert.ErrorIs(t, s.Reserve(len(s.Vals)+1), ErrOverflow)
	s.MaxGoDepth = 2
	m := s.Mark()
	assert.NoError(t, s.Enter())
	assert.NoError(t, s.Enter())
	assert.ErrorIs(t, s.Enter(), ErrOverflow)
	s.Unwind(m)
	assert.NoError(t, s.Enter())
	s.Leave()
	assert.Equal(t, 0, s.GoDepth)
}

func TestRootsAndWipe(t *testing.T) {
	h := heap.New(heap.Options{})
	s := New(h, 0)
	shape := h.RootShape(heap.Null, heap.ClassObject, 2)
	fp := push(t, s, h, 12, 0, 0)
	keep := h.AllocObject(shape)
	s.Vals[fp+Header] = keep.Value()
	weak := h.NewWeakCell(keep.Value())
	lost := h.AllocObject(shape)
	weakLost := h.NewWeakCell(lost.Value())
	s.Vals[s.Top+3] = lost.Value()
	h.Collect(true)
	assert.Equal(t, keep.Value(), weak.Target())
	assert.Equal(t, heap.Undefined, weakLost.Target())
	assert.Equal(t, heap.Undefined, s.Vals[s.Top+3])
	require.NoError(t, h.Verify())
}

func TestSaveRestore(t *testing.T) {
	h := heap.New(heap.Options{Stress: true})
	s := New(h, 0)
	shape := h.RootShape(heap.Null, heap.ClassObject, 2)
	fp := push(t, s, h, 16, 5, TierBytecode)
	for i := Header; i < 16; i++ {
		s.Vals[fp+i] = h.AllocObject(shape).Value()
	}
	want := append([]heap.Value(nil), s.Vals[fp:s.Top]...)
	g := s.Save(h, fp, s.Top)
	s.Reset()
	for range 4 {
		h.Safepoint()
	}
	other := push(t, s, h, 30, 0, 0)
	base := other + 30
	top, err := s.Restore(g, base)
	require.NoError(t, err)
	assert.Equal(t, want, s.Vals[base:top])
	s.Vals[base+Header] = h.AllocObject(shape).Value()
	s.Top = top
	s.SaveInto(h, g, base)
	s.Top = base
	h.Safepoint()
	assert.Equal(t, want[Header+1], g.At(Header+1))
	require.NoError(t, h.Verify())
}

func BenchmarkNew(b *testing.B) {
	h := heap.New(heap.Options{})
	b.ReportAllocs()
	for b.Loop() {
		(&Stack{}).allocate(DefaultBytes / 8)
		h.Safepoint()
	}
}
