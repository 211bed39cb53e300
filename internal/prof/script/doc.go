// Package script makes profiles of scripts: which functions and lines take the time, in
// which tier, and what the engine needs beside them.
//
// # How a sample is taken
//
// A timer of the kernel interrupts the thread of the script once a period and notes, at
// whatever instruction it is, the stack (internal/tap): the walker keeps the running frame
// and its statement in memory; of the loop of tier 1 and of machine code they are found in
// the registers. At its next poll, and before each collection, the thread reads the notes,
// while the functions in them are alive. Nothing is checked anywhere for that, and
// nothing is counted: while nobody makes a profile it costs nothing, and fuel and promotion
// are the same with and without.
//
// The notes that are read together share the time since those before, less what events of
// pkg/watch have told about (collections, compilations, waiting), which gets samples of its
// own, and less what the system has run instead of the thread. So the sum of all samples is the time of the run, however late a note comes.
//
// Where Go runs for a frame of bytecode or machine code, the sample says so: it is what these
// have no fast way for.
//
// What a sample costs is the interrupt: on a virtual machine 20 µs in a tight loop, whatever
// the handler does, and up to 45 µs in a program that fills the caches; reading the note takes
// some 5 µs of that at most. So 1,000 samples a second took 1 to 3% of the processor time of small
// programs there, and 3 to 5% of a parser's.
//
// # What was tried
//
// Samples when the slice of the budget ends: they count safepoints, not time, and a loop of
// short turns gets the share of long ones. A poll as soon as possible after the period: a
// function without loops and calls then gets no time. A goroutine that asks for each sample:
// it and the waiting for an answer took 2 to 5% of a second processor. A write to the budget from
// another thread: a loop that counts down in memory overwrites it, in machine code nearly
// always, and is a data race.
//
// Where threads cannot be interrupted, a goroutine asks for each sample, and the runtime,
// whose slices are then cut into windows of about 2 µs, takes it at the end of the window. So
// what was asked for in a function whose calls and turns take much longer than those of
// others that run right after it may go to these.
//
// # What a sample does not tell
//
// Built-in functions with a short way (object.Code.Leaf) and those that machine code does
// itself have no frame: their time goes to the line of the call.
//
// The package may import pkg/object and what is below, pkg/watch and internal/tap.
package script
