// Package stack is the call stack of a runtime: one contiguous array of
// Values, the same frame layout in every tier.
//
// # Invariants
//
//   - The array never moves, so machine code may hold addresses into it.
//   - Every word below Top is a Value at any time, though possibly a stale one.
//     At each collection the words from Top to Limit are wiped, so a frame that
//     is entered later finds no reference to a freed cell: frames need not
//     initialise their temporaries.
//   - Limit is above everything that was written since the last collection:
//     who wants to write above it calls Reserve first.
//   - A word above Top may be lost at any safepoint.
//   - Position (Pos) is stored before anything that may throw, call or collect.
//
// It may import pkg/heap and internal/mmap.
package stack
