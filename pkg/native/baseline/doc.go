// Package baseline is the code generator: it makes machine code of a unit of package ir, block by block, hot paths
// first and everything else behind them. It is the same for all machines: what an instruction is, and which registers there
// are, package asm says.
//
//	backend.go     what the engine asks for
//	emit.go        the unit: blocks, edges, exits; dispatch.go which emitter an operation has
//	places.go      where each frame register is at hand within a block; register use
//	control.go     jumps, comparisons, calls, the prologue
//	arith.go       arithmetic on numbers; mixed.go on operands of any types
//	member.go      properties through inline caches; accessor.go getters, setters, private elements and super;
//	               shared.go the caches that all sites share; global.go global names
//	text.go        strings compared, joined and put together in templates; join.go how they are joined,
//	               text_keys.go how they are found among others
//	elements.go    elements of arrays and strings; typed.go of typed arrays; iterate.go iteration
//	construct.go   constructs; fields.go fields of classes; alloc.go cells; instance.go instanceof
//	forward.go     calls through Function.prototype.call and apply; shortcut.go built-in functions; table.go Maps and Sets
//	suspend.go     generators and async functions
//	graph.go       graphs of package opt: frames, values at hand, leaves; graph_control.go edges and calls,
//	               graph_values.go numbers and comparisons, graph_memory.go properties and elements
//	check.go       what checked builds look at again; verify.go what they do again
//
// # Invariants
//
//   - An emitter ensures exactly what ir.Unit.Transfer says of its operation.
//   - At every exit all live Values are in the frame; the machine stack has return addresses only. Cells never move: an
//     address in a machine register stays right while a place says so.
//   - Between two operations a value is where its place says, in the frame if there is none; a place that is not dirty
//     agrees with the frame bit by bit once boxed.
//   - Offsets in memory come from lower/layout.go.
//
// # Walls
//
// Machine code follows an address only where it cannot be one that a script has made. Scripts write Values into registers,
// properties and elements, and bytes into typed arrays and strings; they write nothing else. So:
//
//   - A Value from a register, a property or an element is followed after its tag was compared, and before that only if
//     package ir has its type from such a comparison (objectOf, addressOf, textAddress, entryOf). No number has the tag of a
//     cell: NaNs from memory become the one of Values before they are boxed (loadDouble). The tag of an
//     accessor, which is in a property slot, is taken off such that another one makes no address of the process, whatever
//     the shape says (emitAccess): that is a fault, and the end of the runtime.
//   - The words for overflow slots and elements in an object, the parent of an environment, the environment, class and home
//     object of a function, the base of a slice of text are written by the heap and by machine code that has them from
//     there. Of what has such words the class is compared (functions: entryOf; arrays, typed arrays) or it is a cell that
//     only they can be (environments, Slots, Elements, Accessor).
//   - The bytes of typed arrays are reached through the window of their buffer, which is Go's; they are loaded as numbers
//     and never followed. Characters are loaded as numbers too, and index the table of one-character strings below 256.
//   - The base of a slice of text and the parts of a rope are strings that machine code has from registers, by their tags, or
//     from such a slice. Bytes are written to a string only while it is being made, or behind the text of a buffer, where its
//     capacity says that there is room (text.go).
//   - Of an iterator over a string the class and the tag are compared, and its target, before its words are used.
//   - An iterator that stands for an array has an int beside it. What scripts return as next is called, so it is never an
//     int there; and what is read of an object that is no array is the number of elements and an internal word, compared
//     only.
//   - Holders, callees, keys and constants in the code are kept alive by its record (lower.Code.Keep). What is in tables of
//     Go's that collections do not see (sites, instances, the shared caches) is emptied by every collection.
//   - The table of entries has a word for every code record, and the id that indexes it is a word of function cells.
//
// In builds with heap.Checked each of these cells is compared with the kind that it must have (check.go), each type with the
// value (checkType), and each answer of a cache with the objects (verify.go).
//
// The emitters are plain Go and build everywhere. The package may import ir, lower, the assembler of pkg/native/asm,
// bytecode, object and what lies below; only pkg/native imports it.
package baseline
