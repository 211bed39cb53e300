// Package watch is the one stream of what the machine does: code that moves between
// tiers, compilations, collections, jobs, callbacks, timers, and the pushes and pops
// of frames. Whatever shows the machine at work listens here; nothing keeps books of
// its own.
//
// A [Stream] belongs to one runtime and its goroutine. A listener says which kinds of
// events it wants; the places where something happens ask [Stream.Wants] before they
// make an event, outside every fast path, so that what nobody listens to costs a
// comparison at most.
//
// Frames are special: in all tiers calls that are as fast as they can be tell nobody.
// A runtime that is made while somebody listens to Push or Pop takes the way through
// Go for each call, which is slower and deeper on the stack of Go; one that is made
// before that never tells of frames.
//
// Steps are told of by tier 0 alone, in a runtime that is made while somebody listens to
// them, or as object.Runtime.StepsWatched says later.
//
// Slices of the budget are not part of All either: who wants them learns every few
// thousand calls and turns of loops what code runs.
//
// # Readers
//
//   - [Trace] writes a line for each event.
//   - [Totals] counts events.
//   - [Recorder] keeps the last events.
//
// The package imports nothing of the project.
package watch
