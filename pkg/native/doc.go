// Package native is tier 2: it turns the bytecode of hot functions, and what tier 1 has learned about them, into machine
// code, and runs it. Its folders are the way there:
//
//	build/         bytecode and feedback → operations in blocks
//	ir/            those operations, and what is inferred about them: loops, liveness, types
//	lower/         what is the same on every machine: pins, exits, the Context, what may be assumed of memory
//	opt/           the optimizing compiler: a graph of a unit, in builds with the tag kilnopt
//	baseline/      machine code of units and graphs, in the vocabulary of asm/
//	asm/           the assembler of the platform
//	pattern/       machine code of regular expressions, which it also runs: patterns.go
//	amd64/         x86-64: its assembler, and the entry from Go; arm64/ likewise
//
// # Running it
//
//	compile.go     from a hot function to mapped code; when it is thrown away and made anew
//	optimize.go    from what stays hot to code of a graph, and back
//	engine.go      entry, and the loop that serves exits
//	serve.go       one operation done in Go; exceptions; what is learned meanwhile
//	calls.go       calls that machine code does not know how to do; construct.go constructs and fields of classes
//	suspend.go     generators and async functions, whose frames are suspended
//	check.go       what checked builds find wrong
//	exits.go       how often machine code went to Go, and for what
//	events.go      who is told
//	backend_*.go   the code generator of the platform: the only files that depend on it
//
// Machine code runs on a machine stack of its own (lower/context.go). It comes back to Go through one exit
// protocol: the number of the exit, which says why (lower/exit.go), and the frame. Go does the work and goes on at the
// continuation. A round trip takes about 6 ns. What machine code has no fast path for, tier 1 does, one instruction at a
// time (serve.go); nothing here defines what an operation means.
//
// Without a code generator for the platform Available is false and tier 1 carries on.
//
// # Invariants
//
//   - At every exit all live Values are in the frame, so neither collector looks at the machine stack, which holds return
//     addresses only. Cells never move.
//   - The types that package ir infers are exactly what the emitted guards ensure.
//   - A guard that fails gives the frame to tier 1 at the instruction it stands for, which then runs as if for the first
//     time. Code that leaves twice at one place is compiled again with what was learned; an instruction that keeps failing
//     loses its guard.
//   - What is thrown goes on at the handler in the same machine code, with all registers in the frame: the types there are
//     those that held before any of the guarded operations.
//   - Machine code is written, then made executable, never both, and stays mapped as long as its runtime: a frame may
//     return into code that has been thrown away.
//   - Each loop turn and each call counts down the runtime's budget, like in every tier; at zero Go looks around.
//   - Machine code follows an address only where it cannot be one that a script has made: see "Walls" in baseline/doc.go.
//
// The package may import its folders, bytecode, object and what lies below, and internal/mmap; no other package imports the
// folders.
package native
