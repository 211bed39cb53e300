package main

import (
	"fmt"
	"io"
	"os"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/prof/export"
	"github.com/kilnjs/kiln/internal/prof/script"
)

type profCommand struct {
	runCommand

	Format   string   `placeholder:"NAME" help:"How to write the profile: ${formats}. Without it the name of the file says so, and table is what is printed."`
	Output   string   `short:"o" placeholder:"FILE" help:"Write the profile to FILE instead of standard output."`
	JSON     bool     `name:"json" help:"The same as --format=json."`
	Counts   bool     `help:"Count exactly how often each function was called and each loop and line began, instead of measuring time."`
	Alloc    bool     `help:"Show what is allocated, and where, instead of measuring time."`
	Interval byteSize `placeholder:"512KB" help:"With --alloc: bytes between two samples, on average."`
	Diff     bool     `aliases:"compare" help:"Compare two profiles instead of making one: --diff BEFORE AFTER, which are files of the formats json or pprof."`
	Async    bool     `help:"Put below each stack what has caused it: the stack that set the timer, called then, or settled what was awaited."`
	Turns    bool     `help:"Show how long the turns of the event loop took, too."`
	Rate     int      `default:"${rate}" help:"Samples a second."`
	Clock    string   `default:"wall" enum:"wall,cpu" help:"What is measured: wall for the time that passes, cpu for the processor time of the script."`
}

// Help is what kiln prof --help says beyond the flags.
func (c *profCommand) Help() string {
	text := `Runs a script and shows where its time goes: by function, by tier and by line. Time in
the collector, the compiler, the parser and waiting for timers has entries of its own. The
tier go is what Go does for bytecode and native where they have no fast way.

With --counts nothing is measured: the script is made to count. The numbers are exact and
the same in every tier; the script runs up to three times as long, in machine code hardly longer. A line has the number of its
statement that began most often, and a loop how often its body began. Formats are table,
markdown, json and html, a page with the source.

With --diff two profiles are compared, by the share that functions have of the time, as table,
Markdown or JSON, or as flame graph (-o FILE.html): what takes more of it than before is red.

The profile goes to standard output, and what the script prints to standard error, unless
--output names a file. A script that throws or is ended by a limit or Ctrl-C gives its
profile too, and its own exit status.

Formats, and the names of files that mean them:
`
	for _, f := range export.Formats {
		text += fmt.Sprintf("  %-11s %-28s %s\n", f.Name, joinSuffixes(f.Suffixes), f.Help)
	}
	text += `
With --alloc samples are taken of what the script allocates, one in 512 KB on average, and
what is alive at the end is told too. Memory that is not in the heap of the script, such
as that of compiled code, has no samples. Formats then:
`
	for _, f := range export.AllocFormats {
		text += fmt.Sprintf("  %-11s %-28s %s\n", f.Name, joinSuffixes(f.Suffixes), f.Help)
	}
	return text
}

func joinSuffixes(list []string) (text string) {
	for i, s := range list {
		if i > 0 {
			text += " "
		}
		text += s
	}
	return text
}

// Run executes a script and writes its profile.
func (c *profCommand) Run() error {
	if c.Prof != "" {
		return usageError("--prof is a flag of kiln run; kiln prof has --output")
	}
	if c.JSON {
		if c.Format != "" && c.Format != "json" {
			return usageError("--json is --format=json")
		}
		c.Format = "json"
	}
	if c.Diff {
		return c.diff()
	}
	if c.Alloc || c.Format == "heapprofile" || c.Format == "" && meansAllocations(c.Output) {
		if c.Counts {
			return usageError("--alloc and --counts exclude each other")
		}
		a, err := newAllocRecording(c.Output, c.Format, c.Interval)
		if err != nil {
			return err
		}
		if c.Output == "" {
			c.stdout = os.Stderr
		}
		return c.allocations(a)
	}
	var err error
	if c.Counts {
		c.profile, err = newCounting(c.Output, c.Format)
	} else {
		c.profile, err = newRecording(c.Output, c.Format)
	}
	if err != nil {
		return err
	}
	c.profile.options = script.Options{Rate: c.Rate, Clock: script.Clock(c.Clock), Async: c.Async, Turns: c.Turns}
	if c.Output == "" {
		c.stdout = os.Stderr
	}
	return c.run()
}

// diff compares two profiles.
func (c *profCommand) diff() error {
	if len(c.Args) != 2 || c.Counts {
		return usageError("--diff wants two profiles, and other flags before it: kiln prof [-o FILE.html] --diff BEFORE AFTER")
	}
	format, err := export.DiffAs(c.Format, c.Output)
	if err != nil {
		return usageError("%v", err)
	}
	var profiles [2]*script.Profile
	for i, name := range c.Args {
		text, err := readSource(name)
		if err != nil {
			return err
		}
		if profiles[i], err = export.Read([]byte(text)); err != nil {
			return usageError("%s: %v", name, err)
		}
	}
	d := export.NewDiff(profiles[0], profiles[1], c.Args[0], c.Args[1])
	if c.Output != "" {
		return writeFile(c.Output, func(w io.Writer) error { return format.Write(w, d) })
	}
	return format.Write(os.Stdout, d)
}

// recording is a profile that is being made and where it goes. A nil recording does
// nothing.
type recording struct {
	file    string // "": standard output
	format  *export.Format
	options script.Options

	sampler *script.Sampler
	out     *os.File
	release func()

	counts   *script.Counters // instead of samples
	countsAs *export.CountFormat
}

// newCounting is newRecording for exact counts.
func newCounting(file, name string) (*recording, error) {
	f, err := export.CountsAs(name, file)
	if err != nil {
		return nil, usageError("%v", err)
	}
	return &recording{file: file, counts: script.NewCounts(), countsAs: f}, nil
}

// newRecording finds the format of a profile; name is empty when that of the file says it.
func newRecording(file, name string) (*recording, error) {
	r := &recording{file: file}
	var err error
	switch {
	case name != "":
		r.format, err = export.ByName(name)
	case file != "":
		r.format, err = export.ByFile(file)
	default:
		r.format, err = export.ByName("table")
	}
	if err != nil {
		return nil, usageError("%v", err)
	}
	return r, nil
}

// begin makes sure that the file can be written and starts to take samples.
func (r *recording) begin(rt *kiln.Runtime) (err error) {
	if r == nil {
		return nil
	}
	r.out = os.Stdout
	if r.file != "" {
		if r.out, err = os.OpenFile(r.file, os.O_WRONLY|os.O_CREATE, 0o666); err != nil {
			return usageError("%v", err)
		}
	}
	if r.counts != nil {
		rt.Object().Counts = r.counts
	} else if r.sampler, err = script.Start(rt.Object(), r.options); err != nil {
		return usageError("%v", err)
	}
	r.release = interruptible(rt)
	return nil
}

// compile is kiln.Compile for what is recorded.
func (r *recording) compile(name, text string, kind kiln.Kind) (*kiln.Program, error) {
	if r == nil || r.counts == nil {
		return kiln.Compile(name, text, kind)
	}
	return kiln.CompileCounted(name, text, kind, r.counts)
}

// charge accounts the time since the last sample to something that the engine did.
func (r *recording) charge(what string) {
	if r != nil {
		r.sampler.Charge(what)
	}
}

// end writes the profile. err is how the run ended, which goes before what goes wrong here.
func (r *recording) end(err error) error {
	if r == nil {
		return err
	}
	r.release()
	var failed error
	if r.counts != nil {
		failed = r.write(func(w io.Writer) error { return r.countsAs.Write(w, script.Count(r.counts)) })
	} else {
		p := r.sampler.Stop()
		failed = r.write(func(w io.Writer) error { return r.format.Write(w, p) })
	}
	if err == nil {
		return failed
	}
	if failed != nil {
		fmt.Fprintln(os.Stderr, "kiln:", failed)
	}
	return err
}

func (r *recording) write(write func(io.Writer) error) error {
	if r.file == "" {
		return write(r.out)
	}
	if err := r.out.Truncate(0); err != nil && r.isRegular() {
		return err
	}
	if err := write(r.out); err != nil {
		return err
	}
	return r.out.Close()
}

// isRegular tells files from pipes and devices, which cannot be made shorter.
func (r *recording) isRegular() bool {
	info, err := r.out.Stat()
	return err == nil && info.Mode().IsRegular()
}
