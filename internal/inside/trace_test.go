package inside_test

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/inside"
	"github.com/kilnjs/kiln/internal/prof/script"
	"github.com/kilnjs/kiln/pkg/native"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// TestTrace: each event of the run is in the trace, with what viewers want of it.
func TestTrace(t *testing.T) {
	source, err := os.ReadFile("testdata/hot.js")
	require.NoError(t, err)
	var trace *inside.Trace
	_, rt, err := runWatched(t, string(source), func(o *kiln.Options) { trace = inside.WatchTrace(o.Watch) })
	require.NoError(t, err)
	rt.Object().Heap.Collect(true)
	var b bytes.Buffer
	require.NoError(t, trace.Write(&b))
	var file struct {
		TraceEvents []struct {
			Name, Cat, Ph, S string
			Ts, Dur          float64
			Pid, Tid         int
			Args             map[string]any
		} `json:"traceEvents"`
		OtherData struct{ EventsLost int } `json:"otherData"`
	}
	require.NoError(t, json.Unmarshal(b.Bytes(), &file))
	kinds := map[string]int{}
	for _, e := range file.TraceEvents {
		kinds[e.Cat+e.Ph]++
		assert.Equal(t, 1, e.Pid)
		assert.NotEmpty(t, e.Name)
		assert.GreaterOrEqual(t, e.Ts, 0.0)
		if e.Cat == "promote" {
			assert.Contains(t, []any{"bytecode", "native"}, e.Args["to"])
			assert.Equal(t, "t.js", e.Args["file"])
			assert.Equal(t, "t", e.S)
		}
	}
	assert.Equal(t, 5, kinds["M"])
	assert.Positive(t, kinds["promotei"])
	assert.Positive(t, kinds["compileX"])
	assert.Positive(t, kinds["collectX"])
	if native.Available {
		assert.Positive(t, kinds["replacei"])
		assert.Positive(t, kinds["leavei"])
	}
	assert.Zero(t, file.OtherData.EventsLost)
}

// TestTiersWithTime: samples are told by function, tier and line, whoever has the same place.
func TestTiersWithTime(t *testing.T) {
	var log *inside.TierLog
	program, rt, err := runWatched(t, "function f(x) { return x.sort() }\nf([2, 1]);\n", func(o *kiln.Options) { log = inside.WatchTiers(o.Watch) })
	require.NoError(t, err)
	infos := all(t, program).Functions
	require.Len(t, infos, 2)
	p := &script.Profile{
		Took: 10 * time.Millisecond,
		Funcs: []script.Func{
			{Name: "(script)", Info: infos[0], Line: 1, Col: 1}, {Name: "f", Info: infos[1], Line: 1, Col: 1},
			{Name: "sort", Kind: script.Builtin}, {Name: "(compiler)", Kind: script.Engine}, {Name: "elsewhere", Info: &syntax.FuncInfo{}},
		},
		Frames: []script.Frame{{Func: 0, Line: 2, Tier: 0}, {Func: 1, Line: 1, Tier: 2}, {Func: 2, Tier: 3}, {Func: 3, Tier: script.NoTier}, {Func: 1, Tier: script.NoTier}, {Func: 4, Line: 1, Tier: 1}},
		Nodes:  []script.Node{{Parent: -1, Frame: -1}, {Parent: 0, Frame: 0}, {Parent: 1, Frame: 1}, {Parent: 2, Frame: 2}, {Parent: 0, Frame: 3}, {Parent: 4, Frame: 4}, {Parent: 2, Frame: 5}},
		Samples: []script.Sample{
			{Node: 1, Weight: time.Millisecond}, {Node: 2, Weight: 2 * time.Millisecond}, {Node: 3, Weight: 4 * time.Millisecond},
			{Node: 4, Weight: 1 * time.Millisecond}, {Node: 5, Weight: time.Millisecond}, {Node: 0, Weight: time.Millisecond}, {Node: 6, Weight: time.Millisecond},
		},
	}
	view := inside.NewTiers(all(t, program), rt, log, p)
	assert.Equal(t, map[string]time.Duration{"(compiler)": 2 * time.Millisecond}, view.Engine)
	require.Equal(t, "f", view.Functions[0].Name, "what takes most stands first")
	assert.Equal(t, map[string]time.Duration{"native": 2 * time.Millisecond, "host": 4 * time.Millisecond}, view.Functions[0].TimeByTier)
	assert.Equal(t, map[string]time.Duration{"interp": time.Millisecond}, view.Functions[1].TimeByTier)
	var text bytes.Buffer
	require.NoError(t, view.WriteText(&text))
	assert.Contains(t, text.String(), "in 10.0 ms; beside them (compiler) 2.0 ms")
	assert.Contains(t, text.String(), "f (t.js:1:1), 6.0 ms: 33% in native, 67% in built-in functions")
	assert.Contains(t, text.String(), "        4.0 ms in built-in functions\n")
}
