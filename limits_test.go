package kiln_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/web"
)

// kindOf is the kind of the limit that err tells of.
func kindOf(t *testing.T, err error) kiln.LimitKind {
	t.Helper()
	var limit *kiln.LimitError
	require.ErrorAs(t, err, &limit)
	return limit.Kind
}

// limitCases are scripts that each limit ends, whatever they catch.
var limitCases = []struct {
	name   string
	limits kiln.Limits
	kind   kiln.LimitKind
	source string
}{
	{"memory", kiln.Limits{Memory: 4 << 20}, kiln.LimitMemory, "const l = []; for (;;) l.push({a: l.length})"},
	{"time", kiln.Limits{Time: 20 * time.Millisecond}, kiln.LimitTime, "for (;;);"},
	{"fuel", kiln.Limits{Fuel: 10_000}, kiln.LimitFuel, "for (;;);"},
	{"depth", kiln.Limits{Depth: 100}, kiln.LimitDepth, "(function f() { f() })()"},
	{"depth through Go", kiln.Limits{Depth: 100}, kiln.LimitDepth, "(function f() { [1].map(f) })()"},
	{"depth of constructors", kiln.Limits{Depth: 100}, kiln.LimitDepth, "class A { constructor() { new A() } } new A()"},
	{"depth of generators", kiln.Limits{Depth: 100}, kiln.LimitDepth, "function* g() { yield* g() } [...g()]"},
	{"depth of getters", kiln.Limits{Depth: 100}, kiln.LimitDepth, "const o = {get x() { return this.x }}; o.x"},
	{"depth of proxies", kiln.Limits{Depth: 100}, kiln.LimitDepth, "const p = new Proxy({}, {get(t, k, r) { return r.x }}); p.x"},
	{"jobs", kiln.Limits{Jobs: 50}, kiln.LimitJobs, "(function f() { Promise.resolve().then(f) })()"},
	{"jobs of callbacks", kiln.Limits{Jobs: 50}, kiln.LimitJobs, "(function f() { queueMicrotask(f) })()"},
	{"jobs of async functions", kiln.Limits{Jobs: 50}, kiln.LimitJobs, "(async () => { for (;;) await 1 })()"},
	{"timers", kiln.Limits{Timers: 5}, kiln.LimitTimers, "for (;;) setTimeout(() => {}, 1e6)"},
	{"intervals", kiln.Limits{Timers: 5}, kiln.LimitTimers, "for (;;) setInterval(() => {}, 1e6)"},
	{"output", kiln.Limits{Output: 100}, kiln.LimitOutput, "for (;;) { console.log('äöü'); console.error('x') }"},
}

func TestEachLimitEndsAScript(t *testing.T) {
	inTiers(t, func(t *testing.T, o kiln.Options) {
		for _, c := range limitCases {
			if (o.Stress || kiln.Stressed) && c.limits.Memory+c.limits.Fuel > 0 {
				continue // a collection per turn takes too long
			}
			for _, scoped := range []bool{true, false} {
				var out strings.Builder
				o := o
				o.Stdout, o.Stderr = &out, &out
				if !scoped {
					o.Limits = c.limits
				}
				rt := start(t, o)
				run := func() error {
					_, err := rt.RunString("limit.js", "{ try { "+c.source+" } catch { globalThis.caught = 1 } finally { globalThis.caught = 1 } }")
					if err == nil {
						err = rt.RunReady()
					}
					return err
				}
				var err error
				if scoped {
					err = rt.WithLimits(c.limits, run)
				} else {
					err = run()
				}
				assert.Equal(t, c.kind, kindOf(t, err), c.name)
				assert.Equal(t, int64(1), rt.Stats().Limits.Ended[c.kind], c.name)
				if scoped {
					caught := strings.Contains(c.name, "jobs") // after the end of the block
					assert.Equal(t, fmt.Sprint(caught), eval(t, rt, "String('caught' in globalThis)"), c.name)
					require.NoError(t, rt.RunReady(), c.name)
				}
				if c.limits.Output > 0 {
					assert.LessOrEqual(t, out.Len(), 100)
					assert.Greater(t, out.Len(), 98, "what fits, of whole characters")
				}
			}
		}
	})
}

func TestInnerLimitsNeverWiden(t *testing.T) {
	inTiers(t, func(t *testing.T, o kiln.Options) {
		for _, c := range limitCases {
			if (o.Stress || kiln.Stressed) && c.limits.Memory+c.limits.Fuel > 0 {
				continue
			}
			rt := start(t, o)
			wide := kiln.Limits{Memory: 1 << 40, Time: time.Hour, Fuel: 1 << 40, Depth: 1 << 20, Jobs: 1 << 40, Timers: 1 << 40, Output: 1 << 40}
			err := rt.WithLimits(c.limits, func() error {
				return rt.WithLimits(wide, func() error {
					if _, err := rt.RunString("limit.js", "{"+c.source+"}"); err != nil {
						return err
					}
					return rt.RunReady()
				})
			})
			assert.Equal(t, c.kind, kindOf(t, err), c.name)
			own := errors.New("own")
			assert.Equal(t, own, rt.WithLimits(c.limits, func() error { return own }))
			after := rt.Stats().Limits
			assert.Zero(t, after.Fuel.Limit+after.Depth.Limit+after.Jobs.Limit+after.Timers.Limit+after.Output.Limit, c.name)
		}
	})
}

func TestFuelOfInnerLimitsCountsOutside(t *testing.T) {
	inTiers(t, func(t *testing.T, o kiln.Options) {
		o.Limits.Fuel = 1000
		rt := start(t, o)
		for i := range 4 {
			require.NoError(t, rt.WithLimits(kiln.Limits{Fuel: 300}, func() error {
				_, err := rt.RunString("fuel.js", "for (let i = 0; i < 200; i++);")
				return err
			}), i)
		}
		fuel := rt.Stats().Limits.Fuel
		assert.Equal(t, int64(1000), fuel.Limit)
		assert.InDelta(t, 810, fuel.Used, 10)
		err := rt.WithLimits(kiln.Limits{Fuel: 300}, func() error {
			_, err := rt.RunString("fuel.js", "for (let i = 0; i < 250; i++);")
			return err
		})
		assert.Equal(t, kiln.LimitFuel, kindOf(t, err))
	})
}

// TestDepthIsExact counts the calls that a limit lets through, with frames of several sizes.
func TestDepthIsExact(t *testing.T) {
	inTiers(t, func(t *testing.T, o kiln.Options) {
		if o.Stress {
			t.Skip("a collection per call takes too long")
		}
		for _, source := range []string{
			"function f() { n++; f() }",
			"function f(a, b, c) { n++; let x = a, y = b, z = [x, y]; f(x, y, z, 1, 2, 3, 4, 5) }",
			"function f() { n++; g() } function g() { n++; f() }",
			"function f() { n++; f(...[1, 2, 3]) }",
			"function f() { n++; f.call(null, 1) }",
		} {
			for _, depth := range []int{2, 50, 700} {
				rt := start(t, o)
				run := func(source string) error {
					_, err := rt.RunString("depth.js", source)
					return err
				}
				require.NoError(t, run("var n = 0; "+source+"; function warm(k) { if (k) warm(k - 1) } for (let i = 0; i < 200; i++) warm(30)"))
				for range 3 {
					err := rt.WithLimits(kiln.Limits{Depth: depth}, func() error { return run("n = 0; f()") })
					assert.Equal(t, kiln.LimitDepth, kindOf(t, err))
					want := depth - 1 // one is the script itself
					if strings.Contains(source, "call") {
						assert.InDelta(t, want, 0.75*float64(want), 0.26*float64(want)+1)
					} else {
						assert.Equal(t, fmt.Sprint(want), eval(t, rt, "String(n)"), "%s %d", source, depth)
					}
				}
				require.NoError(t, run("warm(1000)"), "afterwards the limit is gone")
			}
		}
	})
}

func TestLimitsInsideACall(t *testing.T) {
	inTiers(t, func(t *testing.T, o kiln.Options) {
		if o.Stress {
			t.Skip("a collection per turn takes too long")
		}
		rt := start(t, o)
		require.NoError(t, rt.Set("limited", rt.NewFunction("limited", 1, func(c kiln.Call) (kiln.Value, error) {
			err := rt.WithLimits(kiln.Limits{Fuel: 1 << 20, Depth: 5, Memory: 1 << 20, Output: 10}, func() error {
				_, err := c.Arg(0).Call(nil)
				return err
			})
			var limit *kiln.LimitError
			if errors.As(err, &limit) {
				return rt.RunString("kind.js", "'"+limit.Kind.String()+"'")
			}
			return kiln.Value{}, err
		})))
		assert.Equal(t, "fuel,depth,output,memory,undefined", eval(t, rt, `[
() => { for (;;); }, function f() { f() }, () => { for (;;) console.log(1) }, () => { const l = []; for (;;) l.push([]) }, () => {}].map(limited).map(String).join()`))
	})
}

func TestTimeOfARuntimeAddsUp(t *testing.T) {
	rt := start(t, kiln.Options{Limits: kiln.Limits{Time: 60 * time.Millisecond}, Libraries: web.All()})
	require.NoError(t, rt.Set("nap", rt.NewFunction("nap", 0, func(kiln.Call) (kiln.Value, error) {
		time.Sleep(25 * time.Millisecond)
		return kiln.Value{}, nil
	})))
	eval(t, rt, "nap()")
	time.Sleep(50 * time.Millisecond) // which is not the script's
	eval(t, rt, "1")
	used := rt.Stats().Limits.Time
	assert.Equal(t, int64(60*time.Millisecond), used.Limit)
	assert.InDelta(t, 25*time.Millisecond, used.Used, float64(24*time.Millisecond))
	_, err := rt.RunString("t.js", "nap(); for (;;);")
	assert.Equal(t, kiln.LimitTime, kindOf(t, err))
	_, err = rt.RunString("t.js", "1")
	assert.Equal(t, kiln.LimitTime, kindOf(t, err), "the time is over for good")
	_, err = kiln.New(kiln.Options{Limits: kiln.Limits{Jobs: -1}})
	assert.Error(t, err)
}

func TestStatsOfLimits(t *testing.T) {
	rt := start(t, kiln.Options{Libraries: web.All(), Limits: kiln.Limits{Memory: 32 << 20, Jobs: 1000, Timers: 100, Output: 1000}})
	eval(t, rt, "let l = []; for (let i = 0; i < 2e5; i++) l.push({}); l = null; for (let i = 0; i < 7; i++) clearTimeout(setTimeout(() => {})), setTimeout(() => {}, 1); (async () => { for (let i = 0; i < 20; i++) await 0 })(); console.log('12345')")
	require.NoError(t, rt.RunLoopContext(context.Background()))
	s := rt.Stats().Limits
	assert.Equal(t, kiln.Usage{Used: 6, Limit: 1000}, s.Output)
	assert.Equal(t, kiln.Usage{Used: 0, Limit: 100, Peak: 7}, s.Timers)
	assert.Equal(t, int64(1000), s.Jobs.Limit)
	assert.InDelta(t, 21, s.Jobs.Peak, 1)
	assert.Equal(t, int64(32<<20), s.Memory.Limit)
	assert.Greater(t, s.Memory.Peak, int64(4<<20))
	assert.Empty(t, s.Ended)
}
