package snapshot

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// random makes a snapshot of n nodes with edges of all types.
func random(r *rand.Rand, n int) *Snapshot {
	s := &Snapshot{Strings: []string{"", "a", "Thing", "😀 \"q\" \\ \n\x7f ü", "\xed\xa0\x80 lone"}, Run: "0123"}
	s.Scripts = []string{"", "a.js"}
	for i := range n {
		s.Nodes = append(s.Nodes, Node{
			Self: uint64(r.IntN(100)), Name: uint32(r.IntN(len(s.Strings))), ID: uint32(2*i + 1),
			First: uint32(len(s.Edges)), Type: NodeType(r.IntN(int(numNodeTypes))),
		})
		for range r.IntN(4) {
			s.Edges = append(s.Edges, Edge{Name: uint32(r.IntN(len(s.Strings))), To: uint32(r.IntN(n)), Type: EdgeType(r.IntN(int(numEdgeTypes)))})
		}
	}
	s.Locations = []Location{{Node: uint32(n / 2), Script: 1, Line: 2, Column: 3}}
	return s
}

func TestWriteAndRead(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 50 {
		s := random(r, n+1)
		var out bytes.Buffer
		require.NoError(t, s.Write(&out))
		back, err := Read(&out)
		require.NoError(t, err)
		assert.Equal(t, s, back)
	}
}

// reached returns what can be reached from the root without passing a node.
func reached(s *Snapshot, without uint32) map[uint32]bool {
	seen := map[uint32]bool{}
	d := newDominating(s)
	var visit func(node uint32)
	visit = func(node uint32) {
		if node == without || seen[node] {
			return
		}
		seen[node] = true
		for _, e := range s.EdgesOf(node) {
			if d.counts(node, &e) {
				visit(e.To)
			}
		}
	}
	visit(0)
	return seen
}

// TestDominators compares retained sizes with their definition.
func TestDominators(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		s := random(r, 1+r.IntN(30))
		tree := s.Dominators()
		all := reached(s, none)
		assert.Equal(t, s.Bytes(), tree.Retained[0])
		for v := uint32(1); int(v) < len(s.Nodes); v++ {
			if !all[v] {
				assert.Zero(t, tree.Above[v])
				continue
			}
			want := uint64(0)
			left := reached(s, v)
			for u := range all {
				if !left[u] {
					want += s.Nodes[u].Self
				}
			}
			require.Equal(t, want, tree.Retained[v], "node %d", v)
			require.False(t, reached(s, tree.Above[v])[v])
		}
	}
}

// chain makes nodes that each refer to the next, and the array to all of them.
func chain(n int) *Snapshot {
	s := &Snapshot{Strings: []string{"", "next", "Node", "all"}}
	s.Nodes = append(s.Nodes, Node{Type: Synthetic, ID: 1}, Node{Type: Object, Name: 3, ID: 3, Self: 8})
	s.Edges = append(s.Edges, Edge{Type: Element, Name: 1, To: 1})
	s.Nodes[1].First = 1
	for i := range n {
		s.Edges = append(s.Edges, Edge{Type: Element, Name: uint32(i), To: uint32(i + 2)})
	}
	for i := range n {
		s.Nodes = append(s.Nodes, Node{Type: Object, Name: 2, ID: uint32(2*i + 5), Self: 1, First: uint32(len(s.Edges))})
		if i+1 < n {
			s.Edges = append(s.Edges, Edge{Type: Property, Name: 1, To: uint32(i + 3)})
		}
	}
	return s
}

// TestRetainedByScripts has what the engine holds too.
func TestRetainedByScripts(t *testing.T) {
	s := &Snapshot{
		Strings: []string{"", "global", "cache", "data"},
		Nodes: []Node{
			{Type: Synthetic}, {Type: Object, Name: 1, Self: 1, First: 2}, {Type: Synthetic, Name: 2, Self: 1, First: 3},
			{Type: Object, Name: 3, Self: 10, First: 5}, {Type: Object, Name: 3, Self: 100, First: 5},
		},
		Edges: []Edge{{To: 1, Type: Shortcut}, {To: 2, Type: Element}, {To: 3, Type: Property}, {To: 3, Type: Internal}, {To: 4, Type: Internal}},
	}
	assert.Equal(t, []uint64{112, 11, 101, 10, 100}, s.Dominators().Retained)
}

func TestSummary(t *testing.T) {
	s := chain(1000)
	counts := s.Summary(s.Dominators())
	assert.Equal(t, []Count{{"all", 1, 8, 1008}, {"Node", 1000, 1000, 1000}}, counts)
	// Without the array one holds the other.
	s.Edges = slices.Delete(s.Edges, 2, 1001)
	for i := range s.Nodes[2:] {
		s.Nodes[i+2].First -= 999
	}
	tree := s.Dominators()
	assert.EqualValues(t, 1000, tree.Retained[2])
	assert.EqualValues(t, 1, tree.Retained[1001])
	assert.Equal(t, []Count{{"all", 1, 8, 1008}, {"Node", 1000, 1000, 1000}}, s.Summary(tree))
}

func TestPaths(t *testing.T) {
	s := chain(10)
	r, err := s.Report([]string{"@9", "Node"})
	require.NoError(t, err)
	require.Len(t, r.Paths, 1+maxFound)
	var steps []string
	for _, path := range r.Paths[0].Paths {
		for _, step := range path {
			steps = append(steps, fmt.Sprint(step.Edge, " ", step.Name, " ", step.ID))
		}
	}
	assert.Equal(t, []string{"[2] all 3", "[1] (root) 1", ".next Node 7", "[1] all 3", "[1] (root) 1"}, steps)
	for what, message := range map[string]string{"@77": "no object @77", "@x": "no number", "Nothing": "constructor Nothing"} {
		_, err := s.Report([]string{what})
		assert.ErrorContains(t, err, message)
	}
}

func TestDiff(t *testing.T) {
	a, b := chain(10), chain(12)
	b.Nodes[2].ID = 101 // another in the place of the first
	assert.Equal(t, []Change{{Class: "Node", New: 3, Freed: 1, NewBytes: 3, FreedBytes: 1, Count: 2, Bytes: 2}}, Diff(a, b))
	b.Run = "other"
	assert.Equal(t, []Change{{Class: "Node", New: -1, Freed: -1, NewBytes: -1, FreedBytes: -1, Count: 2, Bytes: 2}}, Diff(a, b))
	assert.Empty(t, Diff(a, a))
	var text strings.Builder
	require.NoError(t, Compare(a, b).WriteText(&text, 1))
	assert.Contains(t, text.String(), "of two runs")
}

// TestReadBroken has a message with a place for each way in which a file can be wrong.
func TestReadBroken(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, chain(3).Write(&out))
	good := out.String()
	_, err := Read(strings.NewReader(good))
	require.NoError(t, err)
	for _, test := range []struct{ old, new, message string }{
		{good, "", "line 1, column 1: the file ends where '{' should be"},
		{good, "[]", "line 1, column 1: '[' stands where '{' should be"},
		{good, "{}", `the file has no "snapshot"`},
		{`"nodes"`, `"nodez"`, `"edges" comes before "nodes"`},
		{`"strings"`, `"stringz"`, `the file has no "strings"`},
		{`"strings"`, `"edges"`, `"edges" comes twice`},
		{"]}\n", "", "it is truncated"},
		{"]}\n", "]}]", "']' stands where the end of the file should be"},
		{"nodes\":[9", "nodes\":[99", "node 0 has type 99"},
		{"nodes\":[9", "nodes\":[-9", "'-' stands where a number should be"},
		{"nodes\":[9", "nodes\":[9.5", "the number is not whole"},
		{"nodes\":[9", "nodes\":[99999999999999999999", "too large"},
		{"nodes\":[9", "nodes\":[9,9", "the last node has 1 numbers of 7"},
		{`"node_count":5`, `"node_count":4`, "line 7, column 2: there are 5 nodes, and node_count is 4"},
		{`"edge_count":6`, `"edge_count":7`, "the nodes have 6 edges, and edge_count is 7"},
		{"edges\":[1,1,7", "edges\":[1,1,8", "line 8, column 15: edge 0 leads to 8, where no node begins"},
		{"edges\":[1,1,7", "edges\":[9,1,7", "edge 0 has type 9"},
		{"edges\":[1,1,7", "edges\":[2,77,7", "edge 0 has string 77 as its name, and there are 4 strings"},
		{`"self_size"`, `"size"`, `meta.node_fields: there is no field "self_size"`},
		{`"snapshot":{`, `"snapshot":{"meta":3,`, "does not"},
		{`"next"`, `"ne\xt"`, `"\\x" is no escape`},
		{`"next"`, `"ne` + "\n" + `xt"`, "goes over the end of a line"},
		{`"samples":[]`, `"samples":` + strings.Repeat("[", 200), "nested too deeply"},
	} {
		require.Contains(t, good, test.old)
		_, err := Read(strings.NewReader(strings.Replace(good, test.old, test.new, 1)))
		assert.ErrorContains(t, err, test.message, "%q for %q", test.new, test.old)
		if err != nil {
			assert.Regexp(t, `^line \d+, column \d+: `, err.Error())
		}
	}
	for i := range len(good) - 1 {
		_, err := Read(strings.NewReader(good[:i]))
		assert.Error(t, err, "cut after %d bytes", i)
	}
}

func FuzzRead(f *testing.F) {
	var out bytes.Buffer
	if err := chain(3).Write(&out); err != nil {
		f.Fatal(err)
	}
	f.Add(out.Bytes())
	f.Fuzz(func(t *testing.T, file []byte) {
		if s, err := Read(bytes.NewReader(file)); err == nil {
			_, _ = s.Report([]string{"@3", "Node"})
		}
	})
}
