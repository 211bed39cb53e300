// Package macro says in instructions of arm64 what the emitters say in the vocabulary of package asm in pkg/native, and adds
// what takes several instructions and is another sequence on each machine.
//
//	macro.go    operands, flags, jumps, the machine stack
//	integer.go  words
//	float.go    doubles
//
// The package may import arm64/asm.
package macro
