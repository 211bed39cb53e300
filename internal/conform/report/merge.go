package report

import (
	"fmt"
	"slices"

	"github.com/kilnjs/kiln/internal/conform/runner"
	"github.com/kilnjs/kiln/internal/conform/suite"
)

// Merge joins runs to one: shards to the whole, or a run and what was run again of it. Of
// scenarios that several runs have, the last run counts. Shards must be complete.
func Merge(runs []*Run) (*Run, error) {
	if len(runs) == 0 {
		return nil, fmt.Errorf("there is nothing to merge")
	}
	if err := completeShards(runs); err != nil {
		return nil, err
	}
	whole := *runs[0]
	whole.Shard, whole.Results, whole.Seconds = "", nil, 0
	at := map[runner.Item]int{}
	for _, run := range runs {
		whole.Seconds += run.Seconds
		whole.Interrupted = whole.Interrupted || run.Interrupted
		if run.Date.Before(whole.Date) {
			whole.Date = run.Date
		}
		for _, r := range run.Results {
			i, twice := at[r.Item]
			if twice {
				whole.Results[i] = r
				continue
			}
			at[r.Item] = len(whole.Results)
			whole.Results = append(whole.Results, r)
		}
	}
	whole.Sort()
	whole.SumStats()
	return &whole, nil
}

// completeShards looks for shards that are missing.
func completeShards(runs []*Run) error {
	var there []int
	count := 0
	for _, run := range runs {
		if run.Shard == "" {
			continue
		}
		shard, err := suite.ParseShard(run.Shard)
		if err != nil {
			return err
		}
		if count != 0 && shard.Count != count {
			return fmt.Errorf("shards of two divisions cannot be merged: one is of %d, another of %d", count, shard.Count)
		}
		count = shard.Count
		there = append(there, shard.Index)
	}
	for i := range count {
		if !slices.Contains(there, i+1) {
			return fmt.Errorf("shard %d/%d is missing", i+1, count)
		}
	}
	return nil
}

// Beside puts two runs beside each other, as if they were engines of one run that bear the
// names of their files, so that a page can show both.
func Beside(oldName string, before *Run, newName string, after *Run) *Run {
	both := *after
	both.Results, both.Stats = nil, nil
	for _, part := range []struct {
		label string // by which engines are ordered
		run   *Run
	}{{"A: " + oldName, before}, {"B: " + newName, after}} {
		several := len(part.run.Engines()) > 1
		for _, r := range part.run.Results {
			label := part.label
			if several {
				label += ", " + r.Tier
			}
			r.Tier = label
			both.Results = append(both.Results, r)
		}
	}
	return &both
}
