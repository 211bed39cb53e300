package opt

import (
	"math"
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Graph is a function, or a loop that is entered while it runs, in static single
// assignment form. Its blocks are in the order of the bytecode, so that a block comes after
// its dominators, and an edge to a block that comes no later is a back edge.
type Graph struct {
	Unit    *ir.Unit
	Blocks  []*Block
	Entry   *Block
	Words   int // of the frame: registers of the unit, and behind them the frames of inlined functions
	Inlined []*lower.Inlined
	names   []heap.Value // of properties: see name
	heap    *heap.Heap
	// arrayShape is the id of the shape of arrays.
	arrayShape uint32
	values     int32 // how many there are, those included that have gone
}

// Block is a run of values with one entry. Its last value is its control operation.
type Block struct {
	ID     int32
	PC     int32 // of the first instruction
	Phis   []*Value
	Values []*Value
	Succ   []*Block
	Pred   []*Block // phis have their arguments in this order
	Loop   *Loop    // innermost loop, nil: none
}

// Loop is a natural loop.
type Loop struct {
	Header *Block
	Parent *Loop
	Blocks []*Block
	Depth  int
	Entry  *State // where tier 1 goes on instead of beginning the loop; nil after Hoist
}

// Value is one operation and its result, if it has one.
type Value struct {
	ID    int32
	Op    Op
	Rep   Rep
	Type  ir.Mask // what the result may be
	Args  []*Value
	Owner *Value // of what reads or writes a part of an object by the part's address: the object, which keeps it
	Block *Block
	Frame *lower.Inlined // nil: of the function of the graph
	Uses  int32          // by arguments and states

	Bits   uint64    // of OpConst: the word of its form; of others a Value or a shape, see there
	Index  int32     // of what the operation is about, see there
	Cond   syntax.Op // of comparisons
	Want   ir.Mask   // of OpCheckType and OpIsType
	Shapes []uint32  // of OpCheckShape
	In     *ir.Inst  // of OpMember, OpCall and OpGo
	State  *State    // where tier 1 goes on
	PC     int32     // of the instruction
	Table  []int32   // of OpSwitch: see Switch
	Count  *syntax.Counter
	Range  Range // of an int
	fused  bool  // see Fused
}

// State is what tier 1 needs to go on at an instruction as if it had run so far: the
// register that each value belongs into.
type State struct {
	PC     int32
	Frame  *lower.Inlined // of the function that PC is of; its callers' registers are among Slots
	Header bool           // of what enters a loop: see lower.Exit
	Slots  []Slot
	// Objects are those values among Slots that are not there yet (OpVirtual).
	Objects []Virtualized
	Caught  int32 // block of the handler of the instruction, -1: none
}

// Slot is a word of the frame and what belongs there.
type Slot struct {
	R ir.Operand
	V *Value
}

// Virtualized is an object that who leaves has to make.
type Virtualized struct {
	V      *Value // OpVirtual
	Shape  uint32
	Array  bool     // Fields are the elements of an array
	Fields []*Value // what its slots hold, from InternalOffset on, in any form
}

// Range is the ints between two, both included.
type Range struct{ Lo, Hi int32 }

// AllInts is the range of any int.
var AllInts = Range{math.MinInt32, math.MaxInt32}

// Has tells whether i is in the range.
func (r Range) Has(i int32) bool { return r.Lo <= i && i <= r.Hi }

// newBlock adds a block.
func (g *Graph) newBlock(pc int32) *Block {
	b := &Block{ID: int32(len(g.Blocks)), PC: pc}
	g.Blocks = append(g.Blocks, b)
	return b
}

// newValue makes a value that is in no block yet.
func (g *Graph) newValue(op Op, args ...*Value) *Value {
	row := op.Row()
	v := &Value{ID: g.values, Op: op, Rep: row.Rep, Type: row.Type, Args: args, Range: AllInts}
	g.values++
	return v
}

// name numbers a property key.
func (g *Graph) name(key heap.Value) int32 {
	i := slices.Index(g.names, key)
	if i < 0 {
		i = len(g.names)
		g.names = append(g.names, key)
	}
	return int32(i)
}

// constant is a constant of a form, in the entry block where everything can see it.
func (g *Graph) constant(r Rep, bits uint64, types ir.Mask) *Value {
	for _, o := range g.Entry.Values {
		if o.Op == OpConst && o.Rep == r && o.Bits == bits {
			return o
		}
	}
	v := g.newValue(OpConst)
	v.Bits, v.Rep, v.Type, v.Block = bits, r, types, g.Entry
	g.Entry.Values = slices.Insert(g.Entry.Values, 0, v)
	return v
}

func (g *Graph) intConstant(i int32) *Value {
	v := g.constant(Int32, uint64(uint32(i)), ir.Int)
	v.Range = Range{i, i}
	return v
}

func (g *Graph) floatConstant(f float64) *Value {
	return g.constant(Float64, math.Float64bits(f), ir.Double)
}

// edge adds an edge between blocks.
func edge(from, to *Block) {
	from.Succ = append(from.Succ, to)
	to.Pred = append(to.Pred, from)
}

// Last is the control operation of the block, nil while it has none.
func (b *Block) Last() *Value {
	if n := len(b.Values); n > 0 && b.Values[n-1].Op.Is(Control) {
		return b.Values[n-1]
	}
	return nil
}

// IsBack tells that the edge from b to its successor s begins a loop anew.
func (b *Block) IsBack(s *Block) bool { return s.ID <= b.ID }

// Contains tells that the loop has the block, in an inner loop too.
func (l *Loop) Contains(b *Block) bool {
	for in := b.Loop; in != nil; in = in.Parent {
		if in == l {
			return true
		}
	}
	return false
}

// Base is the word of the frame where the registers of the value's function begin.
func (v *Value) Base() ir.Operand { return ir.Operand(v.Frame.Offset()) }

// Int is the int of a constant in that form; ok is false for other values.
func (v *Value) Int() (i int32, ok bool) {
	if v.Op == OpConst && v.Rep == Int32 {
		return int32(uint32(v.Bits)), true
	}
	return 0, false
}

// Float is the double of a constant in that form.
func (v *Value) Float() (f float64, ok bool) {
	if v.Op == OpConst && v.Rep == Float64 {
		return math.Float64frombits(v.Bits), true
	}
	return 0, false
}

// Constant is the Value of a constant in that form.
func (v *Value) Constant() (c heap.Value, ok bool) {
	if v.Op == OpConst && v.Rep == Tagged {
		return heap.Value(v.Bits), true
	}
	return 0, false
}

// Operands calls f with each place that refers to a value: arguments, the owner, then the state.
func (v *Value) Operands(f func(place **Value)) {
	for i := range v.Args {
		f(&v.Args[i])
	}
	if v.Owner != nil {
		f(&v.Owner)
	}
	if v.State != nil {
		for i := range v.State.Slots {
			f(&v.State.Slots[i].V)
		}
		for i := range v.State.Objects {
			for j := range v.State.Objects[i].Fields {
				f(&v.State.Objects[i].Fields[j])
			}
		}
	}
}

// Operands calls f with each place of the graph that refers to a value: those of values, and those of the states at which
// loops begin, which no value may have yet.
func (g *Graph) Operands(f func(place **Value)) {
	g.All(func(v *Value) { v.Operands(f) })
	for _, b := range g.Blocks {
		if b.Loop != nil && b.Loop.Header == b && b.Loop.Entry != nil {
			entry := Value{State: b.Loop.Entry}
			entry.Operands(f)
		}
	}
}

// All calls f for each value of the graph, phis first in each block.
func (g *Graph) All(f func(v *Value)) {
	for _, b := range g.Blocks {
		for _, v := range b.Phis {
			f(v)
		}
		for _, v := range b.Values {
			f(v)
		}
	}
}

// CountUses counts anew how often each value is referred to. A state that several values
// share counts once for each.
func (g *Graph) CountUses() {
	g.All(func(v *Value) { v.Uses = 0 })
	g.All(func(v *Value) { v.Operands(func(p **Value) { (*p).Uses++ }) })
}
