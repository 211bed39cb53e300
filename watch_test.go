package kiln_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/modes"
	"github.com/kilnjs/kiln/pkg/native"
	"github.com/kilnjs/kiln/pkg/watch"
	"github.com/kilnjs/kiln/pkg/web"
)

// frameLog follows the pushes and pops of frames.
type frameLog struct {
	t     *testing.T
	stack []string
	log   []string
}

// watchFrames returns the log of the runtime that gets the stream.
func watchFrames(t *testing.T) (*frameLog, *watch.Stream) {
	l, stream := &frameLog{t: t}, watch.New()
	stream.Listen(watch.Frames, l.hear)
	return l, stream
}

func (l *frameLog) hear(e *watch.Event) {
	name := fmt.Sprintf("%s %d", e.Function.FunctionName(), e.Code)
	if e.Kind == watch.Push {
		l.stack = append(l.stack, name)
	} else if top := len(l.stack) - 1; assert.GreaterOrEqual(l.t, top, 0) {
		assert.Equal(l.t, l.stack[top], name)
		l.stack = l.stack[:top]
	}
	l.log = append(l.log, fmt.Sprintf("%s %s: %s", e.Kind, e.Function.FunctionName(), e.Reason))
}

// calls makes frames in all the ways there are, each of them often.
const calls = `
let n = 0
function plain(a) { n += a; return n & 1 }
function deep(k) { return k > 0 ? deep(k - 1) : 0 }
function strict(k) { "use strict"; return k > 0 ? strict(k - 1) : plain(1) }
class A { x = plain(1); #p = 1; static s = plain(2); constructor(v) { this.v = v } get g() { return this.#p } set g(v) { this.#p = v } m() { return super.toString === undefined } }
class B extends A { y = this.x + plain(1); constructor() { super(1) } }
class C extends B {}
class D { z = plain(3) }
function* gen() { try { yield plain(1); yield* [1, 2]; yield* inner(); } finally { plain(9) } }
function* inner() { yield 5 }
async function later(v) { await v; plain(1); await null; return v }
function old() { this.o = plain(1) }
const bound = plain.bind(null, 4), proxy = new Proxy(plain, {})
const object = { toString() { plain(1); return "t" }, valueOf: () => plain(5) & 1, get [Symbol.toPrimitive]() { return undefined } }
function thrower() { throw plain(1) }
for (let i = 0; i < 300; i++) {
  plain(i); deep(3); strict(2); const b = new B, c = new C, d = new D; b.g = c.g + b.m(); new old; new A(i)
  for (const v of gen()) { if (v === 2 && i % 7 === 0) break }
  const it = gen(); it.next(); if (i & 1) it.return(3); else it.next()
  bound(1); proxy(2); Reflect.apply(plain, null, [1]); plain.call(null, 1); plain.apply(null, [1])
  ;[3, 1, 2].map(plain).sort((a, b) => a - b)
  object + 1; ` + "`${object}`; plain`x${i}`" + `
  try { thrower() } catch {}
  try { [1].forEach(thrower) } catch {}
  if (i < 5) { later(i); Promise.resolve(i).then(plain) }
  eval("plain(1)")
}
console.log(n)
`

func TestFramesAreWatched(t *testing.T) {
	var want []string
	var wantOut string
	for i, mode := range modes.All {
		frames, stream := watchFrames(t)
		totals := watch.Count(stream, watch.Tiers)
		var out bytes.Buffer
		rt, err := kiln.New(kiln.Options{Tier: mode.Tier, Thresholds: mode.Thresholds, Stdout: &out, Watch: stream, Libraries: web.All()})
		require.NoError(t, err)
		_, err = rt.RunString("calls.js", calls)
		require.NoError(t, err)
		require.NoError(t, rt.RunLoop())
		assert.Empty(t, frames.stack)
		if i == 0 {
			want, wantOut = frames.log, out.String()
			assert.Contains(t, want, "push deep: call")
			assert.Contains(t, want, "push B: construct")
			assert.Contains(t, want, "push later: resume")
			assert.Contains(t, want, "pop gen: suspend")
			assert.Contains(t, want, "pop thrower: throw")
			continue
		}
		assert.Equal(t, wantOut, out.String(), mode.Name)
		if !assert.Len(t, frames.log, len(want), mode.Name) || strings.Join(want, "\n") != strings.Join(frames.log, "\n") {
			for k := range min(len(want), len(frames.log)) {
				if want[k] != frames.log[k] {
					t.Errorf("%s: event %d is %q, in tier interp %q after %q", mode.Name, k, frames.log[k], want[k], want[max(k-4, 0):k])
					break
				}
			}
		}
		if mode.Tier == kiln.Native && native.Available {
			assert.Positive(t, totals.Of(watch.Promote, watch.Native), totals.String())
		}
	}
}

// TestScriptsWhileFramesAreWatched is TestScripts with somebody listening to frames.
func TestScriptsWhileFramesAreWatched(t *testing.T) {
	scripts := loadScripts(t)
	for _, mode := range modes.All {
		if mode.Name != "native" && mode.Name != "auto-low" {
			continue // these two have frames of all tiers
		}
		t.Run(mode.Name, func(t *testing.T) {
			for _, s := range scripts {
				t.Run(s.name, func(t *testing.T) {
					t.Parallel()
					frames, stream := watchFrames(t)
					printed, thrown := runScript(t, s, kiln.Options{Tier: mode.Tier, Thresholds: mode.Thresholds, Watch: stream})
					assert.Equal(t, s.expect, printed)
					assert.Equal(t, s.throws, thrown)
					assert.Empty(t, frames.stack)
				})
			}
		})
	}
}

// TestCallbacksGetHot calls functions from built-in ones alone.
func TestCallbacksGetHot(t *testing.T) {
	if !native.Available {
		t.Skip("there is no machine code for this platform")
	}
	stream := watch.New()
	hot := map[string]bool{}
	stream.Listen(watch.Of(watch.Promote), func(e *watch.Event) { hot[e.Function.FunctionName()] = e.To == watch.Native })
	rt, err := kiln.New(kiln.Options{Watch: stream})
	require.NoError(t, err)
	mix := strings.Repeat("y ^= y << 13; y ^= y >>> 17; y = y * 31 + x | 0; ", 4)
	_, err = rt.RunString("callbacks.js", `
		const a = Array.from({ length: 1000 }, (_, i) => i)
		function mapped(x) { let y = x; `+mix+` return y }
		function compared(x, z) { let y = x; `+mix+` return y === 7 ? 1 : x - z }
		function replaced(m, x) { let y = +x; `+mix+` return y }
		for (let i = 0; i < 60; i++) {
			a.map(mapped)
			a.sort(compared)
			"0 1 2 3 4 5 6 7 8 9".repeat(100).replace(/(\d)/g, replaced)
		}
	`)
	require.NoError(t, err)
	for _, name := range []string{"mapped", "compared", "replaced"} {
		assert.True(t, hot[name], name)
	}
}

func TestQueueIsWatched(t *testing.T) {
	stream := watch.New()
	recorder := watch.Record(stream, watch.Queue, 100)
	rt, err := kiln.New(kiln.Options{Watch: stream, Libraries: web.All()})
	require.NoError(t, err)
	_, err = rt.RunString("queue.js", `
		async function waits() { await null }
		Promise.resolve().then(function reaction() {})
		waits()
		new Promise(r => r({ then: function then(f) { f() } }))
		setTimeout(function timer() {}, 1)
		clearTimeout(setTimeout(function cleared() {}, 5000))
	`)
	require.NoError(t, err)
	rt.Post(func() error { return nil })
	require.NoError(t, rt.RunLoop())
	var seen []string
	for _, e := range recorder.Events() {
		name := ""
		if e.Function != nil {
			name = e.Function.FunctionName()
		}
		seen = append(seen, strings.TrimSpace(fmt.Sprintf("%s %d %s %s", e.Kind, e.ID, name, e.Reason)))
		assert.Equal(t, e.Took > 0, e.Kind == watch.EndJob || e.Kind == watch.EndTask, e.Kind)
	}
	assert.Equal(t, []string{
		"add job 1 reaction reaction", "add job 2 waits await", "add job 3 then thenable",
		"add timer 1 timer", "add timer 2 cleared", "remove timer 2 cleared",
		"begin job 1 reaction reaction", "end job 1 reaction reaction",
		"begin job 2 waits await", "end job 2 waits await",
		"begin job 3 then thenable", "end job 3 then thenable",
		"add task 1", "begin task 1", "end task 1",
		"fire timer 1 timer", "add task 2 timer", "begin task 2 timer", "end task 2 timer",
	}, seen)
}

func TestStreamIsForOneRuntime(t *testing.T) {
	stream := watch.New()
	_, err := kiln.New(kiln.Options{Watch: stream})
	require.NoError(t, err)
	_, err = kiln.New(kiln.Options{Watch: stream})
	assert.ErrorContains(t, err, "belongs to one runtime")
}

func TestCollectionsAreWatched(t *testing.T) {
	stream := watch.New()
	totals := watch.Count(stream, watch.Of(watch.Collect))
	var freed int64
	var took time.Duration
	stream.Listen(watch.Of(watch.Collect), func(e *watch.Event) { freed += e.Bytes; took += e.Took })
	rt, err := kiln.New(kiln.Options{Watch: stream, Libraries: web.All()})
	require.NoError(t, err)
	_, err = rt.RunString("garbage.js", "for (let i = 0; i < 1e6; i++) ({ i })")
	require.NoError(t, err)
	rt.Object().Heap.Collect(true)
	heap := rt.Stats().Heap
	for _, total := range totals.All() {
		assert.Equal(t, map[string]int64{"young": heap.Minor, "full": heap.Full}[total.Reason], int64(total.N), total.Reason)
	}
	assert.Positive(t, heap.Minor)
	assert.Greater(t, freed, int64(16<<20))
	assert.Positive(t, took)
}

// TestWatchedRuntimeEnds lets the limits end scripts while somebody listens.
func TestWatchedRuntimeEnds(t *testing.T) {
	for _, mode := range modes.All {
		frames, stream := watchFrames(t)
		rt, err := kiln.New(kiln.Options{Tier: mode.Tier, Thresholds: mode.Thresholds, Watch: stream, Libraries: web.All()})
		require.NoError(t, err)
		rt.SetFuel(10_000)
		_, err = rt.RunString("endless.js", "function f() { g() } function g() {} for (;;) f()")
		var limit *kiln.LimitError
		require.ErrorAs(t, err, &limit)
		rt.SetFuel(-1)
		_, err = rt.RunString("deep.js", "function f() { f() } try { f() } catch (e) { e.name }")
		require.NoError(t, err)
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		require.NoError(t, rt.RunLoopContext(ctx))
		cancel()
		assert.Empty(t, frames.stack)
	}
}
