package heap

import (
	"slices"
	"sort"
	"unsafe"
)

// sparseTable holds the index properties of an object that is not dense: too
// few of them for their range, or some that are not plain data. It is a handle.
//
//	chunks   first | entries …    ascending, none of them empty
//	         first | entries …
//
// The entries ascend too, so that keys come in order without sorting. A chunk
// has at most sparseChunk entries and is split when it is full: the table grows
// by one chunk, not to twice its size, and what it takes is what is accounted.
type sparseTable struct {
	chunks     []sparseRun
	count      int // entries
	restricted int // entries whose attributes are not DefaultAttrs
	denseAt    int // number of entries at which to try the dense form
	room       int // entries that all chunks have room for
	accounted  int64
	id         uint32
}

// sparseRun is a chunk: first is the key of its first entry.
type sparseRun struct {
	first   uint32
	entries []sparseEntry
}

type sparseEntry struct {
	value Value
	key   uint32
	attrs Attrs
}

const (
	sparseChunk  = 256
	firstDenseAt = 64
)

// TraceCells implements Tracer.
func (t *sparseTable) TraceCells(m *Marker) {
	for _, c := range t.chunks {
		for i := range c.entries {
			m.Value(c.entries[i].value)
		}
		if !m.Breathe() {
			return
		}
	}
}

// chunkOf returns the chunk where the key is or belongs, or -1 if that would be
// before all others.
func (t *sparseTable) chunkOf(i uint32) int {
	n := len(t.chunks)
	if n > 0 && t.chunks[n-1].first <= i {
		return n - 1
	}
	return sort.Search(n, func(k int) bool { return t.chunks[k].first > i }) - 1
}

// search returns the place in the chunk of the first entry with a key of at least i.
func (c *sparseRun) search(i uint32) int {
	e := c.entries
	if n := len(e); n > 0 && e[n-1].key < i {
		return n
	}
	lo, hi := 0, len(e)
	for lo < hi {
		mid := int(uint(lo+hi) / 2)
		if e[mid].key < i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// find returns the entry of the key, or nil. It is valid until the table changes.
func (t *sparseTable) find(i uint32) *sparseEntry {
	k := t.chunkOf(i)
	if k < 0 {
		return nil
	}
	c := &t.chunks[k]
	if at := c.search(i); at < len(c.entries) && c.entries[at].key == i {
		return &c.entries[at]
	}
	return nil
}

func (t *sparseTable) get(i uint32) (Value, Attrs, bool) {
	e := t.find(i)
	if e == nil {
		return Undefined, 0, false
	}
	return e.value, e.attrs, true
}

// put stores an entry. The caller calls touch and account.
func (t *sparseTable) put(i uint32, v Value, attrs Attrs) {
	if attrs != DefaultAttrs {
		t.restricted++
	}
	if e := t.find(i); e != nil {
		if e.attrs != DefaultAttrs {
			t.restricted--
		}
		e.value, e.attrs = v, attrs
		return
	}
	t.insert(sparseEntry{v, i, attrs})
}

func (t *sparseTable) insert(e sparseEntry) {
	t.count++
	if len(t.chunks) == 0 {
		t.chunks = append(t.chunks, sparseRun{first: e.key})
		t.denseAt = firstDenseAt
	}
	k := max(t.chunkOf(e.key), 0)
	if len(t.chunks[k].entries) == sparseChunk {
		t.split(k, e.key)
		k = max(t.chunkOf(e.key), 0)
	}
	c := &t.chunks[k]
	if len(c.entries) == cap(c.entries) {
		t.resize(c, min(max(2*cap(c.entries), 4), sparseChunk))
	}
	c.entries = slices.Insert(c.entries, c.search(e.key), e)
	c.first = c.entries[0].key
}

// split makes room for the key in the full chunk k. Keys that ascend leave full
// chunks behind.
func (t *sparseTable) split(k int, key uint32) {
	c := &t.chunks[k]
	half := sparseRun{first: key}
	if c.entries[sparseChunk-1].key > key {
		half.entries = make([]sparseEntry, sparseChunk/2, sparseChunk)
		copy(half.entries, c.entries[sparseChunk/2:])
		half.first = half.entries[0].key
		c.entries = c.entries[:sparseChunk/2]
		t.room += sparseChunk
	}
	t.chunks = slices.Insert(t.chunks, k+1, half)
}

// resize gives the chunk room for n entries, as many as it has at least.
func (t *sparseTable) resize(c *sparseRun, n int) {
	t.room += n - cap(c.entries)
	c.entries = append(make([]sparseEntry, 0, n), c.entries...)
}

func (t *sparseTable) touch(h *Heap, v Value) {
	if v >= minCell {
		h.TouchHandle(t.id)
	}
}

func (t *sparseTable) account(h *Heap) {
	n := int64(unsafe.Sizeof(*t)) + int64(t.room)*int64(unsafe.Sizeof(sparseEntry{})) +
		int64(cap(t.chunks))*int64(unsafe.Sizeof(sparseRun{}))
	if n != t.accounted {
		h.SetHandleSize(t.id, n)
		t.accounted = n
	}
}

func (t *sparseTable) next(from uint32) (uint32, bool) {
	k := max(t.chunkOf(from), 0)
	if k == len(t.chunks) {
		return 0, false
	}
	c := &t.chunks[k]
	if at := c.search(from); at < len(c.entries) {
		return c.entries[at].key, true
	}
	if k+1 < len(t.chunks) {
		return t.chunks[k+1].first, true
	}
	return 0, false
}

func (t *sparseTable) prev(before uint64) (uint32, bool) {
	if before == 0 {
		return 0, false
	}
	last := uint32(min(before-1, 1<<32-1))
	k := t.chunkOf(last)
	if k < 0 {
		return 0, false
	}
	c := &t.chunks[k]
	at := c.search(last)
	if at == len(c.entries) || c.entries[at].key != last {
		at--
	}
	return c.entries[at].key, true
}

// drop removes the entry of the key, if there is one. Chunks that became small
// are joined with the next one or take less room.
func (t *sparseTable) drop(i uint32) {
	k := t.chunkOf(i)
	if k < 0 {
		return
	}
	c := &t.chunks[k]
	at := c.search(i)
	if at == len(c.entries) || c.entries[at].key != i {
		return
	}
	if c.entries[at].attrs != DefaultAttrs {
		t.restricted--
	}
	t.count--
	c.entries = slices.Delete(c.entries, at, at+1)
	n := len(c.entries)
	if n == 0 {
		t.room -= cap(c.entries)
		t.chunks = slices.Delete(t.chunks, k, k+1)
		return
	}
	c.first = c.entries[0].key
	if n >= cap(c.entries)/4 {
		return
	}
	if k+1 < len(t.chunks) {
		if d := &t.chunks[k+1]; n+len(d.entries) <= sparseChunk/2 {
			t.room -= cap(d.entries)
			t.resize(c, sparseChunk)
			c.entries = append(c.entries, d.entries...)
			t.chunks = slices.Delete(t.chunks, k+1, k+2)
			return
		}
	}
	t.resize(c, max(2*n, 4))
}

func (t *sparseTable) remove(h *Heap, o *Object, i uint32) bool {
	if t.find(i) == nil {
		return false
	}
	t.drop(i)
	t.settle(h, o)
	return true
}

// settle returns an object whose table became empty to the dense form, unless
// it is exotic: see ForceSparse.
func (t *sparseTable) settle(h *Heap, o *Object) {
	if t.count == 0 && !o.Has(FlagExotic) {
		t.clear()
		o.elems = h.emptyElements
		o.ClearFlags(FlagSparseElements)
	}
	t.account(h)
}

func (t *sparseTable) clear() {
	t.chunks, t.count, t.room = nil, 0, 0
}

func (t *sparseTable) truncate(h *Heap, o *Object, n uint32) uint32 {
	before := t.count
	defer func() { h.Work(32 * (before - t.count)) }()
	for {
		i, ok := t.prev(1 << 32)
		if !ok || i < n {
			break
		}
		if t.find(i).attrs&Configurable == 0 {
			n = i + 1
			break
		}
		t.drop(i)
	}
	t.settle(h, o)
	return n
}

func (t *sparseTable) restrict(remove Attrs) {
	t.restricted = 0
	for _, c := range t.chunks {
		for i := range c.entries {
			e := &c.entries[i]
			if e.attrs&AccessorProp != 0 {
				e.attrs &^= remove &^ Writable
			} else {
				e.attrs &^= remove
			}
			if e.attrs != DefaultAttrs {
				t.restricted++
			}
		}
	}
}

func (t *sparseTable) lacks(mask Attrs) bool {
	for _, c := range t.chunks {
		for i := range c.entries {
			e := &c.entries[i]
			m := mask
			if e.attrs&AccessorProp != 0 {
				m &^= Writable
			}
			if e.attrs&m != 0 {
				return false
			}
		}
	}
	return true
}
