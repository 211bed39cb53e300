// Package parts finds the pieces of a program that can be moved, replaced or
// left out: where each begins and ends in the text.
//
// Whoever edits a text by these pieces parses the result again: a piece may
// depend on what surrounds it (yield, return, private names), and only the parser knows.
//
// The package may import pkg/syntax.
package parts
