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

// Scan returns the tokens of a text that need not be right, as far as it can be scanned
// without a parser: it guesses where a slash begins a regular expression. It serves what
// shows text that is being written.
func Scan(text string) []Token {
	if len(text) > MaxSourceLength {
		return nil
	}
	tokens, _ := scan(NewSource("", text), Pos(len(text)))
	return tokens
}

// scan returns the tokens that begin before end, and where the brackets are that they leave
// open.
func scan(src *Source, end Pos) (tokens []Token, open []Pos) {
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
		kind := p.tok.kind
		t := Token{Span: Span{From: p.tok.start}, Kind: kindOf(kind)}
		if (kind == tSlash || kind == tSlashAssign) && beginsRegExp(src, tokens) {
			p.scanRegExp()
			t.Kind = TokenRegExp
		}
		switch {
		case kind == tLParen || kind == tLBrack || kind == tLBrace || kind == tTemplate && !p.templateTail:
			open = append(open, t.From)
		case len(open) == 0:
		case kind == tRBrace && src.Text[open[len(open)-1]] == '`':
			t.Kind = TokenTemplate
			if p.scanTemplate(int(t.From) + 1); p.templateTail {
				open = open[:len(open)-1]
			}
		case kind == tRParen || kind == tRBrack || kind == tRBrace:
			open = open[:len(open)-1]
		}
		t.To = Pos(p.pos)
		tokens = append(tokens, t)
		p.next()
	}
	return tokens, open
}

// beginsRegExp guesses from the token before a slash whether it begins a regular expression.
func beginsRegExp(src *Source, before []Token) bool {
	if len(before) == 0 {
		return true
	}
	t := before[len(before)-1]
	switch text := src.Text[t.From:t.To]; t.Kind {
	case TokenPunctuator:
		return text != ")" && text != "]" && text != "}" && text != "++" && text != "--"
	case TokenKeyword:
		return text != "this" && text != "super" && text != "null" && text != "true" && text != "false"
	}
	return false
}

// writePieces tells what the parser had read before the token that did not fit.
func (e *Error) writePieces(b *strings.Builder) {
	if e.source == nil {
		return
	}
	tokens, open := scan(e.source, e.Pos)
	if len(tokens) == 0 {
		return
	}
	b.WriteString("\n  after")
	if len(tokens) > shownPieces {
		b.WriteString(" …")
		tokens = tokens[len(tokens)-shownPieces:]
	}
	for _, t := range tokens {
		text := strings.Join(strings.Fields(e.source.Text[t.From:t.To]), " ")
		if utf8.RuneCountInString(text) > shownPieceLen {
			text = string([]rune(text)[:shownPieceLen]) + "…"
		}
		b.WriteString(" " + text)
	}
	if n := len(open); n > 0 {
		at := open[n-1]
		line, col := e.source.Position(at)
		fmt.Fprintf(b, "\n  '%c' of %d:%d is open", e.source.Text[at], line, col)
	}
}
