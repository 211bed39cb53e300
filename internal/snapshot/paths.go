package snapshot

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Distances are the shortest ways from the root to all nodes. What the global objects
// reach is not looked for behind other roots.
type Distances struct {
	s    *Snapshot
	far  []uint32 // references on the way; none: only weak ones lead there
	back []uint32 // the edge by which the way comes
	from []uint32 // the node that it comes from
}

// Distances finds the shortest ways to all nodes.
func (s *Snapshot) Distances() *Distances {
	n := len(s.Nodes)
	d := &Distances{s: s, far: make([]uint32, n), back: make([]uint32, n), from: make([]uint32, n)}
	for i := range d.far {
		d.far[i] = none
	}
	d.far[0] = 0
	var queue []uint32
	reach := func(from uint32, edge int) {
		if to := s.Edges[edge].To; d.far[to] == none {
			d.far[to], d.back[to], d.from[to] = d.far[from]+1, uint32(edge), from
			queue = append(queue, to)
		}
	}
	// First from what scripts see of the root, then from the rest of it.
	for _, system := range []bool{false, true} {
		queue = queue[:0]
		for i, e := range s.EdgesOf(0) {
			if e.Type != Weak && (s.Nodes[e.To].Type == Synthetic) == system {
				reach(0, int(s.Nodes[0].First)+i)
			}
		}
		for at := 0; at < len(queue); at++ {
			node := queue[at]
			for i, e := range s.EdgesOf(node) {
				if e.retains(node) {
					reach(node, int(s.Nodes[node].First)+i)
				}
			}
		}
	}
	return d
}

// Step is a node on the way to another.
type Step struct {
	Node uint32 `json:"-"`
	ID   uint32 `json:"id"`
	Name string `json:"name"`
	// Edge is how the node refers to the one before, or that which is asked about.
	Edge string `json:"edge"`
	// Place is where the node is written, if it is a function.
	Place string `json:"place,omitempty"`
}

// Paths returns up to n ways from a node up to the root, the shortest first, each by
// another of the nodes that refer to it.
func (d *Distances) Paths(node uint32, n int) [][]Step {
	type way struct {
		from uint32
		edge *Edge
	}
	var ways []way
	d.s.eachRetaining(func(from uint32, e *Edge) {
		if e.To == node && d.far[from] != none && !d.passes(from, node) {
			ways = append(ways, way{from, e})
		}
	})
	slices.SortStableFunc(ways, func(a, b way) int { return cmp.Compare(d.far[a.from], d.far[b.from]) })
	var paths [][]Step
	used := map[uint32]bool{}
	for _, w := range ways {
		if len(paths) == n {
			break
		}
		if used[w.from] {
			continue
		}
		used[w.from] = true
		path := []Step{d.step(w.from, w.edge)}
		for at := w.from; at != 0; at = d.from[at] {
			path = append(path, d.step(d.from[at], &d.s.Edges[d.back[at]]))
		}
		paths = append(paths, path)
	}
	return paths
}

// passes reports whether the shortest way to a node goes by another.
func (d *Distances) passes(node, by uint32) bool {
	for ; d.far[node] > d.far[by]; node = d.from[node] {
	}
	return node == by
}

func (d *Distances) step(from uint32, e *Edge) Step {
	return Step{Node: from, ID: d.s.Nodes[from].ID, Name: d.s.Title(from), Edge: d.s.edgeText(e), Place: d.s.Place(from)}
}

// edgeText shows an edge as scripts would write it, and what they do not see in brackets.
func (s *Snapshot) edgeText(e *Edge) string {
	if e.Type == Element || e.Type == HiddenAt {
		return "[" + strconv.FormatUint(uint64(e.Name), 10) + "]"
	}
	name := s.Strings[e.Name]
	switch e.Type {
	case Property:
		if isName(strings.TrimPrefix(name, "#")) {
			return "." + name
		}
		return "[" + strconv.Quote(short(name)) + "]"
	case Context:
		return name + " (variable)"
	}
	return "‹" + short(name) + "›"
}

func isName(s string) bool {
	for i := range len(s) {
		c := s[i]
		if c != '_' && c != '$' && c < 0x80 && (c|0x20 < 'a' || c|0x20 > 'z') && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}

// shortText is how many characters of a text are shown.
const shortText = 48

// short makes a text fit in a line.
func short(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7F {
			return ' '
		}
		return r
	}, s)
	if r := []rune(s); len(r) > shortText {
		return string(r[:shortText-1]) + "…"
	}
	return s
}

// Title names a node in a line.
func (s *Snapshot) Title(node uint32) string {
	n := &s.Nodes[node]
	name := s.Strings[n.Name]
	switch n.Type {
	case String, ConcatenatedString, SlicedString:
		return strconv.Quote(short(name))
	case Closure:
		if name == "" {
			name = "(anonymous)"
		}
		return "function " + short(name)
	case RegExp:
		return "/" + short(name) + "/"
	case Synthetic:
		if node == 0 {
			return "(root)"
		}
	case Symbol:
		return "Symbol(" + short(name) + ")"
	case BigInt:
		return short(name) + "n"
	}
	return short(name)
}

// Place tells where the function of a node is written, or "".
func (s *Snapshot) Place(node uint32) string {
	i, ok := slices.BinarySearchFunc(s.Locations, node, func(l Location, n uint32) int { return cmp.Compare(l.Node, n) })
	if !ok {
		return ""
	}
	l := s.Locations[i]
	file := "script " + strconv.Itoa(int(l.Script))
	if int(l.Script) < len(s.Scripts) {
		file = s.Scripts[l.Script]
	}
	return fmt.Sprintf("%s:%d:%d", file, l.Line+1, l.Column+1)
}

// Find returns the nodes that are meant by @ID, or by the name of a class, or of a
// function when there is no such class, those that retain most first.
func (s *Snapshot) Find(what string, t *Tree) ([]uint32, error) {
	var list []uint32
	if id, ok := strings.CutPrefix(what, "@"); ok {
		number, err := strconv.ParseUint(id, 10, 32)
		if err != nil {
			return nil, fmt.Errorf("%s is no number of an object: @ and digits", what)
		}
		for i := range s.Nodes {
			if s.Nodes[i].ID == uint32(number) {
				return []uint32{uint32(i)}, nil
			}
		}
		return nil, fmt.Errorf("there is no object %s", what)
	}
	of, names := s.classes()
	class := slices.Index(names, what)
	for i := range s.Nodes {
		n := &s.Nodes[i]
		if class >= 0 && of[i] == uint32(class) || class < 0 && n.Type == Closure && s.Strings[n.Name] == what {
			list = append(list, uint32(i))
		}
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("there is no object of a constructor %s, and no function of that name", what)
	}
	slices.SortStableFunc(list, func(a, b uint32) int { return cmp.Compare(t.Retained[b], t.Retained[a]) })
	return list, nil
}
