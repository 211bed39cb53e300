package stack

import "github.com/kilnjs/kiln/pkg/heap"

// Every frame, in every tier, starts with the same header words:
//
//	fp+0  Callee     the function object, or Undefined
//	fp+1  This       the this value (TDZ in a derived constructor before super())
//	fp+2  NewTarget  new.target or Undefined
//	fp+3  Argc       Int: how many arguments the caller passed
//	fp+4  Env        the innermost heap scope (Env) or Undefined
//	fp+5  Link       the caller's frame and how to return to it: see MakeLink
//	fp+6  Pos        Int: the position of this frame
//	fp+7  …          registers; register i < NumParams is formal argument i
const (
	Callee = iota
	This
	NewTarget
	Argc
	Env
	Link
	Pos
	Header // the number of header words: register i is at fp+Header+i
)

// LinkBits say what kind of frame a frame is.
type LinkBits uint8

// The bits of a link. The two lowest are the tier that runs the frame, which
// tells what its Pos means.
const (
	TierInterp   LinkBits = 0 // Pos is a source position
	TierBytecode LinkBits = 1 // Pos is an instruction index
	TierNative   LinkBits = 2 // Pos is an instruction index
	TierHost     LinkBits = 3 // a host function; Pos means nothing
	TierMask     LinkBits = 3

	// LinkEntry: the frame was entered from Go; returning from it leaves the tier's loop.
	LinkEntry LinkBits = 1 << 2
	// LinkConstruct: the frame runs [[Construct]].
	LinkConstruct LinkBits = 1 << 3
	// LinkUser0 to LinkUser2 are for the tier of the frame.
	LinkUser0 LinkBits = 1 << 4
	LinkUser1 LinkBits = 1 << 5
	LinkUser2 LinkBits = 1 << 6
)

// LinkShift is where the bits of a link begin.
const LinkShift = 24

// MaxWords is the largest size of a stack: a frame position fits in a link.
const MaxWords = 1<<LinkShift - 2

// MakeLink packs the base of the caller's frame (-1: none) and bits into the
// Link word.
//
//	bits 0–23   caller's fp + 1
//	bits 24–30  LinkBits
func MakeLink(callerFP int, bits LinkBits) heap.Value {
	return heap.Int(int32(callerFP+1) | int32(bits)<<LinkShift)
}

// LinkCaller returns the base of the caller's frame in a link, or -1.
func LinkCaller(link heap.Value) int { return int(uint32(link)&(1<<LinkShift-1)) - 1 }

// LinkFlags returns the bits of a link.
func LinkFlags(link heap.Value) LinkBits { return LinkBits(uint32(link) >> LinkShift) }
