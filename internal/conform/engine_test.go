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

// TestNode runs a suite in Kiln and in Node, which agree.
func TestNode(t *testing.T) {
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("there is no node to compare with")
	}
	suite, file := miniSuite(t), filepath.Join(t.TempDir(), "a.json")
	_, out, err := conformed(t, "--suite", suite, "--tier=auto", "--engine=node", "--no-known", "--json", file)
	require.NoError(t, err)
	assert.Regexp(t, `auto +15 of 16 scenarios passed`, out)
	assert.Regexp(t, `node +15 of 16 scenarios passed`, out)
	assert.NotContains(t, out, "differ")
	for _, r := range readRun(t, file).Results {
		assert.Equal(t, r.Path != "language/bad.js", r.Status == runner.Pass, "%v", r)
		if r.Status != runner.Pass {
			assert.Contains(t, r.Message, "runtime: Test262Error: as it should be")
		}
	}
	t.Chdir(t.TempDir())
	node, err := exec.LookPath("node")
	require.NoError(t, err)
	require.NoError(t, os.Symlink(node, "here"))
	_, out, err = conformed(t, "--suite", suite, "--tier=none", "--engine=node=./here", "--no-known", "language/good.js")
	require.NoError(t, err)
	assert.Regexp(t, `node +2 of 2 scenarios passed`, out)
	_, _, err = conformed(t, "--suite", suite, "--engine=none-like-this")
	assert.ErrorContains(t, err, "there is no host definition")
	_, _, err = conformed(t, "--suite", suite, "--engine=node", "--engine=node")
	assert.ErrorContains(t, err, "two engines are called node")
}
