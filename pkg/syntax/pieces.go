package syntax

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Limits of what an error shows of the pieces before it.
const (
	shownPieces   = 8
	shownPieceLen = 24 // characters
)

// piece is a token that an error shows.
type piece struct {
	kind     tokenKind
	from, to Pos
}

// pieces scans src again up to end, as far as that is possible without the tree: it
// returns the last tokens, and the brackets that they leave open.
func pieces(src *Source, end Pos) (last, open []piece) {
	p := newParser(src, nil)
	// What cannot be scanned without the tree ends the list.
	defer func() {
		switch r := recover().(type) {
		case nil, *Error:
		default:
			panic(r)
		}
	}()
	p.skipHashbang()
	p.start()
	for p.tok.kind != tEOF && p.tok.start < end {
		t := piece{kind: p.tok.kind, from: p.tok.start}
		if (t.kind == tSlash || t.kind == tSlashAssign) && beginsRegExp(last) {
			p.scanRegExp()
		}
		switch {
		case t.kind == tLParen || t.kind == tLBrack || t.kind == tLBrace || t.kind == tTemplate && !p.templateTail:
			open = append(open, t)
		case len(open) == 0:
		case t.kind == tRBrace && open[len(open)-1].kind == tTemplate:
			if p.scanTemplate(int(t.from) + 1); p.templateTail {
				open = open[:len(open)-1]
			}
		case t.kind == tRParen || t.kind == tRBrack || t.kind == tRBrace:
			open = open[:len(open)-1]
		}
		t.to = Pos(p.pos)
		last = append(last[max(0, len(last)-shownPieces+1):], t)
		p.next()
	}
	return last, open
}

// beginsRegExp guesses from the token before a slash whether it begins a regular expression.
func beginsRegExp(before []piece) bool {
	if len(before) == 0 {
		return true
	}
	switch k := before[len(before)-1].kind; k {
	case tRParen, tRBrack, tRBrace, tIdent, tNumber, tBigInt, tString, tTemplate, tPrivate, tThis, tSuper, tNull, tTrue, tFalse, tInc, tDec:
		return false
	}
	return true
}

// writePieces tells what the parser had read before the token that did not fit.
func (e *Error) writePieces(b *strings.Builder) {
	if e.source == nil {
		return
	}
	last, open := pieces(e.source, e.Pos)
	if len(last) == 0 {
		return
	}
	b.WriteString("\n  after")
	if last[0].from > 0 && len(last) == shownPieces {
		b.WriteString(" …")
	}
	for _, t := range last {
		text := strings.Join(strings.Fields(e.source.Text[t.from:t.to]), " ")
		if utf8.RuneCountInString(text) > shownPieceLen {
			text = string([]rune(text)[:shownPieceLen]) + "…"
		}
		b.WriteString(" " + text)
	}
	if n := len(open); n > 0 {
		t := open[n-1]
		line, col := e.source.Position(t.from)
		fmt.Fprintf(b, "\n  '%c' of %d:%d is open", e.source.Text[t.from], line, col)
	}
}
