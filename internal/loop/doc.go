// Package loop records how a script runs, step by step, and shows it: the call stack
// with its variables, objects, promises, the queues of jobs and callbacks, timers and
// what is printed.
//
// A [Recorder] listens to the stream of a runtime (package watch) and looks at its frames
// and cells; it runs nothing of the script, neither getters nor traps of proxies, and
// allocates no cells but to make short texts flat. What it writes is a list of records,
// each the difference from the one before, so that a reader can keep the state of any
// moment and go to any other: forwards by applying records, backwards from a copy of an
// earlier state.
//
// # What is recorded
//
// Statements and variables are those of tier 0, which alone tells of statements; of frames
// of other tiers the arguments are known. Values are written as they are at the time. Of
// objects those are written that the variables of the innermost frame and global variables
// lead to, a few levels deep, and again whenever they have changed.
//
// A recording has a limit of statements. No turn of the event loop may have more than half
// of what is left, so that later ones have their share; of a function only so many calls
// in each turn are shown, of a loop so many turns. All else is summed up: a record says how
// much there was. How much work the looking at objects may be is bounded by what the script
// itself has done, counted in statements, so that two recordings of a script are the same.
package loop
