package columns

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// Width returns the number of columns that text without new lines takes.
func Width(s string) (n int) {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if c == escape {
				i += skipColor(s[i:])
				continue
			}
			i++
			if c >= ' ' && c != 0x7F {
				n++
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		n += runeWidth(r)
		i += size
	}
	return n
}

const escape = 0x1B

// skipColor returns the length of the control sequence that s begins with.
func skipColor(s string) int {
	if len(s) < 2 || s[1] != '[' {
		return 1
	}
	for i := 2; i < len(s); i++ {
		if s[i] >= '@' && s[i] <= '~' {
			return i + 1
		}
	}
	return len(s)
}

// runeWidth returns the columns of a character that is not of ASCII.
func runeWidth(r rune) int {
	const joiner, firstVariation, lastVariation = 0x200D, 0xFE00, 0xFE0F
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me), r == joiner, r >= firstVariation && r <= lastVariation, r < 0xA0:
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}
