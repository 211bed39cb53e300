// Package ir is the intermediate form of tier 2: what bytecode means to the code generators, with the types that tier 1 has
// met. It knows no machine.
//
//	op.go       the operations, with their equations
//	table.go    a row for each: operands, effects, types, wishes, how it becomes machine code
//	inst.go     one operation with its operands; aux.go what families of operations have beyond those
//	unit.go     blocks, loops, pins and the unit that they make
//	mask.go     types
//	flow.go     predecessors, loops, liveness
//	types.go    which type each register has, and what is checked
//	check.go    a unit against the table; dump.go a unit as text
//
// # Invariants
//
//   - The types that types.go infers are exactly what the emitted guards ensure: the rules there and the emitters change
//     together.
//   - What an operation reads, writes and may go to is in its Args, Dst, Aux and row, and nowhere else: analyses ask these
//     (Uses, Writes, Target, Op.Is), never for one operation by name.
//   - What is thrown goes on at the handler with all registers in the frame: the types there are those that held before any
//     of the guarded operations.
//   - A register of the bytecode is a word of the frame; an Operand below zero is a constant of the unit.
//   - Blocks are in the order of the bytecode; an edge to a block that comes no later is a back edge.
//   - The analyses stop half done when the script is to end (Unit.Stop); nothing is made of such a unit.
//
// # How to add an operation
//
//  1. op.go: a constant with its equation, before NumOps.
//  2. table.go: its row. The names in Args say how many operands there are; Result is the type of Dst, or Types is a rule
//     that types.go has (arithmetic, element, …) or gets: it says what the emitter will have checked of a and b. Effects say
//     what else happens; take too many rather than too few. What it must know beyond operands is an Aux of a family that
//     there is, or of a new one in aux.go.
//  3. build/build.go: the instruction that becomes it, by builder.op.
//  4. baseline/dispatch.go: its emitter, a method of gen in the file of its kind. Go does what
//     the emitter has no way for: service(lower.ExitOp, …) beside the hot path, or inlineService.
//  5. A script in testdata/scripts/tiers that runs it with every kind of operand, and one that makes its guards fail.
//
// Steps 1, 2 and 4 are all that an operation needs which Go has no part in. TestEveryOperationHasItsRow,
// TestEveryOperationHasItsEmitter and, when no script has it, TestUnitsFitTheTable (build) fail when one is forgotten; builds
// with heap.Checked look at each unit by the table
// (Unit.Check) and at each value by the type that the row promises. Where a checked build shall do the work of a hot path
// again, check.go in pkg/native says how (engine.wrong).
//
// The package may import bytecode, object, heap and syntax.
package ir
