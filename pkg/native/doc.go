// Package native is tier 2: it turns the bytecode of hot functions, and what tier 1 has learned about them, into machine
// code, and runs it. There is a code generator for amd64; elsewhere Available is false and tier 1 carries on.
//
// # From bytecode to machine code
//
//	build/         bytecode → operations in blocks (ir/), with the types and shapes that tier 1 has met
//	pins.go        which frame registers of an inner loop live in machine registers, and in which form
//	places_*.go    where each frame register is at hand within a block
//	shared_*.go    the caches of members that all sites share; instance_*.go the answers of instanceof
//	forward_*.go   calls through Function.prototype.call and apply
//	exits.go       how often machine code went to Go, and for what
//	emit_*.go …    machine code, block by block, hot paths first and everything else behind them
//
// # Running it
//
// Machine code runs on a machine stack of its own (context.go, entry_amd64.s). It comes back to Go through one exit
// protocol: the number of the exit, which says why (engine_amd64.go), and the frame. Go does the work and goes on at the
// continuation. A round trip takes about 6 ns. What machine code has no fast path for, tier 1 does, one instruction at a
// time (serve_amd64.go); nothing here defines what an operation means.
//
// # Invariants
//
//   - At every exit all live Values are in the frame, so neither collector looks at the machine stack, which holds return
//     addresses only. Cells never move: an address in a machine register stays right while a place says so.
//   - The types that package ir infers are exactly what the emitted guards ensure: ir.Unit.Transfer and the emitters change together.
//   - A guard that fails gives the frame to tier 1 at the instruction it stands for, which then runs as if for the first
//     time. Code that leaves twice at one place is compiled again with what was learned; an instruction that keeps failing
//     loses its guard.
//   - What is thrown goes on at the handler in the same machine code, with all registers in the frame: the types there are
//     those that held before any of the guarded operations.
//   - Machine code is written, then made executable, never both, and stays mapped as long as its runtime: a frame may
//     return into code that has been thrown away.
//   - Each loop turn and each call counts down the runtime's budget, like in every tier; at zero Go looks around.
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
//   - An iterator that stands for an array has an int beside it. What scripts return as next is called, so it is never an
//     int there; and what is read of an object that is no array is the number of elements and an internal word, compared
//     only.
//   - Holders, callees, keys and constants in the code are kept alive by its record (compiled.keep). What is in tables of
//     Go's that collections do not see (sites, instances, the shared caches) is emptied by every collection.
//   - The table of entries has a word for every code record, and the id that indexes it is a word of function cells.
//
// In builds with heap.Checked each of these cells is compared with the kind that it must have (check_amd64.go), each
// type with the value (checkType), and each answer of a cache with the objects (verify_amd64.go).
//
// The package may import bytecode, object and what lies below.
package native
