package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
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

func TestParseProgram(t *testing.T) {
	p, err := parseProgram("x", "// About.\n// n = 12\nfunction run(n) {}\n")
	require.NoError(t, err)
	assert.Equal(t, "About.", p.about)
	assert.Equal(t, 12, p.n)
	for _, bad := range []string{"", "// a\n", "// a\n// n = x\n", "a\n// n = 1\n"} {
		_, err := parseProgram("x", bad)
		assert.Error(t, err, bad)
	}
}

func TestEmbeddedPrograms(t *testing.T) {
	programs, err := (&benchCommand{}).programs()
	require.NoError(t, err)
	assert.GreaterOrEqual(t, len(programs), 12)
	for _, p := range programs {
		assert.Contains(t, p.source, "function run(n)", p.name)
	}
	one, err := (&benchCommand{Filter: []string{"fib"}}).programs()
	require.NoError(t, err)
	assert.Len(t, one, 1)
	_, err = (&benchCommand{Filter: []string{"none like this"}}).programs()
	assert.Error(t, err)
}

func TestMedian(t *testing.T) {
	assert.Equal(t, 2.0, median([]float64{3, 1, 2}))
	assert.Equal(t, 1.5, median([]float64{2, 1}))
}

type fixedTarget struct {
	label    string
	checksum string
	millis   float64
}

func (f fixedTarget) name() string                     { return f.label }
func (f fixedTarget) prepare(program) (sampler, error) { return f, nil }
func (f fixedTarget) sample() (string, float64, error) { return f.checksum, f.millis, nil }
func (f fixedTarget) close()                           {}

func TestMeasure(t *testing.T) {
	b := &benchCommand{Rounds: 3}
	targets := []target{fixedTarget{"slow", "42", 10}, fixedTarget{"a command with a long name", "42", 2}}
	results, err := b.measure(program{name: "p", n: 1}, targets)
	require.NoError(t, err)
	assert.Equal(t, 2.0, results[1].Median)
	assert.Len(t, results[0].Samples, 3)

	var out bytes.Buffer
	table := newBenchTable(&out, targets)
	table.add(results)
	table.finish()
	assert.Contains(t, out.String(), "5.0x")
	assert.Contains(t, out.String(), "geometric mean")
	assert.True(t, strings.HasPrefix(out.String(), "milliseconds"))

	_, err = b.measure(program{name: "p"}, []target{fixedTarget{"a", "1", 1}, fixedTarget{"b", "2", 1}})
	assert.ErrorContains(t, err, "b returned 2")
}

func TestPlainRun(t *testing.T) {
	for _, args := range [][]string{{"x.js", "-a"}, {"run", "x.js", "-a"}} {
		run := plainRun(args)
		require.NotNil(t, run)
		assert.Equal(t, []string{"x.js", "-a"}, run.Args)

		var parsed struct {
			Run runCommand `cmd:"" default:"withargs"`
		}
		parser, err := kong.New(&parsed)
		require.NoError(t, err)
		_, err = parser.Parse(args)
		require.NoError(t, err)
		assert.Equal(t, *run, parsed.Run, "the defaults of the flags are not those of a plain run")
	}
	for _, args := range [][]string{{"run"}, {"bench"}, {"version"}, {"-h"}, {"run", "-e", "x"}, {"run", "--", "x"}} {
		assert.Nil(t, plainRun(args), args)
	}
}
