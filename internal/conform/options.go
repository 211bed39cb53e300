package conform

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"time"

	"golang.org/x/term"

	"github.com/kilnjs/kiln/internal/conform/engine"
	"github.com/kilnjs/kiln/internal/conform/report"
	"github.com/kilnjs/kiln/internal/conform/runner"
	"github.com/kilnjs/kiln/internal/conform/suite"
)

// Options are the command line.
type Options struct {
	Filter     []string      `arg:"" optional:"" help:"Tests to run: a path or its beginning below test/, a pattern with * and **, feature:NAME, flag:NAME, or ! and one of these. None means all." name:"filter"`
	FilterFlag []string      `name:"filter" sep:"none" placeholder:"PATTERN" help:"The same as an argument; may be repeated."`
	Suite      string        `placeholder:"PATH" help:"Folder or .tar.gz of the suite (also KILN_TEST262)."`
	Style      string        `default:"auto" enum:"auto,test262,jit-test,mjsunit,wpt,compat-table" help:"How the suite is written: auto (by what is in it), test262, jit-test (SpiderMonkey), mjsunit (V8), wpt (Web Platform Tests), compat-table."`
	Tier       []string      `default:"auto" enum:"interp,bytecode,native,auto,none" help:"Tiers to run in: interp, bytecode, native, auto; several, with commas, are compared with each other."`
	Engine     []string      `sep:"none" placeholder:"NAME='COMMAND'" help:"Run another engine as well, such as node or lite='node --jitless'; may be repeated. --tier=none leaves Kiln out."`
	EngineHost string        `type:"existingfile" placeholder:"FILE" help:"How an engine is called that Kiln does not know; see the README of the runner."`
	Thresholds string        `placeholder:"LIST" help:"Promotion thresholds: T1CALLS,T1TURNS,T2CALLS,T2TURNS."`
	Shard      string        `placeholder:"I/N" help:"Run only part I of N (also JOB_COMPLETION_INDEX and JOB_COMPLETION_COUNT)."`
	Sample     int           `placeholder:"N" help:"Run only every N-th scenario."`
	StrictOnly bool          `xor:"mode" help:"Only strict scenarios."`
	SloppyOnly bool          `xor:"mode" help:"Only sloppy scenarios."`
	ModuleOnly bool          `xor:"mode" help:"Only module scenarios."`
	Jobs       int           `short:"j" placeholder:"N" help:"Worker processes (default: number of processors)."`
	Isolate    bool          `help:"A process for each scenario; slower."`
	Worker     string        `placeholder:"COMMAND" help:"Command that is a worker process instead of this program: an emulator and a build for another machine, such as 'qemu-aarch64 ./test262.arm64'."`
	Timeout    time.Duration `default:"10s" help:"Time limit of a scenario."`
	MaxHeap    int64         `default:"384" placeholder:"MB" help:"Memory limit of a scenario (megabytes)."`

	Known       string   `type:"path" placeholder:"FILE" help:"List of known failures (default: test262/known_failures.txt, when it is there)."`
	NoKnown     bool     `help:"Use no list: every failure counts."`
	UpdateKnown bool     `help:"Rewrite the list so that it is true for this run; reasons are kept."`
	Rerun       string   `type:"existingfile" placeholder:"FILE" help:"Run only what failed in this JSON file."`
	Compare     []string `aliases:"diff" placeholder:"A.json" help:"Compare two JSON files and run nothing: --compare A.json B.json. The status is 1 when something fails that passed."`
	Merge       []string `placeholder:"A.json" help:"Join the JSON files of shards, or of a run and its rerun, and run nothing: --merge A.json B.json …"`

	Output Output `embed:""`

	Stats    bool `help:"Sum up, per tier, what ran where and what tiers declined, as the engine counts it."`
	Slowest  int  `placeholder:"N" help:"Print the N slowest scenarios."`
	Features bool `help:"Print a table per feature."`
	Editions bool `help:"Print a table per edition of the standard."`
	Depth    int  `default:"2" help:"Folders of a path that make a line of the table."`
	All      bool `help:"Tables show also what has no failure."`
	Examples int  `default:"3" help:"Failing scenarios printed for each reason."`
	Verbose  bool `short:"v" help:"Print every failure with its whole message."`
	List     bool `help:"Print the scenarios that would run."`
	Quiet    bool `short:"q" help:"No progress and no tables, only the summary."`

	out io.Writer // of tables and the summary; nil is standard output
}

// noTier in the place of a tier leaves Kiln out.
const noTier = "none"

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
	if o.out == nil {
		o.out = os.Stdout
	}
	if o.Output.stdout() {
		o.out = os.Stderr
	}
	switch {
	case len(o.Compare) > 0:
		return o.compare()
	case len(o.Merge) > 0:
		return o.merge()
	}
	location, err := suite.Locate(o.Suite)
	if err != nil {
		return false, err
	}
	styles, err := o.styles()
	if err != nil {
		return false, err
	}
	files, style, err := suite.OpenAs(location, styles...)
	if err != nil {
		return false, err
	}
	defer files.Close()
	tests, err := style.Load(files)
	if err != nil {
		return false, err
	}
	items, err := o.selectItems(tests)
	if err != nil {
		return false, err
	}
	if o.List {
		for _, item := range items {
			fmt.Fprintf(o.out, "%s [%s;%s]\n", item.Path, item.Mode, item.Tier)
		}
		return true, nil
	}
	if len(items) == 0 {
		return false, errors.New("the filter selects no scenario")
	}
	editions, err := suite.ReadEditions(files)
	if err != nil {
		return false, err
	}
	results := report.NewRun()
	results.Suite, results.Filter, results.Shard = location, o.patterns(), o.shard()
	if style.Name() != suite.DefaultStyle {
		results.Style = style.Name()
	}
	start := time.Now()
	err = o.execute(ctx, files, style, items, results)
	if results.Interrupted = ctx.Err() != nil && len(results.Results) > 0; err != nil && !results.Interrupted {
		return false, err
	}
	results.Seconds = time.Since(start).Seconds()
	if style.Name() != suite.DefaultStyle {
		editions = nil
	}
	describe(results.Results, tests, editions)
	results.Sort()
	results.SumStats()
	if results.Interrupted {
		fmt.Fprintf(o.out, "interrupted; this is about %d of %d results\n", len(results.Results), len(items))
	}
	return o.finish(results, testNames(tests))
}

// styles are those that the suite may have.
func (o *Options) styles() ([]suite.Style, error) {
	evaluate := newTiers().Evaluate
	if o.Style == "" || o.Style == "auto" {
		return suite.Styles(evaluate), nil
	}
	style, err := suite.FindStyle(o.Style, evaluate)
	return []suite.Style{style}, err
}

func (o *Options) patterns() []string { return slices.Concat(o.Filter, o.FilterFlag) }

// describe adds to results what is known of their tests. Of suites that are not about
// editions of the standard, and have none of editions, only what they say themselves.
func describe(results []runner.Result, tests []*suite.Test, editions *suite.Editions) {
	byPath := make(map[string]*suite.Test, len(tests))
	for _, t := range tests {
		byPath[t.Path] = t
	}
	for i := range results {
		if t := byPath[results[i].Path]; t != nil {
			results[i].Features, results[i].Edition = t.Features, t.Edition
			if editions != nil {
				results[i].Edition = editions.Of(t)
			}
		}
	}
}

// read reads the files that a flag and the arguments behind it name.
func (o *Options) read(files []string) ([]*report.Run, error) {
	var runs []*report.Run
	for _, name := range slices.Concat(files, o.Filter) {
		run, err := report.ReadJSON(name)
		if err != nil {
			return nil, err
		}
		runs = append(runs, run)
	}
	return runs, nil
}

func (o *Options) compare() (bool, error) {
	if len(o.Compare)+len(o.Filter) != 2 {
		return false, errors.New("--compare wants two files: --compare A.json B.json")
	}
	runs, err := o.read(o.Compare)
	if err != nil {
		return false, err
	}
	d := report.Diff(runs[0], runs[1])
	report.WriteDifference(o.out, d, o.listed())
	names := slices.Concat(o.Compare, o.Filter)
	both := report.Beside(names[0], runs[0], names[1], runs[1])
	return len(d.Broken) == 0, o.Output.writeDifference(d, both, o.listed())
}

// merge makes one run of several, which is shown and judged as if it had just been made.
func (o *Options) merge() (bool, error) {
	runs, err := o.read(o.Merge)
	if err != nil {
		return false, err
	}
	whole, err := report.Merge(runs)
	if err != nil {
		return false, err
	}
	return o.finish(whole, nil)
}

// listed is how many scenarios a list shows.
func (o *Options) listed() int {
	if o.All {
		return 1 << 30
	}
	return 100
}

// configure is what workers must know.
func (o *Options) configure(files suite.Files, style suite.Style) (runner.Config, error) {
	config := runner.Config{
		Suite:      files.Location(),
		Style:      style.Name(),
		Thresholds: o.Thresholds,
		TimeoutMS:  o.Timeout.Milliseconds(),
		MaxHeap:    o.MaxHeap << 20,
		Stats:      o.Stats,
	}
	var err error
	if len(o.Engine) > 0 {
		if config.Engines, err = o.others(); err == nil {
			config.Scratch, err = engine.Prepare(files, style.Base(), style.IsTest)
		}
	}
	return config, err
}

func (o *Options) execute(ctx context.Context, files suite.Files, style suite.Style, items []runner.Item, results *report.Run) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	worker := []string{self, WorkerCommand}
	if words := strings.Fields(o.Worker); len(words) > 0 {
		worker = append(words, WorkerCommand)
	}
	config, err := o.configure(files, style)
	if err != nil {
		return err
	}
	if config.Scratch != "" {
		// What cannot be removed stays in the folder for temporary files.
		defer func() { _ = os.RemoveAll(config.Scratch) }()
	}
	workers := o.Jobs
	if workers < 1 {
		workers = runtime.NumCPU()
	}
	s := &runner.Supervisor{
		Command: func() *exec.Cmd { return exec.Command(worker[0], worker[1:]...) },
		Workers: workers,
		Isolate: o.Isolate,
		Config:  config,
	}
	progress := report.NewProgress(os.Stderr, len(items), term.IsTerminal(int(os.Stderr.Fd())))
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
