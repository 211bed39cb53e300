package collate

// letter is what a character weighs that has one element with a primary weight and at most one that
// is an accent, or is a syllable of Hangul.
type letter struct {
	primary   uint32 // 0 where the weights of the character are not so simple
	secondary uint32
	tertiary  uint32 // or that of case, where the options want it in place of accents
	// syllable is, of one of Hangul, its vowel (from 1) and what trails it (from 0), whose weights
	// ascend like this; the primary weight is that of its first letter.
	syllable uint16
	has      marks
}

// newLetters weighs the characters of Latin-1, by the same tables as all others.
//
// What it makes is valid as long as the collator: options and tables do not change.
func (c *Collator) newLetters() *[256]letter {
	letters := new([256]letter)
	for i := range letters {
		letters[i] = c.weigh(rune(i))
	}
	return letters
}

// weigh finds what a character weighs that stands alone; half a character weighs nothing simple.
func (c *Collator) weigh(r rune) (l letter) {
	if r&^0x7FF == 0xD800 {
		return l
	}
	if i := r - hangulBase; 0 <= i && i < hangulCount {
		return c.weighSyllable(i)
	}
	m := c.root
	v, has := m.look(r)
	l.has = has
	if c.own != nil {
		own, has := c.own.look(r)
		l.has |= has
		if own != unmapped {
			m, v = c.own, own
		}
	}
	for v>>kindShift == kindContract {
		at := int(v & payload)
		l.has |= begins
		if at+3 > m.contraction.len() || m.contraction.at(at+2) != 0 {
			return l // what stands before it matters: those contractions are the first
		}
		v = m.contraction.at(at)
		if v != unmapped {
			break
		}
		if m == c.root {
			return l
		}
		m = c.root
		v = m.value(r)
	}
	var list [2]element
	switch v >> kindShift {
	case kindElement:
		list[0] = narrow(v)
	case kindExpansion:
		if v&0x1F == 0 || v&0x1F > 2 || len(m.expansion(list[:0], v)) != int(v&0x1F) {
			return l
		}
	case kindSpecial:
		switch {
		case v != unmapped && m.flags&flagReadings == 0:
			list[0] = newElement(m.base+v&payload, commonSecondary, commonTertiary)
		case v != unmapped || l.has&decomposes != 0 || len(c.implicit(list[:0], r)) != 1:
			return l
		}
	default:
		return l
	}
	c.weighElements(&l, list, r)
	return l
}

// weighElements sets the weights of a letter, if they are simple.
func (c *Collator) weighElements(l *letter, list [2]element, r rune) {
	o, first, accent := &c.options, list[0], list[1]
	p := first.primary()
	switch {
	case p == 0, l.has&combines != 0, o.IgnorePunctuation && p <= c.root.variable, o.Numeric && c.isDigit(r):
		return
	}
	l.secondary, l.tertiary = first.secondary(), c.tertiaryWeight(first)
	if o.Sensitivity == Case {
		l.tertiary = c.caseWeight(first)
	}
	// An accent weighs more than the common weight, which is what stands there otherwise, and
	// so its weight decides when letters are equal; all accents have the same tertiary weight.
	// A weight of a tailoring is one with which accents cannot be compared like this.
	const secondary = commonSecondary << secondaryShift
	if first.secondary() != secondary {
		return
	}
	if accent != 0 {
		if accent.primary() != 0 || accent.secondary() <= secondary || accent.tertiary() != commonTertiary<<tertiaryShift {
			return
		}
		l.secondary = accent.secondary()
	}
	l.primary = c.place(p)
}

// weighSyllable weighs a syllable of Hangul by its number.
func (c *Collator) weighSyllable(i rune) (l letter) {
	lead := leadBase + i/(vowelCount*trailCount)
	l.has = c.marks(lead)
	if !c.plainHangul {
		return l
	}
	v := c.root.value(lead)
	if v>>kindShift != kindElement {
		return l
	}
	e := narrow(v)
	l.primary = c.place(e.primary())
	l.secondary, l.tertiary = e.secondary(), c.tertiaryWeight(e)
	if c.options.Sensitivity == Case {
		l.tertiary = c.caseWeight(e)
	}
	l.syllable = uint16(1+i/trailCount%vowelCount)<<8 | uint16(i%trailCount)
	return l
}

// isPlainHangul reports whether the letters of Hangul are those of the root, where each has one
// element, with common weights.
func (c *Collator) isPlainHangul() bool {
	for r := rune(leadBase); r < trailBase+trailCount; r++ {
		if c.own != nil {
			if v, has := c.own.look(r); v != unmapped || has != 0 {
				return false
			}
		}
	}
	return true
}

// letter is that of a unit of a text; to is memory for it.
func (c *Collator) letter(u uint16, to *letter) *letter {
	if u < 256 {
		return &c.letters[u]
	}
	*to = c.weigh(rune(u))
	return to
}

// compareLetters compares texts of letters that weigh simply; ok is false when there is anything
// else at or behind the first difference.
//
// Why it is what compare finds: what is equal in both texts before the first difference has the same
// elements, if nothing at the difference belongs to it (isApart). From there on each letter is one
// element, or one and an accent, so that weights of all levels stand side by side; a letter that may
// begin a contraction, or decomposes, must not be followed by what could become part of it (isWhole).
// A mark that follows another letter changes nothing in its primary weight, and is itself not simple.
func compareLetters[A, B uint8 | uint16](c *Collator, a []A, b []B) (order int, ok bool) {
	var forX, forY letter
	var secondary, tertiary int
	backwards := c.own != nil && c.own.flags&flagBackwards != 0
	n, i := min(len(a), len(b)), 0
	suspicious := marks(suspicious)
	if ^A(0) == latin1 && ^B(0) == latin1 {
		suspicious &^= decomposes // nothing combines there
	}
	for i < n && uint16(a[i]) == uint16(b[i]) {
		i++
	}
	for ; i < n; i++ {
		x, y := c.letter(uint16(a[i]), &forX), c.letter(uint16(b[i]), &forY)
		if x.primary == 0 || y.primary == 0 || (x.has|y.has)&suspicious != 0 && !(isAlone(c, a, i, x) && isAlone(c, b, i, y)) {
			return 0, false
		}
		if x.primary != y.primary {
			return sign(x.primary, y.primary), true
		}
		if x.syllable != y.syllable {
			v, w := x.syllable>>8, y.syllable>>8
			if v == 0 || w == 0 || v == w && (x.syllable&0xFF == 0 || y.syllable&0xFF == 0) {
				return 0, false // one has more letters
			}
			return sign(x.syllable, y.syllable), true
		}
		if (secondary == 0 || backwards) && x.secondary != y.secondary {
			secondary = sign(x.secondary, y.secondary)
		}
		if tertiary == 0 && x.tertiary != y.tertiary {
			tertiary = sign(x.tertiary, y.tertiary)
		}
	}
	switch {
	case len(a) > n:
		x := c.letter(uint16(a[n]), &forX)
		return 1, x.primary != 0 && isAlone(c, a, n, x)
	case len(b) > n:
		y := c.letter(uint16(b[n]), &forY)
		return -1, y.primary != 0 && isAlone(c, b, n, y)
	}
	switch c.options.Sensitivity {
	case Base:
		return 0, true
	case Accent:
		return secondary, true
	case Variant:
		if secondary != 0 {
			return secondary, true
		}
	}
	return tertiary, true
}

func sign[T uint16 | uint32](x, y T) int {
	if x < y {
		return -1
	}
	return 1
}

// suspicious are the marks of letters that may not stand alone.
const suspicious = joins | decomposes | begins

// latin1 is the last character of Latin-1.
const latin1 = 0xFF

// isAlone reports whether the letter at a place of a text belongs neither to what is before it nor to
// what follows.
func isAlone[U uint8 | uint16](c *Collator, text []U, at int, l *letter) bool {
	return l.has&suspicious == 0 || isApart(c, text, at, l) && isWhole(c, text, at, l)
}

// mostBack is how far isApart looks back.
const mostBack = 8

// isApart reports whether the letter at a place of a text is no part of a contraction that begins
// before it. All characters of a contraction but the first have the mark joins.
func isApart[U uint8 | uint16](c *Collator, text []U, at int, l *letter) bool {
	if l.has&joins == 0 || at == 0 {
		return true
	}
	var memory letter
	for back := 1; back <= mostBack; back++ {
		u := uint16(text[at-back])
		if u&0xF800 == 0xD800 {
			return false
		}
		before := c.letter(u, &memory)
		switch {
		case before.has&(begins|combines) != 0:
			return false
		case before.has&joins == 0, at == back:
			return true
		}
	}
	return false
}

// isWhole reports whether what follows the letter at a place of a text is no part of it.
func isWhole[U uint8 | uint16](c *Collator, text []U, at int, l *letter) bool {
	if l.has&begins == 0 && (l.has&decomposes == 0 || ^U(0) == latin1) || at+1 >= len(text) {
		return true
	}
	u := uint16(text[at+1])
	var has marks
	switch {
	case u < 256:
		has = c.letters[u].has
	case u&0xF800 == 0xD800:
		return false
	default:
		has = c.marks(rune(u))
	}
	if l.has&begins != 0 {
		return has&joins == 0
	}
	return has&combines == 0
}
