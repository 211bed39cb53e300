package lower

import (
	"github.com/kilnjs/kiln/internal/mmap"
	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/object"
)

// Code is the machine code of one function of one runtime: from its start,
// or from the header of one loop.
type Code struct {
	Record   *object.Code
	Unit     *ir.Unit
	Function *bytecode.Function
	Region   mmap.Region
	Bytes    int  // about what it takes, but for its exits
	Words    int  // size of the frame
	Graph    bool // made of a graph: the registers of the bytecode are in their words at leaves only
	Nested   int  // how many frames of inlined functions there may be at a time
	Formals  int
	Entry    int32 // instruction where it starts
	Deopts   map[Place]int
	Leaves   map[int32]int // of the function when this was made
	Kept     []heap.Value
	// Handlers is where the handlers of exceptions begin, by their first instruction.
	Handlers map[int32]uintptr
	// Text is what Region was made of, for who looks at it; only with Machine.Listings.
	Text *Text
	// Passes are the graph after each pass, for who looks at it.
	Passes []Pass
	// Construct is where machine code enters a constructor: for a base class, before its
	// instance elements are initialised.
	Construct uintptr
	// Resume is where suspended frames of the function go on, with what is delivered in AX: 0 without.
	Resume uintptr
}

// Pass is a graph as text after a pass of the optimizing compiler.
type Pass struct{ Name, Graph string }

// Place is an instruction of a function that is in the code, or inlined there, for leaves to be
// counted by.
type Place struct {
	Record uint32 // id of the code record
	PC     int32  // or what Exit.LeaveKey says
}

// Keep makes the code's record hold a cell whose address is in the machine code.
func (c *Code) Keep(v heap.Value) { c.Kept = append(c.Kept, v) }

// Thrown is the word that a function returns when it throws; the error
// itself is with the engine. No script ever sees this Value.
const Thrown = heap.Empty

// Text is the machine code of a unit before it is mapped; offsets are from its start.
type Text struct {
	Bytes     []byte
	Construct int           // where machine code enters a constructor of a base class, else 0
	Resume    int           // where suspended frames go on, else 0
	Handlers  map[int32]int // where handlers of exceptions begin, by their first instruction
	Marks     []Mark        // what the bytes came from, in order; only with Machine.Listings
}

// Mark says what the machine code from Offset on came from, up to the next Mark.
type Mark struct {
	Offset int
	Inst   *ir.Inst // the operation; nil: no single one
	Frame  *Inlined // of which it is; nil: of the function of the code
	PC     int32    // the instruction, in that frame; -1: no single one
	What   string   // of code that is not the operation itself: an entry, an edge, an exit …
	Cold   bool     // it stands behind the hot paths
}

// Outer is the instruction of the function of the code that a mark is at: that of the mark itself, or the call of
// the inlined function that it is in.
func (m *Mark) Outer() int32 {
	pc := m.PC
	for f := m.Frame; f != nil; f = f.Caller {
		pc = f.PC
	}
	return pc
}

// Registers is how many machine registers the pins of one loop may take; the rest
// serves the operations.
type Registers struct{ General, Vector int }
