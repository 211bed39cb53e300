package report

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/conform/runner"
)

func result(name, tier string, status runner.Status) runner.Result {
	path, mode, _ := strings.Cut(name, " ")
	r := runner.Result{Item: runner.Item{Path: path, Mode: mode, Tier: tier}, Status: status}
	if status != runner.Pass {
		r.Message = "because"
	}
	return r
}

func write(name string, r *Run) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	return errors.Join(r.WriteJSON(file), file.Close())
}

const sampleList = `# kept

== no decorators
a.js [sloppy,strict]
b.js [module;native] a reason of its own
`

func TestKnown(t *testing.T) {
	k, err := parseKnown(strings.NewReader(sampleList))
	require.NoError(t, err)
	assert.Equal(t, 3, k.Len())
	reason, ok := k.Reason(runner.Item{Path: "a.js", Mode: "strict", Tier: "interp"})
	assert.True(t, ok)
	assert.Equal(t, "no decorators", reason)
	_, ok = k.Reason(runner.Item{Path: "b.js", Mode: "module", Tier: "interp"})
	assert.False(t, ok)

	v := k.Compare([]runner.Result{
		result("a.js strict", "interp", runner.Fail),
		result("a.js sloppy", "interp", runner.Pass),
		result("b.js module", "interp", runner.Crash),
		result("b.js module", "native", runner.Crash),
		result("c.js module", "native", runner.Pass),
	}, func(path string) bool { return path != "b.js" })
	assert.False(t, v.OK())
	assert.Len(t, v.Expected, 2)
	require.Len(t, v.Stale, 1)
	assert.Equal(t, "sloppy", v.Stale[0].Mode)
	require.Len(t, v.Unlisted, 1)
	assert.Equal(t, "b.js", v.Unlisted[0].Path)
	assert.Equal(t, []string{"b.js"}, v.Vanished)
}

func TestKnownErrors(t *testing.T) {
	for _, bad := range []string{
		"a.js", "a.js [strict]", "a.js [strict", "==", "a.js [lax] x", "a.js [strict;t9] x",
		"== r\na.js [strict]\na.js [strict;interp]",
	} {
		_, err := parseKnown(strings.NewReader(bad))
		assert.Error(t, err, bad)
	}
}

func TestKnownUpdate(t *testing.T) {
	k, err := parseKnown(strings.NewReader(sampleList + "c.js [raw;interp,native]\nd.js [raw]\n"))
	require.NoError(t, err)
	k.Update([]runner.Result{
		result("a.js strict", "interp", runner.Pass),
		result("a.js sloppy", "interp", runner.Fail),
		result("b.js module", "interp", runner.Fail),
		result("b.js module", "native", runner.Fail),
		result("c.js raw", "native", runner.Pass),
		result("new.js sloppy", "interp", runner.Fail),
		result("half.js sloppy", "interp", runner.Fail),
		result("half.js sloppy", "native", runner.Pass),
	}, func(path string) bool { return path != "d.js" })
	name := filepath.Join(t.TempDir(), "known.txt")
	require.NoError(t, k.WriteFile(name))
	text, err := os.ReadFile(name)
	require.NoError(t, err)
	assert.Equal(t, `# kept

== a reason of its own
b.js [module;interp,native]

== no decorators
a.js [sloppy]
c.js [raw;interp]

== not looked at yet
half.js [sloppy;interp]
new.js [sloppy]
`, string(text))
	again, err := ReadKnown(name)
	require.NoError(t, err)
	assert.Equal(t, k.entries, again.entries)
	assert.Equal(t, k.header, again.header)
	missing, err := ReadKnown(name + ".none")
	require.NoError(t, err)
	assert.Zero(t, missing.Len())
}

func TestRunJSON(t *testing.T) {
	run := &Run{Suite: "s", Filter: []string{"x"}, Seconds: 1.5, Results: []runner.Result{
		result("b.js strict", "native", runner.Pass),
		result("b.js strict", "interp", runner.Fail),
		result("a.js strict", "interp", runner.Pass),
	}}
	run.Sort()
	assert.Equal(t, "a.js", run.Results[0].Path)
	assert.Equal(t, "interp", run.Results[1].Tier)
	name := filepath.Join(t.TempDir(), "run.json")
	for _, r := range []*Run{run, {Results: []runner.Result{}}} {
		require.NoError(t, write(name, r))
		got, err := ReadJSON(name)
		require.NoError(t, err)
		assert.Equal(t, r, got)
	}
	_, err := ReadJSON(name + ".none")
	assert.Error(t, err)
}

func TestStats(t *testing.T) {
	counted := result("a.js strict", "auto", runner.Pass)
	counted.Stats = &runner.Stats{Scenarios: 1, Functions: []runner.TierCount{{Tier: "interp", N: 3}},
		Events: []runner.EventCount{{Kind: "decline", Tier: "native", Reason: "too hard", N: 2}, {Kind: "promote", Tier: "bytecode", N: 4}}}
	run := &Run{Results: []runner.Result{counted, counted, result("a.js strict", "interp", runner.Crash)}}
	run.SumStats()
	require.Len(t, run.Stats, 1)
	var out bytes.Buffer
	WriteStats(&out, "auto", run.Stats["auto"])
	assert.Equal(t, `auto, 2 scenarios
         6  functions in interp
         4  decline to native: too hard
         8  promote to bytecode

`, out.String())
	name := filepath.Join(t.TempDir(), "run.json")
	require.NoError(t, write(name, run))
	got, err := ReadJSON(name)
	require.NoError(t, err)
	assert.Equal(t, run, got)
}

func TestDiff(t *testing.T) {
	one := &Run{Results: []runner.Result{
		result("a.js strict", "interp", runner.Pass),
		result("b.js strict", "interp", runner.Fail),
		result("c.js strict", "interp", runner.Fail),
		result("d.js strict", "interp", runner.Pass),
	}}
	two := &Run{Results: []runner.Result{
		result("a.js strict", "bytecode", runner.Crash),
		result("b.js strict", "bytecode", runner.Pass),
		result("c.js strict", "bytecode", runner.Timeout),
		result("e.js strict", "bytecode", runner.Pass),
	}}
	d := Diff(one, two)
	assert.Len(t, d.Broken, 1)
	assert.Len(t, d.Fixed, 1)
	assert.Len(t, d.Other, 1)
	assert.Equal(t, 1, d.OnlyOld)
	assert.Equal(t, 1, d.OnlyNew)
	var out bytes.Buffer
	WriteDifference(&out, d, 5)
	assert.Contains(t, out.String(), "a.js [strict;bytecode] pass -> crash: because")
	both := &Run{Results: append(one.Results, two.Results...)}
	assert.Equal(t, d, Diff(both.Split("interp"), both.Split("bytecode")))
	d = Diff(both, both)
	assert.Empty(t, d.Broken)
	assert.Zero(t, d.OnlyOld)
}

func TestTables(t *testing.T) {
	results := []runner.Result{
		result("l/x/a.js strict", "interp", runner.Pass),
		result("l/x/b.js strict", "interp", runner.Fail),
		result("l/y/c.js strict", "interp", runner.Pass),
	}
	var out bytes.Buffer
	WriteTable(&out, results, ByFolder(2), true)
	assert.Regexp(t, `(?m)^l/x +2 +50\.00% +1 +1 `, out.String())
	assert.Contains(t, out.String(), "and 1 without a failure")
	out.Reset()
	WriteFailures(&out, results, 1)
	assert.Equal(t, "     1  because\n          l/x/b.js [strict;interp]\n", out.String())
	assert.Equal(t, "99.99%", Tally{runner.Pass: 99999, runner.Fail: 1}.Share())
	assert.Equal(t, "a.js", Folder("a.js", 2))
}
