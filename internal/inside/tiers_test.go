package inside_test

import (
	"bytes"
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/inside"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native"
)

func tiersOf(t *testing.T, source string, options kiln.Options) (*inside.Tiers, error) {
	var log *inside.TierLog
	program, rt, err := runWatched(t, source, func(o *kiln.Options) {
		o.Tier = options.Tier
		log = inside.WatchTiers(o.Watch)
	})
	return inside.NewTiers(all(t, program), rt, log, nil), err
}

// durations and sizes of machine code differ from run to run or from release to release.
var durations = regexp.MustCompile(`in [0-9.]+[mµn]?s|\d+ bytes`)

func tiersText(t *testing.T, source string) string {
	view, err := tiersOf(t, source, kiln.Options{})
	require.NoError(t, err)
	var text bytes.Buffer
	require.NoError(t, view.WriteText(&text))
	return durations.ReplaceAllString(text.String(), "#")
}

func TestTiers(t *testing.T) {
	if !native.Available {
		t.Skip("no machine code on this platform")
	}
	source, err := os.ReadFile("testdata/hot.js")
	require.NoError(t, err)
	if !heap.Checked {
		golden(t, "hot.js.tiers", tiersText(t, string(source)))
	}
	view, err := tiersOf(t, string(source), kiln.Options{})
	require.NoError(t, err)
	have := map[string]*inside.TierFunc{}
	work := int64(0)
	for i, f := range view.Functions {
		have[f.Name] = f
		work += f.Work
		assert.True(t, i == 0 || f.Work <= view.Functions[i-1].Work)
	}
	assert.LessOrEqual(t, work, view.Work)
	assert.Greater(t, float64(work), 0.9*float64(view.Work))
	sum := have["sum"]
	assert.Equal(t, "native", sum.Tier)
	assert.Greater(t, float64(sum.Work), 0.8*1e6)
	ints := slices.IndexFunc(sum.Leaves, func(l inside.WayOut) bool { return slices.Equal(l.Expected, []string{"int"}) })
	require.GreaterOrEqual(t, ints, 0)
	assert.Equal(t, []string{"double"}, sum.Leaves[ints].Seen)
	assert.Equal(t, 3, sum.Leaves[ints].Line)
	assert.Contains(t, strings.Join(sum.Advice, "\n"), "line 3: in s += list[i].x something is sometimes a double")
	assert.Empty(t, have["count"].Declined, "frames that suspend have machine code")
	assert.Empty(t, have["never"].Tier)
	data, err := json.Marshal(view)
	require.NoError(t, err)
	assert.True(t, json.Valid(data))
}

// manyShapes is apart from the rest because what the cache of all sites has room for
// depends on addresses.
const manyShapes = `function area(shape) {
  return shape.w * shape.h;
}
const shapes = [{ w: 1, h: 2 }, { h: 1, w: 2 }, { a: 0, w: 1, h: 1 }, { b: 0, w: 1, h: 1 }, { c: 0, w: 1, h: 1 }, { d: 0, w: 1, h: 1 }, { e: 0, w: 1, h: 1 }];
for (let k = 0; k < 4; k++) for (let i = 0; i < 20000; i++) area(shapes[i % shapes.length]);
`

func TestTiersOfManyShapes(t *testing.T) {
	view, err := tiersOf(t, manyShapes, kiln.Options{})
	require.NoError(t, err)
	for _, f := range view.Functions {
		if f.Name == "area" {
			require.NotEmpty(t, f.Caches)
			assert.Equal(t, "mega", f.Caches[0].State)
			assert.Contains(t, strings.Join(f.Advice, "\n"), "line 2: .w is looked up in objects of more than 4 shapes")
			return
		}
	}
	t.Error("area is missing")
}

// TestTiersOfOneTier: nothing gets hot where nothing may, and the counts are there.
func TestTiersOfOneTier(t *testing.T) {
	const source = "function f(n) { let s = 0; for (let i = 0; i < n; i++) s += i; return s; }\nf(200000);\nnull.x;\n"
	for _, tier := range []kiln.Tier{kiln.Interp, kiln.Bytecode} {
		view, err := tiersOf(t, source, kiln.Options{Tier: tier})
		require.Error(t, err)
		f := view.Functions[0]
		assert.Equal(t, "f", f.Name)
		assert.Equal(t, tier.String(), f.Tier)
		assert.Equal(t, f.Work, f.ByTier[tier.String()])
		assert.InDelta(t, 200000, f.Work, 20000)
		for _, l := range f.Lines {
			assert.Equal(t, 1, l.Line)
		}
	}
}
