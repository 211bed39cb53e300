package snapshot

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
)

// scanner reads JSON piece by piece, since a snapshot is larger than one likes to have
// twice in memory.
type scanner struct {
	r    io.Reader
	buf  []byte
	pos  int
	end  int
	err  error // of r, io.EOF at the end
	line int
	from int64 // where the line begins, in the file
	base int64 // where buf begins
	keep *bytes.Buffer
}

func newScanner(r io.Reader) *scanner { return &scanner{r: r, buf: make([]byte, 1<<16), line: 1} }

// place is where the scanner is: "line 3, column 7".
func (c *scanner) place() string {
	return fmt.Sprintf("line %d, column %d", c.line, c.base+int64(c.pos)-c.from+1)
}

func (c *scanner) fail(format string, args ...any) error {
	return fmt.Errorf("%s: %s", c.place(), fmt.Sprintf(format, args...))
}

// fill reads more and reports whether there was any.
func (c *scanner) fill() bool {
	if c.err != nil {
		return false
	}
	if c.keep != nil {
		c.keep.Write(c.buf[:c.end])
	}
	c.base += int64(c.end)
	c.pos, c.end = 0, 0
	for c.end == 0 && c.err == nil {
		c.end, c.err = c.r.Read(c.buf)
	}
	return c.end > 0
}

// peek returns the next byte that is no white space, or 0 at the end.
func (c *scanner) peek() byte {
	for c.pos < c.end || c.fill() {
		switch b := c.buf[c.pos]; b {
		case '\n':
			c.line++
			c.from = c.base + int64(c.pos) + 1
			c.pos++
		case ' ', '\t', '\r':
			c.pos++
		default:
			return b
		}
	}
	return 0
}

// unexpected is the error for what is next.
func (c *scanner) unexpected(want string) error {
	b := c.peek()
	if b == 0 && c.err != nil {
		if c.err != io.EOF {
			return c.err
		}
		return c.fail("the file ends where %s should be: it is truncated", want)
	}
	return c.fail("%q stands where %s should be", rune(b), want)
}

func (c *scanner) expect(b byte) error {
	if c.peek() != b {
		return c.unexpected(fmt.Sprintf("%q", rune(b)))
	}
	c.pos++
	return nil
}

// next goes to the next element of a list or an object, or past its end.
func (c *scanner) next(close byte, first bool) (done bool, err error) {
	switch b := c.peek(); {
	case b == close:
		c.pos++
		return true, nil
	case first:
		return false, nil
	case b == ',':
		c.pos++
		return false, nil
	}
	return false, c.unexpected(fmt.Sprintf("%q or %q", ',', rune(close)))
}

func (c *scanner) list(element func() error) error {
	if err := c.expect('['); err != nil {
		return err
	}
	for first := true; ; first = false {
		done, err := c.next(']', first)
		if done || err != nil {
			return err
		}
		if err := element(); err != nil {
			return err
		}
	}
}

// number reads an integer that is not negative.
func (c *scanner) number() (uint64, error) {
	n, digits := uint64(0), 0
	b := c.peek()
	for {
		if b < '0' || b > '9' {
			break
		}
		if digits++; digits > 18 {
			return 0, c.fail("a number is too large")
		}
		n = n*10 + uint64(b-'0')
		if c.pos++; c.pos == c.end && !c.fill() {
			break
		}
		b = c.buf[c.pos]
	}
	if digits == 0 {
		return 0, c.unexpected("a number")
	}
	if c.pos < c.end && (b == '.' || b == 'e' || b == 'E') {
		return 0, c.fail("the number is not whole")
	}
	return n, nil
}

// text reads a string. Lone surrogates stay what they are, in WTF-8.
func (c *scanner) text() (string, error) {
	if err := c.expect('"'); err != nil {
		return "", c.unexpected("a string")
	}
	var out []byte
	for {
		if c.pos == c.end && !c.fill() {
			return "", c.unexpected("the rest of a string")
		}
		part := c.buf[c.pos:c.end]
		i := endOfText(part)
		if i == len(part) {
			out = append(out, part...)
			c.pos = c.end
			continue
		}
		if out == nil && part[i] == '"' { // nearly always
			c.pos += i + 1
			return string(part[:i]), nil
		}
		out = append(out, part[:i]...)
		c.pos += i
		switch part[i] {
		case '"':
			c.pos++
			return string(out), nil
		case '\n':
			return "", c.fail("a string goes over the end of a line")
		}
		var err error
		if out, err = c.escape(out); err != nil {
			return "", err
		}
	}
}

// endOfText returns how much of a text goes on without a quote, a backslash or the end of the line.
func endOfText(b []byte) int {
	for i, c := range b {
		if c == '"' || c == '\\' || c == '\n' {
			return i
		}
	}
	return len(b)
}

// byte returns the next byte of a string.
func (c *scanner) byte() (byte, error) {
	if c.pos == c.end && !c.fill() {
		return 0, c.unexpected("the rest of a string")
	}
	c.pos++
	return c.buf[c.pos-1], nil
}

// escape reads what a backslash begins.
func (c *scanner) escape(out []byte) ([]byte, error) {
	c.pos++
	b, err := c.byte()
	if err != nil {
		return nil, err
	}
	switch b {
	case '"', '\\', '/':
		return append(out, b), nil
	case 'b':
		return append(out, '\b'), nil
	case 'f':
		return append(out, '\f'), nil
	case 'n':
		return append(out, '\n'), nil
	case 'r':
		return append(out, '\r'), nil
	case 't':
		return append(out, '\t'), nil
	case 'u':
		var digits [4]byte
		for i := range digits {
			if digits[i], err = c.byte(); err != nil {
				return nil, err
			}
		}
		u, err := strconv.ParseUint(string(digits[:]), 16, 16)
		if err != nil {
			return nil, c.fail("%q is no escape", `\u`+string(digits[:]))
		}
		return appendUnit(out, uint16(u)), nil
	}
	return nil, c.fail("%q is no escape", `\`+string(rune(b)))
}

// appendUnit appends a code unit in WTF-8: the second half of a pair joins the first.
func appendUnit(out []byte, u uint16) []byte {
	if n := len(out); u&0xFC00 == 0xDC00 && n >= 3 && out[n-3] == 0xED && out[n-2]&0xF0 == 0xA0 {
		high := uint32(out[n-2]&0x0F)<<6 | uint32(out[n-1]&0x3F)
		r := 0x10000 + high<<10 + uint32(u&0x3FF)
		return append(out[:n-3], 0xF0|byte(r>>18), 0x80|byte(r>>12&0x3F), 0x80|byte(r>>6&0x3F), 0x80|byte(r&0x3F))
	}
	switch {
	case u < 0x80:
		return append(out, byte(u))
	case u < 0x800:
		return append(out, 0xC0|byte(u>>6), 0x80|byte(u&0x3F))
	}
	return append(out, 0xE0|byte(u>>12), 0x80|byte(u>>6&0x3F), 0x80|byte(u&0x3F))
}

// maxNesting bounds the depth of what is passed over.
const maxNesting = 100

// skip passes over a value.
func (c *scanner) skip() error { return c.pass(0) }

func (c *scanner) pass(depth int) error {
	if depth > maxNesting {
		return c.fail("lists and objects are nested too deeply")
	}
	switch b := c.peek(); {
	case b == '"':
		_, err := c.text()
		return err
	case b == '[':
		return c.list(func() error { return c.pass(depth + 1) })
	case b == '{':
		c.pos++
		for first := true; ; first = false {
			done, err := c.next('}', first)
			if done || err != nil {
				return err
			}
			if _, err = c.text(); err == nil {
				err = c.expect(':')
			}
			if err == nil {
				err = c.pass(depth + 1)
			}
			if err != nil {
				return err
			}
		}
	}
	return c.word()
}

// word passes over a number, true, false or null.
func (c *scanner) word() error {
	var word []byte
	if c.peek() == 0 {
		return c.unexpected("a value")
	}
	for c.pos < c.end || c.fill() {
		b := c.buf[c.pos]
		if b != '+' && b != '-' && b != '.' && (b < '0' || b > '9') && (b|0x20 < 'a' || b|0x20 > 'z') {
			break
		}
		word = append(word, b)
		c.pos++
	}
	if len(word) == 0 || !json.Valid(word) {
		return c.unexpected("a value")
	}
	return nil
}

// raw returns the text of a value.
func (c *scanner) raw() ([]byte, error) {
	c.peek()
	c.keep = new(bytes.Buffer)
	begin := c.base + int64(c.pos)
	first := c.base
	err := c.skip()
	c.keep.Write(c.buf[:c.pos])
	text := c.keep.Bytes()[begin-first:]
	c.keep = nil
	return text, err
}

// finish makes sure that nothing follows.
func (c *scanner) finish() error {
	if c.peek() != 0 || c.err == nil {
		return c.unexpected("the end of the file")
	}
	if c.err != io.EOF {
		return c.err
	}
	return nil
}
