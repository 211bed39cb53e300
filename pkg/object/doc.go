// Package object holds the semantics of the language: realms, the object
// model with its internal methods, functions and calls, errors, scopes that
// are looked up by name, modules, and every abstract operation of the
// specification. A tier contributes control flow and guarded fast paths; each
// slow path is one call into this package, so that all tiers mean the same.
//
// # Invariants
//
//   - A throw is a Go error of type *Throw. *Termination is an error that no
//     script can catch. Nothing in this package panics for what a script does.
//   - Every cell that a function of this package returns to Go code, or reads
//     on behalf of Go code, is kept by the rooting stack of the heap until the
//     enclosing native call returns. CallFrame opens and closes that scope.
//   - An object whose header says Exotic is reached only through the table of
//     its class (exotic.go). Every other object is ordinary: its own properties
//     are its shape, its slots and its elements.
//   - A slot may hold the marker of a built-in function that nobody has touched
//     yet (install.go). Only this package reads slots without resolving it.
//
// It may import syntax, heap, stack and queue.
package object
