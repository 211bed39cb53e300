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
// # Libraries
//
// What scripts find in a realm is declared by libraries, values that a runtime takes or
// leaves out: package builtin declares ECMA-262, package web what browsers have, and
// anybody may declare more. A [Library] lists groups; a [Group] is a constructor with its
// prototype, a prototype alone, or a namespace; a [Row] is one property with its function.
// The example of kiln.Library is a whole one.
//
//   - Declarations are variables and are never changed. A realm makes the object of a
//     group when a script first touches it, and a function when its property is first
//     read, so what nobody uses costs a word.
//   - A constructor finds the prototype for its objects by a name that it shares with its
//     group ([NewIntrinsic]): GetPrototypeFromConstructor then gets that of the right realm.
//   - What a library keeps with a runtime has a place of its own there ([NewExtension]);
//     what an object stands for in Go is in a host object ([Call.NewHostObject]).
//   - Where libraries declare the same global, or one intrinsic, [New] fails and names both.
//     A global that the embedder adds later (Realm.InstallGlobals) gives way to what is there.
//
// It may import syntax, heap, stack, queue and watch.
package object
