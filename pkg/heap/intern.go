package heap

import (
	"math/rand/v2"
	"strconv"
	"unsafe"
)

// internTable finds the one cell of each property name by its text. It is
// weak: an interned string that nothing else refers to leaves with the next
// collection that finds it dead.
//
// The seed of the hashes is random, and one for all heaps of a process: the strings of an image
// have their hashes already. Nobody who sends texts to the process knows it, and scripts do not see
// hashes; what one might learn by timing holds for the other heaps too.
type internTable struct {
	slots []uint64 // addresses, open addressing by hash; 0: free, 1: left
	used  int      // slots that are not 0
	count int      // strings
	young []uint64 // interned since the last collection
	seed  uint64
	// recent are names that Go code has asked for since the last collection, of ASCII alone and
	// no indices: their addresses, by recentSlot. Each is compared as a whole, and sweep forgets
	// them all.
	recent [recentInterns]uint64
}

const (
	InternLeft    = 1   // the mark of a slot of InternSlots that a string has left
	firstInterns  = 512 // slots of the smallest table
	firstYoung    = 64  // strings that there is room for in internTable.young at first
	recentInterns = 64
)

func (t *internTable) init(h *Heap) {
	t.slots = make([]uint64, firstInterns)
	t.young = make([]uint64, 0, firstInterns/2)
	t.seed = rand.Uint64()
	h.goBytes += int64(len(t.slots)) * 8
}

// InternSlots is the table of interned strings, for machine code that looks there like lookup.
func (h *Heap) InternSlots() *[]uint64 { return &h.interns.slots }

// HashSeed is where the seed of hashes is, for machine code that hashes like HashString.
func (h *Heap) HashSeed() *uint64 { return &h.interns.seed }

func stringAt(addr uint64) *String { return (*String)(ptr(addr)) }

// lookup returns the slot of the text, or the one where it belongs.
func (t *internTable) lookup(f Flat, hash uint32) (slot int, found bool) {
	mask := len(t.slots) - 1
	vacant := -1
	for i := int(hash) & mask; ; i = (i + 1) & mask {
		switch a := t.slots[i]; {
		case a == 0:
			if vacant >= 0 {
				i = vacant
			}
			return i, false
		case a == InternLeft:
			if vacant < 0 {
				vacant = i
			}
		default:
			s := stringAt(a)
			if uint32(s.hdr>>upperShift) == hash && equalFlat(s.ownFlat(), f) {
				return i, true
			}
		}
	}
}

// ownFlat is Flat for a string that is flat by itself, as interned ones are.
func (s *String) ownFlat() Flat {
	if s.kind() == KindUTF16 {
		return FlatUTF16(s.units(s.Len()))
	}
	return FlatLatin1(s.bytes(s.Len()))
}

func (h *Heap) enterInterned(s *String, slot int) {
	t := &h.interns
	a := addrOf(unsafe.Pointer(s))
	if t.slots[slot] == 0 {
		t.used++
	}
	t.slots[slot] = a
	t.count++
	t.young = append(t.young, a)
	s.hdr |= subInterned
	if t.used*4 > len(t.slots)*3 {
		h.resizeInterns()
	}
}

func (h *Heap) resizeInterns() {
	t := &h.interns
	old := t.slots
	size := firstInterns
	for size < t.count*2 {
		size *= 2
	}
	t.slots = make([]uint64, size)
	t.used = t.count
	mask := size - 1
	for _, a := range old {
		if a > InternLeft {
			i := int(stringAt(a).hdr>>upperShift) & mask
			for t.slots[i] != 0 {
				i = (i + 1) & mask
			}
			t.slots[i] = a
		}
	}
	h.chargeGo(int64(size-len(old)) * 8)
}

// Intern returns the string with the text of s that property keys use: s
// itself or another. It does not look whether s is an index: see KeyFromString.
func (h *Heap) Intern(s *String) *String {
	if s.hdr&subInterned != 0 {
		return s
	}
	hash := h.HashString(s)
	f := s.Flat(h)
	slot, found := h.interns.lookup(f, hash)
	if found {
		r := stringAt(h.interns.slots[slot])
		h.root(r.Value())
		return r
	}
	if f.IsWide() && fitsLatin1(f.UTF16()) {
		b := make([]byte, len(f.UTF16()))
		narrow(b, f.UTF16())
		f = FlatLatin1(b)
	}
	if k := s.kind(); k != KindLatin1 && k != KindUTF16 || isWide(k) && !f.IsWide() {
		s = h.copyFlat(f)
		s.hdr |= uint64(hash) << upperShift
	}
	h.enterInterned(s, slot)
	return s
}

// copyFlat makes a flat string of its own with the text f.
func (h *Heap) copyFlat(f Flat) *String {
	n := f.Len()
	if f.IsWide() {
		s := h.allocFlat(KindUTF16, n, n)
		copy(s.units(n), f.UTF16())
		return h.keepString(s)
	}
	return h.newLatin1(f.Latin1())
}

// recentSlot is the place of a name among the recent ones. name must not be empty.
func recentSlot(name string) uint {
	n := uint(len(name))
	return (n + uint(name[0])<<1 + uint(name[n-1]) + uint(name[n>>1])<<2) % recentInterns
}

// KnownKey is KeyFromGo where that neither makes nor roots anything: for indices and for names
// that Go code has asked for lately. Without ok nothing is known.
func (h *Heap) KnownKey(name string) (key Value, ok bool) {
	if len(name) == 0 {
		return Undefined, false
	}
	if c := name[0]; c <= '9' && c >= '0' {
		return indexName(name)
	}
	return h.recentName(name)
}

// indexName is the key of a name that is an index of at most nine digits.
func indexName(name string) (key Value, ok bool) {
	if len(name) > 9 || name[0] == '0' && len(name) > 1 {
		return Undefined, false
	}
	i := uint32(0)
	for _, c := range []byte(name) {
		if c < '0' || c > '9' {
			return Undefined, false
		}
		i = 10*i + uint32(c-'0')
	}
	return IndexKey(i), true
}

// recentName is the string of a name among the recent ones, not rooted. name is not empty.
func (h *Heap) recentName(name string) (key Value, ok bool) {
	a := h.interns.recent[recentSlot(name)]
	if a == 0 {
		return Undefined, false
	}
	s := stringAt(a)
	if s.Len() != len(name) || unsafe.String((*byte)(unsafe.Add(unsafe.Pointer(s), stringHeader)), len(name)) != name {
		return Undefined, false
	}
	return s.Value(), true
}

// InternGo returns the interned string of the WTF-8 text name.
func (h *Heap) InternGo(name string) Value {
	if name != "" {
		if key, ok := h.recentName(name); ok {
			return h.Keep(key)
		}
	}
	for i := 0; i < len(name); i++ {
		if name[i] >= 0x80 {
			return h.Intern(h.NewString(name)).Value()
		}
	}
	f := FlatLatin1(unsafe.Slice(unsafe.StringData(name), len(name)))
	hash := hashFlat(f, h.interns.seed)
	slot, found := h.interns.lookup(f, hash)
	var s *String
	if found {
		s = stringAt(h.interns.slots[slot])
		h.Keep(s.Value())
	} else {
		s = h.newLatin1(f.Latin1())
		s.hdr |= uint64(hash) << upperShift
		h.enterInterned(s, slot)
	}
	if name != "" && (name[0] > '9' || name[0] < '0') && s.kind() == KindLatin1 {
		h.interns.recent[recentSlot(name)] = addrOf(unsafe.Pointer(s))
	}
	return s.Value()
}

// KeyFromString returns the property key of a string: an index key if it is an
// array index, else the interned string.
func (h *Heap) KeyFromString(s *String) Value {
	if i, ok := s.ArrayIndex(h); ok {
		return IndexKey(i)
	}
	return h.Intern(s).Value()
}

// KeyFromFlat is KeyFromString for a text of which there need be no string.
func (h *Heap) KeyFromFlat(f Flat) Value {
	if f.IsWide() || len(f.Latin1()) == 0 {
		return h.KeyFromString(h.NewFlat(f))
	}
	var or byte
	for _, b := range f.Latin1() {
		or |= b
	}
	if or >= 0x80 {
		return h.KeyFromString(h.NewFlat(f))
	}
	return h.KeyFromGo(unsafe.String(unsafe.SliceData(f.Latin1()), len(f.Latin1())))
}

// KeyFromUTF8 is KeyFromString for UTF-8 text as NewUTF8 reads it.
func (h *Heap) KeyFromUTF8(text []byte) Value {
	if isASCII(text) {
		return h.KeyFromGo(unsafe.String(unsafe.SliceData(text), len(text)))
	}
	return h.KeyFromString(h.NewUTF8(text))
}

// KeyFromGo is KeyFromString for WTF-8 text.
func (h *Heap) KeyFromGo(name string) Value {
	if n := len(name); n > 0 && n <= 10 && name[0] >= '0' && name[0] <= '9' && (name[0] != '0' || n == 1) {
		if key, ok := indexName(name); ok {
			return key
		}
		if x, err := strconv.ParseUint(name, 10, 32); err == nil && x < 1<<32-1 {
			return IndexKey(uint32(x))
		}
	}
	return h.InternGo(name)
}

// KeyToString returns the string of a property key that is an index or a String.
func (h *Heap) KeyToString(key Value) *String {
	if key.IsString() {
		return key.Str()
	}
	var buf [10]byte
	return h.NewLatin1(strconv.AppendUint(buf[:0], uint64(KeyIndex(key)), 10))
}

// sweep removes the dead strings: young ones only, or all.
func (t *internTable) sweep(h *Heap, full bool) {
	clear(t.recent[:])
	if full {
		for i, a := range t.slots {
			if a > InternLeft && !h.lives(stringAt(a).hdr) {
				t.slots[i] = InternLeft
				t.count--
			}
		}
		if t.count == 0 || t.used > 2*t.count+512 {
			h.resizeInterns()
		}
	} else {
		for _, a := range t.young {
			if h.lives(stringAt(a).hdr) {
				continue
			}
			mask := len(t.slots) - 1
			for i := int(stringAt(a).hdr>>upperShift) & mask; t.slots[i] != 0; i = (i + 1) & mask {
				if t.slots[i] == a {
					t.slots[i] = InternLeft
					t.count--
					break
				}
			}
		}
	}
	t.young = t.young[:0]
	if cap(t.young) > 1<<16 {
		t.young = nil
	}
}
