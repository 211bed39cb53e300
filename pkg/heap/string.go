package heap

import (
	"bytes"
	"cmp"
	"math"
	"unicode/utf8"
	"unsafe"
)

// String is a JavaScript string: a sequence of 16-bit code units. Its length
// is the low half of word 1 in every form.
//
//	latin1, utf16   header(hash)  len           units …
//	buffer8, 16     header        used | cap    units …      (never a Value by itself)
//	slice           header(hash)  len | offset  base         (base: flat or buffer)
//	rope            header(hash)  len | depth   left  right
//
// A rope that is read becomes a slice of a flat string in place. A buffer is
// flat text with room behind it: appending to the slice that ends where the
// text ends writes into that room and makes a longer slice, so that a string
// built piece by piece costs one copy of each piece, amortised.
type String struct {
	cell
	meta uint64
}

const (
	// MaxStringLength is the largest length of a string in code units. A heap with
	// a low limit allows less: see Heap.MaxStringLength.
	MaxStringLength = 1<<29 - 24

	// MinRope is the length from which concatenation does not copy.
	MinRope = 25
	// minSlice is the length from which a substring does not copy.
	minSlice = 25

	stringHeader = 16 // bytes before the units
	wordBase     = 2  // slice: base
	wordLeft     = 2
	wordRight    = 3
)

// StringCell returns the header, size class and size in bytes of a string of the given kind that
// takes so many words, for machine code that makes one.
func StringCell(kind Kind, words int) (header uint64, sizeClass, bytes int) {
	class := wordClass[words]
	return uint64(kind) | uint64(class)<<sizeShift, int(class), int(classBytes[class])
}

// Flat is the text of a string: units of one or of two bytes. It is valid while the string
// lives and must not be written. It has three words, so that Go keeps it in registers: a copy of
// two slices goes through memory, where it waits for the stores that made it.
type Flat struct {
	first unsafe.Pointer
	n     int // code units
	wide  bool
}

// FlatLatin1 is a text whose bytes are code units.
func FlatLatin1(b []byte) Flat { return Flat{first: unsafe.Pointer(unsafe.SliceData(b)), n: len(b)} }

// FlatUTF16 is a text of units of two bytes.
func FlatUTF16(u []uint16) Flat {
	return Flat{first: unsafe.Pointer(unsafe.SliceData(u)), n: len(u), wide: true}
}

// IsWide reports whether the units have two bytes.
func (f Flat) IsWide() bool { return f.wide }

// Latin1 returns the text if its units are bytes, or nil.
func (f Flat) Latin1() []byte {
	if f.wide {
		return nil
	}
	return unsafe.Slice((*byte)(f.first), f.n)
}

// UTF16 returns the text if its units have two bytes, or nil.
func (f Flat) UTF16() []uint16 {
	if !f.wide {
		return nil
	}
	return unsafe.Slice((*uint16)(f.first), f.n)
}

// Len returns the number of code units.
func (f Flat) Len() int { return f.n }

// At returns code unit i.
func (f Flat) At(i int) uint16 {
	if uint(i) >= uint(f.n) {
		panic("heap: text index out of range")
	}
	if f.wide {
		return *(*uint16)(unsafe.Add(f.first, 2*i))
	}
	return uint16(*(*byte)(unsafe.Add(f.first, i)))
}

// UnitBytes is the memory of u, two bytes for a unit, which must not be written.
func UnitBytes(u []uint16) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(u))), 2*len(u))
}

// Slice returns the code units from i to j.
func (f Flat) Slice(i, j int) Flat {
	if uint(i) > uint(j) || uint(j) > uint(f.n) {
		panic("heap: text range out of bounds")
	}
	if i == j {
		return Flat{wide: f.wide} // no address past the end
	}
	at := i
	if f.wide {
		at = 2 * i
	}
	return Flat{first: unsafe.Add(f.first, at), n: j - i, wide: f.wide}
}

// Len returns the length in code units.
func (s *String) Len() int { return int(uint32(s.meta)) }

// offset is the start of a slice in its base, the depth of a rope, or the capacity of a buffer.
func (s *String) offset() int { return int(s.meta >> 32) }

func (s *String) setMeta(length, offset int) { s.meta = uint64(uint32(length)) | uint64(offset)<<32 }

// start is where the units of a flat string or a buffer are.
func (s *String) start() unsafe.Pointer { return unsafe.Add(unsafe.Pointer(s), stringHeader) }

func (s *String) bytes(n int) []byte {
	return unsafe.Slice((*byte)(s.start()), n)
}

func (s *String) units(n int) []uint16 {
	return unsafe.Slice((*uint16)(s.start()), n)
}

func isWide(k Kind) bool { return k == KindUTF16 || k == KindBufUTF16 }

// Flat returns the text of s, flattening it first when it is a rope.
func (s *String) Flat(h *Heap) Flat {
	switch s.kind() {
	case KindLatin1:
		return Flat{first: s.start(), n: s.Len()}
	case KindUTF16:
		return Flat{first: s.start(), n: s.Len(), wide: true}
	case KindRope:
		h.flatten(s)
	}
	base := s.word(wordBase).Str()
	at, wide := s.offset(), isWide(base.kind())
	if wide {
		at *= 2
	}
	return Flat{first: unsafe.Add(base.start(), at), n: s.Len(), wide: wide}
}

// isLatin1 reports whether all units are stored in bytes; ropes are looked through.
func (s *String) isLatin1() bool {
	switch s.kind() {
	case KindLatin1:
		return true
	case KindSlice:
		return !isWide(s.word(wordBase).Str().kind())
	case KindRope:
		return s.hdr&subWide == 0
	}
	return false
}

// IsFlat reports whether Flat neither makes nor changes anything.
func (s *String) IsFlat() bool { return s.kind() != KindRope }

// IsLatin1 reports whether every code unit is below 256 and is stored so. A
// substring of wide text may answer false although its own units are narrow.
func (s *String) IsLatin1(*Heap) bool { return s.isLatin1() }

// At returns code unit i of s. A rope is flattened the first time.
func (s *String) At(h *Heap, i int) uint16 {
	if uint(i) >= uint(s.Len()) {
		panic("heap: string index out of range")
	}
	switch s.kind() {
	case KindLatin1:
		return uint16(s.bytes(i + 1)[i])
	case KindUTF16:
		return s.units(i + 1)[i]
	}
	return s.Flat(h).At(i)
}

// allocFlat allocates a flat string or a buffer; the units are for the caller to set.
func (h *Heap) allocFlat(kind Kind, n, room int) *String {
	bytes := room
	if isWide(kind) {
		bytes *= 2
	}
	h.Work(room)
	s := (*String)(h.allocCell(2+(bytes+7)/8, uint64(kind)))
	if kind == KindBufLatin1 || kind == KindBufUTF16 {
		s.setMeta(n, room)
	} else {
		s.setMeta(n, 0)
	}
	return s
}

func (h *Heap) keepString(s *String) *String {
	h.root(s.Value())
	return s
}

// EmptyString returns the string of length 0.
func (h *Heap) EmptyString() *String { return h.empty }

// SingleChar returns the string of one code unit; those below 256 are shared.
func (h *Heap) SingleChar(u uint16) *String {
	if u < 256 {
		if s := h.singles[u]; s != nil {
			return s
		}
		s := h.Intern(h.newLatin1([]byte{byte(u)}))
		h.singles[u] = s
		return s
	}
	s := h.allocFlat(KindUTF16, 1, 1)
	s.units(1)[0] = u
	return h.keepString(s)
}

// SingleChars is the table of the strings of one code unit below 256; those that
// nobody has asked for yet are nil.
func (h *Heap) SingleChars() *[256]*String { return &h.singles }

func (h *Heap) newLatin1(b []byte) *String {
	s := h.allocFlat(KindLatin1, len(b), len(b))
	copy(s.bytes(len(b)), b)
	return h.keepString(s)
}

// UnfilledLatin1 makes a string of n code units below 256, n > 1, which are the caller's to set
// before anything else is made. Large requests are preceded by CheckAlloc.
func (h *Heap) UnfilledLatin1(n int) (*String, []byte) {
	s := h.allocFlat(KindLatin1, n, n)
	h.root(s.Value())
	return s, s.bytes(n)
}

// NewLatin1 makes a string of the code units in b. Large requests are preceded by CheckAlloc.
func (h *Heap) NewLatin1(b []byte) *String {
	switch {
	case len(b) == 0 && h.empty != nil:
		return h.empty
	case len(b) == 1:
		return h.SingleChar(uint16(b[0]))
	}
	return h.newLatin1(b)
}

// NewUTF16 makes a string of the code units in u, stored in bytes if they are
// all below 256. Large requests are preceded by CheckAlloc.
func (h *Heap) NewUTF16(u []uint16) *String {
	if len(u) == 0 {
		return h.empty
	}
	if len(u) == 1 {
		return h.SingleChar(u[0])
	}
	if fitsLatin1(u) {
		s := h.allocFlat(KindLatin1, len(u), len(u))
		narrow(s.bytes(len(u)), u)
		return h.keepString(s)
	}
	s := h.allocFlat(KindUTF16, len(u), len(u))
	copy(s.units(len(u)), u)
	return h.keepString(s)
}

// NewFlat makes a string with the text f.
func (h *Heap) NewFlat(f Flat) *String {
	if f.IsWide() {
		return h.NewUTF16(f.UTF16())
	}
	return h.NewLatin1(f.Latin1())
}

// NewString makes a string of the text s in WTF-8: lone surrogates are encoded
// as three bytes; bytes that are not WTF-8 become U+FFFD.
func (h *Heap) NewString(s string) *String {
	if text := unsafe.Slice(unsafe.StringData(s), len(s)); isASCII(text) {
		if len(s) == 0 {
			return h.empty
		}
		return h.NewLatin1(text)
	}
	max := rune(0)
	n := 0
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			i++
			n++
			continue
		}
		r, size := decodeWTF8(s[i:])
		i += size
		n++
		if r > 0xFFFF {
			n++
		}
		if r > max {
			max = r
		}
	}
	if max < 256 {
		r := h.allocFlat(KindLatin1, n, n)
		b := r.bytes(n)[:0]
		for _, c := range s {
			b = append(b, byte(c))
		}
		return h.keepString(r)
	}
	r := h.allocFlat(KindUTF16, n, n)
	appendWTF8(r.units(n)[:0], s)
	return h.keepString(r)
}

func fitsLatin1(u []uint16) bool {
	var or uint16
	for len(u) >= 4 {
		or |= u[0] | u[1] | u[2] | u[3]
		if or >= 256 {
			return false
		}
		u = u[4:]
	}
	for _, c := range u {
		or |= c
	}
	return or < 256
}

func narrow(to []byte, from []uint16) {
	for i, c := range from {
		to[i] = byte(c)
	}
}

func widen(to []uint16, from []byte) {
	for i, c := range from {
		to[i] = uint16(c)
	}
}

// Go returns the text of s in WTF-8: UTF-8, with lone surrogates encoded as
// three bytes each.
func (s *String) Go(h *Heap) string {
	n := s.Len()
	h.Work(n)
	if n < shortGoText || n > longGoText {
		return s.makeGo(h)
	}
	e := &h.goTexts[addrOf(unsafe.Pointer(s))>>4%recentGoTexts]
	if e.s != addrOf(unsafe.Pointer(s)) {
		*e = goText{addrOf(unsafe.Pointer(s)), s.makeGo(h)}
	}
	return e.text
}

// goText is a string with its Go text: those that were made lately, for the next time. A
// collection forgets them, before a cell can become another string.
type goText struct {
	s    uint64 // address
	text string
}

const (
	recentGoTexts = 4
	// A Go text of a length between these is kept (code units).
	shortGoText, longGoText = 96, 4 << 10
)

func (s *String) makeGo(h *Heap) string {
	f := s.Flat(h)
	if f.IsWide() {
		n := lengthWTF8(f.UTF16())
		h.Transient(n)
		b := appendUnitsWTF8(make([]byte, 0, n), f.UTF16())
		return unsafe.String(unsafe.SliceData(b), len(b))
	}
	if isASCII(f.Latin1()) {
		h.Transient(len(f.Latin1()))
		return string(f.Latin1())
	}
	high := 0
	for _, c := range f.Latin1() {
		high += int(c >> 7)
	}
	h.Transient(len(f.Latin1()) + high)
	b := make([]byte, 0, len(f.Latin1())+high)
	for _, c := range f.Latin1() {
		if c < utf8.RuneSelf {
			b = append(b, c)
		} else {
			b = append(b, 0xC0|c>>6, 0x80|c&0x3F)
		}
	}
	return unsafe.String(unsafe.SliceData(b), len(b))
}

// GoPrefix is Go for the first n code units, where 0 <= n <= s.Len(). Of a rope it reads no more
// than these, and a surrogate pair is not cut in two.
func (s *String) GoPrefix(h *Heap, n int) string {
	h.Work(n)
	h.Transient(5 * n) // as units, then as text
	units := make([]uint16, 0, n)
	for n > 0 {
		part := s
		if s.kind() == KindRope {
			if part = s.word(wordLeft).Str(); part.Len() >= n {
				s = part
				continue
			}
			s = s.word(wordRight).Str()
		}
		f := part.Flat(h)
		m := min(n, f.Len())
		for i := range m {
			units = append(units, f.At(i))
		}
		n -= m
	}
	if last := len(units) - 1; last >= 0 && units[last]&0xFC00 == 0xD800 {
		units = units[:last]
	}
	return string(appendUnitsWTF8(nil, units))
}

// Substring returns the code units of s from i up to but not including j,
// where 0 <= i <= j <= s.Len().
func (h *Heap) Substring(s *String, i, j int) *String {
	if i < 0 || j < i || j > s.Len() {
		panic("heap: substring out of range")
	}
	n := j - i
	switch {
	case n == 0:
		return h.empty
	case n == s.Len():
		return s
	}
	f := s.Flat(h)
	if n < minSlice {
		return h.NewFlat(f.Slice(i, j))
	}
	base := s.Value()
	if s.kind() == KindSlice {
		i += s.offset()
		base = *s.word(wordBase)
	}
	return h.newSlice(base, i, n)
}

func (h *Heap) newSlice(base Value, off, n int) *String {
	r := (*String)(h.allocCell(3, uint64(KindSlice)))
	r.setMeta(n, off)
	*r.word(wordBase) = base
	return h.keepString(r)
}

// MaxStringLength returns the longest string that this heap allows, in code
// units: longer ones are a RangeError ("Invalid string length").
func (h *Heap) MaxStringLength() int {
	return int(min(int64(MaxStringLength), max(h.maxBytes/4, MinLongestString)))
}

// MinLongestString is what every heap allows.
const MinLongestString = 1 << 16

// Limit is where the limit is that MaxStringLength depends on, for machine code.
func (h *Heap) Limit() *int64 { return &h.maxBytes }

// StringsEqual reports whether a and b have the same code units.
func (h *Heap) StringsEqual(a, b *String) bool {
	if a == b {
		return true
	}
	if a.Len() != b.Len() || a.hdr&b.hdr&subInterned != 0 {
		return false
	}
	if x, y := a.hdr>>upperShift, b.hdr>>upperShift; x != 0 && y != 0 && x != y {
		return false
	}
	h.Work(a.Len() >> 2)
	return equalFlat(a.Flat(h), b.Flat(h))
}

func equalFlat(a, b Flat) bool {
	if a.Len() != b.Len() {
		return false
	}
	if !a.IsWide() && !b.IsWide() {
		return string(a.Latin1()) == string(b.Latin1())
	}
	if a.IsWide() && b.IsWide() {
		for i, c := range a.UTF16() {
			if b.UTF16()[i] != c {
				return false
			}
		}
		return true
	}
	if !a.IsWide() {
		a, b = b, a
	}
	for i, c := range b.Latin1() {
		if a.UTF16()[i] != uint16(c) {
			return false
		}
	}
	return true
}

// CompareStrings orders a and b by code units: negative, zero or positive.
func (h *Heap) CompareStrings(a, b *String) int {
	if a == b {
		return 0
	}
	x, y := a.Flat(h), b.Flat(h)
	if !x.IsWide() && !y.IsWide() {
		h.Work(min(len(x.Latin1()), len(y.Latin1())) >> 2)
		return bytes.Compare(x.Latin1(), y.Latin1())
	}
	n := min(x.Len(), y.Len())
	h.Work(2 * n)
	for i := 0; i < n; i++ {
		if c, d := x.At(i), y.At(i); c != d {
			return cmp.Compare(c, d)
		}
	}
	return cmp.Compare(x.Len(), y.Len())
}

// HashString returns the hash of the code units of s, never 0. It does not
// depend on how s is stored.
func (h *Heap) HashString(s *String) uint32 {
	if x := uint32(s.hdr >> upperShift); x != 0 {
		return x
	}
	h.Work(2 * s.Len())
	x := hashFlat(s.Flat(h), h.interns.seed)
	s.hdr |= uint64(x) << upperShift
	return x
}

// hashFlat hashes code units. The seed differs between heaps, so that a script
// cannot bring prepared collisions.
func hashFlat(f Flat, seed uint64) uint32 {
	x := seed
	if f.IsWide() {
		for _, c := range f.UTF16() {
			x = (x ^ uint64(c)) * TextHashFactor
			x ^= x >> TextHashShift
		}
	} else {
		for _, c := range f.Latin1() {
			x = (x ^ uint64(c)) * TextHashFactor
			x ^= x >> TextHashShift
		}
	}
	x *= TextHashEnd
	r := uint32(x >> 32)
	if r == 0 {
		return 1
	}
	return r
}

// What hashes are made with.
const (
	TextHashFactor = 0x9E3779B97F4A7C15
	TextHashShift  = 29
	TextHashEnd    = 0xBF58476D1CE4E5B9
)

// IsInterned reports whether s is the one cell of its text that property keys use.
func (s *String) IsInterned() bool { return s.hdr&subInterned != 0 }

// ArrayIndex returns the array index that s denotes: the canonical decimal
// form of an integer from 0 to 2^32-2 (sec-array-exotic-objects).
func (s *String) ArrayIndex(h *Heap) (uint32, bool) {
	n := s.Len()
	if n == 0 || n > 10 || s.hdr&subNotIndex != 0 {
		return 0, false
	}
	f := s.Flat(h)
	c := f.At(0)
	if c < '0' || c > '9' || c == '0' && n > 1 {
		s.hdr |= subNotIndex
		return 0, false
	}
	x := uint64(0)
	for i := 0; i < n; i++ {
		c := f.At(i)
		if c < '0' || c > '9' {
			s.hdr |= subNotIndex
			return 0, false
		}
		x = x*10 + uint64(c-'0')
	}
	return uint32(x), x < math.MaxUint32
}
