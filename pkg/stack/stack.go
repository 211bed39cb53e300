package stack

import (
	"errors"
	"runtime"

	"github.com/kilnjs/kiln/pkg/heap"
)

// Sizes in bytes, and the default bound of Go recursion.
const (
	DefaultBytes      = 1 << 20
	CommandBytes      = 8 << 20
	DefaultMaxGoDepth = 6000

	limitStep  = 2048 // words by which Limit grows
	firstLimit = 512  // Limit of a fresh stack: one page is enough for a runtime that does little
)

// Slack is how many words frames that run already may become larger at a time: a compiler makes
// all frames of a function larger when it makes code of it that keeps more in them. Frames end
// so far below the end of the stack.
const Slack = limitStep / 2

// ErrOverflow says that a frame does not fit: a RangeError for scripts.
//
//lint:ignore ST1005 the text is the message that scripts see
var ErrOverflow = errors.New("Maximum call stack size exceeded")

// Stack is the call stack of one runtime. It belongs to one goroutine at a time.
type Stack struct {
	// Vals is the whole stack. It is never replaced.
	Vals []heap.Value
	// FP is the base of the current frame, or -1.
	FP int
	// Top is the first word above the current frame.
	Top int
	// Limit is the soft end: words from Limit on were not written since the last
	// collection. A frame that ends above it needs Reserve.
	Limit int
	// GoDepth is the number of nested entries from Go, bounded by MaxGoDepth.
	GoDepth, MaxGoDepth int

	// HighWater is the largest Limit so far, in words.
	HighWater int

	heap  *heap.Heap
	bound bound
	reach int  // words from here on were not written, where that is above Limit
	deep  bool // see Deep

	pages *pages // nil where Vals is memory of Go
}

// New makes a stack of the given size in bytes (0: DefaultBytes) and registers
// its frames as roots of h.
func New(h *heap.Heap, bytes int) *Stack {
	if bytes <= 0 {
		bytes = DefaultBytes
	}
	words := min(max(bytes/8, 2*limitStep), MaxWords)
	s := &Stack{FP: -1, MaxGoDepth: DefaultMaxGoDepth, heap: h}
	s.allocate(words)
	s.setLimit(firstLimit)
	h.AddRoots("stack", s.roots)
	return s
}

// allocate makes the array: of pages that Go does not manage where the system
// gives some, because most of a stack is never touched and Go would clear it all
// whenever it uses memory again (1 MiB in a loop, on a busy machine: 2.8 ms,
// against 15 µs for pages). They are given back when the stack is dropped.
func (s *Stack) allocate(words int) {
	p, err := takePages(words)
	if err != nil {
		s.Vals = make([]heap.Value, words)
		return
	}
	s.Vals, s.pages = p.words()[:words], p
	runtime.AddCleanup(s, (*pages).drop, p)
}

// end is where the last frame ends at most, when it is entered.
func (s *Stack) end() int { return len(s.Vals) - Slack }

// setLimit changes Limit to n, or to what bounds it if that is less.
func (s *Stack) setLimit(n int) {
	s.Limit = min(n, s.end())
	if s.bound.frames > 0 {
		s.Limit = min(s.Limit, s.bound.safe)
	}
	s.noteHigh(s.Limit)
}

func (s *Stack) noteHigh(n int) {
	s.HighWater = max(s.HighWater, n)
	if s.pages != nil {
		s.pages.high = max(s.pages.high, n)
	}
}

// roots marks the frames and wipes what is above them.
func (s *Stack) roots(m *heap.Marker) {
	m.Lots(s.Vals[:s.Top])
	dead := s.Vals[s.Top:max(s.Top, s.Limit, s.reach)]
	if s.bound.frames > 0 {
		s.reach = min(s.Top+limitStep, s.end()) // as if Limit were there
	}
	for i := range dead {
		dead[i] = heap.Undefined
	}
	s.setLimit(s.Top + limitStep)
}

// Wipe forgets what frames have left behind. The stack is empty.
func (s *Stack) Wipe() {
	dead := s.Vals[:max(s.Limit, s.reach)]
	for i := range dead {
		dead[i] = heap.Undefined
	}
}

// Reserve makes sure that words below top may be written. It returns
// ErrOverflow when the stack has no room for them.
func (s *Stack) Reserve(top int) error {
	if top <= s.Limit {
		return nil
	}
	return s.grow(top, 1)
}

// grow makes room for a frame, of which there are more than before.
func (s *Stack) grow(top, more int) error {
	if top > s.end() {
		return ErrOverflow
	}
	if s.bound.frames > 0 && top > s.bound.safe {
		return s.growDeep(top, more)
	}
	s.setLimit(top + limitStep)
	return nil
}

// Enter counts one nested entry from Go, and reports ErrOverflow when there
// are too many. Each successful Enter is paired with a Leave.
func (s *Stack) Enter() error {
	if s.GoDepth >= s.MaxGoDepth {
		return ErrOverflow
	}
	s.GoDepth++
	return nil
}

// Leave ends what Enter began.
func (s *Stack) Leave() { s.GoDepth-- }

// Mark is the state to which Unwind returns.
type Mark struct{ FP, Top, GoDepth int }

// Mark returns the current state.
func (s *Stack) Mark() Mark { return Mark{s.FP, s.Top, s.GoDepth} }

// Unwind drops the frames above m.
func (s *Stack) Unwind(m Mark) { s.FP, s.Top, s.GoDepth = m.FP, m.Top, m.GoDepth }

// Reset drops all frames.
func (s *Stack) Reset() { s.FP, s.Top, s.GoDepth = -1, 0, 0 }

// FrameView is one frame of the stack, during a walk.
type FrameView struct {
	Stack *Stack
	FP    int // base of the frame
	Top   int // first word above it: for frames that are not current, where the next one begins
}

// Word returns word i of the frame.
func (f FrameView) Word(i int) heap.Value { return f.Stack.Vals[f.FP+i] }

// Callee returns the function of the frame, or Undefined.
func (f FrameView) Callee() heap.Value { return f.Word(Callee) }

// This returns the this value of the frame.
func (f FrameView) This() heap.Value { return f.Word(This) }

// Env returns the innermost environment of the frame, or Undefined.
func (f FrameView) Env() heap.Value { return f.Word(Env) }

// Pos returns the position of the frame, or -1 when none was stored.
func (f FrameView) Pos() int {
	if p := f.Word(Pos); p.IsInt() {
		return int(p.AsInt())
	}
	return -1
}

// Bits returns the link bits of the frame.
func (f FrameView) Bits() LinkBits { return LinkFlags(f.Word(Link)) }

// Caller returns the base of the calling frame, or -1.
func (f FrameView) Caller() int { return LinkCaller(f.Word(Link)) }

// Walk calls visit for each frame, the current one first, until it returns false.
func (s *Stack) Walk(visit func(FrameView) bool) {
	top := s.Top
	for fp := s.FP; fp >= 0 && fp+Header <= len(s.Vals); {
		f := FrameView{s, fp, top}
		if !visit(f) {
			return
		}
		caller := f.Caller()
		if caller >= fp {
			return
		}
		fp, top = caller, fp
	}
}

// Innermost returns the current frame; ok is false when there is none.
func (s *Stack) Innermost() (f FrameView, ok bool) {
	return FrameView{s, s.FP, s.Top}, s.FP >= 0 && s.FP+Header <= len(s.Vals)
}

// Depth returns the number of frames.
func (s *Stack) Depth() int {
	n := 0
	s.Walk(func(FrameView) bool { n++; return true })
	return n
}

// Save copies the frame from fp up to but not including top into a cell, for a
// generator that suspends.
func (s *Stack) Save(h *heap.Heap, fp, top int) *heap.GenState {
	g := h.NewGenState(top - fp)
	h.FillGenState(g, s.Vals[fp:top])
	return g
}

// SaveInto is Save into a cell that an earlier suspension of the same frame
// made; it must be of the same size.
func (s *Stack) SaveInto(h *heap.Heap, g *heap.GenState, fp int) {
	h.FillGenState(g, s.Vals[fp:fp+g.Len()])
}

// Restore copies a saved frame to fp and returns the word after it. FP, Top and
// the Link word are for the caller to set.
func (s *Stack) Restore(g *heap.GenState, fp int) (top int, err error) {
	top = fp + g.Len()
	if err := s.Reserve(top); err != nil {
		return 0, err
	}
	g.CopyTo(s.Vals[fp:top])
	return top, nil
}
