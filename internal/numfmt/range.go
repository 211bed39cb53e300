package numfmt

import (
	"unicode/utf8"

	"github.com/kilnjs/kiln/internal/plural"
)

// FormatRange formats a range, or about a number if both ends look the same
// (sec-partitionnumberrangepattern). Neither is NaN.
//
// What stands around both numbers alike is written once where ICU does so: the name of a unit or currency always, affixes
// of a pattern if they are more than one character. As there too, space is put around the dash if the first
// number has affixes of its own.
func (f *Formatter) FormatRange(out *Output, x, y *Decimal) {
	a, b := &out.first, &out.second
	f.prepare(out, a, x)
	f.prepare(out, b, y)
	if f.look(out, a) == f.look(out, b) {
		out.reset()
		f.write(out, a, true)
		return
	}
	first, second := f.around(out, a), f.around(out, b)
	length := utf8.RuneCountInString(first[0]) + utf8.RuneCountInString(first[1])
	shareMiddle := length > 1 && first == second
	spaced := length > 0 && !shareMiddle || a.form == finite && (f.options.Notation == Scientific || f.options.Notation == Engineering)

	out.reset()
	outer := a.outer
	if outer != nil {
		outer = &f.outer[plural.Range(f.options.Locale, a.category, b.category)]
		out.write(outer.part, outer.prefix)
	}
	one, other := a.middle(false), b.middle(false)
	if shareMiddle {
		f.affix(out, a, one.prefix, false, one.prepend)
	}
	out.write(Literal, f.between[0])
	out.source = StartRange
	f.member(out, a, one, !shareMiddle)
	out.source = Shared
	infix := f.between[1]
	if spaced {
		if r, _ := utf8.DecodeRuneInString(infix); !isPatternSpace(r) {
			infix = " " + infix
		}
		if r, _ := utf8.DecodeLastRuneInString(infix); !isPatternSpace(r) {
			infix += " "
		}
	}
	out.write(Literal, infix)
	out.source = EndRange
	f.member(out, b, other, !shareMiddle)
	out.source = Shared
	out.write(Literal, f.between[2])
	if shareMiddle {
		f.affix(out, b, other.suffix, false, false)
	}
	if outer != nil {
		out.write(outer.part, outer.suffix)
	}
}

// member writes one number of a range, with its affixes unless both have them together.
func (f *Formatter) member(out *Output, n *number, m middle, withAffixes bool) {
	if withAffixes {
		f.affix(out, n, m.prefix, false, m.prepend)
	}
	if n.pattern.hasDigits {
		f.digitsOf(out, n)
	}
	if withAffixes {
		f.affix(out, n, m.suffix, false, false)
	}
}

// look is a number as it looks on its own.
func (f *Formatter) look(out *Output, n *number) string {
	out.reset()
	f.write(out, n, false)
	return string(out.Text)
}

// around is what the pattern of a number has before and behind it. The space between a currency and digits is not
// a part of it.
func (f *Formatter) around(out *Output, n *number) (texts [2]string) {
	m := n.middle(false)
	for i, tokens := range [...][]token{m.prefix, m.suffix} {
		out.reset()
		if i == 0 && m.prepend {
			f.signs(out, n, false)
		}
		for _, t := range tokens {
			if t.kind != tokenSpacing {
				f.affix(out, n, []token{t}, false, false)
			}
		}
		texts[i] = string(out.Text)
	}
	return texts
}

// isPatternSpace reports whether r is white space of patterns (Pattern_White_Space).
func isPatternSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\v', '\f', '\r', 0x85, 0x200E, 0x200F, 0x2028, 0x2029:
		return true
	}
	return false
}
