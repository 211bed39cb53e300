package conform

import (
	"github.com/kilnjs/kiln/internal/conform/report"
	"github.com/kilnjs/kiln/internal/conform/runner"
	"github.com/kilnjs/kiln/internal/conform/suite"
)

func (o *Options) selectItems(tests []*suite.Test) ([]runner.Item, error) {
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
