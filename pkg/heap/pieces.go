package heap

// NewPieces makes an array of shape shape of pieces of s. pos has two positions for each, where it
// begins and where it ends; for a piece that begins at -1 there is Undefined. Large arrays are
// preceded by CheckAlloc.
//
// What becomes of short pieces is in no scope: nothing collects before they are in the array, and
// the array, which is as fresh as they are, needs no barrier.
func (h *Heap) NewPieces(shape *Shape, s *String, pos []int32) *Object {
	n := len(pos) / 2
	o := h.NewArrayLen(shape, uint32(n), n)
	e := o.elements()
	if n > int(e.cap()) {
		for i := range n {
			h.SetElement(o, uint32(i), h.piece(s, int(pos[2*i]), int(pos[2*i+1])))
		}
		return o
	}
	h.Work(n)
	f := s.Flat(h)
	out := e.words(elemWords, n)
	for i := range out {
		from, to := int(pos[2*i]), int(pos[2*i+1])
		if size := to - from; from >= 0 && size > 1 && size < minSlice && !f.wide && size < f.n {
			c := h.allocFlat(KindLatin1, size, size)
			copy(c.bytes(size), f.Latin1()[from:to])
			out[i] = c.Value()
		} else {
			out[i] = h.piece(s, from, to)
		}
	}
	e.setLenCap(uint32(n), e.cap())
	return o
}

// piece is one of NewPieces.
func (h *Heap) piece(s *String, from, to int) Value {
	if from < 0 {
		return Undefined
	}
	return h.Substring(s, from, to).Value()
}
