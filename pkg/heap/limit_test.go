package heap

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// fill allocates live data by f until the heap says that it is exhausted, or until
// a container that is not asked for its growth reaches the wall.
func fill(t *testing.T, h *Heap, f func(i int)) {
	defer func() {
		if p := recover(); p != nil {
			assert.IsType(t, &LimitError{}, p)
		}
	}()
	for i := range 100_000_000 {
		f(i)
		h.Safepoint()
		if h.Exhausted {
			return
		}
	}
	t.Fatal("the limit was never noticed")
}

func TestLimitEndsAndRecovers(t *testing.T) {
	const limit = 16 << 20
	for name, grow := range map[string]func(h *Heap, arr *Object) func(i int){
		"objects": func(h *Heap, arr *Object) func(int) {
			s := h.RootShape(Null, ClassObject, 4)
			return func(i int) { h.SetElement(arr, uint32(i), h.AllocObject(s).Value()) }
		},
		"numbers": func(h *Heap, arr *Object) func(int) {
			return func(i int) { h.SetElement(arr, uint32(i), Int(1)) }
		},
		"sparse": func(h *Heap, arr *Object) func(int) {
			return func(i int) { h.SetElement(arr, uint32(i)*1000+1<<21, Int(1)) }
		},
		"shapes": func(h *Heap, arr *Object) func(int) {
			s := h.RootShape(Null, ClassObject, 0)
			return func(i int) {
				o := h.AllocObject(s)
				h.SetElement(arr, uint32(i), o.Value())
				m := h.OpenScope()
				h.AddProperty(o, h.NewSymbol(Undefined).Value(), Null, DefaultAttrs)
				h.CloseScope(m)
			}
		},
		"large": func(h *Heap, arr *Object) func(int) {
			return func(i int) {
				m := h.OpenScope()
				h.SetElement(arr, uint32(i), h.NewLatin1([]byte(strings.Repeat("z", 50_000))).Value())
				h.CloseScope(m)
			}
		},
		"maps": func(h *Heap, arr *Object) func(int) {
			tb := h.NewOrderedTable(true)
			return func(i int) { tb.Put(h, Int(int32(i)), Null) }
		},
		"handles": func(h *Heap, arr *Object) func(int) {
			s := h.RootShape(Null, ClassWeakMap, 0)
			return func(i int) {
				tb, id := h.NewWeakTable()
				o := h.AllocObject(s)
				h.SetInternal(o, 0, HandleValue(id))
				h.SetElement(arr, uint32(i), o.Value())
				h.SetHandleSize(tb.id, 1000)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := New(Options{MaxBytes: limit})
			pressed := 0
			h.OnPressure = func() { pressed++ }
			m := h.OpenScope()
			arr := h.NewArray(h.RootShape(Null, ClassArray, 0))
			f := grow(h, arr)
			most := int64(0)
			fill(t, h, func(i int) {
				f(i)
				most = max(most, h.Stats().Committed)
			})
			assert.Positive(t, pressed)
			assert.Greater(t, most, int64(limit/3))
			assert.LessOrEqual(t, most, h.wall())
			require.NoError(t, h.Verify())
			h.CloseScope(m)
			h.Safepoint()
			assert.False(t, h.Exhausted, "usable again")
			h.Collect(true)
			assert.Less(t, h.Stats().Committed, int64(limit/4))
			require.NoError(t, h.Verify())
		})
	}
}

// What Go code holds counts: accounts until they are closed, scratch as long as
// its scope is open.
func TestAccounts(t *testing.T) {
	const limit = 8 << 20
	h := New(Options{MaxBytes: limit})
	before := h.Stats().Committed
	a := h.Account()
	a.Set(1 << 20)
	a.Add(1 << 20)
	assert.EqualValues(t, 2<<20, a.Held())
	assert.EqualValues(t, before+2<<20, h.Stats().Committed)
	a.Close()
	assert.EqualValues(t, before, h.Stats().Committed)

	m := h.OpenScope()
	s := h.Scratch()
	inner := h.OpenScope()
	for n := range int64(6) {
		s.Set(n << 20)
	}
	h.CloseScope(inner)
	h.Collect(true)
	assert.EqualValues(t, before+5<<20, h.Stats().Committed)
	assert.Error(t, h.CheckAlloc(4<<20), "the scope is open")
	h.CloseScope(m)
	assert.NoError(t, h.CheckAlloc(4<<20), "the scope is closed")
	s.Set(7 << 20)
	assert.NoError(t, h.CheckAlloc(7<<20), "nothing is accounted to a closed scope")

	for range 1000 { // much in all, little at a time
		m := h.OpenScope()
		s := h.Scratch()
		s.Set(1 << 20)
		h.Safepoint()
		require.False(t, h.Exhausted)
		h.CloseScope(m)
	}

	m = h.OpenScope()
	s = h.Scratch()
	s.Set(limit + 1<<20)
	h.Safepoint()
	assert.True(t, h.Exhausted)
	assert.PanicsWithError(t, (&LimitError{Need: before + 5*limit, Max: limit}).Error(), func() { s.Set(5 * limit) })
	h.CloseScope(m)
	h.Safepoint()
	assert.False(t, h.Exhausted)
}

// The roots of a scope count, whatever they root.
func TestRootsCount(t *testing.T) {
	h := New(Options{MaxBytes: 4 << 20})
	m := h.OpenScope()
	for range 4 << 20 {
		h.Keep(h.emptyElements)
		if h.Safepoint(); h.Exhausted {
			break
		}
	}
	assert.True(t, h.Exhausted)
	h.CloseScope(m)
	h.Safepoint()
	assert.False(t, h.Exhausted)
}

// Garbage alone never exhausts a heap, whatever the sizes are.
func TestGarbageIsNoExhaustion(t *testing.T) {
	h := New(Options{MaxBytes: 4 << 20})
	s := h.RootShape(Null, ClassObject, 4)
	h.AddRoots("test", func(m *Marker) { m.Shape(s) })
	for i := range 300_000 {
		m := h.OpenScope()
		switch i % 5 {
		case 0:
			h.NewBytes(i % 40_000)
		case 1:
			h.NewObject(s)
		case 2:
			h.NewEnv(Null, 0, i%200, Undefined)
		case 3:
			h.SetHandleSize(h.NewHandle(&sparseTable{}), int64(i%3000))
		case 4:
			h.NewOrderedTable(true).Put(h, Int(1), Null)
		}
		h.CloseScope(m)
		h.Safepoint()
		require.False(t, h.Exhausted)
	}
}

func TestCheckAlloc(t *testing.T) {
	h := New(Options{MaxBytes: 8 << 20})
	var limit *LimitError
	require.ErrorAs(t, h.CheckAlloc(9<<20), &limit)
	assert.EqualValues(t, 9<<20, limit.Need)
	assert.Error(t, h.CheckAlloc(-1))
	m := h.OpenScope()
	for h.Stats().Committed < 7<<20 {
		h.NewBytes(100_000)
	}
	assert.Error(t, h.CheckAlloc(4<<20), "everything is rooted")
	h.CloseScope(m)
	assert.NoError(t, h.CheckAlloc(4<<20), "a collection makes room")
}

func TestEmptySlabsGoBack(t *testing.T) {
	h := New(Options{})
	fresh := h.Stats().Reserved
	assert.Less(t, fresh, int64(150<<10))
	m := h.OpenScope()
	arr := h.NewArray(h.RootShape(Null, ClassArray, 0))
	s := h.RootShape(Null, ClassObject, 4)
	for i := range 500_000 {
		h.SetElement(arr, uint32(i), h.AllocObject(s).Value())
	}
	assert.Greater(t, h.Stats().Reserved, int64(30<<20))
	h.CloseScope(m)
	h.Collect(true)
	assert.Less(t, h.Stats().Reserved, int64(3*DefaultNursery))
	assert.Less(t, h.Stats().Bytes, int64(100<<10))
}

// Large cells that die young leave no more free blocks behind than small cells
// will need, though only full collections give slabs back.
func TestDeadLargeCellsGoBack(t *testing.T) {
	h := New(Options{})
	for range 2000 {
		m := h.OpenScope()
		h.NewBytes(200_000)
		h.CloseScope(m)
		h.Safepoint()
	}
	assert.Greater(t, h.Stats().Minor, h.Stats().Full)
	assert.Less(t, h.Stats().Reserved, int64(2*DefaultNursery))
}

// Bytes is exact: what is allocated and rooted is what is counted.
func TestBytesAreExact(t *testing.T) {
	h := New(Options{})
	before := h.Bytes()
	n := int64(0)
	for _, size := range []int{0, 1, 8, 9, 100, 1000, 2032, 2033, 5000, 100_000} {
		b := h.NewBytes(size)
		if l := h.larges.cells; b.sizeClass() == classLarge {
			n += l[len(l)-1].bytes()
		} else {
			n += int64(h.cellWords(&b.cell)) * 8
		}
	}
	assert.Equal(t, before+n, h.Bytes())
	h.Collect(true)
	assert.Equal(t, before+n, h.Bytes())
	h.CloseScope(0)
	h.Collect(true)
	assert.Equal(t, before, h.Bytes())
}

func TestVerifyFindsFaults(t *testing.T) {
	fresh := func() (*Heap, *Object) {
		h := New(Options{})
		o := h.NewObject(h.RootShape(Null, ClassPromise, 2))
		h.Collect(true)
		require.NoError(t, h.Verify())
		return h, o
	}
	h, o := fresh()
	*o.word(objectBase) = h.NewBox(Null).Value()
	assert.ErrorContains(t, h.Verify(), "without a record")

	h, o = fresh()
	m := h.OpenScope()
	b := h.NewBox(Null)
	h.CloseScope(m)
	h.Collect(true)
	*o.word(objectBase) = b.Value()
	assert.ErrorContains(t, h.Verify(), "freed cell")

	h, o = fresh()
	*o.word(objectBase) = Value(TagObject)<<tagShift | 0x1230
	assert.ErrorContains(t, h.Verify(), "no heap memory")

	h, o = fresh()
	*o.word(objectBase) = Value(o.Value() + 8)
	assert.ErrorContains(t, h.Verify(), "middle of a cell")

	h, o = fresh()
	*o.word(objectBase) = HandleValue(99)
	assert.ErrorContains(t, h.Verify(), "released handle")

	h, o = fresh()
	o.hdr = o.hdr&(1<<upperShift-1) | 999_999<<upperShift
	assert.ErrorContains(t, h.Verify(), "does not exist")

	h, o = fresh()
	*o.word(objectBase) = tagged(TagString, ptr(o.Value().Addr()))
	assert.ErrorContains(t, h.Verify(), "under tag")
}

func TestPoison(t *testing.T) {
	h := New(Options{Stress: true})
	m := h.OpenScope()
	b := h.NewBox(Int(7))
	h.CloseScope(m)
	h.Collect(true)
	assert.EqualValues(t, KindFree, b.kind())
	assert.NotEqual(t, Int(7), b.v)
}

// Stores into a large old cell are seen by a young collection card by card.
func TestCards(t *testing.T) {
	h := New(Options{})
	o := h.NewArray(h.RootShape(Null, ClassArray, 0))
	const n = 100_000
	for range n {
		h.AppendElement(o, Null)
	}
	h.Collect(false)
	m := h.OpenScope()
	for _, i := range []uint32{0, 125, 126, 127, 128, 5000, n - 1} {
		h.SetElement(o, i, h.NewBox(Int(int32(i))).Value())
	}
	h.CloseScope(m)
	require.NoError(t, h.Verify())
	h.Collect(false)
	require.NoError(t, h.Verify())
	for _, i := range []uint32{0, 125, 126, 127, 128, 5000, n - 1} {
		v, _ := h.GetElement(o, i)
		assert.Equal(t, Int(int32(i)), v.Box().Get())
	}
	assert.False(t, h.larges.of(o.elems.cell()).dirty)
}
