package tap

import (
	"reflect"
	"runtime"
	"sync/atomic"
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/stack"
)

// MaxFrames is how many frames of a stack are noted, the innermost ones.
const MaxFrames = 256

// Range is a stretch of addresses.
type Range struct{ From, To uintptr }

// Widen makes the range contain another one as well.
func (r *Range) Widen(from, to uintptr) {
	if r.To == 0 {
		r.From, r.To = from, to
		return
	}
	r.From, r.To = min(r.From, from), max(r.To, to)
}

// Code returns the range of the code of a function of Go that is not inlined.
func Code(function any) Range {
	from := reflect.ValueOf(function).Pointer()
	r := Range{from, from}
	for step := uintptr(1) << 20; step > 0; step >>= 1 {
		if f := runtime.FuncForPC(r.To + step); f != nil && f.Entry() == from {
			r.To += step
		}
	}
	r.To++
	return r
}

// Sight is how to find the running frame of a runtime at any instruction of its thread,
// and what was noted so far. Its methods belong to that thread.
type Sight struct {
	Stack *stack.Stack
	// Loop is the code of the loop of tier 1 and of what it calls before the frame is in
	// Stack, where the frame is in a register that only Go's compiler knows. Depth counts its calls in progress; Calls is the address of
	// the slice of what they return to, CallSize the size of such an entry and CallFrame
	// where the address of the caller's frame is in it.
	Loop                [8]Range
	Depth               *int
	Calls               unsafe.Pointer
	CallSize, CallFrame uintptr
	// Machine contains the machine code of tier 2, which has the address of its frame in BX.
	Machine Range
	// Served is the code of Go that machine code has left for and that has not put the
	// frame into Stack: its address is in *ServedFrame.
	Served      [2]Range
	ServedFrame *uintptr

	reading atomic.Bool // the notes are being read: none are added
	notes   []uint64
	used    int
	keep    *timer
}

// notesSize is the room for notes, in words: 8 ms of 20,000 deep stacks a second.
const notesSize = 1 << 16

// A note is
//
//	frames | where<<32 | more<<40
//	the time, in cycles
//	the instruction
//	the registers, when that is in the loop of tier 1
//	of each frame the callee, and Pos | Link bits<<32
const (
	noteHead   = 3
	whereShift = 32
	moreShift  = 40
	frameWords = 2
)

// Registers is how many general registers there are.
const Registers = 16

// Where is what the thread was at.
type Where uint8

// The sorts of code.
const (
	InGo      Where = iota // the frame is that of the stack
	InLoop                 // of tier 1
	InMachine              // machine code of tier 2
)

// Note is what the thread did at one moment.
type Note struct {
	Cycles    uint64 // Cycles then
	PC        uintptr
	Where     Where
	Deeper    bool     // there are more frames
	Registers []uint64 // in the order of the signal context; only with InLoop
	frames    []uint64
}

// Frames yields the callee, the Pos word (-1: none) and the link bits of each frame, the
// innermost first.
func (n *Note) Frames(visit func(callee heap.Value, pos int32, bits stack.LinkBits) bool) {
	for f := n.frames; len(f) > 0; f = f[frameWords:] {
		if !visit(heap.Value(f[0]), int32(f[1]), stack.LinkBits(f[1]>>32)) {
			return
		}
	}
}

// Waiting reports whether there are notes.
func (s *Sight) Waiting() bool { return s.used > 0 }

// Take calls read for each note, oldest first, and forgets them. What is noted refers to
// cells that the next collection may free.
func (s *Sight) Take(read func(*Note)) {
	if s.used == 0 {
		return
	}
	s.reading.Store(true)
	for w := s.notes[:s.used]; len(w) > 0; {
		n := Note{Cycles: w[1], PC: uintptr(w[2]), Where: Where(w[0] >> whereShift), Deeper: w[0]>>moreShift != 0}
		frames := int(uint32(w[0])) * frameWords
		w = w[noteHead:]
		if n.Where == InLoop {
			n.Registers, w = w[:Registers], w[Registers:]
		}
		n.frames, w = w[:frames], w[frames:]
		read(&n)
	}
	s.used = 0
	s.reading.Store(false)
}

// Count returns how many notes there are.
func (s *Sight) Count() int {
	count := 0
	for i := 0; i < s.used; count++ {
		n := int(uint32(s.notes[i])) * frameWords
		if Where(s.notes[i]>>whereShift) == InLoop {
			n += Registers
		}
		i += noteHead + n
	}
	return count
}

// DropSince forgets the notes that are not older than a time in cycles.
func (s *Sight) DropSince(cycles uint64) {
	s.reading.Store(true)
	for i := 0; i < s.used; {
		if s.notes[i+1] >= cycles {
			s.used = i
			break
		}
		n := int(uint32(s.notes[i])) * frameWords
		if Where(s.notes[i]>>whereShift) == InLoop {
			n += Registers
		}
		i += noteHead + n
	}
	s.reading.Store(false)
}
