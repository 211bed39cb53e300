package snapshot

// none stands for no node.
const none = ^uint32(0)

// Tree is the dominator tree of a snapshot.
type Tree struct {
	// Above is the nearest node that all ways from the root to a node pass. Nodes that
	// only weak references reach are below the root.
	Above []uint32
	// Retained is the retained size of each node in bytes.
	Retained []uint64
}

// Dominators computes the tree by semidominators and nearest common ancestors
// (Georgiadis and Tarjan, "Finding dominators revisited", 2004).
func (s *Snapshot) Dominators() *Tree {
	d := newDominating(s)
	d.search()
	d.findSemi()
	t := &Tree{Above: make([]uint32, len(s.Nodes)), Retained: make([]uint64, len(s.Nodes))}
	for i := range s.Nodes {
		t.Retained[i] = s.Nodes[i].Self
	}
	// Numbers of the search from here on: what dominates has a lower one.
	above := d.label
	for v := uint32(1); v < d.n; v++ {
		a := d.parent[v]
		for a > d.semi[v] {
			a = above[a]
		}
		above[v] = a
	}
	for v := d.n - 1; v > 0; v-- {
		node, over := d.node[v], d.node[above[v]]
		t.Above[node] = over
		t.Retained[over] += t.Retained[node]
	}
	for i := range s.Nodes {
		if i > 0 && d.number[i] == none {
			t.Retained[0] += t.Retained[i]
		}
	}
	return t
}

// dominating is the state of the computation. Nodes have numbers in the order of a depth-first search.
type dominating struct {
	s      *Snapshot
	n      uint32   // nodes that were reached
	number []uint32 // by node; none: not reached
	node   []uint32 // by number
	parent []uint32 // in the tree of the search
	semi   []uint32
	label  []uint32
	above  []uint32 // the forest: ancestors, shortened
	path   []uint32
	script []bool // what scripts reach, by node
}

func newDominating(s *Snapshot) *dominating {
	n := len(s.Nodes)
	d := &dominating{
		s: s, number: make([]uint32, n), node: make([]uint32, 0, n), parent: make([]uint32, n),
		semi: make([]uint32, n), label: make([]uint32, n), above: make([]uint32, n),
	}
	for i := range d.number {
		d.number[i] = none
	}
	d.findScript()
	return d
}

// findScript finds what the global objects reach, to which the root has shortcuts.
func (d *dominating) findScript() {
	d.script = make([]bool, len(d.s.Nodes))
	var work []uint32
	reach := func(node uint32) {
		if !d.script[node] {
			d.script[node] = true
			work = append(work, node)
		}
	}
	for _, e := range d.s.EdgesOf(0) {
		if e.Type == Shortcut {
			reach(e.To)
		}
	}
	for len(work) > 0 {
		node := work[len(work)-1]
		work = work[:len(work)-1]
		edges := d.s.EdgesOf(node)
		for i := range edges {
			if edges[i].retains(node) {
				reach(edges[i].To)
			}
		}
	}
}

// counts reports whether an edge makes its target retained: not what the engine holds
// besides a script that holds it.
func (d *dominating) counts(from uint32, e *Edge) bool {
	return e.retains(from) && (from == 0 || d.script[from] || !d.script[e.To])
}

// search gives the nodes their numbers.
func (d *dominating) search() {
	type visit struct{ node, edge uint32 }
	enter := func(node, parent uint32) visit {
		d.number[node] = d.n
		d.parent[d.n] = parent
		d.node = append(d.node, node)
		d.n++
		return visit{node: node}
	}
	stack := []visit{enter(0, 0)}
	for len(stack) > 0 {
		top := &stack[len(stack)-1]
		edges := d.s.EdgesOf(top.node)
		found := false
		for int(top.edge) < len(edges) {
			e := &edges[top.edge]
			top.edge++
			if d.number[e.To] == none && d.counts(top.node, e) {
				stack = append(stack, enter(e.To, d.number[top.node]))
				found = true
				break
			}
		}
		if !found {
			stack = stack[:len(stack)-1]
		}
	}
}

// findSemi computes the semidominators, from the last node to the first.
func (d *dominating) findSemi() {
	first, from := d.retainers()
	for v := range d.n {
		d.semi[v], d.label[v], d.above[v] = v, v, none
	}
	for v := d.n - 1; v > 0 && v != none; v-- {
		node := d.node[v]
		for _, r := range from[first[node]:first[node+1]] {
			if u := d.number[r]; u != none {
				d.semi[v] = min(d.semi[v], d.semi[d.eval(u)])
			}
		}
		d.label[v] = v
		d.above[v] = d.parent[v]
	}
	for v := range d.n { // label serves as the tree from now on
		d.label[v] = 0
	}
}

// eval returns the node with the least semidominator on the way from v up to the root of
// its tree in the forest, and shortens the way.
func (d *dominating) eval(v uint32) uint32 {
	if d.above[v] == none {
		return v
	}
	d.path = d.path[:0]
	for d.above[d.above[v]] != none {
		d.path = append(d.path, v)
		v = d.above[v]
	}
	for i := len(d.path) - 1; i >= 0; i-- {
		u := d.path[i]
		if d.semi[d.label[v]] < d.semi[d.label[u]] {
			d.label[u] = d.label[v]
		}
		d.above[u] = d.above[v]
		v = u
	}
	return d.label[v]
}

// retainers returns, for each node, which others retain it: those from first[node] up to first[node+1].
func (d *dominating) retainers() (first, from []uint32) {
	first = make([]uint32, len(d.s.Nodes)+1)
	each := func(f func(from uint32, e *Edge)) {
		d.s.eachRetaining(func(from uint32, e *Edge) {
			if d.counts(from, e) {
				f(from, e)
			}
		})
	}
	each(func(_ uint32, e *Edge) { first[e.To]++ })
	sum := uint32(0)
	for i, n := range first {
		sum += n
		first[i] = sum
	}
	from = make([]uint32, sum)
	each(func(node uint32, e *Edge) {
		first[e.To]--
		from[first[e.To]] = node
	})
	return first, from
}

func (s *Snapshot) eachRetaining(f func(from uint32, e *Edge)) {
	for i := range s.Nodes {
		edges := s.EdgesOf(uint32(i))
		for k := range edges {
			if e := &edges[k]; e.retains(uint32(i)) {
				f(uint32(i), e)
			}
		}
	}
}
