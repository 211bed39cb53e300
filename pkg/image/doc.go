// Package image remembers what a graph of Go objects holds, and puts it back into the same
// objects: what they were at a moment, they are again.
//
// A Picture is taken of everything that can be reached from some pointers through the fields,
// slices, maps and interfaces of the types of one module. It holds a typed copy of the memory
// of each object. Restore compares and writes what differs, so that an untouched object costs
// a comparison; objects keep their addresses, and those that have been made since are no longer
// referred to by any of the others.
//
// By default everything is saved. What is not is named by rules, each with its reason:
// by the type ("pkg/watch.Stream") or the field ("pkg/stack.Stack.Vals").
//
//   - What a func, a channel, an unsafe.Pointer or a uintptr refers to is not looked at; the
//     word is saved. State must not be in variables that only closures have.
//   - Types of the packages sync and sync/atomic are left as they are: other goroutines use
//     them. So is what they guard, if a rule says so.
//   - Pointers to types of other modules are saved, what they point to is not.
//   - Elements between length and capacity of a slice are not saved, but for Room.
//
// It may import the standard library.
package image
