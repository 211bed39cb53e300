package interp_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/scripttest"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// benchmarks define a function run(n); a turn of the benchmark is one unit of n.
var benchmarks = []struct{ name, source string }{
	{"IntLoop", `function run(n) { let s = 0; for (let i = 0; i < n; i++) s = (s + i) | 0; return s; }`},
	{"FloatLoop", `function run(n) { let x = 0.5; for (let i = 0; i < n; i++) x = x * 1.0000001 + 0.1; return x; }`},
	{"Call", `function f(a, b) { return a - b; } function run(n) { let s = 0; for (let i = 0; i < n; i++) s = f(i, s); return s; }`},
	{"Method", `class C { constructor() { this.x = 1; } m(v) { return this.x + v; } } const c = new C();
		function run(n) { let s = 0; for (let i = 0; i < n; i++) s = c.m(i); return s; }`},
	{"Property", `const o = { x: 0, y: 1 }; function run(n) { for (let i = 0; i < n; i++) o.x = o.x + o.y; return o.x; }`},
	{"Element", `const a = [1, 2, 3, 4]; function run(n) { for (let i = 0; i < n; i++) a[i & 3] = a[(i + 1) & 3]; return a[0]; }`},
	{"Closure", `function run(n) { let s = 0; for (let i = 0; i < n; i++) { const f = () => i; s += f(); } return s; }`},
	{"ObjectLiteral", `function run(n) { let o; for (let i = 0; i < n; i++) o = { x: i, y: o === undefined }; return o; }`},
	{"New", `class P { constructor(x) { this.x = x; } } function run(n) { let p; for (let i = 0; i < n; i++) p = new P(i); return p; }`},
	{"ForOf", `function run(n) { const a = new Array(100).fill(1); let s = 0; for (let i = 0; i < n; i += 100) for (const v of a) s += v; return s; }`},
	{"Generator", `function* g(n) { for (let i = 0; i < n; i++) yield i; } function run(n) { let s = 0; for (const v of g(n)) s += v; return s; }`},
	{"Throw", `function run(n) { let s = 0; for (let i = 0; i < n; i++) try { throw i; } catch (e) { s += e; } return s; }`},
	{"Destructure", `function run(n) { let s = 0; for (let i = 0; i < n; i++) { const { a, b: [c] } = { a: i, b: [2] }; s += a + c; } return s; }`},
}

func BenchmarkWalk(b *testing.B) {
	for _, bm := range benchmarks {
		b.Run(bm.name, func(b *testing.B) {
			var out strings.Builder
			rt := scripttest.NewRuntime(b, &out, scripttest.Interp(), heap.Options{})
			prog, err := syntax.Parse(syntax.NewSource(bm.name, bm.source), syntax.Options{})
			require.NoError(b, err)
			_, err = rt.RunScript(prog, rt.Cur)
			require.NoError(b, err)
			run, err := rt.Get(rt.Cur.Global, rt.Heap.InternGo("run"))
			require.NoError(b, err)
			b.ReportAllocs()
			b.ResetTimer()
			_, err = rt.Call(run, heap.Undefined, heap.Number(float64(b.N)))
			require.NoError(b, err)
		})
	}
}
