package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestConform runs a small suite, in which two tests fail, and compares the run with itself.
func TestConform(t *testing.T) {
	dir := t.TempDir()
	a, broken := filepath.Join(dir, "a.json"), filepath.Join(dir, "broken.json")
	suite := filepath.Join("..", "..", "internal", "conform", "testdata", "wpt")
	assert.Equal(t, exitRuntime, execute([]string{"conform", "--suite", suite, "--json", a, "--html", filepath.Join(dir, "a.html")}))
	assert.Zero(t, execute([]string{"conform", "--suite", suite, "area/good.any.js"}))
	assert.Zero(t, execute([]string{"conform", "--compare", a, a}))
	assert.Equal(t, exitRuntime, execute([]string{"conform", "--merge", a}))
	require.NoError(t, os.WriteFile(broken, []byte("{"), 0o600))
	for _, args := range [][]string{
		{"--compare", a}, {"--compare", a, broken}, {"--merge", broken}, {"--suite", filepath.Join(dir, "none")}, {"--suite", suite, "none/like/this"},
		{"--suite", suite, "--shard=3/2"}, {"--suite", suite, "--engine=none-like-this"}, {"--tier=none"}, {"--style=x"}, {"--suite", dir},
	} {
		assert.Equal(t, exitUsage, execute(append([]string{"conform"}, args...)), args)
	}
}
