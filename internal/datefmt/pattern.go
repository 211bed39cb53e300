package datefmt

import (
	"iter"
	"strings"

	"github.com/kilnjs/kiln/internal/cldr"
)

// token is a part of a pattern: a letter that is repeated, or text, as it stands in the pattern.
type token struct {
	char byte
	n    int
	text string
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// runs yields the parts of a pattern; texts keep their quotes.
func runs(pattern string) iter.Seq[token] {
	return func(yield func(token) bool) {
		for i := 0; i < len(pattern); {
			start := i
			c := pattern[i]
			if isLetter(c) {
				for i < len(pattern) && pattern[i] == c {
					i++
				}
				if !yield(token{c, i - start, pattern[start:i]}) {
					return
				}
				continue
			}
			for quoted := false; i < len(pattern) && (quoted || !isLetter(pattern[i])); i++ {
				if pattern[i] == '\'' {
					quoted = !quoted
				}
			}
			if !yield(token{text: pattern[start:i]}) {
				return
			}
		}
	}
}

// unquote is a text of a pattern without its quotes.
func unquote(s string) string {
	if !strings.Contains(s, "'") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] != '\'':
			b.WriteByte(s[i])
		case i+1 < len(s) && s[i+1] == '\'':
			b.WriteByte('\'')
			i++
		}
	}
	return b.String()
}

// item is a field of a compiled pattern, or text.
type item struct {
	char    byte // 0 for text
	n       int
	text    string
	special numbering
}

// compile makes the items of a pattern, behind which numbering systems of its fields may stand.
func compile(pattern string) (items []item) {
	pattern, numbers, _ := strings.Cut(pattern, cldr.Separator)
	for t := range runs(pattern) {
		switch {
		case t.char == 0:
			t.text = unquote(t.text)
			if t.text != "" {
				items = append(items, item{text: t.text})
			}
		case symbolOf(t.char, t.n) != nil:
			items = append(items, item{char: t.char, n: t.n, special: numberingOf(numbers, t.char)})
		}
	}
	return items
}

// replaceHours makes all hours of a pattern those of a letter.
func replaceHours(pattern string, letter byte) string {
	var b strings.Builder
	var last byte
	for t := range runs(pattern) {
		switch t.char {
		case 'h', 'H', 'k', 'K':
			if last == 'd' {
				b.WriteByte(' ')
			}
			for range t.n {
				b.WriteByte(letter)
			}
		default:
			b.WriteString(t.text)
		}
		last = t.char
	}
	return b.String()
}

// hourLetter is the letter of the hour in a pattern, 0 for none.
func hourLetter(pattern string) byte {
	for t := range runs(pattern) {
		switch t.char {
		case 'h', 'H', 'k', 'K':
			return t.char
		}
	}
	return 0
}

// substitute puts texts in the places {0}, {1} and {2} of a pattern. Quotes stay.
func substitute(pattern string, texts ...string) string {
	var b strings.Builder
	for i := 0; i < len(pattern); i++ {
		if pattern[i] == '{' && i+2 < len(pattern) && pattern[i+2] == '}' {
			if n := int(pattern[i+1] - '0'); n >= 0 && n < len(texts) {
				b.WriteString(texts[n])
			}
			i += 2
			continue
		}
		b.WriteByte(pattern[i])
	}
	return b.String()
}
