package heap

import "unsafe"

// Env is a heap scope: the variables of one scope that closures capture.
//
//	word 0  header, scope id in the upper half
//	word 1  parent: an Env, an object of a with statement, Null …
//	word 2  variables
type Env struct {
	cell
	parent Value
}

const envSlots = 2

// NewEnv makes a scope of n variables, each set to fill. scopeID identifies the
// static scope for diagnostics.
func (h *Heap) NewEnv(parent Value, scopeID uint32, n int, fill Value) *Env {
	e := h.AllocEnv(parent, scopeID, n, fill)
	h.root(e.Value())
	return e
}

// AllocEnv is NewEnv for callers that store the scope into a frame or a cell at
// once: it is not rooted.
func (h *Heap) AllocEnv(parent Value, scopeID uint32, n int, fill Value) *Env {
	e := (*Env)(unsafe.Pointer(h.allocValues(envSlots+n, uint64(KindEnv)|uint64(scopeID)<<upperShift, fill)))
	e.parent = parent
	return e
}

// EnvHeader returns the header, size class and size in bytes of a scope of n
// variables, for machine code that makes one: every word from the first variable
// to the end of the cell is a Value. bytes is 0 for a scope that only the heap can make.
func EnvHeader(scopeID uint32, n int) (header uint64, sizeClass, bytes int) {
	if envSlots+n > maxSmallWords {
		return 0, 0, 0
	}
	class := wordClass[envSlots+n]
	return uint64(KindEnv) | uint64(scopeID)<<upperShift | uint64(class)<<sizeShift, int(class), int(classBytes[class])
}

// CopyEnv makes a scope with the same parent and variables as e, for the next
// turn of a loop (sec-createperiterationenvironment).
func (h *Heap) CopyEnv(e *Env) *Env {
	n := h.cellWords(&e.cell)
	c := (*Env)(h.allocCell(n, e.hdr&^uint64(gcMask)))
	copy(c.words(1, h.cellWords(&c.cell)-1), e.words(1, n-1))
	h.root(c.Value())
	return c
}

// Parent returns the enclosing scope.
func (e *Env) Parent() Value { return e.parent }

// ScopeID returns the number of the static scope.
func (e *Env) ScopeID() uint32 { return uint32(e.hdr >> upperShift) }

// Slot returns variable i. The scope analysis vouches for i.
func (e *Env) Slot(i int) Value { return *e.word(envSlots + i) }

// EnvRoom returns how many variables a scope has room for: those that the scope
// analysis knows and perhaps some that nobody uses.
func (h *Heap) EnvRoom(e *Env) int { return h.cellWords(&e.cell) - envSlots }

// SetEnvSlot sets variable i of e. The scope analysis vouches for i.
func (h *Heap) SetEnvSlot(e *Env, i int, v Value) {
	*e.word(envSlots + i) = v
	if v >= minCell && e.hdr&barrierBit != 0 {
		h.remember(&e.cell, envSlots+i)
	}
}

// Accessor is the pair of functions behind an accessor property.
type Accessor struct {
	cell
	// Get and Set are functions or Undefined. Write them with Heap.SetAccessor only.
	Get, Set Value
}

// NewAccessor makes an accessor pair.
func (h *Heap) NewAccessor(get, set Value) *Accessor {
	a := (*Accessor)(h.allocCell(3, uint64(KindAccessor)))
	a.Get, a.Set = get, set
	h.root(a.Value())
	return a
}

// SetAccessor replaces both functions of a.
func (h *Heap) SetAccessor(a *Accessor, get, set Value) {
	a.Get, a.Set = get, set
	h.barrierAll(&a.cell)
}

// Box is a cell with one Value.
type Box struct {
	cell
	v Value
}

// NewBox makes a box that holds v.
func (h *Heap) NewBox(v Value) *Box {
	b := (*Box)(h.allocCell(2, uint64(KindBox)))
	b.v = v
	h.root(b.Value())
	return b
}

// Get returns what the box holds.
func (b *Box) Get() Value { return b.v }

// SetBox changes what the box holds.
func (h *Heap) SetBox(b *Box, v Value) {
	b.v = v
	h.barrier(&b.cell, 1, v)
}

// Bytes is a cell of raw bytes.
type Bytes struct {
	cell
	n uint64
}

// NewBytes makes a cell of n zero bytes. Large requests are preceded by CheckAlloc.
func (h *Heap) NewBytes(n int) *Bytes {
	b := h.allocBytes(n)
	h.root(b.Value())
	return b
}

func (h *Heap) allocBytes(n int) *Bytes {
	if n < 0 {
		n = 0
	}
	b := (*Bytes)(h.allocCell(2+(n+7)/8, uint64(KindBytes)))
	b.n = uint64(n)
	clear(b.Data())
	return b
}

// Data returns the bytes. The slice is valid while the cell lives.
func (b *Bytes) Data() []byte {
	return unsafe.Slice((*byte)(unsafe.Add(unsafe.Pointer(b), 16)), b.n)
}

// uint32s returns the bytes as 32-bit words.
func (b *Bytes) uint32s() []uint32 {
	return unsafe.Slice((*uint32)(unsafe.Add(unsafe.Pointer(b), 16)), b.n/4)
}

// Len returns the number of bytes.
func (b *Bytes) Len() int { return int(b.n) }

// GenState is a frame that left the stack: the words of a suspended generator
// or async function.
type GenState struct {
	cell
	n uint64
}

const genWords = 2

// NewGenState makes room for a frame of n words, all Undefined.
func (h *Heap) NewGenState(n int) *GenState {
	if n < 0 {
		n = 0
	}
	g := (*GenState)(unsafe.Pointer(h.allocValues(genWords+n, uint64(KindGenState), Undefined)))
	g.n = uint64(n)
	h.root(g.Value())
	return g
}

// Len returns the number of words.
func (g *GenState) Len() int { return int(g.n) }

// At returns word i.
func (g *GenState) At(i int) Value { return g.view()[i] }

// CopyTo copies the words to dst and returns how many.
func (g *GenState) CopyTo(dst []Value) int { return copy(dst, g.view()) }

func (g *GenState) view() []Value { return g.words(genWords, int(g.n)) }

// SetGenState sets word i of g.
func (h *Heap) SetGenState(g *GenState, i int, v Value) {
	g.view()[i] = v
	h.barrier(&g.cell, genWords+i, v)
}

// FillGenState replaces the first len(src) words of g.
func (h *Heap) FillGenState(g *GenState, src []Value) {
	n := copy(g.view(), src)
	h.barrierRange(&g.cell, genWords, genWords+n)
}

// Symbol is a symbol. Two symbols are the same exactly when their cells are.
type Symbol struct {
	cell
	desc Value
}

// NewSymbol makes a new symbol with a description, a String or Undefined.
func (h *Heap) NewSymbol(desc Value) *Symbol {
	s := (*Symbol)(h.allocCell(2, uint64(KindSymbol)))
	s.desc = desc
	h.root(s.Value())
	return s
}

// Description returns the [[Description]] of the symbol.
func (s *Symbol) Description() Value { return s.desc }

// WeakCell holds a Value without keeping it alive.
type WeakCell struct {
	cell
	target Value
}

// NewWeakCell makes a weak reference to target.
func (h *Heap) NewWeakCell(target Value) *WeakCell {
	w := (*WeakCell)(h.allocCell(2, uint64(KindWeak)))
	w.target = target
	h.root(w.Value())
	return w
}

// Target returns the target, or Undefined when it was collected.
func (w *WeakCell) Target() Value { return w.target }

// IsRegistered reports whether the symbol was marked by MarkRegistered.
func (s *Symbol) IsRegistered() bool { return s.hdr&subInterned != 0 }

// MarkRegistered marks s as a member of the GlobalSymbolRegistry (sec-symbol.for).
func (s *Symbol) MarkRegistered() { s.hdr |= subInterned }

// IsPrivate reports whether the symbol was marked by MarkPrivate.
func (s *Symbol) IsPrivate() bool { return s.hdr&subNotIndex != 0 }

// MarkPrivate marks s as a private name: no script ever sees it.
func (s *Symbol) MarkPrivate() { s.hdr |= subNotIndex }
