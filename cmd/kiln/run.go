package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/host262"
	"github.com/kilnjs/kiln/internal/prof/script"
	"github.com/kilnjs/kiln/pkg/watch"
	"github.com/kilnjs/kiln/pkg/web"
)

// commandStack is the size of the call stack of scripts that the command runs (bytes).
const commandStack = 8 << 20

// Defaults of flags, for the command line that has none.
const (
	defaultTier = "auto"
	defaultHost = "kiln"
)

type runCommand struct {
	Tier         string        `default:"auto" enum:"interp,bytecode,native,auto" help:"Tier to run in: interp, bytecode, native or auto."`
	Thresholds   string        `placeholder:"LIST" help:"${thresholds}"`
	BaselineOnly bool          `help:"Leave the optimizing compiler out: machine code is the baseline compiler's."`
	Eval         *string       `short:"e" placeholder:"CODE" help:"Run CODE instead of a file."`
	Module       bool          `short:"m" help:"The source is a module, whatever its name."`
	Prelude      []string      `sep:"none" placeholder:"FILE" help:"Script to run first in the same realm; may be repeated."`
	Stats        bool          `help:"Print afterwards what ran in which tier."`
	TraceTiers   bool          `help:"Print every promotion and every way back as it happens."`
	MaxHeap      byteSize      `placeholder:"64MB" help:"End the script when it needs more memory."`
	Timeout      time.Duration `placeholder:"300ms" help:"End the script after this time."`
	Host         string        `default:"kiln" enum:"kiln,test262" help:"Host interface: kiln, or test262 for $262 and print."`

	perfFlags
	EngineProfile engineProfile `placeholder:"MODE[:FILE]" help:"Write a profile of Kiln itself, for go tool pprof or go tool trace, to FILE or kiln-MODE.pprof; MODE is allocs, block, cpu, goroutine, heap, mutex or trace."`

	// The flags of a profile of kiln run stand here, since those of kiln prof are others.
	Prof string `placeholder:"FILE" help:"Write a profile of the script to FILE, whose name says in which format (kiln prof --help lists them)."`

	Args []string `arg:"" optional:"" passthrough:"" name:"file" help:"FILE and the arguments of the script; - is standard input."`

	stdout  io.Writer  // of the script; nil: os.Stdout
	profile *recording // nil: none
	attend  attendant  // nil: nobody
}

// attendant is another command that runs a script: it hears of the runtime.
type attendant interface {
	prepare(o *kiln.Options)
	begin(rt *kiln.Runtime)
	end(rt *kiln.Runtime, err error) // with what report makes of the end of the script
}

// Help is what kiln run --help says beyond the flags.
func (r *runCommand) Help() string {
	return fmt.Sprintf(`Runs FILE, then its timers and promises, until nothing is left to do. A .mjs file is
a module. The script finds its arguments in scriptArgs. Flags stand before FILE:

  kiln script.js                        the same as kiln run script.js
  kiln run -e 'console.log(1 + 1)'      a text instead of a file
  kiln run --timeout=1s --max-heap=64MB untrusted.js
  kiln run --stats script.js            what ran in which tier
  kiln run - < script.js                standard input

The exit status is 0, %d for an uncaught error, %d for a syntax error in FILE, %d for a module
that cannot be found, parsed or linked, %d for a wrong command line, %d at the time limit,
%d at the memory limit.
`, exitRuntime, exitSyntax, exitModule, exitUsage, exitTime, exitMemory)
}

// source is the text to run.
type source struct {
	name, text string
	module     bool
}

// Run executes a script or a module and its event loop.
func (r *runCommand) Run() error {
	if meansAllocations(r.Prof) {
		a, err := newAllocRecording(r.Prof, "", 0)
		if err != nil {
			return err
		}
		return r.allocations(a)
	}
	if r.Prof != "" {
		var err error
		if r.profile, err = newRecording(r.Prof, ""); err != nil {
			return err
		}
	}
	return r.run()
}

func (r *runCommand) run() error {
	stop, err := r.EngineProfile.start()
	if err != nil {
		return err
	}
	return stop(r.runOnce())
}

func (r *runCommand) runOnce() error {
	preludes, main, err := r.read()
	if err != nil {
		return err
	}
	options, err := r.options()
	if err != nil {
		return err
	}
	newRuntime := kiln.New
	if r.Host == "test262" {
		newRuntime = host262.New
	}
	var totals *watch.Totals
	if r.Stats {
		totals = watch.Count(options.Watch, watch.Tiers)
	}
	if r.attend != nil {
		r.attend.prepare(&options)
	}
	rt, err := newRuntime(options)
	if err != nil {
		return err
	}
	named, err := r.perfFlags.start(rt)
	if err != nil {
		return err
	}
	if r.attend != nil {
		r.attend.begin(rt)
	}
	if err := r.profile.begin(rt); err != nil {
		return err
	}
	err = report(os.Stderr, r.execute(rt, preludes, main))
	if r.attend != nil {
		r.attend.end(rt, err)
	}
	if r.Stats {
		fmt.Fprint(os.Stderr, rt.Stats(), totals)
	}
	return named(r.profile.end(err))
}

// read loads all sources before anything runs, so that a missing file is told at once.
func (r *runCommand) read() (preludes []source, main source, err error) {
	if len(r.Args) > 0 && r.Args[0] == "--" {
		r.Args = r.Args[1:]
		if len(r.Args) > 0 && strings.HasPrefix(r.Args[0], "-") {
			r.Args[0] = "./" + r.Args[0] // after -- a dash begins a name
		}
	}
	for _, name := range r.Prelude {
		text, err := readSource(name)
		if err != nil {
			return nil, main, err
		}
		preludes = append(preludes, source{name: name, text: text})
	}
	switch {
	case r.Eval != nil:
		main = source{name: "[eval]", text: *r.Eval, module: r.Module}
	case len(r.Args) == 0:
		return nil, main, usageError("run wants a FILE, - or -e CODE")
	case r.Args[0] != "-" && strings.HasPrefix(r.Args[0], "-"):
		return nil, main, usageError("unknown flag %s (kiln run --help shows what there is)", r.Args[0])
	default:
		name := r.Args[0]
		if strings.HasPrefix(name, "file:") {
			if name, err = (kiln.FileLoader{}).Resolve(name, ""); err != nil {
				return nil, main, usageError("%v", err)
			}
		}
		main = source{name: name, module: r.Module || strings.HasSuffix(name, ".mjs")}
		if main.text, err = readSource(main.name); err != nil {
			var exit *exitError
			if main.module && errors.As(err, &exit) {
				exit.status = exitModule
			}
			return nil, main, err
		}
		if main.name == "-" {
			main.name = "[stdin]"
		}
		r.Args = r.Args[1:]
	}
	return preludes, main, nil
}

// readSource reads a file that was named on the command line.
func readSource(name string) (string, error) {
	if name == "-" {
		text, err := io.ReadAll(os.Stdin)
		return string(text), err
	}
	text, err := os.ReadFile(name)
	var pathError *fs.PathError
	switch {
	case err == nil:
		return string(text), nil
	case errors.Is(err, fs.ErrNotExist):
		return "", usageError("%s: there is no such file or command", name)
	case errors.As(err, &pathError):
		if info, statErr := os.Stat(name); statErr == nil && info.IsDir() {
			return "", usageError("%s is a directory", name)
		}
		return "", usageError("%s: %v", name, pathError.Err)
	}
	return "", usageError("%s: %v", name, err)
}

func (r *runCommand) execute(rt *kiln.Runtime, preludes []source, main source) error {
	if r.Timeout > 0 {
		rt.SetDeadline(time.Now().Add(r.Timeout))
	}
	if r.Host != "test262" {
		if err := defineArgs(rt, r.Args); err != nil {
			return err
		}
	}
	for _, p := range preludes {
		program, err := kiln.Compile(p.name, p.text, kiln.Script)
		if err != nil {
			return err
		}
		if _, err := rt.Run(program); err != nil {
			return err
		}
	}
	var err error
	if main.module {
		err = r.runModule(rt, main)
	} else {
		err = r.runScript(rt, main)
	}
	if err == nil {
		err = rt.RunLoop()
	}
	if err == nil && main.module {
		err = rt.ModuleResult()
	}
	return err
}

// defineArgs gives the script its arguments as the global array scriptArgs.
func defineArgs(rt *kiln.Runtime, args []string) error {
	list, err := json.Marshal(append([]string{}, args...))
	if err != nil {
		return err
	}
	_, err = rt.RunString("kiln:args", fmt.Sprintf(
		`Object.defineProperty(globalThis, "scriptArgs", { value: %s, writable: true, configurable: true })`, list))
	return err
}

func (r *runCommand) runScript(rt *kiln.Runtime, main source) error {
	program, err := r.compile(main, kiln.Script)
	if err != nil {
		return err
	}
	_, err = rt.Run(program)
	return err
}

func (r *runCommand) runModule(rt *kiln.Runtime, main source) error {
	program, err := r.compile(main, kiln.Module)
	if err != nil {
		return err
	}
	return rt.RunModule(program)
}

// compile compiles the text that was to run.
func (r *runCommand) compile(main source, kind kiln.Kind) (*kiln.Program, error) {
	r.profile.charge(script.Program)
	program, err := r.profile.compile(main.name, main.text, kind)
	r.profile.charge(script.Parser)
	return program, mainSyntax(err)
}

// options turns flags into options of the engine.
func (r *runCommand) options() (kiln.Options, error) {
	o := kiln.Options{
		MaxHeap:   int64(r.MaxHeap),
		StackSize: commandStack,
		// Without a limit of its own a script may have what Go likes to take.
		GoMemoryLimit: r.MaxHeap > 0,
		Stdout:        r.stdout,
		Stderr:        scriptOutput(os.Stderr),
		Watch:         watch.New(),
		Libraries:     web.All(),
		Loader:        kiln.FileLoader{},
		SourceMap:     kiln.FileLoader{}.SourceMap,
		// Whoever types the name of a script may know what the machine knows.
		ClockResolution: time.Nanosecond,
		TimeZone:        time.Local,
	}
	if o.Stdout == nil {
		o.Stdout = scriptOutput(os.Stdout)
	}
	if r.TraceTiers {
		watch.Trace(o.Watch, watch.Tiers, os.Stderr)
	}
	var err error
	if r.Timeout < 0 {
		return o, usageError("--timeout must be positive")
	}
	if o.Tier, err = kiln.ParseTier(r.Tier); err != nil {
		return o, usageError("%v", err)
	}
	if o.Thresholds, err = kiln.ParseThresholds(r.Thresholds); err != nil {
		return o, usageError("%v", err)
	}
	o.BaselineOnly = r.BaselineOnly
	return o, nil
}
