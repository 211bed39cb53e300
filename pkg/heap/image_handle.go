package heap

import (
	"cmp"
	"slices"
)

// imageHandles is the table of handles of an image, and what the heap itself has in it.
type imageHandles struct {
	table     []handle // without objects but for those that Share was given
	free      []uint32
	wanted    []uint32 // ids whose objects are the caller's
	sparse    []imageSparse
	weak      []imageWeakTable
	values    []imageWeakValues
	registry  []imageRegistry
	finalized []uint32 // ids of the registries in weakSpace.finalized
	accounted int64
}

type imageSparse struct {
	id    uint32
	table sparseTable // Values are Refs
}

type imageWeakTable struct {
	id      uint32
	size    int
	entries [][2]Value
}

type imageWeakValues struct {
	id     uint32
	size   int
	values []Value
	free   []uint32
}

type imageRegistry struct {
	id       uint32
	registry Registry
}

// copyHandles copies the table of handles and the objects in it that belong to this package.
func (b *imager) copyHandles() {
	h, out := b.h, &b.m.handles
	out.table = make([]handle, len(h.handles.table))
	out.free = slices.Clone(h.handles.free)
	for id := 1; id < len(out.table); id++ {
		e := h.handles.table[id]
		if e.x == nil {
			continue
		}
		out.accounted += handleBytes + e.size
		b.copyHandle(uint32(id), e.x)
		e.x, e.listed = nil, false
		out.table[id] = e
	}
	for _, r := range h.weak.finalized {
		out.finalized = append(out.finalized, r.id)
	}
}

func (b *imager) copyHandle(id uint32, x any) {
	out := &b.m.handles
	switch t := x.(type) {
	case *sparseTable:
		c := *t
		c.chunks = b.copyChunks(t.chunks)
		out.sparse = append(out.sparse, imageSparse{id, c})
	case *WeakTable:
		c := imageWeakTable{id: id, size: t.size, entries: make([][2]Value, 0, len(t.entries))}
		for key, value := range t.entries {
			c.entries = append(c.entries, [2]Value{b.ref(key, x), b.ref(value, x)})
		}
		slices.SortFunc(c.entries, func(a, b [2]Value) int { return cmp.Compare(a[0], b[0]) })
		out.weak = append(out.weak, c)
	case *WeakValues:
		out.values = append(out.values, imageWeakValues{id, t.size, b.refs(t.values, x), slices.Clone(t.free)})
	case *Registry:
		c := Registry{owner: b.ref(t.owner, x), settled: t.settled, listed: t.listed, id: t.id, entries: make([]registration, 0, cap(t.entries))}
		for _, e := range t.entries {
			c.entries = append(c.entries, registration{b.ref(e.target, x), b.ref(e.held, x), b.ref(e.token, x)})
		}
		for _, piece := range t.ready {
			c.ready = append(c.ready, b.refs(piece, x))
		}
		out.registry = append(out.registry, imageRegistry{id, c})
	default:
		out.wanted = append(out.wanted, id)
	}
}

func (b *imager) refs(vs []Value, holder any) []Value {
	refs := make([]Value, len(vs))
	for i, v := range vs {
		refs[i] = b.ref(v, holder)
	}
	return refs
}

func (b *imager) copyChunks(chunks []sparseRun) []sparseRun {
	out := slices.Clone(chunks)
	for i := range out {
		entries := append(make([]sparseEntry, 0, cap(out[i].entries)), out[i].entries...)
		for k := range entries {
			entries[k].value = b.ref(entries[k].value, "a sparse array")
		}
		out[i].entries = entries
	}
	return out
}

// stampHandles makes the table of handles, and the objects in it that belong to this package.
func (s *Stamp) stampHandles() {
	in, h := &s.m.handles, s.Heap
	hs := &h.handles
	hs.table = append(make([]handle, 0, len(in.table)+firstHandles), in.table...)
	hs.free = slices.Clone(in.free)
	for i := range in.sparse {
		c := in.sparse[i].table
		c.chunks = slices.Clone(c.chunks)
		for k := range c.chunks {
			from := c.chunks[k].entries
			entries := append(make([]sparseEntry, 0, cap(from)), from...)
			for e := range entries {
				entries[e].value = s.Value(entries[e].value)
			}
			c.chunks[k].entries = entries
		}
		hs.table[in.sparse[i].id].x = &c
	}
	for i := range in.weak {
		from := &in.weak[i]
		t := &WeakTable{h: h, id: from.id, size: from.size, entries: make(map[Value]Value, len(from.entries))}
		for _, e := range from.entries {
			t.entries[s.Value(e[0])] = s.Value(e[1])
		}
		hs.table[t.id].x = t
	}
	for i := range in.values {
		from := &in.values[i]
		w := &WeakValues{h: h, id: from.id, size: from.size, values: make([]Value, len(from.values)), free: slices.Clone(from.free)}
		s.Values(w.values, from.values)
		hs.table[w.id].x = w
	}
	for i := range in.registry {
		hs.table[in.registry[i].id].x = s.registry(&in.registry[i].registry)
	}
	for _, id := range in.finalized {
		h.weak.finalized = append(h.weak.finalized, hs.table[id].x.(*Registry))
	}
}

func (s *Stamp) registry(from *Registry) *Registry {
	r := &Registry{h: s.Heap, owner: s.Value(from.owner), settled: from.settled, listed: from.listed, id: from.id}
	r.entries = append(make([]registration, 0, cap(from.entries)), from.entries...)
	for i := range r.entries {
		e := &r.entries[i]
		e.target, e.held, e.token = s.Value(e.target), s.Value(e.held), s.Value(e.token)
	}
	for _, piece := range from.ready {
		values := make([]Value, len(piece))
		s.Values(values, piece)
		r.ready = append(r.ready, values)
	}
	return r
}
