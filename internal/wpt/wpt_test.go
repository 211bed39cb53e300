package wpt_test

import (
	"errors"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/wpt"
	"github.com/kilnjs/kiln/pkg/web"
)

// folders are those whose tests package web is held against.
var folders = []string{"dom/abort", "dom/events", "streams"}

var (
	tier = flag.String("wpt.tier", "auto", "tier that TestPlatform runs in")
	only = flag.String("wpt.only", "", "prefix of the names of the tests that TestPlatform runs, also of other folders")
)

// failure is a line of testdata/known_failures.txt.
type failure struct{ test, subtest string }

// everySubtest stands for all subtests of a test.
const everySubtest = "*"

// knownFailures reads the list: lines "TEST: SUBTEST" or "TEST: *" below comments that say why.
func knownFailures(t *testing.T) map[failure]bool {
	text, err := os.ReadFile("testdata/known_failures.txt")
	require.NoError(t, err)
	known := map[failure]bool{}
	reasoned := false
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		switch {
		case line == "":
			reasoned = false
		case strings.HasPrefix(line, "#"):
			reasoned = true
		default:
			test, subtest, ok := strings.Cut(line, ": ")
			require.True(t, ok, "%q is no TEST: SUBTEST", line)
			assert.True(t, reasoned, "%s: no comment above says why it fails", line)
			known[failure{test, subtest}] = true
		}
	}
	return known
}

// TestPlatform runs the tests of the folders. What fails must be known to fail, and what is
// known to fail must do so.
func TestPlatform(t *testing.T) {
	location, err := wpt.Locate("../..")
	if errors.Is(err, wpt.ErrNoSuite) {
		t.Skip(err)
	}
	require.NoError(t, err)
	suite, err := wpt.Open(location)
	require.NoError(t, err)
	asked, err := kiln.ParseTier(*tier)
	require.NoError(t, err)
	known := knownFailures(t)
	under := folders
	if *only != "" {
		folder, _, _ := strings.Cut(*only, "/")
		under = []string{folder}
	}
	for _, folder := range under {
		tests, err := suite.Tests(folder)
		require.NoError(t, err)
		require.NotEmpty(t, tests, folder)
		for _, test := range tests {
			if !strings.HasPrefix(test.Name, *only) || known[failure{test.String(), everySubtest}] {
				continue
			}
			t.Run(test.String(), func(t *testing.T) {
				results, err := suite.Run(&test, kiln.Options{Tier: asked, Libraries: web.All()})
				require.NoError(t, err)
				failed := map[string]bool{}
				t.Logf("%d subtests", len(results))
				for _, r := range results {
					if r.Status == wpt.Pass || r.Status == wpt.Precondition {
						continue
					}
					failed[r.Name] = true
					assert.True(t, known[failure{test.String(), r.Name}], "%s: %s: %s", r.Name, r.Status, r.Message)
				}
				for f := range known {
					assert.True(t, f.test != test.String() || failed[f.subtest], "%s passes: take it out of the list", f.subtest)
				}
			})
		}
	}
}
