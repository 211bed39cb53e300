package native

import (
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
)

// Listing is a piece of machine code with what it came from, for people.
type Listing struct {
	// Entry is the instruction of bytecode where it begins: the first, or for a frame that
	// was in a loop the back edge.
	Entry int32
	// Used tells that calls or loops enter it now; else it was thrown away.
	Used  bool
	Bytes []byte
	Parts []Part
	// Unit is the intermediate form as text: see ir.Unit.Dump.
	Unit string
	// Leaves counts how often frames went back to bytecode, by instruction.
	Leaves map[int32]int
}

// Part is a stretch of the bytes of a Listing.
type Part struct {
	From, To  int    // bytes
	PC        int32  // the instruction of bytecode, -1: no single one
	Operation string // of the intermediate form, "" for none
	What      string // of code beside the operation itself: "entry", "edge", an exit to Go by its reason
	Cold      bool   // it stands behind the hot paths
}

// Listings returns the machine code that has been made of a function, oldest first. It is
// empty unless KeepListings was set before.
func (e *Engine) Listings(code *object.Code) []Listing {
	if e.machine == nil {
		return nil
	}
	var out []Listing
	f := functionOf(e, code)
	for _, c := range e.machine.live {
		if c.Record == code && c.Text != nil {
			out = append(out, listing(c, f.whole == c || f.loops[c.Entry] == c))
		}
	}
	return out
}

func listing(c *lower.Code, used bool) Listing {
	l := Listing{Entry: c.Entry, Used: used, Bytes: c.Text.Bytes, Unit: c.Unit.Dump(), Leaves: map[int32]int{}}
	for key, n := range c.Deopts {
		l.Leaves[max(key, ^key)] += n
	}
	for i, m := range c.Text.Marks {
		p := Part{From: m.Offset, To: len(l.Bytes), PC: -1, What: m.What, Cold: m.Cold}
		if i+1 < len(c.Text.Marks) {
			p.To = c.Text.Marks[i+1].Offset
		}
		if m.Inst != nil {
			p.PC, p.Operation = m.Inst.PC, c.Unit.Text(m.Inst)
		}
		if p.To > p.From {
			l.Parts = append(l.Parts, p)
		}
	}
	return l
}
