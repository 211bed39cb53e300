package main

import (
	"encoding/json"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/inside"
)

// examined is what the commands that look at a program share: which program, which of its
// functions, and how to print.
type examined struct {
	Target string `arg:"" name:"file[:function]" help:"FILE, or - for standard input, and after a colon a function by name or by line."`
	Module bool   `short:"m" help:"The source is a module, whatever its name."`
	JSON   bool   `name:"json" help:"Print JSON."`
}

// stdinTarget stands for the dash in -:function, which looks like a flag.
const stdinTarget = "\x00"

// nameStdin replaces -:function by what is no flag.
func nameStdin(args []string) []string {
	out := slices.Clone(args)
	for i, a := range out {
		if function, ok := strings.CutPrefix(a, "-:"); ok {
			out[i] = stdinTarget + function
		}
	}
	return out
}

// split divides the target into file and function. A file whose name has a colon is a file.
func (e *examined) split() (file, function string) {
	if function, ok := strings.CutPrefix(e.Target, stdinTarget); ok {
		return "-", function
	}
	if _, err := os.Stat(e.Target); err == nil {
		return e.Target, ""
	}
	if i := strings.LastIndexByte(e.Target, ':'); i > 0 {
		return e.Target[:i], e.Target[i+1:]
	}
	return e.Target, ""
}

// load reads and parses the program and finds the functions that are meant. A syntax
// error has been printed when it returns one.
func (e *examined) load() (*kiln.Program, *inside.Selection, error) { return e.loadWith(kiln.Compile) }

// loadWith is load with another way to parse.
func (e *examined) loadWith(compile compiler) (*kiln.Program, *inside.Selection, error) {
	file, function := e.split()
	program, err := compileFile(file, e.Module, compile)
	if err != nil {
		return nil, nil, err
	}
	selected, err := inside.Select(program, function)
	if err != nil {
		return nil, nil, usageError("%s: %v", file, err)
	}
	return program, selected, nil
}

// compiler is kiln.Compile, or another function that parses.
type compiler = func(name, text string, kind kiln.Kind) (*kiln.Program, error)

// compileFile reads and parses a program. A syntax error has been printed when it returns
// one.
func compileFile(file string, module bool, compile compiler) (*kiln.Program, error) {
	text, err := readSource(file)
	if err != nil {
		return nil, err
	}
	kind := kiln.Script
	if module || strings.HasSuffix(file, ".mjs") {
		kind = kiln.Module
	}
	name := file
	if name == "-" {
		name = "[stdin]"
	}
	program, err := compile(name, text, kind)
	if err != nil {
		return nil, report(os.Stderr, mainSyntax(err))
	}
	return program, nil
}

// print writes a view to standard output: as JSON, or by text.
func (e *examined) print(view any, text func(io.Writer) error) error {
	if !e.JSON {
		return text(os.Stdout)
	}
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	return out.Encode(view)
}

// ran is how the commands that run the program do it.
type ran struct {
	Tier       string        `default:"auto" enum:"interp,bytecode,native,auto" help:"Tier to run in: interp, bytecode, native or auto."`
	Thresholds string        `placeholder:"LIST" help:"${thresholds}"`
	MaxHeap    byteSize      `placeholder:"64MB" help:"End the script when it needs more memory."`
	Timeout    time.Duration `placeholder:"300ms" help:"End the script after this time."`
	Args       []string      `arg:"" optional:"" passthrough:"" help:"Arguments of the script."`
}

// start makes the runtime. What the script prints goes to standard error, so that the
// view has standard output for itself.
func (r *ran) start(prepare func(*kiln.Options)) (*kiln.Runtime, error) {
	run := runCommand{Tier: r.Tier, Thresholds: r.Thresholds, MaxHeap: r.MaxHeap, Timeout: r.Timeout}
	options, err := run.options()
	if err != nil {
		return nil, err
	}
	options.Stdout = options.Stderr
	if prepare != nil {
		prepare(&options)
	}
	return kiln.New(options)
}

// run runs the program and its event loop, after ready when the runtime is as scripts find
// it. The error is what report makes of the end of
// the script: it has been printed, and the view is shown all the same.
func (r *ran) run(rt *kiln.Runtime, program *kiln.Program, ready ...func()) error {
	return report(os.Stderr, r.execute(rt, program, ready...))
}

// execute is run without the report.
func (r *ran) execute(rt *kiln.Runtime, program *kiln.Program, ready ...func()) error {
	if r.Timeout > 0 {
		rt.SetDeadline(time.Now().Add(r.Timeout))
	}
	err := defineArgs(rt, r.Args)
	for _, f := range ready {
		f()
	}
	if err == nil {
		_, err = rt.Run(program)
	}
	if err == nil {
		err = rt.RunLoop()
	}
	if err == nil && program.Kind() == kiln.Module {
		err = rt.ModuleResult()
	}
	return err
}

// writeFile writes a file that was named on the command line.
func writeFile(name string, write func(io.Writer) error) error {
	f, err := os.Create(name)
	if err != nil {
		return usageError("%v", err)
	}
	if err := write(f); err != nil {
		_ = f.Close() // the first error says more
		return err
	}
	return f.Close()
}
