package tier

import (
	"time"

	"github.com/kilnjs/kiln/internal/tap"
	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/interp"
	"github.com/kilnjs/kiln/pkg/native"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
	"github.com/kilnjs/kiln/pkg/watch"
)

// Mode selects how code runs.
type Mode uint8

// The modes.
const (
	Auto     Mode = iota // start in tier 0 and promote
	Interp               // tier 0 only
	Bytecode             // tier 1 from the first call
	Native               // tier 1 just long enough to know the types, then machine code as far as there is any
)

// The thresholds of mode Auto when Config leaves them zero. Compiling to
// bytecode costs about as much as running a function two or three times in
// tier 0, so it is done early. Tier 1 counts in slices of the budget, each
// credited to the function or loop that runs when it ends. One slice is enough for
// machine code: with two, seven programs of many functions, whose callers are seen
// late, did 4 to 28% less work per second of processor time.
const (
	DefaultT1Calls = 8
	DefaultT1Turns = 100
	DefaultT2Calls = object.BudgetSlice
	DefaultT2Turns = object.BudgetSlice
)

// Config configures a Manager.
type Config struct {
	Mode Mode
	// Counts of calls and loop turns at which Auto promotes to tier 1 and 2; 0
	// means the default.
	T1Calls, T1Turns, T2Calls, T2Turns uint32
	// BaselineOnly leaves the optimizing compiler out: what stays hot in machine code goes on in it.
	BaselineOnly bool
}

// remembers reports whether a function that was hot in another runtime starts in tier 1:
// a threshold that was set counts from zero in each runtime.
func (c Config) remembers() bool { return c.Mode == Auto && c.T1Calls == 0 && c.T1Turns == 0 }

// Manager is the tier control of one runtime.
type Manager struct {
	rt      *object.Runtime
	cfg     Config
	hooks   object.TierHooks
	machine *native.Engine
	// remembers says that functions are marked as hot, and start in tier 1 when they are.
	remembers bool
}

// New makes a manager.
func New(cfg Config) *Manager {
	remembers := cfg.remembers()
	def := func(v *uint32, d uint32) {
		if *v == 0 {
			*v = d
		}
	}
	def(&cfg.T1Calls, DefaultT1Calls)
	def(&cfg.T1Turns, DefaultT1Turns)
	def(&cfg.T2Calls, DefaultT2Calls)
	def(&cfg.T2Turns, DefaultT2Turns)
	c := &Manager{cfg: cfg, remembers: remembers}
	early := cfg.Mode == Native || min(cfg.T2Calls, cfg.T2Turns) < object.BudgetSlice
	c.machine = &native.Engine{Events: c, Eager: cfg.Mode == Native, Graphs: !cfg.BaselineOnly, Early: early}
	c.hooks = object.TierHooks{
		Prepare:       c.prepare,
		Position:      position,
		Sight:         c.sight,
		Instruction:   c.instruction,
		Inlined:       c.inlined,
		ForgetShapes:  c.forgetShapes,
		CallThreshold: ^uint32(0),
		TurnThreshold: ^uint32(0),
	}
	switch cfg.Mode {
	case Auto:
		c.hooks.CallThreshold, c.hooks.TurnThreshold = cfg.T1Calls, cfg.T1Turns
		c.hooks.OnCall, c.hooks.OnTurn = c.onCall, c.onTurn
		c.hooks.Patterns = c.machine.Patterns
	case Native:
		c.cfg.T2Calls, c.cfg.T2Turns = 1, 1
		c.hooks.OnCall, c.hooks.OnTurn = c.onCall, c.onTurn
		c.hooks.Patterns = c.machine.Patterns
	}
	return c
}

// nativeSlice is the budget slice of mode Native, where promotion comes early.
const nativeSlice = 256

// Start tells the manager its runtime, before anything runs.
func (c *Manager) Start(rt *object.Runtime) {
	c.rt = rt
	switch c.cfg.Mode {
	case Native:
		rt.SetSlice(nativeSlice)
	case Auto:
		rt.SetSlice(int64(min(c.cfg.T2Calls, c.cfg.T2Turns, object.BudgetSlice)))
	}
}

// StartMachine makes what machine code needs, which the first compilation would do.
func (c *Manager) StartMachine() { c.machine.Start(c.rt) }

// MachineStarted reports whether there is what machine code needs.
func (c *Manager) MachineStarted() bool { return c.machine.Started() }

// Hooks returns the hooks for object.Options.
func (c *Manager) Hooks() *object.TierHooks { return &c.hooks }

// Exits returns how often machine code went to Go, by reason and instruction, the most
// frequent first.
func (c *Manager) Exits() []native.Exit { return c.machine.Exits() }

// KeepListings makes Listings answer for code that is compiled from then on.
func (c *Manager) KeepListings() { c.machine.KeepListings = true }

// OnMachineCode has f told of each piece of machine code that is made from then on.
func (c *Manager) OnMachineCode(f func(*native.Made)) { c.machine.OnMade = f }

// Listings returns the machine code that has been made of a function, oldest first.
func (c *Manager) Listings(code *object.Code) []native.Listing { return c.machine.Listings(code) }

// Ways returns the ways to Go that machine code of a function has taken, the most frequent
// first.
func (c *Manager) Ways(code *object.Code) []native.Way { return c.machine.Ways(code) }

// Config returns the configuration with all defaults filled in.
func (c *Manager) Config() Config { return c.cfg }

// position finds the source position of a frame's Pos word: tiers 1 and 2 store
// the index of an instruction.
func position(code *object.Code, t object.Tier, pos int32) syntax.Pos {
	if t == object.TierBytecode || t == object.TierNative {
		return bytecode.Position(code, pos)
	}
	return syntax.Pos(pos)
}

// sight tells where tiers 1 and 2 have the running frame.
func (c *Manager) sight(rt *object.Runtime, s *tap.Sight) {
	bytecode.Sight(rt, s)
	c.machine.ShowIn(s)
}

// instruction finds the instruction of the innermost frame of a note.
func (c *Manager) instruction(code *object.Code, n *tap.Note) (int32, bool) {
	switch n.Where {
	case tap.InLoop:
		return bytecode.InstructionIn(code, n.Registers)
	case tap.InMachine:
		return c.machine.InstructionAt(code, n.PC)
	}
	return 0, false
}

// inlined visits the functions that run on the innermost frame of a note, which is of code.
func (c *Manager) inlined(code *object.Code, n *tap.Note, visit func(code *object.Code, pos int32) bool) bool {
	return n.Where != tap.InMachine || c.machine.InlinedAt(code, n.PC, visit)
}

// forgetShapes empties the inline caches of all tiers, unless machine code that
// holds shape ids is running.
func (c *Manager) forgetShapes(rt *object.Runtime) bool {
	if !c.machine.ForgetShapes() {
		return false
	}
	interp.ForgetShapes(rt)
	bytecode.ForgetShapes(rt)
	return true
}

// prepare chooses the entry of a new code record.
func (c *Manager) prepare(_ *object.Runtime, code *object.Code) {
	code.Entry, code.Tier = interp.Enter, object.TierInterp
	switch f := code.Func; {
	case c.cfg.Mode == Bytecode, c.cfg.Mode == Native:
		code.Entry = c.firstCall
	case c.cfg.Mode == Auto && (f.IsGenerator || f.IsAsync):
		// A suspended frame stays in the tier that began it, and one call may
		// live long.
		code.Entry = c.firstCall
	case c.remembers && bytecode.Hot(f):
		code.Entry = c.firstCall
	}
}

// firstCall is the entry of code that is compiled at its first call.
func (c *Manager) firstCall(rt *object.Runtime, code *object.Code, fp int) (heap.Value, error) {
	if err := rt.CompleteCallee(code, fp); err != nil {
		return heap.Undefined, err
	}
	if !c.toBytecode(rt, code, -1) {
		code.Entry = interp.Enter
	}
	return code.Entry(rt, code, fp)
}

func declinedBit(t object.Tier) uint8 { return 1 << t }

// toBytecode gives code to tier 1 and reports whether that runs it.
func (c *Manager) toBytecode(rt *object.Runtime, code *object.Code, loop int) bool {
	if code.Tier != object.TierInterp {
		return true
	}
	if code.NoPromote&declinedBit(object.TierBytecode) != 0 {
		return false
	}
	begun := time.Now()
	fn, err := bytecode.Prepare(rt, code)
	if err != nil {
		code.NoPromote |= declinedBit(object.TierBytecode)
		reason := err.Error()
		if d, ok := err.(*bytecode.Declined); ok {
			reason = d.Reason
		}
		c.tell(watch.Decline, code, object.TierInterp, object.TierBytecode, loop, reason)
		return false
	}
	c.compiled(code, object.TierBytecode, fn.CodeBytes(), time.Since(begun), "")
	code.Entry, code.Tier = bytecode.Enter, object.TierBytecode
	c.tell(watch.Promote, code, object.TierInterp, object.TierBytecode, loop, "")
	return true
}

// toBytecodeAsHot is toBytecode for code that has passed a threshold.
func (c *Manager) toBytecodeAsHot(rt *object.Runtime, code *object.Code, loop int) bool {
	if !c.toBytecode(rt, code, loop) {
		return false
	}
	if c.remembers {
		bytecode.MarkHot(code.Func)
	}
	return true
}

// toNative gives code to tier 2, if there is one and it can.
func (c *Manager) toNative(rt *object.Runtime, code *object.Code) {
	if code.Tier != object.TierBytecode || code.NoPromote&declinedBit(object.TierNative) != 0 {
		return
	}
	entry, reason := c.machine.Compile(rt, code)
	if entry == nil && reason == "" {
		code.Calls = 0
		return
	}
	if entry == nil {
		code.NoPromote |= declinedBit(object.TierNative)
		c.tell(watch.Decline, code, object.TierBytecode, object.TierNative, -1, reason)
		return
	}
	code.Entry, code.Tier = entry, object.TierNative
	c.tell(watch.Promote, code, object.TierBytecode, object.TierNative, -1, "")
}

// onCall is told that a function is called often.
func (c *Manager) onCall(rt *object.Runtime, code *object.Code) {
	switch code.Tier {
	case object.TierInterp:
		c.toBytecodeAsHot(rt, code, -1)
	case object.TierBytecode:
		if code.Calls >= c.cfg.T2Calls {
			c.toNative(rt, code)
		}
	}
}

// onTurn is told that a loop of the frame at fp runs long.
func (c *Manager) onTurn(rt *object.Runtime, code *object.Code, loopID uint32, fp int) (object.EntryFunc, bool) {
	link := rt.Stack.Vals[fp+stack.Link]
	switch stack.LinkFlags(link) & stack.TierMask {
	case stack.TierInterp:
		if !c.toBytecodeAsHot(rt, code, int(loopID)) {
			return nil, false
		}
		osr, ok := bytecode.FunctionOf(code).Replacement(loopID)
		if ok {
			c.tell(watch.Replace, code, object.TierInterp, object.TierBytecode, int(loopID), "")
		}
		return osr, ok
	case stack.TierBytecode:
		return c.turnToNative(rt, code, loopID, fp)
	}
	return nil, false
}

func (c *Manager) turnToNative(rt *object.Runtime, code *object.Code, loopID uint32, fp int) (object.EntryFunc, bool) {
	if code.Turns < c.cfg.T2Turns || code.NoPromote&declinedBit(object.TierNative) != 0 {
		return nil, false
	}
	osr, reason := c.machine.Replace(rt, code, loopID, fp)
	if osr == nil {
		if reason != "" {
			c.tell(watch.Decline, code, object.TierBytecode, object.TierNative, int(loopID), reason)
		}
		return nil, false
	}
	c.tell(watch.Replace, code, object.TierBytecode, object.TierNative, int(loopID), "")
	if code.Body != nil {
		c.machine.Compile(rt, code)
		return osr, true
	}
	if code.Replaced && code.Kind <= object.KindBase {
		// Its loops run long at each call: the next one need not wait for that.
		c.toNative(rt, code)
	}
	code.Replaced = true
	return osr, true
}

// tell tells who watches what happened to code.
func (c *Manager) tell(kind watch.Kind, code *object.Code, from, to object.Tier, loop int, reason string) {
	if s := c.rt.Watch; s.Wants(kind) && code.Func != nil {
		s.Emit(&watch.Event{Kind: kind, Function: code.Func, Code: code.ID, From: from, To: to, Loop: int32(loop), Reason: reason})
	}
}

// compiled tells who watches that a tier has made code.
func (c *Manager) compiled(code *object.Code, to object.Tier, bytes int, took time.Duration, reason string) {
	if s := c.rt.Watch; s.Wants(watch.Compile) && code.Func != nil {
		s.Emit(&watch.Event{Kind: watch.Compile, Function: code.Func, Code: code.ID, To: to, Loop: -1, Bytes: int64(bytes), Took: took, Reason: reason})
	}
}

// Compiled tells that machine code was made.
func (c *Manager) Compiled(code *object.Code, loop, optimized bool, bytes int, took time.Duration) {
	reason := ""
	switch {
	case loop && optimized:
		reason = "optimized loop"
	case loop:
		reason = "loop"
	case optimized:
		reason = "optimized"
	}
	c.compiled(code, object.TierNative, bytes, took, reason)
}

// Optimized tells that machine code of a graph has taken the place of the baseline's.
func (c *Manager) Optimized(code *object.Code, loop int) {
	kind := watch.Promote
	if loop >= 0 {
		kind = watch.Replace
	}
	c.tell(kind, code, object.TierNative, object.TierNative, loop, "optimized")
}

// NotOptimized tells why there is no graph.
func (c *Manager) NotOptimized(code *object.Code, loop int, reason string) {
	c.tell(watch.Decline, code, object.TierNative, object.TierNative, loop, reason)
}

// Slackened tells that machine code of a graph was thrown away, so that the baseline's
// runs again.
func (c *Manager) Slackened(code *object.Code, reason string) {
	c.tell(watch.Discard, code, object.TierNative, object.TierNative, -1, reason)
}

// Left tells that machine code gave a frame back to bytecode.
func (c *Manager) Left(code *object.Code, reason string) {
	c.tell(watch.Leave, code, object.TierNative, object.TierBytecode, -1, reason)
}

// Discarded tells that machine code was thrown away, and makes the function
// run as bytecode again. With again it may be compiled anew.
func (c *Manager) Discarded(code *object.Code, reason string, again bool) {
	if code.Tier == object.TierNative {
		code.Entry, code.Tier = bytecode.Enter, object.TierBytecode
	}
	if !again {
		code.NoPromote |= declinedBit(object.TierNative)
	}
	c.tell(watch.Discard, code, object.TierNative, object.TierBytecode, -1, reason)
}
