package regexp

import (
	"cmp"
	"slices"

	"github.com/kilnjs/kiln/internal/ucd"
)

// set is the value of a class or a part of it (CompileToCharSet,
// sec-compiletocharset). With the flags i and v both parts hold simple case
// foldings only; with the other flags ranges are as written. A finished class
// is closed over case by setNode.
type set struct {
	ranges []ucd.Range
	// strings are WTF-8 of no or more than one character, sorted.
	strings []string
	// mayContainStrings is the static semantics of that name, which looks at
	// the syntax only.
	mayContainStrings bool
	// key says which escape this is the set of, if it is one; other sets have
	// the zero key.
	key setKey
}

// setKey names the set of an escape, which is made once for a pattern.
type setKey struct {
	escape     rune // its letter; never zero
	property   ucd.Property
	strings    string // the name of a property of strings
	ignoreCase bool
}

// charge counts ranges and strings that are made.
func (p *parser) charge(n int) {
	p.meter.worked(n * rangeWork)
	if p.setWork += n; p.setWork > maxSetWork {
		p.fail(errTooLarge, p.i)
	}
}

// foldSet is the function foldSet, accounted for.
func (p *parser) foldSet(s []ucd.Range) []ucd.Range {
	p.charge(caseWork(s))
	return foldSet(s)
}

// foldSets reports whether sets hold case foldings instead of characters.
func (p *parser) foldSets() bool { return p.sets && p.ignoreCase }

// limit is the last character.
func (p *parser) limit() rune {
	if p.unicode {
		return ucd.MaxRune
	}
	return 0xFFFF
}

// complement implements CharacterComplement (sec-charactercomplement).
func (p *parser) complement(s []ucd.Range) []ucd.Range {
	c := complement(s, p.limit())
	if p.foldSets() {
		c = subtract(c, notFolded())
	}
	p.charge(len(c))
	return c
}

// escapeSet returns the set of \d, \s, \w and their opposites.
func (p *parser) escapeSet(c rune) set {
	if !p.build {
		return set{}
	}
	return p.cached(setKey{escape: c, ignoreCase: p.ignoreCase}, func() set {
		var s []ucd.Range
		switch c | 0x20 {
		case 'd':
			s = digitSet
		case 's':
			s = spaceSet
		case 'w':
			s = wordSet
			if p.unicode && p.ignoreCase {
				s = foldedWordSet
			}
		}
		if p.foldSets() {
			s = p.foldSet(s)
		}
		if c&0x20 == 0 {
			s = p.complement(s)
		}
		return set{ranges: s}
	})
}

func (p *parser) propertySet(prop ucd.Property, negated bool) set {
	if !p.build {
		return set{}
	}
	key := setKey{property: prop, escape: 'p', ignoreCase: p.ignoreCase}
	if negated {
		key.escape = 'P'
	}
	return p.cached(key, func() set {
		s := prop.Ranges()
		if p.foldSets() {
			s = p.foldSet(s)
		}
		if negated {
			s = p.complement(s)
		}
		return set{ranges: s}
	})
}

// cached returns the set for a key, made once for the pattern.
func (p *parser) cached(key setKey, build func() set) set {
	if s, ok := p.setCache[key]; ok {
		return s
	}
	s := build()
	s.key = key
	if p.setCache == nil {
		p.setCache = map[setKey]set{}
	}
	p.setCache[key] = s
	return s
}

func (p *parser) stringsSet(name string) set {
	if !p.build {
		return set{mayContainStrings: true}
	}
	return p.cached(setKey{escape: 'p', strings: name, ignoreCase: p.ignoreCase}, func() set {
		property, _ := ucd.LookupStrings(name)
		s := set{ranges: property.Runes, strings: property.Strings, mayContainStrings: true}
		if p.foldSets() {
			s.ranges = p.foldSet(s.ranges)
			s.strings = foldStrings(s.strings)
		}
		return s
	})
}

// foldStrings applies the simple case folding to the characters of strings.
func foldStrings(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		var b []byte
		for _, r := range decode(s, true) {
			b = appendRune(b, ucd.SimpleFold(r))
		}
		out[i] = string(b)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// setNode makes the node of an escape or a class outside of any other.
func (p *parser) setNode(s set) Node {
	if !p.build {
		return &Empty{}
	}
	if s.key.escape == 0 {
		return p.newClass(s)
	}
	n, ok := p.nodeCache[s.key]
	if !ok {
		n = p.newClass(s)
		if p.nodeCache == nil {
			p.nodeCache = map[setKey]*Class{}
		}
		p.nodeCache[s.key] = n
	}
	return n
}

func (p *parser) newClass(s set) *Class {
	n := &Class{Set: s.ranges}
	if p.ignoreCase {
		p.charge(caseWork(s.ranges))
		n.Set = closeOverCase(s.ranges, p.unicode)
		n.IgnoreCase = true
	}
	p.charge(len(n.Set) + len(s.strings))
	for _, str := range s.strings {
		if str == "" {
			n.HasEmpty = true
		} else {
			n.Strings = append(n.Strings, decode(str, true))
		}
	}
	slices.SortStableFunc(n.Strings, func(a, b []rune) int { return cmp.Compare(len(b), len(a)) })
	return n
}

// class parses a class outside of any other.
//
// CharacterClass :: [ ClassContents ] and [^ ClassContents ]
func (p *parser) class() Node {
	if p.sets {
		s := p.nestedClass()
		if p.err != nil {
			return &Empty{}
		}
		return p.setNode(s)
	}
	start := p.i
	p.i++
	negated := p.eat('^')
	var ranges []ucd.Range
	for {
		if p.peek() == eof {
			p.fail(errUnterminatedClass, start)
			return &Empty{}
		}
		if p.eat(']') {
			break
		}
		ranges = p.classRange(ranges)
	}
	if !p.build {
		return &Empty{}
	}
	n := p.newClass(set{ranges: normalize(ranges)})
	if negated {
		n.Set = complement(n.Set, p.limit())
	}
	return n
}

// classRange parses one character, escape or range of a class without the v
// flag and adds it to ranges.
//
// NonemptyClassRanges :: ClassAtom
// NonemptyClassRanges :: ClassAtom - ClassAtom
func (p *parser) classRange(ranges []ucd.Range) []ucd.Range {
	start := p.i
	lo, loSet, loIsSet := p.classAtom()
	if p.peek() != '-' || p.peekAt(1) == ']' || p.peekAt(1) == eof {
		return p.addAtom(ranges, lo, loSet, loIsSet)
	}
	p.i++
	hi, hiSet, hiIsSet := p.classAtom()
	if loIsSet || hiIsSet {
		if p.unicode {
			p.fail(errInvalidClass, start)
			return ranges
		}
		// The dash stands for itself (sec-regular-expressions-patterns).
		ranges = p.addAtom(ranges, lo, loSet, loIsSet)
		ranges = p.addAtom(ranges, '-', set{}, false)
		return p.addAtom(ranges, hi, hiSet, hiIsSet)
	}
	if lo > hi {
		p.fail(errClassOrder, start)
		return ranges
	}
	return p.addRange(ranges, ucd.Range{Lo: lo, Hi: hi})
}

func (p *parser) addAtom(ranges []ucd.Range, c rune, s set, isSet bool) []ucd.Range {
	if !isSet {
		return p.addRange(ranges, ucd.Range{Lo: c, Hi: c})
	}
	return p.addRange(ranges, s.ranges...)
}

// addRange adds to a list that is not normalized. When the list cannot grow in
// place it is normalized first, so it stays within a constant factor of the
// set it stands for.
func (p *parser) addRange(ranges []ucd.Range, more ...ucd.Range) []ucd.Range {
	if !p.build {
		return nil
	}
	p.charge(len(more))
	if len(ranges) >= 64 && len(ranges)+len(more) > cap(ranges) {
		ranges = slices.Grow(normalize(ranges), len(ranges)+len(more))
	}
	return append(ranges, more...)
}

// classAtom parses a character or an escape that is a set.
//
// ClassAtom :: -
// ClassAtomNoDash :: SourceCharacter, \ ClassEscape
func (p *parser) classAtom() (rune, set, bool) {
	start := p.i
	c := p.next()
	if c != '\\' {
		return max(c, 0), set{}, false
	}
	switch c = p.peek(); {
	case c == 'b':
		p.i++
		return '\b', set{}, false
	case c == '0' && p.unicode && !isDigit(p.peekAt(1)):
		p.i++
		return 0, set{}, false
	case isOctal(c) && p.unicode:
		p.fail(errInvalidClassEscape, start)
		return 0, set{}, false
	case isOctal(c):
		return p.legacyOctal(), set{}, false
	}
	if s, ok := p.classEscape(start, errInvalidClassProp); ok {
		return 0, s, true
	}
	return p.characterEscape(start, true), set{}, false
}
