package syntax

import (
	"sort"
	"strings"
	"sync"
	"unicode/utf8"
)

// Pos is a byte offset into the text of a Source.
type Pos uint32

// MaxSourceLength is the length in bytes of the longest text that can be parsed.
const MaxSourceLength = 1 << 30

// Source is a text with its name. It is immutable and safe for concurrent use.
type Source struct {
	// Name is the name of the file or resource as stack traces show it.
	Name string
	// Text is the text in WTF-8.
	Text string

	once  sync.Once
	lines []uint32 // see lineTable; built on first need
}

// NewSource returns a source of the given name and text. Bytes of text that
// are not WTF-8 are replaced by U+FFFD, one for each maximal invalid sequence
// of one byte.
func NewSource(name, text string) *Source {
	if !utf8.ValidString(text) {
		text = toWTF8(text)
	}
	return &Source{Name: name, Text: text}
}

// toWTF8 replaces what is not WTF-8 by U+FFFD and keeps encoded surrogates.
func toWTF8(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			b.WriteByte(text[i])
			i++
			continue
		}
		r, n := decodeRune(text, i)
		if r == utf8.RuneError && n == 1 {
			b.WriteString("\uFFFD")
		} else {
			b.WriteString(text[i : i+n])
		}
		i += n
	}
	return b.String()
}

// decodeRune decodes the code point of s at i, where encoded surrogates count
// as code points. It returns utf8.RuneError and 1 for an invalid sequence.
func decodeRune(s string, i int) (rune, int) {
	c := s[i]
	if c < utf8.RuneSelf {
		return rune(c), 1
	}
	if c == 0xED && i+2 < len(s) && s[i+1] >= 0xA0 && s[i+1] <= 0xBF && s[i+2]&0xC0 == 0x80 {
		return 0xD000 | rune(s[i+1]&0x3F)<<6 | rune(s[i+2]&0x3F), 3
	}
	return utf8.DecodeRuneInString(s[i:])
}

// appendRune appends r in WTF-8 to b: a low surrogate after an encoded high
// surrogate makes one supplementary code point.
func appendRune(b []byte, r rune) []byte {
	if r < 0xD800 || r > 0xDFFF {
		return utf8.AppendRune(b, r)
	}
	n := len(b)
	if r >= 0xDC00 && n >= 3 && b[n-3] == 0xED && b[n-2] >= 0xA0 && b[n-2] <= 0xAF {
		hi := 0xD000 | rune(b[n-2]&0x3F)<<6 | rune(b[n-1]&0x3F)
		return utf8.AppendRune(b[:n-3], (hi-0xD800)<<10+(r-0xDC00)+0x10000)
	}
	return append(b, 0xED, 0x80|byte(r>>6)&0x3F, 0x80|byte(r)&0x3F)
}

// lineBlock is the distance between the offsets for which a Source knows the number
// of the line: a table of all lines of a hostile text would be larger than the text.
const lineBlock = 1 << 9

// startsLine reports whether a line, not the first, starts at i.
func (s *Source) startsLine(i int) bool {
	t := s.Text
	switch c := t[i-1]; c {
	case '\n':
		return true
	case '\r':
		return i == len(t) || t[i] != '\n'
	case 0xA8, 0xA9:
		return i >= 3 && t[i-2] == 0x80 && t[i-3] == 0xE2
	}
	return false
}

// startsIn returns how many lines, not the first, start after from and up to to,
// and where the last one does, or from.
func (s *Source) startsIn(from, to int) (n, last int) {
	last = from
	for i := from + 1; i <= to; i++ {
		if s.startsLine(i) {
			n, last = n+1, i
		}
	}
	return n, last
}

// lineTable returns the number of the line, from 0, at each multiple of lineBlock.
func (s *Source) lineTable() []uint32 {
	s.once.Do(func() {
		table := make([]uint32, 1+len(s.Text)/lineBlock)
		for k := 1; k < len(table); k++ {
			n, _ := s.startsIn((k-1)*lineBlock, k*lineBlock)
			table[k] = table[k-1] + uint32(n)
		}
		s.lines = table
	})
	return s.lines
}

// Position returns the line and the column of p, both counted from 1. The
// column counts UTF-16 code units. A position beyond the text is that of its end.
func (s *Source) Position(p Pos) (line, col int) {
	at := min(int(p), len(s.Text))
	table := s.lineTable()
	k := at / lineBlock
	n, start := s.startsIn(k*lineBlock, at)
	if n == 0 {
		for start > 0 && !s.startsLine(start) {
			start--
		}
	}
	return int(table[k]) + n + 1, utf16Length(s.Text[start:at]) + 1
}

// Line returns the text of a line, counted from 1, without its terminator, and
// "" when there is no such line.
func (s *Source) Line(line int) string {
	if line < 1 {
		return ""
	}
	table := s.lineTable()
	// The line starts in the last block before which fewer lines have started.
	k := sort.Search(len(table), func(i int) bool { return int(table[i])+1 >= line })
	start := max(k-1, 0) * lineBlock
	for n := int(table[max(k-1, 0)]) + 1; n < line; {
		if start++; start > len(s.Text) {
			return ""
		}
		if s.startsLine(start) {
			n++
		}
	}
	end := start + 1
	for end < len(s.Text) && !s.startsLine(end) {
		end++
	}
	t := s.Text[start:min(end, len(s.Text))]
	t = strings.TrimSuffix(t, "\n")
	t = strings.TrimSuffix(t, "\r")
	t = strings.TrimSuffix(t, "\u2028")
	return strings.TrimSuffix(t, "\u2029")
}

// utf16Length returns the length of a WTF-8 text in UTF-16 code units.
func utf16Length(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c&0xC0 == 0x80:
		case c >= 0xF0:
			n += 2
		default:
			n++
		}
	}
	return n
}
