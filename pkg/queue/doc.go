// Package queue holds what waits to run: jobs (microtasks: promise reactions),
// tasks (callbacks of timers and of work that Go code finished) and timers, and
// the event loop that runs them.
//
// # Invariants
//
//   - Scripts run on one goroutine at a time. Everything here belongs to that
//     goroutine, except Post and Hold, which any goroutine may call.
//   - All jobs run before the next task starts.
//   - Values in jobs, tasks and timers are roots until they ran; those of the
//     running job or task until it returns.
//
// It may import pkg/heap.
package queue
