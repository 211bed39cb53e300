package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"time"

	"github.com/kilnjs/kiln/internal/bench"
)

type benchCommand struct {
	Programs   []string      `arg:"" optional:"" name:"program" help:"Files to measure, or parts of the names of programs of the suite. None means the whole suite."`
	Suite      string        `default:"${suite}" enum:"${suites}" help:"Suite to take programs from: ${suites}."`
	Tiers      []string      `name:"tier" aliases:"tiers" default:"interp,bytecode,native,auto" enum:"interp,bytecode,native,auto,none" help:"Tiers to measure, or none."`
	Thresholds string        `placeholder:"LIST" help:"${thresholds}"`
	Against    []string      `name:"against" aliases:"vs" sep:"none" placeholder:"NAME='COMMAND'" help:"Measure another engine on the same programs, such as node='node --jitless'; the command gets a file. May be repeated."`
	Rounds     int           `default:"5" help:"Fresh processes for each program and engine."`
	Time       time.Duration `default:"${time}" help:"Time after which a process begins no further iteration."`
	Iterations int           `placeholder:"N" help:"Iterations of each process, instead of --time."`
	Size       int           `placeholder:"N" help:"Size of every program, instead of its own."`
	Scale      float64       `default:"1" help:"Multiplies the size of every program that has one."`
	Details    bool          `help:"Show for each program what was compiled, collected and promoted; the default when there is one program."`
	Output     benchOutput   `embed:""`
	Compare    []string      `sep:"none" placeholder:"A.json" help:"Compare two files that --json has written: --compare A.json B.json. The status is 1 when something became slower past --threshold."`
	Threshold  float64       `default:"0.02" help:"Part by which something may become slower in a comparison."`
	List       bool          `help:"Print the programs and what they measure."`
	Protocol   bool          `help:"Print what a program must look like, and how known suites are run."`
}

// benchOutput is where results go beside the terminal.
type benchOutput struct {
	JSON     string `name:"json" placeholder:"FILE" help:"Write everything as JSON (- is standard output)."`
	CSV      string `name:"csv" placeholder:"FILE" help:"Write a row for each iteration."`
	Markdown string `name:"markdown" placeholder:"FILE" help:"Write the table as Markdown."`
	HTML     string `name:"html" placeholder:"FILE" help:"Write one page with plots, which needs no network."`
}

// Limits of a process of a benchmark.
const (
	leastIterations = 3
	mostIterations  = 3000
	defaultTime     = "180ms"
)

// Help is what kiln bench --help says beyond the flags.
func (b *benchCommand) Help() string {
	return `Runs each program in every tier, each repetition in a process of its own, and says how fast
each is once it is warm, with intervals, and what to make of the differences:

  kiln bench                                   the programs of the suite, within a minute
  kiln bench my.js                             a file; --protocol says what it may look like
  kiln bench my.js --against=node=node         another engine on the same files
  kiln bench my.js --json=a.json               keep the figures
  kiln bench --compare a.json b.json           status 1 when something became slower
`
}

// Run measures, or compares what has been measured.
func (b *benchCommand) Run() error {
	switch {
	case b.Protocol:
		fmt.Print(benchProtocol)
		return nil
	case len(b.Compare) > 0:
		return b.compare()
	}
	programs, err := b.programs()
	if err != nil {
		return err
	}
	if b.List {
		for _, p := range programs {
			fmt.Printf("%-16s n=%-8d %s\n", p.Name, p.N, p.About)
		}
		return nil
	}
	session, err := b.session(programs)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	progress := newBenchProgress(os.Stderr, isTerminal(os.Stderr))
	session.Begin, session.First = progress.begin, progress.first
	report := session.Measure(ctx)
	progress.end()
	out := os.Stdout
	if b.Output.stdout() {
		out = os.Stderr
	}
	report.WriteText(out, b.Details || len(programs) == 1)
	if err := b.Output.write(report); err != nil {
		return err
	}
	if report.Interrupted || len(report.Failed()) > 0 {
		return &exitError{status: exitRuntime}
	}
	return nil
}

// programs returns those that the command line names: of files, and of the suite.
func (b *benchCommand) programs() ([]*bench.Program, error) {
	var out []*bench.Program
	var parts []string
	for _, name := range b.Programs {
		if !isProgramFile(name) {
			parts = append(parts, name)
			continue
		}
		p, err := bench.Load(name)
		if err != nil {
			return nil, usageError("%v", err)
		}
		out = append(out, p)
	}
	if len(out) == 0 || len(parts) > 0 {
		suite, err := benchSuite(b.Suite, parts)
		if err != nil {
			return nil, err
		}
		out = append(out, suite...)
	}
	names := map[string]bool{}
	for i, p := range out {
		if b.Size > 0 {
			p = p.Sized(b.Size)
		}
		out[i] = p.Scaled(b.Scale)
		if names[p.Name] {
			return nil, usageError("two programs are called %s", p.Name)
		}
		names[p.Name] = true
	}
	return out, nil
}

// isProgramFile tells a file from a part of a name.
func isProgramFile(name string) bool {
	if strings.ContainsAny(name, "/\\+") || strings.HasSuffix(name, ".js") || strings.HasSuffix(name, ".mjs") {
		return true
	}
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

func (b *benchCommand) session(programs []*bench.Program) (*bench.Session, error) {
	if b.Rounds < 1 || b.Scale <= 0 || b.Iterations < 0 || b.Size < 0 || b.Time <= 0 {
		return nil, usageError("--rounds, --size, --scale, --time and --iterations must be positive")
	}
	plan := bench.Plan{Min: leastIterations, Max: mostIterations, Budget: float64(b.Time.Microseconds()) / 1e3}
	if b.Iterations > 0 {
		plan.Min, plan.Max = b.Iterations, b.Iterations
	}
	s := &bench.Session{Programs: programs, Rounds: b.Rounds, Plan: plan}
	for _, tier := range b.Tiers {
		if tier != "none" {
			s.Engines = append(s.Engines, bench.Tier{Tier: tier, Thresholds: b.Thresholds})
		}
	}
	for _, text := range b.Against {
		command, err := bench.ParseCommand(text)
		if err != nil {
			return nil, usageError("--against %v", err)
		}
		s.Engines = append(s.Engines, command)
	}
	names := map[string]bool{}
	for _, e := range s.Engines {
		if names[e.Name()] {
			return nil, usageError("two engines are called %s", e.Name())
		}
		names[e.Name()] = true
	}
	if len(s.Engines) == 0 {
		return nil, usageError("there is nothing to measure: --tier=none wants --against")
	}
	return s, nil
}

func (b *benchCommand) compare() error {
	files := slices.Concat(b.Compare, b.Programs)
	if len(files) != 2 {
		return usageError("--compare wants two files: --compare A.json B.json")
	}
	var reports [2]*bench.Report
	for i, file := range files {
		r, err := bench.Read(file)
		if err != nil {
			return usageError("%v", err)
		}
		reports[i] = r
	}
	c := bench.Compare(reports[0], reports[1], b.Threshold)
	if len(c.Changes) == 0 {
		return usageError("%s and %s have no measurement in common", files[0], files[1])
	}
	c.WriteText(os.Stdout)
	if len(c.Regressions()) > 0 {
		return &exitError{status: exitRuntime}
	}
	return nil
}

// forms are the writers by file.
func (o *benchOutput) forms() []benchForm {
	return []benchForm{
		{o.JSON, (*bench.Report).WriteJSON},
		{o.CSV, (*bench.Report).WriteCSV},
		{o.Markdown, (*bench.Report).WriteMarkdown},
		{o.HTML, (*bench.Report).WriteHTML},
	}
}

// benchForm is a file and what writes it; no file means no writing.
type benchForm struct {
	file  string
	write func(*bench.Report, io.Writer) error
}

// stdout reports whether one of the forms takes standard output.
func (o *benchOutput) stdout() bool {
	return slices.ContainsFunc(o.forms(), func(f benchForm) bool { return f.file == "-" })
}

func (o *benchOutput) write(r *bench.Report) error {
	for _, f := range o.forms() {
		switch f.file {
		case "":
		case "-":
			if err := f.write(r, os.Stdout); err != nil {
				return err
			}
		default:
			file, err := os.Create(f.file)
			if err != nil {
				return usageError("%v", err)
			}
			if err := errors.Join(f.write(r, file), file.Close()); err != nil {
				return err
			}
		}
	}
	return nil
}

// benchWorkerCommand is the other side of a measurement; people have no use for it.
type benchWorkerCommand struct{}

// Run answers on standard output to the job on standard input.
func (benchWorkerCommand) Run() error { return bench.Worker(os.Stdin, os.Stdout) }
