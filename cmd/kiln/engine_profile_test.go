package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/pprof/profile"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestEngineProfile(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	require.NoError(t, os.WriteFile("a.js", []byte(burn+"throw 1"), 0o666))
	for mode, file := range map[string]string{"cpu": "kiln-cpu.pprof", "heap": "kiln-heap.pprof", "trace": "kiln-trace.out", "allocs": "kiln-allocs.pprof", "block": "kiln-block.pprof", "mutex": "kiln-mutex.pprof"} {
		_, stderr, status := output(t, "run", "--engine-profile="+mode, "a.js")
		assert.Equal(t, exitRuntime, status)
		assert.Contains(t, stderr, file)
		info, err := os.Stat(file)
		require.NoError(t, err)
		assert.NotZero(t, info.Size())
		if mode == "trace" {
			continue
		}
		f, err := os.Open(file)
		require.NoError(t, err)
		_, err = profile.Parse(f)
		assert.NoError(t, err, mode)
		f.Close()
	}
	_, stderr, status := output(t, "run", "--engine-profile=cpu", "a.js")
	assert.Equal(t, exitUsage, status)
	assert.Contains(t, stderr, "exists already")
	_, _, status = output(t, "run", "--engine-profile=cpu:kiln-cpu.pprof", "a.js")
	assert.Equal(t, exitRuntime, status, "a file that is named is written over")
	_, stderr, status = output(t, "heap", "--engine-profile=speed", "a.js")
	assert.Equal(t, exitUsage, status)
	assert.Contains(t, stderr, "there are allocs, block, cpu")
	left, err := filepath.Glob(".kiln-*")
	require.NoError(t, err)
	assert.Empty(t, left)
}

// TestImportsAtStart names libraries that would cost time whenever the command starts:
// what they do when a process begins takes longer than Kiln does.
func TestImportsAtStart(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the go command")
	}
	out, err := exec.Command("go", "list", "-deps", ".").Output()
	require.NoError(t, err)
	for _, path := range strings.Fields(string(out)) {
		assert.NotContains(t, []string{"net/http", "crypto/tls", "github.com/google/pprof/profile", "github.com/felixge/fgprof"}, path)
	}
}
