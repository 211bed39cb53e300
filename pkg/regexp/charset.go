package regexp

import (
	"cmp"
	"slices"
	"sync"

	"github.com/kilnjs/kiln/internal/ucd"
)

// A set of characters is a sorted list of disjoint ranges that do not touch.

var (
	digitSet = []ucd.Range{{Lo: '0', Hi: '9'}}
	wordSet  = []ucd.Range{{Lo: '0', Hi: '9'}, {Lo: 'A', Hi: 'Z'}, {Lo: '_', Hi: '_'}, {Lo: 'a', Hi: 'z'}}
	// foldedWordSet adds the characters whose case folding is a word character
	// (sec-wordcharacters).
	foldedWordSet = append(slices.Clone(wordSet), ucd.Range{Lo: 0x17F, Hi: 0x17F}, ucd.Range{Lo: 0x212A, Hi: 0x212A})
	spaceSet      = []ucd.Range{
		{Lo: '\t', Hi: '\r'}, {Lo: ' ', Hi: ' '}, {Lo: 0xA0, Hi: 0xA0}, {Lo: 0x1680, Hi: 0x1680},
		{Lo: 0x2000, Hi: 0x200A}, {Lo: 0x2028, Hi: 0x2029}, {Lo: 0x202F, Hi: 0x202F}, {Lo: 0x205F, Hi: 0x205F},
		{Lo: 0x3000, Hi: 0x3000}, {Lo: 0xFEFF, Hi: 0xFEFF},
	}
)

// normalize sorts ranges and joins those that touch or overlap, in place.
func normalize(s []ucd.Range) []ucd.Range {
	sorted := true
	for i := 1; i < len(s); i++ {
		if s[i].Lo <= s[i-1].Hi+1 {
			sorted = false
			break
		}
	}
	if sorted {
		return s
	}
	slices.SortFunc(s, func(a, b ucd.Range) int { return cmp.Compare(a.Lo, b.Lo) })
	n := 0
	for _, r := range s[1:] {
		if r.Lo <= s[n].Hi+1 {
			s[n].Hi = max(s[n].Hi, r.Hi)
		} else {
			n++
			s[n] = r
		}
	}
	return s[:n+1]
}

// complement returns the characters up to limit that are not in s.
func complement(s []ucd.Range, limit rune) []ucd.Range {
	out := make([]ucd.Range, 0, len(s)+1)
	next := rune(0)
	for _, r := range s {
		if r.Lo > next {
			out = append(out, ucd.Range{Lo: next, Hi: r.Lo - 1})
		}
		next = r.Hi + 1
	}
	if next <= limit {
		out = append(out, ucd.Range{Lo: next, Hi: limit})
	}
	return out
}

// intersect returns the characters in both a and b.
func intersect(a, b []ucd.Range) []ucd.Range {
	var out []ucd.Range
	for len(a) > 0 && len(b) > 0 {
		lo, hi := max(a[0].Lo, b[0].Lo), min(a[0].Hi, b[0].Hi)
		if lo <= hi {
			out = append(out, ucd.Range{Lo: lo, Hi: hi})
		}
		if a[0].Hi < b[0].Hi {
			a = a[1:]
		} else {
			b = b[1:]
		}
	}
	return out
}

// subtract returns the characters of a that are not in b.
func subtract(a, b []ucd.Range) []ucd.Range {
	return intersect(a, complement(b, ucd.MaxRune))
}

// setContains reports whether c is in s.
func setContains(s []ucd.Range, c rune) bool {
	lo, hi := 0, len(s)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		switch {
		case c < s[mid].Lo:
			hi = mid
		case c > s[mid].Hi:
			lo = mid + 1
		default:
			return true
		}
	}
	return false
}

// fewCharacters is the size of a set up to which its characters are looked at
// one by one; for a larger set all case classes are, of which there are less
// than manyClasses.
const (
	fewCharacters = 256
	manyClasses   = 1500
)

// countFew returns the number of characters in s, or some number larger than
// fewCharacters.
func countFew(s []ucd.Range) int {
	n := 0
	for _, r := range s {
		n += int(r.Hi-r.Lo) + 1
		if n > fewCharacters {
			break
		}
	}
	return n
}

func isFew(s []ucd.Range) bool { return countFew(s) <= fewCharacters }

// caseWork returns about how many steps closeOverCase and foldSet take.
func caseWork(s []ucd.Range) int {
	if n := countFew(s); n <= fewCharacters {
		return n
	}
	return len(s) + manyClasses
}

// closeOverCase returns the characters that Canonicalize does not tell from
// some character of s.
func closeOverCase(s []ucd.Range, unicode bool) []ucd.Range {
	out := slices.Clone(s)
	if isFew(s) {
		var variants []rune
		for _, r := range s {
			for c := r.Lo; c <= r.Hi; c++ {
				variants = ucd.AppendCaseVariants(variants[:0], c, unicode)
				if len(variants) == 1 {
					continue
				}
				for _, v := range variants {
					out = append(out, ucd.Range{Lo: v, Hi: v})
				}
			}
		}
		return normalize(out)
	}
	ucd.CaseClasses(unicode, func(members []rune) {
		if !slices.ContainsFunc(members, func(m rune) bool { return setContains(s, m) }) {
			return
		}
		for _, m := range members {
			out = append(out, ucd.Range{Lo: m, Hi: m})
		}
	})
	return normalize(out)
}

// foldSet returns the simple case foldings of the characters of s
// (MaybeSimpleCaseFolding, sec-maybesimplecasefolding).
func foldSet(s []ucd.Range) []ucd.Range {
	if isFew(s) {
		out := make([]ucd.Range, 0, len(s))
		for _, r := range s {
			for c := r.Lo; c <= r.Hi; c++ {
				f := ucd.SimpleFold(c)
				out = append(out, ucd.Range{Lo: f, Hi: f})
			}
		}
		return normalize(out)
	}
	var remove, add []ucd.Range
	ucd.CaseClasses(true, func(members []rune) {
		for _, m := range members {
			if f := ucd.SimpleFold(m); f != m && setContains(s, m) {
				remove = append(remove, ucd.Range{Lo: m, Hi: m})
				add = append(add, ucd.Range{Lo: f, Hi: f})
			}
		}
	})
	return normalize(append(subtract(s, normalize(remove)), add...))
}

// notFolded returns the characters that are not their own simple case folding.
var notFolded = sync.OnceValue(func() []ucd.Range {
	var out []ucd.Range
	ucd.CaseClasses(true, func(members []rune) {
		for _, m := range members {
			if ucd.SimpleFold(m) != m {
				out = append(out, ucd.Range{Lo: m, Hi: m})
			}
		}
	})
	return normalize(out)
})
