package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// node is a place in the order, at a primary weight of the root: that weight, or one that is made
// after it, or a lower weight under one of these.
type node struct {
	strength int
	ofRoot   bool
	weight   uint32 // of the root
	list     *nodeList

	p    uint32 // computed at the end
	s, t uint32
}

// nodeList has what stands between a primary weight of the root and the next, in order. A node is
// followed by those of greater strength numbers, which stand under it.
type nodeList struct{ nodes []*node }

// mapping is what a tailoring gives a text.
type mapping struct {
	prefix, text string
	elements     []element
}

// order is a tailoring while it is being built.
type order struct {
	root       *root
	lists      map[uint32]*nodeList
	own        map[string][]element // mappings without prefix
	longest    map[rune]int
	mappings   []mapping // with prefix
	suppressed map[rune]bool
	settings   map[string]string
	current    []element
}

func newOrder(r *root) *order {
	return &order{root: r, lists: map[uint32]*nodeList{}, own: map[string][]element{}, longest: map[rune]int{},
		suppressed: map[rune]bool{}, settings: map[string]string{}}
}

// tailor applies rules; all has those that it imports.
func (o *order) tailor(name string, all rules) error {
	text, ok := all[name]
	if !ok {
		return fmt.Errorf("there are no rules %s", name)
	}
	list, err := parseRules(text)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	for _, r := range list {
		switch {
		case r.setting == "import":
			locale, kind, ok := strings.Cut(r.values, "-u-co-")
			if !ok {
				kind = "standard"
			}
			err = o.tailor(locale+"/"+kind, all)
		case r.setting == "suppressContractions":
			for _, c := range setOf(r.values) {
				o.suppressed[c] = true
			}
		case r.setting != "":
			o.settings[r.setting] = r.values
		case r.isReset:
			err = o.reset(r)
		default:
			err = o.relate(r)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// setOf are the characters of a set [a-z…].
func setOf(text string) (set []rune) {
	p := &parser{s: []rune(strings.Trim(text, "[]"))}
	for p.at < len(p.s) {
		c := p.s[p.at]
		switch {
		case c == ' ':
			p.at++
			continue
		case c == '\\':
			c = p.escaped()
		default:
			p.at++
		}
		if c == '-' && len(set) > 0 {
			end := p.s[p.at]
			if end == '\\' {
				end = p.escaped()
			} else {
				p.at++
			}
			for last := set[len(set)-1] + 1; last <= end; last++ {
				set = append(set, last)
			}
			continue
		}
		set = append(set, c)
	}
	return set
}

// elementsOf are the elements that a text has so far.
func (o *order) elementsOf(text string) []element {
	chars := []rune(nfd(text))
	for i := 1; i < len(chars); i++ {
		for _, m := range o.mappings {
			if m.prefix == string(chars[i-1]) && m.text == string(chars[i]) {
				return slices.Concat(o.elementsOf(string(chars[:i])), m.elements, o.elementsOf(string(chars[i+1:])))
			}
		}
	}
	return slices.Clone(o.root.elementsOf(nfd(text), o.own, o.longest, o.suppressed))
}

// reset is &.
func (o *order) reset(r rule) error {
	switch r.position {
	case "":
		o.current = o.elementsOf(r.text)
	case "last regular":
		o.current = []element{newElement(o.root.lastReg<<primaryShift, commonSecondary, commonTertiary)}
	case "last tertiary ignorable", "last secondary ignorable":
		o.current = []element{{strength: 4}}
	case "last primary ignorable", "first primary ignorable":
		least, most := ^uint32(0), uint32(0)
		for _, list := range o.root.mappings {
			for _, e := range list {
				if e.p == 0 && e.s != 0 {
					least, most = min(least, e.s), max(most, e.s)
				}
			}
		}
		if strings.HasPrefix(r.position, "first") {
			most = least
		}
		o.current = []element{newElement(0, most, commonTertiary)}
	default:
		return fmt.Errorf("unknown position %q", r.position)
	}
	if r.before != 0 {
		return o.before(r.before)
	}
	return nil
}

// before moves the current place to the one before it, of that strength.
func (o *order) before(strength int) error {
	last := len(o.current) - 1
	for last >= 0 && o.current[last].strength > strength {
		last--
	}
	if last < 0 {
		return fmt.Errorf("nothing to stand before")
	}
	o.current = o.current[:last+1]
	e := &o.current[last]
	n := o.nodeOf(*e, strength)
	at := n.index()
	if strength == 1 {
		for i := at - 1; i >= 0; i-- {
			if p := n.list.nodes[i]; p.strength == 1 {
				*e = element{strength: 1, node: p, s: commonSecondary, t: commonTertiary}
				return nil
			}
		}
		i, _ := slices.BinarySearch(o.root.primaries, n.list.nodes[0].weight)
		list := o.listOf(o.root.primaries[i-1])
		for _, p := range slices.Backward(list.nodes) {
			if p.strength == 1 {
				*e = element{strength: 1, node: p}
				return nil
			}
		}
		return fmt.Errorf("nothing stands before")
	}
	if n.strength == strength && (!n.ofRoot || n.weight != commonWeight(strength)) {
		// What stands before it at the same level, else the one above it.
		for i := at - 1; i >= 0; i-- {
			if p := n.list.nodes[i]; p.strength <= strength {
				*e = element{strength: e.strength, node: p}
				return nil
			}
		}
	}
	// It has the common weight: the place is before that, under the node that has it.
	parent := at
	if n.strength == strength {
		for parent--; n.list.nodes[parent].strength >= strength; parent-- {
		}
	}
	below := parent + 1
	if below >= len(n.list.nodes) || n.list.nodes[below].strength != strength || n.list.nodes[below].weight != belowCommon(strength) {
		made := []*node{
			{strength: strength, ofRoot: true, weight: belowCommon(strength), list: n.list},
			{strength: strength, ofRoot: true, weight: commonWeight(strength), list: n.list},
		}
		n.list.nodes = slices.Insert(n.list.nodes, below, made...)
	}
	// The last node before the explicit common one.
	for i := below; ; i++ {
		if p := n.list.nodes[i]; p.strength == strength && p.ofRoot && p.weight == commonWeight(strength) {
			*e = element{strength: e.strength, node: n.list.nodes[i-1]}
			return nil
		}
	}
}

// belowCommon is the weight of the root below the common one.
func belowCommon(strength int) uint32 {
	if strength == 2 {
		return commonSecondary - 1<<secondaryShift
	}
	return commonTertiary - 1<<tertiaryShift
}

func commonWeight(strength int) uint32 {
	if strength == 2 {
		return commonSecondary
	}
	return commonTertiary
}

// listOf is the list of a primary weight of the root.
func (o *order) listOf(p uint32) *nodeList {
	list := o.lists[p]
	if list == nil {
		list = &nodeList{}
		list.nodes = []*node{{strength: 1, ofRoot: true, weight: p, list: list}}
		o.lists[p] = list
	}
	return list
}

// nodeOf is the node of an element, at which something of a strength can stand.
func (o *order) nodeOf(e element, strength int) *node {
	n := e.node
	if n == nil {
		key := e.p >> primaryShift
		if e.p&(1<<primaryShift-1) != 0 {
			key = e.p // an implicit weight
		}
		n = o.listOf(key).nodes[0]
		if strength >= 2 {
			n = n.under(2, e.s, e.p == 0)
		}
		if strength >= 3 {
			n = n.under(3, e.t, e.p == 0 && e.s == 0)
		}
		return n
	}
	// Under a node there may be an explicit one of the common weight.
	for level := n.strength + 1; level <= min(strength, 3); level++ {
		n = n.under(level, commonWeight(level), false)
	}
	return n
}

// under finds or makes the node of a weight of the root under another one. Elements without weights at the
// levels above are ignored there: 0 is the weight that they have in common.
func (n *node) under(strength int, weight uint32, isIgnored bool) *node {
	common := commonWeight(strength)
	if isIgnored {
		common = 0
	}
	nodes := n.list.nodes
	i := n.index() + 1
	for ; i < len(nodes) && nodes[i].strength >= strength; i++ {
		if m := nodes[i]; m.strength == strength && m.ofRoot {
			if m.weight == weight {
				return m
			}
			if m.weight > weight {
				break
			}
		}
	}
	if weight == common {
		return n
	}
	m := &node{strength: strength, ofRoot: true, weight: weight, list: n.list}
	n.list.nodes = slices.Insert(nodes, i, m)
	return m
}

// index is where a node stands in its list: most are made at the end.
func (n *node) index() int {
	for i, m := range slices.Backward(n.list.nodes) {
		if m == n {
			return i
		}
	}
	return -1
}

// after makes a node of a strength after another one.
func (n *node) after(strength int) *node {
	nodes := n.list.nodes
	i := n.index() + 1
	for ; i < len(nodes) && nodes[i].strength > strength; i++ {
	}
	m := &node{strength: strength, list: n.list}
	n.list.nodes = slices.Insert(nodes, i, m)
	return m
}

// relate is a relation.
func (o *order) relate(r rule) error {
	text := nfd(r.text)
	list := o.current
	if r.strength < 4 {
		last := len(list) - 1
		for last >= 0 && list[last].strength > r.strength {
			last--
		}
		if last < 0 {
			list, last = []element{{strength: 4}}, 0
		}
		list = slices.Clone(list[:last+1])
		n := o.nodeOf(list[last], r.strength).after(r.strength)
		list[last] = element{strength: min(list[last].strength, r.strength), node: n}
		o.current = list
	}
	if strings.HasPrefix(text, "\uFDD0") {
		return nil
	}
	if r.expansion != "" {
		list = slices.Concat(list, o.elementsOf(r.expansion))
	}
	list = o.withCase(list, text)
	if len(list) == 1 && list[0].strength == 4 && list[0].node == nil {
		list = nil
	}
	if r.prefix != "" {
		o.mappings = append(o.mappings, mapping{r.prefix, text, list})
		return nil
	}
	o.own[text] = list
	first, n := []rune(text)[0], len([]rune(text))
	o.longest[first] = max(o.longest[first], n)
	return nil
}

// withCase gives elements the case that the characters of the text have in the root.
func (o *order) withCase(list []element, text string) []element {
	var cases []uint8
	for _, e := range o.root.elementsOf(text, nil, nil, nil) {
		if e.p != 0 {
			cases = append(cases, e.letterCase)
		}
	}
	list = slices.Clone(list)
	primaries := 0
	for _, e := range list {
		if e.strength == 1 {
			primaries++
		}
	}
	i := 0
	for k := range list {
		list[k].letterCase = 0
		if list[k].strength != 1 || i >= len(cases) {
			continue
		}
		list[k].letterCase = cases[i]
		i++
		if i == primaries {
			for _, c := range cases[i:] {
				if c != list[k].letterCase {
					list[k].letterCase = 1
				}
			}
		}
	}
	return list
}

// ignorableTertiary is below the tertiary weights of elements that have no others.
const ignorableTertiary = 0x1F << tertiaryShift

// weigh computes the weights of all nodes.
func (o *order) weigh() error {
	for _, root := range slices.Sorted(maps.Keys(o.lists)) {
		p := root
		if p <= 0xFFFF {
			p <<= primaryShift
		}
		var s, t, ns, nt uint32
		first := true
		for _, n := range o.lists[root].nodes {
			switch n.strength {
			case 1:
				if !n.ofRoot {
					p++
				}
				s, t = commonSecondary, commonTertiary
				if p == 0 {
					s = 0
				}
				ns, nt = 0, 0
			case 2:
				ns++
				s++
				if n.ofRoot {
					s, ns = n.weight, 0
				}
				t, nt = commonTertiary, 0
			case 3:
				nt++
				t++
				if n.ofRoot {
					t, nt = n.weight, 0
				}
			}
			if first && p == 0 {
				// Marks without any other weight weigh more at the third level than all others.
				t = ignorableTertiary
			}
			first = false
			if ns >= 1<<secondaryShift || nt >= 1<<tertiaryShift {
				return fmt.Errorf("too many differences after %X: %d %d of %d", root, ns, nt, len(o.lists[root].nodes))
			}
			n.p, n.s, n.t = p, s, t
		}
	}
	return nil
}

// value is an element as package collate has it.
func (e element) value() uint64 {
	p, s, t := e.p, e.s, e.t
	if e.node != nil {
		p, s, t = e.node.p, e.node.s, e.node.t
	}
	return uint64(p)<<33 | uint64(s)<<13 | uint64(e.letterCase)<<11 | uint64(t)
}
