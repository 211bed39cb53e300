package collate

import (
	"sync"

	"github.com/kilnjs/kiln/internal/ucd"
)

const (
	hangulBase  = 0xAC00
	hangulCount = 11172
	leadBase    = 0x1100
	vowelBase   = 0x1161
	trailBase   = 0x11A7
	vowelCount  = 21
	trailCount  = 28
)

// read reads the elements of the next character, or of the contraction or number that begins
// with it.
func (s *source) read() {
	r, n := s.peek(s.at)
	from := len(s.elements)
	if s.c.options.Numeric && s.c.isDigit(r) {
		s.number()
	} else {
		if !s.isNFD && s.at+n < s.end && s.mayReorder(r, s.at+n) {
			s.needsNFD = true
			return
		}
		s.at += n
		s.character(r)
		if s.c.class(r) == 0 {
			s.previous = r
		} else if composed := composedKana(s.previous, r); composed != 0 {
			s.previous = composed
		}
	}
	if s.c.options.IgnorePunctuation {
		s.ignoreVariable(from)
	}
}

// marks are those of a character in the order.
func (c *Collator) marks(r rune) marks {
	_, has := c.root.look(r)
	if c.own != nil {
		if i := r - hangulBase; 0 <= i && i < hangulCount {
			r = leadBase + i/(vowelCount*trailCount)
		}
		_, own := c.own.look(r)
		has |= own
	}
	return has
}

// class is the combining class of a character, which is searched for only where there is one.
func (c *Collator) class(r rune) uint8 {
	if r < 0x300 {
		return 0
	}
	if _, has := c.root.look(r); has&combines == 0 {
		return 0
	}
	return ucd.CombiningClass(r)
}

// mayReorder reports whether a mark follows a character that can change what that means, or that can move:
// a single mark behind a character that does not decompose is read as it is.
func (s *source) mayReorder(r rune, at int) bool {
	next, n := s.peek(at)
	if next < 0x300 {
		return false
	}
	_, has := s.c.root.look(next)
	if has&combines == 0 {
		return false
	}
	if _, of := s.c.root.look(r); has&decomposes != 0 || of&(combines|decomposes) != 0 {
		return true
	}
	if at += n; at < s.end {
		next, _ = s.peek(at)
		_, has = s.c.root.look(next)
		return has&combines != 0
	}
	return false
}

// composedKana is a voiced kana made of one and its mark, 0 for none.
func composedKana(base, mark rune) rune {
	if mark != 0x3099 && mark != 0x309A {
		return 0
	}
	for r := base + 1; r <= base+2; r++ {
		if ucd.Decomposition(r) == string([]rune{base, mark}) {
			return r
		}
	}
	return 0
}

// ignoreVariable removes elements of spaces and punctuation, and marks that follow them (the
// option Shifted of the algorithm).
func (s *source) ignoreVariable(from int) {
	kept := s.elements[:from]
	for _, e := range s.elements[from:] {
		p := e.primary()
		switch {
		case p != 0:
			s.variable = p <= s.c.root.variable
		case !s.variable:
			kept = append(kept, e)
			continue
		}
		if !s.variable && p != 0 {
			kept = append(kept, e)
		}
	}
	s.elements = kept
}

// character appends the elements of a character, which has been read.
func (s *source) character(r rune) {
	c := s.c
	if c.own != nil {
		if v := c.own.value(r); v != unmapped {
			if s.value(c.own, r, v) {
				return
			}
		}
	}
	v, has := c.root.look(r)
	if v != unmapped {
		s.value(c.root, r, v)
		return
	}
	if i := r - hangulBase; 0 <= i && i < hangulCount {
		s.character(leadBase + i/(vowelCount*trailCount))
		s.character(vowelBase + i/trailCount%vowelCount)
		if trail := i % trailCount; trail != 0 {
			s.character(trailBase + trail)
		}
		return
	}
	if has&decomposes != 0 && !s.isNFD {
		s.needsNFD = true
		return
	}
	s.elements = c.implicit(s.elements, r)
}

// value appends the elements of the value of a character. It reports whether the table says
// anything: a contraction may be all that a tailoring has.
func (s *source) value(m *mappings, r rune, v uint32) bool {
	switch {
	case v>>kindShift == kindSpecial && m.flags&flagReadings != 0:
		s.reading(v & payload)
		return true
	case v>>kindShift != kindContract:
		s.elements = m.expansion(s.elements, v)
		return true
	}
	at := int(v & payload)
	if at+2 > m.contraction.len() {
		return false
	}
	alone := m.contraction.at(at)
	best := s.contraction(m, at)
	if best == unmapped {
		best = alone
	}
	if best == unmapped || best>>kindShift == kindContract {
		return false
	}
	s.elements = m.expansion(s.elements, best)
	return true
}

// reading appends the elements of a syllable of Hangul, of which the last weighs more at the second level.
func (s *source) reading(v uint32) {
	root, i := s.c.root, rune(v>>differenceBits)
	from := len(s.elements)
	s.elements = root.expansion(s.elements, root.value(leadBase+i/(vowelCount*trailCount)))
	s.elements = root.expansion(s.elements, root.value(vowelBase+i/trailCount%vowelCount))
	if trail := i % trailCount; trail != 0 {
		s.elements = root.expansion(s.elements, root.value(trailBase+trail))
	}
	if last := len(s.elements) - 1; last >= from {
		s.elements[last] += element(v&(1<<differenceBits-1)) << secondaryAt
	}
}

// contraction finds the longest contraction of a character that has been read with what follows
// it, and reads that.
func (s *source) contraction(m *mappings, at int) uint32 {
	n := int(m.contraction.at(at + 1))
	i := at + 2
	first := true
	for ; n > 0 && i+3 <= m.contraction.len(); n-- {
		prefix, length, v := rune(m.contraction.at(i)), int(m.contraction.at(i+1)), m.contraction.at(i+2)
		i += 3
		if length > m.contraction.len()-i {
			break
		}
		suffix := i
		i += length
		if prefix != 0 && prefix != s.previous {
			continue
		}
		if length == 0 {
			return v
		}
		if s.at >= s.end {
			continue
		}
		if first && !s.isNFD {
			first = false
			// What follows may decompose, and then belong to a contraction in part.
			if next, _ := s.peek(s.at); s.c.mayDecompose(next) {
				s.needsNFD = true
				return unmapped
			}
		}
		if s.isNFD {
			if s.matchMarks(m, at, suffix, length) {
				return v
			}
			continue
		}
		to := s.at
		matched := true
		for k := 0; k < length && matched; k++ {
			if to >= s.end {
				matched = false
				break
			}
			r, size := s.peek(to)
			if want := rune(m.contraction.at(suffix + k)); k > 0 && r != want && s.c.mayDecompose(r) {
				s.needsNFD = true
				return unmapped
			}
			matched = r == rune(m.contraction.at(suffix+k))
			to += size
		}
		if matched {
			s.at = to
			return v
		}
	}
	return unmapped
}

// mayDecompose reports whether a character combines or decomposes, if only to what contractions have.
func (c *Collator) mayDecompose(r rune) bool {
	if r < 0xC0 {
		return false
	}
	if i := r - hangulBase; 0 <= i && i < hangulCount {
		return c.marks(r)&joins != 0
	}
	_, has := c.root.look(r)
	return has&(combines|decomposes) != 0
}

// matchMarks reads a suffix from decomposed text: its marks need not follow at once, where those
// between have other classes (steps S2.1.1 to S2.1.3 of the algorithm).
func (s *source) matchMarks(m *mappings, list, suffix, length int) bool {
	const most = 32
	var taken [most]int
	if length > most {
		return false
	}
	at := s.at
	apart := false
	highest := uint8(0) // the class of the last mark that was left out
	for k := range length {
		want := rune(m.contraction.at(suffix + k))
		for {
			if at >= s.end {
				return false
			}
			r := s.runes[at]
			class := s.c.class(r)
			if r == want && (!apart || class != 0 && class > highest) {
				break
			}
			if class == 0 || s.c.class(want) == 0 || class < highest {
				return false
			}
			apart, highest = true, class
			at++
		}
		if apart && k > 0 && !m.hasSuffix(list, suffix, k) {
			return false
		}
		taken[k] = at
		at++
	}
	if !apart {
		s.at = at
		return true
	}
	// Those that were left out move behind.
	write := at - 1
	for k, read := length-1, at-1; read >= s.at; read-- {
		if k >= 0 && taken[k] == read {
			k--
			continue
		}
		s.runes[write] = s.runes[read]
		write--
	}
	s.at += length
	return true
}

// hasSuffix reports whether a list of contractions has the first n characters of a suffix as one.
func (m *mappings) hasSuffix(list, suffix, n int) bool {
	i := list + 2
	for count := int(m.contraction.at(list + 1)); count > 0 && i+3 <= m.contraction.len(); count-- {
		length := int(m.contraction.at(i + 1))
		i += 3
		if length > m.contraction.len()-i {
			return false
		}
		if length == n && m.contraction[4*i:4*(i+n)] == m.contraction[4*suffix:4*(suffix+n)] {
			return true
		}
		i += length
	}
	return false
}

// implicit appends the element of a character that has none in the tables.
func (c *Collator) implicit(to []element, r rune) []element {
	if r >= 0x3400 {
		if c.han == nil {
			c.han = open("han")
		}
		if v := c.han.value(r); v != unmapped {
			return c.han.expansion(to, v)
		}
	}
	if r >= 0x3400 && unifiedIdeographs().Contains(r) {
		return append(to, newElement((0xFB80+uint32(r)>>15)<<primaryShift|uint32(r)&0x7FFF, commonSecondary, commonTertiary))
	}
	for _, x := range siniform {
		if x.from <= r && r <= x.to {
			return append(to, newElement(x.weight<<primaryShift|uint32(r-x.base), commonSecondary, commonTertiary))
		}
	}
	return append(to, newElement((0xFBC0+uint32(r)>>15)<<primaryShift|uint32(r)&0x7FFF, commonSecondary, commonTertiary))
}

// siniform are blocks of scripts like Han, with their weights
// (https://www.unicode.org/reports/tr10/#Implicit_Weights).
var siniform = [...]struct {
	from, to, base rune
	weight         uint32
}{
	{0x17000, 0x18AFF, 0x17000, 0xFB00}, // Tangut and its components
	{0x18D00, 0x18DFF, 0x17000, 0xFB00},
	{0x1B170, 0x1B2FF, 0x1B170, 0xFB01}, // Nushu
	{0x18B00, 0x18CFF, 0x18B00, 0xFB02}, // Khitan small script
}

var unifiedIdeographs = sync.OnceValue(func() ucd.Property {
	p, _ := ucd.LookupLone("Unified_Ideograph")
	return p
})

// Numbers stand before digits: a weight for the number of digits, and one for each digit.
const (
	numberBase  = 1 << (primaryShift - 1) // behind what tailorings put after the last currency
	numberSlice = 1 << 13                 // longer ones are several numbers
	numberDigit = numberSlice + 1         // the weight of the digit 0
)

// number reads a number, whose digits are decimal.
func (s *source) number() {
	c := s.c
	base := c.root.digit - 1<<primaryShift + numberBase
	zeros := true
	first, count := len(s.elements), 0
	for s.at < s.end && count < numberSlice {
		r, n := s.peek(s.at)
		if !c.isDigit(r) {
			break
		}
		s.at += n
		s.previous = r
		value := digitValue(r)
		if value == 0 && zeros && s.at < s.end {
			if next, _ := s.peek(s.at); c.isDigit(next) {
				continue
			}
		}
		if zeros {
			zeros = false
			s.elements = append(s.elements, 0)
		}
		count++
		s.elements = append(s.elements, newElement(base+numberDigit+uint32(value), commonSecondary, commonTertiary))
	}
	s.elements[first] = newElement(base+uint32(count), commonSecondary, commonTertiary)
}

// digitValue is the value of a decimal digit: they stand in tens.
func digitValue(r rune) int {
	if r < 0x80 {
		return int(r - '0')
	}
	for _, x := range decimalDigits().Ranges() {
		if x.Lo <= r && r <= x.Hi {
			return int(r-x.Lo) % 10
		}
	}
	return 0
}
