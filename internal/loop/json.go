package loop

import (
	"strconv"
	"unicode/utf8"
)

// begin begins a record of the given kind.
func (l *records) begin(kind string) {
	l.buf = append(l.buf[:0], '{')
	l.comma = append(l.comma[:0], false)
	l.text("do", kind)
}

// pieceBytes is how large the pieces of the list of records are.
const pieceBytes = 1 << 17

// end ends the record that begin has begun.
func (l *records) end() {
	l.buf = append(l.buf, '}')
	l.bytes += len(l.buf)
	l.mu.Lock()
	last := len(l.done) - 1
	if last < 0 || len(l.done[last])+len(l.buf)+2 > cap(l.done[last]) {
		l.done = append(l.done, make([]byte, 0, max(pieceBytes, len(l.buf)+2)))
		last++
	}
	l.done[last] = append(append(l.done[last], l.buf...), ",\n"...)
	l.n++
	l.mu.Unlock()
}

// next writes the comma between two members.
func (l *records) next() {
	last := len(l.comma) - 1
	if l.comma[last] {
		l.buf = append(l.buf, ',')
	}
	l.comma[last] = true
}

// key begins a member of an object.
func (l *records) key(name string) {
	l.next()
	l.buf = append(l.buf, '"')
	l.buf = append(l.buf, name...)
	l.buf = append(l.buf, `":`...)
}

// rawKey is key for a name that is JSON already.
func (l *records) rawKey(name string) {
	l.next()
	l.buf = append(l.buf, name...)
	l.buf = append(l.buf, ':')
}

// open begins a member that is an object, close ends it.
func (l *records) open(name string) {
	l.key(name)
	l.buf = append(l.buf, '{')
	l.comma = append(l.comma, false)
}

func (l *records) close() {
	l.buf = append(l.buf, '}')
	l.comma = l.comma[:len(l.comma)-1]
}

// openList begins a list, closeList ends it.
func (l *records) openList() {
	l.buf = append(l.buf, '[')
	l.comma = append(l.comma, false)
}

func (l *records) closeList() {
	l.buf = append(l.buf, ']')
	l.comma = l.comma[:len(l.comma)-1]
}

func (l *records) int(name string, n int64) {
	l.key(name)
	l.buf = strconv.AppendInt(l.buf, n, 10)
}

func (l *records) text(name, s string) {
	l.key(name)
	l.buf = appendText(l.buf, s)
}

func (l *records) flag(name string) {
	l.key(name)
	l.buf = append(l.buf, "true"...)
}

// at writes a position: line, column and, if it is known and on the same line, the column
// of its end.
func (l *records) at(line, column, end int) {
	l.key("at")
	l.buf = append(l.buf, '[')
	l.buf = strconv.AppendInt(l.buf, int64(line), 10)
	l.buf = append(l.buf, ',')
	l.buf = strconv.AppendInt(l.buf, int64(column), 10)
	if end > 0 {
		l.buf = strconv.AppendInt(append(l.buf, ','), int64(end), 10)
	}
	l.buf = append(l.buf, ']')
}

// list writes names that are JSON already.
func (l *records) list(name string, names []string) {
	l.key(name)
	l.openList()
	for _, s := range names {
		l.next()
		l.buf = append(l.buf, s...)
	}
	l.closeList()
}

const hexDigits = "0123456789abcdef"

// appendText appends s as a JSON string that may stand in a script element of a page.
// What is not UTF-8 becomes U+FFFD.
func appendText(b []byte, s string) []byte {
	b = append(b, '"')
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			switch {
			case c == '"' || c == '\\':
				b = append(b, '\\', c)
			case c == '\n':
				b = append(b, `\n`...)
			case c < ' ' || c == '<' || c == '>' || c == '&' || c == 0x7F:
				b = append(b, `\u00`...)
				b = append(b, hexDigits[c>>4], hexDigits[c&15])
			default:
				b = append(b, c)
			}
			i++
			continue
		}
		c2, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case c2 == '\u2028':
			b = append(b, `\u2028`...)
		case c2 == '\u2029':
			b = append(b, `\u2029`...)
		default:
			b = utf8.AppendRune(b, c2)
		}
		i += n
	}
	return append(b, '"')
}
