package heap

// shapeMap finds shapes by transitions: the children of a shape, or the roots. It is a hash table
// with open addressing, in which an entry is at or after its home, without a gap between.
type shapeMap struct {
	slots []shapeSlot // a power of two of them, or none
	count int
}

type shapeSlot struct {
	key   transition
	shape *Shape // nil: free
}

const minShapeSlots = 4

func (t transition) hash() uint32 {
	return hashKey(t.key + Value(t.attrs)<<tagShift + Value(t.op)<<(tagShift+8))
}

// transition is the key of the root in shapeSpace.roots.
func (k rootKey) transition() transition {
	return transition{k.proto, Attrs(k.inlineCap), transitionOp(k.class)}
}

// find returns the shape with the key, or nil.
func (m *shapeMap) find(key transition) *Shape {
	if m.count == 0 {
		return nil
	}
	mask := uint32(len(m.slots) - 1)
	for i := key.hash() & mask; ; i = (i + 1) & mask {
		if s := &m.slots[i]; s.shape == nil || s.key == key {
			return s.shape
		}
	}
}

// put adds a shape whose key is not there.
func (m *shapeMap) put(key transition, shape *Shape) {
	if (m.count+1)*4 > len(m.slots)*3 {
		old := m.slots
		m.slots = make([]shapeSlot, max(2*len(old), minShapeSlots))
		for i := range old {
			if old[i].shape != nil {
				m.enter(old[i])
			}
		}
	}
	m.enter(shapeSlot{key, shape})
	m.count++
}

func (m *shapeMap) enter(s shapeSlot) {
	mask := uint32(len(m.slots) - 1)
	i := s.key.hash() & mask
	for m.slots[i].shape != nil {
		i = (i + 1) & mask
	}
	m.slots[i] = s
}

// remove removes a shape if it is the one with the key, and reports whether it was.
func (m *shapeMap) remove(key transition, shape *Shape) bool {
	if m.count == 0 {
		return false
	}
	mask := uint32(len(m.slots) - 1)
	i := key.hash() & mask
	for ; m.slots[i].shape != shape; i = (i + 1) & mask {
		if m.slots[i].shape == nil {
			return false
		}
	}
	// What comes after moves up, as far as its home allows.
	for k := (i + 1) & mask; m.slots[k].shape != nil; k = (k + 1) & mask {
		if home := m.slots[k].key.hash() & mask; (k-home)&mask >= (k-i)&mask {
			m.slots[i] = m.slots[k]
			i = k
		}
	}
	m.slots[i] = shapeSlot{}
	m.count--
	return true
}

// each calls f for every shape.
func (m *shapeMap) each(f func(*Shape)) {
	for i := range m.slots {
		if s := m.slots[i].shape; s != nil {
			f(s)
		}
	}
}

// makeShapeMap returns a map with room for n shapes.
func makeShapeMap(n int) shapeMap {
	size := minShapeSlots
	for n*4 > size*3 {
		size *= 2
	}
	return shapeMap{slots: make([]shapeSlot, size)}
}
