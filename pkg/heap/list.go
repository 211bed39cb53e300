package heap

// NewElements makes an Elements cell that belongs to no object: a list of
// values for internal use.
func (h *Heap) NewElements(values ...Value) *Elements {
	e := h.allocElements(len(values))
	n := copy(e.words(elemWords, int(e.cap())), values)
	e.setLenCap(uint32(n), e.cap())
	h.root(e.Value())
	return e
}

// Values returns the elements. They are written with Heap.SetElementsAt only.
func (e *Elements) Values() []Value { return e.view() }

// SetElementsAt sets element i of a cell that NewElements made; i is below its length.
func (h *Heap) SetElementsAt(e *Elements, i int, v Value) {
	e.view()[i] = v
	h.barrier(&e.cell, elemWords+i, v)
}

// ForceSparse moves the index properties of an exotic object, whose elements no
// fast path may take, into a sparse table. They stay there.
func (h *Heap) ForceSparse(o *Object) {
	if !o.IsSparse() {
		h.makeSparse(o)
	}
}
