// Package interp is tier 0: it runs a function by walking its syntax tree on a
// frame of the shared call stack.
//
// The way of a call:
//
//	Enter ──▶ record (numbering of sites, once per function) ──▶ instantiation ──▶ exec / eval
//
// What a walk holds and where:
//
//   - Parameters, locals and statement temporaries lie in the registers that the
//     scope analysis assigned. Operands of an expression that must survive a call
//     or a collection are pushed above them, in the operand area of the same
//     frame; its size is computed once per function (link.go). A cell pointer is
//     never kept in a Go local across anything that may call or collect.
//   - eval returns a value or an error; exec returns a completion code, whose
//     details (thrown error, returned value, jump target) wait in the walk. There
//     is no allocation per node, call or turn of a loop, and no panic.
//   - The position of whatever may throw, call or collect is stored in the frame
//     before it starts.
//
// Nodes that contain a yield or an await of their own function are walked by the
// variants in resume_*.go, which keep their progress and operands in the
// registers that FuncInfo.Resume assigns and find their way back to the
// suspension point by the source position stored in the frame. All other nodes
// never see a suspension. This second walker is there because tier 0 must run
// generators without compiling them; a test holds its kinds of nodes against those
// of the first.
//
// Semantics live in package object: this package holds control flow, register
// traffic and guarded fast paths only. It may import object and what is below.
package interp
