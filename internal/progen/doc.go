// Package progen writes random ECMAScript programs that compare tiers: each
// ends after a bounded number of steps, prints what it computed, and says the
// same in every tier.
//
// The grammar is data. A rule (see rule) is a template of program text with
// places for other rules; the files rules_*.go hold the rules by family, and
// template.go says how templates are written. A rule belongs to a feature, a
// construct that is worth counting; each program turns some features off and
// some up, so that over many programs constructs meet in all combinations.
//
// A program is a prologue, classes, functions that call each other, and phases: a
// phase changes the world (prototypes of primitives, shapes, well-known symbols),
// calls the functions often enough for every tier to take them over, and undoes
// what it changed. Calls and turns cost fuel, so that every program ends.
//
// The same seed gives the same program for ever, so a seed is a test case. Time, random
// numbers, stack traces and anything else that may differ between runs do not occur.
// A program calls the global function checkpoint, if there is one, where frames
// are worth comparing.
//
// The packages below change programs (mutate), make them smaller (reduce) and
// search with them (hunt). This package imports nothing but the standard library.
package progen
