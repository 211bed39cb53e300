package regexp

import "github.com/kilnjs/kiln/internal/ucd"

// group parses everything that begins with a parenthesis and reports whether a
// quantifier may follow.
//
// Assertion :: (?= Disjunction ) and (?! (?<= (?<!
// Atom :: ( GroupSpecifier Disjunction )
// Atom :: (?: Disjunction ) and (?ims-ims:
func (p *parser) group() (n Node, quantifiable bool) {
	start := p.i
	if !p.enter() {
		return nil, true
	}
	defer func() { p.depth-- }()
	p.i++
	if !p.eat('?') {
		return p.capture(start, ""), true
	}
	switch c := p.peek(); {
	case c == ':':
		p.i++
		return p.body(start), true
	case c == '=' || c == '!':
		p.i++
		return p.look(start, false, c == '!'), !p.unicode
	case c == '<':
		p.i++
		if c := p.peek(); c == '=' || c == '!' {
			p.i++
			return p.look(start, true, c == '!'), false
		}
		name := p.groupName()
		return p.capture(start, name), true
	case c == '-' || c != eof && isASCIILetter(c):
		return p.modified(start), true
	}
	p.fail(errInvalidGroup, start)
	return nil, true
}

// body parses what stands in a group, and the parenthesis that ends it.
func (p *parser) body(start int) Node {
	n := p.disjunction()
	if !p.eat(')') {
		p.fail(errUnterminatedGroup, start)
	}
	return n
}

func (p *parser) look(start int, behind, negative bool) Node {
	first := p.groups + 1
	n := p.body(start)
	return &Look{Behind: behind, Negative: negative, Body: n, FirstGroup: first, EndGroup: p.groups + 1}
}

func (p *parser) capture(start int, name string) Node {
	if p.err != nil {
		return nil
	}
	if p.groups == MaxGroups {
		p.fail(errTooManyCaptures, start)
		return nil
	}
	p.groups++
	index := p.groups
	if name != "" {
		p.declare(name, index, start)
	}
	return &Group{Index: index, Name: name, Body: p.body(start)}
}

// declare enters a named group into the table of names
// (sec-patterns-static-semantics-early-errors).
func (p *parser) declare(name string, index, pos int) {
	n := p.names[name]
	if n == nil {
		n = &groupName{name: name}
		if p.names == nil {
			p.names = map[string]*groupName{}
		}
		p.names[name] = n
		p.nameList = append(p.nameList, n)
	} else if bothMayMatch(n.last) {
		p.fail(errDuplicateName, pos)
	}
	n.indices = append(n.indices, index)
	n.last = p.scope
}

// modified parses (?flags:…) and (?flags-flags:…) after the question mark.
func (p *parser) modified(start int) Node {
	var on, off Flags
	dash := false
	for {
		c := p.next()
		switch c {
		case ':':
			if on|off == 0 {
				p.fail(errFlagGroup, start)
				return nil
			}
			i, m, s := p.ignoreCase, p.multiline, p.dotAll
			modify(&p.ignoreCase, on, off, IgnoreCase)
			modify(&p.multiline, on, off, Multiline)
			modify(&p.dotAll, on, off, DotAll)
			n := p.body(start)
			p.ignoreCase, p.multiline, p.dotAll = i, m, s
			return n
		case '-':
			if dash {
				p.fail(errFlagDashes, p.i-1)
				return nil
			}
			dash = true
			continue
		}
		flag := Flags(0)
		switch c {
		case 'i':
			flag = IgnoreCase
		case 'm':
			flag = Multiline
		case 's':
			flag = DotAll
		default:
			p.fail(errInvalidGroup, start)
			return nil
		}
		if (on|off)&flag != 0 {
			p.fail(errRepeatedFlag, p.i-1)
			return nil
		}
		if dash {
			off |= flag
		} else {
			on |= flag
		}
	}
}

func modify(b *bool, on, off, flag Flags) {
	*b = (*b || on&flag != 0) && off&flag == 0
}

// groupName parses the rest of a GroupName, after its "<".
//
// GroupName :: < RegExpIdentifierName >
func (p *parser) groupName() string {
	start := p.i
	var name []byte
	for {
		pos := p.i
		r := p.next()
		switch {
		case r == '>' && len(name) > 0:
			return string(name)
		case r == '\\':
			if !p.eat('u') {
				p.fail(errGroupName, pos)
				return ""
			}
			var ok bool
			if r, ok = p.unicodeEscape(true); !ok {
				p.fail(errInvalidUnicode, pos)
				return ""
			}
		case r != eof && isLead(r) && isTrail(p.peek()):
			r = combine(r, p.next())
		}
		if r == eof || !isIdentifier(r, len(name) == 0) {
			p.fail(errGroupName, start)
			return ""
		}
		name = appendRune(name, r)
	}
}

// isIdentifier reports whether r is an IdentifierStartChar or an
// IdentifierPartChar.
func isIdentifier(r rune, start bool) bool {
	switch {
	case r == '$' || r == '_':
		return true
	case start:
		return ucd.IsIDStart(r)
	}
	return ucd.IsIDContinue(r) || r == 0x200C || r == 0x200D
}

// countGroups finds, without parsing, how many capturing groups the whole
// pattern has and whether some are named. Backslashes and brackets are enough
// to know which parentheses count.
func (p *parser) countGroups() {
	if p.counted {
		return
	}
	p.counted = true
	class := 0
	for i := 0; i < len(p.src); i++ {
		switch p.src[i] {
		case '\\':
			i++
		case '[':
			if class == 0 || p.sets {
				class++
			}
		case ']':
			if class > 0 {
				class--
			}
		case '(':
			if class > 0 {
				continue
			}
			if i+1 < len(p.src) && p.src[i+1] == '?' {
				if i+3 >= len(p.src) || p.src[i+2] != '<' || p.src[i+3] == '=' || p.src[i+3] == '!' {
					continue
				}
				p.namedGroups = true
			}
			p.totalGroups++
		}
	}
}
