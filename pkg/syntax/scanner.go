package syntax

import (
	"unicode/utf8"

	"github.com/kilnjs/kiln/internal/ucd"
)

// idPart marks the ASCII characters of IdentifierPartChar.
var idPart = func() (t [256]bool) {
	for c := range t {
		t[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '$'
	}
	return t
}()

func isIDStart(r rune) bool {
	if r < utf8.RuneSelf {
		return idPart[r] && (r < '0' || r > '9')
	}
	return ucd.IsIDStart(r)
}

func isIDPart(r rune) bool {
	if r < utf8.RuneSelf {
		return idPart[r]
	}
	return r == 0x200C || r == 0x200D || ucd.IsIDContinue(r)
}

// isLineTerminatorAt reports whether a multi-byte LineTerminator (U+2028,
// U+2029) starts at i.
func (p *parser) isLineTerminatorAt(i int) bool {
	return i+2 < len(p.src) && p.src[i] == 0xE2 && p.src[i+1] == 0x80 && (p.src[i+2] == 0xA8 || p.src[i+2] == 0xA9)
}

// next moves to the next token.
func (p *parser) next() {
	p.worked(1)
	p.prevEnd = Pos(p.pos)
	p.tok.newline = false
	p.scan()
}

// scan reads the token at or after p.pos into p.tok. It sets tok.newline when a
// line terminator lies between and does not clear it.
func (p *parser) scan() {
	src := p.src
	i := p.pos
	for i < len(src) {
		c := src[i]
		switch {
		case c == ' ' || c == '\t':
			i++
			continue
		case c == '\n' || c == '\r':
			p.tok.newline = true
			i++
			continue
		case c == '\v' || c == '\f':
			i++
			continue
		}
		if idPart[c] {
			p.tok.start = Pos(i)
			if c <= '9' && c >= '0' {
				p.scanNumber(i)
				return
			}
			start := i
			for i++; i < len(src) && idPart[src[i]]; i++ {
			}
			if i < len(src) && (src[i] >= utf8.RuneSelf || src[i] == '\\') {
				p.scanSlowIdent(start, i)
				return
			}
			p.pos = i
			p.setName(src[start:i])
			return
		}
		if c == '/' && i+1 < len(src) && (src[i+1] == '/' || src[i+1] == '*') {
			i = p.skipComment(i)
			continue
		}
		if c >= utf8.RuneSelf {
			if n := p.skipSpace(i); n > 0 {
				i += n
				continue
			}
		}
		if (c == '<' || c == '-') && p.isHTMLComment(i) {
			i = p.skipLine(i)
			continue
		}
		p.tok.start = Pos(i)
		p.scanPunctuator(i, c)
		return
	}
	p.pos = len(src)
	p.tok.start = Pos(len(src))
	p.tok.kind = tEOF
}

// setName makes the token an identifier or keyword without escapes.
func (p *parser) setName(name string) {
	t := &p.tok
	a := p.atoms.intern(name)
	t.str, t.atom, t.escaped = name, a, false
	if a <= lastReserved {
		t.kind = tBreak + tokenKind(a-atomBreak)
	} else {
		t.kind = tIdent
	}
}

// skipSpace returns the length of the white space or line terminator at i that
// is not ASCII, and 0 if there is none.
func (p *parser) skipSpace(i int) int {
	r, n := decodeRune(p.src, i)
	switch {
	case r == 0x2028 || r == 0x2029:
		p.tok.newline = true
		return n
	case r == 0xFEFF || r == 0xA0 || r == 0x1680 || r >= 0x2000 && r <= 0x200A || r == 0x202F || r == 0x205F || r == 0x3000:
		return n
	}
	return 0
}

// isHTMLComment reports whether an HTML-like comment (sec-html-like-comments) starts at i.
func (p *parser) isHTMLComment(i int) bool {
	if p.module {
		return false
	}
	rest := p.src[i:]
	if rest[0] == '<' {
		return len(rest) >= 4 && rest[:4] == "<!--"
	}
	return len(rest) >= 3 && rest[:3] == "-->" && (p.tok.newline || p.atStart)
}

// skipLine returns the offset of the next line terminator or the end.
func (p *parser) skipLine(i int) int {
	for i < len(p.src) && p.src[i] != '\n' && p.src[i] != '\r' && !p.isLineTerminatorAt(i) {
		i++
	}
	return i
}

// skipComment returns the offset after the comment at i.
func (p *parser) skipComment(i int) int {
	src := p.src
	if src[i+1] == '/' {
		return p.skipLine(i + 2)
	}
	for j := i + 2; j < len(src); j++ {
		switch c := src[j]; {
		case c == '*':
			if j+1 < len(src) && src[j+1] == '/' {
				return j + 2
			}
		case c == '\n' || c == '\r' || c == 0xE2 && p.isLineTerminatorAt(j):
			p.tok.newline = true
		}
	}
	p.fail(Pos(i), "Invalid or unexpected token")
	return len(src)
}

// at returns the byte at i, and 0 beyond the end.
func (p *parser) at(i int) byte {
	if i < len(p.src) {
		return p.src[i]
	}
	return 0
}

// simplePunctuators are the tokens of one character that starts no other token.
var simplePunctuators = [128]tokenKind{
	'{': tLBrace, '}': tRBrace, '(': tLParen, ')': tRParen, '[': tLBrack, ']': tRBrack,
	';': tSemi, ',': tComma, ':': tColon, '~': tTilde, '@': tAt,
}

// scanPunctuator reads what is neither a word nor a number.
func (p *parser) scanPunctuator(i int, c byte) {
	if c < utf8.RuneSelf {
		if k := simplePunctuators[c]; k != tEOF {
			p.tok.kind, p.pos = k, i+1
			return
		}
	}
	kind, n := tEOF, 0
	c1 := p.at(i + 1)
	switch c {
	case '"', '\'':
		p.scanString(i)
		return
	case '`':
		p.scanTemplate(i + 1)
		return
	case '#':
		p.scanPrivate(i)
		return
	case '.':
		switch {
		case c1 >= '0' && c1 <= '9':
			p.scanNumber(i)
			return
		case c1 == '.' && p.at(i+2) == '.':
			kind, n = tEllipsis, 3
		default:
			kind, n = tDot, 1
		}
	case '?':
		kind, n = p.scanQuestion(i, c1)
	case '=':
		kind, n = p.choose(i, tAssign, '=', tEqEq, '=', tEqEqEq)
		if c1 == '>' {
			kind, n = tArrow, 2
		}
	case '!':
		kind, n = p.choose(i, tNot, '=', tNE, '=', tNEE)
	case '+':
		kind, n = p.double(c, c1, tPlus, tInc, tPlusAssign)
	case '-':
		kind, n = p.double(c, c1, tMinus, tDec, tMinusAssign)
	case '*':
		kind, n = p.choose(i, tStar, '*', tExp, '=', tExpAssign)
		if c1 == '=' {
			kind, n = tStarAssign, 2
		}
	case '/':
		kind, n = p.double(0, c1, tSlash, tSlash, tSlashAssign)
	case '%':
		kind, n = p.double(0, c1, tPercent, tPercent, tPercentAssign)
	case '^':
		kind, n = p.double(0, c1, tCaret, tCaret, tCaretAssign)
	case '&':
		kind, n = p.choose(i, tAmp, '&', tAnd, '=', tAndAssign)
		if c1 == '=' {
			kind, n = tAmpAssign, 2
		}
	case '|':
		kind, n = p.choose(i, tPipe, '|', tOr, '=', tOrAssign)
		if c1 == '=' {
			kind, n = tPipeAssign, 2
		}
	case '<':
		kind, n = p.choose(i, tLT, '<', tShl, '=', tShlAssign)
		if c1 == '=' {
			kind, n = tLE, 2
		}
	case '>':
		kind, n = p.scanGreater(i, c1)
	default:
		p.scanSlowIdent(i, i)
		return
	}
	p.tok.kind, p.pos = kind, i+n
}

// choose returns one for a single character, two when c1 follows it and three
// when c2 follows that.
func (p *parser) choose(i int, one tokenKind, c1 byte, two tokenKind, c2 byte, three tokenKind) (tokenKind, int) {
	switch {
	case p.at(i+1) != c1:
		return one, 1
	case p.at(i+2) != c2:
		return two, 2
	}
	return three, 3
}

// double returns one, twice when the character c follows itself, or assign when `=` follows.
func (p *parser) double(c, c1 byte, one, twice, assign tokenKind) (tokenKind, int) {
	switch c1 {
	case '=':
		return assign, 2
	case c:
		if c != 0 {
			return twice, 2
		}
	}
	return one, 1
}

func (p *parser) scanQuestion(i int, c1 byte) (tokenKind, int) {
	switch c1 {
	case '?':
		if p.at(i+2) == '=' {
			return tNullishAssign, 3
		}
		return tNullish, 2
	case '.':
		if c2 := p.at(i + 2); c2 < '0' || c2 > '9' {
			return tOptChain, 2
		}
	}
	return tQuestion, 1
}

func (p *parser) scanGreater(i int, c1 byte) (tokenKind, int) {
	switch c1 {
	case '=':
		return tGE, 2
	case '>':
		switch p.at(i + 2) {
		case '=':
			return tShrAssign, 3
		case '>':
			if p.at(i+3) == '=' {
				return tUShrAssign, 4
			}
			return tUShr, 3
		}
		return tShr, 2
	}
	return tGT, 1
}

// scanPrivate reads a PrivateIdentifier at i.
func (p *parser) scanPrivate(i int) {
	j := i + 1
	for j < len(p.src) && idPart[p.src[j]] {
		j++
	}
	name := p.src[i:j]
	p.tok.escaped = false
	if c := p.at(i + 1); c >= '0' && c <= '9' {
		p.fail(Pos(i), "Invalid or unexpected token")
	}
	if j == i+1 || j < len(p.src) && (p.src[j] >= utf8.RuneSelf || p.src[j] == '\\') {
		name, j, p.tok.escaped = p.readIdent(i+1, j)
		name = "#" + name
	}
	p.pos = j
	p.tok.kind, p.tok.str = tPrivate, name
	p.tok.atom = p.atoms.intern(name)
}

// scanSlowIdent reads an identifier that has escapes or characters beyond
// ASCII; start to i has been scanned.
func (p *parser) scanSlowIdent(start, i int) {
	name, end, escaped := p.readIdent(start, i)
	p.pos = end
	p.setName(name)
	if escaped {
		p.tok.kind, p.tok.escaped = tIdent, true
	}
}

// readIdent reads IdentifierName from start, of which the part before i is
// known to be good. It fails if there is none.
func (p *parser) readIdent(start, i int) (name string, end int, escaped bool) {
	src := p.src
	var buf []byte
	for i < len(src) {
		c := src[i]
		if idPart[c] && (i > start || c < '0' || c > '9') {
			if escaped {
				buf = append(buf, c)
			}
			i++
			continue
		}
		var r rune
		n := 0
		switch {
		case c == '\\':
			if !escaped {
				escaped = true
				buf = append(buf, src[start:i]...)
			}
			r, n = p.identEscape(i)
		case c >= utf8.RuneSelf:
			r, n = decodeRune(src, i)
		}
		good := n > 0 && (i == start && isIDStart(r) || i > start && isIDPart(r))
		if !good {
			if c == '\\' && p.at(i+1) == 'u' {
				p.fail(Pos(i), "Invalid Unicode escape sequence")
			}
			break
		}
		if escaped {
			buf = utf8.AppendRune(buf, r)
		}
		i += n
	}
	if i == start {
		p.fail(Pos(i), "Invalid or unexpected token")
	}
	if escaped {
		p.takes(int64(len(buf)))
		return string(buf), i, true
	}
	return src[start:i], i, false
}

// identEscape reads \uXXXX or \u{…} at i and returns its code point and length; 0 if it is malformed.
func (p *parser) identEscape(i int) (rune, int) {
	if p.at(i+1) != 'u' {
		return 0, 0
	}
	r, end := p.unicodeEscape(i + 2)
	if end < 0 {
		return 0, 0
	}
	return r, end - i
}

// unicodeEscape reads what follows \u at i: four hex digits or a braced code
// point. It returns the offset after it, or -1 if it is malformed.
func (p *parser) unicodeEscape(i int) (rune, int) {
	var r rune
	if p.at(i) == '{' {
		i++
		start := i
		for ; i < len(p.src) && p.src[i] != '}'; i++ {
			d := hexValue(p.src[i])
			if d < 0 {
				return 0, -1
			}
			if r = r<<4 | rune(d); r > utf8.MaxRune {
				return 0, -1
			}
		}
		if i == start || i >= len(p.src) {
			return 0, -1
		}
		return r, i + 1
	}
	for j := range 4 {
		d := hexValue(p.at(i + j))
		if d < 0 {
			return 0, -1
		}
		r = r<<4 | rune(d)
	}
	return r, i + 4
}

// hexValue returns the value of a hexadecimal digit, or -1.
func hexValue(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
