package conform

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/conform/report"
)

func init() {
	if len(os.Args) > 1 && os.Args[1] == WorkerCommand { // the tests run suites with their own executable
		if Work() != nil {
			os.Exit(1)
		}
		os.Exit(0)
	}
}

// miniSuite makes a small suite, in which one test fails, and returns its folder.
func miniSuite(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"harness/assert.js":           "function assert(x, message) { if (!x) throw new Test262Error(message); }",
		"harness/sta.js":              "function Test262Error(message) { this.message = message; } Test262Error.prototype.toString = function () { return 'Test262Error: ' + this.message; };",
		"harness/doneprintHandle.js":  "function $DONE(e) { print(e ? 'Test262:AsyncTestFailure:' + e : 'Test262:AsyncTestComplete'); }",
		"features.txt":                "## Standard language features\nlet\n",
		"test/language/good.js":       "/*---\nfeatures: [let]\n---*/\nassert(1 + 1 === 2);",
		"test/language/bad.js":        "/*---\nfeatures: [let]\nflags: [onlyStrict]\n---*/\nassert(false, 'as it should be');",
		"test/language/async.js":      "/*---\nflags: [async]\n---*/\nPromise.resolve().then(() => $DONE(), $DONE);",
		"test/language/early.js":      "/*---\nnegative:\n  phase: parse\n  type: SyntaxError\n---*/\n$DONOTEVALUATE(); let let;",
		"test/language/late.js":       "/*---\nnegative:\n  phase: runtime\n  type: TypeError\n---*/\nnull.x;",
		"test/language/raw.js":        "/*---\nflags: [raw]\n---*/\nif (typeof assert !== 'undefined') throw 1;",
		"test/language/hostile.js":    "/*---\nflags: [noStrict]\n---*/\nconst all = [Array, String, Object, Promise];\nfor (let i = 0; i < all.length; i++) { const o = all[i].prototype, keys = Reflect.ownKeys(o); for (let n = 0; n < keys.length; n++) try { delete o[keys[n]]; } catch (e) {} }\nassert(true);",
		"test/language/sloppy.js":     "/*---\nflags: [noStrict]\n---*/\nassert(function () { return this; }() === globalThis);",
		"test/modules/m.js":           "/*---\nflags: [module]\n---*/\nimport { x } from './m_FIXTURE.js'; assert(x === 1); assert(this === undefined);",
		"test/modules/m_FIXTURE.js":   "export const x = 1;",
		"test/modules/unresolved.js":  "/*---\nflags: [module]\nnegative:\n  phase: resolution\n  type: SyntaxError\n---*/\nimport { y } from './m_FIXTURE.js';",
		"test/built-ins/realm/one.js": "/*---\nfeatures: [cross-realm]\n---*/\nassert($262.createRealm().global.Array !== Array); assert($262.evalScript('3') === 3);",
	} {
		name = filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o755))
		require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
	}
	return dir
}

// conformed runs a command line and returns what it said.
func conformed(t *testing.T, args ...string) (ok bool, out string, err error) {
	t.Helper()
	return conformedWithin(t, t.Context(), args...)
}

func conformedWithin(t *testing.T, ctx context.Context, args ...string) (ok bool, out string, err error) {
	t.Helper()
	var o Options
	parser, err := kong.New(&o)
	require.NoError(t, err)
	_, err = parser.Parse(args)
	require.NoError(t, err)
	var b bytes.Buffer
	o.out = &b
	ok, err = o.Run(ctx)
	return ok, b.String(), err
}

func readRun(t *testing.T, name string) *report.Run {
	t.Helper()
	r, err := report.ReadJSON(name)
	require.NoError(t, err)
	for i := range r.Results {
		r.Results[i].Millis = 0
	}
	return r
}

// TestShards runs a suite whole and in three parts, which come to the same.
func TestShards(t *testing.T) {
	suite, dir := miniSuite(t), t.TempDir()
	file := func(name string) string { return filepath.Join(dir, name) }
	ok, out, err := conformed(t, "--suite", suite, "--tier=interp,auto", "--json", file("whole.json"), "--no-known")
	require.NoError(t, err)
	assert.False(t, ok)
	assert.Contains(t, out, "as it should be")
	assert.Regexp(t, `auto +15 of 16 scenarios passed`, out)
	whole := readRun(t, file("whole.json"))
	require.Len(t, whole.Results, 32)

	merge := []string{"--no-known", "--json", file("merged.json"), "--merge"}
	t.Setenv(shardCount, "3")
	for _, index := range []string{"0", "1", "2"} {
		t.Setenv(shardIndex, index)
		_, _, err := conformed(t, "--suite", suite, "--tier=interp,auto", "--json", file(index+".json"), "--no-known")
		require.NoError(t, err)
		assert.NotEmpty(t, readRun(t, file(index+".json")).Results)
		merge = append(merge, file(index+".json"))
	}
	ok, _, err = conformed(t, merge...)
	require.NoError(t, err)
	assert.False(t, ok)
	assert.Equal(t, whole.Results, readRun(t, file("merged.json")).Results)

	_, _, err = conformed(t, merge[:len(merge)-1]...)
	assert.ErrorContains(t, err, "shard 3/3 is missing")
}

// TestSampleShards: shards of a sample are parts of the sample.
func TestSampleShards(t *testing.T) {
	suite := miniSuite(t)
	_, all, err := conformed(t, "--suite", suite, "--list", "--sample=2")
	require.NoError(t, err)
	_, one, err := conformed(t, "--suite", suite, "--list", "--sample=2", "--shard=1/2")
	require.NoError(t, err)
	_, two, err := conformed(t, "--suite", suite, "--list", "--sample=2", "--shard=2/2")
	require.NoError(t, err)
	assert.Len(t, one+two, len(all))
	assert.NotEmpty(t, one)
	assert.NotEmpty(t, two)
}

// TestOutputs writes everything, compares and runs again what failed.
func TestOutputs(t *testing.T) {
	suite, dir := miniSuite(t), t.TempDir()
	file := func(name string) string { return filepath.Join(dir, name) }
	_, out, err := conformed(t, "--suite", suite, "--tier=auto", "--no-known", "--isolate", "--editions", "--features", "--all", "--slowest=1",
		"--json", file("a.json"), "--markdown", file("a.md"), "--html", file("a.html"), "--badge", file("a.svg"), "--history", file("h.jsonl"))
	require.NoError(t, err)
	for _, want := range []string{"edition", "ES2015", "feature", "let"} {
		assert.Contains(t, out, want)
	}
	for _, name := range []string{"a.md", "a.html", "a.svg", "h.jsonl"} {
		info, err := os.Stat(file(name))
		require.NoError(t, err)
		assert.Positive(t, info.Size(), name)
	}

	require.NoError(t, os.WriteFile(filepath.Join(suite, "test/language/bad.js"), []byte("/*---\nflags: [onlyStrict]\n---*/\n"), 0o600))
	ok, _, err := conformed(t, "--suite", suite, "--no-known", "--rerun", file("a.json"), "--json", file("b.json"))
	require.NoError(t, err)
	assert.True(t, ok)
	assert.Len(t, readRun(t, file("b.json")).Results, 1)

	ok, out, err = conformed(t, "--compare", file("a.json"), file("b.json"), "--json", file("d.json"), "--markdown", file("d.md"), "--html", file("d.html"))
	require.NoError(t, err)
	assert.True(t, ok)
	assert.Contains(t, out, "1: newly passing\n  language/bad.js [strict;auto] fail -> pass: ")
	for _, name := range []string{"d.json", "d.md", "d.html"} {
		text, err := os.ReadFile(file(name))
		require.NoError(t, err)
		assert.NotEmpty(t, text)
	}
	ok, out, err = conformed(t, "--diff", file("b.json"), file("a.json"))
	require.NoError(t, err)
	assert.False(t, ok)
	assert.Contains(t, out, "1: newly failing\n")

	require.NoError(t, os.WriteFile(file("broken.json"), []byte("{\n  \"results\": ["), 0o600))
	for message, args := range map[string][]string{
		"broken.json:2:":               {"--compare", file("a.json"), file("broken.json")},
		"wants two files":              {"--compare", file("a.json")},
		"--json, --markdown or --html": {"--compare", file("a.json"), file("a.json"), "--badge", file("x.svg")},
		"selects no scenario":          {"--suite", suite, "nothing/like/this"},
		"there is no suite":            {"--suite", file("none")},
		"h.jsonl:2:":                   {"--merge", file("a.json"), "--history", file("h.jsonl")},
		"is missing":                   {"--merge", file("a.json"), file("shard.json")},
		filepath.Join("no", "a.json"):  {"--merge", file("a.json"), "--json", file("no/a.json")},
	} {
		switch message {
		case "h.jsonl:2:":
			old, err := os.ReadFile(file("h.jsonl"))
			require.NoError(t, err)
			require.NoError(t, os.WriteFile(file("h.jsonl"), append(old, "{\n"...), 0o600))
		case "is missing":
			require.NoError(t, os.WriteFile(file("shard.json"), []byte(`{"shard": "1/2", "results": []}`), 0o600))
		}
		_, _, err := conformed(t, args...)
		assert.ErrorContains(t, err, message)
	}
}

// TestInterrupted: a run that is ended shows and keeps what there is.
func TestInterrupted(t *testing.T) {
	suite, file := miniSuite(t), filepath.Join(t.TempDir(), "a.json")
	require.NoError(t, os.WriteFile(filepath.Join(suite, "test", "zzz.js"), []byte("for (;;);"), 0o600))
	var (
		ok  bool
		out string
		err error
	)
	// A busy machine may need longer until everything but the endless test is done.
	for limit := 2 * time.Second; limit < time.Minute; limit *= 2 {
		ctx, cancel := context.WithTimeout(t.Context(), limit)
		ok, out, err = conformedWithin(t, ctx, "--suite", suite, "--no-known", "--timeout=1m", "--json", file)
		cancel()
		if err == nil && strings.Contains(out, "about 16 of") {
			break
		}
	}
	require.NoError(t, err)
	assert.False(t, ok)
	assert.Contains(t, out, "interrupted; this is about 16 of 18 results")
	assert.True(t, readRun(t, file).Interrupted)
}

// TestWorkerCommand: workers are what --worker says, by way of another program too.
func TestWorkerCommand(t *testing.T) {
	if _, err := os.Stat("/usr/bin/env"); err != nil {
		t.Skip("no program that runs another")
	}
	ok, out, err := conformed(t, "--suite", miniSuite(t), "--tier=auto", "--no-known", "--worker", "/usr/bin/env "+os.Args[0], "language/good.js")
	require.NoError(t, err)
	assert.True(t, ok, out)
	_, _, err = conformed(t, "--suite", miniSuite(t), "--tier=auto", "--no-known", "--worker", filepath.Join(t.TempDir(), "none"), "language/good.js")
	assert.Error(t, err)
}
