package bytecode_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/scripttest"
	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Each program runs once per iteration; its name is what it measures.
var programs = []struct{ name, source string }{
	{"fib", "function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); } fib(22)"},
	{"loop", "(function () { let s = 0; for (let i = 0; i < 300000; i++) s += i; })()"},
	{"property", "(function () { const o = { x: 0 }; for (let i = 0; i < 200000; i++) o.x = o.x + 1; })()"},
	{"method", "class P { constructor(x) { this.x = x; } add(n) { return new P(this.x + n); } } let p = new P(0); for (let i = 0; i < 50000; i++) p = p.add(i);"},
	{"closure", "function mk(n) { return () => ++n; } for (let i = 0; i < 30000; i++) { const f = mk(i); f(); f(); }"},
	{"elements", "const a = []; for (let i = 0; i < 50000; i++) a[i] = i; let s = 0; for (let i = 0; i < a.length; i++) s += a[i];"},
	{"float", "(function () { let x = 0.5; for (let i = 0; i < 200000; i++) x = x * 3.7 * (1 - x); })()"},
	{"exception", "for (let i = 0; i < 20000; i++) try { if (i & 1) throw i; } catch (e) { } finally { }"},
	{"forof", "const a = Array.from({ length: 1000 }, (_, i) => i); let s = 0; for (let k = 0; k < 50; k++) for (const x of a) s += x;"},
	{"destructure", "let s = 0; for (let i = 0; i < 30000; i++) { const [a, b] = [i, 1], { x, y } = { x: a, y: b }; s += x + y; }"},
	{"generator", "function* g(n) { for (let i = 0; i < n; i++) yield i; } let s = 0; for (const x of g(30000)) s += x;"},
	{"global", "var n = 0; function inc() { n = n + 1; } for (var i = 0; i < 50000; i++) inc();"},
	{"string", "let s = ''; for (let i = 0; i < 30000; i++) s += 'ab'; let c = 0; for (let i = 0; i < s.length; i++) if (s[i] === 'a') c++;"},
}

func BenchmarkPrograms(b *testing.B) {
	for _, p := range programs {
		b.Run(p.name, func(b *testing.B) {
			var out strings.Builder
			rt := scripttest.NewRuntime(b, &out, scripttest.Bytecode(), heap.Options{})
			prog, err := syntax.Parse(syntax.NewSource(p.name, "{"+p.source+"}"), syntax.Options{})
			require.NoError(b, err)
			b.ResetTimer()
			for b.Loop() {
				_, err := rt.RunScript(prog, rt.Cur)
				require.NoError(b, err)
			}
		})
	}
}

// BenchmarkResume measures one resumption of a generator by a for-of loop, the
// turn of both loops included.
func BenchmarkResume(b *testing.B) {
	const source = "function* g(n) { for (let i = 0; i < n; i++) yield i; } let s = 0; for (const x of g(%d)) s = (s + x) | 0;"
	var out strings.Builder
	rt := scripttest.NewRuntime(b, &out, scripttest.Bytecode(), heap.Options{})
	prog, err := syntax.Parse(syntax.NewSource("resume.js", "{"+fmt.Sprintf(source, b.N)+"}"), syntax.Options{})
	require.NoError(b, err)
	b.ResetTimer()
	_, err = rt.RunScript(prog, rt.Cur)
	require.NoError(b, err)
}

// BenchmarkCompile measures the compiler alone, in bytes of source.
func BenchmarkCompile(b *testing.B) {
	var source strings.Builder
	for _, p := range programs {
		source.WriteString("{" + p.source + "}\n")
	}
	text := strings.Repeat(source.String(), 20)
	prog, err := syntax.Parse(syntax.NewSource("all", text), syntax.Options{})
	require.NoError(b, err)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		for _, f := range prog.Funcs {
			_, err := bytecode.Compile(f)
			require.NoError(b, err)
		}
	}
}
