package export

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/pprof/profile"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/prof/script"
	"github.com/kilnjs/kiln/pkg/syntax"
	"github.com/kilnjs/kiln/pkg/watch"
)

// allocatedSample is a profile with two stacks, one of them at two lines.
func allocatedSample(t *testing.T) *script.Allocations {
	t.Helper()
	return &script.Allocations{
		Profile: script.Profile{
			Funcs: []script.Func{
				{Name: "(script)", File: "a.js", Line: 1, Col: 1, Source: syntax.NewSource("a.js", "outer();\nlet </script>")},
				{Name: "inner;x", File: "a.js", Line: 2, Col: 5, Source: syntax.NewSource("a.js", "outer();\nlet </script>")},
				{Name: "map", Kind: script.Builtin},
			},
			Frames: []script.Frame{
				{Func: 0, Line: 1, Col: 1, Tier: watch.Interp}, {Func: 1, Line: 2, Col: 1, Tier: watch.Native},
				{Func: 1, Line: 2, Col: 3, Tier: watch.Native}, {Func: 2, Tier: watch.Host},
			},
			Nodes: []script.Node{
				{Parent: -1, Frame: -1}, {Parent: 0, Frame: 0}, {Parent: 1, Frame: 1}, {Parent: 1, Frame: 2}, {Parent: 2, Frame: 3},
			},
		},
		Interval: 1024,
		Cells: []script.AllocatedCell{
			{Node: 2, What: "Point", Bytes: 100, Weight: 10, Alive: true},
			{Node: 3, What: "Point", Bytes: 100, Weight: 10},
			{Node: 4, What: "(text)", Bytes: 50, Weight: 20, Alive: true},
		},
	}
}

func TestAllocPprof(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, AllocPprof(&out, allocatedSample(t)))
	p, err := profile.Parse(&out)
	require.NoError(t, err)
	require.NoError(t, p.CheckValid())
	var types []string
	for _, v := range p.SampleType {
		types = append(types, v.Type)
	}
	assert.Equal(t, []string{"alloc_objects", "alloc_space", "inuse_objects", "inuse_space"}, types)
	require.Len(t, p.Sample, 3)
	assert.Equal(t, "alloc_space", p.DefaultSampleType)
	assert.Equal(t, []int64{10, 1000, 10, 1000}, p.Sample[0].Value)
	assert.Equal(t, []int64{10, 1000, 0, 0}, p.Sample[1].Value)
	assert.Equal(t, []string{"(text)"}, p.Sample[2].Label["what"])
	assert.Equal(t, []int64{50}, p.Sample[2].NumLabel["bytes"])
	assert.Equal(t, []string{"bytes"}, p.Sample[2].NumUnit["bytes"])
	assert.Equal(t, "map", p.Sample[2].Location[0].Line[0].Function.Name)
}

func TestHeapProfile(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, HeapProfile(&out, allocatedSample(t)))
	assert.JSONEq(t, `{"head": {"callFrame": {"functionName": "(root)", "scriptId": "0", "url": "", "lineNumber": -1, "columnNumber": -1},
		"selfSize": 0, "id": 1, "children": [
		{"callFrame": {"functionName": "(script)", "scriptId": "1", "url": "a.js", "lineNumber": 0, "columnNumber": 0},
		"selfSize": 0, "id": 2, "children": [
		{"callFrame": {"functionName": "inner;x", "scriptId": "1", "url": "a.js", "lineNumber": 1, "columnNumber": 4},
		"selfSize": 1000, "id": 3, "children": [
		{"callFrame": {"functionName": "map", "scriptId": "0", "url": "", "lineNumber": -1, "columnNumber": -1},
		"selfSize": 1000, "id": 4, "children": []}]}]}]},
		"samples": [{"size": 1000, "nodeId": 3, "ordinal": 1}, {"size": 1000, "nodeId": 4, "ordinal": 3}]}`, out.String())
}

func TestAllocTexts(t *testing.T) {
	var out strings.Builder
	require.NoError(t, AllocTable(&out, allocatedSample(t)))
	assert.Contains(t, out.String(), "about 2.9 KB in 40 cells were allocated, 2.0 KB of them alive at the end; 3 samples, one in 1.0 KB")
	assert.Contains(t, out.String(), "Point in inner;x a.js:2:1 [native]  let </script>")
	out.Reset()
	require.NoError(t, AllocCollapsed(&out, allocatedSample(t)))
	assert.Equal(t, "(script) a.js:1;inner:x a.js:2;Point 2000\n(script) a.js:1;inner:x a.js:2;map;(text) 1000\n", out.String())
	out.Reset()
	require.NoError(t, AllocJSON(&out, allocatedSample(t)))
	var doc struct {
		Total   allocated
		Samples []any
	}
	require.NoError(t, json.Unmarshal([]byte(out.String()), &doc))
	assert.Equal(t, allocated{Objects: 40, Bytes: 3000, Alive: 30, InUse: 2000}, doc.Total)
	assert.Len(t, doc.Samples, 3)
	for _, f := range AllocFormats {
		require.NoError(t, f.Write(&out, &script.Allocations{Profile: script.Profile{Nodes: []script.Node{{Parent: -1, Frame: -1}}}}), f.Name)
	}
}

func TestAllocByName(t *testing.T) {
	for _, test := range [][3]string{{"", "", "table"}, {"", "a.heapprofile", "heapprofile"}, {"", "x.pb.gz", "pprof"}, {"json", "x.pb.gz", "json"}} {
		f, err := AllocByName(test[0], test[1])
		require.NoError(t, err)
		assert.Equal(t, test[2], f.Name)
	}
	_, err := AllocByName("", "a.out")
	assert.ErrorContains(t, err, "a.out does not say")
	_, err = AllocByName("speedscope", "")
	assert.ErrorContains(t, err, `no format "speedscope"`)
}
