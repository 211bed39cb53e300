package regexp

import "github.com/kilnjs/kiln/internal/ucd"

// atomEscape parses a backslash and what follows outside of classes. It returns
// a character, or a node that is not one.
//
// AtomEscape :: DecimalEscape, CharacterClassEscape, CharacterEscape, k GroupName
func (p *parser) atomEscape() (rune, Node) {
	start := p.i
	p.i++
	c := p.peek()
	switch {
	case c == eof:
		p.fail(errEscapeAtEnd, start)
		return 0, &Empty{}
	case '1' <= c && c <= '9':
		if n, ok := p.backreference(start); ok {
			return 0, n
		}
		if p.err != nil {
			return 0, &Empty{}
		}
		if c >= '8' {
			p.i++
			return c, nil
		}
		return p.legacyOctal(), nil
	case c == '0':
		p.i++
		if !isDigit(p.peek()) {
			return 0, nil
		}
		if p.unicode {
			p.fail(errInvalidDecimal, start)
			return 0, &Empty{}
		}
		p.i--
		return p.legacyOctal(), nil
	case c == 'k':
		p.countGroups()
		if p.unicode || p.namedGroups {
			p.i++
			return 0, p.namedReference(start)
		}
	}
	if s, ok := p.classEscape(start, errInvalidProperty); ok {
		return 0, p.setNode(s)
	}
	r := p.characterEscape(start, false)
	return r, nil
}

// backreference parses the digits of \1 and so on. Without the u flag a number
// of which there is no group is none; it leaves the position before the digits.
//
// DecimalEscape :: NonZeroDigit DecimalDigits
func (p *parser) backreference(start int) (Node, bool) {
	begin := p.i
	n := decimal(p.digits())
	if n > p.groups {
		p.countGroups()
		if n > p.totalGroups {
			p.i = begin
			if p.unicode {
				p.fail(errInvalidEscape, start)
			}
			return nil, false
		}
	}
	return &Backref{Groups: []int{n}, IgnoreCase: p.ignoreCase}, true
}

// namedReference parses the name of a \k<name>.
func (p *parser) namedReference(start int) Node {
	if !p.eat('<') {
		p.fail(errNamedReference, start)
		return &Empty{}
	}
	name := p.groupName()
	if p.err != nil {
		return &Empty{}
	}
	ref := &Backref{IgnoreCase: p.ignoreCase}
	p.refs = append(p.refs, namedRef{name, start, ref})
	return ref
}

// LegacyOctalEscapeSequence, up to \377 (sec-regular-expressions-patterns).
func (p *parser) legacyOctal() rune {
	v := p.next() - '0'
	for range 2 {
		if c := p.peek(); isOctal(c) && v < 32 {
			v = v*8 + c - '0'
			p.i++
		}
	}
	return v
}

// characterEscape parses what follows a backslash and stands for one
// character, decimal escapes excepted.
//
// CharacterEscape :: ControlEscape, c AsciiLetter, HexEscapeSequence,
// RegExpUnicodeEscapeSequence, IdentityEscape
func (p *parser) characterEscape(start int, inClass bool) rune {
	c := p.next()
	switch c {
	case eof:
		p.fail(errEscapeAtEnd, start)
		return 0
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	case 'v':
		return '\v'
	case 'c':
		return p.controlLetter(start, inClass)
	case 'x':
		if v, ok := p.hex(2); ok {
			return v
		}
		if p.unicode {
			p.fail(errInvalidEscape, start)
		}
		return 'x'
	case 'u':
		if v, ok := p.unicodeEscape(p.unicode); ok {
			return v
		}
		if p.unicode {
			p.fail(errInvalidUnicode, start)
		}
		return 'u'
	}
	switch {
	case p.unicode:
		if !isSyntaxCharacter(c) && c != '/' && !(inClass && c == '-') {
			p.fail(errInvalidEscape, start)
		}
	case c == 'k':
		// Outside of classes it is a reference, if names exist.
		if p.countGroups(); p.namedGroups {
			p.fail(errInvalidEscape, start)
		}
	}
	return c
}

// controlLetter parses the letter of \cX. Without the u flag a backslash
// without a letter stands for itself, and classes take digits and "_" too
// (sec-regular-expressions-patterns).
func (p *parser) controlLetter(start int, inClass bool) rune {
	c := p.peek()
	if c != eof && (isASCIILetter(c) || inClass && !p.unicode && (isDigit(c) || c == '_')) {
		p.i++
		return c & 31
	}
	if p.unicode {
		p.fail(errInvalidUnicode, start)
		return 0
	}
	p.i--
	return '\\'
}

// hex reads exactly n hexadecimal digits, or nothing.
func (p *parser) hex(n int) (rune, bool) {
	v := rune(0)
	for i := range n {
		d := hexValue(p.peekAt(i))
		if d < 0 {
			return 0, false
		}
		v = v<<4 | d
	}
	p.i += n
	return v, true
}

func hexValue(c rune) rune {
	switch {
	case isDigit(c):
		return c - '0'
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10
	}
	return -1
}

// unicodeEscape parses what follows \u, or nothing. Braces and pairs of
// surrogates are for the u flag, and for group names.
//
// RegExpUnicodeEscapeSequence :: u Hex4Digits, u{ CodePoint }
func (p *parser) unicodeEscape(unicode bool) (rune, bool) {
	start := p.i
	if unicode && p.eat('{') {
		v := rune(0)
		digits := 0
		for ; hexValue(p.peek()) >= 0; digits++ {
			if v = v<<4 | hexValue(p.next()); v > ucd.MaxRune {
				p.i = start
				return 0, false
			}
		}
		if digits == 0 || !p.eat('}') {
			p.i = start
			return 0, false
		}
		return v, true
	}
	v, ok := p.hex(4)
	if ok && unicode && isLead(v) && p.peek() == '\\' && p.peekAt(1) == 'u' {
		mark := p.i
		p.i += 2
		if t, ok := p.hex(4); ok && isTrail(t) {
			return combine(v, t), true
		}
		p.i = mark
	}
	return v, ok
}

// classEscape parses a class escape, the backslash read already, and returns
// its set. If there is none it reports false and reads nothing.
//
// CharacterClassEscape :: d D s S w W p{ … } P{ … }
func (p *parser) classEscape(start int, reason string) (set, bool) {
	c := p.peek()
	switch c {
	case 'd', 'D', 's', 'S', 'w', 'W':
		p.i++
		return p.escapeSet(c), true
	case 'p', 'P':
		if p.unicode {
			p.i++
			return p.propertyEscape(start, c == 'P', reason), true
		}
	}
	return set{}, false
}

// propertyEscape parses what follows \p.
//
// UnicodePropertyValueExpression :: UnicodePropertyName = UnicodePropertyValue
// UnicodePropertyValueExpression :: LoneUnicodePropertyNameOrValue
func (p *parser) propertyEscape(start int, negated bool, reason string) set {
	name, value := "", ""
	ok := p.eat('{')
	hasValue := false
	if ok {
		name = p.propertyWord()
		if p.eat('=') {
			hasValue = true
			value = p.propertyWord()
		}
		ok = p.eat('}')
	}
	var prop ucd.Property
	switch {
	case !ok:
	case hasValue:
		prop, ok = ucd.LookupValue(name, value)
	case p.sets && !negated && ucd.IsStringsName(name):
		return p.stringsSet(name)
	default:
		prop, ok = ucd.LookupLone(name)
	}
	if !ok {
		p.fail(reason, start)
		return set{}
	}
	return p.propertySet(prop, negated)
}

func (p *parser) propertyWord() string {
	var b []byte
	for c := p.peek(); isDigit(c) || c == '_' || c != eof && isASCIILetter(c); c = p.peek() {
		b = append(b, byte(c))
		p.i++
	}
	return string(b)
}
