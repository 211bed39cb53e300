// Package builtin is the library of ECMA-262: one file per constructor or
// namespace, each with a Group that declares its properties as rows (name,
// length, function). Library lists the groups; package object makes the objects
// of a realm from them on first touch.
//
// # Invariants
//
//   - A built-in never imports a tier: it calls functions through
//     object.Runtime.
//   - What a built-in allocates, reads or gets from a call stays alive until it
//     returns. A loop whose length a script controls opens an inner rooting scope
//     for each turn, and counts the turn with Runtime.Step, so that interrupts,
//     deadlines and memory limits work inside it.
//   - A fast path is taken only where nobody could tell: the receiver is an array
//     whose elements are dense, and no prototype has index properties.
//
// It may import object and what lies below it, and pkg/regexp.
package builtin
