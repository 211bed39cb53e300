// Package script makes profiles of scripts: which functions and lines take the time, in
// which tier, and what the engine needs beside them.
//
// # How a sample is taken
//
// A goroutine asks for a sample once a period. It makes the thread of the script take so
// much from the budget of the runtime (internal/tap) that the next safepoint, a back edge or
// a call, is a poll, where the frames are as the walk of the stack wants them. Nothing is
// checked anywhere for that: while nobody makes a profile, it costs nothing. A poll that
// answers a sample leaves the count of the budget as it was, so that fuel and
// promotion are the same with and without, but for a turn or two where code changes tier.
//
// The sample gets the time since the last one, less what events of pkg/watch have told
// about (collections, compilations, waiting), which gets samples of its own. So the sum of
// all samples is the time of the run, however late a sample comes.
//
// # What was tried
//
// Samples when the slice of the budget ends: they count safepoints, not time, and a loop of
// short turns gets the share of long ones. A write to the budget from another
// thread: a loop that counts down in memory overwrites it, in machine code nearly always (in
// 300 samples of 3,000 it did not), so that samples fall where turns are long. With the
// signal of internal/tap functions that take turns within 0.4 µs have the
// shares of their time within 1 point of 60, 30 and 10 in machine code (2,600 samples).
// Where there is no such signal the first two ways are used together.
//
// # What a sample does not tell
//
// A function without loops and calls has no safepoint but its beginning: its time goes to
// the line of the caller's next safepoint.
//
// The package may import pkg/object and what is below, pkg/watch and internal/tap.
package script
