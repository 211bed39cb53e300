package perf

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/native"
)

const hot = `function hot(n) {
  let s = 0;
  for (let i = 0; i < n; i++) {
    s += i % 3;
    if (i > 1e9)
      throw new Error("far");
  }
  return s;
}
const o = {}; o.made = function (x) { return hot(x) + 1 };
for (let i = 0; i < 3000; i++) o.made(100);
const list = Array(100).fill(1), each = (n) => { for (let i = 0; i < n; i++) list.forEach((x) => x + i); };
for (let i = 0; i < 100; i++) each(100);
`

// TestStart reads back what a run has written.
func TestStart(t *testing.T) {
	if !native.Available {
		t.Skip("no machine code on this platform")
	}
	dir := filepath.Join(t.TempDir(), "made")
	rt, err := kiln.New(kiln.Options{})
	require.NoError(t, err)
	stop, err := Start(rt, Options{Map: true, Dump: dir})
	if err != nil {
		t.Skip(err) // not Linux
	}
	symbols := filepath.Join(MapFolder, fmt.Sprintf("perf-%d.map", os.Getpid()))
	defer os.Remove(symbols)
	_, err = rt.RunString("dir/a.js", hot)
	require.NoError(t, err)

	// Before it ends all is there already.
	name := filepath.Join(dir, fmt.Sprintf("jit-%d.dump", os.Getpid()))
	file, err := os.ReadFile(name)
	require.NoError(t, err)
	before, closed, err := readDump(file)
	require.NoError(t, err)
	assert.False(t, closed)
	require.NoError(t, stop())
	file, err = os.ReadFile(name)
	require.NoError(t, err)
	list, closed, err := readDump(file)
	require.NoError(t, err)
	assert.True(t, closed)
	assert.Equal(t, before, list)

	text, err := os.ReadFile(symbols)
	require.NoError(t, err)
	lines := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	require.Len(t, lines, len(list))
	found := map[string]bool{}
	last := uint64(0)
	for i, c := range list {
		assert.Equal(t, fmt.Sprintf("%x %x %s", c.Address, len(c.Bytes), c.Name), lines[i])
		assert.EqualValues(t, i, c.Index)
		assert.GreaterOrEqual(t, c.Time, last)
		last = c.Time
		found[c.Name] = true
		at := -1
		for _, l := range c.Lines {
			assert.Greater(t, l.Offset, at)
			assert.Less(t, l.Offset, len(c.Bytes))
			assert.Positive(t, l.Line)
			at = l.Offset
		}
		if !strings.Contains(c.Name, "*hot ") {
			continue
		}
		assert.Equal(t, "dir/a.js", c.File)
		seen := map[int]bool{}
		for _, l := range c.Lines {
			seen[l.Line] = true
		}
		assert.True(t, seen[3] && seen[4] && seen[6], "%v", c.Lines)
	}
	assert.True(t, found["kiln:return"])
	assert.True(t, found["JS:*hot dir/a.js:1:1"], "%v", found)
	assert.True(t, found["Builtin:forEach"], "%v", found)
	for i := range len(file) - recordBytes {
		_, closed, err := readDump(file[:i])
		assert.False(t, err == nil && closed, "cut after %d bytes", i)
	}
}

// TestFresh has what processes of the same number have left.
func TestFresh(t *testing.T) {
	dir := t.TempDir()
	other, name := filepath.Join(dir, "other"), filepath.Join(dir, fmt.Sprintf("perf-%d.map", os.Getpid()))
	require.NoError(t, os.WriteFile(other, []byte("mine"), 0o666))
	require.NoError(t, os.Symlink(other, name))
	m, err := CreateMap(dir)
	require.NoError(t, err)
	m.Add(&Code{Name: "two\nlines", Address: 0xABC, Bytes: make([]byte, 16)})
	require.NoError(t, m.Close())
	text, err := os.ReadFile(name)
	require.NoError(t, err)
	assert.Equal(t, "abc 10 two lines\n", string(text))
	text, err = os.ReadFile(other)
	require.NoError(t, err)
	assert.Equal(t, "mine", string(text), "no link is followed")
	_, err = CreateMap(filepath.Join(dir, "no"))
	assert.Error(t, err)
	_, err = CreateDump(other)
	assert.Error(t, err)
}
