package inspect

import (
	"strings"
	"unicode/utf8"
)

// style is how a kind of text looks on a terminal.
type style uint8

const (
	plain style = iota
	numberStyle
	stringStyle
	symbolStyle
	booleanStyle
	undefinedStyle
	nullStyle
	specialStyle // functions, accessors, references, what is left out
	dateStyle
	regexpStyle
)

// sequences are the codes before and after a text.
var sequences = [...][2]string{
	numberStyle:    {"\x1b[33m", "\x1b[39m"},
	stringStyle:    {"\x1b[32m", "\x1b[39m"},
	symbolStyle:    {"\x1b[32m", "\x1b[39m"},
	booleanStyle:   {"\x1b[33m", "\x1b[39m"},
	undefinedStyle: {"\x1b[90m", "\x1b[39m"},
	nullStyle:      {"\x1b[1m", "\x1b[22m"},
	specialStyle:   {"\x1b[36m", "\x1b[39m"},
	dateStyle:      {"\x1b[35m", "\x1b[39m"},
	regexpStyle:    {"\x1b[31m", "\x1b[39m"},
}

// paint gives text its look, if colours are wanted.
func (in *inspector) paint(s style, text string) string {
	if !in.options.Colors || s == plain {
		return text
	}
	return sequences[s][0] + text + sequences[s][1]
}

// clip is the beginning of a string, in UTF-8 or with lone surrogates as Heap gives them,
// and what to say of the rest.
func clip(s string) (shown, rest string) {
	if len(s) <= maxText || units(s) <= maxText {
		return s, ""
	}
	n := 0
	for i, r := range s {
		if n >= maxText {
			left := units(s[i:])
			rest = "... " + count(left, "more character")
			return s[:i], rest
		}
		if n++; r > 0xFFFF {
			n++
		}
	}
	return s, ""
}

// units is the length of s in UTF-16.
func units(s string) (n int) {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 {
			if _, ok := loneSurrogate(s[i:]); ok {
				size = surrogateBytes
			}
		}
		if n++; r > 0xFFFF {
			n++
		}
		i += size
	}
	return n
}

// surrogateBytes is the length of a lone surrogate.
const surrogateBytes = 3

// loneSurrogate decodes the lone surrogate that s begins with.
func loneSurrogate(s string) (rune, bool) {
	if len(s) < surrogateBytes || s[0] != 0xED || s[1] < 0xA0 || s[1] > 0xBF || s[2]&0xC0 != 0x80 {
		return 0, false
	}
	return 0xD000 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F), true
}

const (
	upperDigits = "0123456789ABCDEF"
	lowerDigits = "0123456789abcdef"
)

// quote puts text between the quotes that need the fewest escapes.
func quote(s string) string {
	q := byte('\'')
	if strings.Contains(s, "'") {
		if !strings.Contains(s, "\"") {
			q = '"'
		} else if !strings.Contains(s, "`") && !strings.Contains(s, "${") {
			q = '`'
		}
	}
	var b strings.Builder
	b.WriteByte(q)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == q || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c >= ' ' && c < 0x7F:
			b.WriteByte(c)
		case c < utf8.RuneSelf:
			writeControl(&b, c)
		case c == 0xC2 && i+1 < len(s) && s[i+1] < 0xA0:
			i++
			writeControl(&b, s[i])
		default:
			if r, ok := loneSurrogate(s[i:]); ok {
				b.WriteString("\\u")
				for shift := 12; shift >= 0; shift -= 4 {
					b.WriteByte(lowerDigits[r>>shift&15])
				}
				i += surrogateBytes - 1
				continue
			}
			b.WriteByte(c)
		}
	}
	b.WriteByte(q)
	return b.String()
}

// writeControl writes the escape of a control character.
func writeControl(b *strings.Builder, c byte) {
	if i := strings.IndexByte("\n\r\t\b\f\v", c); i >= 0 {
		b.WriteByte('\\')
		b.WriteByte("nrtbfv"[i])
		return
	}
	b.WriteString("\\x")
	b.WriteByte(upperDigits[c>>4])
	b.WriteByte(upperDigits[c&15])
}

// isName reports whether a key needs no quotes.
func isName(s string) bool {
	for i := range len(s) {
		c := s[i]
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_'
		if !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}
