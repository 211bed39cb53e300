package goja

import (
	"io"
	"reflect"
	"strconv"
	"sync/atomic"
	"unicode/utf8"
	"unsafe"

	"github.com/dop251/goja/unistring"
	"github.com/kilnjs/kiln/pkg/heap"
)

// textValue is a String that is a text of Go, which most are that only pass through. Its code
// units are made when somebody asks for one.
type textValue struct {
	s    string
	form atomic.Pointer[stringValue]
}

// shortText is the length up to which a String of ASCII is a stringValue from the start.
const shortText = 32

// newString is the String of a Go text.
func newString(s string) Value {
	if len(s) <= shortText {
		if units := unistring.Scan(s); units == nil {
			return stringValue(s)
		}
	}
	return &textValue{s: s}
}

// stringForm is the code units of a String.
func stringForm(v Value) (stringValue, bool) {
	switch x := v.(type) {
	case stringValue:
		return x, true
	case *textValue:
		return x.units16(), true
	}
	return "", false
}

func (t *textValue) units16() stringValue {
	if f := t.form.Load(); f != nil {
		return *f
	}
	f := stringValue(unistring.NewFromString(t.s))
	t.form.Store(&f)
	return f
}

func (t *textValue) String() string                  { return t.s }
func (t *textValue) ToString() Value                 { return t }
func (t *textValue) ToInteger() int64                { return toInteger(t.ToFloat()) }
func (t *textValue) ToFloat() float64                { return parseNumber(t.s) }
func (t *textValue) ToNumber() Value                 { return numberValue(t.ToFloat()) }
func (t *textValue) ToBoolean() bool                 { return t.s != "" }
func (t *textValue) ToObject(r *Runtime) *Object     { return r.toObject(t) }
func (t *textValue) SameAs(o Value) bool             { return sameAs(t, o) }
func (t *textValue) Equals(o Value) bool             { return looselyEquals(t, o) }
func (t *textValue) StrictEquals(o Value) bool       { return strictEquals(t, o) }
func (t *textValue) Export() interface{}             { return t.s }
func (t *textValue) ExportType() reflect.Type        { return typeString }
func (t *textValue) CharAt(i int) uint16             { return t.units16().CharAt(i) }
func (t *textValue) Length() int                     { return t.units16().Length() }
func (t *textValue) Concat(o String) String          { return t.units16().Concat(o) }
func (t *textValue) Substring(start, end int) String { return t.units16().Substring(start, end) }
func (t *textValue) CompareTo(o String) int          { return t.units16().CompareTo(o) }
func (t *textValue) Reader() io.RuneReader           { return t.units16().Reader() }
func (t *textValue) units() []uint16                 { return t.units16().units() }

func (t *textValue) cell(r *Runtime) heap.Value {
	if v := r.texts.sent(t.s); v != heap.Undefined {
		return v
	}
	v := heap.Undefined
	if utf8.ValidString(t.s) {
		v = r.obj.Heap.NewString(t.s).Value()
	} else {
		v = t.units16().cell(r)
	}
	r.texts.put(t.s, v, t)
	return v
}

// texts are the strings that crossed between Go and scripts lately, in both directions: often
// the same one crosses again. They are forgotten with each collection, before a cell can become
// another string.
type texts struct {
	out [recentTexts]sentText
	in  [recentTexts]seenText
	// keys are the texts of property keys.
	keys [recentKeys]keyName
}

// sentText is a Go string with its cell. The same bytes at the same place are the same text, for
// the entry keeps them.
type sentText struct {
	s    string
	cell heap.Value
}

// seenText is a string of the heap with its String.
type seenText struct {
	cell heap.Value
	v    Value
}

const (
	recentTexts = 16
	recentKeys  = 64
	// longestText is the length from which a text is not kept for the next time (bytes).
	longestText = 16 << 10
)

func (t *texts) outAt(s string) *sentText {
	p := uintptr(unsafe.Pointer(unsafe.StringData(s)))
	return &t.out[(p>>4^p>>10^uintptr(len(s)))%recentTexts]
}

func (t *texts) inAt(v heap.Value) *seenText { return &t.in[(v>>4^v>>10)%recentTexts] }

// sent is the cell of a Go string that was made one lately, else Undefined.
func (t *texts) sent(s string) heap.Value {
	if e := t.outAt(s); len(e.s) == len(s) && unsafe.StringData(e.s) == unsafe.StringData(s) && s != "" {
		return e.cell
	}
	return heap.Undefined
}

// put remembers that cell, v and s are one text.
func (t *texts) put(s string, cell heap.Value, v Value) {
	if len(s) < longestText {
		*t.outAt(s) = sentText{s, cell}
		*t.inAt(cell) = seenText{cell, v}
	}
}

// forget is for a collection that begins.
func (t *texts) forget() { *t = texts{} }

// stringOf is the String of a string in the heap.
func (r *Runtime) stringOf(s *heap.String) Value {
	cell := s.Value()
	if e := r.texts.inAt(cell); e.cell == cell {
		return e.v
	}
	var v Value
	flat := s.Flat(r.obj.Heap)
	switch text := s.Go(r.obj.Heap); {
	case len(text) == flat.Len():
		v = stringValue(text)
	case utf8.ValidString(text):
		v = &textValue{s: text}
	default: // half a surrogate pair, of which UTF-8 has none
		return stringFromUnits(flat.UTF16())
	}
	if flat.Len() < longestText {
		*r.texts.inAt(cell) = seenText{cell, v}
	}
	return v
}

// goText is the Go text of a string in the heap.
func (r *Runtime) goText(s *heap.String) string {
	if e := r.texts.inAt(s.Value()); e.cell == s.Value() {
		return e.v.String()
	}
	text := s.Go(r.obj.Heap)
	if len(text) == s.Len() || utf8.ValidString(text) {
		return text
	}
	return r.stringOf(s).String() // half a surrogate pair becomes U+FFFD
}

// keyName is a property key with its text.
type keyName struct {
	key  heap.Value
	text string
}

// keyText is a property key as text.
func (r *Runtime) keyText(key heap.Value) string {
	if !key.IsString() {
		return strconv.FormatUint(uint64(heap.KeyIndex(key)), 10)
	}
	e := &r.texts.keys[(key>>4^key>>10)%recentKeys]
	if e.key != key {
		*e = keyName{key, r.goText(key.Str())}
	}
	return e.text
}
