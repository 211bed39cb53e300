package builtin

import (
	"github.com/kilnjs/kiln/internal/num"
	"github.com/kilnjs/kiln/internal/ucd"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// stringToLowerCase is String.prototype.toLowerCase (sec-string.prototype.tolowercase).
func stringToLowerCase(c *object.Call) (heap.Value, error) { return mapCase(c, "toLowerCase", false) }

// stringToUpperCase is String.prototype.toUpperCase (sec-string.prototype.touppercase).
func stringToUpperCase(c *object.Call) (heap.Value, error) { return mapCase(c, "toUpperCase", true) }

// stringToLocaleLowerCase is String.prototype.toLocaleLowerCase
// (sec-string.prototype.tolocalelowercase).
func stringToLocaleLowerCase(c *object.Call) (heap.Value, error) {
	return mapLocaleCase(c, "toLocaleLowerCase", false)
}

// stringToLocaleUpperCase is String.prototype.toLocaleUpperCase
// (sec-string.prototype.tolocaleuppercase).
func stringToLocaleUpperCase(c *object.Call) (heap.Value, error) {
	return mapLocaleCase(c, "toLocaleUpperCase", true)
}

// caseSlice is how many units change their case between two looks at the limits.
const caseSlice = 1 << 10

func mapCase(c *object.Call, method string, upper bool) (heap.Value, error) {
	s, err := thisText(c, method)
	if err != nil {
		return heap.Undefined, err
	}
	return mapCaseOf(c.RT, s, upper)
}

// mapCaseOf maps the case of a text by the rules that hold everywhere.
func mapCaseOf(rt *object.Runtime, s *heap.String, upper bool) (result heap.Value, err error) {
	f := s.Flat(rt.Heap)
	rt.Work(f.Len())
	if !f.IsWide() && asciiCase(f.Latin1(), upper) {
		return s.Value(), nil
	}
	b := rt.Heap.Builder()
	if !f.IsWide() && ascii(f.Latin1()) {
		return mapASCII(rt, &b, f.Latin1(), upper)
	}
	for i := 0; i < f.Len(); {
		from := i
		for i < f.Len() && i-from < caseSlice {
			r, n := codePointAt(f, i)
			final := false
			if r == 0x3A3 && !upper {
				if final, err = finalSigma(rt, f, i); err != nil {
					return heap.Undefined, err
				}
			}
			switch {
			case final:
				b.Unit(0x3C2)
			case upper:
				appendRunes(&b, r, ucd.ToUpper)
			default:
				appendRunes(&b, r, ucd.ToLower)
			}
			i += n
		}
		if err := rt.Steps((i - from) >> 2); err != nil {
			return heap.Undefined, err
		}
	}
	return rt.BuiltString(&b)
}

// mapASCII is mapCase of ASCII text.
func mapASCII(rt *object.Runtime, b *heap.StringBuilder, text []byte, upper bool) (heap.Value, error) {
	b.Grow(len(text))
	var part [256]byte
	for len(text) > 0 {
		n := copy(part[:], text)
		changeCase(part[:n], upper)
		b.Flat(heap.FlatLatin1(part[:n]))
		text = text[n:]
		if err := rt.Step(); err != nil {
			return heap.Undefined, err
		}
	}
	return rt.BuiltString(b)
}

// changeCase maps the case of ASCII text where it stands.
func changeCase(text []byte, upper bool) {
	first := byte('A')
	if upper {
		first = 'a'
	}
	for i, u := range text {
		if u-first <= 'z'-'a' {
			text[i] = u ^ 0x20
		}
	}
}

// asciiCase reports whether mapping the case of ASCII text changes nothing.
func asciiCase(s []byte, upper bool) bool {
	for _, b := range s {
		if b >= 0x80 || upper && b >= 'a' && b <= 'z' || !upper && b >= 'A' && b <= 'Z' {
			return false
		}
	}
	return true
}

func appendRunes(b *heap.StringBuilder, r rune, f func(rune) ([3]rune, int)) {
	if r&^0x7FF == 0xD800 {
		b.Unit(uint16(r))
		return
	}
	to, n := f(r)
	for _, r := range to[:n] {
		b.CodePoint(r)
	}
}

// finalSigma is the condition Final_Sigma of Unicode's SpecialCasing.
func finalSigma(rt *object.Runtime, f heap.Flat, at int) (bool, error) {
	cased := false
	for i := at - 1; i >= 0; i-- {
		if err := rt.Step(); err != nil {
			return false, err
		}
		if i > 0 && f.At(i)&0xFC00 == 0xDC00 && f.At(i-1)&0xFC00 == 0xD800 {
			i--
		}
		r, _ := codePointAt(f, i)
		if !ucd.IsCaseIgnorable(r) {
			cased = ucd.IsCased(r)
			break
		}
	}
	if !cased {
		return false, nil
	}
	for i := at + 1; i < f.Len(); {
		r, n := codePointAt(f, i)
		if !ucd.IsCaseIgnorable(r) {
			return !ucd.IsCased(r), nil
		}
		i += n
		if err := rt.Step(); err != nil {
			return false, err
		}
	}
	return true, nil
}

// stringTrim is String.prototype.trim (sec-string.prototype.trim).
func stringTrim(c *object.Call) (heap.Value, error) { return trim(c, "trim", true, true) }

// stringTrimEnd is String.prototype.trimEnd (sec-string.prototype.trimend).
func stringTrimEnd(c *object.Call) (heap.Value, error) { return trim(c, "trimEnd", false, true) }

// stringTrimStart is String.prototype.trimStart (sec-string.prototype.trimstart).
func stringTrimStart(c *object.Call) (heap.Value, error) { return trim(c, "trimStart", true, false) }

// isSpace reports whether u is white space or ends a line.
func isSpace(u uint16) bool { return u == ' ' || (u < '!' || u > 0x7F) && num.IsSpace(rune(u)) }

// trimmed is the part of f without the white space at its start and end.
func trimmed(rt *object.Runtime, f heap.Flat, start, end bool) (from, to int) {
	to = f.Len()
	for start && from < to && isSpace(f.At(from)) {
		from++
	}
	for end && to > from && isSpace(f.At(to-1)) {
		to--
	}
	rt.Work(f.Len() - to + from)
	return from, to
}

// trim is TrimString (sec-trimstring).
func trim(c *object.Call, method string, start, end bool) (heap.Value, error) {
	s, err := thisText(c, method)
	if err != nil {
		return heap.Undefined, err
	}
	from, to := trimmed(c.RT, s.Flat(c.RT.Heap), start, end)
	return c.RT.Heap.Substring(s, from, to).Value(), c.RT.Steps((s.Len() - to + from) >> 6)
}

// stringIsWellFormed is String.prototype.isWellFormed (sec-string.prototype.iswellformed).
func stringIsWellFormed(c *object.Call) (heap.Value, error) {
	s, err := thisText(c, "isWellFormed")
	if err != nil {
		return heap.Undefined, err
	}
	c.RT.Work(s.Len())
	return heap.Bool(loneSurrogate(s.Flat(c.RT.Heap), 0) < 0), nil
}

// loneSurrogate returns the first lone surrogate at or after i, -1 if there is none.
func loneSurrogate(f heap.Flat, i int) int {
	for n := len(f.UTF16()); i < n; i++ {
		switch f.UTF16()[i] & 0xFC00 {
		case 0xD800:
			if i+1 == n || f.UTF16()[i+1]&0xFC00 != 0xDC00 {
				return i
			}
			i++
		case 0xDC00:
			return i
		}
	}
	return -1
}

// stringToWellFormed is String.prototype.toWellFormed (sec-string.prototype.towellformed).
func stringToWellFormed(c *object.Call) (heap.Value, error) {
	s, err := thisText(c, "toWellFormed")
	if err != nil {
		return heap.Undefined, err
	}
	f := s.Flat(c.RT.Heap)
	c.RT.Work(f.Len())
	b := c.RT.Heap.Builder()
	from := 0
	for at := loneSurrogate(f, 0); at >= 0; at = loneSurrogate(f, from) {
		b.Flat(f.Slice(from, at))
		b.Unit(0xFFFD)
		from = at + 1
		if err := c.RT.Step(); err != nil {
			return heap.Undefined, err
		}
	}
	if from == 0 {
		return s.Value(), nil
	}
	b.Flat(f.Slice(from, f.Len()))
	return c.RT.BuiltString(&b)
}

func ascii(s []byte) bool {
	for _, b := range s {
		if b >= 0x80 {
			return false
		}
	}
	return true
}
