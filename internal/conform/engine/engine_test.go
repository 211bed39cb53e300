package engine

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/conform/runner"
)

func TestParse(t *testing.T) {
	here, err := os.Getwd()
	require.NoError(t, err)
	for text, want := range map[string][]string{
		"node":                       {"node", "node", "--expose-gc", "--unhandled-rejections=none", "--no-warnings"},
		"node --jitless":             {"node --jitless", "node", "--jitless", "--expose-gc", "--unhandled-rejections=none", "--no-warnings"},
		"/opt/node22":                {"node22", "/opt/node22", "--expose-gc", "--unhandled-rejections=none", "--no-warnings"},
		"engine262=node ./engine262": {"engine262", "node", filepath.Join(here, "engine262"), "--features=all"},
		"old=./kiln-1.0":             {"old", filepath.Join(here, "kiln-1.0"), "run", "--host=test262"},
		"sm=bin/js ../x":             {"sm", filepath.Join(here, "bin", "js"), filepath.Join(filepath.Dir(here), "x"), "--fuzzing-safe"},
		"qjs='/x/qjs' -m":            {"qjs", "/x/qjs", "-m", "--std", "--script"},
		"d8_lite=ssh box d8 -lite":   {"d8_lite", "ssh", "box", "d8", "-lite", "--expose-gc"},
	} {
		e, err := Parse(text, "")
		require.NoError(t, err, text)
		assert.Equal(t, want, append([]string{e.Name}, e.Argv...), text)
		assert.Contains(t, e.Host, "evalScript")
	}
	shim := filepath.Join(t.TempDir(), "host.js")
	_, err = Parse("escargot", shim)
	assert.ErrorIs(t, err, os.ErrNotExist)
	require.NoError(t, os.WriteFile(shim, []byte("(function () {})"), 0o600))
	_, err = Parse("escargot", shim)
	assert.ErrorContains(t, err, "// commands:")
	require.NoError(t, os.WriteFile(shim, []byte("// commands: escargot\n// flags: -x\n(function () {})"), 0o600))
	e, err := Parse("escargot", shim)
	require.NoError(t, err)
	assert.Equal(t, []string{"escargot", "-x"}, e.Argv)
	for _, bad := range []string{"", "escargot", "nodejsx", "x='"} {
		_, err := Parse(bad, "")
		assert.Error(t, err, bad)
	}
}

// exits makes the error of a process that ended with a status.
func exits(t *testing.T, script string) error {
	t.Helper()
	err := exec.Command("sh", "-c", script).Run()
	require.Error(t, err)
	return err
}

func TestOutcome(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("there is no sh")
	}
	script, module := &runner.Job{}, &runner.Job{Module: true}
	fine := "a\n" + mark + `{"phase": "", "type": "", "message": ""}` + "\nb\r\n"
	assert.Equal(t, runner.Outcome{Printed: []string{"a", "b"}}, outcome(script, fine, "", nil))
	o := outcome(script, mark+`{"phase": "unknown", "type": "SyntaxError", "message": "m"}`, "", exits(t, "exit 1"))
	assert.Equal(t, runner.Outcome{Phase: runner.PhaseUnknown, ErrorType: "SyntaxError", Message: "m"}, o)
	assert.True(t, outcome(module, "", "", nil).Pending)
	assert.Contains(t, outcome(script, "", "gone", nil).Broken, "gone")
	assert.Contains(t, outcome(script, mark+"{", "", nil).Broken, "broken")
	o = outcome(script, fine, "late", exits(t, "exit 3"))
	assert.Equal(t, runner.PhaseRuntime, o.Phase)
	assert.Equal(t, "exit status 3\nlate", o.Message)
	assert.Contains(t, outcome(script, fine, "", exits(t, "kill -9 $$")).Broken, "signal: killed")
	assert.Equal(t, "no", outcome(script, "", "", errors.New("no")).Broken)
}

func TestTimeLimit(t *testing.T) {
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("there is no node")
	}
	e, err := Parse("node", "")
	require.NoError(t, err)
	h := &Host{Engine: e, Scratch: t.TempDir()}
	o := h.Run(&runner.Job{Name: "a/b.js", File: "a/b.js", Source: "for (;;);", Timeout: 300 * time.Millisecond})
	assert.Equal(t, runner.LimitTime, o.Limit)
	left, err := filepath.Glob(filepath.Join(h.Scratch, "run-*"))
	require.NoError(t, err)
	assert.Empty(t, left)
}
