package lower

import (
	"fmt"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/ir"
)

// ExitKind says what machine code wants from Go. What Go answers is in Context.Acc,
// where machine code goes on.
type ExitKind uint8

// The reasons for an exit.
const (
	ExitDone     ExitKind = iota // the activation that Go entered has returned Acc
	ExitDeopt                    // tier 1 goes on at PC
	ExitPoll                     // the budget is used up
	ExitGrow                     // the frame ends above the soft limit of the stack
	ExitStep                     // tier 1 does the instruction at PC; the answer tells whether it jumped
	ExitOp                       // the same; the answer is the value of Dst
	ExitCompare                  // the answer is the truth of a comparison
	ExitTruthy                   // the answer is ToBoolean of the operand
	ExitCall                     // the call at PC: the answer is the machine code of the callee, or 0 and Context.Result
	ExitNew                      // the same for the construct at PC
	ExitShortcut                 // the call at PC; the answer is its result
	ExitFlatten                  // the string that is this of the call at PC gets flat text
	ExitThrow                    // a callee in machine code has thrown
	ExitRaise                    // the operand is thrown
	ExitFields                   // the answer is the function for the fields of the class of OpInitFields
	ExitParent                   // the answer is the parent of the running constructor
	ExitFault                    // an instruction has faulted
	ExitBroken                   // something does not hold: see Belief
	ExitBarrier                  // a cell pointer was stored into word Context.Scratch of the cell Acc
	ExitVerify                   // Acc is what a fast path has found, and the answer
	ExitStart                    // the answer is the generator that the frame becomes
	ExitYield                    // a generator yields Acc, and its frame is saved with a barrier: see Yield
	ExitWhole                    // the generator of the IterNext at PC gives the iterator result object Acc; the answer tells whether it is done
	ExitDelegate                 // the answer is how the generator goes on after the yield* at PC: see Delegated
	ExitResult                   // the answer is an iterator result object of Acc and Scratch
	ExitObject                   // the answer is a new object, the one in Virtual
	ExitPromise                  // the body of an async function is left for the first time, with Acc; the answer is its promise

	numExits // not an exit
)

// Exit describes one place where machine code leaves.
type Exit struct {
	Kind ExitKind
	// Header tells that what the pins of a loop want has failed where it begins.
	Header bool
	PC     int32
	Code   *Code
	Frame  *Inlined // of the function that PC is of, nil: of Code
	// Shifted tells that the frame register has Frame, not the frame of Code around it.
	Shifted bool
	Inst    *ir.Inst // the operation; nil for guards
	Hits    int      // how often it was taken since something was learned
	Taken   uint64   // how often it was taken
	Site    *Site    // of constructs: what machine code knows
	// Caught is where the handler begins that catches what is thrown here; 0 while
	// nothing was, and when that is for tier 1.
	Caught uintptr
	// Saved says where the frame has the registers of the bytecode, if not in their words,
	// for who catches what is thrown here.
	Saved []Saved
	// Virtual are the objects that are made before tier 1 goes on; of ExitObject, the one that is the answer.
	Virtual []Virtual
}

// Virtual is an object that code of a graph has not made: Fields of its slots are in the frame of the code
// from word From on, and the object belongs into the registers Into.
type Virtual struct {
	Shape  uint32
	Array  bool // Fields are the elements of an array
	From   int32
	Fields int
	Into   []ir.Operand
}

// Saved is the place of a register of the bytecode.
type Saved struct {
	R     ir.Operand
	From  int32      // word of the frame, -1: Value
	Int   bool       // an int32 without its tag
	Value heap.Value // of a constant
}

// Shift is how many words the frame register is behind the frame of Code.
func (x *Exit) Shift() int {
	if x.Shifted {
		return x.Frame.Offset()
	}
	return 0
}

// LeaveKey is the key under which a leave at x counts: the instruction, or the complement
// of the first one of a loop whose pins want other types, so that this instruction
// keeps its guards.
func (x *Exit) LeaveKey() int32 {
	if x.Header {
		return ^x.PC
	}
	return x.PC
}

// Place names the instruction of an exit for a message.
func (x *Exit) Place() string {
	p := x.Function().Proto()
	line, _ := p.Func.Program.Source.Position(p.Position(x.PC))
	return fmt.Sprintf("native: %s (line %d), at %d %s", p.Func.Name, line, x.PC, p.Text(int(x.PC)))
}

// ExitNames says what Go was asked for, for statistics.
var ExitNames = [numExits]string{
	ExitDone: "return", ExitDeopt: "leave", ExitPoll: "poll", ExitGrow: "grow", ExitStep: "step", ExitOp: "step",
	ExitCompare: "compare", ExitTruthy: "truth", ExitCall: "call", ExitNew: "construct", ExitShortcut: "shortcut",
	ExitFlatten: "flatten", ExitThrow: "throw", ExitRaise: "throw", ExitFields: "fields", ExitParent: "parent",
	ExitFault:   "fault",
	ExitBarrier: "barrier", ExitBroken: "broken", ExitVerify: "verify", ExitStart: "generator", ExitObject: "step", ExitYield: "barrier", ExitResult: "result", ExitWhole: "result", ExitDelegate: "delegate", ExitPromise: "promise",
}

// Yield is the generator of ExitYield: a register of the frame, and how many words above that its frame stands.
type Yield struct {
	Generator ir.Operand
	Above     int32
}

// What ExitDelegate answers: the block to go to, or that the frame is left with Context.Result because of
// Context.Scratch.
const (
	DelegatedDone = iota
	DelegatedReturn
	DelegatedSuspend
)

// Belief is what machine code has taken for granted where it leaves by ExitBroken; Acc
// is what it has found.
type Belief struct {
	R    ir.Operand // the register of the bytecode, NoReg for a cell
	Want ir.Mask    // of a register
	What string     // of a cell, whose address is in Acc
}
