package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// output runs a command line and returns what it prints and its exit status.
func output(t *testing.T, args ...string) (stdout, stderr string, status int) {
	t.Helper()
	dir := t.TempDir()
	open := func(name string) *os.File {
		f, err := os.Create(filepath.Join(dir, name))
		require.NoError(t, err)
		return f
	}
	out, errors := open("stdout"), open("stderr")
	oldOut, oldErr := os.Stdout, os.Stderr
	os.Stdout, os.Stderr = out, errors
	defer func() { os.Stdout, os.Stderr = oldOut, oldErr }()
	status = execute(args)
	read := func(f *os.File) string {
		_, err := f.Seek(0, io.SeekStart)
		require.NoError(t, err)
		text, err := io.ReadAll(f)
		require.NoError(t, err)
		require.NoError(t, f.Close())
		return string(text)
	}
	return read(out), read(errors), status
}

func scriptFile(t *testing.T, name, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
	return file
}

const throwing = `function hot(o) { return o.x + 1; }
console.log("said");
for (let i = 0; i < 10; i++) hot({ x: i });
hot(null);
`

// examining are the commands that show a program, with a text that the answer has.
var examining = []struct {
	args []string
	has  string
	runs bool
}{
	{args: []string{"ast"}, has: "FunctionDeclaration hot"},
	{args: []string{"bytecode"}, has: "GetProp"},
	{args: []string{"bytecode", "--run"}, has: "mono: {x} own", runs: true},
	{args: []string{"asm"}, has: "no machine code: ", runs: true},
	{args: []string{"tiers"}, has: "promoted to bytecode", runs: true},
	{args: []string{"explain"}, has: "throws out of hot", runs: true},
}

// TestExamine: the view appears on standard output also when the script throws, what the
// script says on standard error, and the status is that of the script.
func TestExamine(t *testing.T) {
	file := scriptFile(t, "t:1.js", throwing)
	for _, c := range examining {
		for _, target := range []string{file, file + ":hot", file + ":1"} {
			stdout, stderr, status := output(t, append(c.args, target)...)
			assert.Contains(t, stdout, c.has, c.args)
			if c.runs {
				assert.Equal(t, exitRuntime, status)
				assert.Contains(t, stderr, "said")
				assert.Contains(t, stderr, "Uncaught TypeError")
			} else {
				assert.Zero(t, status, stderr)
				assert.Empty(t, stderr)
			}
			stdout, _, _ = output(t, append(append([]string{}, c.args...), "--json", target)...)
			assert.True(t, json.Valid([]byte(stdout)), c.args)
		}
	}
}

func TestExamineBadInput(t *testing.T) {
	file := scriptFile(t, "t.js", throwing)
	broken := scriptFile(t, "broken.js", "let a = (1 + 2;\n")
	for _, c := range examining {
		args := func(target string) []string { return append(append([]string{}, c.args...), target) }
		_, stderr, status := output(t, args(file+":cold")...)
		assert.Equal(t, exitUsage, status)
		assert.Contains(t, stderr, "there is no function cold; there are hot (line 1)")
		_, stderr, status = output(t, args("nowhere.js")...)
		assert.Equal(t, exitUsage, status)
		assert.Contains(t, stderr, "there is no such file")
		_, stderr, status = output(t, args(broken)...)
		assert.Equal(t, exitSyntax, status)
		assert.Contains(t, stderr, "broken.js:1:15: SyntaxError: Unexpected token ';'\nlet a = (1 + 2;\n              ^ expected ')'\n")
		_, _, status = output(t, c.args...)
		assert.Equal(t, exitUsage, status)
	}
}

func TestTiersPageIsWritten(t *testing.T) {
	file := scriptFile(t, "t.js", throwing)
	page := filepath.Join(t.TempDir(), "page.html")
	_, _, status := output(t, "tiers", "--html", page, file)
	assert.Equal(t, exitRuntime, status)
	text, err := os.ReadFile(page)
	require.NoError(t, err)
	assert.Contains(t, string(text), "hot({ x: i })")
	_, stderr, status := output(t, "tiers", "--html", filepath.Join(file, "x.html"), file)
	assert.Equal(t, exitUsage, status)
	assert.Contains(t, stderr, "x.html")
}

func TestExamineStandardInput(t *testing.T) {
	file, err := os.Open(scriptFile(t, "in.js", throwing))
	require.NoError(t, err)
	defer file.Close()
	old := os.Stdin
	os.Stdin = file
	defer func() { os.Stdin = old }()
	stdout, stderr, status := output(t, "bytecode", "-:hot")
	assert.Zero(t, status, stderr)
	assert.Contains(t, stdout, "hot ([stdin]:1:1)")
}

// TestTiersCounts: with --counts calls, turns and runs of lines are exact, in each tier.
func TestTiersCounts(t *testing.T) {
	file := scriptFile(t, "a.js", `function one(x) {
  for (const y of [x, x]) x + y;
  return x;
}
const arrow = x => one(x);
function never() { return 1; }
for (let i = 0; i < 3000; i++) arrow(i);
`)
	for _, tier := range []string{"interp", "bytecode", "native", "auto"} {
		stdout, stderr, status := output(t, "tiers", "--counts", "--json", "--tier="+tier, file)
		require.Zero(t, status, stderr)
		var view struct {
			Functions []struct {
				Name    string
				Counted struct {
					Calls, Turns int
					Lines        []struct{ Line, Runs int }
				}
			}
		}
		require.NoError(t, json.Unmarshal([]byte(stdout), &view))
		got := map[string]string{}
		for _, f := range view.Functions {
			got[f.Name] = fmt.Sprint(f.Counted)
		}
		assert.Equal(t, map[string]string{
			"one": "{3000 6000 [{2 6000} {3 3000}]}", "arrow": "{3000 0 [{5 3000}]}", "never": "{0 0 [{6 0}]}", "(script)": "{0 3000 [{5 1} {7 3000}]}",
		}, got, tier)
	}
	stdout, _, _ := output(t, "tiers", "--counts", file)
	assert.Contains(t, stdout, "exactly 3000 calls and 6000 turns of loops")
	assert.Contains(t, stdout, "began 3000 times")
	page := filepath.Join(t.TempDir(), "a.html")
	_, stderr, status := output(t, "tiers", "--counts", "--html="+page, file)
	require.Zero(t, status, stderr)
	text, err := os.ReadFile(page)
	require.NoError(t, err)
	assert.Contains(t, string(text), `<td class="work">6000</td>`)
	assert.Contains(t, string(text), "exactly.")
}
