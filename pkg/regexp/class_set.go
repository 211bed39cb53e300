package regexp

import (
	"slices"

	"github.com/kilnjs/kiln/internal/ucd"
)

// setOperator is the operator between the operands of a class with the v flag.
type setOperator uint8

const (
	setUnion setOperator = iota
	setIntersection
	setSubtraction
)

// nestedClass parses a class with the v flag.
//
// NestedClass :: [ ClassContents ] and [^ ClassContents ]
// ClassContents :: ClassSetExpression
func (p *parser) nestedClass() set {
	start := p.i
	if !p.enter() {
		return set{}
	}
	defer func() { p.depth-- }()
	p.i++
	negated := p.eat('^')
	s := p.classSetExpression(start)
	if p.err != nil || !negated {
		return s
	}
	if s.mayContainStrings {
		p.fail(errNegatedStrings, start)
		return set{}
	}
	if p.build {
		s = set{ranges: p.complement(s.ranges)}
	}
	return s
}

// operatorAt returns the operator at the position.
func (p *parser) operatorAt() setOperator {
	if c := p.peek(); c == p.peekAt(1) {
		switch c {
		case '&':
			return setIntersection
		case '-':
			return setSubtraction
		}
	}
	return setUnion
}

// classSetExpression parses up to and with the bracket that ends the class.
//
// ClassSetExpression :: ClassUnion, ClassIntersection, ClassSubtraction
func (p *parser) classSetExpression(start int) set {
	if p.eat(']') {
		return set{}
	}
	var u unionBuilder
	isRange := p.classUnionItem(&u)
	switch op := p.operatorAt(); {
	case op == setUnion:
		for p.peek() != ']' && p.peek() != eof {
			switch {
			case p.operatorAt() != setUnion:
				p.fail(errSetOperation, p.i)
				return set{}
			case isRange && p.peek() == '-':
				p.fail(errInvalidClass, p.i)
				return set{}
			}
			isRange = p.classUnionItem(&u)
		}
	case isRange:
		p.fail(errSetOperation, p.i)
		return set{}
	default:
		s := u.finish()
		for p.err == nil && p.peek() != ']' && p.peek() != eof {
			if p.operatorAt() != op {
				p.fail(errSetOperation, p.i)
				return set{}
			}
			if op == setIntersection && p.peekAt(2) == '&' {
				p.fail(errClassCharacter, p.i)
				return set{}
			}
			p.i += 2
			c, right := p.classSetOperand()
			if right == nil {
				right = p.characterSet(c, c)
			}
			s = p.combineSets(op, s, right)
		}
		u = unionBuilder{done: s}
	}
	if !p.eat(']') {
		p.fail(errUnterminatedClass, start)
		return set{}
	}
	return u.finish()
}

// unionBuilder collects the operands of a union.
type unionBuilder struct {
	done    set // what is finished
	ranges  []ucd.Range
	strings []string
}

func (u *unionBuilder) finish() set {
	s := u.done
	if u.ranges != nil {
		s.ranges = normalize(append(u.ranges, s.ranges...))
	}
	if u.strings != nil {
		s.strings = append(u.strings, s.strings...)
		slices.Sort(s.strings)
		s.strings = slices.Compact(s.strings)
	}
	return s
}

// addStrings keeps the list within a constant factor of its different members.
func (u *unionBuilder) addStrings(more []string) {
	if n := len(u.strings) + len(more); len(u.strings) >= 64 && n > cap(u.strings) {
		slices.Sort(u.strings)
		u.strings = slices.Grow(slices.Compact(u.strings), n)
	}
	u.strings = append(u.strings, more...)
}

// classUnionItem parses an operand or a range and adds it to the union. It
// reports whether it was a range.
//
// ClassUnion :: ClassSetRange ClassUnion
// ClassUnion :: ClassSetOperand ClassUnion
func (p *parser) classUnionItem(u *unionBuilder) bool {
	start := p.i
	lo, s := p.classSetOperand()
	if p.err != nil {
		return false
	}
	if p.peek() != '-' || p.peekAt(1) == '-' {
		if s == nil {
			s = p.characterSet(lo, lo)
		}
		u.ranges = p.addRange(u.ranges, s.ranges...)
		p.charge(len(s.strings))
		u.addStrings(s.strings)
		u.done.mayContainStrings = u.done.mayContainStrings || s.mayContainStrings
		return false
	}
	if s != nil && p.peekAt(1) != eof {
		p.fail(errInvalidClass, start)
		return false
	}
	p.i++
	if p.peek() == ']' {
		p.fail(errClassCharacter, p.i-1)
		return false
	}
	hi, right := p.classSetOperand()
	switch {
	case p.err != nil:
	case right != nil:
		p.fail(errInvalidClass, start)
	case lo > hi:
		p.fail(errClassOrder, start)
	default:
		u.ranges = p.addRange(u.ranges, p.characterSet(lo, hi).ranges...)
	}
	return true
}

// characterSet returns the set of the characters lo to hi.
func (p *parser) characterSet(lo, hi rune) *set {
	s := &set{}
	if p.build {
		s.ranges = []ucd.Range{{Lo: lo, Hi: hi}}
		if p.foldSets() {
			s.ranges = p.foldSet(s.ranges)
		}
	}
	return s
}

// combineSets evaluates a && b or a -- b.
func (p *parser) combineSets(op setOperator, a set, b *set) set {
	if p.err != nil {
		return set{}
	}
	p.charge(len(a.ranges) + len(a.strings) + len(b.ranges))
	inB := func(s string) bool {
		_, ok := slices.BinarySearch(b.strings, s)
		return ok
	}
	out := set{mayContainStrings: a.mayContainStrings}
	if op == setIntersection {
		out.mayContainStrings = a.mayContainStrings && b.mayContainStrings
		out.ranges = intersect(a.ranges, b.ranges)
	} else {
		out.ranges = subtract(a.ranges, b.ranges)
	}
	for _, s := range a.strings {
		if inB(s) == (op == setIntersection) {
			out.strings = append(out.strings, s)
		}
	}
	return out
}

// classSetOperand parses an operand. The set is nil if it is one character.
//
// ClassSetOperand :: NestedClass, ClassStringDisjunction, ClassSetCharacter
func (p *parser) classSetOperand() (rune, *set) {
	start := p.i
	switch p.peek() {
	case '[':
		s := p.nestedClass()
		return 0, &s
	case '\\':
		p.i++
		if s, ok := p.classEscape(start, errInvalidClassProp); ok {
			return 0, &s
		}
		if p.peek() == 'q' && p.peekAt(1) == '{' {
			p.i += 2
			s := p.classStrings()
			return 0, &s
		}
		p.i--
	}
	return p.classSetCharacter(), nil
}

// classSetCharacter parses one character.
//
// ClassSetCharacter :: SourceCharacter, \ CharacterEscape,
// \ ClassSetReservedPunctuator, \b
func (p *parser) classSetCharacter() rune {
	start := p.i
	c := p.next()
	switch c {
	case eof:
		p.fail(errUnterminatedClass, start)
		return 0
	case '\\':
		return p.classSetEscape(start)
	case '(', ')', '[', ']', '{', '}', '/', '-', '|':
		p.fail(errClassCharacter, start)
		return 0
	}
	if isReservedDouble(c) && p.peek() == c {
		p.fail(errSetOperation, start)
	}
	return c
}

func (p *parser) classSetEscape(start int) rune {
	switch c := p.peek(); {
	case c == 'b':
		p.i++
		return '\b'
	case c == '0' && !isDigit(p.peekAt(1)):
		p.i++
		return 0
	case isOctal(c):
		p.fail(errInvalidClassEscape, start)
		return 0
	case isReservedPunctuator(c):
		p.i++
		return c
	}
	return p.characterEscape(start, false)
}

// isReservedDouble reports whether two of c in a row are a
// ClassSetReservedDoublePunctuator.
func isReservedDouble(c rune) bool {
	switch c {
	case '$', '*', '+', '.', '?', '^':
		return true
	}
	return c != '-' && isReservedPunctuator(c)
}

func isReservedPunctuator(c rune) bool {
	switch c {
	case '&', '-', '!', '#', '%', ',', ':', ';', '<', '=', '>', '@', '`', '~':
		return true
	}
	return false
}

// classStrings parses the strings of \q{…}, after the brace.
//
// ClassStringDisjunction :: \q{ ClassStringDisjunctionContents }
func (p *parser) classStrings() set {
	var u unionBuilder
	var text []byte
	count := 0
	var last rune
	for p.err == nil {
		c := p.peek()
		if c != '|' && c != '}' {
			last = p.classSetCharacter()
			count++
			if !p.build {
				continue
			}
			if p.foldSets() {
				last = ucd.SimpleFold(last)
			}
			text = appendRune(text, last)
			continue
		}
		p.i++
		p.meter.worked(rangeWork + count)
		if count == 1 {
			u.ranges = p.addRange(u.ranges, ucd.Range{Lo: last, Hi: last})
		} else {
			u.done.mayContainStrings = true
			if p.build {
				u.addStrings([]string{string(text)})
			}
		}
		text, count = text[:0], 0
		if c == '}' {
			break
		}
	}
	return u.finish()
}
