package opt

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/object"
)

// graphOf builds the graph of the function f of a script that has run in tier 1.
func graphOf(t *testing.T, source string) (g *Graph) {
	t.Helper()
	functions(t, "graph.js", source, func(rt *object.Runtime, code *object.Code, fn *bytecode.Function) {
		if code.Func.Name != "f" {
			return
		}
		var err error
		g, err = Build(unitOf(t, rt, fn, 0), fn, inliner(t, rt), nil)
		require.NoError(t, err)
		require.NoError(t, g.Verify(), g.Dump())
	})
	require.NotNil(t, g)
	return g
}

// count is how many values of an operation a graph has.
func (g *Graph) count(op Op) (n int) {
	g.All(func(v *Value) {
		if v.Op == op {
			n++
		}
	})
	return n
}

// TestObjectsThatNobodySeesAreNotMade: neither they nor what reads and writes them is in the graph.
func TestObjectsThatNobodySeesAreNotMade(t *testing.T) {
	for name, c := range map[string]struct {
		source string
		makes  int
	}{
		"read only":         {"function f(a, b) { const o = { x: a, y: b }; return o.x + o.y }", 0},
		"written":           {"function f(a, b) { const o = { x: a, y: b }; o.x = o.y * 2; return o.x + a }", 0},
		"on one way":        {"function f(a, b) { const o = { x: a }; if (b > 1) o.x = b; return o.x }", 0},
		"in a loop":         {"function f(a, b) { const o = { s: 0 }; for (let i = 0; i < b; i++) o.s += a; return o.s }", 0},
		"of inlined bodies": {"function g(a, b) { return { x: a, y: b } } function f(a, b) { const o = g(a, b), p = g(b, a); return o.x * p.x + o.y * p.y }", 0},
		"returned":          {"function f(a, b) { const o = { x: a, y: b }; return o }", 1},
		"in another one":    {"let k; function f(a, b) { const o = { x: a, y: b }; k = o; return o.x }", 1},
		"given to a call":   {"function f(a, b) { const o = { x: a }; if (a > 9) parseInt(o); return o.x + b }", 1},
		"one of two":        {"function f(a, b) { const o = { x: a }, p = { x: b }, q = a > 1 ? o : p; return q.x }", 2},
	} {
		g := graphOf(t, c.source+" for (let i = 0; i < 20; i++) f(i, 3);")
		assert.Equal(t, c.makes, g.count(OpMake), "%s:\n%s", name, g.Dump())
		if c.makes == 0 {
			assert.Zero(t, g.count(OpLoadField)+g.count(OpStoreField)+g.count(OpAddField)+g.count(OpShowFrame), "%s:\n%s", name, g.Dump())
		}
	}
}

// TestTailCallsLeaveWithObjects: deep in the stack tier 1 goes on at a tail call of an inlined function, and makes
// the objects of the callers.
func TestTailCallsLeaveWithObjects(t *testing.T) {
	g := graphOf(t, `"use strict";
		function k(n) { return parseInt(n) }
		function f(a, b) { const o = { x: a }; const r = k(b); o.x += r; return o.x }
		for (let i = 0; i < 20; i++) f(i, 3);`)
	require.Equal(t, 1, g.count(OpVirtual), g.Dump())
	tails := 0
	g.All(func(v *Value) {
		if v.Op == OpCall && v.In.Call().Tail {
			tails++
			assert.Len(t, v.State.Objects, 1, g.Dump())
		}
	})
	assert.Equal(t, 1, tails, g.Dump())
}

// TestShapesOfObjectsThatAreNotMade: all that an object may have where it is made are known, since no object keeps them.
func TestShapesOfObjectsThatAreNotMade(t *testing.T) {
	g := graphOf(t, "function f(a, b, c) { const o = {}; a += b; o.x = a; c += b; return o.x * c } for (let i = 0; i < 20; i++) f(i + 0.5, 3, 2);")
	require.Equal(t, 1, g.count(OpVirtual), g.Dump())
	assert.Len(t, g.MadeShapes(), 2, g.Dump())
	g = graphOf(t, "function f(a, b) { return { x: a } } for (let i = 0; i < 20; i++) f(i, 3);")
	assert.Empty(t, g.MadeShapes(), g.Dump())
}
