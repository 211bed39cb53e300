package conform

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/kilnjs/kiln/internal/conform/report"
	"github.com/kilnjs/kiln/internal/conform/runner"
	"github.com/kilnjs/kiln/internal/conform/suite"
)

// finish prints and writes what was asked for and judges the run. exists tells whether the
// suite has a test; it is nil when there is no suite at hand.
func (o *Options) finish(results *report.Run, exists func(path string) bool) (bool, error) {
	if err := o.Output.write(results, o.groups()); err != nil {
		return false, err
	}
	if !o.Quiet {
		o.tables(results)
	}
	known, name, err := o.known(results.Style)
	if err != nil {
		return false, err
	}
	own := ours(results.Results)
	verdict := known.Compare(own, exists)
	if o.UpdateKnown {
		known.Update(own, exists)
		if err := known.WriteFile(name); err != nil {
			return false, err
		}
		fmt.Fprintf(o.out, "%s lists %d scenarios now\n", name, known.Len())
		verdict = known.Compare(own, exists)
	}
	agree := o.summary(results, verdict)
	return verdict.OK() && agree && !results.Interrupted, nil
}

// ours are the results of Kiln: how others do is shown and not judged.
func ours(results []runner.Result) []runner.Result {
	var own []runner.Result
	for _, r := range results {
		if slices.Contains(report.Tiers, r.Tier) {
			own = append(own, r)
		}
	}
	return own
}

func testNames(tests []*suite.Test) func(string) bool {
	names := make(map[string]bool, len(tests))
	for _, t := range tests {
		names[t.Path] = true
	}
	return func(path string) bool { return names[path] }
}

// known reads the list of known failures; other suites than test262 have one only if it is
// named.
func (o *Options) known(style string) (*report.Known, string, error) {
	name := o.Known
	if name == "" && style == "" {
		name = defaultKnown
	} else if name == "" {
		name = os.DevNull
	} else if _, err := os.Stat(name); err != nil && !o.UpdateKnown {
		return nil, "", err
	}
	if o.NoKnown {
		name = os.DevNull
	}
	known, err := report.ReadKnown(name)
	return known, name, err
}

// groups are the tables that files have.
func (o *Options) groups() []report.Group {
	return []report.Group{byEdition(), report.ByFolder(o.Depth), report.ByFeature()}
}

func byEdition() report.Group {
	editions, err := suite.ReadEditions(nil)
	if err != nil {
		return report.ByEdition(nil) // a test of the data finds it
	}
	return report.ByEdition(editions.Names)
}

func (o *Options) tables(results *report.Run) {
	groups := []report.Group{report.ByFolder(o.Depth)}
	if o.Editions {
		groups = append(groups, byEdition())
	}
	if o.Features {
		groups = append(groups, report.ByFeature())
	}
	for _, g := range groups {
		if len(results.Engines()) > 1 {
			report.WriteShares(o.out, results, g, !o.All)
		} else {
			report.WriteTable(o.out, results.Results, g, !o.All)
		}
	}
	for _, tier := range report.Tiers {
		if s := results.Stats[tier]; s != nil {
			report.WriteStats(o.out, tier, s)
		}
	}
	if o.Slowest > 0 {
		report.WriteSlowest(o.out, results.Results, o.Slowest)
	}
}

// summary prints the end of the report and says whether all tiers agree.
func (o *Options) summary(results *report.Run, v *report.Verdict) bool {
	if o.Verbose {
		for _, r := range results.Results {
			if r.Status != runner.Pass {
				fmt.Fprintf(o.out, "%s [%s;%s] %s: %s\n", r.Path, r.Mode, r.Tier, r.Status, r.Message)
			}
		}
	} else if len(v.Unlisted) > 0 {
		fmt.Fprintf(o.out, "%d failures that the list of known failures does not have:\n", len(v.Unlisted))
		report.WriteFailures(o.out, v.Unlisted, o.Examples)
	}
	for i, r := range v.Stale {
		if i == o.listed() {
			fmt.Fprintf(o.out, "… and %d more\n", len(v.Stale)-i)
			break
		}
		fmt.Fprintf(o.out, "passes, but is listed as a known failure: %s [%s;%s]\n", r.Path, r.Mode, r.Tier)
	}
	for _, path := range v.Vanished {
		fmt.Fprintf(o.out, "listed as a known failure, but the suite does not have it: %s\n", path)
	}
	agree := o.compareEngines(results)
	engines := results.Engines()
	width := len("bytecode")
	for _, engine := range engines {
		width = max(width, len(engine))
	}
	perEngine := results.ByEngine()
	for _, engine := range engines {
		t := perEngine[engine]
		var failures []string
		for _, status := range runner.Statuses[1:] {
			if t[status] > 0 {
				failures = append(failures, fmt.Sprintf("%d %s", t[status], status))
			}
		}
		if failures == nil {
			failures = []string{"no failure"}
		}
		fmt.Fprintf(o.out, "%-*s  %d of %d scenarios passed (%s), %s%s\n", width, engine, t[runner.Pass], t.Total(), t.Share(), strings.Join(failures, ", "), subtests(results, engine))
	}
	fmt.Fprintf(o.out, "%d known failures, %d unlisted, %d listed but passing; %.1f s\n",
		len(v.Expected), len(v.Unlisted), len(v.Stale), results.Seconds)
	return agree
}

// subtests says how many parts of tests an engine passes, if tests count them.
func subtests(results *report.Run, engine string) string {
	var sum runner.Subtests
	for _, r := range results.Results {
		if r.Tier == engine && r.Subtests != nil {
			sum.Passed += r.Subtests.Passed
			sum.Total += r.Subtests.Total
		}
	}
	if sum.Total == 0 {
		return ""
	}
	return fmt.Sprintf("; %d of %d subtests", sum.Passed, sum.Total)
}

// compareEngines prints what the second and later engines do otherwise than the first, and
// says whether the tiers of Kiln agree. Differences of tiers that the list of known failures
// has are shown too, since each of them is a bug in one tier.
func (o *Options) compareEngines(results *report.Run) bool {
	agree := true
	engines := results.Engines()
	if len(engines) == 0 {
		return true
	}
	first := results.Split(engines[0])
	for _, engine := range engines[1:] {
		d := report.Diff(first, results.Split(engine))
		if n := len(d.Broken) + len(d.Fixed); n > 0 {
			fmt.Fprintf(o.out, "%s and %s differ in %d scenarios:\n", engines[0], engine, n)
			report.WriteDifference(o.out, d, o.listed())
			agree = agree && !slices.Contains(report.Tiers, engine)
		}
	}
	return agree
}
