package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/google/pprof/profile"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const burn = "function burn() { let s = 0; for (let i = 0; i < 2e7; i++) s += i % 3; return s }\nburn();\n"

// functions returns the nanoseconds by function, and by tier, of a profile for pprof.
func functions(t *testing.T, file string) (self, tiers map[string]int64) {
	t.Helper()
	f, err := os.Open(file)
	require.NoError(t, err)
	defer f.Close()
	p, err := profile.Parse(f)
	require.NoError(t, err)
	self, tiers = map[string]int64{}, map[string]int64{}
	for _, s := range p.Sample {
		self[s.Location[0].Line[0].Function.Name] += s.Value[1]
		tiers[s.Label["tier"][0]] += s.Value[1]
	}
	return self, tiers
}

// TestProf has profiles of scripts that end in every way, with the status of the run.
func TestProf(t *testing.T) {
	for name, test := range map[string]struct {
		text   string
		flags  []string
		status int
		must   string
	}{
		"returns": {burn, nil, 0, "burn"},
		"throws":  {burn + "throw new Error('so');", nil, exitRuntime, "burn"},
		"time":    {"for (;;);", []string{"--timeout=50ms"}, exitTime, "(script)"},
		"memory":  {"const a = []; for (;;) a.push({});", []string{"--max-heap=32MB"}, exitMemory, "(script)"},
		"waits":   {"setTimeout(() => {}, 40)", nil, 0, "(idle)"},
		"syntax":  {"let let", nil, exitSyntax, "(parser)"},
	} {
		dir := t.TempDir()
		file := filepath.Join(dir, "a.js")
		require.NoError(t, os.WriteFile(file, []byte(test.text), 0o666))
		out := filepath.Join(dir, "a.pprof")
		require.NoError(t, os.WriteFile(out, make([]byte, 1<<20), 0o666), "what was there is longer")
		args := append([]string{"run", "--prof=" + out}, test.flags...)
		assert.Equal(t, test.status, execute(append(args, file)), name)
		self, _ := functions(t, out)
		assert.NotZero(t, self[test.must], "%s: %v", name, self)
		entries, err := os.ReadDir(dir)
		require.NoError(t, err)
		assert.Len(t, entries, 2, "%s: nothing else is written", name)
	}
}

func TestProfTiers(t *testing.T) {
	dir := t.TempDir()
	file, out := filepath.Join(dir, "a.js"), filepath.Join(dir, "a.pb.gz")
	require.NoError(t, os.WriteFile(file, []byte(burn), 0o666))
	for _, tier := range []string{"bytecode", "native"} {
		require.Equal(t, 0, execute([]string{"prof", "-o", out, "--clock=cpu", "--tier=" + tier, file}), tier)
		_, tiers := functions(t, out)
		assert.Greater(t, tiers[tier], tiers["engine"], tier)
	}
}

// TestProfCounts has counts of scripts that end in different ways, with the status of the run.
func TestProfCounts(t *testing.T) {
	const text = "function f(n) { for (let i = 0; i < n; i++); }\nfor (let i = 0; i < 300; i++)\n  f(10);\n"
	for name, test := range map[string]struct {
		text   string
		status int
	}{
		"returns":  {text, 0},
		"throws":   {text + "throw 1", exitRuntime},
		"in eval":  {"(0, eval)(" + strconv.Quote(text) + ")", 0},
		"Function": {"Function(" + strconv.Quote(text) + ")()", 0},
	} {
		dir := t.TempDir()
		file, out := filepath.Join(dir, "a.js"), filepath.Join(dir, "a.json")
		require.NoError(t, os.WriteFile(file, []byte(test.text), 0o666))
		assert.Equal(t, test.status, execute([]string{"prof", "--counts", "-o", out, file}), name)
		written, err := os.ReadFile(out)
		require.NoError(t, err)
		var d struct {
			Functions []struct {
				Name         string
				Calls, Turns int
			}
			Lines []struct{ Line, Runs int }
		}
		require.NoError(t, json.Unmarshal(written, &d))
		found := false
		for _, f := range d.Functions {
			if f.Name == "f" {
				found = true
				assert.Equal(t, 300, f.Calls, name)
				assert.Equal(t, 3000, f.Turns, name)
			}
		}
		assert.True(t, found, "%s: %s", name, written)
	}
	file := filepath.Join(t.TempDir(), "a.js")
	require.NoError(t, os.WriteFile(file, []byte(text), 0o666))
	for _, format := range []string{"table", "markdown"} {
		out := filepath.Join(t.TempDir(), "out")
		assert.Equal(t, 0, execute([]string{"prof", "--counts", "--format=" + format, "-o", out, file}))
		written, err := os.ReadFile(out)
		require.NoError(t, err)
		for _, want := range []string{"3,000", "300 calls", "f(10);"} {
			if want == "300 calls" {
				want = "300 calls of 1 function,"
			}
			assert.Contains(t, string(written), want, format)
		}
	}
}

func TestProfDiff(t *testing.T) {
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	require.NoError(t, os.WriteFile(in("a.js"), []byte(burn), 0o666))
	require.Equal(t, 0, execute([]string{"prof", "-o", in("a.json"), in("a.js")}))
	require.Equal(t, 0, execute([]string{"prof", "-o", in("b.pprof"), "--tier=bytecode", in("a.js")}))
	for _, out := range []string{"d.html", "d.md", "d.json", "d.txt"} {
		require.Equal(t, 0, execute([]string{"prof", "-o", in(out), "--diff", in("a.json"), in("b.pprof")}), out)
		written, err := os.ReadFile(in(out))
		require.NoError(t, err)
		assert.Contains(t, string(written), "b.pprof", out)
	}
	for _, args := range [][]string{
		{"prof", "--diff", in("a.json")},                                         // one
		{"prof", "--diff", in("a.json"), in("a.js")},                             // no profile
		{"prof", "--diff", in("a.json"), in("none")},                             // no file
		{"prof", "--format=pprof", "--diff", in("a.json"), in("b.pprof")},        // no difference
		{"prof", "--diff", "-o", in("d.pprof"), in("a.json"), in("b.pprof")},     // the same
		{"prof", "--diff", "--counts", in("a.json"), in("b.pprof")},              // both
		{"prof", "--diff", in("a.json"), in("b.pprof"), "-o", in("behind.html")}, // where flags are arguments
	} {
		assert.Equal(t, exitUsage, execute(args), args)
	}
}

func TestProfRefuses(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a.js")
	require.NoError(t, os.WriteFile(file, []byte("1"), 0o666))
	for _, args := range [][]string{
		{"run", "--prof=" + filepath.Join(dir, "profile"), file},              // no format
		{"prof", "--format=dot", file},                                        // unknown
		{"prof", "--rate=0", "--clock=sun", file},                             // unknown
		{"prof", "--rate=1000000", file},                                      // too many
		{"prof", "-o", filepath.Join(dir, "none", "a.json"), file},            // no folder
		{"prof", "-o", filepath.Join(dir, "a.json"), filepath.Join(dir, "b")}, // no script
		{"prof", "--counts", "--format=pprof", file},                          // no counts
		{"prof", "--json", "--format=pprof", file},                            // both
		{"prof"},
	} {
		assert.Equal(t, exitUsage, execute(args), args)
	}
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Len(t, entries, 1, "nothing is written")
}
