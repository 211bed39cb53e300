package interp_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/scripttest"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// TestDeepRecursion runs recursion without end through every way of nesting: it
// must end in a RangeError that the script can catch, never in Go's stack.
func TestDeepRecursion(t *testing.T) {
	tall := strings.Repeat("(1+", 400) + "f()" + strings.Repeat(")", 400)
	cases := map[string]string{
		"call":         `function f() { return 1 + f(); }`,
		"tall":         `function f() { return ` + tall + `; }`,
		"method":       `var o = { m() { return 1 + this.m(); } }; function f() { o.m(); }`,
		"construct":    `function f() { return new f(); }`,
		"derived":      `class A { constructor() { new B(); } } class B extends A {} function f() { new B(); }`,
		"getter":       `var o = { get g() { return o.g; } }; function f() { o.g; }`,
		"callback":     `function f() { [1].forEach(f); }`,
		"generator":    `function* g() { yield* g(); } function f() { [...g()]; }`,
		"async":        `async function a() { return a(); } function f() { a(); throw new RangeError("Maximum call stack size exceeded"); }`,
		"toString":     `var o = { toString() { return "" + o; } }; function f() { "" + o; }`,
		"eval":         `function f() { eval("f()"); }`,
		"proxy":        `var p = new Proxy({}, { get(t, k, r) { return r[k]; } }); function f() { p.x; }`,
		"field":        `class C { x = new C(); } function f() { new C(); }`,
		"default":      `function g(a = g()) {} function f() { g(); }`,
		"template tag": "function tag() { return tag`x` + 1; } function f() { tag(); }",
	}
	for name, src := range cases {
		t.Run(name, func(t *testing.T) {
			out := scripttest.Output(t, scripttest.Interp(), name, src+`
				for (var i = 0; i < 3; i++) try { f(); print("returned"); } catch (e) { print(e.name + ": " + e.message); }`, heap.Options{})
			line := "RangeError: Maximum call stack size exceeded\n"
			assert.Equal(t, line+line+line, out)
		})
	}
}

// TestTailCalls runs calls in tail position of strict code far beyond any stack.
func TestTailCalls(t *testing.T) {
	out := scripttest.Output(t, scripttest.Interp(), "tail", `"use strict";
		function even(n) { return n === 0 ? true : odd(n - 1); }
		function odd(n) { if (n === 0) return false; else return even(n - 1); }
		const arrow = n => n && arrow(n - 1);
		print(even(200000), arrow(200000));
		function notInTry(n) { try { return n === 0 ? "end" : notInTry(n - 1); } catch (e) { return e.name; } }
		print(notInTry(100000));`, heap.Options{})
	assert.Equal(t, "true 0\nRangeError\n", out)
}

// TestLimits ends scripts that run for ever, from loops and calls of every kind.
func TestLimits(t *testing.T) {
	cases := []string{
		`for (;;);`,
		`while (true);`,
		`do {} while (1);`,
		`for (const x of (function* () { for (;;) yield 1; })()) ;`,
		`function f() { try { for (;;); } finally { print("finally"); } } try { f(); } catch (e) { print("caught"); }`,
		`"use strict"; function f() { return f(); } f();`,
		`let [...a] = { [Symbol.iterator]() { return { next() { return { done: false }; } }; } };`,
		`(async () => { for (;;) await 0; })();`,
	}
	for _, src := range cases {
		var out strings.Builder
		rt := scripttest.NewRuntime(t, &out, scripttest.Interp(), heap.Options{MaxBytes: 64 << 20})
		prog, err := syntax.Parse(syntax.NewSource("limit", src), syntax.Options{})
		require.NoError(t, err)
		rt.SetDeadline(time.Now().Add(50 * time.Millisecond))
		_, err = rt.RunScript(prog, rt.Cur)
		if err == nil {
			err = rt.RunJobs()
		}
		var end *object.Termination
		assert.ErrorAs(t, err, &end, src)
		assert.Empty(t, out.String(), src)
	}
}
