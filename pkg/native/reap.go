package native

import (
	"cmp"
	"slices"
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/lower"
)

// reapAfter is how many functions must have died before their machine code is looked for among all.
func (e *engine) reapAfter() int {
	if heap.Checked {
		return 1
	}
	return max(64, len(e.live)/4)
}

// reap lets go of the machine code of functions that have died. Nothing comes back to it:
//
//   - a frame, running or suspended, keeps its callee alive, and that the record of its code;
//     what is inlined is in the code of a function that is in a frame;
//   - entries and what resumes end when the record is released (function.HandleReleased), and what
//     sites know ends at each collection (init);
//   - a frame that a tail call has taken over may still have an exit being served, or be where a
//     return address on the machine stack leads: such code waits.
//
// The memory itself goes when Go finds that nothing refers to the lower.Code.
func (e *engine) reap() {
	e.released = 0
	gone := map[*lower.Code]bool{}
	for _, c := range e.live {
		if f, ok := c.Record.T2.(*function); ok && f.released {
			gone[c] = true
		}
	}
	found := len(gone)
	e.spareServed(gone)
	e.spareReturns(gone)
	e.released += found - len(gone) // they are looked for again
	if len(gone) == 0 {
		return
	}
	e.asked = false
	e.live = slices.DeleteFunc(e.live, func(c *lower.Code) bool {
		if gone[c] {
			e.footprint -= int64(c.Bytes)
		}
		return gone[c]
	})
	for i := range e.Exits {
		if c := e.Exits[i].Code; c != nil && gone[c] {
			e.Exits[i] = lower.Exit{}
			delete(e.Beliefs, i)
			delete(e.Yields, i)
			e.Free = append(e.Free, i)
		}
	}
	e.Runtime.Heap.SetHandleSize(e.handle, e.footprint)
}

// reapSome reaps when so many functions have died that it is worth a walk over all exits, or when
// machine code takes its share of the memory. It reports whether there is room for more: where there is
// none, functions that nobody has found dead yet may be what takes it, and a full collection looks once.
func (e *engine) reapSome() (room bool) {
	share := e.Runtime.Heap.MaxBytes() / codeShare
	if e.released >= e.reapAfter() || e.footprint > share && e.released > 0 {
		e.reap()
	}
	if e.footprint <= share {
		return true
	}
	if !e.asked {
		e.asked = true
		e.Runtime.Heap.WantFull()
	}
	return false
}

// spareServed takes the code out of gone that has left for what is being done now.
func (e *engine) spareServed(gone map[*lower.Code]bool) {
	for _, n := range e.served[:e.depth] {
		delete(gone, e.Exits[n].Code)
	}
}

// spareReturns takes the code out of gone that a word on the machine stack may lead to.
func (e *engine) spareReturns(gone map[*lower.Code]bool) {
	if len(gone) == 0 {
		return
	}
	codes := make([]*lower.Code, 0, len(gone))
	for c := range gone {
		codes = append(codes, c)
	}
	slices.SortFunc(codes, func(a, b *lower.Code) int { return cmp.Compare(a.Region.Base(), b.Region.Base()) })
	first := codes[0].Region.Base()
	end := e.ctx.Stack.Base() + uintptr(e.ctx.Stack.Size())
	for sp := e.ctx.SP; sp < end; sp += 8 {
		at := *(*uintptr)(stackWord(sp))
		if at < first {
			continue
		}
		i, exact := slices.BinarySearchFunc(codes, at, func(c *lower.Code, at uintptr) int { return cmp.Compare(c.Region.Base(), at) })
		if !exact {
			i--
		}
		if c := codes[i]; at-c.Region.Base() <= uintptr(c.Region.Size()) { // a call may be the last instruction
			delete(gone, c)
		}
	}
}

// stackWord is the word of the machine stack, which Go does not manage, at an address.
func stackWord(address uintptr) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&address)) }
