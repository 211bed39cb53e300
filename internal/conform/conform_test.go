package conform

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/conform/report"
	"github.com/kilnjs/kiln/internal/conform/runner"
	"github.com/kilnjs/kiln/internal/conform/suite"
)

var tests = []*suite.Test{
	{Path: "a/one.js"},
	{Path: "a/two.js", Meta: suite.Meta{Flags: suite.OnlyStrict}},
	{Path: "b/three.js", Meta: suite.Meta{Flags: suite.Module}},
}

func names(t *testing.T, o Options) []string {
	t.Helper()
	if o.Tier == nil {
		o.Tier = []string{"auto"}
	}
	items, err := o.selectItems(tests)
	require.NoError(t, err)
	var out []string
	for _, item := range items {
		out = append(out, item.Path+" "+item.Mode+" "+item.Tier)
	}
	return out
}

func TestSelectItems(t *testing.T) {
	assert.Equal(t, []string{"a/one.js sloppy auto", "a/one.js strict auto", "a/two.js strict auto", "b/three.js module auto"}, names(t, Options{}))
	assert.Equal(t, []string{"b/three.js module auto"}, names(t, Options{Filter: []string{"b"}}))
	assert.Equal(t, []string{"b/three.js module auto"}, names(t, Options{ModuleOnly: true}))
	assert.Len(t, names(t, Options{StrictOnly: true}), 2)
	assert.Len(t, names(t, Options{SloppyOnly: true}), 1)
	assert.Len(t, names(t, Options{FilterFlag: []string{"a"}, Tier: []string{"interp", "native"}}), 6)
	assert.Len(t, names(t, Options{Sample: 2}), 2)

	one, two := names(t, Options{Shard: "1/2"}), names(t, Options{Shard: "2/2"})
	assert.ElementsMatch(t, names(t, Options{}), append(one, two...))

	for _, bad := range []Options{{Shard: "3/2"}, {Filter: []string{"flag:x"}}, {Rerun: "none.json"}} {
		_, err := bad.selectItems(tests)
		assert.Error(t, err)
	}
}

func TestRerun(t *testing.T) {
	run := report.Run{Results: []runner.Result{
		{Item: runner.Item{Path: "a/one.js", Mode: "strict", Tier: "interp"}, Status: runner.Fail},
		{Item: runner.Item{Path: "a/two.js", Mode: "strict", Tier: "interp"}, Status: runner.Pass},
	}}
	file := filepath.Join(t.TempDir(), "run.json")
	require.NoError(t, toFile(file, run.WriteJSON))
	assert.Equal(t, []string{"a/one.js strict auto"}, names(t, Options{Rerun: file}))
}

func TestHostStats(t *testing.T) {
	job := &runner.Job{Name: "a.js", Source: "function f() {} for (let i = 0; i < 3; i++) f();", Tier: "bytecode", Timeout: time.Minute, MaxHeap: 64 << 20}
	assert.Nil(t, newTiers().Run(job).Stats)
	job.Stats = true
	s := newTiers().Run(job).Stats
	require.NotNil(t, s)
	assert.Equal(t, 1, s.Scenarios)
	assert.Equal(t, []runner.TierCount{{Tier: "interp", N: 0}, {Tier: "bytecode", N: 2}, {Tier: "native", N: 0}}, s.Functions)
	assert.Equal(t, []runner.EventCount{{Kind: "promote", Tier: "bytecode", N: 2}}, s.Events)
}
