package snapshot

import (
	"cmp"
	"slices"
)

// Count is what the nodes of a class take together.
type Count struct {
	Class   string `json:"class"`
	Count   int    `json:"count"`
	Shallow uint64 `json:"shallow"`
	// Retained is what would be free without all of them.
	Retained uint64 `json:"retained"`
}

// Summary returns the counts of all classes, those that retain most first.
func (s *Snapshot) Summary(t *Tree) []Count {
	of, names := s.classes()
	counts := make([]Count, len(names))
	for i, name := range names {
		counts[i].Class = name
	}
	for i := 1; i < len(s.Nodes); i++ {
		c := &counts[of[i]]
		c.Count++
		c.Shallow += s.Nodes[i].Self
	}
	retainedBy(t, of, func(node uint32) { counts[of[node]].Retained += t.Retained[node] })
	counts = slices.DeleteFunc(counts, func(c Count) bool { return c.Shallow == 0 })
	slices.SortStableFunc(counts, func(a, b Count) int {
		return cmp.Or(cmp.Compare(b.Retained, a.Retained), cmp.Compare(a.Class, b.Class))
	})
	return counts
}

// retainedBy calls f for the nodes below no other of their class but the root.
func retainedBy(t *Tree, of []uint32, f func(node uint32)) {
	n := len(t.Above)
	child, sibling := make([]uint32, n), make([]uint32, n)
	for i := range child {
		child[i], sibling[i] = none, none
	}
	for i := n - 1; i > 0; i-- {
		sibling[i] = child[t.Above[i]]
		child[t.Above[i]] = uint32(i)
	}
	open := map[uint32]int{}
	node := uint32(0)
	for {
		if node != 0 {
			if open[of[node]] == 0 {
				f(node)
			}
			open[of[node]]++
		}
		if child[node] != none {
			node = child[node]
			continue
		}
		for {
			if node == 0 {
				return
			}
			open[of[node]]--
			if sibling[node] != none {
				node = sibling[node]
				break
			}
			node = t.Above[node]
		}
	}
}

// Change is how the nodes of a class differ between two snapshots.
type Change struct {
	Class string `json:"class"`
	// New and Freed are nodes of the second snapshot alone and of the first alone. They
	// are -1 when the snapshots are of two runs, where nothing is the same.
	New        int   `json:"new"`
	Freed      int   `json:"freed"`
	NewBytes   int64 `json:"newBytes"`
	FreedBytes int64 `json:"freedBytes"`
	Count      int   `json:"count"` // how many there are more
	Bytes      int64 `json:"bytes"` // how much more they take
}

// SameRun reports whether two snapshots are of one run, so that nodes with the same
// number are the same.
func SameRun(a, b *Snapshot) bool { return a.Run == b.Run }

// Diff returns what has changed from a to b, what has grown most first.
func Diff(a, b *Snapshot) []Change {
	changes := map[string]*Change{}
	same := SameRun(a, b)
	seen := func(s, other *Snapshot, found func(c *Change, n *Node, lone bool)) {
		ids := make(map[uint32]uint32, len(other.Nodes))
		if same {
			for i := range other.Nodes {
				ids[other.Nodes[i].ID] = uint32(i)
			}
		}
		of, names := s.classes()
		list := make([]*Change, len(names))
		for i, name := range names {
			if list[i] = changes[name]; list[i] == nil {
				list[i] = &Change{Class: name}
				changes[name] = list[i]
			}
		}
		for i := range s.Nodes {
			_, both := ids[s.Nodes[i].ID]
			found(list[of[i]], &s.Nodes[i], !both)
		}
	}
	seen(a, b, func(c *Change, n *Node, lone bool) {
		c.Count--
		c.Bytes -= int64(n.Self)
		if lone {
			c.Freed++
			c.FreedBytes += int64(n.Self)
		}
	})
	seen(b, a, func(c *Change, n *Node, lone bool) {
		c.Count++
		c.Bytes += int64(n.Self)
		if lone {
			c.New++
			c.NewBytes += int64(n.Self)
		}
	})
	var list []Change
	for _, c := range changes {
		if !same {
			c.New, c.Freed, c.NewBytes, c.FreedBytes = -1, -1, -1, -1
		}
		if c.Bytes != 0 || c.Count != 0 || c.New > 0 || c.Freed > 0 {
			list = append(list, *c)
		}
	}
	slices.SortFunc(list, func(a, b Change) int {
		return cmp.Or(cmp.Compare(b.Bytes, a.Bytes), cmp.Compare(a.Class, b.Class))
	})
	return list
}
