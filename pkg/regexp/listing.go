package regexp

import "github.com/kilnjs/kiln/internal/ucd"

// What a maker of machine code reads of a program: its instructions as they are, and what they name.

// Op is an operation of the matcher: see opcode.
type Op = opcode

// The operations.
const (
	OpFail       = opFail
	OpMatch      = opMatch
	OpChar       = opChar
	OpChar2      = opChar2
	OpLone       = opLone
	OpLit        = opLit
	OpSet        = opSet
	OpSetU       = opSetU
	OpBack       = opBack
	OpBackU      = opBackU
	OpRepeat     = opRepeat
	OpRepeatU    = opRepeatU
	OpLazy       = opLazy
	OpLazyU      = opLazyU
	OpJump       = opJump
	OpSplit      = opSplit
	OpSplitTo    = opSplitTo
	OpSave       = opSave
	OpSetReg     = opSetReg
	OpClear      = opClear
	OpMoved      = opMoved
	OpLoop       = opLoop
	OpLoopEnd    = opLoopEnd
	OpBackref    = opBackref
	OpInputStart = opInputStart
	OpInputEnd   = opInputEnd
	OpLineStart  = opLineStart
	OpLineEnd    = opLineEnd
	OpWord       = opWord
	OpNotWord    = opNotWord
	OpLook       = opLook
	OpLookEnd    = opLookEnd
	OpNot        = opNot
	OpNotEnd     = opNotEnd
)

// Inst is an instruction: see inst.
type Inst struct {
	Op      Op
	C       uint16
	X, Y, Z int32
}

// IgnoresCase and Backward tell of an OpBackref how it compares.
func (p *Program) IgnoresCase(pc int) bool { return p.code[pc].flag&refIgnoreCase != 0 }

// Backward is IgnoresCase for the direction.
func (p *Program) Backward(pc int) bool { return p.code[pc].flag&refBackward != 0 }

// Len is the number of instructions.
func (p *Program) Len() int { return len(p.code) }

// At is the instruction at pc.
func (p *Program) At(pc int) Inst {
	in := &p.code[pc]
	return Inst{in.op, in.c, in.x, in.y, in.z}
}

// Registers is the number of registers of a match.
func (p *Program) Registers() int { return p.numRegs }

// Units is the text of an OpLit.
func (p *Program) Units(n int32) []uint16 { return p.lits[n] }

// Set is a set of characters: those below 256 as bits, and the ranges from 256 on, of which the
// first may begin lower.
func (p *Program) Set(n int32) (bits *[4]uint64, high []ucd.Range) {
	return &p.sets[n].bits, p.sets[n].high
}

// HasAll reports whether set n is that of all characters.
func (p *Program) HasAll(n int32) bool { return n == allSet }

// First is what may come next for some part of the program to match: units below 256, any other
// unit, or the end of the text.
func (p *Program) First(n int32) (bits *[4]uint64, high, end bool) {
	f := &p.firsts[n]
	return &f.bits, f.high, f.end
}

// Counts are the bounds of a loop, and whether it is lazy.
func (p *Program) Counts(n int32) (least, most int32, lazy bool) {
	l := &p.loops[n]
	return l.min, l.max, l.lazy
}

// Turns says where a counted loop begins and what follows it, which register has the place where a
// turn began, or -1, and what a turn and what follows the loop can begin with, -1 for anything.
func (p *Program) Turns(n int32) (head, exit, mark, body, next int32) {
	l := &p.loops[n]
	return l.head, l.exit, l.mark, l.body, l.next
}

// Follows says what follows a loop over characters can begin with, and whether giving characters
// back is useless.
func (p *Program) Follows(n int32) (next int32, possessive bool) {
	return p.loops[n].next, p.loops[n].possessive
}

// Folded gives for each character below 256 one that is the same without regard to case.
func (p *Program) Folded() (fold [256]byte) {
	for c := range fold {
		fold[c] = byte(c)
		for d := range c {
			if ucd.Canonicalize(rune(d), p.unicode) == ucd.Canonicalize(rune(c), p.unicode) {
				fold[c] = fold[d]
				break
			}
		}
	}
	return fold
}

// StartKind is how to find where a match may begin.
type StartKind uint8

// The kinds that a loop of machine code can be: at StartGiven only where it is told.
const (
	StartGiven StartKind = iota
	StartEvery
	StartFirst
	StartLine
)

// Start says how matches of the program are found: bits, high and end are of StartFirst, as those
// of First; run is a set, or -1: where one position of a row of its characters fails the later ones do.
func (p *Program) Start() (kind StartKind, bits *[4]uint64, high, end bool, run int32) {
	f := &p.plan.first
	switch p.plan.kind {
	case planEvery:
		kind = StartEvery
	case planFirst, planByte:
		kind = StartFirst
	case planLine:
		kind = StartLine
	}
	return kind, &f.bits, f.high, f.end, p.plan.run
}
