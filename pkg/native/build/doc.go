// Package build turns bytecode, and what tier 1 has learned about it, into a unit of package ir.
//
//	build.go     instruction by instruction
//	member.go    accesses to members
//	entries.go   what of an inline cache machine code can do
//	learn.go     which built-in function a call is likely to reach
//
// # Invariants
//
//   - One instruction becomes any number of operations, all of which carry its number: whatever leaves there gives the frame
//     to tier 1 at that instruction, which then runs as if for the first time. So only the last of them may have an effect
//     that a script can see.
//   - Nothing is believed: what is likely (types, shapes, callees) is for the emitters to check when the code runs. Values of
//     scripts that get into the unit are kept alive by tier 1's constants, by the shape that has been compared, or by the record of the machine code.
//   - What tier 1 cannot say the next instruction of ends the unit (OpLeave).
//
// The package may import ir, bytecode, object and what lies below.
package build
