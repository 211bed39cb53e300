// Package lower is what a code generator of tier 2 shares with those of other machines, and with the engine.
//
//	layout.go     what machine code may assume of cells, frames and tables: the one list of offsets
//	context.go    what machine code and Go share while machine code runs
//	machine.go    what they know of one runtime: exits, sites, answers of instanceof
//	exit.go       why machine code goes to Go
//	code.go       the record of one piece of machine code
//	site.go       what a construct knows about the constructors that it has met
//	instance.go   the table of answers of instanceof
//	pins.go       which frame registers of an inner loop live in machine registers, and in which form
//	worth.go      whether a unit gains by being machine code
//
// # Invariants
//
//   - Nothing here names a machine: how many registers pins may take is a parameter, a pin's register a number among those.
//   - Emitters have offsets from layout.go only, and layout_test.go holds each against what heap and object do.
//   - What is in tables of Go's that collections do not see (sites, instances) is emptied by every collection.
//   - What enters a loop is of the form that its pins have: the edges into it check that.
//
// The package may import ir, bytecode, object and what lies below, and internal/mmap.
package lower
