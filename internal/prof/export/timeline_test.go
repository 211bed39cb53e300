package export_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/prof/script"
)

func turned() *script.Profile {
	p := sample()
	p.Turns = []script.Turn{{Took: 9 * ms, What: "(script)"}, {At: 9 * ms, Took: ms, What: "hot", File: "dir/a.js", Line: 1, Jobs: 2}}
	return p
}

// TestTrace has slices that lie in each other as the frames do, and cover all the time.
func TestTrace(t *testing.T) {
	var d struct {
		TraceEvents []struct {
			Name, Cat, Ph string
			Ts            float64
			Dur           *float64
			Pid, Tid      int
		}
	}
	require.NoError(t, json.Unmarshal([]byte(write(t, "trace", turned())), &d))
	var got []string
	for _, e := range d.TraceEvents {
		if e.Ph == "M" {
			continue
		}
		require.Equal(t, "X", e.Ph)
		require.NotNil(t, e.Dur, e.Name)
		got = append(got, strings.Join([]string{e.Name, e.Cat, time.Duration(e.Ts * 1000).String(), time.Duration(*e.Dur * 1000).String()}, " "))
	}
	assert.Equal(t, []string{
		"(script) turn 0s 9ms", "hot turn 9ms 1ms",
		"main;x interp 0s 9ms", "hot bytecode 1ms 8ms", "sort host 8ms 1ms", "(idle) engine 9ms 1ms",
	}, got)
}

// TestFirefox has tables whose columns have the length that they say, and whose indices
// lead somewhere.
func TestFirefox(t *testing.T) {
	type table map[string]any
	var d struct {
		Meta    map[string]any
		Libs    []any
		Threads []struct {
			Name, Pid                                                                         string
			StringArray                                                                       []string
			Samples, Markers, StackTable, FrameTable, FuncTable, ResourceTable, NativeSymbols table
		}
	}
	require.NoError(t, json.Unmarshal([]byte(write(t, "firefox", turned())), &d))
	assert.NotNil(t, d.Libs)
	for _, key := range []string{"version", "preprocessedProfileVersion", "interval", "startTime", "categories", "markerSchema", "extensions", "stackwalk", "product", "processType"} {
		assert.Contains(t, d.Meta, key)
	}
	require.Len(t, d.Threads, 1)
	th := d.Threads[0]
	lengths := map[string]int{}
	for name, tab := range map[string]table{"samples": th.Samples, "markers": th.Markers, "stacks": th.StackTable, "frames": th.FrameTable, "funcs": th.FuncTable, "resources": th.ResourceTable, "symbols": th.NativeSymbols} {
		n := int(tab["length"].(float64))
		lengths[name] = n
		for column, values := range tab {
			if list, ok := values.([]any); ok {
				assert.Len(t, list, n, "%s.%s", name, column)
			}
		}
	}
	assert.Equal(t, map[string]int{"samples": 5, "markers": 2, "stacks": 5, "frames": 5, "funcs": 4, "resources": 0, "symbols": 0}, lengths)
	within := func(list any, n int, what string) {
		for i, v := range list.([]any) {
			if v != nil {
				assert.Less(t, int(v.(float64)), n, "%s %d", what, i)
			}
		}
	}
	within(th.Samples["stack"], 5, "stack")
	within(th.StackTable["frame"], 5, "frame")
	within(th.FrameTable["func"], 4, "func")
	within(th.FuncTable["name"], len(th.StringArray), "name")
	within(th.FuncTable["fileName"], len(th.StringArray), "file")
	within(th.FrameTable["category"], len(d.Meta["categories"].([]any)), "category")
	for i, prefix := range th.StackTable["prefix"].([]any) {
		if prefix != nil {
			assert.Less(t, int(prefix.(float64)), i, "stacks stand on earlier ones")
		}
	}
	hot := int(th.FuncTable["name"].([]any)[1].(float64))
	assert.Equal(t, "hot", th.StringArray[hot])
	assert.Equal(t, []any{0., 9.}, th.Markers["startTime"])
	assert.Equal(t, 10., sum(th.Samples["weight"].([]any)))
}

func sum(list []any) (all float64) {
	for _, v := range list {
		all += v.(float64)
	}
	return all
}
