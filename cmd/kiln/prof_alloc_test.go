package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/pprof/profile"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const allocating = "class Kept { constructor(i) { this.i = i } }\nconst kept = [];\nfor (let i = 0; i < 1e5; i++) { kept.push(new Kept(i)); ({ i }) }\n"

// TestProfAlloc has profiles of allocations of scripts that end in every way.
func TestProfAlloc(t *testing.T) {
	dir := t.TempDir()
	script, out := filepath.Join(dir, "a.js"), filepath.Join(dir, "a.heapprofile")
	for name, test := range map[string]struct {
		text   string
		flags  []string
		status int
	}{
		"returns": {allocating, nil, 0},
		"throws":  {allocating + "throw new Error('so');", nil, exitRuntime},
		"time":    {allocating + "for (;;);", []string{"--timeout=300ms"}, exitTime},
		"memory":  {allocating + "const a = []; for (;;) a.push({});", []string{"--max-heap=64MB"}, exitMemory},
	} {
		require.NoError(t, os.WriteFile(script, []byte(test.text), 0o666))
		_, _, status := output(t, append(append([]string{"run", "--prof=" + out}, test.flags...), script)...)
		assert.Equal(t, test.status, status, name)
		text, err := os.ReadFile(out)
		require.NoError(t, err)
		type node struct {
			CallFrame struct{ FunctionName, URL string }
			SelfSize  int64
			Children  []node
		}
		var doc struct {
			Head    node
			Samples []struct{ Size, NodeID, Ordinal int64 }
		}
		require.NoError(t, json.Unmarshal(text, &doc), name)
		require.Len(t, doc.Head.Children, 1, name)
		assert.Equal(t, "(script)", doc.Head.Children[0].CallFrame.FunctionName)
		assert.NotEmpty(t, doc.Samples, name)
	}
	require.NoError(t, os.WriteFile(script, []byte(allocating), 0o666))
	out = filepath.Join(dir, "a.pb.gz")
	_, _, status := output(t, "prof", "--alloc", "--interval=8KB", "-o", out, script)
	require.Zero(t, status)
	f, err := os.Open(out)
	require.NoError(t, err)
	defer f.Close()
	p, err := profile.Parse(f)
	require.NoError(t, err)
	kept := int64(0)
	for _, s := range p.Sample {
		if s.Label["what"][0] == "Kept" {
			kept += s.Value[2]
			assert.EqualValues(t, 3, s.Location[0].Line[0].Line)
		}
	}
	assert.InEpsilon(t, 1e5, kept, 0.25)
	text, _, status := output(t, "prof", "--alloc", script)
	require.Zero(t, status)
	assert.Contains(t, text, "Kept in (script)")
	_, _, status = output(t, "prof", "--alloc", "--format=speedscope", script)
	assert.Equal(t, exitUsage, status)
	_, _, status = output(t, "prof", "--alloc", "-o", filepath.Join(dir, "a.cpuprofile"), script)
	assert.Equal(t, exitUsage, status)
}
