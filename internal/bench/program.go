package bench

import (
	"embed"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

//go:embed driver.js shims/*.js
var scripts embed.FS

func embedded(name string) string {
	text, err := scripts.ReadFile(name)
	if err != nil {
		panic(err) // it is embedded
	}
	return string(text)
}

// Program is something to measure.
type Program struct {
	Name  string
	About string // what it measures, "" if it does not say
	N     int    // the size it is called with, 0: none
	// Check is what each iteration must return; "" means that engines must agree.
	Check string
	// Parts are scripts that run once, in one realm and in this order.
	Parts []Part
	// Module is the absolute name of a module that is imported as kilnProgram, "" if the
	// program is none.
	Module string
	// Entry is an expression: the function that is one iteration. It is called with N.
	Entry string
}

// Part is a script of a program.
type Part struct{ Name, Text string }

// pattern compiles an expression when it is first used: most processes use none.
func pattern(text string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}

// Kinds of programs, by what stands in their text.
var (
	isModule   = pattern(`(?m)^\s*(import\s*["'{*]|import\s+\w+[^;\n]*\bfrom\s*["']|export\s+(default|const|let|var|function|class|async)\b|export\s*[{*])`)
	isHarness  = pattern(`(?m)^\s*(function\s+BenchmarkSuite\b|BenchmarkSuite\s*=\s*function)`)
	isSuite    = pattern(`\bnew\s+BenchmarkSuite\s*\(`)
	isInstance = pattern(`\bexports\b[^;]*\bnewInstance\b`)
	isCommonJS = pattern(`\bmodule\.exports\b|(?m)^\s*exports\.\w+\s*=|\brequire\s*\(\s*["']`)
	isShell    = pattern(`(?m)(^class\s+Benchmark\b|\bBenchmark\s*=\s*class\b)[\s\S]*\brunIteration\s*\(`)
	isRun      = pattern(`(?m)^(async\s+)?function\s+run\b|^(var|let|const)\s+run\s*=|^(globalThis|this)\.run\s*=`)
)

// The functions that are one iteration, by kind of program.
const (
	entryRun      = `run`
	entryModule   = `kilnProgram.run || kilnProgram.default`
	entryCommonJS = `kilnModules.main.run || kilnModules.main`
	entrySuite    = `BenchmarkSuite.run`
	entryInstance = `(function () {
  var benchmark = kilnModules.main.newInstance();
  return function (n) {
    if (!benchmark.innerBenchmarkLoop(n)) throw new Error("the benchmark finds its result wrong");
    return "verified";
  };
})()`
	entryShell = `(function () {
  Math.random = function () { return (kilnRandom.next() >>> 0) / 0x100000000; };
  kilnRandom.reset();
  var benchmark = new Benchmark(1), turn = 0, ready = typeof benchmark.init === "function" ? benchmark.init() : undefined;
  function iterate() {
    kilnRandom.reset();
    if (benchmark.prepareForNextIteration) benchmark.prepareForNextIteration();
    return benchmark.runIteration(turn++);
  }
  var run = ready && ready.then ? function () { return ready.then(iterate).then(function () {}); } : iterate;
  if (benchmark.validate) run.validate = function () { return benchmark.validate(turn); };
  return run;
})()`
)

// Load makes a program of a file, or of several that are joined by a plus sign and run in
// one realm. The text says which protocol they follow.
func Load(name string) (*Program, error) {
	files := strings.Split(name, "+")
	var parts []Part
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		parts = append(parts, Part{file, string(text)})
	}
	base := filepath.Base(files[0])
	p := &Program{Name: strings.TrimSuffix(base, filepath.Ext(base))}
	if err := p.parse(parts); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return p, nil
}

// Parse makes a program of a text that stands in no file.
func Parse(name, text string) (*Program, error) {
	p := &Program{Name: name}
	if err := p.parse([]Part{{name + ".js", text}}); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return p, nil
}

func (p *Program) parse(parts []Part) error {
	if err := p.head(parts[0].Text); err != nil {
		return err
	}
	all := ""
	for _, part := range parts {
		all += part.Text + "\n"
	}
	last := parts[len(parts)-1]
	switch {
	case isHarness().MatchString(all):
		return fmt.Errorf("this is a harness; kiln bench has its own: name the files with benchmarks alone")
	case isSuite().MatchString(all):
		p.Parts = append([]Part{{"shell.js", embedded("shims/shell.js")}, {"benchmark_suite.js", embedded("shims/benchmark_suite.js")}}, parts...)
		p.Entry = entrySuite
	case isShell().MatchString(all):
		p.Parts, p.Entry = append([]Part{{"shell.js", embedded("shims/shell.js")}}, parts...), entryShell
	case isInstance().MatchString(all), isCommonJS().MatchString(all):
		modules, err := commonJS(last)
		if err != nil {
			return err
		}
		p.Parts, p.Entry = modules, entryCommonJS
		if isInstance().MatchString(all) {
			p.Parts = append([]Part{{"are_we_fast_yet.js", embedded("shims/are_we_fast_yet.js")}}, modules...)
			p.Entry, p.N = entryInstance, max(p.N, 1)
		}
	case strings.HasSuffix(last.Name, ".mjs"), isModule().MatchString(last.Text):
		name, err := filepath.Abs(last.Name)
		if err != nil {
			return err
		}
		p.Parts, p.Module, p.Entry = parts[:len(parts)-1], name, entryModule
	case isRun().MatchString(all):
		p.Parts, p.Entry = parts, entryRun
	default:
		text, err := json.Marshal(last.Text)
		if err != nil {
			return err
		}
		p.Parts, p.Entry = parts[:len(parts)-1], fmt.Sprintf("function () { return (0, eval)(%s); }", text)
	}
	return nil
}

// head reads what a program says of itself in comment lines at its beginning: what it
// measures, its size (`// n = 12`) and what it returns (`// checksum = 42`).
func (p *Program) head(text string) error {
	for line := range strings.Lines(text) {
		comment, ok := strings.CutPrefix(strings.TrimSpace(line), "//")
		if !ok {
			return nil
		}
		comment = strings.TrimSpace(comment)
		key, value, found := strings.Cut(comment, " = ")
		switch {
		case found && key == "n":
			n, err := strconv.Atoi(value)
			if err != nil || n < 1 {
				return fmt.Errorf("its size %q is not a count", value)
			}
			p.N = n
		case found && key == "checksum":
			p.Check = value
		case p.About == "":
			p.About = comment
		}
	}
	return nil
}

// Sized returns the program with the given size instead of its own.
func (p *Program) Sized(n int) *Program {
	sized := *p
	if n != p.N {
		sized.N, sized.Check = n, ""
	}
	return &sized
}

// Scaled returns the program with another size. One that has none stays as it is; another
// size has another checksum.
func (p *Program) Scaled(factor float64) *Program {
	if p.N == 0 || factor == 1 {
		return p
	}
	scaled := *p
	scaled.N, scaled.Check = max(1, int(float64(p.N)*factor)), ""
	return &scaled
}
