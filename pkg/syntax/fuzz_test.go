package syntax_test

import (
	"testing"

	"github.com/kilnjs/kiln/pkg/syntax"
)

// FuzzParse holds on any text: no panic, no endless loop, and a program that
// keeps the promises of the resolver.
func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"var a = 1, {b, c: [d = 2]} = e;", "(a, [b] = c, ...d) => { 'use strict' }", "async (x) => await x",
		"class A extends B { #x = 1; static { this.#x } get [a]() {} accessor b; constructor() { super() } }",
		"for (let [a] of b) () => a;", "for await (x of y) ;", "label: while (1) { continue label }",
		"`a${b}c`", "f`\\u`", "/a[/]b/gi", "a?.b?.[c]?.(d)", "function* f() { yield* g }", "with (a) { eval('b') }",
		"switch (a) { case 1: let b; default: function c() {} }", "try { } catch ({a}) { } finally { }",
		"import a, {b as c} from 'd' with {e: 'f'}; export default class {}", "{ using a = b; }", "@a class B {}",
		"({a = 1} = {})", "(function f(a = eval('')) { arguments; new.target })", "'\\ud800'", "a\u2028b", "<!-- a\n--> b",
		"0x1n + 1_0.5e-3", "if (a) function b() {} else c", "async function* f() { return 1 }",
	} {
		f.Add(s, false)
		f.Add(s, true)
	}
	f.Fuzz(func(t *testing.T, text string, module bool) {
		o := syntax.Options{Completion: true}
		if module {
			o.Goal = syntax.GoalModule
		}
		prog, err := syntax.Parse(syntax.NewSource("f.js", text), o)
		if err == nil {
			checkProgram(t, prog)
		}
	})
}
