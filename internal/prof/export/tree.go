package export

import (
	"time"

	"github.com/kilnjs/kiln/internal/prof/script"
)

// tree is the stacks of a profile by function: frames of one function that stand on the
// same stack at different lines or in different tiers are one node.
type tree struct {
	nodes []treeNode // node 0 is the root; parents come before their children
	of    []int      // by node of the profile
}

type treeNode struct {
	parent   int
	fn       int // -1 for the root
	children []int
	self     time.Duration
	total    time.Duration
	hits     int                   // samples
	lines    map[int]time.Duration // of self
	lineHits map[int]int           // of hits
	tiers    map[string]time.Duration
}

func newTree(p *script.Profile) *tree {
	type key struct{ parent, fn int }
	t := &tree{nodes: []treeNode{{parent: -1, fn: -1}}, of: make([]int, len(p.Nodes))}
	known := map[key]int{}
	for i := 1; i < len(p.Nodes); i++ {
		k := key{t.of[p.Nodes[i].Parent], p.FrameOf(i).Func}
		n, ok := known[k]
		if !ok {
			n = len(t.nodes)
			known[k] = n
			t.nodes = append(t.nodes, treeNode{parent: k.parent, fn: k.fn})
			t.nodes[k.parent].children = append(t.nodes[k.parent].children, n)
		}
		t.of[i] = n
	}
	for _, s := range p.Samples {
		n := &t.nodes[t.of[s.Node]]
		f := p.FrameOf(s.Node)
		n.self += s.Weight
		n.hits++
		if n.tiers == nil {
			n.lines, n.lineHits, n.tiers = map[int]time.Duration{}, map[int]int{}, map[string]time.Duration{}
		}
		n.tiers[p.Label(f)] += s.Weight
		if f.Line > 0 {
			n.lines[f.Line] += s.Weight
			n.lineHits[f.Line]++
		}
	}
	for i := len(t.nodes) - 1; i >= 0; i-- {
		n := &t.nodes[i]
		n.total += n.self
		if i > 0 {
			t.nodes[n.parent].total += n.total
		}
	}
	return t
}
