// Package web has what browsers and other hosts offer to scripts beside ECMA-262, each
// interface a library of its own: a runtime has those that its embedder asks for.
//
//	rt, err := kiln.New(kiln.Options{Libraries: []*kiln.Library{web.Console(), web.Timers()}})
//
// # Invariants
//
//   - A library is immutable. What it keeps with a runtime it keeps as an extension of
//     that (object.NewExtension).
//   - What a function allocates, reads or gets from a call stays alive until it returns;
//     a loop whose length a script controls counts its turns, as in package builtin.
//   - What Go code remembers for scripts, such as the counters of a console, is bounded
//     and counts as their memory.
//
// Package streams, below it, is the Streams Standard.
//
// It may import object and what is below, and internal/inspect.
package web
