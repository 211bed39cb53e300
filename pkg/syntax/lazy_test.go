package syntax_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/syntax"
)

// lazyTexts are texts in which functions use what is around them.
var lazyTexts = map[string]string{
	"hoisted":    "function f() { return x + y + g() } var x = 1; let y = 2; function g() { return f }",
	"assigned":   "function o(a) { function i() { a++; arguments[0] = b; b = 2 } var b; return arguments[0] + i() }",
	"temporal":   "{ f(); let a = 1; function f() { return () => a + b } const b = 2; (function() { return a }) }",
	"self":       "var v = function f(a) { if (a) { let f; (function() { return f }) } return f }; var w = function() { return w }",
	"private":    "class A { #x; static #y() {} m() { return class extends this.#x { #z; n(o) { return #z in o && o.#x && A.#y() } } } get #g() { return this.#g } set s(v) { this.#x = v } }",
	"heritage":   "class A { #x; m() { return class extends (function() { return this.#x }) { #x; n() { return this.#x } } } }",
	"super":      "({ m() { return () => super.m() + this + new.target + arguments }, async *g() { yield* await super.x } })",
	"parameters": "function f(a = () => b, { b, [c]: d = function() { return a }, ...e }, ...r) { var b, a; function d() { return [a, b, c, e, r] } return d }",
	"with":       "function f(o) { with (o) { return function g() { return x + f + o } } }",
	"eval":       "function f(a) { return function g() { return eval('a') } } function h(a) { eval(a); return function() { return x + a } }",
	"strict":     "function f() { 'use strict'; function g() { return this } return { get a() { return g } } } function h(a, a) { function i() { return a } }",
	"blocks":     "function f() { { function g() { return g } } switch (1) { case 1: function h() { g() } } try {} catch (e) { var e; (function() { return e }) } for (let i of []) (function() { i = h })  }",
	"generators": "function* f(a) { const b = yield a; yield* (function*() { yield b })() } async function h() { for await (const x of f()) await (async function() { return x })() }",
	"templates":  "function f(t) { return t`a${function() { return t`b` }}c` }",
	"loops":      "function f() { for (let i = 0; i < 2; i++) { let j = i; a.push(function() { return i + j }, function() { using k = i; return k }) } l: for (;;) { break l } }",
	"arguments":  "function f() { return () => arguments } function g() { var arguments; return function() { return arguments } } function h(arguments) { return () => arguments }",
	"called":     "(function() { function f() { return g } var g })(); !function() { function f() {} }(); var x = function() { return x }(); ",
	"static":     "class A { static { var v; (function() { return v + A }) } static f = function() { return A }; [k = function() { return k }]() {} }",
	"decorated":  "function f(d) { { { let x; { @d class A { @d [k] = 1; @d static [l]; [m] = 2 } } } } } function g(d) { @d class B {} } { @d class C { [n] } } function h(d) { return @d class { @d [k]() {} } }",
	"arrows":     "const f = (a = function() { return a + b }, b) => { return function() { return a + b + this.c } }",
}

// TestTreesPutOff: a tree that is made at the first call of its function is what a parse of all at
// once makes, and so are the places of all variables.
func TestTreesPutOff(t *testing.T) {
	defer syntax.PutOffAll()()
	texts := map[string]string{}
	for name, text := range lazyTexts {
		texts[name] = text
	}
	for _, root := range []string{"testdata", "../../testdata/scripts"} {
		require.NoError(t, filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err == nil && strings.HasSuffix(path, ".js") {
				data, err := os.ReadFile(path)
				texts[path] = string(data)
				return err
			}
			return err
		}))
	}
	putOff := 0
	for name, text := range texts {
		for _, goal := range []syntax.Goal{syntax.GoalScript, syntax.GoalModule} {
			dump := func(lazy bool) string {
				prog, err := syntax.Parse(syntax.NewSource(name, text), syntax.Options{Goal: goal, Lazy: lazy})
				if err != nil {
					return err.Error()
				}
				for _, f := range prog.Funcs {
					if syntax.Pending(f) {
						putOff++
					}
				}
				prog.Complete()
				var b bytes.Buffer
				require.NoError(t, syntax.Dump(&b, prog))
				return b.String()
			}
			assert.Equal(t, dump(false), dump(true), name)
		}
	}
	assert.Greater(t, putOff, 1000)
}

// TestTreesPutOffInEval is the same for code of a direct eval, which sees the scopes around it.
func TestTreesPutOffInEval(t *testing.T) {
	defer syntax.PutOffAll()()
	outer, err := syntax.Parse(syntax.NewSource("outer.js", "function f(a) { let b; { const c = 1; return () => eval('') } }"), syntax.Options{})
	require.NoError(t, err)
	var site *syntax.EvalSite
	var visit func(n syntax.Node)
	visit = func(n syntax.Node) {
		if call, ok := n.(*syntax.CallExpr); ok && call.Eval != nil {
			site = call.Eval
		}
		syntax.Children(n, visit)
	}
	visit(outer.Funcs[2].Expr)
	require.NotNil(t, site)
	for _, scope := range []*syntax.Scope{nil, site.Scope} {
		dump := func(lazy bool) string {
			prog, err := syntax.ParseEval(syntax.NewSource("", "var d = 1; function g() { a = b + c + d; return function() { return g + a + e + this } } let e"),
				syntax.EvalContext{Scope: scope, Lazy: lazy})
			require.NoError(t, err)
			assert.Equal(t, lazy, syntax.Pending(prog.Funcs[1]))
			prog.Complete()
			var b bytes.Buffer
			require.NoError(t, syntax.Dump(&b, prog))
			return b.String()
		}
		assert.Equal(t, dump(false), dump(true))
	}
}

// TestTreesPutOffInManyGoroutines: runtimes that share a program may call its functions at the same
// time.
func TestTreesPutOffInManyGoroutines(t *testing.T) {
	defer syntax.PutOffAll()()
	text := "var a; let b;" + strings.Repeat("function f() { function g() { return a + b } return function() { return g() + a } }\n", 50)
	prog, err := syntax.Parse(syntax.NewSource("many.js", text), syntax.Options{Lazy: true})
	require.NoError(t, err)
	outermost := prog.Body.Funcs
	var all sync.WaitGroup
	for n := range 4 {
		all.Go(func() {
			for i := range outermost {
				f := outermost[(i*7+n)%len(outermost)]
				assert.NoError(t, f.Complete(nil))
				for _, inner := range f.Funcs {
					assert.NoError(t, inner.Complete(nil))
					assert.NotEmpty(t, inner.Body)
				}
			}
		})
	}
	all.Wait()
	for _, f := range prog.Funcs {
		assert.False(t, syntax.Pending(f))
	}
}

// TestTreesPutOffAfterAnEndedParse: what Poll ends changes nothing, and the tree can be made later.
func TestTreesPutOffAfterAnEndedParse(t *testing.T) {
	defer syntax.PutOffAll()()
	text := "let a; function f(b) { function g() { return a + b + c } var c;" + strings.Repeat("x.y = a + 1; { let z = 1; z++ }\n", 5000) + "}"
	dump := func(lazy bool, ends int) (string, int) {
		prog, err := syntax.Parse(syntax.NewSource("ended.js", text), syntax.Options{Lazy: lazy})
		require.NoError(t, err)
		f, polls, ended := prog.Body.Funcs[0], 0, errors.New("ended")
		err = f.Complete(func(int, int64) error {
			if polls++; polls == ends {
				return ended
			}
			return nil
		})
		if ends > 0 {
			require.ErrorIs(t, err, ended)
			require.True(t, syntax.Pending(f))
		}
		prog.Complete()
		var b bytes.Buffer
		require.NoError(t, syntax.Dump(&b, prog))
		return b.String(), polls
	}
	want, polls := dump(false, 0)
	require.Zero(t, polls)
	got, polls := dump(true, 0)
	assert.Equal(t, want, got)
	require.Greater(t, polls, 10)
	for _, ends := range []int{1, polls / 2, polls} {
		got, _ = dump(true, ends)
		assert.Equal(t, want, got)
	}
}

// TestNestedTreesPutOff: a text is parsed four times at most, however deep the functions in it nest: once
// for each four functions around it, whose text is passed over when the tree of one of them is made.
func TestNestedTreesPutOff(t *testing.T) {
	defer syntax.PutOffAll()()
	const depth = 40
	text := strings.Repeat("function f() { return 1 + ", depth) + "1" + strings.Repeat(" }", depth)
	text = strings.ReplaceAll(text, "+ function f", "+ function")
	prog, err := syntax.Parse(syntax.NewSource("nested.js", text), syntax.Options{Lazy: true})
	require.NoError(t, err)
	require.Len(t, prog.Funcs, depth+1)
	parses := 0
	for f := prog.Body.Funcs[0]; ; f = f.Funcs[0] {
		if syntax.Pending(f) {
			parses++
			require.NoError(t, f.Complete(nil))
		}
		if len(f.Funcs) == 0 {
			break
		}
	}
	assert.Equal(t, 9, parses)
	for _, f := range prog.Funcs {
		assert.False(t, syntax.Pending(f))
	}
}

// TestFunctionsInsideAreDescribedTheSame: what is known of functions that are passed over is what a parse of
// their text tells, at each depth.
func TestFunctionsInsideAreDescribedTheSame(t *testing.T) {
	defer syntax.PutOffAll()()
	const text = `
var top = 1;
function outer(a, [b], c = 2) {
	let x = 1, y; const z = () => this.q + new.target;
	function inner(p, q = x, ...r) { "use " + y; x = p; return function named() { return named + inner + z + top + arguments.length; }; }
	class C extends inner { #hidden = 1; get h() { return this.#hidden + (function () { return x; })(); } set h(v) { this.#hidden = v; }
		static async *gen(k) { yield* super.gen(k); for await (const m of k) y = m; } static { function inside() { return C; } } }
	const o = { method(v) { return super.method(v) + (() => arguments[0] + this)(); }, get [x]() { return y; }, async later() { await x; },
		strict() { "use strict"; return function () { return this; }; } };
	switch (a) { case 1: function late() { return late; } }
	(function called(n) { return n && function () { return called + b + c; }; })(a);
	with_eval: { function direct() { return eval("x"); } function beside(w) { return w / 2 / x; } }
	label: for (var i of o) { let j = i; o.f = function () { return i + j++; }; continue label; }
	return (u = function () { return x; }, { k = function () { return u; } } = {}) => function () { return k /x/ y; };
}`
	dump := func(lazy bool) string {
		prog, err := syntax.Parse(syntax.NewSource("inside.js", text), syntax.Options{Lazy: lazy})
		require.NoError(t, err)
		prog.Complete()
		var b bytes.Buffer
		require.NoError(t, syntax.Dump(&b, prog))
		return b.String()
	}
	assert.Equal(t, dump(false), dump(true))
}
