package kiln_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/modes"
)

// learnedLibrary is loaded before the checkpoint and not called: functions with loops, property
// access, calls, closures, constructors and methods.
const learnedLibrary = `
var lib = (function () {
	function each(a, f) { for (let i = 0; i < a.length; i++) f(a[i], i); return a }
	function map(a, f) { const r = []; each(a, (x, i) => { r.push(f(x, i)) }); return r }
	function filter(a, f) { const r = []; for (let i = 0; i < a.length; i++) if (f(a[i])) r.push(a[i]); return r }
	function reduce(a, f, x) { for (let i = 0; i < a.length; i++) x = f(x, a[i]); return x }
	function keys(o) { const r = []; for (const k in o) r.push(k); return r }
	function pick(o, names) { const r = {}; each(names, n => { if (n in o) r[n] = o[n] }); return r }
	function groupBy(a, f) { const r = {}; each(a, x => { const k = f(x); (r[k] ||= []).push(x) }); return r }
	function Vector(x, y) { this.x = x; this.y = y }
	Vector.prototype.plus = function (x, y) { return new Vector(this.x + x, this.y + y) };
	Vector.prototype.length = function () { return Math.sqrt(this.x * this.x + this.y * this.y) };
	class Wrapper {
		#value; static of(v) { return new Wrapper(v) }
		constructor(v) { this.#value = v }
		map(f) { return new Wrapper(map(this.#value, f)) }
		filter(f) { return new Wrapper(filter(this.#value, f)) }
		get size() { return this.#value.length }
		sum() { return reduce(this.#value, (x, y) => x + y, 0) }
	}
	function hash(s) { let h = 0; for (let i = 0; i < s.length; i++) h = (h * 31 + s.charCodeAt(i)) | 0; return h }
	function range(n, f) { const r = []; for (let i = 0; i < n; i++) r.push(f(i)); return r }
	function report(items) {
		const cheap = filter(items, o => o.price < 40), prices = map(cheap, o => o.price * lib.options.scale), groups = groupBy(items, o => o.name);
		return reduce(prices, (x, y) => x + y, 0) + keys(groups).length;
	}
	return {range, report, each, map, filter, reduce, keys, pick, groupBy, Vector, Wrapper, hash, options: {scale: 3, name: "lib"}};
})();
`

// learnedRequest calls the library a few thousand times.
const learnedRequest = `
(function () {
	let total = 0;
	const items = lib.range(60, i => ({id: i, name: "item" + i % 7, price: i * 1.5}));
	for (let i = 0; i < 40; i++) {
		total += lib.report(items) + lib.hash(items[i].name);
		let v = new lib.Vector(i, 1);
		for (let k = 0; k < 40; k++) v = v.plus(lib.options.scale, k);
		total += v.length() + lib.Wrapper.of([1, 2, 3, 4]).map(x => x * 2).filter(x => x > 2).sum() + lib.pick(items[3], ["id", "price"]).id;
	}
	return total;
})()`

// BenchmarkRestoreLearned is a script that calls a library loaded before the checkpoint, and the
// way back, against the same script in a runtime that never goes back.
func BenchmarkRestoreLearned(b *testing.B) {
	request, err := kiln.Compile("request.js", learnedRequest, kiln.Script)
	require.NoError(b, err)
	for _, mode := range modes.All[:4] {
		for _, back := range []bool{false, true} {
			b.Run(mode.Name+map[bool]string{false: "/on", true: "/restore"}[back], func(b *testing.B) {
				rt, err := kiln.New(kiln.Options{Tier: mode.Tier})
				require.NoError(b, err)
				_, err = rt.RunString("library.js", learnedLibrary)
				require.NoError(b, err)
				cp, err := rt.Checkpoint()
				require.NoError(b, err)
				round := func() {
					if _, err := rt.Run(request); err != nil {
						b.Fatal(err)
					}
					if back {
						if err := rt.Restore(cp); err != nil {
							b.Fatal(err)
						}
					}
				}
				for range 20 {
					round()
				}
				for b.Loop() {
					round()
				}
			})
		}
	}
}
