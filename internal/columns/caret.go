package columns

import (
	"strings"
	"unicode/utf8"
)

// Lengths of what Caret shows of a line that is longer than both, in characters: before the
// place and after it.
const (
	shownBefore = 60
	shownAfter  = 60
)

// cut stands for what is not shown of a line.
const cut = "…"

// Caret returns what to show of a source line, and the padding that brings a caret under
// the character at col, which counts UTF-16 code units from 1. A long line is cut on both
// sides of the place. The padding has the tabs of the line.
func Caret(line string, col int) (shown, padding string) {
	at := byteOffset(line, col)
	before, after := line[:at], line[at:]
	lead, long := "", utf8.RuneCountInString(line) > shownBefore+shownAfter
	if n := utf8.RuneCountInString(before); long && n > shownBefore {
		before = before[offsetOfRune(before, n-shownBefore):]
		lead = cut
	}
	tail := ""
	if long && utf8.RuneCountInString(after) > shownAfter {
		after = after[:offsetOfRune(after, shownAfter)]
		tail = cut
	}
	var pad strings.Builder
	pad.WriteString(strings.Repeat(" ", Width(lead)))
	for i, part := range strings.Split(before, "\t") {
		if i > 0 {
			pad.WriteByte('\t')
		}
		pad.WriteString(strings.Repeat(" ", Width(part)))
	}
	return lead + printable(before+after) + tail, pad.String()
}

// byteOffset returns where column col of a line is in its text.
func byteOffset(line string, col int) int {
	units := 0
	for i, r := range line {
		if units >= col-1 {
			return i
		}
		if units++; r > 0xFFFF {
			units++
		}
	}
	return len(line)
}

// offsetOfRune returns where the n-th character of s begins.
func offsetOfRune(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}

// printable leaves out the characters that would move the cursor of a terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' || r == 0x7F {
			return -1
		}
		return r
	}, s)
}
