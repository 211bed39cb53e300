package main

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"math/bits"
	"slices"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/kilnjs/kiln/internal/ucd"
)

// The kinds of values of characters; see package collate.
const (
	kindElement     = 0
	kindExpansion   = 1 << 30
	kindContraction = 2 << 30
	kindSpecial     = 3 << 30
	unmapped        = kindSpecial
	blockShift      = 5
	planeFourteen   = 0x34000 // where U+E0000 to U+E0FFF are
	differenceBits  = 11      // of a reading
)

// Flags of a section; see package collate.
const (
	flagCapitalsFirst = 1 << iota
	flagShifted
	flagBackwards
	flagReadings

	markShift = 8 // the number of bits that marks have
)

// Marks of characters.
const (
	markJoins = 1 << iota
	markDecomposes
	markCombines
)

// section is an order in the form of the table.
type section struct {
	flags, base, variable, digit uint32
	markBits                     int
	reorder                      [][3]uint32
	values                       map[rune]uint32
	marks                        map[rune]uint8
	elements                     []uint32
	knownLists                   map[string]uint32 // where elements are
	wide                         []uint64
	knownWide                    map[uint64]uint32
	readings                     map[string]uint32 // syllables by their elements, where the section has readings
	contractions                 []uint32
	tails                        map[rune]bool
}

func newSection() *section {
	return &section{values: map[rune]uint32{}, marks: map[rune]uint8{}, knownLists: map[string]uint32{}, knownWide: map[uint64]uint32{}, tails: map[rune]bool{}}
}

// narrow is the value of an element of the root.
func narrow(v uint64) (uint32, bool) {
	p, sec, t := uint32(v>>33), uint32(v>>13)&(1<<20-1), uint32(v)&(1<<11-1)
	capital := uint64(0)
	if isCapital(t) {
		capital = 2
	}
	ok := p&(1<<primaryShift-1) == 0 && sec&(1<<secondaryShift-1) == 0 && t&(1<<tertiaryShift-1) == 0 && capital == v>>11&3
	return kindElement | p>>primaryShift<<14 | sec>>secondaryShift<<5 | t>>tertiaryShift, ok
}

// value is that of elements.
func (s *section) value(list []element) uint32 {
	if len(list) == 0 {
		return kindElement
	}
	if len(list) == 1 {
		v := list[0].value()
		if n, ok := narrow(v); ok {
			return n
		}
		p := uint32(v >> 33)
		if s.base != 0 && p-s.base < 1<<20 && p > s.base && uint32(v>>13)&(1<<20-1) == commonSecondary && uint32(v)&(1<<11-1) == commonTertiary && v>>11&3 == 0 {
			return kindSpecial | (p - s.base)
		}
	}
	if v, ok := s.reading(list); ok {
		return v
	}
	var words []uint32
	for _, e := range list {
		v := e.value()
		word, ok := narrow(v)
		if !ok {
			n, ok := s.knownWide[v]
			if !ok {
				n = uint32(len(s.wide))
				s.wide = append(s.wide, v)
				s.knownWide[v] = n
			}
			word = kindSpecial | n
		}
		words = append(words, word)
	}
	var key []byte
	for _, w := range words {
		key = binary.LittleEndian.AppendUint32(key, w)
	}
	at, ok := s.knownLists[string(key)]
	if !ok {
		at = uint32(len(s.elements))
		s.elements = append(s.elements, words...)
		s.knownLists[string(key)] = at
	}
	return kindExpansion | at<<5 | uint32(len(list))
}

// reading is the value of the elements of a syllable of Hangul of which the last weighs more at the second level.
func (s *section) reading(list []element) (uint32, bool) {
	if s.readings == nil {
		return 0, false
	}
	last := len(list) - 1
	v := list[last].value()
	n := uint32(v>>13)&(1<<20-1) - commonSecondary
	if n == 0 || n >= 1<<differenceBits {
		return 0, false
	}
	syllable, ok := s.readings[keyOf(list, v-uint64(n)<<13)]
	return kindSpecial | syllable<<differenceBits | n, ok
}

// keyOf is the elements of a list, of which the last is another one.
func keyOf(list []element, last uint64) string {
	var key []byte
	for _, e := range list[:len(list)-1] {
		key = binary.LittleEndian.AppendUint64(key, e.value())
	}
	return string(binary.LittleEndian.AppendUint64(key, last))
}

// useReadings makes the section one of readings, if the order gives many characters those of syllables.
func (s *section) useReadings(o *order) {
	s.readings = map[string]uint32{}
	for c := rune(0xAC00); c < 0xAC00+11172; c++ {
		list := o.root.elementsOf(nfd(string(c)), nil, nil, nil)
		s.readings[keyOf(list, list[len(list)-1].value())] = uint32(c - 0xAC00)
	}
	n := 0
	for _, list := range o.own {
		if len(list) > 1 {
			if _, ok := s.reading(list); ok {
				n++
			}
		}
	}
	if n < 1000 {
		s.readings = nil
		return
	}
	s.flags |= flagReadings
	s.base = 0
}

// contraction is what a text after a first character means.
type contraction struct {
	prefix rune // that stands before, 0 for any
	suffix []rune
	value  uint32
}

// setContractions makes a character begin contractions.
func (s *section) setContractions(first rune, alone uint32, list []contraction) {
	slices.SortFunc(list, func(a, b contraction) int {
		return cmp.Or(cmp.Compare(b.prefix, a.prefix), cmp.Compare(len(b.suffix), len(a.suffix)), slices.Compare(a.suffix, b.suffix))
	})
	s.values[first] = kindContraction | uint32(len(s.contractions))
	s.contractions = append(s.contractions, alone, uint32(len(list)))
	for _, c := range list {
		s.contractions = append(s.contractions, uint32(c.prefix), uint32(len(c.suffix)), c.value)
		for _, r := range c.suffix {
			s.contractions = append(s.contractions, uint32(r))
			s.tails[r] = true
		}
		if c.prefix != 0 {
			s.tails[first] = true
		}
		// Package collate relies on this: a letter with an accent begins nothing that goes on with a letter.
		if accents()[first] && len(c.suffix) > 0 && class(c.suffix[0]) == 0 {
			panic(fmt.Sprintf("%X is an accent, and begins a contraction with %X", first, c.suffix))
		}
	}
}

// accents are the marks that decompositions have.
var accents = sync.OnceValue(func() map[rune]bool {
	set := map[rune]bool{}
	for c := range unicode.MaxRune {
		for _, r := range ucd.Decomposition(c) {
			if class(r) != 0 {
				set[r] = true
			}
		}
	}
	return set
})

// mark sets the marks of all characters.
func (s *section) mark(isRoot bool) {
	s.markBits = 1
	if isRoot {
		s.markBits = 3
	}
	for c := range rune(0xE1000) {
		if c >= planeFourteen && c < 0xE0000 {
			continue
		}
		first := c
		text := ucd.Decomposition(c)
		if text != "" {
			first, _ = utf8.DecodeRuneInString(text)
		}
		v, ok := s.values[c]
		joins := s.tails[c] || s.tails[first] || ok && s.ignoresPrimary(v)
		if isRoot {
			combines := class(c) != 0 || class(first) != 0
			joins = joins || combines || 0x1160 <= c && c <= 0x11FF
			if combines {
				s.marks[c] |= markCombines
			}
			if text != "" {
				s.marks[c] |= markDecomposes
			}
		}
		if joins {
			s.marks[c] |= markJoins
		}
	}
}

// ignoresPrimary reports whether a value begins with an element that has no primary weight.
func (s *section) ignoresPrimary(v uint32) bool {
	switch v &^ (1<<30 - 1) {
	case kindElement:
		return v>>14 == 0
	case kindExpansion:
		w := s.elements[v&(1<<30-1)>>5]
		if w >= kindSpecial {
			return s.wide[w&(1<<30-1)]>>33 == 0
		}
		return w>>14 == 0
	}
	return false
}

// bytes is the section as it is stored.
func (s *section) bytes() []byte {
	const perBlock = 1 << blockShift
	type block struct {
		mask, base uint32
		where      uint32
	}
	var (
		stage    []uint16
		blocks   []block
		packed   bitWriter
		known    = map[string]uint16{}
		values   = map[rune]uint32{}
		highest  = rune(-1)
		squeezed = func(r rune) rune {
			if r >= 0xE0000 {
				r -= 0xE0000 - planeFourteen
			}
			highest = max(highest, r)
			return r
		}
	)
	marks := map[rune]uint8{}
	for r, mark := range s.marks {
		r = squeezed(r)
		marks[r] = mark
		values[r] = unmapped
	}
	for r, v := range s.values {
		values[squeezed(r)] = v
	}
	for b := rune(0); b <= highest>>blockShift && highest >= 0; b++ {
		one := block{base: ^uint32(0)}
		greatest := uint32(0)
		var key []byte
		for i := range rune(perBlock) {
			r := b<<blockShift + i
			if v, ok := values[r]; ok {
				one.mask |= 1 << i
				one.base, greatest = min(one.base, v), max(greatest, v)
				key = append(binary.LittleEndian.AppendUint32(key, v), marks[r])
			}
		}
		key = binary.LittleEndian.AppendUint32(key, one.mask)
		at, ok := known[string(key)]
		if !ok {
			at = uint16(len(blocks))
			known[string(key)] = at
			if one.mask == 0 {
				one.base = 0
			}
			width := bits.Len32(greatest-one.base) + s.markBits
			if one.mask == 0 {
				width = 0
			}
			one.where = uint32(packed.n)<<6 | uint32(width)
			for i := range rune(perBlock) {
				if r := b<<blockShift + i; one.mask>>i&1 != 0 {
					packed.write(uint64(values[r]-one.base)<<s.markBits|uint64(marks[r]), width)
				}
			}
			blocks = append(blocks, one)
		}
		stage = append(stage, at)
	}
	if len(stage)%2 == 1 {
		stage = append(stage, 0)
	}
	out := []byte{}
	u32 := func(list ...uint32) {
		for _, v := range list {
			out = binary.LittleEndian.AppendUint32(out, v)
		}
	}
	bytes := packed.padded()
	u32(s.flags|uint32(s.markBits)<<markShift, s.base, s.variable, s.digit,
		uint32(len(s.reorder)), uint32(len(s.wide)), uint32(len(s.elements)), uint32(len(blocks)), uint32(len(s.contractions)), uint32(len(stage)), uint32(len(bytes)))
	for _, r := range s.reorder {
		u32(r[:]...)
	}
	for _, e := range s.wide {
		out = binary.LittleEndian.AppendUint64(out, e)
	}
	u32(s.elements...)
	for _, b := range blocks {
		u32(b.mask, b.base, b.where)
	}
	u32(s.contractions...)
	for _, v := range stage {
		out = binary.LittleEndian.AppendUint16(out, v)
	}
	return append(out, bytes...)
}

// bitWriter writes numbers of some bits, the lowest first.
type bitWriter struct {
	bytes []byte
	n     int // bits
}

func (w *bitWriter) write(v uint64, width int) {
	for i := range width {
		if w.n&7 == 0 {
			w.bytes = append(w.bytes, 0)
		}
		w.bytes[w.n>>3] |= byte(v>>i&1) << (w.n & 7)
		w.n++
	}
}

// padded is what was written, so that a number of 64 bits can be read wherever one begins.
func (w *bitWriter) padded() []byte {
	b := append(w.bytes, make([]byte, 8)...)
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	return b
}
