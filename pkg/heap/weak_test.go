package heap

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// weakWorld has a rooted array and makes objects.
type weakWorld struct {
	*Heap
	t    *testing.T
	root *Object
	mark int
}

func newWeakWorld(t *testing.T) *weakWorld {
	h := New(Options{})
	w := &weakWorld{Heap: h, t: t}
	w.root = h.NewArray(h.RootShape(Null, ClassArray, 0))
	w.mark = h.OpenScope()
	return w
}

func (w *weakWorld) object() Value { return w.NewObject(w.RootShape(Null, ClassWeakMap, 0)).Value() }

func (w *weakWorld) holder(handle uint32) *Object {
	o := w.object().Object()
	w.SetInternal(o, 0, HandleValue(handle))
	w.AppendElement(w.root, o.Value())
	return o
}

func (w *weakWorld) collect(full bool) {
	w.CloseScope(w.mark)
	w.Collect(full)
	require.NoError(w.t, w.Verify())
}

func TestWeakCell(t *testing.T) {
	for _, full := range []bool{false, true} {
		w := newWeakWorld(t)
		a, b := w.object(), w.object()
		wa, wb := w.NewWeakCell(a), w.NewWeakCell(b)
		w.AppendElement(w.root, a)
		w.AppendElement(w.root, wa.Value())
		w.AppendElement(w.root, wb.Value())
		w.KeepDuringJob(b)
		w.collect(full)
		assert.Equal(t, b, wb.Target())
		w.ClearKept()
		w.collect(true)
		assert.Equal(t, a, wa.Target())
		assert.Equal(t, Undefined, wb.Target())
	}
}

// Many are kept, over young collections, full ones and one that is given up while it
// looks at them.
func TestKeepManyDuringJob(t *testing.T) {
	w := newWeakWorld(t)
	var cells []*WeakCell
	for i := range 8 {
		for range keptPiece / 2 * (1 + i%3) {
			v := w.object()
			c := w.NewWeakCell(v)
			w.AppendElement(w.root, c.Value())
			w.KeepDuringJob(v)
			w.KeepDuringJob(v)
			cells = append(cells, c)
		}
		w.KeepDuringJob(cells[0].Target())
		w.CloseScope(w.mark)
		if i == 5 {
			w.collectAt(true, func() func() bool { asked := 0; return func() bool { asked++; return asked > 2 } }())
			assert.True(t, w.gc.void)
		}
		w.collect(i%4 == 3)
		for _, c := range cells {
			require.Equal(t, KindObject, c.Target().CellKind())
		}
	}
	assert.Len(t, w.weak.kept.set, len(cells))
	w.ClearKept()
	w.collect(true)
	for _, c := range cells {
		require.Equal(t, Undefined, c.Target())
	}
}

func TestWeakTable(t *testing.T) {
	for _, minorFirst := range []bool{false, true} {
		w := newWeakWorld(t)
		tb, id := w.NewWeakTable()
		w.holder(id)
		if minorFirst {
			w.collect(false)
		}
		key, val := w.object(), w.object()
		probe := w.NewWeakCell(val)
		w.AppendElement(w.root, probe.Value())
		w.AppendElement(w.root, key)
		at := uint32(w.root.ElementsLen() - 1)
		tb.Put(key, val)
		tb.Put(w.object(), w.object())
		// A value that refers to its own key does not keep it alive.
		self := w.object()
		tb.Put(self, self)
		w.collect(minorFirst)
		assert.True(t, tb.Has(key))
		assert.Len(t, tb.entries, 1)
		assert.Equal(t, val, probe.Target())
		// A young value for an old key.
		val2 := w.object()
		tb.Put(key, val2)
		w.collect(false)
		got, ok := tb.Get(key)
		assert.True(t, ok)
		assert.Equal(t, val2, got)
		assert.Equal(t, KindObject, got.CellKind())
		w.SetElement(w.root, at, Undefined)
		w.collect(true)
		assert.Empty(t, tb.entries)
		assert.Equal(t, Undefined, probe.Target())
	}
}

// A chain in which each value is the next key, in two tables, in an order that
// a naive fixpoint would walk quadratically.
func TestEphemeronChain(t *testing.T) {
	for _, full := range []bool{false, true} {
		w := newWeakWorld(t)
		a, ida := w.NewWeakTable()
		b, idb := w.NewWeakTable()
		w.holder(ida)
		w.holder(idb)
		const n = 50_000
		keys := make([]Value, n)
		for i := range keys {
			keys[i] = w.object()
		}
		for i := n - 1; i > 0; i-- {
			if i%2 == 0 {
				a.Put(keys[i-1], keys[i])
			} else {
				b.Put(keys[i-1], keys[i])
			}
		}
		w.AppendElement(w.root, keys[0])
		at := uint32(w.root.ElementsLen() - 1)
		w.collect(full)
		assert.Equal(t, n-1, len(a.entries)+len(b.entries))
		w.SetElement(w.root, at, Undefined)
		w.collect(true)
		assert.Equal(t, 0, len(a.entries)+len(b.entries))
	}
}

// One key of many tables: its values wait together, and end together.
func TestKeyOfManyTables(t *testing.T) {
	for _, full := range []bool{false, true} {
		w := newWeakWorld(t)
		const n = 3 * waitingPiece
		key := w.object()
		tables := make([]*WeakTable, n)
		for i := range tables {
			table, id := w.NewWeakTable()
			w.holder(id)
			table.Put(key, w.object())
			tables[i] = table
		}
		last, id := w.NewWeakTable()
		w.holder(id)
		first := w.object()
		last.Put(first, key)
		w.AppendElement(w.root, first)
		at := uint32(w.root.ElementsLen() - 1)
		w.collect(full)
		for _, table := range tables {
			v, ok := table.Get(key)
			require.True(t, ok)
			assert.True(t, v.IsObject())
			assert.NotEqual(t, KindFree, v.cell().kind())
		}
		w.SetElement(w.root, at, Undefined)
		w.collect(true)
		for _, table := range tables {
			require.Empty(t, table.entries)
		}
	}
}

// The values of one key are keys themselves, each of many tables: while some values of
// a key are marked, others come to wait behind them.
func TestValuesThatWakeOthers(t *testing.T) {
	for _, mode := range []struct{ full, first bool }{{true, true}, {true, false}, {false, true}, {false, false}} {
		w := newWeakWorld(t)
		const width = 64
		table := func() *WeakTable {
			table, id := w.NewWeakTable()
			w.holder(id)
			return table
		}
		start, key := w.object(), w.object()
		w.AppendElement(w.root, start)
		if mode.first {
			table().Put(start, key)
		}
		values := make([]Value, width)
		outer, inner := make([]*WeakTable, width), make([]*WeakTable, width*width)
		for i := range outer {
			values[i], outer[i] = w.object(), table()
			outer[i].Put(key, values[i])
		}
		for i := range inner {
			inner[i] = table()
			inner[i].Put(values[i/width], w.object())
		}
		if !mode.first {
			table().Put(start, key)
		}
		w.collect(mode.full)
		for i, of := range outer {
			v, ok := of.Get(key)
			require.True(t, ok)
			require.Equal(t, values[i], v)
			require.NotEqual(t, KindFree, v.cell().kind())
		}
		for i, of := range inner {
			v, ok := of.Get(values[i/width])
			require.True(t, ok, "%d", i)
			require.NotEqual(t, KindFree, v.cell().kind())
		}
	}
}

// Random entries of random tables: what a collection leaves is what can be reached by
// going over all entries until nothing changes.
func TestEphemeronsAgainstAModel(t *testing.T) {
	for seed := range uint64(200) {
		random := rand.New(rand.NewPCG(seed, 1))
		w := newWeakWorld(t)
		objects := make([]Value, 20+random.IntN(400))
		for i := range objects {
			objects[i] = w.object()
		}
		pick := func() Value { return objects[random.IntN(len(objects))] }
		tables := make([]*WeakTable, 1+random.IntN(100))
		for i := range tables {
			table, id := w.NewWeakTable()
			w.holder(id)
			tables[i] = table
			// Some tables share their few keys, as maps of facts about the same objects do.
			from := random.IntN(len(objects))
			for range random.IntN(40) {
				key := pick()
				if seed%2 == 0 {
					key = objects[(from+random.IntN(3))%len(objects)]
				}
				table.Put(key, pick())
			}
		}
		alive := map[Value]bool{}
		for range 1 + random.IntN(4) {
			root := pick()
			w.AppendElement(w.root, root)
			alive[root] = true
		}
		want := make([]map[Value]Value, len(tables))
		for changed := true; changed; {
			changed = false
			for _, table := range tables {
				for k, v := range table.entries {
					if alive[k] && !alive[v] {
						alive[v], changed = true, true
					}
				}
			}
		}
		for i, table := range tables {
			want[i] = map[Value]Value{}
			for k, v := range table.entries {
				if alive[k] {
					want[i][k] = v
				}
			}
		}
		w.collect(seed%3 != 0)
		for i, table := range tables {
			require.Equal(t, want[i], table.entries, "seed %d", seed)
		}
	}
}

// A table that is reachable only through the value of another one.
func TestNestedWeakTables(t *testing.T) {
	w := newWeakWorld(t)
	outer, id := w.NewWeakTable()
	w.holder(id)
	inner, innerID := w.NewWeakTable()
	holder := w.object()
	w.SetInternal(holder.Object(), 0, HandleValue(innerID))
	k := w.object()
	w.AppendElement(w.root, k)
	at := uint32(w.root.ElementsLen() - 1)
	outer.Put(k, holder)
	v := w.object()
	inner.Put(k, v)
	for range 3 {
		w.collect(true)
		assert.True(t, inner.Has(k))
		assert.NotNil(t, w.HandleAt(innerID))
	}
	w.SetElement(w.root, at, Undefined)
	w.collect(true)
	assert.Nil(t, w.HandleAt(innerID))
}

func TestRegistry(t *testing.T) {
	for _, full := range []bool{false, true} {
		w := newWeakWorld(t)
		r, id := w.NewRegistry()
		owner := w.holder(id)
		r.SetOwner(owner.Value())
		keep, token := w.object(), w.object()
		w.AppendElement(w.root, keep)
		w.AppendElement(w.root, token)
		r.Register(keep, Int(1), Undefined)
		r.Register(w.object(), w.NewString("held value of two").Value(), w.object())
		r.Register(w.object(), Int(3), token)
		assert.True(t, r.Unregister(token))
		assert.False(t, r.Unregister(token))
		w.collect(full)
		require.True(t, w.HasFinalized())
		assert.Equal(t, []Value{owner.Value()}, w.TakeFinalized())
		assert.False(t, w.HasFinalized())
		w.collect(true)
		held, ok := r.NextFinalized()
		require.True(t, ok)
		assert.Equal(t, "held value of two", held.Str().Go(w.Heap))
		_, ok = r.NextFinalized()
		assert.False(t, ok)
		assert.Len(t, r.entries, 1)
	}
}

type released struct {
	v    Value
	gone *bool
}

func (r *released) TraceCells(m *Marker) { m.Value(r.v) }
func (r *released) HandleReleased()      { *r.gone = true }

func TestHandles(t *testing.T) {
	w := newWeakWorld(t)
	gone := false
	x := &released{v: w.object(), gone: &gone}
	id := w.NewHandle(x)
	o := w.holder(id)
	probe := w.NewWeakCell(x.v)
	w.AppendElement(w.root, probe.Value())
	w.SetHandleSize(id, 1<<20)
	assert.GreaterOrEqual(t, w.Stats().GoBytes, int64(1<<20))
	w.collect(false)
	w.collect(true)
	assert.Equal(t, x.v, probe.Target())
	x.v = w.object()
	w.TouchHandle(id)
	w.collect(false)
	assert.Equal(t, KindObject, x.v.CellKind())
	assert.False(t, gone)
	w.SetInternal(o, 0, Undefined)
	w.collect(true)
	assert.True(t, gone)
	assert.Nil(t, w.HandleAt(id))
	assert.Nil(t, w.HandleAt(1<<31))
	assert.Less(t, w.Stats().GoBytes, int64(1<<20))
	assert.Equal(t, id, w.NewHandle(&released{v: Undefined, gone: &gone}))
}

func TestGivenUpCollectionKeepsWhatIsWeak(t *testing.T) {
	w := newWeakWorld(t)
	table, id := w.NewWeakTable()
	w.holder(id)
	for range 20000 {
		key := w.object()
		w.AppendElement(w.root, key)
		table.Put(key, w.object())
	}
	w.CloseScope(w.mark)
	asked, at := 0, 0
	w.GiveUp = func() bool { asked++; return asked >= at }
	for i := range 4 {
		for range 20000 {
			m := w.OpenScope()
			table.Put(w.object(), Int(1))
			w.CloseScope(m)
		}
		asked, at = 0, 1+i
		w.collectAt(true, w.GiveUp)
		assert.Equal(t, i > 0, w.gc.void, "it does not begin when the script ends already")
		assert.True(t, w.WantsCollect())
		assert.Len(t, table.entries, 40000)
		require.NoError(t, w.Verify())
		at = 1 << 30
		w.collectAt(false, w.GiveUp)
		assert.False(t, w.gc.void)
		assert.Len(t, table.entries, 20000)
		require.NoError(t, w.Verify())
	}
}
