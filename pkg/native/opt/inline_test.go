package opt

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/object"
)

// TestInlines: what stands in the graph of the function f of a script, after f has run a few times: inlined functions by
// name, and whether calls are left.
func TestInlines(t *testing.T) {
	for _, c := range []struct {
		name, source string
		inlined      []string
		calls        int
	}{
		{"a function", `const g = x => x + 1; function f() { return g(1) + g(2) }`, []string{"g", "g"}, 0},
		{"one with operations that code of units does", "function g(x) { return `<${x}>` } function f() { return g(1) + 1 }", []string{"g"}, 0},
		{"one that iterates", `function g(a) { let s = 0; for (const x of a) s += x; return s } function f() { const r = g([1, 2]); return r }`, []string{"g"}, 0},
		{"a tail call", `"use strict"; function g(x) { return x } function f() { return g(1) }`, []string{"g"}, 0},
		{"a callback in the body of a method", `const a = [1, 2]; function f() { let s = 0; a.forEach(function each(x) { s += x }); return s }`, []string{"forEach", "each"}, 0},
		{"callbacks in callbacks", `const a = [[1], [2]]; function f() { return a.map(function row(r) { return r.map(function cell(x) { return x + 1 }) }) }`,
			[]string{"map", "row", "map", "cell"}, 0},
		{"a callback that is passed on", `const a = [1]; function g(a, h) { return a.some(h) } function f() { return g(a, function is(x) { return x > 1 }) }`,
			[]string{"g", "some", "is"}, 0},
		{"no callback that nobody knows", `const a = [1]; let h = x => x; function f() { const r = a.every(h); return r }`, []string{"every"}, 1},
		{"a getter and a setter", `class C { get x() { return this.y } set x(v) { this.y = v } } const o = new C(); function f() { o.x = o.x + 1; return o.x }`,
			[]string{"get x", "set x", "get x"}, 0},
		{"methods of two classes", `class A { m() { return 1 } } class B { m() { return 2 } } const l = [new A(), new B()];
			function f() { let s = 0; for (let i = 0; i < 2; i++) s += l[i].m(); return s }`, []string{"m", "m"}, 0},
		{"a constructor that makes its object", `function P(x) { this.x = x } function f() { const p = new P(1); return p.x }`, []string{"P"}, 0},
		{"a class with fields", `class P { y = 2; constructor(x) { this.x = x } } function f() { const p = new P(1); return p.x + p.y }`,
			[]string{"P", "<instance_members_initializer>"}, 0},
		{"a derived class and one that is implied", `class B { constructor(x) { this.x = x } } class D extends B { constructor(x) { super(x) } } class E extends D { }
			function f() { const e = new E(1); return e.x }`, []string{"E", "D", "B"}, 0},
		{"no recursion", `function f(n) { return n > 0 ? f(n - 1) + 1 : 0 }`, nil, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			seen := false
			functions(t, "a.js", c.source+"\nfor (let i = 0; i < 40; i++) f(3)", func(rt *object.Runtime, code *object.Code, fn *bytecode.Function) {
				if code.Func.Name != "f" {
					return
				}
				seen = true
				g, err := Build(unitOf(t, rt, fn, 0), fn, inliner(t, rt), nil)
				require.NoError(t, err)
				require.NoError(t, g.Verify())
				var inlined []string
				for _, i := range g.Inlined {
					inlined = append(inlined, i.Record.Definition().Name)
				}
				calls := 0
				g.All(func(v *Value) {
					if v.Op == OpCall || v.Op == OpConstruct {
						calls++
					}
				})
				assert.Equal(t, c.inlined, inlined, g.Dump())
				assert.Equal(t, c.calls, calls, g.Dump())
			})
			assert.True(t, seen)
		})
	}
}
