package heap

import (
	"slices"
	"unsafe"
)

// Elements is the dense part of the index properties of an object:
//
//	word 0  header
//	word 1  length (low half), capacity (high half)
//	word 2  elements
//
// Index i is a property exactly when i < length and its element is not Hole;
// it is then a data property with DefaultAttrs. An object whose index
// properties cannot be so has an Elements cell with length and capacity 0:
// the shared empty one, or one of its own whose word 2 is the handle of a
// sparseTable (object flag FlagSparseElements).
type Elements struct {
	cell
	lenCap uint64
}

const (
	elemWords = 2
	// maxDense bounds the capacity of an Elements cell.
	maxDense = 1 << 28
	// maxGap is how far beyond the length an element may be stored without
	// turning the object sparse, whatever its length.
	maxGap = 1024
	// minSparse is the length below which holes alone turn no object sparse.
	minSparse = 1 << 14
)

func (e *Elements) len() uint32 { return uint32(e.lenCap) }
func (e *Elements) cap() uint32 { return uint32(e.lenCap >> 32) }

func (e *Elements) setLenCap(n, c uint32) { e.lenCap = uint64(n) | uint64(c)<<32 }

func (e *Elements) at(i uint32) *Value { return e.word(elemWords + int(i)) }

func (e *Elements) view() []Value { return e.words(elemWords, int(e.len())) }

func (o *Object) elements() *Elements { return (*Elements)(ptr(uint64(o.elems) & addrMask)) }

// ElementsLen returns the length of the dense part.
func (o *Object) ElementsLen() int { return int(o.elements().len()) }

// Dense returns the dense elements of o; absent ones are Hole. The slice is
// valid until o changes; it may be read only. To overwrite use SetElement.
func (o *Object) Dense() []Value { return o.elements().view() }

// IsSparse reports whether the index properties of o are in a sparse table.
func (o *Object) IsSparse() bool { return o.Has(FlagSparseElements) }

// HasElements reports whether o may have index properties of its own, dense or sparse.
func (o *Object) HasElements() bool { return o.IsSparse() || o.elements().len() != 0 }

// GetElement returns the value of own index property i. For an accessor
// property that is the Accessor cell: see GetElementProp.
func (h *Heap) GetElement(o *Object, i uint32) (v Value, ok bool) {
	e := o.elements()
	if i < e.len() {
		v = *e.at(i)
		return v, v != Hole
	}
	return h.getSparse(o, i)
}

func (h *Heap) getSparse(o *Object, i uint32) (v Value, ok bool) {
	if o.IsSparse() {
		v, _, ok = h.sparse(o).get(i)
		return v, ok
	}
	return Undefined, false
}

// GetElementProp returns the value and the attributes of own index property i.
func (h *Heap) GetElementProp(o *Object, i uint32) (v Value, attrs Attrs, ok bool) {
	if o.IsSparse() {
		return h.sparse(o).get(i)
	}
	v, ok = h.GetElement(o, i)
	return v, DefaultAttrs, ok
}

// SetElement sets the value of own index property i, or adds it with
// DefaultAttrs. Writability and extensibility are the caller's business; i is
// at most 2^32-2.
func (h *Heap) SetElement(o *Object, i uint32, v Value) {
	e := o.elements()
	if i < e.len() {
		*e.at(i) = v
		if v >= minCell && e.hdr&barrierBit != 0 {
			h.remember(&e.cell, elemWords+int(i))
		}
		return
	}
	if o.IsSparse() {
		h.setSparse(o, i, v)
		return
	}
	if i >= e.cap() {
		if !h.fitsDense(e, i) {
			h.makeSparse(o)
			h.setSparse(o, i, v)
			return
		}
		h.growElements(o, int(i)+1)
		e = o.elements()
	}
	for k := e.len(); k < i; k++ {
		*e.at(k) = Hole
	}
	*e.at(i) = v
	e.setLenCap(i+1, e.cap())
	h.barrier(&e.cell, elemWords+int(i), v)
}

// fitsDense reports whether storing at i, beyond the capacity, keeps o dense.
func (h *Heap) fitsDense(e *Elements, i uint32) bool {
	return i < maxDense && (i < e.len()+maxGap || i/4 < e.len() && h.fits(int64(i)*8)) && !mostlyHoles(e, i)
}

// mostlyHoles reports whether a store at i, which leaves a gap, goes to a large
// array that had many gaps before: each may be small beside its length. It looks
// at as many elements as growing would copy.
func mostlyHoles(e *Elements, i uint32) bool {
	n := e.len()
	if i == n || n < minSparse {
		return false
	}
	filled := uint32(0)
	for _, v := range e.view() {
		if v != Hole {
			filled++
		}
	}
	return filled < n/8
}

// smallElements is how many elements grow without a look at what room is left: what
// that takes is less than lies between two looks at the limits.
const smallElements = 1 << 10

// growElements gives o a cell for at least n elements.
func (h *Heap) growElements(o *Object, n int) {
	c := int(o.elements().cap())
	if c > smallElements && !h.fits(int64(c)*12) {
		h.moveElements(o, max(n, c+c/8))
		return
	}
	h.moveElements(o, max(n, GrownElements(c)))
}

// moveElements gives o a cell of its own for n elements or a few more, and
// copies what there is and fits.
func (h *Heap) moveElements(o *Object, n int) {
	e := o.elements()
	h.ownElements(o)
	f := h.allocElements(n)
	k := min(e.len(), f.cap())
	h.Work(int(k))
	copy(f.words(elemWords, int(k)), e.view())
	f.setLenCap(k, f.cap())
	h.succeed(&f.cell, &e.cell)
	o.elems = f.Value()
	h.barrier(&o.cell, 2, o.elems)
	o.trim()
}

// ownElements is called before o gets an Elements cell: when it had none, and is
// watched, what was found by seeing that holds no longer.
func (h *Heap) ownElements(o *Object) {
	if o.elems == h.emptyElements {
		h.bumpEpoch(o)
	}
}

// NeverElements reports whether o has no Elements cell of its own, so that machine
// code adds no index property to it. Once o is watched, its getting one advances
// ProtoEpoch.
func (h *Heap) NeverElements(o *Object) bool { return o.elems == h.emptyElements }

// trim takes the room behind the elements from an object that is not
// extensible: whoever appends within the capacity need not ask.
func (o *Object) trim() {
	if e := o.elements(); o.Has(FlagNotExtensible) && e.cap() > e.len() {
		e.setLenCap(e.len(), e.len())
	}
}

// GrowthBytes returns how many bytes appending n elements, which are few, may allocate,
// for CheckAlloc: 0 while there is room.
func (o *Object) GrowthBytes(n int) int64 {
	e := o.elements()
	if int(e.len())+n <= int(e.cap()) {
		return 0
	}
	return int64(e.cap()) * 12
}

// StoreGrowth returns how many bytes SetElement of index i may allocate, for
// CheckAlloc: 0 while there is room, and for an object that is sparse or that
// the store would make sparse.
func (h *Heap) StoreGrowth(o *Object, i uint32) int64 {
	e := o.elements()
	if i < e.cap() || o.IsSparse() || !h.fitsDense(e, i) {
		return 0
	}
	return max(int64(e.cap())*12, int64(i)*8)
}

// allocElements allocates a cell of length 0 for at least n elements.
func (h *Heap) allocElements(n int) *Elements {
	n = min(max(n, 1), maxDense)
	words := elemWords + n
	if words <= maxSmallWords {
		words = int(classBytes[wordClass[words]]) / 8
	} else {
		words = (words+1024)&^1023 - 1 // with the index word, whole pages
	}
	f := (*Elements)(h.allocCell(words, uint64(KindElements)))
	f.setLenCap(0, uint32(words-elemWords))
	return f
}

// ElementsHeader returns the header, size class, size in bytes and capacity of a cell for
// at least n elements, for machine code that makes one. bytes is 0 for a cell that only
// the heap can make.
func ElementsHeader(n int) (header uint64, sizeClass, bytes, capacity int) {
	if elemWords+n > maxSmallWords {
		return 0, 0, 0, 0
	}
	class := wordClass[elemWords+max(n, 1)]
	bytes = int(classBytes[class])
	return uint64(KindElements) | uint64(class)<<sizeShift, int(class), bytes, bytes/8 - elemWords
}

// GrownElements is how many elements there is room for at least when one is added to c
// that fill their cell.
func GrownElements(c int) int { return max(c+c/2, c+1, 4) }

// ReserveElements prepares a dense object without elements, or with fewer, for
// n elements that will be appended. Large requests are preceded by CheckAlloc.
func (h *Heap) ReserveElements(o *Object, n int) {
	if !o.IsSparse() && n > int(o.elements().cap()) && n <= maxDense {
		h.moveElements(o, n)
	}
}

// DefineElement makes own index property i what v and attrs say, in place of
// whatever was there. With AccessorProp v is an Accessor cell.
func (h *Heap) DefineElement(o *Object, i uint32, v Value, attrs Attrs) {
	if attrs == DefaultAttrs && !o.IsSparse() {
		h.SetElement(o, i, v)
		return
	}
	if !o.IsSparse() {
		h.makeSparse(o)
	}
	h.defineSparse(o, i, v, attrs)
}

// DeleteElement removes own index property i and reports whether there was one.
func (h *Heap) DeleteElement(o *Object, i uint32) bool {
	if o.IsSparse() {
		return h.sparse(o).remove(h, o, i)
	}
	e := o.elements()
	if i >= e.len() || *e.at(i) == Hole {
		return false
	}
	*e.at(i) = Hole
	n := e.len()
	for n > 0 && *e.at(n - 1) == Hole {
		n--
	}
	e.setLenCap(n, e.cap())
	o.trim()
	return true
}

// TruncateElements removes the own index properties from n on, from the
// highest down, and stops at one that is not configurable. It returns the
// length that is left: n, or one more than the index where it stopped
// (the loop of sec-arraysetlength).
func (h *Heap) TruncateElements(o *Object, n uint32) uint32 {
	if o.IsSparse() {
		return h.sparse(o).truncate(h, o, n)
	}
	e := o.elements()
	if n >= e.len() {
		return n
	}
	if n == 0 {
		o.elems = h.emptyElements
		return 0
	}
	e.setLenCap(n, e.cap())
	o.trim()
	if e.cap() > 64 && n < e.cap()/4 {
		h.moveElements(o, int(n))
	}
	return n
}

// SealElements takes attributes from all own index properties: Configurable,
// and Writable from data properties only.
func (h *Heap) SealElements(o *Object, remove Attrs) {
	if !o.HasElements() {
		return
	}
	if !o.IsSparse() {
		h.makeSparse(o)
	}
	h.Work(2 * h.sparse(o).count)
	h.sparse(o).restrict(remove)
}

// ElementsSatisfy reports whether no own index property has an attribute of
// mask (Writable counts for data properties only).
func (h *Heap) ElementsSatisfy(o *Object, mask Attrs) bool {
	if o.IsSparse() {
		h.Work(2 * h.sparse(o).count)
		return h.sparse(o).lacks(mask)
	}
	h.Work(o.ElementsLen())
	for _, v := range o.Dense() {
		if v != Hole && DefaultAttrs&mask != 0 {
			return false
		}
	}
	return true
}

// NextElement returns the lowest own index property that is at least from.
func (h *Heap) NextElement(o *Object, from uint32) (i uint32, ok bool) {
	if o.IsSparse() {
		return h.sparse(o).next(from)
	}
	e := o.elements()
	for i = from; i < e.len(); i++ {
		if *e.at(i) != Hole {
			h.Work(int(i - from))
			return i, true
		}
	}
	h.Work(int(max(i, from) - from))
	return 0, false
}

// PrevElement returns the highest own index property that is below before.
func (h *Heap) PrevElement(o *Object, before uint64) (i uint32, ok bool) {
	if o.IsSparse() {
		return h.sparse(o).prev(before)
	}
	e := o.elements()
	end := min(before, uint64(e.len()))
	for k := end; k > 0; k-- {
		if *e.at(uint32(k - 1)) != Hole {
			h.Work(int(end - k))
			return uint32(k - 1), true
		}
	}
	h.Work(int(end))
	return 0, false
}

// CountElements returns the number of own index properties.
func (h *Heap) CountElements(o *Object) int {
	if o.IsSparse() {
		return h.sparse(o).count
	}
	n := 0
	h.Work(o.ElementsLen())
	for _, v := range o.Dense() {
		if v != Hole {
			n++
		}
	}
	return n
}

// NewArray makes an object of shape s, of ClassArray, with the values as elements.
func (h *Heap) NewArray(s *Shape, values ...Value) *Object {
	h.Work(len(values))
	o := h.NewArrayLen(s, uint32(len(values)), len(values))
	e := o.elements()
	if n := len(values); n > 0 && n <= int(e.cap()) {
		copy(e.words(elemWords, n), values)
		e.setLenCap(uint32(n), e.cap())
		return o
	}
	for i, v := range values {
		h.SetElement(o, uint32(i), v)
	}
	return o
}

// NewArrayLen makes an object of shape s, of ClassArray, with the given length
// and no elements, and room for capacity of them. Large capacities are
// preceded by CheckAlloc.
func (h *Heap) NewArrayLen(s *Shape, length uint32, capacity int) *Object {
	o := h.NewObject(s)
	*o.word(objectBase) = Number(float64(length))
	if capacity > 0 && capacity <= maxDense {
		o.elems = h.allocElements(capacity).Value()
	}
	return o
}

// AppendElement adds v after the last dense element of o, which must be dense.
// It is how builtins fill a fresh array; length is set afterwards.
func (h *Heap) AppendElement(o *Object, v Value) {
	h.SetElement(o, o.elements().len(), v)
}

// WriteElements stores vs, which may be Holes, from index at on in a dense
// extensible object that has at least so many elements, with one barrier. Large
// growth is preceded by CheckAlloc.
func (h *Heap) WriteElements(o *Object, at int, vs []Value) {
	copy(h.openElements(o, at, at+len(vs)), vs)
}

// FillElements is WriteElements of to-at times v.
func (h *Heap) FillElements(o *Object, at, to int, v Value) {
	vs := h.openElements(o, at, to)
	for i := range vs {
		vs[i] = v
	}
}

// openElements makes the elements from at up to but not including to writable:
// the caller overwrites them all at once.
func (h *Heap) openElements(o *Object, at, to int) []Value {
	e := o.elements()
	if to > int(e.cap()) {
		h.growElements(o, to)
		e = o.elements()
	}
	if to > int(e.len()) {
		e.setLenCap(uint32(to), e.cap())
	}
	h.Work(to - at)
	h.barrierRange(&e.cell, elemWords+at, elemWords+to)
	return e.words(elemWords+at, to-at)
}

// ReverseElements reverses the dense elements of o.
func (h *Heap) ReverseElements(o *Object) {
	e := o.elements()
	h.Work(int(e.len()))
	slices.Reverse(e.view())
	h.barrierRange(&e.cell, elemWords, elemWords+int(e.len()))
}

// MoveElements copies n dense elements within o from index from to index to
// (the ranges may overlap), with one barrier. It reports false, without doing
// anything, unless both ranges lie within the dense part.
func (h *Heap) MoveElements(o *Object, to, from, n uint32) bool {
	e := o.elements()
	l := uint64(e.len())
	if uint64(to)+uint64(n) > l || uint64(from)+uint64(n) > l {
		return false
	}
	vs := e.view()
	h.Work(int(n))
	copy(vs[to:uint64(to)+uint64(n)], vs[from:uint64(from)+uint64(n)])
	h.barrierRange(&e.cell, elemWords+int(to), elemWords+int(to)+int(n))
	return true
}

// ShiftElements removes the first element of a dense object that has one, and moves
// the others down by one index. In a large cell that takes the same time whatever the
// length.
func (h *Heap) ShiftElements(o *Object) {
	e := o.elements()
	n := e.len() - 1
	if n > 0 && e.sizeClass() == classLarge {
		l, c := h.larges.of(&e.cell), e.cap()
		l.moveFront(1)
		h.setFront(o, l, n, c-1)
		if l.words < len(l.block)/4 {
			h.moveElements(o, int(n))
		}
		return
	}
	h.MoveElements(o, 0, 1, n)
	h.TruncateElements(o, n)
}

// UnshiftElements adds n Holes before the elements of a dense extensible object. A
// large cell gets room for more of them, so that doing this again and again takes
// time for what is added. The caller has checked UnshiftBytes.
func (h *Heap) UnshiftElements(o *Object, n int) {
	e := o.elements()
	have := int(e.len())
	if e.sizeClass() == classLarge {
		if l := h.larges.of(&e.cell); l.front() >= n {
			c := e.cap()
			l.moveFront(-n)
			h.setFront(o, l, uint32(have+n), c+uint32(n))
			h.holes(o, 0, n)
			return
		}
	}
	if elemWords+have+n <= maxSmallWords {
		h.FillElements(o, have, have+n, Undefined)
		h.MoveElements(o, uint32(n), 0, uint32(have))
		h.holes(o, 0, n)
		return
	}
	room := (have + n) / 2
	f := h.allocElements(room + n + have)
	l := h.larges.of(&f.cell)
	l.moveFront(room)
	words := l.words
	f = (*Elements)(unsafe.Pointer(l.cell()))
	copy(f.words(elemWords+n, have), e.view())
	h.setFront(o, l, uint32(n+have), uint32(words-elemWords))
	h.holes(o, 0, n)
	h.barrierRange(&f.cell, elemWords+n, elemWords+n+have)
}

// UnshiftBytes returns how many bytes UnshiftElements may allocate, for CheckAlloc.
func (h *Heap) UnshiftBytes(o *Object, n int) int64 {
	return int64(o.ElementsLen()+n) * 12
}

// setFront makes the cell of l, which has another address than before, the elements
// of o.
func (h *Heap) setFront(o *Object, l *largeCell, n, c uint32) {
	e := (*Elements)(unsafe.Pointer(l.cell()))
	e.setLenCap(n, c)
	h.ownElements(o)
	o.elems = e.Value()
	h.barrier(&o.cell, 2, o.elems)
}

// holes makes the elements of o from up to but not including to Holes.
func (h *Heap) holes(o *Object, from, to int) {
	vs := o.elements().words(elemWords+from, to-from)
	h.Work(len(vs))
	for i := range vs {
		vs[i] = Hole
	}
}

// sparse returns the table of an object with FlagSparseElements.
func (h *Heap) sparse(o *Object) *sparseTable {
	return h.handles.at((*o.elements().at(0)).Handle()).(*sparseTable)
}

// makeSparse moves the index properties of o into a sparse table.
func (h *Heap) makeSparse(o *Object) {
	t := &sparseTable{}
	id := h.NewHandle(t)
	t.id = id
	h.ownElements(o)
	old := o.elements()
	f := (*Elements)(h.allocCell(elemWords+1, uint64(KindElements)|subSparse))
	f.lenCap = 0
	*f.at(0) = HandleValue(id)
	h.Work(32 * int(old.len()))
	for i, v := range old.view() {
		if v != Hole {
			t.put(uint32(i), v, DefaultAttrs)
		}
	}
	o.elems = f.Value()
	o.SetFlags(FlagSparseElements)
	h.barrier(&o.cell, 2, o.elems)
	h.TouchHandle(id)
	t.account(h)
}

// makeDense moves the index properties of a sparse object, all of them with
// DefaultAttrs and close together, back into an Elements cell.
func (h *Heap) makeDense(o *Object, t *sparseTable) {
	last, _ := t.prev(1 << 32)
	f := h.allocElements(int(last) + 1)
	h.Work(32 * (int(last) + 1))
	for i := uint32(0); i <= last; i++ {
		v, _, ok := t.get(i)
		if !ok {
			v = Hole
		}
		*f.at(i) = v
	}
	f.setLenCap(last+1, f.cap())
	o.elems = f.Value()
	o.ClearFlags(FlagSparseElements)
	h.barrier(&o.cell, 2, o.elems)
	t.clear()
	t.account(h)
}

func (h *Heap) setSparse(o *Object, i uint32, v Value) {
	t := h.sparse(o)
	attrs := DefaultAttrs
	if _, a, ok := t.get(i); ok {
		attrs = a
	}
	t.put(i, v, attrs)
	t.touch(h, v)
	t.account(h)
	if t.restricted == 0 && t.count >= t.denseAt && !o.Has(FlagNotExtensible|FlagExotic) {
		t.denseAt = 2 * t.count
		if last, ok := t.prev(1 << 32); ok && last < maxDense && int(last)/2 < t.count {
			h.makeDense(o, t)
		}
	}
}

func (h *Heap) defineSparse(o *Object, i uint32, v Value, attrs Attrs) {
	t := h.sparse(o)
	t.put(i, v, attrs)
	t.touch(h, v)
	t.account(h)
}
