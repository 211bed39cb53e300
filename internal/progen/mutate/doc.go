// Package mutate changes programs: it takes pieces of one text and puts them
// into another, so that constructs meet that nobody wrote side by side.
//
// A mutant parses, but may throw, and may not end: who runs it sets limits. What it
// prints is up to the program; Watch adds a loop and output that show the tiers'
// work. The same seed gives the same mutant.
//
// The package may import pkg/syntax and internal/progen/parts.
package mutate
