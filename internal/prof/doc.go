// Package prof writes profiles of the engine: where Kiln itself spends
// processor time and memory, as files for `go tool pprof` and `go tool trace`.
//
// It may import pkg/stack and what is below. One profile runs at a time in a
// process, since Go's profiler has only one; Start refuses a second.
package prof
