package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/snapshot"
)

const leak = "class Leak { constructor(i) { this.i = i } }\nconst leaks = [];\nfor (let i = 0; i < 500; i++) leaks.push(new Leak(i));\n"

// runHeap runs kiln heap on a script and returns what it printed to standard output.
func runHeap(t *testing.T, text string, flags ...string) (out string, status int) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "a.js")
	require.NoError(t, os.WriteFile(file, []byte(text), 0o666))
	out, _, status = output(t, append(append([]string{"heap"}, flags...), file)...)
	return out, status
}

// TestHeap has a view of the heap of scripts that end in every way, with the status of the run.
func TestHeap(t *testing.T) {
	for name, test := range map[string]struct {
		text   string
		flags  []string
		status int
	}{
		"returns": {leak, nil, 0},
		"throws":  {leak + "throw new Error('so')", nil, exitRuntime},
		"time":    {leak + "for (;;);", []string{"--timeout=50ms"}, exitTime},
		"memory":  {leak + "const a = []; for (;;) a.push({});", []string{"--max-heap=32MB"}, exitMemory},
		"running": {leak + "const end = Date.now() + 150; while (Date.now() < end);", []string{"--at=20ms"}, 0},
		"waits":   {leak + "setTimeout(() => { leaks.length = 0 }, 150)", []string{"--at=20ms"}, 0},
		"calls":   {leak + "heapSnapshot(); leaks.length = 0", []string{"--at=call"}, 0},
	} {
		out, status := runHeap(t, test.text, append(test.flags, "--json", "--paths=Leak")...)
		assert.Equal(t, test.status, status, name)
		var r snapshot.Report
		require.NoError(t, json.Unmarshal([]byte(out), &r), name)
		sum, leaks := uint64(0), 0
		for _, c := range r.Classes {
			sum += c.Shallow
			if c.Class == "Leak" {
				leaks = c.Count
			}
		}
		assert.Equal(t, r.Bytes, sum, name)
		assert.Equal(t, 500, leaks, name)
		require.NotEmpty(t, r.Paths[0].Paths, name)
		assert.Equal(t, ".leaks", r.Paths[0].Paths[0][1].Edge, name)
	}
	for _, test := range []struct {
		text   string
		flags  []string
		status int
	}{
		{"let let", nil, exitSyntax},
		{leak, []string{"--at=soon"}, exitUsage},
		{leak, []string{"--at=20s"}, exitUsage},
		{leak, []string{"--at=call"}, exitUsage},
		{leak, []string{"--paths=Nothing"}, exitUsage},
		{leak, []string{"--top=-1"}, exitUsage},
		{leak, []string{"--diff=nothing.heapsnapshot"}, exitUsage},
		{leak, []string{"--out=" + filepath.Join("no", "such", "folder")}, exitUsage},
	} {
		out, status := runHeap(t, test.text, test.flags...)
		assert.Equal(t, test.status, status, "%v", test.flags)
		assert.Empty(t, out)
	}
}

func TestHeapFiles(t *testing.T) {
	dir := t.TempDir()
	a := filepath.Join(dir, "a.heapsnapshot")
	out, status := runHeap(t, leak+"heapSnapshot(); leaks.length = 100; leaks.push(new Leak(0)); heapSnapshot()", "--at=call", "--out="+a)
	require.Zero(t, status)
	assert.Contains(t, out, "constructor")
	out, _, status = output(t, "heap", "--json", "--diff="+a, filepath.Join(dir, "a-2.heapsnapshot"))
	require.Zero(t, status)
	var c snapshot.Changes
	require.NoError(t, json.Unmarshal([]byte(out), &c))
	assert.True(t, c.SameRun)
	for _, class := range c.Classes {
		if class.Class == "Leak" {
			assert.Equal(t, [3]int{1, 400, -399}, [3]int{class.New, class.Freed, class.Count})
		}
	}
	out, _, status = output(t, "heap", "--paths=@1", a)
	require.Zero(t, status)
	assert.Contains(t, out, "(GC roots) @1")

	text, err := os.ReadFile(a)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(a, text[:len(text)/2], 0o666))
	_, _, status = output(t, "heap", a)
	assert.Equal(t, exitRuntime, status)
	_, _, status = output(t, "heap", a, "more")
	assert.Equal(t, exitUsage, status)
}
