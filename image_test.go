package kiln_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/modes"
	"github.com/kilnjs/kiln/pkg/temporal"
	"github.com/kilnjs/kiln/pkg/web"
)

// ownTexts are the scripts of TestRestoreLeavesNothing without what no image can have.
var ownTexts = strings.NewReplacer(
	"shared: new SharedArrayBuffer(16),", "", "growable: new SharedArrayBuffer(8, {maxByteLength: 64}), ", "", " S.shared32 = new Int32Array(S.shared);", "",
	"setTimeout(() => { S.fired = true }, 1e7); var interval = setInterval(() => {}, 1e7);", "var interval = 0;",
	"[...S.shared32].join(), S.growable.byteLength, ", "", "S.growable.grow(32); Atomics.add(S.shared32, 1, 5); ", "",
)

func compileOwn(t testing.TB, text string) *kiln.Program {
	text = ownTexts.Replace(text)
	if kiln.Stressed {
		text = strings.NewReplacer("9000", "150", "6000", "80", "3000", "20", "2000", "20", "500", "20", "300", "20").Replace(text)
	}
	p, err := kiln.Compile("t.js", text, kiln.Script)
	require.NoError(t, err)
	return p
}

// TestImageHoldsEverything looks at all that can be reached in runtimes made of an image, in every
// tier: it is what the prepared runtime has, whatever that and other runtimes of the image do.
func TestImageHoldsEverything(t *testing.T) {
	setup, eyes, hands := compileOwn(t, prepared), compileOwn(t, look), compileOwn(t, pollute)
	tiers := modes.All
	if kiln.Stressed {
		tiers = slices.DeleteFunc(slices.Clone(tiers), func(m modes.Mode) bool { return m.Tier == kiln.Interp || m.Tier == kiln.Auto })
	}
	for i, mode := range tiers {
		t.Run(mode.Name, func(t *testing.T) {
			options := kiln.Options{Tier: mode.Tier, Thresholds: mode.Thresholds, Libraries: web.All()}
			rt, err := kiln.New(options)
			require.NoError(t, err)
			_, err = rt.Run(setup)
			require.NoError(t, err)
			require.NoError(t, rt.DrainJobs())
			img, err := rt.Image()
			require.NoError(t, err)
			assert.Positive(t, img.Bytes())
			require.NoError(t, rt.Object().Heap.Verify())
			v, err := rt.Run(eyes)
			require.NoError(t, err)
			before := v.String()
			assert.Contains(t, before, "one")
			_, err = rt.Run(hands)
			require.NoError(t, err)
			rt = nil

			for turn := range 4 {
				var out bytes.Buffer
				options.Stdout, options.Stderr = &out, &out
				if turn == 2 { // an image of one tier in another
					options.Tier, options.Thresholds = tiers[(i+1)%len(tiers)].Tier, tiers[(i+1)%len(tiers)].Thresholds
				}
				rt, err := img.New(options)
				require.NoError(t, err)
				require.NoError(t, rt.Object().Heap.Verify())
				if turn%2 == 1 {
					rt.Object().Heap.Collect(true)
					require.NoError(t, rt.Object().Heap.Verify())
				}
				again := rt
				if turn == 3 { // an image of a runtime that came of one
					second, err := rt.Image()
					require.NoError(t, err)
					again, err = second.New(options)
					require.NoError(t, err)
				}
				v, err := again.Run(eyes)
				require.NoError(t, err)
				assertSame(t, before, v.String())
				_, err = again.RunString("console.js", "console.count('known'); console.log('flat')")
				require.NoError(t, err)
				assert.Equal(t, "known: 2\nflat\n", out.String())
				_, err = rt.Run(hands)
				require.NoError(t, err)
				_ = rt.DrainJobs()
				rt.Object().Heap.Collect(turn == 0)
				require.NoError(t, rt.Object().Heap.Verify())
			}
		})
	}
}

// TestImageGoesOn has what was begun in the prepared runtime go on in those of its image, as it
// does without an image.
func TestImageGoesOn(t *testing.T) {
	for _, mode := range modes.All {
		t.Run(mode.Name, func(t *testing.T) {
			options := kiln.Options{Tier: mode.Tier, Thresholds: mode.Thresholds, Libraries: web.All(), Loader: kiln.FSLoader{FS: files(map[string]string{
				"main.js":  `export * from "./count.js"; export const meta = () => typeof import.meta.url; globalThis.known = Symbol.for("known");`,
				"count.js": `export let count = 1; export function up() { return ++count }`,
			})}}
			prepare := func() *kiln.Runtime {
				rt, err := kiln.New(options)
				require.NoError(t, err)
				_, err = rt.RunString("setup.js", `
					var log = [], resolve, promise = new Promise(r => resolve = r);
					(async () => { log.push(await promise); for await (const x of steps()) log.push(x) })();
					async function* steps() { yield 1; yield* [2, 3] }
					var generator = (function* (a, ...rest) { try { for (const x of rest) a += yield a + x } finally { log.push("closed") } })(1, 2, 3); generator.next();
					class A { #n = 1; static make = () => new A; next() { return this.#n++ } get [Symbol.toStringTag]() { return "A" } }
					class B extends A { constructor() { super(); this.own = new.target.name } twice() { return super.next() + super.next() } }
					class C extends B {}
					var b = new B, tag = s => s, site = () => tag`+"`x${1}`"+`, first = site(), late = new Function("a", "return a + log.length"), scope = (function () { var hidden = 5; return s => eval(s) })();
					var weak = new WeakRef(b), target = new EventTarget, controller = new AbortController; target.addEventListener("x", e => log.push(e.type), {once: true}); controller.signal.onabort = () => log.push("aborted");
					var bytes = new Float64Array(4).fill(1.5), sum = () => { let s = 0; for (let i = 0; i < bytes.length; i++) s += bytes[i]; return s };
					for (let i = 0; i < 300; i++) sum();`)
				require.NoError(t, err)
				_, err = rt.Import("./main.js")
				require.NoError(t, err)
				require.NoError(t, rt.RunLoop())
				return rt
			}
			use := func(rt *kiln.Runtime) string {
				_, err := rt.RunString("use.js", `
					resolve("resolved"); log.push(generator.next(10).value); generator.return();
					log.push(b.twice(), b.own, new C().own, String(A.make()), late(1), scope("++hidden"), site() === first, weak.deref() === b);
					bytes[0] = 2; log.push(sum()); import("./main.js").then(ns => { log.push(ns.count, ns.up(), ns.count, ns.meta(), Object.keys(ns).join("+")) });
					log.push(Symbol.for("known") === known); target.dispatchEvent(new Event("x")); target.dispatchEvent(new Event("x")); controller.abort(); "abc".replace(/b/g, x => log.push(x)); log.push(setTimeout(() => log.push("fired"), 0) > 0);
					try { null.x } catch (e) { log.push(e.stack) }`)
				require.NoError(t, err)
				require.NoError(t, rt.RunLoop())
				v, err := rt.RunString("log.js", "log.join()")
				require.NoError(t, err)
				return v.String()
			}
			want := use(prepare())
			assert.Contains(t, want, "14,closed,3,B,C,[object A],3,6,true,true,6.5,true,x,aborted,b,true,TypeError")
			assert.Contains(t, want, "fired")
			img, err := prepare().Image()
			require.NoError(t, err)
			for range 2 {
				rt, err := img.New(options)
				require.NoError(t, err)
				assert.Equal(t, want, use(rt))
				require.NoError(t, rt.Object().Heap.Verify())
			}
		})
	}
}

// TestImagesAreUsedByManyGoroutines makes runtimes of one image on several goroutines.
func TestImagesAreUsedByManyGoroutines(t *testing.T) {
	setup, eyes, hands := compileOwn(t, prepared), compileOwn(t, look), compileOwn(t, pollute)
	rt, err := kiln.New(kiln.Options{Libraries: web.All()})
	require.NoError(t, err)
	_, err = rt.Run(setup)
	require.NoError(t, err)
	require.NoError(t, rt.DrainJobs())
	img, err := rt.Image()
	require.NoError(t, err)
	first, err := img.New(kiln.Options{})
	require.NoError(t, err)
	v, err := first.Run(eyes)
	require.NoError(t, err)
	before := v.String()
	rounds := 4
	if kiln.Stressed {
		rounds = 1
	}
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for range rounds {
				rt, err := img.New(kiln.Options{Tier: modes.All[i%len(modes.All)].Tier})
				if !assert.NoError(t, err) {
					return
				}
				v, err := rt.Run(eyes)
				assert.NoError(t, err)
				assert.Equal(t, before, v.String())
				_, err = rt.Run(hands)
				assert.NoError(t, err)
				rt.Object().Heap.Collect(i%2 == 0)
			}
		})
	}
	all.Wait()
}

// TestImageNamesWhatItCannotHave tries what only one runtime can have.
func TestImageNamesWhatItCannotHave(t *testing.T) {
	script := func(text string) func(*testing.T, *kiln.Runtime) {
		return func(t *testing.T, rt *kiln.Runtime) {
			_, err := rt.RunString("t.js", text)
			require.NoError(t, err)
		}
	}
	set := func(x any) func(*testing.T, *kiln.Runtime) {
		return func(t *testing.T, rt *kiln.Runtime) { require.NoError(t, rt.Set("x", x)) }
	}
	for name, c := range map[string]struct {
		do   func(*testing.T, *kiln.Runtime)
		want string
	}{
		"function": {func(t *testing.T, rt *kiln.Runtime) {
			require.NoError(t, rt.Set("f", rt.NewFunction("answer", 0, func(kiln.Call) (kiln.Value, error) { return kiln.Undefined(), nil })))
		}, "the function answer is a function of Go"},
		"Go function":   {set(strings.ToUpper), "is a function of Go"},
		"struct":        {set(&struct{ A int }{1}), "Go value of type"},
		"bytes":         {set([]byte{1}), "an ArrayBuffer shows memory of Go"},
		"shared buffer": {script("var b = new SharedArrayBuffer(8)"), "SharedArrayBuffer"},
		"timer":         {script("setTimeout(() => {}, 1)"), "timers wait"},
		"job":           {script("Promise.resolve().then(() => {})"), ""},
		"rejection":     {script("Promise.reject(1)"), "rejected"},
		"native module": {func(t *testing.T, rt *kiln.Runtime) {
			_, err := rt.Module("db", map[string]any{"x": 1})
			require.NoError(t, err)
		}, "native module db"},
		"post":    {func(t *testing.T, rt *kiln.Runtime) { rt.Post(func() error { return nil }) }, "callbacks"},
		"hold":    {func(t *testing.T, rt *kiln.Runtime) { rt.Hold() }, ""},
		"signal":  {script("var c = new AbortController; new EventTarget().addEventListener('x', () => {}, {signal: c.signal})"), "AbortSignal"},
		"promise": {func(t *testing.T, rt *kiln.Runtime) { p, _, _ := rt.NewPromise(); require.NoError(t, rt.Set("p", p)) }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			rt, err := kiln.New(kiln.Options{Libraries: web.All()})
			require.NoError(t, err)
			c.do(t, rt)
			_, err = rt.Image()
			if c.want == "" {
				if err == nil {
					return
				}
			}
			assert.ErrorContains(t, err, "kiln: image: ")
			assert.ErrorContains(t, err, c.want)
		})
	}
	rt, err := kiln.New(kiln.Options{})
	require.NoError(t, err)
	require.NoError(t, rt.Set("inside", func() error {
		_, err := rt.Image()
		return err
	}))
	_, err = rt.RunString("t.js", "inside()")
	assert.ErrorContains(t, err, "the runtime is running")
}

// TestRuntimesOfAnImageHaveTheirOwnOptions changes limits, clock and output.
func TestRuntimesOfAnImageHaveTheirOwnOptions(t *testing.T) {
	rt, err := kiln.New(kiln.Options{Libraries: web.All()})
	require.NoError(t, err)
	_, err = rt.RunString("t.js", "var list = Array.from({length: 1000}, (_, i) => ({i})); function spin() { for (;;); }")
	require.NoError(t, err)
	img, err := rt.Image()
	require.NoError(t, err)

	clock := kiln.NewVirtualClock(time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC))
	timed, err := img.New(kiln.Options{Clock: clock, Limits: kiln.Limits{Fuel: 10_000}})
	require.NoError(t, err)
	v, err := timed.RunString("t.js", "new Date().toISOString()")
	require.NoError(t, err)
	assert.Equal(t, "2026-09-01T00:00:00.000Z", v.String())
	_, err = timed.RunString("t.js", "spin()")
	var limit *kiln.LimitError
	require.ErrorAs(t, err, &limit)
	assert.Equal(t, kiln.LimitFuel, limit.Kind)

	_, err = img.New(kiln.Options{MaxHeap: 10_000})
	assert.Error(t, err)
	small, err := img.New(kiln.Options{MaxHeap: 4 << 20})
	require.NoError(t, err)
	_, err = small.RunString("t.js", "for (let all = [];;) all.push([...list])")
	require.ErrorAs(t, err, &limit)
	assert.Equal(t, kiln.LimitMemory, limit.Kind)

	_, err = img.New(kiln.Options{Libraries: web.All()[:1]})
	assert.ErrorContains(t, err, "libraries")
	_, err = img.New(kiln.Options{Libraries: web.All()})
	assert.NoError(t, err)
}

// TestPoolOfAnImage has a pool whose runtimes begin with what an image has.
func TestPoolOfAnImage(t *testing.T) {
	rt, err := kiln.New(kiln.Options{})
	require.NoError(t, err)
	_, err = rt.RunString("library.js", "var calls = 0; function next() { return ++calls }")
	require.NoError(t, err)
	img, err := rt.Image()
	require.NoError(t, err)
	pool, err := kiln.NewPool(kiln.PoolOptions{Image: img, Setup: func(rt *kiln.Runtime) error {
		return rt.Set("host", strings.ToUpper)
	}})
	require.NoError(t, err)
	for range 3 {
		require.NoError(t, pool.Do(t.Context(), func(rt *kiln.Runtime) error {
			v, err := rt.RunString("use.js", "next() + host('a')")
			assert.Equal(t, "1A", v.String())
			return err
		}))
	}
}

// generated is a library of about the size of lodash: functions that share an environment, of
// which a few have run, an object that has them, patterns and tables.
func generated() string {
	var b strings.Builder
	b.WriteString("var lib = (function () {\nvar lib = {}, cache = new Map, words = {};\n")
	for i := range 650 {
		fmt.Fprintf(&b, "function f%[1]d(a, b) { if (!a) return f%[2]d(1, b); for (var i = 0, s = ''; i < b; i++) s += words['w' + i] + %[1]d; return cache.get(s) || s.replace(/x%[3]d/g, '') }\nlib.f%[1]d = f%[1]d; words.w%[1]d = 'word %[1]d';\n", i, max(i-1, 0), i%40)
	}
	b.WriteString("for (var i = 0; i < 650; i += 10) cache.set(i, lib['f' + i](1, 3));\nreturn lib })();\n")
	return b.String()
}

// BenchmarkImage makes a runtime, runs a line in it and drops it.
func BenchmarkImage(b *testing.B) {
	line, err := kiln.Compile("line.js", "typeof lib", kiln.Script)
	require.NoError(b, err)
	for _, c := range []struct{ name, source string }{{"empty", ""}, {"library", generated()}} {
		library, err := kiln.Compile("library.js", c.source, kiln.Script)
		require.NoError(b, err)
		prepare := func() *kiln.Runtime {
			rt, err := kiln.New(kiln.Options{})
			require.NoError(b, err)
			_, err = rt.Run(library)
			require.NoError(b, err)
			return rt
		}
		img, err := prepare().Image()
		require.NoError(b, err)
		fromImage := func() *kiln.Runtime {
			rt, err := img.New(kiln.Options{})
			require.NoError(b, err)
			return rt
		}
		for name, begin := range map[string]func() *kiln.Runtime{"image": fromImage, "loaded": prepare} {
			b.Run(c.name+"/"+name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					_, err := begin().Run(line)
					require.NoError(b, err)
				}
			})
		}
	}
}

// TestNewHasTheLibrariesOfItsOptions makes more runtimes of several kinds than begin without an image.
func TestNewHasTheLibrariesOfItsOptions(t *testing.T) {
	for range 6 {
		for _, o := range []kiln.Options{{}, {Libraries: web.All()}, {Without: []*kiln.Library{temporal.Library()}}} {
			rt, err := kiln.New(o)
			require.NoError(t, err)
			v, err := rt.RunString("t.js", "[typeof Temporal, typeof console].join()")
			require.NoError(t, err)
			want := map[bool]string{true: "undefined", false: "object"}
			assert.Equal(t, want[o.Without != nil || !kiln.IsBuiltWith("Temporal")]+","+want[o.Libraries == nil], v.String())
		}
	}
}
