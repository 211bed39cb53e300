package heap

import "slices"

// sparseTable holds the index properties of an object that is not dense: too
// few of them for their range, or some that are not plain data. It is a handle.
type sparseTable struct {
	entries    map[uint32]sparseEntry
	sorted     []uint32 // the keys in ascending order, and keys that are gone since
	pending    []uint32 // new keys that are not in sorted yet
	restricted int      // entries whose attributes are not DefaultAttrs
	denseAt    int      // number of entries at which to try the dense form
	accounted  int64
	id         uint32
}

type sparseEntry struct {
	value Value
	attrs Attrs
}

const (
	sparseEntryBytes = 48 // of the map, and the sorted key
	firstDenseAt     = 64
)

// TraceCells implements Tracer.
func (t *sparseTable) TraceCells(m *Marker) {
	for _, e := range t.entries {
		m.Value(e.value)
	}
}

func (t *sparseTable) get(i uint32) (Value, Attrs, bool) {
	e, ok := t.entries[i]
	if !ok {
		return Undefined, 0, false
	}
	return e.value, e.attrs, true
}

// put stores an entry. The caller calls touch and account.
func (t *sparseTable) put(i uint32, v Value, attrs Attrs) {
	if t.entries == nil {
		t.entries = map[uint32]sparseEntry{}
		t.denseAt = firstDenseAt
	}
	old, had := t.entries[i]
	if had && old.attrs != DefaultAttrs {
		t.restricted--
	}
	if attrs != DefaultAttrs {
		t.restricted++
	}
	t.entries[i] = sparseEntry{v, attrs}
	if had {
		return
	}
	if n := len(t.sorted); len(t.pending) == 0 && (n == 0 || t.sorted[n-1] < i) {
		t.sorted = append(t.sorted, i)
		return
	}
	t.pending = append(t.pending, i)
}

func (t *sparseTable) touch(h *Heap, v Value) {
	if v >= minCell {
		h.TouchHandle(t.id)
	}
}

func (t *sparseTable) account(h *Heap) {
	n := int64(len(t.entries))*sparseEntryBytes + int64(cap(t.sorted)+cap(t.pending))*4
	if n != t.accounted {
		h.SetHandleSize(t.id, n)
		t.accounted = n
	}
}

// order brings sorted up to date: every key is in it once; keys that are gone may be.
func (t *sparseTable) order() {
	if len(t.pending) == 0 && len(t.sorted) <= 2*len(t.entries)+16 {
		return
	}
	kept := t.sorted[:0]
	for _, k := range t.sorted {
		if _, ok := t.entries[k]; ok {
			kept = append(kept, k)
		}
	}
	slices.Sort(t.pending)
	merged := make([]uint32, 0, len(kept)+len(t.pending))
	a, b := kept, t.pending
	for len(a) > 0 || len(b) > 0 {
		var k uint32
		if len(b) == 0 || len(a) > 0 && a[0] <= b[0] {
			k, a = a[0], a[1:]
		} else {
			k, b = b[0], b[1:]
			if _, ok := t.entries[k]; !ok {
				continue
			}
		}
		if n := len(merged); n == 0 || merged[n-1] != k {
			merged = append(merged, k)
		}
	}
	t.sorted, t.pending = merged, nil
}

func (t *sparseTable) next(from uint32) (uint32, bool) {
	t.order()
	i, _ := slices.BinarySearch(t.sorted, from)
	for ; i < len(t.sorted); i++ {
		if _, ok := t.entries[t.sorted[i]]; ok {
			return t.sorted[i], true
		}
	}
	return 0, false
}

func (t *sparseTable) prev(before uint64) (uint32, bool) {
	t.order()
	for n := len(t.sorted); n > 0; n-- {
		if _, ok := t.entries[t.sorted[n-1]]; ok {
			break
		}
		t.sorted = t.sorted[:n-1]
	}
	i := len(t.sorted)
	if before <= 1<<32-1 {
		i, _ = slices.BinarySearch(t.sorted, uint32(before))
	}
	for i--; i >= 0; i-- {
		if _, ok := t.entries[t.sorted[i]]; ok {
			return t.sorted[i], true
		}
	}
	return 0, false
}

func (t *sparseTable) remove(h *Heap, o *Object, i uint32) bool {
	e, ok := t.entries[i]
	if !ok {
		return false
	}
	if e.attrs != DefaultAttrs {
		t.restricted--
	}
	delete(t.entries, i)
	t.settle(h, o)
	return true
}

// settle returns an object whose table became empty to the dense form, unless
// it is exotic: see ForceSparse.
func (t *sparseTable) settle(h *Heap, o *Object) {
	if len(t.entries) == 0 && !o.Has(FlagExotic) {
		t.entries, t.sorted, t.pending = nil, nil, nil
		o.elems = h.emptyElements
		o.ClearFlags(FlagSparseElements)
	}
	t.account(h)
}

func (t *sparseTable) truncate(h *Heap, o *Object, n uint32) uint32 {
	for {
		i, ok := t.prev(1 << 32)
		if !ok || i < n {
			break
		}
		e := t.entries[i]
		if e.attrs&Configurable == 0 {
			n = i + 1
			break
		}
		if e.attrs != DefaultAttrs {
			t.restricted--
		}
		delete(t.entries, i)
		if k := len(t.sorted); k > 0 && t.sorted[k-1] == i {
			t.sorted = t.sorted[:k-1]
		}
	}
	t.settle(h, o)
	return n
}

func (t *sparseTable) restrict(remove Attrs) {
	t.restricted = 0
	for i, e := range t.entries {
		if e.attrs&AccessorProp != 0 {
			e.attrs &^= remove &^ Writable
		} else {
			e.attrs &^= remove
		}
		if e.attrs != DefaultAttrs {
			t.restricted++
		}
		t.entries[i] = e
	}
}

func (t *sparseTable) lacks(mask Attrs) bool {
	for _, e := range t.entries {
		m := mask
		if e.attrs&AccessorProp != 0 {
			m &^= Writable
		}
		if e.attrs&m != 0 {
			return false
		}
	}
	return true
}
