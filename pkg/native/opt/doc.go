// Package opt is the optimizing compiler: what it makes of a unit of package ir is a graph in static single assignment
// form, which a code generator turns into machine code.
//
//	op.go          the operations, a row for each: forms of arguments and result, traits, memory read and written
//	graph.go       blocks, loops, values, and the State that tier 1 goes on with
//	build.go       from a unit to a graph: control flow, phis
//	ways.go        how each operation will be done, decided before the graph is built
//	facts.go       what is known at a place: types and forms of values, shapes, words of memory
//	forms.go       values in other forms, with the checks that they need
//	inline.go      bodies of functions in the place of calls; known.go functions that are known without having been met,
//	               accessor.go getters and setters, several.go calls that reach one of a few functions, construct.go
//	               constructors
//	operations.go  one operation of the unit after the other; arith.go numbers, memory.go properties, elements, variables
//	passes.go      what is done to a whole graph, in order
//	escape.go      objects that nobody else sees are not made; unshow.go nor frames shown in which nothing looks
//	sink.go        others are made, whole, where somebody sees them
//	parallel.go    phis in the form that they are wanted in; sums.go terms of sums of which only the bits count
//	narrow.go      values checked twice in a block, once
//	simplify.go    constants, identities, ranges of ints
//	hoist.go       what is the same in every turn of a loop; sweep.go what nobody uses
//	alloc.go       machine registers and slots in the frame
//	worth.go       whether the graph gains more than what it leaves to Go costs
//	verify.go      a graph against its invariants; dump.go a graph as text
//
// # The way
//
// One pass over the blocks of the unit, in the order of the bytecode, keeps for each register of the bytecode the value that
// it has, and what is known about values. So a check that follows from an earlier one is never made, and a word that was
// read or written is not read again until something may have written it. At the header of a loop nobody knows yet what its
// end will bring; therefore the types there come from the inference of package ir, what comes in is checked to be of them,
// and what the loop writes (ways.go) is forgotten beforehand.
//
// # Invariants
//
//   - Values have one form each. What is an int, a double, the address of an object or of an internal cell is converted and
//     checked where it is first wanted so; a State keeps values in whatever form they are.
//   - What may leave has a State: with the values of that in the registers of the bytecode, tier 1 runs the instruction as
//     if for the first time. So only the last operation of an instruction may have an effect that a script can see.
//   - Types and forms of values hold for ever. Shapes, the prototype epoch and words of memory hold until an operation writes
//     the part of Memory that they are in; what Go does, and a call, writes everything.
//   - A load may rest on a check that is no argument of it. Only Hoist moves operations, and it knows.
//   - The frame has the environment, and the object that Function.prototype.arguments shows, at all times (OpSetHome);
//     other registers of the bytecode have their values at leaves, and those that an operation in Go reads have them there.
//   - Addresses of objects are kept in the frame with their tag, so that collections see what lives. Those of parts are kept
//     without one: the elements of an array may begin elsewhere tomorrow (heap.ShiftElements). What reads by such an address
//     has the object for its Owner, which is live until then.
//   - An inlined function has a frame of its own (lower.Inlined) behind the words of the graph, that of a callee behind that
//     of its caller. A State of its operations has the registers of all frames around, so that tier 1 ends one after the
//     other; the header is filled beforehand only where Go or a function that is called may look at it (OpShowFrame).
//     That the function is the one that was inlined OpCheckCode checks, and the code keeps the record whose id that is.
//   - An object that is not made (OpVirtual) has no place: only states name it, with what its slots hold there. Who leaves
//     there makes it (lower.Virtual), once for all registers that it is in.
//   - Blocks come after their dominators; an edge to a block that comes no later begins a loop anew.
//
// # What stays with the baseline
//
// Build declines units with calls that stand in registers, an implied super(...args) outside of inlined constructors, and some services (suits); an operation
// without a form here runs the baseline's emitter between two frames that are whole (OpByUnit), in the frame of the inlined
// function if it is of one. Not inlined are functions that look at surplus arguments, and
// recursive ones. A graph is made of what stays hot in the baseline's code and gains by it
// (native/optimize.go); builds with the tag kilnopt make that of every unit at once.
//
// The package may import lower, ir, bytecode, object and what lies below, and internal/num.
package opt
