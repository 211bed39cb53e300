package regexp

import (
	"slices"
	"sync/atomic"

	"github.com/kilnjs/kiln/internal/ucd"
)

// Compile parses a pattern and makes a program of it. The error is an *Error.
func Compile(pattern, flags string) (*Program, error) {
	p, err := Parse(pattern, flags)
	if err != nil {
		return nil, err
	}
	return p.Compile(), nil
}

// programs is the number of programs that were made.
var programs atomic.Uint64

// Compile makes a program of a tree.
func (p *Pattern) Compile() *Program { return p.compile(nil) }

func (p *Pattern) compile(m *meter) *Program {
	c := &compiler{
		analyzer: newAnalyzer(p.Flags.FullUnicode()),
		prog: &Program{
			Source: p.Source, Flags: p.Flags, Groups: p.Groups, Names: p.Names,
			number:  programs.Add(1),
			unicode: p.Flags.FullUnicode(),
			numRegs: 2 * (p.Groups + 1),
		},
		firstIndex: map[firstSet]int32{},
		variants:   map[[2]rune]int{},
	}
	c.meter = m
	follow := anyFirst
	c.node(p.Root, &follow)
	c.emit(inst{op: opMatch})
	c.threadJumps()
	prog := c.prog
	if !c.backrefs && c.pointBits <= maxPointBits {
		prog.points, prog.pointAt, prog.pointBits = c.points, c.pointAt, c.pointBits
	}
	prog.plan = c.planOf(p.Root)
	prog.sets = c.sets
	return prog
}

// maxPointBits bounds the bits that a memo has for each position.
const maxPointBits = 1 << 14

// threadJumps lets a jump to a jump go where that one goes.
func (c *compiler) threadJumps() {
	code := c.prog.code
	// From the end, so that a jump forwards is to one that is done already. A
	// jump backwards goes to the head of a loop, which is none.
	for i := len(code) - 1; i >= 0; i-- {
		if to := code[i].x; code[i].op == opJump && code[to].op == opJump {
			code[i].x = code[to].x
		}
	}
}

// trieKey is what decides about a trie: escapes of one kind share their node.
type trieKey struct {
	class    *Class
	backward bool
}

// compiler makes code. It goes through the tree with the set of what can
// follow, so that a choice can be decided by looking at one code unit.
type compiler struct {
	*analyzer
	prog       *Program
	backward   bool // in a lookbehind
	firstIndex map[firstSet]int32
	variants   map[[2]rune]int // sets of single characters and their variants
	trieIndex  map[trieKey]int32

	points    []choicePoint
	pointAt   []int32
	pointBits int32
	backrefs  bool
	depth     int        // of lookarounds
	marks     []int32    // the registers of the loops around that must not have empty turns
	counters  []loopName // the counted loops around
}

func (c *compiler) emit(i inst) int {
	c.meter.worked(instWork)
	c.prog.code = append(c.prog.code, i)
	switch i.op {
	case opSplit, opSplitTo, opRepeat, opRepeatU, opLazy, opLazyU, opStrings:
		c.pointAt = append(c.pointAt, c.point())
	case opLoop:
		at := int32(-1)
		if l := &c.prog.loops[i.y]; l.min < l.max {
			at = c.point()
		}
		c.pointAt = append(c.pointAt, at)
	default:
		c.pointAt = append(c.pointAt, -1)
	}
	return len(c.prog.code) - 1
}

// point enters a choice into the table of those that a memo remembers, and
// returns its place.
func (c *compiler) point() int32 {
	pt := choicePoint{bit: -1, look: c.depth > 0}
	switch {
	case len(c.counters) == 0:
		if n := len(c.marks); n > 0 {
			pt.marks = []int32{c.marks[n-1]}
		}
		pt.bit = c.pointBits
		c.pointBits += 1 << len(pt.marks)
	case len(c.counters) > maxCounters || len(c.marks) > maxMarks:
		return -1
	default:
		pt.marks, pt.counters = slices.Clone(c.marks), slices.Clone(c.counters)
		if width := c.countedWidth(); c.pointBits+width <= maxPointBits/2 {
			pt.bit = c.pointBits
			c.pointBits += width
		}
	}
	c.points = append(c.points, pt)
	return int32(len(c.points) - 1)
}

// countedWidth returns how many bits a choice here needs for each position, more
// than maxPointBits if it is better kept in a table.
func (c *compiler) countedWidth() int32 {
	width := int64(1) << len(c.marks)
	for _, name := range c.counters {
		l := &c.prog.loops[name.loop]
		if l.max > l.min+1 && l.max < Unlimited {
			return maxPointBits + 1
		}
		width = min(width*int64(l.counts()), maxPointBits+1)
	}
	return int32(width)
}

func (c *compiler) here() int32 { return int32(len(c.prog.code)) }

func (c *compiler) newReg() int32 {
	c.prog.numRegs++
	return int32(c.prog.numRegs - 1)
}

// startOf returns what a node and its follow set can begin with.
func (c *compiler) startOf(i *nodeInfo, follow *firstSet) firstSet {
	f := i.first
	if i.open {
		f.union(follow)
	}
	return f
}

// putFirst returns the number of a first set, -1 for one that excludes
// nothing. Code that runs backwards does not look ahead.
func (c *compiler) putFirst(f *firstSet) int32 {
	if c.backward || *f == anyFirst {
		return -1
	}
	return c.intern(f)
}

// intern returns the place of a first set in the table of the program.
func (c *compiler) intern(f *firstSet) int32 {
	n, ok := c.firstIndex[*f]
	if !ok {
		n = int32(len(c.prog.firsts))
		c.firstIndex[*f] = n
		c.prog.firsts = append(c.prog.firsts, *f)
	}
	return n
}

// node makes code for n; follow is what can come after it.
func (c *compiler) node(n Node, follow *firstSet) {
	switch n := n.(type) {
	case *Empty:
	case *Literal:
		c.literal(n)
	case *Any:
		c.set(c.setOf(n))
	case *Class:
		c.class(n)
	case *Assertion:
		c.assertion(n)
	case *Look:
		c.look(n)
	case *Group:
		from, to := int32(2*n.Index), int32(2*n.Index+1)
		if c.backward {
			from, to = to, from
		}
		c.emit(inst{op: opSave, x: from})
		c.node(n.Body, follow)
		c.emit(inst{op: opSave, x: to})
	case *Backref:
		c.backref(n)
	case *Repeat:
		c.repeat(n, follow)
	case *Sequence:
		c.sequence(n, follow)
	case *Alternation:
		if r, ok := c.reduce(n).(*Alternation); ok {
			c.alternation(r, follow)
		} else {
			c.node(c.reduced[n], follow)
		}
	}
}

func (c *compiler) sequence(n *Sequence, follow *firstSet) {
	if c.backward {
		for i := len(n.Items) - 1; i >= 0; i-- {
			c.node(n.Items[i], follow)
		}
		return
	}
	follows := make([]int32, len(n.Items))
	next := *follow
	for i := len(n.Items) - 1; i >= 0; i-- {
		follows[i] = c.intern(&next)
		info := c.info(n.Items[i])
		next = c.startOf(&info, &next)
	}
	for i, item := range n.Items {
		f := c.prog.firsts[follows[i]]
		c.node(item, &f)
	}
}

func (c *compiler) alternation(n *Alternation, follow *firstSet) {
	// For each alternative, what it and what the later ones can begin with.
	last := len(n.Alternatives) - 1
	splits := make([]inst, last)
	var rest firstSet
	for i := last; i >= 0; i-- {
		info := c.info(n.Alternatives[i])
		start := c.startOf(&info, follow)
		if i < last {
			splits[i] = inst{op: opSplit, y: c.putFirst(&start), z: c.putFirst(&rest)}
		}
		rest.union(&start)
	}
	var exits []int
	for i, alt := range n.Alternatives {
		if i == last {
			c.node(alt, follow)
			break
		}
		split := c.emit(splits[i])
		c.node(alt, follow)
		exits = append(exits, c.emit(inst{op: opJump}))
		c.prog.code[split].x = c.here()
	}
	for _, e := range exits {
		c.prog.code[e].x = c.here()
	}
}

// literal makes code for characters in a row.
func (c *compiler) literal(n *Literal) {
	var run []uint16
	flush := func() {
		if len(run) > 0 {
			c.units(run)
			run = nil
		}
	}
	emit := func(r rune) {
		if !n.IgnoreCase {
			run = c.character(run, r, flush)
			return
		}
		var buf [8]rune
		switch v := ucd.AppendCaseVariants(buf[:0], r, c.unicode); {
		case len(v) == 1:
			run = c.character(run, r, flush)
		case len(v) == 2 && v[1] <= 0xFFFF:
			flush()
			c.step(inst{op: opChar2, c: uint16(v[0]), x: v[1]})
		default:
			flush()
			c.set(c.variantSet(v))
		}
	}
	if !c.backward {
		for _, r := range n.Text {
			emit(r)
		}
		flush()
		return
	}
	for i := len(n.Text) - 1; i >= 0; i-- {
		emit(n.Text[i])
		flush()
	}
}

// variantSet returns the number of the set of all the case variants of a
// character, or of one character without them.
func (c *compiler) variantSet(v []rune) int {
	key := [2]rune{v[0], rune(len(v))}
	n, ok := c.variants[key]
	if !ok {
		ranges := make([]ucd.Range, len(v))
		for i, r := range v {
			ranges[i] = ucd.Range{Lo: r, Hi: r}
		}
		n = len(c.sets)
		c.sets = append(c.sets, newCharSet(ranges))
		c.variants[key] = n
	}
	return n
}

// character adds the units of r to a run, or makes code for it if it is half of
// a pair where pairs count.
func (c *compiler) character(run []uint16, r rune, flush func()) []uint16 {
	switch {
	case c.unicode && (isLead(r) || isTrail(r)):
		flush()
		c.step(inst{op: opLone, c: uint16(r)})
		return nil
	case r > 0xFFFF:
		return append(run, uint16(leadOf(r)), uint16(trailOf(r)))
	}
	return append(run, uint16(r))
}

// units makes code for code units in a row.
func (c *compiler) units(run []uint16) {
	back := inst{op: opBack, x: int32(len(run))}
	if c.backward {
		c.emit(back)
	}
	if len(run) == 1 {
		c.emit(inst{op: opChar, c: run[0]})
	} else {
		c.prog.lits = append(c.prog.lits, run)
		c.emit(inst{op: opLit, x: int32(len(c.prog.lits) - 1)})
	}
	if c.backward {
		c.emit(back)
	}
}

// step emits an instruction that matches one code unit. Backwards, it is
// matched forwards from the unit before, and stepped over again.
func (c *compiler) step(i inst) {
	if c.backward {
		c.emit(inst{op: opBack, x: 1})
	}
	c.emit(i)
	if c.backward {
		c.emit(inst{op: opBack, x: 1})
	}
}

// set makes code for one character of a set.
func (c *compiler) set(n int) {
	s := &c.sets[n]
	if s.bits == [4]uint64{} && len(s.high) == 0 {
		c.emit(inst{op: opFail})
		return
	}
	if !c.unicode || !needsCodePoints(s) {
		c.step(inst{op: opSet, x: int32(n)})
		return
	}
	if c.backward {
		c.emit(inst{op: opBackU})
	}
	c.emit(inst{op: opSetU, x: int32(n)})
	if c.backward {
		c.emit(inst{op: opBackU})
	}
}

func (c *compiler) class(n *Class) {
	if len(n.Strings) == 0 && !n.HasEmpty {
		c.set(c.setOf(n))
		return
	}
	key := trieKey{n, c.backward}
	at, ok := c.trieIndex[key]
	if !ok {
		c.meter.worked(len(n.Strings) * rangeWork)
		at = int32(len(c.prog.tries))
		c.prog.tries = append(c.prog.tries, newTrie(n, c.setOf(n), c.backward))
		if c.trieIndex == nil {
			c.trieIndex = map[trieKey]int32{}
		}
		c.trieIndex[key] = at
	}
	c.emit(inst{op: opStrings, x: at})
}

func (c *compiler) assertion(n *Assertion) {
	i := inst{}
	switch n.Kind {
	case InputStart:
		i.op = opInputStart
	case InputEnd:
		i.op = opInputEnd
	case LineStart:
		i.op = opLineStart
	case LineEnd:
		i.op = opLineEnd
	case WordBoundary:
		i.op = opWord
	case NotWordBoundary:
		i.op = opNotWord
	}
	if n.FoldedWords {
		i.c = 1
	}
	c.emit(i)
}

func (c *compiler) look(n *Look) {
	reg := c.newReg()
	c.newReg()
	c.newReg()
	c.prog.looks = true
	flag := uint8(0)
	if c.depth == 0 {
		flag = lookOuter
	}
	backward, marks, counters := c.backward, c.marks, c.counters
	c.backward, c.marks, c.counters = n.Behind, nil, nil
	c.depth++
	follow := anyFirst
	if n.Negative {
		begin := c.emit(inst{op: opNot, x: reg, flag: flag})
		c.node(n.Body, &follow)
		c.emit(inst{op: opNotEnd, x: reg})
		c.prog.code[begin].y = c.here()
	} else {
		c.emit(inst{op: opLook, x: reg, flag: flag})
		c.node(n.Body, &follow)
		c.emit(inst{op: opLookEnd, x: reg})
	}
	c.depth--
	c.backward, c.marks, c.counters = backward, marks, counters
}

func (c *compiler) backref(n *Backref) {
	c.backrefs = true
	i := inst{op: opBackref, x: int32(n.Groups[0])}
	if len(n.Groups) > 1 {
		i.x, i.y = -1, int32(len(c.prog.refs))
		c.prog.refs = append(c.prog.refs, n.Groups)
	}
	if n.IgnoreCase {
		i.flag |= refIgnoreCase
	}
	if c.backward {
		i.flag |= refBackward
	}
	c.emit(i)
}

// single returns the number of the set of a node that matches exactly one
// character, or -1.
func (c *compiler) single(n Node) int {
	switch n := n.(type) {
	case *Any:
		return c.setOf(n)
	case *Class:
		if len(n.Strings) == 0 && !n.HasEmpty {
			return c.setOf(n)
		}
	case *Alternation:
		if r := c.reduce(n); r != Node(n) {
			return c.single(r)
		}
	case *Literal:
		if len(n.Text) != 1 {
			return -1
		}
		variants := []rune{n.Text[0]}
		if n.IgnoreCase {
			variants = ucd.AppendCaseVariants(variants[:0], n.Text[0], c.unicode)
		}
		return c.variantSet(variants)
	}
	return -1
}

func bound(n int) int32 { return int32(min(n, Unlimited)) }

// repeat makes code for a quantifier.
func (c *compiler) repeat(n *Repeat, follow *firstSet) {
	if n.Max == 0 {
		return
	}
	if n.Min == 1 && n.Max == 1 {
		c.node(n.Body, follow)
		return
	}
	if !c.backward {
		if s := c.single(n.Body); s >= 0 {
			c.repeatSet(n, s, follow)
			return
		}
	}
	info := c.info(n.Body)
	again := c.startOf(&info, follow) // what a turn begins with
	inner := again                    // what can follow a turn
	inner.union(follow)
	switch {
	case n.Min == 0 && n.Max == 1:
		split := c.split(n, &again, follow)
		c.turn(n, info.empty, follow)
		c.prog.code[split].x = c.here()
	case n.Min == 0 && n.Max == Unlimited:
		split := c.split(n, &again, follow)
		c.turn(n, info.empty, &inner)
		c.emit(inst{op: opJump, x: int32(split)})
		c.prog.code[split].x = c.here()
	case n.Min == 1 && n.Max == Unlimited && !info.empty:
		head := c.here()
		c.turn(n, false, &inner)
		// Here the next instruction leaves the loop and x goes on with it.
		i := inst{op: opSplitTo, x: head, y: c.putFirst(follow), z: c.putFirst(&again)}
		if n.Lazy {
			i.op = opSplit
		}
		c.emit(i)
	case c.weight(n.Body)*copies(n) <= maxCopied:
		c.copied(n, &info, &again, &inner, follow)
	default:
		c.counted(n, &info, &again, &inner, follow)
	}
}

// maxCopied is the number of instructions up to which a loop with bounds is
// written out.
const maxCopied = 80

// copies returns how often the body of a loop is there if it is written out.
func copies(n *Repeat) int {
	if n.Max == Unlimited {
		return min(n.Min, maxCopied) + 1
	}
	return min(n.Max, maxCopied+1)
}

// copied makes code for a loop with bounds by writing it out.
func (c *compiler) copied(n *Repeat, info *nodeInfo, again, inner, follow *firstSet) {
	for range n.Min {
		c.turn(n, false, inner)
	}
	var splits []int
	if n.Max == Unlimited {
		split := c.split(n, again, follow)
		c.turn(n, info.empty, inner)
		c.emit(inst{op: opJump, x: int32(split)})
		splits = append(splits, split)
	} else {
		for range n.Max - n.Min {
			splits = append(splits, c.split(n, again, follow))
			c.turn(n, info.empty, inner)
		}
	}
	for _, split := range splits {
		c.prog.code[split].x = c.here()
	}
}

// split emits the choice between a turn, which is next, and the way out.
func (c *compiler) split(n *Repeat, again, follow *firstSet) int {
	i := inst{op: opSplit, y: c.putFirst(again), z: c.putFirst(follow)}
	if n.Lazy {
		i.op = opSplitTo
	}
	return c.emit(i)
}

// turn makes code for one turn of a loop: it forgets what the groups captured,
// and fails where an optional turn would match the empty text
// (sec-runtime-semantics-repeatmatcher-abstract-operation).
func (c *compiler) turn(n *Repeat, empty bool, follow *firstSet) {
	if n.Max > 1 && n.EndGroup > n.FirstGroup {
		c.emit(inst{op: opClear, x: int32(2 * n.FirstGroup), y: int32(2 * n.EndGroup)})
	}
	reg := int32(-1)
	if empty {
		reg = c.newReg()
		c.emit(inst{op: opSave, x: reg})
		c.marks = append(c.marks, reg)
	}
	c.node(n.Body, follow)
	if empty {
		c.marks = c.marks[:len(c.marks)-1]
		c.emit(inst{op: opMoved, x: reg})
	}
}

// counted makes code for a loop that counts its turns.
func (c *compiler) counted(n *Repeat, info *nodeInfo, again, inner, follow *firstSet) {
	l := len(c.prog.loops)
	c.prog.loops = append(c.prog.loops, loop{
		min: bound(n.Min), max: bound(n.Max), lazy: n.Lazy, mark: -1,
		body: c.putFirst(again), next: c.putFirst(follow),
	})
	counter := c.newReg()
	c.emit(inst{op: opSetReg, x: counter})
	c.counters = append(c.counters, loopName{int32(l), counter})
	head := c.emit(inst{op: opLoop, x: counter, y: int32(l)})
	if info.empty {
		mark := c.newReg()
		c.prog.loops[l].mark = mark
		c.emit(inst{op: opSave, x: mark})
		c.marks = append(c.marks, mark)
	}
	if n.EndGroup > n.FirstGroup {
		c.emit(inst{op: opClear, x: int32(2 * n.FirstGroup), y: int32(2 * n.EndGroup)})
	}
	c.node(n.Body, inner)
	if info.empty {
		c.marks = c.marks[:len(c.marks)-1]
	}
	c.counters = c.counters[:len(c.counters)-1]
	c.emit(inst{op: opLoopEnd, x: counter, y: int32(l)})
	c.prog.loops[l].head = int32(head)
	c.prog.loops[l].exit = c.here()
}

// repeatSet makes code for a loop over single characters.
func (c *compiler) repeatSet(n *Repeat, set int, follow *firstSet) {
	s := &c.sets[set]
	s.makeTable()
	i := inst{op: opRepeat, x: int32(set), y: int32(len(c.prog.loops))}
	if n.Lazy {
		i.op = opLazy
	}
	if c.unicode && needsCodePoints(s) {
		i.op++ // opRepeatU, opLazyU
	}
	c.prog.loops = append(c.prog.loops, loop{
		min: bound(n.Min), max: bound(n.Max), next: c.putFirst(follow),
		possessive: !n.Lazy && follow.disjoint(s),
	})
	c.emit(i)
}
