// Package asm assembles machine code for arm64: one method per instruction form that the code generator uses, labels, and
// constants in as few instructions as they need. It knows neither Values nor frames and imports nothing of Kiln.
//
//	asm.go      registers, labels, what Finish does about jumps that reach too far
//	integer.go  arithmetic on general registers, constants
//	memory.go   loads and stores
//	branch.go   jumps and calls
//	float.go    doubles
//
// Invariants:
//
//   - A method appends exactly one instruction, but for MovImm, which says so.
//   - Conditional jumps reach 1 MiB. Finish puts a jump over a longer one in the place of those that do not reach, so offsets
//     that Len gave before are right only by way of Moved.
package asm
