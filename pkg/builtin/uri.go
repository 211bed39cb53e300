package builtin

import (
	"unicode/utf8"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

const (
	uriAlphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	uriMark         = "-_.!~*'()"
	uriReserved     = ";/?:@&=+$,"
	escapePlain     = uriAlphanumeric + "@*_+-./"
	hexDigits       = "0123456789ABCDEF"
)

// asciiSet is a set of ASCII characters.
type asciiSet [128]bool

func newASCIISet(chars string) *asciiSet {
	var s asciiSet
	for i := range len(chars) {
		s[chars[i]] = true
	}
	return &s
}

func (s *asciiSet) has(u uint16) bool { return u < 128 && s[u] }

var (
	uriUnescaped          = newASCIISet(uriAlphanumeric + uriMark + uriReserved + "#")
	uriComponentUnescaped = newASCIISet(uriAlphanumeric + uriMark)
	uriPreserved          = newASCIISet(uriReserved + "#")
	nothingPreserved      = newASCIISet("")
	escapeUnescaped       = newASCIISet(escapePlain)
)

// globalEncodeURI is encodeURI (sec-encodeuri-uri).
func globalEncodeURI(c *object.Call) (heap.Value, error) { return encodeURI(c, uriUnescaped) }

// globalEncodeURIComponent is encodeURIComponent (sec-encodeuricomponent-uricomponent).
func globalEncodeURIComponent(c *object.Call) (heap.Value, error) {
	return encodeURI(c, uriComponentUnescaped)
}

// globalDecodeURI is decodeURI (sec-decodeuri-encodeduri).
func globalDecodeURI(c *object.Call) (heap.Value, error) { return decodeURI(c, uriPreserved) }

// globalDecodeURIComponent is decodeURIComponent (sec-decodeuricomponent-encodeduricomponent).
func globalDecodeURIComponent(c *object.Call) (heap.Value, error) {
	return decodeURI(c, nothingPreserved)
}

// encodeURI is Encode (sec-encode).
func encodeURI(c *object.Call, unescaped *asciiSet) (heap.Value, error) {
	rt := c.RT
	s, err := rt.ToString(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	flat := s.Flat(rt.Heap)
	n := s.Len()
	b := rt.Heap.Builder()
	turns := 0
	for k := 0; k < n; k++ {
		if err := pollText(rt, &turns); err != nil {
			return heap.Undefined, err
		}
		u := flat.At(k)
		if unescaped.has(u) {
			b.Unit(u)
			continue
		}
		r := rune(u)
		if u >= 0xD800 && u <= 0xDFFF {
			if u >= 0xDC00 || k+1 == n || flat.At(k+1)&0xFC00 != 0xDC00 {
				return heap.Undefined, rt.URIError("URI malformed")
			}
			k++
			r = (r-0xD800)<<10 + rune(flat.At(k)) - 0xDC00 + 0x10000
		}
		var buf [utf8.UTFMax]byte
		for _, x := range buf[:utf8.EncodeRune(buf[:], r)] {
			b.Unit('%')
			b.Unit(uint16(hexDigits[x>>4]))
			b.Unit(uint16(hexDigits[x&15]))
		}
	}
	return rt.BuiltString(&b)
}

// pollText counts a turn of a loop over the characters of a text in turns, and
// now and then all of them against the budget.
func pollText(rt *object.Runtime, turns *int) error {
	const every = 1 << 12
	if *turns++; *turns < every {
		return nil
	}
	*turns = 0
	return rt.Steps(every >> 4)
}

// hexByte reads the escape %XX at k.
func hexByte(s heap.Flat, k, n int) (byte, bool) {
	if k+2 >= n || s.At(k) != '%' {
		return 0, false
	}
	hi, ok1 := hexValue(s.At(k + 1))
	lo, ok2 := hexValue(s.At(k + 2))
	return byte(hi<<4 | lo), ok1 && ok2
}

func hexValue(u uint16) (uint16, bool) {
	switch {
	case u >= '0' && u <= '9':
		return u - '0', true
	case u >= 'a' && u <= 'f':
		return u - 'a' + 10, true
	case u >= 'A' && u <= 'F':
		return u - 'A' + 10, true
	}
	return 0, false
}

// decodeURI is Decode (sec-decode).
func decodeURI(c *object.Call, preserved *asciiSet) (heap.Value, error) {
	rt := c.RT
	s, err := rt.ToString(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	flat := s.Flat(rt.Heap)
	n := s.Len()
	b := rt.Heap.Builder()
	turns := 0
	for k := 0; k < n; k++ {
		if err := pollText(rt, &turns); err != nil {
			return heap.Undefined, err
		}
		u := flat.At(k)
		if u != '%' {
			b.Unit(u)
			continue
		}
		start := k
		x, ok := hexByte(flat, k, n)
		if !ok {
			return heap.Undefined, rt.URIError("URI malformed")
		}
		k += 2
		if x < utf8.RuneSelf {
			if preserved.has(uint16(x)) {
				b.Substr(s, start, k+1)
			} else {
				b.Unit(uint16(x))
			}
			continue
		}
		seq := append(make([]byte, 0, utf8.UTFMax), x)
		for want := utf8Length(x); len(seq) < want; k += 3 {
			if x, ok = hexByte(flat, k+1, n); !ok {
				break
			}
			seq = append(seq, x)
		}
		r, size := utf8.DecodeRune(seq)
		if size != len(seq) || r == utf8.RuneError && size == 1 {
			return heap.Undefined, rt.URIError("URI malformed")
		}
		b.CodePoint(r)
	}
	return rt.BuiltString(&b)
}

// utf8Length is how many bytes a sequence that begins with x has; 1 for a byte
// that begins none.
func utf8Length(x byte) int {
	switch {
	case x >= 0xC2 && x <= 0xDF:
		return 2
	case x >= 0xE0 && x <= 0xEF:
		return 3
	case x >= 0xF0 && x <= 0xF4:
		return 4
	}
	return 1
}

// globalEscape is escape (sec-escape-string).
func globalEscape(c *object.Call) (heap.Value, error) {
	rt := c.RT
	s, err := rt.ToString(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	flat := s.Flat(rt.Heap)
	b := rt.Heap.Builder()
	turns := 0
	for k := range s.Len() {
		if err := pollText(rt, &turns); err != nil {
			return heap.Undefined, err
		}
		u := flat.At(k)
		switch {
		case escapeUnescaped.has(u):
			b.Unit(u)
			continue
		case u < 256:
			b.Unit('%')
		default:
			b.Unit('%')
			b.Unit('u')
			b.Unit(uint16(hexDigits[u>>12]))
			b.Unit(uint16(hexDigits[u>>8&15]))
		}
		b.Unit(uint16(hexDigits[u>>4&15]))
		b.Unit(uint16(hexDigits[u&15]))
	}
	return rt.BuiltString(&b)
}

// globalUnescape is unescape (sec-unescape-string).
func globalUnescape(c *object.Call) (heap.Value, error) {
	rt := c.RT
	s, err := rt.ToString(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	flat := s.Flat(rt.Heap)
	n := s.Len()
	b := rt.Heap.Builder()
	turns := 0
	for k := 0; k < n; k++ {
		if err := pollText(rt, &turns); err != nil {
			return heap.Undefined, err
		}
		u := flat.At(k)
		if u == '%' {
			if k+5 < n && flat.At(k+1) == 'u' {
				if v, ok := hex4(flat, k+2); ok {
					u = v
					k += 5
				}
			} else if x, ok := hexByte(flat, k, n); ok {
				u = uint16(x)
				k += 2
			}
		}
		b.Unit(u)
	}
	return rt.BuiltString(&b)
}

// hex4 reads four hexadecimal digits at k.
func hex4(s heap.Flat, k int) (uint16, bool) {
	v := uint16(0)
	for i := range 4 {
		d, ok := hexValue(s.At(k + i))
		if !ok {
			return 0, false
		}
		v = v<<4 | d
	}
	return v, true
}
