// Package amd64 is the way into machine code for x86-64 and out of it.
//
//	entry_*        the way in from Go, the way out, and where a fault goes on
//	asm/           the assembler
//	macro/         what takes several instructions and is another sequence on each machine
//
// Only the entry needs the machine. The package may import lower; only pkg/native imports it.
package amd64

// Entry is the machine's part of a lower.Backend.
type Entry struct{}
