// Package host takes values between Go and scripts by reflection: Go values become values of
// scripts (Bridge.ToValue), those become Go values of their own accord (Bridge.Export) or of a
// wanted type (Bridge.ExportTo), and Go functions are called by scripts and the other way
// round.
//
// # Invariants
//
//   - What a script sees of maps, slices, arrays, structs and what points to them is live: an
//     object whose own properties are the entries, elements and fields, read and written when
//     the script does. So a conversion never walks a Go value, and cycles do not matter.
//   - The same pointer or map is the same object as long as a script holds it.
//   - What is known of a type is found out once in the process, and kept with the Rules that
//     say how types are seen.
//   - A conversion that loses something is an error that names the types and the way to the
//     value. Nothing becomes undefined, or zero, silently.
//   - Code of the embedder runs inside of protect: its panics end the script as a *Panic, which
//     scripts cannot catch, and leave the engine usable.
//   - What scripts can make large is counted: elements and entries that they add, and the text
//     in them, as long as the object through which they were added is alive; what Export makes,
//     while it is made. Walks count steps. Go's stack grows with the depth of what is exported,
//     which is bounded.
//   - Nothing is locked. A map or slice that scripts see belongs to the goroutine of the
//     runtime while scripts run.
//
// It may import object.
package host
