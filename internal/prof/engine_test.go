package prof

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestStart(t *testing.T) {
	for _, m := range Modes {
		dir := filepath.Join(t.TempDir(), "made")
		stop, err := Start(m.Name, dir)
		require.NoError(t, err, m.Name)
		_, err = Start(m.Name, dir)
		assert.ErrorContains(t, err, "already", m.Name)
		stop()
		stop() // the second time is harmless
		info, err := os.Stat(filepath.Join(dir, m.File))
		require.NoError(t, err, m.Name)
		assert.NotZero(t, info.Size(), m.Name)
	}
	assert.Len(t, Modes, 7)
}

func TestStartRefuses(t *testing.T) {
	_, err := Start("speed", t.TempDir())
	assert.ErrorContains(t, err, `no profile called "speed"; there are allocs, block, cpu`)
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o666))
	_, err = Start("cpu", file)
	assert.Error(t, err)
}

func TestStartFile(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "any.name")
	for _, fresh := range []bool{true, false} {
		stop, err := StartFile("heap", file, fresh)
		require.NoError(t, err)
		require.NoError(t, stop())
		entries, err := os.ReadDir(dir)
		require.NoError(t, err)
		require.Len(t, entries, 1, "nothing else is left")
	}
	_, err := StartFile("heap", file, true)
	assert.ErrorContains(t, err, "exists already")
	_, err = StartFile("speed", filepath.Join(dir, "b"), true)
	assert.ErrorContains(t, err, "no profile")
	_, err = StartFile("cpu", filepath.Join(dir, "no", "folder"), true)
	assert.Error(t, err)
}
