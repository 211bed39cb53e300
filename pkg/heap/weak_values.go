package heap

// WeakValues is a list of Values that it does not keep alive, each with a number. It is a
// handle, which its owner marks.
type WeakValues struct {
	h      *Heap
	values []Value  // Undefined at numbers that are free
	free   []uint32 // numbers
	young  []uint32 // numbers given out since the last collection
	gone   func(n uint32)
	id     uint32
	size   int
	epoch  uint32 // the last collection that reached it
}

// weakValueBytes is what an entry of WeakValues takes, with what its owner has for it.
const weakValueBytes = 96

// NewWeakValues makes a list and its handle. gone is told the numbers of values that have
// died, during the collection: it must not touch the heap.
func (h *Heap) NewWeakValues(gone func(n uint32)) (*WeakValues, uint32) {
	w := &WeakValues{h: h, gone: gone}
	w.id = h.NewHandle(w)
	return w, w.id
}

// Add gives v, a cell, a number.
func (w *WeakValues) Add(v Value) uint32 {
	var n uint32
	if last := len(w.free) - 1; last >= 0 {
		n = w.free[last]
		w.free = w.free[:last]
		w.values[n] = v
	} else {
		n = uint32(len(w.values))
		w.values = append(w.values, v)
	}
	w.young = append(w.young, n)
	w.h.TouchHandle(w.id)
	w.account()
	return n
}

// At returns the value with a number that Add gave and gone has not taken back, kept.
func (w *WeakValues) At(n uint32) Value { return w.h.Keep(w.values[n]) }

// TraceCells implements Tracer: it marks nothing.
func (w *WeakValues) TraceCells(m *Marker) {
	if w.epoch != m.serial && m.visit == nil {
		w.epoch = m.serial
		m.weakValues = append(m.weakValues, w)
	}
}

// sweep lets the values go that have died.
func (w *WeakValues) sweep(m *Marker) {
	drop := func(n uint32) {
		if v := w.values[n]; v != Undefined && !m.h.alive(v) {
			w.values[n] = Undefined
			w.free = append(w.free, n)
			w.gone(n)
		}
	}
	if m.full {
		for n := range w.values {
			drop(uint32(n))
		}
	} else {
		for _, n := range w.young {
			drop(n)
		}
	}
	w.young = w.young[:0]
	w.account()
}

// account tells the heap the size of the list, not at every entry.
func (w *WeakValues) account() {
	n := len(w.values) - len(w.free)
	if d := n - w.size; d > n/8+8 || -d > n/8+8 {
		w.size = n
		w.h.SetHandleSize(w.id, int64(n)*weakValueBytes)
	}
}

// OnGone replaces what is told the numbers of values that have died.
func (w *WeakValues) OnGone(gone func(n uint32)) { w.gone = gone }
