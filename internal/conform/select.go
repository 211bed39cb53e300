package conform

import (
	"fmt"
	"os"
	"slices"
	"strconv"

	"github.com/kilnjs/kiln/internal/conform/engine"
	"github.com/kilnjs/kiln/internal/conform/report"
	"github.com/kilnjs/kiln/internal/conform/runner"
	"github.com/kilnjs/kiln/internal/conform/suite"
)

func (o *Options) selectItems(tests []*suite.Test) ([]runner.Item, error) {
	filter, err := suite.ParseFilter(o.patterns())
	if err != nil {
		return nil, err
	}
	shard, err := suite.ParseShard(o.shard())
	if err != nil {
		return nil, err
	}
	engines, err := o.engines()
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
	seen, sampled := 0, 0
	for _, test := range tests {
		if !filter.Match(test) {
			continue
		}
		for _, mode := range test.Modes() {
			if !o.wants(mode) || o.Rerun != "" && !failed[runner.Item{Path: test.Path, Mode: mode.String()}] {
				continue
			}
			if seen++; o.Sample > 1 && seen%o.Sample != 0 {
				continue
			}
			if sampled++; !shard.Has(sampled) {
				continue
			}
			for _, tier := range engines {
				items = append(items, runner.NewItem(suite.Scenario{Test: test, Mode: mode}, tier))
			}
		}
	}
	return items, nil
}

func (o *Options) wants(mode suite.Mode) bool {
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

// Variables that an indexed job of Kubernetes has for its containers, the second one if its
// manifest says so.
const (
	shardIndex = "JOB_COMPLETION_INDEX"
	shardCount = "JOB_COMPLETION_COUNT"
)

// shard is what --shard says, or the environment of a job whose pods are shards.
func (o *Options) shard() string {
	index, err := strconv.Atoi(os.Getenv(shardIndex))
	if count := os.Getenv(shardCount); o.Shard == "" && err == nil && count != "" {
		return fmt.Sprintf("%d/%s", index+1, count)
	}
	return o.Shard
}

// others are the engines beside Kiln.
func (o *Options) others() ([]runner.Engine, error) {
	var out []runner.Engine
	names := slices.Clone(report.Tiers)
	for _, text := range o.Engine {
		e, err := engine.Parse(text, o.EngineHost)
		if err != nil {
			return nil, fmt.Errorf("--engine %w", err)
		}
		if slices.Contains(names, e.Name) {
			return nil, fmt.Errorf("--engine: two engines are called %s", e.Name)
		}
		names = append(names, e.Name)
		out = append(out, e)
	}
	return out, nil
}

// engines names all that run each scenario.
func (o *Options) engines() ([]string, error) {
	var out []string
	for _, tier := range o.Tier {
		if tier != noTier {
			out = append(out, tier)
		}
	}
	others, err := o.others()
	for _, e := range others {
		out = append(out, e.Name)
	}
	return out, err
}
