package heap

import "unsafe"

// propEntry is one property of a table.
type propEntry struct {
	key   Value // Empty: vacant (dictionaries only)
	slot  uint32
	attrs Attrs
}

// propTable is a list of properties in the order of creation with a hash index
// over it. A key occurs once, also when several shapes share prefixes of the list.
type propTable struct {
	entries   []propEntry
	index     []uint32 // open addressing by hashKey; entry number + 1; nil: not built
	indexUsed int      // words of index that are not 0
	refs      int      // shapes that use it
	accounted int64

	// Dictionaries only.
	live      int
	nextSlot  uint32
	freeSlots []uint32

	// Used by a full collection.
	marked    int    // the keys below are marked …
	markEpoch uint32 // … in this full collection
}

// linearProps is the number of properties up to which a list is searched without index.
const linearProps = 8

const (
	entryBytes = int64(unsafe.Sizeof(propEntry{}))
	tableBytes = int64(unsafe.Sizeof(propTable{}))
	vacated    = ^uint32(0) // a removed entry in the index
)

// copyTable makes a table with a copy of the entries and room for more.
func (h *Heap) copyTable(es []propEntry, room int) *propTable {
	t := &propTable{entries: make([]propEntry, len(es), len(es)+room)}
	copy(t.entries, es)
	h.accountTable(t)
	return t
}

// accountTable brings the accounted size of t up to date.
func (h *Heap) accountTable(t *propTable) {
	n := tableBytes + int64(cap(t.entries))*entryBytes + int64(cap(t.index)+cap(t.freeSlots))*4
	if n != t.accounted {
		h.chargeGo(n - t.accounted)
		t.accounted = n
	}
}

func (h *Heap) appendEntry(t *propTable, e propEntry) {
	grown := len(t.entries) == cap(t.entries)
	if grown {
		h.Transient(len(t.entries) * int(entryBytes)) // given up when the entries have moved
	}
	t.entries = append(t.entries, e)
	if t.index != nil {
		if (t.indexUsed+1)*4 > len(t.index)*3 {
			t.index = nil
		} else {
			t.enter(e.key, uint32(len(t.entries)))
		}
	}
	if grown {
		h.accountTable(t)
	}
}

func (t *propTable) enter(key Value, n uint32) {
	mask := uint32(len(t.index) - 1)
	for i := hashKey(key) & mask; ; i = (i + 1) & mask {
		if x := t.index[i]; x == 0 || x == vacated {
			if x == 0 {
				t.indexUsed++
			}
			t.index[i] = n
			return
		}
	}
}

func (t *propTable) buildIndex() { t.indexFor(len(t.entries)) }

// indexFor makes an index that is large enough for n entries.
func (t *propTable) indexFor(n int) {
	size := 16
	for size < n*2 {
		size *= 2
	}
	if len(t.index) == size {
		clear(t.index)
	} else {
		t.index = make([]uint32, size)
	}
	t.indexUsed = 0
	for i := range t.entries {
		if t.entries[i].key != Empty {
			t.enter(t.entries[i].key, uint32(i+1))
		}
	}
}

// find returns the number of the entry with the key, or -1.
func (t *propTable) find(key Value) int {
	if len(t.entries) <= linearProps {
		for i := range t.entries {
			if t.entries[i].key == key {
				return i
			}
		}
		return -1
	}
	if t.index == nil {
		t.buildIndex()
	}
	mask := uint32(len(t.index) - 1)
	for i := hashKey(key) & mask; ; i = (i + 1) & mask {
		x := t.index[i]
		if x == 0 {
			return -1
		}
		if x != vacated && t.entries[x-1].key == key {
			return int(x - 1)
		}
	}
}

func (t *propTable) setAttrs(key Value, attrs Attrs) {
	if i := t.find(key); i >= 0 {
		t.entries[i].attrs = attrs
	}
}

func (t *propTable) restrict(remove Attrs) {
	for i := range t.entries {
		e := &t.entries[i]
		if e.attrs&AccessorProp != 0 {
			e.attrs &^= remove &^ Writable
		} else {
			e.attrs &^= remove
		}
	}
}

// vacate removes entry n of a dictionary.
func (t *propTable) vacate(n int) {
	if t.index != nil {
		mask := uint32(len(t.index) - 1)
		for i := hashKey(t.entries[n].key) & mask; t.index[i] != 0; i = (i + 1) & mask {
			if t.index[i] == uint32(n+1) {
				t.index[i] = vacated
				break
			}
		}
	}
	t.entries[n] = propEntry{key: Empty}
	t.live--
	for k := len(t.entries); k > 0 && t.entries[k-1].key == Empty; k-- {
		t.entries = t.entries[:k-1]
	}
}

// compact removes the vacant entries of a dictionary.
func (t *propTable) compact() {
	kept := t.entries[:0]
	for _, e := range t.entries {
		if e.key != Empty {
			kept = append(kept, e)
		}
	}
	t.entries = kept
	t.index = nil
}
