package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPerfFiles(t *testing.T) {
	if runtime.GOOS != "linux" || runtime.GOARCH != "amd64" {
		t.Skip("perf is a tool of Linux, and machine code is made on amd64")
	}
	dir := t.TempDir()
	script, dump := filepath.Join(dir, "a.js"), filepath.Join(dir, "dump")
	require.NoError(t, os.WriteFile(script, []byte(burn+"throw 1"), 0o666))
	symbols := fmt.Sprintf("/tmp/perf-%d.map", os.Getpid())
	defer os.Remove(symbols)
	_, _, status := output(t, "run", "--perf-map", "--jitdump="+dump, script)
	assert.Equal(t, exitRuntime, status)
	text, err := os.ReadFile(symbols)
	require.NoError(t, err)
	assert.Contains(t, string(text), "JS:*burn "+script)
	info, err := os.Stat(filepath.Join(dump, fmt.Sprintf("jit-%d.dump", os.Getpid())))
	require.NoError(t, err)
	assert.Greater(t, info.Size(), int64(100))
	_, stderr, status := output(t, "run", "--jitdump="+script, script)
	assert.Equal(t, exitUsage, status)
	assert.Contains(t, stderr, "a.js")
}
