package conform

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"time"

	"github.com/kilnjs/kiln/internal/conform/report"
	"github.com/kilnjs/kiln/internal/conform/runner"
	"github.com/kilnjs/kiln/internal/conform/suite"
)

// Options are the command line.
type Options struct {
	Filter     []string      `arg:"" optional:"" help:"Tests to run: a path or its beginning below test/, a pattern with * and **, feature:NAME, flag:NAME, or ! and one of these. None means all." name:"filter"`
	FilterFlag []string      `name:"filter" sep:"none" placeholder:"PATTERN" help:"The same as an argument; may be repeated."`
	Suite      string        `placeholder:"PATH" help:"Folder or .tar.gz of the suite (also KILN_TEST262)."`
	Tier       []string      `default:"auto" enum:"interp,bytecode,native,auto" help:"Tiers to run in: interp, bytecode, native, auto; several, with commas, are compared with each other."`
	Thresholds string        `placeholder:"LIST" help:"Promotion thresholds: T1CALLS,T1TURNS,T2CALLS,T2TURNS."`
	Shard      string        `placeholder:"I/N" help:"Run only part I of N."`
	Sample     int           `placeholder:"N" help:"Run only every N-th scenario."`
	StrictOnly bool          `xor:"mode" help:"Only strict scenarios."`
	SloppyOnly bool          `xor:"mode" help:"Only sloppy scenarios."`
	ModuleOnly bool          `xor:"mode" help:"Only module scenarios."`
	Jobs       int           `short:"j" placeholder:"N" help:"Worker processes (default: number of processors)."`
	Timeout    time.Duration `default:"10s" help:"Time limit of a scenario."`
	MaxHeap    int64         `default:"256" placeholder:"MB" help:"Memory limit of a scenario (megabytes)."`

	Known       string   `type:"path" placeholder:"FILE" help:"List of known failures (default: test262/known_failures.txt, when it is there)."`
	NoKnown     bool     `help:"Use no list: every failure counts."`
	UpdateKnown bool     `help:"Rewrite the list so that it is true for this run; reasons are kept."`
	JSON        string   `name:"json" type:"path" placeholder:"FILE" help:"Write all results to a file."`
	Rerun       string   `type:"existingfile" placeholder:"FILE" help:"Run only what failed in this JSON file."`
	Diff        []string `placeholder:"A.json,B.json" help:"Compare two JSON files and run nothing."`

	Stats    bool `help:"Sum up, per tier, what ran where and what tiers declined, as the engine counts it."`
	Slowest  int  `placeholder:"N" help:"Print the N slowest scenarios."`
	Features bool `help:"Print a table per feature."`
	Depth    int  `default:"2" help:"Folders of a path that make a line of the table."`
	All      bool `help:"Tables show also what has no failure."`
	Examples int  `default:"3" help:"Failing scenarios printed for each reason."`
	Verbose  bool `short:"v" help:"Print every failure with its whole message."`
	List     bool `help:"Print the scenarios that would run."`
	Quiet    bool `short:"q" help:"No progress and no tables, only the summary."`
}

// defaultKnown is where the list of known failures lies in the project.
const defaultKnown = "test262/known_failures.txt"

// WorkerCommand is the word after which this executable is a worker of a run.
const WorkerCommand = "conform-worker"

// Work is the other side of a run: it answers on standard output to what is asked on
// standard input.
func Work() error { return runner.Serve(os.Stdin, os.Stdout, NewHost) }

// Run does what the options say. It reports false when the run is not as the list of
// known failures says, or a comparison has found something worse.
func (o *Options) Run(ctx context.Context) (bool, error) {
	if len(o.Diff) > 0 {
		return o.diff()
	}
	location, err := suite.Locate(o.Suite)
	if err != nil {
		return false, err
	}
	files, err := suite.Open(location)
	if err != nil {
		return false, err
	}
	defer files.Close()
	tests, err := suite.Load(files, nil)
	if err != nil {
		return false, err
	}
	items, err := o.selectItems(tests)
	if err != nil {
		return false, err
	}
	if o.List {
		for _, item := range items {
			fmt.Printf("%s [%s;%s]\n", item.Path, item.Mode, item.Tier)
		}
		return true, nil
	}
	if len(items) == 0 {
		return false, errors.New("the filter selects no scenario")
	}
	results := &report.Run{Suite: location, Filter: o.patterns()}
	start := time.Now()
	if err := o.execute(ctx, files, items, results); err != nil {
		return false, err
	}
	results.Seconds = time.Since(start).Seconds()
	results.Sort()
	results.SumStats()
	return o.finish(results, tests)
}

func (o *Options) patterns() []string { return append(o.Filter, o.FilterFlag...) }

func (o *Options) diff() (bool, error) {
	if len(o.Diff) == 1 && len(o.Filter) == 1 { // --diff A.json B.json
		o.Diff = append(o.Diff, o.Filter[0])
	}
	if len(o.Diff) != 2 {
		return false, errors.New("--diff wants two files")
	}
	var runs [2]*report.Run
	for i, name := range o.Diff {
		var err error
		if runs[i], err = report.ReadJSON(name); err != nil {
			return false, err
		}
	}
	d := report.Diff(runs[0], runs[1])
	report.WriteDifference(os.Stdout, d, o.listed())
	return len(d.Broken) == 0, nil
}

// listed is how many scenarios a list shows.
func (o *Options) listed() int {
	if o.All {
		return 1 << 30
	}
	return 100
}

func (o *Options) execute(ctx context.Context, files suite.Files, items []runner.Item, results *report.Run) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	workers := o.Jobs
	if workers < 1 {
		workers = runtime.NumCPU()
	}
	s := &runner.Supervisor{
		Command: func() *exec.Cmd { return exec.Command(self, WorkerCommand) },
		Workers: workers,
		Config: runner.Config{
			Suite:      files.Location(),
			Thresholds: o.Thresholds,
			TimeoutMS:  o.Timeout.Milliseconds(),
			MaxHeap:    o.MaxHeap << 20,
			Stats:      o.Stats,
		},
	}
	progress := report.NewProgress(os.Stderr, len(items), isTerminal(os.Stderr))
	if o.Quiet {
		progress = report.NewProgress(nil, len(items), false)
	}
	err = s.Run(ctx, items, func(r runner.Result) {
		results.Results = append(results.Results, r)
		progress.Add(r)
	})
	progress.Finish()
	return err
}

func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
