package export_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/pprof/profile"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/prof/export"
	"github.com/kilnjs/kiln/internal/prof/script"
	"github.com/kilnjs/kiln/pkg/syntax"
	"github.com/kilnjs/kiln/pkg/watch"
)

const ms = time.Millisecond

// sample is a profile of main, which calls hot in two tiers, sorts, and waits.
func sample() *script.Profile {
	src := syntax.NewSource("dir/a.js", "function hot(a) {\n  return a | `x`;\n}\nhot();\n")
	return &script.Profile{
		Funcs: []script.Func{
			{Name: "main;x", File: "dir/a.js", Line: 4, Col: 1, Source: src},
			{Name: "hot", File: "dir/a.js", Line: 1, Col: 1, Source: src},
			{Name: "sort", Kind: script.Builtin},
			{Name: script.Idle, Kind: script.Engine},
		},
		Frames: []script.Frame{
			{Func: 0, Line: 4, Col: 1, Tier: watch.Interp},
			{Func: 1, Line: 2, Col: 3, Tier: watch.Bytecode},
			{Func: 1, Line: 2, Col: 10, Tier: watch.Native},
			{Func: 2, Tier: watch.Host},
			{Func: 3, Tier: script.NoTier},
		},
		Nodes: []script.Node{{Parent: -1, Frame: -1}, {Parent: 0, Frame: 0}, {Parent: 1, Frame: 1}, {Parent: 1, Frame: 2}, {Parent: 3, Frame: 3}, {Parent: 0, Frame: 4}},
		Samples: []script.Sample{
			{Node: 1, At: ms, Weight: ms}, {Node: 2, At: 3 * ms, Weight: 2 * ms}, {Node: 3, At: 8 * ms, Weight: 5 * ms},
			{Node: 4, At: 9 * ms, Weight: ms}, {Node: 5, At: 10 * ms, Weight: ms},
		},
		Start: time.Unix(1000, 0), Period: ms, Took: 10 * ms, Clock: script.Wall,
	}
}

func write(t *testing.T, name string, p *script.Profile) string {
	t.Helper()
	f, err := export.ByName(name)
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, f.Write(&b, p))
	return b.String()
}

func TestEveryFormatOfNothing(t *testing.T) {
	empty := &script.Profile{Nodes: []script.Node{{Parent: -1, Frame: -1}}, Start: time.Unix(1, 0), Period: ms, Clock: script.Wall}
	for _, f := range export.Formats {
		var b bytes.Buffer
		assert.NoError(t, f.Write(&b, empty), f.Name)
		assert.NotEmpty(t, f.Help)
	}
}

func TestChoice(t *testing.T) {
	for file, want := range map[string]string{
		"a.cpuprofile": "cpuprofile", "x/a.PB.gz": "pprof", "a.json": "json", "a.speedscope.json": "speedscope", "a.md": "markdown", "a.folded": "collapsed",
	} {
		f, err := export.ByFile(file)
		require.NoError(t, err, file)
		assert.Equal(t, want, f.Name, file)
	}
	_, err := export.ByFile("profile")
	assert.ErrorContains(t, err, ".cpuprofile")
	_, err = export.ByName("dot")
	assert.ErrorContains(t, err, "speedscope")
}

func TestText(t *testing.T) {
	table := write(t, "table", sample())
	for _, want := range []string{
		"by tier: native 50%, bytecode 20%, engine 10%, host 10%, interp 10%",
		"hot                          dir/a.js:1:1  native 71%, bytecode 29%",
		"  70.0%        7ms     2 | return a | `x`;",
	} {
		assert.Contains(t, table, want)
	}
	markdown := write(t, "markdown", sample())
	assert.Contains(t, markdown, "| 70.0% | 7ms | 80.0% | 8ms | `hot` | `dir/a.js:1:1` | native 71%, bytecode 29% |")
	assert.Contains(t, markdown, "| 70.0% | 2 | ``return a \\| `x`;`` |")
	assert.Equal(t, "(idle) 1000\nmain:x dir/a.js:4 1000\nmain:x dir/a.js:4;hot dir/a.js:1 7000\nmain:x dir/a.js:4;hot dir/a.js:1;sort 1000\n",
		sortedLines(write(t, "collapsed", sample())))
}

func sortedLines(text string) string {
	lines := strings.SplitAfter(text, "\n")
	for i := range lines {
		for k := i + 1; k < len(lines); k++ {
			if lines[k] != "" && lines[k] < lines[i] {
				lines[i], lines[k] = lines[k], lines[i]
			}
		}
	}
	return strings.Join(lines, "")
}

func TestJSON(t *testing.T) {
	var d struct {
		TookNS    int64
		TiersNS   map[string]int64
		Functions []struct {
			Name            string
			SelfNS, TotalNS int64
			LinesNS         map[string]int64
		}
		Stacks  []struct{ Parent, Frame int }
		Samples [][3]int64
	}
	require.NoError(t, json.Unmarshal([]byte(write(t, "json", sample())), &d))
	assert.Equal(t, int64(10*ms), d.TookNS)
	assert.Equal(t, int64(5*ms), d.TiersNS["native"])
	assert.Equal(t, int64(1*ms), d.TiersNS["engine"])
	assert.Equal(t, int64(7*ms), d.Functions[1].SelfNS)
	assert.Equal(t, int64(8*ms), d.Functions[1].TotalNS)
	assert.Equal(t, map[string]int64{"2": int64(7 * ms)}, d.Functions[1].LinesNS)
	assert.Equal(t, [3]int64{3, int64(9 * ms), int64(ms)}, d.Samples[3])
	assert.Equal(t, 2, d.Stacks[3].Parent)
	assert.Equal(t, -1, d.Stacks[0].Parent)
}

func TestPprof(t *testing.T) {
	text := write(t, "pprof", sample())
	p, err := profile.ParseData([]byte(text))
	require.NoError(t, err)
	require.NoError(t, p.CheckValid())
	assert.Equal(t, int64(10*ms), p.DurationNanos)
	assert.Equal(t, "time", p.DefaultSampleType)
	tiers := map[string]int64{}
	for _, s := range p.Sample {
		tiers[s.Label["tier"][0]] += s.Value[1]
	}
	assert.Equal(t, map[string]int64{"interp": int64(ms), "bytecode": int64(2 * ms), "native": int64(5 * ms), "host": int64(ms), "engine": int64(ms)}, tiers)
	inner := p.Sample[3]
	var names []string
	for _, l := range inner.Location {
		names = append(names, fmt.Sprintf("%s:%d:%d", l.Line[0].Function.Name, l.Line[0].Line, l.Line[0].Column))
	}
	assert.Equal(t, []string{"sort:0:0", "hot:2:10", "main;x:4:1"}, names)

	file := filepath.Join(t.TempDir(), "a.pprof")
	require.NoError(t, os.WriteFile(file, []byte(text), 0o666))
	cmd := exec.Command("go", "tool", "pprof", "-top", file)
	top, err := cmd.Output()
	require.NoError(t, err)
	assert.Regexp(t, `7ms 70\.00% 70\.00% +8ms 80\.00% +hot`, string(top))
}

func TestSpeedscope(t *testing.T) {
	var d struct {
		Schema   string `json:"$schema"`
		Shared   struct{ Frames []struct{ Name string } }
		Profiles []struct {
			Type, Unit           string
			StartValue, EndValue int64
			Samples              [][]int
			Weights              []int64
		}
	}
	require.NoError(t, json.Unmarshal([]byte(write(t, "speedscope", sample())), &d))
	p := d.Profiles[0]
	assert.Equal(t, "sampled", p.Type)
	assert.Equal(t, []int{0, 1, 2}, p.Samples[3])
	var sum int64
	for _, w := range p.Weights {
		sum += w
	}
	assert.Equal(t, p.EndValue-p.StartValue, sum)
	assert.Equal(t, "sort", d.Shared.Frames[2].Name)
}

// shape describes a decoded document: its fields and their types, those of the first
// element that has them for a list.
func shape(path string, v any, into map[string]string) {
	switch v := v.(type) {
	case map[string]any:
		for k, e := range v {
			shape(path+"."+k, e, into)
		}
	case []any:
		into[path] = "list"
		for _, e := range v {
			shape(path+"[]", e, into)
		}
	default:
		into[path] = fmt.Sprintf("%T", v)
	}
}

// TestCPUProfile compares the file with one that Node writes, field by field.
func TestCPUProfile(t *testing.T) {
	var d struct {
		Nodes []struct {
			ID, HitCount int
			CallFrame    struct {
				FunctionName, URL        string
				LineNumber, ColumnNumber int
			}
			Children      []int
			PositionTicks []struct{ Line, Ticks int }
		}
		StartTime, EndTime int64
		Samples            []int
		TimeDeltas         []int64
	}
	text := write(t, "cpuprofile", sample())
	require.NoError(t, json.Unmarshal([]byte(text), &d))
	assert.Equal(t, "(root)", d.Nodes[0].CallFrame.FunctionName)
	hot := d.Nodes[2]
	assert.Equal(t, "hot", hot.CallFrame.FunctionName)
	assert.Equal(t, 0, hot.CallFrame.LineNumber)
	assert.Equal(t, 2, hot.HitCount, "two tiers are one node")
	assert.Equal(t, 2, hot.PositionTicks[0].Ticks)
	assert.Len(t, d.Samples, 5)
	var sum int64
	ids := map[int]bool{}
	for _, n := range d.Nodes {
		ids[n.ID] = true
	}
	for i, delta := range d.TimeDeltas {
		sum += delta
		assert.True(t, ids[d.Samples[i]])
	}
	assert.Equal(t, d.EndTime-d.StartTime, sum)

	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("there is no node to compare with")
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "a.js")
	require.NoError(t, os.WriteFile(file, []byte("let s = 0; for (let i = 0; i < 1e7; i++) s += i % 7;"), 0o666))
	out, err := exec.Command(node, "--cpu-prof", "--cpu-prof-dir="+dir, "--cpu-prof-name=a.cpuprofile", file).CombinedOutput()
	require.NoError(t, err, string(out))
	theirs, err := os.ReadFile(filepath.Join(dir, "a.cpuprofile"))
	require.NoError(t, err)
	var a, b any
	require.NoError(t, json.Unmarshal([]byte(text), &a))
	require.NoError(t, json.Unmarshal(theirs, &b))
	ours, want := map[string]string{}, map[string]string{}
	shape("", a, ours)
	shape("", b, want)
	assert.Equal(t, want, ours)
}
