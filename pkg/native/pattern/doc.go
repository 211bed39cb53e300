// Package pattern makes machine code of the programs of regular expressions, and runs it. It is what package regexp asks
// for by its interface Machine; what a program means is said there, in vm.go, and nothing here adds to it.
//
//	emit.go     instructions to machine code; repeat.go loops over characters, counted.go the others and lookarounds
//	chars.go    whether a unit is in a set
//	run.go      memory of the code, entry and the way back
//
// # The stack of choices
//
// It grows upwards, in words of 8 bytes: the number of the place where code goes on, and an int32, mostly a position.
//
//	place of an undo, number of register   | value that the register had
//	place of a choice                      | position
//	dataPlace | a number for the word above;  place of a loop | position
//
// At the bottom is the word of failedPlace: with it everything is undone, and the match fails where it began. To fail is to
// count a step, pop a word and jump to its place by the table of places. A register has undo words only where going back can
// leave a wrong value in it: not if every way to the end of the match sets it, once (emit.go, mandatory).
//
// # Invariants
//
//   - Machine code has no more steps than Machine.Trial gives it, scanned text counted, before it comes back to have the
//     limits looked at: failing and turns of loops count. A scan is not interrupted, so texts have at most maxText units.
//   - It comes back with all that it needs to go on in the frame. The stack of choices grows between: at most maxWords, fewer than
//     what the interpreter may remember, which takes over there. So a match ends with an error in each tier or in none.
//   - It reads the text between its ends, and writes the registers, the frame and the stack of choices, no more: each
//     instruction that pushes asks for room first.
//   - Texts, registers and stack do not move meanwhile: Go does not stop machine code, it moves nothing but its own stacks,
//     and cells of the heap never move.
//
// The package may import asm, lower, internal/mmap and regexp with what these import.
package pattern
