package ucd

import (
	"cmp"
	"slices"
	"sync"
)

// caseRange says that the code points lo, lo+stride, … hi map to what is delta
// further.
type caseRange struct {
	lo, hi, delta rune
	stride        uint8 // 1 or 2
}

// expansion maps a code point to n others.
type expansion struct {
	from rune
	n    uint8
	to   [3]rune
}

func mapRune(list []caseRange, r rune) rune {
	lo, hi := 0, len(list)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		c := &list[mid]
		switch {
		case r < c.lo:
			hi = mid
		case r > c.hi:
			lo = mid + 1
		default:
			if c.stride == 2 && (r-c.lo)&1 != 0 {
				return r
			}
			return r + c.delta
		}
	}
	return r
}

func expand(list []expansion, r rune) (to [3]rune, n int) {
	i, ok := slices.BinarySearchFunc(list, r, func(e expansion, r rune) int { return cmp.Compare(e.from, r) })
	if !ok {
		return to, 0
	}
	return list[i].to, int(list[i].n)
}

// SimpleUpper returns the simple uppercase mapping of r.
func SimpleUpper(r rune) rune {
	if r < 0x80 {
		if 'a' <= r && r <= 'z' {
			r -= 'a' - 'A'
		}
		return r
	}
	return mapRune(upperRanges[:], r)
}

// SimpleLower returns the simple lowercase mapping of r.
func SimpleLower(r rune) rune {
	if r < 0x80 {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	return mapRune(lowerRanges[:], r)
}

// SimpleFold returns the simple case folding of r, scf(r).
func SimpleFold(r rune) rune {
	if r < 0x80 {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	return mapRune(foldRanges[:], r)
}

// ToUpper returns the full uppercase mapping of r, n code points, 1 ≤ n ≤ 3
// (sec-string.prototype.touppercase).
func ToUpper(r rune) (to [3]rune, n int) {
	if r >= 0x80 {
		if to, n = expand(upperExpansions[:], r); n != 0 {
			return to, n
		}
	}
	return [3]rune{SimpleUpper(r)}, 1
}

// ToLower returns the full lowercase mapping of r, n code points, 1 ≤ n ≤ 3
// (sec-string.prototype.tolowercase). The one mapping that depends on the
// context is the caller's: U+03A3 becomes U+03C2 at the end of a word, see
// IsCased and IsCaseIgnorable.
func ToLower(r rune) (to [3]rune, n int) {
	if r >= 0x80 {
		if to, n = expand(lowerExpansions[:], r); n != 0 {
			return to, n
		}
	}
	return [3]rune{SimpleLower(r)}, 1
}

// FoldFull returns the full case folding of r, n code points, 1 ≤ n ≤ 3.
func FoldFull(r rune) (to [3]rune, n int) {
	if r >= 0x80 {
		if to, n = expand(foldExpansions[:], r); n != 0 {
			return to, n
		}
	}
	return [3]rune{SimpleFold(r)}, 1
}

// The properties that decide about a final sigma.
var (
	casedProperty         = sync.OnceValue(func() Property { return mustLookup("Cased") })
	caseIgnorableProperty = sync.OnceValue(func() Property { return mustLookup("Case_Ignorable") })
	whiteSpaceProperty    = sync.OnceValue(func() Property { return mustLookup("White_Space") })
)

func mustLookup(name string) Property {
	p, ok := LookupLone(name)
	if !ok {
		panic("ucd: no property " + name)
	}
	return p
}

// IsCased reports whether r has the property Cased. A capital sigma is final
// when a cased code point stands before it and none after it, code points for
// which IsCaseIgnorable holds left out on both sides.
func IsCased(r rune) bool { return casedProperty().Contains(r) }

// IsCaseIgnorable reports whether r has the property Case_Ignorable.
func IsCaseIgnorable(r rune) bool { return caseIgnorableProperty().Contains(r) }

// IsWhiteSpace reports whether r has the property White_Space. That is not
// ECMAScript's WhiteSpace, which has U+FEFF and lacks U+0085.
func IsWhiteSpace(r rune) bool { return whiteSpaceProperty().Contains(r) }

// Canonicalize returns what a pattern with the i flag compares instead of r
// (sec-runtime-semantics-canonicalize-ch): the simple case folding with a u or
// v flag; otherwise the uppercase form of one code unit if there is one, never
// an ASCII character for one that is not. Without u and v, r is a code unit.
func Canonicalize(r rune, unicode bool) rune {
	if r < 0x80 {
		if unicode {
			return SimpleFold(r)
		}
		return SimpleUpper(r)
	}
	if unicode {
		return mapRune(foldRanges[:], r)
	}
	u := mapRune(upperRanges[:], r)
	if u == r || u < 0x80 || u > 0xFFFF || r > 0xFFFF {
		return r
	}
	if _, n := expand(upperExpansions[:], r); n > 1 {
		return r
	}
	return u
}

// caseClass is one member of a class of code points that Canonicalize maps to
// canon.
type caseClass struct{ canon, member rune }

// The classes of more than one member, sorted.
var (
	legacyClasses  = sync.OnceValue(func() []caseClass { return caseClasses(upperRanges[:], false) })
	unicodeClasses = sync.OnceValue(func() []caseClass { return caseClasses(foldRanges[:], true) })
)

func caseClasses(list []caseRange, unicode bool) []caseClass {
	var classes []caseClass
	for _, c := range list {
		for r := c.lo; r <= c.hi; r += rune(c.stride) {
			if canon := Canonicalize(r, unicode); canon != r {
				classes = append(classes, caseClass{canon, r}, caseClass{canon, canon})
			}
		}
	}
	slices.SortFunc(classes, func(a, b caseClass) int {
		return cmp.Or(cmp.Compare(a.canon, b.canon), cmp.Compare(a.member, b.member))
	})
	return slices.Compact(classes)
}

// AppendCaseVariants appends to dst every code point that Canonicalize does
// not tell from r, r included, in ascending order.
func AppendCaseVariants(dst []rune, r rune, unicode bool) []rune {
	if r < 0x80 && !unicode {
		switch {
		case 'a' <= r && r <= 'z':
			return append(dst, r-('a'-'A'), r)
		case 'A' <= r && r <= 'Z':
			return append(dst, r, r+('a'-'A'))
		}
		return append(dst, r)
	}
	classes := legacyClasses
	if unicode {
		classes = unicodeClasses
	}
	canon := Canonicalize(r, unicode)
	list := classes()
	i, ok := slices.BinarySearchFunc(list, canon, func(c caseClass, canon rune) int { return cmp.Compare(c.canon, canon) })
	if !ok {
		return append(dst, r)
	}
	for ; i < len(list) && list[i].canon == canon; i++ {
		dst = append(dst, list[i].member)
	}
	return dst
}

// CaseClasses calls yield for every class of at least two code points that
// Canonicalize does not tell from each other, with its members in ascending
// order. The slice is valid during the call.
func CaseClasses(unicode bool, yield func(members []rune)) {
	classes := legacyClasses
	if unicode {
		classes = unicodeClasses
	}
	var members []rune
	list := classes()
	for i := 0; i < len(list); {
		members = members[:0]
		j := i
		for ; j < len(list) && list[j].canon == list[i].canon; j++ {
			members = append(members, list[j].member)
		}
		yield(members)
		i = j
	}
}
