package heap

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// walkSums returns the bytes of the nodes of a graph by kind, and checks that its edges
// are where they should be.
func walkSums(t *testing.T, g *Graph) (sums [NodeTables + 1]int64) {
	t.Helper()
	ids := map[uint32]bool{}
	for i := range g.Nodes {
		n := &g.Nodes[i]
		sums[n.Kind] += n.Bytes
		assert.False(t, ids[n.ID], "number %d twice", n.ID)
		ids[n.ID] = true
		if i > 0 {
			assert.GreaterOrEqual(t, n.First, g.Nodes[i-1].First)
		}
	}
	for _, e := range g.Edges {
		require.Less(t, int(e.To), len(g.Nodes))
	}
	return sums
}

// edgesOf returns the edges of the node of v.
func edgesOf(g *Graph, v Value) (list []GraphEdge) {
	for i := range g.Nodes {
		if g.Nodes[i].Kind == NodeCell && g.Nodes[i].What == v {
			end := len(g.Edges)
			if i+1 < len(g.Nodes) {
				end = int(g.Nodes[i+1].First)
			}
			return g.Edges[g.Nodes[i].First:end]
		}
	}
	return nil
}

func TestWalkAccounts(t *testing.T) {
	h := New(Options{})
	s := h.RootShape(Null, ClassObject, 2)
	list := h.NewObject(h.RootShape(Null, ClassArray, 0))
	for i := range 2000 {
		m := h.OpenScope()
		o := h.NewObject(s)
		h.AddProperty(o, h.InternGo("name"), h.NewString("text").Value(), DefaultAttrs)
		h.AddProperty(o, h.InternGo("big"), h.NewBigIntInt64(int64(i)).Value(), DefaultAttrs)
		for k := range i % 7 {
			h.AddProperty(o, h.InternGo(string(rune('a'+k))), o.Value(), DefaultAttrs)
		}
		h.SetElement(list, uint32(i), o.Value())
		h.CloseScope(m)
	}
	h.NewBytes(1 << 20)
	g := h.Walk()
	sums := walkSums(t, g)
	assert.Equal(t, h.old, sums[NodeCell])
	assert.Equal(t, h.goBytes, sums[NodeHandle]+sums[NodeShape]+sums[NodeKeys]+sums[NodeTables])
	pages := int64(shapePageBytes + shapeDirBytes + 8)
	assert.Equal(t, int64(len(h.interns.slots))*8+pages, sums[NodeTables], "nothing is accounted for but interned names and the pages of shapes")
	assert.Equal(t, h.Bytes(), sums[NodeCell]+sums[NodeHandle]+sums[NodeShape]+sums[NodeKeys]+sums[NodeTables])
	require.NoError(t, h.Verify())
}

func TestWalkEdges(t *testing.T) {
	h := New(Options{})
	o := h.NewObject(h.RootShape(Null, ClassObject, 1))
	in, over, el := h.NewString("in").Value(), h.NewString("over").Value(), h.NewString("el").Value()
	h.AddProperty(o, h.InternGo("a"), in, DefaultAttrs)
	h.AddProperty(o, h.InternGo("b"), over, DefaultAttrs)
	h.SetElement(o, 3, el)
	sparse := h.NewObject(h.RootShape(Null, ClassObject, 1))
	h.SetElement(sparse, 4_000_000_000, el)
	g := h.Walk()
	walkSums(t, g)
	at := map[Value][]GraphEdge{}
	for _, e := range edgesOf(g, o.Value()) {
		at[g.Nodes[e.To].What] = append(at[g.Nodes[e.To].What], e)
	}
	assert.Equal(t, EdgeProperty, at[in][0].Kind)
	assert.EqualValues(t, 0, at[in][0].At)
	assert.Equal(t, EdgeProperty, at[over][0].Kind)
	assert.EqualValues(t, 1, at[over][0].At)
	assert.Equal(t, EdgeElement, at[el][0].Kind)
	assert.EqualValues(t, 3, at[el][0].At)
	assert.Empty(t, edgesOf(g, o.slots))
	assert.Empty(t, edgesOf(g, o.elems))
	edges := edgesOf(g, sparse.Value())
	assert.Equal(t, GraphEdge{To: at[el][0].To, At: 4_000_000_000, Kind: EdgeElement}, edges[len(edges)-1])
}

func TestWalkWeak(t *testing.T) {
	h := New(Options{})
	shape := h.RootShape(Null, ClassObject, 1)
	table, id := h.NewWeakTable()
	holder := h.NewObject(h.RootShape(Null, ClassWeakMap, 0))
	h.SetInternal(holder, 0, HandleValue(id))
	m := h.OpenScope()
	var keys []Value
	for range 4 {
		keys = append(keys, h.NewObject(shape).Value())
	}
	// A chain: each value is the key of the next; the last key is not reached.
	table.Put(keys[1], keys[2])
	table.Put(keys[0], keys[1])
	table.Put(keys[3], h.NewObject(shape).Value())
	weak := h.NewWeakCell(keys[2])
	h.CloseScope(m)
	h.Keep(keys[0])
	h.Keep(weak.Value())
	g := h.Walk()
	walkSums(t, g)
	var entry []EdgeKind
	for _, k := range keys[:2] {
		for _, e := range edgesOf(g, k) {
			if e.Kind == EdgeEntry {
				entry = append(entry, e.Kind)
				assert.Equal(t, NodeHandle, g.Nodes[e.At].Kind)
			}
		}
	}
	assert.Len(t, entry, 2)
	assert.Nil(t, edgesOf(g, keys[3]))
	edges := edgesOf(g, weak.Value())
	require.Len(t, edges, 1)
	assert.Equal(t, EdgeWeak, edges[0].Kind)
	assert.Equal(t, keys[2], g.Nodes[edges[0].To].What)
}

func TestWalkKeepsIDs(t *testing.T) {
	h := New(Options{})
	h.KeepIDs()
	shape := h.RootShape(Null, ClassObject, 1)
	kept := h.NewObject(shape)
	m := h.OpenScope()
	dead := h.NewObject(shape).Value()
	idOf := func(g *Graph, v Value) uint32 {
		for _, n := range g.Nodes {
			if n.Kind == NodeCell && n.What == v {
				return n.ID
			}
		}
		return 0
	}
	first := h.Walk()
	h.CloseScope(m)
	h.Collect(true)
	next := dead
	for range 10_000 { // until a cell comes in the place of the dead one
		if next = h.NewObject(shape).Value(); next == dead {
			break
		}
	}
	second := h.Walk()
	assert.Equal(t, idOf(first, kept.Value()), idOf(second, kept.Value()))
	assert.Greater(t, idOf(second, next), first.Nodes[len(first.Nodes)-1].ID)
	walkSums(t, second)
}

// TestWalkKeepsIDsOfMovedCells has the elements of a queue, which begin elsewhere each time.
func TestWalkKeepsIDsOfMovedCells(t *testing.T) {
	h := New(Options{})
	h.KeepIDs()
	o := h.NewObject(h.RootShape(Null, ClassArray, 0))
	for i := range uint32(1000) {
		h.SetElement(o, i, Int(1))
	}
	idOf := func(g *Graph) uint32 {
		for _, n := range g.Nodes {
			if n.Kind == NodeCell && n.What == o.elems {
				return n.ID
			}
		}
		return 0
	}
	first := idOf(h.Walk())
	assert.NotZero(t, first)
	before := o.elems
	for range 3 {
		h.ShiftElements(o)
		g := h.Walk()
		walkSums(t, g)
		assert.Equal(t, first, idOf(g))
	}
	assert.NotEqual(t, before, o.elems)
}

func TestBeginning(t *testing.T) {
	h := New(Options{})
	rope := h.NewString("grüße ")
	for range 40 {
		rope = h.Concat(rope, h.NewString("und 日本 noch etwas mehr davon, "))
	}
	left := h.NewString("the very beginning")
	for range 400 {
		left = h.Concat(h.NewString("more and more and more of it; "), left)
	}
	for _, s := range []*String{h.EmptyString(), h.NewString("abc"), rope, left, h.Substring(rope, 3, 200)} {
		kind := s.kind()
		for _, n := range []int{0, 1, 3, 5, 100, 300} {
			text, whole := s.Beginning(n)
			assert.Equal(t, kind, s.kind(), "it stays what it is")
			assert.Equal(t, n >= s.Len(), whole)
			units := appendWTF8(nil, text)
			assert.Len(t, units, min(n, s.Len()))
		}
	}
	text, whole := rope.Beginning(1 << 20)
	assert.True(t, whole)
	assert.Equal(t, rope.Go(h), text)
}
