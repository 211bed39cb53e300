package conform

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/conform/runner"
)

// TestStyles runs small suites of other styles, found by what is in them, in Kiln and, if it
// is there, in Node; all tests must pass but those that say what is wrong.
func TestStyles(t *testing.T) {
	_, noNode := exec.LookPath("node")
	for style, failures := range map[string]map[string]string{
		"jit-test": {"basic/wrong.js": `runtime: Error: Assertion failed: got "a", expected "b\"c"`},
		"mjsunit":  {"unknown-native.js": "runtime: Error: this host has no %NoSuchThing"},
		"compat-table": {
			"data-es6.js/arrow functions/wrong": "runtime: Error: the test returned false",
			"data-es6.js/never":                 "async: the test ended without calling $DONE",
			"data-es6.js/early error":           "parse: ",
		},
		"wpt": {
			"area/bad.any.js":  "async: 1 of 2 failed: FAIL two: expected 2 but got 1",
			"area/none.any.js": "async: 1 of 0 failed: no subtest was run",
		},
	} {
		t.Run(style, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "a.json")
			args := []string{"--suite", filepath.Join("testdata", style), "--tier=interp,auto", "--json", file}
			if noNode == nil {
				args = append(args, "--engine=node")
			}
			ok, out, err := conformed(t, args...)
			require.NoError(t, err)
			assert.False(t, ok)
			assert.NotContains(t, out, "differ")
			run := readRun(t, file)
			assert.Equal(t, style, run.Style)
			failed := map[string]bool{}
			for _, r := range run.Results {
				want, wrong := failures[r.Path]
				assert.Equal(t, wrong, r.Status != runner.Pass, "%v", r)
				assert.Contains(t, r.Message, want, "%v", r)
				failed[r.Path] = failed[r.Path] || wrong
			}
			passed := 0
			for _, wrong := range failed {
				if !wrong {
					passed++
				}
			}
			assert.Equal(t, map[string]int{"jit-test": 10, "mjsunit": 7, "compat-table": 5, "wpt": 2}[style], passed)
			if style == "wpt" {
				assert.Regexp(t, `auto +2 of 4 .*; 9 of 10 subtests`, out)
			}
			assert.Equal(t, style == "compat-table", run.Results[0].Edition == "ES2015")
			assert.Equal(t, style == "compat-table", run.Results[0].Edition != "")
		})
	}
}

func TestStyleErrors(t *testing.T) {
	dir := t.TempDir()
	_, _, err := conformed(t, "--suite", dir)
	assert.ErrorContains(t, err, "lib/asserts.js (jit-test)")
	_, _, err = conformed(t, "--suite", filepath.Join("testdata", "wpt"), "--style=mjsunit")
	assert.ErrorContains(t, err, "it has no mjsunit.js")
	require.NoError(t, os.WriteFile(filepath.Join(dir, "data-es6.js"), []byte("exports.tests = ["), 0o600))
	_, _, err = conformed(t, "--suite", dir)
	assert.ErrorContains(t, err, "data-es6.js: ")
	assert.ErrorContains(t, err, "SyntaxError")
}
