package regexp

import (
	"bytes"
	"errors"
	"slices"
	"strings"
)

// A search without the y flag tries the positions of the text at which a match
// may begin. Which those are, a plan says. When many positions turn out to be
// none, an automaton looks for the end of a match first (see automaton.go).

// planKind is a way to find the next position to try.
type planKind uint8

const (
	planEvery   planKind = iota // every position
	planStart                   // the start of the text only
	planLine                    // the starts of lines
	planFirst                   // what first allows
	planByte                    // as planFirst, and that is one unit
	planLiteral                 // the text literal begins there
	planNeeded                  // as planFirst, and needed comes at the right distance
	planBehind                  // the text literal ends there
)

// plan is what a search makes use of.
type plan struct {
	kind      planKind
	minLength int // of a match, in code units
	maxLength int // of a match, or Unlimited
	first     firstSet
	table     *[256]bool // the units below 256 that first has
	firstByte byte
	// atStart says that at the start of the text a match may begin with what start
	// allows, and that first is about the positions after that.
	atStart bool
	start   firstSet
	literal literalText // what every match begins with, or, for planBehind, comes after
	// run is the place of a set, or -1: every match begins with as many of its
	// characters as there are, or fewer, so that where one position of a row of them
	// fails the later ones do.
	run    int32
	whole  bool        // the literal is the pattern
	needed literalText // what every match has in it; may be empty
	before int         // the most units of a match before needed, or Unlimited
	least  int         // the least
	noAuto bool        // an automaton is out of the question
	// quick says that machine code knows where matches may begin. If there is a needed text, it is worth asking for that
	// first, but where matches are near.
	quick bool
}

const (
	// fewUnits is how many units what a match can begin with may have to be a
	// better guide than a text at some distance.
	fewUnits = 5
	// nearNeeded is how far from the beginning of a match such a text may be.
	nearNeeded = 64
)

// literalText is text to look for.
type literalText struct {
	units []uint16
	latin []byte // units as Latin-1; nil if there are others
	// rare is the place of the unit that texts have least of.
	rare int
}

func (l *literalText) empty() bool { return len(l.units) == 0 }

// newLiteral makes the code units of characters, up to the first that must not
// be compared by units.
func newLiteral(text []rune, unicode bool) literalText {
	var l literalText
	latin := true
	for _, r := range text {
		if unicode && (isLead(r) || isTrail(r)) {
			break
		}
		if r > 0xFFFF {
			l.units = append(l.units, uint16(leadOf(r)), uint16(trailOf(r)))
		} else {
			l.units = append(l.units, uint16(r))
		}
		latin = latin && r < 256
	}
	for i, u := range l.units {
		if frequency(u) < frequency(l.units[l.rare]) {
			l.rare = i
		}
	}
	if latin {
		l.latin = make([]byte, len(l.units))
		for i, u := range l.units {
			l.latin[i] = byte(u)
		}
	}
	return l
}

// frequency tells the units that are in most texts from those that are in fewer.
func frequency(u uint16) int {
	switch {
	case strings.IndexByte(" etaoinsr", byte(min(u, 255))) >= 0:
		return 3
	case 'a' <= u && u <= 'z':
		return 2
	case '0' <= u && u <= '9', u < 128 && !isASCIILetter(rune(u)):
		return 1
	}
	return 0
}

// unitCount returns how many code units characters are.
func unitCount(text []rune) int {
	n := len(text)
	for _, r := range text {
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

// planOf makes the plan of a pattern with that root.
func (c *compiler) planOf(root Node) plan {
	p := c.findPlan(root)
	switch p.kind {
	case planEvery, planFirst, planByte, planLine:
		p.quick = !p.whole
	case planStart:
		p.quick = true
	}
	return p
}

// findPlan is planOf but for quick.
func (c *compiler) findPlan(root Node) plan {
	info := c.info(root)
	p := plan{run: c.leadingRun(root), minLength: info.min, maxLength: info.max, noAuto: !c.automatic(root)}
	if rest := afterStart(root); rest != nil && rest != root {
		p.atStart, p.start = true, c.startOf(&info, &anyFirst)
		info = c.info(rest)
	}
	first := c.startOf(&info, &anyFirst)
	p.first = first
	lead := newLiteral(leadingLiteral(root), c.unicode)
	if whole, ok := root.(*Literal); ok && !whole.IgnoreCase && len(lead.units) > 0 {
		p.whole = len(lead.units) == unitCount(whole.Text)
	}
	units := first.units(1)
	switch {
	case startOf(root, InputStart, InputStart):
		p.kind = planStart
		return p
	case startOf(root, InputStart, LineStart):
		p.kind = planLine
	case len(leadingBehind(root)) > 0 && !(c.unicode && slices.ContainsFunc(leadingBehind(root), isSurrogate)):
		p.kind, p.literal = planBehind, newLiteral(leadingBehind(root), c.unicode)
	case len(lead.units) > 1 || p.whole:
		p.kind, p.literal = planLiteral, lead
	case first == anyFirst:
		p.kind = planEvery
	case !first.high && !first.end && len(units) == 1:
		p.kind, p.firstByte = planByte, units[0]
	default:
		p.kind = planFirst
	}
	p.table = tableOf(&first.bits)
	if !p.whole {
		p.needed, p.least, p.before = c.neededLiteral(root)
	}
	if (p.kind == planEvery || p.kind == planFirst && len(first.units(fewUnits)) > fewUnits) && !p.needed.empty() && p.before <= nearNeeded {
		p.kind = planNeeded
	}
	return p
}

// tuning is what a Captures knows about a program from the searches it made.
type tuning struct {
	program uint64 // its number
	auto    *automaton
	// debt grows with positions that were tried in vain and shrinks with matches;
	// when it is large, the automaton is used.
	debt    int
	useAuto bool
	// gain is what the automaton is worth: the text it skipped, less what it costs
	// to start it.
	gain int
	// near says that the last match was near the place where its search began.
	near bool
}

// maxTunings is the number of programs that a Captures knows.
const maxTunings = 8

// bind turns to another program. It takes the place of one whose number has the same
// remainder: programs made one after the other have different places.
func (m *Captures) bind(p *Program) {
	m.tune = &m.tunings[p.number%maxTunings]
	if m.tune.program != p.number {
		*m.tune = tuning{program: p.number}
	}
}

const (
	maxDebt   = 1 << 10 // about the cost of what an automaton could have skipped
	tryCost   = 8       // of a position that is tried in vain
	autoCost  = 24      // units of text that could be tried in the time to start an automaton
	lowestDue = -1 << 12
)

// search tries the positions from from on.
func search[T unit](p *Program, m *Captures, s []T, from int, sticky bool) (bool, error) {
	if from < 0 || from > len(s) {
		return false, nil
	}
	if p.unicode && inPair(s, from) {
		from--
	}
	if sticky {
		if !(from == 0 && p.plan.atStart) && !startsWith(&p.plan.first, s[from:]) {
			return false, nil
		}
		if m.code != nil {
			ok, _, err := trial(p, m, s, from, from, true)
			return ok, err
		}
		return run(p, m, s, from)
	}
	switch {
	case p.plan.kind == planStart:
		return searchStart(p, m, s, from)
	case p.plan.whole:
		return searchLiteral(p, m, s, from)
	}
	if !p.plan.needed.empty() && (p.plan.kind != planNeeded || m.tune.useAuto) && len(s)-from > 64 {
		var err error
		if from, err = needed(p, m, s, from); err != nil || from < 0 {
			return false, err
		}
	}
	if m.tune.useAuto {
		return searchAuto(p, m, s, from)
	}
	m.hasty = !p.plan.noAuto
	ok, next, err := try(p, m, s, from, len(s))
	m.hasty = false
	if next >= 0 {
		return searchAuto(p, m, s, next)
	}
	return ok, err
}

// searchStart is search for a pattern that matches at the start of the text only.
func searchStart[T unit](p *Program, m *Captures, s []T, from int) (bool, error) {
	if from > 0 || len(s) < p.plan.minLength || !startsWith(&p.plan.first, s) {
		return false, nil
	}
	m.hasty = !p.plan.noAuto
	if m.code != nil {
		ok, next, err := trial(p, m, s, 0, 0, true)
		if m.hasty = false; next >= 0 {
			return searchAuto(p, m, s, 0)
		}
		return ok, err
	}
	ok, err := run(p, m, s, 0)
	m.hasty = false
	if err == errHasty {
		m.abandon()
		return searchAuto(p, m, s, 0)
	}
	return ok, err
}

// errHasty ends a match that takes long where the search may use the automaton.
var errHasty = errors.New("the automaton is to be asked first")

// abandon forgets a match that has ended with an error.
func (m *Captures) abandon() {
	m.stack = m.stack[:0]
	m.reset()
}

// try tries the positions from pos to end. If it comes to the conclusion that an
// automaton would be faster, which it may if the search is hasty, it returns the next
// position instead of -1.
func try[T unit](p *Program, m *Captures, s []T, pos, end int) (ok bool, next int, err error) {
	plan := &p.plan
	if m.code != nil && !m.memo.on {
		return tryMachine(p, m, s, pos, end)
	}
	end = min(end, len(s)-plan.minLength)
	for ; ; pos++ {
		if plan.kind != planEvery && !(pos == 0 && plan.atStart && startsWith(&plan.start, s)) {
			pos, err = candidate(p, m, s, pos, end)
			if err != nil {
				return false, -1, err
			}
		}
		if pos > end {
			return false, -1, nil
		}
		if p.unicode && inPair(s, pos) {
			continue
		}
		before := m.steps
		if ok, err := run(p, m, s, pos); ok || err != nil {
			if err == errHasty {
				m.abandon()
				return false, pos, nil
			}
			m.tune.debt = max(m.tune.debt-64, lowestDue)
			return ok, -1, err
		}
		m.far = max(m.far, pos)
		if plan.run >= 0 {
			pos += max(0, scanAll(m, &p.sets[plan.run], s[pos:])-1)
			if m.stop != nil {
				return false, -1, m.stop
			}
		}
		if m.tune.debt += tryCost + max(0, before-m.steps); m.hasty && m.tune.debt > maxDebt && m.tune.ready(p, len(s)-pos) {
			return false, pos + 1, nil
		}
	}
}

// startsWith reports whether f allows what s begins with.
func startsWith[T unit](f *firstSet, s []T) bool {
	if len(s) == 0 {
		return f.end
	}
	return canBegin(f, s[0])
}

// searchLiteral is search for a program that is nothing but a literal.
func searchLiteral[T unit](p *Program, m *Captures, s []T, from int) (bool, error) {
	at, err := index(m, s, &p.plan.literal, from, len(s))
	if at < 0 || err != nil {
		return false, err
	}
	m.regs[0], m.regs[1] = int32(at), int32(at+len(p.plan.literal.units))
	return true, nil
}

// needed looks for the text that every match contains, and returns the first
// position from from on at which a match can begin, or -1.
func needed[T unit](p *Program, m *Captures, s []T, from int) (int, error) {
	at := m.needAt
	if at < from {
		var err error
		if at, err = index(m, s, &p.plan.needed, from, len(s)); err != nil || at < 0 {
			return -1, err
		}
		m.needAt = at
	}
	if p.plan.before < at-from {
		from = at - p.plan.before
		if p.unicode && inPair(s, from) {
			from--
		}
	}
	return from, nil
}

// index returns the first position from from on, and not after end, of a literal,
// or -1.
func index[T unit](m *Captures, s []T, l *literalText, from, end int) (int, error) {
	n := len(l.units)
	end = min(end+n, len(s))
	for from+n <= end {
		stop := min(end, from+scanSlice+n)
		if b, ok := any(s).([]byte); ok {
			if l.latin == nil {
				return -1, nil
			}
			if i := bytes.Index(b[from:stop], l.latin); i >= 0 {
				return from + i, nil
			}
		} else {
			for at, c := from, T(l.units[l.rare]); ; at++ {
				i := indexUnit(s[at+l.rare:stop-n+1+l.rare], c)
				if i < 0 {
					break
				}
				if at += i; hasPrefix(s[at:], l.units) {
					return at, nil
				}
			}
		}
		if from = stop - n + 1; stop < end {
			if err := m.interrupt(); err != nil {
				return -1, err
			}
		}
	}
	return -1, nil
}

// indexUnit returns the place of the first unit c in s, or -1. It looks at four units
// at once, in two thirds of the time of looking at one after the other.
func indexUnit[T unit](s []T, c T) int {
	i := 0
	for ; i+4 <= len(s); i += 4 {
		if q := s[i : i+4 : i+4]; q[0] == c || q[1] == c || q[2] == c || q[3] == c {
			break
		}
	}
	for ; i < len(s); i++ {
		if s[i] == c {
			return i
		}
	}
	return -1
}

// inPair reports whether i is between the two halves of a surrogate pair.
func inPair[T unit](s []T, i int) bool {
	return i > 0 && i < len(s) && isLead(rune(s[i-1])) && isTrail(rune(s[i]))
}

// candidate returns the first position from pos on at which the plan allows a
// match to begin, some position after end if there is none up to there.
func candidate[T unit](p *Program, m *Captures, s []T, pos, end int) (int, error) {
	if pos > end {
		return pos, nil
	}
	if p.plan.kind == planLiteral {
		at, err := index(m, s, &p.plan.literal, pos, end)
		if at < 0 {
			at = end + 1
		}
		return at, err
	}
	switch p.plan.kind {
	case planStart:
		if pos > 0 {
			return end + 1, nil
		}
		return 0, nil
	case planNeeded:
		return beforeNeeded(p, m, s, pos, end)
	case planBehind:
		n := len(p.plan.literal.units)
		at, err := index(m, s, &p.plan.literal, max(0, pos-n), end-n)
		if at < 0 {
			return end + 1, err
		}
		return at + n, err
	}
	for {
		stop := min(pos+scanSlice, end+1)
		found, ok := candidateIn(p, s, pos, stop)
		m.steps -= (found - pos) >> 4
		if ok || stop > end {
			return found, nil
		}
		pos = stop
		if err := m.interrupt(); err != nil {
			return 0, err
		}
	}
}

// beforeNeeded is candidate for a pattern with a text at a known distance from
// where it begins.
func beforeNeeded[T unit](p *Program, m *Captures, s []T, pos, end int) (int, error) {
	for pos <= end {
		if m.needAt < pos+p.plan.least {
			at, err := index(m, s, &p.plan.needed, pos+p.plan.least, len(s))
			if at < 0 || err != nil {
				return end + 1, err
			}
			m.needAt = at
		}
		if pos = max(pos, m.needAt-p.plan.before); pos > end {
			return pos, nil
		}
		found, ok := candidateIn(p, s, pos, min(m.needAt-p.plan.least, end)+1)
		m.steps -= 1 + (found-pos)>>4
		if ok {
			return found, nil
		}
		if pos = found; m.steps < 0 {
			if err := m.interrupt(); err != nil {
				return 0, err
			}
		}
	}
	return pos, nil
}

// candidateIn is candidate for the positions from pos to before stop, which is at
// most one after the length of s.
func candidateIn[T unit](p *Program, s []T, pos, stop int) (at int, ok bool) {
	limit := min(stop, len(s))
	switch p.plan.kind {
	case planLine:
		for ; pos < stop; pos++ {
			if pos == 0 || lineTerminator(s[pos-1]) {
				return pos, true
			}
		}
		return stop, false
	case planByte:
		if b, ok := any(s).([]byte); ok {
			if i := bytes.IndexByte(b[pos:limit], p.plan.firstByte); i >= 0 {
				return pos + i, true
			}
			return stop, false
		}
	}
	table, high := p.plan.table, p.plan.first.high
	if b, ok := any(s).([]byte); ok {
		// Four at once, in half of the time.
		for ; pos+4 <= limit; pos += 4 {
			if q := b[pos : pos+4 : pos+4]; table[q[0]] || table[q[1]] || table[q[2]] || table[q[3]] {
				break
			}
		}
	}
	for i, c := range s[pos:limit] {
		if rune(c) < 256 {
			if table[uint8(c)] {
				return pos + i, true
			}
		} else if high {
			return pos + i, true
		}
	}
	if stop > len(s) && p.plan.first.end {
		return len(s), true
	}
	return stop, false
}

func isSurrogate(r rune) bool { return isLead(r) || isTrail(r) }

// startOf reports whether a match of n can only begin where one of the two
// assertions holds.
func startOf(n Node, a, b AssertionKind) bool {
	switch n := n.(type) {
	case *Assertion:
		return n.Kind == a || n.Kind == b
	case *Group:
		return startOf(n.Body, a, b)
	case *Sequence:
		return startOf(n.Items[0], a, b)
	case *Alternation:
		return !slices.ContainsFunc(n.Alternatives, func(alt Node) bool { return !startOf(alt, a, b) })
	}
	return false
}

// afterStart returns n without the alternatives that begin with the start of the
// text, for what a match of n can begin with elsewhere; nil if there is nothing left.
func afterStart(n Node) Node {
	switch n := n.(type) {
	case *Assertion:
		if n.Kind == InputStart {
			return nil
		}
	case *Group:
		if body := afterStart(n.Body); body != n.Body {
			return body
		}
	case *Sequence:
		switch first := afterStart(n.Items[0]); first {
		case nil:
			return nil
		case n.Items[0]:
		default:
			return &Sequence{Items: append([]Node{first}, n.Items[1:]...)}
		}
	case *Alternation:
		var list []Node
		same := true
		for _, alt := range n.Alternatives {
			rest := afterStart(alt)
			if same = same && rest == alt; rest != nil {
				list = append(list, rest)
			}
		}
		switch {
		case same:
		case len(list) == 0:
			return nil
		case len(list) == 1:
			return list[0]
		default:
			return &Alternation{Alternatives: list}
		}
	}
	return n
}
