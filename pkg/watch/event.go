package watch

import (
	"fmt"
	"strings"
	"time"
)

// Kind says what happened.
type Kind uint8

// The kinds of events. What fields of Event they have beside Kind and At stands with each.
const (
	Promote Kind = iota // the entry of a function was replaced by that of a higher tier: Function, Code, From, To
	Replace             // a running frame was handed over at a loop: the same and Loop
	Leave               // machine code gave a frame back to bytecode: Function, Code, From, To, Reason
	Discard             // compiled code was thrown away: the same
	Decline             // a tier cannot run the function: the same and Loop
	Compile             // a tier has made code: Function, Code, To, Loop, Took, Bytes of code
	Slice               // a slice of the budget is used up: Function and Code of the frame that runs then, To, Line, Count calls and turns
	Collect             // the heap was collected: Took, Bytes freed, Reason "young" or "full"

	AddJob      // a job waits: Function, ID, Reason, Reaction or Promise, Result
	BeginJob    // it begins: the same
	EndJob      // it has ended: the same and Took
	AddTask     // a callback is due: Function, ID
	BeginTask   // it begins: the same
	EndTask     // it has ended: the same and Took
	AddTimer    // a timer was set: Function, ID, Due, Interval
	FireTimer   // it is due, and its callback a task: the same
	RemoveTimer // it was cleared: the same
	Wait        // the event loop had nothing to do: Took

	Push // a frame of a script function begins or is resumed: Function, Code, To, Frame, Reason "call", "construct" or "resume"
	Pop  // it is left or suspended: Function, Code, Reason "return", "throw" or "suspend"

	Step   // a statement of tier 0 begins, or with Reason "turn" one more turn of a loop: Function, Code, Pos
	React  // something waits for a promise: Promise, Reaction, Result, Function, Reason as those of jobs
	Settle // a promise is settled: Promise, Reason "fulfilled", "rejected" or "unhandled" when nothing waits for it

	numKinds
)

var kindNames = [numKinds]string{
	"promote", "replace", "leave", "discard", "decline", "compile", "slice", "collect",
	"add job", "begin job", "end job", "add task", "begin task", "end task", "add timer", "fire timer", "remove timer", "wait",
	"push", "pop", "step", "react", "settle",
}

// String returns the name of the kind.
func (k Kind) String() string { return kindNames[k] }

// Kinds is a set of kinds.
type Kinds uint32

// Sets of kinds that belong together.
const (
	Tiers       Kinds = 1<<Promote | 1<<Replace | 1<<Leave | 1<<Discard | 1<<Decline
	Compilation Kinds = 1 << Compile
	Collection  Kinds = 1 << Collect
	Slices      Kinds = 1 << Slice
	Queue       Kinds = 1<<AddJob | 1<<BeginJob | 1<<EndJob | 1<<AddTask | 1<<BeginTask | 1<<EndTask | 1<<AddTimer | 1<<FireTimer | 1<<RemoveTimer
	Idle        Kinds = 1 << Wait
	Frames      Kinds = 1<<Push | 1<<Pop
	Steps       Kinds = 1 << Step
	Promises    Kinds = 1<<React | 1<<Settle
	// All is everything but frames, steps, promises and slices.
	All = Tiers | Compilation | Collection | Queue | Idle
)

// Of returns the set of the given kinds.
func Of(kinds ...Kind) Kinds {
	var s Kinds
	for _, k := range kinds {
		s |= 1 << k
	}
	return s
}

// Has reports whether k is in the set.
func (s Kinds) Has(k Kind) bool { return s>>k&1 != 0 }

// Tier is a way to run code.
type Tier uint8

// The tiers. Host is a built-in function written in Go.
const (
	Interp Tier = iota
	Bytecode
	Native
	Host
)

var tierNames = [...]string{"interp", "bytecode", "native", "host"}

// String returns the name of the tier.
func (t Tier) String() string { return tierNames[min(t, Host)] }

// Function is what events are about. It stays as it is for ever.
type Function interface {
	// FunctionName returns the name, "" if the function has none.
	FunctionName() string
	// Location returns where its source begins, by name of the source and line from 1.
	Location() (file string, line int)
}

// Event is one thing that happened.
type Event struct {
	At       time.Duration // since the stream was made
	Took     time.Duration
	Due      time.Duration // by the clock of the timers
	Interval time.Duration // of a timer that repeats; negative: it fires once
	ID       uint64        // of a job, task or timer; each sort counts for itself, from 1
	Bytes    int64
	// Promise, Reaction and Result name cells, each until it dies: the promise that is
	// waited for or settled, what waits, and the promise that is settled by what waits, of
	// an await that of the async function. 0: none.
	Promise, Reaction, Result uint64

	Function Function // nil when there is none
	Reason   string
	Count    int64  // of calls and turns of loops
	Line     int    // of source, from 1
	Pos      uint32 // offset in the source
	Frame    int    // base of the frame on the stack, whose header and arguments are in place; -1: not known
	Code     uint32 // id of the code record; ids of records that died are used again
	Loop     int32  // the loop concerned, -1: none
	Kind     Kind
	From, To Tier
}

// String shows the event as a line of a trace.
func (e *Event) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-8s", e.Kind)
	tiers := Tiers | Compilation | Slices | Of(Push)
	switch {
	case !tiers.Has(e.Kind):
	case e.Kind == Compile || e.Kind == Slice || e.Kind == Push:
		fmt.Fprintf(&b, " %s ", e.To)
	default:
		fmt.Fprintf(&b, " %s → %s ", e.From, e.To)
	}
	if e.ID != 0 {
		fmt.Fprintf(&b, " %d", e.ID)
	}
	if e.Function != nil {
		name := e.Function.FunctionName()
		if name == "" {
			name = "(anonymous)"
		}
		file, line := e.Function.Location()
		fmt.Fprintf(&b, " %s (%s:%d)", name, file, line)
	}
	if (Tiers | Compilation).Has(e.Kind) && e.Loop >= 0 {
		fmt.Fprintf(&b, " loop %d", e.Loop)
	}
	if e.Kind == AddTimer || e.Kind == FireTimer {
		fmt.Fprintf(&b, " due %v", e.Due)
		if e.Interval >= 0 {
			fmt.Fprintf(&b, " every %v", e.Interval)
		}
	}
	if e.Kind == Slice {
		fmt.Fprintf(&b, " line %d, %d calls and turns", e.Line, e.Count)
	}
	if e.Bytes != 0 {
		fmt.Fprintf(&b, " %d bytes", e.Bytes)
	}
	if e.Took != 0 {
		fmt.Fprintf(&b, " in %v", e.Took)
	}
	if e.Reason != "" {
		b.WriteString(": " + e.Reason)
	}
	return b.String()
}
