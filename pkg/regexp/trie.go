package regexp

import (
	"slices"

	"github.com/kilnjs/kiln/internal/ucd"
)

// trie holds the strings of a Class: the strings of several characters as a
// tree, those of one as a set.
type trie struct {
	nodes      []trieNode // nodes[0] is the root
	set        int32      // the characters that are strings themselves
	hasEmpty   bool
	ignoreCase bool
	backward   bool // the strings are stored from their ends
}

// trieNode has the edges edges to children, sorted by character.
type trieNode struct {
	edges    []rune
	children []int32
	accept   bool
}

func newTrie(n *Class, set int, backward bool) trie {
	t := trie{
		nodes: make([]trieNode, 1), set: int32(set),
		hasEmpty: n.HasEmpty, ignoreCase: n.IgnoreCase, backward: backward,
	}
	for _, s := range n.Strings {
		at := int32(0)
		for i := range s {
			r := s[i]
			if backward {
				r = s[len(s)-1-i]
			}
			if n.IgnoreCase {
				r = ucd.SimpleFold(r)
			}
			k, ok := slices.BinarySearch(t.nodes[at].edges, r)
			if !ok {
				t.nodes[at].edges = slices.Insert(t.nodes[at].edges, k, r)
				t.nodes[at].children = slices.Insert(t.nodes[at].children, k, int32(len(t.nodes)))
				t.nodes = append(t.nodes, trieNode{})
			}
			at = t.nodes[at].children[k]
		}
		t.nodes[at].accept = true
	}
	return t
}
