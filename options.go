package kiln

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/kilnjs/kiln/pkg/builtin"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/watch"
)

// Tier selects how code runs.
type Tier uint8

// The tiers. Auto promotes code as it gets hot; the others never change tier by
// heat: Interp never compiles, Bytecode compiles at the first call, Native
// compiles to machine code as soon as it can.
const (
	Auto Tier = iota
	Interp
	Bytecode
	Native
)

var tierNames = [...]string{"auto", "interp", "bytecode", "native"}

// String returns the name that ParseTier accepts.
func (t Tier) String() string {
	if int(t) < len(tierNames) {
		return tierNames[t]
	}
	return fmt.Sprintf("Tier(%d)", uint8(t))
}

// ParseTier returns the tier with the given name.
func ParseTier(name string) (Tier, error) {
	for i, n := range tierNames {
		if n == name {
			return Tier(i), nil
		}
	}
	return Auto, fmt.Errorf("unknown tier %q: use interp, bytecode, native or auto", name)
}

// Thresholds are the counts at which Auto promotes code: calls of a function and
// turns of its loops, for tier 1 and tier 2. A zero field means the default.
type Thresholds struct {
	T1Calls, T1Turns uint32 // for tier 1, bytecode
	T2Calls, T2Turns uint32 // for tier 2, machine code
}

// Options configure a Runtime. The zero value is usable: tier Auto, default
// limits, no output, no modules: it gives scripts nothing beyond their own memory and time.
type Options struct {
	// Tier selects how code runs.
	Tier Tier
	// Thresholds tune promotion in tier Auto.
	Thresholds Thresholds
	// BaselineOnly leaves the optimizing compiler out: machine code is that of the baseline compiler,
	// however hot it is. For comparisons.
	BaselineOnly bool
	// MaxHeap bounds the heap in bytes; 0 means the default of package heap.
	MaxHeap int64
	// Limits bound what scripts take, over the life of the runtime.
	Limits Limits
	// GoMemoryLimit sets Go's own memory limit (runtime/debug.SetMemoryLimit), which
	// holds for the whole process, to the sum of the limits of all runtimes that ask for
	// it and a reserve of 10 MB. Without it Go's collector lets garbage grow to the size of
	// what is alive, so that a process may take twice the memory of its scripts. It is for
	// programs that do little else than run scripts; GOMEMLIMIT in the environment wins.
	GoMemoryLimit bool
	// StackSize is the size of the call stack in bytes; 0 means 1 MiB.
	StackSize int
	// CannotBlock makes Atomics.wait throw, as on the main thread of a browser.
	CannotBlock bool
	// Stdout and Stderr receive what scripts print; nil discards it.
	Stdout, Stderr io.Writer
	// Libraries are what scripts find beside the library of ECMA-262: values such as
	// those of pkg/web, or of one's own (see package object). No two may declare the same
	// global.
	Libraries []*Library
	// Without are libraries of the language that scripts do not find: temporal.Library() of
	// pkg/temporal, intl.Library() of pkg/intl. A program that is built with the tag kiln_no_intl has no
	// Intl at all and is 3.5 MB smaller, one with kiln_no_temporal neither Temporal nor Intl.
	Without []*Library
	// Names are what scripts call the fields and methods of Go types; nil: as in Go, or as tags
	// `js` say. See ToValue.
	Names *Names
	// Loader finds modules; nil means that there are none but those of Runtime.Module.
	// FileLoader{} opens the file system of the machine, FSLoader a part of it.
	Loader Loader
	// BackgroundImports reads what import() asks for on other goroutines while the event
	// loop goes on. Loader.Read must allow that.
	BackgroundImports bool
	// ImportMeta fills import.meta of the module with a name when that asks for it the first
	// time. meta has the URL of the module (see URLLoader) and the function resolve by then.
	// An error is thrown.
	ImportMeta func(rt *Runtime, name string, meta Value) error
	// ShadowRealm is told of each realm that a script makes with new ShadowRealm, before any code
	// runs in it, and may give it what it needs (Realm.Set). What Go values become there, and what
	// functions of Go return, are objects of that realm. A Value, and an object of a Class, stays the
	// one that it is: given to both sides it leads across the boundary. An error is thrown.
	//
	// ShadowRealms have the globals of the language and of the libraries that say so (see
	// object.Library): of pkg/web those of Console, Events, Microtasks and Streams.
	ShadowRealm func(r *Realm) error
	// SourceMap finds the source map of a text called file, when somebody asks for a place in it:
	// for the stacks of errors. url is what the text says after sourceMappingURL, "" if it says nothing. nil
	// means that there is none. Maps within the text (data: URLs) are read without it.
	SourceMap func(file, url string) ([]byte, error)
	// Clock drives timers, Date and performance.now; nil means the machine's clock.
	Clock Clock
	// ClockResolution is the unit down to which scripts see times rounded: of Date,
	// performance.now and console.time. 0 means a millisecond, which is too coarse to measure
	// what other programs of the machine do; time.Nanosecond is as fine as the clock itself.
	ClockResolution time.Duration
	// TimeZone is what Date takes for local; nil means UTC. A script learns the zone of the
	// machine from time.Local only.
	TimeZone *time.Location
	// Watch is told what the runtime does: what changes tier, collections, jobs, timers
	// and more. Each runtime wants a stream of its own. Frames are told of only if
	// somebody listens to them when New is called.
	Watch *watch.Stream
	// Stress collects at every safepoint and verifies the heap; for tests.
	Stress bool
	// ShapeIDs is the number of ids of shapes after which they start over; 0 means
	// 2^31. Tests make it small.
	ShapeIDs uint32
}

// Library is a set of objects that scripts find in a runtime.
type Library = object.Library

// libraries are all libraries of a runtime: those of the language and those of the options.
func (o *Options) libraries() []*Library {
	list := make([]*Library, 0, 1+len(languageLibraries)+len(o.Libraries))
	list = append(list, builtin.Library())
	for _, library := range languageLibraries {
		if l := library(); !slices.Contains(o.Without, l) && !slices.Contains(o.Libraries, l) {
			list = append(list, l)
		}
	}
	return append(list, o.Libraries...)
}

// isLanguage reports whether a library is part of the language.
func isLanguage(l *Library) bool {
	return l.Language != nil || slices.ContainsFunc(languageLibraries, func(library func() *Library) bool { return library() == l })
}

// ParseThresholds reads "T1CALLS,T1TURNS,T2CALLS,T2TURNS". A field that is empty
// or missing means the default; "" means all defaults.
func ParseThresholds(text string) (Thresholds, error) {
	var t Thresholds
	if text == "" {
		return t, nil
	}
	fields := []*uint32{&t.T1Calls, &t.T1Turns, &t.T2Calls, &t.T2Turns}
	parts := strings.Split(text, ",")
	if len(parts) > len(fields) {
		return t, fmt.Errorf("thresholds %q: want T1CALLS,T1TURNS,T2CALLS,T2TURNS", text)
	}
	for i, part := range parts {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		n, err := strconv.ParseUint(part, 10, 32)
		if err != nil || n == 0 {
			return t, fmt.Errorf("thresholds %q: %q is not a count from 1 to 4294967295", text, part)
		}
		*fields[i] = uint32(n)
	}
	return t, nil
}
