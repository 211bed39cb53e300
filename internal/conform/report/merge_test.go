package report

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/conform/runner"
)

// run makes a run of results, with a date.
func run(shard string, results ...runner.Result) *Run {
	r := NewRun()
	r.Date, r.Seconds, r.Shard, r.Results = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), 10, shard, results
	return r
}

func TestMerge(t *testing.T) {
	a, b, c := result("a.js strict", "auto", runner.Pass), result("b.js strict", "auto", runner.Fail), result("c.js strict", "auto", runner.Pass)
	whole, err := Merge([]*Run{run("2/2", b), run("1/2", a, c)})
	require.NoError(t, err)
	assert.Equal(t, []runner.Result{a, b, c}, whole.Results)
	assert.Equal(t, 20.0, whole.Seconds)
	assert.Empty(t, whole.Shard)

	again := b
	again.Status = runner.Pass
	whole, err = Merge([]*Run{whole, run("", again)})
	require.NoError(t, err)
	assert.Equal(t, []runner.Result{a, again, c}, whole.Results, "what was run again counts")

	for message, runs := range map[string][]*Run{
		"nothing to merge":     nil,
		"shard 2/3 is missing": {run("1/3", a), run("3/3", b)},
		"of two divisions":     {run("1/2", a), run("2/3", b)},
	} {
		_, err := Merge(runs)
		assert.ErrorContains(t, err, message)
	}
}

func TestBrokenFiles(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.json")
	for text, message := range map[string]string{
		"{\"results\": [\n  {\"path\": \"a.js\",\n}]}":          ":3:1: ",
		"{\"results\": [\n  {\"path\": 7}]}":                    ":2:12: ",
		"{\"results\": [{\"path\": \"a.js\"":                    "the text ends in the middle",
		"{}":                                                    ":1:1: this is no file of results",
		"{\"kiln_conform\": 99, \"results\": []}":               "version 99",
		"{\"results\": [{\"path\": \"a\", \"status\": \"x\"}]}": "result 1 (\"a\") has no verdict",
	} {
		require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
		_, err := ReadJSON(name)
		if assert.Error(t, err, text) {
			assert.Contains(t, err.Error(), name+":")
			assert.Contains(t, err.Error(), message)
		}
	}
}

func TestHistory(t *testing.T) {
	name := filepath.Join(t.TempDir(), "history.jsonl")
	r := run("", result("a.js strict", "auto", runner.Pass), result("b.js strict", "auto", runner.Fail), result("b.js strict", "node", runner.Pass))
	for n := range 2 {
		past, err := AppendHistory(name, r)
		require.NoError(t, err)
		require.Len(t, past, n+1)
		assert.Equal(t, map[string]PastLine{"auto": {1, 2}, "node": {1, 1}}, past[n].Engines)
	}
	past, err := ReadHistory(name)
	require.NoError(t, err)
	assert.Len(t, past, 2)
	for text, message := range map[string]string{"\n{\"engines\": 5}": ":2:", "{\"x": ":1:4: ", "{}": ":1:1: this is no line of a history"} {
		require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
		_, err := AppendHistory(name, r)
		assert.ErrorContains(t, err, name+message)
	}
}

func TestSums(t *testing.T) {
	a, b := result("l/a.js strict", "auto", runner.Pass), result("m/b.js strict", "auto", runner.Fail)
	a.Features, a.Edition = []string{"let", "const"}, "ES2015"
	b.Features, b.Edition, b.Message = []string{"let"}, "ES5", "`|` broke\nhere"
	r := run("", a, b)
	assert.Equal(t, map[string]Tally{"let": {runner.Pass: 1, runner.Fail: 1}, "const": {runner.Pass: 1}}, CountBy(r.Results, ByFeature().Names))
	edition := ByEdition([]string{"ES5", "ES2015"})
	assert.Equal(t, []string{"ES5", "ES2015"}, edition.names(CountBy(r.Results, edition.Names)))

	var out bytes.Buffer
	require.NoError(t, r.WriteMarkdown(&out, []Group{edition, ByFolder(1), ByFeature()}, 10))
	for _, want := range []string{"| auto | 2 | 1 | 50.00% | 1 |", "| ES5 | 1 | 0.00% |\n| ES2015 | 1 | 100.00% |", "| let | 2 | 50.00% |", "- `m/b.js` strict: `` `|` broke ``"} {
		assert.Contains(t, out.String(), want)
	}
	out.Reset()
	require.NoError(t, r.WriteBadge(&out))
	assert.Contains(t, out.String(), "test262: 50.00%, 1 of 2")
	assert.Error(t, run("").WriteBadge(&out))

	out.Reset()
	other := a
	other.Tier = "node"
	WriteShares(&out, run("", a, b, other), edition, false)
	assert.Regexp(t, `ES2015 +1 +100\.00% +100\.00%\n`, out.String())
	assert.Regexp(t, `ES5 +1 +0\.00% +-\n`, out.String())
}

func TestBeside(t *testing.T) {
	a, b := result("a.js strict", "auto", runner.Pass), result("a.js strict", "auto", runner.Fail)
	node := result("a.js strict", "node", runner.Pass)
	both := Beside("old.json", run("", a), "new.json", run("", b, node))
	assert.Equal(t, []string{"A: old.json", "B: new.json, auto", "B: new.json, node"}, both.Engines())
	assert.Equal(t, "auto", a.Tier)
}

// TestDiffSubtests: parts of a test that fail in one run only are differences too.
func TestDiffSubtests(t *testing.T) {
	count := func(passed int) runner.Result {
		r := result("a.any.js sloppy", "auto", runner.Fail)
		r.Subtests = &runner.Subtests{Passed: passed, Total: 10}
		return r
	}
	d := Diff(run("", count(5)), run("", count(3)))
	require.Len(t, d.Broken, 1)
	assert.Equal(t, "3 of 10 subtests pass, before 5 of 10", d.Broken[0].Message)
	assert.Len(t, Diff(run("", count(5)), run("", count(6))).Fixed, 1)
	same := Diff(run("", count(5)), run("", count(5)))
	assert.Empty(t, append(same.Broken, same.Fixed...))
}
