package heap

import "unsafe"

// OrderedTable is the hash table of Map and Set: in insertion order, safe to
// change while it is iterated, with SameValueZero keys.
//
//	word 1  number of entries (low half), number used in the data (high half)
//	word 2  data: a KindTableData cell of entries, or Undefined
//	word 3  buckets: a Bytes cell of uint32, a power of two of them; entry number + 1
//	word 4  sequence number of the next entry
//
//	entry   key | [value] | sequence number << 32 | next entry of the bucket + 1
//
// A removed entry has the key Hole. Sequence numbers ascend in the data and
// survive rehashing, so a Cursor, which remembers the next one, stays right.
type OrderedTable struct {
	cell
	counts  uint64
	data    Value
	buckets Value
	nextSeq Value // a plain number below maxSeq: no cell pointer
}

// Where machine code that iterates over a table, or looks for a key, finds its parts.
const (
	OffsetTableLen     = 8  // entries, 32 bits
	OffsetTableUsed    = 12 // entries used in the data
	OffsetTableData    = 16
	OffsetTableEntries = 8 // in the data
	OffsetTableBuckets = 24
	OffsetBytesLength  = 8 // in the cell of buckets
	OffsetBytesFirst   = 16
)

// What the hash of a key that is neither a text nor a BigInt is made with: see hashValue.
const (
	HashFactor = 0x9E3779B97F4A7C15
	HashMixer  = 0xD6E8FEB86659FD93
)

const (
	tableCellWords = 5
	firstTableCap  = 4
	// maxSeq keeps the last word of an entry below all tags. Past it entries are
	// numbered again, which only a cursor older than 2^32 insertions can notice.
	maxSeq = 0xFFF00000
)

// NewOrderedTable makes an empty table; without values it is a set.
func (h *Heap) NewOrderedTable(withValues bool) *OrderedTable {
	hdr := uint64(KindTable)
	if withValues {
		hdr |= subHasValues
	}
	t := (*OrderedTable)(h.allocCell(tableCellWords, hdr))
	t.counts = 0
	t.data, t.buckets = Undefined, Undefined
	t.nextSeq = 0
	h.root(t.Value())
	return t
}

// Len returns the number of entries.
func (t *OrderedTable) Len() int { return int(uint32(t.counts)) }

func (t *OrderedTable) used() int { return int(t.counts >> 32) }

func (t *OrderedTable) setCounts(live, used int) {
	t.counts = uint64(uint32(live)) | uint64(used)<<32
}

func (t *OrderedTable) stride() int {
	if t.hdr&subHasValues != 0 {
		return 3
	}
	return 2
}

func (t *OrderedTable) capacity() int {
	if t.data == Undefined {
		return 0
	}
	return int(t.data.cell().hdr >> upperShift)
}

// entry returns the words of entry i.
func (t *OrderedTable) entry(i int) []Value {
	n := t.stride()
	return t.data.cell().words(1+i*n, n)
}

func entrySeq(e []Value) uint32  { return uint32(e[len(e)-1] >> 32) }
func entryNext(e []Value) uint32 { return uint32(e[len(e)-1]) }

func link(seq, next uint32) Value { return Value(seq)<<32 | Value(next) }

func (t *OrderedTable) heads() []uint32 { return (*Bytes)(unsafe.Pointer(t.buckets.cell())).uint32s() }

// NormalizeKey returns the form of key that tables store: numbers in int32
// form where that is exact, -0 as +0 (sec-map.prototype.set).
func NormalizeKey(key Value) Value {
	if key < minInt {
		f := key.AsFloat()
		if f == 0 {
			return Int(0)
		}
		return Number(f)
	}
	return key
}

func (h *Heap) hashValue(key Value) uint32 {
	switch key >> tagShift {
	case TagString:
		return h.HashString(key.Str())
	case TagBigInt:
		h.Work(key.BigInt().BitLen() >> 6)
		return key.BigInt().hash()
	}
	x := uint64(key) * HashFactor
	x ^= x >> 32
	x *= HashMixer
	return uint32(x >> 32)
}

// sameKey compares normalised keys.
func (h *Heap) sameKey(a, b Value) bool {
	if a == b {
		return true
	}
	tag := a >> tagShift
	if tag != b>>tagShift {
		return false
	}
	switch tag {
	case TagString:
		return h.StringsEqual(a.Str(), b.Str())
	case TagBigInt:
		return h.BigIntsEqual(a.BigInt(), b.BigInt())
	}
	return false
}

// longChain is how many entries of one bucket are looked at before their time
// counts as work, linkWork what one costs.
const (
	longChain = 32
	linkWork  = 4
)

// find returns the entry with the normalised key, or -1.
func (t *OrderedTable) find(h *Heap, key Value) int {
	if t.counts&0xFFFFFFFF == 0 {
		return -1
	}
	return t.findHashed(h, key, h.hashValue(key))
}

// findHashed is find of a key whose hash is known.
func (t *OrderedTable) findHashed(h *Heap, key Value, hash uint32) int {
	if t.counts&0xFFFFFFFF == 0 {
		return -1
	}
	heads := t.heads()
	links := 0
	for i := heads[hash&uint32(len(heads)-1)]; i != 0; {
		if links++; links%longChain == 0 {
			h.Work(longChain * linkWork) // keys that a script has chosen to collide
		}
		e := t.entry(int(i - 1))
		if h.sameKey(e[0], key) {
			return int(i - 1)
		}
		i = entryNext(e)
	}
	return -1
}

// Get returns the value of key; in a set, the stored key.
func (t *OrderedTable) Get(h *Heap, key Value) (Value, bool) {
	i := t.find(h, NormalizeKey(key))
	if i < 0 {
		return Undefined, false
	}
	v := t.entry(i)[t.stride()-2]
	return v, true
}

// Has reports whether key is in the table.
func (t *OrderedTable) Has(h *Heap, key Value) bool { return t.find(h, NormalizeKey(key)) >= 0 }

// Put sets the value of key, adding an entry at the end if there is none. In a
// set v is ignored.
func (t *OrderedTable) Put(h *Heap, key, v Value) {
	key = NormalizeKey(key)
	hash := h.hashValue(key)
	if i := t.findHashed(h, key, hash); i >= 0 {
		if t.stride() == 3 {
			c := t.data.cell()
			w := 1 + i*3 + 1
			*c.word(w) = v
			h.barrier(c, w, v)
		}
		return
	}
	used := t.used()
	if used == t.capacity() || t.nextSeq >= maxSeq {
		h.rehash(t, t.Len()+1)
		used = t.used()
	}
	c := t.data.cell()
	e := t.entry(used)
	heads := t.heads()
	head := &heads[hash&uint32(len(heads)-1)]
	e[0] = key
	if len(e) == 3 {
		e[1] = v
	}
	e[len(e)-1] = link(uint32(t.nextSeq), *head)
	*head = uint32(used + 1)
	t.nextSeq++
	t.setCounts(t.Len()+1, used+1)
	if c.hdr&barrierBit != 0 && (key >= minCell || v >= minCell) {
		h.remember(c, 1+used*len(e))
		h.barrier(c, 2+used*len(e), v)
	}
}

// Delete removes key and reports whether it was there.
func (t *OrderedTable) Delete(h *Heap, key Value) bool {
	key = NormalizeKey(key)
	i := t.find(h, key)
	if i < 0 {
		return false
	}
	e := t.entry(i)
	heads := t.heads()
	head := &heads[h.hashValue(key)&uint32(len(heads)-1)]
	if *head == uint32(i+1) {
		*head = entryNext(e)
	} else {
		for k := *head; k != 0; {
			p := t.entry(int(k - 1))
			k = entryNext(p)
			if k == uint32(i+1) {
				p[len(p)-1] = link(entrySeq(p), entryNext(e))
				break
			}
		}
	}
	e[0] = Hole
	if len(e) == 3 {
		e[1] = Undefined
	}
	live := t.Len() - 1
	t.setCounts(live, t.used())
	if t.used() > 32 && live < t.used()/4 {
		h.rehash(t, live)
	}
	return true
}

// Clear removes all entries.
func (t *OrderedTable) Clear(h *Heap) {
	t.data, t.buckets = Undefined, Undefined
	t.setCounts(0, 0)
}

// rehash moves the entries to new cells with room for at least n, without gaps.
func (h *Heap) rehash(t *OrderedTable, n int) {
	stride := t.stride()
	size := firstTableCap
	for size < n+n/4 {
		size *= 2
	}
	heads := size
	if size > 1024 && !h.fits(int64(size)*int64(stride*8+4)) {
		size, heads = n+n/8, size/2
	}
	h.Work(8 * t.used())
	m := h.OpenScope()
	data := h.allocValues(1+size*stride, uint64(KindTableData)|uint64(size)<<upperShift, 0)
	buckets := h.allocBytes(heads * 4)
	index := buckets.uint32s()
	to := 0
	renumber := t.nextSeq >= maxSeq
	for i, used := 0, t.used(); i < used; i++ {
		e := t.entry(i)
		if e[0] == Hole {
			continue
		}
		f := data.words(1+to*stride, stride)
		copy(f, e)
		seq := entrySeq(e)
		if renumber {
			seq = uint32(to)
		}
		head := &index[h.hashValue(e[0])&uint32(heads-1)]
		f[stride-1] = link(seq, *head)
		to++
		*head = uint32(to)
	}
	if renumber {
		t.nextSeq = Value(to)
	}
	t.data = tagged(TagCell, unsafe.Pointer(data))
	t.buckets = buckets.Value()
	t.setCounts(to, to)
	h.barrier(&t.cell, 2, t.data)
	h.barrier(&t.cell, 3, t.buckets)
	h.CloseScope(m)
}

// Reserve makes room for n entries in an empty table.
func (t *OrderedTable) Reserve(h *Heap, n int) {
	if n > t.capacity() && t.used() == 0 {
		h.rehash(t, n)
	}
}

// TableBytes returns the bytes that the next Put may allocate, for CheckAlloc:
// 0 unless the table is about to grow.
func (t *OrderedTable) TableBytes() int64 {
	if t.used() < t.capacity() {
		return 0
	}
	return int64(t.capacity()) * 2 * int64(t.stride()*8+4)
}

// Cursor is a position in an OrderedTable. The zero Cursor is the beginning.
// It stays right whatever happens to the table.
//
//	bits 32 …  where the next entry probably is
//	bits 0–31  the sequence number of the next entry, or one before it
type Cursor uint64

// Value returns c in a form that may be stored in an internal slot.
func (c Cursor) Value() Value { return Value(c) }

// CursorFromValue is the reverse of Cursor.Value.
func CursorFromValue(v Value) Cursor { return Cursor(v) }

// Next returns the entry at c and the cursor of the one after it; ok is false
// at the end, where entries may still arrive. In a set v is the key.
func (t *OrderedTable) Next(c Cursor) (key, v Value, next Cursor, ok bool) {
	used := t.used()
	seq := uint32(c)
	i := t.position(int(c>>32), seq, used)
	for ; i < used; i++ {
		e := t.entry(i)
		if e[0] != Hole { // Delete leaves fewer than 4 gaps for an entry
			return e[0], e[len(e)-2], Cursor(i+1)<<32 | Cursor(entrySeq(e)+1), true
		}
	}
	return Undefined, Undefined, c, false
}

// position returns the first entry whose sequence number is at least seq; hint
// is where it was when the cursor was made.
func (t *OrderedTable) position(hint int, seq uint32, used int) int {
	if hint <= used && (hint == used || entrySeq(t.entry(hint)) >= seq) &&
		(hint == 0 || entrySeq(t.entry(hint-1)) < seq) {
		return hint
	}
	lo, hi := 0, used
	for lo < hi {
		mid := (lo + hi) / 2
		if entrySeq(t.entry(mid)) < seq {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}
