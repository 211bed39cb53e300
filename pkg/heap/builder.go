package heap

import (
	"strconv"
	"unicode/utf8"
)

// StringBuilder collects the text of a string piece by piece: in bytes until a
// unit above 255 arrives; or text for Go in UTF-8. The first error sticks: when the text would become
// longer than the heap allows, further pieces are ignored and Err tells.
type StringBuilder struct {
	h      *Heap
	narrow []byte
	wide   []uint16
	isWide bool
	utf8   bool // narrow is UTF-8, and its length counts bytes
	lent   bool // narrow is Heap.spare, which Release gives back
	free   int  // up to which length narrow may be filled without asking, 0 for UTF-8
	err    error
	memory Scratch
}

// StringLengthError says that a string would become longer than the heap
// allows: a RangeError for scripts.
type StringLengthError struct {
	Length int // code units
}

// Error implements error.
func (e *StringLengthError) Error() string { return "Invalid string length" }

// Builder returns an empty builder. What it holds counts toward the limit as long as
// the current scope is open.
func (h *Heap) Builder() StringBuilder { return StringBuilder{h: h, memory: h.Scratch()} }

// UTF8Builder returns a builder of UTF-8, for Go code, that appends to dst. A surrogate
// without its other half becomes U+FFFD. Lengths are in bytes.
func (h *Heap) UTF8Builder(dst []byte) StringBuilder {
	return StringBuilder{h: h, memory: h.Scratch(), narrow: dst, utf8: true}
}

// UTF8 returns what a builder of UTF-8 has collected so far, without a copy. No account
// holds it any more when the scope closes.
func (b *StringBuilder) UTF8() []byte { return b.narrow }

// Len returns the number of code units so far.
func (b *StringBuilder) Len() int {
	if b.isWide {
		return len(b.wide)
	}
	return len(b.narrow)
}

// Err returns nil, a *StringLengthError or a *LimitError.
func (b *StringBuilder) Err() error { return b.err }

// Grow prepares for n more units and reports whether they are allowed. It may
// collect, as Heap.CheckAlloc does.
func (b *StringBuilder) Grow(n int) bool { return b.room(n, b.isWide) }

// room makes room for n more units in bytes or, if wide, in 16-bit units. What the memory of a
// text in bytes has room for was allowed when it was made.
func (b *StringBuilder) room(n int, wide bool) bool {
	return !wide && b.err == nil && n <= b.free-len(b.narrow) || b.makeRoom(n, wide)
}

func (b *StringBuilder) makeRoom(n int, wide bool) bool {
	if b.err != nil {
		return false
	}
	have := b.Len()
	if n > MaxStringLength || have+n > b.h.MaxStringLength() {
		b.err = &StringLengthError{Length: have + n}
		return false
	}
	if wide && !b.isWide {
		if b.err = b.check(2 * int64(have+n)); b.err != nil {
			return false
		}
		b.wide = make([]uint16, have, max(have+n, 2*have, 16))
		widen(b.wide, b.narrow)
		b.Release()
		b.narrow, b.isWide, b.free = nil, true, 0
		b.memory.Set(2 * int64(cap(b.wide)))
		return true
	}
	if b.isWide {
		if have+n > cap(b.wide) {
			if b.err = b.check(2 * int64(have+n)); b.err != nil {
				return false
			}
			w := make([]uint16, have, max(have+n, have+have/2, 16))
			copy(w, b.wide)
			b.wide = w
			b.memory.Set(2 * int64(cap(w)))
		}
		return true
	}
	if have+n > cap(b.narrow) {
		if cap(b.narrow) == 0 && n <= max(spareText, cap(b.h.spare)) && !b.utf8 { // whose text goes out as it is: see UTF8
			b.borrow()
			return true
		}
		if b.err = b.check(int64(have + n)); b.err != nil {
			return false
		}
		w := make([]byte, have, max(have+n, have+have/2, 32))
		copy(w, b.narrow)
		if cap(w) > longSpare {
			b.Release()
		}
		b.narrow = w
		b.memory.Set(int64(cap(w)))
	}
	if !b.utf8 {
		b.free = min(cap(b.narrow), b.h.MaxStringLength())
	}
	return true
}

const (
	// spareText is how many bytes a heap has at least for the text of one builder after the other.
	spareText = 1 << 10
	// longSpare is how many it keeps at most, when a text has grown so long, until the next full
	// collection.
	longSpare = 1 << 14
)

// borrow takes the memory that the heap keeps for a builder, or makes it while another one has it.
func (b *StringBuilder) borrow() {
	if b.narrow = b.h.spare; b.narrow == nil {
		b.narrow = make([]byte, 0, spareText)
	}
	b.h.spare, b.lent = nil, true
	b.free = cap(b.narrow)
}

// Release gives back what the builder has borrowed, or what that has grown to: its text is gone,
// if it is not too long to be kept.
// Without it the next builder makes memory of its own.
func (b *StringBuilder) Release() {
	if b.lent {
		b.h.spare, b.narrow, b.lent, b.free = b.narrow[:0], nil, false, 0
	}
}

// check asks for the memory of the text and of the string that it becomes.
func (b *StringBuilder) check(n int64) error {
	if n < 4096 {
		return nil
	}
	return b.h.CheckAlloc(2 * n)
}

// Latin1 appends text whose bytes are code units, such as ASCII.
func (b *StringBuilder) Latin1(s string) {
	if !b.room(len(s), false) {
		return
	}
	if b.isWide {
		for i := 0; i < len(s); i++ {
			b.wide = append(b.wide, uint16(s[i]))
		}
		return
	}
	b.narrow = append(b.narrow, s...)
}

// Int appends the decimal text of n.
func (b *StringBuilder) Int(n int32) {
	var text [11]byte
	b.Flat(FlatLatin1(strconv.AppendInt(text[:0], int64(n), 10)))
}

// Unit appends one code unit.
func (b *StringBuilder) Unit(u uint16) {
	if b.utf8 && u >= utf8.RuneSelf {
		b.rune(rune(u))
		return
	}
	if !b.room(1, u > 255) {
		return
	}
	if b.isWide {
		b.wide = append(b.wide, u)
	} else {
		b.narrow = append(b.narrow, byte(u))
	}
}

// CodePoint appends a code point as one or two code units; r may be a surrogate.
func (b *StringBuilder) CodePoint(r rune) {
	if b.utf8 {
		b.rune(r)
		return
	}
	if r <= 0xFFFF {
		b.Unit(uint16(r))
		return
	}
	if b.room(2, true) {
		b.wide = appendRune(b.wide, r)
	}
}

// rune appends r in UTF-8.
func (b *StringBuilder) rune(r rune) {
	if b.room(utf8.UTFMax, false) {
		b.narrow = utf8.AppendRune(b.narrow, r)
	}
}

// encode appends the text f in UTF-8.
func (b *StringBuilder) encode(f Flat) {
	b.h.Work(f.Len())
	if !f.IsWide() {
		if b.room(2*len(f.Latin1()), false) {
			for _, c := range f.Latin1() {
				b.narrow = utf8.AppendRune(b.narrow, rune(c))
			}
		}
		return
	}
	if b.room(maxUTF8*len(f.UTF16()), false) {
		b.narrow = encodeUTF8(b.narrow, f.UTF16())
	}
}

// Str appends the string s.
func (b *StringBuilder) Str(s *String) { b.Flat(s.Flat(b.h)) }

// Substr appends the code units of s from i up to but not including j.
func (b *StringBuilder) Substr(s *String, i, j int) { b.Flat(s.Flat(b.h).Slice(i, j)) }

// Flat appends the text f.
func (b *StringBuilder) Flat(f Flat) {
	if b.utf8 && (f.IsWide() || !isASCII(f.Latin1())) {
		b.encode(f)
		return
	}
	if !f.IsWide() {
		if !b.room(len(f.Latin1()), false) {
			return
		}
		if !b.isWide {
			b.narrow = append(b.narrow, f.Latin1()...)
			return
		}
		for _, c := range f.Latin1() {
			b.wide = append(b.wide, uint16(c))
		}
		return
	}
	if !b.isWide && fitsLatin1(f.UTF16()) {
		if b.room(len(f.UTF16()), false) {
			for _, c := range f.UTF16() {
				b.narrow = append(b.narrow, byte(c))
			}
		}
		return
	}
	if b.room(len(f.UTF16()), true) {
		b.wide = append(b.wide, f.UTF16()...)
	}
}

// Go appends WTF-8 text.
func (b *StringBuilder) Go(s string) {
	b.h.Work(len(s))
	for i := 0; i < len(s); {
		n := i
		for n < len(s) && s[n] < utf8.RuneSelf {
			n++
		}
		if n > i {
			b.Latin1(s[i:n])
			i = n
			continue
		}
		r, size := decodeWTF8(s[i:])
		b.CodePoint(r)
		i += size
	}
}

// UTF8Text appends UTF-8 text; each byte that is not UTF-8 becomes U+FFFD.
func (b *StringBuilder) UTF8Text(text []byte) {
	if isASCII(text) {
		b.Flat(FlatLatin1(text))
		return
	}
	b.h.Work(len(text))
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		b.CodePoint(r)
		text = text[size:]
	}
}

// Enclosed appends Latin-1 text between two pieces of ASCII.
func (b *StringBuilder) Enclosed(before string, text []byte, after string) {
	if b.isWide || b.utf8 && !isASCII(text) {
		b.Latin1(before)
		b.Flat(FlatLatin1(text))
		b.Latin1(after)
		return
	}
	if b.room(len(before)+len(text)+len(after), false) {
		b.narrow = append(append(append(b.narrow, before...), text...), after...)
	}
}

// Truncate shortens the text to n code units.
func (b *StringBuilder) Truncate(n int) {
	if n < 0 || n >= b.Len() {
		return
	}
	if b.isWide {
		b.wide = b.wide[:n]
	} else {
		b.narrow = b.narrow[:n]
	}
}

// String makes the string of what was collected so far. After an error that is
// the text before it. The builder can be used further.
func (b *StringBuilder) String() *String {
	if b.isWide {
		return b.h.NewUTF16(b.wide)
	}
	return b.h.NewLatin1(b.narrow)
}
