package report

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"slices"
	"time"

	"github.com/kilnjs/kiln/internal/conform/runner"
	"github.com/kilnjs/kiln/internal/jsonfile"
	"github.com/kilnjs/kiln/internal/version"
)

// Format is the version of the form of files.
const Format = 1

// Run is a whole run, as it is kept in a JSON file.
type Run struct {
	Format int `json:"kiln_conform"`
	// Date is when it began; Kiln, Go and Platform say what ran.
	Date     time.Time `json:"date"`
	Kiln     string    `json:"kiln"`
	Go       string    `json:"go"`
	Platform string    `json:"platform"`
	// Suite is where the tests came from, as the user named it.
	Suite string `json:"suite"`
	// Style is the kind of suite; "" is test262.
	Style string `json:"style,omitempty"`
	// Filter holds the patterns that selected them.
	Filter []string `json:"filter,omitempty"`
	// Shard is the part of the whole that was run, as "i/n"; "" is all of it.
	Shard string `json:"shard,omitempty"`
	// Interrupted says that a person has ended the run before its end.
	Interrupted bool `json:"interrupted,omitempty"`
	// Seconds is the wall time, of merged runs the sum.
	Seconds float64 `json:"seconds"`
	// Stats are the sums of the results' counters, by the tier that was asked for.
	Stats   map[string]*runner.Stats `json:"stats,omitempty"`
	Results []runner.Result          `json:"results"`
}

// NewRun makes a run without results.
func NewRun() *Run {
	return &Run{
		Format: Format, Date: time.Now().UTC().Truncate(time.Second), Kiln: version.Text(), Go: runtime.Version(),
		Platform: runtime.GOOS + "/" + runtime.GOARCH,
	}
}

// Engines lists who ran: the tiers in their order, then others by name.
func (r *Run) Engines() []string {
	seen := map[string]bool{}
	var out []string
	for _, result := range r.Results {
		if !seen[result.Tier] {
			seen[result.Tier] = true
			out = append(out, result.Tier)
		}
	}
	slices.SortFunc(out, compareEngines)
	return out
}

// compareEngines orders tiers before other engines.
func compareEngines(a, b string) int {
	rank := func(name string) int {
		if i := slices.Index(Tiers, name); i >= 0 {
			return i
		}
		return len(Tiers)
	}
	return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a, b))
}

// Sort orders the results by path, mode and tier, so that files of two runs can be compared as text.
func (r *Run) Sort() {
	slices.SortFunc(r.Results, func(a, b runner.Result) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Mode, b.Mode), compareEngines(a.Tier, b.Tier))
	})
}

// SumStats sets Stats from the results.
func (r *Run) SumStats() {
	r.Stats = nil
	for _, result := range r.Results {
		if result.Stats == nil {
			continue
		}
		if r.Stats == nil {
			r.Stats = map[string]*runner.Stats{}
		}
		if r.Stats[result.Tier] == nil {
			r.Stats[result.Tier] = &runner.Stats{}
		}
		r.Stats[result.Tier].Add(result.Stats)
	}
}

// WriteJSON writes the run, one result a line.
func (r *Run) WriteJSON(w io.Writer) error {
	head := *r
	head.Results = []runner.Result{}
	text, err := json.Marshal(head)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	out.Write(text[:len(text)-len("]}")])
	for i, result := range r.Results {
		line, err := json.Marshal(result)
		if err != nil {
			return err
		}
		separator := "\n"
		if i > 0 {
			separator = ",\n"
		}
		out.WriteString(separator)
		out.Write(line)
	}
	out.WriteString("\n]}\n")
	return out.Flush()
}

// ReadJSON reads a file that WriteJSON wrote. What is broken in it is named with line
// and column.
func ReadJSON(name string) (*Run, error) {
	run := &Run{}
	if err := jsonfile.Read(name, run); err != nil {
		return nil, err
	}
	if run.Results == nil {
		return nil, fmt.Errorf("%s:1:1: this is no file of results: results is missing", name)
	}
	if run.Format > Format {
		return nil, fmt.Errorf("%s:1:1: the file is of version %d; this kiln reads version %d", name, run.Format, Format)
	}
	for i, r := range run.Results {
		if r.Path == "" || !slices.Contains(runner.Statuses, r.Status) {
			return nil, fmt.Errorf("%s: result %d (%q) has no verdict: status is %q", name, i+1, r.Path, r.Status)
		}
	}
	return run, nil
}

// Change is a scenario whose verdict differs between two runs.
type Change struct {
	Item runner.Item   `json:"item"`
	Old  runner.Status `json:"old"`
	New  runner.Status `json:"new"`
	// Message is the reason of the one that did not pass, the new one's first.
	Message string `json:"message,omitempty"`
}

// Difference is what two runs do not agree on.
type Difference struct {
	// Broken passed before, Fixed passes now, Other failed in different ways.
	Broken []Change `json:"newly_failing"`
	Fixed  []Change `json:"newly_passing"`
	Other  []Change `json:"failing_otherwise"`
	// OnlyOld and OnlyNew count scenarios that one of the runs does not have.
	OnlyOld int `json:"only_old"`
	OnlyNew int `json:"only_new"`
	// Engines are the two that were compared, if they are not the same.
	Engines []string `json:"engines,omitempty"`
}

// changes are some of a Difference, with what they have in common.
type changes struct {
	title   string
	changes []Change
}

func (d *Difference) parts() []changes {
	if len(d.Engines) == 2 {
		return []changes{{"only " + d.Engines[0] + " passes", d.Broken}, {"only " + d.Engines[1] + " passes", d.Fixed}, {"both fail, in different ways", d.Other}}
	}
	return []changes{{"newly failing", d.Broken}, {"newly passing", d.Fixed}, {"failing in another way", d.Other}}
}

// Diff compares two runs. Scenarios are matched by path, mode and tier; when
// each run has one tier and these differ, by path and mode, so that two tiers
// can be compared.
func Diff(before, after *Run) *Difference {
	oldTier, newTier := before.onlyTier(), after.onlyTier()
	across := oldTier != "" && newTier != "" && oldTier != newTier
	match := func(i runner.Item) runner.Item {
		if across {
			i.Tier = ""
		}
		return i
	}
	left := make(map[runner.Item]runner.Result, len(before.Results))
	for _, r := range before.Results {
		left[match(r.Item)] = r
	}
	d := &Difference{}
	if across {
		d.Engines = []string{oldTier, newTier}
	}
	for _, r := range after.Results {
		o, both := left[match(r.Item)]
		if !both {
			d.OnlyNew++
			continue
		}
		delete(left, match(r.Item))
		change := Change{r.Item, o.Status, r.Status, r.Message}
		less := subtestsLost(o.Subtests, r.Subtests)
		if o.Status == r.Status {
			if less == 0 {
				continue
			}
			change.Message = fmt.Sprintf("%d of %d subtests pass, before %d of %d", r.Subtests.Passed, r.Subtests.Total, o.Subtests.Passed, o.Subtests.Total)
		}
		switch {
		case o.Status == r.Status && less < 0:
			d.Fixed = append(d.Fixed, change)
		case o.Status == r.Status, o.Status == runner.Pass:
			d.Broken = append(d.Broken, change)
		case r.Status == runner.Pass:
			change.Message = o.Message
			d.Fixed = append(d.Fixed, change)
		default:
			d.Other = append(d.Other, change)
		}
	}
	d.OnlyOld = len(left)
	return d
}

// subtestsLost is how many parts of a test pass no longer; it is negative if more of them pass.
func subtestsLost(before, after *runner.Subtests) int {
	if before == nil || after == nil {
		return 0
	}
	return before.Passed - after.Passed
}

func (r *Run) onlyTier() string {
	tier := ""
	for _, result := range r.Results {
		if tier != "" && result.Tier != tier {
			return ""
		}
		tier = result.Tier
	}
	return tier
}

// Split returns the part of the run that one tier did.
func (r *Run) Split(tier string) *Run {
	part := *r
	part.Results = nil
	for _, result := range r.Results {
		if result.Tier == tier {
			part.Results = append(part.Results, result)
		}
	}
	return &part
}
