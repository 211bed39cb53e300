package syntax

import (
	"strings"
	"unicode/utf8"

	"github.com/kilnjs/kiln/internal/num"
)

// scanNumber reads a NumericLiteral at i (sec-literals-numeric-literals and sec-additional-syntax-numeric-literals).
func (p *parser) scanNumber(i int) {
	src, start, t := p.src, i, &p.tok
	t.kind, t.octal, t.badEsc = tNumber, false, false
	c := src[i]
	if c == '0' {
		switch p.at(i+1) | 0x20 {
		case 'x':
			p.scanRadix(start, 16)
			return
		case 'o':
			p.scanRadix(start, 8)
			return
		case 'b':
			p.scanRadix(start, 2)
			return
		}
	}
	var small uint64
	for i < len(src) && src[i]-'0' <= 9 {
		small = small*10 + uint64(src[i]-'0')
		i++
	}
	next := p.at(i)
	if i > start && i-start <= 15 && (c != '0' || i == start+1) && !idPart[next] && next != '.' && next != '\\' && next < utf8.RuneSelf {
		t.num = float64(small)
		p.pos = i
		return
	}
	if c == '0' && i > start+1 {
		p.scanLegacyOctal(start, i)
		return
	}
	p.scanDecimal(start)
}

// scanRadix reads a literal with a prefix of two characters.
func (p *parser) scanRadix(start, radix int) {
	i := p.scanDigits(start+2, radix)
	if i == start+2 {
		p.fail(Pos(start), "Invalid or unexpected token")
	}
	text := strings.ReplaceAll(p.src[start:i], "_", "")
	if p.at(i) == 'n' {
		p.tok.kind, p.tok.str = tBigInt, strings.ToLower(text[:2])+text[2:]
		p.endNumber(i + 1)
		return
	}
	p.tok.num = num.ParseDigits(text[2:], radix)
	p.endNumber(i)
}

// scanDigits returns the offset after the digits and separators at i. It fails
// when a separator is not between two digits.
func (p *parser) scanDigits(i, radix int) int {
	start := i
	for ; i < len(p.src); i++ {
		c := p.src[i]
		if c == '_' {
			if i == start || p.src[i-1] == '_' {
				p.fail(Pos(i), "Only one underscore is allowed as numeric separator")
			}
			continue
		}
		if d := hexValue(c); d < 0 || d >= radix {
			break
		}
	}
	if i > start && p.src[i-1] == '_' {
		p.fail(Pos(i), "Numeric separators are not allowed at the end of numeric literals")
	}
	return i
}

// scanLegacyOctal reads 017 or 089, whose digits end at i.
func (p *parser) scanLegacyOctal(start, i int) {
	t := &p.tok
	t.octal = true
	digits := p.src[start:i]
	t.badEsc = strings.ContainsAny(digits, "89")
	if p.strict {
		p.failOctal(Pos(start))
	}
	if p.at(i) == '_' {
		p.fail(Pos(i), "Numeric separator can not be used after leading 0")
	}
	if !t.badEsc {
		t.num = num.ParseDigits(digits, 8)
		p.endNumber(i)
		return
	}
	end := i
	if p.at(end) == '.' {
		end = p.scanDigits(end+1, 10)
	}
	end = p.scanExponent(end)
	t.num, _ = num.ParseDecimal(strings.TrimLeft(digits, "0") + p.plain(i, end))
	p.endNumber(end)
}

func (p *parser) failOctal(pos Pos) {
	switch {
	case p.tok.kind == tString && p.tok.badEsc:
		p.fail(pos, "\\8 and \\9 are not allowed in strict mode.")
	case p.tok.kind == tString:
		p.fail(pos, "Octal escape sequences are not allowed in strict mode.")
	case p.tok.badEsc:
		p.fail(pos, "Decimals with leading zeros are not allowed in strict mode.")
	}
	p.fail(pos, "Octal literals are not allowed in strict mode.")
}

// plain returns the text from i to end without separators.
func (p *parser) plain(i, end int) string {
	return strings.ReplaceAll(p.src[i:end], "_", "")
}

// scanDecimal reads a DecimalLiteral or decimal BigInt.
func (p *parser) scanDecimal(start int) {
	i := start
	if p.src[i] != '.' {
		i = p.scanDigits(i, 10)
		if p.src[start] == '0' && i > start+1 {
			p.fail(Pos(start), "Numeric separator can not be used after leading 0")
		}
		if p.at(i) == 'n' {
			p.tok.kind, p.tok.str = tBigInt, p.plain(start, i)
			p.endNumber(i + 1)
			return
		}
	}
	if p.at(i) == '.' {
		i = p.scanDigits(i+1, 10)
	}
	i = p.scanExponent(i)
	p.tok.num, _ = num.ParseDecimal(p.plain(start, i))
	p.endNumber(i)
}

// scanExponent returns the offset after an exponent at i, if there is one.
func (p *parser) scanExponent(i int) int {
	if p.at(i)|0x20 != 'e' {
		return i
	}
	i++
	if c := p.at(i); c == '+' || c == '-' {
		i++
	}
	end := p.scanDigits(i, 10)
	if end == i {
		p.fail(p.tok.start, "Invalid or unexpected token")
	}
	return end
}

// endNumber ends the literal at i, after which no identifier or digit may follow.
func (p *parser) endNumber(i int) {
	p.pos = i
	c := p.at(i)
	if idPart[c] || c == '\\' {
		p.fail(Pos(i), "Invalid or unexpected token")
	}
	if c >= utf8.RuneSelf {
		if r, _ := decodeRune(p.src, i); isIDStart(r) {
			p.fail(Pos(i), "Invalid or unexpected token")
		}
	}
}

// scanString reads a StringLiteral whose quote is at i.
func (p *parser) scanString(i int) {
	src, quote, t := p.src, p.src[i], &p.tok
	t.kind, t.octal, t.badEsc, t.escaped = tString, false, false, false
	start := i + 1
	for i = start; i < len(src); i++ {
		switch c := src[i]; c {
		case quote:
			t.str = src[start:i]
			p.pos = i + 1
			return
		case '\\':
			p.scanEscapedString(start, i, quote)
			return
		case '\n', '\r':
			p.fail(Pos(start-1), "Invalid or unexpected token")
		}
	}
	p.fail(Pos(start-1), "Invalid or unexpected token")
}

// scanEscapedString goes on with a string from its first backslash at i.
func (p *parser) scanEscapedString(start, i int, quote byte) {
	src, t := p.src, &p.tok
	t.escaped = true
	buf := append(p.text[:0], src[start:i]...)
	for i < len(src) {
		c := src[i]
		switch {
		case c == quote:
			p.takes(int64(len(buf)))
			t.str = string(buf)
			p.text, p.pos = buf, i+1
			return
		case c == '\\':
			var ok bool
			if buf, i, ok = p.escape(buf, i+1, true); !ok {
				p.failEscape(i)
			}
		case c == '\n' || c == '\r':
			p.fail(Pos(start-1), "Invalid or unexpected token")
		case c < utf8.RuneSelf:
			buf = append(buf, c)
			i++
		default:
			r, n := decodeRune(src, i)
			buf = appendRune(buf, r)
			i += n
		}
	}
	p.fail(Pos(start-1), "Invalid or unexpected token")
}

// failEscape fails for a malformed escape whose character after the backslash is at i.
func (p *parser) failEscape(i int) {
	switch p.at(i) {
	case 'u':
		if p.at(i+1) == '{' {
			p.fail(Pos(i-1), "Undefined Unicode code-point")
		}
		p.fail(Pos(i-1), "Invalid Unicode escape sequence")
	case 'x':
		p.fail(Pos(i-1), "Invalid hexadecimal escape sequence")
	case 0:
		p.fail(Pos(i-1), "Invalid or unexpected token")
	}
	p.fail(Pos(i-1), "Octal escape sequences are not allowed in template strings")
}

// simpleEscapes are the values of SingleEscapeCharacter.
var simpleEscapes = [128]byte{'b': '\b', 't': '\t', 'n': '\n', 'v': '\v', 'f': '\f', 'r': '\r'}

// escape appends the value of the escape sequence whose character after the
// backslash is at i and returns the offset after it. Where it is malformed, ok
// is false and the offset is i. Octal escapes are good only in strings, and
// there not in strict code.
func (p *parser) escape(buf []byte, i int, inString bool) (_ []byte, end int, ok bool) {
	c := p.at(i)
	switch {
	case i >= len(p.src):
		return buf, i, false
	case c == 'u':
		r, end := p.unicodeEscape(i + 1)
		if end < 0 {
			return buf, i, false
		}
		return appendRune(buf, r), end, true
	case c == 'x':
		hi, lo := hexValue(p.at(i+1)), hexValue(p.at(i+2))
		if hi < 0 || lo < 0 {
			return buf, i, false
		}
		return appendRune(buf, rune(hi<<4|lo)), i + 3, true
	case c == '\r':
		if p.at(i+1) == '\n' {
			i++
		}
		return buf, i + 1, true
	case c == '\n':
		return buf, i + 1, true
	case c >= '0' && c <= '9':
		return p.octalEscape(buf, i, inString)
	case c >= utf8.RuneSelf:
		if p.isLineTerminatorAt(i) {
			return buf, i + 3, true
		}
		r, n := decodeRune(p.src, i)
		return appendRune(buf, r), i + n, true
	}
	if s := simpleEscapes[c]; s != 0 {
		c = s
	}
	return append(buf, c), i + 1, true
}

// octalEscape is escape for a decimal digit: \0, or a legacy escape.
func (p *parser) octalEscape(buf []byte, i int, inString bool) ([]byte, int, bool) {
	c := p.src[i]
	next := p.at(i + 1)
	if c == '0' && (next < '0' || next > '9') {
		return append(buf, 0), i + 1, true
	}
	if !inString {
		return buf, i, false
	}
	if !p.tok.octal {
		p.tok.octal, p.tok.badEsc = true, c >= '8'
	}
	if p.strict {
		p.failOctal(Pos(i - 1))
	}
	if c >= '8' {
		return append(buf, c), i + 1, true
	}
	v, n := 0, 0
	for n < 3 && p.at(i+n)&^7 == '0' {
		if d := v*8 + int(p.src[i+n]-'0'); d > 255 {
			break
		} else {
			v = d
		}
		n++
	}
	return appendRune(buf, rune(v)), i + n, true
}

// scanTemplate reads the characters of a template from i to the next `${` or
// the closing backquote. The token's text is kept in p.element.
func (p *parser) scanTemplate(i int) {
	src, start := p.src, i
	p.tok.kind = tTemplate
	e := &p.element
	*e = TemplateElement{Valid: true}
	var cooked, raw []byte
	plain := true // cooked and raw are the text itself
	p.badEscape = 0
	for i < len(src) {
		c := src[i]
		switch {
		case c == '`' || c == '$' && p.at(i+1) == '{':
			p.templateTail = c == '`'
			switch {
			case plain:
				e.Raw = src[start:i]
				e.Cooked = e.Raw
			case e.Valid:
				p.takes(int64(len(raw) + len(cooked)))
				e.Raw, e.Cooked = string(raw), string(cooked)
			default:
				p.takes(int64(len(raw)))
				e.Raw = string(raw)
			}
			if p.pos = i + 1; c == '$' {
				p.pos++
			}
			return
		case c == '\\' || c == '\r':
			if plain {
				plain = false
				raw = append(make([]byte, 0, i-start+64), src[start:i]...)
				cooked = append(make([]byte, 0, i-start+64), src[start:i]...)
			}
			if c == '\r' {
				raw, cooked = append(raw, '\n'), append(cooked, '\n')
				if i++; p.at(i) == '\n' {
					i++
				}
				continue
			}
			end, ok := 0, false
			cooked, end, ok = p.escape(cooked, i+1, false)
			if !ok {
				if e.Valid {
					p.badEscape = i + 1
				}
				e.Valid = false
				end = min(i+2, len(src))
				for end < len(src) && src[end]&0xC0 == 0x80 {
					end++
				}
			}
			raw = appendRaw(raw, src[i:end])
			i = end
		case plain || c < utf8.RuneSelf:
			if !plain {
				raw, cooked = append(raw, c), append(cooked, c)
			}
			i++
		default:
			r, n := decodeRune(src, i)
			raw, cooked = appendRune(raw, r), appendRune(cooked, r)
			i += n
		}
	}
	p.fail(Pos(len(src)), "Unterminated template literal")
}

// appendRaw appends the raw text of an escape, its line ends normalised.
func appendRaw(raw []byte, text string) []byte {
	for i := 0; i < len(text); i++ {
		if text[i] == '\r' {
			if i+1 < len(text) && text[i+1] == '\n' {
				continue
			}
			raw = append(raw, '\n')
			continue
		}
		raw = append(raw, text[i])
	}
	return raw
}

// scanRegExp reads a RegularExpressionLiteral; the current token is its first
// character, / or /=.
func (p *parser) scanRegExp() (pattern, flags string) {
	src := p.src
	start := int(p.tok.start) + 1
	inClass := false
	i := start
scan:
	for ; ; i++ {
		if i >= len(src) || src[i] == '\n' || src[i] == '\r' || p.isLineTerminatorAt(i) {
			p.fail(p.tok.start, "Invalid regular expression: missing /")
		}
		switch src[i] {
		case '\\':
			i++
			if i >= len(src) || src[i] == '\n' || src[i] == '\r' || p.isLineTerminatorAt(i) {
				p.fail(p.tok.start, "Invalid regular expression: missing /")
			}
		case '[':
			inClass = true
		case ']':
			inClass = false
		case '/':
			if !inClass {
				break scan
			}
		}
	}
	pattern = src[start:i]
	i++
	flagStart := i
	for i < len(src) && idPart[src[i]] {
		i++
	}
	flags = src[flagStart:i]
	if i < len(src) && (src[i] == '\\' || src[i] >= utf8.RuneSelf) {
		if r, _ := decodeRune(src, i); r == '\\' || isIDPart(r) {
			p.fail(Pos(flagStart), "Invalid regular expression flags")
		}
	}
	p.pos = i
	seen := 0
	for j := range len(flags) {
		bit := 1 << (flags[j] & 31)
		if !strings.Contains("dgimsuvy", flags[j:j+1]) || seen&bit != 0 {
			p.fail(Pos(flagStart), "Invalid regular expression flags")
		}
		seen |= bit
	}
	if seen&(1<<('u'&31)) != 0 && seen&(1<<('v'&31)) != 0 {
		p.fail(Pos(flagStart), "Invalid regular expression flags")
	}
	return pattern, flags
}
