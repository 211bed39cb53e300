package kiln

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/queue"
	"github.com/kilnjs/kiln/pkg/web"
)

// newRuntime makes a runtime with everything that scripts of tests use.
func newRuntime(t *testing.T, o Options) *Runtime {
	t.Helper()
	o.Libraries = web.All()
	rt, err := New(o)
	require.NoError(t, err)
	return rt
}

func evaluate(t *testing.T, rt *Runtime, source string) Value {
	t.Helper()
	v, err := rt.RunString("test.js", source)
	require.NoError(t, err)
	return v
}

// installHost gives scripts a global function host that runs f.
func installHost(rt *Runtime, f func() error) {
	rt.realm.InstallGlobals([]object.Row{{Name: "host", Fn: func(*object.Call) (heap.Value, error) {
		return heap.Undefined, f()
	}}})
}

func TestValuesOfAnotherRuntimeAreRefused(t *testing.T) {
	a, b := newRuntime(t, Options{}), newRuntime(t, Options{})
	object := evaluate(t, a, "({x: 1})")
	function := evaluate(t, a, "(function () { return 1 })")
	text := evaluate(t, a, "'te' + 'xt'")
	typeOf := evaluate(t, b, "(function (x) { return typeof x + typeof this })")
	for _, call := range []func() (Value, error){
		func() (Value, error) { return b.Call(typeOf, nil, object) },
		func() (Value, error) { return b.Call(typeOf, nil, 1, text) },
		func() (Value, error) { return b.Call(typeOf, object) },
		func() (Value, error) { return b.Call(function, nil) },
	} {
		_, err := call()
		assert.ErrorContains(t, err, "another runtime")
	}
	v, err := b.Call(typeOf, nil, evaluate(t, a, "42"))
	require.NoError(t, err, "what is no cell belongs to nobody")
	assert.Equal(t, "numberobject", v.String())
}

func TestGoValuesWithoutAConversionAreErrors(t *testing.T) {
	rt := newRuntime(t, Options{})
	f := evaluate(t, rt, "(x => typeof x)")
	for _, x := range []any{1i, make(chan<- int), map[[1]int]int{}, func() chan<- int { return nil }()} {
		_, err := rt.Call(f, nil, x)
		assert.ErrorContains(t, err, "argument 1", "%T", x)
		_, err = rt.Call(f, x)
		assert.ErrorContains(t, err, "this", "%T", x)
	}
	for want, x := range map[string]any{"object": nil, "boolean": true, "number": 1 << 53, "string": "s", "function": f} {
		v, err := rt.Call(f, nil, x)
		require.NoError(t, err)
		assert.Equal(t, want, v.String())
	}
}

func TestRunLoopContextInterruptsABusyCallback(t *testing.T) {
	for _, tier := range []Tier{Interp, Bytecode, Native, Auto} {
		rt := newRuntime(t, Options{Tier: tier})
		evaluate(t, rt, "setTimeout(() => { for (;;); })")
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
		err := rt.RunLoopContext(ctx)
		cancel()
		var limit *LimitError
		require.ErrorAs(t, err, &limit, tier)
		assert.Equal(t, LimitTime, limit.Kind)
		require.ErrorIs(t, err, context.DeadlineExceeded)

		evaluate(t, rt, "setTimeout(() => { for (;;); })")
		ctx, cancel = context.WithCancel(context.Background())
		time.AfterFunc(10*time.Millisecond, cancel)
		err = rt.RunLoopContext(ctx)
		require.ErrorAs(t, err, &limit, tier)
		assert.Equal(t, LimitInterrupt, limit.Kind)
		require.ErrorIs(t, err, context.Canceled)

		assert.Equal(t, "2", evaluate(t, rt, "1 + 1").String(), "the interrupt ends with the loop")
	}
}

func TestRunLoopContextEndsWhileItWaits(t *testing.T) {
	rt := newRuntime(t, Options{})
	evaluate(t, rt, "setTimeout(() => {}, 1e6)")
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	require.ErrorIs(t, rt.RunLoopContext(ctx), context.DeadlineExceeded)
}

func TestErrorsOfCallbacksStayThemselves(t *testing.T) {
	rt := newRuntime(t, Options{})
	for _, own := range []error{context.DeadlineExceeded, context.Canceled, errors.New("own")} {
		rt.Post(func() error { return own })
		assert.Equal(t, own, rt.RunLoop())
	}
	installHost(rt, func() error { return context.DeadlineExceeded })
	_, err := rt.RunString("test.js", "host()")
	assert.Equal(t, context.DeadlineExceeded, err)
}

func TestExceptionsOfHostFunctionsAreThrown(t *testing.T) {
	for _, tier := range []Tier{Interp, Bytecode, Native, Auto} {
		rt := newRuntime(t, Options{Tier: tier, Thresholds: Thresholds{2, 5, 4, 10}})
		other := newRuntime(t, Options{})
		_, own := rt.RunString("own.js", "globalThis.thrown = new TypeError('own'); throw thrown")
		_, foreign := other.RunString("foreign.js", "throw new TypeError('foreign')")
		var err error
		installHost(rt, func() error { return err })
		evaluate(t, rt, "function attempt() { try { host() } catch (e) { return e } return 'nothing' }")
		err = own
		assert.Equal(t, "true", evaluate(t, rt, "for (let i = 0; i < 50; i++) if (attempt() !== thrown) throw i; true").String())
		err = foreign
		assert.Equal(t, "Error: TypeError: foreign", evaluate(t, rt, "String(attempt())").String())
		err = nil
		assert.Equal(t, "nothing", evaluate(t, rt, "attempt()").String())

		err = &LimitError{Kind: LimitFuel, Reason: "no fuel"}
		_, ended := rt.RunString("test.js", "attempt()")
		var limit *LimitError
		require.ErrorAs(t, ended, &limit)
		assert.Equal(t, LimitFuel, limit.Kind)
	}
}

func TestDateFollowsTheClock(t *testing.T) {
	clock := &queue.VirtualClock{Start: time.Date(2020, 2, 29, 12, 0, 0, 0, time.UTC)}
	rt := newRuntime(t, Options{Clock: clock})
	clock.Advance(1500 * time.Millisecond)
	assert.Equal(t, "2020-02-29T12:00:01.500Z", evaluate(t, rt, "new Date(Date.now()).toISOString()").String())
	assert.Equal(t, "2020-02-29T12:00:01.500Z", evaluate(t, rt, "new Date().toISOString()").String())
	evaluate(t, rt, "let later; setTimeout(() => { later = Date.now() - Date.UTC(2020, 1, 29, 12) }, 60000)")
	require.NoError(t, rt.RunLoop())
	assert.Equal(t, "61500", evaluate(t, rt, "later").String())
	assert.Equal(t, "1970-01-01T00:00:00.000Z", evaluate(t, newRuntime(t, Options{Clock: &queue.VirtualClock{}}), "new Date().toISOString()").String())
	before := time.Now().UnixMilli()
	assert.GreaterOrEqual(t, evaluate(t, newRuntime(t, Options{}), "Date.now()").Export(), before)
}

// A pointer to no cell, which nothing but a defect can make, ends the runtime and
// not the process.
func TestFaultsEndTheRuntimeOnly(t *testing.T) {
	for _, tier := range []Tier{Interp, Bytecode, Native, Auto} {
		rt := newRuntime(t, Options{Tier: tier, Thresholds: Thresholds{2, 5, 4, 10}})
		forged := heap.Value(uint64(heap.TagObject)<<48 | 0x1234_5678_9000)
		var v heap.Value
		rt.realm.InstallGlobals([]object.Row{{Name: "make", Fn: func(*object.Call) (heap.Value, error) { return v, nil }}})
		right := evaluate(t, rt, "({x: 1})")
		v = right.raw()
		evaluate(t, rt, "function read() { let o = make(); return o.x + o.x }; for (let i = 0; i < 5000; i++) read()")
		runtime.KeepAlive(right)
		v = forged
		_, err := rt.RunString("test.js", "read()")
		var internal *InternalError
		require.ErrorAs(t, err, &internal, tier)
		_, err = rt.RunString("test.js", "1")
		require.ErrorAs(t, err, &internal, "it is unusable now")
		assert.Equal(t, "2", evaluate(t, newRuntime(t, Options{Tier: tier}), "1 + 1").String())
	}
}

// A full collection that is given up, wherever it is, leaves the world as it was.
func TestInterruptDuringAFullCollection(t *testing.T) {
	for _, tier := range []Tier{Interp, Bytecode, Native, Auto} {
		rt := newRuntime(t, Options{Tier: tier, MaxHeap: int64(Fewer(64, 4, 4)) << 20})
		h := rt.obj.Heap
		ending, asked, at := h.GiveUp, 0, 0
		require.NoError(t, rt.Set("collect", h.Reclaim)) // those that growth makes due are in steps
		h.GiveUp = func() bool {
			if asked++; asked == at {
				rt.Interrupt("stop")
			}
			return ending()
		}
		evaluate(t, rt, `
			const world = [], back = new WeakMap(), names = new Map()
			function node(i) {
				const twin = [i, 'text ' + i]
				const n = { i, twin, ['key' + i % 50]: i, get: () => i, next: world[i * 7 % 9001] }
				if (n.next) n.next.next = undefined
				back.set(twin, n)
				names.set(i % 500, n)
				return n
			}
			function grow() { for (let i = 0; ; i++) { world[i % 9001] = node(i); if (i % 3000 === 2999) collect() } }
			function check() {
				for (const n of [...world, ...names.values()]) {
					const { i } = n
					if (n.twin[0] !== i || n.twin[1] !== 'text ' + i || n['key' + i % 50] !== i || n.get() !== i || back.get(n.twin) !== n) return i
				}
				return 'right'
			}`)
		for round := 0; round < 12; round += 12 / Fewer(12, 4, 4) {
			asked, at = 0, 1+3*round
			_, err := rt.RunString("test.js", "grow()")
			var limit *LimitError
			require.ErrorAs(t, err, &limit)
			require.Equal(t, LimitInterrupt, limit.Kind)
			require.GreaterOrEqual(t, asked, at)
			require.NoError(t, h.Verify())
			asked, at = 0, 0
			rt.ClearInterrupt()
			require.Equal(t, "right", evaluate(t, rt, "check()").String(), "tier %v, round %d", tier, round)
			require.NoError(t, h.Verify())
		}
		h.Collect(true)
		require.NoError(t, h.Verify())
		require.Equal(t, "right", evaluate(t, rt, "check()").String())
	}
}

// The memory of a script that took too much and whose time is over is collected when
// the runtime is used again.
func TestAnExhaustedHeapIsReclaimedLater(t *testing.T) {
	rt := newRuntime(t, Options{MaxHeap: int64(Fewer(16, 1, 16)) << 20})
	h := rt.obj.Heap
	ending := h.GiveUp
	h.GiveUp = func() bool {
		if h.Exhausted {
			rt.Interrupt("stop")
		}
		return ending()
	}
	var limit *LimitError
	_, err := rt.RunString("test.js", "{ let list = null; for (;;) list = { list } }")
	require.ErrorAs(t, err, &limit)
	require.Equal(t, LimitMemory, limit.Kind)
	require.True(t, h.Exhausted)
	require.NoError(t, h.Verify())
	h.GiveUp = ending
	rt.ClearInterrupt()
	assert.Equal(t, "3", evaluate(t, rt, "[1, 2, 3].length").String())
	require.False(t, h.Exhausted)
	require.NoError(t, h.Verify())
}
