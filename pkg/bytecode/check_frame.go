package bytecode

import (
	"fmt"
	"math/bits"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/stack"
)

// CheckFrame, in checked builds, looks at the frame at fp, which stands before the
// instruction at pc or, in machine code, between two operations that it consists of:
// every live register must hold a Value.
func (fn *Function) CheckFrame(fp int, pc int32) {
	if !heap.Checked {
		return
	}
	if fn.check == nil {
		fn.check = fn.newFrameCheck()
	}
	c := fn.check
	vals := fn.m.stack.Vals[fp:]
	for i, w := range c.live.at(pc) {
		for ; w != 0; w &= w - 1 {
			if r := i*64 + bits.TrailingZeros64(w); r >= stack.Header || r == stack.This || r == stack.NewTarget {
				fn.checkValue(vals[r], r, pc)
			}
		}
	}
}

// wipe overwrites what the liveness says is dead in the frame at fp, which stands
// before the instruction at pc, so that whoever looks at it nevertheless goes wrong
// soon. CheckFrame has run. The surplus arguments lie where registers will be until
// the first instruction has looked at them.
func (fn *Function) wipe(fp int, pc int32) {
	if c := fn.check; pc > c.surplus {
		for _, r := range c.dead[pc] {
			fn.m.stack.Vals[fp+int(r)] = heap.Empty
		}
	}
}

// frameCheck is what CheckFrame knows about a function.
type frameCheck struct {
	live    *Liveness
	dead    [][]uint16 // by instruction: the registers that nothing looks at, nor does it write them
	surplus int32      // the last instruction that may look at surplus arguments, -1 if there is none
}

func (fn *Function) newFrameCheck() *frameCheck {
	p := fn.proto
	c := &frameCheck{live: p.Liveness(), dead: make([][]uint16, len(p.Code)), surplus: -1}
	kept := make([]bool, p.Words)
	for pc := range int32(len(p.Code)) {
		clear(kept)
		keep := func(r int) { kept[r] = true }
		c.live.Before(pc, keep)
		p.Writes(pc, keep)
		for r := stack.Header; r < p.Words; r++ {
			if !kept[r] {
				c.dead[pc] = append(c.dead[pc], uint16(r))
			}
		}
		if op := p.Code[pc].Op; op == OpEntryArgs || op == OpSuperAll {
			c.surplus = pc
		}
	}
	return c
}

// checkValue panics unless v is a Value.
func (fn *Function) checkValue(v heap.Value, r int, pc int32) {
	switch {
	case v.IsCellPointer():
		heap.CheckCell(v)
		return
	case v.IsNumber(), v.IsHandle():
		return
	}
	switch v {
	case heap.Undefined, heap.Null, heap.False, heap.True, heap.Hole, heap.TDZ, heap.Empty:
		return
	}
	panic(fmt.Sprintf("bytecode: %s: register %s before instruction %d %s holds %#x, which is no value",
		fn.proto.Func.Name, fn.proto.Register(uint16(r)), pc, fn.OpAt(pc), uint64(v)))
}
