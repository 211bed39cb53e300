package regexp

import (
	"slices"

	"github.com/kilnjs/kiln/internal/ucd"
)

// nodeInfo is what the compiler wants to know about a node before it makes
// code for it.
type nodeInfo struct {
	first firstSet // what the node alone can begin with
	open  bool     // it can also begin with whatever follows it
	empty bool     // it may match the empty text
	// weight is about how many instructions the node takes.
	weight int
	min    int // the least number of code units, at most maxMinLength
	max    int // the greatest, or Unlimited
}

// maxMinLength bounds the count of the shortest match.
const maxMinLength = 1 << 20

// analyzer works out nodeInfo once for each composite node.
type analyzer struct {
	unicode bool
	meter   *meter
	infos   map[Node]nodeInfo
	reduced map[*Alternation]Node
	classes map[*Class]int // sets made for classes
	sets    []charSet
}

func (a *analyzer) info(n Node) nodeInfo {
	a.meter.worked(1)
	switch n := n.(type) {
	case *Literal:
		return a.literal(n)
	case *Any, *Class:
		return a.class(n)
	case *Empty, *Look:
		return nodeInfo{open: true, empty: true}
	case *Assertion:
		return assertionInfo(n)
	case *Backref:
		return nodeInfo{first: anyFirst, empty: true, max: Unlimited}
	}
	if i, ok := a.infos[n]; ok {
		return i
	}
	var i nodeInfo
	switch n := n.(type) {
	case *Group:
		i = a.info(n.Body)
	case *Repeat:
		i = a.info(n.Body)
		i.open = i.open || n.Min == 0
		i.empty = i.empty || n.Min == 0
		i.min = multiply(i.min, n.Min)
		if i.max > 0 {
			i.max = saturate(int64(i.max) * int64(n.Max))
		}
	case *Sequence:
		i.open, i.empty = true, true
		for _, item := range n.Items {
			x := a.info(item)
			if i.open {
				i.first.union(&x.first)
				i.open = x.open
			}
			i.empty = i.empty && x.empty
			i.min = min(maxMinLength, i.min+x.min)
			i.max = saturate(int64(i.max) + int64(x.max))
		}
	case *Alternation:
		r, ok := a.reduce(n).(*Alternation)
		if !ok {
			i = a.info(a.reduced[n])
			break
		}
		for k, alt := range r.Alternatives {
			x := a.info(alt)
			i.first.union(&x.first)
			i.open = i.open || x.open
			i.empty = i.empty || x.empty
			if k == 0 || x.min < i.min {
				i.min = x.min
			}
			i.max = max(i.max, x.max)
		}
	}
	i.weight = a.composite(n)
	a.infos[n] = i
	return i
}

func assertionInfo(n *Assertion) nodeInfo {
	i := nodeInfo{open: true, empty: true}
	switch n.Kind {
	case InputEnd:
		i.open, i.first.end = false, true
	case LineEnd:
		i.open, i.first.end = false, true
		for _, r := range lineTerminators {
			i.first.add(r.Lo)
		}
	}
	return i
}

// weight returns about how many instructions a node takes, at most some number
// over maxCopied.
func (a *analyzer) weight(n Node) int {
	switch n := n.(type) {
	case *Literal:
		if n.IgnoreCase {
			return min(len(n.Text), maxCopied+1)
		}
	case *Look:
		return min(a.weight(n.Body)+3, maxCopied+1)
	case *Group, *Repeat, *Sequence, *Alternation:
		return a.info(n).weight
	}
	return 1
}

// composite returns the weight of a node that is not a leaf.
func (a *analyzer) composite(n Node) int {
	sum := 0
	switch n := n.(type) {
	case *Group:
		sum = a.weight(n.Body) + 2
	case *Repeat:
		w := a.weight(n.Body)
		if sum = w + 4; n.Max < Unlimited || n.Min > 1 {
			if all := w * copies(n); all <= maxCopied {
				sum += all
			}
		}
	case *Sequence:
		for _, item := range n.Items {
			sum += a.weight(item)
		}
	case *Alternation:
		for _, alt := range n.Alternatives {
			sum += a.weight(alt) + 2
		}
	}
	return min(sum, maxCopied+1)
}

// saturate bounds a length by Unlimited.
func saturate(n int64) int { return int(min(n, Unlimited)) }

func multiply(a, b int) int {
	if a == 0 || b == 0 {
		return 0
	}
	if b > maxMinLength/a {
		return maxMinLength
	}
	return a * b
}

func (a *analyzer) literal(n *Literal) nodeInfo {
	var i nodeInfo
	if !n.IgnoreCase {
		i.first.add(n.Text[0])
	} else {
		var buf [8]rune
		for _, v := range ucd.AppendCaseVariants(buf[:0], n.Text[0], a.unicode) {
			i.first.add(v)
		}
	}
	// A case variant may be one unit where the character is two.
	i.min = min(maxMinLength, len(n.Text))
	i.max = 2 * len(n.Text)
	return i
}

func (a *analyzer) class(n Node) nodeInfo {
	var i nodeInfo
	i.first.addSet(&a.sets[a.setOf(n)])
	i.min, i.max = 1, 1
	if a.unicode {
		i.max = 2
	}
	if c, ok := n.(*Class); ok {
		if len(c.Strings) > 0 {
			i.max = max(i.max, 2*len(c.Strings[0]))
			i.first = anyFirst
			i.first.end = false
		}
		if c.HasEmpty {
			i.open, i.empty, i.min = true, true, 0
		}
	}
	return i
}

// The sets of "." and of "." with the s flag have these places.
const (
	dotSet = iota
	allSet
)

var lineTerminators = []ucd.Range{{Lo: '\n', Hi: '\n'}, {Lo: '\r', Hi: '\r'}, {Lo: 0x2028, Hi: 0x2029}}

func newAnalyzer(unicode bool) *analyzer {
	return &analyzer{
		unicode: unicode,
		infos:   map[Node]nodeInfo{},
		reduced: map[*Alternation]Node{},
		classes: map[*Class]int{},
		sets: []charSet{
			dotSet: newCharSet(complement(lineTerminators, ucd.MaxRune)),
			allSet: newCharSet([]ucd.Range{{Lo: 0, Hi: ucd.MaxRune}}),
		},
	}
}

// setOf returns the number of the set of an Any or of a Class, strings left
// out.
func (a *analyzer) setOf(n Node) int {
	switch n := n.(type) {
	case *Any:
		if n.DotAll {
			return allSet
		}
		return dotSet
	case *Class:
		i, ok := a.classes[n]
		if !ok {
			i = len(a.sets)
			a.sets = append(a.sets, newCharSet(n.Set))
			a.classes[n] = i
		}
		return i
	}
	return -1
}

// reduce joins alternatives that stand side by side and match one character
// each into a class. The result is an Alternation or, if all are such, a Class.
func (a *analyzer) reduce(n *Alternation) Node {
	if r, ok := a.reduced[n]; ok {
		return r
	}
	var list []Node
	var made []*Class
	joined := false // the last of list is the last of made
	for _, alt := range n.Alternatives {
		set, ok := a.characters(alt)
		if ok && len(list) > 0 {
			if before, ok := a.characters(list[len(list)-1]); ok {
				if !joined {
					made = append(made, &Class{Set: slices.Clone(before)})
					list[len(list)-1] = made[len(made)-1]
					joined = true
				}
				c := made[len(made)-1]
				c.Set = append(c.Set, set...)
				continue
			}
		}
		list = append(list, alt)
		joined = false
	}
	for _, c := range made {
		c.Set = normalize(c.Set)
	}
	var r Node = &Alternation{Alternatives: list}
	switch len(list) {
	case len(n.Alternatives):
		r = n
	case 1:
		r = list[0]
	}
	a.reduced[n] = r
	return r
}

// characters returns the set of a node that matches exactly one character.
func (a *analyzer) characters(n Node) ([]ucd.Range, bool) {
	switch n := n.(type) {
	case *Class:
		return n.Set, len(n.Strings) == 0 && !n.HasEmpty
	case *Literal:
		if len(n.Text) != 1 {
			return nil, false
		}
		return a.variants(n.Text[0], n.IgnoreCase), true
	}
	return nil, false
}

// variants returns a character, with its case variants if case is ignored.
func (a *analyzer) variants(r rune, ignoreCase bool) []ucd.Range {
	if !ignoreCase {
		return []ucd.Range{{Lo: r, Hi: r}}
	}
	var buf [8]rune
	var set []ucd.Range
	for _, v := range ucd.AppendCaseVariants(buf[:0], r, a.unicode) {
		set = append(set, ucd.Range{Lo: v, Hi: v})
	}
	return normalize(set)
}

// needsCodePoints reports whether a set has characters that are matched by
// looking at pairs of surrogates.
func needsCodePoints(s *charSet) bool {
	for i := len(s.high) - 1; i >= 0; i-- {
		if s.high[i].Hi >= 0x10000 {
			return true
		}
		if s.high[i].Hi < 0xD800 {
			return false
		}
		if s.high[i].Lo <= 0xDFFF {
			return true
		}
	}
	return false
}

// leadingRun returns the place of the set of a loop without an upper bound that
// every match of n begins with, or -1. Only the position must decide about what
// follows it: there must be no back-references.
func (c *compiler) leadingRun(n Node) int32 {
	if c.backrefs {
		return -1
	}
	for {
		switch x := n.(type) {
		case *Group:
			n = x.Body
			continue
		case *Sequence:
			n = x.Items[0]
			continue
		case *Repeat:
			set := c.single(x.Body)
			if x.Max < Unlimited || set < 0 || c.unicode && needsCodePoints(&c.sets[set]) {
				return -1
			}
			c.sets[set].makeTable()
			return int32(set)
		}
		return -1
	}
}

// leadingBehind returns the text of the lookbehind that n begins with.
func leadingBehind(n Node) []rune {
	for {
		switch x := n.(type) {
		case *Group:
			n = x.Body
			continue
		case *Sequence:
			n = x.Items[0]
			continue
		case *Look:
			if l, ok := x.Body.(*Literal); ok && x.Behind && !x.Negative && !l.IgnoreCase {
				return l.Text
			}
		}
		return nil
	}
}

// neededLiteral returns the longest text that every match of n has in it, and the
// least and the most units that can come before that, Unlimited if there is no
// bound. The text
// that a match begins with is not meant.
func (a *analyzer) neededLiteral(n Node) (found literalText, least, most int) {
	for {
		switch x := n.(type) {
		case *Group:
			n = x.Body
			continue
		case *Repeat:
			if x.Min == 0 {
				return literalText{}, 0, 0
			}
			// The first turn.
			n = x.Body
			continue
		case *Sequence:
			return a.neededInSequence(x)
		}
		return literalText{}, 0, 0
	}
}

func (a *analyzer) neededInSequence(n *Sequence) (found literalText, least, most int) {
	shortest, longest := 0, int64(0)
	for i, item := range n.Items {
		switch x := item.(type) {
		case *Literal:
			if l := newLiteral(x.Text, a.unicode); i > 0 && !x.IgnoreCase && len(l.units) > len(found.units) {
				found, least, most = l, shortest, saturate(longest)
			}
		case *Group, *Repeat:
			if l, low, high := a.neededLiteral(item); len(l.units) > len(found.units) {
				found, least, most = l, shortest+low, saturate(longest+int64(high))
			}
		}
		info := a.info(item)
		shortest += info.min
		longest += int64(info.max)
	}
	return found, least, most
}

// leadingLiteral returns the characters that every match of n begins with, as
// far as one Literal has them.
func leadingLiteral(n Node) []rune {
	for {
		switch x := n.(type) {
		case *Literal:
			if x.IgnoreCase {
				return nil
			}
			return x.Text
		case *Group:
			n = x.Body
		case *Sequence:
			n = x.Items[0]
		case *Repeat:
			if x.Min == 0 {
				return nil
			}
			n = x.Body
		default:
			return nil
		}
	}
}
