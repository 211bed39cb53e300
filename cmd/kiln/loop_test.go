package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestLoop: the recording appears on standard output also when the script throws, what the
// script says on standard error, and the status is that of the script.
func TestLoop(t *testing.T) {
	file := scriptFile(t, "t.js", throwing)
	stdout, stderr, status := output(t, "loop", file)
	assert.Equal(t, exitRuntime, status)
	assert.Contains(t, stderr, "said\nUncaught TypeError")
	assert.Contains(t, stdout, "\nscript "+file+"\n")
	assert.Contains(t, stdout, "» said\n")
	assert.Contains(t, stdout, "    1     return o.x + 1;")
	assert.Contains(t, stdout, "o = {x: 9}")
	assert.Contains(t, stdout, "an exception leaves hot\n")
	assert.Contains(t, stdout, "\nUncaught TypeError")
	assert.NotContains(t, stdout, "\x1b", "no colour but on a terminal")

	stdout, _, status = output(t, "loop", "--json", file)
	assert.Equal(t, exitRuntime, status)
	var recording struct {
		Version int
		Records []map[string]any
	}
	require.NoError(t, json.Unmarshal([]byte(stdout), &recording))
	assert.Equal(t, 1, recording.Version)
	last := recording.Records[len(recording.Records)-1]
	assert.Equal(t, "end", last["do"])
	assert.Equal(t, true, last["error"])

	page := filepath.Join(t.TempDir(), "page.html")
	stdout, _, status = output(t, "loop", "--html", page, file)
	assert.Equal(t, exitRuntime, status)
	assert.Empty(t, stdout)
	text, err := os.ReadFile(page)
	require.NoError(t, err)
	assert.Contains(t, string(text), "hot({ x: i })")
	stdout, _, _ = output(t, "loop", "--html=-", file)
	assert.True(t, strings.HasPrefix(stdout, "<!doctype html>"))
}

func TestLoopOfOtherTiers(t *testing.T) {
	file := scriptFile(t, "t.js", "const f = async n => { await n; return n; };\nf(1).then(v => console.log(v));\n")
	for _, tier := range []string{"bytecode", "native", "auto"} {
		stdout, stderr, status := output(t, "loop", "--tier="+tier, file)
		assert.Zero(t, status, stderr)
		assert.Contains(t, stdout, "job 1: resume f\n      resume f")
		assert.Contains(t, stdout, "» 1")
	}
}

func TestLoopBadInput(t *testing.T) {
	file := scriptFile(t, "t.js", throwing)
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{}, "<file>"},
		{[]string{"nowhere.js"}, "there is no such file"},
		{[]string{"--limit=-1", file}, "--limit must be positive"},
		{[]string{"--json", "--text", file}, "exclude each other"},
		{[]string{"--html=-", "--json", file}, "only one of"},
		{[]string{"--html", filepath.Join(file, "x.html"), file}, "x.html"},
		{[]string{"--serve=example.com:80", file}, "not of this machine"},
		{[]string{"--step", "--json", file}, "--step has the terminal for itself"},
		{[]string{"--step", "-"}, "--step has the terminal for itself"},
		{[]string{"--serve", "--json", file}, "--serve shows the page while the script runs"},
	} {
		_, stderr, status := output(t, append([]string{"loop"}, c.args...)...)
		assert.Equal(t, exitUsage, status, c.args)
		assert.Contains(t, stderr, c.says)
	}
	_, stderr, status := output(t, "loop", scriptFile(t, "broken.js", "let a = (1 + 2;\n"))
	assert.Equal(t, exitSyntax, status)
	assert.Contains(t, stderr, "broken.js:1:15: SyntaxError")
}
