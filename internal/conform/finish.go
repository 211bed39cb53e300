package conform

import (
	"fmt"
	"os"
	"strings"

	"github.com/kilnjs/kiln/internal/conform/report"
	"github.com/kilnjs/kiln/internal/conform/runner"
	"github.com/kilnjs/kiln/internal/conform/suite"
)

// finish prints and writes what was asked for and judges the run.
func (o *Options) finish(results *report.Run, tests []*suite.Test) (bool, error) {
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

func (o *Options) known() (*report.Known, string, error) {
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

func (o *Options) tables(results *report.Run, tests []*suite.Test) {
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
func (o *Options) summary(results *report.Run, v *report.Verdict) bool {
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
func (o *Options) compareTiers(results *report.Run) bool {
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
