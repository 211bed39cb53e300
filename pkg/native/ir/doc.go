// Package ir is the intermediate form of tier 2: what bytecode means to the code
// generators, with the types that tier 1 has met. It knows no machine.
//
//	op.go      the operations
//	inst.go    one operation with its operands
//	unit.go    blocks, loops, pins and the unit that they make
//	mask.go    types
//	flow.go    predecessors, loops, liveness
//	types.go   which type each register has, and what is checked
//
// # Invariants
//
//   - The types that types.go infers are exactly what the emitted guards ensure: Unit.Transfer and the emitters change together.
//   - What is thrown goes on at the handler with all registers in the frame: the types there are those that held before any
//     of the guarded operations.
//   - A register of the bytecode is a word of the frame; an Operand below zero is a constant of the unit.
//   - The analyses stop half done when the script is to end (Unit.Stop); nothing is made of such a unit.
//
// The package may import bytecode, object and what lies below.
package ir
