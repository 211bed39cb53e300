package suite

import (
	"fmt"
	"strings"
)

// Mode says how a test's source text is given to the engine.
type Mode uint8

// The four ways to run a test. Sloppy and Strict are scripts; a Raw test is
// run unmodified and without harness, as a module when it has that flag too.
const (
	Sloppy Mode = iota
	Strict
	ModuleMode
	RawMode
)

var modeNames = [...]string{"sloppy", "strict", "module", "raw"}

func (m Mode) String() string { return modeNames[m] }

// ParseMode is the inverse of Mode.String.
func ParseMode(s string) (Mode, error) {
	for i, name := range modeNames {
		if s == name {
			return Mode(i), nil
		}
	}
	return 0, fmt.Errorf("unknown mode %q (want sloppy, strict, module or raw)", s)
}

// Test is one test file.
type Test struct {
	// Path is the name of the file below test/.
	Path string
	Meta
}

// Modes returns the scenarios of a test: strict and sloppy unless its flags
// say otherwise.
func (t *Test) Modes() []Mode {
	switch {
	case t.Flags.Has(Raw):
		return []Mode{RawMode}
	case t.Flags.Has(Module):
		return []Mode{ModuleMode}
	case t.Flags.Has(OnlyStrict):
		return []Mode{Strict}
	case t.Flags.Has(NoStrict):
		return []Mode{Sloppy}
	}
	return []Mode{Sloppy, Strict}
}

// IsModule reports whether the test's text is module code.
func (t *Test) IsModule() bool { return t.Flags.Has(Module) }

// Scenario is one test in one mode.
type Scenario struct {
	Test *Test
	Mode Mode
}

// String is the scenario's name: path and mode.
func (s Scenario) String() string { return s.Test.Path + " " + s.Mode.String() }

// StrictDirective is put before the text of a test that runs in strict mode.
const StrictDirective = "\"use strict\";\n"

// Harness lists the harness files that the scenario evaluates before the test,
// in order; each is a global script of its own, even before a module.
func (s Scenario) Harness() []string {
	if s.Mode == RawMode {
		return nil
	}
	files := []string{"assert.js", "sta.js"}
	if s.Test.Flags.Has(Async) {
		files = append(files, "doneprintHandle.js")
	}
	return append(files, s.Test.Includes...)
}

// IsTestFile reports whether a name below test/ is that of a test.
func IsTestFile(name string) bool {
	return strings.HasSuffix(name, ".js") && !strings.Contains(name, "_FIXTURE")
}
