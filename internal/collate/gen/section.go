package main

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"

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
)

// section is an order in the form of the table.
type section struct {
	flags, base, variable, digit uint32
	reorder                      [][3]uint32
	values                       map[rune]uint32
	elements                     []uint64
	known                        map[string]uint32 // where elements are
	contractions                 []uint32
	tails                        map[rune]bool
}

func newSection() *section {
	return &section{values: map[rune]uint32{}, known: map[string]uint32{}, tails: map[rune]bool{}}
}

// value is that of elements.
func (s *section) value(list []element) uint32 {
	switch len(list) {
	case 0:
		return kindElement
	case 1:
		v := list[0].value()
		p, sec, t := uint32(v>>33), uint32(v>>13)&(1<<20-1), uint32(v)&(1<<11-1)
		capital := uint8(0)
		if isCapital(t) {
			capital = 2
		}
		if p&(1<<primaryShift-1) == 0 && sec&(1<<secondaryShift-1) == 0 && t&(1<<tertiaryShift-1) == 0 && capital == list[0].letterCase {
			return kindElement | p>>primaryShift<<14 | sec>>secondaryShift<<5 | t>>tertiaryShift
		}
		if s.base != 0 && p-s.base < 1<<20 && p > s.base && sec == commonSecondary && t == commonTertiary && v>>11&3 == 0 {
			return kindSpecial | (p - s.base)
		}
	}
	var key []byte
	for _, e := range list {
		key = binary.LittleEndian.AppendUint64(key, e.value())
	}
	at, ok := s.known[string(key)]
	if !ok {
		at = uint32(len(s.elements))
		for _, e := range list {
			s.elements = append(s.elements, e.value())
		}
		s.known[string(key)] = at
	}
	return kindExpansion | at<<5 | uint32(len(list))
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
	}
}

// bytes is the section as it is stored.
func (s *section) bytes() []byte {
	const perBlock = 1 << blockShift
	var stage []uint16
	var blocks []uint32
	seen := map[string]uint16{}
	highest := rune(0)
	values := map[rune]uint32{}
	for r, v := range s.values {
		if r >= 0xE0000 {
			r -= 0xE0000 - planeFourteen
		}
		values[r] = v
		highest = max(highest, r)
	}
	for b := rune(0); len(values) > 0 && b <= highest>>blockShift; b++ {
		var block []byte
		for i := range rune(perBlock) {
			v, ok := values[b<<blockShift+i]
			if !ok {
				v = unmapped
			}
			block = binary.LittleEndian.AppendUint32(block, v)
		}
		at, ok := seen[string(block)]
		if !ok {
			at = uint16(len(blocks) >> blockShift)
			seen[string(block)] = at
			for i := range perBlock {
				blocks = append(blocks, binary.LittleEndian.Uint32(block[4*i:]))
			}
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
	u32(s.flags, s.base, s.variable, s.digit,
		uint32(len(s.reorder)), uint32(len(s.elements)), uint32(len(blocks)), uint32(len(s.contractions)), uint32(len(s.tails)), uint32(len(stage)))
	for _, r := range s.reorder {
		u32(r[:]...)
	}
	for _, e := range s.elements {
		out = binary.LittleEndian.AppendUint64(out, e)
	}
	u32(blocks...)
	u32(s.contractions...)
	for _, r := range slices.Sorted(maps.Keys(s.tails)) {
		u32(uint32(r))
	}
	for _, v := range stage {
		out = binary.LittleEndian.AppendUint16(out, v)
	}
	return out
}

// group is characters that reordering keeps together: those of a script, digits and so on.
type group struct {
	name   string // SPACE … DIGIT, else ""
	sample rune
	from   uint32 // its first primary weight
}

// readGroups reads the groups in their order, and the order of ideographs by radical and strokes.
func readGroups(common fs.FS, r *root) (groups []group, ideographs []rune, err error) {
	f, err := common.Open("uca/FractionalUCA.txt")
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	var open *group
	for lines.Scan() {
		line := lines.Text()
		if list, ok := strings.CutPrefix(line, "[radical "); ok {
			_, list, _ = strings.Cut(strings.TrimSuffix(list, "]"), ":")
			chars := []rune(list)
			for i := 0; i < len(chars); i++ {
				if chars[i] == '-' {
					for c := chars[i-1] + 1; c < chars[i+1]; c++ {
						ideographs = append(ideographs, c)
					}
					continue
				}
				ideographs = append(ideographs, chars[i])
			}
			continue
		}
		codes, rest, ok := strings.Cut(line, ";")
		if !ok || strings.HasPrefix(line, "#") || strings.HasPrefix(line, "[") {
			continue
		}
		fields := strings.Fields(codes)
		if len(fields) == 2 && fields[0] == "FDD1" && strings.Contains(rest, "first primary") {
			c, err := strconv.ParseUint(fields[1], 16, 32)
			if err != nil {
				return nil, nil, err
			}
			_, comment, _ := strings.Cut(rest, "# ")
			name, _, _ := strings.Cut(comment, " first")
			open = &group{name: name, sample: rune(c)}
			continue
		}
		if open != nil && len(fields) == 1 {
			c, err := strconv.ParseUint(fields[0], 16, 32)
			if err != nil {
				return nil, nil, err
			}
			if list := r.mappings[string(rune(c))]; len(list) > 0 {
				// What stands behind the last scripts are no characters of theirs.
				if n := len(groups); list[0].p < 0xFB00<<primaryShift && (n == 0 || list[0].p > groups[n-1].from) {
					open.from = list[0].p
					groups = append(groups, *open)
				}
				open = nil
			}
		}
	}
	return groups, ideographs, lines.Err()
}

// reordered makes the moves of [reorder …].
func reordered(codes []string, groups []group, r *root) (moves [][3]uint32, err error) {
	type span struct{ from, to uint32 }
	var spans [][]span // by group, and last ideographs, and other implicit ones
	for i, g := range groups {
		to := r.lastReg<<primaryShift + 1
		if i+1 < len(groups) {
			to = groups[i+1].from
		}
		spans = append(spans, []span{{g.from, to}})
	}
	ideographs := len(spans)
	spans = append(spans, []span{{r.lastReg<<primaryShift + 1, (r.lastReg + 4) << primaryShift}, {0xFB40 << primaryShift, 0xFBC0 << primaryShift}})
	spans = append(spans, []span{{(r.lastReg + 4) << primaryShift, 0xFB40 << primaryShift}})
	special := map[string]string{"space": "SPACE", "punct": "PUNCTUATION", "symbol": "SYMBOL", "currency": "CURRENCY", "digit": "DIGIT"}
	find := func(code string) int {
		if code == "Hani" {
			return ideographs
		}
		script := code
		if code == "Kana" {
			script = "Hiragana"
		}
		p, ok := ucd.LookupValue("Script", script)
		for i, g := range groups {
			if g.name == special[code] || ok && p.Contains(g.sample) {
				return i
			}
		}
		if code == "Kana" {
			p, _ = ucd.LookupValue("Script", "Katakana")
			return slices.IndexFunc(groups, func(g group) bool { return p.Contains(g.sample) })
		}
		return -1
	}
	var first, last []int
	list := &first
	used := map[int]bool{}
	for _, code := range codes {
		if code == "others" || code == "Zzzz" {
			list = &last
			continue
		}
		i := find(code)
		if i < 0 {
			return nil, fmt.Errorf("no group %s", code)
		}
		*list = append(*list, i)
		used[i] = true
	}
	var order []int
	for i, g := range groups {
		switch g.name {
		case "SPACE", "PUNCTUATION", "SYMBOL", "CURRENCY", "DIGIT":
			if !used[i] {
				order = append(order, i)
				used[i] = true
			}
		}
	}
	order = append(order, first...)
	for i := range spans {
		if !used[i] {
			order = append(order, i)
		}
	}
	order = append(order, last...)
	at := groups[0].from
	for _, i := range order {
		for _, s := range spans[i] {
			if at != s.from {
				moves = append(moves, [3]uint32{s.from, s.to, at - s.from})
			}
			at += s.to - s.from
		}
	}
	slices.SortFunc(moves, func(a, b [3]uint32) int { return cmp.Compare(a[0], b[0]) })
	return moves, nil
}

// rootSection is the root collation, without the order of ideographs.
func rootSection(r *root, groups []group) *section {
	s := newSection()
	for _, g := range groups {
		switch g.name {
		case "SYMBOL":
			s.variable = g.from - 1
		case "DIGIT":
			s.digit = r.mappings["0"][0].p
		}
	}
	contractions := map[rune][]contraction{}
	for _, text := range slices.Sorted(maps.Keys(r.mappings)) {
		chars := []rune(text)
		v := s.value(r.mappings[text])
		if len(chars) == 1 {
			s.values[chars[0]] = v
			continue
		}
		contractions[chars[0]] = append(contractions[chars[0]], contraction{suffix: chars[1:], value: v})
	}
	for _, first := range slices.Sorted(maps.Keys(contractions)) {
		s.setContractions(first, s.values[first], contractions[first])
	}
	return s
}

// ideographSection is the order of ideographs by radical and strokes.
func ideographSection(ideographs []rune) *section {
	s := newSection()
	s.base = 0xFB40 << primaryShift
	for i, c := range ideographs {
		if isUnified(c) {
			s.values[c] = kindSpecial | uint32(i+1)
		}
	}
	return s
}

// section makes a section of an order.
func (o *order) section(groups []group) (*section, error) {
	s := newSection()
	if err := o.weigh(); err != nil {
		return nil, err
	}
	s.base = o.root.lastReg << primaryShift
	if o.settings["caseFirst"] == "upper" {
		s.flags |= 1
	}
	if o.settings["alternate"] == "shifted" {
		s.flags |= 2
	}
	if o.settings["backwards"] == "2" {
		s.flags |= 4
	}
	if codes := o.settings["reorder"]; codes != "" {
		var err error
		if s.reorder, err = reordered(strings.Fields(codes), groups, o.root); err != nil {
			return nil, err
		}
	}
	contractions := map[rune][]contraction{}
	for _, text := range slices.Sorted(maps.Keys(o.own)) {
		chars := []rune(text)
		v := s.value(o.own[text])
		if len(chars) == 1 {
			s.values[chars[0]] = v
			continue
		}
		contractions[chars[0]] = append(contractions[chars[0]], contraction{suffix: chars[1:], value: v})
	}
	for _, m := range o.mappings {
		chars, before := []rune(m.text), []rune(m.prefix)
		if len(before) != 1 {
			return nil, fmt.Errorf("prefix %q of %q is not one character", m.prefix, m.text)
		}
		contractions[chars[0]] = append(contractions[chars[0]], contraction{before[0], chars[1:], s.value(m.elements)})
	}
	// The contractions of the root that begin alike, and those that are suppressed.
	for _, text := range slices.Sorted(maps.Keys(o.root.mappings)) {
		list := o.root.mappings[text]
		chars := []rune(text)
		if len(chars) == 1 || nfd(text) != text {
			continue
		}
		first := chars[0]
		if o.suppressed[first] {
			if _, ok := s.values[first]; !ok && contractions[first] == nil {
				s.values[first] = s.value(o.root.mappings[string(first)])
			}
			continue
		}
		_, isOwn := o.own[text]
		if _, alone := s.values[first]; !isOwn && (alone || contractions[first] != nil) {
			contractions[first] = append(contractions[first], contraction{suffix: chars[1:], value: s.value(list)})
		}
	}
	for _, first := range slices.Sorted(maps.Keys(contractions)) {
		alone, ok := s.values[first]
		if !ok {
			alone = unmapped
			if list, ok := o.root.mappings[string(first)]; ok {
				alone = s.value(list)
			}
		}
		s.setContractions(first, alone, contractions[first])
	}
	o.close(s)
	return s, nil
}

// close gives composed characters the elements of what they decompose to.
func (o *order) close(s *section) {
	for c := rune(0xC0); c < 0x30000; c++ {
		text := ucd.Decomposition(c)
		if text == "" {
			continue
		}
		own, base := o.root.elementsOf(text, o.own, o.longest, o.suppressed), o.root.elementsOf(text, nil, nil, nil)
		if _, ok := s.values[c]; !ok && !slices.Equal(own, base) {
			s.values[c] = s.value(own)
		}
	}
}
