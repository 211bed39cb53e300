package heap

import (
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestElementsFormsAndAttributes(t *testing.T) {
	h := New(Options{Stress: true})
	arr := h.RootShape(Null, ClassArray, 0)
	o := h.NewArray(arr, Int(1), Hole, Int(3))
	assert.Equal(t, Int(3), o.Internal(0))
	assert.Equal(t, 2, h.CountElements(o))
	_, ok := h.GetElement(o, 1)
	assert.False(t, ok)
	assert.False(t, h.DeleteElement(o, 1))
	assert.True(t, h.DeleteElement(o, 2))
	assert.Equal(t, 1, o.ElementsLen())
	acc := h.NewAccessor(Undefined, Undefined).Value()
	h.DefineElement(o, 5, acc, Enumerable|Configurable|AccessorProp)
	assert.True(t, o.IsSparse())
	assert.Equal(t, 0, o.ElementsLen())
	h.Safepoint()
	v, attrs, ok := h.GetElementProp(o, 5)
	assert.True(t, ok)
	assert.Equal(t, acc, v)
	assert.Equal(t, Enumerable|Configurable|AccessorProp, attrs)
	h.DefineElement(o, 4, Int(4), Enumerable)
	assert.EqualValues(t, 5, h.TruncateElements(o, 0), "element 4 is not configurable")
	assert.Equal(t, 2, h.CountElements(o))
	h.SetElement(o, 4, Int(44))
	_, attrs, _ = h.GetElementProp(o, 4)
	assert.Equal(t, Enumerable, attrs)
	require.NoError(t, h.Verify())
}

func TestSealElements(t *testing.T) {
	h := New(Options{})
	o := h.NewArray(h.RootShape(Null, ClassArray, 0), Int(1), Int(2))
	assert.False(t, h.ElementsSatisfy(o, Configurable))
	h.SealElements(o, Configurable)
	assert.True(t, h.ElementsSatisfy(o, Configurable))
	assert.False(t, h.ElementsSatisfy(o, Configurable|Writable))
	h.SealElements(o, Configurable|Writable)
	assert.True(t, h.ElementsSatisfy(o, Configurable|Writable))
	empty := h.NewArray(h.RootShape(Null, ClassArray, 0))
	h.SealElements(empty, Configurable)
	assert.False(t, empty.IsSparse())
	h.ReserveElements(empty, 100)
	h.PreventExtensions(empty)
	assert.Zero(t, empty.elements().cap())
	full := h.NewArray(h.RootShape(Null, ClassArray, 0), make([]Value, 200)...)
	h.PreventExtensions(full)
	for n := uint32(199); n > 10; n -= 7 {
		assert.True(t, h.DeleteElement(full, n))
		assert.Equal(t, full.elements().len(), full.elements().cap())
		h.TruncateElements(full, n-6)
		assert.Equal(t, full.elements().len(), full.elements().cap())
	}
}

func TestSparseAndBack(t *testing.T) {
	h := New(Options{})
	o := h.NewArray(h.RootShape(Null, ClassArray, 0))
	h.SetElement(o, 1_000_000, Int(1))
	assert.True(t, o.IsSparse())
	for i := range uint32(1_000_000) {
		h.SetElement(o, 999_999-i, Int(int32(i)))
	}
	assert.False(t, o.IsSparse())
	assert.Equal(t, 1_000_001, o.ElementsLen())
	v, _ := h.GetElement(o, 0)
	assert.Equal(t, Int(999_999), v)
	h.Collect(true)
	assert.Less(t, h.Stats().GoBytes, int64(200<<10))
	require.NoError(t, h.Verify())
}

// One huge index must not cost memory, in any order.
func TestHostileIndices(t *testing.T) {
	h := New(Options{MaxBytes: 16 << 20})
	shape := h.RootShape(Null, ClassArray, 0)
	for _, i := range []uint32{1 << 20, 1 << 27, 1<<28 - 1, 1 << 28, 1<<31 - 1, 1 << 31, 1<<32 - 2} {
		o := h.NewArray(shape)
		for k := range uint32(10) {
			h.SetElement(o, k, Int(1))
		}
		h.SetElement(o, i, Int(2))
		assert.True(t, o.IsSparse())
		assert.Equal(t, 11, h.CountElements(o))
	}
	assert.False(t, h.Exhausted)
	assert.Less(t, h.Stats().Committed, int64(1<<20))
}

func TestMoveAndTruncate(t *testing.T) {
	h := New(Options{Stress: true})
	o := h.NewArray(h.RootShape(Null, ClassArray, 0))
	for range 1000 {
		h.AppendElement(o, h.NewBox(Null).Value())
	}
	want := append([]Value(nil), o.Dense()[:500]...)
	assert.True(t, h.MoveElements(o, 500, 0, 500))
	assert.Equal(t, want, o.Dense()[500:])
	assert.False(t, h.MoveElements(o, 501, 0, 500))
	assert.False(t, h.MoveElements(o, 0, 1<<32-1, 1<<32-1))
	h.TruncateElements(o, 100)
	assert.Less(t, int(o.elements().cap()), 400)
	h.TruncateElements(o, 0)
	assert.Equal(t, h.emptyElements, o.elems)
	h.Safepoint()
	require.NoError(t, h.Verify())
}

// TestQueues takes elements from the front of an array and puts others before and
// behind it, in all sizes, while collections of both kinds run.
func TestQueues(t *testing.T) {
	for _, stress := range []bool{false, true} {
		h := New(Options{Stress: stress})
		o := h.NewArray(h.RootShape(Null, ClassArray, 0))
		plain := h.RootShape(Null, ClassObject, 1)
		h.AddRoots("test", func(m *Marker) {
			m.Value(o.Value())
			m.Shape(plain)
		})
		r := rand.New(rand.NewPCG(1, 2))
		var want []int32
		next := int32(0)
		fresh := func() Value {
			next++
			cell := h.NewObject(plain)
			h.AddProperty(cell, h.Names.Value, Int(next), DefaultAttrs)
			return cell.Value()
		}
		steps, longest := 60000, 12000
		if stress {
			steps, longest = 3000, 700
		}
		for i := range steps {
			mark := h.OpenScope()
			grows := len(want) < 5 || len(want) < longest && i/(longest/2)%3 != 2
			switch k := r.IntN(10); {
			case k < 3 && grows:
				h.SetElement(o, uint32(len(want)), fresh())
				want = append(want, next)
			case k < 5 && grows:
				n := 1 + r.IntN(9)
				h.UnshiftElements(o, n)
				assert.Equal(t, Hole, o.Dense()[n-1])
				values := make([]Value, n)
				added := make([]int32, n)
				for j := range values {
					values[j] = fresh()
					added[j] = next
				}
				h.WriteElements(o, 0, values)
				want = append(added, want...)
			case k < 9 && len(want) > 0:
				h.ShiftElements(o)
				want = want[1:]
			case len(want) > 0:
				want = want[:len(want)-1]
				h.TruncateElements(o, uint32(len(want)))
			}
			h.CloseScope(mark)
			if r.IntN(200) == 0 {
				h.Collect(r.IntN(3) == 0)
			}
			if h.Safepoint(); i%500 == 0 {
				require.NoError(t, h.Verify())
				require.Equal(t, len(want), o.ElementsLen())
				for j, v := range o.Dense() {
					p, ok := h.Lookup(v.Object(), h.Names.Value)
					require.True(t, ok)
					require.Equal(t, want[j], v.Object().Slot(p).AsInt())
				}
			}
		}
	}
}

// BenchmarkQueue pushes and shifts with 200,000 elements waiting.
func BenchmarkQueue(b *testing.B) {
	h := New(Options{})
	o := h.NewArray(h.RootShape(Null, ClassArray, 0))
	h.AddRoots("test", func(m *Marker) { m.Value(o.Value()) })
	for i := range 200000 {
		h.SetElement(o, uint32(i), Int(int32(i)))
	}
	for b.Loop() {
		h.SetElement(o, uint32(o.ElementsLen()), Int(1))
		h.ShiftElements(o)
		h.Safepoint()
	}
}

// The sparse table behaves like a map with its keys in order, and takes no more
// than its entries need.
func TestSparseTableModel(t *testing.T) {
	for name, key := range map[string]func(r *rand.Rand, n int) uint32{
		"ascending":  func(_ *rand.Rand, n int) uint32 { return uint32(n) * 1000 },
		"descending": func(_ *rand.Rand, n int) uint32 { return math.MaxUint32 - 1 - uint32(n)*1000 },
		"random":     func(r *rand.Rand, _ int) uint32 { return r.Uint32() >> 8 },
	} {
		t.Run(name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(1, 2))
			h := New(Options{})
			o := h.NewArray(h.RootShape(Null, ClassArray, 0))
			h.ForceSparse(o)
			table := h.sparse(o)
			model := map[uint32]Value{}
			check := func() {
				keys := slices.Sorted(maps.Keys(model))
				require.Equal(t, len(keys), table.count)
				from := uint32(0)
				for i, k := range keys {
					got, ok := table.next(from)
					require.True(t, ok)
					require.Equal(t, k, got)
					before, ok := table.prev(uint64(k))
					require.Equal(t, i > 0, ok)
					require.True(t, i == 0 || before == keys[i-1])
					v, _, ok := table.get(k)
					require.True(t, ok && v == model[k])
					from = k + 1
				}
				_, ok := table.next(from)
				require.False(t, ok)
				require.LessOrEqual(t, table.accounted, int64(len(keys))*80+16<<10)
			}
			for n := range 5000 {
				k := key(r, n)
				model[k] = Int(int32(n))
				h.SetElement(o, k, Int(int32(n)))
			}
			check()
			keys := slices.Sorted(maps.Keys(model))
			for n, at := range r.Perm(len(keys)) {
				delete(model, keys[at])
				h.DeleteElement(o, keys[at])
				if n%1000 == 0 || n > len(keys)-10 {
					check()
				}
			}
			require.Zero(t, table.room)
		})
	}
}

// Small gaps, each beside a large length, do not add up to a huge dense array.
func TestManyGapsMakeSparse(t *testing.T) {
	h := New(Options{})
	s := h.RootShape(Null, ClassArray, 0)
	holey, gaps := h.NewArray(s), h.NewArray(s)
	for i := range uint32(20_000) {
		assert.Zero(t, h.StoreGrowth(holey, i*3)/(1<<20))
		h.SetElement(holey, i*3, Int(1))
		h.SetElement(gaps, i*1000, Int(1))
	}
	assert.False(t, holey.IsSparse())
	assert.True(t, gaps.IsSparse())
	assert.Equal(t, 20_000, h.CountElements(gaps))
	assert.Zero(t, h.StoreGrowth(gaps, 1<<30))
	assert.Equal(t, int64(holey.elements().cap())*12, h.StoreGrowth(holey, holey.elements().cap()))
}
