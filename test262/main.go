// Test262 runs the ECMAScript conformance suite on Kiln and says what passes.
//
//	go run ./test262 --tier=bytecode language/
//
// It finds the suite by --suite, by KILN_TEST262, beside the project or in
// ./test262-suite. The exit status is 0 when the run is exactly as the list of
// known failures says, 1 when it is not, 2 when it could not be made.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"strings"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"github.com/kilnjs/kiln/test262/report"
	"github.com/kilnjs/kiln/test262/runner"
	"github.com/kilnjs/kiln/test262/suite"
)

type options struct {
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

	Worker bool `hidden:""`
}

const defaultKnown = "test262/known_failures.txt"

func main() {
	var o options
	parser := kong.Must(&o, kong.Name("test262"), kong.Description("Runs the ECMAScript conformance suite on Kiln."))
	if _, err := parser.Parse(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "test262:", err, "(--help shows what there is)")
		os.Exit(2)
	}
	if o.Worker {
		if err := runner.Serve(os.Stdin, os.Stdout, newHost); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	// A signal ends the run in good order, so that the unpacked suite is removed.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	ok, err := o.run(ctx)
	if err != nil {
		fmt.Fprintln(os.Stderr, "test262:", err)
		os.Exit(2)
	}
	if !ok {
		os.Exit(1)
	}
}

func (o *options) run(ctx context.Context) (bool, error) {
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

func (o *options) patterns() []string { return append(o.Filter, o.FilterFlag...) }

func (o *options) diff() (bool, error) {
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
func (o *options) listed() int {
	if o.All {
		return 1 << 30
	}
	return 100
}

func (o *options) selectItems(tests []*suite.Test) ([]runner.Item, error) {
	filter, err := suite.ParseFilter(o.patterns())
	if err != nil {
		return nil, err
	}
	shard, err := suite.ParseShard(o.Shard)
	if err != nil {
		return nil, err
	}
	failed := map[runner.Item]bool{}
	if o.Rerun != "" {
		before, err := report.ReadJSON(o.Rerun)
		if err != nil {
			return nil, err
		}
		for _, r := range before.Results {
			if r.Status != runner.Pass {
				failed[runner.Item{Path: r.Path, Mode: r.Mode}] = true
			}
		}
	}
	var items []runner.Item
	n := 0
	for _, test := range tests {
		if !filter.Match(test) {
			continue
		}
		for _, mode := range test.Modes() {
			if !o.wants(mode) || o.Rerun != "" && !failed[runner.Item{Path: test.Path, Mode: mode.String()}] {
				continue
			}
			n++
			if o.Sample > 1 && n%o.Sample != 0 || !shard.Has(n) {
				continue
			}
			for _, tier := range o.Tier {
				items = append(items, runner.NewItem(suite.Scenario{Test: test, Mode: mode}, tier))
			}
		}
	}
	return items, nil
}

func (o *options) wants(mode suite.Mode) bool {
	switch {
	case o.StrictOnly:
		return mode == suite.Strict
	case o.SloppyOnly:
		return mode == suite.Sloppy
	case o.ModuleOnly:
		return mode == suite.ModuleMode
	}
	return true
}

func (o *options) execute(ctx context.Context, files suite.Files, items []runner.Item, results *report.Run) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	workers := o.Jobs
	if workers < 1 {
		workers = runtime.NumCPU()
	}
	s := &runner.Supervisor{
		Command: func() *exec.Cmd { return exec.Command(self, "--worker") },
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

// finish prints and writes what was asked for and judges the run.
func (o *options) finish(results *report.Run, tests []*suite.Test) (bool, error) {
	if o.JSON != "" {
		if err := results.WriteJSON(o.JSON); err != nil {
			return false, err
		}
	}
	if !o.Quiet {
		o.tables(results, tests)
	}
	known, name, err := o.known()
	if err != nil {
		return false, err
	}
	exists := testNames(tests)
	verdict := known.Compare(results.Results, exists)
	if o.UpdateKnown {
		known.Update(results.Results, exists)
		if err := known.WriteFile(name); err != nil {
			return false, err
		}
		fmt.Printf("%s lists %d scenarios now\n", name, known.Len())
		verdict = known.Compare(results.Results, exists)
	}
	agree := o.summary(results, verdict)
	return verdict.OK() && agree, nil
}

func testNames(tests []*suite.Test) func(string) bool {
	names := make(map[string]bool, len(tests))
	for _, t := range tests {
		names[t.Path] = true
	}
	return func(path string) bool { return names[path] }
}

func (o *options) known() (*report.Known, string, error) {
	name := o.Known
	if name == "" {
		name = defaultKnown
	} else if _, err := os.Stat(name); err != nil && !o.UpdateKnown {
		return nil, "", err
	}
	if o.NoKnown {
		name = os.DevNull
	}
	known, err := report.ReadKnown(name)
	return known, name, err
}

func (o *options) tables(results *report.Run, tests []*suite.Test) {
	report.WriteTable(os.Stdout, "folder", report.CountBy(results.Results, func(r runner.Result) []string {
		return []string{report.Folder(r.Path, o.Depth)}
	}), !o.All)
	if o.Features {
		features := map[string][]string{}
		for _, t := range tests {
			features[t.Path] = t.Features
		}
		report.WriteTable(os.Stdout, "feature", report.CountBy(results.Results, func(r runner.Result) []string {
			return features[r.Path]
		}), !o.All)
	}
	for _, tier := range report.Tiers {
		if s := results.Stats[tier]; s != nil {
			report.WriteStats(os.Stdout, tier, s)
		}
	}
	if o.Slowest > 0 {
		report.WriteSlowest(os.Stdout, results.Results, o.Slowest)
	}
}

// summary prints the end of the report and says whether all tiers agree.
func (o *options) summary(results *report.Run, v *report.Verdict) bool {
	if o.Verbose {
		for _, r := range results.Results {
			if r.Status != runner.Pass {
				fmt.Printf("%s [%s;%s] %s: %s\n", r.Path, r.Mode, r.Tier, r.Status, r.Message)
			}
		}
	} else if len(v.Unlisted) > 0 {
		fmt.Printf("%d failures that the list of known failures does not have:\n", len(v.Unlisted))
		report.WriteFailures(os.Stdout, v.Unlisted, o.Examples)
	}
	for i, r := range v.Stale {
		if i == o.listed() {
			fmt.Printf("… and %d more\n", len(v.Stale)-i)
			break
		}
		fmt.Printf("passes, but is listed as a known failure: %s [%s;%s]\n", r.Path, r.Mode, r.Tier)
	}
	for _, path := range v.Vanished {
		fmt.Printf("listed as a known failure, but the suite does not have it: %s\n", path)
	}
	agree := o.compareTiers(results)
	perTier := report.CountBy(results.Results, func(r runner.Result) []string { return []string{r.Tier} })
	for _, tier := range report.Tiers {
		t, ran := perTier[tier]
		if !ran {
			continue
		}
		var failures []string
		for _, status := range runner.Statuses[1:] {
			if t[status] > 0 {
				failures = append(failures, fmt.Sprintf("%d %s", t[status], status))
			}
		}
		if failures == nil {
			failures = []string{"no failure"}
		}
		fmt.Printf("%-8s  %d of %d scenarios passed (%s), %s\n", tier, t[runner.Pass], t.Total(), t.Share(), strings.Join(failures, ", "))
	}
	fmt.Printf("%d known failures, %d unlisted, %d listed but passing; %.1f s\n",
		len(v.Expected), len(v.Unlisted), len(v.Stale), results.Seconds)
	return agree
}

// compareTiers prints what the second and later tiers do otherwise than the
// first. Differences that the list of known failures has (for one tier only)
// are shown too, since each of them is a bug in one tier.
func (o *options) compareTiers(results *report.Run) bool {
	if len(o.Tier) < 2 {
		return true
	}
	agree := true
	first := results.Split(o.Tier[0])
	for _, tier := range o.Tier[1:] {
		d := report.Diff(first, results.Split(tier))
		if n := len(d.Broken) + len(d.Fixed); n > 0 {
			fmt.Printf("%s and %s differ in %d scenarios:\n", o.Tier[0], tier, n)
			report.WriteDifference(os.Stdout, d, o.listed())
			agree = false
		}
	}
	return agree
}
