package ir

import (
	"slices"
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
)

// After Patience leaves at one instruction a piece of machine code is thrown
// away, to be compiled again with what tier 1 has learned since. An instruction
// that made frames leave GiveUp times in all gets no guard any more but is done
// in Go.
const (
	Patience = 2
	GiveUp   = 2 * Patience
)

// Unit is one piece of bytecode on its way to machine code: a function from its
// first instruction, or from the header of a loop that is replaced on the stack.
type Unit struct {
	Blocks    []*Block
	Loops     []*Loop
	Registers int
	Above     int // words above the registers that the unit needs for frames of its own making
	consts    []uint64
	operands  []Operand         // room for Args
	Entry     int32             // block where execution starts
	Types     []Mask            // types of the registers at the entry
	Leaves    map[int32]int     // how often frames left at an instruction
	Caught    map[int32]Operand // by block of a handler: the register of what was thrown
	Shown     Operand           // see bytecode.Proto; 0: none
	Resumed   []Resumption      // where suspended frames go on
	// Overdue tells that the script is to end: the analyses then stop half done, and
	// nothing is made of the unit.
	Overdue func() bool
	Late    bool // Overdue has said so
}

// Resumption is where a frame goes on that was suspended: all its registers are in the frame and
// of any type, since another tier may have run it before.
type Resumption struct {
	PC    int32   // of the instruction where the frame stands
	Block int32   // where it goes on
	Dst   Operand // register for what is delivered, NoReg: none
	Mode  Operand // register for how, of yield*, else NoReg
}

// Stop asks whether the script is to end.
func (u *Unit) Stop() bool {
	if !u.Late && u.Overdue != nil {
		u.Late = u.Overdue()
	}
	return u.Late
}

// Block is a run of operations with one entry.
type Block struct {
	Insts []Inst
	PC    int32   // of the first instruction
	Succ  []int32 // handlers first; the last is the fall-through, if control falls through
	pred  []int32
	Loop  int32 // innermost loop, -1: none
	Falls bool

	LiveIn Bitset
	TypeIn []Mask // by register, nil while not reached
}

// Loop is a natural loop that is entered through its header only.
type Loop struct {
	Header int32
	Blocks []int32
	Parent int32
	Inner  bool // contains no other loop
	Pins   []Pin
}

// Pin is a frame register that lives in a machine register while its loop runs.
type Pin struct {
	R    Operand
	Form Form
	N    uint8 // number of the machine register among those for pins of its form
	Set  bool  // assigned in the loop
	// Object tells that what enters the loop is an object, which its edges check.
	Object bool
}

// Form says in which form a frame register is at hand.
type Form uint8

// The forms.
const (
	InMemory Form = iota // only in the frame
	Boxed                // a Value in a general register
	Int32                // an int32 in a general register, upper half zero
	Float64              // a double in a vector register
)

// Bitset is a set of frame registers.
type Bitset []uint64

// NewBitset makes an empty set of registers below n.
func NewBitset(n int) Bitset { return make(Bitset, (n+63)/64) }

// Has tells whether r is in the set.
func (s Bitset) Has(r Operand) bool { return s[r>>6]>>(uint(r)&63)&1 != 0 }

// Add puts r into the set.
func (s Bitset) Add(r Operand) { s[r>>6] |= 1 << (uint(r) & 63) }

// Remove takes r out of the set.
func (s Bitset) Remove(r Operand) { s[r>>6] &^= 1 << (uint(r) & 63) }

// Union adds t and tells whether s grew.
func (s Bitset) Union(t Bitset) bool {
	grew := false
	for i, w := range t {
		if w&^s[i] != 0 {
			s[i] |= w
			grew = true
		}
	}
	return grew
}

// Each calls f for each register in the set.
func (s Bitset) Each(f func(r Operand)) {
	for i, w := range s {
		for b := 0; w != 0; b++ {
			if w&1 != 0 {
				f(Operand(i*64 + b))
			}
			w >>= 1
		}
	}
}

// Constant returns the Value of a constant operand.
func (u *Unit) Constant(o Operand) heap.Value { return heap.Value(u.consts[^o]) }

// ConstantBits is Constant as a word.
func (u *Unit) ConstantBits(o Operand) uint64 { return u.consts[^o] }

// AddConstant makes v an operand.
func (u *Unit) AddConstant(v heap.Value) Operand {
	i := slices.Index(u.consts, uint64(v))
	if i < 0 {
		i = len(u.consts)
		u.consts = append(u.consts, uint64(v))
	}
	return ^Operand(i)
}

// List is a list of operands for Args. The unit keeps many of them in one piece.
func (u *Unit) List(operands ...Operand) []Operand {
	const piece = 256
	if cap(u.operands)-len(u.operands) < len(operands) {
		u.operands = make([]Operand, 0, max(piece, len(operands)))
	}
	from := len(u.operands)
	u.operands = append(u.operands, operands...)
	return u.operands[from:len(u.operands):len(u.operands)]
}

// Size is about how many bytes the unit takes.
func (u *Unit) Size() int {
	n := 0
	for _, b := range u.Blocks {
		n += int(unsafe.Sizeof(*b)) + cap(b.Insts)*int(unsafe.Sizeof(Inst{})) + u.Registers*int(unsafe.Sizeof(Mask(0)))
		for i := range b.Insts {
			n += len(b.Insts[i].Args) * int(unsafe.Sizeof(NoReg))
			if aux := b.Insts[i].Aux; aux != nil {
				n += int(aux.size())
			}
		}
	}
	return n
}

// Contains tells that the instruction at pc, or the header of a loop for which exits
// have the number ^pc, is in the unit.
func (u *Unit) Contains(pc int32) bool {
	pc = max(pc, ^pc)
	return slices.ContainsFunc(u.Blocks, func(b *Block) bool {
		return b.PC == pc || slices.ContainsFunc(b.Insts, func(in Inst) bool { return in.PC == pc })
	})
}
