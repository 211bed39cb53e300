package bytecode

import (
	"fmt"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/stack"
)

// CheckFrame, in checked builds, looks at the frame at fp, which stands before the
// instruction at pc: every live register must hold a Value. What the liveness says
// is dead is overwritten, so that whoever looks at it nevertheless goes wrong soon.
// The surplus arguments lie where registers will be until the first instruction has
// looked at them.
func (fn *Function) CheckFrame(fp int, pc int32) {
	if !heap.Checked {
		return
	}
	if fn.live == nil {
		fn.live = fn.proto.Liveness()
		fn.dead = make([]bool, fn.words)
	}
	for i := range fn.dead {
		fn.dead[i] = i >= stack.Header
	}
	vals := fn.m.stack.Vals[fp:]
	fn.live.Before(pc, func(r int) {
		fn.dead[r] = false
		if why := valueFault(vals[r]); why != "" {
			panic(fmt.Sprintf("bytecode: %s: register %s before instruction %d %s: %s",
				fn.proto.Func.Name, fn.proto.register(uint16(r)), pc, fn.OpAt(pc), why))
		}
	})
	if pc <= fn.proto.argumentsWanted() {
		return
	}
	for r, dead := range fn.dead {
		if dead {
			vals[r] = heap.Empty
		}
	}
}

// argumentsWanted returns the last instruction that may look at surplus arguments, -1
// if there is none.
func (p *Proto) argumentsWanted() int32 {
	for pc := range p.Code {
		if op := p.Code[pc].Op; op == OpEntryArgs || op == OpSuperAll {
			return int32(pc)
		}
	}
	return -1
}

// valueFault says what is wrong with a word that shall be a Value, "" if nothing is.
func valueFault(v heap.Value) (why string) {
	switch {
	case v.IsNumber(), v.IsHandle():
		return ""
	case !v.IsCellPointer():
		switch v {
		case heap.Undefined, heap.Null, heap.False, heap.True, heap.Hole, heap.TDZ, heap.Empty:
			return ""
		}
		return fmt.Sprintf("%#x is no value", uint64(v))
	}
	defer func() {
		if p := recover(); p != nil {
			why = fmt.Sprint(p)
		}
	}()
	heap.CheckCell(v)
	return ""
}
