package script_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/prof/script"
	"github.com/kilnjs/kiln/pkg/watch"
	"github.com/kilnjs/kiln/pkg/web"
)

// counted has what each line says of itself: runs, and for loops and functions turns and calls.
const counted = `
function leaf(a) { // calls 20000
  return a + 1; // runs 20000
}
class Base { constructor(x) { this.x = x; } // calls 5000
}
class Derived extends Base { constructor(x) { super(x); this.y = x; } // calls 3000
}
class Implied extends Base { } // runs 1
function* three() { // calls 100
  for (let i = 0; i < 3; i++) // turns 300
    yield i; // runs 300
}
async function waits(n) { // calls 50
  for (let i = 0; i < n; i++) { // turns 150
    await i; // runs 150
  }
  return n; // runs 50
}
const arrow = x => // calls 400
  x * 2; // runs 400
function throws(i) { // calls 1000
  if (i % 2) // runs 1000
    throw i; // runs 500
  else // runs 0
    return i; // runs 500
}
function never() { // calls 0
  return 1; // runs 0
}
let s = 0; // runs 1
for (let i = 0; i < 20000; i++) s = leaf(s); // turns 20000
for (let i = 0; i < 2000; i++) { new Base(i); } // turns 2000
for (let i = 0; i < 3000; i++) new Derived(i); // turns 3000
let n = 100;
while (n) { // turns 100
  n--; // runs 100
  for (const v of three()) s += v; // turns 300
}
do { n++ } while (n < 1000); // turns 1000
for (const k in { a: 1, b: 2 }) for (const c of "xyz") s += c.length; // turns 6
[1, 2, 3, 4].forEach(x => { for (let i = 0; i < 100; i++) arrow(i); }); // turns 400
for (let i = 0; i < 1000; i++) // turns 1000
  try { throws(i); } catch (e) { s++; } finally { s--; } // runs 1000
outer: for (let i = 0; i < 10; i++) { // turns 10
  for (let j = 0; j < 10; j++) { // turns 20
    if (j == 1) continue outer; // runs 20
    s += j; // runs 10
  }
}
switch (s & 1) { case 0: s++; break; default: s--; } // runs 1
with_(3);
function with_(x) { label: { if (x) break label; s = 0; } return eval("s + x"); } // calls 1
for (let i = 0; i < 50; i++) waits(3); // turns 50
const big = []; for (let i = 0; i < 9000; i++) { big.push(i % 3 ? i : { i }); if (i % 3 == 0) big[0] = i; } // turns 9000
`

// TestCountsAreExact compares what each line says with what was counted, in every tier.
func TestCountsAreExact(t *testing.T) {
	var first *script.Counts
	for _, tier := range []string{"interp", "bytecode", "native", "auto"} {
		parsed, err := kiln.ParseTier(tier)
		require.NoError(t, err)
		counts := script.NewCounts()
		rt, err := kiln.New(kiln.Options{Tier: parsed, Watch: watch.New(), Libraries: web.All()})
		require.NoError(t, err)
		rt.Object().Counts = counts
		program, err := kiln.CompileCounted("test.js", counted, kiln.Script, counts)
		require.NoError(t, err)
		_, err = rt.Run(program)
		require.NoError(t, err)
		require.NoError(t, rt.RunLoop())
		calls, turns, runs := map[int]uint64{}, map[int]uint64{}, map[int]uint64{}
		c := script.Count(counts)
		for _, f := range c.Funcs {
			if f.File == "test.js" {
				calls[f.Line] = max(calls[f.Line], f.Calls)
				for _, l := range f.Loops {
					turns[l.Line] = max(turns[l.Line], l.Turns)
				}
			}
		}
		for _, l := range c.Lines {
			if l.File == "test.js" {
				runs[l.Line] = l.Runs
			}
		}
		if first == nil {
			first = c
		}
		for i := range c.Funcs {
			c.Funcs[i].Source, c.Funcs[i].Info = nil, nil
		}
		for i := range c.Lines {
			c.Lines[i].Source = nil
		}
		assert.Equal(t, first, c, tier)
		found := 0
		for i, text := range strings.Split(counted, "\n") {
			_, says, ok := strings.Cut(text, "// ")
			if !ok {
				continue
			}
			found++
			var what string
			var want uint64
			_, err := fmt.Sscanf(says, "%s %d", &what, &want)
			require.NoError(t, err, text)
			assert.Equal(t, want, map[string]map[int]uint64{"calls": calls, "turns": turns, "runs": runs}[what][i+1], "%s: line %d: %s", tier, i+1, text)
		}
		assert.Greater(t, found, 30)
	}
}
