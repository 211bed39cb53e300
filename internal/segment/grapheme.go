package segment

import "github.com/kilnjs/kiln/internal/ucd"

// cluster is what the rules of grapheme clusters want to know of the text before a place.
type cluster struct {
	last uint8 // the class of the last character
	// oddFlag says that an odd number of regional indicators stands there (GB12, GB13).
	oddFlag bool
	// emoji says that it ends in a pictograph, perhaps extended, and joined by ZWJ (GB11).
	emoji progress
	// conjunct says that it ends in a consonant, perhaps extended, and with a linker (GB9c).
	conjunct progress
}

// progress is how far the text before a place is in a pattern of three parts.
type progress uint8

const (
	outside progress = iota
	begun            // the first part
	ready            // the first two: the third would continue it
)

// anyBefore is what the text before a place may be at most, of which only the last character
// is known.
func anyBefore(last uint8) cluster {
	c := cluster{last: last, oddFlag: true}
	if last == ucd.GraphemeZWJ {
		c.emoji = ready
	}
	if extendsGrapheme(last) {
		c.conjunct = ready
	}
	return c
}

func extendsGrapheme(class uint8) bool {
	switch class {
	case ucd.GraphemeExtend, ucd.GraphemeExtendNotConjunct, ucd.GraphemeLinker, ucd.GraphemeZWJ:
		return true
	}
	return false
}

// joins reports whether a character of a class goes into the cluster.
func (c *cluster) joins(class uint8) bool {
	switch c.last {
	case ucd.GraphemeCR:
		return class == ucd.GraphemeLF // GB3, GB4
	case ucd.GraphemeLF, ucd.GraphemeControl:
		return false // GB4
	}
	switch class {
	case ucd.GraphemeCR, ucd.GraphemeLF, ucd.GraphemeControl:
		return false // GB5
	case ucd.GraphemeSpacingMark:
		return true // GB9a
	}
	if extendsGrapheme(class) || c.last == ucd.GraphemePrepend {
		return true // GB9, GB9b
	}
	switch class {
	case ucd.GraphemeL, ucd.GraphemeLV, ucd.GraphemeLVT:
		return c.last == ucd.GraphemeL // GB6
	case ucd.GraphemeV:
		return c.last == ucd.GraphemeL || c.last == ucd.GraphemeV || c.last == ucd.GraphemeLV // GB6, GB7
	case ucd.GraphemeT: // GB7, GB8
		switch c.last {
		case ucd.GraphemeLV, ucd.GraphemeV, ucd.GraphemeLVT, ucd.GraphemeT:
			return true
		}
	case ucd.GraphemeConsonant:
		return c.conjunct == ready
	case ucd.GraphemePictographic:
		return c.emoji == ready
	case ucd.GraphemeRegionalIndicator:
		return c.last == ucd.GraphemeRegionalIndicator && c.oddFlag
	}
	return false // GB999
}

// add adds a character of a class.
func (c *cluster) add(class uint8) {
	c.last = class
	c.oddFlag = class == ucd.GraphemeRegionalIndicator && !c.oddFlag
	switch class {
	case ucd.GraphemePictographic:
		c.emoji, c.conjunct = begun, outside
		return
	case ucd.GraphemeConsonant:
		c.emoji, c.conjunct = outside, begun
		return
	case ucd.GraphemeZWJ: // in Extend of Indic_Conjunct_Break
		if c.emoji == begun {
			c.emoji = ready
		} else {
			c.emoji = outside
		}
		return
	}
	if !extendsGrapheme(class) {
		c.emoji, c.conjunct = outside, outside
		return
	}
	if c.emoji == ready {
		c.emoji = outside
	}
	switch {
	case class == ucd.GraphemeExtendNotConjunct:
		c.conjunct = outside
	case class == ucd.GraphemeLinker && c.conjunct == begun:
		c.conjunct = ready
	}
}

// grapheme is the end of the cluster that begins at pos.
func (s *scanner[U]) grapheme() int {
	classes := ucd.GraphemeClasses()
	r, n := decode(s.t, s.pos)
	s.pos += n
	var c cluster
	c.add(classes.Of(r))
	for s.more() {
		r, n := decode(s.t, s.pos)
		class := classes.Of(r)
		if !c.joins(class) {
			break
		}
		c.add(class)
		s.pos += n
	}
	return s.pos
}

// graphemeBoundary reports whether i, inside the text, is a boundary whatever stands before
// the character that ends there.
func (s *scanner[U]) graphemeBoundary(i int) bool {
	classes := ucd.GraphemeClasses()
	last, _ := decodeBefore(s.t, i)
	r, _ := decode(s.t, i)
	c := anyBefore(classes.Of(last))
	return !c.joins(classes.Of(r))
}
