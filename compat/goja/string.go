package goja

import (
	"errors"
	"io"
	"reflect"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dop251/goja/unistring"
	"github.com/kilnjs/kiln/pkg/heap"
)

// InvalidRuneError is what the reader of a String gives at a half of a surrogate pair.
//
//lint:ignore ST1012 the name is that of the interface
var InvalidRuneError = errors.New("invalid rune")

// String is a JavaScript string: any sequence of UTF-16 code units. It belongs to no
// runtime. ToValue of a Go string makes one, and StringFromUTF16.
type String interface {
	Value
	// CharAt returns a code unit.
	CharAt(int) uint16
	// Length is the number of code units.
	Length() int
	Concat(String) String
	// Substring returns the code units from start to end.
	Substring(start, end int) String
	// CompareTo is less than, equal to or greater than zero, by code units.
	CompareTo(String) int
	// Reader reads code points; a half of a surrogate pair comes with InvalidRuneError.
	Reader() io.RuneReader

	units() []uint16
}

// stringValue is a String in the form of package unistring.
type stringValue unistring.String

// StringFromUTF16 makes the String of code units, which are copied.
func StringFromUTF16(chars []uint16) String { return stringFromUnits(chars) }

func stringFromUnits(chars []uint16) stringValue {
	for _, u := range chars {
		if u >= utf8.RuneSelf {
			return stringValue(unistring.FromUtf16(append([]uint16{unistring.BOM}, chars...)))
		}
	}
	ascii := make([]byte, len(chars))
	for i, u := range chars {
		ascii[i] = byte(u)
	}
	return stringValue(ascii)
}

func (s stringValue) isASCII() bool {
	return len(s) == 0 || s[0] < utf8.RuneSelf
}

func (s stringValue) units() []uint16 {
	if u := unistring.String(s).AsUtf16(); u != nil {
		return u[1:]
	}
	u := make([]uint16, len(s))
	for i := range len(s) {
		u[i] = uint16(s[i])
	}
	return u
}

func (s stringValue) CharAt(i int) uint16 {
	if s.isASCII() {
		return uint16(s[i])
	}
	return uint16(s[2*i+2]) | uint16(s[2*i+3])<<8
}

func (s stringValue) Length() int {
	if s.isASCII() {
		return len(s)
	}
	return len(s)/2 - 1
}

func (s stringValue) Concat(o String) String {
	if t, ok := stringForm(o); ok && s.isASCII() && t.isASCII() {
		return s + t
	}
	return stringFromUnits(append(s.units(), o.units()...))
}

func (s stringValue) Substring(start, end int) String {
	if s.isASCII() {
		return s[start:end]
	}
	return stringFromUnits(s.units()[start:end])
}

func (s stringValue) CompareTo(o String) int {
	if t, ok := stringForm(o); ok && s.isASCII() && t.isASCII() {
		return strings.Compare(string(s), string(t))
	}
	a, b := s.units(), o.units()
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return int(a[i]) - int(b[i])
		}
	}
	return len(a) - len(b)
}

// runeReader reads the code points of a String.
type runeReader struct{ units []uint16 }

func (s stringValue) Reader() io.RuneReader { return &runeReader{s.units()} }

// ReadRune returns a code point and how many code units it takes.
func (r *runeReader) ReadRune() (ch rune, size int, err error) {
	if len(r.units) == 0 {
		return 0, 0, io.EOF
	}
	ch, size = rune(r.units[0]), 1
	if utf16.IsSurrogate(ch) {
		if len(r.units) > 1 {
			if pair := utf16.DecodeRune(ch, rune(r.units[1])); pair != utf8.RuneError {
				r.units = r.units[2:]
				return pair, 2, nil
			}
		}
		err = InvalidRuneError
	}
	r.units = r.units[1:]
	return ch, size, err
}

func (s stringValue) String() string              { return unistring.String(s).String() }
func (s stringValue) ToString() Value             { return s }
func (s stringValue) ToInteger() int64            { return toInteger(s.ToFloat()) }
func (s stringValue) ToFloat() float64            { return parseNumber(s.String()) }
func (s stringValue) ToNumber() Value             { return numberValue(s.ToFloat()) }
func (s stringValue) ToBoolean() bool             { return len(s) > 0 }
func (s stringValue) ToObject(r *Runtime) *Object { return r.toObject(s) }
func (s stringValue) SameAs(o Value) bool         { return sameAs(s, o) }
func (s stringValue) Equals(o Value) bool         { return looselyEquals(s, o) }
func (s stringValue) StrictEquals(o Value) bool   { return strictEquals(s, o) }
func (s stringValue) Export() interface{}         { return s.String() }
func (stringValue) ExportType() reflect.Type      { return typeString }

func (s stringValue) cell(r *Runtime) heap.Value {
	if !s.isASCII() {
		return r.obj.Heap.NewUTF16(s.units()).Value()
	}
	if v := r.texts.sent(string(s)); v != heap.Undefined {
		return v
	}
	v := r.obj.Heap.NewString(string(s)).Value()
	r.texts.put(string(s), v, s)
	return v
}

// StringBuilder puts a String together from pieces, which may be any code units.
type StringBuilder struct {
	ascii  []byte
	wide   []uint16
	isWide bool
}

// LikelyUnicode says that the String will have characters beyond ASCII, and makes room for
// extraLen more code units.
func (b *StringBuilder) LikelyUnicode(extraLen int) {
	b.widen()
	b.Grow(extraLen)
}

func (b *StringBuilder) widen() {
	if b.isWide {
		return
	}
	b.isWide = true
	b.wide = make([]uint16, len(b.ascii), 2*len(b.ascii)+8)
	for i, c := range b.ascii {
		b.wide[i] = uint16(c)
	}
	b.ascii = nil
}

// Grow makes room for n more code units.
func (b *StringBuilder) Grow(n int) {
	if b.isWide {
		b.wide = append(b.wide, make([]uint16, n)...)[:len(b.wide)]
	} else {
		b.ascii = append(b.ascii, make([]byte, n)...)[:len(b.ascii)]
	}
}

// String returns what was written so far.
func (b *StringBuilder) String() String {
	if b.isWide {
		return stringFromUnits(b.wide)
	}
	return stringValue(b.ascii)
}

// WriteRune appends a code point, or a half of a surrogate pair.
func (b *StringBuilder) WriteRune(r rune) {
	if r >= 0 && r < utf8.RuneSelf && !b.isWide {
		b.ascii = append(b.ascii, byte(r))
		return
	}
	b.widen()
	if utf16.IsSurrogate(r) {
		b.wide = append(b.wide, uint16(r))
	} else {
		b.wide = utf16.AppendRune(b.wide, r)
	}
}

// WriteString appends a String.
func (b *StringBuilder) WriteString(s String) {
	if t, ok := stringForm(s); ok && t.isASCII() && !b.isWide {
		b.ascii = append(b.ascii, t...)
		return
	}
	b.widen()
	b.wide = append(b.wide, s.units()...)
}

// WriteSubstring appends the code units of source from start to end.
func (b *StringBuilder) WriteSubstring(source String, start int, end int) {
	b.WriteString(source.Substring(start, end))
}

// WriteUTF8String appends a Go text.
func (b *StringBuilder) WriteUTF8String(s string) { b.WriteString(newString(s).(String)) }
