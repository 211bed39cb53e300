package prof

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestStart(t *testing.T) {
	for mode, file := range map[string]string{
		"cpu": "cpu.pprof", "heap": "mem.pprof", "allocs": "mem.pprof", "block": "block.pprof",
		"mutex": "mutex.pprof", "goroutine": "goroutine.pprof", "trace": "trace.out",
	} {
		dir := filepath.Join(t.TempDir(), "made")
		stop, err := Start(mode, dir)
		require.NoError(t, err, mode)
		_, err = Start(mode, dir)
		assert.ErrorContains(t, err, "already", mode)
		stop()
		stop() // the second time is harmless
		info, err := os.Stat(filepath.Join(dir, file))
		require.NoError(t, err, mode)
		assert.NotZero(t, info.Size(), mode)
	}
	assert.Len(t, Modes(), 7)
}

func TestStartRefuses(t *testing.T) {
	_, err := Start("speed", t.TempDir())
	assert.ErrorContains(t, err, `no profile called "speed"`)
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o666))
	_, err = Start("cpu", file)
	assert.Error(t, err)
}
