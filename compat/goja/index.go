package goja

import "github.com/kilnjs/kiln/pkg/heap"

// heldIndex finds the place of the Object for a cell by open addressing: a cell is put at the
// first free slot from its home on, and none is free between them.
type heldIndex struct {
	slots []heldSlot // a power of two, at most half of them taken
	count int
	idle  int // calls of trim that found most slots free
}

// heldSlot is one of its slots; cell 0 is a free one.
type heldSlot struct {
	cell heap.Value
	at   place
}

const leastSlots = 64

// scatter is a factor that spreads what is multiplied with it over the upper bits.
const scatter = 0x9E3779B97F4A7C15

// home is where the search for v begins. Cells of one page, which are often made one after the
// other, are near each other.
func (x *heldIndex) home(v heap.Value) int {
	return int(uint64(v)>>12*scatter>>32+uint64(v)>>4&0xFF) & (len(x.slots) - 1)
}

func (x *heldIndex) slot(v heap.Value) int {
	i := x.home(v)
	for x.slots[i].cell != v && x.slots[i].cell != 0 {
		i = (i + 1) & (len(x.slots) - 1)
	}
	return i
}

// entry is the slot of v, or the free one that set may fill at once.
func (x *heldIndex) entry(v heap.Value) *heldSlot {
	if 2*(x.count+1) > len(x.slots) {
		x.resize(max(leastSlots, 2*len(x.slots)))
	}
	return &x.slots[x.slot(v)]
}

// set says that v, of which s is the entry, is at p from now on.
func (x *heldIndex) set(s *heldSlot, v heap.Value, p place) {
	if s.cell == 0 {
		x.count++
	}
	*s = heldSlot{v, p}
}

// put says that v is at p from now on.
func (x *heldIndex) put(v heap.Value, p place) { x.set(x.entry(v), v, p) }

// holds reports whether v is at p.
func (x *heldIndex) holds(v heap.Value, p place) bool {
	if x.count == 0 {
		return false
	}
	s := x.slots[x.slot(v)]
	return s.cell == v && s.at == p
}

func (x *heldIndex) resize(n int) {
	old := x.slots
	x.slots = make([]heldSlot, n)
	for _, s := range old {
		if s.cell != 0 {
			x.slots[x.slot(s.cell)] = s
		}
	}
}

// remove forgets v if it is at p, and closes the gap.
func (x *heldIndex) remove(v heap.Value, p place) {
	if !x.holds(v, p) {
		return
	}
	mask := len(x.slots) - 1
	gap := x.slot(v)
	for i := (gap + 1) & mask; x.slots[i].cell != 0; i = (i + 1) & mask {
		if home := x.home(x.slots[i].cell); (i-home)&mask >= (i-gap)&mask {
			x.slots[gap], gap = x.slots[i], i
		}
	}
	x.slots[gap] = heldSlot{}
	x.count--
}

// trim gives memory back when little of it has been in use for a while.
func (x *heldIndex) trim() {
	if len(x.slots) <= leastSlots || 16*x.count >= len(x.slots) {
		x.idle = 0
	} else if x.idle++; x.idle > idleTraces {
		x.resize(max(leastSlots, len(x.slots)/4))
	}
}

// idleTraces is for how many collections an index may be too large.
const idleTraces = 16

// wrapIndex finds the objects around Go values, by open addressing as heldIndex does.
type wrapIndex struct {
	slots []wrapSlot
	count int
}

// wrapSlot is one of its slots. cell 0 is a free one.
type wrapSlot struct {
	wrapKey
	cell heap.Value
}

// wrapKey tells Go values apart that are the same for scripts: address of the type, which lives
// for ever, and address. The object keeps the value.
type wrapKey struct{ t, p uintptr }

func (x *wrapIndex) slot(key wrapKey) int {
	mask := len(x.slots) - 1
	i := int((uint64(key.p)+uint64(key.t)<<8)*scatter>>32) & mask
	for x.slots[i].cell != 0 && x.slots[i].wrapKey != key {
		i = (i + 1) & mask
	}
	return i
}

// find is the object for key, else Undefined.
func (x *wrapIndex) find(key wrapKey) heap.Value {
	if x.count > 0 {
		if s := &x.slots[x.slot(key)]; s.cell != 0 {
			return s.cell
		}
	}
	return heap.Undefined
}

// put adds the object for a key that is not there.
func (x *wrapIndex) put(key wrapKey, cell heap.Value) {
	if 2*(x.count+1) > len(x.slots) {
		x.rebuild(max(leastSlots, 2*len(x.slots)), nil)
	}
	x.slots[x.slot(key)] = wrapSlot{key, cell}
	x.count++
}

// rebuild makes n slots of those that alive holds of, nil for all.
func (x *wrapIndex) rebuild(n int, alive func(heap.Value) bool) {
	old := x.slots
	x.slots, x.count = make([]wrapSlot, n), 0
	for _, s := range old {
		if s.cell != 0 && (alive == nil || alive(s.cell)) {
			x.slots[x.slot(s.wrapKey)] = s
			x.count++
		}
	}
}

// forgetDead forgets the objects that do not survive a collection: where they are others may be
// soon.
func (x *wrapIndex) forgetDead(alive func(heap.Value) bool) {
	dead := 0
	for i := range x.slots {
		if c := x.slots[i].cell; c != 0 && !alive(c) {
			dead++
		}
	}
	if dead == 0 {
		return
	}
	n := len(x.slots)
	for n > leastSlots && 8*(x.count-dead) < n {
		n /= 2
	}
	x.rebuild(n, alive)
}
