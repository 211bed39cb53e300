package report

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"sort"

	"github.com/kilnjs/kiln/internal/conform/runner"
)

// Run is a whole run, as it is kept in a JSON file.
type Run struct {
	// Suite is where the tests came from, as the user named it.
	Suite string `json:"suite"`
	// Filter holds the patterns that selected them.
	Filter []string `json:"filter,omitempty"`
	// Seconds is the wall time.
	Seconds float64 `json:"seconds"`
	// Stats are the sums of the results' counters, by the tier that was asked for.
	Stats   map[string]*runner.Stats `json:"stats,omitempty"`
	Results []runner.Result          `json:"results"`
}

// Sort orders the results by path, mode and tier, so that files of two runs can be compared as text.
func (r *Run) Sort() {
	sort.Slice(r.Results, func(i, j int) bool {
		a, b := r.Results[i].Item, r.Results[j].Item
		if a.Path != b.Path {
			return a.Path < b.Path
		}
		if a.Mode != b.Mode {
			return a.Mode < b.Mode
		}
		return tierBit(a.Tier) < tierBit(b.Tier)
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

// WriteJSON writes the run to a file, one result a line.
func (r *Run) WriteJSON(name string) (err error) {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	head := *r
	head.Results = []runner.Result{}
	text, err := json.Marshal(head)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(file)
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

// ReadJSON reads a file that WriteJSON wrote.
func ReadJSON(name string) (*Run, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	run := &Run{}
	if err := json.Unmarshal(text, run); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return run, nil
}

// Change is a scenario whose verdict differs between two runs.
type Change struct {
	Item     runner.Item
	Old, New runner.Status
	// Message is the reason of the one that did not pass, the new one's first.
	Message string
}

// Difference is what two runs do not agree on.
type Difference struct {
	// Broken passed before, Fixed passes now, Other failed in different ways.
	Broken, Fixed, Other []Change
	// OnlyOld and OnlyNew count scenarios that one of the runs does not have.
	OnlyOld, OnlyNew int
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
	for _, r := range after.Results {
		o, both := left[match(r.Item)]
		if !both {
			d.OnlyNew++
			continue
		}
		delete(left, match(r.Item))
		if o.Status == r.Status {
			continue
		}
		change := Change{r.Item, o.Status, r.Status, r.Message}
		switch {
		case o.Status == runner.Pass:
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
