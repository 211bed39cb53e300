package collate

import (
	"unicode/utf8"

	"github.com/kilnjs/kiln/internal/ucd"
)

// letter is what a character of Latin-1 weighs, when it has one element with a primary weight and
// at most one that is an accent.
type letter struct {
	primary   uint32 // 0 where the weights of the character are not so simple
	secondary uint32
	tertiary  uint32
	begins    bool // a contraction with what may follow
	follows   bool // in a contraction
}

// newLetters weighs the characters of Latin-1, by the same tables as all others.
//
// What it makes is valid as long as the collator: options and tables do not change.
func (c *Collator) newLetters() *[256]letter {
	o := &c.options
	if o.Sensitivity == Case || c.own != nil && c.own.flags&flagBackwards != 0 {
		return nil
	}
	letters := new([256]letter)
	for i := range letters {
		r := rune(i)
		l := &letters[i]
		tail := r
		if d, _ := utf8.DecodeRuneInString(ucd.Decomposition(r)); d != utf8.RuneError {
			tail = d // a contraction may have only the first part of a character
		}
		l.follows = c.root.isTail(tail) || c.own != nil && c.own.isTail(tail)
		l.begins = c.root.value(r)>>kindShift == kindContract || c.own != nil && c.own.value(r)>>kindShift == kindContract
		if o.Numeric && c.isDigit(r) {
			continue
		}
		s := &c.a
		s.reset(Text{Latin1: []byte{byte(i)}}, 0)
		s.read()
		list := s.elements
		if s.needsNFD || len(list) == 0 || len(list) > 2 || list[0].primary() == 0 {
			continue
		}
		l.secondary, l.tertiary = list[0].secondary(), c.tertiaryWeight(list[0])
		if len(list) == 2 {
			// An accent weighs more than the common weight, which is what stands there otherwise, and
			// so its weight decides when letters are equal; all accents have the same tertiary weight.
			accent := list[1]
			if list[0].secondary() != commonSecondary<<secondaryShift || accent.primary() != 0 || accent.secondary() <= commonSecondary<<secondaryShift ||
				accent.tertiary() != commonTertiary<<tertiaryShift {
				continue
			}
			l.secondary = accent.secondary()
		} else if l.secondary != commonSecondary<<secondaryShift {
			// A weight of a tailoring, which accents cannot be compared with like this.
			continue
		}
		l.primary = c.place(list[0].primary())
	}
	return letters
}

// compareLetters compares texts of letters that weigh simply; ok is false when there is anything
// else before the difference.
func (c *Collator) compareLetters(a, b []byte) (order int, ok bool) {
	t := c.letters
	if t == nil {
		return 0, false
	}
	var secondary, tertiary int
	n := min(len(a), len(b))
	for i := range n {
		x, y := &t[a[i]], &t[b[i]]
		if x.primary == 0 || y.primary == 0 || x.begins && i+1 < len(a) && t[a[i+1]].follows || y.begins && i+1 < len(b) && t[b[i+1]].follows {
			return 0, false
		}
		if x == y {
			continue
		}
		if x.primary != y.primary {
			if x.primary < y.primary {
				return -1, true
			}
			return 1, true
		}
		if secondary == 0 && x.secondary != y.secondary {
			secondary = 1
			if x.secondary < y.secondary {
				secondary = -1
			}
		}
		if tertiary == 0 && x.tertiary != y.tertiary {
			tertiary = 1
			if x.tertiary < y.tertiary {
				tertiary = -1
			}
		}
	}
	if len(a) != len(b) {
		if len(a) > n {
			return 1, t[a[n]].primary != 0
		}
		return -1, t[b[n]].primary != 0
	}
	switch {
	case c.options.Sensitivity == Base:
		return 0, true
	case secondary != 0 || c.options.Sensitivity == Accent:
		return secondary, true
	}
	return tertiary, true
}
