package native

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"runtime"
	"slices"
	"time"
	"unsafe"

	"github.com/kilnjs/kiln/internal/mmap"
	"github.com/kilnjs/kiln/internal/tap"
	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/baseline"
	"github.com/kilnjs/kiln/pkg/native/build"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/native/opt"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
)

// noGenerator is why all stays in tier 1 on a platform without a code generator.
func noGenerator(system, machine string) string {
	if machine == "arm64" {
		return "machine code for arm64 is made on Linux only, not on " + system
	}
	return "no code generator for " + machine
}

// Engine is tier 2 of one runtime. It is made at the first compilation; Events
// is set before.
type Engine struct {
	Events Events
	Eager  bool // compile whatever is offered
	Graphs bool // make graphs of what stays hot: see optimize.go
	Early  bool // make graphs of what has hardly run, for tests: see optimize.go
	// KeepListings makes Listings answer for code that is compiled from then on.
	KeepListings bool
	// OnMade is told of each piece of machine code; nil: nobody is.
	OnMade func(*Made)

	rt      *object.Runtime
	sight   *tap.Sight // who looks, or nil
	machine *engine
	refused string
	short   int // slices that were not extended, see Early
}

// function is what object.Code.T2 holds.
type function struct {
	engine   *Engine
	id       uint32                // of the code
	whole    *lower.Code           // from the first instruction, or nil
	loops    map[int32]*lower.Code // from a back edge, by instruction
	poor     map[int32]bool        // entries of units that were not worthwhile
	wanted   bool                  // machine code has called it
	released bool                  // it is dead
	compiles int
	leaves   map[int32]int        // by instruction, see lower.Exit.LeaveKey
	learned  map[int32]heap.Value // built-in functions that calls reached, by instruction
	inlined  []uint32             // codes whose ids machine code of this one relies on
	shapes   []*heap.Shape        // of objects that who leaves it makes
	graphs   graphs
}

// start makes the machine stack and what else machine code needs.
func (e *Engine) start(rt *object.Runtime) (*engine, string) {
	if e.machine != nil || e.refused != "" {
		return e.machine, e.refused
	}
	if !Available {
		return nil, noGenerator(runtime.GOOS, runtime.GOARCH)
	}
	m := &engine{owner: e, onDeopt: e.deopted, onLearn: e.learned}
	if err := m.init(rt); err != nil {
		e.refused = err.Error()
		return nil, e.refused
	}
	if e.sight != nil {
		m.showIn(e.sight)
	}
	e.rt, e.machine = rt, m
	if e.OnMade != nil {
		e.OnMade(&Made{Address: m.stub.Base(), Bytes: m.stub.Bytes()})
	}
	return m, ""
}

// Start makes what machine code needs, as the first compilation does.
func (e *Engine) Start(rt *object.Runtime) { e.start(rt) }

// Started reports whether there is what machine code needs.
func (e *Engine) Started() bool { return e.machine != nil }

// Reasons for which a function stays in tier 1.
var (
	errSuspends = errors.New("generator or async function")
	errKind     = errors.New("kind of code")
	errRealm    = errors.New("realm other than the first")
	errSize     = errors.New("too large")
	errDeopts   = errors.New("left too often")
	errWide     = errors.New("too much to keep in its frames")
	errInGo     = errors.New("the baseline does more of it without Go")
	errCatches  = errors.New("catches in tier 1")
	errFull     = errors.New("machine code takes its share of the memory")
	// errLate ends a compilation because the script ends; it declines nothing.
	errLate = errors.New("")
)

// maxCompiles is how often a function is compiled before it stays as it is.
const maxCompiles = 12

// codeShare is the part of the limit of the heap that machine code may take with
// what belongs to it. It stays as long as its function, so in a script that makes hot
// functions and keeps them the later ones are in tier 1.
const codeShare = 4

// check returns why a whole function cannot be compiled, or nil.
func check(rt *object.Runtime, code *object.Code) error {
	if code.Kind > object.KindDerived && code.Body == nil {
		return errKind
	}
	return checkFrame(rt, code)
}

// checkFrame returns why no frame of code can be in machine code, or nil.
func checkFrame(rt *object.Runtime, code *object.Code) error {
	f := code.Definition()
	switch {
	case f == nil:
		return errKind
	case code.Realm != rt.Realms[0]:
		return errRealm
	}
	return nil
}

func functionOf(e *Engine, code *object.Code) *function {
	if f, ok := code.T2.(*function); ok {
		return f
	}
	f := &function{engine: e, id: code.ID, loops: map[int32]*lower.Code{}, poor: map[int32]bool{}, leaves: map[int32]int{}, learned: map[int32]heap.Value{}}
	f.graphs.init()
	code.T2 = f
	return f
}

// TraceCells implements heap.Tracer: it keeps the codes of inlined functions, so that their ids
// stay theirs, and shapes that no object has yet.
func (f *function) TraceCells(m *heap.Marker) {
	for _, id := range f.inlined {
		m.Value(heap.HandleValue(id))
	}
	for _, s := range f.shapes {
		m.Shape(s)
	}
}

// HandleReleased implements heap.Released: the id of the code will be that of
// another function, which calls from machine code must not take for this one.
func (f *function) HandleReleased() {
	if f.whole != nil {
		f.whole = nil
		f.engine.machine.setEntry(f.id, 0)
	}
	clear(f.graphs.under)
	if f.released = true; f.engine.machine != nil {
		f.engine.machine.released++
	}
}

// Compile makes machine code of a whole function and returns its entry, or nil
// and the reason why it stays in tier 1; no reason means that it is not worth it
// yet.
func (e *Engine) Compile(rt *object.Runtime, code *object.Code) (object.EntryFunc, string) {
	m, reason := e.start(rt)
	if m == nil {
		return nil, reason
	}
	if err := check(rt, code); err != nil {
		return nil, err.Error()
	}
	if fn := bytecode.FunctionOf(code); !e.Eager && !functionOf(e, code).wanted && fn != nil && fn.Small() {
		return nil, ""
	}
	f := functionOf(e, code)
	if f.whole == nil {
		c, err := e.compile(code, f, 0, GraphsAtOnce)
		if err != nil {
			return nil, err.Error()
		}
		e.install(f, c)
	}
	return Enter, ""
}

// install makes c what calls of its function run.
func (e *Engine) install(f *function, c *lower.Code) {
	f.whole = c
	if (c.Record.Kind <= object.KindMethod || c.Record.Body != nil) && !e.rt.FramesWatched {
		// A class constructor is entered by construct only.
		e.machine.setEntry(c.Record.ID, c.Region.Base())
		if c.Resume != 0 {
			e.machine.resumes[c.Record.ID] = lower.Resume{Entry: c.Resume, Bytes: uint64(c.Words+c.Unit.Above) * 8}
		}
	}
	if c.Resume != 0 {
		c.Record.ResumeEntry = resume
	}
	if c.Record.Body != nil {
		c.Record.BodyEntry = Enter
	}
}

// Replace makes machine code of a function from the back edge at which the frame
// at fp stands, and returns the entry that takes the frame over. The test of the
// loop has been evaluated as far as instructions before the back edge do that, so
// the header would be the wrong place.
func (e *Engine) Replace(rt *object.Runtime, code *object.Code, _ uint32, fp int) (object.EntryFunc, string) {
	m, reason := e.start(rt)
	if m == nil {
		return nil, reason
	}
	if err := checkFrame(rt, code); err != nil {
		return nil, err.Error()
	}
	f := functionOf(e, code)
	pc := rt.Stack.Vals[fp+stack.Pos].AsInt()
	if f.poor[pc] {
		return nil, ""
	}
	c := f.loops[pc]
	if c == nil {
		var err error
		if c, err = e.compile(code, f, pc, GraphsAtOnce); err != nil {
			return nil, err.Error()
		}
		f.loops[pc] = c
	}
	if rt.Stack.ReserveRunning(fp+c.Words+c.Unit.Above) != nil {
		return nil, ""
	}
	if suspends(code) && f.whole == nil {
		e.Compile(rt, code) // where the frame goes on when it was suspended
	}
	return func(_ *object.Runtime, _ *object.Code, fp int) (heap.Value, error) {
		// Who hands the frame over writes the link as it was when he has it again.
		link := &rt.Stack.Vals[fp+stack.Link]
		*link = stack.MakeLink(stack.LinkCaller(*link), stack.LinkFlags(*link)&^stack.TierMask|stack.TierNative)
		v, why, err := m.run(c.Region.Base(), fp, heap.Undefined)
		rt.Stack.FP, rt.Stack.Top = fp, fp+c.Words
		rt.LeftBy = why
		return v, err
	}, ""
}

// impatient gives up the guards at all instructions where frames have left: of a function that has been
// compiled often, the next code may be the last.
func impatient(leaves map[int32]int) map[int32]int {
	leaves = maps.Clone(leaves)
	for pc, n := range leaves {
		leaves[pc] = max(n, ir.GiveUp)
	}
	return leaves
}

// compile makes one piece of machine code; of a graph, if so wanted. A constructor that was not
// written has no record of tier 1 before: no tier calls it.
func (e *Engine) compile(code *object.Code, f *function, entry int32, graph bool) (*lower.Code, error) {
	fn, err := bytecode.Prepare(e.rt, code)
	if err != nil {
		return nil, err
	}
	if len(fn.Proto().Code) > build.MaxInstructions || fn.Proto().Words > build.MaxRegisters {
		return nil, errSize
	}
	if !e.machine.reapSome() {
		return nil, errFull
	}
	leaves := f.leaves
	if graph {
		leaves = f.graphs.leavesWith(f.leaves)
	} else {
		if f.compiles++; f.compiles > maxCompiles/2 {
			leaves = impatient(leaves)
		}
	}
	begun := time.Now()
	exits, free, sites := len(e.machine.Exits), len(e.machine.Free), len(e.machine.Sites)
	u := build.Unit(e.rt, fn, entry, leaves, f.learned)
	u.Overdue = e.rt.Overdue
	if graph && entry != 0 && !u.Peel(build.MaxInstructions) && !GraphsAtOnce {
		return nil, errSize
	}
	u.Link()
	u.FindLoops()
	if u.Late {
		return nil, errLate
	}
	if !graph && !lower.Worthwhile(u) {
		f.poor[entry] = true
		return nil, lower.ErrServed
	}
	u.Liveness()
	if heap.Checked {
		if err := u.Check(); err != nil {
			panic("native: " + fn.Proto().Func.Name + ": " + err.Error())
		}
	}
	u.MarkWraps()
	c := &lower.Code{Record: code, Unit: u, Function: fn, Words: fn.Proto().Words, Formals: fn.Proto().NumFormals, Entry: entry, Leaves: maps.Clone(leaves)}
	e.machine.Listings = e.KeepListings || e.OnMade != nil
	t, err := e.generate(c, graph)
	if u.Overdue = nil; u.Late {
		e.machine.Exits, e.machine.Sites = e.machine.Exits[:exits], e.machine.Sites[:sites]
		e.machine.Free = e.machine.Free[:free]
		return nil, errLate
	}
	if graph && GraphsAtOnce && (errors.Is(err, errSuspends) || errors.Is(err, opt.ErrShape)) {
		// The unit of a graph may have two blocks for one handler, which the baseline knows by its instruction.
		return e.compile(code, f, entry, false)
	}
	if err != nil {
		return nil, err
	}
	if c.Region, err = mmap.NewCode(t.Bytes); err != nil {
		return nil, fmt.Errorf("no executable memory: %w", err)
	}
	if e.KeepListings {
		c.Text = &t
	}
	e.tell(c, &t)
	c.Construct = c.Region.Base() + uintptr(t.Construct)
	if t.Resume != 0 {
		c.Resume = c.Region.Base() + uintptr(t.Resume)
	}
	c.Handlers = make(map[int32]uintptr, len(t.Handlers))
	for pc, at := range t.Handlers {
		c.Handlers[pc] = c.Region.Base() + uintptr(at)
	}
	runtime.AddCleanup(c, func(r mmap.Region) { r.Release() }, c.Region)
	for _, v := range c.Kept {
		code.KeepConstant(v)
	}
	e.show(c)
	exits = len(e.machine.Exits) - exits
	c.Bytes = max(len(t.Bytes), os.Getpagesize()) + u.Size()
	e.machine.retain(c, exits*int(unsafe.Sizeof(lower.Exit{})))
	e.Events.Compiled(code, entry != 0, c.Graph, len(t.Bytes), time.Since(begun))
	return c, nil
}

// generate makes the machine code of c, of a graph if so wanted.
func (e *Engine) generate(c *lower.Code, graph bool) (lower.Text, error) {
	if graph && suspends(c.Record) {
		return lower.Text{}, errSuspends
	}
	if graph {
		var watch opt.Watch
		if e.KeepListings {
			watch = func(pass string, g *opt.Graph) { c.Passes = append(c.Passes, lower.Pass{Name: pass, Graph: g.Dump()}) }
		}
		g, err := opt.Build(c.Unit, c.Function, e.inlinee, watch)
		if err == nil && !GraphsAtOnce && !g.Worthwhile(c.Function) {
			return lower.Text{}, errInGo
		}
		if err == nil {
			f := functionOf(e, c.Record)
			for _, callee := range g.Inlined {
				f.inlined = append(f.inlined, callee.Record.ID)
				c.Nested = max(c.Nested, callee.Depth())
			}
			for _, id := range g.MadeShapes() {
				f.shapes = append(f.shapes, e.rt.Heap.Shape(id))
			}
			c.Record.Touch()
			t, err := baseline.GenerateGraph(&e.machine.Machine, c, g)
			if err == nil && !c.Function.Widen(c.Words) {
				err = errWide
			}
			return t, err
		}
		return lower.Text{}, err
	}
	lower.ChoosePins(c.Unit, backend.Registers())
	return backend.Generate(&e.machine.Machine, c)
}

// inlinee returns the function whose code has an id, for a graph of its caller; nil if there is
// none or it has not run in tier 1.
func (e *Engine) inlinee(id uint32) *opt.Callee {
	if int(id) >= len(e.rt.Codes) {
		return nil
	}
	code := e.rt.Codes[id]
	if code == nil || e.rt.FramesWatched || suspends(code) || check(e.rt, code) != nil {
		return nil
	}
	fn := bytecode.FunctionOf(code)
	if fn == nil && code.Body == nil && code.Func.DefaultCtor {
		fn, _ = bytecode.Prepare(e.rt, code) // no tier calls it
	}
	if fn == nil || len(fn.Proto().Code) > opt.MaxInlined {
		return nil
	}
	f := functionOf(e, code)
	if f.graphs.caught > maxCaught && !GraphsAtOnce {
		return nil
	}
	leaves := f.leaves
	if !GraphsAtOnce {
		leaves = f.graphs.leavesWith(leaves)
	}
	u := build.Unit(e.rt, fn, 0, leaves, f.learned)
	u.Overdue = e.rt.Overdue
	u.Link()
	u.FindLoops()
	u.Liveness()
	u.MarkWraps()
	u.Overdue = nil
	if u.Late {
		return nil
	}
	return &opt.Callee{Record: code, Function: fn, Unit: u}
}

// deopted counts a leave of c at x and throws the code away when there were many.
func (e *Engine) deopted(c *lower.Code, x *lower.Exit) {
	e.Events.Left(x.Record(), x.Function().OpAt(x.PC))
	f, pc := functionOf(e, c.Record), x.LeaveKey()
	if c.Graph && !GraphsAtOnce {
		e.graphLeft(c, f, x)
		return
	}
	functionOf(e, x.Record()).leaves[pc]++
	if c.Deopts == nil {
		c.Deopts = map[lower.Place]int{}
	}
	at := lower.Place{Record: x.Record().ID, PC: pc}
	c.Deopts[at]++
	if c.Deopts[at] < ir.Patience {
		return
	}
	discarded := e.discard(c, f, errDeopts.Error())
	e.discardStale(functionOf(e, x.Record()), pc)
	if !discarded && f.loops[c.Entry] == c {
		// Frames that it takes over would leave it again, each time from one activation
		// of Go deeper.
		delete(f.loops, c.Entry)
		f.poor[c.Entry] = true
	}
}

// discardStale throws away what else there is of f that was made when fewer frames had
// left at pc: it would leave there as well, as often, before it is made anew.
func (e *Engine) discardStale(f *function, pc int32) {
	stale := func(c *lower.Code) bool {
		return c != nil && trust(c.Leaves[pc]) > trust(f.leaves[pc]) && c.Unit.Contains(pc)
	}
	if stale(f.whole) {
		e.discard(f.whole, f, errDeopts.Error())
	}
	for _, entry := range slices.Sorted(maps.Keys(f.loops)) {
		if c := f.loops[entry]; stale(c) {
			e.discard(c, f, errDeopts.Error())
		}
	}
}

// trust grades what is expected of an instruction where as many frames have left.
func trust(leaves int) int {
	switch {
	case leaves < ir.Patience:
		return 2
	case leaves < ir.GiveUp:
		return 1
	}
	return 0
}

// learned throws code away that did not know what an instruction meets, and
// reports whether it did.
func (e *Engine) learned(c *lower.Code) bool {
	if c.Graph && !GraphsAtOnce {
		return e.relearnGraph(c)
	}
	return e.discard(c, functionOf(e, c.Record), "learned more")
}

// discard lets c run no more, unless its function has been compiled too often.
func (e *Engine) discard(c *lower.Code, f *function, reason string) bool {
	if f.compiles >= maxCompiles {
		return false
	}
	if f.whole == c {
		f.whole = nil
		e.machine.setEntry(c.Record.ID, 0)
		e.machine.ForgetSites()
	}
	for id, l := range f.loops {
		if l == c {
			delete(f.loops, id)
		}
	}
	if f.graphs.under[c.Entry] == c {
		delete(f.graphs.under, c.Entry)
		return true // a graph has taken its place
	}
	c.Record.Calls, c.Record.Turns = 0, 0
	e.Events.Discarded(c.Record, reason, true)
	return true
}

// Enter is the object.EntryFunc of this tier.
func Enter(rt *object.Runtime, code *object.Code, fp int) (heap.Value, error) {
	f, _ := code.T2.(*function)
	if f == nil || f.whole == nil {
		return bytecode.Enter(rt, code, fp)
	}
	return f.engine.machine.enterFunction(f.whole, fp)
}

// ForgetShapes throws all machine code away, because shape ids start over, and
// reports whether it could: what is on the stack cannot be recalled.
func (e *Engine) ForgetShapes() bool {
	m := e.machine
	if m == nil {
		return true
	}
	if m.depth > 0 {
		return false
	}
	m.ForgetSites()
	for _, c := range m.live {
		f := functionOf(e, c.Record)
		if f.whole == c {
			f.whole = nil
			m.setEntry(c.Record.ID, 0)
			e.Events.Discarded(c.Record, "shape ids start over", true)
		}
		clear(f.loops)
		clear(f.graphs.under)
	}
	return true
}
