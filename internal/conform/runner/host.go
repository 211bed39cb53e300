package runner

import (
	"slices"
	"time"

	"github.com/kilnjs/kiln/internal/conform/suite"
)

// Script is a harness file: a global script of its own.
type Script = suite.Script

// Job is what a host runs: one scenario, its texts ready.
type Job struct {
	// Name is the test's path below test/, which is also its module name.
	Name string
	// Source is the text to run; in strict mode the directive stands before it.
	Source string
	// Text is the file as it is in the suite.
	Text string
	// Early says that the test must fail before it is evaluated.
	Early bool
	// Module says that Source is module code.
	Module bool
	// Harness is evaluated before Source, in order, each as a script.
	Harness []Script
	// Tail is evaluated behind it.
	Tail []Script
	// File is the file that the test stands in, below the base of the suite.
	File string
	// Web asks for what hosts have beside the language.
	Web bool
	// Tier is the engine's mode: interp, bytecode, native or auto.
	Tier string
	// Thresholds overrides the engine's promotion thresholds; "" leaves them.
	Thresholds string
	// Async says that the test ends by printing, so the event loop must run.
	Async bool
	// CanBlock is the agent's [[CanBlock]].
	CanBlock bool
	// Timeout bounds the whole scenario.
	Timeout time.Duration
	// MaxHeap bounds the scenario's memory (bytes).
	MaxHeap int64
	// Stats asks for the outcome's Stats.
	Stats bool
	// Load reads a file of the suite by its path below test/ (a module, a JSON
	// file); its error satisfies errors.Is(err, fs.ErrNotExist) if there is none.
	Load func(path string) ([]byte, error)
}

// Phase says when an error occurred.
type Phase uint8

// The phases of INTERPRETING.md, with one before them for the harness, and one for an error
// of which an engine does not tell when it occurred.
const (
	PhaseNone Phase = iota
	PhaseHarness
	PhaseParse
	PhaseResolution
	PhaseRuntime
	PhaseUnknown
)

var phaseNames = [...]string{"", "harness", "parse", "resolution", "runtime", "unknown"}

func (p Phase) String() string { return phaseNames[p] }

// ParsePhase is the inverse of Phase.String; other words are PhaseUnknown.
func ParsePhase(name string) Phase {
	if i := slices.Index(phaseNames[:], name); i >= 0 {
		return Phase(i)
	}
	return PhaseUnknown
}

// Limit says which limit ended a scenario.
type Limit uint8

// The limits that a host enforces.
const (
	LimitNone Limit = iota
	LimitTime
	LimitMemory
)

// Outcome is what happened, without judgement.
type Outcome struct {
	// Phase of the uncaught error, PhaseNone if there was none.
	Phase Phase
	// ErrorType is the `constructor.name` of the error; for a thrown primitive
	// the name of its type.
	ErrorType string
	// Message describes the error for a person, stack included if there is one.
	Message string
	// Printed holds what the test passed to print.
	Printed []string
	// Pending says that a module's evaluation was still waiting when nothing was
	// left to run.
	Pending bool
	// Limit is set when a limit ended the scenario.
	Limit Limit
	// Broken describes a defect of the engine, such as a panic that it recovered from.
	Broken string
	// Stats are the engine's counters of the scenario, if the job asked for them.
	Stats *Stats
}

// Host runs scenarios in an engine, each in a realm of its own. A host belongs
// to one goroutine.
type Host interface {
	Run(job *Job) Outcome
	// Evaluate evaluates a script and returns its value as a string, for styles that read
	// their tests so.
	Evaluate(name, source string) (string, error)
}
