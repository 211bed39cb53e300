// Package arm64 is the way into machine code for arm64 and out of it.
//
//	entry_*        the way in from Go, the way out, and where a fault goes on
//	asm/           the assembler
//	macro/         the vocabulary of the emitters in its instructions
//
// Only the entry needs the machine. The package may import lower; only pkg/native imports it.
package arm64

// Entry is the machine's part of a lower.Backend.
type Entry struct{}
