package native

import (
	"errors"
	"maps"
	"slices"

	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
)

// Machine code has two strengths. The baseline's is made first, of what tier 1 finds hot. What
// stays hot in it is made anew of a graph (package opt), which takes about ten times as long. The
// budget is the sampler: each poll of the baseline's code stands for a slice of it, that is for about
// 100 µs in that function, and no code counts anything. A graph for the calls of a function has the place of
// its entry; a frame that stands in a loop goes on in a graph from the back edge where it polls,
// since its registers are in the frame there, all of them, as tier 1 has them.
//
// Whether this is done at all Engine.Graphs says.
//
// A graph that is left too often gives its place back to the baseline's code, which is kept
// for that.

// A graph is made once a function was met by pollsAtLeast polls, and one more for each
// instructionsPerPoll instructions: so that the compilation, of about 2.5 µs for an instruction, takes no more
// than a tenth of the time that the function has run already. Each graph that was
// thrown away doubles that.
const (
	pollsAtLeast        = 4
	instructionsPerPoll = 8
)

// Where code changes tier early, so does it for a graph: after earlyPolls polls, and the first shortSlices
// slices that end in machine code are not made longer.
const (
	earlyPolls  = 2
	shortSlices = 1 << 10
)

// Limits of one function: graphs that were left too often, graphs in all, and what they may
// catch, since a handler of theirs is in tier 1.
const (
	maxLeftGraphs = 3
	maxGraphs     = 12
	maxCaught     = 16
)

// graphs is what is known of one function about its graphs. Pieces of machine code are named by
// their entries, 0 for the whole function.
type graphs struct {
	polls    int
	made     int
	left     int                   // thrown away because of leaves
	caught   int                   // exceptions
	declined map[int32]bool        // by entry
	leaves   map[int32]int         // from graphs, by instruction, see lower.Exit.LeaveKey
	under    map[int32]*lower.Code // by entry: the baseline's code whose place a graph has
}

func (g *graphs) init() {
	g.declined, g.leaves, g.under = map[int32]bool{}, map[int32]int{}, map[int32]*lower.Code{}
}

// leavesWith is where frames have left graphs or the baseline's code.
func (g *graphs) leavesWith(baseline map[int32]int) map[int32]int {
	all := maps.Clone(baseline)
	for pc, n := range g.leaves {
		all[pc] += n
	}
	return all
}

// notes is what lasts without machine code.
func (g *graphs) notes() graphs {
	return graphs{left: g.left, caught: g.caught, declined: maps.Clone(g.declined), leaves: maps.Clone(g.leaves), under: map[int32]*lower.Code{}}
}

// due tells that the function has been met by as many polls as a graph of it costs.
func (f *function) due(c *lower.Code) bool {
	g := &f.graphs
	if f.engine.Early {
		return g.polls >= earlyPolls
	}
	return g.polls >= (pollsAtLeast+len(c.Function.Proto().Code)/instructionsPerPoll)<<g.left
}

// spent tells that no graph of the function will be made any more.
func (g *graphs) spent() bool {
	return g.left > maxLeftGraphs || g.made >= maxGraphs || g.caught > maxCaught
}

// sampleCaller counts a poll in the body of a built-in function, or in what that calls, for the function that has
// called the body, too: its graph would have both in it, but it counts down little of the budget itself. The
// poll is in the frame at fp, of a function with the given code.
func (e *Engine) sampleCaller(code *object.Code, fp int) {
	vals := e.rt.Stack.Vals
	for range 2 {
		fp = stack.LinkCaller(vals[fp+stack.Link])
		if fp < 0 {
			return
		}
		callee := vals[fp+stack.Callee]
		if !callee.IsObject() || callee.Object().Class() != heap.ClassFunction {
			return
		}
		caller := e.rt.CodeOf(callee.Object())
		if code.Body != nil {
			e.credit(caller)
			return
		}
		code = caller
	}
}

// credit counts a poll for a function that has called the one where it was, and makes a graph of it when that is due.
func (e *Engine) credit(code *object.Code) {
	f, ok := code.T2.(*function)
	if !ok || f.graphs.spent() {
		return
	}
	f.graphs.polls++ // a loop of it that has machine code of its own gets a graph at its next poll
	if f.whole == nil || f.whole.Graph || f.graphs.declined[0] || !f.due(f.whole) {
		return
	}
	if whole := e.optimize(f.whole, f, 0); whole != nil {
		e.install(f, whole)
		e.machine.ForgetSites()
	}
}

// extendSlice makes the slice that begins as long as those of machine code are.
func (e *Engine) extendSlice() {
	if e.Graphs && e.Early && e.short < shortSlices {
		e.short++
		return
	}
	e.rt.ExtendSlice()
}

// sample is told that a slice of the budget has ended at x, in the frame at fp. It returns where
// the frame goes on, if in other code than its own.
func (e *Engine) sample(x *lower.Exit, fp int) *lower.Code {
	c := x.Code
	if !e.Graphs || GraphsAtOnce || c.Graph || e.rt.Interim() { // of which the last ends no slice
		return nil
	}
	e.sampleCaller(c.Record, fp)
	f := functionOf(e, c.Record)
	g := &f.graphs
	if g.spent() {
		return nil
	}
	g.polls++
	loop := f.loops[x.PC]
	switch {
	case x.PC != 0 && loop != nil && loop.Graph:
	case !f.due(c):
		return nil
	case f.whole == c && !g.declined[0]:
		if whole := e.optimize(c, f, 0); whole != nil {
			e.install(f, whole)
			// Sites of constructs have the address of the old one.
			e.machine.ForgetSites()
		}
		return nil
	case x.PC == 0 || g.declined[x.PC]:
		return nil
	default:
		if loop = e.optimize(c, f, x.PC); loop == nil {
			return nil
		}
		f.loops[x.PC] = loop
	}
	if !e.rt.Stack.Within(loop.Nested) || e.rt.Stack.ReserveRunning(fp+loop.Words+loop.Unit.Above) != nil {
		return nil
	}
	e.rt.RecountTurn()
	return loop
}

// shallower is the code of the baseline where that of a graph, which begins at x, has functions inlined that
// would be more frames than a limit allows: none of theirs is counted.
func (e *Engine) shallower(x *lower.Exit) *lower.Code {
	c := x.Code
	if !c.Graph || c.Nested == 0 || c.Entry != 0 || e.rt.Stack.Within(c.Nested) {
		return nil
	}
	return functionOf(e, c.Record).graphs.under[0]
}

// optimize makes a graph's machine code of a function, and keeps what it takes the place of.
func (e *Engine) optimize(c *lower.Code, f *function, entry int32) *lower.Code {
	f.graphs.polls = 0
	f.graphs.made++
	n, err := e.compile(c.Record, f, entry, true)
	if err != nil {
		if !errors.Is(err, errLate) {
			f.graphs.declined[entry] = true
			e.Events.NotOptimized(c.Record, loopAt(c, entry), err.Error())
		}
		return nil
	}
	old := f.whole
	if entry != 0 {
		old = f.loops[entry]
	}
	if old != nil {
		f.graphs.under[entry] = old
	}
	e.Events.Optimized(c.Record, loopAt(c, entry))
	return n
}

// loopAt is the loop whose back edge is the entry of a graph, -1 for the function's entry.
func loopAt(c *lower.Code, entry int32) int {
	if entry == 0 {
		return -1
	}
	return c.Function.LoopAt(entry)
}

// graphLeft counts a leave at x of c, which is of a graph, and throws c away when there were many.
func (e *Engine) graphLeft(c *lower.Code, f *function, x *lower.Exit) {
	g, pc := &f.graphs, x.LeaveKey()
	of := functionOf(e, x.Record()) // f, or one that is inlined
	of.graphs.leaves[pc]++
	if c.Deopts == nil {
		c.Deopts = map[lower.Place]int{}
	}
	at := lower.Place{Record: x.Record().ID, PC: pc}
	if c.Deopts[at]++; c.Deopts[at] < ir.Patience {
		return
	}
	if e.slacken(c, f, errDeopts.Error()) {
		g.left++
	}
	if outdatedAt(x) {
		// The next one will know better: it need not do without the guard.
		of.graphs.leaves[pc] -= c.Deopts[at]
	}
	// What else there is of f that was made when fewer frames had left at pc would leave there as well.
	now := g.leavesWith(f.leaves)[pc]
	stale := func(c *lower.Code) bool {
		return c != nil && c.Graph && of == f && trust(c.Leaves[pc]) > trust(now) && c.Unit.Contains(pc)
	}
	if stale(f.whole) {
		e.slacken(f.whole, f, errDeopts.Error())
	}
	for _, entry := range slices.Sorted(maps.Keys(f.loops)) {
		if l := f.loops[entry]; stale(l) {
			e.slacken(l, f, errDeopts.Error())
		}
	}
}

// caught counts an exception that c, which is of a graph, leaves to tier 1, where a handler of the function
// by has caught it, which is that of c or one that is inlined; the baseline catches those of functions that throw
// often itself.
func (e *Engine) caught(c *lower.Code, by *object.Code) {
	of := functionOf(e, by)
	if of.graphs.caught++; of.graphs.caught > maxCaught && !GraphsAtOnce {
		e.slacken(c, functionOf(e, c.Record), errCatches.Error())
	}
}

// outdatedAt tells that tier 1 has met more at the instruction of x than the code was made for.
func outdatedAt(x *lower.Exit) bool {
	for _, b := range x.Unit().Blocks {
		for i := range b.Insts {
			if in := &b.Insts[i]; in.PC == x.PC && !in.Generic && outdated(x.Function(), in) {
				return true
			}
		}
	}
	return false
}

// relearnGraph gives up code of a graph that did not know what an instruction meets, and reports whether
// it did. The baseline's code that it took the place of does not know that either, and what a call
// reaches is told once.
func (e *Engine) relearnGraph(c *lower.Code) bool {
	f := functionOf(e, c.Record)
	delete(f.graphs.under, c.Entry)
	return e.slacken(c, f, "learned more")
}

// slacken gives the place of c, which is of a graph, back to the baseline's code, and reports whether
// c had one.
func (e *Engine) slacken(c *lower.Code, f *function, reason string) bool {
	g := &f.graphs
	under := g.under[c.Entry]
	switch {
	case c.Entry != 0 && f.loops[c.Entry] == c:
		if delete(f.loops, c.Entry); under != nil {
			f.loops[c.Entry] = under
		}
	case c.Entry == 0 && f.whole == c && under == nil:
		// The baseline's code was thrown away meanwhile.
		f.whole = nil
		e.machine.setEntry(c.Record.ID, 0)
		e.machine.ForgetSites()
		c.Record.Calls, c.Record.Turns = 0, 0
		e.Events.Discarded(c.Record, reason, true)
		g.polls = 0
		return true
	case c.Entry == 0 && f.whole == c:
		e.install(f, under)
		e.machine.ForgetSites()
	default:
		return false
	}
	delete(g.under, c.Entry)
	g.polls = 0
	e.Events.Slackened(c.Record, reason)
	return true
}

// Strengths counts the pieces of machine code that run, by what they are made of.
func (e *Engine) Strengths() (baseline, graphs int) {
	if e.machine == nil {
		return 0, 0
	}
	seen := map[*object.Code]bool{}
	count := func(c *lower.Code) {
		switch {
		case c == nil:
		case c.Graph:
			graphs++
		default:
			baseline++
		}
	}
	for _, c := range e.machine.live {
		if f, ok := c.Record.T2.(*function); ok && !seen[c.Record] && bytecode.FunctionOf(c.Record) != nil {
			seen[c.Record] = true
			count(f.whole)
			for _, l := range f.loops {
				count(l)
			}
		}
	}
	return baseline, graphs
}
