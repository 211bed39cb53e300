package kiln_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/host262"
	"github.com/kilnjs/kiln/internal/modes"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/web"
)

// restore brings rt back and looks at every cell.
func restore(t *testing.T, rt *kiln.Runtime, cp *kiln.Checkpoint) {
	t.Helper()
	require.NoError(t, rt.Restore(cp))
	require.NoError(t, rt.Object().Heap.Verify())
}

// TestScriptsAfterEachOther runs the scripts of testdata/scripts one after another in the same
// runtime, which is brought back to its beginning between them: each does what it does alone.
func TestScriptsAfterEachOther(t *testing.T) {
	if kiln.Stressed {
		t.Skip("TestRestoreLeavesNothing does that")
	}
	scripts := loadScripts(t)
	for _, mode := range modes.All[2:] { // between them they run all tiers
		t.Run(mode.Name, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			rt, err := host262.New(kiln.Options{Tier: mode.Tier, Thresholds: mode.Thresholds, Stdout: &out, Libraries: web.All(), Loader: kiln.FileLoader{}})
			require.NoError(t, err)
			cp, err := rt.Checkpoint()
			require.NoError(t, err)
			for _, s := range scripts {
				out.Reset()
				rt.SetDeadline(time.Now().Add(scriptDeadline))
				assert.Equal(t, s.throws, runIn(t, rt, s), s.name)
				var printed []string
				for line := range strings.Lines(out.String()) {
					printed = append(printed, strings.TrimRight(line, " \t\r\n"))
				}
				assert.Equal(t, s.expect, printed, s.name)
				restore(t, rt, cp)
			}
		})
	}
}

// runIn runs a script and returns the error that ended it.
func runIn(t *testing.T, rt *kiln.Runtime, s script) (thrown string) {
	t.Helper()
	kind := kiln.Script
	if s.module {
		kind = kiln.Module
	}
	program, err := kiln.Compile(filepath.Join(scriptsRoot, filepath.FromSlash(s.name)), s.source, kind)
	require.NoError(t, err)
	_, err = rt.Run(program)
	if err == nil {
		err = rt.RunLoop()
	}
	var exception *kiln.Exception
	switch {
	case err == nil:
	case !errors.As(err, &exception):
		t.Errorf("%s ended with %v", s.name, err)
	case exception.Name != "":
		thrown = exception.Name + ": " + exception.Message
	default:
		thrown = exception.Message
	}
	return thrown
}

// prepared is what runs before the checkpoint: state of every kind that a script may change.
const prepared = `
var S = {
	plain: {a: 1, b: {c: [1, 2, 3]}}, array: [1, , 3], holey: new Array(50), sparse: Object.assign([], {5000000: 1}),
	dictionary: Object.fromEntries(Array.from({length: 200}, (_, i) => ["k" + i, i])), text: "rope" + Math.sqrt(2) + "end",
	map: new Map([[1, "one"], ["two", {x: 2}]]), set: new Set([1, "b", 3n]), date: new Date(86400000), regexp: /a(b)?/gy,
	bytes: new Uint8Array([1, 2, 3]), resizable: new ArrayBuffer(8, {maxByteLength: 64}), shared: new SharedArrayBuffer(16),
	growable: new SharedArrayBuffer(8, {maxByteLength: 64}), view: new DataView(new ArrayBuffer(4)), error: new RangeError("r"),
	frozen: Object.freeze([1]), sealed: Object.seal({s: 1}), getter: {get g() { return S.count++ }}, count: 0,
	symbol: Symbol("own"), big: 2n ** 100n, bound: Math.max.bind(null, 1), arguments: (function () { return arguments })(1, 2),
	weakMap: new WeakMap(), weakSet: new WeakSet(), proxy: Proxy.revocable({p: 1}, {}), boxed: new String("box"),
};
S.resizable8 = new Uint8Array(S.resizable); S.shared32 = new Int32Array(S.shared);
S.key = {}; S.weakMap.set(S.key, 1); S.weakSet.add(S.key); S.ref = new WeakRef(S.key); S.map.iterator = S.map.entries(); S.map.iterator.next();
S.generator = (function* () { let n = 0; for (;;) n += (yield n) ?? 1 })(); S.generator.next();
S.pending = new Promise(resolve => { S.resolve = resolve }); S.settled = Promise.reject(1); S.settled.catch(() => 0);
S.waiting = (async () => { S.seen = await S.pending; })();
S.registry = new FinalizationRegistry(() => {}); S.registry.register(S.key, 7);
class Private { #x = 1; static #y = 2; get x() { return this.#x } set x(v) { this.#x = v } static bump() { return ++this.#y } static has(o) { return #x in o } }
class Stamp extends (function (o) { return o }) { #stamp = 1; static has(o) { return #stamp in o } }
S.private = new Private; S.Private = Private; S.Stamp = Stamp;
let lexical = {l: 1}; const constant = [1];
var closure = (() => { let n = 0; return {up: () => ++n, read: () => n} })();
function hot(o, i) { return o.a + i + S.array.length + [1, 2].map(x => x * 2).length }
for (let i = 0; i < 300; i++) hot(S.plain, i);
Symbol.for("registered"); /(be)(fore)/.exec("before"); console.count("known"); console.group(); console.groupEnd();
setTimeout(() => { S.fired = true }, 1e7); var interval = setInterval(() => {}, 1e7);
S.template = s => s; function tagged() { return S.template` + "`a${1}b`" + ` } S.site = tagged();
`

// look describes everything that can be reached from the global object: each object by a
// number, with its prototype, whether it is extensible, and its properties.
const look = `
(() => {
	const ids = new Map, queue = [], out = [];
	const {getPrototypeOf, isExtensible, ownKeys, getOwnPropertyDescriptor} = Reflect, tag = Object.prototype.toString;
	const name = v => {
		if (typeof v === "symbol") return "symbol " + String(v.description) + " " + Symbol.keyFor(v);
		if (typeof v !== "object" && typeof v !== "function" || v === null) return typeof v + " " + (Object.is(v, -0) ? "-0" : String(v));
		let id = ids.get(v);
		if (id === undefined) { ids.set(v, id = ids.size); queue.push(v) }
		return "#" + id;
	};
	const more = [[][Symbol.iterator]().__proto__, new Map().entries().__proto__, new Set().values().__proto__, "".matchAll(/a/g).__proto__,
		""[Symbol.iterator]().__proto__, function* () {}, async () => {}, async function* () {}, (function* () {})().__proto__, (async function* () {})().__proto__];
	name(globalThis); more.forEach(name); name(lexical); name(constant); name(Private);
	for (let o of queue) {
		if (out.length > 9000) break;
		const lines = [];
		if (o === S.proxy.proxy) { try { lines.push("proxy " + o.p) } catch (e) { lines.push("revoked") } }
		else {
			lines.push(typeof o, name(getPrototypeOf(o)), isExtensible(o));
			for (const k of ownKeys(o)) {
				const d = getOwnPropertyDescriptor(o, k);
				lines.push(name(k) + (d.writable ? "w" : "") + (d.enumerable ? "e" : "") + (d.configurable ? "c" : "") + ("value" in d ? name(d.value) : name(d.get) + name(d.set)));
			}
		}
		out.push("#" + ids.get(o) + ": " + lines.join("; "));
	}
	const inside = [
		[...S.map].join(), [...S.set].join(), S.date.getTime(), S.regexp.lastIndex, [...S.bytes].join(), S.resizable.byteLength, [...S.resizable8].join(),
		[...S.shared32].join(), S.growable.byteLength, S.view.getInt32(0), S.private.x, Stamp.has(S.plain), Stamp.has(globalThis), Private.has(S.plain),
		S.weakMap.get(S.key), S.weakSet.has(S.key), S.ref.deref() === S.key, closure.read(), RegExp.$1, RegExp.lastMatch, RegExp["$'"], S.text,
		Object.keys(S.dictionary).length, tagged() === S.site, S.map.iterator.next().value.join(), S.generator.next(10).value, Private.bump(),
		typeof fresh, typeof freshVar, typeof evaluated, typeof S.fired, typeof S.seen, hot(S.plain, 1), isNaN(NaN), [..."ab"].join(),
		new (class extends Array {})(3).map(x => x).length, Object.groupBy([1, 2], x => x % 2)[1][0], JSON.stringify(S.plain), structured(),
	];
	function structured() { try { return String(Array.from({length: 2, 0: "x", 1: "y"})) } catch (e) { return "broken " + e } }
	return inside.join("|") + "\n" + out.join("\n");
})()`

// pollute changes whatever look can see, and what it cannot.
const pollute = `
(() => {
	const {apply, ownKeys, getPrototypeOf, defineProperty, deleteProperty, setPrototypeOf, preventExtensions} = Reflect, {push} = Array.prototype, {freeze, seal} = Object, each = Set.prototype.forEach, has = Set.prototype.has, add = Set.prototype.add;
	const all = new Set, list = [globalThis, S, [][Symbol.iterator]().__proto__, function* () {}, async () => {}, async function* () {}];
	for (let i = 0; i < list.length && i < 6000; i++) {
		const o = list[i];
		if (o === null || typeof o !== "object" && typeof o !== "function" || all.has(o)) continue;
		all.add(o);
		if (o === S.proxy.proxy) continue;
		list[list.length] = getPrototypeOf(o);
		const keys = ownKeys(o);
		for (let k = 0; k < keys.length; k++) {
			const d = Object.getOwnPropertyDescriptor(o, keys[k]);
			if (!d) continue;
			list[list.length] = d.value; list[list.length] = d.get; list[list.length] = d.set;
		}
	}
	S.map.set("new", 1); S.map.delete(1); S.set.clear(); S.set.add({}); S.date.setTime(5); S.regexp.exec("ab"); S.bytes.fill(9); S.resizable.resize(40);
	S.resizable8.fill(7); S.growable.grow(32); Atomics.add(S.shared32, 1, 5); S.view.setInt32(0, 77); S.view.buffer.transfer(); S.private.x = 99; Private.bump(); closure.up();
	S.weakMap.set(globalThis, 5); S.weakMap.delete(S.key); S.weakSet.delete(S.key); S.weakSet.add(S); S.generator.next(100); S.generator.return(); S.map.iterator.next();
	S.resolve("polluted"); S.proxy.revoke(); new Stamp(S.plain); new Stamp(globalThis); S.arguments[0] = 9; S.count = 100; S.getter.g; S.sparse[1] = 1; S.sparse.length = 2;
	S.array.push(1, 2, 3); S.array[1] = {}; S.holey.fill(1); delete S.dictionary.k5; for (let i = 0; i < 500; i++) S.dictionary["m" + i] = i; S.registry.unregister(S.key);
	for (let i = 0; i < 100; i++) S.plain["p" + i] = i; for (let i = 0; i < 90; i++) delete S.plain["p" + i]; S.boxed.extra = 1; S.error.message = "other";
	Symbol.for("polluted"); /(aft)(er)/.exec("after"); console.count("known"); console.count("other"); console.group("g"); console.time("t"); clearInterval(interval);
	setTimeout(() => {}, 1e7); setInterval(() => {}, 1e7); queueMicrotask(() => {}); Promise.reject(new Error("never handled")); Promise.resolve().then(() => hot(S.plain, 3));
	const kept = []; for (let i = 0; i < 3000; i++) kept.push({i, s: "s" + i, f: () => i, [("key" + i)]: i}); globalThis.kept = kept;
	new FinalizationRegistry(() => {}).register(kept[0], 1, kept[1]); globalThis.ref = new WeakRef(kept[2]); globalThis.freshVar = 1;
	(0, eval)("var evaluated = 1; function evaluatedFunction() {}"); (0, eval)("hot = null");
	let error = ""; try { (function deep() { deep() })() } catch (e) { error = e.message }
	const big = []; for (let i = 0; i < 60; i++) big.push("x".repeat(3000) + i, new ArrayBuffer(2000), new Array(600).fill(i), 3n ** 900n);
	globalThis.big = big; globalThis.wide = Array.from({length: 40}, (_, i) => ({["w" + i]: 1, x: new Map([[i, i]])}));
	for (let i = 0; i < 2000; i++) kept[i].more = new RegExp("r" + i % 50);
	const targets = [...all];
	for (let i = 0; i < targets.length; i++) {
		const o = targets[i];
		try { o["polluted" + i % 7] = o } catch {}
		try { defineProperty(o, Symbol.for("polluted"), {get() { return 1 }, configurable: true}) } catch {}
	}
	Array.prototype[Symbol.iterator] = function* () {}; Array.prototype.map = () => [];
	defineProperty(Array, Symbol.species, {value: function () { return {} }}); Object.prototype.toString = null; Object.prototype.inherited = 1; Object.prototype[3] = "three";
	String.prototype[Symbol.iterator] = null; RegExp.prototype.exec = null; Promise.prototype.then = null; Function.prototype.call = null; Map.prototype.get = null; Symbol.prototype.description = 1;
	setPrototypeOf(Array.prototype, {foreign: 1}); setPrototypeOf(S.plain, Array.prototype); setPrototypeOf(Private, null); Math.max = null; JSON.stringify = null;
	for (let i = 0; i < targets.length; i++) {
		const o = targets[i], what = i % 5;
		try {
			if (what === 0) freeze(o);
			else if (what === 1) preventExtensions(o);
			else if (what === 2) { const keys = ownKeys(o); for (let k = 0; k < keys.length; k++) if (o !== globalThis && o !== S) deleteProperty(o, keys[k]) }
			else if (what === 3) { const keys = ownKeys(o); for (let k = 0; k < keys.length; k++) if (o !== globalThis && o !== S) o[keys[k]] = polluter }
		} catch {}
	}
	function polluter() { throw 1 }
	lexical.l = 2; lexical = null; apply(push, constant, [2]);
	return error;
})();
let fresh = 1; class Fresh {}
`

// TestRestoreLeavesNothing lets a script change everything that it can reach, in every tier, and
// demands that nothing of it is seen when the runtime has been brought back.
func TestRestoreLeavesNothing(t *testing.T) {
	turns, tiers := 4, modes.All
	compile := func(text string) *kiln.Program {
		if kiln.Stressed {
			text = strings.NewReplacer("9000", "150", "6000", "80", "3000", "20", "2000", "20", "500", "20", "300", "20").Replace(text)
		}
		p, err := kiln.Compile("t.js", text, kiln.Script)
		require.NoError(t, err)
		return p
	}
	setup, eyes, hands := compile(prepared), compile(look), compile(pollute)
	if kiln.Stressed {
		turns, tiers = 2, slices.DeleteFunc(slices.Clone(tiers), func(m modes.Mode) bool { return m.Tier == kiln.Interp || m.Tier == kiln.Auto })
	}
	for _, mode := range tiers {
		t.Run(mode.Name, func(t *testing.T) {
			var out bytes.Buffer
			rt, err := kiln.New(kiln.Options{Tier: mode.Tier, Thresholds: mode.Thresholds, Stdout: &out, Stderr: &out, Libraries: web.All()})
			require.NoError(t, err)
			_, err = rt.Run(setup)
			require.NoError(t, err)
			require.NoError(t, rt.DrainJobs())
			held, err := rt.RunString("held.js", "S.plain")
			require.NoError(t, err)
			cp, err := rt.Checkpoint()
			require.NoError(t, err)
			v, err := rt.Run(eyes)
			require.NoError(t, err)
			before := v.String()
			restore(t, rt, cp)
			assert.True(t, v.IsUndefined())
			for turn := range turns {
				v, err := rt.Run(hands)
				require.NoError(t, err)
				assert.Equal(t, "Maximum call stack size exceeded", v.String())
				late, err := rt.RunString("late.js", "({late: 1})")
				require.NoError(t, err)
				if turn%2 == 1 {
					_ = rt.DrainJobs()
					rt.Object().Heap.Collect(true)
				}
				restore(t, rt, cp)
				if turn%2 == 0 {
					rt.Object().Heap.Collect(turn == 0)
				}
				_, err = late.Get("late")
				assert.ErrorContains(t, err, "restored")
				a, err := held.Get("a")
				require.NoError(t, err)
				assert.Equal(t, "1", a.String())
				after, err := rt.Run(eyes)
				require.NoError(t, err)
				assertSame(t, before, after.String())
				out.Reset()
				_, err = rt.RunString("console.js", "console.count('known'); console.log('flat')")
				require.NoError(t, err)
				assert.Equal(t, "known: 2\nflat\n", out.String())
				restore(t, rt, cp)
			}
			assert.Equal(t, 1, rt.Stats().Realms)
		})
	}
}

// assertSame compares two texts line by line and shows the first few that differ.
func assertSame(t *testing.T, want, got string) {
	t.Helper()
	if want == got {
		return
	}
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	shown := 0
	for i := 0; i < len(a) && i < len(b) && shown < 5; i++ {
		if a[i] != b[i] {
			t.Errorf("line %d\nwant %s\ngot  %s", i, a[i], b[i])
			shown++
		}
	}
	assert.Equal(t, len(a), len(b), "lines")
}

// BenchmarkRestore is a small script and the way back, and the way back alone.
func BenchmarkRestore(b *testing.B) {
	program, err := kiln.Compile("small.js", `
		class Account { #sum = 0; add(n) { this.#sum += n; return this } get sum() { return this.#sum } }
		const accounts = Array.from({length: 20}, (_, i) => new Account().add(i)), names = {};
		for (const [i, a] of accounts.entries()) names["account" + i] = a.sum;
		Object.prototype.left = JSON.stringify(names); globalThis.behind = accounts.map(a => a.sum).filter(n => n % 2);`, kiln.Script)
	require.NoError(b, err)
	for _, alone := range []bool{false, true} {
		b.Run(map[bool]string{false: "script", true: "restore"}[alone], func(b *testing.B) {
			rt, err := kiln.New(kiln.Options{Libraries: web.All()})
			require.NoError(b, err)
			cp, err := rt.Checkpoint()
			require.NoError(b, err)
			b.ReportMetric(float64(cp.Bytes()), "B/checkpoint")
			for b.Loop() {
				if alone {
					b.StopTimer()
				}
				if _, err := rt.Run(program); err != nil {
					b.Fatal(err)
				}
				if alone {
					b.StartTimer()
				}
				if err := rt.Restore(cp); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func evaluate(t *testing.T, rt *kiln.Runtime, text string) string {
	t.Helper()
	v, err := rt.RunString("evaluate.js", text)
	require.NoError(t, err)
	return v.String()
}

// TestCheckpointsAfterEachOther goes back to an older and to a younger one.
func TestCheckpointsAfterEachOther(t *testing.T) {
	rt, err := kiln.New(kiln.Options{})
	require.NoError(t, err)
	var cps []*kiln.Checkpoint
	var values []kiln.Value
	for i := range 3 {
		v, err := rt.RunString("a.js", fmt.Sprintf("var n = %d; var o%d = {n}; o%d", i, i, i))
		require.NoError(t, err)
		values = append(values, v)
		cp, err := rt.Checkpoint()
		require.NoError(t, err)
		cps = append(cps, cp)
	}
	kept := func(want ...bool) {
		t.Helper()
		for i, v := range values {
			_, err := v.Get("n")
			assert.Equal(t, want[i], err == nil)
			assert.Equal(t, want[i], v.IsObject())
		}
	}
	evaluate(t, rt, "n = 9; o0 = o1 = null")
	restore(t, rt, cps[2])
	assert.Equal(t, "2,0,1", evaluate(t, rt, "[n, o0.n, o1.n].join()"))
	younger := cps[2].Bytes()
	counted := rt.Stats().Heap.Committed
	restore(t, rt, cps[1])
	assert.Less(t, rt.Stats().Heap.Committed, counted-younger/2, "a checkpoint that is over takes nothing")
	rt.Object().Heap.Collect(true)
	require.NoError(t, rt.Object().Heap.Verify())
	kept(true, true, false)
	assert.Equal(t, "1,undefined", evaluate(t, rt, "[n, typeof o2].join()"))
	assert.ErrorContains(t, rt.Restore(cps[2]), "older")
	again, err := rt.Checkpoint()
	require.NoError(t, err)
	evaluate(t, rt, "n = 7")
	restore(t, rt, again)
	assert.Equal(t, "1", evaluate(t, rt, "n"))
	restore(t, rt, cps[0])
	kept(true, false, false)
	assert.Equal(t, "0,undefined", evaluate(t, rt, "[n, typeof o1].join()"))
	assert.ErrorContains(t, rt.Restore(cps[1]), "older")
	assert.ErrorContains(t, rt.Restore(again), "older")
	cps[0].Drop()
	cps[0].Drop()
	assert.ErrorContains(t, rt.Restore(cps[0]), "dropped")
	other, err := kiln.New(kiln.Options{})
	require.NoError(t, err)
	cp, err := other.Checkpoint()
	require.NoError(t, err)
	assert.ErrorContains(t, rt.Restore(cp), "another runtime")
	assert.ErrorContains(t, rt.Restore(nil), "another runtime")
}

// TestCheckpointOnlyInBetween refuses while something runs, or is under way.
func TestCheckpointOnlyInBetween(t *testing.T) {
	rt, err := kiln.New(kiln.Options{})
	require.NoError(t, err)
	cp, err := rt.Checkpoint()
	require.NoError(t, err)
	tried := 0
	try := func() {
		tried++
		_, err := rt.Checkpoint()
		assert.ErrorContains(t, err, "running")
		assert.ErrorContains(t, rt.Restore(cp), "running")
	}
	require.NoError(t, rt.Set("attempt", rt.NewFunction("attempt", 0, func(kiln.Call) (kiln.Value, error) { try(); return kiln.Value{}, nil })))
	evaluate(t, rt, "attempt()")
	rt.Post(func() error { try(); return nil })
	_, err = rt.Checkpoint()
	assert.ErrorContains(t, err, "posted")
	require.NoError(t, rt.RunLoop())
	assert.Equal(t, 2, tried)
	release := rt.Hold()
	_, err = rt.Checkpoint()
	assert.ErrorContains(t, err, "under way")
	restore(t, rt, cp)
	require.NoError(t, rt.RunLoop())
	second := rt.Hold()
	release() // of before
	rt.Post(func() error { second(); return nil })
	require.NoError(t, rt.RunLoop())
}

// TestRestoreEndsWorkOfGo settles promises and answers imports that are no more.
func TestRestoreEndsWorkOfGo(t *testing.T) {
	rt, err := kiln.New(kiln.Options{})
	require.NoError(t, err)
	cp, err := rt.Checkpoint()
	require.NoError(t, err)
	promise, resolve, _ := rt.NewPromise()
	require.NoError(t, rt.Set("promise", promise))
	evaluate(t, rt, "promise.then(v => globalThis.late = v)")
	restore(t, rt, cp)
	resolve(1)
	evaluate(t, rt, "for (let i = 0; i < 1000; i++) ({i})")
	require.NoError(t, rt.RunLoop())
	assert.Equal(t, "undefined", evaluate(t, rt, "typeof late"))
	require.NoError(t, rt.Object().Heap.Verify())
}

// TestRestoreAfterLimits brings back a runtime whose script was ended.
func TestRestoreAfterLimits(t *testing.T) {
	if kiln.Stressed {
		t.Skip("scripts that fill their heap would take minutes")
	}
	rt, err := kiln.New(kiln.Options{MaxHeap: 16 << 20})
	require.NoError(t, err)
	evaluate(t, rt, "var kept = [1]")
	cp, err := rt.Checkpoint()
	require.NoError(t, err)
	rt.Object().Heap.Collect(true)
	before := rt.Stats().Heap.Committed
	for _, text := range []string{
		"const all = []; for (;;) all.push({all: new Array(100).fill(kept)})",
		"for (;;) ;", "(function f() { f.call() ; f() })()", "let s = 'x'; for (;;) s += s + s.length", "const m = new Map; for (let i = 0;; i++) m.set({}, i)",
	} {
		rt.SetDeadline(time.Now().Add(300 * time.Millisecond))
		_, err := rt.RunString("limit.js", text)
		assert.Error(t, err)
		rt.SetDeadline(time.Time{})
		restore(t, rt, cp)
		assert.Equal(t, "1", evaluate(t, rt, "kept.join()"))
		restore(t, rt, cp)
		assert.LessOrEqual(t, rt.Stats().Heap.Committed, before+5<<20, text)
	}
}

// TestCheckpointBytesAreCounted demands that what a checkpoint takes counts until it is gone.
func TestCheckpointBytesAreCounted(t *testing.T) {
	rt, err := kiln.New(kiln.Options{})
	require.NoError(t, err)
	evaluate(t, rt, "var all = Array.from({length: 20000}, (_, i) => ({i}))")
	rt.Object().Heap.Collect(true)
	before := rt.Stats().Heap.Committed
	cp, err := rt.Checkpoint()
	require.NoError(t, err)
	assert.Greater(t, cp.Bytes(), int64(500_000))
	assert.GreaterOrEqual(t, rt.Stats().Heap.Committed, before+cp.Bytes()*9/10)
	evaluate(t, rt, "all = null")
	rt.Object().Heap.Collect(true)
	assert.GreaterOrEqual(t, rt.Stats().Heap.Committed, before+cp.Bytes()*9/10, "all lives on")
	cp.Drop()
	rt.Object().Heap.Collect(true)
	assert.Less(t, rt.Stats().Heap.Committed, before)
}

// TestRestoreOfWhatIsWeak keeps what a checkpoint has, whatever is collected since, and ends what
// came later.
func TestRestoreOfWhatIsWeak(t *testing.T) {
	rt, err := kiln.New(kiln.Options{})
	require.NoError(t, err)
	evaluate(t, rt, "var key = {}, ref = new WeakRef(key), map = new WeakMap([[key, {v: 1}]]), done = []; var registry = new FinalizationRegistry(v => done.push(v)); registry.register(key, 'old')")
	require.NoError(t, rt.RunLoop())
	cp, err := rt.Checkpoint()
	require.NoError(t, err)
	for range 3 {
		evaluate(t, rt, "key = null; { const k = {}; map.set(k, k); registry.register(k, 'new'); var young = new WeakRef(k) }")
		require.NoError(t, rt.RunLoop())
		for range 3 {
			rt.Object().Heap.Collect(true)
			require.NoError(t, rt.RunLoop())
		}
		assert.Equal(t, "new,true,true", evaluate(t, rt, "[done.join(), !!ref.deref(), !young.deref()].join()"))
		restore(t, rt, cp)
		assert.Equal(t, ",true,1", evaluate(t, rt, "[done.join(), ref.deref() === key, map.get(key).v].join()"))
		restore(t, rt, cp)
	}
}

type resource struct{ closed *int }

// TestRestoreEndsWhatGoMade looks at realms, modules of the host, classes with finalizers,
// dynamic objects and functions that Go made since the checkpoint, and at what it made before.
func TestRestoreEndsWhatGoMade(t *testing.T) {
	closed := 0
	class := kiln.NewClass[resource]("Resource").
		Constructor(0, func(kiln.Call) (*resource, error) { return &resource{&closed}, nil }).
		Finalizer(func(r *resource) { *r.closed++ })
	rt, err := kiln.New(kiln.Options{})
	require.NoError(t, err)
	ctor, err := rt.Class(class)
	require.NoError(t, err)
	require.NoError(t, rt.Set("Resource", ctor))
	old, err := rt.Module("old", map[string]any{"x": 1})
	require.NoError(t, err)
	evaluate(t, rt, "var early = new Resource")
	realm, err := rt.NewRealm(kiln.RealmOptions{})
	require.NoError(t, err)
	cp, err := rt.Checkpoint()
	require.NoError(t, err)
	for turn := range 3 {
		require.NoError(t, old.Set("x", 2))
		late, err := rt.Module("late", map[string]any{"y": 1})
		require.NoError(t, err)
		lateRealm, err := rt.NewRealm(kiln.RealmOptions{})
		require.NoError(t, err)
		f := rt.NewFunction("f", 0, func(kiln.Call) (kiln.Value, error) { return kiln.Value{}, nil })
		for _, r := range []*kiln.Realm{realm, lateRealm} {
			_, err = r.RunString("in.js", "globalThis.left = Array.prototype.left = 1")
			require.NoError(t, err)
		}
		program, err := kiln.Compile("m.mjs", "import {x} from 'old'; import {y} from 'late'; globalThis.sum = x + y", kiln.Module)
		require.NoError(t, err)
		require.NoError(t, rt.RunModule(program))
		assert.Equal(t, "3", evaluate(t, rt, "early = null; globalThis.later = [new Resource, new Resource]; sum"))
		rt.Object().Heap.Collect(true)
		restore(t, rt, cp)
		assert.Equal(t, 2*turn, closed)
		require.NoError(t, rt.RunLoop())
		assert.Equal(t, 2*turn+2, closed, "the finalizers of what came later, and of nothing else")
		assert.ErrorContains(t, late.Set("y", 2), "restored")
		_, err = lateRealm.RunString("in.js", "left")
		assert.ErrorContains(t, err, "restored")
		assert.ErrorContains(t, lateRealm.Set("x", 1), "restored")
		assert.True(t, lateRealm.GlobalObject().IsUndefined())
		_, err = f.Call(nil)
		assert.ErrorContains(t, err, "restored")
		_, err = rt.Call(f, nil)
		assert.Error(t, err)
		v, err := realm.RunString("in.js", "[typeof left, [].left].join()")
		require.NoError(t, err)
		assert.Equal(t, "undefined,", v.String())
		x, err := old.Get("x")
		require.NoError(t, err)
		assert.Equal(t, "1", x.String())
		assert.Equal(t, "true,undefined", evaluate(t, rt, "[early instanceof Resource, typeof sum].join()"))
		restore(t, rt, cp)
	}
}

// counter is what a library of another module keeps with a runtime.
type counter struct{ n int }

// savedCounter is one that can be saved.
type savedCounter struct{ counter }

func (c *savedCounter) SaveState() (restore func()) {
	n := c.n
	return func() { c.n = n }
}

// TestCheckpointOfOtherModules demands of a library of another module that it saves its state.
func TestCheckpointOfOtherModules(t *testing.T) {
	ext := object.NewExtension()
	rt, err := kiln.New(kiln.Options{})
	require.NoError(t, err)
	rt.Object().SetExt(ext, &counter{})
	_, err = rt.Checkpoint()
	assert.ErrorContains(t, err, "a library keeps a *kiln_test.counter with the runtime")
	c := &savedCounter{counter{1}}
	rt.Object().SetExt(ext, c)
	cp, err := rt.Checkpoint()
	require.NoError(t, err)
	c.n = 2
	restore(t, rt, cp)
	assert.Equal(t, 1, c.n)
}

// TestRestoreEndsWhatLibrariesWaitFor is about libraries that have waited for nothing before the
// checkpoint.
func TestRestoreEndsWhatLibrariesWaitFor(t *testing.T) {
	rt, err := kiln.New(kiln.Options{Libraries: web.All()})
	require.NoError(t, err)
	cp, err := rt.Checkpoint()
	require.NoError(t, err)
	for range 3 {
		ch := make(chan int)
		ctx, cancel := context.WithCancel(t.Context())
		require.NoError(t, rt.Set("ch", ch))
		require.NoError(t, rt.Set("signal", ctx))
		evaluate(t, rt, "ch[Symbol.asyncIterator]().next().then(x => globalThis.got = x); signal.onabort = () => { globalThis.got = 1 }")
		require.NoError(t, rt.DrainJobs())
		restore(t, rt, cp)
		cancel()
		select {
		case ch <- 1:
		case <-time.After(time.Second):
		}
		time.Sleep(5 * time.Millisecond)
		evaluate(t, rt, "for (let i = 0; i < 1000; i++) ({i})")
		require.NoError(t, rt.RunLoop())
		assert.Equal(t, "undefined", evaluate(t, rt, "typeof got"))
		restore(t, rt, cp)
	}
}

// TestRestoreEndsReceivers has a goroutine receive from a channel for an iterator that is no more,
// and lets an iterator that was there go on that a script had ended.
func TestRestoreEndsReceivers(t *testing.T) {
	rt, err := kiln.New(kiln.Options{})
	require.NoError(t, err)
	ch := make(chan int)
	require.NoError(t, rt.Set("ch", ch))
	evaluate(t, rt, "var it = ch[Symbol.asyncIterator]()")
	cp, err := rt.Checkpoint()
	require.NoError(t, err)
	for range 3 {
		evaluate(t, rt, "ch[Symbol.asyncIterator]().next().then(x => globalThis.got = x); it.return()")
		require.NoError(t, rt.DrainJobs())
		restore(t, rt, cp)
		select {
		case ch <- 1: // the goroutine takes it
		case <-time.After(time.Second):
		}
		time.Sleep(5 * time.Millisecond)
		evaluate(t, rt, "for (let i = 0; i < 1000; i++) ({i})")
		require.NoError(t, rt.RunLoop())
		assert.Equal(t, "undefined", evaluate(t, rt, "typeof got"))
		require.NoError(t, rt.Object().Heap.Verify())
		go func() { ch <- 2 }()
		evaluate(t, rt, "it.next().then(x => globalThis.got = x.value)")
		require.NoError(t, rt.RunLoop())
		assert.Equal(t, "2", evaluate(t, rt, "got"))
		restore(t, rt, cp)
	}
}
