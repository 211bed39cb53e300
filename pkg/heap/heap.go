package heap

import (
	"sync"
	"time"
	"unsafe"
	"weak"
)

// Options are the parameters of a Heap.
type Options struct {
	// MaxBytes bounds the memory of the heap: blocks, large cells and accounted
	// Go-side tables. 0 means DefaultMaxBytes.
	MaxBytes int64
	// NurseryBytes is how much is allocated between two collections at first; it
	// adapts. 0 means DefaultNursery.
	NurseryBytes int64
	// Stress makes every safepoint collect (minor and full in turn), poisons what
	// is freed and verifies the heap after every collection. The build tag
	// kilnstress turns it on for every heap.
	Stress bool
	// Prompt has Go collect as soon as memory that the heap gave up and what it uses
	// exceed the limit, for processes whose memory is bounded.
	Prompt bool
	// ShapeIDs is the number of shape ids given out before they start over; 0 means
	// 2^31. Tests let it happen often.
	ShapeIDs uint32
}

// Defaults of Options.
const (
	DefaultMaxBytes = 4 << 30
	DefaultNursery  = 4 << 20
)

// bump is the rest of the free run that the next cells of one size class come
// from. Machine code allocates by the same two words.
type bump struct {
	cur, end uint64 // addresses; cur == end: nothing left
}

// Offsets in bytes within Heap that machine code uses.
const (
	OffsetAlloc         = 0   // the first word of the allocation state
	AllocStride         = 16  // from one size class to the next
	OffsetAllocEnd      = 8   // within a size class: end
	OffsetProtoEpoch    = 512 // uint32
	OffsetEmptyElements = 520 // Value
	OffsetNoted         = 528 // a bump: where machine code puts the next address into the remembered set
)

// Heap is the memory of one runtime. It belongs to one goroutine at a time.
//
// The zero-offset field is the allocation state that machine code reads:
//
//	alloc[class].cur  +0   address of the next free cell
//	alloc[class].end  +8   first address after the run
type Heap struct {
	alloc [numClasses]bump

	// ProtoEpoch advances whenever an object that is a prototype changes its
	// shape. An inline cache of a property found on a prototype, or of an absent
	// one, holds the shape of the receiver and the epoch. 0 is no epoch; when there
	// are none left it stays where it is, see Epoch.
	ProtoEpoch uint32

	emptyElements Value // the Elements cell of objects without elements

	noted bump // the free rest of gc.notes

	// Exhausted says that the heap is over its limit and a full collection did
	// not help. Every safepoint must then end the script with an uncatchable error.
	Exhausted bool

	want     bool // a collection is due at the next safepoint
	wantFull bool // … and it must be a full one

	colour uint64 // the current old colour, already shifted
	white  uint64 // that of old cells that a cycle has not reached yet; the current one if there is no cycle

	temps []Value

	// Names are the well-known property keys, Symbols the well-known symbols.
	Names   Names
	Symbols Symbols

	// GiveUp, when set, is asked now and then in a full collection that a safepoint
	// began: true says that the script is about to end, and the collection is given up.
	GiveUp func() bool
	// OnLimit is called when a full collection leaves more than the limit: it lets go of roots
	// that nobody holds any more, which is too costly otherwise, and reports whether there
	// were any; then the heap looks once more. It must not use the heap.
	OnLimit func() bool
	// OnPressure is called once when an allocation makes a collection due, when
	// CheckAlloc had to collect, and when Work has counted much: a deadline may
	// have passed meanwhile.
	OnPressure func()
	// OnShapeReuse is called when shape ids are to start over (Options.ShapeIDs):
	// whoever keeps ids in caches or code must forget them all. False says that it
	// cannot be done now: it is asked again for each new shape. After 2^32 ids the
	// runtime ends its scripts.
	OnShapeReuse func() bool
	// OnDeath is called when a collection knows which cells will survive it: caches
	// that keep nothing alive drop the words that another cell may soon be known by.
	OnDeath func(alive func(v Value) bool)
	// BeforeCollect is called before each collection. It must not use the heap but to look
	// at cells.
	BeforeCollect func()
	// OnCollect is called after each collection with its time and the bytes that are
	// free now. It must not use the heap.
	OnCollect func(full bool, took time.Duration, freed int64)

	blocks   blockSpace
	larges   largeSpace
	shapes   shapeSpace
	interns  internTable
	goTexts  [recentGoTexts]goText
	spare    []byte // see StringBuilder.borrow
	handles  handleSpace
	weak     weakSpace
	gc       collector
	ids      *identities // nil: none are kept
	sampling *Sampling   // nil: none is under way

	checkpoints     []weak.Pointer[Checkpoint] // in the order in which they were taken
	checkpointBytes int64                      // what they take

	maxBytes  int64
	lent      int64 // of maxBytes: see Recover
	peak      int64 // the most that was in use, as far as that was looked at
	wallBytes int64 // the limit for the wall, where Narrow has made that of the script less; else 0
	nursery   int64
	young     int64 // bytes handed to the allocator since the last collection
	old       int64 // bytes of cells that survived the last collection
	bornOld   int64 // those of young that are in cells which were never young: see succeed
	goBytes   int64 // bytes of Go-side tables
	goYoung   int64 // growth of goBytes since the last collection
	committed int64 // bytes of blocks in use and of large cells
	worked    int   // what Work counted since OnPressure was last called for it
	scratch   int64 // bytes of the Scratch accounts, or more

	singles [256]*String
	empty   *String
	stress  bool
	prompt  bool  // Options.Prompt
	dead    int64 // bytes given up since Go was made to collect
}

// newHeap makes a heap without anything in it.
func newHeap(o Options) *Heap {
	h := &Heap{maxBytes: o.MaxBytes, nursery: o.NurseryBytes, stress: o.Stress || stressBuild, prompt: o.Prompt}
	if h.maxBytes <= 0 {
		h.maxBytes = DefaultMaxBytes
	}
	if h.nursery <= 0 {
		h.nursery = DefaultNursery
	}
	if h.nursery > h.maxBytes/8 {
		h.nursery = max(h.maxBytes/8, 64<<10)
	}
	h.gc.minNursery = h.nursery
	h.gc.fullAt = max(4*h.nursery, minFullThreshold)
	h.temps = make([]Value, 0, firstTemps)
	return h
}

// firstTemps is how many roots there is room for at first.
const firstTemps = 256

// New makes a heap. A fresh one takes about 50 KB.
func New(o Options) *Heap {
	fresh.once.Do(func() {
		m, err := newNamed().Image()
		if err != nil {
			panic(err) // nothing in it can be the reason
		}
		m.Seal()
		fresh.image = m
	})
	return fresh.image.stamp(newHeap(o), o.ShapeIDs).Heap
}

// fresh is the image of a heap that has nothing but the names and symbols that all have.
// Stamping it takes a third of the time that making them takes.
var fresh struct {
	once  sync.Once
	image *Image
}

// newNamed makes the heap that is in fresh.
func newNamed() *Heap {
	h := newHeap(Options{})
	h.colour = 1 << colourShift
	h.white = h.colour
	h.ProtoEpoch = 1
	h.handles.init()
	h.shapes.init()
	h.interns.init(h)
	e := (*Elements)(h.allocCell(2, uint64(KindElements)))
	e.lenCap = 0
	h.emptyElements = e.Value()
	h.initNames()
	h.temps = h.temps[:0]
	return h
}

// allocCell returns the memory of a cell of the given number of words with its
// header written; the other words hold anything that was freed there, so the
// caller writes them all before the next safepoint. header must have no GC bits.
func (h *Heap) allocCell(words int, header uint64) unsafe.Pointer {
	if words > maxSmallWords {
		return h.allocLarge(words, header)
	}
	class := wordClass[words]
	a := &h.alloc[class]
	p := a.cur
	n := p + uint64(classBytes[class])
	if n > a.end {
		return h.allocSlow(uint32(class), header)
	}
	a.cur = n
	c := ptr(p)
	*(*uint64)(c) = header | uint64(class)<<sizeShift
	return c
}

// allocValues is allocCell for a cell whose words from 1 on are Values: all of
// them, up to the size of the cell, are set to fill. It returns the cell.
func (h *Heap) allocValues(words int, header uint64, fill Value) *cell {
	c := (*cell)(h.allocCell(words, header))
	ws := c.words(1, h.cellWords(c)-1)
	for i := range ws {
		ws[i] = fill
	}
	return c
}

// cellWords returns how many words the cell takes, header included.
func (h *Heap) cellWords(c *cell) int {
	class := c.sizeClass()
	if class == classLarge {
		return h.larges.of(c).words
	}
	return int(classBytes[class]) / 8
}

// root adds v to the current scope.
func (h *Heap) root(v Value) {
	if len(h.temps) == cap(h.temps) {
		h.growTemps()
	}
	h.temps = append(h.temps, v)
}

// growTemps makes room for another root: a list that is long already may not pass the
// wall while its old and its new memory are both there.
func (h *Heap) growTemps() {
	n := len(h.temps)
	more := n + n/2 + 256
	if n > 1<<16 {
		more = n + n/4
		h.hold(tempBytes * int64(more-n))
		h.collectGo(8 * int64(more))
	}
	temps := make([]Value, n, more)
	copy(temps, h.temps)
	h.temps = temps
	h.dead += 8 * int64(n)
	if h.used() > h.maxBytes {
		h.overLimit()
	}
}

// Keep roots v until the enclosing scope is closed, and returns it.
func (h *Heap) Keep(v Value) Value {
	if v >= minCell {
		if len(h.temps) == cap(h.temps) {
			h.growTemps()
		}
		h.temps = append(h.temps, v)
	}
	return v
}

// OpenScope starts a rooting scope: what is allocated or kept from now on
// stays alive until CloseScope gets the returned mark.
func (h *Heap) OpenScope() int { return len(h.temps) }

// CloseScope ends the scope that OpenScope started with mark m.
func (h *Heap) CloseScope(m int) {
	if uint(m) <= uint(len(h.temps)) {
		h.temps = h.temps[:m]
	}
}

// AddRoots registers a function that marks values at every collection. What they are
// of, for Walk, is group.
func (h *Heap) AddRoots(group string, f func(*Marker)) {
	h.gc.roots = append(h.gc.roots, rootFunc{group, f})
}

// Fulls is the number of full collections that have begun.
func (h *Heap) Fulls() int64 { return h.gc.fulls }

// WantsCollect reports whether the next safepoint should collect.
func (h *Heap) WantsCollect() bool { return h.want || h.Exhausted || h.stress }

// Stress reports whether the heap is in stress mode: whoever counts turns
// between safepoints should then not let any pass.
func (h *Heap) Stress() bool { return h.stress }

// Safepoint collects when a collection is due. Everything live must be rooted.
func (h *Heap) Safepoint() {
	if h.WantsCollect() || h.used() > h.maxBytes {
		h.safepoint()
	}
}

func (h *Heap) safepoint() {
	g := &h.gc
	if h.stress && g.phase == cycleNone {
		// Young ones and full ones, and then a cycle of several steps.
		if g.stressTurn++; g.stressTurn%5 != 0 {
			h.collectAt(g.stressTurn%2 != 0, h.GiveUp)
			return
		}
	}
	if h.collectAt(false, h.GiveUp) && (g.phase != cycleNone || h.stress || h.grown()) {
		h.stepCycle()
	}
}

// WantFull makes a full collection due at the next safepoint.
func (h *Heap) WantFull() { h.pressure(true) }

// pressure makes a collection due at the next safepoint.
func (h *Heap) pressure(full bool) {
	if full && !h.wantFull {
		h.wantFull = true
		h.want = false
	}
	if h.want {
		return
	}
	h.want = true
	if h.OnPressure != nil {
		h.OnPressure()
	}
}

// workSlice is how much Work counts before it asks for attention: a millisecond
// or two.
const workSlice = 1 << 20

// Work counts n units of work, of about a nanosecond each, that nothing can
// interrupt, such as a walk over the text of a string. After many of them the
// next turn of a loop, or call, looks at the limits, however much of its budget
// is left. What walks over text or elements here counts itself.
func (h *Heap) Work(n int) {
	if h.worked += n; h.worked >= workSlice {
		h.endWorkSlice()
	}
}

// Worked is where Work counts, for machine code: at WorkSlice it lets Go go on.
func (h *Heap) Worked() *int { return &h.worked }

// WorkSlice is what Work counts to before it calls OnPressure.
const WorkSlice = workSlice

func (h *Heap) endWorkSlice() {
	h.worked = 0
	if h.OnPressure != nil {
		h.OnPressure()
	}
}

// Bytes returns the bytes of all cells that are allocated and not yet found
// dead, and of the Go-side tables.
func (h *Heap) Bytes() int64 {
	n := h.old + h.young + h.goBytes
	for i := range h.alloc {
		n -= int64(h.alloc[i].end - h.alloc[i].cur)
	}
	return n
}

// Stats are counters of a heap.
type Stats struct {
	Bytes      int64 // as Heap.Bytes
	Committed  int64 // bytes of blocks in use, large cells and what Go code holds: what MaxBytes bounds
	Peak       int64 // the most that Committed has been, when a collection began or Stats was called
	Reserved   int64 // bytes of all slabs, free blocks included
	GoBytes    int64 // bytes of Go-side tables
	Minor      int64 // young collections so far
	Full       int64 // full collections so far; one that was given up for another counts with that
	MinorNanos int64 // time in young collections
	FullNanos  int64 // time in full collections
	Shapes     int   // live shapes
	Handles    int   // live handles
	Interned   int   // interned strings
}

// Stats returns the counters.
func (h *Heap) Stats() Stats {
	h.peak = max(h.peak, h.used())
	return Stats{
		Bytes: h.Bytes(), Committed: h.used(), Peak: h.peak, Reserved: h.blocks.reserved + h.larges.bytes,
		GoBytes: h.goBytes, Minor: h.gc.minors, Full: h.gc.fulls - h.gc.dropped, MinorNanos: h.gc.minorNanos, FullNanos: h.gc.fullNanos,
		Shapes: h.shapes.live, Handles: h.handles.live(), Interned: h.interns.count,
	}
}
