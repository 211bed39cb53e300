// Package columns measures text as a terminal shows it, and shows a place of a source line
// with a caret below it.
//
// # Invariants
//
//   - Sequences of colours take no column, marks that combine take none, and wide
//     characters of East Asia take two.
//
// It may import nothing of the project.
package columns
