package lower

import (
	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
)

// Inlined is the frame of a function whose body stands in the machine code of its caller. For
// who looks at the call stack it is a frame like any other: it begins at word Base of the frame
// of the code that it stands in.
type Inlined struct {
	Record   *object.Code
	Function *bytecode.Function
	Unit     *ir.Unit
	Base     ir.Operand
	Caller   *Inlined       // nil: the function of the code itself
	PC       int32          // of the call, in the caller
	Dst      ir.Operand     // register of the caller that gets the result, NoReg: none
	Bits     stack.LinkBits // of its link, beside the tier
	// Shown tells that machine code fills the header of the frame where the function begins.
	// Else the frame is there only when tier 1 goes on with it.
	Shown bool
}

// Offset is the word of the frame of the code where a frame begins; 0 for nil, the frame of the
// code itself.
func (f *Inlined) Offset() int {
	if f == nil {
		return 0
	}
	return int(f.Base)
}

// Depth is how many frames of inlined functions there are, with f the innermost.
func (f *Inlined) Depth() int {
	n := 0
	for ; f != nil; f = f.Caller {
		n++
	}
	return n
}

// Function is the function whose instruction the exit is at.
func (x *Exit) Function() *bytecode.Function {
	if x.Frame != nil {
		return x.Frame.Function
	}
	return x.Code.Function
}

// Record is the code record of that function.
func (x *Exit) Record() *object.Code {
	if x.Frame != nil {
		return x.Frame.Record
	}
	return x.Code.Record
}

// Unit is the unit of that function.
func (x *Exit) Unit() *ir.Unit {
	if x.Frame != nil {
		return x.Frame.Unit
	}
	return x.Code.Unit
}
