package heap

import (
	"strconv"
	"unicode/utf8"
)

// StringBuilder collects the text of a string piece by piece: in bytes until a
// unit above 255 arrives. The first error sticks: when the text would become
// longer than the heap allows, further pieces are ignored and Err tells.
type StringBuilder struct {
	h      *Heap
	narrow []byte
	wide   []uint16
	isWide bool
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

// room makes room for n more units in bytes or, if wide, in 16-bit units.
func (b *StringBuilder) room(n int, wide bool) bool {
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
		b.narrow, b.isWide = nil, true
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
		if b.err = b.check(int64(have + n)); b.err != nil {
			return false
		}
		w := make([]byte, have, max(have+n, have+have/2, 32))
		copy(w, b.narrow)
		b.narrow = w
		b.memory.Set(int64(cap(w)))
	}
	return true
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
	b.Flat(Flat{Latin1: strconv.AppendInt(text[:0], int64(n), 10)})
}

// Unit appends one code unit.
func (b *StringBuilder) Unit(u uint16) {
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
	if r <= 0xFFFF {
		b.Unit(uint16(r))
		return
	}
	if b.room(2, true) {
		b.wide = appendRune(b.wide, r)
	}
}

// Str appends the string s.
func (b *StringBuilder) Str(s *String) { b.Flat(s.Flat(b.h)) }

// Substr appends the code units of s from i up to but not including j.
func (b *StringBuilder) Substr(s *String, i, j int) { b.Flat(s.Flat(b.h).Slice(i, j)) }

// Flat appends the text f.
func (b *StringBuilder) Flat(f Flat) {
	if f.UTF16 == nil {
		if !b.room(len(f.Latin1), false) {
			return
		}
		if !b.isWide {
			b.narrow = append(b.narrow, f.Latin1...)
			return
		}
		for _, c := range f.Latin1 {
			b.wide = append(b.wide, uint16(c))
		}
		return
	}
	if !b.isWide && fitsLatin1(f.UTF16) {
		if b.room(len(f.UTF16), false) {
			for _, c := range f.UTF16 {
				b.narrow = append(b.narrow, byte(c))
			}
		}
		return
	}
	if b.room(len(f.UTF16), true) {
		b.wide = append(b.wide, f.UTF16...)
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
