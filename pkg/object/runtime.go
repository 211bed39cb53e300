package object

import (
	"context"
	"errors"
	"io"
	"runtime"
	"sync/atomic"
	"time"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/queue"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
	"github.com/kilnjs/kiln/pkg/watch"
)

// BudgetSlice is how many back edges and calls a script may run before it
// looks at interrupts, limits and the collector: about 100 µs of machine code.
const BudgetSlice = 1 << 14

// Options configure a Runtime. The zero value is usable.
type Options struct {
	Heap      heap.Options // limits of the heap
	StackSize int          // call stack in bytes; 0 means 1 MiB
	Libraries []*Library   // what realms have; that of ECMA-262 comes first
	Tiers     *TierHooks   // how code is run; may be set later
	Stdout    io.Writer    // console.log, print
	Stderr    io.Writer    // console.error
	Clock     queue.Clock  // nil means the machine's clock
	Sources   Sources      // of time, zone and random numbers
	// Watch is told what the runtime does; nil means nobody. A stream is for one runtime.
	Watch *watch.Stream
}

// Runtime is one engine: a heap, a stack, a queue and the realms on them. It
// belongs to one goroutine at a time; Interrupt and Queue.Post alone may be
// called from others.
type Runtime struct {
	// Budget is counted down at back edges and calls; at zero or below the
	// running tier calls Poll, which refills it. Only the goroutine of the runtime
	// reads and writes it: what others want is found at the next poll.
	Budget int64

	Heap  *heap.Heap
	Stack *stack.Stack
	Queue *queue.Queue

	// Cur is the realm of the running execution context.
	Cur *Realm
	// Realms lists the realms of this runtime by Realm.ID.
	Realms []*Realm
	// Codes maps the handle id in a function's slot 0 to its code record.
	Codes []*Code
	// Reads and Stores are the caches of sites without a fixed key or with too many
	// shapes, nil while there is none.
	Reads, Stores *KeyedCache
	peeked        peekCache
	scripts       recentScripts
	texts         *textPrograms // nil until a script evaluates a text
	// Tiers is how code gets run; set once, before anything runs.
	Tiers *TierHooks
	// Hooks are what the embedder answers.
	Hooks Hooks

	// CannotBlock is the opposite of the agent's [[CanBlock]]
	// (sec-agentcansuspend): Atomics.wait throws.
	CannotBlock bool

	Stdout, Stderr io.Writer
	// Sources are where time, zone and random numbers come from.
	Sources Sources

	// Quotas are limits of the host, Usage how far they are used up.
	Quotas Quotas
	Usage  Usage

	// Watch carries what happens here; nil when nobody can listen.
	Watch *watch.Stream
	// FramesWatched says that each call of a script function passes EnterWatched and each
	// resumption resumeFrame: tiers then enter no frame by themselves.
	FramesWatched bool
	// StepsWatched says that tier 0 tells of each statement and turn of a loop. Whoever
	// listens to steps may turn it off and on again.
	StepsWatched bool

	event     watch.Event // what is told of, used again
	libraries libraries

	interrupted atomic.Pointer[Termination]
	deadline    time.Time
	fuel        int64 // budget units left; negative means unlimited
	slice       int64 // what Poll refills Budget to
	refilled    int64 // what Budget was set to at the last refill
	spent       int64 // budget units used up to the last refill
	uneven      int64 // see refill
	ticks       ticks
	onPoll      func()
	// Counts has the programs count that the runtime parses from now on.
	Counts  *syntax.Counts
	thrown  throwSite
	resumed resumedBody
	dead    error // set when a panic made the runtime unusable

	calls     []*Call // free Call structs, used as a stack
	callsUsed int
	// LeftBy is how a frame has left that an EntryFunc took over from tier 1, when it is of a generator
	// or an async function: Finished but between there and tier 1, which takes it back at once.
	LeftBy   Suspension
	resumers [TierHost]ResumeFunc // how each tier continues a saved frame
	enum     enumCache
	rests    *restPlans
	modules  []*Module
	symbols  *heap.OrderedTable // see SymbolFor
	big      bigScratch
	ext      []any // by Extension

	asyncModuleOrder int64

	stamped stamped // what an image has left to be made
}

// Hooks are questions this package asks the embedder.
type Hooks struct {
	// LoadModule finds the module that request names as seen from referrer (the
	// instance of a script or module; nil for a host request) and returns its
	// record, unlinked. The same referrer and request get the same record. A
	// *Throw becomes the failure of the import.
	LoadModule func(rt *Runtime, referrer *Instance, request ModuleRequest) (*Module, error)
	// StartImport may put off an import() for request; promise is its result. With later,
	// the host calls ContinueImport when what the module needs is at hand.
	StartImport func(rt *Runtime, promise *heap.Object, referrer *Instance, request ModuleRequest) (later bool, err error)
	// ImportMeta fills a fresh import.meta object.
	ImportMeta func(rt *Runtime, m *Module, meta *heap.Object) error
	// RejectionTracker hears of a promise that was rejected without handler
	// (handled=false) and of one that got its handler late (handled=true).
	RejectionTracker func(rt *Runtime, promise *heap.Object, handled bool)
	// Reactions, when set, follows what belongs together across promise jobs.
	Reactions ReactionTracker
	// EnsureCanCompileStrings may refuse eval and the Function constructor.
	EnsureCanCompileStrings func(rt *Runtime, realm *Realm) error
	// InitializeShadowRealm is HostInitializeShadowRealm (sec-hostinitializeshadowrealm).
	InitializeShadowRealm func(rt *Runtime, r *Realm) error
	// MapPlace finds the place that its author wrote for one in a text that a program made; a
	// place of a text that nobody made otherwise is the place itself.
	MapPlace func(src *syntax.Source, p Place) Place
	// TooDeep, when set, gives the cause of the error for a call that is deeper than the host
	// allows; the calls are still there.
	TooDeep func() error
	// HostError says what an error means that a host function has returned and that
	// is not of this package: a *Throw, if scripts can catch it.
	HostError func(rt *Runtime, err error) error
}

// ReactionTracker follows what belongs together across promise jobs. It runs no scripts.
type ReactionTracker interface {
	// Grab is called when a reaction is made, and returns what it belongs to.
	Grab() any
	// Resumed is called with that before the handler of the reaction runs, or the function
	// that awaits.
	Resumed(context any)
	// Exited is called after it.
	Exited()
}

// Extension names a place in a Runtime where another package keeps its own
// per-runtime data.
type Extension uint32

// extensions counts the extensions of the process.
var extensions atomic.Uint32

// NewExtension names one more place. It is for variables of packages: places are never
// given back.
func NewExtension() Extension { return Extension(extensions.Add(1) - 1) }

// Ext returns what SetExt stored, or nil.
func (rt *Runtime) Ext(e Extension) any {
	if int(e) < len(rt.ext) {
		return rt.ext[e]
	}
	return nil
}

// SetExt keeps data of another package with the runtime. What is a heap.Tracer gets to
// mark the Values in it. Of another module than this one it also has to have a method
// SaveState() (restore func()), or no checkpoint can be made of the runtime.
func (rt *Runtime) SetExt(e Extension, v any) {
	if more := int(e) + 1 - len(rt.ext); more > 0 {
		rt.ext = append(rt.ext, make([]any, more)...)
	}
	rt.ext[e] = v
}

// Exts returns what SetExt has stored, nil for what was not.
func (rt *Runtime) Exts() []any { return rt.ext }

// New makes a runtime without a realm; call NewRealm next. It is an error if the
// libraries do not fit together (see Library), or the stream is that of another runtime.
func New(o Options) (*Runtime, error) {
	libraries, err := compose(o.Libraries)
	if err != nil {
		return nil, err
	}
	return newRuntime(o, heap.New(o.Heap), libraries)
}

// newRuntime makes a runtime around a heap that is new.
func newRuntime(o Options, h *heap.Heap, libraries libraries) (*Runtime, error) {
	rt := &Runtime{
		Heap:      h,
		Stack:     stack.New(h, o.StackSize),
		Queue:     queue.New(h, o.Clock),
		Tiers:     o.Tiers,
		libraries: libraries,
		Stdout:    o.Stdout,
		Stderr:    o.Stderr,
		Sources:   o.Sources,
		fuel:      -1,
		ext:       make([]any, extensions.Load()),
	}
	if rt.Stdout == nil {
		rt.Stdout = io.Discard
	}
	if rt.Stderr == nil {
		rt.Stderr = io.Discard
	}
	rt.SetSlice(BudgetSlice)
	rt.Heap.OnPressure = rt.pressure
	rt.Heap.GiveUp = func() bool { return rt.ended() != nil }
	rt.Heap.OnShapeReuse = rt.forgetShapes
	rt.Heap.OnDeath = func(alive func(v heap.Value) bool) {
		rt.Reads.dropDead(alive)
		rt.Stores.dropDead(alive)
		rt.peeked = peekCache{}
	}
	rt.Heap.AddRoots("realms", rt.traceRoots)
	if o.Watch != nil {
		if err := o.Watch.Own(); err != nil {
			return nil, err
		}
		rt.watch(o.Watch)
	}
	return rt, nil
}

// pressure makes the next countdown look at the heap.
func (rt *Runtime) pressure() {
	rt.refilled -= rt.left()
	rt.setBudget(0)
}

// keysPerStep is the logarithm of how many turns of a loop that does little for
// each of many values make a step of the budget.
const keysPerStep = 2

// chainLength is how many prototypes a walk passes between two charges.
const chainLength = 64

// chargeChain counts the walk up a long prototype chain against the budget, so
// that lookups in it are interrupted in time; a chain of usual length costs
// nothing. hops is the number of prototypes so far.
func (rt *Runtime) chargeChain(hops int) {
	if hops%chainLength == 0 {
		rt.Budget -= chainLength
	}
}

// Work counts n units of work, of about a nanosecond each, that nothing can
// interrupt (heap.Heap.Work): for operations that cannot fail.
func (rt *Runtime) Work(n int) { rt.Heap.Work(n) }

// Step counts one turn of a loop inside a built-in function against the budget.
// Every loop whose length a script controls calls it.
func (rt *Runtime) Step() error {
	rt.Budget--
	if rt.Budget > 0 {
		return nil
	}
	return rt.Poll()
}

// Steps counts n turns at once.
func (rt *Runtime) Steps(n int) error {
	rt.Budget -= int64(n)
	if rt.Budget > 0 {
		return nil
	}
	return rt.Poll()
}

// Poll looks at everything that wants attention: interrupt, deadline, fuel,
// exhausted memory, a wanted collection, Go's scheduler. It refills Budget.
// The error is always a *Termination.
func (rt *Runtime) Poll() error {
	if rt.onPoll != nil {
		rt.onPoll()
	}
	if rt.ticks.on && rt.answerTick() {
		return rt.ended()
	}
	used := rt.refilled - rt.left()
	rt.spent += used
	if rt.Watch.Wants(watch.Slice) {
		rt.tellSlice(used)
	}
	rt.refill(rt.slice)
	if err := rt.ended(); err != nil {
		return err
	}
	if rt.fuel >= 0 {
		rt.fuel -= used
		if rt.fuel <= 0 {
			rt.fuel = 0
			return rt.terminate(LimitFuel, "fuel used up")
		}
		rt.refilled = min(rt.refilled, rt.fuel)
		rt.setBudget(rt.refilled)
	}
	rt.Heap.Safepoint()
	if rt.Heap.Exhausted {
		return rt.exhausted()
	}
	if rt.Heap.WantsCollect() { // under stress: look at every turn
		rt.refilled = 1
		rt.setBudget(1)
	}
	if !rt.ticks.on && rt.onPoll == nil { // then a thread of its own runs the script, which is slow to change
		runtime.Gosched()
	}
	return nil
}

// OnPoll makes each Poll call f first, with every frame as the walk of the stack wants it;
// nil ends that. f must not use the heap but to look at cells.
func (rt *Runtime) OnPoll(f func()) { rt.onPoll = f }

// ended returns the error of a script whose time is over, or that was interrupted.
func (rt *Runtime) ended() error {
	if t := rt.interrupted.Load(); t != nil {
		return t
	}
	if !rt.deadline.IsZero() && time.Now().After(rt.deadline) {
		return rt.terminate(LimitTime, "time limit exceeded")
	}
	return nil
}

// exhausted ends the script because its heap is full.
func (rt *Runtime) exhausted() error {
	return rt.terminate(LimitMemory, "memory limit exceeded")
}

func (rt *Runtime) terminate(kind LimitKind, reason string) error {
	return &Termination{Kind: kind, Reason: reason}
}

// SetDeadline ends scripts that run at t or later with a *Termination. The zero
// time lifts the limit.
func (rt *Runtime) SetDeadline(t time.Time) { rt.deadline = t }

// Deadline returns what SetDeadline set.
func (rt *Runtime) Deadline() time.Time { return rt.deadline }

// Fuel returns how many back edges and calls are allowed; negative means any number.
func (rt *Runtime) Fuel() int64 {
	if rt.fuel < 0 {
		return -1
	}
	return max(rt.fuel-(rt.refilled-rt.left()), 0)
}

// SetFuel allows n more back edges and calls; a negative n lifts the limit.
func (rt *Runtime) SetFuel(n int64) {
	rt.spent += rt.refilled - rt.left()
	rt.fuel = n
	rt.refilled = rt.slice
	if n >= 0 {
		rt.refilled = min(rt.slice, n)
	}
	rt.setBudget(rt.refilled)
}

// SetSlice sets how many back edges and calls run between two polls: BudgetSlice,
// or less where promotion, which polls drive, shall come early.
func (rt *Runtime) SetSlice(n int64) {
	if rt.Heap.Stress() {
		n = 1
	}
	rt.spent += rt.refilled - rt.left()
	rt.slice, rt.refilled = n, n
	rt.setBudget(n)
}

// RecountTurn takes a turn of a loop back that the running code has counted, since the code in which
// its frame goes on begins with counting it.
func (rt *Runtime) RecountTurn() {
	rt.spent--
	if rt.fuel >= 0 {
		rt.fuel++
	}
}

// ExtendSlice makes what is left until the next poll about as long as BudgetSlice.
// Machine code asks for it where SetSlice made slices short for the sake of tier 1.
func (rt *Runtime) ExtendSlice() {
	if !rt.ticks.interim && rt.left() < BudgetSlice-unevenness && rt.fuel < 0 && !rt.Heap.Stress() {
		rt.spent += rt.refilled - rt.left()
		rt.refill(BudgetSlice)
	}
}

// refill begins a slice of n back edges and calls, or a few less. What runs when a
// slice ends is what gets promoted: a loop that counts down as much at each turn as
// divides n would always have the slice end in the same function.
func (rt *Runtime) refill(n int64) {
	if n >= minUneven {
		rt.uneven = (rt.uneven*5 + 3) % unevenness
		n -= rt.uneven
	}
	rt.refilled = n
	rt.setBudget(n)
}

// Slices of at least minUneven are shorter by less than unevenness, a power of two.
const (
	unevenness = 16
	minUneven  = 4 * unevenness
)

// Slice returns what SetSlice set.
func (rt *Runtime) Slice() int64 { return rt.slice }

// Spent returns how many back edges and calls scripts have run.
func (rt *Runtime) Spent() int64 { return rt.spent + rt.refilled - rt.left() }

// Interrupt ends the running script with a *Termination that carries reason. It
// may be called from any goroutine, takes effect within a budget slice and stays
// in force until ClearInterrupt.
func (rt *Runtime) Interrupt(reason string) {
	rt.interrupt(&Termination{Kind: LimitInterrupt, Reason: reason})
}

// interrupt puts t, which may be nil, into force, unless the runtime is shut.
func (rt *Runtime) interrupt(t *Termination) {
	for {
		now := rt.interrupted.Load()
		if now != nil && now.shut || rt.interrupted.CompareAndSwap(now, t) {
			return
		}
	}
}

// Shut is Interrupt with the termination that scripts get, which no other interrupt replaces and
// ClearInterrupt does not lift. Open does, unless the runtime has been shut again.
func (rt *Runtime) Shut(t *Termination) {
	t.shut = true
	rt.interrupted.Store(t)
}

// Open lifts what Shut was called with.
func (rt *Runtime) Open(t *Termination) { rt.interrupted.CompareAndSwap(t, nil) }

// Interrupted reports whether an interrupt is in force.
func (rt *Runtime) Interrupted() bool { return rt.interrupted.Load() != nil }

// ClearInterrupt lets scripts run again after Interrupt.
func (rt *Runtime) ClearInterrupt() { rt.interrupt(nil) }

// EndWith interrupts scripts when ctx ends, until stop is called: the *Termination
// has the error of ctx as its cause. An interrupt that is in force already stays.
func (rt *Runtime) EndWith(ctx context.Context) (stop func()) {
	t := new(Termination)
	settled := make(chan struct{})
	cancel := context.AfterFunc(ctx, func() {
		defer close(settled)
		*t = *Ended(ctx.Err())
		rt.interrupted.CompareAndSwap(nil, t)
	})
	return func() {
		if !cancel() {
			<-settled
		}
		rt.interrupted.CompareAndSwap(t, nil)
	}
}

// Ended returns the termination for a context that has ended with err.
func Ended(err error) *Termination {
	if errors.Is(err, context.DeadlineExceeded) {
		return &Termination{Kind: LimitTime, Reason: "time limit exceeded", Cause: err}
	}
	return &Termination{Kind: LimitInterrupt, Reason: "interrupted", Cause: err}
}

// Overdue tells that the script that runs is to end at the next poll: for work that
// cannot poll because nothing may be collected meanwhile.
func (rt *Runtime) Overdue() bool {
	return rt.interrupted.Load() != nil || !rt.deadline.IsZero() && time.Now().After(rt.deadline)
}

// MarkDead makes every later entry into the runtime fail with err; used after a
// panic, when nothing is known about the state of the heap.
func (rt *Runtime) MarkDead(err error) { rt.dead = err }

// Dead returns the error of MarkDead.
func (rt *Runtime) Dead() error { return rt.dead }
