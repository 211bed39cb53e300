package regexp

import (
	"math"
	"unicode/utf8"
)

// MaxDepth is how deep groups, lookarounds and nested character classes may
// stand inside each other. Parser and compiler recurse once for each level.
const MaxDepth = 5000

// MaxGroups is the largest number of capturing groups in a pattern.
const MaxGroups = 1<<16 - 1

// maxSetWork bounds the ranges and strings that are made for the character
// sets of one pattern, finished and intermediate ones together: at most 32 MiB
// and less than a second. A short escape can stand for hundreds of ranges.
const maxSetWork = 1 << 22

// maxTerms bounds the parts of a pattern that are more than a character, and so
// the memory for its tree and its program, to some 200 MiB.
const maxTerms = 1 << 18

// Parse parses a pattern (sec-parsepattern). The error is an *Error.
func Parse(pattern, flags string) (*Pattern, error) { return parsePolled(pattern, flags, nil) }

func parsePolled(pattern, flags string, m *meter) (*Pattern, error) {
	p, err := newParser(pattern, flags)
	if err != nil {
		return nil, err
	}
	p.build, p.meter = true, m
	root := p.pattern()
	if p.err != nil {
		return nil, p.err
	}
	tree := &Pattern{Source: pattern, Flags: p.flags, Root: root, Groups: p.groups}
	for _, n := range p.nameList {
		tree.Names = append(tree.Names, GroupName{Name: n.name, Indices: n.indices})
	}
	return tree, nil
}

// Check reports the early errors of a pattern and its flags
// (sec-patterns-static-semantics-early-errors), keeping no tree. The error is
// an *Error.
func Check(pattern, flags string) error {
	p, err := newParser(pattern, flags)
	if err != nil {
		return err
	}
	p.pattern()
	if p.err != nil {
		return p.err
	}
	return nil
}

// parser is a recursive descent over the characters of a pattern. The first
// error is kept in err and moves the position to the end, where every loop
// stops; what is returned after that is not used.
type parser struct {
	text  string
	src   []rune // code points with u or v, code units without
	i     int    // position in src
	err   *Error
	depth int
	build bool // make nodes and sets, not only errors
	meter *meter

	flags                         Flags
	unicode                       bool // u or v: the grammar parameter UnicodeMode
	sets                          bool // v: the grammar parameter UnicodeSetsMode
	ignoreCase, multiline, dotAll bool // with the modifiers around the position

	groups int // capturing groups begun so far

	// Filled in by countGroups on first demand.
	counted     bool
	totalGroups int
	namedGroups bool // the grammar parameter NamedCaptureGroups

	names    map[string]*groupName
	nameList []*groupName
	scope    *alternative // the innermost open one
	refs     []namedRef

	terms     int // made so far, see maxTerms
	setWork   int // ranges and strings made so far, see maxSetWork
	setCache  map[setKey]set
	nodeCache map[setKey]*Class
}

type groupName struct {
	name    string
	indices []int
	last    *alternative // where the last group of the name stands
}

// namedRef is a \k<name> whose group may come later.
type namedRef struct {
	name string
	pos  int
	node *Backref
}

// alternative and disjunction are the places of named groups. Two groups of
// one name are allowed if the innermost disjunction around both has them in
// different alternatives. Groups come in the order of the text, so it is
// enough to compare a group with the last one of its name.
type alternative struct {
	parent *disjunction
	ended  bool // by a "|"
}

type disjunction struct {
	parent *alternative
	closed bool
}

// bothMayMatch reports whether a match can go through a and also through the
// present position. Places whose disjunction is closed have become part of the
// alternative around it; the way there is shortened as it is walked.
func bothMayMatch(a *alternative) bool {
	top := a
	for top.parent.closed {
		top = top.parent.parent
	}
	for a != top {
		d := a.parent
		a, d.parent = d.parent, top
	}
	// The disjunction around top is open, and top is around the present
	// position unless it has ended.
	return !top.ended
}

func newParser(pattern, flags string) (*parser, error) {
	f, ok := ParseFlags(flags)
	if !ok {
		return nil, flagsError(flags)
	}
	p := &parser{
		text: pattern, flags: f,
		unicode:    f.FullUnicode(),
		sets:       f.Has(UnicodeSets),
		ignoreCase: f.Has(IgnoreCase),
		multiline:  f.Has(Multiline),
		dotAll:     f.Has(DotAll),
	}
	p.src = decode(pattern, p.unicode)
	return p, nil
}

// decode returns the code points or code units of WTF-8 text. Bytes that are
// not WTF-8 become U+FFFD.
func decode(s string, unicode bool) []rune {
	out := make([]rune, 0, len(s))
	for i := 0; i < len(s); {
		r, n := decodeRune(s[i:])
		i += n
		switch {
		case !unicode && r > 0xFFFF:
			out = append(out, leadOf(r), trailOf(r))
		case unicode && isTrail(r) && len(out) > 0 && isLead(out[len(out)-1]):
			out[len(out)-1] = combine(out[len(out)-1], r)
		default:
			out = append(out, r)
		}
	}
	return out
}

// decodeRune is utf8.DecodeRuneInString for WTF-8.
func decodeRune(s string) (rune, int) {
	if c := s[0]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	if len(s) >= 3 && s[0] == 0xED && s[1]&0xE0 == 0xA0 && s[2]&0xC0 == 0x80 {
		return 0xD000 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F), 3
	}
	return utf8.DecodeRuneInString(s)
}

// appendRune is utf8.AppendRune for WTF-8.
func appendRune(b []byte, r rune) []byte {
	if isLead(r) || isTrail(r) {
		return append(b, 0xED, 0x80|byte(r>>6&0x3F), 0x80|byte(r&0x3F))
	}
	return utf8.AppendRune(b, r)
}

func isLead(r rune) bool         { return r&^0x3FF == 0xD800 }
func isTrail(r rune) bool        { return r&^0x3FF == 0xDC00 }
func combine(lead, tr rune) rune { return (lead-0xD800)<<10 + (tr - 0xDC00) + 0x10000 }
func leadOf(r rune) rune         { return 0xD800 + (r-0x10000)>>10 }
func trailOf(r rune) rune        { return 0xDC00 + (r-0x10000)&0x3FF }
func isDigit(r rune) bool        { return '0' <= r && r <= '9' }
func isOctal(r rune) bool        { return '0' <= r && r <= '7' }
func isASCIILetter(r rune) bool  { return 'a' <= r|0x20 && r|0x20 <= 'z' }
func isSyntaxCharacter(r rune) bool {
	switch r {
	case '^', '$', '\\', '.', '*', '+', '?', '(', ')', '[', ']', '{', '}', '|':
		return true
	}
	return false
}

// fail records an error at the position pos of src and ends the parse.
func (p *parser) fail(reason string, pos int) {
	if p.err == nil {
		p.err = patternError(p.text, p.flags, reason, p.byteOffset(pos))
	}
	p.i = len(p.src)
}

// byteOffset translates a position in src into an offset into text.
func (p *parser) byteOffset(pos int) int {
	i := 0
	for n := 0; n < pos && i < len(p.text); n++ {
		r, size := decodeRune(p.text[i:])
		i += size
		if r > 0xFFFF && !p.unicode {
			n++
		} else if p.unicode && isLead(r) && i < len(p.text) {
			if t, size := decodeRune(p.text[i:]); isTrail(t) {
				i += size
			}
		}
	}
	return i
}

// eof stands for the end of the pattern where a character is asked for.
const eof = -1

func (p *parser) peek() rune {
	if p.i < len(p.src) {
		return p.src[p.i]
	}
	return eof
}

func (p *parser) peekAt(n int) rune {
	if p.i+n < len(p.src) {
		return p.src[p.i+n]
	}
	return eof
}

func (p *parser) next() rune {
	if p.i < len(p.src) {
		p.i++
		return p.src[p.i-1]
	}
	return eof
}

func (p *parser) eat(r rune) bool {
	if p.peek() != r {
		return false
	}
	p.i++
	return true
}

// enter counts a level of nesting and reports whether it is allowed.
func (p *parser) enter() bool {
	p.depth++
	if p.depth > MaxDepth {
		p.fail(errTooLarge, p.i)
		return false
	}
	return true
}

// Pattern :: Disjunction
func (p *parser) pattern() Node {
	root := p.disjunction()
	if p.peek() == ')' {
		p.fail(errUnmatchedParen, p.i)
	}
	for _, r := range p.refs {
		n := p.names[r.name]
		if n == nil {
			p.fail(errNameNotDefined, r.pos)
			break
		}
		if r.node != nil {
			r.node.Groups = n.indices
		}
	}
	return root
}

// countTerm counts something that takes memory in the tree.
func (p *parser) countTerm() {
	if p.terms++; p.terms > maxTerms {
		p.fail(errTooLarge, p.i)
	}
}

// Disjunction :: Alternative
// Disjunction :: Alternative | Disjunction
func (p *parser) disjunction() Node {
	outer := p.scope
	d := &disjunction{parent: outer}
	p.scope = &alternative{parent: d}
	var list []Node
	root := p.alternative()
	for p.eat('|') {
		p.scope.ended = true
		if list == nil && p.build {
			list = append(list, root)
		}
		p.scope = &alternative{parent: d}
		n := p.alternative()
		if p.build {
			p.countTerm()
			list = append(list, n)
		}
	}
	d.closed = true
	p.scope = outer
	if list != nil {
		return &Alternation{Alternatives: list}
	}
	return root
}

// sequence collects the terms of an alternative. Characters in a row become
// one Literal.
type sequence struct {
	items   []Node
	pending []rune
}

// Alternative :: [empty]
// Alternative :: Alternative Term
func (p *parser) alternative() Node {
	var s sequence
	for p.i < len(p.src) {
		if c := p.src[p.i]; c == '|' || c == ')' {
			break
		}
		p.term(&s)
	}
	p.flush(&s)
	switch len(s.items) {
	case 0:
		return &Empty{}
	case 1:
		return s.items[0]
	}
	return &Sequence{Items: s.items}
}

func (p *parser) flush(s *sequence) {
	if len(s.pending) > 0 {
		s.items = append(s.items, &Literal{Text: s.pending, IgnoreCase: p.ignoreCase})
		s.pending = nil
	}
}

// add appends a node that is not a character.
func (p *parser) add(s *sequence, n Node) {
	if !p.build {
		return
	}
	if _, ok := n.(*Empty); ok {
		return
	}
	p.countTerm()
	p.flush(s)
	s.items = append(s.items, n)
}

// Term :: Assertion
// Term :: Atom
// Term :: Atom Quantifier
func (p *parser) term(s *sequence) {
	p.meter.worked(termWork)
	start, firstGroup := p.i, p.groups+1
	var atom Node
	switch c := p.src[p.i]; c {
	case '^', '$':
		p.i++
		p.add(s, p.lineAssertion(c))
		return
	case '(':
		n, quantifiable := p.group()
		if !quantifiable {
			if p.atQuantifier() {
				p.fail(errInvalidQuantifier, p.i)
			}
			p.add(s, n)
			return
		}
		atom = n
	case '*', '+', '?':
		p.fail(errNothingToRepeat, start)
		return
	case '{':
		if _, _, _, ok := p.bracedQuantifier(); ok {
			p.fail(errNothingToRepeat, start)
			return
		}
		if p.unicode {
			p.fail(errLoneBrackets, start)
			return
		}
		p.character(s, p.next())
		return
	case '}', ']':
		if p.unicode {
			p.fail(errLoneBrackets, start)
			return
		}
		p.character(s, p.next())
		return
	case '.':
		p.i++
		atom = &Any{DotAll: p.dotAll}
	case '[':
		atom = p.class()
	case '\\':
		switch p.peekAt(1) {
		case 'b', 'B':
			p.i += 2
			p.add(s, p.wordAssertion(p.src[p.i-1] == 'B'))
			return
		}
		r, n := p.atomEscape()
		if n == nil {
			p.character(s, r)
			return
		}
		atom = n
	default:
		p.character(s, p.next())
		return
	}
	p.add(s, p.quantified(atom, firstGroup))
}

// character adds one character with the quantifier that follows, if any.
func (p *parser) character(s *sequence, r rune) {
	if !p.atQuantifier() {
		if p.build {
			s.pending = append(s.pending, r)
		}
		return
	}
	var atom Node
	if p.build {
		atom = &Literal{Text: []rune{r}, IgnoreCase: p.ignoreCase}
	}
	p.add(s, p.quantified(atom, p.groups+1))
}

func (p *parser) lineAssertion(c rune) Node {
	kind := InputStart
	if c == '$' {
		kind = InputEnd
	}
	if p.multiline {
		kind += LineStart - InputStart
	}
	return &Assertion{Kind: kind}
}

func (p *parser) wordAssertion(not bool) Node {
	kind := WordBoundary
	if not {
		kind = NotWordBoundary
	}
	return &Assertion{Kind: kind, FoldedWords: p.unicode && p.ignoreCase}
}

// atQuantifier reports whether a quantifier or, with the u or v flag,
// something that can only be a broken one comes next.
func (p *parser) atQuantifier() bool {
	switch p.peek() {
	case '*', '+', '?':
		return true
	case '{':
		if p.unicode {
			return true
		}
		start := p.i
		_, _, _, ok := p.bracedQuantifier()
		p.i = start
		return ok
	}
	return false
}

// Quantifier :: QuantifierPrefix
// Quantifier :: QuantifierPrefix ?
func (p *parser) quantified(atom Node, firstGroup int) Node {
	lo, hi := 0, Unlimited
	switch p.peek() {
	case '*':
		p.i++
	case '+':
		p.i++
		lo = 1
	case '?':
		p.i++
		hi = 1
	case '{':
		start := p.i
		var ordered, ok bool
		lo, hi, ordered, ok = p.bracedQuantifier()
		switch {
		case ok && !ordered:
			p.fail(errQuantifierOrder, start)
		case !ok && p.unicode:
			p.fail(errIncomplete, start)
		case !ok:
			return atom
		}
	default:
		return atom
	}
	lazy := p.eat('?')
	if !p.build || p.err != nil {
		return atom
	}
	if _, ok := atom.(*Empty); ok {
		return atom
	}
	return &Repeat{Min: lo, Max: hi, Lazy: lazy, Body: atom, FirstGroup: firstGroup, EndGroup: p.groups + 1}
}

// bracedQuantifier reads {n}, {n,} or {n,m}. If there is none it reports false
// and leaves the position where it was.
func (p *parser) bracedQuantifier() (lo, hi int, ordered, ok bool) {
	start := p.i
	p.i++
	first := p.digits()
	ordered = true
	if len(first) > 0 {
		lo = decimal(first)
		hi = lo
		if p.eat(',') {
			hi = Unlimited
			if second := p.digits(); len(second) > 0 {
				hi = decimal(second)
				ordered = !greater(first, second)
			}
		}
		if p.eat('}') {
			return lo, hi, ordered, true
		}
	}
	p.i = start
	return 0, 0, false, false
}

// digits reads decimal digits and returns them without leading zeros, but at
// least one if there was one.
func (p *parser) digits() []rune {
	start := p.i
	for isDigit(p.peek()) {
		p.i++
	}
	for start < p.i-1 && p.src[start] == '0' {
		start++
	}
	return p.src[start:p.i]
}

// decimal returns the value of digits, at most Unlimited.
func decimal(digits []rune) int {
	n := int64(0)
	for _, d := range digits {
		n = min(n*10+int64(d-'0'), math.MaxInt32)
	}
	return int(min(n, Unlimited))
}

// greater compares decimal numbers without leading zeros.
func greater(a, b []rune) bool {
	if len(a) != len(b) {
		return len(a) > len(b)
	}
	for i := range a {
		if a[i] != b[i] {
			return a[i] > b[i]
		}
	}
	return false
}
