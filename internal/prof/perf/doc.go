// Package perf names machine code for perf, the profiler of Linux: in a map of symbols,
// which perf reads by itself, or in a dump, which has the code and its lines too and which
// perf inject merges into a recording.
//
// The formats are those of the documentation of the kernel: tools/perf/Documentation,
// jit-interface.txt and jitdump-specification.txt.
//
// Both files grow as code is made, and are complete up to there whenever the process ends.
// Machine code lives as long as its runtime, so that nothing tells that some is gone: in
// a map a later symbol at the same place replaces the earlier one, in a dump it has the
// later time.
package perf
