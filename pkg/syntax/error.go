package syntax

import (
	"fmt"
	"strings"
)

// Error is a syntax error or early error. It becomes a SyntaxError in the script.
type Error struct {
	Msg        string
	Pos        Pos
	File       string
	Line       int    // from 1
	Col        int    // from 1, in UTF-16 code units
	SourceLine string // text of the line
	Expected   string // what the parser wanted there instead; "" when that is no one thing
}

// Error returns the message without the place.
func (e *Error) Error() string { return e.Msg }

// maxShownLine is the number of bytes of a long line that Detail shows before the error.
const maxShownLine = 120

// Detail returns the message with file, line and column, and below it the
// source line with a caret under the column, and what the parser wanted there if it was
// one thing.
func (e *Error) Detail() string {
	var b strings.Builder
	name := e.File
	if name == "" {
		name = "<anonymous>"
	}
	fmt.Fprintf(&b, "%s:%d:%d: SyntaxError: %s\n", name, e.Line, e.Col, e.Msg)
	line, prefix := e.SourceLine, e.prefix()
	if len(prefix) > maxShownLine {
		cut := len(prefix) - maxShownLine
		for cut < len(prefix) && prefix[cut]&0xC0 == 0x80 {
			cut++
		}
		line, prefix = line[cut:], prefix[cut:]
	}
	if len(line) > 2*maxShownLine {
		cut := 2 * maxShownLine
		for cut > len(prefix) && line[cut]&0xC0 == 0x80 {
			cut--
		}
		line = line[:cut]
	}
	b.WriteString(line)
	b.WriteByte('\n')
	for _, r := range prefix {
		if r == '\t' {
			b.WriteByte('\t')
		} else {
			b.WriteByte(' ')
		}
	}
	b.WriteByte('^')
	if e.Expected != "" {
		b.WriteString(" expected " + e.Expected)
	}
	return b.String()
}

// prefix returns the part of the source line before the column.
func (e *Error) prefix() string {
	units := 0
	for i, r := range e.SourceLine {
		if units >= e.Col-1 {
			return e.SourceLine[:i]
		}
		if units++; r > 0xFFFF {
			units++
		}
	}
	return e.SourceLine
}

// newError makes the error for a place in src.
func newError(src *Source, pos Pos, msg string) *Error {
	line, col := src.Position(pos)
	return &Error{Msg: msg, Pos: pos, File: src.Name, Line: line, Col: col, SourceLine: src.Line(line)}
}

// fail ends the parse with an error at pos. The panic is caught by run, the
// only entry into parser and resolver.
func (p *parser) fail(pos Pos, msg string) {
	panic(newError(p.source, pos, msg))
}

func (p *parser) failf(pos Pos, format string, args ...any) {
	p.fail(pos, fmt.Sprintf(format, args...))
}

// unexpected fails with the message for a token that does not fit.
func (p *parser) unexpected() { p.wanted("") }

// wanted is unexpected where the parser knows what should be there.
func (p *parser) wanted(expected string) {
	e := newError(p.source, p.tok.start, p.unexpectedText())
	e.Expected = expected
	panic(e)
}

func (p *parser) unexpectedText() string {
	t := &p.tok
	if p.lastAwaitName > 0 && p.lastAwaitName-1+Pos(len("await")) == p.prevEnd && !p.strict {
		return "await is only valid in async functions and the top level bodies of modules"
	}
	switch t.kind {
	case tEOF:
		return "Unexpected end of input"
	case tNumber, tBigInt:
		return "Unexpected number"
	case tString:
		return "Unexpected string"
	case tTemplate:
		return "Unexpected template string"
	case tPrivate:
		return "Unexpected identifier '" + t.str + "'"
	case tEnum:
		return "Unexpected reserved word"
	case tArrow:
		if p.prevEnd > 0 && p.src[p.prevEnd-1] == ')' {
			return "Malformed arrow function parameter list"
		}
	case tIdent:
		if t.escaped && (t.atom <= lastReserved || p.isReservedHere(t.atom)) {
			return "Keyword must not contain escaped characters"
		}
		if t.atom >= firstStrictReserved && t.atom <= lastStrictReserved && p.strict {
			return "Unexpected strict mode reserved word"
		}
		switch {
		case t.atom == atomAwait && p.isReservedHere(t.atom):
			return "Unexpected reserved word"
		case t.atom == atomAsync || t.atom == atomGet || t.atom == atomSet:
			return "Unexpected token '" + t.str + "'"
		}
		return "Unexpected identifier '" + t.str + "'"
	}
	return "Unexpected token '" + p.src[t.start:p.pos] + "'"
}
