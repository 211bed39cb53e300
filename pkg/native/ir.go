//go:build amd64

package native

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// mask is the set of types that a value may have.
type mask uint8

// The types that the generator tells apart, by the same bits as the feedback of
// tier 1.
const (
	tInt    mask = 1 << iota // int form
	tDouble                  // float form
	tBool
	tObject
	tString
	tOther // undefined, null, symbols, BigInts and the internal markers
	tNum   = tInt | tDouble
	tAny   = tNum | tBool | tObject | tString | tOther
)

func (m mask) only(of mask) bool { return m != 0 && m&^of == 0 }

// maskOf is the type of one value.
func maskOf(v heap.Value) mask {
	switch {
	case v.IsInt():
		return tInt
	case v.IsFloat():
		return tDouble
	case v.IsBool():
		return tBool
	case v.IsObject():
		return tObject
	case v.IsString():
		return tString
	}
	return tOther
}

// opcode is an operation of the intermediate form: what an instruction of the
// bytecode means to the generator.
type opcode uint8

// The operations. Operands are registers or constants.
const (
	opNop           opcode = iota
	opMove                 // dst = a
	opAdd                  // dst = a + b
	opSub                  // dst = a - b
	opMul                  // dst = a * b
	opDiv                  // dst = a / b
	opMod                  // dst = a % b
	opAnd                  // dst = a & b
	opOr                   // dst = a | b
	opXor                  // dst = a ^ b
	opShl                  // dst = a << b
	opShr                  // dst = a >> b
	opUshr                 // dst = a >>> b
	opNeg                  // dst = -a
	opToNum                // dst = ToNumeric(a)
	opBitNot               // dst = ~a
	opNot                  // dst = !a
	opCmp                  // dst = a cond b
	opJump                 // go to target
	opJumpCmp              // if (a cond b) == sense go to target
	opJumpIf               // if ToBoolean(a) == sense go to target
	opJumpEq               // if (a is the value imm) == sense go to target; imm is no number
	opJumpNil              // if (a is null or undefined) == sense go to target
	opGetMember            // dst = a.key through ic
	opSetMember            // a.key = b through ic
	opHasPrivate           // dst = whether a has the private element c
	opPrototype            // dst = prototype of function a, or with sense of its home object
	opGetElem              // dst = a[b]
	opSetElem              // a[b] = c
	opGetEnv               // dst = slot imm&0xFFFFFFFF of the environment imm>>32 hops up
	opSetEnv               // the same slot = a
	opGetGlobal            // dst = a global name
	opSloppyThis           // this = an object
	opCall                 // dst = call of the frame built at register base with imm arguments
	opNew                  // dst = construct of the same
	opReturn               // return a
	opLoop                 // back edge or loop header: count down the budget
	opService              // anything else: tier 1 does the one instruction; it may jump to target
	opThrow                // throw a
	opLeave                // go on in tier 1 here
	opPopEnv               // the environment imm levels up becomes current
	opJumpObject           // if (a is an object) == sense go to target
	opSwitch               // go to targets[a-imm] when a is an int and that is a block
	opCheckTDZ             // leave when (a is the TDZ marker) == sense
	opRequireObject        // nothing unless a is null or undefined: then tier 1 throws
	opGetLength            // dst = a.length of an array, string or typed array
	opGetText              // dst = a.key of a string, inherited
	opSetGlobal            // a global name = a
	opTypeof               // dst = typeof a
	opInstanceOf           // dst = a instanceof b
	opShortcut             // dst = call of a built-in function with arguments a, b; c is the callee
	opGetIter              // dst, dst+1 = iterator of a: see package bytecode
	opIterNext             // dst = next value of iterator a, b; to target when done
	opIterStep             // dst = next value of iterator a, b, undefined when done
	opIterClose            // close the iterator a, b
	opSuper                // dst = construct of the frame built at register base, new.target is there
	opSuperAll             // dst = construct of the parent with the arguments and new.target of the frame
	opInitFields           // InitializeInstanceElements(a, b)
	opClosure              // dst = closure of function imm over the environment, with home object a
	opPushEnv              // the environment gets an inner one of imm&0xFFFFFFFF slots, scope imm>>32
	opMakeObject           // dst = object of a shape, with the values of reads
)

// operand is a register of the bytecode, that is a word of the frame (>= 0), or
// constant ^operand of the unit.
type operand = int32

const noReg operand = -1 << 30

// inst is one operation.
type inst struct {
	op       opcode
	cond     syntax.Op // of opCmp and opJumpCmp
	sense    bool
	generic  bool // no guard holds here: done in Go
	seen     mask // types that tier 1 has met here; 0: nothing recorded, which means ints
	dst      operand
	a, b, c  operand
	reads    []operand // further registers that are read
	writes   []operand // further registers that are written
	handler  int32     // block of the handler that sees a throw of this operation, -1: none
	base     operand   // of calls, also of accessors: the register where the callee's frame begins
	imm      uint64
	pc       int32            // instruction to which tier 1 returns when this one cannot be done here
	target   int32            // block, for jumps
	targets  []int32          // of opSwitch: blocks, -1 where there is no clause
	wraps    bool             // of sums: only the result modulo 2^32 is looked at
	accessor bool             // of members: some of what they have met are getters or setters
	this     operand          // of members: the receiver that getters and setters get
	key      heap.Value       // of members whose key is in register c: what it must be
	tail     bool             // of tail calls: deep on the stack tier 1 does it
	keeps    bool             // writes nothing when it goes to target
	entries  []object.ICEntry // of members and globals: what machine code can do
	name     heap.Value       // of members: the property key
	shared   bool             // of members: asks the cache that all sites share

	fed      uint32          // the whole feedback word when the unit was built
	shortcut object.Shortcut // of opShortcut
	callee   heap.Value      // of opShortcut; of opCall: Function.prototype.call or apply, or 0
	applies  bool            // of opCall: that is apply
	shape    *heap.Shape     // of opMakeObject and opClosure
}

// uses calls f for each register that the operation reads.
func (in *inst) uses(f func(r operand)) {
	for _, r := range [3]operand{in.a, in.b, in.c} {
		if r >= 0 {
			f(r)
		}
	}
	for _, r := range in.reads {
		f(r)
	}
}

// block is a run of operations with one entry.
type block struct {
	insts []inst
	pc    int32   // of the first instruction
	succ  []int32 // handlers first; the last is the fall-through, if control falls through
	pred  []int32
	loop  int32 // innermost loop, -1: none
	falls bool

	liveIn bitset
	typeIn []mask // by register, nil while not reached
}

// loop is a natural loop that is entered through its header only.
type loop struct {
	header int32
	blocks []int32
	parent int32
	inner  bool // contains no other loop
	pins   []pin
}

// pin is a frame register that lives in a machine register while its loop runs.
type pin struct {
	r    operand
	kind locKind
	reg  uint8
	set  bool // assigned in the loop
	// object tells that what enters the loop is an object, which its edges check.
	object bool
}

// bitset is a set of frame registers.
type bitset []uint64

func newBitset(n int) bitset        { return make(bitset, (n+63)/64) }
func (s bitset) has(r operand) bool { return s[r>>6]>>(uint(r)&63)&1 != 0 }
func (s bitset) add(r operand)      { s[r>>6] |= 1 << (uint(r) & 63) }
func (s bitset) remove(r operand)   { s[r>>6] &^= 1 << (uint(r) & 63) }

// union adds t and tells whether s grew.
func (s bitset) union(t bitset) bool {
	grew := false
	for i, w := range t {
		if w&^s[i] != 0 {
			s[i] |= w
			grew = true
		}
	}
	return grew
}

// step takes live from after the operation to before it.
func (in *inst) step(live bitset, u *unit) {
	if in.dst >= 0 {
		live.remove(in.dst)
	}
	for _, r := range in.writes {
		live.remove(r)
	}
	if in.keeps {
		live.union(u.blocks[in.target].liveIn)
	}
	in.uses(live.add)
	if u.shown != 0 {
		live.add(u.shown)
	}
	if in.handler >= 0 {
		live.union(u.blocks[in.handler].liveIn)
	}
}
