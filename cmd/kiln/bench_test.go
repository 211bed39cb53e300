package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/alecthomas/kong"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/bench"
	"github.com/kilnjs/kiln/internal/conform"
)

func TestByteSize(t *testing.T) {
	for text, want := range map[string]int64{
		"1": 1, "64MB": 64 << 20, "64mb": 64 << 20, "64M": 64 << 20, "64MiB": 64 << 20, "1.5k": 1536, "2g": 2 << 30, "10 kb": 10 << 10, "7b": 7,
	} {
		var b byteSize
		require.NoError(t, b.UnmarshalText([]byte(text)), text)
		assert.Equal(t, want, int64(b), text)
	}
	for _, text := range []string{"", "x", "0", "-1MB", "1TB", "1e300", "9e30g", "MB", "0.1b", "1bb", "nan", "inf"} {
		var b byteSize
		assert.Error(t, b.UnmarshalText([]byte(text)), text)
	}
}

func init() {
	if len(os.Args) > 1 && (os.Args[1] == bench.WorkerCommand || os.Args[1] == conform.WorkerCommand) {
		os.Exit(execute(os.Args[1:])) // the tests measure and run suites with their own executable
	}
}

func TestEmbeddedPrograms(t *testing.T) {
	all, err := benchSuite("all", nil)
	require.NoError(t, err)
	names := map[string]bool{}
	for _, p := range all {
		assert.NotEmpty(t, p.About, p.Name)
		assert.Positive(t, p.N, p.Name)
		assert.Equal(t, "run", p.Entry, p.Name)
		assert.False(t, names[p.Name], p.Name)
		names[p.Name] = true
	}
	some, err := benchSuite(defaultSuite, []string{"fib"})
	require.NoError(t, err)
	assert.Len(t, some, 1)
	_, err = benchSuite("all", []string{"none like this"})
	assert.ErrorContains(t, err, "none like this")
}

// TestSuiteChecksums runs the programs of the default suite, each of which says what it returns.
func TestSuiteChecksums(t *testing.T) {
	programs, err := benchSuite("programs", nil)
	require.NoError(t, err)
	assert.GreaterOrEqual(t, len(programs), 12)
	session := bench.Session{Programs: programs, Rounds: 1, Plan: bench.Plan{Min: 2, Max: 2}}
	for _, tier := range []string{"interp", "bytecode", "native", "auto"} {
		session.Engines = append(session.Engines, bench.Tier{Tier: tier})
	}
	for _, r := range session.Measure(t.Context()).Results {
		assert.Empty(t, r.Error, "%s in %s", r.Program, r.Engine)
		assert.NotEmpty(t, r.Checksum, r.Program)
	}
	for _, p := range programs {
		assert.NotEmpty(t, p.Check, p.Name)
	}
}

// TestBench measures once, writes every form and compares a report with itself.
func TestBench(t *testing.T) {
	dir := t.TempDir()
	report := filepath.Join(dir, "a.json")
	program := filepath.Join(dir, "program.js")
	require.NoError(t, os.WriteFile(program, []byte("// Nothing.\nfunction run() { return 1 }"), 0o600))
	require.Zero(t, execute([]string{"bench", program, "--tiers=interp,auto", "--rounds=2", "--iterations=3", "--json", report, "--csv", filepath.Join(dir, "a.csv"), "--markdown", filepath.Join(dir, "a.md"), "--html", filepath.Join(dir, "a.html")}))
	for _, name := range []string{"a.csv", "a.md", "a.html"} {
		info, err := os.Stat(filepath.Join(dir, name))
		require.NoError(t, err)
		assert.Positive(t, info.Size())
	}
	assert.Zero(t, execute([]string{"bench", "--compare", report, report}))
	assert.Zero(t, execute([]string{"bench", "--list"}))
	assert.Zero(t, execute([]string{"bench", "--protocol"}))
	for _, args := range [][]string{
		{"--compare", report}, {"--compare", report, filepath.Join(dir, "a.csv")}, {"none-like-this"}, {"none.js"}, {"--rounds=0"}, {"--tiers=none"},
		{"--tiers=auto,auto"}, {"--against", "x="}, {program, program}, {program, "--json", filepath.Join(dir, "no", "folder.json"), "--tiers=interp", "--rounds=1"},
	} {
		assert.Equal(t, exitUsage, execute(append([]string{"bench"}, args...)), args)
	}
	require.NoError(t, os.WriteFile(program, []byte("function run() { throw 1 }"), 0o600))
	assert.Equal(t, exitRuntime, execute([]string{"bench", program, "--tiers=interp", "--rounds=1"}))
}

func TestPlainRun(t *testing.T) {
	for _, args := range [][]string{{"x.js", "-a"}, {"run", "x.js", "-a"}} {
		run := plainRun(args)
		require.NotNil(t, run)
		assert.Equal(t, []string{"x.js", "-a"}, run.Args)

		var parsed struct {
			Run runCommand `cmd:"" default:"withargs"`
		}
		parser, err := kong.New(&parsed, options()...)
		require.NoError(t, err)
		_, err = parser.Parse(args)
		require.NoError(t, err)
		assert.Equal(t, *run, parsed.Run, "the defaults of the flags are not those of a plain run")
	}
	for _, args := range [][]string{{"run"}, {"bench"}, {"version"}, {"-h"}, {"run", "-e", "x"}, {"run", "--", "x"}} {
		assert.Nil(t, plainRun(args), args)
	}
}
