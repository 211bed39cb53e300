package syntax

import (
	"fmt"
	"strings"

	"github.com/kilnjs/kiln/internal/columns"
)

// Error is a syntax error or early error. It becomes a SyntaxError in the script.
type Error struct {
	Msg        string
	Pos        Pos
	File       string
	Line       int    // from 1
	Col        int    // from 1, in UTF-16 code units
	SourceLine string // text of the line
	Expected   string // what the parser wanted there instead; "" when that is much

	// source is that of an error about a token that does not fit, else nil.
	source *Source
}

// Error returns the message without the place.
func (e *Error) Error() string { return e.Msg }

// Detail returns the message with file, line and column, and below it the
// source line with a caret under the column, and what the parser wanted there if it was
// one thing. Where a token did not fit, the last pieces before it are shown, and the
// innermost bracket that is open.
func (e *Error) Detail() string {
	var b strings.Builder
	name := e.File
	if name == "" {
		name = "<anonymous>"
	}
	line, padding := columns.Caret(e.SourceLine, e.Col)
	fmt.Fprintf(&b, "%s:%d:%d: SyntaxError: %s\n%s\n%s^", name, e.Line, e.Col, e.Msg, line, padding)
	if e.Expected != "" {
		b.WriteString(" expected " + e.Expected)
	}
	e.writePieces(&b)
	return b.String()
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

// missing fails with a message of its own at a token that does not fit.
func (p *parser) missing(msg, expected string) {
	e := newError(p.source, p.tok.start, msg)
	e.Expected, e.source = expected, p.source
	panic(e)
}

// wanted is unexpected where the parser knows what should be there.
func (p *parser) wanted(expected string) {
	p.missing(p.unexpectedText(), expected)
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
