package heap

import (
	"fmt"
	"runtime"
)

// Everything that a script can make grow counts toward one limit, whether it is a
// cell or not:
//
//	committed   blocks in use and large cells
//	free        blocks that no cell lies in
//	goBytes     tables of the heap, handles, accounts: what lives as long as it likes
//	scratch     lists and texts that Go code collects while it works: what lives as
//	            long as a rooting scope
//	roots       the roots of the scopes themselves, and what a job keeps
//
// Growth beyond the limit makes a full collection due. Growth beyond the wall
// that stands behind it, where no safepoint was met on the way, is a panic with a
// *LimitError: it ends the runtime, and spares the process.

// used returns the bytes that count toward the limit. It may count scratch that is
// gone already; see settleScratch.
func (h *Heap) used() int64 {
	return h.committed + blockBytes*int64(len(h.blocks.freeList)) + shortBytes*int64(len(h.blocks.short)) + h.goBytes + h.scratch + h.checkpointBytes +
		tempBytes*int64(cap(h.temps)) + h.weak.bytes()
}

// A root of a scope takes a word, and about twice that while the list of them grows.
const tempBytes = 16

// wallSlack is how much memory beyond its limit even a small heap may use before the
// wall ends the runtime (bytes).
const wallSlack = 8 << 20

func (h *Heap) wall() int64 {
	limit := max(h.MaxBytes(), h.wallBytes)
	return limit + max(limit/4, wallSlack)
}

// collectGo has Go collect when what the heap gave up since the last time, what is in
// use and n bytes that will be pass the limit.
func (h *Heap) collectGo(n int64) {
	if h.prompt && h.dead+h.scratch > minDead {
		h.collectDead(n)
	}
}

func (h *Heap) collectDead(n int64) {
	if h.used()+h.dead+n <= h.maxBytes {
		return
	}
	h.settleScratch()
	if h.dead > minDead {
		h.dead = 0
		runtime.GC()
	}
}

// minDead is how much memory must have been given up before Go is made to collect (bytes).
const minDead = 4 << 20

// Transient is called before n bytes of Go memory are taken that are given up within
// the same operation, such as the text of a string for a function of Go, so that no
// account holds them. It makes room, and refuses nothing: an embedder that reads a
// string outside of a script has nobody who would catch the panic.
func (h *Heap) Transient(n int) {
	if n < smallTransient {
		return
	}
	h.collectGo(int64(n))
	h.dead += int64(n)
}

// smallTransient is how many bytes Go's collector is left alone with.
const smallTransient = 32 << 10

// charge is called when more bytes are in use, to see whether a line is crossed.
func (h *Heap) charge() {
	if h.young+h.goYoung > h.turn() && !h.want {
		h.pressure(false)
	}
	if h.used() > h.maxBytes {
		h.overLimit()
	}
}

func (h *Heap) overLimit() {
	h.settleScratch()
	if h.used() > h.maxBytes {
		h.pressure(true)
	}
	h.hold(0)
}

// hold is called before n bytes are taken that no safepoint can refuse any more: it
// panics when they lie beyond the wall.
func (h *Heap) hold(n int64) {
	if h.used()+n <= h.wall() || h.gc.collecting {
		return
	}
	h.settleScratch()
	if used := h.used() + n; used > h.wall() {
		panic(&LimitError{Need: used, Max: h.maxBytes})
	}
}

// fits reports whether n more bytes stay under the limit without a collection.
func (h *Heap) fits(n int64) bool {
	if h.used()+n <= h.maxBytes {
		return true
	}
	h.settleScratch()
	return h.used()+n <= h.maxBytes
}

// chargeGo accounts n bytes (which may be negative) of Go-side tables.
func (h *Heap) chargeGo(n int64) {
	h.goBytes += n
	if n > 0 {
		h.goYoung += n
		h.charge()
	} else {
		h.dead -= n
	}
}

// Account is what a part of the engine takes of Go's memory for a script. What it
// holds counts toward the limit of the heap until Close, or until less is set. Its
// zero value counts nothing.
type Account struct {
	h    *Heap
	held int64
}

// Account returns an account that holds nothing yet.
func (h *Heap) Account() Account { return Account{h: h} }

// Held returns the bytes that were set last.
func (a *Account) Held() int64 { return a.held }

// Set says that the part takes n bytes now.
func (a *Account) Set(n int64) { a.Add(n - a.held) }

// Add says that the part takes n bytes more than before, or less if n is negative.
func (a *Account) Add(n int64) {
	if a.h == nil || n == 0 {
		return
	}
	a.held += n
	a.h.chargeGo(n)
}

// HandOver leaves what the account holds to a handle, in addition to what was
// accounted to that.
func (a *Account) HandOver(id uint32) {
	if a.h == nil || a.h.HandleAt(id) == nil {
		a.Close()
		return
	}
	a.h.handles.table[id].size += a.held
	a.held = 0
}

// Close says that the part takes nothing any more.
func (a *Account) Close() { a.Set(0) }

// Scratch is the account of Go memory that is needed as long as the rooting scope
// that is open when the Scratch is made, such as a list that a built-in function
// collects. It needs no Close: the scope ends it, whatever way the function is left.
// Its zero value counts nothing.
//
// The bytes stand in the scope itself, among the roots, as a word that is no cell
// pointer. Heap.scratch is the sum of these words, or more, since nothing is
// subtracted when a scope closes: who meets the limit adds the words up again.
type Scratch struct {
	h    *Heap
	slot int
	held int64
}

// Scratch returns an account of the current scope that holds nothing yet.
func (h *Heap) Scratch() Scratch {
	h.root(0)
	return Scratch{h: h, slot: len(h.temps) - 1}
}

// Set says that n bytes are needed now.
func (s *Scratch) Set(n int64) {
	h := s.h
	if h == nil || s.slot >= len(h.temps) || h.temps[s.slot] != Value(s.held) {
		return // the scope is closed
	}
	h.temps[s.slot] = Value(n)
	h.scratch += n - s.held
	held := s.held
	s.held = n
	if n > held {
		h.dead += held // a list that grows moves
		h.charge()
	} else {
		h.dead += held - n
	}
}

// Held returns the bytes that were set last.
func (s *Scratch) Held() int64 { return s.held }

// settleScratch adds up what the open scopes hold. The rest is dead.
func (h *Heap) settleScratch() {
	if h.scratch == 0 {
		return
	}
	held := int64(0)
	for _, v := range h.temps {
		if v < minCell {
			held += int64(v)
		}
	}
	h.dead += h.scratch - held
	h.scratch = held
}

// LimitError says that a request does not fit under the limit of the heap. As the
// value of a panic it says that the heap grew past its wall.
type LimitError struct {
	Need int64 // bytes asked for
	Max  int64 // the limit in bytes
}

// Error implements error.
func (e *LimitError) Error() string {
	return fmt.Sprintf("out of memory: %d bytes do not fit in a heap of %d bytes", e.Need, e.Max)
}

// CheckAlloc reports, before a single large request of n bytes is made, whether
// it fits. It is a safepoint: when the bytes would only fit after a full
// collection, that happens here. The error is a *LimitError.
func (h *Heap) CheckAlloc(n int64) error {
	if n >= 0 && n <= h.maxBytes && h.used()+n <= h.maxBytes {
		h.collectGo(n)
		return nil
	}
	return h.makeRoom(n)
}

// makeRoom is CheckAlloc when the limit is near.
func (h *Heap) makeRoom(n int64) error {
	if n < 0 || n > h.maxBytes {
		return &LimitError{Need: n, Max: h.maxBytes}
	}
	if h.fits(n) {
		h.collectGo(n)
		return nil
	}
	if h.Exhausted {
		return &LimitError{Need: n, Max: h.maxBytes} // the script ends; no second look
	}
	h.Reclaim()
	if !h.fits(n) && h.OnLimit != nil && h.OnLimit() {
		h.Reclaim()
	}
	if h.OnPressure != nil {
		h.OnPressure()
	}
	if h.fits(n) {
		h.collectGo(n)
		return nil
	}
	return &LimitError{Need: n, Max: h.maxBytes}
}

// MaxBytes returns the limit of the heap in bytes.
func (h *Heap) MaxBytes() int64 { return h.maxBytes - h.lent }

// Narrow allows n bytes more than are in use, and at most what the limit allowed, until
// restore is called. The wall stays where it is.
func (h *Heap) Narrow(n int64) (restore func()) {
	limit, wall, lent := h.maxBytes, h.wallBytes, h.lent
	h.settleScratch()
	h.wallBytes = max(wall, limit)
	h.maxBytes, h.lent = min(limit, h.used()+n), 0
	return func() {
		h.maxBytes, h.wallBytes, h.lent = limit, wall, lent
		if h.Exhausted {
			h.Reclaim()
		}
	}
}

// SetMaxBytes changes the limit. A script already above it ends at its next safepoint.
func (h *Heap) SetMaxBytes(n int64) {
	if n <= 0 {
		n = DefaultMaxBytes
	}
	h.maxBytes, h.lent = n, 0
	if h.used() > n {
		h.pressure(true)
	}
}

// Recover makes a heap usable that a script has exhausted and that nothing uses now. Where
// what is alive is over the limit by what the last operations took, up to an eighth of the
// limit more is allowed until a full collection finds it under the limit: else nobody could
// run the script that lets go of it.
func (h *Heap) Recover() {
	h.Reclaim()
	if !h.Exhausted || h.gc.idsGone || h.wantFull { // the last: it was given up
		return
	}
	limit := h.MaxBytes()
	over := h.used() - limit
	if more := min(over+max(limit/32, minReserve), limit/8); over < more {
		h.maxBytes, h.lent = limit+more, more
		h.Exhausted = false
		h.gc.futile = 0
	}
}

// minReserve is how many bytes a script gets at least that may let go of what fills the heap.
const minReserve = 64 << 10

// endReserve ends what Recover has allowed, when what is in use fits without it.
func (h *Heap) endReserve() {
	if h.lent > 0 && h.used() <= h.maxBytes-h.lent {
		h.maxBytes, h.lent = h.maxBytes-h.lent, 0
	}
}
