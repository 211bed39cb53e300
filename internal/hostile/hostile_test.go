//go:build linux

package hostile

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var (
	selection = flag.String("hostile", "sample", "programs to run: all, sample, or a pattern of path.Match")
	tierList  = flag.String("hostile.tiers", "", "tiers to run in, separated by commas; all unless -hostile=sample")
	timeout   = flag.Duration("hostile.timeout", time.Second, "time limit of each program")
	command   = flag.String("hostile.kiln", "", "a built command kiln; empty: build it")
	strict    = flag.Bool("hostile.strict", false, "fail for programs that end later than Grace after the limit, or take more than MemorySlack")
)

const (
	corpus     = "../../testdata/hostile"
	sampleSize = 20
	together   = 2 // processes at a time
)

// build makes the command, unless one was named.
func build(t *testing.T, folder string) string {
	t.Helper()
	if *command != "" {
		file, err := filepath.Abs(*command)
		require.NoError(t, err)
		return file
	}
	file := filepath.Join(folder, "kiln")
	out, err := exec.Command("go", "build", "-o", file, "../../cmd/kiln").CombinedOutput()
	require.NoError(t, err, "%s", out)
	return file
}

func newRunner(t *testing.T) *Runner {
	t.Helper()
	folder := t.TempDir()
	pipe := filepath.Join(folder, "pipe")
	require.NoError(t, syscall.Mkfifo(pipe, 0o600))
	r := &Runner{Command: build(t, folder), Timeout: *timeout, Pipe: pipe}
	empty := filepath.Join(folder, "empty.js")
	require.NoError(t, os.WriteFile(empty, nil, 0o600))
	require.NoError(t, r.Measure(Program{Name: "empty.js", File: empty}))
	return r
}

// TestCorpus runs the corpus; see the documentation of the package.
func TestCorpus(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds and starts processes")
	}
	pattern, tiers := *selection, Tiers
	if pattern == "sample" {
		pattern, tiers = "all", []string{"auto"}
	}
	programs, err := Load(corpus, pattern)
	require.NoError(t, err)
	if *selection == "sample" {
		programs = Sample(programs, sampleSize)
	}
	if *tierList != "" {
		tiers = strings.Split(*tierList, ",")
	}
	r := newRunner(t)
	results := runAll(t, r, programs, tiers)
	var table bytes.Buffer
	require.NoError(t, WriteTable(&table, results))
	t.Logf("%d programs, an empty one takes %v\n%s", len(programs), r.Baseline.Round(time.Microsecond), &table)
	for _, res := range results {
		assert.Empty(t, res.Killed, "%s in %s", res.Program.Name, res.Tier)
		assert.False(t, res.FarOverTime() || *strict && res.OverTime(), "%s in %s ended %v after the limit", res.Program.Name, res.Tier, res.Late)
		assert.False(t, res.FarOverMemory() || *strict && res.OverMemory(), "%s in %s took %d MB", res.Program.Name, res.Tier, res.Peak>>20)
	}
}

// runAll runs every program in every tier, a few at a time, and those whose lateness
// would fail the test once more when nothing else runs.
func runAll(t *testing.T, r *Runner, programs []Program, tiers []string) []Result {
	t.Helper()
	results := make([]Result, len(programs)*len(tiers))
	var wait sync.WaitGroup
	next := make(chan int)
	for range together {
		wait.Go(func() {
			for i := range next {
				res, err := r.Run(programs[i/len(tiers)], tiers[i%len(tiers)])
				assert.NoError(t, err)
				results[i] = res
			}
		})
	}
	for i := range results {
		next <- i
	}
	close(next)
	wait.Wait()
	for i := range results {
		if late := &results[i]; late.Killed == "" && (late.FarOverTime() || *strict && late.OverTime()) {
			res, err := r.Again(results[i])
			assert.NoError(t, err)
			results[i] = res
		}
	}
	return results
}

func TestLoad(t *testing.T) {
	root := t.TempDir()
	for _, name := range []string{"a/b.js", "a/_part.js", "_data/x.js", "c.mjs", "note.txt"} {
		file := filepath.Join(root, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o700))
		require.NoError(t, os.WriteFile(file, nil, 0o600))
	}
	names := func(pattern string) (names []string) {
		list, err := Load(root, pattern)
		require.NoError(t, err)
		for _, p := range list {
			names = append(names, p.Name)
		}
		return names
	}
	assert.Equal(t, []string{"a/b.js", "c.mjs"}, names("all"))
	assert.Equal(t, []string{"a/b.js"}, names("a/*"))
	_, err := Load(root, "nothing")
	assert.Error(t, err)
	assert.Len(t, Sample(make([]Program, 100), 20), 20)
	assert.Len(t, Sample(make([]Program, 3), 20), 3)
}

func TestTable(t *testing.T) {
	var out bytes.Buffer
	p := Program{Name: "p.js"}
	require.NoError(t, WriteTable(&out, []Result{
		{Program: p, Tier: "auto", Late: -time.Second},
		{Program: p, Tier: "auto", Late: time.Second, Peak: 1 << 30},
		{Program: p, Tier: "interp", Killed: "panic: x"},
	}))
	assert.Contains(t, out.String(), "auto     p.js: 1000 ms late, 1024 MB\n")
	assert.Contains(t, out.String(), "interp   p.js: killed: panic: x\n")
}
