package script_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/modes"
	"github.com/kilnjs/kiln/internal/prof/script"
	"github.com/kilnjs/kiln/pkg/web"
)

const allocates = `class Point { constructor(x) { this.x = x } }
const kept = [];
function points(n) {
  for (let i = 0; i < n; i++) {
    const p = new Point(i);
    if (i % 4 === 0) kept.push(p);
  }
}
class Derived extends Point { y = 1; constructor(x) {
  super(x);
} }
function others(n) {
  for (let i = 0; i < n; i++) {
    kept[0] = new Derived(i);
    const o = { a: i,
      f: () => o };
    const s = "text " + (i % 10000);
  }
}
function* generates(n) { for (let i = 0; i < n; i++) yield { i }; }
points(40000);
others(40000);
for (const x of generates(20000));
kept.map(p => [p.x]);
`

// allocations runs a text under a sampler of allocations.
func allocations(t *testing.T, mode modes.Mode, text string, interval int64) *script.Allocations {
	t.Helper()
	rt, err := kiln.New(kiln.Options{Tier: mode.Tier, Thresholds: mode.Thresholds, Libraries: web.All()})
	require.NoError(t, err)
	s, err := script.StartAllocations(rt.Object(), interval)
	require.NoError(t, err)
	_, err = rt.RunString("test.js", text)
	require.NoError(t, err)
	a := s.Stop()
	require.NoError(t, rt.Object().Heap.Verify())
	return a
}

// TestAllocations has the number of objects, by line, in all modes.
func TestAllocations(t *testing.T) {
	for _, mode := range modes.All {
		a := allocations(t, mode, allocates, 512)
		type place struct {
			what string
			fn   string
			line int
		}
		counts, alive := map[place]float64{}, map[place]float64{}
		for _, c := range a.Cells {
			f := a.FrameOf(c.Node)
			at := place{c.What, a.Funcs[f.Func].Name, f.Line}
			if at == (place{"Point", "points", 6}) && mode.Tier != kiln.Interp && mode.Tier != kiln.Bytecode {
				at.line = 5 // the optimizing compiler makes a point where it is seen first
			}
			if at == (place{"Derived", "others", 14}) && mode.Tier != kiln.Interp && mode.Tier != kiln.Bytecode {
				at.fn, at.line = "Derived", 10 // the same, behind the constructors that are inlined
			}
			counts[at] += c.Weight
			if c.Alive {
				alive[at] += c.Weight
			}
		}
		for at, want := range map[place]float64{
			{"Point", "points", 5}:       40_000,
			{"Derived", "Derived", 10}:   40_000,
			{"Object", "others", 15}:     40_000,
			{"Function", "others", 16}:   40_000,
			{"Object", "generates", 20}:  20_000,
			{"Array", "(anonymous)", 24}: 10_000,
		} {
			assert.InEpsilon(t, want, counts[at], 0.2, "%s: %v", mode.Name, at)
		}
		assert.InEpsilon(t, 10_000, alive[place{"Point", "points", 5}], 0.2, mode.Name)
		assert.Zero(t, alive[place{"Object", "others", 15}], mode.Name)
	}
}

func TestAllocationsRefuse(t *testing.T) {
	rt, err := kiln.New(kiln.Options{})
	require.NoError(t, err)
	_, err = script.StartAllocations(rt.Object(), -1)
	assert.Error(t, err)
}
