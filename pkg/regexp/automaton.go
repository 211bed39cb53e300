package regexp

import (
	"slices"

	"github.com/kilnjs/kiln/internal/ucd"
)

// An automaton finds where the first match of a pattern to end ends, looking at
// each unit of the text once. It says nothing about which match the pattern
// prefers: the matcher is asked for that, from where the match can have begun on.
//
// Its states are sets of nodes, made when they are first met, and thrown away
// all together when there are too many. A set has the nodes that were reached by
// taking the last unit; what can be reached from them without taking any depends
// on the assertions, and so on the next unit, and is worked out when that is
// known. So a match is noticed when the unit after it is looked at, or the end.
//
// A loop with bounds is written out. Where that makes too many nodes or states, there
// is an automaton with loops without bounds in their place: it ends a match where the
// pattern may end none, but where it ends none there is none.
//
// Only patterns without back-references, lookarounds and classes with strings
// have automata, and only for text in which each character is one unit.

// autoNode is a node of the graph that an automaton is made from.
type autoNode struct {
	op   autoOp
	kind AssertionKind
	fold bool  // FoldedWords of an assertion
	set  int32 // nodeSet
	next int32
	outs []int32 // nodeSplit
}

type autoOp uint8

const (
	nodeMatch  autoOp = iota
	nodeSet           // take a unit of a set
	nodeSplit         // go on at each of outs
	nodeAssert        // an assertion
)

// context is what assertions know about the unit on one side of a position.
type context uint8

const (
	atEdge   context = 1 << iota // there is none
	lineUnit                     // a line terminator
	wordUnit                     // a word character
	foldUnit                     // one with FoldedWords
)

const (
	maxAutoNodes  = 2000
	maxAutoHigh   = 2000    // bounds of ranges from 256 on
	maxAutoCells  = 1 << 16 // entries of the table, 256 KiB
	maxAutoStates = 4000
	maxAutoHeld   = 1 << 17 // nodes in all states, about 1 MiB
	// An automaton that is thrown away before it has looked at so many units for
	// each state is no help.
	usefulUnits = 20
)

// Entries of the table that are not the beginning of the next state's row.
const (
	rowUnknown int32 = -1 - iota
	rowMatch         // a match ended before the unit
	rowStart         // and less: the start with the context -(entry - rowStart)
)

// automaton is the machine of a program. It may be used by one goroutine at a time.
type automaton struct {
	nodes []autoNode
	start int32
	uses  context // what the assertions of the pattern ask for

	// Units that no set and no assertion tells apart are one class.
	low     [256]uint8
	high    []rune  // where ranges from 256 on begin, the first at 256
	highTo  []uint8 // their classes
	kinds   []context
	has     [][4]uint64 // for each set its classes
	classes int32       // and one more for the end
	wide    bool        // for UTF-16 text too

	table  []int32 // a row of classes+1 entries for each state
	states []autoState
	held   int // nodes in all states
	index  map[string]int32
	starts [16]int32 // the rows of the states without nodes, by context; -1 if not made
	made   int       // units looked at when the states were thrown away last
	seen   int       // units looked at
	broken bool
	loose  bool // the bounds of loops are left out

	// dense says that start states come so often that skipping from them does not
	// pay, plain that they are states like any others.
	dense, plain   bool
	skips, skipped int

	// Scratch.
	mark   []uint32
	turn   uint32
	stack  []int32
	next   []int32
	key    []byte
	nextIn []uint32
}

// autoState is a state: what was reached by the unit before, of which it knows
// the context. The start node is always among the nodes and not listed.
type autoState struct {
	nodes  []int32
	before context
}

// automatic reports whether a pattern with that root can have an automaton.
func (c *compiler) automatic(n Node) bool {
	switch n := n.(type) {
	case *Look, *Backref:
		return false
	case *Class:
		return len(n.Strings) == 0 && !n.HasEmpty
	case *Group:
		return c.automatic(n.Body)
	case *Repeat:
		return c.automatic(n.Body)
	case *Sequence:
		return !slices.ContainsFunc(n.Items, func(i Node) bool { return !c.automatic(i) })
	case *Alternation:
		return !slices.ContainsFunc(n.Alternatives, func(i Node) bool { return !c.automatic(i) })
	}
	return true
}

// autoBuilder makes the graph of a pattern, from its end to its beginning.
type autoBuilder struct {
	*analyzer
	a       *automaton
	ranges  [][]ucd.Range
	setFrom map[any]int32 // by *Class, Any or character
	failed  bool
	bounds  bool // there are loops with bounds that a loose automaton would leave out
}

// literalKey is the key of a character in setFrom.
type literalKey struct {
	r          rune
	ignoreCase bool
}

// newAutomaton makes the automaton of a program, a loose one if the exact one would
// be too large. It is broken if the pattern is too large for one.
func newAutomaton(p *Program) *automaton {
	tree, err := Parse(p.Source, p.Flags.String())
	if err != nil {
		return &automaton{broken: true}
	}
	a, bounds := buildAutomaton(tree, false)
	if a.broken && bounds {
		a, _ = buildAutomaton(tree, true)
	}
	return a
}

// looser returns the loose automaton of a program whose exact one has too many
// states, or that one if they are the same.
func (a *automaton) looser(p *Program) *automaton {
	if a.loose {
		return a
	}
	tree, err := Parse(p.Source, p.Flags.String())
	if err != nil {
		return a
	}
	if l, bounds := buildAutomaton(tree, true); bounds && !l.broken {
		return l
	}
	return a
}

// buildAutomaton makes an automaton, and reports whether the loose one is another
// than the exact one.
func buildAutomaton(tree *Pattern, loose bool) (a *automaton, bounds bool) {
	a = &automaton{broken: true, wide: true, loose: loose}
	b := &autoBuilder{analyzer: newAnalyzer(tree.Flags.FullUnicode()), a: a, setFrom: map[any]int32{}}
	end := b.add(autoNode{op: nodeMatch})
	a.start = b.build(tree.Root, end)
	if b.failed || !b.classify() {
		return a, b.bounds
	}
	a.broken = false
	a.mark = make([]uint32, len(a.nodes))
	a.nextIn = make([]uint32, len(a.nodes))
	a.clear()
	return a, b.bounds
}

func (b *autoBuilder) add(n autoNode) int32 {
	if len(b.a.nodes) == maxAutoNodes {
		b.failed = true
	}
	if b.failed {
		return 0
	}
	b.a.nodes = append(b.a.nodes, n)
	return int32(len(b.a.nodes) - 1)
}

// build makes the nodes of n, which go on at next, and returns where they begin.
func (b *autoBuilder) build(n Node, next int32) int32 {
	if b.failed {
		return 0
	}
	switch n := n.(type) {
	case *Literal:
		for _, r := range slices.Backward(n.Text) {
			key := literalKey{r, n.IgnoreCase}
			next = b.set(key, func() []ucd.Range { return b.variants(r, n.IgnoreCase) }, next)
		}
	case *Any:
		next = b.set(*n, func() []ucd.Range {
			if n.DotAll {
				return []ucd.Range{{Lo: 0, Hi: ucd.MaxRune}}
			}
			return complement(lineTerminators, ucd.MaxRune)
		}, next)
	case *Class:
		next = b.set(n, func() []ucd.Range { return n.Set }, next)
	case *Assertion:
		switch n.Kind {
		case LineStart, LineEnd:
			b.a.uses |= atEdge | lineUnit
		case InputStart, InputEnd:
			b.a.uses |= atEdge
		case WordBoundary, NotWordBoundary:
			b.a.uses |= wordUnit
			if n.FoldedWords {
				b.a.uses |= foldUnit
			}
		}
		next = b.add(autoNode{op: nodeAssert, kind: n.Kind, fold: n.FoldedWords, next: next})
	case *Group:
		return b.build(n.Body, next)
	case *Sequence:
		for _, item := range slices.Backward(n.Items) {
			next = b.build(item, next)
		}
	case *Alternation:
		split := autoNode{op: nodeSplit}
		for _, alt := range n.Alternatives {
			split.outs = append(split.outs, b.build(alt, next))
		}
		next = b.add(split)
	case *Repeat:
		next = b.repeat(n, next)
	}
	return next
}

func (b *autoBuilder) repeat(n *Repeat, next int32) int32 {
	least, most := n.Min, n.Max
	if most > 1 && most < Unlimited || least > 1 {
		b.bounds = true
		if b.a.loose {
			least, most = min(least, 1), Unlimited
		}
	}
	if most == Unlimited {
		head := b.add(autoNode{op: nodeSplit})
		body := b.build(n.Body, head)
		if b.failed {
			return 0
		}
		b.a.nodes[head].outs = []int32{body, next}
		next = head
	} else {
		out := next
		for i := least; i < most && !b.failed; i++ {
			next = b.add(autoNode{op: nodeSplit, outs: []int32{b.build(n.Body, next), out}})
		}
	}
	for i := 0; i < least && !b.failed; i++ {
		first := b.build(n.Body, next)
		if first == next {
			break // nothing to match, however often
		}
		next = first
	}
	return next
}

// set makes a node that takes a unit of a set.
func (b *autoBuilder) set(key any, ranges func() []ucd.Range, next int32) int32 {
	i, ok := b.setFrom[key]
	if !ok {
		i = int32(len(b.ranges))
		r := ranges()
		if b.unicode && len(r) > 0 && r[len(r)-1].Hi >= 0xD800 {
			b.a.wide = false
		}
		b.ranges = append(b.ranges, r)
		b.setFrom[key] = i
	}
	return b.add(autoNode{op: nodeSet, set: i, next: next})
}

// classify finds the classes of units: it divides them by one set after the
// other. It reports false if there are too many.
func (b *autoBuilder) classify() bool {
	a := b.a
	sets := b.ranges
	if a.uses&lineUnit != 0 {
		sets = append(sets, lineTerminators)
	}
	if a.uses&(wordUnit|foldUnit) != 0 {
		sets = append(sets, wordSet, foldedWordSet)
	}
	a.high = []rune{256}
	for _, s := range sets {
		for _, r := range s {
			if r.Lo > 256 {
				a.high = append(a.high, r.Lo)
			}
			if r.Hi >= 256 {
				a.high = append(a.high, r.Hi+1)
			}
		}
		if len(a.high) > 4*maxAutoHigh {
			return false
		}
	}
	slices.Sort(a.high)
	a.high = slices.Compact(a.high)
	if len(a.high) > maxAutoHigh {
		return false
	}
	// The units, then the first of each range of high ones.
	items := make([]int, 256+len(a.high))
	count := 1
	for _, s := range sets {
		split := map[int]int{}
		for i := range items {
			c := rune(i)
			if i >= 256 {
				c = a.high[i-256]
			}
			key := items[i] << 1
			if setContains(s, c) {
				key |= 1
			}
			n, ok := split[key]
			if !ok {
				n = len(split)
				split[key] = n
			}
			items[i] = n
		}
		if count = len(split); count > 255 {
			return false
		}
	}
	a.classes = int32(count)
	a.kinds = make([]context, count+1)
	a.kinds[count] = atEdge
	a.has = make([][4]uint64, len(b.ranges))
	a.highTo = make([]uint8, len(a.high))
	for i, class := range items {
		c := rune(i)
		if i < 256 {
			a.low[i] = uint8(class)
		} else {
			c = a.high[i-256]
			a.highTo[i-256] = uint8(class)
		}
		a.kinds[class] = contextOf(c)
		for k, s := range b.ranges {
			if setContains(s, c) {
				a.has[k][class>>6] |= 1 << (class & 63)
			}
		}
	}
	return true
}

// contextOf is what assertions know about a unit.
func contextOf(c rune) context {
	var k context
	if lineTerminator(uint16(min(c, 0xFFFF))) {
		k |= lineUnit
	}
	if setContains(wordSet, c) {
		k |= wordUnit
	}
	if setContains(foldedWordSet, c) {
		k |= foldUnit
	}
	return k
}

// classOf returns the class of a unit.
func classOf[T unit](a *automaton, c T) int32 {
	if rune(c) < 256 {
		return int32(a.low[uint8(c)])
	}
	lo, hi := 0, len(a.high)
	for lo+1 < hi {
		mid := int(uint(lo+hi) >> 1)
		if a.high[mid] <= rune(c) {
			lo = mid
		} else {
			hi = mid
		}
	}
	return int32(a.highTo[lo])
}

// clear throws all states away.
func (a *automaton) clear() {
	a.table = a.table[:0]
	a.states = a.states[:0]
	a.held = 0
	a.index = map[string]int32{}
	for i := range a.starts {
		a.starts[i] = -1
	}
	a.made = a.seen
}

// startRow returns the row of the start state after a unit with that context.
func (a *automaton) startRow(before context) int32 {
	before &= a.uses
	if a.starts[before] < 0 {
		a.starts[before] = a.newState(nil, before)
	}
	return a.starts[before]
}

// newState makes a state and returns its row.
func (a *automaton) newState(nodes []int32, before context) int32 {
	row := int32(len(a.table))
	for range a.classes + 1 {
		a.table = append(a.table, rowUnknown)
	}
	a.states = append(a.states, autoState{slices.Clone(nodes), before})
	a.held += len(nodes)
	return row
}

// full reports whether there is no room for another state.
func (a *automaton) full() bool {
	return len(a.table)+int(a.classes)+1 > maxAutoCells || len(a.states) >= maxAutoStates || a.held >= maxAutoHeld
}

// step works out an unknown entry: what comes of a unit of a class in the state of
// a row. If there is no room it throws all states away, and returns the row that the
// state has now.
func (a *automaton) step(row, class int32) int32 {
	state := a.states[row/(a.classes+1)]
	if a.full() {
		if a.seen-a.made < usefulUnits*len(a.states) {
			a.broken = true
			return row
		}
		a.clear()
		row = a.rowOf(state.nodes, state.before)
	}
	entry := int32(rowMatch)
	if nodes, match := a.advance(state, class); !match {
		if before := a.kinds[class] & a.uses; len(nodes) == 0 {
			if entry = a.startRow(before); !a.plain {
				entry = rowStart - int32(before)
			}
		} else {
			entry = a.rowOf(nodes, before)
		}
	}
	a.table[row+class] = entry
	return row
}

// rowOf returns the row of a state, making it if there is none.
func (a *automaton) rowOf(nodes []int32, before context) int32 {
	if len(nodes) == 0 {
		return a.startRow(before)
	}
	a.key = append(a.key[:0], byte(before))
	for _, n := range nodes {
		a.key = append(a.key, byte(n), byte(n>>8))
	}
	row, ok := a.index[string(a.key)]
	if !ok {
		row = a.newState(nodes, before)
		a.index[string(a.key)] = row
	}
	return row
}

// advance returns the nodes after a unit of a class, sorted, or that a match ends
// before it.
func (a *automaton) advance(state autoState, class int32) (nodes []int32, match bool) {
	a.turn++
	a.next = a.next[:0]
	a.stack = append(a.stack[:0], a.start)
	a.stack = append(a.stack, state.nodes...)
	for len(a.stack) > 0 {
		i := a.stack[len(a.stack)-1]
		a.stack = a.stack[:len(a.stack)-1]
		if a.mark[i] == a.turn {
			continue
		}
		a.mark[i] = a.turn
		switch n := &a.nodes[i]; n.op {
		case nodeMatch:
			return nil, true
		case nodeSplit:
			a.stack = append(a.stack, n.outs...)
		case nodeAssert:
			if holds(n, state.before, a.kinds[class]) {
				a.stack = append(a.stack, n.next)
			}
		case nodeSet:
			if a.has[n.set][class>>6]>>(class&63)&1 != 0 && a.nextIn[n.next] != a.turn {
				a.nextIn[n.next] = a.turn
				a.next = append(a.next, n.next)
			}
		}
	}
	slices.Sort(a.next)
	return a.next, false
}

// holds reports whether an assertion holds between two units.
func holds(n *autoNode, before, after context) bool {
	word := wordUnit
	if n.fold {
		word = foldUnit
	}
	switch n.kind {
	case InputStart:
		return before&atEdge != 0
	case InputEnd:
		return after&atEdge != 0
	case LineStart:
		return before&(atEdge|lineUnit) != 0
	case LineEnd:
		return after&(atEdge|lineUnit) != 0
	case WordBoundary:
		return before&word != after&word
	}
	return before&word == after&word
}
