package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/kilnjs/kiln/internal/ucd"
)

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
	s.mark(true)
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
		s.flags |= flagCapitalsFirst
	}
	if o.settings["alternate"] == "shifted" {
		s.flags |= flagShifted
	}
	if o.settings["backwards"] == "2" {
		s.flags |= flagBackwards
	}
	s.useReadings(o)
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
		list, chars := o.root.mappings[text], []rune(text)
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
	s.mark(false)
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
