package syntax

import "sync"

// Sites is the numbering of the places of one function that the tree walker
// keeps data for, and what it measured. The walker fills it, together with the
// Site fields of the nodes and the Index of RefGlobal uses, the first time the
// function runs in any runtime, under Once; afterwards all of it is immutable
// like the rest of the tree.
type Sites struct {
	Once sync.Once
	// Consts, Caches and Literals are how many constants, inline caches and
	// object literals were numbered, each from 0.
	Consts, Caches, Literals uint32
	// Operands is how many words of operands the function needs above NumLocals.
	Operands uint32
	// Height is the height of the tallest tree in the function.
	Height uint32
}
