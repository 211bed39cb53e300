package take_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/modes"
	"github.com/kilnjs/kiln/internal/snapshot"
	"github.com/kilnjs/kiln/internal/snapshot/take"
	"github.com/kilnjs/kiln/pkg/web"
)

func runtime(t *testing.T, o kiln.Options, text string) *kiln.Runtime {
	t.Helper()
	o.Libraries = web.All()
	rt, err := kiln.New(o)
	require.NoError(t, err)
	_, err = rt.RunString("test.js", text)
	require.NoError(t, err)
	require.NoError(t, rt.RunLoop())
	return rt
}

const script = `
class Item { constructor(i) { this.i = i; this.text = "item " + i; } }
class Store { #hidden = new Map(); items = []; add(x) { this.items.push(x); this.#hidden.set(x.text, x); } }
const store = new Store();
for (let i = 0; i < 100; i++) store.add(new Item(i));
globalThis.counter = (() => { let inner = new Item(-1); { let n = 0; return function count() { return inner.i + n++; }; } })();
let only = new WeakMap(); only.set(store, { weakly: true });
let resolve;
async function waits() { class Local {} const local = new Local(); await new Promise(r => resolve = r); return local; }
waits();
const odd = { get acc() { return 1; }, set acc(v) {}, [Symbol.iterator]: {}, "odd key": {}, 4000000000: { sparse: 1 }, re: /ab+c/g, big: 1234567890123n };
for (let i = 0; i < 600; i++) odd["p" + i] = { i };
let rope = "x".repeat(60) + store.items.length + "y".repeat(60);
`

// way returns how the first object that is found is held, from it up to the root.
func way(t *testing.T, s *snapshot.Snapshot, what string) string {
	t.Helper()
	r, err := s.Report([]string{what})
	require.NoError(t, err)
	var parts []string
	require.NotEmpty(t, r.Paths[0].Paths, what)
	for _, step := range r.Paths[0].Paths[0] {
		parts = append(parts, step.Edge+" of "+step.Name)
	}
	return strings.Join(parts, ", ")
}

// edge returns the target of an edge of a node, by their names.
func edge(t *testing.T, s *snapshot.Snapshot, node uint32, kind snapshot.EdgeType, name string) uint32 {
	t.Helper()
	var have []string
	for _, e := range s.EdgesOf(node) {
		if e.Type == snapshot.Element {
			continue
		}
		if e.Type == kind && s.Strings[e.Name] == name {
			return e.To
		}
		have = append(have, s.Strings[e.Name])
	}
	require.Fail(t, "no such edge", "%s of %s, which has %v", name, s.Title(node), have)
	return 0
}

// TestTake looks for what a person would, in all modes.
func TestTake(t *testing.T) {
	for _, mode := range modes.All {
		rt := runtime(t, kiln.Options{Tier: mode.Tier, Thresholds: mode.Thresholds}, script)
		s := take.New(rt.Object(), false).Take()
		assert.EqualValues(t, rt.Object().Heap.Bytes(), s.Bytes(), "the sizes are those of the heap")
		require.NoError(t, rt.Object().Heap.Verify())

		const lexical = "‹(global let and const)› of (root)"
		assert.Equal(t, ".store of (global let and const), "+lexical, way(t, s, "Store"))
		assert.Equal(t, ".counter of (global), ‹(global)› of (root)", way(t, s, "count"))
		tree := s.Dominators()
		all := func(what string) []uint32 {
			list, err := s.Find(what, tree)
			require.NoError(t, err)
			return list
		}
		find := func(what string) uint32 { return all(what)[0] }
		count := find("count")
		assert.Equal(t, "test.js:6:77", s.Place(count))
		scope := edge(t, s, count, snapshot.Internal, "scope")
		inner := edge(t, s, scope, snapshot.Context, "inner")
		assert.Equal(t, "Item", s.Class(inner))
		assert.Equal(t, "item -1", s.Strings[s.Nodes[edge(t, s, inner, snapshot.Property, "text")].Name])

		store := find("Store")
		assert.Equal(t, "Map", s.Class(edge(t, s, store, snapshot.Property, "#hidden")))
		items := edge(t, s, store, snapshot.Property, "items")
		assert.Equal(t, "Array", s.Class(items))
		assert.Greater(t, tree.Retained[store], uint64(100*40))
		found := 0
		for _, e := range s.EdgesOf(items) {
			if e.Type == snapshot.Element && s.Class(e.To) == "Item" {
				assert.EqualValues(t, found, e.Name)
				found++
			}
		}
		assert.Equal(t, 100, found)
		for _, e := range s.EdgesOf(store) {
			if e.Type == snapshot.Internal && strings.HasPrefix(s.Strings[e.Name], "value in the weak table @") {
				found++
				edge(t, s, e.To, snapshot.Property, "__proto__")
			}
		}
		assert.Equal(t, 101, found)
		held := false
		for _, local := range all("Local") {
			for _, path := range s.Distances().Paths(local, 1) {
				held = held || path[0].Edge == "local (variable)" && path[0].Name == "(suspended waits)"
			}
		}
		assert.True(t, held, "a variable of an async function that waits")

		odd := edge(t, s, find("(global let and const)"), snapshot.Property, "odd")
		for _, name := range []string{"get acc", "set acc", "<symbol Symbol.iterator>", "odd key", "re", "big", "p0", "p599"} {
			edge(t, s, odd, snapshot.Property, name)
		}
		sparse := false
		for _, e := range s.EdgesOf(odd) {
			sparse = sparse || e.Type == snapshot.Element && e.Name == 4_000_000_000
		}
		assert.True(t, sparse)
		text := s.Nodes[edge(t, s, find("(global let and const)"), snapshot.Property, "rope")]
		assert.Equal(t, snapshot.ConcatenatedString, text.Type)
		assert.Equal(t, strings.Repeat("x", 60)+"100"+strings.Repeat("y", 60), s.Strings[text.Name])

		var out bytes.Buffer
		require.NoError(t, s.Write(&out))
		back, err := snapshot.Read(&out)
		require.NoError(t, err)
		assert.Equal(t, s, back)
	}
}

// TestTakeAgain has what is new and what is freed between two snapshots of a run.
func TestTakeAgain(t *testing.T) {
	rt := runtime(t, kiln.Options{}, "class Item {}; class Other {}; let list = []; for (let i = 0; i < 500; i++) list.push(new Item())")
	taker := take.New(rt.Object(), true)
	first := taker.Take()
	_, err := rt.RunString("more.js", "list.length = 300; for (let i = 0; i < 200; i++) list.push(new Item(), new Other())")
	require.NoError(t, err)
	second := taker.Take()
	for _, c := range snapshot.Diff(first, second) {
		switch c.Class {
		case "Item":
			assert.Equal(t, [3]int{200, 200, 0}, [3]int{c.New, c.Freed, c.Count})
		case "Other":
			assert.Equal(t, [3]int{200, 0, 200}, [3]int{c.New, c.Freed, c.Count})
		}
	}
	third := taker.Take()
	assert.Empty(t, snapshot.Diff(second, third))
	assert.False(t, snapshot.SameRun(first, take.New(rt.Object(), true).Take()))
}

// TestTakeInCalls has what only variables on the stack hold.
func TestTakeInCalls(t *testing.T) {
	for _, mode := range modes.All {
		var rt *kiln.Runtime
		var s *snapshot.Snapshot
		o := kiln.Options{Tier: mode.Tier, Thresholds: mode.Thresholds}
		o.Libraries = append(web.All(), take.Library("look", func() { s = take.New(rt.Object(), false).Take() }))
		rt, err := kiln.New(o)
		require.NoError(t, err)
		_, err = rt.RunString("test.js", `
			class A {}
			class B { method() { const inner = new A(); look(); return inner; } }
			function outer(b) { return b.method(); }
			outer(new B());`)
		require.NoError(t, err)
		require.NotNil(t, s)
		held := func(what string) (edges []string) {
			list, err := s.Find(what, s.Dominators())
			require.NoError(t, err)
			for _, node := range list {
				for _, path := range s.Distances().Paths(node, 5) {
					edges = append(edges, path[0].Edge+" "+path[0].Name)
				}
			}
			return edges
		}
		assert.Contains(t, held("A"), "inner of method (variable) (stack)", mode.Name)
		assert.Contains(t, held("B"), "this of method (variable) (stack)", mode.Name)
	}
}
