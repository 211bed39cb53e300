// Package repl is the conversation of a person with an engine: reads input, evaluates it,
// shows the value, and goes on.
//
// # Who does what
//
// The goroutine of Run owns the runtime. While it waits for input it runs the event loop, so
// that timers and promises go on. Another goroutine sits at the terminal; what it wants to
// know of the runtime (completions, a preview) it asks the first one to find out, between two
// callbacks, and does without when there is no answer soon.
//
// # Invariants
//
//   - A preview and a completion run no code of a script: no function, no getter, no trap of a
//     proxy. They are found by a walk over the tree that knows only what cannot have effects
//     (pure.go).
//   - What a person has typed is over when its limit of time is, or with Ctrl-C; the session
//     is not. A runtime that is broken is replaced by a new one.
//
// It may import kiln, pkg/object and what is below, internal/prof/script,
// internal/prof/export and internal/columns.
package repl
