package heap

// identities are the numbers of what has been in a Graph, by cell, handle and shape.
type identities struct {
	known map[uint64]uint32
	next  uint32
}

const (
	handleIdentity = 1 << 62
	shapeIdentity  = 1 << 61
	keysIdentity   = 1 << 60
	otherIdentity  = 1 << 59
	largeIdentity  = 1 << 58
)

// KeepIDs makes the numbers of nodes in later graphs tell what is the same: what is
// alive in two of them has the same number in both, and no other has it. Without it a
// graph has numbers of its own.
func (h *Heap) KeepIDs() {
	if h.ids == nil {
		h.ids = &identities{known: map[uint64]uint32{}, next: 1}
	}
}

// key is what a node is known by. A large cell may begin elsewhere later: see moveFront.
func (n *GraphNode) key(h *Heap) uint64 {
	switch n.Kind {
	case NodeCell:
		if c := n.What.cell(); c.sizeClass() == classLarge {
			return largeIdentity | h.larges.index(c)
		}
		return n.What.Addr()
	case NodeHandle:
		return handleIdentity | uint64(n.What.Handle())
	case NodeShape:
		return shapeIdentity | uint64(n.What)
	case NodeKeys:
		return keysIdentity | uint64(n.What)
	}
	return otherIdentity | uint64(n.Kind)<<32 | uint64(n.What)
}

func (h *Heap) identify(g *Graph) {
	for i := range g.Nodes {
		n := &g.Nodes[i]
		n.ID = uint32(2*i + 1)
		if h.ids == nil {
			continue
		}
		key := n.key(h)
		id := h.ids.known[key]
		if id == 0 {
			id = h.ids.next
			h.ids.next += 2
			h.ids.known[key] = id
		}
		n.ID = id
	}
}

// sweep forgets what a full collection has found dead: what comes in its place is not
// the same. It must follow the marking at once.
func (t *identities) sweep(h *Heap) {
	for key := range t.known {
		dead := false
		switch {
		case key&handleIdentity != 0:
			id := uint32(key)
			dead = h.handles.table[id].x == nil || h.handles.table[id].mark != h.gc.epoch
		case key&(shapeIdentity|keysIdentity) != 0:
			s := h.Shape(uint32(key))
			dead = s == nil || s.mark != h.gc.epoch
		case key&largeIdentity != 0:
			l := h.larges.cells[uint32(key)]
			dead = l == nil || !h.lives(l.mem[1])
		case key&otherIdentity == 0:
			dead = !h.lives((*cell)(ptr(key)).hdr)
		}
		if dead {
			delete(t.known, key)
		}
	}
}
