package main

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
)

// generate makes the sections.
func generate(common fs.FS) (map[string][]byte, error) {
	r, err := readRoot(common)
	if err != nil {
		return nil, err
	}
	groups, ideographs, err := readGroups(common, r)
	if err != nil {
		return nil, err
	}
	if ideographs, err = withAddedIdeographs(ideographs); err != nil {
		return nil, err
	}
	r.rank(ideographs)
	all, defaults, err := readRules(common)
	if err != nil {
		return nil, err
	}
	all["und/standard"] = ""
	if err := all.change(changed); err != nil {
		return nil, err
	}
	if err = r.add(added + all["und/standard"]); err != nil {
		return nil, err
	}
	all["no/standard"] = cmpOr(all["no/standard"], all["nb/standard"])
	sections := map[string][]byte{
		"root": rootSection(r, groups).bytes(),
		"han":  ideographSection(ideographs).bytes(),
	}
	var names strings.Builder
	known := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if strings.Contains(name, "private-") || strings.TrimSpace(all[name]) == "" || name == "und/standard" {
			continue
		}
		o := newOrder(r)
		if err := o.tailor(name, all); err != nil {
			return nil, err
		}
		s, err := o.section(groups)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		text := string(s.bytes())
		if _, ok := known[text]; !ok {
			known[text] = name
			sections[name] = []byte(text)
		}
		fmt.Fprintf(&names, "%s\t%s\n", name, known[text])
	}
	sections["names"] = []byte(names.String())
	var list strings.Builder
	for _, locale := range slices.Sorted(maps.Keys(defaults)) {
		fmt.Fprintf(&list, "%s\t%s\n", locale, defaults[locale])
	}
	sections["defaults"] = []byte(list.String())
	return sections, nil
}

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// add applies rules to the root.
func (r *root) add(text string) error {
	o := newOrder(r)
	if err := o.tailor("added", rules{"added": text}); err != nil {
		return err
	}
	if err := o.weigh(); err != nil {
		return err
	}
	for text, list := range o.own {
		list = slices.Clone(list)
		for i, e := range list {
			if e.node != nil {
				list[i] = element{p: addedPrimary(e.node.p), s: e.node.s, t: e.node.t, strength: e.strength, letterCase: e.letterCase}
			}
		}
		r.mappings[text] = list
	}
	return nil
}

// addedPrimary is the weight of a node of added.txt: behind those that tailorings make at the same
// place.
func addedPrimary(p uint32) uint32 {
	if p&(1<<primaryShift-1) != 0 {
		p |= 0x6000
	}
	return p
}

// withAddedIdeographs inserts those of added_ideographs.txt: lines of one that has a place, a colon, and
// those that follow it.
func withAddedIdeographs(list []rune) ([]rune, error) {
	after := map[rune][]rune{}
	n := 0
	for line := range strings.Lines(addedIdeographs) {
		before, text, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		after[[]rune(before)[0]] = []rune(text)
		n++
	}
	var all []rune
	for _, c := range list {
		all = append(all, c)
		if added, ok := after[c]; ok {
			all = append(all, added...)
			n--
		}
	}
	if n != 0 {
		return nil, fmt.Errorf("%d lines of added_ideographs.txt name no ideograph", n)
	}
	return all, nil
}
