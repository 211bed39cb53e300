// Package tier decides which tier runs a function: it fills object.TierHooks.
//
// A function starts in tier 0. When its calls or the turns of its loops pass a
// threshold it is compiled to bytecode and its entry replaced; a frame that is
// in a loop at that moment is handed over at the header of the loop. Bytecode
// is promoted to machine code in the same way, where the platform has a code
// generator. A function that has passed a threshold of tier 0 in one runtime starts as
// bytecode in those that come later, unless their Config sets thresholds. What a tier declines stays one tier lower; the reasons are counted.
//
// The modes Interp, Bytecode and Native run everything in one tier as far as it
// can; Auto promotes.
//
// Everything that happens goes to the runtime's stream (package watch).
//
// The package may import interp, bytecode, native and what is below.
package tier
