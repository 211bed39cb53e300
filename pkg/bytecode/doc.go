// Package bytecode is tier 1: it compiles a function to register bytecode and
// runs it.
//
// The way of a function:
//
//		syntax tree ──Compile──▶ Proto ──(per runtime)──▶ Function ──Enter──▶ loop
//
//	  - A Proto is the compiled form: instructions, constants in Go terms, handler
//	    table, positions. It is immutable, holds no Value and is shared by all
//	    runtimes; it hangs on the FuncInfo.
//	  - A Function is the instance of a Proto in one code record: constants as
//	    Values, inline caches, feedback. It is what object.Code.T1 holds.
//	  - The instruction set is the table in internal/optable; go generate writes
//	    opcode_gen.go and OPCODES.md from it.
//
// # Frames
//
// A register is a word of the frame: 0 the callee, 1 this, 2 new.target, 4 the
// environment, 7 the first argument; then the locals and statement temporaries
// that the scope analysis assigned; then the temporaries of expressions. A call
// builds the frame of the callee in place in the topmost temporaries, so calls
// between functions of this tier copy nothing and do not recurse in Go: the loop
// keeps what it needs to go on with the caller in a list of its own (returns)
// and only the words of the frame are shared with the rest of the engine.
//
// # The loop
//
// The loop is one switch over the instruction, with the instruction pointer and the
// frame base in machine registers. A case does its fast path and continues;
// everything else leaves the switch and calls slow, the only call in the function,
// so that nothing is spilled around fast paths. slow finds the instruction in a
// table of ordinary Go methods (slow_*.go), which work on frame words by index and
// call package object for all semantics.
//
// The cases are written once for all instructions of a form, in loop.go and
// loop_inline.go: what an operator does to ints and doubles, when it records what it
// has met and when it is left to slow stands there in one place. go generate writes
// them out into loop_gen.go (internal/loopgen), one case for each instruction and
// without a call, which is what builds take. With the tag kilnrules the package
// runs loop.go as it stands.
//
// # Adding an instruction
//
//  1. Its row in internal/optable/table.go: operands, effects, the equation. The
//     verifier, the disassembler, liveness and machine code go by the row, so what
//     it reads and writes without naming it needs a kind or an effect of its own.
//     go generate ./pkg/bytecode makes the constant and OPCODES.md.
//  2. What it does, in one of the tables of slow_*.go: registers in, one call of
//     package object, a register out. With that it works in tier 1 (a test demands
//     it of every row), and in tier 2 by a round trip to Go, which --stats counts as
//     "step".
//  3. compile_*.go emits it. TestGolden shows what changes; go test -update writes.
//  4. If it is hot: a case in loop.go, or its name in one that is there and in the
//     functions of loop_inline.go which that calls, and go generate again. The
//     generator refuses an instruction of which a function does not speak. Look at
//     the frame of run afterwards (go tool objdump): it must not grow, and ip and fp
//     must stay in registers.
//  5. If machine code is to do it itself: package native.
//  6. A script in testdata/scripts that meets it with ints, doubles and what else
//     there is; it runs in every tier.
//
// # Exceptions and environments
//
// Handlers are ranges of instructions; the first that contains the instruction
// counts. How many environments the function has pushed at an instruction is
// static and recorded by ranges, so that entering a try statement costs nothing
// and a throw knows how many environments to pop.
//
// The package may import object and what is below. unsafe is used in the loop,
// machine.go, bigint.go, construct.go, function.go, iterate.go and word.go only.
package bytecode

//go:generate go run ./internal/opgen
