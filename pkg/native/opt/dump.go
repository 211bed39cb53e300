package opt

import (
	"fmt"
	"strings"

	"github.com/kilnjs/kiln/pkg/heap"
)

var repNames = [numReps]string{Tagged: "t", Int32: "i", Float64: "f", Flag: "?", Object: "o", Cell: "c", Address: "a"}

// Dump returns the graph as text, a value a line: its number and form, what it does, and
// where tier 1 goes on if it leaves.
func (g *Graph) Dump() string {
	var out strings.Builder
	for _, b := range g.Blocks {
		fmt.Fprintf(&out, "block %d, at %d", b.ID, b.PC)
		if b.Loop != nil {
			if b.Loop.Header == b {
				out.WriteString(", a loop begins")
			} else {
				fmt.Fprintf(&out, ", in the loop of %d", b.Loop.Header.ID)
			}
		}
		for i, p := range b.Pred {
			if i == 0 {
				out.WriteString(", from")
			}
			fmt.Fprintf(&out, " %d", p.ID)
		}
		out.WriteString("\n")
		for _, v := range b.Phis {
			fmt.Fprintf(&out, "    %s\n", v.text())
		}
		for _, v := range b.Values {
			fmt.Fprintf(&out, "    %s\n", v.text())
		}
		for i, s := range b.Succ {
			if i == 0 {
				out.WriteString("    ->")
			}
			fmt.Fprintf(&out, " %d", s.ID)
		}
		if len(b.Succ) > 0 {
			out.WriteString("\n")
		}
	}
	return out.String()
}

// text is the value in one line.
func (v *Value) text() string {
	var out strings.Builder
	if v.Rep != NoRep {
		fmt.Fprintf(&out, "%s%d = ", repNames[v.Rep], v.ID)
	}
	out.WriteString(v.Op.String())
	for _, a := range v.Args {
		fmt.Fprintf(&out, " %s%d", repNames[a.Rep], a.ID)
	}
	switch v.Op {
	case OpConst:
		switch v.Rep {
		case Int32:
			fmt.Fprintf(&out, " %d", int32(uint32(v.Bits)))
		case Float64:
			f, _ := v.Float()
			fmt.Fprintf(&out, " %g", f)
		case Object:
			out.WriteString(" object")
		default:
			if c := heap.Value(v.Bits); c < heap.MinCell {
				fmt.Fprintf(&out, " %v", c)
			} else {
				out.WriteString(" cell")
			}
		}
	case OpCmpInt, OpCmpFloat:
		fmt.Fprintf(&out, " %v", v.Cond)
	case OpCheckType, OpIsType:
		fmt.Fprintf(&out, " %v", v.Want)
	case OpCheckShape:
		fmt.Fprintf(&out, " of %d", len(v.Shapes))
	case OpReg, OpHome, OpSetHome, OpLoadField, OpStoreField, OpAddField, OpLoadSlot, OpStoreSlot, OpLoadEnv, OpStoreEnv, OpCheckEpoch,
		OpCheckTyped, OpTypedData, OpLoadTyped, OpStoreTyped:
		fmt.Fprintf(&out, " #%d", v.Index)
	case OpMember, OpCall, OpGo:
		fmt.Fprintf(&out, " (%s)", v.In.Op)
	case OpSwitch:
		fmt.Fprintf(&out, " %v", v.Table)
	}
	if v.State != nil {
		fmt.Fprintf(&out, "  @%d", v.State.PC)
		for _, s := range v.State.Slots {
			fmt.Fprintf(&out, " r%d=%d", s.R, s.V.ID)
		}
	}
	return out.String()
}
