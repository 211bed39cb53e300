package main

import (
	"bufio"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/kilnjs/kiln/internal/ucd"
)

// Weights of the root that have a meaning.
// They stand so that what tailorings put after one has room.
const (
	primaryShift    = 15
	secondaryShift  = 11
	tertiaryShift   = 6
	commonSecondary = 0x20 << secondaryShift
	commonTertiary  = 2 << tertiaryShift
)

// element is a collation element while the order is being built: weights of the root, or a node of
// which the weights are not known yet.
type element struct {
	p    uint32 // a weight of the root, and 15 bits of the second weight of what is implicit
	s, t uint32
	node *node
	// strength is that of the strongest difference the element makes.
	strength int
	// letterCase is 0, 1 for mixed, or 2 for capitals.
	letterCase uint8
}

// root is the root collation.
type root struct {
	mappings  map[string][]element // by normalized text
	primaries []uint32             // sorted
	longest   map[rune]int         // the number of characters of the longest contraction, by its first
	lastReg   uint32
	ranks     map[rune]uint32 // primary weights of ideographs
}

// isCapital reports whether a tertiary weight of the root is one of capitals.
func isCapital(t uint32) bool {
	t >>= tertiaryShift
	return 8 <= t && t <= 0xC || t == 0xE || t == 0x11 || t == 0x12 || t == 0x1D
}

func newElement(p, s, t uint32) element {
	e := element{p: p, s: s, t: t, strength: 4}
	switch {
	case p != 0:
		e.strength = 1
	case s != 0:
		e.strength = 2
	case t != 0:
		e.strength = 3
	}
	if isCapital(t) {
		e.letterCase = 2
	}
	return e
}

// readRoot reads allkeys_CLDR.txt.
func readRoot(common fs.FS) (*root, error) {
	f, err := common.Open("uca/allkeys_CLDR.txt")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := &root{mappings: map[string][]element{}, longest: map[rune]int{}}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		line, _, _ := strings.Cut(lines.Text(), "#")
		key, weights, ok := strings.Cut(line, ";")
		if !ok {
			continue
		}
		var text []rune
		for _, code := range strings.Fields(key) {
			c, err := strconv.ParseUint(code, 16, 32)
			if err != nil {
				return nil, err
			}
			text = append(text, rune(c))
		}
		var list []element
		for _, field := range strings.FieldsFunc(weights, func(c rune) bool { return c == '[' || c == ']' || c == ' ' }) {
			var p, s, t uint32
			if _, err := fmt.Sscanf(field[1:], "%04X.%04X.%04X", &p, &s, &t); err != nil {
				return nil, fmt.Errorf("%s: %w", line, err)
			}
			if p&0x8000 != 0 && s == 0 && t == 0 { // the second half of an implicit weight
				list[len(list)-1].p |= p & 0x7FFF
				continue
			}
			list = append(list, newElement(p<<primaryShift, s<<secondaryShift, t<<tertiaryShift))
		}
		if len(list) == 1 && list[0].strength == 4 {
			list = nil
		}
		r.mappings[string(text)] = list
		r.longest[text[0]] = max(r.longest[text[0]], len(text))
	}
	r.finish()
	return r, lines.Err()
}

// rank puts ideographs into their order, in place of that of their code points: the weights of the n-th of
// them, and of what is compatible with it, is n.
func (r *root) rank(ideographs []rune) {
	ranks := map[uint32]uint32{}
	r.ranks = map[rune]uint32{}
	for i, c := range ideographs {
		if isUnified(c) {
			p := 0xFB40<<primaryShift + uint32(i+1)
			ranks[implicit(c).p] = p
			r.ranks[c] = p
		}
	}
	for _, list := range r.mappings {
		for i, e := range list {
			if p, ok := ranks[e.p]; ok {
				list[i].p = p
			}
		}
	}
}

// finish computes what depends on all mappings.
func (r *root) finish() {
	seen := map[uint32]bool{0: true}
	for _, list := range r.mappings {
		for _, e := range list {
			seen[e.p>>primaryShift] = true
		}
	}
	r.primaries = nil
	for p := range seen {
		if p < 0xFB00 {
			r.primaries = append(r.primaries, p)
		}
	}
	slices.Sort(r.primaries)
	r.lastReg = r.primaries[len(r.primaries)-1]
}

// nfd is the canonical decomposition of a text.
func nfd(text string) string {
	n := ucd.NewNormalizer(ucd.NFD)
	for _, c := range text {
		n.Add(c)
	}
	n.Finish()
	return string(n.Out)
}

// implicit is the element of a character without a mapping
// (https://www.unicode.org/reports/tr10/#Implicit_Weights).
func implicit(c rune) element {
	for _, x := range []struct{ from, to, base, weight uint32 }{
		{0x17000, 0x18AFF, 0x17000, 0xFB00}, {0x18D00, 0x18DFF, 0x17000, 0xFB00}, // Tangut
		{0x1B170, 0x1B2FF, 0x1B170, 0xFB01}, // Nushu
		{0x18B00, 0x18CFF, 0x18B00, 0xFB02}, // Khitan small script
	} {
		if x.from <= uint32(c) && uint32(c) <= x.to {
			return newElement(x.weight<<primaryShift|uint32(c)-x.base, commonSecondary, commonTertiary)
		}
	}
	base := uint32(0xFBC0)
	switch {
	case isUnified(c) && (0x4E00 <= c && c <= 0x9FFF || 0xFA0E <= c && c <= 0xFA29):
		base = 0xFB40
	case isUnified(c):
		base = 0xFB80
	}
	return newElement((base+uint32(c)>>15)<<primaryShift|uint32(c)&0x7FFF, commonSecondary, commonTertiary)
}

func isUnified(c rune) bool {
	p, _ := ucd.LookupLone("Unified_Ideograph")
	return p.Contains(c)
}

// elementsOf are the elements of a normalized text in an order that has mappings of its own before
// those of the root.
func (r *root) elementsOf(text string, own map[string][]element, longest map[rune]int, suppressed map[rune]bool) (list []element) {
	rest := []rune(text)
	for len(rest) > 0 {
		first := rest[0]
		n := min(len(rest), max(r.longest[first], longest[first], 1))
		for ; n > 0; n-- {
			key := string(rest[:n])
			found, ok := own[key]
			if !ok && (n == 1 || !suppressed[first]) {
				found, ok = r.mappings[key]
			}
			if ok {
				// What stands behind may still belong to it, when marks between have other classes.
				for i := n; i < len(rest); i++ {
					longer := key + string(rest[i])
					more, ok := own[longer]
					if !ok {
						continue
					}
					blocked := false
					for _, between := range rest[n:i] {
						blocked = blocked || class(between) == 0 || class(between) >= class(rest[i])
					}
					if class(rest[i]) != 0 && !blocked && i > n {
						found, key = more, longer
						rest = slices.Delete(slices.Clone(rest), i, i+1)
						i--
					}
				}
				list = append(list, found...)
				break
			}
		}
		if n == 0 {
			e := implicit(first)
			if p, ok := r.ranks[first]; ok {
				e.p = p
			}
			list = append(list, e)
			n = 1
		}
		rest = rest[n:]
	}
	return list
}

func class(c rune) uint8 { return ucd.CombiningClass(c) }
