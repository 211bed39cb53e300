package native

import (
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
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
	// Passes are the graph that it was made of, if it was, after each pass.
	Passes []lower.Pass
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
	l := Listing{Entry: c.Entry, Used: used, Bytes: c.Text.Bytes, Unit: c.Unit.Dump(), Passes: c.Passes, Leaves: map[int32]int{}}
	for key, n := range c.Deopts {
		if key.Record == c.Record.ID {
			l.Leaves[max(key.PC, ^key.PC)] += n
		}
	}
	for i, m := range c.Text.Marks {
		p := Part{From: m.Offset, To: len(l.Bytes), PC: -1, What: m.What, Cold: m.Cold}
		if i+1 < len(c.Text.Marks) {
			p.To = c.Text.Marks[i+1].Offset
		}
		p.PC = m.Outer()
		if m.Inst != nil {
			u := c.Unit
			if m.Frame != nil {
				u = m.Frame.Unit
			}
			p.Operation = u.Text(m.Inst)
		}
		if p.To > p.From {
			l.Parts = append(l.Parts, p)
		}
	}
	return l
}

// Made is a piece of machine code that was just made and stays where it is as long as the
// runtime.
type Made struct {
	Code    *object.Code // nil for code of the engine itself
	Entry   int32        // see Listing.Entry
	Address uintptr
	Bytes   []byte
	Places  []Place // by offset
}

// Place tells which position of the source the bytes from Offset on are of.
type Place struct {
	Offset int
	Pos    syntax.Pos
}

// tell tells OnMade of code of a function.
func (e *Engine) tell(c *lower.Code, t *lower.Text) {
	if e.OnMade == nil {
		return
	}
	m := &Made{Code: c.Record, Entry: c.Entry, Address: c.Region.Base(), Bytes: t.Bytes}
	for i, mark := range t.Marks {
		if mark.Offset == len(t.Bytes) || i+1 < len(t.Marks) && t.Marks[i+1].Offset == mark.Offset {
			continue // it has no bytes
		}
		pc := c.Entry
		if at := mark.Outer(); at >= 0 {
			pc = at
		}
		if p := (Place{mark.Offset, c.Function.Proto().Position(pc)}); len(m.Places) == 0 || m.Places[len(m.Places)-1].Pos != p.Pos {
			m.Places = append(m.Places, p)
		}
	}
	e.OnMade(m)
}
