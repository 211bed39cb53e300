// Package snapshot holds snapshots of a heap: what is alive, what refers to what, and what
// that tells. Nothing here asks the engine: package take makes snapshots of a runtime, and
// Read reads those that it or other engines have written.
//
// # Sizes
//
// The shallow size of a node is what it takes by itself, its retained size what would be
// free without it: what it dominates. Weak references retain nothing.
//
// # Figures
//
// On one core of an EPYC a snapshot of a million objects with two properties, one of them
// a string of its own (2.0 million nodes, 7.1 million edges), takes 1.9 s and is read in
// 1.6 s; dominators take 0.6 s.
package snapshot
