package ir

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Aux is what one family of operations has beyond operands. Its row in the table says
// which one an operation has. It belongs to one operation.
type Aux interface {
	size() uintptr // in bytes, about
}

// Compare is of comparisons.
type Compare struct{ Cond syntax.Op }

// Branch is of what may go to a block.
type Branch struct {
	Target int32
	Cond   syntax.Op  // of OpJumpCmp
	Sense  bool       // of all with a condition: goes when it is this
	Value  heap.Value // of OpJumpEq: no number
}

// Switch is of OpSwitch.
type Switch struct {
	First   int32   // the int of the first clause
	Targets []int32 // blocks, -1 where there is no clause
}

// Cases is of OpCaseOf: the clauses that ints select, by value, and those of texts, of which the longest has so many
// bytes. What else there is Go knows.
type Cases struct {
	Ints    []syntax.IntCase
	Texts   []syntax.TextCase
	Longest int
}

// Member is of accesses to properties: what the inline cache knows.
type Member struct {
	Entries  []object.ICEntry // what machine code can do
	Name     heap.Value       // the property key, 0 where operand C is it
	Key      heap.Value       // where operand C is the key: what it must be for Entries
	This     Operand          // the receiver that getters and setters get
	Base     Operand          // the register where the frame of a getter or setter begins
	Accessor bool             // some of Entries are getters or setters
	Shared   bool             // asks the cache that all sites share
	Home     bool             // of OpPrototype: of the home object
}

// Call is of calls and constructs: of the frame that stands at a register.
type Call struct {
	Base     Operand // where the frame of the callee begins
	Tier1    Operand // where it begins in tier 1, if code of a graph has put it elsewhere
	Argc     int32
	Tail     bool            // deep on the stack tier 1 does it
	Resumes  bool            // it probably reaches %GeneratorPrototype%.next
	Applies  bool            // Callee is Function.prototype.apply
	Shortcut object.Shortcut // of OpShortcut
	Callee   heap.Value      // of OpShortcut; of OpCall: Function.prototype.call or apply, or 0
	Makes    heap.Value      // of OpNew: %Array% or %Object%, which it probably reaches, or 0
}

// Forwards tells that the call probably reaches Function.prototype.call or apply.
func (c *Call) Forwards() bool { return c.Callee != 0 && c.Shortcut == object.NoShortcut }

// Iterator is of what keeps an iterator in two registers, which it writes.
type Iterator struct{ Writes [2]Operand }

// Slot is of variables in environments.
type Slot struct {
	Hops, Index uint32 // slot Index of the environment Hops up
	Check       bool   // it may be uninitialised
}

// Scope is of changes of the environment.
type Scope struct {
	Levels uint32 // of OpPopEnv: how far up the environment is that becomes current
	Slots  uint32 // of OpPushEnv
	ID     uint32 // of OpPushEnv: the scope
}

// Suspend is of OpSuspend: why the frame is left.
type Suspend struct{ Why object.Suspension }

// Delegate is of OpDelegate: its first register of five, and the blocks that it goes to when the generator is to
// return, and when the inner iterator has ended.
type Delegate struct {
	Registers    [5]Operand
	Return, Done int32
}

// Count is of OpCount.
type Count struct{ Counter *syntax.Counter }

// Make is of new objects.
type Make struct {
	Shape    *heap.Shape
	Function int  // of OpClosure: number of the inner function
	Instance bool // what a constructor begins with: no instruction of tier 1 makes it
}

// Rest is of OpRest: the first argument that is in the array. With Shape it is no array but an
// arguments object of that shape, Iterator and Callee are its properties; the callee of the
// frame, where Callee is Undefined.
type Rest struct {
	From             int32
	Shape            *heap.Shape
	Iterator, Callee heap.Value
}

// Service is of what tier 1 does.
type Service struct {
	Writes []Operand
	Target int32 // block that the instruction may jump to, -1: none
	Keeps  bool  // writes nothing when it does
	Tail   bool  // deep on the stack tier 1 goes on with it
}

func (a *Compare) size() uintptr  { return unsafe.Sizeof(*a) }
func (a *Branch) size() uintptr   { return unsafe.Sizeof(*a) }
func (a *Cases) size() uintptr    { return unsafe.Sizeof(*a) + uintptr(len(a.Ints))*8 }
func (a *Switch) size() uintptr   { return unsafe.Sizeof(*a) + uintptr(len(a.Targets))*4 }
func (a *Call) size() uintptr     { return unsafe.Sizeof(*a) }
func (a *Iterator) size() uintptr { return unsafe.Sizeof(*a) }
func (a *Slot) size() uintptr     { return unsafe.Sizeof(*a) }
func (a *Scope) size() uintptr    { return unsafe.Sizeof(*a) }
func (a *Count) size() uintptr    { return unsafe.Sizeof(*a) }
func (a *Delegate) size() uintptr { return unsafe.Sizeof(*a) }
func (a *Suspend) size() uintptr  { return unsafe.Sizeof(*a) }
func (a *Rest) size() uintptr     { return unsafe.Sizeof(*a) }
func (a *Make) size() uintptr     { return unsafe.Sizeof(*a) }
func (a *Service) size() uintptr  { return unsafe.Sizeof(*a) + uintptr(len(a.Writes))*4 }
func (a *Member) size() uintptr {
	return unsafe.Sizeof(*a) + uintptr(len(a.Entries))*unsafe.Sizeof(object.ICEntry{})
}

// Branch is what a jump has.
func (in *Inst) Branch() *Branch { return in.Aux.(*Branch) }

// Switch is what a jump table has.
func (in *Inst) Switch() *Switch { return in.Aux.(*Switch) }

// Cases is what OpCaseOf has.
func (in *Inst) Cases() *Cases { return in.Aux.(*Cases) }

// Member is what an access to a property has.
func (in *Inst) Member() *Member { return in.Aux.(*Member) }

// Call is what a call or construct has.
func (in *Inst) Call() *Call { return in.Aux.(*Call) }

// Slot is what an access to a variable has.
func (in *Inst) Slot() *Slot { return in.Aux.(*Slot) }

// Scope is what a change of the environment has.
func (in *Inst) Scope() *Scope { return in.Aux.(*Scope) }

// Suspend is what a suspension has.
func (in *Inst) Suspend() *Suspend { return in.Aux.(*Suspend) }

// Delegate is what a step of yield* has.
func (in *Inst) Delegate() *Delegate { return in.Aux.(*Delegate) }

// Count is what a count has.
func (in *Inst) Count() *Count { return in.Aux.(*Count) }

// Make is what the making of an object has.
func (in *Inst) Make() *Make { return in.Aux.(*Make) }

// Rest is what the making of a rest array has.
func (in *Inst) Rest() *Rest { return in.Aux.(*Rest) }

// Service is what an instruction has that tier 1 does.
func (in *Inst) Service() *Service { return in.Aux.(*Service) }

// MaxSuperArgs is how many arguments an implied super(...) passes on in machine code.
const MaxSuperArgs = 8

// IsAccessor tells that the entry is of a getter or a setter.
func IsAccessor(e *object.ICEntry) bool {
	return e.Kind == object.ICOwnGetter || e.Kind == object.ICProtoGetter || e.Kind == object.ICSetter
}

// Frame is where the frame begins of what the operation calls, and how many arguments
// it has there: a call or construct, or an access that has met getters or setters.
func (in *Inst) Frame() (base Operand, argc int32) {
	switch aux := in.Aux.(type) {
	case *Call:
		return aux.Base, aux.Argc
	case *Member:
		if in.Op == OpSetMember {
			argc = 1
		}
		return aux.Base, argc
	}
	return NoReg, 0
}
