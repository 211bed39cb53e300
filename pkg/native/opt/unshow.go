package opt

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/stack"
)

// Unshow takes out what fills the headers of frames of inlined functions in which, by now, nothing lets Go
// or another function look at the call stack.
func (g *Graph) Unshow() {
	if len(g.Inlined) == 0 {
		return
	}
	shown := map[*lower.Inlined]bool{}
	g.All(func(v *Value) {
		if v.shows() {
			for f := v.Frame; f != nil; f = f.Caller {
				shown[f] = true
			}
		}
	})
	for _, b := range g.Blocks {
		for i := 0; i < len(b.Values); i++ {
			v := b.Values[i]
			if v.Op != OpShowFrame || shown[v.Frame] {
				continue
			}
			first := i
			for first > 0 && b.Values[first-1].fills(v.Frame) {
				first--
			}
			b.Values = slices.Delete(b.Values, first, i+1)
			v.Frame.Shown = false
			i = first - 1
		}
	}
}

// shows tells that Go or another function may look at the call stack while the operation is done.
func (v *Value) shows() bool {
	switch v.Op {
	case OpMake:
		return v.In.Op != ir.OpMakeObject
	case OpCall, OpConstruct, OpByUnit, OpGo, OpAppend, OpPutElement, OpDefine, OpMember:
		return true
	}
	return false
}

// fills tells that the value fills a word of the header of an inlined function's frame.
func (v *Value) fills(f *lower.Inlined) bool {
	return v.Op == OpSetHome && v.Frame == f && v.Index >= f.Base && int(v.Index-f.Base) < stack.Header
}
