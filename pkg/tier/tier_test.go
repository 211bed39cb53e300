package tier_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/builtin"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
	"github.com/kilnjs/kiln/pkg/tier"
	"github.com/kilnjs/kiln/pkg/watch"
)

// run runs a script under cfg, with events sent to stream, and returns its completion
// value and the manager.
func run(t *testing.T, cfg tier.Config, source string, stream *watch.Stream) (string, *tier.Manager) {
	m := tier.New(cfg)
	rt, err := object.New(object.Options{Libraries: []*object.Library{builtin.Library()}, Tiers: m.Hooks(), Heap: heap.Options{}, Watch: stream})
	require.NoError(t, err)
	m.Start(rt)
	realm := rt.NewRealm()
	prog, err := syntax.Parse(syntax.NewSource("test.js", source), syntax.Options{Completion: true})
	require.NoError(t, err)
	v, err := rt.RunScript(prog, realm)
	require.NoError(t, err)
	s, err := rt.ToGoString(v)
	require.NoError(t, err)
	return s, m
}

// loops has loops of every kind that run long enough to be replaced, each with
// something alive around it.
const loops = `
var out = [];
function forLoop(n) { let s = 0, c = []; for (let i = 0; i < n; i++) { s += i; if (i % 500 == 0) c.push(() => i); } return s + c.map(f => f()).join(); }
function whileLoop(n) { let s = 0; while (n > 0) { s += n; n--; } return s; }
function doLoop(n) { let s = 0; do { s += n; } while (--n); return s; }
function forOf(n) { let s = 0; for (const x of Array.from({ length: n }, (_, i) => i)) { s += x; if (s > 1e6) break; } return s; }
function forIn(n) { const o = {}; for (let i = 0; i < n; i++) o["k" + i] = i; let s = 0; for (const k in o) s += o[k]; return s; }
function nested(n) { let s = 0; for (let i = 0; i < n; i++) for (let j = 0; j < 3; j++) { if (j == 2) continue; s += i * j; } return s; }
function inTry(n) { let s = 0; try { for (let i = 0; ; i++) { s += i; if (i == n) throw s; } } catch (e) { return e + 1; } finally { s = 0; } }
function inFinally(n) { let s = 0; try { return "r"; } finally { for (let i = 0; i < n; i++) s += i; out.push(s); } }
function thrown(n) { for (let i = 0; i < n; i++) if (i == n - 1) throw new Error("end"); }
function inSwitch(n) { let s = 0; switch (n) { case 2000: for (let i = 0; i < n; i++) s += i; default: s++; } return s; }
function inWith(o, n) { with (o) { for (let i = 0; i < n; i++) s += i; return s; } }
out.push(forLoop(2000), whileLoop(2000), doLoop(2000), forOf(2000), forIn(1000), nested(2000), inTry(2000), inFinally(2000), inSwitch(2000), inWith({ s: 1 }, 2000));
try { thrown(2000); } catch (e) { out.push(e.message); }
let top = 0;
for (let i = 0; i < 2000; i++) top += i;
out.push(top);
out.join(" ");
`

func TestModesAgree(t *testing.T) {
	run := func(cfg tier.Config) (string, *watch.Totals) {
		stream := watch.New()
		totals := watch.Count(stream, watch.Tiers)
		v, _ := run(t, cfg, loops, stream)
		return v, totals
	}
	want, totals := run(tier.Config{Mode: tier.Interp})
	assert.Zero(t, totals.Of(watch.Promote, watch.Bytecode))
	for name, cfg := range map[string]tier.Config{
		"bytecode": {Mode: tier.Bytecode},
		"auto":     {Mode: tier.Auto, T1Calls: 2, T1Turns: 50},
		"late":     {Mode: tier.Auto, T1Calls: 1 << 30, T1Turns: 700},
		"defaults": {Mode: tier.Auto},
	} {
		have, totals := run(cfg)
		assert.Equal(t, want, have, name)
		assert.Zero(t, totals.Of(watch.Decline, watch.Bytecode), name)
		assert.NotZero(t, totals.Of(watch.Promote, watch.Bytecode), name)
		if cfg.Mode == tier.Auto {
			assert.NotZero(t, totals.Of(watch.Replace, watch.Bytecode), name)
		}
	}
}

func TestEvents(t *testing.T) {
	stream := watch.New()
	var trace strings.Builder
	watch.Trace(stream, watch.Tiers, &trace)
	totals, recorder := watch.Count(stream, watch.Tiers), watch.Record(stream, watch.Of(watch.Promote, watch.Compile), 10)
	_, m := run(t, tier.Config{Mode: tier.Bytecode}, "function f() {} f(); f(); 1", stream)
	s := m.Stats()
	assert.Equal(t, 2, s.Codes[object.TierBytecode])
	assert.Contains(t, s.String(), "0 interp, 2 bytecode, 0 native")
	assert.Equal(t, "promote to bytecode    2\n", totals.String())
	assert.Contains(t, trace.String(), "interp → bytecode  f (test.js:1)")
	events := recorder.Events()
	require.Len(t, events, 4)
	for i, kind := range []watch.Kind{watch.Compile, watch.Promote, watch.Compile, watch.Promote} {
		assert.Equal(t, kind, events[i].Kind)
		assert.Equal(t, watch.Bytecode, events[i].To)
	}
	assert.Equal(t, "f", events[2].Function.FunctionName())
	assert.Positive(t, events[2].Bytes)
	assert.Positive(t, events[2].Took)
}

// strengths counts how often machine code of graphs took the place of the baseline's, in calls and in
// loops, how often it was thrown away, and how often there was none.
type strengths struct{ calls, loops, thrown, declined int }

func optimized(t *testing.T, source string) (string, strengths) {
	if !native.Available || native.GraphsAtOnce {
		t.Skip("no machine code of two strengths")
	}
	var s strengths
	stream := watch.New()
	defer stream.Listen(watch.Tiers, func(e *watch.Event) {
		switch {
		case e.From != watch.Native || e.To != watch.Native:
		case e.Kind == watch.Promote:
			s.calls++
		case e.Kind == watch.Replace:
			s.loops++
		case e.Kind == watch.Discard:
			s.thrown++
		case e.Kind == watch.Decline:
			s.declined++
		}
	})()
	v, _ := run(t, tier.Config{Mode: tier.Auto, T2Calls: 8, T2Turns: 64}, source, stream)
	return v, s
}

// TestWhatStaysHotIsOptimized: machine code that polls again and again is made of a graph, for calls and for the
// frame that runs, and a loop within a loop is entered where it is.
func TestWhatStaysHotIsOptimized(t *testing.T) {
	const turns = "const N = 100000;"
	v, s := optimized(t, turns+`let s = 0; for (let i = 0; i < 3; i++) { let j = 0; for (; j < N; j++) s += j & 1; s += i; } s`)
	assert.Equal(t, "150003", v)
	assert.Equal(t, strengths{loops: 1}, s)
	v, s = optimized(t, turns+`function f(x) { return x + 1 } function g() { let s = 0; for (let i = 0; i < N; i++) s = f(s); return s } g() + g() + g()`)
	assert.Equal(t, "300000", v)
	assert.NotZero(t, s.calls)
	assert.Zero(t, s.thrown)
}

// TestGraphsThatAreLeftAreGivenUp: a function whose graph is left again and again stays with the baseline.
func TestGraphsThatAreLeftAreGivenUp(t *testing.T) {
	v, s := optimized(t, `
		function sum(o, n) { let s = 0; for (let i = 0; i < n; i++) s += o.v; return s }
		let all = 0;
		for (let k = 0; k < 40; k++) {
			const o = {}; for (let i = 0; i < k; i++) o["k" + i] = 0; // a shape that nobody has met
			o.v = 1;
			for (let i = 0; i < 200; i++) all += sum(o, 100);
		} all`)
	assert.Equal(t, "800000", v)
	assert.NotZero(t, s.thrown)
	assert.LessOrEqual(t, s.calls, 12)
}
