// Package loopgen writes the loop of the interpreter out. The rules (loop.go and
// loop_inline.go of package bytecode) are ordinary Go that runs as it stands; what
// loopgen does keeps its meaning and makes it fast:
//
//   - A case of the switch over op that mentions op becomes one case for each
//     instruction that it names, with the instruction in the place of op.
//   - A call of a function of loop_inline.go becomes its body.
//   - What is constant then is decided: comparisons of instructions, and the if,
//     switch, && and || that hang on them.
//
// A function that is one return statement, once its constants are decided, may be
// called anywhere. One with more statements stands alone on the right of an
// assignment:
//
//	x := f(a)              the statements of f, whose returns assign to x
//
//	x, ok := f(a)          likewise; a "return …, false" of f becomes the body
//	if !ok {               of this if, which must end in a jump
//		break
//	}
//
// Everything is done on the syntax tree. What would change its meaning where it is
// put is refused, with the position in the rules: an argument that reads memory
// while the function writes, a local variable that hides a name of the caller, a
// break that would leave another statement.
//
// The package imports the table of instructions and nothing else of the project.
package loopgen
