package tap

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/stack"
)

// context is the part of the kernel's ucontext that says what the thread was doing.
type context struct {
	_         [40]byte
	registers [Registers]uint64 // R8 to R15, DI, SI, BP, BX, DX, AX, CX, SP
	pc        uint64
}

// BX is the number of that register.
const BX = 11

// note adds a note. It runs on the signal stack, without a goroutine: neither it nor what
// it calls may have its stack checked, use memory of Go's other than that of s, or panic.
//
//go:nosplit
//go:norace
func note(s *Sight, c *context, cycles uint64) {
	if s.reading.Load() || s.used+noteHead+Registers+MaxFrames*frameWords > notesSize {
		return
	}
	words := unsafe.Pointer(unsafe.SliceData(s.Stack.Vals))
	fp, where := s.Stack.FP, InGo
	switch pc := uintptr(c.pc); {
	case pc >= s.Machine.From && pc < s.Machine.To:
		if f := s.frame(words, c.registers[BX]); f >= 0 {
			fp, where = f, InMachine
		}
	default:
		for i := uintptr(0); i < uintptr(len(s.Loop)); i++ {
			if r := (*Range)(unsafe.Add(unsafe.Pointer(&s.Loop), i*unsafe.Sizeof(Range{}))); pc >= r.From && pc < r.To {
				if f := s.loopFrame(words, c); f >= 0 {
					fp, where = f, InLoop
				}
			}
		}
		for i := uintptr(0); i < uintptr(len(s.Served)); i++ {
			if r := (*Range)(unsafe.Add(unsafe.Pointer(&s.Served), i*unsafe.Sizeof(Range{}))); pc >= r.From && pc < r.To {
				if f := s.frame(words, uint64(*s.ServedFrame)); f >= 0 {
					fp = f
				}
			}
		}
	}
	out := unsafe.Pointer(unsafe.SliceData(s.notes))
	at := s.used + noteHead
	if where == InLoop {
		for i := uintptr(0); i < Registers; i++ {
			*(*uint64)(unsafe.Add(out, at*8)) = *(*uint64)(unsafe.Add(unsafe.Pointer(&c.registers), i*8))
			at++
		}
	}
	n, more := uint64(0), uint64(0)
	for limit := s.Stack.Limit; fp >= 0 && fp+stack.Header <= limit; n++ {
		if n == MaxFrames {
			more = 1
			break
		}
		frame := unsafe.Add(words, fp*8)
		link := *(*uint64)(unsafe.Add(frame, stack.Link*8))
		pos := *(*uint64)(unsafe.Add(frame, stack.Pos*8))
		if link>>48 != heap.TagInt {
			break
		}
		if pos>>48 != heap.TagInt {
			pos = 1<<32 - 1
		}
		*(*uint64)(unsafe.Add(out, at*8)) = *(*uint64)(frame)
		*(*uint64)(unsafe.Add(out, at*8+8)) = pos&(1<<32-1) | link>>stack.LinkShift&0xFF<<32
		at += frameWords
		caller := int(link&(1<<stack.LinkShift-1)) - 1
		if caller >= fp {
			n++
			break
		}
		fp = caller
	}
	if n == 0 {
		return
	}
	head := unsafe.Add(out, s.used*8)
	*(*uint64)(head) = n | uint64(where)<<whereShift | more<<moreShift
	*(*uint64)(unsafe.Add(head, 8)) = cycles
	*(*uint64)(unsafe.Add(head, 16)) = c.pc
	s.used = at
}

// frame returns the base of the frame at an address, -1 when there can be none.
//
//go:nosplit
//go:norace
func (s *Sight) frame(words unsafe.Pointer, address uint64) int {
	offset := address - uint64(uintptr(words))
	if offset&7 != 0 || offset>>3 >= uint64(s.Stack.Limit) {
		return -1
	}
	fp := int(offset >> 3)
	if fp+stack.Header > s.Stack.Limit {
		return -1
	}
	link := *(*uint64)(unsafe.Add(words, fp*8+stack.Link*8))
	if link>>48 != heap.TagInt || int(link&(1<<stack.LinkShift-1))-1 >= fp {
		return -1
	}
	return fp
}

// loopFrame finds the frame of the loop of tier 1 among the registers. One that was
// entered in the loop is known by its caller, so that what is left in a register of a
// frame that has called or returned is not taken for it; one that was entered from Go has
// nothing of others in registers.
//
//go:nosplit
//go:norace
func (s *Sight) loopFrame(words unsafe.Pointer, c *context) int {
	caller := -1
	if d := *s.Depth; d > 0 {
		calls := *(*unsafe.Pointer)(s.Calls)
		at := *(*uint64)(unsafe.Add(calls, uintptr(d-1)*s.CallSize+s.CallFrame))
		caller = int((at - uint64(uintptr(words))) >> 3)
	}
	entered := -1
	for i := uintptr(0); i < Registers; i++ {
		fp := s.frame(words, *(*uint64)(unsafe.Add(unsafe.Pointer(&c.registers), i*8)))
		if fp < 0 {
			continue
		}
		link := *(*uint64)(unsafe.Add(words, fp*8+stack.Link*8))
		bits := stack.LinkBits(link >> stack.LinkShift)
		if bits&stack.TierMask != stack.TierBytecode {
			continue
		}
		if bits&stack.LinkEntry != 0 {
			entered = fp
		} else if int(link&(1<<stack.LinkShift-1))-1 == caller {
			return fp
		}
	}
	return entered
}
